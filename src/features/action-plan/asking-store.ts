import type { Database, Reading } from '#database/database.ts'

/** A lead was asked about one action by mail; the link in it is known here only by its hash. */
export interface Asking { readonly action: string; readonly person: string; readonly askedAt: Temporal.Instant; readonly askedBy: string; readonly expiresAt: Temporal.Instant; readonly answeredAt: Temporal.Instant | null; /** What is asked in particular; empty for how it is going. */ readonly question: string }

export async function insertAsking(db: Database, organisation: string, tokenHash: string, asking: Asking): Promise<void> {
  await db.insertInto('action_plan.asking').values({
    organisation_id: organisation, token_hash: tokenHash, action_id: asking.action, person_id: asking.person, asked_at: asking.askedAt.toString(), asked_by: asking.askedBy, expires_at: asking.expiresAt.toString(), answered_at: null, question: asking.question,
  }).execute()
}

export async function findAsking(db: Reading, organisation: string, tokenHash: string): Promise<Asking | null> {
  const row = await db.selectFrom('action_plan.asking').selectAll().where('organisation_id', '=', organisation).where('token_hash', '=', tokenHash).executeTakeFirst()
  return row ? {
    action: row.action_id, person: row.person_id, askedAt: Temporal.Instant.from(row.asked_at), askedBy: row.asked_by, expiresAt: Temporal.Instant.from(row.expires_at),
    answeredAt: row.answered_at === null ? null : Temporal.Instant.from(row.answered_at), question: row.question,
  } : null
}

export async function markAnswered(db: Database, organisation: string, tokenHash: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('action_plan.asking').set({ answered_at: now.toString() }).where('organisation_id', '=', organisation).where('token_hash', '=', tokenHash).execute()
}

/** When each of these actions was last asked about, by action: nobody is asked twice in a few days by accident. */
export async function listLastAsked(db: Reading, organisation: string, actions: readonly string[]): Promise<ReadonlyMap<string, Temporal.Instant>> {
  if (actions.length === 0) return new Map()
  const rows = await db.selectFrom('action_plan.asking').select((each) => ['action_id', each.fn.max('asked_at').as('last')]).where('organisation_id', '=', organisation).where('action_id', 'in', [...actions]).groupBy('action_id').execute()
  return new Map(rows.flatMap((row) => row.last === null ? [] : [[row.action_id, Temporal.Instant.from(row.last)]]))
}
