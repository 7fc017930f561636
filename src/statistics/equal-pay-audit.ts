import { isRefused } from '#duty/refused.ts'
import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { averagesOf, gapBetween } from './pay-gap.ts'
import { absolute, compare, fraction } from './rational.ts'
import type { Rational } from './rational.ts'

/** People who do equal work: one grade, job evaluation band or like-work code. One amount a person. */
export interface WorkGroup {
  readonly name: string
  /** The comparator (men). */
  readonly comparator: readonly Rational[]
  /** The group (women). */
  readonly group: readonly Rational[]
}

export interface AuditedGroup {
  readonly name: string
  /** `investigate` from 5 %, `watch` from 3 % of the mean gap, in either direction, on the exact figure. */
  readonly flag: 'investigate' | 'watch' | 'none' | 'too few'
  /** Percent of the comparator's average; positive when the group is paid less. */
  readonly meanGap: Rational | NoFigure
  readonly medianGap: Rational | NoFigure
}

export interface EqualPayAudit {
  readonly groups: readonly AuditedGroup[]
  /** Three groups or more in which the group is paid at least 3 % less. Opposite directions do not add. */
  readonly patternAgainstGroup: boolean
  readonly patternAgainstComparator: boolean
}

/**
 * "Differences of 5 % or more, or any recurring differences of 3 % or more, merit further investigation" (Equality and
 * Human Rights Commission). Ask once for basic pay, once for allowances and once for the total. `minimum` of each side: 2 in
 * the restricted view, 10 to publish. A flag is a prompt to look, not a finding of unequal pay.
 * Errors: none of its own; a work group that is too small has the flag `too few` and no figures.
 */
export function equalPayAudit(groups: readonly WorkGroup[], minimum: number): EqualPayAudit {
  const audited = groups.map((group) => audit(group, Math.max(1, minimum)))
  return { groups: audited, patternAgainstGroup: isPattern(audited, 1), patternAgainstComparator: isPattern(audited, -1) }
}

function audit({ name, comparator, group }: WorkGroup, minimum: number): AuditedGroup {
  if (comparator.length < minimum || group.length < minimum) {
    const few = noFigure('too-few', `There are fewer than ${minimum} people on one of the sides.`)
    return { name, flag: 'too few', meanGap: few, medianGap: few }
  }
  const [of, to] = [averagesOf(comparator), averagesOf(group)]
  const meanGap = gapBetween(of, to, 'mean')
  return { name, flag: isRefused(meanGap) ? 'none' : flagOf(meanGap), meanGap, medianGap: gapBetween(of, to, 'median') }
}

function flagOf(gap: Rational): 'investigate' | 'watch' | 'none' {
  const size = absolute(gap)
  return compare(size, fraction(5)) >= 0 ? 'investigate' : compare(size, fraction(3)) >= 0 ? 'watch' : 'none'
}

function isPattern(groups: readonly AuditedGroup[], direction: 1 | -1): boolean {
  return groups.filter(({ meanGap }) => !isRefused(meanGap) && compare(meanGap, fraction(3 * direction)) * direction >= 0).length >= 3
}
