import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'
import type { Indicator } from './indicator.ts'

/** Indicators may rest on figures that were cleared for the board alone, so they are for those who answer for equality here. */
export function mayReadIndicators(person: Person): boolean {
  return (['analyst', 'equality lead', 'board member', 'board chair', 'elected member', 'departmental group member', 'departmental group chair', 'auditor', 'publisher'] as const).some((role) => holdsAnywhere(person, role))
}

/** What is watched, what it is made of and what it should become is kept by the equality lead of the whole body. */
export function mayKeepIndicators(person: Person): boolean {
  return holds(person, 'equality lead')
}

/** Values are added and corrected by the indicator’s owner, where they may read indicators; by an analyst; and by the equality lead. */
export function mayAddValues(person: Person, indicator: Pick<Indicator, 'owner'>): boolean {
  return mayKeepIndicators(person) || holds(person, 'analyst') || (mayReadIndicators(person) && indicator.owner.id === person.id)
}
