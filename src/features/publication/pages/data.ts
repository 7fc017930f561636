/** Every published table as files that programs and spreadsheets read, and what programs need to know to ask for them. */
import { writeCsv, writeOdsBook, type WrittenTable } from '#documents/write.ts'
import { describeCsv, openLicence } from '#documents/csv-on-the-web.ts'
import type { OpenTable } from '#documents/open-table.ts'
import { dayInLondon } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import type { OpenDataOffer, OpenDataset } from '#web/offers.ts'
import { publicPage, type Download, type Outside } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import type { Edition } from '../edition.ts'
import { listNewest } from '../edition-store.ts'
import { dataAddress, datasetName, type DataEnding } from '../open-data.ts'
import { describeApi } from '../open-api.ts'
import { paths } from '../paths.ts'
import { isNumeric, nameOf, type Report, type ReportTable } from '../report.ts'
import { dayOf, homeCrumb, room, summaryRows } from './parts.ts'

/** All that is public as data, in the rooms’ order. */
async function listDatasets({ db, organisation, today, offers }: Outside): Promise<readonly OpenDataset[]> {
  const all: OpenDataset[] = []
  for (const offer of offers.openData) all.push(...await offer.list(db, organisation.id, today))
  return all
}

interface DatasetWithTables extends OpenDataset { readonly all: readonly OpenTable[] }

async function withTables(outside: Outside): Promise<readonly DatasetWithTables[]> {
  const all: DatasetWithTables[] = []
  for (const each of await listDatasets(outside)) all.push({ ...each, all: await each.tables() })
  return all
}

