import { dayInWords } from '#duty/dates.ts'
import { months } from '#duty/dates.ts'
import type { Refused } from '#duty/refused.ts'
import { figureOf, periodOf, periodWords, type Breakdown, type Indicator, type KeptFigure, type Period, type Target, type Value } from './indicator.ts'

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

/** `1,240`, `61.5`, `61.5%`, `£1,200`, `-3`. */
export function readNumber(written: string): number | null {
  const plain = written.trim().replaceAll(/[,£%\s]/g, '').replace('−', '-')
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null
}

const linesOf = (written: string): readonly string[] => written.split('\n').map((each) => each.trim()).filter((each) => each !== '')

/** A line for each day: `31 March 2027: 80; at least 70; forecast 76`. With `at most` where lower is better. */
export function readTargets(written: string): readonly Target[] | Refused {
  const targets: Target[] = []
  for (const [index, line] of linesOf(written).entries()) {
    const parts = /^([^:]+):([^;]+)(.*)$/.exec(line)
    const [on, value] = [parts === null ? null : readDay(parts[1]!), parts === null ? null : readNumber(parts[2]!)]
    if (!parts || on === null || value === null) return { refused: `Line ${index + 1} must be a day and a number, like 31 March 2027: 80` }
    const threshold = /;\s*at (?:least|most)\s+([^;]+)/i.exec(parts[3]!)
    const forecast = /;\s*forecast\s+([^;]+)/i.exec(parts[3]!)
    const [limit, expected] = [threshold === null ? null : readNumber(threshold[1]!), forecast === null ? null : readNumber(forecast[1]!)]
    if ((threshold !== null && limit === null) || (forecast !== null && expected === null) || (parts[3]!.trim() !== '' && threshold === null && forecast === null)) return { refused: `Line ${index + 1} must end like this: ; at least 70; forecast 76` }
    targets.push({ on: on.toString(), value, threshold: limit, forecast: expected })
  }
  if (new Set(targets.map((each) => each.on)).size < targets.length) return { refused: 'Two lines are for the same day' }
  return targets.sort((a, b) => a.on.localeCompare(b.on))
}

export function targetsInLines(targets: readonly Target[], polarity: Indicator['polarity']): string {
  return targets.map((each) => `${dayInWords(Temporal.PlainDate.from(each.on))}: ${each.value}${each.threshold === null ? '' : `; at ${polarity === 'lower' ? 'most' : 'least'} ${each.threshold}`}${each.forecast === null ? '' : `; forecast ${each.forecast}`}`).join('\n')
}

/** A line for each group: `Disabled: 61 of 240` where the indicator is a share, else `Disabled: 61`. */
export function readBreakdown(indicator: Pick<Indicator, 'unit' | 'denominator' | 'about'>, by: string, written: string): Breakdown | Refused {
  const groups = []
  for (const [index, line] of linesOf(written).entries()) {
    const parts = /^(.+):\s*([^:]+)$/.exec(line)
    const [first, second] = (parts?.[2] ?? '').split(/\s+of\s+/)
    const [numerator, denominator] = [readNumber(first ?? ''), second === undefined ? null : readNumber(second)]
    if (!parts || numerator === null || (indicator.denominator === '') !== (second === undefined) || (second !== undefined && denominator === null)) return { refused: `Line ${index + 1} of the breakdown must be like this: ${indicator.denominator === '' ? 'Disabled: 61' : 'Disabled: 61 of 240'}` }
    const figure = figureOf(indicator, { numerator, denominator, value: numerator }, by)
    if ('refused' in figure) return { refused: `${parts[1]!}: ${figure.refused}` }
    groups.push({ name: parts[1]!.trim(), numerator: figure.numerator, denominator: figure.denominator, value: figure.value ?? 0 })
  }
  if (new Set(groups.map((each) => each.name)).size < groups.length) return { refused: 'Two lines of the breakdown are for the same group' }
  return { by, groups }
}

/** A line for each: `England, census 2021: 17.3`. */
export function readBeside(written: string): readonly { readonly name: string; readonly value: number }[] | Refused {
  const beside = []
  for (const [index, line] of linesOf(written).entries()) {
    const at = line.lastIndexOf(':')
    const value = at < 1 ? null : readNumber(line.slice(at + 1))
    if (value === null) return { refused: `Line ${index + 1} must be a name and a number, like England, census 2021: 17.3` }
    beside.push({ name: line.slice(0, at).trim(), value })
  }
  return beside
}

// --- A file of earlier values

export interface ReadValue { readonly period: Period; readonly figure: KeptFigure; readonly commentary: string; readonly source: string }
export interface RowProblem { readonly row: number; readonly column: string; readonly problem: string }

const headings = { ends: /^(?:period )?(?:ends?|end of period|to|date)$/i, numerator: /^numerator$/i, denominator: /^denominator$/i, value: /^value$/i, commentary: /^comment(?:ary)?$/i, source: /^source$/i } as const
type Column = keyof typeof headings
export const columnNames: Record<Column, string> = { ends: 'Ends', numerator: 'Numerator', denominator: 'Denominator', value: 'Value', commentary: 'Commentary', source: 'Source' }

/** Every row, or every problem with its row and column. Nothing is taken from a file that has one. */
export function readFile(indicator: Pick<Indicator, 'unit' | 'denominator' | 'about' | 'frequency' | 'source'>, rows: readonly { readonly record: readonly string[]; readonly line: number }[], has: readonly Pick<Value, 'to'>[], today: Temporal.PlainDate): readonly ReadValue[] | { readonly problems: readonly RowProblem[] } {
  const [head, ...body] = rows.filter((each) => each.record.some((cell) => cell.trim() !== ''))
  const at = (column: Column): number => head?.record.findIndex((cell) => headings[column].test(cell.trim())) ?? -1
  const needed: readonly Column[] = indicator.denominator === '' ? ['ends', 'value', 'commentary'] : ['ends', 'numerator', 'denominator', 'commentary']
  const missing = needed.filter((each) => at(each) < 0)
  if (!head || missing.length > 0) return { problems: [{ row: head?.line ?? 1, column: missing.map((each) => columnNames[each]).join(', '), problem: 'The first row must have a column of this name' }] }
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
    const figure = figureOf(indicator, parts)
    if ('refused' in figure) say(indicator.denominator === '' ? 'value' : 'numerator', figure.refused)
    if (!period.to.equals(on)) say('ends', `“${cell('ends')}” is not the last day of a ${indicator.frequency}; ${dayInWords(period.to)} is`)
    else if (Temporal.PlainDate.compare(on, today) >= 0) say('ends', 'This period has not ended')
    else if (has.some((each) => each.to.equals(on))) say('ends', `There is a value for ${periodWords(period)} already`)
    else if (values.some((each) => each.period.to.equals(on))) say('ends', 'Two rows are for the same period')
    if (!('refused' in figure)) values.push({ period, figure, commentary: cell('commentary'), source: cell('source') === '' ? indicator.source : cell('source').slice(0, 500) })
  }
  return problems.length > 0 ? { problems } : values
}
