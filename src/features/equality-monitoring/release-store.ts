import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId, newId } from '#database/identity.ts'
import { enqueue } from '#database/jobs.ts'
import type { Artefact } from '#disclosure/artefact.ts'
import { thawFigures, type Figures } from './figures.ts'
import type { MonitoringRelease, ReleaseRefusal, ReleaseState, ReleaseWanted } from './release.ts'
import type { EqualityMonitoringTables } from './tables.ts'

/** The work that makes a release; `jobs/make-release.ts` does it. Making needs both cores for a minute: one at a time. */
export const makeReleaseJob = { name: 'equality-monitoring.make-release', line: 'releases' } as const

export type NewRelease = Pick<MonitoringRelease, 'audience' | 'title' | 'on' | 'policy' | 'wanted' | 'corrects' | 'by' | 'at'> & { readonly note?: string }

/** Asks for a release in the transaction of whatever made it necessary, and gives its id. The job makes it once that is committed. */
export async function insertRelease(db: Database, organisation: string, made: NewRelease): Promise<string> {
  const id = newId()
  const last = await db.selectFrom('equality_monitoring.release').select('number').where('organisation_id', '=', organisation).where('audience', '=', made.audience).orderBy('number', 'desc').limit(1).executeTakeFirst()
  await db.insertInto('equality_monitoring.release').values({
    organisation_id: organisation, release_id: id, audience: made.audience, number: (last?.number ?? 0) + 1, title: made.title, as_of_on: made.on.toString(), state: 'waiting', policy: made.policy,
    wanted: JSON.stringify(made.wanted), held: null, artefact: null, sha256: null, certificate: null, refusal: null, corrects: made.corrects, note: made.note ?? '',
    by_person_id: made.by.id, by_name: made.by.name, approved_by_id: null, approved_by: '', at: made.at.toString(), version: 1,
  }).execute()
  await enqueue(db, organisation, makeReleaseJob, { release: id }, { key: `release ${id}`, attempts: 3 })
  return id
}

export async function findRelease(db: Reading, organisation: string, id: string): Promise<MonitoringRelease | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('equality_monitoring.release').select(seen).where('organisation_id', '=', organisation).where('release_id', '=', id).executeTakeFirst()
  return row ? toRelease(row) : null
}

/** All releases, the newest first. */
export async function listReleases(db: Reading, organisation: string, page: { readonly limit: number; readonly offset: number } = { limit: 200, offset: 0 }): Promise<readonly MonitoringRelease[]> {
  const rows = await db.selectFrom('equality_monitoring.release').select(seen).where('organisation_id', '=', organisation)
    .orderBy('at', 'desc').orderBy('audience').orderBy('number', 'desc').limit(page.limit).offset(page.offset).execute()
  return rows.map(toRelease)
}

/** The figures of one release, if this reader's audience may see them; null where there are none yet, or none for them. */
export async function findFigures(db: Reading, organisation: string, id: string, audience: 'board' | 'public' = 'board'): Promise<Figures | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('equality_monitoring.release').select(['release_id', 'state', 'artefact', 'sha256']).where('organisation_id', '=', organisation).where('release_id', '=', id).executeTakeFirst()
  if (!row || row.artefact === null || row.sha256 === null) return null
  const figures = thawFigures(row.artefact, row.sha256, audience)
  if ('refused' in figures) throw new Error(`The figures of release ${id} cannot be read: ${figures.refused}`)
  return figures
}

/**
 * The newest figures that an audience may read, as they stood on a day: `board` finds a board's releases that are ready,
 * `public` those that were published. The newest by the day that they describe, then by their number.
 */
export async function newestFigures(db: Reading, organisation: string, audience: 'board' | 'public', on?: Temporal.PlainDate): Promise<Figures | null> {
  const row = await readable(db, organisation, audience, on).limit(1).executeTakeFirst()
  return row ? findFigures(db, organisation, row.release_id, audience) : null
}

