import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import type { CountedRate, ShownRate } from './rate.ts'

export interface Campaign { readonly id: string; readonly beganAt: Temporal.Instant; readonly note: string; readonly by: string; readonly endedAt: Temporal.Instant | null }

export async function findNewestCampaign(db: Reading, organisation: string): Promise<Campaign | null> {
  const row = await db.selectFrom('self_declaration.campaign').selectAll().where('organisation_id', '=', organisation).orderBy('began_at', 'desc').limit(1).executeTakeFirst()
  return row ? { id: row.campaign_id, beganAt: Temporal.Instant.from(row.began_at), note: row.note, by: row.by_name, endedAt: row.ended_at === null ? null : Temporal.Instant.from(row.ended_at) } : null
}

export async function beginCampaign(db: Database, organisation: string, campaign: { readonly note: string; readonly by: string; readonly at: Temporal.Instant }): Promise<string> {
  const id = newId()
  await db.insertInto('self_declaration.campaign').values({ organisation_id: organisation, campaign_id: id, began_at: campaign.at.toString(), note: campaign.note, by_name: campaign.by, ended_at: null }).execute()
  return id
}

export async function endCampaign(db: Database, organisation: string, id: string, at: Temporal.Instant): Promise<void> {
  await db.updateTable('self_declaration.campaign').set({ ended_at: at.toString() }).where('organisation_id', '=', organisation).where('campaign_id', '=', id).execute()
}

/** Notes that somebody is asked, and gives the token of their link: it is kept only as its hash. */
export async function ask(db: Database, organisation: string, participant: string, now: Temporal.Instant, days: number): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await db.insertInto('self_declaration.asking').values({ organisation_id: organisation, token_hash: hashOf(token), participant_id: participant, expires_at: now.add({ hours: days * 24 }).toString() }).execute()
  await db.updateTable('self_declaration.participant').set({ asked_at: now.toString() }).where('organisation_id', '=', organisation).where('participant_id', '=', participant).execute()
  return token
}

/** Whose link it is; null for one that nobody has or that has run out. */
export async function findAskedBy(db: Reading, organisation: string, token: string, now: Temporal.Instant): Promise<string | null> {
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) return null
  const row = await db.selectFrom('self_declaration.asking').select(['participant_id', 'expires_at']).where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).executeTakeFirst()
  return row !== undefined && Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), now) > 0 ? row.participant_id : null
}

export async function dropOldAskings(db: Database, organisation: string, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('self_declaration.asking').where('organisation_id', '=', organisation).where('expires_at', '<', now.toString()).execute()
}

/** Exact numbers, for the gate alone: how many may declare, and how many have answered each question. Who has given notice is left out. */
export async function countDeclared(db: Reading, organisation: string): Promise<{ readonly people: number; readonly anything: number; readonly questions: Readonly<Record<string, number>> }> {
  const people = await db.selectFrom('self_declaration.participant').select(sql<string>`count(*)`.as('how_many')).where('organisation_id', '=', organisation).where('stopped_on', 'is', null).executeTakeFirstOrThrow()
  const anything = await db.selectFrom('self_declaration.answer').select(sql<string>`count(distinct participant_id)`.as('how_many')).where('organisation_id', '=', organisation).where('until_on', 'is', null).executeTakeFirstOrThrow()
  const rows = await db.selectFrom('self_declaration.answer').select(['question', sql<string>`count(*)`.as('how_many')]).where('organisation_id', '=', organisation).where('until_on', 'is', null).where('category', 'is not', null).groupBy('question').execute()
  return { people: Number(people.how_many), anything: Number(anything.how_many), questions: Object.fromEntries(rows.map((row) => [row.question, Number(row.how_many)])) }
}

/** Every rate that was shown, oldest first: what was shown once can be subtracted for ever. */
export async function listRates(db: Reading, organisation: string): Promise<readonly CountedRate[]> {
  const rows = await db.selectFrom('self_declaration.rate').selectAll().where('organisation_id', '=', organisation).orderBy('number').execute()
  // Only `keepRate` writes these columns.
  return rows.map((row) => ({ number: row.number, on: Temporal.PlainDate.from(row.counted_on), held: row.held as CountedRate['held'], shown: row.shown as ShownRate, certificate: row.certificate }))
}

export async function keepRate(db: Database, organisation: string, rate: CountedRate): Promise<void> {
  await db.insertInto('self_declaration.rate').values({ organisation_id: organisation, number: rate.number, counted_on: rate.on.toString(), held: JSON.stringify(rate.held), shown: JSON.stringify(rate.shown), certificate: rate.certificate }).execute()
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
