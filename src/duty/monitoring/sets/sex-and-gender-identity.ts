import { lastChecked, same, type QuestionSet } from '../question-set.ts'

const standard = 'There is at present no harmonised standard of the Government Statistical Service for sex.'
const inLaw = 'In the Equality Act sex means biological sex (For Women Scotland v Scottish Ministers [2025] UKSC 16). It is another question than gender identity.'
const female = same('F', 'Female')
const male = same('M', 'Male')

/** Sex. Gender pay figures need it of every employee, from the payroll. */
export const sexSets: readonly QuestionSet[] = [
  ...(['2021', '2011', '2001'] as const).map((year): QuestionSet => ({
    id: `sex-census-${year}`, question: 'sex', edition: `Census ${year}`, name: `Census ${year}`, asked: ['What is your sex?'], categories: year === '2021' ? [female, male] : [male, female], lessDetail: [], preferNotToSay: false,
    source: `Office for National Statistics, Census ${year} questionnaire`, lastChecked, notes: [standard, inLaw],
  })),
  {
    id: 'sex-govuk', question: 'sex', edition: 'GOV.UK Design System', name: 'GOV.UK Design System, equality information', asked: ['What is your sex?'], categories: [female, male], lessDetail: [], preferNotToSay: true,
    source: 'GOV.UK Design System, pattern "Equality information"', lastChecked, notes: [standard, inLaw],
  },
  {
    id: 'sex-hr', question: 'sex', edition: 'HR one question', name: 'HR, sex on the staff record', asked: ['Sex'], categories: [female, male], lessDetail: [], preferNotToSay: false,
    source: 'Staff and payroll records', lastChecked,
    notes: [standard, inLaw, 'Staff records often head this column "Gender". Say in your report what was recorded, and by whom.'],
  },
]

const sameAsAtBirth = { code: 'G1', label: 'Yes', output: 'Gender identity the same as sex registered at birth', parent: 'Same as sex registered at birth' } as const
const different = 'Different from sex registered at birth'
const development = 'Census 2021 figures on gender identity are official statistics in development: say so wherever they are compared with.'
const reassignment = 'The protected characteristic is gender reassignment (section 7), which this question only approximates. Figures below the whole organisation are never published.'
const certificate = 'Never ask whether somebody has a gender recognition certificate, and never keep it: Gender Recognition Act 2004, section 22.'

export const genderIdentitySets: readonly QuestionSet[] = [
  {
    id: 'gender-identity-census-2021', question: 'gender identity', edition: 'Census 2021', name: 'Census 2021', asked: ['Is the gender you identify with the same as your sex registered at birth?', 'Enter gender identity'],
    categories: [
      sameAsAtBirth,
      { code: 'G2', label: 'No', output: 'Gender identity different from sex registered at birth but no specific identity given', parent: different },
      { code: 'G3', label: 'No: Trans woman', output: 'Trans woman', parent: different },
      { code: 'G4', label: 'No: Trans man', output: 'Trans man', parent: different },
      { code: 'G5', label: 'No: Non-binary', output: 'Non-binary', parent: different },
      { code: 'G9', label: 'No: another gender identity', output: 'All other gender identities', parent: different, writeIn: true },
    ],
    lessDetail: [], preferNotToSay: false, source: 'Office for National Statistics, Census 2021 questionnaire; table TS078', lastChecked, notes: [development, reassignment, certificate, 'Asked of people aged 16 and over. The question was voluntary.'],
  },
  {
    id: 'gender-identity-govuk', question: 'gender identity', edition: 'GOV.UK Design System', name: 'GOV.UK Design System, equality information', asked: ['Is the gender you identify with the same as your sex registered at birth?', 'Enter gender identity'],
    categories: [sameAsAtBirth, { code: 'G2', label: 'No', output: 'Gender identity different from sex registered at birth', parent: different, writeIn: true }], lessDetail: [], preferNotToSay: true,
    source: 'GOV.UK Design System, pattern "Equality information"', lastChecked, notes: [development, reassignment, certificate],
  },
  {
    id: 'gender-identity-hr', question: 'gender identity', edition: 'HR one question', name: 'HR, gender identity', asked: ['Is your gender identity the same as the sex you were registered with at birth?'],
    categories: [sameAsAtBirth, { code: 'G2', label: 'No', output: 'Gender identity different from sex registered at birth', parent: different }], lessDetail: [], preferNotToSay: true,
    source: 'Common wording of HR systems', lastChecked, notes: [reassignment, certificate],
  },
]
