import { scaleLinear } from 'd3-scale'
import { html, type Html } from '#html/html.ts'
import { asText, asValue } from '#disclosure/shown.ts'
import { at, symbolNote, type Picture, type Plotted, type Tone } from './plotted.ts'

/** A whole that divides into two: women and men of one pay quarter. Both shares in per cent. */
export interface Split { readonly label: string; readonly first: Plotted['value']; readonly second: Plotted['value'] }

/**
 * Wholes that each divide into the same two parts, one bar under the other on one scale, with a mark at the half. The words
 * and figures are ordinary text beside the bars, and the bars are only for the eye.
 *
 * @param parts what the two parts are, with their tones: women, men
 */
export function splitBars({ id, title, parts: [first, second], rows }: Picture & { readonly parts: readonly [Part, Part]; readonly rows: readonly Split[] }): Html {
  const scale = scaleLinear([0, 100], [0, 100])
  const swatch = ({ name, tone }: Part): Html => html`<li><svg class="dr-chart__swatch" viewBox="0 0 14 14" aria-hidden="true" focusable="false"><rect class="dr-fill--${tone}" width="14" height="14" rx="3"></rect></svg><span>${name}</span></li>`
  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<ul class="dr-chart__key dr-splits__key">${swatch(first)}${swatch(second)}</ul>
<ul class="dr-splits">
${rows.map((row) => {
  const [one, other] = [asValue(row.first), asValue(row.second)]
  return html`<li class="dr-splits__row"><span class="dr-splits__label">${row.label}</span><span class="dr-splits__value"><span class="govuk-visually-hidden">${first.name} </span>${asText(row.first)}</span><svg class="dr-splits__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="dr-chart__ground" width="100" height="10"></rect>${one !== null && other !== null && html`<rect class="dr-fill--${first.tone}" width="${at(scale(one))}" height="10"></rect><rect class="dr-fill--${second.tone}" x="${at(scale(one))}" width="${at(scale(100 - one))}" height="10"></rect><line class="dr-chart__between" x1="${at(scale(one))}" x2="${at(scale(one))}" y1="0" y2="10"></line>`}<line class="dr-splits__half" x1="50" x2="50" y1="0" y2="10"></line></svg><span class="dr-splits__value dr-splits__value--second"><span class="govuk-visually-hidden">${second.name} </span>${asText(row.second)}</span></li>`
})}</ul>
${symbolNote(rows.flatMap(({ label, first: value, second: other }) => [{ label, value }, { label, value: other }]))}
</figure>`
}

interface Part { readonly name: string; readonly tone: Tone }
