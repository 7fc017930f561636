import { isRefused } from '#duty/refused.ts'
import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { averagesOf, gapBetween } from './pay-gap.ts'
import { absolute, compare, fraction } from './rational.ts'
import type { Rational } from './rational.ts'
import type { About, Finding } from './finding.ts'
import { exactPercent, say, together } from './sentence.ts'
import type { Words } from './sentence.ts'

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

export interface AuditAsked extends About {
  readonly groups: readonly WorkGroup[]
  readonly minimum: number
  /** "women", "men". */
  readonly groupName: string
  readonly comparatorName: string
}

/** The audit as a finding, the largest differences first. It applies a rule to everybody's pay and has no grade. Errors: `no-data` without groups; `too-few` when all are too small. */
export function auditFinding({ groups, minimum, groupName, comparatorName, definition, source }: AuditAsked): Finding<EqualPayAudit> | NoFigure {
  if (groups.length === 0) return noFigure('no-data', 'There are no work groups.')
  const value = equalPayAudit(groups, minimum)
  const shown = value.groups.flatMap(({ name, flag, meanGap }) => (isRefused(meanGap) ? [] : [{ name, flag, meanGap }]))
  if (shown.length === 0) return noFigure('too-few', `Every work group has fewer than ${minimum} people on one of the sides.`)
  const flagged = shown.filter(({ flag }) => flag === 'investigate' || flag === 'watch').sort((a, b) => compare(absolute(b.meanGap), absolute(a.meanGap)))
  const said = flagged.map(({ name, flag, meanGap }): Words => say`In ${name} ${groupName}’s average pay is ${exactPercent(`meanGap ${name}`, absolute(meanGap))} ${meanGap.over > 0n ? 'lower' : 'higher'}: ${flag}.`)
  const pattern = value.patternAgainstGroup ? say`Three or more groups show at least 3% less for ${groupName}: a pattern to look into.`
    : value.patternAgainstComparator ? say`Three or more groups show at least 3% less for ${comparatorName}: a pattern to look into.` : []
  return {
    value, interval: null, base: groups.reduce((total, { comparator, group }) => total + comparator.length + group.length, 0), denominator: `${comparatorName} and ${groupName} in the work groups`,
    method: 'Equal pay audit: 5%, or recurring 3%, of mean pay', definition, source, test: null, evidence: null,
    sentence: {
      headline: said.length === 0 ? say`No work group shows a difference of 3% or more.` : together(...said),
      meaning: pattern,
      certainty: [],
      notMeaning: say`A difference is a prompt to look. It is not a finding that anybody is paid unequally for equal work.`,
      nextQuestion: say`Is there a reason for each difference that has nothing to do with who people are?`,
      method: say`Mean pay in each group of people who do equal work, compared on the exact figure. Groups with fewer than ${String(minimum)} people on a side are left out.`,
      plain: ['headline', 'meaning'],
    },
  }
}
