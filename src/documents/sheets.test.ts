import assert from 'node:assert/strict'
import { test } from 'node:test'
import writeExcelFile from 'write-excel-file/node'
import { defaultLimits } from './document.ts'
import { excelFile, openFile, readable, refusal, tables, texts, words } from './made-for-tests.ts'
import { showNumber } from './number-format.ts'
import { readDocumentHere } from './read.ts'

test('A workbook gives each visible sheet as a table under its name, with the sheet’s own row and column numbers, and says which sheets are hidden', async () => {
  const document = readable(await readDocumentHere(excelFile([
    { name: 'Objective 1', xml: '<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="inlineStr"><is><t>Lead</t></is></c></row><row r="5"><c r="B5" t="s"><v>1</v></c><c r="D5" t="str"><f>A1&amp;""</f><v>HR</v></c></row></sheetData>' },
    { name: 'Sheet2', xml: '<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>' },
    { name: 'Costs', state: 'hidden', xml: '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' },
    { name: 'Really', state: 'veryHidden', xml: '<sheetData/>' },
  ], { strings: '<si><t>Action</t></si><si><r><rPr><b/></rPr><t>Listen </t></r><r><t>first</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>' }), 'plan.xlsx'))
  assert.deepEqual(words(document).map(block => block.text), ['Objective 1'])
  const [first, second] = tables(document)
  assert.deepEqual(texts(first), [['Action', 'Lead'], ['Listen first', 'HR']])
  assert.deepEqual(first?.rows[1]?.cells[1]?.place, { sheet: 'Objective 1', table: 1, row: 5, column: 4 })
  assert.equal(first?.rows[1]?.cells[1]?.computed, true)
  assert.equal(second?.place.sheet, 'Sheet2')
  assert.deepEqual(document.notes, ['Hidden sheets were left out: Costs, Really.'])
})

test('Merged areas of a sheet cover what they cover, also where rows between them are empty', async () => {
  const document = readable(await readDocumentHere(excelFile([{ name: 'Plan', xml: '<sheetData><row r="1"><c r="A1" t="str"><v>Title</v></c><c r="B1" t="str"><v>under the merge</v></c></row><row r="2"><c r="A2" t="str"><v>Objective</v></c><c r="B2" t="str"><v>a</v></c></row><row r="4"><c r="B4" t="str"><v>b</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/></mergeCells>' }]), 'plan.xlsx'))
  const [table] = tables(document)
  assert.deepEqual(texts(table), [['Title', '^'], ['Objective', 'a'], ['^', 'b']])
  assert.equal(table?.rows[0]?.cells[0]?.columnSpan, 2)
  assert.equal(table?.rows[1]?.cells[0]?.rowSpan, 2)
  assert.deepEqual(table?.rows[2]?.cells[0]?.covered, { row: 1, column: 0 })
})

test('Dates and numbers come out as the sheet shows them, not as it stores them', async () => {
  const document = readable(await readDocumentHere(excelFile([{ name: 'Plan', xml: '<sheetData><row r="1"><c r="A1" s="1"><v>42825</v></c><c r="B1" s="2"><v>42825</v></c><c r="C1" s="3"><v>0.125</v></c><c r="D1"><f>1/0</f></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#N/A</v></c><c r="G1"><v>3</v></c></row></sheetData>' }], {
    styles: '<numFmts><numFmt numFmtId="164" formatCode="[$-809]d\\ mmmm\\ yyyy;@"/></numFmts><fonts><font/><font><b/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="14" fontId="1"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs>',
  }), 'plan.xlsx'))
  const cells = tables(document)[0]?.rows[0]?.cells
  assert.deepEqual(cells?.map(cell => cell.text), ['31/03/2017', '31 March 2017', '12.50%', 'TRUE', '#N/A', '3'])
  assert.deepEqual(cells?.map(cell => cell.computed ?? false), [true, true, true, true, true, false])
  assert.equal(cells?.[0]?.bold, true)
  assert.match(document.notes.join(), /formula without a saved result/)
})

