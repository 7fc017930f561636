import { dayInWords, dayOfYearInWords, isBefore, lastOfMonth, monthName, months } from './dates.ts'
import {
  nextDue, fixedDays, partsOf, present, readingInWords,
  type DayOfYear, type Every, type OnDate, type Ongoing, type Reading, type Recurring, type Relation,
} from './due.ts'
import { endOfYear, firstYear, lastYear, momentAt, type Found, type Moment, type Span, type Unclear, type Yearless } from './moment.ts'
import { after, financialYearOf, lengthInWords, type Length, type LengthUnit } from './quarters.ts'

export { deadlineFromJson, deadlineToJson, dueDays, instances, partsOf, type Reading, type ReadingJson, type Recurring } from './due.ts'

/**
 * A deadline as a council wrote it and as it is understood. Deadlines are a small language, read by rule: the same words give the same reading.
 * The words are always kept. What is ambiguous is asked and never guessed, and nothing is called late because of an answer that nobody gave.
 */
export interface Deadline {
  /** Exactly as in the document. */
  readonly written: string
  readonly reading: Reading
  /** What a person still has to say; none when the certainty is `sure`. */
  readonly questions: readonly Question[]
  readonly certainty: 'sure' | 'ask'
}

/** A question about one part of the words. `options` may be empty, where only the writer can know. */
export interface Question {
  readonly question: string
  readonly options: readonly { readonly label: string; readonly reading: Reading }[]
}

/** What is known around the words. Everything in it is optional and none of it is guessed from the clock. */
export interface ReadingContext {
  /** The first and the last day of the plan that the deadline stands in. */
  readonly planFrom?: Temporal.PlainDate
  readonly planTo?: Temporal.PlainDate
  /** Questions that were answered: the question's own sentence, and the label that was chosen. */
  readonly answers?: Readonly<Record<string, string>>
}

export function readDeadline(written: string, context: ReadingContext = {}): Deadline {
  const text = plain(written)
  const whole = readWholeCell(text)
  if (whole) return { written, reading: whole, questions: [], certainty: 'sure' }
  if (text.length > longestCell) return notUnderstood(written)
  const parts = partsIn(piecesOf(text, context), context)
  if (parts.length === 0) return notUnderstood(written)
  const questions = parts.flatMap((part) => part.questions)
  const reading = oneReading(parts.map((part) => part.reading))
  if (daysNamed(reading).some((day) => day.year < firstYear || day.year > lastYear)) return notUnderstood(written)
  return { written, reading, questions, certainty: questions.length === 0 ? 'sure' : 'ask' }
}

/** The deadline with a question answered. The words are read again with every answer so far: pass the same context, which keeps them. */
export function answered(deadline: Deadline, question: string, label: string, context: ReadingContext = {}): { readonly deadline: Deadline; readonly context: ReadingContext } {
  const withAnswer = { ...context, answers: { ...context.answers, [question]: label } }
  return { deadline: readDeadline(deadline.written, withAnswer), context: withAnswer }
}

/** A person says what the words mean. Nothing remains to be asked. */
export function understoodAs(deadline: Deadline, reading: Reading): Deadline {
  return { written: deadline.written, reading, questions: [], certainty: 'sure' }
}

/** The next day on which something is due, or the last one if all have passed; null where no day is known or the answer is still open. */
export function dueOn(deadline: Deadline, today: Temporal.PlainDate): Temporal.PlainDate | null {
  return nextDue(deadline.reading, today)
}

/** Every day that it names has passed. A recurring deadline is never late by itself: whether a report was made is for the action to say. */
export function isOverdue(deadline: Deadline, today: Temporal.PlainDate): boolean {
  const parts = partsOf(deadline.reading)
  const days = parts.flatMap(fixedDays)
  return days.length > 0 && days.every((day) => isBefore(day, today)) && !parts.some((part) => part.kind === 'recurring' && !part.asked)
}

/** What is understood, in words that stand beside the words as written: `31 March 2017 (end of the financial year 2016 to 2017)`. */
export function inWords(deadline: Deadline): string {
  return readingInWords(deadline.reading)
}

/** Longer than this is a paragraph, not a deadline. */
const longestCell = 1000

function notUnderstood(written: string): Deadline {
  const options = [
    { label: 'It goes on, with no day', reading: { kind: 'ongoing' } as const },
    { label: 'The day is to be confirmed', reading: { kind: 'to be confirmed' } as const },
    { label: 'It has no deadline', reading: { kind: 'none', because: 'not applicable' } as const },
  ]
  return { written, reading: { kind: 'not understood' }, questions: [{ question: `When is “${shortened(written)}”?`, options }], certainty: 'ask' }
}

/** Every day anywhere in a reading. */
function daysNamed(value: unknown): readonly Temporal.PlainDate[] {
  if (value instanceof Temporal.PlainDate) return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(daysNamed) : []
}

