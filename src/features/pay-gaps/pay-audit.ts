import { isRefused } from '#duty/refused.ts'
import { adjustedPayGapFinding, type PaidPerson } from '#statistics/adjusted-pay-gap.ts'
import { equalPayAudit, type AuditedGroup, type WorkGroup } from '#statistics/equal-pay-audit.ts'
import type { NoFigure } from '#statistics/figure.ts'
import { gradeMixFinding } from '#statistics/grade-mix.ts'
import { oaxacaBlinder } from '#statistics/oaxaca-blinder.ts'
import { absolute, compare, dividedBy, fraction, minus, nought, rounded, sum, times, toNumber, type Rational } from '#statistics/rational.ts'
import { inWords } from '#statistics/sentence.ts'
import type { Employee } from './employee.ts'
import { groupOfFive } from './ethnic-groups.ts'
import type { ElementClass } from './pay-elements.ts'
import { keep, type KeptFraction } from './statutory.ts'

/**
 * The equal pay audit: are people who do equal work paid alike? Work groups are those of the extract (job evaluation or
 * like work), or the grades where it has none. Differences of 5 % or more, or recurring ones of 3 % or more, merit a look
 * (Equality and Human Rights Commission). A flag is a prompt to look, and no finding that anybody is paid unequally.
 */
export const auditComparisons = [
  { id: 'sex', name: 'Women and men', comparatorName: 'men', groupName: 'women', sideOf: (each: Employee) => (each.sex === 'male' ? 'comparator' : each.sex === 'female' ? 'group' : null) },
  { id: 'ethnicity', name: 'Ethnicity', comparatorName: 'White people', groupName: 'people of all other ethnic groups together', sideOf: (each: Employee) => { const five = groupOfFive(each.groups['ethnic group'] ?? ''); return five === null ? null : five === 'White' ? 'comparator' : 'group' } },
  { id: 'disability', name: 'Disability', comparatorName: 'people who are not disabled', groupName: 'disabled people', sideOf: (each: Employee) => (each.groups.disability === 'not disabled' ? 'comparator' : each.groups.disability === 'disabled' ? 'group' : null) },
  { id: 'hours', name: 'Hours', comparatorName: 'people who work full time', groupName: 'people who work part time', sideOf: (each: Employee) => (each.groups['working pattern'] === 'full time' ? 'comparator' : each.groups['working pattern'] === 'part time' ? 'group' : null) },
] as const satisfies readonly { readonly id: string; readonly name: string; readonly comparatorName: string; readonly groupName: string; readonly sideOf: (each: Employee) => 'comparator' | 'group' | null }[]
export type AuditId = (typeof auditComparisons)[number]['id']

/** The fewest people on a side, for those who audit. */
const fewest = 2

/** A pattern is this many groups with at least 3 % less in one direction, and this share of the groups that are large enough. */
export const patternRule = { groups: 3, share: 0.5 }

export interface AuditedWork {
  readonly name: string
  readonly people: readonly [comparator: number, group: number]
  readonly basic: Flagged
  readonly total: Flagged
  /** What both sides are paid for an hour on average, by kind of pay: where a difference comes from. */
  readonly elements: readonly { readonly class: ElementClass; readonly comparator: KeptFraction; readonly group: KeptFraction }[]
  /** Average years of service; null where the extract does not say. */
  readonly service: readonly [comparator: string, group: string] | null
}
interface Flagged { readonly flag: AuditedGroup['flag']; readonly mean: string | null; readonly median: string | null }

export interface HeldAudit {
  readonly id: AuditId
  readonly groups: readonly AuditedWork[]
  /** In how many groups the group is paid at least 3 % less, in how many the comparator is, and how many are large enough. */
  readonly recurring: { readonly againstGroup: number; readonly againstComparator: number; readonly of: number }
}

