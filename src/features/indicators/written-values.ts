import { dayInWords } from '#duty/dates.ts'
import { months } from '#duty/dates.ts'
import type { Refused } from '#duty/refused.ts'
import { checkBreakdown, figureOf, isOfPeople, periodOf, periodWords, textOf, type Beside, type Entered, type Indicator, type Target, type Value } from './indicator.ts'
import { readable, type Typed } from './proving.ts'

/** What people write in lines and files about indicators, read into figures. Whatever cannot be read names its line, or its row and column. */

/** `31 March 2027`, `31/03/2027` or `2027-03-31`. */
export function readDay(written: string): Temporal.PlainDate | null {
  const words = /^(\d{1,2}) ([a-z]{3,9}) (\d{4})$/i.exec(written.trim())
  const slashes = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(written.trim())
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written.trim())
  const month = words === null ? 0 : months.findIndex((each) => each.toLowerCase().startsWith(words[2]!.toLowerCase())) + 1
  const [year, of, day] = iso ? [iso[1], iso[2], iso[3]] : slashes ? [slashes[3], slashes[2], slashes[1]] : words && month > 0 ? [words[3], String(month), words[1]] : []
  if (year === undefined) return null
  try { return Temporal.PlainDate.from({ year: Number(year), month: Number(of), day: Number(day) }, { overflow: 'reject' }) } catch { return null }
}

/** `1,240`, `1 240`, `61.5`, `61.5%`, `£1,200`, `-3`. A comma that divides no thousands is not guessed at: `1,5` may be meant as one and a half. */
export function readNumber(written: string): number | null {
  const plain = written.trim().replace('−', '-').replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
  return /^-?£?(\d{1,12}|\d{1,3}([, ]\d{3}){1,3})(\.\d{1,4})?( ?%)?$/.test(plain) ? Number(plain.replaceAll(/[,£% ]/g, '')) : null
}

const linesOf = (written: string): readonly string[] => written.split('\n').map((each) => each.trim()).filter((each) => each !== '')

/** A line for each day: `31 March 2027: 80; at least 70; forecast 76`. With `at most` where lower is better. */
export function readTargets(written: string, { polarity, unit }: Pick<Indicator, 'polarity' | 'unit'>): readonly Target[] | Refused {
  const targets: Target[] = []
  const [bound, other] = polarity === 'lower' ? ['at most', 'at least'] : ['at least', 'at most']
  for (const [index, line] of linesOf(written).entries()) {
    const where = `Line ${index + 1}`
    const [first = '', ...rest] = line.split(';').map((each) => each.trim())
    const parts = /^([^:]+):(.+)$/.exec(first)
    const [on, value] = [parts === null ? null : readDay(parts[1]!), parts === null ? null : readNumber(parts[2]!)]
    if (on === null || value === null) return { refused: `${where} must be a day and a number, like 31 March 2027: 80` }
    const said = { bound: null as number | null, forecast: null as number | null }
    for (const piece of rest.filter((each) => each !== '')) {
      const found = /^(at least|at most|forecast)\s+(.+)$/i.exec(piece)
      const [word, number] = [found?.[1]!.toLowerCase(), found === null ? null : readNumber(found[2]!)]
      const name = word === 'forecast' ? 'forecast' : 'bound'
      if (number === null || said[name] !== null) return { refused: `${where} must end like this: ; ${bound} 70; forecast 76` }
      if (word === other) return { refused: `${where} says “${other}”. Where ${polarity === 'lower' ? 'lower' : 'higher'} is better, the worst that can be lived with is “${bound}”` }
      said[name] = number
    }
    if (said.bound !== null && (polarity === 'lower' ? said.bound < value : said.bound > value)) return { refused: `${where}: what can still be lived with is ${polarity === 'lower' ? 'no lower' : 'no higher'} than the target` }
    if (unit === 'percent' && [value, said.bound, said.forecast].some((each) => each !== null && (each < 0 || each > 100))) return { refused: `${where} must have percentages between 0 and 100` }
    targets.push({ on: on.toString(), value, threshold: said.bound, forecast: said.forecast })
  }
  if (new Set(targets.map((each) => each.on)).size < targets.length) return { refused: 'Two lines are for the same day' }
  return targets.sort((a, b) => a.on.localeCompare(b.on))
}

export function targetsInLines(targets: readonly Target[], polarity: Indicator['polarity']): string {
  return targets.map((each) => `${dayInWords(Temporal.PlainDate.from(each.on))}: ${each.value}${each.threshold === null ? '' : `; at ${polarity === 'lower' ? 'most' : 'least'} ${each.threshold}`}${each.forecast === null ? '' : `; forecast ${each.forecast}`}`).join('\n')
}

/** A line for each group: `Disabled: 61 of 240` where the indicator is a share, else `Disabled: 61`. */
export function readBreakdown(indicator: Pick<Indicator, 'unit' | 'denominator'>, by: string, written: string, whole: Entered): NonNullable<Typed['breakdown']> | Refused {
  const groups = []
  for (const [index, line] of linesOf(written).entries()) {
    const parts = /^(.+):\s*([^:]+)$/.exec(line)
    const [first, second] = (parts?.[2] ?? '').split(/\s+of\s+/)
    const [numerator, denominator] = [readNumber(first ?? ''), second === undefined ? null : readNumber(second)]
    if (!parts || numerator === null || (indicator.denominator === '') !== (second === undefined) || (second !== undefined && denominator === null)) return { refused: `Line ${index + 1} of the breakdown must be like this: ${indicator.denominator === '' ? 'Disabled: 61' : 'Disabled: 61 of 240'}` }
    const entered: Entered = indicator.denominator === '' ? { numerator: null, denominator: null, value: numerator } : { numerator, denominator, value: null }
    const figure = figureOf(indicator, entered)
    if ('refused' in figure) return { refused: `${parts[1]!.trim()}: ${figure.refused}` }
    groups.push({ name: parts[1]!.trim(), ...entered })
  }
  if (groups.length === 0) return { refused: 'Enter a line for each group' }
  if (groups.length > mostGroups) return { refused: `A breakdown has ${mostGroups} groups or fewer` }
  if (new Set(groups.map((each) => each.name)).size < groups.length) return { refused: 'Two lines of the breakdown are for the same group' }
  return checkBreakdown(groups.map((each) => ({ numerator: each.numerator ?? each.value, denominator: each.denominator })), whole, indicator.unit) ?? { by, groups }
}
const mostGroups = 30

