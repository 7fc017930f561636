/**
 * A proof that some entries are in the ledger, small enough to hand over: each entry with the hash before it, and the hashes that lead from it to
 * the root of a signed checkpoint. Whoever has the checkpoint from elsewhere needs neither the rest of the ledger nor our word. Pure, but for the reading.
 */
import { sql } from 'kysely'
import { isSignedBy, listCheckpoints, type Checkpoint } from './checkpoint.ts'
import type { Reading } from './database.ts'
import { hashBody, hashContent, hashEntry, startOfChain, type EntryHeader } from './ledger.ts'
import { isIncluded, proveInclusions } from './tree.ts'

export interface ProvedEntry extends EntryHeader {
  readonly number: number
  /** The hash of the entry before it: what it follows from. */
  readonly previous: string
  readonly hash: string
  /** Null where the words were erased by law; what the entry is of, by whom and when is proved all the same. */
  readonly salt: string | null
  readonly text: string | null
  /** The checkpoint whose root the path leads to, by its size; null while no checkpoint covers the entry. */
  readonly checkpoint: number | null
  readonly path: readonly string[]
}

export interface LedgerProof { readonly entries: readonly ProvedEntry[]; readonly checkpoints: readonly Checkpoint[] }

/** Each entry is proved by the first checkpoint that covers it, which says most of when it was there. */
export async function proveEntries(db: Reading, organisation: string, numbers: readonly number[]): Promise<LedgerProof> {
  const wanted = [...new Set(numbers)].sort((a, b) => a - b)
  if (wanted.length === 0) return { entries: [], checkpoints: [] }
  const all = await listCheckpoints(db, organisation)
  const covering = (number: number) => all.find((each) => each.size >= number)
  const used = all.filter((each) => wanted.some((number) => covering(number)?.size === each.size))
  const rows = await db.selectFrom('ledger.entry as e')
    .leftJoin('ledger.body as b', (join) => join.onRef('b.organisation_id', '=', 'e.organisation_id').onRef('b.number', '=', 'e.number'))
    .leftJoin('ledger.entry as p', (join) => join.onRef('p.organisation_id', '=', 'e.organisation_id').on(sql<boolean>`p.number = e.number - 1`))
    .select(['e.number', 'e.by', 'e.did', 'e.on_room', 'e.on_id', 'e.on_version', 'e.request', 'e.body_hash', 'e.hash', 'b.salt', 'b.body', 'p.hash as previous'])
    .select(sql<string>`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'))
    .where('e.organisation_id', '=', organisation).where('e.number', 'in', wanted.map(String)).orderBy('e.number').execute()
  const largest = used.at(-1)?.size ?? 0
  const leaves = largest === 0 ? [] : (await db.selectFrom('ledger.entry').select('hash').where('organisation_id', '=', organisation).where('number', '<=', String(largest)).orderBy('number').execute()).map((row) => row.hash)
  const paths = new Map<number, readonly string[]>()
  for (const { size } of used) {
    // A ledger with a gap has no leaf for each number: it is not proved, and verifying the ledger says why.
    if (leaves.length < size) continue
    const under = wanted.filter((number) => covering(number)?.size === size)
    for (const [at, path] of proveInclusions(leaves.slice(0, size), under.map((number) => number - 1)).entries()) paths.set(under[at]!, path.map((hash) => Buffer.from(hash).toString('hex')))
  }
  return {
    checkpoints: used,
    entries: rows.map((row) => {
      const number = Number(row.number)
      return {
        organisation, number, at: row.at, by: row.by, did: row.did, on: { room: row.on_room, id: row.on_id, version: row.on_version }, request: row.request, body: row.body_hash.toString('hex'),
        previous: (row.previous ?? startOfChain).toString('hex'), hash: row.hash.toString('hex'), salt: row.salt?.toString('hex') ?? null, text: row.body, checkpoint: paths.has(number) ? covering(number)?.size ?? null : null, path: paths.get(number) ?? [],
      }
    }),
  }
}

/** Everything that is wrong with an entry as it was handed over, in sentences. None means that it is as it was written. */
export function problemsOf(entry: ProvedEntry, checkpoints: readonly Checkpoint[], publicKeys: readonly string[]): readonly string[] {
  const { number, previous, hash, salt, text, checkpoint: size, path, ...header } = entry
  const hex = (words: string) => Buffer.from(words, 'hex')
  if (salt !== null && text !== null && hashBody(hex(salt), text).toString('hex') !== header.body) return [`What entry ${number} says is not what was written.`]
  if (hashEntry(hex(previous), number, hashContent(header)).toString('hex') !== hash) return [`Entry ${number} was altered.`]
  if (size === null) return []
  const checkpoint = checkpoints.find((each) => each.size === size)
  if (!checkpoint || !publicKeys.some((key) => isSignedBy(checkpoint, key))) return [`The checkpoint over ${size} entries was not signed with a key that was given.`]
  if (!isIncluded(hex(hash), number - 1, size, path.map(hex), hex(checkpoint.root))) return [`Entry ${number} is not under the root of the checkpoint of ${checkpoint.at}.`]
  return []
}
