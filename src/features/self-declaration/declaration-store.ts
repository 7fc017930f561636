import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { isAskable, usuallyAsked, type Askable, type Nation } from './asked.ts'
import { changeOf, type Given, type HeldAnswer, type Participant } from './declaration.ts'
import type { SelfDeclarationTables } from './tables.ts'

export interface Settings { readonly questions: readonly Askable[]; readonly nation: Nation; readonly version: number }

export async function findSettings(db: Reading, organisation: string): Promise<Settings> {
  const row = await db.selectFrom('self_declaration.settings').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  return row ? { questions: row.questions.filter(isAskable), nation: row.nation, version: row.version } : { questions: usuallyAsked, nation: 'England', version: 0 }
}

export async function saveSettings(db: Database, organisation: string, settings: Settings): Promise<void> {
  const row = { questions: [...settings.questions], nation: settings.nation, version: settings.version + 1 }
  await db.insertInto('self_declaration.settings').values({ organisation_id: organisation, ...row }).onConflict((conflict) => conflict.columns(['organisation_id']).doUpdateSet(row)).execute()
}

/** By who they are in people, or by their email address where they were on HR's list before they ever signed in. */
export async function findParticipant(db: Reading, organisation: string, person: { readonly id: string; readonly email: string }): Promise<Participant | null> {
  const rows = await db.selectFrom('self_declaration.participant').selectAll().where('organisation_id', '=', organisation)
    .where((is) => is.or([is('person_id', '=', person.id), is.and([is('person_id', 'is', null), is('email', '=', person.email.toLowerCase())])])).orderBy('person_id').execute()
  const [row] = rows
  return row ? toParticipant(row) : null
}

export async function findParticipantById(db: Reading, organisation: string, id: string): Promise<Participant | null> {
  const row = await db.selectFrom('self_declaration.participant').selectAll().where('organisation_id', '=', organisation).where('participant_id', '=', id).executeTakeFirst()
  return row ? toParticipant(row) : null
}

/** The participant who this person is, made now if there is none yet. */
export async function participantFor(db: Database, organisation: string, person: { readonly id: string; readonly email: string }, today: Temporal.PlainDate): Promise<Participant> {
  const found = await findParticipant(db, organisation, person)
  if (found?.person === person.id) return found
  if (found !== null) {
    await db.updateTable('self_declaration.participant').set({ person_id: person.id }).where('organisation_id', '=', organisation).where('participant_id', '=', found.id).execute()
    return { ...found, person: person.id }
  }
  const made: Participant = { id: newId(), person: person.id, email: person.email.toLowerCase(), staffNumber: null, stoppedOn: null, askedAt: null }
  await db.insertInto('self_declaration.participant').values({ organisation_id: organisation, participant_id: made.id, person_id: person.id, email: made.email, staff_number: null, added_on: today.toString(), stopped_on: null, asked_at: null }).execute()
  return made
}

export async function listParticipants(db: Reading, organisation: string): Promise<readonly Participant[]> {
  return (await db.selectFrom('self_declaration.participant').selectAll().where('organisation_id', '=', organisation).orderBy('participant_id').execute()).map(toParticipant)
}

/** Adds who is not there yet, and the staff numbers of those who are; gives how many were new. */
export async function addParticipants(db: Database, organisation: string, staff: readonly { readonly person?: string; readonly email: string; readonly staffNumber: string | null }[], today: Temporal.PlainDate): Promise<number> {
  let added = 0
  for (let from = 0; from < staff.length; from += 1000) {
    const part = staff.slice(from, from + 1000)
    const result = await db.insertInto('self_declaration.participant').values(part.map((each) => ({
      organisation_id: organisation, participant_id: newId(), person_id: each.person ?? null, email: each.email.toLowerCase(), staff_number: each.staffNumber, added_on: today.toString(), stopped_on: null, asked_at: null,
    }))).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
    added += Number(result.numInsertedOrUpdatedRows ?? 0n)
    const [emails, numbers] = [part.filter((each) => each.staffNumber !== null).map((each) => each.email.toLowerCase()), part.flatMap((each) => each.staffNumber ?? [])]
    await sql`update self_declaration.participant as participant set staff_number = given.number from unnest(${emails}::text[], ${numbers}::text[]) as given (email, number)
      where participant.organisation_id = ${organisation} and participant.email = given.email and participant.staff_number is null`.execute(db)
  }
  return added
}

