import { asText, asValue, type Showable } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'

declare const cleared: unique symbol

/**
 * A picture in a report, as what it shows rather than how it is drawn: each form of the report draws it for itself, and what is frozen with
 * the report is this. Only `bars` and `line` make one, from figures that may be shown.
 */
export interface WrittenPicture {
  readonly [cleared]?: never
  readonly title: string
  /** What somebody who cannot see it has to know, in a sentence or two: the alternative text. */
  readonly alternative: string
  readonly shape: 'bars' | 'line'
  /** `size` is null where there is nothing to draw, and `text` then says why. */
  readonly marks: readonly { readonly label: string; readonly text: string; readonly size: number | null }[]
  readonly target: { readonly label: string; readonly text: string; readonly size: number } | null
}

export interface Marked { readonly label: string; readonly value: Showable }

/** A bar for each row, on one scale from nought. */
export function bars(title: string, alternative: string, rows: readonly Marked[]): WrittenPicture {
  return { title, alternative, shape: 'bars', marks: rows.map(mark), target: null }
}

/** One line over time: a point for each row, in order, and a target where there is one. What is withheld leaves a gap. */
export function line(title: string, alternative: string, rows: readonly Marked[], target: Marked | null = null): WrittenPicture {
  const size = target === null ? null : asValue(target.value)
  return { title, alternative, shape: 'line', marks: rows.map(mark), target: target === null || size === null ? null : { label: target.label, text: asText(target.value), size } }
}

function mark({ label, value }: Marked) {
  return { label, text: asText(value), size: asValue(value) }
}

/** In the units of the drawing: as wide as the text of an A4 page. */
export const pictureWidth = 680

export function pictureHeight(picture: WrittenPicture): number {
  return picture.shape === 'bars' ? 12 + picture.marks.length * rowHeight : lineHeight
}

const rowHeight = 36
const lineHeight = 260
const colours = { words: '#0b0c0c', quiet: '#505a5f', rule: '#b1b4b6', fill: '#1d70b8', target: '#d4351c' }

/** The picture as an SVG that needs no stylesheet. Its words are in the alternative text, so it is drawn for the eye alone. */
export function drawPicture(picture: WrittenPicture): Html {
  const height = String(pictureHeight(picture))
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 ${height}" width="680" height="${height}" font-family="Arimo, Arial, sans-serif" aria-hidden="true" focusable="false">${picture.shape === 'bars' ? drawBars(picture) : drawLine(picture)}</svg>`
}

function drawBars({ marks }: WrittenPicture): Html {
  const [start, end] = [250, 600]
  const most = Math.max(...marks.map(({ size }) => size ?? 0), 0)
  return html`<line x1="${at(start)}" x2="${at(start)}" y1="4" y2="${at(8 + marks.length * rowHeight)}" stroke="${colours.rule}" stroke-width="2"></line>${marks.map(({ label, text, size }, place) => {
    const top = 8 + place * rowHeight
    const long = most === 0 || size === null ? 0 : Math.max(0, size) / most * (end - start)
    return html`<text x="${at(start - 12)}" y="${at(top + 19)}" text-anchor="end" font-size="15" fill="${colours.words}">${short(label, 34)}</text>${long > 0 && html`<rect x="${at(start)}" y="${at(top + 2)}" width="${at(long)}" height="24" fill="${colours.fill}"></rect>`}<text x="${at(start + long + 8)}" y="${at(top + 19)}" font-size="15" font-weight="700" fill="${colours.words}">${text}</text>`
  })}`
}

function drawLine({ marks, target }: WrittenPicture): Html {
  const [left, right, top, bottom] = [24, 640, 40, 205]
  const sizes = [...marks.flatMap(({ size }) => size ?? []), ...(target === null ? [] : [target.size])]
  const [least, most] = [Math.min(0, ...sizes), Math.max(...sizes, 0) || 1]
  const across = (place: number) => marks.length < 2 ? (left + right) / 2 : left + place / (marks.length - 1) * (right - left)
  const up = (size: number) => bottom - (size - least) / (most - least || 1) * (bottom - top)
  const points = marks.map(({ size }, place) => size === null ? null : { x: across(place), y: up(size) })
  // Twelve labels at most, so that they do not run into each other; the last is always there.
  const each = Math.ceil(marks.length / 8)
  const isLabelled = (place: number) => (marks.length - 1 - place) % each === 0
  // The target's words stand at the end where the line is further from it.
  const [first, last] = [marks[0]?.size ?? 0, marks.at(-1)?.size ?? 0]
  const begins = target !== null && Math.abs(first - target.size) > Math.abs(last - target.size)
  return html`<line x1="${at(left)}" x2="${at(right)}" y1="${at(up(0))}" y2="${at(up(0))}" stroke="${colours.rule}" stroke-width="2"></line>${target !== null && html`<line x1="${at(left)}" x2="${at(right)}" y1="${at(up(target.size))}" y2="${at(up(target.size))}" stroke="${colours.target}" stroke-width="2" stroke-dasharray="8 5"></line><text x="${at(begins ? left : right)}" y="${at(up(target.size) - 7)}" text-anchor="${begins ? 'start' : 'end'}" font-size="14" fill="${colours.target}">${target.label}: ${target.text}</text>`}${runs(points).map((run) => html`<polyline points="${run.map(({ x, y }) => `${at(x)},${at(y)}`).join(' ')}" fill="none" stroke="${colours.fill}" stroke-width="3"></polyline>`)}${marks.map(({ label, text }, place) => {
    const point = points[place] ?? null
    const x = at(across(place))
    const anchor = marks.length > 1 && place === 0 ? 'start' : marks.length > 1 && place === marks.length - 1 ? 'end' : 'middle'
    return html`${point !== null && html`<circle cx="${x}" cy="${at(point.y)}" r="5" fill="${colours.fill}"></circle>`}${isLabelled(place) && html`<text x="${x}" y="${at(point === null ? bottom - 10 : point.y - 12)}" text-anchor="${anchor}" font-size="14" font-weight="700" fill="${colours.words}">${text}</text><text x="${x}" y="240" text-anchor="${anchor}" font-size="14" fill="${colours.quiet}">${short(label, Math.floor(70 / Math.min(marks.length, 8)) + 6)}</text>`}`
  })}`
}

/** What is withheld or missing breaks the line: nothing is drawn across it. */
function runs<Point>(points: readonly (Point | null)[]): readonly (readonly Point[])[] {
  const all: Point[][] = [[]]
  for (const point of points) {
    if (point === null) all.push([])
    else all.at(-1)?.push(point)
  }
  return all.filter((run) => run.length > 1)
}

const at = (number: number): string => String(Math.round(number * 100) / 100)
const short = (text: string, most: number): string => text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
