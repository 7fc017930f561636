/**
 * Backups. The logical one is a single file: every organisation or one, with its uploaded files, in PostgreSQL's own
 * text, restorable into an empty database of this or a newer PostgreSQL and Due Regard, and believed only when every
 * row has been compared. The physical one is the server's own files with their log, for a quick return on the same version.
 *
 * The file: gzip of frames, sealed for those who may open it (`sealing.ts`). A frame is a line of JSON, and after a line with `bytes`, so many bytes.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { chmod, chown, copyFile, mkdir, open, readdir, stat, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { dirname, join, relative, sep } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { connectOnce } from './connect.ts'
import type { ConnectionOptions, EmbeddedServer } from './embedded.ts'
import { CannotOpen, openSealed, sealedFor } from './sealing.ts'
import { CannotMigrate, findMigrations, migrate, type Migration } from './migrate.ts'

/** The backup cannot be made, read or restored; the message says why and that nothing was changed. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
}

export interface BackupReport {
  readonly organisations: readonly string[]
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly bytes: number
}

interface Begin { readonly kind: 'due-regard backup'; readonly format: 1; readonly madeAt: string; readonly postgres: string; readonly migrations: readonly { name: string; hash: string }[]; readonly organisations: readonly { id: string; short_name: string }[] }
interface TableFrame { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[]; readonly organisation: string | null }
interface RowsFrame { readonly kind: 'rows'; readonly rows: number; readonly digest: string }
interface FileFrame { readonly kind: 'file'; readonly path: string; readonly size: number; readonly digest: string }
interface JobFrame { readonly kind: 'job'; readonly job: Record<string, unknown> }
interface EndFrame { readonly kind: 'end'; readonly tables: number; readonly rows: number; readonly files: number }
type Frame = Begin | TableFrame | RowsFrame | FileFrame | JobFrame | EndFrame | { readonly kind: 'bytes'; readonly bytes: number }

export interface BackupSettings {
  readonly owner: ConnectionOptions
  /** Where uploaded files are kept: a folder for each organisation's id, and in it one for each room. */
  readonly files: string
  readonly now: Temporal.Instant
  /** The public keys of those who may open it; nobody's key leaves it open to whoever has the file. */
  readonly sealFor?: readonly string[]
}

export interface RestoreSettings extends Omit<BackupSettings, 'now' | 'sealFor'> {
  /** Secret keys, one of which opens a sealed backup. */
  readonly keys?: readonly string[]
  /** The login that the app uses, when it is not `due_regard_app` itself. */
  readonly appLogin?: string
  readonly migrations?: readonly Migration[]
}

