import type { Heading, Paragraph, Place } from '#documents/document.ts'
import { type HeadingMatch, matchHeading, plainHeading, splitGluedHeadings } from './column-headings.ts'
import { deadlineAtStart, isPageFurniture, looksLikeDeadline, looksLikeDoing, looksLikeLead, looksLikeReference, pageFurniture } from './evidence.ts'
import type { Entry } from './assemble.ts'
import { isPromise, readCode } from './plan-headings.ts'
import type { ColumnField, ReadColumn } from './plan-reading.ts'
import { type FieldCell, splitReference } from './table-cells.ts'

/**
 * A table that has lost its lines: copied out of a PDF, or flattened by a web page, so that each cell is a paragraph, or
 * several, or shares a line with its neighbour. The headings are still there, and the cells still come in their order;
 * what they look like says where one ends. All of it is read with less certainty than a table that is drawn, and where the
 * columns are mixed line by line nothing is read at all.
 */
export type Words = Heading | Paragraph

/** What is read from the words, in order, with what was not touched left as it is. Null where no such table stands in them. */
export function readFlowingTables(blocks: readonly Words[], names: readonly string[]): readonly (Entry | Words)[] | null {
  const chunks = chunksOf(blocks)
  const headers = headersIn(chunks)
  if (headers.length === 0) return null
  const leads = learnLeads(chunks.map((chunk) => joined(chunk.lines)), names)
  const out: (Entry | Words)[] = []
  let at = 0
  headers.forEach((header, index) => {
    for (; at < header.from; at++) out.push(...wordsOf(chunks[at]))
    const until = headers[index + 1]?.from ?? chunks.length
    const region = chunks.slice(header.to, until)
    out.push(...readRegion(region, header, leads, index === headers.length - 1))
    at = until
  })
  return out
}

export interface Line { readonly text: string; readonly block: Words }

/** Lines that belong together, with what kind they are by themselves. */
export interface Chunk { readonly kind: 'words' | 'heading' | 'furniture' | 'header'; readonly lines: readonly Line[]; readonly gap: number }

export function wordsOf(chunk: Chunk | undefined): readonly (Entry | Words)[] {
  if (!chunk) return []
  if (chunk.kind === 'heading' && chunk.lines.length > 1) return [headingEntry(chunk)]
  return chunk.lines.map((line) => line.block)
}

function headingEntry(chunk: Chunk): Entry {
  const first = chunk.lines[0]?.block
  return {
    kind: 'heading', text: joined(chunk.lines), source: first?.kind === 'heading' ? 'document' : 'paragraph', level: first?.kind === 'heading' ? first.level : 8,
    confidence: readCode(joined(chunk.lines)) ? 0.88 : 0.7, place: first?.place ?? {},
  }
}

/** Wrapped lines on one line; a word that is broken at its own hyphen keeps it. */
export function joined(lines: readonly Line[]): string {
  return lines.reduce((text, line) => text === '' ? line.text : /[\p{L}]-$/u.test(text) || text.endsWith('/') ? text + line.text : `${text} ${line.text}`, '').replace(/\s+/g, ' ').trim()
}

