import type { Database } from '#database/database.ts'
import { append, nextNumber, type Entry } from '#database/ledger.ts'
import { workingDaysFrom } from '#duty/moving-days.ts'
import { newId } from '#database/identity.ts'
import { planDeed, recordDeed } from '#features/duty-clock/index.ts'
import type { ExamplePeople } from '#features/people/index.ts'
import { moveHead, publish } from '#features/publication/index.ts'
import type { Body, Flow, FlowKind, Frequency, Membership, MemberRole, Terms } from './body.ts'
import { insertBody, insertMemberships, insertTerms } from './body-store.ts'
import { insertFlows, insertPassings, type Passing } from './flow-store.ts'
import { exampleMeetings } from './example-meetings.ts'
import { insertChallenges } from './challenge-store.ts'
import { exampleChallenges } from './example-challenges.ts'
import { insertDecisions } from './decision-store.ts'
import { insertAttendance, insertItems, insertMeetings } from './meeting-store.ts'
import { publicPair } from './pages/challenge-parts.ts'
import { heldDeed, plannedDeed } from './pages/meeting-parts.ts'
import { asJson, structureToday } from './pages/publishing.ts'
import { paths } from './paths.ts'

type People = Pick<ExamplePeople, 'people' | 'departments'>

/** Barsetshire’s structure: the one that its first strategy drew, with who sits where and what flowed on each line. Nobody in it exists. */
export async function addExampleGovernance(db: Database, organisation: string, body: string, people: People, now: Temporal.Instant): Promise<void> {
  if (body !== 'barsetshire') return
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  const made = structureOf(people, today)
  for (const each of made.bodies) await insertBody(db, organisation, each, now)
  await insertMemberships(db, organisation, made.members)
  await insertFlows(db, organisation, made.flows, now)
  for (const [id, terms] of made.terms) await insertTerms(db, organisation, id, terms, now)
  await insertPassings(db, organisation, made.passings)
  const met = exampleMeetings(made.bodies, made.members, today)
  await insertMeetings(db, organisation, met.meetings, now)
  await insertItems(db, organisation, met.items)
  await insertAttendance(db, organisation, met.attended)
  await insertDecisions(db, organisation, met.decisions, now)
  const nameOfBody = new Map(made.bodies.map((each) => [each.id, each]))
  const deeds: Entry[] = []
  for (const each of met.meetings) {
    const planned = each.state !== 'called off' && each.kind === 'event' ? nameOfBody.get(each.body) : undefined
    if (planned) await planDeed(db, organisation, plannedDeed(each, planned))
    const held = each.state === 'held' && each.kind === 'event' ? nameOfBody.get(each.body) : undefined
    if (held) deeds.push(...await recordDeed(db, organisation, heldDeed(each, met.attended.filter(({ meeting }) => meeting === each.id), held), now))
  }
  for (const entry of deeds) await append(db, { organisation, person: 'system', request: 'example', now }, entry)
  // The next decision takes the next number.
  for (const { reference } of met.decisions) await nextNumber(db, organisation, `governance.decision ${reference.split('/').slice(0, 2).join(' ')}`)
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'governance.example-made', on: { room: 'governance', id: organisation }, detail: { bodies: made.bodies.length, lines: made.flows.length } })
  const said = exampleChallenges(made.bodies, today)
  await insertChallenges(db, organisation, said, now)
  for (const { on } of said) await nextNumber(db, organisation, `governance.challenge ${on.year}`)
  const [lead, publisher] = [people.people.get('Priya Nair'), people.people.get('Peter Ashdown')]
  if (lead === undefined || publisher === undefined) return
  const hands = { letOut: { by: 'person', id: publisher, name: 'Peter Ashdown' }, preparedBy: { id: lead, name: 'Priya Nair' } } as const
  const edition = await publish(db, organisation, { room: 'governance', thingId: organisation, address: paths.publicStructure.to(), title: 'Who answers to whom', content: asJson(await structureToday(db, organisation, today)), ...hands }, now)
  if (edition) await moveHead(db, organisation)
  for (const each of said.filter((one) => one.isPublic)) {
    const on = [each.on, each.answer?.on, each.view?.on].filter((day) => day != null).toSorted(Temporal.PlainDate.compare).at(-1)
    const goesOut = on && workingDaysFrom(on, 3)
    const out = goesOut && Temporal.PlainDate.compare(goesOut, today) < 0 ? goesOut.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '10:15' }).toInstant() : now
    const nameOf = (id: string) => made.bodies.find((one) => one.id === id)?.name ?? ''
    await publish(db, organisation, { room: 'governance', thingId: each.id, address: paths.publicChallenge.to({ challenge: each.id }), title: each.about.title, content: publicPair(each, nameOf(each.from), nameOf(each.to)), ...hands }, out)
    await moveHead(db, organisation)
  }
}

