import type { ReadingLimits } from './document.ts'
import { type Flow, type FlowCell, type FlowRow, type FlowTable, layOut } from './flow.ts'
import { type OpenStyle, addStyle, count, foldTyped, fromStyle, readNamedStyles, refuseEncrypted, rowsIn, spelledOut } from './open-document.ts'
import type { PackedFile } from './packed-file.ts'
import type { Reading } from './reading.ts'
import { damaged, tooMany } from './refusal.ts'
import { foldSpace } from './white-space.ts'
import { shown } from './word-numbering.ts'
import { type Element, child, elements, readXml } from './xml.ts'

/** An OpenDocument text (.odt). Text deleted under tracked changes lies apart in the file and is not read; inserted text stands in its place and is. */
export function readOpenText(file: PackedFile, limits: ReadingLimits): Reading {
  refuseEncrypted(file)
  if (!file.has('content.xml')) damaged()
  const text: OpenText = {
    styles: readNamedStyles(file), lists: new Map(), counts: new Map(), page: undefined, footnotes: [],
    left: { deleted: false, pictures: 0, comments: false, contents: false, hidden: false },
  }
  if (file.has('styles.xml')) readXml(file, 'styles.xml', ['text:list-style'], style => addListStyle(style, text))
  const flow: Flow[] = []
  readXml(file, 'content.xml', wanted, element => {
    if (element.name === 'style:style') addStyle(element, text.styles)
    else if (element.name === 'text:list-style') addListStyle(element, text)
    else flow.push(...readBlock(element, text, undefined))
    if (flow.length > limits.cells) tooMany(limits.cells, 'paragraphs')
  }, { begin(name, attributes) { if (name === 'office:text' && attributes['text:use-soft-page-breaks'] === 'true') text.page = 1 } })
  flow.push(...text.footnotes)
  return { blocks: layOut(flow, limits), notes: notesOf(text, file) }
}

const indexes = ['text:table-of-content', 'text:illustration-index', 'text:table-index', 'text:alphabetical-index', 'text:user-index', 'text:object-index', 'text:bibliography']
const wanted = ['style:style', 'text:list-style', 'text:p', 'text:h', 'text:list', 'text:numbered-paragraph', 'table:table', 'text:tracked-changes', 'text:soft-page-break', 'draw:frame', ...indexes]

interface OpenText {
  readonly styles: Map<string, OpenStyle>
  readonly lists: Map<string, ReadonlyMap<number, ListLevel>>
  /** How far each list style has counted, level by level. */
  readonly counts: Map<string, number[]>
  /** Counted from the page breaks that the program left in the file when it saved it; undefined where it left none. */
  page: number | undefined
  readonly footnotes: Flow[]
  readonly left: { deleted: boolean; pictures: number; comments: boolean; contents: boolean; hidden: boolean }
}

interface ListLevel { readonly bullet: boolean; readonly format: string; readonly prefix: string; readonly suffix: string; readonly levels: number; readonly start: number }

interface InList { readonly style: string; readonly depth: number; readonly marker?: string }

function readBlock(element: Element, text: OpenText, list: InList | undefined): Flow[] {
  switch (element.name) {
    case 'text:p': case 'text:h': return readWords(element, text, list)
    case 'text:list': return readList(element, text, list)
    case 'table:table': return [readTable(element, text)]
    case 'text:section': case 'text:numbered-paragraph': case 'draw:text-box': return elements(element).flatMap(node => readBlock(node, text, list))
    case 'text:soft-page-break': turnPage(text); return []
    case 'text:tracked-changes': if (elements(element).some(region => child(region, 'text:deletion'))) text.left.deleted = true; return []
    case 'draw:frame': return readFrame(element, text)
  }
  if (indexes.includes(element.name)) text.left.contents = true
  return []
}

function turnPage(text: OpenText): void {
  if (text.page !== undefined) text.page += 1
}

interface Words { text: string; bold: boolean; aside: Flow[] }

