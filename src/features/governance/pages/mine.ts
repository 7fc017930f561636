import { dayInWords, dayOfWeekInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { mayReadStructure } from '../access.ts'
import { listBodies } from '../body-store.ts'
import { listChallenges } from '../challenge-store.ts'
import { listDecisions } from '../decision-store.ts'
import { listMeetings } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { challengeTag } from './challenge-parts.ts'
import { decisionsTable, meetingTag, titleOf } from './meeting-parts.ts'
import { bodyLink, front } from './parts.ts'
import { askingFor, seatsOf } from './seats.ts'

/** One page before a meeting: what somebody sits on, when it meets, what they have to do. */
export const mine = page({
  path: paths.mine,
  async load(_at, { db, organisation, person, today }) {
    const { seats, on, kept } = await seatsOf(db, organisation.id, person, today)
    const past = (await listMeetings(db, organisation.id, { bodies: kept, to: today, states: ['planned', 'issued'], down: false, limit: 20 }))
    const [waiting, bodies, coming, recent, own, open] = await Promise.all([
      listChallenges(db, organisation.id, { to: on, state: 'waiting', limit: 30 }),
      listBodies(db, organisation.id), listMeetings(db, organisation.id, { bodies: on, from: today, states: ['planned', 'issued'], down: false, limit: 20 }), listMeetings(db, organisation.id, { bodies: on, states: ['held'], limit: 6 }),
      listDecisions(db, organisation.id, { owner: person.id, state: 'open', order: 'due' }), listDecisions(db, organisation.id, { of: on, state: 'open', order: 'due', limit: 100 }),
    ])
    return { past, asking: await askingFor(db, organisation.id, person, seats), seats, waiting, bodies, coming, recent, own, open: open.filter((each) => each.owner?.person !== person.id) }
  },
  access: (person) => mayReadStructure(person),
  view({ past, asking, seats, waiting, bodies, coming, recent, own, open }, { today }) {
    const bodyOf = (id: string) => bodies.find((each) => each.id === id)
    return {
      title: 'Your boards and groups', crumbs: [front], wide: true, guide: 'meetings',
      main: html`<h1 class="govuk-heading-l">Your boards and groups</h1>
        ${seats.length === 0 ? html`<div class="dr-empty"><h2 class="govuk-heading-m">You sit on none</h2><p class="govuk-body">If that is wrong, ask the body’s secretary. <a class="govuk-link" href="${paths.structure.to()}">See all bodies</a></p></div>` : html`
          <ul class="dr-cards">${seats.map((seat) => { const body = bodyOf(seat.body); const next = coming.find((each) => each.body === seat.body); return body && html`<li class="dr-card"><h2 class="dr-card__heading">${bodyLink(body)}</h2><p class="dr-card__words">${seat.role.charAt(0).toUpperCase() + seat.role.slice(1)}${seat.represents !== '' && `, for ${seat.represents}`}</p>
            <div class="dr-card__foot">${next === undefined ? 'No meeting is planned.' : html`Next: <a class="govuk-link" href="${paths.meeting.to({ meeting: next.id })}">${dayOfWeekInWords(next.on)}${next.at !== '' && `, ${next.at}`}</a>`}</div></li>` })}</ul>`}
        ${asking !== null && html`<div class="dr-note"><p class="dr-note__heading">You are asked about yourself</p><p>It is voluntary and anonymous, and takes two minutes. <a class="govuk-link" href="${paths.aboutYou.to({ asking: asking.id })}">Answer, or hand in an empty form</a></p></div>`}
        ${past.length > 0 && html`<h2 class="govuk-heading-m">Write down who was there</h2><ul class="govuk-list">${past.map((each) => html`<li><a class="govuk-link" href="${paths.attendance.to({ meeting: each.id })}">${titleOf(each)}</a></li>`)}</ul>`}
        ${own.length > 0 && html`<h2 class="govuk-heading-m">What you have to do</h2>${decisionsTable('What you have to do', own, today, { hidden: true })}`}
        ${waiting.length > 0 && html`<h2 class="govuk-heading-m">Challenges that wait for an answer</h2><ul class="dr-tasks">${waiting.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.challenge.to({ challenge: each.id })}">${each.about.title}</a><span class="dr-under">${bodyOf(each.from)?.name ?? ''} to ${bodyOf(each.to)?.name ?? ''}, by ${dayInWords(each.answerBy)}</span></div><div>${challengeTag(each, today)}</div></li>`)}</ul>`}
        ${coming.length > 0 && html`<h2 class="govuk-heading-m">To come</h2><ul class="dr-tasks">${coming.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.meeting.to({ meeting: each.id })}">${titleOf(each)}</a><span class="dr-under">${bodyOf(each.body)?.name ?? ''}${each.place !== '' && `, ${each.place}`}</span></div><div>${meetingTag(each)}</div></li>`)}</ul>`}
        ${recent.length > 0 && html`<h2 class="govuk-heading-m">Held lately</h2><ul class="govuk-list">${recent.map((each) => html`<li><a class="govuk-link" href="${paths.meeting.to({ meeting: each.id })}">${bodyOf(each.body)?.name ?? ''}, ${dayInWords(each.on)}</a></li>`)}</ul>`}
        ${open.length > 0 && html`<h2 class="govuk-heading-m">What others have to do</h2>${decisionsTable('What others have to do', open, today, { hidden: true })}`}`,
    }
  },
})
