import { isRefused } from '#duty/refused.ts'
import { binomialTest } from './binomial-test.ts'
import type { Interval, NoFigure, Share } from './figure.ts'
import { wilson } from './proportion.ts'

export interface Representation {
  /** count / declared. */
  readonly share: number
  /** 100 * (share - benchmark). */
  readonly percentagePoints: number
  /** How many there would be at the benchmark's share. */
  readonly expected: number
  /** count - expected: negative for "fewer than expected". */
  readonly headcountGap: number
  readonly interval: Interval
  /** Exact binomial, two-sided. */
  readonly p: number
  readonly verdict: 'below' | 'above' | 'in line'
}

/**
 * The share of declared staff against a benchmark share (0 to 1). Below or above when the whole Wilson interval is.
 * Errors: `no-data` when nobody declared; `undefined` when the benchmark is not from 0 to 1.
 */
export function representation(declared: Share, benchmark: number, confidence = 0.95): Representation | NoFigure {
  const [interval, test] = [wilson(declared, confidence), binomialTest(declared, benchmark)]
  if (isRefused(interval)) return interval
  if (isRefused(test)) return test
  const expected = benchmark * declared.base
  return {
    share: interval.proportion,
    percentagePoints: 100 * (interval.proportion - benchmark),
    expected,
    headcountGap: declared.count - expected,
    interval: { low: interval.low, high: interval.high, confidence },
    p: test.twoSided,
    verdict: interval.high < benchmark ? 'below' : interval.low > benchmark ? 'above' : 'in line',
  }
}
