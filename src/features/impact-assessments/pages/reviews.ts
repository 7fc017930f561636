/** What was found when an assessment was looked at again: every review of it, the newest first, for those who work here and for the public. */
import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import type { KnownOutcome, Review } from '../assessment.ts'
import { groupName, type Content } from '../content.ts'
import { judgedWords } from './assessment-parts.ts'
import { lines } from './parts.ts'

/** A review as a reader has it: `by` is a name for those who work here, and a post for the public. */
export interface ReviewToRead { readonly on: Temporal.PlainDate; readonly by: string; readonly found: string; readonly known: readonly KnownOutcome[] }

/** By name, for those who work here. */
export const reviewInside = ({ on, by, found, known }: Review): ReviewToRead => ({ on, by: by === null ? '' : by.post === '' ? by.name : `${by.name}, ${by.post}`, found, known })

/** All of them, given the first first. */
export function reviewsToRead(reviews: readonly ReviewToRead[], content: Pick<Content, 'named'>): Html {
  return html`${reviews.toReversed().map((each, at) => html`<section class="govuk-!-margin-bottom-6">${reviews.length > 1 && html`<h3 class="govuk-heading-s govuk-!-margin-bottom-1">${at === 0 ? 'The newest review' : `The review of ${dayInWords(each.on)}`}</h3>`}${lines(each.found)}${knownTable(each, content)}<p class="dr-dated">Reviewed on ${dayInWords(each.on)}${each.by !== '' && html` by ${each.by}`}.</p></section>`)}`
}

/** What was predicted beside what came. */
function knownTable({ on, known }: ReviewToRead, content: Pick<Content, 'named'>): Html | false {
  return known.length > 0 && reflowingTable({
    caption: `What was predicted, and what had come by ${dayInWords(on)}`, captionClasses: 'govuk-table__caption--s', head: ['For whom, and the figure', 'Expected', 'At the decision', 'At the review', 'What we make of it'].map((text) => ({ text })),
    rows: known.map((each) => [{ html: html`${groupName(each.group, content)}<span class="dr-under">${each.title}</span>` }, { text: each.expected }, { text: each.decided }, { html: html`${each.now}${each.target !== '' && html`<span class="dr-under">Target: ${each.target}</span>`}` }, { html: html`<strong>${judgedWords[each.judged]}</strong><span class="dr-under">${each.words}</span>` }]),
  })
}
