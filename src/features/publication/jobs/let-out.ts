import { askForCheckpoint } from '#database/checkpoint-job.ts'
import type { Database } from '#database/database.ts'
import type { Entry } from '#database/ledger.ts'
import { dayInLondon } from '#duty/dates.ts'
import type { PieceLetOut, Publishing } from '#web/offers.ts'
import type { Work } from '#web/work.ts'
import { isDue, lookOver, type Draft } from '../draft.ts'
import { findDraft, listDrafts, saveDraft } from '../draft-store.ts'
import type { Edition } from '../edition.ts'
import { findAsOf, findVersion, listNewest, moveHead, publish, withdraw } from '../edition-store.ts'

export interface WentOut {
  /** The versions that went out or came down; none when what is public says the same already. */
  readonly editions: readonly Edition[]
  /** What the room notes of it. */
  readonly entries: readonly Entry[]
}

/** Makes an approved draft public with all its pieces, in a transaction of its own or a page’s. Gives null when it is not due. */
export async function letOut(db: Database, organisation: string, draft: Draft, now: Temporal.Instant, publishing: readonly Publishing[]): Promise<WentOut | null> {
  if (!isDue(draft, now) || draft.approvedBy === null) return null
  const offer = publishing.find((each) => each.room === draft.room)
  const by = { by: 'person', ...draft.approvedBy, ...(draft.alone === '' ? {} : { alone: draft.alone }) } as const
  const standing = new Map((await listNewest(db, organisation, draft.room)).map((each) => [each.address, each]))
  const editions: Edition[] = []
  const out: PieceLetOut[] = []
  const over = offer?.movedOn ? (await findAsOf(db, organisation, draft.address, draft.draftedAt))?.version ?? 0 : 0
  const whole = { address: draft.address, thingId: draft.thingId, title: draft.title, content: draft.content, place: draft.place, handedIn: draft.handedIn, over }
  for (const piece of [whole, ...draft.pieces]) {
    const before = standing.get(piece.address) ?? null
    // What went out by a rule while this waited stays: the room knows how the two go together.
    const join = before !== null && !before.withdrawn && before.version > piece.over ? offer?.movedOn : undefined
    const content = before !== null && join ? join(piece.content, (await findVersion(db, organisation, piece.address, piece.over))?.content ?? null, before.content) : piece.content
    const said = new Set(lookOver({ title: piece.title, note: draft.note, content }).map((each) => each.words))
    const edition = await publish(db, organisation, {
      room: draft.room, thingId: piece.thingId, address: piece.address, title: piece.title, content, letOut: by, note: draft.note, place: piece.place, preparedBy: draft.draftedBy, handedIn: piece.handedIn,
      ...(piece === whole ? { restsOn: draft.restsOn } : {}), answers: draft.answers.filter((each) => said.has(each.words)), openHistory: draft.openHistory, closesEarlier: draft.closesEarlier,
    }, now)
    if (edition) editions.push(edition)
    out.push({ address: piece.address, thingId: piece.thingId, title: piece.title, content, version: edition?.version ?? null, sha256: edition?.sha256 ?? null, before: before?.content ?? null })
  }
  for (const { address } of draft.takesDown) {
    const edition = await withdraw(db, organisation, address, by, draft.note === '' ? 'This is no longer part of what is published.' : draft.note, now)
    if (edition) editions.push(edition)
  }
  const first = editions.find((each) => each.address === draft.address)
  await saveDraft(db, organisation, { ...draft, state: 'published', publishedVersion: first?.version ?? null, version: draft.version + 1 })
  if (editions.length === 0) return { editions, entries: [] }
  const entries = await offer?.wentOut?.(db, organisation, { thingId: draft.thingId, pieces: out, takenDown: draft.takesDown.map((each) => each.address), now, today: dayInLondon(now) }) ?? []
  await moveHead(db, organisation)
  // A sign-off: the ledger is signed with it, and a copy kept where the database cannot reach.
  await askForCheckpoint(db, organisation)
  return { editions, entries }
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
        const out = draft && await letOut(db, house.organisation, draft, now, house.offers.publishing)
        if (!draft || !out || out.editions.length === 0) return
        await house.append(db, publishedEntry(draft, out))
        for (const entry of out.entries) await house.append(db, entry)
      })
    }
  },
}

export function publishedEntry(draft: Draft, { editions }: WentOut): Entry {
  const edition = editions.find((each) => each.address === draft.address)
  return { did: 'publication.published', on: { room: 'publication', id: draft.id, version: draft.version + 1 }, after: { address: draft.address, pages: editions.length, version: edition?.version ?? null, sha256: edition?.sha256 ?? null, embargo: draft.embargoAt?.toString() ?? null } }
}
