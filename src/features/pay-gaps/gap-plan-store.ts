import type { Database, Reading } from '#database/database.ts'
import type { GapPlan } from './gap-plan.ts'

export async function findGapPlan(db: Reading, organisation: string, year: number): Promise<GapPlan | null> {
  const row = await db.selectFrom('pay_gaps.gap_plan').selectAll().where('organisation_id', '=', organisation).where('year', '=', year).executeTakeFirst()
  return row ? { year: row.year, kind: row.kind, status: row.status, items: row.items as unknown as GapPlan['items'], narrative: row.narrative, link: row.link, version: row.version } : null
}

export async function saveGapPlan(db: Database, organisation: string, plan: Omit<GapPlan, 'version'>): Promise<void> {
  const values = { kind: plan.kind, status: plan.status, items: JSON.stringify(plan.items), narrative: plan.narrative, link: plan.link }
  await db.insertInto('pay_gaps.gap_plan').values({ organisation_id: organisation, year: plan.year, version: 1, ...values })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'year']).doUpdateSet((row) => ({ ...values, version: row('pay_gaps.gap_plan.version', '+', 1) }))).execute()
}
