/**
 * A fresh database for a test file: cloned from a migrated template on a real server, which is started once for the
 * whole run, holds nothing worth keeping, and is gone with the run.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectOnce, openConnections, type Connections } from '#database/connect.ts'
import { startEmbedded, type ConnectionOptions } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'

export interface FreshDatabase {
  readonly app: ConnectionOptions
  readonly owner: ConnectionOptions
  readonly jobs: ConnectionOptions
  /** Connections as the app. */
  readonly connections: Connections
  /** As the superuser, past row-level security: to plant what the app could not, and to look behind it. */
  asOwner<Row extends object>(statement: string, values?: readonly unknown[]): Promise<Row[]>
  /** Puts an organisation into the directory, and gives its id. */
  addOrganisation(shortName: string, hosts?: readonly string[]): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

interface Template { readonly app: ConnectionOptions; readonly owner: ConnectionOptions; readonly jobs: ConnectionOptions }

/** `await using database = await freshDatabase()`: everything is closed at the end of the block. `from` is another database of this server to copy, to which nobody is connected. */
export async function freshDatabase(from = 'due_regard'): Promise<FreshDatabase> {
  const template = await templateDatabase()
  const name = `test_${randomBytes(6).toString('hex')}`
  const maker = await connectOnce({ ...template.owner, database: 'postgres' })
  await maker.query(`create database ${name} template ${from} strategy file_copy`)
  await maker.query(`revoke all on database ${name} from public; grant connect on database ${name} to due_regard_app, due_regard_jobs; grant connect, create on database ${name} to due_regard_owner`)
  await maker.end()

  const at = (options: ConnectionOptions): ConnectionOptions => ({ ...options, database: name })
  const connections = openConnections(at(template.app), { most: 10, name: 'test' })
  const asOwner = async <Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const client = await connectOnce(at(template.owner))
    try { return (await client.query<Row>(statement, [...values])).rows } finally { await client.end() }
  }
  return {
    app: at(template.app), owner: at(template.owner), jobs: at(template.jobs), connections, asOwner,
    async addOrganisation(shortName, hosts = []) {
      const id = crypto.randomUUID()
      await asOwner('insert into directory.organisation (id, name, short_name, kind) values ($1, $2, $3, $4)', [id, `${shortName} council`, shortName, 'county council'])
      for (const host of hosts) await asOwner('insert into directory.host (host, organisation_id) values ($1, $2)', [host, id])
      return id
    },
    async [Symbol.asyncDispose]() { await connections.end() },
  }
}

/** The migrated template that every test's database is a copy of. Nobody may stay connected to it. */
export function templateDatabase(): Promise<Template> {
  return run.template ??= startOnce()
}

/** One server for all test files of this process. */
const run: { template?: Promise<Template> } = {}
const prefix = 'due-regard-test-'

async function startOnce(): Promise<Template> {
  clearAbandoned()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  chmodSync(folder, 0o711)
  const server = await startEmbedded(folder, { settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', file_copy_method: 'clone', max_connections: '200' } })
  process.once('exit', () => {
    const processId = server.processId()
    try { process.kill(processId, 'SIGQUIT') } catch { /* it has stopped */ }
    // The last thing that this process does: wait (it cannot await any more) until the server has let go of its files.
    const pause = new Int32Array(new SharedArrayBuffer(4))
    for (let waited = 0; waited < 200 && isRunning(processId); waited++) Atomics.wait(pause, 0, 0, 10)
    remove(folder)
  })
  await migrate(server.owner)
  return { app: server.app, owner: server.owner, jobs: server.jobs }
}

/** A run that was killed leaves its server and its folder behind. */
function clearAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue
    const folder = join(tmpdir(), name)
    try {
      const server = Number(readFileSync(join(folder, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0])
      if (readFileSync(`/proc/${server}/cmdline`, 'utf8').includes('postgres')) process.kill(server, 'SIGQUIT')
    } catch { /* its server is gone already */ }
    remove(folder)
  }
}

function isRunning(processId: number): boolean {
  try { return !/\) [ZX] /.test(readFileSync(`/proc/${processId}/stat`, 'latin1')) } catch { return false }
}

/** The server may still be writing its last file while its folder goes. */
function remove(folder: string): void {
  try { rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }) } catch { /* the next run clears it */ }
}
