import { ageOn, readBirth, type DateOrder } from '#duty/monitoring/ages.ts'
import { findCategory, findQuestionSet } from '#duty/monitoring/question-sets.ts'
import type { QuestionSet } from '#duty/monitoring/question-set.ts'
import { noAnswer, type AnswerCategory, type AnswerColumn, type ColumnMeaning, type DatasetKind, type Field, type Mapping, type WordMeaning } from './dataset.ts'
import { isQuestion, lookUp, readNumber, stages } from './mapping.ts'
import { problemBook, type ProblemBook, type Quality } from './quality.ts'
import { foldWords, type ExtractReading, type ReadColumn, type RowOfWords } from './read-extract.ts'
import { isSenior, type AgeBand, type MonitoringSettings } from './settings.ts'

/** What has to be known to take rows in. */
export interface Intake {
  readonly kind: DatasetKind
  readonly reading: ExtractReading
  readonly mapping: Mapping
  readonly settings: Pick<MonitoringSettings, 'seniorLine' | 'ageBands'>
  /** The day of a snapshot, the last day of a period: ages are on it. */
  readonly to: Temporal.PlainDate
  /** Staff numbers of people who have asked that nothing be processed about them: none of their answers is taken in. */
  readonly stopped: ReadonlySet<string>
}

/** Rows as they are kept: one list for each column, with a place for each row. */
export interface TakenIn {
  readonly columns: readonly AnswerColumn[]
  readonly answers: readonly Int16Array[]
  /** The row of the file that each came from. */
  readonly places: Int32Array
  /** Null where no column names people. */
  readonly staffNumbers: readonly string[] | null
  /** 1 for a row that is counted, 0 for a second post of somebody who is counted already. */
  readonly counted: Uint8Array
  /** What is wrong with single rows; what the whole looks like beside the last one is `comparing-snapshots.ts`. */
  readonly quality: Quality
}

/** Kinds whose rows are events: somebody who applied twice is two applications. In the others a row is a person, who is counted once. */
const eventKinds: ReadonlySet<DatasetKind> = new Set<DatasetKind>(['applicants', 'promotions', 'probation', 'training applied', 'training received'])
/** Kinds whose people are not the body's own, and may have no number. */
const namelessKinds: ReadonlySet<DatasetKind> = new Set<DatasetKind>(['applicants', 'service users', 'satisfaction'])

export function countsPeople(kind: DatasetKind): boolean {
  return !eventKinds.has(kind)
}

