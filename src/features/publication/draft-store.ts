import type { Selectable } from 'kysely'
import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import type { Entry } from '#database/ledger.ts'
import { lookOver, type Draft, type DraftState, type Piece } from './draft.ts'
import type { Hand, Rests } from './edition.ts'
import { listAnswers, listNewestVersions, sealOf } from './edition-store.ts'
import { paths } from './paths.ts'
import type { PublicationTables } from './tables.ts'

export async function insertDraft(db: Database, organisation: string, draft: Draft): Promise<void> {
  await db.insertInto('publication.draft').values({ organisation_id: organisation, draft_id: draft.id, ...toRow(draft) }).execute()
}

/** Gives false when somebody else changed it meanwhile. */
export async function saveDraft(db: Database, organisation: string, draft: Draft): Promise<boolean> {
  const saved = await db.updateTable('publication.draft').set(toRow(draft)).where('organisation_id', '=', organisation).where('draft_id', '=', draft.id).where('version', '=', draft.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export async function findDraft(db: Reading, organisation: string, id: string): Promise<Draft | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const row = await db.selectFrom('publication.draft').selectAll().where('organisation_id', '=', organisation).where('draft_id', '=', id).executeTakeFirst()
  return row ? toDraft(row) : null
}

/** Drafts in these states, the oldest first: what has waited longest. */
export async function listDrafts(db: Reading, organisation: string, states: readonly DraftState[]): Promise<readonly Draft[]> {
  return (await db.selectFrom('publication.draft').selectAll().where('organisation_id', '=', organisation).where('state', 'in', [...states]).orderBy('drafted_at').orderBy('draft_id').execute()).map(toDraft)
}

/** What waits to go out at this address already, if anything does. */
export async function findOpenDraft(db: Reading, organisation: string, address: string): Promise<Draft | null> {
  const row = await db.selectFrom('publication.draft').selectAll().where('organisation_id', '=', organisation).where('address', '=', address).where('state', 'in', ['draft', 'checked', 'approved']).limit(1).executeTakeFirst()
  return row ? toDraft(row) : null
}

function toRow(draft: Draft) {
  return {
    room: draft.room, thing_id: draft.thingId, address: draft.address, title: draft.title, content: canonicalJson(draft.content), note: draft.note, place: draft.place, rests_on: JSON.stringify(draft.restsOn), state: draft.state,
    drafted_by: draft.draftedBy.name, drafted_by_id: draft.draftedBy.id, drafted_at: draft.draftedAt.toString(), answers: JSON.stringify(draft.answers), redactions: JSON.stringify(draft.redactions),
    checked_by: draft.checkedBy?.name ?? null, checked_by_id: draft.checkedBy?.id ?? null, checked_at: draft.checkedAt?.toString() ?? null,
    approved_by: draft.approvedBy?.name ?? null, approved_by_id: draft.approvedBy?.id ?? null, approved_at: draft.approvedAt?.toString() ?? null, embargo_at: draft.embargoAt?.toString() ?? null,
    sent_back_because: draft.sentBackBecause, closes_earlier: draft.closesEarlier, open_history: draft.openHistory, published_version: draft.publishedVersion, version: draft.version,
    handed_in: draft.handedIn, pieces: JSON.stringify(draft.pieces), takes_down: JSON.stringify(draft.takesDown), alone: draft.alone,
  }
}

function toDraft(row: Selectable<PublicationTables['publication.draft']>): Draft {
  const instant = (text: string | null): Temporal.Instant | null => text === null ? null : Temporal.Instant.from(text)
  return {
    id: row.draft_id, room: row.room, thingId: row.thing_id, address: row.address, title: row.title, content: row.content as unknown as Json, note: row.note, place: row.place, restsOn: row.rests_on as unknown as readonly Rests[],
    state: row.state as DraftState, draftedBy: { id: row.drafted_by_id, name: row.drafted_by }, draftedAt: Temporal.Instant.from(row.drafted_at), answers: row.answers as unknown as Draft['answers'], redactions: row.redactions as unknown as Draft['redactions'],
    checkedBy: row.checked_by_id === null ? null : { id: row.checked_by_id, name: row.checked_by ?? '' }, checkedAt: instant(row.checked_at),
    approvedBy: row.approved_by_id === null ? null : { id: row.approved_by_id, name: row.approved_by ?? '' }, approvedAt: instant(row.approved_at), embargoAt: instant(row.embargo_at),
    sentBackBecause: row.sent_back_because, closesEarlier: row.closes_earlier, openHistory: row.open_history, publishedVersion: row.published_version, version: row.version,
    handedIn: row.handed_in, pieces: row.pieces as unknown as Draft['pieces'], takesDown: row.takes_down as unknown as Draft['takesDown'], alone: row.alone,
  }
}

/** What a room hands in to be looked through and approved at the desk: one page, or one with others that go out, or come down, together with it. */
export interface Proposal extends Pick<Draft, 'room' | 'thingId' | 'address' | 'title' | 'content'>, Partial<Pick<Draft, 'note' | 'place' | 'restsOn' | 'closesEarlier' | 'openHistory' | 'takesDown'>> {
  readonly pieces?: readonly Omit<Piece, 'handedIn' | 'over'>[]
}

export interface HandedIn {
  readonly draft: string
  /** The draft’s page, where whoever handed it in goes on. */
  readonly href: string
  readonly entry: Entry
}

/**
 * Puts something on the desk: it becomes public when somebody has looked through it and a publisher approves it who is not `by`, unless the body
 * has said that one person is enough. What waits at the same address already is replaced, and has to be looked through again; what was said of words that
 * are public already is not asked again. The entry goes into the ledger with the caller’s own.
 */
export async function propose(db: Database, organisation: string, what: Proposal, by: Hand, now: Temporal.Instant): Promise<HandedIn> {
  const waiting = await findOpenDraft(db, organisation, what.address)
  const versions = await listNewestVersions(db, organisation, (what.pieces ?? []).map((each) => each.address))
  const pieces = (what.pieces ?? []).map((each) => ({ ...each, handedIn: sealOf(each.content), over: versions.get(each.address) ?? 0 }))
  const said = [...(waiting?.answers ?? []), ...await listAnswers(db, organisation, [what.address, ...pieces.map((each) => each.address)])]
  const found = new Set(lookOver({ title: what.title, note: what.note ?? '', content: what.content, pieces }).map((each) => each.words))
  const draft: Draft = {
    note: '', place: 0, restsOn: [], closesEarlier: false, openHistory: false, takesDown: [], ...what, pieces, handedIn: sealOf(what.content), id: waiting?.id ?? newId(), state: 'draft', draftedBy: by, draftedAt: now,
    answers: said.filter((each, at) => found.has(each.words) && said.findIndex((other) => other.words === each.words) === at), redactions: [],
    checkedBy: null, checkedAt: null, approvedBy: null, approvedAt: null, embargoAt: null, alone: '', sentBackBecause: '', publishedVersion: null, version: (waiting?.version ?? 0) + 1,
  }
  if (waiting) await saveDraft(db, organisation, draft)
  else await insertDraft(db, organisation, draft)
  return { draft: draft.id, href: paths.draft.to({ draft: draft.id }), entry: { did: 'publication.drafted', on: { room: 'publication', id: draft.id, version: draft.version }, after: { address: draft.address, title: draft.title, from: draft.room, ...(pieces.length > 0 ? { pages: pieces.length + 1 } : {}), ...(draft.takesDown.length > 0 ? { takesDown: draft.takesDown.length } : {}) } } }
}
