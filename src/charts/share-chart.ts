import { scaleLinear } from 'd3-scale'
import { html, type Html } from '#html/html.ts'
import { asText, asValue, type Showable } from '#disclosure/shown.ts'
import { at, linked, symbolNote, type Picture, type Plotted } from './plotted.ts'

/** A share of people, with the range around it and what it is compared with. All in per cent. */
export interface Share extends Plotted {
  readonly low?: Showable
  readonly high?: Showable
  readonly marks?: readonly Mark[]
  /** It is part of the row above it: drawn paler, and its label a little in. */
  readonly below?: boolean
}

export interface Mark {
  readonly kind: 'population' | 'target' | 'whole'
  /** What it is, as the key says it: “Population (Census 2021)”. */
  readonly label: string
  readonly value: Showable
}

/**
 * A bar for each share on one scale from nought, with its range as a thin line and upright marks for what it is compared with.
 * Each row says in words all that is drawn in it, so the drawing is only for the eye. What is withheld has one size and no range.
 */
export function shareChart({ id, title, rows, most }: Picture & { readonly rows: readonly Share[]; readonly most?: number }): Html {
  const shared = sharedLabel(rows)
  const step = stepOf(rows, most)
  const scale = scaleLinear([0, step.top], [0, 100])
  const marks = Array.from({ length: Math.round(step.top / step.each) + 1 }, (_, place) => place * step.each)
  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<ul class="dr-shares">
${rows.map((row) => html`<li class="dr-shares__row"><span class="dr-shares__label${row.below === true && html` dr-shares__label--below`}">${linked(row)}${underOf(row, shared)}</span><svg class="dr-shares__track" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">${marks.map((mark) => html`<line class="dr-chart__grid" x1="${at(scale(mark))}" x2="${at(scale(mark))}" y1="0" y2="20"></line>`)}${drawn(row, scale)}</svg><span class="dr-shares__value">${asText(row.value)}${rangeOf(row)}</span></li>`)}<li class="dr-shares__row" aria-hidden="true"><span class="dr-shares__scale">${marks.map((mark) => html`<span>${mark.toLocaleString('en-GB')}%</span>`)}</span></li></ul>
${keyOf(rows, shared)}
${symbolNote(rows)}
</figure>`
}

/** Equal steps that end just beyond the largest figure: four of them at most. */
function stepOf(rows: readonly Share[], most: number | undefined): { readonly each: number; readonly top: number } {
  const seen = rows.flatMap((row) => row.value.state === 'shown' || row.value.state === 'tally' ? [row.value, row.high, ...(row.marks ?? []).map((mark) => mark.value)] : (row.marks ?? []).map((mark) => mark.value))
    .map((figure) => figure === undefined ? null : asValue(figure)).filter((value) => value !== null)
  // One bar alone would fill its place whatever it says: it is given as much room again.
  const largest = Math.max(most ?? 0, ...seen, 1) * (rows.length === 1 && (rows[0]?.marks ?? []).length === 0 ? 2 : 1)
  const step = [0.5, 1, 2, 5, 10, 20, 25].find((each) => largest / each <= 4) ?? 25
  return { each: step, top: Math.min(100, Math.max(step, Math.ceil(largest / step) * step)) }
}

function drawn(row: Share, scale: (value: number) => number): Html {
  const value = asValue(row.value)
  const [low, high] = rangeValues(row)
  return html`${row.value.state === 'withheld' && html`<rect class="dr-fill--withheld" y="4" width="6" height="12"></rect>`}${value !== null && value > 0 && html`<rect class="dr-fill--${row.tone ?? 'first'}${row.below === true && html` dr-shares__paler`}" y="4" width="${at(scale(value))}" height="12"></rect>`}${low !== null && high !== null && html`<line class="dr-shares__under-range" x1="${at(scale(low))}" x2="${at(scale(high))}" y1="10" y2="10"></line><line class="dr-shares__range" x1="${at(scale(low))}" x2="${at(scale(high))}" y1="10" y2="10"></line>`}${(row.marks ?? []).map((mark) => {
    const place = asValue(mark.value)
    return place !== null && html`<line class="dr-mark dr-mark--${mark.kind}" x1="${at(scale(place))}" x2="${at(scale(place))}" y1="0" y2="20"></line>`
  })}`
}

/** Both ends, or neither: a range with one end would be a guess. A value that is not shown has none. */
function rangeValues(row: Share): readonly [number | null, number | null] {
  if (asValue(row.value) === null || row.low === undefined || row.high === undefined) return [null, null]
  const [low, high] = [asValue(row.low), asValue(row.high)]
  return low === null || high === null ? [null, null] : [low, high]
}

function rangeOf(row: Share): Html | null {
  const [low, high] = rangeValues(row)
  if (low === null || high === null || row.low === undefined || row.high === undefined) return null
  return html`<span class="dr-under">${asText(row.low)} to ${asText(row.high)}</span>`
}

/** What all rows are compared with, where several are compared with one thing: said once, in the key, and not in every row. */
function sharedLabel(rows: readonly Share[]): string | null {
  const labels = rows.flatMap((row) => (row.marks ?? []).filter(({ kind }) => kind === 'population').map(({ label }) => label))
  return labels.length > 1 && new Set(labels).size === 1 ? labels[0] ?? null : null
}

function underOf(row: Share, shared: string | null): Html | null {
  const marks = row.marks ?? []
  return marks.length === 0 ? null : html`<span class="dr-under">${marks.map((mark) => mark.kind === 'population' && shared !== null ? `Compared with ${asText(mark.value)}` : `${mark.label}: ${asText(mark.value)}`).join('. ')}</span>`
}

const markWords: Readonly<Record<Mark['kind'], string>> = { population: 'What it is compared with', target: 'Target', whole: 'The whole workforce' }

/** What the lines mean, for those that are there. */
function keyOf(rows: readonly Share[], shared: string | null): Html | null {
  const kinds = (['population', 'target', 'whole'] as const).filter((kind) => rows.some((row) => row.marks?.some((mark) => mark.kind === kind && asValue(mark.value) !== null)))
  const hasRange = rows.some((row) => rangeValues(row)[0] !== null)
  if (kinds.length === 0 && !hasRange) return null
  return html`<ul class="dr-chart__key dr-chart__key--lines">${hasRange && html`<li><svg class="dr-chart__swatch dr-chart__swatch--wide" viewBox="0 0 28 14" aria-hidden="true" focusable="false"><rect class="dr-fill--first" y="2" width="20" height="10"></rect><line class="dr-shares__under-range" x1="12" x2="27" y1="7" y2="7"></line><line class="dr-shares__range" x1="12" x2="27" y1="7" y2="7"></line></svg><span>Share, and how far chance could move it</span></li>`}${kinds.map((kind) => html`<li><svg class="dr-chart__swatch" viewBox="0 0 14 14" aria-hidden="true" focusable="false"><line class="dr-mark dr-mark--${kind}" x1="7" x2="7" y1="0" y2="14"></line></svg><span>${kind === 'population' && shared !== null ? `Compared with: ${shared}` : markWords[kind]}</span></li>`)}</ul>`
}
