/** What other bodies published: files of the service taken in, distributions in which the body finds itself, and figures that were changed afterwards. */
import { dayInWords } from '#duty/dates.ts'
import { distribution } from '#charts/index.ts'
import { citedFigure } from '#disclosure/gate.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { enqueue } from '#database/jobs.ts'
import { newId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { choices, file, type Body } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { rounded } from '#statistics/rational.ts'
import { mayReadPayFigures, mayWriteNarrative } from '../access.ts'
import { readReturnFile } from '../jobs/read-returns.ts'
import { reportingYear, snapshotOf } from '../payroll.ts'
import { paths } from '../paths.ts'
import { figureColumns, reportedOf, sectors, spreadOf, type Spread } from '../published-return.ts'
import { noNarrative } from '../report.ts'
import { findReport, listReports, saveReport } from '../report-store.ts'
import { findReturnFile, insertReturnFile, listBodies, listFigures, listRestatements, listReturnFiles, listReturnYears, type ReturnFile } from '../return-store.ts'
import { employerSizes } from '../service-file.ts'
import { findSettings } from '../settings-store.ts'
import type { Reported } from '../statutory.ts'
import { home, percentWords, things } from './parts.ts'

const crumbs = [home, { text: 'What others published', href: paths.compare.to() }]
const yearName = (year: number): string => reportingYear(snapshotOf('public', year))

/** The body's own figure in the place that the file gives it. */
function ownFigure(reported: Reported | undefined, place: number): string | null {
  if (reported === undefined) return null
  const quarters = reported.quarters.flatMap(({ comparator, group }) => [comparator, group])
  return [reported.meanGap, reported.medianGap, reported.meanBonusGap, reported.medianBonusGap, reported.comparatorBonus, reported.groupBonus, ...quarters][place] ?? null
}

export const compareBodies = page({
  path: paths.compare,
  async load(_at, { db, organisation, query }) {
    const years = await listReturnYears(db, organisation.id)
    const reports = await listReports(db, organisation.id)
    const asked = years.find((each) => String(each) === query.get('year')) ?? years[0] ?? null
    const wanted = {
      year: asked ?? 0, sector: query.oneOf('kind', [...sectors.map((each) => each.sector), 'public sector']) ?? (query.get('kind') === '' ? 'council' : null), size: query.oneOf('size', employerSizes),
      area: /^[A-Za-z]{1,2}$/.test(query.get('area')) ? query.get('area').toUpperCase() : null, name: null,
    }
    const place = Math.max(0, figureColumns.findIndex((each) => each.column === query.get('figure')))
    const figure = query.get('figure') === '' ? 1 : place
    const own = reports.find((each) => each.year === asked)
    const values = asked === null ? [] : await listFigures(db, organisation.id, wanted, figure)
    const near = asked !== null && wanted.area !== null ? await listBodies(db, organisation.id, wanted, 40) : []
    return { years, asked, wanted, figure, own, values, near, spread: spreadOf(values, ownFigure(own?.reported, figure)) }
  },
  access: (person) => mayReadPayFigures(person),
  view({ years, asked, wanted, figure, own, values, near, spread }, { request, person }) {
    const name = figureColumns[figure]?.name ?? ''
    const select = (field: string, label: string, chosen: string, options: readonly (readonly [string, string])[]): Html => html`<div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="${field}">${label}</label><select class="govuk-select" id="${field}" name="${field}">${options.map(([value, words]) => html`<option value="${value}"${value === chosen && html` selected`}>${words}</option>`)}</select></div>`
    return {
      title: 'What others published', crumbs: [home], guide: 'compare-pay-gaps',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">What others published</h1><p class="dr-head__lead">Where you stand among bodies like yours. It is no league table: bodies differ in what they do themselves and what they buy.</p></div>
          ${mayWriteNarrative(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newReturns.to()}">Take in a yearly file</a></div>`}</div>
        ${asked === null ? html`<div class="dr-empty"><h2 class="govuk-heading-m">Nothing has been taken in yet</h2><p class="govuk-body">The government’s service publishes a file with every body’s figures for each year. Download one, and give it here.</p></div>` : html`
          <form method="get" action="${request.path}" class="dr-filter" role="search" aria-label="Choose whom to compare with">
            ${select('figure', 'Figure', figureColumns[figure]?.column ?? '', figureColumns.map((each) => [each.column, each.name]))}
            ${select('year', 'Year', String(asked), years.map((each) => [String(each), yearName(each)]))}
            ${select('kind', 'Kind of body', wanted.sector ?? 'all', [...sectors.map((each): readonly [string, string] => [each.sector, each.name]), ['public sector', 'The whole public sector'], ['all', 'All employers']])}
            ${select('size', 'Size', wanted.size ?? '', [['', 'Any size'], ...employerSizes.slice(1).map((each): readonly [string, string] => [each, each])])}
            <div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="area">Postcode area (letters)</label><input class="govuk-input govuk-input--width-4" id="area" name="area" type="text" value="${wanted.area ?? ''}"></div>
            <div class="dr-filter__buttons"><button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">Show</button></div></form>
          ${spread === null ? html`<p class="govuk-body">${values.length === 0 ? 'No body like this gave this figure.' : `Only ${things(values.length)} bodies like this gave this figure: too few to show how they lie.`}</p>` : html`
            <p class="dr-said">${spreadWords(spread, name, ownFigure(own?.reported, figure))}</p>
            ${distribution({
              id: 'spread', title: `${name}, ${yearName(asked)}`, of: { things: 'Bodies', steps: `${name}, %` }, bins: spread.steps.map((step) => ({ label: step.label, many: tallyOfThings(step.bodies, 'bodies'), own: step.own })),
              note: `${things(spread.bodies)} bodies. ${spread.own === null ? 'You have no figure of this kind for this year.' : 'The step that holds your figure has another colour.'} What lies far out stands in the outermost steps. Source: gender pay gap service, as taken in.`,
            })}`}
          ${near.length > 0 && nearTable(near, wanted.area ?? '', figure)}
          <h2 class="govuk-heading-m">More</h2>
          <ul class="govuk-list govuk-list--spaced"><li><a class="govuk-link" href="${paths.restatements.to()}">Figures that were changed after they were published</a></li>${mayWriteNarrative(person) && html`<li><a class="govuk-link" href="${paths.ownReturns.to()}">Take your own earlier years from these files</a></li>`}<li><a class="govuk-link" href="${paths.returns.to()}">Files taken in</a></li></ul>`}`,
    }
  },
})

export function spreadWords(spread: Spread, name: string, own: string | null): string {
  const half = `Half of these ${things(spread.bodies)} bodies have a figure from ${rounded(spread.low, 1)}% to ${rounded(spread.high, 1)}%`
  if (spread.own === null || own === null) return `${half} (${name.toLowerCase()}).`
  return `${half}. Yours is ${own}%: ${{ below: 'lower than theirs', within: 'among them', above: 'higher than theirs' }[spread.own]}.`
}

/** Neighbours in the order of the alphabet, never in the order of their figures. */
function nearTable(near: Awaited<ReturnType<typeof listBodies>>, area: string, figure: number): Html {
  const shown = (value: string | null | undefined): string => (value === null || value === undefined ? 'None' : citedFigure({ text: `${value}%`, value: Number(value), on: '2017-04-05', source: 'Gender pay gap service', definition: figureColumns[figure]?.name ?? '' }).text)
  return html`<section class="dr-table-frame" tabindex="0" aria-label="Bodies in ${area}"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-table__caption--m">Bodies in ${area}, by name</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Body</th><th scope="col" class="govuk-table__header">Size</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${figureColumns[figure]?.name ?? ''}</th></tr></thead>
    <tbody class="govuk-table__body">${near.map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Body">${each.name}</th><td class="govuk-table__cell" data-label="Size">${each.size}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="${figureColumns[figure]?.name ?? ''}">${shown(each.figures[figure])}</td></tr>`)}</tbody></table></section>`
}

export const newReturns = form({
  path: paths.newReturns,
  load: async () => null,
  access: (person) => mayWriteNarrative(person),
  fields: { returns: file({ missing: 'Select the yearly file', kinds: [], otherKind: 'The selected file must be a CSV file' }) },
  view(_nothing, answers, { deployment }) {
    const ask = questions(answers)
    return {
      title: 'Take in a yearly file', crumbs, guide: 'compare-pay-gaps',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Take in a yearly file</h1>
        <p class="govuk-body">The gender pay gap service has a file for each year, with every body’s figures. Give it here as you downloaded it. Give a newer download of the same year later: figures that were changed in between are noted.</p>
        ${ask.form('Take it in', ask.file('returns', 'The file', `CSV, up to ${deployment.uploadMegabytes} MB. More than 10,000 bodies take a few seconds.`, '.csv'), { upload: true, cancel: paths.compare.to() })}</div></div>`,
    }
  },
  async submit({ returns: given }, _nothing, { db, organisation, person, now, files }) {
    const [id, sha256] = [newId(), await files.keep(given.bytes)]
    await insertReturnFile(db, organisation.id, { id, fileName: given.fileName, sha256, by: person.name, at: now })
    await enqueue(db, organisation.id, readReturnFile, { file: id }, { attempts: 3 })
    return { goTo: paths.returnFile.to({ file: id }), entry: { did: 'pay-gaps.returns-given', on: { room: 'pay-gaps', id }, after: { fileName: given.fileName, sha256 } } }
  },
})

export const returnFile = page({
  path: paths.returnFile,
  async load({ file: id }, { db, organisation }) {
    const found = await findReturnFile(db, organisation.id, id)
    if (!found) throw new NotFound(`file ${id}`)
    return found
  },
  access: (person) => mayReadPayFigures(person),
  view: (found) => ({
    title: found.fileName, crumbs,
    main: found.state === 'waiting' || found.state === 'reading'
      ? html`<h1 class="govuk-heading-l">Taking in ${found.fileName}</h1><div class="dr-waiting" id="waiting" role="status" data-refresh="2">${found.state === 'waiting' ? 'Waiting for its turn.' : `${things(found.progress)}% done.`}</div><p class="govuk-body">This page moves on by itself. If it does not, <a class="govuk-link" href="${paths.returnFile.to({ file: found.id })}">look again</a>.</p>`
      : found.told === null ? html`<h1 class="govuk-heading-l">This file could not be taken in</h1><p class="govuk-body-l">${found.refusal}</p><a class="govuk-button" href="${paths.newReturns.to()}">Give another file</a>`
        : html`<h1 class="govuk-heading-l">${found.fileName} was taken in</h1>
          <dl class="dr-facts"><div class="dr-facts__fact"><dt class="dr-facts__name">Bodies</dt><dd class="dr-facts__what">${things(found.told.bodies)}</dd></div><div class="dr-facts__fact"><dt class="dr-facts__name">${found.told.years.length === 1 ? 'Year' : 'Years'}</dt><dd class="dr-facts__what">${found.told.years.map(yearName).join(', ')}</dd></div><div class="dr-facts__fact"><dt class="dr-facts__name">Given by</dt><dd class="dr-facts__what">${found.by}</dd></div></dl>
          ${found.told.unread > 0 && html`<p class="govuk-body">${things(found.told.unread)} rows have a figure that is not a number, or no year, and were left out.</p>`}
          <p class="govuk-body">${found.told.restated === 0 ? 'No figure differs from an earlier file.' : html`${things(found.told.restated)} figures were changed since an earlier file. <a class="govuk-link" href="${paths.restatements.to()}">See them</a>`}</p>
          <a class="govuk-button" href="${paths.compare.to()}">Compare</a>`,
  }),
})

const stateWords: Record<ReturnFile['state'], string> = { waiting: 'Waiting', reading: 'Being read', unreadable: 'Could not be read', read: 'Taken in' }

export const returnFiles = listing({
  path: paths.returns,
  load: (_at, { db, organisation }) => listReturnFiles(db, organisation.id),
  access: (person) => mayReadPayFigures(person),
  rows: (all) => all,
  caption: () => 'Files taken in',
  none: 'No file has been taken in yet.',
  columns: () => [
    { heading: 'File', text: (each) => each.fileName, cell: (each) => html`<a class="govuk-link" href="${paths.returnFile.to({ file: each.id })}">${each.fileName}</a>` },
    { heading: 'Years', text: (each) => each.told?.years.map(yearName).join(', ') ?? '' },
    { heading: 'Given', kind: 'date', text: (each) => dayInWords(each.at.toZonedDateTimeISO('Europe/London').toPlainDate()) }, { heading: 'By', text: (each) => each.by }, { heading: 'Where it is', text: (each) => stateWords[each.state] },
  ],
  view: (_all, list) => ({ title: 'Files taken in', crumbs, guide: 'compare-pay-gaps', main: html`<h1 class="govuk-heading-l">Files taken in</h1>${list}` }),
})

export const restatements = listing({
  path: paths.restatements,
  async load(_at, { db, organisation }, asked) {
    const years = await listReturnYears(db, organisation.id)
    return { years, rows: await listRestatements(db, organisation.id, { ...asked, year: years.find((each) => String(each) === asked.query.get('year')) ?? null }) }
  },
  access: (person) => mayReadPayFigures(person),
  rows: ({ rows }) => rows,
  filters: ({ years }) => [{ name: 'year', label: 'Year', options: years.map((each) => ({ value: String(each), text: yearName(each) })) }],
  caption: () => 'Figures that were changed after they were published',
  none: 'No figure was changed between the files that were taken in.',
  columns: () => [
    { heading: 'Body', text: (each) => each.name }, { heading: 'Year', text: (each) => yearName(each.year) }, { heading: 'Figure', text: (each) => each.field }, { heading: 'Was', kind: 'number', text: (each) => percentWords(each.was) },
    { heading: 'Is', kind: 'number', text: (each) => percentWords(each.is) }, { heading: 'Seen', kind: 'date', text: (each) => dayInWords(each.seenOn) },
  ],
  view: (_loaded, list) => ({ title: 'Changed figures', crumbs, guide: 'compare-pay-gaps', wide: true, main: html`<h1 class="govuk-heading-l">Figures that were changed after they were published</h1><p class="govuk-body">Between two files of the same year. A correction is no fault: it says that somebody looked again.</p>${list}` }),
})

/** The body's own earlier years, found by its name in the files. */
export const ownReturns = form({
  path: paths.ownReturns,
  async load(_at, { db, organisation }: House) {
    const [{ employer }, years, reports] = [await findSettings(db, organisation.id), await listReturnYears(db, organisation.id), await listReports(db, organisation.id)]
    const name = employer?.name ?? organisation.name
    const found = []
    for (const year of years) found.push(...await listBodies(db, organisation.id, { year, sector: null, size: null, area: null, name }, 5))
    return { name, found: found.filter((each) => !reports.some((report) => report.year === each.year)).map((each) => ({ ...each, id: `${each.year} ${each.employer}` })), regime: reports[0]?.regime ?? 'public' as const }
  },
  access: (person) => mayWriteNarrative(person),
  fields: ({ found }) => ({ years: choices({ from: found.map((each) => each.id), missing: 'Select the years to add' }) }),
  starting: ({ found }): Body => ({ years: found.filter((each, place) => found.findIndex((other) => other.year === each.year) === place).map((each) => each.id) }),
  view({ name, found }, answers) {
    const ask = questions(answers)
    return {
      title: 'Take your own earlier years', crumbs, guide: 'compare-pay-gaps',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Take your own earlier years</h1>
        ${found.length === 0 ? html`<p class="govuk-body">No year that you do not have already was found under the name “${name}”. The name is that under “<a class="govuk-link" href="${paths.employer.to()}">How the government’s service knows you</a>”.</p>`
          : ask.form('Add these years', ask.anyOf('years', 'Which are yours?', found.map((each) => ({ value: each.id, text: `${yearName(each.year)}: ${each.name}`, hint: `Mean gap ${each.figures[0] ?? 'none'}, median gap ${each.figures[1] ?? 'none'}` }))), { cancel: paths.compare.to() })}</div></div>`,
    }
  },
  async submit({ years }, { found, regime }, { db, organisation }) {
    const chosen = found.filter((each) => years.includes(each.id))
    if (new Set(chosen.map((each) => each.year)).size < chosen.length) return { problems: { years: 'Select one for each year' } }
    for (const each of chosen) {
      if (await findReport(db, organisation.id, each.year) !== null) return { problems: { years: `${yearName(each.year)} is here already` } }
      await saveReport(db, organisation.id, { year: each.year, regime, snapshot: snapshotOf(regime, each.year), payroll: null, reported: reportedOf(each.figures), narrative: noNarrative, statement: null, source: 'Gender pay gap service', publishedAt: null })
    }
    return { goTo: paths.home.to(), said: `${chosen.length === 1 ? '1 year was' : `${things(chosen.length)} years were`} added.`, entry: { did: 'pay-gaps.earlier-years-added', on: { room: 'pay-gaps', id: organisation.id }, after: { years: chosen.map((each) => each.year), from: 'Gender pay gap service' } } }
  },
})
