import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pdfFile } from './for-tests-pdf.ts'
import { readable, tables, texts, words } from './made-for-tests.ts'
import { readDocumentHere } from './read.ts'

const read = async (bytes: Uint8Array) => readable(await readDocumentHere(bytes, 'plan.pdf'))

const columns = [60, 110, 300, 400]
const widths = [50, 190, 100, 110]

/** One row as a word processor prints it: each cell's lines, wrapped by hand so that the test knows where. */
function printRow(pdf: PDFKit.PDFDocument, y: number, cells: readonly string[], font = 'Helvetica'): void {
  cells.forEach((cell, column) => {
    cell.split('\n').forEach((line, index) => { if (line !== '') pdf.font(font).fontSize(10).text(line, (columns[column] ?? 0) + 5, y + 4 + index * 12, { lineBreak: false }) })
  })
}

function drawGrid(pdf: PDFKit.PDFDocument, rows: readonly number[], from = 0): void {
  const right = (columns.at(-1) ?? 0) + (widths.at(-1) ?? 0)
  for (const y of rows) pdf.moveTo(columns[from] ?? 0, y).lineTo(right, y).stroke()
  for (const x of [...columns.slice(from), right]) pdf.moveTo(x, rows[0] ?? 0).lineTo(x, rows.at(-1) ?? 0).stroke()
}

test('A table drawn with lines is read cell by cell, with wrapped lines joined, list items apart and headings by their size', async () => {
  const document = await read(await pdfFile({}, pdf => {
    pdf.fontSize(20).text('Barsetshire equality plan', 60, 60)
    pdf.fontSize(10).text('We wrote this plan with people who use our services, because they know best what stands in their way and what would help.', 60, 100, { width: 450 })
    drawGrid(pdf, [150, 180, 230, 260])
    printRow(pdf, 150, ['Ref', 'Action', 'Lead', 'By when'], 'Helvetica-Bold')
    printRow(pdf, 180, ['1.1', 'Listen to young people in every school\nand write down what they say', 'HR\nDisability Task Group', '• May 2031\n• then yearly'])
    printRow(pdf, 230, ['1.2', 'Train self-\nadvocates', '', 'Ongoing'])
  }))
  assert.deepEqual(words(document).map(block => [block.kind, block.text]), [['heading', 'Barsetshire equality plan'], ['paragraph', 'We wrote this plan with people who use our services, because they know best what stands in their way and what would help.']])
  const [table] = tables(document)
  assert.deepEqual(texts(table), [['Ref', 'Action', 'Lead', 'By when'], ['1.1', 'Listen to young people in every school and write down what they say', 'HR\nDisability Task Group', 'May 2031\nthen yearly'], ['1.2', 'Train self-advocates', '', 'Ongoing']])
  assert.deepEqual(table?.rows[1]?.cells[1]?.place, { page: 1, table: 1, row: 2, column: 2 })
  assert.equal(table?.rows[0]?.cells[0]?.bold, true)
})

test('Cells that have no line between them are one cell', async () => {
  const document = await read(await pdfFile({}, pdf => {
    const line = (x1: number, y1: number, x2: number, y2: number) => pdf.moveTo(x1, y1).lineTo(x2, y2).stroke()
    for (const y of [100, 130, 200]) line(60, y, 510, y)
    line(110, 165, 510, 165)
    line(60, 100, 60, 200)
    line(510, 100, 510, 200)
    line(110, 130, 110, 200)
    line(300, 130, 300, 200)
    line(400, 130, 400, 200)
    pdf.fontSize(10).text('Objective 1: listening', 65, 104, { lineBreak: false })
    printRow(pdf, 130, ['1', 'Ask', 'HR', 'May'])
    printRow(pdf, 165, ['', 'Answer', 'IT', 'June'])
  }))
  const [table] = tables(document)
  assert.deepEqual(texts(table), [['Objective 1: listening', '^', '^', '^'], ['1', 'Ask', 'HR', 'May'], ['^', 'Answer', 'IT', 'June']])
  assert.equal(table?.rows[0]?.cells[0]?.columnSpan, 4)
  assert.equal(table?.rows[1]?.cells[0]?.rowSpan, 2)
})

test('Words printed in one go over the line between two cells are parted at that line', async () => {
  const document = await read(await pdfFile({}, pdf => {
    drawGrid(pdf, [100, 130, 160])
    printRow(pdf, 100, ['Ref', 'Action', 'Lead', 'By when'])
    printRow(pdf, 130, ['1', 'Ask', 'Policy Team, Comms Within one year'])
  }))
  assert.deepEqual(texts(tables(document)[0])[1], ['1', 'Ask', 'Policy Team, Comms', 'Within one year'])
})

