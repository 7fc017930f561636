/** What the link in the letter opens: the agenda and papers of one meeting, for one member, without signing in. */
import { dayInWords, dayOfWeekInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { findPerson } from '#features/people/index.ts'
import { feed, openForm, type Outside } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { LinkOver, NotFound } from '#web/refusals.ts'
import { findMembership } from '../body-store.ts'
import { isSitting } from '../body.ts'
import { findLetter, markOpened } from '../letter-store.ts'
import { listItems, listPapers } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { loadMeeting, titleOf } from './meeting-parts.ts'
import { facts, narrowColumn, room } from './parts.ts'

/** A link works for whoever still sits there, until its day. */
async function findSent(token: string, house: Outside) {
  const letter = /^[A-Za-z0-9_-]{20,100}$/.test(token) ? await findLetter(house.db, house.organisation.id, token) : null
  if (!letter) throw new NotFound('no such link')
  const person = await findPerson(house.db, house.organisation.id, letter.person)
  const seat = await findMembership(house.db, house.organisation.id, letter.membership)
  if (Temporal.PlainDate.compare(letter.worksUntil, house.today) < 0) throw new LinkOver([`It worked until ${dayInWords(letter.worksUntil)}.`, 'Sign in to read the papers of a meeting, or ask the secretary of the body.'])
  if (!person || person.state !== 'active' || !seat || !isSitting(seat, house.today)) throw new LinkOver(['It was for somebody who sat on this body when the email was sent, and that has changed since.', 'If you think that you sit on it, ask its secretary.'])
  const { meeting, body } = await loadMeeting(letter.meeting, house)
  return { token, letter, person, meeting, body }
}

export const sentPapers = openForm({
  path: paths.sentPapers,
  async load({ token }, house) {
    const sent = await findSent(token, house)
    // A mail program that looks at links opens this page too: what is in it is shown when somebody presses the button.
    if (sent.letter.openedAt === null) return { ...sent, items: [], papers: [] }
    return { ...sent, items: await listItems(house.db, house.organisation.id, sent.meeting.id), papers: (await listPapers(house.db, house.organisation.id, sent.meeting.id)).filter((each) => each.issuedAt !== null) }
  },
  fields: {},
  view({ token, letter, meeting, body, items, papers }, answers) {
    const head = html`<span class="govuk-caption-l">${body.name}</span><h1 class="govuk-heading-l">${titleOf(meeting)}</h1>`
    if (letter.openedAt === null) return { title: `Papers for ${body.name}`, main: narrowColumn(html`${head}<p class="govuk-body">The agenda and papers have been issued. That you opened them is written down.</p>${questions(answers).form('Open agenda and papers', html``)}`) }
    return {
      title: `Papers for ${body.name}`,
      main: narrowColumn(html`${head}
        ${meeting.state === 'called off' && html`<div class="dr-note"><p class="dr-note__heading">Called off</p><p>${meeting.because}</p></div>`}
        ${facts([['Day', dayOfWeekInWords(meeting.on)], ['Time', meeting.at], ['Place', meeting.place], ['Online', meeting.link !== '' && html`<a class="govuk-link" href="${meeting.link}" rel="noreferrer">Join by link</a>`]])}
        <h2 class="govuk-heading-m">Agenda</h2><ol class="govuk-list govuk-list--number">${items.map((each) => html`<li>${each.title}${each.words !== '' && html`<span class="dr-under">${each.words}</span>`}</li>`)}</ol>
        <h2 class="govuk-heading-m">Papers</h2>${papers.length === 0 ? html`<p class="govuk-body">There are none.</p>` : html`<ul class="govuk-list">${papers.map((each) => html`<li><a class="govuk-link" href="${paths.sentPaper.to({ token, paper: each.id })}">${each.title}</a><span class="dr-under">${each.fileName}${each.replacedBy !== null && '. Replaced: read the newer one'}${each.note !== '' && `. In place of another: ${each.note}`}</span></li>`)}</ul>`}
        <p class="govuk-body-s">The link works until ${dayInWords(letter.worksUntil)}. Earlier meetings and what was decided: <a class="govuk-link" href="${paths.meeting.to({ meeting: meeting.id })}">sign in</a>.</p>`),
    }
  },
  async submit(_values, { token, person, meeting }, { db, organisation, now }) {
    await markOpened(db, organisation.id, token, now)
    return { goTo: paths.sentPapers.to({ token }), entry: { did: 'governance.papers-opened', on: { room, id: meeting.id } }, by: { id: person.id, organisation: organisation.id, name: person.name, email: person.email, grants: [] } }
  },
})

/** A file that went out, for whoever has the link and has opened the papers. */
export const sentPaper = feed({
  path: paths.sentPaper,
  async load({ token, paper: id }, house) {
    const { letter, meeting } = await findSent(token, house)
    const paper = letter.openedAt === null ? undefined : (await listPapers(house.db, house.organisation.id, meeting.id)).find((each) => each.id === id && each.issuedAt !== null)
    const bytes = paper && await house.files.find(paper.sha256)
    if (!paper || !bytes) throw new NotFound(`paper ${id}`)
    return { paper, bytes }
  },
  send: ({ paper, bytes }) => ({ fileName: paper.fileName, type: 'application/octet-stream', bytes }),
})
