import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { financialQuarter, financialQuarterOf, financialYearOf, quarterInWords, type QuarterNumber } from '#duty/quarters.ts'
import type { Refused } from '#duty/refused.ts'

/**
 * One asking of everybody who leads something in a plan: opened, answered, closed, signed off, and kept as it was. Pure: no database, no clock, no HTML.
 * What nobody answered is “no answer”. It is never taken for progress, nor for the want of it.
 */
export interface Round {
  readonly id: string
  readonly strategy: string
  readonly planTitle: string
  readonly period: Period
  readonly answersBy: Temporal.PlainDate
  readonly reminders: Reminders
  /** What every lead reads at the top of the letter. */
  readonly note: string
  readonly opened: { readonly at: Temporal.Instant; readonly by: Named }
  /** The last day on which the rule wrote to leads. */
  readonly remindedOn: Temporal.PlainDate | null
  readonly closed: { readonly at: Temporal.Instant; readonly by: Named; readonly account: string; readonly tally: Tallies; readonly sha256: string } | null
  readonly signed: { readonly at: Temporal.Instant; readonly by: Named; readonly words: string } | null
  readonly version: number
}
export interface Named { readonly id: string; readonly name: string }

export const periodKinds = ['quarter', 'half-year', 'year'] as const
export interface Period { readonly kind: (typeof periodKinds)[number]; readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }

/** When leads are reminded by themselves: not at all; three days before answers are due and the day after; or that, and every week until the round closes. */
export const reminderRules = ['around', 'weekly', 'none'] as const
export type Reminders = (typeof reminderRules)[number]

export const letterKinds = ['opening', 'by rule', 'by hand', 'question'] as const
export type LetterKind = (typeof letterKinds)[number]

/** `quarter 2, July to September 2026`; `half-year, April to September 2026`; `year, April 2025 to March 2026`. */
export function periodInWords(period: Period): string {
  return period.kind === 'quarter' ? quarterInWords(financialQuarterOf(period.from)) : `${period.kind}, ${rangeInWords(period.from, period.to)}`
}

export function roundTitle(round: Pick<Round, 'period'>): string {
  const words = periodInWords(round.period)
  return `Monitoring round: ${words}`
}

/** The periods that a round may be opened for on this day: the newest that has ended comes first, because that is what is usually asked about. */
export function periodsOn(today: Temporal.PlainDate): readonly Period[] {
  const quarterAt = (day: Temporal.PlainDate): Period => { const { from, to } = financialQuarterOf(day); return { kind: 'quarter', from, to } }
  const now = quarterAt(today)
  const year = financialYearOf(today)
  const half = (beginning: number, first: QuarterNumber): Period => ({ kind: 'half-year', from: financialQuarter(beginning, first).from, to: financialQuarter(beginning, first === 1 ? 2 : 4).to })
  const lastHalf = today.month >= 4 && today.month < 10 ? half(year.beginning - 1, 3) : today.month >= 10 ? half(year.beginning, 1) : half(year.beginning, 1)
  const lastYear = financialYearOf(year.from.subtract({ days: 1 }))
  return [quarterAt(now.from.subtract({ days: 1 })), now, lastHalf, { kind: 'year', from: lastYear.from, to: lastYear.to }]
}

/** `quarter 2026-07-01`: one period, for a form. */
export const periodKey = (period: Period): string => `${period.kind} ${period.from.toString()}`

/** Answers are due two weeks after opening, unless somebody says otherwise. */
export const usualDays = 14

export function mayOpenFor(period: Period, answersBy: Temporal.PlainDate, earlier: readonly Pick<Round, 'period' | 'closed'>[], today: Temporal.PlainDate): Refused | null {
  if (earlier.some((each) => each.closed === null)) return { refused: 'A round of this plan is open. Close it before you open another' }
  if (earlier.some((each) => periodKey(each.period) === periodKey(period))) return { refused: `There is a round for ${periodInWords(period)} already. Choose another period` }
  if (Temporal.PlainDate.compare(answersBy, today) <= 0) return { refused: 'The day by which answers are due must be after today' }
  if (today.until(answersBy).days > 92) return { refused: 'Answers must be due within three months' }
  return null
}

