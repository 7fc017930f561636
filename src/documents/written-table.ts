import type { WrittenPicture } from './written-picture.ts'

/** A list as its reader sees it: every cell in words. `kind` says how a spreadsheet may sort the column. */
export interface WrittenTable {
  readonly title: string
  /** Sentences about the list: whose, when, narrowed by what. */
  readonly notes?: readonly string[]
  readonly headings: readonly { readonly text: string; readonly kind?: 'text' | 'date' | 'number' }[]
  readonly rows: readonly (readonly string[])[]
}

/** Several tables that belong together, as a spreadsheet: each on a sheet of its own, after a cover, a list of the sheets and the notes. */
export interface WrittenBook {
  readonly title: string
  /** What this is, whose, of when: the cover. */
  readonly cover: readonly string[]
  /** What the reader has to know; the tables point at them as “[note 1]”. */
  readonly notes: readonly string[]
  readonly tables: readonly WrittenTable[]
}

/** A report as it is read from top to bottom. */
export interface WrittenReport {
  readonly title: string
  readonly blocks: readonly WrittenBlock[]
  /** Stands at the top of every page: that it is a draft, of which day. */
  readonly marking?: string
  /** Stands at the foot of every page before its number: whose it is. */
  readonly foot?: string
  /** Its headings of level 2 are listed after the title, each a link. */
  readonly contents?: boolean
  /** The day that it is of, as 2026-11-22: the date inside a PDF. */
  readonly on?: string
}

export type WrittenBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Its title stands above it as a caption. */
  | { readonly kind: 'table'; readonly table: WrittenTable }
  /** Its title stands above it as a caption, and its words are read in its place. A table of the same figures follows it. */
  | { readonly kind: 'picture'; readonly picture: WrittenPicture }

/** More columns than this beside each other are set a little smaller. */
export const manyColumns = 7

/** About how many letters of a table's text stand beside each other on a page. */
export const lettersAcross = { upright: 88, across: 134 } as const

/**
 * How wide each column is beside the others: wide enough for its longest word, so that no heading is broken within one, and what is left
 * goes to those that say most.
 */
export function columnShares({ headings, rows }: Pick<WrittenTable, 'headings' | 'rows'>, letters: number = lettersAcross.upright): readonly number[] {
  const longestWord = (text: string): number => Math.max(0, ...text.split(/[\s/]+/).map((word) => word.length))
  // The first rows say enough of the others, and an address in one of them does not take the page from the rest.
  const sample = rows.slice(0, 300)
  const columns = headings.map((heading, column) => {
    const cells = sample.map((row) => row[column] ?? '')
    // Many columns are set a little smaller, so a heading needs less.
    const named = headings.length > manyColumns ? Math.max(longestWord(heading.text) * 1.1 + 1.5, longestWord(heading.text) + 2) : longestWord(heading.text) * 1.25 + 2
    const least = Math.max(named, ...cells.map((cell) => Math.min(16, longestWord(cell)) + 2))
    return { least, most: Math.max(least, heading.text.length * 0.7, ...cells.map((cell) => Math.min(90, cell.length + 2))) }
  })
  const sum = (of: 'least' | 'most'): number => columns.reduce((all, each) => all + each[of], 0)
  const [least, most] = [sum('least'), sum('most')]
  if (most <= letters) return columns.map((each) => each.most)
  if (least >= letters || most === least) return columns.map((each) => each.least)
  return columns.map((each) => each.least + (letters - least) * (each.most - each.least) / (most - least))
}
