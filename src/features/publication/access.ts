import { holds } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'

/** What may become public is drafted by those who answer for it: the equality lead, an analyst, whoever speaks with residents, a publisher. */
export function mayDraft(person: Person): boolean {
  return holds(person, 'equality lead') || holds(person, 'analyst') || holds(person, 'engagement officer') || holds(person, 'publisher')
}

/** It is looked through by the equality lead or a publisher. */
export function mayCheck(person: Person): boolean {
  return holds(person, 'equality lead') || holds(person, 'publisher')
}

/** A publisher approves it, by name: never what they drafted themselves. The same person takes things down. */
export function mayApprove(person: Person): boolean {
  return holds(person, 'publisher')
}

/** Whether one person may be enough is settled by those who answer for the whole: the equality lead or an administrator. */
export function maySettleApproval(person: Person): boolean {
  return holds(person, 'equality lead') || holds(person, 'administrator')
}

/** The desk, with what waits and what is public: those who work there, and the auditor. */
export function maySeeDesk(person: Person): boolean {
  return mayDraft(person) || mayCheck(person) || holds(person, 'auditor')
}
