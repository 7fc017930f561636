import type { Block, ReadingLimits } from './document.ts'
import { builtInFormats, isDateFormat, showNumber } from './number-format.ts'
import type { PackedFile } from './packed-file.ts'
import type { Reading } from './reading.ts'
import { damaged, refuse, tooMany } from './refusal.ts'
import { type Merge, type SheetCell, type SheetCounts, type SheetRow, isDefaultSheetName, tableOfSheet } from './sheet-table.ts'
import { foldLine, foldSpace } from './white-space.ts'
import { type Element, allText, child, elements, readXml } from './xml.ts'

/**
 * An Excel workbook (.xlsx, .xlsm) straight from its SpreadsheetML (ISO/IEC 29500-1, section 18): each visible sheet is a table, under its name as a heading.
 * Formulas are not worked out again: the value that was saved with them is what a reader of the sheet saw.
 */
export function readExcel(file: PackedFile, limits: ReadingLimits): Reading {
  const book = readBook(file)
  const counts: SheetCounts = { tables: 0, rows: 0, cells: 0 }
  const blocks: Block[] = []
  for (const sheet of book.sheets.filter(each => !each.hidden)) {
    const { rows, merges } = readSheet(file, sheet, book, limits, counts)
    const table = tableOfSheet(sheet.name, rows, merges, limits, counts)
    if (!table) continue
    if (!isDefaultSheetName(sheet.name)) blocks.push({ kind: 'heading', level: 1, text: foldLine(sheet.name), place: { sheet: sheet.name } })
    blocks.push(table)
  }
  return { blocks, notes: notesOf(file, book) }
}

export interface Book {
  readonly sheets: readonly Sheet[]
  readonly strings: readonly Words[]
  readonly styles: readonly CellStyle[]
  readonly epoch: 1900 | 1904
  readonly met: { hiddenRows: Set<string>; hiddenColumns: Set<string>; withoutResult: number }
}

interface Sheet { readonly name: string; readonly part: string; readonly hidden: boolean }

interface Words { readonly text: string; readonly bold: boolean }

interface CellStyle { readonly format: string; readonly bold: boolean }

/** What the sheets of a workbook share: their names, words, looks and the day that days are counted from. */
export function readBook(file: PackedFile): Book {
  const main = officeDocument(file)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const targets = readRelationships(file, `${folder}_rels/${main.slice(folder.length)}.rels`, folder)
  const sheets: Sheet[] = []
  let epoch: 1900 | 1904 = 1900
  readXml(file, main, ['x:sheet', 'x:workbookPr'], element => {
    if (element.name === 'x:workbookPr') {
      if (['1', 'true'].includes(element.attributes['date1904'] ?? '')) epoch = 1904
      return
    }
    const target = targets.get(element.attributes['r:id'] ?? '')
    if (!target || !target.type.endsWith('/worksheet') || !file.has(target.part)) return
    sheets.push({ name: element.attributes['name'] ?? `Sheet ${sheets.length + 1}`, part: target.part, hidden: (element.attributes['state'] ?? 'visible') !== 'visible' })
  })
  if (sheets.length === 0) damaged()
  const partOf = (kind: string) => [...targets.values()].find(target => target.type.endsWith(kind))?.part
  return { sheets, strings: readStrings(file, partOf('/sharedStrings')), styles: readStyles(file, partOf('/styles')), epoch, met: { hiddenRows: new Set(), hiddenColumns: new Set(), withoutResult: 0 } }
}

function officeDocument(file: PackedFile): string {
  const found = file.has('_rels/.rels') ? [...readRelationships(file, '_rels/.rels', '').values()].find(target => target.type.endsWith('/officeDocument'))?.part : undefined
  if (found?.endsWith('.bin')) refuse('is an Excel binary workbook (.xlsb)', 'open it in Excel, save it as an Excel workbook (.xlsx) and choose that file')
  if (found !== undefined && file.has(found)) return found
  return file.has('xl/workbook.xml') ? 'xl/workbook.xml' : damaged()
}

function readRelationships(file: PackedFile, part: string, folder: string): Map<string, { type: string; part: string }> {
  const targets = new Map<string, { type: string; part: string }>()
  if (!file.has(part)) return targets
  readXml(file, part, ['rel:Relationship'], element => {
    const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = element.attributes
    // A target outside the file is never followed.
    if (mode === 'External') return
    targets.set(id, { type, part: target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '') })
  })
  return targets
}

function readStrings(file: PackedFile, part: string | undefined): Words[] {
  const strings: Words[] = []
  if (part !== undefined && file.has(part)) readXml(file, part, ['x:si'], item => strings.push(wordsOf(item)))
  return strings
}

/** Plain or with runs of their own looks; readings in another script beside them (`rPh`) are no part of the text. */
function wordsOf(item: Element): Words {
  const runs = elements(item).filter(run => run.name === 'x:r')
  const whole = runs.length === 0 ? elements(item).filter(part => part.name === 'x:t').map(allText).join('') : runs.map(run => allText(child(run, 'x:t') ?? run)).join('')
  const bold = runs.length > 0 && runs.every(run => child(child(run, 'x:rPr'), 'x:b') !== undefined || allText(run).trim() === '')
  return { text: foldSpace(unescaped(whole)), bold }
}

function unescaped(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text
}

