/** What residents read of an assessment: the version that was signed, with the decision and what became of it. Drawn from editions alone. */
import { html, type Html } from '#html/html.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { writeCsv } from '#documents/write.ts'
import { publicStanding } from '#features/action-plan/index.ts'
import { findNewest, letOutWords, listVersions, type Edition } from '#features/publication/index.ts'
import { govukPagination } from '#govuk/components.ts'
import { filterForm } from '#web/listing.ts'
import { publicPage } from '#web/page.ts'
import type { Query } from '#web/query.ts'
import { NotFound } from '#web/refusals.ts'
import { isCompletedAfter, reviewsOf, type Assessment, type Decision, type KnownOutcome, type Review } from '../assessment.ts'
import { fromInPublic, type AnswerKind, type Challenge } from '../challenge.ts'
import { redact, redactSteps, type Redaction } from '../redaction.ts'
import { listPlanned, type Frozen } from '../assessment-store.ts'
import { groupName, groups, impactsAnsweredBy, impactsToAnswer, said, sectionCodes, worst, type Content, type Mitigation } from '../content.ts'
import { paths } from '../paths.ts'
import { columns } from './on-the-front-page.ts'
import { listPublicChoices, listPublicEntries, type EntriesAsked, type PublicEntry } from '../public-store.ts'
import { sectionTitle } from '../sections.ts'
import { aimShort, outcomeWords } from './assessment-parts.ts'
import { impactForReaders, sectionInWords } from './in-words.ts'
import { lines } from './parts.ts'
import { reviewsToRead, type ReviewToRead } from './reviews.ts'

interface PublicDecision { readonly on: string; readonly by: string; readonly decided: string; readonly minute: string; readonly assessedAfter: boolean }
/** `by` is the post of whoever looked at it again, where it was kept. */
interface PublicReview { readonly on: string; readonly by?: string; readonly found: string; readonly known?: readonly KnownOutcome[] }
export interface PublicAssessment {
  readonly schema: 'public assessment/1'
  readonly reference: string; readonly title: string; readonly department: string; readonly signedOn: string; readonly version: number; readonly sha256: string; readonly outcome: string
  readonly decision: PublicDecision | null
  /** Decisions on what was proposed before it changed. */
  readonly earlier?: readonly PublicDecision[]
  readonly reviewOn: string | null; readonly reviewed: PublicReview | null
  /** Reviews before the newest, the first first. */
  readonly earlierReviews?: readonly PublicReview[]
  readonly sections: Content
  /** Challenges with their answers, where both may be public. */
  readonly challenges?: readonly { readonly from: string; readonly on: string; readonly words: string; readonly answer: string; readonly kind: AnswerKind; readonly answeredOn: string }[]
  /** Why something was left out; never what. */
  readonly leftOut?: readonly string[]
}

/** What is frozen for the public: the signed words; of owners the posts, and no officer's name or id. */
export function publicContent(whole: Assessment, signed: Frozen, department: string, more: { readonly challenges: readonly Challenge[]; readonly redactions: readonly Redaction[] } = { challenges: [], redactions: [] }): PublicAssessment {
  const sections = redact(signed.content.sections, more.redactions)
  const assessment = redactSteps(whole, more.redactions)
  return {
    schema: 'public assessment/1', reference: assessment.reference, title: assessment.title, department, signedOn: assessment.signed?.on.toString() ?? '', version: signed.number, sha256: signed.sha256, outcome: said(sections.outcome, 'outcome'),
    decision: assessment.decision === null ? null : decisionInPublic(assessment.decision), earlier: assessment.earlier.map(decisionInPublic),
    reviewOn: assessment.reviewOn?.toString() ?? null, reviewed: assessment.reviewed === null ? null : reviewInPublic(assessment.reviewed), earlierReviews: assessment.earlierReviews.map(reviewInPublic),
    sections: { ...sections, mitigation: sections.mitigation.map((each) => ({ ...each, owner: { id: null, name: each.owner.id === null ? each.owner.name : 'A named officer' } })) },
    challenges: more.challenges.flatMap((each) => each.answer === null || !each.isPublic ? [] : [{ from: fromInPublic(each), on: dayInLondon(each.madeAt).toString(), words: redact(each.words, more.redactions), answer: redact(each.answer.words, more.redactions), kind: each.answer.kind, answeredOn: dayInLondon(each.answer.at).toString() }]),
    leftOut: [...new Set(more.redactions.map((each) => each.because))],
  }
}

