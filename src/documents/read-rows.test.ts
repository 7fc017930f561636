import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import writeExcelFile from 'write-excel-file/node'
import { defaultLimits } from './document.ts'
import { excelFile, openFile } from './made-for-tests.ts'
import { readDocumentHere } from './read.ts'
import { openRows, unescapeXml, type RowLimits } from './read-rows.ts'
import { Refusal } from './refusal.ts'
import { writeOds } from './write-ods.ts'

const limits: RowLimits = { unpackedBytes: 50_000_000, rows: 1000 }
const bytesOf = (text: string) => new TextEncoder().encode(text)

function read(bytes: Uint8Array, fileName = 'extract.csv', within = limits) {
  const file = openRows(bytes, fileName, within)
  const rows: { number: number; cells: string[] }[] = []
  file.read((row) => rows.push({ number: row.number, cells: Array.from({ length: row.width }, (_, column) => row.text(column)) }))
  return { file, rows, cells: rows.map((row) => row.cells) }
}

const refusalOf = (work: () => unknown): string => {
  try { work() } catch (error) { if (error instanceof Refusal) return `${error.problem}: ${error.remedy}`; throw error }
  return ''
}

test('rows come with the number that a spreadsheet gives them, and empty rows do not come', () => {
  const { rows } = read(bytesOf('Name,Sex\r\nAnn,F\r\n,\r\n\r\nBob,M'))
  assert.deepEqual(rows, [{ number: 1, cells: ['Name', 'Sex'] }, { number: 2, cells: ['Ann', 'F'] }, { number: 5, cells: ['Bob', 'M'] }])
})

test('a cell in quotation marks holds commas, quotation marks and line ends, and is one row', () => {
  const { rows } = read(bytesOf('Post,Note\n"Officer, ""senior""","first\nsecond"\nClerk,x\n'))
  assert.deepEqual(rows.map((row) => [row.number, ...row.cells]), [[1, 'Post', 'Note'], [2, 'Officer, "senior"', 'first\nsecond'], [3, 'Clerk', 'x']])
})

test('semicolons, tabs and bars part cells as commas do, and a line may say which', () => {
  for (const sign of [';', '\t', '|']) assert.deepEqual(read(bytesOf(['a,1', 'b', 'c'].join(sign) + `\n1${sign}2${sign}3\n`)).cells, [['a,1', 'b', 'c'], ['1', '2', '3']])
  assert.deepEqual(read(bytesOf('sep=;\r\na,b;c\r\n1;2\r\n')).rows, [{ number: 2, cells: ['a,b', 'c'] }, { number: 3, cells: ['1', '2'] }])
})

test('signs are read whatever the program wrote them in', () => {
  const words = ['Name', 'Zoë', '£5 – “quoted”']
  assert.deepEqual(read(bytesOf(`\ufeff${words.join(',')}\n`)).cells, [words])
  const windows = Uint8Array.from('Name,Zo\xeb,\xa35 \x96 \x93quoted\x94\n', (sign) => sign.charCodeAt(0))
  const old = read(windows)
  assert.deepEqual(old.cells, [words])
  assert.match(old.file.notes.join(' '), /Windows-1252/)
  const wide = Buffer.from(`\ufeff${words.join('\t')}\n`, 'utf16le')
  assert.deepEqual(read(wide).cells, [words])
})

test('a quotation mark that is never closed is refused with the row where it begins', () => {
  assert.match(refusalOf(() => read(bytesOf('a,b\n1,2\n3,"four\n5,6\n'))), /never closed near row 3/)
})

test('more rows than are allowed are refused, however they are packed', async () => {
  const few = { ...limits, rows: 2 }
  assert.match(refusalOf(() => read(bytesOf('a\nb\nc\n'), 'x.csv', few)), /more than 2 rows/)
  const ods = await writeOds({ title: 'List', headings: [{ text: 'a' }, { text: 'b' }], rows: [['1', '2'], ['3', '4']] })
  assert.match(refusalOf(() => read(ods, 'x.ods', few)), /more than 2 rows/)
  const excel = excelFile([{ name: 'S', xml: '<sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>' }])
  assert.match(refusalOf(() => read(excel, 'x.xlsx', few)), /more than 2 rows/)
  const repeated = openFile('spreadsheet', '<table:table table:name="A"><table:table-row table:number-rows-repeated="900000"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>')
  assert.match(refusalOf(() => read(repeated, 'x.ods', few)), /more than 2 rows/)
})

