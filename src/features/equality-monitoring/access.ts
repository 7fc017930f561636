import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'

/** Rows about people, their words and exact counts are for analysts alone, and every look at them is in the ledger. */
export function mayReadRows(person: Person): boolean {
  return holds(person, 'analyst')
}

/** Extracts are taken in, corrected and deleted by an analyst. */
export function mayKeepDatasets(person: Person): boolean {
  return holds(person, 'analyst')
}

/** Figures that were cleared for the board are for those who answer for equality here: they stay in the body. */
export function mayReadBoardFigures(person: Person): boolean {
  return (['analyst', 'equality lead', 'board member', 'board chair', 'elected member', 'departmental group member', 'departmental group chair', 'auditor', 'publisher'] as const).some((role) => holdsAnywhere(person, role))
}

/** What the body wants its workforce to look like is kept by the equality lead of the whole body. */
export function mayKeepTargets(person: Person): boolean {
  return holds(person, 'equality lead')
}

/** A release is made ready by an analyst or the equality lead, and let out by a publisher who is somebody else. */
export function mayPrepareRelease(person: Person): boolean {
  return holds(person, 'analyst') || holds(person, 'equality lead')
}

export function mayPublishRelease(person: Person): boolean {
  return holds(person, 'publisher')
}
