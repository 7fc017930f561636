import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'

/** Rows as they come out of the reading thread, a batch at a time: each list has one text for each row. */
export interface RowBatch {
  /** Rows of the file, from 1. */
  readonly places: readonly number[]
  /** Empty where the extract names nobody. */
  readonly staffNumbers: readonly string[]
  /** `{0,3,-1}`: PostgreSQL's own way of writing the answers down. */
  readonly answers: readonly string[]
  /** False for the second post of somebody who is counted already. */
  readonly counted?: readonly boolean[]
}

/**
 * Adds rows of an extract that is being taken in. Whoever has no pseudonym yet is given one, at random and once for all extracts.
 * A batch that is there already stays as it is, so a job that was cut off can begin again.
 */
export async function insertRows(db: Database, organisation: string, dataset: string, { places, staffNumbers, answers, counted = places.map(() => true) }: RowBatch): Promise<void> {
  if (places.length === 0) return
  const known = [...new Set(staffNumbers.filter((each) => each !== ''))].sort()
  if (known.length > 0) {
    await sql`insert into equality_monitoring.person_key (organisation_id, person_key, staff_number)
      select ${organisation}::uuid, gen_random_uuid(), staff_number from unnest(${known}::text[]) as staff_number
      where not exists (select from equality_monitoring.person_key as there where there.organisation_id = ${organisation}::uuid and there.staff_number = staff_number.staff_number)
      on conflict (organisation_id, staff_number) do nothing`.execute(db)
  }
  await sql`insert into equality_monitoring.dataset_row (organisation_id, dataset_id, place, person_key, answers, counted)
    select ${organisation}::uuid, ${dataset}::uuid, made.place, person.person_key, made.answers::smallint[], made.counted
    from unnest(${places}::int[], ${staffNumbers}::text[], ${answers}::text[], ${counted}::bool[]) as made (place, staff_number, answers, counted)
    left join equality_monitoring.person_key as person on person.organisation_id = ${organisation}::uuid and person.staff_number = made.staff_number
    on conflict (organisation_id, dataset_id, place) do nothing`.execute(db)
}

export async function countRows(db: Reading, organisation: string, dataset: string): Promise<number> {
  const row = await db.selectFrom('equality_monitoring.dataset_row').select((select) => select.fn.countAll<string>().as('many')).where('organisation_id', '=', organisation).where('dataset_id', '=', dataset).executeTakeFirst()
  return Number(row?.many ?? 0)
}

/** Deletes up to so many rows of a dataset, the first first; gives how many went. Ask again until none do: no page waits behind a million rows. */
export async function deleteSomeRows(db: Database, organisation: string, dataset: string, most: number): Promise<number> {
  const gone = await sql`delete from equality_monitoring.dataset_row where organisation_id = ${organisation}::uuid and dataset_id = ${dataset}::uuid
    and place in (select place from equality_monitoring.dataset_row where organisation_id = ${organisation}::uuid and dataset_id = ${dataset}::uuid order by place limit ${most})`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}
