import { isUtf8 } from 'node:buffer'
import { decodeText } from './decode.ts'
import type { ReadingLimits } from './document.ts'
import { readBook, type Book } from './excel.ts'
import { showNumber } from './number-format.ts'
import { refuseEncrypted } from './open-document.ts'
import { openPackedFile, type PackedFile } from './packed-file.ts'
import { damaged, refuse } from './refusal.ts'
import { delimiterOf } from './separated-values.ts'
import { sniff } from './sniff.ts'
import { foldSpace } from './white-space.ts'

/** One row as it passes. It is the same object for every row: take what you need of it before the next one comes. */
export interface PassingRow {
  /** As a spreadsheet numbers it, from 1. */
  readonly number: number
  /** How many columns there are up to the last that says something. */
  readonly width: number
  /** How many cells the row has, said or empty, where the file says so: separated values do, and a workbook's empty cells are not there. */
  readonly cells?: number
  /** The words of a column from 0, white space folded; empty beyond the width. */
  text(column: number): string
}

export type RowFormat = 'csv' | 'tsv' | 'xlsx' | 'ods'

/** A long table that is read row by row, as often as is needed, without ever standing in memory as a whole. */
export interface RowFile {
  readonly format: RowFormat
  /** The sheet that is read, of a workbook; null where there are no sheets. */
  readonly sheet: string | null
  /** What is left out and what had to be assumed. */
  readonly notes: readonly string[]
  /** Gives each row that says something, in order. `share` is told about every hundredth part of the way, from 0 to 1. Throws a refusal. */
  read(take: (row: PassingRow) => void, share?: (done: number) => void): void
}

/** `beside`: rows that may stand above and below what is counted: headings, titles, totals. */
export type RowLimits = Pick<ReadingLimits, 'unpackedBytes' | 'rows'> & { readonly beside?: number }

/** Which sheet of a workbook is read: the one that somebody asked for, or that was read of this very file before. It must be there. */
export interface WantedSheet { readonly name: string; readonly because: 'asked' | 'read before' }

/** How a sheet begins, for whoever can tell by its headings whether it is the right one. */
export interface SheetStart { readonly name: string; /** The first rows that say something. */ readonly rows: readonly (readonly string[])[]; /** To be compared with other sheets of the same file, and with nothing else. */ readonly length: number }
/** Of several sheets the one to read, and why in words that end “was read …”. Null where nothing tells: then the longest is. */
export type ChooseSheet = (sheets: readonly SheetStart[]) => { readonly name: string; readonly why: string } | null

/** What kind of table a file holds, told from its bytes. Throws a refusal for what is no table. Meant for a thread of its own: it holds whoever calls it. */
export function openRows(bytes: Uint8Array, fileName: string, limits: RowLimits, wanted: WantedSheet | ChooseSheet | null = null): RowFile {
  const { kind } = sniff(bytes, fileName)
  switch (kind) {
    case 'csv': case 'text': return openSeparated(bytes, limits)
    case 'xlsx': case 'xlsm': return openWorkbook(openPackedFile(bytes, limits), limits, wanted)
    case 'ods': return openOpenSheet(openPackedFile(bytes, limits), limits, wanted)
    case 'empty': return refuse('is empty', 'check that you chose the right file, or save it again and choose the new copy')
    case 'ole': return refuse('is an old Excel file (.xls), or one that is protected by a password', 'open it in Excel, take the password off if it has one, save it as an Excel workbook (.xlsx) or as CSV and choose that file')
    case 'xlsb': return refuse('is an Excel binary workbook (.xlsb)', 'open it in Excel, save it as an Excel workbook (.xlsx) or as CSV and choose that file')
    case 'zip': openPackedFile(bytes, limits); return noTable()
    default: return noTable()
  }
}

function noTable(): never {
  return refuse('is not a table that can be read here', 'save the extract as CSV, as an Excel workbook (.xlsx) or as an OpenDocument spreadsheet (.ods) and choose that file')
}

/** Refuses what is longer than the installation takes from one file. */
export function tooManyRows(limit: number): never {
  return refuse(`has more than ${limit.toLocaleString('en-GB')} rows, which is the most that is taken from one file`, 'leave out what is not needed, or ask whoever runs this service to allow more')
}

// --- Separated values -------------------------------------------------------------------------------------------------

