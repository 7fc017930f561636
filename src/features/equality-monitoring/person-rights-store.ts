import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'

/** Staff numbers of people who gave notice that nothing be processed about them, in order. */
export async function listStopped(db: Reading, organisation: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('equality_monitoring.person_key').select('staff_number').where('organisation_id', '=', organisation).where('stopped_on', 'is not', null).orderBy('staff_number').execute()
  return rows.map((row) => row.staff_number)
}

/** A pseudonym without a row is forgotten, and with it the staff number; but who gave notice is remembered, or the next extract would take them in. */
export async function forgetUnneededKeys(db: Database, organisation: string): Promise<number> {
  const gone = await sql`delete from equality_monitoring.person_key as person where person.organisation_id = ${organisation}::uuid and person.stopped_on is null
    and not exists (select from equality_monitoring.dataset_row as row where row.organisation_id = person.organisation_id and row.person_key = person.person_key)`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}
