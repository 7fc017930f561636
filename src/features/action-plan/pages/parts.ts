/** Pieces that several of the room's pages show: a rating, a deadline, a person's words. */
import { dayInWords } from '#duty/dates.ts'
import { readingInWords } from '#duty/due.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html, type Html } from '#html/html.ts'
import { isClosed, isDueSoon, isOverdue, ratingOf, soonDays, type Action, type Rating } from '../action.ts'
import type { Happening } from '../action-store.ts'

const ratingClasses: Record<Rating, 'late' | 'at-risk' | 'on-track' | 'not-started' | 'done' | 'stopped'> = { overdue: 'late', 'at risk': 'at-risk', 'on track': 'on-track', 'not started': 'not-started', achieved: 'done', 'not achieved': 'stopped', withdrawn: 'stopped' }
const ratingWords: Record<Rating, string> = { overdue: 'Overdue', 'at risk': 'At risk', 'on track': 'On track', 'not started': 'Not started', achieved: 'Achieved', 'not achieved': 'Not achieved', withdrawn: 'Withdrawn' }

export const wordsOf = (rating: Rating): string => ratingWords[rating]
export const classOf = (rating: Rating): (typeof ratingClasses)[Rating] => ratingClasses[rating]

export function ratingTag(action: Pick<Action, 'state' | 'dueOn' | 'own' | 'percentDone'>, today: Temporal.PlainDate): Html {
  return ratingTagOf(ratingOf(action, today))
}

export function ratingTagOf(rating: Rating): Html {
  return html`<span class="dr-rating dr-rating--${ratingClasses[rating]}">${ratingWords[rating]}</span>`
}

/** `31 March 2027`. */
export function dueWords(action: Pick<Action, 'dueOn'>): string {
  if (action.dueOn === null) return 'No date'
  return dayInWords(action.dueOn)
}

export function howLate(action: Pick<Action, 'state' | 'dueOn'>, today: Temporal.PlainDate): string {
  if (action.dueOn === null || isClosed(action)) return ''
  const late = isOverdue(action, today)
  if (!late && !isDueSoon(action, today)) return ''
  const days = today.until(action.dueOn, { largestUnit: 'days' }).days
  if (days === 0) return 'due today'
  if (late) return lateBy(action.dueOn, today)
  return days === 1 ? 'due tomorrow' : `due in ${days} days`
}

/** How long ago a day was by which something was to be done. */
export function lateBy(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = day.until(today, { largestUnit: 'days' })
  return days === 1 ? '1 day late' : days < 60 ? `${days} days late` : `${monthsWords(day, today)} late`
}

function monthsWords(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  const { years, months } = from.until(to, { largestUnit: 'years' })
  if (years === 0) return `${months} months`
  return years === 1 ? 'over a year' : `over ${years} years`
}

/** The deadline as written beside what it is understood to mean: never one without the other. */
export function deadlineBoth(action: Pick<Action, 'deadline' | 'dueOn' | 'state'>, today: Temporal.PlainDate): Html {
  const { written, reading } = action.deadline
  const late = howLate(action, today)
  return html`${written === null ? html`<p class="govuk-body">No deadline was given.</p>` : html`<p class="govuk-body"><span class="dr-written">${written}</span></p>
    <p class="govuk-body">${readingInWords(reading)}${/[.?!]$/.test(readingInWords(reading)) ? '' : '.'}</p>`}
    ${action.dueOn !== null && html`<p class="govuk-body"><strong>Next due ${dayInWords(action.dueOn)}</strong>${late !== '' && html`, ${late}`}</p>`}`
}

/** A number of things (actions, files, objectives), for a page: never of people. */
export const things = (count: number): string => tallyOfThings(count).text

export function figure(count: number, label: string, more: { readonly href?: string; readonly state?: string; readonly note?: string } = {}): Html {
  return html`<div class="dr-figure${more.state !== undefined && html` dr-figure--${more.state}`}">
    <dt class="dr-figure__label">${label}</dt>
    <dd class="dr-figure__value">${more.href === undefined ? things(count) : html`<a href="${more.href}" aria-label="${things(count)} ${label}">${things(count)}</a>`}</dd>
    ${more.note !== undefined && html`<dd class="dr-figure__note">${more.note}</dd>`}
  </div>`
}

export function summaryRows(rows: readonly (readonly [name: string, value: Html | string | null | false])[]): Html {
  return html`<dl class="govuk-summary-list">${rows.filter(([, value]) => value !== null && value !== false && value !== '').map(([name, value]) => html`<div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>`)}</dl>`
}

/** Words typed by a person, with their lines kept. */
export function lines(words: string): Html {
  return html`${words.split('\n').filter((line) => line.trim() !== '').map((line) => html`<p class="govuk-body govuk-!-margin-bottom-1">${line}</p>`)}`
}

const titles: Record<Happening['kind'], string> = {
  made: 'Added to the plan', imported: 'Read from a document', progress: 'Progress', 'date moved': 'Date moved', 'handed over': 'Handed over', changed: 'Changed', closed: 'Closed', 'opened again': 'Opened again',
  'instance done': 'Date kept', evidence: 'Evidence added', note: 'Note',
}

export function timeline(happenings: readonly Happening[], forPublic = false): Html {
  return html`<ol class="dr-timeline">${happenings.map((each) => html`<li class="dr-event${eventState(each)}">
    <div class="dr-event__head"><h3 class="dr-event__title">${each.kind === 'closed' ? `Closed: ${each.told['as'] ?? ''}` : titles[each.kind]}</h3>
      <p class="dr-event__when">${dayInWords(each.at.toZonedDateTimeISO('Europe/London').toPlainDate())}${!forPublic && html`, ${each.name}`}${each.isPrivate && ' (private)'}</p></div>
    <div class="dr-event__words">${told(each)}</div></li>`)}</ol>`
}

function told({ kind, told }: Happening): Html {
  const line = (name: string): Html | false => told[name] !== undefined && told[name] !== '' && lines(told[name])
  if (kind === 'progress') return html`${line('account')}${told['next'] !== undefined && told['next'] !== '' && html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>Next:</strong> ${told['next']}</p>`}${told['rating'] !== undefined && told['rating'] !== '' && html`<p class="govuk-body">The lead’s own view: ${told['rating']}${told['reason'] !== undefined && told['reason'] !== '' && html` – ${told['reason']}`}</p>`}`
  if (kind === 'date moved' || kind === 'handed over') return html`<p class="govuk-body"><span class="dr-change"><del>${told['from'] === '' ? 'nobody' : told['from']}</del> <ins>${told['to']}</ins></span></p>${line('because')}`
  if (kind === 'changed') return html`<p class="govuk-body">${told['what']}</p>`
  return html`${line('because')}${line('what')}${line('from')}`
}

function eventState({ kind, told }: Happening): string {
  if (kind === 'closed') return told['as'] === 'achieved' ? ' dr-event--done' : ' dr-event--stopped'
  if (kind === 'date moved') return ' dr-event--at-risk'
  if (kind === 'progress') return told['rating'] === 'off track' ? ' dr-event--late' : told['rating'] === 'at risk' ? ' dr-event--at-risk' : ' dr-event--on-track'
  return ' dr-event--asked'
}

export const dueSoonWords = `due in the next ${soonDays} days`
