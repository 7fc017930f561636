/** Bodies, who sits on them and what flows between them: what holds of these, and why not. Pure. */
import type { Refused } from '#duty/refused.ts'

export const frequencies = ['monthly', 'every two months', 'quarterly', 'every four months', 'twice a year', 'yearly', 'as needed'] as const
export type Frequency = (typeof frequencies)[number]
const monthsBetween: Record<Frequency, number | null> = { 'monthly': 1, 'every two months': 2, 'quarterly': 3, 'every four months': 4, 'twice a year': 6, 'yearly': 12, 'as needed': null }

export interface Body {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly shortName: string
  readonly purpose: string
  readonly receives: string
  readonly meets: Frequency
  readonly department: string | null
  readonly isPublic: boolean
  readonly from: Temporal.PlainDate | null
  readonly ended: { readonly on: Temporal.PlainDate; readonly because: string } | null
  /** Since when “a senior manager at every planned meeting and event” is promised for this body. */
  readonly seniorFrom: Temporal.PlainDate | null
  readonly version: number
}

export interface Terms {
  readonly number: number
  readonly words: string
  readonly agreedOn: Temporal.PlainDate
  /** Who agreed them: a meeting, a body, a post. */
  readonly agreedBy: string
  readonly note: string
  readonly by: { readonly id: string | null; readonly name: string }
}

export const memberRoles = ['chair', 'vice-chair', 'secretary', 'member', 'in attendance'] as const
export type MemberRole = (typeof memberRoles)[number]

export interface Membership {
  readonly id: string
  readonly body: string
  /** Somebody who works here; null for a named person from outside. */
  readonly person: string | null
  readonly name: string
  readonly post: string
  readonly role: MemberRole
  /** Whom they speak for, in words; beside it the department or the group where it is one of ours. */
  readonly represents: string
  readonly department: string | null
  readonly group: string | null
  readonly isSenior: boolean
  readonly nameIsPublic: boolean
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate | null
  readonly version: number
}

export const flowKinds = ['reports', 'advises', 'scrutinises', 'challenges', 'delegates', 'feeds back'] as const
export type FlowKind = (typeof flowKinds)[number]
export const flowWords: Record<FlowKind, string> = { 'reports': 'reports to', 'advises': 'advises', 'scrutinises': 'scrutinises', 'challenges': 'challenges', 'delegates': 'delegates to', 'feeds back': 'feeds back to' }

export interface Flow {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly kind: FlowKind
  readonly what: string
  readonly often: string
  readonly endedOn: Temporal.PlainDate | null
  readonly version: number
  /** When it last came, and what it was. */
  readonly last: { readonly on: Temporal.PlainDate; readonly what: string } | null
}

const { compare } = Temporal.PlainDate

export function isSitting(member: Pick<Membership, 'from' | 'to'>, on: Temporal.PlainDate): boolean {
  return compare(member.from, on) <= 0 && (member.to === null || compare(on, member.to) <= 0)
}

/** A body that nobody else is called like: “the Board” must mean one. */
export function nameBody(all: readonly Pick<Body, 'id' | 'name' | 'ended'>[], id: string | null, name: string): Refused | null {
  const same = all.find((each) => each.id !== id && each.ended === null && each.name.toLowerCase() === name.toLowerCase())
  return same ? { refused: `There is already a body called ${same.name}` } : null
}

export function endBody(body: Body, on: Temporal.PlainDate, because: string): Body | Refused {
  if (body.ended !== null) return { refused: `${body.name} has ended already` }
  if (body.from !== null && compare(on, body.from) < 0) return { refused: 'The last day must be after the first' }
  return { ...body, ended: { on, because }, version: body.version + 1 }
}

/** Takes a seat, or keeps it changed: one chair and one secretary at a time, and nobody twice. `others` are the other seats of the body. */
export function seat(others: readonly Membership[], wanted: Membership): Membership | Refused {
  if (wanted.to !== null && compare(wanted.to, wanted.from) < 0) return { refused: 'The last day must be the first day or after it' }
  const atOnce = others.filter((each) => each.id !== wanted.id && overlaps(each, wanted))
  const twice = atOnce.find((each) => wanted.person !== null ? each.person === wanted.person : each.person === null && each.name.toLowerCase() === wanted.name.toLowerCase())
  if (twice) return { refused: `${wanted.name} sits on it already in these days` }
  const held = wanted.role === 'chair' || wanted.role === 'secretary' ? atOnce.find((each) => each.role === wanted.role) : undefined
  if (held) return { refused: `${held.name} is its ${held.role} in these days. Give the day on which that ends first` }
  return wanted
}

function overlaps(a: Pick<Membership, 'from' | 'to'>, b: Pick<Membership, 'from' | 'to'>): boolean {
  return (a.to === null || compare(b.from, a.to) <= 0) && (b.to === null || compare(a.from, b.to) <= 0)
}

/** Who answers to whom never comes back to where it began; and nothing is said twice. */
export function addFlow(flows: readonly Flow[], wanted: Flow, nameOf: (body: string) => string): Flow | Refused {
  if (wanted.from === wanted.to) return { refused: 'Select another body: none reports to itself' }
  const live = flows.filter((each) => each.endedOn === null && each.id !== wanted.id)
  if (live.some((each) => each.from === wanted.from && each.to === wanted.to && each.kind === wanted.kind && each.what.toLowerCase() === wanted.what.toLowerCase())) return { refused: 'That is on this line already' }
  if (wanted.kind === 'reports') {
    const above = new Set<string>([wanted.to])
    for (const each of above) for (const line of live) if (line.kind === 'reports' && line.from === each) above.add(line.to)
    if (above.has(wanted.from)) return { refused: `${nameOf(wanted.to)} already reports to ${nameOf(wanted.from)}, directly or through others. Use “feeds back to” or “delegates to” for what comes down` }
  }
  return wanted
}

/** By when a body should have met again, if it has a rhythm. */
export function nextMeetingBy(meets: Frequency, last: Temporal.PlainDate | null): Temporal.PlainDate | null {
  const months = monthsBetween[meets]
  return months === null || last === null ? null : last.add({ months })
}

export interface Representation {
  readonly departments: readonly { readonly name: string; readonly by: readonly string[] }[]
  readonly groups: readonly { readonly name: string; readonly by: readonly string[] }[]
}

/** Whom a body’s present members speak for: each department and each group that should be heard, also those for whom nobody speaks. */
export function representation(members: readonly Membership[], departments: readonly { readonly id: string; readonly name: string }[], groups: readonly { readonly id: string; readonly name: string }[], on: Temporal.PlainDate): Representation {
  const sitting = members.filter((each) => isSitting(each, on))
  return {
    departments: departments.map(({ id, name }) => ({ name, by: sitting.filter((each) => each.department === id).map((each) => each.name) })),
    groups: groups.map(({ id, name }) => ({ name, by: sitting.filter((each) => each.group === id).map((each) => each.name) })),
  }
}
