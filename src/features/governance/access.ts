import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'
import { isSitting, type Body, type Membership } from './body.ts'
import type { Decision } from './decision.ts'

/** Everyone who works here may read who answers to whom, who sits where and what each body is for. */
export function mayReadStructure(person: Person): boolean {
  return person.grants.length > 0
}

/** Which bodies there are, and what flows between them, is kept by the equality lead of the whole body. */
export function mayKeepStructure(person: Person): boolean {
  return holds(person, 'equality lead')
}

/** A body’s members, terms and meetings are kept by its chair, its vice-chair and its secretary, and by the equality lead. */
export function mayKeepBody(person: Person, members: readonly Membership[], today: Temporal.PlainDate): boolean {
  return mayKeepStructure(person) || members.some((each) => each.person === person.id && each.role !== 'member' && each.role !== 'in attendance' && isSitting(each, today))
}

/** Agendas, papers and minutes are for those who sit on the body or did, the equality lead and the auditor. */
export function mayReadMeetings(person: Person, members: readonly Pick<Membership, 'person'>[]): boolean {
  return mayKeepStructure(person) || holdsAnywhere(person, 'auditor') || members.some((each) => each.person === person.id)
}

/** What becomes public is approved by a publisher, by name. */
export function mayPublishStructure(person: Person): boolean {
  return holds(person, 'publisher')
}

/** Ended bodies keep their record and take nothing new. */
export const isLive = (body: Pick<Body, 'ended'>): boolean => body.ended === null

/** Whose meetings and decisions somebody may read in a list: those of the bodies that they sit on or did, or all. */
export function readableBodies(person: Person, seats: readonly Pick<Membership, 'body'>[]): readonly string[] | 'all' {
  return mayReadMeetings(person, []) ? 'all' : [...new Set(seats.map((each) => each.body))]
}

/** A decision is read by whoever may read the meetings of its body, by the person who has to act on it, and, where it is public, by everyone who works here. */
export function mayReadDecision(person: Person, decision: Pick<Decision, 'isPublic' | 'owner'>, members: readonly Pick<Membership, 'person'>[]): boolean {
  return mayReadMeetings(person, members) || decision.owner?.person === person.id || (decision.isPublic && person.grants.length > 0)
}

/** Whoever has to act says that it is done; whoever keeps the body says so for them, moves the day or drops it. */
export function mayFollowDecision(person: Person, decision: Pick<Decision, 'owner'>, members: readonly Membership[], today: Temporal.PlainDate): boolean {
  return mayKeepBody(person, members, today) || decision.owner?.person === person.id
}

/** A group speaks through any of its members who signs in here, or through the equality lead for a group whose members do not. */
export function mayChallenge(person: Person, members: readonly Membership[], today: Temporal.PlainDate): boolean {
  return mayKeepStructure(person) || members.some((each) => each.person === person.id && isSitting(each, today))
}

/** A challenge is read by those who sit on either side, the equality lead, the auditor and whoever may publish it; once public, by everyone here. */
export function mayReadChallenge(person: Person, challenge: { readonly isPublic: boolean }, members: readonly Pick<Membership, 'person'>[]): boolean {
  return mayReadMeetings(person, members) || mayPublishStructure(person) || (challenge.isPublic && mayReadStructure(person))
}
