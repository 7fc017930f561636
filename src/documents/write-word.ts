import { inPieces, pack, xmlText } from './packing.ts'
import { picturePng } from './picture-png.ts'
import { pictureHeight, pictureWidth, type WrittenPicture } from './written-picture.ts'
import { columnShares, lettersAcross, manyColumns, type WrittenReport, type WrittenTable } from './written-table.ts'

/**
 * A Word document: the title as a heading, the notes as paragraphs, the list as a table whose header row repeats on every page, in British English, lying
 * across the page when it has more than five columns. Written straight as WordprocessingML, because the library that could write it holds the whole
 * document in memory: 5,000 rows cost it 370 MB.
 */
export function writeWord(table: WrittenTable): Promise<Uint8Array> {
  return packed(table.title, content(table))
}

/** A Word document with real headings, paragraphs and tables in the order given: what a screen reader, the navigation pane and a table of contents need. */
export async function writeWordReport(report: WrittenReport): Promise<Uint8Array> {
  const pictures: Uint8Array[] = []
  for (const block of report.blocks) if (block.kind === 'picture') pictures.push(await picturePng(block.picture))
  return packed(report.title, reportContent(report), { pictures, ...report.marking !== undefined && { marking: report.marking }, ...report.foot !== undefined && { foot: report.foot } })
}

interface Around { readonly pictures: readonly Uint8Array[]; readonly marking?: string; readonly foot?: string }

function packed(title: string, document: Iterable<string>, around: Around = { pictures: [] }): Promise<Uint8Array> {
  const documentRelationships = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${officeRelationships}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${officeRelationships}/settings" Target="settings.xml"/>`
    + `<Relationship Id="rId3" Type="${officeRelationships}/header" Target="header1.xml"/><Relationship Id="rId4" Type="${officeRelationships}/footer" Target="footer1.xml"/>`
    + `${around.pictures.map((_, place) => `<Relationship Id="picture${place + 1}" Type="${officeRelationships}/image" Target="media/picture${place + 1}.png"/>`).join('')}</Relationships>`
  return pack([
    { name: '[Content_Types].xml', content: contentTypes },
    { name: '_rels/.rels', content: packageRelationships },
    { name: 'docProps/core.xml', content: `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlText(title)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>` },
    { name: 'word/_rels/document.xml.rels', content: documentRelationships },
    { name: 'word/styles.xml', content: styles },
    { name: 'word/settings.xml', content: `${declaration}<w:settings ${space}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>` },
    { name: 'word/header1.xml', content: `${declaration}<w:hdr ${space}>${paragraph(around.marking ?? '', 'Header')}</w:hdr>` },
    { name: 'word/footer1.xml', content: `${declaration}<w:ftr ${space}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${run(`${around.foot === undefined ? '' : `${around.foot}. `}Page `)}${counted('PAGE')}${run(' of ')}${counted('NUMPAGES')}</w:p></w:ftr>` },
    { name: 'word/document.xml', content: document },
    ...around.pictures.map((content, place) => ({ name: `word/media/picture${place + 1}.png`, content, stored: true })),
  ])
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`
  + `<Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="${word}.settings+xml"/><Override PartName="/word/header1.xml" ContentType="${word}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="${word}.footer+xml"/>`
  + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'

const packageRelationships = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${officeRelationships}/officeDocument" Target="word/document.xml"/>`
  + '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'

const styles = `${declaration}<w:styles ${space}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>`
  + '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
  + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
  + '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>'
  + ([[2, 28], [3, 24]] as const).map(([level, size]) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`).join('')
  + '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="160" w:after="80"/></w:pPr><w:rPr><w:b/><w:sz w:val="22"/></w:rPr></w:style>'
  + (['Header', 'Footer'] as const).map((name) => `<w:style w:type="paragraph" w:styleId="${name}"><w:name w:val="${name.toLowerCase()}"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr>${name === 'Header' ? '<w:b/>' : ''}<w:color w:val="505A5F"/><w:sz w:val="18"/></w:rPr></w:style>`).join('')
  + '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
  + '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHeading"><w:name w:val="Table heading"/><w:basedOn w:val="TableText"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
  + (['Text', 'Heading'] as const).map((name) => `<w:style w:type="paragraph" w:customStyle="1" w:styleId="Table${name}Small"><w:name w:val="Table ${name.toLowerCase()} small"/><w:basedOn w:val="Table${name}"/><w:rPr>${name === 'Heading' ? '<w:b/>' : ''}<w:sz w:val="18"/></w:rPr></w:style>`).join('')
  + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
  + `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>`).join('')}</w:tblBorders></w:tblPr></w:style></w:styles>`

/** A4 in twentieths of a point, with margins of 2 cm. */
const paper = { short: 11_906, long: 16_838, margin: 1134 }

function* content(table: WrittenTable): Generator<string> {
  const across = table.headings.length > 5
  yield `${declaration}<w:document ${space} xmlns:r="${officeRelationships}"><w:body>${paragraph(table.title, 'Heading1')}${(table.notes ?? []).map(note => paragraph(note)).join('')}`
  yield* tableContent(table, across)
  yield ending(across)
}

function* reportContent({ title, blocks, contents }: WrittenReport): Generator<string> {
  yield `${declaration}<w:document ${space} xmlns:r="${officeRelationships}"><w:body>${paragraph(title, 'Heading1')}`
  const chapters = blocks.filter((block) => block.kind === 'heading' && block.level === 2).length
  if (contents === true && chapters > 1) yield* contentsOf(blocks)
  let chapter = 0
  let picture = 0
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 2) yield marked(block.text, ++chapter)
    else if (block.kind === 'heading') yield paragraph(block.text, `Heading${block.level}`)
    else if (block.kind === 'paragraph') yield paragraph(block.text)
    else if (block.kind === 'picture') yield paragraph(block.picture.title, 'Caption') + drawing(block.picture, ++picture)
    else {
      yield paragraph(block.table.title, 'Caption') + (block.table.notes ?? []).map(note => paragraph(note)).join('')
      yield* tableContent(block.table, false)
    }
  }
  yield ending(false)
}

