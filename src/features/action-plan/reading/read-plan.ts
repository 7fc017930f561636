import type { Block, Place, SourceDocument, Table } from '#documents/document.ts'
import { type Entry, assemble } from './assemble.ts'
import { isPageFurniture } from './evidence.ts'
import { isPromise, isTitle, readCode } from './plan-headings.ts'
import type { PlanReading, ReadColumn, ReadTable } from './plan-reading.ts'
import { readTable } from './table-reading.ts'

/**
 * Reads the action plan that a document holds. Pure and the same every time: no clock, no chance, no model.
 * A document without a plan gives no actions and a note that says so; it never fails.
 */
export function readPlan(document: SourceDocument): PlanReading {
  const entries: Entry[] = []
  const tables: ReadTable[] = []
  let inherited: readonly ReadColumn[] | null = null
  const blocks = document.blocks
  blocks.forEach((block, index) => {
    if (block.kind === 'table') {
      const reading = readTable(block, inherited)
      const at = tables.length
      if (!reading.isPlan) {
        tables.push({ place: block.place, isPlan: false, because: reading.because, columns: reading.columns, actions: 0 })
        for (const heading of loneRows(block)) entries.push(heading)
        return
      }
      inherited = reading.rows.findLast((row) => row.kind === 'action')?.columns ?? reading.columns
      for (const row of reading.rows) {
        if (row.kind === 'heading') entries.push({ kind: 'heading', text: row.text, source: 'table', level: 9, confidence: row.confidence, place: row.place })
        else if (row.kind === 'action') entries.push({ kind: 'action', cells: row.cells, columns: row.columns, place: row.place, table: at, joined: row.joined })
        else entries.push({ kind: 'unplaced', text: row.text, because: row.because, place: row.place })
      }
      tables.push({ place: block.place, isPlan: true, because: reading.because, columns: reading.columns, actions: reading.rows.filter((row) => row.kind === 'action').length })
      return
    }
    entries.push(wordsEntry(block, blocks[index + 1]))
  })
  const assembled = assemble(joinCodes(entries))
  return { ...assembled, tables, notes: [...document.notes, ...notesOf(assembled.actions.length, tables)] }
}

function wordsEntry(block: Exclude<Block, Table>, next: Block | undefined): Entry {
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
    if (next?.kind === 'table' && words <= 15 && !isTitle(text)) return { kind: 'heading', text, source: 'paragraph', level: 8, confidence: 0.6, place: block.place }
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

/** What a table that is no plan leaves: its lone rows may be titles of what follows, all else is kept as it stands. */
function loneRows(table: Table): Entry[] {
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
