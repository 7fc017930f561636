import type { Cell, Row } from '#documents/document.ts'
import { type HeadingMatch, matchHeading, plainHeading, splitInTwo } from './column-headings.ts'
import { looksLikeDeadline, looksLikeDoing, looksLikeLead, looksLikeReference } from './evidence.ts'
import type { ColumnField, ReadColumn } from './plan-reading.ts'

// The columns of a table: which rows are its headers, which field each column holds by its heading and by its cells, and
// whether columns such as these are a plan's at all.

/** A row with the cells of it that say something. */
export interface RowAndCells { readonly row: Row; readonly filled: readonly Filled[] }

export interface Filled { readonly text: string; readonly column: number; readonly cell: Cell }

export function filledCells(row: Row): Filled[] {
  return row.cells.flatMap((cell, column) => cell.text.trim() === '' || cell.covered ? [] : [{ text: cell.text.trim(), column, cell }])
}

export interface HeaderKind { readonly header: boolean; /** A second row of headings stands under merged ones. */ readonly joinsNext: boolean }

const planFields: ReadonlySet<ColumnField> = new Set(['action', 'lead', 'deadline', 'measure', 'outcome', 'output', 'objective', 'progress'])

export function headerKind(row: Row, filled: readonly Filled[], next: Row | undefined): HeaderKind {
  const match = filled.map(({ text }) => isShort(text) ? matchHeading(text) : null)
  // A time in it makes it a row of the plan, unless times are its columns.
  const times = filled.filter(({ text }, at) => (match[at]?.strength ?? 0) < 0.95 && looksLikeDeadline(text) >= 0.7).length
  if (times === 1 || (times > 1 && !match.some((each) => each?.field === 'action' && each.coverage === 1))) return { header: false, joinsNext: false }
  const known = filled.length - times
  const spans = filled.some(({ cell }) => (cell.columnSpan ?? 1) > 1 && (cell.columnSpan ?? 1) < row.cells.length)
  if (spans && next) {
    // "Delivery" over "Lead" and "By when": the two rows are one header.
    const below = filledCells(next)
    const under = below.length > 0 && below.every(({ column, text }) => isShort(text) && isUnderSpan(row, column)) && below.some(({ text }) => matchHeading(text) !== null)
    if (under) {
      const both = [...match, ...below.map(({ text }) => matchHeading(text))]
      if (isHeaderRow(both, filled.length + below.length, row.header ?? false)) return { header: true, joinsNext: true }
    }
  }
  return { header: filled.length >= 2 && isHeaderRow(match, known, row.header ?? false, filled.every(({ text }) => text.split(/\s+/).length <= 6)), joinsNext: false }
}

export function isShort(text: string): boolean {
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
export function repeatsHeader(filled: readonly Filled[], columns: readonly ReadColumn[]): boolean {
  if (filled.length === 0) return false
  const known = new Set(columns.flatMap(({ heading }) => heading === '' ? [] : [likeHeading(heading)]))
  return filled.every(({ text }) => known.has(likeHeading(text)))
}

export function standsAgain(filled: readonly Filled[], columns: readonly ReadColumn[]): boolean {
  return filled.length === columns.filter((each) => each.heading !== '').length && filled.every(({ text, column }) => likeHeading(text) === likeHeading(columns[column]?.heading ?? ''))
}

function likeHeading(text: string): string {
  return plainHeading(text).split(' ').map((word) => word.replace(/s$/, '')).join(' ')
}

export function dataRows(rows: readonly RowAndCells[], kinds: readonly HeaderKind[], firstHeader: number): readonly Row[] {
  return rows.flatMap(({ row, filled }, index) => index > firstHeader && !kinds[index]?.header && !(index === firstHeader + 1 && kinds[firstHeader]?.joinsNext) && filled.length >= 2 ? [row] : [])
}

interface Candidate { readonly column: number; readonly heading: string; readonly match: HeadingMatch | null }

export function columnsOf(header: Row | undefined, below: Row | undefined, width: number, data: readonly Row[]): readonly ReadColumn[] {
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

/** A header alone says nothing of a column without a heading; the rows that come later may. */
export function refined(columns: readonly ReadColumn[], rows: readonly Row[]): readonly ReadColumn[] {
  const better = columns.map((each, column): ReadColumn => {
    const field = each.field === null ? fieldByContentAlone(each.heading, contentOf(rows, column)) : null
    return field === null || columns.some((other) => other.field === field) ? each : { ...each, field, confidence: 0.7 }
  })
  return better.every((each, index) => each === columns[index]) ? columns : better
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

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

interface Content { readonly filled: number; readonly rows: number; readonly deadline: number; readonly lead: number; readonly doing: number; readonly reference: number; readonly length: number; readonly level: number; readonly plainNumber: number }

export function contentOf(data: readonly Row[], column: number): Content {
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

export function columnsByContent(width: number, rows: readonly Row[]): readonly ReadColumn[] {
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
export function planVerdict(columns: readonly ReadColumn[], doing = 1): { isPlan: boolean; because: string } {
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

export function goesOn(inherited: readonly ReadColumn[], width: number, rows: readonly (readonly Filled[])[]): boolean {
  if (inherited.length !== width) return false
  // The cells must fit the columns: a table of figures that happens to be as wide does not go on from the plan.
  let [fits, misfits] = [0, 0]
  const count = (fit: boolean): void => { if (fit) fits++; else misfits++ }
  for (const filled of rows) for (const { text, column } of filled) {
    const field = inherited[column]?.field
    if (field === 'deadline') count(looksLikeDeadline(text) >= 0.4)
    if (field === 'lead') count(looksLikeLead(text) >= 0.3)
    if (field === 'action') count(text.length >= 12)
    if (field !== 'reference' && /^[£$]?-?\d+([.,]\d+)*\s?%?$/.test(text)) misfits++
  }
  return fits > misfits
}

export function isTimeColumn(column: ReadColumn): boolean {
  return column.field === null && column.heading !== '' && looksLikeDeadline(column.heading) >= 0.9
}

/**
 * Rows that were typed or copied with bars lose their merged cells: what is left begins in the first column though it belongs further right.
 * Such a row is moved by as many empty cells as stand at its end, where its words then fit their columns much better.
 */
export function mendRagged(rows: readonly RowAndCells[], columns: readonly ReadColumn[]): readonly RowAndCells[] {
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
