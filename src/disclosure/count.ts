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

export { tallyOfThings, tallyText } from './tally.ts'
export type { Tally } from './tally.ts'
