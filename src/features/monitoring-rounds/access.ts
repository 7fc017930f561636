import { holds } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'
import type { Round } from './round.ts'

/** Everyone who works here may see how a round went: what is asked about is the body's own promise. Notes that a lead marked private are not in it. */
export function mayReadRounds(person: Person): boolean {
  return person.grants.length > 0
}

/** A round is opened, chased, asked back and closed by the equality lead of the whole body. */
export function mayKeepRounds(person: Person): boolean {
  return holds(person, 'equality lead')
}

/** A closed round is signed off by the chair of the board or an equality lead, and never by the person who closed it. */
export function maySignRound(person: Person, round: Pick<Round, 'closed' | 'signed'>): boolean {
  return round.closed !== null && round.signed === null && (holds(person, 'board chair') || holds(person, 'equality lead')) && round.closed.by.id !== person.id
}
