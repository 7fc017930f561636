import { mostWaiting, type Waiting } from '#web/offers.ts'
import { mayKeepClock } from '../access.ts'
import { findClock } from '../clock-store.ts'
import { paths } from '../paths.ts'

/** Dates of the law and of our own promises that are late or close, and that this person sees to. What nobody sees to is the equality lead’s. */
export const waitingDates: Waiting = {
  name: 'duty-clock.dates',
  async list(db, organisation, { person, today }) {
    const { dates } = await findClock(db, organisation, today)
    const pressing = dates.filter(({ state, owed }) => (state === 'late' || state === 'due soon') && (owed.owner?.id === person.id || (owed.owner === null && mayKeepClock(person))))
    return pressing.slice(0, mostWaiting).map(({ owed, due }) => ({ title: owed.title, todo: owed.by === 'law' ? 'The law asks for it' : 'We promised it', href: paths.one.to({ owed: owed.id }), by: due }))
  },
}
