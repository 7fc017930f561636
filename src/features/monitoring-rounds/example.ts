import { append } from '#database/ledger.ts'
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { nextDue } from '#duty/due.ts'
import { financialQuarterOf } from '#duty/quarters.ts'
import { actionRating, isActionClosed, listActionsOfStrategy, listAnswers, listObjectives, listStrategies, objectiveTitle, recordHappenings, type Action, type ActionAnswer } from '#features/action-plan/index.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { listPeople, type ExamplePeople } from '#features/people/index.ts'
import { periodInWords, rowOf, tallyOf, type AskedAction, type Named, type Round, type RoundRow, type Stand } from './round.ts'
import { insertLetters, insertQuestion, insertRound, saveClosed, saveSigned, sealOf, type RoundLetter, type RoundRecord } from './round-store.ts'
import { titleOf } from './pages/parts.ts'
import { paths } from './paths.ts'

/**
 * Barsetshire’s rounds: one for each quarter since its plan began, closed and signed off, and one that is open. Who answers is the same whenever it is made.
 * Actions with notes of their own answer most rounds until the last of these notes; those without stay silent, as some do.
 */
export async function addExampleRounds(db: Database, organisation: string, body: string, people: ExamplePeople, now: Temporal.Instant): Promise<void> {
  if (body !== 'barsetshire') return
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  const strategy = (await listStrategies(db, organisation))[0]
  if (!strategy?.from) return
  const [actions, objectives, colleagues] = [await listActionsOfStrategy(db, organisation, strategy.id), await listObjectives(db, organisation, strategy.id), await listPeople(db, organisation)]
  const titles = new Map(objectives.map((each) => [each.id, objectiveTitle(each)]))
  const named = (name: string): Named => ({ id: people.people.get(name)!, name })
  const [priya, daniel] = [named('Priya Nair'), named('Daniel Whitcombe')]
  const nameOf = (id: string): string => colleagues.find((each) => each.id === id)?.name ?? ''
  const at = (day: Temporal.PlainDate, time = '09:40'): Temporal.Instant => day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: time }).toInstant()
  const asked = (action: Action, on: Temporal.PlainDate, notes: readonly ActionAnswer[]): AskedAction => ({
    action: action.id, reference: action.reference, words: action.words, objective: titles.get(action.objective) ?? '', lead: action.lead.person === null ? null : { id: action.lead.person, name: nameOf(action.lead.person) },
    leadWords: action.lead.name ?? action.lead.written ?? '', before: standOn(action, on, notes),
  })
  const made: string[] = []

  // The newest quarter that has ended is asked about now: its round was opened 13 days ago, or when the quarter ended.
  const newest = financialQuarterOf(financialQuarterOf(today).from.subtract({ days: 1 }))
  const history = new Map<string, ActionAnswer[]>([...await listAnswers(db, organisation, actions.map((each) => each.id), at(strategy.from), null)].map(([id, notes]) => [id, [...notes]]))
  const entries = []
  let number = 0
  for (let quarter = financialQuarterOf(strategy.from); Temporal.PlainDate.compare(quarter.to, newest.to) <= 0; quarter = financialQuarterOf(quarter.to.add({ days: 1 })), number++) {
    const isOpen = quarter.to.equals(newest.to)
    const sooner = today.subtract({ days: 13 })
    const opened = !isOpen ? quarter.to.add({ days: 3 }) : Temporal.PlainDate.compare(sooner, quarter.to) > 0 ? sooner : quarter.to.add({ days: 1 })
    // Within a month of the quarter’s end, as it was promised; twice it was later.
    const closed = opened.add({ days: number === 2 || number === 6 ? 31 : 24 })
    const live = actions.filter((each) => !isClosedOn(each, opened))
    const round: Round = {
      id: newId(), strategy: strategy.id, planTitle: strategy.title, period: { kind: 'quarter', from: quarter.from, to: quarter.to }, answersBy: opened.add({ days: 14 }), reminders: 'around', note: '', opened: { at: at(opened, '09:00'), by: priya }, remindedOn: null, closed: null, signed: null, version: 1,
    }
    // What was answered in this round beyond the notes that the plan's example has.
    const more: [string, ActionAnswer][] = isOpen ? [] : live.flatMap((action, index): [string, ActionAnswer][] => {
      const notes = history.get(action.id) ?? []
      const last = notes.at(-1)
      const day = opened.add({ days: 2 + (index * 5 + number * 3) % 22 })
      if (action.lead.person === null || last === undefined || notes.some((each) => Temporal.Instant.compare(each.at, round.opened.at) >= 0 && Temporal.Instant.compare(each.at, at(closed)) < 0)) return []
      if (Temporal.Instant.compare(at(day.add({ days: 20 })), last.at) > 0 || (index * 7 + number * 11) % 10 >= 6 + Math.min(number, 3)) return []
      return [[action.id, { at: at(day, '14:10'), person: action.lead.person, name: nameOf(action.lead.person), kind: 'progress', told: { account: accounts[(index * 3 + number) % accounts.length]!, next: '', rating: 'on track', reason: '' }, isPrivate: false }]]
    })
    await recordHappenings(db, organisation, more)
    for (const [id, answer] of more) history.set(id, [...history.get(id) ?? [], answer].sort((a, b) => Temporal.Instant.compare(a.at, b.at)))
    const askedAbout = live.map((each) => asked(each, opened, history.get(each.id) ?? []))
    const reminded = [round.answersBy.subtract({ days: 3 }), round.answersBy.add({ days: 1 })].filter((day) => Temporal.PlainDate.compare(day, isOpen ? today : closed) < 0)
    await insertRound(db, organisation, { ...round, remindedOn: reminded.at(-1) ?? null }, askedAbout)

    const end = isOpen ? now : at(closed, '16:30')
    const answersOf = (id: string) => (history.get(id) ?? []).filter((each) => Temporal.Instant.compare(each.at, round.opened.at) >= 0 && Temporal.Instant.compare(each.at, end) < 0)
    const letters: RoundLetter[] = []
    const write = (kind: RoundLetter['kind'], day: Temporal.PlainDate, which: (action: AskedAction) => boolean): void => {
      for (const [person, theirs] of Map.groupBy(askedAbout.filter((each) => each.lead !== null && which(each)), (each) => each.lead!.id)) letters.push({ id: newId(), person, name: nameOf(person), kind, actions: theirs.map((each) => each.action), at: at(day, '07:15'), by: kind === 'by rule' ? 'the round’s reminder' : priya.name })
    }
    write('opening', opened, () => true)
    const silentOn = (day: Temporal.PlainDate) => (each: AskedAction): boolean => !answersOf(each.action).some((answer) => Temporal.Instant.compare(answer.at, at(day, '07:15')) < 0)
    for (const day of reminded) write('by rule', day, silentOn(day))
    await insertLetters(db, organisation, round.id, letters)
    const doubtful = actions.find((each) => each.own !== null && each.own.rating !== 'on track' && each.lead.person !== null)
    if (isOpen && doubtful && askedAbout.some((each) => each.action === doubtful.id)) await insertQuestion(db, organisation, round.id, { id: newId(), action: doubtful.id, person: doubtful.lead.person!, name: nameOf(doubtful.lead.person!), words: 'What would it take to run the two courses before March?', at: at(today.subtract({ days: 2 }), '11:05'), by: priya.name })
    made.push(round.id)
    if (isOpen) continue

    const rows: readonly RoundRow[] = askedAbout.map((each) => {
      const action = actions.find((one) => one.id === each.action)!
      return rowOf(each, {
        now: { stand: standOn(action, closed, history.get(action.id) ?? []), lead: each.lead, leadWords: each.leadWords, isClosed: isClosedOn(action, closed) }, questions: [],
        answers: answersOf(action.id).map((one) => ({ at: one.at.toString(), by: one.name, kind: one.kind as 'progress' | 'closed', words: one.told['account'] ?? one.told['because'] ?? '', next: one.told['next'] ?? null, from: null, to: null })),
      })
    })
    const tally = tallyOf(rows)
    const account = accountOf(tally.silent + tally.nobody, tally.late, number)
    const record: RoundRecord = {
      of: 'monitoring round, edition 1', rows: JSON.parse(JSON.stringify(rows)), letters: letters.length, questions: [],
      about: { plan: round.planTitle, period: periodInWords(round.period), openedAt: round.opened.at.toString(), openedBy: priya.name, answersBy: round.answersBy.toString(), closedAt: end.toString(), closedBy: priya.name, account },
    }
    const sealed = { at: end, by: priya, account, tally, sha256: sealOf(record) }
    await saveClosed(db, organisation, round, sealed, record)
    await saveSigned(db, organisation, { ...round, version: 2 }, { at: at(closed.add({ days: 5 })), by: daniel, words: number % 4 === 3 ? 'I have written to the leads who have not answered for two quarters.' : '' })
    entries.push(...await recordDeed(db, organisation, { kind: 'round closed', room: 'monitoring-rounds', thing: { kind: 'round', id: round.id }, on: closed, title: `${titleOf(round)}: ${strategy.title}`, href: paths.round.to({ round: round.id }), covers: { from: quarter.from, to: quarter.to } }, now))
    entries.push({ did: 'monitoring-rounds.round-closed' as const, on: { room: 'monitoring-rounds', id: round.id, version: 3 }, after: { sha256: sealed.sha256, account, tally: { ...tally } } })
  }
  for (const entry of entries) await append(db, { organisation, person: 'system', request: 'example', now }, entry)
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'monitoring-rounds.example-made', on: { room: 'monitoring-rounds', id: strategy.id }, after: { rounds: made } })
}

