import { lastChecked, same, type Category, type QuestionSet } from '../question-set.ts'

/**
 * Ethnic group: the 16 categories of 2001, the 18 of 2011 and the 19 of 2021. The codes are the 2021 ones; a code that
 * an earlier edition lacks was not offered then. Sources: the questionnaires of the Office for National Statistics and
 * the lists of the Race Disparity Unit.
 */
export const fiveGroups = {
  A: 'Asian, Asian British or Asian Welsh',
  B: 'Black, Black British, Black Welsh, Caribbean or African',
  M: 'Mixed or Multiple ethnic groups',
  W: 'White',
  O: 'Other ethnic group',
} as const
export type EthnicGroupLetter = keyof typeof fiveGroups

const comparing2001 = 'In 2001 Chinese stood under "Chinese or other ethnic group". It is under Asian from 2011 on, so totals for Asian and for Other are not comparable across the two.'
const gypsyTraveller = 'Gypsy or Irish Traveller and Arab were first offered in 2011, Roma in 2021. Before that people who would have chosen them stand in another category, most often Any other White background or Any other ethnic group.'
const groupsApart = 'National identity is another question. Religion is not an ethnic group.'

const asian = fiveGroups.A
const black = fiveGroups.B
const mixed = fiveGroups.M
const { W: white, O: other } = fiveGroups

const mixedThree = [
  same('M1', 'White and Black Caribbean', { parent: mixed }),
  same('M2', 'White and Black African', { parent: mixed }),
  same('M3', 'White and Asian', { parent: mixed }),
]
const asianFour = [
  same('A1', 'Indian', { parent: asian }),
  same('A2', 'Pakistani', { parent: asian }),
  same('A3', 'Bangladeshi', { parent: asian }),
  same('A4', 'Chinese', { parent: asian }),
]
const anyOtherAsian: Category = { code: 'A9', label: 'Any other Asian background', output: 'Other Asian', parent: asian, writeIn: true }
const anyOtherWhite: Category = { code: 'W9', label: 'Any other White background', output: 'Other White', parent: white, writeIn: true }
const anyOtherMixed: Category = { code: 'M9', label: 'Any other Mixed or Multiple background', output: 'Other Mixed or Multiple ethnic groups', parent: mixed, writeIn: true }
const arab = same('O1', 'Arab', { parent: other })
const anyOther = same('O9', 'Any other ethnic group', { parent: other, writeIn: true })

function inNoDetail(parents: Readonly<Record<EthnicGroupLetter, string>>): Category[] {
  return (['W', 'M', 'A', 'B', 'O'] as const).map((letter) => same(letter, `${parents[letter]}: no detail given`, { parent: parents[letter] }))
}

/** Labels of the form that differ between England and Wales, or from what figures say. */
function census2021(nation: 'England' | 'Wales'): QuestionSet {
  const british = nation === 'Wales' ? 'Welsh, English, Scottish, Northern Irish or British' : 'English, Welsh, Scottish, Northern Irish or British'
  return {
    id: nation === 'Wales' ? 'ethnic-group-census-2021-wales' : 'ethnic-group-census-2021',
    question: 'ethnic group', edition: 'Census 2021', name: `Census 2021, ${nation} (19 ethnic groups)`,
    asked: ['What is your ethnic group?', 'Which one best describes your ethnic group or background?'],
    categories: [
      { code: 'W1', label: british, output: 'English, Welsh, Scottish, Northern Irish or British', parent: white },
      same('W2', 'Irish', { parent: white }), same('W3', 'Gypsy or Irish Traveller', { parent: white }), same('W4', 'Roma', { parent: white }), anyOtherWhite,
      ...mixedThree, anyOtherMixed,
      ...asianFour, anyOtherAsian,
      same('B1', 'Caribbean', { parent: black }), same('B2', 'African', { parent: black, writeIn: true }),
      { code: 'B9', label: 'Any other Black, Black British or Caribbean background', output: 'Other Black', parent: black, writeIn: true },
      arab, anyOther,
    ],
    lessDetail: inNoDetail(fiveGroups), preferNotToSay: false,
    source: 'Office for National Statistics, Census 2021 questionnaire; output labels of table TS021', lastChecked,
    notes: [comparing2001, gypsyTraveller, groupsApart, 'The census offered no "Prefer not to say". A staff form does.'],
  }
}

/** The first question where the group is asked before the detail, in the words of each nation. */
export function groupsAsAsked(nation: 'England' | 'Wales'): readonly { readonly code: EthnicGroupLetter; readonly label: string }[] {
  return [
    { code: 'W', label: 'White' },
    { code: 'M', label: 'Mixed or Multiple ethnic groups' },
    { code: 'A', label: nation === 'Wales' ? 'Asian, Asian Welsh or Asian British' : 'Asian or Asian British' },
    { code: 'B', label: nation === 'Wales' ? 'Black, Black Welsh, Black British, Caribbean or African' : 'Black, Black British, Caribbean or African' },
    { code: 'O', label: 'Other ethnic group' },
  ]
}

