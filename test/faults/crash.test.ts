import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { assertNothingLost, count, freePort, kill, processesOf, startWriter, stop, untilAnswered, visit } from './trial.ts'

/** Short rounds of what `bench/faults.ts` does a hundred times. */
function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'))
  chmodSync(folder, 0o711)
  return folder
}

test('F1: the app is killed at random, and everything that was acknowledged is there exactly once', async () => {
  const folder = dataFolder()
  const port = await freePort()
  let writer = await startWriter(folder, port)
  try {
    const visitors = visit(port, 6)
    for (let round = 0; round < 4; round++) {
      await wait(200 + Math.random() * 400)
      await kill(writer.child)
      writer = await startWriter(folder, port)
      await untilAnswered(port)
    }
    await wait(200)
    await visitors.leave()
    await stop(writer.child)
    assert.ok(visitors.acknowledged.size > 50 && visitors.refused() > 0, 'too little was written, or nobody was ever cut off: this round showed nothing')
    assertNothingLost(await count(folder, visitors.acknowledged), visitors.acknowledged.size, 'the app was killed')
  } finally { await kill(writer.child); for (const each of processesOf(join(folder, 'postgresql'))) process.kill(each, 'SIGKILL'); rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }) }
})

test('F2: all of PostgreSQL is killed, and the app goes on by itself with nothing lost, halved or damaged', async () => {
  const folder = dataFolder()
  const port = await freePort()
  const writer = await startWriter(folder, port)
  try {
    const visitors = visit(port, 6)
    for (let round = 0; round < 3; round++) {
      await wait(200 + Math.random() * 400)
      const all = processesOf(join(folder, 'postgresql'))
      assert.ok(all.length > 3)
      for (const each of all) try { process.kill(each, 'SIGKILL') } catch { /* it left with its postmaster */ }
      await wait(50)
      await untilAnswered(port)
    }
    await wait(200)
    await visitors.leave()
    await stop(writer.child)
    assert.ok(visitors.acknowledged.size > 50 && visitors.refused() > 0, 'too little was written, or nobody was ever cut off: this round showed nothing')
    assert.match(writer.said(), /The database stopped by itself and was started again/)
    assertNothingLost(await count(folder, visitors.acknowledged), visitors.acknowledged.size, 'PostgreSQL was killed')
  } finally { await kill(writer.child); for (const each of processesOf(join(folder, 'postgresql'))) process.kill(each, 'SIGKILL'); rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }) }
})
