/** Recomputes a whole ledger and says in sentences what is wrong with it. */
import { sql } from 'kysely'
import { isSignedBy, type Checkpoint } from './checkpoint.ts'
import type { Database, Reading } from './database.ts'
import { hashBody, hashContent, hashEntry, startOfChain, type EntryHeader } from './ledger.ts'
import { addLeaves, noPeaks, rootOf } from './tree.ts'

export interface Verdict {
  readonly entries: number
  readonly bodiesErased: number
  readonly checkpoints: number
  /** The root over all entries as they are now, 64 hexadecimal digits. */
  readonly root: string
  /** What was tampered with or lost. None means that all is as it was written. */
  readonly problems: readonly string[]
  /** What a reader should know and is no fault: a clock that was put back. */
  readonly notes: readonly string[]
}

export interface Evidence {
  /** The copies that were kept elsewhere: the ones that prove anything. */
  readonly keptElsewhere: readonly Checkpoint[]
  /** Public keys, 64 hexadecimal digits each, from somewhere that the database cannot change. */
  readonly publicKeys: readonly string[]
}

/** One entry as it is stored, with what was said in it where that has not been erased. */
export interface StoredEntry extends EntryHeader {
  readonly number: number
  readonly contentHash: Buffer
  readonly hash: Buffer
  readonly salt: Buffer | null
  readonly text: string | null
  readonly erased: boolean
  readonly hasBody: boolean
}

export async function verifyLedger(db: Reading, organisation: string, evidence: Evidence): Promise<Verdict> {
  const problems: string[] = []
  const notes: string[] = []
  const say = (problem: string) => { if (problems.length < mostProblems) problems.push(problem); else if (problems.length === mostProblems) problems.push('There are more problems than these.') }

  const stored = await db.selectFrom('ledger.checkpoint').selectAll().where('organisation_id', '=', organisation).orderBy('size').execute()
  const inDatabase: Checkpoint[] = stored.map((row) => ({ organisation, size: Number(row.size), root: row.root.toString('hex'), at: Temporal.Instant.from(row.at).toString(), key: row.key_id, signature: row.signature.toString('hex') }))
  const claims = [...evidence.keptElsewhere.map((checkpoint) => ({ checkpoint, where: 'kept elsewhere' })), ...inDatabase.map((checkpoint) => ({ checkpoint, where: 'in the database' }))]
  const sizes = new Set(claims.map((claim) => claim.checkpoint.size))
  const roots = new Map<number, string>()

  let peaks = noPeaks
  let previous: Uint8Array = startOfChain
  let expected = 1
  let bodiesErased = 0
  let latest = ''
  const erasures = new Set<number>()
  const erasedBodies: number[] = []
  for await (const entries of listEntries(db, organisation)) {
    for (const entry of entries) {
      if (entry.number !== expected) say(entry.number === expected + 1 ? `Entry ${expected} is missing.` : `Entries ${expected} to ${entry.number - 1} are missing.`)
      if (!entry.hasBody) say(`What entry ${entry.number} said is missing, and was not erased in the proper way.`)
      else if (entry.erased) { bodiesErased++; erasedBodies.push(entry.number) }
      else if (!hashBody(entry.salt!, entry.text!).equals(Buffer.from(entry.body, 'hex'))) say(`What entry ${entry.number} says is not what was written.`)
      if (!hashContent(headerOf(entry)).equals(entry.contentHash)) say(`Entry ${entry.number} was altered: who did what, on what or when is not what was written.`)
      if (!hashEntry(previous, entry.number, entry.contentHash).equals(entry.hash)) say(`Entry ${entry.number} does not follow from the one before it.`)
      if (entry.did === 'ledger.body-erased' && entry.on.room === 'ledger') erasures.add(Number(entry.on.id))
      if (entry.at < latest) notes.push(`Entry ${entry.number} is dated ${entry.at}, before the entry that it follows: the clock was put back. The order of the entries is that of their numbers.`)
      latest = entry.at
      peaks = addLeaves(peaks, [entry.hash])
      if (sizes.has(peaks.size) && entry.number === peaks.size) roots.set(peaks.size, Buffer.from(rootOf(peaks)).toString('hex'))
      previous = entry.hash
      expected = entry.number + 1
    }
  }
  for (const number of erasedBodies) if (!erasures.has(number)) say(`What entry ${number} said was erased, and no later entry says by whom.`)

  const head = await db.selectFrom('ledger.head').select(['number', 'hash']).where('organisation_id', '=', organisation).executeTakeFirst()
  if (!head && peaks.size > 0) say('The mark at the end of the ledger is missing.')
  if (head && (Number(head.number) !== expected - 1 || !head.hash.equals(previous))) say(`The ledger’s end is marked at entry ${head.number}, and the last entry that there is, is ${expected - 1}.`)

  for (const { checkpoint, where } of claims) {
    const name = `The checkpoint of ${checkpoint.at} ${where}`
    if (checkpoint.organisation !== organisation) say(`${name} is of another organisation.`)
    else if (!evidence.publicKeys.some((key) => isSignedBy(checkpoint, key))) say(`${name} was not signed with a key that was given to the verifier.`)
    else if (checkpoint.size > expected - 1) say(`${name} covers ${checkpoint.size} entries, and the ledger has only ${expected - 1}: entries were cut off, or the ledger was replaced.`)
    else if (roots.get(checkpoint.size) !== checkpoint.root) say(`${name} does not fit the first ${checkpoint.size} entries: one of them was changed, removed or put in after it was signed.`)
  }
  for (const copy of evidence.keptElsewhere) {
    if (!inDatabase.some((each) => each.size === copy.size && each.root === copy.root)) say(`The checkpoint of ${copy.at} was kept elsewhere and is gone from the database.`)
  }
  return { entries: peaks.size, bodiesErased, checkpoints: claims.length, root: Buffer.from(rootOf(peaks)).toString('hex'), problems, notes }
}

