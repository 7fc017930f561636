import { criticalValue } from './distributions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { Interval, NoFigure } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { testOfShares } from './likelihood-test.ts'
import { ratio as said, say } from './sentence.ts'

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

export interface DisparityAsked extends About {
  /** "White staff". */
  readonly reference: { readonly name: string; readonly bands: Bands }
  readonly focus: { readonly name: string; readonly bands: Bands }
  /** "grades 13 and above", "grades 9 to 12". */
  readonly upper: string
  readonly lower: string
}

/** A disparity ratio as a finding. Errors: as `disparityRatio`. */
export function disparityFinding({ reference, focus, upper, lower, definition, source }: DisparityAsked): Finding<DisparityRatio> | NoFigure {
  const value = disparityRatio(reference.bands, focus.bands)
  if (isRefused(value)) return value
  const shareOf = ({ upper: count, lower: below }: Bands): { count: number; base: number } => ({ count, base: count + below })
  const [ours, theirs] = [shareOf(focus.bands), shareOf(reference.bands)]
  const excludes = (one: { count: number; base: number }): boolean => {
    const again = disparityRatio(reference.bands, { upper: one.count, lower: one.base - one.count })
    return !isRefused(again) && (again.low > 1 || again.high < 1)
  }
  return gradeAlone({
    value, interval: { low: value.low, high: value.high, confidence: value.confidence }, base: ours.base + theirs.base, denominator: `staff in ${lower} and ${upper}`,
    method: 'Disparity ratio with log interval; Fisher’s exact test', definition, source, test: testOfShares(ours, theirs, excludes), evidence: null,
    sentence: {
      headline: say`For each of them in ${lower}, ${reference.name} have ${said('ratio', value.ratio)} times as many in ${upper} as ${focus.name} (95% range ${said('low', value.low)} to ${said('high', value.high)}).`,
      meaning: say`A ratio of 1 would mean that both groups reach ${upper} alike.`,
      certainty: [],
      notMeaning: say`It does not by itself show why.`,
      nextQuestion: say`Who applies for posts in ${upper}, and who is appointed?`,
      method: say`Staff whose answer we do not know are in neither group. The range is the 95% log interval.`,
      plain: ['headline', 'certainty', 'notMeaning'],
    },
  })
}
