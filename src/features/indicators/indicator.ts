import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { financialQuarterOf, financialYearOf } from '#duty/quarters.ts'
import type { Refused } from '#duty/refused.ts'
import { wilson } from '#statistics/proportion.ts'

/** Something that a body watches in figures: what it is made of, which way is better, what it should become. Pure. */
export interface Indicator {
  readonly id: string
  readonly title: string
  readonly definition: string
  /** What is counted, in words; and what it is counted out of, empty where it is no share. */
  readonly numerator: string
  readonly denominator: string
  readonly unit: Unit
  readonly about: About
  /** Whether it counts who is there on the period’s last day, or what happened in the period. */
  readonly counted: CountedHow
  readonly source: string
  readonly owner: { readonly id: string; readonly name: string }
  readonly polarity: Polarity
  readonly frequency: Frequency
  /** The measure of another room that it is worked out from; null for one that is entered by hand. */
  readonly measure: string | null
  /** The measure’s own breakdown, by its name; null for none. */
  readonly breaksDownBy: string | null
  /** Measures of other rooms that each new value is put beside. */
  readonly compares: readonly string[]
  /** The objective, or another thing of another room, that it is the success measure of. A link is data. */
  readonly serves: { readonly room: string; readonly thing: string } | null
  readonly baseline: { readonly on: string; readonly value: number } | null
  readonly targets: readonly Target[]
  readonly isPublic: boolean
  readonly version: number
}
export const units = ['percent', 'number', 'pounds', 'ratio'] as const
export type Unit = (typeof units)[number]
/** `sensitive`: people, and something about them that it would do more harm to be known of, so more of them are needed. */
export const abouts = ['people', 'sensitive', 'things'] as const
export type About = (typeof abouts)[number]
export const isOfPeople = ({ about }: Pick<Indicator, 'about'>): boolean => about !== 'things'
export const countedHows = ['day', 'period'] as const
export type CountedHow = (typeof countedHows)[number]
/** `context`: neither way is better. More reports of hate incidents may mean more trust, so a rise is never shown as bad. */
export const polarities = ['higher', 'lower', 'context'] as const
export type Polarity = (typeof polarities)[number]
export const frequencies = ['quarter', 'half-year', 'year'] as const
export type Frequency = (typeof frequencies)[number]

/** What is aimed for by a day, the worst that can still be lived with, and what is expected. Days are written as 2026-11-22. */
export interface Target { readonly on: string; readonly value: number; readonly threshold: number | null; readonly forecast: number | null }

/** A figure as it is kept: its number, or the symbol that stands where none may be shown. */
export interface KeptFigure { readonly text: string; readonly value: number | null; readonly numerator: number | null; readonly denominator: number | null; readonly audience: 'board' | 'public' }
/** `value` is null where none may be shown: `text` is the symbol then. Of what is withheld no number is kept with it. */
export interface KeptGroup { readonly name: string; readonly numerator: number | null; readonly denominator: number | null; readonly value: number | null; readonly text: string; readonly audience: 'board' | 'public' }
export interface Breakdown { readonly by: string; readonly groups: readonly KeptGroup[] }
/** Another figure to compare it with: another body, the census. `source` is empty where it was typed with the value. */
export interface Beside { readonly name: string; readonly value: number; readonly text: string; readonly source: string; readonly audience: 'board' | 'public' }

export interface Value {
  readonly id: string
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly figure: KeptFigure
  readonly breakdown: Breakdown | null
  readonly beside: readonly Beside[]
  readonly commentary: string
  readonly source: string
  readonly replaces: string | null
  readonly why: string
  readonly by: string
  readonly at: Temporal.Instant
}

export interface Period { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }
export const periodWords = (period: Period): string => rangeInWords(period.from, period.to)

/** The period of this frequency that this day lies in. Years and their parts are the council’s own, from April. */
export function periodOf(frequency: Frequency, day: Temporal.PlainDate): Period {
  const quarter = financialQuarterOf(day)
  const year = financialYearOf(day)
  if (frequency === 'quarter') return { from: quarter.from, to: quarter.to }
  if (frequency === 'year') return { from: year.from, to: year.to }
  const half = year.from.add({ months: 6 })
  return Temporal.PlainDate.compare(day, half) < 0 ? { from: year.from, to: half.subtract({ days: 1 }) } : { from: half, to: year.to }
}

/** The periods that have ended, newest first. */
export function endedPeriods(frequency: Frequency, today: Temporal.PlainDate, most: number): readonly Period[] {
  const periods: Period[] = []
  for (let day = periodOf(frequency, today).from.subtract({ days: 1 }); periods.length < most; day = periods.at(-1)!.from.subtract({ days: 1 })) periods.push(periodOf(frequency, day))
  return periods
}

/** What holds now: the newest correction of each period, oldest period first; and what each replaced, newest first. */
export function current(values: readonly Value[]): readonly { readonly value: Value; readonly earlier: readonly Value[] }[] {
  const replaced = new Map(values.flatMap((each) => each.replaces === null ? [] : [[each.replaces, each]]))
  return values.filter((each) => each.replaces === null).map((first) => {
    const chain = [first]
    for (let next = replaced.get(first.id); next; next = replaced.get(next.id)) chain.unshift(next)
    return { value: chain[0]!, earlier: chain.slice(1) }
  }).sort((a, b) => Temporal.PlainDate.compare(a.value.to, b.value.to))
}

