import type { ReadingLimits } from './document.ts'
import { type Flow, type FlowCell, type FlowParagraph, type FlowRow, type FlowTable, layOut } from './flow.ts'
import type { PackedFile } from './packed-file.ts'
import type { Reading } from './reading.ts'
import { damaged, tooMany } from './refusal.ts'
import { foldSpace } from './white-space.ts'
import { type WordNumbering, readNumbering } from './word-numbering.ts'
import { type Element, allText, child, elements, readXml } from './xml.ts'

/**
 * A Word document (.docx, .docm) straight from its WordprocessingML (ISO/IEC 29500-1, section 17), as a person sees it with all tracked changes accepted:
 * inserted text is there, deleted text is not. Macros, pictures and links are not opened, and nothing outside the file is fetched.
 */
export function readWord(file: PackedFile, limits: ReadingLimits): Reading {
  const main = mainPart(file)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const word: Word = {
    file, styles: readStyles(file, `${folder}styles.xml`), numbering: readNumbering(file, `${folder}numbering.xml`),
    fields: [], footnotes: [], carried: undefined,
    left: { deleted: 0, hidden: 0, pictures: 0, comments: 0, embedded: 0, contents: false },
  }
  const flow: Flow[] = []
  // Paragraphs and tables are taken one by one, through whatever wraps them (content controls, custom XML).
  readXml(file, main, ['w:p', 'w:tbl', 'w:altChunk', 'mc:AlternateContent'], element => {
    flow.push(...readContent([element], word))
    if (flow.length > limits.cells) tooMany(limits.cells, 'paragraphs')
  })
  flow.push(...readFootnotes(word, folder))
  return { blocks: layOut(flow, limits), notes: notesOf(word) }
}

interface Word {
  readonly file: PackedFile
  readonly styles: ReadonlyMap<string, Style>
  readonly numbering: WordNumbering
  /** Fields that are open (a table of contents, a page number): the instruction is no text, the result is. */
  readonly fields: { instruction: string; inResult: boolean }[]
  readonly footnotes: { readonly kind: 'footnote' | 'endnote'; readonly id: string }[]
  /** The beginning of a paragraph whose end mark was deleted under tracked changes: it runs on into the next. */
  carried: Runs | undefined
  readonly left: { deleted: number; hidden: number; pictures: number; comments: number; embedded: number; contents: boolean }
}

interface Style { readonly level?: number; readonly bold?: boolean; readonly list?: { readonly id?: string; readonly level?: number }; readonly basedOn?: string }

interface Runs { text: string; bold: boolean; aside: Flow[] }

