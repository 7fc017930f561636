import { listPeople } from '#features/people/index.ts'
import type { Work } from '#web/work.ts'
import { isClosed, isDueSoon, isOverdue } from '../action.ts'
import { listActionsOfStrategy } from '../action-store.ts'
import { listLastAsked } from '../asking-store.ts'
import { listStrategies } from '../plan-store.ts'
import { mailLead } from '../pages/mail-lead.ts'

/**
 * Once a week, on Monday morning, each person with something late or due soon gets one mail about all of it, never more: the actions that they
 * lead, and what other rooms have to say to them.
 * What was asked about in the last six days, by hand or by this, is left out; a lead with nothing left gets no mail.
 */
export const remindLeads: Work<null> = {
  name: 'action-plan.remind-leads',
  at: '0 7 * * 1',
  async run(_asked, { organisation, body, origin, offers, changing, append, now }) {
    const today = now().toZonedDateTimeISO('Europe/London').toPlainDate()
    await changing(async (db) => {
      const people = (await listPeople(db, organisation)).filter((each) => each.state !== 'left' && each.state !== 'suspended')
      const actions = []
      for (const strategy of await listStrategies(db, organisation)) {
        if (strategy.status === 'live') actions.push(...(await listActionsOfStrategy(db, organisation, strategy.id)).filter((each) => !isClosed(each) && (isOverdue(each, today) || isDueSoon(each, today))))
      }
      const asked = await listLastAsked(db, organisation, actions.map((each) => each.id))
      const since = now().subtract({ hours: 6 * 24 })
      const due = actions.filter((each) => { const last = asked.get(each.id); return last === undefined || Temporal.Instant.compare(last, since) < 0 })
      const parts = []
      for (const digest of offers.digests) parts.push(await digest.parts(db, organisation, { today, origin }))
      const mailed: string[] = []
      for (const person of people) {
        const theirs = due.filter((each) => each.lead.person === person.id)
        const also = parts.flatMap((each) => each.get(person.id) ?? [])
        if (theirs.length === 0 && also.length === 0) continue
        const late = theirs.filter((each) => isOverdue(each, today)).length
        await mailLead(db, {
          organisation: body, origin, now: now(), today, to: person, actions: theirs, askedBy: 'the weekly reminder',
          subject: theirs.length === 0 ? also.map((each) => each.subject).join(', ') : late > 0 ? `${late === 1 ? '1 action is' : `${late} actions are`} past ${late === 1 ? 'its' : 'their'} date` : `${theirs.length === 1 ? '1 action is' : `${theirs.length} actions are`} due soon`,
          also: also.flatMap((each) => each.paragraphs),
          opening: theirs.length === 0 ? ['This is your weekly note of what is late or due soon.'] : ['This is your weekly note of the actions that you lead and that are late or due in the next 30 days. An action leaves this note when it is closed, when its date is moved, or when what was due has been marked as done.'],
          dedupe: `weekly ${today.toString()} ${person.id}`,
        })
        mailed.push(person.id)
      }
      if (mailed.length > 0) await append(db, { did: 'action-plan.leads-reminded', on: { room: 'action-plan', id: organisation }, detail: { leads: mailed } })
    })
  },
}
