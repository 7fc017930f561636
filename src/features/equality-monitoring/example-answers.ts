import { findQuestionSet } from '#duty/monitoring/question-sets.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import type { AnswerCategory, AnswerColumn, DatasetKind, Field } from './dataset.ts'
import { stages } from './mapping.ts'
import { usualSettings } from './settings.ts'

/** The columns of an example extract, each with what could be answered. The workforce’s extract has more of them since the campaign. */
export function answerColumns(kind: DatasetKind, sinceCampaign = true): readonly AnswerColumn[] {
  return (sinceCampaign ? columnsOf[kind] : columnsOf[kind].filter((field) => !addedWithCampaign.includes(field))).map((field): AnswerColumn => {
    if (field === 'full-time equivalent') return { field, kind: 'number', scale: 100 }
    if (field === 'score') return { field, kind: 'number', scale: 100 }
    if (field === 'age') return { field, questionSet: 'age-bands', kind: 'category', categories: usualSettings.ageBands.map(({ label }) => ({ code: label, label })) }
    const set = askedAs[field as QuestionId]
    return set === undefined ? { field, kind: 'category', categories: ownCategories(field, kind) } : { field, questionSet: set, kind: 'category', categories: categoriesOf(set) }
  })
}

/** Which edition of each question the county asks: Census 2021 where it asks what figures need, its HR system’s one question elsewhere. */
const askedAs: { readonly [question in QuestionId]?: string } = {
  'sex': 'sex-hr', 'ethnic group': 'ethnic-group-census-2021', 'disability': 'disability-hr', 'religion or belief': 'religion-census-2021', 'sexual orientation': 'sexual-orientation-census-2021',
  'gender identity': 'gender-identity-hr', 'legal partnership status': 'legal-partnership-hr', 'carer': 'carer-hr', 'pregnancy or maternity': 'pregnancy-hr',
}

function categoriesOf(id: string): AnswerCategory[] {
  const set = findQuestionSet(id)
  if (set === undefined) throw new Error(`There is no question set ${id}.`)
  return set.categories.map(({ code, output, parent }) => ({ code, label: output, ...(parent === undefined ? {} : { parent }) }))
}

const ofEmployees = ['age', 'sex', 'ethnic group', 'disability', 'religion or belief', 'sexual orientation'] as const satisfies readonly QuestionId[]
const flows = [...ofEmployees, 'department', 'grade'] as const satisfies readonly Field[]
const event = [...flows, 'outcome'] as const satisfies readonly Field[]

const columnsOf: Readonly<Record<DatasetKind, readonly Field[]>> = {
  'workforce': [...ofEmployees, 'gender identity', 'legal partnership status', 'carer', 'pregnancy or maternity', 'department', 'team', 'grade', 'contract', 'working pattern', 'full-time equivalent'],
  'starters': flows, 'leavers': event, 'promotions': flows, 'career grades': event, 'probation': event, 'grievance': event, 'disciplinary': event, 'harassment': event, 'training applied': event, 'training received': flows,
  'applicants': [...ofEmployees, 'department', 'stage'],
  'service users': ['age', 'sex', 'ethnic group', 'disability', 'carer', 'location'],
  'satisfaction': ['age', 'sex', 'ethnic group', 'disability', 'carer', 'score'],
}

/** Two questions were first asked with the campaign, and HR’s extract has had three more columns since. */
const addedWithCampaign: readonly Field[] = ['gender identity', 'carer', 'legal partnership status', 'pregnancy or maternity', 'team']

