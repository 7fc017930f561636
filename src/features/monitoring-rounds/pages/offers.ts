/** What this room offers to rooms that it must not know, or that must not know it. */
import type { KindOfThing } from '#web/offers.ts'
import { mayReadRounds } from '../access.ts'
import { lookAt } from './looking.ts'
import { paths } from '../paths.ts'
import { roundTitle, tallyOf } from '../round.ts'
import { findRound, listRounds } from '../round-store.ts'

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
