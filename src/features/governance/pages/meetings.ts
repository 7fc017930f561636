import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { dropPlanned, planDeed } from '#features/duty-clock/index.ts'
import { choice, date, optional, text } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { isLive, mayKeepBody, mayReadStructure, readableBodies } from '../access.ts'
import { isSitting, type Body } from '../body.ts'
import { listBodies, listMemberships, saveBody } from '../body-store.ts'
import { arrange, callOff as decideCallOff, isOpen, type Meeting } from '../meeting.ts'
import { insertMeetings, listMeetings, saveMeeting } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { meetingCrumbs, loadMeeting, meetingTag, meetingWords, plannedDeed, titleOf } from './meeting-parts.ts'
import { bodyLink, changedMeanwhile, crumbsTo, dayAnswer, front, loadBody, narrowColumn, room } from './parts.ts'

interface Listed { readonly rows: readonly (Meeting & { readonly of: Body })[]; readonly bodies: readonly Body[]; readonly mine: boolean }

export const meetings = listing({
  path: paths.meetings,
  async load(_at, { db, organisation, person, today, query }, asked): Promise<Listed> {
    const [all, seats] = await Promise.all([listBodies(db, organisation.id, { endedToo: true }), listMemberships(db, organisation.id, { person: person.id })])
    const readable = readableBodies(person, seats)
    const bodies = readable === 'all' ? all : all.filter((each) => readable.includes(each.id))
    const [body, when] = [bodies.find((each) => each.id === query.get('body')), query.oneOf('when', ['to come', 'held', 'called off'])]
    const found = await listMeetings(db, organisation.id, {
      bodies: (body ? [body] : bodies).map((each) => each.id), limit: asked.limit, offset: asked.offset, down: !(asked.sort?.by === 'day' && !asked.sort.down) && when !== 'to come',
      ...(when === 'to come' ? { from: today, states: ['planned', 'issued'] as const } : when === null ? {} : { states: [when] }),
    })
    return { rows: found.flatMap((each) => { const of = bodies.find((one) => one.id === each.body); return of ? [{ ...each, of }] : [] }), bodies, mine: readable !== 'all' }
  },
  access: (person) => mayReadStructure(person),
  rows: ({ rows }) => rows,
  caption: () => 'Meetings and events',
  none: 'There are no meetings of bodies that you sit on. Agendas and minutes are for those who sit on the body.',
  filters: ({ bodies }) => [{ name: 'body', label: 'Body', options: bodies.map((each) => ({ value: each.id, text: each.name })) }, { name: 'when', label: 'When', options: [{ value: 'to come', text: 'To come' }, { value: 'held', text: 'Held' }, { value: 'called off', text: 'Called off' }] }],
  columns: () => [
    { heading: 'Meeting', sort: 'day', kind: 'date', text: (row) => titleOf(row), cell: (row) => html`<a class="govuk-link" href="${paths.meeting.to({ meeting: row.id })}">${titleOf(row)}</a>` },
    { heading: 'Body', text: (row) => row.of.name, cell: (row) => bodyLink(row.of) }, { heading: 'Place', text: (row) => row.place }, { heading: 'How it stands', text: (row) => meetingWords(row), cell: (row) => meetingTag(row) },
    { heading: 'Minutes', text: (row) => row.minutesAgreedOn !== null ? `Agreed on ${dayInWords(row.minutesAgreedOn)}` : row.minutes === '' ? row.state === 'held' && row.kind === 'meeting' ? 'Not written yet' : '' : 'Draft' },
  ],
  view: (_loaded, list) => ({ title: 'Meetings', crumbs: [front], wide: true, guide: 'meetings', main: html`<h1 class="govuk-heading-l">Meetings</h1>${list}` }),
})

