import type { Category, QuestionSet } from './question-set.ts'
import { findCategory } from './question-sets.ts'
import type { QuestionId } from './questions.ts'
import { disabled, notDisabled } from './sets/disability.ts'
import { fiveGroups } from './sets/ethnic-group.ts'
import { marriedOrPartnered, neither } from './sets/legal-partnership.ts'

/**
 * A way of adding categories together for a figure. Every figure that rests on one prints its definition: "ethnic
 * minority" has meant two different things in reports of the same council, from the same census.
 */
export interface Grouping {
  /** Never changes: it stands beside figures. */
  readonly id: GroupingId
  readonly question: QuestionId
  readonly name: string
  /** One sentence, printed with every figure. */
  readonly definition: string
  readonly groups: readonly string[]
  /** The group of a category; null where the answer says too little to be put into one, or belongs to none. Such answers are never added to another group. */
  groupOf(category: Category, set: QuestionSet): string | null
}

export const groupingIds = ['ETH19', 'ETH5', 'ETH2-WB', 'ETH2-W', 'DIS2', 'LGB2', 'LGB3', 'REL3', 'MCP2', 'GEN2', 'CARE2', 'SEB3', 'LANG2'] as const
export type GroupingId = (typeof groupingIds)[number]

const whiteBritish = 'White British'
const notWhiteBritish = 'All ethnic groups other than White British combined'
const otherThanWhite = 'All other ethnic groups combined'
const straight = 'Straight or heterosexual'
const lgbPlus = 'Lesbian, gay, bisexual or another sexual orientation'
const lgb = 'Lesbian, gay or bisexual'
const otherOrientation = 'Another sexual orientation'

const groupings: { readonly [id in GroupingId]: Omit<Grouping, 'id'> } = {
  'ETH19': {
    question: 'ethnic group', name: 'Ethnic group, in detail', definition: 'Ethnic groups as the edition of the question that was asked has them, without any being added together.', groups: [],
    groupOf: (category, set) => set.categories.includes(category) ? category.output : null,
  },
  'ETH5': {
    question: 'ethnic group', name: 'Five ethnic groups', definition: 'The five high-level groups of Census 2021. Chinese is under Asian, as it is since 2011.', groups: Object.values(fiveGroups),
    groupOf: fiveGroupOf,
  },
  'ETH2-WB': {
    question: 'ethnic group', name: 'White British, and all other ethnic groups', definition: 'Ethnic minorities are all ethnic groups other than White British, including white minorities such as White Irish, Gypsy or Irish Traveller, Roma and Any other White background.',
    groups: [notWhiteBritish, whiteBritish],
    // White without detail may be either.
    groupOf: (category) => category.code === 'W1' ? whiteBritish : category.code === 'W' ? null : notWhiteBritish,
  },
  'ETH2-W': {
    question: 'ethnic group', name: 'White, and all other ethnic groups', definition: 'All other ethnic groups combined are all groups other than White. White minorities are counted as White.',
    groups: [otherThanWhite, fiveGroups.W], groupOf: (category) => category.code.startsWith('W') ? fiveGroups.W : otherThanWhite,
  },
  'DIS2': {
    question: 'disability', name: 'Disabled, and not disabled', groups: [disabled, notDisabled],
    definition: 'Where two questions were asked, disabled means having a condition of 12 months or more that reduces day-to-day activities a lot or a little. Where one was asked, it means having answered yes to it. Which was asked stands with the figure.',
    groupOf: (category) => category.parent ?? null,
  },
  'LGB2': {
    question: 'sexual orientation', name: 'Straight or heterosexual, and all other sexual orientations', definition: 'Lesbian, gay, bisexual and all other sexual orientations that people named, against straight or heterosexual.',
    groups: [lgbPlus, straight], groupOf: (category) => category.code === 'S1' ? straight : lgbPlus,
  },
  'LGB3': {
    question: 'sexual orientation', name: 'Lesbian, gay or bisexual', definition: 'Lesbian, gay and bisexual together, with other sexual orientations apart.', groups: [lgb, otherOrientation, straight],
    groupOf: (category) => category.code === 'S1' ? straight : category.code === 'S9' ? otherOrientation : lgb,
  },
  'REL3': {
    question: 'religion or belief', name: 'Christian, other religions and beliefs, none', definition: 'All religions other than Christian together with other beliefs, and no religion apart.', groups: ['No religion', 'Christian', 'Other religions and beliefs'],
    groupOf: (category) => category.code === 'R0' ? 'No religion' : category.code === 'R1' ? 'Christian' : 'Other religions and beliefs',
  },
  'MCP2': {
    question: 'legal partnership status', name: 'Married or in a civil partnership', definition: 'Married or in a civil partnership in law, including people who are separated. This is whom section 8 of the Equality Act protects.', groups: [marriedOrPartnered, neither],
    groupOf: (category) => category.parent ?? null,
  },
  'GEN2': {
    question: 'gender identity', name: 'Gender identity the same as sex registered at birth, or different', definition: 'Different includes everybody who said that their gender identity is not the sex they were registered with at birth.',
    groups: ['Different from sex registered at birth', 'Same as sex registered at birth'], groupOf: (category) => category.parent ?? (category.code === 'G2' ? 'Different from sex registered at birth' : null),
  },
  'CARE2': {
    question: 'carer', name: 'Gives unpaid care', definition: 'Gives unpaid care of any hours, as the edition of the question that was asked says.', groups: ['Gives unpaid care', 'Does not give unpaid care'], groupOf: (category) => category.parent ?? null,
  },
  'SEB3': {
    question: 'socio-economic background', name: 'Three socio-economic backgrounds', definition: 'By the occupation of the main household earner when the person was about 14. Retired, and where the question does not apply, are left out.',
    groups: ['Professional background', 'Intermediate background', 'Lower socio-economic background'], groupOf: (category) => category.parent ?? null,
  },
  'LANG2': {
    question: 'main language', name: 'Main language', definition: 'Main language is English (in Wales, English or Welsh), or another one including British Sign Language.', groups: ['English', 'English or Welsh', 'Another main language'], groupOf: (category) => category.parent ?? null,
  },
}

