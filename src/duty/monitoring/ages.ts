import type { Category, QuestionSet } from './question-set.ts'

/** Ages in full years. A band without an end goes on. */
export interface Ages { readonly from: number; readonly to?: number }

/** In full years. Somebody born on 29 February is a year older on 1 March of a year that has none. */
export function ageOn(born: Temporal.PlainDate, day: Temporal.PlainDate): number {
  const before = day.month < born.month || (day.month === born.month && day.day < born.day)
  return day.year - born.year - (before ? 1 : 0)
}

/** The band of an age; null for an age that the set has no band for, such as somebody of 15 in a workforce set. */
export function bandOf(age: number, set: QuestionSet): Category | null {
  return set.categories.find((each) => each.ages !== undefined && age >= each.ages.from && age <= (each.ages.to ?? Infinity)) ?? null
}

export function bandOfBirth(born: Temporal.PlainDate, day: Temporal.PlainDate, set: QuestionSet): Category | null {
  return bandOf(ageOn(born, day), set)
}

/** Whether each band of one set lies inside one band of another, so that its figures can be added up to the other's. */
export type Nesting =
  | { readonly nests: true; readonly into: Readonly<Record<string, string>> }
  | { readonly nests: false; readonly why: string }

export function nesting(fine: QuestionSet, coarse: QuestionSet): Nesting {
  const into: Record<string, string> = {}
  for (const band of fine.categories) {
    const around = band.ages === undefined ? undefined : bandAround(band.ages, coarse)
    if (around === undefined) return { nests: false, why: `${band.label} lies inside no band of “${coarse.name}”, so figures in “${fine.name}” cannot be added up to it.` }
    into[band.code] = around.code
  }
  return { nests: true, into }
}

/** The band of a set that holds all of these ages; none where they straddle two. */
export function bandAround(ages: Ages, set: QuestionSet): Category | undefined {
  return set.categories.find((each) => each.ages !== undefined && ages.from >= each.ages.from && (ages.to ?? Infinity) <= (each.ages.to ?? Infinity))
}

/** A band as people write it: `51-60`, `UNDER 21`, `over 70`, `65+`, `Less than 25`, `60 and over`. An open beginning is nought. */
export function readBand(word: string): Ages | null {
  const text = unEaten(word).toLowerCase().replaceAll(/[‐-―]/g, '-').replaceAll(/\b(years?|yrs?|aged?|of age|old)\b/g, ' ').replaceAll(/\s+/g, ' ').trim()
  const between = /^(\d{1,3}) ?(?:-|to|and|\/) ?(\d{1,3})$/.exec(text)
  if (between !== null) return ordered(Number(between[1]), Number(between[2]))
  const under = /^(?:under|below|less than|younger than|<) ?(\d{1,3})$/.exec(text)
  if (under !== null) return { from: 0, to: Number(under[1]) - 1 }
  const upTo = /^(?:up to|<=|≤|to) ?(\d{1,3})$|^(\d{1,3}) (?:and|or|&) (?:under|below|younger|less)$/.exec(text)
  if (upTo !== null) return { from: 0, to: Number(upTo[1] ?? upTo[2]) }
  const over = /^(?:over|above|more than|older than|>) ?(\d{1,3})$/.exec(text)
  if (over !== null) return { from: Number(over[1]) + 1 }
  const from = /^(\d{1,3}) ?\+$|^(\d{1,3}) ?(?:and|or|&) ?(?:over|above|older|more)$|^(?:from|>=|≥) ?(\d{1,3})$|^(\d{1,3}) ?plus$/.exec(text)
  return from === null ? null : { from: Number(from.slice(1).find((each) => each !== undefined)) }
}

function ordered(from: number, to: number): Ages | null {
  return from <= to && to <= 120 ? { from, to } : null
}

