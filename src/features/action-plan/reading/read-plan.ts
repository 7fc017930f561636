import type { Block, Place, SourceDocument, Table } from '#documents/document.ts'
import type { Known } from '../lead.ts'
import { type Entry, assemble } from './assemble.ts'
import { matchHeading } from './column-headings.ts'
import { isPageFurniture } from './evidence.ts'
import { type Words, readFlowingTables } from './flowing-table.ts'
import { readLabelledText, readPromisedLists } from './labelled-text.ts'
import { readStackedCells } from './stacked-cells.ts'
import { isPromise, isTitle, readCode } from './plan-headings.ts'
import type { PlanReading, ReadColumn, ReadTable } from './plan-reading.ts'
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
  const assembled = assemble(joinCodes(entries.map((piece, index) => isEntry(piece) ? piece : wordsEntry(piece, entries[index + 1]))))
  return { ...assembled, tables, notes: [...document.notes, ...notesOf(assembled.actions.length, tables)] }
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
    close()
    const reading = readTable(block, inherited)
    const { place } = block
    tables.push({ place, isPlan: reading.isPlan, because: reading.because, columns: reading.columns, actions: reading.rows.filter((row) => row.kind === 'action').length })
    if (!reading.isPlan) { pieces.push(...wordsOfTable(block)); continue }
    inherited = reading.rows.findLast((row) => row.kind === 'action')?.columns ?? reading.columns
    for (const row of reading.rows) pieces.push(rowEntry(row, tables.length - 1))
  }
  close()
  return pieces
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

function wordsEntry(block: Words, next: Piece | undefined): Entry {
  const text = block.text.replace(/\s+/g, ' ').trim()
  if (block.kind === 'heading') return { kind: 'heading', text, source: 'document', level: block.level, confidence: 0.95, place: block.place }
  if (isPageFurniture(text)) return { kind: 'unplaced', text, because: 'a page number or a running line', place: block.place }
  const code = readCode(text)
  const words = text.split(' ').length
  const list = block.listDepth !== undefined
  if (code && code.code !== '' && words <= 45 && !list) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.92, place: block.place }
  if (!list && words <= 25 && !/[.;,:]$/.test(text)) {
    if (isPromise(text)) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.85, place: block.place }
    if (block.bold) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.8, place: block.place }
    if (next !== undefined && isEntry(next) && (next.kind === 'action' || next.kind === 'heading') && words <= 15 && !isTitle(text) && matchHeading(text)?.coverage !== 1) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.6, place: block.place }
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

function notesOf(actions: number, tables: readonly ReadTable[]): string[] {
  if (actions > 0) return []
  return [tables.length === 0 ? 'We found no table or list of actions in this document.' : `We found ${tables.length === 1 ? '1 table' : `${tables.length} tables`} in this document, but none that reads as a list of actions.`]
}

/** Where something stands, in words: `page 3, table 2, row 5`. */
export function placeInWords(place: Place): string {
  const parts = [
    place.sheet === undefined ? '' : `sheet ${place.sheet}`, place.page === undefined ? '' : `page ${place.page}`, place.table === undefined ? '' : `table ${place.table}`,
    place.row === undefined ? '' : `row ${place.row}`, place.column === undefined ? '' : `column ${place.column}`, place.paragraph === undefined ? '' : `paragraph ${place.paragraph}`, place.line === undefined ? '' : `line ${place.line}`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}
