import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { ReadingLimits } from './document.ts'
import { pagesToBlocks } from './page-layout.ts'
import type { Chunk, PrintedPage, Rule, Tag } from './printed-page.ts'
import type { Reading } from './reading.ts'
import { damaged, refuse } from './refusal.ts'

/**
 * A PDF with a text layer. Nothing in it runs and nothing that it points to is fetched: pictures are not decoded, and forms, scripts and attachments are not opened.
 * What the file says of its own structure (tagged PDF) is used where it does.
 */
export async function readPdf(bytes: Uint8Array, limits: ReadingLimits): Promise<Reading> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // The library takes the bytes for itself and empties them: it gets its own.
  const loading = pdfjs.getDocument({
    data: new Uint8Array(bytes), verbosity: 0, disableFontFace: true, fontExtraProperties: true, useSystemFonts: false, enableXfa: false, maxImageSize: 0, stopAtErrors: false, useWorkerFetch: false, useWasm: false,
    disableAutoFetch: true, disableStream: true, isOffscreenCanvasSupported: false,
  })
  try {
    const file = await loading.promise
    if (file.numPages > limits.pages)
      refuse(`has ${file.numPages.toLocaleString('en-GB')} pages, and at most ${limits.pages.toLocaleString('en-GB')} are read`, 'save the pages that matter as a PDF of their own and choose that')
    const pages: PrintedPage[] = []
    for (let number = 1; number <= file.numPages; number += 1) pages.push(await readPage(file, number, pdfjs.OPS))
    return finish(pages, limits)
  } catch (error) {
    return refuseWhatCannotBeOpened(error)
  } finally {
    await loading.destroy()
  }
}

/** The library's own errors are about the file; any other is ours. */
function refuseWhatCannotBeOpened(error: unknown): never {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') refuse('is protected by a password', 'open it with the password, save or print it as a PDF without one and choose that file')
  if (/Exception$|^FormatError$|^XRef/.test(name)) damaged()
  throw error
}

function finish(pages: readonly PrintedPage[], limits: ReadingLimits): Reading {
  const silent = pages.filter(page => page.chunks.length === 0).map(page => page.number)
  const letters = pages.reduce((sum, page) => sum + page.chunks.reduce((all, chunk) => all + chunk.text.length, 0), 0)
  if (letters < pages.length * 20 && silent.length * 2 >= pages.length)
    refuse('is a scan, with pictures of pages and no words that can be read', 'find the document that was scanned, or use a program that recognises text (OCR) and choose the PDF that it makes')
  const reading = pagesToBlocks(pages, limits)
  const notes = silent.length === 0 ? [] : [silent.length === 1 ? `Page ${silent.join()} has no words that can be read; it may be a picture.` : `These pages have no words that can be read and may be pictures: ${silent.join(', ')}.`]
  return { blocks: reading.blocks, notes: [...reading.notes, ...notes] }
}

type Matrix = readonly [number, number, number, number, number, number]

type Operations = typeof import('pdfjs-dist').OPS

async function readPage(file: PDFDocumentProxy, number: number, operations: Operations): Promise<PrintedPage> {
  const page = await file.getPage(number)
  try {
    const [list, content, tree] = [await page.getOperatorList(), await page.getTextContent({ includeMarkedContent: true }), await page.getStructTree().catch(() => null)]
    const view = page.getViewport({ scale: 1 })
    const upright = asMatrix(view.transform)
    const items = content.items
    const turned = turn(items, upright, view.width, view.height)
    const tags = tree ? readTags(tree) : new Map<string, Tag>()
    return {
      number, width: turned.width, height: turned.height,
      chunks: readChunks(items, turned.matrix, tags, fontsOf(page, Object.keys(content.styles))), rules: readRules(list, turned.matrix, operations),
    }
  } finally {
    page.cleanup()
  }
}

type Items = Awaited<ReturnType<PDFPageProxy['getTextContent']>>['items']

/** A page that is printed sideways is turned, if most of its words are. */
function turn(items: Items, matrix: Matrix, width: number, height: number): { matrix: Matrix; width: number; height: number } {
  const letters = { level: 0, up: 0, down: 0 }
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue
    const [a, b] = multiply(matrix, asMatrix(item.transform))
    if (Math.abs(b) <= Math.abs(a)) letters.level += item.str.length
    else if (b < 0) letters.up += item.str.length
    else letters.down += item.str.length
  }
  if (letters.up > letters.level + letters.down) return { matrix: multiply([0, 1, -1, 0, height, 0], matrix), width: height, height: width }
  if (letters.down > letters.level + letters.up) return { matrix: multiply([0, -1, 1, 0, 0, width], matrix), width: height, height: width }
  return { matrix, width, height }
}

