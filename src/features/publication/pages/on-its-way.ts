/** What other rooms show of the desk on their own pages: what is on its way, who does what next, and where a page is taken down. */
import { html, type Html } from '#html/html.ts'
import type { Person } from '#web/person.ts'
import { mayApprove, maySeeDesk } from '../access.ts'
import type { Draft } from '../draft.ts'
import { paths, takeDown } from '../paths.ts'
import { dayOf, stateTag } from './parts.ts'

/** Nothing where nothing waits. `changed`: what the room would say now is no longer what was handed in. */
export function onItsWay(waiting: Draft | null, person: Person, changed: boolean): Html | false {
  if (waiting === null) return false
  const next = waiting.state === 'draft' ? 'Somebody looks through it, and then a publisher approves it.' : waiting.state === 'checked' ? 'It waits for a publisher to approve it.' : 'It is approved, and goes out by itself when its embargo ends.'
  return html`<div class="dr-note"><p class="dr-note__heading">A version is on its way</p><p>${waiting.draftedBy.name} handed it in on ${dayOf(waiting.draftedAt)}. ${stateTag(waiting.state)}</p><p>${waiting.sentBackBecause !== '' && waiting.state === 'draft' ? `It was sent back: ${waiting.sentBackBecause}` : next}${changed && ' Something has changed since it was handed in: hand it in again, and it is looked through anew.'}</p>
    ${maySeeDesk(person) && html`<p><a class="govuk-link" href="${paths.draft.to({ draft: waiting.id })}">Go on with it</a></p>`}</div>`
}

/** For a publisher: everything that is public is taken down in one way, with a note that stays. */
export function takeDownLink(address: string, words: string, person: Person): Html | false {
  return mayApprove(person) && html`<p class="govuk-body"><a class="govuk-link" href="${takeDown(address)}">${words}</a></p>`
}
