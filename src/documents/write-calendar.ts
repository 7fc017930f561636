import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'

/** A day in somebody's calendar. */
export interface WrittenDay {
  /** The same for ever, so that a day that moves is moved and not added again. */
  readonly id: string
  readonly on: Temporal.PlainDate
  readonly title: string
  readonly words: string
  readonly href: string
}

/**
 * A calendar as other programs read it (iCalendar, RFC 5545): whole days, each with its words and the way back. Nothing in it blocks
 * anybody's time. The programs are asked to look again after six hours.
 */
export function writeCalendar(calendar: { readonly name: string; readonly host: string; readonly now: Temporal.Instant; readonly days: readonly WrittenDay[] }): string {
  const stamp = new Date(calendar.now.epochMilliseconds)
  const written = ical({ name: calendar.name, prodId: { company: 'due-regard', product: 'duty-clock', language: 'EN' }, method: ICalCalendarMethod.PUBLISH, ttl: 6 * 60 * 60 })
  for (const day of calendar.days) {
    written.createEvent({
      id: `${day.id}@${calendar.host}`, stamp, start: utc(day.on), end: utc(day.on.add({ days: 1 })), allDay: true, summary: day.title, description: day.words, url: day.href, transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return written.toString()
}

/** Whole days have no zone; midnight in UTC is how the library is told of one. */
const utc = (day: Temporal.PlainDate): Date => new Date(Date.UTC(day.year, day.month - 1, day.day))