// --- What is asked, and what became of it

/** How an action stood on a day. Days are written as `2026-11-22`: this is what a round keeps. */
export interface Stand {
  readonly rating: Standing
  readonly dueOn: string | null
  readonly own: string | null
  readonly updatedOn: string | null
}
/** The plan's own ratings, computed from dates and answers. */
export type Standing = 'overdue' | 'at risk' | 'on track' | 'not started' | 'achieved' | 'not achieved' | 'withdrawn'

export interface AskedAction {
  readonly action: string
  readonly reference: string
  readonly words: string
  readonly objective: string
  /** The person who was asked; null where the plan names a team, a post or nobody. */
  readonly lead: Named | null
  /** Who leads it in the plan's words, for where no person can be asked. */
  readonly leadWords: string
  readonly before: Stand
}

/** Something that somebody did about the action since the round was opened. */
export interface Answer {
  readonly at: string
  readonly by: string
  readonly kind: 'progress' | 'date moved' | 'closed' | 'instance done'
  /** What was said; null where the lead keeps it private. */
  readonly words: string | null
  readonly next: string | null
  readonly from: string | null
  readonly to: string | null
}

export const outcomes = ['answered', 'closed', 'no answer', 'nobody to ask', 'left the plan'] as const
export type Outcome = (typeof outcomes)[number]

export interface RoundRow extends AskedAction {
  readonly outcome: Outcome
  /** How it stands now, or stood when the round closed; null for an action that is no longer in the plan. */
  readonly after: Stand | null
  readonly answers: readonly Answer[]
  readonly moved: { readonly from: string; readonly to: string; readonly because: string | null } | null
  readonly question: { readonly words: string; readonly by: string; readonly at: string; readonly answered: boolean } | null
}

/** What is known of an action while its round is looked at. */
export interface Known {
  readonly now: { readonly stand: Stand; readonly lead: Named | null; readonly leadWords: string; readonly isClosed: boolean } | null
  readonly answers: readonly Answer[]
  readonly questions: readonly { readonly words: string; readonly by: string; readonly at: string }[]
}

export function rowOf(asked: AskedAction, known: Known): RoundRow {
  const { now, answers } = known
  const last = known.questions.at(-1)
  const moves = answers.filter((each) => each.kind === 'date moved')
  const lead = now?.lead ?? (now === null ? asked.lead : null)
  return {
    ...asked, lead, leadWords: now?.leadWords ?? asked.leadWords, after: now?.stand ?? null, answers,
    outcome: now === null ? 'left the plan' : now.isClosed ? 'closed' : answers.length > 0 ? 'answered' : lead === null ? 'nobody to ask' : 'no answer',
    moved: moves.length === 0 ? null : { from: moves[0]?.from ?? '', to: moves.at(-1)?.to ?? '', because: moves.at(-1)?.words ?? null },
    question: last === undefined ? null : { ...last, answered: answers.some((each) => each.at > last.at) },
  }
}

export interface Tallies {
  readonly asked: number; readonly answered: number; readonly closed: number; readonly silent: number; readonly nobody: number; readonly left: number
  readonly late: number; readonly lateAndSilent: number; readonly moved: number; readonly questions: number
}

/** Answered counts those that were closed too. What is late is counted whether or not it was answered. */
export function tallyOf(rows: readonly RoundRow[]): Tallies {
  const count = (which: (row: RoundRow) => boolean): number => rows.filter(which).length
  return {
    asked: rows.length, answered: count((row) => row.outcome === 'answered' || row.outcome === 'closed'), closed: count((row) => row.outcome === 'closed'), silent: count((row) => row.outcome === 'no answer'), nobody: count((row) => row.outcome === 'nobody to ask'), left: count((row) => row.outcome === 'left the plan'),
    late: count(isLate), lateAndSilent: count((row) => isLate(row) && isSilent(row)), moved: count((row) => row.moved !== null), questions: count((row) => row.question !== null && !row.question.answered),
  }
}

