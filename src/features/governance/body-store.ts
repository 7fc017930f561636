import { sql, type Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Body, Membership, Terms } from './body.ts'
import { bodyTypes } from './body-types.ts'
import type { GovernanceTables } from './tables.ts'

const day = (text: string | null): Temporal.PlainDate | null => text === null ? null : Temporal.PlainDate.from(text)

/** All bodies, those that decide first; ended ones at the end. There are tens of them, so they are always read together. */
export async function listBodies(db: Reading, organisation: string, asked: { readonly endedToo?: boolean } = {}): Promise<readonly Body[]> {
  const rows = await db.selectFrom('governance.body').selectAll().where('organisation_id', '=', organisation).$if(asked.endedToo !== true, (query) => query.where('ended_on', 'is', null))
    .orderBy(sql`name collate "en-GB-x-icu"`).execute()
  const place = (type: string): number => { const at = bodyTypes.findIndex((each) => each.code === type); return at === -1 ? bodyTypes.length : at }
  return rows.map(toBody).sort((a, b) => Number(a.ended !== null) - Number(b.ended !== null) || place(a.type) - place(b.type))
}

export async function findBody(db: Reading, organisation: string, id: string): Promise<Body | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('governance.body').selectAll().where('organisation_id', '=', organisation).where('body_id', '=', id).executeTakeFirst()
  return row ? toBody(row) : null
}

export async function insertBody(db: Database, organisation: string, body: Body, now: Temporal.Instant): Promise<void> {
  await db.insertInto('governance.body').values({ organisation_id: organisation, body_id: body.id, made_at: now.toString(), ...bodyRow(body) }).execute()
}

export async function saveBody(db: Database, organisation: string, body: Body): Promise<boolean> {
  const saved = await db.updateTable('governance.body').set(bodyRow(body)).where('organisation_id', '=', organisation).where('body_id', '=', body.id).where('version', '=', body.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function bodyRow(body: Body) {
  return {
    type: body.type, name: body.name, short_name: body.shortName, purpose: body.purpose, receives: body.receives, meets: body.meets, department_id: body.department, is_public: body.isPublic,
    from_on: body.from?.toString() ?? null, ended_on: body.ended?.on.toString() ?? null, ended_because: body.ended?.because ?? '', senior_from_on: body.seniorFrom?.toString() ?? null, version: body.version,
  }
}

function toBody(row: Selectable<GovernanceTables['governance.body']>): Body {
  const endedOn = day(row.ended_on)
  return {
    id: row.body_id, type: row.type, name: row.name, shortName: row.short_name, purpose: row.purpose, receives: row.receives, meets: row.meets, department: row.department_id, isPublic: row.is_public,
    from: day(row.from_on), ended: endedOn === null ? null : { on: endedOn, because: row.ended_because }, seniorFrom: day(row.senior_from_on), version: row.version,
  }
}

/** The newest first. */
export async function listTerms(db: Reading, organisation: string, body: string): Promise<readonly Terms[]> {
  const rows = await db.selectFrom('governance.terms').selectAll().where('organisation_id', '=', organisation).where('body_id', '=', body).orderBy('number', 'desc').execute()
  return rows.map(toTerms)
}

export async function insertTerms(db: Database, organisation: string, body: string, terms: Terms, now: Temporal.Instant): Promise<void> {
  await db.insertInto('governance.terms').values({
    organisation_id: organisation, body_id: body, number: terms.number, words: terms.words, agreed_on: terms.agreedOn.toString(), agreed_by: terms.agreedBy, note: terms.note, by_person_id: terms.by.id, by_name: terms.by.name, at: now.toString(),
  }).execute()
}

export interface MembersAsked { readonly body?: string; readonly person?: string; readonly sittingOn?: Temporal.PlainDate }

/** Seats of one body, of one person or of all; chair, vice-chair and secretary first. */
export async function listMemberships(db: Reading, organisation: string, asked: MembersAsked = {}): Promise<readonly Membership[]> {
  const rows = await db.selectFrom('governance.membership').selectAll().where('organisation_id', '=', organisation)
    .$if(asked.body !== undefined, (query) => query.where('body_id', '=', asked.body!))
    .$if(asked.person !== undefined, (query) => query.where('person_id', '=', asked.person!))
    .$if(asked.sittingOn !== undefined, (query) => query.where('from_on', '<=', asked.sittingOn!.toString()).where((where) => where.or([where('to_on', 'is', null), where('to_on', '>=', asked.sittingOn!.toString())])))
    .orderBy(sql`array_position(array['chair', 'vice-chair', 'secretary', 'member', 'in attendance'], role)`).orderBy(sql`name collate "en-GB-x-icu"`).orderBy('from_on').execute()
  return rows.map(toMembership)
}

export async function findMembership(db: Reading, organisation: string, id: string): Promise<Membership | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('governance.membership').selectAll().where('organisation_id', '=', organisation).where('membership_id', '=', id).executeTakeFirst()
  return row ? toMembership(row) : null
}

export async function insertMemberships(db: Database, organisation: string, members: readonly Membership[]): Promise<void> {
  if (members.length > 0) await db.insertInto('governance.membership').values(members.map((each) => ({ organisation_id: organisation, membership_id: each.id, body_id: each.body, ...memberRow(each) }))).execute()
}

export async function saveMembership(db: Database, organisation: string, member: Membership): Promise<boolean> {
  const saved = await db.updateTable('governance.membership').set(memberRow(member)).where('organisation_id', '=', organisation).where('membership_id', '=', member.id).where('version', '=', member.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function memberRow(member: Membership) {
  const { name, post, role, represents, isSenior, nameIsPublic, version } = member
  return { name, post, role, represents, version, person_id: member.person, department_id: member.department, group_id: member.group, is_senior: isSenior, name_is_public: nameIsPublic, from_on: member.from.toString(), to_on: member.to?.toString() ?? null }
}

function toMembership(row: Selectable<GovernanceTables['governance.membership']>): Membership {
  return {
    id: row.membership_id, body: row.body_id, person: row.person_id, name: row.name, post: row.post, role: row.role, represents: row.represents, department: row.department_id, group: row.group_id,
    isSenior: row.is_senior, nameIsPublic: row.name_is_public, from: Temporal.PlainDate.from(row.from_on), to: day(row.to_on), version: row.version,
  }
}

/** The terms in force of every body, by its id. */
export async function listInForce(db: Reading, organisation: string): Promise<ReadonlyMap<string, Terms>> {
  const rows = await db.selectFrom('governance.terms').selectAll().where('organisation_id', '=', organisation).orderBy('body_id').orderBy('number').execute()
  return new Map(rows.map((row) => [row.body_id, toTerms(row)]))
}

function toTerms(row: Selectable<GovernanceTables['governance.terms']>): Terms {
  return { number: row.number, words: row.words, agreedOn: Temporal.PlainDate.from(row.agreed_on), agreedBy: row.agreed_by, note: row.note, by: { id: row.by_person_id, name: row.by_name } }
}
