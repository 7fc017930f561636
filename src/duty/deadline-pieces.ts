import { dayInWords } from './dates.ts'
import { present, type Every, type Reading, type Relation } from './due.ts'
import { endOfYear, momentAt, nthIn, shiftedBy, weekdayNumber, type Found, type Moment, type Yearless } from './moment.ts'
import type { MovingDay } from './moving-days.ts'
import { after, before, lengthInWords, type Length, type LengthUnit } from './quarters.ts'

/**
 * What stands where in the words of a deadline, one piece after another: a date with the word before it, something that comes back, a state, an event, or a word that none of these
 * is. How pieces make a deadline is for `deadline.ts` to say.
 */
export type Piece = AMoment | Repeats | AReading | Word | Joint | Break

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

export interface AMoment { readonly is: 'moment'; readonly moment: Moment; readonly edge: Edge; readonly place: Place; readonly words: string }
export type Edge = 'by' | 'from' | 'until' | 'throughout' | 'before' | 'after' | 'next'
export type Place = 'whole' | 'end' | 'start' | 'early' | 'mid' | 'late'

/** Something that comes back. More than one in `every` is ambiguous. `leaning` stands after its day: "31 March each year". */
export interface Repeats {
  readonly is: 'repeats'
  readonly every: readonly Every[]
  readonly afterEnd?: Length
  readonly yearEnd?: 'financial' | 'calendar' | 'unclear'
  readonly days?: readonly Yearless[]
  /** The first Monday of each month. */
  readonly moves?: readonly MovingDay[]
  readonly leaning: boolean
  readonly words: string
  readonly question?: string
}

export interface AReading { readonly is: 'reading'; readonly reading: Reading; readonly questions: readonly Question[]; readonly words: string }
interface Word { readonly is: 'word'; readonly words: string }
interface Joint { readonly is: 'joint'; readonly sign: ',' | '/' | 'and' | 'to' | 'dash' }
interface Break { readonly is: 'break' }

type Rule = (text: string, at: number, context: ReadingContext) => Found<Piece> | null

export function piecesOf(text: string, context: ReadingContext): Piece[] {
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
  aBreak, aJoint, weekBeginning, offsetFromPeriods, lengthFromSomething, endOfPeriods, yearOfThePlan, endOfThePlan, yearEndUnnumbered, dayOfPeriods, eachWeekday, eachMoment, repetition, aMoment, finished, ongoing, toBeConfirmed, soon, elsewhere, anEvent,
]

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** A pattern that must begin and end at the edge of a word. A space in it is any white space; several in a list are any of them. */
function words(...sources: readonly string[]): RegExp {
  return new RegExp(`(?<![A-Za-z\\d])(?:${anyOf(sources)})(?![A-Za-z\\d])`, 'iy')
}

