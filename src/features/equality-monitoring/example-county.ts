import { mulberry32 } from '#statistics/pay-gap-interval.ts'
import { noAnswer, type AnswerColumn, type DatasetKind, type Field } from './dataset.ts'
import { answerColumns, declaring, departments, gradeWeights, leavingReasons, outcomes, weights, type Asked } from './example-answers.ts'

/** One extract as the engine keeps it: what each row answered, column by column. */
export interface ExampleExtract {
  readonly kind: DatasetKind
  /** Null for a snapshot. */
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate
  readonly columns: readonly AnswerColumn[]
  /** One array for each column, a place for each row: as `dataset_row.answers` keeps them. */
  readonly answers: readonly Int16Array[]
  /** Row by row; null for people who are not employees. */
  readonly staffNumbers: readonly string[] | null
}

/**
 * Five years of a county's workforce: twenty quarterly snapshots that end at the last quarter before `today`, with who joined and who left in
 * each quarter, and what happened in each of the last five financial years. Nobody in it exists. The same day and seed give the same county.
 *
 * Somebody keeps their staff number from snapshot to snapshot; a snapshot is the one before it with those who joined and without those who
 * left, person by person. Pure; some 80 milliseconds.
 */
export function exampleCounty(today: Temporal.PlainDate, seed = 1867): readonly ExampleExtract[] {
  const ends = quarterEnds(today)
  const random = mulberry32(seed)
  const county = new County(random, ends)
  const extracts: ExampleExtract[] = []
  const shown = ends.length - 20
  let year = { promoted: [] as number[], left: [] as number[], joinedBefore: [] as number[] }
  for (const [quarter, end] of ends.entries()) {
    const { joined, left, promoted } = quarter === 0 ? { joined: [], left: [], promoted: [] } : county.live(quarter)
    if (quarter >= shown) {
      extracts.push(county.extract('workforce', null, end, county.present, quarter))
      if (quarter > 0) {
        const from = ends[quarter - 1]!.add({ days: 1 })
        extracts.push(county.extract('starters', from, end, joined, quarter), county.extract('leavers', from, end, left, quarter - 1))
      }
    }
    year = { promoted: [...year.promoted, ...promoted], left: [...year.left, ...left], joinedBefore: year.joinedBefore }
    if (quarter > 0 && end.month === 3) {
      extracts.push(...county.yearOfEvents(end.subtract({ years: 1 }).add({ days: 1 }), end, quarter, year))
      year = { promoted: [], left: [], joinedBefore: [] }
    }
  }
  return extracts
}

/** From the 31 March that five financial years begin after, quarter by quarter, to the last quarter that ended before today. */
function quarterEnds(today: Temporal.PlainDate): Temporal.PlainDate[] {
  const month = today.month - (today.month - 1) % 3
  const last = new Temporal.PlainDate(today.year, month, 1).subtract({ days: 1 })
  const yearEnd = last.month >= 3 ? last.year : last.year - 1
  const ends: Temporal.PlainDate[] = []
  for (let first = new Temporal.PlainDate(yearEnd - 5, 4, 1); Temporal.PlainDate.compare(first, last) <= 0; first = first.add({ months: 3 })) ends.push(first.subtract({ days: 1 }))
  ends.push(last)
  return ends
}

/** Everybody who has worked here, in columns, so that a county of twelve thousand lives through its years in milliseconds. */
class County {
  present: number[] = []
  readonly #random: () => number
  readonly #months: readonly number[]
  readonly #campaign: number
  #many = 0
  readonly #sex = column()
  readonly #born = column()
  readonly #ethnic = column()
  readonly #disabled = column()
  readonly #disabledFrom = column()
  readonly #religion = column()
  readonly #orientation = column()
  readonly #trans = column()
  readonly #partnership = column()
  readonly #carer = column()
  readonly #department = column()
  readonly #team = column()
  readonly #grade = column()
  readonly #contract = column()
  readonly #pattern = column()
  readonly #hours = column()
  readonly #joined = column()
  readonly #leaveEnds = column()
  readonly #onCareerGrade = column()
  readonly #reason = column()
  /** How readily each question is answered, from 0 (at once) to 999 (hardly ever): see `declares`. */
  readonly #reluctance: Record<Asked, Int16Array>
  readonly #reluctances: readonly Int16Array[]
  #mixed: Odds = odds.ethnic

