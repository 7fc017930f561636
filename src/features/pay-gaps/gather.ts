import { isRefused } from '#duty/refused.ts'
import { averageWorkedWeeks, daysIn } from '#statistics/hourly-rate.ts'
import { compare, dividedBy, findDecimal, fraction, isNought, minus, nought, plus, sum, times } from '#statistics/rational.ts'
import type { Rational } from '#statistics/rational.ts'
import { lowestMinimumWage, reasons, type Employee, type Group, type HoursBasis, type Note, type Reason } from './employee.ts'
import { countsAs, type ElementClass } from './pay-elements.ts'
import { relevantPayPeriod, type PayField, type Understanding } from './payroll.ts'

/** A row of the extract: its line in the file, and its cells in the order of the headings. */
export interface ExtractRow { readonly line: number; readonly cells: readonly string[] }

/**
 * From the rows of an extract to employees, each with the reason for how they count. One employee a person, or one a
 * post where the body counts posts apart. The order of rows changes nothing but `place`.
 * Source: S.I. 2017/353, Schedule 1, paragraphs 1 to 7 (S.I. 2017/172, regulations 2 to 7).
 */
export function gather(headings: readonly string[], rows: Iterable<ExtractRow>, understanding: Understanding, snapshot: Temporal.PlainDate, onRow: (count: number) => void = () => {}): Employee[] {
  const reader = readerOf(headings, understanding)
  const people = new Map<string, Gathered>()
  const seen = new Map<string, number>()
  let count = 0
  for (const row of rows) {
    if (++count % 2_000 === 0) onRow(count)
    if (row.cells.every((cell) => cell === '')) continue
    const whole = row.cells.join('\u0001')
    const staffNumber = reader.one(row, 'staff number')
    const key = staffNumber === '' ? `line ${row.line}` : understanding.choices.severalPosts === 'counted apart' ? `${staffNumber}\u0001${reader.one(row, 'post')}` : staffNumber
    // An extract of payments may say the same twice and mean it; an extract of employees does not.
    const isRepeated = staffNumber !== '' && !reader.has('element') && seen.has(whole)
    seen.set(whole, row.line)
    if (isRepeated) {
      people.set(`${key}\u0001again ${row.line}`, { staffNumber, rows: [row], repeated: true })
      continue
    }
    const person = people.get(key)
    if (person) person.rows.push(row)
    else people.set(key, { staffNumber, rows: [row], repeated: false })
  }
  const context: Context = { reader, understanding, snapshot, period: relevantPayPeriod(understanding.choices), perWeek: dividedBy(fraction(7), daysIn[understanding.choices.payPeriod]) }
  let place = 0
  return [...people.values()].map((person) => toEmployee(++place, person, context))
}

interface Gathered { readonly staffNumber: string; readonly rows: ExtractRow[]; readonly repeated: boolean }

interface Context {
  readonly reader: Reader
  readonly understanding: Understanding
  readonly snapshot: Temporal.PlainDate
  readonly period: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }
  /** Pay of the period times this is pay of a week. */
  readonly perWeek: Rational
}

function toEmployee(place: number, { staffNumber, rows, repeated }: Gathered, context: Context): Employee {
  const { reader, snapshot, period } = context
  const first = rows[0] ?? { line: 0, cells: [] }
  const noted = new Set<Note>()
  const sexes = new Set(rows.map((row) => reader.meaning(row, 'sex')).filter((each) => each === 'male' || each === 'female'))
  if (sexes.size > 1) noted.add('sex differs')
  const sex = sexes.size === 1 ? ([...sexes][0] === 'male' ? 'male' : 'female') : null
  const [started, left] = [latestOrEarliest(rows, reader, 'started', -1), latestOrEarliest(rows, reader, 'left', 1)]
  if (started && isWithin(started, period) && !started.equals(period.from)) noted.add('started in the period')
  if (left && isWithin(left, period) && !left.equals(period.to)) noted.add('left in the period')

  const pay = payOf(rows, context, noted)
  const hours = hoursOf(rows, context, noted)
  const hourly = rateOf(pay, hours, context)
  if (reader.posts(rows) > 1) noted.add('several posts')
  const reason = whyOf({ rows, context, repeated, sex, started, left, pay, hours: hours.weekly, hourly })
  const counts = reasons[reason].standing === 'full pay'
  if (rows.some((row) => reader.meaning(row, 'paid as') === 'reduced otherwise')) noted.add('reduced otherwise')
  if (counts && hourly.rate !== null) {
    const pence = times(hourly.rate, fraction(100))
    const least = lowestMinimumWage.find(([from]) => from <= snapshot.toString())?.[1] ?? 350
    if (compare(pence, fraction(least)) < 0) noted.add('low rate')
    if (compare(pence, fraction(25_000)) > 0) noted.add('high rate')
    if (hourly.rate.over < 0n) noted.add('less than nothing')
    if (hours.weekly !== null && compare(hours.weekly, fraction(60)) > 0) noted.add('many hours')
  }
  const service = serviceOf(first, reader, started, snapshot)
  return {
    place, staffNumber, lines: rows.map((row) => row.line), sex, standing: reasons[reason].standing, reason, hourly: hourly.rate, weeklyHours: hours.weekly, hoursBasis: hours.basis, parts: hourly.parts,
    bonus: repeated ? null : bonusOf(rows, pay, context, noted), notes: [...noted], groups: groupsOf(rows, reader), service,
  }
}

