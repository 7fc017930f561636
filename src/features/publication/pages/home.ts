import { html, type Html } from '#html/html.ts'
import { frontPageParts, type FrontPageCard, type FrontPagePart } from '#web/offers.ts'
import { publicPage, type Outside } from '#web/page.ts'
import { isWhole, letOutWords, type Edition } from '../edition.ts'
import { listRecent } from '../edition-store.ts'
import { paths } from '../paths.ts'
import { dayOf, kindOf, things } from './parts.ts'
import { listPublicReports, reportCard } from './reports.ts'
import { searchForm } from './search.ts'

interface Told { readonly part: FrontPagePart['part']; readonly name: string; readonly card: FrontPageCard }

/** What every room has to say here, in the rooms’ order. */
async function ask({ db, organisation, today, offers }: Outside): Promise<readonly Told[]> {
  const told: Told[] = []
  for (const { part, name, make } of offers.frontPage) {
    const card = await make(db, organisation.id, today)
    if (card !== null) told.push({ part, name, card })
  }
  return told
}

/** The first public page: who this is, what was promised and how it goes, what is published, where to find things and how to have a say. */
export const home = publicPage({
  path: paths.home,
  async load(_at, outside) {
    return { recent: await newsOf(await listRecent(outside.db, outside.organisation.id, 200)), reports: await listPublicReports(outside.db, outside.organisation.id), told: await ask(outside) }
  },
  show({ recent, reports, told }, { organisation }) {
    const of = (part: (typeof frontPageParts)[number]): readonly FrontPageCard[] => told.filter((each) => each.part === part).map(({ card }) => card)
    const [doing, due, find, people, say] = frontPageParts.map(of) as [readonly FrontPageCard[], readonly FrontPageCard[], readonly FrontPageCard[], readonly FrontPageCard[], readonly FrontPageCard[]]
    return {
      title: 'Equality', alternatives: [{ type: 'application/atom+xml', href: paths.feed.to(), title: 'What is new' }],
      main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation.name}</p><h1 class="dr-hero__title govuk-heading-xl">How we are making things fairer</h1>
          <p class="dr-hero__lead">The law asks public bodies to think about equality in everything that they do, and to show it. This is where we show it: what we promised, what we did, and what is late.</p>
          ${searchForm('')}</div>
        ${told.length === 0 && recent.length === 0 && html`<p class="govuk-body-l">Nothing has been published yet.</p>`}
        ${doing.map(doingSection)}
        ${due.length > 0 && section('due', 'What we must publish, and when', html`<ul class="dr-cards dr-cards--wide">${due.map(cardOf)}</ul>`)}
        ${people.length > 0 && section('people', 'The people who live and work here', html`<ul class="dr-cards dr-cards--even">${people.map(cardOf)}</ul>`)}
        <div class="dr-beside dr-beside--even">
          ${find.map((card) => html`<section class="dr-section dr-beside__main" aria-labelledby="find"><h2 class="govuk-heading-l" id="find">${card.title}</h2><p class="govuk-body">${card.words}</p>${linesOf(card)}${more(card)}</section>`)}
          ${recent.length > 0 && html`<section class="dr-section" aria-labelledby="new"><h2 class="govuk-heading-l" id="new">What is new</h2><ul class="dr-lines">${recent.map((each) => html`<li class="dr-lines__one"><a class="govuk-link" href="${each.address}">${each.title}</a><span class="dr-under">${dayOf(each.publishedAt)}. ${newsWords(each)}</span></li>`)}</ul><p class="govuk-body"><a class="govuk-link" href="${paths.changes.to()}">Everything that changed</a> · <a class="govuk-link" href="${paths.feed.to()}">Feed</a></p></section>`}
        </div>
        ${reports.length > 0 && section('reports', 'Reports', html`<ul class="dr-cards">${reports.slice(0, 3).map(reportCard)}</ul>${reports.length > 3 && html`<p class="govuk-body"><a class="govuk-link" href="${paths.reports.to()}">All reports, with earlier years</a></p>`}`)}
        ${say.length > 0 && section('say', 'Take part', html`<ul class="dr-cards">${say.map(cardOf)}</ul>`)}
        <section class="dr-section" aria-labelledby="who"><h2 class="govuk-heading-l" id="who">Who we are</h2><p class="govuk-body">${organisation.name} has to meet the public sector equality duty in section 149 of the Equality Act 2010. Nothing on these pages changes silently: each page has its date, its version and the name of who approved it.${organisation.contactEmail !== null && html` Write to us at <a class="govuk-link" href="mailto:${organisation.contactEmail}">${organisation.contactEmail}</a>.`} Read our <a class="govuk-link" href="/privacy">privacy notice</a> and our <a class="govuk-link" href="/accessibility">accessibility statement</a>.</p></section>
        <section class="dr-section" aria-labelledby="other"><h2 class="govuk-heading-l" id="other">Take it away, or ask for it in another way</h2>
        <div class="dr-beside dr-beside--even"><p class="govuk-body dr-beside__main">Every table here is also <a class="govuk-link" href="${paths.data.to()}">open data</a>: CSV, JSON and spreadsheets, with what each column means, and <a class="govuk-link" href="${paths.api.to()}">an interface for programs</a>.</p>
        <p class="govuk-body">Every page works with a screen reader, a keyboard and a phone.${organisation.contactEmail !== null && html` For large print, Easy Read, audio, British Sign Language or another language, email <a class="govuk-link" href="mailto:${organisation.contactEmail}">${organisation.contactEmail}</a>.`}</p></div></section>`,
    }
  },
})

/** The newest of whole pages: of a plan with its hundred promises, the plan. */
function newsOf(recent: readonly Edition[]): readonly Edition[] {
  return recent.filter((each, at, all) => isWhole(each) && all.findIndex((other) => other.address === each.address) === at).slice(0, 5)
}

const newsWords = (edition: Edition): string => edition.withdrawn ? 'Taken down.' : edition.note !== '' ? edition.note : edition.version === 1 ? `${kindOf(edition.room)}, published.` : `${kindOf(edition.room)}, version ${edition.version}.`

function section(id: string, heading: string, inside: Html): Html {
  return html`<section class="dr-section" aria-labelledby="${id}"><h2 class="govuk-heading-l" id="${id}">${heading}</h2>${inside}</section>`
}

/** Our objectives and how we are doing. */
function doingSection(card: FrontPageCard, place: number): Html {
  const id = place === 0 ? 'doing' : `doing-${place}`
  return html`<section class="dr-section" aria-labelledby="${id}"><h2 class="govuk-heading-l" id="${id}">${place === 0 ? 'Our objectives, and how we are doing' : card.title}</h2>
    <p class="govuk-body-l">${place === 0 && html`<a class="govuk-link" href="${card.href}">${card.title}</a>${card.words !== '' && '. '}`}${card.words}</p>
    ${figuresOf(card)}
    ${card.lines !== undefined && html`<ol class="dr-objectives">${card.lines.map((line) => html`<li class="dr-objective"><p class="dr-objective__words"><a class="govuk-link" href="${line.href}">${line.text}</a></p><p class="dr-dated">${line.note}</p></li>`)}</ol>`}
    ${more(card)}</section>`
}

function cardOf(card: FrontPageCard): Html {
  return html`<li class="dr-card"><h3 class="dr-card__heading"><a class="govuk-link" href="${card.href}">${card.title}</a></h3>${card.words !== '' && html`<p class="dr-card__words">${card.words}</p>`}${smallFigures(card)}${linesOf(card)}</li>`
}

function figuresOf({ figures = [] }: FrontPageCard): Html | false {
  return figures.length > 0 && html`<dl class="dr-figures">${figures.map((each) => html`<div class="dr-figure${each.state !== undefined && html` dr-figure--${each.state}`}"><dt class="dr-figure__label">${each.label}</dt><dd class="dr-figure__value">${each.value}</dd>${each.note !== undefined && html`<dd class="dr-figure__note">${each.note}</dd>`}</div>`)}</dl>`
}

function smallFigures({ figures = [] }: FrontPageCard): Html | false {
  return figures.length > 0 && html`<dl class="dr-told">${figures.map((each) => html`<div class="dr-told__one"><dt class="dr-told__what">${each.label}${each.note !== undefined && html`<span class="dr-under">${each.note}</span>`}</dt><dd class="dr-told__figure">${each.value}</dd></div>`)}</dl>`
}

function linesOf({ lines = [] }: FrontPageCard): Html | false {
  return lines.length > 0 && html`<ul class="dr-lines">${lines.map((line) => html`<li class="dr-lines__one"><a class="govuk-link" href="${line.href}">${line.text}</a><span class="dr-under">${line.note}</span></li>`)}</ul>`
}

const more = (card: FrontPageCard): Html | false => card.more !== undefined && html`<p class="govuk-body"><a class="govuk-link" href="${card.href}">${card.more}</a></p>`

/** Everything that was published, newest first, with who or which rule let it out. */
export const changes = publicPage({
  path: paths.changes,
  load: (_at, { db, organisation }) => listRecent(db, organisation.id, 200),
  show: (recent) => ({
    title: 'What changed', crumbs: [{ text: 'Home', href: '/' }], alternatives: [{ type: 'application/atom+xml', href: paths.feed.to(), title: 'What is new' }],
    main: html`<h1 class="govuk-heading-xl">What changed</h1><p class="govuk-body-l">Nothing public changes silently: each change is a new version, with its day and who or which rule let it out.</p>${recent.length === 0 ? html`<p class="govuk-body">Nothing has been published yet.</p>` : changeList(recent)}
      <p class="govuk-body"><a class="govuk-link" href="${paths.feed.to()}">Follow changes with a feed reader</a></p>`,
  }),
})

/** What went out at one moment from one room stands together: a plan with its promises is one piece of news. */
function wentOutTogether(editions: readonly Edition[]): readonly (readonly [Edition, ...Edition[]])[] {
  const groups = Map.groupBy(editions, (each) => `${each.room} ${each.publishedAt.toString()}`)
  return [...groups.values()].flatMap((all): readonly (readonly [Edition, ...Edition[]])[] => {
    const [first, ...rest] = all.toSorted((one, other) => one.address.length - other.address.length || one.title.localeCompare(other.title))
    if (first === undefined) return []
    return all.length > 3 ? [[first, ...rest]] : all.map((each) => [each])
  })
}

function changeList(editions: readonly Edition[]): Html {
  return html`<ol class="dr-timeline">${wentOutTogether(editions).map(([each, ...more]) => html`<li class="dr-event${each.withdrawn ? ' dr-event--stopped' : each.version === 1 ? ' dr-event--done' : ' dr-event--on-track'}"><div class="dr-event__head"><p class="dr-event__title"><a class="govuk-link" href="${each.address}">${each.title}</a></p><p class="dr-event__when">${dayOf(each.publishedAt)}</p></div>
    <div class="dr-event__words"><p class="govuk-body-s">${each.withdrawn ? 'Taken down.' : each.version === 1 ? 'Published.' : `Version ${each.version}.`}${each.note !== '' && html` ${each.note}`} ${letOutWords(each.letOut)}.</p>${more.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${things(more.length)} pages went out with it</span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet">${more.map((one) => html`<li><a class="govuk-link" href="${one.address}">${one.title}</a>${one.version > 1 && html`, version ${String(one.version)}`}</li>`)}</ul></div></details>`}</div></li>`)}</ol>`
}
