import { stackedBar } from '#charts/index.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html, type Html } from '#html/html.ts'
import type { Standing } from '../action-store.ts'
import type { Rating } from '../action.ts'
import { classOf, things, wordsOf } from './parts.ts'

/** How the actions of a plan divide, as one bar with its table beside it. Each action is counted once. */
export function standingPicture(counts: ReadonlyMap<Rating, number>, title: string): Html {
  const parts = (['achieved', 'on track', 'at risk', 'overdue', 'not started', 'not achieved', 'withdrawn'] as const).map((rating) => ({ rating, count: counts.get(rating) ?? 0 })).filter(({ count }) => count > 0)
  if (parts.length === 0) return html``
  return html`${stackedBar({ id: 'standing', title, parts: parts.map(({ rating, count }) => ({ label: wordsOf(rating), value: tallyOfThings(count, 'actions'), tone: toneOf(rating) })) })}
    <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The same as a table</span></summary><div class="govuk-details__text">
    <table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-visually-hidden">${title}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">How it stands</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Actions</th></tr></thead>
    <tbody class="govuk-table__body">${parts.map(({ rating, count }) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${wordsOf(rating)}</th><td class="govuk-table__cell govuk-table__cell--numeric">${things(count)}</td></tr>`)}</tbody></table></div></details>`
}

function toneOf(rating: Rating) {
  const tone = classOf(rating)
  return rating === 'withdrawn' ? 'fifth' as const : tone
}

export function countsOf(standing: Standing): ReadonlyMap<Rating, number> {
  const onTrack = standing.open - standing.overdue - standing.atRisk - standing.notStarted
  return new Map([['achieved', standing.achieved], ['on track', Math.max(0, onTrack)], ['at risk', standing.atRisk], ['overdue', standing.overdue], ['not started', standing.notStarted], ['not achieved', standing.notAchieved], ['withdrawn', standing.withdrawn]])
}