function mainPart(file: PackedFile): string {
  let target: string | undefined
  if (file.has('_rels/.rels')) {
    readXml(file, '_rels/.rels', ['rel:Relationship'], relationship => {
      if (relationship.attributes['Type']?.endsWith('/officeDocument')) target = relationship.attributes['Target']?.replace(/^\//, '')
    })
  }
  if (target !== undefined && file.has(target)) return target
  return file.has('word/document.xml') ? 'word/document.xml' : damaged()
}

function readContent(nodes: readonly (Element | string)[], word: Word): Flow[] {
  const flow: Flow[] = []
  for (const node of nodes) {
    if (typeof node === 'string') continue
    if (node.name === 'w:p') flow.push(...readParagraph(node, word))
    else if (node.name === 'w:tbl') flow.push(readTable(node, word))
    else if (node.name === 'w:altChunk') word.left.embedded += 1
    else if (node.name === 'mc:AlternateContent') flow.push(...readContent(chosen(node), word))
    else if (isWrapper(node.name)) flow.push(...readContent(node.children, word))
    else if (node.name === 'w:del' || node.name === 'w:moveFrom') word.left.deleted += 1
  }
  return flow
}

/** Content controls, custom XML, smart tags, insertions: what they hold is the text. */
function isWrapper(name: string): boolean {
  return name === 'w:sdt' || name === 'w:sdtContent' || name === 'w:customXml' || name === 'w:smartTag' || name === 'w:ins' || name === 'w:moveTo'
    || name === 'w:hyperlink' || name === 'w:fldSimple' || name === 'w:dir' || name === 'w:bdo' || name === 'mc:Choice' || name === 'mc:Fallback'
}

function chosen(alternate: Element): readonly (Element | string)[] {
  return (child(alternate, 'mc:Choice') ?? child(alternate, 'mc:Fallback'))?.children ?? []
}

function readParagraph(paragraph: Element, word: Word): Flow[] {
  const properties = child(paragraph, 'w:pPr')
  const runs: Runs = word.carried ?? { text: '', bold: true, aside: [] }
  word.carried = undefined
  const style = styleOf(child(properties, 'w:pStyle')?.attributes['w:val'], word)
  const wasContents = word.left.contents
  readRuns(paragraph.children, word, runs, style.bold ?? false)
  if (child(child(properties, 'w:rPr'), 'w:del')) {
    word.carried = runs
    return []
  }
  const text = foldSpace(runs.text)
  if (text === '' && !wasContents && word.left.contents) return runs.aside
  const number = numberOf(properties, style, word, text)
  const level = ownLevel(properties) ?? style.level
  if (level !== undefined && text !== '') return [{ kind: 'heading', level, text: number ? `${number.marker} ${text}` : text }, ...runs.aside]
  const words: FlowParagraph = { kind: 'paragraph', text, ...(runs.bold && text !== '' ? { bold: true } : {}), ...(number ? { marker: number.marker, listDepth: number.depth } : {}) }
  return [words, ...runs.aside]
}

function ownLevel(properties: Element | undefined): number | undefined {
  const level = Number(child(properties, 'w:outlineLvl')?.attributes['w:val'] ?? 9)
  return level >= 0 && level < 9 ? level + 1 : undefined
}

/** The number or bullet that Word draws before the paragraph, counted on. An empty paragraph with a number is a cell of a reference column. */
function numberOf(properties: Element | undefined, style: Style, word: Word, text: string): { marker: string; depth: number } | undefined {
  const own = child(properties, 'w:numPr')
  const id = child(own, 'w:numId')?.attributes['w:val'] ?? style.list?.id
  if (id === undefined || id === '0') return undefined
  const depth = Number(child(own, 'w:ilvl')?.attributes['w:val'] ?? style.list?.level ?? 0)
  const marker = word.numbering.next(id, depth, child(properties, 'w:pStyle')?.attributes['w:val'])
  if (marker === undefined || (text === '' && !/\p{N}/u.test(marker))) return undefined
  return { marker, depth: depth + 1 }
}

function readRuns(nodes: readonly (Element | string)[], word: Word, runs: Runs, bold: boolean): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    if (node.name === 'w:r') readRun(node, word, runs, bold)
    else if (node.name === 'w:del' || node.name === 'w:moveFrom') word.left.deleted += 1
    else if (node.name === 'mc:AlternateContent') readRuns(chosen(node), word, runs, bold)
    else if (node.name === 'm:oMath' || node.name === 'm:oMathPara') runs.text += allText(node)
    else if (isWrapper(node.name)) readRuns(node.children, word, runs, bold)
  }
}

function readRun(run: Element, word: Word, runs: Runs, styleBold: boolean): void {
  const properties = child(run, 'w:rPr')
  const before = runs.text.length
  const hidden = isOn(child(properties, 'w:vanish')) ?? false
  for (const node of run.children) if (typeof node !== 'string') readRunPart(node, word, runs, properties)
  if (hidden) {
    if (runs.text.length > before) word.left.hidden += 1
    runs.text = runs.text.slice(0, before)
  }
  const characterStyle = child(properties, 'w:rStyle')?.attributes['w:val']
  const bold = isOn(child(properties, 'w:b')) ?? (characterStyle === undefined ? undefined : styleOf(characterStyle, word).bold) ?? styleBold
  if (!bold && /\S/.test(runs.text.slice(before))) runs.bold = false
}