/** Takes rows in one by one: every row is taken in, or named in a problem that stops, and most that are named are both. */
export function takeIn(intake: Intake): { add(row: RowOfWords): void; leftOut(row: number, words: string): void; finish(): TakenIn } {
  const problems = problemBook()
  const known = lookUp(intake.mapping)
  const width = intake.reading.columns.length
  const columns: TakenColumn[] = []
  let staffColumn: number | null = null
  for (const [index, column] of intake.reading.columns.entries()) {
    const meaning = known.column(column.heading)
    if (!meaning) continue
    if (meaning.field === 'staff number') staffColumn = index
    else columns.push(new TakenColumn(index, column, meaning, intake, problems))
  }
  const staffHeading = staffColumn === null ? '' : intake.reading.columns[staffColumn]?.heading ?? ''
  const places = new Growing(Int32Array)
  const staffNumbers: string[] = []
  const team = columns.find((each) => each.field === 'team')
  const department = columns.find((each) => each.field === 'department')
  const departmentOfTeam = new Map<number, number | null>()
  let rows = 0
  // By how many cells they have.
  const short = new Map<number, number[]>()

  return {
    add(row) {
      rows += 1
      if (row.cells !== undefined && row.cells < width) {
        const alike = short.get(row.cells)
        if (alike === undefined) short.set(row.cells, [row.number])
        else alike.push(row.number)
      }
      if (row.width > width) problems.add({ kind: 'too many columns', grave: 'stops', column: '', field: null, words: '' }, row.number)
      let staffNumber = ''
      if (staffColumn !== null) {
        staffNumber = row.text(staffColumn)
        if (staffNumber === '') problems.add({ kind: 'no staff number', grave: namelessKinds.has(intake.kind) ? 'warns' : 'stops', column: staffHeading, field: 'staff number', words: '' }, row.number)
        staffNumbers.push(staffNumber)
      }
      const isStopped = staffNumber !== '' && intake.stopped.has(staffNumber)
      for (const column of columns) column.add(row, isStopped)
      places.push(row.number)
      if (team && department && team.last >= 0) {
        const before = departmentOfTeam.get(team.last)
        if (before === undefined) departmentOfTeam.set(team.last, department.last)
        else if (before !== department.last) departmentOfTeam.set(team.last, null)
      }
    },
    leftOut(row, words) {
      problems.add({ kind: 'row left out', grave: 'warns', column: '', field: null, words }, row)
    },
    finish() {
      if (rows === 0) problems.add({ kind: 'no rows', grave: 'stops', column: '', field: null, words: '' })
      nameShortRows(short, intake.reading.columns, rows, problems)
      if (columns.length === 0 && rows > 0) problems.add({ kind: 'no column', grave: 'stops', column: '', field: null, words: '' })
      const order = new Map(columns.map((column) => [column.field, column.inOrder()]))
      const placesOf = (column: TakenColumn) => order.get(column.field) ?? []
      const numbers = staffColumn === null ? null : staffNumbers
      const made = columns.map((column) => column.finish(placesOf(column), (place) => {
        if (column !== team || !department) return undefined
        const belongs = departmentOfTeam.get(place)
        return belongs === undefined || belongs === null || belongs < 0 ? undefined : department.nameAt(belongs)
      }))
      const answers = made.map((each) => each.answers)
      const counted = new Uint8Array(rows).fill(1)
      if (numbers && countsPeople(intake.kind)) uncountSecondPosts(numbers, places.all(), made, counted, problems, staffHeading)
      return { columns: made.map((each) => each.column), answers, places: places.all(), staffNumbers: numbers, counted, quality: { rows, people: counted.reduce((sum, each) => sum + each, 0), ...problems.finish() } }
    },
  }
}

/**
 * A row that ends before the last heading has lost something, and what follows the gap stands under the wrong headings: it stops. Where a quarter of all rows or more do,
 * it is how the file is written (spreadsheets leave out empty cells at the end of a row), and it is to be looked at.
 */
function nameShortRows(short: ReadonlyMap<number, readonly number[]>, headings: readonly ReadColumn[], rows: number, problems: ProblemBook): void {
  const all = [...short.values()].reduce((sum, each) => sum + each.length, 0)
  const grave = all * 4 >= rows && all > 1 ? 'warns' : 'stops'
  for (const [cells, alike] of short) for (const row of alike) problems.add({ kind: 'too few columns', grave, column: headings[cells]?.heading ?? '', field: null, words: '', cells: { has: cells, of: headings.length } }, row)
}

interface FinishedColumn { readonly column: AnswerColumn; readonly answers: Int16Array }

/**
 * Somebody with several posts is counted in their main post: most hours, then the first row. Posts of one person that say different things about
 * the person are named, for somebody has to mend the record; until then the main post's answers count.
 */
function uncountSecondPosts(staffNumbers: readonly string[], places: Int32Array, columns: readonly FinishedColumn[], counted: Uint8Array, problems: ProblemBook, heading: string): void {
  const hours = columns.find(({ column }) => column.field === 'full-time equivalent')?.answers
  const asked = columns.filter(({ column }) => isQuestion(column.field))
  const mainOf = new Map<string, number>()
  for (let row = 0; row < staffNumbers.length; row += 1) {
    const number = staffNumbers[row] ?? ''
    if (number === '') continue
    const main = mainOf.get(number)
    if (main === undefined) { mainOf.set(number, row); continue }
    const differing = asked.find(({ answers }) => answers[main] !== answers[row])
    problems.add({ kind: 'same person twice', grave: 'warns', column: heading, field: 'staff number', words: number, differs: differing?.column.field ?? null }, places[row] ?? 0, places[main] ?? 0)
    const isLonger = hours !== undefined && (hours[row] ?? -1) > (hours[main] ?? -1)
    counted[isLonger ? main : row] = 0
    if (isLonger) mainOf.set(number, row)
  }
}

