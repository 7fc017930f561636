import type { Aim, Characteristic } from '#duty/characteristics.ts'
import { dayInWords } from '#duty/dates.ts'
import { dueDays, fixedDays, nextDue, partsOf, present, type Reading } from '#duty/due.ts'
import type { Refused } from '#duty/refused.ts'

/** One promise in the plan. Pure: no database, no clock, no HTML. */
export interface Action {
  readonly id: string
  readonly strategy: string
  readonly objective: string
  /** The heading that the action stood under within its objective, as written; empty for none. */
  readonly group: string
  readonly reference: string
  readonly words: string
  readonly lead: Lead
  /** Everyone else who is named: teams, bodies, partners. */
  readonly supporting: readonly Supporting[]
  readonly electedLead: string
  readonly department: string | null
  readonly deadline: { readonly written: string | null; readonly reading: Reading }
  /** The next day on which something is owed: moved on by each instance that is done. Null where no day is known. */
  readonly dueOn: Temporal.PlainDate | null
  readonly measures: readonly Measure[]
  readonly characteristics: readonly Characteristic[]
  readonly aims: readonly Aim[]
  readonly priority: Priority
  readonly resources: string
  readonly privateNotes: string
  /** Left out of everything public. */
  readonly isPrivate: boolean
  readonly state: State
  /** Why it was closed as it was. */
  readonly stateReason: string
  readonly closedOn: Temporal.PlainDate | null
  /** A person's own rating stands beside the computed one, with a reason. */
  readonly own: { readonly rating: OwnRating; readonly reason: string } | null
  readonly percentDone: number | null
  readonly lastUpdate: { readonly on: Temporal.PlainDate; readonly words: string } | null
  /** What made it, where something in the house did: an assessment’s mitigation, a survey. A link is data. */
  readonly madeBy: { readonly room: string; readonly thing: string; readonly version: string } | null
  readonly version: number
}

/** One accountable lead: a person here, a post or body that the organisation knows, or only the words as written. */
export interface Lead { readonly written: string | null; readonly name: string | null; readonly person: string | null; readonly known: string | null }
export interface Supporting { readonly written: string; readonly known: string | null }

/** An output is what is delivered, an outcome what is different for people, a process how it is done: they are kept apart. */
export interface Measure { readonly kind: MeasureKind; readonly words: string }
export const measureKinds = ['output', 'outcome', 'process'] as const
export type MeasureKind = (typeof measureKinds)[number]

export const priorities = ['', 'high', 'medium', 'low'] as const
export type Priority = (typeof priorities)[number]
export const states = ['not started', 'under way', 'achieved', 'not achieved', 'withdrawn'] as const
export type State = (typeof states)[number]
export const ownRatings = ['on track', 'at risk', 'off track'] as const
export type OwnRating = (typeof ownRatings)[number]

/** What the plan says of an action today. Computed, never typed. */
export const ratings = ['overdue', 'at risk', 'on track', 'not started', 'achieved', 'not achieved', 'withdrawn'] as const
export type Rating = (typeof ratings)[number]

/** House rule, from the strategies: due within 30 days with less than 80% done is at risk, whatever its lead says of it. Where nobody says how much is done, the lead's word counts. */
export const soonDays = 30
export const nearlyDonePercent = 80

export function isClosed(action: Pick<Action, 'state'>): boolean {
  return action.state === 'achieved' || action.state === 'not achieved' || action.state === 'withdrawn'
}

export function isOverdue(action: Pick<Action, 'state' | 'dueOn'>, today: Temporal.PlainDate): boolean {
  return !isClosed(action) && action.dueOn !== null && Temporal.PlainDate.compare(action.dueOn, today) < 0
}

/** The last day that is soon. Asked for every row of a list with the same `today`, so it is worked out once for each. */
function soonAfter(today: Temporal.PlainDate): Temporal.PlainDate {
  let last = lastSoon.get(today)
  if (!last) lastSoon.set(today, last = today.add({ days: soonDays }))
  return last
}
const lastSoon = new WeakMap<Temporal.PlainDate, Temporal.PlainDate>()

