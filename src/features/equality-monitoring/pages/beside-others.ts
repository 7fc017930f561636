import { lowerFirst } from '#duty/capital.ts'
import { absent, asText, type Figure } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { html, type Child, type Html } from '#html/html.ts'
import type { House } from '#web/page.ts'
import { mayPrepareRelease } from '../access.ts'
import type { Figures, OtherFigures } from '../figures.ts'
import { asOtherFigures, type OtherBody } from '../other-body.ts'
import { listOtherBodies } from '../other-body-store.ts'
import { paths } from '../paths.ts'
import type { Characteristic, Group } from '../profile.ts'
import { fieldInAddress } from './parts.ts'

/** Our shares with those of others beside them, each with its day and of whom it is: as they are kept now, with the ways to change them. */
export function besideOthers(characteristic: Characteristic, others: readonly OtherBody[], keeps: boolean): Html | null {
  if (others.length === 0 && !keeps) return null
  const ways = new Map(others.map((other) => [asOtherFigures(other), other]))
  return html`<section class="dr-section" aria-labelledby="beside"><h2 class="govuk-heading-l" id="beside">Beside other bodies</h2>
    ${others.length === 0 ? html`<p class="govuk-body">No figures of another body have been added yet.</p>` : html`<p class="govuk-body">${asEachCounts} What stands here when figures are released is published with them.</p>
    ${besideTable(characteristic, [...ways.keys()], (figures) => { const other = ways.get(figures); return keeps && other !== undefined && html` <a class="govuk-link" href="${paths.editOtherBody.to({ figures: other.id })}">Change<span class="govuk-visually-hidden"> the figures of ${other.body}</span></a>` })}`}
    <p class="govuk-body">${keeps && html`<a class="govuk-link" href="${paths.newOtherBody.to({ question: fieldInAddress(characteristic.question) })}">Add another body’s figures</a> · `}<a class="govuk-link" href="${paths.otherBodies.to()}">All figures of other bodies</a></p></section>`
}

/** The same as it was released: on the page of one question. */
export function besideAsReleased(characteristic: Characteristic, { others }: Pick<Figures, 'others'>): Html | null {
  const asked = others.filter((each) => each.question === characteristic.question)
  return asked.length === 0 ? null : html`<section class="dr-section" aria-labelledby="beside"><h2 class="govuk-heading-l" id="beside">Beside other bodies</h2><p class="govuk-body">${asEachCounts}</p>${besideTable(characteristic, asked)}</section>`
}

/** All questions by which others have published something, one after the other. */
export function allBesideAsReleased(told: readonly Characteristic[], { others }: Pick<Figures, 'others'>): Html | null {
  const asked = told.filter(({ question }) => others.some((each) => each.question === question))
  return asked.length === 0 ? null : html`<section class="dr-section" aria-labelledby="beside"><h2 class="govuk-heading-l" id="beside">Beside other bodies</h2><p class="govuk-body">${asEachCounts}</p>
    ${asked.map((each) => html`<h3 class="govuk-heading-m">${each.name}</h3>${besideTable(each, others.filter(({ question }) => question === each.question))}`)}</section>`
}

/** The same for a document: a table for each question, and of whom each body’s shares are. */
export function besideInWriting(characteristic: Characteristic, { others }: Pick<Figures, 'others'>): { readonly headings: readonly string[]; readonly rows: readonly (readonly (string | Figure)[])[]; readonly sentences: readonly string[] } | null {
  const asked = others.filter((each) => each.question === characteristic.question)
  if (asked.length === 0) return null
  return {
    headings: ['Group', `We ourselves, ${dayInWords(characteristic.table.on)}`, ...asked.map((each) => `${each.body}, ${dayInWords(each.on)}`)],
    rows: groupsBeside(characteristic, asked).map((group) => [group.label, group.share, ...asked.map((each) => shareIn(each, group))]),
    sentences: [asEachCounts, ...asked.map((each) => `${ofWhom(each)} ${each.source}${each.link === '' ? '' : ` (${each.link})`}.`)],
  }
}

const asEachCounts = 'As each of them published it. Bodies ask, count and leave out in their own ways, so a difference of a few points may be no difference between the bodies.'
const ofWhom = ({ body, on, base, counted }: OtherFigures): string => `${body}, ${dayInWords(on)}: ${lowerFirst(base)}. ${counted}.`

const groupsBeside = ({ groups }: Characteristic, others: readonly OtherFigures[]): readonly Group[] => groups.filter((group) => others.some((other) => other.shares.some((each) => each.group === group.name)))
const shareIn = ({ shares }: OtherFigures, { name }: Group): Figure => shares.find((each) => each.group === name)?.share ?? absent('[x]')

function besideTable(characteristic: Characteristic, others: readonly OtherFigures[], way: (other: OtherFigures) => Child = () => null): Html {
  const caption = `${characteristic.name}: our share and theirs`
  const rows = groupsBeside(characteristic, others)
  return html`<section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">We ourselves <span class="dr-under">${dayInWords(characteristic.table.on)}</span></th>${others.map((other) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${other.body} <span class="dr-under">${dayInWords(other.on)}</span></th>`)}</tr></thead>
      <tbody class="govuk-table__body">${rows.map((group) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${group.label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(group.share)}</td>${others.map((other) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${asText(shareIn(other, group))}</td>`)}</tr>`)}</tbody></table></section>
    <ul class="govuk-list govuk-list--bullet">${others.map((other) => html`<li>${ofWhom(other)} ${other.link === '' ? other.source : html`<a class="govuk-link" href="${other.link}" rel="external noreferrer">${other.source}</a>`}.${way(other)}</li>`)}</ul>
    <p class="govuk-body-s">Our share is of those who answered.${rows.some((group) => others.some((other) => shareIn(other, group).state === 'absent')) && html` [x] means that they did not publish it.`}</p>`
}

/** What the page of a question needs for that. */
export async function othersFor(question: QuestionId, { db, organisation, person }: Pick<House, 'db' | 'organisation' | 'person'>): Promise<{ readonly others: readonly OtherBody[]; readonly keeps: boolean }> {
  return { others: await listOtherBodies(db, organisation.id, question), keeps: mayPrepareRelease(person) }
}
