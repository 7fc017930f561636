/**
 * The whole suite: types first, then every test, in two processes side by side (one for each core), each with its own
 * database server. Arguments narrow it: `npm test -- action-plan` runs the files whose path contains that.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--'))
const slow = /^test\/(journeys|accessibility|faults)|embedded|backup/

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'], { cwd: root }).sort()
  .filter((file) => wanted.length === 0 || wanted.some((each) => file.includes(each)))
if (files.length === 0) {
  console.error(wanted.length > 0 ? `No test file’s path contains ${wanted.join(' or ')}.` : 'No test was found, so nothing was tested.')
  process.exit(1)
}

const started = Date.now()
if (wanted.length === 0 && await run([join(root, 'node_modules/.bin/tsc'), '-p', root], 'types').then((each) => each.code) !== 0) {
  console.error('The types do not hold, so no test was run.')
  process.exit(1)
}

const shards = [files.filter((file) => !slow.test(file)), files.filter((file) => slow.test(file))].filter((each) => each.length > 0)
const results = await Promise.all(shards.map((each, number) => run([process.execPath, '--disable-warning=ExperimentalWarning', '--test', '--test-isolation=none', '--test-reporter=spec', '--test-timeout=600000', ...each], `part ${number + 1}`)))

const total = (word: string): number => results.reduce((sum, { output }) => sum + Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0), 0)
const [passed, failed, skipped] = [total('pass'), total('fail') + total('cancelled'), total('skipped')]
const noBrowser = results.some(({ output }) => output.includes('no Chromium was found'))
if (noBrowser) console.log('The browser tests were skipped: no Chromium was found on this machine.')
if (noBrowser && process.env['DUE_REGARD_TESTS_NEED_BROWSER'] !== undefined) console.error('They are needed here, so this run has failed.')
console.log(`${((Date.now() - started) / 1000).toFixed(0)} seconds`)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
const broken = results.some(({ code }) => code !== 0) || passed === 0 || (noBrowser && process.env['DUE_REGARD_TESTS_NEED_BROWSER'] !== undefined)
process.exit(broken || failed > 0 ? 1 : 0)

/** Runs to the end, printing as it goes; a failure's lines are there to read whichever part they came from. */
function run([command, ...args]: string[], name: string): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(command!, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DUE_REGARD_TEST_PART: name.replaceAll(' ', '-'), FORCE_COLOR: '0' } })
    let output = ''
    const take = (chunk: Buffer): void => {
      output += chunk.toString()
      process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('exit', (code) => done({ code: code ?? 1, output }))
  })
}
