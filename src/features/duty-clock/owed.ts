import { capital } from '#duty/capital.ts'
import type { Recurring, Reading } from '#duty/deadline.ts'
import { dayInWords, dayOfWeekInWords, isBefore } from '#duty/dates.ts'
import { dueDays, readingInWords } from '#duty/due.ts'
import { after, before, lengthInWords, type Length } from '#duty/quarters.ts'
import { deedKinds, type Deed, type DeedKind, type Planned } from './deed.ts'

/** Something that the body owes, by law or by its own word: when, and what shows that it was done. Pure. */
export interface Owed {
  /** A duty’s own short name, or the id of a promise. */
  readonly id: string
  readonly by: 'law' | 'promise'
  readonly title: string
  /** The sentence that the dates come from: what the regulation asks, or the promise as it was written. */
  readonly sentence: string
  /** Where that stands: a regulation, or a strategy and its page. */
  readonly source: string
  readonly link: string | null
  readonly rule: Rule
  /** Any of these shows that it was done. */
  readonly shownBy: readonly Shows[]
  /** Dates before this day are not asked about. */
  readonly since: Temporal.PlainDate
  /** It ended then: nothing after that day is owed. */
  readonly until: Temporal.PlainDate | null
  /** The last time that it was done before anything was noted here. */
  readonly lastBefore: Temporal.PlainDate | null
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly public: boolean
  /** A day that is no working day moves to the next that is one. */
  readonly moves: boolean
}

export type Rule =
  /** So long after the last time. `beginning`: the length begins with that day itself, as the regulations count, so it ends a day earlier. */
  | { readonly kind: 'since last'; readonly length: Length; readonly beginning: boolean }
  /** On the days that the deadline language names. */
  | { readonly kind: 'days'; readonly reading: Reading; /** The same in few words, where the days were not read from words. */ readonly says?: string }
  /** So long after each deed of another kind, for the same thing: an assessment is public within 28 days of being signed off. */
  | { readonly kind: 'after each'; readonly of: DeedKind; readonly within: Length }
  /** At each deed of its own kind: a senior manager at every event. */
  | { readonly kind: 'at each'; readonly with: string }

/** A kind of deed, narrowed to what it is about, to the body that it went to, or to one thing of another room, which then keeps the dates. */
export interface Shows { readonly kind: DeedKind; readonly about?: string; readonly to?: string; readonly thing?: string }

/** One date on which something is owed, and what became of it. */
export interface Due {
  readonly owed: Owed
  /** The last day that keeps the promise; null while nobody has said when it was last done. */
  readonly due: Temporal.PlainDate | null
  /** Where it stands in the calendar: a duty that was kept early, whose next date moved with it, stands where it was kept. */
  readonly on: Temporal.PlainDate | null
  /** How the day was come by. */
  readonly because: string
  readonly state: DueState
  readonly deed: Deed | null
}
export type DueState = 'kept' | 'kept late' | 'not kept' | 'late' | 'due soon' | 'ahead' | 'not known'
export const dueStates: readonly DueState[] = ['late', 'due soon', 'ahead', 'kept', 'kept late', 'not kept', 'not known']

export const soonDays = 30

/** Does another room keep its dates? Then they are changed there, and that room writes the letters. */
export const isKeptElsewhere = ({ shownBy }: Pick<Owed, 'shownBy'>): boolean => shownBy.some((shows) => shows.thing !== undefined)

/**
 * Every date of one promise or duty, from the day that it counts from to the day asked for, soonest first.
 * @param planned what rooms have planned: where its day has passed and no deed is of the same thing, nobody noted what became of it
 */
export function datesOf(owed: Owed, deeds: readonly Deed[], today: Temporal.PlainDate, to: Temporal.PlainDate, planned: readonly Planned[] = []): readonly Due[] {
  const own = deeds.filter((deed) => !isBefore(today, deed.on) && owed.shownBy.some((shows) => matches(deed, shows))).toSorted(byDay)
  const { rule } = owed
  const all = rule.kind === 'since last' ? sinceLast(owed, rule, own, today)
    : rule.kind === 'days' ? onDays(owed, rule, own, today, to)
    : rule.kind === 'after each' ? afterEach(owed, rule, own, deeds, today)
    : [...atEach(owed, rule.with, deeds), ...notNoted(owed, rule.with, deeds, planned, today)].sort((one, other) => Temporal.PlainDate.compare(one.due, other.due))
  return all.filter(({ due }) => due === null || (!isBefore(due, owed.since) && (owed.until === null || !isBefore(owed.until, due))))
}