interface Told { readonly rows: readonly ExtractRow[]; readonly context: Context; readonly repeated: boolean; readonly sex: Employee['sex']; readonly started: Temporal.PlainDate | null; readonly left: Temporal.PlainDate | null; readonly pay: Pay; readonly hours: Rational | null; readonly hourly: Rate }

/** Whether somebody counts is asked in the order of the regulations: are they employed here, are they a man or a woman, are they on full pay, is there a rate. */
function whyOf({ rows, context: { reader, snapshot }, repeated, sex, started, left, pay, hours, hourly }: Told): Reason {
  if (repeated) return 'same row twice'
  const kinds = rows.map((row) => reader.meaning(row, 'employment'))
  const kind = kinds.find((each) => each === 'counts' || each === null) === undefined ? kinds[0] : null
  if (kind === 'maintained school' || kind === 'contractor without data' || kind === 'partner') return kind
  if (kind === 'not employed' || (started && Temporal.PlainDate.compare(started, snapshot) > 0) || (left && Temporal.PlainDate.compare(left, snapshot) < 0)) return 'not employed on the day'
  if (sex === null) return 'no sex recorded'
  if (rows.some((row) => reader.meaning(row, 'paid as') === 'reduced by leave')) return 'reduced by leave'
  if (pay.unreadable && !pay.anything) return 'pay cannot be read'
  if (hourly.rate !== null) return isNought(hourly.rate) && hours !== null && isNought(hours) ? 'no pay and no hours' : 'full pay'
  return isNought(pay.total) ? 'no pay and no hours' : 'no hours'
}

interface Pay {
  readonly parts: Map<ElementClass, Rational>
  readonly total: Rational
  /** Bonus as it was paid, before it is brought to the length of the period. */
  readonly bonusPaid: Rational
  readonly given: Rational | null
  readonly anything: boolean
  readonly unreadable: boolean
}

/** Ordinary pay of the period by class, and bonus brought to its length: steps 1 to 4 of paragraph 6. */
function payOf(rows: readonly ExtractRow[], { reader, understanding: { elements, choices }, period }: Context, noted: Set<Note>): Pay {
  const parts = new Map<ElementClass, Rational>()
  let [bonusPaid, given, anything, unreadable]: [Rational, Rational | null, boolean, boolean] = [nought, null, false, false]
  const add = (to: ElementClass, amount: Rational): void => { parts.set(to, plus(parts.get(to) ?? nought, amount)) }
  const take = (name: string, written: string, belongsTo: Temporal.PlainDate | null): void => {
    const classed = elements[name]
    const amount = readAmount(written)
    if (amount === undefined) { noted.add('amount cannot be read'); unreadable = true; return }
    if (amount === null || classed === undefined) return
    anything = true
    const as = countsAs(classed.class)
    if (as === 'bonus') {
      bonusPaid = plus(bonusPaid, amount)
      if (belongsTo === null || isWithin(belongsTo, period)) add('bonus', classed.bonusFor === choices.payPeriod ? amount : times(dividedBy(amount, daysIn[classed.bonusFor]), daysIn[choices.payPeriod]))
    } else if (as === 'ordinary') {
      if (belongsTo !== null && !isWithin(belongsTo, period)) noted.add('arrears left out')
      else add(classed.class, amount)
    } else if (classed.class === 'arrears' && !isNought(amount)) noted.add('arrears left out')
  }
  for (const row of rows) {
    for (const at of reader.places('pay')) take(at.heading, row.cells[at.place] ?? '', null)
    const element = reader.one(row, 'element')
    if (element !== '') take(element, reader.one(row, 'amount'), readDay(reader.one(row, 'belongs to')))
    const salary = readAmount(reader.one(row, 'annual salary'))
    if (salary === undefined) { noted.add('amount cannot be read'); unreadable = true }
    if (salary) {
      anything = true
      add('basic', times(dividedBy(salary, daysIn.year), daysIn[choices.payPeriod]))
    }
    const sacrifice = readAmount(reader.one(row, 'salary sacrifice'))
    if (sacrifice) add('basic', minus(nought, sacrifice.over < 0n ? minus(nought, sacrifice) : sacrifice))
    const rate = readAmount(reader.one(row, 'hourly rate'))
    if (rate === undefined) { noted.add('amount cannot be read'); unreadable = true }
    if (rate) { given = rate; anything = true }
  }
  return { parts, total: sum([...parts.values()]), bonusPaid, given, anything, unreadable }
}

