/** A meeting from its first date to its agreed minutes: what may follow what, and what its agenda is made of. Pure. */
import type { Refused } from '#duty/refused.ts'
import { isSitting, type Membership, type MemberRole } from './body.ts'

export type MeetingKind = 'meeting' | 'event'
/** `issued`: agenda and papers have gone out and stay as they are. */
export type MeetingState = 'planned' | 'issued' | 'held' | 'called off'

export interface Meeting {
  readonly id: string
  readonly body: string
  readonly kind: MeetingKind
  readonly title: string
  readonly on: Temporal.PlainDate
  /** As people write it: “10am to noon”. */
  readonly at: string
  readonly place: string
  readonly link: string
  readonly state: MeetingState
  readonly because: string
  readonly issuedAt: Temporal.Instant | null
  readonly minutes: string
  readonly minutesAgreedOn: Temporal.PlainDate | null
  /** Who else was there, in words. */
  readonly alsoThere: string
  /** The senior manager who was at an event, by name and post; empty where none was, or where members say it. */
  readonly seniorThere: string
  readonly version: number
}

export const itemKinds = ['own', 'changed', 'earlier decision', 'challenge'] as const
export type ItemKind = (typeof itemKinds)[number]
export interface AgendaItem {
  readonly id: string
  readonly meeting: string
  readonly place: number
  readonly kind: ItemKind
  readonly title: string
  readonly words: string
  /** What it is about: the section, the decision or the challenge that it came from. */
  readonly about: string
}

export interface Paper {
  readonly id: string
  readonly meeting: string
  readonly title: string
  readonly made: 'uploaded' | 'generated'
  readonly fileName: string
  readonly sha256: string
  readonly bytes: number
  /** Of a generated one: what it was made of. */
  readonly sections: readonly string[]
  /** The line of the structure on which it comes. */
  readonly flow: string | null
  readonly issuedAt: Temporal.Instant | null
  readonly replacedBy: string | null
  readonly note: string
  readonly addedAt: Temporal.Instant
  readonly by: string
}

export const attendanceStates = ['present', 'apologies', 'absent'] as const
export type AttendanceState = (typeof attendanceStates)[number]
export interface Attendance {
  readonly meeting: string
  readonly membership: string
  readonly name: string
  readonly represents: string
  readonly role: MemberRole
  readonly isSenior: boolean
  readonly state: AttendanceState
}

const { compare } = Temporal.PlainDate

export const isOpen = (meeting: Pick<Meeting, 'state'>): boolean => meeting.state === 'planned' || meeting.state === 'issued'

/** Another day, place or link, while it is still to come. */
export function arrange(meeting: Meeting, to: Pick<Meeting, 'kind' | 'title' | 'on' | 'at' | 'place' | 'link'>): Meeting | Refused {
  if (!isOpen(meeting)) return { refused: meeting.state === 'held' ? 'It has been held. What was then stays as it was' : 'It was called off' }
  return { ...meeting, ...to, version: meeting.version + 1 }
}

export function callOff(meeting: Meeting, because: string): Meeting | Refused {
  if (!isOpen(meeting)) return { refused: meeting.state === 'held' ? 'It has been held' : 'It was called off already' }
  return { ...meeting, state: 'called off', because, version: meeting.version + 1 }
}

/** From here on agenda and papers stay as they are. */
export function issue(meeting: Meeting, items: readonly AgendaItem[], now: Temporal.Instant): Meeting | Refused {
  if (meeting.state !== 'planned') return { refused: 'Agenda and papers were issued already' }
  if (items.length === 0) return { refused: 'There is no agenda yet. Make it first' }
  return { ...meeting, state: 'issued', issuedAt: now, version: meeting.version + 1 }
}

/** Who was there is recorded on the day or after it; then the meeting has been held. */
export function hold(meeting: Meeting, { alsoThere, seniorThere = '' }: { readonly alsoThere: string; readonly seniorThere?: string }, today: Temporal.PlainDate): Meeting | Refused {
  if (meeting.state === 'called off') return { refused: 'It was called off' }
  if (compare(meeting.on, today) > 0) return { refused: 'It is still to come. Record who was there on the day or after it' }
  return { ...meeting, state: 'held', alsoThere, seniorThere, version: meeting.version + 1 }
}

export function write(meeting: Meeting, minutes: string, agreedOn: Temporal.PlainDate | null, today: Temporal.PlainDate): Meeting | Refused {
  if (meeting.state !== 'held') return { refused: 'Record who was there first' }
  if (meeting.minutesAgreedOn !== null) return { refused: 'The minutes are agreed. A correction is a decision of the next meeting' }
  if (agreedOn !== null && compare(agreedOn, meeting.on) < 0) return { refused: 'The minutes must be agreed on the day of the meeting or after it' }
  if (agreedOn !== null && compare(agreedOn, today) > 0) return { refused: 'The day must be today or in the past' }
  return { ...meeting, minutes, minutesAgreedOn: agreedOn, version: meeting.version + 1 }
}

/** Whom a meeting of this day is for: those who sit on the body then. */
export function invited(members: readonly Membership[], on: Temporal.PlainDate): readonly Membership[] {
  return members.filter((each) => isSitting(each, on))
}

export interface PromiseKept { readonly kept: readonly Meeting[]; readonly broken: readonly Meeting[]; readonly unknown: readonly Meeting[] }

/**
 * “A senior manager at every planned meeting and event”: kept where one of those who were there is one. A meeting that was called off
 * promised nothing, and one for which nobody wrote down who was there is not known: it is neither.
 */
export function seniorPromise(from: Temporal.PlainDate, meetings: readonly Meeting[], attended: readonly Attendance[], today: Temporal.PlainDate): PromiseKept {
  const due = meetings.filter((each) => each.state !== 'called off' && compare(each.on, from) >= 0 && compare(each.on, today) <= 0)
  const heard = (meeting: Meeting) => attended.filter((each) => each.meeting === meeting.id)
  const sawOne = (meeting: Meeting) => meeting.seniorThere !== '' || heard(meeting).some((each) => each.isSenior && each.state === 'present')
  // An event that was recorded with nobody of ours there says so; a meeting without a list of who came says nothing.
  const isKnown = (meeting: Meeting) => heard(meeting).length > 0 || (meeting.kind === 'event' && meeting.state === 'held')
  return { kept: due.filter(sawOne), broken: due.filter((each) => isKnown(each) && !sawOne(each)), unknown: due.filter((each) => !isKnown(each)) }
}
