import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { thaw, type Artefact, type Contents } from '#disclosure/artefact.ts'
import type { Asking, AskingState, Held, ShownQuestion } from './asking.ts'
import type { GovernanceTables } from './tables.ts'

const columns = ['asking_id', 'bodies', 'opened_on', 'opened_by', 'closed_on', 'state'] as const

/** The newest first. */
export async function listAskings(db: Reading, organisation: string): Promise<readonly Asking[]> {
  return (await db.selectFrom('governance.asking').select(columns).where('organisation_id', '=', organisation).orderBy('opened_on', 'desc').orderBy('made_at', 'desc').execute()).map(toAsking)
}

export async function findAsking(db: Reading, organisation: string, id: string): Promise<Asking | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('governance.asking').select(columns).where('organisation_id', '=', organisation).where('asking_id', '=', id).executeTakeFirst()
  return row ? toAsking(row) : null
}

export async function insertAsking(db: Database, organisation: string, asking: Asking, now: Temporal.Instant): Promise<void> {
  await db.insertInto('governance.asking').values({
    organisation_id: organisation, asking_id: asking.id, bodies: [...asking.bodies], opened_on: asking.openedOn.toString(), opened_by: asking.openedBy, closed_on: asking.closedOn?.toString() ?? null, state: asking.state, artefact: null, sha256: null, held: null, made_at: now.toString(),
  }).execute()
}

/** Gives false where it is closed already. */
export async function closeAsking(db: Database, organisation: string, asking: string, on: Temporal.PlainDate): Promise<boolean> {
  const closed = await db.updateTable('governance.asking').set({ state: 'counting', closed_on: on.toString() }).where('organisation_id', '=', organisation).where('asking_id', '=', asking).where('state', '=', 'open').executeTakeFirst()
  return closed.numUpdatedRows === 1n
}

export async function keepCounted(db: Database, organisation: string, asking: string, state: Exclude<AskingState, 'open' | 'counting'>, made: { readonly artefact: Artefact; readonly sha256: string; readonly held: Held } | null): Promise<boolean> {
  const kept = await db.updateTable('governance.asking').set({ state, artefact: made === null ? null : JSON.stringify(made.artefact), sha256: made?.sha256 ?? null, held: made === null ? null : JSON.stringify(made.held) })
    .where('organisation_id', '=', organisation).where('asking_id', '=', asking).where('state', '=', 'counting').executeTakeFirst()
  return kept.numUpdatedRows === 1n
}

/** What the gate was given before. Restricted: exact numbers. */
export async function listHeld(db: Reading, organisation: string): Promise<readonly Held[]> {
  const rows = await db.selectFrom('governance.asking').select('held').where('organisation_id', '=', organisation).where('held', 'is not', null).orderBy('opened_on').execute()
  return rows.map((row) => row.held as unknown as Held)
}

/** What passed the gate, if it is as it was sealed. */
export async function findShown(db: Reading, organisation: string, asking: string): Promise<readonly ShownQuestion[] | null> {
  const row = await db.selectFrom('governance.asking').select(['artefact', 'sha256']).where('organisation_id', '=', organisation).where('asking_id', '=', asking).executeTakeFirst()
  if (!row || row.artefact === null || row.sha256 === null) return null
  const thawed = thaw(row.artefact, row.sha256, 'board')
  if ('refused' in thawed) throw new Error(`What members said (${asking}): ${thawed.refused}`)
  return (thawed.contents as { readonly questions: Contents }).questions as unknown as readonly ShownQuestion[]
}

export async function hasHandedIn(db: Reading, organisation: string, asking: string, person: string): Promise<boolean> {
  return await db.selectFrom('governance.handed_in').select('person_id').where('organisation_id', '=', organisation).where('asking_id', '=', asking).where('person_id', '=', person).executeTakeFirst() !== undefined
}

export async function insertHandedIn(db: Database, organisation: string, asking: string, person: string): Promise<void> {
  await db.insertInto('governance.handed_in').values({ organisation_id: organisation, asking_id: asking, person_id: person }).execute()
}

function toAsking(row: Pick<Selectable<GovernanceTables['governance.asking']>, (typeof columns)[number]>): Asking {
  return { id: row.asking_id, bodies: row.bodies, openedOn: Temporal.PlainDate.from(row.opened_on), openedBy: row.opened_by, closedOn: row.closed_on === null ? null : Temporal.PlainDate.from(row.closed_on), state: row.state }
}
