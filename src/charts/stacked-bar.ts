import { scaleLinear } from 'd3-scale'
import { html, type Html } from '#html/html.ts'
import { asText, asValue } from '#disclosure/shown.ts'
import { at, inWords, linked, symbolNote, type Picture, type Plotted } from './plotted.ts'

const wide = 100
const withheldWide = 5

/**
 * The parts of a whole in one bar, with a key that says each in words: how the actions of a plan stand.
 * Shares in per cent are told only of things; of people they would be figures that no gate has seen.
 */
export function stackedBar({ id, title, parts }: Picture & { readonly parts: readonly Plotted[] }): Html {
  const total = parts.reduce((sum, part) => sum + (asValue(part.value) ?? 0), 0)
  const hidden = parts.filter((part) => part.value.state === 'withheld').length
  const scale = scaleLinear([0, Math.max(total, 1)], [0, wide - hidden * withheldWide])
  const allThings = parts.every((part) => part.value.state === 'tally')

  let from = 0
  const pieces = parts.map((part) => {
    const value = asValue(part.value)
    const width = part.value.state === 'withheld' ? withheldWide : scale(value ?? 0)
    const piece = width > 0 && html`<rect class="${part.value.state === 'withheld' ? 'dr-fill--withheld' : `dr-fill--${part.tone ?? 'first'}`}" x="${at(from)}" y="0" width="${at(width)}" height="8"></rect>`
    const line = from > 0 && width > 0 && html`<line class="dr-chart__between" x1="${at(from)}" x2="${at(from)}" y1="0" y2="8"></line>`
    from += width
    return { piece, line }
  })

  return html`<figure class="dr-chart">
<figcaption class="dr-chart__caption">${title}</figcaption>
<svg class="dr-chart__bar" viewBox="0 0 ${String(wide)} 8" preserveAspectRatio="none" role="img" aria-labelledby="${id}-title ${id}-words" focusable="false">
<title id="${id}-title">${title}</title><desc id="${id}-words">${inWords(parts)}</desc>
<rect class="dr-chart__ground" width="${String(wide)}" height="8"></rect>
${pieces.map(({ piece }) => piece)}${pieces.map(({ line }) => line)}</svg>
<ul class="dr-chart__key">
${parts.map((part) => html`<li><svg class="dr-chart__swatch" viewBox="0 0 14 14" aria-hidden="true" focusable="false"><rect class="${part.value.state === 'withheld' ? 'dr-fill--withheld' : `dr-fill--${part.tone ?? 'first'}`}" width="14" height="14" rx="3"></rect></svg><span>${linked(part)} <strong>${asText(part.value)}</strong>${allThings && total > 0 && html` <span class="dr-chart__share">${share(asValue(part.value) ?? 0, total)}</span>`}</span></li>`)}</ul>
${symbolNote(parts)}
</figure>`
}

function share(part: number, whole: number): string {
  const percent = 100 * part / whole
  if (percent > 0 && percent < 1) return 'less than 1%'
  return `${Math.round(percent)}%`
}
