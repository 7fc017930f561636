import type { Database, Reading } from '#database/database.ts'
import { twoPeople, type Approval } from './approval.ts'
import type { Hand } from './edition.ts'

export async function findApproval(db: Reading, organisation: string): Promise<Approval> {
  const row = await db.selectFrom('publication.approval').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  return row === undefined || row.people === 2 ? twoPeople : { people: 1, because: row.because, by: { id: row.set_by_id, name: row.set_by }, at: Temporal.Instant.from(row.set_at) }
}

export async function saveApproval(db: Database, organisation: string, approval: Approval, by: Hand, now: Temporal.Instant): Promise<void> {
  const kept = { people: approval.people, because: approval.people === 1 ? approval.because : '', set_by: by.name, set_by_id: by.id, set_at: now.toString() }
  await db.insertInto('publication.approval').values({ organisation_id: organisation, ...kept }).onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(kept)).execute()
}