const decisionInPublic = ({ on, by, decided, minute, assessedAfter }: Decision): PublicDecision => ({ on: on.toString(), by, decided, minute, assessedAfter })
const reviewInPublic = ({ on, by, found, known }: Review): PublicReview => ({ on: on.toString(), ...by === null || by.post === '' ? {} : { by: by.post }, found, known })
const reviewToRead = ({ on, by, found, known }: PublicReview): ReviewToRead => ({ on: Temporal.PlainDate.from(on), by: by === undefined ? '' : `the ${by}`, found, known: known ?? [] })
const day = (iso: string): string => dayInWords(Temporal.PlainDate.from(iso))
const contentOf = (edition: Edition): PublicAssessment => edition.content as unknown as PublicAssessment
const crumbs = [{ text: 'Home', href: '/' }, { text: 'Impact assessments', href: paths.publicAll.to() }]

/** The line of the register that a published assessment is found by. */
export function entryOf(assessment: Assessment, content: PublicAssessment, service: string, edition: number): PublicEntry {
  return {
    assessment: assessment.id, reference: content.reference, title: content.title, department: content.department, service, summary: said(content.sections.summary, 'summary'), outcome: content.outcome, signedOn: content.signedOn, decidedOn: content.decision?.on ?? null,
    decidedBy: content.decision?.by ?? '', decision: content.decision?.decided ?? '', assessedAfter: isCompletedAfter(content), reviewOn: content.reviewOn, worse: content.sections.impact.filter((impact) => ['negative', 'unknown'].includes(worst(impact) ?? '')).map((impact) => impact.group),
    edition, publishedOn: assessment.publishedOn?.toString() ?? content.signedOn,
  }
}

const pageSize = 24
const askedOf = (query: Query): Omit<EntriesAsked, 'limit' | 'offset'> => ({
  words: query.get('words'), service: query.get('service'), department: query.get('department'), group: query.oneOf('group', groups.map((each) => each.code)), outcome: query.oneOf('outcome', Object.keys(outcomeWords)), year: /^\d{4}$/.test(query.get('year')) ? Number(query.get('year')) : null,
})

