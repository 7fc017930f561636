/** Three years of meetings of the example council, with who was there and what was decided. Nobody in it exists. */
import { isSitting, type Body, type Membership } from './body.ts'
import { decide, follow, type Decision, type DecisionKind } from './decision.ts'
import type { AgendaItem, Attendance, Meeting } from './meeting.ts'

interface Made { readonly meetings: readonly Meeting[]; readonly items: readonly AgendaItem[]; readonly attended: readonly Attendance[]; readonly decisions: readonly Decision[] }
/** What was decided: who acts (null for information and for what carries itself out), in how many weeks, and in how many it was done; null while it is not. */
type Decided = readonly [kind: DecisionKind, words: string, owner: string | null, weeks: number | null, doneIn: number | null]

const boardDecisions: readonly (readonly Decided[])[] = [
  [['decision', 'The action plan for the year is approved.', null, null, null], ['action', 'Ask each department for the assessments that it expects this year.', 'Priya Nair', 6, 5]],
  [['information', 'Workforce figures for the quarter were heard: fewer people have told us their religion than last year.', null, null, null], ['action', 'Write to all staff about why the council asks, with the networks’ own words.', 'Grace Okafor', 8, 10]],
  [['decision', 'The annual report is agreed for the Corporate Management Team.', null, null, null]],
  [['action', 'Bring the audit of impact assessments by department, with what was good about the best.', 'Priya Nair', 12, 11], ['information', 'The Disabled Workers’ Network told of waiting times for adjustments.', null, null, null]],
  [['action', 'Agree a time within which adjustments are made, and publish it to staff.', 'Grace Okafor', 16, 30], ['decision', 'The action plan for the year is approved, with the date of action 2.1 moved.', null, null, null]],
  [['information', 'The challenge group’s report on bus stops was heard.', null, null, null], ['action', 'Answer the challenge group on raised kerbs.', 'Margaret Thorne', 6, 6]],
  [['decision', 'The annual report is agreed for the Corporate Management Team.', null, null, null], ['action', 'Find a member for Public Health.', 'Daniel Whitcombe', 12, null]],
  [['action', 'Draft a menopause policy with a task group.', 'George Tansley', 40, null]],
  [['decision', 'The action plan for the year is approved.', null, null, null], ['action', 'Offer the Carers’ Network a seat on the board.', 'Priya Nair', 10, null]],
  [['information', 'Pay gaps were heard before they were published.', null, null, null], ['action', 'Bring what the managers of the three largest teams say of the bonus gap.', 'Grace Okafor', 12, 12]],
  [['decision', 'The annual report is agreed for the Corporate Management Team.', null, null, null], ['action', 'Publish the annual report to residents by the end of July.', 'Peter Ashdown', 5, 4]],
  [['action', 'Say which assessments of the budget are not finished, before the cabinet meets.', 'Priya Nair', 6, null], ['information', 'The Race Equality Staff Network told of how the new mentors are doing.', null, null, null]],
]
const groupDecisions: readonly (readonly Decided[])[] = [
  [['information', 'The council’s officers explained how assessments are made.', null, null, null]], [['action', 'Visit three bus stations with members who use wheelchairs.', 'Septimus Quiverful', 8, 7]], [['decision', 'The observations on bus stops are approved, to be sent to the Equalities Board.', null, null, null]],
  [['information', 'What the council answered on raised kerbs was heard.', null, null, null]], [['action', 'Read the assessment of library hours and say what is missing.', 'Oluchi Bateman', 6, 5]], [['decision', 'Septimus Quiverful is chosen as chair for another year.', null, null, null]],
]