export function chunksOf(blocks: readonly Words[]): readonly Chunk[] {
  const chunks: Chunk[] = []
  let lines: Line[] = []
  let lastLine = 0
  let gap = 0
  const close = (kind: Chunk['kind'] = 'words'): void => { if (lines.length > 0) chunks.push({ kind, lines, gap }); lines = [] }
  blocks.forEach((block, index) => {
    const before = blocks[index - 1]
    const same = before !== undefined && block.place.line !== undefined && before.place.paragraph === block.place.paragraph
    if (!same) close()
    const texts = block.kind === 'heading' ? [block.text] : block.text.split('\n')
    texts.forEach((text, at) => {
      const line: Line = { text: text.trim(), block }
      if (lines.length === 0) gap = block.place.line !== undefined && lastLine > 0 ? block.place.line - lastLine - 1 : 0
      if (line.text === '') return
      if (isPageFurniture(line.text)) { close(); lines = [line]; close('furniture'); return }
      if (headingsOnLine(line.text) !== null) { close(titleBefore(lines) ? 'heading' : 'words'); lines = [line]; close('header'); return }
      if (block.kind === 'heading') { close(); lines = [line]; close('heading'); return }
      const code = readCode(line.text)
      if (code && code.code !== '' && line.text.length < 250) close()
      else if (lines.length > 0 && beginsRow(line.text) && block.place.line !== undefined) close()
      lines.push(line)
      if (at === texts.length - 1 && block.place.line === undefined) close(titleBefore(lines) ? 'heading' : 'words')
    })
    lastLine = block.place.line ?? 0
    const next = blocks[index + 1]
    const goesOn = next !== undefined && next.place.line !== undefined && next.place.paragraph === block.place.paragraph
    if (!goesOn) close(titleBefore(lines) ? 'heading' : 'words')
  })
  close(titleBefore(lines) ? 'heading' : 'words')
  return chunks
}

function titleBefore(lines: readonly Line[]): boolean {
  const text = joined(lines)
  const code = readCode(text)
  return lines.length > 0 && lines.length <= 4 && text.length < 320 && ((code !== null && code.code !== '') || (isPromise(text) && text.split(' ').length <= 20 && !/[.:]$/.test(text)))
}

export function beginsRow(text: string): boolean {
  return /^\(?(?:\d{1,2}(?:\.\d{1,3})+[a-z]?|[A-Z]{1,4}\d{1,2}(?:\.\d{1,2})*|\d{1,2}[a-z]\*?)[.):]?\s+\S/.test(text) || /^\d{1,2}[.)]\s+\p{Lu}/u.test(text)
}

// ---------------------------------------------------------------- headers

interface Column { readonly field: ColumnField | null; readonly heading: string }

interface Headings { readonly columns: readonly Column[]; readonly slashes: boolean; /** An objective that the text runs on to the last heading. */ readonly objective: string | null }

interface Header extends Headings { readonly from: number; readonly to: number; readonly place: Place }

function headingsOnLine(text: string): Headings | null {
  if (text.includes(' / ') && text.split(' / ').length >= 3) {
    const parts = text.split(' / ')
    const last = parts.at(-1) ?? ''
    const glued = /(?<=[a-z?)])\s*((?:P?E[O0]|SO|Objective|Priority|Aim|Goal)\s?\d+\s*[:.].{4,})$/.exec(last)
    const clean = glued ? [...parts.slice(0, -1), last.slice(0, glued.index)] : parts
    const columns = clean.map((heading): Column => { const match = matchHeading(heading); return { field: match && match.coverage >= 0.6 ? match.field : null, heading: heading.trim() } })
    return isTellingHeader(columns) && clean.every((each) => each.length <= 90) && columns.filter((each) => each.field !== null).length >= columns.length * 0.6 ? { columns, slashes: true, objective: glued?.[1] ?? null } : null
  }
  const glued = splitGluedHeadings(text)
  if (glued.length < 3) return null
  const columns = glued.map(({ text: heading, match }): Column => ({ field: match.field, heading }))
  return isTellingHeader(columns) ? { columns, slashes: false, objective: null } : null
}

function isTellingHeader(columns: readonly Column[]): boolean {
  const fields = new Set(columns.map((each) => each.field))
  const beside = (['lead', 'deadline', 'measure', 'outcome'] as const).filter((field) => fields.has(field)).length
  return (fields.has('action') && beside >= 1 && fields.size >= 3) || (fields.has('objective') && beside >= 2)
}

function headersIn(chunks: readonly Chunk[]): readonly Header[] {
  const headers: Header[] = []
  for (let index = 0; index < chunks.length; index++) {
    const chunk = chunks[index]
    if (!chunk) continue
    if (chunk.kind === 'header') {
      const found = headingsOnLine(joined(chunk.lines))
      if (found) headers.push({ from: index, to: index + 1, place: chunk.lines[0]?.block.place ?? {}, ...found })
      continue
    }
    const run = headingRun(chunks, index)
    if (run) { headers.push({ from: index, to: run.to, columns: run.columns, slashes: false, objective: null, place: chunk.lines[0]?.block.place ?? {} }); index = run.to - 1 }
  }
  return headers
}