/** Everything that is published, to be searched and narrowed by anybody. */
export const publicAll = publicPage({
  path: paths.publicAll,
  async load(_at, { db, organisation, query }) {
    const number = /^[1-9]\d{0,4}$/.test(query.get('page')) ? Number(query.get('page')) : 1
    return { number, entries: await listPublicEntries(db, organisation.id, { ...askedOf(query), limit: pageSize + 1, offset: (number - 1) * pageSize }), choices: await listPublicChoices(db, organisation.id) }
  },
  show({ number, entries, choices }, { organisation, query, request }) {
    const shown = entries.slice(0, pageSize)
    const plain = (all: readonly string[]) => all.map((text) => ({ value: text, text }))
    const filters = [
      { name: 'service', label: 'Policy or service', options: plain(choices.services) }, { name: 'group', label: 'Worse or not known for', options: groups.map((each) => ({ value: each.code, text: each.name })) }, { name: 'outcome', label: 'Recommended', options: Object.entries(outcomeWords).map(([value, text]) => ({ value, text })) },
      { name: 'year', label: 'Published in', options: plain(choices.years.map(String)) }, { name: 'department', label: 'Department', options: plain(choices.departments) },
    ].filter((each) => each.options.length > 0)
    const narrowed = ['words', ...filters.map((each) => each.name)].some((name) => query.get(name) !== '')
    return {
      title: 'Impact assessments', crumbs: crumbs.slice(0, 1), alternatives: [{ type: 'text/csv', href: paths.publicCsv.to(), title: 'The register as CSV' }, { type: 'application/json', href: paths.publicJson.to(), title: 'The register as JSON' }],
      main: html`<div class="dr-hero"><h1 class="dr-hero__title govuk-heading-xl">Impact assessments</h1><p class="dr-hero__lead">Before ${organisation.name} changes something, it asks whom the change would touch. This is what was found, what was decided, and what is being done.</p></div>
        ${(entries.length > 0 || narrowed) && filterForm(filters, 'Words', query, request.path, narrowed)}
        ${shown.length === 0 ? html`<p class="govuk-body">${narrowed ? 'None matches what you chose.' : 'None has been published yet.'}</p>` : html`<ul class="dr-cards">${shown.map((each) => html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.publicOne.to({ assessment: each.assessment })}">${each.title}</a></h2><p class="dr-card__words">${shortened(each.summary)}</p>
          <p class="dr-card__foot">${each.department}, published ${day(each.publishedOn)}. ${outcomeWords[each.outcome] ?? ''}${each.decidedOn !== null && html`. Decided ${day(each.decidedOn)}${each.assessedAfter && ', before the assessment was completed'}`}</p></li>`)}</ul>`}
        ${(number > 1 || entries.length > pageSize) && govukPagination({ ...(number > 1 ? { previous: { href: `${request.path}${query.with({ page: number === 2 ? null : String(number - 1) })}`, text: 'Previous page' } } : {}), ...(entries.length > pageSize ? { next: { href: `${request.path}${query.with({ page: String(number + 1) })}`, text: 'Next page' } } : {}) })}
        <p class="govuk-body">All of it as open data: <a class="govuk-link" href="${paths.publicCsv.to()}">CSV</a> &nbsp; <a class="govuk-link" href="${paths.publicJson.to()}">JSON</a></p>`,
    }
  },
})

const shortened = (words: string): string => words.length <= 220 ? words : `${words.slice(0, words.lastIndexOf(' ', 218))}…`

export const publicOne = publicPage({
  path: paths.publicOne,
  async load({ assessment }, { db, organisation, today }) {
    const address = paths.publicOne.to({ assessment })
    const edition = await findNewest(db, organisation.id, address)
    if (!edition) throw new NotFound('no such public assessment')
    // What was signed was signed before anything became an action: what has become of it since is asked of the plan.
    const planned = edition.withdrawn ? new Map<string, string>() : await listPlanned(db, organisation.id, edition.thingId)
    const standings = new Map<string, { readonly href: string; readonly words: string } | null>()
    for (const [mitigation, action] of planned) standings.set(mitigation, await publicStanding({ db, organisation, today }, action))
    return { edition, versions: await listVersions(db, organisation.id, address), standings }
  },
  show({ edition, versions, standings }) {
    if (edition.withdrawn) return { title: edition.title, crumbs, main: html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body">This page was taken down. ${edition.note}</p>` }
    const content = contentOf(edition)
    const [summary, ...others] = ['summary', ...sectionCodes.filter((code) => code !== 'summary')] as const
    return {
      title: content.title, crumbs,
      main: html`<div class="dr-hero"><p class="dr-hero__over">Impact assessment ${content.reference}, ${content.department}</p><h1 class="dr-hero__title govuk-heading-xl">${content.title}</h1>
          <div class="dr-hero__lead">${lines(said(content.sections[summary], 'summary'))}</div></div>
        ${content.decision?.assessedAfter === true && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Completed after the decision</p><p>The decision was taken on ${day(content.decision.on)}. This assessment was signed on ${day(content.signedOn)}.</p></div>`}
        ${(content.earlier ?? []).filter((each) => each.assessedAfter).map((each) => html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Completed after an earlier decision</p><p>A decision was taken on ${day(each.on)}, before an assessment was signed.</p></div>`)}
        <dl class="dr-facts">${fact('What was recommended', outcomeWords[content.outcome] ?? 'Nothing')}${fact('What was decided', content.decision === null ? 'Nothing yet' : `${content.decision.decided} (${content.decision.by}, ${day(content.decision.on)}${content.decision.minute === '' ? '' : `; ${content.decision.minute}`})`)}${(content.earlier ?? []).map((each) => fact('What was decided before', `${each.decided} (${each.by}, ${day(each.on)})`))}${content.reviewOn !== null && fact('To be reviewed', day(content.reviewOn))}</dl>
        ${content.reviewed !== null && html`<h2 class="govuk-heading-m">What really happened</h2>${reviewsToRead(reviewsOf(content).map(reviewToRead), content.sections)}`}
        <h2 class="govuk-heading-m">${sectionTitle('impact')}</h2>${impactForReaders(content.sections)}<h2 class="govuk-heading-m">${sectionTitle('mitigation')}</h2>${whatIsBeingDone(content.sections, standings)}
        ${others.filter((code) => code !== 'impact' && code !== 'mitigation').map((code) => html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${sectionTitle(code as (typeof sectionCodes)[number])}</span></summary><div class="govuk-details__text">${sectionInWords(code as (typeof sectionCodes)[number], content.sections)}</div></details>`)}
        <h2 class="govuk-heading-m">Challenges</h2>
        ${(content.challenges ?? []).map((each) => html`<section class="dr-note"><p class="dr-note__heading">${each.from}, ${day(each.on)}</p>${lines(each.words)}<p class="dr-note__heading">${each.kind === 'changed' ? 'What was changed' : 'The explanation'}, ${day(each.answeredOn)}</p>${lines(each.answer)}</section>`)}
        <p class="govuk-body">Is something wrong in this assessment or missing from it? <a class="govuk-link" href="${paths.challenge.to({ assessment: edition.thingId })}">Challenge it</a>. Every challenge is answered.</p>
        ${(content.leftOut ?? []).length > 0 && html`<p class="govuk-body-s">Some words were left out: ${(content.leftOut ?? []).join('; ')}.</p>`}
        <h2 class="govuk-heading-m">Versions</h2><ul class="govuk-list">${versions.map((each) => html`<li>Version ${String(each.version)}, ${dayInWords(dayInLondon(each.publishedAt))}. ${letOutWords(each.letOut)}.${each.note !== '' && ` ${each.note}`}</li>`)}</ul>
        <p class="govuk-body-s">Signed version ${String(content.version)}; SHA-256 <code class="dr-hash">${content.sha256}</code>. <a class="govuk-link" href="${paths.publicOneJson.to({ assessment: edition.thingId })}">This page as JSON</a></p>`,
    }
  },
})

/** Each action with the impacts that it answers, and how it stands in the plan that is public. */
function whatIsBeingDone(content: Content, standings: ReadonlyMap<string, { readonly href: string; readonly words: string } | null>): Html {
  if (content.mitigation.length === 0) return sectionInWords('mitigation', content)
  return html`<ul class="dr-tasks">${content.mitigation.map((each) => {
    const standing = standings.get(each.id)
    return html`<li class="dr-task"><div class="dr-task__what"><strong>${each.action}</strong><span class="dr-under">For ${impactsInShort(each, content)}. ${[each.owner.name, each.by].filter((one) => one !== '').join(', ')}</span>
      ${each.measure !== '' && html`<span class="dr-under">How we will know: ${each.measure}</span>`}</div><div>${standing ? html`<a class="govuk-link" href="${standing.href}">${standing.words}</a>` : standing === null ? 'In the action plan' : 'Not in the action plan yet'}</div></li>`
  })}</ul>`
}

/** “Age; disability (advance equality)”: the impacts that it answers, a group alone where it answers all that is worse or not known for it. */
function impactsInShort(mitigation: Mitigation, content: Content): string {
  const all = Map.groupBy(impactsToAnswer(content), (each) => each.group)
  const answered = [...Map.groupBy(impactsAnsweredBy(mitigation, content), (each) => each.group)].map(([group, own]) => {
    const aims = own.flatMap(({ aim }) => aim === null ? [] : [aimShort(aim).toLowerCase()])
    return `${groupName(group, content).toLowerCase()}${aims.length === 0 || own.length === all.get(group)?.length ? '' : ` (${aims.join(', ')})`}`
  })
  return answered.join('; ') || mitigation.groups.map((code) => groupName(code, content).toLowerCase()).join('; ')
}

const fact = (name: string, what: string): Html => html`<div class="dr-facts__fact"><dt class="dr-facts__name">${name}</dt><dd class="dr-facts__what">${what}</dd></div>`

export const publicCsv = publicPage({
  path: paths.publicCsv,
  load: async (_at, { db, organisation }) => writeCsv({ title: 'Impact assessments', headings: columns.map(({ name }) => ({ text: name === 'service' ? 'policy or service' : name.replaceAll('_', ' ') })), rows: (await listPublicEntries(db, organisation.id, { limit: 50_000, offset: 0 })).map((each) => columns.map((column) => column.of(each))) }),
  show: (bytes) => ({ fileName: 'impact-assessments.csv', type: 'text/csv; charset=utf-8', bytes }),
})

export const publicJson = publicPage({
  path: paths.publicJson,
  load: async (_at, { db, organisation }) => ({ schema: 'public assessments/1', assessments: (await listPublicEntries(db, organisation.id, { limit: 50_000, offset: 0 })).map((each) => ({ ...each, address: paths.publicOne.to({ assessment: each.assessment }) })) }),
  show: (register) => ({ fileName: 'impact-assessments.json', type: 'application/json; charset=utf-8', bytes: `${JSON.stringify(register, null, 1)}\n` }),
})

export const publicOneJson = publicPage({
  path: paths.publicOneJson,
  async load({ assessment }, { db, organisation }) {
    const edition = await findNewest(db, organisation.id, paths.publicOne.to({ assessment }))
    if (!edition || edition.withdrawn) throw new NotFound('no such public assessment')
    return edition
  },
  show: (edition) => ({ fileName: `${contentOf(edition).reference.toLowerCase().replaceAll('/', '-')}.json`, type: 'application/json; charset=utf-8', bytes: `${JSON.stringify(edition.content, null, 1)}\n` }),
})
