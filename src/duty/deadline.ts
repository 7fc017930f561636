import { dayInWords, dayOfYearInWords, isBefore, lastOfMonth, monthName, months } from './dates.ts'
import { asked, dayBeside, piecesOf, sure, type AMoment, type AReading, type Edge, type Piece, type Question, type ReadingContext, type Repeats } from './deadline-pieces.ts'
import { fixedDays, nextDue, partsOf, present, readingInWords, type DayOfYear, type OnDate, type Ongoing, type Reading, type Recurring } from './due.ts'
import { firstYear, lastYear, onMovingDay, type Moment, type Span, type Unclear, type Yearless } from './moment.ts'
import { laterBy, type MovingDay } from './moving-days.ts'
import { financialYearOf } from './quarters.ts'

export type { Question, ReadingContext } from './deadline-pieces.ts'
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
    .replace(/\u00ad|\u200b|\u200c|\u200d|\ufeff/g, '').replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c\u201d]/g, '"')
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

/* ---------------------------------------------------------------- parts: pieces put together */

interface Part { readonly reading: Reading; readonly questions: readonly Question[] }

function partsIn(pieces: readonly Piece[], context: ReadingContext): readonly Part[] {
  const joined = withRepeats(withLists(withSameDays(withRanges(withoutLabels(withoutNamedQuarters(pieces)), context))), context)
  const found = joined.map((piece) => (piece.is === 'moment' ? readMoment(piece, context) : piece))
  return withFeasts(withReviews(describe(asWindow(found))))
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
    if (one?.is !== 'moment' || joint?.is !== 'joint' || other?.is !== 'moment' || one.moment.is !== 'yearless' || other.moment.is !== 'known' || !(one.moment.anchor ?? one.moment.moves)) continue
    if (other.moment.span.precision !== 'month' && other.moment.span.precision !== 'day') continue
    const span = lastBefore(one.moment, other.moment.span)
    if (span) out[index - 2] = { ...one, moment: { is: 'known', span } }
  }
  return out
}

/** "The third Thursday in May and November": the same day of each month, in the year that the words say. */
function withSameDays(pieces: readonly Piece[]): readonly Piece[] {
  const out = [...pieces]
  let moves: MovingDay | undefined
  for (const [index, piece] of out.entries()) {
    if (piece.is === 'joint' && piece.sign !== 'dash' && piece.sign !== 'to') continue
    if (piece.is === 'moment' && piece.moment.is === 'yearless' && piece.moment.moves) moves = piece.moment.moves
    else {
      const same = piece.is === 'moment' && piece.place === 'whole' && moves ? otherMonth(moves, piece.moment) : null
      if (piece.is === 'moment' && same) out[index] = { ...piece, moment: same }
      else moves = undefined
    }
  }
  return out
}

function otherMonth(moves: MovingDay, other: Moment): Moment | null {
  if (!('of' in moves) || moves.month === undefined) return null
  if (other.is === 'yearless' && other.anchor?.day === 'last') return onMovingDay({ ...moves, month: other.anchor.month })
  return other.is === 'known' && other.span.precision === 'month' ? onMovingDay({ ...moves, month: other.span.to.month }).inYear(other.span.to.year) : null
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
  if (next?.is === 'repeats' && (next.leaning || repeats.length === 1) && !next.days && !next.moves && moment.moment.is === 'yearless') return next
  const single = repeats.length === 1 ? repeats[0] : undefined
  const before = pieces.slice(0, index).findLast((piece) => piece.is === 'repeats')
  const first = moment.moment.is === 'known' && pieces.some((piece) => piece.is === 'word' && /^(?:then|thereafter|afterwards|subsequently)$/i.test(piece.words))
  const bounds = moment.edge === 'from' || moment.edge === 'until' || moment.edge === 'next' || first
  const candidate = single ?? before
  if (!candidate) return null
  return (bounds && moment.moment.is === 'known' && !moment.moment.span.several) || (moment.moment.is === 'yearless' && !candidate.days && !candidate.moves) ? candidate : null
}

/** "Annual review of data gaps in July each year" says the same twice. */
function isEcho(one: Repeats, repeats: readonly Repeats[], own: ReadonlyMap<Repeats, readonly AMoment[]>, pieces: readonly Piece[]): boolean {
  if ((own.get(one) ?? []).length > 0 || one.days || one.moves || one.every.length > 1) return false
  const at = pieces.indexOf(one)
  return repeats.some((other) => other !== one && pieces.indexOf(other) > at && !pieces.slice(at, pieces.indexOf(other)).some((piece) => piece.is === 'break')
    && ((own.get(other) ?? []).length > 0 || other.days || other.moves) && JSON.stringify(other.every) === JSON.stringify(one.every))
}

