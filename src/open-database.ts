import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Configuration } from './config.ts'
import { DataInUse, startEmbedded, type ConnectionOptions, type EmbeddedServer } from '#database/embedded.ts'

/** The databases that the configuration means, started where they are ours. */
export interface StandingDatabase {
  readonly app: ConnectionOptions
  /** Null where this deployment was given no way to change the database's shape: somebody else migrates. */
  readonly owner: ConnectionOptions | null
  readonly jobs: ConnectionOptions
  /** The name that the app signs in with. */
  readonly appLogin: string
  readonly embedded: EmbeddedServer | null
  stop(): Promise<void>
}

export interface OpeningSettings {
  /** A terminal command may use the server that a running service has; the service itself may not. */
  readonly joinIfRunning?: boolean
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
  /** Asked while waiting for another program to let go. */
  readonly isStopping?: () => boolean
}

/** How long a start waits for the program before it, which may be stopping at this moment, in milliseconds. */
const patience = 8000

/** @throws DataInUse, ServerNotStarted, or DataFolderRefused, each a sentence for whoever asked. */
export async function openDatabase({ database, dataFolder }: Pick<Configuration, 'database' | 'dataFolder'>, { joinIfRunning = false, say, complain, isStopping = () => false }: OpeningSettings): Promise<StandingDatabase> {
  if (database.kind === 'elsewhere') {
    const at = (address: string): ConnectionOptions => ({ connectionString: address })
    return {
      app: at(database.app.reveal()), owner: database.owner && at(database.owner.reveal()), jobs: at((database.jobs ?? database.owner ?? database.app).reveal()),
      appLogin: loginIn(database.app.reveal()), embedded: null, stop: async () => {},
    }
  }
  makeFolder(dataFolder)
  if (!existsSync(join(dataFolder, 'postgresql'))) say(`Making a new database in ${dataFolder}…`)
  let waiting = false
  for (const until = Date.now() + patience; ; await wait(100)) {
    try {
      const embedded = await startEmbedded(dataFolder, { joinIfRunning, onRestart: complain })
      for (const note of embedded.notes) say(note)
      return { app: embedded.app, owner: embedded.owner, jobs: embedded.jobs, appLogin: 'due_regard_app', embedded, stop: () => embedded.stop() }
    } catch (error) {
      if (!(error instanceof DataInUse) || Date.now() > until || isStopping()) throw error
      if (!waiting) complain(`The data folder is held by process ${error.processId}. Waiting a moment, in case it is stopping…`)
      waiting = true
    }
  }
}

/** The data folder cannot be made or used. The message says why. */
export class DataFolderRefused extends Error {
  override readonly name = 'DataFolderRefused'
}

function makeFolder(dataFolder: string): void {
  try {
    // Others may pass through on their way to what is theirs (the database's account, when root lends it one), and see nothing.
    mkdirSync(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new DataFolderRefused(`The data folder ${dataFolder} cannot be used: ${inWords(error)}. Choose another folder with DUE_REGARD_DATA.`)
  }
}

function inWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known: Readonly<Record<string, string>> = {
    EACCES: 'this account may not write there', EPERM: 'this account may not write there', EROFS: 'the disk cannot be written', ENOTDIR: 'part of its name is a file', EEXIST: 'there is a file of that name', ENOSPC: 'the disk is full',
  }
  return known[code] ?? (error instanceof Error ? error.message : String(error))
}

function loginIn(address: string): string {
  const url = new URL(address)
  return decodeURIComponent(url.searchParams.get('user') ?? url.username) || 'due_regard_app'
}
