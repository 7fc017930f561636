import { createHash } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import { append } from '#database/ledger.ts'
import { question } from '#database/question.ts'
import { mayNotLetOut, type AnsweredFinding } from './draft.ts'
import { wordsIn, type Edition, type Hand, type LetOut, type Rests } from './edition.ts'
import type { PublicationTables } from './tables.ts'

export interface ToPublish {
  readonly room: string
  readonly thingId: string
  readonly address: string
  readonly title: string
  readonly content: Json
  readonly letOut: LetOut
  readonly note?: string
  /** Where it stands among the room's publications, for lists in the room's own order. */
  readonly place?: number
  /** Who made it ready, where it was one person: they cannot let it out themselves. */
  readonly preparedBy?: Hand
  /** What else it was made from, as that is now. */
  readonly restsOn?: readonly Rests[]
  /** What was said about words that could point at a person. Kept, and not public. */
  readonly answers?: readonly AnsweredFinding[]
  /** Anybody may go on reading this version when there is a newer one: only where nothing of it may ever have to go. */
  readonly openHistory?: boolean
  /** Nobody may read the versions before it: something in them must not be public. */
  readonly closesEarlier?: boolean
  /** The hash of what was handed in, where something was taken out of it since. */
  readonly handedIn?: string
}

/** SHA-256 of the content in canonical JSON, lower-case hexadecimal. */
export const sealOf = (content: Json): string => createHash('sha256').update(canonicalJson(content)).digest('hex')

/** Does what is public say what the room would say today? What was taken out at the desk counts as said. */
export function saysTheSame(edition: Pick<Edition, 'sha256' | 'handedIn' | 'withdrawn'> | null | undefined, content: unknown): boolean {
  if (edition === null || edition === undefined || edition.withdrawn) return false
  const seal = sealOf(asJson(content))
  return edition.sha256 === seal || edition.handedIn === seal
}

/** Is this what was handed in, whatever was taken out of it at the desk since? */
export const isWhatWasHandedIn = ({ handedIn }: { readonly handedIn: string }, content: unknown): boolean => handedIn === sealOf(asJson(content))

/** Would both be kept as the same bytes? */
export const isSame = (one: unknown, other: unknown): boolean => canonicalJson(asJson(one)) === canonicalJson(asJson(other))

/** A value as it is kept: what is undefined is not there. */
export const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json

/**
 * Freezes the content as the next version under its address. Content that is already the newest version makes none:
 * publishing twice is harmless. Gives the new edition, or null when nothing has changed.
 */
export async function publish(db: Database, organisation: string, what: ToPublish, now: Temporal.Instant): Promise<Edition | null> {
  if (what.letOut.by === 'person' && what.letOut.alone === undefined && mayNotLetOut(what.preparedBy ?? null, what.letOut) !== null) throw new Error(`${what.address} was prepared by the one who lets it out`)
  const content = canonicalJson(what.content)
  const sha256 = sealOf(what.content)
  const last = await db.selectFrom('publication.edition').select(['version', 'sha256', 'withdrawn']).where('organisation_id', '=', organisation).where('address', '=', what.address).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (last && last.sha256 === sha256 && !last.withdrawn) return null
  const row = {
    organisation_id: organisation, address: what.address, version: (last?.version ?? 0) + 1, room: what.room, thing_id: what.thingId, title: what.title, content, sha256,
    approved_by: what.letOut.by === 'person' ? what.letOut.name : '', approved_by_id: what.letOut.by === 'person' ? what.letOut.id : null, rule: what.letOut.by === 'rule' ? what.letOut.rule : '',
    note: what.note ?? '', published_at: now.toString(), withdrawn: false, rests_on: JSON.stringify(what.restsOn ?? []), prepared_by: what.preparedBy?.name ?? '', prepared_by_id: what.preparedBy?.id ?? null,
    answers: JSON.stringify(what.answers ?? []), open_history: what.openHistory ?? false, closes_earlier: what.closesEarlier ?? false, handed_in: what.handedIn === sha256 ? '' : what.handedIn ?? '', alone: what.letOut.by === 'person' ? what.letOut.alone ?? '' : '',
  }
  await db.insertInto('publication.edition').values({ ...row, head: nextHead(organisation) }).execute()
  await pointAt(db, organisation, { address: what.address, room: what.room, thing_id: what.thingId, version: row.version, place: what.place ?? 0, withdrawn: false }, what.title, wordsIn(what.content))
  return toEdition({ ...row, head: null, content: JSON.parse(content) as never, rests_on: (what.restsOn ?? []) as never, answers: (what.answers ?? []) as never })
}