export const dataPage = publicPage({
  path: paths.data,
  load: (_at, outside) => withTables(outside),
  show: (datasets, { organisation }) => ({
    title: 'Open data', crumbs: [homeCrumb], alternatives: [{ type: 'application/json', href: paths.catalogue.to(), title: 'Everything here, as JSON' }],
    main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation.name}</p><h1 class="dr-hero__title govuk-heading-xl">Open data</h1><p class="dr-hero__lead">Every table that we have published, to use as you like. Each file says what its columns mean, where its figures come from and which version it is.</p></div>
      ${datasets.length === 0 && html`<p class="govuk-body">No table has been published yet.</p>`}
      ${datasets.map((dataset) => html`<section class="dr-section" aria-labelledby="${dataset.name}"><h2 class="govuk-heading-m" id="${dataset.name}"><a class="govuk-link" href="${dataset.href}">${dataset.title}</a></h2>
        <p class="govuk-body">${dataset.description} <span class="dr-dated">Version ${dataset.version}, published ${dayOf(dataset.publishedAt)}.</span></p>
        <ul class="dr-lines">${dataset.all.map((table) => html`<li class="dr-lines__one"><span>${table.title}</span><span class="dr-exports govuk-body-s">${fileLinks(dataset.name, table)}</span>
          <details class="govuk-details dr-quiet"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What the columns mean<span class="govuk-visually-hidden"> in ${table.title}</span></span></summary><div class="govuk-details__text"><p class="govuk-body">${table.description} Source: ${table.source}.</p>${summaryRows(table.columns.map((column) => [column.name, column.means]))}</div></details></li>`)}</ul></section>`)}
      <h2 class="govuk-heading-m">What you may do with it</h2><p class="govuk-body">You may use it under the <a class="govuk-link" href="${openLicence}" rel="external">Open Government Licence version 3.0</a>. In the place of a figure that is not shown stands a mark: [c] that it could say something about a person, [x] that nobody has it, [z] that it does not apply, [low] that it is not reliable.</p>
      <p class="govuk-body">For programs: <a class="govuk-link" href="${paths.api.to()}">the interface</a>, <a class="govuk-link" href="${paths.catalogue.to()}">the list of all data as JSON</a>.</p>`,
  }),
})

function fileLinks(dataset: string, table: OpenTable): Html {
  const named = { 'csv': 'CSV', 'csv-metadata.json': 'CSV on the Web metadata', 'json': 'JSON', 'ods': 'ODS spreadsheet' } as const
  return html`${(Object.keys(named) as DataEnding[]).map((ending) => html`<a class="govuk-link" href="${dataAddress(dataset, table.name, ending)}">${named[ending]}<span class="govuk-visually-hidden"> of ${table.title}</span></a> `)}`
}

export const dataFile = publicPage({
  path: paths.dataFile,
  async load({ dataset: name, file }, outside): Promise<Download> {
    const asked = /^([a-z0-9-]+)\.(csv|csv-metadata\.json|json|ods)$/.exec(file)
    const dataset = asked && (await listDatasets(outside)).find((each) => each.name === name)
    const table = dataset && (await dataset.tables()).find((each) => each.name === asked[1])
    if (!asked || !dataset || !table) throw new NotFound('no such table is public')
    return fileOf(dataset, table, asked[2] as DataEnding, { name: outside.organisation.name, origin: outside.origin })
  },
  show: (file) => file,
})

async function fileOf(dataset: OpenDataset, table: OpenTable, ending: DataEnding, publisher: { readonly name: string; readonly origin: string }): Promise<Download> {
  const about = { publisher: publisher.name, page: `${publisher.origin}${dataset.href}`, title: table.title, description: table.description, source: table.source, version: dataset.version, publishedAt: dataset.publishedAt.toString(), licence: openLicence, notes: table.notes ?? [] }
  const fileName = `${dataset.name}-${table.name}.${ending}`
  if (ending === 'csv') return { fileName, type: 'text/csv; charset=utf-8', bytes: writeCsv(written(table)) }
  if (ending === 'csv-metadata.json') {
    return { fileName: '', type: 'application/csvm+json; charset=utf-8', bytes: describeCsv(table, { url: `${table.name}.csv`, publisher: { name: publisher.name, url: publisher.origin }, page: about.page, changedOn: dayInLondon(dataset.publishedAt).toString(), version: dataset.version }) }
  }
  if (ending === 'json') return { fileName: '', type: 'application/json; charset=utf-8', bytes: JSON.stringify({ ...about, columns: table.columns, rows: table.rows.map((row) => Object.fromEntries(table.columns.map((column, at) => [column.name, row[at] ?? '']))) }, null, 1) }
  return {
    fileName, type: 'application/vnd.oasis.opendocument.spreadsheet',
    bytes: await writeOdsBook({
      title: table.title, cover: [publisher.name, table.description, `Source: ${table.source}.`, `Version ${dataset.version}, published ${dayOf(dataset.publishedAt)}.`, 'Published under the Open Government Licence version 3.0.', about.page],
      notes: [...about.notes, ...table.columns.map((column) => `${column.name}: ${column.means}`)], tables: [{ ...written(table), notes: ['One table is on this sheet. What its columns mean is on the sheet of notes.'] }],
    }),
  }
}

function written(table: OpenTable): WrittenTable {
  return { title: table.title, headings: table.columns.map(({ name, kind }) => ({ text: name, kind: kind === 'day' ? 'date' : kind === 'number' || kind === 'whole number' ? 'number' : 'text' })), rows: table.rows }
}

/** The tables of our own reports. */
export const openReports: OpenDataOffer = {
  name: 'publication.reports',
  list: async (db, organisation) => (await listNewest(db, organisation, room)).flatMap((edition: Edition) => {
    const report = edition.content as unknown as Report
    const tables = report.blocks.filter((block) => block.kind === 'table')
    return tables.length === 0 ? [] : [{
      name: datasetName(edition.address), title: edition.title, description: 'The tables of this report.', href: edition.address, version: String(edition.version), publishedAt: edition.publishedAt,
      tables: async () => tables.map((table) => openTable(table, edition.title)),
    }]
  }),
}

function openTable(table: ReportTable, report: string): OpenTable {
  const columns = table.columns.map((title, at) => ({ name: nameOf(title).replaceAll('-', '_'), title, means: title, kind: isNumeric(table.rows.map((row) => row[at] ?? '')) ? 'number' as const : 'text' as const }))
  return { name: table.name, title: table.title, description: `One row is one line of the table “${table.title}” in ${report}.`, source: table.source === '' ? report : table.source, columns, rows: table.rows.map((row) => row.map((cell, at) => columns[at]?.kind === 'number' ? cell.replaceAll(/[,£%]/g, '') : cell)) }
}

/** Everything that there is, for programs: the first thing to ask for. */
export const catalogue = publicPage({
  path: paths.catalogue,
  load: (_at, outside) => withTables(outside),
  show: (datasets, { organisation, origin }) => ({
    fileName: '', type: 'application/json; charset=utf-8',
    bytes: JSON.stringify({
      publisher: organisation.name, licence: openLicence, description: `${origin}${paths.openApi.to()}`,
      datasets: datasets.map((dataset) => ({
        name: dataset.name, title: dataset.title, description: dataset.description, page: `${origin}${dataset.href}`, version: dataset.version, publishedAt: dataset.publishedAt.toString(),
        tables: dataset.all.map((table) => ({ name: table.name, title: table.title, rows: table.rows.length, csv: `${origin}${dataAddress(dataset.name, table.name, 'csv')}`, metadata: `${origin}${dataAddress(dataset.name, table.name, 'csv-metadata.json')}`, json: `${origin}${dataAddress(dataset.name, table.name, 'json')}`, ods: `${origin}${dataAddress(dataset.name, table.name, 'ods')}` })),
      })),
    }, null, 1),
  }),
})

export const openApi = publicPage({
  path: paths.openApi,
  load: async () => null,
  show: (_nothing, { origin, organisation, offers }) => ({ fileName: '', type: 'application/json; charset=utf-8', bytes: JSON.stringify(describeApi(organisation.name, origin, organisation.contactEmail, offers.publicFiles), null, 1) }),
})

export const apiPage = publicPage({
  path: paths.api,
  load: async () => null,
  show(_nothing, { origin, organisation, offers }) {
    const described = describeApi(organisation.name, origin, organisation.contactEmail, offers.publicFiles)
    return {
      title: 'For programs', crumbs: [homeCrumb, { text: 'Open data', href: paths.data.to() }],
      main: html`<h1 class="govuk-heading-xl">For programs</h1><p class="govuk-body-l">Everything public can be read by a program, without a key. It is described in <a class="govuk-link" href="${paths.openApi.to()}">OpenAPI 3.1</a>.</p>
        <p class="govuk-body">Ask with <code>If-None-Match</code> and the ETag that you were given, and you are sent nothing while nothing has changed. Addresses stay what they are.</p>
        <dl class="govuk-summary-list">${Object.entries(described.paths).map(([address, { get }]) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><code class="dr-hash">${address}</code></dt><dd class="govuk-summary-list__value">${get.summary}. ${get.description}</dd></div>`)}</dl>`,
    }
  },
})
