import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import { mayKeepDatasets } from '../access.ts'
import type { Dataset, DatasetState } from '../dataset.ts'
import { listDatasets } from '../dataset-store.ts'
import { paths } from '../paths.ts'
import { listSources } from '../source-store.ts'
import { givenOn, home, kindOf, periodWords, stateTag, stateWords } from './parts.ts'

const shownStates: readonly DatasetState[] = ['current', 'replaced', 'to map', 'to check', 'unreadable', 'thrown away']

/** Every extract that was ever given: what became of it, and what it corrected. How many people are in it stands on its own page. */
export const datasets = listing({
  path: paths.datasets,
  async load(_at, { db, organisation, query }, asked) {
    const states = shownStates.filter((each) => each === query.get('state'))
    const sources = await listSources(db, organisation.id)
    const source = sources.find((each) => each.id === query.get('source'))
    return { sources, all: await listDatasets(db, organisation.id, { ...(source ? { source: source.id } : {}), ...(states.length === 0 ? {} : { states }), limit: asked.limit, offset: asked.offset }) }
  },
  access: (person) => mayKeepDatasets(person),
  rows: ({ all }) => all,
  caption: () => 'Extracts of equality monitoring data',
  none: 'Nothing has been uploaded yet.',
  filters: ({ sources }) => [
    { name: 'source', label: 'Source', options: sources.map((each) => ({ value: each.id, text: each.name })) },
    { name: 'state', label: 'Where it is', options: shownStates.map((each) => ({ value: each, text: stateWords(each) })) },
  ],
  columns: () => [
    { heading: 'It describes', kind: 'date', text: (each: Dataset) => periodWords(each), cell: (each) => html`<a class="govuk-link" href="${paths.dataset.to({ dataset: each.id })}">${periodWords(each)}</a>` },
    { heading: 'Source', text: (each) => each.source.name },
    { heading: 'What it is of', text: (each) => kindOf(each.source.kind).name },
    { heading: 'File', text: (each) => each.fileName },
    { heading: 'Given', kind: 'date', text: (each) => givenOn(each) },
    { heading: 'By', text: (each) => each.by.name },
    { heading: 'Where it is', text: (each) => stateWords(each.state), cell: (each) => stateTag(each.state) },
    { heading: 'Correction', text: (each) => each.replaces === null ? '' : each.correctionNote },
    { heading: 'Rows', text: (each) => each.rowsDeletedOn === null ? each.state === 'current' || each.state === 'replaced' ? 'Kept' : '' : `Deleted on ${dayInWords(each.rowsDeletedOn)}` },
  ],
  view: (_loaded, list) => ({ title: 'Extracts', crumbs: [home], guide: 'upload-an-extract', wide: true, main: html`<h1 class="govuk-heading-l">Extracts</h1>${list}` }),
})
