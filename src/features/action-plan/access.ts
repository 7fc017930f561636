import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'
import type { Action } from './action.ts'

type Led = Pick<Action, 'lead' | 'department'>

/** Everyone who works here may read the plan: it is the body's own promise, and most of it is public. */
export function mayReadPlan(person: Person): boolean {
  return person.grants.length > 0
}

/** The plan itself – objectives, actions, what they say – is kept by the equality lead of the whole body. */
export function mayKeepPlan(person: Person): boolean {
  return holds(person, 'equality lead')
}

/** The equality lead, of the whole body or of the action’s department, may change what it says. */
export function mayChangeAction(person: Person, action: Led): boolean {
  return holds(person, 'equality lead', action.department)
}

/** Progress is recorded, the date moved, and the action handed over and closed by its own lead, or by the equality lead for its department on their behalf. */
export function mayRecordProgress(person: Person, action: Led): boolean {
  return action.lead.person === person.id || mayChangeAction(person, action)
}

/** Private notes are for those who do the work, those who keep the plan, and the auditor. */
export function mayReadPrivateNotes(person: Person, action: Led): boolean {
  return mayRecordProgress(person, action) || holdsAnywhere(person, 'auditor')
}

/** A document is read into the plan by the equality lead. */
export function mayImport(person: Person): boolean {
  return mayKeepPlan(person)
}

/** What becomes public is approved by a publisher, by name. */
export function mayPublishPlan(person: Person): boolean {
  return holds(person, 'publisher')
}
