import { findQuestionSet } from '#duty/monitoring/question-sets.ts'
import { questions as monitoringQuestions } from '#duty/monitoring/questions.ts'
import { dayInWords, listInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { choice, optional, text } from '#web/fields.ts'
import { form, type Answers, type View } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets } from '../access.ts'
import { answeredInCounts, answeredInReading, type Answered } from '../comparing.ts'
import type { Dataset, Source } from '../dataset.ts'
import { acceptDataset, findEarlier, findQuality, findReading, isExtractNeeded, listDatasets, moveOn, throwAwayDataset } from '../dataset-store.ts'
import { readsRows } from '../entries.ts'
import { askToDeleteRows } from '../jobs/delete-rows-now.ts'
import { suggestMapping, type Suggestion } from '../mapping.ts'
import { paths } from '../paths.ts'
import { stops, type Quality } from '../quality.ts'
import type { ExtractReading } from '../read-extract.ts'
import { areRowsHeld, rowsKeptUntil } from '../retention.ts'
import { listNameColumns, listNames } from '../same-names.ts'
import { findSource } from '../source-store.ts'
import { listTabulations } from '../tabulation-store.ts'
import { usualUnderstanding } from '../understanding.ts'
import { crumbsToDataset, crumbsToSource, exactly, facts, fieldInAddress, fieldName, givenOn, kindOf, monthsWords, periodWords, stateTag, things, twoThirds, wantedDataset } from './parts.ts'
import { columnsAreConfirmed, isUnsure, listFieldsToMap } from './saying-what-it-means.ts'

interface Loaded {
  readonly dataset: Dataset
  readonly source: Source
  readonly reading: ExtractReading | null
  readonly suggestion: Suggestion | null
  readonly quality: Quality | null
  readonly earlier: Dataset | null
  readonly answeredBefore: readonly Answered[]
  readonly answeredNow: readonly Answered[]
  readonly corrects: Dataset | null
  readonly correctedBy: Dataset | null
}

const isUnderWay = ({ state }: Dataset): boolean => state === 'waiting' || state === 'reading' || state === 'merging'
const fields = { because: optional(text({ missing: '', max: 500, subject: 'The reason' })) }

/** One extract, wherever it stands: being read, to be understood, to be checked and taken in, taken in, or replaced. */
export const datasetPage = form({
  path: paths.dataset,
  async load({ dataset: id }, { db, organisation }): Promise<Loaded> {
    const dataset = await wantedDataset(db, organisation.id, id)
    const source = await findSource(db, organisation.id, dataset.source.id)
    if (!source) throw new NotFound('no source')
    if (isUnderWay(dataset)) return { dataset, source, reading: null, suggestion: null, quality: null, earlier: null, answeredBefore: [], answeredNow: [], corrects: null, correctedBy: null }
    const [reading, quality] = [await findReading(db, organisation.id, id), await findQuality(db, organisation.id, id)]
    const others = await listDatasets(db, organisation.id, { source: source.id })
    const isNew = dataset.state === 'to map' || dataset.state === 'to check'
    const corrects = others.find((each) => each.id === dataset.replaces) ?? null
    const earlier = corrects ?? await findEarlier(db, organisation.id, source.id, dataset.to)
    const cuts = monitoringQuestions.map((each): string => each.id)
    return {
      dataset, source, reading, quality, earlier, corrects, correctedBy: others.find((each) => each.replaces === id && each.state === 'current') ?? null,
      suggestion: reading && isNew ? suggestMapping(reading, source.mapping, usualUnderstanding) : null,
      answeredBefore: earlier ? answeredInCounts(await listTabulations(db, organisation.id, earlier.id, cuts)) : [],
      answeredNow: isNew ? reading ? answeredInReading(reading, source.mapping) : [] : answeredInCounts(await listTabulations(db, organisation.id, id, cuts)),
    }
  },
  access: mayKeepDatasets,
  // Where nothing of it was taken in, or work is under way, the page has no number of people.
  reads: ({ dataset }) => isUnderWay(dataset) || dataset.state === 'unreadable' || dataset.state === 'thrown away' ? null : readsRows(dataset.id, 'exact counts', { state: dataset.state }),
  version: ({ dataset }) => isUnderWay(dataset) ? '' : String(dataset.version),
  fields,
  view(loaded, answers) {
    const { dataset } = loaded
    if (isUnderWay(dataset)) return underWay(dataset)
    if (dataset.state === 'unreadable') return unreadable(dataset)
    if (dataset.state === 'to map') return toMap(loaded)
    if (dataset.state === 'to check') return toCheck(loaded, answers)
    return takenIn(loaded)
  },
  async submit({ because }, { dataset, source, quality }, { db, organisation, person, today }) {
    if (dataset.state !== 'to check' || quality === null) return { problems: { because: 'This extract has been dealt with already' } }
    if (stops(quality)) return { problems: { because: 'Some problems have to be mended before this extract can be taken in' } }
    const warnings = quality.problems.filter((each) => each.grave === 'warns')
    if (warnings.length > 0 && because === null) return { problems: { because: 'Say why this extract can be taken in as it is' } }
    const accepted = warnings.length > 0 ? { accepted: { because: because ?? '', by: person.name, on: today.toString() } } : {}
    if (!await moveOn(db, organisation.id, dataset.id, ['to check'], 'to check', { quality: { ...quality, ...accepted } }) || !await acceptDataset(db, organisation.id, dataset.id)) return { problems: { because: 'This extract has been dealt with already' } }
    return {
      goTo: paths.dataset.to({ dataset: dataset.id }),
      entry: { did: 'equality-monitoring.extract-accepted', on: { room: 'equality-monitoring', id: dataset.id }, after: { source: source.name, from: dataset.from?.toString() ?? null, to: dataset.to.toString(), warnings: warnings.map((each) => each.kind), because: because ?? '' } },
    }
  },
})

