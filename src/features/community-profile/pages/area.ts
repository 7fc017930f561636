import { asText } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'
import { publicPage, type View } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { editionName, sourceOf, type Area, type Atlas } from '../atlas.ts'
import { areaName, placesOf } from '../community.ts'
import { tableFor } from '../community-table.ts'
import { headlinesOf, rankFigure } from '../headlines.ts'
import { paths } from '../paths.ts'
import { subjects, tableOf, type TableId } from '../topics.ts'
import { aboutNote, agePicture, besideIn, crumbsTo, figuresTable, joined, licence, published, tablePicture, sourceNote, type Published } from './public-parts.ts'

/** Everything that is published about one place, beside the county, region and country that it lies in. */
export const area = publicPage({
  path: paths.area,
  async load({ area: code }, outside): Promise<View> {
    const found = await published(outside)
    const place = found.atlas.areas.get(code)
    if (!place) throw new NotFound(`no area ${code}`)
    // A page of many tables is drawn once, whatever somebody writes after its address; for places elsewhere there would be too many to keep.
    return placesOf(found.profile).includes(code) ? outside.remember(`community-profile.area ${code}`, async () => drawn(found, place)) : drawn(found, place)
  },
  show: (view) => view,
})

function drawn(found: Published, place: Area): View {
  const { atlas, profile, name } = found
  const beside = place.code === profile.home || profile.inside.includes(place.code) ? besideIn(profile, place.code) : around(atlas, place, profile.home)
  const lines = headlinesOf(atlas, place.code)
  const tablesHeld = subjects.flatMap((subject) => subject.tables.map((id): { id: TableId; subject: string } => ({ id, subject: subject.id }))).filter(({ id }) => id !== 'deprivation' && atlas.newestFor(id, place.code))
  return {
    title: place.name, wide: true, crumbs: crumbsTo(name),
    main: html`<div class="dr-hero"><p class="dr-hero__over">${kindInWords(atlas, place)}</p><h1 class="dr-hero__title govuk-heading-xl">Who lives in ${place.name}</h1>
        ${lines.population?.[0] && html`<p class="dr-hero__lead"><strong>${asText(lines.population[0].figure)}</strong> people live here${lines.age && html`; <strong>${asText(lines.age[0]!.figure)}</strong> are under 16 and <strong>${asText(lines.age[1]!.figure)}</strong> are 65 or over`}.</p>`}</div>
      ${aboutNote(found)}
      ${place.to !== null && html`<div class="dr-note"><p class="govuk-body">This authority was there until ${place.to.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}.${place.replacedBy.length > 0 && html` Its place was taken by ${joined(place.replacedBy.map((each) => html`<a class="govuk-link" href="${paths.area.to({ area: each })}">${areaName(atlas, each)}</a>`))}.`}</p></div>`}
      ${tablesHeld.map(({ id }) => section(atlas, place, beside, id))}
      ${deprivation(atlas, place)}
      ${profile.inside.length > 0 && place.code === profile.home && html`<h2 class="govuk-heading-m">Places inside</h2><ul class="dr-links">${profile.inside.map((each) => html`<li><a class="govuk-link" href="${paths.area.to({ area: each })}">${areaName(atlas, each)}</a></li>`)}</ul>`}
      <p class="govuk-body"><a class="govuk-link" href="${paths.compare.to()}?a=${place.code}&amp;b=${profile.home === place.code ? beside.at(-1) ?? '' : profile.home}">Compare ${place.name} with another place</a></p>
      ${licence(found)}`,
  }
}

/** A place that is not part of the body’s community stands beside that community and what the place itself lies in. */
function around(atlas: Atlas, place: Area, home: string): readonly string[] {
  return [...new Set([home, place.county, place.region, atlas.countryOf(place.code)?.code])].filter((each): each is string => typeof each === 'string' && each !== place.code)
}

function kindInWords(atlas: Atlas, place: Area): string {
  const kind = place.kind.charAt(0).toUpperCase() + place.kind.slice(1)
  const within = [place.county, place.region].filter((each): each is string => each !== null).map((each) => areaName(atlas, each))
  return within.length === 0 ? kind : `${kind} in ${within.join(', ')}`
}

function section(atlas: Atlas, place: Area, beside: readonly string[], id: TableId): Html {
  const table = tableFor(atlas, id, [place.code, ...beside])
  if (!table) return html``
  const country = atlas.countryOf(place.code)?.code ?? null
  return html`<section class="dr-community-part" aria-labelledby="${id}-heading"><h2 class="govuk-heading-l" id="${id}-heading">${tableOf(id).title}</h2>
    ${id === 'age' ? agePicture('ages', atlas, place.code, country) : tablePicture(`${id}-picture`, table, `${place.name}: of every hundred ${tableOf(id).base}`)}
    <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The figures, beside ${table.areas.slice(1).map((each) => each.name).join(', ')}</span></summary><div class="govuk-details__text">${figuresTable(table, `${tableOf(id).title}: share of ${tableOf(id).base}, and how many`)}</div></details>
    ${sourceNote(table)}</section>`
}

const domains = [['income', 4], ['employment', 5], ['education, skills and training', 6], ['health and disability', 7], ['crime', 8], ['barriers to housing and services', 9], ['living environment', 10]] as const

function deprivation(atlas: Atlas, place: Area): Html | false {
  const editions = atlas.editionsOf('deprivation').filter((each) => atlas.row(each, place.code))
  const [newest] = editions
  const row = newest && atlas.row(newest, place.code)
  if (!newest || !row) return false
  const each = [...domains].filter(([, at]) => row.numbers[at] !== null)
  return html`<section class="dr-community-part" aria-labelledby="deprivation-heading"><h2 class="govuk-heading-l" id="deprivation-heading">Deprivation</h2>
    <p class="govuk-body-l">Rank <strong>${asText(rankFigure(newest, row, place.name))}</strong> among England’s authorities in ${String(newest.year)}; 1 is the most deprived.</p>
    <div class="dr-beside dr-beside--even"><div><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--s">By part of the index, ${editionName(newest)}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Part</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Rank</th></tr></thead>
      <tbody class="govuk-table__body">${each.map(([words, at]) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${words.charAt(0).toUpperCase()}${words.slice(1)}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(rankFigure(newest, row, place.name, at))}</td></tr>`)}</tbody></table></div>
    <div><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--s">Edition by edition</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Year</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Rank</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Average score</th></tr></thead>
      <tbody class="govuk-table__body">${editions.map((edition) => { const found = atlas.row(edition, place.code); return found && html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${String(edition.year)}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(rankFigure(edition, found, place.name))}</td><td class="govuk-table__cell govuk-table__cell--numeric">${(found.numbers[0] ?? 0).toFixed(1)}</td></tr>` })}</tbody></table></div></div>
    <p class="govuk-body">${tableOf('deprivation').caveat ?? ''}</p><p class="govuk-body-s dr-source-note">${tableOf('deprivation').definition}. Ranks of 2010 to 2019 are ours, from the published scores. Source: ${sourceOf(newest)}.</p></section>`
}
