import { createHash, randomBytes } from 'node:crypto'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { question } from '#database/question.ts'
import type { Role } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'
import { isId } from './people-store.ts'
import { usualSignInRule, type SignInRule } from './person.ts'
import { grantsInEffect, isOver, type Beginning, type Session, type SignedInBy } from './session.ts'

/**
 * The person whose session this is, with the roles that are in effect in it; null when it has ended, was never, or is another body's.
 * It runs on every page, so it is one query: a row for each role.
 */
export async function whoIs(db: Reading, organisation: string, sessionToken: string, now: Temporal.Instant): Promise<Person | null> {
  const rows = await askWho(db, organisation, hashOf(sessionToken))
  const [first] = rows
  if (!first || isOver({ lastUsedAt: Temporal.Instant.from(first.last_used_at), idleMinutes: first.idle_minutes, endsAt: Temporal.Instant.from(first.ends_at) }, now)) return null
  const rule = first.second_step_roles === null ? usualSignInRule : { roles: first.second_step_roles, everyone: first.second_step_everyone === true }
  const grants = rows.flatMap((row) => row.role === null ? [] : [{ role: row.role, department: row.department_id }])
  return { id: first.id, organisation, name: first.name, email: first.email, session: first.session, grants: grantsInEffect(grants, first.signed_in_by, rule) }
}

const askWho = question<{
  readonly session: string; readonly signed_in_by: SignedInBy; readonly last_used_at: string; readonly idle_minutes: number; readonly ends_at: string
  readonly id: string; readonly name: string; readonly email: string; readonly role: Role | null; readonly department_id: string | null
  readonly second_step_roles: readonly Role[] | null; readonly second_step_everyone: boolean | null
}>(`
  select session.id as session, session.signed_in_by, session.last_used_at, session.idle_minutes, session.ends_at, person.id, person.name, person.email,
    granted.role, granted.department_id, rule.second_step_roles, rule.second_step_everyone
  from people.session as session
  join people.person as person on person.organisation_id = session.organisation_id and person.id = session.person_id
  left join people.granted_role as granted on granted.organisation_id = session.organisation_id and granted.person_id = session.person_id
  left join people.sign_in_rule as rule on rule.organisation_id = session.organisation_id
  where session.organisation_id = $1 and session.token_hash = $2 and person.state = 'active'`)

/** 256 bits that only the browser has; the database keeps `hashOf` them. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Gives the token that only the browser keeps. Sessions that are over are swept away on the same occasion. */
export async function beginSession(db: Database, organisation: string, person: string, now: Temporal.Instant, how: Beginning): Promise<string> {
  await db.deleteFrom('people.session').where('organisation_id', '=', organisation).where('ends_at', '<', now.toString()).execute()
  const token = newToken()
  await db.insertInto('people.session').values({
    organisation_id: organisation, token_hash: hashOf(token), id: newId(), person_id: person, signed_in_by: how.by, browser: how.browser.slice(0, 200),
    began_at: now.toString(), last_used_at: now.toString(), idle_minutes: how.idleMinutes, ends_at: now.add({ hours: how.absoluteHours }).toString(),
  }).execute()
  await db.updateTable('people.person').set({ last_signed_in_at: now.toString() }).where('organisation_id', '=', organisation).where('id', '=', person).execute()
  return token
}

/** A new token for a session whose person has just proved who they are again. The old token opens nothing any more; the session's times stay. */
export async function renewToken(db: Database, organisation: string, session: string): Promise<string> {
  const token = newToken()
  await db.updateTable('people.session').set({ token_hash: hashOf(token) }).where('organisation_id', '=', organisation).where('id', '=', session).execute()
  return token
}

/** A session in use goes on until its absolute end. One that has been idle for too long is not woken by this. */
export async function keepAwake(db: Database, organisation: string, sessionToken: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('people.session').set({ last_used_at: now.toString() })
    .where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(sessionToken)).where('last_used_at', '<', now.toString()).execute()
}

export async function endSession(db: Database, organisation: string, sessionToken: string): Promise<void> {
  await db.deleteFrom('people.session').where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(sessionToken)).execute()
}

/** Ends every session of this person, or every one but the session named. Says how many there were. */
export async function endSessionsOf(db: Database, organisation: string, person: string, but?: string): Promise<number> {
  const ended = await db.deleteFrom('people.session').where('organisation_id', '=', organisation).where('person_id', '=', person)
    .$if(but !== undefined, (query) => query.where('id', '!=', but ?? '')).returning('id').execute()
  return ended.length
}

/** Ends every session in this body but the one named. Says how many there were. */
export async function endEverySession(db: Database, organisation: string, but?: string): Promise<number> {
  const ended = await db.deleteFrom('people.session').where('organisation_id', '=', organisation).$if(but !== undefined, (query) => query.where('id', '!=', but ?? '')).returning('id').execute()
  return ended.length
}

/** Ends one of this person’s own sessions by its id; false when there is none. */
export async function endOneSession(db: Database, organisation: string, person: string, session: string): Promise<boolean> {
  if (!isId(session)) return false
  const ended = await db.deleteFrom('people.session').where('organisation_id', '=', organisation).where('person_id', '=', person).where('id', '=', session).returning('id').execute()
  return ended.length > 0
}

/** The sessions of one person that are not over, last used first. */
export async function listSessions(db: Reading, organisation: string, person: string, now: Temporal.Instant): Promise<readonly Session[]> {
  const rows = await db.selectFrom('people.session').select(['id', 'signed_in_by', 'browser', 'began_at', 'last_used_at', 'idle_minutes', 'ends_at'])
    .where('organisation_id', '=', organisation).where('person_id', '=', person).orderBy('last_used_at', 'desc').execute()
  return rows.map((row) => ({
    id: row.id, signedInBy: row.signed_in_by, browser: row.browser, idleMinutes: row.idle_minutes,
    beganAt: Temporal.Instant.from(row.began_at), lastUsedAt: Temporal.Instant.from(row.last_used_at), endsAt: Temporal.Instant.from(row.ends_at),
  })).filter((session) => !isOver(session, now))
}

/** Which roles wait for a second step in this body. */
export async function findSignInRule(db: Reading, organisation: string): Promise<SignInRule> {
  const row = await db.selectFrom('people.sign_in_rule').select(['second_step_roles', 'second_step_everyone']).where('organisation_id', '=', organisation).executeTakeFirst()
  return row ? { roles: row.second_step_roles, everyone: row.second_step_everyone } : usualSignInRule
}

export async function saveSignInRule(db: Database, organisation: string, rule: SignInRule): Promise<void> {
  const row = { organisation_id: organisation, second_step_roles: [...rule.roles], second_step_everyone: rule.everyone }
  await db.insertInto('people.sign_in_rule').values(row)
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet({ second_step_roles: row.second_step_roles, second_step_everyone: row.second_step_everyone })).execute()
}
