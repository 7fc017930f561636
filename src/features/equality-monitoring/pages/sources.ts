import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { choice, optional, text, tick, wholeNumber, type Values } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets } from '../access.ts'
import { datasetKinds, declarationUses, type DatasetKind, type DeclarationUse, type Source } from '../dataset.ts'
import { listDatasets } from '../dataset-store.ts'
import { keepRowsAtFirst, lawfulBasisOn, purposeOf } from '../lawful-basis.ts'
import { paths } from '../paths.ts'
import { findSource, insertSource, listSources, saveSource } from '../source-store.ts'
import { crumbsToSource, facts, fieldName, givenOn, home, kindOf, monthsWords, periodWords, sourceCrumbs, stateTag, twoThirds } from './parts.ts'

/** Every extract that comes, has come or came here. */
export const sources = listing({
  path: paths.sources,
  async load(_at, { db, organisation }) {
    const [all, datasets] = [await listSources(db, organisation.id), await listDatasets(db, organisation.id, { states: ['current'] })]
    return all.map((source) => ({ source, newest: datasets.find((each) => each.source.id === source.id) ?? null }))
  },
  access: (person) => mayKeepDatasets(person),
  rows: (all) => all,
  caption: () => 'Sources of equality monitoring data',
  none: 'No source has been set up yet.',
  columns: () => [
    { heading: 'Source', text: ({ source }) => source.name, cell: ({ source }) => html`<a class="govuk-link" href="${paths.source.to({ source: source.id })}">${source.name}</a>` },
    { heading: 'What it is of', text: ({ source }) => kindOf(source.kind).name },
    { heading: 'Who is in it', text: ({ source }) => source.scope },
    { heading: 'Newest extract taken in', text: ({ newest }) => newest ? periodWords(newest) : 'None yet' },
    { heading: 'Rows are kept for', text: ({ source }) => monthsWords(source.keepRowsMonths) },
    { heading: 'State', text: ({ source }) => source.ended ? 'Ended' : 'In use' },
  ],
  view: (_all, list) => ({
    title: 'Sources', crumbs: [home], guide: 'monitoring-sources', wide: true,
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Sources</h1><p class="dr-head__lead">A source is an extract that comes again: from the HR system, from recruitment, from a service.</p></div>
      <div class="dr-head__actions"><a class="govuk-button" href="${paths.newSource.to()}">Add a source</a></div></div>${list}`,
  }),
})

const declarationFacts: { readonly [use in DeclarationUse]: string } = {
  'off': 'Not used', 'fill gaps': 'Used where the extract has no answer', 'prefer': 'Used before what the extract says',
}

export const source = page({
  path: paths.source,
  async load({ source: id }, { db, organisation }) {
    return { source: await wantedSource(db, organisation.id, id), datasets: await listDatasets(db, organisation.id, { source: id }) }
  },
  access: mayKeepDatasets,
  view({ source, datasets }) {
    const kind = kindOf(source.kind)
    const columns = Object.entries(source.mapping.columns)
    return {
      title: source.name, crumbs: sourceCrumbs, guide: 'monitoring-sources',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${source.name}</h1><p class="dr-head__lead">${kind.name}: ${kind.of}${kind.each === 'snapshot' ? ' on a day' : ' in a period'}${source.ended && '. This source has ended'}.</p></div>
        ${!source.ended && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.upload.to({ source: source.id })}">Upload an extract</a></div>`}</div>
        <h2 class="govuk-heading-m">Extracts</h2>
        ${datasets.length === 0 ? html`<p class="govuk-body dr-none">Nothing has been uploaded yet.</p>` : html`<ul class="dr-tasks">${datasets.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.dataset.to({ dataset: each.id })}">${periodWords(each)}</a>
          <p class="govuk-body-s govuk-!-margin-bottom-0">${each.fileName}, given by ${each.by.name} on ${givenOn(each)}${each.rowsDeletedOn && html`. Its rows were deleted on ${dayInWords(each.rowsDeletedOn)}`}</p></div><div class="dr-task__do">${stateTag(each.state)}</div></li>`)}</ul>`}
        <h2 class="govuk-heading-m">What is written down about it</h2>
        ${facts([['Who is in it, and who is not', source.scope === '' ? 'Not said' : source.scope], ['Why it is kept', source.purpose], ['What the law says', source.lawfulBasis], ['Rows are kept for', `${monthsWords(source.keepRowsMonths)} after the day that an extract describes. Figures made from them stay.`], ...source.kind === 'workforce' ? [['Employees’ own answers', declarationFacts[source.declarations]] as const] : []])}
        ${columns.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">How its columns are understood</span></summary><div class="govuk-details__text"><ul class="govuk-list">${columns.map(([heading, meaning]) => html`<li><span class="dr-written">${heading}</span> ${meaning === null ? 'is left out' : `is ${fieldName(meaning.field).toLowerCase()}`}</li>`)}</ul></div></details>`}
        <ul class="govuk-list dr-links"><li><a class="govuk-link" href="${paths.editSource.to({ source: source.id })}">Change what is written down</a></li>${!source.ended && html`<li><a class="govuk-link" href="${paths.endSource.to({ source: source.id })}">End this source</a></li>`}</ul>`,
    }
  },
})

const written = {
  name: text({ missing: 'Enter what this source is called', max: 100, subject: 'The name' }),
  scope: optional(text({ missing: '', max: 500, subject: 'Who is in it' })),
  purpose: text({ missing: 'Enter why this data is kept', max: 1000, subject: 'The purpose' }),
  lawfulBasis: text({ missing: 'Enter the lawful basis', max: 2000, subject: 'The lawful basis' }),
  declarations: optional(choice({ from: declarationUses, missing: 'Choose what becomes of employees’ own answers' })),
  keepRowsMonths: wholeNumber({ missing: 'Enter for how many months rows are kept', subject: 'The number of months', min: 1, max: 120 }),
}

/** In the order in which they are offered; the hint says what it means for a figure. */
const declarationWords: { readonly [use in DeclarationUse]: { readonly text: string; readonly hint?: string } } = {
  'off': { text: 'No, use the extract alone' },
  'fill gaps': { text: 'Yes, where the extract has no answer', hint: 'Where it says nothing, not declared or prefer not to say' },
  'prefer': { text: 'Yes, and before what the extract says', hint: 'What somebody said of themselves counts, and the extract’s answer where they said nothing' },
}

function writtenQuestions(ask: ReturnType<typeof questions<typeof written>>, kind: DatasetKind, today: Temporal.PlainDate): Html {
  return html`${ask.line('name', 'What is it called?', 'For example, the name of the system that it comes from')}
    ${ask.lines('scope', 'Who is in it, and who is not? (optional)', 'For example, excludes schools and casual workers. Readers see this beside the figures', 2)}
    ${ask.lines('purpose', 'Why is it kept?', undefined, 3)}
    ${ask.lines('lawfulBasis', 'What does the law say?', 'These words are right for most bodies. Change them if your data protection officer words it otherwise', 5)}
    <div class="govuk-inset-text"><p class="govuk-body">What this lawful basis does not allow:</p><ul class="govuk-list govuk-list--bullet">${lawfulBasisOn(today).limits.map((each) => html`<li>${each}</li>`)}</ul></div>
    ${ask.number('keepRowsMonths', 'For how many months are rows about people kept?', 'Then rows are deleted and only figures stay. Your own retention schedule decides')}
    ${kind === 'workforce' && ask.oneOf('declarations', 'Should answers that employees gave here themselves be used?', declarationUses.map((value) => ({ value, ...declarationWords[value] })), 'They are found by staff number, for counting only. A question that the extract does not have is added. Whoever gave notice to stop is counted without any answer')}`
}

/** One page: what the extract is of is chosen with a link, and fills in the rest. */
export const newSource = form({
  path: paths.newSource,
  async load(_at, { query }) {
    return { kind: datasetKinds.find((each) => each.kind === query.get('kind')) ?? null }
  },
  access: mayKeepDatasets,
  fields: { ...written, kind: choice({ from: datasetKinds.map((each) => each.kind), missing: 'Choose what the extract is of' }) },
  starting: ({ kind }, { today }) => kind === null ? {} : { kind: kind.kind, name: kind.name, purpose: purposeOf(kind.kind), lawfulBasis: lawfulBasisOn(today).words, keepRowsMonths: String(keepRowsAtFirst(kind.kind)), declarations: 'off' },
  view({ kind }, answers, { today }) {
    const ask = questions(answers)
    if (kind === null) {
      return {
        title: 'Add a source', crumbs: sourceCrumbs, guide: 'monitoring-sources',
        main: html`<h1 class="govuk-heading-l">What is the extract of?</h1>
          <ul class="dr-cards">${datasetKinds.map((each) => html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.newSource.to()}?kind=${encodeURIComponent(each.kind)}">${each.name}</a></h2><p class="dr-card__words">${each.of.charAt(0).toUpperCase()}${each.of.slice(1)}${each.each === 'snapshot' ? ', as they are on a day' : ', in a period'}</p></li>`)}</ul>`,
      }
    }
    return {
      title: 'Add a source', crumbs: sourceCrumbs, guide: 'monitoring-sources',
      main: twoThirds(html`<h1 class="govuk-heading-l">${kind.name}: a new source</h1>
        <p class="govuk-body">This is asked once. Everything that is filled in already can stay as it is. <a class="govuk-link" href="${paths.newSource.to()}">It is of something else</a></p>
        ${ask.form('Save and go on to the extract', html`<input type="hidden" name="kind" value="${kind.kind}">${writtenQuestions(questions(answers), kind.kind, today)}`)}`),
    }
  },
  async submit({ kind, scope, declarations, ...rest }, _loaded, { db, organisation, now }) {
    if ((await listSources(db, organisation.id)).some((each) => !each.ended && each.name.toLowerCase() === rest.name.toLowerCase())) return { problems: { name: 'There is a source with this name already. Give this one another' } }
    const made: Source = { id: newId(), kind, ...rest, scope: scope ?? '', declarations: usedFor(kind, declarations), mapping: { columns: {}, words: {} }, ended: false, version: 1 }
    await insertSource(db, organisation.id, made, now)
    return { goTo: paths.upload.to({ source: made.id }), said: `${made.name} was added.`, entry: { did: 'equality-monitoring.source-added', on: { room: 'equality-monitoring', id: made.id }, after: inLedger(made) } }
  },
})

