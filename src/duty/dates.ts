/**
 * Days and times as people in a council say them. Pure: nothing here asks what day it is.
 * Days are `Temporal.PlainDate`; an instant becomes a day in London, where the bodies that owe the duty keep their clocks.
 */

export const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const

const london = 'Europe/London'

/** `3 March 2026`. */
export function dayInWords(day: Temporal.PlainDate): string {
  return `${day.day} ${monthName(day.month)} ${day.year}`
}

/** `Tuesday 3 March 2026`, for a day that somebody has to keep free. */
export function dayOfWeekInWords(day: Temporal.PlainDate): string {
  return `${weekdays[day.dayOfWeek - 1]} ${dayInWords(day)}`
}

/** `March 2026`. */
export function monthInWords(month: { readonly month: number; readonly year: number }): string {
  return `${monthName(month.month)} ${month.year}`
}

/** `31 March`, the same day of every year. */
export function dayOfYearInWords(day: { readonly month: number; readonly day: number }): string {
  return `${day.day} ${monthName(day.month)}`
}

/** `March`. Months count from 1. */
export function monthName(month: number): string {
  return months[month - 1] ?? ''
}

/** `1 April to 30 June 2023`; `April to June 2023` where whole months are meant; `3 to 9 March 2026`. The same day twice is that day. */
export function rangeInWords(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  if (from.equals(to)) return dayInWords(from)
  if (isFirstOfMonth(from) && isLastOfMonth(to)) {
    if (from.year === to.year && from.month === to.month) return monthInWords(from)
    return from.year === to.year ? `${monthName(from.month)} to ${monthInWords(to)}` : `${monthInWords(from)} to ${monthInWords(to)}`
  }
  if (from.year !== to.year) return `${dayInWords(from)} to ${dayInWords(to)}`
  return from.month === to.month ? `${from.day} to ${dayInWords(to)}` : `${dayOfYearInWords(from)} to ${dayInWords(to)}`
}

/** `quarterly`, `quarterly and yearly`, `a, b and c`. No serial comma, as GOV.UK writes lists. */
export function listInWords(things: readonly string[], joiner: 'and' | 'or' = 'and'): string {
  const last = things.at(-1)
  if (last === undefined) return ''
  return things.length === 1 ? last : `${things.slice(0, -1).join(', ')} ${joiner} ${last}`
}

/** The day that it was in London. An instant half an hour after midnight in summer is still the evening before in UTC. */
export function dayInLondon(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(london).toPlainDate()
}

/** `9:05am on 3 March 2026`, in London's clock. Noon and midnight are said as words, because `12am` is misread. */
export function momentInWords(instant: Temporal.Instant): string {
  const at = instant.toZonedDateTimeISO(london)
  return `${timeInWords(at.hour, at.minute)} on ${dayInWords(at.toPlainDate())}`
}

function timeInWords(hour: number, minute: number): string {
  if (minute === 0 && hour === 0) return 'midnight'
  if (minute === 0 && hour === 12) return 'midday'
  const onTheClock = hour % 12 === 0 ? 12 : hour % 12
  return `${onTheClock}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`
}

/** The first instant of that day in London: 23:00 UTC of the day before, in summer. */
export function startOfDayInLondon(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(london).toInstant()
}

export function lastOfMonth(year: number, month: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return first.with({ day: first.daysInMonth })
}

/**
 * The same day in another year; 29 February becomes 28 February where there is none. A council that owes something "by 29 February each year" owes it by the end of that month.
 */
export function inYear(day: { readonly month: number; readonly day: number }, year: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month: day.month, day: day.day }, { overflow: 'constrain' })
}

/** Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher (Nature, 20 April 1876). */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const count = epact + weekday - 7 * late + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(count / 31), day: (count % 31) + 1 })
}

/** Is `2026-02-30` a day? It is not. */
export function isDay(words: string): boolean {
  try { return /^\d{4}-\d\d-\d\d$/.test(words) && Temporal.PlainDate.from(words).toString() === words } catch { return false }
}

export function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0
}

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

function isFirstOfMonth(day: Temporal.PlainDate): boolean { return day.day === 1 }
function isLastOfMonth(day: Temporal.PlainDate): boolean { return day.day === day.daysInMonth }
