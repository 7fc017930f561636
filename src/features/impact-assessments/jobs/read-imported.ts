import { readDocument } from '#documents/read.ts'
import type { Work } from '#web/work.ts'
import { isFileNeeded } from '../attachment-store.ts'
import { findImported, saveImported } from '../import-store.ts'
import type { Imported } from '../imported.ts'
import { listOwnGroups } from '../local-group-store.ts'
import { readAssessment } from '../reading/read-assessment.ts'
import { findSettings, formChanges } from '../settings-store.ts'

/** Reads an assessment that somebody brought in as a document, beside the pages. */
export const readImported: Work<{ readonly document: string }> = {
  name: 'impact-assessments.read-imported',
  // As in the action plan's room: one document at a time, for the memory that it takes.
  line: 'documents',
  async run({ document: id }, { organisation, files, limits, looking, changing, append }) {
    const found = await looking((db) => findImported(db, organisation, id))
    if (found?.state !== 'waiting') return
    const bytes = await files.find(found.sha256)
    const document = bytes === null ? { unreadable: 'The file is no longer there. Give it again.' } : await readDocument(bytes, found.fileName, limits)
    const unreadable = 'unreadable' in document ? document.unreadable : null
    const [own, asked] = await looking(async (db) => [await listOwnGroups(db, organisation), formChanges(await findSettings(db, organisation))] as const)
    const read: Imported = 'unreadable' in document
      ? { ...found, state: 'unreadable', refusal: document.unreadable, version: found.version + 1 }
      : { ...found, state: 'to review', notes: document.notes, passages: readAssessment(document, own, asked).map((each) => ({ ...each, taken: null })), version: found.version + 1 }
    await changing(async (db) => {
      if (!await saveImported(db, organisation, read)) return
      await append(db, unreadable !== null
        ? { did: 'impact-assessments.document-unreadable', on: { room: 'impact-assessments', id }, detail: { fileName: found.fileName, refusal: unreadable } }
        : { did: 'impact-assessments.document-read', on: { room: 'impact-assessments', id }, after: { fileName: found.fileName, sha256: found.sha256, passages: read.passages.length } })
    })
    // The page says that nothing was kept of it.
    if (unreadable !== null && !await looking((db) => isFileNeeded(db, organisation, found.sha256))) await files.letGo(found.sha256)
  },
}
