import type { Refused } from '#duty/refused.ts'

/**
 * Why there is no figure. A refusal is a result: pages print its words where the figure would have stood, and never
 * print nothing, a nought or "NaN".
 * - `no-data`: nobody is in the base.
 * - `too-few`: there are people, but too few for this method to say anything.
 * - `withheld`: a number that the method needs is protected.
 * - `undefined`: the numbers are there, but the figure does not exist (a ratio to nought) or they contradict each other.
 */
export interface NoFigure extends Refused { readonly reason: 'no-data' | 'too-few' | 'withheld' | 'undefined' }

export function noFigure(reason: NoFigure['reason'], because: string): NoFigure {
  return { refused: because, reason }
}

/** Both ends belong to the interval. In the unit of the figure that it surrounds. */
export interface Interval {
  readonly low: number
  readonly high: number
  /** 0.95 for "19 times in 20". */
  readonly confidence: number
}

/** People with something (`count`) among the people it could be true of (`base`). Whole numbers, 0 <= count <= base. */
export interface Share {
  readonly count: number
  readonly base: number
}

/**
 * Counts come from files that people made. A count that cannot be is refused here, in words, so that no method below
 * has to ask again.
 */
export function faultInShares(...shares: readonly Share[]): NoFigure | null {
  for (const { count, base } of shares) {
    if (!isCount(count) || !isCount(base)) return noFigure('undefined', `A count of people must be a whole number, and “${count} of ${base}” is not.`)
    if (base === 0) return noFigure('no-data', 'There is nobody to count here.')
    if (count > base) return noFigure('undefined', `${count} of ${base} cannot be: the part is larger than the whole.`)
  }
  return null
}

export function faultInCounts(counts: readonly number[]): NoFigure | null {
  const wrong = counts.find((count) => !isCount(count))
  return wrong === undefined ? null : noFigure('undefined', `A count of people must be a whole number, and ${wrong} is not.`)
}

export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** For a figure that rests on something that the disclosure gate withheld. */
export const withheldFigure: NoFigure = noFigure('withheld', 'This figure is withheld to protect people from being identified.')
