import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { ageStructure, shareChart } from '#charts/index.ts'
import { asText, asValue, type Figure } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'
import { findNewest, letOutWords, type Edition } from '#features/publication/index.ts'
import type { Outside } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import type { Atlas } from '../atlas.ts'
import { findAtlas } from '../atlas-store.ts'
import { shownFigure, whenInWords } from '../cited-figure.ts'
import { areaName, placesOf } from '../community.ts'
import { shareOfAges, tableFor, type CommunityTable } from '../community-table.ts'
import { paths } from '../paths.ts'
import type { PublicFigure, PublicProfile } from '../publishing.ts'
import type { TableId } from '../topics.ts'

export interface Published { readonly atlas: Atlas; readonly edition: Edition; readonly profile: PublicProfile; readonly name: string }

/** What was published of this body’s community; null where nothing was, or where it was taken down. */
export async function findPublished({ db, organisation }: { readonly db: Outside['db']; readonly organisation: { readonly id: string } }): Promise<{ readonly edition: Edition | null; readonly published: Published | null }> {
  const edition = await findNewest(db, organisation.id, paths.community.to())
  if (!edition || edition.withdrawn) return { edition, published: null }
  const [atlas, profile] = [await findAtlas(db), edition.content as unknown as PublicProfile]
  return { edition, published: { atlas, edition, profile, name: areaName(atlas, profile.home) } }
}

export async function published(outside: Pick<Outside, 'db' | 'organisation'>): Promise<Published> {
  const { published: found } = await findPublished(outside)
  if (!found) throw new NotFound('no profile of the community is public')
  return found
}

export const crumbsTo = (name: string) => [{ text: 'Home', href: '/' }, { text: `Who lives in ${name}`, href: paths.community.to() }]

export function aboutNote({ profile }: Published): Html | false {
  return profile.about !== '' && html`<div class="dr-note"><p class="govuk-body">${profile.about}</p></div>`
}

/** Pieces one after another with a comma between, as a sentence has them. */
export function joined(pieces: readonly Html[], between = ', '): Html {
  return pieces.reduce((before, piece, at) => at === 0 ? piece : html`${before}${between}${piece}`, html``)
}

/** Whom the place is put beside in pictures: the country, and in tables the county and region too. */
export const besideIn = (profile: PublicProfile, code: string): readonly string[] => [...new Set([...(profile.home === code ? [] : [profile.home]), ...profile.beside])].filter((each) => each !== code)

export interface BesideAnother { readonly label: string; readonly here: Figure; readonly beside?: Figure }

/**
 * The bars of one place with a mark for another. Where one category is most of the people its bar would hide all others, so it is said in
 * words and left out of the picture.
 */
export function sharePicture(id: string, title: string, rows: readonly BesideAnother[], beside: string | null): Html {
  const largest = rows.length < 4 ? undefined : rows.find((row) => (asValue(row.here) ?? 0) >= 50)
  const left = largest === undefined ? '' : `. The largest group is not drawn, so that the others can be seen: ${largest.label}, ${asText(largest.here)}${largest.beside && beside !== null ? ` (${beside}: ${asText(largest.beside)})` : ''}`
  return shareChart({
    id, title: `${title}${left}`,
    rows: rows.filter((row) => row !== largest).map((row) => ({ label: row.label, value: row.here, ...(row.beside && beside !== null ? { marks: [{ kind: 'population' as const, label: beside, value: row.beside }] } : {}) })),
  })
}

/** The same for the first place of a table beside its last. */
export function tablePicture(id: string, table: CommunityTable, title: string): Html {
  const last = table.areas.length - 1
  const name = last > 0 ? table.areas[last]?.name ?? null : null
  return sharePicture(id, title, table.rows.map((row) => ({ label: row.label, here: row.shares[0]!, ...(name === null ? {} : { beside: row.shares[last]! }) })), name)
}

/** The shape of a population by single year of age, over that of the country. */
export function agePicture(id: string, atlas: Atlas, code: string, beside: string | null): Html | false {
  const edition = atlas.newestFor('age', code)
  const here = edition && shareOfAges(atlas, edition, code)
  const there = edition && beside !== null && beside !== code ? shareOfAges(atlas, edition, beside) : null
  const oldest = here?.at(-1)
  return here !== null && ageStructure({
    id, title: `How old people are in ${areaName(atlas, code)}: of every hundred, how many are of each age. ${oldest ? asText(oldest.share) : ''} are 90 or over and are not drawn`, names: { here: areaName(atlas, code), ...(there && beside !== null ? { beside: areaName(atlas, beside) } : {}) },
    ages: here.slice(0, -1).map((each, place) => ({ label: each.label, here: each.share, ...(there?.[place] ? { beside: there[place].share } : {}) })),
  })
}

/** A wide table on a telephone shows one column: it has to be said that there are more. */
export const sideways = html`<p class="govuk-body-s dr-source-note dr-community-sideways" aria-hidden="true">Move the table sideways for more.</p>`

