import type { Block, Cell, Place, ReadingLimits, Row, Table } from './document.ts'
import { columnTables } from './column-tables.ts'
import { type Chunk, type PrintedLine, type PrintedPage, type Room, linesByOrder, paragraphsOf } from './printed-page.ts'
import type { Reading } from './reading.ts'
import { tooMany } from './refusal.ts'
import { type PageTable, ruledTables } from './ruled-tables.ts'
import { taggedTables } from './tagged-tables.ts'
import { foldLine, foldSpace } from './white-space.ts'

/** Printed pages as blocks in reading order. A table that goes on over the page is one table; a row that the page splits stays two rows, each with its page. */
export function pagesToBlocks(pages: readonly PrintedPage[], limits: ReadingLimits): Reading {
  const drawn = pages.map(drawnTables)
  const debris = repeatedLines(drawn)
  const laid = drawn.map(page => withColumnTables(page, debris))
  const body = usualSize(pages)
  const counts = { paragraphs: 0, tables: 0, rows: 0, cells: 0 }
  const blocks: Block[] = []
  const open: Open = { goesOn: undefined }
  for (const page of laid) addPage(page, body, blocks, open, counts, limits)
  finishTable(open, blocks, counts, limits)
  return { blocks, notes: debris.size > 0 ? ['Running titles and page numbers at the top and bottom of pages were left out.'] : [] }
}

interface LaidPage { readonly page: PrintedPage; readonly tables: readonly PageTable[]; readonly lines: readonly PrintedLine[] }

interface Counts { paragraphs: number; tables: number; rows: number; cells: number }

/** A table that may go on over the page: its parts so far, and each part's page. */
interface Open { goesOn: { readonly parts: { readonly table: PageTable; readonly page: number }[]; readonly edges: readonly number[] } | undefined }

function drawnTables(page: PrintedPage): LaidPage {
  let left = page.chunks.filter(chunk => !chunk.tag?.debris)
  const tables: PageTable[] = []
  for (const find of [(chunks: readonly Chunk[]) => ruledTables(chunks, page.rules), taggedTables]) {
    for (const table of find(left)) {
      tables.push(table)
      left = left.filter(chunk => !table.chunks.has(chunk))
    }
  }
  return { page, tables, lines: linesByOrder(left) }
}

function withColumnTables({ page, tables, lines }: LaidPage, debris: ReadonlySet<PrintedLine>): LaidPage {
  let left = lines.filter(line => !debris.has(line)).flatMap(line => line.chunks).toSorted((a, b) => a.order - b.order)
  const found = columnTables(left)
  for (const table of found) left = left.filter(chunk => !table.chunks.has(chunk))
  return { page, tables: [...tables, ...found], lines: linesByOrder(left) }
}

/**
 * Running titles and page numbers: lines at the edge of the page that come again at the same height on other pages, and numbers that count the pages. Three and more beside each
 * other at the top are the heading row of a table that goes on.
 */
function repeatedLines(pages: readonly LaidPage[]): Set<PrintedLine> {
  const seen = new Map<string, { readonly page: number; readonly line: PrintedLine }[]>()
  for (const { page, lines } of pages) {
    for (const line of lines) {
      const atTop = line.baseline < page.height * 0.11
      if (!atTop && line.baseline < page.height * 0.89) continue
      if (atTop && lines.filter(other => Math.abs(other.baseline - line.baseline) < 3).reduce((sum, other) => sum + partsOf(other), 0) > 2) continue
      const key = debrisKey(foldLine(line.text), page.number)
      if (key === undefined) continue
      const place = `${key} ${Math.round(line.size)} ${Math.round(line.baseline / 8)}`
      seen.set(place, [...seen.get(place) ?? [], { page: page.number, line }])
    }
  }
  const debris = new Set<PrintedLine>()
  for (const places of seen.values()) {
    const often = new Set(places.map(place => place.page)).size
    if (often >= Math.min(3, Math.max(2, pages.length)) && often >= pages.length * 0.3) for (const { line } of places) debris.add(line)
  }
  return debris
}

function partsOf(line: PrintedLine): number {
  return 1 + line.chunks.slice(1).filter((chunk, index) => chunk.left - (line.chunks[index]?.right ?? chunk.left) > chunk.size).length
}

/** What stays the same from page to page: words with their numbers left out, or how far a lone number is ahead of the page. */
function debrisKey(text: string, page: number): string | undefined {
  if (/\p{L}{2}/u.test(text)) return text.replace(/\d+/g, '#')
  const number = /^\D{0,3}(\d{1,4})(?:\s*\/\s*\d{1,4})?\D{0,3}$/.exec(text)?.[1]
  return number === undefined || /\d[.,]\d/.test(text) ? undefined : `page ${Number(number) - page}`
}

