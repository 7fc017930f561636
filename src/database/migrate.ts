import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Client } from 'pg'
import { connectOnce, patience } from './connect.ts'
import type { ConnectionOptions } from './embedded.ts'
import { installJobs } from './jobs.ts'

export interface Migration { readonly name: string; readonly text: string; readonly hash: string }

/** The database and the program do not fit together; the message says which is older. */
export class CannotMigrate extends Error {
  override readonly name = 'CannotMigrate'
}

export interface MigrateSettings {
  readonly migrations?: readonly Migration[]
  /** The login that the app uses, when it is not `due_regard_app` itself. */
  readonly appLogin?: string
}

/**
 * Brings a database up to this program: makes the roles, then runs each migration that has not been run, in the order
 * of their names, each in its own transaction under a lock. Several programs may start at once; one migrates.
 * Refuses a database that a newer program has migrated, and a migration whose file was changed after it was run.
 */
export async function migrate(owner: ConnectionOptions, settings: MigrateSettings = {}): Promise<{ readonly applied: readonly string[] }> {
  const migrations = settings.migrations ?? findMigrations()
  const client = await connectOnce(owner, 'due-regard migrate')
  try {
    await makeRoles(client, settings.appLogin)
    await makeRegister(client)
    const applied: string[] = []
    for (const migration of migrations) if (await runOnce(client, migration, migrations)) applied.push(migration.name)
    if (migrations.length === 0) await refuseNewer(client, migrations)
    await installJobs(owner)
    return { applied }
  } finally {
    await client.end()
  }
}

/** Would `migrate` have anything to do? Also refuses, as it does. */
export async function listWaitingMigrations(owner: ConnectionOptions, migrations = findMigrations()): Promise<readonly string[]> {
  const client = await connectOnce(owner)
  try {
    const { rows } = await client.query<{ made: boolean }>(`select to_regclass('house.migration') is not null as made`)
    if (!rows[0]?.made) return migrations.map((migration) => migration.name)
    const run = await refuseNewer(client, migrations)
    return migrations.filter((migration) => !run.has(migration.name)).map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

/** Every migration of the house and its rooms, in the order in which they run: that of their names, which begin with a date. */
export function findMigrations(source = join(import.meta.dirname, '..')): Migration[] {
  const parts = readdirSync(source, { withFileTypes: true }).filter((each) => each.isDirectory()).flatMap((part) =>
    part.name === 'features' ? readdirSync(join(source, 'features')).map((room) => join(source, 'features', room)) : [join(source, part.name)])
  const files = parts.map((part) => join(part, 'migrations')).filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).filter((file) => file.endsWith('.sql')).map((file) => join(folder, file)))
  const migrations = files.map((file) => {
    const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
    return { name: basename(file, '.sql'), text, hash: createHash('sha256').update(text).digest('hex') }
  }).sort((a, b) => a.name < b.name ? -1 : 1)
  for (const [index, { name }] of migrations.entries()) {
    if (!/^\d{4}-\d{2}-\d{2}-\d{3}-[a-z0-9-]+$/.test(name)) throw new CannotMigrate(`The migration ${name} must be named like 2026-11-22-010-action-plan.`)
    if (migrations[index + 1]?.name === name) throw new CannotMigrate(`Two migrations are called ${name}.`)
  }
  return migrations
}

async function runOnce(client: Client, migration: Migration, migrations: readonly Migration[]): Promise<boolean> {
  return inTransaction(client, async () => {
    // Waits for another program that is migrating, and then finds that there is nothing left to do.
    await client.query('lock table house.migration in exclusive mode')
    const run = await refuseNewer(client, migrations)
    if (run.has(migration.name)) return false
    await client.query('set local role due_regard_owner')
    await client.query(migration.text)
    await client.query('reset role')
    await client.query('insert into house.migration (name, hash) values ($1, $2)', [migration.name, migration.hash])
    return true
  }, migration.name)
}

