import { lastChecked, same, type Category, type QuestionSet } from '../question-set.ts'

export const marriedOrPartnered = 'Married or in a civil partnership'
export const neither = 'Neither married nor in a civil partnership'

const nine: readonly Category[] = [
  same('P1', 'Never married and never registered a civil partnership', { parent: neither }),
  same('P2', 'Married', { parent: marriedOrPartnered }),
  same('P3', 'In a registered civil partnership', { parent: marriedOrPartnered }),
  same('P4', 'Separated, but still legally married', { parent: marriedOrPartnered }),
  same('P5', 'Separated, but still legally in a civil partnership', { parent: marriedOrPartnered }),
  same('P6', 'Divorced', { parent: neither }),
  same('P7', 'Formerly in a civil partnership which is now legally dissolved', { parent: neither }),
  same('P8', 'Widowed', { parent: neither }),
  same('P9', 'Surviving partner from a registered civil partnership', { parent: neither }),
]
const section8 = 'Section 8 of the Equality Act protects people who are married or in a civil partnership, and those who are separated but legally still are. It matters for the first aim of the duty alone.'
const sameSex = 'Civil partnerships of a man and a woman exist since December 2019. In 2011 they were of the same sex, so figures on civil partnership are not comparable.'

export const legalPartnershipSets: readonly QuestionSet[] = [
  {
    id: 'legal-partnership-census-2021', question: 'legal partnership status', edition: 'Census 2021', name: 'Census 2021', asked: ['What is your legal marital or registered civil partnership status?'],
    categories: nine, lessDetail: [], preferNotToSay: false, source: 'Office for National Statistics, Census 2021 questionnaire; table TS002', lastChecked, notes: [section8, sameSex],
  },
  {
    id: 'legal-partnership-census-2011', question: 'legal partnership status', edition: 'Census 2011', name: 'Census 2011', asked: ['What is your legal marital or same-sex civil partnership status?'],
    categories: nine.map((each) => each.code === 'P1' || each.code === 'P3' || each.code === 'P5' || each.code === 'P7' || each.code === 'P9' ? { ...each, label: each.label.replace('civil partnership', 'same-sex civil partnership') } : each),
    lessDetail: [], preferNotToSay: false, source: 'Office for National Statistics, Census 2011 questionnaire; table KS103', lastChecked, notes: [section8, sameSex],
  },
  {
    id: 'legal-partnership-census-2001', question: 'legal partnership status', edition: 'Census 2001', name: 'Census 2001', asked: ['What is your marital status?'],
    categories: [same('P1', 'Single (never married)', { parent: neither }), same('P2', 'Married', { parent: marriedOrPartnered }), same('P10', 'Re-married', { parent: marriedOrPartnered }), same('P4', 'Separated (but still legally married)', { parent: marriedOrPartnered }), same('P6', 'Divorced', { parent: neither }), same('P8', 'Widowed', { parent: neither })],
    lessDetail: [], preferNotToSay: false, source: 'Office for National Statistics, Census 2001 questionnaire', lastChecked, notes: ['Before civil partnerships, which began in December 2005.', section8],
  },
  {
    id: 'legal-partnership-govuk', question: 'legal partnership status', edition: 'GOV.UK Design System', name: 'GOV.UK Design System, equality information', asked: ['What is your legal marital or registered civil partnership status?'],
    categories: nine, lessDetail: [], preferNotToSay: true, source: 'GOV.UK Design System, pattern "Equality information"', lastChecked, notes: [section8],
  },
  {
    id: 'legal-partnership-hr', question: 'legal partnership status', edition: 'HR one question', name: 'HR, marital status', asked: ['What is your marital status?'],
    categories: [
      { code: 'P1', label: 'Single', output: 'Single', parent: neither }, same('P2', 'Married', { parent: marriedOrPartnered }), same('P3', 'Civil partnership', { parent: marriedOrPartnered }),
      same('P4', 'Separated', { parent: marriedOrPartnered }), { code: 'P6', label: 'Divorced or civil partnership dissolved', output: 'Divorced or dissolved', parent: neither }, { code: 'P8', label: 'Widowed or surviving civil partner', output: 'Widowed or surviving civil partner', parent: neither },
      same('P11', 'Living with a partner', { parent: neither }),
    ],
    lessDetail: [{ code: 'P12', label: 'Married or civil partnership', output: 'Married or in a civil partnership: not told apart', parent: marriedOrPartnered }], preferNotToSay: true, source: 'Common wording of HR systems', lastChecked,
    notes: [section8, 'Living with a partner is not a legal status and is not protected. Single may hide people who were married before.', sameSex],
  },
]