/** HR says that they have left: what they said goes with them. Gives how many were there. */
export async function removeParticipants(db: Database, organisation: string, emails: readonly string[]): Promise<number> {
  const rows = await db.selectFrom('self_declaration.participant').select('participant_id').where('organisation_id', '=', organisation).where('email', '=', sql<string>`any(${[...emails]}::text[])`).execute()
  for (const row of rows) await eraseParticipant(db, organisation, row.participant_id)
  return rows.length
}

export async function saveStaffNumber(db: Database, organisation: string, participant: string, staffNumber: string | null): Promise<void> {
  await db.updateTable('self_declaration.participant').set({ staff_number: staffNumber }).where('organisation_id', '=', organisation).where('participant_id', '=', participant).execute()
}

/** Two people cannot have one staff number: answers would be counted as somebody else's. */
export async function staffNumberIsTaken(db: Reading, organisation: string, staffNumber: string, butBy: string): Promise<boolean> {
  return await db.selectFrom('self_declaration.participant').select('participant_id').where('organisation_id', '=', organisation).where('staff_number', '=', staffNumber).where('participant_id', '!=', butBy).executeTakeFirst() !== undefined
}

/** Every answer that is held of somebody, newest first within each question: what stands, and what stood before. */
export async function listAnswers(db: Reading, organisation: string, participant: string): Promise<readonly HeldAnswer[]> {
  const rows = await db.selectFrom('self_declaration.answer').selectAll().where('organisation_id', '=', organisation).where('participant_id', '=', participant).orderBy('question').orderBy('from_on', 'desc').execute()
  return rows.map(toAnswer)
}

/** Keeps an answer from today on. Gives false where it stood so already. */
export async function keepAnswer(db: Database, organisation: string, participant: string, question: QuestionId, questionSet: string, given: Given, by: HeldAnswer['by'], today: Temporal.PlainDate): Promise<boolean> {
  const held = (await listAnswers(db, organisation, participant)).find((each) => each.question === question && each.until === null)
  const change = changeOf(held, given, questionSet, today)
  if (change === 'none') return false
  const said = { question_set: questionSet, category: 'category' in given.meaning ? given.meaning.category : null, state: 'state' in given.meaning ? given.meaning.state : null, own_words: given.ownWords, given_by: by }
  if (change === 'begin') {
    await endAnswer(db, organisation, participant, question, today)
    await db.insertInto('self_declaration.answer').values({ organisation_id: organisation, participant_id: participant, question, from_on: today.toString(), until_on: null, ...said })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'participant_id', 'question', 'from_on']).doUpdateSet({ ...said, until_on: null })).execute()
  } else await db.updateTable('self_declaration.answer').set(said).where('organisation_id', '=', organisation).where('participant_id', '=', participant).where('question', '=', question).where('until_on', 'is', null).execute()
  return true
}

/** Many answers at once, of people who have given none yet: for the example. */
export async function addAnswers(db: Database, organisation: string, answers: readonly { readonly participant: string; readonly question: QuestionId; readonly questionSet: string; readonly given: Given; readonly from: Temporal.PlainDate }[]): Promise<void> {
  for (let from = 0; from < answers.length; from += 1000) {
    await db.insertInto('self_declaration.answer').values(answers.slice(from, from + 1000).map((each) => ({
      organisation_id: organisation, participant_id: each.participant, question: each.question, from_on: each.from.toString(), until_on: null, question_set: each.questionSet,
      category: 'category' in each.given.meaning ? each.given.meaning.category : null, state: 'state' in each.given.meaning ? each.given.meaning.state : null, own_words: each.given.ownWords, given_by: 'link' as const,
    }))).execute()
  }
}

/** Takes an answer back from today on. One of today never was. */
export async function endAnswer(db: Database, organisation: string, participant: string, question: QuestionId, today: Temporal.PlainDate): Promise<void> {
  await db.deleteFrom('self_declaration.answer').where('organisation_id', '=', organisation).where('participant_id', '=', participant).where('question', '=', question).where('until_on', 'is', null).where('from_on', '=', today.toString()).execute()
  await db.updateTable('self_declaration.answer').set({ until_on: today.toString() }).where('organisation_id', '=', organisation).where('participant_id', '=', participant).where('question', '=', question).where('until_on', 'is', null).execute()
}

/** Everything that they have said, with what they said before. The participant stays, so that a notice to stop stands. */
export async function eraseAnswers(db: Database, organisation: string, participant: string): Promise<void> {
  await db.deleteFrom('self_declaration.answer').where('organisation_id', '=', organisation).where('participant_id', '=', participant).execute()
}