function anyOf(sources: readonly string[]): string {
  return sources.join('|').replaceAll(' ', '\\s+')
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
const lengthWord = `${number}(?:\\s*\\(\\d+\\))?[\\s-]*(?:calendar |full )?(?<unit>(?:working|business|clear working) days?|days?|weeks?|months?|mths?|years?|yrs?)`
const periodEnd = '(?:(?:the )?(?:end|close) of )?(?:the )?(?:each|every|the|a)?\\s*(?<kind>financial |calendar |fiscal |municipal )?(?<period>quarter|month|year)(?:[\\s-]end)?s?'

function countOf(written: string | undefined): number {
  return numbers[(written ?? '').toLowerCase()] ?? Number(written ?? 1)
}

function lengthOf(groups: Readonly<Record<string, string | undefined>>): Length | null {
  const unit = (groups['unit'] ?? '').toLowerCase()
  const unitIs: LengthUnit = unit.startsWith('d') ? 'day' : unit.includes('working') || unit.startsWith('b') ? 'working day' : unit.startsWith('w') ? 'week' : unit.startsWith('m') ? 'month' : 'year'
  const count = countOf(groups['n'])
  return count > 0 && count <= 400 ? { count, unit: unitIs } : null
}

/** "Within six weeks of the end of each quarter", "4 weeks after quarter end". */
const offsetPattern = words(`(?:within |no (?:later|more) than |up to )?${lengthWord} (?:of|after|from|following) ${periodEnd}`)
function offsetFromPeriods(text: string, at: number): Found<Piece> | null {
  const match = matchAt(offsetPattern, text, at)
  const groups = match?.groups ?? {}
  const length = match && lengthOf(groups)
  if (!match || !length || !/\b(?:each|every|end|close)\b/i.test(match[0])) return null
  if (momentAfter(text, at + match[0].length)) return null
  return { what: periods(groups, length, match[0]), to: at + match[0].length }
}

/** "By the end of each quarter", "at month end", "every year end". */
const endPattern = words(
  '(?:by |at |on )?(?:the )?(?:end|close|last day) of (?:each|every) (?<kind>financial |calendar |fiscal )?(?<period>quarter|month|year)', '(?:by |at |on )?(?:the )?(?:each|every) (?<kind2>financial |calendar |fiscal )?(?<period2>quarter|month|year)[\\s-]end',
  '(?:by |at |on )?(?:the )?(?:end of (?:the )?(?<period3>quarter|month)|(?<period4>quarter|month)[\\s-]end)',
)
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
const fromPattern = words(
  `(?:by |in )?(?:(?<lead>within(?: the (?:next|first))?|(?:in|over|during|for) the next|the next|next|over|no (?:later|more) than|up to|in|for) )?(?:\\d{1,2}\\s*(?:-|to)\\s*)?`
  + `${lengthWord}(?:'s?|s')?(?: time)?(?: (?<link>of|after|from|following|before|prior to|in advance of)\\b)?`,
)
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
    const counting = groups['link'] === 'from' && !/end of/i.test(gap) && length.unit !== 'day' && length.unit !== 'working day'
    const start = (counting || relation === 'before') && !/end of/i.test(gap) ? moment.what.span.from : moment.what.span.to
    const on = relation === 'before' ? before(start, length) : counting ? after(start, length).subtract({ days: 1 }) : after(start, length)
    return { what: sure({ kind: 'date', on, precision: 'day', because: `${lengthInWords(length)} ${relation === 'before' ? 'before' : counting ? 'from' : 'after'} ${dayInWords(start)}` }, match[0]), to: moment.to }
  }
  // "Two weeks after Easter": a day that moves, moved.
  const days = length.unit === 'week' ? length.count * 7 : length.unit === 'day' ? length.count : null
  const shifted = moment?.what.is === 'yearless' && days !== null ? shiftedBy(moment.what, relation === 'before' ? -days : days) : null
  if (moment && shifted) return { what: { is: 'moment', moment: shifted, edge: 'by', place: 'whole', words: text.slice(at, moment.to) }, to: moment.to }
  const event = eventWords(text, to)
  if (!event) return null
  if (context.planFrom && startsThePlan.test(event.what)) {
    const on = relation === 'before' ? before(context.planFrom, length) : after(context.planFrom, length)
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

const planWord = '(?:(?:equality|equalities|action|strategic|edi|council|corporate|business|service|this|our|the) ){0,3}(?:plan|strategy|scheme|programme)(?: period| term)?'

const smallNumber = '(?:[1-9]|10|one|two|three|four|five)'

/** "Year 1", "Years 2 and 3", "by the end of year 2 of the plan". */
const planYearPattern = words(
  `(?:by |in |within |during )?(?:the )?(?:end of )?(?:(?:years?|yrs?)\\.?\\s*(?<n>${smallNumber})(?:\\s*(?:-|to|and|&|,|/)\\s*(?:years?\\s*|yrs?\\s*)?(?<m>${smallNumber}))?|(?<ordinal>first|second|third|fourth|final|last) year)`
  + `(?: of ${planWord})?`,
)
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
const planEndPattern = words(
  `(?:by |at |on )?(?:(?<end>(?:the )?(?:end|expiry|completion) of)|(?<life>(?:throughout|for|over|during|across)(?: the (?:life(?:time)?|duration|term|period|course) of)?|(?:the )?(?:life(?:time)?|duration|term) of)) ${planWord}`,
)
function endOfThePlan(text: string, at: number, { planFrom, planTo }: ReadingContext): Found<Piece> | null {
  const match = matchAt(planEndPattern, text, at)
  if (!match) return null
  const to = at + match[0].length
  if (match.groups?.['end']) return { what: sure(planTo ? { kind: 'date', on: planTo, precision: 'day', because: 'the end of the plan' } : { kind: 'event', event: 'the end of the plan', relation: 'at' }, match[0]), to }
  return { what: sure(present({ kind: 'ongoing', from: planTo && planFrom, until: planTo }), match[0]), to }
}

/** "By year end", "end of the financial year", with no year said. */
const yearEndPattern = words(
  '(?:by |at |on |before )?(?:the )?(?:end|close) of (?:the |this |current ){0,2}(?<kind>financial |fiscal |calendar |council |municipal )?(?:year|fy)',
  '(?:by |at |on |before )?(?:the )?(?:(?<kind2>financial |fiscal |calendar )?year[\\s-]end|(?<fy>fy)[\\s-]end)',
)
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

const nthWord = '(?:first|second|third|fourth|fifth|last|final|[1-9]\\d?(?:st|nd|rd|th))'
const weekdayWord = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?'
const nthDays = `(?<which>${nthWord}(?:(?:\\s*,\\s*| and | & )(?:the )?${nthWord}){0,4}) (?<of>${weekdayWord}s?|working days?|days?)`

/** "First Monday of each month", "the 1st and 3rd Thursday in every month", "the last working day of each quarter". Of "the month" alone it is asked whether every month is meant. */
const dayOfPeriodsPattern = words(`(?<before>before |ahead of )?(?:by |on |at )?(?:the )?${nthDays} (?:of|in) (?<each>each|every|the|a) (?:calendar )?(?<period>month|quarter)`, '(?:by |on )?(?:the )?(?<which2>[1-9]\\d?(?:st|nd|rd|th)) of (?<each2>each|every|the) (?<period2>month)')
function dayOfPeriods(text: string, at: number): Found<Piece> | null {
  const match = matchAt(dayOfPeriodsPattern, text, at)
  const groups = match?.groups ?? {}
  const moves = match && movingIn(groups['which'] ?? groups['which2'], groups['of'] ?? 'day')
  const period = (groups['period'] ?? groups['period2'] ?? '').toLowerCase()
  if (!match || !moves || momentAfter(text, at + match[0].length)) return null
  const piece: Repeats = { is: 'repeats', every: [{ count: 1, unit: period === 'quarter' ? 'quarter' : 'month' }], moves: [groups['before'] ? { ...moves, shift: -1 } : moves], leaning: false, words: match[0] }
  const sayEach = /^(?:each|every)$/i.test(groups['each'] ?? groups['each2'] ?? '') || /\b(?:each|every|quarterly|monthly)\b/i.test(text.slice(0, at))
  return { what: sayEach ? piece : { ...piece, question: `Does “${match[0]}” mean every ${period}?` }, to: at + match[0].length }
}

/** Null where there is no such day: the 40th, or the 9th Monday. */
function movingIn(which: string | undefined, of: string): { readonly which: readonly (number | 'last')[]; readonly of: number | 'day' | 'working day' } | null {
  const numbers = (which ?? '').split(/\s*(?:,|&|\band\b)\s*/i).map((word) => nthIn(word.replace(/^the\s+/i, '').trim()))
  const kind = /^working/i.test(of) ? 'working day' : /^days?$/i.test(of) ? 'day' : weekdayNumber(of)
  const most = kind === 'day' ? 31 : kind === 'working day' ? 23 : 5
  const known = numbers.filter((one) => one !== null)
  return known.length === 0 || known.length !== numbers.length || kind === 0 || known.some((one) => one !== 'last' && one > most) ? null : { which: known, of: kind }
}

/** Words left beside something that comes back, where they say its day: "monthly" with "the first Monday", "weekly" with "on Fridays". What is left of them is given back. */
export function dayBeside(about: string, unit: string): { readonly moves: MovingDay; readonly rest: string } | null {
  const [pattern, of] = unit === 'week' ? [new RegExp(`(?:\\bon (?:a )?)?\\b(?<of>${weekdayWord})s?\\b`, 'i'), null] : unit === 'month' || unit === 'quarter' ? [new RegExp(`(?:\\b(?:on|by) )?(?:\\bthe )?\\b${anyOf([nthDays])}\\b|^(?:(?:on|by) )?(?:the )?(?<alone>[1-9]\\d?(?:st|nd|rd|th))$`, 'i'), 'day'] : [null, null]
  const match = pattern?.exec(about)
  const groups = match?.groups ?? {}
  const moves = match && (unit === 'week' ? { which: [1], of: weekdayNumber(groups['of']) } : movingIn(groups['which'] ?? groups['alone'], groups['of'] ?? of ?? ''))
  return match && moves ? { moves, rest: about.replace(match[0], ' ') } : null
}

/** "Every Monday", "on Fridays", "alternate Tuesdays". Plain "Monday" may be once. */
const eachWeekdayPattern = words(`(?:on |by )?(?:each|every) (?:(?<other>other|second|alternate) |single )?(?<day>${weekdayWord})s?`, `(?:on )?(?<alternate>alternate) (?<day2>${weekdayWord})s?`, '(?:on )?(?<plural>(?:mon|tues|wednes|thurs|fri|satur|sun)days)')
function eachWeekday(text: string, at: number): Found<Piece> | null {
  const match = matchAt(eachWeekdayPattern, text, at)
  const groups = match?.groups ?? {}
  const weekday = weekdayNumber(groups['day'] ?? groups['day2'] ?? groups['plural'])
  if (!match || weekday === 0 || /^\s+(?:of|in)\b/i.test(text.slice(at + match[0].length))) return null
  return { what: { is: 'repeats', every: [{ count: groups['other'] ?? groups['alternate'] ? 2 : 1, unit: 'week' }], moves: [{ which: [1], of: weekday }], leaning: false, words: match[0] }, to: at + match[0].length }
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

const oftenWord = '(?<bi>bi|semi|half|twice)[\\s-]?(?<biWord>annual(?:ly)?|year(?:ly)?|monthly|month|weekly|quarterly)|(?<simple>daily|weekly|fortnightly|monthly|quarterly|termly|annual(?:ly)?|yearly|per annum|p\\.a\\.?|bienn(?:ial|ially)|trienni(?:al|ally)|quadrenni(?:al|ally))'
const repetitionPatterns: readonly (readonly [RegExp, (groups: Readonly<Record<string, string | undefined>>, written: string) => Omit<Repeats, 'is' | 'words'> | null])[] = [
  [words(`(?:on )?(?:an? |the )?(?:${oftenWord})(?: basis)?`), readOften],
  [words('(?:on )?(?:an? )?(?<n>\\d{1,2}|two|three|four|five|six|twelve|eighteen)[\\s-](?<unit>daily|weekly|monthly|yearly)(?: basis)?'), (g) => simply(everyOf(countOf(g['n']), (g['unit'] ?? '').replace('daily', 'day').replace('ly', '')))],
  [words('(?:(?:at least )?once )?(?:in |of |during )?(?:each|every) (?:single )?(?:(?<n>\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|other|second|alternate|third|fourth|fifth) )?(?:financial |calendar |municipal |council |academic |school )?(?<unit>days?|weeks?|fortnights?|months?|quarters?|terms?|years?)(?: (?:after that|after this|afterwards|thereafter|from then(?: on)?))?'), (g) => countOf(g['n'] ?? '1') === 0 ? null : { ...simply(everyOf(countOf(g['n'] ?? '1'), g['unit'] ?? '')), leaning: true }],
  [words('(?:at least )?(?:(?<n>once|twice|thrice)|(?<m>\\d{1,2}|one|two|three|four|five|six)(?: times| x|x)?) (?:a|per|each|every|in (?:a|each|every|the)) (?<unit>day|week|month|quarter|term|year|annum)|(?<p>once|twice) (?<adverb>yearly|annually|monthly|weekly|quarterly)'), readTimes],
  [words('(?:per|a) (?<unit>week|month|quarter|term|year|annum)'), (g) => ({ ...simply(everyOf(1, (g['unit'] ?? '').replace(/annum/i, 'year'))), leaning: true })],
  [words('(?:on (?:a )?)?regular(?:ly)?(?: basis| intervals)?|at regular intervals|periodic(?:al)?(?:ly)?|frequent(?:ly)?|from time to time'), (_, written) => ({ every: [{ count: 1, unit: 'month' }, { count: 1, unit: 'quarter' }, { count: 6, unit: 'month' }, { count: 1, unit: 'year' }], leaning: false, question: `How often is “${written}”?` })],
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
const edgePattern = edge({
  next: ['(?:next|first|initial)(?! (?:quarter|qtr|half|week|term|year))(?: \\w+)?(?: (?:is )?due)?(?: (?:by|in|on))?', '(?:next|first) due'],
  after: ['after', 'post(?=-)'],
  before: ['before', 'prior to', 'ahead of', 'in advance of'],
  from: ['(?:effective |as )?from', 'since', 'start(?:s|ing|ed)?(?: date)?:?(?: (?:in|on|from))?', 'begin(?:s|ning)?(?: (?:in|on|from))', 'commenc(?:es?|ing)(?: (?:in|on|from))?', 'not before', 'no earlier than', 'w\\.?e\\.?f\\.?'],
  throughout: ['throughout'],
  until: ['until', 'till', 'up to', 'through(?: to)?', 'ending(?: in)?', 'expires?'],
  by: [
    '(?:to be )?(?:completed?|done|delivered|achieved|in place|finished|published|reviewed)?\\s*(?:by(?: no later than)?|no later than|not later than|on or before|at the latest by|latest)',
    'due(?: (?:by|on|in))?', 'in', 'on', 'during', 'for', 'at', 'within', 'of', 'target(?: date)?:?', 'deadline:?',
  ],
})

function edge(edges: Readonly<Record<Edge, readonly string[]>>): RegExp {
  const named = Object.entries(edges).map(([name, sources]) => `(?<${name}>${anyOf(sources)})`).join('|')
  return new RegExp(`(?<![A-Za-z])(?:${named})(?:\\s+|(?<=post)-)(?:the\\s+)?`, 'iy')
}

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
  return /^ (?!(?:each|every) (?:year|financial|calendar)\b|annually\b|and\b|to\b|or\b|with\b|by\b|in\b|at\b|on\b|if\b|as\b|then\b|but\b|for\b|when\b|until\b|following\b|subject\b|for\b)[A-Za-z]{3,}/i.test(text.slice(after, after + 40))
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

const finishedPattern = words('(?:action |now |already |fully )?(?:completed?|done|achieved|closed|finished|implemented|discharged)(?! (?:by|before|no later|of|and)\\b)')
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

const ongoingPattern = words(
  '(?:(?:this is |is )?(?:an? )?)?on[\\s-]?going(?: (?:basis|commitment|work|process|activity))?', 'on an? (?:on[\\s-]?going|rolling|continu(?:al|ous|ing)) basis', 'continu(?:ous|al|ing)(?:ly)?(?: (?:basis|process))?', 'to continue',
  'rolling(?: (?:programme|basis))?', 'long[\\s-]?term(?: (?:goal|commitment|aim))?', 'business as usual', 'bau',
  '(?:as (?:and|&) when|as|when|where|if) (?:and when )?(?:it is |they are )?(?:required|needed|necessary|appropriate|requested|they arise|it arises|arising|applicable|opportunities arise)', 'as (?:and|&) when', 'ad[\\s-]?hoc',
  'all year(?: round)?', 'at all times', 'throughout(?: the)?(?: (?:year|period|life(?:time)?))?', 'in progress', 'under\\s?way', 'permanent(?:ly)?', 'open[\\s-]ended', 'always', 'indefinite(?:ly)?',
)
function ongoing(text: string, at: number): Found<Piece> | null {
  const match = matchAt(ongoingPattern, text, at)
  return match && { what: sure({ kind: 'ongoing' }, match[0]), to: at + match[0].length }
}

const confirmPattern = words(`(?:dates? |timescales? |deadline )?(?:is |are |still )?(?:${[
  't\\.?\\s?b\\.?\\s?[cda]\\.?', 'to be (?:confirmed|agreed|determined|decided|arranged|set|scheduled|advised|established|finalised|identified|announced|defined)', 'not yet (?:known|agreed|set|confirmed)',
  'awaiting (?:date|confirmation)', 'unknown', 'yet to be (?:confirmed|agreed|decided|set)', 'when known',
].join('|')})(?: (?:dates?|timescales?))?`)
function toBeConfirmed(text: string, at: number): Found<Piece> | null {
  const match = matchAt(confirmPattern, text, at)
  return match && { what: sure({ kind: 'to be confirmed' }, match[0]), to: at + match[0].length }
}

/** How soon, and no day: "ASAP", "immediate", "short term". Only the writer knows which day that was to be. */
const soonPattern = words(
  '(?<now>a\\.?s\\.?a\\.?p\\.?|as soon as (?:is )?(?:possible|practicable|practical)|immediate(?:ly)?(?: effect)?|with immediate effect|urgent(?:ly)?|without delay|soon|now|straight\\s?away)',
  '(?<term>(?:short|medium|mid)(?:\\s*(?:/|to|-|and)\\s*(?:medium|long|mid))?[\\s-]*term)',
)
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

const elsewherePattern = words('\\(?(?:please )?see (?:above|below|[A-Za-z\\d](?:[^;.\\n]|\\.(?=\\S)){0,80})', 'as (?:above|below)', 'ditto', 'as per [^;.\\n]{1,80}', 'refer to [^;.\\n]{1,80}', 'as set out in [^;.\\n]{1,80}')
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
const eventPattern = words(
  '(?<line>in (?:line|accordance|conjunction|keeping) with|according to|aligned (?:with|to)|to (?:coincide|align) with|as part of|linked to|alongside|dependent (?:up)?on|depending on|depends on|subject to|determined by)',
  '(?<before>in advance of|prior to|before|ahead of|in time for|in readiness for)', '(?<after>following|after|upon|once|when|on completion of|post)', '(?<each>(?:at |for |after |before )?(?:each|every))',
  '(?<at>at the time of|at the next|at the point of|during|on(?! (?:target|track|schedule|hold|time|plan|course)\\b)|at(?! (?:least|most|all|present|times|the latest)\\b)|by(?: the)? next)',
)
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

export function sure(reading: Reading, written: string): AReading {
  return { is: 'reading', reading, questions: [], words: written }
}

/** A question with its options. One that was answered is a reading like any other; an open one shows what is proposed, or nothing. */
export function asked(question: string, options: Question['options'], proposed: number | null, written: string, context: ReadingContext): AReading {
  const label = context.answers?.[question]
  const chosen = options.find((option) => option.label === label)
  if (chosen) return sure(chosen.reading, written)
  const proposal = proposed === null ? undefined : options[proposed]?.reading
  return { is: 'reading', reading: proposal ? { ...proposal, asked: true } : { kind: 'ask', between: options.map((option) => option.reading) }, questions: [{ question, options }], words: written }
}
