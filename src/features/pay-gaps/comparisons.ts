import type { CellName } from '#disclosure/count.ts'
import { policies } from '#disclosure/policy.ts'
import type { Release } from '#disclosure/release.ts'
import type { NoFigure } from '#statistics/figure.ts'
import { quarterNames, quarterSizes } from '#statistics/pay-quarters.ts'
import { toNumber } from '#statistics/rational.ts'
import type { Employee } from './employee.ts'
import { fiveGroups, groupOfFive, nineteenGroups, whiteBritish } from './ethnic-groups.ts'
import { sidesOf, sixFigures, type SixFigures } from './statutory.ts'

/**
 * By which method people are compared, as dated values. None of these is law yet for ethnicity and disability: the
 * government has said that it will be, by the same measures. Last checked 22 November 2026.
 */
export const methods = {
  'ethnicity proposed 2026': {
    name: 'Ethnicity, as the government proposes', edition: 'Government response CP 1542, 25 March 2026', minimum: 10,
    says: 'White people, White minorities among them, compared with all other ethnic groups together; and the five groups of the Census where each has at least 10 people.',
  },
  'ethnicity guidance 2023': {
    name: 'Ethnicity, as the guidance advises', edition: 'Ethnicity pay reporting: guidance for employers, 17 April 2023', minimum: 50,
    says: 'Each ethnic group compared with White British people, in groups of at least 50 for figures that are published.',
  },
  'disability proposed 2026': {
    name: 'Disability', edition: 'Government response CP 1542, 25 March 2026', minimum: 10,
    says: 'People who say that they are disabled compared with people who say that they are not, by the definition of the Equality Act 2010, where each side has at least 10 people.',
  },
  'part time': { name: 'Part time and full time', edition: 'The body’s own', minimum: 10, says: 'People who work part time compared with people who work full time.' },
  'women and men within': { name: 'Women and men within groups', edition: 'The body’s own', minimum: 10, says: 'Women compared with men in the same department, grade, working pattern or ethnic group.' },
} as const
export type Method = keyof typeof methods

/** The fewest people on a side for which a gap is told to anybody but the analyst. */
export const leastFor = (method: Method): number => Math.max(methods[method].minimum, policies.public.payMinimum)

/** One side of a comparison: people with a name of their own, who are one cell of the release that protects them. */
interface Side { readonly name: string; readonly cell: CellName; readonly bonus: CellName | null; readonly leaves: readonly string[]; has(employee: Employee): boolean }

interface Comparison { readonly id: string; readonly method: Method; readonly title: string; readonly comparator: Side; readonly group: Side }

/** What a comparison found, exactly. Restricted: what may be seen of it is for the gate to say. */
export interface HeldComparison {
  readonly id: string
  readonly method: Method
  readonly title: string
  readonly comparatorName: string
  readonly groupName: string
  readonly cells: readonly [comparator: CellName, group: CellName]
  readonly leaves: readonly [comparator: readonly string[], group: readonly string[]]
  readonly people: readonly [comparator: number, group: number]
  /** Those of them on full pay who were paid a bonus, as cells of the release; null where bonus is not told of this. */
  readonly bonusCells: readonly [comparator: CellName, group: CellName] | null
  /** All who were paid one, on full pay or not. */
  readonly paidBonus: readonly [comparator: number, group: number]
  readonly six: SixFigures | NoFigure
}

/** People of a characteristic, for the shares beside the comparisons. */
export interface HeldShares { readonly method: Method; readonly table: string; readonly dimension: string; readonly categories: readonly { readonly name: string; readonly label: string }[]; readonly noAnswers: readonly { readonly name: string; readonly label: string }[] }

export interface NotOnFullPay { readonly dimension: string; readonly columns: readonly string[]; readonly counts: readonly (readonly number[])[] }

export interface HeldComparisons {
  readonly comparisons: readonly HeldComparison[]
  readonly shares: readonly HeldShares[]
  readonly release: Omit<Release, 'threshold'>
  /** For each dimension, how many people employed here are not on full pay: by sex where the release has it by sex. Never released. */
  readonly rest: readonly NotOnFullPay[]
}