export async function eraseParticipant(db: Database, organisation: string, participant: string): Promise<void> {
  await eraseAnswers(db, organisation, participant)
  await db.deleteFrom('self_declaration.asking').where('organisation_id', '=', organisation).where('participant_id', '=', participant).execute()
  await db.deleteFrom('self_declaration.participant').where('organisation_id', '=', organisation).where('participant_id', '=', participant).execute()
}

/** A notice to stop: what is held goes, the notice stays. */
export async function stopProcessing(db: Database, organisation: string, participant: string, today: Temporal.PlainDate): Promise<void> {
  await eraseAnswers(db, organisation, participant)
  await db.updateTable('self_declaration.participant').set({ stopped_on: today.toString() }).where('organisation_id', '=', organisation).where('participant_id', '=', participant).execute()
}

export async function withdrawNotice(db: Database, organisation: string, participant: string): Promise<void> {
  await db.updateTable('self_declaration.participant').set({ stopped_on: null }).where('organisation_id', '=', organisation).where('participant_id', '=', participant).execute()
}

/** Whose answers are asked for: by staff number, by email address or by who they are in people. */
export interface Wanted { readonly staffNumbers?: readonly string[]; readonly emails?: readonly string[]; readonly persons?: readonly string[] }

/** What stood on a day, for people who were looked for. Own words are never among it. */
export interface Declared {
  readonly staffNumber: string | null
  readonly email: string
  readonly person: string | null
  /** The day of a notice to stop: nothing about them may be taken in from anywhere. */
  readonly stoppedOn: Temporal.PlainDate | null
  readonly answers: { readonly [question in QuestionId]?: { readonly questionSet: string; readonly meaning: Given['meaning'] } }
}

export async function listDeclared(db: Reading, organisation: string, wanted: Wanted, on: Temporal.PlainDate): Promise<readonly Declared[]> {
  const [numbers, emails, persons] = [[...wanted.staffNumbers ?? []], (wanted.emails ?? []).map((each) => each.toLowerCase()), [...wanted.persons ?? []]]
  const rows = await db.selectFrom('self_declaration.participant').selectAll().where('organisation_id', '=', organisation)
    .where((is) => is.or([is('staff_number', '=', sql<string>`any(${numbers}::text[])`), is('email', '=', sql<string>`any(${emails}::text[])`), is('person_id', '=', sql<string>`any(${persons}::uuid[])`)])).orderBy('participant_id').execute()
  const answers = await db.selectFrom('self_declaration.answer').select(['participant_id', 'question', 'question_set', 'category', 'state']).where('organisation_id', '=', organisation)
    .where('participant_id', '=', sql<string>`any(${rows.map((row) => row.participant_id)}::uuid[])`).where('from_on', '<=', on.toString())
    .where((is) => is.or([is('until_on', 'is', null), is('until_on', '>', on.toString())])).execute()
  const byParticipant = Map.groupBy(answers, (row) => row.participant_id)
  return rows.map((row) => ({
    staffNumber: row.staff_number, email: row.email, person: row.person_id, stoppedOn: row.stopped_on === null ? null : Temporal.PlainDate.from(row.stopped_on),
    answers: Object.fromEntries((byParticipant.get(row.participant_id) ?? []).map((each) => [each.question, { questionSet: each.question_set, meaning: meaningOf(each) }])),
  }))
}

function toParticipant(row: SelfDeclarationTables['self_declaration.participant']): Participant {
  return {
    id: row.participant_id, person: row.person_id, email: row.email, staffNumber: row.staff_number, stoppedOn: row.stopped_on === null ? null : Temporal.PlainDate.from(row.stopped_on),
    askedAt: row.asked_at === null ? null : Temporal.Instant.from(row.asked_at),
  }
}

function toAnswer(row: SelfDeclarationTables['self_declaration.answer']): HeldAnswer {
  const question = questions.find((each) => each.id === row.question)
  if (question === undefined) throw new Error(`An answer is held to “${row.question}”, which is no question.`)
  return { question: question.id, questionSet: row.question_set, meaning: meaningOf(row), ownWords: row.own_words, from: Temporal.PlainDate.from(row.from_on), until: row.until_on === null ? null : Temporal.PlainDate.from(row.until_on), by: row.given_by }
}

function meaningOf(row: { readonly category: string | null; readonly state: 'prefer not to say' | null }): Given['meaning'] {
  return row.category === null ? { state: 'prefer not to say' } : { category: row.category }
}
