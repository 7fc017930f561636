import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { attackSystem } from './attacker.ts'
import { disclosureFamilies } from './vector-families.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'vectors')
const skip = existsSync(folder) ? false : 'the reference answers (../shared/vectors) are not here'

interface Case { readonly id: string, readonly input: never, readonly expected: unknown }

async function casesOf(family: string): Promise<readonly Case[]> {
  const { cases } = JSON.parse(await readFile(join(folder, `${family}.json`), 'utf8'))
  assert.ok(cases.length > 0)
  return cases
}

for (const family of ['sdc-percent-leak', 'sdc-audit-system', 'sdc-audit-table'] as const) {
  test(`every reference answer of ${family} is met exactly`, { skip }, async () => {
    for (const { id, input, expected } of await casesOf(family)) {
      const got = JSON.parse(JSON.stringify(await disclosureFamilies[family].answer(input)))
      assert.deepEqual(got, expected, id)
    }
  })
}

for (const family of ['sdc-optimal', 'controlled-rounding'] as const) {
  test(`every reference answer of ${family} is met within its conditions`, { skip }, async () => {
    for (const { id, input, expected } of await casesOf(family)) {
      const got = await disclosureFamilies[family].answer(input)
      assert.ok(disclosureFamilies[family].passes(got, expected, input), `${id}: ${JSON.stringify(got)} for ${JSON.stringify(expected)}`)
    }
  })
}

test('a pattern or a rounding that breaks a condition does not pass', () => {
  const optimal = { primaries: 1, minSecondary: 3 }
  assert.ok(disclosureFamilies['sdc-optimal'].passes({ primaries: 1, secondary: 6, verified: true }, optimal))
  assert.ok(!disclosureFamilies['sdc-optimal'].passes({ primaries: 1, secondary: 2, verified: true }, optimal))
  assert.ok(!disclosureFamilies['sdc-optimal'].passes({ primaries: 1, secondary: 7, verified: true }, optimal))
  assert.ok(!disclosureFamilies['sdc-optimal'].passes({ primaries: 1, secondary: 3, verified: false }, optimal))
  const input = { counts: [[1, 2], [2, 1]], base: 5 }
  const rounding = disclosureFamilies['controlled-rounding']
  assert.ok(rounding.passes({ distance: 18, rounded: [[0, 0, 0], [5, 0, 5], [5, 0, 5]] }, { minDistance: 18 }, input))
  assert.ok(!rounding.passes({ distance: 18, rounded: [[0, 0, 0], [5, 0, 5], [5, 0, 10]] }, { minDistance: 18 }, input))
  assert.ok(!rounding.passes({ distance: 18, rounded: [[0, 0, 0], [10, 0, 10], [10, 0, 10]] }, { minDistance: 18 }, input))
  assert.ok(!rounding.passes({ distance: 20, rounded: [[0, 0, 0], [5, 0, 5], [5, 0, 5]] }, { minDistance: 18 }, input))
})

test('the attacker, too, sees through parity where fractions see nothing', { skip }, async () => {
  for (const { id, input, expected } of await casesOf('sdc-audit-system')) {
    const { variables, facts, targets } = input
    assert.deepEqual(await attackSystem(variables, facts, targets), expected, id)
  }
})
