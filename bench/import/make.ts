import PDFDocument from 'pdfkit'
import { excelFile, openFile, wordFile } from '#documents/made-for-tests.ts'

/** A plan as rows under headings, from which the same plan is made in every format. */
export interface MadePlan {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly MadeRow[]
  /** Index of a column in which alike cells that follow each other are one merged cell, where the format can merge. */
  readonly merged?: number
}

export type MadeRow = { readonly heading: string } | { readonly cells: readonly string[] }

export const madeFormats = ['docx', 'xlsx', 'ods', 'odt', 'html', 'pdf', 'broken.pdf', 'csv', 'tsv', 'txt'] as const
export type MadeFormat = (typeof madeFormats)[number]

export async function makePlan(plan: MadePlan, format: MadeFormat): Promise<Uint8Array> {
  switch (format) {
    case 'docx': return makeWord(plan)
    case 'xlsx': return makeExcel(plan)
    case 'ods': return makeSheet(plan)
    case 'odt': return makeText(plan)
    case 'html': return utf8(makePage(plan))
    case 'pdf': return await makePdf(plan, false)
    // Rows go on over the page where they do not fit, and the headings stand again on each page.
    case 'broken.pdf': return await makePdf(plan, true)
    case 'csv': return utf8(separated(plan, ','))
    case 'tsv': return utf8(separated(plan, '\t'))
    case 'txt': return utf8(makePasted(plan))
  }
}

