import { test } from 'node:test'
import assert from 'node:assert/strict'
import { append, lastNumber } from '#database/ledger.ts'
import { changing, reading } from '#database/transaction.ts'
import { freshDatabase } from '../../../test/database.ts'
import { listDeeds, recordDeed, type Done } from './index.ts'

const now = Temporal.Instant.from('2026-07-09T09:00:00Z')
const report: Done = {
  kind: 'report issued', room: 'governance', thing: { kind: 'report', id: 'r-1' }, on: Temporal.PlainDate.from('2026-06-24'), title: 'Equality annual report 2025 to 2026', href: '/governance/reports/r-1',
  covers: { from: Temporal.PlainDate.from('2025-04-01'), to: Temporal.PlainDate.from('2026-03-31') }, to: { id: 'board', name: 'Equalities Board' }, about: ['annual report'],
}

test('what a room did is noted once in its own transaction, with its entry in the ledger, and another body never sees it', async () => {
  await using database = await freshDatabase()
  const [here, there] = [await database.addOrganisation('here'), await database.addOrganisation('there')]
  const note = (done: Done) => changing(database.connections, here, async (db) => {
    const entries = await recordDeed(db, here, done, now)
    for (const entry of entries) await append(db, { organisation: here, person: 'system', request: 'test', now }, entry)
    return entries
  })
  const [entry] = await note(report)
  assert.deepEqual([entry?.did, entry?.on.room], ['duty-clock.deed-noted', 'duty-clock'])
  assert.deepEqual(await note({ ...report, title: 'The same report under another name' }), [], 'the same deed was noted twice')
  assert.equal((await note({ ...report, to: { id: 'cmt', name: 'Corporate management team' } })).length, 1, 'a report that goes to a second body is a deed of its own')
  assert.equal((await note({ ...report, kind: 'report published', public: true })).length, 1)
  assert.equal((await note({ ...report, kind: 'report published', occasion: 'version 2' })).length, 1)

  const deeds = await reading(database.connections, here, (db) => listDeeds(db, here))
  assert.deepEqual(deeds.map((each) => [each.kind, each.title, each.to?.name ?? null, each.public]), [
    ['report issued', 'Equality annual report 2025 to 2026', 'Equalities Board', false], ['report issued', 'Equality annual report 2025 to 2026', 'Corporate management team', false],
    ['report published', 'Equality annual report 2025 to 2026', 'Equalities Board', true], ['report published', 'Equality annual report 2025 to 2026', 'Equalities Board', false],
  ])
  assert.equal(deeds[0]?.covers?.to.toString(), '2026-03-31')
  assert.equal((await reading(database.connections, here, (db) => listDeeds(db, here, { kinds: ['report published'] }))).length, 2)
  assert.equal(await reading(database.connections, here, (db) => lastNumber(db, here)), '4', 'each deed is one entry of the ledger')
  assert.deepEqual(await reading(database.connections, there, (db) => listDeeds(db, there)), [])
})

test('a change that fails leaves no deed behind', async () => {
  await using database = await freshDatabase()
  const here = await database.addOrganisation('here')
  await assert.rejects(changing(database.connections, here, async (db) => {
    await recordDeed(db, here, report, now)
    throw new Error('The rest of the change did not work')
  }), /did not work/)
  assert.deepEqual(await reading(database.connections, here, (db) => listDeeds(db, here)), [])
})
