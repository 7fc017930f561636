import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { compare, decimal, dividedBy, findDecimal, fraction, inOrder, minus, plus, rounded, sum, times, toNumber } from './rational.ts'

test('a decimal is read as it is written', () => {
  assert.deepEqual(decimal('12.85'), fraction(1285, 100))
  assert.deepEqual(decimal(12.85), fraction(1285, 100))
  assert.deepEqual(decimal('-.5'), fraction(-1, 2))
  assert.deepEqual(decimal(1e-7), fraction(1, 10_000_000))
  assert.deepEqual(decimal('1e3'), fraction(1000))
  for (const wrong of ['', '.', '1,000', '£3', 'e3', '1.2.3', 'NaN', 'Infinity']) assert.equal(findDecimal(wrong), null, wrong)
  assert.throws(() => decimal('twelve'), RangeError)
  assert.throws(() => fraction(1, 0), RangeError)
})

test('a half is rounded away from nought, and nought has no sign', () => {
  assert.equal(rounded(decimal('12.25'), 1), '12.3')
  assert.equal(rounded(decimal('-12.25'), 1), '-12.3')
  assert.equal(rounded(decimal('-0.04'), 1), '0.0')
  assert.equal(rounded(decimal('0.05'), 1), '0.1')
  assert.equal(rounded(decimal('99.95'), 1), '100.0')
  assert.equal(rounded(fraction(5, 2), 0), '3')
  assert.equal(rounded(fraction(1, 3), 3), '0.333')
})

test('sums of fractions are exact', () => {
  const anyFraction = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n })).map(([over, under]) => fraction(over, under))
  fc.assert(fc.property(anyFraction, anyFraction, (a, b) => {
    assert.deepEqual(minus(plus(a, b), b), a)
    assert.equal(compare(a, b), -compare(b, a))
    if (b.over !== 0n) assert.deepEqual(times(dividedBy(a, b), b), a)
    assert.deepEqual(sum([a, b, a]), plus(plus(a, b), a))
  }))
})

test('fractions stand in order, also where floating point cannot tell them apart', () => {
  const near = [fraction(10n ** 20n + 2n, 10n ** 20n), fraction(1), fraction(10n ** 20n + 1n, 10n ** 20n)]
  assert.deepEqual(inOrder(near, (each) => each), [near[1], near[2], near[0]])
})

test('a fraction becomes the nearest number, however long it is', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }).filter((x) => x === 0 || Math.abs(x) > 1e-90), (value) => {
    assert.ok(Math.abs(toNumber(decimal(value)) - value) <= 2e-16 * Math.abs(value))
  }))
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 22n }), fc.bigInt({ min: 1n, max: 10n ** 22n }), (over, under) => {
    assert.ok(toNumber(fraction(over, under)) <= toNumber(fraction(over + 1n, under)) && toNumber(fraction(over, under)) >= toNumber(fraction(over, under + 1n)))
  }))
  // Just above the half between 1 and the next number: it must not become 1.
  assert.equal(toNumber(fraction(10n ** 40n * (2n ** 53n + 1n) + 1n, 10n ** 40n * 2n ** 53n)), 1 + Number.EPSILON)
  assert.equal(toNumber(fraction(10n ** 40n, 3n * 10n ** 40n)), 1 / 3)
  assert.equal(toNumber(fraction(-(10n ** 30n) - 1n, 10n ** 30n)), -1)
})
