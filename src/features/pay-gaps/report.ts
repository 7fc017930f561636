import type { Regime } from './payroll.ts'
import type { Reported } from './statutory.ts'

/** What the body reports for one year, and what it says about it. */
export interface Report {
  readonly year: number
  readonly regime: Regime
  readonly snapshot: Temporal.PlainDate
  /** Null for a year from before Due Regard. */
  readonly payroll: string | null
  readonly reported: Reported
  readonly narrative: Narrative
  readonly statement: Statement | null
  readonly source: string
  readonly publishedAt: Temporal.Instant | null
  readonly version: number
}

/** What a person writes beside the figures. */
export interface Narrative { readonly explained: string; readonly doing: string; readonly changed: string }

/** A private employer's figures are confirmed as accurate by a named person of its top. */
export interface Statement { readonly name: string; readonly post: string; readonly on: string }

export const noNarrative: Narrative = { explained: '', doing: '', changed: '' }
