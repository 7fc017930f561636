import type { Regime } from './payroll.ts'
import type { Cleared } from './results.ts'
import type { Narrative, Statement } from './report.ts'
import type { Reported } from './statutory.ts'

/** One year as the public sees it: frozen with its figures, its words and its method. */
export interface PublicReport {
  readonly year: number
  readonly regime: Regime
  readonly snapshot: string
  readonly reported: Reported
  readonly narrative: Narrative
  readonly statement: Statement | null
  readonly method: readonly string[]
  readonly earlier: readonly { readonly year: number; readonly snapshot: string; readonly reported: Reported }[]
  /** What explains the gap, as a finding said it; empty where nobody worked it out. */
  readonly explained: readonly string[]
  /** Gaps of other groups, as they passed the gate; null where the body does not publish them. */
  readonly groups: Pick<Cleared, 'artefact' | 'sha256'> | null
  readonly actions: readonly { readonly words: string; readonly status: string }[]
}

export const publicAddress = (year: number): string => `/pay-gap/${year}`
