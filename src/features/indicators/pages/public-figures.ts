/** What residents see of what is watched in figures. Every page is made from editions alone. */
import { sparkline } from '#charts/index.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import type { Reading } from '#database/database.ts'
import { html, type Html } from '#html/html.ts'
import { findNewest, letOutWords, listNewest, type Edition } from '#features/publication/index.ts'
import type { FrontPagePart, OpenDataOffer } from '#web/offers.ts'
import { publicPage, type Outside } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { periodWords, rangeOf, standingOf, targetFor, textOf, type Indicator, type Value } from '../indicator.ts'
import { paths } from '../paths.ts'
import { fromPublic, room } from '../publishing.ts'
import { formula, frequencyWords, polarityWords, rangeWords, shownOf, standingTag, standingWords, targetWords } from './parts.ts'
import { besideOthers, byGroup, overTime } from './pictures.ts'

const home = { text: 'Home', href: '/' }
const all = { text: 'What the figures say', href: paths.publicFigures.to() }
const publishedDay = (edition: Edition): string => dayInWords(dayInLondon(edition.publishedAt))
const versionLine = (edition: Edition): Html => html`<p class="govuk-body-s dr-dated">Version ${String(edition.version)}, published ${publishedDay(edition)}. ${letOutWords(edition.letOut)}.${edition.note !== '' && ` ${edition.note}`}</p>`

type Looked = Pick<Outside, 'db'> & { readonly organisation: Pick<Outside['organisation'], 'id'> }

/** Those that are public, by title. */
async function listPublic({ db, organisation }: Looked): Promise<readonly (ReturnType<typeof fromPublic> & { readonly edition: Edition })[]> {
  return (await listNewest(db, organisation.id, room)).filter((each) => !each.withdrawn && each.address !== paths.publicFigures.to()).map((edition) => ({ edition, ...fromPublic(edition.content) })).sort((a, b) => a.indicator.title.localeCompare(b.indicator.title, 'en-GB'))
}

