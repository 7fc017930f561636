import type { Period } from '#statistics/hourly-rate.ts'
import type { ElementRule } from './pay-elements.ts'

/**
 * Which regulations a body reports under, as dated values. The two texts share their definitions: regulation n of the
 * one is paragraph n of the Schedule of the other. Last checked 22 November 2026.
 */
export const regimes = {
  public: { name: 'Public authority', law: 'S.I. 2017/353, Schedule 1', provision: (n: number) => `S.I. 2017/353, Schedule 1, paragraph ${n}`, month: 3, day: 31, needsStatement: false },
  private: { name: 'Private or voluntary employer', law: 'S.I. 2017/172', provision: (n: number) => `S.I. 2017/172, regulation ${n}`, month: 4, day: 5, needsStatement: true },
} as const
export type Regime = keyof typeof regimes

/** The day of which everybody employed is counted, in that year. */
export function snapshotOf(regime: Regime, year: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month: regimes[regime].month, day: regimes[regime].day })
}

/** 12 months beginning with the snapshot day. For the reporting year 2020 to 2021 both deadlines were moved to 5 October 2021. */
export function deadlineOf(snapshot: Temporal.PlainDate): Temporal.PlainDate {
  return snapshot.year === 2020 ? Temporal.PlainDate.from('2021-10-05') : snapshot.add({ years: 1 }).subtract({ days: 1 })
}

/** "2025 to 2026": the reporting year is named after the snapshot with which it begins. */
export function reportingYear(snapshot: Temporal.PlainDate): string {
  return `${snapshot.year} to ${snapshot.year + 1}`
}

export const fewestEmployees = 250

export type PayrollState = 'waiting' | 'reading' | 'unreadable' | 'to understand' | 'counting' | 'counted'

/** One extract of the payroll for one snapshot day. */
export interface Payroll {
  readonly id: string
  readonly regime: Regime
  readonly snapshot: Temporal.PlainDate
  readonly state: PayrollState
  readonly fileName: string
  /** Null once the file has been deleted. */
  readonly sha256: string | null
  readonly refusal: string
  readonly survey: Survey | null
  readonly understanding: Understanding | null
  /** Per cent of the work under way. */
  readonly progress: number
  readonly rowsDeletedOn: Temporal.PlainDate | null
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Temporal.Instant
  readonly version: number
}

/** What a first reading finds: headings, how many rows, and the words that stand in each column. No row stands here. */
export interface Survey {
  readonly rows: number
  readonly columns: readonly SurveyedColumn[]
  readonly notes: readonly string[]
}

export interface SurveyedColumn {
  readonly heading: string
  /** Rows that say something here. */
  readonly filled: number
  readonly numbers: number
  /** Distinct words with their counts, commonest first; null where there are too many to be categories. */
  readonly words: readonly (readonly [word: string, count: number])[] | null
}

/** What a column of an extract can be. */
export const fields = [
  { field: 'staff number', name: 'Staff number', hint: 'What tells one person from another', words: false },
  { field: 'post', name: 'Post number', hint: 'Where one person may hold several posts', words: false },
  { field: 'sex', name: 'Sex', hint: '', words: true },
  { field: 'hours', name: 'Weekly hours', hint: 'Contract hours without overtime', words: false },
  { field: 'share of full time', name: 'Full-time equivalent', hint: 'Hours are this share of the full-time week', words: false },
  { field: 'worked week', name: 'Hours worked in one week', hint: 'One column for each week, earliest first: the last 12 weeks with work are averaged', words: false },
  { field: 'paid weeks', name: 'Paid weeks in the year', hint: 'For term-time and annualised hours', words: false },
  { field: 'pay', name: 'Pay in the period', hint: 'One kind of pay in a column of its own', words: false },
  { field: 'element', name: 'Name of the pay element', hint: 'In an extract with a row for each payment', words: true },
  { field: 'amount', name: 'Amount of the pay element', hint: 'In an extract with a row for each payment', words: false },
  { field: 'belongs to', name: 'Date that the payment belongs to', hint: 'Ordinary pay of another period is left out as arrears', words: false },
  { field: 'annual salary', name: 'Salary for a year', hint: 'Brought to the pay period by days', words: false },
  { field: 'hourly rate', name: 'Hourly rate', hint: 'Worked out by the payroll already, by the regulations', words: false },
  { field: 'salary sacrifice', name: 'Salary sacrifice', hint: 'Taken off: pay counts after the sacrifice', words: false },
  { field: 'bonus in the year', name: 'Bonus paid in the 12 months', hint: 'All bonus paid in the 12 months that end with the snapshot day', words: false },
  { field: 'paid as', name: 'On full or reduced pay', hint: 'Whether pay was reduced or nil because of leave', words: true },
  { field: 'employment', name: 'Kind of employment', hint: 'Who belongs to the count: schools, contractors and partners may not', words: true },
  { field: 'started', name: 'Start date', hint: '', words: false },
  { field: 'left', name: 'Leaving date', hint: '', words: false },
  { field: 'grade', name: 'Grade', hint: '', words: false },
  { field: 'work group', name: 'Equal work group', hint: 'Job evaluation band or like-work code, where it is not the grade', words: false },
  { field: 'department', name: 'Department', hint: '', words: false },
  { field: 'service', name: 'Years of service', hint: 'Worked out from the start date where there is no such column', words: false },
  { field: 'working pattern', name: 'Full time or part time', hint: '', words: true },
  { field: 'ethnic group', name: 'Ethnic group', hint: '', words: true },
  { field: 'disability', name: 'Disability', hint: '', words: true },
] as const satisfies readonly { readonly field: string; readonly name: string; readonly hint: string; readonly words: boolean }[]
export type PayField = (typeof fields)[number]['field']