async function refuseNewer(client: Client, migrations: readonly Migration[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from house.migration order by name')
  const known = new Map(migrations.map((migration) => [migration.name, migration.hash]))
  const unknown = rows.filter((row) => !known.has(row.name)).map((row) => row.name)
  if (unknown.length > 0) throw new CannotMigrate(`This database was made by a newer Due Regard: it has ${unknown.join(', ')}, which this program does not know. Start the newer program, or restore a backup from before it.`)
  const changed = rows.find((row) => known.get(row.name) !== row.hash)
  if (changed) throw new CannotMigrate(`The migration ${changed.name} was changed after it had been run on this database. A migration that has run is never edited: put its file back, and write a new one.`)
  return new Set(rows.map((row) => row.name))
}

async function inTransaction<Answer>(client: Client, work: () => Promise<Answer>, name = ''): Promise<Answer> {
  await client.query('begin')
  try {
    const answer = await work()
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback')
    if (name && error instanceof Error && !(error instanceof CannotMigrate)) error.message = `The migration ${name} failed, and nothing of it was kept: ${error.message}`
    throw error
  }
}

/**
 * `due_regard_owner` owns everything and cannot sign in; `due_regard_app` signs in and owns nothing; `due_regard_jobs`
 * keeps the queue. None of them passes over row-level security. Roles belong to the whole server, so another database
 * on it may be making them at this moment.
 */
async function makeRoles(client: Client, appLogin: string | undefined): Promise<void> {
  const make = async (role: string, how: string) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    if (rowCount === 0) await unlessMade(client, `create role ${role} ${how} nosuperuser nobypassrls nocreatedb nocreaterole noreplication`)
  }
  await make('due_regard_owner', 'nologin')
  await make('due_regard_app', 'login')
  await make('due_regard_jobs', 'login')
  const { rows: [us] } = await client.query<{ name: string; super: boolean; database: string; limits: boolean }>(`
    select rolname as name, rolsuper as super, current_database() as database,
      exists (select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole and s.setdatabase = 0 where r.rolname = $1 and s.setconfig @> array['statement_timeout=${patience.statement}']) as limits
    from pg_roles where rolname = current_user`, [appLogin ?? 'due_regard_app'])
  if (!us) throw new CannotMigrate('The owner’s role was not found.')
  const quote = (name: string) => client.escapeIdentifier(name)
  if (!us.super) await unlessMade(client, `grant due_regard_owner, due_regard_jobs to ${quote(us.name)}`)
  if (appLogin && appLogin !== 'due_regard_app') await unlessMade(client, `grant due_regard_app to ${quote(appLogin)}`)
  // Behind a pool the limits of a connection may be lost; those of a role are not.
  if (!us.limits) {
    for (const [name, value] of [['statement_timeout', patience.statement], ['lock_timeout', patience.lock], ['idle_in_transaction_session_timeout', patience.idle]] as const) {
      // Where somebody else keeps the roles this is theirs to set; the connections say it too, and `doctor` tells.
      await unlessMade(client, `alter role ${quote(appLogin ?? 'due_regard_app')} set ${name} = ${value}`, ['42501'])
    }
  }
  await unlessMade(client, `revoke all on database ${quote(us.database)} from public`)
  await unlessMade(client, `grant connect on database ${quote(us.database)} to due_regard_app, due_regard_jobs`)
  await unlessMade(client, `grant connect, create on database ${quote(us.database)} to due_regard_owner`)
  await unlessMade(client, 'revoke all on schema public from public')
}

async function makeRegister(client: Client): Promise<void> {
  const { rows } = await client.query<{ made: boolean }>(`select to_regclass('house.migration') is not null as made`)
  if (rows[0]?.made) return
  await unlessMade(client, 'create schema if not exists house authorization due_regard_owner')
  // In one transaction, so that no other program finds the table before it has its owner.
  await unlessMade(client, `create table if not exists house.migration (name text primary key, hash text not null, run_at timestamptz not null default now()); alter table house.migration owner to due_regard_owner`)
}

/** Runs a statement that another program may be running at this moment: who comes second finds the work done. */
async function unlessMade(client: Client, statement: string, orWhen: readonly string[] = []): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(statement)
      return
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (['42710', '42P06', '42P07', '23505', ...orWhen].includes(code)) return
      // "tuple concurrently updated": two programs granted at once.
      if (code !== 'XX000' || attempt > 20) throw error
      await new Promise((done) => setTimeout(done, 20 * attempt))
    }
  }
}
