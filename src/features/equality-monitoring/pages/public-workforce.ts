/** What anybody can read of who works here: the annual report, drawn from what was published and from nothing else. */
import { asText, asValue } from '#disclosure/shown.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { characteristics } from '#duty/characteristics.ts'
import { writeCsv, writeOdsBook, writeWordReport } from '#documents/write.ts'
import { findNewest, letOutWords, listNewest, listVersions, type Edition } from '#features/publication/index.ts'
import { html, type Html } from '#html/html.ts'
import type { FrontPagePart, OpenDataOffer } from '#web/offers.ts'
import { publicPage, type Outside, type View } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { thawFigures, type Figures } from '../figures.ts'
import { paths } from '../paths.ts'
import { listProcesses } from '../processes.ts'
import { definitionOf, findCharacteristic, findHeadcount, ledBy, listQuestions, scopeOf, topGroups, type Releases } from '../profile.ts'
import { basisBody } from './basis.ts'
import { allBesideAsReleased, besideAsReleased } from './beside-others.ts'
import { asBook, asJson, asTidyTable, tidyColumns } from './figure-files.ts'
import { facts, fieldInAddress } from './parts.ts'
import { peopleIn } from './profile.ts'
import { processBody } from './processes.ts'
import { writtenReport } from './report.ts'
import { changesSection, characteristicPanel, crossTables, declarationSection, gradeTag, findingsTold, groupTable, notesList, pairsSection, periodOf, restsOn, seniorOverview, seniorSection, trendSection, wholePicture, type Where } from './telling.ts'

/** The publication room's name for what this room publishes. */
export const room = 'equality-monitoring'

/** One year as it was published, with the years before it, oldest first, for what changed over time. */
interface Year { readonly edition: Edition; readonly versions: readonly Edition[]; readonly releases: Releases; readonly years: readonly Edition[]; readonly doing: readonly PublicPromise[]; readonly pay: readonly Edition[] }
interface PublicPromise { readonly words: string; readonly href: string; readonly about: readonly string[] }

const isYear = (edition: Edition): boolean => /^\/workforce\/\d{4}$/.test(edition.address)
const yearOf = (edition: Edition): string => edition.address.slice('/workforce/'.length)
const publishedDay = (edition: Edition): string => dayInWords(dayInLondon(edition.publishedAt))

/** Every year that is public, the newest first. */
async function listYears({ db, organisation }: { readonly db: Outside['db']; readonly organisation: { readonly id: string } }): Promise<readonly Edition[]> {
  return (await listNewest(db, organisation.id, room)).filter(isYear).sort((one, other) => yearOf(other).localeCompare(yearOf(one)))
}

/** What was published never changes, so it is understood once. */
function loadFigures(edition: Edition, { rememberFrozen }: Outside): Promise<Figures> {
  return rememberFrozen(`equality-monitoring.edition ${edition.address}`, edition.sha256, async () => figuresOf(edition))
}

function figuresOf(edition: Edition): Figures {
  const figures = thawFigures(edition.content, edition.sha256, 'public')
  if ('refused' in figures) throw new Error(`What was published at ${edition.address} cannot be read: ${figures.refused}`)
  return figures
}

async function loadYear(year: string | null, outside: Outside): Promise<Year | { readonly withdrawn: Edition } | null> {
  const years = await listYears(outside)
  const edition = year === null ? years[0] : await findNewest(outside.db, outside.organisation.id, paths.publicYear.to({ year }))
  if (!edition) return null
  if (edition.withdrawn) return { withdrawn: edition }
  const before = years.filter((each) => yearOf(each) < yearOf(edition)).toReversed()
  const earlier: Figures[] = []
  for (const each of before) earlier.push(await loadFigures(each, outside))
  return { edition, years, versions: await listVersions(outside.db, outside.organisation.id, edition.address), releases: { newest: await loadFigures(edition, outside), earlier }, doing: await listDoing(outside), pay: await listPay(outside) }
}

async function loadStanding(year: string, outside: Outside): Promise<Year> {
  const found = /^\d{4}$/.test(year) ? await loadYear(year, outside) : null
  if (found === null || 'withdrawn' in found) throw new NotFound(`no public figures of ${year}`)
  return found
}

