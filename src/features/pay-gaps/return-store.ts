import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId, newId } from '#database/identity.ts'
import type { PublishedReturn, Restated } from './published-return.ts'

export interface ReturnFile {
  readonly id: string
  readonly fileName: string
  readonly sha256: string
  readonly state: 'waiting' | 'reading' | 'unreadable' | 'read'
  readonly refusal: string
  readonly told: { readonly years: readonly number[]; readonly bodies: number; readonly unread: number; readonly restated: number } | null
  readonly progress: number
  readonly by: string
  readonly at: Temporal.Instant
}

export async function insertReturnFile(db: Database, organisation: string, made: Pick<ReturnFile, 'id' | 'fileName' | 'sha256' | 'by' | 'at'>): Promise<void> {
  await db.insertInto('pay_gaps.return_file').values({ organisation_id: organisation, file_id: made.id, year: null, file_name: made.fileName, sha256: made.sha256, state: 'waiting', refusal: '', told: null, progress: 0, by_name: made.by, at: made.at.toString() }).execute()
}

export async function findReturnFile(db: Reading, organisation: string, id: string): Promise<ReturnFile | null> {
  return isId(id) ? (await listReturnFiles(db, organisation)).find((each) => each.id === id) ?? null : null
}

export async function listReturnFiles(db: Reading, organisation: string): Promise<readonly ReturnFile[]> {
  const rows = await db.selectFrom('pay_gaps.return_file').selectAll().where('organisation_id', '=', organisation).orderBy('at', 'desc').limit(200).execute()
  return rows.map((row) => ({ id: row.file_id, fileName: row.file_name, sha256: row.sha256, state: row.state, refusal: row.refusal, told: row.told as unknown as ReturnFile['told'], progress: row.progress, by: row.by_name, at: Temporal.Instant.from(row.at) }))
}

export async function setReturnFile(db: Database, organisation: string, id: string, set: { readonly state?: ReturnFile['state']; readonly refusal?: string; readonly told?: ReturnFile['told']; readonly progress?: number }): Promise<void> {
  await db.updateTable('pay_gaps.return_file').set({
    ...(set.state === undefined ? {} : { state: set.state }), ...(set.refusal === undefined ? {} : { refusal: set.refusal }), ...(set.progress === undefined ? {} : { progress: set.progress }), ...(set.told === undefined ? {} : { told: JSON.stringify(set.told) }),
  }).where('organisation_id', '=', organisation).where('file_id', '=', id).execute()
}

/** What is on record for these years, by body: to see what has been changed since. */
export async function figuresOnRecord(db: Reading, organisation: string, year: number): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const rows = await db.selectFrom('pay_gaps.published_return').select(['employer', 'figures']).where('organisation_id', '=', organisation).where('year', '=', year).execute()
  return new Map(rows.map((row) => [row.employer, row.figures]))
}

/** The newest figures of each body stand; a batch is one statement. */
export async function saveReturns(db: Database, organisation: string, returns: readonly PublishedReturn[]): Promise<void> {
  const given = returns.map(({ address, link, late, ...rest }) => ({ ...rest, told: { address, link, late } }))
  await sql`insert into pay_gaps.published_return (organisation_id, year, employer, name, area, sectors, size, figures, told)
    select ${organisation}::uuid, year, employer, name, area, sectors, size, figures, told
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (year int, employer text, name text, area text, sectors text[], size text, figures numeric[], told jsonb)
    on conflict (organisation_id, year, employer) do update set name = excluded.name, area = excluded.area, sectors = excluded.sectors, size = excluded.size, figures = excluded.figures, told = excluded.told`.execute(db)
}

export async function saveRestatements(db: Database, organisation: string, restated: readonly Restated[], seenOn: Temporal.PlainDate): Promise<void> {
  if (restated.length === 0) return
  const given = restated.map((each) => ({ ...each, id: newId() }))
  await sql`insert into pay_gaps.restatement (organisation_id, restatement_id, year, employer, name, field, was, "is", seen_on)
    select ${organisation}::uuid, id, year, employer, name, field, was, "is", ${seenOn.toString()}::date
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id uuid, year int, employer text, name text, field text, was text, "is" text)`.execute(db)
}

export interface Among { readonly year: number; readonly sector: string | null; readonly size: string | null; readonly area: string | null; readonly name: string | null }

function among(db: Reading, organisation: string, { year, sector, size, area, name }: Among) {
  let query = db.selectFrom('pay_gaps.published_return').where('organisation_id', '=', organisation).where('year', '=', year)
  if (sector !== null) query = query.where(sql<boolean>`${sector} = any (sectors)`)
  if (size !== null) query = query.where('size', '=', size)
  if (area !== null) query = query.where('area', '=', area)
  if (name !== null) query = query.where(sql<boolean>`name ilike ${`%${name.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  return query
}

/** One figure (its place from 0) of every body like this, in no order. Bodies that gave none are left out. */
export async function listFigures(db: Reading, organisation: string, wanted: Among, place: number): Promise<readonly string[]> {
  const rows = await among(db, organisation, wanted).select(sql<string | null>`figures[${place + 1}]`.as('figure')).execute()
  return rows.flatMap((row) => (row.figure === null ? [] : [row.figure]))
}

/** Bodies by name, in the order of the alphabet. */
export async function listBodies(db: Reading, organisation: string, wanted: Among, limit: number): Promise<readonly { readonly year: number; readonly employer: string; readonly name: string; readonly size: string; readonly figures: readonly (string | null)[] }[]> {
  return among(db, organisation, wanted).select(['year', 'employer', 'name', 'size', 'figures']).orderBy('name').limit(limit).execute()
}

export async function listReturnYears(db: Reading, organisation: string): Promise<readonly number[]> {
  const rows = await db.selectFrom('pay_gaps.published_return').select('year').distinct().where('organisation_id', '=', organisation).orderBy('year', 'desc').execute()
  return rows.map((row) => row.year)
}

export async function listRestatements(db: Reading, organisation: string, page: { readonly limit: number; readonly offset: number; readonly year: number | null }): Promise<readonly (Restated & { readonly seenOn: Temporal.PlainDate })[]> {
  let query = db.selectFrom('pay_gaps.restatement').selectAll().where('organisation_id', '=', organisation)
  if (page.year !== null) query = query.where('year', '=', page.year)
  const rows = await query.orderBy('year', 'desc').orderBy('name').orderBy('field').limit(page.limit).offset(page.offset).execute()
  return rows.map((row) => ({ year: row.year, employer: row.employer, name: row.name, field: row.field, was: row.was, is: row.is, seenOn: Temporal.PlainDate.from(row.seen_on) }))
}
