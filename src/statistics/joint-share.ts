import { newcombe } from './difference-of-proportions.ts'
import type { DifferenceOfProportions } from './difference-of-proportions.ts'
import { faultInShares, noFigure } from './figure.ts'
import type { NoFigure, Share } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { testOfShares } from './likelihood-test.ts'
import { wilson } from './proportion.ts'
import { people, percent, realPercent, reckoned, say, smallestBaseForPercentage, tooFewForPercentage } from './sentence.ts'

/** Of those who are of one group and said something of a second question: how many are of a group of that one, beside everybody else who answered both. */
export interface JointShareAsked extends About {
  /** "employees who are Asian". */
  readonly group: string
  readonly share: Share
  /** Everybody else who answered both questions: "other employees". */
  readonly others: string
  readonly otherShare: Share
  /** "female". */
  readonly are: string
}

export interface JointShare extends DifferenceOfProportions {
  /** How many more of the group it would be at the others’ share; negative for fewer. */
  readonly peopleAtEqualShares: number
}

/**
 * A share of two questions together as a finding, with Wilson’s interval. Errors: `no-data` when a base is nought; `too-few` below a base of 20 on either side.
 */
export function jointShareFinding({ group, share, others, otherShare, are, definition, source }: JointShareAsked): Finding<JointShare> | NoFigure {
  const fault = faultInShares(share, otherShare)
  if (fault) return fault
  if (Math.min(share.base, otherShare.base) < smallestBaseForPercentage) return noFigure('too-few', tooFewForPercentage)
  const [apart, interval] = [newcombe(share, otherShare), wilson(share)]
  if (isRefused(apart)) return apart
  if (isRefused(interval)) return interval
  const peopleAtEqualShares = (share.base * otherShare.count) / otherShare.base - share.count
  return gradeAlone({
    value: { ...apart, peopleAtEqualShares }, interval, base: share.base, denominator: `${group} and answered both questions`, method: 'Wilson 95% interval; Fisher’s exact test', definition, source,
    test: testOfShares(share, otherShare), evidence: null,
    sentence: {
      headline: say`Of the ${people('base', share.base)} ${group} and answered both questions, ${percent('share', share.count, share.base)} are ${are} (95% range ${realPercent('low', 100 * interval.low, share.base < 200 ? 0 : 1)} to ${realPercent('high', 100 * interval.high, share.base < 200 ? 0 : 1)}), compared with ${percent('otherShare', otherShare.count, otherShare.base)} of ${others}.`,
      meaning: Math.round(peopleAtEqualShares) === 0 ? say`At an equal share it would be about as many.` : say`At an equal share about ${reckoned('peopleAtEqualShares', peopleAtEqualShares)} ${peopleAtEqualShares > 0 ? 'more' : 'fewer'} of them would be ${are}.`,
      certainty: [],
      notMeaning: say`It does not by itself show why.`,
      nextQuestion: say`Is it so in each department, and at which step does it begin: applying, being appointed, or staying?`,
      method: say`The share is of those who answered both questions. The 95% range is Wilson’s; the people are all there, so it shows how far chance could move the figure, not a sampling error.`,
      plain: ['headline', 'certainty', 'notMeaning'],
    },
  })
}
