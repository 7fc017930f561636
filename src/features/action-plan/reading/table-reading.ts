import type { Cell, Place, Row, Table } from '#documents/document.ts'
import { type HeadingMatch, isLabelled, matchHeading, plainHeading, splitInTwo } from './column-headings.ts'
import { isPageFurniture, isRule, looksLikeDeadline, looksLikeDoing, looksLikeLead, looksLikeReference } from './evidence.ts'
import { isPromise, readCode } from './plan-headings.ts'
import type { ColumnField, ReadColumn } from './plan-reading.ts'

/**
 * One table, row by row: which rows are headers, which are headings, which carry on the row above, which are actions;
 * and which column holds what. What the plan as a whole makes of it is decided in `read-plan.ts`.
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

export interface FieldCell {
  readonly column: number
  readonly field: ColumnField | null
  readonly heading: string
  readonly text: string
  readonly confidence: number
  readonly because: string
  readonly place: Place
}

/** The columns that a table before this one had: a table that a page broke goes on under them. */
export type Inherited = readonly ReadColumn[] | null

interface RowAndCells { readonly row: Row; readonly filled: readonly Filled[] }

interface Filled { readonly text: string; readonly column: number; readonly cell: Cell }

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

function filledCells(row: Row): Filled[] {
  return row.cells.flatMap((cell, column) => cell.text.trim() === '' || cell.covered ? [] : [{ text: cell.text.trim(), column, cell }])
}

/**
 * Rows that were typed or copied with bars lose their merged cells: what is left begins in the first column though it belongs further right.
 * Such a row is moved by as many empty cells as stand at its end, where its words then fit their columns much better.
 */
function mendRagged(rows: readonly RowAndCells[], columns: readonly ReadColumn[]): readonly RowAndCells[] {
  return rows.map(({ row, filled }) => {
    const last = filled.at(-1)?.column ?? 0
    const room = columns.length - 1 - last
    if (row.place.line === undefined || filled.length < 2 || room < 1 || filled[0]?.column !== 0) return { row, filled }
    const scores = Array.from({ length: room + 1 }, (_, by) => filled.reduce((sum, { text, column }) => sum + fitsColumn(columns[column + by]?.field ?? null, text), 0))
    const best = scores.indexOf(Math.max(...scores))
    if (best === 0 || (scores[best] ?? 0) < (scores[0] ?? 0) + 2) return { row, filled }
    const blank = row.cells.slice(row.cells.length - best)
    const cells = [...blank, ...row.cells.slice(0, row.cells.length - best)]
    return { row: { ...row, cells }, filled: filled.map((each) => ({ ...each, column: each.column + best })) }
  })
}

function fitsColumn(field: ColumnField | null, text: string): number {
  if (field === 'deadline') return looksLikeDeadline(text) >= 0.5 ? 2 : -2
  if (field === 'reference') return looksLikeReference(text) ? 2 : -2
  if (field === 'lead') return looksLikeLead(text) >= 0.5 ? 1 : -1
  if (field === 'action') return looksLikeDoing(text) >= 0.6 ? 1 : looksLikeDeadline(text) >= 0.5 || text.length < 8 ? -1.5 : 0
  return looksLikeDeadline(text) >= 0.7 ? -1 : 0
}

// ---------------------------------------------------------------- headers

interface HeaderKind { readonly header: boolean; /** A second row of headings stands under merged ones. */ readonly joinsNext: boolean; readonly match: readonly (HeadingMatch | null)[] }

const planFields: ReadonlySet<ColumnField> = new Set(['action', 'lead', 'deadline', 'measure', 'outcome', 'output', 'objective', 'progress'])

function headerKind(row: Row, filled: readonly Filled[], next: Row | undefined): HeaderKind {
  const match = filled.map(({ text }) => isShort(text) ? matchHeading(text) : null)
  // A time in it makes it a row of the plan, unless times are its columns.
  const times = filled.filter(({ text }, at) => (match[at]?.strength ?? 0) < 0.95 && looksLikeDeadline(text) >= 0.7).length
  if (times === 1 || (times > 1 && !match.some((each) => each?.field === 'action' && each.coverage === 1))) return { header: false, joinsNext: false, match }
  const known = filled.length - times
  const spans = filled.some(({ cell }) => (cell.columnSpan ?? 1) > 1 && (cell.columnSpan ?? 1) < row.cells.length)
  if (spans && next) {
    // "Delivery" over "Lead" and "By when": the two rows are one header.
    const below = filledCells(next)
    const under = below.length > 0 && below.every(({ column, text }) => isShort(text) && isUnderSpan(row, column)) && below.some(({ text }) => matchHeading(text) !== null)
    if (under) {
      const both = [...match, ...below.map(({ text }) => matchHeading(text))]
      if (isHeaderRow(both, filled.length + below.length, row.header ?? false)) return { header: true, joinsNext: true, match }
    }
  }
  return { header: filled.length >= 2 && isHeaderRow(match, known, row.header ?? false, filled.every(({ text }) => text.split(/\s+/).length <= 6)), joinsNext: false, match }
}