function underWay(dataset: Dataset): View {
  const merging = dataset.state === 'merging'
  const title = merging ? `Taking in ${dataset.fileName}` : `Reading ${dataset.fileName}`
  return {
    title, crumbs: crumbsToSource(dataset.source),
    main: html`<h1 class="govuk-heading-l">${title}</h1>
      <div class="dr-waiting" id="waiting" role="status" data-refresh="2"><span>${dataset.state === 'waiting' ? 'Waiting for its turn.' : html`${merging ? 'Counting every group.' : 'Looking through the rows.'} <span class="dr-progress"><progress class="dr-progress__bar" max="100" value="${String(dataset.progress)}" aria-label="Done"></progress> ${String(dataset.progress)}%</span>`}</span></div>
      <p class="govuk-body">This page moves on by itself. If it does not, <a class="govuk-link" href="${paths.dataset.to({ dataset: dataset.id })}">look again</a>.</p>
      <p class="govuk-body">You can leave this page. The extract will be under <a class="govuk-link" href="${paths.monitoring.to()}">Monitoring</a> when you come back.</p>`,
  }
}

function unreadable(dataset: Dataset): View {
  return {
    title: 'This extract could not be read', crumbs: crumbsToSource(dataset.source), guide: 'upload-an-extract',
    main: twoThirds(html`<h1 class="govuk-heading-l">This extract could not be read</h1><p class="govuk-body-l">${dataset.refusal}</p><p class="govuk-body">Nothing of ${dataset.fileName} was taken in, and nothing of it was kept.</p>
      <a class="govuk-button" href="${paths.upload.to({ source: dataset.source.id })}">Try another file</a>`),
  }
}

