import { sql, type SelectQueryBuilder } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { enqueue } from '#database/jobs.ts'
import type { WantedSheet } from '#documents/read-rows.ts'
import type { AnswerColumn, Dataset, DatasetKind, DatasetState, Mapping } from './dataset.ts'
import { asTakenIn, stops, type Quality } from './quality.ts'
import { withoutWords, type ExtractReading } from './read-extract.ts'
import { saveSource, findSource } from './source-store.ts'

/** The work that an extract asks for: one extract of an organisation after the other, because reading one takes a thread and memory of its own. */
export const extractWork = {
  read: { name: 'equality-monitoring.read-extract', line: 'extracts' },
  merge: { name: 'equality-monitoring.merge-extract', line: 'extracts' },
  deleteRows: { name: 'equality-monitoring.delete-rows', line: 'extracts' },
} as const

export interface GivenExtract {
  readonly id: string
  readonly source: string
  /** Null for a snapshot. */
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate
  readonly fileName: string
  /** Of the bytes that `house.files` keeps. */
  readonly sha256: string
  /** A correction: the dataset that this one replaces once it is taken in. */
  readonly replaces?: string
  readonly correctionNote?: string
  /** The sheet that somebody asked for, of a workbook. */
  readonly sheet?: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Temporal.Instant
}

/** An extract that was given waits to be read: the reading is asked for in the same transaction. */
export async function insertDataset(db: Database, organisation: string, made: GivenExtract): Promise<void> {
  await db.insertInto('equality_monitoring.dataset').values({
    organisation_id: organisation, dataset_id: made.id, source_id: made.source, from_on: made.from?.toString() ?? null, to_on: made.to.toString(), state: 'waiting', file_name: made.fileName, sha256: made.sha256,
    refusal: '', reading: null, quality: null, columns: null, rows: null, progress: 0, replaces: made.replaces ?? null, correction_note: made.correctionNote ?? '', rows_deleted_on: null,
    by_person_id: made.by.id, by_name: made.by.name, at: made.at.toString(), version: 1, sheet: made.sheet ?? '',
  }).execute()
  await enqueue(db, organisation, extractWork.read, { dataset: made.id }, { attempts: 3 })
}

export interface Asked { readonly source?: string; readonly kind?: DatasetKind; readonly states?: readonly DatasetState[]; readonly limit?: number; readonly offset?: number }

/** The latest day first; of one day, the latest that was given first. Without rows and without what reading found. */
export async function listDatasets(db: Reading, organisation: string, asked: Asked = {}): Promise<readonly Dataset[]> {
  if (asked.states?.length === 0) return []
  let query = selectDataset(db, organisation)
  if (asked.source !== undefined) query = query.where('dataset.source_id', '=', asked.source)
  if (asked.kind !== undefined) query = query.where('source.kind', '=', asked.kind)
  if (asked.states !== undefined) query = query.where('dataset.state', 'in', [...asked.states])
  return (await query.orderBy('dataset.to_on', 'desc').orderBy('dataset.at', 'desc').orderBy('dataset.dataset_id').limit(asked.limit ?? 500).offset(asked.offset ?? 0).execute()).map(toDataset)
}

export async function findDataset(db: Reading, organisation: string, id: string): Promise<Dataset | null> {
  if (!isId(id)) return null
  const row = await selectDataset(db, organisation).where('dataset.dataset_id', '=', id).executeTakeFirst()
  return row ? toDataset(row) : null
}

/** What reading it found: its words are exact counts of people, so a page that shows them says `readsRows(id, 'words')`. */
export async function findReading(db: Reading, organisation: string, id: string): Promise<ExtractReading | null> {
  if (!isId(id)) return null
  return (await db.selectFrom('equality_monitoring.dataset').select('reading').where('organisation_id', '=', organisation).where('dataset_id', '=', id).executeTakeFirst())?.reading ?? null
}

/** The sheet that has to be read of it, where it is a workbook: the one that was asked for, or that was read already. And the one that was read of this source last time. */
export async function findSheets(db: Reading, organisation: string, { id, source }: Pick<Dataset, 'id' | 'source'>): Promise<{ readonly wanted: WantedSheet | null; readonly last: string | null }> {
  const rows = await db.selectFrom('equality_monitoring.dataset').select(['dataset_id', 'sheet', sql<string | null>`reading ->> 'sheet'`.as('read')]).where('organisation_id', '=', organisation).where('source_id', '=', source.id).where((row) => row.or([row('dataset_id', '=', id), row('state', '=', 'current')])).orderBy('to_on', 'desc').orderBy('at', 'desc').limit(50).execute()
  const own = rows.find((row) => row.dataset_id === id)
  const wanted: WantedSheet | null = own !== undefined && own.sheet !== '' ? { name: own.sheet, because: 'asked' } : own?.read ? { name: own.read, because: 'read before' } : null
  return { wanted, last: rows.find((row) => row.dataset_id !== id && row.read !== null)?.read ?? null }
}

