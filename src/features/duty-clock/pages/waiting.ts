import type { Waiting } from '#web/offers.ts'
import { mayKeepClock } from '../access.ts'
import { datesOfOwed, findOwed } from '../clock-store.ts'
import { paths } from '../paths.ts'

/** Dates of the law and of our own promises that are late or close, and that this person sees to. What nobody sees to is the equality lead’s. */
export const waitingDates: Waiting = {
  name: 'duty-clock.dates',
  async list(db, organisation, { person, today }) {
    const theirs = (await findOwed(db, organisation)).owed.filter(({ owner }) => owner?.id === person.id || (owner === null && mayKeepClock(person)))
    const { dates } = await datesOfOwed(db, organisation, theirs, today)
    return dates.filter(({ state }) => state === 'late' || state === 'due soon').map(({ owed, due }) => ({ title: owed.title, todo: owed.by === 'law' ? 'Due by law' : 'Due, as we promised', href: paths.one.to({ owed: owed.id }), by: due }))
  },
}
