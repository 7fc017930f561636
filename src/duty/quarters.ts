import { lastOfMonth, rangeInWords } from './dates.ts'
import { workingDaysFrom } from './moving-days.ts'

/**
 * The council's year: from 1 April to 31 March, in four quarters that end on the same days as the calendar's but carry other numbers.
 * The year of local government finance: 12 months beginning with 1 April (Local Government Finance Act 1988, section 145). Health bodies and police keep the same one.
 */
export interface FinancialYear {
  /** The year in which it begins: 2016 for 2016 to 2017. */
  readonly beginning: number
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

export function financialYear(beginning: number): FinancialYear {
  return { beginning, from: Temporal.PlainDate.from({ year: beginning, month: 4, day: 1 }), to: Temporal.PlainDate.from({ year: beginning + 1, month: 3, day: 31 }) }
}

export function financialYearOf(day: Temporal.PlainDate): FinancialYear {
  return financialYear(day.month >= 4 ? day.year : day.year - 1)
}

/** `2016 to 2017`. */
export function financialYearInWords(year: FinancialYear): string {
  return `${year.beginning} to ${year.beginning + 1}`
}

export type QuarterNumber = 1 | 2 | 3 | 4

export interface Quarter {
  readonly number: QuarterNumber
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

/** A quarter of the calendar year: the first is January to March. */
export function calendarQuarter(year: number, number: QuarterNumber): Quarter {
  return { number, from: Temporal.PlainDate.from({ year, month: number * 3 - 2, day: 1 }), to: lastOfMonth(year, number * 3) }
}

/** A quarter of the financial year that begins in April of that year: the first is April to June, the fourth January to March of the year after. */
export function financialQuarter(beginning: number, number: QuarterNumber): Quarter {
  const quarter = number === 4 ? calendarQuarter(beginning + 1, 1) : calendarQuarter(beginning, quarterNumber(number + 1))
  return { ...quarter, number }
}

export function financialQuarterOf(day: Temporal.PlainDate): Quarter {
  return financialQuarter(financialYearOf(day).beginning, quarterNumber(Math.floor(((day.month + 8) % 12) / 3) + 1))
}

/** `quarter 1, April to June 2023`. */
export function quarterInWords(quarter: Quarter): string {
  return `quarter ${quarter.number}, ${rangeInWords(quarter.from, quarter.to)}`
}

/** Every last day of a quarter from one day to another, both included: 31 March, 30 June, 30 September, 31 December, whichever year is meant. */
export function quarterEnds(from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const ends: Temporal.PlainDate[] = []
  let end = calendarQuarter(from.year, quarterNumber(Math.ceil(from.month / 3))).to
  while (Temporal.PlainDate.compare(end, to) <= 0) {
    ends.push(end)
    end = lastOfMonth(end.year + (end.month === 12 ? 1 : 0), end.month === 12 ? 3 : end.month + 3)
  }
  return ends
}

export const lengthUnits = ['day', 'working day', 'week', 'month', 'year'] as const
export type LengthUnit = (typeof lengthUnits)[number]

/** A length of time as it is promised: six weeks, three months, one year. */
export interface Length { readonly count: number; readonly unit: LengthUnit }

/** The last day that is still within the length from that day: six weeks of 30 June is 11 August, three months of 30 November is 28 (or 29) February. */
export function after(day: Temporal.PlainDate, length: Length): Temporal.PlainDate {
  return length.unit === 'working day' ? workingDaysFrom(day, length.count) : day.add({ [`${length.unit}s`]: length.count })
}

/** So long before that day: two weeks before 31 March is 17 March. */
export function before(day: Temporal.PlainDate, length: Length): Temporal.PlainDate {
  return length.unit === 'working day' ? workingDaysFrom(day, -length.count) : day.subtract({ [`${length.unit}s`]: length.count })
}

/** `6 weeks`, `1 year`. */
export function lengthInWords(length: Length): string {
  return `${length.count} ${length.unit}${length.count === 1 ? '' : 's'}`
}

function quarterNumber(number: number): QuarterNumber {
  return number <= 1 ? 1 : number === 2 ? 2 : number === 3 ? 3 : 4
}