const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d]
/** A quotation mark that is never closed swallows the rest of the file: no row of an extract is as long as this. */
const longestRow = 1_000_000
const mostColumns = 2_000

function openSeparated(given: Uint8Array, limits: RowLimits): RowFile {
  const { bytes, latin, notes } = inUtf8(given)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const beginning = bytes.toString(latin ? 'latin1' : 'utf8', start, Math.min(bytes.length, start + 65_536))
  const stated = /^sep=([,;\t|])\r?\n/.exec(beginning)
  const delimiter = stated?.[1] ?? delimiterOf(beginning)
  const from = start + (stated ? stated[0].length : 0)
  return {
    format: delimiter === '\t' ? 'tsv' : 'csv', sheet: null, notes,
    read(take, share) { readSeparated({ bytes, from, firstNumber: stated ? 2 : 1, delimiter: delimiter.charCodeAt(0), latin }, limits, take, share) },
  }
}

/** The bytes as UTF-8, or as they are with `latin` where they are Windows-1252. Only what is in UTF-16 is written anew. */
function inUtf8(given: Uint8Array): { readonly bytes: Buffer; readonly latin: boolean; readonly notes: readonly string[] } {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const zeros = bytes.subarray(0, 4096).includes(0)
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || zeros) return { bytes: Buffer.from(decodeText(given).text, 'utf8'), latin: false, notes: [] }
  if (isUtf8(bytes)) return { bytes, latin: false, notes: [] }
  return { bytes, latin: true, notes: ['The file’s characters are not in Unicode (UTF-8). They were read as Windows-1252: check signs such as £ and ’.'] }
}

interface Separated { readonly bytes: Buffer; readonly from: number; readonly firstNumber: number; readonly delimiter: number; readonly latin: boolean }

