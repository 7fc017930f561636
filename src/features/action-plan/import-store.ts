import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { FoundInDocument, ImportRow, Mended, PlanImport } from './plan-import.ts'
import type { ReadAction } from './reading/plan-reading.ts'
import type { ActionPlanTables, ImportState, RowDecision } from './tables.ts'

export async function insertImport(db: Database, organisation: string, made: Pick<PlanImport, 'id' | 'fileName' | 'sha256' | 'strategy' | 'by' | 'at'>): Promise<void> {
  await db.insertInto('action_plan.import').values({
    organisation_id: organisation, import_id: made.id, file_name: made.fileName, format: null, sha256: made.sha256, strategy_id: made.strategy, state: 'waiting', reading: null,
    refusal: '', by_person_id: made.by.id, by_name: made.by.name, at: made.at.toString(), ended_at: null, version: 1,
  }).execute()
}

export async function findImport(db: Reading, organisation: string, id: string): Promise<PlanImport | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('action_plan.import').selectAll().where('organisation_id', '=', organisation).where('import_id', '=', id).executeTakeFirst()
  return row ? toImport(row) : null
}

export async function listImports(db: Reading, organisation: string, page: { readonly limit: number; readonly offset: number } = { limit: 100, offset: 0 }): Promise<readonly PlanImport[]> {
  const rows = await db.selectFrom('action_plan.import').selectAll().where('organisation_id', '=', organisation).orderBy('at', 'desc').limit(page.limit).offset(page.offset).execute()
  return rows.map(toImport)
}

/** The same file, given before and not thrown away: saying so saves a second copy of a plan. */
export async function findSameFile(db: Reading, organisation: string, sha256: string): Promise<PlanImport | null> {
  const row = await db.selectFrom('action_plan.import').selectAll().where('organisation_id', '=', organisation).where('sha256', '=', sha256)
    .where('state', 'in', ['to review', 'accepted', 'waiting', 'reading']).orderBy('at', 'desc').limit(1).executeTakeFirst()
  return row ? toImport(row) : null
}

/** Does anything rest on this file: a document that was or may yet be read, or evidence for an action? */
export async function isFileNeeded(db: Reading, organisation: string, sha256: string): Promise<boolean> {
  const given = await db.selectFrom('action_plan.import').select('import_id').where('organisation_id', '=', organisation).where('sha256', '=', sha256).where('state', '!=', 'unreadable').limit(1).executeTakeFirst()
  const shown = await db.selectFrom('action_plan.evidence').select('evidence_id').where('organisation_id', '=', organisation).where('sha256', '=', sha256).limit(1).executeTakeFirst()
  return given !== undefined || shown !== undefined
}

export async function setImportState(db: Database, organisation: string, id: string, state: ImportState, more: { readonly refusal?: string; readonly format?: string; readonly strategy?: string; readonly endedAt?: Temporal.Instant } = {}): Promise<void> {
  await db.updateTable('action_plan.import').set((row) => ({
    state, version: row('version', '+', 1),
    ...(more.refusal === undefined ? {} : { refusal: more.refusal }), ...(more.format === undefined ? {} : { format: more.format }),
    ...(more.strategy === undefined ? {} : { strategy_id: more.strategy }), ...(more.endedAt === undefined ? {} : { ended_at: more.endedAt.toString() }),
  })).where('organisation_id', '=', organisation).where('import_id', '=', id).execute()
}

/** Keeps what was read. Reading the same file again replaces it: a job that was cut off half-way leaves nothing twice. */
export async function saveReading(db: Database, organisation: string, id: string, format: string, found: FoundInDocument, rows: readonly ReadAction[]): Promise<void> {
  await db.deleteFrom('action_plan.import_row').where('organisation_id', '=', organisation).where('import_id', '=', id).execute()
  for (let from = 0; from < rows.length; from += 200) {
    await db.insertInto('action_plan.import_row').values(rows.slice(from, from + 200).map((row, index) => ({
      organisation_id: organisation, import_id: id, place: from + index + 1, source_table: row.table ?? -1, reading: JSON.stringify(row), mended: null, decision: 'to review' as const, action_id: null, version: 1,
    }))).execute()
  }
  await db.updateTable('action_plan.import').set((row) => ({ state: 'to review' as const, format, reading: JSON.stringify(found), version: row('version', '+', 1) })).where('organisation_id', '=', organisation).where('import_id', '=', id).execute()
}

export async function listRows(db: Reading, organisation: string, id: string, table?: number): Promise<readonly ImportRow[]> {
  let query = db.selectFrom('action_plan.import_row').selectAll().where('organisation_id', '=', organisation).where('import_id', '=', id)
  if (table !== undefined) query = query.where('source_table', '=', table)
  return (await query.orderBy('place').execute()).map(toRow)
}

