import { normalTwoSided } from './distributions.ts'
import { faultInShares, noFigure } from './figure.ts'
import type { NoFigure, Share } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { decimalsFor, percent, say, smallestBaseForPercentage, tooFewForPercentage } from './sentence.ts'

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
 * A point where there was nobody says nothing and is left out.
 * Errors: `too-few` for fewer than two points; `undefined` when nobody or everybody has it, or all scores are the same.
 */
export function cochranArmitage(all: readonly Point[]): TrendTest | NoFigure {
  const points = all.filter(({ count, base }) => count !== 0 || base !== 0)
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

export interface TrendAsked extends About {
  /** In order of time. */
  readonly points: readonly (Point & { readonly name: string })[]
  /** "disabled staff", after "the share of". */
  readonly group: string
  readonly denominator: string
  /** A flow (people appointed in each year) or the stock of staff, in which the same people come again. */
  readonly of: 'flow' | 'stock'
}

/**
 * A trend as a finding. For a stock it is advisory: its grade never rises above `possible`, because the same people are
 * counted again at each snapshot. Errors: as `cochranArmitage`; `too-few` with fewer than three points (say "last
 * year" and "this year" instead) or a base below 20.
 */
export function trendFinding({ points, group, denominator, of, definition, source }: TrendAsked): Finding<TrendTest> | NoFigure {
  const [first, last] = [points[0], points.at(-1)]
  if (points.length < 3 || first === undefined || last === undefined) return noFigure('too-few', 'A trend needs at least three points. With two, say what was last year and what is this year.')
  const value = cochranArmitage(points)
  if (isRefused(value)) return value
  const smallestBase = Math.min(...points.map(({ base }) => base))
  if (smallestBase < smallestBaseForPercentage) return noFigure('too-few', tooFewForPercentage)
  const decimals = decimalsFor(smallestBase)
  const [was, is] = [percent('first', first.count, first.base, decimals), percent('last', last.count, last.base, decimals)]
  const step = value.z > 0 ? -1 : 1
  const moved = cochranArmitage(points.map((point) => (point === last ? { ...point, count: Math.min(point.base, Math.max(0, point.count + step)) } : point)))
  const finding = gradeAlone<TrendTest>({
    value, interval: null, base: last.base, denominator, method: `Cochran-Armitage test for trend${of === 'stock' ? ', advisory' : ''}`, definition, source,
    test: {
      // The same people come again in a stock, which makes p too small: it is never called clear.
      p: value.p, excludesNoDifference: of === 'flow' && value.p <= 0.05, smallestBase,
      oneMoved: isRefused(moved) ? null : { p: moved.p, excludesNoDifference: of === 'flow' && moved.p <= 0.05 },
    },
    evidence: null,
    sentence: {
      headline: say`The share of ${group} went from ${was} in ${first.name} to ${is} in ${last.name}, over ${String(points.length)} points in time.`,
      meaning: [],
      certainty: [],
      notMeaning: of === 'stock' ? say`The same people are counted again each time, so this says little about chance; who joined and left says more.` : say`It does not by itself show why.`,
      nextQuestion: say`What changed between the points, in practice or in how people are counted?`,
      method: say`A test for a steady rise or fall over all points, not only from the first to the last.`,
      plain: ['headline', 'certainty', 'notMeaning'],
    },
  })
  return finding
}