/** What is still to be said before its rows can be looked through. */
function toMap({ dataset, source, reading, suggestion }: Loaded): View {
  if (!reading || !suggestion) throw new NotFound('nothing was read')
  const confirmed = columnsAreConfirmed(suggestion)
  const unknown = suggestion.columns.filter((each) => each.from !== 'remembered' && each.column.filled > 0).length
  const all = listFieldsToMap(suggestion)
  const next = all.find((each) => each.unsure > 0)
  const names = listNameColumns(reading, source.mapping)
  const sure = suggestion.words.filter((each) => each.from === 'suggested' && !isUnsure(each) && each.words !== '').length
  return {
    title: dataset.fileName, crumbs: crumbsToSource(dataset.source), guide: 'columns-and-words',
    main: html`<h1 class="govuk-heading-l">What does ${dataset.fileName} say?</h1>
      <p class="govuk-body-l">It has ${exactly(reading.rows, 'rows', dataset)} rows and ${things(reading.columns.length, 'column')}, and describes ${periodWords(dataset)}. ${confirmed ? 'Now its words.' : 'First, what its columns are.'} You say it once: the next extract of this source is understood in the same way.</p>
      ${aboutFile(reading, source)}
      <ol class="dr-tasks">
        ${task('Columns', `${things(reading.columns.length, 'column')}, ${things(suggestion.columns.filter((each) => each.meaning).length)} that we know`, paths.columns.to({ dataset: dataset.id }), confirmed ? 'done' : 'asked', confirmed ? 'Confirmed' : `${things(unknown)} to confirm`)}
        ${all.map(({ field, words, confirmed: done, unsure }) => task(`Words for ${fieldName(field).toLowerCase()}`, things(words, 'different word'), confirmed ? paths.words.to({ dataset: dataset.id, field: fieldInAddress(field) }) : null,
          done === words ? 'done' : unsure > 0 ? 'asked' : 'not-started', done === words ? 'Confirmed' : unsure > 0 ? `${things(unsure, 'is', 'are')} not clear` : `${things(words - done)} to confirm`))}
        ${names.map(({ field, column }) => { const alike = listNames(field, column, source.mapping).filter((each) => each.like !== null).length
          return task(`Names: ${fieldName(field).toLowerCase()}`, things(column.words.length, 'different name'), confirmed ? paths.names.to({ dataset: dataset.id, field: fieldInAddress(field) }) : null, alike > 0 ? 'at-risk' : 'done', alike > 0 ? `${things(alike)} nearly alike` : 'As written') })}
      </ol>
      <div class="govuk-button-group">${!confirmed ? html`<a class="govuk-button" href="${paths.columns.to({ dataset: dataset.id })}">Go on to the columns</a>` : sure > 0 ? html`<a class="govuk-button" href="${paths.sureWords.to({ dataset: dataset.id })}">Confirm the ${things(sure, 'word')} that we are sure of</a>` : next ? html`<a class="govuk-button" href="${paths.words.to({ dataset: dataset.id, field: fieldInAddress(next.field) })}">Say what ${next.unsure === 1 ? 'it means' : 'they mean'}</a>` : ''}
        <a class="govuk-link" href="${paths.throwAwayDataset.to({ dataset: dataset.id })}">Throw this extract away</a></div>`,
  }
}

/** Which sheet was read, and every row that was left out: before anything is said about the rest. */
function aboutFile({ notes }: Pick<ExtractReading, 'notes'>, source: Source): Html | null {
  const isOneOfSeveral = notes.some((each) => each.startsWith('The workbook has '))
  return notes.length === 0 ? null : html`<div class="dr-note"><p class="dr-note__heading">About this file</p><ul class="govuk-list govuk-list--bullet">${notes.map((each) => html`<li>${each}</li>`)}</ul>${isOneOfSeveral && html`<p class="govuk-body"><a class="govuk-link" href="${paths.upload.to({ source: source.id })}?sheet=other">Upload it again and say which sheet to read</a></p>`}</div>`
}

function task(what: string, more: string, href: string | null, rating: string, state: string): Html {
  return html`<li class="dr-task"><div class="dr-task__what">${href === null ? html`<span>${what}</span>` : html`<a class="govuk-link" href="${href}">${what}</a>`}<span class="dr-under">${more}</span></div><div class="dr-task__do"><span class="dr-rating dr-rating--${rating}">${state}</span></div></li>`
}

