import { inPieces, pack, xmlText } from './packing.ts'
import type { WrittenBook, WrittenTable } from './written-table.ts'

/**
 * An OpenDocument spreadsheet of one sheet: the title in the first cell, the notes under it, then the headings as header rows and a named
 * range, in British English, with the title also as the document's own. What empty cells and symbols mean is said above the table
 * (Government Analysis Function, "Making spreadsheets accessible"; each point in docs/spreadsheets.md). No cell holds a formula, so nothing in it can be worked out.
 */
export function writeOds(table: WrittenTable): Promise<Uint8Array> {
  return packed(table.title, content(table))
}

/**
 * An OpenDocument spreadsheet of several sheets: cover, contents, notes, then each table alone on a sheet with its title in the first cell, its notes under it
 * and one row of headings, and nothing below. No filters, no merged cells, no empty rows (Government Analysis Function, "Making spreadsheets accessible").
 */
export function writeOdsBook(book: WrittenBook): Promise<Uint8Array> {
  return packed(book.title, bookContent(book))
}

function packed(title: string, sheets: Iterable<string>): Promise<Uint8Array> {
  return pack([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    { name: 'content.xml', content: sheets },
    { name: 'styles.xml', content: styles },
    { name: 'meta.xml', content: `${declaration}<office:document-meta ${spaces} office:version="1.3"><office:meta><dc:title>${xmlText(title)}</dc:title><dc:language>en-GB</dc:language></office:meta></office:document-meta>` },
    { name: 'META-INF/manifest.xml', content: manifest },
  ])
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

const spaces = Object.entries({
  office: 'office', text: 'text', table: 'table', style: 'style', number: 'datastyle', fo: 'xsl-fo-compatible',
}).map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ') + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'

const manifest = `${declaration}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${
  [['/', 'application/vnd.oasis.opendocument.spreadsheet'], ['content.xml', 'text/xml'], ['styles.xml', 'text/xml'], ['meta.xml', 'text/xml']]
    .map(([path, type]) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`).join('')}</manifest:manifest>`

const styles = `${declaration}<office:document-styles ${spaces} office:version="1.3"><office:styles><style:default-style style:family="table-cell"><style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/>`
  + '<style:text-properties style:font-name="Arial" fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style>'
  + '<style:style style:name="Default" style:family="table-cell"/>'
  + '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:wrap-option="no-wrap"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>'
  + '</office:styles></office:document-styles>'

const automaticStyles = '<office:automatic-styles>'
  + '<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="8cm"/></style:style>'
  + '<style:style style:name="narrow" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style>'
  + '<style:style style:name="page" style:family="table-column"><style:table-column-properties style:column-width="20cm"/></style:style>'
  + '<style:style style:name="note" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:wrap-option="no-wrap"/></style:style>'
  + '<style:style style:name="head" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:border-bottom="0.05cm solid #0b0c0c"/><style:text-properties fo:font-weight="bold"/></style:style>'
  + '<number:date-style style:name="day-words" number:language="en" number:country="GB"><number:day/><number:text> </number:text><number:month number:style="long" number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style>'
  + '<number:date-style style:name="day-figures" number:language="en" number:country="GB"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>'
  + '<style:style style:name="dated" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="day-words"/>'
  + '<style:style style:name="dated-iso" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="day-figures"/>'
  + '</office:automatic-styles>'

function* content(table: WrittenTable): Generator<string> {
  const width = Math.max(1, table.headings.length)
  const notes = notesOf(table)
  const sheet = sheetName(table.title)
  yield `${declaration}<office:document-content ${spaces} office:version="1.3">${automaticStyles}<office:body><office:spreadsheet><table:table table:name="${xmlText(sheet)}">`
  yield table.headings.map(heading => `<table:table-column table:style-name="${heading.kind === 'date' || heading.kind === 'number' ? 'narrow' : 'wide'}"/>`).join('') || '<table:table-column/>'
  yield row(cell(table.title, 'Heading_20_1')) + notes.map(note => row(cell(note, 'note'))).join('')
  yield `<table:table-header-rows>${row(table.headings.map(heading => cell(heading.text, 'head')).join(''))}</table:table-header-rows>`
  yield* inPieces(table.rows, 500, cells => row(table.headings.map((heading, column) => typed(cells[column] ?? '', heading.kind ?? 'text')).join('')))
  yield `</table:table><table:database-ranges>${markedUp('List', sheet, notes.length + 2, width, table.rows.length)}</table:database-ranges></office:spreadsheet></office:body></office:document-content>`
}

function* bookContent({ title, cover, notes, tables }: WrittenBook): Generator<string> {
  const names = uniqueNames(tables.map((table) => table.title))
  const sheet = (name: string, columns: string, rows: string): string => `<table:table table:name="${xmlText(name)}">${columns}${rows}</table:table>`
  const [narrow, wide] = ['<table:table-column table:style-name="narrow"/>', '<table:table-column table:style-name="wide"/>']
  const lines = (name: string, heading: string, said: readonly string[]): string => sheet(name, '<table:table-column table:style-name="page"/>', row(cell(heading, 'Heading_20_1')) + said.map((line) => row(cell(line))).join(''))
  yield `${declaration}<office:document-content ${spaces} office:version="1.3">${automaticStyles}<office:body><office:spreadsheet>`
  yield lines('Cover', title, cover)
  yield sheet('Contents', narrow + wide, row(cell('Contents', 'Heading_20_1')) + `<table:table-header-rows>${row(cell('Sheet', 'head') + cell('What it holds', 'head'))}</table:table-header-rows>`
    + [['Notes', 'What the reader should know'], ...tables.map((table, place) => [names[place] ?? '', table.title])].map(([name = '', holds = '']) => row(cell(name) + cell(holds))).join(''))
  yield lines('Notes', 'Notes', notes.map((note, place) => `[note ${place + 1}] ${note}`))
  for (const [place, table] of tables.entries()) {
    yield `<table:table table:name="${xmlText(names[place] ?? '')}">${table.headings.map((heading, column) => column === 0 || heading.kind === undefined || heading.kind === 'text' ? wide : narrow).join('') || wide}`
    yield row(cell(table.title, 'Heading_20_1')) + notesOf(table).map((note) => row(cell(note, 'note'))).join('')
    yield `<table:table-header-rows>${row(table.headings.map((heading) => cell(heading.text, 'head')).join(''))}</table:table-header-rows>`
    yield* inPieces(table.rows, 500, (cells) => row(table.headings.map((heading, column) => typed(cells[column] ?? '', heading.kind ?? 'text')).join('')))
    yield '</table:table>'
  }
  yield `<table:database-ranges>${markedUp('Contents', 'Contents', 2, 2, tables.length + 1)}${tables.map((table, place) => markedUp(`Table_${place + 1}`, names[place] ?? '', notesOf(table).length + 2, Math.max(1, table.headings.length), table.rows.length)).join('')}</table:database-ranges></office:spreadsheet></office:body></office:document-content>`
}

/** The cells that are the table, by a name of their own: this is how a spreadsheet program and a screen reader know it from what stands above it. No filter buttons. */
function markedUp(name: string, sheet: string, headRow: number, width: number, rows: number): string {
  const at = `'${sheet.replaceAll("'", "''")}'`
  return `<table:database-range table:name="${name}" table:target-range-address="${xmlText(`${at}.A${headRow}:${at}.${columnName(width)}${headRow + rows}`)}" table:contains-header="true"/>`
}

