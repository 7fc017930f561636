import { dayInWords, dayOfYearInWords, inYear, isBefore, lastOfMonth, listInWords, monthName, rangeInWords } from './dates.ts'
import { precisions, type Precision } from './moment.ts'
import { movingDayFromJson, movingDayInWords, movingDays, weekdayInWords, workingDaysAre, type MovingDay } from './moving-days.ts'
import { after, before, financialYearInWords, financialYearOf, lengthInWords, lengthUnits, quarterEnds, type Length } from './quarters.ts'

/**
 * What a deadline means: one of the kinds below, and what stands beside it in the same cell. The words that it was read from are kept by `deadline.ts`.
 * Source of the kinds: 82 wordings from 16 published action plans.
 */
export type Reading = OnDate | OnDates | Window | Recurring | Ongoing | OnEvent | ToBeConfirmed | NoDeadline | SeeElsewhere | NotUnderstood | ToBeAsked

interface Beside {
  /** The words of this part that say what it is for: `Submission for Stonewall`. */
  readonly about?: string
  /** What such words nearly always mean, and still to be confirmed: nothing is called late because of it. */
  readonly asked?: true
  /** The other parts of the same cell. */
  readonly andAlso?: readonly Reading[]
}

export interface OnDate extends Beside {
  readonly kind: 'date'
  /** The last day that keeps the promise. */
  readonly on: Temporal.PlainDate
  readonly precision: Precision
  /** How the day was come by, where the words do not name it: `one year after the plan begins`. */
  readonly because?: string
}

/** Several days, each of them due. */
export interface OnDates extends Beside { readonly kind: 'dates'; readonly on: readonly Temporal.PlainDate[]; readonly each?: readonly OnDate[] }

export interface Window extends Beside { readonly kind: 'window'; readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }

export interface Recurring extends Beside {
  readonly kind: 'recurring'
  readonly every: Every
  /** The days of the year on which it falls due. */
  readonly on?: readonly DayOfYear[]
  /** Days that are another date each time: the first Monday, Easter. */
  readonly moves?: readonly MovingDay[]
  /** Due so long after the end of each period (or after each day in `on`); a length of 0 is its last day. */
  readonly afterEnd?: Length
  /** Times of the year that have no day: `autumn`. */
  readonly seasons?: readonly string[]
  /** One day on which it is known to be due; the others are counted from it. */
  readonly next?: Temporal.PlainDate
  readonly from?: Temporal.PlainDate
  readonly until?: Temporal.PlainDate
}

