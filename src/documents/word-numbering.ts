import type { PackedFile } from './packed-file.ts'
import { type Element, child, elements, readXml } from './xml.ts'

/** Counts the numbered paragraphs of a Word document as Word does (ISO/IEC 29500-1, section 17.9), because the numbers stand nowhere in its text. */
export interface WordNumbering {
  /** The marker of the next paragraph of list `id` at `level` (from 0): `1.2`, `a)`, `•`; undefined where the list shows none. */
  next(id: string, level: number, style?: string): string | undefined
}

interface Level { readonly format: string; readonly text: string; readonly start: number; readonly plain: boolean; readonly style?: string }

interface List { readonly template: string; readonly restarts: ReadonlyMap<number, number>; readonly levels: ReadonlyMap<number, Level> }

export function readNumbering(file: PackedFile, part: string): WordNumbering {
  const templates = new Map<string, ReadonlyMap<number, Level>>()
  const lists = new Map<string, List>()
  if (file.has(part)) {
    readXml(file, part, ['w:abstractNum', 'w:num'], element => {
      if (element.name === 'w:abstractNum') templates.set(element.attributes['w:abstractNumId'] ?? '', readLevels(elements(element)))
      else lists.set(element.attributes['w:numId'] ?? '', readList(element))
    })
  }
  // Lists made from one template go on counting together, until one states a new start.
  const counts = new Map<string, number[]>()
  const begun = new Set<string>()
  return {
    next(id, asked, style) {
      const list = lists.get(id)
      const levels = list && templates.get(list.template)
      if (!list || !levels) return undefined
      const byStyle = style === undefined ? undefined : [...levels].find(([, level]) => level.style === style)?.[0]
      const depth = Math.min(Math.max(byStyle ?? asked, 0), 8)
      const count = counts.get(list.template) ?? []
      counts.set(list.template, count)
      if (!begun.has(id)) {
        begun.add(id)
        for (const [level, start] of list.restarts) count[level] = start - 1
      }
      const levelAt = (index: number) => list.levels.get(index) ?? levels.get(index)
      const level = levelAt(depth)
      if (!level || level.format === 'none') return undefined
      for (let above = 0; above < depth; above += 1) count[above] ??= levelAt(above)?.start ?? 1
      count[depth] = (count[depth] ?? level.start - 1) + 1
      count.length = depth + 1
      if (level.format === 'bullet') return '•'
      const marker = level.text.replace(/%([1-9])/g, (_, digit: string) => {
        const index = Number(digit) - 1
        return shown(count[index] ?? 1, level.plain ? 'decimal' : levelAt(index)?.format ?? 'decimal')
      }).trim()
      return marker === '' ? undefined : marker
    },
  }
}

function readLevels(children: readonly Element[]): ReadonlyMap<number, Level> {
  const levels = new Map<number, Level>()
  for (const level of children) {
    if (level.name !== 'w:lvl') continue
    const style = child(level, 'w:pStyle')?.attributes['w:val']
    levels.set(Number(level.attributes['w:ilvl'] ?? 0), {
      format: child(level, 'w:numFmt')?.attributes['w:val'] ?? 'decimal',
      text: child(level, 'w:lvlText')?.attributes['w:val'] ?? '',
      start: Number(child(level, 'w:start')?.attributes['w:val'] ?? 1) || 0,
      plain: child(level, 'w:isLgl') !== undefined,
      ...(style === undefined ? {} : { style }),
    })
  }
  return levels
}

function readList(number: Element): List {
  const restarts = new Map<number, number>()
  const overrides = elements(number).filter(element => element.name === 'w:lvlOverride')
  for (const override of overrides) {
    const start = child(override, 'w:startOverride')?.attributes['w:val']
    if (start !== undefined) restarts.set(Number(override.attributes['w:ilvl'] ?? 0), Number(start) || 0)
  }
  return { template: child(number, 'w:abstractNumId')?.attributes['w:val'] ?? '', restarts, levels: readLevels(overrides.flatMap(elements)) }
}

export function shown(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter': return letters(value)
    case 'upperLetter': return letters(value).toUpperCase()
    case 'lowerRoman': return roman(value)
    case 'upperRoman': return roman(value).toUpperCase()
    case 'decimalZero': return String(value).padStart(2, '0')
    default: return String(value)
  }
}

/** a to z, then aa to zz, as Word counts. */
function letters(value: number): string {
  if (value < 1) return String(value)
  const letter = String.fromCharCode(97 + (value - 1) % 26)
  return letter.repeat(Math.min(Math.ceil(value / 26), 20))
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  const signs: readonly (readonly [number, string])[] = [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']]
  let rest = value
  let text = ''
  for (const [worth, sign] of signs) {
    for (; rest >= worth; rest -= worth) text += sign
  }
  return text
}
