import type { Refused } from './refused.ts'

/**
 * What people do in a public body's equality work. A role is granted for one department or, with no department, for
 * the whole body. Drawn from the governance of the five strategies the product began with. What a role may do stands in each room's `access.ts`.
 */
export const roles = [
  'equality lead', 'action lead', 'assessment author', 'departmental group member', 'departmental group chair', 'board member', 'board chair',
  'elected member', 'analyst', 'hr case worker', 'recruiter', 'incident officer', 'engagement officer', 'publisher', 'procurement officer', 'administrator', 'auditor', 'employee',
] as const
export type Role = (typeof roles)[number]

export interface Grant {
  readonly role: Role
  /** The department's id; null for the whole body. */
  readonly department: string | null
}

/** Does this person hold the role for the whole body, or for this department? */
export function holds(person: { readonly grants: readonly Grant[] }, role: Role, department?: string | null): boolean {
  return person.grants.some((grant) => grant.role === role && (grant.department === null || (department !== undefined && department !== null && grant.department === department)))
}

/** Does this person hold the role anywhere at all? */
export function holdsAnywhere(person: { readonly grants: readonly Grant[] }, role: Role): boolean {
  return person.grants.some((grant) => grant.role === role)
}

/**
 * Nobody may both read equality answers about people and decide on recruitment or cases:
 * Data Protection Act 2018, Schedule 1, paragraph 8(3) forbids monitoring data in decisions about a person.
 */
const readsRowsAboutPeople: readonly Role[] = ['analyst']
const decidesAboutPeople: readonly Role[] = ['recruiter', 'hr case worker']

export function mayAlsoHold(held: readonly Role[], asked: Role): Refused | null {
  const clash = readsRowsAboutPeople.includes(asked) ? held.find((role) => decidesAboutPeople.includes(role))
    : decidesAboutPeople.includes(asked) ? held.find((role) => readsRowsAboutPeople.includes(role))
    : undefined
  return clash ? { refused: `One person cannot be both ${asked} and ${clash}. An analyst reads equality answers about people, and the law does not allow those answers to be used in decisions about a person’s job or case.` } : null
}
