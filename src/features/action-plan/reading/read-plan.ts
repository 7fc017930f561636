import type { Block, Place, SourceDocument, Table } from '#documents/document.ts'
import type { Known } from '../lead.ts'
import { type Entry, assemble } from './assemble.ts'
import { isLabelled, matchHeading, splitGluedHeadings } from './column-headings.ts'
import { isPageFurniture, looksLikeDoing, pageFurniture } from './evidence.ts'
import { type Words, readFlowingTables } from './flowing-table.ts'
import { readLabelledText, readPromisedLists } from './labelled-text.ts'
import { readStackedCells } from './stacked-cells.ts'
import { isPromise, isTitle, readCode } from './plan-headings.ts'
import type { PlanReading, ReadColumn, ReadTable } from './plan-reading.ts'
import { type FieldCell, splitReference } from './table-cells.ts'
import { type TableRow, readTable } from './table-reading.ts'

/**
 * Reads the action plan that a document holds. Pure and the same every time: no clock, no chance, no model.
 * A document without a plan gives no actions and a note that says so; it never fails. Whom the body knows by name helps
 * only where a text has lost its table and a name shares a line with something else.
 */
export function readPlan(document: SourceDocument, known: readonly Known[] = []): PlanReading {
  const tables: ReadTable[] = []
  const drawn = readDrawn(document.blocks, tables, known.flatMap((each) => [each.name, ...each.alsoKnownAs]))
  const entries = drawn.some((piece) => piece.kind === 'action') ? drawn : inWords(drawn, readLabelledText) ?? inWords(drawn, readStackedCells) ?? inWords(drawn, readPromisedLists) ?? drawn
  const assembled = assemble(markCut(numberedObjectives(joinCodes(entries.map((piece, index) => isEntry(piece) ? piece : wordsEntry(piece, entries[index - 1], entries[index + 1]))))))
  return { ...assembled, tables, notes: [...document.notes, ...notesOf(assembled, tables)] }
}

type Piece = Entry | Words

/** The tables, those that are drawn and those that have lost their lines; all other words are left as they stand. */
function readDrawn(blocks: readonly Block[], tables: ReadTable[], names: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = []
  let inherited: readonly ReadColumn[] | null = null
  let words: Words[] = []
  const close = (): void => { pieces.push(...readFlowingTables(words, names) ?? words); words = [] }
  for (const block of blocks) {
    if (block.kind !== 'table') { words.push(block); continue }
    const reading = readTable(block, inherited)
    const { place } = block
    const above = reading.beside ? actionAbove(words, reading.beside) : null
    if (above) {
      words = words.slice(0, -above.lines)
      close()
      tables.push({ place, isPlan: true, because: 'it stands under the action that it speaks of', columns: above.entry.columns, actions: 1 })
      pieces.push({ ...above.entry, table: tables.length - 1 })
      continue
    }
    close()
    tables.push({ place, isPlan: reading.isPlan, because: reading.because, columns: reading.columns, actions: reading.rows.filter((row) => row.kind === 'action').length })
    if (!reading.isPlan) { pieces.push(...wordsOfTable(block)); continue }
    inherited = reading.rows.findLast((row) => row.kind === 'action')?.columns ?? reading.columns
    for (const row of reading.rows) pieces.push(rowEntry(row, tables.length - 1))
  }
  close()
  return pieces
}

/** The paragraph (or its wrapped lines) right above a table of one row, where it reads as an action. */
function actionAbove(words: readonly Words[], beside: readonly FieldCell[]): { entry: Extract<Entry, { kind: 'action' }>; lines: number } | null {
  const last = words.at(-1)
  if (!last) return null
  let lines = 1
  const begins = (text: string): boolean => splitReference(text).reference !== null
  while (last.place.line !== undefined && !begins(words.at(-lines)?.text ?? '') && words.at(-lines - 1)?.place.paragraph === last.place.paragraph && readCode(words.at(-lines - 1)?.text ?? '') === null) lines++
  const first = words.at(-lines)
  const text = words.slice(-lines).map((each) => each.text).join(' ').replace(/\s+/g, ' ').trim()
  if (!first || text.length < 12 || readCode(text) !== null || isTitle(text) || !(begins(text) || looksLikeDoing(text) >= 0.6)) return null
  const cell: FieldCell = { column: -1, field: 'action', heading: '', text, confidence: 0.88, because: 'it stands right above the table that says who and when', place: first.place }
  const columns: ReadColumn[] = [{ field: 'action', heading: '', confidence: 0.88 }, ...beside.map(({ field, heading, confidence }) => ({ field, heading, confidence }))]
  return { entry: { kind: 'action', cells: [cell, ...beside], columns, place: first.place, table: null, joined: false }, lines }
}

