import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { writtenNumber } from '#database/question.ts'
import { isId } from '#database/identity.ts'
import { noAnswer, type AnswerColumn, type Dataset, type Field } from './dataset.ts'
import { findDataset } from './dataset-store.ts'
import { isQuestion } from './mapping.ts'
import { tabulate } from './row-store.ts'
import { listTabulations, saveTabulations } from './tabulation-store.ts'
import { recount } from './tabulating.ts'

/** What one extract holds on one person, in words: for an answer to a request under UK GDPR, Article 15. */
export interface Held {
  readonly dataset: Pick<Dataset, 'id' | 'source' | 'from' | 'to' | 'state'>
  readonly purpose: string
  readonly lawfulBasis: string
  readonly keepRowsMonths: number
  /** The row of the extract. */
  readonly place: number
  /** False for a second post of a person who is counted in another. */
  readonly counted: boolean
  readonly answers: readonly { readonly field: Field; readonly questionSet: string | null; readonly words: string }[]
}

export interface HeldOnPerson {
  readonly staffNumber: string
  /** The day of a notice that nothing be processed; null where there is none. */
  readonly stoppedOn: Temporal.PlainDate | null
  readonly rows: readonly Held[]
}

/** All rows on one person over all extracts, the latest first; null for a number that nothing is held on. A page that shows it says `readsRows(…, 'one person')`. */
export async function findHeldOn(db: Reading, organisation: string, staffNumber: string): Promise<HeldOnPerson | null> {
  const person = await findPerson(db, organisation, staffNumber)
  if (person === null) return null
  const rows = await db.selectFrom('equality_monitoring.dataset_row as row')
    .innerJoin('equality_monitoring.dataset as dataset', (join) => join.onRef('dataset.organisation_id', '=', 'row.organisation_id').onRef('dataset.dataset_id', '=', 'row.dataset_id'))
    .innerJoin('equality_monitoring.source as source', (join) => join.onRef('source.organisation_id', '=', 'dataset.organisation_id').onRef('source.source_id', '=', 'dataset.source_id'))
    .select(['row.place', 'row.answers', 'row.counted', 'dataset.dataset_id', 'dataset.columns', 'dataset.from_on', 'dataset.to_on', 'dataset.state', 'source.source_id', 'source.name', 'source.kind', 'source.scope', 'source.purpose', 'source.lawful_basis', 'source.keep_rows_months'])
    .where('row.organisation_id', '=', organisation).where('row.person_key', '=', person.key).orderBy('dataset.to_on', 'desc').orderBy('dataset.dataset_id').orderBy('row.place').execute()
  return {
    staffNumber, stoppedOn: person.stoppedOn,
    rows: rows.map((row) => ({
      dataset: { id: row.dataset_id, source: { id: row.source_id, name: row.name, kind: row.kind, scope: row.scope }, from: row.from_on === null ? null : Temporal.PlainDate.from(row.from_on), to: Temporal.PlainDate.from(row.to_on), state: row.state },
      purpose: row.purpose, lawfulBasis: row.lawful_basis, keepRowsMonths: row.keep_rows_months, place: row.place, counted: row.counted,
      // An extract that is just being taken in has rows and does not say yet what they mean.
      answers: (row.columns ?? []).map((column, index) => ({ field: column.field, questionSet: column.questionSet ?? null, words: answerInWords(column, row.answers[index] ?? noAnswer['not declared']) })),
    })),
  }
}

/** An answer as a person reads it. */
export function answerInWords(column: AnswerColumn, answer: number): string {
  for (const [words, code] of Object.entries(noAnswer)) if (answer === code) return words.charAt(0).toUpperCase() + words.slice(1)
  return column.kind === 'number' ? String(answer / (column.scale ?? 1)) : column.categories?.[answer]?.label ?? ''
}

/** What an answer is to become: a category's code, a number, or a way of having no answer. */
export type Corrected = { readonly category: string } | { readonly number: number } | { readonly state: keyof typeof noAnswer }

/**
 * Corrects one answer of one row (UK GDPR, Article 16), and the exact counts that it was in. What was published stays as it was published: the next
 * release says what is right. Gives what it was, or why it cannot be.
 */
