import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Figures } from './figures.ts'
import { listFigures } from './release-store.ts'
import type { EqualityMonitoringTables } from './tables.ts'
import { standingOf, stateFor, wantsInWords, type KeptTarget, type Standing, type Target, type TargetState } from './target.ts'

/** Targets that are still pursued come first, those that are due soonest first. */
export async function listTargets(db: Reading, organisation: string): Promise<readonly Target[]> {
  const rows = await db.selectFrom('equality_monitoring.target').selectAll().where('organisation_id', '=', organisation).orderBy('ended_on', (order) => order.desc().nullsFirst()).orderBy('due_on', (order) => order.asc().nullsLast()).orderBy('made_at').orderBy('target_id').execute()
  return rows.map(toTarget)
}

export async function findTarget(db: Reading, organisation: string, id: string): Promise<Target | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('equality_monitoring.target').selectAll().where('organisation_id', '=', organisation).where('target_id', '=', id).executeTakeFirst()
  return row ? toTarget(row) : null
}

export async function insertTarget(db: Database, organisation: string, target: Target): Promise<void> {
  await db.insertInto('equality_monitoring.target').values({
    organisation_id: organisation, target_id: target.id, target: JSON.stringify(kept(target)), due_on: target.dueOn?.toString() ?? null, ended_on: target.endedOn?.toString() ?? null, made_at: target.madeAt.toString(), by_name: target.byName, version: target.version,
  }).execute()
}

/** Saves the target as its next version; false when somebody else has saved since. */
export async function saveTarget(db: Database, organisation: string, target: Target): Promise<boolean> {
  const saved = await db.updateTable('equality_monitoring.target').set({ target: JSON.stringify(kept(target)), due_on: target.dueOn?.toString() ?? null, ended_on: target.endedOn?.toString() ?? null, version: target.version + 1 })
    .where('organisation_id', '=', organisation).where('target_id', '=', target.id).where('version', '=', target.version).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function kept({ title, why, question, group, part, wants, baselineOn, endedBecause }: Target): KeptTarget {
  return { title, why, question, group, part, wants, baselineOn: baselineOn?.toString() ?? null, endedBecause }
}

function toTarget({ target, ...row }: Selectable<EqualityMonitoringTables['equality_monitoring.target']>): Target {
  return {
    id: row.target_id, ...target, baselineOn: target.baselineOn === null ? null : Temporal.PlainDate.from(target.baselineOn), dueOn: row.due_on === null ? null : Temporal.PlainDate.from(row.due_on),
    endedOn: row.ended_on === null ? null : Temporal.PlainDate.from(row.ended_on), madeAt: Temporal.Instant.from(row.made_at), byName: row.by_name, version: row.version,
  }
}

/** A target as an indicator of another room: the door `targetsFor`. */
export interface TargetStanding extends Pick<Standing, 'share' | 'low' | 'high' | 'goal' | 'sentence' | 'certainty' | 'on'> {
  readonly id: string
  readonly title: string
  readonly wanted: string
  readonly state: TargetState | 'withheld'
  readonly dueOn: Temporal.PlainDate | null
}

/** The targets that are pursued, each as it stands by the newest figures that this audience may read on a day. */
export async function targetsFor(db: Reading, organisation: string, audience: 'board' | 'public', on?: Temporal.PlainDate): Promise<readonly TargetStanding[]> {
  const figures = await listFiguresForTargets(db, organisation, audience, on)
  return (await listTargets(db, organisation)).filter(({ endedOn }) => endedOn === null).map((target) => {
    const standing = standingOf(target, figures)
    const state = stateFor(standing)
    return { ...standing, id: target.id, title: target.title, wanted: wantsInWords(target), state: typeof state === 'string' ? state : 'withheld', dueOn: target.dueOn }
  })
}

/** All that an audience may read, one for each day: a board reads what was published too, which goes further back. */
export async function listFiguresForTargets(db: Reading, organisation: string, audience: 'board' | 'public', on?: Temporal.PlainDate): Promise<readonly Figures[]> {
  const published = await listFigures(db, organisation, 'public', 21, on)
  if (audience === 'public') return published
  const own = await listFigures(db, organisation, 'board', 21, on)
  return [...own, ...published.filter((each) => !own.some((other) => other.on.equals(each.on)))]
}
