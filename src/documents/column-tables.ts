import { type Chunk, isListSign } from './printed-page.ts'
import { type PageCell, type PageRow, type PageTable, roomOf, wordsOf } from './ruled-tables.ts'

/**
 * Tables that are drawn with nothing but space: words that stand beside each other and begin at the same few places again and again. Only where it is safe: where
 * columns never run into each other, and where the order of printing or the space between rows says which lines are one row. What is not safe stays text,
 * because a word in the wrong column is worse than a paragraph to sort out.
 */
export function columnTables(chunks: readonly Chunk[]): PageTable[] {
  return zonesOf(runsOf(chunks)).flatMap(zone => {
    const starts = columnStarts(zone)
    if (starts.length < 2) return []
    return regionsOf(place(zone, starts)).flatMap(region => tableOf(region, starts) ?? [])
  })
}

/** Words of one line with no more than a space between them. */
interface Run { readonly chunks: readonly Chunk[]; readonly left: number; readonly right: number; readonly baseline: number; readonly size: number }

interface Placed extends Run { readonly column: number; readonly across: boolean }

function runsOf(chunks: readonly Chunk[]): Run[] {
  const groups: Chunk[][] = []
  for (const chunk of chunks) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const gap = last === undefined ? 0 : chunk.left - last.right
    const sameLine = last !== undefined && Math.abs(chunk.baseline - last.baseline) < last.size * 0.5 && gap > -last.size
    const sign = group?.length === 1 && last !== undefined && (isListSign(last.text) || (last.signs && last.text.trim().length === 1))
    if (group && last && sameLine && (gap < last.size * 0.35 || (sign && gap < last.size * 3))) group.push(chunk)
    else groups.push([chunk])
  }
  return groups.map(group => ({
    chunks: group, left: Math.min(...group.map(chunk => chunk.left)), right: Math.max(...group.map(chunk => chunk.right)),
    baseline: group[0]?.baseline ?? 0, size: Math.max(...group.map(chunk => chunk.size)),
  }))
}

/** Headings and wide gaps end whatever table there was: the next may have other columns. */
function zonesOf(runs: readonly Run[]): Run[][] {
  const zones: Run[][] = []
  let lowest = 0
  for (const run of runs) {
    const zone = zones.at(-1)
    const heading = run.chunks.some(chunk => chunk.tag?.heading !== undefined) || (zone?.[0] !== undefined && run.size > zone[0].size * 1.12)
    if (!zone || heading || run.baseline - lowest > run.size * 5) {
      zones.push([run])
      lowest = run.baseline
    } else {
      // A heading is a zone of its own.
      if (zone.length === 1 && zone[0] && zone[0].size > run.size * 1.12) zones.push([run])
      else zone.push(run)
      lowest = Math.max(lowest, run.baseline)
    }
  }
  return zones
}

/** Where columns begin: places at which words begin again and again, with other words beside them. Two times are enough where there are three columns of them. */
function columnStarts(runs: readonly Run[]): number[] {
  const beside = runs.filter(run => runs.some(other => other !== run && Math.abs(other.baseline - run.baseline) < 2 && (other.left > run.right + 2 || other.right < run.left - 2)))
  const clusters: { left: number; runs: Run[] }[] = []
  for (const run of beside.toSorted((a, b) => a.left - b.left)) {
    const last = clusters.at(-1)
    if (last && run.left - last.left < 2.5) last.runs.push(run)
    else clusters.push({ left: run.left, runs: [run] })
  }
  const often = clusters.filter(cluster => cluster.runs.length >= 3)
  const columns = often.length >= 3 ? often : clusters.filter(cluster => cluster.runs.length >= 2)
  // What begins where words of the place before still go on is no column: an indented list, or words set in the middle.
  for (let index = 0; index + 1 < columns.length;) {
    const [column, next] = columns.slice(index, index + 2)
    if (!column || !next) break
    const crossing = column.runs.filter(run => run.right > next.left + 1).length
    if (crossing > Math.max(1, column.runs.length * 0.1)) {
      column.runs.push(...next.runs)
      columns.splice(index + 1, 1)
      index = Math.max(0, index - 1)
    } else index += 1
  }
  return columns.length === 2 && often.length < 2 ? [] : columns.map(column => column.left)
}

