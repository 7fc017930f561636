import { normalTwoSided } from './distributions.ts'
import { faultInShares, noFigure } from './figure.ts'
import type { NoFigure, Share } from './figure.ts'

export interface TrendTest {
  /** Positive when the share rises with the score. */
  readonly z: number
  readonly chiSquare: number
  readonly p: number
}

/** A share at a point in time, or at any other ordered step; `score` says how far along it lies. */
export interface Point extends Share { readonly score: number }

/**
 * The Cochran-Armitage test for a trend in a share. For flows (appointments in each year) it holds; for the stock of
 * staff it is only a hint, since the same people are counted again each year and p comes out too small.
 * Errors: `no-data` for an empty base; `too-few` for one point; `undefined` when nobody or everybody has it, or all scores are the same.
 */
export function cochranArmitage(points: readonly Point[]): TrendTest | NoFigure {
  if (points.length < 2) return noFigure('too-few', 'A trend needs at least two points.')
  const fault = faultInShares(...points)
  if (fault) return fault
  const everybody = total(points, ({ base }) => base)
  const share = total(points, ({ count }) => count) / everybody
  // Scores are taken from their weighted mean: years are large and close together, and their squares would swallow the digits.
  const mean = total(points, ({ base, score }) => base * score) / everybody
  const spread = total(points, ({ base, score }) => base * (score - mean) ** 2)
  if (share === 0 || share === 1) return noFigure('undefined', 'Nobody or everybody has this at every point, so there is no trend to look for.')
  if (!(spread > 0)) return noFigure('undefined', 'All points have the same score, so there is no trend to look for.')
  const z = total(points, ({ count, base, score }) => (score - mean) * (count - base * share)) / Math.sqrt(share * (1 - share) * spread)
  return { z, chiSquare: z * z, p: normalTwoSided(z) }
}

const total = (points: readonly Point[], of: (point: Point) => number): number => points.reduce((sum, point) => sum + of(point), 0)
