import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'
import { decodeText } from './decode.ts'
import type { ReadingLimits } from './document.ts'
import { type Flow, type FlowCell, type FlowRow, type FlowTable, layOut } from './flow.ts'
import type { Reading } from './reading.ts'
import { megabytes, refuse } from './refusal.ts'
import { shown } from './word-numbering.ts'

type HtmlNode = DefaultTreeAdapterTypes.Node
type HtmlElement = DefaultTreeAdapterTypes.Element

const largestPage = 10_000_000
const deepest = 1200

/** A saved web page. Nothing that it points to is fetched and no script runs: it is only taken apart into its words. */
export function readWebPage(bytes: Uint8Array, limits: ReadingLimits): Reading {
  if (bytes.length > largestPage) refuse(`is a web page of more than ${megabytes(largestPage)}, which is the most that is read`, 'save the page without its pictures, or save the part that matters, and choose that file')
  const stated = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1'))?.[1]
  const { text, notes } = decodeText(bytes, stated)
  const reading = htmlToDocument(text, limits)
  return { blocks: reading.blocks, notes: [...notes, ...reading.notes] }
}

/** Headings, paragraphs, lists and tables of HTML, in order. Only what is words is kept, so the answer holds no markup of the page. */
export function htmlToDocument(html: string, limits: ReadingLimits): Reading {
  const page = parse(html)
  const main = findMain(page)
  const walk: Walk = { flow: [], left: { menus: main !== undefined, pictures: 0, deleted: false } }
  readNodes(main ? [main] : page.childNodes, walk, { depth: 0, bold: false })
  flush(walk)
  const notes: string[] = []
  if (walk.left.menus) notes.push('Menus and other parts around the main content of the page were left out.')
  if (walk.left.pictures > 0) notes.push(walk.left.pictures === 1 ? 'One picture was left out. Words inside it were not read.' : `${walk.left.pictures} pictures were left out. Words inside them were not read.`)
  if (walk.left.deleted) notes.push('Text that the page marks as deleted was left out.')
  return { blocks: layOut(walk.flow, limits), notes }
}

/** The words of a piece of HTML that stands in a text file, each paragraph and list item on a line of its own. */
export function wordsOfHtml(html: string): string {
  const walk: Walk = { flow: [], left: { menus: false, pictures: 0, deleted: false } }
  readNodes(parseFragment(html).childNodes, walk, { depth: 0, bold: false })
  flush(walk)
  return walk.flow.map(item => item.kind === 'table' ? '' : item.text).filter(text => text !== '').join('\n')
}

interface Walk {
  readonly flow: Flow[]
  readonly left: { menus: boolean; pictures: number; deleted: boolean }
  /** Words that wait for the end of their paragraph. */
  waiting?: { text: string; bold: boolean; item?: { depth: number; marker?: string } }
  item?: { depth: number; marker?: string }
}

interface Around {
  readonly depth: number
  readonly bold: boolean
  readonly heading?: number
  readonly list?: { readonly depth: number; readonly next: () => string }
  readonly inCell?: boolean
  readonly asTyped?: boolean
}

const dropped = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'object', 'embed', 'audio', 'video', 'canvas', 'head', 'button', 'dialog', 'datalist', 'map'])
const around = new Set(['nav', 'footer', 'aside'])
const aroundRoles = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary', 'menu', 'menubar'])
const inline = new Set(['a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'label', 'mark', 'output', 'q', 'ruby', 'rt', 'rp', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr', 'o:p'])

function readNodes(nodes: readonly HtmlNode[], walk: Walk, here: Around): void {
  if (here.depth > deepest) refuse('is nested deeper than any plan', 'save the page again from a browser and choose that file')
  for (const node of nodes) {
    if (node.nodeName === '#text' && 'value' in node) addText(node.value, walk, here)
    else if ('tagName' in node) readElement(node, walk, { ...here, depth: here.depth + 1 })
  }
}

