import { asText } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { html, type Html } from '#html/html.ts'
import type { House } from '#web/page.ts'
import { mayPrepareRelease } from '../access.ts'
import { baseInWords, shareThere, type OtherBody } from '../other-body.ts'
import { listOtherBodies } from '../other-body-store.ts'
import { paths } from '../paths.ts'
import type { Characteristic } from '../profile.ts'
import { fieldInAddress } from './parts.ts'

/** Our shares with those of others beside them, each with its day and of whom it is. */
export function besideOthers({ name, question, groups, table }: Characteristic, others: readonly OtherBody[], keeps: boolean): Html | null {
  if (others.length === 0 && !keeps) return null
  const caption = `${name}: our share and theirs`
  return html`<section class="dr-section" aria-labelledby="beside"><h2 class="govuk-heading-l" id="beside">Beside other bodies</h2>
    ${others.length === 0 ? html`<p class="govuk-body">No figures of another body have been added yet.</p>` : html`<p class="govuk-body">As each of them published it. Bodies ask, count and leave out in their own ways, so a difference of a few points may be no difference between the bodies.</p>
    <section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">We ourselves <span class="dr-under">${dayInWords(table.on)}</span></th>${others.map((other) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${other.body} <span class="dr-under">${dayInWords(other.on)}</span></th>`)}</tr></thead>
      <tbody class="govuk-table__body">${groups.filter((group) => others.some((other) => other.shares.some((each) => each.group === group.name))).map((group) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${group.label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(group.share)}</td>${others.map((other) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${asText(shareThere(other, group))}</td>`)}</tr>`)}</tbody></table></section>
    <ul class="govuk-list govuk-list--bullet">${others.map((other) => html`<li>${other.body}, ${dayInWords(other.on)}: ${baseInWords(other).toLowerCase()}. ${other.counted}. ${other.link === '' ? other.source : html`<a class="govuk-link" href="${other.link}" rel="external noreferrer">${other.source}</a>`}.${keeps && html` <a class="govuk-link" href="${paths.editOtherBody.to({ figures: other.id })}">Change<span class="govuk-visually-hidden"> the figures of ${other.body}</span></a>`}</li>`)}</ul>
    <p class="govuk-body-s">[x] means that they did not publish it. Our share is of those who answered.</p>`}
    <p class="govuk-body">${keeps && html`<a class="govuk-link" href="${paths.newOtherBody.to({ question: fieldInAddress(question) })}">Add another body’s figures</a> · `}<a class="govuk-link" href="${paths.otherBodies.to()}">All figures of other bodies</a></p></section>`
}

/** What the page of a question needs for that. */
export async function othersFor(question: QuestionId, { db, organisation, person }: Pick<House, 'db' | 'organisation' | 'person'>): Promise<{ readonly others: readonly OtherBody[]; readonly keeps: boolean }> {
  return { others: await listOtherBodies(db, organisation.id, question), keeps: mayPrepareRelease(person) }
}
