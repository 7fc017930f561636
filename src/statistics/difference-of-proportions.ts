import { isRefused } from '#duty/refused.ts'
import type { Interval, NoFigure, Share } from './figure.ts'
import { wilson } from './proportion.ts'

export interface DifferenceOfProportions extends Interval {
  readonly first: number
  readonly second: number
  /** first - second, from -1 to 1. */
  readonly difference: number
}

/**
 * How far two shares are apart, with Newcombe's hybrid score interval (method 10), without continuity correction.
 * Errors: `no-data` when either base is nought. Source: Newcombe 1998, "Interval estimation for the difference
 * between independent proportions".
 */
export function newcombe(first: Share, second: Share, confidence = 0.95): DifferenceOfProportions | NoFigure {
  const [a, b] = [wilson(first, confidence), wilson(second, confidence)]
  if (isRefused(a)) return a
  if (isRefused(b)) return b
  const difference = a.proportion - b.proportion
  return {
    first: a.proportion,
    second: b.proportion,
    difference,
    low: difference - Math.hypot(a.proportion - a.low, b.high - b.proportion),
    high: difference + Math.hypot(a.high - a.proportion, b.proportion - b.low),
    confidence,
  }
}
