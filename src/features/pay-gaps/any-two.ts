import { peopleOf } from './comparisons.ts'
import type { Group } from './employee.ts'
import { ethnicGroups, fiveGroups, groupOfFive, nineteenGroups, whiteBritish } from './ethnic-groups.ts'

/**
 * Any two groups of people, as somebody asks for them: of one characteristic or of two at once (Black women), among everybody or among some
 * (in one department). What a group is called always says who is in it.
 */
export interface NamedGroup {
  /** In an address: "ethnic group: Indian". */
  readonly key: string
  readonly of: 'sex' | Group
  /** In a list, under its characteristic. */
  readonly label: string
  /** How it stands in a sentence, around "people", "women" or "men". */
  readonly noun?: string
  readonly before?: string
  readonly after?: string
  /** The words of the extract, understood, that people in it have. */
  readonly words: readonly string[]
  /** The key of the group around it that is compared where this one is too small; null where there is none. */
  readonly wider: string | null
}

/** How few people on a side may be compared, by whose rule. Last checked 22 November 2026. */
export const smallestGroups = [
  { people: 5, name: '5: to look at inside', source: 'Ethnicity pay reporting: guidance for employers, 17 April 2023, for figures that stay inside (5 to 20)' },
  { people: 10, name: '10: as the government proposes', source: 'Government response CP 1542, 25 March 2026; ten was proposed in the consultation' },
  { people: 50, name: '50: large enough to publish', source: 'Ethnicity pay reporting: guidance for employers, 17 April 2023, for figures that are published' },
] as const

export const characteristicNames: Readonly<Record<NamedGroup['of'], string>> = { sex: 'Sex', 'ethnic group': 'Ethnic group', disability: 'Disability', 'working pattern': 'Working pattern', department: 'Department', grade: 'Grade', 'work group': 'Equal work group' }

/** What no group holds: people who did not say are shown, and never compared. */
export const noAnswers: readonly string[] = ['prefer not to say', 'not declared', 'not recorded', 'Not recorded']

const allOthers = 'ethnic group: all other ethnic groups together'

/** The groups that an extract has, by what was counted of it. */
export function groupsIn(dimensions: Readonly<Record<string, readonly string[]>>, workGroups: readonly string[] = []): readonly NamedGroup[] {
  const met = (dimension: string): readonly string[] => (dimensions[dimension] ?? []).filter((each) => !noAnswers.includes(each))
  const worded = (name: string): Pick<NamedGroup, 'before' | 'after'> => { const said = peopleOf(name); return said.endsWith(' people') ? { before: said.slice(0, -' people'.length) } : { after: said.slice('people '.length) } }
  const leaves = met('ethnic group').map((each) => each.replace(', not said further', ''))
  const wordsOf = (isIn: (five: string) => boolean): readonly string[] => [...nineteenGroups, ...fiveGroups].filter((each) => isIn(groupOfFive(each) ?? ''))
  const fives = fiveGroups.filter((five) => leaves.some((each) => groupOfFive(each) === five))
  const others = fives.filter((five) => five !== 'White')
  return [
    { key: 'sex: women', of: 'sex', label: 'Women', noun: 'women', words: ['female'], wider: null }, { key: 'sex: men', of: 'sex', label: 'Men', noun: 'men', words: ['male'], wider: null },
    ...(others.length === 0 ? [] : [{ key: allOthers, of: 'ethnic group' as const, label: 'All ethnic groups but White, together', after: 'of all other ethnic groups together', words: wordsOf((five) => five !== 'White'), wider: null }]),
    ...fives.map((five): NamedGroup => ({ key: `ethnic group: ${five}`, of: 'ethnic group', label: five === 'White' ? 'White, White minorities among them' : `${five}, all together`, ...worded(five), words: wordsOf((each) => each === five), wider: five === 'White' ? null : allOthers })),
    ...ethnicGroups.flatMap(([five, groups]) => groups.filter((each) => leaves.includes(each)).map((each): NamedGroup => ({ key: `ethnic group: ${each}`, of: 'ethnic group', label: each, ...(each === whiteBritish ? { before: 'White British' } : worded(each)), words: [each], wider: `ethnic group: ${five}` }))),
    ...met('disability').map((each): NamedGroup => ({ key: `disability: ${each}`, of: 'disability', label: each === 'disabled' ? 'Disabled' : 'Not disabled', ...(each === 'disabled' ? { before: 'disabled' } : { after: 'who are not disabled' }), words: [each], wider: null })),
    ...met('working pattern').map((each): NamedGroup => ({ key: `working pattern: ${each}`, of: 'working pattern', label: each === 'part time' ? 'Part time' : 'Full time', after: `who work ${each}`, words: [each], wider: null })),
    ...([['department', met('department')], ['grade', met('grade')], ['work group', workGroups]] as const).flatMap(([of, names]) => names.map((each): NamedGroup => ({ key: `${of}: ${each}`, of, label: each, after: `in ${each}`, words: [each], wider: null }))),
  ]
}

