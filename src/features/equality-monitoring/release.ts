import type { Refused } from '#duty/refused.ts'

/** Figures that pass the gate together: asked for, made by a job, approved by a second person, published. */
export interface MonitoringRelease {
  readonly id: string
  readonly audience: 'board' | 'public'
  /** From 1, for each audience. */
  readonly number: number
  readonly title: string
  readonly on: Temporal.PlainDate
  readonly state: ReleaseState
  /** The edition of the policy that it is made under. */
  readonly policy: string
  readonly wanted: ReleaseWanted
  readonly sha256: string | null
  readonly certificate: string | null
  readonly refusal: ReleaseRefusal | null
  /** The release that this one corrects. */
  readonly corrects: string | null
  /** For readers: what was corrected, or why it was withdrawn. */
  readonly note: string
  /** Null for one that was made by itself. */
  readonly by: { readonly id: string | null; readonly name: string }
  readonly approvedBy: { readonly id: string; readonly name: string } | null
  readonly at: Temporal.Instant
  readonly version: number
}

/**
 * - `waiting`, `working`: asked for; nothing can be seen yet. `refused`: it cannot be made safe as it was asked for.
 * - `ready`: made and proved. One for the board can be read from now on; one for the public waits for a publisher.
 * - `published`, `withdrawn`: let out by a named person, and taken down again.
 */
export type ReleaseState = 'waiting' | 'working' | 'refused' | 'ready' | 'published' | 'withdrawn'

export interface ReleaseWanted {
  /** `withhold`: some numbers are withheld and the others exact. `rounded`: all are rounded so that they still add up. */
  readonly mode: 'withhold' | 'rounded'
  /** Datasets by id, each with the cuts that are shown: 'ethnic group by department'. */
  readonly datasets: readonly { readonly dataset: string; readonly cuts: readonly string[] }[]
  /** How far the making has come, in words, while it is under way. */
  readonly progress?: string
  /** What was left out of it when it was made, and why, in words for readers. */
  readonly leftOut?: readonly string[]
}

/** Why it cannot be made safe, and what would make it so. */
export interface ReleaseRefusal extends Refused {
  readonly advice: readonly string[]
}

/** Whether a release can be read by those for whom it is: a board's once it is proved, the public's once it is let out. */
export function isReadable({ audience, state }: Pick<MonitoringRelease, 'audience' | 'state'>): boolean {
  return state === 'published' || (audience === 'board' && state === 'ready')
}