interface Hours { readonly weekly: Rational | null; readonly basis: HoursBasis | null }

function hoursOf(rows: readonly ExtractRow[], { reader, understanding: { choices } }: Context, noted: Set<Note>): Hours {
  let [weekly, basis]: [Rational | null, HoursBasis | null] = [null, null]
  // Where each row is a payment, the hours stand on every row of a post: they count once.
  const rowsOfPosts = reader.has('element') ? firstOfEachPost(rows, reader) : rows
  for (const row of rowsOfPosts) {
    const found = hoursOfRow(row, reader, choices.fullTimeHours, noted)
    if (found === null) continue
    const weeks = readAmount(reader.one(row, 'paid weeks'))
    const spread = weeks && weeks.over > 0n ? times(found.hours, dividedBy(weeks, findDecimal(choices.weeksInYear) ?? fraction(52))) : found.hours
    weekly = plus(weekly ?? nought, spread)
    basis = weeks && weeks.over > 0n ? 'term time spread over the year' : found.basis
  }
  return weekly !== null && weekly.over > 0n ? { weekly, basis } : { weekly: weekly === null ? null : nought, basis: null }
}

function hoursOfRow(row: ExtractRow, reader: Reader, fullTimeHours: string, noted: Set<Note>): { readonly hours: Rational; readonly basis: HoursBasis } | null {
  const contract = readAmount(reader.one(row, 'hours'))
  if (contract && contract.over > 0n) return { hours: contract, basis: 'contract' }
  const weeks = reader.places('worked week').flatMap(({ place }) => readAmount(row.cells[place] ?? '') ?? [])
  if (weeks.some((each) => each.over > 0n)) {
    const average = averageWorkedWeeks(weeks)
    if (!isRefused(average)) return { hours: average, basis: 'average of 12 worked weeks' }
    const worked = weeks.filter((each) => each.over > 0n)
    noted.add('fewer than 12 weeks')
    return { hours: dividedBy(sum(worked), fraction(worked.length)), basis: 'fair estimate' }
  }
  const share = readAmount(reader.one(row, 'share of full time'))
  return share && share.over > 0n ? { hours: times(share, findDecimal(fullTimeHours) ?? fraction(37)), basis: 'share of full time' } : null
}

interface Rate { readonly rate: Rational | null; readonly parts: { readonly [each in ElementClass]?: Rational } }

/** Steps 5 and 6: times 7 over the days of the period, over weekly hours. Nothing is rounded. */
function rateOf(pay: Pay, hours: Hours, { perWeek }: Context): Rate {
  if (pay.given !== null) return { rate: pay.given, parts: { basic: pay.given } }
  const { weekly } = hours
  if (weekly === null || weekly.over <= 0n || !pay.anything) return { rate: null, parts: {} }
  const parts = [...pay.parts].filter(([, amount]) => !isNought(amount)).map(([each, amount]): [ElementClass, Rational] => [each, dividedBy(times(amount, perWeek), weekly)])
  return { rate: dividedBy(times(pay.total, perWeek), weekly), parts: Object.fromEntries(parts) }
}

/** What was paid as bonus in the 12 months that end with the snapshot day. Nobody who was paid none is counted as a nought. */
function bonusOf(rows: readonly ExtractRow[], pay: Pay, { reader }: Context, noted: Set<Note>): Rational | null {
  if (!reader.has('bonus in the year')) return pay.bonusPaid.over > 0n ? pay.bonusPaid : null
  const amounts = rows.map((row) => readAmount(reader.one(row, 'bonus in the year')))
  if (amounts.includes(undefined)) noted.add('amount cannot be read')
  // Where each row is a payment, the year's bonus stands on every row.
  const distinct = reader.has('element') ? amounts.slice(0, 1) : amounts
  const total = sum(distinct.flatMap((each) => each ?? []))
  return total.over > 0n ? total : null
}

