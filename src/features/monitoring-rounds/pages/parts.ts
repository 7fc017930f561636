/** Pieces that several of the room's pages show. */
import { capital } from '#duty/capital.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html, type Html } from '#html/html.ts'
import { actionPlanPaths, ratingTagOf } from '#features/action-plan/index.ts'
import type { House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { periodInWords, type Outcome, type Round, type RoundRow } from '../round.ts'
import { findRound } from '../round-store.ts'
import { paths } from '../paths.ts'

/** A number of things (actions, letters, rounds), for a page: never of people. */
export const things = (count: number): string => tallyOfThings(count).text
export const many = (count: number, one: string, more = `${one}s`): string => count === 1 ? `1 ${one}` : `${things(count)} ${more}`

export async function roundOrNone({ db, organisation }: Pick<House, 'db' | 'organisation'>, id: string): Promise<Round> {
  const round = await findRound(db, organisation.id, id)
  if (!round) throw new NotFound(`round ${id}`)
  return round
}

export const titleOf = (round: Pick<Round, 'period'>): string => capital(periodInWords(round.period))
export const onDay = (at: Temporal.Instant): string => dayInWords(dayInLondon(at))
export const isoDay = (day: string | null, none = ''): string => day === null ? none : dayInWords(Temporal.PlainDate.from(day))

export const crumbsTo = (round: Round) => [{ text: 'Monitoring rounds', href: paths.rounds.to() }, { text: titleOf(round), href: paths.round.to({ round: round.id }) }]

const outcomeClasses: Record<Outcome, string> = { answered: 'on-track', closed: 'done', 'no answer': 'not-started', 'nobody to ask': 'not-started', 'left the plan': 'stopped' }
export const outcomeWords: Record<Outcome, string> = { answered: 'Answered', closed: 'Closed', 'no answer': 'No answer', 'nobody to ask': 'Nobody to ask', 'left the plan': 'No longer in the plan' }
export const outcomeTag = (outcome: Outcome): Html => html`<span class="dr-rating dr-rating--${outcomeClasses[outcome]}">${outcomeWords[outcome]}</span>`

export function nameOfAction(row: Pick<RoundRow, 'action' | 'reference' | 'words'>): Html {
  return html`${row.reference !== '' && html`<span class="dr-ref">${row.reference}</span> `}<a class="govuk-link" href="${actionPlanPaths.action.to({ action: row.action })}">${row.words}</a>`
}

export const standTag = (row: RoundRow): Html | string => row.after === null ? '' : ratingTagOf(row.after.rating)

/** What was said, or that nobody said anything: the words of the newest answer. */
export function saidIn(row: RoundRow): string {
  const last = row.answers.at(-1)
  if (last === undefined) return row.after?.updatedOn == null ? 'No answer. Nothing was ever said of it.' : `No answer. Last word on ${isoDay(row.after.updatedOn)}.`
  return last.words === null ? 'Answered in a private note.' : last.kind === 'date moved' ? `Moved from ${last.from ?? ''} to ${last.to ?? ''}. ${last.words}` : last.words
}

export function figureOf(count: number, label: string, more: { readonly href?: string; readonly state?: string; readonly note?: string } = {}): Html {
  return html`<div class="dr-figure${more.state !== undefined && html` dr-figure--${more.state}`}"><dt class="dr-figure__label">${label}</dt>
    <dd class="dr-figure__value">${more.href === undefined ? things(count) : html`<a href="${more.href}" aria-label="${things(count)} ${label}">${things(count)}</a>`}</dd>${more.note !== undefined && html`<dd class="dr-figure__note">${more.note}</dd>`}</div>`
}

export function stateTag(round: Round): Html {
  const [state, words] = round.signed !== null ? ['done', 'Signed off'] : round.closed !== null ? ['asked', 'Closed'] : ['on-track', 'Open']
  return html`<span class="dr-rating dr-rating--${state}">${words}</span>`
}
export const stateWords = (round: Round): string => round.signed !== null ? 'Signed off' : round.closed !== null ? 'Closed' : 'Open'
