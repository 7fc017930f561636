import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import type { Entry } from '#database/ledger.ts'
import { isDeedKind, occasionOf, type Deed, type DeedKind, type Done, type Planned } from './deed.ts'
import type { DutyClockTables } from './tables.ts'

/**
 * Notes that something was done, in the transaction that does it. What was noted already is not noted again, and makes no entry: call it
 * as often as you like. The entries that it gives go into the ledger with the caller's own:
 *
 *     return { goTo, entry: [published, ...await recordDeed(db, organisation.id, { kind: 'release published', … }, now)] }
 *
 * In a job, `for (const entry of await recordDeed(…)) await house.append(db, entry)`.
 */
export async function recordDeed(db: Database, organisation: string, done: Done, now: Temporal.Instant): Promise<readonly Entry[]> {
  const id = newId()
  const added = await db.insertInto('duty_clock.deed').values({
    organisation_id: organisation, deed_id: id, kind: done.kind, room: done.room, thing_kind: done.thing.kind, thing_id: done.thing.id, occasion: occasionOf(done),
    done_on: done.on.toString(), title: done.title, href: done.href, public: done.public ?? false,
    covers_from_on: done.covers?.from.toString() ?? null, covers_to_on: done.covers?.to.toString() ?? null,
    to_body_id: done.to?.id ?? null, to_body_name: done.to?.name ?? null, about: [...done.about ?? []], noted_at: now.toString(),
  }).onConflict((conflict) => conflict.columns(['organisation_id', 'kind', 'room', 'thing_kind', 'thing_id', 'occasion']).doNothing()).executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) return []
  return [{
    did: 'duty-clock.deed-noted', on: { room: 'duty-clock', id },
    after: { kind: done.kind, room: done.room, thing: { ...done.thing }, on: done.on.toString(), title: done.title, to: done.to?.name ?? null, about: [...done.about ?? []] },
  }]
}

/** Notes that something is to be done on a day, or on another day than was planned. The room's own entry in the ledger tells of it. */
export async function planDeed(db: Database, organisation: string, planned: Planned): Promise<void> {
  const said = { planned_on: planned.on.toString(), title: planned.title, href: planned.href }
  await db.insertInto('duty_clock.planned').values({ organisation_id: organisation, kind: planned.kind, room: planned.room, thing_kind: planned.thing.kind, thing_id: planned.thing.id, ...said })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'kind', 'room', 'thing_kind', 'thing_id']).doUpdateSet(said)).execute()
}

/** It was called off, or has become something else: nothing is expected of it any more. */
export async function dropPlanned(db: Database, organisation: string, { room, thing }: Pick<Planned, 'room' | 'thing'>): Promise<void> {
  await db.deleteFrom('duty_clock.planned').where('organisation_id', '=', organisation).where('room', '=', room).where('thing_kind', '=', thing.kind).where('thing_id', '=', thing.id).execute()
}

/** What was planned, soonest first, whether it was done since or not. */
export async function listPlanned(db: Reading, organisation: string): Promise<readonly Planned[]> {
  const rows = await db.selectFrom('duty_clock.planned').selectAll().where('organisation_id', '=', organisation).orderBy('planned_on').orderBy('thing_id').execute()
  return rows.flatMap((row) => isDeedKind(row.kind) ? [{ kind: row.kind, room: row.room, thing: { kind: row.thing_kind, id: row.thing_id }, on: Temporal.PlainDate.from(row.planned_on), title: row.title, href: row.href }] : [])
}

/** What was done, oldest first: of these kinds, or of all. */
export async function listDeeds(db: Reading, organisation: string, asked: { readonly kinds?: readonly DeedKind[]; readonly since?: Temporal.PlainDate } = {}): Promise<readonly Deed[]> {
  let query = db.selectFrom('duty_clock.deed').selectAll().where('organisation_id', '=', organisation)
  if (asked.kinds) query = query.where('kind', 'in', [...asked.kinds])
  if (asked.since) query = query.where('done_on', '>=', asked.since.toString())
  return (await query.orderBy('done_on').orderBy('deed_id').execute()).flatMap(toDeed)
}

function toDeed(row: Selectable<DutyClockTables['duty_clock.deed']>): readonly Deed[] {
  const { kind } = row
  if (!isDeedKind(kind)) return []
  return [{
    id: row.deed_id, kind, room: row.room, thing: { kind: row.thing_kind, id: row.thing_id }, occasion: row.occasion, on: Temporal.PlainDate.from(row.done_on), title: row.title, href: row.href, public: row.public,
    covers: row.covers_from_on !== null && row.covers_to_on !== null ? { from: Temporal.PlainDate.from(row.covers_from_on), to: Temporal.PlainDate.from(row.covers_to_on) } : null,
    to: row.to_body_id !== null && row.to_body_name !== null ? { id: row.to_body_id, name: row.to_body_name } : null, about: row.about,
  }]
}
