import { barChart, type Plotted } from '#charts/index.ts'
import { citedFigure } from '#disclosure/gate.ts'
import { asText } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'
import { publicPage, type View } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { editionName, sourceOf, type Atlas } from '../atlas.ts'
import { areaName, placesOf } from '../community.ts'
import { headlinesOf, rankFigure } from '../headlines.ts'
import { paths } from '../paths.ts'
import { findSubject, subjects, tableOf, type Subject } from '../topics.ts'
import { aboutNote, agePicture, citedFigures, crumbsTo, day, downloads, figuresTable, joined, licence, published, tablePicture, sourceNote, tableOfPlaces, type Published } from './public-parts.ts'

/** One subject: a picture of the body’s own place beside the country, the table of all places, what else is known and what is not. */
export const topic = publicPage({
  path: paths.topic,
  async load({ topic: id }, outside) {
    const subject = findSubject(id)
    if (!subject) throw new NotFound(`no subject ${id}`)
    const found = await published(outside)
    return outside.remember(`community-profile.topic ${subject.id}`, async () => drawn(subject, found, outside.organisation.name))
  },
  show: (view) => view,
})

function drawn(subject: Subject, found: Published, body: string): View {
  const { atlas, profile, name } = found
  const figures = profile.figures.filter((each) => each.subject === subject.id)
  const held = subject.tables.filter((id) => id === 'deprivation' ? placesOf(profile).some((code) => atlas.newestFor('deprivation', code)) : tableOfPlaces(found, id) !== null)
  const lines = headlinesOf(atlas, profile.home)[subject.id as keyof ReturnType<typeof headlinesOf>] ?? []
  return {
    title: `${subject.title} in ${name}`, wide: true, crumbs: crumbsTo(name),
    main: html`<div class="dr-hero"><p class="dr-hero__over">Who lives in ${name}</p><h1 class="dr-hero__title govuk-heading-xl">${subject.title}</h1>
        <p class="dr-hero__lead">${lines.length > 0 ? html`In ${name} ${joined(lines.map(({ figure, words }) => html`<strong>${asText(figure)}</strong> ${words}`), ' and ')}.` : subject.lead}</p></div>
      ${aboutNote(found)}
      ${held.map((id) => id === 'deprivation' ? deprivation(found) : section(found, id))}
      ${held.length === 0 && subject.notHeld !== undefined && html`<p class="govuk-body-l">${body} holds no official statistics about this for each place yet.</p><p class="govuk-body">${subject.notHeld}</p>`}
      ${held.length === 0 && subject.notHeld === undefined && figures.length === 0 && html`<p class="govuk-body-l">Nothing has been published about this yet.</p>`}
      ${held.length > 0 && held[0] === 'care-2011' && subject.notHeld !== undefined && html`<p class="govuk-body">${subject.notHeld}</p>`}
      ${citedFigures(figures)}
      ${held.some((id) => id !== 'deprivation') && html`<p class="govuk-body"><a class="govuk-link" href="${paths.compare.to()}?topic=${held[0] ?? ''}">Compare two places in this</a></p>`}
      ${otherSubjects(subject)}
      ${licence(found)}`,
  }
}

function section(found: Published, id: Subject['tables'][number]): Html {
  const { atlas, profile, name } = found
  const table = tableOfPlaces(found, id)
  const country = profile.beside.at(-1) ?? null
  if (!table) return html``
  const first = table.areas[0]?.name ?? name
  return html`<section class="dr-community-part" aria-labelledby="${id}-heading"><h2 class="govuk-heading-l" id="${id}-heading">${tableOf(id).title}, ${table.edition.replace(/^M/, 'm')}</h2>
    ${id === 'age' ? agePicture('ages', atlas, profile.home, country) : tablePicture(`${id}-picture`, table, `${first}: of every hundred ${tableOf(id).base}`)}
    ${figuresTable(table, `${tableOf(id).title} by place: share of ${tableOf(id).base}, and how many`)}
    ${sourceNote(table)}${downloads(table)}</section>`
}

/** Districts by their score and rank, and how the rank moved from edition to edition. */
function deprivation(found: Published): Html {
  const { atlas, profile } = found
  const [newest] = atlas.editionsOf('deprivation')
  if (!newest) return html``
  const places = placesOf(profile).filter((code) => atlas.newestFor('deprivation', code))
  const editions = [...new Map(atlas.editionsOf('deprivation').map((each) => [each.year, each])).values()].toSorted((a, b) => a.year - b.year)
  const bars: Plotted[] = places.flatMap((code) => {
    const row = atlas.row(newest, code)
    const score = row?.numbers[0] ?? null
    return score === null ? [] : [{ label: areaName(atlas, code), href: paths.area.to({ area: code }), value: citedFigure({ text: score.toFixed(1), value: score, on: newest.on, source: sourceOf(newest), definition: `Average score of deprivation in ${areaName(atlas, code)}` }) }]
  })
  const caveat = tableOf('deprivation').caveat ?? ''
  const share = (code: string): string => { const value = atlas.row(newest, code)?.numbers[2]; return value === null || value === undefined ? '[x]' : `${(100 * value).toFixed(1)}%` }
  return html`<section class="dr-community-part"><h2 class="govuk-heading-l">${editionName(newest)}</h2>
    ${bars.length > 0 && barChart({ id: 'deprivation-picture', title: `Average score, ${editionName(newest)}: the longer the bar, the more deprived`, bars })}
    <div class="dr-table-frame"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-table__caption--s">Rank among England’s authorities (1 is the most deprived), edition by edition</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Place</th>${editions.map((each) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${String(each.year)}</th>`)}<th scope="col" class="govuk-table__header govuk-table__header--numeric">Neighbourhoods in England’s most deprived tenth, ${String(newest.year)}</th></tr></thead>
      <tbody class="govuk-table__body">${places.map((code) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Place"><a class="govuk-link" href="${paths.area.to({ area: code })}">${areaName(atlas, code)}</a></th>${editions.map((each) => html`<td class="govuk-table__cell govuk-table__cell--numeric" data-label="${String(each.year)}">${rankIn(atlas, each.year, code)}</td>`)}<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Neighbourhoods in England’s most deprived tenth">${share(code)}</td></tr>`)}</tbody></table></div>
    <div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Compare editions with care</p><p class="govuk-body">${caveat}</p></div>
    <p class="govuk-body-s dr-source-note">${tableOf('deprivation').definition}. Ranks of 2010 to 2019 are ours, from the published scores. Counties, regions and England as a whole have no rank. Published ${day(newest.on)}. Source: ${sourceOf(newest)}.</p>
    ${downloadsOfDeprivation(found)}</section>`
}

function rankIn(atlas: Atlas, year: number, code: string): string {
  for (const edition of atlas.editionsOf('deprivation').filter((each) => each.year === year)) {
    const row = atlas.row(edition, code)
    if (row) return asText(rankFigure(edition, row, areaName(atlas, code)))
  }
  return '[x]'
}

function downloadsOfDeprivation(found: Published): Html | false {
  const table = tableOfPlaces(found, 'deprivation')
  return table !== null && downloads(table)
}

function otherSubjects(subject: Subject): Html {
  return html`<h2 class="govuk-heading-m">Other subjects</h2><ul class="dr-links">${subjects.filter((each) => each.id !== subject.id).map((each) => html`<li><a class="govuk-link" href="${paths.topic.to({ topic: each.id })}">${each.title}</a></li>`)}</ul>`
}
