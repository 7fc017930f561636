import type { Entry } from './assemble.ts'
import { matchHeading } from './column-headings.ts'
import { looksLikeDeadline, looksLikeLead } from './evidence.ts'
import { type Chunk, type Words, chunksOf, joined, wordsOf } from './flowing-table.ts'
import type { ColumnField, ReadColumn } from './plan-reading.ts'
import type { FieldCell } from './table-cells.ts'

/**
 * A table of which a web page left only the words, one cell after another, with one heading still standing ("Lead
 * responsibility") at the head of each page. What will be done comes first, then who, then when; one row may hold several of
 * each. They are paired where there are as many of one as of the other, and left as they stand where there are not.
 */
export function readStackedCells(blocks: readonly Words[]): readonly (Entry | Words)[] | null {
  const chunks = chunksOf(blocks)
  const heads = chunks.flatMap((chunk, index) => isLoneHeading(chunk) ? [index] : [])
  if (heads.length < 2) return null
  const out: (Entry | Words)[] = chunks.slice(0, heads[0]).flatMap(wordsOf)
  let found = 0
  heads.forEach((head, at) => {
    let group = newGroup()
    const close = (): void => { const made = groupEntries(group); found += made.filter((each) => each.kind === 'action').length; out.push(...made); group = newGroup() }
    for (const chunk of chunks.slice(head + 1, heads[at + 1])) {
      const text = joined(chunk.lines)
      const kind = looksLikeDeadline(text) >= 0.4 ? 'deadlines' : looksLikeLead(text) >= 0.6 ? 'leads' : 'actions'
      if (kind === 'actions' && (group.leads.length > 0 || group.deadlines.length > 0)) close()
      if (kind === 'leads' && group.deadlines.length > 0) close()
      group[kind].push(chunk)
    }
    close()
  })
  return found > 0 ? out : null
}

function isLoneHeading(chunk: Chunk): boolean {
  const text = joined(chunk.lines)
  const match = text.length <= 40 ? matchHeading(text) : null
  return match !== null && match.field === 'lead' && match.coverage === 1 && match.strength >= 0.95 && / /.test(text)
}

interface Group { readonly actions: Chunk[]; readonly leads: Chunk[]; readonly deadlines: Chunk[] }

function newGroup(): Group {
  return { actions: [], leads: [], deadlines: [] }
}

function groupEntries({ actions, leads, deadlines }: Group): Entry[] {
  const all = [...actions, ...leads, ...deadlines]
  const place = all[0]?.lines[0]?.block.place ?? {}
  if (all.length === 0) return []
  const rows = Math.max(leads.length, deadlines.length)
  const heading = rows > 1 && actions.length === rows + 1 ? actions[0] : undefined
  const words = heading ? actions.slice(1).map((chunk) => [chunk]) : actions.length === rows ? actions.map((chunk) => [chunk]) : rows === 1 ? [actions] : byGaps(actions)
  const pairs = rows > 0 && words.length === rows && [leads, deadlines].every((each) => each.length <= 1 || each.length === rows)
  if (!pairs || actions.length === 0) return [{ kind: 'unplaced', text: all.map((chunk) => joined(chunk.lines)).join('\n'), because: 'several measures, leads and dates stand together, and nothing says which belong to each other', place }]
  const columns: ReadColumn[] = [{ field: 'action', heading: '', confidence: 0.5 }, { field: 'lead', heading: '', confidence: 0.5 }, { field: 'deadline', heading: '', confidence: 0.5 }]
  const cell = (column: number, field: ColumnField, chunks: readonly Chunk[]): FieldCell[] => chunks.length === 0 ? [] : [{
    column, field, heading: '', text: chunks.map((chunk) => joined(chunk.lines)).join('\n'), confidence: 0.5, because: rows > 1 ? 'paired by its place among several' : 'by its place after the words', place: chunks[0]?.lines[0]?.block.place ?? {},
  }]
  const of = (chunks: readonly Chunk[], index: number): readonly Chunk[] => chunks.length === 1 ? chunks : chunks.slice(index, index + 1)
  return [
    ...heading ? [{ kind: 'heading', text: joined(heading.lines), source: 'paragraph', level: 8, confidence: 0.6, place } as const] : [],
    ...words.map((own, index): Entry => ({
      kind: 'action', columns, cells: [...cell(0, 'action', own), ...cell(1, 'lead', of(leads, index)), ...cell(2, 'deadline', of(deadlines, index))],
      place: own[0]?.lines[0]?.block.place ?? place, table: null, joined: false,
    })),
  ]
}

/** Cells stand further from each other than the paragraphs inside one. */
function byGaps(chunks: readonly Chunk[]): readonly (readonly Chunk[])[] {
  const least = Math.min(...chunks.slice(1).map((chunk) => chunk.gap))
  const groups: Chunk[][] = []
  chunks.forEach((chunk, index) => { if (index === 0 || chunk.gap > least) groups.push([chunk]); else groups.at(-1)?.push(chunk) })
  return groups
}