function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 77)}…` : line
}

/** Without the marks of the file that it came from: tags, soft spaces, the many dashes and quotes. */
function plain(written: string): string {
  return written
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, '\n').replace(/&nbsp;/gi, ' ').replace(/&amp;/gi, '&').replace(/&ndash;|&mdash;/gi, '-')
    .replace(/[\u00ad\u200b\u200c\u200d\ufeff]/g, '').replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c\u201d]/g, '"')
    .replace(/[^\S\n]+/g, ' ').replace(/ ?\n[\n ]*/g, '\n').trim().replace(/[A-Za-z]{5,11}/g, monthMeant)
}

/** "Decmber" and "Febuary": a month's long name with a slip of the pen. Short names are too near to other words. */
function monthMeant(word: string): string {
  const lower = word.toLowerCase()
  return months.find((month) => month.length >= 6 && lower !== month.toLowerCase() && lower[0] === month[0]?.toLowerCase() && Math.abs(lower.length - month.length) <= 1 && slips(lower, month.toLowerCase()) <= (month.length >= 8 ? 2 : 1)) ?? word
}

/** How many letters were left out, added or changed: the distance of Levenshtein. */
function slips(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at += 1) {
    row = row.reduce<number[]>((next, _, index) => [...next, index === 0 ? at : Math.min((next[index - 1] ?? 0) + 1, (row[index] ?? 0) + 1, (row[index - 1] ?? 0) + (one[at - 1] === other[index - 1] ? 0 : 1))], [])
  }
  return row[other.length] ?? 0
}

function readWholeCell(text: string): Reading | null {
  if (/^[-–.*\s]*$/.test(text) || /^\(?(?:empty(?: cell)?|blank)\)?$/i.test(text)) return { kind: 'none', because: 'empty' }
  if (/^(?:n\.?\s?\/?\s?a\.?|not applicable|none|nil|no deadline|no date|no set (?:date|deadline)|no (?:date|deadline) set|not set|not time[- ]bound|no end date|no timescale)\.?$/i.test(text)) return { kind: 'none', because: 'not applicable' }
  if (/^(?:"|''|ditto|do\.|as above|as below|see above|see below|\(see above\)|\(see below\)|above|below)\.?$/i.test(text)) return { kind: 'see elsewhere', where: text }
  return null
}

/* ---------------------------------------------------------------- pieces: what stands where in the words */

type Piece = AMoment | Repeats | AReading | Word | Joint | Break

interface AMoment { readonly is: 'moment'; readonly moment: Moment; readonly edge: Edge; readonly place: Place; readonly words: string }
type Edge = 'by' | 'from' | 'until' | 'throughout' | 'before' | 'after' | 'next'
type Place = 'whole' | 'end' | 'start' | 'early' | 'mid' | 'late'

/** Something that comes back. More than one in `every` is ambiguous. `leaning` stands after its day: "31 March each year". */
interface Repeats {
  readonly is: 'repeats'
  readonly every: readonly Every[]
  readonly afterEnd?: Length
  readonly yearEnd?: 'financial' | 'calendar' | 'unclear'
  readonly days?: readonly Yearless[]
  readonly leaning: boolean
  readonly words: string
  readonly question?: string
}

interface AReading { readonly is: 'reading'; readonly reading: Reading; readonly questions: readonly Question[]; readonly words: string }
interface Word { readonly is: 'word'; readonly words: string }
interface Joint { readonly is: 'joint'; readonly sign: ',' | '/' | 'and' | 'to' | 'dash' }
interface Break { readonly is: 'break' }

type Rule = (text: string, at: number, context: ReadingContext) => Found<Piece> | null

function piecesOf(text: string, context: ReadingContext): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < text.length;) {
    const found = pieceAt(text, at, context)
    pieces.push(found.what)
    at = found.to
    while (text[at] === ' ') at += 1
  }
  return pieces
}

function pieceAt(text: string, at: number, context: ReadingContext): Found<Piece> {
  for (const rule of rules) {
    const found = rule(text, at, context)
    if (found && found.to > at) return found
  }
  const word = /[^\s;|•·\uf0b7]+?(?=[\s;|•·\uf0b7,)(/]|\.(?:\s|$)|$)|[^\s]/y
  word.lastIndex = at
  const words = word.exec(text)?.[0] ?? text.charAt(at)
  return { what: { is: 'word', words }, to: at + words.length }
}

/** Tried in this order at every word; the first that fits is taken. */
const rules: readonly Rule[] = [
  aBreak, aJoint, weekBeginning, offsetFromPeriods, lengthFromSomething, endOfPeriods, yearOfThePlan, endOfThePlan, yearEndUnnumbered, eachMoment, repetition, aMoment, finished, ongoing, toBeConfirmed, soon, elsewhere, anEvent,
]

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** A pattern that must begin and end at the edge of a word. */
function words(source: string): RegExp {
  return new RegExp(`(?<![A-Za-z\\d])(?:${source})(?![A-Za-z\\d])`, 'iy')
}

const breakPattern = /[;|•·\uf0b7\n()[\]]+|\.(?=\s|$)|:(?=\s)|\*/y
function aBreak(text: string, at: number): Found<Piece> | null {
  const match = matchAt(breakPattern, text, at)
  return match && { what: { is: 'break' }, to: at + match[0].length }
}

const jointPattern = /,|\/|&|and\b|to\b(?!\s+be\b)|-/iy
function aJoint(text: string, at: number): Found<Piece> | null {
  const match = matchAt(jointPattern, text, at)
  if (!match) return null
  const sign = match[0].toLowerCase()
  if (/[a-z]/.test(sign) && /[A-Za-z\d]/.test(text[at - 1] ?? '')) return null
  return { what: { is: 'joint', sign: sign === '-' ? 'dash' : sign === '&' || sign === 'and' ? 'and' : sign === ',' ? ',' : sign === '/' ? '/' : 'to' }, to: at + match[0].length }
}

const numbers: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, eighteen: 18, twenty: 20, thirty: 30, other: 2, second: 2, alternate: 2, third: 3, fourth: 4, fifth: 5 }
const number = '(?<n>\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|thirty)'
const lengthWord = `${number}(?:\\s*\\(\\d+\\))?[\\s-]*(?:calendar\\s+|full\\s+)?(?<unit>days?|weeks?|months?|mths?|years?|yrs?)`
const periodEnd = '(?:(?:the\\s+)?(?:end|close)\\s+of\\s+)?(?:the\\s+)?(?:each|every|the|a)?\\s*(?<kind>financial\\s+|calendar\\s+|fiscal\\s+|municipal\\s+)?(?<period>quarter|month|year)(?:[\\s-]end)?s?'

function countOf(written: string | undefined): number {
  return numbers[(written ?? '').toLowerCase()] ?? Number(written ?? 1)
}

function lengthOf(groups: Readonly<Record<string, string | undefined>>): Length | null {
  const unit = (groups['unit'] ?? '').toLowerCase()
  const unitIs: LengthUnit = unit.startsWith('d') ? 'day' : unit.startsWith('w') ? 'week' : unit.startsWith('m') ? 'month' : 'year'
  const count = countOf(groups['n'])
  return count > 0 && count <= 400 ? { count, unit: unitIs } : null
}

/** "Within six weeks of the end of each quarter", "4 weeks after quarter end". */
const offsetPattern = words(`(?:within\\s+|no\\s+(?:later|more)\\s+than\\s+|up\\s+to\\s+)?${lengthWord}\\s+(?:of|after|from|following)\\s+${periodEnd}`)
function offsetFromPeriods(text: string, at: number): Found<Piece> | null {
  const match = matchAt(offsetPattern, text, at)
  const groups = match?.groups ?? {}
  const length = match && lengthOf(groups)
  if (!match || !length || !/\b(?:each|every|end|close)\b/i.test(match[0])) return null
  if (momentAfter(text, at + match[0].length)) return null
  return { what: periods(groups, length, match[0]), to: at + match[0].length }
}

/** "By the end of each quarter", "at month end", "every year end". */
const endPattern = words('(?:by\\s+|at\\s+|on\\s+)?(?:the\\s+)?(?:(?:end|close|last\\s+day)\\s+of\\s+(?:each|every)\\s+(?<kind>financial\\s+|calendar\\s+|fiscal\\s+)?(?<period>quarter|month|year)|(?:each|every)\\s+(?<kind2>financial\\s+|calendar\\s+|fiscal\\s+)?(?<period2>quarter|month|year)[\\s-]end|(?:end\\s+of\\s+(?:the\\s+)?(?<period3>quarter|month)|(?<period4>quarter|month)[\\s-]end))')
function endOfPeriods(text: string, at: number): Found<Piece> | null {
  const match = matchAt(endPattern, text, at)
  if (!match || momentAfter(text, at + match[0].length)) return null
  const groups = match.groups ?? {}
  const once = groups['period3'] ?? groups['period4']
  const piece = periods({ kind: groups['kind'] ?? groups['kind2'], period: groups['period'] ?? groups['period2'] ?? once }, { count: 0, unit: 'day' }, match[0])
  if (!once || text.slice(0, at).match(/\b(?:each|every|quarterly|monthly)\b/i)) return { what: piece, to: at + match[0].length }
  return { what: { ...piece, question: `Does “${match[0]}” mean the end of every ${once}?` }, to: at + match[0].length }
}

function momentAfter(text: string, at: number): boolean {
  const gap = /\s*(?:,\s*|of\s+|in\s+)?/y
  gap.lastIndex = at
  const found = momentAt(text, at + (gap.exec(text)?.[0].length ?? 0))
  return found !== null && found.what.is !== 'yearless'
}

function periods(groups: Readonly<Record<string, string | undefined>>, afterEnd: Length, written: string): Repeats {
  const period = (groups['period'] ?? '').toLowerCase()
  const kind = (groups['kind'] ?? '').trim().toLowerCase()
  const yearEnd = period !== 'year' ? undefined : kind === 'calendar' ? 'calendar' : kind === 'financial' || kind === 'fiscal' ? 'financial' : 'unclear'
  return { is: 'repeats', every: [{ count: 1, unit: period === 'quarter' ? 'quarter' : period === 'month' ? 'month' : 'year' }], afterEnd, yearEnd, leaning: false, words: written }
}

/** "Within one year of commencement of Action Plan", "six weeks before the launch", "within 12 months", "next 3 years". */
const fromPattern = words(`(?:by\\s+|in\\s+)?(?:(?<lead>within(?:\\s+the\\s+(?:next|first))?|in\\s+the\\s+next|over\\s+the\\s+next|during\\s+the\\s+next|for\\s+the\\s+next|the\\s+next|next|over|no\\s+(?:later|more)\\s+than|up\\s+to|in|for)\\s+)?(?:(?:\\d{1,2})\\s*(?:-|to)\\s*)?${lengthWord}(?:'s?|s')?(?:\\s+time)?(?:\\s+(?<link>of|after|from|following|before|prior\\s+to|in\\s+advance\\s+of)\\b)?`)
function lengthFromSomething(text: string, at: number, context: ReadingContext): Found<Piece> | null {
  const match = matchAt(fromPattern, text, at)
  const groups = match?.groups ?? {}
  const length = match && lengthOf(groups)
  if (!match || !length || (/^an?$/i.test(groups['n'] ?? '') && !groups['lead'] && !groups['link'])) return null
  const to = at + match[0].length
  const isPlainCount = !groups['lead'] && !groups['link']
  if (isPlainCount && !/^\s*(?:$|[-;,.\n)])/.test(text.slice(to))) return null
  if (!groups['link']) return { what: fromTheStart(length, match[0], context), to }
  const relation: Relation = /before|prior|advance/i.test(groups['link']) ? 'before' : /within|no|up/i.test(groups['lead'] ?? '') ? 'within' : 'after'
  const skip = /\s*(?:the\s+)?(?:end\s+of\s+)?/iy
  skip.lastIndex = to
  const gap = skip.exec(text)?.[0] ?? ''
  const moment = momentAt(text, to + gap.length, true)
  if (moment && moment.what.is === 'known') {
    const counting = groups['link'] === 'from' && !/end of/i.test(gap) && length.unit !== 'day'
    const start = (counting || relation === 'before') && !/end of/i.test(gap) ? moment.what.span.from : moment.what.span.to
    const on = relation === 'before' ? start.subtract({ [`${length.unit}s`]: length.count }) : counting ? after(start, length).subtract({ days: 1 }) : after(start, length)
    return { what: sure({ kind: 'date', on, precision: 'day', because: `${lengthInWords(length)} ${relation === 'before' ? 'before' : counting ? 'from' : 'after'} ${dayInWords(start)}` }, match[0]), to: moment.to }
  }
  const event = eventWords(text, to)
  if (!event) return null
  if (context.planFrom && startsThePlan.test(event.what)) {
    const on = relation === 'before' ? context.planFrom.subtract({ [`${length.unit}s`]: length.count }) : after(context.planFrom, length)
    return { what: sure({ kind: 'date', on, precision: 'day', because: `${lengthInWords(length)} ${relation === 'before' ? 'before' : 'after'} the plan begins` }, match[0]), to: event.to }
  }
  return { what: sure({ kind: 'event', event: event.what, relation, within: length }, match[0]), to: event.to }
}

const startsThePlan = /^(?:the\s+)?(?:start|beginning|commencement|commencing|launch)\s+(?:date\s+)?of\s+(?:the\s+|this\s+|our\s+)?(?:\w+\s+){0,2}?(?:plan|strategy|scheme|programme)\b[\s.]*$/i

/** A length with nothing to count from. The plan's own first day is the likely one, where it is known. */
function fromTheStart(length: Length, written: string, context: ReadingContext): AReading {
  const question = `From which day is “${written.trim()}” counted?`
  const event: Reading = { kind: 'event', event: 'the start of the plan', relation: 'within', within: length }
  if (!context.planFrom) return asked(question, [{ label: 'The start of the plan, whose day is not known here', reading: event }, { label: 'Another day, to be confirmed', reading: { kind: 'to be confirmed', horizon: written.trim() } }], 0, written, context)
  const on = after(context.planFrom, length).subtract({ days: length.unit === 'day' ? 0 : 1 })
  return asked(question, [{ label: `The start of the plan: ${dayInWords(on)}`, reading: { kind: 'date', on, precision: 'day', because: `${lengthInWords(length)} from the start of the plan` } }, { label: 'Another day, to be confirmed', reading: { kind: 'to be confirmed', horizon: written.trim() } }], 0, written, context)
}

const planWord = '(?:(?:equality|equalities|action|strategic|edi|council|corporate|business|service|this|our|the)\\s+){0,3}(?:plan|strategy|scheme|programme)(?:\\s+period|\\s+term)?'

/** "Year 1", "Years 2 and 3", "by the end of year 2 of the plan". */
const planYearPattern = words(`(?:by\\s+|in\\s+|within\\s+|during\\s+)?(?:the\\s+)?(?:end\\s+of\\s+)?(?:(?:years?|yrs?)\\.?\\s*(?<n>[1-9]|10|one|two|three|four|five)(?:\\s*(?:-|to|and|&|,|/)\\s*(?:years?\\s*|yrs?\\s*)?(?<m>[1-9]|10|one|two|three|four|five))?|(?<ordinal>first|second|third|fourth|final|last)\\s+year)(?:\\s+of\\s+${planWord})?`)
function yearOfThePlan(text: string, at: number, context: ReadingContext): Found<Piece> | null {
  const match = matchAt(planYearPattern, text, at)
  if (!match) return null
  const groups = match.groups ?? {}
  if (groups['ordinal'] && !/plan|strategy|scheme|programme|^(?:with)?in\b|^during\b/i.test(match[0])) return null
  const { planFrom, planTo } = context
  const to = at + match[0].length
  const last = /final|last/i.test(groups['ordinal'] ?? '')
  const ordinal = ['first', 'second', 'third', 'fourth'].indexOf((groups['ordinal'] ?? '').toLowerCase()) + 1
  const number = groups['ordinal'] ? ordinal : countOf(groups['m'] ?? groups['n'])
  const on = last ? planTo : planFrom?.add({ years: number }).subtract({ days: 1 })
  const because = last ? 'the last year of the plan' : `the end of year ${number} of the plan`
  if (!on) return { what: { is: 'reading', reading: { kind: 'event', event: because, relation: 'at' }, questions: [], words: match[0] }, to }
  return { what: sure({ kind: 'date', on, precision: 'year', because }, match[0]), to }
}

/** "By the end of the strategy", "for the life of the plan", "throughout the plan". */
const planEndPattern = words(`(?:by\\s+|at\\s+|on\\s+)?(?:(?<end>(?:the\\s+)?(?:end|expiry|completion)\\s+of)|(?<life>(?:throughout|for|over|during|across)(?:\\s+the\\s+(?:life(?:time)?|duration|term|period|course)\\s+of)?|(?:the\\s+)?(?:life(?:time)?|duration|term)\\s+of))\\s+${planWord}`)
function endOfThePlan(text: string, at: number, { planFrom, planTo }: ReadingContext): Found<Piece> | null {
  const match = matchAt(planEndPattern, text, at)
  if (!match) return null
  const to = at + match[0].length
  if (match.groups?.['end']) return { what: sure(planTo ? { kind: 'date', on: planTo, precision: 'day', because: 'the end of the plan' } : { kind: 'event', event: 'the end of the plan', relation: 'at' }, match[0]), to }
  return { what: sure(present({ kind: 'ongoing', from: planTo && planFrom, until: planTo }), match[0]), to }
}

/** "By year end", "end of the financial year", with no year said. */
const yearEndPattern = words('(?:by\\s+|at\\s+|on\\s+|before\\s+)?(?:the\\s+)?(?:(?:end|close)\\s+of\\s+(?:the\\s+|this\\s+|current\\s+){0,2}(?<kind>financial\\s+|fiscal\\s+|calendar\\s+|council\\s+|municipal\\s+)?(?:year|fy)|(?<kind2>financial\\s+|fiscal\\s+|calendar\\s+)?year[\\s-]end|(?<fy>fy)[\\s-]end)')
function yearEndUnnumbered(text: string, at: number): Found<Piece> | null {
  const match = matchAt(yearEndPattern, text, at)
  if (!match || momentAfter(text, at + match[0].length)) return null
  const kind = (match.groups?.['kind'] ?? match.groups?.['kind2'] ?? (match.groups?.['fy'] || /\bfy\b/i.test(match[0]) ? 'financial' : '')).trim().toLowerCase()
  const financial = endOfYear('financial')
  const calendar = endOfYear('calendar')
  const moment: Moment = kind === 'calendar' ? calendar : kind === 'financial' || kind === 'fiscal' ? financial
    : { is: 'unclear', proposed: false, question: `Which year ends in “${match[0]}”?`, choices: [{ label: 'The financial year, on 31 March', moment: financial }, { label: 'The calendar year, on 31 December', moment: calendar }] }
  return { what: { is: 'moment', moment, edge: 'by', place: 'end', words: match[0] }, to: at + match[0].length }
}

/** "Every August", "each 30 June", "each spring", "every Q4". */
const eachPattern = /(?<![A-Za-z])(?:in\s+|by\s+|by\s+the\s+end\s+of\s+|during\s+)?(?:each|every)\s+/iy
function eachMoment(text: string, at: number): Found<Piece> | null {
  const match = matchAt(eachPattern, text, at)
  const found = match && momentAt(text, at + match[0].length, true)
  if (!found || found.what.is !== 'yearless') return null
  return { what: { is: 'repeats', every: [{ count: 1, unit: 'year' }], days: [found.what], leaning: false, words: text.slice(at, found.to) }, to: found.to }
}

const often: Readonly<Record<string, Every>> = {
  daily: { count: 1, unit: 'day' }, weekly: { count: 1, unit: 'week' }, fortnightly: { count: 2, unit: 'week' }, monthly: { count: 1, unit: 'month' }, quarterly: { count: 1, unit: 'quarter' }, termly: { count: 1, unit: 'term' },
  annual: { count: 1, unit: 'year' }, annually: { count: 1, unit: 'year' }, yearly: { count: 1, unit: 'year' }, 'per annum': { count: 1, unit: 'year' }, biennial: { count: 2, unit: 'year' }, triennial: { count: 3, unit: 'year' }, quadrennial: { count: 4, unit: 'year' },
}

const oftenWord = '(?<bi>bi|semi|half|twice)[\\s-]?(?<biWord>annual(?:ly)?|year(?:ly)?|monthly|month|weekly|quarterly)|(?<simple>daily|weekly|fortnightly|monthly|quarterly|termly|annual(?:ly)?|yearly|per\\s+annum|p\\.a\\.?|bienn(?:ial|ially)|trienni(?:al|ally)|quadrenni(?:al|ally))'
const repetitionPatterns: readonly (readonly [RegExp, (groups: Readonly<Record<string, string | undefined>>, written: string) => Omit<Repeats, 'is' | 'words'> | null])[] = [
  [words(`(?:on\\s+)?(?:an?\\s+|the\\s+)?(?:${oftenWord})(?:\\s+basis)?`), readOften],
  [words('(?:on\\s+)?(?:an?\\s+)?(?<n>\\d{1,2}|two|three|four|five|six|twelve|eighteen)[\\s-](?<unit>daily|weekly|monthly|yearly)(?:\\s+basis)?'), (g) => simply(everyOf(countOf(g['n']), (g['unit'] ?? '').replace('daily', 'day').replace('ly', '')))],
  [words('(?:in\\s+|of\\s+|during\\s+)?(?:each|every)\\s+(?:single\\s+)?(?:(?<n>\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|other|second|alternate|third|fourth|fifth)\\s+)?(?:financial\\s+|calendar\\s+|municipal\\s+|council\\s+|academic\\s+|school\\s+)?(?<unit>days?|weeks?|fortnights?|months?|quarters?|terms?|years?)'), (g) => ({ ...simply(everyOf(countOf(g['n'] ?? '1'), g['unit'] ?? '')), leaning: true })],
  [words('(?:at\\s+least\\s+)?(?:(?<n>once|twice|thrice)|(?<m>\\d{1,2}|one|two|three|four|five|six)(?:\\s+times|\\s+x|x)?)\\s+(?:a|per|each|every|in\\s+(?:a|each|every|the))\\s+(?<unit>day|week|month|quarter|term|year|annum)|(?<p>once|twice)\\s+(?<adverb>yearly|annually|monthly|weekly|quarterly)'), readTimes],
  [words('(?:per|a)\\s+(?<unit>week|month|quarter|term|year|annum)'), (g) => ({ ...simply(everyOf(1, (g['unit'] ?? '').replace(/annum/i, 'year'))), leaning: true })],
  [words('(?:on\\s+(?:a\\s+)?)?regular(?:ly)?(?:\\s+basis|\\s+intervals)?|at\\s+regular\\s+intervals|periodic(?:al)?(?:ly)?|frequent(?:ly)?|from\\s+time\\s+to\\s+time'), (_, written) => ({ every: [{ count: 1, unit: 'month' }, { count: 1, unit: 'quarter' }, { count: 6, unit: 'month' }, { count: 1, unit: 'year' }], leaning: false, question: `How often is “${written}”?` })],
]

function repetition(text: string, at: number): Found<Piece> | null {
  for (const [pattern, read] of repetitionPatterns) {
    const match = matchAt(pattern, text, at)
    const repeats = match && read(match.groups ?? {}, match[0])
    if (match && repeats) return { what: { is: 'repeats', ...repeats, words: match[0] }, to: at + match[0].length }
  }
  return null
}

function simply(every: Every): Omit<Repeats, 'is' | 'words'> { return { every: [every], leaning: false } }

function everyOf(count: number, unit: string): Every {
  const word = unit.toLowerCase().replace(/s$/, '')
  if (word === 'fortnight') return { count: count * 2, unit: 'week' }
  return { count: Math.max(count, 1), unit: word === 'day' || word === 'week' || word === 'month' || word === 'quarter' || word === 'term' ? word : 'year' }
}

/** "Bi-annual" is twice a year to some and every two years to others; "bi-monthly" likewise. "Half-yearly" and "semi-annual" are clear. */
function readOften(groups: Readonly<Record<string, string | undefined>>, written: string): Omit<Repeats, 'is' | 'words'> | null {
  const simple = (groups['simple'] ?? '').toLowerCase()
  if (simple) return { ...simply(often[simple.replace(/\s+/g, ' ').replace(/^p\.a\.?$/, 'per annum').replace(/(nial)ly$/, '$1').replace(/^annual$/, 'annually')] ?? { count: 1, unit: 'year' }), leaning: !/^(?:annual|bi|tri|quad)/.test(simple) || simple === 'annually' }
  const [prefix, word] = [(groups['bi'] ?? '').toLowerCase(), (groups['biWord'] ?? '').toLowerCase()]
  const unit = word.startsWith('annual') || word.startsWith('year') ? 'year' : word.startsWith('quarter') ? 'quarter' : word.startsWith('month') ? 'month' : 'week'
  if (unit === 'year' && prefix !== 'bi' && (word !== 'year' || prefix === 'half')) return simply({ count: 6, unit: 'month' })
  if (prefix !== 'bi') return prefix === 'twice' && word.endsWith('ly') ? simply({ count: 1, unit, times: 2 }) : null
  if (word === 'year' || word === 'month') return null
  return { every: [unit === 'year' ? { count: 6, unit: 'month' } : { count: 1, unit, times: 2 }, { count: 2, unit }], leaning: false, question: `Does “${written}” mean ${unit === 'year' ? 'twice a year or every two years' : `twice a ${unit} or every two ${unit}s`}?` }
}

function readTimes(groups: Readonly<Record<string, string | undefined>>): Omit<Repeats, 'is' | 'words'> | null {
  const word = (groups['n'] ?? groups['p'] ?? '').toLowerCase()
  const times = word === 'once' ? 1 : word === 'twice' ? 2 : word === 'thrice' ? 3 : countOf(groups['m'])
  const unit = (groups['unit'] ?? groups['adverb'] ?? '').toLowerCase().replace('annum', 'year').replace(/^annually$/, 'year').replace(/ly$/, '')
  const every = everyOf(1, unit)
  if (times === 1) return simply(every)
  if (every.unit === 'year' && times === 2) return simply({ count: 6, unit: 'month' })
  return times > 1 ? simply({ ...every, times }) : null
}

/** The words before a date that say which edge of it is meant. */
const edgePattern = /(?<![A-Za-z])(?:(?<next>(?:next|first|initial)(?!\s+(?:quarter|qtr|half|week|term|year))(?:\s+\w+)?(?:\s+(?:is\s+)?due)?(?:\s+(?:by|in|on))?|(?:next|first)\s+due)|(?<after>after|post(?=-))|(?<before>(?<!on or )before|prior\s+to|ahead\s+of|in\s+advance\s+of)|(?<from>(?:effective\s+|as\s+)?from|since|start(?:s|ing|ed)?(?:\s+date)?:?(?:\s+(?:in|on|from))?|begin(?:s|ning)?(?:\s+(?:in|on|from))|commenc(?:es?|ing)(?:\s+(?:in|on|from))?|not\s+before|no\s+earlier\s+than|w\.?e\.?f\.?)|(?<throughout>throughout)|(?<until>until|till|up\s+to|through(?:\s+to)?|ending(?:\s+in)?|expires?)|(?<by>(?:to\s+be\s+)?(?:completed?|done|delivered|achieved|in\s+place|finished|published|reviewed)?\s*(?:by(?:\s+no\s+later\s+than)?|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|at\s+the\s+latest\s+by|latest)|due(?:\s+(?:by|on|in))?|in|on|during|for|at|within|of|target(?:\s+date)?:?|deadline:?))(?:\s+|(?<=post)-)(?:the\s+)?/iy
const placePattern = /(?<![A-Za-z])(?:(?<end>(?:very\s+)?end|close|conclusion|last\s+day|year[\s-]?end|finish)|(?<start>start|beginning|first\s+day)|(?<early>early)|(?<mid>mid(?:dle)?)|(?<late>late|later))(?:\s+part)?(?:\s*-\s*|\s+|:\s*)(?:(?:of|in)\s+)?(?:the\s+)?(?:month\s+of\s+)?/iy
const onwards = /\s*,?\s*(?:onwards?|(?:and|&)\s+(?:beyond|ongoing|on-?\s?going|then\s+on-?\s?going|onwards?)|\+(?!\d)|-\s*on-?\s?going)(?![A-Za-z])/iy

function aMoment(text: string, at: number): Found<Piece> | null {
  const edgeMatch = matchAt(edgePattern, text, at)
  for (const edge of edgeMatch ? [edgeMatch, null] : [null]) {
    const start = at + (edge?.[0].length ?? 0)
    const place = matchAt(placePattern, text, start)
    for (const placed of place ? [place, null] : [null]) {
      const momentStart = start + (placed?.[0].length ?? 0)
      const found = momentAt(text, momentStart, edge !== null || placed !== null || /^(?:may|mar|march)\.?$/.test(text))
      if (!found || isTitleOfSomething(text, at, found) || isNumberOfSomething(text, momentStart)) continue
      if ((edge?.groups?.['after'] || edge?.groups?.['before']) && namesSomething(text, found.to)) continue
      const on = matchAt(onwards, text, found.to)
      const to = on ? found.to + on[0].length : found.to
      const named = Object.entries(edge?.groups ?? {}).find(([, value]) => value !== undefined)?.[0]
      const edgeIs: Edge = on ? 'from' : named === 'next' || named === 'after' || named === 'before' || named === 'from' || named === 'until' || named === 'throughout' ? named : 'by'
      const placeName = Object.entries(placed?.groups ?? {}).find(([, value]) => value !== undefined)?.[0]
      const placeIs: Place = placeName === 'end' || placeName === 'start' || placeName === 'early' || placeName === 'mid' || placeName === 'late' ? placeName : 'whole'
      return { what: { is: 'moment', moment: found.what, edge: edgeIs, place: placeIs, words: text.slice(at, to) }, to }
    }
  }
  return null
}

/** "The May 2025 elections", "the 2025 budget": the date is part of a name. */
function namesSomething(text: string, after: number): boolean {
  return /^ (?!and\b|to\b|or\b|with\b|by\b|in\b|at\b|on\b|if\b|as\b|then\b|but\b|for\b|when\b|until\b|following\b|subject\b|for\b)[A-Za-z]{3,}/i.test(text.slice(after, after + 40))
}

/** "Phase 1 Dec 2024", "week 2 March": the number is the phase's. */
function isNumberOfSomething(text: string, at: number): boolean {
  return /^\d{1,2}\s/.test(text.slice(at, at + 4)) && /\b(?:week|phase|stage|step|tranche|cohort|wave|part|priority|objective|action|group)\s+$/i.test(text.slice(Math.max(0, at - 20), at))
}

/** "Equality Act 2010", "Corporate Plan 2022-26": the year belongs to the name. */
function isTitleOfSomething(text: string, at: number, found: Found<Moment>): boolean {
  const isYear = found.what.is !== 'yearless' && /^\D{0,2}(?:19|20)\d\d(?:\s?[-/]\s?\d{2,4})?\)?$/.test(text.slice(at, found.to).trim())
  return isYear && /\b(?:Act|Regulations|Plan|Strategy|Scheme|Framework|Agenda|Vision|Order|Programme|Charter|Census|Report)\s*\(?$/.test(text.slice(0, at).trimEnd())
}

const finishedPattern = words('(?:action\\s+|now\\s+|already\\s+|fully\\s+)?(?:completed?|done|achieved|closed|finished|implemented|discharged)(?!\\s+(?:by|before|no\\s+later|of|and)\\b)')
function finished(text: string, at: number): Found<Piece> | null {
  const match = matchAt(finishedPattern, text, at)
  if (!match || !/^[\s\S]*(?:^|[;.\n(-])\s*$/.test(text.slice(0, at))) return null
  const skip = /[\s:,(-]*(?:in\s+|on\s+)?/iy
  skip.lastIndex = at + match[0].length
  const start = at + match[0].length + (skip.exec(text)?.[0].length ?? 0)
  const found = momentAt(text, start, true)
  if (found?.what.is === 'known') return { what: sure({ kind: 'none', because: 'already done', doneOn: found.what.span.to }, match[0]), to: found.to }
  return { what: sure({ kind: 'none', because: 'already done' }, match[0]), to: at + match[0].length }
}

const ongoingPattern = words("(?:(?:this\\s+is\\s+|is\\s+)?(?:an?\\s+)?)?(?:on[\\s-]?going(?:\\s+(?:basis|commitment|work|process|activity))?|on\\s+an?\\s+(?:on[\\s-]?going|rolling|continu(?:al|ous|ing))\\s+basis|continu(?:ous|al|ing)(?:ly)?(?:\\s+(?:basis|process))?|to\\s+continue|rolling(?:\\s+(?:programme|basis))?|long[\\s-]?term(?:\\s+(?:goal|commitment|aim))?|business\\s+as\\s+usual|bau|(?:as\\s+(?:and|&)\\s+when|as|when|where|if)\\s+(?:and\\s+when\\s+)?(?:it\\s+is\\s+|they\\s+are\\s+)?(?:required|needed|necessary|appropriate|requested|they\\s+arise|it\\s+arises|arising|applicable|opportunities\\s+arise)|as\\s+(?:and|&)\\s+when|ad[\\s-]?hoc|all\\s+year(?:\\s+round)?|at\\s+all\\s+times|throughout(?:\\s+the)?(?:\\s+(?:year|period|life(?:time)?))?|in\\s+progress|under\\s?way|permanent(?:ly)?|open[\\s-]ended|always|indefinite(?:ly)?|with\\s+immediate\\s+effect\\s+and\\s+on-?going)")
function ongoing(text: string, at: number): Found<Piece> | null {
  const match = matchAt(ongoingPattern, text, at)
  return match && { what: sure({ kind: 'ongoing' }, match[0]), to: at + match[0].length }
}

const confirmPattern = words("(?:dates?\\s+|timescales?\\s+|deadline\\s+)?(?:is\\s+|are\\s+|still\\s+)?(?:t\\.?\\s?b\\.?\\s?[cdaD]\\.?|to\\s+be\\s+(?:confirmed|agreed|determined|decided|arranged|set|scheduled|advised|established|finalised|identified|announced|defined)|not\\s+yet\\s+(?:known|agreed|set|confirmed)|awaiting\\s+(?:date|confirmation)|unknown|yet\\s+to\\s+be\\s+(?:confirmed|agreed|decided|set)|when\\s+known)(?:\\s+(?:dates?|timescales?))?")
function toBeConfirmed(text: string, at: number): Found<Piece> | null {
  const match = matchAt(confirmPattern, text, at)
  return match && { what: sure({ kind: 'to be confirmed' }, match[0]), to: at + match[0].length }
}

/** How soon, and no day: "ASAP", "immediate", "short term". Only the writer knows which day that was to be. */
const soonPattern = words('(?<now>a\\.?s\\.?a\\.?p\\.?|as\\s+soon\\s+as\\s+(?:is\\s+)?(?:possible|practicable|practical)|immediate(?:ly)?(?:\\s+effect)?|with\\s+immediate\\s+effect|urgent(?:ly)?|without\\s+delay|soon|now|straight\\s?away)|(?<term>(?:short|medium|mid)(?:\\s*(?:/|to|-|and)\\s*(?:medium|long|mid))?[\\s-]*term)')
function soon(text: string, at: number, context: ReadingContext): Found<Piece> | null {
  const match = matchAt(soonPattern, text, at)
  if (!match) return null
  const horizon = /^a\.?s\.?a\.?p/i.test(match[0]) ? 'as soon as possible' : match[0].trim()
  const { planFrom, planTo } = context
  const soonest = planFrom && { label: `The start of the plan: ${dayInWords(planFrom)}`, reading: { kind: 'date', on: planFrom, precision: 'day', because: horizon.toLowerCase() } as const }
  const firstYear = planFrom && { label: `The first year of the plan: ${dayInWords(planFrom.add({ years: 1 }).subtract({ days: 1 }))}`, reading: { kind: 'date', on: planFrom.add({ years: 1 }).subtract({ days: 1 }), precision: 'year', because: horizon.toLowerCase() } as const }
  const wholePlan = planTo && { label: `The end of the plan: ${dayInWords(planTo)}`, reading: { kind: 'date', on: planTo, precision: 'day', because: horizon.toLowerCase() } as const }
  const days = (match.groups?.['now'] ? [soonest, firstYear] : [firstYear, wholePlan]).filter((option) => option !== undefined)
  return { what: asked(`By which day is “${match[0].trim()}”?`, [{ label: 'No day is set yet', reading: { kind: 'to be confirmed', horizon: horizon.toLowerCase() } }, ...days], 0, match[0], context), to: at + match[0].length }
}

const elsewherePattern = words('(?:\\()?(?:(?:please\\s+)?see\\s+(?:above|below|[A-Za-z\\d](?:[^;.\\n]|\\.(?=\\S)){0,80})|as\\s+(?:above|below)|ditto|as\\s+per\\s+[^;.\\n]{1,80}|refer\\s+to\\s+[^;.\\n]{1,80}|as\\s+set\\s+out\\s+in\\s+[^;.\\n]{1,80})')
function elsewhere(text: string, at: number): Found<Piece> | null {
  const match = matchAt(elsewherePattern, text, at)
  return match && { what: sure({ kind: 'see elsewhere', where: match[0].replace(/^\(/, '').trim() }, match[0]), to: at + match[0].length }
}

/** "W/c 3 March 2025": the seven days from then. */
const weekPattern = /(?<![A-Za-z])(?:w\/c|week\s+(?:commencing|beginning|of|starting))\s+(?:the\s+)?/iy
function weekBeginning(text: string, at: number): Found<Piece> | null {
  const match = matchAt(weekPattern, text, at)
  const found = match && momentAt(text, at + match[0].length, true)
  if (!found || found.what.is !== 'known' || found.what.span.precision !== 'day') return null
  const from = found.what.span.from
  return { what: sure({ kind: 'window', from, to: from.add({ days: 6 }) }, text.slice(at, found.to)), to: found.to }
}

/** What dates the work is something that happens, or another document. */
const eventPattern = words('(?<line>in\\s+(?:line|accordance|conjunction|keeping)\\s+with|according\\s+to|aligned\\s+(?:with|to)|to\\s+(?:coincide|align)\\s+with|as\\s+part\\s+of|linked\\s+to|alongside|dependent\\s+(?:up)?on|depending\\s+on|depends\\s+on|subject\\s+to|determined\\s+by)|(?<before>in\\s+advance\\s+of|prior\\s+to|before|ahead\\s+of|in\\s+time\\s+for|in\\s+readiness\\s+for)|(?<after>following|after|upon|once|when|on\\s+completion\\s+of|post)|(?<each>(?:at\\s+|for\\s+|after\\s+|before\\s+)?(?:each|every))|(?<at>at\\s+the\\s+time\\s+of|at\\s+the\\s+next|at\\s+the\\s+point\\s+of|during|on(?!\\s+(?:target|track|schedule|hold|time|plan|course)\\b)|at(?!\\s+(?:least|most|all|present|times|the\\s+latest)\\b)|by(?:\\s+the)?\\s+next)')
function anEvent(text: string, at: number): Found<Piece> | null {
  const match = matchAt(eventPattern, text, at)
  if (!match) return null
  const named = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0]
  const event = eventWords(text, at + match[0].length)
  if (!event || (named === 'at' && !/next|time|point/i.test(match[0]) && at > 0)) return null
  if (named === 'line' && /^in line|^in accordance|^according|^aligned/i.test(match[0]) && datesInAnotherDocument.test(event.what)) return { what: sure({ kind: 'see elsewhere', where: text.slice(at, event.to).trim() }, match[0]), to: event.to }
  const relation: Relation = named === 'line' ? 'in line with' : named === 'before' ? 'before' : named === 'after' ? 'after' : named === 'each' ? 'each' : 'at'
  return { what: sure({ kind: 'event', event: event.what, relation }, match[0]), to: event.to }
}

const datesInAnotherDocument = /\b(?:deadlines?|timetables?|timescales?|timelines?|terms of reference|schedules?|calendar|work ?plan|project plan|action plan|guidance|polic(?:y|ies)|programme)\b/i

/** The words of an event: up to a break, or to the next thing in the cell that is a date or a state. */
function eventWords(text: string, from: number): Found<string> | null {
  let to = from
  const word = /\s*[^\s;.()|•]+|\s*\.(?=\S)/y
  for (;;) {
    const stop = /\s+-\s|\s*\n(?=[-•A-Z])/y
    stop.lastIndex = to
    if (stop.test(text)) break
    const start = to + (/^\s*/.exec(text.slice(to))?.[0].length ?? 0)
    if (/[A-Za-z]{4}|[A-Z]{2}/.test(text.slice(from, to)) && endsAnEvent(text, start)) break
    word.lastIndex = to
    const next = word.exec(text)
    if (!next) break
    to += next[0].length
  }
  const event = text.slice(from, to).replace(/\s+/g, ' ').trim().replace(/^(?:the|a|an)\s+/i, '').replace(/[\s,/&-]+$|\s(?:and|by|in)$/g, '').trim()
  return event === '' || !/[A-Za-z]/.test(event) ? null : { what: event, to }
}

function endsAnEvent(text: string, at: number): boolean {
  if (ongoing(text, at) || toBeConfirmed(text, at)) return true
  const moment = aMoment(text, at)
  if (moment?.what.is === 'moment' && moment.what.moment.is !== 'yearless' && !namesSomething(text, moment.to)) return true
  const repeats = repetition(text, at)
  return repeats?.what.is === 'repeats' && /ly$|^(?:every|each)\b/i.test(repeats.what.words) && offsetFromPeriods(text, at) === null
}

function sure(reading: Reading, written: string): AReading {
  return { is: 'reading', reading, questions: [], words: written }
}

/** A question with its options. One that was answered is a reading like any other; an open one shows what is proposed, or nothing. */
function asked(question: string, options: Question['options'], proposed: number | null, written: string, context: ReadingContext): AReading {
  const label = context.answers?.[question]
  const chosen = options.find((option) => option.label === label)
  if (chosen) return sure(chosen.reading, written)
  const proposal = proposed === null ? undefined : options[proposed]?.reading
  return { is: 'reading', reading: proposal ? { ...proposal, asked: true } : { kind: 'ask', between: options.map((option) => option.reading) }, questions: [{ question, options }], words: written }
}

/* ---------------------------------------------------------------- parts: pieces put together */

interface Part { readonly reading: Reading; readonly questions: readonly Question[] }

function partsIn(pieces: readonly Piece[], context: ReadingContext): readonly Part[] {
  const joined = withRepeats(withLists(withRanges(withoutLabels(withoutNamedQuarters(pieces)), context)), context)
  const found = joined.map((piece) => (piece.is === 'moment' ? readMoment(piece, context) : piece))
  return withReviews(describe(asWindow(found)))
}

/** "Start: April 2024, end: March 2025" and nothing else: a window. */
function asWindow(pieces: readonly (Exclude<Piece, AMoment | Repeats>)[]): readonly Exclude<Piece, AMoment | Repeats>[] {
  const [first, second, ...more] = pieces.filter((piece) => piece.is === 'reading')
  const others = pieces.some((piece) => piece.is === 'word')
  if (!first || !second || more.length > 0 || others || first.questions.length + second.questions.length > 0) return pieces
  if (first.reading.kind !== 'ongoing' || !first.reading.from || second.reading.kind !== 'date' || isBefore(second.reading.on, first.reading.from)) return pieces
  return [sure({ kind: 'window', from: first.reading.from, to: second.reading.on }, `${first.words} ${second.words}`)]
}

/** A heading of the cell that strayed into it says nothing. */
function withoutLabels(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.findIndex((piece) => piece.is !== 'word')
  const label = pieces.slice(0, Math.max(last, 0)).map((piece) => (piece.is === 'word' ? piece.words : '')).join(' ')
  return /^(?:by when|timescales?|time ?frame|completion date|target date|end date|date|when|due date)$/i.test(label) ? pieces.slice(last) : pieces
}

/** "Q4 (Jan – March 2025)", "March 2025 (Q4)": the months say which quarter, so its number asks nothing. */
function withoutNamedQuarters(pieces: readonly Piece[]): readonly Piece[] {
  const isQuarter = (piece: Piece): boolean => piece.is === 'moment' && piece.edge === 'by' && piece.moment.is !== 'known' && /^\W*(?:by |end |of |in |the |during )*(?:q|qtr|quarter)\W*[1-4]/i.test(piece.words)
  const hasMonth = pieces.some((piece) => piece.is === 'moment' && piece.moment.is === 'known' && (piece.moment.span.precision === 'month' || piece.moment.span.precision === 'day'))
  const numbered = pieces.filter(isQuarter)
  return hasMonth && numbered.length === 1 ? pieces.map((piece): Piece => (isQuarter(piece) && piece.is === 'moment' ? { is: 'word', words: piece.words } : piece)) : pieces
}

/** "April – June 2023", "1 April 2023 to 31 March 2024", "between April and June 2023". */
function withRanges(pieces: readonly Piece[], context: ReadingContext): readonly Piece[] {
  const out: Piece[] = []
  const comesBack = pieces.some((piece) => piece.is === 'repeats')
  for (let index = 0; index < pieces.length; index += 1) {
    const [one, joint, other] = [pieces[index], pieces[index + 1], pieces[index + 2]]
    const before = out.at(-1)
    const between = before?.is === 'word' && /^between$/i.test(before.words)
    if (one?.is === 'moment' && other?.is === 'moment' && joint?.is === 'joint' && (joint.sign === 'dash' || joint.sign === 'to' || joint.sign === '/' || (joint.sign === 'and' && between)) && (other.edge === 'by' || other.edge === 'until') && one.edge !== 'until' && !(comesBack && one.edge === 'from')) {
      const range = rangeOf(one, other, context)
      if (range) {
        if (between) out.pop()
        out.push(range)
        index += 2
        continue
      }
    }
    if (one?.is === 'reading' && one.reading.kind === 'ongoing' && joint?.is === 'joint' && joint.sign === 'to' && other?.is === 'moment' && other.edge === 'by') {
      out.push(one, { ...other, edge: 'until' })
      index += 2
      continue
    }
    const until = pieces[index + 1]
    if (comesBack && one?.is === 'moment' && one.edge === 'from' && joint?.is === 'joint' && other?.is === 'moment' && other.edge === 'by') {
      out.push(one, { ...other, edge: 'until' })
      index += 2
      continue
    }
    if (!comesBack && one?.is === 'moment' && one.edge === 'from' && until?.is === 'moment' && until.edge === 'until') {
      const range = rangeOf(one, { ...until, edge: 'by' }, context)
      if (range) {
        out.push(range)
        index += 1
        continue
      }
    }
    if (one) out.push(one)
  }
  return out
}

/** The year once is the year of both: `October – January 2024` began in 2023. */
function rangeOf(one: AMoment, other: AMoment, context: ReadingContext): AReading | null {
  const ends = other.moment
  const written = `${one.words} to ${other.words}`
  const window = (from: Temporal.PlainDate, to: Temporal.PlainDate): Reading | null => (isBefore(to, from) ? null : { kind: 'window', from, to })
  if (ends.is === 'known') {
    const first = one.moment.is === 'known' ? one.moment.span : one.moment.is !== 'yearless' ? null
      : ends.span.precision === 'quarter' ? choiceOf(one.moment.inYear(financialYearOf(ends.span.from).beginning), 1) ?? null : lastBefore(one.moment, ends.span)
    const reading = first && window(first.from, ends.span.to)
    return reading ? sure(reading, written) : null
  }
  if (ends.is === 'unclear' && one.moment.is === 'unclear' && ends.proposed && one.moment.proposed) {
    const [from, to] = [choiceOf(one.moment, 0), choiceOf(ends, 0)]
    const reading = from && to && window(from.from, to.to)
    return reading ? asked(`Does “${written.replace(/ to /, ' – ')}” mean ${readingInWords(reading)}?`, [{ label: 'Yes', reading }, { label: 'No, to be confirmed', reading: { kind: 'to be confirmed', horizon: written } }], 0, written, context) : null
  }
  if (ends.is === 'yearless' || one.moment.is === 'unclear') return null
  const options = ends.choices.flatMap((choice, index) => {
    const last = choice.moment.is === 'known' ? choice.moment.span : null
    const start = last && one.moment.is === 'known' ? one.moment.span : last && one.moment.is === 'yearless' ? choiceOf(one.moment.inYear(last.from.year), index) ?? null : null
    const reading = last && start && window(start.from, last.to)
    return reading ? [{ label: readingInWords(reading), reading }] : []
  })
  return options.length > 0 ? asked(ends.question.replace(/“[^”]*”/, `“${written.replace(/ to /, ' – ')}”`), options, ends.proposed ? 0 : null, written, context) : null
}

function choiceOf(moment: Moment, index: number): Span | undefined {
  if (moment.is === 'known') return moment.span
  const choice = moment.is === 'unclear' ? moment.choices[index]?.moment : undefined
  return choice?.is === 'known' ? choice.span : undefined
}

function lastBefore(yearless: Yearless, end: Span): Span | null {
  for (const year of [end.to.year, end.to.year - 1]) {
    const moment = yearless.inYear(year)
    if (moment.is === 'known' && !isBefore(end.to, moment.span.from)) return moment.span
  }
  return null
}

/** "March, June and September 2024": the year once is the year of all. "Nov and March 2025" began in 2024. */
function withLists(pieces: readonly Piece[]): readonly Piece[] {
  const out = [...pieces]
  for (let index = out.length - 1; index >= 2; index -= 1) {
    const [one, joint, other] = [out[index - 2], out[index - 1], out[index]]
    if (one?.is !== 'moment' || joint?.is !== 'joint' || other?.is !== 'moment' || one.moment.is !== 'yearless' || other.moment.is !== 'known' || !one.moment.anchor) continue
    if (other.moment.span.precision !== 'month' && other.moment.span.precision !== 'day') continue
    const span = lastBefore(one.moment, other.moment.span)
    if (span) out[index - 2] = { ...one, moment: { is: 'known', span } }
  }
  return out
}

/** A repetition takes the days that belong to it: "March (annually)", "Quarterly – Jan, Apr, Jul and Oct", "every three years from 2024". */
function withRepeats(pieces: readonly Piece[], context: ReadingContext): readonly Exclude<Piece, Repeats>[] {
  const taken = new Set<Piece>()
  const repeats = pieces.filter((piece) => piece.is === 'repeats')
    const own = new Map<Repeats, AMoment[]>()
  for (const one of repeats) own.set(one, [])
  for (const piece of pieces) {
    if (piece.is !== 'moment') continue
    const owner = ownerOf(pieces, piece, repeats)
    if (!owner) continue
    own.get(owner)?.push(piece)
    taken.add(piece)
  }
  const absorbed = new Set(repeats.filter((one) => isEcho(one, repeats, own, pieces)))
  return pieces.flatMap((piece): Exclude<Piece, Repeats>[] => {
    if (taken.has(piece)) return []
    if (piece.is !== 'repeats') return [piece]
    return absorbed.has(piece) ? [{ is: 'word', words: piece.words }] : [readRepeats(piece, own.get(piece) ?? [], context)]
  })
}

/** The repetition that a date belongs to: the one that leans on it ("31 March each year"), else the only one in the cell where the date has no year or bounds it. */
function ownerOf(pieces: readonly Piece[], moment: AMoment, repeats: readonly Repeats[]): Repeats | null {
  const index = pieces.indexOf(moment)
  const next = pieces.slice(index + 1).find((piece) => piece.is !== 'joint' && piece.is !== 'break' && !(piece.is === 'moment' && piece.moment.is === 'yearless'))
  if (next?.is === 'repeats' && (next.leaning || repeats.length === 1) && !next.days && moment.moment.is === 'yearless') return next
  const single = repeats.length === 1 ? repeats[0] : undefined
  const before = pieces.slice(0, index).findLast((piece) => piece.is === 'repeats')
  const first = moment.moment.is === 'known' && pieces.some((piece) => piece.is === 'word' && /^(?:then|thereafter|afterwards|subsequently)$/i.test(piece.words))
  const bounds = moment.edge === 'from' || moment.edge === 'until' || moment.edge === 'next' || first
  const candidate = single ?? before
  if (!candidate) return null
  return (bounds && moment.moment.is === 'known' && !moment.moment.span.several) || (moment.moment.is === 'yearless' && !candidate.days) ? candidate : null
}

/** "Annual review of data gaps in July each year" says the same twice. */
function isEcho(one: Repeats, repeats: readonly Repeats[], own: ReadonlyMap<Repeats, readonly AMoment[]>, pieces: readonly Piece[]): boolean {
  if ((own.get(one) ?? []).length > 0 || one.days || one.every.length > 1) return false
  const at = pieces.indexOf(one)
  return repeats.some((other) => other !== one && pieces.indexOf(other) > at && !pieces.slice(at, pieces.indexOf(other)).some((piece) => piece.is === 'break')
    && ((own.get(other) ?? []).length > 0 || other.days) && JSON.stringify(other.every) === JSON.stringify(one.every))
}

function readRepeats(repeats: Repeats, moments: readonly AMoment[], context: ReadingContext): AReading {
  const bound = (edge: Edge): Span | undefined => moments.map((piece) => (piece.edge === edge && piece.moment.is === 'known' ? piece.moment.span : undefined)).find((span) => span !== undefined)
  const next = bound('next') ?? bound('by')
  const yearless = [...(repeats.days ?? []), ...moments.flatMap((piece) => (piece.moment.is === 'yearless' ? [piece.moment] : []))]
  const dayBefore = moments.some((piece) => piece.moment.is === 'yearless' && piece.edge === 'before')
  const anchorsUnclear = yearless.find((one) => !one.anchor && !one.season && !/easter/i.test(one.name))
  const yearEnds: readonly (readonly DayOfYear[] | undefined)[] = repeats.yearEnd === 'financial' ? [[{ month: 3, day: 31 }]] : repeats.yearEnd === 'calendar' ? [[{ month: 12, day: 31 }]]
    : repeats.yearEnd === 'unclear' ? [[{ month: 3, day: 31 }], [{ month: 12, day: 31 }]] : [undefined]
  const anchors = yearless.flatMap((one) => (one.anchor ? [dayBefore ? dayEarlier(one.anchor) : one.anchor] : []))
  const seasons = yearless.flatMap((one) => (one.anchor ? [] : one.season ? [one.season] : /easter/i.test(one.name) ? ['Easter'] : []))
  const quarters = anchorsUnclear ? ['calendar', 'financial'].map((_, index): readonly DayOfYear[] => yearless.flatMap((one) => {
    const span = one.anchor || one.season ? undefined : choiceOf(one.inYear(2025), index)
    return span ? [{ month: span.to.month, day: 'last' as const }] : []
  })) : [undefined]
  const until = bound('until')?.to
  const starts = bound('from')
  /** "Every Q4 starting 2025": the first is the fourth quarter of that year, whichever year is meant. */
  const startOf = (index: number): Temporal.PlainDate | undefined => (starts && anchorsUnclear && starts.precision === 'year' ? choiceOf(anchorsUnclear.inYear(starts.from.year), index)?.from : starts?.from)
  /** "Biannually (April and October)" says which it is. */
  const howOften = repeats.every.length > 1 && repeats.every[0]?.unit === 'month' && anchors.length + seasons.length === 12 / (repeats.every[0]?.count || 12) ? repeats.every.slice(0, 1) : repeats.every
  const readings = howOften.flatMap((every) => yearEnds.flatMap((yearEnd) => quarters.map((ofQuarter, index): Recurring => {
    const on = [...anchors, ...(yearEnd ?? []), ...(ofQuarter ?? [])]
    return present({
      kind: 'recurring', every, on: on.length > 0 ? on : undefined, afterEnd: repeats.afterEnd && !(repeats.afterEnd.count === 0 && on.length > 0) ? repeats.afterEnd : undefined,
      seasons: seasons.length > 0 ? seasons : undefined, next: next?.to, from: startOf(index), until,
    })
  })))
  const [first] = readings
  const options = readings.map((reading) => ({ label: readingInWords(reading), reading }))
  if (first && readings.length === 1 && (!repeats.question || howOften !== repeats.every)) return sure(first, repeats.words)
  if (first && readings.length === 1 && repeats.question) return asked(repeats.question, [...options, { label: 'Once, on a day to be confirmed', reading: { kind: 'to be confirmed' } }], 0, repeats.words, context)
  const question = repeats.question ?? (anchorsUnclear ? `Is “${repeats.words}” counted in the calendar year or in the financial year?` : `Which year ends in “${repeats.words}”?`)
  return asked(question, options, null, repeats.words, context)
}

function dayEarlier(day: DayOfYear): DayOfYear {
  if (day.day === 'last' || day.day === 1) return { month: day.month === 1 ? 12 : day.month - 1, day: 'last' }
  return { month: day.month, day: day.day - 1 }
}

/* ---------------------------------------------------------------- dates as readings */

function readMoment(piece: AMoment, context: ReadingContext): AReading {
  const { moment } = piece
  const written = piece.words.trim()
  if (moment.is === 'known') return readSpan(moment.span, piece, context)
  if (moment.is === 'yearless') return readYearless(moment, piece, context)
  const endsSettleIt = piece.place === 'end' && moment.proposed && moment.choices[0]?.moment.is === 'known' && moment.choices[1]?.moment.is === 'yearless'
  const first = moment.choices[0]?.moment
  if (endsSettleIt && first?.is === 'known') return readSpan(first.span, piece, context)
  return readUnclear(moment, piece, written, context)
}

function readUnclear(moment: Unclear, piece: AMoment, written: string, context: ReadingContext): AReading {
  const options = moment.choices.flatMap((choice) => {
    if (choice.moment.is === 'known') return [{ label: choice.label, reading: spanReading(choice.moment.span, piece) }]
    const { dates, everyYear } = yearlessOptions(choice.moment, piece, context)
    return [...everyYear, ...dates]
  })
  const hasYearless = moment.choices.some((choice) => choice.moment.is === 'yearless')
  return asked(moment.question, hasYearless ? [...options, once(written)] : options, moment.proposed ? 0 : null, written, context)
}

function readSpan(span: Span, piece: AMoment, context: ReadingContext): AReading {
  const written = piece.words.trim()
  if ((piece.place === 'early' || piece.place === 'mid') && span.precision !== 'day') {
    const days = daysWithin(span, piece.place)
    const options = [...days, span.to].map((on) => ({ label: `By ${dayInWords(on)}`, reading: spanReading({ from: span.from, to: on, precision: on.equals(span.to) ? span.precision : 'day' }, { edge: piece.edge, place: 'whole' }) }))
    return asked(`By which day is “${written}”?`, options, 0, written, context)
  }
  return sure(spanReading(span, piece), written)
}

/** "Early 2025" is by the end of its first quarter, "mid-March" by the 15th: what people mean, and still asked. */
function daysWithin(span: Span, place: 'early' | 'mid'): readonly Temporal.PlainDate[] {
  const length = span.from.until(span.to, { largestUnit: 'months' }).months + 1
  if (length <= 1) return [span.from.with({ day: place === 'early' ? 10 : 15 })]
  if (length <= 4) return [endOfMonthFrom(span.from, place === 'early' ? 0 : 1)]
  return place === 'early' ? [endOfMonthFrom(span.from, 2), endOfMonthFrom(span.from, 3)] : [endOfMonthFrom(span.from, 5), endOfMonthFrom(span.from, 6)]
}

function endOfMonthFrom(from: Temporal.PlainDate, later: number): Temporal.PlainDate {
  const moved = from.add({ months: later })
  return lastOfMonth(moved.year, moved.month)
}

function spanReading(span: Span, { edge, place }: Pick<AMoment, 'edge' | 'place'>): Reading {
  const from = place === 'end' || place === 'late' ? span.to : span.from
  if (span.several && place === 'whole' && edge !== 'before' && edge !== 'after') return { kind: 'window', from: span.from, to: span.to }
  if (edge === 'from') return { kind: 'ongoing', from }
  if (edge === 'after') return { kind: 'ongoing', from: span.to.add({ days: 1 }) }
  if (edge === 'throughout') return { kind: 'ongoing', from: span.from, until: span.to }
  if (edge === 'until') return { kind: 'ongoing', until: span.to }
  if (edge === 'before' && place !== 'end') return { kind: 'date', on: span.from.subtract({ days: 1 }), precision: 'day', because: `before ${dayInWords(span.from)}` }
  if (place === 'start') return { kind: 'date', on: span.from, precision: 'day' }
  return { kind: 'date', on: span.to, precision: span.precision }
}

function eachYear(yearless: Yearless): Recurring {
  return present({ kind: 'recurring', every: { count: 1, unit: 'year' }, on: yearless.anchor ? [yearless.anchor] : undefined, seasons: yearless.anchor ? undefined : [yearless.season ?? yearless.name] })
}

/**
 * No year is said. In a plan whose years hold such a day once that day is proposed; else it is taken for every year, as annual reports
 * "by end of June" are. Either is asked. "From September" begins and is never due.
 */
function readYearless(yearless: Yearless, piece: AMoment, context: ReadingContext): AReading {
  const written = piece.words.trim()
  const question = `Which year is “${written}”?`
  const { dates, everyYear } = yearlessOptions(yearless, piece, context)
  if (dates.length === 1) return asked(question, [...dates, ...everyYear, once(written)], 0, written, context)
  return asked(question, [...everyYear, ...dates, once(written)], everyYear.length === 1 ? 0 : null, written, context)
}

function yearlessOptions(yearless: Yearless, piece: AMoment, context: ReadingContext): { readonly dates: Question['options']; readonly everyYear: Question['options'] } {
  const { planFrom, planTo } = context
  const dates = planYears(context).flatMap((year) => spansOf(yearless.inYear(year))).filter((span) => planFrom && planTo && !isBefore(span.to, planFrom) && !isBefore(planTo, span.to))
    .map((span) => {
      const reading = spanReading(span, piece)
      return { label: reading.kind === 'date' ? `Once, by ${dayInWords(reading.on)}` : readingInWords(reading), reading }
    })
  if (yearless.anchor || yearless.season || /easter/i.test(yearless.name)) return { dates, everyYear: [{ label: `Every year, ${yearless.anchor ? `by ${anchorInWords(yearless.anchor)}` : `in ${yearless.name}`}`, reading: eachYear(yearless) }] }
  const everyYear = spansOf(yearless.inYear(2025)).map((span) => ({ month: span.to.month, day: 'last' as const })).map((anchor) => ({ label: `Every year, by ${anchorInWords(anchor)}`, reading: eachYear({ ...yearless, anchor }) }))
  return { dates, everyYear }
}

function anchorInWords(anchor: DayOfYear): string {
  return anchor.day === 'last' ? `the end of ${monthName(anchor.month)}` : dayOfYearInWords({ month: anchor.month, day: anchor.day })
}

function once(written: string): Question['options'][number] {
  return { label: 'Once, in a year to be confirmed', reading: { kind: 'to be confirmed', horizon: written } }
}

function spansOf(moment: Moment): readonly Span[] {
  if (moment.is === 'known') return [moment.span]
  return moment.is === 'unclear' ? moment.choices.flatMap((choice) => (choice.moment.is === 'known' ? [choice.moment.span] : [])) : []
}

/** The years that a plan touches, at most ten; none where it is not known. */
function planYears({ planFrom, planTo }: ReadingContext): readonly number[] {
  if (!planFrom || !planTo || isBefore(planTo, planFrom)) return []
  return Array.from({ length: Math.min(planTo.year - planFrom.year + 3, 10) }, (_, index) => planFrom.year - 1 + index)
}

/* ---------------------------------------------------------------- the rest of the words, and one reading out of many */

/** Gives each part the words around it. Words stand before what they describe, or after it where nothing else follows in their clause. */
function describe(pieces: readonly (Exclude<Piece, AMoment | Repeats>)[]): readonly Part[] {
  const clauses: Exclude<Piece, AMoment | Repeats>[][] = [[]]
  for (const piece of pieces) {
    if (piece.is === 'break' || (piece.is === 'joint' && piece.sign === 'dash')) clauses.push([])
    else clauses.at(-1)?.push(piece)
  }
  const parts: { reading: Reading; questions: readonly Question[]; about: string[] }[] = []
  let waiting: string[] = []
  for (const clause of clauses) {
    let run: string[] = []
    for (const piece of clause) {
      if (piece.is === 'reading') {
        parts.push({ reading: piece.reading, questions: piece.questions, about: run })
        run = []
      } else run.push(piece.is === 'word' ? piece.words : piece.is === 'joint' ? signs[piece.sign] : '')
    }
    const rest = tidy(run)
    if (rest === '') continue
    const receiver = parts.at(-1)
    if (receiver) receiver.about.push(...run)
    else waiting = [...waiting, ...run]
  }
  dropOldDates(parts)
  const first = parts[0]
  if (first && waiting.length > 0) first.about.unshift(...waiting)
  passOn(parts)
  return parts.map(({ reading, questions, about }) => {
    const words = tidy(about)
    return words === '' ? { reading, questions } : questionsAboutRest({ reading: { ...movedTo(reading, words), about: words }, questions })
  })
}

const signs = { ',': ',', '/': '/', and: 'and', to: 'to', dash: '-' } as const

/** "30 September 2024 (was 31 March 2024)": the old date is history, and kept in the words. */
function dropOldDates(parts: { reading: Reading; about: string[] }[]): void {
  const old = parts.find((part) => part.reading.kind === 'date' && /^(?:was|were|previously|originally|formerly|original(?: date)?|old date|instead of)$/i.test(tidy(part.about)))
  const current = parts.find((part) => part !== old && part.reading.kind === 'date')
  if (!old || !current || old.reading.kind !== 'date') return
  current.about.push(`(${tidy(old.about)} ${dayInWords(old.reading.on)})`)
  parts.splice(parts.indexOf(old), 1)
}

/** "Extended from March to June 2024" is due at the end of June. */
function movedTo(reading: Reading, words: string): Reading {
  if (reading.kind !== 'window' || !/\b(?:extended|moved|slipped|deferred|revised|delayed|postponed|changed)\b/i.test(words)) return reading
  return present({ kind: 'date', on: reading.to, precision: 'day', asked: reading.asked })
}

/** "Nov 2016 – Conference On-going": what goes on needs no words of its own while a date beside it has none. */
function passOn(parts: { reading: Reading; about: string[] }[]): void {
  for (const part of parts) {
    if (part.reading.kind !== 'ongoing' || tidy(part.about) === '') continue
    const bare = parts.find((other) => other !== part && tidy(other.about) === '' && (other.reading.kind === 'date' || other.reading.kind === 'recurring' || other.reading.kind === 'window'))
    if (bare) [bare.about, part.about] = [part.about, []]
  }
}

/** A number next to a date that was not read with it, "week 1 of March 2025", may be part of it. */
function questionsAboutRest(part: Part): Part {
  const { reading } = part
  const about = reading.about ?? ''
  const unread = reading.kind === 'date' && !reading.asked && (/(?:^|\s)(?:week\s+)?\d{1,2}(?:st|nd|rd|th)?$/i.test(about) && !/\b(?:phase|stage|part|action|objective|year|no|number|step|tranche|cohort|level|group|priority)\.?\s+\d+$/i.test(about) || (reading.precision === 'year' && /^\d{1,2}(?:st|nd|rd|th)?\s/.test(about)))
  if (!unread) return questionsAboutNot(part)
  const question = `Is ${dayInWords(reading.on)} right? “${about}” was not understood.`
  return { reading: { ...reading, asked: true }, questions: [...part.questions, { question, options: [{ label: 'Yes', reading }, { label: 'No, to be confirmed', reading: { kind: 'to be confirmed', horizon: about } }] }] }
}

/** "Not due until 2019": a day beside a no is not a deadline until a person says so. */
function questionsAboutNot(part: Part): Part {
  const day = fixedDays(part.reading)[0]
  if (!day || !/\b(?:not|cannot|won't|never)\b/i.test(part.reading.about ?? '')) return part
  const question = `Is ${dayInWords(day)} the day it is due? The words say “${part.reading.about}”.`
  const options = [{ label: 'Yes', reading: part.reading }, { label: 'No, it has no deadline', reading: { kind: 'none', because: 'not applicable' } as const }]
  return { reading: { ...part.reading, asked: true }, questions: [...part.questions, { question, options }] }
}

function tidy(run: readonly string[]): string {
  return run.join(' ').replace(/(?:\bat )?\bthe latest\b/gi, ' ').replace(/\s+([,.])/g, '$1').replace(/\s*\/\s*/g, '/').replace(/\s+/g, ' ').replace(/^(?:(?:and|to(?! be)|or|by|with|in|on|of|for|then|from|is|at)\b|[\s,/:"'&-])+|(?:\s(?:and|to|or|by|with|the|in|on|of|for|then|is|at|will be)|[\s,/:"'&-])+$/gi, '').trim()
}

/** "Ongoing, to be reviewed March 2024": the day is the review of what goes on. */
function withReviews(parts: readonly Part[]): readonly Part[] {
  const going = parts.find((part) => part.reading.kind === 'ongoing')
  const review = parts.find((part) => part.reading.kind === 'date' && !part.reading.asked && /\breview/i.test(part.reading.about ?? ''))
  if (!going || going.reading.kind !== 'ongoing' || !review || review.reading.kind !== 'date') return parts
  const reading: Ongoing = { ...going.reading, reviewOn: review.reading.on }
  return parts.flatMap((part) => (part === review ? [] : part === going ? [{ ...part, reading }] : [part]))
}

/** What goes on comes first, then what comes back, dates, events; the rest of the cell stands beside it. */
function oneReading(readings: readonly Reading[]): Reading {
  const dates = readings.filter((reading): reading is OnDate => reading.kind === 'date' && !reading.asked)
  const merged: readonly Reading[] = dates.length > 1 ? readings.flatMap((reading) => (reading === dates[0] ? [severalDates(dates)] : reading.kind === 'date' && !reading.asked ? [] : [reading])) : readings
  const unique = oneOngoing(merged).filter((reading, index) => !(reading.kind === 'ongoing' && merged.findIndex((other) => JSON.stringify(other) === JSON.stringify(reading)) < index))
  const [main, ...others] = unique.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
  if (!main) return { kind: 'not understood' }
  return others.length === 0 ? main : { ...main, andAlso: others }
}

const order: readonly Reading['kind'][] = ['ongoing', 'recurring', 'dates', 'date', 'window', 'ask', 'event', 'see elsewhere', 'to be confirmed', 'none', 'not understood']

/** "Ongoing until March 2025" is one thing. */
function oneOngoing(readings: readonly Reading[]): readonly Reading[] {
  const going = readings.filter((reading): reading is Ongoing => reading.kind === 'ongoing' && !reading.asked)
  const [first] = going
  if (!first || going.length < 2 || going.filter((one) => one.from).length > 1 || going.filter((one) => one.until).length > 1) return readings
  const about = going.map((one) => one.about).filter((words) => words !== undefined).join(', ')
  const one = present({ ...going.reduce((all, next) => ({ ...all, ...next })), about: about === '' ? undefined : about })
  return readings.flatMap((reading) => (reading === first ? [one] : reading.kind === 'ongoing' && !reading.asked ? [] : [reading]))
}

function severalDates(dates: readonly OnDate[]): Reading {
  const sorted = dates.toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on))
  return { kind: 'dates', on: sorted.map((date) => date.on), each: sorted }
}
