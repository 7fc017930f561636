import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { html, type Html } from '#html/html.ts'
import { asValue } from '#disclosure/shown.ts'
import { at, inWords, valuesOf, type Picture, type Plotted } from './plotted.ts'

const wide = 110
const high = 28
const margin = 3

/** A line as small as a word, to stand beside the figure that it leads to. A point with nothing to show breaks it. */
export function sparkline({ id, title, points }: Picture & { readonly points: readonly Plotted[] }): Html {
  const seen = valuesOf(points).filter((value) => value !== null)
  const along = scaleLinear([0, Math.max(points.length - 1, 1)], [margin, wide - margin])
  const up = scaleLinear([Math.min(0, ...seen), Math.max(1, ...seen)], [high - margin, margin])
  const drawn = line<Plotted>().defined((point) => asValue(point.value) !== null).x((_, i) => along(i)).y((point) => up(asValue(point.value) ?? 0)).digits(1)
  const last = points.at(-1)
  const end = last === undefined ? null : asValue(last.value)
  return html`<svg class="dr-sparkline" viewBox="0 0 ${String(wide)} ${String(high)}" role="img" aria-labelledby="${id}-title ${id}-words" focusable="false"><title id="${id}-title">${title}</title><desc id="${id}-words">${inWords(points)}</desc><path class="dr-chart__line" d="${drawn(points) ?? ''}"></path>${end !== null && html`<circle class="dr-fill" cx="${at(along(points.length - 1))}" cy="${at(up(end))}" r="3"></circle>`}</svg>`
}