/**
 * Takes the page down with a note that stays: the address goes on saying that something was here, and why it is not.
 * `title` stands there in place of the page’s own, where that itself should be shown no longer.
 */
export async function withdraw(db: Database, organisation: string, address: string, by: LetOut, note: string, now: Temporal.Instant, title?: string): Promise<Edition | null> {
  const last = await findNewest(db, organisation, address)
  if (!last || last.withdrawn) return null
  const row = {
    organisation_id: organisation, address, version: last.version + 1, room: last.room, thing_id: last.thingId, title: title ?? last.title, content: 'null',
    sha256: sealOf(null), approved_by: by.by === 'person' ? by.name : '', approved_by_id: by.by === 'person' ? by.id : null, rule: by.by === 'rule' ? by.rule : '',
    note, published_at: now.toString(), withdrawn: true, rests_on: '[]', prepared_by: '', prepared_by_id: null, answers: '[]', open_history: false, closes_earlier: true, handed_in: '', alone: '',
  }
  await db.insertInto('publication.edition').values({ ...row, head: nextHead(organisation) }).execute()
  await pointAt(db, organisation, { address, room: last.room, thing_id: last.thingId, version: row.version, place: 0, withdrawn: true }, '', '')
  return toEdition({ ...row, head: null, content: null as never, rests_on: [] as never, answers: [] as never })
}

/** The head as it will be when this transaction moves it. */
const nextHead = (organisation: string) => sql<number>`(select coalesce(max(number), 0) + 1 from publication.head where organisation_id = ${organisation})`

async function pointAt(db: Database, organisation: string, newest: Omit<PublicationTables['publication.newest'], 'organisation_id' | 'words' | 'search'>, title: string, words: string): Promise<void> {
  const search = sql<string>`setweight(to_tsvector('english', ${title}), 'A') || to_tsvector('english', ${words})`
  await db.insertInto('publication.newest').values({ organisation_id: organisation, ...newest, words, search })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'address']).doUpdateSet({ room: newest.room, thing_id: newest.thing_id, version: newest.version, place: newest.place, withdrawn: newest.withdrawn, words, search })).execute()
}

/**
 * Call once in a transaction that published anything: every process then knows that what it remembers is old, and the ledger has one entry
 * with every version that went out, its hash and what it rests on. So nothing becomes public without standing in the chain.
 */
export async function moveHead(db: Database, organisation: string): Promise<void> {
  const { number } = await db.insertInto('publication.head').values({ organisation_id: organisation, number: 1 })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet((row) => ({ number: row('publication.head.number', '+', 1) }))).returning('number').executeTakeFirstOrThrow()
  const rows = await db.selectFrom('publication.edition').select(['address', 'version', 'sha256', 'withdrawn', 'approved_by_id', 'prepared_by_id', 'alone', 'rule', 'rests_on', 'answers', 'published_at'])
    .where('organisation_id', '=', organisation).where('head', '=', number).orderBy('address').orderBy('version').execute()
  const [first] = rows
  if (!first) return
  await append(db, { organisation, person: first.approved_by_id ?? 'system', request: 'publication', now: Temporal.Instant.from(first.published_at) }, {
    did: 'publication.let-out', on: { room: 'publication', id: String(number) },
    after: { editions: rows.map((row) => ({
      address: row.address, version: row.version, sha256: row.sha256, at: Temporal.Instant.from(row.published_at).toString(), ...(row.withdrawn ? { withdrawn: true } : {}), ...(row.rule === '' ? { approvedBy: row.approved_by_id } : { rule: row.rule }),
      ...(row.prepared_by_id === null ? {} : { preparedBy: row.prepared_by_id }), ...(row.alone === '' ? {} : { alone: row.alone }), ...((row.rests_on as unknown as readonly Json[]).length > 0 ? { restsOn: row.rests_on as unknown as Json } : {}), ...((row.answers as unknown as readonly Json[]).length > 0 ? { answered: (row.answers as unknown as readonly Json[]).length } : {}),
    })) },
  })
}