/** Headings that stand one under another, each a paragraph of its own. */
function headingRun(chunks: readonly Chunk[], from: number): { to: number; columns: readonly Column[] } | null {
  const columns: Column[] = []
  let to = from
  for (; to < chunks.length; to++) {
    const chunk = chunks[to]
    if (!chunk || chunk.lines.length > 2 || (chunk.kind !== 'words' && chunk.kind !== 'heading')) break
    const text = joined(chunk.lines)
    const match: HeadingMatch | null = text.length <= 70 ? matchHeading(text) : null
    if (!match || match.coverage < 0.75 || match.strength < 0.6) break
    columns.push({ field: match.field, heading: text })
  }
  return columns.length >= 3 && isTellingHeader(columns) ? { to, columns } : null
}

// ---------------------------------------------------------------- regions

interface Token { readonly text: string; readonly place: Place; readonly boundary: 'blank' | 'line' | 'cell' | 'split' | 'row' }

function readRegion(region: readonly Chunk[], header: Header, leads: readonly string[], isLast: boolean): readonly (Entry | Words)[] {
  const out: (Entry | Words)[] = []
  if (header.objective !== null) out.push({ kind: 'heading', text: header.objective, source: 'paragraph', level: 8, confidence: 0.85, place: header.place })
  let pending: Chunk[] = []
  const flush = (end: boolean): void => {
    if (pending.length > 0) out.push(...readCells(pending, header, leads, isLast && end))
    pending = []
  }
  let over = false
  region.forEach((chunk, index) => {
    if (over) { out.push(...wordsOf(chunk)); return }
    if (chunk.kind === 'furniture') { for (const line of chunk.lines) out.push({ kind: 'unplaced', text: line.text, because: pageFurniture, place: line.block.place }); return }
    if (chunk.kind === 'heading') {
      flush(false)
      out.push(headingEntry(chunk))
      return
    }
    if (isRepeat(chunk, header)) { flush(false); return }
    // Long prose after a wide gap is the text after the table.
    if (chunk.gap >= 3 && joined(chunk.lines).split(' ').length >= 30 && !beginsRow(joined(chunk.lines)) && !region.slice(index).some((each) => beginsRow(joined(each.lines)))) { flush(false); out.push(...wordsOf(chunk)); over = true; return }
    pending.push(chunk)
  })
  flush(true)
  return out
}

function isRepeat(chunk: Chunk, header: Header): boolean {
  const known = new Set(header.columns.map((each) => plainHeading(each.heading)))
  return joined(chunk.lines).split(' / ').every((each) => known.has(plainHeading(each)))
}

function readCells(chunks: readonly Chunk[], header: Header, leads: readonly string[], isLast: boolean): readonly (Entry | Words)[] {
  const texts = chunks.map((chunk) => joined(chunk.lines))
  const begins = texts.map((text) => beginsRow(text))
  const numbered = begins.filter(Boolean).length >= 2 || (begins.filter(Boolean).length >= 1 && begins[0] === true)
  const columns = columnsFor(header, chunks, numbered)
  const tokens = chunks.flatMap((chunk, index) => header.slashes ? slashTokens(chunk, index === 0, header) : flowTokens(chunk, numbered && begins[index] === true, leads, columns))
  const rows = align(tokens, columns, numbered && !header.slashes)
  return rowEntries(rows, columns, numbered, isLast)
}

