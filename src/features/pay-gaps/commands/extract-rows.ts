import { decodeText } from '#documents/decode.ts'
import { defaultLimits, type ReadingLimits, type Table } from '#documents/document.ts'
import { readDocumentHere } from '#documents/read.ts'
import { delimiterOf, parseRows } from '#documents/separated-values.ts'
import { sniff } from '#documents/sniff.ts'
import { headingRowOf, namedOnce } from '../headings.ts'
import type { ExtractRow } from '../gather.ts'

/** The rows of a payroll extract under their headings. Every row has as many cells as there are headings. */
export interface ExtractRows { readonly headings: readonly string[]; readonly rows: readonly ExtractRow[]; readonly notes: readonly string[] }

/** What a payroll may be: more than a plan, and read in a thread with memory of its own. */
export const extractLimits: ReadingLimits = { ...defaultLimits, rows: 2_000_000, cells: 12_000_000, unpackedBytes: 1_500_000_000, fileBytes: 600_000_000, milliseconds: 600_000 }

/** Opens a CSV, Excel or ODS file: the sheet with the most rows, under the row that looks like headings. */
export async function openExtract(bytes: Uint8Array, fileName: string): Promise<ExtractRows | { readonly unreadable: string }> {
  if (sniff(bytes, fileName).kind === 'csv') return openSeparated(bytes, fileName)
  const document = await readDocumentHere(bytes, fileName, extractLimits)
  if ('unreadable' in document) return { unreadable: document.unreadable.replaceAll('plan', 'payroll') }
  if (!['csv', 'tsv', 'xlsx', 'ods'].includes(document.format)) return { unreadable: `“${fileName}” is not a table. Save the extract as CSV, Excel (.xlsx) or OpenDocument (.ods), and choose that file.` }
  const tables = document.blocks.filter((block): block is Table => block.kind === 'table')
  const table = tables.sort((a, b) => b.rows.length - a.rows.length)[0]
  if (!table) return { unreadable: `“${fileName}” holds no table. Check that you chose the right file.` }
  const rows = table.rows.map((row) => ({ line: row.place.row ?? 0, cells: row.cells.map((cell) => cell.text) }))
  return underHeadings(rows, [...document.notes, ...(tables.length > 1 ? [`The sheet with the most rows was read${table.place.sheet === undefined ? '' : `: ${table.place.sheet}`}.`] : [])], fileName)
}

function openSeparated(bytes: Uint8Array, fileName: string): ExtractRows | { readonly unreadable: string } {
  const { text, notes } = decodeText(bytes)
  try {
    const rows = parseRows(text, delimiterOf(text), extractLimits).map(({ record, line }) => ({ line, cells: record.map((cell) => cell.trim()) }))
    return underHeadings(rows, notes, fileName)
  } catch (error) {
    if (error instanceof Error && 'what' in error) return { unreadable: `“${fileName}” ${String(error.what)}.` }
    throw error
  }
}

function underHeadings(rows: readonly ExtractRow[], notes: readonly string[], fileName: string): ExtractRows | { readonly unreadable: string } {
  const at = headingRowOf(rows)
  const head = rows[at]
  if (!head || rows.length <= at + 1) return { unreadable: `“${fileName}” has no rows under its headings. Check that you chose the right file.` }
  const headings = namedOnce(head.cells)
  const body = rows.slice(at + 1).filter((row) => row.cells.some((cell) => cell !== ''))
  return { headings, rows: body.map((row) => (row.cells.length === headings.length ? row : { line: row.line, cells: headings.map((_, place) => row.cells[place] ?? '') })), notes }
}
