import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { html, type Html } from '#html/html.ts'
import { asText, asValue, type Showable } from '#disclosure/shown.ts'
import { at, symbolNote, type Picture } from './plotted.ts'

/** One period: its figure (null where there is none, or none yet), how far chance alone could have moved it, what was aimed for and what was expected. */
export interface AimedAt { readonly label: string; readonly value: Showable | null; readonly low?: Showable | null; readonly high?: Showable | null; readonly target?: Showable | null; readonly forecast?: Showable | null }

/**
 * A figure over time beside what is aimed for: the line breaks where a figure is withheld or missing, an upright stroke is its range, the broken line the target, and a ring what is expected.
 * Its table stands beside it on the page, with what was said of each figure.
 */
export function targetChart({ id, title, points }: Picture & { readonly points: readonly AimedAt[] }): Html {
  const numbers = points.flatMap((each) => [each.value, each.low, each.high, each.target, each.forecast]).flatMap((each) => { const value = each == null ? null : asValue(each); return value === null ? [] : [value] })
  const up = scaleLinear([Math.min(0, ...numbers), Math.max(1, ...numbers)], [100, 0]).nice(4)
  const along = scaleLinear([0, Math.max(points.length - 1, 1)], [2, 98])
  const marks = up.ticks(4)
  const path = (of: (point: AimedAt) => Showable | null | undefined): string => line<AimedAt>().defined((point) => numberOf(of(point)) !== null).x((_, i) => along(i)).y((point) => up(numberOf(of(point)) ?? 0)).digits(2)([...points]) ?? ''
  const words = points.map((each) => `${each.label}: ${each.value === null ? 'no value' : asText(each.value)}${each.target == null ? '' : `, target ${asText(each.target)}`}${each.forecast == null ? '' : `, expected ${asText(each.forecast)}`}.`).join(' ')
  const ranged = points.some((each) => each.low != null)
  const aimed = points.some((each) => each.target != null)
  const expected = points.some((each) => each.forecast != null)
  return html`<figure class="dr-chart">
<figcaption class="dr-chart__caption" id="${id}-caption">${title}</figcaption>
<div class="dr-run">
<ol class="dr-run__up" aria-hidden="true">${marks.toReversed().map((mark) => html`<li>${mark.toLocaleString('en-GB')}</li>`)}</ol>
<svg class="dr-run__plot" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-labelledby="${id}-title ${id}-words" focusable="false">
<title id="${id}-title">${title}</title><desc id="${id}-words">${words}</desc>
${marks.map((mark) => html`<line class="dr-chart__grid" x1="0" x2="100" y1="${at(up(mark))}" y2="${at(up(mark))}"></line>`)}<path class="dr-chart__middle" d="${path((point) => point.target)}"></path>
${points.map((point, i) => {
  const [low, high] = [numberOf(point.low), numberOf(point.high)]
  return low !== null && high !== null && html`<line class="dr-chart__range" x1="${at(along(i))}" x2="${at(along(i))}" y1="${at(up(low))}" y2="${at(up(high))}"></line>`
})}<path class="dr-chart__line" d="${path((point) => point.value)}"></path>
${points.map((point, i) => {
  const value = numberOf(point.value)
  return value !== null && html`<line class="dr-chart__dot" x1="${at(along(i))}" x2="${at(along(i))}" y1="${at(up(value))}" y2="${at(up(value))}"></line>`
})}${points.map((point, i) => {
  const value = numberOf(point.forecast)
  return value !== null && html`<line class="dr-chart__dot" x1="${at(along(i))}" x2="${at(along(i))}" y1="${at(up(value))}" y2="${at(up(value))}"></line><line class="dr-chart__hole" x1="${at(along(i))}" x2="${at(along(i))}" y1="${at(up(value))}" y2="${at(up(value))}"></line>`
})}</svg>
<ol class="dr-run__along" aria-hidden="true">${[points[0], points.length > 1 ? points.at(-1) : undefined].flatMap((each) => each === undefined ? [] : [html`<li>${each.label}</li>`])}</ol>
</div>
${(aimed || ranged || expected) && html`<p class="dr-chart__note">${aimed && 'The broken line is the target. '}${expected && 'A ring is what is expected. '}${ranged && 'An upright stroke is how far chance alone could have moved the figure (95%).'}</p>`}
${symbolNote(points.flatMap(({ label, value }) => value === null ? [] : [{ label, value }]))}
</figure>`
}

function numberOf(figure: Showable | null | undefined): number | null {
  return figure == null ? null : asValue(figure)
}