function readElement(element: HtmlElement, walk: Walk, here: Around): void {
  const tag = element.tagName
  if (dropped.has(tag) || isHidden(element)) return
  if (around.has(tag) || aroundRoles.has(attribute(element, 'role') ?? '')) {
    walk.left.menus = true
    return
  }
  switch (tag) {
    case 'br': addText('\n', walk, { ...here, asTyped: true }); return
    case 'hr': flush(walk); return
    case 'img': return readPicture(element, walk, here)
    case 'del': walk.left.deleted = true; return
    case 'input': case 'select': case 'textarea': return readAnswer(element, walk, here)
    case 'table': flush(walk); walk.flow.push(readTable(element, walk, here)); return
    case 'ul': case 'ol': case 'menu': case 'dir': return readList(element, walk, here)
    case 'li': return readItem(element, walk, here)
    case 'h1': case 'h2': case 'h3': case 'h4': case 'h5': case 'h6': return inBlock(element, walk, { ...here, heading: Number(tag[1]), bold: false })
    case 'pre': return inBlock(element, walk, { ...here, asTyped: true })
    case 'dt': case 'summary': return inBlock(element, walk, { ...here, bold: true })
    case 'b': case 'strong': return readNodes(element.childNodes, walk, { ...here, bold: true })
  }
  const bold = /font-weight\s*:\s*(?:bold|[6-9]00)/i.test(attribute(element, 'style') ?? '') || here.bold
  if (inline.has(tag)) return readNodes(element.childNodes, walk, { ...here, bold })
  inBlock(element, walk, { ...here, bold })
}

function inBlock(element: HtmlElement, walk: Walk, here: Around): void {
  flush(walk, here)
  readNodes(element.childNodes, walk, here)
  flush(walk, here)
}

function addText(text: string, walk: Walk, here: Around): void {
  const words = here.asTyped ? text : text.replace(/\s+/g, ' ')
  if (words.trim() === '' && (walk.waiting === undefined || words === '')) return
  walk.waiting ??= { text: '', bold: true, ...(walk.item ? { item: walk.item } : {}) }
  walk.waiting.text += words
  if (words.trim() !== '' && !here.bold) walk.waiting.bold = false
}

function flush(walk: Walk, here?: Around): void {
  const waiting = walk.waiting
  walk.waiting = undefined
  if (!waiting || waiting.text.trim() === '') return
  if (here?.heading !== undefined) {
    walk.flow.push({ kind: 'heading', level: here.heading, text: waiting.text })
    return
  }
  walk.flow.push({ kind: 'paragraph', text: waiting.text, ...(waiting.bold ? { bold: true } : {}), ...(waiting.item ? { listDepth: waiting.item.depth } : {}), ...(waiting.item?.marker ? { marker: waiting.item.marker } : {}) })
  // The first paragraph of an item bears the number; the others stand under it.
  if (walk.item && waiting.item === walk.item) walk.item = { depth: walk.item.depth }
}

