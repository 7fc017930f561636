import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'

/** Rows of what people are paid are for analysts alone, and every look at them is in the ledger. */
export function mayReadPayRows(person: Person): boolean {
  return holds(person, 'analyst')
}

/** Extracts are given, understood, counted and deleted by an analyst. */
export function mayKeepPayrolls(person: Person): boolean {
  return holds(person, 'analyst')
}

/** Figures before they are published are for those who answer for them. */
export function mayReadPayFigures(person: Person): boolean {
  return (['analyst', 'equality lead', 'publisher', 'auditor', 'board member', 'board chair'] as const).some((role) => holdsAnywhere(person, role))
}

/** The intermediate numbers that an independent re-computation needs are for the analyst and the auditor. */
export function mayReadWorkings(person: Person): boolean {
  return holds(person, 'analyst') || holds(person, 'auditor')
}

/** The narrative is written by the equality lead or the analyst. */
export function mayWriteNarrative(person: Person): boolean {
  return holds(person, 'equality lead') || holds(person, 'analyst')
}

/** What becomes public is approved by a publisher, by name. */
export function mayPublishPay(person: Person): boolean {
  return holds(person, 'publisher')
}

/** An equal pay audit is legally sensitive: only those who work on it see it. */
export function mayAudit(person: Person): boolean {
  return holds(person, 'analyst') || holds(person, 'equality lead')
}

/** The plan to close the gaps is kept by the equality lead. */
export function mayKeepGapPlan(person: Person): boolean {
  return holds(person, 'equality lead')
}
