import { scaleLinear } from 'd3-scale'
import { html, type Html } from '#html/html.ts'
import { asText, asValue } from '#disclosure/shown.ts'
import { at, type Picture, type Plotted } from './plotted.ts'

/** One step of a distribution: how many things have a figure in it, and whether ours is one of them. */
export interface Bin { readonly label: string; readonly many: Plotted['value']; readonly own: boolean }

/**
 * How many things have which figure, side by side, and where ours stands: a distribution, and no order of names. The table
 * beneath has the same numbers for those who read or hear them.
 *
 * @param of what is counted and what the steps are: "Councils" by "Median gap"
 */
export function distribution({ id, title, bins, of, note }: Picture & { readonly bins: readonly Bin[]; readonly of: { readonly things: string; readonly steps: string }; readonly note: string }): Html {
  const most = Math.max(1, ...bins.map((bin) => asValue(bin.many) ?? 0))
  const [up, wide] = [scaleLinear([0, most], [0, 92]), 100 / Math.max(1, bins.length)]
  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<svg class="dr-distribution" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
${bins.map((bin, place) => {
  const height = up(asValue(bin.many) ?? 0)
  return html`<rect class="dr-fill--${bin.own ? 'second' : 'first'}" x="${at(place * wide + wide * 0.08)}" y="${at(100 - height)}" width="${at(wide * 0.84)}" height="${at(height)}"></rect>`
})}<line class="dr-distribution__ground" x1="0" x2="100" y1="100" y2="100"></line></svg>
<ol class="dr-distribution__steps" aria-hidden="true">${bins.map((bin, place) => html`<li>${(place % Math.max(1, Math.ceil(bins.length / 7)) === 0 || bin.own) && html`<span${bin.own && html` class="dr-distribution__own"`}>${bin.label}</span>`}</li>`)}</ol>
<p class="dr-chart__note">${note}</p>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The same as a table</span></summary><div class="govuk-details__text">
<table class="govuk-table dr-table--stays"><caption class="govuk-table__caption govuk-visually-hidden">${title}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${of.steps}</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${of.things}</th></tr></thead>
<tbody class="govuk-table__body">${bins.map((bin) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${bin.label}${bin.own && ' (here you are)'}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(bin.many)}</td></tr>`)}</tbody></table></div></details>
</figure>`
}
