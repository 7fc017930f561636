/** A mitigation that a contract carries out: what its supplier has to report, on which days, and what came. Pure. */
import type { Refused } from '#duty/refused.ts'
import type { Somebody } from './assessment.ts'

export interface ContractDuty {
  readonly id: string
  readonly assessment: string
  readonly mitigation: string
  readonly supplier: string
  /** The contract, with the clause where there is one. */
  readonly contract: string
  /** What is to be reported. */
  readonly reports: string
  readonly every: Every
  readonly firstDue: Temporal.PlainDate
  /** Whoever looks after the contract. */
  readonly owner: Somebody
  readonly ended: { readonly on: Temporal.PlainDate; readonly because: string } | null
  readonly version: number
}

export const frequencies = ['month', 'quarter', 'half-year', 'year'] as const
export type Every = (typeof frequencies)[number]
const months: Record<Every, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

export const returnOutcomes = ['met', 'partly met', 'not met', 'no return'] as const
export type ReturnOutcome = (typeof returnOutcomes)[number]

export interface SupplierReturn {
  readonly id: string
  readonly duty: string
  /** The day on which it was due: which return it is. */
  readonly due: Temporal.PlainDate
  readonly received: Temporal.PlainDate | null
  readonly outcome: ReturnOutcome
  readonly said: string
  readonly link: string
  readonly file: { readonly name: string; readonly sha256: string } | null
  readonly by: string
  readonly at: Temporal.Instant
}

/** One day on which a return is due: the newest that was recorded for it, those before it, and how it stands. */
export interface Due { readonly on: Temporal.PlainDate; readonly newest: SupplierReturn | null; readonly earlier: readonly SupplierReturn[]; readonly state: ReturnOutcome | 'overdue' | 'to come' }

/** Every day that a return was due, oldest first, and the next one. None after the duty ended. */
export function duesOf(duty: ContractDuty, returns: readonly SupplierReturn[], today: Temporal.PlainDate): readonly Due[] {
  const dues: Due[] = []
  for (let count = 0; count < 600; count++) {
    const on = duty.firstDue.add({ months: count * months[duty.every] })
    if (duty.ended !== null && Temporal.PlainDate.compare(on, duty.ended.on) > 0) break
    const own = returns.filter((each) => each.duty === duty.id && each.due.equals(on)).sort((a, b) => Temporal.Instant.compare(b.at, a.at) || (a.id < b.id ? 1 : -1))
    const [newest = null, ...earlier] = own
    dues.push({ on, newest, earlier, state: newest !== null ? newest.outcome : Temporal.PlainDate.compare(on, today) < 0 ? 'overdue' : 'to come' })
    if (Temporal.PlainDate.compare(on, today) >= 0) break
  }
  return dues
}

/** The days of ten years: as far as anybody plans. */
export const daysOf = (duty: ContractDuty): readonly Temporal.PlainDate[] => Array.from({ length: 120 / months[duty.every] }, (_, count) => duty.firstDue.add({ months: count * months[duty.every] }))

export const isOverdue = (due: Due): boolean => due.state === 'overdue'

/** What was reported is taken with the evidence that shows it; that nothing came is said only once the day has passed. */
export function takeReturn(duty: ContractDuty, asked: Pick<SupplierReturn, 'due' | 'received' | 'outcome' | 'link' | 'file'>, today: Temporal.PlainDate): Refused | null {
  if (asked.outcome === 'no return') {
    if (asked.received !== null) return { refused: 'A return that did not come has no day on which it came' }
    return Temporal.PlainDate.compare(asked.due, today) >= 0 ? { refused: `It is due on ${asked.due.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}, so it may still come` } : null
  }
  if (asked.received === null) return { refused: 'Enter the day on which it came' }
  if (Temporal.PlainDate.compare(asked.received, today) > 0) return { refused: 'The day on which it came must be today or in the past' }
  if (asked.outcome !== 'not met' && asked.link === '' && asked.file === null) return { refused: `Add the evidence from ${duty.supplier}, as a file or a link: what is only said has not been checked` }
  return null
}
