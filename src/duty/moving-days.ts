import { easterSunday, lastOfMonth, listInWords, monthName, weekdays } from './dates.ts'

/**
 * Days that come back and are another date each time: the first Monday of a month, the last working day of a quarter, the 5th, Easter.
 * `shift` is so many days later, or earlier: the day before the first Monday is that Monday with a shift of -1.
 */
export type MovingDay = NthDay | EasterDay

export interface NthDay {
  /** The first is 1. Several of them are several days: the first and the third Monday. */
  readonly which: readonly (number | 'last')[]
  /** A weekday by its number, Monday is 1; or any day, or a day on which offices are open. */
  readonly of: number | 'day' | 'working day'
  /** In that month of each year. Without one it is in each period that comes back. */
  readonly month?: number
  readonly shift?: number
}

/** So many days after Easter Sunday: Good Friday is -2. */
export interface EasterDay { readonly easter: number }

/** The days themselves, of the periods that touch the stretch; the periods of `unit` follow each other. */
export function movingDays(moving: MovingDay, unit: 'week' | 'month' | 'quarter' | 'year', from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const years = Array.from({ length: to.year - from.year + 3 }, (_, index) => from.year - 1 + index)
  if ('easter' in moving) return years.map((year) => easterIn(moving, year))
  if (moving.month !== undefined) return years.flatMap((year) => nthInMonth(moving, year))
  if (unit === 'year') return []
  if (unit === 'week') {
    const first = from.subtract({ days: from.dayOfWeek - 1 + 7 })
    return Array.from({ length: Math.ceil(first.until(to, { largestUnit: 'days' }).days / 7) + 2 }, (_, index) => first.add({ days: index * 7 })).flatMap((monday) => nthOf(moving, monday, monday.add({ days: 6 })))
  }
  const months = unit === 'month' ? 1 : 3
  return years.flatMap((year) => Array.from({ length: 12 / months }, (_, index) => index * months + 1).flatMap((month) => nthOf(moving, Temporal.PlainDate.from({ year, month, day: 1 }), lastOfMonth(year, month + months - 1))))
}

/** The one in a given year, for words that name the year or have one day a year; null where that month has no fifth Monday. */
export function movingDayIn(moving: MovingDay, year: number): Temporal.PlainDate | null {
  if ('easter' in moving) return easterIn(moving, year)
  return nthInMonth(moving, year)[0] ?? null
}

function easterIn({ easter }: EasterDay, year: number): Temporal.PlainDate {
  return easterSunday(year).add({ days: easter })
}

function nthInMonth(nth: NthDay, year: number): Temporal.PlainDate[] {
  const month = nth.month ?? 1
  return nthOf(nth, Temporal.PlainDate.from({ year, month, day: 1 }), lastOfMonth(year, month))
}

function nthOf({ which, of, shift }: NthDay, from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const length = from.until(to, { largestUnit: 'days' }).days + 1
  const all = Array.from({ length }, (_, index) => from.add({ days: index })).filter((day) => of === 'day' || (of === 'working day' ? isWorkingDay(day) : day.dayOfWeek === of))
  // The 31st of a month that has 30 days is its last; a fifth Monday that is not there is none.
  return which.flatMap((one) => (one === 'last' ? all.at(-1) : all[one - 1] ?? (of === 'day' ? all.at(-1) : undefined)) ?? []).map((day) => day.add({ days: shift ?? 0 }))
}

export function laterBy(moving: MovingDay, days: number): MovingDay {
  if ('easter' in moving) return { easter: moving.easter + days }
  return { ...moving, shift: (moving.shift ?? 0) + days }
}

const easterNames: Readonly<Record<number, string>> = { [-7]: 'Palm Sunday', [-2]: 'Good Friday', 0: 'Easter Sunday', 1: 'Easter Monday', 39: 'Ascension Day', 49: 'Whit Sunday' }
const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth'] as const

