import { isRefused } from '#duty/refused.ts'
import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding, Test } from './finding.ts'
import { bonusGap, payGap } from './pay-gap.ts'
import type { AtRate, BonusGap, Bonuses, PayGap } from './pay-gap.ts'
import { meanGapOfPaid } from './pay-gap-interval.ts'
import type { MeanGap, Paid } from './pay-gap-interval.ts'
import { payQuarters } from './pay-quarters.ts'
import type { PayQuarters } from './pay-quarters.ts'
import { inOrder, rounded, toNumber } from './rational.ts'
import type { Rational } from './rational.ts'
import { exactPercent, realPercent, say, together } from './sentence.ts'
import type { SaidFigure, Words } from './sentence.ts'

/** The six measures: mean and median gap, the same of bonuses, who is paid a bonus, and the pay quarters. */
export interface SixMeasures {
  readonly pay: PayGap
  readonly quarters: PayQuarters
  /** Null where no bonuses were given. */
  readonly bonus: BonusGap | NoFigure | null
  /** The range of the mean gap; a refusal where a side has fewer than two people. */
  readonly meanRange: MeanGap | NoFigure
}

export interface SixMeasuresAsked extends About {
  /** Full-pay relevant employees. */
  readonly rates: readonly AtRate[]
  /** All relevant employees. */
  readonly bonuses?: Bonuses
  /** "men", "women"; for another characteristic the comparator is always named. */
  readonly comparatorName: string
  readonly groupName: string
  /** The fewest people on a side: 1 for the statutory gender figures; 10 for ethnicity and disability until the law says a number. */
  readonly minimum: number
}

/**
 * The six measures as one finding, for sex or any other characteristic with two sides. Errors: `no-data` and `too-few` when
 * either side is empty or under the minimum; `too-few` below four people, who make no quarters; `undefined` when pay is nought.
 */
export function sixMeasuresFinding({ rates, bonuses, comparatorName, groupName, minimum, definition, source }: SixMeasuresAsked): Finding<SixMeasures> | NoFigure {
  const [pay, quarters] = [payGap(rates, minimum), payQuarters(rates)]
  if (isRefused(pay)) return pay
  if (isRefused(quarters)) return quarters
  if (isRefused(pay.meanGap)) return pay.meanGap
  if (isRefused(pay.medianGap)) return pay.medianGap
  const people = quarters.quarters.reduce((total, quarter) => total + quarter.people, 0)
  if (people < 4) return noFigure('too-few', 'There are fewer than four people, who make no pay quarters.')
  const range = meanRangeOf(rates)
  return gradeAlone({
    value: { pay, quarters, bonus: bonuses === undefined ? null : bonusGap(bonuses, minimum), meanRange: range },
    interval: isRefused(range) ? null : { low: range.low, high: range.high, confidence: range.confidence },
    base: people, denominator: `${comparatorName} and ${groupName} on full pay`, method: 'The six statutory measures, exact; 95% range of the mean gap by the delta method', definition, source,
    test: isRefused(range) ? null : testOf(rates, range), evidence: null,
    sentence: {
      headline: say`Typical (median) pay for ${groupName} is ${inThePound(pay.medianGap, comparatorName)}.`,
      meaning: together(meanSentence(pay.meanGap, comparatorName, groupName), isRefused(range) ? [] : say`If the same processes ran again, the mean gap could lie anywhere from ${realPercent('low', range.low)} to ${realPercent('high', range.high)}.`),
      certainty: [],
      notMeaning: say`This is not the same as unequal pay for the same job.`,
      nextQuestion: say`Is it that ${groupName} are in lower grades, or paid less in the same grade?`,
      method: say`Mean and median of the hourly pay of everybody on full pay; (${comparatorName} − ${groupName}) ÷ ${comparatorName}. The grade of certainty is for the mean gap.`,
      plain: ['headline', 'notMeaning'],
    },
  })
}

function inThePound(gap: Rational, comparatorName: string): Words {
  const pence = rounded(gap, 0).replace('-', '')
  if (gap.over === 0n) return say`the same as for ${comparatorName}`
  const size: SaidFigure = { figure: 'medianGap', text: pence === '0' ? 'less than a penny' : `${Number(pence).toLocaleString('en-GB')}p` }
  return say`${size} in the pound ${gap.over > 0n ? 'less' : 'more'} than for ${comparatorName}`
}

function meanSentence(gap: Rational, comparatorName: string, groupName: string): Words {
  return gap.over === 0n ? say`On average ${groupName} and ${comparatorName} are paid the same.`
    : say`Average (mean) pay for ${groupName} is ${exactPercent('meanGap', gap.over < 0n ? { over: -gap.over, under: gap.under } : gap)} ${gap.over > 0n ? 'less' : 'more'} than for ${comparatorName}.`
}

function meanRangeOf(rates: readonly AtRate[]): MeanGap | NoFigure {
  return meanGapOfPaid(sideOf(rates, 'comparator'), sideOf(rates, 'group'))
}

function sideOf(rates: readonly AtRate[], side: 'comparator' | 'group'): Paid[] {
  return rates.filter((each) => each[side] > 0).map((each) => ({ value: toNumber(each.rate), people: each[side] }))
}

/** One person is left out: the one of the two furthest out whose absence says most against the gap. */
function testOf(rates: readonly AtRate[], range: MeanGap): Test {
  const excludes = ({ low, high }: MeanGap): boolean => low > 0 || high < 0
  const ascending = inOrder(rates, ({ rate }) => rate)
  const sorted = range.gap > 0 ? ascending : ascending.toReversed()
  const without = [leaveOut(sorted, 'comparator', sorted.findLastIndex(({ comparator }) => comparator > 0)), leaveOut(sorted, 'group', sorted.findIndex(({ group }) => group > 0))]
  const moved = without.map(meanRangeOf).flatMap((each) => (isRefused(each) ? [] : [each])).sort((a, b) => (b.p ?? 0) - (a.p ?? 0))[0]
  const people = (side: 'comparator' | 'group'): number => rates.reduce((total, each) => total + each[side], 0)
  return {
    p: range.p, excludesNoDifference: excludes(range), smallestBase: Math.min(people('comparator'), people('group')),
    oneMoved: moved === undefined ? null : { p: moved.p, excludesNoDifference: excludes(moved) },
  }
}

function leaveOut(rates: readonly AtRate[], side: 'comparator' | 'group', place: number): readonly AtRate[] {
  return rates.map((each, index) => (index === place ? { ...each, [side]: each[side] - 1 } : each))
}