export const isLate = (row: RoundRow): boolean => row.after?.rating === 'overdue'
export const isSilent = (row: RoundRow): boolean => row.outcome === 'no answer' || row.outcome === 'nobody to ask'

/** The round in a few sentences, for the top of its summary and for a report. */
export function inSentences(tally: Tallies): string {
  const many = (count: number, one: string, more: string): string => count === 1 ? `1 ${one}` : `${count} ${more}`
  const silent = [tally.silent > 0 && many(tally.silent, 'has no answer', 'have no answer'), tally.nobody > 0 && many(tally.nobody, 'has nobody who could be asked', 'have nobody who could be asked')].filter((each) => each !== false)
  return [
    `The round asked about ${many(tally.asked, 'action', 'actions')}.`,
    tally.answered === 0 ? 'None has been answered.' : `${many(tally.answered, 'was answered', 'were answered')}${tally.closed > 0 ? `, ${tally.closed} of them as closed` : ''}.`,
    silent.length === 0 ? '' : `${silent.join(' and ')}: that says nothing about progress.`,
    tally.late === 0 ? 'None is past its date.' : `${many(tally.late, 'is past its date', 'are past their dates')}${tally.lateAndSilent > 0 ? `, ${tally.lateAndSilent} of them without an answer` : ''}.`,
    tally.left > 0 ? `${many(tally.left, 'is', 'are')} no longer in the plan.` : '',
    tally.moved > 0 ? `${many(tally.moved, 'date was moved', 'dates were moved')}.` : '',
  ].filter((each) => each !== '').join(' ')
}

// --- What a director reads

export interface Worst { readonly row: RoundRow; readonly why: string }

/**
 * What needs a director most, worst first: past its date with nobody answering; past its date; its lead says it is off track; at risk; no answer at all.
 * Within each the longest past its date comes first, then the longest without a word. An action that was answered and is on track is never here.
 */
export function worstOf(rows: readonly RoundRow[], today: Temporal.PlainDate, most = 5): readonly Worst[] {
  const ranked = rows.flatMap((row) => { const rank = rankOf(row); return rank === null ? [] : [{ row, rank }] })
  ranked.sort((a, b) => a.rank - b.rank || (a.row.after?.dueOn ?? '9999').localeCompare(b.row.after?.dueOn ?? '9999') || (a.row.after?.updatedOn ?? '').localeCompare(b.row.after?.updatedOn ?? ''))
  return ranked.slice(0, most).map(({ row }) => ({ row, why: whyWorst(row, today) }))
}

function rankOf(row: RoundRow): number | null {
  if (row.after === null || row.outcome === 'closed') return null
  if (isLate(row)) return isSilent(row) ? 1 : 2
  if (row.after.own === 'off track') return 3
  if (row.after.rating === 'at risk') return 4
  return isSilent(row) ? 5 : null
}

function whyWorst(row: RoundRow, today: Temporal.PlainDate): string {
  const due = row.after?.dueOn == null ? null : Temporal.PlainDate.from(row.after.dueOn)
  const silence = row.outcome === 'nobody to ask' ? 'Nobody could be asked' : row.after?.updatedOn == null ? 'No answer, and no word since it was planned' : `No answer, and no word since ${dayInWords(Temporal.PlainDate.from(row.after.updatedOn))}`
  if (isLate(row) && due !== null) {
    const late = due.until(today, { largestUnit: 'days' }).days
    return `${late === 1 ? '1 day' : `${late} days`} past its date. ${isSilent(row) ? `${silence}.` : 'Its lead has answered.'}`
  }
  if (row.after?.own === 'off track') return `Its lead says that it is off track.${due === null ? '' : ` Due ${dayInWords(due)}.`}`
  if (row.after?.rating === 'at risk') return `${row.after.own === 'at risk' ? 'Its lead says that it is at risk.' : 'At risk by its date.'}${due === null ? '' : ` Due ${dayInWords(due)}.`}${isSilent(row) ? ` ${silence}.` : ''}`
  return `${silence}.`
}

