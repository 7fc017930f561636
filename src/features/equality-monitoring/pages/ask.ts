/** The question box: exact numbers for the analyst alone, and beside them what the board and the public may be told of the same table. */
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { text } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import type { Query } from '#web/query.ts'
import { questions } from '#web/questions.ts'
import { mayReadRows } from '../access.ts'
import { cut, cutsOf } from '../cuts.ts'
import type { Dataset, Field } from '../dataset.ts'
import { listDatasets } from '../dataset-store.ts'
import { readsRows } from '../entries.ts'
import { isQuestion } from '../mapping.ts'
import { paths } from '../paths.ts'
import { gridOf, groupsIn, likelihoodsOf, measures, methodsFor, sentencesOf, type About, type Cell, type Grid, type Measure, type Stages } from '../question-box.ts'
import { isReadable, type ReleaseWanted } from '../release.ts'
import { policyFor } from '../release-making.ts'
import { usualDatasets, wantedOf } from '../release-asking.ts'
import { insertRelease, listReleases } from '../release-store.ts'
import { findSettings } from '../settings-store.ts'
import { tabulate } from '../row-store.ts'
import { isCountedBy } from '../tabulating.ts'
import type { Tabulation } from '../tabulation.ts'
import { findTabulation, saveTabulations } from '../tabulation-store.ts'
import { groupedSelect } from './choosing.ts'
import { findLeaving, leavingSection, type Leaving } from './leaving.ts'
import { datasetTitle, exactly, fieldName, home, kindOf, periodWords } from './parts.ts'

/** What was asked, once it can be answered. */
interface Asked {
  readonly measure: Measure
  readonly rows: Field
  readonly columns: Field | null
  readonly within: Field | null
  readonly stages: Stages | null
  readonly years: number
}

interface Loaded {
  readonly datasets: readonly Dataset[]
  readonly dataset: Dataset | null
  readonly fields: readonly Field[]
  readonly stages: { readonly field: Field; readonly labels: readonly string[] } | null
  readonly asked: Asked | null
  /** Why it cannot be answered as it was asked. */
  readonly problem: string | null
  readonly answer: Answer | null
}

interface Answer {
  readonly tabulation: Tabulation
  readonly years: readonly { readonly name: string; readonly tabulation: Tabulation }[]
  readonly board: Leaving
  readonly public: Leaving
}

async function load(house: House): Promise<Loaded> {
  const { db, organisation, query, person } = house
  // A page is loaded before it is refused: nobody else may make it work out anything.
  if (!mayReadRows(person)) return { datasets: [], dataset: null, fields: [], stages: null, asked: null, problem: null, answer: null }
  const datasets = await listDatasets(db, organisation.id, { states: ['current'], limit: 400 })
  const dataset = datasets.find(({ id }) => id === query.get('dataset')) ?? datasets.find(({ source }) => source.kind === 'workforce') ?? datasets[0] ?? null
  const columns = (dataset?.columns ?? []).filter(isCountedBy)
  const fields = columns.map(({ field }) => field)
  const ending = columns.find(({ field }) => field === 'stage' || field === 'outcome')
  const stages = ending === undefined ? null : { field: ending.field, labels: (ending.categories ?? []).map(({ label }) => label) }
  const nothing = { datasets, dataset, fields, stages, asked: null, problem: null, answer: null }
  if (dataset === null || query.get('rows') === '') return nothing
  const asked = askedIn(query, fields, stages)
  if (typeof asked === 'string') return { ...nothing, problem: asked }
  const by = [asked.rows, asked.stages?.field ?? asked.columns, asked.within].filter((field) => field !== null)
  const tabulation = await tabulationBy(house, dataset, by)
  if (tabulation === null) return { ...nothing, asked, problem: dataset.rowsDeletedOn === null ? 'Nothing was counted by these together: the table would have too many places. Leave one of the groups out.' : `The rows of ${periodWords(dataset)} were deleted on ${dayInWords(dataset.rowsDeletedOn)} and nothing was counted by these together before. Leave one of the groups out, or choose a later day.` }
  const years = [{ name: periodWords(dataset), tabulation }]
  for (let back = 1; back < asked.years; back++) {
    const earlier = datasets.find(({ source, to }) => source.id === dataset.source.id && to.equals(dataset.to.subtract({ years: back })))
    const found = earlier && await tabulationBy(house, earlier, by)
    if (earlier && found) years.unshift({ name: periodWords(earlier), tabulation: found })
  }
  const table = { dataset, by, tabulation }
  const [board, everybody] = await Promise.all((['board', 'public'] as const).map((audience) => findLeaving(house, table, audience, query.get('try') === 'yes')))
  return { ...nothing, asked, answer: { tabulation, years, board: board ?? { kind: 'not tried' }, public: everybody ?? { kind: 'not tried' } } }
}

