import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { html, type Html } from '#html/html.ts'
import { asText, asValue, type Showable } from '#disclosure/shown.ts'
import { at, symbolNote, type Picture, type Tone } from './plotted.ts'

/** A share on a day, in per cent, or another figure from nought on. */
export interface Dated { readonly on: Temporal.PlainDate; readonly label: string; readonly value: Showable }
export interface Series { readonly label: string; readonly tone?: Tone; readonly points: readonly Dated[] }

/**
 * One small picture for each group, all on one scale and one line of time, each with its newest figure. The line stops at a figure that is
 * withheld or missing and begins again after it: it never joins over one. Beneath them all, the same figures as a table.
 */
export function smallTrends({ id, title, series, level, unit = '%' }: Picture & { readonly series: readonly Series[]; readonly level?: { readonly label: string; readonly value: Showable }; readonly unit?: '%' | '' }): Html {
  const [along, up, top] = scalesOf(series, level)
  const days = daysOf(series)
  const steady = level === undefined ? null : asValue(level.value)
  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<ul class="dr-trends${series.length === 1 && html` dr-trends--one`}">
${series.map((each) => {
  const newest = each.points.at(-1)
  return html`<li class="dr-trends__one"><p class="dr-trends__label">${each.label} ${newest && html`<strong>${asText(newest.value)}</strong>`}<span class="dr-trends__top" aria-hidden="true">${top}${unit}</span></p><svg class="dr-trends__plot" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false"><line class="dr-chart__grid" x1="0" x2="100" y1="0" y2="0"></line><line class="dr-trends__ground" x1="0" x2="100" y1="100" y2="100"></line>${steady !== null && html`<line class="dr-chart__middle" x1="0" x2="100" y1="${at(up(steady))}" y2="${at(up(steady))}"></line>`}<path class="dr-chart__line dr-line--${each.tone ?? 'first'}" d="${pathOf(each, days, along, up)}"></path>${each.points.map((point) => {
    const value = asValue(point.value)
    return value !== null && html`<line class="dr-trends__dot dr-line--${each.tone ?? 'first'}" x1="${at(along(daysSince(days, point.on)))}" x2="${at(along(daysSince(days, point.on)))}" y1="${at(up(value))}" y2="${at(up(value))}"></line>`
  })}</svg><p class="dr-trends__along" aria-hidden="true"><span>${monthOf(each.points[0])}</span><span>${each.points.length > 1 && monthOf(each.points.at(-1))}</span></p></li>`
})}</ul>
${level !== undefined && steady !== null && html`<p class="dr-chart__note">The broken line is ${level.label}: ${asText(level.value)}.</p>`}
${symbolNote(series.flatMap((each) => each.points))}
${asTable(title, series)}
</figure>`
}

const monthOf = (point: Dated | undefined): string => point?.on.toLocaleString('en-GB', { month: 'short', year: 'numeric' }) ?? ''

function asTable(title: string, series: readonly Series[]): Html {
  // Every day that any of them has a figure of: a group that came later has rows of its own.
  const days = [...new Map(series.flatMap((each) => each.points).map((point) => [point.on.toString(), point])).values()].sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">These figures as a table</span></summary>
<div class="govuk-details__text"><section class="dr-scroll" tabindex="0" aria-label="${title}, as a table"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-visually-hidden">${title}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Day</th>${series.map((each) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${each.label}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${days.map((point) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${point.label}</th>${series.map((each) => {
    const there = each.points.find((other) => other.on.equals(point.on))
    return html`<td class="govuk-table__cell govuk-table__cell--numeric">${there === undefined ? '[x]' : asText(there.value)}</td>`
  })}</tr>`)}</tbody></table></section></div></details>`
}

function pathOf(series: Series, days: readonly Temporal.PlainDate[], along: (days: number) => number, up: (value: number) => number): string {
  const drawn = line<Dated>().defined((point) => asValue(point.value) !== null).x((point) => along(daysSince(days, point.on))).y((point) => up(asValue(point.value) ?? 0)).digits(2)
  return drawn(series.points) ?? ''
}

function scalesOf(series: readonly Series[], level: { readonly value: Showable } | undefined): readonly [(days: number) => number, (value: number) => number, string] {
  const days = daysOf(series)
  const [first, last] = [days[0], days.at(-1)]
  const span = first === undefined || last === undefined ? 1 : Math.max(first.until(last).days, 1)
  const seen = [...series.flatMap((each) => each.points.map((point) => asValue(point.value))), level === undefined ? null : asValue(level.value)].filter((value) => value !== null)
  const largest = Math.max(1, ...seen)
  const top = [1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100].find((each) => each >= largest) ?? scaleLinear([0, largest]).nice(4).domain()[1] ?? largest
  return [scaleLinear([0, span], [2, 98]), scaleLinear([0, top], [100, 0]), top.toLocaleString('en-GB')]
}

function daysOf(series: readonly Series[]): readonly Temporal.PlainDate[] {
  return series.flatMap((each) => each.points.map((point) => point.on)).sort(Temporal.PlainDate.compare)
}

function daysSince(days: readonly Temporal.PlainDate[], on: Temporal.PlainDate): number {
  const first = days[0]
  return first === undefined ? 0 : first.until(on).days
}
