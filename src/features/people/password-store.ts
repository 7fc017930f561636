import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Database, Reading } from '#database/database.ts'

/** The hash of this person’s password; null when they have none here. */
export async function findPasswordHash(db: Reading, organisation: string, person: string): Promise<string | null> {
  const row = await db.selectFrom('people.password').select('hash').where('organisation_id', '=', organisation).where('person_id', '=', person).executeTakeFirst()
  return row?.hash ?? null
}

export async function savePassword(db: Database, organisation: string, person: string, hash: string, now: Temporal.Instant): Promise<void> {
  await db.insertInto('people.password').values({ organisation_id: organisation, person_id: person, hash, set_at: now.toString() })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet({ hash, set_at: now.toString() })).execute()
}

/** OWASP’s setting for argon2id: 19 MiB, two passes, one lane; about 35 ms, on another thread. */
const usual = { memory: 19 * 1024, passes: 2, parallelism: 1 } as const

const derive = promisify(argon2)

/** The password’s hash in the usual form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const made = await derive('argon2id', { message: asTyped(password), nonce, ...usual, tagLength: 32 })
  return `$argon2id$v=19$m=${usual.memory},t=${usual.passes},p=${usual.parallelism}$${plainBase64(nonce)}$${plainBase64(made)}`
}

/** With no hash (nobody has this account) the same work is done for nothing, so that both answers take as long. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash ?? nobodys)
  if (!read) throw new Error('A stored password is not in the form that this program writes.')
  const [, memory, passes, parallelism, nonce, kept] = read as unknown as readonly [string, string, string, string, string, string]
  const right = Buffer.from(kept, 'base64')
  const made = await derive('argon2id', { message: asTyped(password), nonce: Buffer.from(nonce, 'base64'), memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism), tagLength: right.length })
  return timingSafeEqual(made, right) && hash !== null
}

/** Two ways of writing one letter (é, and e with an accent) are the same password: keyboards differ. Nothing else about it is changed. */
const asTyped = (password: string): string => password.normalize('NFC')

/** What a password is held against where there is no account: as dear as any, and right for nobody. */
export const nobodys = `$argon2id$v=19$m=${usual.memory},t=${usual.passes},p=${usual.parallelism}$${plainBase64(Buffer.alloc(16, 7))}$${plainBase64(Buffer.alloc(32))}`

function plainBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
