import { font, fontFile } from './fonts.ts'
import { pause } from './packing.ts'
import { picturePng } from './picture-png.ts'
import { pictureHeight, pictureWidth, type WrittenPicture } from './written-picture.ts'
import { columnShares, type WrittenBlock, type WrittenReport, type WrittenTable } from './written-table.ts'

interface CellAt { readonly x: number; readonly y: number; readonly width: number; readonly align: 'left' | 'right' }

/**
 * A tagged PDF (PDF/UA-1): headings, paragraphs, tables with header cells and pictures with their words stand in a structure tree in reading order;
 * what stands on every page is an artefact, which a screen reader passes over. A copy of a page or a Word file, never the only form.
 */
export async function writePdf(report: WrittenReport): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit')
  const pictures = new Map<WrittenPicture, Uint8Array>()
  for (const block of report.blocks) if (block.kind === 'picture') pictures.set(block.picture, await picturePng(block.picture))

  // The day that the report says, so that the same report always makes the same bytes.
  const made = new Date(report.on ?? '2000-01-01')
  const settings = {
    // pdfkit's own setting for PDF/UA writes the identification into the metadata; its types do not know it yet.
    subset: 'PDF/UA', pdfVersion: '1.7', tagged: true, displayTitle: true, lang: 'en-GB', info: { Title: report.title, CreationDate: made, ModDate: made },
    size: 'A4', margins: { top: edge, bottom: edge, left: margin, right: margin }, bufferPages: true, font: fontFile('regular'),
  } as const
  const document = new PDFDocument(settings as object)
  const pieces: Uint8Array[] = []
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (piece: Uint8Array) => pieces.push(piece))
    document.on('end', () => resolve())
    document.on('error', reject)
  })
  document.registerFont('regular', font('regular'))
  document.registerFont('bold', font('bold'))

  const root = document.struct('Document')
  document.addStructure(root)
  const say = (tag: string, text: string, look: { bold?: boolean; size: number; after: number; before?: number }): void => {
    if (document.y + look.size * 2.5 + (look.before ?? 0) > document.page.height - edge) document.addPage()
    else if (look.before !== undefined && document.y > edge + 8) document.y += look.before
    root.add(document.struct(tag, {}, () => { document.font(look.bold === true ? 'bold' : 'regular').fontSize(look.size).fillColor('#0b0c0c').text(text, margin, document.y, { width: textWidth }) }))
    document.y += look.after
  }
  say('H1', report.title, { bold: true, size: 22, after: 12 })
  for (const [place, block] of report.blocks.entries()) {
    // A heading stays with what it is the heading of.
    if (block.kind === 'heading' && report.blocks[place - 1]?.kind !== 'heading' && document.y + roomFor(report.blocks.slice(place, place + 4)) > document.page.height - edge) document.addPage()
    await write(block)
    await pause()
  }
  root.end()
  const pages = document.bufferedPageRange()
  for (let place = 0; place < pages.count; place++) {
    document.switchToPage(pages.start + place)
    document.page.margins.bottom = 0
    document.markContent('Artifact', { type: 'Pagination' })
    document.font('regular').fontSize(9).fillColor('#505a5f')
    if (report.marking !== undefined) document.text(report.marking, margin, 36, { width: textWidth, lineBreak: false })
    document.text(`${report.foot === undefined ? '' : `${report.foot}. `}Page ${String(place + 1)} of ${String(pages.count)}`, margin, document.page.height - 46, { width: textWidth, lineBreak: false })
    document.endMarkedContent()
  }
  document.end()
  await done
  return Buffer.concat(pieces)

  async function write(block: WrittenBlock): Promise<void> {
    switch (block.kind) {
      case 'heading': {
        if (block.level === 2) document.outline.addItem(block.text)
        say(`H${block.level}`, block.text, { bold: true, size: block.level === 2 ? 16 : 13, before: 14, after: 6 })
        return
      }
      case 'paragraph': for (const part of block.text.split(/\r\n?|\n/)) if (part !== '') say('P', part, { size: 11, after: 7 })
        return
      case 'picture': return draw(block.picture)
      case 'table': return tabulate(block.table)
    }
  }

  function draw(picture: WrittenPicture): void {
    const high = heightOn(picture)
    if (document.y + high + 30 > document.page.height - edge) document.addPage()
    say('Caption', picture.title, { bold: true, size: 10.5, before: 6, after: 4 })
    root.add(document.struct('Figure', { alt: picture.alternative }, () => { document.image(Buffer.from(pictures.get(picture) ?? []), margin, document.y, { width: textWidth }) }))
    document.y += high + 12
  }

  async function tabulate(table: WrittenTable): Promise<void> {
    say('Caption', table.title, { bold: true, size: 10.5, before: 6, after: 4 })
    for (const note of table.notes ?? []) say('P', note, { size: 9.5, after: 4 })
    if (table.headings.length === 0) return
    const shares = columnShares(table)
    const whole = shares.reduce((sum, each) => sum + each, 0)
    const widths = shares.map((share) => textWidth * share / whole)
    const tree = document.struct('Table')
    root.add(tree)
    const headings = table.headings.map(({ text }) => text)
    const heightOf = (cells: readonly string[], heads: boolean): number => {
      document.font(heads ? 'bold' : 'regular').fontSize(9)
      return Math.max(...widths.map((wide, column) => document.heightOfString(cells[column] || ' ', { width: wide - 8 }))) + 8
    }
    const cellsAt = (cells: readonly string[], heads: boolean, high: number, draw: (text: string, at: CellAt) => void): void => {
      const top = document.y
      document.markContent('Artifact', { type: 'Layout' })
      if (heads) document.rect(margin, top, textWidth, high).fill('#f3f2f1')
      document.moveTo(margin, top + high).lineTo(margin + textWidth, top + high).lineWidth(0.5).stroke('#b1b4b6')
      document.endMarkedContent()
      let left = margin
      for (const [column, wide] of widths.entries()) {
        draw(cells[column] || ' ', { x: left + 4, y: top + 4, width: wide - 8, align: table.headings[column]?.kind === 'number' ? 'right' : 'left' })
        left += wide
      }
      document.y = top + high
      document.x = margin
    }
    const inCell = (text: string, heads: boolean, { x, y, width, align }: CellAt): void => {
      document.font(heads ? 'bold' : 'regular').fontSize(9).fillColor('#0b0c0c').text(text, x, y, { width, align })
    }
    const headHigh = heightOf(headings, true)
    const row = (cells: readonly string[], heads: boolean): void => {
      const high = heads ? headHigh : heightOf(cells, heads)
      if (document.y + high > document.page.height - edge) {
        document.addPage()
        // The headings again, for the eye: in the tree they stand once.
        if (!heads) cellsAt(headings, true, headHigh, (text, at) => {
          document.markContent('Artifact', { type: 'Pagination' })
          inCell(text, true, at)
          document.endMarkedContent()
        })
      }
      const line = document.struct('TR')
      tree.add(line)
      cellsAt(cells, heads, high, (text, at) => { line.add(document.struct(heads ? 'TH' : 'TD', heads ? columnHeading : {}, () => inCell(text, heads, at))) })
      line.end()
    }
    if (document.y + headHigh * 2 > document.page.height - edge) document.addPage()
    row(headings, true)
    for (const [place, cells] of table.rows.entries()) {
      row(cells, false)
      if (place % 200 === 199) await pause()
    }
    tree.end()
    document.y += 12
  }
}

const margin = 56.7
const edge = 72
const textWidth = 595.28 - 2 * margin

const heightOn = (picture: WrittenPicture): number => pictureHeight(picture) / pictureWidth * textWidth

/** How high headings are together with the beginning of what follows them, about. */
function roomFor(blocks: readonly WrittenBlock[]): number {
  let room = 0
  for (const block of blocks) {
    if (block.kind === 'heading') room += 44
    else return room + (block.kind === 'picture' ? heightOn(block.picture) + 40 : 90)
  }
  return room
}

/** What a screen reader says before each cell below it. */
const columnHeading: object = { scope: 'Column' }
