/** One draft on its way to the public: looked through, approved, let out. */
import { capital } from '#duty/capital.ts'
import { isRefused } from '#duty/refused.ts'
import { momentInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { choice, date, optional, text, type Field } from '#web/fields.ts'
import { form, page, type House, type View } from '#web/page.ts'
import type { Json } from '#database/canonical.ts'
import type { Person } from '#web/person.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayApprove, mayCheck, mayDraft, maySeeDesk } from '../access.ts'
import { approve, check, drop, isDue, openFindings, sendBack, type Draft, type Finding } from '../draft.ts'
import type { Approval } from '../approval.ts'
import { findApproval } from '../approval-store.ts'
import { findDraft, saveDraft } from '../draft-store.ts'
import { listNewest } from '../edition-store.ts'
import { wordsIn } from '../edition.ts'
import { letOut, publishedEntry } from '../jobs/let-out.ts'
import { aboutOne, paths } from '../paths.ts'
import type { Report } from '../report.ts'
import { dayOf, desk, kindOf, room, stateTag, summaryRows, things, twoThirds } from './parts.ts'
import { overTitle, reportBody } from './report-parts.ts'

interface Loaded { readonly draft: Draft; readonly approval: Approval; readonly shown: Html }

async function draftAt({ draft: id }: { readonly draft: string }, { db, organisation, offers, today }: Pick<House, 'db' | 'organisation' | 'offers' | 'today'>): Promise<Loaded> {
  const draft = await findDraft(db, organisation.id, id)
  if (!draft) throw new NotFound(`draft ${id}`)
  const offer = offers.publishing.find((each) => each.room === draft.room)
  if (offer === undefined) return { draft, approval: await findApproval(db, organisation.id), shown: ownWords(draft) }
  const standing = new Map((await listNewest(db, organisation.id, draft.room)).map((each) => [each.address, each.content]))
  const before = (address: string): Json | null => standing.get(address) ?? null
  const pieces = [draft, ...draft.pieces].map(({ address, thingId, title, content }) => ({ address, thingId, title, content, before: before(address) }))
  return { draft, approval: await findApproval(db, organisation.id), shown: await offer.show(db, organisation.id, { title: draft.title, pieces, takesDown: draft.takesDown, today }) }
}

const pageOf = (draft: Draft): string => paths.draft.to({ draft: draft.id })
const changedMeanwhile = 'Somebody else changed this meanwhile. Look at it again'

export const draftPage = page({
  path: paths.draft,
  load: draftAt,
  access: (person) => maySeeDesk(person),
  view({ draft, approval, shown }, { person, now }) {
    const open = openFindings(draft)
    return {
      title: draft.title, crumbs: [desk], guide: 'publish-anything',
      main: html`<div class="dr-head"><div class="dr-head__words"><span class="govuk-caption-l">${kindOf(draft.room)}, to be read at ${draft.address}</span><h1 class="govuk-heading-l">${draft.title}</h1><p class="govuk-body-l">${stateTag(draft.state)}</p></div></div>
        ${draft.sentBackBecause !== '' && draft.state === 'draft' && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Sent back</p><p>${draft.sentBackBecause}</p></div>`}
        ${nextStep(draft, approval, open, person, now)}
        ${summaryRows([
          ['Drafted', `${draft.draftedBy.name}, ${dayOf(draft.draftedAt)}`], ['Checked', draft.checkedBy !== null && draft.checkedAt !== null && `${draft.checkedBy.name}, ${dayOf(draft.checkedAt)}`],
          ['Approved', draft.approvedBy !== null && draft.approvedAt !== null && `${draft.approvedBy.name}, ${dayOf(draft.approvedAt)}`], ['Embargo', draft.embargoAt !== null && `Not before ${momentInWords(draft.embargoAt)}`],
          ['Note for readers', draft.note], ['Pages that go out together', draft.pieces.length > 0 && things(draft.pieces.length + 1)], ['Pages that are taken down with it', draft.takesDown.length > 0 && draft.takesDown.map((each) => each.title).join('; ')], ['Rests on', draft.restsOn.length > 0 && html`<ul class="govuk-list">${draft.restsOn.map((each) => html`<li>${each.kind === 'publication' ? html`<a class="govuk-link" href="${each.id}">${each.title}</a>` : each.title}, version ${each.version}</li>`)}</ul>`],
          ['Earlier versions', draft.closesEarlier && 'Will not be shown any more'],
        ])}
        ${draft.answers.length > 0 && html`<h2 class="govuk-heading-m">Words that could point at a person</h2>${summaryRows(draft.answers.map((each) => [`“${each.words}” stays`, `${each.because} (${each.by})`]))}`}
        ${draft.redactions.length > 0 && html`<h2 class="govuk-heading-m">What was taken out</h2><ul class="govuk-list govuk-list--bullet">${draft.redactions.map((each) => html`<li>${capital(each.kind)}, in ${each.places === 1 ? 'one place' : `${each.places} places`}: ${each.because} (${each.by}, ${each.on})</li>`)}</ul>`}
        <h2 class="govuk-heading-m">As it will be read</h2><div class="dr-paper">${shown}</div>`,
    }
  },
})

function ownWords(draft: Draft): Html {
  if (draft.room !== room) return html`${wordsIn(draft.content, 20_000).split('\n').map((line) => html`<p class="govuk-body">${line}</p>`)}`
  const report = draft.content as unknown as Report
  return html`<p class="govuk-caption-l">${overTitle(report)}</p><p class="govuk-body-l">${report.summary}</p>${reportBody(report, null)}`
}

function nextStep(draft: Draft, approval: Approval, open: readonly Finding[], person: Person, now: Temporal.Instant): Html | false {
  const at = { draft: draft.id }
  const link = (words: string, href: string, secondary = false) => html`<a class="govuk-button${secondary && html` govuk-button--secondary`}" href="${href}">${words}</a>`
  if (draft.state === 'published') return html`<p class="govuk-body"><a class="govuk-link" href="${aboutOne(draft.address)}">What is public at this address</a></p>`
  if (draft.state === 'dropped') return false
  const edit = draft.room === room && mayDraft(person) && link('Change the draft', paths.editDraft.to(at), true)
  return html`${draft.state === 'draft' && open.length > 0 && html`<p class="govuk-body">${open.length === 1 ? 'One thing in it' : `${open.length} things in it`} could point at a person. Whoever looks through it says of each whether it stays or goes.</p>`}
    <div class="govuk-button-group">
      ${draft.state === 'draft' && mayCheck(person) && link('Look through it', paths.checkDraft.to(at))}
      ${draft.state === 'checked' && mayApproveThis(person, draft, approval) && link('Approve or send back', paths.approveDraft.to(at))}
      ${isDue(draft, now) && mayApprove(person) && link('Publish now', paths.letOut.to(at))}
      ${edit}${mayDraft(person) && html`<a class="govuk-link" href="${paths.dropDraft.to(at)}">Drop it</a>`}</div>
    ${draft.state === 'checked' && approval.people === 1 && html`<p class="govuk-body">This body publishes with one person: ${approval.because} (${approval.by.name}, ${dayOf(approval.at)})</p>`}
    ${draft.state === 'checked' && approval.people === 2 && draft.draftedBy.id === person.id && html`<p class="govuk-body">You drafted this, so a publisher who is somebody else approves it.</p>`}
    ${draft.state === 'approved' && draft.embargoAt !== null && html`<p class="govuk-body">It goes out by itself when the embargo has ended.</p>`}`
}

/** A publisher, and not the one who drafted it unless the body has said that one person is enough. */
function mayApproveThis(person: Person, draft: Draft, approval: Approval): boolean {
  return mayApprove(person) && (draft.draftedBy.id !== person.id || approval.people === 1)
}

/** What somebody reads who comes to a step that somebody else has taken meanwhile. */
function takenAlready(draft: Draft): string {
  const name = draft.approvedBy?.name ?? 'Somebody'
  if (draft.state === 'published') return `${name} approved it already${draft.approvedAt === null ? '' : `, at ${momentInWords(draft.approvedAt)}`}. It is public, and you need do nothing`
  if (draft.state === 'approved') return `${name} approved it already. It goes out when its embargo has ended, and you need do nothing`
  if (draft.state === 'dropped') return 'This draft was dropped meanwhile, and will not be published'
  if (draft.state === 'checked') return `${draft.checkedBy?.name ?? 'Somebody'} looked through it already, and passed it on for approval`
  return draft.sentBackBecause === '' ? 'It was changed meanwhile, so somebody has to look through it again first' : `It was sent back meanwhile: “${draft.sentBackBecause}”`
}

function nothingToDo(title: string, { draft }: Loaded): View {
  return { title, back: pageOf(draft), guide: 'publish-anything', main: twoThirds(html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body-l">${takenAlready(draft)}.</p><p class="govuk-body"><a class="govuk-link" href="${pageOf(draft)}">Look at it as it is now</a></p>`) }
}

/** Each finding has two questions of its own: stays or goes, and why. */
function findingFields(findings: readonly Finding[]): Readonly<Record<string, Field<string>>> {
  return Object.fromEntries(findings.flatMap((each, at) => [
    [`stays${at}`, choice({ from: ['keep', 'remove'], missing: `Select whether “${each.words}” stays or goes` })],
    [`why${at}`, text({ missing: `Enter why “${each.words}” stays or goes`, max: 300, subject: 'The reason' })],
  ]))
}

export const checkDraft = form({
  path: paths.checkDraft,
  load: draftAt,
  access: (person) => mayCheck(person),
  version: ({ draft }) => draft.state === 'draft' ? String(draft.version) : undefined,
  fields: ({ draft }) => findingFields(openFindings(draft)),
  view(loaded, answers) {
    const { draft, shown } = loaded
    if (draft.state !== 'draft') return nothingToDo(`Look through “${draft.title}”`, loaded)
    const ask = questions(answers)
    const open = openFindings(draft)
    return {
      title: `Look through “${draft.title}”`, back: pageOf(draft), guide: 'publish-anything',
      main: html`<h1 class="govuk-heading-l">Look through “${draft.title}”</h1>
        <p class="govuk-body">Read it as somebody would who knows the people concerned. A program finds addresses, numbers and small counts; it does not find everything.</p>
        ${open.length === 0 ? html`<p class="govuk-body">No words were found that look as if they could point at a person.</p>` : html`<p class="govuk-body">${open.length === 1 ? 'One thing was found' : `${open.length} things were found`}.</p>`}
        ${ask.form('I have read it: pass it on', html`${open.map((each, at) => html`<div class="dr-card govuk-!-margin-bottom-6"><p class="govuk-body-s dr-dated">${capital(each.kind)}${each.times > 1 && `, in ${each.times} places`}</p><p class="dr-said">${each.around}</p>
          ${ask.oneOf(`stays${at}`, `Does “${each.words}” stay?`, [{ value: 'keep', text: 'It stays' }, { value: 'remove', text: each.kind === 'small numbers in a table' ? 'Withhold the small numbers, as [c]' : 'Take it out everywhere' }], undefined, { inline: true })}${ask.line(`why${at}`, 'Why?')}</div>`)}`, { cancel: pageOf(draft) })}
        <h2 class="govuk-heading-m">What it says</h2><div class="dr-paper">${shown}</div>`,
    }
  },
  async submit(values, { draft }, { db, organisation, person, now }) {
    if (draft.state !== 'draft') return { problems: { stays0: takenAlready(draft) } }
    const open = openFindings(draft)
    const checked = check(draft, open.map((finding, at) => ({ finding, decision: values[`stays${at}`] === 'remove' ? 'remove' : 'keep', because: values[`why${at}`] ?? '' })), { id: person.id, name: person.name }, now)
    if (isRefused(checked)) return { problems: { stays0: checked.refused } }
    if (!await saveDraft(db, organisation.id, checked)) return { problems: { stays0: changedMeanwhile } }
    return {
      goTo: pageOf(draft), said: 'It was passed on for approval.',
      entry: { did: 'publication.checked', on: { room, id: draft.id, version: checked.version }, after: { found: open.length, stayed: checked.answers.length - draft.answers.length, takenOut: checked.redactions.slice(draft.redactions.length).map((each) => ({ kind: each.kind, places: each.places, because: each.because })) } },
    }
  },
})

export const approveDraft = form({
  path: paths.approveDraft,
  load: draftAt,
  access: (person, { draft, approval }) => mayApproveThis(person, draft, approval),
  version: ({ draft }) => draft.state === 'checked' ? String(draft.version) : undefined,
  fields: {
    decision: choice({ from: ['publish', 'embargo', 'send back'], missing: 'Select what should happen' }), on: optional(date({ missing: '', subject: 'The day' })),
    time: optional(text({ missing: '', max: 5, subject: 'The time' })), because: optional(text({ missing: '', max: 500, subject: 'The reason' })),
  },
  starting: () => ({ time: '09:30' }),
  view(loaded, answers, { person }) {
    const { draft, approval, shown } = loaded
    if (draft.state !== 'checked') return nothingToDo(`Approve “${draft.title}”`, loaded)
    const ask = questions(answers)
    const alone = approval.people === 1 && draft.draftedBy.id === person.id
    return {
      title: `Approve “${draft.title}”`, back: pageOf(draft), guide: 'publish-anything',
      main: html`<h1 class="govuk-heading-l">Approve “${draft.title}”</h1>
        <p class="govuk-body">It will be read at ${draft.address}. Your name stands with it. Drafted by ${draft.draftedBy.name}${draft.checkedBy !== null && `, looked through by ${draft.checkedBy.name}`}.</p>
        ${alone && html`<div class="govuk-inset-text">You drafted this yourself. This body publishes with one person, and the page says so: “${approval.because}”</div>`}
        ${ask.form('Save', html`${ask.oneOf('decision', 'What should happen?', [{ value: 'publish', text: 'Publish it now' }, { value: 'embargo', text: 'Approve it, and publish it later' }, { value: 'send back', text: 'Send it back' }])}
          ${ask.date('on', 'If later: the day')}${ask.line('time', 'If later: the time', 'For example, 09:30', { classes: 'govuk-input--width-5' })}${ask.lines('because', 'If sent back: why?', undefined, 3)}`, { cancel: pageOf(draft) })}
        <h2 class="govuk-heading-m">What you approve</h2><div class="dr-paper">${shown}</div>`,
    }
  },
  async submit({ decision, on, time, because }, { draft, approval }, { db, organisation, person, now, offers }) {
    if (draft.state !== 'checked') return { problems: { decision: takenAlready(draft) } }
    if (decision === 'send back') {
      if (because === null) return { problems: { because: 'Enter why it is sent back' } }
      const back = sendBack(draft, because)
      if (isRefused(back)) return { problems: { decision: back.refused } }
      if (!await saveDraft(db, organisation.id, back)) return { problems: { decision: changedMeanwhile } }
      return { goTo: pageOf(draft), said: 'It was sent back.', entry: { did: 'publication.sent-back', on: { room, id: draft.id, version: back.version }, detail: { because } } }
    }
    if (decision === 'embargo' && on === null) return { problems: { on: 'Enter the day on which it is published' } }
    const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time ?? '')
    if (decision === 'embargo' && !clock) return { problems: { time: 'The time must be like 09:30' } }
    const embargo = decision === 'embargo' && on !== null && clock ? on.toZonedDateTime({ timeZone: 'Europe/London', plainTime: { hour: Number(clock[1]), minute: Number(clock[2]) } }).toInstant() : null
    const approved = approve(draft, { id: person.id, name: person.name }, embargo, now, approval)
    if (isRefused(approved)) return { problems: { [embargo === null ? 'decision' : 'on']: approved.refused } }
    if (!await saveDraft(db, organisation.id, approved)) return { problems: { decision: changedMeanwhile } }
    const out = await letOut(db, organisation.id, approved, now, offers.publishing)
    const edition = out?.editions.find((each) => each.address === draft.address)
    return {
      goTo: pageOf(draft), said: out !== null && out.editions.length > 0 ? out.editions.length === 1 ? 'It is public, under your name.' : `It is public, under your name: ${things(out.editions.length)} pages.` : embargo !== null ? `It was approved, and goes out on ${momentInWords(embargo)}.` : 'It was approved. What is public says the same already, so nothing had to go out.',
      entry: [{ did: 'publication.approved', on: { room, id: draft.id, version: approved.version }, after: { address: draft.address, embargo: embargo?.toString() ?? null, ...(approved.alone === '' ? {} : { alone: approved.alone }), ...(out ? { pages: out.editions.length } : {}), ...(edition ? { published: edition.version, sha256: edition.sha256 } : {}) } }, ...out?.entries ?? []],
    }
  },
})

