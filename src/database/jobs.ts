/**
 * Work that nobody waits for: mail, checkpoints, reminders, long imports. A page puts a job into the queue in its own
 * transaction, so a job exists exactly when the change that asked for it does. The queue (graphile-worker) has a role
 * and a schema of its own; the app reaches it through one function, for its own organisation only.
 */
import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger, ParsedCronItem, TaskList, WorkerEvents } from 'graphile-worker'
import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { canonicalJson, type Json } from './canonical.ts'
import { connectOnce, type Connections } from './connect.ts'
import type { Database, Reading } from './database.ts'
import type { ConnectionOptions } from './embedded.ts'
import { changing, reading, type ChangeSettings, type Patience } from './transaction.ts'

export interface Job<Payload extends Json = Json> {
  /** `mail.send`: the room, then what is done. */
  readonly name: string
  /** Minutes and hours in UTC as cron writes them, for a job that the clock starts, once for each organisation. */
  readonly at?: string
  /** Jobs of one line, of one organisation, are done one after the other. */
  readonly line?: string
  run(payload: Payload, at: Workplace): Promise<void>
}

/** What a job may use. It belongs to one organisation from its first line to its last. */
export interface Workplace {
  readonly organisation: string
  readonly now: Temporal.Instant
  /** Which try this is, from 1, and whether there will be another. */
  readonly attempt: number
  readonly isLastAttempt: boolean
  /** Fires when the program is stopping: a long job stops where it can go on later. */
  readonly stopping: AbortSignal
  reading<Answer>(work: (db: Reading) => Promise<Answer>, patience?: Patience): Promise<Answer>
  changing<Answer>(work: (db: Database) => Promise<Answer>, settings?: ChangeSettings): Promise<Answer>
}

/** A job, with the type of what it is given kept from the place that asks for it to the place that does it. */
export function defineJob<Payload extends Json>(name: string, run: (payload: Payload, at: Workplace) => Promise<void>, more: Pick<Job, 'at' | 'line'> = {}): Job<Payload> {
  if (!/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(name)) throw new TypeError(`The job ${name} must be named like mail.send.`)
  return { name, run, ...more }
}

export interface When {
  /** A job with the same key that has not begun is replaced: asking twice does it once. */
  readonly key?: string
  readonly notBefore?: Temporal.Instant
  /** How often it is tried before it is given up: 1 to 25, each pause longer than the last. */
  readonly attempts?: number
}

/** Asks for a job, in the transaction that it belongs to. */
export async function enqueue<Payload extends Json>(db: Database, organisation: string, job: Pick<Job<Payload>, 'name' | 'line'>, payload: Payload, when: When = {}): Promise<void> {
  await db.executeQuery(CompiledQuery.raw('select jobs.enqueue($1::uuid, $2, $3::json, $4, $5::timestamptz, $6, $7::int)', [
    organisation, job.name, canonicalJson(payload), when.key ?? null, when.notBefore?.toString() ?? null, job.line ?? null, when.attempts ?? 25,
  ]))
}

export interface RunningJobs {
  /** Lets the jobs that are running finish, for a few seconds, and gives the rest back to the queue. */
  stop(): Promise<void>
}

export interface JobsSettings {
  readonly jobs: readonly Job<never>[]
  readonly connections: Connections
  /** As the role that keeps the queue. */
  readonly to: ConnectionOptions
  readonly now?: () => Temporal.Instant
  /** Told of a job that failed: its name, its try and its error; never what it was given. */
  readonly onFailure?: (name: string, attempt: number, error: unknown) => void
  readonly atOnce?: number
  /** How long to wait between looks at the queue when nobody called, in milliseconds. */
  readonly pollEvery?: number
}