/** One column as it is taken in: words become places in a list of categories, in the order in which they come; the list is put in order at the end. */
class TakenColumn {
  readonly field: Field
  /** What the last row answered, before the list is put in order. */
  last = -1
  readonly #at: number
  readonly #heading: string
  readonly #meaning: ColumnMeaning
  readonly #intake: Intake
  readonly #problems: ProblemBook
  readonly #answers = new Growing(Int16Array)
  readonly #places = new Map<string, number>()
  readonly #names: string[] = []
  readonly #spelt: Map<string, string>
  readonly #met = new Map<string, number>()
  readonly #word: (words: string) => WordMeaning | undefined
  readonly #read: (words: string, row: number) => number
  readonly #forgetful: boolean
  /** Ages came as numbers or days, and were put into bands here. */
  readonly #isBanded: boolean

  constructor(at: number, column: ReadColumn, meaning: ColumnMeaning, intake: Intake, problems: ProblemBook) {
    const known = lookUp(intake.mapping)
    this.field = meaning.field
    this.#at = at
    this.#heading = column.heading
    this.#meaning = meaning
    this.#intake = intake
    this.#problems = problems
    this.#word = (words) => known.word(meaning.field, words)
    this.#spelt = new Map(column.words.map((each) => [foldWords(each.words), each.words]))
    this.#isBanded = column.looks !== 'words'
    this.#read = this.#reader(column)
    // A column of numbers or of days has too many different words to remember what each meant.
    this.#forgetful = column.many && (meaning.field === 'full-time equivalent' || meaning.field === 'score')
  }

  add(row: RowOfWords, isStopped: boolean): void {
    const words = row.text(this.#at)
    this.last = isStopped && isQuestion(this.field) ? noAnswer.withdrawn : this.#answer(words, row.number)
    this.#answers.push(this.last)
  }

  #answer(words: string, row: number): number {
    const met = this.#met.get(words)
    if (met !== undefined) return met
    const answer = words === '' ? this.#unsaid() : this.#read(words, row)
    // What is wrong is asked again for every row, so that every row is named.
    if (answer !== wrong && !this.#forgetful) this.#met.set(words, answer)
    return answer === wrong ? noAnswer['not declared'] : answer
  }

  #unsaid(): number {
    const said = this.#word('')
    return said === undefined ? noAnswer['not declared'] : this.#meant(said)
  }

