import { rounded, times, fraction, type Rational } from '#statistics/rational.ts'
import { reasons, type Reason } from './employee.ts'
import { reportingYear, type Payroll, type Understanding } from './payroll.ts'
import type { Results } from './results.ts'
import { given, type KeptFraction, type Reported, type SixFigures } from './statutory.ts'

/**
 * All that lies between the extract and the figures, without a row about anybody: whoever computes the figures again can
 * compare every step. Fractions are exact; the decimals beside them are for the eye.
 */
export function workingsOf(payroll: Payroll, results: Results, program: string): object {
  return {
    'what this is': 'Every number on the way from the payroll extract to the published figures. A fraction is exact; its decimals are rounded for reading.',
    program, 'reporting year': reportingYear(payroll.snapshot), regime: payroll.regime, snapshot: payroll.snapshot.toString(), extract: { file: payroll.fileName, sha256: payroll.sha256 },
    'how the extract was understood': payroll.understanding === null ? null : understood(payroll.understanding),
    'who counts': Object.entries(results.counts).map(([reason, count]) => ({ reason: reasons[reason as Reason].words, counts: reasons[reason as Reason].standing, ...count })),
    figures: 'refused' in results.gender ? { none: results.gender.refused } : figures(results.gender),
  }
}

function understood({ columns, words, elements, choices }: Understanding): object {
  return { columns, words, 'kinds of pay': elements, choices }
}

function figures({ people, mean, median, quarters, ties, bonus, reported, range }: SixFigures): object {
  const [men, women] = people.fullPay
  const averages = (side: SixFigures['bonus']['comparator']): object | null => (side === null ? null : { people: side.people, mean: shown(side.mean), median: shown(side.median) })
  return {
    hourly: {
      men: { people: men, sum: shown(summed(mean.comparator, men)), mean: shown(mean.comparator), median: shown(median.comparator), 'median is the rate of': middles(men) },
      women: { people: women, sum: shown(summed(mean.group, women)), mean: shown(mean.group), median: shown(median.group), 'median is the rate of': middles(women) },
      'mean gap': shown(mean.gap), 'median gap': shown(median.gap), 'range of the mean gap (95%)': range,
    },
    quarters: quarters.map(({ name, comparator, group }) => ({ quarter: name, people: comparator + group, men: comparator, women: group })),
    'rates that lie in more than one quarter': ties.map(({ rate, comparator, group, seats, placed }) => ({ rate: shown(rate), men: comparator, women: group, 'places, lower to upper': seats, 'men placed': placed })),
    bonus: { 'relevant men': people.relevant[0], 'relevant women': people.relevant[1], 'men paid': people.paidBonus[0], 'women paid': people.paidBonus[1], men: averages(bonus.comparator), women: averages(bonus.group), 'mean gap': shown(bonus.meanGap), 'median gap': shown(bonus.medianGap) },
    'as reported': reported,
  }
}

const summed = (mean: KeptFraction, people: number): KeptFraction => { const { over, under } = times(given(mean), fraction(people)); return `${over}/${under}` }
const middles = (people: number): string => (people % 2 === 1 ? `person ${(people + 1) / 2} in order` : `halfway between persons ${people / 2} and ${people / 2 + 1} in order`)

function shown(kept: KeptFraction | null): object | null {
  if (kept === null) return null
  const value: Rational = given(kept)
  return { exactly: kept, decimals: rounded(value, 9) }
}

/** Reported figures as one line, in the order of the service’s file. */
export function spelt({ meanGap, medianGap, meanBonusGap, medianBonusGap, comparatorBonus, groupBonus, quarters }: Reported): string {
  return [meanGap, medianGap, meanBonusGap, medianBonusGap, comparatorBonus, groupBonus, ...quarters.flatMap(({ comparator, group }) => [comparator, group])].map((figure) => (figure === '' ? 'none' : figure)).join(', ')
}

/** Do the figures of a repeated count say the same as those on record? The differences, in words; empty when every digit agrees. */
export function differences(recorded: SixFigures, again: SixFigures): readonly string[] {
  const rows: readonly (readonly [string, string, string])[] = [
    ['mean gap', recorded.mean.gap, again.mean.gap], ['median gap', recorded.median.gap, again.median.gap], ['people on full pay', recorded.people.fullPay.join(' and '), again.people.fullPay.join(' and ')],
    ['relevant people', recorded.people.relevant.join(' and '), again.people.relevant.join(' and ')], ['mean bonus gap', recorded.bonus.meanGap ?? 'none', again.bonus.meanGap ?? 'none'], ['median bonus gap', recorded.bonus.medianGap ?? 'none', again.bonus.medianGap ?? 'none'],
    ...recorded.quarters.map((quarter, place): readonly [string, string, string] => [`${quarter.name} quarter`, `${quarter.comparator} and ${quarter.group}`, `${again.quarters[place]?.comparator ?? 0} and ${again.quarters[place]?.group ?? 0}`]),
    ['figures as reported', spelt(recorded.reported), spelt(again.reported)],
  ]
  return rows.filter(([, was, is]) => was !== is).map(([name, was, is]) => `The ${name} was ${was} and is now ${is}.`)
}
