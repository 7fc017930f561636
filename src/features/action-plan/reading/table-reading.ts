import type { Place, Row, Table } from '#documents/document.ts'
import { isLabelled, matchHeading } from './column-headings.ts'
import { isPageFurniture, isRule, looksLikeDeadline, looksLikeDoing, looksLikeReference } from './evidence.ts'
import { isPromise, readCode } from './plan-headings.ts'
import type { ColumnField, ReadColumn } from './plan-reading.ts'
import { type FieldCell, divideLeadAndDeadline, fieldCell, fieldCells, markedTimes, splitReference } from './table-cells.ts'
import {
  type Filled, type HeaderKind, type RowAndCells, columnsByContent, columnsOf, contentOf, dataRows, filledCells, goesOn, headerKind, isShort, mendRagged, oneLine, planVerdict, refined, repeatsHeader, standsAgain,
} from './table-columns.ts'

/**
 * One table, row by row: which rows are headers, which are headings, which carry on the row above, which are actions.
 * Which column holds what is found in `table-columns.ts`; what the plan as a whole makes of it is decided in `read-plan.ts`.
 */
export interface TableReading {
  readonly isPlan: boolean
  /** One row of lead, date and measure without an action: what it belongs to is the paragraph above it. */
  readonly beside?: readonly FieldCell[]
  readonly because: string
  readonly columns: readonly ReadColumn[]
  readonly rows: readonly TableRow[]
}

export type TableRow =
  | { readonly kind: 'heading'; readonly text: string; readonly confidence: number; readonly place: Place }
  | { readonly kind: 'action'; readonly cells: readonly FieldCell[]; readonly place: Place; readonly joined: boolean; readonly columns: readonly ReadColumn[] }
  | { readonly kind: 'unplaced'; readonly text: string; readonly because: string; readonly place: Place }

/** The columns that a table before this one had: a table that a page broke goes on under them. */
export type Inherited = readonly ReadColumn[] | null

export function readTable(table: Table, inherited: Inherited): TableReading {
  const width = Math.max(0, ...table.rows.map((row) => row.cells.length))
  const rows = table.rows.map((row) => ({ row, filled: filledCells(row) })).filter(({ filled }) => filled.length > 0)
  const upright = readUpright(table, rows)
  if (upright) return upright
  const kinds = rows.map(({ row, filled }, index) => headerKind(row, filled, rows[index + 1]?.row))
  const firstHeader = kinds.findIndex((kind) => kind.header)
  let columns: readonly ReadColumn[] = []
  let because = ''
  if (firstHeader >= 0) {
    const below = kinds[firstHeader]?.joinsNext ? rows[firstHeader + 1]?.row : undefined
    columns = columnsOf(rows[firstHeader]?.row, below, width, dataRows(rows, kinds, firstHeader))
    because = 'the headings of its columns'
  } else if (inherited && goesOn(inherited, width, rows.map(({ filled }) => filled))) {
    columns = refined(inherited, rows.map(({ row }) => row))
    because = 'it goes on from the table before it'
  } else {
    columns = columnsByContent(width, rows.map(({ row }) => row))
    because = 'what its columns hold, for it has no headings'
  }
  const mended = mendRagged(rows, columns)
  if (firstHeader >= 0 && mended.some(({ row }, index) => row !== rows[index]?.row)) {
    const below = kinds[firstHeader]?.joinsNext ? rows[firstHeader + 1]?.row : undefined
    columns = columnsOf(rows[firstHeader]?.row, below, width, dataRows(mended, kinds, firstHeader))
  }
  const verdict = planVerdict(columns, contentOf(rows.slice(firstHeader + 1).map(({ row }) => row), columns.findIndex((each) => each.field === 'action')).doing)
  if (!verdict.isPlan) return { isPlan: false, because: verdict.because, columns, rows: [], ...besideWords(rows, kinds, firstHeader, columns, table.rows) }
  const before = firstHeader > 0 && !(inherited && goesOn(inherited, width, rows.slice(0, firstHeader).map(({ filled }) => filled))) ? firstHeader : 0
  return { isPlan: true, because, columns, rows: readRows(mended, kinds, columns, width, before, table.rows) }
}

