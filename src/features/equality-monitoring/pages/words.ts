import { findCategory, findQuestionSet, parentsOf, questionSetsFor } from '#duty/monitoring/question-sets.ts'
import type { QuestionSet } from '#duty/monitoring/question-set.ts'
import { html, type Html } from '#html/html.ts'
import { choice, one, type Field as Asked } from '#web/fields.ts'
import { form, type Answers } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets } from '../access.ts'
import { noAnswer, type Field, type Mapping, type WordMeaning } from '../dataset.ts'
import { readsRows } from '../entries.ts'
import { isQuestion, mergeMapping, stages, suggestMapping, type SuggestedWord } from '../mapping.ts'
import { paths } from '../paths.ts'
import { usualUnderstanding } from '../understanding.ts'
import { crumbsToDataset, exactly, fieldInAddress, fieldName, selectInRow, things, type SelectGroup } from './parts.ts'
import { isUnsure, listFieldsToMap, loadToMap, saveMapping, type ToMap } from './saying-what-it-means.ts'

interface Loaded extends ToMap {
  readonly field: Field
  readonly headings: readonly string[]
  /** The edition of the question that is looked at; null for what is no question. */
  readonly set: QuestionSet | null
  /** Unsure ones first, then suggested, then remembered; the most frequent first. */
  readonly words: readonly SuggestedWord[]
}

/** What the extract's own words mean, for one field: all of them on one page, confirmed at once. */
export const wordsPage = form({
  path: paths.words,
  async load({ dataset: id, field: asked }, house): Promise<Loaded> {
    const loaded = await loadToMap(id, house)
    const field = listFieldsToMap(loaded.suggestion).find((each) => fieldInAddress(each.field) === asked)?.field
    if (field === undefined) throw new NotFound('no words of such a field')
    const columns = loaded.suggestion.columns.filter((each) => each.meaning?.field === field)
    const meant = columns.map((each) => each.meaning?.questionSet).find((each) => each !== undefined)
    const offered = isQuestion(field) ? questionSetsFor(field) : []
    const set = offered.find((each) => each.id === house.query.get('edition')) ?? findQuestionSet(meant ?? '') ?? offered[0] ?? null
    const headings = columns.map((each) => each.column.heading)
    // Another edition is looked at as if it had been confirmed: its own rules suggest what its words mean.
    const suggestion = set === null || set.id === meant ? loaded.suggestion : suggestMapping(loaded.reading, inEdition(loaded.source.mapping, field, headings, set), usualUnderstanding)
    const words = suggestion.words.filter((each) => each.field === field).map((each) => isOffered(set, field, each.meaning) ? each : { ...each, meaning: null, from: 'nothing' as const, sure: 'unsure' as const, why: 'It is no answer to this question.' })
    return { ...loaded, field, headings, set, words: [...words].sort((a, b) => Number(isUnsure(b)) - Number(isUnsure(a)) || order[a.from] - order[b.from] || b.count - a.count) }
  },
  access: mayKeepDatasets,
  reads: ({ dataset, field }) => readsRows(dataset.id, 'words', { of: field }),
  version: ({ source }) => String(source.version),
  fields: ({ field, set, words }) => {
    const offered = groupsFor(field, set, words).flatMap((group) => group.options.map((each) => each.value))
    return Object.fromEntries(words.map((each, place): [string, Asked<string>] => [nameOf(place), choice({ from: [...offered, ...(each.words === '' ? [] : [valueOf({ category: each.words })])], missing: `Select what ${quoted(each.words)} means` })]))
  },
  starting: ({ words }) => Object.fromEntries(words.map((each, place) => [nameOf(place), each.meaning === null ? '' : valueOf(each.meaning)])),
  view(loaded, answers) {
    const { dataset, field, set, words, suggestion } = loaded
    const unsure = words.filter(isUnsure).length
    const all = listFieldsToMap(suggestion)
    const ask = questions(answers)
    return {
      title: `${fieldName(field)}: ${dataset.fileName}`, crumbs: crumbsToDataset(dataset), guide: 'columns-and-words', wide: true,
      main: html`<span class="govuk-caption-l">Words, ${things(all.findIndex((each) => each.field === field) + 1)} of ${things(all.length)}</span><h1 class="govuk-heading-l">${fieldName(field)}: what do these words mean?</h1>
        <p class="govuk-body">${unsure === 0 ? 'We think we know them all. Look them through and confirm them.' : unsure === words.length ? `Say what ${words.length === 1 ? 'it means' : 'each of them means'}.` : html`<strong>${things(unsure, 'is', 'are')} not clear to us</strong> and ${unsure === 1 ? 'stands' : 'stand'} first. The others are what such words usually mean.`} Nothing is dropped: every row is counted under what you say here.</p>
        ${set !== null && editionOf(loaded, set)}
        ${ask.form('Confirm these words', wordTable(loaded, answers), { cancel: paths.dataset.to({ dataset: dataset.id }) })}`,
    }
  },
  async submit(values, loaded, house) {
    const { dataset, source, field, headings, set, words } = loaded
    const said = Object.fromEntries(words.map((each, place) => [each.words, meaningOf(values[nameOf(place)] ?? '')]))
    const mapping = mergeMapping(set === null ? source.mapping : inEdition(source.mapping, field, headings, set), { columns: {}, words: { [field]: said } })
    return await saveMapping(house, loaded, mapping, {
      did: 'equality-monitoring.words-confirmed', on: { room: 'equality-monitoring', id: dataset.id, version: source.version + 1 },
      after: { field, questionSet: set?.id ?? null, words: Object.fromEntries(Object.entries(said).map(([each, meaning]) => [each, inWords(meaning, set)])) },
    }) ?? { problems: { [nameOf(0)]: 'Someone else changed this source just now. Open the page again to see what is different' } }
  },
})

