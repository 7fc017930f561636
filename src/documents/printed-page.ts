/** A page as it was printed: words and lines at their places, in points from the top left corner. */
export interface PrintedPage {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly chunks: readonly Chunk[]
  readonly rules: readonly Rule[]
}

/** A run of letters that was printed in one go. */
export interface Chunk {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
  readonly bold: boolean
  /** The font holds signs, not letters: an `l` in it is a bullet. */
  readonly signs: boolean
  /** Where it came in the order of printing, over the whole page. */
  readonly order: number
  readonly tag?: Tag
}

/** What a tagged file says about these words. */
export interface Tag {
  readonly heading?: number
  readonly listDepth?: number
  /** Words that are only there for the page: running titles, page numbers. */
  readonly debris?: boolean
  readonly table?: TaggedCell
}

/** `at` is the column in which the cell begins if the file states all of its row, and `width` how many columns it states. */
export interface TaggedCell {
  readonly table: number
  readonly row: TaggedRow
  readonly cell: number
  readonly header: boolean
  readonly at: number
  readonly columns: number
  readonly rows: number
}

export interface TaggedRow { readonly number: number; width: number }

/** A straight line, or a bar so thin that it is one. */
export interface Rule { readonly upright: boolean; readonly at: number; readonly from: number; readonly to: number }

export interface PrintedLine {
  readonly chunks: readonly Chunk[]
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
  readonly bold: boolean
  readonly order: number
}

/** Words over the page put together to lines, from top to bottom. */
export function linesByPlace(chunks: readonly Chunk[]): PrintedLine[] {
  const sorted = chunks.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left)
  const groups: Chunk[][] = []
  for (const chunk of sorted) {
    const group = groups.at(-1)
    const largest = group?.reduce((best, each) => each.size > best.size ? each : best)
    if (group && largest && isBeside(chunk, largest)) group.push(chunk)
    else groups.push([chunk])
  }
  return groups.map(group => makeLine(group.toSorted((a, b) => a.left - b.left)))
}

/** Words put together to lines in the order of printing, in which columns of a page follow each other instead of mixing. */
export function linesByOrder(chunks: readonly Chunk[]): PrintedLine[] {
  const groups: Chunk[][] = []
  for (const chunk of chunks) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && isBeside(chunk, last) && chunk.left >= last.left - 1 && chunk.left - last.right < Math.max(chunk.size, last.size) * 12) group.push(chunk)
    else groups.push([chunk])
  }
  return groups.map(group => makeLine(group.toSorted((a, b) => a.left - b.left)))
}

function isBeside(chunk: Chunk, other: Chunk): boolean {
  const [small, large] = chunk.size < other.size ? [chunk, other] : [other, chunk]
  const middle = small.baseline - small.size * 0.3
  return middle > large.baseline - large.size * 0.95 && middle < large.baseline + large.size * 0.25
}

function makeLine(chunks: readonly Chunk[]): PrintedLine {
  const size = Math.max(...chunks.map(chunk => chunk.size))
  const main = chunks.filter(chunk => chunk.size > size * 0.8)
  const baseline = main[0]?.baseline ?? 0
  const kept = chunks.filter((chunk, index) => !isNoteMark(chunk, size, baseline, index))
  let text = ''
  let last: Chunk | undefined
  for (const chunk of kept) {
    const apart = last !== undefined && chunk.left - last.right > Math.min(chunk.size, last.size) * 0.16
    text += (apart && !/\s$/.test(text) && !/^\s/.test(chunk.text) ? ' ' : '') + chunk.text
    last = chunk
  }
  const lettered = kept.filter(chunk => /[\p{L}\p{N}]/u.test(chunk.text))
  return {
    chunks, text, left: Math.min(...chunks.map(chunk => chunk.left)), right: Math.max(...chunks.map(chunk => chunk.right)), baseline, size,
    bold: lettered.length > 0 && lettered.every(chunk => chunk.bold), order: Math.min(...chunks.map(chunk => chunk.order)),
  }
}

/** A small raised number after a word is the mark of a note, not part of what is said. */
function isNoteMark(chunk: Chunk, size: number, baseline: number, index: number): boolean {
  return index > 0 && chunk.size < size * 0.75 && chunk.baseline < baseline - size * 0.15 && /^\s*(?:\d{1,2}|[*†‡])\s*$/.test(chunk.text)
}

/** How wide a line may be, and where it ends at the latest. */
export interface Room { readonly width: number; readonly right: number }

export interface PrintedParagraph { readonly text: string; readonly bold: boolean; readonly size: number; readonly order: number; readonly marker?: string; readonly lines: readonly PrintedLine[] }

/**
 * Lines put together to paragraphs. A line ends its paragraph where space follows, where the looks change, where a bullet or a number begins the next, and where the
 * next line's first word would still have fitted on it. `room` is what lines have to themselves, where that is known.
 */
