import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Challenge, ChallengeState } from './challenge.ts'
import type { GovernanceTables } from './tables.ts'

export interface ChallengesAsked {
  readonly body?: string
  readonly to?: readonly string[]
  readonly state?: ChallengeState
  readonly from?: Temporal.PlainDate
  readonly until?: Temporal.PlainDate
  readonly publicOnly?: boolean
  readonly limit?: number
  readonly offset?: number
}

/** The newest first. */
export async function listChallenges(db: Reading, organisation: string, asked: ChallengesAsked = {}): Promise<readonly Challenge[]> {
  if (asked.to?.length === 0) return []
  const rows = await db.selectFrom('governance.challenge').selectAll().where('organisation_id', '=', organisation)
    .$if(asked.body !== undefined, (query) => query.where((where) => where.or([where('from_body_id', '=', asked.body!), where('to_body_id', '=', asked.body!)]))).$if(asked.to !== undefined, (query) => query.where('to_body_id', 'in', asked.to!))
    .$if(asked.state !== undefined, (query) => query.where('state', '=', asked.state!)).$if(asked.publicOnly === true, (query) => query.where('is_public', '=', true))
    .$if(asked.from !== undefined, (query) => query.where('raised_on', '>=', asked.from!.toString())).$if(asked.until !== undefined, (query) => query.where('raised_on', '<=', asked.until!.toString()))
    .orderBy('raised_on', 'desc').orderBy('challenge_id', 'desc').limit(asked.limit ?? 500).offset(asked.offset ?? 0).execute()
  return rows.map(toChallenge)
}

export async function findChallenge(db: Reading, organisation: string, id: string): Promise<Challenge | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('governance.challenge').selectAll().where('organisation_id', '=', organisation).where('challenge_id', '=', id).executeTakeFirst()
  return row ? toChallenge(row) : null
}

export async function insertChallenges(db: Database, organisation: string, challenges: readonly Challenge[], now: Temporal.Instant): Promise<void> {
  if (challenges.length > 0) await db.insertInto('governance.challenge').values(challenges.map((each) => ({ organisation_id: organisation, challenge_id: each.id, from_body_id: each.from, to_body_id: each.to, made_at: now.toString(), ...rowOf(each) }))).execute()
}

export async function saveChallenge(db: Database, organisation: string, challenge: Challenge): Promise<boolean> {
  const saved = await db.updateTable('governance.challenge').set(rowOf(challenge)).where('organisation_id', '=', organisation).where('challenge_id', '=', challenge.id).where('version', '=', challenge.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function rowOf(each: Challenge) {
  return {
    reference: each.reference, about_kind: each.about.kind, about_id: each.about.id, about_title: each.about.title, words: each.words, asks_for: each.asksFor, raised_on: each.on.toString(), answer_by_on: each.answerBy.toString(), by_name: each.by, state: each.state,
    answer_kind: each.answer?.kind ?? null, answer: each.answer?.words ?? '', answered_on: each.answer?.on.toString() ?? null, answered_by: each.answer?.by ?? '', view: each.view?.words ?? '', viewed_on: each.view?.on.toString() ?? null, is_public: each.isPublic, version: each.version,
  }
}

function toChallenge(row: Selectable<GovernanceTables['governance.challenge']>): Challenge {
  return {
    id: row.challenge_id, reference: row.reference, from: row.from_body_id, to: row.to_body_id, about: { kind: row.about_kind, id: row.about_id, title: row.about_title }, words: row.words, asksFor: row.asks_for,
    on: Temporal.PlainDate.from(row.raised_on), answerBy: Temporal.PlainDate.from(row.answer_by_on), by: row.by_name, state: row.state,
    answer: row.answer_kind === null || row.answered_on === null ? null : { kind: row.answer_kind, words: row.answer, on: Temporal.PlainDate.from(row.answered_on), by: row.answered_by },
    view: row.viewed_on === null ? null : { words: row.view, on: Temporal.PlainDate.from(row.viewed_on) }, isPublic: row.is_public, version: row.version,
  }
}
