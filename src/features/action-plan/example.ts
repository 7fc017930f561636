import type { Json } from '#database/canonical.ts'
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import type { Aim, Characteristic } from '#duty/characteristics.ts'
import { readDeadline } from '#duty/deadline.ts'
import { nextDue } from '#duty/due.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { listPeople, type ExamplePeople } from '#features/people/index.ts'
import { moveHead, publish } from '#features/publication/index.ts'
import type { Action, OwnRating, State } from './action.ts'
import { insertActions, listPublicProgress, recordHappenings, type Happening } from './action-store.ts'
import { planContent, progressOf, promiseOf, room } from './pages/publishing.ts'
import { paths } from './paths.ts'
import { objectiveTitle, type Objective, type Strategy, type Theme } from './plan.ts'
import { insertObjectives, insertStrategy, insertThemes } from './plan-store.ts'

interface Written {
  readonly reference: string
  readonly words: string
  readonly lead: string | null
  readonly known?: string
  readonly with?: readonly string[]
  /** `Y1` to `Y5` stand for the years of the plan, so that the example is always in the middle of its life. */
  readonly by: string | null
  readonly output?: string
  readonly outcome?: string
  readonly about?: readonly Characteristic[]
  readonly department?: string
  readonly group?: string
  readonly state?: State
  readonly because?: string
  readonly own?: readonly [OwnRating, string]
  readonly percent?: number
  /** Progress notes, oldest first: how many days ago, what was said, what comes next. */
  readonly notes?: readonly (readonly [daysAgo: number, account: string, next?: string])[]
}
interface WrittenObjective {
  readonly code: string; readonly words: string; readonly means: string; readonly theme: string; readonly measure: string; readonly target: string; readonly baseline: string
  readonly member: string; readonly strategic: string; readonly operational: string; readonly aims: readonly Aim[]; readonly about: readonly Characteristic[]; readonly by: string; readonly actions: readonly Written[]
}

/**
 * Barsetshire’s plan: fictional, and in the third of its four years on whatever day the example is made.
 * @param before what else is written about its actions before they are published: the answers of its rounds
 */