export function findGrouping(id: GroupingId): Grouping {
  return { id, ...groupings[id] }
}

export function groupingsFor(question: QuestionId): readonly Grouping[] {
  return groupingIds.map(findGrouping).filter((each) => each.question === question)
}

/** The group that a code is reported under; null where it says too little. */
export function groupOfCode(grouping: Grouping, set: QuestionSet, code: string): string | null {
  const category = findCategory(set, code)
  return category === undefined ? null : grouping.groupOf(category, set)
}

/** How an answer to one edition is counted in the words of another: the same, nearly, with a note for readers, or not at all. */
export type Mapped = { readonly code: string; readonly note?: string } | { readonly none: string }

export function mapCategory(from: QuestionSet, code: string, to: QuestionSet): Mapped {
  const category = findCategory(from, code)
  if (category === undefined || from.question !== to.question) return { none: `“${code}” is not an answer to ${from.name}.` }
  if (from.question === 'disability' && asksTwo(from) !== asksTwo(to)) return { none: 'One question about disability and two questions measure different things.' }
  const crossing = crossings.find((each) => each.question === from.question && each.code === code && findCategory(to, each.code) === undefined && findCategory(to, each.becomes) !== undefined)
  if (crossing !== undefined) return { code: crossing.becomes, note: crossing.note }
  const there = findCategory(to, code)
  if (there === undefined) return { none: `${to.name} has nothing that “${category.output}” can be counted under.` }
  const chineseMoved = code === 'A4' && (from.edition === 'Census 2001') !== (to.edition === 'Census 2001')
  return chineseMoved ? { code, note: 'Chinese stood under “Chinese or other ethnic group” in 2001 and stands under Asian since 2011.' } : { code }
}

function asksTwo(set: QuestionSet): boolean {
  return set.asked.length > 1
}

/** Answers that an edition lacks, and what its own guidance counts them under. Where two follow one another, the first that the edition has is taken. */
const crossings: readonly { readonly question: QuestionId; readonly code: string; readonly becomes: string; readonly note: string }[] = [
  { question: 'ethnic group', code: 'W4', becomes: 'W9', note: 'Roma is counted under Any other White background: it was first offered in 2021.' },
  { question: 'ethnic group', code: 'W3', becomes: 'W9', note: 'Gypsy or Irish Traveller is counted under Any other White background: it was first offered in 2011.' },
  { question: 'ethnic group', code: 'O1', becomes: 'O9', note: 'Arab is counted under Any other ethnic group: it was first offered in 2011.' },
  ...(['W1', 'W2', 'W3', 'W4', 'W9', 'M1', 'M2', 'M3', 'M9', 'A1', 'A2', 'A3', 'A4', 'A9', 'B1', 'B2', 'B9', 'O1', 'O9'] as const)
    .map((code) => ({ question: 'ethnic group' as const, code, becomes: code.charAt(0), note: 'The five groups have no detail.' })),
  { question: 'disability', code: 'N1', becomes: 'N', note: 'A condition that does not limit day-to-day activities is counted with none.' },
  { question: 'disability', code: 'N2', becomes: 'N', note: 'The two ways of not being limited are counted together.' },
  { question: 'religion or belief', code: 'R8', becomes: 'R9', note: 'Another belief is counted under Any other religion: the census asks for religion alone.' },
  { question: 'sexual orientation', code: 'S4', becomes: 'S2', note: 'Gay men and lesbians are counted together.' },
  { question: 'sexual orientation', code: 'S5', becomes: 'S2', note: 'Gay men and lesbians are counted together.' },
  { question: 'legal partnership status', code: 'P5', becomes: 'P4', note: 'Separated from a spouse and from a civil partner are counted together.' },
  { question: 'legal partnership status', code: 'P7', becomes: 'P6', note: 'Divorce and dissolution are counted together.' },
  { question: 'legal partnership status', code: 'P9', becomes: 'P8', note: 'Widowed people and surviving civil partners are counted together.' },
  { question: 'legal partnership status', code: 'P10', becomes: 'P2', note: 'Married again is counted under Married.' },
  ...(['G3', 'G4', 'G5', 'G9'] as const).map((code) => ({ question: 'gender identity' as const, code, becomes: 'G2', note: 'Every identity that differs from the sex registered at birth is counted together.' })),
  ...(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const).map((code) => ({ question: 'carer' as const, code, becomes: 'C', note: 'Hours of care are cut differently: only that care is given can be compared.' })),
  ...(['L2', 'L3', 'L4', 'L5', 'L6'] as const).map((code) => ({ question: 'main language' as const, code, becomes: 'L', note: 'How well English is spoken was not asked.' })),
]

/** The answer to the two questions on disability: what the Government Statistical Service’s core definition makes of them. Null where it cannot tell. */
export function disabilityFromTwoQuestions(condition: 'yes' | 'no' | null, effect: 'a lot' | 'a little' | 'not at all' | null): 'D1' | 'D2' | 'N1' | 'N2' | null {
  if (condition === 'no') return 'N2'
  if (condition === null || effect === null) return null
  return effect === 'a lot' ? 'D1' : effect === 'a little' ? 'D2' : 'N1'
}

function fiveGroupOf(category: Category): string | null {
  const letter = category.code.charAt(0)
  return letter === 'A' || letter === 'B' || letter === 'M' || letter === 'W' || letter === 'O' ? fiveGroups[letter] : null
}
