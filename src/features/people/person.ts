import { mayAlsoHold, type Grant, type Role } from '#duty/roles.ts'
import type { Refused } from '#duty/refused.ts'

/** Somebody whom the body has on record here, whether or not they can sign in. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly jobTitle: string
  /** The department that they work in; null for those who work for a partner or for the whole body. */
  readonly department: string | null
  readonly alsoKnownAs: readonly string[]
  readonly state: PersonState
  readonly lastSignedInAt: Temporal.Instant | null
  readonly grants: readonly Granted[]
}

/**
 * `recorded`: named here, for example as the lead of an action, and never asked to sign in. `invited`: a link is on its way.
 * `active`: signs in. `suspended`: may not for now. `left`: never again, but the record of what they did keeps their name.
 */
export const personStates = ['recorded', 'invited', 'active', 'suspended', 'left'] as const
export type PersonState = (typeof personStates)[number]

export interface Granted extends Grant {
  readonly id: string
  readonly grantedBy: string | null
  readonly grantedAt: Temporal.Instant
}

export interface Department {
  readonly id: string
  readonly name: string
  readonly alsoKnownAs: readonly string[]
  readonly closedOn: Temporal.PlainDate | null
}

export const knownKinds = ['department', 'person', 'post', 'group', 'team', 'partner'] as const
export type KnownKind = (typeof knownKinds)[number]

/** Anything that a plan may name as a lead: a department, a person, a post, a group, a team or a partner body. */
export interface Known {
  readonly id: string
  readonly kind: KnownKind
  readonly name: string
  readonly alsoKnownAs: readonly string[]
  /** For a post: the person who holds it now. */
  readonly heldBy: string | null
  readonly department: string | null
}

/** Which roles wait for a second step at sign-in, beyond a password. */
export interface SignInRule {
  readonly everyone: boolean
  readonly roles: readonly Role[]
}

/** A body may ask for more and never for less: who gives the roles, and who reads answers about people. */
export const rolesThatAlwaysNeedIt: readonly Role[] = ['administrator', 'equality lead', 'analyst', 'hr case worker', 'incident officer', 'auditor']

/** Where nothing was chosen: also whoever approves what the public sees. */
export const usualSignInRule: SignInRule = {
  everyone: false,
  roles: [...rolesThatAlwaysNeedIt, 'publisher'],
}

export function needsSecondStep(rule: SignInRule, grants: readonly Grant[]): boolean {
  return rule.everyone || grants.some((grant) => rule.roles.includes(grant.role))
}

/** Why this person may not be given this role as well, or null when they may. */
export function mayBeGranted(person: Pick<Colleague, 'name' | 'state' | 'grants'>, asked: Grant): Refused | null {
  if (person.state === 'left') return { refused: `${person.name} has left. A role can be given only to someone who works here.` }
  if (person.grants.some((grant) => grant.role === asked.role && (grant.department === asked.department || grant.department === null))) return { refused: `${person.name} has this role already` }
  return mayAlsoHold(person.grants.map((grant) => grant.role), asked.role)
}

/**
 * Roles that read about people, or that check what administrators do, are never given by the person who gets them: it takes
 * another administrator.
 */
export const givenByAnother: readonly Role[] = ['analyst', 'hr case worker', 'incident officer', 'auditor']

export function mayGive(giver: Pick<Colleague, 'id'>, person: Pick<Colleague, 'id'>, role: Role): Refused | null {
  return giver.id === person.id && givenByAnother.includes(role) ? { refused: 'Nobody can give themselves this role. Ask another administrator' } : null
}

/** Most roles are for one part of the body or for all of it; these make sense only for all of it. */
export const wholeBodyOnly: readonly Role[] = ['board member', 'board chair', 'elected member', 'analyst', 'engagement officer', 'publisher', 'administrator', 'auditor', 'employee']

export function suspend(person: Colleague): Colleague | Refused {
  if (person.state === 'left') return { refused: `${person.name} has left already` }
  return { ...person, state: 'suspended' }
}

/** Somebody who comes back needs their password again or a new one, so nobody is signed in by this alone. */
export function bringBack(person: Colleague, hasSignedInBefore: boolean): Colleague | Refused {
  if (person.state !== 'suspended' && person.state !== 'left') return { refused: `${person.name} has not been suspended` }
  return { ...person, state: hasSignedInBefore ? 'active' : 'recorded' }
}

/** Their roles end with them; what they did stays under their name. */
export function leave(person: Colleague): Colleague | Refused {
  if (person.state === 'left') return { refused: `${person.name} has left already` }
  return { ...person, state: 'left', grants: [] }
}

/**
 * Somebody must always be able to look after the service: the last administrator cannot be taken away, by others or by themselves.
 * `administrators` are all those who can sign in.
 */
export function wouldLeaveNobody(administrators: readonly Pick<Colleague, 'id'>[], person: Pick<Colleague, 'id' | 'name'>): Refused | null {
  return administrators.some((each) => each.id !== person.id) ? null : { refused: `${person.name} is the only administrator. Make someone else an administrator first.` }
}

/** The name that one person is looked up by, whatever its capitals and spaces. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/[’'`]/g, "'").replaceAll(/\s+/g, ' ').trim()
}

/** Other spellings as they are typed, one to a line: no blanks, nothing twice, never the name itself. */
export function readSpellings(typed: string, name: string): readonly string[] {
  const seen = new Set([plainName(name)])
  return typed.split('\n').map((each) => each.trim().replaceAll(/\s+/g, ' ')).filter((each) => {
    const plain = plainName(each)
    if (each === '' || seen.has(plain)) return false
    seen.add(plain)
    return true
  })
}

