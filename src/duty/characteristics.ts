/**
 * The nine protected characteristics in the order of section 4 of the Equality Act 2010, each with its name in the
 * Act and a code that never changes. A body may show another label to its readers; the code is what is kept.
 * Source: Equality Act 2010, sections 4 to 12. Last checked 22 November 2026.
 */
export const characteristics = [
  { code: 'age', name: 'Age', section: '5' },
  { code: 'disability', name: 'Disability', section: '6' },
  { code: 'gender_reassignment', name: 'Gender reassignment', section: '7' },
  { code: 'marriage_cp', name: 'Marriage and civil partnership', section: '8' },
  { code: 'pregnancy_maternity', name: 'Pregnancy and maternity', section: '17 and 18' },
  { code: 'race', name: 'Race', section: '9' },
  { code: 'religion_belief', name: 'Religion or belief', section: '10' },
  { code: 'sex', name: 'Sex', section: '11' },
  { code: 'sexual_orientation', name: 'Sexual orientation', section: '12' },
] as const

export type Characteristic = (typeof characteristics)[number]['code']

/** The three aims of the duty: Equality Act 2010, section 149(1)(a) to (c). */
export const aims = [
  { code: 'eliminate', name: 'Eliminate discrimination, harassment and victimisation', short: 'Eliminate discrimination' },
  { code: 'advance', name: 'Advance equality of opportunity', short: 'Advance equality' },
  { code: 'foster', name: 'Foster good relations', short: 'Foster good relations' },
] as const

export type Aim = (typeof aims)[number]['code']

/** Marriage and civil partnership comes only under the first aim: section 149(7) leaves it out of the other two. */
export function isAimFor(characteristic: Characteristic, aim: Aim): boolean {
  return characteristic !== 'marriage_cp' || aim === 'eliminate'
}