const takenDown = (edition: Edition, crumbs: readonly { readonly text: string; readonly href: string }[]) => ({ title: edition.title, crumbs, main: html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body-l">This page was taken down on ${publishedDay(edition)}.</p><p class="govuk-body">${edition.note}</p>` })

export const publicFigures = publicPage({
  path: paths.publicFigures,
  async load(_at, outside) { return { edition: await findNewest(outside.db, outside.organisation.id, paths.publicFigures.to()), shown: await listPublic(outside) } },
  show({ edition, shown }, { organisation }) {
    if (edition?.withdrawn === true) return takenDown(edition, [home])
    return {
      title: all.text, crumbs: [home],
      main: html`<div class="dr-hero"><h1 class="dr-hero__title govuk-heading-xl">${all.text}</h1><p class="dr-hero__lead">What ${organisation.name} watches to see whether things become fairer, and what it says of each figure.</p></div>
        ${shown.length === 0 ? html`<p class="govuk-body">No figure has been published yet.</p>` : html`<ul class="dr-cards">${shown.map(({ indicator, values, edition: own }, index) => {
          const newest = values.at(-1)
          return html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${own.address}">${indicator.title}</a></h2>
            ${newest !== undefined && html`<p class="dr-card__words"><strong>${newest.figure.text}</strong> in ${periodWords(newest)}</p>${values.length > 2 && html`<p class="dr-card__words">${sparkline({ id: `line-${index}`, title: `${indicator.title} over time`, points: values.map((value) => ({ label: periodWords(value), value: shownOf(indicator, value) })) })}</p>`}<p class="dr-card__foot">${standingTag(standingOf(indicator, newest))}${targetWords(indicator, newest) !== '' && html` ${targetWords(indicator, newest)}`}</p>`}</li>`
        })}</ul>${edition !== null && versionLine(edition)}`}`,
    }
  },
})

export const publicFigure = publicPage({
  path: paths.publicFigure,
  async load({ indicator: id }, { db, organisation }) {
    const edition = await findNewest(db, organisation.id, paths.publicFigure.to({ indicator: id }))
    if (!edition) throw new NotFound('no such public figure')
    return edition
  },
  show(edition) {
    const crumbs = [home, all]
    if (edition.withdrawn) return takenDown(edition, crumbs)
    const { indicator, values, workedOutFrom } = fromPublic(edition.content)
    const newest = values.at(-1)
    const file = (kind: string): string => `/data/${datasetOf(indicator)}/values.${kind}`
    return {
      title: indicator.title, crumbs, wide: true, alternatives: [{ type: 'text/csv', href: file('csv'), title: 'The values as CSV' }, { type: 'application/json', href: file('json'), title: 'The values as JSON' }],
      main: html`<h1 class="govuk-heading-xl">${indicator.title}</h1>
        ${newest !== undefined && html`<p class="govuk-body-l"><strong>${newest.figure.text}</strong> in ${periodWords(newest)} ${standingTag(standingOf(indicator, newest))}</p><p class="govuk-body">${newest.commentary}</p>${besideOthers(indicator, values, newest)}`}
        ${overTime(indicator, values)}
        ${indicator.polarity === 'context' && html`<p class="govuk-body">This figure is for context: neither way is better by itself, so it has no target.</p>`}
        ${byGroup(indicator, values)}
        <h2 class="govuk-heading-l" id="values">Every value, and what was said of it</h2>${valuesTable(indicator, values)}
        <p class="govuk-body" id="downloads">Take the values away: <a class="govuk-link" href="${file('csv')}" download>CSV<span class="govuk-visually-hidden"> file of the values</span></a>, <a class="govuk-link" href="${file('json')}">JSON<span class="govuk-visually-hidden"> file of the values</span></a>, <a class="govuk-link" href="${file('ods')}" download>ODS spreadsheet<span class="govuk-visually-hidden"> of the values</span></a>.${values.some((each) => each.breakdown !== null) && html` Their groups: <a class="govuk-link" href="/data/${datasetOf(indicator)}/groups.csv" download>CSV<span class="govuk-visually-hidden"> file of the groups</span></a>, <a class="govuk-link" href="/data/${datasetOf(indicator)}/groups.json">JSON<span class="govuk-visually-hidden"> file of the groups</span></a>, <a class="govuk-link" href="/data/${datasetOf(indicator)}/groups.ods" download>ODS spreadsheet<span class="govuk-visually-hidden"> of the groups</span></a>.`}</p>
        <h2 class="govuk-heading-l">What it is</h2><dl class="govuk-summary-list">${([
          ['Definition', indicator.definition], ['What is counted', indicator.numerator], ['Out of', indicator.denominator], ['Formula', formula(indicator)], ['When it is counted', indicator.counted === 'day' ? 'On the last day of the period' : 'Over the period'], ['Which way is better', polarityWords[indicator.polarity]],
          ['How often', frequencyWords[indicator.frequency]], ['Source', indicator.source], ['Worked out from', workedOutFrom],
          ['Where it began', indicator.baseline === null ? '' : `${textOf(indicator.unit, indicator.baseline.value)} on ${dayInWords(Temporal.PlainDate.from(indicator.baseline.on))}`],
          ['What it should become', indicator.targets.map((each) => `${textOf(indicator.unit, each.value)} by ${dayInWords(Temporal.PlainDate.from(each.on))}`).join('; ')],
        ] as const).filter(([, words]) => words !== '').map(([name, words]) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${words}</dd></div>`)}</dl>
        ${versionLine(edition)}`,
    }
  },
})

function valuesTable(indicator: Indicator, values: ReturnType<typeof fromPublic>['values']): Html {
  const based = values.some((each) => each.figure.denominator !== null)
  const aimed = indicator.polarity !== 'context' && indicator.targets.length > 0
  const cell = (heading: string, words: Html | string, number = false): Html => html`<td class="govuk-table__cell${number && html` govuk-table__cell--numeric`}" data-label="${heading}">${words}</td>`
  return html`<section class="dr-scroll" tabindex="0" aria-label="Every value"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">${indicator.title}: every value</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Period</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Value</th>${based && html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">Out of</th><th scope="col" class="govuk-table__header">Range (95%)</th>`}${aimed && html`<th scope="col" class="govuk-table__header">Target</th>`}<th scope="col" class="govuk-table__header">What was said</th></tr></thead>
    <tbody class="govuk-table__body">${values.toReversed().map((value) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${periodWords(value)}</th>${cell('Value', html`<strong>${value.figure.text}</strong>`, true)}${based && html`${cell('Out of', value.figure.denominator === null ? '' : textOf('number', value.figure.denominator), true)}${cell('Range (95%)', rangeWords(indicator, value))}`}${aimed && cell('Target', html`${targetWords(indicator, value)} <span class="dr-under">${standingWords[standingOf(indicator, value)]}</span>`)}${cell('What was said', html`${value.commentary}<span class="dr-under">${value.source}.</span>${value.corrected.map((each) => html`<span class="dr-under"><strong>Corrected</strong>: <del>${each.was}</del>. ${each.why}</span>`)}`)}</tr>`)}</tbody></table></section>`
}

const datasetOf = ({ id }: Pick<Indicator, 'id'>): string => `figures-${id}`

/** For the public page of what an indicator shows the success of: each with its newest published value. Null where there is none. */
export async function publicIndicatorsOf(db: Reading, organisation: string, room: string, thing: string): Promise<Html | null> {
  const found = (await listPublic({ db, organisation: { id: organisation } })).filter(({ indicator }) => indicator.serves?.room === room && indicator.serves.thing === thing)
  return found.length === 0 ? null : html`<ul class="dr-cards">${found.map(({ indicator, values, edition }) => {
    const newest = values.at(-1)
    return html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${edition.address}">${indicator.title}</a></h3>${newest !== undefined && html`<p class="dr-card__words"><strong>${newest.figure.text}</strong> in ${periodWords(newest)}</p><p class="dr-card__foot">${standingTag(standingOf(indicator, newest))}</p>`}</li>`
  })}</ul>`
}

export const onFrontPage: FrontPagePart = {
  name: 'indicators.figures', part: 'how we are doing',
  async make(db, organisation) {
    const shown = await listPublic({ db, organisation: { id: organisation } })
    if (shown.length === 0) return null
    return {
      title: all.text, href: paths.publicFigures.to(), words: 'Each with its target, what moved it, and how sure it is.', more: 'See all figures',
      lines: shown.slice(0, 8).flatMap(({ indicator, values, edition }) => { const newest: Value | undefined = values.at(-1); return newest === undefined ? [] : [{ text: indicator.title, href: edition.address, note: `${newest.figure.text} in ${periodWords(newest)}. ${standingWords[standingOf(indicator, newest)]}` }] }),
    }
  },
}

/** The values and groups of each published indicator, a row for each. */
export const openFigures: OpenDataOffer = {
  name: 'indicators.values',
  async list(db, organisation) {
    return (await listPublic({ db, organisation: { id: organisation } })).map(({ indicator, values, edition }) => ({
      name: datasetOf(indicator), title: indicator.title, description: `${indicator.definition} Every published value, with its target and what was said of it.`, href: edition.address, version: String(edition.version), publishedAt: edition.publishedAt,
      async tables() {
        const number = (value: number | null | undefined): string => value == null ? '' : String(value)
        const days = [{ name: 'period_from', title: 'Period from', means: 'The first day of the period.', kind: 'day' as const, required: true }, { name: 'period_to', title: 'Period to', means: 'The last day of the period.', kind: 'day' as const, required: true }]
        const figures = [{ name: 'value', title: 'Value', means: `The figure, in ${indicator.unit === 'percent' ? 'per cent' : indicator.unit === 'pounds' ? 'pounds' : 'numbers'}. Empty where it may not be shown.`, kind: 'number' as const }, { name: 'shown_as', title: 'Shown as', means: 'The figure as it is printed: [c] is withheld to protect people, [u] is of too few to be a figure.', kind: 'text' as const, required: true }, { name: 'numerator', title: 'Numerator', means: `${indicator.numerator}. May be empty.`, kind: 'number' as const }, { name: 'denominator', title: 'Denominator', means: `${indicator.denominator === '' ? 'What it is out of' : indicator.denominator}. May be empty.`, kind: 'number' as const }]
        const grouped = values.filter((each) => each.breakdown !== null)
        const source = indicator.source
        return [
          {
            name: 'values', title: indicator.title, description: 'One row is one period.', source, key: ['period_to'],
            columns: [...days, ...figures, ...['low', 'high'].map((end) => ({ name: `range_${end}`, title: `Range, ${end} end`, means: 'How far chance alone could have moved a share: 95%, by Wilson’s method. May be empty.', kind: 'number' as const })), { name: 'target', title: 'Target', means: 'What is aimed for. May be empty.', kind: 'number' as const }, { name: 'target_by', title: 'Target by', means: 'The day by which it is aimed for.', kind: 'day' as const }, { name: 'what_was_said', title: 'What was said', means: 'What the body says of the value.', kind: 'text' as const, required: true }, { name: 'source', title: 'Source', means: 'Where this value comes from.', kind: 'text' as const, required: true }],
            rows: values.map((each) => { const [range, target] = [rangeOf(indicator.unit, each.figure), indicator.polarity === 'context' ? null : targetFor(indicator, each.to)]; return [each.from.toString(), each.to.toString(), number(each.figure.value), each.figure.text, number(each.figure.numerator), number(each.figure.denominator), number(range?.low), number(range?.high), number(target?.value), target?.on ?? '', each.commentary, each.source] }),
          },
          ...(grouped.length === 0 ? [] : [{
            name: 'groups', title: `${indicator.title}, by group`, description: 'One row is one group in one period.', source, key: ['period_to', 'broken_down_by', 'group'],
            columns: [...days, { name: 'broken_down_by', title: 'Broken down by', means: 'What the groups are by.', kind: 'text' as const, required: true }, { name: 'group', title: 'Group', means: 'The name of the group.', kind: 'text' as const, required: true }, ...figures],
            rows: grouped.flatMap((each) => each.breakdown?.groups.map((group) => [each.from.toString(), each.to.toString(), each.breakdown?.by ?? '', group.name, number(group.value), group.text, number(group.numerator), number(group.denominator)]) ?? []),
          }]),
        ]
      },
    }))
  },
}
