/** The ledger as its readers see it: newest first, narrowed, and one entry with what it said. Verifying is ledger-verification.ts. */
import type { Json } from './canonical.ts'
import type { Reading } from './database.ts'

export interface LedgerAsked {
  readonly room?: string | null
  readonly id?: string | null
  readonly did?: string | null
  readonly by?: string | null
  /** The first and the last day, in London, both included. */
  readonly from?: Temporal.PlainDate | null
  readonly to?: Temporal.PlainDate | null
  readonly limit: number
  readonly offset?: number
  readonly oldestFirst?: boolean
}

export interface LedgerLine {
  readonly number: number
  readonly at: Temporal.Instant
  /** A person's id, `system` or `public`. */
  readonly by: string
  readonly did: string
  readonly on: { readonly room: string; readonly id: string; readonly version: string | null }
  readonly request: string
  readonly hash: string
}

/** One entry with what it said: null when that was erased, and why. */
export interface LedgerEntry extends LedgerLine {
  readonly said: { readonly before?: Json; readonly after?: Json; readonly detail?: Json } | null
  readonly erasedBecause: string | null
}

const columns = ['e.number', 'e.at', 'e.by', 'e.did', 'e.on_room', 'e.on_id', 'e.on_version', 'e.request', 'e.hash'] as const

export async function listLedger(db: Reading, organisation: string, asked: LedgerAsked): Promise<readonly LedgerLine[]> {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime('Europe/London').toInstant().toString()
  const rows = await db.selectFrom('ledger.entry as e').select(columns).where('e.organisation_id', '=', organisation)
    .$if(!!asked.room, (query) => query.where('e.on_room', '=', asked.room ?? ''))
    .$if(!!asked.id, (query) => query.where('e.on_id', '=', asked.id ?? ''))
    .$if(!!asked.did, (query) => query.where('e.did', '=', asked.did ?? ''))
    .$if(!!asked.by, (query) => query.where('e.by', '=', asked.by ?? ''))
    .$if(!!asked.from, (query) => query.where('e.at', '>=', start(asked.from!)))
    .$if(!!asked.to, (query) => query.where('e.at', '<', start(asked.to!.add({ days: 1 }))))
    .orderBy('e.number', asked.oldestFirst ? 'asc' : 'desc').limit(asked.limit).offset(asked.offset ?? 0).execute()
  return rows.map(toLine)
}

export async function findEntry(db: Reading, organisation: string, number: number): Promise<LedgerEntry | null> {
  const row = await db.selectFrom('ledger.entry as e')
    .innerJoin('ledger.body as b', (join) => join.onRef('b.organisation_id', '=', 'e.organisation_id').onRef('b.number', '=', 'e.number'))
    .select([...columns, 'b.body', 'b.erased_because']).where('e.organisation_id', '=', organisation).where('e.number', '=', String(number)).executeTakeFirst()
  return row ? { ...toLine(row), said: row.body === null ? null : JSON.parse(row.body) as LedgerEntry['said'], erasedBecause: row.erased_because } : null
}

/** What has happened here lately, by name, for a list to choose from. */
export async function listDeeds(db: Reading, organisation: string): Promise<readonly string[]> {
  const lately = (from: Pick<Reading, 'selectFrom'>) => from.selectFrom('ledger.entry').select('did').where('organisation_id', '=', organisation).orderBy('number', 'desc').limit(5000).as('lately')
  const rows = await db.selectFrom(lately(db)).select('did').distinct().orderBy('did').execute()
  return rows.map((row) => row.did)
}

export async function countEntries(db: Reading, organisation: string): Promise<number> {
  const row = await db.selectFrom('ledger.head').select('number').where('organisation_id', '=', organisation).executeTakeFirst()
  return Number(row?.number ?? 0)
}

function toLine(row: { number: string; at: string; by: string; did: string; on_room: string; on_id: string; on_version: string | null; request: string; hash: Buffer }): LedgerLine {
  return { number: Number(row.number), at: Temporal.Instant.from(row.at), by: row.by, did: row.did, on: { room: row.on_room, id: row.on_id, version: row.on_version }, request: row.request, hash: row.hash.toString('hex') }
}
