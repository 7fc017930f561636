import type { Database, Reading } from '#database/database.ts'
import type { AuditCause } from './pay-audit.ts'

export async function listCauses(db: Reading, organisation: string, payroll: string): Promise<readonly AuditCause[]> {
  const rows = await db.selectFrom('pay_gaps.audit_cause').selectAll().where('organisation_id', '=', organisation).where('payroll_id', '=', payroll).orderBy('comparison').orderBy('work_group').execute()
  return rows.map((row) => ({
    payroll: row.payroll_id, comparison: row.comparison, workGroup: row.work_group, cause: row.cause, materialFactor: row.material_factor, evidence: row.evidence, justified: row.justified, action: row.action_id, by: row.by_name, at: Temporal.Instant.from(row.at), version: row.version,
  }))
}

export async function saveCause(db: Database, organisation: string, cause: Omit<AuditCause, 'version'>): Promise<void> {
  const values = { cause: cause.cause, material_factor: cause.materialFactor, evidence: cause.evidence, justified: cause.justified, action_id: cause.action, by_name: cause.by, at: cause.at.toString() }
  await db.insertInto('pay_gaps.audit_cause').values({ organisation_id: organisation, payroll_id: cause.payroll, comparison: cause.comparison, work_group: cause.workGroup, version: 1, ...values })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'payroll_id', 'comparison', 'work_group']).doUpdateSet((row) => ({ ...values, version: row('pay_gaps.audit_cause.version', '+', 1) }))).execute()
}

/** An audit that is finished: what it looked at and what it found, in words that may be published. */
export interface FinishedAudit { readonly payroll: string; readonly snapshot: Temporal.PlainDate; readonly finishedOn: Temporal.PlainDate; readonly scope: string; readonly summary: string; readonly by: string }

export async function listAudits(db: Reading, organisation: string): Promise<readonly FinishedAudit[]> {
  const rows = await db.selectFrom('pay_gaps.audit as audit').innerJoin('pay_gaps.payroll as payroll', (join) => join.onRef('payroll.organisation_id', '=', 'audit.organisation_id').onRef('payroll.payroll_id', '=', 'audit.payroll_id'))
    .select(['audit.payroll_id', 'payroll.snapshot_on', 'audit.finished_on', 'audit.scope', 'audit.summary', 'audit.by_name']).where('audit.organisation_id', '=', organisation).orderBy('audit.finished_on', 'desc').execute()
  return rows.map((row) => ({ payroll: row.payroll_id, snapshot: Temporal.PlainDate.from(row.snapshot_on), finishedOn: Temporal.PlainDate.from(row.finished_on), scope: row.scope, summary: row.summary, by: row.by_name }))
}

export async function saveAudit(db: Database, organisation: string, audit: Omit<FinishedAudit, 'snapshot'>): Promise<void> {
  const values = { finished_on: audit.finishedOn.toString(), scope: audit.scope, summary: audit.summary, by_name: audit.by }
  await db.insertInto('pay_gaps.audit').values({ organisation_id: organisation, payroll_id: audit.payroll, ...values }).onConflict((conflict) => conflict.columns(['organisation_id', 'payroll_id']).doUpdateSet(values)).execute()
}