function readList(list: HtmlElement, walk: Walk, here: Around): void {
  flush(walk, here)
  const before = walk.item
  const depth = (here.list?.depth ?? 0) + 1
  const ordered = list.tagName === 'ol'
  let number = Number(attribute(list, 'start') ?? 1)
  if (!Number.isInteger(number)) number = 1
  const format = { a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' }[attribute(list, 'type') ?? ''] ?? 'decimal'
  const next = () => ordered ? `${shown(number++, format)}.` : '•'
  readNodes(list.childNodes, walk, { ...here, list: { depth, next } })
  flush(walk, here)
  walk.item = before
}

function readItem(item: HtmlElement, walk: Walk, here: Around): void {
  flush(walk, here)
  const before = walk.item
  walk.item = { depth: here.list?.depth ?? 1, marker: here.list?.next() ?? '•' }
  readNodes(item.childNodes, walk, here)
  flush(walk, here)
  walk.item = before
}

/** In a cell the words that stand for a picture may be the answer (a tick); elsewhere they describe a decoration. */
function readPicture(element: HtmlElement, walk: Walk, here: Around): void {
  const words = attribute(element, 'alt')?.trim() ?? ''
  if (here.inCell && words !== '') addText(` ${words} `, walk, here)
  else walk.left.pictures += 1
}

function readAnswer(element: HtmlElement, walk: Walk, here: Around): void {
  const type = (attribute(element, 'type') ?? 'text').toLowerCase()
  if (element.tagName === 'textarea') return readNodes(element.childNodes, walk, { ...here, asTyped: true })
  if (element.tagName === 'select') {
    const options = descendants(element, 'option')
    const answer = options.find(option => attribute(option, 'selected') !== undefined)
    if (answer) readNodes(answer.childNodes, walk, here)
  } else if (type === 'checkbox' || type === 'radio') {
    addText(attribute(element, 'checked') !== undefined ? ' ☒ ' : ' ☐ ', walk, here)
  } else if (type === 'text') addText(` ${attribute(element, 'value') ?? ''} `, walk, here)
}

function readTable(table: HtmlElement, walk: Walk, here: Around): FlowTable {
  const rows: FlowRow[] = []
  let caption = ''
  const readRows = (parent: HtmlElement, inHead: boolean) => {
    for (const node of parent.childNodes) {
      if (!('tagName' in node) || isHidden(node)) continue
      if (node.tagName === 'caption') caption = wordsIn(node, walk, here)
      else if (node.tagName === 'tr') rows.push(readRow(node, inHead, walk, here))
      else if (['thead', 'tbody', 'tfoot'].includes(node.tagName)) readRows(node, node.tagName === 'thead')
    }
  }
  readRows(table, false)
  return { kind: 'table', rows, ...(caption === '' ? {} : { caption }) }
}

function readRow(row: HtmlElement, inHead: boolean, walk: Walk, here: Around): FlowRow {
  const elements = row.childNodes.filter((node): node is HtmlElement => 'tagName' in node && (node.tagName === 'td' || node.tagName === 'th') && !isHidden(node))
  const cells = elements.map((element): FlowCell => {
    const span = Number(attribute(element, 'rowspan') ?? 1)
    return { content: contentOf(element, walk, here), columnSpan: Number(attribute(element, 'colspan') ?? 1), rowSpan: span === 0 ? Infinity : span }
  })
  // One heading over the whole width is a title or a group; the names of columns are several.
  const header = elements.length > 1 && (inHead || elements.every(element => element.tagName === 'th'))
  return { cells: cells.map(cell => cell.rowSpan === Infinity ? { ...cell, rowSpan: 65_534 } : cell), ...(header ? { header: true } : {}) }
}

function contentOf(element: HtmlElement, walk: Walk, here: Around): Flow[] {
  const inside: Walk = { flow: [], left: walk.left }
  readNodes(element.childNodes, inside, { depth: here.depth + 2, bold: element.tagName === 'th', inCell: true })
  flush(inside)
  return inside.flow
}

function wordsIn(element: HtmlElement, walk: Walk, here: Around): string {
  return contentOf(element, walk, here).map(item => item.kind === 'table' ? '' : item.text).join(' ')
}

function isHidden(element: HtmlElement): boolean {
  return attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true'
    || /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(attribute(element, 'style') ?? '')
}

function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find(each => each.name === name)?.value
}

function findMain(page: DefaultTreeAdapterTypes.Document): HtmlElement | undefined {
  const queue: HtmlNode[] = [...page.childNodes]
  for (let index = 0; index < queue.length; index += 1) {
    const node = queue[index]
    if (node === undefined || !('childNodes' in node)) continue
    if ('tagName' in node && (node.tagName === 'main' || attribute(node, 'role') === 'main')) return node
    for (const inside of node.childNodes) queue.push(inside)
  }
  return undefined
}

function descendants(element: HtmlElement, tag: string): HtmlElement[] {
  return element.childNodes.flatMap(node => 'tagName' in node ? node.tagName === tag ? [node] : descendants(node, tag) : [])
}