export async function correctAnswer(db: Database, organisation: string, { dataset: id, place, field, answer }: { readonly dataset: string; readonly place: number; readonly field: Field; readonly answer: Corrected }): Promise<{ readonly was: string; readonly is: string } | { readonly refused: string }> {
  const dataset = await findDataset(db, organisation, id)
  const index = dataset?.columns?.findIndex((column) => column.field === field) ?? -1
  const column = dataset?.columns?.[index]
  if (!dataset?.columns || !column) return { refused: 'This extract does not hold that.' }
  const code = codeOf(column, answer)
  if (code === null) return { refused: 'This is not one of the answers that the extract has.' }
  const row = await db.selectFrom('equality_monitoring.dataset_row').select(['answers', 'counted', 'person_key']).where('organisation_id', '=', organisation).where('dataset_id', '=', id).where('place', '=', place).executeTakeFirst()
  if (!row) return { refused: 'This row is no longer held.' }
  const was = row.answers[index] ?? noAnswer['not declared']
  const before = await countedRows(db, organisation, id, row.person_key, place)
  await sql`update equality_monitoring.dataset_row set answers[${writtenNumber(index + 1)}] = ${code}::smallint where organisation_id = ${organisation}::uuid and dataset_id = ${id}::uuid and place = ${place}`.execute(db)
  if (field === 'full-time equivalent' && row.person_key !== null) await chooseMainPost(db, organisation, id, row.person_key, index)
  const after = await countedRows(db, organisation, id, row.person_key, place)
  await countAgain(db, organisation, dataset, before, after)
  return { was: answerInWords(column, was), is: answerInWords(column, code) }
}

function codeOf(column: AnswerColumn, answer: Corrected): number | null {
  if ('state' in answer) return noAnswer[answer.state]
  if ('number' in answer) return column.kind === 'number' && answer.number >= 0 && answer.number * (column.scale ?? 1) <= 32_767 ? Math.round(answer.number * (column.scale ?? 1)) : null
  const place = column.kind === 'category' ? column.categories?.findIndex((each) => each.code === answer.category) ?? -1 : -1
  return place < 0 ? null : place
}

/** The rows that are counted of this person, or this row alone where nobody is named. */
async function countedRows(db: Database, organisation: string, dataset: string, person: string | null, place: number): Promise<readonly (readonly number[])[]> {
  const rows = await db.selectFrom('equality_monitoring.dataset_row').select('answers').where('organisation_id', '=', organisation).where('dataset_id', '=', dataset).where('counted', '=', true)
    .where((where) => person === null ? where('place', '=', place) : where('person_key', '=', person)).execute()
  return rows.map((row) => row.answers)
}

async function chooseMainPost(db: Database, organisation: string, dataset: string, person: string, hours: number): Promise<void> {
  // An extract of events counts each row: only where some are not counted is there a main post to choose.
  await sql`update equality_monitoring.dataset_row as row set counted = (row.place = main.place)
    from (select place from equality_monitoring.dataset_row where organisation_id = ${organisation}::uuid and dataset_id = ${dataset}::uuid and person_key = ${person}::uuid order by answers[${writtenNumber(hours + 1)}] desc, place limit 1) as main
    where row.organisation_id = ${organisation}::uuid and row.dataset_id = ${dataset}::uuid and row.person_key = ${person}::uuid
    and exists (select from equality_monitoring.dataset_row where organisation_id = ${organisation}::uuid and dataset_id = ${dataset}::uuid and person_key = ${person}::uuid and not counted)`.execute(db)
}

/** Every table of the extract without what was counted before, and with what is now. A table by scores is made anew, for a score may be one that nobody gave. */
async function countAgain(db: Database, organisation: string, dataset: Dataset, before: readonly (readonly number[])[], after: readonly (readonly number[])[]): Promise<void> {
  const columns = dataset.columns ?? []
  const all = await listTabulations(db, organisation, dataset.id)
  const numbers = new Set(columns.filter((column) => column.kind === 'number').map((column) => column.field))
  const byNumber = all.filter((each) => each.by.some((field) => numbers.has(field.field)))
  const changed = all.filter((each) => !byNumber.includes(each)).flatMap((each) => recount(each, columns, before, after) ?? [])
  await saveTabulations(db, organisation, dataset.id, [...changed, ...await tabulate(db, organisation, dataset, byNumber.map((each) => ({ id: each.cut, by: each.by.map((field) => field.field) })))])
}

/**
 * Forgets a person (UK GDPR, Article 17): their rows in every extract and their pseudonym go. Exact counts and what was published stay: they are about groups, and published
 * figures cannot be recalled. A notice that nothing be processed is remembered, for it is what keeps them out of the next extract.
 */
export async function erasePerson(db: Database, organisation: string, staffNumber: string): Promise<{ readonly rows: number; readonly datasets: readonly string[] }> {
  const person = await findPerson(db, organisation, staffNumber)
  if (person === null) return { rows: 0, datasets: [] }
  const gone = await db.deleteFrom('equality_monitoring.dataset_row').where('organisation_id', '=', organisation).where('person_key', '=', person.key).returning('dataset_id').execute()
  if (person.stoppedOn === null) await db.deleteFrom('equality_monitoring.person_key').where('organisation_id', '=', organisation).where('person_key', '=', person.key).execute()
  return { rows: gone.length, datasets: [...new Set(gone.map((row) => row.dataset_id))].sort() }
}

