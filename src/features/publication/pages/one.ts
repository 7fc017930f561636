/** One thing that is public, for those who work here: its versions, what it rests on, what rests on it, and what can be done about it. */
import type { Json } from '#database/canonical.ts'
import { askForCheckpoint } from '#database/checkpoint-job.ts'
import { html } from '#html/html.ts'
import { optional, text, tick } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { everythingRestingOn, type RestingDocument } from '#web/offers.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayApprove, mayDraft, maySeeDesk } from '../access.ts'
import { lookOver, type Draft } from '../draft.ts'
import { findOpenDraft, insertDraft } from '../draft-store.ts'
import { letOutWords, readableVersions, type Edition } from '../edition.ts'
import { findNewest, listAddresses, listVersions, moveHead, withdraw, type PublicAddress } from '../edition-store.ts'
import { aboutOne, historyOf, paths } from '../paths.ts'
import type { Report } from '../report.ts'
import { fieldsFor, newDraft, reportFrom, reportQuestions, restsFrom, standingFor, startingWith } from './drafting.ts'
import { dayOf, desk, kindOf, overtakenBy, room, summaryRows, twoThirds } from './parts.ts'

interface Loaded { readonly resting: readonly RestingDocument[]; readonly edition: Edition; readonly versions: readonly Edition[]; readonly addresses: readonly PublicAddress[]; readonly waiting: Draft | null }

async function load(_at: unknown, { db, organisation, query, offers }: House): Promise<Loaded> {
  const of = query.get('of')
  const edition = of === '' ? null : await findNewest(db, organisation.id, of)
  if (!edition) throw new NotFound('nothing was ever public at this address')
  const [versions, addresses, waiting] = await Promise.all([listVersions(db, organisation.id, of), listAddresses(db, organisation.id), findOpenDraft(db, organisation.id, of)])
  return { edition, versions, addresses, waiting, resting: await everythingRestingOn(offers.proofs, db, organisation.id, { kind: 'publication', id: edition.address }) }
}

const at = (pattern: { to(): string }, address: string): string => `${pattern.to()}?of=${encodeURIComponent(address)}`

