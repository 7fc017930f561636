/**
 * What the reading of an extract found, before anybody has said what its columns mean: headings, each column's different
 * words with their counts, and what was not read. No row stands here, and no word of a column that names people.
 */
export interface ExtractReading {
  readonly format: 'csv' | 'tsv' | 'xlsx' | 'ods'
  /** The sheet that was read, of a workbook that has several. */
  readonly sheet: string | null
  /** The row or line of the file that holds the headings, from 1. */
  readonly headingRow: number
  readonly columns: readonly ReadColumn[]
  /** Rows that say something, without headings, titles and totals. Restricted: a number of people. */
  readonly rows: number
  /** Sentences for the person: what was left out, what had to be assumed. */
  readonly notes: readonly string[]
}

export interface ReadColumn {
  /** As written; a heading that stands twice is told apart by a number in brackets, an empty one is called by its column. */
  readonly heading: string
  /** Rows in which this column says something. */
  readonly filled: number
  /** How many different words there are; counted up to `mostDifferent` and then given up. */
  readonly different: number
  readonly many: boolean
  /** Each different word with the number of rows that say it, most frequent first; empty when there are many. Restricted. */
  readonly words: readonly CountedWord[]
  /** What the words look like, where they are all alike. */
  readonly looks: 'whole numbers' | 'numbers' | 'dates' | 'words'
}

export interface CountedWord { readonly words: string; readonly count: number }

/** A column with more different words than this is no list of categories: a number, a day, a name. */
export const mostDifferent = 500

/** Words that differ only in case or in white space are the same words. */
export function foldWords(words: string): string {
  return words.trim().replace(/\s+/g, ' ').toLowerCase()
}
