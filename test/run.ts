/**
 * The whole suite: types first, then every test, in groups, two at a time (one for each core). Each group is a process
 * with a database server of its own, so that one that hangs or breaks takes nothing else with it. Arguments narrow it:
 * `npm test -- action-plan` runs the files whose path contains that.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--'))
const minutesForAGroup = 20
const needsBrowser = process.env['DUE_REGARD_TESTS_NEED_BROWSER'] !== undefined

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'], { cwd: root }).sort()
  .filter((file) => wanted.length === 0 || wanted.some((each) => file.includes(each)))
if (files.length === 0) {
  console.error(wanted.length > 0 ? `No test file’s path contains ${wanted.join(' or ')}.` : 'No test was found, so nothing was tested.')
  process.exit(1)
}

const started = Date.now()
if (wanted.length === 0) {
  const types = await run('types', [join(root, 'node_modules/.bin/tsc'), '-p', root])
  if (types.code !== 0) {
    console.log(types.output)
    console.error('The types do not hold, so no test was run.')
    process.exit(1)
  }
}

interface Ran { readonly name: string; readonly code: number; readonly output: string; readonly seconds: number }

const waiting = [...Map.groupBy(files, groupOf)].sort(([a], [b]) => weightOf(a) - weightOf(b))
const done: Ran[] = []
await Promise.all([work(), work()])

const total = (word: string): number => done.reduce((sum, { output }) => sum + Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0), 0)
const broken = done.filter(({ code, output }) => code !== 0 || !/^ℹ tests [1-9]/m.test(output))
const noBrowser = done.some(({ output }) => output.includes('no Chromium was found'))
for (const { name } of broken) console.log(`Not passed: ${name}`)
if (noBrowser) console.log('The browser tests were skipped: no Chromium was found on this machine.')
if (noBrowser && needsBrowser) console.error('They are needed here, so this run has failed.')
const failed = total('fail') + total('cancelled')
console.log(`${((Date.now() - started) / 1000).toFixed(0)} seconds`)
console.log(`${total('pass')} passed, ${Math.max(failed, broken.length)} failed, ${total('skipped')} skipped`)
process.exit(broken.length > 0 || failed > 0 || (noBrowser && needsBrowser) ? 1 : 0)

/** The long ones stand alone and begin first; the others go by room. */
function groupOf(file: string): string {
  if (/^test\/(journeys|accessibility|access|attacks|faults|start)/.test(file)) return file.startsWith('test/faults/') || file.startsWith('test/start/') ? file.split('/').slice(0, 2).join('/') : file
  const parts = file.split('/')
  return parts[1] === 'features' ? parts.slice(0, 3).join('/') : parts.slice(0, 2).join('/').replace(/\.test\.ts$/, '')
}

function weightOf(group: string): number {
  const order = ['test/journeys', 'test/accessibility', 'test/access', 'test/faults', 'test/start', 'test/attacks', 'src/features/action-plan', 'src/features/people', 'src/disclosure', 'src/database', 'test/conformance', 'src/documents']
  const at = order.findIndex((each) => group.startsWith(each))
  return at === -1 ? order.length : at
}

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, group] = next
    const ran = await run(name, [process.execPath, '--disable-warning=ExperimentalWarning', '--test', '--test-isolation=none', '--test-force-exit', '--test-reporter=spec', ...group])
    done.push(ran)
    const counted = ['pass', 'fail', 'skipped'].map((word) => `${new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(ran.output)?.[1] ?? '?'} ${word}`).join(', ')
    if (ran.code !== 0) console.log(ran.output)
    for (const line of ran.output.split('\n').filter((each) => /# SKIP|﹣/.test(each)).slice(0, 20)) console.log(line.trim())
    console.log(`${ran.code === 0 ? '✔' : '✖'} ${name}: ${counted}, ${ran.seconds.toFixed(0)} s`)
  }
}

/** Runs to the end, or to the end of its patience: a group that hangs is ended, and counts as failed. */
function run(name: string, [command, ...args]: string[]): Promise<Ran> {
  return new Promise((ended) => {
    const from = Date.now()
    const child = spawn(command!, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, FORCE_COLOR: '0' } })
    let output = ''
    const take = (chunk: Buffer): void => { output += chunk.toString() }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    const patience = setTimeout(() => {
      output += `\n${name} did not come to an end in ${minutesForAGroup} minutes, and was ended.\n`
      try { process.kill(-child.pid!, 'SIGKILL') } catch { /* it has just ended by itself */ }
    }, minutesForAGroup * 60_000)
    child.on('close', (code) => {
      clearTimeout(patience)
      ended({ name, code: code ?? 1, output, seconds: (Date.now() - from) / 1000 })
    })
  })
}