/**
 * A written notice under paragraph 8(5) of Schedule 1 to the Data Protection Act 2018: every answer of this person becomes “withdrawn”, here and in every extract that comes.
 * What they do at work (department, grade) stays, so that headcounts are right. Exact counts that were made stay as they were. Gives how many rows it changed.
 */
export async function stopProcessing(db: Database, organisation: string, staffNumber: string, on: Temporal.PlainDate): Promise<{ readonly rows: number }> {
  const person = await findPerson(db, organisation, staffNumber)
  if (person === null) {
    await db.insertInto('equality_monitoring.person_key').values({ organisation_id: organisation, person_key: randomUUID(), staff_number: staffNumber, stopped_on: on.toString() }).execute()
    return { rows: 0 }
  }
  await db.updateTable('equality_monitoring.person_key').set({ stopped_on: on.toString() }).where('organisation_id', '=', organisation).where('person_key', '=', person.key).execute()
  const rows = await db.selectFrom('equality_monitoring.dataset_row as row')
    .innerJoin('equality_monitoring.dataset as dataset', (join) => join.onRef('dataset.organisation_id', '=', 'row.organisation_id').onRef('dataset.dataset_id', '=', 'row.dataset_id'))
    .select(['row.dataset_id', 'row.place', 'row.answers', 'dataset.columns']).where('row.organisation_id', '=', organisation).where('row.person_key', '=', person.key).execute()
  for (const row of rows) {
    const answers = row.answers.map((answer, index) => { const field = row.columns?.[index]?.field; return field === undefined || isQuestion(field) ? noAnswer.withdrawn : answer })
    await db.updateTable('equality_monitoring.dataset_row').set({ answers }).where('organisation_id', '=', organisation).where('dataset_id', '=', row.dataset_id).where('place', '=', row.place).execute()
  }
  return { rows: rows.length }
}

/** The person takes the notice back: their answers are taken in again from the next extract on. What was withdrawn is gone. False where there was no notice. */
export async function resumeProcessing(db: Database, organisation: string, staffNumber: string): Promise<boolean> {
  const person = await findPerson(db, organisation, staffNumber)
  if (person === null || person.stoppedOn === null) return false
  await db.updateTable('equality_monitoring.person_key').set({ stopped_on: null }).where('organisation_id', '=', organisation).where('person_key', '=', person.key).execute()
  return true
}

/** Staff numbers of people who gave notice that nothing be processed about them, in order. */
export async function listStopped(db: Reading, organisation: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('equality_monitoring.person_key').select('staff_number').where('organisation_id', '=', organisation).where('stopped_on', 'is not', null).orderBy('staff_number').execute()
  return rows.map((row) => row.staff_number)
}

async function findPerson(db: Reading, organisation: string, staffNumber: string): Promise<{ readonly key: string; readonly stoppedOn: Temporal.PlainDate | null } | null> {
  const row = await db.selectFrom('equality_monitoring.person_key').select(['person_key', 'stopped_on']).where('organisation_id', '=', organisation).where('staff_number', '=', staffNumber.trim()).executeTakeFirst()
  return row ? { key: row.person_key, stoppedOn: row.stopped_on === null ? null : Temporal.PlainDate.from(row.stopped_on) } : null
}

/** A pseudonym without a row is forgotten, and with it the staff number; but who gave notice is remembered, or the next extract would take them in. */
export async function forgetUnneededKeys(db: Database, organisation: string): Promise<number> {
  const gone = await sql`delete from equality_monitoring.person_key as person where person.organisation_id = ${organisation}::uuid and person.stopped_on is null
    and not exists (select from equality_monitoring.dataset_row as row where row.organisation_id = person.organisation_id and row.person_key = person.person_key)`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}

/** The pseudonym of a staff number, for an address that names nobody; null for a number that nothing is held on. */
export async function findPersonKey(db: Reading, organisation: string, staffNumber: string): Promise<string | null> {
  return (await findPerson(db, organisation, staffNumber))?.key ?? null
}

/** The other way round; null for a pseudonym that there is not, or no longer. */
export async function findStaffNumber(db: Reading, organisation: string, key: string): Promise<string | null> {
  if (!isId(key)) return null
  return (await db.selectFrom('equality_monitoring.person_key').select('staff_number').where('organisation_id', '=', organisation).where('person_key', '=', key).executeTakeFirst())?.staff_number ?? null
}
