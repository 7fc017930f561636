import type { QuestionId } from '#duty/monitoring/questions.ts'
import { fiveGroups } from '#duty/monitoring/sets/ethnic-group.ts'

/** A category of a published table: as the file writes it, and as we say it. */
export interface Category {
  readonly inFile: string
  /** The code of the Census 2021 question set, so that a workforce can be put beside it. */
  readonly code: string
  readonly label: string
  readonly parent?: string
}

/** A table that a national body publishes for every authority: what was asked, of whom, and how it differs from what staff are asked. */
export interface Table {
  readonly id: TableId
  /** The topic's name in files where many topics stand under each other. */
  readonly inFile: string
  readonly title: string
  /** Who is counted: “usual residents aged 16 and over”. */
  readonly population: string
  /** What a share is of, after “of”. */
  readonly base: string
  readonly definition: string
  /** In display order; null where the file's own words and order are taken. */
  readonly categories: readonly Category[] | null
  /** The category of those who gave no answer: it is shown, and shares for comparison leave it out. */
  readonly noAnswer?: string
  /** What anybody should know before they use it. */
  readonly caveat?: string
  readonly publisher: 'Office for National Statistics' | 'Ministry of Housing, Communities and Local Government'
  /** The number under which the publisher has it. */
  readonly published: string
  readonly question: QuestionId | null
  /** How it differs from what employees are asked, in a sentence. */
  readonly match: string
}

export type TableId =
  | 'age' | 'sex' | 'ethnic-group' | 'ethnic-group-broad' | 'religion' | 'disability' | 'english' | 'sexual-orientation' | 'care-2011' | 'deprivation'
  | 'gender-identity' | 'legal-partnership' | 'unpaid-care' | 'economic-activity' | 'households'

const { A: asian, B: black, M: mixed } = fiveGroups
const ons = 'Office for National Statistics'
const ethnic = (parent: string, inFile: string, code: string, label = inFile): Category => ({ inFile: `${parent}: ${inFile}`, code, label, parent })
const plain = (inFile: string, code: string, label = inFile): Category => ({ inFile, code, label })
const single = (age: number): Category => ({ inFile: age === 90 ? '90+' : String(age), code: age === 90 ? '90+' : String(age), label: age === 90 ? '90 and over' : String(age) })
const english = (how: string): string => `Main language is not English (English or Welsh in Wales): ${how}`

/** Where the numbers of the index of deprivation stand in a row. */
export const deprivationMeasures = ['average score', 'rank of average score', 'share in the most deprived tenth', 'extent', 'income', 'employment', 'education', 'health', 'crime', 'housing', 'environment'] as const

