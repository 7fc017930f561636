/** What a meeting decided: to be told something, to decide, or that somebody does something by a day. It comes back until it is done. Pure. */
import type { Refused } from '#duty/refused.ts'

export const decisionKinds = ['information', 'decision', 'action'] as const
export type DecisionKind = (typeof decisionKinds)[number]
export const kindWords: Record<DecisionKind, string> = { information: 'Information', decision: 'Decision', action: 'Action' }
export type DecisionState = 'noted' | 'open' | 'done' | 'dropped'
export const effects = ['approves', 'approves with changes', 'does not approve', 'decides on', 'notes'] as const
export type Effect = '' | (typeof effects)[number]

export interface Decision {
  readonly id: string
  readonly body: string
  readonly meeting: string
  /** “EB/2026/7”. */
  readonly reference: string
  readonly kind: DecisionKind
  readonly words: string
  readonly on: Temporal.PlainDate
  readonly owner: { readonly person: string | null; readonly name: string } | null
  readonly due: Temporal.PlainDate | null
  readonly state: DecisionState
  readonly ended: { readonly on: Temporal.PlainDate; readonly outcome: string } | null
  /** What it does to something elsewhere: a plan approved, an assessment decided on. */
  readonly about: { readonly effect: Effect; readonly kind: string; readonly id: string; readonly title: string } | null
  /** The action of the plan that it made. */
  readonly action: string | null
  readonly isPublic: boolean
  readonly version: number
}

const { compare } = Temporal.PlainDate

/** An action has somebody who does it and a day; a decision may have; what is for information has neither, and needs none. */
export function decide(made: Omit<Decision, 'state' | 'ended' | 'version'>): Decision | Refused {
  if (made.kind === 'action' && made.owner === null) return { refused: 'Select who does it' }
  if (made.kind === 'action' && made.due === null) return { refused: 'Enter the day by which it is to be done' }
  if (made.due !== null && compare(made.due, made.on) < 0) return { refused: 'The day by which it is to be done must be after the meeting' }
  // A decision that asks nothing of anybody is carried out by being made.
  const asksNothing = made.kind === 'decision' && made.owner === null && made.due === null
  return {
    ...made, version: 1, owner: made.kind === 'information' ? null : made.owner, due: made.kind === 'information' ? null : made.due,
    state: made.kind === 'information' ? 'noted' : asksNothing ? 'done' : 'open', ended: asksNothing ? { on: made.on, outcome: 'Carried out by being decided' } : null,
  }
}

export type Following = { readonly what: 'done' | 'dropped'; readonly outcome: string } | { readonly what: 'moved'; readonly to: Temporal.PlainDate; readonly because: string }

export function follow(decision: Decision, following: Following, today: Temporal.PlainDate): Decision | Refused {
  if (decision.state !== 'open') return { refused: decision.state === 'noted' ? 'It was for information: nothing is to be done' : 'It has ended already' }
  const next = { ...decision, version: decision.version + 1 }
  if (following.what !== 'moved') return { ...next, state: following.what, ended: { on: today, outcome: following.outcome } }
  if (decision.due !== null && compare(following.to, decision.due) === 0) return { refused: 'That is the day it has already' }
  if (compare(following.to, today) < 0) return { refused: 'The new day must be today or in the future' }
  return { ...next, due: following.to }
}

export const isLate = (decision: Pick<Decision, 'state' | 'due'>, today: Temporal.PlainDate): boolean => decision.state === 'open' && decision.due !== null && compare(decision.due, today) < 0
