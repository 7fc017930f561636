/** What residents read of an assessment: the version that was signed, with the decision and what became of it. Drawn from editions alone. */
import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { writeCsv } from '#documents/write.ts'
import { findNewest, letOutWords, listNewest, listVersions, type Edition } from '#features/publication/index.ts'
import { publicPage } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import type { Assessment } from '../assessment.ts'
import type { Frozen } from '../assessment-store.ts'
import { said, sectionCodes, type Content } from '../content.ts'
import { paths } from '../paths.ts'
import { sectionTitle } from '../sections.ts'
import { outcomeWords } from './assessment-parts.ts'
import { impactForReaders, sectionInWords } from './in-words.ts'
import { lines, room } from './parts.ts'

export interface PublicAssessment {
  readonly schema: 'public assessment/1'
  readonly reference: string; readonly title: string; readonly department: string; readonly signedOn: string; readonly version: number; readonly sha256: string; readonly outcome: string
  readonly decision: { readonly on: string; readonly by: string; readonly decided: string; readonly minute: string; readonly assessedAfter: boolean } | null
  readonly reviewOn: string | null; readonly reviewed: { readonly on: string; readonly found: string } | null
  readonly sections: Content
}

/** What is frozen for the public: the signed words; of owners the posts, and no officer's name or id. */
export function publicContent(assessment: Assessment, signed: Frozen, department: string): PublicAssessment {
  const { sections } = signed.content
  return {
    schema: 'public assessment/1', reference: assessment.reference, title: assessment.title, department, signedOn: assessment.signed?.on.toString() ?? '', version: signed.number, sha256: signed.sha256, outcome: said(sections.outcome, 'outcome'),
    decision: assessment.decision === null ? null : { on: assessment.decision.on.toString(), by: assessment.decision.by, decided: assessment.decision.decided, minute: assessment.decision.minute, assessedAfter: assessment.decision.assessedAfter },
    reviewOn: assessment.reviewOn?.toString() ?? null, reviewed: assessment.reviewed === null ? null : { on: assessment.reviewed.on.toString(), found: assessment.reviewed.found },
    sections: { ...sections, mitigation: sections.mitigation.map((each) => ({ ...each, owner: { id: null, name: each.owner.id === null ? each.owner.name : 'A named officer' }, planAction: null })) },
  }
}

const day = (iso: string): string => dayInWords(Temporal.PlainDate.from(iso))
const contentOf = (edition: Edition): PublicAssessment => edition.content as unknown as PublicAssessment
const isOne = (edition: Edition): boolean => /^\/impact-assessments\/[0-9a-f-]{36}$/.test(edition.address)
const crumbs = [{ text: 'Home', href: '/' }, { text: 'Impact assessments', href: paths.publicAll.to() }]

export const publicAll = publicPage({
  path: paths.publicAll,
  async load(_at, { db, organisation }) { return (await listNewest(db, organisation.id, room)).filter(isOne).sort((a, b) => Temporal.Instant.compare(b.publishedAt, a.publishedAt)) },
  show(editions, { organisation }) {
    const years = [...new Set(editions.map((each) => each.publishedAt.toZonedDateTimeISO('Europe/London').year))]
    return {
      title: 'Impact assessments', crumbs: crumbs.slice(0, 1), alternatives: [{ type: 'text/csv', href: paths.publicCsv.to(), title: 'The register as CSV' }],
      main: html`<div class="dr-hero"><h1 class="dr-hero__title govuk-heading-xl">Impact assessments</h1><p class="dr-hero__lead">Before ${organisation.name} changes something, it asks whom the change would touch. This is what was found, what was decided, and what is being done.</p></div>
        ${editions.length === 0 ? html`<p class="govuk-body">None has been published yet.</p>` : years.map((year) => html`<h2 class="govuk-heading-m">Published in ${String(year)}</h2><ul class="dr-cards">${editions.filter((each) => each.publishedAt.toZonedDateTimeISO('Europe/London').year === year).map((each) => {
          const content = contentOf(each)
          return html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${each.address}">${content.title}</a></h3><p class="dr-card__words">${shortened(said(content.sections.summary, 'summary'))}</p><p class="dr-card__foot">${content.department}. ${outcomeWords[content.outcome] ?? ''}${content.decision !== null && html`. Decided ${day(content.decision.on)}${content.decision.assessedAfter && ', before the assessment was completed'}`}</p></li>`
        })}</ul>`)}
        <p class="govuk-body"><a class="govuk-link" href="${paths.publicCsv.to()}">The register as CSV</a></p>`,
    }
  },
})

