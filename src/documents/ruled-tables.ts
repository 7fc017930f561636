import { type Chunk, type Room, type Rule, linesByPlace, paragraphsOf, partAt } from './printed-page.ts'

/** A table as it stands on one page: its rows of cells on a grid, and the edges of its columns, by which it is known again on the next page. */
export interface PageTable {
  readonly rows: readonly PageRow[]
  readonly edges: readonly number[]
  /** Lines were drawn at the edges, so that they are where they are; else they are told from where words stand. */
  readonly drawn: boolean
  readonly top: number
  readonly bottom: number
  readonly chunks: ReadonlySet<Chunk>
  readonly order: number
}

/** `top` is where the row begins on its page. */
export interface PageRow { readonly cells: readonly PageCell[]; readonly header: boolean; readonly top: number }

export interface PageCell { readonly text: string; readonly bold: boolean; readonly column: number; readonly columns: number; readonly rows: number }

const touching = 3

/** The tables of a page that are drawn with lines. */
export function ruledTables(chunks: readonly Chunk[], rules: readonly Rule[]): PageTable[] {
  const lines = joinRules(rules)
  if (lines.length > 3000) return []
  const left = new Set(chunks)
  return groupTouching(lines).flatMap(group => {
    const table = tableOfGrid(group, [...left]) ?? []
    for (const each of [table].flat()) for (const chunk of each.chunks) left.delete(chunk)
    return table
  })
}

/** Pieces of one line, and the two sides of a thick one, are one line. */
function joinRules(rules: readonly Rule[]): Rule[] {
  const joined: Rule[] = []
  for (const upright of [true, false]) {
    const sorted = rules.filter(rule => rule.upright === upright).toSorted((a, b) => a.at - b.at || a.from - b.from)
    let cluster: Rule[] = []
    const finish = () => {
      const at = cluster.reduce((sum, rule) => sum + rule.at, 0) / Math.max(1, cluster.length)
      let open: { from: number; to: number } | undefined
      for (const rule of cluster.toSorted((a, b) => a.from - b.from)) {
        if (open && rule.from <= open.to + touching + 1) open.to = Math.max(open.to, rule.to)
        else {
          if (open) joined.push({ upright, at, ...open })
          open = { from: rule.from, to: rule.to }
        }
      }
      if (open) joined.push({ upright, at, ...open })
      cluster = []
    }
    for (const rule of sorted) {
      const last = cluster.at(-1)
      if (last && rule.at - last.at > 1.6) finish()
      cluster.push(rule)
    }
    finish()
  }
  return joined.filter(rule => rule.to - rule.from > 4)
}

function groupTouching(rules: readonly Rule[]): Rule[][] {
  const group = rules.map((_, index) => index)
  const rootOf = (index: number): number => {
    let at = index
    while (group[at] !== at) at = group[at] ?? at
    return at
  }
  const upright = rules.map((rule, index) => ({ rule, index })).filter(each => each.rule.upright)
  const level = rules.map((rule, index) => ({ rule, index })).filter(each => !each.rule.upright)
  for (const { rule: v, index: i } of upright) {
    for (const { rule: h, index: j } of level) {
      if (h.from - touching <= v.at && v.at <= h.to + touching && v.from - touching <= h.at && h.at <= v.to + touching) group[rootOf(i)] = rootOf(j)
    }
  }
  const groups = new Map<number, Rule[]>()
  rules.forEach((rule, index) => {
    const root = rootOf(index)
    const members = groups.get(root) ?? []
    groups.set(root, members)
    members.push(rule)
  })
  return [...groups.values()].filter(members => members.some(rule => rule.upright) && members.filter(rule => !rule.upright).length > 1)
}

/** Places that two lines share within a few points are one edge. */
function edgesOf(places: readonly number[]): number[] {
  const edges: number[] = []
  for (const place of places.toSorted((a, b) => a - b)) if (edges.length === 0 || place - (edges.at(-1) ?? 0) > touching + 1) edges.push(place)
  return edges
}

