import { type SaxesAttributeNS, SaxesParser } from 'saxes'
import type { PackedFile } from './packed-file.ts'
import { damaged, refuse, saveThePart } from './refusal.ts'

/** One element with what is in it. Names carry the usual prefix of their namespace (`w:p`, `table:table-row`), whatever prefix the file uses. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
}

export type Node = Element | string

const prefixes: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 'x',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 'x',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/package/2006/content-types': 'ct',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:table:1.0': 'table',
  'urn:oasis:names:tc:opendocument:xmlns:style:1.0': 'style',
  'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0': 'draw',
  'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0': 'fo',
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0': 'manifest',
}

const mostNodes = 1_000_000
const mostDepth = 400
const none: Readonly<Record<string, string>> = Object.freeze({})

/** What a reader is told of elements that it did not want whole. */
export interface Passing {
  begin?(name: string, attributes: Readonly<Record<string, string>>): void
  end?(name: string): void
}

/**
 * Reads one part of a packed file and gives each element with a wanted name, whole, as soon as it ends; what lies outside is passed over without being
 * kept, so a large sheet is read row by row. An element inside a wanted one is a child of it and is not given again.
 * A document type is refused before it can define anything: no entity is expanded and nothing outside the file is looked at.
 */
export function readXml(file: PackedFile, part: string, wanted: readonly string[], given: (element: Element) => void, passing: Passing = {}): void {
  const names = new Set(wanted)
  const open: { name: string; attributes: Readonly<Record<string, string>>; children: Node[] }[] = []
  const passed: string[] = []
  let depth = 0
  let nodes = 0
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('doctype', refuseDocumentType)
  parser.on('error', () => damaged())
  parser.on('opentag', tag => {
    depth += 1
    if (depth > mostDepth) refuse('is nested deeper than any plan', 'save it again in the program that made it and choose that file')
    const name = nameOf(tag.uri, tag.prefix, tag.local)
    if (open.length === 0 && !names.has(name)) {
      passed.push(name)
      if (passing.begin) passing.begin(name, attributesOf(tag.attributes))
      return
    }
    nodes += 1
    if (nodes > mostNodes) refuse('holds more than can be read at once', saveThePart)
    open.push({ name, attributes: attributesOf(tag.attributes), children: [] })
  })
  parser.on('closetag', () => {
    depth -= 1
    const element = open.pop()
    if (!element) {
      const name = passed.pop()
      if (name !== undefined) passing.end?.(name)
      return
    }
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else {
      nodes = 0
      given(element)
    }
  })
  const addText = (text: string) => { open.at(-1)?.children.push(text) }
  parser.on('text', addText)
  parser.on('cdata', addText)
  let decoder: TextDecoder | undefined
  file.unpack(part, piece => {
    decoder ??= new TextDecoder(encodingOf(piece))
    parser.write(decoder.decode(piece, { stream: true }))
  })
  parser.write(decoder?.decode() ?? '')
  parser.close()
}

function attributesOf(attributes: Readonly<Record<string, SaxesAttributeNS>>): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {}
  let some = false
  for (const attribute of Object.values(attributes)) {
    // Word marks every paragraph and run with the sitting in which it was typed: of no use, and most of a file's attributes.
    if (attribute.prefix === 'xmlns' || attribute.prefix === 'w14' || attribute.local.startsWith('rsid')) continue
    kept[nameOf(attribute.uri, attribute.prefix, attribute.local)] = attribute.value
    some = true
  }
  return some ? kept : none
}

function refuseDocumentType(): never {
  refuse('has a document type declaration inside, which no Office or OpenDocument file needs and which can be used to attack the reader',
    'save it again in the program that made it and choose that file')
}

function nameOf(uri: string, prefix: string, local: string): string {
  if (uri === '') return local
  const usual = prefixes[uri]
  return usual === undefined ? `${prefix}:${local}` : `${usual}:${local}`
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

export function child(element: Element | undefined, name: string): Element | undefined {
  for (const node of element?.children ?? []) if (typeof node !== 'string' && node.name === name) return node
  return undefined
}

export function elements(element: Element | undefined): Element[] {
  return element ? element.children.filter(node => typeof node !== 'string') : []
}

export function allText(element: Element): string {
  return element.children.map(node => typeof node === 'string' ? node : allText(node)).join('')
}