function readWords(element: Element, text: OpenText, list: InList | undefined): Flow[] {
  const name = element.attributes['text:style-name']
  const words: Words = { text: '', bold: true, aside: [] }
  const page = text.page
  gather(element, text, fromStyle(text.styles, 'paragraph', name, style => style.bold) ?? false, words)
  const at = page === undefined ? {} : { page }
  const shownText = foldSpace(words.text)
  const stated = element.name === 'text:h' ? Number(element.attributes['text:outline-level'] ?? 1) : undefined
  const level = stated ?? fromStyle(text.styles, 'paragraph', name, style => style.title ? 1 : style.outline) ?? (name === 'Title' ? 1 : undefined)
  if (level !== undefined && shownText !== '') {
    const number = list?.marker !== undefined && list.marker !== '•' ? `${list.marker} ` : ''
    return [{ kind: 'heading', level: Math.min(Math.max(level, 1), 9), text: number + shownText, ...at }, ...words.aside]
  }
  return [{ kind: 'paragraph', text: shownText, ...(words.bold && shownText !== '' ? { bold: true } : {}), ...(list ? { listDepth: list.depth } : {}), ...(list?.marker ? { marker: list.marker } : {}), ...at }, ...words.aside]
}

function gather(element: Element, text: OpenText, bold: boolean, words: Words): void {
  for (const node of element.children) {
    if (typeof node === 'string') {
      if (!bold && node.trim() !== '') words.bold = false
      words.text += foldTyped(node)
      continue
    }
    const spaced = spelledOut(node)
    if (spaced !== undefined) words.text += spaced
    else gatherNode(node, text, bold, words)
  }
}

function gatherNode(node: Element, text: OpenText, bold: boolean, words: Words): void {
  switch (node.name) {
    case 'text:span': {
      const style = node.attributes['text:style-name']
      if (fromStyle(text.styles, 'text', style, each => each.hidden || undefined)) text.left.hidden = true
      else gather(node, text, fromStyle(text.styles, 'text', style, each => each.bold) ?? bold, words)
      return
    }
    case 'text:note': {
      const body = child(node, 'text:note-body')
      const kind = node.attributes['text:note-class'] ?? 'footnote'
      const lines = elements(body).flatMap(part => readBlock(part, text, undefined)).map(item => item.kind === 'table' ? '' : item.text).filter(line => line !== '')
      const number = text.footnotes.filter(note => note.kind === 'paragraph' && note.marker?.startsWith(kind)).length + 1
      text.footnotes.push({ kind: 'paragraph', text: lines.join('\n'), marker: `${kind} ${number}` })
      return
    }
    case 'office:annotation': text.left.comments = true; return
    case 'office:annotation-end': case 'text:ruby-text': case 'text:hidden-text': case 'text:hidden-paragraph': case 'office:forms': return
    case 'text:soft-page-break': turnPage(text); return
    case 'draw:frame': words.aside.push(...readFrame(node, text)); return
    case 'draw:custom-shape': case 'draw:rect': case 'draw:g': words.aside.push(...elements(node).flatMap(part => part.name === 'draw:frame' ? readFrame(part, text) : readBlock(part, text, undefined))); return
    default: gather(node, text, bold, words)
  }
}

/** A text box is read after the paragraph that it hangs on; a picture is not read. */
function readFrame(frame: Element, text: OpenText): Flow[] {
  const box = child(frame, 'draw:text-box')
  if (!box) {
    text.left.pictures += 1
    return []
  }
  return elements(box).flatMap(node => readBlock(node, text, undefined))
}

function readList(list: Element, text: OpenText, outer: InList | undefined): Flow[] {
  const style = list.attributes['text:style-name'] ?? outer?.style ?? ''
  const depth = (outer?.depth ?? 0) + 1
  const counts = text.counts.get(style) ?? []
  text.counts.set(style, counts)
  const goesOn = list.attributes['text:continue-numbering'] === 'true' || list.attributes['text:continue-list'] !== undefined
  if (!goesOn) counts.length = Math.min(counts.length, depth - 1)
  return elements(list).flatMap(item => {
    if (item.name !== 'text:list-item' && item.name !== 'text:list-header') return []
    const marker = item.name === 'text:list-item' ? nextMarker(item, style, depth, counts, text) : undefined
    let first = true
    return elements(item).flatMap(node => {
      if (node.name === 'text:list') return readList(node, text, { style, depth })
      const flow = readBlock(node, text, { style, depth, ...(first && marker ? { marker } : {}) })
      first = false
      return flow
    })
  })
}