export function paragraphsOf(lines: readonly PrintedLine[], room: Room | undefined): PrintedParagraph[] {
  const groups: PrintedLine[][] = []
  const leading = usualLeading(lines)
  for (const line of lines) {
    if (line.text.trim() === '') continue
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && !beginsAnew(line, last, group[0] ?? last, leading, room)) group.push(line)
    else groups.push([line])
  }
  return groups.map(makeParagraph)
}

const bullet = /^\s*[•▪●○◦■□‣∙·➢➤✓–\uf0b7\uf0a7\uf0d8\uf076\uf0fc*-]\s+\S/
const numbered = /^\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\d{1,2}\.\d{1,2}\.?)\s+\S/

/**
 * Words that were printed in one go over the line between two cells, parted at the space nearest to it. Where letters stand inside a word is told from how wide letters
 * usually are, so a line with no space near it parts nothing.
 */
export function partAt(chunk: Chunk, edge: number): readonly Chunk[] {
  const letters = [...chunk.text]
  const widths = letters.map(letter => /[ijl.,:;'!|()[\]/ ]/.test(letter) ? 0.5 : /[mwMW@%]/.test(letter) ? 1.6 : /[\p{Lu}]/u.test(letter) ? 1.25 : 1)
  const unit = (chunk.right - chunk.left) / Math.max(0.1, widths.reduce((sum, width) => sum + width, 0))
  let best: { index: number; at: number; off: number } | undefined
  let at = chunk.left
  letters.forEach((letter, index) => {
    const width = (widths[index] ?? 1) * unit
    const off = Math.abs(at + width / 2 - edge)
    if (letter === ' ' && index > 0 && off < chunk.size * 2.5 && (!best || off < best.off)) best = { index, at, off }
    at += width
  })
  if (!best) return [chunk]
  return [{ ...chunk, text: letters.slice(0, best.index).join(''), right: Math.min(best.at, edge) }, { ...chunk, text: letters.slice(best.index + 1).join(''), left: Math.max(best.at, edge) }]
}

/** A bullet or an item's number that was printed by itself. */
export function isListSign(text: string): boolean {
  return /^\s*(?:[•▪●○◦■□‣∙·➢➤✓\uf0b7\uf0a7\uf0d8\uf076\uf0fc]|\(?(?:\d{1,2}|[a-z])[.)])\s*$/.test(text)
}

function beginsAnew(line: PrintedLine, last: PrintedLine, first: PrintedLine, leading: number, room: Room | undefined): boolean {
  const gap = line.baseline - last.baseline
  const size = Math.max(line.size, last.size)
  if (gap < 0 || gap > size * 1.7 || (leading > 0 && gap > leading * size * 1.35)) return true
  if (Math.abs(line.size - last.size) > 0.6 || line.bold !== last.bold) return true
  if (bullet.test(line.text) || startsWithSign(line)) return true
  if (numbered.test(line.text) && (line.left <= first.left + 2 || numbered.test(first.text))) return true
  if (headingOf(line) !== headingOf(last)) return true
  const word = /^\s*(\S+)/.exec(line.text)?.[1] ?? ''
  const letter = (line.right - line.left) / Math.max(1, line.text.trim().length)
  // Both must hold: in an indented list the place says more, in a centred title the width.
  const needed = (word.length + 1) * letter + size * 0.6
  return room !== undefined && last.right - last.left + needed < room.width && last.right + needed < room.right && !/[-/]$/.test(last.text.trimEnd())
}

function headingOf(line: PrintedLine): number | undefined {
  return line.chunks[0]?.tag?.heading
}

function startsWithSign(line: PrintedLine): boolean {
  const [first, second] = line.chunks
  return first !== undefined && second !== undefined && first.signs && first.text.trim().length === 1
}

/** From line to line, as a share of the letters' size; 0 where there are too few lines to tell. */
function usualLeading(lines: readonly PrintedLine[]): number {
  const leadings = lines.slice(1).map((line, index) => (line.baseline - (lines[index]?.baseline ?? 0)) / line.size).filter(leading => leading > 0.9 && leading < 1.7).sort((a, b) => a - b)
  return leadings.length < 3 ? 0 : leadings[Math.floor(leadings.length / 4)] ?? 0
}

function makeParagraph(lines: readonly PrintedLine[]): PrintedParagraph {
  const [first] = lines
  let text = ''
  let spaced = false
  for (const line of lines) {
    const words = line.text.trim()
    if (text === '') text = words
    else if (text.endsWith('\u00ad')) text = text.slice(0, -1) + words
    // A word that breaks at its own hyphen or stroke goes on without a space, unless the file printed one.
    else text += !spaced && ((/\p{L}-$/u.test(text) && /^\p{L}/u.test(words)) || text.endsWith('/')) ? words : ` ${words}`
    spaced = /\s$/.test(line.text)
  }
  const sign = first && startsWithSign(first)
  const marked = sign || bullet.test(text)
  return {
    text: marked ? text.replace(/^\s*\S\s*/u, '') : text, bold: lines.every(line => line.bold), size: Math.max(...lines.map(line => line.size)), order: first?.order ?? 0,
    ...(marked ? { marker: '•' } : {}), lines,
  }
}