export async function addExamplePlan(db: Database, organisation: string, body: string, people: ExamplePeople, now: Temporal.Instant, before: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  if (body !== 'barsetshire') return
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  const firstYear = (today.month >= 4 ? today.year : today.year - 1) - 2
  const inYears = (words: string): string => words.replaceAll(/Y(\d)/g, (_, number: string) => String(firstYear + Number(number) - 1))
  const strategy: Strategy = {
    id: newId(), title: `Fair by design: equality strategy ${firstYear} to ${firstYear + 4}`, from: new Temporal.PlainDate(firstYear, 4, 1), to: new Temporal.PlainDate(firstYear + 4, 3, 31),
    vision: 'A county where who you are does not decide how well you live, and a council that shows its working.', aims: 'A workforce like the county it serves\nServices that people can use without asking twice\nCommunities where difference is ordinary\nDecisions that show their working', status: 'live', notesPublishAtOnce: true, version: 1,
  }
  const context = { planFrom: strategy.from!, planTo: strategy.to! }
  const posts = new Map((await listPeople(db, organisation)).map((each) => [each.name, each.jobTitle]))
  const themes: Theme[] = [...new Set(plan.map((each) => each.theme))].map((title, index) => ({ id: newId(), strategy: strategy.id, title, place: index + 1 }))
  const objectives: Objective[] = []
  const actions: Action[] = []
  const happenings: [string, Happening][] = []

  for (const [place, written] of plan.entries()) {
    const deadline = readDeadline(inYears(written.by), context)
    const objective: Objective = {
      id: newId(), strategy: strategy.id, theme: themes.find((each) => each.title === written.theme)?.id ?? null, code: written.code, words: written.words, thisMeans: written.means, leadMember: written.member, strategicLead: written.strategic,
      operationalLead: written.operational, aims: written.aims, characteristics: written.about, measure: written.measure, baseline: written.baseline, target: inYears(written.target), deadline: { written: deadline.written, reading: deadline.reading },
      reviewedOn: strategy.from, place: place + 1, version: 1,
    }
    objectives.push(objective)
    for (const each of written.actions) {
      const id = newId()
      const due = each.by === null ? readDeadline('', context) : readDeadline(inYears(each.by), context)
      const state = each.state ?? (each.notes ? 'under way' : 'not started')
      const closed = state === 'achieved' || state === 'not achieved' || state === 'withdrawn'
      const last = each.notes?.at(-1)
      const person = each.lead === null ? null : people.people.get(each.lead) ?? null
      actions.push({
        id, strategy: strategy.id, objective: objective.id, group: each.group ?? '', reference: each.reference, words: each.words,
        lead: { written: each.known ?? posts.get(each.lead ?? '') ?? null, name: each.lead ?? each.known ?? null, person, known: each.known === undefined ? null : people.known.get(each.known) ?? null },
        supporting: (each.with ?? []).map((name) => ({ written: name, known: people.known.get(name) ?? people.departments.get(name) ?? null })), electedLead: written.member,
        department: each.department === undefined ? null : people.departments.get(each.department) ?? null, deadline: { written: each.by === null ? null : due.written, reading: due.reading },
        dueOn: nextDue(due.reading, closed && last ? today.subtract({ days: last[0] }) : today),
        measures: [...(each.output === undefined ? [] : [{ kind: 'output' as const, words: inYears(each.output) }]), ...(each.outcome === undefined ? [] : [{ kind: 'outcome' as const, words: inYears(each.outcome) }])],
        characteristics: each.about ?? [], aims: written.aims, priority: '', resources: '', privateNotes: '', isPrivate: false, state, stateReason: each.because ?? '',
        closedOn: closed ? today.subtract({ days: last?.[0] ?? 30 }) : null, own: each.own ? { rating: each.own[0], reason: each.own[1] } : null, percentDone: each.percent ?? null,
        lastUpdate: last ? { on: today.subtract({ days: last[0] }), words: last[1] } : null, madeBy: null, version: 1 + (each.notes?.length ?? 0),
      })
      const at = (daysAgo: number): Temporal.Instant => today.subtract({ days: daysAgo }).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '10:20' }).toInstant()
      const name = each.lead ?? 'Priya Nair'
      happenings.push([id, { at: strategy.from!.toZonedDateTime('Europe/London').toInstant(), person: null, name: 'Priya Nair', kind: 'made', told: {}, isPrivate: false }])
      for (const [index, [daysAgo, account, next]] of (each.notes ?? []).entries()) {
        const isLast = index === each.notes!.length - 1
        if (closed && isLast) happenings.push([id, { at: at(daysAgo), person, name, kind: 'closed', told: { as: state, because: each.because ?? account }, isPrivate: false }])
        else happenings.push([id, { at: at(daysAgo), person, name, kind: 'progress', told: { account, next: next ?? '', rating: isLast && each.own ? each.own[0] : 'on track', reason: isLast && each.own ? each.own[1] : '' }, isPrivate: false }])
      }
    }
  }
  await insertStrategy(db, organisation, strategy, strategy.from!.toZonedDateTime('Europe/London').toInstant())
  await insertThemes(db, organisation, themes)
  await insertObjectives(db, organisation, objectives)
  await insertActions(db, organisation, actions.map((action, index) => [action, index + 1]))
  await recordHappenings(db, organisation, happenings)
  await before()

  const said = await listPublicProgress(db, organisation, actions.map((each) => each.id))
  const by = { by: 'person', id: people.people.get('Peter Ashdown')!, name: 'Peter Ashdown' } as const
  const editions: Json[] = []
  for (const [index, action] of actions.entries()) {
    const objective = objectives.find((each) => each.id === action.objective)!
    const edition = await publish(db, organisation, { room, thingId: action.id, address: paths.publicAction.to({ action: action.id }), title: action.words, content: { promise: promiseOf(action, objectiveTitle(objective)), progress: progressOf(action, said.get(action.id) ?? []) } as unknown as Json, letOut: by, place: index + 2 }, now)
    if (edition) editions.push({ address: edition.address, version: edition.version, sha256: edition.sha256 })
  }
  await publish(db, organisation, { room, thingId: strategy.id, address: paths.publicPlan.to({ strategy: strategy.id }), title: strategy.title, content: planContent(strategy, themes, objectives, actions) as unknown as Json, letOut: by, place: 1 }, now)
  await moveHead(db, organisation)
  await recordDeed(db, organisation, { kind: 'objectives published', room, thing: { kind: 'plan', id: strategy.id }, on: strategy.from!, title: `Objectives of ${strategy.title}`, href: paths.publicPlan.to({ strategy: strategy.id }), public: true, occasion: 'version 1' }, now)
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'action-plan.example-made', on: { room: 'action-plan', id: strategy.id }, after: { title: strategy.title, actions: actions.length, editions } })
}

