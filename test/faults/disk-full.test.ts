import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openConnections } from '#database/connect.ts'
import { changing, NotNow, reading } from '#database/transaction.ts'
import { freshDatabase } from '../database.ts'
import { assertNothingLost, count, freePort, kill, processesOf, startWriter, stop, untilAnswered, visit } from './trial.ts'

/** A small disk of its own, or null where this user may not mount one. */
function smallDisk(megabytes: number): { folder: string; away(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'))
  const away = () => { spawnSync('umount', ['-l', folder]); rmSync(folder, { recursive: true, force: true }) }
  if (process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'due-regard-trial', folder]).status === 0) return { folder, away }
  away()
  return null
}
const skip = (t: TestContext) => t.skip('only root, where it may mount a small disk, can fill one')

test('F7: the disk is full: people are told to come back, nothing acknowledged is lost, and it mends itself when there is room', async (t) => {
  const disk = smallDisk(160)
  if (!disk) return skip(t)
  const data = join(disk.folder, 'data')
  mkdirSync(data)
  chmodSync(data, 0o711)
  const port = await freePort()
  const writer = await startWriter(data, port, { max_wal_size: '32MB', min_wal_size: '32MB', wal_recycle: 'off' })
  try {
    const { bavail, bsize } = statfsSync(disk.folder)
    writeFileSync(join(disk.folder, 'somebody-elses-files'), Buffer.alloc(Math.max(0, bavail * bsize - 8 * 1024 * 1024)))
    const visitors = visit(port, 4, Buffer.alloc(30_000, 'words that do not pack well ').toString('base64'))
    for (let tries = 0; visitors.refused() < 8 && tries < 1200; tries++) await wait(25)
    const whenFull = visitors.acknowledged.size
    assert.ok(visitors.refused() >= 8 && whenFull > 0, 'the disk was never full')
    rmSync(join(disk.folder, 'somebody-elses-files'))
    await untilAnswered(port)
    for (let tries = 0; visitors.acknowledged.size < whenFull + 5 && tries < 1200; tries++) await wait(25)
    await visitors.leave()
    assert.ok(visitors.acknowledged.size >= whenFull + 5, `nothing was written after there was room again: ${writer.said()}`)
    await stop(writer.child)
    assertNothingLost(await count(data, visitors.acknowledged), visitors.acknowledged.size, 'the disk was full')
  } finally {
    await kill(writer.child)
    for (const each of processesOf(join(data, 'postgresql'))) process.kill(each, 'SIGKILL')
    await wait(200)
    disk.away()
  }
})

test('F7: before the disk is full nothing more is changed, so that the database never runs out of room for its log; looking goes on', async (t) => {
  const disk = smallDisk(4)
  if (!disk) return skip(t)
  try {
    await using house = await freshDatabase()
    const county = await house.addOrganisation('barsetshire')
    const connections = openConnections(house.app, { keepFree: { folder: disk.folder, bytes: 1024 * 1024 } })
    const write = () => changing(connections, county, (db) => db.insertInto('house.counter').values({ organisation_id: county, name: crypto.randomUUID(), last_number: '1' }).execute())
    try {
      await write()
      writeFileSync(join(disk.folder, 'large'), Buffer.alloc(3.5 * 1024 * 1024))
      await wait(1100)
      await assert.rejects(write(), (error: Error) => error instanceof NotNow && error.retryAfterSeconds === 60 && /almost full/.test(error.message))
      assert.equal((await reading(connections, county, (db) => db.selectFrom('house.counter').selectAll().execute())).length, 1)
      rmSync(join(disk.folder, 'large'))
      await wait(1100)
      await write()
    } finally { await connections.end() }
  } finally { disk.away() }
})
