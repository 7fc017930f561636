import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import type { Method, Relevance, Score } from './relevance.ts'
import type { ImpactAssessmentTables } from './tables.ts'

/** Every assessment of relevance of one thing, the newest first. */
export async function listRelevance(db: Reading, organisation: string, undertaking: string): Promise<readonly Relevance[]> {
  const rows = await db.selectFrom('impact_assessments.relevance').selectAll().where('organisation_id', '=', organisation).where('undertaking_id', '=', undertaking).orderBy('at', 'desc').limit(50).execute()
  return rows.map(toRelevance)
}

export async function insertRelevance(db: Database, organisation: string, relevance: Relevance, now: Temporal.Instant): Promise<void> {
  await db.updateTable('impact_assessments.relevance').set({ newest: false }).where('organisation_id', '=', organisation).where('undertaking_id', '=', relevance.undertaking).where('newest', '=', true).execute()
  await db.insertInto('impact_assessments.relevance').values({
    organisation_id: organisation, relevance_id: relevance.id, undertaking_id: relevance.undertaking, assessed_on: relevance.on.toString(), method: JSON.stringify(relevance.method), scores: JSON.stringify(relevance.scores),
    level: relevance.level, reason: relevance.reason, by_person_id: relevance.by.id, by_name: relevance.by.name, agreed_on: relevance.agreed?.on.toString() ?? null, agreed_by_id: relevance.agreed?.id ?? null, agreed_by: relevance.agreed?.name ?? '',
    newest: true, at: now.toString(),
  }).execute()
}

export async function saveAgreement(db: Database, organisation: string, relevance: Relevance): Promise<boolean> {
  if (relevance.agreed === null) return false
  const saved = await db.updateTable('impact_assessments.relevance').set({ agreed_on: relevance.agreed.on.toString(), agreed_by_id: relevance.agreed.id, agreed_by: relevance.agreed.name })
    .where('organisation_id', '=', organisation).where('relevance_id', '=', relevance.id).where('agreed_on', 'is', null).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function toRelevance(row: Selectable<ImpactAssessmentTables['impact_assessments.relevance']>): Relevance {
  return {
    // What stands in these columns was written by insertRelevance, and by nothing else.
    id: row.relevance_id, undertaking: row.undertaking_id, on: Temporal.PlainDate.from(row.assessed_on), method: row.method as unknown as Pick<Method, 'edition' | 'name' | 'highFrom' | 'mediumFrom'>,
    scores: row.scores as unknown as readonly Score[], level: row.level, reason: row.reason, by: { id: row.by_person_id, name: row.by_name },
    agreed: row.agreed_on === null ? null : { on: Temporal.PlainDate.from(row.agreed_on), id: row.agreed_by_id ?? '', name: row.agreed_by },
  }
}