/** What the plan promises, as it was published: an action's page has its words and whom it is about. Another room's content, so nothing of its shape is taken for granted. */
async function listDoing({ db, organisation }: Outside): Promise<readonly PublicPromise[]> {
  return (await listNewest(db, organisation.id, 'action-plan')).flatMap(({ content, address }) => {
    const promise = typeof content === 'object' && content !== null && 'promise' in content ? content.promise : null
    if (typeof promise !== 'object' || promise === null || !('words' in promise) || typeof promise.words !== 'string') return []
    const about = 'characteristics' in promise && Array.isArray(promise.characteristics) ? promise.characteristics.filter((each) => typeof each === 'string') : []
    const closed = 'closed' in promise && promise.closed !== null
    return closed || about.length === 0 ? [] : [{ words: promise.words, href: address, about }]
  })
}

/** What has been published of the pay of the same people: each year has an address of its own. */
async function listPay({ db, organisation }: Outside): Promise<readonly Edition[]> {
  return (await listNewest(db, organisation.id, 'pay-gaps')).filter((each) => /^\/pay-gap\/\d{4}$/.test(each.address)).sort((one, other) => other.address.localeCompare(one.address))
}

const whereOf = (year: string): Where => ({
  question: (question) => paths.publicQuestion.to({ year, question: fieldInAddress(question) }),
  basis: (id) => `${paths.publicBasis.to({ year })}?of=${encodeURIComponent(id)}`,
})

const crumbs = [{ text: 'Home', href: '/' }]
const yearCrumbs = (year: string) => [...crumbs, { text: 'Who works here', href: paths.publicWorkforce.to() }, { text: year, href: paths.publicYear.to({ year }) }]

export const publicWorkforce = publicPage({
  path: paths.publicWorkforce,
  load: (_at, outside) => loadYear(null, outside),
  show: (found, { organisation }) => found === null || 'withdrawn' in found ? nothingPublished(organisation.name) : workforceView(found, organisation.name, true),
})

export const publicYear = publicPage({
  path: paths.publicYear,
  async load({ year }, outside) {
    const found = /^\d{4}$/.test(year) ? await loadYear(year, outside) : null
    if (found === null) throw new NotFound(`no public figures of ${year}`)
    return found
  },
  show: (found, { organisation }) => 'withdrawn' in found ? takenDown(found.withdrawn) : workforceView(found, organisation.name, false),
})

export const publicQuestion = publicPage({
  path: paths.publicQuestion,
  async load({ year, question: slug }, outside) {
    const found = await loadStanding(year, outside)
    const question = listQuestions(found.releases.newest).find((each) => fieldInAddress(each) === slug)
    const process = listProcesses(found.releases.newest).find((each) => each.kind.replaceAll(' ', '-') === slug)
    if (question === undefined && process === undefined) throw new NotFound(`no public figures by ${slug}`)
    return { found, question, process }
  },
  show: ({ found, question, process }) => process !== undefined && question === undefined ? {
    title: process.name, crumbs: yearCrumbs(yearOf(found.edition)), wide: true,
    main: html`<h1 class="govuk-heading-xl">${process.name}</h1><p class="govuk-body-l">${periodOf(process)}</p>${processBody(process, whereOf(yearOf(found.edition)))}${versionLine(found.edition)}`,
  } : publicQuestionView(found, question!),
})

export const publicBasis = publicPage({
  path: paths.publicBasis,
  load: ({ year }, outside) => loadStanding(year, outside),
  show: ({ edition, releases }, { query }) => ({
    title: 'What these figures rest on', crumbs: yearCrumbs(yearOf(edition)),
    main: html`<h1 class="govuk-heading-l">What these figures rest on</h1>${basisBody(releases.newest, query.get('of'), paths.publicBasis.to({ year: yearOf(edition) }))}${versionLine(edition)}`,
  }),
})

const fileName = ({ edition }: Year, ending: string): string => `workforce-${yearOf(edition)}.${ending}`

