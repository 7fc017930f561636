import { noLikelierThan } from './binomial-test.ts'
import { hypergeometricAtLeast, hypergeometricAtMost, hypergeometricPoint } from './distributions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure, Share } from './figure.ts'

export interface FisherTest {
  readonly twoSided: number
  /** ad / bc of the table [[a, b], [c, d]]; null when b or c is nought. */
  readonly sampleOddsRatio: number | null
}

/**
 * Fisher's exact test of a table of two by two, two-sided by minimum likelihood as R's fisher.test: used for every
 * such table, since it is never wrong and no council is too large for it.
 * Errors: `no-data` for an empty table. An empty row or column gives 1: there is nothing to tell apart.
 */
export function fisher(a: number, b: number, c: number, d: number): FisherTest | NoFigure {
  const fault = faultInCounts([a, b, c, d])
  if (fault) return fault
  const [marked, unmarked, drawn] = [a + b, c + d, a + c]
  if (marked + unmarked === 0) return noFigure('no-data', 'There is nobody to count here.')
  const likelihood = (k: number): number => hypergeometricPoint(k, marked, unmarked, drawn)
  const [least, most] = [Math.max(0, drawn - unmarked), Math.min(marked, drawn)]
  const mode = Math.min(most, Math.max(least, Math.floor(((drawn + 1) * (marked + 1)) / (marked + unmarked + 2))))
  return {
    twoSided: noLikelierThan(likelihood(a), likelihood, least, mode, most,
      (k) => hypergeometricAtMost(k, marked, unmarked, drawn), (k) => hypergeometricAtLeast(k, marked, unmarked, drawn)),
    sampleOddsRatio: b * c === 0 ? null : (a * d) / (b * c),
  }
}

/** The same test of two shares: those with and without it in the one group and in the other. */
export function fisherOfShares(first: Share, second: Share): FisherTest | NoFigure {
  return fisher(first.count, first.base - first.count, second.count, second.base - second.count)
}
