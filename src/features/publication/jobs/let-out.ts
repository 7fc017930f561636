import { askForCheckpoint } from '#database/checkpoint-job.ts'
import type { Database } from '#database/database.ts'
import type { Work } from '#web/work.ts'
import { isDue, type Draft } from '../draft.ts'
import { findDraft, listDrafts, saveDraft } from '../draft-store.ts'
import type { Edition } from '../edition.ts'
import { moveHead, publish } from '../edition-store.ts'

/** Makes an approved draft public, in a transaction of its own or a page’s. Gives null when it is not due, or says what is public already. */
export async function letOut(db: Database, organisation: string, draft: Draft, now: Temporal.Instant): Promise<Edition | null> {
  if (!isDue(draft, now) || draft.approvedBy === null) return null
  const edition = await publish(db, organisation, {
    room: draft.room, thingId: draft.thingId, address: draft.address, title: draft.title, content: draft.content, letOut: { by: 'person', ...draft.approvedBy }, note: draft.note, place: draft.place,
    preparedBy: draft.draftedBy, restsOn: draft.restsOn, answers: draft.answers, openHistory: draft.openHistory, closesEarlier: draft.closesEarlier,
  }, now)
  await saveDraft(db, organisation, { ...draft, state: 'published', publishedVersion: edition?.version ?? null, version: draft.version + 1 })
  if (edition === null) return null
  await moveHead(db, organisation)
  // A sign-off: the ledger is signed with it, and a copy kept where the database cannot reach.
  await askForCheckpoint(db, organisation)
  return edition
}

/** What was approved under an embargo goes out by itself when that has ended. */
export const letOutAtEmbargo: Work<null> = {
  name: 'publication.let-out-at-embargo',
  at: '*/5 * * * *',
  async run(_asked, house) {
    const now = house.now()
    const due = (await house.looking((db) => listDrafts(db, house.organisation, ['approved']))).filter((draft) => isDue(draft, now))
    for (const { id } of due) {
      await house.changing(async (db) => {
        const draft = await findDraft(db, house.organisation, id)
        const edition = draft && await letOut(db, house.organisation, draft, now)
        if (draft && edition) await house.append(db, { did: 'publication.published', on: { room: 'publication', id, version: edition.version }, after: { address: edition.address, version: edition.version, sha256: edition.sha256, embargo: draft.embargoAt?.toString() ?? null } })
      })
    }
  },
}