/** What the words of a column can mean. A word that means none of them is left to the data-quality page. */
export const meanings = {
  sex: ['male', 'female', 'not recorded'],
  'paid as': ['full pay', 'reduced by leave', 'reduced otherwise'],
  employment: ['counts', 'maintained school', 'contractor without data', 'partner', 'not employed'],
  'working pattern': ['full time', 'part time', 'not recorded'],
  disability: ['disabled', 'not disabled', 'prefer not to say', 'not declared'],
} as const
export type WordField = keyof typeof meanings

/** How a body decided to read this extract: all that an independent re-computation needs to be told. */
export interface Understanding {
  /** Heading to what it is; null for a column that is left out on purpose. */
  readonly columns: Readonly<Record<string, PayField | null>>
  /** For each field of words: the extract's word to its meaning (a code of `meanings`; for ethnic group one of `ethnicGroups`). */
  readonly words: { readonly [field in WordField | 'ethnic group']?: Readonly<Record<string, string>> }
  /** Pay columns, or names of pay elements, to what the regulations take them for. */
  readonly elements: Readonly<Record<string, ClassedElement>>
  readonly choices: Choices
}

export interface ClassedElement {
  readonly class: ElementRule['class']
  /** The period that a bonus was for. */
  readonly bonusFor: Period
}

export interface Choices {
  readonly payPeriod: Exclude<Period, 'quarter' | 'year'>
  /** First day of the period in which the snapshot day lies. */
  readonly periodFrom: string
  readonly severalPosts: 'added together' | 'counted apart'
  /** Hours of a full-time week, for full-time equivalents. */
  readonly fullTimeHours: string
  /** The weeks of a year over which paid weeks are spread. */
  readonly weeksInYear: string
  readonly sexBasis: string
  readonly guidance: string
  /** An extract without any bonus was counted because a person said that none was paid. Said again for every extract. */
  readonly nobodyPaidBonus?: true
}

/** The guidance of government that a body worked by, with its day: recorded with the figures. */
export const guidanceEditions = [
  { edition: '21 May 2026', says: 'Sex means biological sex; somebody who is non-binary is counted by their sex.' },
  { edition: '2017 to 2026', says: 'Sex as the payroll records it; somebody who does not identify as either may be left out.' },
] as const

export const usualChoices = (regime: Regime, snapshot: Temporal.PlainDate): Choices => ({
  payPeriod: 'month', periodFrom: snapshot.with({ day: 1 }).toString(), severalPosts: 'added together', fullTimeHours: '37', weeksInYear: '52.18',
  sexBasis: 'Sex as recorded by the payroll', guidance: guidanceEditions[0].edition,
})

/** The first and the last day of the relevant pay period. */
export function relevantPayPeriod({ payPeriod, periodFrom }: Choices): { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } {
  const from = Temporal.PlainDate.from(periodFrom)
  return { from, to: payPeriod === 'month' ? from.add({ months: 1 }).subtract({ days: 1 }) : from.add({ days: { week: 7, fortnight: 14, 'four weeks': 28 }[payPeriod] - 1 }) }
}
