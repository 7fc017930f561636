import type { Shows } from './owed.ts'

/** A promise that public bodies often make: in our words, drawn from the strategies and action plans of English councils from 2013 to 2023. */
export interface Suggestion {
  readonly id: string
  /** The short name that it has on the clock. */
  readonly title: string
  readonly group: string
  readonly words: string
  readonly when: string
  readonly shows: Shows
  readonly public: boolean
}

const board = 'Equalities Board'

export const suggestions: readonly Suggestion[] = [
  { id: 'targets-quarterly', title: 'Workforce targets to the management team', group: 'Reports', words: 'Report how the workforce compares with its targets to the management team within six weeks of the end of each quarter', when: 'within six weeks of the end of each quarter', shows: { kind: 'report issued', to: 'Corporate management team' }, public: false },
  { id: 'targets-half-yearly', title: 'Workforce targets to the Equalities Board', group: 'Reports', words: 'Report how the workforce compares with its targets to the Equalities Board, six-monthly, July and January', when: 'six-monthly, July and January', shows: { kind: 'report issued', to: board, about: 'workforce' }, public: false },
  { id: 'progress-quarterly', title: 'Quarterly round of progress', group: 'Reports', words: 'Ask every lead for progress and close the round within a month of the end of each quarter', when: 'within one month of the end of each quarter', shows: { kind: 'round closed' }, public: false },
  { id: 'annual-report-board', title: 'Annual report to the Equalities Board', group: 'Reports', words: 'Bring the annual report to the Equalities Board by the end of June each year', when: 'by the end of June each year', shows: { kind: 'report issued', to: board, about: 'annual report' }, public: true },
  { id: 'annual-report-public', title: 'Annual report in public', group: 'Reports', words: 'Publish the annual report by the end of July each year', when: 'by the end of July each year', shows: { kind: 'report published', about: 'annual report' }, public: true },
  { id: 'assessments-audit', title: 'Check of planned assessments', group: 'Reports', words: 'Check how many of the planned assessments were finished and published, and tell the Equalities Board every six months', when: 'every six months, by the end of May and November', shows: { kind: 'assessments audited' }, public: false },
  { id: 'workforce-report', title: 'Workforce equality report in public', group: 'Publication', words: 'Publish the workforce equality report by 31 March each year', when: 'by 31 March each year', shows: { kind: 'release published' }, public: true },
  { id: 'assessments-public', title: 'Assessments public within 28 days', group: 'Publication', words: 'Publish each impact assessment within 28 days of its being signed off', when: 'within 28 days of being signed off', shows: { kind: 'assessment published' }, public: true },
  { id: 'survey-results', title: 'What surveys found', group: 'Publication', words: 'Publish what a survey found within three months of its closing', when: 'within three months of its closing', shows: { kind: 'survey results published' }, public: true },
  { id: 'pay-audit', title: 'Equal pay audit', group: 'Workforce and pay', words: 'Carry out an equal pay audit every three years', when: 'every three years', shows: { kind: 'pay audit finished' }, public: true },
  { id: 'staff-survey', title: 'Staff survey', group: 'Workforce and pay', words: 'Ask all staff in a survey every two years', when: 'every two years', shows: { kind: 'survey closed' }, public: true },
  { id: 'training-evaluated', title: 'What the equality training changed', group: 'Workforce and pay', words: 'Find out every year what the equality training changed', when: 'every year', shows: { kind: 'training evaluated' }, public: false },
  { id: 'workforce-data', title: 'The workforce’s figures loaded', group: 'Workforce and pay', words: 'Load the workforce’s figures within three weeks of the end of each quarter', when: 'within three weeks of the end of each quarter', shows: { kind: 'dataset loaded' }, public: false },
  { id: 'plan-review', title: 'Yearly look at the action plan', group: 'Plans and people', words: 'Go through the action plan every year and say what changes', when: 'every year', shows: { kind: 'plan reviewed' }, public: true },
  { id: 'senior-manager', title: 'A senior manager at every event', group: 'Plans and people', words: 'Have a senior manager at every equality event', when: 'at every equality event', shows: { kind: 'event held', about: 'senior manager present' }, public: true },
  { id: 'charter', title: 'British Sign Language charter', group: 'Plans and people', words: 'Renew the British Sign Language charter every year', when: 'every year', shows: { kind: 'accreditation gained', about: 'British Sign Language charter' }, public: true },
  { id: 'hate-figures', title: 'Figures of hate incidents', group: 'Plans and people', words: 'Publish figures of hate incidents within six weeks of the end of each quarter', when: 'within six weeks of the end of each quarter', shows: { kind: 'incident figures published' }, public: true },
  { id: 'you-said', title: 'You said, we did', group: 'Plans and people', words: 'Tell people every year what they said to us and what we did about it', when: 'by 31 March each year', shows: { kind: 'engagement feedback published' }, public: true },
]