/** The symbols of the Analysis Function’s “Symbols in tables”, in words. */
const symbols: Readonly<Record<string, string>> = {
  '[b]': 'the series breaks here', '[c]': 'confidential: the number is withheld, so that nobody can be known by it', '[e]': 'estimated', '[f]': 'forecast', '[low]': 'rounds to nothing, and is not nothing', '[p]': 'provisional', '[r]': 'revised',
  '[u]': 'of low reliability', '[w]': 'no data were collected', '[x]': 'not available', '[z]': 'does not apply',
}

/** What stands above the table: its own notes, then what its symbols and its empty cells mean where it has any and does not say so itself. */
function notesOf({ notes = [], headings, rows }: WrittenTable): readonly string[] {
  const used = new Set<string>()
  let empty = false
  for (const cells of rows) {
    for (let column = 0; column < headings.length; column++) {
      const text = cells[column] ?? ''
      if (text === '') empty = true
      else if (text.startsWith('[') && Object.hasOwn(symbols, text)) used.add(text)
    }
  }
  const said = notes.join(' ')
  return [
    ...notes,
    ...[...used].sort().filter((each) => !said.includes(each)).map((each) => `${each}: ${symbols[each] ?? ''}.`),
    ...(empty && !/empty cell/i.test(said) ? ['An empty cell means that nothing is recorded there.'] : []),
  ]
}

/** Two tables whose titles begin alike still have sheets of their own. */
function uniqueNames(titles: readonly string[]): readonly string[] {
  return titles.map((title, place) => `${place + 1} ${sheetName(title)}`.slice(0, 31).trim())
}

function row(cells: string): string {
  return `<table:table-row>${cells}</table:table-row>`
}

/** A number or a day is stored as one, so that it sorts; what is neither stays text, whatever the column is. */
function typed(text: string, kind: 'text' | 'date' | 'number'): string {
  if (kind === 'number' && /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text))
    return `<table:table-cell office:value-type="float" office:value="${text.replaceAll(',', '')}"><text:p>${text}</text:p></table:table-cell>`
  const day = kind === 'date' ? dayOf(text) : undefined
  if (day) return `<table:table-cell table:style-name="${day === text ? 'dated-iso' : 'dated'}" office:value-type="date" office:date-value="${day}"><text:p>${text}</text:p></table:table-cell>`
  return cell(text)
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

function dayOf(text: string): string | undefined {
  const words = /^([1-9]|[12]\d|3[01]) ([A-Z][a-z]+) ([12]\d{3})$/.exec(text)
  const day = words ? `${words[3]}-${String(months.indexOf(words[2] ?? '') + 1).padStart(2, '0')}-${(words[1] ?? '').padStart(2, '0')}` : text
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(day)) return undefined
  try {
    return Temporal.PlainDate.from(day).toString()
  } catch {
    return undefined
  }
}

function cell(text: string, style?: string): string {
  const look = style === undefined ? '' : ` table:style-name="${style}"`
  if (text === '') return `<table:table-cell${look}/>`
  return `<table:table-cell${look} office:value-type="string">${text.split(/\r\n?|\n/).map(line => `<text:p>${spaced(line)}</text:p>`).join('')}</table:table-cell>`
}

/** OpenDocument folds white space unless it is spelt out. */
function spaced(line: string): string {
  return xmlText(line).replace(/\t/g, '<text:tab/>').replace(/ {2,}/g, run => ` <text:s text:c="${run.length - 1}"/>`)
}

/** Spreadsheet programs allow 31 characters and not these. */
function sheetName(title: string): string {
  return title.replace(/[[\]*?:/\\'"\p{Cc}]/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 31).toWellFormed().trim() || 'List'
}

function columnName(number: number): string {
  return number > 26 ? columnName(Math.floor((number - 1) / 26)) + columnName((number - 1) % 26 + 1) : String.fromCharCode(64 + number)
}
