import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import type { Narrative, Report, Statement } from './report.ts'
import type { Reported } from './statutory.ts'
import type { PayGapsTables } from './tables.ts'

export async function listReports(db: Reading, organisation: string): Promise<readonly Report[]> {
  return (await db.selectFrom('pay_gaps.report').selectAll().where('organisation_id', '=', organisation).orderBy('year', 'desc').execute()).map(toReport)
}

export async function findReport(db: Reading, organisation: string, year: number): Promise<Report | null> {
  const row = await db.selectFrom('pay_gaps.report').selectAll().where('organisation_id', '=', organisation).where('year', '=', year).executeTakeFirst()
  return row ? toReport(row) : null
}

/** Writes the year as it now is. The narrative of a year that is there already stays. */
export async function saveReport(db: Database, organisation: string, report: Omit<Report, 'version'>): Promise<void> {
  const values = {
    regime: report.regime, snapshot_on: report.snapshot.toString(), payroll_id: report.payroll, reported: JSON.stringify(report.reported), narrative: JSON.stringify(report.narrative),
    statement: report.statement === null ? null : JSON.stringify(report.statement), source: report.source, published_at: report.publishedAt?.toString() ?? null,
  }
  await db.insertInto('pay_gaps.report').values({ organisation_id: organisation, year: report.year, version: 1, ...values })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'year']).doUpdateSet((row) => ({ ...values, version: row('pay_gaps.report.version', '+', 1) }))).execute()
}

function toReport(row: Selectable<PayGapsTables['pay_gaps.report']>): Report {
  return {
    year: row.year, regime: row.regime, snapshot: Temporal.PlainDate.from(row.snapshot_on), payroll: row.payroll_id, reported: row.reported as unknown as Reported, narrative: row.narrative as unknown as Narrative,
    statement: row.statement as unknown as Statement | null, source: row.source, publishedAt: row.published_at === null ? null : Temporal.Instant.from(row.published_at), version: row.version,
  }
}