/** Words that begin at no column's place, beside or above the words printed before them in the column that they would be in, are of the next column. */
function place(runs: readonly Run[], starts: readonly number[]): Placed[] {
  const known = runs.map(run => ({ ...run, ...columnOf(run, starts) }))
  // What stands on one line with words that run across belongs to them.
  const acrossLines = known.filter(run => run.across && run.column === 0)
  const placed = known.map(run => acrossLines.some(line => Math.abs(line.baseline - run.baseline) < 2) ? { ...run, column: 0, across: true } : run)
  return placed.map((run, index) => {
    const before = placed[index - 1]
    const next = starts[run.column + 1]
    const begins = starts.some(start => Math.abs(start - run.left) <= 2.5)
    if (run.across || begins || next === undefined || run.right > (starts[run.column + 2] ?? Infinity)) return run
    const pushed = placed.some(other => other !== run && other.column === run.column && Math.abs(other.baseline - run.baseline) < 2 && other.right < run.left)
    const wentUp = before !== undefined && before.column === run.column && run.baseline < before.baseline - 2
    return pushed || wentUp ? { ...run, column: run.column + 1, across: false } : run
  })
}

function columnOf(run: Run, starts: readonly number[]): { column: number; across: boolean } {
  const column = Math.max(0, starts.findLastIndex(start => start <= run.left + 2.5))
  return { column, across: run.right > (starts[column + 1] ?? Infinity) + 1 }
}

/** Stretches that may be one table, in the order of printing: they end at text that runs across. */
function regionsOf(runs: readonly Placed[]): Placed[][] {
  const regions: Placed[][] = []
  let region: Placed[] = []
  let acrossLines = 0
  const finish = () => {
    regions.push(withoutTextAround(region))
    region = []
    acrossLines = 0
  }
  for (const run of runs) {
    acrossLines = run.across ? acrossLines + 1 : 0
    const text = run.across && (run.column > 0 || acrossLines > 3)
    if (text) finish()
    else region.push(run)
  }
  finish()
  return regions
}

function withoutTextAround(region: readonly Placed[]): Placed[] {
  const first = region.findIndex(run => !run.across)
  const last = region.findLastIndex(run => !run.across)
  return first < 0 ? [] : region.slice(first, last + 1)
}

function tableOf(region: readonly Placed[], starts: readonly number[]): PageTable | undefined {
  const byOrder = rowsByOrder(region)
  // Where the printing went line by line, its order says nothing of rows.
  const rows = byOrder.every(row => new Set(row.map(run => Math.round(run.baseline))).size === 1) ? rowsBySpace(region, starts.length) : byOrder
  if (!rows || !liesBelowEachOther(rows)) return undefined
  if (rows.some(standsBesideItself)) return undefined
  const full = rows.filter(row => new Set(row.map(run => run.column)).size > 1)
  if (full.length < (starts.length > 2 ? 2 : 3) || full.length < rows.length * 0.4) return undefined
  const used = starts.map((_, column) => column).filter(column => region.some(run => run.column === column))
  const rooms = new Map(used.map(column => [column, roomOf(rows.map(row => row.filter(run => run.column === column && !run.across).flatMap(run => run.chunks)))]))
  const made = rows.map((row): PageRow => {
    const top = Math.min(...row.map(run => run.baseline))
    if (row.some(run => run.across)) return { header: false, top, cells: [{ ...wordsOf(row.flatMap(run => run.chunks), undefined), column: 0, columns: used.length, rows: 1 }] }
    return { header: false, top, cells: used.map((column, index): PageCell => ({ ...wordsOf(row.filter(run => run.column === column).flatMap(run => run.chunks), rooms.get(column)), column: index, columns: 1, rows: 1 })) }
  })
  const chunks = rows.flat().flatMap(run => run.chunks)
  return {
    rows: made, edges: [...used.map(column => starts[column] ?? 0), Math.max(...region.map(run => run.right))], drawn: false,
    top: Math.min(...region.map(run => run.baseline - run.size)), bottom: Math.max(...region.map(run => run.baseline)), chunks: new Set(chunks), order: Math.min(...chunks.map(chunk => chunk.order)),
  }
}

/** Words beside each other in one cell are words of two cells, whose columns were not told apart. */
function standsBesideItself(row: readonly Placed[]): boolean {
  return row.some(run => row.some(other => other !== run && !run.across && !other.across && other.column === run.column && Math.abs(other.baseline - run.baseline) < 2 && other.left > run.right + run.size * 0.35))
}