const meetingFields = {
  kind: choice({ from: ['meeting', 'event'], missing: 'Select whether it is a meeting or an event' }), title: optional(text({ missing: '', max: 200, subject: 'The title' })), on: date({ missing: 'Enter the day', subject: 'The day' }),
  at: optional(text({ missing: '', max: 60, subject: 'The time' })), place: optional(text({ missing: '', max: 200, subject: 'The place' })),
  link: optional({ read: (body, name) => { const typed = body[name]; const value = typeof typed === 'string' ? typed.trim() : ''; return /^https:\/\/[^\s"<>]{3,500}$/.test(value) ? { value } : { problem: 'The link must be a web address that begins with https://' } } }),
}

function meetingQuestions(ask: ReturnType<typeof questions<typeof meetingFields>>): Html {
  return html`${ask.oneOf('kind', 'What is it?', [{ value: 'meeting', text: 'A meeting' }, { value: 'event', text: 'A planned event' }], undefined, { inline: true })}${ask.line('title', 'Title (optional for a meeting)', 'What the event is, or what makes it more than the usual meeting')}
    ${ask.date('on', 'On which day?')}${ask.line('at', 'At what time? (optional)', 'For example, “10am to noon”', { classes: 'govuk-input--width-10' })}${ask.line('place', 'Where? (optional)', 'The room, with how to reach it without stairs')}
    ${ask.line('link', 'Link to join online (optional)', undefined, { type: 'url', spellcheck: false })}`
}

/** A meeting is the usual one where it says nothing; an event has to say what it is. */
function nameEvent({ kind, title }: { readonly kind: Meeting['kind']; readonly title: string | null }) {
  return kind === 'event' && title === null ? { problems: { title: 'Enter what the event is' } } : null
}

const told = (meeting: Meeting) => ({ kind: meeting.kind, title: meeting.title, on: meeting.on.toString(), at: meeting.at, place: meeting.place, link: meeting.link, state: meeting.state })

export const newMeeting = form({
  path: paths.newMeeting,
  load: ({ body }, house) => loadBody(body, house),
  access: (person, { body, members, today }) => isLive(body) && mayKeepBody(person, members, today),
  fields: meetingFields,
  starting: () => ({ kind: 'meeting' }),
  view({ body }, answers) {
    const ask = questions(answers)
    return { title: `Plan a meeting of ${body.name}`, crumbs: crumbsTo(body), guide: 'meetings', main: narrowColumn(html`<h1 class="govuk-heading-l">Plan a meeting of ${body.name}</h1>${ask.form('Save', meetingQuestions(ask), { cancel: paths.body.to({ body: body.id }) })}`) }
  },
  async submit(values, { body }, { db, organisation, now }) {
    const meeting: Meeting = { id: newId(), body: body.id, kind: values.kind, title: values.title ?? '', on: values.on, at: values.at ?? '', place: values.place ?? '', link: values.link ?? '', state: 'planned', because: '', issuedAt: null, minutes: '', minutesAgreedOn: null, alsoThere: '', seniorThere: '', version: 1 }
    const unnamed = nameEvent(values)
    if (unnamed) return unnamed
    await insertMeetings(db, organisation.id, [meeting], now)
    if (meeting.kind === 'event') await planDeed(db, organisation.id, plannedDeed(meeting, body))
    return { goTo: paths.meeting.to({ meeting: meeting.id }), said: 'The meeting was planned. Make its agenda next.', entry: { did: 'governance.meeting-planned', on: { room, id: meeting.id, version: 1 }, after: { body: body.id, ...told(meeting) } } }
  },
})

export const editMeeting = form({
  path: paths.editMeeting,
  load: ({ meeting }, house) => loadMeeting(meeting, house),
  access: (person, { meeting, members, today }) => isOpen(meeting) && mayKeepBody(person, members, today),
  version: ({ meeting }) => String(meeting.version),
  fields: meetingFields,
  starting: ({ meeting }) => ({ kind: meeting.kind, title: meeting.title, at: meeting.at, place: meeting.place, link: meeting.link, ...dayAnswer('on', meeting.on) }),
  view({ meeting, body }, answers) {
    const ask = questions(answers)
    return { title: `Change ${titleOf(meeting)}`, crumbs: meetingCrumbs(body, meeting), main: narrowColumn(html`<h1 class="govuk-heading-l">Change the meeting</h1>${ask.form('Save', meetingQuestions(ask), { cancel: paths.meeting.to({ meeting: meeting.id }) })}`) }
  },
  async submit(values, { meeting, body }, { db, organisation }) {
    const unnamed = nameEvent(values)
    if (unnamed) return unnamed
    const changed = arrange(meeting, { kind: values.kind, title: values.title ?? '', on: values.on, at: values.at ?? '', place: values.place ?? '', link: values.link ?? '' })
    if ('refused' in changed) return { problems: { on: changed.refused } }
    if (!await saveMeeting(db, organisation.id, changed)) return { problems: { on: changedMeanwhile } }
    if (meeting.kind === 'event') await dropPlanned(db, organisation.id, { room, thing: { kind: 'meeting', id: meeting.id } })
    if (changed.kind === 'event') await planDeed(db, organisation.id, plannedDeed(changed, body))
    return { goTo: paths.meeting.to({ meeting: meeting.id }), said: 'Saved.', entry: { did: 'governance.meeting-changed', on: { room, id: meeting.id, version: changed.version }, before: told(meeting), after: told(changed) } }
  },
})

export const callOff = form({
  path: paths.callOff,
  load: ({ meeting }, house) => loadMeeting(meeting, house),
  access: (person, { meeting, members, today }) => isOpen(meeting) && mayKeepBody(person, members, today),
  version: ({ meeting }) => String(meeting.version),
  fields: { because: text({ missing: 'Enter why it does not take place', max: 500, subject: 'Why' }) },
  view({ meeting, body }, answers) {
    const ask = questions(answers)
    return { title: `Call off ${titleOf(meeting)}`, crumbs: meetingCrumbs(body, meeting), main: narrowColumn(html`<h1 class="govuk-heading-l">Call off the meeting</h1><p class="govuk-body">It stays on record, with why it did not take place.</p>${ask.form('Call it off', ask.lines('because', 'Why?', undefined, 2), { warning: true, cancel: paths.meeting.to({ meeting: meeting.id }) })}`) }
  },
  async submit({ because }, { meeting }, { db, organisation }) {
    const changed = decideCallOff(meeting, because)
    if ('refused' in changed) return { problems: { because: changed.refused } }
    if (!await saveMeeting(db, organisation.id, changed)) return { problems: { because: changedMeanwhile } }
    await dropPlanned(db, organisation.id, { room, thing: { kind: 'meeting', id: meeting.id } })
    return { goTo: paths.meeting.to({ meeting: meeting.id }), said: 'The meeting was called off.', entry: { did: 'governance.meeting-called-off', on: { room, id: meeting.id, version: changed.version }, after: { because } } }
  },
})

/** A promise that the work itself keeps or breaks: at each meeting and event, was a senior manager there? */
export const promise = form({
  path: paths.promise,
  load: ({ body }, house) => loadBody(body, house),
  access: (person, { body, members, today }) => isLive(body) && mayKeepBody(person, members, today),
  version: ({ body }) => String(body.version),
  fields: { from: optional(date({ missing: '', subject: 'The first day' })) },
  starting: ({ body, today }) => dayAnswer('from', body.seniorFrom ?? today),
  view({ body, members, today }, answers) {
    const ask = questions(answers)
    const seniors = members.filter((each) => each.isSenior && isSitting(each, today))
    return {
      title: `A senior manager at every meeting of ${body.name}`, crumbs: crumbsTo(body), guide: 'meetings',
      main: narrowColumn(html`<h1 class="govuk-heading-l">A senior manager at every meeting and event of ${body.name}</h1><p class="govuk-body">Once promised, each planned meeting and event keeps the promise or does not, by who was there. The page of the body shows both.</p>
        <p class="govuk-body">${seniors.length === 0 ? 'No member is marked as a senior manager yet.' : html`Senior managers who sit on it: ${seniors.map((each) => each.name).join('; ')}.`}</p>
        ${ask.form('Save', ask.date('from', 'Promised since', 'Leave it empty to promise it no longer'), { cancel: paths.body.to({ body: body.id }) })}`),
    }
  },
  async submit({ from }, { body }, { db, organisation }) {
    const changed = { ...body, seniorFrom: from, version: body.version + 1 }
    if (!await saveBody(db, organisation.id, changed)) return { problems: { from: changedMeanwhile } }
    return { goTo: paths.body.to({ body: body.id }), said: from === null ? 'It is promised no longer.' : 'The promise was saved.', entry: { did: 'governance.senior-promised', on: { room, id: body.id, version: changed.version }, before: { from: body.seniorFrom?.toString() ?? null }, after: { from: from?.toString() ?? null } } }
  },
})
