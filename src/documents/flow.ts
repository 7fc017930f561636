import type { Block, Cell, Place, ReadingLimits, Row, Table } from './document.ts'
import { tooMany } from './refusal.ts'
import { foldLine, foldSpace } from './white-space.ts'

/**
 * What runs through a Word, ODT or HTML document, before anything has a number: cells still hold paragraphs, lists and tables of their own,
 * and spans are as the file states them. `layOut` makes the numbered blocks of it.
 */
export type Flow = FlowHeading | FlowParagraph | FlowTable

export interface FlowHeading { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly page?: number }

export interface FlowParagraph {
  readonly kind: 'paragraph'
  /** An empty paragraph counts in the numbering, as it does for a person who counts, and is shown nowhere. */
  readonly text: string
  readonly bold?: boolean
  readonly listDepth?: number
  readonly marker?: string
  readonly page?: number
}

export interface FlowTable { readonly kind: 'table'; readonly caption?: string; readonly rows: readonly FlowRow[]; readonly page?: number }

export interface FlowRow { readonly cells: readonly FlowCell[]; readonly header?: boolean; readonly page?: number }

export interface FlowCell {
  readonly content: readonly Flow[]
  readonly columnSpan?: number
  readonly rowSpan?: number
}

/** The blocks of a document in reading order. Throws a refusal where the limits on rows or cells are met. */
export function layOut(flow: readonly Flow[], limits: ReadingLimits): Block[] {
  const blocks: Block[] = []
  const counts = { paragraphs: 0, tables: 0, rows: 0, cells: 0 }
  place(flow)
  return blocks

  function place(items: readonly Flow[]): void {
    for (const item of items) {
      if (item.kind === 'table') placeTable(item)
      else placeWords(item)
    }
  }

  function placeWords(item: FlowHeading | FlowParagraph): void {
    counts.paragraphs += 1
    const at: Place = { ...pageOf(item.page), paragraph: counts.paragraphs }
    if (item.kind === 'heading') {
      const text = foldLine(item.text)
      if (text !== '') blocks.push({ kind: 'heading', level: item.level, text, place: at })
      return
    }
    const text = foldSpace(item.text)
    if (text === '') return
    blocks.push({
      kind: 'paragraph', text, ...(item.bold ? { bold: true } : {}),
      ...(item.listDepth === undefined ? {} : { listDepth: item.listDepth }), ...(item.marker ? { marker: item.marker } : {}), place: at,
    })
  }

  function placeTable(table: FlowTable): void {
    if (onlyHoldsTheLayout(table)) return table.rows.forEach(row => row.cells.forEach(cell => place(cell.content)))
    const lifted: FlowTable[] = []
    const rows = table.rows.map(row => ({ ...row, cells: row.cells.map(cell => ({ ...cell, content: withoutTables(cell.content, lifted) })) }))
    // A table inside one cell of a row that says more belongs to that row; inside a row that says nothing else it is a table like any other.
    counts.tables += 1
    const made = makeTable({ ...table, rows }, counts.tables, limits, counts)
    if (made) blocks.push(made)
    place(lifted)
  }
}

/** Some pages and documents put everything in a table of one column for the looks: then what it holds is the document. */
function onlyHoldsTheLayout(table: FlowTable): boolean {
  const cells = table.rows.flatMap(row => row.cells)
  return table.rows.every(row => row.cells.filter(cell => cell.content.length > 0).length <= 1)
    && cells.some(cell => cell.content.some(item => item.kind === 'heading' || (item.kind === 'table' && isData(item))))
}

function isData(table: FlowTable): boolean {
  return table.rows.length > 1 && table.rows.some(row => row.cells.length > 1)
}

/** A big table (three rows of three columns or more) inside a cell becomes a table of its own; a small one is folded into the cell's words. */
function withoutTables(content: readonly Flow[], lifted: FlowTable[]): Flow[] {
  return content.filter(item => {
    const big = item.kind === 'table' && item.rows.length > 2 && item.rows.some(row => row.cells.length > 2)
    if (big) lifted.push(item)
    return !big
  })
}

interface Origin { readonly text: string; readonly bold: boolean; readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }

