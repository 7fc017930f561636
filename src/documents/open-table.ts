/** A published table as programs read it: one row for one thing, every column described. What CSV on the Web, JSON and the spreadsheet are made from. */
export interface OpenTable {
  /** Small letters, digits and hyphens: stands in the address of the files, so it never changes. */
  readonly name: string
  readonly title: string
  /** What a row is, of whom, on which day. */
  readonly description: string
  readonly source: string
  readonly columns: readonly OpenColumn[]
  /** Columns that together name each row once; none where rows have no name. */
  readonly key?: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly notes?: readonly string[]
}

export interface OpenColumn {
  /** The heading in the file: small letters, digits and underscores, or as a government file has it. */
  readonly name: string
  readonly title: string
  readonly means: string
  readonly kind: 'text' | 'day' | 'whole number' | 'number' | 'address'
  /** Never empty. */
  readonly required?: boolean
}
