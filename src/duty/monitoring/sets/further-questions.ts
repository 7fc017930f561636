import { lastChecked, same, type QuestionSet } from '../question-set.ts'

const cares = 'Gives unpaid care'
const doesNotCare = 'Does not give unpaid care'
const careAsked = 'Do you look after, or give any help or support to, anyone because they have long-term physical or mental health conditions or illnesses, or problems related to old age?'

export const carerSets: readonly QuestionSet[] = [
  {
    id: 'carer-census-2021', question: 'carer', edition: 'Census 2021', name: 'Census 2021', asked: [careAsked],
    categories: [
      { code: 'C0', label: 'No', output: 'Provides no unpaid care', parent: doesNotCare }, { code: 'C1', label: 'Yes, 9 hours a week or less', output: '9 hours a week or less', parent: cares },
      { code: 'C2', label: 'Yes, 10 to 19 hours a week', output: '10 to 19 hours a week', parent: cares }, { code: 'C3', label: 'Yes, 20 to 34 hours a week', output: '20 to 34 hours a week', parent: cares },
      { code: 'C4', label: 'Yes, 35 to 49 hours a week', output: '35 to 49 hours a week', parent: cares }, { code: 'C5', label: 'Yes, 50 or more hours a week', output: '50 or more hours a week', parent: cares },
    ],
    lessDetail: [same('C', 'Gives unpaid care: hours not known', { parent: cares })], preferNotToSay: false, source: 'Office for National Statistics, Census 2021 questionnaire; table TS039', lastChecked,
    notes: ['Paid work is left out.', 'In 2011 the hours were 1 to 19, 20 to 49 and 50 or more, and the question mentioned family, friends and neighbours. Totals of carers are not directly comparable.'],
  },
  {
    id: 'carer-census-2011', question: 'carer', edition: 'Census 2011', name: 'Census 2011', asked: ['Do you look after, or give any help or support to family members, friends, neighbours or others because of either long-term physical or mental ill-health or disability, or problems related to old age?'],
    categories: [
      { code: 'C0', label: 'No', output: 'Provides no unpaid care', parent: doesNotCare }, { code: 'C6', label: 'Yes, 1 to 19 hours a week', output: '1 to 19 hours a week', parent: cares },
      { code: 'C7', label: 'Yes, 20 to 49 hours a week', output: '20 to 49 hours a week', parent: cares }, { code: 'C5', label: 'Yes, 50 or more hours a week', output: '50 or more hours a week', parent: cares },
    ],
    lessDetail: [same('C', 'Gives unpaid care: hours not known', { parent: cares })], preferNotToSay: false, source: 'Office for National Statistics, Census 2011 questionnaire; table KS301', lastChecked, notes: ['Hours are cut differently in 2021.'],
  },
  {
    id: 'carer-hr', question: 'carer', edition: 'HR one question', name: 'HR, caring responsibilities', asked: ['Do you have caring responsibilities for an adult?'],
    categories: [{ code: 'C', label: 'Yes', output: cares, parent: cares }, { code: 'C0', label: 'No', output: doesNotCare, parent: doesNotCare }], lessDetail: [], preferNotToSay: true,
    source: 'Common wording of HR systems', lastChecked, notes: ['Many HR forms count parents of children here. The census does not: say which was asked.'],
  },
]

export const pregnancySets: readonly QuestionSet[] = [
  {
    id: 'pregnancy-hr', question: 'pregnancy or maternity', edition: 'HR one question', name: 'HR, pregnancy and maternity in the period', asked: ['In the last 12 months, have you been pregnant or on maternity leave?'],
    categories: [same('Y', 'Yes', {}), same('N', 'No', {})].map((each) => ({ ...each, output: each.code === 'Y' ? 'Pregnant or on maternity leave in the period' : 'Neither pregnant nor on maternity leave in the period' })), lessDetail: [], preferNotToSay: true,
    source: 'Equality and Human Rights Commission practice; Equality Act 2010, sections 17 and 18', lastChecked,
    notes: ['It is an event of a period and not a lasting trait: compare who returned, and who was still employed 12 months later.', 'No census asks it.'],
  },
]

