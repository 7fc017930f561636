import { criticalValue } from './distributions.ts'
import { faultInShares, noFigure } from './figure.ts'
import type { Interval, NoFigure, Share } from './figure.ts'

export interface RelativeLikelihood {
  /** (first count / first base) / (second count / second base). */
  readonly ratio: number
  /** Null when a count is nought: no half is added silently. */
  readonly interval: Interval | null
  /** Standard error of ln ratio; null with the interval. */
  readonly logError: number | null
}

/**
 * How many times as likely something was for the first group as for the second, with the log interval (Katz), as the
 * workforce race and disability equality standards count it. Which group stands on top differs by indicator.
 * Errors: `no-data` when a base is nought; `undefined` when nobody in the second group had it.
 * Source: Katz and others 1978; NHS WRES and WDES technical guidance.
 */
export function relativeLikelihood(first: Share, second: Share, confidence = 0.95): RelativeLikelihood | NoFigure {
  const fault = faultInShares(first, second)
  if (fault) return fault
  if (second.count === 0) return noFigure('undefined', 'Nobody in the group compared with had this, so a ratio cannot be worked out.')
  const ratio = first.count / first.base / (second.count / second.base)
  if (first.count === 0) return { ratio: 0, interval: null, logError: null }
  const logError = Math.sqrt((first.base - first.count) / first.count / first.base + (second.base - second.count) / second.count / second.base)
  const z = criticalValue(confidence)
  return { ratio, interval: { low: ratio * Math.exp(-z * logError), high: ratio * Math.exp(z * logError), confidence }, logError }
}
