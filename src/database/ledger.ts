/**
 * The ledger: every change, and every look at special-category data, is one entry, in the same transaction as what it
 * tells of. Entries are chained per organisation over hashes of salted bodies, so that a body can be erased when the
 * law says so and the proof still stands. What the chain cannot see, signed checkpoints kept elsewhere do (checkpoint.ts).
 */
import { createHash, randomBytes } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import { canonicalJson, type Json } from './canonical.ts'
import type { Database, Reading } from './database.ts'
import { question } from './question.ts'

/** Who did it: in which organisation, which person (their id), `system` for the clock's own work, `public` or null for somebody not signed in. */
export interface By {
  readonly organisation: string
  readonly person: string | 'system' | 'public' | null
  /** The request's id: finds the lines of the log. */
  readonly request: string
  readonly now: Temporal.Instant
}

export interface Entry {
  /** `action-plan.progress-recorded`: the room, then what happened, in the past tense. */
  readonly did: `${string}.${string}`
  readonly on: { readonly room: string; readonly id: string; readonly version?: string | number }
  /** What it was and what it became, as far as it changed. Kept beside the chain, and erasable. */
  readonly before?: Json
  readonly after?: Json
  readonly detail?: Json
}

/** What the chain holds of an entry. Everything in it stays for ever, so it names nobody but by id. */
export interface EntryHeader {
  readonly organisation: string
  /** ISO 8601 in UTC, to the microsecond as PostgreSQL keeps it. */
  readonly at: string
  readonly by: string
  readonly did: string
  readonly on: { readonly room: string; readonly id: string; readonly version: string | null }
  readonly request: string
  /** SHA-256 of the salt followed by the body's canonical JSON, in hexadecimal. */
  readonly body: string
}

/**
 * Adds one entry at the end of the organisation's chain. Call it last in the transaction of the change: the end of the
 * chain is what two changes of one organisation both need. One journey to the database.
 * Returns the entry's number and hash, which a receipt or a decision pack may quote.
 */
export async function append(db: Database, by: By, entry: Entry): Promise<{ readonly number: number; readonly hash: string }> {
  const salt = randomBytes(32)
  const body = canonicalJson({ before: entry.before, after: entry.after, detail: entry.detail })
  const header: EntryHeader = {
    organisation: by.organisation, at: toMicroseconds(by.now), by: storable(by.person ?? 'public'), did: entry.did,
    on: { room: entry.on.room, id: storable(entry.on.id), version: entry.on.version === undefined ? null : storable(String(entry.on.version)) },
    request: storable(by.request), body: hashBody(salt, body).toString('hex'),
  }
  const content = hashContent(header)
  const { rows: [made] } = await db.executeQuery<{ number: string; hash: Buffer }>(CompiledQuery.raw(addEntry, [
    by.organisation, startOfChain, content, header.at, header.by, header.did, header.on.room, header.on.id, header.on.version, header.request, Buffer.from(header.body, 'hex'), salt, body,
  ]))
  if (!made) throw new Error('The ledger gave no entry back.')
  return { number: Number(made.number), hash: made.hash.toString('hex') }
}

/**
 * The new hash is made by the database from the end of the chain that it holds, so that reading the end and moving it
 * are one step. Written out rather than built: it is part of every change there is.
 */
const addEntry = `
  with head as (
    insert into ledger.head as head (organisation_id, number, hash)
    values ($1::uuid, 1, sha256($2::bytea || int8send(1) || $3::bytea))
    on conflict (organisation_id) do update set number = head.number + 1, hash = sha256(head.hash || int8send(head.number + 1) || $3::bytea)
    returning number, hash
  ), entry as (
    insert into ledger.entry (organisation_id, number, at, by, did, on_room, on_id, on_version, request, body_hash, content_hash, hash)
    select $1::uuid, number, $4::timestamptz, $5, $6, $7, $8, $9, $10, $11::bytea, $3::bytea, hash from head
    returning number
  ), body as (
    insert into ledger.body (organisation_id, number, salt, body) select $1::uuid, number, $12::bytea, $13 from entry
  )
  select number, hash from head`

/** What stands where the hash before the first entry would. */
export const startOfChain: Buffer = Buffer.alloc(32)

export function hashBody(salt: Uint8Array, body: string): Buffer {
  return createHash('sha256').update(salt).update(body, 'utf8').digest()
}

export function hashContent(header: EntryHeader): Buffer {
  return createHash('sha256').update(canonicalJson({ ...header, on: { ...header.on } }), 'utf8').digest()
}

export function hashEntry(previous: Uint8Array, number: number, content: Uint8Array): Buffer {
  const eight = Buffer.alloc(8)
  eight.writeBigInt64BE(BigInt(number))
  return createHash('sha256').update(previous).update(eight).update(content).digest()
}

/** The text as PostgreSQL will give it back: half a character (a lone surrogate) cannot be kept, and no id has a NUL. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

/** PostgreSQL keeps microseconds; an instant with nanoseconds would not come back as it went in. */
function toMicroseconds(instant: Temporal.Instant): string {
  return instant.round({ smallestUnit: 'microsecond', roundingMode: 'trunc' }).toString({ fractionalSecondDigits: 6 })
}

/**
 * How many changes there have been: the number of the last entry, as text. Every change is in the ledger, so what was
 * worked out from the records stays right for as long as this stays the same. Read it in the snapshot that the work is done in.
 */
export async function lastNumber(db: Reading, organisation: string): Promise<string> {
  const [row] = await askLastNumber(db, organisation)
  return row?.number ?? '0'
}

const askLastNumber = question<{ readonly number: string }>('select number from ledger.head where organisation_id = $1')

/**
 * Takes away what an entry said, where the law asks for it (UK GDPR, Article 17, or the end of a retention period).
 * Who did what, on what and when stays, and so does the proof. The erasing is an entry of its own.
 */
export async function eraseBody(db: Database, by: By, number: number, because: string): Promise<void> {
  const erased = await db.updateTable('ledger.body').set({ body: null, salt: null, erased_at: toMicroseconds(by.now), erased_because: because })
    .where('organisation_id', '=', by.organisation).where('number', '=', String(number)).where('erased_at', 'is', null).executeTakeFirst()
  if (erased.numUpdatedRows === 0n) return
  await append(db, by, { did: 'ledger.body-erased', on: { room: 'ledger', id: String(number) }, detail: { because } })
}

/** The next number that people will see, `EIA/2026/014`'s 14: counted in this transaction, so that none is skipped or given twice. */
export async function nextNumber(db: Database, organisation: string, name: string): Promise<number> {
  const { rows: [made] } = await sql<{ last_number: string }>`
    insert into house.counter as counter (organisation_id, name, last_number) values (${organisation}, ${name}, 1)
    on conflict (organisation_id, name) do update set last_number = counter.last_number + 1 returning last_number`.execute(db)
  if (!made) throw new Error('The counter gave no number.')
  return Number(made.last_number)
}