export const onePage = page({
  path: paths.one,
  load,
  access: (person) => maySeeDesk(person),
  view({ edition, versions, addresses, waiting, resting }, { person }) {
    const overtaken = overtakenBy(edition.restsOn, addresses)
    return {
      title: edition.title, crumbs: [desk], guide: 'publish-anything',
      main: html`<span class="govuk-caption-l">${kindOf(edition.room)}</span><h1 class="govuk-heading-l">${edition.title}</h1>
        <p class="govuk-body-l">${edition.withdrawn ? `It was taken down on ${dayOf(edition.publishedAt)}.` : html`It is public as version ${String(edition.version)}, since ${dayOf(edition.publishedAt)}.`} <a class="govuk-link" href="${edition.address}">See it as residents do</a></p>
        ${waiting !== null && html`<div class="dr-note"><p class="dr-note__heading">A new version is on its way</p><p><a class="govuk-link" href="${paths.draft.to({ draft: waiting.id })}">${waiting.title}</a>, drafted by ${waiting.draftedBy.name}</p></div>`}
        ${overtaken.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">It rests on something that has changed</p><ul class="govuk-list govuk-list--bullet">${overtaken.map(({ rests, by }) => html`<li><a class="govuk-link" href="${aboutOne(by.address)}">${rests.title}</a>: this rests on version ${rests.version}, and ${by.withdrawn ? 'it was taken down' : `version ${by.version} is public`}</li>`)}</ul></div>`}
        ${!edition.withdrawn && html`<div class="govuk-button-group">
          ${edition.room === room && mayDraft(person) && waiting === null && html`<a class="govuk-button" href="${at(paths.correct, edition.address)}">Correct it</a>`}
          ${mayApprove(person) && html`<a class="govuk-link" href="${at(paths.withdraw, edition.address)}">Take it down</a>`}</div>`}
        ${resting.length > 0 && html`<h2 class="govuk-heading-m">What rests on it</h2><ul class="govuk-list govuk-list--bullet">${resting.map(({ title, href, on }) => html`<li><a class="govuk-link" href="${href}">${title}</a>, on version ${on.version}${on.sha256 !== edition.sha256 && ', which is not the newest'}</li>`)}</ul>`}
        ${edition.restsOn.length > 0 && html`<h2 class="govuk-heading-m">What it rests on</h2><ul class="govuk-list govuk-list--bullet">${edition.restsOn.map((each) => html`<li>${each.kind === 'publication' ? html`<a class="govuk-link" href="${aboutOne(each.id)}">${each.title}</a>` : each.title}, version ${each.version}</li>`)}</ul>`}
        <h2 class="govuk-heading-m">Versions</h2>
        ${summaryRows(versions.map((each) => [`Version ${each.version}`, html`${each.withdrawn ? 'Taken down' : 'Published'} on ${dayOf(each.publishedAt)}. ${letOutWords(each.letOut)}${each.preparedBy !== null && `, drafted by ${each.preparedBy.name}`}.${each.note !== '' && ` ${each.note}`}<br><span class="dr-under">SHA-256 <code class="dr-hash">${each.sha256}</code></span>`]))}
        <p class="govuk-body"><a class="govuk-link" href="${historyOf(edition.address)}">The versions as residents see them</a> (${readableVersions(versions).length === 1 ? 'one can be read' : `${readableVersions(versions).length} can be read`}). To prove what was public, ask whoever keeps the system for: <code>npm run -s due-regard -- ledger prove publication ${edition.address}</code></p>`,
    }
  },
})

export const correctOne = form({
  path: paths.correct,
  async load(_at, house) {
    const loaded = await load(_at, house)
    if (loaded.edition.room !== room || loaded.edition.withdrawn) throw new NotFound('only a report that is public is corrected here')
    return { ...loaded, standing: await standingFor(house, loaded.edition.address) }
  },
  access: (person) => mayDraft(person),
  draft: true,
  version: ({ edition, waiting }) => `${edition.version}-${waiting?.id ?? 'none'}`,
  fields: ({ standing }) => ({ ...fieldsFor(standing), closes: tick() }),
  starting: ({ edition }) => ({ ...startingWith(edition.content as unknown as Report, edition.title, '', edition.restsOn), closes: '' }),
  view({ edition, standing, waiting }, answers) {
    return {
      title: `Correct “${edition.title}”`, back: aboutOne(edition.address), guide: 'publish-anything',
      main: twoThirds(html`<h1 class="govuk-heading-l">Correct “${edition.title}”</h1>
        ${waiting !== null ? html`<p class="govuk-body">A new version is on its way already. <a class="govuk-link" href="${paths.draft.to({ draft: waiting.id })}">Go on with that one</a></p>` : html`
        <p class="govuk-body">A correction is a new version with a note. What was public stays on record as it was.</p>
        ${reportQuestions(answers, standing, 'Save the correction', aboutOne(edition.address), true, questions(answers).tick('closes', 'Nobody may read the earlier versions any more', 'Because something in them must not be public'))}`}`),
    }
  },
  async submit(typed, { edition, standing, waiting }, house) {
    if (waiting !== null) return { problems: { words: 'A new version is on its way already' } }
    if (typed.note === null) return { problems: { note: 'Enter what is corrected. Readers will see it' } }
    const read = reportFrom(typed)
    if ('problems' in read) return read
    const draft = newDraft({ room, thingId: edition.thingId, address: edition.address, title: typed.title, content: read.report as unknown as Json, note: typed.note, restsOn: restsFrom(standing, typed.restsOn), openHistory: true, closesEarlier: typed.closes }, house)
    await insertDraft(house.db, house.organisation.id, draft)
    return { goTo: paths.draft.to({ draft: draft.id }), said: 'The correction was saved as a draft.', entry: { did: 'publication.correction-drafted', on: { room, id: draft.id, version: 1 }, before: { address: edition.address, version: edition.version, sha256: edition.sha256 }, after: { note: typed.note } } }
  },
})

export const withdrawOne = form({
  path: paths.withdraw,
  load,
  access: (person, { edition }) => mayApprove(person) && !edition.withdrawn,
  version: ({ edition }) => String(edition.version),
  fields: { note: text({ missing: 'Enter why it is taken down. Readers will see it', max: 500, subject: 'The note' }), answer: optional(text({ missing: '', max: 300, subject: 'The reason' })) },
  view({ edition }, answers) {
    const ask = questions(answers)
    return {
      title: `Take down “${edition.title}”`, back: aboutOne(edition.address), guide: 'publish-anything',
      main: twoThirds(html`<h1 class="govuk-heading-l">Take down “${edition.title}”</h1><p class="govuk-body">The address goes on saying that something was here, and why it is not. Nothing of it can be read any more.</p>
        ${ask.form('Take it down', html`${ask.lines('note', 'Why? Readers will see this', undefined, 3)}${answers.problems.answer !== undefined && ask.line('answer', 'Why may the note be read by everybody?')}`, { warning: true, cancel: aboutOne(edition.address) })}`),
    }
  },
  async submit({ note, answer }, { edition }, { db, organisation, person, now, offers }) {
    const [found] = lookOver({ title: '', note, content: null })
    if (found && answer === null) return { problems: { answer: `“${found.words}” could point at a person. Change the note, or say why it may stay` } }
    const offer = offers.publishing.find((each) => each.room === edition.room)
    const parts = await offer?.partsOf?.(db, organisation.id, edition.address) ?? []
    for (const address of [edition.address, ...parts]) await withdraw(db, organisation.id, address, { by: 'person', id: person.id, name: person.name }, note, now)
    const entries = await offer?.tookDown?.(db, organisation.id, edition.address) ?? []
    await moveHead(db, organisation.id)
    await askForCheckpoint(db, organisation.id)
    return { goTo: aboutOne(edition.address), said: 'It was taken down.', entry: [{ did: 'publication.taken-down', on: { room, id: edition.address, version: edition.version + 1 }, detail: { note, ...(parts.length > 0 ? { with: parts } : {}), ...(answer === null ? {} : { answer }) } }, ...entries] }
  },
})
