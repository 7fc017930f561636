import { html } from '#html/html.ts'
import { one, type Field as Asked } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets } from '../access.ts'
import type { WordMeaning } from '../dataset.ts'
import { readsRows } from '../entries.ts'
import { mergeMapping } from '../mapping.ts'
import { paths } from '../paths.ts'
import { listNameColumns, listNames } from '../same-names.ts'
import { crumbsToDataset, exactly, fieldInAddress, fieldName, things } from './parts.ts'
import { loadToMap, saveMapping } from './saying-what-it-means.ts'

/** The body's own names: departments, grades, contracts. Each is counted as it is written, unless somebody says here that two are one. */
export const namesPage = form({
  path: paths.names,
  async load({ dataset: id, field: asked }, house) {
    const loaded = await loadToMap(id, house)
    const found = listNameColumns(loaded.reading, loaded.source.mapping).find((each) => fieldInAddress(each.field) === asked)
    if (!found) throw new NotFound('no such names')
    return { ...loaded, field: found.field, heading: found.column.heading, names: listNames(found.field, found.column, loaded.source.mapping) }
  },
  access: mayKeepDatasets,
  reads: ({ dataset, field }) => readsRows(dataset.id, 'words', { of: field }),
  version: ({ source }) => String(source.version),
  fields: ({ names }) => Object.fromEntries(names.map((_name, place): [string, Asked<string>] => [nameOf(place), calledSo()])),
  starting: ({ names }) => Object.fromEntries(names.map((each, place) => [nameOf(place), each.like ?? each.as ?? ''])),
  view({ dataset, field, heading, names }, answers) {
    const alike = names.filter((each) => each.like !== null).length
    return {
      title: `Names: ${fieldName(field).toLowerCase()}`, crumbs: crumbsToDataset(dataset), guide: 'columns-and-words', wide: true,
      main: html`<h1 class="govuk-heading-l">${fieldName(field)}: is each of these one of its own?</h1>
        <p class="govuk-body">The column ${heading} has ${things(names.length, 'different name')}. Give two the same name, and they are counted as one, in this extract and the next. Leave a box empty where a word says that nothing is known.${alike > 0 && html` <strong>${things(alike, 'is', 'are')} written nearly like another</strong>, which is filled in.`}</p>
        ${questions(answers).form('Save these names', html`<table class="govuk-table dr-table dr-table--asks"><caption class="govuk-table__caption govuk-visually-hidden">${fieldName(field)}</caption>
          <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">In the extract</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Rows</th><th scope="col" class="govuk-table__header">Counted as</th></tr></thead>
          <tbody class="govuk-table__body">${names.map((each, place) => {
            const [name, problem] = [nameOf(place), answers.problems[nameOf(place)]]
            return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="In the extract"><span class="dr-written">${each.words}</span></th><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Rows">${exactly(each.count, each.words, dataset)}</td>
              <td class="govuk-table__cell" data-label="Counted as"><div class="govuk-form-group dr-cell-question${problem !== undefined && html` govuk-form-group--error`}"><label class="govuk-label govuk-visually-hidden" for="${name}">What “${each.words}” is counted as</label>
                ${problem !== undefined && html`<p class="govuk-error-message" id="${name}-error"><span class="govuk-visually-hidden">Error:</span> ${problem}</p>`}
                <input class="govuk-input${problem !== undefined && html` govuk-input--error`}" id="${name}" name="${name}" type="text" value="${one(answers.body, name)}" spellcheck="false" autocomplete="off"${problem !== undefined && html` aria-describedby="${name}-error"`}></div>
                ${each.like !== null && html`<span class="dr-under"><span class="dr-sure dr-sure--middle">Check this</span> It is written nearly like “${each.like}”.</span>`}</td></tr>`
          })}</tbody></table>`, { cancel: paths.dataset.to({ dataset: dataset.id }) })}`,
    }
  },
  async submit(values, loaded, house) {
    const { dataset, source, field, names } = loaded
    // What is called as it is written needs no line, unless it was called otherwise before.
    const said = Object.fromEntries(names.flatMap((each, place): [string, WordMeaning][] => {
      const called = values[nameOf(place)] ?? ''
      return called === each.words && each.as === each.words ? [] : [[each.words, called === '' ? { state: 'not declared' } : { category: called }]]
    }))
    const done = await saveMapping(house, loaded, mergeMapping(source.mapping, { columns: {}, words: { [field]: said } }), {
      did: 'equality-monitoring.names-confirmed', on: { room: 'equality-monitoring', id: dataset.id, version: source.version + 1 },
      after: { field, names: Object.fromEntries(Object.entries(said).map(([words, meaning]) => [words, 'category' in meaning ? meaning.category : meaning.state])) },
    })
    if (!done) return { problems: { [nameOf(0)]: 'Someone else changed this source just now. Open the page again to see what is different' } }
    return dataset.state === 'to check' ? { ...done, said: 'The names are saved. The rows are looked through again.' } : { ...done, goTo: paths.dataset.to({ dataset: dataset.id }) }
  },
})

const nameOf = (place: number): string => `n${place}`

/** A name as it is to be counted; empty for a word that says nothing. */
function calledSo(): Asked<string> {
  return {
    read(body, name) {
      const value = one(body, name).replaceAll(/\s+/g, ' ')
      return value.length > 150 ? { problem: 'The name must be 150 characters or fewer' } : { value }
    },
  }
}