export async function findHead(db: Reading, organisation: string): Promise<string> {
  const row = await db.selectFrom('publication.head').select('number').where('organisation_id', '=', organisation).executeTakeFirst()
  return String(row?.number ?? 0)
}

export async function findNewest(db: Reading, organisation: string, address: string): Promise<Edition | null> {
  const [row] = await askNewest(db, organisation, address)
  return row ? toEdition(row) : null
}

/** Which of these was the newest on a moment: what was public then. */
export async function findAsOf(db: Reading, organisation: string, address: string, moment: Temporal.Instant): Promise<Edition | null> {
  const row = await db.selectFrom('publication.edition').selectAll().where('organisation_id', '=', organisation).where('address', '=', address).where('published_at', '<=', moment.toString()).orderBy('version', 'desc').limit(1).executeTakeFirst()
  return row ? toEdition(row) : null
}

const askNewest = question<Selectable<PublicationTables['publication.edition']>>(`
  select edition.* from publication.newest as newest
  join publication.edition as edition on edition.organisation_id = newest.organisation_id and edition.address = newest.address and edition.version = newest.version
  where newest.organisation_id = $1 and newest.address = $2`)

/** The newest versions of all that a room has public, in its own order; withdrawn ones are left out. */
export async function listNewest(db: Reading, organisation: string, room: string): Promise<readonly Edition[]> {
  const rows = await newestRows(db, organisation).where('newest.room', '=', room).where('newest.withdrawn', '=', false).orderBy('newest.place').orderBy('newest.address').execute()
  return rows.map(toEdition)
}

/** Which version is the newest at each of these addresses. */
export async function listNewestVersions(db: Reading, organisation: string, addresses: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (addresses.length === 0) return new Map()
  const rows = await db.selectFrom('publication.newest').select(['address', 'version']).where('organisation_id', '=', organisation).where('address', 'in', [...addresses]).execute()
  return new Map(rows.map((row) => [row.address, row.version]))
}

export async function findVersion(db: Reading, organisation: string, address: string, version: number): Promise<Edition | null> {
  const row = await db.selectFrom('publication.edition').selectAll().where('organisation_id', '=', organisation).where('address', '=', address).where('version', '=', version).executeTakeFirst()
  return row ? toEdition(row) : null
}

/** What somebody said of words in what is public now at these addresses: it need not be said again. */
export async function listAnswers(db: Reading, organisation: string, addresses: readonly string[]): Promise<readonly AnsweredFinding[]> {
  if (addresses.length === 0) return []
  const rows = await db.selectFrom('publication.newest as newest')
    .innerJoin('publication.edition as edition', (join) => join.onRef('edition.organisation_id', '=', 'newest.organisation_id').onRef('edition.address', '=', 'newest.address').onRef('edition.version', '=', 'newest.version'))
    .select('edition.answers').where('newest.organisation_id', '=', organisation).where('newest.address', 'in', [...addresses]).execute()
  const all = rows.flatMap((row) => row.answers as unknown as readonly AnsweredFinding[])
  return all.filter((each, at) => all.findIndex((other) => other.words === each.words) === at)
}

export async function listVersions(db: Reading, organisation: string, address: string): Promise<readonly Edition[]> {
  const rows = await db.selectFrom('publication.edition').selectAll().where('organisation_id', '=', organisation).where('address', '=', address).orderBy('version', 'desc').execute()
  return rows.map(toEdition)
}

/** What was published last, newest first, over all rooms. Of what was taken down, only that it was. */
export async function listRecent(db: Reading, organisation: string, most: number): Promise<readonly Edition[]> {
  const rows = await db.selectFrom('publication.edition as edition')
    .innerJoin('publication.newest as newest', (join) => join.onRef('newest.organisation_id', '=', 'edition.organisation_id').onRef('newest.address', '=', 'edition.address'))
    .selectAll('edition').where('edition.organisation_id', '=', organisation).where((where) => where.or([where('newest.withdrawn', '=', false), where('edition.withdrawn', '=', true)]))
    .orderBy('edition.published_at', 'desc').orderBy('edition.address').limit(most).execute()
  return rows.map(toEdition)
}

/** What anybody can read now, over all rooms, by its title. */
export async function listPublic(db: Reading, organisation: string): Promise<readonly Edition[]> {
  return (await newestRows(db, organisation).where('newest.withdrawn', '=', false).orderBy('newest.address').execute()).map(toEdition)
}