export interface Change { readonly what: string; readonly rows: readonly RoundRow[] }

/** What is different from the last round that was kept. Silence in either is said as silence. */
export function changesSince(earlier: readonly RoundRow[], rows: readonly RoundRow[]): readonly Change[] {
  const before = new Map(earlier.map((row) => [row.action, row]))
  const was = (row: RoundRow): RoundRow | undefined => before.get(row.action)
  const changes: readonly (readonly [string, (row: RoundRow) => boolean])[] = [
    ['Closed', (row) => row.outcome === 'closed'],
    ['Newly past their date', (row) => isLate(row) && was(row) !== undefined && !isLate(was(row)!)],
    ['No longer past their date', (row) => row.outcome !== 'closed' && row.after !== null && !isLate(row) && was(row) !== undefined && isLate(was(row)!)],
    ['Past their date in both rounds', (row) => isLate(row) && was(row) !== undefined && isLate(was(row)!)],
    ['Answered last time and not this time', (row) => isSilent(row) && was(row) !== undefined && !isSilent(was(row)!)],
    ['No answer in both rounds', (row) => isSilent(row) && was(row) !== undefined && isSilent(was(row)!)],
    ['Answered again after no answer', (row) => !isSilent(row) && row.outcome === 'answered' && was(row) !== undefined && isSilent(was(row)!)],
    ['Dates moved', (row) => row.moved !== null],
    ['New since the last round', (row) => was(row) === undefined],
  ]
  return changes.map(([what, which]) => ({ what, rows: rows.filter(which) })).filter((each) => each.rows.length > 0)
}

// --- Chasing

/** The days on which the rule writes to those who have not answered, from opening to a year after. */
export function reminderDays(round: Pick<Round, 'answersBy' | 'reminders'>): readonly Temporal.PlainDate[] {
  if (round.reminders === 'none') return []
  const around = [round.answersBy.subtract({ days: 3 }), round.answersBy.add({ days: 1 })]
  return round.reminders === 'around' ? around : [...around, ...Array.from({ length: 52 }, (_, week) => round.answersBy.add({ days: 1 + 7 * (week + 1) }))]
}

/** Is a reminder owed today? A day that was missed, because the service stood still, is made up for once. */
export function isReminderDue(round: Pick<Round, 'answersBy' | 'reminders' | 'opened' | 'remindedOn' | 'closed'>, today: Temporal.PlainDate): boolean {
  if (round.closed !== null) return false
  const openedOn = round.opened.at.toZonedDateTimeISO('Europe/London').toPlainDate()
  const after = round.remindedOn ?? openedOn
  return reminderDays(round).some((day) => Temporal.PlainDate.compare(day, after) > 0 && Temporal.PlainDate.compare(day, today) <= 0)
}

// --- Closing and signing

export function closeRound(round: Round, account: string): Refused | null {
  if (round.closed !== null) return { refused: 'This round is closed already' }
  if (account.trim() === '') return { refused: 'Enter what the round shows' }
  return null
}

export function signRound(round: Round, person: Named): Refused | null {
  if (round.closed === null) return { refused: 'This round is open. It can be signed off when it is closed' }
  if (round.signed !== null) return { refused: `${round.signed.by.name} has signed off this round already` }
  if (round.closed.by.id === person.id) return { refused: 'You closed this round. Somebody else has to sign it off' }
  return null
}
