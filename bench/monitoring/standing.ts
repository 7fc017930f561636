/** The whole house in a process of its own, as `npm start` has it: pages, and jobs beside them. It takes in the extract that it is told of, and says how long each step took. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { reading } from '#database/transaction.ts'
import type { DatasetState } from '#features/equality-monitoring/dataset.ts'
import { acceptDataset, confirmMapping, findDataset, findReading, insertDataset } from '#features/equality-monitoring/dataset-store.ts'
import { saidByRules } from '#features/equality-monitoring/for-tests-intake.ts'
import { findSource, insertSource } from '#features/equality-monitoring/source-store.ts'
import { findTabulation, listTabulations } from '#features/equality-monitoring/tabulation-store.ts'
import { listReleases } from '#features/equality-monitoring/release-store.ts'
import { filesOf } from '#web/files.ts'
import { startWork } from '../../src/work.ts'
import { house, settings } from '../../test/house.ts'

/** Processor seconds are of this process with its threads, and of PostgreSQL: neighbours on the machine change them less than they change the time. */
export interface Step { readonly step: string; readonly milliseconds: number; readonly own: number; readonly database: number; readonly held: number; readonly memory: number }
export interface Taken { readonly steps: readonly Step[]; readonly cuts: readonly (readonly string[])[]; readonly sexByDepartment: readonly number[]; /** Milliseconds of each look at the profile, and what became of the board's figures. */ readonly profile: readonly number[]; readonly release: string }

const limits = { DUE_REGARD_UPLOAD_MB: '1000', DUE_REGARD_ROWS_PER_FILE: '2000000' }
const council = await house({ settings: limits })
const analyst = await council.as('samira.hussain@barsetshire.example')
const organisation = await council.organisation()
const look = <Answer>(ask: Parameters<typeof reading<Answer>>[2]) => reading(council.database.connections, organisation, ask)
const { rows: [backend] } = await council.database.connections.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
// Whoever started the process that answers us is the server itself.
const postmaster = Number(readFileSync(`/proc/${backend?.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1])
const work = await startWork({ configuration: settings({ DUE_REGARD_DATA: council.dataFolder, ...limits }), connections: council.database.connections, jobs: council.database.jobs, directory: council.standing.directory, published: council.standing.published, complain: (line) => console.error(line), now: council.now, pollEvery: 100 })
const address = await council.standing.app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ address, host: analyst.host, session: analyst.cookies.get('session') })

process.on('message', async (file: string) => {
  if (file === 'end') { await work.stop(); await council[Symbol.asyncDispose](); process.exit(0) }
  process.send?.(await takeIn(file))
})

/** Seconds of processor time of PostgreSQL with all that it started, from /proc (proc(5)), whose clock has 100 ticks a second. */
function processorOf(pid: number): number {
  const ticksOf = (each: number, from: number, to: number): number => {
    try {
      return readFileSync(`/proc/${each}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(from, to).reduce((sum, ticks) => sum + Number(ticks), 0)
    } catch { return 0 }
  }
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((each) => each !== '').map(Number)
  return (ticksOf(pid, 11, 15) + children.reduce((sum, child) => sum + ticksOf(child, 11, 13), 0)) / 100
}