function readStyles(file: PackedFile, part: string | undefined): CellStyle[] {
  const formats = new Map<number, string>(Object.entries(builtInFormats).map(([id, code]) => [Number(id), code]))
  const bold: boolean[] = []
  const styles: CellStyle[] = []
  if (part === undefined || !file.has(part)) return styles
  readXml(file, part, ['x:numFmts', 'x:fonts', 'x:cellXfs'], list => {
    for (const item of elements(list)) {
      if (item.name === 'x:numFmt') formats.set(Number(item.attributes['numFmtId']), item.attributes['formatCode'] ?? 'General')
      else if (item.name === 'x:font') bold.push(child(item, 'x:b') !== undefined && child(item, 'x:b')?.attributes['val'] !== '0')
      else if (item.name === 'x:xf') styles.push({ format: formats.get(Number(item.attributes['numFmtId'] ?? 0)) ?? 'General', bold: bold[Number(item.attributes['fontId'] ?? 0)] ?? false })
    }
  })
  return styles
}

function readSheet(file: PackedFile, sheet: Sheet, book: Book, limits: ReadingLimits, counts: Readonly<SheetCounts>): { rows: SheetRow[]; merges: Merge[] } {
  const rows: SheetRow[] = []
  const merges: Merge[] = []
  let lastRow = 0
  let cellCount = 0
  readXml(file, sheet.part, ['x:row', 'x:mergeCell', 'x:col'], element => {
    if (element.name === 'x:mergeCell') {
      const merge = readRange(element.attributes['ref'] ?? '')
      if (merge && merges.length < limits.cells) merges.push(merge)
    } else if (element.name === 'x:col') {
      if (isSet(element.attributes['hidden'])) book.met.hiddenColumns.add(sheet.name)
    } else {
      lastRow = Number(element.attributes['r'] ?? lastRow + 1)
      const cells = readCells(element, book)
      if (!cells.some(cell => cell.text !== '')) return
      if (isSet(element.attributes['hidden'])) book.met.hiddenRows.add(sheet.name)
      rows.push({ row: lastRow, cells })
      cellCount += cells.length
      // Stopped while it is read, not after a million rows stand in memory.
      if (counts.rows + rows.length > limits.rows) tooMany(limits.rows, 'rows')
      if (counts.cells + cellCount > limits.cells) tooMany(limits.cells, 'cells')
    }
  })
  return { rows, merges }
}

function isSet(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function readCells(row: Element, book: Book): SheetCell[] {
  const cells: SheetCell[] = []
  let column = 0
  for (const cell of elements(row)) {
    if (cell.name !== 'x:c') continue
    column = columnOf(cell.attributes['r']) ?? column + 1
    const words = readCell(cell, book)
    if (words.text !== '') cells.push({ column, ...words })
  }
  return cells
}

function readCell(cell: Element, book: Book): { text: string; bold?: boolean; computed?: boolean } {
  const style = book.styles[Number(cell.attributes['s'] ?? 0)] ?? { format: 'General', bold: false }
  const stored = child(cell, 'x:v')
  const value = stored ? allText(stored) : ''
  const formula = child(cell, 'x:f') !== undefined
  const bold = style.bold ? { bold: true } : {}
  const computed = formula ? { computed: true } : {}
  switch (cell.attributes['t']) {
    case 's': {
      const words = book.strings[Number(value)] ?? { text: '', bold: false }
      return { text: words.text, ...(style.bold || words.bold ? { bold: true } : {}), ...computed }
    }
    case 'inlineStr': return { text: wordsOf(child(cell, 'x:is') ?? cell).text, ...bold }
    case 'str': return { text: foldSpace(unescaped(value)), ...bold, ...computed }
    case 'b': return { text: value === '1' ? 'TRUE' : 'FALSE', ...bold, computed: true }
    case 'e': return { text: value, ...bold, computed: true }
    case 'd': return { text: value.replace(/T00:00:00(?:\.0+)?Z?$/, ''), ...bold, computed: true }
  }
  if (value === '') {
    if (formula) book.met.withoutResult += 1
    return { text: '' }
  }
  const shown = foldSpace(showNumber(Number(value), style.format, book.epoch))
  return { text: shown, ...bold, ...(formula || isDateFormat(style.format) || shown !== value ? { computed: true } : {}) }
}

function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function readRange(reference: string): Merge | undefined {
  const parts = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!parts) return undefined
  const [, from, top, to, bottom] = parts
  const column = columnOf(from) ?? 1
  return { row: Number(top), column, rows: Number(bottom) - Number(top) + 1, columns: (columnOf(to) ?? column) - column + 1 }
}

function notesOf(file: PackedFile, book: Book): string[] {
  const notes: string[] = []
  const hidden = book.sheets.filter(sheet => sheet.hidden).map(sheet => sheet.name)
  if (hidden.length > 0) notes.push(`${hidden.length === 1 ? 'A hidden sheet was' : 'Hidden sheets were'} left out: ${hidden.join(', ')}.`)
  if (book.met.hiddenRows.size > 0) notes.push(`Rows that are hidden in the workbook were read too, on: ${[...book.met.hiddenRows].join(', ')}.`)
  if (book.met.hiddenColumns.size > 0) notes.push(`Columns that are hidden in the workbook were read too, on: ${[...book.met.hiddenColumns].join(', ')}.`)
  if (book.met.withoutResult > 0) notes.push(`${book.met.withoutResult === 1 ? 'One cell holds a formula' : `${book.met.withoutResult} cells hold formulas`} without a saved result and ${book.met.withoutResult === 1 ? 'was' : 'were'} read as empty. Open the workbook in Excel and save it to store results.`)
  if (file.names.some(name => /vbaProject\.bin$/i.test(name))) notes.push('The workbook has macros. They were not run and not kept.')
  if (file.names.some(name => /\/externalLinks\//.test(name))) notes.push('The workbook links to other workbooks. They were not opened: the values saved last were read.')
  if (file.names.some(name => /\/(?:comments\d*|threadedComment\d*)\.xml$/.test(name))) notes.push('Comments on cells were left out.')
  if (file.names.some(name => /\/(?:media|charts)\//.test(name))) notes.push('Pictures and charts were left out.')
  return notes
}