/** One form for every value, whatever the server is set to: what is compared must be written alike. */
const oneForm = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set extra_float_digits = 3; set bytea_output = 'hex'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '30s'`

/**
 * Writes a backup of all organisations, or of the one with this short name. One moment of the database, while it goes
 * on being used. The file appears under its name only when it is whole, and only its owner can read it.
 */
export async function backup(file: string, settings: BackupSettings, organisation?: string): Promise<BackupReport> {
  if (existsSync(file)) throw new BackupRefused(`${file} exists already. Choose another name, or move it away.`)
  const client = await connectOnce(settings.owner, 'due-regard backup')
  const half = `${file}.half`
  try {
    await client.query(oneForm)
    await client.query('begin isolation level repeatable read read only')
    const all = (await client.query<{ id: string; short_name: string }>('select id, short_name from directory.organisation order by short_name')).rows
    const organisations = organisation === undefined ? all : all.filter((each) => each.short_name === organisation)
    if (organisations.length === 0) throw new BackupRefused(organisation === undefined ? 'There is no organisation to back up yet.' : `There is no organisation called ${organisation}. There are: ${all.map((each) => each.short_name).join(', ')}.`)
    const { rows: migrations } = await client.query<{ name: string; hash: string }>('select name, hash from house.migration order by name')
    const { rows: [server] } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
    const jobs = await listJobs(client, organisations.map((each) => each.id))

    const gzip = createGzip({ level: 6 })
    const { sealFor = [] } = settings
    const writing = pipeline(sealFor.length === 0 ? gzip : await sealedFor(sealFor, gzip), createWriteStream(half, { mode: 0o600, flush: true }))
    writing.catch(() => {})
    const write = async (bytes: Uint8Array | string) => { if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), writing]) }
    const frame = (what: Frame) => write(`${JSON.stringify(what)}\n`)
    const block = async (bytes: Uint8Array) => { if (bytes.length > 0) { await frame({ kind: 'bytes', bytes: bytes.length }); await write(bytes) } }

    const report = { tables: 0, rows: 0, files: 0 }
    await frame({ kind: 'due-regard backup', format: 1, madeAt: settings.now.toString(), postgres: server?.version ?? '', migrations, organisations })
    await client.query('set local role due_regard_owner')
    const tables = await listTables(client)
    for (const place of [null, ...organisations.map((each) => each.id)]) {
      await client.query(`set local due_regard.organisation = '${place ?? ''}'`)
      for (const table of tables.filter((each) => each.isTenant === (place !== null))) {
        await frame({ kind: 'table', name: table.name, columns: table.columns, organisation: place })
        const { rows, digest } = await readTable(client, table, place, organisations.map((each) => each.id), block)
        await frame({ kind: 'rows', rows, digest })
        report.tables++
        report.rows += rows
      }
    }
    for (const job of jobs) await frame({ kind: 'job', job })
    for (const { id } of organisations) {
      for (const path of await listFiles(join(settings.files, id))) {
        const whole = join(settings.files, id, path)
        const { size, digest } = await digestOf(whole)
        await frame({ kind: 'file', path: `${id}/${path}`, size, digest })
        for await (const chunk of createReadStream(whole)) await block(chunk as Buffer)
        report.files++
      }
    }
    await frame({ kind: 'end', ...report })
    gzip.end()
    await writing
    await client.query('commit')
    renameSync(half, file)
    return { ...report, organisations: organisations.map((each) => each.short_name), bytes: statSync(file).size }
  } finally {
    rmSync(half, { force: true })
    await client.end()
  }
}

/**
 * Restores a backup into an empty database: none, or one without an organisation. All or nothing: every row is written,
 * read back and compared, in one transaction. A backup of an older Due Regard is brought up to date afterwards; one of a
 * newer is refused.
 */
export async function restore(file: string, settings: RestoreSettings): Promise<BackupReport> {
  const program = settings.migrations ?? findMigrations()
  const { keys = [] } = settings
  const begun = await readBegin(file, keys)
  await refuseUnlessEmpty(settings.owner, begun, program)
  const login = settings.appLogin === undefined ? {} : { appLogin: settings.appLogin }
  await migrate(settings.owner, { ...login, migrations: program.filter((each) => begun.migrations.some((known) => known.name === each.name)) })

  const client = await connectOnce(settings.owner, 'due-regard restore')
  const newFiles: string[] = []
  const report = { tables: 0, rows: 0, files: 0 }
  try {
    await client.query(oneForm)
    await client.query('begin; set local role due_regard_owner')
    const tables = new Map((await listTables(client)).map((table) => [table.name, table]))
    const constraints = await openUp(client)
    const jobs: Record<string, unknown>[] = []
    const read = await openFrames(file, keys)
    let ended: EndFrame | undefined
    for (let next = await read.frame(); next !== null; next = await read.frame()) {
      if (next.kind === 'table') {
        const table = tables.get(next.name)
        if (!table || !sameColumns(table.columns, next.columns)) throw new BackupRefused(`The table ${next.name} in the backup is not shaped as its migrations say. Nothing was restored.`)
        // What a migration had put into a reference table is in the backup too, as it became.
        if (next.organisation === null) await client.query(`delete from ${table.quoted}`)
        const { rows, digest } = await writeTable(client, table, next.columns, read)
        const stated = await read.frame()
        if (stated?.kind !== 'rows' || stated.rows !== rows || stated.digest !== digest) throw new BackupRefused(`The rows of ${next.name} in the backup are damaged. Nothing was restored.`)
        if (next.organisation !== null) await client.query(`set local due_regard.organisation = '${checkedId(next.organisation)}'`)
        // Read back as a backup would, and compared with what the backup says.
        const back = await readTable(client, table, next.organisation, begun.organisations.map((each) => each.id), async () => {}, next.columns)
        if (back.rows !== stated.rows || back.digest !== stated.digest) throw new BackupRefused(`${next.name} does not read back as it was written (${stated.rows} rows written, ${back.rows} read). Nothing was restored.`)
        report.tables++
        report.rows += rows
      } else if (next.kind === 'job') jobs.push(next.job)
      else if (next.kind === 'file') {
        const made = await writeFileFrame(settings.files, next, read)
        if (made) newFiles.push(made)
        report.files++
      } else if (next.kind === 'end') ended = next
    }
    if (!ended || ended.tables !== report.tables || ended.rows !== report.rows || ended.files !== report.files) throw new BackupRefused('The backup is not whole: its end is missing or counts otherwise. Nothing was restored.')
    for (const statement of constraints) await client.query(statement)
    await client.query('reset role')
    for (const job of jobs) await putJobBack(client, job)
    await client.query('commit')
    await migrate(settings.owner, { ...login, migrations: program })
    return { ...report, organisations: begun.organisations.map((each) => each.short_name), bytes: statSync(file).size }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    for (const made of newFiles) rmSync(made, { force: true })
    throw error
  } finally { await client.end() }
}

/** Reads a backup to its end without a database: is it whole, and what is in it? */
export async function checkBackup(file: string, keys: readonly string[] = []): Promise<BackupReport & { readonly madeAt: string }> {
  const begun = await readBegin(file, keys)
  const read = await openFrames(file, keys)
  const report = { tables: 0, rows: 0, files: 0 }
  let ended = false
  for (let next = await read.frame(); next !== null; next = await read.frame()) {
    if (next.kind === 'table') {
      const counted = countRows()
      let stated = await read.frame()
      for (; stated?.kind === 'bytes'; stated = await read.frame()) counted.add(await read.bytes(stated.bytes))
      const { rows, digest } = counted.done()
      if (stated?.kind !== 'rows' || stated.rows !== rows || stated.digest !== digest) throw new BackupRefused(`The rows of ${next.name} in the backup are damaged.`)
      report.tables++
      report.rows += rows
    } else if (next.kind === 'file') {
      const hash = createHash('sha256')
      for (let left = next.size; left > 0;) { const part = await read.frame(); if (part?.kind !== 'bytes') break; hash.update(await read.bytes(part.bytes)); left -= part.bytes }
      if (hash.digest('hex') !== next.digest) throw new BackupRefused(`The file ${next.path} in the backup is damaged.`)
      report.files++
    } else if (next.kind === 'end') ended = next.tables === report.tables && next.rows === report.rows && next.files === report.files
  }
  if (!ended) throw new BackupRefused('The backup is not whole: its end is missing or counts otherwise.')
  return { ...report, organisations: begun.organisations.map((each) => each.short_name), bytes: statSync(file).size, madeAt: begun.madeAt }
}

// --- Tables ------------------------------------------------------------------------------------------------------------

interface Table { readonly name: string; readonly quoted: string; readonly columns: readonly string[]; readonly order: string; readonly isTenant: boolean; readonly organisationColumn: string | null }

/** Every table of the house and its rooms, in the order of their names. The register of migrations is made by migrating. */
async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; quoted: string; columns: string[]; key: string[]; organisation: boolean }>(`
    select n.nspname || '.' || c.relname as name, c.oid::regclass::text as quoted,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end order by array_position(i.indkey::int2[], a.attnum)) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped) as organisation
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker', 'jobs') and n.nspname || '.' || c.relname <> 'house.migration' order by 1`)
  return rows.map((row) => ({
    name: row.name, quoted: row.quoted, columns: row.columns, order: (row.key ?? row.columns.map((column) => `"${column}"`)).join(', '),
    isTenant: row.organisation && !row.name.startsWith('directory.'), organisationColumn: row.name === 'directory.organisation' ? 'id' : row.organisation ? 'organisation_id' : null,
  }))
}