export function matches(deed: Deed, shows: Shows): boolean {
  return deed.kind === shows.kind && (shows.thing === undefined || deed.thing.id === shows.thing) && (shows.about === undefined || deed.about.some((each) => same(each, shows.about ?? ''))) && (shows.to === undefined || (deed.to !== null && (same(deed.to.name, shows.to) || deed.to.id === shows.to)))
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()
const byDay = (one: Deed, other: Deed): number => Temporal.PlainDate.compare(one.on, other.on)

/** Publishing early moves the next date: it is counted from the last time, and from nothing else. */
function sinceLast(owed: Owed, { length, beginning }: Extract<Rule, { kind: 'since last' }>, deeds: readonly Deed[], today: Temporal.PlainDate): readonly Due[] {
  const dates: Due[] = []
  let last: { readonly on: Temporal.PlainDate; readonly words: string } | null = owed.lastBefore ? { on: owed.lastBefore, words: `Last done on ${dayInWords(owed.lastBefore)}` }
    : owed.by === 'promise' ? { on: owed.since, words: `Counted from ${dayInWords(owed.since)}, when the promise began` } : null
  const next = (deed: Deed | null): Due | null => {
    if (last === null) return null
    const plain = beginning ? lastDayOf(last.on, length) : after(last.on, length)
    return dated(owed, plain, `${last.words}. ${beginning ? `${capital(lengthInWords(length))} beginning with that day ends on ${dayInWords(plain)}.` : `${capital(lengthInWords(length))} later is ${dayInWords(plain)}.`}`, deed, today, true)
  }
  for (const deed of deeds) {
    // What was done on the day of the last time is that time.
    if (last !== null && !isBefore(last.on, deed.on)) continue
    const due = next(deed)
    if (due) dates.push(due)
    last = { on: deed.on, words: `Last done on ${dayInWords(deed.on)}` }
  }
  const open = next(null)
  if (open) return [...dates, open]
  return [{ owed, due: null, on: null, because: 'Nothing says yet when this was last done. Once it is known, the next date follows from it.', state: 'not known', deed: null }]
}

/** The last day of so long beginning with that day. A year from 29 February has no such day in the next: it ends with that February. */
function lastDayOf(first: Temporal.PlainDate, length: Length): Temporal.PlainDate {
  const next = after(first, length)
  return (length.unit === 'month' || length.unit === 'year') && next.day !== first.day ? next : next.subtract({ days: 1 })
}

/** A deed that says which days it tells of keeps the date of those days; another keeps the date that it is nearest to. */
function onDays(owed: Owed, { reading, says }: Extract<Rule, { kind: 'days' }>, deeds: readonly Deed[], today: Temporal.PlainDate, to: Temporal.PlainDate): readonly Due[] {
  const early = owed.since.subtract({ years: 5 })
  const days = dueDays(reading, early, to.add({ years: 2 }))
  const kept = new Map<string, Deed>()
  const lag = reading.kind === 'recurring' ? reading.afterEnd : undefined
  for (const deed of deeds) {
    const { covers } = deed
    const day = covers
      ? days.find((each, index) => { const [from, until] = periodOf(each, days[index - 1], lag); return !isBefore(covers.to, from) && !isBefore(until, covers.to) })
      : days.filter((each) => lag === undefined || !isBefore(deed.on, ended(each, lag))).toSorted((one, other) => apart(one, deed.on) - apart(other, deed.on))[0]
    if (day && !kept.has(day.toString())) kept.set(day.toString(), deed)
  }
  return days.filter((day) => !isBefore(day, owed.since) && !isBefore(to, day)).map((day) => dated(owed, day, lag
    ? `The ${reading.kind === 'recurring' ? reading.every.unit : 'period'} ends on ${dayInWords(ended(day, lag))}. ${capital(lengthInWords(lag))} later is ${dayInWords(day)}.`
    : `${says ?? sentenceOf(reading)}.`, kept.get(day.toString()) ?? null, today, false))
}

/** The days that a date tells of: the period before it, or all since the date before. */
function periodOf(day: Temporal.PlainDate, earlier: Temporal.PlainDate | undefined, lag: Length | undefined): readonly [Temporal.PlainDate, Temporal.PlainDate] {
  const until = lag ? ended(day, lag) : day
  const from = earlier ? (lag ? ended(earlier, lag) : earlier).add({ days: 1 }) : until.subtract({ years: 1 }).add({ days: 1 })
  return [from, until]
}

/** The end of the period whose report is due on that day. Months differ in length, so the last day of a month stays one. */
function ended(due: Temporal.PlainDate, lag: Length): Temporal.PlainDate {
  const back = before(due, lag)
  if (lag.unit === 'week' || lag.unit === 'day') return back
  // A period that ends on a Saturday ends later than the working day from which its own are counted.
  if (lag.unit === 'working day') return back.daysInMonth - back.day <= 5 ? back.with({ day: back.daysInMonth }) : back
  return due.day === due.daysInMonth ? back.with({ day: back.daysInMonth }) : back
}

const apart = (one: Temporal.PlainDate, other: Temporal.PlainDate): number => Math.abs(one.until(other, { largestUnit: 'days' }).days)

function afterEach(owed: Owed, { of, within }: Extract<Rule, { kind: 'after each' }>, own: readonly Deed[], deeds: readonly Deed[], today: Temporal.PlainDate): readonly Due[] {
  return deeds.filter((deed) => deed.kind === of && !isBefore(deed.on, owed.since)).toSorted(byDay).map((began) => {
    const done = own.find((deed) => deed.room === began.room && deed.thing.kind === began.thing.kind && deed.thing.id === began.thing.id && !isBefore(deed.on, began.on)) ?? null
    const day = after(began.on, within)
    return dated(owed, day, `${deedKinds[of]} on ${dayInWords(began.on)}: “${began.title}”. ${capital(lengthInWords(within))} later is ${dayInWords(day)}.`, done, today, false)
  })
}

/** What was not so on the day cannot be made good later. */
function atEach(owed: Owed, mark: string, deeds: readonly Deed[]): readonly (Due & { readonly due: Temporal.PlainDate })[] {
  const kinds = new Set(owed.shownBy.map((each) => each.kind))
  return deeds.filter((deed) => kinds.has(deed.kind) && !isBefore(deed.on, owed.since)).toSorted(byDay).map((deed) => {
    const kept = owed.shownBy.some((shows) => matches(deed, shows))
    return { owed, due: deed.on, on: deed.on, because: `${deedKinds[deed.kind]} on ${dayInWords(deed.on)}: “${deed.title}”. ${kept ? 'It says' : 'It does not say'} “${mark}”.`, state: kept ? 'kept' as const : 'not kept' as const, deed }
  })
}

/** What was planned and is on no record: still to come, or silent since its day. Silence is never taken for a promise that was kept. */
function notNoted(owed: Owed, mark: string, deeds: readonly Deed[], planned: readonly Planned[], today: Temporal.PlainDate): readonly (Due & { readonly due: Temporal.PlainDate })[] {
  const kinds = new Set(owed.shownBy.map((each) => each.kind))
  const isNoted = (plan: Planned): boolean => deeds.some((deed) => deed.kind === plan.kind && deed.room === plan.room && deed.thing.kind === plan.thing.kind && deed.thing.id === plan.thing.id)
  return planned.filter((plan) => kinds.has(plan.kind) && !isBefore(plan.on, owed.since) && !isNoted(plan)).map((plan) => {
    const isPast = isBefore(plan.on, today)
    return {
      owed, due: plan.on, on: plan.on, deed: null, state: isPast ? 'late' : apart(today, plan.on) <= soonDays ? 'due soon' : 'ahead',
      because: `Planned for ${dayInWords(plan.on)}: “${plan.title}”. ${isPast ? `Nobody has written down what became of it, so nothing says “${mark}”.` : `Once it has been, its record says whether “${mark}” is so.`}`,
    }
  })
}

function dated(owed: Owed, plain: Temporal.PlainDate, why: string, deed: Deed | null, today: Temporal.PlainDate, rolls: boolean): Due {
  const due = owed.moves ? nextWorkingDay(plain) : plain
  const because = due.equals(plain) ? why : `${why} That is a ${weekday(plain)}, so this promise of our own moves to ${dayOfWeekInWords(due)}.`
  const state = deed ? isBefore(due, deed.on) ? 'kept late' : 'kept' : isBefore(due, today) ? 'late' : apart(today, due) <= soonDays ? 'due soon' : 'ahead'
  return { owed, due, on: rolls && deed && isBefore(deed.on, due) ? deed.on : due, because, state, deed }
}

/** Saturdays and Sundays; bank holidays differ by nation and are left to whoever plans the day. */
export function nextWorkingDay(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.dayOfWeek <= 5 ? day : day.add({ days: 8 - day.dayOfWeek })
}

const weekday = (day: Temporal.PlainDate): string => dayOfWeekInWords(day).split(' ')[0] ?? ''
/** Many days one by one, as a contract has them, are told by how many they are, from when to when. */
function sentenceOf(reading: Reading): string {
  const [first, last] = reading.kind === 'dates' && reading.on.length > 6 ? [reading.on[0], reading.on.at(-1)] : []
  if (reading.kind === 'dates' && first && last) return `On ${reading.on.length} days, from ${dayInWords(first)} to ${dayInWords(last)}`
  return readingInWords(reading).replace(/\.$/, '')
}

/** How it went, in words for a list. */
export function howItStands({ state, due, deed }: Due, today: Temporal.PlainDate): string {
  if (state === 'not known') return 'No date yet'
  if (state === 'not kept') return 'Not kept'
  if (due === null) return ''
  if (deed) {
    const days = due.until(deed.on, { largestUnit: 'days' }).days
    return days > 0 ? `Done on ${dayInWords(deed.on)}, ${daysInWords(days)} late` : days === 0 ? `Kept on the day, ${dayInWords(deed.on)}` : `Kept on ${dayInWords(deed.on)}, ${daysInWords(-days)} early`
  }
  const days = today.until(due, { largestUnit: 'days' }).days
  return days < 0 ? `${daysInWords(-days)} late` : days === 0 ? 'Due today' : days === 1 ? 'Due tomorrow' : days <= soonDays ? `Due in ${daysInWords(days)}` : 'Ahead'
}

export const daysInWords = (days: number): string => days === 1 ? '1 day' : `${days} days`

/** Of the dates that have passed in these days: how many were kept in time. */
export function keptInTime(dates: readonly Due[]): { readonly kept: number; readonly of: number } {
  const past = dates.filter(({ state }) => state === 'kept' || state === 'kept late' || state === 'late' || state === 'not kept')
  return { kept: past.filter(({ state }) => state === 'kept').length, of: past.length }
}

/** Soonest first; what has no date yet stands before all, because it waits for an answer. */
export function bySoonest(one: Due, other: Due): number {
  if (one.on === null || other.on === null) return one.on === other.on ? 0 : one.on === null ? -1 : 1
  return Temporal.PlainDate.compare(one.on, other.on) || (one.owed.by === other.owed.by ? one.owed.title.localeCompare(other.owed.title) : one.owed.by === 'law' ? -1 : 1)
}

/** The rule as a sentence. */
export function ruleInWords(rule: Rule): string {
  if (rule.kind === 'since last') return rule.beginning ? `At most ${lengthInWords(rule.length)}, beginning with the day of the last time` : `${capital(lengthInWords(rule.length))} after the last time`
  if (rule.kind === 'days') return rule.says ?? sentenceOf(rule.reading)
  if (rule.kind === 'after each') return `Within ${lengthInWords(rule.within)} each time: ${lower(deedKinds[rule.of])}`
  return 'Each time, with nothing to make up for it later'
}

const lower = (words: string): string => words.slice(0, 1).toLowerCase() + words.slice(1)

/** What shows that it was done, as a sentence. */
export function shownInWords(shownBy: readonly Shows[]): string {
  return shownBy.map(({ kind, about, to }) => `${deedKinds[kind]}${to === undefined ? '' : ` (${to})`}${about === undefined ? '' : `, about “${about}”`}`).join(', or: ')
}

/** The same day each so many years, counted from one of them. */
export function everyYears(count: number, month: number, day: number, one?: number): Recurring {
  return { kind: 'recurring', every: { count, unit: 'year' }, on: [{ month, day }], ...(one === undefined ? {} : { next: Temporal.PlainDate.from({ year: one, month, day }) }) }
}
