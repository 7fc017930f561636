import { scaleLog } from 'd3-scale'
import { html, type Html } from '#html/html.ts'
import { asText, asValue, type Showable } from '#disclosure/shown.ts'
import { at, linked, symbolNote, type Picture, type Plotted } from './plotted.ts'

/** How many times as likely, with its range. One is “as likely”. */
export interface Ratio extends Plotted {
  readonly low: Showable
  readonly high: Showable
  /** What the ratio says, in words: it is read beside the drawing. */
  readonly says: string
}

/**
 * A dot and its range for each ratio, on one scale on which half as likely lies as far from “as likely” as twice as likely does.
 * A ratio that is withheld or cannot be worked out has its words and its symbol, and nothing is drawn for it.
 *
 * @param less and more: what lies at the two ends, in words: “Less likely to be appointed”
 */
export function ratioChart({ id, title, rows, less, more }: Picture & { readonly rows: readonly Ratio[]; readonly less: string; readonly more: string }): Html {
  const seen = rows.flatMap((row) => [row.value, row.low, row.high]).map(asValue).filter((value): value is number => value !== null && value > 0)
  const reach = [2, 4, 8].find((each) => seen.every((value) => value <= each && value >= 1 / each)) ?? 8
  const scale = scaleLog([1 / reach, reach], [0, 100]).clamp(true)
  const steps = { 2: [0.5, 1, 2], 4: [0.25, 0.5, 1, 2, 4], 8: [0.125, 0.25, 0.5, 1, 2, 4, 8] }[reach] ?? [1]
  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<p class="dr-ratios__ends" aria-hidden="true"><span>${less}</span><span>${more}</span></p>
<ul class="dr-ratios">
${rows.map((row) => html`<li class="dr-ratios__row"><span class="dr-ratios__label">${linked(row)}<span class="dr-under">${row.says}</span></span><svg class="dr-ratios__track" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">${steps.map((step) => html`<line class="${step === 1 ? 'dr-ratios__equal' : 'dr-chart__grid'}" x1="${at(scale(step))}" x2="${at(scale(step))}" y1="0" y2="20"></line>`)}${dotOf(row, scale)}</svg><span class="dr-ratios__value">${asText(row.value)}${rangeOf(row)}</span></li>`)}<li class="dr-ratios__row" aria-hidden="true"><span class="dr-ratios__scale">${steps.map((step) => html`<span>${step === 1 ? 'as likely' : step < 1 ? fractions[step] ?? '' : `${String(step)} times`}</span>`)}</span></li></ul>
${symbolNote(rows)}
</figure>`
}

const fractions: Readonly<Record<number, string>> = { 0.5: '1/2', 0.25: '1/4', 0.125: '1/8' }

function dotOf(row: Ratio, scale: (value: number) => number): Html | null {
  const [value, low, high] = [asValue(row.value), asValue(row.low), asValue(row.high)]
  if (value === null || value <= 0) return null
  return html`${low !== null && high !== null && low > 0 && html`<line class="dr-ratios__range" x1="${at(scale(low))}" x2="${at(scale(high))}" y1="10" y2="10"></line>`}<line class="dr-ratios__dot" x1="${at(scale(value))}" x2="${at(scale(value))}" y1="10" y2="10"></line>`
}

function rangeOf(row: Ratio): Html | null {
  if (asValue(row.value) === 0 && asValue(row.high) === null) return html`<span class="dr-under">none, so no range</span>`
  return asValue(row.value) === null || asValue(row.low) === null || asValue(row.high) === null ? null : html`<span class="dr-under">${asText(row.low)} to ${asText(row.high)}</span>`
}
