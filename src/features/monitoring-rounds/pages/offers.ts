/** What this room offers to rooms that it must not know, or that must not know it. */
import { lowerFirst } from '#duty/capital.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import type { KindOfSource, KindOfThing, Measure, ReportSection, Rests, Span } from '#web/offers.ts'
import type { Reading } from '#database/database.ts'
import { mayReadRounds } from '../access.ts'
import { lookAt } from './looking.ts'
import { paths } from '../paths.ts'
import { inSentences, roundTitle, tallyOf, worstOf, type Round } from '../round.ts'
import { findRecord, findRound, listRounds } from '../round-store.ts'
import { titleOf } from './parts.ts'

export const roundThing: KindOfThing = {
  kind: 'monitoring-rounds.round',
  async find(db, organisation, id, reader) {
    const round = reader !== null && mayReadRounds(reader) ? await findRound(db, organisation, id) : null
    return round && { title: roundTitle(round), href: paths.round.to({ round: round.id }) }
  },
}

/** The round that matters for a plan now: the one that is open, or the newest. By the plan’s id. */
export const roundOfPlan: KindOfThing = {
  kind: 'monitoring-rounds.of-plan',
  async find(db, organisation, plan, reader) {
    if (reader === null || !mayReadRounds(reader)) return null
    const rounds = await listRounds(db, organisation, plan)
    const round = rounds.find((each) => each.closed === null) ?? rounds[0]
    if (!round) return { title: 'Monitoring rounds', href: paths.rounds.to() }
    if (round.closed !== null) return { title: `Last monitoring round: ${round.closed.tally.answered} of ${round.closed.tally.asked} answered`, href: paths.round.to({ round: round.id }) }
    const tally = tallyOf((await lookAt(db, organisation, round, Temporal.PlainDate.from(round.answersBy))).rows)
    return { title: `Monitoring round open: ${tally.answered} of ${tally.asked} answered`, href: paths.round.to({ round: round.id }) }
  },
}

/** How many of those who were asked answered, of the last round that closed in these days. */
export const answeredMeasure: Measure = {
  name: 'monitoring-rounds.answered', title: 'Actions answered in the monitoring round', unit: 'percent', definition: 'Of the actions that the last monitoring round to close in these days asked about, the share that had an answer when it closed.',
  async work(db, organisation, span) {
    const round = (await closedIn(db, organisation, span)).find(({ closed }) => (closed?.tally.asked ?? 0) > 0)
    if (!round?.closed) return { missing: 'No monitoring round was closed in these days.', href: paths.rounds.to() }
    const { answered, asked } = round.closed.tally
    return { value: tallyOfThings(Math.round((100 * answered) / asked), 'per cent of actions'), of: tallyOfThings(asked, 'actions'), on: dayInLondon(round.closed.at), source: roundTitle(round), href: paths.round.to({ round: round.id }) }
  },
}

/** The rounds that were closed in these days, newest first: what the newest showed, and the five that needed most. */
export const roundsSection: ReportSection = {
  name: 'monitoring-rounds.summary', title: 'The monitoring round', tells: 'What the newest round that closed in these days showed, its five worst actions, and how the rounds before it went.', readers: ['board'],
  async restsOn(db, organisation, asked) {
    return (await closedIn(db, organisation, asked)).map(restsOnRound)
  },
  async make(db, organisation, asked) {
    const closed = await closedIn(db, organisation, asked)
    const [round] = closed
    const record = round && await findRecord(db, organisation, round.id)
    if (!round?.closed || !record) return []
    const worst = worstOf(record.rows, dayInLondon(round.closed.at))
    return [
      { kind: 'paragraph', text: `${titleOf(round)}. ${inSentences(round.closed.tally)}` },
      ...round.closed.account.split('\n').filter((line) => line.trim() !== '').map((text) => ({ kind: 'paragraph' as const, text })),
      { kind: 'paragraph', text: `Closed by ${round.closed.by.name} on ${dayInWords(dayInLondon(round.closed.at))}. ${round.signed === null ? 'It has not been signed off.' : `Signed off by ${round.signed.by.name} on ${dayInWords(dayInLondon(round.signed.at))}.`}` },
      ...(worst.length === 0 ? [] : [{ kind: 'table' as const, table: { title: 'The actions that need the board most', headings: [{ text: 'Action' }, { text: 'Lead' }, { text: 'Why' }], rows: worst.map(({ row, why }) => [`${row.reference} ${row.words}`.trim(), row.leadWords === '' ? 'No lead' : row.leadWords, why]) } }]),
      { kind: 'table', table: {
        title: 'Monitoring rounds', headings: [{ text: 'Round' }, { text: 'Actions', kind: 'number' }, { text: 'Answered', kind: 'number' }, { text: 'No answer', kind: 'number' }, { text: 'Past their date', kind: 'number' }],
        rows: closed.map((each) => [titleOf(each), ...counted(each, ({ asked, answered, late }, without) => [asked, answered, without, late])]),
      } },
    ]
  },
}