export const publicFiles = [
  publicPage({
    path: paths.publicFile.csv, load: ({ year }, outside) => loadStanding(year, outside),
    show: (found, { organisation }) => ({ fileName: fileName(found, 'csv'), type: 'text/csv; charset=utf-8', bytes: writeCsv(asTidyTable(found.releases.newest, organisation.name)) }),
  }),
  publicPage({
    path: paths.publicFile.json, load: ({ year }, outside) => loadStanding(year, outside),
    show: ({ edition, releases }, { organisation }) => ({ fileName: '', type: 'application/json; charset=utf-8', bytes: asJson(releases.newest, { publisher: organisation.name, version: edition.version, sha256: edition.sha256, publishedAt: edition.publishedAt.toString(), note: edition.note }) }),
  }),
  publicPage({
    path: paths.publicFile.ods,
    async load({ year }, outside) {
      const found = await loadStanding(year, outside)
      return { found, bytes: await writeOdsBook(asBook(found.releases.newest, outside.organisation.name)) }
    },
    show: ({ found, bytes }) => ({ fileName: fileName(found, 'ods'), type: 'application/vnd.oasis.opendocument.spreadsheet', bytes }),
  }),
  publicPage({
    path: paths.publicFile.docx,
    async load({ year }, outside) {
      const found = await loadStanding(year, outside)
      return { found, bytes: await writeWordReport(writtenReport(found.releases, outside.organisation.name, 'quarter', titleOf(found), [versionWords(found.edition)])) }
    },
    show: ({ found, bytes }) => ({ fileName: fileName(found, 'docx'), type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes }),
  }),
] as const

const titleOf = ({ releases }: Pick<Year, 'releases'>): string => `Who works here, ${dayInWords(releases.newest.on)}`

