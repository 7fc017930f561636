/** What this room tells those that must not know it: parts of reports, and what a link to it means. */
import { dayInWords } from '#duty/dates.ts'
import type { WrittenBlock } from '#documents/write.ts'
import type { KindOfThing, ReportSection } from '#web/offers.ts'
import { mayReadChallenge, mayReadDecision, mayReadMeetings, mayReadStructure } from '../access.ts'
import { findBody, listBodies, listMemberships } from '../body-store.ts'
import { findChallenge, listChallenges } from '../challenge-store.ts'
import { kindWords } from '../decision.ts'
import { findDecision, listDecisions } from '../decision-store.ts'
import { seniorPromise } from '../meeting.ts'
import { findMeeting, listAttendance, listMeetings } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { challengeWords } from './challenge-parts.ts'
import { decisionWords, titleOf } from './meeting-parts.ts'
import { nameIn } from './parts.ts'

export const sections: readonly ReportSection[] = [
  {
    name: 'governance.decisions', title: 'What was decided, and who must act', tells: 'Decisions of every body in these days, and those of earlier days that are not done.', readers: ['board', 'public'],
    async make(db, organisation, { from, to, for: reader, today }) {
      const [bodies, made, open] = await Promise.all([listBodies(db, organisation, { endedToo: true }), listDecisions(db, organisation, { from, to, publicOnly: reader === 'public' }), reader === 'public' ? [] : listDecisions(db, organisation, { state: 'open', order: 'due' })])
      const earlier = open.filter((each) => Temporal.PlainDate.compare(each.on, from) < 0)
      const table = (title: string, rows: typeof made): WrittenBlock[] => rows.length === 0 ? [] : [{ kind: 'table', table: {
        title, headings: [{ text: 'Reference' }, { text: 'What was decided' }, { text: 'Body' }, { text: 'Kind' }, ...(reader === 'public' ? [] : [{ text: 'Who acts' }]), { text: 'By when' }, { text: 'How it stands' }],
        rows: rows.map((each) => [each.reference, each.words, nameIn(bodies, each.body), kindWords[each.kind], ...(reader === 'public' ? [] : [each.owner?.name ?? '']), each.due === null ? '' : dayInWords(each.due), decisionWords(each, today)]),
      } }]
      return [...table('Decided in these days', made), ...table('Decided earlier, and not done yet', earlier)]
    },
  },
  {
    name: 'governance.meetings', title: 'Meetings held, and who was there', tells: 'Each meeting and event of these days; who missed it; and the promise of a senior manager at every one.', readers: ['board', 'public'],
    async make(db, organisation, { from, to, for: reader, today }) {
      const [all, meetings] = await Promise.all([listBodies(db, organisation, { endedToo: true }), listMeetings(db, organisation, { from, to, down: false })])
      const bodies = reader === 'public' ? all.filter((each) => each.isPublic) : all
      const held = meetings.filter((each) => each.state === 'held' && bodies.some((body) => body.id === each.body))
      if (held.length === 0) return []
      const attended = await listAttendance(db, organisation, held.map((each) => each.id))
      const missed = (meeting: string): string => attended.filter((each) => each.meeting === meeting && each.state !== 'present' && each.role !== 'in attendance').map((each) => each.represents === '' ? each.name : `${each.name} (${each.represents})`).join('; ')
      const promises = bodies.flatMap((body): WrittenBlock[] => {
        if (body.seniorFrom === null) return []
        const { kept, broken, unknown } = seniorPromise(body.seniorFrom, held.filter((each) => each.body === body.id), attended, today)
        const days = (list: typeof kept): string => list.map((each) => dayInWords(each.on)).join('; ')
        return kept.length + broken.length + unknown.length === 0 ? [] : [{ kind: 'paragraph', text: `${body.name} promised a senior manager at every planned meeting and event.${kept.length > 0 ? ` Kept on ${days(kept)}.` : ''}${broken.length > 0 ? ` Not kept on ${days(broken)}.` : ''}${unknown.length > 0 ? ` Not known for ${days(unknown)}.` : ''}` }]
      })
      return [{ kind: 'table', table: { title: 'Meetings and events held', headings: [{ text: 'Day', kind: 'date' }, { text: 'Body' }, { text: 'What' }, ...(reader === 'public' ? [] : [{ text: 'Who missed it' }])], rows: held.map((each) => [dayInWords(each.on), nameIn(bodies, each.body), each.title === '' ? each.kind === 'event' ? 'Event' : 'Meeting' : each.title, ...(reader === 'public' ? [] : [missed(each.id)])]) } }, ...promises]
    },
  },
  {
    name: 'governance.challenges', title: 'Challenges and answers', tells: 'What groups challenged in these days, and what was answered. For everybody: those that are public.', readers: ['board', 'public'],
    async make(db, organisation, { from, to, for: reader, today }) {
      const [bodies, all] = await Promise.all([listBodies(db, organisation, { endedToo: true }), listChallenges(db, organisation, { from, until: to, publicOnly: reader === 'public' })])
      return all.length === 0 ? [] : [{ kind: 'table', table: {
        title: 'Challenges of these days', headings: [{ text: 'Reference' }, { text: 'About' }, { text: 'From' }, { text: 'To' }, { text: 'What it says' }, { text: 'Answer' }, { text: 'How it stands' }],
        rows: all.map((each) => [each.reference, each.about.title, nameIn(bodies, each.from), nameIn(bodies, each.to), each.words, each.answer?.words ?? (Temporal.PlainDate.compare(each.answerBy, today) < 0 ? `None yet, though asked for by ${dayInWords(each.answerBy)}` : `Asked for by ${dayInWords(each.answerBy)}`), challengeWords(each.state)]),
      } }]
    },
  },
]