/** How many rows the cell covers from here; 0 where one above covers it. */
function rowsMerged(plan: MadePlan, rows: readonly MadeRow[], at: number, column: number): number {
  const text = (row: MadeRow | undefined): string | undefined => row && 'cells' in row ? row.cells[column] : undefined
  const own = text(rows[at])
  if (column !== plan.merged || own === undefined || own === '') return 1
  if (text(rows[at - 1]) === own) return 0
  let count = 1
  while (text(rows[at + count]) === own) count++
  return count
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const marked = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const rowsOf = (plan: MadePlan): readonly MadeRow[] => [{ cells: plan.columns }, ...plan.rows]

function makeWord(plan: MadePlan): Uint8Array {
  const paragraphs = (text: string): string => text.split('\n').map((line) => `<w:p><w:r><w:t xml:space="preserve">${marked(line)}</w:t></w:r></w:p>`).join('')
  const all = rowsOf(plan)
  const merge = (at: number, column: number): string => { const rows = rowsMerged(plan, all, at, column); return rows === 1 ? '' : rows === 0 ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>' }
  const rows = all.map((row, at) => 'heading' in row
    ? `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="${plan.columns.length}"/></w:tcPr>${paragraphs(row.heading)}</w:tc></w:tr>`
    : `<w:tr>${row.cells.map((cell, column) => `<w:tc><w:tcPr>${merge(at, column)}</w:tcPr>${paragraphs(rowsMerged(plan, all, at, column) === 0 ? '' : cell)}</w:tc>`).join('')}</w:tr>`)
  return wordFile(`${paragraphs(plan.title)}<w:tbl><w:tblGrid>${plan.columns.map(() => '<w:gridCol w:w="2000"/>').join('')}</w:tblGrid>${rows.join('')}</w:tbl>`)
}

function makeExcel(plan: MadePlan): Uint8Array {
  const letter = (column: number): string => String.fromCharCode(65 + column)
  const rows: readonly MadeRow[] = [{ heading: plan.title }, ...rowsOf(plan)]
  const cell = (text: string, row: number, column: number): string => text === '' ? '' : `<c r="${letter(column)}${row + 1}" t="inlineStr"><is><t xml:space="preserve">${marked(text)}</t></is></c>`
  const data = rows.map((row, at) => `<row r="${at + 1}">${'heading' in row ? cell(row.heading, at, 0) : row.cells.map((text, column) => rowsMerged(plan, rows, at, column) === 0 ? '' : cell(text, at, column)).join('')}</row>`).join('')
  const merges = rows.flatMap((row, at) => 'heading' in row ? [`<mergeCell ref="A${at + 1}:${letter(plan.columns.length - 1)}${at + 1}"/>`] : row.cells.flatMap((_, column) => { const count = rowsMerged(plan, rows, at, column); return count > 1 ? [`<mergeCell ref="${letter(column)}${at + 1}:${letter(column)}${at + count}"/>`] : [] })).join('')
  return excelFile([{ name: 'Action plan', xml: `<sheetData>${data}</sheetData><mergeCells>${merges}</mergeCells>` }])
}

const openRows = (plan: MadePlan): string => rowsOf(plan).map((row, at, all) => {
  const paragraphs = (text: string): string => text.split('\n').map((line) => `<text:p>${marked(line)}</text:p>`).join('')
  return `<table:table-row>${'heading' in row
    ? `<table:table-cell table:number-columns-spanned="${plan.columns.length}">${paragraphs(row.heading)}</table:table-cell><table:covered-table-cell table:number-columns-repeated="${plan.columns.length - 1}"/>`
    : row.cells.map((text, column) => { const count = rowsMerged(plan, all, at, column); return count === 0 ? '<table:covered-table-cell/>' : `<table:table-cell${count > 1 ? ` table:number-rows-spanned="${count}"` : ''}>${paragraphs(text)}</table:table-cell>` }).join('')}</table:table-row>`
}).join('')

function makeSheet(plan: MadePlan): Uint8Array {
  return openFile('spreadsheet', `<table:table table:name="Action plan">${openRows(plan)}</table:table>`)
}

function makeText(plan: MadePlan): Uint8Array {
  return openFile('text', `<text:p>${marked(plan.title)}</text:p><table:table table:name="Plan"><table:table-column table:number-columns-repeated="${plan.columns.length}"/>${openRows(plan)}</table:table>`)
}

function makePage(plan: MadePlan): string {
  const lines = (text: string): string => text.split('\n').map((line) => `<p>${marked(line)}</p>`).join('')
  const rows = plan.rows.map((row, at) => 'heading' in row ? `<tr><td colspan="${plan.columns.length}"><strong>${marked(row.heading)}</strong></td></tr>` : `<tr>${row.cells.map((cell, column) => { const count = rowsMerged(plan, plan.rows, at, column); return count === 0 ? '' : `<td${count > 1 ? ` rowspan="${count}"` : ''}>${lines(cell)}</td>` }).join('')}</tr>`)
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${marked(plan.title)}</title></head><body><main><h1>${marked(plan.title)}</h1><table><tr>${plan.columns.map((column) => `<th>${marked(column)}</th>`).join('')}</tr>${rows.join('')}</table></main></body></html>`
}

function separated(plan: MadePlan, by: string): string {
  const cell = (text: string): string => /["\n\r,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return `${rowsOf(plan).map((row) => ('heading' in row ? [row.heading, ...plan.columns.slice(1).map(() => '')] : row.cells).map(cell).join(by)).join('\r\n')}\r\n`
}

/** As it comes when a table is copied out of a document and pasted: tabs between cells, one row to a line. */
function makePasted(plan: MadePlan): string {
  return `${plan.title}\n\n${rowsOf(plan).map((row) => 'heading' in row ? row.heading : row.cells.map((cell) => cell.replaceAll('\n', ' ')).join('\t')).join('\n')}\n`
}

/** A landscape page with ruled cells, as a word processor prints a table. */
function makePdf(plan: MadePlan, breaksRows: boolean): Promise<Uint8Array> {
  const page = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 36, bufferPages: true })
  const parts: Uint8Array[] = []
  page.on('data', (part: Uint8Array) => parts.push(part))
  const done = new Promise<Uint8Array>((resolve) => { page.on('end', () => resolve(Buffer.concat(parts))) })
  const [wide, foot, line] = [770, 560, 11]
  const weights = plan.columns.map((_, column) => Math.max(11, Math.min(34, plan.rows.reduce((most, row) => 'heading' in row ? most : most + (row.cells[column]?.length ?? 0), 0) / plan.rows.length)))
  const all = weights.reduce((sum, each) => sum + each, 0)
  const widths = weights.map((each) => each / all * wide)
  page.font('Helvetica-Bold').fontSize(14).text(plan.title, 36, 36)
  let y = 64
  const header: MadeRow = { cells: plan.columns }
  const draw = (row: MadeRow): void => {
    const bold = 'heading' in row || row === header
    page.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(9)
    let cells = ('heading' in row ? [{ text: row.heading, width: wide }] : row.cells.map((text, column) => ({ text, width: widths[column] ?? 60 }))).map(({ text, width }) => ({ lines: wrapped(page, text, width - 8), width }))
    while (cells.some(({ lines }) => lines.length > 0)) {
      const lines = Math.max(1, ...cells.map((cell) => cell.lines.length))
      const room = Math.floor((foot - y - 8) / line)
      if (room < (breaksRows ? Math.min(lines, 1) : lines)) { page.addPage(); y = 36; if (breaksRows && row !== header) { draw(header); page.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(9) } }
      const fits = Math.min(lines, Math.floor((foot - y - 8) / line))
      let x = 36
      for (const { lines: words, width } of cells) {
        page.rect(x, y, width, fits * line + 8).lineWidth(0.5).stroke()
        words.slice(0, fits).forEach((text, at) => page.text(text, x + 4, y + 4 + at * line, { lineBreak: false }))
        x += width
      }
      y += fits * line + 8
      cells = cells.map(({ lines: words, width }) => ({ lines: words.slice(fits), width }))
    }
  }
  for (const row of [header, ...plan.rows]) draw(row)
  page.end()
  return done
}

function wrapped(page: PDFKit.PDFDocument, text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && page.widthOfString(longer) > width) { lines.push(line); line = word } else line = longer
    }
    return line === '' ? lines : [...lines, line]
  })
}