/** `{ count: 6, unit: 'month' }` is every six months; `{ count: 1, unit: 'year', times: 3 }` three times a year. */
export interface Every { readonly count: number; readonly unit: PeriodUnit; readonly times?: number }
export const periodUnits = ['day', 'week', 'month', 'quarter', 'term', 'year'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** Months count from 1; `last` is the last day of that month. */
export interface DayOfYear { readonly month: number; readonly day: number | 'last' }

export interface Ongoing extends Beside {
  readonly kind: 'ongoing'
  readonly from?: Temporal.PlainDate
  readonly until?: Temporal.PlainDate
  readonly reviewOn?: Temporal.PlainDate
}

/** Due when something happens whose day is not known: `Within six months of new Council`. */
export interface OnEvent extends Beside {
  readonly kind: 'event'
  readonly event: string
  readonly relation: Relation
  readonly within?: Length
}
export const relations = ['within', 'before', 'after', 'at', 'in line with', 'each'] as const
export type Relation = (typeof relations)[number]

/** `horizon` keeps how soon it is meant to be where the words say it: `short term`, `as soon as possible`. */
export interface ToBeConfirmed extends Beside { readonly kind: 'to be confirmed'; readonly horizon?: string }

export interface NoDeadline extends Beside { readonly kind: 'none'; readonly because: (typeof noDeadlineBecause)[number]; readonly doneOn?: Temporal.PlainDate }
export const noDeadlineBecause = ['empty', 'not applicable', 'already done'] as const

export interface SeeElsewhere extends Beside { readonly kind: 'see elsewhere'; readonly where: string }

export interface NotUnderstood extends Beside { readonly kind: 'not understood' }

/** The words fit several readings and no convention says which. A person chooses. */
export interface ToBeAsked extends Beside { readonly kind: 'ask'; readonly between: readonly Reading[] }

/** A reading and everything beside it, flat. */
export function partsOf(reading: Reading): readonly Reading[] {
  return [reading, ...(reading.andAlso ?? []).flatMap(partsOf)]
}

/**
 * The days on which a recurring promise falls due, first and last day included, soonest first.
 * None where the words give no day: plain "Quarterly" has none until somebody says which.
 */
export function instances(recurring: Recurring, from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  if (isBefore(to, from)) return []
  const { until, afterEnd } = recurring
  const begins = recurring.from
  return ends(recurring, from, to)
    .filter((end) => begins === undefined || !isBefore(end, begins))
    .map((end) => (afterEnd ? after(end, afterEnd) : end))
    .filter((day) => !isBefore(day, from) && !isBefore(to, day) && (until === undefined || !isBefore(until, day)))
    .toSorted(Temporal.PlainDate.compare)
}

/** The ends of periods that can fall due between the two days: looked for from a little before, because the due day may be weeks after the end. */
function ends(recurring: Recurring, from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const { every, on, moves, next, afterEnd } = recurring
  const earlier = afterEnd ? before(from, afterEnd).subtract({ days: 5 }) : from
  if (on || moves) {
    const first = next?.year ?? recurring.from?.year
    const years = every.unit === 'year' ? every.count : 1
    if (years > 1 && first === undefined) return []
    const fixed = yearsBetween(earlier, to).flatMap((year) => (on ?? []).map((day) => (day.day === 'last' ? lastOfMonth(year, day.month) : inYear({ month: day.month, day: day.day }, year))))
    return [...fixed, ...(moves ?? []).flatMap((day) => movingIn(day, every, earlier, to))].filter((day) => years === 1 || (day.year - (first ?? day.year)) % years === 0)
  }
  if (next) return counted(next, every, earlier, to)
  if (!afterEnd || every.count !== 1 || every.times) return []
  if (every.unit === 'quarter') return quarterEnds(earlier, to)
  if (every.unit === 'month') return yearsBetween(earlier, to).flatMap((year) => Array.from({ length: 12 }, (_, month) => lastOfMonth(year, month + 1)))
  return []
}

/** "Every other Monday" has no day until one of them is known. */
function movingIn(day: MovingDay, { count, unit, times }: Every, from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  return times || unit === 'day' || unit === 'term' || (unit !== 'year' && count > 1) ? [] : movingDays(day, unit, from, to)
}

function yearsBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number[] {
  return Array.from({ length: to.year - from.year + 1 }, (_, index) => from.year + index)
}

/** Counted on and back from one known day. The last day of a month stays the last day of its month. */
function counted(next: Temporal.PlainDate, every: Every, from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const length = inDaysOrMonths(every)
  if (length === null) return []
  const nearly = length.unit === 'day' ? Math.floor(next.until(from, { largestUnit: 'days' }).days / length.count) : Math.floor(next.until(from, { largestUnit: 'months' }).months / length.count)
  const days: Temporal.PlainDate[] = []
  for (let turn = nearly - 1; ; turn += 1) {
    const moved = length.unit === 'day' ? next.add({ days: turn * length.count }) : next.add({ months: turn * length.count })
    const day = length.unit === 'month' && next.day === next.daysInMonth ? lastOfMonth(moved.year, moved.month) : moved
    if (isBefore(to, day)) return days
    days.push(day)
  }
}

function inDaysOrMonths(every: Every): { readonly count: number; readonly unit: 'day' | 'month' } | null {
  const inMonths = { day: 0, week: 0, month: 1, quarter: 3, term: 0, year: 12 }[every.unit] * every.count
  if (inMonths > 0) return inMonths % (every.times ?? 1) === 0 ? { count: inMonths / (every.times ?? 1), unit: 'month' } : null
  if (every.times || every.unit === 'term') return null
  return { count: every.count * (every.unit === 'week' ? 7 : 1), unit: 'day' }
}

/** Every day from one to another on which something of the reading is due. What is still to be asked has none. */
export function dueDays(reading: Reading, from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const days = partsOf(reading).filter((part) => !part.asked).flatMap((part) => (part.kind === 'recurring' ? instances(part, from, to) : fixedDays(part)))
  const within = days.filter((day) => !isBefore(day, from) && !isBefore(to, day)).toSorted(Temporal.PlainDate.compare)
  return within.filter((day, index) => index === 0 || !day.equals(within[index - 1] ?? from))
}

/** The days of one part that do not come back. */
export function fixedDays(part: Reading): readonly Temporal.PlainDate[] {
  if (part.asked) return []
  if (part.kind === 'date') return [part.on]
  if (part.kind === 'dates') return part.on
  if (part.kind === 'window') return [part.to]
  if (part.kind === 'ongoing') return [part.reviewOn, part.until].filter((day) => day !== undefined)
  return []
}

/**
 * The next day on which something is due, today included; where every day has passed, the last of them; null where no day is known.
 * A recurring promise is looked for in the five years ahead.
 */
export function nextDue(reading: Reading, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const ahead = dueDays(reading, today, today.add({ years: 5 }))[0]
  if (ahead) return ahead
  const fixed = partsOf(reading).flatMap(fixedDays).toSorted(Temporal.PlainDate.compare)
  return fixed.find((day) => !isBefore(day, today)) ?? fixed.at(-1) ?? null
}

/** What is understood, as a sentence or two for the page beside the words as written. */
export function readingInWords(reading: Reading): string {
  const also = (reading.andAlso ?? []).map(readingInWords)
  const about = reading.about ? ` (“${reading.about}”)` : ''
  return [`${inWordsAlone(reading)}${about}${reading.asked ? ', to be confirmed by a person' : ''}`, ...also.map((words) => `Also: ${lowerFirst(words)}`)].join('. ')
}

function inWordsAlone(reading: Reading): string {
  if (reading.kind === 'date') return dateInWords(reading)
  if (reading.kind === 'dates') return reading.each ? listInWords(reading.each.map(readingInWords)) : listInWords(reading.on.map(dayInWords))
  if (reading.kind === 'window') return `${rangeInWords(reading.from, reading.to)}, done by ${dayInWords(reading.to)}`
  if (reading.kind === 'recurring') return recurringInWords(reading)
  if (reading.kind === 'ongoing') return ongoingInWords(reading)
  if (reading.kind === 'event') return eventInWords(reading)
  if (reading.kind === 'to be confirmed') return reading.horizon ? `No day yet: ${reading.horizon}` : 'To be confirmed'
  if (reading.kind === 'none') return reading.because === 'empty' ? 'No deadline is given' : reading.because === 'not applicable' ? 'No deadline, by choice' : `Already done${reading.doneOn ? `, by ${dayInWords(reading.doneOn)}` : ''}`
  if (reading.kind === 'see elsewhere') return `The deadline is written elsewhere: “${reading.where}”`
  if (reading.kind === 'ask') return `To be asked: ${listInWords(reading.between.map((one) => lowerFirst(readingInWords(one))), 'or')}`
  return 'Not understood'
}

function dateInWords({ on, precision, because }: OnDate): string {
  const day = dayInWords(on)
  const ends = {
    day: because, month: 'the end of the month', quarter: `end of the quarter ${rangeInWords(on.subtract({ months: 2 }).with({ day: 1 }), on)}`, term: 'end of the term', season: 'end of the season',
    'half year': 'end of the half year', 'financial year': `end of the financial year ${financialYearInWords(financialYearOf(on))}`, 'academic year': 'end of the academic year', year: because ?? `end of ${on.year}`,
  }[precision]
  return ends === undefined ? day : `${day} (${because ?? ends})`
}

function recurringInWords(recurring: Recurring): string {
  const { moves, afterEnd, seasons, from, until, next } = recurring
  const fixed = recurring.on?.map((day) => (day.day === 'last' ? dayOfYearInWords({ month: day.month, day: lastOfMonth(2023, day.month).day }) : dayOfYearInWords({ month: day.month, day: day.day })))
  if (moves && recurring.every.unit === 'week') return `${recurring.every.count === 1 ? 'Every' : capital(everyInWords(recurring.every)) + ', on a'} ${listInWords(moves.map(weekdayInWords))}${recurring.every.count === 1 ? '' : ', with no day set'}${boundsInWords(recurring)}`
  const on = moves ? [...moves.map(movingDayInWords), ...(fixed ?? [])] : fixed
  const days = on
  const offset = afterEnd && (afterEnd.count === 0 ? (days ? `, by ${listInWords(days)}` : `, by the last day of the ${recurring.every.unit}`) : `, within ${lengthInWords(afterEnd)} of ${days ? listInWords(days) : `the end of the ${recurring.every.unit}`}`)
  return [
    capital(everyInWords(recurring.every)),
    offset ?? (days ? `, by ${listInWords(days)}` : ''),
    seasons ? `, in ${listInWords(seasons.map((season) => (/^easter$|^christmas|^q/i.test(season) ? season : `the ${season}`)))}` : '',
    next ? `, next due ${dayInWords(next)}` : '',
    boundsInWords({ from, until }),
    !on && !afterEnd && !next ? ', with no day set' : '',
    afterEnd?.unit === 'working day' || moves?.some((day) => 'of' in day && day.of === 'working day') ? ` (working days are ${workingDaysAre})` : '',
  ].join('')
}

function boundsInWords({ from, until }: { readonly from?: Temporal.PlainDate | undefined; readonly until?: Temporal.PlainDate | undefined }): string {
  return `${from ? `, from ${dayInWords(from)}` : ''}${until ? `, until ${dayInWords(until)}` : ''}`
}

export function everyInWords({ count, unit, times }: Every): string {
  if (times) return `${times === 2 ? 'twice' : `${times} times`} ${count === 1 ? `a ${unit}` : `every ${count} ${unit}s`}`
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`
}

function ongoingInWords({ from, until, reviewOn }: Ongoing): string {
  const start = from ? `Ongoing from ${dayInWords(from)}` : 'Ongoing'
  const end = until ? `${start} until ${dayInWords(until)}` : `${start}, with no end date`
  return reviewOn ? `${end}, to be reviewed by ${dayInWords(reviewOn)}` : end
}

function eventInWords({ event, relation, within }: OnEvent): string {
  if (relation === 'each') return `At each ${event}, with no day known`
  const when = within ? `${relation === 'before' ? `${lengthInWords(within)} before` : relation === 'after' ? `${lengthInWords(within)} after` : `Within ${lengthInWords(within)} of`}` : capital(relation)
  return `${when} “${event}”, with no day until that is known`
}

function capital(words: string): string { return words.slice(0, 1).toUpperCase() + words.slice(1) }
/** Lower case for the middle of a sentence, but never for the name of a month or an acronym. */
function lowerFirst(words: string): string { return /^[A-Z][a-z]/.test(words) && !monthsStart.test(words) ? words.slice(0, 1).toLowerCase() + words.slice(1) : words }
const monthsStart = new RegExp(`^(?:${Array.from({ length: 12 }, (_, month) => monthName(month + 1)).join('|')})\\b`)

/** As it is kept in the database and printed by the terminal: days as `YYYY-MM-DD`, nothing that is absent. */
export type ReadingJson = { readonly kind: string } & { readonly [field: string]: unknown }

/**
 * `{ "kind": "date", "on": "2017-03-31", "precision": "financial year" }`. What is to be asked keeps the kind that its choices agree on,
 * with no day: `{ "kind": "date", "on": null, "between": [...] }`.
 */
export function deadlineToJson(reading: Reading): ReadingJson {
  if (reading.kind !== 'ask') return { ...fieldsToJson(reading), kind: reading.kind }
  const kinds = new Set(reading.between.map((one) => one.kind))
  const kind = kinds.size === 1 ? [...kinds][0] ?? 'ask' : 'ask'
  const { kind: _, ...rest } = fieldsToJson(reading)
  return { kind, ...(kind === 'date' ? { on: null } : kind === 'recurring' ? { every: null } : {}), ...rest }
}

function fieldsToJson(reading: Reading): ReadingJson {
  const fields = Object.entries(reading).filter(([, value]) => value !== undefined).map(([field, value]) => [field, valueToJson(value)])
  return { kind: reading.kind, ...Object.fromEntries(fields) }
}

function valueToJson(value: unknown): unknown {
  if (value instanceof Temporal.PlainDate) return value.toString()
  if (Array.isArray(value)) return value.map((one: unknown) => (isReading(one) ? deadlineToJson(one) : valueToJson(one)))
  return value
}

function isReading(value: unknown): value is Reading {
  return typeof value === 'object' && value !== null && 'kind' in value
}

/** The reading again. Throws a TypeError that says what is wrong: only what `deadlineToJson` wrote is read. */
export function deadlineFromJson(json: unknown): Reading {
  const fields = objectIn(json)
  const beside = {
    about: optional(fields['about'], textIn),
    asked: fields['asked'] === undefined ? undefined : true as const,
    andAlso: optional(fields['andAlso'], (parts) => listIn(parts).map(deadlineFromJson)),
  }
  if (fields['between'] !== undefined) return present({ kind: 'ask', between: listIn(fields['between']).map(deadlineFromJson), ...beside })
  switch (fields['kind']) {
    case 'date': return present({ kind: 'date', on: dayIn(fields['on']), precision: oneOf(precisions, fields['precision'] ?? 'day'), because: optional(fields['because'], textIn), ...beside })
    case 'dates': return present({ kind: 'dates', on: listIn(fields['on']).map(dayIn), each: optional(fields['each'], (each) => listIn(each).map(datePart)), ...beside })
    case 'window': return present({ kind: 'window', from: dayIn(fields['from']), to: dayIn(fields['to']), ...beside })
    case 'recurring': return present({
      kind: 'recurring', every: everyIn(fields['every']), on: optional(fields['on'], (on) => listIn(on).map(dayOfYearIn)), moves: optional(fields['moves'], (moves) => listIn(moves).map((day) => movingDayFromJson(objectIn(day)))), afterEnd: optional(fields['afterEnd'], lengthIn),
      seasons: optional(fields['seasons'], (seasons) => listIn(seasons).map(textIn)), next: optional(fields['next'], dayIn), from: optional(fields['from'], dayIn), until: optional(fields['until'], dayIn), ...beside,
    })
    case 'ongoing': return present({ kind: 'ongoing', from: optional(fields['from'], dayIn), until: optional(fields['until'], dayIn), reviewOn: optional(fields['reviewOn'], dayIn), ...beside })
    case 'event': return present({ kind: 'event', event: textIn(fields['event']), relation: oneOf(relations, fields['relation']), within: optional(fields['within'], lengthIn), ...beside })
    case 'to be confirmed': return present({ kind: 'to be confirmed', horizon: optional(fields['horizon'], textIn), ...beside })
    case 'none': return present({ kind: 'none', because: oneOf(noDeadlineBecause, fields['because']), doneOn: optional(fields['doneOn'], dayIn), ...beside })
    case 'see elsewhere': return present({ kind: 'see elsewhere', where: textIn(fields['where']), ...beside })
    case 'not understood': return present({ kind: 'not understood', ...beside })
    default: throw new TypeError(`There is no deadline of the kind ${JSON.stringify(fields['kind'])}`)
  }
}

function optional<Value>(value: unknown, read: (value: unknown) => Value): Value | undefined {
  return value === undefined ? undefined : read(value)
}

/** Without the fields that are absent, so that what is kept and what is read again are equal. */
export function present<Kept extends Reading>(reading: Kept): Kept {
  const kept = { ...reading }
  for (const [field, value] of Object.entries(kept)) if (value === undefined) Reflect.deleteProperty(kept, field)
  return kept
}

function datePart(json: unknown): OnDate {
  const part = deadlineFromJson(json)
  if (part.kind !== 'date') throw new TypeError(`${part.kind} is not a date`)
  return part
}

function everyIn(json: unknown): Every {
  const { count, unit, times } = objectIn(json)
  return times === undefined ? { count: numberIn(count), unit: oneOf(periodUnits, unit) } : { count: numberIn(count), unit: oneOf(periodUnits, unit), times: numberIn(times) }
}

function lengthIn(json: unknown): Length {
  const { count, unit } = objectIn(json)
  return { count: numberIn(count), unit: oneOf(lengthUnits, unit) }
}

function dayOfYearIn(json: unknown): DayOfYear {
  const { month, day } = objectIn(json)
  return { month: numberIn(month), day: day === 'last' ? 'last' : numberIn(day) }
}

function objectIn(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError(`A deadline must be an object, not ${JSON.stringify(json)}`)
  return Object.fromEntries(Object.entries(json))
}

function listIn(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new TypeError(`A deadline has no list in ${JSON.stringify(json)}`)
  return json
}

function textIn(json: unknown): string {
  if (typeof json !== 'string') throw new TypeError(`A deadline has no words in ${JSON.stringify(json)}`)
  return json
}

function numberIn(json: unknown): number {
  if (typeof json !== 'number' || !Number.isInteger(json)) throw new TypeError(`A deadline has no whole number in ${JSON.stringify(json)}`)
  return json
}

function dayIn(json: unknown): Temporal.PlainDate {
  return Temporal.PlainDate.from(textIn(json))
}

function oneOf<One extends string>(all: readonly One[], json: unknown): One {
  const found = all.find((one) => one === json)
  if (found === undefined) throw new TypeError(`${JSON.stringify(json)} is none of ${all.join(', ')}`)
  return found
}