export async function findRow(db: Reading, organisation: string, id: string, place: number): Promise<ImportRow | null> {
  const row = await db.selectFrom('action_plan.import_row').selectAll().where('organisation_id', '=', organisation).where('import_id', '=', id).where('place', '=', place).executeTakeFirst()
  return row ? toRow(row) : null
}

export async function decideRows(db: Database, organisation: string, id: string, places: readonly number[], decision: RowDecision): Promise<void> {
  if (places.length === 0) return
  await db.updateTable('action_plan.import_row').set((row) => ({ decision, version: row('version', '+', 1) }))
    .where('organisation_id', '=', organisation).where('import_id', '=', id).where('place', 'in', [...places]).execute()
}

export async function mendRow(db: Database, organisation: string, id: string, place: number, mended: Mended, decision: RowDecision): Promise<void> {
  await db.updateTable('action_plan.import_row').set((row) => ({ mended: JSON.stringify(mended), decision, version: row('version', '+', 1) }))
    .where('organisation_id', '=', organisation).where('import_id', '=', id).where('place', '=', place).execute()
}

/** Which action each row became, so that the whole import can be undone. */
export async function linkRows(db: Database, organisation: string, id: string, actionOfRow: ReadonlyMap<number, string>): Promise<void> {
  for (const [place, action] of actionOfRow) {
    await db.updateTable('action_plan.import_row').set({ action_id: action }).where('organisation_id', '=', organisation).where('import_id', '=', id).where('place', '=', place).execute()
  }
}

/** Actions of the import on which somebody has worked since: they are named before an undo takes them away. */
export async function listWorkedOn(db: Reading, organisation: string, id: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('action_plan.import_row as row')
    .innerJoin('action_plan.action as action', (join) => join.onRef('action.organisation_id', '=', 'row.organisation_id').onRef('action.action_id', '=', 'row.action_id'))
    .select(['action.words']).where('row.organisation_id', '=', organisation).where('row.import_id', '=', id).where('action.version', '>', 1).orderBy('row.place').limit(20).execute()
  return rows.map((row) => row.words)
}

/** Takes the import's actions out again, and the objectives, themes and plan that are empty without them. Gives the ids of the actions that went. */
export async function takeOut(db: Database, organisation: string, id: string, strategy: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('action_plan.import_row').select('action_id').where('organisation_id', '=', organisation).where('import_id', '=', id).where('action_id', 'is not', null).execute()
  const actions = rows.flatMap((row) => row.action_id ?? [])
  if (actions.length > 0) await db.deleteFrom('action_plan.action').where('organisation_id', '=', organisation).where('action_id', 'in', actions).execute()
  await db.deleteFrom('action_plan.objective as objective').where('organisation_id', '=', organisation).where('strategy_id', '=', strategy)
    .where((where) => where.not(where.exists(where.selectFrom('action_plan.action').select('action_id').whereRef('action_plan.action.organisation_id', '=', 'objective.organisation_id').whereRef('action_plan.action.objective_id', '=', 'objective.objective_id')))).execute()
  await db.deleteFrom('action_plan.theme as theme').where('organisation_id', '=', organisation).where('strategy_id', '=', strategy)
    .where((where) => where.not(where.exists(where.selectFrom('action_plan.objective').select('objective_id').whereRef('action_plan.objective.organisation_id', '=', 'theme.organisation_id').whereRef('action_plan.objective.theme_id', '=', 'theme.theme_id')))).execute()
  const left = await db.selectFrom('action_plan.objective').select('objective_id').where('organisation_id', '=', organisation).where('strategy_id', '=', strategy).limit(1).executeTakeFirst()
  if (!left) {
    await db.updateTable('action_plan.import').set({ strategy_id: null }).where('organisation_id', '=', organisation).where('strategy_id', '=', strategy).execute()
    await db.deleteFrom('action_plan.strategy').where('organisation_id', '=', organisation).where('strategy_id', '=', strategy).execute()
  }
  return actions
}

function toImport(row: Selectable<ActionPlanTables['action_plan.import']>): PlanImport {
  return {
    id: row.import_id, fileName: row.file_name, format: row.format, sha256: row.sha256, strategy: row.strategy_id, state: row.state, refusal: row.refusal, found: row.reading as unknown as FoundInDocument | null,
    by: { id: row.by_person_id, name: row.by_name }, at: Temporal.Instant.from(row.at), endedAt: row.ended_at === null ? null : Temporal.Instant.from(row.ended_at), version: row.version,
  }
}

function toRow(row: Selectable<ActionPlanTables['action_plan.import_row']>): ImportRow {
  return { place: row.place, table: row.source_table, reading: row.reading as unknown as ReadAction, mended: row.mended as unknown as Mended | null, decision: row.decision, action: row.action_id, version: row.version }
}
