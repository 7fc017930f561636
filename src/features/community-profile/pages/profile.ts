import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { findNewest, saysTheSame } from '#features/publication/index.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { page } from '#web/page.ts'
import { mayKeepProfile, mayPublishProfile, mayReadProfile } from '../access.ts'
import { editionName, sourceOf } from '../atlas.ts'
import { findAtlas } from '../atlas-store.ts'
import { listCitedFigures } from '../cited-figure-store.ts'
import { areaName, placesOf } from '../community.ts'
import { findCommunity } from '../community-store.ts'
import { paths } from '../paths.ts'
import { publicProfile } from '../publishing.ts'
import { subjects, tables, tableOf } from '../topics.ts'

/** For those who work here: which places, which figures, what is public, and what there is for each subject. */
export const profile = page({
  path: paths.profile,
  async load(_at, { db, organisation }) {
    const [atlas, community, figures, edition] = await Promise.all([findAtlas(db), findCommunity(db, organisation.id), listCitedFigures(db, organisation.id), findNewest(db, organisation.id, paths.community.to())])
    return { atlas, community, figures, edition }
  },
  access: (person) => mayReadProfile(person),
  view({ atlas, community, figures, edition }, { person }) {
    const isPublic = edition !== null && !edition.withdrawn
    const waiting = community !== null && !saysTheSame(edition, publicProfile(community, figures))
    const of = (id: string): string => tallyOfThings(figures.filter((each) => each.subject === id).length).text
    const newestOf = (ids: readonly (typeof tables)[number]['id'][]): string => ids.flatMap((id) => {
      const found = community && atlas.newestFor(id, community.inside[0] ?? community.home) || (community && atlas.newestFor(id, community.beside.find((each) => atlas.newestFor(id, each)) ?? ''))
      return found ? [`${tableOf(id).title}, ${editionName(found)}`] : []
    }).join('; ')
    return {
      title: 'Who lives here', wide: true, guide: 'community-profile',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Who lives here</h1>
          <p class="dr-head__lead">${community === null ? 'The profile of the people that this body serves begins with its area.' : html`${areaName(atlas, community.home)}${community.inside.length > 0 && html` and its ${tallyOfThings(community.inside.length).text} districts`}, from official statistics and from figures that were added with their source.`}</p></div>
          <div class="dr-head__actions">${mayKeepProfile(person) && html`<a class="govuk-button${community !== null && html` govuk-button--secondary`}" href="${paths.chooseAreas.to()}">${community === null ? 'Choose the area' : 'Change the areas'}</a>`}
            ${community !== null && html`<a class="govuk-link" href="${paths.figures.to()}">Figures with a source</a>`}${mayKeepProfile(person) && community !== null && html`<a class="govuk-link" href="${paths.newFigure.to()}">Add a figure</a>`}
            ${community !== null && (mayPublishProfile(person) || mayKeepProfile(person)) && html`<a class="govuk-link" href="${paths.publish.to()}">Publication</a>`}</div></div>
        ${community !== null && html`
          ${waiting ? html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">${isPublic ? 'Something has changed since it was published' : 'This profile is not public yet'}</p><p class="govuk-body">A publisher lets it out.${mayPublishProfile(person) && html` <a class="govuk-link" href="${paths.publish.to()}">Look at it and publish</a>`}</p></div>`
            : edition !== null && html`<p class="govuk-body">It is public as version ${String(edition.version)}, of ${dayInWords(dayInLondon(edition.publishedAt))}. <a class="govuk-link" href="${paths.community.to()}">See the public pages</a></p>`}
          <h2 class="govuk-heading-m">What there is</h2>
          <div class="dr-table-frame"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">What there is about each subject</caption>
            <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Subject</th><th scope="col" class="govuk-table__header">Official statistics for this area</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Figures added here</th></tr></thead>
            <tbody class="govuk-table__body">${subjects.map((each) => html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Subject">${isPublic ? html`<a class="govuk-link" href="${paths.topic.to({ topic: each.id })}">${each.title}</a>` : each.title}</td>
              <td class="govuk-table__cell" data-label="Official statistics for this area">${newestOf(each.tables) || 'None'}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Figures added here"><a class="govuk-link" href="${paths.figures.to()}?subject=${each.id}">${of(each.id)}</a></td></tr>`)}</tbody></table></div>
          <h2 class="govuk-heading-m">Which places</h2>
          <p class="govuk-body">${placesOf(community).map((code) => areaName(atlas, code)).join(', ')}.</p>
          <h2 class="govuk-heading-m">Where the figures come from</h2>
          <ul class="govuk-list govuk-list--bullet">${atlas.editions.map((each) => html`<li>${tableOf(each.table).title}: ${sourceOf(each)}</li>`)}</ul>
          <p class="govuk-body">Newer files are loaded by whoever keeps this server, with <code>due-regard community load FOLDER</code>. They are published under the Open Government Licence.</p>`}`,
    }
  },
})
