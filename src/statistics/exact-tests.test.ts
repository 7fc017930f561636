import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { asLikely, binomialTest } from './binomial-test.ts'
import { chiSquare } from './chi-square.ts'
import { fisher } from './fisher.ts'
import { mannWhitney, mannWhitneyOfCounts } from './mann-whitney.ts'
import { given, reasonOf } from './for-tests.ts'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const close = (a: number, b: number): void => assert.ok(Math.abs(a - b) <= 1e-10 * Math.max(1e-3, Math.abs(b)), `${a} is not ${b}`)

/** log(k!) by adding: slow, plain, and not what the engine does. */
const logFactorial = (k: number): number => sum(Array.from({ length: k }, (_, i) => Math.log(i + 1)))
const choose = (n: number, k: number): number => Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k))

test('the exact binomial test is the sum over every count that is no likelier', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(), fc.integer({ min: 1, max: 99 }), (base, any, hundredths) => {
    const [count, chance] = [any % (base + 1), hundredths / 100]
    const chances = Array.from({ length: base + 1 }, (_, k) => choose(base, k) * chance ** k * (1 - chance) ** (base - k))
    const test = given(binomialTest({ count, base }, chance))
    close(test.twoSided, Math.min(1, sum(chances.filter((each) => each <= (chances[count] ?? 0) * asLikely))))
    close(test.less, sum(chances.slice(0, count + 1)))
    close(test.greater, sum(chances.slice(count)))
  }))
})

test('a share that cannot differ from nought or from everybody is tested too', () => {
  assert.deepEqual(binomialTest({ count: 0, base: 9 }, 0), { twoSided: 1, less: 1, greater: 1 })
  assert.deepEqual(binomialTest({ count: 1, base: 9 }, 0), { twoSided: 0, less: 1, greater: 0 })
  assert.deepEqual(binomialTest({ count: 9, base: 9 }, 1), { twoSided: 1, less: 1, greater: 1 })
  assert.deepEqual(binomialTest({ count: 3, base: 9 }, 1.2), { refused: 'The share to compare with must be from 0 to 1, and 1.2 is not.', reason: 'undefined' })
})

test('a national workforce is tested, without a sum over each of its people', { timeout: 60_000 }, () => {
  const answer = given(binomialTest({ count: 240_000, base: 1_500_000 }, 0.162))
  assert.ok(answer.twoSided > 0 && answer.twoSided < 1e-8)
  given(fisher(240_000, 510_000, 236_000, 514_000))
})

test('Fisher’s test is the sum over every table that is no likelier', () => {
  const cell = fc.nat(25)
  fc.assert(fc.property(cell, cell, cell, cell, (a, b, c, d) => {
    fc.pre(a + b + c + d > 0)
    const [marked, unmarked, drawn] = [a + b, c + d, a + c]
    const all = choose(marked + unmarked, drawn)
    const chances = Array.from({ length: Math.min(marked, drawn) - Math.max(0, drawn - unmarked) + 1 }, (_, i) => i + Math.max(0, drawn - unmarked)).map((k) => (choose(marked, k) * choose(unmarked, drawn - k)) / all)
    const observed = chances[a - Math.max(0, drawn - unmarked)] ?? 0
    close(given(fisher(a, b, c, d)).twoSided, Math.min(1, sum(chances.filter((each) => each <= observed * asLikely))))
  }))
})

test('Fisher’s test does not care which group or outcome comes first', () => {
  const cell = fc.nat(20_000)
  fc.assert(fc.property(cell, cell, cell, cell, (a, b, c, d) => {
    fc.pre(a + b + c + d > 0)
    const p = given(fisher(a, b, c, d)).twoSided
    for (const turned of [fisher(c, d, a, b), fisher(b, a, d, c), fisher(a, c, b, d)]) close(given(turned).twoSided, p)
  }))
})

test('where nothing can be told apart p is one, and an odds ratio over nought is none', () => {
  assert.deepEqual(fisher(5, 0, 3, 0), { twoSided: 1, sampleOddsRatio: null })
  assert.deepEqual(fisher(0, 0, 3, 4), { twoSided: 1, sampleOddsRatio: null })
  assert.notEqual(reasonOf(fisher(0, 0, 0, 0)), null)
  assert.equal(given(fisher(0, 15124, 6592, 12789)).twoSided, 0)
})

test('a chi-square p is not reported over thin cells, and an empty row is refused', () => {
  assert.equal(given(chiSquare([[30, 20, 10], [25, 25, 30]])).reportable, true)
  const thin = given(chiSquare([[1, 2], [3, 30]]))
  assert.match(thin.reportable === true ? '' : thin.reportable.refused, /Fisher/)
  const wide = given(chiSquare([[1, 2, 30], [3, 1, 40], [0, 2, 30]]))
  assert.match(wide.reportable === true ? '' : wide.reportable.refused, /Combine categories/)
  for (const wrong of [chiSquare([[1, 2]]), chiSquare([[1], [2]]), chiSquare([[1, 2], [3]]), chiSquare([[0, 0], [3, 4]])]) assert.equal(reasonOf(wrong), 'undefined')
  assert.notEqual(reasonOf(chiSquare([[0, 0], [0, 0]])), null)
})

test('Mann-Whitney’s exact p counts every order of a small group', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 9 }), fc.integer({ min: 1, max: 8 }), (values, any) => {
    const firsts = Math.max(1, any % values.length)
    const [first, second] = [values.slice(0, firsts), values.slice(firsts)]
    const u = (some: readonly number[]): number => sum(some.map((a) => values.filter((b) => !some.includes(b) && b < a).length))
    const all = subsets(values, firsts).map(u)
    const answer = given(mannWhitney(first, second))
    assert.equal(answer.u, u(first))
    const tail = Math.min(all.filter((each) => each <= answer.u).length, all.filter((each) => each >= answer.u).length) / all.length
    close(answer.exactP ?? -1, Math.min(1, 2 * tail))
  }), { numRuns: 60 })
})

test('swapping the groups turns the probability of superiority round and leaves p', () => {
  const counts = fc.array(fc.nat(400), { minLength: 5, maxLength: 5 })
  fc.assert(fc.property(counts, counts, (a, b) => {
    fc.pre(sum(a) > 0 && sum(b) > 0)
    const [one, other] = [given(mannWhitneyOfCounts(a, b)), given(mannWhitneyOfCounts(b, a))]
    close(one.probabilityOfSuperiority + other.probabilityOfSuperiority, 1)
    assert.equal(one.p === null, other.p === null)
    if (one.p !== null) close(one.p, other.p ?? -1)
  }))
})

test('when everybody gives one answer there is no p', () => {
  assert.deepEqual(mannWhitneyOfCounts([0, 9, 0], [0, 4, 0]), { u: 18, probabilityOfSuperiority: 0.5, p: null, exactP: null })
  assert.notEqual(reasonOf(mannWhitneyOfCounts([0, 0], [1, 1])), null)
  assert.notEqual(reasonOf(mannWhitney([1, Number.NaN], [2])), null)
})

function subsets(values: readonly number[], size: number): number[][] {
  const [first, ...rest] = values
  if (size === 0) return [[]]
  return first === undefined ? [] : [...subsets(rest, size - 1).map((each) => [first, ...each]), ...subsets(rest, size)]
}
