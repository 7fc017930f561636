import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { writtenNumber } from '#database/question.ts'
import type { Dataset } from './dataset.ts'
import { countedColumn, isCountedBy, mostPlaces, tabulationOf } from './tabulating.ts'
import type { Cut, Tabulation } from './tabulation.ts'

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
 * A job that begins again deletes first what it had added: a row that is there twice is a fault, and is refused.
 */
export async function insertRows(db: Database, organisation: string, dataset: string, { places, staffNumbers, answers, counted = places.map(() => true) }: RowBatch): Promise<void> {
  if (places.length === 0) return
  const keys = await keysOf(db, organisation, staffNumbers)
  await sql`insert into equality_monitoring.dataset_row (organisation_id, dataset_id, place, person_key, answers, counted)
    select ${organisation}::uuid, ${dataset}::uuid, made.place, made.person_key, made.answers::smallint[], made.counted
    from unnest(${places}::int[], ${staffNumbers.map((each) => keys.get(each) ?? null)}::uuid[], ${answers}::text[], ${counted}::bool[]) as made (place, person_key, answers, counted)`.execute(db)
}

/** The pseudonym of each, made for those who have none. Looked up one by one, by the index: until statistics are made, the planner would rather read everybody's for each batch. */
async function keysOf(db: Database, organisation: string, staffNumbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(staffNumbers)].filter((each) => each !== '').sort()
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ staff_number: string; person_key: string | null }>`select wanted.staff_number,
      (select person.person_key from equality_monitoring.person_key as person where person.organisation_id = ${organisation}::uuid and person.staff_number = wanted.staff_number)
    from unnest(${wanted}::text[]) as wanted (staff_number)`.execute(db)
  const keys = new Map(rows.flatMap((row) => row.person_key === null ? [] : [[row.staff_number, row.person_key] as const]))
  const fresh = wanted.filter((each) => !keys.has(each)).map((number) => ({ number, key: randomUUID() }))
  if (fresh.length > 0) {
    await sql`insert into equality_monitoring.person_key (organisation_id, person_key, staff_number)
      select ${organisation}::uuid, made.person_key, made.staff_number from unnest(${fresh.map((each) => each.key)}::uuid[], ${fresh.map((each) => each.number)}::text[]) as made (person_key, staff_number)`.execute(db)
  }
  return new Map([...keys, ...fresh.map(({ number, key }) => [number, key] as const)])
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

/**
 * Exact counts straight from the rows, for a cut that was not made when they were taken in. A cut by a field that the extract does not have, or with too many
 * places, is left out; so is every cut once the rows are deleted. For analysts, and in the ledger: `readsRows(dataset.id, 'exact counts')`.
 */
export async function tabulate(db: Reading, organisation: string, dataset: Pick<Dataset, 'id' | 'columns' | 'rowsDeletedOn'>, cuts: readonly Cut[]): Promise<readonly Tabulation[]> {
  const columns = dataset.columns ?? []
  if (dataset.rowsDeletedOn !== null) return []
  const made: Tabulation[] = []
  for (const cut of cuts) {
    const indexes = cut.by.map((field) => columns.findIndex((column) => column.field === field && isCountedBy(column)))
    if (indexes.includes(-1)) continue
    const groups = await countGroups(db, organisation, dataset.id, indexes)
    const by = indexes.flatMap((index, position) => {
      const column = columns[index]
      const numbers = column?.kind === 'number' ? [...new Set(groups.map((group) => group.answers[position] ?? 0).filter((answer) => answer >= 0))].sort((a, b) => a - b) : []
      return column === undefined ? [] : [countedColumn(column, numbers)]
    })
    if (by.reduce((product, column) => product * column.size, 1) <= mostPlaces) made.push(tabulationOf(cut, by, groups))
  }
  return made
}

async function countGroups(db: Reading, organisation: string, dataset: string, indexes: readonly number[]): Promise<readonly { readonly answers: readonly number[]; readonly people: number }[]> {
  // A place is a whole number of ours, and nothing that somebody typed.
  const places = indexes.map((index) => sql<number>`answers[${writtenNumber(index + 1)}]`)
  let query = db.selectFrom('equality_monitoring.dataset_row').where('organisation_id', '=', organisation).where('dataset_id', '=', dataset).where('counted', '=', true)
    .select((select) => [sql<number[]>`array[${sql.join(places)}]::smallint[]`.as('answers'), select.fn.countAll<string>().as('people')])
  for (const place of places) query = query.groupBy(place)
  return (await query.execute()).map((row) => ({ answers: row.answers, people: Number(row.people) }))
}