/** Cells stand in the bytes from `starts[i]` to `ends[i]`; `signs[i]` says what decoding one needs: 1 doubled quotation marks, 2 signs beyond ASCII. */
function readSeparated({ bytes, from, firstNumber, delimiter, latin }: Separated, limits: RowLimits, take: (row: PassingRow) => void, share?: (done: number) => void): void {
  const starts = new Int32Array(mostColumns)
  const ends = new Int32Array(mostColumns)
  const signs = new Uint8Array(mostColumns)
  const windows = new TextDecoder('windows-1252')
  const row = {
    number: firstNumber, width: 0, cells: 0,
    text(column: number): string {
      if (column >= row.width) return ''
      const [begin, end, sign] = [starts[column] ?? 0, ends[column] ?? 0, signs[column] ?? 0]
      if (begin >= end) return ''
      const raw = (sign & 2) === 0 ? bytes.toString('latin1', begin, end) : latin ? windows.decode(bytes.subarray(begin, end)) : bytes.toString('utf8', begin, end)
      return foldSpace((sign & 1) === 0 ? raw : raw.replaceAll('""', '"'))
    },
  }
  const length = bytes.length
  const step = Math.max(1, Math.floor((length - from) / 100))
  let nextShare = from + step
  let at = from
  let rows = 0
  let number = firstNumber
  while (at < length) {
    const rowStart = at
    let columns = 0
    let width = 0
    for (let ended = false; !ended;) {
      let begin = at
      let end = at
      let sign = 0
      let filled = false
      if (bytes[at] === quote) {
        at += 1
        begin = at
        for (;;) {
          if (at >= length || at - rowStart > longestRow) refuse(`has a quotation mark that is never closed near row ${number.toLocaleString('en-GB')}`, 'open the file in a spreadsheet, mend that row, save it as CSV and choose it again')
          const byte = bytes[at] ?? 0
          if (byte === quote) {
            if (bytes[at + 1] !== quote) break
            sign |= 1
            at += 1
          }
          if (byte >= 0x80) sign |= 2
          if (byte > 0x20) filled = true
          at += 1
        }
        end = at
        at += 1
        // Words after a closing quotation mark belong to the cell, as every spreadsheet reads them.
        const after = at
        while (at < length && bytes[at] !== delimiter && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at += 1
        if (at > after) { begin -= 1; end = at; sign |= 2; filled = true }
      } else {
        for (; at < length; at += 1) {
          const byte = bytes[at] ?? 0
          if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break
          if (byte >= 0x80) sign |= 2
          if (byte > 0x20) filled = true
        }
        end = at
      }
      if (columns >= mostColumns) refuse(`has more than ${mostColumns.toLocaleString('en-GB')} columns in row ${number.toLocaleString('en-GB')}`, 'save the columns that are needed as a file of their own and choose that')
      starts[columns] = begin
      ends[columns] = filled ? end : begin
      signs[columns] = sign
      columns += 1
      if (filled) width = columns
      ended = at >= length || bytes[at] !== delimiter
      if (ended) at += bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? 2 : 1
      else at += 1
    }
    if (width > 0) {
      rows += 1
      if (rows > limits.rows + (limits.beside ?? 0)) tooManyRows(limits.rows)
      row.number = number
      row.width = width
      row.cells = columns
      take(row)
    }
    number += 1
    if (at >= nextShare) { share?.((at - from) / (length - from)); nextShare = at + step }
  }
}

// --- Workbooks --------------------------------------------------------------------------------------------------------

function openWorkbook(file: PackedFile, limits: RowLimits, wanted: WantedSheet | ChooseSheet | null): RowFile {
  const book = readBook(file)
  const shown = book.sheets.filter((sheet) => !sheet.hidden)
  const sizes = new Map(shown.map((sheet) => [sheet, shown.length > 1 ? sizeOf(file, sheet.part) : 1]))
  const { chosen, why } = chooseAmong(shown, wanted, (sheet) => sizes.get(sheet) ?? 1, (sheet, take) => { readSheetRows(file, sheet.part, book, sizes.get(sheet) ?? 1, limits, take) })
    ?? refuse('has no sheet that is shown', 'show the sheet with the extract, save the workbook and choose it again')
  let merged: readonly MergedDown[] | undefined
  return {
    format: 'xlsx', sheet: chosen.name,
    notes: sheetNotes(chosen.name, why, shown.map((sheet) => sheet.name), book.sheets.filter((sheet) => sheet.hidden).map((sheet) => sheet.name)),
    read(take, share) { readSheetRows(file, chosen.part, book, sizes.get(chosen) ?? 1, limits, take, share, merged ??= mergedDown(file, chosen.part)) },
  }
}

/** Columns from 0, rows as the sheet numbers them. */
interface MergedDown { readonly column: number; readonly from: number; readonly to: number }

/** Cells that go over several rows, which stand after all rows in the file. What such a cell says is said of each of its rows. */
function mergedDown(file: PackedFile, part: string): readonly MergedDown[] {
  const decoder = new TextDecoder()
  let after = ''
  let isAfter = false
  file.unpack(part, (piece) => {
    if (isAfter && after.length > mostAfterRows) return
    after += decoder.decode(piece, { stream: true })
    if (isAfter) return
    const end = /<\/(?:[A-Za-z][\w.-]*:)?sheetData>/.exec(after)
    isAfter = end !== null
    after = end === null ? after.slice(-100) : after.slice(end.index)
  })
  return [...after.matchAll(/<(?:[A-Za-z][\w.-]*:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"/g)].slice(0, mostMerged)
    .map(([, column, from, to]) => ({ column: columnOf(column) ?? 0, from: Number(from), to: Number(to) })).filter(({ from, to }) => to > from)
}

const mostAfterRows = 4_000_000
const mostMerged = 20_000

/** The sheet to read and why, in words. How sheets begin is read only where there are several and nobody named one. */
function chooseAmong<Sheet extends { readonly name: string }>(shown: readonly Sheet[], wanted: WantedSheet | ChooseSheet | null, lengthOf: (sheet: Sheet) => number, read: (sheet: Sheet, take: (row: PassingRow) => void) => void): { readonly chosen: Sheet; readonly why: string } | null {
  if (wanted !== null && typeof wanted !== 'function') return { chosen: namedSheet(shown, wanted), why: wanted.because === 'asked' ? 'as you asked' : 'as before' }
  const [longest] = shown.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  if (longest === undefined) return null
  const told = shown.length === 1 || wanted === null ? null : wanted(shown.slice(0, mostSheetsLookedAt).map((sheet) => ({ name: sheet.name, rows: firstRows((take) => { read(sheet, take) }), length: lengthOf(sheet) })))
  const chosen = told && shown.find(({ name }) => name === told.name)
  return chosen && told ? { chosen, why: told.why } : { chosen: longest, why: 'because it is the longest' }
}

const mostSheetsLookedAt = 30
const rowsOfStart = 50

/** The first rows, and then no more: nobody unpacks a million rows to see their headings. */
function firstRows(read: (take: (row: PassingRow) => void) => void): readonly (readonly string[])[] {
  const enough = new Error('enough was read')
  const rows: (readonly string[])[] = []
  try {
    read((row) => {
      rows.push(Array.from({ length: row.width }, (_, column) => row.text(column)))
      if (rows.length >= rowsOfStart) throw enough
    })
  } catch (error) {
    if (error !== enough) throw error
  }
  return rows
}

/** Names of sheets are compared as spreadsheets do: capitals make no difference. Throws a refusal where one that was asked for is not there. */
function namedSheet<Sheet extends { readonly name: string }>(shown: readonly Sheet[], wanted: WantedSheet): Sheet {
  const fold = (name: string): string => name.trim().toLowerCase()
  return shown.find((sheet) => fold(sheet.name) === fold(wanted.name))
    ?? refuse(`has no sheet called “${wanted.name}” that is shown. It has ${listed(shown.map((sheet) => sheet.name))}`, 'give it again with the name of one of these, or leave the name out')
}

function sheetNotes(chosen: string, why: string, shown: readonly string[], hidden: readonly string[]): readonly string[] {
  const others = shown.filter((name) => name !== chosen)
  return [
    ...(others.length === 0 ? [] : [`The workbook has ${shown.length} sheets. “${chosen}” was read ${why}. ${listed(others)} ${others.length === 1 ? 'was' : 'were'} not read.`]),
    ...(hidden.length === 0 ? [] : [`${hidden.length === 1 ? 'A hidden sheet was' : 'Hidden sheets were'} not read: ${listed(hidden)}.`]),
  ]
}

function listed(names: readonly string[]): string {
  const quoted = names.slice(0, 10).map((name) => `“${name}”`)
  return new Intl.ListFormat('en-GB').format(names.length > 10 ? [...quoted, `${names.length - 10} more`] : quoted)
}

function sizeOf(file: PackedFile, part: string): number {
  let size = 0
  file.unpack(part, (piece) => { size += piece.length })
  return size
}

/** The text of one part as it is unpacked, cut after an `end`, so that what is given always holds whole rows. */
function wholeRows(file: PackedFile, part: string, endIn: (text: string) => string, given: (text: string) => void): void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const pieces: string[] = []
  let held = 0
  let begun = false
  file.unpack(part, (piece) => {
    const text = decode(decoder, piece)
    if (!begun) {
      begun = true
      if (/<!DOCTYPE|<!ENTITY/i.test(text)) refuse('has a document type declaration inside, which no spreadsheet needs and which can be used to attack the reader', 'save it again in the program that made it and choose that file')
    }
    pieces.push(text)
    held += text.length
    if (held < 262_144) return
    const all = pieces.join('')
    const end = endIn(all)
    const last = all.lastIndexOf(end)
    if (last < 0) {
      if (held > 20_000_000) damaged()
      pieces.splice(0, pieces.length, all)
      return
    }
    given(all.slice(0, last + end.length))
    const rest = all.slice(last + end.length)
    pieces.splice(0, pieces.length, rest)
    held = rest.length
  })
  given(pieces.join(''))
}

function decode(decoder: TextDecoder, piece: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: true })
  } catch {
    return damaged()
  }
}

