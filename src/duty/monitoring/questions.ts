import type { Characteristic } from '../characteristics.ts'

/** What people are asked in equality monitoring. Sex and gender identity are different questions, with different rules. */
export const questions = [
  { id: 'age', name: 'Age', characteristic: 'age', sensitive: false },
  { id: 'disability', name: 'Disability', characteristic: 'disability', sensitive: false },
  { id: 'ethnic group', name: 'Ethnic group', characteristic: 'race', sensitive: false },
  { id: 'sex', name: 'Sex', characteristic: 'sex', sensitive: false },
  { id: 'gender identity', name: 'Gender identity', characteristic: 'gender_reassignment', sensitive: true },
  { id: 'religion or belief', name: 'Religion or belief', characteristic: 'religion_belief', sensitive: true },
  { id: 'sexual orientation', name: 'Sexual orientation', characteristic: 'sexual_orientation', sensitive: true },
  { id: 'legal partnership status', name: 'Marriage and civil partnership', characteristic: 'marriage_cp', sensitive: false },
  { id: 'pregnancy or maternity', name: 'Pregnancy and maternity', characteristic: 'pregnancy_maternity', sensitive: false },
  { id: 'carer', name: 'Caring responsibilities', characteristic: null, sensitive: false },
  { id: 'socio-economic background', name: 'Socio-economic background', characteristic: null, sensitive: false },
  { id: 'main language', name: 'Main language', characteristic: null, sensitive: false },
] as const satisfies readonly { readonly id: string; readonly name: string; readonly characteristic: Characteristic | null; readonly sensitive: boolean }[]

export type QuestionId = (typeof questions)[number]['id']
