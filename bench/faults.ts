/**
 * `npm run bench -- faults [F1] [F2] [F9]`: the long rounds of the faults whose short ones are in `test/faults`. A
 * figure that does not hold ends the run with 1. Each has its control, which must fail: a trial that cannot see a loss shows nothing.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freshDatabase } from '../test/database.ts'
import { trialTables, tryInvariants } from '../test/faults/invariants.ts'
import { count, freePort, kill, processesOf, startWriter, stop, untilAnswered, visit, type Count } from '../test/faults/trial.ts'

const wanted = process.argv.slice(2)
let failed = 0
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)
const say = (line: string) => process.stdout.write(`${line}\n`)
const must = (holds: boolean, line: string) => { say(`  ${holds ? 'holds' : 'DOES NOT HOLD'}: ${line}`); if (!holds) failed++ }

if (isWanted('F1')) {
  say('F1  kill -9 of the app at random, 100 times')
  await withFolder(async (folder) => {
    const port = await freePort()
    let writer = await startWriter(folder, port)
    const visitors = visit(port, 6)
    const back: number[] = []
    for (let round = 0; round < 100; round++) {
      await wait(100 + Math.random() * 500)
      await kill(writer.child)
      const began = performance.now()
      writer = await startWriter(folder, port)
      await untilAnswered(port)
      back.push(performance.now() - began)
    }
    await visitors.leave()
    await stop(writer.child)
    const found = await count(folder, visitors.acknowledged)
    must(nothingLost(found), `${visitors.acknowledged.size} acknowledged, ${found.lost} lost, ${found.doubled} doubled, ${found.problems.length} problems in the ledger`)
    must(median(back) <= 1000, `back after ${Math.round(median(back))} ms in the middle, ${Math.round(Math.max(...back))} ms at most, the start of Node included`)
  })
}

if (isWanted('F2')) {
  say('F2  kill -9 of all of PostgreSQL, 10 rounds')
  const rounds = (settings: Readonly<Record<string, string>>, howMany: number) => withFolder(async (folder) => {
    const port = await freePort()
    const writer = await startWriter(folder, port, settings)
    const visitors = visit(port, 8)
    const back: number[] = []
    for (let round = 0; round < howMany; round++) {
      await wait(500 + Math.random() * 1000)
      for (const each of processesOf(join(folder, 'postgresql'))) try { process.kill(each, 'SIGKILL') } catch { /* it went with its postmaster */ }
      const began = performance.now()
      await wait(20)
      await untilAnswered(port)
      back.push(performance.now() - began)
    }
    await visitors.leave()
    await stop(writer.child)
    return { found: await count(folder, visitors.acknowledged), acknowledged: visitors.acknowledged.size, back }
  })
  const real = await rounds({}, 10)
  must(nothingLost(real.found), `${real.acknowledged} acknowledged, ${real.found.lost} lost, ${real.found.halves} halves, ${real.found.badChecksums} bad checksums; back after ${Math.round(median(real.back))} ms in the middle, ${Math.round(Math.max(...real.back))} ms at most`)
  const control = await rounds({ synchronous_commit: 'off', wal_writer_delay: '1000ms' }, 10)
  must(control.found.lost > 0, `the control, synchronous_commit=off, loses: ${control.found.lost} of ${control.acknowledged}`)
}

if (isWanted('F9')) {
  say('F9  invariants under concurrency, 10,000 histories')
  const house = await freshDatabase()
  const organisation = await house.addOrganisation('barsetshire')
  await house.asOwner(trialTables)
  for (const [isolation, histories] of [['serializable', 10_000], ['read committed', 1000]] as const) {
    const began = performance.now()
    const found = await tryInvariants({ connections: house.connections, organisation, histories, isolation, seed: 9 })
    const broken = found.unapproved + found.lostEdits + found.signedOther
    const words = `${isolation}: of ${histories} histories ${found.unapproved} left with no approver, ${found.lostEdits} with a lost edit, ${found.signedOther} signed as something else; ${found.retries} tried again, ${found.gaveUp} given up, ${Math.round((performance.now() - began) / 1000)} s`
    must(isolation === 'serializable' ? broken === 0 : broken > 0, isolation === 'serializable' ? words : `the control breaks: ${words}`)
  }
  await house[Symbol.asyncDispose]()
}

process.exitCode = failed === 0 ? 0 : 1

function nothingLost(found: Count): boolean {
  return found.lost === 0 && found.doubled === 0 && found.halves === 0 && found.badChecksums === 0 && found.problems.length === 0
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

async function withFolder<Answer>(work: (folder: string) => Promise<Answer>): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  chmodSync(folder, 0o711)
  try {
    return await work(folder)
  } finally {
    for (const each of processesOf(join(folder, 'postgresql'))) try { process.kill(each, 'SIGKILL') } catch { /* it is gone */ }
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}
