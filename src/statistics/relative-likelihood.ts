import { capital } from '#duty/capital.ts'
import { criticalValue } from './distributions.ts'
import { faultInShares, noFigure } from './figure.ts'
import type { Interval, NoFigure, Share } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { fourFifths } from './four-fifths.ts'
import type { FourFifths } from './four-fifths.ts'
import { differs, testOfShares } from './likelihood-test.ts'
import { people, ratio as said, reckoned, say, together } from './sentence.ts'
import type { Words } from './sentence.ts'

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

export interface LikelihoodAsked extends About {
  /** The group that stands on top: "White applicants who were shortlisted". */
  readonly first: { readonly name: string; readonly share: Share }
  readonly second: { readonly name: string; readonly share: Share }
  /** Which of them the duty asks about, and how it is named for short: "minority ethnic applicants". */
  readonly focus: 'first' | 'second'
  readonly focusName: string
  /** What happened, after "to be" and "would have been": "appointed". */
  readonly happened: string
  /** Who is in the two bases, together: "shortlisted applicants". */
  readonly denominator: string
}

/** The ratio, and the four-fifths figures of the focus group against the other, which are never shown without it. */
export interface Likelihood extends RelativeLikelihood {
  /** A refusal where the other group's count is nought. */
  readonly fourFifths: FourFifths | NoFigure
  /** How many more of the focus group it would have been at equal rates; negative for fewer. */
  readonly peopleAtEqualRates: number
}

/**
 * A relative likelihood as a finding: recruitment stages, discipline, grievance, training, promotion, leaving.
 * Errors: as `relativeLikelihood`.
 */
export function likelihoodFinding({ first, second, focus, focusName, happened, denominator, definition, source }: LikelihoodAsked): Finding<Likelihood> | NoFigure {
  const value = relativeLikelihood(first.share, second.share)
  if (isRefused(value)) return value
  const [ours, theirs] = focus === 'first' ? [first.share, second.share] : [second.share, first.share]
  const peopleAtEqualRates = (ours.base * theirs.count) / theirs.base - ours.count
  const excludes = (one: Share, other: Share): boolean => {
    const again = relativeLikelihood(one, other)
    return isRefused(again) || again.interval === null ? differs(one, other) : again.interval.low > 1 || again.interval.high < 1
  }
  return gradeAlone({
    value: { ...value, fourFifths: fourFifths(ours, theirs), peopleAtEqualRates }, interval: value.interval,
    base: first.share.base + second.share.base, denominator, method: 'Relative likelihood with log interval; Fisher’s exact test', definition, source,
    test: testOfShares(ours, theirs, excludes), evidence: null,
    sentence: {
      headline: headlineOf(value, first, second, happened),
      meaning: Math.round(peopleAtEqualRates) === 0 ? say`At equal rates it would have been about as many ${focusName}.`
        : say`At equal rates about ${reckoned('peopleAtEqualRates', peopleAtEqualRates)} ${peopleAtEqualRates > 0 ? 'more' : 'fewer'} ${focusName} would have been ${happened}.`,
      certainty: [],
      notMeaning: say`It does not by itself show why.`,
      nextQuestion: say`What happens at this step, and who decides?`,
      method: together(
        say`The range is the 95% log interval of the ratio. The staff and applicants are all there, so it shows what chance could do, not a sampling error.`,
        aroundFourFifths(value.ratio)),
      plain: ['headline', 'meaning', 'certainty', 'notMeaning'],
    },
  })
}

function headlineOf({ ratio, interval }: RelativeLikelihood, first: LikelihoodAsked['first'], second: LikelihoodAsked['second'], happened: string): Words {
  return interval === null
    ? say`${capital(first.name)}: none of the ${people('firstBase', first.share.base)} were ${happened}. Of ${second.name}, ${people('secondCount', second.share.count)} of ${people('secondBase', second.share.base)} were.`
    : say`${first.name} were ${said('ratio', ratio)} times as likely to be ${happened} as ${second.name} (95% range ${said('low', interval.low)} to ${said('high', interval.high)}).`
}

function aroundFourFifths(value: number): Words {
  return say`Ratios from 0.80 to 1.25 are commonly treated as not adverse; this one is ${value >= 0.8 && value <= 1.25 ? 'inside' : 'outside'} that band. The band is a prompt to look, and no legal test.`
}