/** Gives the rows in the order of their key, and the digest of all of them. */
async function readTable(client: Client, table: Table, organisation: string | null, organisations: readonly string[], give: (bytes: Buffer) => Promise<void>, columns = table.columns): Promise<{ rows: number; digest: string }> {
  const which = organisation !== null ? ` where organisation_id = '${checkedId(organisation)}'` : table.organisationColumn ? ` where ${table.organisationColumn} = any('{${organisations.map(checkedId).join(',')}}')` : ''
  const stream = client.query(copyTo(`copy (select ${columns.map((column) => client.escapeIdentifier(column)).join(', ')} from ${table.quoted}${which} order by ${table.order}) to stdout`))
  const counted = countRows()
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    counted.add(chunk as Buffer)
    held.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size > 65_536) { await give(Buffer.concat(held)); held = []; size = 0 }
  }
  await give(Buffer.concat(held))
  return counted.done()
}

async function writeTable(client: Client, table: Table, columns: readonly string[], read: Frames): Promise<{ rows: number; digest: string }> {
  const counted = countRows()
  const into = client.query(copyFrom(`copy ${table.quoted} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')}) from stdin`))
  const pass = new PassThrough()
  const copying = pipeline(pass, into)
  copying.catch(() => {})
  try {
    for (let next = await read.peek(); next?.kind === 'bytes'; next = await read.peek()) {
      await read.frame()
      const bytes = await read.bytes(next.bytes)
      counted.add(bytes)
      if (!pass.write(bytes)) await Promise.race([once(pass, 'drain'), copying])
    }
  } catch (error) {
    // Rows that end in the middle: the server has to be told that no more will come, or it goes on waiting for them.
    pass.destroy(new Error('The rows are cut short.'))
    await copying.catch(() => {})
    throw error
  }
  pass.end()
  await copying
  return counted.done()
}