/** The header's columns, with one for the rows' own numbers where the rows have them and the header does not, and one for the action where its heading was lost. */
function columnsFor(header: Header, chunks: readonly Chunk[], numbered: boolean): readonly Column[] {
  const columns = [...header.columns]
  const lines = chunks.flatMap((chunk) => chunk.lines.map((line) => line.text))
  if (header.slashes && !columns.some((each) => each.field === 'reference')) {
    const begin = lines.filter((line) => /^\S{1,6}\s\/\s/.test(line) && looksLikeReference(line.split(' / ')[0] ?? '')).length
    if (begin >= 1) columns.unshift({ field: 'reference', heading: '' })
  }
  if (!columns.some((each) => each.field === 'action')) {
    if (numbered) {
      // What is numbered is what will be done; an objective above it is a heading by itself.
      if (columns[0]?.field === 'objective') columns.shift()
      columns.unshift({ field: 'action', heading: '' })
    } else { const objective = columns.findIndex((each) => each.field === 'objective'); if (objective >= 0) columns[objective] = { field: 'action', heading: columns[objective]?.heading ?? '' } }
    const deadline = columns.findIndex((each) => each.field === 'deadline')
    if (!columns.some((each) => each.field === 'lead') && deadline >= 0) columns.splice(deadline, 0, { field: 'lead', heading: '' })
  }
  return columns
}

/** Names that stand alone as a lead somewhere in the plan, by which they are known where they share a line. */
function learnLeads(texts: readonly string[], names: readonly string[]): readonly string[] {
  const found = new Set<string>(names)
  for (const text of texts) {
    if (text.length <= 60 && looksLikeLead(text) >= 0.75) found.add(text)
    const [first, second] = splitAtDeadline(text)
    if (first !== undefined && second !== undefined && deadlineAtStart(second) > 0 && looksLikeLead(first) >= 0.6 && first.length <= 60) found.add(first)
  }
  return [...found].sort((a, b) => b.length - a.length)
}

function flowTokens(chunk: Chunk, begins: boolean, leads: readonly string[], columns: readonly Column[]): readonly Token[] {
  const text = joined(chunk.lines)
  const place = chunk.lines[0]?.block.place ?? {}
  const boundary = begins ? 'row' : 'blank'
  const pieces = splitAtDeadline(text)
  const last = pieces[0]
  const lead = begins && pieces.length === 1 && last !== undefined && columns.some((each) => each.field === 'lead') ? leads.find((name) => last.endsWith(` ${name}`) && last.length > name.length + 12 && !/\b(to|with|by|of|the|and|for|from|in|a|our|via)$/i.test(last.slice(0, -name.length).trim())) : undefined
  const parts = lead !== undefined && last !== undefined ? [last.slice(0, -lead.length).trim(), lead] : pieces
  return parts.map((piece, index): Token => ({ text: piece, place, boundary: index === 0 ? boundary : 'split' }))
}

/** `HR/BI Quarterly Equality Board to review` holds three cells: a lead, a deadline and a measure. */
function splitAtDeadline(text: string): readonly string[] {
  const starts = [0, ...[...text.slice(0, 90).matchAll(/\s+/g)].map((space) => space.index + space[0].length)]
  for (const start of starts) {
    const length = deadlineAtStart(text.slice(start))
    if (length === 0) continue
    const stop = /^\.(?=\s|$)/.exec(text.slice(start + length))?.[0].length ?? 0
    const [before, deadline, after] = [text.slice(0, start).trim(), text.slice(start, start + length + stop).trim(), text.slice(start + length + stop).trim()]
    if (before !== '' && (looksLikeLead(before) < 0.5 || beginsRow(before))) continue
    if (/^[,;:)]/.test(after) && before !== '') continue
    if (/^\p{Ll}/u.test(after)) continue
    return [before, deadline, after.replace(/^[.,;:]\s*/, '')].filter((piece) => piece !== '')
  }
  return [text]
}

function slashTokens(chunk: Chunk, first: boolean, header: Header): readonly Token[] {
  const tokens: Token[] = []
  let begins = first
  chunk.lines.forEach((line, at) => {
    if (isHeaderAgain(line.text, header) || isUnderHeader(line.text)) { begins = true; return }
    const opens = /^\/\s/.test(line.text)
    const pieces = line.text.replace(/^\/\s+/, '').split(/\s+\/(?:\s+|$)/)
    pieces.forEach((piece, index) => {
      if (piece.trim() === '') return
      const boundary = index > 0 || opens ? 'cell' : begins ? 'row' : at === 0 && chunk.gap > 0 ? 'blank' : 'line'
      begins = false
      tokens.push({ text: piece.trim(), place: line.block.place, boundary })
    })
  })
  return tokens
}