function isClosedOn(action: Action, day: Temporal.PlainDate): boolean {
  return isActionClosed(action) && action.closedOn !== null && Temporal.PlainDate.compare(action.closedOn, day) <= 0
}

/** How the example’s action stood on an earlier day, as far as its notes tell. */
function standOn(action: Action, day: Temporal.PlainDate, notes: readonly ActionAnswer[]): Stand {
  const until = notes.filter((each) => Temporal.PlainDate.compare(each.at.toZonedDateTimeISO('Europe/London').toPlainDate(), day) <= 0)
  const last = until.at(-1)
  const isLast = last !== undefined && last === notes.at(-1)
  const dueOn = nextDue(action.deadline.reading, day)
  const state = isClosedOn(action, day) ? action.state : until.length > 0 ? 'under way' as const : 'not started' as const
  const own = isLast ? action.own : last === undefined ? null : { rating: 'on track' as const, reason: '' }
  return { rating: actionRating({ state, dueOn, own, percentDone: null }, day), dueOn: dueOn?.toString() ?? null, own: own?.rating ?? null, updatedOn: last === undefined ? null : last.at.toZonedDateTimeISO('Europe/London').toPlainDate().toString() }
}

/** What leads write when there is little to say. */
const accounts = [
  'On the way. What was planned for this quarter is done.', 'The work goes on as planned. Nothing stands in its way.', 'We met twice with those it is for, and changed the order of two steps.', 'A new colleague began in the summer and has taken this over with me.',
  'The first part is done. The second waits for money that is promised for next quarter.', 'Slower than we wanted, because two people were ill. The date still holds.', 'Done for this quarter. The numbers go to the departmental group next month.', 'We asked the staff networks what they think. Their answers change what we do next.',
  'No change since last quarter, and none was expected.', 'The supplier has delivered. We test it with people who will use it.',
]

function accountOf(silent: number, late: number, number: number): string {
  return [
    openings[number % openings.length]!,
    silent > 0 ? `${silent === 1 ? 'One action has' : `${silent} actions have`} no answer. We do not know how they are, and the departmental groups will be asked.` : 'Everybody has answered.',
    late > 0 ? 'What is past its date goes to the board with a new date or a reason.' : 'Nothing is past its date.',
  ].join('\n')
}

const openings = ['The plan has begun in every department.', 'More leads answered than last time, and said more.', 'Recruitment and the reporting centres move. Access to buildings waits for other people’s works.', 'Half of the plan is where it should be. The rest needs its departments more than it needs us.']
