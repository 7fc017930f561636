/**
 * A document as it was read: its headings, paragraphs and tables in reading order, each with its place in the file,
 * so that whatever is understood later can be shown beside the words that it came from. Pure data: readers make it.
 */
export interface SourceDocument {
  readonly fileName: string
  readonly format: SourceFormat
  /** Lower-case hexadecimal SHA-256 of the file's bytes: the same file read twice has the same one. */
  readonly sha256: string
  readonly blocks: readonly Block[]
  /** Sentences for the person: what was left out of the reading (macros, hidden sheets, pictures), and where. */
  readonly notes: readonly string[]
}

export type SourceFormat = 'docx' | 'xlsx' | 'ods' | 'odt' | 'pdf' | 'html' | 'csv' | 'tsv' | 'text'

export type Block = Heading | Paragraph | Table

export interface Heading { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly place: Place }

/**
 * In plain text each line is a paragraph of its own; lines with no empty line between them share the `paragraph` of their places.
 */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
  /** Depth in a list, from 1; absent for a paragraph that is no list item. */
  readonly listDepth?: number
  /** The item's own number or bullet where the file gives it: `1.2`, `a)`, `•`. */
  readonly marker?: string
  /** All of its words are bold: in many plans the only mark of a heading. Absent where they are not, or where the format cannot say. */
  readonly bold?: boolean
  readonly place: Place
}

export interface Table {
  readonly kind: 'table'
  readonly caption?: string
  readonly rows: readonly Row[]
  readonly place: Place
}

/** Spans are already undone: cell `i` stands in column `i` of the grid, and a covered place repeats nothing. */
export interface Row {
  readonly cells: readonly Cell[]
  /** The file itself marks this row as a header row (th, tblHeader). */
  readonly header?: boolean
  readonly place: Place
}

export interface Cell {
  /** The words as written: paragraphs and list items on lines of their own, soft white space folded, nothing else changed. */
  readonly text: string
  /** How many columns and rows the cell covers; 1 when absent. */
  readonly columnSpan?: number
  readonly rowSpan?: number
  /** This place is covered by a cell above or to the left; its text is empty. `from` says which: row and column of the grid, from 0. */
  readonly covered?: { readonly row: number; readonly column: number }
  /** The cell's value came from a formula, a date or a number that the sheet formats; `text` is what a reader of the sheet sees. */
  readonly computed?: boolean
  /** All of its words are bold: often a heading row or a group. Absent where they are not, or where the format cannot say. */
  readonly bold?: boolean
  readonly place: Place
}

/** Where in the file: counted from 1, as a person would count. Only what the format has is present. */
export interface Place {
  readonly page?: number
  readonly sheet?: string
  readonly table?: number
  readonly row?: number
  readonly column?: number
  readonly paragraph?: number
  readonly line?: number
}

/** Why a file could not be read: one sentence that says what it is and what to do. Nothing of it was kept. */
export interface Unreadable {
  readonly unreadable: string
  /** For the log and never for the page: what went wrong inside the reader, where that was not foreseen. */
  readonly because?: string
}

/** Limits that a deployment may set; every refusal states the limit that it met. */
export interface ReadingLimits {
  /** Bytes of the file as given. */
  readonly fileBytes: number
  /** Bytes after unpacking, over all parts of a packed file. */
  readonly unpackedBytes: number
  readonly pages: number
  readonly rows: number
  readonly cells: number
  readonly milliseconds: number
}

export const defaultLimits: ReadingLimits = { fileBytes: 25_000_000, unpackedBytes: 200_000_000, pages: 150, rows: 20_000, cells: 200_000, milliseconds: 60_000 }
