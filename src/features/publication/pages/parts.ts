/** Pieces that several of the room's pages show. */
import { tallyOfThings } from '#disclosure/tally.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import type { DraftState } from '../draft.ts'
import { letOutWords, type Edition, type Rests } from '../edition.ts'
import type { PublicAddress } from '../edition-store.ts'
import { historyOf, paths } from '../paths.ts'

export const room = 'publication'
export const desk = { text: 'Publication desk', href: paths.desk.to() }
export const homeCrumb = { text: 'Home', href: '/' }

/** A number of pages, versions or tables: never of people. */
export const things = (count: number): string => tallyOfThings(count).text
export const dayOf = (instant: Temporal.Instant): string => dayInWords(dayInLondon(instant))
export const twoThirds = (inside: Html): Html => html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${inside}</div></div>`

const stateParts: Readonly<Record<DraftState, { readonly words: string; readonly rating: string }>> = {
  draft: { words: 'Draft', rating: 'not-started' }, checked: { words: 'Checked, waits for approval', rating: 'asked' }, approved: { words: 'Approved', rating: 'on-track' }, published: { words: 'Published', rating: 'done' }, dropped: { words: 'Dropped', rating: 'stopped' },
}
export const stateTag = (state: DraftState): Html => html`<span class="dr-rating dr-rating--${stateParts[state].rating}">${stateParts[state].words}</span>`

export function summaryRows(rows: readonly (readonly [name: string, value: Html | string | null | false])[]): Html {
  return html`<dl class="govuk-summary-list">${rows.filter(([, value]) => value !== null && value !== false && value !== '').map(([name, value]) => html`<div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>`)}</dl>`
}

const roomNames: Readonly<Record<string, string>> = {
  'action-plan': 'Equality plan', 'community-profile': 'Who lives here', 'equality-monitoring': 'Workforce', 'pay-gaps': 'Pay', 'impact-assessments': 'Impact assessment', publication: 'Report', reports: 'Report', 'duty-clock': 'What we must publish', governance: 'Governance', indicators: 'Figures', 'monitoring-rounds': 'Monitoring round',
}
/** What a publication is, for readers: from the room that keeps it. */
export const kindOf = (roomOfIt: string): string => roomNames[roomOfIt] ?? 'Page'

/** What stands under everything that is public: which version, from when, by whom, and where the others are. */
export function aboutEdition(edition: Edition): Html {
  return html`<p class="govuk-body-s dr-dated">Version ${String(edition.version)}, published ${dayOf(edition.publishedAt)}. ${letOutWords(edition.letOut)}.${edition.note !== '' && ` ${edition.note}`} <a class="govuk-link" href="${historyOf(edition.address)}">All versions</a></p>`
}

/** Where something rests on a version that is not the newest any more, or was taken down: for everybody to see, with nothing altered. */
export interface Overtaken { readonly rests: Rests; readonly by: PublicAddress }

export function overtakenBy(restsOn: readonly Rests[], addresses: readonly PublicAddress[]): readonly Overtaken[] {
  return restsOn.flatMap((rests) => {
    const by = rests.kind === 'publication' ? addresses.find((each) => each.address === rests.id) : undefined
    return by && (by.withdrawn || by.sha256 !== rests.sha256) ? [{ rests, by }] : []
  })
}

export function overtakenNote(all: readonly Overtaken[]): Html | false {
  return all.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Something that this rests on has changed since</p>
    <p>This page says what it said on the day it was published. Since then:</p><ul class="govuk-list govuk-list--bullet">${all.map(({ rests, by }) => html`<li><a class="govuk-link" href="${by.address}">${rests.title}</a> ${by.withdrawn ? 'was taken down' : `has a version ${by.version}`} on ${dayOf(by.publishedAt)}. This rests on version ${rests.version}.</li>`)}</ul></div>`
}