function readChunks(items: Items, matrix: Matrix, tags: ReadonlyMap<string, Tag>, fonts: ReadonlyMap<string, { bold: boolean; signs: boolean }>): Chunk[] {
  const chunks: Chunk[] = []
  const marks: { id?: string; debris: boolean }[] = []
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') marks.pop()
      else marks.push({ id: item.id, debris: 'tag' in item && item.tag === 'Artifact' })
      continue
    }
    if (item.str.trim() === '') continue
    const [a, b, c, d, x, y] = multiply(matrix, asMatrix(item.transform))
    const size = Math.hypot(c, d)
    const level = Math.abs(b) <= Math.abs(a)
    const id = marks.findLast(mark => mark.id !== undefined)?.id
    const tag = marks.some(mark => mark.debris) ? { debris: true } : id === undefined ? undefined : tags.get(id)
    const font = fonts.get(item.fontName) ?? { bold: false, signs: false }
    // Words that run up or down the page are as wide as their letters are high.
    chunks.push({
      text: item.str, left: level ? x : x - size, right: level ? x + item.width : x, baseline: level ? y : y + (b < 0 ? -item.width / 2 : item.width / 2), size: size || 1,
      bold: font.bold, signs: font.signs, order: chunks.length, ...(tag ? { tag } : {}),
    })
  }
  return chunks
}

function fontsOf(page: PDFPageProxy, names: readonly string[]): Map<string, { bold: boolean; signs: boolean }> {
  return new Map(names.map(name => {
    const font: unknown = page.commonObjs.has(name) ? page.commonObjs.get(name) : undefined
    const called = typeof font === 'object' && font !== null && 'name' in font ? String(font.name) : ''
    const bold = typeof font === 'object' && font !== null && 'bold' in font && font.bold === true
    return [name, { bold: bold || /bold|black|heavy|semibold|demi/i.test(called), signs: /wingding|webding|symbol|dingbat|zapf/i.test(called) }]
  }))
}

interface TreeNode { readonly role?: string; readonly children?: readonly TreeNode[]; readonly type?: string; readonly id?: string; readonly colSpan?: number; readonly rowSpan?: number }

/** From the structure tree of one page: what each piece of marked content is part of. */
function readTags(root: TreeNode): Map<string, Tag> {
  const tags = new Map<string, Tag>()
  const counts = { tables: 0, rows: 0, cells: 0 }
  const walk = (node: TreeNode, tag: Tag, depth: number): void => {
    if (node.type === 'content' && node.id !== undefined) tags.set(node.id, tag)
    if (depth > 200) return
    const here = tagFor(node, tag)
    for (const child of node.children ?? []) walk(child, here, depth + 1)
  }
  function tagFor(node: TreeNode, tag: Tag): Tag {
    const role = node.role ?? ''
    const heading = /^H([1-6])$/.exec(role)?.[1]
    if (heading !== undefined) return { ...tag, heading: Number(heading) }
    if (role === 'H' || role === 'Title') return { ...tag, heading: 1 }
    if (role === 'L') return { ...tag, listDepth: (tag.listDepth ?? 0) + 1 }
    if (role === 'Artifact') return { debris: true }
    // A table inside a cell is part of the cell.
    if (role === 'Table' && !tag.table) {
      counts.tables += 1
      return { ...tag, table: { table: counts.tables, row: { number: 0, width: 0 }, cell: 0, header: false, at: 0, columns: 1, rows: 1 } }
    }
    if (role === 'TR' && tag.table?.cell === 0) {
      counts.rows += 1
      return { ...tag, table: { ...tag.table, row: { number: counts.rows, width: 0 } } }
    }
    if ((role === 'TH' || role === 'TD') && tag.table?.cell === 0) {
      counts.cells += 1
      const columns = Math.min(Math.max(1, node.colSpan ?? 1), 100)
      const at = tag.table.row.width
      tag.table.row.width += columns
      return { ...tag, table: { ...tag.table, cell: counts.cells, header: role === 'TH', at, columns, rows: node.rowSpan ?? 1 } }
    }
    return tag
  }
  walk(root, {}, 0)
  return tags
}

interface OperatorList { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }

const mostRules = 30_000

/** Lines and thin bars that are drawn on the page, wherever the drawing's own coordinates put them. */
function readRules(list: OperatorList, page: Matrix, operations: Operations): Rule[] {
  const rules: Rule[] = []
  const saved: Matrix[] = []
  let matrix = page
  const drawn = new Set<number>([operations.stroke, operations.closeStroke, operations.fillStroke, operations.eoFillStroke, operations.closeFillStroke, operations.closeEOFillStroke])
  const filled = new Set<number>([operations.fill, operations.eoFill])
  for (let index = 0; index < list.fnArray.length && rules.length < mostRules; index += 1) {
    const operation = list.fnArray[index]
    const args = list.argsArray[index]
    if (operation === operations.save) saved.push(matrix)
    else if (operation === operations.restore) matrix = saved.pop() ?? page
    else if (operation === operations.transform && isMatrix(args)) matrix = multiply(matrix, args)
    else if (operation === operations.paintFormXObjectBegin) {
      saved.push(matrix)
      const own = Array.isArray(args) ? args[0] : undefined
      if (isMatrix(own)) matrix = multiply(matrix, own)
    } else if (operation === operations.paintFormXObjectEnd) matrix = saved.pop() ?? page
    else if (operation === operations.constructPath && Array.isArray(args)) {
      const [how, paths] = args
      const path: unknown = Array.isArray(paths) ? paths[0] : undefined
      if (!(path instanceof Float32Array)) continue
      for (const outline of outlinesOf(path, matrix)) {
        if (drawn.has(Number(how))) rules.push(...segmentsOf(outline))
        else if (filled.has(Number(how))) rules.push(...thinBar(outline))
      }
    }
  }
  return rules
}

interface Point { readonly x: number; readonly y: number }

/** The corners of each outline of a path; one with a curve in it is no line of a table. */
function outlinesOf(path: Float32Array, matrix: Matrix): Point[][] {
  const outlines: Point[][] = []
  let current: Point[] = []
  let curved = false
  const finish = () => {
    if (current.length > 1 && !curved) outlines.push(current)
    current = []
    curved = false
  }
  const [a, b, c, d, e, f] = matrix
  const point = (at: number): Point => {
    const [x = 0, y = 0] = path.subarray(at, at + 2)
    return { x: a * x + c * y + e, y: b * x + d * y + f }
  }
  for (let at = 0; at < path.length;) {
    const step = path[at]
    if (step === 0) {
      finish()
      current = [point(at + 1)]
      at += 3
    } else if (step === 1) {
      current.push(point(at + 1))
      at += 3
    } else if (step === 2 || step === 3) {
      curved = true
      at += step === 2 ? 7 : 5
    } else {
      const [first] = current
      if (first) current.push(first)
      at += 1
    }
  }
  finish()
  return outlines
}

function segmentsOf(outline: readonly Point[]): Rule[] {
  return outline.slice(1).flatMap((to, index) => {
    const from = outline[index]
    return from ? ruleBetween(from, to) : []
  })
}

function ruleBetween(from: Point, to: Point): Rule[] {
  const across = Math.abs(to.x - from.x)
  const down = Math.abs(to.y - from.y)
  if (across < 1 && down > 1) return [{ upright: true, at: (from.x + to.x) / 2, from: Math.min(from.y, to.y), to: Math.max(from.y, to.y) }]
  if (down < 1 && across > 1) return [{ upright: false, at: (from.y + to.y) / 2, from: Math.min(from.x, to.x), to: Math.max(from.x, to.x) }]
  return []
}

/** Many programs draw a line as a filled bar; a filled box that is no bar is a background. */
function thinBar(outline: readonly Point[]): Rule[] {
  const left = Math.min(...outline.map(point => point.x))
  const right = Math.max(...outline.map(point => point.x))
  const top = Math.min(...outline.map(point => point.y))
  const bottom = Math.max(...outline.map(point => point.y))
  if (right - left <= 2.5 && bottom - top > 0.4) return [{ upright: true, at: (left + right) / 2, from: top, to: bottom }]
  if (bottom - top <= 2.5 && right - left > 0.4) return [{ upright: false, at: (top + bottom) / 2, from: left, to: right }]
  return []
}

function isMatrix(value: unknown): value is Matrix {
  return (Array.isArray(value) || value instanceof Float32Array) && value.length === 6
}

function asMatrix(values: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values
  return [a, b, c, d, e, f]
}

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}
