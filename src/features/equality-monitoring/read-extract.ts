import { dateOrderOf, type DateOrder } from '#duty/monitoring/ages.ts'

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
  /** Which of day and month stands first, of a column of days whose words tell. */
  readonly dateOrder?: DateOrder
}

export interface CountedWord { readonly words: string; readonly count: number }

/** A column with more different words than this is no list of categories: a number, a day, a name. */
export const mostDifferent = 500

/** What the page says of a row that is no person’s, with its first words. `withoutWords` takes them out again. */
export function leftOutNote(row: number, is: 'title' | 'total' | 'note', words: string): string {
  return `Row ${row} was left out: it is a ${is} (“${words.length > 60 ? `${words.slice(0, 59).toWellFormed()}…` : words.replaceAll('\n', ' ')}”).`
}

/** What may be kept once an extract is taken in: no word of any column, for a column that was left out may hold names, and no word of a row that was left out. */
export function withoutWords(reading: ExtractReading): ExtractReading {
  return { ...reading, columns: reading.columns.map((column) => ({ ...column, words: [] })), notes: reading.notes.map((note) => note.replace(/^(Row \d+ was left out: it is a \w+) \(.*\)\.$/s, '$1.')) }
}

/** Words that differ only in case or in white space are the same words. */
export function foldWords(words: string): string {
  return words.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** One row as it passes: the same object may come again with other words, so take what you need of it. */
export interface RowOfWords {
  /** As a spreadsheet numbers it, from 1. */
  readonly number: number
  readonly width: number
  /** Cells of the row, said or empty, where the file tells. */
  readonly cells?: number
  /** The words of a column from 0; empty beyond the width. */
  text(column: number): string
}

/** Where the headings stand and what they say. The columns of the file, in order, with a name for each. */
export interface Headings { readonly row: number; readonly names: readonly string[]; /** The row below, where the headings stand in two. */ readonly second?: number }

export interface TableParts {
  headings(headings: Headings): void
  row(row: RowOfWords): void
  /** A row that is no person's: a title, a total, a note under the table. It is named to whoever gave the file. */
  leftOut(row: { readonly number: number; readonly words: string; readonly is: 'title' | 'total' | 'note' }): void
}

/** How many rows are looked at to tell where the headings stand. */
const rowsLookedAt = 50
const mostNotes = 50

/**
 * Tells a table's headings from the titles above and its people from the totals and notes below, as the rows pass.
 * Call `end` after the last row. A file without any row gives no headings.
 */
export function tableReader(parts: TableParts): { take(row: RowOfWords): void; end(): void } {
  let first: KeptRow[] | null = []
  let width = 0
  // A row with one cell may be a note at the end, or somebody of whom little is known: what follows tells.
  let held: KeptRow[] = []
  const give = (row: RowOfWords): void => {
    const filled = filledCells(row, width)
    if (filled === 1 && width >= 3 && held.length < mostNotes) { held.push(keep(row)); return }
    if (isTotal(row, filled, width)) { for (const each of held) parts.row(each); held = []; parts.leftOut({ number: row.number, words: firstWords(row), is: 'total' }); return }
    for (const each of held) parts.row(each)
    held = []
    parts.row(row)
  }
  const begin = (): void => {
    if (first === null || first.length === 0) return
    const at = headingsAmong(first)
    const heading = first[at]
    if (!heading) return
    width = heading.width
    const below = first[at + 1]
    const isTwoRows = below !== undefined && continuesHeadings(heading, below)
    if (isTwoRows) width = Math.max(width, below.width)
    for (const title of first.slice(0, at)) parts.leftOut({ number: title.number, words: firstWords(title), is: 'title' })
    parts.headings({ row: heading.number, names: namesOf(isTwoRows ? joinedHeadings(heading, below) : heading), ...(isTwoRows ? { second: below.number } : {}) })
    const rest = first.slice(at + (isTwoRows ? 2 : 1))
    first = null
    for (const row of rest) give(row)
  }
  return {
    take(row) {
      if (first === null) { give(row); return }
      first.push(keep(row))
      if (first.length >= rowsLookedAt) begin()
    },
    end() {
      begin()
      for (const each of held) {
        if (isTotal(each, 1, width)) parts.leftOut({ number: each.number, words: firstWords(each), is: 'total' })
        else parts.leftOut({ number: each.number, words: firstWords(each), is: 'note' })
      }
      held = []
    },
  }
}

interface KeptRow extends RowOfWords { readonly texts: readonly string[] }

function keep(row: RowOfWords): KeptRow {
  const texts = Array.from({ length: row.width }, (_, column) => row.text(column))
  return { number: row.number, width: row.width, ...(row.cells === undefined ? {} : { cells: row.cells }), texts, text: (column) => texts[column] ?? '' }
}

/** The first row that is nearly as full as the fullest and holds words, each of them once. */
function headingsAmong(rows: readonly KeptRow[]): number {
  const counts = rows.map((row) => row.texts.filter((text) => text !== '').length)
  const most = Math.max(...counts)
  const isFull = (index: number) => (counts[index] ?? 0) >= Math.max(1, Math.ceil(most * 0.6))
  const saysNames = (row: KeptRow) => {
    const said = row.texts.filter((text) => text !== '')
    return said.filter((text) => /^[\d\s.,/:£%-]+$/.test(text)).length <= said.length * 0.2 && new Set(said.map(foldWords)).size >= said.length * 0.8
  }
  const found = rows.findIndex((row, index) => isFull(index) && saysNames(row))
  return found >= 0 ? found : Math.max(0, rows.findIndex((_, index) => isFull(index)))
}

/**
 * A second row of headings says what stands under a heading that goes over several columns: it has words under every gap of the first row, and otherwise only where
 * such a gap begins. A person would have something under the other headings too.
 */
function continuesHeadings(first: KeptRow, second: KeptRow): boolean {
  const columns = Array.from({ length: Math.max(first.width, second.width) }, (_, column) => column)
  const gaps = columns.filter((column) => first.text(column) === '' && columns.some((before) => before < column && first.text(before) !== ''))
  const begins = (column: number): boolean => first.text(column) !== '' && gaps.includes(column + 1)
  // A heading that goes over both rows says the same in both.
  const said = columns.filter((column) => second.text(column) !== '' && second.text(column) !== first.text(column))
  return gaps.length > 0 && columns.some((column) => first.text(column) !== '' && !said.includes(column)) && gaps.every((column) => second.text(column) !== '')
    && said.every((column) => (gaps.includes(column) || begins(column)) && !/^[\d\s.,/:£%-]+$/.test(second.text(column)))
}

/** “Ethnicity: group”, “Ethnicity: detail”. */
function joinedHeadings(first: KeptRow, second: KeptRow): KeptRow {
  let over = ''
  const texts = Array.from({ length: Math.max(first.width, second.width) }, (_, column) => {
    if (first.text(column) !== '') over = first.text(column)
    const under = second.text(column)
    return under === '' || under === first.text(column) ? first.text(column) : over === '' ? under : `${over}: ${under}`
  })
  return { number: first.number, width: texts.length, texts, text: (column) => texts[column] ?? '' }
}

/** A heading that stands twice is told apart by a number; a column without one is called by its place. */
function namesOf(row: KeptRow): readonly string[] {
  const met = new Map<string, number>()
  return row.texts.map((text, column) => {
    const name = text === '' ? `Column ${column + 1}` : text.replaceAll('\n', ' ')
    const times = (met.get(foldWords(name)) ?? 0) + 1
    met.set(foldWords(name), times)
    return times === 1 ? name : `${name} (${times})`
  })
}

function filledCells(row: RowOfWords, width: number): number {
  let filled = 0
  for (let column = 0; column < Math.max(width, row.width) && filled < 2; column += 1) if (row.text(column) !== '') filled += 1
  if (filled < 2) return filled
  return 2
}

/** "Total", "Grand total 6,304", "Total headcount": at the beginning of a row that says little else. */
function isTotal(row: RowOfWords, filled: number, width: number): boolean {
  if (filled > 2) return false
  const words = firstWords(row)
  if (words.length > 60 || !/^(?:(?:grand|sub|overall|report) ?-?)?totals?\b/i.test(words)) return false
  let said = 0
  for (let column = 0; column < row.width; column += 1) if (row.text(column) !== '') said += 1
  return said <= Math.max(2, Math.floor(width / 2))
}

function firstWords(row: RowOfWords): string {
  for (let column = 0; column < row.width; column += 1) if (row.text(column) !== '') return row.text(column)
  return ''
}

/** Whether what was taken for headings are somebody’s answers: in most columns that list words, others give the same answer. */
export function isRowOfPerson(columns: readonly ReadColumn[]): boolean {
  const listed = columns.filter(({ many, words }) => !many && words.length > 0)
  const again = listed.filter(({ heading, words }) => words.some((each) => foldWords(each.words) === foldWords(heading)))
  return again.length >= 2 && again.length * 2 >= listed.length
}

// --- What a column says -----------------------------------------------------------------------------------------------

/** Counts what each column says, row by row. */
export function surveyColumns(headings: Headings): { add(row: RowOfWords): void; finish(): { readonly columns: readonly ReadColumn[]; readonly rows: number } } {
  const columns = headings.names.map(() => new ColumnSurvey())
  let rows = 0
  return {
    add(row) {
      rows += 1
      const width = Math.min(row.width, columns.length)
      for (let column = 0; column < width; column += 1) columns[column]?.add(row, column)
    },
    finish: () => ({ rows, columns: headings.names.map((heading, index) => ({ heading, ...(columns[index] ?? new ColumnSurvey()).finish() })) }),
  }
}

/** The words of one column with their counts, until there are too many; then only how many rows say something. */
class ColumnSurvey {
  #filled = 0
  #words: Map<string, number> | null = new Map()
  /** Kept of a column with many words: what its first different words looked like. */
  #looked: Pick<ReadColumn, 'looks' | 'dateOrder'> = { looks: 'words' }

  add(row: RowOfWords, column: number): void {
    const text = row.text(column)
    if (text === '') return
    this.#filled += 1
    if (this.#words === null) return
    this.#words.set(text, (this.#words.get(text) ?? 0) + 1)
    if (this.#words.size <= mostDifferent) return
    this.#looked = lookAt(this.#words)
    this.#words = null
  }

  finish(): Omit<ReadColumn, 'heading'> {
    if (this.#words === null) return { filled: this.#filled, different: mostDifferent, many: true, words: [], ...this.#looked }
    const groups = [...Map.groupBy(this.#words, ([words]) => foldWords(words)).values()]
    const words = groups.map((said) => ({ words: said.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '', count: said.reduce((sum, each) => sum + each[1], 0) }))
      .sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1))
    return { filled: this.#filled, different: words.length, many: false, words, ...lookAt(this.#words) }
  }
}

function lookAt(words: ReadonlyMap<string, number>): Pick<ReadColumn, 'looks' | 'dateOrder'> {
  const looks = looksOf([...words])
  const dateOrder = looks === 'dates' ? dateOrderOf([...words.keys()]) : null
  return { looks, ...(dateOrder === null ? {} : { dateOrder }) }
}

/** What nine rows in ten of a column look like. */
function looksOf(words: readonly (readonly [string, number])[]): ReadColumn['looks'] {
  const all = words.reduce((sum, [, count]) => sum + count, 0)
  const share = (pattern: RegExp) => words.reduce((sum, [said, count]) => pattern.test(said) ? sum + count : sum, 0) / Math.max(1, all)
  if (share(/^-?\d{1,15}$/) >= 0.9) return 'whole numbers'
  if (share(/^-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/) >= 0.9) return 'numbers'
  if (share(/^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[ -][a-z]{3,9}[ -]\d{2,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)?$/i) >= 0.9) return 'dates'
  return 'words'
}
