import type { Selectable } from 'kysely'
import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { createHash } from 'node:crypto'
import type { AskedAction, LetterKind, Round, RoundRow, Tallies } from './round.ts'
import type { MonitoringRoundsTables } from './tables.ts'

// What a round kept can be long; lists of rounds do without it.
const columns = ['organisation_id', 'round_id', 'strategy_id', 'plan_title', 'period', 'from_on', 'to_on', 'answers_by_on', 'reminders', 'note', 'opened_at', 'opened_by_id', 'opened_by', 'reminded_on', 'closed_at', 'closed_by_id', 'closed_by', 'account', 'tally', 'sha256', 'signed_at', 'signed_by_id', 'signed_by', 'signed_words', 'version'] as const

/** Newest first. */
export async function listRounds(db: Reading, organisation: string, strategy?: string): Promise<readonly Round[]> {
  let query = db.selectFrom('monitoring_rounds.round').select(columns).where('organisation_id', '=', organisation)
  if (strategy !== undefined) query = query.where('strategy_id', '=', strategy)
  return (await query.orderBy('opened_at', 'desc').limit(400).execute()).map(toRound)
}

export async function listOpenRounds(db: Reading, organisation: string): Promise<readonly Round[]> {
  const rows = await db.selectFrom('monitoring_rounds.round').select(columns).where('organisation_id', '=', organisation).where('closed_at', 'is', null).orderBy('opened_at').execute()
  return rows.map(toRound)
}

/** Those that are open, or closed and not signed off: what somebody still has to do something about. The newest first. */
export async function listUnsignedRounds(db: Reading, organisation: string): Promise<readonly Round[]> {
  const rows = await db.selectFrom('monitoring_rounds.round').select(columns).where('organisation_id', '=', organisation).where('signed_at', 'is', null).orderBy('opened_at', 'desc').limit(40).execute()
  return rows.map(toRound)
}

export async function findRound(db: Reading, organisation: string, id: string): Promise<Round | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('monitoring_rounds.round').select(columns).where('organisation_id', '=', organisation).where('round_id', '=', id).executeTakeFirst()
  return row ? toRound(row) : null
}

/** The rounds of the same plan next to this one: the last that was closed before it was opened, and the one that was opened after it. */
export async function findNeighbours(db: Reading, organisation: string, round: Round): Promise<{ readonly before: Round | null; readonly after: Round | null }> {
  const of = () => db.selectFrom('monitoring_rounds.round').select(columns).where('organisation_id', '=', organisation).where('strategy_id', '=', round.strategy)
  const before = await of().where('opened_at', '<', round.opened.at.toString()).where('closed_at', 'is not', null).orderBy('opened_at', 'desc').limit(1).executeTakeFirst()
  const after = await of().where('opened_at', '>', round.opened.at.toString()).orderBy('opened_at').limit(1).executeTakeFirst()
  return { before: before ? toRound(before) : null, after: after ? toRound(after) : null }
}

export async function insertRound(db: Database, organisation: string, round: Round, asked: readonly AskedAction[]): Promise<void> {
  await db.insertInto('monitoring_rounds.round').values({
    organisation_id: organisation, round_id: round.id, strategy_id: round.strategy, plan_title: round.planTitle, period: round.period.kind, from_on: round.period.from.toString(), to_on: round.period.to.toString(),
    answers_by_on: round.answersBy.toString(), reminders: round.reminders, note: round.note, opened_at: round.opened.at.toString(), opened_by_id: round.opened.by.id, opened_by: round.opened.by.name,
    reminded_on: round.remindedOn?.toString() ?? null, closed_at: null, closed_by_id: null, closed_by: '', account: '', tally: null, record: null, sha256: null, signed_at: null, signed_by_id: null, signed_by: '', signed_words: '', version: round.version,
  }).execute()
  for (let from = 0; from < asked.length; from += 500) {
    await db.insertInto('monitoring_rounds.asked').values(asked.slice(from, from + 500).map((each, index) => ({ organisation_id: organisation, round_id: round.id, action_id: each.action, place: from + index + 1, asked: JSON.stringify(each) }))).execute()
  }
}

export async function listAsked(db: Reading, organisation: string, round: string): Promise<readonly AskedAction[]> {
  const rows = await db.selectFrom('monitoring_rounds.asked').select('asked').where('organisation_id', '=', organisation).where('round_id', '=', round).orderBy('place').execute()
  return rows.map((row) => row.asked as unknown as AskedAction)
}

export interface RoundLetter { readonly id: string; readonly person: string; readonly name: string; readonly kind: LetterKind; readonly actions: readonly string[]; readonly at: Temporal.Instant; readonly by: string }

export async function insertLetters(db: Database, organisation: string, round: string, letters: readonly RoundLetter[]): Promise<void> {
  if (letters.length > 0) await db.insertInto('monitoring_rounds.letter').values(letters.map((each) => ({ organisation_id: organisation, letter_id: each.id, round_id: round, person_id: each.person, person_name: each.name, kind: each.kind, actions: [...each.actions], at: each.at.toString(), by_name: each.by }))).execute()
}

