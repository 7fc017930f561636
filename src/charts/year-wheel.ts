import { html, type Html } from '#html/html.ts'
import { at, type Picture, type Tone } from './plotted.ts'

/** A day of the year with something on it. The shape says the same as the colour. */
export interface WheelMark {
  readonly on: Temporal.PlainDate
  readonly ring: 'outer' | 'inner'
  readonly tone: Tone
  readonly shape: WheelShape
  /** The whole of it in words: “Equality information, due 14 January 2027, ahead”. */
  readonly words: string
}
export type WheelShape = 'dot' | 'ringed' | 'diamond' | 'hollow' | 'cross'

/**
 * A year as a wheel: twelve months around, beginning at the top, with a mark for each day on which something falls and a hand at today.
 * Marks that stand close step inwards so that each is seen. The list beside it says everything: the wheel is for the eye.
 *
 * @param from the first day of the year that is drawn: a day 1
 * @param middle what stands in the middle, in two short lines
 * @param key what the shapes mean, for those that are there
 */
export function yearWheel({ id, title, from, today, marks, middle, rings, key }: Picture & {
  readonly from: Temporal.PlainDate; readonly today: Temporal.PlainDate; readonly marks: readonly WheelMark[]; readonly middle: readonly [string, string]
  readonly rings: { readonly outer: string; readonly inner: string }; readonly key: readonly { readonly shape: WheelShape; readonly tone: Tone; readonly words: string }[]
}): Html {
  const to = from.add({ years: 1 })
  const days = from.until(to, { largestUnit: 'days' }).days
  const turn = (day: Temporal.PlainDate): number => from.until(day, { largestUnit: 'days' }).days / days * 360
  const months = Array.from({ length: 12 }, (_, index) => from.add({ months: index }))
  const isThisYear = Temporal.PlainDate.compare(from, today) <= 0 && Temporal.PlainDate.compare(today, to) < 0
  const placed = [...inLanes(marks.filter((each) => each.ring === 'outer'), turn, 148, 14), ...inLanes(marks.filter((each) => each.ring === 'inner'), turn, 104, 13)]

  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<svg class="dr-wheel__picture" viewBox="0 0 400 400" role="img" aria-labelledby="${id}-title ${id}-words" focusable="false">
<desc id="${id}-words">${marks.length === 0 ? 'Nothing falls in this year.' : marks.map((each) => `${each.words}.`).join(' ')}</desc>
${months.map((month, index) => html`<path class="dr-wheel__month${index % 2 === 1 && html` dr-wheel__month--other`}" d="${sector(turn(month), turn(month.add({ months: 1 })), 52, 162)}"></path>`)}
<circle class="dr-wheel__between" cx="200" cy="200" r="116"></circle>
${months.map((month) => { const [x, y] = point((turn(month) + turn(month.add({ months: 1 }))) / 2, 180); return html`<text class="dr-wheel__name" x="${at(x)}" y="${at(y + 6)}" text-anchor="middle">${month.toLocaleString('en-GB', { month: 'short' })}</text>` })}
${isThisYear && (() => { const [[x1, y1], [x2, y2]] = [point(turn(today), 52), point(turn(today), 164)]; return html`<line class="dr-wheel__today" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"></line>` })()}
${placed.map(({ mark, x, y }) => drawn(mark, x, y))}
<text class="dr-wheel__middle" x="200" y="196" text-anchor="middle">${middle[0]}</text><text class="dr-wheel__middle" x="200" y="218" text-anchor="middle">${middle[1]}</text>
</svg>
<ul class="dr-chart__key dr-wheel__key">${key.map((each) => html`<li><svg class="dr-wheel__sign" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${drawn(each, 10, 10)}</svg>${each.words}</li>`)}</ul>
<p class="dr-chart__note">Outer ring: ${rings.outer}. Inner ring: ${rings.inner}.${isThisYear && html` The red line is today, ${today.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}.`}</p>
</figure>`
}

/** Marks less than eight degrees apart step inwards, four deep at most. */
function inLanes(marks: readonly WheelMark[], turn: (day: Temporal.PlainDate) => number, radius: number, step: number): readonly { readonly mark: WheelMark; readonly x: number; readonly y: number }[] {
  const ends: number[] = []
  return marks.toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on)).map((mark) => {
    const angle = turn(mark.on)
    const free = ends.findIndex((end) => angle - end >= 8)
    const lane = free >= 0 ? free : Math.min(ends.length, 3)
    ends[lane] = angle
    const [x, y] = point(angle, radius - lane * step)
    return { mark, x, y }
  })
}

function drawn({ shape, tone }: Pick<WheelMark, 'shape' | 'tone'>, x: number, y: number): Html {
  if (shape === 'diamond') return html`<path class="dr-wheel__mark dr-fill--${tone}" d="M${at(x)} ${at(y - 8)}L${at(x + 8)} ${at(y)}L${at(x)} ${at(y + 8)}L${at(x - 8)} ${at(y)}Z"></path>`
  if (shape === 'cross') return html`<path class="dr-wheel__cross dr-line--${tone}" d="M${at(x - 5)} ${at(y - 5)}L${at(x + 5)} ${at(y + 5)}M${at(x + 5)} ${at(y - 5)}L${at(x - 5)} ${at(y + 5)}"></path>`
  if (shape === 'hollow') return html`<circle class="dr-wheel__hollow dr-line--${tone}" cx="${at(x)}" cy="${at(y)}" r="5"></circle>`
  if (shape === 'ringed') return html`<circle class="dr-wheel__hollow dr-line--${tone}" cx="${at(x)}" cy="${at(y)}" r="6.5"></circle><circle class="dr-fill--${tone}" cx="${at(x)}" cy="${at(y)}" r="3"></circle>`
  return html`<circle class="dr-wheel__mark dr-fill--${tone}" cx="${at(x)}" cy="${at(y)}" r="6.5"></circle>`
}

/** Nought degrees is the top; the year runs with the hands of a clock. */
function point(degrees: number, radius: number): readonly [number, number] {
  const angle = (degrees - 90) * Math.PI / 180
  return [200 + radius * Math.cos(angle), 200 + radius * Math.sin(angle)]
}

function sector(from: number, to: number, inner: number, outer: number): string {
  const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = [point(from, outer), point(to, outer), point(to, inner), point(from, inner)]
  return `M${at(ax)} ${at(ay)}A${outer} ${outer} 0 0 1 ${at(bx)} ${at(by)}L${at(cx)} ${at(cy)}A${inner} ${inner} 0 0 0 ${at(dx)} ${at(dy)}Z`
}
