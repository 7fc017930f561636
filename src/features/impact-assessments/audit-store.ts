import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import type { Audit, AuditFinding, AuditRating } from './audit.ts'
import type { ImpactAssessmentTables } from './tables.ts'

/** The order of a sample: SHA-256 of the seed, a space and the assessment’s id. */
export const orderBySeed = (seed: string) => (id: string): string => createHash('sha256').update(`${seed} ${id}`).digest('hex')

export async function insertAudit(db: Database, organisation: string, audit: Audit, sample: readonly string[]): Promise<void> {
  await db.insertInto('impact_assessments.audit').values({ organisation_id: organisation, audit_id: audit.id, from_on: audit.from.toString(), to_on: audit.to.toString(), per_department: audit.perDepartment, seed: audit.seed, candidates: audit.candidates, made_by: audit.by, made_at: audit.madeAt.toString(), finished_on: null, conclusion: '', version: 1 }).execute()
  await db.insertInto('impact_assessments.audit_finding').values(sample.map((assessment) => ({ organisation_id: organisation, audit_id: audit.id, assessment_id: assessment, rating: null, found: '', by_name: '', at: null }))).execute()
}

export async function finishAuditRow(db: Database, organisation: string, audit: Audit): Promise<boolean> {
  const saved = await db.updateTable('impact_assessments.audit').set({ finished_on: audit.finished?.on.toString() ?? null, conclusion: audit.finished?.conclusion ?? '', version: audit.version }).where('organisation_id', '=', organisation).where('audit_id', '=', audit.id).where('version', '=', audit.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export async function saveFinding(db: Database, organisation: string, audit: string, finding: { readonly assessment: string; readonly rating: AuditRating; readonly found: string; readonly by: string }, now: Temporal.Instant): Promise<void> {
  await db.updateTable('impact_assessments.audit_finding').set({ rating: finding.rating, found: finding.found, by_name: finding.by, at: now.toString() }).where('organisation_id', '=', organisation).where('audit_id', '=', audit).where('assessment_id', '=', finding.assessment).execute()
}

/** The newest first. */
export async function listAudits(db: Reading, organisation: string): Promise<readonly Audit[]> {
  return (await db.selectFrom('impact_assessments.audit').selectAll().where('organisation_id', '=', organisation).orderBy('made_at', 'desc').limit(200).execute()).map(toAudit)
}

export async function findAudit(db: Reading, organisation: string, id: string): Promise<Audit | null> {
  const row = await db.selectFrom('impact_assessments.audit').selectAll().where('organisation_id', '=', organisation).where('audit_id', '=', id).executeTakeFirst()
  return row ? toAudit(row) : null
}

export async function listFindings(db: Reading, organisation: string, audits: readonly string[]): Promise<ReadonlyMap<string, readonly AuditFinding[]>> {
  if (audits.length === 0) return new Map()
  const rows = await db.selectFrom('impact_assessments.audit_finding').selectAll().where('organisation_id', '=', organisation).where('audit_id', 'in', [...audits]).orderBy('assessment_id').execute()
  return Map.groupBy(rows.map((row) => ({ audit: row.audit_id, assessment: row.assessment_id, rating: row.rating, found: row.found, by: row.by_name })), (each) => each.audit)
}

function toAudit(row: Selectable<ImpactAssessmentTables['impact_assessments.audit']>): Audit {
  return {
    id: row.audit_id, from: Temporal.PlainDate.from(row.from_on), to: Temporal.PlainDate.from(row.to_on), perDepartment: row.per_department, seed: row.seed, candidates: row.candidates, by: row.made_by, madeAt: Temporal.Instant.from(row.made_at),
    finished: row.finished_on === null ? null : { on: Temporal.PlainDate.from(row.finished_on), conclusion: row.conclusion }, version: row.version,
  }
}