export async function listLetters(db: Reading, organisation: string, round: string): Promise<readonly RoundLetter[]> {
  const rows = await db.selectFrom('monitoring_rounds.letter').selectAll().where('organisation_id', '=', organisation).where('round_id', '=', round).orderBy('at').orderBy('person_name').execute()
  return rows.map((row) => ({ id: row.letter_id, person: row.person_id, name: row.person_name, kind: row.kind, actions: row.actions, at: Temporal.Instant.from(row.at), by: row.by_name }))
}

export interface Question { readonly id: string; readonly action: string; readonly person: string; readonly name: string; readonly words: string; readonly at: Temporal.Instant; readonly by: string }

export async function insertQuestion(db: Database, organisation: string, round: string, question: Question): Promise<void> {
  await db.insertInto('monitoring_rounds.question').values({ organisation_id: organisation, question_id: question.id, round_id: round, action_id: question.action, person_id: question.person, person_name: question.name, words: question.words, at: question.at.toString(), by_name: question.by }).execute()
}

export async function listQuestions(db: Reading, organisation: string, round: string): Promise<readonly Question[]> {
  const rows = await db.selectFrom('monitoring_rounds.question').selectAll().where('organisation_id', '=', organisation).where('round_id', '=', round).orderBy('at').execute()
  return rows.map((row) => ({ id: row.question_id, action: row.action_id, person: row.person_id, name: row.person_name, words: row.words, at: Temporal.Instant.from(row.at), by: row.by_name }))
}

/** The rule has written to leads on this day. Gives false where somebody changed the round in between. */
export async function markReminded(db: Database, organisation: string, round: Round, today: Temporal.PlainDate): Promise<boolean> {
  const saved = await db.updateTable('monitoring_rounds.round').set({ reminded_on: today.toString(), version: round.version + 1 }).where('organisation_id', '=', organisation).where('round_id', '=', round.id).where('version', '=', round.version).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** What a closed round keeps: every action as it stood, who answered what, and what was asked back. */
export interface RoundRecord { readonly of: 'monitoring round, edition 1'; readonly rows: readonly RoundRow[]; readonly letters: number; readonly questions: readonly { readonly action: string; readonly words: string; readonly by: string; readonly to: string; readonly at: string }[]; readonly about: Json }

/** One text for one record, on every machine: what the fingerprint is made of. */
export function writtenRecord(record: RoundRecord): string {
  return canonicalJson(record as unknown as Json)
}

export function sealOf(record: RoundRecord): string {
  return createHash('sha256').update(writtenRecord(record)).digest('hex')
}

export async function saveClosed(db: Database, organisation: string, round: Round, closed: NonNullable<Round['closed']>, record: RoundRecord): Promise<boolean> {
  const saved = await db.updateTable('monitoring_rounds.round').set({
    closed_at: closed.at.toString(), closed_by_id: closed.by.id, closed_by: closed.by.name, account: closed.account, tally: JSON.stringify(closed.tally), record: JSON.stringify(record), sha256: closed.sha256, version: round.version + 1,
  }).where('organisation_id', '=', organisation).where('round_id', '=', round.id).where('version', '=', round.version).where('closed_at', 'is', null).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export async function saveSigned(db: Database, organisation: string, round: Round, signed: NonNullable<Round['signed']>): Promise<boolean> {
  const saved = await db.updateTable('monitoring_rounds.round').set({ signed_at: signed.at.toString(), signed_by_id: signed.by.id, signed_by: signed.by.name, signed_words: signed.words, version: round.version + 1 })
    .where('organisation_id', '=', organisation).where('round_id', '=', round.id).where('version', '=', round.version).where('signed_at', 'is', null).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** The record of a closed round, as it was kept. Throws where it is no longer what was sealed: nobody may be shown such a record as if it were. */
export async function findRecord(db: Reading, organisation: string, round: string): Promise<RoundRecord | null> {
  const row = await db.selectFrom('monitoring_rounds.round').select(['record', 'sha256']).where('organisation_id', '=', organisation).where('round_id', '=', round).executeTakeFirst()
  if (!row || row.record === null) return null
  const record = row.record as unknown as RoundRecord
  if (sealOf(record) !== row.sha256) throw new Error(`The record of round ${round} is not what was sealed when it closed`)
  return record
}

function toRound(row: Pick<Selectable<MonitoringRoundsTables['monitoring_rounds.round']>, (typeof columns)[number]>): Round {
  return {
    id: row.round_id, strategy: row.strategy_id, planTitle: row.plan_title, period: { kind: row.period, from: Temporal.PlainDate.from(row.from_on), to: Temporal.PlainDate.from(row.to_on) }, answersBy: Temporal.PlainDate.from(row.answers_by_on),
    reminders: row.reminders, note: row.note, opened: { at: Temporal.Instant.from(row.opened_at), by: { id: row.opened_by_id, name: row.opened_by } }, remindedOn: row.reminded_on === null ? null : Temporal.PlainDate.from(row.reminded_on),
    closed: row.closed_at === null ? null : { at: Temporal.Instant.from(row.closed_at), by: { id: row.closed_by_id ?? '', name: row.closed_by }, account: row.account, tally: row.tally as unknown as Tallies, sha256: row.sha256 ?? '' },
    signed: row.signed_at === null ? null : { at: Temporal.Instant.from(row.signed_at), by: { id: row.signed_by_id ?? '', name: row.signed_by }, words: row.signed_words }, version: row.version,
  }
}
