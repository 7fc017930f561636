/** `due-regard doctor`: looks at everything that Due Regard rests on, and says in sentences what is not as it should be. */
import { accessSync, constants, existsSync, statSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Client } from 'pg'
import { connectOnce, patience } from './connect.ts'
import type { ConnectionOptions } from './embedded.ts'
import { countJobs } from './jobs.ts'
import { findViolations } from './lint.ts'
import { listWaitingMigrations } from './migrate.ts'

/** `well`: as it should be. `care`: it works, and somebody should look. `ill`: mend it before people use it. */
export interface Diagnosis { readonly state: 'well' | 'care' | 'ill'; readonly says: string }

export interface Patient {
  readonly app: ConnectionOptions
  readonly owner: ConnectionOptions | null
  readonly jobs: ConnectionOptions
  readonly dataFolder: string
  readonly checkpoints: { readonly folder: string; readonly keptElsewhere: boolean }
  readonly mailIsSet: boolean
  readonly https: boolean
  readonly now: Temporal.Instant
}

export async function examine(patient: Patient): Promise<readonly Diagnosis[]> {
  const app = await tryTo(() => connectOnce(patient.app, 'due-regard doctor'))
  if ('failed' in app) return [{ state: 'ill', says: `The app cannot reach its database: ${app.failed}` }, ...examineDisk(patient)]
  try {
    return [
      ...await examineServer(app.got, patient.now),
      ...await examineRoles(app.got),
      ...await examineShape(app.got),
      ...await examineOwner(patient.owner),
      ...await examineJobs(patient.jobs),
      ...examineDisk(patient),
      ...examineCheckpoints(patient),
      patient.mailIsSet ? { state: 'well', says: 'A mail server is set.' } : { state: 'care', says: 'No mail server is set: letters are kept in the outbox folder, and nobody receives them. Set SMTP_URL and MAIL_FROM.' },
      patient.https ? { state: 'well', says: 'People reach this over https.' } : { state: 'care', says: 'No public https address is set, so only this machine should be reached. Set DUE_REGARD_URL.' },
    ]
  } finally { await app.got.end() }
}

/** Seconds by which the program's and the database's clocks may differ before deadlines and sign-in codes suffer. */
const clockPatience = 5

async function examineServer(client: Client, now: Temporal.Instant): Promise<Diagnosis[]> {
  const { rows: [server] } = await client.query<{ version: string; encoding: string; commit: string; fsync: string; checksums: string; full: string; statement: string; lock: string; idle: string; now: string; collation: string; recovering: boolean }>(`
    select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding, current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
      current_setting('full_page_writes') as full, (extract(epoch from current_setting('statement_timeout')::interval) * 1000)::int::text as statement, (extract(epoch from current_setting('lock_timeout')::interval) * 1000)::int::text as lock,
      (extract(epoch from current_setting('idle_in_transaction_session_timeout')::interval) * 1000)::int::text as idle, clock_timestamp()::text as now, (select datcollate from pg_database where datname = current_database()) as collation, pg_is_in_recovery() as recovering`)
  if (!server) return [{ state: 'ill', says: 'The database does not say what it is.' }]
  const apart = Math.abs(Temporal.Instant.from(server.now).epochMilliseconds - now.epochMilliseconds) / 1000
  const limits = [server.statement, server.lock, server.idle].map(Number)
  return [
    Number(server.version) >= 15 ? { state: 'well', says: `PostgreSQL ${server.version}.` } : { state: 'ill', says: `PostgreSQL ${server.version} is too old: views cannot be kept behind row-level security before 15.` },
    server.encoding === 'UTF8' ? { state: 'well', says: 'Text is kept as UTF-8.' } : { state: 'ill', says: `The database keeps text as ${server.encoding}. It must be UTF8.` },
    ...(server.recovering ? [{ state: 'ill', says: 'The app is connected to a standby, which cannot be written.' } as const] : []),
    ...(server.fsync === 'on' && server.full === 'on' && server.commit !== 'off' ? [{ state: 'well', says: 'What is acknowledged is on disk.' } as const]
      : [{ state: 'ill', says: `What is acknowledged can be lost (fsync ${server.fsync}, full_page_writes ${server.full}, synchronous_commit ${server.commit}). All three must be on.` } as const]),
    server.checksums === 'on' ? { state: 'well', says: 'Pages carry checksums.' } : { state: 'care', says: 'Pages carry no checksums, so a failing disk would not be noticed.' },
    limits.every((each, index) => each > 0 && each <= [patience.statement, patience.lock, patience.idle][index]!) ? { state: 'well', says: 'No statement, lock or idle transaction can hold up the others for long.' }
      : { state: 'care', says: 'The app’s role has no limits for slow statements, locks or idle transactions. Run migrate with DATABASE_OWNER_URL, or set them on the role.' },
    apart <= clockPatience ? { state: 'well', says: 'The program’s and the database’s clocks agree.' } : { state: 'ill', says: `The program’s and the database’s clocks are ${Math.round(apart)} seconds apart. Set both by NTP.` },
  ]
}