/** Twelve departments and services: how many work there, what share are women, and their teams. */
export const departments: readonly { readonly name: string; readonly people: number; readonly women: number; readonly isFrontLine: boolean; readonly lowGrades: boolean; readonly teams: readonly { readonly name: string; readonly people: number }[] }[] = [
  { name: 'Adults and Communities', people: 1420, women: 0.83, isFrontLine: true, lowGrades: false, teams: [{ name: 'Reablement and home care', people: 520 }, { name: 'Learning disabilities', people: 260 }, { name: 'Adult social work', people: 390 }, { name: 'Adults commissioning', people: 90 }, { name: 'Safeguarding adults', people: 70 }] },
  { name: 'Children and Families', people: 1350, women: 0.85, isFrontLine: false, lowGrades: false, teams: [{ name: 'Early help', people: 360 }, { name: 'Children’s social work', people: 420 }, { name: 'Special needs and inclusion', people: 250 }, { name: 'Fostering and adoption', people: 130 }, { name: 'Education effectiveness', people: 110 }, { name: 'Youth justice', people: 60 }] },
  { name: 'Corporate Resources', people: 560, women: 0.64, isFrontLine: false, lowGrades: false, teams: [{ name: 'Finance', people: 160 }, { name: 'Human resources', people: 130 }, { name: 'Information and technology', people: 150 }, { name: 'Customer services', people: 110 }, { name: 'Internal audit', people: 14 }] },
  { name: 'Environment and Transport', people: 760, women: 0.37, isFrontLine: true, lowGrades: false, teams: [{ name: 'Highways maintenance', people: 330 }, { name: 'Transport and travel', people: 190 }, { name: 'Planning and heritage', people: 90 }, { name: 'Flood and ecology', people: 28 }] },
  { name: 'Public Health', people: 95, women: 0.8, isFrontLine: false, lowGrades: false, teams: [{ name: 'Health improvement', people: 62 }, { name: 'Health intelligence', people: 18 }] },
  { name: 'Chief Executive’s', people: 120, women: 0.66, isFrontLine: false, lowGrades: false, teams: [{ name: 'Policy and equality', people: 34 }, { name: 'Communications', people: 40 }, { name: 'Community safety', people: 22 }, { name: 'Registration service', people: 36 }] },
  { name: 'Catering and Cleaning', people: 700, women: 0.91, isFrontLine: true, lowGrades: true, teams: [{ name: 'School catering', people: 480 }, { name: 'Cleaning', people: 220 }] },
  { name: 'Property and Facilities', people: 260, women: 0.43, isFrontLine: true, lowGrades: false, teams: [{ name: 'Facilities', people: 170 }, { name: 'Estates and valuation', people: 54 }, { name: 'Building design', people: 36 }] },
  { name: 'Waste and Recycling', people: 230, women: 0.17, isFrontLine: true, lowGrades: true, teams: [{ name: 'Recycling sites', people: 190 }, { name: 'Waste strategy', people: 24 }] },
  { name: 'Legal and Democratic Services', people: 150, women: 0.68, isFrontLine: false, lowGrades: false, teams: [{ name: 'Legal services', people: 96 }, { name: 'Democratic services', people: 32 }, { name: 'Coroner’s service', people: 17 }] },
  { name: 'Libraries and Heritage', people: 330, women: 0.8, isFrontLine: false, lowGrades: false, teams: [{ name: 'Libraries', people: 270 }, { name: 'Museums', people: 42 }, { name: 'Record office', people: 18 }] },
  { name: 'Adult Learning', people: 210, women: 0.77, isFrontLine: false, lowGrades: false, teams: [{ name: 'Tutors', people: 160 }, { name: 'Learner support', people: 44 }] },
]

const places = ['Northbarset', 'Southbarset', 'Barchester', 'Hogglestock']

