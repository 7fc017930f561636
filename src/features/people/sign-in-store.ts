import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import type { Trip } from '#web/deployment.ts'
import type { PersonState } from './person.ts'
import { hashOf, newToken } from './session-store.ts'
import type { SignedInBy } from './session.ts'
import { linkHours, paces, stepMinutes, type Counted, type Failures, type LinkPurpose, type StepStage } from './sign-in.ts'

// --- The account that somebody says is theirs ---------------------------------------------------------------------------

/** What signing in needs to know of an account. */
export interface Account { readonly person: string; readonly name: string; readonly email: string; readonly state: PersonState; readonly passwordHash: string | null; readonly hasSecondStep: boolean; readonly deviceKnown: boolean }

/** One question whether or not there is such an account, so that the answer takes as long. `device` is what the browser carries. */
export async function findAccount(db: Reading, organisation: string, email: string, device: string | null, now: Temporal.Instant): Promise<Account | null> {
  const row = await db.selectFrom('people.person as person')
    .leftJoin('people.password as password', (join) => join.onRef('password.organisation_id', '=', 'person.organisation_id').onRef('password.person_id', '=', 'person.id'))
    .leftJoin('people.second_step as second', (join) => join.onRef('second.organisation_id', '=', 'person.organisation_id').onRef('second.person_id', '=', 'person.id'))
    .leftJoin('people.device as device', (join) => join.onRef('device.organisation_id', '=', 'person.organisation_id').onRef('device.person_id', '=', 'person.id')
      .on('device.token_hash', '=', hashOf(device ?? '')).on('device.ends_at', '>', now.toString()))
    .select(['person.id', 'person.name', 'person.email', 'person.state', 'password.hash', 'second.set_at as second', 'device.ends_at as device'])
    .where('person.organisation_id', '=', organisation).where(sql`lower(person.email)`, '=', email.trim().toLowerCase()).executeTakeFirst()
  return row ? { person: row.id, name: row.name, email: row.email, state: row.state, passwordHash: row.hash, hasSecondStep: row.second !== null, deviceKnown: row.device !== null } : null
}

// --- Links that work once -----------------------------------------------------------------------------------------------

/** A link without a person is for the first administrator, who is not on record yet. */
export interface OneTimeLink { readonly person: string | null; readonly purpose: LinkPurpose; readonly newEmail: string | null; readonly endsAt: Temporal.Instant }

/**
 * Gives the token that stands in the link. Earlier links of the same kind for the same person stop working; but not those for
 * a forgotten password, which anyone may ask for: a stranger who asks again and again would keep the person’s own from working.
 */
export async function makeLink(db: Database, organisation: string, person: string | null, purpose: LinkPurpose, now: Temporal.Instant, newEmail: string | null = null): Promise<string> {
  await db.deleteFrom('people.one_time_link').where('organisation_id', '=', organisation)
    .where((is) => is.or([is('ends_at', '<', now.subtract({ hours: 24 * 30 }).toString()), is.and([is('purpose', '=', purpose), is('purpose', '!=', 'reset'), person === null ? is('person_id', 'is', null) : is('person_id', '=', person)])])).execute()
  const token = newToken()
  await db.insertInto('people.one_time_link').values({
    organisation_id: organisation, token_hash: hashOf(token), person_id: person, purpose, new_email: newEmail, made_at: now.toString(), ends_at: now.add({ hours: linkHours[purpose] }).toString(), used_at: null,
  }).execute()
  return token
}

/** The link of this token, while it works. */
export async function findLink(db: Reading, organisation: string, token: string, now: Temporal.Instant): Promise<OneTimeLink | null> {
  const row = await db.selectFrom('people.one_time_link').select(['person_id', 'purpose', 'new_email', 'ends_at']).where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null).where('ends_at', '>', now.toString()).executeTakeFirst()
  return row ? { person: row.person_id, purpose: row.purpose, newEmail: row.new_email, endsAt: Temporal.Instant.from(row.ends_at) } : null
}

/** This link has done what it was for. */
export async function useLink(db: Database, organisation: string, token: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('people.one_time_link').set({ used_at: now.toString() }).where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).execute()
}

