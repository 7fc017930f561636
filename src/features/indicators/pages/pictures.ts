/** What an indicator looks like over time, beside others and by group: the same for those who work here and, of what was published, for everybody. */
import { smallTrends, targetChart, type AimedAt } from '#charts/index.ts'
import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { absent, withheld, type Showable } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'
import { periodOf, periodWords, rangeOf, targetFor, textOf, type Indicator, type KeptGroup, type Value } from '../indicator.ts'
import { cited, rangeWords, shownOf, yearBefore } from './parts.ts'

const monthOf = (day: Temporal.PlainDate): string => day.toLocaleString('en-GB', { month: 'short', year: 'numeric' })

/** Twenty-five years of quarters: no picture is longer. */
const mostPeriods = 100

/** Every period from the first value to the newest, also those without one, and the targets that are still to come. */
export function overTime(indicator: Indicator, values: readonly Value[]): Html | false {
  const [first, newest] = [values[0], values.at(-1)]
  if (first === undefined || newest === undefined || values.length < 2) return false
  const byDay = new Map(values.map((each) => [each.to.toString(), each]))
  const points: AimedAt[] = []
  const last = indicator.polarity === 'context' ? undefined : indicator.targets.at(-1)
  const ahead = last !== undefined && last.on > newest.to.toString()
  const end = ahead ? periodOf(indicator.frequency, Temporal.PlainDate.from(last.on)).to : newest.to
  for (let day = first.to; points.length < mostPeriods && Temporal.PlainDate.compare(day, end) <= 0; day = periodOf(indicator.frequency, day.add({ days: 1 })).to) {
    const value = byDay.get(day.toString())
    const target = indicator.polarity === 'context' ? null : targetFor(indicator, day)
    const range = value === undefined ? null : rangeOf(indicator.unit, value.figure)
    points.push({
      label: monthOf(day), value: value === undefined ? null : shownOf(indicator, value), target: target === null ? null : cited(indicator, newest, target.value),
      low: range === null ? null : cited(indicator, newest, range.low), high: range === null ? null : cited(indicator, newest, range.high), forecast: target !== null && target.on === day.toString() && target.forecast !== null && value === undefined ? cited(indicator, newest, target.forecast) : null,
    })
  }
  return targetChart({ id: 'over-time', title: `${indicator.title}, ${rangeInWords(first.from, newest.to)}${ahead ? ', with what is aimed for' : ''}`, points })
}

/** The newest value beside the year before, where it began, and what it is compared with. */
export function besideOthers(indicator: Indicator, all: readonly Value[], newest: Value): Html | false {
  const before = yearBefore(all, newest)
  const rows: readonly (readonly [name: string, text: string, source: string])[] = [
    ...(before === null ? [] : [[`A year before, ${periodWords(before)}`, before.figure.text, ''] as const]), ...(indicator.baseline === null ? [] : [[`Where it began, ${dayInWords(Temporal.PlainDate.from(indicator.baseline.on))}`, textOf(indicator.unit, indicator.baseline.value), ''] as const]),
    ...newest.beside.filter((each) => before === null || !each.name.startsWith('A year before')).map((each) => [each.name, each.text, each.source] as const),
  ]
  return rows.length > 0 && html`<dl class="dr-facts"><div class="dr-facts__fact"><dt class="dr-facts__name">${periodWords(newest)}</dt><dd class="dr-facts__what">${newest.figure.text}${rangeWords(indicator, newest) !== '' && html` <span class="dr-under">Range ${rangeWords(indicator, newest)}</span>`}</dd></div>
    ${rows.map(([name, text, source]) => html`<div class="dr-facts__fact"><dt class="dr-facts__name">${name}</dt><dd class="dr-facts__what">${text}${source !== '' && html` <span class="dr-under">${source}</span>`}</dd></div>`)}</dl>`
}

const groupFigure = (indicator: Indicator, value: Value, group: KeptGroup): Showable => group.value === null ? group.text === '[c]' ? withheld : absent('[u]', 'There are too few people to give a figure.') : cited(indicator, value, group.value, group.text)

/** Small pictures on one scale, a line for each group, with their table; and the newest groups with what they are out of. */
export function byGroup(indicator: Indicator, values: readonly Value[]): Html | false {
  const newest = values.findLast((each) => each.breakdown !== null)
  const by = newest?.breakdown?.by
  if (newest?.breakdown == null || by === undefined) return false
  // Groups of the newest breakdown’s kind alone: what was once broken down otherwise is another picture.
  const alike = values.filter((each) => each.breakdown?.by === by)
  const names = [...new Set([...newest.breakdown.groups.map((group) => group.name), ...alike.flatMap((each) => each.breakdown?.groups.map((group) => group.name) ?? [])])]
  const based = newest.breakdown.groups.some((each) => each.denominator !== null)
  return html`<h2 class="govuk-heading-m">By ${by}</h2>${alike.length > 1 ? smallTrends({
    id: 'by-group', title: `${indicator.title} by ${by}`, unit: indicator.unit === 'percent' ? '%' : '',
    series: names.map((label) => ({ label, points: alike.flatMap((each) => { const group = each.breakdown?.groups.find((one) => one.name === label); return group === undefined ? [] : [{ on: each.to, label: periodWords(each), value: groupFigure(indicator, each, group) }] }) })),
  }) : html`<section class="dr-scroll" tabindex="0" aria-label="By ${by}"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">${indicator.title} by ${by}, ${periodWords(newest)}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${periodWords(newest)}</th>${based && html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">Out of</th>`}</tr></thead>
    <tbody class="govuk-table__body">${newest.breakdown.groups.map((group) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${group.name}</th><td class="govuk-table__cell govuk-table__cell--numeric">${group.text}</td>${based && html`<td class="govuk-table__cell govuk-table__cell--numeric">${group.denominator === null ? '' : textOf('number', group.denominator)}</td>`}</tr>`)}</tbody></table></section>`}
    ${newest.breakdown.groups.some((each) => each.value === null) && html`<p class="govuk-body-s">[c] is withheld, so that nobody can be named by it or by what it leaves over. [u] is of too few people to be a figure.</p>`}`
}
