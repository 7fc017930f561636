import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { impliedCounts, leaksInText } from './percent-leak.ts'
import { publishedRules } from './published-rules.ts'

const file = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'peer-tests', 'disclosure-control-rules.json')
const skip = existsSync(file) ? false : 'the published rules (../shared/data/peer-tests) are not here'

test('counts, percentages and averages are printed as HESA and Ofqual say that they print them', { skip }, async () => {
  const { rules } = JSON.parse(await readFile(file, 'utf8'))
  let checked = 0
  for (const { id, counts = [], percentages = [], averages = [] } of rules) {
    if (id !== 'hesa' && id !== 'ofqual') continue
    const rule = publishedRules[id === 'hesa' ? 'hesa' : 'ofqual']
    for (const [count, printed] of counts) {
      assert.equal(rule.count(count), String(printed), `${id} ${count}`)
      checked++
    }
    for (const { base, shown } of percentages) assert.equal(rule.givesPercentageOf(base), shown !== '..', `${id} percentage of ${base}`)
    for (const { base, shown } of averages) assert.equal(rule.givesAverageOf(base), shown !== '..', `${id} average of ${base}`)
  }
  assert.ok(checked > 15)
})

test('a percentage with a known base is blocked exactly when every number of people that fits is small', () => {
  for (const base of [7, 40, 99, 320, 1000, 6386]) {
    for (const decimals of [0, 1, 2]) {
      for (let count = 0; count <= Math.min(base, 12); count++) {
        const scale = 10 ** decimals
        const rounded = (x: number) => Math.floor((2 * 100 * scale * x + base) / (2 * base))
        const percent = (rounded(count) / scale).toFixed(decimals)
        const fitting = Array.from({ length: base + 1 }, (_, x) => x).filter((x) => rounded(x) === rounded(count))
        const implied = impliedCounts(percent, decimals, base, 5)
        assert.deepEqual(implied.counts, fitting, `${percent}% of ${base}`)
        assert.equal(implied.disclosesSmall, fitting.every((x) => x >= 1 && x < 5))
      }
    }
  }
})

test('a percentage that no number of people fits says so', () => {
  assert.deepEqual(impliedCounts('37', 0, 4, 5), { n: 0, min: null, max: null, counts: [], exact: false, disclosesSmall: false })
  assert.equal(impliedCounts('abc', 1, 100, 5).n, 0)
})

test('typed text that gives a small number of people away is found, with its place and a reason', () => {
  const text = 'Of 6,386 employees, 0.05% are Jewish, 5.8 per cent are disabled and 73% are women.'
  assert.deepEqual(leaksInText(text, [], 5), [{ words: '0.05%', at: 20, base: 6386, because: '0.05% of 6,386 can only be exactly 3 people. Say “a small number” instead.' }])
  assert.deepEqual(leaksInText('0.05% are Jewish.', [], 5), [])
  assert.equal(leaksInText('0.05% are Jewish.', [6386], 5).length, 1)
  assert.deepEqual(leaksInText('52.8% of 6,386 employees are women.', [6386], 5), [])
})
