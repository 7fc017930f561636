import type { Place } from '#documents/document.ts'
import { looksLikeDeadline, looksLikeLead } from './evidence.ts'
import { isPromise, isTitle, readCode } from './plan-headings.ts'
import type { ColumnField, HeadingKind, OtherCell, ReadAction, ReadColumn, ReadField, ReadHeading, Unplaced } from './plan-reading.ts'
import { type FieldCell, splitReference } from './table-cells.ts'

/** What the tables and paragraphs gave, in reading order, before it is known which heading is an objective and which a group. */
export type Entry =
  | {
    readonly kind: 'heading'
    readonly text: string
    /** A heading of the document, a heading row of a table, a paragraph that stands as one, the name of a sheet. */
    readonly source: 'document' | 'table' | 'paragraph' | 'sheet'
    /** The document's own level, from 1; paragraphs and rows stand below all of them. */
    readonly level: number
    readonly confidence: number
    readonly place: Place
    /** Known to be an objective though it has no code. */
    readonly objective?: boolean
  }
  | { readonly kind: 'action'; readonly cells: readonly FieldCell[]; readonly columns: readonly ReadColumn[]; readonly place: Place; readonly table: number | null; readonly joined: boolean; readonly cut?: boolean }
  | { readonly kind: 'unplaced'; readonly text: string; readonly because: string; readonly place: Place }

type HeadingEntry = Extract<Entry, { kind: 'heading' }>
type ActionEntry = Extract<Entry, { kind: 'action' }>

export interface Assembled { readonly actions: readonly ReadAction[]; readonly headings: readonly ReadHeading[]; readonly unplaced: readonly Unplaced[] }

/** Puts each action under its headings, and each cell in its field. */
export function assemble(entries: readonly Entry[]): Assembled {
  const unplaced: Unplaced[] = []
  const actions: ReadAction[] = []
  const used = new Map<HeadingEntry, { kind: HeadingKind; level: number }>()
  const path: HeadingEntry[] = []
  const carried = new Map<ColumnField, FieldCell>()
  let carriedTable: number | null = null
  let carriedColumns: readonly ReadColumn[] = []
  entries.forEach((entry, index) => {
    if (entry.kind === 'unplaced') { unplaced.push({ written: entry.text, because: entry.because, place: entry.place }); return }
    if (entry.kind === 'heading') {
      enter(path, entry, entries[index - 1], entries[index + 1])
      carried.clear()
      return
    }
    if (entry.table !== carriedTable && entry.columns !== carriedColumns) carried.clear()
    carriedTable = entry.table
    carriedColumns = entry.columns
    const kinds = kindsOf(path)
    path.forEach((heading, depth) => { const kind = kinds[depth]; if (kind) used.set(heading, { kind, level: depth + 1 }) })
    for (const cells of splitByNumber(entry.cells)) actions.push(actionOf({ ...entry, cells }, path, kinds, carried))
  })
  const served = new Set([...used.keys()].map((entry) => sameWords(entry.text)))
  const headings = entries.flatMap((entry): ReadHeading[] => {
    if (entry.kind !== 'heading') return []
    const known = used.get(entry)
    if (!known && served.has(sameWords(entry.text))) { unplaced.push({ written: entry.text, because: 'the plan has the same heading elsewhere, with its actions', place: entry.place }); return [] }
    const code = readCode(entry.text)
    if (!known && !(code && code.kind === 'objective') && !entry.objective) {
      if (entry.source !== 'document' || isTitle(entry.text)) unplaced.push({ written: entry.text, because: 'a heading with no action under it', place: entry.place })
      else unplaced.push({ written: entry.text, because: 'a heading of the document with no action under it', place: entry.place })
      return []
    }
    return [{
      kind: known?.kind ?? 'objective', written: entry.text, code: code && code.code !== '' ? code.code : null, title: code && code.title !== '' ? code.title : entry.text,
      level: known?.level ?? 1, confidence: known ? (code ? 0.95 : Math.min(entry.confidence, 0.85)) : 0.6, place: entry.place,
    }]
  })
  return { actions, headings, unplaced }
}