function readRepeats(repeats: Repeats, moments: readonly AMoment[], context: ReadingContext): AReading {
  const bound = (edge: Edge): Span | undefined => moments.map((piece) => (piece.edge === edge && piece.moment.is === 'known' ? piece.moment.span : undefined)).find((span) => span !== undefined)
  const next = bound('next') ?? bound('by')
  const yearless = [...(repeats.days ?? []), ...moments.flatMap((piece) => (piece.moment.is === 'yearless' ? [piece.moment] : []))]
  const dayBefore = moments.some((piece) => piece.moment.is === 'yearless' && piece.edge === 'before')
  const anchorsUnclear = yearless.find((one) => !one.anchor && !one.season && !one.moves)
  const yearEnds: readonly (readonly DayOfYear[] | undefined)[] = repeats.yearEnd === 'financial' ? [[{ month: 3, day: 31 }]] : repeats.yearEnd === 'calendar' ? [[{ month: 12, day: 31 }]]
    : repeats.yearEnd === 'unclear' ? [[{ month: 3, day: 31 }], [{ month: 12, day: 31 }]] : [undefined]
  const anchors = yearless.flatMap((one) => (one.anchor ? [dayBefore ? dayEarlier(one.anchor) : one.anchor] : []))
  const moves: readonly MovingDay[] = [...(repeats.moves ?? []), ...yearless.flatMap((one) => (one.moves ? [dayBefore ? laterBy(one.moves, -1) : one.moves] : []))]
  const seasons = yearless.flatMap((one) => (one.anchor || !one.season ? [] : [one.season]))
  /** "Mid-March each year" is by the 15th or by the end: what people mean first, and still asked. */
  const part = moments.find((piece) => piece.moment.is === 'yearless' && piece.moment.anchor?.day === 'last' && (piece.place === 'mid' || piece.place === 'early'))
  const partOfMonth = part?.moment.is === 'yearless' && part.moment.anchor ? { month: part.moment.anchor.month, day: part.place === 'mid' ? 15 : 10 } : null
  const quarters = partOfMonth ? [[partOfMonth], [{ month: partOfMonth.month, day: 'last' as const }]] : anchorsUnclear ? ['calendar', 'financial'].map((_, index): readonly DayOfYear[] => yearless.flatMap((one) => {
    const span = one.anchor || one.season || one.moves ? undefined : choiceOf(one.inYear(2025), index)
    return span ? [{ month: span.to.month, day: 'last' as const }] : []
  })) : [undefined]
  const until = bound('until')?.to
  const starts = bound('from')
  /** "Every Q4 starting 2025": the first is the fourth quarter of that year, whichever year is meant. */
  const startOf = (index: number): Temporal.PlainDate | undefined => (starts && anchorsUnclear && starts.precision === 'year' ? choiceOf(anchorsUnclear.inYear(starts.from.year), index)?.from : starts?.from)
  /** "Biannually (April and October)" says which it is. */
  const howOften = repeats.every.length > 1 && repeats.every[0]?.unit === 'month' && anchors.length + seasons.length === 12 / (repeats.every[0]?.count || 12) ? repeats.every.slice(0, 1) : repeats.every
  const readings = howOften.flatMap((every) => yearEnds.flatMap((yearEnd) => quarters.map((ofQuarter, index): Recurring => {
    const on = [...anchors.filter((day) => !partOfMonth || day.month !== partOfMonth.month), ...(yearEnd ?? []), ...(ofQuarter ?? [])]
    return present({
      kind: 'recurring', every, on: on.length > 0 ? on : undefined, moves: moves.length > 0 ? moves : undefined, afterEnd: repeats.afterEnd && !(repeats.afterEnd.count === 0 && on.length > 0) ? repeats.afterEnd : undefined,
      seasons: seasons.length > 0 ? seasons : undefined, next: next?.to, from: startOf(index), until,
    })
  })))
  const [first] = readings
  const options = readings.map((reading) => ({ label: readingInWords(reading), reading }))
  if (first && readings.length === 1 && (!repeats.question || howOften !== repeats.every)) return sure(first, repeats.words)
  if (first && readings.length === 1 && repeats.question) return asked(repeats.question, [...options, { label: 'Once, on a day to be confirmed', reading: { kind: 'to be confirmed' } }], 0, repeats.words, context)
  const question = repeats.question ?? (part ? `By which day of each year is “${part.words.trim()}”?` : anchorsUnclear ? `Is “${repeats.words}” counted in the calendar year or in the financial year?` : `Which year ends in “${repeats.words}”?`)
  return asked(question, options, part ? 0 : null, repeats.words, context)
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
  return present({ kind: 'recurring', every: { count: 1, unit: 'year' }, on: yearless.anchor ? [yearless.anchor] : undefined, moves: yearless.moves ? [yearless.moves] : undefined, seasons: yearless.anchor || yearless.moves ? undefined : [yearless.season ?? yearless.name] })
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
  if (yearless.moves) {
    const reading = eachYear({ ...yearless, moves: piece.edge === 'before' ? laterBy(yearless.moves, -1) : yearless.moves })
    return { dates, everyYear: [{ label: readingInWords(reading), reading }] }
  }
  if (yearless.anchor || yearless.season) return { dates, everyYear: [{ label: `Every year, ${yearless.anchor ? `by ${anchorInWords(yearless.anchor)}` : `in ${yearless.name}`}`, reading: eachYear(yearless) }] }
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
    return words === '' ? { reading, questions } : withDayBeside({ reading: { ...movedTo(reading, words), about: words }, questions })
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

/** "Monthly, on the first Monday": the words beside it say its day. */
function withDayBeside(part: Part): Part {
  const { reading } = part
  const hasDay = reading.kind !== 'recurring' || reading.on || reading.moves || reading.afterEnd || reading.next || reading.asked
  const beside = hasDay || reading.every.count > 1 ? null : dayBeside(reading.about ?? '', reading.every.unit)
  if (hasDay || !beside) return questionsAboutRest(part)
  const { about: _about, ...own } = reading
  const rest = tidy([beside.rest])
  const dated: Recurring = { ...own, moves: [beside.moves] }
  return rest === '' ? { ...part, reading: dated } : questionsAboutRest({ ...part, reading: { ...dated, about: rest } })
}

/** Words that say which day, where they were not read: a plain month or year would be another promise than the one that was made. */
const saysADay = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:working|business|bank) (?:days?|holidays?)\b|\b(?:first|second|third|fourth|last|\d{1,2}(?:st|nd|rd|th)) (?:full )?(?:weeks?|weekends?|days?)\b|^(?:by )?(?:the )?\d{1,2}(?:st|nd|rd|th)$|\b(?:ramadan|eid|diwali|holi|passover|pesach|hanukkah|rosh hashanah|yom kippur|vaisakhi|(?:lunar|chinese) new year|advent|lent|half[- ]term)\b/i

