import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { ContractDuty, SupplierReturn } from './contract.ts'
import type { ImpactAssessmentTables } from './tables.ts'

export async function listDuties(db: Reading, organisation: string, asked: { readonly assessment?: string; readonly running?: boolean } = {}): Promise<readonly ContractDuty[]> {
  const rows = await db.selectFrom('impact_assessments.contract_duty').selectAll().where('organisation_id', '=', organisation)
    .$if(asked.assessment !== undefined, (query) => query.where('assessment_id', '=', asked.assessment!)).$if(asked.running === true, (query) => query.where('ended_on', 'is', null)).orderBy('first_due_on').orderBy('duty_id').execute()
  return rows.map(dutyOf)
}

/** Keeps a duty as it is now, if nobody has changed it since. */
export async function saveDuty(db: Database, organisation: string, duty: ContractDuty): Promise<boolean> {
  const row = {
    mitigation_id: duty.mitigation, supplier: duty.supplier, contract: duty.contract, reports: duty.reports, every: duty.every, first_due_on: duty.firstDue.toString(), owner_id: duty.owner.id, owner_name: duty.owner.name,
    ended_on: duty.ended?.on.toString() ?? null, ended_because: duty.ended?.because ?? '', version: duty.version,
  }
  if (duty.version === 1) {
    await db.insertInto('impact_assessments.contract_duty').values({ organisation_id: organisation, duty_id: duty.id, assessment_id: duty.assessment, ...row }).execute()
    return true
  }
  const saved = await db.updateTable('impact_assessments.contract_duty').set(row).where('organisation_id', '=', organisation).where('duty_id', '=', duty.id).where('version', '=', duty.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** Every return of these duties, corrected ones too. */
export async function listReturns(db: Reading, organisation: string, duties: readonly string[]): Promise<readonly SupplierReturn[]> {
  if (duties.length === 0) return []
  const rows = await db.selectFrom('impact_assessments.supplier_return').selectAll().where('organisation_id', '=', organisation).where('duty_id', 'in', [...duties]).orderBy('due_on').orderBy('at').execute()
  return rows.map(returnOf)
}

export async function findReturn(db: Reading, organisation: string, id: string): Promise<SupplierReturn | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('impact_assessments.supplier_return').selectAll().where('organisation_id', '=', organisation).where('return_id', '=', id).executeTakeFirst()
  return row ? returnOf(row) : null
}

export async function insertReturn(db: Database, organisation: string, made: SupplierReturn): Promise<void> {
  await db.insertInto('impact_assessments.supplier_return').values({
    organisation_id: organisation, return_id: made.id, duty_id: made.duty, due_on: made.due.toString(), received_on: made.received?.toString() ?? null, outcome: made.outcome, said: made.said, link: made.link, file_name: made.file?.name ?? '', sha256: made.file?.sha256 ?? '', by_name: made.by, at: made.at.toString(),
  }).execute()
}

function dutyOf(row: Selectable<ImpactAssessmentTables['impact_assessments.contract_duty']>): ContractDuty {
  return {
    id: row.duty_id, assessment: row.assessment_id, mitigation: row.mitigation_id, supplier: row.supplier, contract: row.contract, reports: row.reports, every: row.every, firstDue: Temporal.PlainDate.from(row.first_due_on), owner: { id: row.owner_id, name: row.owner_name },
    ended: row.ended_on === null ? null : { on: Temporal.PlainDate.from(row.ended_on), because: row.ended_because }, version: row.version,
  }
}

function returnOf(row: Selectable<ImpactAssessmentTables['impact_assessments.supplier_return']>): SupplierReturn {
  return {
    id: row.return_id, duty: row.duty_id, due: Temporal.PlainDate.from(row.due_on), received: row.received_on === null ? null : Temporal.PlainDate.from(row.received_on), outcome: row.outcome, said: row.said, link: row.link,
    file: row.sha256 === '' ? null : { name: row.file_name, sha256: row.sha256 }, by: row.by_name, at: Temporal.Instant.from(row.at),
  }
}
