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

export function whatStopMeans(body: string): Html {
  return html`
    <p class="govuk-body">You have the right to tell ${body} in writing not to use information about your ethnic group, disability, religion or belief, sexual orientation and other characteristics for equality monitoring (Data Protection Act 2018, Schedule 1, paragraph 8(5)).</p>
    <p class="govuk-body">If you send this notice:</p>
    <ul class="govuk-list govuk-list--bullet"><li>the answers that you gave here are erased now, earlier ones too</li><li>from today, answers about you that HR’s system holds are not counted either</li><li>only the notice itself and its date are kept</li><li>we do not ask you by email again</li></ul>
    <p class="govuk-body">Figures that were published stay: nobody can be found in them. You can take your notice back at any time.</p>`
}
