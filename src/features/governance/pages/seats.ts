/** Where somebody sits, and what is asked of them there: for their boards’ page and for what waits for them. */
import type { Reading } from '#database/database.ts'
import type { Person } from '#web/person.ts'
import { isAsked, type Asking } from '../asking.ts'
import { hasHandedIn, listAskings } from '../asking-store.ts'
import { isSitting, type Membership } from '../body.ts'
import { listMemberships } from '../body-store.ts'

/** Their seats of this day, the bodies that these are on, and the bodies that they keep: as chair, vice-chair or secretary. */
export async function seatsOf(db: Reading, organisation: string, person: Pick<Person, 'id'>, today: Temporal.PlainDate): Promise<{ readonly seats: readonly Membership[]; readonly on: readonly string[]; readonly kept: readonly string[] }> {
  const seats = (await listMemberships(db, organisation, { person: person.id })).filter((each) => isSitting(each, today))
  return { seats, on: [...new Set(seats.map((each) => each.body))], kept: seats.filter((each) => each.role !== 'member' && each.role !== 'in attendance').map((each) => each.body) }
}

/** The questions about themselves that are open to them and that they have not handed in. */
export async function askingFor(db: Reading, organisation: string, person: Pick<Person, 'id'>, seats: readonly Membership[]): Promise<Asking | null> {
  const asking = (await listAskings(db, organisation)).find((each) => isAsked(each, seats)) ?? null
  return asking === null || await hasHandedIn(db, organisation, asking.id, person.id) ? null : asking
}