/** The fewest people on a side for which anything is worked out at all: what an analyst may look at. */
const fewestToLookAt = 5

const quarterDimension = 'pay quarter'
const bonusDimension = 'bonus'
const [paidABonus, notPaid] = ['paid a bonus', 'not paid a bonus']
const others = 'All other ethnic groups together'
const noAnswer = 'No answer'

/**
 * Everybody on full pay by ethnic group, disability, working pattern, department and grade: the counts that protect them, and every
 * comparison that a method asks for. A characteristic that the extract does not have gives nothing.
 */
export function compareGroups(employees: readonly Employee[], source: string): HeldComparisons {
  const paid = employees.filter((each) => each.standing === 'full pay' && each.hourly !== null && each.sex !== null)
  const onPay = new Set(paid)
  const away = employees.filter((each) => each.standing !== 'left out' && each.sex !== null && !onPay.has(each))
  const quarterOf = quartersByRank(paid)
  const has = (group: 'ethnic group' | 'disability' | 'working pattern' | 'department' | 'grade'): boolean => paid.some((each) => each.groups[group] !== undefined)
  const dimensions: Record<string, readonly string[]> = { sex: ['female', 'male'], [quarterDimension]: ['lower', 'lower middle', 'upper middle', 'upper'], [bonusDimension]: [paidABonus, notPaid] }
  const parents: Record<string, Readonly<Record<string, string>>> = {}
  const tables: Release['tables'][number][] = []
  const comparisons: Comparison[] = []
  const shares: HeldShares[] = []
  const rest: NotOnFullPay[] = []
  const count = (by: readonly [string, (each: Employee) => string], and: readonly [string, (each: Employee) => string]): void => {
    const [rows, columns] = [dimensions[by[0]] ?? [], dimensions[and[0]] ?? []]
    const counted = (people: readonly Employee[], places: readonly string[], placeOf: (each: Employee) => string): number[][] => {
      const cells = rows.map(() => places.map(() => 0))
      for (const each of people) { const row = cells[rows.indexOf(by[1](each))]; const column = places.indexOf(placeOf(each)); if (row && column >= 0) row[column] = (row[column] ?? 0) + 1 }
      return cells
    }
    const id = `${by[0]} by ${and[0]}`
    tables.push({ id, by: [by[0], and[0]], counts: counted(paid, columns, and[1]) })
    if (and[0] === 'sex') rest.push({ dimension: by[0], columns, counts: counted(away, columns, and[1]) })
    else if (by[0] === 'disability' && and[0] === quarterDimension) rest.push({ dimension: by[0], columns: ['everybody'], counts: counted(away, ['everybody'], () => 'everybody') })
  }
  const sexOf = (each: Employee): string => each.sex ?? ''
  const quarterOfPerson = (each: Employee): string => quarterOf.get(each.place) ?? ''
  // Bonus is counted of the same people as pay. Counted of all employees, it would give away by subtraction who is on leave.
  const hasBonus = paid.some((each) => each.bonus !== null)
  const countBonus = (by: string, of: (each: Employee) => string): void => { if (hasBonus) count([by, of], [bonusDimension, (each) => (each.bonus === null ? notPaid : paidABonus)]) }
  const bonusCell = (dimension: string, node: string): CellName | null => (hasBonus ? { table: `${dimension} by ${bonusDimension}`, cell: { [dimension]: node, [bonusDimension]: paidABonus } } : null)

  if (has('ethnic group')) {
    const of = (each: Employee): string => each.groups['ethnic group'] ?? 'not declared'
    const met = new Set(paid.map(of))
    const leaves = [...nineteenGroups.filter((each) => met.has(each)), ...fiveGroups.filter((each) => met.has(each)).map((each) => `${each}, not said further`), 'prefer not to say', 'not declared']
    const leafOf = (each: Employee): string => (fiveGroups.some((five) => five === of(each)) ? `${of(each)}, not said further` : of(each))
    const fiveOfLeaf = (leaf: string): string => groupOfFive(leaf.replace(', not said further', '')) ?? noAnswer
    dimensions['ethnic group'] = leaves
    const met5 = fiveGroups.filter((five) => leaves.some((leaf) => fiveOfLeaf(leaf) === five))
    parents['ethnic group'] = { ...Object.fromEntries(leaves.map((leaf) => [leaf, fiveOfLeaf(leaf)])), ...Object.fromEntries(met5.filter((five) => five !== 'White').map((five) => [five, others])) }
    count(['ethnic group', leafOf], [quarterDimension, quarterOfPerson])
    count(['ethnic group', leafOf], ['sex', sexOf])
    countBonus('ethnic group', leafOf)
    const side = (name: string, isIn: (leaf: string) => boolean, node = name): Side => ({ name: peopleOf(name), cell: { table: `ethnic group by ${quarterDimension}`, cell: { 'ethnic group': node, [quarterDimension]: '*' } }, bonus: bonusCell('ethnic group', node), leaves: leaves.filter(isIn), has: (each) => isIn(leafOf(each)) })
    const five = (name: string): Side => side(name, (leaf) => fiveOfLeaf(leaf) === name)
    comparisons.push({ id: 'ethnicity: binary', method: 'ethnicity proposed 2026', title: 'All other ethnic groups together', comparator: five('White'), group: side(others, (leaf) => !['White', noAnswer].includes(fiveOfLeaf(leaf))) })
    for (const name of met5.filter((each) => each !== 'White')) comparisons.push({ id: `ethnicity: five: ${name}`, method: 'ethnicity proposed 2026', title: name, comparator: five('White'), group: five(name) })
    for (const name of nineteenGroups.filter((each) => met.has(each) && each !== whiteBritish)) {
      const leaf = (wanted: string, named: string): Side => side(named, (each) => each === wanted, wanted)
      comparisons.push({ id: `ethnicity: nineteen: ${name}`, method: 'ethnicity guidance 2023', title: name, comparator: leaf(whiteBritish, 'White British'), group: leaf(name, name) })
    }
    for (const name of met5) comparisons.push(withinSex('ethnic group', name, (each) => fiveOfLeaf(leafOf(each)) === name))
    shares.push({ method: 'ethnicity proposed 2026', table: `ethnic group by ${quarterDimension}`, dimension: 'ethnic group', categories: met5.map((name) => ({ name, label: name })), noAnswers: [{ name: 'prefer not to say', label: 'Prefer not to say' }, { name: 'not declared', label: 'Not declared' }] })
  }
  if (has('disability')) {
    const of = (each: Employee): string => each.groups.disability ?? 'not declared'
    dimensions['disability'] = ['disabled', 'not disabled', 'prefer not to say', 'not declared']
    count(['disability', of], [quarterDimension, quarterOfPerson])
    countBonus('disability', of)
    const side = (name: string, leaf: string): Side => ({ name, cell: { table: `disability by ${quarterDimension}`, cell: { disability: leaf, [quarterDimension]: '*' } }, bonus: bonusCell('disability', leaf), leaves: [leaf], has: (each) => of(each) === leaf })
    comparisons.push({ id: 'disability', method: 'disability proposed 2026', title: 'Disabled people', comparator: side('people who are not disabled', 'not disabled'), group: side('disabled people', 'disabled') })
    shares.push({ method: 'disability proposed 2026', table: `disability by ${quarterDimension}`, dimension: 'disability', categories: [{ name: 'disabled', label: 'Disabled' }, { name: 'not disabled', label: 'Not disabled' }], noAnswers: [{ name: 'prefer not to say', label: 'Prefer not to say' }, { name: 'not declared', label: 'Not declared' }] })
  }
  if (has('working pattern')) {
    const of = (each: Employee): string => each.groups['working pattern'] ?? 'not recorded'
    dimensions['working pattern'] = ['full time', 'part time', 'not recorded']
    count(['working pattern', of], ['sex', sexOf])
    countBonus('working pattern', of)
    const side = (name: string, leaf: string): Side => ({ name, cell: { table: 'working pattern by sex', cell: { 'working pattern': leaf, sex: '*' } }, bonus: bonusCell('working pattern', leaf), leaves: [leaf], has: (each) => of(each) === leaf })
    comparisons.push({ id: 'working pattern', method: 'part time', title: 'People who work part time', comparator: side('people who work full time', 'full time'), group: side('people who work part time', 'part time') })
    for (const name of ['full time', 'part time']) comparisons.push(withinSex('working pattern', name, (each) => of(each) === name))
  }
  for (const dimension of ['department', 'grade'] as const) {
    if (!has(dimension)) continue
    const of = (each: Employee): string => each.groups[dimension] ?? 'Not recorded'
    const met = [...new Set(paid.map(of))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).slice(0, 60)
    dimensions[dimension] = met
    count([dimension, of], ['sex', sexOf])
    for (const name of met) comparisons.push(withinSex(dimension, name, (each) => of(each) === name))
  }
  if (!hasBonus) delete dimensions[bonusDimension]
  return {
    release: { schema: 'release/1', dimensions, ...(Object.keys(parents).length > 0 ? { parents } : {}), tables }, shares, rest,
    comparisons: comparisons.map(({ id, method, title, comparator, group }) => {
      const sides = sidesOf(employees, (each) => (each.sex === null ? null : group.has(each) ? 'group' : comparator.has(each) ? 'comparator' : null))
      const six = sixFigures(sides, { comparatorName: comparator.name, groupName: group.name, minimum: fewestToLookAt, definition: `${group.name} compared with ${comparator.name}`, source })
      const people = (side: 'comparator' | 'group'): number => sides.rates.reduce((sum, each) => sum + each[side], 0)
      return { id, method, title, comparatorName: comparator.name, groupName: group.name, cells: [comparator.cell, group.cell], leaves: [comparator.leaves, group.leaves], people: [people('comparator'), people('group')], bonusCells: comparator.bonus === null || group.bonus === null ? null : [comparator.bonus, group.bonus], paidBonus: [sides.bonuses.comparator.length, sides.bonuses.group.length], six }
    }),
  }
}