const professional = 'Professional background'
const intermediate = 'Intermediate background'
const lower = 'Lower socio-economic background'

export const socioEconomicSets: readonly QuestionSet[] = [
  {
    id: 'socio-economic-smc', question: 'socio-economic background', edition: 'GSS harmonised', name: 'Social Mobility Commission, occupation of the main household earner', asked: ['What was the occupation of your main household earner when you were about aged 14?'],
    categories: [
      same('E1', 'Modern professional and traditional professional occupations', { parent: professional }), same('E2', 'Senior, middle or junior managers or administrators', { parent: professional }),
      same('E3', 'Clerical and intermediate occupations', { parent: intermediate }), same('E4', 'Small business owners who employed less than 25 people', { parent: intermediate }),
      same('E5', 'Technical and craft occupations', { parent: lower }), same('E6', 'Routine, semi-routine manual and service occupations', { parent: lower }), same('E7', 'Long-term unemployed', { parent: lower }),
      same('E8', 'Retired', {}), same('E9', 'Other, such as this question does not apply to me', {}),
    ],
    lessDetail: [same('E-P', professional, { parent: professional }), same('E-I', intermediate, { parent: intermediate }), same('E-L', lower, { parent: lower })], preferNotToSay: true,
    source: 'Social Mobility Commission, employers’ toolkit', lastChecked, notes: ['Retired and Other are in none of the three groups and are left out of their base.', 'Not a protected characteristic. The duty about it in section 1 of the Act is not in force in England.'],
  },
]

const englishMain = 'English'
const otherMain = 'Another main language'

export const mainLanguageSets: readonly QuestionSet[] = [
  {
    id: 'main-language-census-2021', question: 'main language', edition: 'Census 2021', name: 'Census 2021, England', asked: ['What is your main language?', 'How well can you speak English?'],
    categories: [
      { code: 'L1', label: 'English', output: 'Main language is English', parent: englishMain }, { code: 'L2', label: 'Other, including British Sign Language: speaks English very well', output: 'Another main language, speaks English very well', parent: otherMain, writeIn: true },
      { code: 'L3', label: 'Other, including British Sign Language: speaks English well', output: 'Another main language, speaks English well', parent: otherMain, writeIn: true },
      { code: 'L4', label: 'Other, including British Sign Language: does not speak English well', output: 'Another main language, does not speak English well', parent: otherMain, writeIn: true },
      { code: 'L5', label: 'Other, including British Sign Language: does not speak English at all', output: 'Another main language, does not speak English', parent: otherMain, writeIn: true },
    ],
    lessDetail: [same('L', 'Another main language: English not known', { parent: otherMain })], preferNotToSay: false, source: 'Office for National Statistics, Census 2021 questionnaire; table TS029', lastChecked,
    notes: ['British Sign Language is a language of its own: do not read it as poor English.'],
  },
  {
    id: 'main-language-census-2021-wales', question: 'main language', edition: 'Census 2021', name: 'Census 2021, Wales', asked: ['What is your main language?'],
    categories: [{ code: 'L1', label: 'English or Welsh', output: 'Main language is English or Welsh', parent: 'English or Welsh' }, { code: 'L', label: 'Other, including British Sign Language', output: otherMain, parent: otherMain, writeIn: true }], lessDetail: [], preferNotToSay: false,
    source: 'Office for National Statistics, Census 2021 questionnaire for Wales', lastChecked, notes: ['Welsh counts with English in Wales alone.'],
  },
  {
    id: 'main-language-hr', question: 'main language', edition: 'HR one question', name: 'HR, main language', asked: ['What is your main language?'],
    categories: [{ code: 'L1', label: 'English', output: 'Main language is English', parent: englishMain }, same('L6', 'British Sign Language', { parent: otherMain }), { code: 'L', label: 'Another language', output: otherMain, parent: otherMain, writeIn: true }], lessDetail: [], preferNotToSay: true,
    source: 'Common wording of HR systems', lastChecked, notes: ['It does not ask how well somebody speaks English.'],
  },
]
