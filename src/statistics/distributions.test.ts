import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import * as library from 'lib-r-math.js'
import * as ours from './distributions.ts'

/** Expected values were computed with 40 digits by mpmath 1.3.0. */
function isClose(got: number, expected: number): void {
  assert.ok(Math.abs(got - expected) <= 1e-11 * Math.abs(expected), `${got} is not ${expected}`)
}

test('beta quantiles keep eleven figures', () => {
  isClose(ours.betaQuantile(0.025, 1, 29), 0.0008726468835799219)
  isClose(ours.betaQuantile(0.025, 268, 6119), 0.03718089074950591)
  isClose(ours.betaQuantile(0.975, 269, 6118), 0.04717649603341898)
  isClose(ours.betaQuantile(0.05, 1, 2), 0.02532056551910361)
  isClose(ours.betaQuantile(0.025, 750, 751), 0.4743846896040415)
})

test('Student t quantiles and tails keep eleven figures', () => {
  isClose(ours.studentQuantile(0.975, 1), 12.706204736174705)
  isClose(ours.studentQuantile(0.9, 5), 1.475884048824481)
  isClose(ours.studentQuantile(0.975, 10), 2.228138851986275)
  isClose(ours.studentQuantile(0.975, 52), 2.0066468050616884)
  isClose(ours.studentQuantile(0.0005, 30), -3.645958635042022)
  isClose(ours.studentUpperTail(5, 52), 3.4436440707437063e-06)
  isClose(ours.studentUpperTail(10, 192), 1.6119508025423821e-19)
  isClose(ours.studentUpperTail(10, 1000), 8.335351479300033e-23)
  isClose(ours.studentUpperTail(-2, 3), 1 - 0.0696629842794216)
})

test('binomial, chi-square, gamma and hypergeometric tails keep eleven figures', () => {
  isClose(ours.binomialAtMost(8, 10, 0.9), 0.2639010709)
  isClose(ours.binomialAtMost(100, 100_000, 0.001), 0.5265622018550731)
  isClose(ours.binomialAtMost(102, 6386, 0.016), 0.5192995914989791)
  isClose(ours.binomialAtMost(268, 6386, 0.162), 1.0948216298308918e-200)
  isClose(ours.chiSquareUpperTail(3.84, 1), 0.050043521248705106)
  isClose(ours.chiSquareUpperTail(2000, 1962), 0.26981377056126365)
  isClose(ours.gammaQuantile(0.025, 212), 184.42112400811368)
  isClose(ours.gammaQuantile(0.975, 213), 242.5397937851397)
  isClose(ours.hypergeometricAtMost(1171, 100_000, 200_000, 5000), 4.925440070493734e-54)
  isClose(ours.hypergeometricAtMost(15, 1500, 5000, 55), 0.8181321003472578)
})

test('far out in a tail a chance is nought or one, and never turns over', () => {
  assert.equal(ours.hypergeometricAtLeast(5000, 15124, 19381, 6592), 0)
  assert.equal(ours.hypergeometricAtMost(5000, 15124, 19381, 6592), 1)
  assert.equal(ours.hypergeometricAtMost(0, 15124, 19381, 6592), 0)
  assert.equal(ours.hypergeometricAtLeast(1, 15124, 19381, 6592), 1)
})

test('both tails of a count make one', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (trials, any, chance) => {
    const count = any % (trials + 1)
    assert.ok(Math.abs(ours.binomialAtMost(count, trials, chance) + ours.binomialAtLeast(count + 1, trials, chance) - 1) < 1e-12)
  }))
  fc.assert(fc.property(fc.nat(400), fc.nat(400), fc.nat(), (marked, unmarked, any) => {
    const drawn = any % (marked + unmarked + 1)
    let sum = 0
    for (let count = Math.max(0, drawn - unmarked); count <= Math.min(marked, drawn); count++) {
      sum += ours.hypergeometricPoint(count, marked, unmarked, drawn)
      assert.ok(Math.abs(ours.hypergeometricAtMost(count, marked, unmarked, drawn) - sum) < 1e-11)
    }
  }), { numRuns: 40 })
})

test('a quantile has its probability below it', () => {
  fc.assert(fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 1, max: 5000, noNaN: true }), fc.double({ min: 1, max: 5000, noNaN: true }), (probability, a, b) => {
    assert.ok(Math.abs(ours.incompleteBeta(ours.betaQuantile(probability, a, b), a, b) - probability) < 1e-10)
    assert.ok(Math.abs(1 - ours.studentUpperTail(ours.studentQuantile(probability, a), a) - probability) < 1e-10)
  }))
})

test('the library is still wrong where we do not use it; when this fails, use it', () => {
  assert.ok(Math.abs(library.pbinom(8, 10, 0.9) - 0.2639010709) > 1e-9, 'its incomplete beta is mended')
  assert.equal(library.phyper(4297, 15124, 19381, 6592, false), 1, 'its hypergeometric tail is mended')
})
