import { sql, type Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { ProgrammeItem } from './programme.ts'
import type { Level } from './relevance.ts'
import type { ImpactAssessmentTables } from './tables.ts'

/** An item with the name of what it is about. */
export interface Planned extends ProgrammeItem { readonly name: string; readonly department: string | null; readonly level: Level | null }

/** The whole programme, in the order of its last days: a body has a few hundred items at most. */
export async function listProgramme(db: Reading, organisation: string, asked: { readonly department?: string; readonly undertaking?: string } = {}): Promise<readonly Planned[]> {
  const rows = await from(db, organisation)
    .$if(asked.department !== undefined, (query) => query.where('undertaking.department_id', '=', asked.department!))
    .$if(asked.undertaking !== undefined, (query) => query.where('item.undertaking_id', '=', asked.undertaking!))
    .orderBy('item.planned_to_on').orderBy(sql`undertaking.name collate "en-GB-x-icu"`).orderBy('item.item_id').limit(2000).execute()
  return rows.map(toPlanned)
}

export async function findItem(db: Reading, organisation: string, id: string): Promise<Planned | null> {
  if (!isId(id)) return null
  const row = await from(db, organisation).where('item.item_id', '=', id).executeTakeFirst()
  return row ? toPlanned(row) : null
}

function from(db: Reading, organisation: string) {
  return db.selectFrom('impact_assessments.programme_item as item')
    .innerJoin('impact_assessments.undertaking as undertaking', (join) => join.onRef('undertaking.organisation_id', '=', 'item.organisation_id').onRef('undertaking.undertaking_id', '=', 'item.undertaking_id'))
    .leftJoin('impact_assessments.relevance as relevance', (join) => join.onRef('relevance.organisation_id', '=', 'item.organisation_id').onRef('relevance.undertaking_id', '=', 'item.undertaking_id').on('relevance.newest', '=', true))
    .selectAll('item').select(['undertaking.name', 'undertaking.department_id', 'relevance.level'])
    .where('item.organisation_id', '=', organisation)
}

export async function insertItem(db: Database, organisation: string, item: ProgrammeItem): Promise<void> {
  await db.insertInto('impact_assessments.programme_item').values({ organisation_id: organisation, item_id: item.id, undertaking_id: item.undertaking, ...rowOf(item) }).execute()
}

export async function saveItem(db: Database, organisation: string, item: ProgrammeItem): Promise<boolean> {
  const saved = await db.updateTable('impact_assessments.programme_item').set(rowOf(item)).where('organisation_id', '=', organisation).where('item_id', '=', item.id).where('version', '=', item.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** What becomes of an assessment is written into the programme by the assessment itself. */
export async function markProgramme(db: Database, organisation: string, assessment: string, what: 'finished_on' | 'published_on' | 'reviewed_on', on: Temporal.PlainDate): Promise<void> {
  await db.updateTable('impact_assessments.programme_item').set((row) => ({ [what]: on.toString(), version: row('version', '+', 1) })).where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).execute()
}

function rowOf(item: ProgrammeItem) {
  const day = (each: Temporal.PlainDate | null) => each?.toString() ?? null
  return {
    planned_from_on: item.planned.from.toString(), planned_to_on: item.planned.to.toString(), why: item.why, outside: item.outside, screening_id: item.screening, assessment_id: item.assessment,
    started_on: day(item.started), finished_on: day(item.finished), published_on: day(item.published), reviewed_on: day(item.reviewed), address: item.address, ended_on: item.ended?.on.toString() ?? null, ended_because: item.ended?.because ?? '', version: item.version,
  }
}

type Row = Selectable<ImpactAssessmentTables['impact_assessments.programme_item']> & { readonly name: string; readonly department_id: string | null; readonly level: Level | null }

function toPlanned(row: Row): Planned {
  const day = (each: string | null) => each === null ? null : Temporal.PlainDate.from(each)
  return {
    id: row.item_id, undertaking: row.undertaking_id, planned: { from: Temporal.PlainDate.from(row.planned_from_on), to: Temporal.PlainDate.from(row.planned_to_on) }, why: row.why, outside: row.outside,
    screening: row.screening_id, assessment: row.assessment_id, started: day(row.started_on), finished: day(row.finished_on), published: day(row.published_on), reviewed: day(row.reviewed_on), address: row.address,
    ended: row.ended_on === null ? null : { on: Temporal.PlainDate.from(row.ended_on), because: row.ended_because }, version: row.version, name: row.name, department: row.department_id, level: row.level,
  }
}