/** What residents are told of the same rounds, once they are signed off: how many promises moved, are late, were kept, and of how many nobody could say. Nobody is named. */
export const roundsForResidents: ReportSection = {
  name: 'monitoring-rounds.for-residents', title: 'How we checked our promises', tells: 'The rounds that were signed off in these days: how many actions were answered for, closed, late, moved and without an answer. Without names.', readers: ['public'],
  async restsOn(db, organisation, asked) {
    return (await signedIn(db, organisation, asked)).map(restsOnRound)
  },
  async make(db, organisation, asked) {
    const signed = await signedIn(db, organisation, asked)
    const [newest] = signed
    if (!newest?.closed) return []
    return [
      { kind: 'paragraph', text: `Everybody who leads an action is asked where it is, round by round. What they do not answer is counted as no answer, and never as progress. ${signed.length === 1 ? 'One round was' : `${String(signed.length)} rounds were`} closed and signed off in this time.` },
      { kind: 'paragraph', text: `In the newest, ${lowerFirst(titleOf(newest))}: ${inSentences(newest.closed.tally)}` },
      { kind: 'table', table: {
        title: 'What each round showed', headings: [{ text: 'Round' }, { text: 'Closed on' }, { text: 'Actions', kind: 'number' }, { text: 'Answered', kind: 'number' }, { text: 'Finished or closed', kind: 'number' }, { text: 'With a new date', kind: 'number' }, { text: 'Past their date', kind: 'number' }, { text: 'No answer', kind: 'number' }],
        rows: signed.map((each) => [titleOf(each), dayInWords(dayInLondon(each.closed.at)), ...counted(each, ({ asked, answered, closed, moved, late }, without) => [asked, answered, closed, moved, late, without])]),
      } },
    ]
  },
}

type ClosedRound = Round & { readonly closed: NonNullable<Round['closed']> }

const restsOnRound = (round: ClosedRound): Rests => ({ kind: keptRound, id: round.id, version: '1', sha256: round.closed.sha256, title: titleOf(round) })

/** Numbers of a round’s tally, as a table says them. `without`: those that nobody answered, and those that nobody could be asked about. */
function counted({ closed: { tally } }: ClosedRound, take: (tally: ClosedRound['closed']['tally'], without: number) => readonly number[]): readonly string[] {
  return take(tally, tally.silent + tally.nobody).map((number) => tallyOfThings(number).text)
}

async function signedIn(db: Reading, organisation: string, asked: Span): Promise<readonly ClosedRound[]> {
  return (await closedIn(db, organisation, asked)).filter(({ signed }) => signed !== null)
}

async function closedIn(db: Reading, organisation: string, { from, to }: Span): Promise<readonly ClosedRound[]> {
  return (await listRounds(db, organisation)).filter((round): round is ClosedRound => round.closed !== null).filter(({ closed }) => Temporal.PlainDate.compare(dayInLondon(closed.at), from) >= 0 && Temporal.PlainDate.compare(dayInLondon(closed.at), to) <= 0)
}

const keptRound = 'monitoring-rounds.round'

/** What a round kept when it was closed has one version: later answers stand beside it. */
export const roundSource: KindOfSource = {
  kind: keptRound,
  async newest(db, organisation, ids) {
    return new Map((await listRounds(db, organisation)).flatMap((each) => each.closed !== null && ids.includes(each.id) ? [[each.id, { version: '1', sha256: each.closed.sha256, href: paths.round.to({ round: each.id }) }] as const] : []))
  },
}
