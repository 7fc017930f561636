import type { Block, ReadingLimits } from './document.ts'
import { type OpenStyle, addStyle, count, foldTyped, fromStyle, readNamedStyles, refuseEncrypted, spelledOut } from './open-document.ts'
import type { PackedFile } from './packed-file.ts'
import type { Reading } from './reading.ts'
import { damaged, tooMany } from './refusal.ts'
import { type Merge, type SheetCell, type SheetCounts, type SheetRow, isDefaultSheetName, tableOfSheet } from './sheet-table.ts'
import { foldLine, foldSpace } from './white-space.ts'
import { type Element, elements, readXml } from './xml.ts'

/** An OpenDocument spreadsheet (.ods): each visible sheet is a table, under its name as a heading. What a cell shows is stored beside its value, and is what is read. */
export function readOpenSheet(file: PackedFile, limits: ReadingLimits): Reading {
  refuseEncrypted(file)
  if (!file.has('content.xml')) damaged()
  const styles = readNamedStyles(file)
  const counts: SheetCounts = { tables: 0, rows: 0, cells: 0 }
  const blocks: Block[] = []
  const met: Met = { hiddenSheets: [], hiddenRows: new Set(), annotations: false, pictures: false }
  let sheet: Sheet | undefined
  let inHeader = 0
  readXml(file, 'content.xml', ['style:style', 'table:table-row', 'table:shapes'], element => {
    if (element.name === 'style:style') addStyle(element, styles)
    else if (element.name === 'table:shapes') met.pictures = true
    else if (sheet && !sheet.hidden) readRow(element, sheet, inHeader > 0, styles, met, limits, counts)
  }, {
    begin(name, attributes) {
      if (name === 'table:table') sheet = beginSheet(attributes, styles)
      else if (name === 'table:table-header-rows') inHeader += 1
    },
    end(name) {
      if (name === 'table:table-header-rows') inHeader -= 1
      if (name !== 'table:table' || !sheet) return
      if (sheet.hidden) met.hiddenSheets.push(sheet.name)
      else finishSheet(sheet, blocks, limits, counts)
      sheet = undefined
    },
  })
  return { blocks, notes: notesOf(met, file) }
}

interface Sheet { readonly name: string; readonly hidden: boolean; readonly rows: SheetRow[]; readonly merges: Merge[]; nextRow: number; cells: number }

interface Met { readonly hiddenSheets: string[]; readonly hiddenRows: Set<string>; annotations: boolean; pictures: boolean }

function beginSheet(attributes: Readonly<Record<string, string>>, styles: ReadonlyMap<string, OpenStyle>): Sheet {
  const hidden = fromStyle(styles, 'table', attributes['table:style-name'], style => style.hidden || undefined) ?? false
  return { name: attributes['table:name'] ?? 'Sheet', hidden, rows: [], merges: [], nextRow: 1, cells: 0 }
}

function finishSheet(sheet: Sheet, blocks: Block[], limits: ReadingLimits, counts: SheetCounts): void {
  const table = tableOfSheet(sheet.name, sheet.rows, sheet.merges, limits, counts)
  if (!table) return
  if (!isDefaultSheetName(sheet.name)) blocks.push({ kind: 'heading', level: 1, text: foldLine(sheet.name), place: { sheet: sheet.name } })
  blocks.push(table)
}

