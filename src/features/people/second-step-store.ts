import { hkdfSync } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Database, Reading } from '#database/database.ts'
import { hashPassword } from './password-store.ts'
import { howManyRecoveryCodes, readRecoveryCode } from './second-step.ts'

/** Six digits, every half-minute, SHA-1: what every authenticator app reads (RFC 6238). */
const shape = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/**
 * The secret of a second step that is being set up, made from the token of the sign-in under way: it is the same each time
 * its page is shown, and the database has nothing of it until a code made with it has been given back.
 */
export function newSecret(stepToken: string): string {
  return inBase32(Buffer.from(hkdfSync('sha256', stepToken, '', 'second step', 20)))
}

/**
 * The half-minute that this code belongs to, or null when it is wrong or has been used: one half-minute either side for
 * clocks that differ, and never one at or before the last that was used.
 */
export function stepOfCode(secret: string, code: string, now: Temporal.Instant, lastStep: number): number | null {
  const typed = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(typed)) return null
  const timestamp = now.epochMilliseconds
  const drift = new TOTP({ ...shape, secret: Secret.fromBase32(secret) }).validate({ token: typed, timestamp, window: 1 })
  if (drift === null) return null
  const step = Math.floor(timestamp / 1000 / shape.period) + drift
  return step > lastStep ? step : null
}

/** The code that an app with this secret shows at this moment. */
export function codeAt(secret: string, now: Temporal.Instant): string {
  return new TOTP({ ...shape, secret: Secret.fromBase32(secret) }).generate({ timestamp: now.epochMilliseconds })
}

/** The address that an authenticator app reads from the picture. */
export function appAddress(secret: string, body: string, email: string): string {
  return new TOTP({ ...shape, issuer: `Due Regard ${body.replaceAll(':', ' ')}`, label: email.replaceAll(':', ' '), secret: Secret.fromBase32(secret) }).toString()
}

/**
 * Codes for the day that the phone is lost: `3-kx4p-mw2q-7tzd`. The number finds the one hash to compare it with; the rest
 * is 60 bits. Like the secret they come from the token of what is under way, so they can be shown until that is over.
 */
export function recoveryCodes(stepToken: string): readonly string[] {
  const bits = inBase32(Buffer.from(hkdfSync('sha256', stepToken, '', 'recovery codes', howManyRecoveryCodes * 7.5))).toLowerCase()
  return Array.from({ length: howManyRecoveryCodes }, (_, at) => `${at + 1}-${bits.slice(at * 12, at * 12 + 12).match(/.{4}/g)?.join('-') ?? ''}`)
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function inBase32(bytes: Buffer): string {
  let bits = 0
  let held = 0
  let text = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += base32[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

export interface SecondStep { readonly secret: string; readonly lastStep: number }

/** The second step of this person; null when they have none here. */
export async function findSecondStep(db: Reading, organisation: string, person: string): Promise<SecondStep | null> {
  const row = await db.selectFrom('people.second_step').select(['secret', 'last_step']).where('organisation_id', '=', organisation).where('person_id', '=', person).executeTakeFirst()
  return row ? { secret: row.secret, lastStep: Number(row.last_step) } : null
}

/** A new second step takes the place of an old one, with its recovery codes. */
export async function saveSecondStep(db: Database, organisation: string, person: string, step: SecondStep, codeHashes: readonly string[], now: Temporal.Instant): Promise<void> {
  await dropSecondStep(db, organisation, person)
  await db.insertInto('people.second_step').values({ organisation_id: organisation, person_id: person, secret: step.secret, set_at: now.toString(), last_step: String(step.lastStep) }).execute()
  await saveRecoveryCodes(db, organisation, person, codeHashes)
}

export async function useCode(db: Database, organisation: string, person: string, step: number): Promise<void> {
  await db.updateTable('people.second_step').set({ last_step: String(step) }).where('organisation_id', '=', organisation).where('person_id', '=', person).execute()
}

export async function dropSecondStep(db: Database, organisation: string, person: string): Promise<void> {
  await db.deleteFrom('people.recovery_code').where('organisation_id', '=', organisation).where('person_id', '=', person).execute()
  await db.deleteFrom('people.second_step').where('organisation_id', '=', organisation).where('person_id', '=', person).execute()
}

/** Hashes as many codes as there are, side by side. Slow: do it before the transaction. */
export async function hashRecoveryCodes(codes: readonly string[]): Promise<readonly string[]> {
  return Promise.all(codes.map((code) => hashPassword(readRecoveryCode(code)?.secret ?? '')))
}

export async function saveRecoveryCodes(db: Database, organisation: string, person: string, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom('people.recovery_code').where('organisation_id', '=', organisation).where('person_id', '=', person).execute()
  await db.insertInto('people.recovery_code').values(hashes.map((hash, at) => ({ organisation_id: organisation, person_id: person, number: at + 1, hash }))).execute()
}

/** The hash of one recovery code that has not been used; null when there is none of that number. */
export async function findRecoveryHash(db: Reading, organisation: string, person: string, number: number): Promise<string | null> {
  const row = await db.selectFrom('people.recovery_code').select('hash').where('organisation_id', '=', organisation).where('person_id', '=', person).where('number', '=', number).where('used_at', 'is', null).executeTakeFirst()
  return row?.hash ?? null
}

/** False when somebody has used it in the meantime. */
export async function useRecoveryCode(db: Database, organisation: string, person: string, number: number, now: Temporal.Instant): Promise<boolean> {
  const used = await db.updateTable('people.recovery_code').set({ used_at: now.toString() })
    .where('organisation_id', '=', organisation).where('person_id', '=', person).where('number', '=', number).where('used_at', 'is', null).returning('number').execute()
  return used.length > 0
}

export async function countRecoveryCodes(db: Reading, organisation: string, person: string): Promise<number> {
  const rows = await db.selectFrom('people.recovery_code').select('number').where('organisation_id', '=', organisation).where('person_id', '=', person).where('used_at', 'is', null).execute()
  return rows.length
}
