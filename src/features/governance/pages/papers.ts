import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { choice, file, optional, text } from '#web/fields.ts'
import { download, form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepBody, mayReadMeetings } from '../access.ts'
import { listFlows, insertPassings } from '../flow-store.ts'
import { issue as decideIssue, isOpen } from '../meeting.ts'
import { dropPaper as removePaper, findPaper, insertPaper, issuePapers, listItems, listPapers, putInPlaceOf, saveMeeting } from '../meeting-store.ts'
import { mailPapers } from '../papers-mail.ts'
import { paths } from '../paths.ts'
import { flowQuestion, paperOf } from './agenda.ts'
import { loadMeeting, meetingCrumbs, titleOf } from './meeting-parts.ts'
import { loadAround, narrowColumn, room } from './parts.ts'


const paperKinds = ['docx', 'pdf', 'odt', 'xlsx', 'ods', 'csv', 'pptx']
const otherKind = 'The selected file must be a Word, PDF, OpenDocument text or spreadsheet, Excel, PowerPoint or CSV file'

export const uploadPaper = form({
  path: paths.uploadPaper,
  async load({ meeting }, house) {
    const [loaded, flows, around] = await Promise.all([loadMeeting(meeting, house), listFlows(house.db, house.organisation.id), loadAround(house)])
    return { ...loaded, ...around, flows: flows.filter((each) => each.to === loaded.body.id || each.from === loaded.body.id) }
  },
  access: (person, { meeting, members, today }) => isOpen(meeting) && mayKeepBody(person, members, today),
  fields: ({ flows }) => ({ title: text({ missing: 'Enter what the paper is called', max: 200, subject: 'The title' }), paper: file({ missing: 'Select the paper', kinds: paperKinds, otherKind }), flow: optional(choice({ from: flows.map((each) => each.id), missing: 'Select one of the lines' })) }),
  view({ meeting, body, bodies, flows }, answers) {
    const ask = questions(answers)
    return {
      title: 'Upload a paper', crumbs: meetingCrumbs(body, meeting), guide: 'meetings',
      main: narrowColumn(html`<span class="govuk-caption-l">${body.name}, ${dayInWords(meeting.on)}</span><h1 class="govuk-heading-l">Upload a paper</h1>${meeting.issuedAt !== null && html`<p class="govuk-body">Papers have gone out already. This one goes out at once, and its day is shown beside it.</p>`}
        ${ask.form('Add it', html`${ask.line('title', 'What is it called?')}${ask.file('paper', 'The paper', 'Word, PDF, OpenDocument text or spreadsheet, Excel, PowerPoint or CSV')}${flowQuestion(ask, flows, bodies)}`, { upload: true, cancel: paths.meeting.to({ meeting: meeting.id }) })}`),
    }
  },
  async submit({ title, paper: given, flow }, { meeting }, { db, organisation, person, now, today, files }) {
    const paper = paperOf({ meeting, title, made: 'uploaded', fileName: given.fileName, sha256: await files.keep(given.bytes), bytes: given.bytes.length, flow, now, by: person.name })
    await insertPaper(db, organisation.id, paper)
    if (paper.issuedAt !== null && flow !== null) await insertPassings(db, organisation.id, [{ id: newId(), flow, on: today, what: title, by: person.name }])
    return { goTo: paths.meeting.to({ meeting: meeting.id }), said: 'The paper was added.', entry: { did: 'governance.paper-added', on: { room, id: paper.id }, after: { meeting: meeting.id, title, sha256: paper.sha256 } } }
  },
})

async function loadPaper(id: string, house: House) {
  const paper = await findPaper(house.db, house.organisation.id, id)
  if (!paper) throw new NotFound(`paper ${id}`)
  return { ...await loadMeeting(paper.meeting, house), paper }
}

export const paperFile = download({
  path: paths.paper,
  async load({ paper: id }, house) {
    const loaded = await loadPaper(id, house)
    const bytes = await house.files.find(loaded.paper.sha256)
    if (!bytes) throw new NotFound('the file is not what it was, or not there')
    return { ...loaded, bytes }
  },
  // What has not gone out yet is for those who prepare it.
  access: (person, { paper, members, today }) => paper.issuedAt === null ? mayKeepBody(person, members, today) : mayReadMeetings(person, members),
  // Never shown inside our own pages: a file that somebody uploaded is only ever saved.
  send: ({ paper, bytes }) => ({ fileName: paper.fileName, type: 'application/octet-stream', bytes }),
})

export const dropPaper = form({
  path: paths.dropPaper,
  load: ({ paper }, house) => loadPaper(paper, house),
  access: (person, { paper, meeting, members, today }) => paper.issuedAt === null && isOpen(meeting) && mayKeepBody(person, members, today),
  fields: {},
  view: ({ paper, meeting, body }, answers) => ({
    title: `Take away ${paper.title}`, crumbs: meetingCrumbs(body, meeting),
    main: narrowColumn(html`<h1 class="govuk-heading-l">Take away “${paper.title}”?</h1><p class="govuk-body">It has not gone out to anybody yet.</p>${questions(answers).form('Take it away', html``, { warning: true, cancel: paths.meeting.to({ meeting: meeting.id }) })}`),
  }),
  async submit(_values, { paper, meeting }, { db, organisation }) {
    if (!await removePaper(db, organisation.id, paper.id)) return { problems: {} }
    return { goTo: paths.meeting.to({ meeting: meeting.id }), said: 'The paper was taken away.', entry: { did: 'governance.paper-taken-away', on: { room, id: paper.id }, before: { title: paper.title, sha256: paper.sha256 } } }
  },
})

