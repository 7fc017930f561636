import { asText, asValue, type Figure } from '#disclosure/shown.ts'
import { derived } from '#disclosure/gate.ts'
import { html, type Html } from '#html/html.ts'
import { publicPage } from '#web/page.ts'
import type { Query } from '#web/query.ts'
import type { Atlas, Edition } from '../atlas.ts'
import { tableFor, type CommunityTable } from '../community-table.ts'
import { paths } from '../paths.ts'
import { tables, tableOf, type TableId } from '../topics.ts'
import { aboutNote, crumbsTo, day, licence, published, sharePicture, sideways, type Published } from './public-parts.ts'

/** Two places, or two editions of one place, side by side: what differs, and by how much. */
export const compare = publicPage({
  path: paths.compare,
  load: (_at, outside) => published(outside),
  show(found, { query }) {
    const { atlas, name } = found
    const asked = askedOf(found, query)
    return {
      title: 'Compare two places', wide: true, crumbs: crumbsTo(name),
      main: html`<h1 class="govuk-heading-xl">Compare two places</h1>${aboutNote(found)}
        ${form(atlas, asked)}
        ${result(atlas, asked)}
        ${licence(found)}`,
    }
  },
})

interface Asked { readonly topic: TableId; readonly a: string; readonly b: string; readonly first: Edition | null; readonly second: Edition | null }

/** Tables of people that anything is held of; deprivation has ranks and a page of its own. */
const offered = (atlas: Atlas): readonly TableId[] => tables.map((each) => each.id).filter((id) => id !== 'deprivation' && atlas.editionsOf(id).length > 0)

/** An address that somebody mistyped shows the body’s own place beside the country. */
function askedOf({ atlas, profile }: Published, query: Query): Asked {
  const topic = query.oneOf('topic', offered(atlas)) ?? 'ethnic-group'
  const area = (name: string, otherwise: string): string => atlas.areas.has(query.get(name)) ? query.get(name) : otherwise
  const [a, b] = [area('a', profile.inside[0] ?? profile.home), area('b', profile.beside.at(-1) ?? profile.home)]
  const edition = (name: string, code: string): Edition | null => atlas.editionsOf(topic).find((each) => String(each.year) === query.get(name) && atlas.row(each, code)) ?? atlas.newestFor(topic, code)
  return { topic, a, b, first: edition('year', a), second: edition('with', b) }
}

function form(atlas: Atlas, { topic, a, b, first, second }: Asked): Html {
  const areas = [...atlas.areas.values()].toSorted((one, other) => one.name.localeCompare(other.name) || one.code.localeCompare(other.code))
  const place = (name: string, label: string, chosen: string): Html => html`<div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="${name}">${label}</label><select class="govuk-select" id="${name}" name="${name}">${areas.map((each) => html`<option value="${each.code}"${each.code === chosen && html` selected`}>${each.name} (${each.kind})</option>`)}</select></div>`
  const years = [...new Set(atlas.editionsOf(topic).map((each) => each.year))]
  const year = (name: string, label: string, chosen: Edition | null): Html | false => years.length > 1 && html`<div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="${name}">${label}</label><select class="govuk-select" id="${name}" name="${name}">${years.map((each) => html`<option value="${String(each)}"${each === chosen?.year && html` selected`}>${String(each)}</option>`)}</select></div>`
  return html`<form method="get" action="${paths.compare.to()}" class="dr-filter" role="search" aria-label="Choose what to compare">
    <div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="topic">Subject</label><select class="govuk-select" id="topic" name="topic">${offered(atlas).map((id) => html`<option value="${id}"${id === topic && html` selected`}>${tableOf(id).title}</option>`)}</select></div>
    ${place('a', 'Place', a)}${year('year', 'Year', first)}${place('b', 'Beside', b)}${year('with', 'Year beside', second)}
    <div class="dr-filter__buttons"><button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">Compare</button></div></form>`
}

function result(atlas: Atlas, { topic, a, b, first, second }: Asked): Html {
  const [one, other] = [first && tableFor(atlas, topic, [a], first), second && tableFor(atlas, topic, [b], second)]
  if (!one || !other) {
    const missing = [one ? '' : atlas.areas.get(a)?.name ?? '', other ? '' : atlas.areas.get(b)?.name ?? ''].filter((each) => each !== '')
    return html`<p class="govuk-body-l">No figures on ${tableOf(topic).title.toLowerCase()} are published for ${missing.join(' or ')}.</p>`
  }
  const names = [headed(one, one.edition !== other.edition), headed(other, one.edition !== other.edition)] as const
  const rows = one.rows.map((row) => ({ row, beside: other.rows.find((each) => each.code === row.code) }))
  const caption = `${tableOf(topic).title}: ${names[0]} beside ${names[1]}`
  const cell = (share: Figure | undefined, count: Figure | undefined): Html => html`${share ? asText(share) : '[x]'}${count && html` <span class="dr-under">${asText(count)}</span>`}`
  return html`${sharePicture('compared', caption, rows.map(({ row, beside }) => ({ label: row.label, here: row.shares[0]!, ...(beside ? { beside: beside.shares[0]! } : {}) })), names[1])}
    ${sideways}<section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table--stays dr-community-table"><caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">${['Category', ...names, 'Difference'].map((each, at) => html`<th scope="col" class="govuk-table__header${at > 0 && html` govuk-table__header--numeric`}">${each}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${rows.map(({ row, beside }) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${row.label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${cell(row.shares[0], row.counts[0])}</td><td class="govuk-table__cell govuk-table__cell--numeric">${cell(beside?.shares[0], beside?.counts[0])}</td><td class="govuk-table__cell govuk-table__cell--numeric">${difference(row.shares[0], beside?.shares[0])}</td></tr>`)}
      <tr class="govuk-table__row"><th scope="row" class="govuk-table__header">Everybody</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(one.totals[0]!)}</td><td class="govuk-table__cell govuk-table__cell--numeric">${asText(other.totals[0]!)}</td><td class="govuk-table__cell"></td></tr></tbody></table></section>
    <p class="govuk-body-s dr-source-note">The difference is in percentage points. ${one.definition}. ${day(one.on)}${one.on !== other.on && html` and ${day(other.on)}`}. Source: ${one.source}${one.source !== other.source && html`; ${other.source}`}.</p>
    ${(one.caveat ?? other.caveat) !== null && html`<p class="govuk-body">${one.caveat ?? other.caveat}</p>`}
    ${one.edition === other.edition && html`<p class="govuk-body-s dr-exports">Download this comparison: ${([['CSV', paths.tableCsv], ['ODS spreadsheet', paths.tableOds], ['Word', paths.tableWord]] as const).map(([words, path]) => html`<a class="govuk-link" href="${path.to({ table: topic })}?areas=${a}&amp;areas=${b}">${words}</a>`)}</p>`}`
}

const headed = (table: CommunityTable, withYear: boolean): string => `${table.areas[0]?.name ?? ''}${withYear ? `, ${table.edition}` : ''}`

function difference(one: Figure | undefined, other: Figure | undefined): string {
  if (one === undefined || other === undefined || asValue(one) === null || asValue(other) === null) return '[x]'
  const points = derived([one, other], { definition: 'Difference of two shares in percentage points' }, (a = 0, b = 0) => {
    const tenths = Math.round((a - b) * 10) / 10
    return { text: tenths === 0 ? '0.0' : `${tenths > 0 ? '+' : '−'}${Math.abs(tenths).toFixed(1)}`, value: a - b }
  })
  return asText(points)
}

