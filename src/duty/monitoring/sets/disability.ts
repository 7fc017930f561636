import { lastChecked, same, type Category, type QuestionSet } from '../question-set.ts'

export const disabled = 'Disabled'
export const notDisabled = 'Not disabled'

const condition = 'Do you have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?'
const effect = 'Do any of your conditions or illnesses reduce your ability to carry out day-to-day activities?'

/** The two questions' four answers. Who answers the first with yes and not the second is not in any of them. */
const twoQuestions: readonly Category[] = [
  { code: 'D1', label: 'Yes, reduced a lot', output: 'Day-to-day activities limited a lot', parent: disabled },
  { code: 'D2', label: 'Yes, reduced a little', output: 'Day-to-day activities limited a little', parent: disabled },
  { code: 'N1', label: 'Yes, not reduced at all', output: 'Long-term condition, day-to-day activities not limited', parent: notDisabled },
  { code: 'N2', label: 'No', output: 'No long-term physical or mental health conditions', parent: notDisabled },
]

const derived = 'Disabled means yes to the first question and a lot or a little to the second. It is not made to decide whether somebody is disabled in law.'
const treatment = 'People answer as they are with their treatment and aids. The Equality Act leaves those out of account (Schedule 1, paragraph 5), so fewer people count as disabled here than in law.'
const oneNotTwo = 'One question about how people see themselves and two questions about conditions and effects measure different things: do not join them into one series without saying so.'
const census2011 = 'The 2011 census asked about health problems or disabilities "including problems related to old age", in one question. Its figures are not directly comparable with those of 2021.'

export const disabilitySets: readonly QuestionSet[] = [
  {
    id: 'disability-census-2021', question: 'disability', edition: 'Census 2021', name: 'Census 2021 (two questions)', asked: [condition, effect],
    categories: twoQuestions, lessDetail: [same('D', 'Disabled: how much is not known', { parent: disabled }), same('N', 'Not disabled: no detail given', { parent: notDisabled })], preferNotToSay: false,
    source: 'Office for National Statistics, Census 2021 questionnaire; table TS038', lastChecked, notes: [derived, treatment, census2011, oneNotTwo],
  },
  {
    id: 'disability-census-2011', question: 'disability', edition: 'Census 2011', name: 'Census 2011 (day-to-day activities limited)',
    asked: ['Are your day-to-day activities limited because of a health problem or disability which has lasted, or is expected to last, at least 12 months?'],
    categories: [
      { code: 'D1', label: 'Yes, limited a lot', output: 'Day-to-day activities limited a lot', parent: disabled },
      { code: 'D2', label: 'Yes, limited a little', output: 'Day-to-day activities limited a little', parent: disabled },
      { code: 'N', label: 'No', output: 'Day-to-day activities not limited', parent: notDisabled },
    ],
    lessDetail: [same('D', 'Disabled: how much is not known', { parent: disabled })], preferNotToSay: false,
    source: 'Office for National Statistics, Census 2011 questionnaire; table QS303', lastChecked, notes: [census2011],
  },
  {
    id: 'disability-census-2001', question: 'disability', edition: 'Census 2001', name: 'Census 2001 (limiting long-term illness)',
    asked: ['Do you have any long-term illness, health problem or disability which limits your daily activities or the work you can do?'],
    categories: [same('D', 'Yes', { parent: disabled }), same('N', 'No', { parent: notDisabled })], lessDetail: [], preferNotToSay: false,
    source: 'Office for National Statistics, Census 2001 questionnaire', lastChecked, notes: ['It has no degrees and includes the work that somebody can do: not comparable with 2011 or 2021.'],
  },
  {
    id: 'disability-gss', question: 'disability', edition: 'GSS harmonised', name: 'GSS harmonised standard (two questions)', asked: [condition, effect],
    categories: twoQuestions, lessDetail: [same('D', 'Disabled: how much is not known', { parent: disabled }), same('N', 'Not disabled: no detail given', { parent: notDisabled })], preferNotToSay: true,
    source: 'Government Statistical Service, harmonised standards "Long-lasting health conditions and illness" and "Activity restriction"', lastChecked,
    notes: [derived, treatment, 'The Government Statistical Service marks these standards as under development.', oneNotTwo],
  },
  {
    id: 'disability-govuk', question: 'disability', edition: 'GOV.UK Design System', name: 'GOV.UK Design System, equality information (two questions)', asked: [condition, effect],
    categories: twoQuestions, lessDetail: [same('D', 'Disabled: how much is not known', { parent: disabled }), same('N', 'Not disabled: no detail given', { parent: notDisabled })], preferNotToSay: true,
    source: 'GOV.UK Design System, pattern "Equality information"', lastChecked, notes: [derived, treatment, oneNotTwo],
  },
  {
    id: 'disability-hr', question: 'disability', edition: 'HR one question', name: 'HR, one question', asked: ['Do you consider yourself to be disabled?'],
    categories: [{ code: 'D', label: 'Yes', output: disabled, parent: disabled }, { code: 'N', label: 'No', output: notDisabled, parent: notDisabled }], lessDetail: [], preferNotToSay: true,
    source: 'Common wording of HR systems', lastChecked,
    notes: [oneNotTwo, 'Fewer people declare a disability on a staff record than in an anonymous survey: about 3% against 18% in the NHS (NHS Employers).'],
  },
]