/** An embargo that has ended before the clock came round. */
export const letOutNow = form({
  path: paths.letOut,
  load: draftAt,
  access: (person, { draft }) => mayApprove(person) && draft.state === 'approved',
  version: ({ draft }) => String(draft.version),
  fields: {},
  view: ({ draft }, answers, { now }) => ({
    title: `Publish ${draft.title}`, back: pageOf(draft),
    main: twoThirds(html`<h1 class="govuk-heading-l">Publish ${draft.title}</h1><p class="govuk-body">${isDue(draft, now) ? 'It is approved, and its embargo has ended.' : `Its embargo ends ${draft.embargoAt === null ? '' : momentInWords(draft.embargoAt)}. Until then it cannot be published.`}</p>${isDue(draft, now) && questions(answers).form('Publish it', html``, { cancel: pageOf(draft) })}`),
  }),
  async submit(_values, { draft }, { db, organisation, now, offers }) {
    const out = await letOut(db, organisation.id, draft, now, offers.publishing)
    return { goTo: pageOf(draft), said: out ? 'It is public.' : 'It could not be published yet.', entry: [publishedEntry(draft, out ?? { editions: [], entries: [] }), ...out?.entries ?? []] }
  },
})

export const dropDraft = form({
  path: paths.dropDraft,
  load: draftAt,
  access: (person, { draft }) => mayDraft(person) && draft.state !== 'published' && draft.state !== 'dropped',
  version: ({ draft }) => String(draft.version),
  fields: { because: text({ missing: 'Enter why it is dropped', max: 500, subject: 'The reason' }) },
  view: ({ draft }, answers) => ({
    title: `Drop “${draft.title}”`, back: pageOf(draft),
    main: twoThirds(html`<h1 class="govuk-heading-l">Drop “${draft.title}”</h1><p class="govuk-body">It will not become public. It stays on record, with your reason.</p>${questions(answers).form('Drop it', questions(answers).lines('because', 'Why?', undefined, 3), { warning: true, cancel: pageOf(draft) })}`),
  }),
  async submit({ because }, { draft }, { db, organisation }) {
    const dropped = drop(draft)
    if (isRefused(dropped)) return { problems: { because: dropped.refused } }
    if (!await saveDraft(db, organisation.id, dropped)) return { problems: { because: changedMeanwhile } }
    return { goTo: paths.desk.to(), said: 'The draft was dropped.', entry: { did: 'publication.dropped', on: { room, id: draft.id, version: dropped.version }, detail: { because } } }
  },
})