/** The size of most letters: what is larger is a heading. */
function usualSize(pages: readonly PrintedPage[]): number {
  const letters = new Map<number, number>()
  const all = pages.flatMap(page => page.chunks)
  for (const chunk of all) letters.set(Math.round(chunk.size * 2) / 2, (letters.get(Math.round(chunk.size * 2) / 2) ?? 0) + chunk.text.length)
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

function addPage(laid: LaidPage, body: number, blocks: Block[], open: Open, counts: Counts, limits: ReadingLimits): void {
  const { page, tables, lines } = laid
  const room = usualRoom(lines)
  // Tables stand where their first words were printed; what lies between them is text.
  const ordered = tables.toSorted((a, b) => a.order - b.order)
  let from = 0
  for (const table of ordered) {
    const until = lines.findIndex((line, index) => index >= from && line.order > table.order)
    const before = lines.slice(from, until < 0 ? undefined : until)
    from = until < 0 ? lines.length : until
    addText(before, page, room, body, blocks, open, counts, limits)
    addTable(table, page.number, blocks, open, counts, limits)
  }
  addText(lines.slice(from), page, room, body, blocks, open, counts, limits)
}

function addTable(table: PageTable, page: number, blocks: Block[], open: Open, counts: Counts, limits: ReadingLimits): void {
  const before = open.goesOn
  const last = before?.parts.at(-1)
  const sameColumns = before !== undefined && before.edges.length === table.edges.length && before.edges.every((edge, index) => Math.abs(edge - (table.edges[index] ?? 0)) < (table.drawn ? 8 : 40))
  if (before && last && sameColumns && last.page === page - 1) before.parts.push({ table, page })
  else {
    finishTable(open, blocks, counts, limits)
    open.goesOn = { parts: [{ table, page }], edges: table.edges }
  }
}

function finishTable(open: Open, blocks: Block[], counts: Counts, limits: ReadingLimits): void {
  const { goesOn } = open
  open.goesOn = undefined
  if (!goesOn) return
  counts.tables += 1
  const first = goesOn.parts[0]
  const width = goesOn.edges.length - 1
  const rows: Row[] = []
  for (const { table, page } of goesOn.parts) {
    const offset = rows.length
    counts.rows += table.rows.length
    counts.cells += table.rows.length * width
    if (counts.rows > limits.rows) tooMany(limits.rows, 'table rows')
    if (counts.cells > limits.cells) tooMany(limits.cells, 'table cells')
    const covered = new Map<string, { row: number; column: number }>()
    table.rows.forEach((row, rowIndex) => {
      for (const cell of row.cells) {
        for (let r = rowIndex; r < rowIndex + cell.rows; r += 1) for (let c = cell.column; c < cell.column + cell.columns; c += 1) if (r !== rowIndex || c !== cell.column) covered.set(`${r} ${c}`, { row: offset + rowIndex, column: cell.column })
      }
      const at: Place = { page, table: counts.tables, row: offset + rowIndex + 1 }
      const cells = Array.from({ length: width }, (_, column): Cell => {
        const place: Place = { ...at, column: column + 1 }
        const cell = row.cells.find(each => each.column === column)
        const by = covered.get(`${rowIndex} ${column}`)
        if (!cell) return { text: '', ...(by ? { covered: by } : {}), place }
        return { text: foldSpace(cell.text), ...(cell.bold ? { bold: true } : {}), ...(cell.columns > 1 ? { columnSpan: cell.columns } : {}), ...(cell.rows > 1 ? { rowSpan: cell.rows } : {}), place }
      })
      rows.push({ cells, ...(row.header ? { header: true } : {}), place: at })
    })
  }
  const table: Table = { kind: 'table', rows, place: { page: first?.page ?? 1, table: counts.tables } }
  if (rows.some(row => row.cells.some(cell => cell.text !== ''))) blocks.push(table)
}

function addText(lines: readonly PrintedLine[], page: PrintedPage, room: Room | undefined, body: number, blocks: Block[], open: Open, counts: Counts, limits: ReadingLimits): void {
  for (const paragraph of paragraphsOf(lines, room)) {
    const text = foldSpace(paragraph.text)
    if (text === '') continue
    finishTable(open, blocks, counts, limits)
    counts.paragraphs += 1
    if (counts.paragraphs > limits.cells) tooMany(limits.cells, 'paragraphs')
    const place: Place = { page: page.number, paragraph: counts.paragraphs }
    const tag = paragraph.lines[0]?.chunks[0]?.tag
    const level = tag?.heading ?? levelBySize(paragraph.size / body, text, paragraph.marker !== undefined)
    if (level !== undefined) blocks.push({ kind: 'heading', level, text: foldLine(text), place })
    else {
      const depth = tag?.listDepth ?? (paragraph.marker === undefined ? undefined : 1)
      blocks.push({ kind: 'paragraph', text, ...(paragraph.bold ? { bold: true } : {}), ...(depth === undefined ? {} : { listDepth: depth }), ...(paragraph.marker === undefined ? {} : { marker: paragraph.marker }), place })
    }
  }
}

function levelBySize(ratio: number, text: string, item: boolean): number | undefined {
  if (item || text.length > 250 || ratio < 1.15) return undefined
  return ratio >= 1.7 ? 1 : ratio >= 1.35 ? 2 : 3
}

/** The room that lines of text have on this page, told from the longer ones; undefined where there are too few to tell. */
function usualRoom(lines: readonly PrintedLine[]): Room | undefined {
  const long = lines.filter(line => line.text.length > 40)
  const high = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.8)] ?? 0
  return long.length < 3 ? undefined : { width: high(long.map(line => line.right - line.left)), right: high(long.map(line => line.right)) }
}