/** A table of one row that says who, when and how measured, and stands under the action that it speaks of. */
function besideWords(rows: readonly RowAndCells[], kinds: readonly HeaderKind[], firstHeader: number, columns: readonly ReadColumn[], grid: readonly Row[]): { beside?: readonly FieldCell[] } {
  const fields = new Set(columns.map((each) => each.field))
  const data = rows.filter((_, index) => index > firstHeader && !kinds[index]?.header)
  const [only] = data
  if (firstHeader < 0 || data.length !== 1 || !only || fields.has('action') || !fields.has('lead') || !(fields.has('deadline') || fields.has('measure') || fields.has('outcome'))) return {}
  return { beside: fieldCells(only.row, only.filled, columns, grid) }
}

interface Building { cells: FieldCell[]; place: Place; joined: boolean; columns: readonly ReadColumn[]; row: number }

function readRows(rows: readonly RowAndCells[], kinds: readonly HeaderKind[], first: readonly ReadColumn[], width: number, before: number, grid: readonly Row[]): readonly TableRow[] {
  const read: (TableRow | Building)[] = []
  let columns = first
  let last: Building | null = null
  let afterBreak = true
  let skip = -1
  const style = styleOf(rows, kinds, first)
  rows.forEach(({ row, filled }, index) => {
    if (index === skip) return
    const kind = kinds[index]
    if (kind?.header) {
      if (kind.joinsNext) skip = index + 1
      if (!standsAgain(filled, columns)) {
        const below = kind.joinsNext ? rows[index + 1]?.row : undefined
        const until = kinds.findIndex((each, at) => at > index && each.header)
        const changed = columnsOf(row, below, width, dataRows(until < 0 ? rows : rows.slice(0, until), kinds, index))
        // A header that stands again without all of its columns leaves the first ones in force.
        if (planVerdict(changed).isPlan && !(repeatsHeader(filled, first) && filled.length < first.filter((each) => each.heading !== '').length)) columns = changed
        else columns = first
      }
      for (const glued of gluedObjectives(filled)) read.push({ kind: 'heading', text: glued.text, confidence: 0.85, place: glued.place })
      afterBreak = true
      return
    }
    if (filled.every(({ text }) => isRule(text))) return
    if (index < before && filled.length > 1 && labelledHeading(filled) === null) { read.push({ kind: 'unplaced', text: filled.map(({ text }) => text).join(' | '), because: 'it stands before the headings of the table', place: row.place }); return }
    if (repeatsHeader(filled, columns)) { afterBreak = true; return }
    if (filled.every(({ text }) => isPageFurniture(text)) && filled.length <= 2) {
      if (!(filled.length === 1 && last !== null && /^\d/.test(filled[0]?.text ?? '') && columns[filled[0]?.column ?? -1]?.field === 'deadline')) { afterBreak = true; return }
    }
    if (filled.length === 1 && filled[0] && isLabelled(filled[0].text)) { read.push({ kind: 'unplaced', text: filled[0].text, because: 'it is said of the whole objective, not of an action', place: row.place }); return }
    if (filled.length === 1 && isNote(filled[0]?.text ?? '')) { read.push({ kind: 'unplaced', text: filled[0]?.text ?? '', because: 'a note to the table', place: row.place }); return }
    const spoken = objectiveWithLead(filled, columns)
    if (spoken) {
      read.push({ kind: 'heading', text: oneLine(spoken.text), confidence: 0.85, place: row.place }, { kind: 'unplaced', text: filled.filter((each) => each !== spoken).map(({ text }) => text).join(' | '), because: 'it is said of the whole objective, not of an action', place: row.place })
      last = null
      afterBreak = true
      return
    }
    const heading = headingRow(row, filled, columns, style, width)
    const carries = last !== null && carriesOn(row, filled, columns, last, afterBreak, style)
    if (heading && !(carries && heading.confidence < 0.8)) {
      read.push({ kind: 'heading', text: heading.text, confidence: heading.confidence, place: row.place })
      last = null
      afterBreak = true
      return
    }
    if (carries && last !== null) { joinTo(last, row, filled, columns); afterBreak = false; return }
    const action = columns.findIndex((each) => each.field === 'action')
    if (action >= 0 && !filled.some(({ column }) => column === action) && row.cells[action]?.covered === undefined) {
      const labelled = labelledHeading(filled)
      if (labelled) { read.push({ kind: 'heading', text: labelled, confidence: 0.85, place: row.place }); last = null; afterBreak = true; return }
      read.push({ kind: 'unplaced', text: filled.map(({ text }) => text).join(' | '), because: 'the row has nothing in the column of actions', place: row.place })
      return
    }
    const building: Building = { cells: fieldCells(row, filled, columns, grid), place: row.place, joined: false, columns, row: index }
    read.push(building)
    last = building
    afterBreak = false
  })
  return read.map((each) => 'kind' in each ? each : { kind: 'action', cells: markedTimes(each.cells.flatMap(divideLeadAndDeadline), each.columns), place: each.place, joined: each.joined, columns: each.columns })
}