function readRunPart(node: Element, word: Word, runs: Runs, properties: Element | undefined): void {
  if (node.name === 'w:fldChar') return followField(node, word, runs)
  const field = word.fields.at(-1)
  if (node.name === 'w:instrText') {
    if (field && !field.inResult) field.instruction += allText(node)
    return
  }
  if (word.fields.some(open => !open.inResult)) return
  if (word.fields.some(open => /^\s*TOC\b/i.test(open.instruction))) {
    word.left.contents = true
    return
  }
  switch (node.name) {
    case 'w:t': runs.text += inFont(allText(node), child(properties, 'w:rFonts')?.attributes['w:ascii']); return
    case 'w:tab': case 'w:ptab': runs.text += ' '; return
    case 'w:br': case 'w:cr': runs.text += '\n'; return
    case 'w:noBreakHyphen': runs.text += '-'; return
    case 'w:sym': runs.text += symbol(node.attributes['w:font'], node.attributes['w:char']); return
    case 'w:footnoteReference': word.footnotes.push({ kind: 'footnote', id: node.attributes['w:id'] ?? '' }); return
    case 'w:endnoteReference': word.footnotes.push({ kind: 'endnote', id: node.attributes['w:id'] ?? '' }); return
    case 'w:commentReference': word.left.comments += 1; return
    case 'mc:AlternateContent': for (const part of chosen(node)) if (typeof part !== 'string') readRunPart(part, word, runs, properties); return
    case 'w:drawing': case 'w:pict': case 'w:object': return readDrawing(node, word, runs)
  }
}

/** Text boxes are read after the paragraph that they hang on; a drawing without one is a picture, which is not read. */
function readDrawing(drawing: Element, word: Word, runs: Runs): void {
  const boxes = textBoxes(drawing)
  if (boxes.length === 0) word.left.pictures += 1
  for (const box of boxes) runs.aside.push(...readContent(box.children, word))
}

function textBoxes(element: Element): Element[] {
  if (element.name === 'w:txbxContent') return [element]
  const inside = element.name === 'mc:AlternateContent' ? chosen(element).filter(node => typeof node !== 'string') : elements(element)
  return inside.flatMap(textBoxes)
}

function followField(node: Element, word: Word, runs: Runs): void {
  const type = node.attributes['w:fldCharType']
  if (type === 'begin') {
    word.fields.push({ instruction: '', inResult: false })
    runs.text += formField(child(node, 'w:ffData'))
  } else if (type === 'separate') {
    const field = word.fields.at(-1)
    if (field) field.inResult = true
  } else if (type === 'end') word.fields.pop()
}

/** The tick box and the drop-down list of old forms keep their answer in the field itself. */
function formField(data: Element | undefined): string {
  const box = child(data, 'w:checkBox')
  if (box) return (isOn(child(box, 'w:checked')) ?? isOn(child(box, 'w:default')) ?? false) ? '☒' : '☐'
  const list = child(data, 'w:ddList')
  if (!list) return ''
  const entries = elements(list).filter(entry => entry.name === 'w:listEntry')
  const answer = Number(child(list, 'w:result')?.attributes['w:val'] ?? child(list, 'w:default')?.attributes['w:val'] ?? 0)
  return entries[answer]?.attributes['w:val'] ?? ''
}

const ticks: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'Wingdings': { 0xfc: '✓', 0xfb: '✗', 0xfe: '☑', 0xfd: '☒', 0xa8: '☐', 0x6f: '☐', 0xa7: '•', 0x6c: '•', 0x6e: '•', 0xd8: '•', 0xe0: '→' },
  'Wingdings 2': { 0x50: '✓', 0x4f: '✗', 0x52: '☑', 0x54: '☒', 0x53: '☒', 0xa3: '☐' },
  'Symbol': { 0xb7: '•', 0xd6: '✓' },
}

function inFont(text: string, font: string | undefined): string {
  const table = font === undefined ? undefined : ticks[font]
  return table ? [...text].map(character => table[(character.codePointAt(0) ?? 0) & 0xff] ?? character).join('') : text
}

function symbol(font: string | undefined, code: string | undefined): string {
  const value = Number.parseInt(code ?? '', 16)
  if (!Number.isFinite(value)) return ''
  return ticks[font ?? '']?.[value & 0xff] ?? (value >= 0xf000 && value <= 0xf0ff ? '•' : String.fromCharCode(value))
}