/** The group as it stands in a sentence. */
export function peopleOf(group: string): string {
  const named: Readonly<Record<string, string>> = { [others]: 'people of all other ethnic groups together', 'Mixed or multiple': 'people of mixed or multiple ethnic groups', Other: 'people of other ethnic groups', 'Any other ethnic group': 'people of any other ethnic group' }
  return named[group] ?? (/^(Any other .*) background$/.test(group) ? `people of ${group.charAt(0).toLowerCase()}${group.slice(1)}` : /White and/.test(group) ? `people of mixed ethnic group, ${group}` : `${group} people`)
}

function withinSex(dimension: string, category: string, isIn: (each: Employee) => boolean): Comparison {
  const side = (name: string, sex: 'female' | 'male'): Side => ({ name, cell: { table: `${dimension} by sex`, cell: { [dimension]: category, sex } }, bonus: null, leaves: [], has: (each) => isIn(each) && each.sex === sex })
  return { id: `${dimension}: ${category}`, method: 'women and men within', title: category, comparator: side('men', 'male'), group: side('women', 'female') }
}

/** The quarter of each person in order of pay; people on one rate who lie on both sides of a border stand in the order of the extract. */
function quartersByRank(paid: readonly Employee[]): ReadonlyMap<number, string> {
  const ranked = paid.map((each) => ({ place: each.place, near: each.hourly === null ? 0 : toNumber(each.hourly) })).sort((a, b) => a.near - b.near || a.place - b.place)
  let end = 0
  const ends = quarterSizes(ranked.length).map((size) => (end += size))
  return new Map(ranked.map(({ place }, rank) => [place, quarterNames[ends.findIndex((each) => rank < each)] ?? 'upper']))
}
