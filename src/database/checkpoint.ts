/**
 * Checkpoints: now and then the root of the tree over a whole ledger is signed, and copies are kept where whoever could
 * rewrite our database could not reach: another machine, the minutes of a committee, a second organisation. The copy is
 * what proves that nothing before it was cut off, replaced or slipped in.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Secret } from '../config.ts'
import type { Database, Reading } from './database.ts'
import { addLeaves, fits, noPeaks, rootOf, type Peaks } from './tree.ts'

/** A signed statement: at this time the ledger of this organisation had so many entries, and this root. */
export interface Checkpoint {
  readonly organisation: string
  readonly size: number
  /** 64 hexadecimal digits: what is printed in the minutes. */
  readonly root: string
  readonly at: string
  readonly key: string
  /** Ed25519 over `statement(checkpoint)`, in hexadecimal. */
  readonly signature: string
}

export interface SigningKey {
  /** The first 16 hexadecimal digits of the SHA-256 of the public key. */
  readonly id: string
  /** 64 hexadecimal digits. Print it where it cannot be changed: the verifier asks for it. */
  readonly publicKey: string
  sign(statement: string): Uint8Array
}

/** The words that are signed. Each on a line of its own, so that nothing can be read two ways. */
export function statement(checkpoint: Omit<Checkpoint, 'signature'>): string {
  return ['due-regard ledger checkpoint 1', checkpoint.organisation, checkpoint.size, checkpoint.root, checkpoint.at, checkpoint.key, ''].join('\n')
}

/** The key that signs: the configured one, or one made once in the data folder that only its owner can read. */
export function openSigningKey(dataFolder: string, configured: Secret | null = null): SigningKey {
  if (configured) return signingKey(createPrivateKey(configured.reveal()))
  const file = join(dataFolder, 'ledger-signing-key.pem')
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true })
    const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    // Never a half-written key under the final name, and never over one that another process has just made.
    try { writeFileSync(file, made, { mode: 0o600, flag: 'wx' }) } catch (error) { if (!existsSync(file)) throw error }
  }
  return signingKey(createPrivateKey(readFileSync(file, 'utf8')))
}

function signingKey(key: KeyObject): SigningKey {
  const publicKey = Buffer.from(String(createPublicKey(key).export({ format: 'jwk' }).x), 'base64url').toString('hex')
  return { id: keyId(publicKey), publicKey, sign: (words) => sign(null, Buffer.from(words, 'utf8'), key) }
}

export function keyId(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex').slice(0, 16)
}

/** Was this checkpoint signed by the holder of this public key (64 hexadecimal digits)? */
export function isSignedBy(checkpoint: Checkpoint, publicKey: string): boolean {
  if (keyId(publicKey) !== checkpoint.key || !/^[0-9a-f]{128}$/.test(checkpoint.signature)) return false
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'hex').toString('base64url') }, format: 'jwk' })
  return verify(null, Buffer.from(statement(checkpoint), 'utf8'), key, Buffer.from(checkpoint.signature, 'hex'))
}

/**
 * Signs the ledger as it is in this transaction, every entry that the transaction has made included: call it after the
 * entry of a sign-off. Reads only the entries since the last checkpoint. Null when the ledger is empty; the last
 * checkpoint again when nothing was added since.
 */
export async function checkpointNow(db: Database, organisation: string, key: SigningKey, now: Temporal.Instant): Promise<Checkpoint | null> {
  const last = await db.selectFrom('ledger.checkpoint').selectAll().where('organisation_id', '=', organisation).orderBy('size', 'desc').limit(1).executeTakeFirst()
  let peaks: Peaks = last ? { size: Number(last.size), hashes: inThirtyTwos(last.peaks) } : noPeaks
  // A damaged checkpoint is not built upon; the whole ledger is read again.
  if (!fits(peaks) || last && !last.root.equals(rootOf(peaks))) peaks = noPeaks
  const from = peaks.size
  for (;;) {
    const entries = await db.selectFrom('ledger.entry').select(['number', 'hash']).where('organisation_id', '=', organisation).where('number', '>', String(peaks.size)).orderBy('number').limit(batch).execute()
    if (entries.some((entry, index) => Number(entry.number) !== peaks.size + index + 1)) throw new Error('The ledger has a gap, so it cannot be signed. Verify it.')
    peaks = addLeaves(peaks, entries.map((entry) => entry.hash))
    if (entries.length < batch) break
  }
  if (peaks.size === 0) return null
  if (last && peaks.size === Number(last.size) && from === peaks.size) return toCheckpoint(last)

  const made = { organisation, size: peaks.size, root: Buffer.from(rootOf(peaks)).toString('hex'), at: now.round('millisecond').toString(), key: key.id }
  const signature = Buffer.from(key.sign(statement(made)))
  await db.insertInto('ledger.checkpoint').values({
    organisation_id: organisation, size: String(made.size), root: Buffer.from(made.root, 'hex'), at: made.at, key_id: key.id, signature, peaks: Buffer.concat(peaks.hashes.map((hash) => Buffer.from(hash))),
  }).onConflict((conflict) => conflict.doNothing()).execute()
  return { ...made, signature: signature.toString('hex') }
}

const batch = 10_000

export async function listCheckpoints(db: Reading, organisation: string): Promise<Checkpoint[]> {
  return (await db.selectFrom('ledger.checkpoint').selectAll().where('organisation_id', '=', organisation).orderBy('size').execute()).map(toCheckpoint)
}

function toCheckpoint(row: { organisation_id: string; size: string; root: Buffer; at: string; key_id: string; signature: Buffer }): Checkpoint {
  return { organisation: row.organisation_id, size: Number(row.size), root: row.root.toString('hex'), at: Temporal.Instant.from(row.at).toString(), key: row.key_id, signature: row.signature.toString('hex') }
}

function inThirtyTwos(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / 32 }, (_, index) => bytes.subarray(index * 32, index * 32 + 32))
}

// --- Copies kept elsewhere --------------------------------------------------------------------------------------------

/** Writes a checkpoint into the folder kept elsewhere, once; an existing copy is never written over. Gives the file. */
export function keepCopy(folder: string, checkpoint: Checkpoint): string {
  const home = join(folder, checkpoint.organisation)
  const file = join(home, `${String(checkpoint.size).padStart(12, '0')}.json`)
  if (existsSync(file)) return file
  mkdirSync(home, { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(checkpoint, null, 2)}\n`, { flush: true })
  renameSync(`${file}.new`, file)
  return file
}

export function readCopies(folder: string, organisation: string): Checkpoint[] {
  const home = join(folder, organisation)
  if (!existsSync(home)) return []
  return readdirSync(home).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const copy = readCheckpoint(readFileSync(join(home, name), 'utf8'))
    if (!copy) throw new Error(`The file ${join(home, name)} is not a checkpoint.`)
    return copy
  })
}

/** A checkpoint from its file's words; null when they are not one. */
export function readCheckpoint(text: string): Checkpoint | null {
  let read: unknown
  try { read = JSON.parse(text) } catch { return null }
  if (typeof read !== 'object' || read === null) return null
  const { organisation, size, root, at, key, signature } = read as Record<string, unknown>
  if (typeof organisation !== 'string' || typeof size !== 'number' || typeof root !== 'string' || typeof at !== 'string' || typeof key !== 'string' || typeof signature !== 'string') return null
  return { organisation, size, root, at, key, signature }
}