export const tables: readonly Table[] = [
  {
    id: 'age', inFile: 'single year of age', title: 'Age', population: 'usual residents', base: 'usual residents', question: 'age', publisher: ons, published: 'mid-year population estimates by single year of age',
    definition: 'Estimated usual residents on 30 June, by age last birthday', categories: Array.from({ length: 91 }, (_, age) => single(age)),
    match: 'These are residents aged 16 to 64, in work or not; staff are counted at every age, and those aged 65 and over have no comparison here.',
  },
  {
    id: 'sex', inFile: 'age_sex_broad', title: 'Sex', population: 'usual residents', base: 'usual residents', question: 'sex', publisher: ons, published: 'Census 2021, population by sex',
    definition: 'Usual residents by sex, as answered in the census', categories: [plain('total_females', 'F', 'Female'), plain('total_males', 'M', 'Male')],
    match: 'These are residents of all ages; employees are of working age.',
  },
  {
    id: 'ethnic-group', inFile: 'ethnic_group_19', title: 'Ethnic group', population: 'usual residents', base: 'usual residents', question: 'ethnic group', publisher: ons, published: 'Census 2021, table TS021',
    definition: 'Usual residents by ethnic group, 19 categories of the 2021 census',
    categories: [
      ethnic(asian, 'Indian', 'A1'), ethnic(asian, 'Pakistani', 'A2'), ethnic(asian, 'Bangladeshi', 'A3'), ethnic(asian, 'Chinese', 'A4'), ethnic(asian, 'Other Asian', 'A9'),
      ethnic(black, 'Caribbean', 'B1'), ethnic(black, 'African', 'B2'), ethnic(black, 'Other Black', 'B9'),
      ethnic(mixed, 'White and Black Caribbean', 'M1'), ethnic(mixed, 'White and Black African', 'M2'), ethnic(mixed, 'White and Asian', 'M3'), ethnic(mixed, 'Other Mixed or Multiple ethnic groups', 'M9'),
      ethnic('White', 'English, Welsh, Scottish, Northern Irish or British', 'W1'), ethnic('White', 'Irish', 'W2'), ethnic('White', 'Gypsy or Irish Traveller', 'W3'), ethnic('White', 'Roma', 'W4'), ethnic('White', 'Other White', 'W9'),
      ethnic('Other ethnic group', 'Arab', 'O1'), ethnic('Other ethnic group', 'Any other ethnic group', 'O9'),
    ],
    match: 'The same 19 groups, but of residents of all ages: younger people are more often from ethnic minorities, so the share of working age may differ.',
  },
  {
    id: 'ethnic-group-broad', inFile: 'ethnic_group_5', title: 'Ethnic group: five broad groups', population: 'usual residents', base: 'usual residents', question: null, publisher: ons, published: 'Census 2021, table TS021',
    definition: 'Usual residents by broad ethnic group, five categories of the 2021 census', categories: [plain(asian, 'A'), plain(black, 'B'), plain(mixed, 'M'), plain('White', 'W'), plain('Other ethnic group', 'O')],
    match: 'The same five groups, but of residents of all ages.',
  },
  {
    id: 'religion', inFile: 'religion', title: 'Religion or belief', population: 'usual residents', base: 'usual residents', question: 'religion or belief', publisher: ons, published: 'Census 2021, table TS030',
    definition: 'Usual residents by the religion that they said was theirs; the question was voluntary',
    categories: [plain('No religion', 'R0'), plain('Christian', 'R1'), plain('Buddhist', 'R2'), plain('Hindu', 'R3'), plain('Jewish', 'R4'), plain('Muslim', 'R5'), plain('Sikh', 'R6'), plain('Other religion', 'R9'), plain('Not answered', 'not answered')],
    noAnswer: 'Not answered', match: 'The same question, voluntary for both, but of residents of all ages; a parent answered for a child.',
  },
  {
    id: 'disability', inFile: 'disability', title: 'Disability', population: 'usual residents', base: 'usual residents', question: 'disability', publisher: ons, published: 'Census 2021, table TS038',
    definition: 'Usual residents whose day-to-day activities are limited by a condition or illness of 12 months or more, which the publisher calls “disabled under the Equality Act”',
    categories: [plain('Disabled under the Equality Act', 'D', 'Disabled'), plain('Not disabled under the Equality Act', 'N', 'Not disabled')],
    caveat: 'The census asked people to think of treatment that helps them; the Equality Act leaves it out. So the census counts fewer people than the law protects. The 2011 census asked another question, and the two are not comparable.',
    match: 'These are residents of all ages, and disability rises with age: among people of working age the share is lower. The census asked two questions about conditions and limits; staff are often asked one.',
  },
  {
    id: 'english', inFile: 'english proficiency', title: 'Main language and English', population: 'usual residents aged 3 and over', base: 'usual residents aged 3 and over', question: 'main language', publisher: ons, published: 'Census 2021, table TS029',
    definition: 'Usual residents aged 3 and over by whether their main language is English (or Welsh, in Wales), and how well the others speak English',
    categories: [
      plain('Main language is English (English or Welsh in Wales)', 'L1', 'Main language is English (or Welsh, in Wales)'),
      plain(english('Can speak English very well'), 'L2', 'Other main language: speaks English very well'), plain(english('Can speak English well'), 'L3', 'Other main language: speaks English well'),
      plain(english('Cannot speak English well'), 'L4', 'Other main language: does not speak English well'), plain(english('Cannot speak English'), 'L5', 'Other main language: does not speak English'),
    ],
    match: 'These are residents aged 3 and over; staff are asked the same of themselves.',
  },
  {
    id: 'sexual-orientation', inFile: 'sexual_orientation_16plus', title: 'Sexual orientation', population: 'usual residents aged 16 and over', base: 'usual residents aged 16 and over', question: 'sexual orientation', publisher: ons, published: 'Census 2021, table TS077',
    definition: 'Usual residents aged 16 and over by sexual orientation; the question was voluntary',
    categories: [plain('Straight or Heterosexual', 'S1'), plain('Gay or Lesbian', 'S2'), plain('Bisexual', 'S3'), plain('All other sexual orientations', 'S9'), plain('Not answered', 'not answered')],
    noAnswer: 'Not answered', match: 'The same question, voluntary for both, of residents aged 16 and over with no upper limit; older residents less often say that they are gay, lesbian or bisexual.',
  },
  {
    id: 'care-2011', inFile: 'unpaid care 2011', title: 'Unpaid care in 2011', population: 'usual residents', base: 'usual residents', question: 'carer', publisher: ons, published: 'Census 2011, table QS301EW',
    definition: 'Usual residents who gave unpaid help or support to somebody because of ill health, disability or old age', categories: [plain('provides_unpaid_care', 'C', 'Gives unpaid care'), plain('provides_no_unpaid_care', 'C0', 'Does not give unpaid care')],
    caveat: 'This is of 2011 and by region only. The 2021 census worded the question differently.',
    match: 'These are residents of all ages of the region, in 2011; staff are asked today, and are of working age.',
  },
  {
    id: 'deprivation', inFile: 'deprivation', title: 'Deprivation', population: 'neighbourhoods', base: 'neighbourhoods', question: null, publisher: 'Ministry of Housing, Communities and Local Government', published: 'English indices of deprivation, local authority district summaries',
    definition: 'The index of multiple deprivation, summed up for each lower-tier authority in England', categories: deprivationMeasures.map((each) => plain(each, each)),
    caveat: 'An index compares places with one another at one time. Its scores are not on one scale from edition to edition, so a higher score later does not mean that a place became poorer: compare the ranks, and those with care, because the number of authorities changed too.',
    match: 'Deprivation is of places and not of people.',
  },
  {
    id: 'gender-identity', inFile: 'gender_identity_16plus', title: 'Gender identity', population: 'usual residents aged 16 and over', base: 'usual residents aged 16 and over', question: 'gender identity', publisher: ons, published: 'Census 2021, table TS078',
    definition: 'Usual residents aged 16 and over by whether their gender identity is the same as their sex registered at birth; the question was voluntary', categories: null, noAnswer: 'Not answered',
    caveat: 'The Office for National Statistics calls these “official statistics in development”: some people may not have understood the question as it was meant. They show how many say so, and should not be used as an exact count.',
    match: 'The same question, voluntary for both, of residents aged 16 and over. The figures are official statistics in development.',
  },
  {
    id: 'legal-partnership', inFile: 'legal_partnership_status_16plus', title: 'Marriage and civil partnership', population: 'usual residents aged 16 and over', base: 'usual residents aged 16 and over', question: 'legal partnership status', publisher: ons, published: 'Census 2021, table TS002',
    definition: 'Usual residents aged 16 and over by legal partnership status', categories: null, match: 'These are residents aged 16 and over with no upper limit: more of them are widowed than employees are.',
  },
  {
    id: 'unpaid-care', inFile: 'unpaid_care_5plus', title: 'Unpaid care', population: 'usual residents aged 5 and over', base: 'usual residents aged 5 and over', question: 'carer', publisher: ons, published: 'Census 2021, table TS039',
    definition: 'Usual residents aged 5 and over by hours of unpaid care in a week', categories: null, match: 'These are residents aged 5 and over; employees are of working age, when caring is most common.',
  },
  {
    id: 'economic-activity', inFile: 'economic_activity_16plus', title: 'Economic activity', population: 'usual residents aged 16 and over', base: 'usual residents aged 16 and over', question: null, publisher: ons, published: 'Census 2021, table TS066',
    definition: 'Usual residents aged 16 and over by what they did in the week before the census', categories: null, match: '',
    caveat: 'The census was taken during the coronavirus pandemic, when many people were on furlough.',
  },
  {
    id: 'households', inFile: 'household_composition', title: 'Households', population: 'households', base: 'households', question: null, publisher: ons, published: 'Census 2021, table TS003',
    definition: 'Households by who lives in them', categories: null, match: '',
  },
]

