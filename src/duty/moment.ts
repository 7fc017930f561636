import { dayInWords, dayOfWeekInWords, easterSunday, lastOfMonth, monthInWords, monthName, rangeInWords } from './dates.ts'
import { laterBy, movingDayIn, movingDayInWords, type MovingDay } from './moving-days.ts'
import { calendarQuarter, financialQuarter, financialYear, financialYearInWords, type Quarter, type QuarterNumber } from './quarters.ts'

/**
 * One date as councils write it: `30th June 2024`, `Sept 02`, `16/17`, `Q4 2025`, `Spring term 2017`, `June`. Reads what stands at one
 * place in a text; what it is due for, and whether it comes back, is for `deadline.ts` to say.
 */
export type Moment = Known | Unclear | Yearless

/** A stretch of days that the words fix: a month is all its days, a day is one. */
export interface Span {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly precision: Precision
  /** Several years at once, `2022 - 2026`: a window and no due day, until the words say "by the end of". */
  readonly several?: true
}

export const precisions = ['day', 'month', 'quarter', 'term', 'season', 'half year', 'financial year', 'academic year', 'year'] as const
export type Precision = (typeof precisions)[number]

export interface Known { readonly is: 'known'; readonly span: Span }

/** The words fit more than one stretch of days. */
export interface Unclear {
  readonly is: 'unclear'
  readonly question: string
  readonly choices: readonly { readonly label: string; readonly moment: Known | Yearless }[]
  /** The first choice is what such words nearly always mean: shown as the proposal, and still asked. */
  readonly proposed: boolean
}

/** A time of the year with no year said: `June`, `31 March`, `Q2`, `autumn`, `year end`. Months count from 1. */
export interface Yearless {
  readonly is: 'yearless'
  readonly name: string
  /** Where it lies in a given year; a quarter or a winter may have two homes. */
  readonly inYear: (year: number) => Known | Unclear
  /** The month and day by which it is due each year, the last day of a month; null where that is unclear or moves. */
  readonly anchor: { readonly month: number; readonly day: number | 'last' } | null
  readonly season?: string
  /** Where it is another day each year: the last Friday in July, Easter. */
  readonly moves?: MovingDay
}

export interface Found<What> { readonly what: What; readonly to: number }

/** Years outside this are taken for other numbers. */
export const firstYear = 1990
export const lastYear = 2060

/** What date stands at this place, if any does. `to` is where it ends. The longest reading wins; days come before months. */
export function momentAt(text: string, at: number, afterPreposition = false): Found<Moment> | null {
  for (const [pattern, read] of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const what = match && read(match.groups ?? {}, match[0], afterPreposition)
    if (match && what) return { what, to: at + match[0].length }
  }
  return null
}

type Groups = Readonly<Record<string, string | undefined>>
type Pattern = readonly [RegExp, (groups: Groups, words: string, afterPreposition: boolean) => Moment | null]

const month = '(?<month>jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?'
const dayNumber = '(?<day>3[01]|[12]\\d|0?[1-9])(?:\\s?(?:st|nd|rd|th))?'
const year4 = '(?<year>(?:19|20)\\d\\d)(?![\\d])'
/** `2024`, `24` or `'24`, after a word that no day of the month could follow. */
const shortYear = "(?<year>(?:19|20)\\d\\d|'?\\d\\d)(?![\\d/.:-])"
const weekday = '(?:(?<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?)?'
const notMore = '(?![\\d]|[/.:]\\d)'
const twoYears = "(?<first>(?:19|20)\\d\\d|\\d\\d)\\s?(?<sign>[/-]|\\s-\\s|\\s/\\s|\\sto\\s)\\s?(?<second>(?:19|20)\\d\\d|\\d\\d)(?![\\d]|[/.:-]\\d)"
const ofWord = '(?:\\s*[,-]?\\s*(?:of |in )?(?:the )?(?:financial year |fy\\s*)?)'
const term = '(?<term>autumn|spring|summer|michaelmas|lent|hilary|trinity) (?:school )?term\\b(?: [12]\\b)?'
const season = '(?<season>spring|summer|autumn|winter|spring\\s?/\\s?summer|summer\\s?/\\s?autumn|autumn\\s?/\\s?winter|winter\\s?/\\s?spring)\\b'
const quarter = '(?:q|qtr\\.?\\s?|quarter\\s|qu\\s?)(?<quarter>[1-4])(?![\\d])'
const ordinalQuarter = '(?<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th) (?:quarter|qtr)\\b'
const half = '(?:(?<half>first|second|1st|2nd) half\\b|h(?<halfNumber>[12])\\b)'
const awareness = [
  'new year', "international women'?s day", 'holocaust memorial day', 'lgbt[a-z+]* history month', 'black history month', 'world mental health day',
  'international day of (?:disabled people|(?:people|persons) with disabilities)', 'windrush day', 'world aids day', 'trans(?:gender)? day of visibility',
].join('|')
const feast = `(?<feast>good friday|easter(?: (?:sunday|monday))?|palm sunday|ascension day|whit(?:sun(?:day)?| sunday| monday)|pentecost|christmas|xmas|${awareness})(?: day)?`
const bankHoliday = '(?:the )?(?<feast>(?:early may|may day|spring|late may|summer|august) bank holiday)(?: monday)?'
const easterHolidays = 'easter (?:school )?(?:holidays?|break|vacation|recess)'
const nthDay = `(?:the )?(?<nth>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th) (?:(?<nthWeekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?<nthWorking>working day))`