interface Style { readonly references: boolean; readonly capitals: boolean; readonly leads: boolean; readonly deadlines: boolean; /** Its heading rows are merged over the columns or have codes. */ readonly plainHeadings: boolean }

/** How this table writes its actions, so that a row that is written otherwise is noticed. */
function styleOf(rows: readonly RowAndCells[], kinds: readonly HeaderKind[], columns: readonly ReadColumn[]): Style {
  const action = columns.findIndex((each) => each.field === 'action')
  const reference = columns.findIndex((each) => each.field === 'reference')
  const lead = columns.findIndex((each) => each.field === 'lead')
  const deadline = columns.findIndex((each) => each.field === 'deadline')
  const data = rows.filter(({ filled }, index) => !kinds[index]?.header && filled.length >= 2)
  const lone = rows.filter(({ filled }) => filled.length === 1)
  const plain = lone.filter(({ row, filled }) => (filled[0]?.cell.columnSpan ?? 1) >= Math.max(2, row.cells.length * 0.6) || readCode(filled[0]?.text ?? '') !== null).length
  const at = (column: number): string[] => data.flatMap(({ row }) => { const text = row.cells[column]?.text.trim() ?? ''; return text === '' ? [] : [text] })
  const actions = at(action)
  return {
    references: reference >= 0 ? at(reference).length >= data.length * 0.6 : actions.filter((text) => splitReference(text).reference !== null).length >= actions.length * 0.7 && actions.length > 0,
    capitals: actions.filter((text) => /^[^\p{L}]*\p{Lu}/u.test(text)).length >= actions.length * 0.75,
    leads: lead >= 0 && at(lead).length >= data.length * 0.8,
    plainHeadings: plain > 0 && plain >= lone.length * 0.4,
    deadlines: deadline >= 0 && at(deadline).length >= data.length * 0.8,
  }
}

function headingRow(row: Row, filled: readonly Filled[], columns: readonly ReadColumn[], style: Style, width: number): { text: string; confidence: number } | null {
  const only = filled[0]
  if (!only || (filled.length === 1 && isLabelled(only.text))) return null
  if (filled.length === 1) {
    const text = oneLine(only.text)
    const spans = (only.cell.columnSpan ?? 1) >= Math.max(2, Math.ceil(width * 0.6))
    const field = columns[only.column]?.field
    if (spans) return { text, confidence: 0.95 }
    if (readCode(text)) return { text, confidence: 0.92 }
    if (only.column > 1 && field !== 'action' && field !== 'objective') return null
    if (isPromise(text)) return { text, confidence: 0.85 }
    if (style.references && field === 'action' && splitReference(only.text).reference !== null) return null
    const words = text.split(' ').length
    const sentence = /[.;]$/.test(text)
    if (field === 'reference' && looksLikeReference(text)) return null
    if (row.cells.some((cell) => cell.covered)) return null
    // Among headings that are merged or have codes, a bare promise in the column of actions is an action of which nothing else is known.
    if (style.plainHeadings && field === 'action' && !only.cell.bold && words >= 6 && looksLikeDoing(text) === 1) return null
    if (words <= 25 && !sentence) return { text, confidence: only.cell.bold || words <= 8 ? 0.85 : looksLikeDoing(text) >= 0.9 ? 0.55 : 0.7 }
    return only.cell.bold ? { text, confidence: 0.7 } : null
  }
  const labelled = labelledHeading(filled)
  if (labelled) return { text: labelled, confidence: 0.9 }
  // "EO2" in the column of references and the objective's words beside it, and nothing else.
  if (filled.length === 2) {
    const [left, right] = [filled[0], filled[1]]
    if (!left || !right) return null
    const both = `${oneLine(left.text)} ${oneLine(right.text)}`
    const spans = (right.cell.columnSpan ?? 1) >= Math.max(2, Math.ceil((width - 1) * 0.6))
    if (spans && looksLikeReference(left.text)) return { text: both, confidence: 0.9 }
    if (/^\d{1,2}[.:]?$/.test(left.text) && spans) return { text: both, confidence: 0.9 }
  }
  return null
}

