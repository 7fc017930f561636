import { defaultLimits, type ReadingLimits } from '#documents/document.ts'
import { openRows } from '#documents/read-rows.ts'
import { Refusal, sentenceFor } from '#documents/refusal.ts'
import { headingRowOf, namedOnce } from '../headings.ts'
import type { ExtractRow } from '../gather.ts'

interface Found { readonly all: readonly string[]; readonly headings: readonly string[]; readonly places: readonly number[]; readonly rows: ExtractRow[] }

/** The rows of a payroll extract under their headings. Every row has as many cells as there are headings; `all` has those that were left out too. */
export interface ExtractRows { readonly headings: readonly string[]; readonly all: readonly string[]; readonly rows: readonly ExtractRow[]; readonly notes: readonly string[] }

/** What a payroll may be: more than a plan, and read in a thread with memory of its own. */
const extractLimits: Pick<ReadingLimits, 'rows' | 'unpackedBytes'> = { rows: 2_000_000, unpackedBytes: Math.max(defaultLimits.unpackedBytes, 1_500_000_000) }

/**
 * Opens a CSV, Excel or ODS file: the sheet with the most rows, under the row that looks like headings. It holds whoever calls it.
 * @param only the headings that are needed: of a national payroll not everything can stand in memory
 */
export function openExtract(bytes: Uint8Array, fileName: string, share?: (done: number) => void, only?: ReadonlySet<string>): ExtractRows | { readonly unreadable: string } {
  try {
    const file = openRows(bytes, fileName, extractLimits)
    const first: ExtractRow[] = []
    let found: Found | null = null
    const cellsOf = (row: { readonly width: number; text(column: number): string }): string[] => Array.from({ length: row.width }, (_, column) => row.text(column))
    const settle = (): Found => {
      const at = headingRowOf(first)
      const all = namedOnce(first[at]?.cells ?? [])
      const places = all.flatMap((heading, place) => (only === undefined || only.has(heading) ? [place] : []))
      return { all, headings: places.map((place) => all[place] ?? ''), places, rows: first.slice(at + 1).map(({ line, cells }) => ({ line, cells: places.map((place) => cells[place] ?? '') })) }
    }
    file.read((row) => {
      if (found !== null) found.rows.push({ line: row.number, cells: found.places.map((place) => row.text(place)) })
      else {
        first.push({ line: row.number, cells: cellsOf(row) })
        if (first.length === 20) found = settle()
      }
    }, share)
    const { all, headings, rows } = found ?? settle()
    return rows.length === 0 ? { unreadable: `“${fileName}” has no rows under its headings. Check that you chose the right file.` } : { headings, all, rows, notes: file.notes }
  } catch (error) {
    if (error instanceof Refusal) return { unreadable: sentenceFor(fileName, error) }
    throw error
  }
}
