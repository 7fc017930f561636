import type { Place, Row } from '#documents/document.ts'
import { plainHeading } from './column-headings.ts'
import { looksLikeDeadline } from './evidence.ts'
import type { ColumnField, ReadColumn } from './plan-reading.ts'
import { type Filled, isTimeColumn } from './table-columns.ts'

/** One cell of a row, in the field that its column gives it. */
export interface FieldCell {
  readonly column: number
  readonly field: ColumnField | null
  readonly heading: string
  readonly text: string
  readonly confidence: number
  readonly because: string
  readonly place: Place
}

export function fieldCells(row: Row, filled: readonly Filled[], columns: readonly ReadColumn[], grid: readonly Row[]): FieldCell[] {
  const own = filled.map(({ text, column, cell }) => fieldCell(column, text, cell.place, columns))
  // A cell that is merged over several rows speaks for each of them.
  const merged = row.cells.flatMap((cell, column): FieldCell[] => {
    const field = columns[column]?.field ?? null
    if (!cell.covered || cell.covered.column !== column || field === 'action' || field === 'reference') return []
    const above = grid[cell.covered.row]?.cells[column]
    const text = above?.text.trim() ?? ''
    if (!above || text === '') return []
    const made = fieldCell(column, text, above.place, columns)
    return [{ ...made, confidence: Math.min(made.confidence, 0.92), because: `${made.because}, in a cell that is merged over this row` }]
  })
  return [...own, ...merged].sort((a, b) => a.column - b.column)
}

export function fieldCell(column: number, text: string, place: Place, columns: readonly ReadColumn[]): FieldCell {
  const under = columns[column]
  const because = under?.heading ? `under the heading “${under.heading}”` : under?.field ? 'by what the column holds, for it has no heading' : 'a column that we do not know'
  return { column, field: under?.field ?? null, heading: under?.heading ?? '', text, confidence: under?.confidence ?? 0, because, place }
}

/** The number that an action's words begin with, if they do: `1.1 Championing equality` has `1.1`. */
export function splitReference(text: string): { reference: string | null; rest: string } {
  const found = /^\(?((?:action\s+)?(?:[A-Z]{1,4}[-. ]?)?\d{1,3}(?:\.\d{1,3})+[a-z]?\*?|(?:action|ref)\s+\d{1,3}[a-z]?|[A-Z]{1,4}\d{1,3}[a-z]?|\d{1,2}[a-z]\*?)\)?\s*[:.)–-]?\s+(?=\S)/i.exec(text)
    ?? /^\(?(\d{1,3})\)?[.):]\s*(?=[\p{L}“"‘'(])/u.exec(text) ?? /^(\d{1,2})\s+(?=\p{Lu})/u.exec(text)
  if (!found || found[1] === undefined || /^(19|20)\d\d$/.test(found[1]) || /^covid/i.test(text)) return { reference: null, rest: text }
  return { reference: found[1].replace(/^(action|ref)\s+/i, '').trim(), rest: text.slice(found[0].length) }
}

/** `Lead and timescale`: one column for both. Its cells are divided where a line, or what follows a dash, is a time. */
function holdsLeadAndDeadline(heading: string): boolean {
  const plain = plainHeading(heading)
  return /\b(leads?|responsib\w+|who|owners?|officers?)\b/.test(plain) && /\b(when|timescales?|deadlines?|time ?frames?|dates?|timing)\b/.test(plain)
}

export function divideLeadAndDeadline(cell: FieldCell): readonly FieldCell[] {
  if (!holdsLeadAndDeadline(cell.heading)) return [cell]
  const lines = cell.text.split(/\n|\s+[–—|-]\s+|;\s+/)
  const times = lines.filter((line) => looksLikeDeadline(line) >= 0.6)
  const names = lines.filter((line) => looksLikeDeadline(line) < 0.6)
  const because = `${cell.because}, which holds both lead and time`
  const part = (field: ColumnField, texts: readonly string[]): FieldCell[] => texts.length === 0 ? [] : [{ ...cell, field, text: texts.join('\n'), confidence: 0.7, because }]
  return [...part('lead', names), ...part('deadline', times)]
}

/** Columns that are times themselves ("2026/27", "Q1") with a mark in each that applies: the deadline is what is marked. */
export function markedTimes(cells: readonly FieldCell[], columns: readonly ReadColumn[]): readonly FieldCell[] {
  const times = columns.flatMap((each, index) => isTimeColumn(each) ? [index] : [])
  if (times.length < 2 || columns.some((each) => each.field === 'deadline')) return cells
  const marked = cells.filter((each) => times.includes(each.column) && isMark(each.text))
  const first = marked[0]
  if (!first || cells.some((each) => times.includes(each.column) && !isMark(each.text))) return cells
  return [...cells.filter((each) => !marked.includes(each)), { ...first, field: 'deadline', heading: '', text: marked.map((each) => each.heading).join(', '), confidence: 0.7, because: `marked under ${marked.map((each) => `“${each.heading}”`).join(' and ')}` }]
}

function isMark(text: string): boolean {
  return /^([xX✓✔✗☑●•■*üÜ]|yes|y)$/i.test(text.trim())
}
