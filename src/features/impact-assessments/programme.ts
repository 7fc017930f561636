import type { Level } from './relevance.ts'

/** One thing in the three-year programme: what is to be assessed, in which quarter, and what has become of it. */
export interface ProgrammeItem {
  readonly id: string
  readonly undertaking: string
  readonly planned: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }
  /** Why it is in the programme, or why it joined from outside it. */
  readonly why: string
  readonly outside: boolean
  readonly screening: string | null
  readonly assessment: string | null
  readonly started: Temporal.PlainDate | null
  readonly finished: Temporal.PlainDate | null
  readonly published: Temporal.PlainDate | null
  readonly reviewed: Temporal.PlainDate | null
  /** Where it can be read, when it was made elsewhere. */
  readonly address: string
  readonly ended: { readonly on: Temporal.PlainDate; readonly because: string } | null
  readonly version: number
}

export const programmeStates = ['planned', 'started', 'done', 'published', 'reviewed', 'late', 'taken out'] as const
export type ProgrammeState = (typeof programmeStates)[number]

/** Late is computed, never typed: it was to be done by now and is not. */
export function stateOf(item: ProgrammeItem, today: Temporal.PlainDate): ProgrammeState {
  if (item.ended) return 'taken out'
  if (item.reviewed) return 'reviewed'
  if (item.published) return 'published'
  if (item.finished) return 'done'
  if (Temporal.PlainDate.compare(item.planned.to, today) < 0) return 'late'
  return item.started ? 'started' : 'planned'
}

/** Three years from the financial year that a day is in: 1 April to 31 March. */
export function programmeYears(today: Temporal.PlainDate): readonly { readonly name: string; readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }[] {
  const first = today.month >= 4 ? today.year : today.year - 1
  return [0, 1, 2].map((add) => ({ name: `${first + add} to ${first + add + 1}`, from: new Temporal.PlainDate(first + add, 4, 1), to: new Temporal.PlainDate(first + add + 1, 3, 31) }))
}

/** The calendar quarter that a day is in. */
export function quarterOf(day: Temporal.PlainDate): ProgrammeItem['planned'] {
  const from = day.with({ day: 1, month: day.month - (day.month - 1) % 3 })
  return { from, to: from.add({ months: 3 }).subtract({ days: 1 }) }
}

/** The quarters of the programme’s three years, as a form offers them. */
export function programmeQuarters(today: Temporal.PlainDate): readonly ProgrammeItem['planned'][] {
  const first = programmeYears(today)[0]?.from ?? today
  return Array.from({ length: 12 }, (_, at) => quarterOf(first.add({ months: 3 * at })))
}

/** High in the first year, medium in the second, low in the third; what is not relevant is not planned. */
export function yearFor(level: Level): 0 | 1 | 2 | null {
  return ({ high: 0, medium: 1, low: 2, none: null } as const)[level]
}

/** The programme that relevance asks for: each thing in the last quarter of its year, for the department to move. */
export function propose(level: Level, today: Temporal.PlainDate): ProgrammeItem['planned'] | null {
  const place = yearFor(level)
  const year = place === null ? undefined : programmeYears(today)[place]
  return year === undefined ? null : quarterOf(year.to)
}

export interface Rates {
  /** Things that were planned to be finished in the period, and those of them that were, and that are public. Numbers of assessments, not of people. */
  readonly planned: number
  readonly done: number
  readonly published: number
  readonly late: number
  /** Assessed although nobody had planned it. */
  readonly outside: number
}

/** For the half-yearly report to the board: of what was due in the period, how much was done, and how much can be read by anybody. */
export function ratesOf(items: readonly ProgrammeItem[], period: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }, today: Temporal.PlainDate): Rates {
  const due = items.filter((item) => item.ended === null && within(item.planned.to, period))
  return {
    planned: due.length,
    done: due.filter((item) => item.finished !== null || item.published !== null).length,
    published: due.filter((item) => item.published !== null).length,
    late: due.filter((item) => stateOf(item, today) === 'late').length,
    outside: due.filter((item) => item.outside).length,
  }
}

function within(day: Temporal.PlainDate, period: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }): boolean {
  return Temporal.PlainDate.compare(day, period.from) >= 0 && Temporal.PlainDate.compare(day, period.to) <= 0
}

/** The half-year that the board is told about: the last whole one before today, from April or from October. */
export function halfYear(today: Temporal.PlainDate): { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } {
  const { year, month } = today
  const from = month >= 4 && month < 10 ? new Temporal.PlainDate(year - 1, 10, 1) : new Temporal.PlainDate(month < 4 ? year - 1 : year, 4, 1)
  return { from, to: from.add({ months: 6 }).subtract({ days: 1 }) }
}
