/** A report that this room keeps itself: what officers write in plain lines, as the blocks that pages, files and data are made from. Pure. */
import type { Refused } from '#duty/refused.ts'

export const reportKinds = {
  'annual report': 'Annual report', 'equality information': 'Equality information', 'statement': 'Statement', 'other': 'Report',
} as const
export type ReportKind = keyof typeof reportKinds

export interface Report {
  readonly schema: 'report/1'
  readonly kind: ReportKind
  /** The days that it tells of; null where it tells of none. */
  readonly from: string | null
  readonly to: string | null
  readonly summary: string
  readonly blocks: readonly ReportBlock[]
}

export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | ReportTable

export interface ReportTable { readonly kind: 'table'; readonly name: string; readonly title: string; readonly source: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

/**
 * Reads what was typed: `## ` and `### ` before headings, `- ` before each thing of a list, an empty line between paragraphs, and
 * a table as `Table: its title`, then lines of cells between `|`, the first the headings, then `Source: where it comes from`.
 */
export function readReport(typed: string): readonly ReportBlock[] | Refused {
  const blocks: ReportBlock[] = []
  const lines = typed.replaceAll('\r\n', '\n').split('\n').map((line) => line.trim())
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    const heading = /^(#{2,3})\s+(.+)$/.exec(line)
    if (line === '') at++
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1] === '##' ? 2 : 3, text: heading[2]! })
      at++
    } else if (/^[-*•]\s+/.test(line)) {
      const items: string[] = []
      while (at < lines.length && /^[-*•]\s+/.test(lines[at]!)) items.push(lines[at++]!.replace(/^[-*•]\s+/, ''))
      blocks.push({ kind: 'list', items })
    } else if (/^Table:/i.test(line) || line.startsWith('|')) {
      const title = line.startsWith('|') ? '' : line.slice(6).trim()
      if (title === '') return { refused: `Put “Table: its title” before the table that begins with “${line.slice(0, 60)}”` }
      at++
      while (lines[at] === '') at++
      const rows: string[][] = []
      while (at < lines.length && lines[at]!.startsWith('|')) {
        const cells = lines[at++]!.replace(/^\|/, '').replace(/\|$/, '').split('|').map((cell) => cell.trim())
        if (!cells.every((cell) => /^:?-{2,}:?$/.test(cell))) rows.push(cells)
      }
      const [columns, ...body] = rows
      if (!columns || body.length === 0) return { refused: `The table “${title}” must have a line of headings and at least one line of cells, each between |` }
      const wrong = body.find((row) => row.length !== columns.length)
      if (wrong) return { refused: `In the table “${title}”, the line that begins with “${wrong[0] ?? ''}” has ${wrong.length} cells and the headings are ${columns.length}` }
      if (columns.some((each) => each === '') || new Set(columns.map((each) => each.toLowerCase())).size < columns.length) return { refused: `In the table “${title}”, every column must have a heading of its own` }
      let source = ''
      if (/^Source:/i.test(lines[at] ?? '')) source = lines[at++]!.slice(7).trim()
      const name = uniqueName(nameOf(title), blocks.flatMap((each) => each.kind === 'table' ? [each.name] : []))
      blocks.push({ kind: 'table', name, title, source, columns, rows: body })
    } else {
      const words: string[] = []
      while (at < lines.length && lines[at] !== '' && !/^(#{2,3}\s|[-*•]\s|\||Table:)/i.test(lines[at]!)) words.push(lines[at++]!)
      if (words.length === 0) words.push(lines[at++]!)
      blocks.push({ kind: 'paragraph', text: words.join(' ') })
    }
  }
  return blocks
}

/** The same as it would be typed: what a correction begins from. */
export function asTyped(blocks: readonly ReportBlock[]): string {
  return blocks.map((block) => {
    if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`
    if (block.kind === 'paragraph') return block.text
    if (block.kind === 'list') return block.items.map((item) => `- ${item}`).join('\n')
    return [`Table: ${block.title}`, ...[block.columns, ...block.rows].map((row) => `| ${row.join(' | ')} |`), ...(block.source === '' ? [] : [`Source: ${block.source}`])].join('\n')
  }).join('\n\n')
}

/** `Who works here, 2026` → `who-works-here-2026`: what stands in an address, and never changes after it is published. */
export function nameOf(title: string): string {
  const name = title.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 80).replace(/-$/, '')
  return name === '' ? 'table' : name
}

function uniqueName(name: string, taken: readonly string[]): string {
  for (let number = 2, tried = name; ; number++) {
    if (!taken.includes(tried)) return tried
    tried = `${name}-${number}`
  }
}

export function isNumeric(values: readonly string[]): boolean {
  const said = values.filter((value) => value !== '' && !/^\[[a-z]+\]$/.test(value))
  return said.length > 0 && said.every((value) => /^-?£?\d[\d,]*(?:\.\d+)?%?$/.test(value))
}