function countRows(): { add(bytes: Uint8Array): void; done(): { rows: number; digest: string } } {
  const hash: Hash = createHash('sha256')
  let rows = 0
  return {
    add(bytes) { hash.update(bytes); for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) rows++ },
    done: () => ({ rows, digest: hash.digest('hex') }),
  }
}

/**
 * For the length of this transaction the owner is let past its own guards, and rows may come in any order. Gives the
 * statements that put everything back.
 */
async function openUp(client: Client): Promise<readonly string[]> {
  const { rows: keys } = await client.query<{ away: string; back: string }>(`
    select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as away, format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as back
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace where c.contype = 'f' and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker', 'jobs')`)
  const { rows: tables } = await client.query<{ away: string; back: string }>(`
    select format('alter table %s no force row level security', c.oid::regclass) as away, format('alter table %s force row level security', c.oid::regclass) as back
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relforcerowsecurity and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker', 'jobs', 'house') or c.oid = 'house.counter'::regclass`)
  for (const { away } of [...keys, ...tables]) await client.query(away)
  return [...tables, ...keys].map((each) => each.back)
}

async function refuseUnlessEmpty(owner: ConnectionOptions, begun: Begin, program: readonly Migration[]): Promise<void> {
  const known = new Map(program.map((migration) => [migration.name, migration.hash]))
  const unknown = begun.migrations.filter((each) => known.get(each.name) !== each.hash)
  if (unknown.length > 0) throw new CannotMigrate(`This backup was made by a newer or another Due Regard: ${unknown.map((each) => each.name).join(', ')} ${unknown.length === 1 ? 'is' : 'are'} not known here. Restore it with the program that made it.`)
  const client = await connectOnce(owner)
  try {
    const { rows: [found] } = await client.query<{ made: boolean }>(`select to_regclass('directory.organisation') is not null as made`)
    if (!found?.made) return
    const { rows } = await client.query('select from directory.organisation limit 1')
    if (rows.length > 0) throw new BackupRefused('This database has an organisation in it already. A backup is restored into an empty one, so that nothing is written over.')
    const { rows: run } = await client.query<{ name: string }>('select name from house.migration')
    if (run.length === begun.migrations.length) return
    // Empty, but of another version: made again as the backup's was.
    const { rows: schemas } = await client.query<{ name: string }>(`select quote_ident(nspname) as name from pg_namespace where nspowner = 'due_regard_owner'::regrole`)
    await client.query(`drop schema ${schemas.map((each) => each.name).join(', ')} cascade`)
  } finally { await client.end() }
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((column) => b.includes(column))
}

function checkedId(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new BackupRefused('The backup names an organisation by something that is not an id.')
  return id
}

// --- Jobs and files ----------------------------------------------------------------------------------------------------

/** What was waiting in the queue, for it to be done after the restoring. */
async function listJobs(client: Client, organisations: readonly string[]): Promise<Record<string, unknown>[]> {
  const { rows } = await client.query<{ job: Record<string, unknown> }>(`
    select json_build_object('task', t.identifier, 'payload', j.payload, 'queue', q.queue_name, 'run_at', j.run_at, 'attempts', j.max_attempts, 'key', j.key) as job
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.attempts < j.max_attempts and j.payload ->> 'organisation' = any($1) order by j.run_at, j.id`, [organisations])
  return rows.map((row) => row.job)
}