/** The second line of a header: the aims of the duty or the characteristics, each over a column of ticks. */
function isUnderHeader(text: string): boolean {
  const pieces = text.split(/\s+\/\s+/)
  return pieces.length >= 3 && pieces.every((each) => each.length <= 90 && /^(eliminat|advanc|foster|promot|race|disab|gender|sex|age|religion|all|pregnan|marriage|transgender|sexual)/i.test(each.trim()))
}

/** `Objective / Action(s)`: the first headings again, after a page break. */
function isHeaderAgain(text: string, header: Header): boolean {
  const known = new Set(header.columns.map((each) => plainHeading(each.heading)))
  const pieces = text.split(/\s+\/\s+/)
  return pieces.length >= 2 && pieces.every((each) => known.has(plainHeading(each)))
}

// ---------------------------------------------------------------- alignment

interface AlignedRow { readonly cells: Map<number, { texts: Token[]; doubt: number }> }

/**
 * Gives each piece the column that it most likely stands in: pieces come row by row and left to right, each column wants
 * words of its own kind, and what is left out or doubled costs. The best of all ways through is found by going forward once.
 */
function align(tokens: readonly Token[], columns: readonly Column[], numbered: boolean): readonly AlignedRow[] {
  const width = columns.length
  const first = columns.findIndex((each) => each.field === 'reference' || each.field === 'action')
  const best: { score: number; from: number; newRow: boolean }[][] = []
  tokens.forEach((token, at) => {
    const like = likenessOf(token.text)
    const fits = columns.map((column) => token.text === '' ? 0 : fit(column.field, like))
    best[at] = columns.map((_, column) => {
      const own = fits[column] ?? 0
      if (at === 0) return { score: own - skipCost(columns, 0, column), from: -1, newRow: true }
      let top = { score: -Infinity, from: -1, newRow: false }
      for (let from = 0; from < width; from++) {
        const before = best[at - 1]?.[from]?.score ?? -Infinity
        for (const newRow of [false, true]) {
          const cost = (isOpen(tokens[at - 1]) && token.boundary === 'line' && (newRow || from !== column) ? 3 : 0) + stepCost(token, columns, from, column, newRow, numbered)
          const score = before + own - cost
          if (score > top.score) top = { score, from, newRow }
        }
      }
      if (numbered && token.boundary === 'row' && column !== first && column !== 0) return { ...top, score: top.score - 4 }
      return top
    })
  })
  let column = -1
  let score = -Infinity
  best.at(-1)?.forEach((each, index) => {
    const ended = each.score - skipCost(columns, index + 1, width) / 2
    if (ended > score) { score = ended; column = index }
  })
  const steps: { column: number; newRow: boolean }[] = []
  for (let at = tokens.length - 1; at >= 0; at--) {
    const step = best[at]?.[column]
    if (!step) break
    steps.unshift({ column, newRow: step.newRow })
    column = step.from
  }
  const rows: AlignedRow[] = []
  steps.forEach((step, at) => {
    const token = tokens[at]
    if (!token) return
    if (step.newRow || rows.length === 0) rows.push({ cells: new Map() })
    if (token.text === '') return
    const cells = rows.at(-1)?.cells
    const cell = cells?.get(step.column) ?? { texts: [], doubt: 0 }
    cell.texts.push(token)
    cell.doubt += fit(columns[step.column]?.field ?? null, likenessOf(token.text)) < 0 ? 1 : 0
    cells?.set(step.column, cell)
  })
  return rows
}

