import type { Database, Reading } from '#database/database.ts'
import type { ActionPlanTables } from './tables.ts'

/**
 * What an action hangs together with: another action, or a thing in another room. A link is data (`room`, `thing`,
 * `version`), so rooms that concern each other both ways never import in a circle.
 */
export interface Link { readonly action: string; readonly room: string; readonly thing: string; readonly version: string; readonly why: string }

/** The links of an action, in both directions where both ends are actions. */
export async function listLinks(db: Reading, organisation: string, action: string): Promise<readonly Link[]> {
  const rows = await db.selectFrom('action_plan.link').selectAll().where('organisation_id', '=', organisation)
    .where((where) => where.or([where('action_id', '=', action), where.and([where('room', '=', 'action-plan'), where('thing_id', '=', action)])])).execute()
  return rows.map((row) => toLink(row, action))
}

/** A row as it is seen from one of the two actions that it joins. */
export function toLink(row: ActionPlanTables['action_plan.link'], from: string): Link {
  return row.action_id === from ? { action: from, room: row.room, thing: row.thing_id, version: row.thing_version, why: row.why } : { action: from, room: 'action-plan', thing: row.action_id, version: '', why: row.why }
}

export async function addLink(db: Database, organisation: string, link: Link): Promise<void> {
  await db.insertInto('action_plan.link').values({ organisation_id: organisation, action_id: link.action, room: link.room, thing_id: link.thing, thing_version: link.version, why: link.why })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'action_id', 'room', 'thing_id']).doUpdateSet({ why: link.why, thing_version: link.version })).execute()
}

export async function dropLink(db: Database, organisation: string, action: string, thing: string): Promise<void> {
  await db.deleteFrom('action_plan.link').where('organisation_id', '=', organisation).where((where) => where.or([
    where.and([where('action_id', '=', action), where('thing_id', '=', thing)]), where.and([where('action_id', '=', thing), where('thing_id', '=', action)]),
  ])).execute()
}

/** The actions that a thing in another room is linked with: what that room asks at this room's door. */
export async function listActionsLinkedWith(db: Reading, organisation: string, room: string, thing: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('action_plan.link').select('action_id').where('organisation_id', '=', organisation).where('room', '=', room).where('thing_id', '=', thing).execute()
  return rows.map((row) => row.action_id)
}