const mostProblems = 100

export function headerOf(entry: StoredEntry): EntryHeader {
  return { organisation: entry.organisation, at: entry.at, by: entry.by, did: entry.did, on: entry.on, request: entry.request, body: entry.body }
}

/** Every entry in order, a few thousand at a time. */
export async function* listEntries(db: Reading, organisation: string): AsyncGenerator<readonly StoredEntry[]> {
  for (let after = 0; ;) {
    const rows = await db.selectFrom('ledger.entry as e')
      .leftJoin('ledger.body as b', (join) => join.onRef('b.organisation_id', '=', 'e.organisation_id').onRef('b.number', '=', 'e.number'))
      .select(['e.number', 'e.by', 'e.did', 'e.on_room', 'e.on_id', 'e.on_version', 'e.request', 'e.body_hash', 'e.content_hash', 'e.hash', 'b.number as body_number', 'b.salt', 'b.body', 'b.erased_at'])
      .select(sql<string>`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'))
      .where('e.organisation_id', '=', organisation).where('e.number', '>', String(after)).orderBy('e.number').limit(2000).execute()
    if (rows.length === 0) return
    yield rows.map((row) => ({
      organisation, number: Number(row.number), at: row.at, by: row.by, did: row.did, on: { room: row.on_room, id: row.on_id, version: row.on_version }, request: row.request,
      body: row.body_hash.toString('hex'), contentHash: row.content_hash, hash: row.hash, salt: row.salt, text: row.body, erased: row.erased_at !== null, hasBody: row.body_number !== null,
    }))
    after = Number(rows.at(-1)!.number)
  }
}

/**
 * The whole ledger as lines of JSON, for `docs/verify-ledger.mjs`, a court or an auditor: first what it is, then the
 * checkpoints, then the entries. Ends with a line that says how many there were.
 */
export async function* exportLedger(db: Database | Reading, organisation: string, checkpoints: readonly Checkpoint[], publicKeys: readonly string[]): AsyncGenerator<string> {
  yield oneLine({ kind: 'ledger', format: 1, organisation, publicKeys })
  for (const checkpoint of checkpoints) yield oneLine({ kind: 'checkpoint', ...checkpoint })
  let entries = 0
  for await (const some of listEntries(db, organisation)) {
    for (const entry of some) {
      entries++
      yield oneLine({ kind: 'entry', number: entry.number, ...headerOf(entry), hash: entry.hash.toString('hex'), salt: entry.salt?.toString('hex') ?? null, text: entry.text })
    }
  }
  yield oneLine({ kind: 'end', entries })
}

/** Two characters of Unicode end a line for some readers of lines, and stand unescaped in JSON. */
function oneLine(value: object): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}
