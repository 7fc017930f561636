import { questions as monitoringQuestions } from '#duty/monitoring/questions.ts'
import { html, type Html } from '#html/html.ts'
import { choice, one, type Field as Asked, type Fields } from '#web/fields.ts'
import { form, type Answers } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepDatasets } from '../access.ts'
import { plainFields, type ColumnMeaning, type Field, type Mapping } from '../dataset.ts'
import { readsRows } from '../entries.ts'
import { mergeMapping, twoColumnsOfOneField, type SuggestedColumn } from '../mapping.ts'
import { paths } from '../paths.ts'
import type { ReadColumn } from '../read-extract.ts'
import { meaningOf } from '../understanding.ts'
import { crumbsToDataset, fieldName, selectInRow, things, type SelectGroup } from './parts.ts'
import { loadToMap, saveMapping } from './saying-what-it-means.ts'

const leaveOut = 'leave out'

/** What each column is: what we think and why, to be confirmed at once or changed one by one. */
export const columnsPage = form({
  path: paths.columns,
  load: ({ dataset }, house) => loadToMap(dataset, house),
  access: mayKeepDatasets,
  reads: ({ dataset }) => readsRows(dataset.id, 'words', { of: 'columns' }),
  version: ({ source }) => String(source.version),
  fields: ({ reading }) => Object.fromEntries(reading.columns.map((_column, place) => [nameOf(place), choice({ from: [leaveOut, ...allFields], missing: 'Select what this column is, or leave it out' })])) satisfies Fields,
  starting: ({ suggestion }) => Object.fromEntries(suggestion.columns.map(({ meaning }, place) => [nameOf(place), meaning ? meaning.field : leaveOut])),
  view({ dataset, reading, suggestion }, answers) {
    const placed = suggestion.columns.map((each, place) => ({ ...each, place }))
    const groups = [
      { heading: 'Check what we think these are', hint: 'Their headings and words look like this. Change what is wrong.', rows: placed.filter((each) => each.from === 'suggested') },
      { heading: 'These will be left out', hint: 'We do not know them, and most extracts hold columns that monitoring does not need. Say what one is if it is needed; nothing of the others is read in.', rows: placed.filter((each) => each.from === 'nothing') },
      { heading: 'As last time', hint: 'You have said before what these are.', rows: placed.filter((each) => each.from === 'remembered') },
    ].filter((group) => group.rows.length > 0)
    return {
      title: `Columns: ${dataset.fileName}`, crumbs: crumbsToDataset(dataset), guide: 'columns-and-words', wide: true,
      main: html`<h1 class="govuk-heading-l">What are the columns of this extract?</h1>
        <p class="govuk-body">There are ${things(reading.columns.length, 'column')} in ${dataset.fileName}. This is asked once: the next extract of this source is understood in the same way.</p>
        ${reading.notes.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">About this file</p><ul class="govuk-list govuk-list--bullet">${reading.notes.map((each) => html`<li>${each}</li>`)}</ul></div>`}
        ${questions(answers).form('Confirm the columns', html`${groups.map((group) => html`<h2 class="govuk-heading-m">${group.heading}</h2><p class="govuk-body">${group.hint}</p>${columnTable(group.heading, group.rows, answers)}`)}`, { cancel: paths.dataset.to({ dataset: dataset.id }) })}`,
    }
  },
  async submit(values, loaded, house) {
    const { dataset, source, reading, suggestion } = loaded
    const chosen = reading.columns.map((column, place) => ({ column, place, field: allFields.find((each) => each === values[nameOf(place)]) ?? null }))
    const confirmed: Mapping = { columns: Object.fromEntries(chosen.map(({ column, field }, place) => [column.heading, field === null ? null : meaningFor(field, column, suggestion.columns[place])])), words: {} }
    const mapping = mergeMapping(source.mapping, confirmed)
    const twice = twoColumnsOfOneField(reading, mapping)
    if (twice) {
      const problems = Object.fromEntries(chosen.filter((each) => each.field === twice.field).slice(1).map(({ place }) => [nameOf(place), `Two columns cannot both be ${fieldName(twice.field).toLowerCase()}. Leave one of them out`]))
      return { problems }
    }
    if (chosen.every(({ field }) => field === null)) return { problems: { [nameOf(0)]: 'Select what at least one column is' } }
    return await saveMapping(house, loaded, mapping, {
      did: 'equality-monitoring.columns-confirmed', on: { room: 'equality-monitoring', id: dataset.id, version: source.version + 1 }, before: columnsInLedger(source.mapping), after: columnsInLedger(mapping),
    }) ?? { problems: { [nameOf(0)]: 'Someone else changed this source just now. Open the page again to see what is different' } }
  },
})

/** A column that is confirmed as what it was keeps the edition of its question; another gets what is usual for its words. */
function meaningFor(field: Field, column: ReadColumn, suggested: SuggestedColumn | undefined): ColumnMeaning {
  if (suggested?.meaning?.field === field) return suggested.meaning
  return meaningOf(field, column.words.map((each) => each.words))
}

const columnsInLedger = ({ columns }: Mapping) => Object.fromEntries(Object.entries(columns).map(([heading, meaning]) => [heading, meaning === null ? 'left out' : meaning.questionSet === undefined ? meaning.field : `${meaning.field} (${meaning.questionSet})`]))

const nameOf = (place: number): string => `c${place}`
const allFields: readonly Field[] = [...monitoringQuestions.map((each) => each.id), ...plainFields]

const meanings: readonly SelectGroup[] = [
  { label: 'Not needed', options: [{ value: leaveOut, text: 'Leave it out' }] },
  { label: 'About the person', options: monitoringQuestions.map((each) => ({ value: each.id, text: each.name })) },
  { label: 'About the job or the event', options: plainFields.map((each) => ({ value: each, text: fieldName(each) })) },
]

type Row = SuggestedColumn & { readonly place: number }

function columnTable(caption: string, rows: readonly Row[], answers: Answers<Record<string, Asked<string>>>): Html {
  return html`<table class="govuk-table dr-table dr-table--asks"><caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Heading</th><th scope="col" class="govuk-table__header">What is in it</th><th scope="col" class="govuk-table__header">What it is</th></tr></thead>
    <tbody class="govuk-table__body">${rows.map(({ column, place, from, sure, why }) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Heading">${column.heading}</th>
      <td class="govuk-table__cell" data-label="What is in it">${contents(column)}</td>
      <td class="govuk-table__cell" data-label="What it is">${selectInRow({ name: nameOf(place), label: `What ${column.heading} is`, groups: meanings, chosen: one(answers.body, nameOf(place)), none: null, problem: answers.problems[nameOf(place)] })}${why !== '' && from !== 'remembered' && html`<span class="dr-under">${from === 'suggested' && sure === 'unsure' && html`<span class="dr-sure dr-sure--middle">Check this</span> `}${why}</span>`}</td></tr>`)}</tbody></table>`
}

/** The first of its different words; of a column with too many to list, only what they look like. */
function contents(column: ReadColumn): Html | string {
  if (column.filled === 0) return 'Nothing'
  if (column.words.length === 0) return { 'whole numbers': 'Whole numbers, many different ones', numbers: 'Numbers, many different ones', dates: 'Dates, many different ones', words: 'Many different words' }[column.looks]
  const shown = column.words.slice(0, 4)
  return html`${shown.map((each) => html`<span class="dr-written">${each.words}</span>`)}${column.words.length > shown.length && html` and ${things(column.words.length - shown.length)} more`}`
}
