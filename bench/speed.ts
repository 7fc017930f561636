/**
 * How fast the pages are, beside the floor: the same questions with no framework of ours, in the same run. One core
 * carries the app and PostgreSQL, another the load. `npm run bench -- speed [--seconds 8] [--runs 3]`
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import autocannon from 'autocannon'

const option = (name: string, usual: number): number => { const at = process.argv.indexOf(`--${name}`); return at === -1 ? usual : Number(process.argv[at + 1]) }
const [seconds, runs] = [option('seconds', 8), option('runs', 3)]
// The load stays off the core that carries what is measured.
spawnSync('taskset', ['-acp', '1', String(process.pid)])
const data = mkdtempSync(join(tmpdir(), 'due-regard-bench-'))

interface Standing { readonly port: number; readonly token: string; readonly strategy: string; readonly actions: readonly string[]; readonly publicPlan: string; readonly postmaster: number }
interface Measured { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly milliseconds: number; readonly halfP99: number; readonly memory: number; readonly bad: number }

const kinds = ['list', 'one action', 'save', 'public page'] as const
type Kind = (typeof kinds)[number]

const results = new Map<string, Map<Kind, Measured>>()
for (const kind of ['floor', 'app'] as const) {
  const { child, standing } = await stand(kind)
  const measured = new Map<Kind, Measured>()
  for (const each of kinds) {
    process.stderr.write(`${kind}: ${each}…\n`)
    measured.set(each, await measure(child, standing, each))
  }
  results.set(kind, measured)
  child.kill('SIGTERM')
  await new Promise((gone) => child.once('exit', gone))
}

const [floor, app] = [results.get('floor')!, results.get('app')!]
console.log('| page | floor, a second | app, a second | of the floor | p50 ms | p99 ms | p99 at half load ms | floor, processor ms each | app, processor ms each | app memory MB | bad answers |')
console.log('|---|---|---|---|---|---|---|---|---|---|---|')
for (const each of kinds) {
  const [f, a] = [floor.get(each)!, app.get(each)!]
  console.log(`| ${each} | ${f.perSecond.toFixed(0)} | ${a.perSecond.toFixed(0)} | ${(100 * a.perSecond / f.perSecond).toFixed(0)}% | ${a.p50} | ${a.p99} | ${a.halfP99} | ${f.milliseconds.toFixed(2)} | ${a.milliseconds.toFixed(2)} | ${a.memory.toFixed(0)} | ${a.bad} |`)
}

const starts = [await start('cold'), await start('warm'), await start('warm')]
rmSync(data, { recursive: true, force: true })
console.log('\n| start | first page after s | idle memory MB |\n|---|---|---|')
for (const each of starts) console.log(`| ${each.how} | ${(each.milliseconds / 1000).toFixed(2)} | ${each.memory.toFixed(0)} |`)

/** From `npm start` to the first page. Cold: there is no database yet, and the example is made. Warm: there is. Uses both cores. */
async function start(how: 'cold' | 'warm'): Promise<{ how: string; milliseconds: number; memory: number }> {
  const port = 20_000 + process.pid % 20_000
  const began = performance.now()
  const child = spawn('taskset', ['-c', '0,1', 'npm', 'start'], { cwd: resolve(import.meta.dirname, '..'), stdio: 'ignore', env: { ...process.env, DUE_REGARD_DATA: join(data, 'start'), PORT: String(port) } })
  const gone = new Promise((ended) => child.once('exit', ended))
  while (!await fetch(`http://127.0.0.1:${port}/sign-in`).then((answer) => answer.ok, () => false)) {
    if (child.exitCode !== null || performance.now() - began > 120_000) throw new Error('npm start showed no page')
    await new Promise((tried) => setTimeout(tried, 20))
  }
  const milliseconds = performance.now() - began
  await new Promise((rested) => setTimeout(rested, 3000))
  const app = readdirSync('/proc').filter((each) => /^\d+$/.test(each)).map(Number).find((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.ts') && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PORT=${port}\0`) && !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bootstrap')
    } catch {
      return false
    }
  })
  const memory = app === undefined ? 0 : memoryOf(app)
  child.kill('SIGTERM')
  await gone
  return { how: how === 'cold' ? 'cold: the database and the example are made' : 'warm', milliseconds, memory }
}

async function stand(kind: 'app' | 'floor'): Promise<{ child: ChildProcess; standing: Standing }> {
  const child = spawn('taskset', ['-c', '0', process.execPath, ...process.execArgv, resolve(import.meta.dirname, 'speed/standing.ts'), kind, data], { stdio: ['ignore', 'pipe', 'inherit'] })
  const standing = await new Promise<Standing>((ready, failed) => {
    let text = ''
    child.stdout!.on('data', (part: Buffer) => {
      text += part.toString()
      const end = text.indexOf('\n')
      if (end !== -1) ready(JSON.parse(text.slice(0, end)) as Standing)
    })
    child.once('exit', (code) => failed(new Error(`${kind} ended with ${code}`)))
  })
  return { child, standing }
}

async function measure(child: ChildProcess, standing: Standing, kind: Kind): Promise<Measured> {
  await load(standing, kind, 2)
  const all = []
  for (let run = 0; run < runs; run++) {
    const before = processorSeconds(child.pid!, standing.postmaster)
    const result = await load(standing, kind, seconds)
    const used = processorSeconds(child.pid!, standing.postmaster) - before
    all.push({ perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, milliseconds: 1000 * used / result.requests.total, bad: result.non2xx - (kind === 'save' ? result['3xx'] : 0) + result.errors })
  }
  const median = all.sort((a, b) => a.perSecond - b.perSecond)[Math.floor(runs / 2)]!
  const half = await load(standing, kind, seconds, Math.max(1, Math.round(median.perSecond / 2)))
  return { ...median, bad: all.reduce((sum, each) => sum + each.bad, 0), halfP99: half.latency.p99, memory: memoryOf(child.pid!) }
}

function load(standing: Standing, kind: Kind, duration: number, rate?: number): Promise<autocannon.Result> {
  let next = 0
  const headers = { cookie: `session=${standing.token}`, 'sec-fetch-site': 'same-origin' }
  const path = { list: `/plans/${standing.strategy}`, 'one action': '', save: '', 'public page': standing.publicPlan }[kind]
  const of = (): string => standing.actions[next++ % standing.actions.length]!
  return autocannon({
    url: `http://127.0.0.1:${standing.port}`, connections: kind === 'public page' ? 32 : 8, duration, ...(rate === undefined ? {} : { overallRate: rate }), headers: kind === 'public page' ? {} : headers,
    requests: [kind === 'one action' ? { setupRequest: (request) => ({ ...request, path: `/actions/${of()}` }) }
      : kind === 'save' ? { setupRequest: (request) => ({ ...request, method: 'POST', path: `/actions/${of()}/progress`, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: 'account=Two+more+teams+have+answered&own=at+risk&reason=Two+teams+are+away' }) }
      : { path }],
  })
}

/** Processor time of the app, and of PostgreSQL with its connections, so far. */
function processorSeconds(app: number, postmaster: number): number {
  const ticks = (pid: number): number => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
      return Number(fields[11]) + Number(fields[12]) + (pid === postmaster ? Number(fields[13]) + Number(fields[14]) : 0)
    } catch {
      return 0
    }
  }
  const children = readdirSync('/proc').filter((each) => /^\d+$/.test(each)).map(Number).filter((pid) => {
    try { return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1] === String(postmaster) } catch { return false }
  })
  return [app, postmaster, ...children].reduce((sum, pid) => sum + ticks(pid), 0) / 100
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}
