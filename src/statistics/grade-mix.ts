import { isRefused } from '#duty/refused.ts'
import type { WorkGroup } from './equal-pay-audit.ts'
import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { averagesOf } from './pay-gap.ts'
import { dividedBy, fraction, isNought, minus, nought, plus, sum, times } from './rational.ts'
import type { Rational } from './rational.ts'

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