/** A password that is set makes every other link to set one useless, with this one. */
export async function useLinks(db: Database, organisation: string, person: string, purposes: readonly LinkPurpose[], now: Temporal.Instant): Promise<void> {
  await db.updateTable('people.one_time_link').set({ used_at: now.toString() })
    .where('organisation_id', '=', organisation).where('person_id', '=', person).where('purpose', 'in', purposes).where('used_at', 'is', null).execute()
}

// --- A sign-in under way ------------------------------------------------------------------------------------------------

export interface Step { readonly person: string; readonly stage: StepStage; readonly signedInBy: Exclude<SignedInBy, 'example'>; readonly tries: number }

/** Gives the token that the browser carries through the steps. */
export async function beginStep(db: Database, organisation: string, person: string, stage: StepStage, signedInBy: Step['signedInBy'], now: Temporal.Instant, token = newToken()): Promise<string> {
  await db.deleteFrom('people.step').where('organisation_id', '=', organisation).where('ends_at', '<', now.toString()).execute()
  await db.insertInto('people.step').values({
    organisation_id: organisation, token_hash: hashOf(token), person_id: person, stage, signed_in_by: signedInBy, began_at: now.toString(), ends_at: now.add({ minutes: stepMinutes }).toString(),
  }).execute()
  return token
}

export async function findStep(db: Reading, organisation: string, token: string | null, now: Temporal.Instant): Promise<Step | null> {
  if (token === null) return null
  const row = await db.selectFrom('people.step').select(['person_id', 'stage', 'signed_in_by', 'tries']).where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).where('ends_at', '>', now.toString()).executeTakeFirst()
  return row ? { person: row.person_id, stage: row.stage, signedInBy: row.signed_in_by, tries: row.tries } : null
}

export async function saveStep(db: Database, organisation: string, token: string, step: Pick<Step, 'stage' | 'signedInBy' | 'tries'>): Promise<void> {
  await db.updateTable('people.step').set({ stage: step.stage, signed_in_by: step.signedInBy, tries: step.tries }).where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).execute()
}

export async function endStep(db: Database, organisation: string, token: string): Promise<void> {
  await db.deleteFrom('people.step').where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).execute()
}

/** Every sign-in under way of this person ends: their password has changed, or they may not sign in any more. */
export async function endStepsOf(db: Database, organisation: string, person: string): Promise<void> {
  await db.deleteFrom('people.step').where('organisation_id', '=', organisation).where('person_id', '=', person).execute()
}

// --- Browsers that are known --------------------------------------------------------------------------------------------

export const deviceDays = 180

/** Has this person signed in on the browser that carries this token? */
export async function isKnownDevice(db: Reading, organisation: string, person: string, token: string, now: Temporal.Instant): Promise<boolean> {
  const row = await db.selectFrom('people.device').select('token_hash').where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).where('person_id', '=', person).where('ends_at', '>', now.toString()).executeTakeFirst()
  return row !== undefined
}

/** Remembers the browser for this person; one that several people use is remembered for each. Gives the token that it carries. */
export async function knowDevice(db: Database, organisation: string, person: string, carried: string | null, now: Temporal.Instant): Promise<string> {
  await db.deleteFrom('people.device').where('organisation_id', '=', organisation).where('person_id', '=', person).where('ends_at', '<', now.toString()).execute()
  const ours = carried === null ? undefined : await db.selectFrom('people.device').select('token_hash').where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(carried)).limit(1).executeTakeFirst()
  // A token that we never gave is not taken: somebody else may have put it there.
  const token = ours && carried !== null ? carried : newToken()
  const ends = now.add({ hours: 24 * deviceDays }).toString()
  await db.insertInto('people.device').values({ organisation_id: organisation, token_hash: hashOf(token), person_id: person, made_at: now.toString(), ends_at: ends })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'token_hash', 'person_id']).doUpdateSet({ ends_at: ends })).execute()
  return token
}

export async function forgetDevices(db: Database, organisation: string, person: string): Promise<void> {
  await db.deleteFrom('people.device').where('organisation_id', '=', organisation).where('person_id', '=', person).execute()
}

// --- Slowing down -------------------------------------------------------------------------------------------------------

type About = readonly { readonly counted: Counted; readonly key: readonly string[] }[]