  #meant(meaning: WordMeaning): number {
    return 'state' in meaning ? noAnswer[meaning.state] : this.#placeOf(meaning.category)
  }

  #placeOf(name: string): number {
    const there = this.#places.get(name)
    if (there !== undefined) return there
    const place = this.#names.length
    if (place > mostCategories) return 0
    this.#names.push(name)
    this.#places.set(name, place)
    return place
  }

  nameAt(place: number): string | undefined {
    return this.#names[place]
  }

  /** How this column's words are read; every one of them gives an answer, or says what is wrong and gives `wrong`. */
  #reader(column: ReadColumn): (words: string, row: number) => number {
    switch (this.field) {
      case 'full-time equivalent': return this.#hours(column)
      case 'score': return (words, row) => this.#number(words, row, 1, 300, scoreScale, 'impossible score')
      case 'age': return column.looks === 'words' ? (words, row) => this.#said(words, row) : this.#ages(column)
      default: return isQuestion(this.field) || this.field === 'stage' ? (words, row) => this.#said(words, row) : (words) => this.#own(words)
    }
  }

  /** A department, a grade, a contract: what the body calls it, unless somebody said that two names mean one. */
  #own(words: string): number {
    const said = this.#word(words)
    if (said !== undefined) return this.#meant(said)
    // Words that differ only in case or in white space are one name, as the reading lists it.
    const [folded, written] = [foldWords(words), words.replaceAll('\n', ' ')]
    const name = this.#spelt.get(folded) ?? written
    this.#spelt.set(folded, name)
    return this.#placeOf(name)
  }

  #said(words: string, row: number): number {
    const said = this.#word(words)
    return said === undefined ? this.#wrong('unknown word', words, row) : this.#meant(said)
  }

  /** A share of a full post, or hours a week: then the hours that most of those have who work full time are a full post. */
  #hours(column: ReadColumn): (words: string, row: number) => number {
    const said = column.words.flatMap(({ words, count }) => { const number = readNumber(words); return number === null ? [] : [{ number, count }] })
    const areHours = said.reduce((sum, { number, count }) => number > mostOfOnePost ? sum + count : sum, 0) > said.reduce((sum, { count }) => sum + count, 0) / 2
    const fullTime = areHours ? said.filter(({ number }) => number >= 30 && number <= 48).toSorted((a, b) => b.count - a.count)[0]?.number ?? 37 : 1
    return (words, row) => this.#number(words, row, fullTime, areHours ? mostHours : mostOfOnePost, fteScale, 'impossible hours')
  }

  /** `one`: what a number is divided by. */
  #number(words: string, row: number, one: number, most: number, scale: number, kind: 'impossible hours' | 'impossible score'): number {
    const said = this.#word(words)
    if (said !== undefined && 'state' in said) return noAnswer[said.state]
    const number = readNumber(words)
    // A number below nought would be taken for a way of having no answer.
    if (number === null || number < 0 || number > most) return this.#wrong(kind, words, row)
    return Math.round(number / one * scale)
  }

  #ages(column: ReadColumn): (words: string, row: number) => number {
    const bands = this.#bands()
    const order = column.dateOrder ?? 'day first'
    return (words, row) => {
      const said = this.#word(words)
      if (said !== undefined) return this.#meant(said)
      const number = readNumber(words)
      // 1980 is the year of a birth, and 29357 a spreadsheet’s number for a day.
      const born = number === null || number > oldestPerson ? readBirth(words, this.#intake.to, order) : null
      const age = born === null ? number : ageOn(born, this.#intake.to)
      if (age === null || age > oldestPerson) return this.#wrong(isDayAfter(words, this.#intake.to, order) ? 'future date' : 'impossible age', words, row)
      const years = Math.floor(age)
      const isOwn = !namelessKinds.has(this.#intake.kind)
      const band = bands.find((each) => years >= each.from && years <= (each.to ?? Infinity))
      if (band === undefined || years < 0 || (isOwn && (years < youngestWorker || years > oldestWorker))) return this.#wrong('impossible age', words, row)
      return this.#placeOf(band.code)
    }
  }

  /** The bands that the source's edition of the question has, or else the body's own. */
  #bands(): readonly { readonly code: string; readonly from: number; readonly to: number | null }[] {
    const set = this.#set()
    const own = this.#intake.settings.ageBands.map((band: AgeBand) => ({ code: band.label, from: band.from, to: band.to }))
    return set === undefined ? own : set.categories.flatMap((each) => each.ages === undefined ? [] : [{ code: each.code, from: each.ages.from, to: each.ages.to ?? null }])
  }

  #set(): QuestionSet | undefined {
    return this.#meaning.questionSet === undefined ? undefined : findQuestionSet(this.#meaning.questionSet)
  }

  #wrong(kind: 'unknown word' | 'impossible hours' | 'impossible score' | 'impossible age' | 'future date', words: string, row: number): typeof wrong {
    this.#problems.add({ kind, grave: 'stops', column: this.#heading, field: this.field, words }, row)
    return wrong
  }

  /** The categories in the order in which they are shown, each with where it stood until now (undefined for one that nobody answered). */
  inOrder(): readonly { readonly category: AnswerCategory; readonly place: number | undefined }[] {
    if (this.#names.length > mostCategories) this.#problems.add({ kind: 'words not understood', grave: 'stops', column: this.#heading, field: this.field, words: '' })
    const set = this.#set()
    const usual: readonly AnswerCategory[] = this.field === 'age' && set === undefined && this.#isBanded ? this.#intake.settings.ageBands.map(({ label }) => ({ code: label, label })) : (set?.categories ?? []).map(toCategory)
    const codes = new Set(usual.map((each) => each.code))
    const others = this.#names.filter((name) => !codes.has(name)).sort(this.field === 'stage' ? byStage : this.field === 'age' ? byAge : inAlphabet)
    return [...usual, ...others.map((name) => this.#categoryCalled(name, set))].map((category) => ({ category, place: this.#places.get(category.code) }))
  }

  #categoryCalled(name: string, set: QuestionSet | undefined): AnswerCategory {
    const lesser = set && findCategory(set, name)
    if (lesser) return toCategory(lesser)
    if (this.field === 'stage') return { code: name, label: name.charAt(0).toUpperCase() + name.slice(1) }
    if (this.field === 'grade' && isSenior(name, this.#intake.settings.seniorLine)) return { code: name, label: name, parent: this.#intake.settings.seniorLine.name }
    return { code: name, label: name }
  }

  finish(order: readonly { readonly category: AnswerCategory; readonly place: number | undefined }[], parentOf: (place: number) => string | undefined): FinishedColumn {
    const answers = this.#answers.all()
    const scale = this.field === 'full-time equivalent' ? fteScale : this.field === 'score' ? scoreScale : undefined
    if (scale !== undefined) return { column: { field: this.field, kind: 'number', scale }, answers }
    const now = new Int16Array(this.#names.length)
    for (const [index, { place }] of order.entries()) if (place !== undefined) now[place] = index
    for (let row = 0; row < answers.length; row += 1) {
      const answer = answers[row] ?? -1
      if (answer >= 0) answers[row] = now[answer] ?? 0
    }
    const categories = order.map(({ category, place }) => {
      const parent = place === undefined ? undefined : parentOf(place)
      return parent === undefined ? category : { ...category, parent }
    })
    const questionSet = this.field === 'age' ? this.#meaning.questionSet ?? 'age-bands' : this.#meaning.questionSet
    return { column: { field: this.field, ...(questionSet === undefined ? {} : { questionSet }), kind: 'category', categories }, answers }
  }
}

/** No answer of any column: what was written cannot be taken in. */
const wrong = -32768
/** As many different categories as a place in a row can tell apart, with room for ways of having no answer. */
const mostCategories = 30_000
const fteScale = 1000
/** More than a full post, as a share of one, and the hours of the longest week that rotas know. */
const mostOfOnePost = 2
const mostHours = 84
const scoreScale = 100
/** Children may do light work from 13; people work into their nineties. */
const youngestWorker = 13
const oldestWorker = 100
const oldestPerson = 120

export function toCategory(each: { readonly code: string; readonly output: string; readonly parent?: string }): AnswerCategory {
  return { code: each.code, label: each.output, ...(each.parent === undefined ? {} : { parent: each.parent }) }
}

const alphabet = new Intl.Collator('en-GB', { numeric: true })
const inAlphabet = (a: string, b: string): number => alphabet.compare(a, b) || (a < b ? -1 : 1)

/** "Under 21" comes before "21 to 30". */
function byAge(a: string, b: string): number {
  const from = (band: string) => /^under/i.test(band) ? -1 : Number(/\d+/.exec(band)?.[0] ?? 999)
  return from(a) - from(b) || inAlphabet(a, b)
}

function byStage(a: string, b: string): number {
  const order: readonly string[] = stages
  const [first, second] = [order.indexOf(a), order.indexOf(b)]
  return first >= 0 && second >= 0 ? first - second : first >= 0 ? -1 : second >= 0 ? 1 : inAlphabet(a, b)
}

/** Whether these words are a day that has not come yet. */
function isDayAfter(words: string, day: Temporal.PlainDate, order: DateOrder): boolean {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(words) ?? []
  const [, one, two, last] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(words) ?? []
  const parts = year !== undefined ? [year, month, date] : last !== undefined ? order === 'day first' ? [last, two, one] : [last, one, two] : null
  if (parts === null) return false
  const [y, m, d] = parts.map(Number)
  return (y ?? 0) * 10_000 + (m ?? 0) * 100 + (d ?? 0) > day.year * 10_000 + day.month * 100 + day.day
}

/** A list of numbers that grows, without one object for each. */
class Growing<Kind extends Int16Array | Int32Array> {
  #held: Kind
  #length = 0
  readonly #make: new (length: number) => Kind

  constructor(make: new (length: number) => Kind) {
    this.#make = make
    this.#held = new make(4096)
  }

  push(value: number): void {
    if (this.#length === this.#held.length) {
      const more = new this.#make(this.#held.length * 2)
      more.set(this.#held)
      this.#held = more
    }
    this.#held[this.#length] = value
    this.#length += 1
  }

  /** What was pushed, cut to its length. */
  all(): Kind {
    const cut = new this.#make(this.#length)
    cut.set(this.#held.subarray(0, this.#length))
    this.#held = cut
    return cut
  }
}