async function putJobBack(client: Client, job: Record<string, unknown>): Promise<void> {
  await client.query('set local role due_regard_jobs')
  await client.query('select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4::timestamptz, max_attempts => $5::int, job_key => $6)', [job['task'], JSON.stringify(job['payload']), job['queue'], job['run_at'], job['attempts'], job['key']])
  await client.query('reset role')
}

async function listFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((each) => each.isFile()).map((each) => relative(folder, join(each.parentPath, each.name)).split(sep).join('/')).filter((path) => /^[a-z-]+\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(path)).sort()
}

async function digestOf(file: string): Promise<{ size: number; digest: string }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(file)) { hash.update(chunk as Buffer); size += (chunk as Buffer).length }
  return { size, digest: hash.digest('hex') }
}

/** Gives the file when it was not there before. Its name is its digest, so one that is there already is the same. */
async function writeFileFrame(folder: string, frame: FileFrame, read: Frames): Promise<string | null> {
  if (!/^[0-9a-f-]{36}\/[a-z-]+\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(frame.path)) throw new BackupRefused('The backup names a file by something that is not its digest. Nothing was restored.')
  const file = join(folder, ...frame.path.split('/'))
  const isNew = !existsSync(file)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const half = `${file}.restoring`
  const hash = createHash('sha256')
  const handle = await open(half, 'w', 0o600)
  try {
    for (let left = frame.size; left > 0;) {
      const part = await read.frame()
      if (part?.kind !== 'bytes') break
      const bytes = await read.bytes(part.bytes)
      hash.update(bytes)
      await handle.writeFile(bytes)
      left -= part.bytes
    }
    await handle.sync()
  } finally { await handle.close() }
  if (hash.digest('hex') !== frame.digest) { rmSync(half, { force: true }); throw new BackupRefused(`The file ${frame.path} in the backup is damaged. Nothing was restored.`) }
  renameSync(half, file)
  return isNew ? file : null
}

// --- Reading frames ----------------------------------------------------------------------------------------------------

interface Frames { frame(): Promise<Frame | null>; peek(): Promise<Frame | null>; bytes(count: number): Promise<Buffer> }

async function readBegin(file: string, keys: readonly string[]): Promise<Begin> {
  const read = await openFrames(file, keys)
  const begun = await read.frame().catch(() => null)
  if (begun?.kind !== 'due-regard backup') throw new BackupRefused(`${file} is not a backup of Due Regard.`)
  if (begun.format !== 1) throw new BackupRefused(`${file} was made by a newer Due Regard, in a form that this one does not know.`)
  return begun
}

/** No frame's line is longer than this; a job's payload is the longest. */
const longestLine = 16 * 1024 * 1024

