import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { verifyLedger } from '#database/ledger-verification.ts'
import { append } from '#database/ledger.ts'
import { changing, reading } from '#database/transaction.ts'
import { freshDatabase } from '../database.ts'

/** F13: clocks that jump, summer time, the 29th of February, and machines that think they are elsewhere. */
test('F13: a day and an instant come back as they went in, wherever the machine thinks it is', async () => {
  await using house = await freshDatabase()
  const organisation = await house.addOrganisation('barsetshire')
  await house.asOwner(`create schema trial authorization due_regard_owner; set role due_regard_owner; create table trial.day (organisation_id uuid not null, on_day date, at timestamptz, primary key (organisation_id, on_day)); select house.tenant('trial.day')`)
  // The days on which British clocks change, a leap day, the ends of a year and of a financial year.
  const days = ['2026-03-29', '2026-10-25', '2028-02-29', '2026-12-31', '2027-01-01', '2027-03-31', '2027-04-01']
  const instants = ['2026-03-29T00:59:59.999999Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2028-02-29T23:59:59.999999Z', '2026-12-31T23:59:59Z', '2027-03-31T22:59:59.5Z']
  for (const zone of ['UTC', 'Europe/London', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata', 'America/St_Johns']) {
    const program = `
      const { openConnections } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/database/connect.ts'))})
      const { changing, reading } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/database/transaction.ts'))})
      const { append } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/database/ledger.ts'))})
      const [app, organisation, days, instants] = JSON.parse(process.argv[1])
      const connections = openConnections(app)
      await changing(connections, organisation, async (db) => {
        await db.deleteFrom('trial.day').execute()
        for (const [index, day] of days.entries()) await db.insertInto('trial.day').values({ organisation_id: organisation, on_day: day, at: instants[index] }).execute()
        await append(db, { organisation, person: 'system', request: process.env.TZ, now: Temporal.Instant.from(instants[0]) }, { did: 'trial.written', on: { room: 'trial', id: process.env.TZ } })
      })
      const rows = await reading(connections, organisation, (db) => db.selectFrom('trial.day').selectAll().execute())
      console.log(JSON.stringify(rows.map((row) => [row.on_day, Temporal.Instant.from(row.at).toString()])))
      await connections.end()`
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', program, JSON.stringify([house.app, organisation, days, instants])], { encoding: 'utf8', env: { ...process.env, TZ: zone, PGTZ: zone } })
    assert.equal(run.stderr, '', zone)
    const read = JSON.parse(run.stdout) as [string, string][]
    assert.deepEqual(read.map(([day]) => day).toSorted(), days.toSorted(), zone)
    assert.deepEqual(read.map(([, at]) => at).toSorted(), instants.map((at) => Temporal.Instant.from(at).toString()).toSorted(), zone)
  }
  const verdict = await reading(house.connections, organisation, (db) => verifyLedger(db, organisation, { keptElsewhere: [], publicKeys: [] }))
  assert.deepEqual([verdict.entries, verdict.problems], [6, []])
})

test('F13: a clock that jumps a day ahead and back leaves the ledger in the order in which things happened', async () => {
  await using house = await freshDatabase()
  const organisation = await house.addOrganisation('barsetshire')
  const noon = Temporal.Instant.from('2026-10-25T00:30:00Z')
  const clock = [noon, noon.add({ hours: 24 }), noon.subtract({ hours: 24 }), noon.add({ seconds: 1 }), noon]
  for (const [index, now] of clock.entries()) await changing(house.connections, organisation, (db) => append(db, { organisation, person: 'system', request: 'r', now }, { did: 'trial.happened', on: { room: 'trial', id: String(index) } }))
  const rows = await reading(house.connections, organisation, (db) => db.selectFrom('ledger.entry').select(['number', 'on_id']).orderBy('number').execute())
  assert.deepEqual(rows.map((row) => row.on_id), ['0', '1', '2', '3', '4'])
  const verdict = await reading(house.connections, organisation, (db) => verifyLedger(db, organisation, { keptElsewhere: [], publicKeys: [] }))
  assert.deepEqual(verdict.problems, [])
  assert.equal(verdict.notes.length, 2)
})