/** Everything is understood. What was found in the rows, and one button. */
function toCheck(loaded: Loaded, answers: Answers<typeof fields>): View {
  const { dataset, source, reading, quality, earlier, corrects, answeredBefore, answeredNow } = loaded
  if (!quality || !reading) throw new NotFound('nothing was read')
  const errors = quality.problems.filter((each) => each.grave === 'stops')
  const warnings = quality.problems.filter((each) => each.grave === 'warns')
  const ask = questions(answers)
  return {
    title: `Check ${source.name}, ${periodWords(dataset)}`, crumbs: crumbsToSource(dataset.source), guide: 'data-quality',
    main: html`<h1 class="govuk-heading-l">Check ${source.name}, ${periodWords(dataset)}</h1>
      <p class="govuk-body-l">${exactly(quality.people, kindOf(source.kind).of, dataset)} ${kindOf(source.kind).of}${quality.rows !== quality.people && html` in ${exactly(quality.rows, 'rows', dataset)} rows`}${earlier && html`. ${changeWords(quality.people, answeredBefore[0]?.all ?? earlier.rows ?? 0, earlier)}`}.${corrects && html` It corrects the extract of ${periodWords(corrects)} that was given on ${givenOn(corrects)}.`}</p>
      ${aboutFile(reading, source)}
      ${errors.length > 0 ? html`<div class="dr-note dr-note--late"><h2 class="dr-note__heading">${things(errors.length, 'problem')} to mend first</h2><ul class="govuk-list govuk-list--bullet">${errors.slice(0, 6).map((each) => html`<li>${each.sentence}</li>`)}</ul>
          <p class="govuk-body"><a class="govuk-link" href="${paths.quality.to({ dataset: dataset.id })}">See every row, and what to do</a></p></div>` : ''}
      ${warnings.length > 0 && html`<div class="dr-note dr-note--at-risk"><h2 class="dr-note__heading">${things(warnings.length, 'thing')} to look at</h2><ul class="govuk-list govuk-list--bullet">${warnings.slice(0, 6).map((each) => html`<li>${each.sentence}</li>`)}</ul>
          <p class="govuk-body"><a class="govuk-link" href="${paths.quality.to({ dataset: dataset.id })}">See every row, and what to do</a></p></div>`}
      ${errors.length + warnings.length === 0 && html`<div class="dr-note dr-note--on-track"><p class="dr-note__heading">Nothing to mend</p><p>Every column and every word is understood${earlier && ', as last time'}.</p></div>`}
      ${errors.length > 0 || quality.moreProblems > 0
        ? html`<p class="govuk-body">Mend the file where it was made, then upload it again. Nothing has been taken in.</p><div class="govuk-button-group"><a class="govuk-button" href="${paths.upload.to({ source: source.id })}">Upload a mended file</a><a class="govuk-link" href="${paths.throwAwayDataset.to({ dataset: dataset.id })}">Throw this extract away</a></div>`
        : html`${ask.form('Take it in', html`${warnings.length > 0 && ask.line('because', 'Why can it be taken in as it is?', 'Kept with the extract. For example, two services joined in September')}`)}<p class="govuk-body"><a class="govuk-link" href="${paths.throwAwayDataset.to({ dataset: dataset.id })}">Throw this extract away</a></p>`}
      ${answeredTable(answeredNow, answeredBefore, earlier)}
      ${quality.declarations && declarationsNote(quality.declarations, 'to check')}
      ${meaningLinks(loaded)}`,
  }
}

/** That people's own answers are joined, how, and what did not fit. `answeredTable` above it, while an extract is checked, is of the extract alone. */
function declarationsNote({ use, added, notes }: NonNullable<Quality['declarations']>, when: 'to check' | 'taken in'): Html {
  const names = listInWords(added.map((field) => fieldName(field).toLowerCase()))
  return html`<div class="dr-note"><h2 class="dr-note__heading">Employees’ own answers ${when === 'to check' ? 'will be joined' : 'were joined'}</h2>
    <p>What people said of themselves here ${when === 'to check' ? 'is' : 'was'} used ${use === 'prefer' ? 'before what the extract says' : 'where the extract has no answer'}. Whoever gave notice to stop is counted without any answer.${names !== '' && ` Not in the extract, and taken from them alone: ${names}.`}${when === 'to check' && ' The table above is of the extract alone.'}</p>
    ${notes.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${notes.map((each) => html`<li>${each}</li>`)}</ul>`}</div>`
}

/** How many more or fewer than last time, in words. */
function changeWords(people: number, before: number, earlier: Dataset): string {
  const change = people - before
  return change === 0 ? `The same as on ${periodWords(earlier)}` : `${exactly(Math.abs(change), 'the difference', earlier)} ${change > 0 ? 'more' : 'fewer'} than on ${periodWords(earlier)}`
}

/** How much of each question is answered, now and before: what a slip in an extract changes first. */
function answeredTable(now: readonly Answered[], before: readonly Answered[], earlier: Dataset | null): Html | false {
  if (now.length === 0) return false
  const share = (one: Answered | undefined): string => one === undefined ? 'Not asked' : one.all === 0 ? 'None' : `${Math.round(1000 * one.answered / one.all) / 10}%`
  return html`<h2 class="govuk-heading-m">How much is answered</h2>
    <table class="govuk-table"><caption class="govuk-table__caption govuk-visually-hidden">How much is answered</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Question</th>${earlier && html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${periodWords(earlier)}</th>`}<th scope="col" class="govuk-table__header govuk-table__header--numeric">This extract</th></tr></thead>
    <tbody class="govuk-table__body">${inOrder(now).map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${fieldName(each.field)}</th>${earlier && html`<td class="govuk-table__cell govuk-table__cell--numeric">${share(before.find((other) => other.field === each.field))}</td>`}<td class="govuk-table__cell govuk-table__cell--numeric">${share(each)}</td></tr>`)}</tbody></table>`
}

/** In the order in which questions always come. */
const inOrder = (answered: readonly Answered[]): readonly Answered[] => monitoringQuestions.flatMap((question) => answered.filter((each) => each.field === question.id))

function meaningLinks({ dataset, source, reading, suggestion }: Loaded): Html | false {
  if (!suggestion || !reading) return false
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Change what columns or words mean</span></summary><div class="govuk-details__text"><ul class="govuk-list">
    <li><a class="govuk-link" href="${paths.columns.to({ dataset: dataset.id })}">Columns</a></li>${listFieldsToMap(suggestion).map(({ field }) => html`<li><a class="govuk-link" href="${paths.words.to({ dataset: dataset.id, field: fieldInAddress(field) })}">Words for ${fieldName(field).toLowerCase()}</a></li>`)}
    ${listNameColumns(reading, source.mapping).map(({ field }) => html`<li><a class="govuk-link" href="${paths.names.to({ dataset: dataset.id, field: fieldInAddress(field) })}">Names: ${fieldName(field).toLowerCase()}</a></li>`)}</ul></div></details>`
}