function nextMarker(item: Element, style: string, depth: number, counts: number[], text: OpenText): string | undefined {
  const levels = text.lists.get(style)
  const level = levels?.get(depth)
  if (!levels || !level) return '•'
  if (elements(item).every(node => node.name === 'text:list')) return undefined
  const start = Number(item.attributes['text:start-value'] ?? Number.NaN)
  for (let above = 0; above < depth - 1; above += 1) counts[above] ??= levels.get(above + 1)?.start ?? 1
  counts[depth - 1] = Number.isInteger(start) ? start : (counts[depth - 1] ?? level.start - 1) + 1
  counts.length = depth
  if (level.bullet) return '•'
  const from = Math.max(0, depth - level.levels)
  const numbers = counts.slice(from).map((value, index) => shown(value, levels.get(from + index + 1)?.format ?? 'decimal'))
  return level.format === '' ? undefined : level.prefix + numbers.join('.') + level.suffix
}

function addListStyle(style: Element, text: OpenText): void {
  const formats: Readonly<Record<string, string>> = { 'a': 'lowerLetter', 'A': 'upperLetter', 'i': 'lowerRoman', 'I': 'upperRoman', '1': 'decimal', '': '' }
  const levels = new Map<number, ListLevel>()
  for (const level of elements(style)) {
    const depth = Number(level.attributes['text:level'] ?? 0)
    if (depth < 1 || depth > 10) continue
    levels.set(depth, {
      bullet: level.name !== 'text:list-level-style-number', format: formats[level.attributes['style:num-format'] ?? ''] ?? 'decimal',
      prefix: level.attributes['style:num-prefix'] ?? '', suffix: level.attributes['style:num-suffix'] ?? '',
      levels: Number(level.attributes['text:display-levels'] ?? 1) || 1, start: Number(level.attributes['text:start-value'] ?? 1) || 1,
    })
  }
  text.lists.set(style.attributes['style:name'] ?? '', levels)
}

/** Repeats of rows and cells are for spreadsheets; a text that has thousands of them is up to no good. */
const mostRepeats = 200

function readTable(table: Element, text: OpenText): FlowTable {
  const rows: FlowRow[] = []
  const page = text.page
  for (const { row, header } of rowsIn(table)) {
    if (row.name === 'text:soft-page-break') {
      turnPage(text)
      continue
    }
    const at = text.page === undefined ? {} : { page: text.page }
    const made: FlowRow = { cells: readCells(row, text), ...(header ? { header: true } : {}), ...at }
    for (let copy = 0; copy < Math.min(count(row.attributes['table:number-rows-repeated']), mostRepeats); copy += 1) rows.push(made)
  }
  const caption = child(table, 'table:title')
  return { kind: 'table', rows, ...(caption ? { caption: caption.children.filter(node => typeof node === 'string').join('') } : {}), ...(page === undefined ? {} : { page }) }
}

function readCells(row: Element, text: OpenText): FlowCell[] {
  return elements(row).flatMap((cell): FlowCell[] => {
    // A covered cell is under the one that spans it, which says how far it goes.
    if (cell.name !== 'table:table-cell') return []
    const made: FlowCell = {
      content: elements(cell).flatMap(node => readBlock(node, text, undefined)),
      columnSpan: count(cell.attributes['table:number-columns-spanned']), rowSpan: count(cell.attributes['table:number-rows-spanned']),
    }
    return Array.from({ length: Math.min(count(cell.attributes['table:number-columns-repeated']), mostRepeats) }, () => made)
  })
}

function notesOf(text: OpenText, file: PackedFile): string[] {
  const { left } = text
  const notes: string[] = []
  if (left.deleted) notes.push('The document has tracked changes. It was read as if they were all accepted: text marked as deleted was left out.')
  if (left.hidden) notes.push('Text that is hidden in the document was left out.')
  if (left.contents) notes.push('The table of contents was left out.')
  if (left.pictures > 0) notes.push(left.pictures === 1 ? 'One picture or drawing was left out. Words inside it were not read.' : `${left.pictures} pictures or drawings were left out. Words inside them were not read.`)
  if (left.comments) notes.push('Comments in the margin were left out.')
  if (file.names.some(name => /^(?:Basic|Scripts)\//.test(name))) notes.push('The document has macros. They were not run and not kept.')
  return notes
}