const patterns: readonly Pattern[] = [
  at('(?<year>\\d{4})-(?<number>\\d{1,2})-(?<day>\\d{1,2})(?:t[\\d:.]+z?)?(?!\\d)', (g) => known(dayOf(g['year'], Number(g['number']), g['day']))),
  at(`${weekday}(?<day>\\d{1,2})(?<s>[/.-])(?<number>\\d{1,2})\\k<s>(?<year>\\d{4}|\\d{2})(?![\\d/])`, readNumbers),
  at(`${weekday}(?:the )?${dayNumber}(?: of)?[\\s-]*${month},?[\\s-]*${year4}`, readDay),
  at(`${weekday}(?:the )?${dayNumber}(?: of)?[\\s-]+${month}[\\s-]+'?(?<year>\\d\\d)${notMore}`, readDay),
  at(`${month} ${dayNumber},? ${year4}`, readDay),
  at(`${month}${ofWord}\\s*${twoYears}`, readMonthOfFinancialYear),
  at(`${month}(?:\\s*[,/-]?\\s*| of | in )${year4}`, (g) => monthOf(g['year'], g['month'])),
  at(`${month}\\s?(?<s>[-']|\\s'|-')\\s?(?<year>\\d\\d)${notMore}`, (g) => monthOf(g['year'], g['month'])),
  at(`${month}\\s?(?<year>\\d\\d)(?!\\s?(?:st|nd|rd|th)\\b)${notMore}`, readMonthOrDay),
  at(`(?<number>0?[1-9]|1[0-2])/${year4}`, (g) => monthOf(g['year'], g['number'])),
  at(`${weekday}(?:the )?${dayNumber}(?: of)?[\\s-]+${month}(?!,?\\s*(?:19|20)\\d\\d)`, (g) => eachYearOn(monthNumber(g['month']), Number(g['day']))),
  at(`${month} ${dayNumber}(?!\\d)`, (g) => eachYearOn(monthNumber(g['month']), Number(g['day']))),
  at(`${quarter}${ofWord}\\s*${twoYears}`, readQuarterOfFinancialYear),
  at(`${quarter}${ofWord}\\s*${shortYear}`, (g, words) => clearOrAsked(yearlessQuarter(quarterIn(g)), g['year'], words)),
  at(`${twoYears}${ofWord}\\s*${quarter}`, readQuarterOfFinancialYear),
  at(`${year4}${ofWord}\\s*${quarter}`, (g, words) => clearOrAsked(yearlessQuarter(quarterIn(g)), g['year'], words)),
  at(`${ordinalQuarter}${ofWord}\\s*${twoYears}`, readQuarterOfFinancialYear),
  at(`${ordinalQuarter}${ofWord}\\s*${shortYear}`, (g, words) => clearOrAsked(yearlessQuarter(quarterIn(g)), g['year'], words)),
  at(quarter, (g) => yearlessQuarter(quarterIn(g))),
  at(`${ordinalQuarter}(?! of (?:each|every))`, (g) => yearlessQuarter(quarterIn(g))),
  at(`${half}${ofWord}\\s*${twoYears}`, readHalfOfFinancialYear),
  at(`${half}${ofWord}\\s*${year4}`, readHalf),
  at(`${term}${ofWord}\\s*(?:${twoYears})`, (g, words) => readTerm(g['term'], g['first'] && fullYear(g['first']), g['second'] && secondYear(g), words)),
  at(`${term}${ofWord}\\s*${shortYear}`, (g, words) => readTerm(g['term'], fullYear(g['year']), fullYear(g['year']), words)),
  at(term, (g) => yearlessTerm(g['term'])),
  at(`${bankHoliday}${ofWord}\\s*${shortYear}`, (g, words) => clearOrAsked(feastOf(g['feast']), g['year'], words)),
  at(bankHoliday, (g) => feastOf(g['feast'])),
  at(`${season}${ofWord}\\s*${twoYears}`, (g) => seasonOf(g['season'], g['first'] && fullYear(g['first']), g['second'] && secondYear(g))),
  at(`${season}${ofWord}\\s*${shortYear}`, (g, words) => clearOrAsked(yearlessSeason(g['season']), g['year'], words)),
  at(season, (g) => yearlessSeason(g['season'])),
  at(`${nthDay} (?:of|in) ${month}(?:\\s*,?\\s*| of | in )${year4}`, (g, words) => clearOrAsked(nthDayOf(g), g['year'], words)),
  at(`${nthDay} (?:of|in) ${month}`, (g) => nthDayOf(g)),
  at(`${easterHolidays}${ofWord}\\s*${shortYear}`, (g, words) => clearOrAsked(easterBreak(), g['year'], words)),
  at(easterHolidays, () => easterBreak()),
  at(`${feast}${ofWord}\\s*${shortYear}`, (g, words) => clearOrAsked(feastOf(g['feast']), g['year'], words)),
  at(feast, (g) => feastOf(g['feast'])),
  at(`(?:the )?academic year (?:of )?${twoYears}`, (g, words) => readAcademicYear(g, words)),
  at(`${twoYears} academic year`, (g, words) => readAcademicYear(g, words)),
  at(`(?:the )?(?:calendar year (?:of )?)${year4}`, (g) => yearOf(Number(g['year']))),
  at(`(?:the )?(?:(?:financial|fiscal|municipal|council) years? (?:of )?|fy\\s?'?|f/y\\s?|years? )?${twoYears}(?: (?:financial|fiscal) year)?(?:[\\s-]year[\\s-]end)?`, readYears),
  at('(?<year>(?:19|20)\\d\\d)-(?<number>0[1-9]|1[0-2])(?![\\d-])', (g) => monthOf(g['year'], g['number'])),
  at(`(?:the )?(?<name>financial year|fiscal year|fy)\\s?'?(?<year>\\d{4}|\\d\\d)${notMore}`, readOneFinancialYear),
  at('(?<day>3[01]|[12]\\d|0?[1-9])/(?<number>1[0-2]|0?[1-9])(?![\\d/])', (g) => eachYearOn(Number(g['number']), Number(g['day']))),
  at(`(?:the )?(?:year |calendar year )?${year4}(?: calendar year)?(?!\\s?%|,\\d)`, (g) => yearOf(Number(g['year']))),
  at(month, (g, words, afterPreposition) => (afterPreposition || isMonthName(words) ? eachYearOn(monthNumber(g['month']), 'last') : null)),
]

