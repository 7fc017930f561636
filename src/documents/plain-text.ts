import { columnTables } from './column-tables.ts'
import { decodeText } from './decode.ts'
import type { Block, Cell, Place, ReadingLimits, Row, Table } from './document.ts'
import type { Chunk } from './printed-page.ts'
import type { Reading } from './reading.ts'
import { tooMany } from './refusal.ts'
import { parseRows } from './separated-values.ts'
import { wordsOfHtml } from './web-page.ts'
import { foldLine, foldSpace } from './white-space.ts'

/** A text file, or words pasted into the page. */
export function readPlainText(bytes: Uint8Array, limits: ReadingLimits): Reading {
  const { text, notes } = decodeText(bytes)
  return { blocks: textToBlocks(text, limits), notes }
}

/**
 * Each line is a paragraph of its own, with its line number; lines with no empty line between them share their `paragraph` number, so that wrapped lines
 * can be joined by who knows what they say. Rows with tabs and rows with bars become tables, because the writer drew them; words set in columns with spaces only
 * where it is plain which lines are one row.
 */
export function textToBlocks(text: string, limits: ReadingLimits): Block[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|[\n\r\u2028\u2029\f]/)
  const blocks: Block[] = []
  const counts = { tables: 0, rows: 0, cells: 0, paragraphs: 0 }
  let inParagraph = false
  for (let index = 0; index < lines.length;) {
    const line = lines[index] ?? ''
    const table = tabbedRows(lines, index, limits) ?? barredRows(lines, index) ?? spacedRows(lines, index)
    if (table) {
      counts.tables += 1
      counts.rows += table.rows.length
      counts.cells += table.rows.length * table.width
      if (counts.rows > limits.rows) tooMany(limits.rows, 'rows')
      if (counts.cells > limits.cells) tooMany(limits.cells, 'cells')
      const made = makeTable(table, counts.tables)
      if (made) blocks.push(made)
      index = table.end
      inParagraph = false
      continue
    }
    index += 1
    const words = foldSpace(withoutMarkup(line))
    if (words === '' || isRule([words])) {
      inParagraph = false
      continue
    }
    if (!inParagraph) counts.paragraphs += 1
    inParagraph = true
    blocks.push(readLine(words, line, { paragraph: counts.paragraphs, line: index }))
    if (blocks.length > limits.cells) tooMany(limits.cells, 'lines')
  }
  return blocks
}

function readLine(words: string, line: string, place: Place): Block {
  const heading = /^(#{1,6})\s+(.+?)\s*#*$/s.exec(words)
  if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, text: foldLine(heading[2] ?? ''), place }
  const strong = /^(?:\*\*|__)([^*_]+)(?:\*\*|__)$/.exec(words)
  if (strong) return { kind: 'paragraph', text: foldSpace(strong[1] ?? ''), bold: true, place }
  const item = /^([•·▪■◦‣●○–*-]|\uf0b7|\uf0a7)\s+(.+)$/s.exec(words)
  if (item) return { kind: 'paragraph', text: item[2] ?? '', listDepth: 1 + Math.min(5, Math.floor((line.length - line.trimStart().length) / 4)), marker: '•', place }
  return { kind: 'paragraph', text: words, place }
}

interface TypedTable { readonly rows: readonly TypedRow[]; readonly width: number; readonly end: number }

/** Rows of cells with tabs between them, as a spreadsheet or a table gives them when it is copied; empty lines between rows do not end the table. */
function tabbedRows(lines: readonly string[], start: number, limits: ReadingLimits): TypedTable | undefined {
  const first = lines[start] ?? ''
  if (!first.includes('\t') || !/\S[^\t]*\t\s*\S/.test(first)) return undefined
  const rows: { cells: string[]; line: number }[] = []
  let end = start
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const quoted = quotedRow(lines, index, limits)
    if (quoted || isTabbed(line)) {
      rows.push({ cells: quoted?.cells ?? line.split('\t'), line: index + 1 })
      index = quoted?.last ?? index
      end = index + 1
    } else if (line.trim() !== '') break
  }
  const drawn = rows.filter(row => !isRule(row.cells))
  return { rows: drawn, width: Math.max(0, ...drawn.map(row => row.cells.length)), end }
}

/** Words with a tab after them, or words moved two columns in: one tab before words is an indented line. */
function isTabbed(line: string): boolean {
  // Not as one pattern: on a line of a million letters without a tab it would take an hour.
  return line.trimStart().includes('\t') || /^ *\t *\t.*\S/.test(line)
}

