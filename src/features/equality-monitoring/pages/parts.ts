/** Pieces that several of the room's pages show. */
import { dayInLondon, dayInWords, rangeInWords } from '#duty/dates.ts'
import { questions as monitoringQuestions } from '#duty/monitoring/questions.ts'
import { countOfPeople } from '#disclosure/count.ts'
import { seenByAnalyst } from '#disclosure/gate.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html, type Child, type Html } from '#html/html.ts'
import type { House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { datasetKinds, type Dataset, type DatasetKind, type DatasetState, type Field, type Source } from '../dataset.ts'
import { findDataset } from '../dataset-store.ts'
import { paths } from '../paths.ts'
import type { QuestionPair } from '../settings.ts'

export const home = { text: 'Monitoring', href: paths.monitoring.to() }
export const sourceCrumbs = [home, { text: 'Sources', href: paths.sources.to() }]
export const crumbsToSource = (source: Pick<Source, 'id' | 'name'>) => [...sourceCrumbs, { text: source.name, href: paths.source.to({ source: source.id }) }]
export const crumbsToDataset = (dataset: Dataset) => [...crumbsToSource(dataset.source), { text: periodWords(dataset), href: paths.dataset.to({ dataset: dataset.id }) }]

export const kindOf = (kind: DatasetKind) => datasetKinds.find((each) => each.kind === kind) ?? datasetKinds[0]

/** `30 September 2026`; `April to June 2026` for what happened in a period. */
export const periodWords = ({ from, to }: Pick<Dataset, 'from' | 'to'>): string => from === null ? dayInWords(to) : rangeInWords(from, to)

/** `Workforce, 30 September 2026`. */
export const datasetTitle = (dataset: Dataset): string => `${dataset.source.name}, ${periodWords(dataset)}`

export const givenOn = ({ at }: Pick<Dataset, 'at'>): string => dayInWords(dayInLondon(at))

/** What a column is, as a person would call it. */
export function fieldName(field: Field): string {
  return monitoringQuestions.find((each) => each.id === field)?.name ?? field.charAt(0).toUpperCase() + field.slice(1)
}

/** “Ethnic group and sex”. */
export const pairName = ([one, other]: QuestionPair): string => `${fieldName(one)} and ${fieldName(other).toLowerCase()}`

/** In an address: `ethnic-group`. */
export const fieldInAddress = (field: Field): string => field.replaceAll(' ', '-')

export const isQuestion = (field: Field): boolean => monitoringQuestions.some((each) => each.id === field)

const stateParts: Record<DatasetState, { readonly words: string; readonly rating: string }> = {
  waiting: { words: 'Waiting to be read', rating: 'not-started' }, reading: { words: 'Being read', rating: 'not-started' }, unreadable: { words: 'Could not be read', rating: 'late' },
  'to map': { words: 'To be understood', rating: 'asked' }, 'to check': { words: 'Ready to be checked', rating: 'asked' }, merging: { words: 'Being taken in', rating: 'not-started' },
  current: { words: 'Taken in', rating: 'done' }, replaced: { words: 'Replaced by a correction', rating: 'stopped' }, 'thrown away': { words: 'Thrown away', rating: 'stopped' },
}
export const stateWords = (state: DatasetState): string => stateParts[state].words
export const stateTag = (state: DatasetState): Html => html`<span class="dr-rating dr-rating--${stateParts[state].rating}">${stateParts[state].words}</span>`

/** A number of things (columns, words, files), for a page: never of people. */
export const things = (count: number, one?: string, many?: string): string => one === undefined ? tallyOfThings(count).text : `${tallyOfThings(count).text} ${count === 1 ? one : many ?? `${one}s`}`

/**
 * A number of people as an analyst sees it: exact. Only on pages that write a `reads` entry. `of` says who is counted.
 */
export function exactly(people: number, of: string, dataset: Pick<Dataset, 'to' | 'source'>): string {
  return seenByAnalyst(countOfPeople(people, { of, on: dataset.to.toString(), source: dataset.source.name }), 'an analyst checks an extract before it is counted').text
}

export function facts(rows: readonly (readonly [name: string, value: Child] | false)[]): Html {
  return html`<dl class="govuk-summary-list">${rows.map((row) => row && html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${row[0]}</dt><dd class="govuk-summary-list__value">${row[1]}</dd></div>`)}</dl>`
}

export const twoThirds = (inside: Html): Html => html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${inside}</div></div>`

/** `24 months`, `2 years`. */
export const monthsWords = (months: number): string => months % 12 === 0 ? things(months / 12, 'year') : things(months, 'month')

export interface SelectGroup { readonly label: string; readonly options: readonly { readonly value: string; readonly text: string }[] }

/** A list to choose one of, in groups, for a cell of a table: its label is said and not seen, because the row says it already. */
export function selectInRow(asked: { readonly name: string; readonly label: string; readonly groups: readonly SelectGroup[]; readonly chosen: string; readonly none: string | null; readonly problem: string | undefined }): Html {
  const { name, label, groups, chosen, none, problem } = asked
  return html`<div class="govuk-form-group dr-cell-question${problem !== undefined && html` govuk-form-group--error`}"><label class="govuk-label govuk-visually-hidden" for="${name}">${label}</label>
    ${problem !== undefined && html`<p class="govuk-error-message" id="${name}-error"><span class="govuk-visually-hidden">Error:</span> ${problem}</p>`}
    <select class="govuk-select${problem !== undefined && html` govuk-select--error`}" id="${name}" name="${name}"${problem !== undefined && html` aria-describedby="${name}-error"`}>
      ${none !== null && html`<option value="">${none}</option>`}
      ${groups.filter((group) => group.options.length > 0).map((group) => html`<optgroup label="${group.label}">${group.options.map(({ value, text }) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`)}</optgroup>`)}
    </select></div>`
}

export async function wantedDataset(db: House['db'], organisation: string, id: string): Promise<Dataset> {
  const found = await findDataset(db, organisation, id)
  if (!found) throw new NotFound(`dataset ${id}`)
  return found
}
