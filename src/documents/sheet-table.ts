import type { Cell, Place, ReadingLimits, Row, Table } from './document.ts'
import { tooMany } from './refusal.ts'

/** A cell of a sheet that says something; row and column from 1, as the sheet numbers them. */
export interface SheetCell { readonly column: number; readonly text: string; readonly bold?: boolean; readonly computed?: boolean }

export interface SheetRow { readonly row: number; readonly cells: readonly SheetCell[]; readonly line?: number; readonly header?: boolean }

/** A merged area, from 1. */
export interface Merge { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }

/** Counts over all the sheets of one file. */
export interface SheetCounts { tables: number; rows: number; cells: number }

/**
 * One sheet as one table: rows and columns that say nothing at all are left out, and each cell's place keeps the sheet's own numbers.
 * Undefined where the sheet is empty. Throws a refusal at the limits of rows and cells.
 */
export function tableOfSheet(sheet: string | undefined, rows: readonly SheetRow[], merges: readonly Merge[], limits: ReadingLimits, counts: SheetCounts): Table | undefined {
  const used = rows.map(row => ({ ...row, cells: row.cells.filter(cell => cell.text !== '') })).filter(row => row.cells.length > 0)
  const columns = [...new Set(used.flatMap(row => row.cells.map(cell => cell.column)))].sort((a, b) => a - b)
  if (used.length === 0) return undefined
  counts.tables += 1
  counts.rows += used.length
  counts.cells += used.length * columns.length
  if (counts.rows > limits.rows) tooMany(limits.rows, 'rows')
  if (counts.cells > limits.cells) tooMany(limits.cells, 'cells')
  const place: Place = { ...(sheet === undefined ? {} : { sheet }), table: counts.tables }
  const covered = coveredPlaces(used, columns, merges)
  const made = used.map((row, rowIndex): Row => {
    const at: Place = { ...place, row: row.row, ...(row.line === undefined ? {} : { line: row.line }) }
    const byColumn = new Map(row.cells.map(cell => [cell.column, cell]))
    const cells = columns.map((column, columnIndex): Cell => {
      const here: Place = { ...at, column }
      const merge = covered.get(rowIndex)?.get(columnIndex)
      const cell = byColumn.get(column)
      // A merged area may hide words under its first cell; nobody sees them in the sheet.
      if (merge && (merge.row !== rowIndex || merge.column !== columnIndex)) return { text: '', covered: { row: merge.row, column: merge.column }, place: here }
      return {
        text: cell?.text ?? '', ...(merge && merge.columns > 1 ? { columnSpan: merge.columns } : {}), ...(merge && merge.rows > 1 ? { rowSpan: merge.rows } : {}),
        ...(cell?.computed ? { computed: true } : {}), ...(cell?.bold ? { bold: true } : {}), place: here,
      }
    })
    return { cells, ...(row.header ? { header: true } : {}), place: at }
  })
  return { kind: 'table', rows: made, place }
}

/** Which places of the grid (from 0) a merged area holds, with the area in the grid's own numbers. Only areas whose first cell is in the grid. */
function coveredPlaces(rows: readonly SheetRow[], columns: readonly number[], merges: readonly Merge[]): Map<number, Map<number, Merge>> {
  const places = new Map<number, Map<number, Merge>>()
  const rowIndexes = new Map(rows.map((row, index) => [row.row, index]))
  const columnIndexes = new Map(columns.map((column, index) => [column, index]))
  for (const merge of merges) {
    const row = rowIndexes.get(merge.row)
    const column = columnIndexes.get(merge.column)
    if (row === undefined || column === undefined) continue
    let lastRow = row
    while ((rows[lastRow + 1]?.row ?? Infinity) < merge.row + merge.rows) lastRow += 1
    let lastColumn = column
    while ((columns[lastColumn + 1] ?? Infinity) < merge.column + merge.columns) lastColumn += 1
    const area: Merge = { row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 }
    for (let r = row; r <= lastRow; r += 1) {
      const line = places.get(r) ?? new Map<number, Merge>()
      places.set(r, line)
      for (let c = column; c <= lastColumn; c += 1) if (!line.has(c)) line.set(c, area)
    }
  }
  return places
}

/** `Sheet1` and the like are what the program called it, not what the council did. */
export function isDefaultSheetName(name: string): boolean {
  return /^(?:sheet|worksheet|table|tabelle|feuil|blad|hoja)\s*\d*$/i.test(name.trim())
}
