import type { Waiting } from '#web/offers.ts'
import { mayReadIndicators } from '../access.ts'
import { current, staleSince } from '../indicator.ts'
import { listIndicators, listValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'

/** Indicators that this person looks after and that say nothing yet, or nothing new. */
export const waitingValues: Waiting = {
  name: 'indicators.values',
  async list(db, organisation, { person, today }) {
    if (!mayReadIndicators(person)) return []
    const own = (await listIndicators(db, organisation)).filter((each) => each.owner.id === person.id)
    const values = await listValues(db, organisation, own.map((each) => each.id))
    return own.flatMap((indicator) => {
      const newest = current(values.get(indicator.id) ?? []).at(-1)?.value ?? null
      const stale = staleSince(indicator, newest, today)
      if (newest !== null && stale === null) return []
      return [{ title: indicator.title, todo: newest === null ? 'Give this indicator its first value' : 'Give this indicator its newest value', href: paths.indicator.to({ indicator: indicator.id }), by: stale }]
    })
  },
}
