import { join, resolve } from 'node:path'
import { readConfiguration, type Configuration } from './config.ts'
import { openConnections, type Connections } from '#database/connect.ts'
import { startEmbedded, type ConnectionOptions, type EmbeddedServer } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'
import { exampleSignIns, makeExample } from './example.ts'
import { openHouse } from './house.ts'
import { firstAdministratorLink } from './set-up.ts'
import { folderCarrier, postman, smtpCarrier } from '#web/mail.ts'
import { startWork } from './work.ts'

export interface Voice { say(line: string): void; complain(line: string): void }

/** The databases that the configuration means, started where they are ours. */
export interface StandingDatabase {
  readonly app: ConnectionOptions
  /** Null where this deployment was given no way to change the database's shape: somebody else migrates. */
  readonly owner: ConnectionOptions | null
  readonly jobs: ConnectionOptions
  readonly embedded: EmbeddedServer | null
  stop(): Promise<void>
}

export async function openDatabase(configuration: Configuration, voice: Voice, more: { readonly joinIfRunning?: boolean } = {}): Promise<StandingDatabase> {
  const { database } = configuration
  if (database.kind === 'elsewhere') {
    const at = (address: string): ConnectionOptions => ({ connectionString: address })
    return {
      app: at(database.app.reveal()), owner: database.owner && at(database.owner.reveal()), jobs: at((database.jobs ?? database.owner ?? database.app).reveal()),
      embedded: null, stop: async () => {},
    }
  }
  const embedded = await startEmbedded(configuration.dataFolder, { ...more, onRestart: (sentence) => voice.complain(sentence) })
  for (const note of embedded.notes) voice.say(note)
  return { app: embedded.app, owner: embedded.owner, jobs: embedded.jobs, embedded, stop: () => embedded.stop() }
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

  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop)

  const closing: (() => Promise<void>)[] = []
  try {
    const database = await openDatabase(configuration, voice)
    closing.push(() => database.stop())
    if (database.owner) {
      const { applied } = await migrate(database.owner)
      if (applied.length > 0) voice.say(applied.length === 1 ? 'The database was brought up to date (1 step).' : `The database was brought up to date (${applied.length} steps).`)
    }
    const connections = openConnections(database.app, { most: configuration.database.connections, onError: (error) => voice.complain(`The database: ${error.message}`) })
    closing.push(() => connections.end())
    const made = configuration.example && database.owner ? await makeExample({ connections, owner: database.owner, now: Temporal.Now.instant(), say: voice.say }) : false
    const house = await openHouse({ configuration, connections, cacheFolder: resolve(import.meta.dirname, '..', '.cache') })
    closing.push(() => house.close())
    const carrier = configuration.mail.smtp ? smtpCarrier(configuration.mail.smtp) : folderCarrier(join(configuration.dataFolder, 'outbox'))
    closing.push(async () => carrier.close())
    const work = await startWork({ configuration, connections, jobs: database.jobs, directory: house.directory, published: house.published, complain: voice.complain, more: [postman(carrier, configuration.mail.from) as never] })
    closing.push(() => work.stop())
    const port = await listen(house.app, configuration, voice)
    if (port === null) return 1

    const at = configuration.publicUrl?.origin ?? `http://localhost:${port}`
    voice.say('')
    voice.say(`Due Regard is running at ${at}`)
    for (const line of await howToSignIn(configuration, connections, at, made)) voice.say(line)
    voice.say('')
    voice.say('Press Ctrl-C to stop.')
    if (!stopping.signal.aborted) await new Promise<void>((stopped) => stopping.signal.addEventListener('abort', () => stopped(), { once: true }))
    voice.say('Stopping…')
    return 0
  } catch (error) {
    if (error instanceof Error && isForPeople(error)) voice.complain(error.message)
    else {
      voice.complain('Due Regard could not start:')
      voice.complain(error instanceof Error ? error.stack ?? error.message : String(error))
    }
    return 1
  } finally {
    for (const close of closing.toReversed()) await close().catch((error: unknown) => voice.complain(error instanceof Error ? error.message : String(error)))
  }
}

/** These errors are sentences about the machine, written for whoever started the program. */
const isForPeople = (error: Error): boolean => ['DataInUse', 'ServerNotStarted', 'CannotMigrate', 'NotNow'].includes(error.name)

/** The port that was asked for, or no start; the usual one, or the next that is free. */
async function listen(app: { listen(to: { port: number; host: string }): Promise<string> }, configuration: Configuration, voice: Voice): Promise<number | null> {
  for (let port = configuration.port; port < configuration.port + 20; port++) {
    try {
      await app.listen({ port, host: configuration.listenOn })
      if (port !== configuration.port) voice.say(`Port ${configuration.port} is in use by another program, so Due Regard is on port ${port}.`)
      return port
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      if (code === 'EACCES') voice.complain(`Port ${port} may only be used by an administrator of this machine. Set PORT to a number above 1023.`)
      else if (code !== 'EADDRINUSE') throw error
      else if (configuration.portAsked) voice.complain(`Port ${port} was asked for and is in use by another program. Stop that program, or set PORT to another number.`)
      if (code === 'EACCES' || configuration.portAsked) return null
    }
  }
  voice.complain(`Ports ${configuration.port} to ${configuration.port + 19} are all in use. Set PORT to a free one.`)
  return null
}

async function howToSignIn(configuration: Configuration, connections: Connections, at: string, justMade: boolean): Promise<readonly string[]> {
  if (configuration.example) return exampleSignIns(at, justMade)
  const link = await firstAdministratorLink(connections, at)
  return link === null ? [] : ['', 'Nobody can sign in yet. Open this link to make the first administrator’s account. It works once, for 24 hours:', `  ${link}`]
}