const plan: readonly WrittenObjective[] = [
  {
    code: 'EO1', theme: 'Our workforce', words: 'Have a workforce that reflects working-age Barsetshire at every grade', means: 'People from every background apply, are appointed and move up, and the figures show it.', by: 'by the end of March Y5',
    measure: 'Share of staff at grade 13 and above who are disabled, and who are from ethnic minority groups other than White minorities', baseline: '5.1% disabled and 7.4% ethnic minority at the start of the plan', target: '8% disabled and 10% ethnic minority by March Y5',
    member: 'Councillor Meena Joshi', strategic: 'Director of Corporate Resources', operational: 'Head of Strategic HR', aims: ['advance'], about: ['disability', 'race', 'sex'],
    actions: [
      { reference: '1.1', group: 'Knowing who works here', words: 'Report the workforce profile by grade and department to the Equalities Board every quarter', lead: 'Samira Hussain', with: ['HR Services'], by: 'Within six weeks of the end of each quarter', output: 'Four reports a year, each with the declaration rate beside it', department: 'Corporate Resources', percent: 60, notes: [[200, 'The first two reports went to the board on time. The board asked for part-time staff to be shown apart.', 'Add contract type from the next report.'], [11, 'The second quarter’s report went to the board on 6 November. Contract type is in it.', 'Agree with departments who answers the questions it raises.']] },
      { reference: '1.2', group: 'Knowing who works here', words: 'Ask every employee to declare or update their equality information, and say plainly why', lead: 'George Tansley', with: ['Communications', 'Staff networks'], by: 'by end of March Y3', output: 'Declaration rate of 70% on disability and ethnicity', department: 'Corporate Resources', about: ['disability', 'race', 'religion_belief', 'sexual_orientation'], percent: 80, notes: [[300, 'The short form went live on phones in April.', 'Reminders through team meetings.'], [95, 'Ethnicity is declared by 72% and disability by 64%. Frontline teams without email are the gap.', 'Visit the four depots in the autumn.']] },
      { reference: '1.3', group: 'Recruitment', words: 'Remove names and dates of birth from applications until shortlisting is finished', lead: 'Joanna Kowalska', by: 'September Y2', output: 'All vacancies advertised this way', outcome: 'The gap between groups from application to shortlist narrows', department: 'Corporate Resources', state: 'achieved', because: 'Every vacancy since October has been shortlisted without names. Applicants from ethnic minority groups are now shortlisted about as often as others; there are too few to say more for one year.', notes: [[420, 'The system can hide names; dates of birth needed a change by the supplier.'], [380, 'Live for all vacancies.']] },
      { reference: '1.4', group: 'Recruitment', words: 'Train every recruiting manager, and let nobody chair a panel without it', lead: 'George Tansley', by: 'By December Y3', output: '95% of those who chaired a panel in the year were trained', department: 'Corporate Resources', own: ['at risk', 'Two of the six courses were cancelled because the trainer left.'], percent: 55, notes: [[150, 'Half of the panel chairs are trained.', 'Book the autumn courses.'], [20, '61% are trained. Two courses were cancelled.', 'A second trainer starts in January.']] },
      { reference: '1.5', group: 'Moving up', words: 'Run a reverse mentoring scheme between senior managers and members of the staff networks', lead: 'Grace Okafor', with: ['Black Workers’ Group', 'Disabled Workers’ Group', 'LGBT+ Staff Network'], by: 'July Y3', output: '20 pairs in each year', department: 'Corporate Resources', about: ['race', 'disability', 'sexual_orientation'], notes: [[250, 'Eleven pairs have met at least three times.', 'Ask the first group what they would change.']] },
      { reference: '1.6', group: 'Moving up', words: 'Look at how acting-up and honoraria are given, by sex, ethnicity and disability', lead: null, known: 'HR Services', by: 'bi-annual', output: 'A report with what will change', department: 'Corporate Resources' },
    ],
  },
  {
    code: 'EO2', theme: 'Our workforce', words: 'Pay people fairly, and be able to show it', means: 'The gaps are known, their causes are known, and what is being done about them is public.', by: 'March Y5', measure: 'Mean and median gender pay gap; ethnicity and disability pay gaps', baseline: 'Median gender pay gap of 9.8%', target: 'Median gender pay gap below 6% by March Y5',
    member: 'Councillor Meena Joshi', strategic: 'Director of Corporate Resources', operational: 'Head of Strategic HR', aims: ['eliminate', 'advance'], about: ['sex', 'race', 'disability'],
    actions: [
      { reference: '2.1', words: 'Carry out an equal pay audit of all grades and publish what it finds', lead: 'Grace Okafor', with: ['Trade unions'], by: 'every three years, next by the end of March Y4', output: 'Audit published with its action plan', department: 'Corporate Resources', about: ['sex'], percent: 30, notes: [[60, 'The method is agreed with the unions. Data for two depots is being checked.', 'First figures in February.']] },
      { reference: '2.2', words: 'Publish ethnicity and disability pay gaps beside the gender pay gap', lead: 'Samira Hussain', by: 'Annually, by 30 March', output: 'Three gaps on one page, with the number of people behind each', department: 'Corporate Resources', about: ['race', 'disability', 'sex'], percent: 100, notes: [[240, 'All three were published on 21 March. The disability figure rests on too few people at the top grades, and the page says so.']] },
      { reference: '2.3', words: 'Offer term-time and part-year roles at grade 11 and above', lead: 'Grace Okafor', by: 'By end of Y3/Y4', outcome: 'More women with caring responsibilities in senior posts', department: 'Corporate Resources', about: ['sex', 'pregnancy_maternity'] },
    ],
  },
  {
    code: 'EO3', theme: 'Our services', words: 'Know who uses our services and who does not, and act on what we find', means: 'Every large service asks the same questions, looks at the answers and changes something.', by: 'by the end of March Y4', measure: 'Services with usable equality monitoring of the people they serve', baseline: '9 of 31 large services', target: '28 of 31 by March Y4',
    member: 'Councillor Meena Joshi', strategic: 'Chief Executive', operational: 'Equalities Manager', aims: ['advance'], about: [],
    actions: [
      { reference: '3.1', words: 'Use one set of monitoring questions, based on the census, in every service that asks', lead: 'Priya Nair', with: ['Departmental Equality Groups'], by: 'By August Y2', output: 'The question set is in use in all six departments', department: 'Chief Executive’s', state: 'achieved', because: 'All six departments use the same questions. Two contractors still use their own until their contracts are renewed.', notes: [[500, 'Agreed by all departments.'], [440, 'In use.']] },
      { reference: '3.2', words: 'Find out why fewer Asian families take up short breaks for disabled children', lead: 'Hannah Lightfoot', with: ['Barsetshire Parent Carer Forum'], by: 'January Y3', output: 'Report with recommendations to the departmental equality group', outcome: 'Take-up within two percentage points of other families', department: 'Children and Families', about: ['race', 'disability'], own: ['off track', 'The researcher’s post is empty and was advertised twice.'], percent: 20, notes: [[400, 'Families were asked at two groups. Twelve took part.', 'Interviews.'], [70, 'The interviews have not begun: the post is empty.', 'Ask the university for help.']] },
      { reference: '3.3', words: 'Make all 24 libraries places where a changing place, a quiet hour and large print can be counted on', lead: 'Nkechi Adeyemi', by: 'Dec Y4', output: '24 libraries, each checked by disabled people', department: 'Adults and Communities', about: ['disability', 'age'], percent: 46, notes: [[320, 'Seven libraries were checked by the access group.'], [33, 'Eleven libraries have all three. Three listed buildings cannot have a changing place; each names the nearest one.', 'The next four by spring.']] },
      { reference: '3.4', words: 'Offer adult social care reviews in the person’s own language or format without their having to ask twice', lead: 'Aisha Rahman', by: 'Ongoing', output: 'Share of people whose recorded need was met at their last review', department: 'Adults and Communities', about: ['disability', 'race', 'age'], notes: [[28, 'Recorded needs are now on the first screen. 83% were met in the last quarter.', 'Look at the 17% one by one.']] },
      { reference: '3.5', words: 'Put dropped kerbs on the 40 routes that disabled residents named first', lead: 'Kelvin Osei', with: ['Barsetshire Access Group'], by: 'end of Q2 Y3/Y4', output: '40 routes', outcome: 'Residents who named a route say that they can use it', department: 'Environment and Transport', about: ['disability', 'age'], percent: 70, notes: [[210, '19 routes are done.'], [45, '28 routes are done. Six wait for a gas main.', 'Finish the six by February.'], [9, '30 routes are done. Four still wait for the gas main, which is now promised for January.', 'Finish the four by March.']] },
      { reference: '3.6', words: 'Check every bus timetable change for who loses a journey', lead: 'Liam Gallacher', by: 'As and when required', output: 'An impact assessment for each change', department: 'Environment and Transport', about: ['age', 'disability'] },
    ],
  },
  {
    code: 'EO4', theme: 'Our communities', words: 'Be a county where hate is reported, recorded and answered', means: 'More reports, fewer incidents, and nobody reports into silence.', by: 'by the end of March Y5', measure: 'Share of people who reported a hate incident and were told what happened', baseline: '38%', target: '75% by March Y5',
    member: 'Councillor Meena Joshi', strategic: 'Chief Executive', operational: 'Community Safety Officer', aims: ['eliminate', 'foster'], about: ['race', 'religion_belief', 'disability', 'sexual_orientation', 'gender_reassignment'],
    actions: [
      { reference: '4.1', words: 'Open ten reporting centres in places that people already trust', lead: 'Yusuf Karim', with: ['Barsetshire Police', 'Barsetshire Interfaith Forum'], by: 'June Y3', output: 'Ten centres, each with two trained people', department: 'Chief Executive’s', percent: 90, notes: [[360, 'Six centres are open.'], [130, 'Nine are open. The tenth, in Hogglestock, waits for a lease.', 'Open the tenth.'], [7, 'The lease in Hogglestock is signed. Volunteers are being trained.', 'Open the tenth in January.']] },
      { reference: '4.2', words: 'Tell everyone who leaves a way to reach them what was done, within 20 working days', lead: 'Yusuf Karim', by: 'quarterly report to the Equalities Board', output: 'Share told in time, each quarter', department: 'Chief Executive’s', notes: [[40, '61% were told in time. The police answer later than we promised for them.', 'Agree a first answer within five days.']] },
      { reference: '4.3', words: 'Work with schools on prejudice-based bullying, with a shared way of recording it', lead: 'Hannah Lightfoot', with: ['Secondary heads'], by: 'From September each year with a review in July', output: '60 schools record it the same way', department: 'Children and Families', percent: 50, notes: [[80, '31 schools have begun.', 'Primary schools from January.'], [5, '38 schools record in the shared way. Three academies have not answered.', 'Ask the trust that runs the three.']] },
      { reference: '4.4', words: 'Mark Holocaust Memorial Day, Disability History Month and Gypsy, Roma and Traveller History Month with the communities themselves', lead: 'Siobhan Delaney', by: 'Annually', department: 'Chief Executive’s', about: ['race', 'religion_belief', 'disability'] },
    ],
  },
  {
    code: 'EO5', theme: 'Our decisions', words: 'Think about equality before we decide, and show that we did', means: 'Members have the assessment in front of them, and what was promised in it is done.', by: 'by the end of March Y4', measure: 'Share of key decisions with an assessment published before the meeting', baseline: '64%', target: '100% by March Y4',
    member: 'Councillor Meena Joshi', strategic: 'Chief Executive', operational: 'Equalities Manager', aims: ['eliminate', 'advance', 'foster'], about: [],
    actions: [
      { reference: '5.1', words: 'Audit how many assessments were done, and how many were published, against each department’s programme', lead: 'Priya Nair', by: 'every six months – in the autumn and spring', output: 'Report to the Equalities Board', department: 'Chief Executive’s', notes: [[52, 'The autumn audit found 41 of 52 done and 33 published.', 'Each department explains its gap.']] },
      { reference: '5.2', words: 'Train assessment authors on evidence, with two real examples from their own service', lead: 'George Tansley', with: ['Departmental Equality Groups'], by: 'November Y3', output: '60 authors', department: 'Chief Executive’s', percent: 75, notes: [[100, '45 authors came to one of three sessions.', 'Two more sessions in the new year.'], [3, 'Dates are set for 14 January and 4 February. 31 authors have booked.', 'Ask them which example helped.']] },
      { reference: '5.3', words: 'Put the equality questions into every tender above £100,000, and check the answers each year', lead: 'Ewan Sinclair', by: 'TBC', output: 'Share of contracts checked', department: 'Corporate Resources' },
      { reference: '5.4', words: 'Replace the paper relevance form', lead: 'Bronwen Rees', by: 'March Y2', output: 'Form withdrawn', department: 'Children and Families', state: 'withdrawn', because: 'The assessment pages ask the same questions, so a separate form is not needed.', notes: [[350, 'Overtaken by the new assessment pages.']] },
    ],
  },
  {
    code: 'EO6', theme: 'Our communities', words: 'Hear from people whom we have not heard from', means: 'Who took part is compared with who lives here, and gaps are acted on.', by: 'Ongoing', measure: 'Consultations that reported who took part', baseline: '12 of 40', target: '36 of 40 in Y4/Y5',
    member: 'Councillor Meena Joshi', strategic: 'Chief Executive', operational: 'Consultation and Engagement Officer', aims: ['advance', 'foster'], about: [],
    actions: [
      { reference: '6.1', words: 'Say in every consultation report who took part and who did not', lead: 'Siobhan Delaney', by: 'by April Y3', output: 'All reports', department: 'Chief Executive’s', state: 'not achieved', because: 'Nineteen of 31 reports said so. Small consultations run by services did not ask. It continues as part of the new standard.', notes: [[300, 'Fourteen reports so far.'], [190, 'Closed at 19 of 31.']] },
      { reference: '6.2', words: 'Draw a map of community groups that shows whom we have no link with', lead: 'Siobhan Delaney', with: ['Barsetshire Voluntary Action'], by: 'within 12 months', output: 'Map published, updated each year', department: 'Chief Executive’s', percent: 40, notes: [[65, 'Two hundred groups are on it. There is no link yet with the Roma community in Plumstead or with deaf young people.', 'Meet both through schools.']] },
      { reference: '6.3', words: 'Pay people from groups that we seldom hear from for their time', lead: 'Fatoumata Diallo', by: 'Oct Y3', output: 'A policy, and 50 people paid', department: 'Public Health', percent: 85, notes: [[48, 'The policy is agreed and 44 people were paid.', 'Review what they said.'], [10, '52 people were paid. Two said that the form was harder than the work.', 'Shorten the form.']] },
    ],
  },
]