function readRow(row: Element, sheet: Sheet, header: boolean, styles: ReadonlyMap<string, OpenStyle>, met: Met, limits: ReadingLimits, counts: Readonly<SheetCounts>): void {
  const first = sheet.nextRow
  const repeated = count(row.attributes['table:number-rows-repeated'])
  sheet.nextRow += repeated
  const cells: SheetCell[] = []
  let column = 1
  for (const cell of elements(row)) {
    if (cell.name !== 'table:table-cell' && cell.name !== 'table:covered-table-cell') continue
    const times = count(cell.attributes['table:number-columns-repeated'])
    if (cell.name === 'table:table-cell') {
      const columns = count(cell.attributes['table:number-columns-spanned'])
      const rows = count(cell.attributes['table:number-rows-spanned'])
      if (columns > 1 || rows > 1) sheet.merges.push({ row: first, column, rows, columns })
      const words = readCell(cell, styles, met)
      if (words.text !== '') {
        if (sheet.cells + cells.length + times > limits.cells) tooMany(limits.cells, 'cells')
        for (let copy = 0; copy < times; copy += 1) cells.push({ column: column + copy, ...words })
      }
    }
    column += times
  }
  if (cells.length === 0) return
  const hidden = row.attributes['table:visibility'] ?? 'visible'
  if (hidden !== 'visible') met.hiddenRows.add(sheet.name)
  if (counts.rows + sheet.rows.length + repeated > limits.rows) tooMany(limits.rows, 'rows')
  sheet.cells += cells.length * repeated
  if (counts.cells + sheet.cells > limits.cells) tooMany(limits.cells, 'cells')
  for (let copy = 0; copy < repeated; copy += 1) sheet.rows.push({ row: first + copy, cells, ...(header ? { header: true } : {}) })
}

function readCell(cell: Element, styles: ReadonlyMap<string, OpenStyle>, met: Met): { text: string; bold?: boolean; computed?: boolean } {
  const type = cell.attributes['office:value-type'] ?? cell.attributes['calcext:value-type'] ?? 'string'
  const style = fromStyle(styles, 'table-cell', cell.attributes['table:style-name'], each => each.bold) ?? false
  const runs = { bold: true }
  const lines: string[] = []
  for (const part of elements(cell)) {
    if (part.name === 'text:p') lines.push(wordsOf(part, styles, style, runs))
    else if (part.name === 'office:annotation') met.annotations = true
  }
  const text = foldSpace(lines.join('\n')) || storedValue(cell, type)
  const value = cell.attributes['office:value'] ?? cell.attributes['office:string-value']
  const computed = cell.attributes['table:formula'] !== undefined || (type !== 'string' && text !== value)
  return { text, ...(text !== '' && runs.bold ? { bold: true } : {}), ...(computed ? { computed: true } : {}) }
}

/** A program that stores no words beside a value leaves only the value. */
function storedValue(cell: Element, type: string): string {
  const stored = { date: 'office:date-value', time: 'office:time-value', boolean: 'office:boolean-value', string: 'office:string-value' }[type] ?? 'office:value'
  return foldSpace(cell.attributes[stored] ?? '')
}

function wordsOf(element: Element, styles: ReadonlyMap<string, OpenStyle>, bold: boolean, runs: { bold: boolean }): string {
  return element.children.map(node => {
    if (typeof node === 'string') {
      if (!bold && node.trim() !== '') runs.bold = false
      return foldTyped(node)
    }
    const spaced = spelledOut(node)
    if (spaced !== undefined) return spaced
    const own = node.name === 'text:span' ? fromStyle(styles, 'text', node.attributes['text:style-name'], style => style.bold) : undefined
    return wordsOf(node, styles, own ?? bold, runs)
  }).join('')
}

function notesOf(met: Met, file: PackedFile): string[] {
  const notes: string[] = []
  if (met.hiddenSheets.length > 0) notes.push(`${met.hiddenSheets.length === 1 ? 'A hidden sheet was' : 'Hidden sheets were'} left out: ${met.hiddenSheets.join(', ')}.`)
  if (met.hiddenRows.size > 0) notes.push(`Rows that are hidden in the spreadsheet were read too, on: ${[...met.hiddenRows].join(', ')}.`)
  if (met.annotations) notes.push('Comments on cells were left out.')
  if (met.pictures || file.names.some(name => name.startsWith('Pictures/'))) notes.push('Pictures and charts were left out.')
  if (file.names.some(name => /^(?:Basic|Scripts)\//.test(name))) notes.push('The spreadsheet has macros. They were not run and not kept.')
  return notes
}
