import { scaleLinear } from 'd3-scale'
import { html, type Html } from '#html/html.ts'
import { asText, asValue } from '#disclosure/shown.ts'
import { at, linked, symbolNote, valuesOf, type Picture, type Plotted } from './plotted.ts'

/**
 * A bar for each thing, in the order given, its words before it and its figure after it. The words and figures are
 * ordinary text, so they are read out, translated, enlarged and copied like any other; the bars are only for the eye.
 */
export function barChart({ id, title, bars }: Picture & { readonly bars: readonly Plotted[] }): Html {
  const longest = Math.max(0, ...valuesOf(bars).map((value) => value ?? 0))
  const scale = scaleLinear([0, longest === 0 ? 1 : longest], [0, 100])
  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<ul class="dr-bars">
${bars.map((bar) => html`<li class="dr-bars__row"><span class="dr-bars__label">${linked(bar)}</span><svg class="dr-bars__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${drawn(bar, scale)}</svg><span class="dr-bars__value">${asText(bar.value)}</span></li>`)}</ul>
${symbolNote(bars)}
</figure>`
}

function drawn(bar: Plotted, scale: (value: number) => number): Html | null {
  if (bar.value.state === 'withheld') return html`<rect class="dr-fill--withheld" width="6" height="10"></rect>`
  const value = asValue(bar.value)
  return value === null || value === 0 ? null : html`<rect class="dr-fill--${bar.tone ?? 'first'}" width="${at(scale(value))}" height="10"></rect>`
}
