import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Flow } from './body.ts'
import type { GovernanceTables } from './tables.ts'

/** What flows between bodies now, each with the last time that it did. */
export async function listFlows(db: Reading, organisation: string): Promise<readonly Flow[]> {
  return (await asked(db, organisation).where('flow.ended_on', 'is', null).orderBy('flow.made_at').orderBy('flow.what').orderBy('flow.flow_id').execute()).map(toFlow)
}

export async function findFlow(db: Reading, organisation: string, id: string): Promise<Flow | null> {
  if (!isId(id)) return null
  const row = await asked(db, organisation).where('flow.flow_id', '=', id).executeTakeFirst()
  return row ? toFlow(row) : null
}

function asked(db: Reading, organisation: string) {
  return db.selectFrom('governance.flow as flow')
    .leftJoinLateral((eb) => eb.selectFrom('governance.passing as passing').select(['passing.passed_on', 'passing.what as passed']).whereRef('passing.organisation_id', '=', 'flow.organisation_id').whereRef('passing.flow_id', '=', 'flow.flow_id')
      .orderBy('passing.passed_on', 'desc').orderBy('passing.passing_id', 'desc').limit(1).as('newest'), (join) => join.onTrue())
    .selectAll('flow').select(['newest.passed_on', 'newest.passed']).where('flow.organisation_id', '=', organisation)
}

export async function insertFlows(db: Database, organisation: string, flows: readonly Flow[], now: Temporal.Instant): Promise<void> {
  if (flows.length > 0) await db.insertInto('governance.flow').values(flows.map((flow) => ({ organisation_id: organisation, flow_id: flow.id, from_body_id: flow.from, to_body_id: flow.to, made_at: now.toString(), ...rowOf(flow) }))).execute()
}

export async function saveFlow(db: Database, organisation: string, flow: Flow): Promise<boolean> {
  const saved = await db.updateTable('governance.flow').set(rowOf(flow)).where('organisation_id', '=', organisation).where('flow_id', '=', flow.id).where('version', '=', flow.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** A body that ends takes its lines with it. */
export async function endFlowsOf(db: Database, organisation: string, body: string, on: Temporal.PlainDate): Promise<void> {
  await db.updateTable('governance.flow').set((eb) => ({ ended_on: on.toString(), version: eb('version', '+', 1) })).where('organisation_id', '=', organisation).where('ended_on', 'is', null)
    .where((where) => where.or([where('from_body_id', '=', body), where('to_body_id', '=', body)])).execute()
}

export interface Passing { readonly id: string; readonly flow: string; readonly on: Temporal.PlainDate; readonly what: string; readonly by: string }

export async function insertPassings(db: Database, organisation: string, passings: readonly Passing[]): Promise<void> {
  if (passings.length > 0) await db.insertInto('governance.passing').values(passings.map((each) => ({ organisation_id: organisation, passing_id: each.id, flow_id: each.flow, passed_on: each.on.toString(), what: each.what, by_name: each.by }))).execute()
}

/** The newest first. */
export async function listPassings(db: Reading, organisation: string, flow: string): Promise<readonly Passing[]> {
  const rows = await db.selectFrom('governance.passing').selectAll().where('organisation_id', '=', organisation).where('flow_id', '=', flow).orderBy('passed_on', 'desc').orderBy('passing_id', 'desc').limit(100).execute()
  return rows.map((row) => ({ id: row.passing_id, flow: row.flow_id, on: Temporal.PlainDate.from(row.passed_on), what: row.what, by: row.by_name }))
}

function rowOf(flow: Flow) {
  return { kind: flow.kind, what: flow.what, often: flow.often, ended_on: flow.endedOn?.toString() ?? null, version: flow.version }
}

type Row = Selectable<GovernanceTables['governance.flow']> & { readonly passed_on: string | null; readonly passed: string | null }
function toFlow(row: Row): Flow {
  return {
    id: row.flow_id, from: row.from_body_id, to: row.to_body_id, kind: row.kind, what: row.what, often: row.often, endedOn: row.ended_on === null ? null : Temporal.PlainDate.from(row.ended_on), version: row.version,
    last: row.passed_on === null ? null : { on: Temporal.PlainDate.from(row.passed_on), what: row.passed ?? '' },
  }
}
