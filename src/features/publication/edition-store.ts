import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import { question } from '#database/question.ts'
import type { Edition, LetOut } from './edition.ts'
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
}

/**
 * Freezes the content as the next version under its address. Content that is already the newest version makes none:
 * publishing twice is harmless. Gives the new edition, or null when nothing has changed.
 */
export async function publish(db: Database, organisation: string, what: ToPublish, now: Temporal.Instant): Promise<Edition | null> {
  const content = canonicalJson(what.content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const last = await db.selectFrom('publication.edition').select(['version', 'sha256', 'withdrawn']).where('organisation_id', '=', organisation).where('address', '=', what.address).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (last && last.sha256 === sha256 && !last.withdrawn) return null
  const row = {
    organisation_id: organisation, address: what.address, version: (last?.version ?? 0) + 1, room: what.room, thing_id: what.thingId, title: what.title, content, sha256,
    approved_by: what.letOut.by === 'person' ? what.letOut.name : '', approved_by_id: what.letOut.by === 'person' ? what.letOut.id : null, rule: what.letOut.by === 'rule' ? what.letOut.rule : '',
    note: what.note ?? '', published_at: now.toString(), withdrawn: false,
  }
  await db.insertInto('publication.edition').values(row).execute()
  await pointAt(db, organisation, { address: what.address, room: what.room, thing_id: what.thingId, version: row.version, place: what.place ?? 0, withdrawn: false })
  return toEdition({ ...row, content: JSON.parse(content) as never })
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
    sha256: createHash('sha256').update('null').digest('hex'), approved_by: by.by === 'person' ? by.name : '', approved_by_id: by.by === 'person' ? by.id : null, rule: by.by === 'rule' ? by.rule : '',
    note, published_at: now.toString(), withdrawn: true,
  }
  await db.insertInto('publication.edition').values(row).execute()
  await pointAt(db, organisation, { address, room: last.room, thing_id: last.thingId, version: row.version, place: 0, withdrawn: true })
  return toEdition({ ...row, content: null as never })
}

async function pointAt(db: Database, organisation: string, newest: Omit<PublicationTables['publication.newest'], 'organisation_id'>): Promise<void> {
  await db.insertInto('publication.newest').values({ organisation_id: organisation, ...newest })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'address']).doUpdateSet({ version: newest.version, place: newest.place, withdrawn: newest.withdrawn })).execute()
}

/** Call once in a transaction that published anything: every process then knows that what it remembers is old. */
export async function moveHead(db: Database, organisation: string): Promise<void> {
  await db.insertInto('publication.head').values({ organisation_id: organisation, number: 1 })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet((row) => ({ number: row('publication.head.number', '+', 1) }))).execute()
}

export async function findHead(db: Reading, organisation: string): Promise<string> {
  const row = await db.selectFrom('publication.head').select('number').where('organisation_id', '=', organisation).executeTakeFirst()
  return String(row?.number ?? 0)
}

export async function findNewest(db: Reading, organisation: string, address: string): Promise<Edition | null> {
  const [row] = await askNewest(db, organisation, address)
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

function newestRows(db: Reading, organisation: string) {
  return db.selectFrom('publication.newest as newest')
    .innerJoin('publication.edition as edition', (join) => join.onRef('edition.organisation_id', '=', 'newest.organisation_id').onRef('edition.address', '=', 'newest.address').onRef('edition.version', '=', 'newest.version'))
    .selectAll('edition').where('newest.organisation_id', '=', organisation)
}

function toEdition(row: Selectable<PublicationTables['publication.edition']>): Edition {
  return {
    address: row.address, version: row.version, room: row.room, thingId: row.thing_id, title: row.title, content: row.content as unknown as Json, sha256: row.sha256,
    letOut: row.approved_by_id !== null || row.approved_by !== '' ? { by: 'person', id: row.approved_by_id ?? '', name: row.approved_by } : { by: 'rule', rule: row.rule },
    note: row.note, publishedAt: Temporal.Instant.from(row.published_at), withdrawn: row.withdrawn,
  }
}
