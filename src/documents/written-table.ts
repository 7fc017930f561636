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