/** Cells as texts, for the formats whose cells say where they stand. */
function textRow() {
  const texts: string[] = []
  const row = { number: 0, width: 0, text: (column: number): string => column < row.width ? texts[column] ?? '' : '' }
  return {
    row, texts,
    finish(number: number): boolean {
      row.number = number
      row.width = texts.findLastIndex((text) => text !== '' && text !== undefined) + 1
      return row.width > 0
    },
  }
}

/** What a cell that goes over several rows says, in a row that says nothing there itself. */
function fillIn(texts: string[], column: number, words: string): void {
  while (texts.length <= column) texts.push('')
  if (texts[column] === '' || texts[column] === undefined) texts[column] = words
}

/** Rows straight from SpreadsheetML (ISO/IEC 29500-1, section 18.3): each cell's value is what was saved with it. */
function readSheetRows(file: PackedFile, part: string, book: Book, size: number, limits: RowLimits, take: (row: PassingRow) => void, share?: (done: number) => void, merged: readonly MergedDown[] = []): void {
  const { row, texts, finish } = textRow()
  const begins = Map.groupBy(merged, ({ from }) => from)
  let held: { readonly column: number; readonly to: number; readonly words: string }[] = []
  let patterns: SheetPatterns | undefined
  let rows = 0
  let number = 0
  let done = 0
  const patternsFor = (text: string): SheetPatterns => patterns ??= sheetPatterns(/<(?:([A-Za-z][\w.-]*):)?worksheet[\s>]/.exec(text)?.[1])
  wholeRows(file, part, (text) => patternsFor(text).end, (text) => {
    const pattern = patternsFor(text)
    for (const [, about = '', inside = ''] of text.matchAll(pattern.row)) {
      number = Number(attribute(about, 'r') ?? number + 1)
      texts.length = 0
      let column = -1
      for (const [, own = '', content] of inside.matchAll(pattern.cell)) {
        column = columnOf(attribute(own, 'r')) ?? column + 1
        if (content === undefined || column >= mostColumns) continue
        while (texts.length < column) texts.push('')
        texts[column] = cellText(book, pattern, attribute(own, 't'), attribute(own, 's'), content)
      }
      if (merged.length > 0) {
        held = held.filter(({ to }) => to >= number)
        if (texts.some((text) => text !== '' && text !== undefined)) for (const { column, words } of held) fillIn(texts, column, words)
        held.push(...(begins.get(number) ?? []).map(({ column, to }) => ({ column, to, words: texts[column] ?? '' })))
      }
      if (!finish(number)) continue
      rows += 1
      if (rows > limits.rows + (limits.beside ?? 0)) tooManyRows(limits.rows)
      take(row)
    }
    done += text.length
    share?.(Math.min(1, done / Math.max(done, size)))
  })
}