async function takeIn(file: string): Promise<Taken> {
  const steps: Step[] = []
  const wanted = process.env['BENCH_PROFILE'] ?? ''
  const profiler = wanted === '' ? null : new Session()
  if (profiler !== null) {
    profiler.connect()
    await profiler.post('Profiler.enable')
    await profiler.post('Profiler.setSamplingInterval', { interval: 500 })
    await profiler.post('Profiler.start')
  }
  const source = randomUUID()
  await council.change((db) => insertSource(db, organisation, { id: source, name: `HR ${source.slice(0, 6)}`, kind: 'workforce', mapping: { columns: {}, words: {} }, purpose: 'Equality monitoring', lawfulBasis: 'Paragraph 8', keepRowsMonths: 24, scope: '' }, council.now()))
  const measure = async (step: string, begin: () => Promise<unknown>, id: string, until: DatasetState | null): Promise<void> => {
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    let memory = 0
    const [ownBefore, databaseBefore] = [process.cpuUsage(), processorOf(postmaster)]
    const sampling = setInterval(() => { memory = Math.max(memory, process.memoryUsage.rss()) }, 50)
    const began = performance.now()
    await begin()
    while (until !== null) {
      const found = await look((db) => findDataset(db, organisation, id))
      if (found?.state === until) break
      if (found === null || found.state === 'unreadable') throw new Error(`${step}: ${found?.refusal ?? 'it is gone'}`)
      await wait(25)
    }
    const own = process.cpuUsage(ownBefore)
    steps.push({ step, milliseconds: performance.now() - began, own: (own.user + own.system) / 1e6, database: processorOf(postmaster) - databaseBefore, held: delay.max / 1e6, memory: memory / 1e6 })
    clearInterval(sampling)
    delay.disable()
  }
  const give = async (id: string, to: string): Promise<void> => {
    const sha256 = await filesOf(join(council.dataFolder, 'files'), organisation, 'Equality monitoring').keep(readFileSync(file))
    await council.change((db) => insertDataset(db, organisation, { id, source, from: null, to: Temporal.PlainDate.from(to), fileName: 'extract.csv', sha256, by: { id: randomUUID(), name: 'Samira Hussain' }, at: council.now() }))
  }
  const [first, second] = [randomUUID(), randomUUID()]
  // The control: what the machine does to a house in which nothing is taken in. Making the example council left memory behind that a started house does not have.
  await measure('nothing, for five seconds', () => wait(5000), first, null)
  await measure('read', () => give(first, '2026-06-30'), first, 'to map')
  const read = await look((db) => findReading(db, organisation, first))
  if (!read) throw new Error('Nothing was read')
  const mapping = saidByRules(read, { columns: {}, words: {} })
  await measure('looked through, once its words are said', () => council.change(async (db) => { const known = await findSource(db, organisation, source); return known && confirmMapping(db, organisation, first, mapping, known.version) }), first, 'to check')
  await measure('taken in, all tables made', () => council.change((db) => acceptDataset(db, organisation, first)), first, 'current')
  await measure('the second extract: read and looked through', () => give(second, '2026-09-30'), second, 'to check')
  await measure('the second extract: taken in', () => council.change((db) => acceptDataset(db, organisation, second)), second, 'current')
  let release = ''
  await measure('the board’s figures of the second, proved', async () => {
    for (let tries = 0; tries < 24_000 && release === ''; tries += 1) {
      const found = (await look((db) => listReleases(db, organisation))).find((each) => each.wanted.datasets.some(({ dataset }) => dataset === second))
      if (found !== undefined && !['waiting', 'working'].includes(found.state)) release = found.state === 'ready' ? `The board’s figures are proved.${(found.wanted.leftOut ?? []).map((said) => ` ${said}`).join('')}` : `The board’s figures were not made: ${found.refusal?.refused ?? ''}`
      else await wait(50)
    }
  }, second, null)
  const profile: number[] = []
  await measure('the profile of them, opened a hundred times', async () => {
    for (let looks = 0; looks < 100; looks += 1) {
      const began = performance.now()
      const answer = await fetch(`${address}/monitoring/profile`, { headers: { host: analyst.host, cookie: `session=${analyst.cookies.get('session')}` } })
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`The profile answered ${answer.status}`)
      profile.push(performance.now() - began)
    }
  }, second, null)
  if (profiler !== null) {
    const { profile: seen } = await profiler.post('Profiler.stop')
    writeFileSync(wanted, JSON.stringify(seen))
  }
  const tables = await look((db) => listTabulations(db, organisation, second))
  const cross = await look((db) => findTabulation(db, organisation, second, 'sex by department'))
  const headings = new Map(Object.entries(mapping.columns).map(([heading, meaning]) => [meaning?.field, heading]))
  return { steps, profile, release, cuts: tables.map((table) => table.by.map((field) => headings.get(field.field) ?? '')), sexByDepartment: (cross?.counts ?? []).filter((count) => count > 0).toSorted((a, b) => a - b) }
}
