import { lastChecked, same, type Category, type QuestionSet } from '../question-set.ts'

const england = 'Christian (including Church of England, Catholic, Protestant and all other Christian denominations)'
const wales = 'Christian (all denominations)'

function religions(christian: string, none: string, other: string): readonly Category[] {
  return [
    { code: 'R0', label: none, output: 'No religion' },
    { code: 'R1', label: christian, output: 'Christian' },
    same('R2', 'Buddhist'), same('R3', 'Hindu'), same('R4', 'Jewish'), same('R5', 'Muslim'), same('R6', 'Sikh'),
    { code: 'R9', label: other, output: 'Other religion', writeIn: true },
  ]
}

const voluntary = 'The question is voluntary: figures add "Not answered".'
const belief = 'The Equality Act protects belief as well as religion, and having neither. A question about religion alone does not ask for a belief such as humanism.'

export const religionSets: readonly QuestionSet[] = [
  {
    id: 'religion-census-2021', question: 'religion or belief', edition: 'Census 2021', name: 'Census 2021, England', asked: ['What is your religion?'],
    categories: religions(england, 'No religion', 'Any other religion'), lessDetail: [], preferNotToSay: false,
    source: 'Office for National Statistics, Census 2021 questionnaire; table TS030', lastChecked, notes: [voluntary, belief],
  },
  {
    id: 'religion-census-2021-wales', question: 'religion or belief', edition: 'Census 2021', name: 'Census 2021, Wales', asked: ['What is your religion?'],
    categories: religions(wales, 'No religion', 'Any other religion'), lessDetail: [], preferNotToSay: false,
    source: 'Office for National Statistics, Census 2021 questionnaire for Wales; table TS030', lastChecked, notes: [voluntary, belief],
  },
  {
    id: 'religion-census-2011', question: 'religion or belief', edition: 'Census 2011', name: 'Census 2011', asked: ['What is your religion?'],
    categories: religions(england, 'No religion', 'Any other religion'), lessDetail: [], preferNotToSay: false,
    source: 'Office for National Statistics, Census 2011 questionnaire; table KS209', lastChecked, notes: ['Figures name those who did not answer "Religion not stated".', belief],
  },
  {
    id: 'religion-census-2001', question: 'religion or belief', edition: 'Census 2001', name: 'Census 2001', asked: ['What is your religion?'],
    categories: religions(england, 'None', 'Any other religion'), lessDetail: [], preferNotToSay: false,
    source: 'Office for National Statistics, Census 2001 questionnaire', lastChecked, notes: ['The answer was "None" and not "No religion".', belief],
  },
  {
    id: 'religion-gss', question: 'religion or belief', edition: 'GSS harmonised', name: 'GSS harmonised standard', asked: ['What is your religion?'],
    categories: religions('Christian', 'No religion', 'Any other religion'), lessDetail: [], preferNotToSay: true,
    source: 'Government Statistical Service, harmonised standard for religion', lastChecked, notes: [belief],
  },
  {
    id: 'religion-govuk', question: 'religion or belief', edition: 'GOV.UK Design System', name: 'GOV.UK Design System, equality information', asked: ['What is your religion?'],
    categories: religions('Christian', 'No religion', 'Any other religion'), lessDetail: [], preferNotToSay: true,
    source: 'GOV.UK Design System, pattern "Equality information"', lastChecked, notes: [belief],
  },
  {
    id: 'religion-hr', question: 'religion or belief', edition: 'HR one question', name: 'HR, religion or belief', asked: ['What is your religion or belief?'],
    categories: [...religions('Christian', 'No religion or belief', 'Any other religion'), same('R8', 'Another belief', { writeIn: true })], lessDetail: [], preferNotToSay: true,
    source: 'Common wording of HR systems; Equality Act 2010, section 10', lastChecked,
    notes: ['Another belief has no counterpart in the census: figures that are compared with it put it under Other religion and say so.'],
  },
]
