import type { Rational } from '#statistics/rational.ts'
import type { ElementClass } from './pay-elements.ts'

/**
 * One employee of one snapshot, as the regulations see them: whether they count, why, and what an hour of their work is
 * paid. Amounts are exact and never rounded.
 */
export interface Employee {
  /** In the order of the extract, from 1. */
  readonly place: number
  /** As written; empty where the extract has none. */
  readonly staffNumber: string
  /** The lines of the file that tell of this person. */
  readonly lines: readonly number[]
  readonly sex: 'male' | 'female' | null
  readonly standing: Standing
  readonly reason: Reason
  /** Null where no hourly rate can be worked out. */
  readonly hourly: Rational | null
  readonly weeklyHours: Rational | null
  readonly hoursBasis: HoursBasis | null
  /** Pay for an hour by class, of the classes that count: they add up to `hourly`. */
  readonly parts: { readonly [each in ElementClass]?: Rational }
  /** Paid in the 12 months that end with the snapshot day; null for no bonus. */
  readonly bonus: Rational | null
  readonly notes: readonly Note[]
  readonly groups: { readonly [group in Group]?: string }
  /** Years of service on the snapshot day. */
  readonly service: number | null
}

export type Standing = 'full pay' | 'relevant' | 'left out'
export type Group = 'grade' | 'work group' | 'department' | 'working pattern' | 'ethnic group' | 'disability'
export type HoursBasis = 'contract' | 'share of full time' | 'average of 12 worked weeks' | 'fair estimate' | 'term time spread over the year' | 'worked out by the payroll'

/** Why somebody stands where they stand, in words, with the paragraph of the Schedule (or regulation of the same number) that says so. */
export const reasons = {
  'full pay': { standing: 'full pay', words: 'Employed on the snapshot day and on full pay', paragraph: 1 },
  'reduced by leave': { standing: 'relevant', words: 'Paid less or nothing because of leave: counts for bonus, not for hourly pay', paragraph: 1 },
  'no pay and no hours': { standing: 'relevant', words: 'No work and no pay in the pay period: there is no hourly rate', paragraph: 6 },
  'no hours': { standing: 'relevant', words: 'Paid, but no weekly hours are recorded: there is no hourly rate', paragraph: 7 },
  'pay cannot be read': { standing: 'relevant', words: 'The pay in the extract is not a number: there is no hourly rate', paragraph: 6 },
  'no sex recorded': { standing: 'left out', words: 'The extract does not say male or female', paragraph: 8 },
  'not employed on the day': { standing: 'left out', words: 'Not employed on the snapshot day', paragraph: 1 },
  'maintained school': { standing: 'left out', words: 'Works for a maintained school, whose governing body counts as the employer', paragraph: 1 },
  'contractor without data': { standing: 'left out', words: 'A contractor about whom the body has no pay data, and could not reasonably get it', paragraph: 2 },
  partner: { standing: 'left out', words: 'A partner in the firm, who is not an employee', paragraph: 1 },
  'same row twice': { standing: 'left out', words: 'The extract has this row more than once: it counts once', paragraph: 1 },
} as const satisfies Record<string, { readonly standing: Standing; readonly words: string; readonly paragraph: number }>
export type Reason = keyof typeof reasons

/** What somebody should know of a row that counts all the same. */
export const notes = {
  'several posts': 'Holds several posts, whose pay and hours were added together',
  'started in the period': 'Started during the pay period: pay of part of it stands over the hours of a whole week, so the rate is too low',
  'left in the period': 'Left during the pay period: pay of part of it stands over the hours of a whole week, so the rate is too low',
  'fewer than 12 weeks': 'Has fewer than 12 weeks with work: the average of those there are was taken',
  'arrears left out': 'Ordinary pay that belongs to another period was left out',
  'low rate': 'The hourly rate is below the lowest rate of the national minimum wage',
  'high rate': 'The hourly rate is above £250',
  'many hours': 'Weekly hours are above 60',
  'less than nothing': 'Pay in the period is less than nothing',
  'sex differs': 'Rows of the same person give different sexes',
  'reduced otherwise': 'Pay was reduced, but not because of leave: still counts as on full pay',
  'amount cannot be read': 'An amount is not a number and was left out',
} as const
export type Note = keyof typeof notes

/** The lowest hourly rate of the national minimum wage, the apprentices', from each day on. Source: GOV.UK, national minimum wage rates. Last checked 22 November 2026. */
export const lowestMinimumWage = [['2026-04-01', 800], ['2025-04-01', 755], ['2024-04-01', 640], ['2023-04-01', 528], ['2022-04-01', 481], ['2021-04-01', 430], ['2017-04-01', 350]] as const
