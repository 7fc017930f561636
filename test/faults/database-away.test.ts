import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import { connectOnce, mostWaiting, openConnections } from '#database/connect.ts'
import type { Database } from '#database/database.ts'
import { startEmbedded } from '#database/embedded.ts'
import { append } from '#database/ledger.ts'
import { migrate } from '#database/migrate.ts'
import { changing, NotNow, reading } from '#database/transaction.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { processesOf } from './trial.ts'

/** Nobody waits longer than this to be told to come back. */
const patience = 6500

/** F10: the database is away, busy or stuck. Everybody gets an answer soon, and the answer is "come back", not a broken page. */
describe('F10: the database does not answer', () => {
  let house: FreshDatabase
  let county: string
  before(async () => { house = await freshDatabase(); county = await house.addOrganisation('barsetshire') })
  after(() => house[Symbol.asyncDispose]())
  const look = (connections = house.connections) => reading(connections, county, (db) => db.selectFrom('house.counter').selectAll().execute())
  const entry = (db: Database) => append(db, { organisation: county, person: 'system', request: 'r', now: Temporal.Now.instant() }, { did: 'a.b', on: { room: 'a', id: 'x' } })
  const refusedSoon = async (work: Promise<unknown>, says: RegExp) => {
    const began = performance.now()
    await assert.rejects(work, (error: Error) => error instanceof NotNow && error.retryAfterSeconds > 0 && says.test(error.message))
    assert.ok(performance.now() - began < patience, `it took ${Math.round(performance.now() - began)} ms to be told`)
  }

  test('somebody holds what a change needs: it is refused after two seconds, and others look on', async () => {
    await changing(house.connections, county, entry)
    const holder = await connectOnce(house.owner)
    try {
      await holder.query('begin; select from ledger.head for update')
      const refused = refusedSoon(changing(house.connections, county, entry), /Somebody else holds what this change needs/)
      await look()
      await refused
    } finally { await holder.end() }
    await changing(house.connections, county, entry)
  })

  test('those who wait behind a change that is stuck are refused too, and not one after the other', async () => {
    let letGo = () => {}
    const stuck = changing(house.connections, county, async (db) => { await entry(db); await new Promise<void>((go) => { letGo = go }) })
    await wait(50)
    const began = performance.now()
    const waiting = await Promise.allSettled(Array.from({ length: 20 }, () => changing(house.connections, county, entry)))
    assert.ok(waiting.every((each) => each.status === 'rejected' && each.reason instanceof NotNow))
    assert.ok(performance.now() - began < patience)
    letGo()
    await stuck
    await changing(house.connections, county, entry)
  })

  test('a question that takes too long is ended', async () => {
    await refusedSoon(reading(house.connections, county, (db) => (db as unknown as Database).executeQuery(CompiledQuery.raw('select pg_sleep(60)'))), /took too long|was lost/)
    await look()
  })

  test('work that may take longer may, up to what it asked for', async () => {
    await refusedSoon(reading(house.connections, county, (db) => (db as unknown as Database).executeQuery(CompiledQuery.raw('select pg_sleep(10)')), { statementMilliseconds: 200 }), /took too long/)
    await reading(house.connections, county, (db) => (db as unknown as Database).executeQuery(CompiledQuery.raw('select pg_sleep(5.7)')), { statementMilliseconds: 20_000 })
  })

  test('a transaction that nobody goes on with is ended, and its connection is not used again', async () => {
    await assert.rejects(changing(house.connections, county, async (db) => { await entry(db); await wait(600); await entry(db) }, { statementMilliseconds: 150 }), NotNow)
    await changing(house.connections, county, entry)
  })

  test('more people than there are connections wait in a line that ends', async () => {
    const two = openConnections(house.app, { most: 2 })
    try {
      const busy = [1, 2].map(() => reading(two, county, (db) => (db as unknown as Database).executeQuery(CompiledQuery.raw('select pg_sleep(4.6)'))))
      await wait(100)
      const began = performance.now()
      const answers = await Promise.allSettled(Array.from({ length: mostWaiting + 50 }, () => look(two).then(() => 0, (error: unknown) => { assert.ok(error instanceof NotNow); return performance.now() - began })))
      const times = answers.map((each) => each.status === 'fulfilled' ? each.value : Number.NaN)
      assert.ok(times.every((time) => time > 0 && time < patience), 'somebody waited too long, or was answered by a connection that was busy')
      assert.ok(times.filter((time) => time < 1000).length >= 50, 'the line has no end: those at the end of it were not told at once')
      await Promise.all(busy)
      await look(two)
    } finally { await two.end() }
  })

  test('a database that stops, is frozen, or comes back: everybody is told soon, and served again without a restart of ours', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'away-'))
    chmodSync(folder, 0o711)
    const server = await startEmbedded(folder, { settings: { fsync: 'off' } })
    const connections = openConnections(server.app, { most: 4 })
    const cluster = join(folder, 'postgresql')
    try {
      await migrate(server.owner)
      await look(connections)
      // Frozen: it takes our words and says nothing, like a machine that has lost its disk.
      const frozen = processesOf(cluster)
      for (const each of frozen) process.kill(each, 'SIGSTOP')
      try {
        await refusedSoon(look(connections), /was lost|is away|too long/)
        await refusedSoon(changing(connections, county, entry), /was lost|is away|too long/)
      } finally { for (const each of frozen) process.kill(each, 'SIGCONT') }
      await wait(100)
      for (let tries = 0; ; tries++) { try { await look(connections); break } catch (error) { if (tries > 20) throw error; await wait(100) } }

      // Stopped: refused at once.
      for (const each of processesOf(cluster)) try { process.kill(each, 'SIGKILL') } catch { /* it went with its postmaster */ }
      await refusedSoon(look(connections), /./)
      for (let tries = 0; ; tries++) { try { await look(connections); break } catch (error) { if (!(error instanceof NotNow) || tries > 200) throw error; await wait(50) } }
    } finally { await connections.end(); await server.stop(); rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }) }
  })
})