/** Only hashes are kept: a list of who was attacked from where is nothing that anybody needs. */
const hashed = (key: readonly string[]) => createHash('sha256').update(JSON.stringify(key)).digest('hex')

export async function listFailures(db: Reading, organisation: string, about: About): Promise<readonly Failures[]> {
  const keys = new Map(about.map(({ counted, key }) => [hashed(key), counted]))
  const rows = await db.selectFrom('people.failure').select(['about', 'failures', 'last_at']).where('organisation_id', '=', organisation).where('about', 'in', [...keys.keys()]).execute()
  return rows.flatMap((row) => {
    const counted = keys.get(row.about)
    return counted ? [{ counted, failures: row.failures, lastAt: Temporal.Instant.from(row.last_at) }] : []
  })
}

/** One more failure about each; a count that is old enough to be forgotten begins again at one. */
export async function countFailure(db: Database, organisation: string, about: About, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('people.failure').where('organisation_id', '=', organisation).where('last_at', '<', now.subtract({ hours: 24 }).toString()).execute()
  for (const { counted, key } of about) {
    const forgotten = now.subtract({ minutes: paces[counted].forgottenAfterMinutes }).toString()
    await db.insertInto('people.failure').values({ organisation_id: organisation, about: hashed(key), failures: 1, last_at: now.toString() })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'about']).doUpdateSet({
        failures: sql<number>`case when failure.last_at < ${forgotten}::timestamptz then 1 else failure.failures + 1 end`, last_at: now.toString(),
      })).execute()
  }
}

/** The person is in: their own count begins again. The counts that others share with them run on. */
export async function forgetFailures(db: Database, organisation: string, about: About): Promise<void> {
  const own = about.filter(({ counted }) => counted === 'account here').map(({ key }) => hashed(key))
  await db.deleteFrom('people.failure').where('organisation_id', '=', organisation).where('about', 'in', own).execute()
}

// --- People whom another service knows ----------------------------------------------------------------------------------

/** Remembers somebody who is sent elsewhere. Gives the token that only their browser carries. */
export async function beginTrip(db: Database, organisation: string, trip: Trip, next: string, now: Temporal.Instant): Promise<string> {
  await db.deleteFrom('people.trip').where('organisation_id', '=', organisation).where('ends_at', '<', now.toString()).execute()
  const token = newToken()
  await db.insertInto('people.trip').values({ organisation_id: organisation, token_hash: hashOf(token), ...trip, next, ends_at: now.add({ minutes: stepMinutes }).toString() }).execute()
  return token
}

export async function findTrip(db: Reading, organisation: string, token: string, now: Temporal.Instant): Promise<Trip & { readonly next: string } | null> {
  const row = await db.selectFrom('people.trip').select(['state', 'nonce', 'verifier', 'next']).where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).where('ends_at', '>', now.toString()).executeTakeFirst()
  return row ?? null
}

/** A trip ends once: false when it has ended already. */
export async function endTrip(db: Database, organisation: string, token: string): Promise<boolean> {
  const ended = await db.deleteFrom('people.trip').where('organisation_id', '=', organisation).where('token_hash', '=', hashOf(token)).returning('token_hash').execute()
  return ended.length > 0
}

/** Whom the issuer means by this subject; null when nobody has been found for it yet. */
export async function findIdentified(db: Reading, organisation: string, issuer: string, subject: string): Promise<string | null> {
  const row = await db.selectFrom('people.identity').select('person_id').where('organisation_id', '=', organisation).where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()
  return row?.person_id ?? null
}

/** Is this person known to the issuer under any subject? */
export async function isIdentified(db: Reading, organisation: string, issuer: string | null, person: string): Promise<boolean> {
  const row = await db.selectFrom('people.identity').select('subject').where('organisation_id', '=', organisation).where('person_id', '=', person).$if(issuer !== null, (query) => query.where('issuer', '=', issuer ?? '')).limit(1).executeTakeFirst()
  return row !== undefined
}

export async function identify(db: Database, organisation: string, issuer: string, subject: string, person: string, now: Temporal.Instant): Promise<void> {
  await db.insertInto('people.identity').values({ organisation_id: organisation, issuer, subject, person_id: person, linked_at: now.toString() }).execute()
}