/** A table of places and categories. With few categories the places are rows, with many they are columns; a table that is wider than the screen scrolls. */
export function figuresTable(table: CommunityTable, caption: string): Html {
  const cell = (share: Figure | undefined, count: Figure | undefined): Html => html`${share && asText(share)} <span class="dr-under">${count && asText(count)}</span>`
  const place = (each: { readonly code: string; readonly name: string }): Html => html`<a class="govuk-link" href="${paths.area.to({ area: each.code })}">${each.name}</a>`
  if (table.rows.length <= 6) {
    return html`<p class="govuk-heading-s govuk-!-margin-bottom-1" aria-hidden="true">${caption}</p>${sideways}
    <section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table--stays dr-community-table"><caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Place</th>${table.rows.map((row) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${row.label}</th>`)}<th scope="col" class="govuk-table__header govuk-table__header--numeric">Everybody</th></tr></thead>
      <tbody class="govuk-table__body">${table.areas.map((area, at) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${place(area)}</th>${table.rows.map((row) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${cell(row.shares[at], row.counts[at])}</td>`)}<td class="govuk-table__cell govuk-table__cell--numeric">${asText(table.totals[at]!)}</td></tr>`)}</tbody></table></section>`
  }
  return html`<p class="govuk-heading-s govuk-!-margin-bottom-1" aria-hidden="true">${caption}</p>${sideways}
    <section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table--stays dr-community-table"><caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Category</th>${table.areas.map((area) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${place(area)}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${table.rows.map((row, line) => html`${row.parent !== null && row.parent !== table.rows[line - 1]?.parent && html`<tr class="govuk-table__row"><th scope="colgroup" colspan="${String(table.areas.length + 1)}" class="govuk-table__header dr-community-table__group">${row.parent}</th></tr>`}<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${row.label}</th>${table.areas.map((_, at) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${cell(row.shares[at], row.counts[at])}</td>`)}</tr>`)}
      <tr class="govuk-table__row"><th scope="row" class="govuk-table__header">Everybody</th>${table.totals.map((total) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${asText(total)}</td>`)}</tr></tbody></table></section>`
}

/** What a table counts, of whom, on which day, and from where: no figure stands without it. */
export function sourceNote(table: CommunityTable): Html {
  const added = table.areas.filter((each) => each.addedUp).map((each) => each.name)
  return html`<p class="govuk-body-s dr-source-note">${table.definition}. ${day(table.on)}. Source: ${table.source}.${added.length > 0 && html` Figures for ${added.join(', ')} were added up from the authorities inside.`}</p>
    ${table.caveat !== null && html`<p class="govuk-body">${table.caveat}</p>`}`
}

export function downloads(table: CommunityTable, search = ''): Html {
  const at = { table: table.id }
  return html`<p class="govuk-body-s dr-exports">Download this table: <a class="govuk-link" href="${paths.tableCsv.to(at)}${search}">CSV</a> <a class="govuk-link" href="${paths.tableOds.to(at)}${search}">ODS spreadsheet</a> <a class="govuk-link" href="${paths.tableWord.to(at)}${search}">Word</a></p>`
}

/** The table of one subject for the published places. */
export function tableOfPlaces({ atlas, profile }: Published, id: TableId): CommunityTable | null {
  return tableFor(atlas, id, placesOf(profile))
}

/** What somebody else has counted, and what nobody knows. */
export function citedFigures(figures: readonly PublicFigure[]): Html | false {
  const [known, unknown] = [figures.filter((each) => each.content.kind === 'figure'), figures.filter((each) => each.content.kind === 'not known')]
  return figures.length > 0 && html`${known.length > 0 && html`<h2 class="govuk-heading-m">More that is known</h2><ul class="dr-cited">${known.map((each) => {
    const shown = shownFigure(each.content)
    return html`<li class="dr-cited__item"><p class="dr-cited__value">${shown && asText(shown)}</p><div class="dr-cited__words"><p class="govuk-body">${each.content.what}${each.content.base !== '' && html`, ${each.content.base}`}</p>
      ${each.content.remark !== '' && html`<p class="govuk-body-s">${each.content.remark}</p>`}<p class="govuk-body-s dr-source-note">${[each.content.place, whenInWords(each.content)].filter((part) => part !== '').join(', ')}. Source: ${each.content.link === '' ? each.content.source : html`<a class="govuk-link" href="${each.content.link}" rel="external">${each.content.source}</a>`}.${each.note !== '' && html` Corrected: ${each.note}`}</p></div></li>`
  })}</ul>`}
    ${unknown.length > 0 && html`<h2 class="govuk-heading-m">What nobody knows</h2>${unknown.map((each) => html`<div class="dr-note"><p class="dr-note__heading">${each.content.what}</p>${each.content.remark !== '' && html`<p class="govuk-body">${each.content.remark}</p>`}<p class="govuk-body-s dr-source-note">${[each.content.place, whenInWords(each.content)].filter((part) => part !== '').join(', ')}. ${each.content.source}.</p></div>`)}`}`
}

/** At the foot of every page with official statistics. */
export function licence({ edition }: Pick<Published, 'edition'>): Html {
  return html`<p class="govuk-body-s dr-dated dr-community-foot">Contains public sector information licensed under the <a class="govuk-link" href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" rel="external">Open Government Licence v3.0</a>, from the Office for National Statistics and the Ministry of Housing, Communities and Local Government.
    Small numbers of the census were changed a little by the Office for National Statistics, table by table, so that nobody can be found in them: totals differ by a few people.</p>
    <p class="govuk-body-s dr-dated">Version ${String(edition.version)}, published ${dayInWords(dayInLondon(edition.publishedAt))}. ${letOutWords(edition.letOut)}.${edition.note !== '' && html` ${edition.note}`}</p>`
}

export const day = (on: string): string => /^\d{4}-\d\d-\d\d$/.test(on) ? dayInWords(Temporal.PlainDate.from(on)) : on
