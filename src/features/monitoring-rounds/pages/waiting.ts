import { listAnswers } from '#features/action-plan/index.ts'
import type { Waiting, WaitingThing } from '#web/offers.ts'
import { mayKeepRounds, mayReadRounds, maySignRound } from '../access.ts'
import { paths } from '../paths.ts'
import { listAsked, listUnsignedRounds } from '../round-store.ts'
import { many, titleOf } from './parts.ts'

/** Answers that an open round still wants of this person; rounds that wait to be closed by who keeps them, and to be signed off by somebody else. */
export const waitingRounds: Waiting = {
  name: 'monitoring-rounds.rounds',
  async list(db, organisation, { person, today }) {
    if (!mayReadRounds(person)) return []
    const found: WaitingThing[] = []
    for (const round of await listUnsignedRounds(db, organisation)) {
      const title = titleOf(round)
      if (maySignRound(person, round)) found.push({ title, todo: 'Sign off this monitoring round', href: paths.round.to({ round: round.id }), by: null })
      if (round.closed !== null) continue
      const mine = (await listAsked(db, organisation, round.id)).filter((each) => each.lead?.id === person.id)
      const answers = mine.length === 0 ? new Map() : await listAnswers(db, organisation, mine.map((each) => each.action), round.opened.at, null)
      const silent = mine.filter((each) => !answers.has(each.action))
      if (silent.length > 0) found.push({ title, todo: `Say how ${silent.length === 1 ? '1 of your actions is' : `${many(silent.length, 'action')} of yours are`} going`, href: `${paths.round.to({ round: round.id })}?lead=${encodeURIComponent(person.name)}`, by: round.answersBy })
      if (mayKeepRounds(person) && Temporal.PlainDate.compare(round.answersBy, today) < 0) found.push({ title, todo: 'The day for answers has passed: close this monitoring round', href: paths.round.to({ round: round.id }), by: round.answersBy })
    }
    return found
  },
}