function groupsOf(rows: readonly ExtractRow[], reader: Reader): Employee['groups'] {
  const groups: { [group in Group]?: string } = {}
  for (const group of ['grade', 'work group', 'department'] as const) {
    const written = rows.map((row) => reader.one(row, group)).find((each) => each !== '')
    if (written !== undefined) groups[group] = written
  }
  for (const group of ['working pattern', 'ethnic group', 'disability'] as const) {
    if (!reader.has(group)) continue
    const meaning = rows.map((row) => reader.meaning(row, group)).find((each) => each !== null)
    groups[group] = meaning ?? 'not declared'
  }
  return groups
}

function serviceOf(row: ExtractRow, reader: Reader, started: Temporal.PlainDate | null, snapshot: Temporal.PlainDate): number | null {
  const written = readAmount(reader.one(row, 'service'))
  if (written) return Number(written.over) / Number(written.under)
  return started === null ? null : Math.max(0, Math.round(started.until(snapshot, { largestUnit: 'days' }).days / 0.36525) / 1000)
}

interface Reader {
  has(field: PayField): boolean
  places(field: PayField): readonly { readonly heading: string; readonly place: number }[]
  one(row: ExtractRow, field: PayField): string
  /** What the word in this column means; null for a word that nobody has explained, and for none. */
  meaning(row: ExtractRow, field: 'sex' | 'paid as' | 'employment' | 'working pattern' | 'disability' | 'ethnic group'): string | null
  posts(rows: readonly ExtractRow[]): number
}

function readerOf(headings: readonly string[], { columns, words }: Understanding): Reader {
  const found = new Map<PayField, { heading: string; place: number }[]>()
  headings.forEach((heading, place) => {
    const field = columns[heading]
    if (field) found.set(field, [...found.get(field) ?? [], { heading, place }])
  })
  const placeOf = new Map([...found].map(([field, places]) => [field, places[0]?.place ?? -1]))
  const one = (row: ExtractRow, field: PayField): string => row.cells[placeOf.get(field) ?? -1] ?? ''
  return {
    has: (field) => found.has(field),
    places: (field) => found.get(field) ?? [],
    one,
    meaning: (row, field) => (found.has(field) ? words[field]?.[one(row, field)] ?? null : null),
    posts: (rows) => (found.has('element') ? new Set(rows.map((row) => one(row, 'post'))).size : rows.length),
  }
}

function firstOfEachPost(rows: readonly ExtractRow[], reader: Reader): readonly ExtractRow[] {
  const posts = new Map<string, ExtractRow>()
  for (const row of rows) if (!posts.has(reader.one(row, 'post'))) posts.set(reader.one(row, 'post'), row)
  return [...posts.values()]
}

/** An amount as payrolls write it: £1,234.50, (12.50), 12.50-. Null for nothing, undefined for what is no number. */
export function readAmount(written: string): Rational | null | undefined {
  const text = written.trim()
  if (text === '' || text === '-') return null
  const plain = /^-?\d+(\.\d+)?$/.test(text) ? text : text.replaceAll(/[£$,\s]/g, '').replace(/^\((.*)\)$/, '-$1').replace(/^(\d.*)(-|CR)$/i, '-$1')
  return findDecimal(plain) ?? undefined
}

/** A day as payrolls write it: 2026-03-31, 31/03/2026, 31 Mar 2026, with or without a time. Null for anything else. */
export function readDay(written: string): Temporal.PlainDate | null {
  const text = written.trim()
  if (text === '') return null
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(text)
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(text)
  const worded = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})/.exec(text)
  const month = worded ? ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf((worded[2] ?? '').toLowerCase()) + 1 : 0
  const parts = iso ? [iso[1], iso[2], iso[3] ?? '1'] : slashed ? [slashed[3], slashed[2], slashed[1]] : worded && month > 0 ? [worded[3], String(month), worded[1]] : null
  if (parts === null) return null
  const [year, monthOfYear, day] = parts.map(Number)
  try {
    return Temporal.PlainDate.from({ year: year ?? 0, month: monthOfYear ?? 0, day: day ?? 0 }, { overflow: 'reject' })
  } catch {
    return null
  }
}

function latestOrEarliest(rows: readonly ExtractRow[], reader: Reader, field: 'started' | 'left', sign: 1 | -1): Temporal.PlainDate | null {
  if (!reader.has(field)) return null
  const days = rows.map((row) => readDay(reader.one(row, field)))
  // A post that has not been left keeps somebody employed.
  if (field === 'left' && days.includes(null)) return null
  return days.filter((day) => day !== null).sort((a, b) => sign * Temporal.PlainDate.compare(b, a))[0] ?? null
}

function isWithin(day: Temporal.PlainDate, { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }): boolean {
  return Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0
}