/** One side: people who are in all of these groups. */
export type AskedSide = readonly NamedGroup[]

/** "Black women who work part time", "disabled people", "men": who is in the side, in a sentence. */
export function nameOfSide(side: AskedSide): string {
  const noun = side.find((each) => each.noun !== undefined)?.noun ?? 'people'
  return [...side.flatMap((each) => each.before ?? []), noun, ...side.flatMap((each) => each.after ?? [])].join(' ')
}

/** What cannot be asked, before anybody is counted. */
export function faultIn(who: AskedSide, compared: AskedSide, among: NamedGroup | null): { readonly refused: string } | null {
  if (who.length === 0 || compared.length === 0) return { refused: 'Select both groups.' }
  for (const side of [who, compared]) {
    const all = among === null ? side : [...side, among]
    const twice = all.find((each, at) => all.findIndex((other) => other.of === each.of) !== at)
    if (twice !== undefined) return { refused: `${characteristicNames[twice.of]} is asked twice of the same people. Nobody can be in two of its groups.` }
  }
  return who.every((each) => compared.some((other) => other.key === each.key)) && who.length === compared.length ? { refused: 'These are the same people. Select two different groups.' } : null
}

/** The side one step wider: its ethnic group of the nineteen becomes one of the five, one of the five becomes all others together. Null where it cannot be wider. */
export function widened(side: AskedSide, groups: readonly NamedGroup[]): AskedSide | null {
  const wide = side.map((each) => groups.find((other) => other.key === each.wider) ?? each)
  return wide.some((each, at) => each !== side[at]) ? wide : null
}

export interface Counted { readonly who: number; readonly compared: number; readonly both: number }

/**
 * From the groups asked for to those that are large enough: each side that is too small becomes the group around it, as far as there is one.
 * `count` is asked for people on full pay.
 */
export async function largeEnough(asked: { readonly who: AskedSide; readonly compared: AskedSide }, least: number, groups: readonly NamedGroup[], count: (who: AskedSide, compared: AskedSide) => Promise<Counted>): Promise<{ readonly who: AskedSide; readonly compared: AskedSide; readonly steps: readonly string[] } | { readonly refused: string; readonly steps: readonly string[] }> {
  let { who, compared } = asked
  const steps: string[] = []
  for (;;) {
    const counted = await count(who, compared)
    if (counted.both > 0) return { refused: `Some people are both ${nameOfSide(who)} and ${nameOfSide(compared)}. Select groups that share nobody.`, steps }
    const small = counted.who < least ? 'who' : counted.compared < least ? 'compared' : null
    if (small === null) return { who, compared, steps }
    const side = small === 'who' ? who : compared
    const wider = widened(side, groups)
    if (wider === null) return { refused: `Fewer than ${least} ${nameOfSide(side)} are on full pay: too few to compare.`, steps }
    steps.push(`Fewer than ${least} ${nameOfSide(side)} are on full pay, so ${nameOfSide(wider)} are compared.`)
    if (small === 'who') who = wider
    else compared = wider
  }
}

