import { listActionsOfStrategy, listLastAsked } from '#features/action-plan/index.ts'
import { listPeople } from '#features/people/index.ts'
import type { Work } from '#web/work.ts'
import { canBeAsked, lookAt } from '../pages/looking.ts'
import { isReminderDue } from '../round.ts'
import { findRound, listOpenRounds, markReminded } from '../round-store.ts'
import { writeToLeads } from '../pages/writing.ts'

/**
 * Every morning, for each round that is open and whose rule has a reminder due: one letter to each lead about what they have not answered.
 * What was asked about in the last two days, by hand or by the weekly note, is left out.
 */
export const remindSilentLeads: Work<null> = {
  name: 'monitoring-rounds.remind-silent-leads',
  at: '15 7 * * *',
  async run(_asked, { organisation, body, origin, looking, changing, append, now }) {
    const today = now().toZonedDateTimeISO('Europe/London').toPlainDate()
    const due = (await looking((db) => listOpenRounds(db, organisation))).filter((each) => isReminderDue(each, today))
    for (const { id } of due) {
      await changing(async (db) => {
        const round = await findRound(db, organisation, id)
        if (!round || !isReminderDue(round, today)) return
        const [seen, actions, people] = [await lookAt(db, organisation, round, today), await listActionsOfStrategy(db, organisation, round.strategy), await listPeople(db, organisation)]
        const silent = new Set(seen.rows.filter((row) => row.outcome === 'no answer').map((row) => row.action))
        const asked = await listLastAsked(db, organisation, [...silent])
        const since = now().subtract({ hours: 48 })
        const letters = await writeToLeads(db, {
          organisation: body, origin, now: now(), today, round, people: people.filter(canBeAsked), kind: 'by rule', by: 'the round’s reminder', note: '', occasion: today.toString(),
          actions: actions.filter((each) => silent.has(each.id) && Temporal.Instant.compare(asked.get(each.id) ?? round.opened.at.subtract({ hours: 72 }), since) < 0),
        })
        await markReminded(db, organisation, round, today)
        await append(db, { did: 'monitoring-rounds.leads-reminded', on: { room: 'monitoring-rounds', id: round.id }, detail: { leads: letters.map((each) => each.person), silent: silent.size } })
      })
    }
  },
}