/** A cell of several lines is pasted in quotation marks: its row goes on over the lines until they close. */
function quotedRow(lines: readonly string[], start: number, limits: ReadingLimits): { cells: string[]; last: number } | undefined {
  const first = lines[start] ?? ''
  if (!/(?:^|\t)"/.test(first)) return undefined
  let text = first
  for (let last = start; last < Math.min(lines.length, start + 60); last += 1) {
    if (last > start) text += `\n${lines[last] ?? ''}`
    if ((text.match(/"/g)?.length ?? 0) % 2 === 0) {
      const row = parseRows(text, '\t', limits)[0]
      return row && row.record.length > 1 ? { cells: row.record, last } : undefined
    }
  }
  return undefined
}

/** `| a | b |` or `a | b |` with the line of dashes that says it is a table, or three rows and more with bars at an end. */
function barredRows(lines: readonly string[], start: number): TypedTable | undefined {
  if (!isBarred(lines[start])) return undefined
  let end = start
  while (isBarred(lines[end])) end += 1
  const rows = lines.slice(start, end).map((line, index) => ({ cells: barCells(line), line: start + index + 1 }))
  const rule = rows.findIndex(row => isRule(row.cells))
  const bounded = rows.filter(row => /^\s*\||\|\s*$/.test(lines[row.line - 1] ?? '')).length
  if (rule !== 1 && (rows.length < 2 || bounded < rows.length * 0.8)) return undefined
  const drawn = rows.filter(row => !isRule(row.cells)).map((row, index) => rule === 1 && index === 0 ? { ...row, header: true } : row)
  const width = Math.max(0, ...drawn.map(row => row.cells.length))
  return { rows: rule === 1 ? joinSingleCells(drawn, width) : drawn, width, end }
}

interface TypedRow { readonly cells: readonly string[]; readonly line: number; readonly header?: boolean }

/** Some copies put each cell on a line of its own: as many of them in a run as the table has columns, once or several times over, are its rows. */
function joinSingleCells(rows: readonly TypedRow[], width: number): TypedRow[] {
  const joined: TypedRow[] = []
  for (let index = 0; index < rows.length;) {
    let end = index
    while (rows[end]?.cells.length === 1) end += 1
    const run = rows.slice(index, end)
    if (width > 1 && run.length > 0 && run.length % width === 0) {
      for (let from = 0; from < run.length; from += width) {
        const line = run[from]?.line ?? 1
        joined.push({ cells: run.slice(from, from + width).flatMap(row => row.cells), line })
      }
    } else joined.push(...run)
    if (end === index) {
      joined.push(...rows.slice(index, index + 1))
      end += 1
    }
    index = end
  }
  return joined
}

function isBarred(line: string | undefined): boolean {
  return line !== undefined && /\|/.test(line) && line.trim() !== '|'
}

function barCells(line: string): string[] {
  const inside = line.trim().replace(/^\|/, '').replace(/\|$/, '')
  return inside.split(/(?<!\\)\|/).map(cell => cell.replaceAll('\\|', '|'))
}

/**
 * Words set in columns with spaces, as a PDF's text is when its layout is kept. The columns and rows are told as those of a printed page are, every letter being
 * as wide as another.
 */
function spacedRows(lines: readonly string[], start: number): TypedTable | undefined {
  if (!isSpaced(lines[start]) || (start > 0 && lines[start - 1]?.trim() !== '' && isSpaced(lines[start - 1]))) return undefined
  let end = start
  while (end < lines.length && end - start < 2000 && (lines[end]?.trim() !== '' || lines[end + 1]?.trim() !== '')) end += 1
  if (lines.slice(start, end).filter(isSpaced).length < 3) return undefined
  const chunks = lines.slice(start, end).flatMap((line, index) => [...line.matchAll(/\S+(?: \S+)*/g)].map((words): Chunk => ({
    text: words[0], left: words.index * letterWidth, right: (words.index + words[0].length) * letterWidth, baseline: (start + index) * lineHeight, size: 10, bold: false, signs: false, order: 0,
  }))).map((chunk, order) => ({ ...chunk, order }))
  const table = columnTables(chunks)[0]
  // Only a table that begins here: what comes before it is read as lines first.
  if (!table || Math.round(table.rows[0]?.top ?? -1) !== start * lineHeight) return undefined
  const width = table.edges.length - 1
  return {
    width, end: Math.round(table.bottom / lineHeight) + 1,
    rows: table.rows.map(row => ({ line: Math.round(row.top / lineHeight) + 1, cells: Array.from({ length: width }, (_, column) => row.cells.find(cell => cell.column === column)?.text ?? '') })),
  }
}

const letterWidth = 6
const lineHeight = 12

function isSpaced(line: string | undefined): boolean {
  return line !== undefined && /\S {2,}\S/.test(line.replace(/\t/g, '    '))
}

/** A line that only draws a line. */
function isRule(cells: readonly string[]): boolean {
  return cells.some(cell => /[-–—_=]{3,}/.test(cell)) && cells.every(cell => /^[\s:+|–—_=-]*$/.test(cell))
}

function makeTable(table: TypedTable, number: number): Table | undefined {
  const place: Place = { table: number, line: table.rows[0]?.line ?? 1 }
  const rows = table.rows.map((row, index): Row => {
    const at: Place = { table: number, row: index + 1, line: row.line }
    const cells = Array.from({ length: table.width }, (_, column): Cell => ({ text: foldSpace(withoutMarkup(row.cells[column] ?? '')), place: { ...at, column: column + 1 } }))
    return { cells, ...(row.header ? { header: true } : {}), place: at }
  })
  return rows.some(row => row.cells.some(cell => cell.text !== '')) ? { kind: 'table', rows, place } : undefined
}

/** Text copied out of a page's source keeps some of its tags. */
function withoutMarkup(text: string): string {
  return /<\/?(?:p|br|ul|ol|li|strong|b|em|i|span|div|a|u|font|sup|sub)\b[^<>]*>/i.test(text) ? wordsOfHtml(text) : text
}