export function tableOf(id: TableId): Table {
  const found = tables.find((each) => each.id === id)
  if (!found) throw new TypeError(`There is no table ${id}`)
  return found
}

/** What a public page is about: one or more tables, the body's own figures, and what is not known. */
export interface Subject {
  readonly id: SubjectId
  readonly title: string
  /** Under the heading, for somebody who has never seen it. */
  readonly lead: string
  readonly tables: readonly TableId[]
  /** Said where nothing is held about this by area. */
  readonly notHeld?: string
}

export const subjects = [
  { id: 'population', title: 'How many people', lead: 'How many people live here, and how many are expected to.', tables: [] },
  { id: 'age', title: 'Age', lead: 'How old the people are who live here.', tables: ['age'] },
  { id: 'sex', title: 'Sex', lead: 'Women and men, girls and boys.', tables: ['sex'] },
  { id: 'ethnic-group', title: 'Ethnic group', lead: 'The ethnic group that people said they belong to.', tables: ['ethnic-group-broad', 'ethnic-group'] },
  { id: 'religion', title: 'Religion or belief', lead: 'The religion that people said is theirs, or that they have none.', tables: ['religion'] },
  { id: 'disability', title: 'Disability and health', lead: 'People whose daily life is limited by a long-term condition or illness.', tables: ['disability'] },
  { id: 'language', title: 'Language', lead: 'Whose main language is English, and how well the others speak it.', tables: ['english'] },
  { id: 'carers', title: 'Carers', lead: 'People who look after somebody without being paid for it.', tables: ['unpaid-care', 'care-2011'], notHeld: 'Figures for each district are in table TS039 of the 2021 census.' },
  { id: 'sexual-orientation', title: 'Sexual orientation', lead: 'How people aged 16 and over describe their sexual orientation.', tables: ['sexual-orientation'] },
  { id: 'gender-identity', title: 'Gender identity', lead: 'Whether the gender that people identify with is the sex registered at their birth.', tables: ['gender-identity'], notHeld: 'Figures for each district are in table TS078 of the 2021 census. The Office for National Statistics calls them “official statistics in development”: some people may not have understood the question as it was meant, so they should not be used as an exact count.' },
  { id: 'marriage', title: 'Marriage and civil partnership', lead: 'Who is married or in a civil partnership.', tables: ['legal-partnership'], notHeld: 'Figures for each district are in table TS002 of the 2021 census.' },
  { id: 'pregnancy-maternity', title: 'Pregnancy and maternity', lead: 'Births, and what is known of families with a baby.', tables: [], notHeld: 'The census does not ask about pregnancy. The Office for National Statistics publishes births for each authority every year.' },
  { id: 'deprivation', title: 'Deprivation', lead: 'How districts compare with the rest of England in income, work, health, learning, crime, housing and surroundings.', tables: ['deprivation'] },
  { id: 'work-and-households', title: 'Work and households', lead: 'What people do, and whom they live with.', tables: ['economic-activity', 'households'], notHeld: 'Figures for each district are in tables TS066 and TS003 of the 2021 census.' },
  { id: 'communities', title: 'Communities of their own', lead: 'Gypsies and Travellers, people who seek asylum, refugees, and others whom a census counts badly.', tables: [] },
] as const satisfies readonly { readonly id: string; readonly title: string; readonly lead: string; readonly tables: readonly TableId[]; readonly notHeld?: string }[]
export type SubjectId = (typeof subjects)[number]['id']

export function findSubject(id: string): Subject | null {
  return subjects.find((each) => each.id === id) ?? null
}
