import type { Counts, Release } from './release.ts'
import { randomNumbers } from './suppress.ts'

/** The workforce of a council that does not exist, for tests and for `bench/disclosure.ts`: people with categories, and tables of them. */
export type Employee = Readonly<Record<string, string>>

const weighted = {
  'religion': { 'Christian': 43, 'No religion': 27, 'Not declared': 23, 'Hindu': 2.2, 'Muslim': 1.6, 'Sikh': 0.9, 'Other religion': 1.4, 'Buddhist': 0.12, 'Jewish': 0.06 },
  'sex': { Female: 73, Male: 27 },
  'disability': { 'Not disabled': 68, 'Not declared': 27, 'Disabled': 5 },
  'orientation': { 'Heterosexual': 52, 'Not declared': 45, 'Gay or lesbian': 1.4, 'Bisexual': 0.8, 'Other': 0.3 },
  'band': { '16 to 24': 6, '25 to 34': 17, '35 to 44': 23, '45 to 54': 31, '55 to 64': 20, '65 and over': 3 },
} as const

const ethnic: Readonly<Record<string, readonly [parent: string, weight: number]>> = {
  'White British': ['White', 78], 'White Irish': ['White', 0.8], 'Gypsy or Irish Traveller': ['White', 0.08], 'Roma': ['White', 0.04], 'Other White': ['White', 3],
  'White and Black Caribbean': ['Mixed', 0.6], 'White and Black African': ['Mixed', 0.2], 'White and Asian': ['Mixed', 0.5], 'Other Mixed': ['Mixed', 0.4],
  'Indian': ['Asian', 6], 'Pakistani': ['Asian', 0.9], 'Bangladeshi': ['Asian', 0.5], 'Chinese': ['Asian', 0.3], 'Other Asian': ['Asian', 0.9],
  'African': ['Black', 1.2], 'Caribbean': ['Black', 0.9], 'Other Black': ['Black', 0.2], 'Arab': ['Other', 0.15], 'Any other': ['Other', 0.4], 'Ethnicity not declared': ['Ethnicity not declared', 4],
}

export function ethnicParents(): Record<string, string> {
  return Object.fromEntries(Object.entries(ethnic).map(([group, [parent]]) => [group, parent]).filter(([group, parent]) => group !== parent))
}

/** How big each department is next to the others. */
const departments = { 'Adult Care': 24, 'Children': 30, 'Highways': 13, 'Libraries': 9, 'Resources': 11, 'Public Health': 3, 'Waste': 4, 'Law': 3, 'Planning': 2, 'Chief Executive': 1 } as const

/** @param teams how many teams; each belongs to one department */
export function employees(count: number, seed: number, { teams = 32 }: { readonly teams?: number } = {}): Employee[] {
  const random = randomNumbers(seed)
  const teamNames = teamsOf(teams)
  const teamWeights = new Map(teamNames.map(({ team }, at) => [team, 1 / (1 + at * 0.15)]))
  return Array.from({ length: count }, () => employee(random, teamNames, teamWeights))
}

function employee(random: () => number, teams: readonly { team: string, department: string }[], teamWeights: ReadonlyMap<string, number>): Employee {
  const department = pick(departments, random)
  const inDepartment = teams.filter((each) => each.department === department)
  return {
    department,
    'team': pick(Object.fromEntries(inDepartment.map(({ team }) => [team, teamWeights.get(team) ?? 1])), random),
    'ethnic group': pick(Object.fromEntries(Object.entries(ethnic).map(([group, [, weight]]) => [group, weight])), random),
    'grade': `Grade ${1 + Math.min(15, Math.floor(16 * random() ** 1.6))}`,
    ...Object.fromEntries(Object.entries(weighted).map(([name, weights]) => [name, pick(weights, random)])),
  }
}

function teamsOf(count: number): { team: string, department: string }[] {
  const names = Object.keys(departments)
  return Array.from({ length: count }, (_, at) => ({ department: names[at % names.length] ?? '', team: `${names[at % names.length]} team ${1 + Math.floor(at / names.length)}` }))
}

export function teamParents(count: number): Record<string, string> {
  return Object.fromEntries(teamsOf(count).map(({ team, department }) => [team, department]))
}

function pick(weights: Readonly<Record<string, number>>, random: () => number): string {
  const entries = Object.entries(weights)
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [name, weight] of entries) if ((left -= weight) < 0) return name
  return entries.at(-1)?.[0] ?? ''
}

export const categories: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(weighted).map(([name, weights]) => [name, Object.keys(weights)])),
  'ethnic group': Object.keys(ethnic),
  'department': Object.keys(departments),
  'grade': Array.from({ length: 16 }, (_, at) => `Grade ${at + 1}`),
}

/** Counts of people by dimensions, nested in their order. */
export function tabulate(people: readonly Employee[], by: readonly string[], dimensions: Readonly<Record<string, readonly string[]>>): Counts {
  const sizes = by.map((name) => dimensions[name]?.length ?? 0)
  const flat: number[] = Array.from({ length: sizes.reduce((product, size) => product * size, 1) }, () => 0)
  const places = by.map((name) => new Map(dimensions[name]?.map((category, at) => [category, at])))
  for (const person of people) {
    const at = by.reduce((sum, name, position) => sum * (sizes[position] ?? 0) + (places[position]?.get(person[name] ?? '') ?? 0), 0)
    flat[at] = (flat[at] ?? 0) + 1
  }
  const nest = (depth: number, from: number): Counts => (depth === by.length ? flat[from] ?? 0 : Array.from({ length: sizes[depth] ?? 0 }, (_, at) => nest(depth + 1, from * (sizes[depth] ?? 0) + at)))
  return nest(0, 0)
}

export interface Wanted {
  readonly threshold?: number
  readonly tables: readonly (readonly string[])[]
  readonly teams?: number
  readonly hierarchies?: boolean
}

/** A release of these people: one table for each list of dimensions. */
export function releaseOf(people: readonly Employee[], { threshold = 5, tables, teams = 32, hierarchies = false }: Wanted): Release {
  const all: Readonly<Record<string, readonly string[]>> = { ...categories, team: Object.keys(teamParents(teams)) }
  const used = [...new Set(tables.flat())]
  const parents = { ...(used.includes('ethnic group') ? { 'ethnic group': ethnicParents() } : {}), ...(used.includes('team') ? { team: teamParents(teams) } : {}) }
  return {
    schema: 'release/1', threshold, dimensions: Object.fromEntries(used.map((name) => [name, all[name] ?? []])),
    ...(hierarchies ? { parents } : {}),
    tables: tables.map((by, at) => ({ id: `t${at + 1}`, by, counts: tabulate(people, by, all) })),
  }
}

/** A quarter goes by: some leave, some join; nobody changes category. */
export function nextQuarter(people: readonly Employee[], seed: number, turnover = 0.04, options: { readonly teams?: number } = {}): { readonly now: Employee[], readonly starters: Employee[], readonly leavers: Employee[] } {
  const random = randomNumbers(seed)
  const leavers: Employee[] = []
  const stayers = people.filter((person) => {
    if (random() >= turnover) return true
    leavers.push(person)
    return false
  })
  const starters = employees(Math.round(people.length * turnover), seed ^ 0x1234567, options)
  return { now: [...stayers, ...starters], starters, leavers }
}
