import { dayInWords, dayOfWeekInWords } from '#duty/dates.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { html, type Html } from '#html/html.ts'
import { choice, choices, date, optional, text, type Body, type Fields } from '#web/fields.ts'
import { form, page } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepBody, mayReadMeetings } from '../access.ts'
import type { Membership } from '../body.ts'
import { listDecisions } from '../decision-store.ts'
import { attendanceStates, hold, invited, isOpen, write, type AgendaItem, type Attendance, type AttendanceState, type Paper } from '../meeting.ts'
import { listAttendance, listItems, listPapers, replaceAttendance, saveMeeting } from '../meeting-store.ts'
import { listLetters, type PaperLetter } from '../letter-store.ts'
import { paths } from '../paths.ts'
import { decisionsTable, heldDeed, loadMeeting, meetingCrumbs, meetingsCrumb, meetingTag, titleOf } from './meeting-parts.ts'
import { bodyLink, changedMeanwhile, dayOf, facts, front, narrowColumn, paragraphs, room } from './parts.ts'

const stateWords: Record<AttendanceState, string> = { present: 'There', apologies: 'Sent apologies', absent: 'Not there' }

/** One meeting, from its agenda to what it decided. */
export const meeting = page({
  path: paths.meeting,
  async load({ meeting: id }, house) {
    const { db, organisation, person } = house
    const loaded = await loadMeeting(id, house)
    const [items, papers, attended, decisions] = await Promise.all([listItems(db, organisation.id, id), listPapers(db, organisation.id, id), listAttendance(db, organisation.id, [id]), listDecisions(db, organisation.id, { meeting: id })])
    const keeps = mayKeepBody(person, loaded.members, house.today)
    // What is being prepared is for those who prepare it.
    const letters = keeps && loaded.meeting.issuedAt !== null ? await listLetters(db, organisation.id, id) : []
    return { ...loaded, letters, items: keeps || loaded.meeting.issuedAt !== null ? items : [], papers: papers.filter((each) => keeps || each.issuedAt !== null), attended, decisions: [...decisions].reverse(), keeps }
  },
  access: (person, { members }) => mayReadMeetings(person, members),
  view({ meeting: shown, body, members, letters, items, papers, attended, decisions, keeps, today }) {
    const at = { meeting: shown.id }
    const open = isOpen(shown)
    const come = Temporal.PlainDate.compare(shown.on, today) <= 0
    // An event is told by where it was and who was there; it has papers and decisions where somebody made them.
    const isMeeting = shown.kind === 'meeting'
    return {
      title: titleOf(shown), crumbs: [front, meetingsCrumb], wide: true, guide: 'meetings',
      main: html`<div class="dr-head"><div class="dr-head__words"><span class="govuk-caption-l">${bodyLink(body)}</span><h1 class="govuk-heading-l">${titleOf(shown)}</h1></div>
          <div class="dr-head__actions">${keeps && html`${isMeeting && shown.state === 'planned' && (items.length === 0 ? html`<a class="govuk-button govuk-button--secondary" href="${paths.agenda.to(at)}">Make the agenda</a>` : html`<a class="govuk-button govuk-button--secondary" href="${paths.issue.to(at)}">Issue agenda and papers</a>`)}
            ${open && html`<a class="govuk-link" href="${paths.editMeeting.to(at)}">Change</a><a class="govuk-link" href="${paths.callOff.to(at)}">Call it off</a>`}`}</div></div>
        ${facts([['How it stands', meetingTag(shown)], ['Day', dayOfWeekInWords(shown.on)], ['Time', shown.at], ['Place', shown.place], ['Online', shown.link !== '' && html`<a class="govuk-link" href="${shown.link}" rel="noreferrer">Join by link</a>`], ['Papers issued', shown.issuedAt !== null && dayOf(shown.issuedAt)]])}
        ${shown.because !== '' && html`<div class="dr-note"><p class="dr-note__heading">Called off</p><p class="govuk-body">${shown.because}</p></div>`}
        ${(isMeeting || items.length > 0 || papers.length > 0) && html`<h2 class="govuk-heading-m">Agenda</h2>
        ${items.length === 0 ? html`<p class="govuk-body">${shown.state === 'planned' ? 'It has not been issued yet.' : 'None is on record.'}</p>` : html`<ol class="govuk-list govuk-list--number">${items.map((each) => html`<li>${itemWords(each)}</li>`)}</ol>`}
        ${keeps && shown.state === 'planned' && items.length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${paths.agenda.to(at)}">Change the agenda</a></p>`}
        <h2 class="govuk-heading-m">Papers</h2>
        ${papers.length === 0 ? html`<p class="govuk-body">No papers yet.</p>` : papersTable(papers, keeps, open)}
        ${keeps && open && html`<p class="govuk-body"><a class="govuk-link" href="${paths.makePaper.to(at)}">Make a paper from what is recorded</a> or <a class="govuk-link" href="${paths.uploadPaper.to(at)}">upload one</a>.</p>`}
        ${keeps && letters.length > 0 && writtenTo(letters, invited(members, shown.on))}`}
        ${shown.state !== 'called off' && html`<h2 class="govuk-heading-m">Who was there</h2>
          ${attended.length === 0 ? shown.state !== 'held' && html`<p class="govuk-body">${come ? 'Not recorded yet.' : 'It is still to come.'}</p>` : reflowingTable({ caption: 'Who was there', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Name' }, { text: 'As' }, { text: 'Speaks for' }, { text: 'Attendance' }], rows: attended.map((each) => [{ text: each.name }, { text: each.role.charAt(0).toUpperCase() + each.role.slice(1) }, { text: each.represents }, { text: stateWords[each.state] }]) })}
          ${shown.kind === 'event' && shown.state === 'held' && html`<p class="govuk-body">${shown.seniorThere === '' ? attended.some((each) => each.isSenior && each.state === 'present') ? '' : 'No senior manager was there.' : `Senior manager there: ${shown.seniorThere}.`}</p>`}${shown.alsoThere !== '' && html`<p class="govuk-body">Also there: ${shown.alsoThere}</p>`}
          ${keeps && come && shown.minutesAgreedOn === null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.attendance.to(at)}">${shown.state !== 'held' ? 'Record who was there' : 'Change who was there'}</a></p>`}
          ${(isMeeting || decisions.length > 0 || shown.minutes !== '') && html`<h2 class="govuk-heading-m" id="decisions">What was decided</h2>
          ${decisions.length === 0 ? html`<p class="govuk-body">Nothing is recorded yet.</p>` : decisionsTable('What was decided', decisions, today, { hidden: true })}
          ${keeps && come && html`<p class="govuk-body"><a class="govuk-link" href="${paths.newDecision.to(at)}">Record a decision</a></p>`}
          <h2 class="govuk-heading-m">Minutes</h2>
          ${shown.minutes === '' ? html`<p class="govuk-body">Not written yet.</p>` : html`<p class="govuk-body"><strong>${shown.minutesAgreedOn === null ? 'Draft, not agreed yet' : `Agreed on ${dayInWords(shown.minutesAgreedOn)}`}</strong></p><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${paragraphs(shown.minutes)}</div></div>`}
          ${keeps && shown.state === 'held' && shown.minutesAgreedOn === null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.minutes.to(at)}">${shown.minutes === '' ? 'Write the minutes' : 'Change the minutes, or say that they are agreed'}</a></p>`}`}`}`,
    }
  },
})

/** Who has the papers before the meeting, and who has to be given them in another way. */
function writtenTo(letters: readonly PaperLetter[], all: readonly Membership[]): Html {
  const others = all.filter((each) => !letters.some((letter) => letter.membership === each.id || letter.person === each.person))
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Who was sent them, and who opened them</span></summary><div class="govuk-details__text">
    ${reflowingTable({ caption: 'Who was sent the papers', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Name' }, { text: 'Sent' }, { text: 'Opened by the link' }], rows: letters.map((each) => [{ text: each.name }, { text: dayOf(each.sentAt) }, { text: each.openedAt === null ? 'Not yet' : dayOf(each.openedAt) }]) })}
    ${others.length > 0 && html`<p class="govuk-body">Not written to, because they do not sign in here: ${others.map((each) => each.name).join('; ')}. Give them the papers another way.</p>`}</div></details>`
}

function itemWords(item: AgendaItem): Html {
  return html`${item.kind === 'earlier decision' ? html`<a class="govuk-link" href="${paths.decision.to({ decision: item.about })}">${item.title}</a>` : item.kind === 'challenge' ? html`<a class="govuk-link" href="${paths.challenge.to({ challenge: item.about })}">${item.title}</a>` : item.title}${item.words !== '' && html`<span class="dr-under">${item.words}</span>`}`
}

function papersTable(papers: readonly Paper[], keeps: boolean, open: boolean): Html {
  return reflowingTable({
    caption: 'Papers', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Paper' }, { text: 'Issued' }, { text: 'Fingerprint' }, ...(keeps ? [{ text: 'Change' }] : [])],
    rows: papers.map((each) => {
      const next = papers.find((one) => one.id === each.replacedBy)
      return [
        { html: html`<a class="govuk-link" href="${paths.paper.to({ paper: each.id })}">${each.title}</a><span class="dr-under">${each.fileName}${each.made === 'generated' && ', made from what is recorded'}${each.note !== '' && html`. In place of another: ${each.note}`}</span>${next !== undefined && html`<span class="dr-under"><strong>Replaced</strong> on ${dayOf(next.addedAt)}</span>`}` },
        { text: each.issuedAt === null ? 'Not yet' : dayOf(each.issuedAt) }, { html: html`<code title="SHA-256 ${each.sha256}">${each.sha256.slice(0, 12)}</code>` },
        ...(keeps ? [{ html: each.issuedAt === null ? html`${open && html`<a class="govuk-link" href="${paths.dropPaper.to({ paper: each.id })}">Take away<span class="govuk-visually-hidden"> ${each.title}</span></a>`}` : html`${each.replacedBy === null && html`<a class="govuk-link" href="${paths.replacePaper.to({ paper: each.id })}">Replace<span class="govuk-visually-hidden"> ${each.title}</span></a>`}` }] : []),
      ]
    }),
  })
}

export const attendance = form({
  path: paths.attendance,
  async load({ meeting: id }, house) {
    const loaded = await loadMeeting(id, house)
    const attended = await listAttendance(house.db, house.organisation.id, [id])
    return { ...loaded, attended, invited: invited(loaded.members, loaded.meeting.on) }
  },
  access: (person, { meeting: held, members, today }) => held.state !== 'called off' && held.minutesAgreedOn === null && mayKeepBody(person, members, today),
  version: ({ meeting: held }) => String(held.version),
  fields: ({ meeting: { kind }, invited: all }): Fields => kind === 'event' ? { senior: optional(text({ missing: '', max: 200, subject: 'The senior manager' })), there: choices({ from: all.map((each) => each.id) }), also }
    : { ...Object.fromEntries(all.map((each) => [`at-${each.id}`, choice({ from: attendanceStates, missing: `Select whether ${each.name} was there` })])), also },
  starting: ({ meeting: held, attended }): Body => ({ also: held.alsoThere, senior: held.seniorThere, there: attended.filter((each) => each.state === 'present').map((each) => each.membership), ...Object.fromEntries(attended.map((each) => [`at-${each.membership}`, each.state])) }),
  view({ meeting: held, body, invited: all }, answers) {
    const ask = questions(answers)
    const named = (each: Membership): string => each.post === '' ? each.name : `${each.name}, ${each.post}`
    const seniors = all.filter((each) => each.isSenior)
    return {
      title: `Who was there: ${titleOf(held)}`, crumbs: meetingCrumbs(body, held), guide: 'meetings',
      main: narrowColumn(html`<span class="govuk-caption-l">${body.name}, ${dayInWords(held.on)}</span><h1 class="govuk-heading-l">Who was there?</h1>
        ${held.kind === 'event' ? ask.form('Save', html`${ask.line('senior', 'Which senior manager was there?', `Name and post. Leave it empty if none was${seniors.length === 0 ? '' : html`, or if it was a member: ${seniors.map((each) => each.name).join('; ')}`.toString()}`)}
            ${all.length > 0 && ask.anyOf('there', 'Which members were there? (optional)', all.map((each) => ({ value: each.id, text: named(each) })))}${ask.lines('also', 'Who else was there? (optional)', 'Groups and partners, never private people by name', 2)}`, { cancel: paths.meeting.to({ meeting: held.id }) })
          : all.length === 0 ? html`<p class="govuk-body">Nobody sat on ${body.name} that day. Add its members first.</p>` : ask.form('Save', html`${all.map((each) => ask.oneOf(`at-${each.id}`, named(each), attendanceStates.map((state) => ({ value: state, text: stateWords[state] })), undefined, { inline: true }))}
            ${ask.lines('also', 'Who else was there? (optional)', 'Those who came to speak to a paper, observers', 2)}`, { cancel: paths.meeting.to({ meeting: held.id }) })}`),
    }
  },
  async submit(values, { meeting: was, body, invited: all }, { db, organisation, now, today }) {
    const said = (name: string): string => { const value = values[name]; return typeof value === 'string' ? value : '' }
    const held = hold(was, { alsoThere: said('also'), seniorThere: said('senior') }, today)
    if ('refused' in held) return { problems: { also: held.refused } }
    const { there } = values
    const isThere = (id: string): boolean => Array.isArray(there) && there.some((each) => each === id)
    // At an event nobody is missed: those who were there are written down, and no others.
    const stateOf = (id: string): AttendanceState => held.kind === 'event' ? 'present' : attendanceStates.find((each) => each === values[`at-${id}`]) ?? 'absent'
    const attended = all.filter((each) => held.kind !== 'event' || isThere(each.id)).map((each): Attendance => ({ meeting: held.id, membership: each.id, name: each.name, represents: each.represents, role: each.role, isSenior: each.isSenior, state: stateOf(each.id) }))
    if (!await saveMeeting(db, organisation.id, held)) return { problems: { also: changedMeanwhile } }
    await replaceAttendance(db, organisation.id, held.id, attended)
    const deeds = await recordDeed(db, organisation.id, heldDeed(held, attended, body), now)
    return { goTo: paths.meeting.to({ meeting: held.id }), said: 'Who was there is recorded.', entry: [{ did: 'governance.attendance-recorded', on: { room, id: held.id, version: held.version }, after: { ...Object.fromEntries(attended.map((each) => [each.membership, each.state])), ...(held.kind === 'event' ? { seniorThere: held.seniorThere } : {}) } }, ...deeds] }
  },
})

const also = optional(text({ missing: '', max: 1000, subject: 'Who else was there' }))

export const minutes = form({
  path: paths.minutes,
  load: ({ meeting: id }, house) => loadMeeting(id, house),
  access: (person, { meeting: held, members, today }) => held.state === 'held' && held.minutesAgreedOn === null && mayKeepBody(person, members, today),
  draft: true,
  version: ({ meeting: held }) => String(held.version),
  fields: { minutes: text({ missing: 'Enter the minutes', max: 40_000, subject: 'The minutes' }), agreedOn: optional(date({ missing: '', subject: 'The day on which they were agreed' })) },
  starting: ({ meeting: held }) => ({ minutes: held.minutes }),
  view({ meeting: held, body }, answers) {
    const ask = questions(answers)
    return {
      title: `Minutes: ${titleOf(held)}`, crumbs: meetingCrumbs(body, held), guide: 'meetings',
      main: narrowColumn(html`<span class="govuk-caption-l">${body.name}, ${dayInWords(held.on)}</span><h1 class="govuk-heading-l">Minutes</h1><p class="govuk-body">What was decided is recorded apart, so that it comes back until it is done. Write here what was said and why.</p>
        ${ask.form('Save', html`${ask.lines('minutes', 'The minutes', undefined, 18)}${ask.date('agreedOn', 'Agreed on (optional)', 'From then on they stay as they are')}`, { cancel: paths.meeting.to({ meeting: held.id }) })}`),
    }
  },
  async submit(values, { meeting: held }, { db, organisation, today }) {
    const written = write(held, values.minutes, values.agreedOn, today)
    if ('refused' in written) return { problems: { [values.agreedOn === null ? 'minutes' : 'agreedOn']: written.refused } }
    if (!await saveMeeting(db, organisation.id, written)) return { problems: { minutes: changedMeanwhile } }
    return { goTo: paths.meeting.to({ meeting: held.id }), said: written.minutesAgreedOn === null ? 'The minutes were saved as a draft.' : 'The minutes are agreed.', entry: { did: written.minutesAgreedOn === null ? 'governance.minutes-written' : 'governance.minutes-agreed', on: { room, id: held.id, version: written.version }, after: { minutes: written.minutes, agreedOn: written.minutesAgreedOn?.toString() ?? null } } }
  },
})