function tableOfGrid(rules: readonly Rule[], chunks: readonly Chunk[]): PageTable | undefined {
  const upright = rules.filter(rule => rule.upright)
  const level = rules.filter(rule => !rule.upright)
  // Some tables have no line at their sides, or none above and below: then the other lines say where it ends.
  const columns = edgesOf([...upright.map(rule => rule.at), Math.min(...level.map(rule => rule.from)), Math.max(...level.map(rule => rule.to))])
  const rows = edgesOf([...level.map(rule => rule.at), Math.min(...upright.map(rule => rule.from)), Math.max(...upright.map(rule => rule.to))])
  if (columns.length < 3 || rows.length < 2 || columns.length * rows.length > 20_000) return undefined
  const inside = chunks.filter(chunk => within((chunk.left + chunk.right) / 2, columns) >= 0 && within(chunk.baseline - chunk.size * 0.3, rows) >= 0)
  if (inside.length === 0) return undefined
  const covers = (lines: readonly Rule[], at: number, from: number, to: number) => lines.some(line => Math.abs(line.at - at) <= touching + 1 && line.from <= from + touching + 1 && line.to >= to - touching - 1)
  const wide = columns.length - 1
  const high = rows.length - 1
  const owner = Array.from({ length: wide * high }, (_, index) => index)
  const rootOf = (index: number): number => {
    let at = index
    while (owner[at] !== at) at = owner[at] ?? at
    return at
  }
  for (let row = 0; row < high; row += 1) {
    const [top = 0, bottom = 0] = rows.slice(row, row + 2)
    for (let column = 0; column < wide; column += 1) {
      const [left = 0, right = 0] = columns.slice(column, column + 2)
      if (column + 1 < wide && !covers(upright, right, top, bottom)) join(row * wide + column, row * wide + column + 1)
      if (row + 1 < high && !covers(level, bottom, left, right)) join(row * wide + column, (row + 1) * wide + column)
    }
  }
  function join(a: number, b: number): void {
    const [first, second] = [rootOf(a), rootOf(b)].sort((x, y) => x - y)
    if (first !== undefined && second !== undefined) owner[second] = first
  }
  const slots = new Map<number, Slot>()
  for (let index = 0; index < owner.length; index += 1) {
    const root = rootOf(index)
    const row = Math.floor(index / wide)
    const column = index % wide
    const slot = slots.get(root) ?? { row, column, lastRow: row, lastColumn: column, chunks: [] }
    slot.lastRow = Math.max(slot.lastRow, row)
    slot.lastColumn = Math.max(slot.lastColumn, column)
    slot.column = Math.min(slot.column, column)
    slots.set(root, slot)
  }
  if (slots.size < 2) return undefined
  for (const chunk of inside.flatMap(whole => partAtLines(whole))) {
    const column = within((chunk.left + chunk.right) / 2, columns)
    const row = within(chunk.baseline - chunk.size * 0.3, rows)
    slots.get(rootOf(row * wide + column))?.chunks.push(chunk)
  }
  function partAtLines(chunk: Chunk): readonly Chunk[] {
    const row = within(chunk.baseline - chunk.size * 0.3, rows)
    const crossed = columns.findIndex((edge, index) => index > 0 && index < wide && chunk.left < edge - 3 && chunk.right > edge + 3 && rootOf(row * wide + index - 1) !== rootOf(row * wide + index))
    if (crossed < 0) return [chunk]
    const parts = partAt(chunk, columns[crossed] ?? 0)
    return parts.length < 2 ? parts : [...parts.slice(0, 1), ...parts.slice(1).flatMap(partAtLines)]
  }
  return finishTable([...slots.values()], columns, rows, inside)
}

interface Slot { row: number; column: number; lastRow: number; lastColumn: number; readonly chunks: Chunk[] }

function finishTable(slots: readonly Slot[], columns: readonly number[], rowEdges: readonly number[], inside: readonly Chunk[]): PageTable {
  const padding = usualPadding(slots, columns)
  const rows: PageCell[][] = rowEdges.slice(1).map(() => [])
  for (const slot of slots) {
    const right = (columns[slot.lastColumn + 1] ?? 0) - padding
    const room = { width: right - (columns[slot.column] ?? 0) - padding, right }
    rows[slot.row]?.push({ ...wordsOf(slot.chunks, room), column: slot.column, columns: slot.lastColumn - slot.column + 1, rows: slot.lastRow - slot.row + 1 })
  }
  const made = rows.map((cells, index): PageRow => {
    const tags = slots.filter(slot => slot.row === index).flatMap(slot => slot.chunks.map(chunk => chunk.tag?.table))
    return { cells: cells.toSorted((a, b) => a.column - b.column), header: cells.length > 1 && tags.length > 0 && tags.every(tag => tag?.header === true), top: rowEdges[index] ?? 0 }
  })
  return { rows: made, edges: columns, drawn: true, top: rowEdges[0] ?? 0, bottom: rowEdges.at(-1) ?? 0, chunks: new Set(inside), order: Math.min(...inside.map(chunk => chunk.order)) }
}

export function wordsOf(chunks: readonly Chunk[], room: Room | undefined): { text: string; bold: boolean } {
  const paragraphs = paragraphsOf(linesByPlace(chunks), room)
  return { text: paragraphs.map(paragraph => paragraph.text).join('\n'), bold: paragraphs.length > 0 && paragraphs.every(paragraph => paragraph.bold) }
}

/** Where no line says how wide a column is, its longest printed line does: a cell's lines break there or sooner. */
export function roomOf(cells: readonly (readonly Chunk[])[]): Room {
  const lines = cells.flatMap(chunks => linesByPlace(chunks))
  return { width: Math.max(0, ...lines.map(line => line.right - line.left)), right: Math.max(0, ...lines.map(line => line.right)) }
}

function usualPadding(slots: readonly Slot[], columns: readonly number[]): number {
  const gaps = slots.filter(slot => slot.chunks.length > 0).map(slot => Math.min(...slot.chunks.map(chunk => chunk.left)) - (columns[slot.column] ?? 0)).filter(gap => gap >= 0).sort((a, b) => a - b)
  return Math.min(gaps[Math.floor(gaps.length / 4)] ?? 3, 12)
}

function within(place: number, edges: readonly number[]): number {
  for (let index = 0; index + 1 < edges.length; index += 1) if (place >= (edges[index] ?? 0) && place < (edges[index + 1] ?? 0)) return index
  return -1
}
