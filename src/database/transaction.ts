import { setTimeout as wait } from 'node:timers/promises'
import { DefaultQueryExecutor, PostgresAdapter, PostgresDialect, PostgresQueryCompiler, Transaction, type CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely'
import type { Socket } from 'node:net'
import type pg from 'pg'
import type { PoolClient } from 'pg'
import { mostWaiting, type Connections } from './connect.ts'
import type { Database, Reading, Tables } from './database.ts'

/**
 * The database cannot answer now: it is away, full, or too busy. Nothing was changed, or it is not known to have been;
 * the visitor is asked to come back, and what they typed is kept (503, Retry-After).
 */
export class NotNow extends Error {
  override readonly name = 'NotNow'
  readonly retryAfterSeconds: number
  constructor(reason: string, cause?: unknown, retryAfterSeconds = 5) {
    super(reason, { cause })
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export interface Patience {
  /** For work that may take longer than a page: milliseconds that one statement may take. */
  readonly statementMilliseconds?: number
}

export interface ChangeSettings extends Patience {
  /**
   * A change that makes no entry in the ledger (a session's last use, a draft) need not wait for its turn in the
   * organisation's chain.
   */
  readonly outOfTurn?: boolean
  /** READ COMMITTED is here only so that the tests can show what goes wrong with it. */
  readonly isolation?: 'serializable' | 'read committed'
  readonly onRetry?: (attempt: number, error: unknown) => void
}

/** Looks, in one snapshot that cannot write, as one organisation. */
export async function reading<Answer>(connections: Connections, organisation: string, work: (db: Reading) => Promise<Answer>, patience: Patience = {}): Promise<Answer> {
  const begin = `begin isolation level repeatable read read only; ${belongingTo(organisation)}${patient(patience)}`
  const client = await take(connections)
  const { db, close } = openHouse(client, connections, patience)
  try {
    sendTogether(client)
    const begun = client.query(begin)
    begun.catch(ignore)
    const answer = await work(db)
    close()
    await begun
    // The answer need not wait for the end of a transaction that changed nothing.
    client.query('commit').then(() => client.release(), (error: Error) => client.release(error))
    return answer
  } catch (error) {
    close()
    client.query('rollback').then(() => client.release(), (failed: Error) => client.release(failed))
    throw explain(error)
  }
}

/** After so many tries somebody is told to come back. */
const mostAttempts = 10

/**
 * Changes, as one organisation, as if nobody else were there (SERIALIZABLE). When PostgreSQL finds that two changes
 * could not have happened one after the other (40001, 40P01), `work` is **run again** from its beginning: it must do
 * nothing but read and write this database. The answer is given only after the commit.
 */
export async function changing<Answer>(connections: Connections, organisation: string, work: (db: Database) => Promise<Answer>, settings: ChangeSettings = {}): Promise<Answer> {
  const begin = `begin isolation level ${settings.isolation ?? 'serializable'}; ${belongingTo(organisation)}${patient(settings)}`
  const why = connections.whyNoChanges()
  if (why !== null) throw new NotNow(why, undefined, 60)
  const done = settings.outOfTurn ? ignore : await takeTurn(connections, organisation)
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await attemptOnce(connections, begin, work, settings)
      } catch (error) {
        if (!isWorthAnotherTry(error)) throw explain(error)
        if (attempt >= mostAttempts) throw new NotNow('Too many people changed the same thing at once.', error, 1)
        settings.onRetry?.(attempt, error)
        await wait(Math.random() * 4 * 2 ** Math.min(attempt, 6))
      }
    }
  } finally {
    done()
  }
}

