/** The six figures before they are published: what they are, how sure, what the government's service will say, and the files behind them. */
import { dayInWords } from '#duty/dates.ts'
import { writeCsv } from '#documents/write.ts'
import { html } from '#html/html.ts'
import { download, form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { rounded } from '#statistics/rational.ts'
import { mayKeepPayrolls, mayReadPayFigures, mayReadWorkings } from '../access.ts'
import { deadlineOf, fewestEmployees, reportingYear, type Payroll } from '../payroll.ts'
import { findResults, listRates } from '../payroll-store.ts'
import { noNarrative } from '../report.ts'
import { findReport, saveReport } from '../report-store.ts'
import { findSettings } from '../settings-store.ts'
import { paths } from '../paths.ts'
import { downloadColumns, downloadRow, entrySheet, sizeOf } from '../service-file.ts'
import { given, smallCells, whatTheServiceRefuses, type SixFigures } from '../statutory.ts'
import { workingsOf } from '../workings.ts'
import { crumbsTo, percentWords, quartersPicture, wanted } from './parts.ts'
import { plainFigures } from './plain-figures.ts'

async function counted(house: House, id: string): Promise<{ readonly found: Payroll; readonly figures: SixFigures }> {
  const found = await wanted(house, id)
  const results = await findResults(house.db, house.organisation.id, id)
  if (found.state !== 'counted' || results === null) throw new NotFound('not counted yet')
  const { gender } = results.results
  if ('refused' in gender) throw new NotFound('there are no figures')
  return { found, figures: gender }
}

export const figures = page({
  path: paths.figures,
  async load({ payroll: id }, house) {
    const found = await wanted(house, id)
    const results = await findResults(house.db, house.organisation.id, id)
    if (found.state !== 'counted' || results === null) throw new NotFound('not counted yet')
    return { found, gender: results.results.gender, report: await findReport(house.db, house.organisation.id, found.snapshot.year), before: await findReport(house.db, house.organisation.id, found.snapshot.year - 1) }
  },
  access: (person) => mayReadPayFigures(person),
  view({ found, gender, report, before }, { person }) {
    const year = reportingYear(found.snapshot)
    if ('refused' in gender) return { title: 'The six figures', crumbs: crumbsTo(found), main: html`<h1 class="govuk-heading-l">There are no figures</h1><p class="govuk-body-l">${gender.refused}</p>` }
    const { reported } = gender
    const [refusals, small] = [whatTheServiceRefuses(reported), smallCells(gender)]
    const employees = gender.people.relevant[0] + gender.people.relevant[1]
    return {
      title: 'The six figures', crumbs: mayKeepPayrolls(person) ? crumbsTo(found) : crumbsTo(found).slice(0, 1), guide: 'the-six-figures', wide: true,
      main: html`<div class="dr-head"><div class="dr-head__words"><p class="govuk-caption-l">Gender pay gap, reporting year ${year}</p><h1 class="govuk-heading-l">The six figures</h1><p class="dr-head__lead">Snapshot of ${dayInWords(found.snapshot)}. Due by ${dayInWords(deadlineOf(found.snapshot))}.</p></div>
          <div class="dr-head__actions">${mayKeepPayrolls(person) && html`<a class="govuk-button" href="${paths.report.to({ payroll: found.id })}">${report === null ? 'Take these into the report' : 'Take these into the report again'}</a>`}</div></div>
        <p class="dr-said">${gender.sentences.headline}</p>
        ${employees < fewestEmployees && html`<div class="dr-note"><p class="dr-note__heading">Fewer than 250 people are counted</p><p>The duty to publish begins at 250 employees. Below that, publishing is your own choice.</p></div>`}
        ${refusals.map((each) => html`<div class="dr-note dr-note--late"><p class="dr-note__heading">The government’s service would refuse this</p><p>${each}.</p></div>`)}
        ${small.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Fewer than ten people stand behind some figures</p><p>This is so for ${small.join(', ')}. The law wants the figures all the same. Think about whom they could show, and say in the narrative how small the group is.</p></div>`}
        ${plainFigures(reported, { regime: found.regime, snapshot: found.snapshot }, before?.reported ?? null)}
        ${quartersPicture(reported, { regime: found.regime, snapshot: found.snapshot })}
        <h2 class="govuk-heading-m">How sure this is</h2>
        <p class="govuk-body">${gender.sentences.meaning} ${gender.certainty} ${gender.sentences.notMeaning}</p>
        <h2 class="govuk-heading-m">For the government’s service, and for whoever checks</h2>
        <ul class="govuk-list govuk-list--spaced">
          <li><a class="govuk-link" href="${paths.gaps.to({ payroll: found.id })}">Ethnicity, disability and other gaps</a><span class="dr-under">By the same sums, protected where groups are small</span></li>
          <li><a class="govuk-link" href="${paths.sheet.to({ payroll: found.id })}">The sheet to type from</a><span class="dr-under">In the order of the service’s form</span></li>
          <li><a class="govuk-link" href="${paths.serviceFile.to({ payroll: found.id })}">The figures in the service’s 27 columns (CSV)</a><span class="dr-under">As its yearly file has them</span></li>
          ${mayReadWorkings(person) && html`<li><a class="govuk-link" href="${paths.workings.to({ payroll: found.id })}">Workings (JSON)</a><span class="dr-under">Every number between the extract and the figures, exactly, without rows about people</span></li>
          ${found.rowsDeletedOn === null && html`<li><a class="govuk-link" href="${paths.rates.to({ payroll: found.id })}">Rates (CSV)</a><span class="dr-under">Each hourly rate with how many women and men have it: all that a re-computation needs. Only for those who check</span></li>`}`}
        </ul>`,
    }
  },
})

export const sheet = page({
  path: paths.sheet,
  load: ({ payroll: id }, house) => counted(house, id),
  access: (person) => mayReadPayFigures(person),
  view({ found, figures: { reported } }) {
    const rows = entrySheet(reported)
    const refusals = whatTheServiceRefuses(reported)
    return {
      title: 'The sheet to type from', crumbs: [...crumbsTo(found).slice(0, 1), { text: 'The six figures', href: paths.figures.to({ payroll: found.id }) }], guide: 'the-six-figures',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">The sheet to type from</h1>
        <p class="govuk-body">The government’s service takes figures by hand. These stand in the order in which it asks, and ${refusals.length === 0 ? 'pass its rules' : 'do not pass its rules yet'}.</p>
        ${refusals.map((each) => html`<p class="govuk-error-message">${each}</p>`)}
        ${['Hourly pay', 'Pay quarters', 'Bonus pay'].map((name) => html`<h2 class="govuk-heading-m">${name}</h2><table class="govuk-table dr-table--stays"><caption class="govuk-table__caption govuk-visually-hidden">${name}</caption><tbody class="govuk-table__body">${rows.filter((each) => each.page === name).map(({ question, answer }) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${question}</th><td class="govuk-table__cell govuk-table__cell--numeric">${answer}</td></tr>`)}</tbody></table>`)}
        </div></div>`,
    }
  },
})

export const serviceFile = download({
  path: paths.serviceFile,
  async load({ payroll: id }, house) {
    const { found, figures: { reported, people } } = await counted(house, id)
    return { found, reported, employees: people.relevant[0] + people.relevant[1], settings: await findSettings(house.db, house.organisation.id) }
  },
  access: (person) => mayReadPayFigures(person),
  send({ found, reported, employees, settings }, { organisation, today }) {
    const employer = settings.employer ?? { name: organisation.name, employerId: '', address: '', postCode: '', companyNumber: '', sicCodes: ['1', '84110'], link: '', responsiblePerson: '', size: sizeOf(employees) }
    const deadline = deadlineOf(found.snapshot)
    return {
      fileName: `gender-pay-gap-${found.snapshot.year}-${found.snapshot.year + 1}.csv`, type: 'text/csv; charset=utf-8',
      bytes: writeCsv({ title: 'Gender pay gap', headings: downloadColumns.map((text) => ({ text })), rows: [downloadRow(reported, { ...employer, size: sizeOf(employees) }, { deadline, submitted: null, late: Temporal.PlainDate.compare(today, deadline) > 0 })] }),
    }
  },
})

export const workings = download({
  path: paths.workings,
  async load({ payroll: id }, house) {
    const found = await wanted(house, id)
    const results = await findResults(house.db, house.organisation.id, id)
    if (results === null) throw new NotFound('not counted yet')
    return { found, results: results.results }
  },
  access: (person) => mayReadWorkings(person),
  reads: ({ found }) => ({ did: 'pay-gaps.workings-taken', on: { room: 'pay-gaps', id: found.id } }),
  send: ({ found, results }) => ({ fileName: `pay-gap-workings-${found.snapshot.toString()}.json`, type: 'application/json; charset=utf-8', bytes: JSON.stringify(workingsOf(found, results, 'Due Regard'), null, 1) }),
})

/** The rates with their counts are all that the six hourly figures rest on: nothing else about anybody is in the file. */
export const rates = download({
  path: paths.rates,
  async load({ payroll: id }, house) {
    const found = await wanted(house, id)
    if (found.state !== 'counted' || found.rowsDeletedOn !== null) throw new NotFound('there are no rows')
    return { found }
  },
  access: (person) => mayReadWorkings(person),
  reads: ({ found }) => ({ did: 'pay-gaps.rates-taken', on: { room: 'pay-gaps', id: found.id } }),
  async send({ found }, { db, organisation }) {
    const rows = (await listRates(db, organisation.id, found.id)).map(({ rate, men, women }) => [rate, rounded(given(rate), 9), String(men), String(women)])
    return { fileName: `pay-gap-rates-${found.snapshot.toString()}.csv`, type: 'text/csv; charset=utf-8', bytes: writeCsv({ title: 'Rates', headings: ['rate_exactly', 'rate_to_nine_places', 'men', 'women'].map((text) => ({ text })), rows }) }
  },
})

/** From a count to the year's report: the figures are copied, so that a later count changes nothing that somebody has written about. */
export const takeIntoReport = form({
  path: paths.report,
  async load({ payroll: id }, house) {
    const { found, figures: six } = await counted(house, id)
    return { found, six, report: await findReport(house.db, house.organisation.id, found.snapshot.year) }
  },
  access: (person) => mayKeepPayrolls(person),
  fields: {},
  version: ({ report }) => String(report?.version ?? 0),
  view({ found, six, report }, answers) {
    const year = reportingYear(found.snapshot)
    return {
      title: 'Take the figures into the report', crumbs: crumbsTo(found), guide: 'publish-the-pay-gap',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Take the figures into the report for ${year}</h1>
        <p class="govuk-body">Mean gap ${percentWords(six.reported.meanGap)}, median gap ${percentWords(six.reported.medianGap)}.${report !== null && html` The report says ${percentWords(report.reported.meanGap)} and ${percentWords(report.reported.medianGap)} now.`}</p>
        ${report?.publishedAt !== null && report?.publishedAt !== undefined && html`<p class="govuk-body">The report is published. Publishing it again with other figures is a correction, with a note for readers.</p>`}
        ${questions(answers).form('Take them into the report', html``, { cancel: paths.figures.to({ payroll: found.id }) })}</div></div>`,
    }
  },
  async submit(_values, { found, six, report }, { db, organisation }) {
    const { year } = found.snapshot
    await saveReport(db, organisation.id, {
      year, regime: found.regime, snapshot: found.snapshot, payroll: found.id, reported: six.reported, narrative: report?.narrative ?? noNarrative, statement: report?.statement ?? null, source: `Payroll extract ${found.fileName}`, publishedAt: report?.publishedAt ?? null,
    })
    return { goTo: paths.year.to({ year: String(year) }), said: 'The figures are in the report.', entry: { did: 'pay-gaps.figures-taken', on: { room: 'pay-gaps', id: found.id }, after: { year, reported: { ...six.reported, quarters: six.reported.quarters.map((each) => ({ ...each })) } } } }
  },
})