function askedIn(query: Query, fields: readonly Field[], stages: Loaded['stages']): Asked | string {
  const [rows, columns, within] = ['rows', 'columns', 'within'].map((name) => fields.find((field) => field === query.get(name)) ?? null)
  const measure = query.oneOf('measure', measures.map((each) => each.measure)) ?? 'share of declared'
  const years = Number(query.oneOf('years', ['1', '2', '3', '5']) ?? '1')
  if (!rows) return 'Select a group to count by that this extract has.'
  if (new Set([rows, columns, within].filter((each) => each !== null)).size < [rows, columns, within].filter((each) => each !== null).length) return 'Select each group only once.'
  if (within && !columns && measure !== 'likelihood') return 'Select a second group before the part that it is told for, or leave the part empty.'
  if (measure !== 'likelihood') {
    if (years > 1 && columns) return 'Select either a second group or several years: a table of both says nothing that can be read.'
    if (measure !== 'count' && !isQuestion(rows)) return `People were not asked about ${fieldName(rows).toLowerCase()}, so nobody has declared it. Ask for the number of people, or count by a question.`
    return { measure, rows, columns: columns ?? null, within: within ?? null, stages: null, years }
  }
  if (stages === null) return 'This extract has no stages and no outcomes, so there is no likelihood to work out.'
  const [from, to] = [stages.labels.find((label) => label === query.get('from')) ?? null, stages.labels.find((label) => label === query.get('to'))]
  if (to === undefined) return 'Select the stage that people get to.'
  if (from !== null && stages.labels.indexOf(from) >= stages.labels.indexOf(to) && stages.field === 'stage') return 'The stage that people get to must come after the one that they start from.'
  if (rows === stages.field) return 'Select a group of people to count by, and not the stage.'
  return { measure, rows, columns: null, within: null, stages: { field: stages.field, from, to }, years }
}

/** What was counted when the extract was taken in, in whatever order its fields stand; else counted now, while there are rows. */
async function tabulationBy({ db, organisation }: House, dataset: Dataset, by: readonly Field[]): Promise<Tabulation | null> {
  for (const order of orders(by)) {
    const found = await findTabulation(db, organisation.id, dataset.id, cut(...order).id)
    if (found) return found
  }
  return (await tabulate(db, organisation.id, dataset, [cut(...by)]))[0] ?? null
}

function orders(fields: readonly Field[]): readonly (readonly Field[])[] {
  return fields.length < 2 ? [fields] : fields.flatMap((first, place) => orders(fields.toSpliced(place, 1)).map((rest) => [first, ...rest]))
}

