import { test } from 'node:test'
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPlan } from './import-plan.ts'

const plan = '<h1>Barsetshire action plan</h1><h2>Objective 1: Fair pay</h2><table><tr><th>Ref</th><th>Action</th><th>Lead</th><th>By when</th><th>Measure</th></tr><tr><td>1.1</td><td>Publish the pay gap</td><td>Human Resources</td><td>By end 16/17</td><td></td></tr></table>'

async function run(args: readonly string[], input = ''): Promise<{ code: number; said: string; complained: string }> {
  const said: string[] = []
  const complained: string[] = []
  const code = await importPlan(args, { print: (line) => said.push(line), complain: (line) => complained.push(line), input: async () => new TextEncoder().encode(input) })
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

async function withFile<Result>(name: string, content: string, use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'import-plan-'))
  try {
    const file = join(folder, name)
    await writeFile(file, content)
    return await use(file)
  } finally { await rm(folder, { recursive: true }) }
}

test('a plan is printed as a table, under its objectives', async () => {
  const { code, said, complained } = await withFile('plan.html', plan, (file) => run([file]))
  assert.equal(code, 0)
  assert.equal(complained, '')
  assert.match(said, /plan\.html: 1 action, 1 heading/)
  assert.match(said, /Objective 1: Fair pay\n\n1\.1\s+Publish the pay gap\s+Human Resources\s+By end 16\/17/)
})

test('with --json there is JSON on standard output and nothing else, each value as written and null where there is none', async () => {
  const { code, said, complained } = await withFile('plan.html', plan, (file) => run([file, '--json']))
  assert.equal(code, 0)
  assert.equal(complained, '')
  const { actions, headings, unplaced } = JSON.parse(said)
  assert.deepEqual(Object.keys(JSON.parse(said)), ['actions', 'headings', 'objectives', 'unplaced'])
  assert.equal(actions.length, 1)
  const { confidence, understood, place, ...words } = actions[0]
  assert.deepEqual(words, { reference: '1.1', theme: null, objective: 'Objective 1: Fair pay', group: null, action: 'Publish the pay gap', leads: 'Human Resources', deadline: 'By end 16/17', measures: null, others: [] })
  assert.deepEqual(understood.deadline, { kind: 'date', on: '2017-03-31', precision: 'financial year' })
  assert.deepEqual(understood.leads, [{ name: 'Human Resources', role: 'lead', known: null }])
  assert.deepEqual(place, { table: 1, row: 2 })
  assert.ok(confidence.leads >= 0.9)
  assert.deepEqual(headings.map(({ kind, code: of }: { kind: string; code: string }) => [kind, of]), [['objective', 'Objective 1']])
  assert.equal(unplaced.length, 1)
})

test('a dash reads pasted text from standard input', async () => {
  const { code, said } = await run(['-', '--json'], 'Action\tLead\tBy when\nHold a forum\tPolicy Team\tMay 2026\n')
  assert.equal(code, 0)
  assert.equal(JSON.parse(said).actions[0].leads, 'Policy Team')
})

test('a file that cannot be read gets a sentence, and nothing on standard output', async () => {
  const empty = await withFile('empty.docx', '', (file) => run([file, '--json']))
  assert.deepEqual([empty.code, empty.said], [1, ''])
  assert.match(empty.complained, /empty\.docx is empty/)
  const missing = await run(['no-such-file.docx', '--json'])
  assert.deepEqual([missing.code, missing.said], [1, ''])
  assert.match(missing.complained, /There is no file no-such-file\.docx/)
})

test('asked wrongly, it says how to ask', async () => {
  assert.deepEqual([(await run([])).code, (await run(['a', 'b'])).code, (await run(['a.docx', '--yaml'])).code], [2, 2, 2])
  assert.match((await run([])).complained, /Usage: due-regard import plan FILE/)
})
