import { createHash } from 'node:crypto'
import { statfsSync } from 'node:fs'
import pg from 'pg'
import type { ConnectionOptions } from './embedded.ts'

/** Connections as one role to one database, and what is shared between the transactions that use them. */
export interface Connections {
  readonly pool: pg.Pool
  /** A prepared statement's name for a query that has been asked before, so that it is planned once for each connection. */
  statementName(text: string): string | undefined
  /** Who is changing what: one change at a time for each organisation. */
  readonly turns: Map<string, Turns>
  /** Why nothing may be changed now, or null: a disk that is almost full must keep room for the database's own log. */
  whyNoChanges(): string | null
  end(): Promise<void>
}

/** Those who wait for their turn to change one organisation's records. */
export interface Turns { busy: boolean; readonly waiting: (() => void)[] }

export interface ConnectionSettings {
  readonly most?: number
  /** Shown by the database beside each of our connections. */
  readonly name?: string
  readonly onError?: (error: Error) => void
  /** Where the database lies on our own disk: below so many free bytes nothing is changed. */
  readonly keepFree?: { readonly folder: string; readonly bytes: number }
}

/** A server that cannot write its log stops; what a day of changes writes is far less than this. */
export const roomForTheLog = 100 * 1024 * 1024

/**
 * No page waits longer than this for one statement, for a lock, or for a connection; what takes longer is a job. `answer`
 * is our own limit, for a server that is there and says nothing. In milliseconds.
 */
export const patience = { statement: 5000, lock: 2000, idle: 10_000, connection: 4000, answer: 5500 } as const

/** How many may wait for a connection before the next is told to come back later. */
export const mostWaiting = 200

export function openConnections(to: ConnectionOptions, settings: ConnectionSettings = {}): Connections {
  const pool = new pg.Pool({
    ...to,
    max: settings.most ?? 10,
    application_name: settings.name ?? 'due-regard',
    options: `${to.options ?? ''} -c statement_timeout=${patience.statement} -c lock_timeout=${patience.lock} -c idle_in_transaction_session_timeout=${patience.idle}`.trim(),
    connectionTimeoutMillis: patience.connection,
    query_timeout: patience.answer,
    idleTimeoutMillis: 60_000,
    // Questions are sent without waiting for the answer to the one before: BEGIN, the query and COMMIT cost one journey.
    pipeline: true,
    types: { getTypeParser },
    keepAlive: true,
    allowExitOnIdle: true,
  } as pg.PoolConfig)
  // A connection that dies while nobody uses it is replaced at the next question; without a listener it would end the process.
  const heard = settings.onError ?? (() => {})
  pool.on('error', heard)
  pool.on('connect', (client) => { client.on('error', heard) })
  return { pool, statementName: nameStatements(), turns: new Map(), whyNoChanges: settings.keepFree ? watchDisk(settings.keepFree) : () => null, end: () => pool.end() }
}

/** Looks at most once a second. */
function watchDisk({ folder, bytes }: { readonly folder: string; readonly bytes: number }): () => string | null {
  let looked = 0
  let why: string | null = null
  return () => {
    if (Date.now() - looked < 1000) return why
    looked = Date.now()
    try {
      const { bavail, bsize } = statfsSync(folder)
      why = bavail * bsize < bytes ? 'The disk is almost full, so nothing can be changed until there is room.' : null
    } catch { why = null }
    return why
  }
}

/** One connection of its own, for work that is not a page: migrations, exports, COPY. Dates come as text, as everywhere. */
export async function connectOnce(to: ConnectionOptions, name = 'due-regard'): Promise<pg.Client> {
  const client = new pg.Client({ ...to, application_name: name, connectionTimeoutMillis: 10_000, types: { getTypeParser } } as pg.ClientConfig)
  client.on('error', () => {})
  await client.connect()
  return client
}

/**
 * Days and instants stay the text that the database wrote, for `Temporal` to read: a JavaScript `Date` has no days, and
 * would move a deadline by an hour. int8 and numeric are text already.
 */
const asText = new Set([1082, 1083, 1114, 1184, 1266])
const asTextInArrays = new Set([1182, 1183, 1115, 1185, 1270])
const same = (text: string) => text

const textArray = 1009

/** The package's own types list the base types only; its function takes any. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown
  return asText.has(oid) ? same : parserOf(asTextInArrays.has(oid) ? textArray : oid, format)
}

/**
 * Only what is asked a second time is prepared, and no more than 500 texts: a query whose shape changes with every
 * question (a list of ids) would otherwise fill the server's memory.
 */
function nameStatements(): (text: string) => string | undefined {
  const names = new Map<string, string | null>()
  let named = 0
  return (text) => {
    const name = names.get(text)
    if (name) return name
    if (name === undefined) {
      if (names.size > 5000) for (const [each, its] of names) if (its === null) names.delete(each)
      names.set(text, null)
      return undefined
    }
    if (named >= 500) return undefined
    named++
    const made = createHash('sha256').update(text).digest('base64url').slice(0, 24)
    names.set(text, made)
    return made
  }
}
