import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { html, type Html } from '#html/html.ts'
import { asText, asValue } from '#disclosure/shown.ts'
import { at, inWords, symbolNote, valuesOf, type Picture, type Plotted } from './plotted.ts'

/**
 * A figure over time, with the median of the points that are shown: is it changing, or only varying?
 * A point that is withheld or absent breaks the line. The points are the labels in order, at equal distances.
 *
 * @param of what the figures are, for the table beneath: “Complaints”
 */
export function runChart({ id, title, points, of, median = true }: Picture & { readonly points: readonly Plotted[]; readonly of: string; readonly median?: boolean }): Html {
  const seen = valuesOf(points).filter((value) => value !== null)
  const up = scaleLinear([Math.min(0, ...seen), Math.max(1, ...seen)], [100, 0]).nice(4)
  const along = scaleLinear([0, Math.max(points.length - 1, 1)], [0, 100])
  const marks = up.ticks(4)
  const drawn = line<Plotted>().defined((point) => asValue(point.value) !== null).x((_, i) => along(i)).y((point) => up(asValue(point.value) ?? 0)).digits(2)
  const middle = median && seen.length >= 3 ? medianOf(seen) : null

  return html`<figure class="dr-chart">
<figcaption class="dr-chart__caption" id="${id}-caption">${title}</figcaption>
<div class="dr-run">
<ol class="dr-run__up" aria-hidden="true">${marks.toReversed().map((mark) => html`<li>${mark.toLocaleString('en-GB')}</li>`)}</ol>
<svg class="dr-run__plot" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-labelledby="${id}-title ${id}-words" focusable="false">
<title id="${id}-title">${title}</title><desc id="${id}-words">${inWords(points)}</desc>
${marks.map((mark) => html`<line class="dr-chart__grid" x1="0" x2="100" y1="${at(up(mark))}" y2="${at(up(mark))}"></line>`)}${middle !== null && html`<line class="dr-chart__middle" x1="0" x2="100" y1="${at(up(middle))}" y2="${at(up(middle))}"></line>`}<path class="dr-chart__line" d="${drawn(points) ?? ''}"></path>
${points.map((point, i) => {
  const value = asValue(point.value)
  // A line of no length with round ends stays a round dot however the picture is stretched.
  return value !== null && html`<line class="dr-chart__dot" x1="${at(along(i))}" x2="${at(along(i))}" y1="${at(up(value))}" y2="${at(up(value))}"></line>`
})}</svg>
<ol class="dr-run__along" aria-hidden="true">${endsOf(points).map((label) => html`<li>${label}</li>`)}</ol>
</div>
${middle !== null && html`<p class="dr-chart__note">The broken line is the median of the points shown, ${middle.toLocaleString('en-GB', { maximumFractionDigits: 1 })}.</p>`}
${symbolNote(points)}
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">These figures as a table</span></summary>
<div class="govuk-details__text"><table class="govuk-table"><caption class="govuk-table__caption govuk-visually-hidden">${title}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">When</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${of}</th></tr></thead>
<tbody class="govuk-table__body">${points.map((point) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${point.label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(point.value)}</td></tr>`)}</tbody></table></div></details>
</figure>`
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const [lower, upper] = [sorted[half - 1] ?? 0, sorted[half] ?? 0]
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2
}

/** The first and last labels, and the middle one where there is a point exactly there. */
function endsOf(points: readonly Plotted[]): readonly string[] {
  const [first, middle, last] = [points[0], points[(points.length - 1) / 2], points.at(-1)]
  if (points.length < 2) return first ? [first.label] : []
  return [first, points.length > 4 ? middle : undefined, last].flatMap((point) => point ? [point.label] : [])
}