export const things: readonly KindOfThing[] = [
  {
    kind: 'governance.body',
    async find(db, organisation, id, reader) {
      const body = await findBody(db, organisation, id)
      if (body === null || !(reader === null ? body.isPublic && body.ended === null : mayReadStructure(reader))) return null
      return { title: body.name, href: reader === null ? paths.publicBody.to({ body: id }) : paths.body.to({ body: id }) }
    },
  },
  {
    kind: 'governance.meeting',
    async find(db, organisation, id, reader) {
      const meeting = reader === null ? null : await findMeeting(db, organisation, id)
      if (meeting === null || reader === null) return null
      const [body, members] = await Promise.all([findBody(db, organisation, meeting.body), listMemberships(db, organisation, { body: meeting.body })])
      return mayReadMeetings(reader, members) ? { title: `${body?.name ?? ''}: ${titleOf(meeting)}`, href: paths.meeting.to({ meeting: id }) } : null
    },
  },
  {
    kind: 'governance.decision',
    async find(db, organisation, id, reader) {
      const decision = reader === null ? null : await findDecision(db, organisation, id)
      if (decision === null || reader === null) return null
      return mayReadDecision(reader, decision, await listMemberships(db, organisation, { body: decision.body })) ? { title: `${decision.reference}: ${decision.words}`, href: paths.decision.to({ decision: id }) } : null
    },
  },
  {
    kind: 'governance.challenge',
    async find(db, organisation, id, reader) {
      const challenge = await findChallenge(db, organisation, id)
      if (challenge === null) return null
      const title = `${challenge.reference}: ${challenge.about.title}`
      if (reader === null) return challenge.isPublic ? { title, href: paths.publicChallenge.to({ challenge: id }) } : null
      const members = (await Promise.all([challenge.from, challenge.to].map((body) => listMemberships(db, organisation, { body })))).flat()
      return mayReadChallenge(reader, challenge, members) ? { title, href: paths.challenge.to({ challenge: id }) } : null
    },
  },
]