/** An extract that was taken in: what of it is here, what became of it, and when its rows go. */
function takenIn({ dataset, source, reading, quality, answeredNow, answeredBefore, earlier, corrects, correctedBy }: Loaded): View {
  const columns = dataset.columns ?? []
  const problems = quality?.problems.length ?? 0
  const isHere = dataset.state === 'current' || dataset.state === 'replaced'
  return {
    title: `${source.name}, ${periodWords(dataset)}`, crumbs: crumbsToSource(dataset.source), guide: 'upload-an-extract',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${source.name}, ${periodWords(dataset)}</h1><p class="dr-head__state">${stateTag(dataset.state)}</p></div>
      ${dataset.state === 'current' && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.profile.to()}">See the figures</a><a class="govuk-link" href="${paths.upload.to({ source: source.id })}?corrects=${dataset.id}">Correct it</a></div>`}</div>
      ${correctedBy && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">A correction has replaced this extract</p><p>${correctedBy.correctionNote} <a class="govuk-link" href="${paths.dataset.to({ dataset: correctedBy.id })}">See the correction</a></p></div>`}
      ${facts([
        isHere && ['Taken in', html`${exactly(answeredNow[0]?.all ?? dataset.rows ?? 0, kindOf(source.kind).of, dataset)} ${kindOf(source.kind).of}`],
        ['Who is in it, and who is not', source.scope === '' ? 'Not said' : source.scope],
        ['File', `${dataset.fileName}${reading?.sheet ? `, sheet “${reading.sheet}”` : ''}, given by ${dataset.by.name} on ${givenOn(dataset)}`],
        corrects !== null && ['Corrects', html`<a class="govuk-link" href="${paths.dataset.to({ dataset: corrects.id })}">The extract given on ${givenOn(corrects)}</a>. ${dataset.correctionNote}`],
        quality !== null && isHere && ['Checked', html`${problems === 0 ? 'Nothing to look at.' : html`<a class="govuk-link" href="${paths.quality.to({ dataset: dataset.id })}">${things(problems, 'thing')} to look at</a>.`}${quality.accepted && html` Taken in as it was by ${quality.accepted.by} on ${dayInWords(Temporal.PlainDate.from(quality.accepted.on))}: ${quality.accepted.because}`}`],
        isHere && ['Rows about people', dataset.rowsDeletedOn ? `Deleted on ${dayInWords(dataset.rowsDeletedOn)}, with what was found wrong in single rows. What was counted stays, and so do the figures that were released. New questions to single rows can no longer be asked.` : html`${dataset.state === 'replaced' ? 'Deleted in the coming night, because a correction has replaced them.' : `Kept until ${dayInWords(rowsKeptUntil(dataset, source))}, ${monthsWords(source.keepRowsMonths)} after the day that they describe.`} <a class="govuk-link" href="${paths.deleteRows.to({ dataset: dataset.id })}">Delete them now</a>`],
      ])}
      ${columns.length > 0 && html`<h2 class="govuk-heading-m">${dataset.rowsDeletedOn ? 'What was counted of each person' : 'What is known of each person'}</h2>${facts(columns.map((each) => [fieldName(each.field), each.kind === 'number' ? 'A number' : html`${things(each.categories?.length ?? 0, 'category', 'categories')}${each.questionSet !== undefined && html`<br><span class="govuk-hint">Question asked: ${findQuestionSet(each.questionSet)?.name ?? 'in our own bands'}</span>`}`] as const))}`}
      ${isHere && answeredTable(answeredNow, answeredBefore, earlier)}
      ${isHere && quality?.declarations !== undefined && declarationsNote(quality.declarations, 'taken in')}
      ${isHere && reading !== null && reading.notes.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What was read of the file, and what was not</span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet">${reading.notes.map((each) => html`<li>${each}</li>`)}</ul></div></details>`}`,
  }
}

export const throwAwayExtract = form({
  path: paths.throwAwayDataset,
  async load({ dataset: id }, { db, organisation }) {
    const dataset = await wantedDataset(db, organisation.id, id)
    if (!['waiting', 'reading', 'to map', 'to check'].includes(dataset.state)) throw new NotFound('nothing to throw away')
    return dataset
  },
  access: mayKeepDatasets,
  fields: {},
  view: (dataset, answers) => ({
    title: `Throw ${dataset.fileName} away`, crumbs: crumbsToDataset(dataset),
    main: twoThirds(html`<h1 class="govuk-heading-l">Throw ${dataset.fileName} away?</h1><p class="govuk-body">Nothing of it has been taken in, and the file is let go. What you said about its columns and words is remembered for the next extract.</p>
      ${questions(answers).form('Throw it away', html``, { warning: true, cancel: paths.dataset.to({ dataset: dataset.id }) })}`),
  }),
  async submit(_values, dataset, { db, organisation, files }) {
    if (!await throwAwayDataset(db, organisation.id, dataset.id)) throw new NotFound('moved on meanwhile')
    if (dataset.sha256 !== null && !await isExtractNeeded(db, organisation.id, dataset.sha256)) await files.letGo(dataset.sha256)
    return { goTo: paths.source.to({ source: dataset.source.id }), said: 'The extract was thrown away.', entry: { did: 'equality-monitoring.extract-thrown-away', on: { room: 'equality-monitoring', id: dataset.id }, detail: { fileName: dataset.fileName } } }
  },
})

export const deleteRowsPage = form({
  path: paths.deleteRows,
  async load({ dataset: id }, { db, organisation }) {
    const dataset = await wantedDataset(db, organisation.id, id)
    if (!areRowsHeld(dataset)) throw new NotFound('no rows to delete')
    return dataset
  },
  access: mayKeepDatasets,
  fields: { sure: choice({ from: ['yes'], missing: 'Tick the box to show that you have read this' }) },
  view(dataset, answers) {
    const ask = questions(answers)
    return {
      title: `Delete the rows of ${dataset.source.name}, ${periodWords(dataset)}`, crumbs: crumbsToDataset(dataset), guide: 'upload-an-extract',
      main: twoThirds(html`<h1 class="govuk-heading-l">Delete the rows of ${dataset.source.name}, ${periodWords(dataset)}?</h1>
        <p class="govuk-body">Everything that is held about single people in this extract goes, for good. What was counted stays, and so do the figures that were released.</p>
        <ul class="govuk-list govuk-list--bullet"><li>New counts that nobody has asked for yet can no longer be made of it.</li><li>It can still be corrected with a new extract for the same ${dataset.from === null ? 'day' : 'period'}.</li></ul>
        ${ask.form('Delete the rows', ask.anyOf('sure', 'Are you sure?', [{ value: 'yes', text: 'Yes, delete every row of this extract' }]), { warning: true, cancel: paths.dataset.to({ dataset: dataset.id }) })}`),
    }
  },
  async submit(_values, dataset, { db, organisation }) {
    await askToDeleteRows(db, organisation.id, dataset.id)
    return { goTo: paths.dataset.to({ dataset: dataset.id }), said: 'The rows are being deleted.', entry: { did: 'equality-monitoring.rows-deletion-asked', on: { room: 'equality-monitoring', id: dataset.id }, detail: { source: dataset.source.name, to: dataset.to.toString() } } }
  },
})
