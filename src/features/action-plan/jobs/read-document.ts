import type { SourceDocument } from '#documents/document.ts'
import { readDocument } from '#documents/read.ts'
import type { Work } from '#web/work.ts'
import { findImport, isFileNeeded, saveReading, setImportState } from '../import-store.ts'
import type { PlanReading } from '../reading/plan-reading.ts'
import { readPlan } from '../reading/read-plan.ts'

/** Reads a document that somebody gave, beside the pages: a long one holds nobody up, and a bad one changes nothing. */
export const readGivenDocument: Work<{ readonly import: string }> = {
  name: 'action-plan.read-document',
  // Reading takes some hundreds of megabytes for a moment: one document at a time.
  line: 'documents',
  async run({ import: id }, { organisation, files, limits, looking, changing, append, now }) {
    const found = await looking((db) => findImport(db, organisation, id))
    if (!found || (found.state !== 'waiting' && found.state !== 'reading')) return
    await changing((db) => setImportState(db, organisation, id, 'reading'))
    const bytes = await files.find(found.sha256)
    const document = bytes === null ? { unreadable: 'The file is no longer there. Give it again.' } : await readDocument(bytes, found.fileName, limits)
    if ('unreadable' in document) {
      await changing(async (db) => {
        await setImportState(db, organisation, id, 'unreadable', { refusal: document.unreadable, endedAt: now() })
        await append(db, { did: 'action-plan.document-unreadable', on: { room: 'action-plan', id }, detail: { fileName: found.fileName, refusal: document.unreadable } })
      })
      // The page says that nothing was kept of it.
      if (!await looking((db) => isFileNeeded(db, organisation, found.sha256))) await files.letGo(found.sha256)
      return
    }
    const read = readSafely(document)
    if ('fault' in read) {
      // A fault of ours must not leave somebody waiting at a page that never moves on: they are told, and the log has the fault.
      await changing(async (db) => {
        await setImportState(db, organisation, id, 'unreadable', { refusal: 'We could open this document but could not make out its plan, because of a fault of ours. Save it in another format and try again, or paste its text.', endedAt: now() })
        await append(db, { did: 'action-plan.document-unreadable', on: { room: 'action-plan', id }, detail: { fileName: found.fileName } })
      })
      throw read.fault
    }
    const { actions, ...rest } = read
    await changing(async (db) => {
      await saveReading(db, organisation, id, document.format, { ...rest, notes: [...new Set([...document.notes, ...rest.notes])] }, actions)
      await append(db, { did: 'action-plan.document-read', on: { room: 'action-plan', id }, after: { fileName: found.fileName, sha256: found.sha256, actions: actions.length } })
    })
  },
}

function readSafely(document: SourceDocument): PlanReading | { readonly fault: unknown } {
  try {
    return readPlan(document)
  } catch (fault) {
    return { fault }
  }
}
