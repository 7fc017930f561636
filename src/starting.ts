/** What a start needs of the whole house: read from the disk while the database is starting. */
import { join } from 'node:path'
import type { Configuration } from './config.ts'
import type { StandingDatabase } from './open-database.ts'
import { exampleSignIns, makeExample } from './example.ts'
import type { StandingHouse } from './house.ts'
import { firstAdministratorLink, makeFirstBody } from './set-up.ts'
import { startWork } from './work.ts'
import { openSigningKey } from '#database/checkpoint.ts'
import { checkpointJob } from '#database/checkpoint-job.ts'
import { type Connections, connectOnce } from '#database/connect.ts'
import type { RunningJobs } from '#database/jobs.ts'
import { CannotMigrate, migrate } from '#database/migrate.ts'
import { isExample } from '#features/people/index.ts'
import { folderCarrier, postman, smtpCarrier } from '#web/mail.ts'

export { openConnections, roomForTheLog } from '#database/connect.ts'
export { openHouse } from './house.ts'

type Say = (line: string) => void

/** Migrates where this deployment may; where somebody else does, refuses a database that nobody has prepared. */
export async function bringUpToDate(database: StandingDatabase, say: Say): Promise<void> {
  if (database.owner === null) {
    const client = await connectOnce(database.app)
    try {
      const { rows } = await client.query<{ prepared: boolean }>(`select to_regclass('directory.organisation') is not null as prepared`)
      if (!rows[0]?.prepared) throw new CannotMigrate('The database at DATABASE_URL has not been prepared. Run “due-regard migrate” with DATABASE_OWNER_URL set, or set it here too.')
    } finally { await client.end() }
    return
  }
  const { applied } = await migrate(database.owner, database.appLogin === 'due_regard_app' ? {} : { appLogin: database.appLogin })
  if (applied.length > 0) say(applied.length === 1 ? 'The database was brought up to date (1 step).' : `The database was brought up to date (${applied.length} steps).`)
}

export interface Bodies { readonly isExample: boolean; readonly justMade: boolean }

/** An empty database gets the example council, or the one body that was named. */
export async function makeBodies({ configuration, connections, database, say }: {
  readonly configuration: Pick<Configuration, 'example' | 'organisation'>; readonly connections: Connections; readonly database: Pick<StandingDatabase, 'owner'>; readonly say: Say
}): Promise<Bodies> {
  const justMade = database.owner === null ? false
    : configuration.example ? await makeExample({ connections, owner: database.owner, now: Temporal.Now.instant(), say })
    : await makeFirstBody({ owner: database.owner, name: configuration.organisation, now: Temporal.Now.instant() })
  const { rows } = await connections.pool.query<{ short_name: string }>('select short_name from directory.organisation')
  if (rows.length === 0) throw new CannotMigrate('There is no organisation in this database yet, and without DATABASE_OWNER_URL none can be made. Set it for the first start.')
  return { isExample: configuration.example && rows.some((row) => isExample(row.short_name)), justMade }
}

/** The rooms’ work, letters and checkpoints. */
export async function startEveryWork({ configuration, connections, database, house, complain }: {
  readonly configuration: Configuration; readonly connections: Connections; readonly database: StandingDatabase; readonly house: StandingHouse; readonly complain: Say
}): Promise<RunningJobs> {
  const carrier = configuration.mail.smtp ? smtpCarrier(configuration.mail.smtp) : folderCarrier(join(configuration.dataFolder, 'outbox'))
  const key = openSigningKey(configuration.dataFolder, configuration.checkpoints.signingKey)
  const work = await startWork({
    configuration, connections, jobs: database.jobs, directory: house.directory, published: house.published, complain,
    more: [postman(carrier, configuration.mail.from), checkpointJob(key, configuration.checkpoints.folder)],
  })
  return {
    async stop() {
      await work.stop()
      carrier.close()
    },
  }
}

export async function howToSignIn(connections: Connections, address: string, bodies: Bodies): Promise<readonly string[]> {
  if (bodies.isExample) return exampleSignIns(address, bodies.justMade)
  const link = await firstAdministratorLink(connections, address)
  return link === null ? [] : ['', 'Nobody can sign in yet. Open this link to make the first administrator’s account. It works once, for 24 hours:', `  ${link}`]
}