async function openFrames(file: string, keys: readonly string[]): Promise<Frames> {
  if (!existsSync(file)) throw new BackupRefused(`There is no file ${file}.`)
  const source = await openSealed(file, keys).catch((error: unknown) => { throw error instanceof CannotOpen ? new BackupRefused(error.message, { cause: error }) : error })
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  const chunks = Readable.from(source.pipe(gunzip))[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer = Buffer.alloc(0)
  let peeked: Frame | null | undefined
  const more = async (): Promise<boolean> => {
    try {
      const next = await chunks.next()
      if (next.done) return false
      held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
      return true
    } catch (error) {
      throw new BackupRefused(`${file} cannot be read to its end: it is damaged or cut short.`, { cause: error })
    }
  }
  const readFrame = async (): Promise<Frame | null> => {
    let end = held.indexOf(10)
    while (end === -1) {
      if (held.length > longestLine) throw new BackupRefused(`${file} is damaged.`)
      if (!await more()) {
        if (held.length > 0) throw new BackupRefused(`${file} is cut short.`)
        return null
      }
      end = held.indexOf(10)
    }
    const line = held.subarray(0, end).toString('utf8')
    held = held.subarray(end + 1)
    try { return JSON.parse(line) as Frame } catch { throw new BackupRefused(`${file} is damaged.`) }
  }
  return {
    async frame() {
      if (peeked !== undefined) { const frame = peeked; peeked = undefined; return frame }
      return readFrame()
    },
    async peek() { return peeked === undefined ? peeked = await readFrame() : peeked },
    async bytes(count) {
      while (held.length < count) if (!await more()) throw new BackupRefused(`${file} is cut short.`)
      const bytes = held.subarray(0, count)
      held = held.subarray(count)
      return bytes
    },
  }
}

// --- The physical backup -----------------------------------------------------------------------------------------------

/**
 * Copies the files of our own server while it is used, with the part of its log that makes them whole: pg_backup_start,
 * the files, pg_backup_stop, the log. A copy put in the place of `postgresql` in an empty data folder starts as the
 * server was at the end of the copying. For the same version of PostgreSQL only.
 */
export async function backupPhysical(server: Pick<EmbeddedServer, 'owner' | 'cluster'>, folder: string): Promise<{ readonly bytes: number; readonly from: string; readonly to: string }> {
  if (existsSync(folder)) throw new BackupRefused(`${folder} exists already. Choose another name, or move it away.`)
  const client = await connectOnce({ ...server.owner, database: 'postgres' }, 'due-regard backup')
  const half = `${folder}.half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700, recursive: true })
  try {
    await client.query('set statement_timeout = 0')
    // The slot keeps the log from being thrown away until we have copied it, and goes with this connection.
    await client.query(`select pg_create_physical_replication_slot('due_regard_backup_' || pg_backend_pid(), true, true)`)
    const { rows: [started] } = await client.query<{ lsn: string; file: string }>(`select lsn::text, pg_walfile_name(lsn) as file from pg_backup_start('due-regard', true) lsn`)
    const bytes = await copyTree(server.cluster, half, (path) => !leftOut.some((pattern) => pattern.test(path)))
    const { rows: [stopped] } = await client.query<{ lsn: string; file: string; labelfile: string }>(`select lsn::text, pg_walfile_name(lsn) as file, labelfile from pg_backup_stop(false)`)
    if (!started || !stopped) throw new BackupRefused('The server did not say where its log begins.')
    const owner = await stat(server.cluster)
    await writeFile(join(half, 'backup_label'), stopped.labelfile, { mode: 0o600 })
    await chown(join(half, 'backup_label'), owner.uid, owner.gid)
    for (const empty of ['pg_wal', 'pg_wal/archive_status', 'pg_wal/summaries', 'pg_dynshmem', 'pg_notify', 'pg_replslot', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']) {
      await mkdir(join(half, empty), { recursive: true, mode: 0o700 })
      await chown(join(half, empty), owner.uid, owner.gid)
    }
    const segments = (await readdir(join(server.cluster, 'pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= started.file && name <= stopped.file)
    if (!segments.includes(started.file) || !segments.includes(stopped.file)) throw new BackupRefused('The server’s log was thrown away before it could be copied. Try again.')
    let walBytes = 0
    for (const segment of segments) walBytes += await copyOne(join(server.cluster, 'pg_wal', segment), join(half, 'pg_wal', segment))
    renameSync(half, folder)
    return { bytes: bytes + walBytes, from: started.lsn, to: stopped.lsn }
  } finally {
    rmSync(half, { recursive: true, force: true })
    await client.end()
  }
}

/** What the server makes again when it starts, and what belongs to the running one alone. https://www.postgresql.org/docs/18/continuous-archiving.html */
const leftOut = [/^pg_wal\//, /^pg_dynshmem\//, /^pg_notify\//, /^pg_replslot\//, /^pg_serial\//, /^pg_snapshots\//, /^pg_stat_tmp\//, /^pg_subtrans\//, /^postmaster\.(pid|opts)$/, /^backup_label/, /(^|\/)pgsql_tmp/, /pg_internal\.init/]

async function copyTree(from: string, to: string, wanted: (path: string) => boolean, under = ''): Promise<number> {
  let bytes = 0
  const here = await stat(join(from, under))
  await mkdir(join(to, under), { recursive: true, mode: 0o700 })
  await chown(join(to, under), here.uid, here.gid)
  for (const entry of await readdir(join(from, under), { withFileTypes: true })) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`
    if (entry.isDirectory()) { if (wanted(`${path}/`)) bytes += await copyTree(from, to, wanted, path) }
    else if (entry.isFile() && wanted(path)) {
      // A table may be dropped while we walk; the log has the rest of its story.
      bytes += await copyOne(join(from, path), join(to, path)).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return 0; throw error })
    }
  }
  return bytes
}

async function copyOne(from: string, to: string): Promise<number> {
  const { uid, gid, size } = await stat(from)
  await copyFile(from, to)
  await chmod(to, 0o600)
  await chown(to, uid, gid)
  return size
}
