import { lastChecked, same, type Category, type QuestionSet } from '../question-set.ts'

const census: readonly Category[] = [
  same('S1', 'Straight or Heterosexual'), same('S2', 'Gay or Lesbian'), same('S3', 'Bisexual'),
  { code: 'S9', label: 'Other sexual orientation', output: 'All other sexual orientations', writeIn: true },
]
const govuk: readonly Category[] = [
  { code: 'S1', label: 'Heterosexual or straight', output: 'Straight or Heterosexual' }, { code: 'S2', label: 'Gay or lesbian', output: 'Gay or Lesbian' }, same('S3', 'Bisexual'),
  { code: 'S9', label: 'Other', output: 'All other sexual orientations', writeIn: true },
]
const voluntary = 'Asked of people aged 16 and over. The question is voluntary.'
const first2021 = 'No census asked about sexual orientation before 2021. Estimates that were used earlier, such as 6% to 10%, are not counts.'

export const sexualOrientationSets: readonly QuestionSet[] = [
  {
    id: 'sexual-orientation-census-2021', question: 'sexual orientation', edition: 'Census 2021', name: 'Census 2021', asked: ['Which of the following best describes your sexual orientation?'],
    categories: census, lessDetail: [], preferNotToSay: false, source: 'Office for National Statistics, Census 2021 questionnaire; table TS077', lastChecked, notes: [voluntary, first2021],
  },
  {
    id: 'sexual-orientation-gss', question: 'sexual orientation', edition: 'GSS harmonised', name: 'GSS harmonised standard', asked: ['Which of the following options best describes how you think of yourself?'],
    categories: govuk, lessDetail: [], preferNotToSay: true, source: 'Government Statistical Service, harmonised standard for sexual orientation', lastChecked, notes: [voluntary],
  },
  {
    id: 'sexual-orientation-govuk', question: 'sexual orientation', edition: 'GOV.UK Design System', name: 'GOV.UK Design System, equality information', asked: ['Which of the following best describes your sexual orientation?'],
    categories: govuk, lessDetail: [], preferNotToSay: true, source: 'GOV.UK Design System, pattern "Equality information"', lastChecked, notes: [voluntary],
  },
  {
    id: 'sexual-orientation-hr', question: 'sexual orientation', edition: 'HR one question', name: 'HR, sexual orientation with gay and lesbian apart', asked: ['What is your sexual orientation?'],
    categories: [
      { code: 'S1', label: 'Heterosexual', output: 'Straight or Heterosexual' },
      same('S4', 'Gay man', { parent: 'Gay or Lesbian' }), same('S5', 'Lesbian or gay woman', { parent: 'Gay or Lesbian' }),
      same('S3', 'Bisexual'), { code: 'S9', label: 'Other', output: 'All other sexual orientations' },
    ],
    lessDetail: [{ code: 'S2', label: 'Gay or lesbian', output: 'Gay or Lesbian: not told apart', parent: 'Gay or Lesbian' }, { code: 'S6', label: 'Lesbian, gay or bisexual', output: 'Lesbian, gay or bisexual: no detail given' }], preferNotToSay: true,
    source: 'Common wording of HR systems', lastChecked, notes: ['Gay men and lesbians are told apart here and together in the census.'],
  },
]