export async function startJobs(settings: JobsSettings): Promise<RunningJobs> {
  const stopping = new AbortController()
  let turn = await beginTurn(settings, stopping.signal)
  // A queue that could not write down what became of a job stops by itself: the database had gone at that moment. It is begun again when
  // the database is back, and not before the jobs that were running have ended, so that none of them runs twice at once.
  const kept = (async () => {
    while (!stopping.signal.aborted) {
      await turn.over
      if (stopping.signal.aborted) return
      await turn.end()
      for (let begun = false; !begun && !stopping.signal.aborted;) {
        await wait(untilBegunAgain, undefined, { signal: stopping.signal }).catch(() => {})
        if (stopping.signal.aborted) return
        try {
          turn = await beginTurn(settings, stopping.signal)
          begun = true
        } catch (error) { settings.onFailure?.('the queue', 1, error) }
      }
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await turn.end()
      await kept
    },
  }
}

const untilBegunAgain = 500

/** One life of the queue in this process, from its connections to their end. */
interface Turn {
  /** Kept when the queue stops, by itself or because it was told to. */
  readonly over: Promise<void>
  end(): Promise<void>
}

async function beginTurn(settings: JobsSettings, stopping: AbortSignal): Promise<Turn> {
  const instance = `due-regard jobs ${process.pid}-${Math.random().toString(36).slice(2, 8)}`
  const pool = openPool(settings.to, { max: 4, application_name: instance })
  const unfinished = new Set<Promise<void>>()
  try {
    await unlockDead(pool)
    const { parseCronItems, run } = await queue()
    const now = settings.now ?? (() => Temporal.Now.instant())
    const tasks: TaskList = {}
    const clock: { task: string; match: string }[] = []
    for (const job of settings.jobs) {
      tasks[job.name] = async (given, helpers) => {
        const { organisation, payload } = unpack(given)
        const at: Workplace = {
          organisation, now: now(), attempt: helpers.job.attempts, isLastAttempt: helpers.job.attempts >= helpers.job.max_attempts, stopping,
          reading: (work, patience) => reading(settings.connections, organisation, work, patience),
          changing: (work, more) => changing(settings.connections, organisation, work, more),
        }
        const running = job.run(payload as never, at)
        // Whatever becomes of a job that was left behind, nobody waits for it any more: it is begun again at the next start.
        const settled = running.catch(() => {})
        unfinished.add(settled)
        void settled.then(() => unfinished.delete(settled))
        const ended = new AbortController()
        try {
          await Promise.race([running, leftBehind(stopping, ended.signal)])
        } catch (error) {
          if (!stopping.aborted) settings.onFailure?.(job.name, helpers.job.attempts, error)
          // The queue keeps an error's words where an administrator reads them; they must not carry what somebody typed.
          throw new Error(error instanceof Error ? error.name : 'Error')
        } finally {
          ended.abort()
        }
      }
      if (job.at !== undefined) {
        tasks[`clock.${job.name}`] = async (_given, helpers) => {
          const { rows } = await settings.connections.pool.query<{ id: string }>('select id from directory.organisation order by id')
          for (const { id } of rows) await helpers.addJob(job.name, { organisation: id, payload: null }, { jobKey: `${id} clock ${job.name}`, ...(job.line === undefined ? {} : { queueName: `${id} ${job.line}` }) })
        }
        clock.push({ task: `clock.${job.name}`, match: job.at })
      }
    }

    const events = new EventEmitter() as WorkerEvents
    events.on('pool:create', ({ workerPool }) => { pool.query('insert into jobs.worker (worker_id, instance) values ($1, $2) on conflict do nothing', [workerPool.id, instance]).catch(() => {}) })
    events.on('pool:fatalError', ({ error }) => { if (!stopping.aborted) settings.onFailure?.('the queue', 1, error) })
    const runner = await run({
      pgPool: pool, taskList: tasks, noHandleSignals: true, logger: await silence(), events,
      parsedCronItems: parseCronItems(clock.map((each) => ({ ...each, options: { backfillPeriod: 24 * 60 * 60 * 1000, maxAttempts: 5 } }))) as ParsedCronItem[],
      // With no delay the queue awaits nobody when it writes down what became of a job, and a database that is gone at that moment would end the program.
      preset: { worker: { concurrentJobs: settings.atOnce ?? 2, pollInterval: settings.pollEvery ?? 1000, gracefulShutdownAbortTimeout: 5000, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
    return {
      over: runner.promise.catch(() => {}),
      async end() {
        await runner.stop().catch(() => {})
        if (!stopping.aborted) await Promise.all(unfinished)
        await pool.query('delete from jobs.worker where instance = $1', [instance]).catch(() => {})
        if (!pool.ending) await pool.end()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** Read when it is needed: whoever only looks at the database need not wait for it. */
function queue(): Promise<typeof import('graphile-worker')> {
  return import('graphile-worker')
}

/** The queue's own lines would name payloads; failures are told by `onFailure`. */
async function silence(): Promise<Logger> {
  return new (await queue()).Logger(() => () => {})
}

/** Fails once the program has been stopping for a while: a job of minutes is given back while the database is still there, and not when it has gone. */
function leftBehind(stopping: AbortSignal, ended: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    const giveUp = () => { setTimeout(() => fail(new Error('The program is stopping.')), patienceWhenStopping).unref() }
    if (stopping.aborted) giveUp()
    else stopping.addEventListener('abort', giveUp, { once: true, signal: ended })
  })
}

const patienceWhenStopping = 3000

function unpack(given: unknown): { organisation: string; payload: unknown } {
  if (typeof given !== 'object' || given === null || !('organisation' in given) || typeof given.organisation !== 'string') throw new TypeError('A job belongs to an organisation.')
  return { organisation: given.organisation, payload: 'payload' in given ? given.payload : null }
}

/**
 * A process that was killed leaves its jobs marked as begun. A worker is dead when the connection of its process is
 * gone from the server; one that is only slow, perhaps on another machine, still has its connection.
 */
async function unlockDead(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ worker_id: string }>(`
    select distinct locked_by as worker_id from graphile_worker.jobs
    where locked_by is not null and not exists (select from jobs.worker join pg_stat_activity on application_name = instance where worker_id = locked_by)
    union select w.worker_id from jobs.worker w where not exists (select from pg_stat_activity where application_name = w.instance)`)
  if (rows.length === 0) return
  const dead = rows.map((row) => row.worker_id)
  await pool.query('select graphile_worker.force_unlock_workers($1)', [dead])
  await pool.query('delete from jobs.worker where worker_id = any($1)', [dead])
}

/** How many jobs wait, run, or were given up: for `doctor` and the administrator's page. */
export async function countJobs(to: ConnectionOptions): Promise<{ readonly waiting: number; readonly running: number; readonly givenUp: number }> {
  const client = await connectOnce(asJobs(to))
  try {
    const { rows: [row] } = await client.query<{ waiting: string; running: string; given_up: string }>(`
      select count(*) filter (where locked_at is null and attempts < max_attempts) as waiting, count(*) filter (where locked_at is not null) as running,
        count(*) filter (where locked_at is null and attempts >= max_attempts) as given_up from graphile_worker.jobs`)
    return { waiting: Number(row?.waiting), running: Number(row?.running), givenUp: Number(row?.given_up) }
  } finally { await client.end() }
}

/** A connection that is lost is opened again by the next question; without listeners its end would be the program's. */
function openPool(to: ConnectionOptions, more: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...asJobs(to), ...more })
  pool.on('error', () => {})
  pool.on('connect', (client) => { client.on('error', () => {}) })
  return pool
}

function asJobs(to: ConnectionOptions): ConnectionOptions {
  return { ...to, options: `${to.options ?? ''} -c role=due_regard_jobs`.trim() }
}

/**
 * Makes the queue's schema, as the role that keeps it, and the one door into it. Called by `migrate`: the queue brings
 * its own migrations, which need to make a schema, so that right is lent for as long as they run.
 */
export async function installJobs(owner: ConnectionOptions): Promise<void> {
  const client = await connectOnce(owner)
  // Of several programs that start at once one does this: the lock is held by a connection that does nothing else.
  const lock = await connectOnce(owner)
  try {
    await lock.query('begin; lock table house.migration in exclusive mode')
    const { rows: [found] } = await client.query<{ schema: boolean; door: string | null; database: string }>(
      `select to_regclass('graphile_worker.migrations') is not null as schema, (select obj_description(oid) from pg_proc where proname = 'enqueue' and pronamespace = to_regnamespace('jobs')) as door, current_database() as database`)
    if (!found) return
    const database = client.escapeIdentifier(found.database)
    const newest = found.schema ? Number((await client.query<{ id: number }>('select max(id) as id from graphile_worker.migrations')).rows[0]?.id) : 0
    if (newest < newestQueue) {
      await client.query(`grant create on database ${database} to due_regard_jobs`)
      const { runMigrations } = await queue()
      const pool = openPool(owner, { max: 1 })
      try { await runMigrations({ pgPool: pool, logger: await silence() }) } finally {
        await pool.end()
        await client.query(`revoke create on database ${database} from due_regard_jobs`)
      }
    }
    if (found.door === doorVersion) return
    await client.query(`begin; create schema if not exists jobs; alter schema jobs owner to due_regard_jobs; set local role due_regard_jobs; ${door}; commit`)
  } finally {
    await lock.end()
    await client.end()
  }
}

/** The number of graphile-worker 0.18's last migration. */
const newestQueue = 20
const doorVersion = 'Puts a job into the queue, for the organisation of this transaction and no other. 1'

/**
 * The only function of ours that runs with another's rights. It puts the organisation of the transaction into the job,
 * and refuses any other; a key is kept apart for each organisation, so that none can replace another's job.
 */
const door = `
create table if not exists jobs.worker (worker_id text primary key, instance text not null);
create or replace function jobs.enqueue(organisation_id uuid, task text, payload json, key text, not_before timestamptz, line text, attempts int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if organisation_id is distinct from nullif(current_setting('due_regard.organisation', true), '')::uuid then
    raise exception 'A job is put into the queue by its own organisation' using errcode = '42501';
  end if;
  perform graphile_worker.add_job(task, json_build_object('organisation', organisation_id, 'payload', payload),
    queue_name => organisation_id || ' ' || line, run_at => not_before, max_attempts => attempts, job_key => organisation_id || ' ' || key);
end $$;
comment on function jobs.enqueue(uuid, text, json, text, timestamptz, text, int) is '${doorVersion}';
revoke all on function jobs.enqueue(uuid, text, json, text, timestamptz, text, int) from public;
grant usage on schema jobs to due_regard_app;
grant execute on function jobs.enqueue(uuid, text, json, text, timestamptz, text, int) to due_regard_app`
