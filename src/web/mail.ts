/**
 * Letters. A letter is put into the outbox by the change that it tells of, and a job sends it: a mail server that is
 * away for an hour delays letters and loses none. Every try of one letter carries the same Message-ID, so that where a
 * server took a letter and lost the line before saying so, the receiving side knows the second copy for what it is.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { Secret } from '../config.ts'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { defineJob, enqueue, type Job, type Workplace } from '#database/jobs.ts'

export interface Letter {
  readonly organisation: string
  /** One address. */
  readonly to: string
  readonly subject: string
  /** Plain words; links on lines of their own. */
  readonly text: string
  /** What it tells of: `reset 3f…`, `action 12 is due 2026-12-01`. The same news is written once. */
  readonly dedupe: string
}

/** Puts a letter into the outbox, to be sent as soon as this transaction is kept. News that was written already is not written again. */
export async function sendLater(db: Database, letter: Letter, now: Temporal.Instant = Temporal.Now.instant()): Promise<void> {
  const at = now.toString()
  const written = await db.insertInto('mail.outbox').values({
    organisation_id: letter.organisation, id: newId(), dedupe: letter.dedupe, address: onOneLine(letter.to), subject: onOneLine(letter.subject), text: letter.text, made_at: at, next_try_at: at,
  }).onConflict((conflict) => conflict.columns(['organisation_id', 'dedupe']).doNothing()).executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 1n) await wakePostman(db, letter.organisation)
}

/** A line break in an address or a subject could begin a header of somebody else's. */
function onOneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim()
}

// --- The way out -------------------------------------------------------------------------------------------------------

export interface Message { readonly id: string; readonly organisation: string; readonly from: string; readonly to: string; readonly subject: string; readonly text: string }

/** What carries letters away: a mail server, or a folder where somebody trying the product reads them. */
export interface Carrier {
  /** Done when the letter is somebody else's to deliver. Throws `Undeliverable` when no later try can help. */
  carry(message: Message): Promise<void>
  close(): void
}

