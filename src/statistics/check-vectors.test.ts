import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { disclosureFamilies } from '#disclosure/vector-families.ts'
import { checkVectors, matches, runVectors } from './check-vectors.ts'
import { statisticsFamilies } from './vector-families.ts'

const folder = resolve(import.meta.dirname, '../../../shared/vectors')
const skip = existsSync(folder) ? false : 'the reference answers are not beside the project (../shared/vectors)'
const tolerance = { abs: 1e-9, rel: 1e-9 }

test('every reference answer of every family is met', { skip }, async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  const families = { ...statisticsFamilies, ...disclosureFamilies }
  const report = await runVectors(files, families)
  assert.deepEqual(report.faults, [])
  assert.deepEqual(Object.keys(report.families).sort(), Object.keys(families).sort())
  for (const [family, { misses, total }] of Object.entries(report.families)) {
    assert.deepEqual(misses, [], family)
    assert.ok(total > 0, family)
  }
})

const wilsonFile = {
  name: 'wilson.json',
  text: JSON.stringify({ schema: 'ecv/1', family: 'wilson', tolerance, cases: [
    { id: 'w1', input: { x: 5, n: 10, conf: 0.95 }, expected: { p: 0.5, lo: 0.236593090512564, hi: 0.7634069094874361 } }, { id: 'w2', input: { x: 0, n: 0, conf: 0.95 }, expected: null },
  ] }),
}

test('a line is printed for each family, and all passed is success', async () => {
  assert.deepEqual(await run(['answers'], [wilsonFile]), { code: 0, stdout: 'wilson 2 2\n', stderr: '' })
})

test('a wrong answer is a failure that names the case, what was got and what was expected', async () => {
  const got = { declarationRate: 0.5, shareOfDeclared: 0.5, shareOfAll: 0.25, lower: 0.25, upper: 0.75 }
  const cases = [{ id: 'd1', input: { x: 1, declared: 2, n: 4 }, expected: { ...got, upper: 1 } }, { id: 'd2', input: { x: 1, declared: 2, n: 4 }, expected: got }]
  const { code, stdout } = await run(['answers', '--json'], [{ name: 'declaration.json', text: JSON.stringify({ schema: 'ecv/1', family: 'declaration', tolerance, cases }) }])
  assert.equal(code, 1)
  assert.deepEqual(JSON.parse(stdout), { families: { declaration: { passed: 1, total: 2, misses: [{ id: 'd1', got, expected: { ...got, upper: 1 } }] } } })
})

test('a family that nobody answers is a failure, and so is a folder without reference answers', async () => {
  const unknown = await run(['answers'], [{ name: 'tea.json', text: '{"schema":"ecv/1","family":"toString","cases":[{"id":"t1","input":{},"expected":1}]}' }])
  assert.equal(unknown.code, 1)
  assert.equal(unknown.stdout, 'toString 0 1\n')
  assert.match(unknown.stderr, /nobody here answers the family “toString”/)
  const empty = await run(['answers'], [{ name: 'package.json', text: '{"name":"something else"}' }])
  assert.equal(empty.code, 1)
  assert.match(empty.stderr, /no reference answers/)
})

test('a broken file, a folder that cannot be read and a missing folder are said in words', async () => {
  assert.match((await run(['answers'], [wilsonFile, { name: 'z.json', text: '{' }])).stderr, /z\.json: this is not JSON/)
  assert.match((await run(['answers'], new Error('no such folder'))).stderr, /answers cannot be read: no such folder/)
  assert.match((await run(['--json'], [])).stderr, /which folder/)
})

test('an input that cannot be read is a miss, not a crash', async () => {
  const { code, stdout } = await run(['answers', '--json'], [{ name: 'w.json', text: '{"schema":"ecv/1","family":"wilson","cases":[{"id":"w1","input":{"x":"five"},"expected":{"p":0.5}}]}' }])
  assert.equal(code, 1)
  assert.match(stdout, /needs a number called/)
})

test('an answer that its family’s judge cannot read is a miss, not a crash', async () => {
  const families = { tea: { answer: () => null, passes: (): boolean => { throw new TypeError('A list is needed here') } } }
  assert.equal((await runVectors([{ name: 't.json', text: '{"schema":"ecv/1","family":"tea","cases":[{"id":"t1","input":{},"expected":1}]}' }], families)).families['tea']?.passed, 0)
})

test('numbers are compared by tolerance and everything else exactly', () => {
  const agrees = (got: unknown, expected: unknown): boolean => matches(got, expected, tolerance)
  assert.ok(agrees(1 + 1e-9, 1) && !agrees(1 + 1e-8, 1))
  assert.ok(!agrees(Number.NaN, 1) && !agrees(null, 0) && !agrees(0, null))
  assert.ok(agrees([1, null], [1, null]) && !agrees([1, 2, 3], [1, 2]))
  assert.ok(agrees({ refused: 'no', reason: 'no-data' }, null) && !agrees({ refused: 'no' }, { p: 1 }))
  assert.ok(!agrees({}, { p: null }) && agrees({ p: null, more: 1 }, { p: null }))
})

async function run(args: readonly string[], files: readonly { name: string; text: string }[] | Error): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const out = { stdout: (text: string) => { said.stdout += text }, stderr: (text: string) => { said.stderr += text } }
  const code = await checkVectors(args, out, async () => { if (files instanceof Error) throw files; return files })
  return { code, ...said }
}