function* tableContent(table: WrittenTable, across: boolean): Generator<string> {
  if (table.headings.length === 0) return
  const width = (across ? paper.long : paper.short) - 2 * paper.margin
  const shares = columnShares(table, across ? lettersAcross.across : lettersAcross.upright)
  const whole = shares.reduce((sum, each) => sum + each, 0)
  const widths = shares.map(share => Math.floor(width * share / whole))
  const row = (cells: readonly string[], style: string, about: string) => `<w:tr><w:trPr><w:cantSplit/>${about}</w:trPr>${widths.map((cellWidth, column) =>
    `<w:tc><w:tcPr><w:tcW w:w="${cellWidth}" w:type="dxa"/>${style.startsWith('TableHeading') ? '<w:shd w:val="clear" w:color="auto" w:fill="EEF3F2"/>' : ''}</w:tcPr>${paragraph(cells[column] ?? '', style, table.headings[column]?.kind === 'number')}</w:tc>`).join('')}</w:tr>`
  yield `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="${xmlText(table.title)}"/></w:tblPr>`
  yield `<w:tblGrid>${widths.map(cellWidth => `<w:gridCol w:w="${cellWidth}"/>`).join('')}</w:tblGrid>`
  // Many columns side by side: a little smaller, and still nine points.
  const size = !across && table.headings.length > manyColumns ? 'Small' : ''
  yield row(table.headings.map(heading => heading.text), `TableHeading${size}`, '<w:tblHeader/>')
  yield* inPieces(table.rows, 500, cells => row(cells, `TableText${size}`, ''))
  yield '</w:tbl><w:p/>'
}

function ending(across: boolean): string {
  return `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="${across ? paper.long : paper.short}" w:h="${across ? paper.short : paper.long}"${across ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${paper.margin}" w:right="${paper.margin}" w:bottom="${paper.margin}" w:left="${paper.margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`
}

/** A list of the chapters, each a link to its heading. */
function* contentsOf(blocks: WrittenReport['blocks']): Generator<string> {
  yield paragraph('Contents', 'Caption')
  let chapter = 0
  for (const block of blocks) if (block.kind === 'heading' && block.level === 2) yield `<w:p><w:hyperlink w:anchor="chapter${++chapter}" w:history="1"><w:r><w:rPr><w:color w:val="1D70B8"/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">${xmlText(block.text)}</w:t></w:r></w:hyperlink></w:p>`
}

function marked(text: string, chapter: number): string {
  return `<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:bookmarkStart w:id="${chapter}" w:name="chapter${chapter}"/>${run(text)}<w:bookmarkEnd w:id="${chapter}"/></w:p>`
}

/** The picture in the line of text, as wide as the page, with its words for those who do not see it. Measures are in English metric units. */
function drawing(picture: WrittenPicture, number: number): string {
  const wide = (paper.short - 2 * paper.margin) * 635
  const size = `cx="${wide}" cy="${Math.round(wide * pictureHeight(picture) / pictureWidth)}"`
  const [named, main] = [`name="${xmlText(picture.title)}" descr="${xmlText(picture.alternative)}"`, 'http://schemas.openxmlformats.org/drawingml/2006']
  return `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${main}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="${number}" ${named}/><a:graphic xmlns:a="${main}/main"><a:graphicData uri="${main}/picture">`
    + `<pic:pic xmlns:pic="${main}/picture"><pic:nvPicPr><pic:cNvPr id="${number}" ${named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`
    + `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

function run(text: string): string {
  return `<w:r><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`
}

/** A number that the program that opens the file works out. */
function counted(what: 'PAGE' | 'NUMPAGES'): string {
  return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${what} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

/** Each line is a paragraph of its own: a screen reader then reads them apart. */
function paragraph(text: string, style?: string, isNumber = false): string {
  const look = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/>${isNumber ? '<w:jc w:val="right"/>' : ''}</w:pPr>`
  return text.split(/\r\n?|\n/).map(line => `<w:p>${look}${line === '' ? '' : `<w:r><w:t xml:space="preserve">${xmlText(line).replaceAll('\t', '</w:t><w:tab/><w:t xml:space="preserve">')}</w:t></w:r>`}</w:p>`).join('')
}