test('A table that goes on over the page is one table, the row that the page splits stays two rows with their pages, and running titles go', async () => {
  const document = await read(await pdfFile({ bufferPages: true }, pdf => {
    for (let page = 0; page < 3; page += 1) {
      if (page > 0) pdf.addPage()
      pdf.fontSize(8).text('Barsetshire County Council', 60, 20, { lineBreak: false })
      pdf.fontSize(8).text(`${page + 1}`, 300, 30, { lineBreak: false })
      drawGrid(pdf, [100, 130, 160])
      printRow(pdf, 100, page === 0 ? ['Ref', 'Action', 'Lead', 'By when'] : ['', 'of what we began', '', ''])
      printRow(pdf, 130, [`1.${page + 1}`, `Action ${page + 1} goes on`, 'HR', 'May 2031'])
    }
  }))
  const [table, ...others] = tables(document)
  assert.equal(others.length, 0)
  assert.deepEqual(table?.rows.map(row => row.place.page), [1, 1, 2, 2, 3, 3])
  assert.deepEqual(texts(table)[2], ['', 'of what we began', '', ''])
  assert.deepEqual(words(document), [])
  assert.match(document.notes.join(), /Running titles and page numbers/)
})

test('A table without lines is read where its columns are clear, printed cell by cell or line by line', async () => {
  const rows = [['1.1', 'Listen to young people\nin every school', 'HR', 'May 2031'], ['1.2', 'Write it down', 'Policy Team', 'June 2031'], ['1.3', 'Tell the board what\nwas said', 'Chief Executive', 'Ongoing']]
  const document = await read(await pdfFile({}, pdf => {
    printRow(pdf, 100, ['Ref', 'Action', 'Lead', 'By when'], 'Helvetica-Bold')
    rows.forEach((row, index) => printRow(pdf, 130 + index * 40, row))
    pdf.fontSize(10).text('This is the end of the plan.', 60, 300)
  }))
  assert.deepEqual(texts(tables(document)[0]), [['Ref', 'Action', 'Lead', 'By when'], ...rows.map(row => row.map(cell => cell.replace('\n', ' ')))])
  assert.deepEqual(words(document).map(block => block.text), ['This is the end of the plan.'])
})

test('Two columns of prose stay prose, one after the other', async () => {
  const prose = 'We will listen to people and act on what they tell us. '.repeat(6)
  const document = await read(await pdfFile({}, pdf => {
    pdf.fontSize(10).text(`Left. ${prose}`, 60, 100, { width: 200 })
    pdf.text(`Right. ${prose}`, 300, 100, { width: 200 })
  }))
  assert.deepEqual(tables(document), [])
  assert.match(words(document).map(block => block.text).join(' '), /^Left\. (?:We will listen to people and act on what they tell us\. ?){6}Right\. /)
})

test('A tagged file says what its headings, lists and cells are, and what is only there for the page', async () => {
  const document = await read(await pdfFile({ pdfVersion: '1.7', tagged: true, lang: 'en-GB' }, pdf => {
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    pdf.markContent('Artifact')
    pdf.fontSize(10).text('Page furniture', 60, 400)
    pdf.endMarkedContent()
    root.add(pdf.struct('H2', {}, () => { pdf.fontSize(10).text('Objective 1', 60, 60) }))
    const table = pdf.struct('Table')
    root.add(table)
    for (const [index, cells] of [['Action', 'Lead', 'By when'], ['Listen', 'HR', 'May 2031'], ['Write it\ndown', 'IT', 'Ongoing']].entries()) {
      const row = pdf.struct('TR')
      table.add(row)
      cells.forEach((cell, column) => row.add(pdf.struct(index === 0 ? 'TH' : 'TD', {}, () => { pdf.text(cell, 60 + column * 150, 100 + index * 30) })))
    }
    root.end()
  }))
  assert.deepEqual(words(document).map(block => [block.kind, block.kind === 'heading' ? block.level : 0, block.text]), [['heading', 2, 'Objective 1']])
  assert.deepEqual(texts(tables(document)[0]).map(row => row.map(cell => cell.replace('\n', ' '))), [['Action', 'Lead', 'By when'], ['Listen', 'HR', 'May 2031'], ['Write it down', 'IT', 'Ongoing']])
  assert.equal(tables(document)[0]?.rows[0]?.header, true)
})

test('A page that is printed sideways is turned before it is read', async () => {
  const document = await read(await pdfFile({}, pdf => {
    pdf.rotate(90, { origin: [300, 300] })
    drawGrid(pdf, [100, 130, 160])
    printRow(pdf, 100, ['Ref', 'Action', 'Lead', 'By when'])
    printRow(pdf, 130, ['1.1', 'Listen', 'HR', 'May 2031'])
  }))
  assert.deepEqual(texts(tables(document)[0]), [['Ref', 'Action', 'Lead', 'By when'], ['1.1', 'Listen', 'HR', 'May 2031']])
})