function isOn(toggle: Element | undefined): boolean | undefined {
  if (!toggle) return undefined
  const value = toggle.attributes['w:val']
  return value !== '0' && value !== 'false' && value !== 'off'
}

function readTable(table: Element, word: Word): FlowTable {
  const columns = snapColumns(table)
  const rows: FlowRow[] = []
  const open = new Map<number, { content: readonly Flow[]; columnSpan: number; rowSpan: number }>()
  for (const row of rowsOf(table)) {
    const properties = child(row, 'w:trPr')
    if (child(properties, 'w:del')) {
      word.left.deleted += 1
      continue
    }
    rows.push({ cells: readCells(row, properties, columns, open, word), ...(isOn(child(properties, 'w:tblHeader')) ? { header: true } : {}) })
  }
  const caption = child(child(table, 'w:tblPr'), 'w:tblCaption')?.attributes['w:val']
  return { kind: 'table', rows, ...(caption ? { caption } : {}) }
}

function rowsOf(element: Element): Element[] {
  return elements(element).flatMap(node => node.name === 'w:tr' ? [node] : isWrapper(node.name) ? rowsOf(node) : [])
}

function cellsOf(element: Element): Element[] {
  return elements(element).flatMap(node => node.name === 'w:tc' ? [node] : isWrapper(node.name) ? cellsOf(node) : [])
}

function readCells(
  row: Element, properties: Element | undefined, columns: (column: number) => number,
  open: Map<number, { content: readonly Flow[]; columnSpan: number; rowSpan: number }>, word: Word,
): FlowCell[] {
  const cells: FlowCell[] = []
  let from = whole(child(properties, 'w:gridBefore')?.attributes['w:val'], 0)
  if (from > 0) cells.push({ content: [], columnSpan: Math.max(1, columns(from)) })
  for (const cell of cellsOf(row)) {
    const about = child(cell, 'w:tcPr')
    const to = from + whole(child(about, 'w:gridSpan')?.attributes['w:val'], 1)
    const column = columns(from)
    const columnSpan = Math.max(1, columns(to) - column)
    from = to
    const merge = child(about, 'w:vMerge')
    const above = open.get(column)
    const sideways = child(about, 'w:hMerge')
    const left = cells.at(-1)
    if (sideways && sideways.attributes['w:val'] !== 'restart' && left) {
      cells[cells.length - 1] = { ...left, columnSpan: (left.columnSpan ?? 1) + columnSpan }
    } else if (merge && merge.attributes['w:val'] !== 'restart' && above) {
      above.rowSpan += 1
    } else {
      const made = { content: readContent(cell.children, word), columnSpan, rowSpan: 1 }
      cells.push(made)
      if (merge) open.set(column, made)
      else open.delete(column)
    }
  }
  return cells
}

function whole(value: string | undefined, otherwise: number): number {
  const number = Number(value ?? otherwise)
  return Number.isInteger(number) && number >= 0 && number <= 1000 ? number : otherwise
}

/** A tenth of an inch, in twentieths of a point. */
const nearly = 144

/**
 * A table whose lines were dragged by hand has rows that miss one another by a hair, and then Word states slivers of columns between them.
 * Edges closer than a tenth of an inch are one edge, unless that would leave some cell with no width.
 */
function snapColumns(table: Element): (column: number) => number {
  const widths = elements(child(table, 'w:tblGrid')).filter(column => column.name === 'w:gridCol').map(column => Number(column.attributes['w:w'] ?? 0))
  const asStated = (column: number) => column
  if (widths.length === 0 || !widths.some(width => width > 0 && width < nearly) || !widths.every(width => width >= 0)) return asStated
  const edges: number[] = [0]
  let clusterStart = 0
  let position = 0
  for (const width of widths) {
    position += width
    const last = edges.at(-1) ?? 0
    if (position - clusterStart < nearly) edges.push(last)
    else {
      edges.push(last + 1)
      clusterStart = position
    }
  }
  const snapped = (column: number) => edges[column] ?? (edges.at(-1) ?? 0) + column - (edges.length - 1)
  const everyCellKeepsWidth = rowsOf(table).every(row => {
    let from = whole(child(child(row, 'w:trPr'), 'w:gridBefore')?.attributes['w:val'], 0)
    return cellsOf(row).every(cell => {
      const to = from + whole(child(child(cell, 'w:tcPr'), 'w:gridSpan')?.attributes['w:val'], 1)
      const width = snapped(to) - snapped(from)
      from = to
      return width > 0
    })
  })
  return everyCellKeepsWidth ? snapped : asStated
}