export function exampleMeetings(bodies: readonly Body[], members: readonly Membership[], today: Temporal.PlainDate): Made {
  const meetings: Meeting[] = []
  const items: AgendaItem[] = []
  const attended: Attendance[] = []
  const decisions: Decision[] = []
  const numbers = new Map<string, number>()
  const hold = (body: Body, day: Temporal.PlainDate, place: string, decided: readonly Decided[], initials: string): void => {
    const [id, on] = [crypto.randomUUID(), weekday(day)]
    const held = Temporal.PlainDate.compare(on, today) <= 0
    const sitting = members.filter((each) => each.body === body.id && isSitting(each, on))
    const at = { id, body: body.id, kind: 'meeting', title: '', on, at: '10am to noon', place, link: '', because: '', alsoThere: '', seniorThere: '', version: held ? 4 : 1 } as const
    const issuedAt = on.subtract({ days: 7 }).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:00' }).toInstant()
    const place0 = meetings.length
    meetings.push({
      ...at, state: held ? 'held' : 'planned', issuedAt: held ? issuedAt : null, minutesAgreedOn: held && Temporal.PlainDate.compare(on.add({ months: 3 }), today) <= 0 ? on.add({ months: 3 }) : null,
      minutes: held ? `The chair welcomed everybody.\nThe minutes of the last meeting were agreed.\n${decided.map(([, words]) => words).join('\n')}` : '',
    })
    if (!held) return
    const open = decisions.filter((each) => each.body === body.id && each.state !== 'noted' && (each.ended === null || Temporal.PlainDate.compare(each.ended.on, on) > 0))
    const agenda = [['own', 'Welcome and apologies', ''], ['own', 'Minutes of the last meeting', ''], ...open.map((each) => ['earlier decision', `${each.reference}: ${each.words}`, each.id] as const), ...decided.map(([, words]) => ['own', words.replace(/\.$/, ''), ''] as const)] as const
    items.push(...agenda.map(([kind, title, about], number): AgendaItem => ({ id: crypto.randomUUID(), meeting: id, place: number + 1, kind, title, words: '', about })))
    attended.push(...sitting.map((each, seat): Attendance => ({ meeting: id, membership: each.id, name: each.name, represents: each.represents, role: each.role, isSenior: each.isSenior, state: stateOf(place0, seat, each.isSenior) })))
    for (const [kind, words, owner, weeks, doneIn] of decided) {
      const key = `${initials}/${on.year}`
      const number = (numbers.get(key) ?? 0) + 1
      numbers.set(key, number)
      const made = decide({
        id: crypto.randomUUID(), body: body.id, meeting: id, reference: `${key}/${number}`, kind, words, on, owner: owner === null ? null : { person: members.find((each) => each.name === owner)?.person ?? null, name: owner },
        due: weeks === null ? null : on.add({ weeks }), about: null, action: null, isPublic: kind === 'decision',
      })
      if ('refused' in made) throw new Error(made.refused)
      const done = doneIn === null ? null : on.add({ weeks: doneIn })
      const followed = done !== null && made.state === 'open' && Temporal.PlainDate.compare(done, today) <= 0 ? follow(made, { what: 'done', outcome: 'Done, and told at the next meeting.' }, done) : made
      decisions.push('refused' in followed ? made : followed)
    }
  }
  const find = (type: string) => bodies.find((each) => each.type === type)
  const [board, group] = [find('board'), find('challenge group')]
  const first = new Temporal.PlainDate(today.year, today.month, 9)
  if (board) for (let back = 33, at = 0; back >= 0; back -= 3, at++) hold(board, first.subtract({ months: back }), 'County Hall, room 3 (lift at the east door)', boardDecisions[at % boardDecisions.length] ?? [], 'EB')
  if (board) hold(board, first.add({ months: 3 }), 'County Hall, room 3 (lift at the east door)', [], 'EB')
  if (group) for (let back = 34, at = 0; back >= 0; back -= 2, at++) hold(group, first.add({ days: 4 }).subtract({ months: back }), 'Barchester Library', groupDecisions[at % groupDecisions.length] ?? [], 'BECG')
  if (group) hold(group, first.add({ months: 2 }), 'Barchester Library', [], 'BECG')
  if (board) for (const [months, title, place, seniorThere, alsoThere] of exampleEvents) {
    const on = weekday(first.add({ months }))
    const held = Temporal.PlainDate.compare(on, today) <= 0
    meetings.push({ id: crypto.randomUUID(), body: board.id, kind: 'event', title, on, at: '6pm to 9pm', place, link: '', state: held ? 'held' : 'planned', because: '', issuedAt: null, minutes: '', minutesAgreedOn: null, alsoThere: held ? alsoThere : '', seniorThere: held ? seniorThere : '', version: held ? 2 : 1 })
  }
  return { meetings, items, attended, decisions }
}

/** Nobody meets on a Saturday or a Sunday. */
const weekday = (day: Temporal.PlainDate): Temporal.PlainDate => day.dayOfWeek <= 5 ? day : day.add({ days: 8 - day.dayOfWeek })

/** Planned events in the county, in months from now: at one of them no senior manager was. */
const exampleEvents: readonly (readonly [months: number, title: string, place: string, seniorThere: string, alsoThere: string])[] = [
  [-32, 'International Women’s Day, talk and supper', 'Barchester Town Hall', 'Daniel Whitcombe, Director of Corporate Resources', 'The county’s women’s aid group'],
  [-25, 'Black History Month, opening evening', 'Silverbridge Library', 'Grace Okafor, Head of Strategic HR', 'Race Equality Staff Network; two schools'],
  [-20, 'International Women’s Day, talk and supper', 'Barchester Town Hall', '', 'Nobody of the management team could come'],
  [-13, 'Black History Month, opening evening', 'Silverbridge Library', 'Colin Fairweather, Assistant Director, Adults and Communities', 'Race Equality Staff Network'],
  [-8, 'International Women’s Day, talk and supper', 'Plumstead Hall', 'Daniel Whitcombe, Director of Corporate Resources', 'The county’s women’s aid group'],
  [-1, 'Black History Month, opening evening', 'Silverbridge Library', 'Margaret Thorne, Assistant Director, Environment and Transport', 'Three schools'],
  [4, 'International Women’s Day, talk and supper', 'Barchester Town Hall (step-free by the north door)', '', ''],
]

/** Somebody is always missing, and twice in three years no senior manager came. */
function stateOf(meeting: number, seat: number, isSenior: boolean): Attendance['state'] {
  if (isSenior && (meeting === 5 || meeting === 9)) return 'apologies'
  return (meeting * 7 + seat * 3) % 11 === 0 ? 'absent' : (meeting * 5 + seat * 2) % 7 === 0 ? 'apologies' : 'present'
}
