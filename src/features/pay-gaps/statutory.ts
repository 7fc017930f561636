import { isRefused } from '#duty/refused.ts'
import type { NoFigure } from '#statistics/figure.ts'
import { certaintyOf } from '#statistics/finding.ts'
import { averagesOf, type AtRate, type Averages, type Bonuses } from '#statistics/pay-gap.ts'
import { percentagesThatAddUp, quarterNames } from '#statistics/pay-quarters.ts'
import { compare, findDecimal, fraction, rounded, toNumber, type Rational } from '#statistics/rational.ts'
import { inWords } from '#statistics/sentence.ts'
import { sixMeasuresFinding } from '#statistics/six-measures.ts'
import type { Employee } from './employee.ts'

/** People of two sides, as the six measures want them: rates of those on full pay, bonuses of all relevant employees. */
export interface Sides { readonly rates: readonly AtRate[]; readonly bonuses: Bonuses }

/** Puts employees on two sides. What `sideOf` does not place is left out: the caller says elsewhere who that is. */
export function sidesOf(employees: readonly Employee[], sideOf: (employee: Employee) => 'comparator' | 'group' | null): Sides {
  const rates = new Map<string, { rate: Rational; comparator: number; group: number }>()
  const bonuses: { comparator: Rational[]; group: Rational[] } = { comparator: [], group: [] }
  const relevant = { comparator: 0, group: 0 }
  for (const employee of employees) {
    const side = employee.standing === 'left out' ? null : sideOf(employee)
    if (side === null) continue
    relevant[side] += 1
    if (employee.bonus !== null) bonuses[side].push(employee.bonus)
    if (employee.standing !== 'full pay' || employee.hourly === null) continue
    const key = `${employee.hourly.over}/${employee.hourly.under}`
    const at = rates.get(key)
    if (at) at[side] += 1
    else rates.set(key, { rate: employee.hourly, comparator: side === 'comparator' ? 1 : 0, group: side === 'group' ? 1 : 0 })
  }
  return { rates: [...rates.values()], bonuses: { ...bonuses, relevantComparator: relevant.comparator, relevantGroup: relevant.group } }
}

/** The same of people who were counted already: so many with one rate and one bonus. */
export function sidesOfCounted(rows: readonly { readonly isGroup: boolean; readonly fullPay: boolean; readonly hourly: KeptFraction | null; readonly bonus: KeptFraction | null; readonly people: number }[]): Sides {
  const rates = new Map<KeptFraction, { rate: Rational; comparator: number; group: number }>()
  const bonuses: { comparator: Rational[]; group: Rational[] } = { comparator: [], group: [] }
  const relevant = { comparator: 0, group: 0 }
  for (const { isGroup, fullPay, hourly, bonus, people } of rows) {
    const side = isGroup ? 'group' : 'comparator'
    relevant[side] += people
    if (bonus !== null) bonuses[side].push(...Array.from({ length: people }, () => given(bonus)))
    if (!fullPay || hourly === null) continue
    const at = rates.get(hourly) ?? { rate: given(hourly), comparator: 0, group: 0 }
    at[side] += people
    rates.set(hourly, at)
  }
  return { rates: [...rates.values()], bonuses: { ...bonuses, relevantComparator: relevant.comparator, relevantGroup: relevant.group } }
}

/** A fraction as it is kept: "9001/540". */
export type KeptFraction = string
export const keep = ({ over, under }: Rational): KeptFraction => `${over}/${under}`
export function given(kept: KeptFraction): Rational {
  const [over = '0', under = '1'] = kept.split('/')
  return fraction(BigInt(over), BigInt(under))
}

/** All that an independent re-computation of the six measures can be compared with, step by step: exact numbers, and the figures as they are reported. */
export interface SixFigures {
  readonly comparatorName: string
  readonly groupName: string
  readonly people: { readonly fullPay: readonly [comparator: number, group: number]; readonly relevant: readonly [comparator: number, group: number]; readonly paidBonus: readonly [comparator: number, group: number] }
  readonly mean: { readonly comparator: KeptFraction; readonly group: KeptFraction; readonly gap: KeptFraction }
  readonly median: { readonly comparator: KeptFraction; readonly group: KeptFraction; readonly gap: KeptFraction }
  readonly range: { readonly low: number; readonly high: number } | null
  readonly certainty: string
  readonly quarters: readonly { readonly name: string; readonly comparator: number; readonly group: number }[]
  readonly ties: readonly { readonly rate: KeptFraction; readonly comparator: number; readonly group: number; readonly seats: readonly number[]; readonly placed: readonly number[] }[]
  readonly bonus: { readonly comparator: KeptAverages | null; readonly group: KeptAverages | null; readonly meanGap: KeptFraction | null; readonly medianGap: KeptFraction | null }
  readonly reported: Reported
  readonly sentences: { readonly headline: string; readonly meaning: string; readonly notMeaning: string; readonly method: string }
}

