import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'

/** The link by which a member from outside answers about themselves. Whether they did is for the link alone to know. */
export interface AskingLink { readonly asking: string; readonly name: string; readonly sentOn: Temporal.PlainDate; readonly letters: number; readonly isHandedIn: boolean }

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Who was sent a link, by their names in small letters: when, and how often; never whether they answered. */
export async function listSent(db: Reading, organisation: string, asking: string): Promise<ReadonlyMap<string, { readonly on: Temporal.PlainDate; readonly letters: number }>> {
  const rows = await db.selectFrom('governance.asking_link').select(['name', 'sent_on', 'letters']).where('organisation_id', '=', organisation).where('asking_id', '=', asking).execute()
  return new Map(rows.map((row) => [row.name, { on: Temporal.PlainDate.from(row.sent_on), letters: row.letters }]))
}

/** A new link stands in place of one that was sent before, and knows of a form that was handed in by it. */
export async function keepLink(db: Database, organisation: string, link: { readonly asking: string; readonly name: string; readonly token: string; readonly sentOn: Temporal.PlainDate }): Promise<void> {
  const kept = { token_hash: hashOf(link.token), sent_on: link.sentOn.toString() }
  await db.insertInto('governance.asking_link').values({ organisation_id: organisation, asking_id: link.asking, name: link.name, ...kept, letters: 1, is_handed_in: false })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'asking_id', 'name']).doUpdateSet({ ...kept, letters: sql<number>`governance.asking_link.letters + 1` })).execute()
}

export async function findLink(db: Reading, organisation: string, token: string): Promise<AskingLink | null> {
  const row = await db.selectFrom('governance.asking_link').selectAll().where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).executeTakeFirst()
  return row ? { asking: row.asking_id, name: row.name, sentOn: Temporal.PlainDate.from(row.sent_on), letters: row.letters, isHandedIn: row.is_handed_in } : null
}

/** Gives false where a form was handed in by it before. */
export async function handInByLink(db: Database, organisation: string, token: string): Promise<boolean> {
  const row = await db.updateTable('governance.asking_link').set({ is_handed_in: true }).where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).where('is_handed_in', '=', false).executeTakeFirst()
  return row.numUpdatedRows === 1n
}