function isShort(text: string): boolean {
  return text.length <= 90 && !text.includes('. ')
}

function isUnderSpan(row: Row, column: number): boolean {
  return row.cells.some((cell, at) => (cell.columnSpan ?? 1) > 1 && column >= at && column < at + (cell.columnSpan ?? 1))
}

function isHeaderRow(match: readonly (HeadingMatch | null)[], filled: number, marked: boolean, short = false): boolean {
  const sure = match.filter((each) => each !== null && each.coverage >= (marked ? 0.4 : 0.6) && each.strength >= 0.5)
  // Sentences mention actions and progress too. A header has at least one heading that is nothing but a heading.
  const allPlain = short && match.every((each) => each !== null && each.coverage >= 0.85 && each.strength >= 0.6)
  if (!allPlain && !match.some((each) => each !== null && each.coverage === 1 && each.strength >= 0.95 && planFields.has(each.field))) return false
  const fields = new Set(sure.map((each) => each?.field))
  const telling = [...fields].filter((field) => field && planFields.has(field)).length
  return fields.size >= 2 && telling >= 1 && sure.length / filled >= (marked ? 0.4 : 0.5)
}

/** The same headings again after a page break, all of them or some, in the singular or plural. */
function repeatsHeader(filled: readonly Filled[], columns: readonly ReadColumn[]): boolean {
  if (filled.length === 0) return false
  const known = new Set(columns.flatMap(({ heading }) => heading === '' ? [] : [likeHeading(heading)]))
  return filled.every(({ text }) => known.has(likeHeading(text)))
}

function standsAgain(filled: readonly Filled[], columns: readonly ReadColumn[]): boolean {
  return filled.length === columns.filter((each) => each.heading !== '').length && filled.every(({ text, column }) => likeHeading(text) === likeHeading(columns[column]?.heading ?? ''))
}

function likeHeading(text: string): string {
  return plainHeading(text).split(' ').map((word) => word.replace(/s$/, '')).join(' ')
}

/** A header alone says nothing of a column without a heading; the rows that come later may. */
function refined(columns: readonly ReadColumn[], rows: readonly Row[]): readonly ReadColumn[] {
  const better = columns.map((each, column): ReadColumn => {
    const field = each.field === null ? fieldByContentAlone(each.heading, contentOf(rows, column)) : null
    return field === null || columns.some((other) => other.field === field) ? each : { ...each, field, confidence: 0.7 }
  })
  return better.every((each, index) => each === columns[index]) ? columns : better
}

interface Candidate { readonly column: number; readonly heading: string; readonly match: HeadingMatch | null }

function columnsOf(header: Row | undefined, below: Row | undefined, width: number, data: readonly Row[]): readonly ReadColumn[] {
  const headings = Array.from({ length: width }, (_, column) => headingOf(header, below, column))
  headings.forEach((heading, column) => {
    const two = headings[column + 1] === '' && matchHeading(heading)?.strength !== 1 ? splitInTwo(heading) : null
    if (two) [headings[column], headings[column + 1]] = two
  })
  const candidates: Candidate[] = headings.map((heading, column) => ({ column, heading, match: heading === '' ? null : matchHeading(heading) ?? matchHeading(lastLine(heading)) }))
  const content = Array.from({ length: width }, (_, column) => contentOf(data, column))
  const mapped = candidates.map(({ column, heading, match }): ReadColumn => {
    const about = content[column]
    if (!match) return { field: fieldByContentAlone(heading, about), heading, confidence: about && fieldByContentAlone(heading, about) === 'reference' ? 0.9 : 0.5 }
    return { heading, ...weigh(heading, match, about) }
  })
  return settle(mapped, content)
}