export const ask = form({
  path: paths.ask,
  load: (_at, house) => load(house),
  access: (person) => mayReadRows(person),
  reads: ({ dataset, asked, answer }) => dataset === null || asked === null || answer === null ? null : readsRows(dataset.id, 'exact counts', { question: titleOf(asked) }),
  fields: { title: text({ missing: 'Enter what the release is called', max: 200, subject: 'The name of the release' }) },
  starting: ({ dataset, asked }) => ({ title: dataset === null || asked === null ? '' : `${titleOf(asked)}, ${periodWords(dataset)}` }),
  view(loaded, answers, { query }) {
    const { dataset, asked, problem, answer, datasets } = loaded
    return {
      title: 'Ask a question', crumbs: [home], wide: true, guide: 'ask-a-question',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Ask a question</h1><p class="dr-head__lead">Exact numbers are for you alone. Beside them stands what the board and the public may be told.</p></div></div>
        ${dataset === null ? html`<div class="dr-empty"><h2 class="govuk-heading-m">There is nothing to ask yet</h2><p class="govuk-body">Take in an extract first.</p><a class="govuk-button govuk-!-margin-bottom-0" href="${paths.sources.to()}">Your sources</a></div>` : html`
        ${chooseDataset(datasets, dataset)}
        ${questionForm(loaded, dataset, query)}
        ${problem !== null && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">This cannot be answered</p><p>${problem}</p></div>`}
        ${asked !== null && answer !== null && html`<h2 class="govuk-heading-l" id="answer">${titleOf(asked)}</h2>
          <p class="dr-dated govuk-!-margin-bottom-4">${datasetTitle(dataset)}. ${dataset.source.scope}</p>
          ${exactPart(dataset, asked, answer)}
          ${leavingSection(answer.board, answer.public, asked.rows, `${paths.ask.to()}${query.with({ try: 'yes' })}`)}
          ${releaseForm(answers, answer)}
          ${forTheAnalyst(dataset, asked, answer)}`}`}`,
    }
  },
  async submit({ title }, { datasets, dataset, asked, answer }, { db, organisation, person, now }) {
    if (dataset === null || asked === null || answer === null) return { problems: { title: 'Ask a question first' } }
    const cutId = answer.tabulation.cut
    const isKept = cutsOf(dataset.source.kind, loadedFields(dataset)).some(({ id }) => id === cutId)
    if (!isKept) await saveTabulations(db, organisation.id, dataset.id, [answer.tabulation])
    const release = await insertRelease(db, organisation.id, {
      audience: 'board', title, on: dataset.to, policy: policyFor('board', 'withhold').edition, corrects: null, wanted: withTable(await wantedSoFar(db, organisation.id, datasets, dataset), dataset.id, cutId), by: { id: person.id, name: person.name }, at: now,
    })
    return { goTo: paths.release.to({ release }), said: `${title} is being made for the board. It can be read once it has been proved safe.`, entry: { did: 'equality-monitoring.release-asked', on: { room: 'equality-monitoring', id: release }, after: { title, audience: 'board', dataset: dataset.id, cuts: [cutId] } } }
  },
})

/** What the board has of that day already, or would usually be given: its newest figures of a day are all that it reads of it, so nothing may go missing from them. */
async function wantedSoFar(db: House['db'], organisation: string, datasets: readonly Dataset[], dataset: Dataset): Promise<ReleaseWanted> {
  const before = (await listReleases(db, organisation, { limit: 500, offset: 0 })).find((each) => each.audience === 'board' && each.on.equals(dataset.to) && isReadable(each))
  if (before) return { mode: before.wanted.mode, datasets: before.wanted.datasets }
  const workforce = datasets.find(({ source, to }) => source.kind === 'workforce' && to.equals(dataset.to))
  return workforce === undefined ? { mode: 'withhold', datasets: [] } : wantedOf(usualDatasets(workforce, datasets), (await findSettings(db, organisation)).pairs)
}

function withTable({ mode, datasets }: ReleaseWanted, dataset: string, cutId: string): ReleaseWanted {
  const there = datasets.some((each) => each.dataset === dataset)
  return { mode, datasets: there ? datasets.map((each) => each.dataset === dataset ? { dataset, cuts: [...new Set([...each.cuts, cutId])] } : each) : [...datasets, { dataset, cuts: [cutId] }] }
}

const loadedFields = (dataset: Dataset): readonly Field[] => (dataset.columns ?? []).map(({ field }) => field)

/** “Disability by department: share of those who answered”. */
function titleOf({ measure, rows, columns, within, stages }: Asked): string {
  if (stages !== null) return `${fieldName(rows)}: ${stages.from === null ? 'everybody' : stages.from.toLowerCase()} to ${stages.to.toLowerCase()}`
  return `${fieldName(rows)}${columns === null ? '' : ` by ${fieldName(columns).toLowerCase()}`}${within === null ? '' : `, in each ${fieldName(within).toLowerCase()}`}: ${(measures.find((each) => each.measure === measure)?.name ?? '').toLowerCase()}`
}

function chooseDataset(datasets: readonly Dataset[], chosen: Dataset): Html {
  const sources = [...new Map(datasets.map(({ source }) => [source.id, source])).values()]
  return html`<form method="get" action="${paths.ask.to()}" class="dr-filter" aria-label="Choose an extract">
    ${groupedSelect({ name: 'dataset', label: 'What is counted, and when', groups: sources.map((source) => ({ label: source.name, options: datasets.filter((each) => each.source.id === source.id).map((each) => ({ value: each.id, text: `${source.name}, ${periodWords(each)}` })) })), chosen: chosen.id, none: 'The newest workforce', inFilter: true })}
    <div class="dr-filter__buttons"><button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">Choose</button></div></form>`
}

