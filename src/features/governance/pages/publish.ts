import type { Entry } from '#database/ledger.ts'
import { html, type Html } from '#html/html.ts'
import { findNewest, findOpenDraft, isSame, isWhatWasHandedIn, letOutWords, onItsWay, propose, saysTheSame, takeDownLink } from '#features/publication/index.ts'
import { optional, text } from '#web/fields.ts'
import type { Publishing } from '#web/offers.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepStructure, mayPublishStructure } from '../access.ts'
import { findBody } from '../body-store.ts'
import { findChallenge, saveChallenge } from '../challenge-store.ts'
import { paths } from '../paths.ts'
import { pairInWords, publicPair, type Pair } from './challenge-parts.ts'
import { asJson, structureToday, type PublicStructure } from './publishing.ts'
import { dayOf, front, narrowColumn, room } from './parts.ts'

const address = paths.publicStructure.to()

/** What the public page would say: somebody hands it in, and it goes the one way to the public, by the publication desk. */
export const publish = form({
  path: paths.publish,
  async load(_at, { db, organisation, today }) {
    const [content, edition, waiting] = await Promise.all([structureToday(db, organisation.id, today), findNewest(db, organisation.id, address), findOpenDraft(db, organisation.id, address)])
    return { content, edition: edition?.withdrawn === false ? edition : null, same: saysTheSame(edition, content), waiting, moved: waiting !== null && !isWhatWasHandedIn(waiting, content) }
  },
  access: (person) => mayPublishStructure(person) || mayKeepStructure(person),
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })) },
  version: ({ edition, waiting }) => `${edition?.version ?? 0} ${waiting?.version ?? 0}`,
  view({ content, edition, same, waiting, moved }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: 'Publication of who answers to whom', crumbs: [front], guide: 'who-answers-to-whom',
      main: narrowColumn(html`<h1 class="govuk-heading-l">Publication</h1>
        <p class="govuk-body-l">${edition === null ? 'Who answers to whom is not public.' : html`Who answers to whom is public, as version ${String(edition.version)} of ${dayOf(edition.publishedAt)}. ${letOutWords(edition.letOut)}. <a class="govuk-link" href="${address}">See it</a>`}</p>
        <p class="govuk-body">Bodies that are marked for it, the terms in force, days of meetings, decisions that may be shown, and the names of members where that was ticked are handed in, looked through and approved by a publisher.</p>
        ${onItsWay(waiting, person, moved)}
        ${same ? html`<p class="govuk-body">Nothing is waiting. The public page says what is recorded here.</p>`
          : content.bodies.length === 0 ? html`<p class="govuk-body">No body is marked to be shown on the public page.</p>` : changesOf(edition === null ? null : edition.content as unknown as PublicStructure, content)}
        ${!same && content.bodies.length > 0 && (waiting === null || moved) && ask.form(waiting === null ? 'Hand in for approval' : 'Hand it in again', ask.line('note', edition === null ? 'A note for readers (optional)' : 'A note for readers: what changed, or why'))}
        ${edition !== null && takeDownLink(address, 'Take it down', person)}`),
    }
  },
  async submit({ note }, { content, edition, same, waiting, moved }, { db, organisation, person, now }) {
    if (same) return { problems: { note: 'Nothing has changed since it was published' } }
    if (waiting !== null && !moved) return { problems: { note: 'This was handed in already' } }
    if (content.bodies.length === 0) return { problems: { note: 'No body is marked to be shown on the public page' } }
    if (edition !== null && note === null) return { problems: { note: 'Enter what changed, or why. Readers will see it' } }
    const handed = await propose(db, organisation.id, { room, thingId: organisation.id, address, title: 'Who answers to whom', content: asJson(content), note: note ?? '' }, person, now)
    return { goTo: handed.href, said: 'It was handed in. Nothing is public yet.', entry: [{ did: 'governance.structure-handed-in', on: { room, id: organisation.id }, after: { draft: handed.draft, bodies: content.bodies.length } }, handed.entry] }
  },
})

