import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { DatasetKind, Source } from './dataset.ts'
import type { EqualityMonitoringTables } from './tables.ts'

/** Sources that are still used come first, by name. */
export async function listSources(db: Reading, organisation: string, kind?: DatasetKind): Promise<readonly Source[]> {
  let query = db.selectFrom('equality_monitoring.source').selectAll().where('organisation_id', '=', organisation)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  return (await query.orderBy('ended').orderBy('name').orderBy('source_id').execute()).map(toSource)
}

export async function findSource(db: Reading, organisation: string, id: string): Promise<Source | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('equality_monitoring.source').selectAll().where('organisation_id', '=', organisation).where('source_id', '=', id).executeTakeFirst()
  return row ? toSource(row) : null
}

export async function insertSource(db: Database, organisation: string, made: Omit<Source, 'version' | 'ended' | 'declarations'> & Partial<Pick<Source, 'declarations'>>, now: Temporal.Instant): Promise<void> {
  await db.insertInto('equality_monitoring.source').values({
    organisation_id: organisation, source_id: made.id, name: made.name, kind: made.kind, columns: JSON.stringify(made.mapping.columns), words: JSON.stringify(made.mapping.words), purpose: made.purpose,
    lawful_basis: made.lawfulBasis, keep_rows_months: made.keepRowsMonths, scope: made.scope, declarations: made.declarations ?? 'off', ended: false, made_at: now.toString(), version: 1,
  }).execute()
}

/** Saves the source as its next version; false when somebody else has saved since. The kind of a source never changes. */
export async function saveSource(db: Database, organisation: string, source: Source): Promise<boolean> {
  const saved = await db.updateTable('equality_monitoring.source').set({
    name: source.name, columns: JSON.stringify(source.mapping.columns), words: JSON.stringify(source.mapping.words), purpose: source.purpose, lawful_basis: source.lawfulBasis,
    keep_rows_months: source.keepRowsMonths, scope: source.scope, declarations: source.declarations, ended: source.ended, version: source.version + 1,
  }).where('organisation_id', '=', organisation).where('source_id', '=', source.id).where('version', '=', source.version).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function toSource(row: Selectable<EqualityMonitoringTables['equality_monitoring.source']>): Source {
  return {
    id: row.source_id, name: row.name, kind: row.kind, mapping: { columns: row.columns, words: row.words }, purpose: row.purpose, lawfulBasis: row.lawful_basis,
    keepRowsMonths: row.keep_rows_months, scope: row.scope, declarations: row.declarations, ended: row.ended, version: row.version,
  }
}