/** What has gone out is never changed: another paper takes its place, with why, and both stay. */
export const replacePaper = form({
  path: paths.replacePaper,
  load: ({ paper }, house) => loadPaper(paper, house),
  access: (person, { paper, members, today }) => paper.issuedAt !== null && paper.replacedBy === null && mayKeepBody(person, members, today),
  fields: { paper: file({ missing: 'Select the paper', kinds: paperKinds, otherKind }), note: text({ missing: 'Enter what was wrong or has changed', max: 500, subject: 'The note' }) },
  view({ paper, meeting, body }, answers) {
    const ask = questions(answers)
    return { title: `Replace ${paper.title}`, crumbs: meetingCrumbs(body, meeting), guide: 'meetings', main: narrowColumn(html`<h1 class="govuk-heading-l">Issue another in place of “${paper.title}”</h1><p class="govuk-body">What went out stays to be seen, with your note beside it.</p>${ask.form('Issue it', html`${ask.file('paper', 'The paper')}${ask.line('note', 'What was wrong, or has changed?')}`, { upload: true, cancel: paths.meeting.to({ meeting: meeting.id }) })}`) }
  },
  async submit({ paper: given, note }, { paper, meeting }, { db, organisation, person, now, files }) {
    const sha256 = await files.keep(given.bytes)
    if (sha256 === paper.sha256) return { problems: { paper: 'This is the same file as the one that went out' } }
    const next = { ...paperOf({ meeting, title: paper.title, made: 'uploaded', fileName: given.fileName, sha256, bytes: given.bytes.length, flow: paper.flow, note, now, by: person.name }), issuedAt: now }
    await insertPaper(db, organisation.id, next)
    await putInPlaceOf(db, organisation.id, paper.id, next.id)
    return { goTo: paths.meeting.to({ meeting: meeting.id }), said: 'It was issued. The one before stays to be seen.', entry: { did: 'governance.paper-replaced', on: { room, id: next.id }, before: { paper: paper.id, sha256: paper.sha256 }, after: { sha256, note } } }
  },
})

/** Agenda and papers go out, and stay as they are: their hashes are in the ledger, and each that names its line is recorded on it. */
export const issue = form({
  path: paths.issue,
  async load({ meeting }, house) {
    const [loaded, items, papers] = await Promise.all([loadMeeting(meeting, house), listItems(house.db, house.organisation.id, meeting), listPapers(house.db, house.organisation.id, meeting)])
    return { ...loaded, items, papers }
  },
  access: (person, { meeting, members, today }) => meeting.state === 'planned' && mayKeepBody(person, members, today),
  version: ({ meeting, papers }) => `${String(meeting.version)} ${papers.map((each) => each.id).join(' ')}`,
  fields: {},
  view: ({ meeting, body, items, papers }, answers) => ({
    title: `Issue the papers: ${titleOf(meeting)}`, crumbs: meetingCrumbs(body, meeting), guide: 'meetings',
    main: narrowColumn(html`<span class="govuk-caption-l">${body.name}, ${dayInWords(meeting.on)}</span><h1 class="govuk-heading-l">Issue agenda and papers</h1>
      ${items.length === 0 ? html`<p class="govuk-body">There is no agenda yet. <a class="govuk-link" href="${paths.agenda.to({ meeting: meeting.id })}">Make it first</a>.</p>` : html`<p class="govuk-body">Each member who signs in here gets one email with a link. Members can read them from then on. They stay as they are: a late paper is added, a wrong one is replaced, and both are shown.</p>
        <ul class="govuk-list govuk-list--bullet"><li>The agenda</li>${papers.map((each) => html`<li>${each.title}</li>`)}</ul>${questions(answers).form('Issue them', html``, { cancel: paths.meeting.to({ meeting: meeting.id }) })}`}`),
  }),
  async submit(_values, { meeting, body, members, items, papers }, { db, organisation, person, now, today, origin }) {
    const issued = decideIssue(meeting, items, now)
    if ('refused' in issued || !await saveMeeting(db, organisation.id, issued)) return { problems: {} }
    await issuePapers(db, organisation.id, meeting.id, now)
    const written = await mailPapers(db, { organisation, origin, now, meeting: issued, body, members })
    const onLines = papers.filter((each) => each.flow !== null && each.issuedAt === null)
    await insertPassings(db, organisation.id, onLines.map((each) => ({ id: newId(), flow: each.flow!, on: today, what: each.title, by: person.name })))
    const deeds = []
    for (const each of onLines) deeds.push(...await recordDeed(db, organisation.id, { kind: 'report issued', room, thing: { kind: 'paper', id: each.id }, on: today, title: each.title, href: paths.meeting.to({ meeting: meeting.id }), to: { id: body.id, name: body.name } }, now))
    return {
      goTo: paths.meeting.to({ meeting: meeting.id }), said: written === 0 ? 'Agenda and papers were issued.' : 'Agenda and papers were issued, and the members written to.',
      entry: [{ did: 'governance.papers-issued', on: { room, id: meeting.id, version: issued.version }, after: { agenda: items.map((each) => each.title), papers: papers.map((each) => ({ id: each.id, title: each.title, sha256: each.sha256 })), written } }, ...deeds],
    }
  },
})
