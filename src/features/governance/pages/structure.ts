import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { findNewest } from '#features/publication/index.ts'
import { page } from '#web/page.ts'
import { mayKeepStructure, mayPublishStructure, mayReadStructure } from '../access.ts'
import { bodyTypesEdition } from '../body-types.ts'
import { listBodies } from '../body-store.ts'
import { listFlows } from '../flow-store.ts'
import { paths } from '../paths.ts'
import { drawStructure } from './drawing.ts'

/** Who answers to whom: drawn, and as a list. */
export const structure = page({
  path: paths.structure,
  async load(_at, { db, organisation, person }) {
    const [bodies, flows, edition] = await Promise.all([listBodies(db, organisation.id), listFlows(db, organisation.id), findNewest(db, organisation.id, paths.publicStructure.to())])
    return { bodies, flows, edition: edition?.withdrawn === false ? edition : null, keeps: mayKeepStructure(person), publishes: mayPublishStructure(person) }
  },
  access: (person) => mayReadStructure(person),
  view({ bodies, flows, edition, keeps, publishes }, { today }) {
    const drawn = drawStructure(bodies, flows, (body) => paths.body.to({ body }))
    return {
      title: 'Who answers to whom', wide: true, guide: 'who-answers-to-whom',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Who answers to whom</h1>
          <p class="dr-head__lead">The bodies that equality work passes through, and what flows between them, on ${dayInWords(today)}.</p></div>
          <div class="dr-head__actions">${keeps && html`<a class="govuk-button govuk-button--secondary" href="${paths.newBody.to()}">Add a body</a>`}
            <a class="govuk-link" href="${paths.bodies.to()}">All bodies</a><a class="govuk-link" href="${paths.members.to()}">Who sits where</a>
            <a class="govuk-link" href="${paths.mine.to()}">Your boards</a><a class="govuk-link" href="${paths.meetings.to()}">Meetings</a><a class="govuk-link" href="${paths.decisions.to()}">Decisions</a><a class="govuk-link" href="${paths.challenges.to()}">Challenges</a>
            ${(keeps || publishes) && html`<a class="govuk-link" href="${paths.publish.to()}">${edition === null ? 'Publication' : 'Publication (public now)'}</a>`}</div></div>
        ${bodies.length === 0 ? html`<div class="dr-empty"><h2 class="govuk-heading-m">No bodies yet</h2><p class="govuk-body">${keeps ? 'Begin with the one at the top: the full council, or the governing body. Then add each that reports to it.' : 'The equality lead adds them.'}</p></div>` : html`
          ${drawn.picture}
          <h2 class="govuk-heading-m" id="in-words">The same in words</h2>
          <p class="govuk-body">Each body stands under the one that it answers to. The numbers are those on the lines.</p>
          ${drawn.list}
          <p class="govuk-body-s govuk-!-margin-top-6">The kinds of body are those of our list of ${bodyTypesEdition.edition}, last checked on ${dayInWords(Temporal.PlainDate.from(bodyTypesEdition.lastChecked))}. The law asks for few of them; the rest are your own arrangement.</p>`}`,
    }
  },
})