export function workforceView(found: Year, organisation: string, isNewest: boolean): View {
  const { edition, releases, years, versions, doing, pay } = found
  const { newest } = releases
  const [year, headcount] = [yearOf(edition), findHeadcount(newest)]
  const where = whereOf(year)
  const told = listQuestions(newest).flatMap((question) => findCharacteristic(newest, question) ?? [])
  return {
    title: isNewest ? 'Who works here' : titleOf(found), crumbs: isNewest ? crumbs : [...crumbs, { text: 'Who works here', href: paths.publicWorkforce.to() }], wide: true,
    alternatives: [{ type: 'text/csv', href: paths.publicFile.csv.to({ year }), title: 'The figures as CSV' }, { type: 'application/json', href: paths.publicFile.json.to({ year }), title: 'The figures as JSON' }],
    main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation}, ${dayInWords(newest.on)}</p><h1 class="dr-hero__title govuk-heading-xl">Who works here</h1>
        <p class="dr-hero__lead">${headcount && html`${peopleIn(headcount.count)}. `}${headcount && scopeOf(headcount.table)}</p>
        ${ledFigures(releases, where)}</div>
      ${versions.length > 1 && edition.note !== '' && html`<div class="dr-note"><p class="dr-note__heading">These figures were changed on ${publishedDay(edition)}</p><p>${edition.note} <a class="govuk-link" href="#earlier-versions">What was published before</a></p></div>`}
      ${declarationSection(newest, where)}${changesSection(releases, where)}
      <h2 class="govuk-heading-l">Group by group</h2>
      ${told.map((each) => characteristicPanel(each, releases, where))}
      ${seniorOverview(newest, where)}
      ${pairsSection(newest, where)}
      ${allBesideAsReleased(told, newest)}
      ${processCards(newest, year)}
      ${pay.length > 0 && html`<section class="dr-section" aria-labelledby="pay"><h2 class="govuk-heading-l" id="pay">What people are paid</h2><ul class="govuk-list">${pay.map((each) => html`<li><a class="govuk-link" href="${each.address}">${each.title}</a></li>`)}</ul></section>`}
      ${doingSection(doing, told.map((each) => each.question))}
      <section class="dr-section" aria-labelledby="hidden-figures"><h2 class="govuk-heading-l" id="hidden-figures">Figures that we do not show</h2>
        <p class="govuk-body">Where so few people are concerned that a figure could say something about one of them, [c] stands in its place. Others are marked [c] only so that the first cannot be worked out. Nothing tells which is which.</p>
        <p class="govuk-body">${newest.audit.sentence} ${newest.audit.withheld === 0 ? 'No figure had to be withheld.' : `${newest.audit.withheld.toLocaleString('en-GB')} of ${newest.audit.figures.toLocaleString('en-GB')} figures are withheld.`} <a class="govuk-link" href="${where.basis('audit')}">The proof, and what all figures rest on</a></p></section>
      <section class="dr-section" aria-labelledby="about"><h2 class="govuk-heading-l" id="about">About these figures</h2>${notesList(newest)}
        <ul class="govuk-list"><li><a class="govuk-link" href="${paths.publicFile.csv.to({ year })}">All figures as CSV</a></li><li><a class="govuk-link" href="${paths.publicFile.json.to({ year })}">All figures as JSON</a></li><li><a class="govuk-link" href="${paths.publicFile.ods.to({ year })}">All tables as an ODS spreadsheet</a></li><li><a class="govuk-link" href="${paths.publicFile.docx.to({ year })}">The report as a Word document</a></li></ul>
        <p class="govuk-body-s">You may use them under the Open Government Licence version 3.0.</p>
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What the columns of the data mean</span></summary><div class="govuk-details__text">${facts(tidyColumns.map(({ name, means }) => [name, means]))}</div></details></section>
      ${otherYears(years, edition)}${earlierVersions(edition, versions)}`,
  }
}

/** The groups that the report leads with, each as one large figure that can be asked what it rests on. */
function ledFigures({ newest }: Releases, where: Where): Html | null {
  const led = listQuestions(newest).flatMap((question) => {
    const characteristic = findCharacteristic(newest, question)
    const [first] = characteristic === null ? [] : ledBy(characteristic).filter((each) => asValue(each.share) !== null)
    return first ? [{ question, ...first }] : []
  }).slice(0, 5)
  return led.length === 0 ? null : html`<dl class="dr-figures">${led.map(({ question, finding, label, share }) => html`<div class="dr-figure"><dt class="dr-figure__label">${label}</dt><dd class="dr-figure__value"><a href="${where.question(question)}" aria-label="${label}: ${asText(share)} of those who answered">${asText(share)}</a></dd>
    <dd class="dr-figure__note">${finding.benchmark.state === 'shown' ? `${finding.compared}: ${asText(finding.benchmark)}` : 'of those who answered'}</dd></div>`)}</dl>`
}

function processCards(figures: Figures, year: string): Html | null {
  const all = listProcesses(figures)
  return all.length === 0 ? null : html`<section class="dr-section" aria-labelledby="processes"><h2 class="govuk-heading-l" id="processes">Joining, being treated fairly, moving up and leaving</h2><ul class="dr-cards">${all.map((each) => {
    const [first] = each.findings
    return html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${paths.publicQuestion.to({ year, question: each.kind.replaceAll(' ', '-') })}">${each.name}</a></h3><p class="dr-card__words">${first === undefined ? 'Who was concerned, group by group.' : first.headline === '' ? first.sentence : first.headline}</p><div class="dr-card__foot">${first !== undefined && gradeTag(first.grade)}<span class="dr-under">${periodOf(each)}</span></div></li>`
  })}</ul></section>`
}

function doingSection(doing: readonly PublicPromise[], asked: readonly QuestionId[]): Html | null {
  const names = namesOf(asked)
  const ours = doing.filter((each) => each.about.some((one) => names.includes(one)))
  return ours.length === 0 ? null : html`<section class="dr-section" aria-labelledby="doing"><h2 class="govuk-heading-l" id="doing">What we are doing</h2><p class="govuk-body">From <a class="govuk-link" href="/plan">our equality plans</a>, with how each stands:</p>
    <ul class="govuk-list govuk-list--bullet">${ours.slice(0, 8).map((each) => html`<li><a class="govuk-link" href="${each.href}">${each.words}</a></li>`)}</ul></section>`
}

/** The names of the protected characteristics that these questions are about, as a plan writes them. */
function namesOf(asked: readonly QuestionId[]): readonly string[] {
  return questions.filter((each) => asked.includes(each.id)).flatMap((each) => characteristics.find(({ code }) => code === each.characteristic)?.name ?? [])
}

export function publicQuestionView({ edition, releases, doing }: Year, question: QuestionId): View {
  const year = yearOf(edition)
  const where = whereOf(year)
  const { newest } = releases
  const characteristic = findCharacteristic(newest, question)
  if (characteristic === null) throw new NotFound(`no public figures by ${question}`)
  return {
    title: characteristic.name, crumbs: yearCrumbs(year), wide: true,
    main: html`<h1 class="govuk-heading-xl">${characteristic.name}</h1><p class="govuk-body-l">${asValue(characteristic.declared) === null ? '' : `${asText(characteristic.declared)} of our employees have told us. `}${dayInWords(characteristic.table.on)}.</p>
      <div class="dr-telling"><div class="dr-telling__words">${findingsTold(characteristic, where)}</div><div class="dr-telling__picture">${wholePicture(characteristic)}${restsOn(characteristic.table, where, characteristic.answered)}</div></div>
      <section class="dr-section" aria-labelledby="as-a-table"><h2 class="govuk-heading-l" id="as-a-table">The figures</h2><p class="govuk-body">${definitionOf(characteristic.table)}</p>${groupTable(characteristic)}</section>
      ${trendSection(releases, characteristic)}${besideAsReleased(characteristic, newest)}${seniorSection(newest, question, where)}
      <section class="dr-section" aria-labelledby="across"><h2 class="govuk-heading-l" id="across">Across the organisation</h2>${topGroups(characteristic).length > 0 && crossTables(newest, question, where)}<p class="govuk-body">What is not listed here was not counted, or could not be shown without saying something about a person.</p></section>
      ${doingSection(doing, [question])}${versionLine(edition)}`,
  }
}

const versionWords = (edition: Edition): string => `Version ${edition.version}, published ${publishedDay(edition)}. ${letOutWords(edition.letOut)}.${edition.note === '' ? '' : ` ${edition.note}`}`

function versionLine(edition: Edition): Html {
  return html`<p class="govuk-body-s dr-dated">${versionWords(edition)}</p>`
}

function otherYears(years: readonly Edition[], edition: Edition): Html | null {
  const others = years.filter((each) => each.address !== edition.address)
  return others.length === 0 ? null : html`<h2 class="govuk-heading-m">Other years</h2><ul class="govuk-list">${others.map((each) => html`<li><a class="govuk-link" href="${each.address}">${yearOf(each)}</a></li>`)}</ul>`
}

/** A correction is seen: the version that stands, and every one before it with its note. */
function earlierVersions(edition: Edition, versions: readonly Edition[]): Html {
  return html`${versionLine(edition)}${versions.length > 1 && html`<details class="govuk-details" id="earlier-versions"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Earlier versions of this report</span></summary><div class="govuk-details__text"><ul class="govuk-list">${versions.map((each) => html`<li>${versionWords(each)}</li>`)}</ul></div></details>`}`
}

function nothingPublished(organisation: string): View {
  return { title: 'Who works here', crumbs, main: html`<h1 class="govuk-heading-xl">Who works here</h1><p class="govuk-body-l">${organisation} has not published figures about its workforce here yet.</p>` }
}

function takenDown(edition: Edition): View {
  return { title: edition.title, crumbs: [...crumbs, { text: 'Who works here', href: paths.publicWorkforce.to() }], main: html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body-l">This page was taken down on ${publishedDay(edition)}.</p><p class="govuk-body">${edition.note}</p>` }
}