interface KeptAverages { readonly people: number; readonly mean: KeptFraction; readonly median: KeptFraction }

/** The figures as they go out: one decimal, half away from nought; blank where there is none. Percentages of men and women add up to exactly 100. */
export interface Reported {
  readonly meanGap: string
  readonly medianGap: string
  readonly meanBonusGap: string
  readonly medianBonusGap: string
  readonly comparatorBonus: string
  readonly groupBonus: string
  /** Lower to upper; null where the body may leave the quarters out. */
  readonly quarters: readonly { readonly comparator: string; readonly group: string }[]
}

/**
 * The six measures of two sides, with what lies between the rows and the figures. `minimum` is the fewest people on a side: 1 for
 * the statutory gender figures.
 * Errors: those of `sixMeasuresFinding`.
 */
export function sixFigures({ rates, bonuses }: Sides, about: { readonly comparatorName: string; readonly groupName: string; readonly minimum: number; readonly definition: string; readonly source: string }): SixFigures | NoFigure {
  const finding = sixMeasuresFinding({ rates, bonuses, ...about })
  if (isRefused(finding)) return finding
  const { pay, quarters, meanRange, bonus } = finding.value
  const { comparator, group, meanGap, medianGap } = pay
  if (isRefused(comparator)) return comparator
  if (isRefused(group)) return group
  if (isRefused(meanGap)) return meanGap
  if (isRefused(medianGap)) return medianGap
  const [paidComparator, paidGroup] = [averagesOf(bonuses.comparator, about.minimum), averagesOf(bonuses.group, about.minimum)]
  const bonusGaps = bonus === null || isRefused(bonus) ? null : bonus
  const keptOf = (averages: Averages | NoFigure): KeptAverages | null => (isRefused(averages) ? null : { people: averages.people, mean: keep(averages.mean), median: keep(averages.median) })
  const orNull = (figure: Rational | NoFigure | undefined): KeptFraction | null => (figure === undefined || isRefused(figure) ? null : keep(figure))
  return {
    comparatorName: about.comparatorName, groupName: about.groupName,
    people: { fullPay: [comparator.people, group.people], relevant: [bonuses.relevantComparator, bonuses.relevantGroup], paidBonus: [bonuses.comparator.length, bonuses.group.length] },
    mean: { comparator: keep(comparator.mean), group: keep(group.mean), gap: keep(meanGap) },
    median: { comparator: keep(comparator.median), group: keep(group.median), gap: keep(medianGap) },
    range: isRefused(meanRange) ? null : { low: meanRange.low, high: meanRange.high },
    certainty: finding.evidence === null ? '' : certaintyOf[finding.evidence],
    quarters: quarters.quarters.map(({ name, comparator: of, group: to }) => ({ name, comparator: of, group: to })),
    ties: quarters.tieBlocks.map(({ rate, comparator: of, group: to, seats, comparatorPlaced }) => ({ rate: keep(rate), comparator: of, group: to, seats, placed: comparatorPlaced })),
    bonus: { comparator: keptOf(paidComparator), group: keptOf(paidGroup), meanGap: orNull(bonusGaps?.meanGap), medianGap: orNull(bonusGaps?.medianGap) },
    reported: {
      meanGap: rounded(meanGap, 1), medianGap: rounded(medianGap, 1),
      ...reportedBonus(bonuses, bonusGaps === null || isRefused(bonusGaps.meanGap) ? null : bonusGaps.meanGap, bonusGaps === null || isRefused(bonusGaps.medianGap) ? null : bonusGaps.medianGap),
      quarters: quarters.quarters.map((quarter) => { const shares = percentagesThatAddUp(quarter); return isRefused(shares) ? { comparator: '', group: '' } : shares }),
    },
    sentences: { headline: inWords(finding.sentence.headline), meaning: inWords(finding.sentence.meaning), notMeaning: inWords(finding.sentence.notMeaning), method: inWords(finding.sentence.method) },
  }
}

