import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { isAuthorIn } from './assessment-store.ts'
import type { Challenge } from './challenge.ts'
import type { Redaction } from './redaction.ts'
import type { ImpactAssessmentTables } from './tables.ts'

/** A group outside, or a staff network, that was sent an accessible version by a link of its own. */
export interface AskedGroup { readonly id: string; readonly assessment: string; readonly number: number; readonly name: string; readonly email: string; readonly expiresAt: Temporal.Instant; readonly madeAt: Temporal.Instant }

export async function listChallenges(db: Reading, organisation: string, asked: { readonly assessment?: string; readonly open?: boolean } = {}): Promise<readonly Challenge[]> {
  const rows = await db.selectFrom('impact_assessments.challenge').selectAll().where('organisation_id', '=', organisation)
    .$if(asked.assessment !== undefined, (query) => query.where('assessment_id', '=', asked.assessment!)).$if(asked.open === true, (query) => query.where('answered_at', 'is', null))
    .orderBy('made_at', 'desc').limit(1000).execute()
  return rows.map(toChallenge)
}

/** The open challenges to assessments of which this person is an author, with the title of each: nobody else may answer them. */
export async function listChallengesToAnswer(db: Reading, organisation: string, person: string): Promise<readonly { readonly challenge: Challenge; readonly title: string }[]> {
  const rows = await db.selectFrom('impact_assessments.challenge as challenge')
    .innerJoin('impact_assessments.assessment as assessment', (join) => join.onRef('assessment.organisation_id', '=', 'challenge.organisation_id').onRef('assessment.assessment_id', '=', 'challenge.assessment_id'))
    .selectAll('challenge').select('assessment.title').where('challenge.organisation_id', '=', organisation).where('challenge.answered_at', 'is', null)
    .where(isAuthorIn(person)).orderBy('challenge.made_at').limit(50).execute()
  return rows.map(({ title, ...row }) => ({ challenge: toChallenge(row), title }))
}

export async function findChallenge(db: Reading, organisation: string, id: string): Promise<Challenge | null> {
  const row = await db.selectFrom('impact_assessments.challenge').selectAll().where('organisation_id', '=', organisation).where('challenge_id', '=', id).executeTakeFirst()
  return row ? toChallenge(row) : null
}

export async function insertChallenge(db: Database, organisation: string, challenge: Challenge): Promise<void> {
  await db.insertInto('impact_assessments.challenge').values({ organisation_id: organisation, challenge_id: challenge.id, assessment_id: challenge.assessment, ...rowOf(challenge) }).execute()
}

export async function saveChallenge(db: Database, organisation: string, challenge: Challenge): Promise<boolean> {
  const saved = await db.updateTable('impact_assessments.challenge').set(rowOf(challenge)).where('organisation_id', '=', organisation).where('challenge_id', '=', challenge.id).where('version', '=', challenge.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** How many came since then by the form that anybody can open. */
export async function countResidents(db: Reading, organisation: string, since: Temporal.Instant): Promise<number> {
  const { many } = await db.selectFrom('impact_assessments.challenge').select((of) => of.fn.countAll<string>().as('many')).where('organisation_id', '=', organisation).where('from_whom', '=', 'resident').where('made_at', '>=', since.toString()).executeTakeFirstOrThrow()
  return Number(many)
}

export async function insertAskedGroup(db: Database, organisation: string, group: AskedGroup, tokenHash: string): Promise<void> {
  await db.insertInto('impact_assessments.asked_group').values({ organisation_id: organisation, group_id: group.id, assessment_id: group.assessment, number: group.number, name: group.name, email: group.email, token_hash: tokenHash, expires_at: group.expiresAt.toString(), made_at: group.madeAt.toString() }).execute()
}

export async function findAskedGroup(db: Reading, organisation: string, tokenHash: string): Promise<AskedGroup | null> {
  const row = await db.selectFrom('impact_assessments.asked_group').selectAll().where('organisation_id', '=', organisation).where('token_hash', '=', tokenHash).executeTakeFirst()
  return row ? toGroup(row) : null
}

export async function listAskedGroups(db: Reading, organisation: string, assessment: string): Promise<readonly AskedGroup[]> {
  return (await db.selectFrom('impact_assessments.asked_group').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).orderBy('made_at').execute()).map(toGroup)
}

export async function listRedactions(db: Reading, organisation: string, assessment: string): Promise<readonly Redaction[]> {
  const rows = await db.selectFrom('impact_assessments.redaction').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).orderBy('at').execute()
  return rows.map((row) => ({ words: row.words, because: row.because, by: row.by_name, at: Temporal.Instant.from(row.at) }))
}

export async function insertRedactions(db: Database, organisation: string, assessment: string, redactions: readonly Redaction[]): Promise<void> {
  if (redactions.length > 0) await db.insertInto('impact_assessments.redaction').values(redactions.map((each) => ({ organisation_id: organisation, redaction_id: newId(), assessment_id: assessment, words: each.words, because: each.because, by_name: each.by, at: each.at.toString() }))).execute()
}

function toGroup(row: Selectable<ImpactAssessmentTables['impact_assessments.asked_group']>): AskedGroup {
  return { id: row.group_id, assessment: row.assessment_id, number: row.number, name: row.name, email: row.email, expiresAt: Temporal.Instant.from(row.expires_at), madeAt: Temporal.Instant.from(row.made_at) }
}

function rowOf(challenge: Challenge) {
  const { answer } = challenge
  return {
    from_whom: challenge.from, name: challenge.name, email: challenge.email, words: challenge.words, may_be_public: challenge.mayBePublic, made_at: challenge.madeAt.toString(), answer_kind: answer?.kind ?? null, answer: answer?.words ?? '', answered_by: answer?.by ?? '',
    answered_at: answer?.at.toString() ?? null, is_public: challenge.isPublic, version: challenge.version,
  }
}

function toChallenge(row: Selectable<ImpactAssessmentTables['impact_assessments.challenge']>): Challenge {
  return {
    id: row.challenge_id, assessment: row.assessment_id, from: row.from_whom, name: row.name, email: row.email, words: row.words, mayBePublic: row.may_be_public, madeAt: Temporal.Instant.from(row.made_at),
    answer: row.answer_kind === null || row.answered_at === null ? null : { kind: row.answer_kind, words: row.answer, by: row.answered_by, at: Temporal.Instant.from(row.answered_at) }, isPublic: row.is_public, version: row.version,
  }
}
