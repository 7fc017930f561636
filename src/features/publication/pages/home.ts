import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { publicPage } from '#web/page.ts'
import { letOutWords, type Edition } from '../edition.ts'
import { listRecent } from '../edition-store.ts'
import { paths } from '../paths.ts'

/** The first public page: who this is, what is here, what is new. */
export const home = publicPage({
  path: paths.home,
  load: (_at, { db, organisation }) => listRecent(db, organisation.id, 400),
  show(recent, { organisation }) {
    const newest = [...new Map(recent.toReversed().map((each) => [each.address, each])).values()].filter((each) => !each.withdrawn)
    const plans = newest.filter((each) => /^\/plan\/[0-9a-f-]{36}$/.test(each.address))
    return {
      title: 'Equality',
      main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation.name}</p><h1 class="dr-hero__title govuk-heading-xl">How we are making things fairer</h1>
          <p class="dr-hero__lead">The law asks public bodies to think about equality in everything that they do, and to show it. This is where we show it: what we promised, what we did, and what is late.</p>
          ${plans.length > 0 && html`<p class="dr-hero__actions"><a class="govuk-button" href="${plans.length === 1 ? plans[0]!.address : '/plan'}">See what we promised</a></p>`}</div>
        ${plans.length === 0 ? html`<p class="govuk-body">Nothing has been published yet.</p>` : html`<h2 class="govuk-heading-l">Our plans</h2><ul class="dr-cards">${plans.map((each) => html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${each.address}">${each.title}</a></h3><p class="dr-card__foot">Version ${String(each.version)}, published ${day(each)}</p></li>`)}</ul>`}
        ${recent.length > 0 && html`<h2 class="govuk-heading-l">What is new</h2>${changeList(recent.slice(0, 6))}<p class="govuk-body"><a class="govuk-link" href="${paths.changes.to()}">Everything that changed</a></p>`}
        <h2 class="govuk-heading-l">Need it in another way?</h2>
        <p class="govuk-body">Every page here works with a screen reader, a keyboard and a phone.${organisation.contactEmail !== null && html` For large print, Easy Read, audio, British Sign Language or another language, email <a class="govuk-link" href="mailto:${organisation.contactEmail}">${organisation.contactEmail}</a>.`}</p>`,
    }
  },
})

/** Everything that was published, newest first, with who or which rule let it out. */
export const changes = publicPage({
  path: paths.changes,
  load: (_at, { db, organisation }) => listRecent(db, organisation.id, 200),
  show: (recent) => ({
    title: 'What changed', crumbs: [{ text: 'Home', href: '/' }],
    main: html`<h1 class="govuk-heading-xl">What changed</h1><p class="govuk-body-l">Nothing public changes silently: each change is a new version, with its day and who or which rule let it out.</p>${recent.length === 0 ? html`<p class="govuk-body">Nothing has been published yet.</p>` : changeList(recent)}
      <p class="govuk-body"><a class="govuk-link" href="/plan/feed.xml">Follow changes with a feed reader</a></p>`,
  }),
})

function changeList(editions: readonly Edition[]): Html {
  return html`<ol class="dr-timeline">${editions.map((each) => html`<li class="dr-event${each.withdrawn ? ' dr-event--stopped' : each.version === 1 ? ' dr-event--done' : ' dr-event--on-track'}"><div class="dr-event__head"><p class="dr-event__title"><a class="govuk-link" href="${each.address}">${each.title}</a></p><p class="dr-event__when">${day(each)}</p></div>
    <div class="dr-event__words"><p class="govuk-body-s">${each.withdrawn ? 'Taken down.' : each.version === 1 ? 'Published.' : `Version ${each.version}.`}${each.note !== '' && html` ${each.note}`} ${letOutWords(each.letOut)}.</p></div></li>`)}</ol>`
}

const day = (edition: Edition): string => dayInWords(edition.publishedAt.toZonedDateTimeISO('Europe/London').toPlainDate())
