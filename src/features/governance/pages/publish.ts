import { canonicalJson } from '#database/canonical.ts'
import { askForCheckpoint } from '#database/checkpoint-job.ts'
import { html } from '#html/html.ts'
import { findNewest, letOutWords, moveHead, publish as letOut, withdraw } from '#features/publication/index.ts'
import { choice, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepStructure, mayPublishStructure } from '../access.ts'
import { listBodies, listInForce, listMemberships } from '../body-store.ts'
import { listDecisions } from '../decision-store.ts'
import { listFlows } from '../flow-store.ts'
import { listMeetings } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { asJson, publicStructure, type PublicStructure } from './publishing.ts'
import { dayOf, front, narrowColumn, room } from './parts.ts'

/** A publisher looks at what the public page would say, and approves it by name. */
export const publish = form({
  path: paths.publish,
  async load(_at, { db, organisation, today }) {
    const from = today.subtract({ years: 3 })
    const [bodies, members, flows, terms, edition, meetings, decisions] = await Promise.all([
      listBodies(db, organisation.id), listMemberships(db, organisation.id, { sittingOn: today }), listFlows(db, organisation.id), listInForce(db, organisation.id), findNewest(db, organisation.id, paths.publicStructure.to()),
      listMeetings(db, organisation.id, { from, states: ['held'] }), listDecisions(db, organisation.id, { from, publicOnly: true }),
    ])
    const content = publicStructure(bodies, members, flows, terms, { meetings, decisions }, today)
    const shown = edition?.withdrawn === false ? edition : null
    return { content, edition: shown, same: shown !== null && canonicalJson(shown.content) === canonicalJson(asJson(content)) }
  },
  access: (person) => mayPublishStructure(person) || mayKeepStructure(person),
  fields: ({ edition }) => ({ decision: choice({ from: edition === null ? ['publish'] : ['publish', 'withdraw'], missing: 'Select what to do' }), note: optional(text({ missing: '', max: 500, subject: 'The note' })) }),
  starting: ({ edition }) => ({ decision: edition === null ? 'publish' : '' }),
  view({ content, edition, same }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: 'Publish who answers to whom', crumbs: [front], guide: 'who-answers-to-whom',
      main: narrowColumn(html`<h1 class="govuk-heading-l">Publish who answers to whom</h1>
        ${edition === null ? html`<p class="govuk-body">Nothing is public yet.</p>` : html`<p class="govuk-body"><a class="govuk-link" href="${paths.publicStructure.to()}">The public page</a> shows version ${String(edition.version)}, of ${dayOf(edition.publishedAt)}. ${letOutWords(edition.letOut)}.</p>`}
        ${same ? html`<div class="govuk-inset-text">The public page says what is recorded here. There is nothing to publish.</div>` : html`<p class="govuk-body">It would show:</p>
          <ul class="govuk-list govuk-list--bullet">${content.bodies.map((each) => html`<li>${each.name}${each.members.length > 0 && html`, with the names of ${namesOf(each)}`}${differsFrom(edition?.content as unknown as PublicStructure | undefined, each) && html` <strong>(new or changed)</strong>`}</li>`)}</ul>`}
        ${mayPublishStructure(person) ? ask.form('Approve', html`${ask.oneOf('decision', 'What do you want to do?', [{ value: 'publish', text: edition === null ? 'Publish it' : 'Publish this as the next version' }, ...(edition === null ? [] : [{ value: 'withdraw', text: 'Take the page down' }])])}
          ${ask.line('note', edition === null ? 'A note for readers (optional)' : 'What changed, or why it is taken down: a note for readers', 'It stays beside the version')}`, { cancel: paths.structure.to() }) : html`<p class="govuk-body">A publisher approves it.</p>`}`),
    }
  },
  async submit({ decision, note }, { content, edition, same }, { db, organisation, person, now }) {
    if (!mayPublishStructure(person)) return { problems: { decision: 'A publisher approves what becomes public' } }
    if (edition !== null && note === null && !(decision === 'publish' && same)) return { problems: { note: 'Enter a note: what changed, or why' } }
    const by = { by: 'person', id: person.id, name: person.name } as const
    if (decision === 'publish' && same) return { problems: { decision: 'There is nothing new to publish' } }
    if (decision === 'publish' && content.bodies.length === 0) return { problems: { decision: 'No body is marked to be shown on the public page' } }
    const done = decision === 'withdraw' ? await withdraw(db, organisation.id, paths.publicStructure.to(), by, note ?? '', now)
      : await letOut(db, organisation.id, { room, thingId: organisation.id, address: paths.publicStructure.to(), title: 'Who answers to whom', content: asJson(content), letOut: by, note: note ?? '' }, now)
    if (done === null) return { problems: { decision: 'There is nothing to do: somebody else did it just now' } }
    await moveHead(db, organisation.id)
    await askForCheckpoint(db, organisation.id)
    return { goTo: paths.structure.to(), said: decision === 'withdraw' ? 'The public page was taken down.' : 'It is public.', entry: { did: decision === 'withdraw' ? 'governance.structure-withdrawn' : 'governance.structure-published', on: { room, id: organisation.id, version: done.version }, detail: { sha256: done.sha256, note: note ?? '' } } }
  },
})

const namesOf = ({ members }: PublicStructure['bodies'][number]): string => members.map((each) => each.name).join(', ')

function differsFrom(before: PublicStructure | undefined, body: PublicStructure['bodies'][number]): boolean {
  const was = before?.bodies.find((each) => each.id === body.id)
  return before !== undefined && (was === undefined || canonicalJson(asJson({ bodies: [was], flows: [] })) !== canonicalJson(asJson({ bodies: [body], flows: [] })))
}