function rowEntry(row: TableRow, table: number): Entry {
  if (row.kind === 'heading') return { kind: 'heading', text: row.text, source: 'table', level: 9, confidence: row.confidence, place: row.place }
  if (row.kind === 'action') return { kind: 'action', cells: row.cells, columns: row.columns, place: row.place, table, joined: row.joined }
  return { kind: 'unplaced', text: row.text, because: row.because, place: row.place }
}

/** The same reading of every stretch of words between tables; null where none of them gave an action. */
function inWords(pieces: readonly Piece[], read: (words: readonly Words[]) => readonly Piece[] | null): readonly Piece[] | null {
  const out: Piece[] = []
  let words: Words[] = []
  let found = false
  const close = (): void => {
    const given = read(words)
    found ||= given !== null
    out.push(...given ?? words)
    words = []
  }
  for (const piece of pieces) {
    if (!isEntry(piece)) { words.push(piece); continue }
    close()
    out.push(piece)
  }
  close()
  return found ? out : null
}

function isEntry(piece: Piece): piece is Entry {
  return piece.kind === 'action' || piece.kind === 'unplaced' || 'source' in piece
}

function wordsEntry(block: Words, before: Piece | undefined, next: Piece | undefined): Entry {
  const text = block.text.replace(/\s+/g, ' ').trim()
  if (block.kind === 'heading') return { kind: 'heading', text, source: 'document', level: block.level, confidence: 0.95, place: block.place }
  if (isPageFurniture(text)) return { kind: 'unplaced', text, because: pageFurniture, place: block.place }
  if (/[.…]{3,}\s*\d{1,3}$/.test(text)) return { kind: 'unplaced', text, because: 'a line of the contents', place: block.place }
  if (isLabelled(text)) return { kind: 'unplaced', text: block.text, because: 'it is said of the whole objective, not of an action', place: block.place }
  const code = readCode(text)
  const words = text.split(' ').length
  const list = block.listDepth !== undefined
  if (code && code.code !== '' && words <= 45 && !list) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.92, place: block.place }
  if (!list && words <= 25 && !/[.;,:]$/.test(text)) {
    if (isPromise(text)) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.85, place: block.place }
    if (block.bold) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.8, place: block.place }
    const alone = block.place.line === undefined || before === undefined || before.place.paragraph !== block.place.paragraph
    if (alone && next !== undefined && isEntry(next) && (next.kind === 'action' || next.kind === 'heading') && words <= 15 && !isTitle(text) && matchHeading(text)?.coverage !== 1) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.6, place: block.place }
  }
  return { kind: 'unplaced', text: block.text, because: 'it stands outside the plan’s tables and lists', place: block.place }
}

/** A heading that is only a code ("Objective 1") with its words in the heading after it is one heading. */
function joinCodes(entries: readonly Entry[]): readonly Entry[] {
  const joined: Entry[] = []
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index]
    const next = entries[index + 1]
    if (!entry) continue
    if (entry.kind === 'heading' && next) {
      const code = readCode(entry.text)
      const bare = code !== null && code.title === ''
      const words = next.kind === 'heading' && (next.source === entry.source || next.source !== 'table') && readCode(next.text) === null && !(next.source === 'document' && next.level <= entry.level && entry.source === 'document') ? next.text
        : next.kind === 'unplaced' && next.text.length <= 300 && next.because.startsWith('it stands outside') ? next.text.replace(/\s+/g, ' ') : null
      if (bare && words !== null) {
        joined.push({ ...entry, text: `${entry.text} ${words}`, confidence: Math.min(entry.confidence, 0.9) })
        index++
        continue
      }
    }
    joined.push(entry)
  }
  return joined
}

/** A table that is no plan is kept row by row, as words. */
function wordsOfTable(table: Table): Entry[] {
  return table.rows.flatMap((row): Entry[] => {
    const filled = row.cells.filter((cell) => cell.text.trim() !== '')
    if (filled.length === 0) return []
    return [{ kind: 'unplaced', text: filled.map((cell) => cell.text.trim()).join(' | '), because: 'it stands in a table that is not a plan of actions', place: row.place }]
  })
}

