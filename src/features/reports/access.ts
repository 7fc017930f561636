import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'

/** Reports are put together and issued by an equality lead of the whole body. */
export function mayMakeReports(person: Person): boolean {
  return holds(person, 'equality lead')
}

/** Drafts and issues are read by those who make them, those whom they are for, and those who check. */
export function mayReadReports(person: Person): boolean {
  return mayMakeReports(person) || (['board member', 'board chair', 'publisher', 'auditor', 'elected member'] as const).some((role) => holdsAnywhere(person, role))
}

/** A draft is not for the board: figures that change under a reader are worse than none. */
export function mayReadDrafts(person: Person): boolean {
  return mayMakeReports(person) || holds(person, 'publisher') || holds(person, 'auditor')
}

/** What becomes public is approved by a publisher, by name. */
export function mayPublishReports(person: Person): boolean {
  return holds(person, 'publisher')
}