/** The figures that an audience may read, newest first, one for each day that they describe: for changes from one snapshot to the next. */
export async function listFigures(db: Reading, organisation: string, audience: 'board' | 'public', most = 12, before?: Temporal.PlainDate): Promise<readonly Figures[]> {
  const figures = []
  for (const { release_id: id } of newestOfDay(await readable(db, organisation, audience, before).execute()).slice(0, most)) figures.push(await findFigures(db, organisation, id, audience))
  return figures.filter((each) => each !== null)
}

/** Which figures an audience may read, newest first, one for each day that they describe; `sha256` is the seal of what never changes again. */
export async function listReadable(db: Reading, organisation: string, audience: 'board' | 'public', most: number): Promise<readonly { readonly id: string; readonly on: Temporal.PlainDate; readonly sha256: string }[]> {
  const rows = await readable(db, organisation, audience).select('sha256').execute()
  return newestOfDay(rows).slice(0, most).flatMap(({ release_id, as_of_on, sha256 }) => sha256 === null ? [] : [{ id: release_id, on: Temporal.PlainDate.from(as_of_on), sha256 }])
}

/** One for each day, the newest day first. */
function newestOfDay<Row extends { readonly as_of_on: string }>(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.toReversed().map((row) => [row.as_of_on, row])).values()].sort((one, other) => (one.as_of_on < other.as_of_on ? 1 : -1))
}

function readable(db: Reading, organisation: string, audience: 'board' | 'public', on?: Temporal.PlainDate) {
  let rows = db.selectFrom('equality_monitoring.release').select(['release_id', 'as_of_on', 'number']).where('organisation_id', '=', organisation).where('audience', '=', audience)
    .where('state', 'in', audience === 'board' ? ['ready', 'published'] : ['published'])
  if (on !== undefined) rows = rows.where('as_of_on', '<=', on.toString())
  return rows.orderBy('as_of_on', 'desc').orderBy('number', 'desc')
}

/** What was made and proved, ready to be read or let out, as JSON. `held` is restricted: the exact counts and which of them are withheld. */
export interface MadeRelease {
  readonly held: string
  readonly artefact: string
  readonly sha256: string
  readonly certificate: string
}

export async function setReleaseReady(db: Database, organisation: string, id: string, made: MadeRelease): Promise<void> {
  await db.updateTable('equality_monitoring.release').set((row) => ({
    state: 'ready' as const, held: made.held, artefact: made.artefact, sha256: made.sha256, certificate: made.certificate, refusal: null, version: row('version', '+', 1),
  })).where('organisation_id', '=', organisation).where('release_id', '=', id).execute()
}

export async function setReleaseState(db: Database, organisation: string, id: string, state: ReleaseState, more: { readonly refusal?: ReleaseRefusal; readonly wanted?: ReleaseWanted; readonly note?: string; readonly approvedBy?: { readonly id: string; readonly name: string } } = {}): Promise<void> {
  await db.updateTable('equality_monitoring.release').set((row) => ({
    state, version: row('version', '+', 1),
    ...(more.refusal === undefined ? {} : { refusal: JSON.stringify(more.refusal) }), ...(more.wanted === undefined ? {} : { wanted: JSON.stringify(more.wanted) }), ...(more.note === undefined ? {} : { note: more.note }),
    ...(more.approvedBy === undefined ? {} : { approved_by_id: more.approvedBy.id, approved_by: more.approvedBy.name }),
  })).where('organisation_id', '=', organisation).where('release_id', '=', id).execute()
}

/** A release that others may hold, in the bytes in which it is kept: JSON in UTF-8. Restricted. */
export interface HeldAsKept {
  readonly id: string
  readonly audience: 'board' | 'public'
  /** ISO 8601. */
  readonly on: string
  readonly earlier: Uint8Array
}

/**
 * Everything that anybody was ever given, oldest first: withdrawn releases too, for nobody forgets what they have read. It is not read here but by the thread that it is
 * given to, and each is asked for by itself: a long history in one answer would hold up the pages.
 */
