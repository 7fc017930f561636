import { isRefused } from '#duty/refused.ts'
import { criticalValue, normalTwoSided } from './distributions.ts'
import { noFigure } from './figure.ts'
import type { Interval, NoFigure } from './figure.ts'
import { quantileType2, quantileType7 } from './quantile.ts'

export interface MeanGap extends Interval {
  /** 100 * (1 - group mean / comparator mean). */
  readonly gap: number
  /** Standard error of ln(group mean / comparator mean). */
  readonly logError: number
  /** The chance of a gap this far from nought if both were paid alike on average (normal, on the log ratio); null when nobody's pay differs. */
  readonly p: number | null
}

/**
 * The mean pay gap with a delta-method interval on the log ratio. The staff are all there, so it says how far the gap
 * could move if the same processes ran again, and nothing about sampling. Pay in pounds an hour, above nought.
 * Errors: `too-few` with fewer than two people on a side; `undefined` when a mean is nought or less.
 */
export function meanGapWithInterval(comparator: readonly number[], group: readonly number[], confidence = 0.95): MeanGap | NoFigure {
  const each = (values: readonly number[]): Paid[] => values.map((value) => ({ value, people: 1 }))
  return meanGapOfPaid(each(comparator), each(group), confidence)
}

/** A number of people on one rate of pay. */
export interface Paid {
  readonly value: number
  readonly people: number
}

/** The same for pay that is already counted by rate, as a payroll is. */
export function meanGapOfPaid(comparator: readonly Paid[], group: readonly Paid[], confidence = 0.95): MeanGap | NoFigure {
  const [of, to] = [spreadOf(comparator), spreadOf(group)]
  if (isRefused(of)) return of
  if (isRefused(to)) return to
  if (!(of.mean > 0 && to.mean > 0)) return noFigure('undefined', 'Average pay must be above nought.')
  const ratio = to.mean / of.mean
  const logError = Math.hypot(to.error / to.mean, of.error / of.mean)
  const z = criticalValue(confidence)
  return {
    gap: 100 * (1 - ratio),
    logError,
    low: 100 * (1 - ratio * Math.exp(z * logError)),
    high: 100 * (1 - ratio * Math.exp(-z * logError)),
    confidence,
    p: logError === 0 ? null : normalTwoSided(Math.log(ratio) / logError),
  }
}

export interface Bootstrap {
  readonly statistic: 'mean' | 'median'
  /** A 32-bit whole number, kept with the release: the same seed gives the same interval to the last digit, everywhere. */
  readonly seed: number
  /** How often the staff are drawn again. */
  readonly replicates: number
}

/**
 * The gap in means or medians with a percentile bootstrap interval: each side is drawn again by itself, with replacement,
 * comparator first, by mulberry32. Cost: replicates * people, and for medians a sort of each draw.
 * Errors: `no-data` for an empty side or no replicates; `undefined` when the comparator's average is nought, in the data or in a draw.
 */
export function bootstrapGap(comparator: readonly number[], group: readonly number[], { statistic, seed, replicates }: Bootstrap, confidence = 0.95): (Interval & { readonly gap: number }) | NoFigure {
  if (comparator.length === 0 || group.length === 0 || !(replicates >= 1)) return noFigure('no-data', 'There is nobody in one of the groups.')
  const average = statistic === 'mean' ? meanOf : medianOf
  const gap = (of: readonly number[], to: readonly number[]): number => 100 * (1 - average(to) / average(of))
  const random = mulberry32(seed)
  const drawFrom = (values: readonly number[]): number[] => values.map(() => values[Math.floor(random() * values.length)] ?? 0)
  const gaps: number[] = []
  for (let replicate = 0; replicate < replicates; replicate++) {
    const of = drawFrom(comparator)
    gaps.push(gap(of, drawFrom(group)))
  }
  const [low, high] = [quantileType7(gaps, (1 - confidence) / 2), quantileType7(gaps, 1 - (1 - confidence) / 2)]
  const observed = gap(comparator, group)
  if (isRefused(low) || isRefused(high) || !Number.isFinite(observed)) return noFigure('undefined', 'The pay to compare with is nought, so a gap cannot be worked out.')
  return { gap: observed, low: low.value, high: high.value, confidence }
}

/** Tommy Ettinger's small generator of numbers from 0 up to 1: 32 bits of state, the same in every language. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function spreadOf(paid: readonly Paid[]): { readonly mean: number; readonly error: number } | NoFigure {
  const everybody = paid.reduce((sum, { people }) => sum + people, 0)
  if (everybody < 2) return noFigure('too-few', 'There are too few people on one of the sides for a range.')
  const mean = paid.reduce((sum, { value, people }) => sum + value * people, 0) / everybody
  const variance = paid.reduce((sum, { value, people }) => sum + people * (value - mean) ** 2, 0) / (everybody - 1)
  return { mean, error: Math.sqrt(variance / everybody) }
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function medianOf(values: readonly number[]): number {
  const median = quantileType2(values, 0.5)
  return isRefused(median) ? Number.NaN : median.value
}
