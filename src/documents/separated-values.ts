import { CsvError, parse } from 'csv-parse/sync'
import { decodeText } from './decode.ts'
import type { ReadingLimits } from './document.ts'
import type { ReadingAs } from './reading.ts'
import { refuse, tooMany } from './refusal.ts'
import { type SheetRow, tableOfSheet } from './sheet-table.ts'
import { foldSpace } from './white-space.ts'

type Delimiter = ',' | ';' | '\t' | '|'

/** CSV, or the same with semicolons, tabs or bars: told from the lines themselves. Rows keep the line of the file on which they begin. */
export function readSeparatedValues(bytes: Uint8Array, limits: ReadingLimits): ReadingAs {
  const { text, notes } = decodeText(bytes)
  const stated = /^\ufeff?sep=(.)\r?\n/.exec(text)?.[1]
  const delimiter = isDelimiter(stated) ? stated : delimiterOf(text)
  const rows: SheetRow[] = parseRows(text, delimiter, limits, stated === undefined ? 1 : 2).map(({ record, line }, index) => ({
    row: index + 1, line, cells: record.flatMap((value, column) => {
      const words = foldSpace(value)
      return words === '' ? [] : [{ column: column + 1, text: words }]
    }),
  }))
  const table = tableOfSheet(undefined, rows, [], limits, { tables: 0, rows: 0, cells: 0 })
  return { format: delimiter === '\t' ? 'tsv' : 'csv', blocks: table ? [table] : [], notes }
}

/** The records of separated values with the line on which each begins. Throws a refusal at the limit of rows, after no more than that many were read. */
export function parseRows(text: string, delimiter: Delimiter, limits: Pick<ReadingLimits, 'rows'>, fromLine = 1): { record: string[]; line: number }[] {
  const rows: { record: string[]; line: number }[] = []
  let next = fromLine
  try {
    parse(text, {
      bom: true, delimiter, from_line: fromLine, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, to: limits.rows + 1, max_record_size: 2_000_000,
      on_record(record: string[], { lines }) {
        rows.push({ record, line: next })
        next = lines + 1
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(Object(error).lines)
    const where = Number.isFinite(line) ? ` near line ${line.toLocaleString('en-GB')}` : ''
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') refuse(`has a quotation mark that is never closed${where}`, 'open the file in a spreadsheet, mend that row, save it as CSV and choose it again')
    refuse(`has a row that cannot be read${where}`, 'open the file in a spreadsheet, save it as CSV again and choose that file')
  }
  if (rows.length > limits.rows) tooMany(limits.rows, 'rows')
  return rows
}

function isDelimiter(character: string | undefined): character is Delimiter {
  return character === ',' || character === ';' || character === '\t' || character === '|'
}

/** The sign that parts the first lines into the most even rows. A file with none of them has one column. */
export function delimiterOf(text: string): Delimiter {
  const lines = linesOutsideQuotes(text.slice(0, 65_536)).slice(0, 200)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of [',', ';', '\t', '|'] as const) {
    const counts = lines.map(line => line.split(delimiter).length - 1)
    const usual = mostCommon(counts.filter(count => count > 0))
    const score = usual === 0 ? 0 : counts.filter(count => count === usual).length / lines.length * Math.log2(usual + 1)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Quoted text is taken out, so that commas and line ends inside it do not count. */
function linesOutsideQuotes(text: string): string[] {
  return text.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n?|\n/).filter(line => line.trim() !== '')
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}