function headingOf(header: Row | undefined, below: Row | undefined, column: number): string {
  const over = header?.cells[column]
  const own = (over?.covered ? header?.cells[over.covered.column]?.text : over?.text)?.trim() ?? ''
  const under = below?.cells[column]
  const lower = under && !under.covered ? under.text.trim() : ''
  if (lower === '') return oneLine(own)
  // The lower heading says what the column is; the upper one is kept where the lower says nothing to us.
  return matchHeading(lower) || own === '' ? oneLine(lower) : oneLine(`${own}: ${lower}`)
}

function lastLine(text: string): string {
  return text.split(/[:\n]/).at(-1)?.trim() ?? ''
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

interface Content { readonly filled: number; readonly rows: number; readonly deadline: number; readonly lead: number; readonly doing: number; readonly reference: number; readonly length: number; readonly level: number; readonly plainNumber: number }

function contentOf(data: readonly Row[], column: number): Content {
  const texts = data.flatMap((row) => { const cell = row.cells[column]; return cell && !cell.covered && cell.text.trim() !== '' ? [cell.text.trim()] : [] }).slice(0, 200)
  const share = (score: (text: string) => number): number => texts.length === 0 ? 0 : texts.reduce((sum, text) => sum + score(text), 0) / texts.length
  return {
    filled: texts.length, rows: data.length, deadline: share(looksLikeDeadline), lead: share(looksLikeLead), doing: share(looksLikeDoing),
    reference: share((text) => looksLikeReference(text) ? 1 : 0), length: share((text) => text.length),
    level: share((text) => /^(high|medium|low|h|m|l|h\/m|m\/l|must|should|could|critical|essential|desirable)\.?$/i.test(text) ? 1 : 0),
    plainNumber: share((text) => /^[£$]?-?\d+([.,]\d+)*\s?%?$/.test(text) ? 1 : 0),
  }
}

/** A heading says one thing; what stands below may say another. The cells win where they plainly disagree. */
function weigh(heading: string, match: HeadingMatch, content: Content | undefined): { field: ColumnField; confidence: number } {
  const { field, strength } = match
  const sure = Math.min(0.97, strength)
  if (!content || content.filled === 0) return { field, confidence: Math.min(sure, 0.9) }
  if (field === 'objective' && content.reference >= 0.8 && content.length <= 8) return { field: 'reference', confidence: 0.7 }
  if (field === 'priority' && /^priorit(y|ies)$/.test(plainHeading(heading)) && content.level < 0.5 && content.length > 18) return { field: 'objective', confidence: 0.7 }
  if (field === 'measure' && content.deadline >= 0.8 && content.filled >= 2) return { field: 'deadline', confidence: 0.75 }
  if (field === 'lead' && content.deadline >= 0.85 && content.filled >= 2) return { field: 'deadline', confidence: 0.6 }
  if (field === 'deadline' && content.deadline < 0.15 && content.filled >= 3) return content.lead >= 0.6 ? { field: 'lead', confidence: 0.5 } : { field, confidence: Math.min(sure, 0.7) }
  if (field === 'reference' && content.reference < 0.3 && content.length > 25) return { field: 'objective', confidence: 0.5 }
  if (field === 'action' && content.length < 12 && content.reference >= 0.7) return { field: 'reference', confidence: 0.7 }
  if (field === 'deadline' && strength < 0.85 && content.deadline >= 0.6) return { field, confidence: 0.92 }
  return { field, confidence: sure }
}

function fieldByContentAlone(heading: string, content: Content | undefined): ColumnField | null {
  if (!content || content.filled === 0) return null
  if (content.reference >= 0.7 && content.length <= 10 && (heading === '' || /^\d+\.?$/.test(heading) || content.reference === 1)) return 'reference'
  if (content.deadline >= 0.75 && content.filled >= 2) return 'deadline'
  return null
}

/** One column to each field of which an action has one; the surest keeps it, and others are kept beside it under what they can be. */
function settle(columns: readonly ReadColumn[], content: readonly Content[]): readonly ReadColumn[] {
  const settled = [...columns]
  const holders = (field: ColumnField): number[] => settled.flatMap((each, index) => each.field === field ? [index] : [])
  const set = (index: number, field: ColumnField | null, confidence: number): void => { const old = settled[index]; if (old) settled[index] = { ...old, field, confidence } }
  const sureness = (index: number): number => settled[index]?.confidence ?? 0

  // A table of targets has objectives and measures, and nobody who does anything by any time.
  const someoneSometime = holders('lead').length > 0 || holders('deadline').length > 0
  if (holders('action').length === 0 && someoneSometime) {
    const left = settled.map((each, index) => ({ each, index, about: content[index] }))
    const doing = left.filter(({ each, about }) => (each.field === null || each.field === 'objective' || each.field === 'measure' || each.field === 'notes') && (about?.doing ?? 0) >= 0.5 && (about?.length ?? 0) > 15)
      .sort((a, b) => (b.about?.doing ?? 0) - (a.about?.doing ?? 0) || a.index - b.index)
    const chosen = doing.find(({ each }) => each.field === null) ?? doing[0] ?? left.find(({ each }) => each.field === 'objective')
    // A measure column becomes the action only where another column measures.
    if (chosen && (chosen.each.field !== 'measure' || holders('measure').length + holders('outcome').length > 1)) set(chosen.index, 'action', chosen.each.field === 'objective' ? 0.7 : 0.6)
  }
  const actions = holders('action')
  if (actions.length > 1) {
    const keep = [...actions].sort((a, b) => sureness(b) - sureness(a) || (content[b]?.doing ?? 0) - (content[a]?.doing ?? 0) || a - b)[0]
    for (const index of actions) if (index !== keep) set(index, index < (keep ?? 0) && holders('objective').length === 0 ? 'objective' : 'notes', 0.6)
  }
  const action = holders('action')[0]
  // "Target" before "Strategies", where outcomes have a column of their own, is what they are for.
  for (const index of holders('measure')) {
    if (action !== undefined && index < action && /^targets?$/.test(plainHeading(settled[index]?.heading ?? '')) && holders('measure').length + holders('outcome').length > 1 && holders('objective').length === 0) set(index, 'objective', 0.8)
  }
  // "Outcome" before the action, where another column measures success, is what the action is for.
  for (const index of holders('outcome')) {
    const measured = holders('measure').length > 0
    if (action !== undefined && index < action && measured && holders('objective').length === 0) set(index, 'objective', 0.75)
  }
  for (const [field, spare] of [['lead', 'support'], ['deadline', 'notes'], ['measure', 'notes'], ['reference', 'notes'], ['objective', 'group'], ['theme', 'group']] as const) {
    const all = holders(field)
    if (all.length < 2) continue
    const keep = [...all].sort((a, b) => better(field, b, content, settled) - better(field, a, content, settled) || sureness(b) - sureness(a) || (field === 'objective' ? b - a : a - b))[0]
    for (const index of all) if (index !== keep) set(index, field === 'objective' && index < (keep ?? 0) ? 'theme' : field === 'deadline' && index < (keep ?? 0) ? 'start' : spare, 0.6)
  }
  return settled
}

/** Of several columns that could be the field, how well this one is: by what it holds, then by how plainly its heading says so. */
function better(field: ColumnField, index: number, content: readonly Content[], columns: readonly ReadColumn[]): number {
  const about = content[index]
  if (!about) return 0
  const fit = field === 'deadline' ? about.deadline : field === 'lead' ? about.lead : field === 'reference' ? about.reference : about.length > 10 ? 1 : 0
  const heading = plainHeading(columns[index]?.heading ?? '')
  const plain = field === 'lead' ? /\b(leads?|responsib\w+|owners?|account\w+|who|whom)\b/.test(heading) : field === 'measure' ? /\b(success|measur\w+)\b|how (will|do) we know/.test(heading) : field === 'deadline' ? /\b(when|deadline|timescale|target date|due|complet\w+)\b/.test(heading) : false
  const faint = field === 'measure' && /^(evidence|monitoring|evaluation|milestones?|key milestones)$/.test(heading)
  return Math.round(fit * 2) + (plain ? 0.5 : 0) - (faint ? 0.5 : 0) + (about.filled === 0 ? -3 : 0)
}

function columnsByContent(width: number, rows: readonly Row[]): readonly ReadColumn[] {
  const data = rows.filter((row) => filledCells(row).length >= 2)
  const content = Array.from({ length: width }, (_, column) => contentOf(data, column))
  const columns: ReadColumn[] = content.map(() => ({ field: null, heading: '', confidence: 0 }))
  const take = (field: ColumnField, score: (about: Content) => number, least: number): void => {
    const best = content.map((about, index) => ({ index, at: columns[index]?.field === null && about.filled >= 2 ? score(about) : 0 })).sort((a, b) => b.at - a.at || a.index - b.index)[0]
    if (best && best.at >= least) columns[best.index] = { field, heading: '', confidence: Math.min(0.65, 0.37 + best.at * 0.3) }
  }
  take('reference', (about) => about.length <= 8 ? about.reference : 0, 0.7)
  take('deadline', (about) => about.deadline, 0.6)
  take('action', (about) => about.length >= 20 ? about.doing : 0, 0.6)
  take('lead', (about) => about.deadline < 0.4 ? about.lead : 0, 0.45)
  take('measure', (about) => about.length >= 15 && about.plainNumber < 0.3 ? 0.6 : 0, 0.6)
  return columns
}

/** Is this a table of actions? Its columns say so: something to do, and who, when or how it is measured. */
function planVerdict(columns: readonly ReadColumn[], doing = 1): { isPlan: boolean; because: string } {
  const headings = columns.map((each) => plainHeading(each.heading))
  if (headings.some((each) => /\b(likelihood|probability|risk (score|rating|level)|inherent risk|residual risk)\b/.test(each)) && headings.some((each) => /\b(risks?|impact|mitigation|controls?)\b/.test(each))) return { isPlan: false, because: 'it is a register of risks' }
  const held = (field: ColumnField): number => Math.max(0, ...columns.filter((each) => each.field === field).map((each) => each.confidence))
  const action = held('action')
  const timed = columns.filter(isTimeColumn).length >= 2 ? 0.7 : 0
  const beside = [held('lead'), Math.max(held('deadline'), timed), Math.max(held('measure'), held('outcome'), held('output'))].filter((sure) => sure >= 0.5)
  if (action === 0) return { isPlan: false, because: 'no column says what will be done' }
  const headed = columns.some((each) => each.heading !== '')
  if (!headed) return beside.length >= 2 && held('deadline') > 0 && held('lead') > 0 ? { isPlan: true, because: '' } : { isPlan: false, because: 'it has no headings, and what it holds does not read as actions' }
  if (beside.length >= 2) return { isPlan: true, because: '' }
  const whoOrWhen = held('lead') >= 0.5 || held('deadline') >= 0.5 || timed > 0
  // Without who and when, what was done last year looks like what will be done, but for how it begins.
  if (!whoOrWhen && doing < 0.3) return { isPlan: false, because: 'it says neither who nor when, and does not read as things to be done' }
  if (beside.length === 1 && action >= 0.6) return { isPlan: true, because: '' }
  if (action >= 0.8 && (held('objective') >= 0.6 || held('progress') >= 0.8 || held('status') >= 0.8)) return { isPlan: true, because: '' }
  return { isPlan: false, because: 'it says what is done, but not by whom, by when or how it is measured' }
}

/** A table of one row that says who, when and how measured, and stands under the action that it speaks of. */
function besideWords(rows: readonly RowAndCells[], kinds: readonly HeaderKind[], firstHeader: number, columns: readonly ReadColumn[], grid: readonly Row[]): { beside?: readonly FieldCell[] } {
  const fields = new Set(columns.map((each) => each.field))
  const data = rows.filter((_, index) => index > firstHeader && !kinds[index]?.header)
  const [only] = data
  if (firstHeader < 0 || data.length !== 1 || !only || fields.has('action') || !fields.has('lead') || !(fields.has('deadline') || fields.has('measure') || fields.has('outcome'))) return {}
  return { beside: fieldCells(only.row, only.filled, columns, grid) }
}

function goesOn(inherited: readonly ReadColumn[], width: number, rows: readonly (readonly Filled[])[]): boolean {
  if (inherited.length !== width) return false
  // The cells must fit the columns: a table of figures that happens to be as wide does not go on from the plan.
  let fits = 0
  let misfits = 0
  for (const filled of rows) for (const { text, column } of filled) {
    const field = inherited[column]?.field
    if (field === 'deadline') looksLikeDeadline(text) >= 0.4 ? fits++ : misfits++
    if (field === 'lead') looksLikeLead(text) >= 0.3 ? fits++ : misfits++
    if (field === 'action') text.length >= 12 ? fits++ : misfits++
    if (/^[£$]?-?\d+([.,]\d+)*\s?%?$/.test(text) && field !== 'reference') misfits++
  }
  return fits > misfits
}

function dataRows(rows: readonly RowAndCells[], kinds: readonly HeaderKind[], firstHeader: number): readonly Row[] {
  return rows.flatMap(({ row, filled }, index) => index > firstHeader && !kinds[index]?.header && !(index === firstHeader + 1 && kinds[firstHeader]?.joinsNext) && filled.length >= 2 ? [row] : [])
}

// ---------------------------------------------------------------- rows

/** `Lead and timescale`: one column for both. Its cells are divided where a line, or what follows a dash, is a time. */
function holdsLeadAndDeadline(heading: string): boolean {
  const plain = plainHeading(heading)
  return /\b(leads?|responsib\w+|who|owners?|officers?)\b/.test(plain) && /\b(when|timescales?|deadlines?|time ?frames?|dates?|timing)\b/.test(plain)
}

function divideLeadAndDeadline(cell: FieldCell): readonly FieldCell[] {
  if (!holdsLeadAndDeadline(cell.heading)) return [cell]
  const lines = cell.text.split(/\n|\s+[–—|-]\s+|;\s+/)
  const times = lines.filter((line) => looksLikeDeadline(line) >= 0.6)
  const names = lines.filter((line) => looksLikeDeadline(line) < 0.6)
  const because = `${cell.because}, which holds both lead and time`
  const part = (field: ColumnField, texts: readonly string[]): FieldCell[] => texts.length === 0 ? [] : [{ ...cell, field, text: texts.join('\n'), confidence: 0.7, because }]
  return [...part('lead', names), ...part('deadline', times)]
}

/** Columns that are times themselves ("2026/27", "Q1") with a mark in each that applies: the deadline is what is marked. */
function markedTimes(cells: readonly FieldCell[], columns: readonly ReadColumn[]): readonly FieldCell[] {
  const times = columns.flatMap((each, index) => isTimeColumn(each) ? [index] : [])
  if (times.length < 2 || columns.some((each) => each.field === 'deadline')) return cells
  const marked = cells.filter((each) => times.includes(each.column) && isMark(each.text))
  const first = marked[0]
  if (!first || cells.some((each) => times.includes(each.column) && !isMark(each.text))) return cells
  return [...cells.filter((each) => !marked.includes(each)), { ...first, field: 'deadline', heading: '', text: marked.map((each) => each.heading).join(', '), confidence: 0.7, because: `marked under ${marked.map((each) => `“${each.heading}”`).join(' and ')}` }]
}

function isTimeColumn(column: ReadColumn): boolean {
  return column.field === null && column.heading !== '' && looksLikeDeadline(column.heading) >= 0.9
}

function isMark(text: string): boolean {
  return /^([xX✓✔✗☑●•■*üÜ]|yes|y)$/i.test(text.trim())
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

function fieldCells(row: Row, filled: readonly Filled[], columns: readonly ReadColumn[], grid: readonly Row[]): FieldCell[] {
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

function fieldCell(column: number, text: string, place: Place, columns: readonly ReadColumn[]): FieldCell {
  const under = columns[column]
  const because = under?.heading ? `under the heading “${under.heading}”` : under?.field ? 'by what the column holds, for it has no heading' : 'a column that we do not know'
  return { column, field: under?.field ?? null, heading: under?.heading ?? '', text, confidence: under?.confidence ?? 0, because, place }
}

// ---------------------------------------------------------------- upright tables

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

// ---------------------------------------------------------------- references

/** The number that an action's words begin with, if they do: `1.1 Championing equality` has `1.1`. */
export function splitReference(text: string): { reference: string | null; rest: string } {
  const found = /^\(?((?:action\s+)?(?:[A-Z]{1,4}[-. ]?)?\d{1,3}(?:\.\d{1,3})+[a-z]?\*?|(?:action|ref)\s+\d{1,3}[a-z]?|[A-Z]{1,4}\d{1,3}[a-z]?|\d{1,2}[a-z]\*?)\)?\s*[:.)–-]?\s+(?=\S)/i.exec(text)
    ?? /^\(?(\d{1,3})\)?[.):]\s*(?=[\p{L}“"‘'(])/u.exec(text) ?? /^(\d{1,2})\s+(?=\p{Lu})/u.exec(text)
  if (!found || found[1] === undefined || /^(19|20)\d\d$/.test(found[1]) || /^covid/i.test(text)) return { reference: null, rest: text }
  return { reference: found[1].replace(/^(action|ref)\s+/i, '').trim(), rest: text.slice(found[0].length) }
}