/** Bodies that are new, that have changed, and that go. */
function changesOf(before: PublicStructure | null, after: PublicStructure): Html {
  const was = (id: string) => before?.bodies.find((each) => each.id === id)
  const added = after.bodies.filter((each) => was(each.id) === undefined)
  const changed = after.bodies.filter((each) => { const old = was(each.id); return old !== undefined && !isSame({ bodies: [old], flows: [] }, { bodies: [each], flows: [] }) })
  const list = (heading: string, of: PublicStructure['bodies']) => of.length > 0 && html`<h2 class="govuk-heading-s">${heading}</h2><ul class="govuk-list govuk-list--bullet">${of.map((each) => html`<li>${each.name}${each.members.length > 0 && html`, with the names of ${each.members.map((member) => member.name).join(', ')}`}</li>`)}</ul>`
  return html`${list(before === null ? 'It would show' : 'New', added)}${list('Changed', changed)}${list('To be taken out', before?.bodies.filter((each) => !after.bodies.some((now) => now.id === each.id)) ?? [])}
    ${before !== null && !isSame({ bodies: [], flows: before.flows }, { bodies: [], flows: after.flows }) && html`<p class="govuk-body">What flows between the bodies, or when it last did, has changed.</p>`}`
}

/** What the room does beside the desk: shows the structure or a challenge with its answer, and notes which challenges are public. */
export const governancePublishing: Publishing = {
  room,
  async show(db, organisation, { pieces: [whole] }) {
    if (whole === undefined) return html``
    if (whole.address === address) return changesOf(whole.before as unknown as PublicStructure | null, whole.content as unknown as PublicStructure)
    const now = await pairOf(db, organisation, whole.thingId)
    return html`${now !== null && (now.state !== (whole.content as unknown as Pair).state) && html`<div class="govuk-inset-text">More was said since this was handed in. <a class="govuk-link" href="${paths.publishChallenge.to({ challenge: whole.thingId })}">Look at it, and hand it in again</a></div>`}${pairInWords(whole.content as unknown as Pair)}`
  },
  async wentOut(db, organisation, { thingId, pieces: [whole] }) {
    if (whole === undefined || whole.version === null) return []
    const said = { version: whole.version, detail: { sha256: whole.sha256 ?? '' } }
    if (whole.address === address) return [{ did: 'governance.structure-published', on: { room, id: organisation, version: said.version }, detail: said.detail }]
    return marked(db, organisation, thingId, true, { did: 'governance.challenge-published', detail: said.detail })
  },
  async tookDown(db, organisation, at) {
    if (at === address) return [{ did: 'governance.structure-taken-down', on: { room, id: organisation } }]
    return marked(db, organisation, at.slice(at.lastIndexOf('/') + 1), false, { did: 'governance.challenge-taken-down' })
  },
}

/** Whether everybody here may read a challenge follows what is public. */
async function marked(db: Parameters<NonNullable<Publishing['wentOut']>>[0], organisation: string, id: string, isPublic: boolean, entry: Omit<Entry, 'on'>): Promise<readonly Entry[]> {
  const found = await findChallenge(db, organisation, id)
  if (found === null) return []
  const changed = found.isPublic === isPublic ? found : { ...found, isPublic, version: found.version + 1 }
  if (changed !== found && !await saveChallenge(db, organisation, changed)) throw new Error(`challenge ${id} was changed by somebody else in one transaction`)
  return [{ ...entry, on: { room, id, version: changed.version } }]
}

async function pairOf(db: Parameters<Publishing['show']>[0], organisation: string, id: string): Promise<Pair | null> {
  const found = await findChallenge(db, organisation, id)
  if (found === null) return null
  const [from, to] = [await findBody(db, organisation, found.from), await findBody(db, organisation, found.to)]
  return publicPair(found, from?.name ?? '', to?.name ?? '')
}
