import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { listPeople } from '#features/people/index.ts'
import type { Deed } from './deed.ts'
import { listDeeds, listPlanned } from './deed-store.ts'
import type { Employer } from './employer.ts'
import { bySoonest, datesOf, isKeptElsewhere, type Due, type Owed } from './owed.ts'
import type { Promised } from './promise.ts'
import { listPromises } from './promise-store.ts'
import { dutiesOf } from './statute.ts'

/** Everything that a body owes, what it did, and every date with what became of it. */
export interface Clock {
  readonly employer: Employer | null
  readonly owed: readonly Owed[]
  readonly promises: readonly Promised[]
  readonly deeds: readonly Deed[]
  /** Soonest first, from the first day that anything counts from to two years ahead. */
  readonly dates: readonly Due[]
}

const yearsAhead = 2

export async function findClock(db: Reading, organisation: string, today: Temporal.PlainDate): Promise<Clock> {
  const found = await findOwed(db, organisation)
  return { ...found, ...await datesOfOwed(db, organisation, found.owed, today) }
}

/** The dates of what somebody chose of it: nothing is asked or worked out for anything else. */
export async function datesOfOwed(db: Reading, organisation: string, owed: readonly Owed[], today: Temporal.PlainDate): Promise<Pick<Clock, 'deeds' | 'dates'>> {
  if (owed.length === 0) return { deeds: [], dates: [] }
  const [deeds, planned] = [await listDeeds(db, organisation), await listPlanned(db, organisation)]
  const to = today.add({ years: yearsAhead })
  return { deeds, dates: owed.flatMap((each) => datesOf(each, deeds, today, to, planned)).toSorted(bySoonest) }
}

/** What the body owes, without the dates. */
export async function findOwed(db: Reading, organisation: string): Promise<Pick<Clock, 'employer' | 'owed' | 'promises'>> {
  const [employer, promises, people] = [await findEmployer(db, organisation), await listPromises(db, organisation), await listPeople(db, organisation)]
  const names = new Map(people.map((each) => [each.id, each.name]))
  const owed = [
    ...(employer ? dutiesOf(employer, employer.since) : []),
    ...promises.map((each): Owed => ({
      id: each.id, by: 'promise', title: each.title, sentence: each.sentence, source: each.source, link: null, rule: each.rule, shownBy: each.shownBy, since: each.since, until: each.until, lastBefore: each.lastBefore,
      owner: each.owner === null ? null : { id: each.owner, name: names.get(each.owner) ?? 'Somebody who is not here' }, public: each.public, moves: (employer?.promisesMove ?? false) && !isKeptElsewhere(each),
    })),
  ]
  return { employer, owed, promises }
}

export async function findEmployer(db: Reading, organisation: string): Promise<Employer | null> {
  const row = await db.selectFrom('duty_clock.employer').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  return row ? { nation: row.nation, size: row.size, since: Temporal.PlainDate.from(row.since_on), promisesMove: row.promises_move, version: row.version } : null
}

export async function saveEmployer(db: Database, organisation: string, employer: Omit<Employer, 'version'>): Promise<void> {
  const row = { nation: employer.nation, size: employer.size, since_on: employer.since.toString(), promises_move: employer.promisesMove }
  await db.insertInto('duty_clock.employer').values({ organisation_id: organisation, ...row, version: 1 })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet({ ...row, version: sql`duty_clock.employer.version + 1` })).execute()
}
