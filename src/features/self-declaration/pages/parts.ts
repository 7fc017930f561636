import { govukDetails } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import type { Organisation } from '#web/organisation.ts'
import type { Asked, Askable } from '../asked.ts'
import { whoSees } from './question-form.ts'

/** Where one is, in words and as a bar: nobody should wonder how long it goes on. */
export function howFar(asked: Asked, all: readonly Askable[]): Html | false {
  const at = all.findIndex((each) => each === asked.question) + 1
  if (at === 0) return false
  return html`<p class="dr-how-far"><span class="dr-how-far__words">Question ${String(at)} of ${String(all.length)}</span>
    <progress class="dr-progress__bar" max="${String(all.length)}" value="${String(at)}" aria-hidden="true"></progress></p>`
}

/** Beside each question: why it is asked, and, for those who want to know, who sees the answer. */
export function whyBox(asked: Asked, organisation: Organisation): Html {
  return html`<div class="dr-why"><p class="dr-why__words"><strong>Why we ask.</strong> ${asked.why} You do not have to answer.</p></div>
    ${govukDetails({ summaryText: 'Who sees my answer?', html: whoSees(organisation.name, organisation.contactEmail ?? '') })}`
}