/** Objectives that a page only numbers, each under a number of its own, where it has no actions: `1. Members and employees promote inclusion`. */
function numberedObjectives(entries: readonly Entry[]): readonly Entry[] {
  if (entries.some((entry) => entry.kind === 'action' || (entry.kind === 'heading' && readCode(entry.text)?.kind === 'objective'))) return entries
  if (!entries.some((entry) => entry.kind !== 'action' && /\bobjectives\b/i.test(entry.text) && entry.text.length < 120)) return entries
  let last = 0
  return entries.map((entry): Entry => {
    const found = entry.kind === 'action' ? null : /^(\d{1,2})[.)]\s+(?=\p{Lu})\S.{10,200}$/u.exec(entry.text)
    if (entry.kind === 'action' || !found || /[.;:]$/.test(entry.text) || Number(found[1]) !== last + 1) return entry
    last = Number(found[1])
    return { kind: 'heading', text: entry.text, source: 'paragraph', level: 8, confidence: 0.6, place: entry.place, objective: true }
  })
}

/** The last row of a document that ends in mid-sentence, with cells missing that the others have: the document was cut off there. */
function markCut(entries: readonly Entry[]): readonly Entry[] {
  const at = entries.findLastIndex((entry) => entry.kind === 'action')
  const last = entries[at]
  if (last?.kind !== 'action' || last.cut || entries.slice(at + 1).some((entry) => entry.kind !== 'unplaced' || entry.because !== pageFurniture)) return entries
  const others = entries.flatMap((entry) => entry.kind === 'action' && entry !== last ? [entry] : [])
  if (others.length < 2) return entries
  const usual = (['lead', 'deadline', 'measure', 'outcome'] as const).filter((field) => others.filter((entry) => entry.cells.some((cell) => cell.field === field)).length >= others.length * 0.8)
  const missing = usual.filter((field) => !last.cells.some((cell) => cell.field === field))
  const end = last.cells.at(-1)
  if (missing.length === 0 || end === undefined || /[.!?)”"]\s*$/.test(end.text)) return entries
  return entries.map((entry, index) => index === at && entry.kind === 'action' ? { ...entry, cut: true } : entry)
}

function notesOf({ actions, headings, unplaced }: Pick<PlanReading, 'actions' | 'headings' | 'unplaced'>, tables: readonly ReadTable[]): string[] {
  const notes: string[] = []
  const cut = actions.find((action) => action.cut)
  if (cut) notes.push(`The document ends in the middle of an action (${placeInWords(cut.place)}). Check that you have the whole document.`)
  const mixed = unplaced.find((each) => hasHeadingsInside(each.written))
  if (mixed) notes.push(`The columns of a table are mixed line by line in this text (${placeInWords(mixed.place)}), so it was left as it stands. Use the document that the text was copied from, if you can.`)
  if (actions.length === 0 && headings.length > 0) notes.push('We found objectives in this document, but no actions.')
  else if (actions.length === 0) notes.push(tables.length === 0 ? 'We found no table or list of actions in this document.' : `We found ${tables.length === 1 ? '1 table' : `${tables.length} tables`} in this document, but none that reads as a list of actions.`)
  return notes
}

/** `… Action Lead Partner Outcome Completion Date 1a Provision of training …`: the headings of a table in the middle of running words. */
function hasHeadingsInside(text: string): boolean {
  const words = text.replace(/\s+/g, ' ').split(' ')
  return words.length > 25 && words.some((word, at) => /^(Action|Actions|Objective|Strategic|Activity|Task)$/.test(word) && [9, 8, 7, 6, 5, 4].some((length) => splitGluedHeadings(words.slice(at, at + length).join(' ')).some((each) => each.match.field === 'action')))
}

/** Where something stands, in words: `page 3, table 2, row 5`. */
export function placeInWords(place: Place): string {
  const parts = [
    place.sheet === undefined ? '' : `sheet ${place.sheet}`, place.page === undefined ? '' : `page ${place.page}`, place.table === undefined ? '' : `table ${place.table}`,
    place.row === undefined ? '' : `row ${place.row}`, place.column === undefined ? '' : `column ${place.column}`, place.paragraph === undefined ? '' : `paragraph ${place.paragraph}`, place.line === undefined ? '' : `line ${place.line}`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}
