import type { Rule, Shows } from './owed.ts'

/** Something that the body said it would do, as it was written, with what the words mean. */
export interface Promised {
  readonly id: string
  readonly title: string
  readonly sentence: string
  readonly source: string
  /** The words that say when. */
  readonly written: string
  readonly rule: Rule
  readonly shownBy: readonly Shows[]
  readonly since: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
  readonly endedBecause: string
  readonly lastBefore: Temporal.PlainDate | null
  readonly owner: string | null
  readonly public: boolean
  /** The suggestion that it was taken from. */
  readonly template: string | null
  /** The promise whose place this one took. */
  readonly follows: string | null
  readonly madeBy: string
  readonly version: number
}

/** Another date or another sign of its being done is another promise: the old one ends, and keeps what became of it. */
export function changesDates(one: Pick<Promised, 'rule' | 'shownBy'>, other: Pick<Promised, 'rule' | 'shownBy'>): boolean {
  return JSON.stringify([one.rule, one.shownBy]) !== JSON.stringify([other.rule, other.shownBy])
}