interface SheetPatterns { readonly end: string; readonly row: RegExp; readonly cell: RegExp; readonly value: RegExp; readonly words: RegExp }

/** A file may be written with a prefix (`<x:row>`): its first element says so. A row or cell that closes itself holds nothing. */
function sheetPatterns(prefix: string | undefined): SheetPatterns {
  const name = (local: string): string => prefix === undefined ? local : `${prefix}:${local}`
  return {
    end: `</${name('row')}>`,
    row: new RegExp(`<${name('row')}((?:\\s(?:[^>/]|/(?!>))*)?)>([\\s\\S]*?)</${name('row')}>`, 'g'),
    cell: new RegExp(`<${name('c')}((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</${name('c')}>)`, 'g'),
    value: new RegExp(`<${name('v')}(?:\\s[^>]*)?>([\\s\\S]*?)</${name('v')}>`),
    words: new RegExp(`<${name('t')}(?:\\s[^>]*)?>([\\s\\S]*?)</${name('t')}>`, 'g'),
  }
}

/** What the cell shows: its words, or its number in the format that the sheet gives it. */
function cellText(book: Book, { value, words }: SheetPatterns, type: string | undefined, style: string | undefined, content: string): string {
  if (type === 'inlineStr') return foldSpace(spelt([...content.matchAll(words)].map((found) => found[1] ?? '').join('')))
  const stored = value.exec(content)?.[1] ?? ''
  switch (type) {
    case 's': return book.strings[Number(stored)]?.text ?? ''
    case 'str': return foldSpace(spelt(stored))
    case 'b': return stored === '1' ? 'TRUE' : 'FALSE'
    case 'e': return stored
    case 'd': return stored.replace(/T00:00:00(?:\.0+)?Z?$/, '')
  }
  if (stored === '') return ''
  const format = book.styles[Number(style ?? 0)]?.format ?? 'General'
  // A staff number of many figures is itself, and not 1.2E+12.
  return format === 'General' && /^-?\d{1,15}$/.test(stored) ? stored : foldSpace(showNumber(Number(stored), format, book.epoch))
}

function spelt(text: string): string {
  const plain = unescapeXml(text)
  return plain.includes('_x') ? plain.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : plain
}

function attribute(attributes: string, name: string): string | undefined {
  const at = attributes.indexOf(` ${name}="`)
  if (at < 0) return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1]
  const from = at + name.length + 3
  return attributes.slice(from, attributes.indexOf('"', from))
}

function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column === 0 ? undefined : column - 1
}

// --- OpenDocument -----------------------------------------------------------------------------------------------------

