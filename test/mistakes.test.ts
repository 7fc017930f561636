/**
 * What must not compile does not: with the expectations taken away, the type check refuses every planted line. (With them
 * in place, the check that runs before all tests fails as soon as one line is no mistake any more.)
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const files = [['test/mistakes.ts', 45], ['src/disclosure/mistakes.ts', 15]] as const
const expectation = /^\s*\/\/ @ts-expect-error /

test('every planted mistake is refused by the type check, and there are as many as there were', async (t) => {
  const folder = mkdtempSync(join(root, 'test', '.mistakes-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const planted = files.map(([file]) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n')
    const copy = file.replaceAll('/', '-')
    // The copy lies elsewhere, so what it imports from beside it is imported from there.
    writeFileSync(join(folder, copy), lines.map((line) => expectation.test(line) ? '    // (not expected)' : line.replace(/from '(\.\.?\/[^']+)'/, (_, to: string) => `from '${relative(folder, resolve(root, dirname(file), to))}'`)).join('\n'))
    return { file, copy, at: lines.flatMap((line, index) => expectation.test(line) ? [{ line: index + 2, why: line.replace(expectation, '') }] : []) }
  })
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }))
  const checked = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' })
  const refused = new Set([...checked.stdout.matchAll(/^([\w.-]+)\((\d+),\d+\): error /gm)].map((each) => `${each[1]} ${each[2]}`))

  for (const { file, copy, at } of planted) {
    await t.test(file, () => {
      const least = files.find(([name]) => name === file)?.[1] ?? 0
      assert.ok(at.length >= least, `${file} had ${least} planted mistakes and has ${at.length}`)
      assert.deepEqual(at.filter(({ line }) => !refused.has(`${copy} ${line}`)).map((each) => each.why), [], `these compile:\n${checked.stdout.slice(0, 2_000)}`)
    })
  }
  await t.test('nothing else in those files is an error', () => {
    const expected = new Set(planted.flatMap(({ copy, at }) => at.map(({ line }) => `${copy} ${line}`)))
    assert.deepEqual([...refused].filter((each) => !expected.has(each)), [])
  })
})
