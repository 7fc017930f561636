import { isRefused } from '#duty/refused.ts'
import type { WorkGroup } from './equal-pay-audit.ts'
import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { averagesOf } from './pay-gap.ts'
import { absolute, compare, dividedBy, fraction, isNought, minus, nought, plus, sum, times } from './rational.ts'
import type { Rational } from './rational.ts'
import type { About, Finding } from './finding.ts'
import { pounds, say } from './sentence.ts'
import type { Words } from './sentence.ts'

export interface GradePart {
  readonly name: string
  /** The part of the gap that is due to different shares in this grade, in pounds. */
  readonly composition: Rational
  /** The part that is due to different pay inside it. */
  readonly within: Rational
}

export interface GradeMix {
  readonly comparatorMean: Rational
  readonly groupMean: Rational
  /** comparatorMean - groupMean, in pounds; composition + within is exactly this. */
  readonly gap: Rational
  readonly composition: Rational
  readonly within: Rational
  /** The same two as percent of the comparator's mean. */
  readonly compositionPercent: Rational
  readonly withinPercent: Rational
  readonly byGrade: readonly GradePart[]
}

/**
 * Is the mean gap one of grades, or one inside grades? An exact split (Kitagawa 1955), without a model: a
 * grade that one side is absent from counts as if that side were paid there as the other is.
 * Errors: `no-data` when a side is empty; `undefined` when the comparator's mean is nought.
 */
export function kitagawa(grades: readonly WorkGroup[]): GradeMix | NoFigure {
  const [comparator, group] = [averagesOf(grades.flatMap((grade) => grade.comparator)), averagesOf(grades.flatMap((grade) => grade.group))]
  if (isRefused(comparator)) return comparator
  if (isRefused(group)) return group
  if (isNought(comparator.mean)) return noFigure('undefined', 'The pay to compare with is nought, so a gap cannot be worked out.')

  const byGrade = grades.filter((grade) => grade.comparator.length + grade.group.length > 0).map((grade): GradePart => {
    const [comparatorShare, groupShare] = [fraction(grade.comparator.length, comparator.people), fraction(grade.group.length, group.people)]
    const [comparatorMean, groupMean] = meansOf(grade)
    return {
      name: grade.name,
      composition: times(minus(comparatorShare, groupShare), half(plus(comparatorMean, groupMean))),
      within: times(minus(comparatorMean, groupMean), half(plus(comparatorShare, groupShare))),
    }
  })
  const [composition, within] = [sum(byGrade.map((part) => part.composition)), sum(byGrade.map((part) => part.within))]
  const percentOfMean = (part: Rational): Rational => times(fraction(100), dividedBy(part, comparator.mean))
  return {
    comparatorMean: comparator.mean,
    groupMean: group.mean,
    gap: minus(comparator.mean, group.mean),
    composition,
    within,
    compositionPercent: percentOfMean(composition),
    withinPercent: percentOfMean(within),
    byGrade,
  }
}

function meansOf({ comparator, group }: WorkGroup): readonly [Rational, Rational] {
  const [of, to] = [meanOf(comparator), meanOf(group)]
  return [of ?? to ?? nought, to ?? of ?? nought]
}

const meanOf = (amounts: readonly Rational[]): Rational | null => (amounts.length === 0 ? null : dividedBy(sum(amounts), fraction(amounts.length)))
const half = (value: Rational): Rational => dividedBy(value, fraction(2))

export interface GradeMixAsked extends About {
  readonly grades: readonly WorkGroup[]
  /** "men", "women". */
  readonly comparatorName: string
  readonly groupName: string
}

/** The split of the mean gap as a finding. It is arithmetic on everybody's pay and has no grade. Errors: as `kitagawa`. */
export function gradeMixFinding({ grades, comparatorName, groupName, definition, source }: GradeMixAsked): Finding<GradeMix> | NoFigure {
  const value = kitagawa(grades)
  if (isRefused(value)) return value
  const people = grades.reduce((total, { comparator, group }) => total + comparator.length + group.length, 0)
  return {
    value, interval: null, base: people, denominator: `${comparatorName} and ${groupName} on full pay`, method: 'Grade-mix split of the mean gap (Kitagawa)', definition, source, test: null, evidence: null,
    sentence: {
      headline: headlineOf(value, comparatorName, groupName),
      meaning: [],
      certainty: [],
      notMeaning: say`This is not the same as unequal pay for the same job. How people come into grades is a question of its own.`,
      nextQuestion: compare(absolute(value.composition), absolute(value.within)) > 0 ? say`How do people come into the higher grades?` : say`What makes pay differ inside the same grade?`,
      method: say`An exact split: the parts add up to the whole gap. Where a grade has only one of the groups, the other counts as paid alike there.`,
      plain: ['headline'],
    },
  }
}

function headlineOf({ gap, composition, within }: GradeMix, comparatorName: string, groupName: string): Words {
  if (isNought(gap)) return say`On average ${groupName} and ${comparatorName} are paid the same.`
  // Told from the side of whoever is paid less, so that "lower grades" and "less" are true as they stand.
  const [paidLess, sign] = gap.over > 0n ? [groupName, 1n] : [comparatorName, -1n]
  const [byGrade, inside] = [composition.over * sign, within.over * sign]
  const [mix, rest] = [pounds('composition', absolute(composition)), pounds('within', absolute(within))]
  if (byGrade >= 0n && inside >= 0n) return say`Of the ${pounds('gap', absolute(gap))} an hour gap, ${mix} is because more ${paidLess} are in lower grades and ${rest} is because of differences inside grades.`
  return byGrade < 0n
    ? say`The gap is ${pounds('gap', absolute(gap))} an hour: differences inside grades would make it ${rest}, and ${mix} of that is made up because more ${paidLess} are in higher grades.`
    : say`The gap is ${pounds('gap', absolute(gap))} an hour: more ${paidLess} being in lower grades would make it ${mix}, and ${rest} of that is made up because of differences inside grades.`
}
