import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { newcombe } from './difference-of-proportions.ts'
import { clopperPearson, wilson } from './proportion.ts'
import { given, reasonOf } from './for-tests.ts'

const anyShare = fc.integer({ min: 1, max: 2_000_000 }).chain((base) => fc.integer({ min: 0, max: base }).map((count) => ({ count, base })))

test('a share lies inside its interval, and the interval inside nought to one', () => {
  fc.assert(fc.property(anyShare, fc.constantFrom(0.8, 0.95, 0.999), (share, confidence) => {
    for (const { proportion, low, high } of [given(wilson(share, confidence)), given(clopperPearson(share, confidence))]) {
      assert.ok(low >= 0 && low <= proportion && proportion <= high && high <= 1)
    }
  }))
})

test('the interval of those without it mirrors the interval of those with it', () => {
  fc.assert(fc.property(anyShare, (share) => {
    for (const method of [wilson, clopperPearson]) {
      const [one, other] = [given(method(share)), given(method({ count: share.base - share.count, base: share.base }))]
      assert.ok(Math.abs(one.low - (1 - other.high)) < 1e-12 && Math.abs(one.high - (1 - other.low)) < 1e-12)
    }
  }))
})

test('nobody of many, and everybody of many, end exactly at nought and at one', () => {
  assert.equal(given(wilson({ count: 0, base: 7 })).low, 0)
  assert.equal(given(wilson({ count: 7, base: 7 })).high, 1)
  assert.equal(given(clopperPearson({ count: 0, base: 7 })).low, 0)
  assert.equal(given(clopperPearson({ count: 7, base: 7 })).high, 1)
})

test('swapping the groups turns the difference round', () => {
  fc.assert(fc.property(anyShare, anyShare, (first, second) => {
    const [one, other] = [given(newcombe(first, second)), given(newcombe(second, first))]
    assert.ok(Math.abs(one.difference + other.difference) < 1e-15 && Math.abs(one.low + other.high) < 1e-12)
    assert.ok(one.low >= -1 - 1e-12 && one.low <= one.difference && one.difference <= one.high && one.high <= 1 + 1e-12)
  }))
})

test('an empty base has no share, and a part cannot be larger than its whole', () => {
  assert.deepEqual(wilson({ count: 0, base: 0 }), { refused: 'There is nobody to count here.', reason: 'no-data' })
  for (const wrong of [{ count: 3, base: 2 }, { count: -1, base: 2 }, { count: 0.5, base: 2 }, { count: Number.NaN, base: 2 }]) {
    for (const answer of [wilson(wrong), clopperPearson(wrong), newcombe({ count: 1, base: 2 }, wrong)]) assert.equal(reasonOf(answer), 'undefined')
  }
})