/** A number next to a date that was not read with it, "week 1 of March 2025", may be part of it. */
function questionsAboutRest(part: Part): Part {
  const { reading } = part
  const about = reading.about ?? ''
  const unread = reading.kind === 'date' && !reading.asked && (/(?:^|\s)(?:week\s+)?\d{1,2}(?:st|nd|rd|th)?$/i.test(about) && !/\b(?:phase|stage|part|action|objective|year|no|number|step|tranche|cohort|level|group|priority)\.?\s+\d+$/i.test(about) || (reading.precision === 'year' && /^\d{1,2}(?:st|nd|rd|th)?\s/.test(about)))
  if (!unread) return saysADay.test(about) && !reading.asked ? questionsAboutDay(part, about) : questionsAboutNot(part)
  const question = `Is ${dayInWords(reading.on)} right? “${about}” was not understood.`
  return { reading: { ...reading, asked: true }, questions: [...part.questions, { question, options: [{ label: 'Yes', reading }, { label: 'No, to be confirmed', reading: { kind: 'to be confirmed', horizon: about } }] }] }
}

/** "By Eid each year", "the first week of each month": how often is read, and the day is for a person to say. */
function questionsAboutDay(part: Part, about: string): Part {
  const { reading } = part
  const isWide = reading.kind === 'recurring' ? !reading.moves || /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/i.test(about) : reading.kind === 'date' && reading.precision !== 'day'
  if (!isWide) return questionsAboutNot(part)
  const { about: _about, ...plainly } = reading
  const said = about.length > 40 ? saysADay.exec(about)?.[0] ?? about : about
  const question = `“${said}” was not read. Is this right without it: ${readingInWords(plainly).replace(/^[A-Z](?=[a-z]+ )/, (letter) => letter.toLowerCase())}?`
  return { reading: { ...reading, asked: true }, questions: [...part.questions, { question, options: [{ label: 'Yes', reading }, { label: 'No, the day is to be confirmed', reading: { kind: 'to be confirmed', horizon: about } }] }] }
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

/** "In the week before Easter each year": a feast that was read as something that happens dates what comes back, and how is for a person to say. */
function withFeasts(parts: readonly Part[]): readonly Part[] {
  const feast = parts.find((part) => part.reading.kind === 'event' && (saysADay.test(part.reading.event) || /\b(?:easter|christmas)\b/i.test(part.reading.event)))
  if (!feast || feast.reading.kind !== 'event') return parts
  const about = [feast.reading.about, feast.reading.relation, feast.reading.event].filter((words) => words !== undefined).join(' ')
  return parts.map((part) => (part.reading.kind === 'recurring' && !part.reading.asked && !(part.reading.on ?? part.reading.moves ?? part.reading.afterEnd ?? part.reading.next) ? questionsAboutDay(part, about) : part))
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
