import { CompiledQuery, sql, type RawBuilder } from 'kysely'
import type { Database, Reading } from './database.ts'
import { OpenTransaction } from './transaction.ts'

/**
 * A question that every page asks, written out once: building it anew for each visitor costs more than the database
 * takes to answer it. `$1`, `$2` stand for the values; nothing else may change in the text. Whoever writes one says the
 * row's shape, and has a test that asks it. It looks, and cannot be used to write: a look's transaction is read only.
 */
export function question<Row>(text: string): (db: Reading, ...values: readonly unknown[]) => Promise<readonly Row[]> {
  return async (db, ...values) => db instanceof OpenTransaction ? db.ask<Row>(text, values) : (await (db as Database).executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
}

/**
 * A whole number that stands in the text itself, so that PostgreSQL can keep its plan for it: for how many rows a page
 * shows, of which there are few. The only value that may; every other goes beside the text.
 */
export function writtenNumber(number: number): RawBuilder<number> {
  if (!Number.isSafeInteger(number)) throw new TypeError('Only a whole number may stand in the text of a question.')
  return sql.lit(number)
}
