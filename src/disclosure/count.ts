import { HiddenCount } from './inside.ts'
import type { CountOf } from './inside.ts'

export type { CellName, CountOf } from './inside.ts'

/** A count of people. Opaque: outside `disclosure/` nothing can read, add, compare, print, draw or send its number. */
export type Count = HiddenCount

/**
 * Closes a number of people into a `Count`, at the place where the number is born (a query, an import).
 *
 * @param people a whole number, nought or more; anything else throws TypeError
 * @param about who is counted (`of`), on what day (`on`, ISO date), from what `source`, and its `cell` in a release when it is to be published
 */
export function countOfPeople(people: number, about: CountOf): Count {
  return new HiddenCount(people, about)
}

export function isCount(value: unknown): value is Count {
  return HiddenCount.is(value)
}

/**
 * A number of THINGS: actions, files, pages, meetings. Things have no privacy, so a tally needs no gate.
 * Never use it for people, applicants, complaints or incidents: an incident is a person to those who know them.
 */
export interface Tally {
  readonly state: 'tally'
  readonly text: string
  readonly value: number
  /** What is counted, in words: "actions that are late". */
  readonly of: string
}

/** @param of what the things are, in words; they are not people */
export function tallyOfThings(things: number, of = 'things'): Tally {
  if (!Number.isSafeInteger(things) || things < 0) throw new TypeError('A tally must be a whole number, nought or more')
  return { state: 'tally', text: things.toLocaleString('en-GB'), value: things, of }
}