function questionForm({ fields, stages }: Loaded, dataset: Dataset, query: Query): Html {
  const asks = [{ label: 'Questions about people', options: fields.filter(isQuestion) }, { label: 'About their posts', options: fields.filter((field) => !isQuestion(field)) }].map(({ label, options }) => ({ label, options: options.map((field) => ({ value: field, text: fieldName(field) })) }))
  const select = (name: string, label: string, options: readonly { readonly value: string; readonly text: string }[], none: string | null): Html => html`<div class="govuk-form-group dr-filter__item"><label class="govuk-label govuk-label--s" for="${name}">${label}</label><select class="govuk-select" id="${name}" name="${name}">${none !== null && html`<option value="">${none}</option>`}${options.map(({ value, text }) => html`<option value="${value}"${value === query.get(name) && html` selected`}>${text}</option>`)}</select></div>`
  return html`<form method="get" action="${paths.ask.to()}#answer" class="dr-filter dr-filter--roomy" aria-label="Ask a question"><input type="hidden" name="dataset" value="${dataset.id}">
    ${select('measure', 'Measure', measures.filter(({ measure }) => measure !== 'likelihood' || stages !== null).map(({ measure, name }) => ({ value: measure, text: name })), null)}
    ${groupedSelect({ name: 'rows', label: 'Count by', groups: asks, chosen: query.get('rows'), none: 'Choose', inFilter: true })}
    ${groupedSelect({ name: 'columns', label: 'And by (optional)', groups: asks, chosen: query.get('columns'), none: 'Nothing else', inFilter: true })}
    ${groupedSelect({ name: 'within', label: 'In each (optional)', groups: asks.slice(1), chosen: query.get('within'), none: 'The whole', inFilter: true })}
    ${stages !== null && html`${select('from', 'Likelihood: from', stages.labels.map((label) => ({ value: label, text: label })), 'Everybody')}${select('to', 'Likelihood: to', stages.labels.map((label) => ({ value: label, text: label })), 'Choose')}`}
    ${select('years', 'Years', [{ value: '1', text: 'This one alone' }, { value: '2', text: 'And the year before' }, { value: '3', text: 'Three years' }, { value: '5', text: 'Five years' }], null)}
    <div class="dr-filter__buttons"><button type="submit" class="govuk-button govuk-!-margin-bottom-0">Ask</button></div></form>`
}

function aboutOf(dataset: Dataset): About {
  return { who: kindOf(dataset.source.kind).of, definition: `${dataset.source.name}. ${dataset.source.scope}`.trim(), source: `${dataset.source.name}, ${periodWords(dataset)}` }
}

/** The sentence and the tables with exact numbers. */
function exactPart(dataset: Dataset, asked: Asked, answer: Answer): Html {
  const sentences = sentencesOf(answer.tabulation, asked.measure, asked.rows, asked.columns, asked.stages, aboutOf(dataset))
  return html`<section class="dr-section" aria-labelledby="exact"><h3 class="govuk-heading-m" id="exact">Exact numbers</h3>
    <div class="dr-note dr-note--late"><p class="dr-note__heading">For you alone</p><p>These numbers have not passed the gate: do not copy them into an email, a paper or a talk. That you have looked at them is in the ledger.</p></div>
    ${sentences.map((each) => html`<p class="dr-told__sentence">${each}</p>`)}
    ${exactTables(dataset, asked, answer)}</section>`
}

function exactTables(dataset: Dataset, asked: Asked, { tabulation, years }: Answer): Html {
  if (asked.stages !== null) return likelihoodTable(dataset, asked, tabulation)
  const measure = asked.measure === 'likelihood' ? 'count' : asked.measure
  if (years.length > 1) return gridTable(dataset, `${fieldName(asked.rows)}, year by year`, yearsGrid(years, measure, asked.rows))
  if (asked.within === null || asked.columns === null) return gridTable(dataset, titleOf(asked), gridOf(tabulation, measure, asked.rows, asked.columns))
  const field = asked.within
  return html`${groupsIn(tabulation, field).filter(({ kind }) => kind === 'category' || kind === 'parent').map((group) => gridTable(dataset, group.label, gridOf(tabulation, measure, asked.rows, asked.columns, { field, group })))}`
}