export const editSource = form({
  path: paths.editSource,
  load: ({ source: id }, { db, organisation }) => wantedSource(db, organisation.id, id),
  access: mayKeepDatasets,
  version: (source) => String(source.version),
  fields: { ...written, again: tick() },
  starting: (source) => ({ name: source.name, scope: source.scope, purpose: source.purpose, lawfulBasis: source.lawfulBasis, keepRowsMonths: String(source.keepRowsMonths), declarations: source.declarations }),
  view: (source, answers, { today }) => ({
    title: `Change ${source.name}`, crumbs: crumbsToSource(source), guide: 'monitoring-sources',
    main: twoThirds(html`<h1 class="govuk-heading-l">Change ${source.name}</h1>
      ${questions(answers).form('Save', html`${writtenQuestions(questions(answers), source.kind, today)}${source.ended && questions(answers).tick('again', 'Use this source again', 'It was ended')}`, { cancel: paths.source.to({ source: source.id }) })}`),
  }),
  async submit(values, source, { db, organisation }) {
    const changed = { ...source, ...wordsOf(values), declarations: usedFor(source.kind, values.declarations), ended: source.ended && !values.again }
    if (!await saveSource(db, organisation.id, changed)) return { problems: { name: 'Someone else changed this source just now. Open it again to see what is different' } }
    return { goTo: paths.source.to({ source: source.id }), said: 'The source was saved.', entry: { did: 'equality-monitoring.source-changed', on: { room: 'equality-monitoring', id: source.id, version: source.version + 1 }, before: inLedger(source), after: inLedger(changed) } }
  },
})

