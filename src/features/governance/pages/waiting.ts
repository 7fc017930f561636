import type { Waiting, WaitingThing } from '#web/offers.ts'
import { mayReadStructure } from '../access.ts'
import { listBodies } from '../body-store.ts'
import { listChallenges } from '../challenge-store.ts'
import { listDecisions } from '../decision-store.ts'
import { listMeetings } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { titleOf } from './meeting-parts.ts'
import { askingFor, seatsOf } from './seats.ts'

/** What a meeting asked of this person; papers to read; and for who keeps a body, meetings to write down and challenges to answer. */
export const waitingInMeetings: Waiting = {
  name: 'governance.meetings',
  async list(db, organisation, { person, today }) {
    if (!mayReadStructure(person)) return []
    const [own, { seats, on, kept }, bodies] = await Promise.all([listDecisions(db, organisation, { owner: person.id, state: 'open', order: 'due' }), seatsOf(db, organisation, person, today), listBodies(db, organisation)])
    const [coming, past, challenges] = await Promise.all([
      on.length === 0 ? [] : listMeetings(db, organisation, { bodies: on, from: today, states: ['issued'], down: false, limit: 10 }),
      kept.length === 0 ? [] : listMeetings(db, organisation, { bodies: kept, to: today.subtract({ days: 1 }), states: ['planned', 'issued'], down: false, limit: 20 }),
      kept.length === 0 ? [] : listChallenges(db, organisation, { to: kept, state: 'waiting', limit: 20 }),
    ])
    const nameOf = (id: string): string => bodies.find((each) => each.id === id)?.name ?? ''
    const asking = await askingFor(db, organisation, person, seats)
    const things: WaitingThing[] = [
      ...own.map((each) => ({ title: each.words, todo: `${nameOf(each.body)} asked you to do this`, href: paths.decision.to({ decision: each.id }), by: each.due })),
      ...challenges.map((each) => ({ title: each.about.title, todo: `Answer the challenge of ${nameOf(each.from)}`, href: paths.challenge.to({ challenge: each.id }), by: each.answerBy })),
      ...coming.map((each) => ({ title: `${nameOf(each.body)}: ${titleOf(each)}`, todo: 'Read the papers before the meeting', href: paths.meeting.to({ meeting: each.id }), by: each.on })),
      ...past.map((each) => ({ title: `${nameOf(each.body)}: ${titleOf(each)}`, todo: 'Write down who was there and what was decided', href: paths.attendance.to({ meeting: each.id }), by: null })),
    ]
    if (asking !== null) things.push({ title: 'A few questions about yourself', todo: 'Answer without your name, or hand in an empty form', href: paths.aboutYou.to({ asking: asking.id }), by: null })
    return things
  },
}
