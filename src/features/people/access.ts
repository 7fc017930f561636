import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'

/** Everyone who is signed in looks after how they sign in, and nobody does it for them. */
export function mayLookAfterOwnAccount(_person: Person): boolean {
  return true
}

/** Administrators decide who is here and what each may do. They do not read what the work is about. */
export function mayLookAfterPeople(person: Person): boolean {
  return holds(person, 'administrator')
}

/** Who may do what is also what an auditor checks, and the equality lead has to know whom to ask. */
export function maySeePeople(person: Person): boolean {
  return holds(person, 'administrator') || holds(person, 'auditor') || holds(person, 'equality lead')
}

/** Departments, posts, groups and partners are the words that plans are read with: those who read plans in may mend them. */
export function mayLookAfterNames(person: Person): boolean {
  return holds(person, 'administrator') || holds(person, 'equality lead')
}

export function maySeeNames(person: Person): boolean {
  return mayLookAfterNames(person) || holds(person, 'auditor') || holdsAnywhere(person, 'departmental group chair')
}

/** The name and colours of the body itself. */
export function mayLookAfterOrganisation(person: Person): boolean {
  return holds(person, 'administrator')
}

/** The ledger tells who did what. Auditors read it all; administrators see what concerns access, and change nothing in it. */
export function mayReadLedger(person: Person): boolean {
  return holds(person, 'auditor')
}
