import { isRefused } from '#duty/refused.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { dividedBy, fraction, inOrder, isNought, minus, plus, times, weightedSum } from './rational.ts'
import type { Rational } from './rational.ts'

/**
 * Pay gaps in exact fractions. The statutory comparator is men and the group women; the same sums serve any other
 * characteristic, with the comparator named by whoever asks.
 * Source: S.I. 2017/353, Schedule 1, paragraphs 8 to 13 (public authorities).
 */
export interface AtRate {
  /** Hourly pay, unrounded. */
  readonly rate: Rational
  /** How many of the comparator (men) have exactly this rate. */
  readonly comparator: number
  /** How many of the group (women) do. */
  readonly group: number
}

export interface Averages {
  readonly people: number
  readonly mean: Rational
  /** With an even number of people, halfway between the middle two. */
  readonly median: Rational
}

export interface PayGap {
  readonly comparator: Averages | NoFigure
  readonly group: Averages | NoFigure
  /** (comparator - group) / comparator * 100: positive when the group is paid less. */
  readonly meanGap: Rational | NoFigure
  readonly medianGap: Rational | NoFigure
}

/**
 * Mean and median gap (paragraphs 8 and 9), of full-pay relevant employees. Rates may come in any order and repeat.
 * Errors: `undefined` when a count is not whole; inside, `no-data` for an empty side and `too-few` for one under `minimum`
 * (1 for the statutory gender figures, which are published however small; 10 was proposed for ethnicity and disability).
 */
export function payGap(rates: readonly AtRate[], minimum = 1): PayGap | NoFigure {
  const fault = faultInCounts(rates.flatMap(({ comparator, group }) => [comparator, group]))
  if (fault) return fault
  const sorted = inOrder(rates, ({ rate }) => rate)
  const [comparator, group] = [
    averages(sorted.map(({ rate, comparator: people }) => ({ rate, people })), minimum),
    averages(sorted.map(({ rate, group: people }) => ({ rate, people })), minimum),
  ]
  return { comparator, group, meanGap: gapBetween(comparator, group, 'mean'), medianGap: gapBetween(comparator, group, 'median') }
}

export interface Bonuses {
  /** What each person who was paid a bonus in the 12 months ending with the snapshot date was paid. */
  readonly comparator: readonly Rational[]
  readonly group: readonly Rational[]
  /** All relevant employees, on full pay or not, with a bonus or not. */
  readonly relevantComparator: number
  readonly relevantGroup: number
}

export interface BonusGap {
  /** Percentage of all relevant employees who were paid a bonus. */
  readonly comparatorPaid: Rational | NoFigure
  readonly groupPaid: Rational | NoFigure
  /** Among those who were paid one. Where no woman was, the figure does not exist, although the government's service writes 100. */
  readonly meanGap: Rational | NoFigure
  readonly medianGap: Rational | NoFigure
}

/** The bonus measures (paragraphs 10 to 12). Errors as `payGap`, and `undefined` when more people were paid a bonus than there are. */
export function bonusGap({ comparator, group, relevantComparator, relevantGroup }: Bonuses, minimum = 1): BonusGap | NoFigure {
  const fault = faultInCounts([relevantComparator, relevantGroup])
  if (fault) return fault
  if (comparator.length > relevantComparator || group.length > relevantGroup) return noFigure('undefined', 'More people were paid a bonus than there are relevant employees.')
  const [men, women] = [averagesOf(comparator, minimum), averagesOf(group, minimum)]
  return {
    comparatorPaid: percentage(comparator.length, relevantComparator),
    groupPaid: percentage(group.length, relevantGroup),
    meanGap: gapBetween(men, women, 'mean'),
    medianGap: gapBetween(men, women, 'median'),
  }
}

/** The same of amounts that many people share: each with how many of either side were paid it. Millions of people are some thousand amounts. */
export function bonusGapOfShared(amounts: readonly AtRate[], { relevantComparator, relevantGroup }: Pick<Bonuses, 'relevantComparator' | 'relevantGroup'>, minimum = 1): BonusGap | NoFigure {
  const fault = faultInCounts([relevantComparator, relevantGroup, ...amounts.flatMap(({ comparator, group }) => [comparator, group])])
  if (fault) return fault
  const sorted = inOrder(amounts, ({ rate }) => rate)
  const paid = (side: 'comparator' | 'group'): number => sorted.reduce((people, each) => people + each[side], 0)
  const averagesOn = (side: 'comparator' | 'group'): Averages | NoFigure => averages(sorted.map((each) => ({ rate: each.rate, people: each[side] })), minimum)
  const [paidComparator, paidGroup] = [paid('comparator'), paid('group')]
  if (paidComparator > relevantComparator || paidGroup > relevantGroup) return noFigure('undefined', 'More people were paid a bonus than there are relevant employees.')
  const [men, women] = [averagesOn('comparator'), averagesOn('group')]
  return {
    comparatorPaid: percentage(paidComparator, relevantComparator), groupPaid: percentage(paidGroup, relevantGroup),
    meanGap: gapBetween(men, women, 'mean'), medianGap: gapBetween(men, women, 'median'),
  }
}

/** Mean and median of a list of exact amounts, in any order. Errors: `no-data`, and `too-few` under `minimum`. */
export function averagesOf(amounts: readonly Rational[], minimum = 1): Averages | NoFigure {
  return averages(inOrder(amounts, (amount) => amount).map((rate) => ({ rate, people: 1 })), minimum)
}

/** (a - b) / a * 100. Errors: those of either side; `undefined` when the comparator's average is nought. */
export function gapBetween(comparator: Averages | NoFigure, group: Averages | NoFigure, average: 'mean' | 'median'): Rational | NoFigure {
  if (isRefused(comparator)) return comparator
  if (isRefused(group)) return group
  const [of, to] = [comparator[average], group[average]]
  return isNought(of) ? noFigure('undefined', 'The pay to compare with is nought, so a gap cannot be worked out.') : times(fraction(100), dividedBy(minus(of, to), of))
}

/** 100 * part / whole, exactly. Errors: `no-data` when the whole is nought. */
export function percentage(part: number, whole: number): Rational | NoFigure {
  return whole === 0 ? noFigure('no-data', 'There is nobody to count here.') : fraction(100n * BigInt(part), BigInt(whole))
}

function averages(sorted: readonly { readonly rate: Rational; readonly people: number }[], minimum: number): Averages | NoFigure {
  const people = sorted.reduce((total, each) => total + each.people, 0)
  if (people === 0) return noFigure('no-data', 'There is nobody in this group.')
  if (people < minimum) return noFigure('too-few', `There are too few people to give an average: at least ${minimum} are needed.`)
  const total = weightedSum(sorted.filter((each) => each.people > 0).map((each) => ({ value: each.rate, weight: each.people })))
  const [lower, upper] = [Math.floor((people - 1) / 2), Math.floor(people / 2)].map((place) => {
    let passed = 0
    return sorted.find((each) => (passed += each.people) > place)?.rate ?? total
  })
  return { people, mean: dividedBy(total, fraction(people)), median: dividedBy(plus(lower ?? total, upper ?? total), fraction(2)) }
}