/** The same without what it says, for lists of many. */
export async function listAddresses(db: Reading, organisation: string): Promise<readonly PublicAddress[]> {
  const rows = await db.selectFrom('publication.newest as newest')
    .innerJoin('publication.edition as edition', (join) => join.onRef('edition.organisation_id', '=', 'newest.organisation_id').onRef('edition.address', '=', 'newest.address').onRef('edition.version', '=', 'newest.version'))
    .select(['edition.address', 'edition.version', 'edition.room', 'edition.title', 'edition.published_at', 'edition.withdrawn', 'edition.approved_by', 'edition.rule', 'edition.sha256', 'edition.rests_on'])
    .where('newest.organisation_id', '=', organisation).orderBy('edition.published_at', 'desc').orderBy('edition.address').execute()
  return rows.map((row) => ({
    address: row.address, version: row.version, room: row.room, title: row.title, publishedAt: Temporal.Instant.from(row.published_at), withdrawn: row.withdrawn, letOutBy: row.approved_by === '' ? row.rule : row.approved_by,
    sha256: row.sha256, restsOn: row.rests_on as unknown as readonly Rests[],
  }))
}

export interface PublicAddress { readonly address: string; readonly version: number; readonly room: string; readonly title: string; readonly publishedAt: Temporal.Instant; readonly withdrawn: boolean; readonly letOutBy: string; readonly sha256: string; readonly restsOn: readonly Rests[] }

/** The versions with this content, wherever they stand. */
export async function findByContent(db: Reading, organisation: string, sha256: string): Promise<readonly Edition[]> {
  return (await db.selectFrom('publication.edition').selectAll().where('organisation_id', '=', organisation).where('sha256', '=', sha256).where('withdrawn', '=', false).orderBy('address').orderBy('version').execute()).map(toEdition)
}

export interface Hit { readonly address: string; readonly title: string; readonly room: string; readonly publishedAt: Temporal.Instant; readonly words: string }

/** What is public and holds all of these words, in any of their forms; the best first. */
export async function searchPublic(db: Reading, organisation: string, asked: string, most: number): Promise<readonly Hit[]> {
  const rows = await askSearch(db, organisation, asked, String(most))
  return rows.map((row) => ({ address: row.address, title: row.title, room: row.room, publishedAt: Temporal.Instant.from(row.published_at), words: row.words }))
}

const askSearch = question<{ readonly address: string; readonly title: string; readonly room: string; readonly published_at: string; readonly words: string }>(`
  select newest.address, edition.title, newest.room, edition.published_at, left(newest.words, 20000) as words
  from publication.newest as newest
  join publication.edition as edition on edition.organisation_id = newest.organisation_id and edition.address = newest.address and edition.version = newest.version
  cross join websearch_to_tsquery('english', $2) as query
  where newest.organisation_id = $1 and not newest.withdrawn and newest.search @@ query
  order by ts_rank(newest.search, query, 1) desc, edition.published_at desc, newest.address limit $3::int`)

function newestRows(db: Reading, organisation: string) {
  return db.selectFrom('publication.newest as newest')
    .innerJoin('publication.edition as edition', (join) => join.onRef('edition.organisation_id', '=', 'newest.organisation_id').onRef('edition.address', '=', 'newest.address').onRef('edition.version', '=', 'newest.version'))
    .selectAll('edition').where('newest.organisation_id', '=', organisation)
}

function toEdition(row: Selectable<PublicationTables['publication.edition']>): Edition {
  return {
    address: row.address, version: row.version, room: row.room, thingId: row.thing_id, title: row.title, content: row.content as unknown as Json, sha256: row.sha256,
    letOut: row.approved_by_id !== null || row.approved_by !== '' ? { by: 'person', id: row.approved_by_id ?? '', name: row.approved_by, ...(row.alone === '' ? {} : { alone: row.alone }) } : { by: 'rule', rule: row.rule },
    note: row.note, publishedAt: Temporal.Instant.from(row.published_at), withdrawn: row.withdrawn,
    restsOn: row.rests_on as unknown as readonly Rests[], preparedBy: row.prepared_by_id === null ? null : { id: row.prepared_by_id, name: row.prepared_by }, openHistory: row.open_history, closesEarlier: row.closes_earlier, handedIn: row.handed_in,
  }
}