/** "Reported at" goes on in the next line. */
function isOpen(token: Token | undefined): boolean {
  return token !== undefined && /(\b(and|of|the|to|for|with|in|a|or|by|on|at|from)|[,&(–-])$/i.test(token.text)
}

function stepCost(token: Token, columns: readonly Column[], from: number, to: number, newRow: boolean, numbered: boolean): number {
  const width = columns.length
  if (newRow) {
    if (token.boundary === 'split') return Infinity
    if (token.boundary === 'cell') return 6
    if (numbered && token.boundary !== 'row') return Infinity
    return (token.boundary === 'line' ? 0.6 : 0.2) + skipCost(columns, from + 1, width) + skipCost(columns, 0, to)
  }
  if (token.boundary === 'row') return numbered ? Infinity : 3
  if (to < from) return Infinity
  if (to === from) {
    if (token.boundary === 'cell') return columns[to]?.field === 'lead' ? 1.6 : 3
    if (token.boundary === 'line') return 0.1
    if (token.boundary === 'split') return columns[to]?.field === 'deadline' ? 1.5 : 0
    // Where the heading of the action was lost, its first paragraph is the action and the next belongs to the next column.
    if (columns[to]?.field === 'action' && columns[to]?.heading === '' && columns[to + 1]?.field === 'rationale') return 2
    return isLong(columns[to]?.field ?? null) ? 0.5 : columns[to]?.field === 'deadline' ? 1.8 : 0.7
  }
  const between = skipCost(columns, from + 1, to)
  if (token.boundary === 'line') return 2.4 + between
  return (token.boundary === 'split' ? 0.2 : 0) + between
}

function isLong(field: ColumnField | null): boolean {
  return field === 'action' || field === 'measure' || field === 'outcome' || field === 'output' || field === 'progress' || field === null
}

function skipCost(columns: readonly Column[], from: number, to: number): number {
  let cost = 0
  for (let index = from; index < to; index++) {
    const column = columns[index]
    cost += column?.field === 'action' ? 4 : column?.field === 'lead' && column.heading === '' ? 0.2 : column?.field === 'deadline' || column?.field === 'lead' || column?.field === 'measure' ? 1.2 : column?.field === 'progress' || column?.field === 'notes' ? 0.5 : 0.9
  }
  return cost
}

/** What a piece looks like by itself, found once for all the columns that it might stand in. */
interface Likeness { readonly deadline: number; readonly lead: number; readonly doing: number; readonly reference: boolean; readonly question: boolean; readonly aims: boolean; readonly long: boolean }

function likenessOf(whole: string): Likeness {
  // "2. By July" is a time: the number pairs it with the second action.
  const text = whole.replace(/^\(?\d{1,2}[.)]\s*(?=\p{L})/u, '')
  return { deadline: looksLikeDeadline(text), lead: looksLikeLead(text), doing: looksLikeDoing(text), reference: looksLikeReference(whole), question: text.endsWith('?'), aims: /\baims?\b|duty|PSED/i.test(text), long: text.split(' ').length > 30 }
}

function fit(field: ColumnField | null, { deadline, lead, doing, reference, question, aims, long }: Likeness): number {
  const sureLead = lead >= 0.75 ? 1.2 : lead >= 0.6 ? 0.5 : 0
  // Half a likeness is half an argument: "Six monthly report to the Board" is a measure as well.
  const time = deadline >= 0.7 ? 2 * deadline : 0.5 * deadline
  switch (field) {
    case 'reference': return reference ? 3.5 : -6
    case 'deadline': case 'start': return deadline >= 0.4 ? 0.8 + 2 * deadline : -3.5
    case 'lead': case 'support': case 'elected lead': return Math.max(-3, -2.2 + 4.2 * lead) - (long ? 2 : 0)
    case 'action': return 0.3 + 0.9 * doing - time - sureLead - (reference ? 3 : 0) - (question ? 0.8 : 0)
    case 'aims': return aims ? 2 : -1.5
    case 'rationale': case 'objective': case 'theme': return 0.4 - time - sureLead + (question ? 0.6 : 0) - 0.4 * doing - (reference ? 2 : 0)
    case 'measure': case 'outcome': case 'output': return 0.45 - time - sureLead - (reference ? 3 : 0)
    default: return 0.1 - deadline - 0.6 * sureLead - (reference ? 2 : 0)
  }
}

function rowEntries(rows: readonly AlignedRow[], columns: readonly Column[], numbered: boolean, isLast: boolean): Entry[] {
  const read: ReadColumn[] = columns.map(({ field, heading }) => ({ field, heading, confidence: 0.75 }))
  const action = columns.findIndex((each) => each.field === 'action')
  const reference = columns.findIndex((each) => each.field === 'reference')
  return rows.flatMap((row, index): Entry[] => {
    const cells = [...row.cells].sort((a, b) => a[0] - b[0]).map(([column, { texts, doubt }]): FieldCell => {
      const field = columns[column]?.field ?? null
      const text = texts.reduce((whole, token) => whole === '' ? token.text : `${whole}${token.boundary === 'split' ? ' ' : token.boundary === 'cell' ? ' / ' : '\n'}${token.text}`, '')
      return {
        column, field, heading: columns[column]?.heading ?? '', text, place: texts[0]?.place ?? {}, confidence: doubt > 0 ? 0.4 : surenessOf(field, text),
        because: columns[column]?.heading ? `it reads as “${columns[column]?.heading}”; the text has lost the table’s lines` : 'by what it looks like; the text has lost the table’s lines',
      }
    })
    const place = cells[0]?.place ?? {}
    const words = cells.find((each) => each.column === action)
    const above = numberedLineAbove(cells[0])
    if (above && cells[0] && words !== cells[0]) {
      const rest = [{ ...cells[0], text: above.rest }, ...cells.slice(1)]
      const heading: Entry = { kind: 'heading', text: above.heading, source: 'paragraph', level: 8, confidence: 0.65, place }
      return words ? [heading, { kind: 'action', cells: rest, columns: read, place, table: null, joined: false, cut: false }] : [heading, { kind: 'unplaced', text: rest.map((each) => each.text).join(' | '), because: 'we could not tell which column these words stood in', place }]
    }
    if (!words) {
      return cells.length === 0 || (cells.length === 1 && cells[0]?.column === reference) ? [] : [{ kind: 'unplaced', text: cells.map((each) => each.text).join(' | '), because: 'we could not tell which column these words stood in', place }]
    }
    // A number and a few words, with nothing beside them: a heading among the rows.
    if (cells.length === 1 && index < rows.length - 1 && words.text.length <= 120 && !/[.]$/.test(words.text) && /\p{L}{2}/u.test(words.text)) return [{ kind: 'heading', text: words.text, source: 'paragraph', level: 8, confidence: 0.6, place }]
    if (!numbered && cells.length === 1 && (index < rows.length - 1 || !isLast)) return [{ kind: 'unplaced', text: words.text, because: 'nothing that reads as a lead, a deadline or a measure stands beside it', place }]
    const last = cells.at(-1)
    const cut = isLast && index === rows.length - 1 && last !== undefined && cells.filter((each) => each.column !== reference).length < columns.filter((each) => each.field !== 'reference').length && !/[.!?)]$/.test(last.text)
    return [{ kind: 'action', cells, columns: read, place, table: null, joined: false, cut }]
  })
}

/** "1. Eliminate discrimination" on a line of its own above the first cell of a row heads the rows that follow. */
function numberedLineAbove(cell: FieldCell | undefined): { heading: string; rest: string } | null {
  const lines = cell?.field === 'objective' ? cell.text.split('\n') : []
  const [first, second] = lines
  return first !== undefined && second !== undefined && /^\d{1,2}[.)]\s+\p{Lu}/u.test(first) && /^\p{Lu}/u.test(second) ? { heading: first, rest: lines.slice(1).join('\n') } : null
}

function surenessOf(field: ColumnField | null, text: string): number {
  if (field === 'deadline') return looksLikeDeadline(text) >= 0.9 ? 0.8 : 0.6
  if (field === 'lead') return looksLikeLead(text) >= 0.6 ? 0.75 : 0.55
  if (field === 'reference') return 0.8
  return splitReference(text).reference !== null ? 0.72 : 0.65
}
