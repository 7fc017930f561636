import { holds } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'

/** What the body owes, and whether it did it, is open to everybody who works with it. */
export function mayReadClock(person: Person): boolean {
  return person.grants.length > 0
}

/** The equality lead of the whole body keeps its promises, says what it is, and notes what was done elsewhere. */
export function mayKeepClock(person: Person): boolean {
  return holds(person, 'equality lead')
}

/** A publisher lets the public page out, and sets the rule that keeps it up to date. */
export function mayPublishClock(person: Person): boolean {
  return holds(person, 'publisher')
}
