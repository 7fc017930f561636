/**
 * Backups hold the most sensitive data there is, so they are sealed for those who may open them, as age files
 * (https://age-encryption.org/v1): whoever writes one needs public keys only, and cannot read it afterwards. The `age`
 * program opens them too.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

/** A key cannot be used, or does not open the file; the message says why. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'
}

const firstLine = 'age-encryption.org/v1\n'

/** Makes a pair of keys: the secret one to a new file that only its owner can read, the public one as the answer (`age1…`). */
export async function makeBackupKey(file: string): Promise<string> {
  const { generateIdentity, identityToRecipient } = await import('age-encryption')
  const secret = await generateIdentity()
  const key = await identityToRecipient(secret)
  await writeFile(file, `# Opens the backups of Due Regard that are sealed for ${key}\n${secret}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return key
}

/** The public keys in a list with commas or spaces between; a sentence where one of them is none. */
export async function readPublicKeys(text: string): Promise<readonly string[]> {
  const { Encrypter } = await import('age-encryption')
  const keys = text.split(/[\s,]+/).filter((each) => each !== '')
  for (const key of keys) {
    try {
      new Encrypter().addRecipient(key)
    } catch {
      throw new CannotOpen(key.toUpperCase().startsWith('AGE-SECRET-KEY') ? 'A backup is sealed with a public key, which begins with age1. A secret key was given: keep that one away from this machine.' : `“${key.slice(0, 80)}” is not the public key of a backup. It begins with age1; “due-regard backup key” makes one.`)
    }
  }
  return keys
}

/** The secret keys in a file as `age-keygen` writes it: one to a line, remarks after `#`. */
export function readSecretKeys(file: string): readonly string[] {
  if (!existsSync(file)) throw new CannotOpen(`There is no file ${file}.`)
  const keys = readFileSync(file, 'utf8').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  if (keys.length === 0 || keys.some((key) => !key.startsWith('AGE-SECRET-KEY-'))) throw new CannotOpen(`${file} holds no key of a backup: a line that begins with AGE-SECRET-KEY-.`)
  return keys
}

/** The bytes, sealed for everybody who holds one of the keys. */
export async function sealedFor(keys: readonly string[], bytes: Readable): Promise<Readable> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  for (const key of keys) encrypter.addRecipient(key)
  return Readable.fromWeb(await encrypter.encrypt(Readable.toWeb(bytes) as globalThis.ReadableStream<Uint8Array<ArrayBuffer>>) as ReadableStream)
}

/** The bytes of a backup's file, opened with one of the secret keys where it is sealed. */
export async function openSealed(file: string, keys: readonly string[]): Promise<Readable> {
  if (!await isSealed(file)) return createReadStream(file)
  if (keys.length === 0) throw new CannotOpen(`${file} is sealed. Say which file holds the key that opens it: --key FILE.`)
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  for (const key of keys) decrypter.addIdentity(key)
  const source = createReadStream(file)
  try {
    return Readable.fromWeb(await decrypter.decrypt(Readable.toWeb(source) as globalThis.ReadableStream<Uint8Array<ArrayBuffer>>) as ReadableStream)
  } catch (error) {
    source.destroy()
    throw new CannotOpen(error instanceof Error && error.message.includes('no identity matched') ? `${file} is sealed for another key than this one.` : `${file} cannot be opened: its head is damaged or cut short.`, { cause: error })
  }
}

async function isSealed(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(firstLine.length), 0, firstLine.length, 0)
    return buffer.subarray(0, bytesRead).toString('latin1') === firstLine
  } finally { await handle.close() }
}
