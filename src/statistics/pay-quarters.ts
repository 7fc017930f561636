import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { percentage } from './pay-gap.ts'
import type { AtRate } from './pay-gap.ts'
import { compare, decimal, fraction, inOrder, minus, rounded } from './rational.ts'
import type { Rational } from './rational.ts'
import { isRefused } from '#duty/refused.ts'

export const quarterNames = ['lower', 'lower middle', 'upper middle', 'upper'] as const

export interface PayQuarter {
  readonly name: (typeof quarterNames)[number]
  readonly people: number
  /** Of the comparator (men). */
  readonly comparator: number
  readonly group: number
  /** 100 * comparator / people, exactly; `no-data` for an empty quarter. */
  readonly comparatorPercent: Rational | NoFigure
  readonly groupPercent: Rational | NoFigure
}

/** People on one rate who lie in more than one quarter, and how the comparator among them was shared out. */
export interface TieBlock {
  readonly rate: Rational
  readonly comparator: number
  readonly group: number
  /** The block's places in each quarter. */
  readonly seats: readonly number[]
  readonly comparatorPlaced: readonly number[]
  /** What exact proportion would give. */
  readonly comparatorIdeal: readonly Rational[]
}

export interface PayQuarters {
  /** From the lower to the upper. They are quarters of people, not statistical quartiles. */
  readonly quarters: readonly PayQuarter[]
  readonly tieBlocks: readonly TieBlock[]
}

/**
 * The four pay quarters (paragraph 13): everybody ranked from lowest to highest in four sections as equal as possible;
 * one left over goes to the lower, two to the lower and upper middle, three to all but the upper. Where one rate
 * straddles a boundary the comparator keeps its proportion of that rate in each quarter "so far as possible":
 * whole people by largest remainder, ties to the lower-paid quarter.
 * Errors: `no-data` when there is nobody. Below four people nothing should be published; that is the caller's rule.
 */
export function payQuarters(rates: readonly AtRate[]): PayQuarters | NoFigure {
  const fault = faultInCounts(rates.flatMap(({ comparator, group }) => [comparator, group]))
  if (fault) return fault
  const blocks = mergeEqualRates(rates)
  const everybody = blocks.reduce((total, { comparator, group }) => total + comparator + group, 0)
  if (everybody === 0) return noFigure('no-data', 'There is nobody in this group.')
  const sizes = quarterSizes(everybody)

  const comparators = [0, 0, 0, 0]
  const tieBlocks: TieBlock[] = []
  const free = [...sizes]
  for (const { rate, comparator, group } of blocks) {
    const seats = takeSeats(free, comparator + group)
    const placed = shareOut(comparator, seats)
    placed.forEach((count, quarter) => { comparators[quarter] = (comparators[quarter] ?? 0) + count })
    if (seats.filter((count) => count > 0).length > 1) {
      tieBlocks.push({ rate, comparator, group, seats, comparatorPlaced: placed, comparatorIdeal: seats.map((count) => fraction(BigInt(comparator) * BigInt(count), BigInt(comparator + group))) })
    }
  }
  return {
    tieBlocks,
    quarters: quarterNames.map((name, quarter) => {
      const [people, comparator] = [sizes[quarter] ?? 0, comparators[quarter] ?? 0]
      return { name, people, comparator, group: people - comparator, comparatorPercent: percentage(comparator, people), groupPercent: percentage(people - comparator, people) }
    }),
  }
}

/**
 * One quarter's two percentages to one decimal, adding to exactly 100.0, as the government's service demands: rounding
 * each by itself turns 12.25 and 87.75 into 100.1. The comparator is rounded, a half away from nought, and the group is the rest.
 */
export function percentagesThatAddUp(quarter: PayQuarter): { readonly comparator: string; readonly group: string } | NoFigure {
  if (isRefused(quarter.comparatorPercent)) return quarter.comparatorPercent
  const comparator = rounded(quarter.comparatorPercent, 1)
  return { comparator, group: rounded(minus(fraction(100), decimal(comparator)), 1) }
}

export function quarterSizes(everybody: number): readonly number[] {
  const [each, left] = [Math.floor(everybody / 4), everybody % 4]
  const oneMore = [[], [0], [0, 2], [0, 1, 2]][left] ?? []
  return quarterNames.map((_, quarter) => each + (oneMore.includes(quarter) ? 1 : 0))
}

function mergeEqualRates(rates: readonly AtRate[]): AtRate[] {
  const blocks: AtRate[] = []
  for (const next of inOrder(rates.filter(({ comparator, group }) => comparator + group > 0), ({ rate }) => rate)) {
    const last = blocks.at(-1)
    if (last && compare(last.rate, next.rate) === 0) blocks[blocks.length - 1] = { rate: last.rate, comparator: last.comparator + next.comparator, group: last.group + next.group }
    else blocks.push(next)
  }
  return blocks
}

/** Takes the next `people` places from the lowest quarters that have any free. */
function takeSeats(free: number[], people: number): number[] {
  let waiting = people
  return free.map((places, quarter) => {
    const taken = Math.min(places, waiting)
    free[quarter] = places - taken
    waiting -= taken
    return taken
  })
}

/** `people` over `seats` in proportion, in whole people: largest remainder, ties to the first. */
function shareOut(people: number, seats: readonly number[]): number[] {
  const all = seats.reduce((total, count) => total + count, 0)
  // Most rates lie inside one quarter.
  if (seats.includes(all)) return seats.map((count) => (count === all ? people : 0))
  const exact = seats.map((count) => fraction(BigInt(people) * BigInt(count), BigInt(all)))
  const placed = exact.map(({ over, under }) => Number(over / under))
  const left = people - placed.reduce((total, count) => total + count, 0)
  const byRemainder = exact.map(({ over, under }, quarter) => ({ quarter, remainder: fraction(over % under, under) })).sort((a, b) => compare(b.remainder, a.remainder) || a.quarter - b.quarter)
  for (const { quarter } of byRemainder.slice(0, left)) placed[quarter] = (placed[quarter] ?? 0) + 1
  return placed
}
