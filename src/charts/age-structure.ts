import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { html, type Html } from '#html/html.ts'
import { asText, asValue, type Figure } from '#disclosure/shown.ts'
import { at, type Picture } from './plotted.ts'

/** How many in a hundred are of each age, here and in a place beside it. */
export interface AgeShare {
  readonly label: string
  readonly here: Figure
  readonly beside?: Figure
}

/**
 * The shape of a population: an upright bar for each age or band, youngest first, and the shape of another place drawn over
 * it as a line. The drawing is for the eye; the table beneath says every figure of it.
 *
 * @param names what the two places are called
 */
export function ageStructure({ id, title, ages, names }: Picture & { readonly ages: readonly AgeShare[]; readonly names: { readonly here: string; readonly beside?: string } }): Html {
  const largest = Math.max(0.1, ...ages.flatMap((each) => [asValue(each.here) ?? 0, each.beside ? asValue(each.beside) ?? 0 : 0]))
  const up = scaleLinear([0, largest], [100, 0]).nice(3)
  const wide = 100 / ages.length
  const marks = up.ticks(3)
  const steps = ages.flatMap((each, place): [number, number][] => each.beside === undefined ? [] : [[place * wide, up(asValue(each.beside) ?? 0)], [(place + 1) * wide, up(asValue(each.beside) ?? 0)]])
  const every = ages.length > 30 ? 10 : Math.ceil(ages.length / 7)
  return html`<figure class="dr-chart dr-age" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<div class="dr-run">
<ol class="dr-run__up" aria-hidden="true">${marks.toReversed().map((mark) => html`<li>${mark.toLocaleString('en-GB')}%</li>`)}</ol>
<svg class="dr-run__plot" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
${marks.map((mark) => html`<line class="dr-chart__grid" x1="0" x2="100" y1="${at(up(mark))}" y2="${at(up(mark))}"></line>`)}${ages.map((each, place) => html`<rect class="dr-fill--first" x="${at(place * wide + wide * 0.06)}" width="${at(wide * 0.88)}" y="${at(up(asValue(each.here) ?? 0))}" height="${at(100 - up(asValue(each.here) ?? 0))}"></rect>`)}${steps.length > 0 && html`<path class="dr-age-line" d="${line().digits(2)(steps) ?? ''}"></path>`}</svg>
<ol class="dr-run__along" aria-hidden="true">${ages.filter((_, place) => place % every === 0 || place === ages.length - 1).map((each) => html`<li>${each.label}</li>`)}</ol>
</div>
<ul class="dr-chart__key"><li><svg class="dr-chart__swatch" viewBox="0 0 14 14" aria-hidden="true" focusable="false"><rect class="dr-fill--first" width="14" height="14" rx="3"></rect></svg><span>${names.here}</span></li>${names.beside !== undefined && html`<li><svg class="dr-chart__swatch" viewBox="0 0 14 14" aria-hidden="true" focusable="false"><line class="dr-age-line" x1="0" x2="14" y1="7" y2="7"></line></svg><span>${names.beside}</span></li>`}</ul>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">These figures as a table</span></summary>
<div class="govuk-details__text"><table class="govuk-table"><caption class="govuk-table__caption govuk-visually-hidden">${title}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Age</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${names.here}</th>${names.beside !== undefined && html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${names.beside}</th>`}</tr></thead>
<tbody class="govuk-table__body">${ages.map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${each.label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(each.here)}</td>${names.beside !== undefined && html`<td class="govuk-table__cell govuk-table__cell--numeric">${each.beside ? asText(each.beside) : ''}</td>`}</tr>`)}</tbody></table></div></details>
</figure>`
}
