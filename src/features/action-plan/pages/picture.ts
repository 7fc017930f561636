import { html, type Html } from '#html/html.ts'
import type { Standing } from '../action-store.ts'
import { things } from './parts.ts'

/** How the open and closed actions of a plan divide, as one bar with its table beside it. */
export function standingPicture(standing: Standing, title: string): Html {
  const parts = partsOf(standing)
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">How ${title} stands, as a table</span></summary><div class="govuk-details__text">
    <table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-visually-hidden">Actions by how they stand</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">How it stands</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Actions</th></tr></thead>
    <tbody class="govuk-table__body">${parts.map((part) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${part.label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${things(part.count)}</td></tr>`)}</tbody></table></div></details>`
}

export function partsOf(standing: Standing): readonly { readonly label: string; readonly state: string; readonly count: number }[] {
  const onTrack = standing.open - standing.overdue - standing.atRisk - notStartedElse(standing)
  return [
    { label: 'Achieved', state: 'done', count: standing.achieved }, { label: 'On track', state: 'on-track', count: Math.max(0, onTrack) }, { label: 'At risk', state: 'at-risk', count: standing.atRisk },
    { label: 'Overdue', state: 'late', count: standing.overdue }, { label: 'Not started', state: 'not-started', count: notStartedElse(standing) },
    { label: 'Closed, not achieved', state: 'stopped', count: standing.notAchieved }, { label: 'Withdrawn', state: 'stopped', count: standing.withdrawn },
  ].filter((part) => part.count > 0)
}

/** Not started, and neither overdue nor at risk: each action is counted once. */
function notStartedElse(standing: Standing): number {
  return Math.max(0, standing.notStarted)
}