export function isDueSoon(action: Pick<Action, 'state' | 'dueOn'>, today: Temporal.PlainDate): boolean {
  return !isClosed(action) && !isOverdue(action, today) && action.dueOn !== null && Temporal.PlainDate.compare(action.dueOn, soonAfter(today)) <= 0
}

export function ratingOf(action: Pick<Action, 'state' | 'dueOn' | 'own' | 'percentDone'>, today: Temporal.PlainDate): Rating {
  if (action.state === 'achieved' || action.state === 'not achieved' || action.state === 'withdrawn') return action.state
  if (isOverdue(action, today)) return 'overdue'
  if (action.own !== null && action.own.rating !== 'on track') return 'at risk'
  if (isDueSoon(action, today) && (action.percentDone === null ? action.own === null : action.percentDone < nearlyDonePercent)) return 'at risk'
  return action.state === 'not started' ? 'not started' : 'on track'
}

/** What a lead answers: where it is, what comes next, how it is going. */
export interface Progress {
  readonly account: string
  readonly next: string
  readonly own: OwnRating | null
  readonly reason: string
  readonly percentDone: number | null
}

/**
 * The action after its lead's answer. An overdue action cannot be reported as on track, because the plan is published
 * and a reader could see both the date and the claim; a worse rating than the computed one needs no permission, only words.
 */
export function recordProgress(action: Action, progress: Progress, today: Temporal.PlainDate): Action | Refused {
  if (isClosed(action)) return { refused: 'This action is closed. Open it again to record progress' }
  if (progress.account.trim() === '') return { refused: 'Enter where it is now' }
  if (progress.percentDone !== null && !(Number.isInteger(progress.percentDone) && progress.percentDone >= 0 && progress.percentDone <= 100)) return { refused: 'How much is done must be a whole number from 0 to 100' }
  if (progress.own === 'on track' && isOverdue(action, today)) return { refused: `This action was due on ${dayInWords(action.dueOn ?? today)}, so it cannot be on track. Choose another answer, or move the date and say why` }
  if (progress.own !== null && progress.own !== 'on track' && progress.reason.trim() === '') return { refused: 'Enter what is in the way' }
  return {
    ...action, state: 'under way',
    own: progress.own === null ? null : { rating: progress.own, reason: progress.reason },
    percentDone: progress.percentDone ?? action.percentDone,
    lastUpdate: { on: today, words: progress.account }, version: action.version + 1,
  }
}

/** Moves what is owed to another day. The day it was, and why it moved, stay in the action's history. */
export function moveDate(action: Action, to: Temporal.PlainDate, because: string, today: Temporal.PlainDate): Action | Refused {
  if (isClosed(action)) return { refused: 'This action is closed. Open it again to move its date' }
  if (because.trim() === '') return { refused: 'Enter why the date is moving' }
  if (action.dueOn !== null && action.dueOn.equals(to)) return { refused: 'This is the date that the action has now. Enter another date' }
  if (Temporal.PlainDate.compare(to, today) < 0) return { refused: 'The new date must be today or later' }
  return { ...action, dueOn: to, deadline: { written: action.deadline.written, reading: withDayMoved(action.deadline.reading, action.dueOn, to) }, version: action.version + 1 }
}

/**
 * The reading with one of its days moved and the rest of it kept. A recurring promise goes on recurring after one of its dates has moved; one of several
 * days moves and the others stay; what goes on is to be reviewed on the new day; anything whose day was not known is now due on it.
 */
