import { faultInShares, noFigure } from './figure.ts'
import type { NoFigure, Share } from './figure.ts'
import { compare, dividedBy, fraction, minus, nought, times, toNumber } from './rational.ts'

export interface FourFifths {
  /** The focus group's rate over the reference group's. */
  readonly impactRatio: number
  /** Exactly, as fractions: 8 of 100 against 10 of 100 is four-fifths, and not below it. */
  readonly isBelow: boolean
  /** How many more of the focus group it would have been at the reference group's rate; negative when it is ahead. */
  readonly shortfall: number
  /** The fewest more of the focus group that would bring the ratio to four-fifths. */
  readonly fewestMore: number
  /** One person more would have brought it to four-fifths. */
  readonly turnsOnOnePerson: boolean
}

/**
 * The four-fifths ratio with the people behind it. It is a screening rule from the United States (29 CFR 1607.4(D)), no
 * test of any British law, and it says nothing about chance: it is never shown without an interval and the numbers.
 * Errors: `no-data` when a base is nought; `undefined` when nobody in the reference group was chosen.
 */
export function fourFifths(focus: Share, reference: Share): FourFifths | NoFigure {
  const fault = faultInShares(focus, reference)
  if (fault) return fault
  if (reference.count === 0) return noFigure('undefined', 'Nobody in the group compared with was chosen, so a ratio cannot be worked out.')
  const [rate, referenceRate] = [fraction(focus.count, focus.base), fraction(reference.count, reference.base)]
  const needed = times(times(referenceRate, fraction(4, 5)), fraction(focus.base))
  const missing = minus(needed, fraction(focus.count))
  const fewestMore = compare(missing, nought) > 0 ? Number((missing.over + missing.under - 1n) / missing.under) : 0
  const isBelow = compare(rate, times(referenceRate, fraction(4, 5))) < 0
  return {
    impactRatio: toNumber(dividedBy(rate, referenceRate)),
    isBelow,
    shortfall: toNumber(minus(times(referenceRate, fraction(focus.base)), fraction(focus.count))),
    fewestMore,
    turnsOnOnePerson: isBelow && fewestMore === 1,
  }
}
