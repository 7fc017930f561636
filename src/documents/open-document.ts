import type { PackedFile } from './packed-file.ts'
import { refuse } from './refusal.ts'
import { type Element, child, elements, readXml } from './xml.ts'

/** What OpenDocument texts and spreadsheets have in common (ISO/IEC 26300, OpenDocument 1.3 part 3): styles by name, and words with their white space spelt out. */
export interface OpenStyle {
  readonly family: string
  readonly parent?: string
  readonly bold?: boolean
  readonly hidden?: boolean
  readonly outline?: number
  readonly list?: string
  readonly title?: boolean
}

export type OpenStyles = ReadonlyMap<string, OpenStyle>

export function refuseEncrypted(file: PackedFile): void {
  if (file.has('META-INF/manifest.xml') && file.text('META-INF/manifest.xml').includes('encryption-data'))
    refuse('is protected by a password', 'remove the password in the program that made it, save it and choose it again')
}

export function readNamedStyles(file: PackedFile): Map<string, OpenStyle> {
  const styles = new Map<string, OpenStyle>()
  if (file.has('styles.xml')) readXml(file, 'styles.xml', ['style:style'], style => addStyle(style, styles))
  return styles
}

export function addStyle(style: Element, styles: Map<string, OpenStyle>): void {
  const family = style.attributes['style:family'] ?? ''
  const name = style.attributes['style:name'] ?? ''
  const weight = child(style, 'style:text-properties')?.attributes['fo:font-weight']
  const outline = Number(style.attributes['style:default-outline-level'] || 0)
  styles.set(`${family}/${name}`, {
    family, parent: style.attributes['style:parent-style-name'],
    bold: weight === undefined ? undefined : weight === 'bold' || Number(weight) >= 600,
    hidden: child(style, 'style:table-properties')?.attributes['table:display'] === 'false' || child(style, 'style:text-properties')?.attributes['text:display'] === 'none',
    ...(outline > 0 ? { outline } : {}), ...(style.attributes['style:list-style-name'] ? { list: style.attributes['style:list-style-name'] } : {}),
    ...(name === 'Title' ? { title: true } : {}),
  })
}

/** The first answer along a style and those that it is made from. */
export function fromStyle<Answer>(styles: OpenStyles, family: string, name: string | undefined, ask: (style: OpenStyle) => Answer | undefined): Answer | undefined {
  const seen = new Set<string>()
  for (let at = name; at !== undefined && !seen.has(at);) {
    seen.add(at)
    const style = styles.get(`${family}/${at}`)
    if (!style) return undefined
    const answer = ask(style)
    if (answer !== undefined) return answer
    at = style.parent
  }
  return undefined
}

/** White space as OpenDocument writes it: runs of it are one space, and more are spelt out. */
export function spelledOut(node: Element): string | undefined {
  switch (node.name) {
    case 'text:s': return ' '
    case 'text:tab': return ' '
    case 'text:line-break': return '\n'
    default: return undefined
  }
}

export function foldTyped(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** Rows of a table, through the groups that hold header rows and outlined rows. */
export function rowsIn(table: Element, header = false): { row: Element; header: boolean }[] {
  return elements(table).flatMap(node => {
    if (node.name === 'table:table-row' || node.name === 'text:soft-page-break') return [{ row: node, header }]
    if (node.name === 'table:table-header-rows') return rowsIn(node, true)
    return node.name === 'table:table-rows' || node.name === 'table:table-row-group' ? rowsIn(node, header) : []
  })
}

/** Spans and repeats as stated, within reason: a sheet repeats an empty cell to its last column. */
export function count(value: string | undefined): number {
  const number = Number(value ?? 1)
  return Number.isInteger(number) && number > 0 ? Math.min(number, 1_048_576) : 1
}