const shortened = (words: string): string => words.length <= 220 ? words : `${words.slice(0, words.lastIndexOf(' ', 218))}…`

export const publicOne = publicPage({
  path: paths.publicOne,
  async load({ assessment }, { db, organisation }) {
    const address = paths.publicOne.to({ assessment })
    const edition = await findNewest(db, organisation.id, address)
    if (!edition) throw new NotFound('no such public assessment')
    return { edition, versions: await listVersions(db, organisation.id, address) }
  },
  show({ edition, versions }) {
    if (edition.withdrawn) return { title: edition.title, crumbs, main: html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body">This page was taken down. ${edition.note}</p>` }
    const content = contentOf(edition)
    const [summary, ...others] = ['summary', ...sectionCodes.filter((code) => code !== 'summary')] as const
    return {
      title: content.title, crumbs,
      main: html`<div class="dr-hero"><p class="dr-hero__over">Impact assessment ${content.reference}, ${content.department}</p><h1 class="dr-hero__title govuk-heading-xl">${content.title}</h1>
          <div class="dr-hero__lead">${lines(said(content.sections[summary], 'summary'))}</div></div>
        ${content.decision?.assessedAfter === true && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Completed after the decision</p><p>The decision was taken on ${day(content.decision.on)}. This assessment was signed on ${day(content.signedOn)}.</p></div>`}
        <dl class="dr-facts">${fact('What was recommended', outcomeWords[content.outcome] ?? 'Nothing')}${fact('What was decided', content.decision === null ? 'Nothing yet' : `${content.decision.decided} (${content.decision.by}, ${day(content.decision.on)}${content.decision.minute === '' ? '' : `; ${content.decision.minute}`})`)}${content.reviewOn !== null && fact('To be reviewed', day(content.reviewOn))}</dl>
        ${content.reviewed !== null && html`<h2 class="govuk-heading-m">What really happened</h2>${lines(content.reviewed.found)}<p class="dr-dated">Reviewed on ${day(content.reviewed.on)}.</p>`}
        <h2 class="govuk-heading-m">${sectionTitle('impact')}</h2>${impactForReaders(content.sections)}<h2 class="govuk-heading-m">${sectionTitle('mitigation')}</h2>${sectionInWords('mitigation', content.sections)}
        ${others.filter((code) => code !== 'impact' && code !== 'mitigation').map((code) => html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${sectionTitle(code as (typeof sectionCodes)[number])}</span></summary><div class="govuk-details__text">${sectionInWords(code as (typeof sectionCodes)[number], content.sections)}</div></details>`)}
        <h2 class="govuk-heading-m">Versions</h2><ul class="govuk-list">${versions.map((each) => html`<li>Version ${String(each.version)}, ${dayInWords(each.publishedAt.toZonedDateTimeISO('Europe/London').toPlainDate())}. ${letOutWords(each.letOut)}.${each.note !== '' && ` ${each.note}`}</li>`)}</ul>
        <p class="govuk-body-s">Signed version ${String(content.version)}; SHA-256 <code class="dr-hash">${content.sha256}</code></p>`,
    }
  },
})

const fact = (name: string, what: string): Html => html`<div class="dr-facts__fact"><dt class="dr-facts__name">${name}</dt><dd class="dr-facts__what">${what}</dd></div>`

export const publicCsv = publicPage({
  path: paths.publicCsv,
  async load(_at, { db, organisation }) {
    const editions = (await listNewest(db, organisation.id, room)).filter(isOne)
    return writeCsv({
      title: 'Impact assessments', headings: ['reference', 'title', 'department', 'signed on', 'outcome', 'decided on', 'decided by', 'decision', 'completed after the decision', 'review on', 'address', 'version', 'published on'].map((each) => ({ text: each })),
      rows: editions.map((each) => {
        const content = contentOf(each)
        return [content.reference, content.title, content.department, content.signedOn, outcomeWords[content.outcome] ?? '', content.decision?.on ?? '', content.decision?.by ?? '', content.decision?.decided ?? '', content.decision === null ? '' : content.decision.assessedAfter ? 'yes' : 'no', content.reviewOn ?? '', each.address, String(each.version), each.publishedAt.toZonedDateTimeISO('Europe/London').toPlainDate().toString()]
      }),
    })
  },
  show: (bytes) => ({ fileName: 'impact-assessments.csv', type: 'text/csv; charset=utf-8', bytes }),
})
