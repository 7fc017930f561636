/** The duty clock's front door: what is due by law and by promise, and the register of what was done, which every room writes to. */
import type { Room } from '#web/page.ts'
import { mayReadClock } from './access.ts'
import { keepPublic } from './jobs/keep-public.ts'
import { calendar, calendars, stopCalendar } from './pages/calendars.ts'
import { clock } from './pages/clock.ts'
import { deeds, newDeed } from './pages/deeds.ts'
import { offers } from './pages/offered.ts'
import { owedList, owedOne } from './pages/owed.ts'
import { changePromise, endPromise, newPromise, suggestionsPage } from './pages/promise.ts'
import { onFrontPage, publicDuties } from './pages/public-duties.ts'
import { clockPublishing, publicRule, publishClock } from './pages/publish.ts'
import { settings } from './pages/settings.ts'
import { waitingDates } from './pages/waiting.ts'
import { paths } from './paths.ts'

export const dutyClock: Room = {
  name: 'Duty clock',
  pages: [...clock, ...owedList, owedOne, newPromise, suggestionsPage, changePromise, endPromise, ...deeds, newDeed, settings, calendars, stopCalendar, calendar, publishClock, publicRule, publicDuties],
  work: [keepPublic],
  offers: { ...offers, waiting: [waitingDates], frontPage: [onFrontPage], publishing: [clockPublishing] },
  navigation: [{ text: 'What is due', href: paths.clock.to(), mayUse: mayReadClock }],
  publicNavigation: [{ text: 'What we must publish', href: paths.publicDuties.to() }],
}

export type { Deed, DeedKind, Done, Planned } from './deed.ts'
export { dropPlanned, listDeeds, planDeed, recordDeed } from './deed-store.ts'
export { keepDatesOf } from './promise-store.ts'
export { addExampleClock } from './example.ts'
