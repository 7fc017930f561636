import { isRefused } from '#duty/refused.ts'
import { newcombe } from './difference-of-proportions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { Interval, NoFigure, Share } from './figure.ts'
import { mannWhitneyOfCounts } from './mann-whitney.ts'

export interface TopTwo {
  /** Of those who answered, the part that chose one of the two best answers. */
  readonly first: number
  readonly second: number
  /** first - second, from -1 to 1. */
  readonly difference: number
  /** Newcombe's, of the difference. */
  readonly interval: Interval
  /** The chance that somebody of the first group answers more positively than somebody of the second, ties halved. */
  readonly probabilityOfSuperiority: number
  /** Mann-Whitney, over the whole scale; null when everybody gave one answer. */
  readonly p: number | null
}

/**
 * Two groups' answers on a scale from worst to best, people who did not answer left out: the share of the two best
 * answers, and how the whole scales compare. Errors: `no-data` when a group is empty; `undefined` for different scales.
 */
export function topTwoBoxes(first: readonly number[], second: readonly number[], confidence = 0.95): TopTwo | NoFigure {
  const fault = faultInCounts([...first, ...second])
  if (fault) return fault
  if (first.length < 3 || first.length !== second.length) return noFigure('undefined', 'Both groups need the same scale, of at least three answers.')
  const [difference, scales] = [newcombe(topTwoOf(first), topTwoOf(second), confidence), mannWhitneyOfCounts(first, second)]
  if (isRefused(difference)) return difference
  if (isRefused(scales)) return scales
  return {
    first: difference.first,
    second: difference.second,
    difference: difference.difference,
    interval: { low: difference.low, high: difference.high, confidence },
    probabilityOfSuperiority: scales.probabilityOfSuperiority,
    p: scales.p,
  }
}

export function topTwoOf(answers: readonly number[]): Share {
  const total = (some: readonly number[]): number => some.reduce((sum, count) => sum + count, 0)
  return { count: total(answers.slice(-2)), base: total(answers) }
}