test('Format codes are shown as Excel shows them', () => {
  const shown: readonly (readonly [number, string, string])[] = [
    [1234.5, '#,##0.00', '1,234.50'], [-1234.5, '#,##0;[Red]-#,##0', '-1,235'], [1.005, '0.00', '1.01'], [0, '0;-0;"none"', 'none'], [1500000, '0.0,,"m"', '1.5m'],
    [0.5, '0%', '50%'], [12, '"£"#,##0', '£12'], [5, '[$£-809]#,##0.00', '£5.00'], [7, '000', '007'], [3.14159265358979, 'General', '3.1415926536'],
    [42825.75, 'dd/mm/yyyy hh:mm', '31/03/2017 18:00'], [42825, 'ddd d mmm yy', 'Fri 31 Mar 17'], [0.25, 'h:mm AM/PM', '6:00 AM'], [1.5, '[h]:mm', '36:00'], [42825, '[$-F800]dddd, mmmm dd, yyyy', '31 March 2017'],
    [59, 'd/m/yyyy', '28/2/1900'], [61, 'd/m/yyyy', '1/3/1900'], [42825, 'mmm-yy', 'Mar-17'], [2, '"Q"0', 'Q2'], [-1, '0_);(0)', '(1)'],
  ]
  for (const [value, code, expected] of shown) assert.equal(showNumber(value, code), expected, code)
  assert.equal(showNumber(0, 'd/m/yyyy', 1904), '1/1/1904')
})

test('A workbook as a common writer makes it is read back', async () => {
  const bytes = await writeExcelFile([[{ value: 'Action', fontWeight: 'bold' }, { value: 'By when' }], [{ value: 'Ask young people' }, { value: new Date(Date.UTC(2031, 4, 1)), type: Date, format: 'dd/mm/yyyy' }]]).toBuffer()
  const document = readable(await readDocumentHere(bytes, 'plan.xlsx'))
  assert.deepEqual(texts(tables(document)[0]), [['Action', 'By when'], ['Ask young people', '01/05/2031']])
})

test('A sheet with more rows than the limit is refused with the limit, while it is read', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${index}</v></c></row>`).join('')
  const answer = refusal(await readDocumentHere(excelFile([{ name: 'Plan', xml: `<sheetData>${rows}</sheetData>` }]), 'plan.xlsx', { ...defaultLimits, rows: 200 }))
  assert.equal(answer, 'plan.xlsx has more than 200 rows, which is the most that can be read at once: save the part that matters as a file of its own and choose that.')
})

test('An OpenDocument spreadsheet gives what its cells show; repeats are undone only where something stands, and hidden sheets are named', async () => {
  const row = (cells: string, repeated = 1) => `<table:table-row${repeated > 1 ? ` table:number-rows-repeated="${repeated}"` : ''}>${cells}</table:table-row>`
  const cell = (text: string, more = '') => `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`
  const empty = '<table:table-cell table:number-columns-repeated="16384"/>'
  const document = readable(await readDocumentHere(openFile('spreadsheet', `<table:table table:name="Plan" table:style-name="ta1">${row(empty, 3)}<table:table-header-rows>${row(cell('Action', 'table:number-columns-spanned="2" table:style-name="b"') + '<table:covered-table-cell/>' + cell('Due'))}</table:table-header-rows>`
    + row(cell('A <text:span>day</text:span><text:s text:c="3"/>out</text:p><text:p>and back') + cell('x', 'table:number-columns-repeated="2"'), 2) + row(cell('1 May 2031', 'office:value-type="date" office:date-value="2031-05-01"') + cell('#####', 'table:formula="of:=1" office:value-type="float" office:value="1"')) + row(empty, 1_000_000)
    + `</table:table><table:table table:name="Old" table:style-name="ta2">${row(cell('secret'))}</table:table>`,
  '<style:style style:name="ta1" style:family="table"/><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="b" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'), 'plan.ods'))
  const [table] = tables(document)
  assert.deepEqual(texts(table), [['Action', '^', 'Due'], ['A day out\nand back', 'x', 'x'], ['A day out\nand back', 'x', 'x'], ['1 May 2031', '#####', '']])
  assert.deepEqual(table?.rows.map(each => each.place.row), [4, 5, 6, 7])
  assert.equal(table?.rows[0]?.header, true)
  assert.equal(table?.rows[0]?.cells[0]?.bold, true)
  assert.deepEqual(table?.rows[3]?.cells.map(each => each.computed ?? false), [true, true, false])
  assert.deepEqual(document.notes, ['A hidden sheet was left out: Old.'])
})

test('A row that a spreadsheet repeats a million times is refused before it is a million rows', async () => {
  const body = '<table:table table:name="Plan"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
  assert.match(refusal(await readDocumentHere(openFile('spreadsheet', body), 'plan.ods')), /^plan\.ods has more than 20,000 rows/)
})
