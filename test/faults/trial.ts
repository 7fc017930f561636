/** What the crash trials share: a writer in another process, visitors who ask until they are answered, and the count afterwards. */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connectOnce, openConnections } from '#database/connect.ts'
import { startEmbedded } from '#database/embedded.ts'
import { verifyLedger } from '#database/ledger-verification.ts'
import { reading } from '#database/transaction.ts'

export const organisation = '01900000-0000-7000-8000-000000000001'

export interface Writer { readonly child: ChildProcess; readonly port: number; readonly server: number; readonly said: () => string }

/** Starts a writer and waits until it answers. */
export async function startWriter(folder: string, port: number, settings: Readonly<Record<string, string>> = {}): Promise<Writer> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'writer.ts'), folder, String(port), JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (chunk) => { said += String(chunk) })
  const [line] = await Promise.race([once(child.stdout!, 'data') as Promise<[Buffer]>, once(child, 'exit').then(() => { throw new Error(`The writer ended before it answered. ${said}`) })])
  const { port: at, server } = JSON.parse(String(line)) as { port: number; server: number }
  return { child, port: at, server, said: () => said }
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Ends it in the ordinary way, the server too. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  server.close()
  await once(server, 'close')
  return typeof at === 'object' && at ? at.port : 0
}

export interface Visitors {
  /** Keys that the writer said were written. */
  readonly acknowledged: Set<string>
  /** How many tries were answered "not now", or not at all. */
  readonly refused: () => number
  /** Milliseconds from the last silence to the next answer, for every silence. */
  leave(): Promise<void>
}

/** People who send one thing after another, and send the same again until they are told that it is written. */
export function visit(port: number, howMany: number, body = ''): Visitors {
  const acknowledged = new Set<string>()
  let refused = 0
  let here = true
  const all = Array.from({ length: howMany }, async (_, visitor) => {
    for (let number = 0; here; number++) {
      const key = `${visitor}-${number}-${Math.random().toString(36).slice(2, 8)}`
      while (here) {
        try {
          const answer = await fetch(`http://127.0.0.1:${port}/?key=${key}`, { method: 'POST', body, signal: AbortSignal.timeout(15_000) })
          await answer.text()
          if (answer.status === 200) { acknowledged.add(key); break }
          refused++
        } catch { refused++ }
        await wait(20)
      }
    }
  })
  return { acknowledged, refused: () => refused, async leave() { here = false; await Promise.all(all) } }
}

/** Waits until the writer answers, and says how long that took. */
export async function untilAnswered(port: number, most = 60_000): Promise<number> {
  const began = performance.now()
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5000) })
      await answer.text()
      if (answer.status === 200) return performance.now() - began
    } catch { /* not yet */ }
    if (performance.now() - began > most) throw new Error(`There was no answer for ${most / 1000} seconds.`)
    await wait(10)
  }
}

export interface Count { readonly lost: number; readonly doubled: number; readonly halves: number; readonly written: number; readonly badChecksums: number; readonly problems: readonly string[] }

/** Opens what is left and counts: was everything that was acknowledged written, once, and whole? */
export async function count(folder: string, acknowledged: ReadonlySet<string>): Promise<Count> {
  const server = await startEmbedded(folder)
  try {
    const client = await connectOnce(server.owner)
    try {
      const { rows: keys } = await client.query<{ name: string }>('select name from house.counter where organisation_id = $1', [organisation])
      const { rows: entries } = await client.query<{ on_id: string; times: number }>(`select on_id, count(*)::int as times from ledger.entry where organisation_id = $1 and did = 'trial.written' group by 1`, [organisation])
      await client.query('create extension if not exists amcheck')
      await client.query(`select bt_index_check(c.oid, true) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam and a.amname = 'btree' join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'i' and i.indisvalid`)
      const { rows: [sums] } = await client.query<{ failures: string }>('select coalesce(sum(checksum_failures), 0) as failures from pg_stat_database')
      const written = new Map(entries.map((entry) => [entry.on_id, entry.times]))
      const counted = new Set(keys.map((key) => key.name))
      const connections = openConnections(server.app)
      const verdict = await reading(connections, organisation, (db) => verifyLedger(db, organisation, { keptElsewhere: [], publicKeys: [] }), { statementMilliseconds: 120_000 })
      await connections.end()
      return {
        lost: [...acknowledged].filter((key) => !written.has(key)).length, doubled: [...written.values()].filter((times) => times > 1).length,
        halves: [...written.keys()].filter((key) => !counted.has(key)).length + [...counted].filter((key) => !written.has(key)).length,
        written: written.size, badChecksums: Number(sums?.failures), problems: verdict.problems,
      }
    } finally { await client.end() }
  } finally { await server.stop() }
}

export function assertNothingLost(found: Count, acknowledged: number, says: string): void {
  assert.deepEqual({ ...found, written: 0 }, { lost: 0, doubled: 0, halves: 0, written: 0, badChecksums: 0, problems: [] }, `${says}: of ${acknowledged} acknowledged`)
  assert.ok(found.written >= acknowledged)
}

/** Every process of the server whose folder this is, the postmaster first. */
export function processesOf(cluster: string): number[] {
  const folder = statSync(cluster)
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((each) => {
    if (each === process.pid) return false
    try {
      const stands = statSync(`/proc/${each}/cwd`)
      return stands.ino === folder.ino && stands.dev === folder.dev && !/\) [ZX] /.test(readFileSync(`/proc/${each}/stat`, 'latin1'))
    } catch { return false }
  }).sort((a, b) => a - b)
}
