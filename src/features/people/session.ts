import type { Grant } from '#duty/roles.ts'
import type { SignInRule } from './person.ts'

/** One person's time of being signed in, on one browser. */
export interface Session {
  readonly id: string
  readonly signedInBy: SignedInBy
  /** What the person would call it: `Firefox on Windows`. */
  readonly browser: string
  readonly beganAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant
  readonly idleMinutes: number
  readonly endsAt: Temporal.Instant
}

/** How somebody proved who they are. A sign-in service elsewhere counts as two steps only where it says so, or its body does. */
export type SignedInBy = FirstStep | `${FirstStep} and second step` | 'example'
export type FirstStep = 'password' | 'identity provider'

/** How a session begins, and how long it lasts: both limits are kept with it, so that a change of settings is for the next one. */
export interface Beginning {
  readonly by: SignedInBy
  readonly idleMinutes: number
  readonly absoluteHours: number
  readonly browser: string
}

/** A session ends when it has not been used for its idle minutes, and at its end however much it is used. */
export function isOver(session: Pick<Session, 'lastUsedAt' | 'idleMinutes' | 'endsAt'>, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(session.endsAt, now) <= 0 || Temporal.Instant.compare(session.lastUsedAt.add({ minutes: session.idleMinutes }), now) <= 0
}

/** The example's people are fictional and keep nothing, so nothing more is asked of them. */
export function isStrong(by: SignedInBy): boolean {
  return by !== 'password' && by !== 'identity provider'
}

/** A role that needs a second step waits, in a session that began without one. */
export function grantsInEffect<G extends Grant>(grants: readonly G[], by: SignedInBy, rule: SignInRule): readonly G[] {
  return isStrong(by) ? grants : rule.everyone ? [] : grants.filter((grant) => !rule.roles.includes(grant.role))
}

/** A browser in a few words, from what it says of itself: enough to know one’s own, too little to follow anyone. */
export function browserInWords(userAgent: string): string {
  const browser = /Edg\//.test(userAgent) ? 'Edge' : /Firefox\//.test(userAgent) ? 'Firefox' : /Chrome\//.test(userAgent) ? 'Chrome' : /Safari\//.test(userAgent) ? 'Safari' : 'A browser'
  const system = /Windows/.test(userAgent) ? 'Windows' : /iPhone|iPad/.test(userAgent) ? 'iPhone or iPad' : /Android/.test(userAgent) ? 'Android' : /Mac OS X/.test(userAgent) ? 'Mac' : /Linux/.test(userAgent) ? 'Linux' : null
  return system === null ? browser : `${browser} on ${system}`
}