async function examineRoles(client: Client): Promise<Diagnosis[]> {
  const { rows: [us] } = await client.query<{ name: string; super: boolean; bypass: boolean; owns: string }>(`select rolname as name, rolsuper as super, rolbypassrls as bypass, (select count(*) from pg_class where relowner = r.oid) as owns from pg_roles r where rolname = current_user`)
  if (!us || us.super || us.bypass || Number(us.owns) > 0) return [{ state: 'ill', says: `The app signs in as ${us?.name ?? 'nobody'}, who passes over row-level security or owns tables. Give it a role of its own, and keep this one for DATABASE_OWNER_URL.` }]
  return [{ state: 'well', says: `The app signs in as ${us.name}, who owns nothing and is bound by row-level security.` }]
}

async function examineShape(client: Client): Promise<Diagnosis[]> {
  const findings = await findViolations(client)
  return findings.length === 0 ? [{ state: 'well', says: 'Every table keeps one organisation’s rows from another.' }] : findings.map(({ rule, found }) => ({ state: 'ill', says: `${rule.says} Not so: ${found.join(', ')}. ${rule.because}` }))
}

async function examineOwner(owner: ConnectionOptions | null): Promise<Diagnosis[]> {
  if (!owner) return [{ state: 'care', says: 'DATABASE_OWNER_URL is not set here, so this program cannot migrate, back up or restore.' }]
  const waiting = await tryTo(() => listWaitingMigrations(owner))
  if ('failed' in waiting) return [{ state: 'ill', says: waiting.failed }]
  return [waiting.got.length === 0 ? { state: 'well', says: 'The database is up to date.' } : { state: 'care', says: `${waiting.got.length} migrations wait: run migrate.` }]
}

async function examineJobs(jobs: ConnectionOptions): Promise<Diagnosis[]> {
  const counted = await tryTo(() => countJobs(jobs))
  if ('failed' in counted) return [{ state: 'ill', says: `The queue of jobs cannot be reached: ${counted.failed}` }]
  const { waiting, givenUp } = counted.got
  return [givenUp === 0 ? { state: 'well', says: `${waiting} jobs wait, none was given up.` } : { state: 'care', says: `${givenUp} jobs were given up after many tries; the log says why.` }]
}

/** Below this a burst of uploads could fill the disk before anybody looks. */
const leastFreeBytes = 1024 ** 3

function examineDisk({ dataFolder }: Patient): Diagnosis[] {
  if (!existsSync(dataFolder)) return [{ state: 'care', says: `The data folder ${dataFolder} does not exist yet.` }]
  const { bavail, bsize, blocks } = statfsSync(dataFolder)
  const free = bavail * bsize
  const share = bavail / blocks
  const readable = `${Math.floor(free / 1024 ** 3)} GB are free in ${dataFolder}`
  return [
    free < leastFreeBytes || share < 0.05 ? { state: 'ill', says: `${readable}: that is too little. A full disk stops every change.` } : share < 0.2 ? { state: 'care', says: `${readable}: the disk is more than 80% full.` } : { state: 'well', says: `${readable}.` },
    (statSync(dataFolder).mode & 0o066) === 0 ? { state: 'well', says: 'The data folder cannot be read by other users of this machine.' } : { state: 'care', says: `Other users of this machine can look into ${dataFolder}: chmod go-rw ${dataFolder}` },
  ]
}

function examineCheckpoints({ checkpoints }: Patient): Diagnosis[] {
  if (!checkpoints.keptElsewhere) return [{ state: 'care', says: `Copies of the ledger’s checkpoints are kept in ${checkpoints.folder}, beside what they are to prove. Set DUE_REGARD_CHECKPOINTS to a folder on another machine’s disk.` }]
  try {
    // A folder that is to be made is as good as the first one above it that exists.
    let nearest = checkpoints.folder
    while (!existsSync(nearest)) nearest = dirname(nearest)
    if (!statSync(nearest).isDirectory()) throw new Error('This is a file.')
    accessSync(nearest, constants.W_OK)
    return [{ state: 'well', says: `Copies of the ledger’s checkpoints are kept in ${checkpoints.folder}.` }]
  } catch {
    return [{ state: 'ill', says: `Copies of the ledger’s checkpoints cannot be written to ${checkpoints.folder}.` }]
  }
}

async function tryTo<Got>(work: () => Promise<Got>): Promise<{ got: Got } | { failed: string }> {
  try { return { got: await work() } } catch (error) { return { failed: error instanceof Error && error.message !== '' ? error.message : String(error) } }
}
