import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfiguration, type Configuration } from '../config.ts'
import { openDatabase, type StandingDatabase } from '../open-database.ts'
import type { Terminal } from './command.ts'
import { NotPossible } from './not-possible.ts'
import { openConnections, type Connections } from '#database/connect.ts'
import { listWaitingMigrations } from '#database/migrate.ts'

/** The settings, or the reasons why they cannot be used. */
export function settingsOf(terminal: Terminal): Configuration {
  const configuration = readConfiguration(terminal.env)
  if ('problems' in configuration) throw new NotPossible(['The settings cannot be used:', ...configuration.problems.map((each) => `  ${each}`)].join('\n'))
  for (const note of configuration.notes) terminal.complain(note)
  return configuration
}

export interface Opened { readonly configuration: Configuration; readonly database: StandingDatabase }

/**
 * Uses the database of a running Due Regard, or starts it for as long as the command takes. A folder without one is made
 * only where `mayMake` says so: a misspelt folder must not look like a loss.
 */
export async function withDatabase<Answer>(terminal: Terminal, work: (opened: Opened) => Promise<Answer>, { mayMake = false }: { readonly mayMake?: boolean } = {}): Promise<Answer> {
  const configuration = settingsOf(terminal)
  if (!mayMake && configuration.database.kind === 'embedded' && !existsSync(join(configuration.dataFolder, 'postgresql'))) {
    throw new NotPossible(`There is no database in ${configuration.dataFolder}. Set DUE_REGARD_DATA to the folder that has one, or start Due Regard once to make it.`)
  }
  const database = await openDatabase(configuration, { joinIfRunning: true, say: () => {}, complain: terminal.complain })
  // Whoever gives up leaves no server behind: nothing that was committed is lost by stopping it.
  const stop = (): void => { database.stop().then(() => process.exit(1), () => process.exit(1)) }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const
  for (const signal of signals) process.once(signal, stop)
  process.channel?.unref()
  try {
    return await work({ configuration, database })
  } finally {
    for (const signal of signals) process.off(signal, stop)
    await database.stop()
  }
}

/** The same with connections to a database that is up to date: as the app, or as the owner, who alone may add a body. */
export async function withConnections<Answer>(terminal: Terminal, work: (opened: Opened & { readonly connections: Connections }) => Promise<Answer>, as: 'app' | 'owner' = 'app'): Promise<Answer> {
  return withDatabase(terminal, async (opened) => {
    const { database } = opened
    const waiting = database.owner ? await listWaitingMigrations(database.owner) : []
    if (waiting.length > 0) throw new NotPossible('The database is not up to date. Run: due-regard migrate')
    const connections = openConnections(as === 'owner' ? ownerOf(database) : database.app, { most: 2, name: 'due-regard terminal' })
    try {
      return await work({ ...opened, connections })
    } finally {
      await connections.end()
    }
  })
}

/** Where the shape of the database is to be changed, or all of it is read. */
export function ownerOf({ owner }: StandingDatabase): NonNullable<StandingDatabase['owner']> {
  if (owner === null) throw new NotPossible('This needs the database’s owner: set DATABASE_OWNER_URL beside DATABASE_URL.')
  return owner
}
