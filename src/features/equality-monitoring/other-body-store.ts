import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import type { OtherBody } from './other-body.ts'
import type { EqualityMonitoringTables } from './tables.ts'

/** The newest of each body first. */
export async function listOtherBodies(db: Reading, organisation: string, question?: QuestionId): Promise<readonly OtherBody[]> {
  const rows = await db.selectFrom('equality_monitoring.other_body').selectAll().where('organisation_id', '=', organisation).where((row) => question === undefined ? row.lit(true) : row('question', '=', question))
    .orderBy('question').orderBy('body').orderBy('as_of_on', 'desc').orderBy('other_body_id').execute()
  return rows.map(toOtherBody)
}

export async function findOtherBody(db: Reading, organisation: string, id: string): Promise<OtherBody | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('equality_monitoring.other_body').selectAll().where('organisation_id', '=', organisation).where('other_body_id', '=', id).executeTakeFirst()
  return row ? toOtherBody(row) : null
}

export async function insertOtherBody(db: Database, organisation: string, other: OtherBody): Promise<void> {
  await db.insertInto('equality_monitoring.other_body').values({ organisation_id: organisation, other_body_id: other.id, question: other.question, made_at: other.at.toString(), by_name: other.byName, version: other.version, ...written(other) }).execute()
}

/** Saves the figures as their next version; false when somebody else has saved since. */
export async function saveOtherBody(db: Database, organisation: string, other: OtherBody): Promise<boolean> {
  const saved = await db.updateTable('equality_monitoring.other_body').set({ ...written(other), version: other.version + 1 })
    .where('organisation_id', '=', organisation).where('other_body_id', '=', other.id).where('version', '=', other.version).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export async function deleteOtherBody(db: Database, organisation: string, id: string): Promise<void> {
  await db.deleteFrom('equality_monitoring.other_body').where('organisation_id', '=', organisation).where('other_body_id', '=', id).execute()
}

const written = ({ body, on, base, counted, source, link, shares }: OtherBody) => ({ body, as_of_on: on.toString(), base, counted, source, link, shares: JSON.stringify(shares) })

function toOtherBody({ other_body_id: id, question, body, as_of_on: on, base, counted, source, link, shares, by_name: byName, made_at: at, version }: Selectable<EqualityMonitoringTables['equality_monitoring.other_body']>): OtherBody {
  return { id, question, body, on: Temporal.PlainDate.from(on), base, counted, source, link, shares, byName, at: Temporal.Instant.from(at), version }
}
