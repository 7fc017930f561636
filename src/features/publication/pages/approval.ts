import { isRefused } from '#duty/refused.ts'
import { html } from '#html/html.ts'
import { choice, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { maySettleApproval } from '../access.ts'
import { choose } from '../approval.ts'
import { findApproval, saveApproval } from '../approval-store.ts'
import { paths } from '../paths.ts'
import { dayOf, desk, room, twoThirds } from './parts.ts'

/** Two people until something is public, or one with a reason that every reader sees. */
export const approvalPage = form({
  path: paths.approval,
  load: (_at, { db, organisation }) => findApproval(db, organisation.id),
  access: (person) => maySettleApproval(person),
  version: (approval) => approval.people === 2 ? 'two' : `one ${approval.at.toString()}`,
  fields: { people: choice({ from: ['two', 'one'], missing: 'Select how many people it takes' }), because: optional(text({ missing: '', max: 300, subject: 'The reason' })) },
  starting: (approval) => approval.people === 2 ? { people: 'two' } : { people: 'one', because: approval.because },
  view(approval, answers) {
    const ask = questions(answers)
    return {
      title: 'How many people it takes to publish', crumbs: [desk], guide: 'publish-anything',
      main: twoThirds(html`<h1 class="govuk-heading-l">How many people it takes to publish</h1>
        <p class="govuk-body">Two people read each thing before it is public: the one who drafted it, and a publisher who approves it. Keep to that wherever you can.</p>
        ${approval.people === 1 && html`<p class="govuk-body">One person has been enough since ${dayOf(approval.at)}, as ${approval.by.name} settled it.</p>`}
        ${ask.form('Save', html`${ask.oneOf('people', 'How many people does it take?', [{ value: 'two', text: 'Two: a publisher approves what somebody else drafted' }, { value: 'one', text: 'One: a publisher may approve what they drafted themselves', hint: 'For a body so small that nobody else can' }])}
          ${ask.lines('because', 'If one: why is one person enough?', 'It stands beside everything that one person publishes, for everybody to read', 3)}`, { cancel: paths.desk.to() })}`),
    }
  },
  async submit({ people, because }, before, { db, organisation, person, now }) {
    const approval = choose(people === 'one' ? 1 : 2, because, person, now)
    if (isRefused(approval)) return { problems: { because: approval.refused } }
    await saveApproval(db, organisation.id, approval, person, now)
    return {
      goTo: paths.desk.to(), said: approval.people === 2 ? 'Two people are needed to publish.' : 'One person is enough to publish. Each page says so, and why.',
      entry: { did: 'publication.approval-settled', on: { room, id: organisation.id }, before: { people: before.people }, after: { people: approval.people, ...(approval.people === 1 ? { because: approval.because } : {}) } },
    }
  },
})
