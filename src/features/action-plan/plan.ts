import type { Aim, Characteristic } from '#duty/characteristics.ts'
import type { Reading } from '#duty/due.ts'

/** What a body has set out to do over some years. Its parts: themes, objectives, actions. */
export interface Strategy {
  readonly id: string
  readonly title: string
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate | null
  readonly vision: string
  /** What the strategy as a whole sets out to do, a line each. */
  readonly aims: string
  readonly status: 'draft' | 'live' | 'ended'
  /** The rule that a named person has set: leads' progress notes are public as soon as they are written. */
  readonly notesPublishAtOnce: boolean
  readonly version: number
}

export interface Theme { readonly id: string; readonly strategy: string; readonly title: string; readonly place: number }

export interface Objective {
  readonly id: string
  readonly strategy: string
  readonly theme: string | null
  /** `EO1`, as the plan writes it; empty where it gives none. */
  readonly code: string
  readonly words: string
  readonly thisMeans: string
  readonly leadMember: string
  readonly strategicLead: string
  readonly operationalLead: string
  readonly aims: readonly Aim[]
  readonly characteristics: readonly Characteristic[]
  readonly measure: string
  readonly baseline: string
  readonly target: string
  readonly deadline: { readonly written: string | null; readonly reading: Reading }
  readonly reviewedOn: Temporal.PlainDate | null
  readonly place: number
  readonly version: number
}

export function objectiveTitle(objective: Pick<Objective, 'code' | 'words'>): string {
  return objective.code === '' ? objective.words : `${objective.code}: ${objective.words}`
}

export function yearsInWords(strategy: Pick<Strategy, 'from' | 'to'>): string {
  if (strategy.from === null || strategy.to === null) return strategy.from ? `from ${strategy.from.year}` : strategy.to ? `to ${strategy.to.year}` : ''
  return strategy.from.year === strategy.to.year ? String(strategy.from.year) : `${strategy.from.year} to ${strategy.to.year}`
}