export interface Audit {
  readonly workGroups: 'work group' | 'grade' | null
  readonly comparisons: readonly HeldAudit[]
  readonly gradeMix: { readonly headline: string; readonly notMeaning: string; readonly method: string; readonly composition: string; readonly within: string; readonly byGrade: readonly { readonly name: string; readonly composition: string; readonly within: string }[] } | NoFigure | null
  readonly adjusted: { readonly headline: string; readonly notMeaning: string; readonly method: string; readonly gap: string; readonly low: string; readonly high: string; readonly coefficients: readonly { readonly name: string; readonly value: number; readonly error: number; readonly robustError: number | null }[] } | NoFigure | null
  readonly oaxaca: object | null
}

export function auditOf(employees: readonly Employee[], source: string): Audit {
  const paid = employees.filter((each) => each.standing === 'full pay' && each.hourly !== null && each.sex !== null)
  const by = paid.some((each) => each.groups['work group'] !== undefined) ? 'work group' : paid.some((each) => each.groups.grade !== undefined) ? 'grade' : null
  if (by === null) return { workGroups: null, comparisons: [], gradeMix: null, adjusted: null, oaxaca: null }
  const byGroup = new Map<string, Employee[]>()
  for (const each of paid) { const name = each.groups[by] ?? 'Not recorded'; const held = byGroup.get(name); if (held) held.push(each); else byGroup.set(name, [each]) }
  const named = [...byGroup].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  return {
    workGroups: by, gradeMix: gradeMixOf(named, source), ...modelled(paid, by, source),
    comparisons: auditComparisons.flatMap(({ id, sideOf }): readonly HeldAudit[] => {
      const groups = named.map(([name, people]) => auditGroup(name, people, sideOf))
      if (groups.every((each) => each.people[0] === 0 || each.people[1] === 0)) return []
      const large = groups.filter((each) => each.total.mean !== null)
      const atLeast = (sign: 1 | -1): number => large.filter((each) => sign * Number(each.total.mean) >= 3).length
      return [{ id, groups, recurring: { againstGroup: atLeast(1), againstComparator: atLeast(-1), of: large.length } }]
    }),
  }
}

/** Do differences in one direction recur? Three groups, and half of those that are large enough: the body's rule, stated on the page. */
export function patternIn({ recurring: { againstGroup, againstComparator, of } }: HeldAudit): 'group' | 'comparator' | null {
  const isPattern = (groups: number): boolean => groups >= patternRule.groups && groups >= patternRule.share * of
  return isPattern(againstGroup) ? 'group' : isPattern(againstComparator) ? 'comparator' : null
}

function auditGroup(name: string, people: readonly Employee[], sideOf: (each: Employee) => 'comparator' | 'group' | null): AuditedWork {
  const sides = { comparator: people.filter((each) => sideOf(each) === 'comparator'), group: people.filter((each) => sideOf(each) === 'group') }
  const flagged = (amount: (each: Employee) => Rational): Flagged => {
    const [audited] = equalPayAudit([{ name, comparator: sides.comparator.map(amount), group: sides.group.map(amount) }], fewest).groups
    const shown = (gap: Rational | NoFigure | undefined): string | null => (gap === undefined || isRefused(gap) ? null : exactText(gap))
    return { flag: audited?.flag ?? 'too few', mean: shown(audited?.meanGap), median: shown(audited?.medianGap) }
  }
  const classes = [...new Set(people.flatMap((each) => Object.keys(each.parts) as ElementClass[]))]
  const mean = (side: readonly Employee[], part: ElementClass): KeptFraction => keep(side.length === 0 ? nought : dividedBy(sum(side.map((each) => each.parts[part] ?? nought)), fraction(side.length)))
  const service = (side: readonly Employee[]): string => { const known = side.flatMap((each) => each.service ?? []); return known.length === 0 ? '' : (known.reduce((a, b) => a + b, 0) / known.length).toFixed(1) }
  const enough = sides.comparator.length >= fewest && sides.group.length >= fewest
  return {
    name, people: [sides.comparator.length, sides.group.length], basic: flagged((each) => each.parts.basic ?? each.hourly ?? nought), total: flagged((each) => each.hourly ?? nought),
    elements: enough ? classes.map((each) => ({ class: each, comparator: mean(sides.comparator, each), group: mean(sides.group, each) })) : [],
    service: enough && people.some((each) => each.service !== null) ? [service(sides.comparator), service(sides.group)] : null,
  }
}

