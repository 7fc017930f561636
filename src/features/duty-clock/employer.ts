/** What of a body decides which duties it has: where it is, and how many it employs. Only the band is kept: no duty asks for more. */
export const nations = ['England', 'Wales', 'Scotland'] as const
export type Nation = (typeof nations)[number]

/** The thresholds of the regulations: 20 in Scotland, 150 and 250 in England. Employees of maintained schools count with their governing body (SI 2017/353, regulation 2(3)). */
export const sizes = ['fewer than 20', '20 to 149', '150 to 249', '250 or more'] as const
export type Size = (typeof sizes)[number]

export interface Employer {
  readonly nation: Nation
  readonly size: Size
  /** Dates of the law before this day are not asked about: the body came to the clock then. */
  readonly since: Temporal.PlainDate
  /** A promise of its own that falls on a Saturday or Sunday moves to the Monday. A date of the law never does. */
  readonly promisesMove: boolean
  readonly version: number
}

export function isAtLeast(size: Size, least: Size): boolean {
  return sizes.indexOf(size) >= sizes.indexOf(least)
}
