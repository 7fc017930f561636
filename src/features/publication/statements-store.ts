import type { Database, Reading } from '#database/database.ts'
import { usual, type Compliance, type KnownProblem, type Statements } from './statements.ts'

/** What the body says, or what holds until it says something. */
export async function findStatements(db: Reading, organisation: string): Promise<Statements> {
  const row = await db.selectFrom('publication.statements').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  if (row === undefined) return usual
  const day = (text: string | null): Temporal.PlainDate | null => text === null ? null : Temporal.PlainDate.from(text)
  return {
    compliance: row.compliance as Compliance, problems: row.problems as unknown as readonly KnownProblem[], contact: row.contact, repliesWithin: row.replies_within, preparedOn: Temporal.PlainDate.from(row.prepared_on),
    reviewedOn: day(row.reviewed_on), testedOn: day(row.tested_on), testedBy: row.tested_by, officer: row.officer, keptFor: row.kept_for,
  }
}

export async function saveStatements(db: Database, organisation: string, said: Statements): Promise<void> {
  const kept = {
    compliance: said.compliance, problems: JSON.stringify(said.problems), contact: said.contact, replies_within: said.repliesWithin, prepared_on: said.preparedOn.toString(), reviewed_on: said.reviewedOn?.toString() ?? null,
    tested_on: said.testedOn?.toString() ?? null, tested_by: said.testedBy, officer: said.officer, kept_for: said.keptFor,
  }
  await db.insertInto('publication.statements').values({ organisation_id: organisation, ...kept }).onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(kept)).execute()
}