export const endSource = form({
  path: paths.endSource,
  async load({ source: id }, { db, organisation }) {
    const source = await wantedSource(db, organisation.id, id)
    if (source.ended) throw new NotFound('ended already')
    return source
  },
  access: mayKeepDatasets,
  version: (source) => String(source.version),
  fields: {},
  view: (source, answers) => ({
    title: `End ${source.name}`, crumbs: crumbsToSource(source),
    main: twoThirds(html`<h1 class="govuk-heading-l">End ${source.name}?</h1>
      <p class="govuk-body">No more extracts can be uploaded for it. What was taken in stays: its rows are deleted when their time comes (${monthsWords(source.keepRowsMonths)} after the day that each describes), and the figures stay. You can use the source again later.</p>
      ${questions(answers).form('End this source', html``, { warning: true, cancel: paths.source.to({ source: source.id }) })}`),
  }),
  async submit(_values, source, { db, organisation }) {
    const changed = { ...source, ended: true }
    if (!await saveSource(db, organisation.id, changed)) throw new NotFound('changed meanwhile')
    return { goTo: paths.source.to({ source: source.id }), said: `${source.name} was ended.`, entry: { did: 'equality-monitoring.source-ended', on: { room: 'equality-monitoring', id: source.id, version: source.version + 1 } } }
  },
})

const wordsOf = ({ name, scope, purpose, lawfulBasis, keepRowsMonths }: Values<typeof written>) => ({ name, scope: scope ?? '', purpose, lawfulBasis, keepRowsMonths })
const inLedger = ({ name, kind, scope, purpose, lawfulBasis, keepRowsMonths, declarations, ended }: Source) => ({ name, kind, scope, purpose, lawfulBasis, keepRowsMonths, declarations, ended })

/** Only people who work here have answers of their own here. */
const usedFor = (kind: DatasetKind, said: DeclarationUse | null): DeclarationUse => kind === 'workforce' ? said ?? 'off' : 'off'

export async function wantedSource(db: House['db'], organisation: string, id: string): Promise<Source> {
  const found = await findSource(db, organisation, id)
  if (!found) throw new NotFound(`source ${id}`)
  return found
}
