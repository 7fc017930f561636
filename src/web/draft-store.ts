import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import type { Body } from './fields.ts'

export interface Draft { readonly answers: Body; readonly keptAt: Temporal.Instant }

export async function findDraft(db: Reading, organisation: string, person: string, address: string): Promise<Draft | null> {
  const row = await db.selectFrom('web.draft').select(['answers', 'kept_at']).where('organisation_id', '=', organisation).where('person_id', '=', person).where('address', '=', address).executeTakeFirst()
  return row ? { answers: answersFrom(row.answers), keptAt: Temporal.Instant.from(row.kept_at) } : null
}

/** Who else has words of their own under this address, kept since a moment: for several people who write one thing. Never their words. */
export async function listOthersTyping(db: Reading, organisation: string, person: string, address: string, since: Temporal.Instant): Promise<readonly Typing[]> {
  const rows = await db.selectFrom('web.draft').select(['person_id', 'kept_at']).where('organisation_id', '=', organisation).where('address', '=', address).where('person_id', '!=', person).where('kept_at', '>=', since.toString()).orderBy('kept_at', 'desc').limit(5).execute()
  return rows.map((row) => ({ person: row.person_id, keptAt: Temporal.Instant.from(row.kept_at) }))
}

export interface Typing { readonly person: string; readonly keptAt: Temporal.Instant }

export async function keepDraft(db: Database, organisation: string, person: string, address: string, answers: Body, now: Temporal.Instant): Promise<void> {
  const row = { organisation_id: organisation, person_id: person, address, answers: JSON.stringify(answers), kept_at: now.toString() }
  await db.insertInto('web.draft').values(row)
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id', 'address']).doUpdateSet({ answers: row.answers, kept_at: row.kept_at })).execute()
}

export async function dropDraft(db: Database, organisation: string, person: string, address: string): Promise<void> {
  await db.deleteFrom('web.draft').where('organisation_id', '=', organisation).where('person_id', '=', person).where('address', '=', address).execute()
}

/** What somebody sent after their session had ended, until they are signed in again. Only the hash of its key is here; it is dropped after a day. */
export async function keepAnswer(db: Database, organisation: string, tokenHash: string, address: string, answers: Body, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('web.kept_answer').where('organisation_id', '=', organisation).where('kept_at', '<', now.subtract({ hours: 24 }).toString()).execute()
  await db.insertInto('web.kept_answer').values({ organisation_id: organisation, token_hash: tokenHash, address, answers: JSON.stringify(answers), kept_at: now.toString() }).execute()
}

/** Makes the kept answer the draft of the person who has signed in, and gives the address that it was meant for. */
export async function takeKeptAnswer(db: Database, organisation: string, tokenHash: string, person: string, now: Temporal.Instant): Promise<string | null> {
  const row = await db.deleteFrom('web.kept_answer').where('organisation_id', '=', organisation).where('token_hash', '=', tokenHash).returning(['address', 'answers', 'kept_at']).executeTakeFirst()
  if (!row) return null
  await keepDraft(db, organisation, person, row.address, answersFrom(row.answers), now)
  return row.address
}

/** How many kept answers there are: a flood of them from one visitor is refused before it fills the disk. */
export async function countKeptAnswers(db: Reading, organisation: string): Promise<number> {
  const row = await db.selectFrom('web.kept_answer').select(sql<string>`count(*)`.as('how_many')).where('organisation_id', '=', organisation).executeTakeFirstOrThrow()
  return Number(row.how_many)
}

function answersFrom(kept: string): Body {
  return Object.assign(Object.create(null), JSON.parse(kept)) as Body
}