function ownCategories(field: Field, kind: DatasetKind): AnswerCategory[] {
  const named = (names: readonly string[]): AnswerCategory[] => names.map((label) => ({ code: label, label }))
  switch (field) {
    case 'department': return named(departments.map(({ name }) => name))
    case 'team': return departments.flatMap(({ name: parent, teams }) => teams.map(({ name }) => ({ code: name, label: name, parent })))
    case 'grade': return gradeWeights.map((_, place) => ({ code: `Grade ${place + 1}`, label: `Grade ${place + 1}`, ...(place >= 12 ? { parent: usualSettings.seniorLine.name } : {}) }))
    case 'contract': return named(['Permanent', 'Fixed term', 'Apprenticeship'])
    case 'working pattern': return named(['Full time', 'Part time', 'Term time only'])
    case 'location': return named(places)
    case 'stage': return stages.map((code) => ({ code, label: code.charAt(0).toUpperCase() + code.slice(1) }))
    case 'outcome': return named(outcomeWords[kind] ?? [])
    default: throw new TypeError(`The example has no words for ${field}.`)
  }
}

const outcomeWords: { readonly [kind in DatasetKind]?: readonly string[] } = {
  'leavers': ['Resigned', 'Retired', 'Redundancy', 'End of contract', 'Dismissed', 'Other'],
  'career grades': ['Progressed', 'Not yet progressed'], 'probation': ['Passed', 'Extended', 'Not passed'],
  'grievance': ['Upheld', 'Partly upheld', 'Not upheld', 'Withdrawn'], 'disciplinary': ['No action', 'Written warning', 'Final written warning', 'Dismissal'], 'harassment': ['Upheld', 'Not upheld', 'Settled informally'],
  'training applied': ['Given a place', 'Not given a place'],
}
/** How often each of those came about, in the same order. */
export const outcomes = {
  'career grades': [41, 59], 'probation': [90, 7, 3], 'grievance': [16, 24, 48, 12], 'disciplinary': [28, 41, 19, 12], 'harassment': [24, 39, 37], 'training applied': [82, 18],
} as const satisfies { readonly [kind in DatasetKind]?: readonly number[] }
export const leavingReasons = [70, 4, 6, 4, 4, 12] as const

/** From Grade 1 to Grade 18. */
export const gradeWeights = [2, 5, 8, 10, 12, 12, 11, 10, 9, 8, 6, 5, 2.7, 1.8, 1.1, 0.7, 0.4, 0.2] as const

/** How many in a hundred would answer what, in the order of each question’s categories. */
export const weights = {
  ethnic: [80.6, 0.9, 0.1, 0.06, 3.1, 0.6, 0.2, 0.5, 0.4, 6.1, 0.9, 0.5, 0.3, 0.9, 1, 1.3, 0.2, 0.15, 0.4],
  religion: [36, 56, 0.16, 1.1, 0.09, 1.1, 0.5, 1.6],
  religionOfIndian: [8, 11, 0.1, 52, 0, 9, 19, 1], religionOfPakistani: [3, 1, 0, 0, 0, 95, 0, 1],
  orientation: [95.6, 2, 1.7, 0.4],
  partnership: [24, 50, 0.9, 2.6, 11, 2, 9.5], partnershipOfYoung: [68, 7, 0.2, 0.3, 0.3, 0, 24],
  carer: [21, 79], carerOfYoung: [8, 92],
} as const

/** The questions that people may leave unanswered. */
export type Asked = 'ethnic group' | 'disability' | 'religion or belief' | 'sexual orientation' | 'gender identity' | 'legal partnership status' | 'carer'

/**
 * What share had answered before the county asked everybody again, and what share does in the end; in thousandths, how many prefer not to say.
 */
export const declaring: Readonly<Record<Asked, { readonly before: number; readonly after: number; readonly preferNot: number }>> = {
  'ethnic group': { before: 0.6, after: 0.74, preferNot: 12 },
  'disability': { before: 0.51, after: 0.66, preferNot: 18 },
  'religion or belief': { before: 0.36, after: 0.56, preferNot: 60 },
  'sexual orientation': { before: 0.37, after: 0.55, preferNot: 70 },
  'gender identity': { before: 0, after: 0.37, preferNot: 25 },
  'legal partnership status': { before: 0.76, after: 0.81, preferNot: 15 },
  'carer': { before: 0, after: 0.41, preferNot: 10 },
}