  constructor(random: () => number, ends: readonly Temporal.PlainDate[]) {
    this.#random = random
    this.#months = ends.map(monthOf)
    this.#campaign = ends.length - 5
    this.#reluctance = Object.fromEntries(Object.keys(declaring).map((question) => [question, column()])) as Record<Asked, Int16Array>
    this.#reluctances = Object.values(this.#reluctance)
    for (let place = 0; place < 6361; place++) this.present.push(this.#somebody(0, false))
  }

  /** One quarter: some leave, some join, some are promoted. Those who leave are as they were at its beginning. */
  live(quarter: number): { joined: number[]; left: number[]; promoted: number[] } {
    const [left, stay, promoted, joined]: [number[], number[], number[], number[]] = [[], [], [], []]
    for (const who of this.present) (this.#random() < this.#chanceOfLeaving(who, quarter) ? left : stay).push(who)
    for (const who of left) this.#reason[who] = this.#age(who, quarter) >= 63 ? 1 : this.#contract[who] === 1 ? 3 : this.#draw(odds.leaving)
    for (const who of stay) {
      if (this.#random() < 0.0006 && this.#disabled[who] === 1) [this.#disabled[who], this.#disabledFrom[who]] = [0, quarter]
      const age = this.#age(who, quarter)
      if (this.#sex[who] === 0 && age < 43 && this.#leaveEnds[who]! < quarter && this.#random() < 0.011) this.#leaveEnds[who] = quarter + 3
      if (this.#grade[who]! < 17 && this.#random() < this.#chanceOfPromotion(who)) {
        this.#grade[who] = Math.min(17, this.#grade[who]! + (this.#random() < 0.85 ? 1 : 2))
        promoted.push(who)
      }
    }
    const many = left.length + Math.round(4 + 16 * (this.#random() - 0.48))
    // Starters are more mixed than those who have stayed, and a little more each year: so the whole changes slowly.
    this.#mixed = ethnicOdds(1.1 + 0.018 * quarter)
    for (let place = 0; place < many; place++) joined.push(this.#somebody(quarter, true))
    this.present = [...stay, ...joined]
    return { joined, left, promoted }
  }

  extract(kind: DatasetKind, from: Temporal.PlainDate | null, to: Temporal.PlainDate, people: readonly number[], quarter: number, outcome?: readonly number[]): ExampleExtract {
    const columns = answerColumns(kind, quarter >= this.#campaign)
    const answers = columns.map(({ field }) => {
      if (field === 'outcome') return kind === 'leavers' ? eachOf(people, (who) => this.#reason[who]!) : Int16Array.from(outcome ?? [])
      return this.#answers(field, people, quarter)
    })
    return { kind, from, to, columns, answers, staffNumbers: people.map((who) => `B${100_000 + who * 7}`) }
  }

  /** What happened in a financial year that ended with this quarter. */
  yearOfEvents(from: Temporal.PlainDate, to: Temporal.PlainDate, quarter: number, year: { readonly promoted: readonly number[]; readonly left: readonly number[] }): ExampleExtract[] {
    const those = (chance: (who: number) => number): number[] => this.present.filter((who) => this.#random() < chance(who))
    const isMinority = (who: number): boolean => this.#ethnic[who]! > 4
    const isDisabled = (who: number): boolean => this.#disabled[who] === 0
    const gay = (who: number): boolean => this.#orientation[who]! > 0
    const ends = (people: readonly number[], kind: keyof typeof outcomes, tilt: (who: number) => number = () => 1): number[] => people.map((who) => this.#draw(oddsOf(outcomes[kind].map((weight, place) => place === 0 ? weight * tilt(who) : weight))))
    const event = (kind: keyof typeof outcomes, people: readonly number[], tilt?: (who: number) => number): ExampleExtract => this.extract(kind, from, to, people, quarter, ends(people, kind, tilt))

    const applied = those((who) => 0.2 * (this.#pattern[who] === 0 ? 1.1 : 0.8) * (isMinority(who) ? 1.08 : 1) * (this.#grade[who]! < 5 ? 0.6 : 1))
    const given = ends(applied, 'training applied', (who) => this.#pattern[who] === 0 ? 1 : 0.7)
    const onProbation = this.present.filter((who) => this.#joined[who]! >= quarter - 5 && this.#joined[who]! <= quarter - 2 && this.#joined[who]! > 0)
    return [
      this.#applications(from, to, quarter),
      this.extract('promotions', from, to, year.promoted.filter((who) => !year.left.includes(who)), quarter),
      event('career grades', this.present.filter((who) => this.#onCareerGrade[who] === 1), (who) => this.#pattern[who] === 0 ? 1 : 0.62),
      event('probation', onProbation, (who) => isMinority(who) ? 0.6 : 1),
      event('grievance', those((who) => 0.0098 * (isMinority(who) ? 1.3 : 1) * (isDisabled(who) ? 1.7 : 1))),
      event('disciplinary', those((who) => 0.0088 * (isMinority(who) ? 1.42 : 1) * (this.#sex[who] === 1 ? 1.9 : 1) * (this.#age(who, quarter) < 30 ? 1.3 : 1))),
      event('harassment', those((who) => 0.0062 * (isDisabled(who) ? 2 : 1) * (gay(who) ? 1.9 : 1) * (isMinority(who) ? 1.5 : 1))),
      this.extract('training applied', from, to, applied, quarter, given),
      this.extract('training received', from, to, applied.filter((_, place) => given[place] === 0), quarter),
      ...this.#service(from, to, quarter),
    ]
  }

  /** Somebody new: at the beginning of everything, or joining in a quarter. */
  #somebody(quarter: number, joins: boolean): number {
    const who = this.#many++
    const random = this.#random
    const department = this.#draw(joins ? odds.departmentOfStarters : odds.department)
    const { women, isFrontLine, lowGrades } = departments[department]!
    const woman = random() < women
    const ethnic = this.#draw(joins ? this.#mixed : odds.ethnic)
    const age = joins ? 17 + Math.floor(46 * (0.08 + 0.92 * random()) ** 1.5) : Math.floor(Math.min(69, 19 + 49 * (1 - (1 - random()) ** 0.72 * random() ** 0.34)))
    this.#sex[who] = woman ? 0 : 1
    this.#born[who] = this.#months[quarter]! - 12 * age - Math.floor(12 * random())
    this.#ethnic[who] = ethnic
    const isSenior = this.#chooseGrade(who, lowGrades, woman, ethnic > 4) >= 12
    this.#disabled[who] = random() < (isSenior ? 0.02 : age < 30 ? 0.048 : age < 50 ? 0.05 : 0.062) * (joins ? 1.15 : 1) ? 0 : 1
    this.#religion[who] = this.#draw(ethnic === 9 ? odds.religionOfIndian : ethnic > 9 && ethnic < 12 ? odds.religionOfPakistani : odds.religion)
    this.#orientation[who] = this.#draw(age < 35 ? odds.orientationOfYoung : odds.orientation)
    this.#trans[who] = random() < 0.0042 ? 1 : 0
    this.#partnership[who] = this.#draw(age < 28 ? odds.partnershipOfYoung : odds.partnership)
    this.#carer[who] = this.#draw(age < 35 ? odds.carerOfYoung : odds.carer)
    this.#department[who] = department
    this.#team[who] = odds.teams[department]!.before + this.#draw(odds.teams[department]!.odds)
    this.#contract[who] = joins && age < 24 && random() < 0.25 ? 2 : random() < (joins ? 0.22 : 0.06) ? 1 : 0
    const partTime = lowGrades ? 0.8 : woman ? 0.46 : 0.16
    this.#pattern[who] = random() >= partTime ? 0 : (lowGrades || department === 1) && random() < 0.5 ? 2 : 1
    this.#hours[who] = this.#pattern[who] === 0 ? 100 : [40, 50, 54, 60, 68, 80, 86][Math.floor(7 * random())]!
    this.#joined[who] = joins ? quarter : 0
    this.#onCareerGrade[who] = this.#grade[who]! >= 6 && this.#grade[who]! <= 10 && [0, 1, 3, 9].includes(department) && random() < 0.24 ? 1 : 0
    this.#leaveEnds[who] = woman && age < 43 && !joins && random() < 0.03 ? quarter + 1 : -1
    const open = random()
    for (const held of this.#reluctances) held[who] = Math.floor(999 * (random() < 0.6 ? open : random()) * (isFrontLine ? 1.13 : 0.94))
    return who
  }

  #chooseGrade(who: number, lowGrades: boolean, woman: boolean, isMinority: boolean): number {
    this.#grade[who] = this.#draw(odds.grade[lowGrades ? 4 : (woman ? 0 : 1) + (isMinority ? 2 : 0)]!)
    return this.#grade[who]!
  }

  #chanceOfLeaving(who: number, quarter: number): number {
    const age = this.#age(who, quarter)
    if (age >= 71) return 0.5
    return 0.0232 * (age < 25 ? 1.9 : age < 32 ? 1.35 : age >= 66 ? 3.2 : age >= 60 ? 1.7 : 1) * (this.#contract[who] === 0 ? 1 : 2.1) * (quarter - this.#joined[who]! < 4 && this.#joined[who]! > 0 ? 1.55 : 1)
      * (this.#grade[who]! >= 12 ? 0.8 : 1) * (this.#ethnic[who]! > 4 ? 1.14 : 1)
  }

  #chanceOfPromotion(who: number): number {
    const nearTheTop = this.#grade[who]! >= 11
    return 0.0125 * (nearTheTop ? 0.5 : 1) * (nearTheTop && this.#sex[who] === 0 ? 0.62 : 1) * (this.#ethnic[who]! > 4 ? 0.86 : 1) * (this.#pattern[who] === 0 ? 1.15 : 0.62)
  }

  #age(who: number, quarter: number): number {
    return Math.floor((this.#months[quarter]! - this.#born[who]!) / 12)
  }

  #answers(field: Field, people: readonly number[], quarter: number): Int16Array {
    const asked = (question: Asked, truth: (who: number) => number): Int16Array => this.#declared(question, people, quarter, truth)
    const plain = (held: Int16Array): Int16Array => eachOf(people, (who) => held[who]!)
    switch (field) {
      case 'age': return eachOf(people, (who) => ageBand(this.#age(who, quarter)))
      case 'sex': return plain(this.#sex)
      case 'ethnic group': return asked(field, (who) => this.#ethnic[who]!)
      case 'disability': return asked(field, (who) => this.#disabledFrom[who]! > quarter ? 1 : this.#disabled[who]!)
      case 'religion or belief': return asked(field, (who) => this.#religion[who]!)
      case 'sexual orientation': return asked(field, (who) => this.#orientation[who]!)
      case 'gender identity': return asked(field, (who) => this.#trans[who]!)
      case 'legal partnership status': return asked(field, (who) => this.#partnership[who]!)
      case 'carer': return asked(field, (who) => this.#carer[who]!)
      case 'pregnancy or maternity': return eachOf(people, (who) => this.#leaveEnds[who]! >= quarter ? 0 : 1)
      case 'department': return plain(this.#department)
      case 'team': return plain(this.#team)
      case 'grade': return plain(this.#grade)
      case 'contract': return plain(this.#contract)
      case 'working pattern': return plain(this.#pattern)
      case 'full-time equivalent': return plain(this.#hours)
      default: throw new TypeError(`The example has no ${field}.`)
    }
  }

  /**
   * What people have answered by a quarter, given how readily each does; once answered, it stays so. A few prefer not to say, whoever they are; one in a thousand has taken an answer back.
   */
  #declared(question: Asked, people: readonly number[], quarter: number, truth: (who: number) => number): Int16Array {
    const { before, after, preferNot } = declaring[question]
    const since = quarter - this.#campaign
    const rate = 1000 * (before + 0.002 * quarter + (since < 0 ? 0 : (after - before) * (1 - Math.exp(-(since + 0.6) / 1.6))))
    const reluctance = this.#reluctance[question]
    return eachOf(people, (who) => {
      if (reluctance[who]! >= rate) return noAnswer['not declared']
      const lot = (who * 7919 + question.length * 97) % 1000
      if (lot < preferNot) return noAnswer['prefer not to say']
      return lot === 999 && since > 1 ? noAnswer['withdrawn'] : truth(who)
    })
  }

  /** Applications, each with the last stage that it reached. Shortlisting became even when names were taken off; appointing has not. */
  #applications(from: Temporal.PlainDate, to: Temporal.PlainDate, quarter: number): ExampleExtract {
    const random = this.#random
    const many = 3900 + Math.floor(500 * random()) + 20 * quarter
    const columns = answerColumns('applicants')
    const answers = columns.map(() => new Int16Array(many))
    const namesAreHidden = quarter >= this.#campaign - 1
    for (let row = 0; row < many; row++) {
      const age = 17 + Math.floor(46 * random() ** 1.6)
      const ethnic = this.#draw(odds.ethnicOfApplicants)
      const isMinority = ethnic > 4
      const disabled = random() < 0.09 ? 0 : 1
      const shortlisted = random() < 0.36 * (isMinority ? namesAreHidden ? 0.985 : 0.84 : 1) * (disabled === 0 ? 1.08 : 1)
      const interviewed = shortlisted && random() < 0.9
      const offered = interviewed && random() < 0.4 * (isMinority ? 0.7 : 1) * (disabled === 0 ? 0.9 : 1)
      const stage = !shortlisted ? 0 : !interviewed ? 1 : !offered ? 2 : random() < 0.06 ? 3 : 4
      const told = (truth: number, rate: number): number => random() < rate ? truth : random() < 0.4 ? noAnswer['prefer not to say'] : noAnswer['not declared']
      const told_: Partial<Record<Field, number>> = {
        'age': told(ageBand(age), 0.97), 'sex': told(random() < 0.68 ? 0 : 1, 0.97), 'ethnic group': told(ethnic, 0.94), 'disability': told(disabled, 0.95), 'religion or belief': told(this.#draw(odds.religion), 0.86),
        'sexual orientation': told(this.#draw(odds.orientationOfYoung), 0.87), 'department': this.#draw(odds.department), 'stage': stage,
      }
      for (const [place, { field }] of columns.entries()) answers[place]![row] = told_[field]!
    }
    return { kind: 'applicants', from, to, columns, answers, staffNumbers: null }
  }

  /** Who was supported by one service, and what some of them said of it. */
  #service(from: Temporal.PlainDate, to: Temporal.PlainDate, quarter: number): ExampleExtract[] {
    const random = this.#random
    return (['service users', 'satisfaction'] as const).map((kind) => {
      const many = kind === 'service users' ? 1500 + 20 * quarter : 480 + Math.floor(60 * random())
      const columns = answerColumns(kind)
      const answers = columns.map(() => new Int16Array(many))
      for (let row = 0; row < many; row++) {
        const told = (truth: number, rate: number): number => random() < rate ? truth : noAnswer['not declared']
        const disabled = random() < 0.71 ? 0 : 1
        const said: Partial<Record<Field, number>> = {
          'age': ageBand(26 + Math.floor(66 * (1 - random() ** 1.7))), 'sex': random() < 0.59 ? 0 : 1, 'ethnic group': told(this.#draw(odds.ethnic), 0.83), 'disability': told(disabled, 0.9), 'carer': told(this.#draw(odds.carer), 0.7),
          'location': this.#draw(odds.place), 'score': 100 + 100 * this.#draw(disabled === 0 ? odds.scoreOfDisabled : odds.score),
        }
        for (const [place, { field }] of columns.entries()) answers[place]![row] = said[field]!
      }
      return { kind, from, to, columns, answers, staffNumbers: null }
    })
  }

  #draw(odds: Odds): number {
    const lot = this.#random()
    let place = 0
    while (lot >= odds[place]!) place++
    return place
  }
}

/** How often each place is drawn: the sums of the weights up to it, of 1. */
type Odds = Float64Array

function oddsOf(weighted: readonly number[]): Odds {
  const all = weighted.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  const odds = Float64Array.from(weighted, (weight) => (sum += weight) / all)
  odds[odds.length - 1] = 1
  return odds
}

/** As `Int16Array.from`, which takes five times as long. */
function eachOf(people: readonly number[], answer: (who: number) => number): Int16Array {
  const answers = new Int16Array(people.length)
  for (let place = 0; place < people.length; place++) answers[place] = answer(people[place]!)
  return answers
}

/** Room for everybody who comes in five and a half years. */
function column(): Int16Array {
  return new Int16Array(14_000)
}

/** Months since the year 1900, which no one here was born before. */
function monthOf({ year, month }: Temporal.PlainDate): number {
  return (year - 1900) * 12 + month
}

function ageBand(age: number): number {
  return age < 25 ? 0 : age < 35 ? 1 : age < 45 ? 2 : age < 55 ? 3 : age < 65 ? 4 : 5
}

function ethnicOdds(mixed: number): Odds {
  return oddsOf(weights.ethnic.map((weight, place) => place > 4 ? weight * mixed : weight))
}

const odds = {
  leaving: oddsOf(leavingReasons), place: oddsOf([34, 27, 22, 17]), score: oddsOf([3, 7, 14, 44, 32]), scoreOfDisabled: oddsOf([6, 11, 17, 40, 26]),
  department: oddsOf(departments.map(({ people }) => people)), departmentOfStarters: oddsOf(departments.map(({ people, isFrontLine }) => isFrontLine ? people * 1.25 : people)),
  teams: departments.map(({ teams }, place) => ({ before: departments.slice(0, place).reduce((sum, each) => sum + each.teams.length, 0), odds: oddsOf(teams.map(({ people }) => people)) })),
  ethnic: ethnicOdds(1), ethnicOfApplicants: ethnicOdds(2), religion: oddsOf(weights.religion), religionOfIndian: oddsOf(weights.religionOfIndian), religionOfPakistani: oddsOf(weights.religionOfPakistani),
  orientation: oddsOf(weights.orientation), orientationOfYoung: oddsOf(weights.orientation.map((weight, place) => place > 0 ? weight * 2 : weight)),
  partnership: oddsOf(weights.partnership), partnershipOfYoung: oddsOf(weights.partnershipOfYoung), carer: oddsOf(weights.carer), carerOfYoung: oddsOf(weights.carerOfYoung),
  /** Of white women and men, of others, and of services with few senior posts: women and minorities are fewer at the top. */
  grade: [
    ...[0.78 * 1.07, 1.62 * 1.07, 0.78 * 0.4, 1.62 * 0.4].map((senior) => oddsOf(gradeWeights.map((weight, place) => place >= 12 ? weight * senior : weight))),
    oddsOf(gradeWeights.map((weight, place) => place > 5 ? weight / 9 : weight)),
  ],
} as const
