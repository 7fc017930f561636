import { html } from '#html/html.ts'
import { freeze, thaw } from './artefact.ts'
import { countOfPeople } from './count.ts'
import { gate } from './gate.ts'
import { policies } from './policy.ts'
import { asText, sortedByFigure } from './shown.ts'
import { tallyOfThings } from './tally.ts'
import type { Count } from './count.ts'
import type { Shown } from './shown.ts'

/**
 * Mistakes that must not compile. Each planted line is expected to be an error: if one ever compiles, the type check fails here.
 * Nothing calls this.
 */
export function mistakes(jewish: Count, buddhist: Count, draw: (figures: readonly Shown[]) => void): void {
  // @ts-expect-error a count of people cannot stand in a page
  html`<p>${jewish}</p>`
  // @ts-expect-error not among several children either
  html`<ul>${[jewish, buddhist]}</ul>`
  // @ts-expect-error nor can a figure that passed the gate, until it is put into words
  html`<p>${gate(jewish, policies.public)}</p>`
  // @ts-expect-error counts cannot be added: a sum is another count, made where the people are counted
  jewish + buddhist
  // @ts-expect-error nor subtracted: that is how a hidden number is found
  jewish - buddhist
  // @ts-expect-error nor compared with a number
  jewish < 5
  // @ts-expect-error nor tested for being one
  jewish === 3
  // @ts-expect-error its number has no name outside the gate
  jewish.people
  // @ts-expect-error nor a hidden one
  jewish['#people']
  // @ts-expect-error a number is not a figure that may be shown
  const forged: Shown = 3
  // @ts-expect-error nor is an object in its shape
  const shaped: Shown = { state: 'shown', text: '3', value: 3, base: null, on: '2026-03-31', source: '', definition: '', audience: 'public' }
  // @ts-expect-error a chart is not drawn of counts
  draw([jewish])
  // @ts-expect-error nor of what the gate may have withheld
  draw([gate(jewish, policies.public)])
  // @ts-expect-error a count is not text, even where text is made of figures
  asText(jewish)
  // @ts-expect-error rows are not sorted by counts
  sortedByFigure([{ jewish }], (row) => row.jewish)
  // @ts-expect-error a tally of things is not made of people who are counted
  tallyOfThings(jewish)
  // @ts-expect-error a count says who is counted, when and from where
  countOfPeople(3)
  // @ts-expect-error a proof cannot be written down by hand
  gate(jewish, policies.public, { policy: 'public 2026-11', certificate: '', verifiedOn: '2026-11-22' })
  // @ts-expect-error what was read from JSON is no figure: only an artefact's own door makes one
  const parsed: Shown = thaw({}, '', 'public')
  // @ts-expect-error a count cannot be frozen: it has not passed the gate
  freeze({ jewish }, 'public')
  void parsed
  void forged
  void shaped
}
