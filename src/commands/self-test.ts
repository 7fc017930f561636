import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfiguration } from '../config.ts'
import { openDatabase } from '../open-database.ts'
import { bringUpToDate, makeBodies, openConnections, openHouse, startEveryWork } from '../starting.ts'
import type { Terminal } from './command.ts'
import { backup, restore } from '#database/backup.ts'
import { readCopies, openSigningKey } from '#database/checkpoint.ts'
import { askForCheckpoint } from '#database/checkpoint-job.ts'
import type { Connections } from '#database/connect.ts'
import { verifyLedger } from '#database/ledger-verification.ts'
import { changing, reading } from '#database/transaction.ts'

/**
 * Tries the whole program on this machine, in a folder of its own that is thrown away: the database is made, the example
 * council put in and backed up, its pages asked for, its ledger signed, killed and recovered. Nothing of anybody's is touched.
 * Gives the exit code.
 */
export async function selfTest(terminal: Terminal): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'due-regard-selftest-'))
  const closing: (() => Promise<unknown>)[] = []
  const steps: string[] = []
  const step = async <Answer>(words: string, work: () => Promise<Answer>): Promise<Answer> => {
    const began = performance.now()
    try {
      const answer = await terminal.during(words, work)
      terminal.print(`well  ${words} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
      steps.push(words)
      return answer
    } catch (error) {
      terminal.print(`ill   ${words}: ${error instanceof Error ? error.message : String(error)}`)
      throw new StepFailed()
    }
  }
  const open = async (dataFolder: string) => {
    const configuration = readConfiguration({ DUE_REGARD_DATA: dataFolder, DUE_REGARD_LOG: 'silent' })
    if ('problems' in configuration) throw new Error(configuration.problems.join(' '))
    const database = await openDatabase(configuration, { say: () => {}, complain: () => {} })
    closing.push(() => database.stop())
    const connections = openConnections(database.app, { name: 'due-regard selftest' })
    closing.push(() => connections.end())
    return { configuration, database, connections }
  }
  const closeAll = async (): Promise<void> => { for (const close of closing.splice(0).toReversed()) await close() }

  try {
    const { configuration, database, connections } = await step('A database is made and started', () => open(join(folder, 'data')))
    await step('Its tables are made', () => bringUpToDate(database, () => {}))
    await step('The example council is put into it', () => makeBodies({ configuration, connections, database, say: () => {} }))
    const house = await step('The pages are opened', () => openHouse({ configuration, connections, cacheFolder: resolve(import.meta.dirname, '..', '..', '.cache') }))
    closing.push(() => house.close())
    const county = house.directory.list()[0]
    if (!county) throw new StepFailed()
    await step('The front page, the sign-in page and the health page answer', async () => {
      for (const url of ['/', '/sign-in', '/health']) {
        const { statusCode } = await house.app.inject({ method: 'GET', url, headers: { host: 'localhost' } })
        if (statusCode >= 400) throw new Error(`${url} answered ${statusCode}`)
      }
    })
    await step('A form from another site is refused', async () => {
      const { statusCode } = await house.app.inject({ method: 'POST', url: '/sign-in', headers: { host: 'localhost', origin: 'https://elsewhere.example' } })
      if (statusCode !== 403) throw new Error(`it answered ${statusCode}`)
    })
    const work = await startEveryWork({ configuration, connections, database, house, complain: () => {} })
    closing.push(() => work.stop())
    const copies = configuration.checkpoints.folder
    await step('Work that a page asks for is done: the ledger is signed, and a copy kept', async () => {
      await changing(connections, county.id, (db) => askForCheckpoint(db, county.id))
      for (let waited = 0; readCopies(copies, county.id).length === 0; waited++) {
        if (waited > 200) throw new Error('it was not done within twenty seconds')
        await new Promise((done) => setTimeout(done, 100))
      }
    })
    const verify = async (at: Connections): Promise<number> => {
      const verdict = await reading(at, county.id, (db) => verifyLedger(db, county.id, { keptElsewhere: readCopies(copies, county.id), publicKeys: [openSigningKey(configuration.dataFolder).publicKey] }))
      if (verdict.problems.length > 0) throw new Error(verdict.problems.join(' '))
      return verdict.entries
    }
    const entries = await step('The ledger is as it was written', () => verify(connections))

    await step('The database is killed outright and comes back with everything', async () => {
      process.kill(database.embedded?.processId() ?? 0, 'SIGKILL')
      for (let waited = 0; ; waited++) {
        await new Promise((done) => setTimeout(done, 100))
        const now = await verify(connections).catch(() => null)
        if (now === entries) return
        if (waited > 300) throw new Error('it did not come back within thirty seconds')
      }
    })
    const file = join(folder, 'backup')
    await step('A backup is written', () => backup(file, { owner: database.owner ?? database.app, files: join(configuration.dataFolder, 'files'), now: Temporal.Now.instant() }))
    await step('It is restored into an empty database, and every row compared', async () => {
      const second = await open(join(folder, 'restored'))
      await restore(file, { owner: second.database.owner ?? second.database.app, files: join(second.configuration.dataFolder, 'files') })
      if (await verify(second.connections) !== entries) throw new Error('the ledger has another length')
    })
    await step('Everything is stopped', closeAll)
    terminal.print(`All ${steps.length} trials went well.`)
    return 0
  } catch (error) {
    if (!(error instanceof StepFailed)) terminal.complain(error instanceof Error ? error.stack ?? error.message : String(error))
    return 1
  } finally {
    await closeAll().catch(() => {})
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}

class StepFailed extends Error {}
