import { strToU8, zipSync } from 'fflate'
import { crc32, deflateRawSync } from 'node:zlib'
import type { Block, Heading, Paragraph, SourceDocument, Table, Unreadable } from './document.ts'

/** Small files for the tests of this room, made on the spot so that each test shows what its file holds. */
export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])), { level: 6 })
}

const wordSpaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

export function wordFile(body: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  return zipOf({ 'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${wordSpaces}><w:body>${body}</w:body></w:document>`, ...more })
}

export function wordPart(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:${name} ${wordSpaces}>${content}</w:${name}>`
}

export function wordParagraph(text: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

export function wordCell(text: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${wordParagraph(text)}</w:tc>`
}

const openSpaces = ['office', 'text', 'table', 'style'].map(name => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ')
  + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'

export function openFile(kind: 'text' | 'spreadsheet', body: string, styles = '', more: Readonly<Record<string, string>> = {}, attributes = ''): Uint8Array {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${openSpaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}${attributes}>${body}</office:${kind}></office:body></office:document-content>`
  // The type must come first and unpacked: that is how the file says what it is.
  return zipSync({ mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }], 'content.xml': strToU8(content), ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])) })
}

const sheetSpace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

export interface MadeSheet { readonly name: string; readonly state?: string; readonly xml: string }

export function excelFile(sheets: readonly MadeSheet[], parts: { readonly strings?: string; readonly styles?: string; readonly book?: string; readonly more?: Readonly<Record<string, string>> } = {}): Uint8Array {
  const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const links = sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')
    + `<Relationship Id="rId90" Type="${relationships}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId91" Type="${relationships}/styles" Target="styles.xml"/>`
  return zipOf({
    'xl/workbook.xml': `<workbook ${sheetSpace}>${parts.book ?? ''}<sheets>${sheets.map((sheet, index) => `<sheet name="${sheet.name}" sheetId="${index + 1}" ${sheet.state ? `state="${sheet.state}" ` : ''}r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${sheetSpace}>${parts.strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet ${sheetSpace}>${parts.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, `<worksheet ${sheetSpace}>${sheet.xml}</worksheet>`])),
    ...parts.more,
  })
}

/** A zip file that states whatever it is told to state about its parts. */
export function lyingZip(name: string, content: Uint8Array, stated: { readonly size?: number; readonly encrypted?: boolean; readonly crc?: number } = {}): Uint8Array {
  const packed = deflateRawSync(content)
  const size = stated.size ?? content.length
  const crc = stated.crc ?? crc32(content)
  const flags = stated.encrypted ? 1 : 0
  const common = (to: Buffer, at: number) => {
    to.writeUInt16LE(flags, at)
    to.writeUInt16LE(8, at + 2)
    to.writeUInt32LE(crc, at + 8)
    to.writeUInt32LE(packed.length, at + 12)
    to.writeUInt32LE(size, at + 16)
    to.writeUInt16LE(name.length, at + 20)
  }
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  common(local, 6)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  common(central, 8)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}

export function readable(answer: SourceDocument | Unreadable): SourceDocument {
  if ('unreadable' in answer) throw new Error(`expected a document, got: ${answer.unreadable} ${answer.because ?? ''}`)
  return answer
}

export function refusal(answer: SourceDocument | Unreadable): string {
  if (!('unreadable' in answer)) throw new Error('expected a refusal, got a document')
  if (answer.because !== undefined) throw new Error(`expected a foreseen refusal, got: ${answer.because}`)
  return answer.unreadable
}

export function tables(document: { readonly blocks: readonly Block[] }): Table[] {
  return document.blocks.filter(block => block.kind === 'table')
}

export function words(document: { readonly blocks: readonly Block[] }): (Heading | Paragraph)[] {
  return document.blocks.filter(block => block.kind !== 'table')
}

/** The words of a table; a covered place shows as `^`. */
export function texts(table: Table | undefined): string[][] {
  return table?.rows.map(row => row.cells.map(cell => cell.covered ? '^' : cell.text)) ?? []
}
