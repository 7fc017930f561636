import type { Refused } from '#duty/refused.ts'

/** What the body does that an assessment can be about. The collective word is “policies and services”, as councils say it. */
export const undertakingKinds = [
  { kind: 'service', name: 'Service', hint: 'Something that people use: libraries, home care, a helpline' },
  { kind: 'policy', name: 'Policy or strategy', hint: 'Something that says how things are decided: admissions, charging, a housing strategy' },
  { kind: 'function', name: 'Function', hint: 'Something that the body does by law or as an employer: enforcement, recruitment, payroll' },
  { kind: 'contract', name: 'Contract or grant', hint: 'Something that another organisation does for us' },
  { kind: 'project', name: 'Project or programme', hint: 'Something with a beginning and an end' },
] as const
export type UndertakingKind = (typeof undertakingKinds)[number]['kind']

export interface Undertaking {
  readonly id: string
  readonly kind: UndertakingKind
  readonly name: string
  /** What it does, in a sentence or two. */
  readonly does: string
  /** Whom it serves. */
  readonly serves: string
  readonly department: string | null
  /** Who answers for it: a person here, or a post in the body's own words. */
  readonly owner: { readonly id: string | null; readonly name: string }
  readonly endedOn: Temporal.PlainDate | null
  readonly version: number
}

export function endUndertaking(undertaking: Undertaking, on: Temporal.PlainDate): Undertaking | Refused {
  if (undertaking.endedOn !== null) return { refused: 'This has ended already' }
  return { ...undertaking, endedOn: on, version: undertaking.version + 1 }
}

/** “Service”, for a heading or a cell. */
export function kindName(kind: UndertakingKind): string {
  return undertakingKinds.find((each) => each.kind === kind)?.name ?? kind
}