function makeTable(table: FlowTable, number: number, limits: ReadingLimits, counts: { rows: number; cells: number }): Table | undefined {
  counts.rows += table.rows.length
  if (counts.rows > limits.rows) tooMany(limits.rows, 'table rows')
  const at: Place = { ...pageOf(table.page), table: number }
  const grid: (Origin | undefined)[][] = table.rows.map(() => [])
  table.rows.forEach((row, rowIndex) => {
    const line = grid[rowIndex] ?? []
    let column = 0
    for (const cell of row.cells) {
      while (line[column] !== undefined) column += 1
      const columns = clamp(cell.columnSpan ?? 1, 1, 1000)
      const rows = clamp(cell.rowSpan ?? 1, 1, table.rows.length - rowIndex)
      counts.cells += columns * rows
      if (counts.cells > limits.cells) tooMany(limits.cells, 'table cells')
      const words = wordsOf(cell.content)
      const origin: Origin = { ...words, row: rowIndex, column, rows, columns }
      for (let r = rowIndex; r < rowIndex + rows; r += 1) {
        for (let c = column; c < column + columns; c += 1) (grid[r] ?? [])[c] ??= origin
      }
      column += columns
    }
  })
  return trimmed(grid, table, at)
}

/** Columns in which no cell begins are leftovers of spans that say more than the table has. */
function trimmed(grid: readonly (readonly (Origin | undefined)[])[], table: FlowTable, at: Place): Table | undefined {
  const width = Math.max(0, ...grid.map(line => line.length))
  const begins = new Set<number>()
  grid.forEach(line => line.forEach(origin => { if (origin) begins.add(origin.column) }))
  const kept = [...begins].sort((a, b) => a - b)
  const newColumn = new Map(kept.map((column, index) => [column, index]))
  if (width === 0 || kept.length === 0) return undefined
  const rows = grid.map((line, rowIndex): Row => {
    const source = table.rows[rowIndex]
    const rowAt: Place = { ...at, ...pageOf(source?.page), row: rowIndex + 1 }
    const cells = kept.map((column, index): Cell => {
      const origin = line[column]
      const cellAt: Place = { ...rowAt, column: index + 1 }
      if (!origin) return { text: '', place: cellAt }
      if (origin.row !== rowIndex || origin.column !== column)
        return { text: '', covered: { row: origin.row, column: newColumn.get(origin.column) ?? 0 }, place: cellAt }
      const columnSpan = kept.filter(other => other >= column && other < column + origin.columns).length
      return {
        text: origin.text, ...(origin.bold ? { bold: true } : {}),
        ...(columnSpan > 1 ? { columnSpan } : {}), ...(origin.rows > 1 ? { rowSpan: origin.rows } : {}), place: cellAt,
      }
    })
    return { cells, ...(source?.header ? { header: true } : {}), place: rowAt }
  })
  if (rows.every(row => row.cells.every(cell => cell.text === ''))) return undefined
  const caption = foldLine(table.caption ?? '')
  return { kind: 'table', ...(caption === '' ? {} : { caption }), rows, place: at }
}

/** What stands in a cell: each paragraph and list item on a line of its own, an item's own number before it, a bullet not. */
function wordsOf(content: readonly Flow[]): { text: string; bold: boolean } {
  const lines: string[] = []
  let bold = true
  for (const item of content) {
    if (item.kind === 'table') {
      for (const row of item.rows) lines.push(row.cells.map(cell => foldLine(wordsOf(cell.content).text)).filter(text => text !== '').join(' | '))
      bold = false
      continue
    }
    const text = foldSpace(item.text)
    if (item.kind === 'paragraph' && isNumber(item.marker)) lines.push(`${item.marker} ${text}`.trim())
    else lines.push(text)
    if (text !== '' && item.kind === 'paragraph' && !item.bold) bold = false
  }
  const text = lines.filter(line => line !== '').join('\n')
  return { text, bold: bold && text !== '' }
}

function isNumber(marker: string | undefined): boolean {
  return marker !== undefined && /[\p{L}\p{N}]/u.test(marker) && marker !== 'o'
}

function pageOf(page: number | undefined): Place {
  return page === undefined ? {} : { page }
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(Math.trunc(value), least), Math.max(least, most)) : least
}
