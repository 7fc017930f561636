import { html, type Html } from '#html/html.ts'
import { asText, asValue, symbolsUsed, type Showable } from '#disclosure/shown.ts'

/** How an action stands, or the place of a series: each has its colour in the stylesheet (`dr-fill--late`). */
export type Tone = 'done' | 'on-track' | 'at-risk' | 'late' | 'not-started' | 'stopped' | 'asked' | 'first' | 'second' | 'third' | 'fourth' | 'fifth' | 'other'

/**
 * One thing in a picture. Its value is a figure that has passed the gate, or a tally of things: a number alone cannot be drawn.
 * What is withheld is drawn in one size whatever it hides, and takes no part in any scale.
 */
export interface Plotted {
  readonly label: string
  readonly value: Showable
  readonly tone?: Tone
  readonly href?: string
}

/** What every picture has: an id that no other thing on its page has, and a title that says what it shows. */
export interface Picture {
  readonly id: string
  readonly title: string
}

export function valuesOf(items: readonly Plotted[]): readonly (number | null)[] {
  return items.map((item) => asValue(item.value))
}

/** The whole picture in words, for those who hear it: “Done: 12. On track: 31.” */
export function inWords(items: readonly Plotted[]): string {
  return items.map((item) => `${item.label}: ${asText(item.value)}.`).join(' ')
}

export function linked(item: Pick<Plotted, 'label' | 'href'>): Html {
  return item.href === undefined ? html`${item.label}` : html`<a class="govuk-link" href="${item.href}">${item.label}</a>`
}

/** What the symbols in a picture mean, or nothing where it has none. */
export function symbolNote(items: readonly Plotted[]): Html | null {
  const used = symbolsUsed(items.map((item) => item.value))
  return used.length === 0 ? null : html`<p class="dr-chart__note">${used.map(({ symbol, words }) => html`${symbol} ${words}. `)}</p>`
}

/** For coordinates: two places after the point are finer than any screen. */
export function at(coordinate: number): string {
  return String(Math.round(coordinate * 100) / 100)
}