const in2011 = { A: 'Asian or Asian British', B: 'Black, African, Caribbean or Black British', M: 'Mixed or Multiple ethnic groups', W: white, O: other } as const
const in2001 = { A: 'Asian or Asian British', B: 'Black or Black British', M: 'Mixed', W: white, O: 'Chinese or other ethnic group' } as const

function under(parent: string, category: Category): Category {
  return { ...category, parent }
}

function categories2011(british: string): readonly Category[] {
  return [
    same('W1', british, { parent: white }), same('W2', 'Irish', { parent: white }), same('W3', 'Gypsy or Irish Traveller', { parent: white }), anyOtherWhite,
    ...mixedThree.map((each) => under(in2011.M, each)), { ...anyOtherMixed, label: 'Any other Mixed or Multiple ethnic background' },
    ...asianFour.map((each) => under(in2011.A, each)), under(in2011.A, anyOtherAsian),
    same('B2', 'African', { parent: in2011.B }), same('B1', 'Caribbean', { parent: in2011.B }),
    { code: 'B9', label: 'Any other Black, African or Caribbean background', output: 'Other Black', parent: in2011.B, writeIn: true },
    arab, anyOther,
  ]
}

const inOrder2011 = 'English, Welsh, Scottish, Northern Irish or British'

export const ethnicGroupSets: readonly QuestionSet[] = [
  census2021('England'),
  census2021('Wales'),
  {
    id: 'ethnic-group-census-2011', question: 'ethnic group', edition: 'Census 2011', name: 'Census 2011 (18 ethnic groups)', asked: ['What is your ethnic group?'],
    categories: categories2011(inOrder2011), lessDetail: inNoDetail(in2011), preferNotToSay: false,
    source: 'Office for National Statistics, Census 2011 questionnaire; Race Disparity Unit, list of ethnic groups', lastChecked,
    notes: [comparing2001, gypsyTraveller, 'Roma was not offered: it is reported as Any other White background when 2021 answers are compared with 2011.'],
  },
  {
    id: 'ethnic-group-census-2001', question: 'ethnic group', edition: 'Census 2001', name: 'Census 2001 (16 ethnic groups)', asked: ['What is your ethnic group?'],
    categories: [
      same('W1', 'British', { parent: white }), same('W2', 'Irish', { parent: white }), anyOtherWhite,
      ...mixedThree.map((each) => under(in2001.M, each)), { code: 'M9', label: 'Any other Mixed background', output: 'Other Mixed', parent: in2001.M, writeIn: true },
      ...asianFour.slice(0, 3).map((each) => under(in2001.A, each)), under(in2001.A, anyOtherAsian),
      same('B1', 'Caribbean', { parent: in2001.B }), same('B2', 'African', { parent: in2001.B }),
      { code: 'B9', label: 'Any other Black background', output: 'Other Black', parent: in2001.B, writeIn: true },
      same('A4', 'Chinese', { parent: in2001.O }), under(in2001.O, anyOther),
    ],
    lessDetail: inNoDetail(in2001), preferNotToSay: false,
    source: 'Office for National Statistics, Census 2001 questionnaire; Race Disparity Unit, list of ethnic groups', lastChecked,
    notes: [comparing2001, gypsyTraveller],
  },
  {
    id: 'ethnic-group-gss', question: 'ethnic group', edition: 'GSS harmonised', name: 'GSS harmonised standard, based on Census 2011 (18 ethnic groups)', asked: ['What is your ethnic group?'],
    categories: categories2011(inOrder2011), lessDetail: inNoDetail(in2011), preferNotToSay: true,
    source: 'Government Statistical Service, harmonised standard for ethnicity; Race Disparity Unit', lastChecked,
    notes: ['The standard is being reviewed and still uses the 2011 categories.', gypsyTraveller],
  },
  {
    id: 'ethnic-group-govuk', question: 'ethnic group', edition: 'GOV.UK Design System', name: 'GOV.UK Design System, equality information (18 ethnic groups)',
    asked: ['What is your ethnic group?', 'Which of the following best describes your ethnic group or background?'],
    categories: inAlphabet(categories2011(inOrder2011)), lessDetail: inNoDetail(in2011), preferNotToSay: true,
    source: 'GOV.UK Design System, pattern "Equality information"', lastChecked,
    notes: ['Asked in two steps, in the order of the alphabet. It has no Roma option.', gypsyTraveller],
  },
  {
    id: 'ethnic-group-five', question: 'ethnic group', edition: 'HR one question', name: 'Five ethnic groups, no detail', asked: ['What is your ethnic group?'],
    categories: (['A', 'B', 'M', 'W', 'O'] as const).map((code) => same(code, fiveGroups[code])), lessDetail: [], preferNotToSay: true,
    source: 'High-level groups of Census 2021', lastChecked,
    notes: ['White minorities cannot be told from White British in this list.', comparing2001],
  },
]

function inAlphabet(categories: readonly Category[]): Category[] {
  return ['A', 'B', 'M', 'W', 'O'].flatMap((letter) => categories.filter((each) => each.code.startsWith(letter)))
}