/**
 * Most programs print cell after cell, so a step back to an earlier column begins a row; so do words over the whole width, and, after a cell of the first column, more space than
 * its lines have between them, unless the cells beside say that it is one row all the same.
 */
function rowsByOrder(region: readonly Placed[]): Placed[][] {
  const leading = usualLeading(region)
  const rows: Placed[][] = []
  for (const run of region) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    const gap = last === undefined ? 0 : run.baseline - last.baseline
    const sameCell = last !== undefined && last.column === run.column && last.across === run.across
    // The last line of words over the whole width may be a short one.
    const endsAcross = last !== undefined && last.across && run.column === 0 && gap > 0 && gap <= leading * 1.2 && !region.some(other => other.column > 0 && Math.abs(other.baseline - run.baseline) < 2)
    const apart = sameCell && run.column === 0 && gap > leading * 1.25 && !isListSign(run.chunks[0]?.text ?? '')
    if (!row || !last || (!endsAcross && (run.column < last.column || run.across !== last.across || apart))) rows.push([run])
    else row.push(run)
  }
  for (let index = 0; index + 1 < rows.length;) {
    const [row, next] = rows.slice(index, index + 2)
    const beside = next?.filter(run => run.column > 0) ?? []
    const reachesUp = row && next && row.every(run => run.column === 0 && !run.across) && next[0]?.column === 0 && beside.length > 0 && Math.min(...beside.map(run => run.baseline)) <= bottomOf(row) + 2
    if (reachesUp) rows.splice(index, 2, [...row, ...next])
    else index += 1
  }
  trimEnd(rows)
  return rows
}

function liesBelowEachOther(rows: readonly (readonly Placed[])[]): boolean {
  return rows.every((row, index) => index === 0 || topOf(row) > bottomOf(rows[index - 1] ?? []) + 2)
}

function topOf(row: readonly Placed[]): number {
  return Math.min(...row.map(run => run.baseline))
}

function bottomOf(row: readonly Placed[]): number {
  return Math.max(...row.map(run => run.baseline))
}

/** Words under the table that begin where it begins are no row of it if they stand further off than its rows stand from each other. */
function trimEnd(rows: Placed[][]): void {
  const gaps = rows.slice(1).map((row, index) => topOf(row) - bottomOf(rows[index] ?? row)).sort((a, b) => a - b)
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 0
  for (let row = rows.at(-1), before = rows.at(-2); row && before && row.every(run => run.column === 0) && topOf(row) - bottomOf(before) > usual * 1.5; row = rows.at(-1), before = rows.at(-2)) rows.pop()
}

function usualLeading(region: readonly Placed[]): number {
  const gaps = region.slice(1).flatMap((run, index) => {
    const last = region[index]
    const gap = run.baseline - (last?.baseline ?? 0)
    return last && last.column === run.column && gap > 1 ? [gap / run.size] : []
  }).sort((a, b) => a - b)
  return (gaps[Math.floor(gaps.length / 4)] ?? 1.2) * (region[0]?.size ?? 10)
}

/** Printed line by line: rows are lines with more space between them, or each line where all of them fill nearly every column. */
function rowsBySpace(region: readonly Placed[], columns: number): Placed[][] | undefined {
  const lines: Placed[][] = []
  for (const run of region.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const line = lines.at(-1)
    if (line && Math.abs((line[0]?.baseline ?? 0) - run.baseline) < 2) line.push(run)
    else lines.push([run])
  }
  const filled = (line: readonly Placed[]) => new Set(line.map(run => run.column)).size
  if (lines.every(line => line.some(run => run.across) || (filled(line) >= Math.max(2, columns - 1) && line[0]?.column === 0))) return lines
  const gaps = lines.slice(1).map((line, index) => (line[0]?.baseline ?? 0) - (lines[index]?.[0]?.baseline ?? 0))
  const least = Math.min(...gaps)
  const rows: Placed[][] = []
  lines.forEach((line, index) => {
    const row = rows.at(-1)
    const begins = filled(line) >= Math.max(2, columns - 1) && line[0]?.column === 0
    if (row && !begins && (gaps[index - 1] ?? 0) <= least * 1.3 && !line.some(run => run.across) && !row.some(run => run.across)) row.push(...line)
    else rows.push([...line])
  })
  // One space for all lines says nothing about rows.
  return rows.length >= 3 && rows.filter(row => !row[0]?.across).length < lines.length ? rows : undefined
}