/** The target that a period answers to: the first whose day is not before the period’s end, or the last there is. */
export function targetFor(indicator: Pick<Indicator, 'targets'>, on: Temporal.PlainDate): Target | null {
  return indicator.targets.find((each) => each.on >= on.toString()) ?? indicator.targets.at(-1) ?? null
}

export const standings = ['met', 'within the threshold', 'not due yet', 'not met', 'no target', 'context only', 'no figure'] as const
export type Standing = (typeof standings)[number]

/** How a value stands against the target of its period. What is only context stands no way at all, and nothing is missed before its day. */
export function standingOf(indicator: Pick<Indicator, 'polarity' | 'targets'>, value: Pick<Value, 'to' | 'figure'>): Standing {
  if (indicator.polarity === 'context') return 'context only'
  if (value.figure.value === null) return 'no figure'
  const target = targetFor(indicator, value.to)
  if (target === null) return 'no target'
  const [is, better] = [value.figure.value, indicator.polarity === 'higher' ? (a: number, b: number) => a >= b : (a: number, b: number) => a <= b]
  return better(is, target.value) ? 'met' : target.threshold !== null && better(is, target.threshold) ? 'within the threshold' : target.on > value.to.toString() ? 'not due yet' : 'not met'
}

/**
 * How far chance alone could have moved a share: 95%, by Wilson’s method. Null where there is no share to work it out from. Where only the share and its base
 * are known, as of what another room worked out, the number behind it is the nearest that gives that share.
 */
export function rangeOf(unit: Unit, { value, numerator, denominator }: Pick<KeptFigure, 'value' | 'numerator' | 'denominator'>): { readonly low: number; readonly high: number } | null {
  const count = numerator ?? (value === null || denominator === null ? null : Math.round((value * denominator) / 100))
  if (unit !== 'percent' || count === null || denominator === null) return null
  const share = wilson({ count, base: denominator })
  return 'refused' in share ? null : { low: Math.round(share.low * 1000) / 10, high: Math.round(share.high * 1000) / 10 }
}

/** Nobody has to remember it: six weeks after the end of a period without a value, the indicator is stale by itself. */
export const graceWeeks = 6
export function staleSince(indicator: Pick<Indicator, 'frequency'>, newest: Pick<Value, 'to'> | null, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (newest === null) return null
  const due = periodOf(indicator.frequency, newest.to.add({ days: 1 })).to.add({ weeks: graceWeeks })
  return Temporal.PlainDate.compare(today, due) > 0 ? due : null
}

// --- Entering

export interface Entered { readonly numerator: number | null; readonly denominator: number | null; readonly value: number | null }

/** The figure that is kept of what was entered of things: a share is worked out here and never typed beside its parts. */
export function figureOf(indicator: Pick<Indicator, 'unit' | 'denominator'>, entered: Entered): KeptFigure | Refused {
  const { numerator, denominator } = entered
  if (indicator.denominator !== '') {
    if (numerator === null || denominator === null) return { refused: 'Enter what is counted and what it is counted out of' }
    if (denominator <= 0) return { refused: 'What it is counted out of must be more than 0' }
    if (numerator < 0 || (indicator.unit === 'percent' && numerator > denominator)) return { refused: 'What is counted must be between 0 and what it is counted out of' }
    const value = indicator.unit === 'percent' ? Math.round((1000 * numerator) / denominator) / 10 : Math.round((100 * numerator) / denominator) / 100
    return { text: textOf(indicator.unit, value), value, numerator, denominator, audience: 'public' }
  }
  const value = entered.value ?? numerator
  if (value === null) return { refused: 'Enter the value' }
  if (indicator.unit === 'percent' && (value < 0 || value > 100)) return { refused: 'A percentage must be between 0 and 100' }
  return { text: textOf(indicator.unit, value), value, numerator: null, denominator: null, audience: 'public' }
}

export function textOf(unit: Unit, value: number): string {
  const number = value.toLocaleString('en-GB', { maximumFractionDigits: 2 })
  return unit === 'percent' ? `${number}%` : unit === 'pounds' ? `${value < 0 ? '−' : ''}£${Math.abs(value).toLocaleString('en-GB', { maximumFractionDigits: 2 })}` : number
}

/** The groups are of the whole: together they are no more than it, and whoever is in none of them is no fewer people than are counted among them. */
export function checkBreakdown(groups: readonly Pick<KeptGroup, 'numerator' | 'denominator'>[], whole: Entered, unit: Unit): Refused | null {
  const left = (of: 'numerator' | 'denominator', all: number | null): number | null => all === null ? null : all - groups.reduce((sum, each) => sum + (each[of] ?? 0), 0)
  const [counted, people] = [left('numerator', whole.numerator ?? whole.value), left('denominator', whole.denominator)]
  if ((counted ?? 0) < 0 || (people ?? 0) < 0) return { refused: 'The groups add up to more than the whole' }
  return unit === 'percent' && counted !== null && people !== null && counted > people ? { refused: 'The groups and the whole do not fit together: more are counted in the whole than in the groups and whoever is in none of them' } : null
}

export function mayAdd(values: readonly Value[], period: Period, today: Temporal.PlainDate): Refused | null {
  if (Temporal.PlainDate.compare(period.to, today) >= 0) return { refused: `The period ends on ${dayInWords(period.to)}, so it has no value yet` }
  if (values.some((each) => each.to.equals(period.to))) return { refused: `There is a value for ${periodWords(period)} already. Correct it instead` }
  return null
}
