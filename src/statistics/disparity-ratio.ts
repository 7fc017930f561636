import { criticalValue } from './distributions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { Interval, NoFigure } from './figure.ts'

/** People of one group in an upper and in a lower band of grades. */
export interface Bands {
  readonly upper: number
  readonly lower: number
}

export interface DisparityRatio extends Interval {
  /** (reference upper / reference lower) / (focus upper / focus lower): above 1, the reference group stands higher. */
  readonly ratio: number
}

/**
 * How much more the reference group reaches the upper band, with the log interval. Errors: `undefined` when any of the
 * four numbers is nought. Source: the disparity ratio of the NHS workforce race equality standard.
 */
export function disparityRatio(reference: Bands, focus: Bands, confidence = 0.95): DisparityRatio | NoFigure {
  const four = [reference.upper, reference.lower, focus.upper, focus.lower]
  const fault = faultInCounts(four)
  if (fault) return fault
  if (four.includes(0)) return noFigure('undefined', 'One of the groups has nobody in one of the bands, so a ratio cannot be worked out.')
  const ratio = reference.upper / reference.lower / (focus.upper / focus.lower)
  const half = criticalValue(confidence) * Math.sqrt(four.reduce((sum, count) => sum + 1 / count, 0))
  return { ratio, low: ratio * Math.exp(-half), high: ratio * Math.exp(half), confidence }
}