export async function listHeldAsKept(db: Reading, organisation: string, besides: string): Promise<readonly HeldAsKept[]> {
  const rows = await db.selectFrom('equality_monitoring.release').select(['release_id', 'audience', 'as_of_on']).where('organisation_id', '=', organisation)
    .where('release_id', '!=', besides).where('held', 'is not', null).orderBy('at').orderBy('release_id').execute()
  const found: HeldAsKept[] = []
  for (const { release_id: id, audience, as_of_on: on } of rows) {
    const { held } = await db.selectFrom('equality_monitoring.release').select((row) => row.cast<string>('held', 'text').as('held')).where('organisation_id', '=', organisation).where('release_id', '=', id).executeTakeFirstOrThrow()
    found.push({ id, audience, on, earlier: new TextEncoder().encode(held) })
  }
  return found
}

/** Figures in the bytes in which they are kept, with their seal. */
export interface FrozenAsKept { readonly release: string; readonly artefact: Uint8Array; readonly sha256: string }

/** As `listFigures`, for a thread that reads them. */
export async function listFrozenAsKept(db: Reading, organisation: string, audience: 'board' | 'public', most: number, before: Temporal.PlainDate): Promise<readonly FrozenAsKept[]> {
  const found: FrozenAsKept[] = []
  for (const { release_id: release } of newestOfDay(await readable(db, organisation, audience, before).execute()).slice(0, most)) {
    const row = await db.selectFrom('equality_monitoring.release').select((each) => ['sha256', each.cast<string>('artefact', 'text').as('artefact')]).where('organisation_id', '=', organisation).where('release_id', '=', release).executeTakeFirst()
    if (row !== undefined && row.sha256 !== null) found.push({ release, artefact: new TextEncoder().encode(row.artefact), sha256: row.sha256 })
  }
  return found
}

const seen = ['release_id', 'audience', 'number', 'title', 'as_of_on', 'state', 'policy', 'wanted', 'sha256', 'certificate', 'refusal', 'corrects', 'note', 'by_person_id', 'by_name', 'approved_by_id', 'approved_by', 'at', 'version'] as const

function toRelease(row: Pick<Selectable<EqualityMonitoringTables['equality_monitoring.release']>, (typeof seen)[number]>): MonitoringRelease {
  return {
    id: row.release_id, audience: row.audience, number: row.number, title: row.title, on: Temporal.PlainDate.from(row.as_of_on), state: row.state, policy: row.policy, wanted: row.wanted as unknown as ReleaseWanted,
    sha256: row.sha256, certificate: row.certificate, refusal: row.refusal as unknown as ReleaseRefusal | null, corrects: row.corrects, note: row.note, by: { id: row.by_person_id, name: row.by_name },
    approvedBy: row.approved_by_id === null ? null : { id: row.approved_by_id, name: row.approved_by }, at: Temporal.Instant.from(row.at), version: row.version,
  }
}

/** What was frozen, as it is, for the publication door. */
export async function findFrozen(db: Reading, organisation: string, id: string): Promise<{ readonly artefact: Artefact; readonly sha256: string } | null> {
  const row = await db.selectFrom('equality_monitoring.release').select(['artefact', 'sha256']).where('organisation_id', '=', organisation).where('release_id', '=', id).executeTakeFirst()
  return row === undefined || row.artefact === null || row.sha256 === null ? null : { artefact: row.artefact as unknown as Artefact, sha256: row.sha256 }
}

/** The newest release that was made of this dataset: what a correction of it corrects. */
export async function findReleaseOf(db: Reading, organisation: string, dataset: string, audience: 'board' | 'public'): Promise<MonitoringRelease | null> {
  return (await listReleases(db, organisation, { limit: 500, offset: 0 })).find((each) => each.audience === audience && each.wanted.datasets.some((one) => one.dataset === dataset)) ?? null
}

/** How many of the withheld cells are small themselves: for analysts. Null where nothing was made. */
export async function countSmall(db: Reading, organisation: string, id: string): Promise<number | null> {
  const row = await db.selectFrom('equality_monitoring.release').select('held').where('organisation_id', '=', organisation).where('release_id', '=', id).executeTakeFirst()
  const held = row?.held as unknown as readonly { readonly small?: number }[] | null | undefined
  return held === null || held === undefined ? null : held.reduce((sum, each) => sum + (each.small ?? 0), 0)
}
