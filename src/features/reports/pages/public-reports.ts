/** Annual reports as residents read them, from editions alone. */
import { dayInLondon, dayInWords, rangeInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { findNewest, letOutWords, listNewest, listVersions, type Edition } from '#features/publication/index.ts'
import { publicPage, type Outside } from '#web/page.ts'
import { overtakenSources } from '#web/offers.ts'
import { NotFound } from '#web/refusals.ts'
import { chapters, writtenBlocks } from '#web/written-blocks.ts'
import { paths } from '../paths.ts'
import type { IssueContent } from '../report.ts'
import { asFile, issuedReport, overtakenNote, restsOnWords, room } from './making.ts'

const crumbs = [{ text: 'Home', href: '/' }, { text: 'Annual reports', href: paths.publicReports.to() }]
const contentOf = (edition: Edition): IssueContent => edition.content as unknown as IssueContent
const publishedOn = (edition: Edition): string => dayInWords(dayInLondon(edition.publishedAt))
const daysOf = ({ from, to }: IssueContent): string => rangeInWords(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to))

async function editionOf({ db, organisation }: Outside, slug: string): Promise<Edition> {
  const edition = /^[0-9a-z-]{4,40}$/.test(slug) ? await findNewest(db, organisation.id, paths.publicReport.to({ slug })) : null
  if (!edition) throw new NotFound('no such public report')
  return edition
}

export const publicReports = publicPage({
  path: paths.publicReports,
  // Those of earlier years may have been typed at the publication desk: the list is of all years.
  load: async (_at, { db, organisation }) => [...await listNewest(db, organisation.id, room), ...(await listNewest(db, organisation.id, 'publication')).filter((each) => contentOf(each).kind === 'annual report')].sort((a, b) => contentOf(b).to.localeCompare(contentOf(a).to)),
  show: (editions, { organisation }) => ({
    title: 'Annual reports', crumbs: [{ text: 'Home', href: '/' }],
    main: html`<div class="dr-hero"><h1 class="dr-hero__title govuk-heading-xl">Annual reports</h1><p class="dr-hero__lead">What ${organisation.name} did for equality each year, what came of it, and what comes next.</p></div>
      ${editions.length === 0 ? html`<p class="govuk-body">No report has been published here yet.</p>` : html`<ul class="dr-cards">${editions.map((edition) => html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${edition.address}">${edition.title}</a></h2><p class="dr-card__words">${daysOf(contentOf(edition))}</p><p class="dr-card__foot">Published ${publishedOn(edition)}</p></li>`)}</ul>`}`,
  }),
})

export const publicReport = publicPage({
  path: paths.publicReport,
  async load({ slug }, outside) {
    const edition = await editionOf(outside, slug)
    return { slug, edition, versions: await listVersions(outside.db, outside.organisation.id, edition.address), overtaken: await overtakenSources(outside.offers.sources.filter(({ kind }) => kind === 'publication'), outside.db, outside.organisation.id, edition.restsOn) }
  },
  show({ slug, edition, versions, overtaken }) {
    if (edition.withdrawn) return { title: edition.title, crumbs, main: html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body-l">This report was taken down on ${publishedOn(edition)}.</p><p class="govuk-body">${edition.note}</p>` }
    const content = contentOf(edition)
    return {
      title: content.title, crumbs, alternatives: [{ type: 'application/json', href: paths.publicJson.to({ slug }), title: 'This report as data' }],
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-xl">${content.title}</h1><p class="dr-head__lead">${daysOf(content)}. Published on ${publishedOn(edition)}.</p></div></div>
        ${edition.note !== '' && html`<div class="dr-note"><p class="dr-note__heading">Corrected on ${publishedOn(edition)}</p><p>${edition.note}</p></div>`}
        ${overtakenNote(overtaken)}
        <p class="govuk-body">Take it away: <a class="govuk-link" href="${paths.publicWord.to({ slug })}">Word</a>, <a class="govuk-link" href="${paths.publicPdf.to({ slug })}">PDF copy</a>, <a class="govuk-link" href="${paths.publicJson.to({ slug })}">data (JSON)</a></p>
        ${chapters(content.blocks)}${writtenBlocks(content.blocks)}
        ${edition.restsOn.length > 0 && restsOnWords(edition.restsOn, overtaken)}
        <section class="dr-long" aria-labelledby="versions"><h2 class="govuk-heading-m" id="versions">About this page</h2><p class="govuk-body">${letOutWords(edition.letOut)}. Issued by ${content.issuedBy} on ${dayInWords(Temporal.PlainDate.from(content.issuedOn))}.</p>
          <ul class="govuk-list">${versions.map((each) => html`<li>Version ${String(each.version)}, ${publishedOn(each)}${each.withdrawn ? ': taken down' : ''}${each.note !== '' && `. ${each.note}`}</li>`)}</ul></section>`,
    }
  },
})

const publicFile = (path: typeof paths.publicWord | typeof paths.publicPdf | typeof paths.publicJson, ending: 'docx' | 'pdf' | 'json') => publicPage({
  path,
  async load({ slug }, outside) {
    const edition = await editionOf(outside, slug)
    if (edition.withdrawn) throw new NotFound('the report was taken down')
    const { number: _issue, ...content } = contentOf(edition)
    if (ending === 'json') return { fileName: `equality-annual-report-${slug}.json`, type: 'application/json; charset=utf-8', bytes: JSON.stringify({ ...content, version: edition.version, published: edition.publishedAt.toString(), sha256: edition.sha256 }, null, 2) }
    return outside.rememberFrozen(`report as ${ending}`, edition.sha256, () => asFile(issuedReport(contentOf(edition)), ending))
  },
  show: (file) => file,
})
export const publicFiles = [publicFile(paths.publicWord, 'docx'), publicFile(paths.publicPdf, 'pdf'), publicFile(paths.publicJson, 'json')]
