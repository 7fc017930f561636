import { html, type Html } from '#html/html.ts'
import { publicPage } from '#web/page.ts'
import { searchPublic, type Hit } from '../edition-store.ts'
import { paths } from '../paths.ts'
import { dayOf, homeCrumb, kindOf, things } from './parts.ts'

const mostHits = 50

/** Looks through everything that is public, and nothing else: what was taken down is not found. */
export const search = publicPage({
  path: paths.search,
  async load(_at, { db, organisation, query }) {
    const asked = query.get('q').trim().slice(0, 200)
    return { asked, hits: asked === '' ? [] : await searchPublic(db, organisation.id, asked, mostHits + 1) }
  },
  show: ({ asked, hits }) => ({
    title: asked === '' ? 'Search' : `Search: ${asked}`, crumbs: [homeCrumb],
    main: html`<h1 class="govuk-heading-xl">Search</h1>${searchForm(asked)}
      ${asked !== '' && html`<h2 class="govuk-heading-m govuk-!-margin-top-6">${hits.length === 0 ? html`Nothing that is public has all of these words` : hits.length > mostHits ? html`More than ${things(mostHits)} pages; the first of them` : hits.length === 1 ? 'One page' : html`${things(hits.length)} pages`}</h2>
        ${hits.length === 0 && html`<p class="govuk-body">Try fewer words, or other ones. Put words in quotation marks to find them beside each other.</p>`}
        <ol class="govuk-list">${hits.slice(0, mostHits).map((each) => hitOf(each, asked))}</ol>`}`,
  }),
})

export function searchForm(asked: string): Html {
  return html`<form method="get" action="${paths.search.to()}" class="dr-find" role="search" aria-label="Everything that is public"><div class="govuk-form-group dr-find__box"><label class="govuk-label govuk-label--s" for="q">Search everything that we have published</label><input class="govuk-input" id="q" name="q" type="search" value="${asked}"></div><button type="submit" class="govuk-button dr-find__button">Search</button></form>`
}

function hitOf(hit: Hit, asked: string): Html {
  return html`<li class="dr-hit"><h3 class="govuk-heading-s dr-hit__title"><a class="govuk-link" href="${hit.address}">${hit.title}</a></h3><p class="govuk-body dr-hit__words">${excerptOf(hit.words, asked)}</p><p class="dr-dated">${kindOf(hit.room)}, published ${dayOf(hit.publishedAt)}</p></li>`
}

/** The words around the first that were asked for. Their forms differ (“employ”, “employees”), so a shared beginning is enough. */
export function excerptOf(words: string, asked: string): string {
  const stems = asked.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((each) => each.length > 2).map((each) => each.slice(0, Math.max(4, each.length - 3)))
  const low = words.toLowerCase()
  const at = Math.max(0, Math.min(...stems.map((stem) => { const found = low.indexOf(stem); return found === -1 ? Number.POSITIVE_INFINITY : found }), words.length))
  const from = at >= words.length ? 0 : Math.max(0, words.lastIndexOf(' ', Math.max(0, at - 80)) + 1)
  // Each line was a thing of its own.
  const cut = words.slice(from, from + 240).replaceAll(/([\p{L}\p{N})])\n+/gu, '$1. ').replaceAll(/\s+/g, ' ').trim()
  return `${from > 0 ? '…' : ''}${cut}${from + 240 < words.length ? '…' : ''}`
}
