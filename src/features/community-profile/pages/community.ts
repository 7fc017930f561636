import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { asText } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'
import type { Edition } from '#features/publication/index.ts'
import type { FrontPagePart } from '#web/offers.ts'
import { publicPage, type View } from '#web/page.ts'
import { areaName, placesOf } from '../community.ts'
import { headlinesOf } from '../headlines.ts'
import { paths } from '../paths.ts'
import { subjects, type SubjectId } from '../topics.ts'
import { aboutNote, agePicture, citedFigures, findPublished, joined, licence, sideways, type Published } from './public-parts.ts'

/** Who lives here, on one page: the shape of the population, each subject in a line, and every place beside the others. */
export const community = publicPage({
  path: paths.community,
  async load(_at, outside): Promise<View> {
    const { edition, published } = await findPublished(outside)
    return outside.remember('community-profile.community', async () => drawn(edition, published, outside.organisation.name))
  },
  show: (view) => view,
})

function drawn(edition: Edition | null, published: Published | null, body: string): View {
  if (published === null) {
    return {
      title: 'Who lives here', crumbs: [{ text: 'Home', href: '/' }],
      main: html`<h1 class="govuk-heading-xl">Who lives here</h1>${edition === null ? html`<p class="govuk-body-l">${body} has not published a profile of its community yet.</p>`
        : html`<p class="govuk-body-l">This page was taken down on ${dayInWords(dayInLondon(edition.publishedAt))}.</p><p class="govuk-body">${edition.note}</p>`}`,
    }
  }
  const { atlas, profile, name } = published
  const lines = headlinesOf(atlas, profile.home)
  const country = profile.beside.at(-1) ?? null
  const of = (id: SubjectId) => lines[id] ?? []
  return {
    title: `Who lives in ${name}`, wide: true, crumbs: [{ text: 'Home', href: '/' }],
    main: html`<div class="dr-hero"><p class="dr-hero__over">${body}</p><h1 class="dr-hero__title govuk-heading-xl">Who lives in ${name}</h1>
        <p class="dr-hero__lead">Before a service changes, we look at who lives here. These are the figures that we use, where they come from, and what nobody knows.</p>
        <dl class="dr-figures dr-figures--words">${([['population', 0], ['age', 1], ['disability', 0], ['ethnic-group', 0], ['language', 0]] as const).map(([id, at]) => of(id).slice(at, at + 1).map(({ figure, words }) => html`<div class="dr-figure"><dt class="dr-figure__label">${words}</dt><dd class="dr-figure__value"><a href="${paths.topic.to({ topic: id })}">${asText(figure)}</a></dd></div>`))}</dl></div>
      ${aboutNote(published)}
      ${agePicture('ages', atlas, profile.home, country)}
      <h2 class="govuk-heading-l">Subject by subject</h2>
      <ul class="dr-cards">${subjects.map((subject) => html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${paths.topic.to({ topic: subject.id })}">${subject.title}</a></h3>
        <p class="dr-card__words">${of(subject.id).length > 0 ? joined(of(subject.id).map(({ figure, words }) => html`<strong>${asText(figure)}</strong> ${words}`)) : subject.lead}</p></li>`)}</ul>
      <h2 class="govuk-heading-l">Place by place</h2>
      ${placesTable(published)}
      <p class="govuk-body"><a class="govuk-link" href="${paths.compare.to()}">Compare any two places in England and Wales</a></p>
      ${citedFigures(profile.figures.filter((each) => each.subject === 'population'))}
      ${licence(published)}`,
  }
}

/** Each place in a row, with the figure that stands for each subject. */
function placesTable({ atlas, profile }: Published): Html {
  const columns = [
    { id: 'population', at: 0, heading: 'People' }, { id: 'age', at: 0, heading: 'Under 16' }, { id: 'age', at: 1, heading: '65 and over' }, { id: 'disability', at: 0, heading: 'Disabled' },
    { id: 'ethnic-group', at: 0, heading: 'Other than White British' }, { id: 'religion', at: 0, heading: 'No religion' }, { id: 'language', at: 0, heading: 'Other main language' },
  ] as const
  const rows = placesOf(profile).map((code) => ({ code, lines: headlinesOf(atlas, code) }))
  return html`${sideways}<section class="dr-scroll" tabindex="0" aria-label="Every place at a glance"><table class="govuk-table dr-table--stays dr-community-table"><caption class="govuk-table__caption govuk-visually-hidden">Every place at a glance</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Place</th>${columns.map((each) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${each.heading}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${rows.map(({ code, lines }) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" href="${paths.area.to({ area: code })}">${areaName(atlas, code)}</a></th>
      ${columns.map((each) => { const found = lines[each.id]?.[each.at]; return html`<td class="govuk-table__cell govuk-table__cell--numeric">${found ? asText(found.figure) : '[x]'}</td>` })}</tr>`)}</tbody></table></section>
    <p class="govuk-body-s dr-source-note">Sources: Office for National Statistics, Census 2021; ages from the mid-2020 population estimates. [x] means that no figure is published for this place.</p>`
}

export const onFrontPage: FrontPagePart = {
  name: 'community-profile.people', part: 'people',
  async make(db, organisation) {
    const { published } = await findPublished({ db, organisation: { id: organisation } })
    if (published === null) return null
    const lines = headlinesOf(published.atlas, published.profile.home)
    const shown = ([['age', 1], ['disability', 0], ['ethnic-group', 0]] as const).flatMap(([id, at]) => (lines[id] ?? []).slice(at, at + 1))
    return { title: `Who lives in ${published.name}`, href: paths.community.to(), words: 'Before a service changes, we look at who lives here.', figures: shown.map(({ figure, words }) => ({ value: asText(figure), label: words })), more: 'See who lives here' }
  },
}