/** Flags rest on the exact figure, so that 4.96 is not 5: what is kept has four decimals, rounded towards nought where they would make a flag. */
function exactText(gap: Rational): string {
  const text = rounded(gap, 4)
  return [3, 5].some((limit) => compare(absolute(gap), fraction(limit)) < 0 && Math.abs(Number(text)) >= limit) ? rounded(minus(gap, gap.over < 0n ? fraction(-1, 10_000) : fraction(1, 10_000)), 4) : text
}

function gradeMixOf(named: readonly (readonly [string, readonly Employee[]])[], source: string): Audit['gradeMix'] {
  const grades: readonly WorkGroup[] = named.map(([name, people]) => ({ name, comparator: people.filter((each) => each.sex === 'male').map((each) => each.hourly ?? nought), group: people.filter((each) => each.sex === 'female').map((each) => each.hourly ?? nought) }))
  const finding = gradeMixFinding({ grades, comparatorName: 'men', groupName: 'women', definition: 'Mean hourly pay by grade', source })
  if (isRefused(finding)) return finding
  const { value, sentence } = finding
  return {
    headline: inWords(sentence.headline), notMeaning: inWords(sentence.notMeaning), method: inWords(sentence.method), composition: rounded(value.compositionPercent, 2), within: rounded(value.withinPercent, 2),
    byGrade: value.byGrade.map((part) => ({ name: part.name, composition: rounded(percentOf(part.composition, value.comparatorMean), 2), within: rounded(percentOf(part.within, value.comparatorMean), 2) })),
  }
}

const percentOf = (part: Rational, whole: Rational): Rational => times(fraction(100), dividedBy(part, whole))

/** The models that analysts see beside it: both need hours and service, and neither says what is fair. */
function modelled(paid: readonly Employee[], by: 'work group' | 'grade', source: string): Pick<Audit, 'adjusted' | 'oaxaca'> {
  const people = paid.flatMap((each): readonly PaidPerson[] => (each.hourly === null || each.hourly.over <= 0n || each.service === null || each.groups['working pattern'] === undefined ? [] : [{
    isWoman: each.sex === 'female', isPartTime: each.groups['working pattern'] === 'part time', grade: each.groups[by] ?? 'Not recorded', tenure: each.service, hourly: toNumber(each.hourly),
  }]))
  if (people.length === 0) return { adjusted: null, oaxaca: null }
  const finding = adjustedPayGapFinding({ people, definition: 'Hourly pay of everybody on full pay', source })
  const split = oaxacaBlinder(people)
  return {
    oaxaca: isRefused(split) ? { none: split.refused } : { ...split, menCoefficients: Object.fromEntries(split.menCoefficients), womenCoefficients: Object.fromEntries(split.womenCoefficients) },
    adjusted: isRefused(finding) ? finding : {
      headline: inWords(finding.sentence.headline), notMeaning: inWords(finding.sentence.notMeaning), method: inWords(finding.sentence.method), gap: finding.value.gap.toFixed(2), low: finding.value.interval.low.toFixed(2), high: finding.value.interval.high.toFixed(2),
      coefficients: finding.value.coefficients,
    },
  }
}

/** Why a difference may be there: the causes that audits find. */
export const causes = ['Starting pay', 'Progression point', 'Length of service', 'Allowances', 'Market supplement', 'Pay protection', 'Working pattern', 'Bonus', 'Posts in the group are not equal work', 'Not found yet'] as const

/** Why there is a difference in a work group, as somebody found: with a material factor and what shows it, or without. */
export interface AuditCause {
  readonly payroll: string
  readonly comparison: string
  readonly workGroup: string
  readonly cause: string
  readonly materialFactor: string
  readonly evidence: string
  readonly justified: boolean
  readonly action: string | null
  readonly by: string
  readonly at: Temporal.Instant
  readonly version: number
}
