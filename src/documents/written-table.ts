/** A list as its reader sees it: every cell in words. `kind` says how a spreadsheet may sort the column. */
export interface WrittenTable {
  readonly title: string
  /** Sentences about the list: whose, when, narrowed by what. */
  readonly notes?: readonly string[]
  readonly headings: readonly { readonly text: string; readonly kind?: 'text' | 'date' | 'number' }[]
  readonly rows: readonly (readonly string[])[]
}
