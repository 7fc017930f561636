import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { addTo, noSums, tablesOf, type AnonymousAnswers, type OccasionTable, type Sums } from './anonymous.ts'

/** What the answers were given at: a consultation, an event, a report of an incident. `on` is its day, never the moment. */
export interface Occasion { readonly room: string; readonly thing: string; readonly on: Temporal.PlainDate }

/**
 * Adds one person's answers to the sums of the occasion. There is one row for the whole occasion, written over each time:
 * nothing in it is newer than the rest, so the database's own numbering of changes tells nothing either. The caller's
 * ledger entry must not mention that answers were given.
 */
export async function keepAnonymousAnswers(db: Database, organisation: string, occasion: Occasion, answers: AnonymousAnswers): Promise<void> {
  await db.insertInto('self_declaration.occasion').values({ organisation_id: organisation, room: occasion.room, thing_id: occasion.thing, held_on: occasion.on.toString(), sums: JSON.stringify(noSums) })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'room', 'thing_id']).doNothing()).execute()
  const row = await db.selectFrom('self_declaration.occasion').select('sums').where('organisation_id', '=', organisation).where('room', '=', occasion.room).where('thing_id', '=', occasion.thing).forUpdate().executeTakeFirstOrThrow()
  await db.updateTable('self_declaration.occasion').set({ sums: JSON.stringify(addTo(toSums(row.sums), answers)) })
    .where('organisation_id', '=', organisation).where('room', '=', occasion.room).where('thing_id', '=', occasion.thing).execute()
}

/** Exact counts of an occasion, for making a release of them: restricted until they have passed the gate. Null where nobody has answered. */
export async function tabulateOccasion(db: Reading, organisation: string, occasion: Pick<Occasion, 'room' | 'thing'>): Promise<{ readonly on: Temporal.PlainDate; readonly forms: number; readonly tables: readonly OccasionTable[] } | null> {
  const row = await db.selectFrom('self_declaration.occasion').select(['held_on', 'sums']).where('organisation_id', '=', organisation).where('room', '=', occasion.room).where('thing_id', '=', occasion.thing).executeTakeFirst()
  if (row === undefined) return null
  const sums = toSums(row.sums)
  return { on: Temporal.PlainDate.from(row.held_on), forms: sums.forms, tables: tablesOf(sums) }
}

/** When the occasion itself is deleted, or its time of keeping is over. */
export async function dropOccasion(db: Database, organisation: string, occasion: Pick<Occasion, 'room' | 'thing'>): Promise<void> {
  await sql`delete from self_declaration.occasion where organisation_id = ${organisation} and room = ${occasion.room} and thing_id = ${occasion.thing}`.execute(db)
}

function toSums(kept: object): Sums {
  // Only `addTo` writes this column.
  return kept as Sums
}