function readStyles(file: PackedFile, part: string): ReadonlyMap<string, Style> {
  const styles = new Map<string, Style>()
  if (!file.has(part)) return styles
  readXml(file, part, ['w:style'], style => {
    const properties = child(style, 'w:pPr')
    const name = child(style, 'w:name')?.attributes['w:val']?.toLowerCase() ?? ''
    const named = name === 'title' ? 1 : Number(/^heading ([1-9])$/.exec(name)?.[1] ?? Number.NaN)
    const level = Number.isNaN(named) ? ownLevel(properties) : named
    const bold = isOn(child(child(style, 'w:rPr'), 'w:b'))
    const numbers = child(properties, 'w:numPr')
    const listLevel = child(numbers, 'w:ilvl')?.attributes['w:val']
    const basedOn = child(style, 'w:basedOn')?.attributes['w:val']
    styles.set(style.attributes['w:styleId'] ?? '', {
      ...(level === undefined ? {} : { level }), ...(bold === undefined ? {} : { bold }), ...(basedOn === undefined ? {} : { basedOn }),
      ...(numbers ? { list: { id: child(numbers, 'w:numId')?.attributes['w:val'], level: listLevel === undefined ? undefined : Number(listLevel) } } : {}),
    })
  })
  return styles
}

/** A style with what it takes from the styles that it is based on. */
function styleOf(id: string | undefined, word: Word): Style {
  const seen = new Set<string>()
  let whole: Style = {}
  for (let at = id; at !== undefined && !seen.has(at);) {
    seen.add(at)
    const style: Style | undefined = word.styles.get(at)
    if (!style) {
      // A document may name a built-in style that it does not define.
      const level = /^(?:heading|Heading) ?([1-9])$/.exec(at)?.[1] ?? (at === 'Title' ? '1' : undefined)
      return level === undefined ? whole : { level: Number(level), ...whole }
    }
    whole = { ...style, ...whole }
    at = style.basedOn
  }
  return whole
}

function readFootnotes(word: Word, folder: string): Flow[] {
  const flow: Flow[] = []
  for (const kind of ['footnote', 'endnote'] as const) {
    const wanted = word.footnotes.filter(note => note.kind === kind).map(note => note.id)
    const part = `${folder}${kind}s.xml`
    if (wanted.length === 0 || !word.file.has(part)) continue
    const texts = new Map<string, string>()
    readXml(word.file, part, [`w:${kind}`], note => {
      const text = readContent(note.children, word).map(item => item.kind === 'table' ? '' : item.text).filter(words => words !== '').join('\n')
      texts.set(note.attributes['w:id'] ?? '', text)
    })
    wanted.forEach((id, index) => flow.push({ kind: 'paragraph', text: texts.get(id) ?? '', marker: `${kind} ${index + 1}` }))
  }
  return flow
}

function notesOf(word: Word): string[] {
  const { left, file } = word
  const notes: string[] = []
  if (file.names.some(name => /vbaProject\.bin$/i.test(name))) notes.push('The document has macros. They were not run and not kept.')
  if (left.deleted > 0) notes.push('The document has tracked changes. It was read as if they were all accepted: text marked as deleted was left out.')
  if (left.hidden > 0) notes.push('Text that is hidden in the document was left out.')
  if (left.contents) notes.push('The table of contents was left out.')
  if (left.pictures > 0) notes.push(left.pictures === 1 ? 'One picture or drawing was left out. Words inside it were not read.'
    : `${left.pictures} pictures or drawings were left out. Words inside them were not read.`)
  if (left.comments > 0) notes.push('Comments in the margin were left out.')
  if (left.embedded > 0) notes.push('Another document embedded in this one was left out.')
  if (file.names.some(name => /\/(?:header|footer)\d*\.xml$/.test(name))) notes.push('Page headers and footers were left out.')
  return notes
}
