import type { Field, Mapping } from './dataset.ts'
import { isQuestion, lookUp } from './mapping.ts'
import type { CountedWord, ExtractReading, ReadColumn } from './read-extract.ts'

/** Columns whose words are the body's own names: departments, grades, contracts. Two ways of writing one can be said to be one. */
export function listNameColumns(reading: ExtractReading, mapping: Mapping): readonly { readonly field: Field; readonly column: ReadColumn }[] {
  const known = lookUp(mapping)
  return reading.columns.flatMap((column) => {
    const field = known.column(column.heading)?.field
    return field === undefined || isQuestion(field) || notNames.includes(field) || column.words.length < 2 ? [] : [{ field, column }]
  })
}

const notNames: readonly Field[] = ['staff number', 'full-time equivalent', 'score', 'stage']

export interface Name extends CountedWord {
  /** What it is counted as: as somebody said, or itself. Null for one that says nothing. */
  readonly as: string | null
  /** Another that is written nearly so, and more often; null where there is none. */
  readonly like: string | null
}

/** Names that may be one come first; then the most frequent. */
export function listNames(field: Field, column: ReadColumn, mapping: Mapping): readonly Name[] {
  const known = lookUp(mapping)
  const most = new Map<string, CountedWord>()
  for (const each of column.words) { const there = most.get(bare(each.words)); if (!there || there.count < each.count) most.set(bare(each.words), each) }
  const names = column.words.map((each): Name => {
    const said = known.word(field, each.words)
    const like = most.get(bare(each.words))?.words ?? each.words
    return { ...each, as: said === undefined ? each.words : 'category' in said ? said.category : null, like: said !== undefined || like === each.words ? null : like }
  })
  return names.toSorted((one, other) => Number(other.like !== null) - Number(one.like !== null) || other.count - one.count)
}

/** Letters and numbers alone: “Fixed-term” is written nearly as “Fixed Term” is, and “HR & Payroll” as “HR and payroll”. */
const bare = (words: string): string => words.normalize('NFKD').toLowerCase().replaceAll('&', 'and').replaceAll(/[^\p{L}\p{N}]/gu, '')
