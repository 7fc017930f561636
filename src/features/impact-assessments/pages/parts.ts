/** Pieces that several of the room's pages show. */
import { isId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import type { Department } from '#features/people/index.ts'
import { paths } from '../paths.ts'
import { stateOf, type ProgrammeItem, type ProgrammeState } from '../programme.ts'
import { levelWords, type Level } from '../relevance.ts'
import type { Screening, ScreeningState } from '../screening.ts'

export const room = 'impact-assessments'
export const front = { text: 'Impact assessments', href: paths.front.to() }
export const register = { text: 'Policies and services', href: paths.register.to() }
export const programme = { text: 'Programme', href: paths.programme.to() }

export const nameOf = (departments: readonly Department[], id: string | null): string => departments.find((each) => each.id === id)?.name ?? (id === null ? 'The whole body' : 'A department that has closed')

/** An id that an address may name; nothing for anything else. */
export const idIn = (words: string): string => isId(words) ? words : ''

/** A number of assessments or services: never of people. */
export const things = (count: number): string => tallyOfThings(count).text

const levelClass: Record<Level, string> = { high: 'at-risk', medium: 'asked', low: 'not-started', none: 'stopped' }
export function levelTag(level: Level | null): Html {
  return level === null ? html`<span class="dr-rating dr-rating--not-started">Not assessed yet</span>` : html`<span class="dr-rating dr-rating--${levelClass[level]}">${levelWords[level]}</span>`
}

const programmeWords: Record<ProgrammeState, string> = { planned: 'Planned', started: 'Started', done: 'Done', published: 'Published', reviewed: 'Reviewed', late: 'Late', 'taken out': 'Taken out' }
export const programmeClass: Record<ProgrammeState, 'not-started' | 'on-track' | 'done' | 'late' | 'stopped'> = { planned: 'not-started', started: 'on-track', done: 'done', published: 'done', reviewed: 'done', late: 'late', 'taken out': 'stopped' }
export const wordsOf = (state: ProgrammeState): string => programmeWords[state]
export function itemTag(item: ProgrammeItem, today: Temporal.PlainDate): Html {
  const state = stateOf(item, today)
  return html`<span class="dr-rating dr-rating--${programmeClass[state]}">${programmeWords[state]}</span>`
}

const screeningWords: Record<ScreeningState, string> = {
  answering: 'Being answered', 'to agree': 'Waiting to be agreed', 'not needed': 'No assessment needed', 'sent back': 'Sent back', 'assessment needed': 'Assessment needed', 'thrown away': 'Thrown away',
}
const screeningClass: Record<ScreeningState, string> = { answering: 'not-started', 'to agree': 'asked', 'not needed': 'done', 'sent back': 'at-risk', 'assessment needed': 'on-track', 'thrown away': 'stopped' }
export const stateWords = (state: ScreeningState): string => screeningWords[state]
export function screeningTag({ state }: Pick<Screening, 'state'>): Html {
  return html`<span class="dr-rating dr-rating--${screeningClass[state]}">${screeningWords[state]}</span>`
}

/** “January to March 2027”. */
export function quarterWords({ from, to }: ProgrammeItem['planned']): string {
  const month = (day: Temporal.PlainDate) => day.toLocaleString('en-GB', { month: 'long' })
  return from.year === to.year ? `${month(from)} to ${month(to)} ${to.year}` : `${month(from)} ${from.year} to ${month(to)} ${to.year}`
}

export const dayOf = (instant: Temporal.Instant): string => dayInWords(dayInLondon(instant))

export function summaryRows(rows: readonly (readonly [name: string, value: Html | string | null | false])[]): Html {
  return html`<dl class="govuk-summary-list">${rows.filter(([, value]) => value !== null && value !== false && value !== '').map(([name, value]) => html`<div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>`)}</dl>`
}

/** Words typed by a person, with their lines kept. */
export function lines(words: string): Html {
  return html`${words.split('\n').filter((line) => line.trim() !== '').map((line) => html`<p class="govuk-body govuk-!-margin-bottom-1">${line}</p>`)}`
}

/** One column of words, as wide as is good to read. */
export const column = (inside: Html): Html => html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${inside}</div></div>`
