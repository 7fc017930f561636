/** The monitoring rounds' front door: what the rest of the house may use. */
import type { Room } from '#web/page.ts'
import { mayReadRounds } from './access.ts'
import { remindSilentLeads } from './jobs/remind-silent-leads.ts'
import { answeredMeasure, roundOfPlan, roundsForResidents, roundsSection, roundSource, roundThing } from './pages/offers.ts'
import { askBack, chase, closePage, sign } from './pages/keep-round.ts'
import { leads } from './pages/leads.ts'
import { openRound } from './pages/open-round.ts'
import { record, round } from './pages/round.ts'
import { rounds } from './pages/rounds.ts'
import { summary } from './pages/summary.ts'
import { waitingRounds } from './pages/waiting.ts'
import { paths } from './paths.ts'

export const monitoringRounds: Room = {
  name: 'Monitoring rounds',
  pages: [...rounds, openRound, ...round, record, ...leads, summary, chase, askBack, closePage, sign],
  offers: { waiting: [waitingRounds], measures: [answeredMeasure], sections: [roundsSection, roundsForResidents], things: [roundThing, roundOfPlan], sources: [roundSource] },
  work: [remindSilentLeads],
  navigation: [{ text: 'Rounds', href: paths.rounds.to(), mayUse: mayReadRounds }],
}

export { addExampleRounds } from './example.ts'
