import { createHash, randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import type { DutyClockTables } from './tables.ts'

export interface Feed { readonly id: string; readonly person: string; readonly shows: 'mine' | 'all'; readonly name: string; readonly madeAt: Temporal.Instant }

/** Makes a calendar’s address. The secret in it is given back once and kept only as its hash. */
export async function addFeed(db: Database, organisation: string, feed: Pick<Feed, 'person' | 'shows' | 'name'>, now: Temporal.Instant): Promise<{ readonly id: string; readonly token: string }> {
  const [id, token] = [newId(), randomBytes(24).toString('base64url')]
  await db.insertInto('duty_clock.feed').values({ organisation_id: organisation, feed_id: id, token_hash: hashOf(token), person_id: feed.person, shows: feed.shows, name: feed.name, made_at: now.toString(), stopped_at: null }).execute()
  return { id, token }
}

/** The calendar that has this secret in its address, if nobody has stopped it. */
export async function findFeed(db: Reading, organisation: string, token: string): Promise<Feed | null> {
  const row = await db.selectFrom('duty_clock.feed').selectAll().where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).where('stopped_at', 'is', null).executeTakeFirst()
  return row ? { id: row.feed_id, person: row.person_id, shows: row.shows, name: row.name, madeAt: Temporal.Instant.from(row.made_at) } : null
}

export async function listFeeds(db: Reading, organisation: string, person: string): Promise<readonly Feed[]> {
  const rows = await db.selectFrom('duty_clock.feed').selectAll().where('organisation_id', '=', organisation).where('person_id', '=', person).where('stopped_at', 'is', null).orderBy('made_at').orderBy('feed_id').execute()
  return rows.map(toFeed)
}

export async function findRunningFeed(db: Reading, organisation: string, id: string): Promise<Feed | null> {
  const row = await db.selectFrom('duty_clock.feed').selectAll().where('organisation_id', '=', organisation).where('feed_id', '=', id).where('stopped_at', 'is', null).executeTakeFirst()
  return row ? toFeed(row) : null
}

function toFeed(row: Selectable<DutyClockTables['duty_clock.feed']>): Feed {
  return { id: row.feed_id, person: row.person_id, shows: row.shows, name: row.name, madeAt: Temporal.Instant.from(row.made_at) }
}

export async function stopFeed(db: Database, organisation: string, id: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('duty_clock.feed').set({ stopped_at: now.toString() }).where('organisation_id', '=', organisation).where('feed_id', '=', id).execute()
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