/** The same groups in each year, as one table: a group keeps its words from year to year. */
function yearsGrid(years: Answer['years'], measure: Exclude<Measure, 'likelihood'>, rows: Field): Grid {
  const grids = years.map(({ name, tabulation }) => ({ name, grid: gridOf(tabulation, measure, rows, null) }))
  const newest = grids.at(-1)?.grid.rows ?? []
  return { columns: grids.map(({ name }) => name), rows: newest.map(({ label, kind }) => ({ label, kind, cells: grids.map(({ grid }): Cell => grid.rows.find((row) => row.label === label && row.kind === kind)?.cells[0] ?? { people: 0, base: null, share: null }) })) }
}

function gridTable(dataset: Dataset, caption: string, grid: Grid): Html {
  const number = ({ people, base, share }: Cell): Html => base === null ? html`${exactly(people, caption, dataset)}` : html`${share === null ? 'Too few' : share}<span class="dr-under">${exactly(people, caption, dataset)} of ${exactly(base, caption, dataset)}</span>`
  return html`<section class="dr-scroll" tabindex="0" aria-label="${caption}: exact numbers"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th>${grid.columns.map((label) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${label}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${grid.rows.map((row) => html`<tr class="govuk-table__row${(row.kind === 'parent' || row.kind === 'answered' || row.kind === 'everybody') && html` dr-row--group`}"><th scope="row" class="govuk-table__header">${row.label}</th>${row.cells.map((cell) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${number(cell)}</td>`)}</tr>`)}</tbody></table></section>`
}

function likelihoodTable(dataset: Dataset, asked: Asked, tabulation: Tabulation): Html {
  if (asked.stages === null) return html``
  const { from, to } = asked.stages
  const caption = titleOf(asked)
  return html`<section class="dr-scroll" tabindex="0" aria-label="${caption}: exact numbers"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th>${[from ?? 'Everybody', to, 'Rate', 'Times as likely as the largest group'].map((label) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${label}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${likelihoodsOf(tabulation, asked.rows, asked.stages).map((row) => html`<tr class="govuk-table__row${row.kind !== 'category' && row.kind !== 'silent' && html` dr-row--group`}"><th scope="row" class="govuk-table__header">${row.label}</th>
      ${[exactly(row.share.base, caption, dataset), exactly(row.share.count, caption, dataset), row.rate ?? 'Too few', row.times ?? ''].map((words) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${words}</td>`)}</tr>`)}</tbody></table></section>`
}

function releaseForm(answers: Parameters<typeof questions>[0], { board, tabulation }: Answer): Html {
  if (board.kind === 'in figures') return html`<p class="govuk-body">The board can read this table already: <a class="govuk-link" href="${paths.basis.to({ release: board.figures.release })}?of=${encodeURIComponent(board.table.id)}">what its figures rest on</a>.</p>`
  const ask = questions(answers)
  return html`<section class="dr-section" aria-labelledby="to-the-board"><h3 class="govuk-heading-m" id="to-the-board">Give it to the board</h3>
    <p class="govuk-body">The table ${tabulation.by.map(({ field }) => fieldName(field).toLowerCase()).join(' by ')} is made into a release, together with what the board reads of that day already: worked out with everything that was ever released, proved by a program of its own, and frozen. What cannot be shown safely is withheld.</p>
    ${ask.form('Make this a release for the board', ask.line('title', 'What is the release called?'))}</section>`
}

function forTheAnalyst(dataset: Dataset, asked: Asked, { tabulation, years }: Answer): Html {
  const made = methodsFor(tabulation, asked.rows, asked.columns, asked.stages, years, aboutOf(dataset))
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">For the analyst: tests, trends and small groups</span></summary><div class="govuk-details__text">
    ${made.length === 0 ? html`<p class="govuk-body">Count by a second group, a stage or several years, and what can be tested stands here.</p>` : html`<dl class="dr-terms">${made.map(({ name, says, detail }) => html`<div><dt>${name}</dt><dd>${says}${detail !== '' && html`<span class="dr-under">${detail}</span>`}</dd></div>`)}</dl>`}
    <p class="govuk-body-s govuk-!-margin-bottom-0">Each is a prompt to look, and none is a finding of discrimination. Numbers in this panel are exact: they stay with you.</p></div></details>`
}