/** "* Subject to funding", "Key: R = red": words below a table that explain it. */
function isNote(text: string): boolean {
  return /^(\*|†|‡|(foot)?notes?\b\s*[:.]|nb\b|n\.b\.|key\s*:|rag (key|status)|source\s*:|please note)/i.test(text.trim())
}

/** A row that names the objective itself, with its own lead or time beside it: `Objective 2: Pay fairly | Director of People | 2028`. */
function objectiveWithLead(filled: readonly Filled[], columns: readonly ReadColumn[]): Filled | null {
  const first = filled[0]
  if (filled.length < 2 || !first || columns.some((each) => each.field === 'objective') || !/^(strategic |equality |key )?(objective|priority|aim|goal|theme)\s+\S{1,6}\s*[:–-]/i.test(first.text)) return null
  const code = readCode(first.text)
  return code && code.code !== '' && code.title.length > 8 ? first : null
}

/** "Objective 2" in one cell and its words in the next, with nothing else in the row. */
function labelledHeading(filled: readonly Filled[]): string | null {
  const [left, right] = [filled[0], filled[1]]
  if (filled.length !== 2 || !left || !right) return null
  const code = readCode(left.text)
  if (code && code.title === '' && right.text.length > 3 && looksLikeDeadline(right.text) < 0.6) return `${oneLine(left.text)} ${oneLine(right.text)}`
  if (/^((equality|strategic|key|corporate|our) )?(objective|aim|goal|priority|theme|outcome)s?\s*:?$/i.test(left.text.trim()) && right.text.length > 8) return oneLine(`${left.text.trim().replace(/:?$/, ':')} ${right.text}`)
  return null
}

/** "Delivery LeadPEO 1: To assess": an objective that the file runs on to the last heading. */
function gluedObjectives(filled: readonly Filled[]): { text: string; place: Place }[] {
  return filled.flatMap(({ text, cell }) => {
    const glued = /(?<=[a-z?)])((?:P?E[O0]|SO)\s?\d+\s*[:.].{8,})$/s.exec(text) ?? /(?<=[a-z?)]\s)((?:P?E[O0]|SO|Objective|Priority|Aim)\s?\d+\s*[:.].{8,})$/s.exec(text)
    return glued?.[1] ? [{ text: oneLine(glued[1]), place: cell.place }] : []
  })
}

