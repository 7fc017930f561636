import { betaQuantile, criticalValue } from './distributions.ts'
import { faultInShares } from './figure.ts'
import type { Interval, NoFigure, Share } from './figure.ts'

export interface Proportion extends Interval {
  /** count / base, from 0 to 1. */
  readonly proportion: number
}

/**
 * A share with Wilson's score interval, without continuity correction: what the product shows everywhere. It stays
 * inside 0 to 1 and is sound for small groups and for nobody or everybody.
 * Errors: `no-data` when the base is nought. Source: Wilson 1927; Newcombe 1998, method 3.
 */
export function wilson(share: Share, confidence = 0.95): Proportion | NoFigure {
  const fault = faultInShares(share)
  if (fault) return fault
  const { count, base } = share
  const [proportion, z] = [count / base, criticalValue(confidence)]
  const stretch = 1 + (z * z) / base
  const middle = proportion + (z * z) / (2 * base)
  const half = z * Math.sqrt((proportion * (1 - proportion)) / base + (z * z) / (4 * base * base))
  return { proportion, low: count === 0 ? 0 : (middle - half) / stretch, high: count === base ? 1 : (middle + half) / stretch, confidence }
}

/**
 * The exact interval, which never covers less often than it says and so is wider: only for those who ask for a guarantee.
 * Errors: `no-data` when the base is nought. Source: Clopper and Pearson 1934.
 */
export function clopperPearson(share: Share, confidence = 0.95): Proportion | NoFigure {
  const fault = faultInShares(share)
  if (fault) return fault
  const { count, base } = share
  const tail = (1 - confidence) / 2
  return {
    proportion: count / base,
    low: count === 0 ? 0 : betaQuantile(tail, count, base - count + 1),
    high: count === base ? 1 : betaQuantile(1 - tail, count + 1, base - count),
    confidence,
  }
}
