import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readConfiguration, type Configuration } from './config.ts'
import { openDatabase } from './open-database.ts'
import { findPort } from './ports.ts'

/** Where a program that runs for long says what it does: to the person who started it, and to whoever reads its log. */
export interface Voice {
  /** The greeting: what is running, where, and how to sign in. */
  say(line: string): void
  /** Why something cannot be done. */
  complain(line: string): void
  /** Somebody is watching, so that what went as it should need not be told. */
  readonly isWatched: boolean
}

/** Runs until a signal; gives the exit code. Every reason not to start is a sentence, and nothing half-started is left behind. */
export async function serve(env: Readonly<Record<string, string | undefined>>, voice: Voice): Promise<number> {
  const configuration = readConfiguration(env)
  if ('problems' in configuration) {
    voice.complain('Due Regard was not started, because of its settings:')
    for (const problem of configuration.problems) voice.complain(`  ${problem}`)
    return 1
  }
  for (const note of configuration.notes) voice.complain(note)

  const stopping = waitForSignals(voice)
  const closing: (() => Promise<void>)[] = []
  try {
    await run(configuration, voice, stopping, (close) => closing.push(close))
    return stopping.code()
  } catch (error) {
    if (error instanceof StoppedEarly) return stopping.code()
    if (error instanceof Error && isForPeople(error)) voice.complain(error.message)
    else {
      voice.complain('Due Regard could not start:')
      voice.complain(error instanceof Error ? error.stack ?? error.message : String(error))
    }
    return 1
  } finally {
    for (const close of closing.toReversed()) await close().catch((error: unknown) => voice.complain(error instanceof Error ? error.message : String(error)))
    stopping.forget()
  }
}

async function run(configuration: Configuration, voice: Voice, stopping: Stopping, onClose: (close: () => Promise<void>) => void): Promise<void> {
  await portFor(configuration)

  // Once the log is open, what goes wrong is told there, where a machine may read it; to somebody who is watching, in words.
  let complain = voice.complain
  const trouble = (line: string): void => { if (!stopping.isStopping()) complain(line) }
  const opening = openDatabase(configuration, { say: voice.say, complain: trouble, isStopping: stopping.isStopping })
  opening.catch(() => {})
  // The database starts in a process of its own, while this one reads the program.
  const rest = await import('./starting.ts')
  const database = await opening
  onClose(() => database.stop())
  stopping.check()

  await rest.bringUpToDate(database, voice.say)
  stopping.check()
  const connections = rest.openConnections(database.app, { most: configuration.database.connections, onError: (error) => trouble(`The database: ${error.message}`), ...(database.embedded ? { keepFree: { folder: configuration.dataFolder, bytes: rest.roomForTheLog } } : {}) })
  onClose(() => connections.end())
  const bodies = await rest.makeBodies({ configuration, connections, database, say: voice.say })
  stopping.check()

  const shown = { ...configuration, example: bodies.isExample, logLevel: configuration.logLevelAsked || !voice.isWatched ? configuration.logLevel : 'warn' } as const
  const house = await rest.openHouse({ configuration: shown, connections, cacheFolder: cacheFolderFor(configuration.dataFolder), log: { write: (line) => voice.complain(line.trimEnd()) } })
  onClose(() => house.close())
  if (!voice.isWatched) complain = (line) => house.app.log.warn(line)
  const { port, note } = await listen(house.app, configuration)
  // Letters link to the port that was found. What a page asks for until then waits in the queue.
  const work = await rest.startEveryWork({ configuration: { ...shown, port }, connections, database, house, complain: trouble })
  onClose(() => work.stop())

  const address = configuration.publicUrl?.origin ?? `http://localhost:${port}`
  voice.say('')
  if (note !== null) voice.say(note)
  voice.say(`Due Regard is running at ${address}`)
  for (const line of await rest.howToSignIn(connections, address, bodies)) voice.say(line)
  voice.say('')
  voice.say('Press Ctrl-C to stop.')

  await stopping.come()
  voice.say('Stopping…')
  // Nobody new is let in; whoever is being answered is answered, within reason.
  const hurry = setTimeout(() => house.app.server.closeAllConnections(), 3000)
  await house.close()
  clearTimeout(hurry)
}

/** Beside the program; where somebody else installed it and we may not write there, in the data folder. */
function cacheFolderFor(dataFolder: string): string {
  const besideUs = resolve(import.meta.dirname, '..', '.cache')
  try {
    accessSync(existsSync(besideUs) ? besideUs : dirname(besideUs), constants.W_OK)
    return besideUs
  } catch {
    return join(dataFolder, 'cache')
  }
}

/** The port to answer on, asked before anything is made. */
async function portFor(configuration: Configuration): Promise<{ readonly port: number; readonly note: string | null }> {
  const found = await findPort(configuration)
  if ('refused' in found) throw new NotStarted(found.refused)
  return found
}

/** Another program may have taken the port since it was found free: then the next, or the reason why not. */
async function listen(app: { listen(to: { port: number; host: string }): Promise<string> }, configuration: Configuration): Promise<{ readonly port: number; readonly note: string | null }> {
  for (;;) {
    const found = await portFor(configuration)
    try {
      await app.listen({ port: found.port, host: configuration.listenOn })
      return found
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    }
  }
}

/** A reason not to start, as a sentence. */
class NotStarted extends Error {
  override readonly name = 'NotStarted'
}

/** These errors are sentences about the machine, written for whoever started the program. */
const isForPeople = (error: Error): boolean => ['NotStarted', 'DataInUse', 'DataFolderRefused', 'ServerNotStarted', 'CannotMigrate', 'NotNow'].includes(error.name)

/** Somebody asked to stop before everything was standing. */
class StoppedEarly extends Error {}

interface Stopping {
  isStopping(): boolean
  /** Goes no further with a start that nobody wants any more. */
  check(): void
  come(): Promise<void>
  code(): number
  forget(): void
}

/** One Ctrl-C may arrive three times: from the terminal, from npm and from the bootstrap. Only one that comes seconds later means “at once”. */
function waitForSignals(voice: Voice): Stopping {
  const asked = new AbortController()
  let code = 0
  let since = 0
  const stop = (): void => {
    if (!asked.signal.aborted) {
      since = Date.now()
      asked.abort()
    } else if (Date.now() - since > 2000) {
      voice.complain('Stopped without waiting. Nothing that was saved is lost; the next start takes a moment longer.')
      process.exit(1)
    }
  }
  const fail = (error: unknown): void => {
    voice.complain(`Something went wrong that nobody had expected, so Due Regard stops: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
    code = 1
    stop()
  }
  // The bootstrap was killed outright: whoever did that meant us too.
  const left = (): void => { if (!asked.signal.aborted) stop() }
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop).on('uncaughtException', fail).on('disconnect', left)
  process.channel?.unref()
  return {
    isStopping: () => asked.signal.aborted,
    check() { if (asked.signal.aborted) throw new StoppedEarly() },
    come: () => asked.signal.aborted ? Promise.resolve() : new Promise((stopped) => asked.signal.addEventListener('abort', () => stopped(), { once: true })),
    code: () => code,
    forget() { process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop).off('uncaughtException', fail).off('disconnect', left) },
  }
}