function withDayMoved(reading: Reading, was: Temporal.PlainDate | null, to: Temporal.PlainDate): Reading {
  if (isRecurring(reading)) return reading
  const isIt = (day: Temporal.PlainDate | undefined): boolean => was !== null && day !== undefined && day.equals(was)
  const inAnotherPart = reading.andAlso?.findIndex((part) => fixedDays(part).some(isIt)) ?? -1
  if (!fixedDays(reading).some(isIt) && inAnotherPart >= 0) return { ...reading, andAlso: reading.andAlso?.map((part, index) => (index === inAnotherPart ? withDayMoved(part, was, to) : part)) }
  const { andAlso, about } = reading
  if (reading.kind === 'dates') return present({ kind: 'dates', on: reading.on.map((day) => (isIt(day) ? to : day)).toSorted(Temporal.PlainDate.compare), about, andAlso })
  if (reading.kind === 'ongoing') return isIt(reading.until) ? { ...reading, until: to } : { ...reading, reviewOn: to }
  return present({ kind: 'date', on: to, precision: 'day', about, andAlso })
}

/** Another reading of the same words, chosen or confirmed by a person. The words as written are kept beside it. */
export function understand(action: Action, reading: Reading, today: Temporal.PlainDate): Action {
  return { ...action, deadline: { written: action.deadline.written, reading }, dueOn: nextDue(reading, today), version: action.version + 1 }
}

export function handOver(action: Action, to: { readonly id: string; readonly name: string }): Action | Refused {
  if (isClosed(action)) return { refused: 'This action is closed. Open it again to hand it over' }
  if (action.lead.person === to.id) return { refused: `${to.name} leads this action already` }
  return { ...action, lead: { ...action.lead, person: to.id, name: to.name, known: null }, version: action.version + 1 }
}

export type Closing =
  | { readonly as: 'achieved'; readonly because: string; readonly evidence: number }
  | { readonly as: 'not achieved' | 'withdrawn'; readonly because: string }

/** Success is shown, not only said: closing as achieved needs evidence; closing otherwise needs the reason. */
export function close(action: Action, closing: Closing, today: Temporal.PlainDate): Action | Refused {
  if (isClosed(action)) return { refused: 'This action is closed already' }
  if (closing.as === 'achieved' && closing.evidence === 0) return { refused: 'Add a file or a link that shows what was achieved, then close the action' }
  if (closing.because.trim() === '') return { refused: closing.as === 'achieved' ? 'Enter what is different as a result' : closing.as === 'withdrawn' ? 'Enter why the action is withdrawn' : 'Enter why the action was not achieved' }
  return { ...action, state: closing.as, stateReason: closing.because, closedOn: today, own: null, version: action.version + 1 }
}

export function openAgain(action: Action, because: string): Action | Refused {
  if (!isClosed(action)) return { refused: 'This action is open' }
  if (because.trim() === '') return { refused: 'Enter why the action is opened again' }
  return { ...action, state: 'under way', stateReason: '', closedOn: null, version: action.version + 1 }
}

export function isRecurring(reading: Reading): boolean {
  return partsOf(reading).some((part) => part.kind === 'recurring')
}

/** Has it more dates than one: because it comes round again, or because the plan names several? */
export function hasMoreDates(action: Pick<Action, 'deadline' | 'dueOn'>): boolean {
  return action.dueOn !== null && (isRecurring(action.deadline.reading) || dueAfter(action.deadline.reading, action.dueOn) !== null)
}

/** One of its dates has been kept: the next one is owed, even where that has passed too. */
export function instanceDone(action: Action, today: Temporal.PlainDate): Action | Refused {
  if (isClosed(action)) return { refused: 'This action is closed' }
  if (action.dueOn === null || !hasMoreDates(action)) return { refused: partsOf(action.deadline.reading).some((part) => part.kind === 'dates') ? 'This was the last of its dates. Close the action instead' : 'This action has no dates that come round again' }
  return {
    ...action, dueOn: dueAfter(action.deadline.reading, action.dueOn), state: 'under way', own: null, percentDone: null,
    lastUpdate: { on: today, words: `Done for ${dayInWords(action.dueOn)}` }, version: action.version + 1,
  }
}

function dueAfter(reading: Reading, day: Temporal.PlainDate): Temporal.PlainDate | null {
  return dueDays(reading, day.add({ days: 1 }), day.add({ years: 10 }))[0] ?? null
}
