import type { Field, Mapping } from './dataset.ts'
import { isQuestion, lookUp } from './mapping.ts'
import type { ExtractReading } from './read-extract.ts'
import type { Tabulation } from './tabulation.ts'

/** How much of one question is answered, in rows of an extract or people of a dataset. Restricted: exact numbers. */
export interface Answered { readonly field: Field; readonly answered: number; readonly all: number }

/** What the words of a new extract say, before it is taken in. Columns with too many different words to list count as answered where they are filled. */
export function answeredInReading(reading: ExtractReading, mapping: Mapping): readonly Answered[] {
  const known = lookUp(mapping)
  return reading.columns.flatMap((column): readonly Answered[] => {
    const field = known.column(column.heading)?.field
    if (field === undefined || !isQuestion(field)) return []
    const silent = column.words.reduce((sum, each) => { const meaning = known.word(field, each.words); return meaning && 'state' in meaning ? sum + each.count : sum }, 0)
    return [{ field, answered: column.filled - silent, all: reading.rows }]
  })
}

/** The same of a dataset that was taken in, from its counts by each question alone. */
export function answeredInCounts(tabulations: readonly Tabulation[]): readonly Answered[] {
  return tabulations.flatMap(({ by, counts }): readonly Answered[] => {
    const [only, second] = by
    if (!only || second || !isQuestion(only.field)) return []
    const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
    return [{ field: only.field, answered: sum(counts.slice(0, only.categories.length)), all: sum(counts) }]
  })
}
