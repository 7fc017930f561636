import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { decimal, dividedBy, fraction, nought, plus, sum, times } from './rational.ts'
import type { Rational } from './rational.ts'

/**
 * One employee's hourly pay as the regulations reckon it, exactly and unrounded: rounding before averaging is wrong.
 * Source: S.I. 2017/353, Schedule 1, paragraphs 6 and 7.
 */
export type Period = 'week' | 'fortnight' | 'four weeks' | 'month' | 'quarter' | 'year'

/** The regulations' days: a month is 30.44 and a year 365.25, whatever the calendar says. */
export const daysIn: Readonly<Record<Period, Rational>> = {
  week: fraction(7), fortnight: fraction(14), 'four weeks': fraction(28), month: decimal('30.44'), quarter: decimal('91.32'), year: decimal('365.25'),
}

export interface PaidInPeriod {
  readonly period: Period
  /** Ordinary pay (basic pay, allowances, piecework, leave and shift premium pay) that belongs to this period: no overtime, no arrears of another period. */
  readonly ordinary: readonly Rational[]
  /** Bonuses paid in the period, each with the period that it was for. */
  readonly bonuses: readonly { readonly amount: Rational; readonly period: Period }[]
  /** Weekly working hours without overtime; `averageWorkedWeeks` gives them where hours vary. */
  readonly weeklyHours: Rational
}

/**
 * (ordinary pay + bonus brought to the length of the pay period) * 7 / days in the period / weekly hours.
 * Errors: `undefined` when there are no weekly hours.
 */
export function hourlyRate({ period, ordinary, bonuses, weeklyHours }: PaidInPeriod): Rational | NoFigure {
  if (weeklyHours.over <= 0n) return noFigure('undefined', 'Without weekly hours an hourly rate cannot be worked out.')
  const brought = bonuses.map((bonus) => (bonus.period === period ? bonus.amount : times(dividedBy(bonus.amount, daysIn[bonus.period]), daysIn[period])))
  return dividedBy(times(plus(sum(ordinary), sum(brought)), dividedBy(fraction(7), daysIn[period])), weeklyHours)
}

/**
 * The average of the last twelve weeks in which somebody worked, for hours that vary. `weeks` runs from the earliest to the
 * last complete week of the pay period; a week without work does not count, and an earlier one takes its place.
 * Errors: `too-few` when there are not twelve; then the employer finds a number that fairly represents a week, and says how.
 */
export function averageWorkedWeeks(weeks: readonly Rational[]): Rational | NoFigure {
  const worked = weeks.filter((hours) => hours.over > nought.over).slice(-12)
  return worked.length < 12 ? noFigure('too-few', 'There are fewer than 12 weeks with work, so the hours need a fair estimate.') : dividedBy(sum(worked), fraction(12))
}