async function attemptOnce<Answer>(connections: Connections, begin: string, work: (db: Database) => Promise<Answer>, patience: Patience): Promise<Answer> {
  const client = await take(connections)
  const { db, close } = openHouse(client, connections, patience)
  try {
    sendTogether(client)
    const begun = client.query(begin)
    begun.catch(ignore)
    const answer = await work(db)
    close()
    await begun
    const committed = await client.query('commit')
    // A statement failed, `work` caught it and went on: PostgreSQL rolls back and says so only in this word.
    if (committed.command !== 'COMMIT') throw new Error('A statement had failed, so the change was not made.')
    client.release()
    return answer
  } catch (error) {
    close()
    await client.query('rollback').then(() => client.release(), (failed: Error) => client.release(failed))
    throw error
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** SET takes no parameters; nothing but the digits of an id reaches it. LOCAL ends with the transaction, so no pool can carry it to the next. */
function belongingTo(organisation: string): string {
  if (!uuid.test(organisation)) throw new TypeError('An organisation’s id must be a lower-case uuid.')
  return `set local due_regard.organisation = '${organisation}'`
}

function patient(patience: Patience): string {
  return patience.statementMilliseconds === undefined ? '' : `; set local statement_timeout = ${Math.trunc(patience.statementMilliseconds)}; set local idle_in_transaction_session_timeout = ${Math.trunc(patience.statementMilliseconds)}`
}

async function take(connections: Connections): Promise<PoolClient> {
  if (connections.pool.waitingCount >= mostWaiting) throw new NotNow('Too many people are waiting for the database.')
  try {
    return await connections.pool.connect()
  } catch (error) {
    throw explain(error)
  }
}

/** How long a change waits for the changes before it, in milliseconds. */
const turnPatience = 5000

/**
 * One change at a time for each organisation. Each ends with an entry in the same chain, so two at once could not both
 * commit; waiting here costs less than being run again. Another process of ours is kept apart by SERIALIZABLE alone.
 */
async function takeTurn(connections: Connections, organisation: string): Promise<() => void> {
  const turns = connections.turns.get(organisation) ?? { busy: false, waiting: [] }
  connections.turns.set(organisation, turns)
  const next = () => {
    const following = turns.waiting.shift()
    if (following) following()
    else { turns.busy = false; connections.turns.delete(organisation) }
  }
  if (!turns.busy) { turns.busy = true; return next }
  if (turns.waiting.length >= mostWaiting) throw new NotNow('Too many changes are waiting.')
  await new Promise<void>((come, giveUp) => {
    const called = () => { clearTimeout(timer); come() }
    const timer = setTimeout(() => {
      turns.waiting.splice(turns.waiting.indexOf(called), 1)
      giveUp(new NotNow('The changes before this one took too long.'))
    }, turnPatience)
    turns.waiting.push(called)
  })
  return next
}

function ignore(): void {}

// --- Kysely over one connection ---------------------------------------------------------------------------------------

const compiler = new PostgresQueryCompiler()
const adapter = new PostgresAdapter()
const dialect = new PostgresDialect({ pool: () => { throw new Error('A transaction has one connection and opens no other.') } })
const driver = dialect.createDriver()
const config = { dialect }

/**
 * The house for the length of one transaction. It shuts with it: a question asked later, by something that nobody
 * waited for, must not be answered inside the next visitor's transaction.
 */
function openHouse(client: PoolClient, connections: Connections, patience: Patience): { readonly db: Database; close(): void } {
  let open = true
  // A server that is asked for long work may be silent for as long; `query_timeout` of one query, which @types/pg does not know.
  const longer = patience.statementMilliseconds === undefined ? {} : { query_timeout: patience.statementMilliseconds + 1000 }
  const ask = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    if (!open) return Promise.reject(new Error('This transaction is over. Something was asked of the database that nobody waited for.'))
    sendTogether(client)
    const name = connections.statementName(text)
    return client.query({ text, values: values as unknown[], ...longer, ...(name === undefined ? {} : { name }) })
  }
  const connection: DatabaseConnection = {
    async executeQuery<Row>(compiled: CompiledQuery): Promise<QueryResult<Row>> {
      const result = await ask(compiled.sql, compiled.parameters)
      return result.command === 'SELECT' ? { rows: result.rows } : { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() { throw new Error('Long lists are read page by page here; exports have a connection of their own.') },
  }
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (consumer) => consumer(connection) })
  return { db: new OpenTransaction({ config, driver, dialect, executor }, ask), close() { open = false } }
}

/** A transaction that can also be asked a question that stands written out (question.ts). It hides the connection. */
export class OpenTransaction extends Transaction<Tables> {
  readonly #ask: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>
  constructor(props: ConstructorParameters<typeof Transaction<Tables>>[0], ask: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>) {
    super(props)
    this.#ask = ask
  }

  async ask<Row>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return (await this.#ask(text, values)).rows as Row[]
  }
}

/** What is asked in one breath goes to the database in one packet: each packet costs both sides more than a small question does. */
function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

// --- What went wrong --------------------------------------------------------------------------------------------------

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

function isWorthAnotherTry(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error))
}

/** PostgreSQL's and the network's codes for "not now". https://www.postgresql.org/docs/18/errcodes-appendix.html */
const awayCodes: Readonly<Record<string, string>> = {
  '57P01': 'The database is stopping.', '57P02': 'The database is recovering.', '57P03': 'The database is starting.', '53300': 'The database has too many connections.',
  '53100': 'The database’s disk is full.', '53200': 'The database has no memory left.', '55P03': 'Somebody else holds what this change needs.', '57014': 'The database took too long.',
  '25P03': 'A transaction was left idle too long.', '40001': 'Too many people changed the same thing at once.', '40P01': 'Too many people changed the same thing at once.',
  ECONNREFUSED: 'The database is away.', ENOENT: 'The database is away.', ECONNRESET: 'The connection to the database was lost.', EPIPE: 'The connection to the database was lost.', ETIMEDOUT: 'The database is away.',
}

/** An error that means "come back later" becomes one that says so; every other stays what it was. */
function explain(error: unknown): unknown {
  if (error instanceof NotNow) return error
  const code = codeOf(error)
  const reason = awayCodes[code] ?? (code.startsWith('08') ? 'The connection to the database was lost.' : undefined)
  if (reason) return new NotNow(reason, error)
  if (error instanceof Error && /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|Client was closed|Query read timeout/.test(error.message)) return new NotNow('The connection to the database was lost.', error)
  return error
}
