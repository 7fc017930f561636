import { writeWordReport } from '#documents/write.ts'
import { html, type Html } from '#html/html.ts'
import { publicPage, type Outside } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { letOutWords, type Edition } from '../edition.ts'
import { findNewest, listAddresses, listNewest } from '../edition-store.ts'
import { historyOf, paths } from '../paths.ts'
import { reportKinds, type Report, type ReportTable } from '../report.ts'
import { dataAddress, datasetName } from '../open-data.ts'
import { aboutEdition, dayOf, homeCrumb, overtakenBy, overtakenNote, room } from './parts.ts'
import { asWritten, contentsOf, overTitle, periodOf, reportBody } from './report-parts.ts'

const reportOf = (edition: Edition): Report => edition.content as unknown as Report

/** What a card says of a report: of one that was made from the records (the room of reports), its first words. */
function toldOf(edition: Edition): Pick<Report, 'kind' | 'from' | 'to' | 'summary'> {
  const { kind, from, to, summary, blocks } = edition.content as unknown as Pick<Report, 'kind' | 'from' | 'to'> & { readonly summary?: string; readonly blocks: readonly { readonly kind: string; readonly text?: string }[] }
  return { kind, from, to, summary: summary ?? blocks.find((each) => each.kind === 'paragraph')?.text ?? '' }
}

/** Every report that is public, whether it was typed at the desk or made from the records. */
export async function listPublicReports(db: Outside['db'], organisation: string): Promise<readonly Edition[]> {
  return byTime([...await listNewest(db, organisation, room), ...await listNewest(db, organisation, 'reports')])
}
const crumbs = [homeCrumb, { text: 'Reports', href: paths.reports.to() }]

/** Every report, the newest days first; of each kind the years before stand under it. */
export const publicReports = publicPage({
  path: paths.reports,
  load: (_at, { db, organisation }) => listPublicReports(db, organisation.id),
  show: (editions, { organisation }) => ({
    title: 'Reports', crumbs: [homeCrumb], alternatives: [{ type: 'application/atom+xml', href: paths.feed.to(), title: 'What is new' }],
    main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation.name}</p><h1 class="dr-hero__title govuk-heading-xl">Reports</h1><p class="dr-hero__lead">What we told the people we answer to, as we told it. Earlier years stay here, and a correction says that it is one.</p></div>
      ${editions.length === 0 ? html`<p class="govuk-body">No report has been published yet.</p>` : Object.entries(reportKinds).map(([kind, words]) => {
        const ofKind = editions.filter((each) => toldOf(each).kind === kind)
        return ofKind.length > 0 && html`<h2 class="govuk-heading-l">${kind === 'equality information' ? words : `${words}s`}</h2><ul class="dr-cards">${ofKind.map(reportCard)}</ul>`
      })}`,
  }),
})

function byTime(editions: readonly Edition[]): readonly Edition[] {
  const end = (edition: Edition): string => toldOf(edition).to ?? edition.publishedAt.toString().slice(0, 10)
  return [...editions].sort((a, b) => end(b).localeCompare(end(a)))
}

export function reportCard(edition: Edition): Html {
  const report = toldOf(edition)
  const period = periodOf(report)
  return html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${edition.address}">${edition.title}</a></h3><p class="dr-card__words">${shortened(report.summary)}</p><p class="dr-card__foot">${period !== '' && `${period}. `}Published ${dayOf(edition.publishedAt)}${edition.version > 1 && `, version ${edition.version}`}</p></li>`
}

const shortened = (words: string): string => words.length <= 200 ? words : `${words.slice(0, words.lastIndexOf(' ', 198))}…`

async function reportAt(name: string, { db, organisation }: Outside): Promise<Edition> {
  const edition = await findNewest(db, organisation.id, paths.report.to({ report: name }))
  if (!edition) throw new NotFound('no such report')
  return edition
}

export const publicReport = publicPage({
  path: paths.report,
  async load({ report }, outside) {
    const edition = await reportAt(report, outside)
    const [all, addresses] = await Promise.all([listNewest(outside.db, outside.organisation.id, room), listAddresses(outside.db, outside.organisation.id)])
    return { edition, others: edition.withdrawn ? [] : byTime(all).filter((each) => each.address !== edition.address && reportOf(each).kind === reportOf(edition).kind), overtaken: overtakenBy(edition.restsOn, addresses) }
  },
  show({ edition, others, overtaken }, { organisation }) {
    if (edition.withdrawn) return { title: edition.title, crumbs, main: html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body-l">This page was taken down on ${dayOf(edition.publishedAt)}.</p><p class="govuk-body">${edition.note}</p>` }
    const report = reportOf(edition)
    return {
      title: edition.title, crumbs,
      main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation.name}: ${overTitle(report)}</p><h1 class="dr-hero__title govuk-heading-xl">${edition.title}</h1><p class="dr-hero__lead">${report.summary}</p>
          <p class="dr-hero__actions"><a class="govuk-button govuk-button--secondary" href="${edition.address}/report.docx">Take it as a Word document</a></p></div>
        ${edition.version > 1 && edition.note !== '' && html`<div class="dr-note"><p class="dr-note__heading">Corrected on ${dayOf(edition.publishedAt)}</p><p>${edition.note} <a class="govuk-link" href="${historyOf(edition.address)}">What it said before</a></p></div>`}
        ${overtakenNote(overtaken)}
        ${contentsOf(report)}
        <div class="dr-report">${reportBody(report, (table) => filesOf(edition, table))}</div>
        ${edition.restsOn.length > 0 && html`<h2 class="govuk-heading-m">What this rests on</h2><ul class="govuk-list govuk-list--bullet">${edition.restsOn.map((each) => html`<li>${each.kind === 'publication' ? html`<a class="govuk-link" href="${each.id}">${each.title}</a>` : each.title}, as it stood in version ${each.version}</li>`)}</ul>`}
        ${others.length > 0 && html`<h2 class="govuk-heading-m">Other years</h2><ul class="govuk-list">${others.map((each) => html`<li><a class="govuk-link" href="${each.address}">${each.title}</a></li>`)}</ul>`}
        ${aboutEdition(edition)}`,
    }
  },
})

function filesOf(edition: Edition, table: ReportTable): Html {
  const of = datasetName(edition.address)
  return html`<p class="govuk-body-s dr-exports">Download this table: ${(['csv', 'ods', 'json'] as const).map((ending) => html`<a class="govuk-link" href="${dataAddress(of, table.name, ending)}">${{ csv: 'CSV', ods: 'ODS spreadsheet', json: 'JSON' }[ending]}</a> `)}</p>`
}

export const publicReportWord = publicPage({
  path: paths.reportWord,
  async load({ report }, outside) {
    const edition = await reportAt(report, outside)
    if (edition.withdrawn) throw new NotFound('the report was taken down')
    const about = `${outside.organisation.name}. Version ${edition.version}, published ${dayOf(edition.publishedAt)}. ${letOutWords(edition.letOut)}.${edition.note === '' ? '' : ` ${edition.note}`} ${outside.origin}${edition.address}`
    return { name: report, bytes: await writeWordReport({ title: edition.title, blocks: asWritten(reportOf(edition), about) }) }
  },
  show: ({ name, bytes }) => ({ fileName: `${name}.docx`, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes }),
})