/** A space in the source is any white space. */
function at(source: string, read: Pattern[1]): Pattern {
  return [new RegExp(`(?<![A-Za-z\\d])(?:${source.replaceAll(' ', '\\s+')})(?![A-Za-z])`, 'iy'), read]
}

/** "may" is a verb and "march" a walk far more often than a month in small letters. */
function isMonthName(words: string): boolean {
  return !/^(?:may|mar|march)\.?$/.test(words)
}

function known(span: Span | null): Known | null {
  return span && { is: 'known', span }
}

function fullYear(written: string | undefined): number | null {
  const digits = written?.replace(/^'/, '')
  if (digits === undefined || !/^\d{2}(\d\d)?$/.test(digits)) return null
  const number = Number(digits)
  const year = digits.length === 4 ? number : number <= lastYear - 2000 ? 2000 + number : 1900 + number
  return year >= firstYear && year <= lastYear ? year : null
}

/** The second of two years: in `2016/17` and `16/17` it takes its century from the first. */
function secondYear(groups: Groups): number | null {
  const first = fullYear(groups['first'])
  const second = groups['second']
  if (first === null || second === undefined) return null
  const year = second.length === 4 ? Number(second) : Math.floor(first / 100) * 100 + Number(second) + (Number(second) < first % 100 ? 100 : 0)
  return year > first && year <= lastYear + 1 ? year : null
}

const monthStarts = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthNumber(written: string | undefined): number {
  return /^\d+$/.test(written ?? '') ? Number(written) : monthStarts.indexOf((written ?? '').slice(0, 3).toLowerCase()) + 1
}

function dayOf(year: string | undefined, monthIs: number, day: string | undefined): Span | null {
  const inYear = fullYear(year)
  if (inYear === null || monthIs < 1 || monthIs > 12 || Number(day) < 1 || Number(day) > lastOfMonth(inYear, monthIs).day) return null
  const on = Temporal.PlainDate.from({ year: inYear, month: monthIs, day: Number(day) })
  return { from: on, to: on, precision: 'day' }
}

function monthOf(year: string | number | undefined, written: string | number | undefined): Known | null {
  const inYear = fullYear(String(year))
  const number = monthNumber(String(written))
  if (inYear === null || number < 1 || number > 12) return null
  return { is: 'known', span: { from: Temporal.PlainDate.from({ year: inYear, month: number, day: 1 }), to: lastOfMonth(inYear, number), precision: 'month' } }
}

function yearOf(year: number): Known | null {
  if (year < firstYear || year > lastYear) return null
  return { is: 'known', span: { from: Temporal.PlainDate.from({ year, month: 1, day: 1 }), to: Temporal.PlainDate.from({ year, month: 12, day: 31 }), precision: 'year' } }
}

function financialYearOfTwo(beginning: number): Known {
  const { from, to } = financialYear(beginning)
  return { is: 'known', span: { from, to, precision: 'financial year' } }
}

function ofQuarter(found: Quarter): Known {
  return { is: 'known', span: { from: found.from, to: found.to, precision: 'quarter' } }
}

function readDay(groups: Groups, words: string): Moment | null {
  const span = dayOf(groups['year'], monthNumber(groups['month']), groups['day'])
  return span ? askAboutWeekday(span, groups['weekday'], words) : noSuchDay(groups['year'], monthNumber(groups['month']), groups['day'], words)
}

/** 29 February 2023 and 31 April 2024 do not exist. The end of the month is what they nearly say, and a person must say it. */
function noSuchDay(year: string | undefined, monthIs: number, day: string | undefined, words: string): Moment | null {
  const inMonth = monthOf(year, monthIs)
  if (!inMonth || Number(day) > 31 || Number(day) < 1) return null
  const last: Span = { from: inMonth.span.to, to: inMonth.span.to, precision: 'day' }
  return { is: 'unclear', proposed: false, question: `There is no “${words.trim()}”. Which day is it?`, choices: [{ label: dayInWords(last.to), moment: { is: 'known', span: last } }, { label: dayInWords(last.to.add({ days: 1 })), moment: { is: 'known', span: { from: last.to.add({ days: 1 }), to: last.to.add({ days: 1 }), precision: 'day' } } }] }
}

/** `Monday 31 March 2017` was a Friday: one of the two is wrong, and only the writer knows which. */
function askAboutWeekday(span: Span, weekdayWritten: string | undefined, words: string): Moment {
  const named = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf((weekdayWritten ?? '').slice(0, 3).toLowerCase()) + 1
  if (named === 0 || named === span.from.dayOfWeek) return { is: 'known', span }
  const choices = [span, ...[-3, -2, -1, 1, 2, 3].map((days) => span.from.add({ days })).filter((day) => day.dayOfWeek === named).map((day): Span => ({ from: day, to: day, precision: 'day' }))]
  return { is: 'unclear', proposed: false, question: `“${words}” names a day of the week that is not on that date. Which day is it?`, choices: choices.map((one) => ({ label: dayOfWeekInWords(one.from), moment: { is: 'known', span: one } })) }
}

/** Day first, as it is written in Britain. `03/31/2025` can only be month first, and is asked. */
function readNumbers(groups: Groups, words: string): Moment | null {
  const dayFirst = dayOf(groups['year'], Number(groups['number']), groups['day'])
  if (dayFirst) return askAboutWeekday(dayFirst, groups['weekday'], words)
  const monthFirst = dayOf(groups['year'], Number(groups['day']), groups['number'])
  if (!monthFirst) return noSuchDay(groups['year'], Number(groups['number']), groups['day'], words)
  return { is: 'unclear', proposed: true, question: `“${words}” is not a day when read day first. Is it ${dayInWords(monthFirst.from)}?`, choices: [{ label: `Yes, ${dayInWords(monthFirst.from)}`, moment: { is: 'known', span: monthFirst } }] }
}

/** `Oct 04` is October 2004 in the plans that councils publish, and can be read as 4 October. `Oct 45` cannot. */
function readMonthOrDay(groups: Groups, words: string): Moment | null {
  const asMonth = monthOf(groups['year'], groups['month'])
  const number = monthNumber(groups['month'])
  const asDay = eachYearOn(number, Number(groups['year']))
  if (!asMonth) return asDay
  if (!asDay) return asMonth
  return { is: 'unclear', proposed: true, question: `Does “${words}” mean ${monthInWords(asMonth.span.from)} or ${asDay.name}?`, choices: [{ label: monthInWords(asMonth.span.from), moment: asMonth }, { label: asDay.name, moment: asDay }] }
}

/** `March 2016/17` lies in the second of the two years, `June 2016/17` in the first. */
function readMonthOfFinancialYear(groups: Groups): Moment | null {
  const first = fullYear(groups['first'])
  if (first === null || secondYear(groups) !== first + 1) return null
  const number = monthNumber(groups['month'])
  return monthOf(number >= 4 ? first : first + 1, number)
}

const ordinals: Readonly<Record<string, QuarterNumber>> = { first: 1, '1st': 1, second: 2, '2nd': 2, third: 3, '3rd': 3, fourth: 4, '4th': 4, final: 4, last: 4, 1: 1, 2: 2, 3: 3, 4: 4 }

function quarterIn(groups: Groups): QuarterNumber {
  return ordinals[(groups['quarter'] ?? groups['ordinal'] ?? '1').toLowerCase()] ?? 1
}

function readQuarterOfFinancialYear(groups: Groups): Moment | null {
  const first = fullYear(groups['first'])
  return first !== null && secondYear(groups) === first + 1 ? ofQuarter(financialQuarter(first, quarterIn(groups))) : null
}

/** Councils count quarters from April and suppliers from January. Both write `Q4 2025`. */
function yearlessQuarter(number: QuarterNumber): Yearless {
  return {
    is: 'yearless', name: `quarter ${number}`, anchor: null,
    inYear: (year) => {
      const [calendar, financial] = [calendarQuarter(year, number), financialQuarter(year, number)]
      return {
        is: 'unclear', proposed: false, question: `Is “Q${number} ${year}” a quarter of the calendar year or of the financial year?`,
        choices: [
          { label: `Calendar year: ${rangeInWords(calendar.from, calendar.to)}`, moment: ofQuarter(calendar) },
          { label: `Financial year ${financialYearInWords(financialYear(year))}: ${rangeInWords(financial.from, financial.to)}`, moment: ofQuarter(financial) },
        ],
      }
    },
  }
}

function clearOrAsked(yearless: Yearless, year: string | undefined, words: string): Moment | null {
  const inYear = fullYear(year)
  if (inYear === null) return null
  const moment = yearless.inYear(inYear)
  return moment.is === 'unclear' ? { ...moment, question: moment.question.replace(/“[^”]*”/, `“${words.trim()}”`) } : moment
}

function halfIn(groups: Groups): 1 | 2 {
  return /^(?:first|1st|1)$/i.test(groups['half'] ?? groups['halfNumber'] ?? '') ? 1 : 2
}

function readHalf(groups: Groups, words: string): Moment | null {
  const year = fullYear(groups['year'])
  if (year === null) return null
  const [calendar, financial] = [halfYear(calendarQuarter(year, halfIn(groups) === 1 ? 1 : 3), calendarQuarter(year, halfIn(groups) === 1 ? 2 : 4)), halfYear(financialQuarter(year, halfIn(groups) === 1 ? 1 : 3), financialQuarter(year, halfIn(groups) === 1 ? 2 : 4))]
  return {
    is: 'unclear', proposed: false, question: `Is “${words.trim()}” half of the calendar year or of the financial year?`,
    choices: [{ label: `Calendar year: ${rangeInWords(calendar.span.from, calendar.span.to)}`, moment: calendar }, { label: `Financial year: ${rangeInWords(financial.span.from, financial.span.to)}`, moment: financial }],
  }
}

function readHalfOfFinancialYear(groups: Groups): Moment | null {
  const first = fullYear(groups['first'])
  if (first === null || secondYear(groups) !== first + 1) return null
  return halfIn(groups) === 1 ? halfYear(financialQuarter(first, 1), financialQuarter(first, 2)) : halfYear(financialQuarter(first, 3), financialQuarter(first, 4))
}

function halfYear(first: Quarter, second: Quarter): Known {
  return { is: 'known', span: { from: first.from, to: second.to, precision: 'half year' } }
}

/**
 * Terms end on days that each council sets, and spring's ends with Easter: the month is known, the day is asked.
 * In `Spring term 2016/17` the autumn lies in the first year and the rest in the second.
 */
function readTerm(name: string | undefined, first: number | null | '' | undefined, second: number | null | '' | undefined, words: string): Moment | null {
  const kind = termKind(name)
  const year = kind === 'autumn' ? first : second
  if (!year || fullYear(String(year)) === null) return null
  const [start, ends] = kind === 'autumn' ? [`${year}-09-01`, [`${year}-12-20`, `${year}-12-31`]]
    : kind === 'spring' ? [`${year}-01-01`, [`${year}-03-31`, easterSunday(year).subtract({ days: 3 }).toString()]]
    : [`${year}-04-15`, [`${year}-07-20`, `${year}-07-31`]]
  const days = [...new Set(ends)].map((end) => Temporal.PlainDate.from(end)).toSorted(Temporal.PlainDate.compare)
  return {
    is: 'unclear', proposed: false, question: `On which day does “${words.trim()}” end?`,
    choices: days.map((to) => ({ label: dayInWords(to), moment: { is: 'known', span: { from: Temporal.PlainDate.from(start), to, precision: 'term' } } })),
  }
}

function termKind(name: string | undefined): 'autumn' | 'spring' | 'summer' {
  const word = (name ?? '').toLowerCase()
  return word === 'autumn' || word === 'michaelmas' ? 'autumn' : word === 'summer' || word === 'trinity' ? 'summer' : 'spring'
}

function yearlessTerm(name: string | undefined): Yearless {
  const kind = termKind(name)
  return { is: 'yearless', name: `the ${kind} term`, anchor: null, season: `${kind} term`, inYear: (year) => {
    const moment = readTerm(kind, year, year, `${kind} term ${year}`)
    return moment && moment.is === 'unclear' ? moment : { is: 'known', span: { from: Temporal.PlainDate.from({ year, month: 1, day: 1 }), to: Temporal.PlainDate.from({ year, month: 12, day: 31 }), precision: 'term' } }
  } }
}

/** Seasons end with their third month, as the Met Office counts them: spring is March to May. A winter lies in two years. */
const seasonMonths: Readonly<Record<string, readonly [number, number]>> = { spring: [3, 5], summer: [6, 8], autumn: [9, 11], winter: [12, 2] }

function seasonIn(written: string | undefined): { readonly first: string; readonly last: string } {
  const [first = 'spring', last] = (written ?? '').toLowerCase().split('/').map((word) => word.trim())
  return { first, last: last ?? first }
}

/** A season across two years, `winter 2023/24` or `spring 2023/24`: December is in the first, January to March in the second, spring too. */
function seasonOf(written: string | undefined, first: number | null | '' | undefined, second: number | null | '' | undefined): Moment | null {
  const { first: opening, last } = seasonIn(written)
  if (!first || second !== first + 1) return null
  const year = last === 'spring' || last === 'winter' ? second : first
  const [from] = seasonMonths[opening] ?? [1]
  const [, to] = seasonMonths[last] ?? [1, 12]
  return { is: 'known', span: { from: Temporal.PlainDate.from({ year: from > to ? year - 1 : year, month: from, day: 1 }), to: lastOfMonth(year, to), precision: 'season' } }
}

function yearlessSeason(written: string | undefined): Yearless {
  const { first, last } = seasonIn(written)
  const name = first === last ? `the ${first}` : `${first} or ${last}`
  return { is: 'yearless', name, anchor: null, season: first === last ? first : `${first} or ${last}`, inYear: (year) => {
    const to = seasonMonths[last]?.[1] ?? 12
    const from = seasonMonths[first]?.[0] ?? 1
    const ending = (on: Temporal.PlainDate): Known => ({ is: 'known', span: { from: Temporal.PlainDate.from({ year: from > on.month ? on.year - 1 : on.year, month: from, day: 1 }), to: on, precision: 'season' } })
    const question = `By which day is “${first === last ? first : `${first}/${last}`} ${year}” over?`
    const choices = last === 'winter'
      ? [lastOfMonth(year, 12), lastOfMonth(year + 1, 2), ...(first === 'winter' ? [lastOfMonth(year, 2)] : [])].map((on) => ({ label: dayInWords(on), moment: on.month === 12 ? { ...ending(on), span: { from: Temporal.PlainDate.from({ year, month: 12, day: 1 }), to: on, precision: 'season' as const } } : ending(on) }))
      : [lastOfMonth(year, to), lastOfMonth(year, to).add({ months: 1 })].map((on) => lastOfMonth(on.year, on.month)).map((on) => ({ label: `The end of ${monthInWords(on)}`, moment: ending(on) }))
    return { is: 'unclear', proposed: last !== 'winter', question, choices }
  } }
}

/** Days and months of the equality calendar that fall on the same date each year. */
const namedDays: readonly (readonly [RegExp, string, { readonly month: number; readonly day: number | 'last' }])[] = [
  [/^(?:christmas|xmas)/i, 'Christmas', { month: 12, day: 25 }], [/^new/i, 'New Year', { month: 1, day: 1 }], [/^international\s+women/i, 'International Women’s Day', { month: 3, day: 8 }], [/^holocaust/i, 'Holocaust Memorial Day', { month: 1, day: 27 }],
  [/^lgbt/i, 'LGBT+ History Month', { month: 2, day: 'last' }], [/^black/i, 'Black History Month', { month: 10, day: 'last' }], [/^world\s+mental/i, 'World Mental Health Day', { month: 10, day: 10 }],
  [/^international\s+day/i, 'International Day of Disabled People', { month: 12, day: 3 }], [/^windrush/i, 'Windrush Day', { month: 6, day: 22 }], [/^world\s+aids/i, 'World AIDS Day', { month: 12, day: 1 }], [/^trans/i, 'Transgender Day of Visibility', { month: 3, day: 31 }],
]

/** Feasts and bank holidays that move. Bank holidays are those of England and Wales. */
const movingFeasts: readonly (readonly [RegExp, MovingDay])[] = [
  [/^good/i, { easter: -2 }], [/^easter\s+monday/i, { easter: 1 }], [/^palm/i, { easter: -7 }], [/^ascension/i, { easter: 39 }], [/^whit\s+monday/i, { easter: 50 }], [/^(?:whit|pentecost)/i, { easter: 49 }],
  [/^(?:early\s+may|may\s+day)/i, { which: [1], of: 1, month: 5 }], [/^(?:spring|late)/i, { which: ['last'], of: 1, month: 5 }], [/^(?:summer|august)/i, { which: ['last'], of: 1, month: 8 }],
]

const nths: Readonly<Record<string, number | 'last'>> = { first: 1, '1st': 1, second: 2, '2nd': 2, third: 3, '3rd': 3, fourth: 4, '4th': 4, fifth: 5, '5th': 5, last: 'last', final: 'last' }
const weekdayStarts = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Which of them the words say: "last" of "the last Friday". Null where they say no number that there is. */
export function nthIn(written: string | undefined): number | 'last' | null {
  return nths[(written ?? '').toLowerCase()] ?? (/^[1-9]\d?(?:st|nd|rd|th)$/i.test(written ?? '') ? Number((written ?? '').slice(0, -2)) : null)
}

/** Monday is 1; 0 where it is no weekday. */
export function weekdayNumber(written: string | undefined): number {
  return weekdayStarts.indexOf((written ?? '').slice(0, 3).toLowerCase()) + 1
}

/** "The last Friday in July", "the first working day of April". */
function nthDayOf(groups: Groups): Yearless {
  const weekday = weekdayNumber(groups['nthWeekday'])
  return onMovingDay({ which: [nthIn(groups['nth']) ?? 1], of: weekday === 0 ? 'working day' : weekday, month: monthNumber(groups['month']) })
}

/** A day that is another date each year. Where that month has no fifth Monday, a person must say which day it is. */
export function onMovingDay(moves: MovingDay): Yearless {
  return { is: 'yearless', name: movingDayInWords(moves), anchor: null, moves, inYear: (year) => {
    const on = movingDayIn(moves, year)
    if (on) return { is: 'known', span: { from: on, to: on, precision: 'day' } }
    const question = `There is no ${movingDayInWords(moves).replace(/^the /, '')} ${year}. Which day is it?`
    const last = 'of' in moves ? movingDayIn({ ...moves, which: ['last'] }, year) : null
    return { is: 'unclear', proposed: false, question, choices: last ? [{ label: dayInWords(last), moment: { is: 'known', span: { from: last, to: last, precision: 'day' } } }] : [] }
  } }
}

/** The same, so many days later or earlier. */
export function shiftedBy(yearless: Yearless, days: number): Yearless | null {
  return yearless.moves ? onMovingDay(laterBy(yearless.moves, days)) : null
}

/** Schools break up on days that each council sets: Easter lies in it, and no day is certain. */
function easterBreak(): Yearless {
  return { is: 'yearless', name: 'the Easter holidays', anchor: null, season: 'Easter holidays', inYear: (year) => {
    const sunday = easterSunday(year)
    const choices = [sunday.subtract({ days: 16 }), sunday.subtract({ days: 3 }), sunday.add({ days: 15 })]
    return { is: 'unclear', proposed: false, question: `Which day is meant by the Easter holidays of ${year}? Easter Sunday is ${dayInWords(sunday)}.`, choices: choices.map((on) => ({ label: dayOfWeekInWords(on), moment: { is: 'known', span: { from: on, to: on, precision: 'day' } } })) }
  } }
}

/** "By Easter" is by Easter Sunday and "by Christmas" by Christmas Day: days that the calendar fixes. */
function feastOf(name: string | undefined): Yearless {
  const named = namedDays.find(([pattern]) => pattern.test(name ?? ''))
  const yearless = named && eachYearOn(named[2].month, named[2].day)
  if (named && yearless) return { ...yearless, name: named[1] }
  const moving = movingFeasts.find(([pattern]) => pattern.test(name ?? ''))
  return onMovingDay(moving?.[1] ?? { easter: 0 })
}

function readAcademicYear(groups: Groups, words: string): Moment | null {
  const first = fullYear(groups['first'])
  if (first === null || secondYear(groups) !== first + 1) return null
  const ending = (day: string): Known => ({ is: 'known', span: { from: Temporal.PlainDate.from({ year: first, month: 9, day: 1 }), to: Temporal.PlainDate.from(`${first + 1}-${day}`), precision: 'academic year' } })
  return { is: 'unclear', proposed: false, question: `On which day does the “${words.trim()}” end?`, choices: [{ label: `31 July ${first + 1}`, moment: ending('07-31') }, { label: `31 August ${first + 1}`, moment: ending('08-31') }] }
}

/**
 * `16/17`, `2016-17`: the financial year. `11/12` may also be 11 December, and `2022 - 2023` two calendar years: both are asked, with the
 * financial year as the proposal. `2013/16` runs over three financial years; `2022 - 2026` may count either kind of year.
 */
function readYears(groups: Groups, words: string): Moment | null {
  const [first, second, sign] = [fullYear(groups['first']), secondYear(groups), (groups['sign'] ?? '').trim()]
  if (first === null || second === null || (sign === 'to' && groups['first']?.length === 2)) return null
  const short = groups['first']?.length === 2
  const saysFinancial = /financial|fiscal|\bf\/?y|municipal|council/i.test(words)
  if (short && sign === '-' && !saysFinancial && second !== first + 1) return null
  if (second === first + 1) {
    const year = financialYearOfTwo(first)
    if (saysFinancial) return year
    const asDay = short && sign === '/' && Number(groups['second']) <= 12 ? eachYearOn(Number(groups['second']), Number(groups['first'])) : null
    if (asDay) return { is: 'unclear', proposed: true, question: `Does “${words.trim()}” mean the financial year ${first} to ${second} or ${asDay.name}?`, choices: [{ label: `The financial year ${first} to ${second}`, moment: year }, { label: asDay.name, moment: asDay }] }
    if (groups['second']?.length === 4 && sign !== '/') return { is: 'unclear', proposed: true, question: `Does “${words.trim()}” mean the financial year or two calendar years?`, choices: [{ label: `The financial year, to 31 March ${second}`, moment: year }, { label: `Both calendar years, to 31 December ${second}`, moment: calendarYears(first, second) }] }
    return year
  }
  if (second - first > 20) return null
  if (short) return saysFinancial ? financialYears(first, second) : null
  if (saysFinancial || sign === '/') return financialYears(first, second)
  return { is: 'unclear', proposed: false, question: `Which years does “${words.trim()}” count?`, choices: [{ label: `Financial years: 1 April ${first} to 31 March ${second}`, moment: financialYears(first, second) }, { label: `Calendar years: 1 January ${first} to 31 December ${second}`, moment: calendarYears(first, second) }] }
}

function financialYears(first: number, second: number): Known {
  return { is: 'known', span: { from: financialYear(first).from, to: Temporal.PlainDate.from({ year: second, month: 3, day: 31 }), precision: 'financial year', several: true } }
}

function calendarYears(first: number, second: number): Known {
  return { is: 'known', span: { from: Temporal.PlainDate.from({ year: first, month: 1, day: 1 }), to: Temporal.PlainDate.from({ year: second, month: 12, day: 31 }), precision: 'year', several: true } }
}

/** `FY25` is the year that ends in 2025 to an accountant and the year that begins in 2025 to others. */
function readOneFinancialYear(groups: Groups, words: string): Moment | null {
  const year = fullYear(groups['year'])
  if (year === null) return null
  return {
    is: 'unclear', proposed: false, question: `Which financial year is “${words.trim()}”?`,
    choices: [year - 1, year].map((beginning) => ({ label: `${financialYearInWords(financialYear(beginning))}, to 31 March ${beginning + 1}`, moment: financialYearOfTwo(beginning) })),
  }
}

function eachYearOn(monthIs: number, day: number | 'last'): Yearless | null {
  if (monthIs < 1 || monthIs > 12 || (day !== 'last' && (day < 1 || day > lastOfMonth(2024, monthIs).day))) return null
  return {
    is: 'yearless', name: day === 'last' ? monthName(monthIs) : `${day} ${monthName(monthIs)}`, anchor: { month: monthIs, day },
    inYear: (year) => {
      const on = day === 'last' ? lastOfMonth(year, monthIs) : Temporal.PlainDate.from({ year, month: monthIs, day }, { overflow: 'constrain' })
      return { is: 'known', span: { from: day === 'last' ? on.with({ day: 1 }) : on, to: on, precision: day === 'last' ? 'month' : 'day' } }
    },
  }
}

/** The end of a year that the words do not number: "by year end", "by the end of the financial year". */
export function endOfYear(kind: 'financial' | 'calendar'): Yearless {
  return kind === 'financial'
    ? { is: 'yearless', name: 'the end of the financial year', anchor: { month: 3, day: 31 }, inYear: (year) => financialYearOfTwo(year - 1) }
    : { is: 'yearless', name: 'the end of the year', anchor: { month: 12, day: 31 }, inYear: (year) => yearOf(year) ?? { is: 'known', span: { from: Temporal.PlainDate.from({ year, month: 1, day: 1 }), to: lastOfMonth(year, 12), precision: 'year' } } }
}