function sameWords(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

// ---------------------------------------------------------------- headings

/** Where a heading stands among those in force: it ends those of its own depth and below. */
function enter(path: HeadingEntry[], heading: HeadingEntry, before: Entry | undefined, after: Entry | undefined): void {
  const kind = certainKind(heading)
  if (heading.source === 'document' || heading.source === 'sheet') {
    const level = heading.source === 'sheet' ? 0 : heading.level
    while (path.length > 0 && (path.at(-1)?.source !== 'document' || (path.at(-1)?.level ?? 0) >= level)) {
      const last = path.at(-1)
      if (last?.source === 'sheet' && level > 0) break
      path.pop()
    }
  } else if (kind === 'theme') {
    dropFrom(path, (each) => certainKind(each) === 'theme' || (each.source !== 'document' && each.source !== 'sheet'))
  } else if (kind === 'objective') {
    dropFrom(path, (each) => certainKind(each) === 'objective' && (each.source !== 'document' || heading.source !== 'table' || !isPartOf(heading.text, each.text)))
    // What stood under the last objective, or was an unnamed row before it with actions of its own, is over.
    if (before?.kind !== 'heading') dropFrom(path, (each) => (each.source === 'table' || each.source === 'paragraph') && certainKind(each) === null)
  } else {
    const loose = (each: HeadingEntry): boolean => each.source === heading.source && certainKind(each) === null
    const follows = before?.kind === 'heading' && before.source === heading.source && certainKind(before) === null
    const leads = after?.kind === 'heading' && after.source === heading.source && certainKind(after) === null
    if (!follows) {
      if (leads) dropFrom(path, loose)
      else { const last = path.at(-1); if (last && loose(last)) path.pop() }
      if (heading.source === 'paragraph') dropFrom(path, (each) => each.source === 'table')
    }
  }
  path.push(heading)
}

/** "1.1 Pay" under "Objective 1": the longer number is a part of the shorter one's objective. */
function isPartOf(inner: string, outer: string): boolean {
  const [a, b] = [readCode(inner)?.code ?? '', readCode(outer)?.code ?? '']
  const digits = (code: string): string => /\d+(\.\d+)*/.exec(code)?.[0] ?? ''
  return digits(b) !== '' && digits(a).startsWith(`${digits(b)}.`)
}

function dropFrom(path: HeadingEntry[], ends: (heading: HeadingEntry) => boolean): void {
  const at = path.findIndex(ends)
  if (at >= 0) path.splice(at)
}

function certainKind(heading: HeadingEntry): 'theme' | 'objective' | null {
  const code = readCode(heading.text)
  if (code) return code.kind
  return isPromise(heading.text) && heading.source !== 'document' ? 'theme' : null
}

/** What each heading in force is: the innermost that names an objective is the objective, what is above it a theme, what is below it a group. */
function kindsOf(path: readonly HeadingEntry[]): readonly (HeadingKind | null)[] {
  const certain = path.map(certainKind)
  let objective = certain.lastIndexOf('objective')
  const plausible = (index: number): boolean => certain[index] === null && !isTitle(path[index]?.text ?? '') && !isBodyName(path[index]?.text ?? '')
  if (objective < 0) {
    const inDocument = path.flatMap((each, index) => each.source !== 'table' && plausible(index) ? [index] : [])
    const inTable = path.flatMap((each, index) => each.source === 'table' && plausible(index) ? [index] : [])
    const theme = certain.lastIndexOf('theme')
    objective = inDocument.filter((index) => path[index]?.source !== 'sheet').at(-1) ?? inTable[0] ?? inDocument.at(-1) ?? theme
    if (theme >= 0 && theme > objective && inTable.length === 0) objective = theme
  }
  return path.map((each, index) => {
    if (index === objective) return 'objective'
    if (isTitle(each.text) || isBodyName(each.text)) return null
    if (index > objective) return 'group'
    return certain[index] === 'objective' ? 'theme' : certain[index] ?? (each.source === 'sheet' ? null : 'theme')
  })
}

function isBodyName(text: string): boolean {
  return text.split(/\s+/).length <= 7 && /\b(council|trust|college|university|authority|police|nhs foundation trust|partnership)$/i.test(text.trim())
}

// ---------------------------------------------------------------- actions

const nothing = (because: string, confidence: number): ReadField => ({ written: null, confidence, because, place: null })

function actionOf(entry: ActionEntry, path: readonly HeadingEntry[], kinds: readonly (HeadingKind | null)[], carried: Map<ColumnField, FieldCell>): ReadAction {
  const at = (field: ColumnField): FieldCell[] => entry.cells.filter((each) => each.field === field)
  const has = (field: ColumnField): boolean => entry.columns.some((each) => each.field === field)
  // That a cell is empty is as sure as the column is.
  const emptiness = (fields: readonly ColumnField[]): number => Math.min(0.92, ...entry.columns.filter((each) => each.field !== null && fields.includes(each.field)).map((each) => each.confidence >= 0.9 ? each.confidence : each.confidence - 0.1))
  const heading = (kind: HeadingKind): ReadField => {
    const index = kinds.lastIndexOf(kind)
    const found = path[index]
    if (!found) return nothing('no such heading stands above it', 0.8)
    const sure = kind === 'objective' && certainKind(found) !== 'objective' ? Math.min(0.8, found.confidence) : Math.min(0.97, found.confidence)
    return { written: found.text, confidence: sure, because: found.source === 'table' ? 'the heading row above it' : found.source === 'sheet' ? 'the name of its sheet' : 'the heading above it', place: found.place }
  }
  const shared = (field: 'objective' | 'theme' | 'group'): ReadField => {
    const own = at(field)[0]
    if (own) { carried.set(field, own); return fieldOf([own]) }
    const above = has(field) ? carried.get(field) : undefined
    if (above) return { written: above.text, confidence: Math.min(0.88, above.confidence), because: `${above.because}, carried down from the row above`, place: above.place }
    return heading(field)
  }
  // A plan that has only themes has them in the place of objectives.
  const theme = shared('theme')
  const objective = has('objective') || theme.written === null || !has('theme') || path.some((each, index) => kinds[index] === 'objective' && certainKind(each) === 'objective') ? shared('objective') : theme
  const field = (name: ColumnField): ReadField => {
    const cells = at(name)
    return cells.length > 0 ? fieldOf(cells) : has(name) ? nothing('its cell is empty', emptiness([name])) : nothing('the plan has no such column', 0.7)
  }
  const words = field('action')
  const split = at('reference').length === 0 && words.written !== null ? splitReference(words.written) : { reference: null, rest: words.written ?? '' }
  const reference: ReadField = at('reference').length > 0 ? field('reference')
    : split.reference !== null ? { written: split.reference, confidence: /\.|\p{L}/u.test(split.reference) ? 0.92 : 0.8, because: 'the number that the action begins with', place: words.place }
    : field('reference')
  const measured = entry.cells.filter((each) => each.field === 'measure' || each.field === 'output' || each.field === 'outcome')
  const measures = measured.length > 1 ? cappedAt(0.85, fieldOf(measured)) : measured.length > 0 ? fieldOf(measured) : entry.columns.some((each) => each.field === 'measure' || each.field === 'output' || each.field === 'outcome') ? nothing('its cell is empty', emptiness(['measure', 'output', 'outcome'])) : nothing('the plan has no such column', 0.7)
  const kept: ReadonlySet<ColumnField> = new Set(['reference', 'objective', 'theme', 'group', 'action', 'lead', 'deadline', 'measure', 'output', 'outcome'])
  const others = entry.cells.filter((each) => each.field === null || !kept.has(each.field)).map((each): OtherCell => ({ field: each.field, heading: each.heading, written: each.text, place: each.place }))
  return {
    reference, objective, theme: objective === theme ? nothing('it stands in the place of the objective', 0.8) : theme, group: shared('group'),
    action: { ...words, written: split.rest === '' ? words.written : split.rest, confidence: entry.joined ? Math.min(words.confidence, 0.85) : words.confidence },
    leads: check(field('lead'), looksLikeLead, 'it does not read as a person or a team'), deadline: check(field('deadline'), looksLikeDeadline, 'it does not read as a time'), measures,
    output: at('output').length > 0 ? field('output') : nothing('the plan does not keep outputs apart', 0.7), outcome: at('outcome').length > 0 ? field('outcome') : nothing('the plan does not keep outcomes apart', 0.7),
    others, place: entry.place, table: entry.table, cut: entry.cut ?? false,
  }
}

/** Two columns in one field: each is right, and whether both belong there is for a person to say. */
function cappedAt(most: number, field: ReadField): ReadField {
  return { ...field, confidence: Math.min(most, field.confidence) }
}

function fieldOf(cells: readonly FieldCell[]): ReadField {
  return {
    written: cells.map((each) => each.text).join('\n'), confidence: Math.min(...cells.map((each) => each.confidence)),
    because: [...new Set(cells.map((each) => each.because))].join('; '), place: cells[0]?.place ?? null,
  }
}

/** A cell under a plain heading that reads as something else is shown with a doubt, and kept where it stands. */
function check(field: ReadField, likeness: (text: string) => number, doubt: string): ReadField {
  if (field.written === null || likeness(field.written) > 0) return field
  return field.written.length > 80 ? { ...field, confidence: Math.min(field.confidence, 0.8), because: `${field.because}, though ${doubt}` } : field
}

// ---------------------------------------------------------------- several actions in one row

/** One row may hold several actions, numbered alike in each of its cells: `1.` and `2.` under Action, under Date and under Person. */
export function splitByNumber(cells: readonly FieldCell[]): readonly (readonly FieldCell[])[] {
  const action = cells.find((each) => each.field === 'action')
  if (!action) return [cells]
  const others = cells.filter((each) => each.field === 'lead' || each.field === 'deadline')
  const numbered = numberedLines(action.text)
  if (numbered && numbered.length >= 2 && others.some((each) => { const lines = numberedLines(each.text); return lines !== null && lines.length >= 2 })) {
    return numbered.map((item, index) => cells.flatMap((cell): FieldCell[] => {
      if (cell === action) return [{ ...cell, text: `${item.number}. ${item.text}`, confidence: Math.min(cell.confidence, 0.85), because: `${cell.because}, one of several numbered in its cell` }]
      const text = partFor(cell, item.number, index, numbered.length)
      return text === '' ? [] : [{ ...cell, text, confidence: Math.min(cell.confidence, 0.8), because: `${cell.because}, paired by its number` }]
    }))
  }
  const lines = action.text.split('\n')
  const lead = others.find((each) => each.field === 'lead')?.text.split('\n') ?? []
  const deadline = others.find((each) => each.field === 'deadline')?.text.split('\n') ?? []
  if (lines.length >= 2 && lead.length === lines.length && deadline.length === lines.length && deadline.every((each) => looksLikeDeadline(each) >= 0.4) && lead.every((each) => looksLikeLead(each) >= 0.4) && lines.every((each) => each.length > 8)) {
    return lines.map((line, index) => cells.map((cell): FieldCell => {
      const parts = cell.text.split('\n')
      return parts.length === lines.length && cell.field !== 'objective' ? { ...cell, text: parts[index] ?? line, confidence: Math.min(cell.confidence, 0.7), because: `${cell.because}, paired by its line` } : cell
    }))
  }
  return [cells]
}

interface NumberedLine { readonly number: string; readonly text: string }

function numberedLines(text: string): readonly NumberedLine[] | null {
  const found: { number: string; text: string }[] = []
  for (const line of text.split('\n')) {
    const numbered = /^\(?(\d{1,2})[.)]\s*(?=\D)(.*)$/.exec(line.trim())
    if (numbered) found.push({ number: numbered[1] ?? '', text: numbered[2] ?? '' })
    else if (found.length === 0) return null
    else { const last = found.at(-1); if (last) last.text += `\n${line}` }
  }
  return found.every((each, index) => index === 0 || Number(each.number) === Number(found[index - 1]?.number) + 1) ? found : null
}

function partFor(cell: FieldCell, number: string, index: number, count: number): string {
  if (cell.field === 'objective' || cell.field === 'theme' || cell.field === 'group' || cell.field === 'reference') return cell.text
  const parts = numberedLines(cell.text)
  if (parts) {
    const own = parts.find((each) => each.number === number)
    if (own) {
      // "1. From September" and then an unnumbered "July 2017": the second line is the second action's, where it has none of its own.
      if (parts.length === 1 && count === 2) return own.text.split('\n')[0] ?? ''
      return own.text
    }
    const spare = parts.at(-1)?.text.split('\n').slice(1) ?? []
    return parts.length + spare.length === count ? spare[index - parts.length] ?? '' : ''
  }
  const lines = cell.text.split('\n')
  return lines.length === count ? lines[index] ?? '' : cell.text
}