/** Spreadsheets read `10-14` and `5-9` as days: `Oct-14`, `14-Oct`, `09-May`. */
function unEaten(word: string): string {
  const [, first = '', second = ''] = /^\s*'?([a-z]{3}|\d{1,2})-([a-z]{3}|\d{1,2})\s*$/i.exec(word) ?? []
  const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
  const monthFirst = months.indexOf(first.toLowerCase()) + 1
  const monthSecond = months.indexOf(second.toLowerCase()) + 1
  if (monthFirst > 0 && /^\d+$/.test(second)) return monthFirst < Number(second) ? `${monthFirst}-${Number(second)}` : `${Number(second)}-${monthFirst}`
  if (monthSecond > 0 && /^\d+$/.test(first)) return monthSecond < Number(first) ? `${monthSecond}-${Number(first)}` : `${Number(first)}-${monthSecond}`
  return word
}

export type DateOrder = 'day first' | 'month first'

/** Which of the two orders all words of a column can be read in; null where both can be, or neither. */
export function dateOrderOf(words: readonly string[]): DateOrder | null {
  let first = 0
  let second = 0
  for (const word of words) {
    const [, one, two] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b/.exec(word) ?? []
    if (Number(one) > 12) first += 1
    if (Number(two) > 12) second += 1
  }
  return first > 0 && second === 0 ? 'day first' : second > 0 && first === 0 ? 'month first' : null
}

/**
 * A day of birth as extracts write it: ISO, `17/05/1980`, `17-May-80`, `17 May 1980`, a spreadsheet's day number, or the
 * year alone (then 1 July stands for it). Null for anything that would make the person younger than 14 or older than 100 on `on`.
 */
export function readBirth(word: string, on: Temporal.PlainDate, order: DateOrder = 'day first'): Temporal.PlainDate | null {
  const text = word.trim().replace(/[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$/, '')
  const born = readIso(text) ?? readNumbers(text, order, on) ?? readNamed(text, on) ?? readDayNumber(text) ?? readYear(text)
  if (born === null) return null
  const age = ageOn(born, on)
  return age >= 14 && age <= 100 ? born : null
}

function readIso(text: string): Temporal.PlainDate | null {
  const [, year, month, day] = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(text) ?? []
  return year === undefined ? null : dayAt(Number(year), Number(month), Number(day))
}

function readNumbers(text: string, order: DateOrder, on: Temporal.PlainDate): Temporal.PlainDate | null {
  const [, one, two, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(text) ?? []
  if (one === undefined || year === undefined) return null
  const [day, month] = order === 'day first' ? [Number(one), Number(two)] : [Number(two), Number(one)]
  return dayAt(fullYear(year, on), month, day)
}

function readNamed(text: string, on: Temporal.PlainDate): Temporal.PlainDate | null {
  const [, day, month, year] = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ -](\d{2}|\d{4})$/i.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return null
  const number = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(month.slice(0, 3).toLowerCase()) + 1
  return number === 0 ? null : dayAt(fullYear(year, on), number, Number(day))
}

/** Days since 30 December 1899, as spreadsheets count. */
function readDayNumber(text: string): Temporal.PlainDate | null {
  return /^\d{4,5}(\.0+)?$/.test(text) && Number(text) > 5000 ? Temporal.PlainDate.from('1899-12-30').add({ days: Math.trunc(Number(text)) }) : null
}

function readYear(text: string): Temporal.PlainDate | null {
  return /^(19|20)\d\d$/.test(text) ? Temporal.PlainDate.from({ year: Number(text), month: 7, day: 1 }) : null
}

/** Two digits mean the latest such year in which somebody would be 14 or more. */
function fullYear(year: string, on: Temporal.PlainDate): number {
  if (year.length === 4) return Number(year)
  const thisCentury = Math.floor(on.year / 100) * 100 + Number(year)
  return thisCentury > on.year - 14 ? thisCentury - 100 : thisCentury
}

function dayAt(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return day <= first.daysInMonth ? first.with({ day }) : null
}