/** In one press: everything that is understood by rules, in every field. What is not stays to be said. */
export const sureWordsPage = form({
  path: paths.sureWords,
  load: ({ dataset }, house) => loadToMap(dataset, house),
  access: mayKeepDatasets,
  reads: ({ dataset }) => readsRows(dataset.id, 'words', { of: 'all fields' }),
  version: ({ source }) => String(source.version),
  fields: {},
  view({ dataset, suggestion }, answers) {
    const sure = suggestion.words.filter((each) => each.from === 'suggested' && !isUnsure(each))
    return {
      title: `What we are sure of: ${dataset.fileName}`, crumbs: crumbsToDataset(dataset), guide: 'columns-and-words',
      main: html`<h1 class="govuk-heading-l">What we are sure of</h1>
        ${sure.length === 0 ? html`<p class="govuk-body">Everything that such words usually mean has been confirmed.</p>` : html`<p class="govuk-body">This is what these words usually mean. If something is wrong, go to that question’s own page and change it.</p>
        ${[...Map.groupBy(sure, (each) => each.field)].map(([field, words]) => html`<h2 class="govuk-heading-m">${fieldName(field)}</h2>
          <table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">${fieldName(field)}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">In the extract</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Rows</th><th scope="col" class="govuk-table__header">It means</th></tr></thead>
          <tbody class="govuk-table__body">${words.map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="In the extract">${written(each.words)}</th><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Rows">${exactly(each.count, each.words, dataset)}</td><td class="govuk-table__cell" data-label="It means">${each.meaning && inWords(each.meaning, setOf(suggestion, field))}</td></tr>`)}</tbody></table>
          <p class="govuk-body"><a class="govuk-link" href="${paths.words.to({ dataset: dataset.id, field: fieldInAddress(field) })}">Change something about ${fieldName(field).toLowerCase()}</a></p>`)}`}
        ${questions(answers).form('Confirm all of these', html``, { cancel: paths.dataset.to({ dataset: dataset.id }) })}`,
    }
  },
  async submit(_values, loaded, house) {
    const { dataset, source, suggestion } = loaded
    const sure = suggestion.words.filter((each) => each.from === 'suggested' && !isUnsure(each))
    const said = Object.fromEntries([...Map.groupBy(sure, (each) => each.field)].map(([field, words]) => [field, Object.fromEntries(words.flatMap((each) => each.meaning ? [[each.words, each.meaning] as const] : []))]))
    const done = await saveMapping(house, loaded, mergeMapping(source.mapping, { columns: {}, words: said }), {
      did: 'equality-monitoring.words-confirmed', on: { room: 'equality-monitoring', id: dataset.id, version: source.version + 1 },
      after: Object.fromEntries(Object.entries(said).map(([field, words]) => [field, Object.fromEntries(Object.entries(words).map(([each, meaning]) => [each, 'category' in meaning ? meaning.category : meaning.state]))])),
    })
    if (!done) throw new NotFound('the source was changed meanwhile')
    return done
  },
})

function wordTable({ dataset, field, set, words }: Loaded, answers: Answers<Record<string, Asked<string>>>): Html {
  const groups = groupsFor(field, set, words)
  return html`<table class="govuk-table dr-table dr-table--asks"><caption class="govuk-table__caption govuk-visually-hidden">${fieldName(field)}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">In the extract</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Rows</th><th scope="col" class="govuk-table__header">It means</th><th scope="col" class="govuk-table__header">Why</th></tr></thead>
    <tbody class="govuk-table__body">${words.map((each, place) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="In the extract">${written(each.words)}</th>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Rows">${exactly(each.count, each.words, dataset)}</td>
      <td class="govuk-table__cell" data-label="It means">${selectInRow({ name: nameOf(place), label: `What ${quoted(each.words)} means`, groups: each.words === '' ? groups : withOwn(groups, each.words), chosen: one(answers.body, nameOf(place)), none: 'Choose', problem: answers.problems[nameOf(place)] })}</td>
      <td class="govuk-table__cell" data-label="Why">${isUnsure(each) && html`<span class="dr-sure dr-sure--${each.meaning === null ? 'low' : 'middle'}">${each.meaning === null ? 'Please say' : 'Check this'}</span>`}<span class="dr-under">${whyWords(each)}</span></td></tr>`)}</tbody></table>`
}

const whyWords = ({ from, why }: SuggestedWord): string => from === 'remembered' ? 'As last time.' : why === '' ? 'We do not know this word.' : why

/** Which question was asked is kept with every answer: two editions of a question are two questions. */
function editionOf({ dataset, field }: Loaded, set: QuestionSet): Html | false {
  const offered = isQuestion(field) ? questionSetsFor(field) : []
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Question asked: ${set.name}</span></summary><div class="govuk-details__text">
    ${set.asked.map((each) => html`<p class="govuk-body"><span class="dr-written">${each}</span></p>`)}${set.notes.map((each) => html`<p class="govuk-body">${each}</p>`)}
    ${offered.length > 1 && html`<form method="get" action="${paths.words.to({ dataset: dataset.id, field: fieldInAddress(field) })}"><div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="edition">Which question were people asked?</label>
      <select class="govuk-select" id="edition" name="edition">${offered.map((each) => html`<option value="${each.id}"${each.id === set.id && html` selected`}>${each.name}</option>`)}</select></div><button type="submit" class="govuk-button govuk-button--secondary">Use this question</button></form>`}</div></details>`
}

/** What can be chosen: the question's categories under their groups, the ways of having no answer, and categories that the body has made itself. */
function groupsFor(field: Field, set: QuestionSet | null, words: readonly SuggestedWord[]): readonly SelectGroup[] {
  const category = (code: string, text: string) => ({ value: valueOf({ category: code }), text })
  const known: SelectGroup[] = set === null
    ? [{ label: fieldName(field), options: stages.map((each) => category(each, each.charAt(0).toUpperCase() + each.slice(1))) }]
    : [
      { label: set.name, options: set.categories.filter((each) => each.parent === undefined).map((each) => category(each.code, each.label)) },
      ...parentsOf(set).map((parent) => ({ label: parent, options: set.categories.filter((each) => each.parent === parent).map((each) => category(each.code, each.label)) })),
      { label: 'Says less than the question asks', options: set.lessDetail.map((each) => category(each.code, each.label)) },
    ]
  const codes = new Set(known.flatMap((group) => group.options.map((each) => each.value)))
  const own = [...new Set(words.flatMap((each) => each.meaning && 'category' in each.meaning && !codes.has(valueOf(each.meaning)) ? [each.meaning.category] : []))]
  return [
    ...known,
    { label: 'No answer', options: (Object.keys(noAnswer) as (keyof typeof noAnswer)[]).map((state) => ({ value: valueOf({ state }), text: stateWords[state] })) },
    { label: 'A category of our own', options: own.map((each) => category(each, each)) },
  ]
}

/** A word that fits nowhere may stay what it is: it becomes a category of the body's own. */
function withOwn(groups: readonly SelectGroup[], words: string): readonly SelectGroup[] {
  const own = { value: valueOf({ category: words }), text: `Keep “${words}” as our own` }
  if (groups.some((group) => group.options.some((each) => each.value === own.value))) return groups
  return groups.map((group, place) => place === groups.length - 1 ? { ...group, options: [...group.options, own] } : group)
}

const stateWords: Record<keyof typeof noAnswer, string> = { 'not declared': 'Not declared: no answer was given', 'prefer not to say': 'Prefers not to say', 'not asked': 'Was not asked', withdrawn: 'Withdrawn: asked for it not to be used' }

const order: Record<SuggestedWord['from'], number> = { nothing: 0, suggested: 1, remembered: 2 }
const nameOf = (place: number): string => `w${place}`
const valueOf = (meaning: WordMeaning): string => 'category' in meaning ? `category ${meaning.category}` : `state ${meaning.state}`

function meaningOf(value: string): WordMeaning {
  const state = (Object.keys(noAnswer) as (keyof typeof noAnswer)[]).find((each) => value === `state ${each}`)
  return state === undefined ? { category: value.slice('category '.length) } : { state }
}

const quoted = (words: string): string => words === '' ? 'an empty cell' : `“${words}”`
const written = (words: string): Html => words === '' ? html`<span class="govuk-hint">Nothing in the cell</span>` : html`<span class="dr-written">${words}</span>`

/** What a word was said to mean, as the page says it. */
export function inWords(meaning: WordMeaning, set: QuestionSet | null): string {
  if ('state' in meaning) return stateWords[meaning.state]
  return (set === null ? undefined : findCategory(set, meaning.category)?.label) ?? meaning.category
}

function setOf({ columns }: ToMap['suggestion'], field: Field): QuestionSet | null {
  return findQuestionSet(columns.find((each) => each.meaning?.field === field)?.meaning?.questionSet ?? '') ?? null
}

/** A category of another edition is no answer to this one. */
function isOffered(set: QuestionSet | null, field: Field, meaning: WordMeaning | null): boolean {
  if (meaning === null || 'state' in meaning || set === null || !isQuestion(field)) return true
  if (findCategory(set, meaning.category)) return true
  return !questionSetsFor(field).some((each) => findCategory(each, meaning.category))
}

function inEdition(mapping: Mapping, field: Field, headings: readonly string[], set: QuestionSet): Mapping {
  return mergeMapping(mapping, { columns: Object.fromEntries(headings.map((heading) => [heading, { field, questionSet: set.id }])), words: {} })
}
