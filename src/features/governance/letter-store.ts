import { createHash } from 'node:crypto'
import type { Database, Reading } from '#database/database.ts'

/** A letter that told a member of issued papers. */
export interface PaperLetter { readonly meeting: string; readonly membership: string; readonly person: string; readonly name: string; readonly sentAt: Temporal.Instant; readonly worksUntil: Temporal.PlainDate; readonly openedAt: Temporal.Instant | null }

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export async function insertLetters(db: Database, organisation: string, letters: readonly (Omit<PaperLetter, 'openedAt'> & { readonly token: string })[]): Promise<void> {
  if (letters.length > 0) await db.insertInto('governance.paper_letter').values(letters.map((each) => ({
    organisation_id: organisation, token_hash: hashOf(each.token), meeting_id: each.meeting, membership_id: each.membership, person_id: each.person, name: each.name, sent_at: each.sentAt.toString(), works_until_on: each.worksUntil.toString(), opened_at: null,
  }))).execute()
}

export async function listLetters(db: Reading, organisation: string, meeting: string): Promise<readonly PaperLetter[]> {
  const rows = await db.selectFrom('governance.paper_letter').selectAll().where('organisation_id', '=', organisation).where('meeting_id', '=', meeting).orderBy('name').execute()
  return rows.map(toLetter)
}

export async function findLetter(db: Reading, organisation: string, token: string): Promise<PaperLetter | null> {
  const row = await db.selectFrom('governance.paper_letter').selectAll().where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).executeTakeFirst()
  return row ? toLetter(row) : null
}

/** The first time stays. */
export async function markOpened(db: Database, organisation: string, token: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('governance.paper_letter').set({ opened_at: now.toString() }).where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).where('opened_at', 'is', null).execute()
}

function toLetter(row: { readonly meeting_id: string; readonly membership_id: string; readonly person_id: string; readonly name: string; readonly sent_at: string; readonly works_until_on: string; readonly opened_at: string | null }): PaperLetter {
  return {
    meeting: row.meeting_id, membership: row.membership_id, person: row.person_id, name: row.name, sentAt: Temporal.Instant.from(row.sent_at), worksUntil: Temporal.PlainDate.from(row.works_until_on),
    openedAt: row.opened_at === null ? null : Temporal.Instant.from(row.opened_at),
  }
}
