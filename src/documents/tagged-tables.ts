import type { Chunk, TaggedCell } from './printed-page.ts'
import { type PageCell, type PageRow, type PageTable, roomOf, wordsOf } from './ruled-tables.ts'

/**
 * Tables that a tagged file states and nobody drew lines around. A row that goes on over the page states only the cells that have words here, so cells are put
 * into columns by where they stand, not by how many came before them.
 */
export function taggedTables(chunks: readonly Chunk[]): PageTable[] {
  const byTable = new Map<number, Chunk[]>()
  for (const chunk of chunks) {
    const number = chunk.tag?.table?.cell ? chunk.tag.table.table : 0
    if (number === 0) continue
    const members = byTable.get(number) ?? []
    byTable.set(number, members)
    members.push(chunk)
  }
  return [...byTable.values()].flatMap(members => tableOf(members) ?? [])
}

interface Stated { readonly tag: TaggedCell; readonly chunks: Chunk[]; left: number; right: number }

function tableOf(chunks: readonly Chunk[]): PageTable | undefined {
  const byNumber = new Map<number, Stated>()
  for (const chunk of chunks) {
    const tag = chunk.tag?.table
    if (!tag) continue
    const cell = byNumber.get(tag.cell) ?? { tag, chunks: [], left: chunk.left, right: chunk.right }
    byNumber.set(tag.cell, cell)
    cell.chunks.push(chunk)
    cell.left = Math.min(cell.left, chunk.left)
    cell.right = Math.max(cell.right, chunk.right)
  }
  const cells = [...byNumber.values()]
  const columns = columnsOf(cells)
  if (columns.length < 2) return undefined
  const rooms = columns.map((_, column) => roomOf(cells.filter(cell => cell.tag.columns === 1 && columnOf(cell, columns) === column).map(cell => cell.chunks)))
  const rowNumbers = [...new Set(cells.map(cell => cell.tag.row.number))].sort((a, b) => a - b)
  const rows = rowNumbers.map((number, index): PageRow => {
    const stated = cells.filter(cell => cell.tag.row.number === number)
    const made = stated.map((cell): PageCell => {
      const column = columnOf(cell, columns)
      const wide = Math.min(cell.tag.columns, columns.length - column)
      return { ...wordsOf(cell.chunks, wide > 1 ? undefined : rooms[column]), column, columns: wide, rows: Math.min(Math.max(1, cell.tag.rows), rowNumbers.length - index) }
    })
    return { cells: joinSameColumn(made), header: stated.length > 1 && stated.every(cell => cell.tag.header), top: Math.min(...stated.flatMap(cell => cell.chunks.map(chunk => chunk.baseline))) }
  })
  const edges = [...columns.map(column => column.left), columns.at(-1)?.right ?? 0]
  return {
    rows, edges, drawn: false, top: Math.min(...chunks.map(chunk => chunk.baseline - chunk.size)), bottom: Math.max(...chunks.map(chunk => chunk.baseline)),
    chunks: new Set(chunks), order: Math.min(...chunks.map(chunk => chunk.order)),
  }
}

interface Column { left: number; right: number }

/** Where the columns are, from the rows that state all of their cells: as wide as the words in them. */
function columnsOf(cells: readonly Stated[]): Column[] {
  const width = Math.max(...cells.map(cell => cell.tag.row.width))
  const columns: (Column | undefined)[] = []
  for (const cell of cells) {
    if (cell.tag.row.width !== width || cell.tag.columns !== 1) continue
    const column = columns[cell.tag.at] ?? { left: cell.left, right: cell.right }
    columns[cell.tag.at] = { left: Math.min(column.left, cell.left), right: Math.max(column.right, cell.right) }
  }
  const found = Array.from({ length: width }, (_, index) => columns[index])
  // A column without a word on this page has no place, and the rows cannot be told apart by their words.
  return found.every(column => column !== undefined) ? found : []
}

function columnOf(cell: Stated, columns: readonly Column[]): number {
  if (cell.tag.row.width === columns.length) return cell.tag.at
  const overlaps = columns.map(column => Math.min(cell.right, column.right) - Math.max(cell.left, column.left))
  return overlaps.indexOf(Math.max(...overlaps))
}

function joinSameColumn(cells: readonly PageCell[]): PageCell[] {
  const joined: PageCell[] = []
  for (const cell of cells.toSorted((a, b) => a.column - b.column)) {
    const last = joined.at(-1)
    if (last && last.column === cell.column) joined[joined.length - 1] = { ...last, text: `${last.text}\n${cell.text}`.trim(), bold: last.bold && cell.bold }
    else joined.push(cell)
  }
  return joined
}
