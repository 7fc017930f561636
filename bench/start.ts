/**
 * How long one waits: from `npm start` to the first page, on an empty folder and on one that has been used; until it has
 * stopped; and for answers of the terminal that need no database. `npm run bench -- start [--runs 5]`
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../test/start/running.ts'

const root = resolve(import.meta.dirname, '..')
const at = process.argv.indexOf('--runs')
const runs = at === -1 ? 5 : Number(process.argv[at + 1])
const folder = mkdtempSync(join(tmpdir(), 'due-regard-bench-start-'))
const env = { PATH: process.env['PATH'] ?? '', HOME: folder }

interface Started { readonly page: number; readonly stop: number; readonly megabytes: number }

try {
  const first = await startOnce()
  const next: Started[] = []
  for (let run = 0; run < runs; run++) next.push(await startOnce())
  const plan = join(folder, 'plan.csv')
  writeFileSync(plan, `Ref,Action,Lead,Deadline,Measure\n${Array.from({ length: 100 }, (_, row) => `${row + 1},Mend the lift at library ${row + 1},Estates,31 March 2027,The lift works\n`).join('')}`)
  const commands = [['help'], ['import', 'plan', plan, '--json']].map((args) => [args.slice(0, 2).join(' ').replace(plan, 'FILE'), middle(Array.from({ length: runs }, () => command(args)))] as const)

  console.log(`Load of the machine at the end: ${loadavg().map((each) => each.toFixed(1)).join(', ')}. The middle of ${runs} runs.`)
  console.log('| what | milliseconds |')
  console.log('|---|---|')
  console.log(`| \`npm start\` on an empty folder, to the first page, with the example council made | ${first.page.toFixed(0)} |`)
  console.log(`| \`npm start\` on a used folder, to the first page | ${middle(next.map(({ page }) => page)).toFixed(0)} |`)
  console.log(`| SIGTERM until everything has stopped | ${middle(next.map(({ stop }) => stop)).toFixed(0)} |`)
  for (const [name, milliseconds] of commands) console.log(`| \`npm run -s due-regard -- ${name}\` | ${milliseconds.toFixed(0)} |`)
  console.log(`Memory of the app after the first page: ${middle(next.map(({ megabytes }) => megabytes)).toFixed(0)} MB resident.`)
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

async function startOnce(): Promise<Started> {
  const port = await freePort()
  const began = performance.now()
  const npm = spawn('npm', ['start'], { cwd: root, env: { ...env, PORT: String(port), DUE_REGARD_DATA: join(folder, 'data') }, stdio: 'ignore' })
  const ended = new Promise((done) => npm.once('exit', done))
  while (!await fetch(`http://127.0.0.1:${port}/sign-in`).then((answer) => answer.ok, () => false)) await wait(5)
  const page = performance.now() - began
  await wait(300)
  const megabytes = memoryOf(appUnder(npm.pid ?? 0))
  const asked = performance.now()
  npm.kill('SIGTERM')
  await ended
  return { page, stop: performance.now() - asked, megabytes }
}

function command(args: readonly string[]): number {
  const began = performance.now()
  const ran = spawnSync('npm', ['run', '-s', 'due-regard', '--', ...args], { cwd: root, env })
  if (ran.status !== 0) throw new Error(`${args.join(' ')} ended with ${ran.status}: ${ran.stderr.toString()}`)
  return performance.now() - began
}

/** npm starts the bootstrap, and the bootstrap the app. */
function appUnder(npm: number): number {
  const childOf = (parent: number): number => Number(readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ')[0])
  return childOf(childOf(npm))
}

function memoryOf(processId: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1]) / 1024
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
