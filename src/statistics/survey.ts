import { isRefused } from '#duty/refused.ts'
import { newcombe } from './difference-of-proportions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { Interval, NoFigure, Share } from './figure.ts'
import { mannWhitneyOfCounts } from './mann-whitney.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { testOfShares } from './likelihood-test.ts'
import { decimalsFor, percent, real, realPercent, say, smallestBaseForPercentage, together, tooFewForPercentage } from './sentence.ts'
import type { Words } from './sentence.ts'

export interface TopTwo {
  /** Of those who answered, the part that chose one of the two best answers. */
  readonly first: number
  readonly second: number
  /** first - second, from -1 to 1. */
  readonly difference: number
  /** Newcombe's, of the difference. */
  readonly interval: Interval
  /** The chance that somebody of the first group answers more positively than somebody of the second, ties halved. */
  readonly probabilityOfSuperiority: number
  /** Mann-Whitney, over the whole scale; null when everybody gave one answer. */
  readonly p: number | null
}

/**
 * Two groups' answers on a scale from worst to best, people who did not answer left out: the share of the two best
 * answers, and how the whole scales compare. Errors: `no-data` when a group is empty; `undefined` for different scales.
 */
export function topTwoBoxes(first: readonly number[], second: readonly number[], confidence = 0.95): TopTwo | NoFigure {
  const fault = faultInCounts([...first, ...second])
  if (fault) return fault
  if (first.length < 3 || first.length !== second.length) return noFigure('undefined', 'Both groups need the same scale, of at least three answers.')
  const [difference, scales] = [newcombe(topTwoOf(first), topTwoOf(second), confidence), mannWhitneyOfCounts(first, second)]
  if (isRefused(difference)) return difference
  if (isRefused(scales)) return scales
  return {
    first: difference.first,
    second: difference.second,
    difference: difference.difference,
    interval: { low: difference.low, high: difference.high, confidence },
    probabilityOfSuperiority: scales.probabilityOfSuperiority,
    p: scales.p,
  }
}

export function topTwoOf(answers: readonly number[]): Share {
  const total = (some: readonly number[]): number => some.reduce((sum, count) => sum + count, 0)
  return { count: total(answers.slice(-2)), base: total(answers) }
}

export interface SurveyAsked extends About {
  /** Answers counted from the worst to the best, and how many were asked, where that is known. */
  readonly first: { readonly name: string; readonly answers: readonly number[]; readonly asked?: number }
  readonly second: { readonly name: string; readonly answers: readonly number[]; readonly asked?: number }
  /** What the two best answers say: "would recommend the council". */
  readonly agree: string
}

/**
 * A question of a survey for two groups, as a finding. Errors: as `topTwoBoxes`; `too-few` below 20 answers on a side (10 would do for
 * the survey, but below 20 no percentage is given).
 */
export function surveyFinding({ first, second, agree, definition, source }: SurveyAsked): Finding<TopTwo> | NoFigure {
  const value = topTwoBoxes(first.answers, second.answers)
  if (isRefused(value)) return value
  const [ours, theirs] = [topTwoOf(first.answers), topTwoOf(second.answers)]
  const smallest = Math.min(ours.base, theirs.base)
  if (smallest < smallestBaseForPercentage) return noFigure('too-few', tooFewForPercentage)
  const decimals = decimalsFor(smallest)
  return gradeAlone({
    value, interval: value.interval, base: ours.base + theirs.base, denominator: 'people who answered the question', method: 'Difference of shares with Newcombe’s 95% interval; Fisher’s exact test', definition, source,
    test: testOfShares(ours, theirs), evidence: null,
    sentence: {
      headline: say`${percent('first', ours.count, ours.base, decimals)} of ${first.name} ${agree}, compared with ${percent('second', theirs.count, theirs.base, decimals)} of ${second.name}: ${pointsApart(value, decimals)}.`,
      meaning: say`The probability that a randomly chosen one of ${first.name} answers more positively than one of ${second.name} is ${realPercent('probabilityOfSuperiority', 100 * value.probabilityOfSuperiority, 0)}.`,
      certainty: [],
      notMeaning: together(say`People who did not answer may think otherwise.`, responseRates(first, second)),
      nextQuestion: say`What lies behind the answers, and have we asked those who gave them?`,
      method: say`The share is of the two best answers among those who answered; the range is Newcombe’s.`,
      plain: ['headline'],
    },
  })
}

function pointsApart({ difference, interval }: TopTwo, decimals: number): Words {
  const [low, high] = [100 * interval.low, 100 * interval.high]
  const direction = (value: number): string => (value < 0 ? 'lower' : 'higher')
  const points = (figure: string, value: number): ReturnType<typeof real> => real(figure, Math.abs(value), decimals)
  const range = low < 0 !== high < 0 ? say`range ${points('low', low)} lower to ${points('high', high)} higher`
    : difference < 0 ? say`range ${points('high', high)} to ${points('low', low)} lower`
    : say`range ${points('low', low)} to ${points('high', high)} higher`
  return Number((100 * difference).toFixed(decimals)) === 0 ? say`no difference (${range})` : say`${points('difference', 100 * difference)} points ${direction(difference)} (${range})`
}

function responseRates(...groups: readonly SurveyAsked['first'][]): Words {
  return together(...groups.flatMap(({ name, answers, asked }) => {
    const answered = topTwoOf(answers).base
    return asked === undefined || asked < answered || asked < smallestBaseForPercentage ? [] : [say`${percent('response', answered, asked, 0)} of the ${name} who were asked answered.`]
  }))
}
