import type { Database, Reading } from '#database/database.ts'
import type { Attachment } from './attachment.ts'
import { findImportedFor, isImportedFileNeeded } from './import-store.ts'

/** What belongs to an assessment, the document that it was brought in from first. */
export async function listAttachments(db: Reading, organisation: string, assessment: string): Promise<readonly Attachment[]> {
  const rows = await db.selectFrom('impact_assessments.attachment').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).where('removed_at', 'is', null).orderBy('added_at').orderBy('attachment_id').execute()
  const brought = await findImportedFor(db, organisation, { assessment })
  return [
    ...brought === null ? [] : [{ id: brought.id, fileName: brought.fileName, what: 'The document that it was brought in from', ending: endingOf(brought.fileName), sha256: brought.sha256, by: brought.by.name, at: brought.at, original: true }],
    ...rows.map((row) => ({ id: row.attachment_id, fileName: row.file_name, what: row.what, ending: row.ending, sha256: row.sha256, by: row.added_by, at: Temporal.Instant.from(row.added_at), original: false })),
  ]
}

const endingOf = (fileName: string): string => /\.([a-z0-9]{2,5})$/.exec(fileName.toLowerCase())?.[1] ?? 'bin'

export async function insertAttachment(db: Database, organisation: string, assessment: string, { id, fileName, what, ending, sha256, by, at }: Omit<Attachment, 'original'>): Promise<void> {
  await db.insertInto('impact_assessments.attachment').values({ organisation_id: organisation, attachment_id: id, assessment_id: assessment, file_name: fileName, what, ending, sha256, added_at: at.toString(), added_by: by, removed_at: null }).execute()
}

export async function removeAttachment(db: Database, organisation: string, id: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('impact_assessments.attachment').set({ removed_at: now.toString() }).where('organisation_id', '=', organisation).where('attachment_id', '=', id).execute()
}

/** Does anything of this room still rest on the file? Papers do not: they have their own bytes. */
export async function isFileNeeded(db: Reading, organisation: string, sha256: string): Promise<boolean> {
  const attached = await db.selectFrom('impact_assessments.attachment').select('attachment_id').where('organisation_id', '=', organisation).where('sha256', '=', sha256).where('removed_at', 'is', null).limit(1).executeTakeFirst()
  const returned = await db.selectFrom('impact_assessments.supplier_return').select('return_id').where('organisation_id', '=', organisation).where('sha256', '=', sha256).limit(1).executeTakeFirst()
  return attached !== undefined || returned !== undefined || isImportedFileNeeded(db, organisation, sha256)
}