test('what is no table is refused in words that say what to do', () => {
  assert.match(refusalOf(() => read(new Uint8Array(0))), /is empty/)
  assert.match(refusalOf(() => read(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old.xls')), /save it as an Excel workbook/)
  assert.match(refusalOf(() => read(bytesOf('%PDF-1.7 and more'), 'a.pdf')), /not a table/)
})

test('a workbook gives what its cells show: words, numbers, days, and nothing of formulas without a result', () => {
  const file = excelFile([{ name: 'Staff', xml: `<sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Date of </t><r><t>birth</t></r></is></c><c r="D1" t="str"><v>R&amp;D</v></c></row>
    <row r="2"/><row r="3" hidden="1"><c r="A3"><v>123456789012</v></c><c r="B3" s="1"><v>32874</v></c><c r="C3" s="1"/><c r="D3" t="b"><v>1</v></c></row>
    </sheetData>` }], { strings: '<si><t>Staff &lt;no&gt;</t></si>', styles: '<fonts><font/></fonts><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/></cellXfs>' })
  const { rows, file: opened } = read(file, 'a.xlsx')
  assert.deepEqual(rows, [{ number: 1, cells: ['Staff <no>', 'Date of birth', '', 'R&D'] }, { number: 3, cells: ['123456789012', '01/01/1990', '', 'TRUE'] }])
  assert.equal(opened.sheet, 'Staff')
})

test('a workbook whose elements have a prefix is read as one without', () => {
  const space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const file = excelFile([{ name: 'S', xml: '' }], { more: { 'xl/worksheets/sheet1.xml': `<x:worksheet ${space}><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row><x:row r="2"/><x:row><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>` } })
  assert.deepEqual(read(file, 'a.xlsx').cells, [['7'], ['b']])
})

test('of several sheets the longest is read, and the others are named', () => {
  const row = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'
  const file = excelFile([{ name: 'Notes', xml: `<sheetData>${row}</sheetData>` }, { name: 'Extract', xml: `<sheetData>${row.repeat(50)}</sheetData>` }, { name: 'Old', state: 'hidden', xml: `<sheetData>${row.repeat(900)}</sheetData>` }])
  const { file: opened, rows } = read(file, 'a.xlsx')
  assert.equal(opened.sheet, 'Extract')
  assert.equal(rows.length, 50)
  assert.match(opened.notes.join(' '), /“Extract” was read because it is the longest\. “Notes” was not read\. A hidden sheet was not read: “Old”/)
  const choose = (name: string, because: 'asked' | 'read before') => openRows(file, 'a.xlsx', limits, { name, because })
  assert.equal(choose('notes ', 'asked').sheet, 'Notes')
  assert.match(choose('Notes', 'asked').notes.join(' '), /“Notes” was read as you asked\. “Extract” was not read/)
  assert.match(choose('Extract', 'read before').notes.join(' '), /“Extract” was read as before\./)
  const told: unknown[] = []
  const byHeadings = openRows(file, 'a.xlsx', limits, (sheets) => { told.push(...sheets.map(({ name, rows }) => [name, rows.length])); return { name: 'Notes', why: 'because it was chosen' } })
  assert.match(byHeadings.notes.join(' '), /“Notes” was read because it was chosen\. “Extract” was not read/)
  assert.deepEqual(told, [['Notes', 1], ['Extract', 50]], 'a sheet that nobody can see was offered, or more than its beginning was read')
  assert.equal(openRows(file, 'a.xlsx', limits, () => null).sheet, 'Extract', 'where nothing tells, the longest is read')
  assert.throws(() => choose('Old', 'asked'), /has no sheet called “Old” that is shown\. It has “Notes” and “Extract”/)
})

test('what a cell says that goes over several rows is said of each of them, and an empty row below stays empty', () => {
  const cell = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`
  const file = excelFile([{ name: 'Staff', xml: `<sheetData><row r="1">${cell('A1', 'Number')}${cell('B1', 'Department')}</row><row r="2">${cell('A2', '1')}${cell('B2', 'Adults')}</row><row r="3">${cell('A3', '2')}</row><row r="4"><c r="A4"/></row><row r="5">${cell('A5', '3')}</row></sheetData><mergeCells count="2"><mergeCell ref="B2:B4"/><mergeCell ref="A1:B1"/></mergeCells>` }])
  const lines = (bytes: Uint8Array, name: string) => read(bytes, name).rows.map(({ number, cells }) => `${number}: ${cells.join(' | ')}`)
  assert.deepEqual(lines(file, 'a.xlsx'), ['1: Number | Department', '2: 1 | Adults', '3: 2 | Adults', '5: 3'])
  const openCell = (words: string, more = '') => `<table:table-cell office:value-type="string"${more}><text:p>${words}</text:p></table:table-cell>`
  const ods = openFile('spreadsheet', `<table:table table:name="A"><table:table-row>${openCell('1')}${openCell('Adults', ' table:number-rows-spanned="2"')}</table:table-row><table:table-row>${openCell('2')}<table:covered-table-cell/></table:table-row><table:table-row>${openCell('3')}<table:table-cell/></table:table-row></table:table>`)
  assert.deepEqual(lines(ods, 'a.ods'), ['1: 1 | Adults', '2: 2 | Adults', '3: 3'])
})

test('a document type in a sheet is refused before it can define anything', () => {
  const file = excelFile([{ name: 'S', xml: '' }], { more: { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>' } })
  assert.match(refusalOf(() => read(file, 'a.xlsx')), /document type/)
})

test('cells and rows of an OpenDocument sheet that stand for many are written out, and comments are left out', () => {
  const cell = (text: string, more = '') => `<table:table-cell office:value-type="string"${more}><text:p>${text}</text:p></table:table-cell>`
  const file = openFile('spreadsheet', `<table:table table:name="Staff"><table:table-row>${cell('a')}${cell('b', ' table:number-columns-repeated="2"')}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
    <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
    <table:table-row table:number-rows-repeated="2">${cell('x &amp; <text:span>y</text:span>')}<table:table-cell/><table:table-cell><office:annotation><text:p>secret</text:p></office:annotation><text:p>one</text:p><text:p>two<text:s text:c="3"/>three</text:p></table:table-cell></table:table-row>
    <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>`)
  assert.deepEqual(read(file, 'a.ods').rows, [{ number: 1, cells: ['a', 'b', 'b'] }, { number: 5, cells: ['x & y', '', 'one\ntwo three'] }, { number: 6, cells: ['x & y', '', 'one\ntwo three'] }])
})

test('a workbook that another program wrote gives the same words as the reader for short documents', async () => {
  const table = [['Staff number', 'Ethnic group', 'Hours'], ['E1', 'White – British', '37'], ['E2', 'Any other “group” & more', '18.5'], ['E3', '', '0']]
  const written = await writeExcelFile(table.map((row) => row.map((text) => ({ value: text, type: String }))), {}).toBuffer()
  const { cells } = read(written, 'a.xlsx')
  assert.deepEqual(cells, table)
})

test('a file can be read again, and says how far it is', () => {
  const file = openRows(bytesOf('a,b\n' + '1,2\n'.repeat(500)), 'a.csv', limits)
  for (const _ of [1, 2]) {
    const shares: number[] = []
    let rows = 0
    file.read(() => { rows += 1 }, (share) => shares.push(share))
    assert.equal(rows, 501)
    assert.ok(shares.length > 50 && shares.every((share, index) => share <= 1 && share >= (shares[index - 1] ?? 0)))
  }
})

test('any words written as comma-separated values come back, and the reader for short documents agrees', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'Z', '"', ',', '\n', ' ', 'é', '£', '0', ';'), maxLength: 6 })
  const plain = (text: string) => text.split('\n').map((line) => line.trim().replace(/ +/g, ' ')).filter((line) => line !== '').join('\n')
  await fc.assert(fc.asyncProperty(fc.array(fc.array(word, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 }), async (table) => {
    const bytes = bytesOf('one,two,three\r\n' + table.map((row) => row.map((text) => /["\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text).join(',')).join('\r\n'))
    const { cells } = read(bytes)
    const wanted = table.map((row) => row.map(plain)).filter((row) => row.some((text) => text !== ''))
    assert.deepEqual(cells.slice(1).map((row) => Array.from({ length: 3 }, (_, column) => row[column] ?? '')), wanted)
    const document = await readDocumentHere(bytes, 'a.csv', defaultLimits)
    const block = 'blocks' in document ? document.blocks[0] : undefined
    assert.deepEqual(block?.kind === 'table' ? block.rows.slice(1).map((row) => row.cells.map((cell) => cell.text).filter((text) => text !== '')) : [], wanted.map((row) => row.filter((text) => text !== '')))
  }), { numRuns: 150 })
})

test('entities of XML become the signs that they stand for, and unknown ones stay as they are', () => {
  assert.equal(unescapeXml('&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos; &#163; &#x2013; &nbsp; &#0;'), '<a> & "b" \'c\' £ – &nbsp; ')
})