/** What a cell shows is stored beside its value, and is what is read. Rows and cells that stand for many are written out only where they say something. */
function openOpenSheet(file: PackedFile, limits: RowLimits, wanted: WantedSheet | ChooseSheet | null): RowFile {
  refuseEncrypted(file)
  if (!file.has('content.xml')) damaged()
  const sheets: { name: string; rows: number }[] = []
  let size = 0
  wholeRows(file, 'content.xml', () => '</table:table-row>', (text) => {
    size += text.length
    for (const [, name, rowEnd] of text.matchAll(/<table:table\s[^>]*?table:name="([^"]*)"|(<\/table:table-row>)/g)) {
      const last = sheets.at(-1)
      if (name !== undefined) sheets.push({ name: unescapeXml(name), rows: 0 })
      else if (rowEnd !== undefined && last) last.rows += 1
    }
  })
  const { chosen, why } = chooseAmong(sheets, wanted, ({ rows }) => rows, (sheet, take) => { readOpenRows(file, sheets.indexOf(sheet), size, limits, take) }) ?? refuse('has no sheet', 'check that you chose the right file')
  return {
    format: 'ods', sheet: chosen.name, notes: sheetNotes(chosen.name, why, sheets.filter((each) => each.rows > 0).map((each) => each.name), []),
    read(take, share) { readOpenRows(file, sheets.indexOf(chosen), size, limits, take, share) },
  }
}

function readOpenRows(file: PackedFile, wanted: number, size: number, limits: RowLimits, take: (row: PassingRow) => void, share?: (done: number) => void): void {
  const { row, texts, finish } = textRow()
  const held = new Map<number, { readonly to: number; readonly words: string }>()
  let sheet = -1
  let rows = 0
  let number = 0
  let done = 0
  wholeRows(file, 'content.xml', () => '</table:table-row>', (text) => {
    for (const [, begins, closed, attributes = '', inside = ''] of text.matchAll(/(<table:table\s)|<table:table-row(?:\s[^>]*)?(\/)>|<table:table-row((?:\s[^>]*)?)>([\s\S]*?)<\/table:table-row>/g)) {
      if (begins !== undefined) { sheet += 1; number = 0; continue }
      if (closed !== undefined) { number += 1; continue }
      if (sheet !== wanted) continue
      const times = Number(/table:number-rows-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1)
      const first = number + 1
      number += times
      texts.length = 0
      for (const [, own = '', content] of inside.matchAll(/<table:(?:covered-)?table-cell((?:\s[^>]*?)?)(?:\/>|>([\s\S]*?)<\/table:(?:covered-)?table-cell>)/g)) {
        const repeated = Number(/table:number-columns-repeated="(\d+)"/.exec(own)?.[1] ?? 1)
        const words = content === undefined ? '' : wordsOf(content)
        if (words === '' && repeated > mostColumns) continue
        const down = own.includes('number-rows-spanned') ? Number(/table:number-rows-spanned="(\d+)"/.exec(own)?.[1] ?? 1) : 1
        if (down > 1) held.set(texts.length, { to: first + down - 1, words })
        for (let copy = 0; copy < repeated && texts.length < mostColumns; copy += 1) texts.push(words)
      }
      if (held.size > 0 && texts.some((text) => text !== '')) for (const [column, { to, words }] of held) {
        if (to < first) held.delete(column)
        else fillIn(texts, column, words)
      }
      if (!finish(first)) continue
      rows += times
      if (rows > limits.rows + (limits.beside ?? 0)) tooManyRows(limits.rows)
      for (let copy = 0; copy < times; copy += 1) { row.number = first + copy; take(row) }
    }
    done += text.length
    share?.(Math.min(1, done / Math.max(1, size)))
  })
}

function wordsOf(content: string): string {
  const shown = content.includes('<office:annotation') ? content.replace(/<office:annotation[\s\S]*?<\/office:annotation>/g, '') : content
  const lines = [...shown.matchAll(/<text:p(?:\s[^>]*)?>([\s\S]*?)<\/text:p>/g)].map((found) => (found[1] ?? '').replace(/<text:(?:s|tab|line-break)\b[^>]*\/>/g, ' ').replace(/<[^>]*>/g, ''))
  return foldSpace(unescapeXml(lines.join('\n')))
}

/** The five entities that XML has of itself, and characters by their number. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (_, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
    if (name !== undefined) return { lt: '<', gt: '>', amp: '&', quot: '"', apos: '\'' }[name] ?? ''
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