interface Made {
  readonly bodies: readonly Body[]; readonly members: readonly Membership[]; readonly flows: readonly Flow[]; readonly terms: readonly (readonly [string, Terms])[]; readonly passings: readonly Passing[]
}

function structureOf({ people, departments }: People, today: Temporal.PlainDate): Made {
  const begun = new Temporal.PlainDate(today.year - 4, 4, 1)
  const bodies = new Map<string, Body>()
  const idOf = (key: string): string => bodies.get(key)!.id
  const addBody = (key: string, type: string, name: string, meets: Frequency, purpose: string, more: Partial<Body> = {}): void => {
    bodies.set(key, { id: newId(), type, name, shortName: '', purpose, receives: '', meets, department: null, isPublic: true, from: begun, ended: null, seniorFrom: null, version: 1, ...more })
  }
  addBody('council', 'council', 'Barsetshire County Council', 'every two months', 'Approves the equality strategy, which is part of the framework of major plans, and any change to it.')
  addBody('cabinet', 'executive', 'Cabinet', 'monthly', 'Agrees the equality strategy for the council to consider, and passes responsibility for the action plan to the Equalities Board.', { receives: 'A yearly account of progress on the action plan.' })
  addBody('lead member', 'lead member', 'Cabinet Member for Equalities', 'as needed', 'Leads on equality in the cabinet, and speaks for it in public.')
  addBody('scrutiny', 'scrutiny', 'Scrutiny Commission', 'every two months', 'Looks into the council’s work on equality and tells the cabinet what it found.', { receives: 'The corporate performance report, with what it says of equality.' })
  addBody('cmt', 'management', 'Corporate Management Team', 'monthly', 'The chief executive and the directors. Answers for the council’s being able to carry out its strategy.', { shortName: 'CMT', receives: 'Workforce figures each quarter, and a yearly account of progress on the action plan.' })
  addBody('board', 'board', 'Equalities Board', 'quarterly', 'Brings the departments, the staff networks and shared services together, leads the daily work and guides how the strategy develops. It reviews the action plan each year on the cabinet’s behalf.', { shortName: 'The Board', receives: 'Reports on performance, progress on the action plan, the audit of impact assessments, and what the challenge group found.', seniorFrom: new Temporal.PlainDate(today.year - 2, 4, 1) })
  const departmental: readonly (readonly [string, string, string])[] = [['adults', 'Adults and Communities', 'Colin Fairweather'], ['children', 'Children and Families', 'Dev Chaudhary'], ['corporate', 'Corporate Resources', 'Grace Okafor'], ['environment', 'Environment and Transport', 'Margaret Thorne'], ['health', 'Public Health', 'Fatoumata Diallo'], ['chief', 'Chief Executive’s', 'Peter Ashdown']]
  for (const [short, name] of departmental) addBody(`deg ${short}`, 'departmental group', `${name} Departmental Equality Group`, 'every two months', `Takes the action plan into the work of ${name}, scrutinises its impact assessments, and carries news between the Equalities Board and the department’s managers.`, { department: departments.get(name) ?? null })
  const networks: readonly (readonly [string, string, string, string])[] = [['race', 'Race Equality Staff Network', 'Nkechi Adeyemi', 'Black, Asian and other colleagues from ethnic minorities'], ['disabled', 'Disabled Workers’ Network', 'Liam Gallacher', 'Disabled colleagues'], ['lgbt', 'LGBT+ Staff Network', 'Siobhan Delaney', 'LGBT+ colleagues'], ['carers', 'Carers’ Network', 'George Tansley', 'Colleagues who care for somebody']]
  for (const [short, name, , whose] of networks) addBody(`network ${short}`, 'network', name, 'monthly', `${whose} support each other here. The council asks it before it decides what touches them.`)
  addBody('task', 'task group', 'Menopause at Work Task Group', 'monthly', 'Draws up the council’s menopause policy with those whom it is for, and ends when it is adopted.', { from: today.subtract({ months: 8 }), isPublic: false })
  addBody('challenge', 'challenge group', 'Barsetshire Equalities Challenge Group', 'every two months', 'People who use services, from all parts of the county. The group challenges and supports the council’s work on equality, and has a chair of its own choosing.')
  addBody('forum', 'forum', 'Barsetshire Interfaith Forum', 'quarterly', 'Faith communities meet each other and the council.')

  const flows: Flow[] = []
  const passings: Passing[] = []
  const line = (from: string, kind: FlowKind, to: string, what: string, often: string, came: readonly Temporal.PlainDate[]): void => {
    const id = newId()
    flows.push({ id, from: idOf(from), to: idOf(to), kind, what, often, endedOn: null, version: 1, last: null })
    for (const on of came) if (Temporal.PlainDate.compare(on, today) <= 0) passings.push({ id: newId(), flow: id, on, what, by: 'Priya Nair' })
  }
  const yearly = (month: number, day: number) => [3, 2, 1, 0].map((back) => new Temporal.PlainDate(today.year - back, month, day))
  const quarters = () => [2, 1, 0].flatMap((back) => [2, 5, 8, 11].map((month) => new Temporal.PlainDate(today.year - back, month, 9)))
  line('cabinet', 'reports', 'council', 'The equality strategy, for approval', 'every four years', [new Temporal.PlainDate(today.year - 2, 3, 18)])
  line('lead member', 'reports', 'cabinet', 'What the cabinet should know of equality', 'as needed', [today.subtract({ months: 2 })])
  line('scrutiny', 'scrutinises', 'cabinet', 'What it found of the council’s work on equality', 'yearly', yearly(9, 14))
  line('cmt', 'reports', 'cabinet', 'The equality strategy, agreed for the cabinet', 'every four years', [new Temporal.PlainDate(today.year - 2, 2, 11)])
  line('cmt', 'reports', 'cabinet', 'Corporate performance report, with its part on equality', 'yearly', yearly(7, 12))
  line('board', 'reports', 'cmt', 'Annual report on the action plan', 'yearly, by the end of June', yearly(6, 24))
  line('board', 'reports', 'cmt', 'Workforce figures against targets', 'quarterly, within six weeks', quarters())
  line('board', 'reports', 'cabinet', 'Annual report on the action plan', 'yearly, in July', yearly(7, 8))
  line('cabinet', 'delegates', 'board', 'The yearly review of the action plan', 'yearly', yearly(4, 20))
  for (const [short] of departmental) {
    line(`deg ${short}`, 'reports', 'board', 'Impact assessments: how many, and how good', 'twice a year', [...yearly(1, 20), ...yearly(7, 15)])
    line('board', 'feeds back', `deg ${short}`, 'What the board decided', 'after each meeting', quarters().slice(-2))
  }
  for (const [short] of networks) line(`network ${short}`, 'advises', 'board', 'What colleagues say, and comments on what is proposed', 'at each meeting', quarters().slice(-3))
  line('task', 'reports', 'board', 'How the menopause policy comes on', 'quarterly', [today.subtract({ months: 4 }), today.subtract({ months: 1 })])
  line('challenge', 'challenges', 'board', 'Observations and recommendations, and a report on its work', 'twice a year', [...yearly(4, 12), ...yearly(10, 9)])
  line('forum', 'advises', 'challenge', 'What faith communities say', 'quarterly', quarters().slice(-2))

  const members: Membership[] = []
  const sits = (on: string, name: string, post: string, role: MemberRole, more: Partial<Membership> = {}): void => {
    members.push({ id: newId(), body: idOf(on), person: people.get(name) ?? null, name, post: post === '' ? posts[name] ?? '' : post, role, represents: '', department: null, group: null, isSenior: false, nameIsPublic: false, from: begun, to: null, version: 1, ...more })
  }
  sits('board', 'Daniel Whitcombe', 'Director of Corporate Resources', 'chair', { isSenior: true, nameIsPublic: true, represents: 'Corporate Management Team', group: idOf('cmt') })
  sits('board', 'Priya Nair', 'Equalities Manager', 'secretary')
  for (const [short, name, chair] of departmental) {
    const senior = ['Colin Fairweather', 'Dev Chaudhary', 'Margaret Thorne', 'Grace Okafor'].includes(chair)
    sits(`deg ${short}`, chair, '', 'chair', { represents: name, department: departments.get(name) ?? null, isSenior: senior })
    // Public Health has had nobody on the board since its consultant took on the pandemic plan: something that the page should show.
    if (short !== 'health') sits('board', chair, '', 'member', { represents: name, department: departments.get(name) ?? null, group: idOf(`deg ${short}`), isSenior: senior })
  }
  sits('deg adults', 'Aisha Rahman', 'Service Manager, Independent Living', 'member', { represents: 'Independent living' })
  sits('deg adults', 'Nkechi Adeyemi', 'Libraries and Heritage Manager', 'member', { represents: 'Libraries; Race Equality Staff Network', group: idOf('network race') })
  sits('deg children', 'Hannah Lightfoot', 'Head of Early Help', 'member', { represents: 'Early help' })
  sits('deg environment', 'Liam Gallacher', 'Bus Network Planner', 'member', { represents: 'Passenger transport' })
  for (const [short, name, chair] of networks) {
    sits(`network ${short}`, chair, '', 'chair')
    if (short !== 'carers') sits('board', chair, '', 'member', { represents: name, group: idOf(`network ${short}`) })
  }
  sits('task', 'Fatoumata Diallo', 'Consultant in Public Health', 'chair', { from: today.subtract({ months: 8 }) })
  sits('task', 'George Tansley', 'Workforce Development Adviser', 'member', { from: today.subtract({ months: 8 }) })
  sits('lead member', 'Councillor Meena Joshi', 'Cabinet Member for Equalities', 'chair', { nameIsPublic: true })
  sits('cabinet', 'Councillor Meena Joshi', 'Cabinet Member for Equalities', 'member', { nameIsPublic: true, represents: 'Equalities' })
  sits('board', 'Councillor Meena Joshi', 'Cabinet Member for Equalities', 'in attendance', { nameIsPublic: true, represents: 'Cabinet', group: idOf('cabinet') })
  sits('scrutiny', 'Councillor Robert Hale', 'Chair of the Scrutiny Commission', 'chair', { nameIsPublic: true })
  sits('cmt', 'Daniel Whitcombe', 'Director of Corporate Resources', 'member', { isSenior: true })
  sits('challenge', 'Septimus Quiverful', 'Retired teacher', 'chair', { nameIsPublic: true, represents: 'Older people in Hogglestock' })
  sits('challenge', 'Oluchi Bateman', '', 'vice-chair', { represents: 'Parents of disabled children' })
  sits('challenge', 'Priya Nair', 'Equalities Manager', 'secretary')
  sits('challenge', 'Rafiq Choudhury', '', 'member', { represents: 'Barchester’s Muslim communities' })
  sits('challenge', 'Bella Crawley', '', 'member', { represents: 'People with learning disabilities', from: begun, to: today.subtract({ months: 7 }) })
  sits('forum', 'Reverend Hester Arabin', '', 'chair', { nameIsPublic: true })

  const agreed = (number: number, words: string, on: Temporal.PlainDate, by: string, note = ''): Terms => ({ number, words, agreedOn: on, agreedBy: by, note, by: { id: people.get('Priya Nair') ?? null, name: 'Priya Nair' } })
  const boardTerms = 'The Equalities Board leads the council’s work on equality and answers for it to the Corporate Management Team.\n\nIt may approve the action plan each year, agree the annual report, and ask any department to account for what it promised. It may not change the strategy.\n\nIts members are the chairs of the departmental equality groups, a representative of each staff network, and a director who chairs it. A third of them must be there.\n\nIt meets four times a year. Papers go out a week before. What it decides is written down with who must do it and by when, and comes back until it is done.'
  const terms: (readonly [string, Terms])[] = [
    [idOf('board'), agreed(1, boardTerms.replace('a representative of each staff network', 'three representatives of the staff networks'), begun, 'Corporate Management Team')],
    [idOf('board'), agreed(2, boardTerms, new Temporal.PlainDate(today.year - 1, 5, 14), 'Equalities Board', 'Every staff network has a seat.')],
    [idOf('challenge'), agreed(1, 'The group challenges and supports the council’s work on equality from outside.\n\nIts members choose their chair and vice-chair each April. It helps to assess proposals. What it observes and recommends is written down apart from its minutes, approved by the group, and sent to those who must answer. They answer or explain.', begun, 'Barsetshire Equalities Challenge Group')],
  ]
  return { bodies: [...bodies.values()], members, flows, terms, passings }
}

const posts: Readonly<Record<string, string>> = {
  'Colin Fairweather': 'Assistant Director, Adults and Communities', 'Dev Chaudhary': 'Assistant Director, Children and Families', 'Grace Okafor': 'Head of Strategic HR', 'Margaret Thorne': 'Assistant Director, Environment and Transport',
  'Fatoumata Diallo': 'Consultant in Public Health', 'Peter Ashdown': 'Head of Communications', 'Nkechi Adeyemi': 'Libraries and Heritage Manager', 'Liam Gallacher': 'Bus Network Planner', 'Siobhan Delaney': 'Consultation and Engagement Officer', 'George Tansley': 'Workforce Development Adviser',
}