/** A line for each: `England, census 2021: 17.3`. */
export function readBeside(written: string, unit: Indicator['unit']): readonly Beside[] | Refused {
  const beside = []
  for (const [index, line] of linesOf(written).entries()) {
    const at = line.lastIndexOf(':')
    const value = at < 1 ? null : readNumber(line.slice(at + 1))
    if (value === null) return { refused: `Line ${index + 1} must be a name and a number, like England, census 2021: 17.3` }
    beside.push({ name: line.slice(0, at).trim(), value, text: textOf(unit, value), source: '', audience: 'public' as const })
  }
  return beside
}

// --- A file of earlier values

export interface ReadValue { readonly typed: Typed; readonly row: number; readonly commentary: string; readonly source: string }
export interface RowProblem { readonly row: number; readonly column: string; readonly problem: string }

const headings = { ends: /^(?:period )?(?:ends?|end of period|to|date)$/i, numerator: /^numerator$/i, denominator: /^denominator$/i, value: /^value$/i, commentary: /^comment(?:ary)?$/i, source: /^source$/i } as const
type Column = keyof typeof headings
export const columnNames: Record<Column, string> = { ends: 'Ends', numerator: 'Numerator', denominator: 'Denominator', value: 'Value', commentary: 'Commentary', source: 'Source' }

export const missingColumns = 'The first row must have a column of this name'

/** Every row, or every problem with its row and column. Nothing is taken from a file that has one. */
export function readFile(indicator: Pick<Indicator, 'id' | 'unit' | 'numerator' | 'denominator' | 'about' | 'counted' | 'definition' | 'frequency' | 'source'>, rows: readonly { readonly record: readonly string[]; readonly line: number }[], has: readonly Pick<Value, 'to'>[], today: Temporal.PlainDate): readonly ReadValue[] | { readonly problems: readonly RowProblem[] } {
  const [head, ...body] = rows.filter((each) => each.record.some((cell) => cell.trim() !== ''))
  const at = (column: Column): number => head?.record.findIndex((cell) => headings[column].test(cell.trim())) ?? -1
  const needed: readonly Column[] = indicator.denominator === '' ? ['ends', 'value', 'commentary'] : ['ends', 'numerator', 'denominator', 'commentary']
  const missing = needed.filter((each) => at(each) < 0)
  if (!head || missing.length > 0) return { problems: [{ row: head?.line ?? 1, column: missing.map((each) => columnNames[each]).join(', '), problem: missingColumns }] }
  if (body.length === 0) return { problems: [{ row: head.line, column: columnNames.ends, problem: 'There is no row under the headings' }] }
  const values: ReadValue[] = []
  const problems: RowProblem[] = []
  for (const { record, line } of body) {
    const cell = (column: Column): string => at(column) < 0 ? '' : (record[at(column)] ?? '').trim()
    const say = (column: Column, problem: string): void => { problems.push({ row: line, column: columnNames[column], problem }) }
    const number = (column: Column): number | null => { const read = readNumber(cell(column)); if (read === null) say(column, cell(column) === '' ? 'There is no number here' : `“${cell(column)}” is not a number`); return read }
    const on = readDay(cell('ends'))
    if (on === null) say('ends', cell('ends') === '' ? 'There is no day here' : `“${cell('ends')}” is not a day like 31/03/2026`)
    const parts = indicator.denominator === '' ? { numerator: null, denominator: null, value: number('value') } : { numerator: number('numerator'), denominator: number('denominator'), value: null }
    if (cell('commentary') === '') say('commentary', 'A value needs a sentence about it')
    if (cell('commentary').length > 4000) say('commentary', 'The commentary must be 4,000 characters or fewer')
    if (on === null || (parts.value === null && (parts.numerator === null || parts.denominator === null))) continue
    const period = periodOf(indicator.frequency, on)
    const typed: Typed = { period, ...parts, breakdown: null }
    const figure = figureOf(indicator, parts)
    const refused = 'refused' in figure ? figure : isOfPeople(indicator) ? readable(indicator, typed) : null
    if (refused) say(indicator.denominator === '' ? 'value' : 'numerator', refused.refused)
    if (!period.to.equals(on)) say('ends', `“${cell('ends')}” is not the last day of a ${indicator.frequency}; ${dayInWords(period.to)} is`)
    else if (Temporal.PlainDate.compare(on, today) >= 0) say('ends', 'This period has not ended')
    else if (has.some((each) => each.to.equals(on))) say('ends', `There is a value for ${periodWords(period)} already`)
    else if (values.some((each) => each.typed.period.to.equals(on))) say('ends', 'Two rows are for the same period')
    if (!refused) values.push({ typed, row: line, commentary: cell('commentary'), source: cell('source') === '' ? indicator.source : cell('source').slice(0, 500) })
  }
  return problems.length > 0 ? { problems } : values
}