/** The server says that this letter will never be taken: there is no such address, or it is blocked. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable'
}

/** By SMTP. A server that hangs is left after twenty seconds, and the letter tried again. */
export function smtpCarrier(url: Secret, patience = 20_000): Carrier {
  // Settings of the connection are read from the address only; one that somebody has put there stands.
  const address = new URL(url.reveal())
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout', 'dnsTimeout']) if (!address.searchParams.has(name)) address.searchParams.set(name, String(patience))
  const transport = nodemailer.createTransport(address.href)
  return {
    async carry(message) {
      try {
        await transport.sendMail({ from: message.from, to: message.to, subject: message.subject, text: message.text, messageId: messageId(message), disableFileAccess: true, disableUrlAccess: true,
          headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' } })
      } catch (error) {
        const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
        // 5xx is for ever, unless it is the server's judgement of us and not of the letter (530 to 538: signing in).
        if (code >= 500 && code < 600 && !(code >= 530 && code <= 538)) throw new Undeliverable(`The mail server refused it (${code}).`)
        throw error
      }
    },
    close: () => transport.close(),
  }
}

/** Where no mail server is set, letters are files: `2026-11-22T12-00-00Z-….eml`, which any mail program opens. */
export function folderCarrier(folder: string): Carrier {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async carry(message) {
      const home = join(folder, message.organisation)
      mkdirSync(home, { recursive: true, mode: 0o700 })
      const made = await transport.sendMail({ from: message.from, to: message.to, subject: message.subject, text: message.text, messageId: messageId(message), disableFileAccess: true, disableUrlAccess: true })
      const file = join(home, `${message.id}.eml`)
      writeFileSync(`${file}.new`, made.message as Buffer, { mode: 0o600, flush: true })
      renameSync(`${file}.new`, file)
    },
    close() {},
  }
}

/** The same for every try of one letter. */
function messageId(message: Message): string {
  const host = /@([^\s<>@]+)>?$/.exec(message.from)?.[1] ?? 'localhost'
  return `<${createHash('sha256').update(`${message.organisation} ${message.id}`).digest('hex').slice(0, 32)}@${host}>`
}

// --- The postman -------------------------------------------------------------------------------------------------------

/** One letter after the other for each organisation, so that no two postmen carry the same one. */
const letters = { name: 'mail.send', line: 'mail' }

async function wakePostman(db: Database, organisation: string, notBefore?: Temporal.Instant): Promise<void> {
  await enqueue(db, organisation, letters, null, notBefore ? { key: 'mail later', notBefore } : { key: 'mail' })
}

/** The job that empties the outbox. Register it with the others; the clock also calls it, should a call ever be lost. */
export function postman(carrier: Carrier, from: string): Job<null> {
  return defineJob<null>(letters.name, (_given, at) => emptyOutbox(carrier, from, at), { at: '*/5 * * * *', line: letters.line })
}

async function emptyOutbox(carrier: Carrier, from: string, at: Workplace): Promise<void> {
  // The line has one job at a time: a letter that is "being sent" now was left so by a process that was killed.
  for (let sent = 0; sent < 500 && !at.stopping.aborted; sent++) {
    const letter = await at.changing((db) => takeNext(db, at.organisation, at.now), { outOfTurn: true })
    if (!letter) break
    const outcome = await tryToCarry(carrier, { id: letter.id, organisation: at.organisation, from, to: letter.address, subject: letter.subject, text: letter.text ?? '' })
    await at.changing((db) => noteOutcome(db, at.organisation, letter, outcome, at.now), { outOfTurn: true })
    // A server that took no letter now will take no other now.
    if (outcome.kind === 'later') break
  }
  await at.changing(async (db) => {
    const waiting = await db.selectFrom('mail.outbox').select('next_try_at').where('organisation_id', '=', at.organisation).where('state', 'in', ['waiting', 'sending']).orderBy('next_try_at').limit(1).executeTakeFirst()
    if (waiting) await wakePostman(db, at.organisation, Temporal.Instant.from(waiting.next_try_at))
  }, { outOfTurn: true })
}

interface Taken { readonly id: string; readonly address: string; readonly subject: string; readonly text: string | null; readonly tries: number; readonly made_at: string }

async function takeNext(db: Database, organisation: string, now: Temporal.Instant): Promise<Taken | null> {
  const next = await db.selectFrom('mail.outbox').select(['id', 'address', 'subject', 'text', 'tries', 'made_at']).where('organisation_id', '=', organisation)
    .where('state', 'in', ['waiting', 'sending']).where('next_try_at', '<=', now.toString()).orderBy('next_try_at').orderBy('id').limit(1).executeTakeFirst()
  if (!next) return null
  await db.updateTable('mail.outbox').set({ state: 'sending', tries: next.tries + 1 }).where('organisation_id', '=', organisation).where('id', '=', next.id).execute()
  return { ...next, tries: next.tries + 1 }
}

type Outcome = { readonly kind: 'sent' } | { readonly kind: 'later' | 'never'; readonly trouble: string }

async function tryToCarry(carrier: Carrier, message: Message): Promise<Outcome> {
  try {
    await carrier.carry(message)
    return { kind: 'sent' }
  } catch (error) {
    if (error instanceof Undeliverable) return { kind: 'never', trouble: error.message }
    // Codes only: a server's own words may repeat the address or the letter.
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no answer'
    return { kind: 'later', trouble: `The mail server could not be reached or did not take it (${code}).` }
  }
}

/** After so many days somebody has to look; the letter stays where an administrator sees it. */
const daysOfTrying = 5

async function noteOutcome(db: Database, organisation: string, letter: Taken, outcome: Outcome, now: Temporal.Instant): Promise<void> {
  const tooOld = Temporal.Instant.compare(Temporal.Instant.from(letter.made_at).add({ hours: 24 * daysOfTrying }), now) < 0
  const noted = outcome.kind === 'sent' ? { state: 'sent' as const, sent_at: now.toString(), text: null, trouble: null }
    : outcome.kind === 'never' ? { state: 'refused' as const, trouble: outcome.trouble }
    : tooOld ? { state: 'given up' as const, trouble: outcome.trouble }
    : { state: 'waiting' as const, trouble: outcome.trouble, next_try_at: now.add({ seconds: Math.min(300, 5 * 2 ** Math.min(letter.tries, 10)) }).toString() }
  await db.updateTable('mail.outbox').set(noted).where('organisation_id', '=', organisation).where('id', '=', letter.id).execute()
}

// --- What an administrator sees ----------------------------------------------------------------------------------------

export interface LetterOnItsWay {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused' | 'given up'
  readonly madeAt: Temporal.Instant
  readonly sentAt: Temporal.Instant | null
  readonly tries: number
  readonly trouble: string | null
}

/** The newest letters first, without their words. */
export async function listLetters(db: Reading, organisation: string, most = 100): Promise<LetterOnItsWay[]> {
  const rows = await db.selectFrom('mail.outbox').select(['id', 'address', 'subject', 'state', 'made_at', 'sent_at', 'tries', 'trouble']).where('organisation_id', '=', organisation).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(most).execute()
  return rows.map((row) => ({
    id: row.id, to: row.address, subject: row.subject, state: row.state, madeAt: Temporal.Instant.from(row.made_at), sentAt: row.sent_at === null ? null : Temporal.Instant.from(row.sent_at), tries: row.tries, trouble: row.trouble,
  }))
}

/** Tries a letter again that was refused or given up: the address was mended at the other end, or the server is back. */
export async function tryAgain(db: Database, organisation: string, id: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('mail.outbox').set({ state: 'waiting', next_try_at: now.toString(), made_at: now.toString(), trouble: null })
    .where('organisation_id', '=', organisation).where('id', '=', id).where('state', 'in', ['refused', 'given up']).execute()
  await wakePostman(db, organisation)
}
