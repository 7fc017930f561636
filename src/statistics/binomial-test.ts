import { binomialAtLeast, binomialAtMost, binomialPoint } from './distributions.ts'
import { faultInShares, noFigure } from './figure.ts'
import type { NoFigure, Share } from './figure.ts'

export interface BinomialTest {
  readonly twoSided: number
  /** The chance of so few, or fewer. */
  readonly less: number
  /** The chance of so many, or more. */
  readonly greater: number
}

/** Two outcomes whose chances differ by less than this are equally likely: rounding must not decide between them. */
export const asLikely = 1 + 1e-7

/**
 * The exact binomial test of a share against an expected one (0 to 1). Two-sided by minimum likelihood: the chance
 * of every count that is no likelier than this one, as R's binom.test. It looks for the two counts where that begins by
 * halving, so a national workforce costs as little as a team.
 * Errors: `no-data` when the base is nought, `undefined` when the expected share is not from 0 to 1.
 */
export function binomialTest(share: Share, expected: number): BinomialTest | NoFigure {
  const fault = faultInShares(share)
  if (fault) return fault
  if (!(expected >= 0 && expected <= 1)) return noFigure('undefined', `The share to compare with must be from 0 to 1, and ${expected} is not.`)
  const { count, base } = share
  const likelihood = (k: number): number => binomialPoint(k, base, expected)
  const mode = Math.min(base, Math.floor((base + 1) * expected))
  return {
    twoSided: noLikelierThan(likelihood(count), likelihood, 0, mode, base, (k) => binomialAtMost(k, base, expected), (k) => binomialAtLeast(k, base, expected)),
    less: binomialAtMost(count, base, expected),
    greater: binomialAtLeast(count, base, expected),
  }
}

/**
 * The chance of all outcomes from `least` to `most` that are no likelier than one of likelihood `observed`, where
 * likelihood rises up to `mode` and falls after it.
 */
export function noLikelierThan(
  observed: number, likelihood: (k: number) => number, least: number, mode: number, most: number,
  atMost: (k: number) => number, atLeast: (k: number) => number,
): number {
  const isNoLikelier = (k: number): boolean => likelihood(k) <= observed * asLikely
  if (isNoLikelier(mode)) return 1
  const below = findFirst(least, mode, (k) => !isNoLikelier(k)) - 1
  const above = findFirst(mode, most + 1, (k) => k > most || isNoLikelier(k))
  return Math.min(1, (below < least ? 0 : atMost(below)) + (above > most ? 0 : atLeast(above)))
}

/** The first whole number from `low` to `high` for which it holds, when it holds for all after that one, and for `high`. */
function findFirst(low: number, high: number, holds: (k: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