/** `the first Monday`, `the last Friday in July`, `the 5th`, `Easter Sunday`, `2 weeks after Easter Sunday`. */
export function movingDayInWords(moving: MovingDay): string {
  if ('easter' in moving) return easterNames[moving.easter] ?? shifted('Easter Sunday', moving.easter)
  const { which, of, month } = moving
  const inMonth = month === undefined ? '' : ` in ${monthName(month)}`
  const numbers = listInWords(which.map((one) => (one === 'last' ? 'last' : of === 'day' ? nth(one) : ordinals[one] ?? nth(one))))
  const name = typeof of === 'number' ? ` ${weekdays[of - 1]}` : of === 'day' ? (which.includes('last') ? ' day' : '') : ' working day'
  return shifted(`the ${numbers}${name}${inMonth}`, moving.shift ?? 0)
}

/** `Monday`, where every week has one. */
export function weekdayInWords(moving: MovingDay): string {
  return 'of' in moving && typeof moving.of === 'number' ? weekdays[moving.of - 1] ?? '' : movingDayInWords(moving)
}

function shifted(name: string, days: number): string {
  if (days === 0) return name
  const far = Math.abs(days)
  const length = far % 7 === 0 ? `${far / 7} week${far === 7 ? '' : 's'}` : `${far} day${far === 1 ? '' : 's'}`
  return `${days === -1 ? 'the day' : length} ${days < 0 ? 'before' : 'after'} ${name}`
}

function nth(number: number): string {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? 'th' : { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10] ?? 'th'
  return `${number}${ending}`
}

/** Monday to Friday, without the bank holidays of England and Wales. Scotland and Northern Ireland keep other days; `workingDaysAre` says so. */
export function isWorkingDay(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= 5 && !isBankHoliday(day)
}

export const workingDaysAre = 'Monday to Friday, without the bank holidays of England and Wales'

/** So many working days after a day, or before it where the number is negative. The day itself is not counted. */
export function workingDaysFrom(day: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let at = day
  for (let left = Math.abs(count); left > 0;) {
    at = at.add({ days: count < 0 ? -1 : 1 })
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

/**
 * Banking and Financial Dealings Act 1971, Schedule 1, with the days that are holidays by custom (Good Friday, Christmas Day) and those that are proclaimed each
 * year: New Year’s Day, the first Monday in May, and a weekday in place of one that falls on a weekend. Proclaimed for one year alone: `proclaimed`, as
 * https://www.gov.uk/bank-holidays has them.
 */
function isBankHoliday(day: Temporal.PlainDate): boolean {
  const named = proclaimed[day.toString()]
  if (named !== undefined) return named
  const { month, day: number, dayOfWeek } = day
  const isMonday = dayOfWeek === 1
  if (month === 1) return number === 1 || (isMonday && number <= 3)
  if (month === 5 && isMonday) return number <= 7 || number >= 25
  if (month === 8) return isMonday && number >= 25
  if (month === 12) return number === 25 || number === 26 || ((number === 27 || number === 28) && dayOfWeek <= 2)
  if (month > 4 || (!isMonday && dayOfWeek !== 5)) return false
  return day.equals(easterSunday(day.year).add({ days: isMonday ? 1 : -2 }))
}

const proclaimed: Readonly<Record<string, boolean>> = {
  '1995-05-01': false, '1995-05-08': true, '1999-12-31': true, '2002-05-27': false, '2002-06-03': true, '2002-06-04': true, '2011-04-29': true, '2012-05-28': false, '2012-06-04': true, '2012-06-05': true,
  '2020-05-04': false, '2020-05-08': true, '2022-05-30': false, '2022-06-02': true, '2022-06-03': true, '2022-09-19': true, '2023-05-08': true,
}

/** Only what is written here is read again from the database. */
export function movingDayFromJson(json: Readonly<Record<string, unknown>>): MovingDay {
  const { easter, which, of, month, shift } = json
  const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value)
  if (isWhole(easter)) return { easter }
  const numbers = Array.isArray(which) ? which.filter((one): one is number | 'last' => one === 'last' || isWhole(one)) : []
  if (!Array.isArray(which) || numbers.length === 0 || numbers.length !== which.length || !(of === 'day' || of === 'working day' || isWhole(of))) throw new TypeError(`${JSON.stringify(json)} is no day that moves`)
  return { which: numbers, of, ...(isWhole(month) ? { month } : {}), ...(isWhole(shift) ? { shift } : {}) }
}
