import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Imported, TakenPassage } from './imported.ts'
import type { ImpactAssessmentTables } from './tables.ts'

export async function insertImported(db: Database, organisation: string, { id, fileName, sha256, by, at }: Pick<Imported, 'id' | 'fileName' | 'sha256' | 'by' | 'at'>): Promise<void> {
  await db.insertInto('impact_assessments.import').values({
    organisation_id: organisation, import_id: id, file_name: fileName, sha256, state: 'waiting', refusal: '', notes: '[]', passages: '[]', assessment_id: null, item_id: null, by_person_id: by.id, by_name: by.name, at: at.toString(), version: 1,
  }).execute()
}

export async function findImported(db: Reading, organisation: string, id: string): Promise<Imported | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('impact_assessments.import').selectAll().where('organisation_id', '=', organisation).where('import_id', '=', id).executeTakeFirst()
  return row ? toImported(row) : null
}

/** The document that an assessment, or an item of the programme, was brought in from. */
export async function findImportedFor(db: Reading, organisation: string, of: { readonly assessment: string } | { readonly item: string }): Promise<Imported | null> {
  const row = await db.selectFrom('impact_assessments.import').selectAll().where('organisation_id', '=', organisation)
    .where('assessment' in of ? 'assessment_id' : 'item_id', '=', 'assessment' in of ? of.assessment : of.item).executeTakeFirst()
  return row ? toImported(row) : null
}

export type ListedImport = Omit<Imported, 'passages' | 'notes'>

export async function listImported(db: Reading, organisation: string, asked: { readonly by?: string; readonly limit: number; readonly offset: number }): Promise<readonly ListedImport[]> {
  const rows = await db.selectFrom('impact_assessments.import').select(['import_id', 'file_name', 'sha256', 'state', 'refusal', 'assessment_id', 'item_id', 'by_person_id', 'by_name', 'at', 'version']).where('organisation_id', '=', organisation)
    .$if(asked.by !== undefined, (query) => query.where('by_person_id', '=', asked.by!)).orderBy('at', 'desc').orderBy('import_id').limit(asked.limit).offset(asked.offset).execute()
  return rows.map((row) => listed(row))
}

/** Does a document of ours still rest on this file? */
export async function isImportedFileNeeded(db: Reading, organisation: string, sha256: string): Promise<boolean> {
  return await db.selectFrom('impact_assessments.import').select('import_id').where('organisation_id', '=', organisation).where('sha256', '=', sha256).where('state', 'not in', ['unreadable', 'thrown away']).limit(1).executeTakeFirst() !== undefined
}

export async function saveImported(db: Database, organisation: string, imported: Imported): Promise<boolean> {
  const saved = await db.updateTable('impact_assessments.import').set({
    state: imported.state, refusal: imported.refusal, notes: JSON.stringify(imported.notes), passages: JSON.stringify(imported.passages), assessment_id: imported.assessment, item_id: imported.item, version: imported.version,
  }).where('organisation_id', '=', organisation).where('import_id', '=', imported.id).where('version', '=', imported.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

type Row = Selectable<ImpactAssessmentTables['impact_assessments.import']>

function listed(row: Omit<Row, 'organisation_id' | 'passages' | 'notes'>): ListedImport {
  return { id: row.import_id, fileName: row.file_name, sha256: row.sha256, state: row.state, refusal: row.refusal, assessment: row.assessment_id, item: row.item_id, by: { id: row.by_person_id, name: row.by_name }, at: Temporal.Instant.from(row.at), version: row.version }
}

function toImported(row: Row): Imported {
  // What stands in these two columns was written by saveImported, and by nothing else.
  return { ...listed(row), notes: row.notes as unknown as readonly string[], passages: row.passages as unknown as readonly TakenPassage[] }
}