/** No man paid a bonus: both gaps blank. Men paid and no woman: 100, as the government's service has it. */
function reportedBonus({ comparator, group, relevantComparator, relevantGroup }: Bonuses, mean: Rational | null, median: Rational | null): Pick<Reported, 'meanBonusGap' | 'medianBonusGap' | 'comparatorBonus' | 'groupBonus'> {
  const share = (paid: number, of: number): string => (of === 0 ? '' : rounded(fraction(100n * BigInt(paid), BigInt(of)), 1))
  const gap = (figure: Rational | null): string => (comparator.length === 0 ? '' : group.length === 0 ? '100.0' : figure === null ? '' : rounded(figure, 1))
  return { meanBonusGap: gap(mean), medianBonusGap: gap(median), comparatorBonus: share(comparator.length, relevantComparator), groupBonus: share(group.length, relevantGroup) }
}

/** The statutory gender figures: men are the comparator, and no group is too small to count. */
export function genderFigures(employees: readonly Employee[], source: string): SixFigures | NoFigure {
  return sixFigures(sidesOf(employees, ({ sex }) => (sex === 'male' ? 'comparator' : sex === 'female' ? 'group' : null)), {
    comparatorName: 'men', groupName: 'women', minimum: 1, definition: 'Relevant employees on the snapshot day, by sex', source,
  })
}

/**
 * The rules by which the government's service refuses figures, asked here first. Empty: it will take them.
 * Source: the gender pay gap service, June 2026; facts read, no code copied.
 */
export function whatTheServiceRefuses(reported: Reported): readonly string[] {
  const said: string[] = []
  const number = (text: string): Rational | null => (/^-?\d+(\.\d)?$/.test(text) ? findDecimal(text) : null)
  const within = (text: string, least: number, most: number): boolean => { const value = number(text); return value !== null && compare(value, fraction(least)) >= 0 && compare(value, fraction(most)) <= 0 }
  for (const [name, text] of [['The mean gap', reported.meanGap], ['The median gap', reported.medianGap]] as const) if (!within(text, -999_999_999, 100)) said.push(`${name} in hourly pay must be a number of at most 100 with at most one decimal place`)
  for (const [name, text] of [['men', reported.comparatorBonus], ['women', reported.groupBonus]] as const) if (!within(text, 0, 100)) said.push(`The percentage of ${name} who were paid a bonus must be between 0 and 100`)
  const gaps = [reported.meanBonusGap, reported.medianBonusGap]
  const [menPaid, womenPaid] = [number(reported.comparatorBonus), number(reported.groupBonus)]
  if (menPaid !== null && menPaid.over === 0n && gaps.some((gap) => gap !== '')) said.push('Where no man was paid a bonus, both bonus gaps must be left blank')
  if (menPaid !== null && menPaid.over > 0n && gaps.includes('')) said.push('Where a man was paid a bonus, both bonus gaps must be given')
  if (gaps.some((gap) => gap !== '' && number(gap) === null)) said.push('The bonus gaps must have at most one decimal place')
  if (womenPaid !== null && womenPaid.over > 0n && gaps.some((gap) => { const value = number(gap); return value !== null && compare(value, fraction(100)) > 0 })) said.push('Where a woman was paid a bonus, the bonus gaps must not be above 100')
  for (const [place, quarter] of reported.quarters.entries()) {
    const [of, to] = [number(quarter.comparator), number(quarter.group)]
    if (of === null || to === null || !within(quarter.comparator, 0, 100) || !within(quarter.group, 0, 100)) said.push(`The ${quarterNames[place] ?? ''} quarter must have percentages between 0 and 100`)
    else if (compare(fraction(of.over * to.under + to.over * of.under, of.under * to.under), fraction(100)) !== 0) said.push(`The ${quarterNames[place] ?? ''} quarter’s two percentages must add up to 100`)
  }
  return said
}

/** Cells of the six measures that fewer than ten people stand in: the figures are still published, and somebody should know. */
export function smallCells({ people, quarters }: Pick<SixFigures, 'people' | 'quarters' | 'comparatorName' | 'groupName'>): readonly string[] {
  const said: string[] = []
  const few = (count: number): boolean => count > 0 && count < 10
  if (people.fullPay.some(few)) said.push('one side of the hourly figures')
  if (people.paidBonus.some(few)) said.push('people who were paid a bonus')
  for (const quarter of quarters) if (few(quarter.comparator) || few(quarter.group)) said.push(`the ${quarter.name} quarter`)
  return said
}

/** The figure as a decimal number for a picture. */
export const near = (kept: KeptFraction): number => toNumber(given(kept))