/** What its rows were found to be like. Problems name rows and their words: `readsRows(id, 'words')`. */
export async function findQuality(db: Reading, organisation: string, id: string): Promise<Quality | null> {
  if (!isId(id)) return null
  return (await db.selectFrom('equality_monitoring.dataset').select('quality').where('organisation_id', '=', organisation).where('dataset_id', '=', id).executeTakeFirst())?.quality ?? null
}

/** The current dataset of a source for the last day before `to`: what a new extract is compared with. */
export async function findEarlier(db: Reading, organisation: string, source: string, to: Temporal.PlainDate): Promise<Dataset | null> {
  const row = await selectDataset(db, organisation).where('dataset.source_id', '=', source).where('dataset.state', '=', 'current').where('dataset.to_on', '<', to.toString()).orderBy('dataset.to_on', 'desc').limit(1).executeTakeFirst()
  return row ? toDataset(row) : null
}

/** The same file given before for the same source and not thrown away: saying so saves a second reading. */
export async function findSameExtract(db: Reading, organisation: string, source: string, sha256: string): Promise<Dataset | null> {
  const row = await selectDataset(db, organisation).where('dataset.source_id', '=', source).where('dataset.sha256', '=', sha256).where('dataset.state', 'not in', ['unreadable', 'thrown away', 'replaced'])
    .orderBy('dataset.at', 'desc').limit(1).executeTakeFirst()
  return row ? toDataset(row) : null
}