/** Does this row carry on the one above, as when a page broke in the middle of it? */
function carriesOn(row: Row, filled: readonly Filled[], columns: readonly ReadColumn[], last: Building, afterBreak: boolean, style: Style): boolean {
  const action = columns.findIndex((each) => each.field === 'action')
  const reference = columns.findIndex((each) => each.field === 'reference')
  const inAction = filled.find(({ column }) => column === action)
  const covered = row.cells[action]?.covered
  if (!inAction && covered) return true
  if (reference >= 0 && filled.some(({ column }) => column === reference)) return false
  if (!inAction) {
    if (labelledHeading(filled)) return false
    const other = filled.some(({ column }) => columns[column]?.field === 'objective' && column < action)
    return !other && filled.some(({ column }) => column !== reference)
  }
  if (style.references && splitReference(inAction.text).reference !== null) return false
  const broke = afterBreak || (row.place.page !== undefined && row.place.page !== last.place.page)
  const lowerAction = isLower(inAction.text)
  if (filled.length === 1 && !lowerAction) return false
  let score = broke ? 1 : -1
  // Without one cell that plainly goes on from the one above, it is a row like any other.
  let goesOn = false
  if (style.references) score += 1
  for (const { text, column } of filled) {
    const above = lastOf(last, column)
    const field = columns[column]?.field
    if (above === '') { score -= field === 'deadline' || field === 'lead' ? 1 : 0.3; continue }
    const open = !/[.!?:;]["”’')]?$/.test(above)
    if (field === 'objective' && !isLower(text)) return false
    const split = field === 'deadline' && /^(by|end of|from|until|by the end of|in)?\s*\p{L}+$/iu.test(above) && /^(19|20)\d\d\b/.test(text)
    goesOn ||= split || (open && (isLower(text) || /^[(/&]/.test(text))) || /(\b(and|of|the|to|for|with|in|a|or|by|on)|[,/&–-])$/i.test(above)
    if (/(\b(and|of|the|to|for|with|in|a|or|by|on)|[,/&–-])$/i.test(above) || (/^[(/&]/.test(text) && open)) score += 2
    else if (isLower(text)) score += open ? (field === 'action' ? 3 : 2) : style.capitals && field === 'action' ? 0.5 : 0
    else if (field === 'deadline') score += split ? 2 : -1.5
    else if (field === 'action') score -= open && broke ? 0 : 2
    else score -= field === 'lead' ? 0.3 : open ? 0.5 : 1
  }
  // Whom and when every row has: one without both is half a row.
  if (style.leads && !filled.some(({ column }) => columns[column]?.field === 'lead')) score += 1
  if (style.deadlines && !filled.some(({ column }) => columns[column]?.field === 'deadline')) score += 1
  if (!style.capitals) score -= 2
  return goesOn && score > 1.5
}

function isLower(text: string): boolean {
  return /^[^\p{L}\p{N}]{0,2}\p{Ll}/u.test(text)
}

function lastOf(last: Building, column: number): string {
  return last.cells.find((each) => each.column === column)?.text.trim() ?? ''
}

function joinTo(last: Building, row: Row, filled: readonly Filled[], columns: readonly ReadColumn[]): void {
  for (const { text, column, cell } of filled) {
    const index = last.cells.findIndex((each) => each.column === column)
    const above = last.cells[index]
    if (!above) { last.cells.push({ ...fieldCell(column, text, cell.place, columns), confidence: 0.7, because: 'carried on from the next row' }); continue }
    const gap = row.cells[columns.findIndex((each) => each.field === 'action')]?.covered && /^[^\p{L}]*[\p{Lu}\p{N}]/u.test(text) ? '\n' : ' '
    last.cells[index] = { ...above, text: `${above.text}${/\w-$/.test(above.text) ? '' : gap}${text}`, confidence: Math.min(above.confidence, 0.85), because: `${above.because}, and carried on in the next row` }
  }
  last.joined = true
}

/** A table that stands upright: the names of the fields down the left, one action after another (or one table for each). */
function readUpright(table: Table, rows: readonly RowAndCells[]): TableReading | null {
  const pairs = rows.filter(({ filled }) => filled.length >= 1 && filled.length <= 2)
  if (rows.length < 3 || pairs.length < rows.length * 0.9) return null
  const labels = rows.map(({ filled }) => filled[0] && filled[0].column === 0 && isShort(filled[0].text) ? matchHeading(filled[0].text) : null)
  const sure = labels.map((match) => match !== null && match.coverage >= 0.6 && match.strength >= 0.5 ? match.field : null)
  const known = new Set(sure.filter((field) => field !== null))
  if (!known.has('action') || !(known.has('lead') || known.has('deadline') || known.has('measure'))) return null
  if (sure.filter((field) => field !== null).length < rows.length * 0.6) return null
  const columns: ReadColumn[] = []
  const read: TableRow[] = []
  let cells: FieldCell[] = []
  let place: Place = table.place
  const close = (): void => {
    if (cells.some((each) => each.field === 'action')) read.push({ kind: 'action', cells, place, joined: false, columns })
    else for (const each of cells) read.push({ kind: 'unplaced', text: `${each.heading} ${each.text}`, because: 'no action stands beside it', place: each.place })
    cells = []
  }
  const seen = new Set<ColumnField>()
  rows.forEach(({ row, filled }, index) => {
    const [label, value] = [filled[0], filled[1]]
    if (!label) return
    const field = sure[index] ?? null
    if (filled.length === 1 && field === null) { close(); seen.clear(); read.push({ kind: 'heading', text: oneLine(label.text), confidence: 0.8, place: row.place }); return }
    if (field !== null && seen.has(field) && (field === 'reference' || field === 'action' || field === 'objective')) { close(); seen.clear() }
    if (cells.length === 0) place = row.place
    if (field) seen.add(field)
    if (!value) return
    const column = { field, heading: oneLine(label.text), confidence: field ? 0.92 : 0 }
    if (!columns.some((each) => each.heading === column.heading)) columns.push(column)
    cells.push({ column: columns.findIndex((each) => each.heading === column.heading), field, heading: column.heading, text: value.text, confidence: column.confidence, because: `beside “${column.heading}”`, place: value.cell.place })
  })
  close()
  return { isPlan: true, because: 'the names of the fields stand down its left side', columns, rows: read }
}