export const onFrontPage: FrontPagePart = {
  name: 'equality-monitoring.workforce', part: 'people',
  async make(db, organisation) {
    const [edition] = await listYears({ db, organisation: { id: organisation } })
    if (!edition) return null
    const newest = figuresOf(edition)
    const headcount = findHeadcount(newest)
    const led = listQuestions(newest).flatMap((question) => {
      const characteristic = findCharacteristic(newest, question)
      const [first] = characteristic === null ? [] : ledBy(characteristic).filter((each) => asValue(each.share) !== null)
      return first ? [{ value: asText(first.share), label: first.label, note: 'of those who answered' }] : []
    })
    return { title: 'Who works here', href: paths.publicWorkforce.to(), words: `${headcount === null ? '' : `${peopleIn(headcount.count)}. `}As it was on ${dayInWords(newest.on)}, group by group.`, figures: led.slice(0, 3), more: 'See who works here' }
  },
}

export const openWorkforce: OpenDataOffer = {
  name: 'equality-monitoring.workforce',
  list: async (db, organisation) => (await listYears({ db, organisation: { id: organisation } })).map((edition) => ({
    name: `workforce-${yearOf(edition)}`, title: edition.title, description: 'Every published figure of the workforce, one in each row, with its definition and source.', href: edition.address, version: String(edition.version), publishedAt: edition.publishedAt,
    async tables() {
      const figures = figuresOf(edition)
      const kinds: Readonly<Record<string, 'number' | 'whole number'>> = { value: 'number', numerator: 'number', denominator: 'number', lower_bound: 'number', upper_bound: 'number' }
      return [{
        name: 'figures', title: figures.title, description: 'One row is one figure: a group of one question, in one part of the workforce, on one day.', source: figures.title, notes: [...figures.notes, figures.audit.sentence],
        columns: tidyColumns.map(({ name, means }) => ({ name, title: name.replaceAll('_', ' '), means, kind: kinds[name] ?? 'text' })), rows: asTidyTable(figures, '').rows,
      }]
    },
  })),
}