/** Does anything still rest on the bytes that were uploaded? They are let go once an extract is taken in, could not be read, or is thrown away. */
export async function isExtractNeeded(db: Reading, organisation: string, sha256: string): Promise<boolean> {
  const row = await db.selectFrom('equality_monitoring.dataset').select('dataset_id').where('organisation_id', '=', organisation).where('sha256', '=', sha256)
    .where('state', 'in', ['waiting', 'reading', 'to map', 'to check', 'merging']).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Moves an extract on, if it still stands where it did; false when somebody or something was quicker. */
export async function moveOn(db: Database, organisation: string, id: string, from: readonly DatasetState[], to: DatasetState, found: Found = {}): Promise<boolean> {
  const moved = await db.updateTable('equality_monitoring.dataset').set((row) => ({
    state: to, version: row('version', '+', 1), progress: found.progress ?? 0, ...(found.refusal === undefined ? {} : { refusal: found.refusal }),
    ...(found.reading === undefined ? {} : { reading: JSON.stringify(found.reading) }), ...(found.quality === undefined ? {} : { quality: found.quality === null ? null : JSON.stringify(found.quality) }),
    ...(found.columns === undefined ? {} : { columns: JSON.stringify(found.columns) }), ...(found.rows === undefined ? {} : { rows: found.rows }),
  })).where('organisation_id', '=', organisation).where('dataset_id', '=', id).where('state', 'in', [...from]).executeTakeFirst()
  return moved.numUpdatedRows === 1n
}

export interface Found { readonly progress?: number; readonly refusal?: string; readonly reading?: ExtractReading; readonly quality?: Quality | null; readonly columns?: readonly AnswerColumn[]; readonly rows?: number }

/** Per cent of the work under way, for the page that waits. */
export async function saveProgress(db: Database, organisation: string, id: string, percent: number): Promise<void> {
  await db.updateTable('equality_monitoring.dataset').set({ progress: Math.max(0, Math.min(100, Math.trunc(percent))) }).where('organisation_id', '=', organisation).where('dataset_id', '=', id).execute()
}

/**
 * What a person has said that columns and words mean: kept with the source for every later extract, and this one is looked through again with it.
 * `mapping` is the whole of it, as `mapping.ts` merges it. False when the extract does not wait for it, or the source was changed meanwhile.
 */
export async function confirmMapping(db: Database, organisation: string, id: string, mapping: Mapping, sourceVersion: number): Promise<boolean> {
  const dataset = await findDataset(db, organisation, id)
  const source = dataset && await findSource(db, organisation, dataset.source.id)
  if (!source || source.version !== sourceVersion) return false
  if (!await moveOn(db, organisation, id, ['to map', 'to check'], 'reading', { quality: null })) return false
  if (!await saveSource(db, organisation, { ...source, mapping })) return false
  await enqueue(db, organisation, extractWork.read, { dataset: id }, { attempts: 3 })
  return true
}

/** The extract is right: it is taken in by a job. False when it does not wait for this, or when something in it has to be mended first. */
export async function acceptDataset(db: Database, organisation: string, id: string): Promise<boolean> {
  const quality = await findQuality(db, organisation, id)
  if (quality === null || stops(quality)) return false
  if (!await moveOn(db, organisation, id, ['to check'], 'merging')) return false
  await enqueue(db, organisation, extractWork.merge, { dataset: id }, { attempts: 5 })
  return true
}

/** The extract that was taken in speaks from now on; what spoke for the same day or period, or is corrected by it, does not. Null when it was thrown away meanwhile. */
export async function makeCurrent(db: Database, organisation: string, dataset: Dataset, columns: readonly AnswerColumn[], rows: number, declarations: Quality['declarations']): Promise<{ readonly replaced: readonly string[] } | null> {
  const replaced = await db.updateTable('equality_monitoring.dataset').set((row) => ({ state: 'replaced', version: row('version', '+', 1) })).where('organisation_id', '=', organisation).where('state', '=', 'current').where('dataset_id', '!=', dataset.id)
    .where((where) => where.or([
      ...(dataset.replaces === null ? [] : [where('dataset_id', '=', dataset.replaces)]),
      where.and([where('source_id', '=', dataset.source.id), where('to_on', '=', dataset.to.toString()), dataset.from === null ? where('from_on', 'is', null) : where('from_on', '=', dataset.from.toString())]),
    ])).returning('dataset_id').execute()
  const ids = replaced.map((row) => row.dataset_id).sort()
  const [reading, quality] = [await findReading(db, organisation, dataset.id), await findQuality(db, organisation, dataset.id)]
  if (!await moveOn(db, organisation, dataset.id, ['merging'], 'current', { columns, rows, progress: 100, ...(quality === null ? {} : { quality: asTakenIn(quality, declarations) }), ...(reading === null ? {} : { reading: withoutWords(reading) }) })) return null
  if (dataset.replaces === null && ids[0] !== undefined) await db.updateTable('equality_monitoring.dataset').set({ replaces: ids[0] }).where('organisation_id', '=', organisation).where('dataset_id', '=', dataset.id).execute()
  return { replaced: ids }
}

/** The rows are gone, with what was said of single ones, and the tables stay. */
export async function markRowsDeleted(db: Database, organisation: string, id: string, on: Temporal.PlainDate): Promise<void> {
  await db.updateTable('equality_monitoring.dataset').set((row) => ({ rows_deleted_on: on.toString(), quality: null, version: row('version', '+', 1) })).where('organisation_id', '=', organisation).where('dataset_id', '=', id).execute()
}

/** The extract is not wanted: what was read of it goes too. Let its bytes go after this, where nothing else needs them: `isExtractNeeded`. */
export async function throwAwayDataset(db: Database, organisation: string, id: string): Promise<boolean> {
  if (!await moveOn(db, organisation, id, ['waiting', 'reading', 'to map', 'to check'], 'thrown away', { quality: null })) return false
  await db.updateTable('equality_monitoring.dataset').set({ reading: null }).where('organisation_id', '=', organisation).where('dataset_id', '=', id).execute()
  return true
}

/** Work that was given up after too many tries is asked for again: it begins from its beginning, and one key for each extract keeps it from being asked for twice. */
export async function askAgain(db: Database, organisation: string): Promise<readonly string[]> {
  const stuck = await db.selectFrom('equality_monitoring.dataset').select(['dataset_id', 'state']).where('organisation_id', '=', organisation).where('state', 'in', ['waiting', 'reading', 'merging']).orderBy('at').execute()
  for (const { dataset_id: dataset, state } of stuck) await enqueue(db, organisation, state === 'merging' ? extractWork.merge : extractWork.read, { dataset }, { attempts: 5, key: `${state === 'merging' ? 'merge' : 'read'} ${dataset}` })
  return stuck.map((row) => row.dataset_id)
}

function selectDataset(db: Reading, organisation: string) {
  return db.selectFrom('equality_monitoring.dataset as dataset')
    .innerJoin('equality_monitoring.source as source', (join) => join.onRef('source.organisation_id', '=', 'dataset.organisation_id').onRef('source.source_id', '=', 'dataset.source_id'))
    .where('dataset.organisation_id', '=', organisation)
    .select(['dataset.dataset_id', 'dataset.source_id', 'source.name', 'source.kind', 'source.scope', 'dataset.from_on', 'dataset.to_on', 'dataset.state', 'dataset.file_name', 'dataset.sha256', 'dataset.refusal', 'dataset.columns', 'dataset.rows',
      'dataset.progress', 'dataset.replaces', 'dataset.correction_note', 'dataset.rows_deleted_on', 'dataset.by_person_id', 'dataset.by_name', 'dataset.at', 'dataset.version'])
}

type DatasetRow = ReturnType<typeof selectDataset> extends SelectQueryBuilder<infer _Tables, infer _Names, infer Row> ? Row : never

function toDataset(row: DatasetRow): Dataset {
  return {
    id: row.dataset_id, source: { id: row.source_id, name: row.name, kind: row.kind, scope: row.scope }, from: row.from_on === null ? null : Temporal.PlainDate.from(row.from_on), to: Temporal.PlainDate.from(row.to_on),
    state: row.state, fileName: row.file_name, sha256: row.sha256, refusal: row.refusal, columns: row.columns, rows: row.rows, progress: row.progress, replaces: row.replaces, correctionNote: row.correction_note,
    rowsDeletedOn: row.rows_deleted_on === null ? null : Temporal.PlainDate.from(row.rows_deleted_on), by: { id: row.by_person_id, name: row.by_name }, at: Temporal.Instant.from(row.at), version: row.version,
  }
}
