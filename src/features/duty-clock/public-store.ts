import type { Database, Reading } from '#database/database.ts'

/** Who set the rule that the public page keeps itself up to date; null where nobody has. */
export async function findPublicRule(db: Reading, organisation: string): Promise<{ readonly by: string; readonly at: Temporal.Instant } | null> {
  const row = await db.selectFrom('duty_clock.public_rule').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  return row ? { by: row.set_by, at: Temporal.Instant.from(row.set_at) } : null
}

export async function setPublicRule(db: Database, organisation: string, by: { readonly id: string; readonly name: string }, now: Temporal.Instant): Promise<void> {
  await dropPublicRule(db, organisation)
  await db.insertInto('duty_clock.public_rule').values({ organisation_id: organisation, set_by_id: by.id, set_by: by.name, set_at: now.toString() }).execute()
}

export async function dropPublicRule(db: Database, organisation: string): Promise<void> {
  await db.deleteFrom('duty_clock.public_rule').where('organisation_id', '=', organisation).execute()
}
