/** Ratios, shares, trends, rates and movements of counted people: what must hold whatever the counts are. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isRefused } from '#duty/refused.ts'
import { cochranArmitage } from './cochran-armitage.ts'
import { declaration, declarationFinding } from './declaration.ts'
import { disparityRatio } from './disparity-ratio.ts'
import { comparisonOfRates, eventRate } from './event-rate.ts'
import { given, reasonOf } from './for-tests.ts'
import { fourFifths } from './four-fifths.ts'
import { pipeline } from './pipeline.ts'
import { frequencyQuantileType7, quantileType2, quantileType7, weightedQuantileType2 } from './quantile.ts'
import { relativeLikelihood } from './relative-likelihood.ts'
import { representation } from './representation.ts'
import { shrink } from './shrinkage.ts'
import { stockFlow } from './stock-flow.ts'
import { topTwoBoxes } from './survey.ts'

const anyShare = fc.integer({ min: 1, max: 100_000 }).chain((base) => fc.integer({ min: 0, max: base }).map((count) => ({ count, base })))
const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} is not ${b}`)

test('swapping the groups inverts the ratio and its interval', () => {
  fc.assert(fc.property(anyShare, anyShare, (first, second) => {
    fc.pre(first.count > 0 && second.count > 0)
    const [one, other] = [given(relativeLikelihood(first, second)), given(relativeLikelihood(second, first))]
    near(one.ratio * other.ratio, 1)
    near((one.interval?.low ?? 0) * (other.interval?.high ?? 0), 1)
  }))
})

test('a count of nought gives a ratio of nought without an interval, or no ratio', () => {
  assert.deepEqual(relativeLikelihood({ count: 0, base: 30 }, { count: 4, base: 40 }), { ratio: 0, interval: null, logError: null })
  assert.equal(reasonOf(relativeLikelihood({ count: 4, base: 30 }, { count: 0, base: 40 })), 'undefined')
  assert.equal(reasonOf(relativeLikelihood({ count: 0, base: 0 }, { count: 1, base: 40 })), 'no-data')
})

test('published ratios of the NHS are reproduced', () => {
  near(Number(given(relativeLikelihood({ count: 4699, base: 10_000 }, { count: 1465, base: 10_000 })).ratio.toFixed(1)), 3.2)
  near(Number(given(relativeLikelihood({ count: 12, base: 1000 }, { count: 7, base: 1000 })).ratio.toFixed(1)), 1.7)
})

test('four-fifths is met exactly, and with so many more it would be', () => {
  assert.equal(given(fourFifths({ count: 8, base: 100 }, { count: 10, base: 100 })).isBelow, false)
  fc.assert(fc.property(anyShare, anyShare, (focus, reference) => {
    fc.pre(reference.count > 0)
    const { isBelow, fewestMore, turnsOnOnePerson } = given(fourFifths(focus, reference))
    const reaches = (more: number): boolean => BigInt(focus.count + more) * 5n * BigInt(reference.base) >= 4n * BigInt(reference.count) * BigInt(focus.base)
    assert.equal(isBelow, !reaches(0))
    assert.ok(reaches(fewestMore) && (fewestMore === 0 || !reaches(fewestMore - 1)))
    assert.equal(turnsOnOnePerson, isBelow && reaches(1))
  }))
  assert.equal(reasonOf(fourFifths({ count: 1, base: 3 }, { count: 0, base: 3 })), 'undefined')
})

test('representation agrees with itself seen from those without the characteristic', () => {
  fc.assert(fc.property(anyShare, fc.integer({ min: 1, max: 99 }), (share, hundredths) => {
    const [one, other] = [given(representation(share, hundredths / 100)), given(representation({ count: share.base - share.count, base: share.base }, 1 - hundredths / 100))]
    near(one.headcountGap, -other.headcountGap)
    assert.ok(Math.abs(one.p - other.p) < 1e-8)
    assert.deepEqual([one.verdict, other.verdict].sort(), one.verdict === 'in line' ? ['in line', 'in line'] : ['above', 'below'])
  }))
})

test('the declared figures that councils printed are reproduced with their denominators', () => {
  // 4.61 + 69.63 + 25.76 = 100 of 6,425 staff: disabled, not disabled, undeclared.
  const disability = given(declaration({ count: 296, declared: 296 + 4474, all: 6425 }))
  assert.equal((100 * disability.shareOfAll).toFixed(2), '4.61')
  assert.equal((100 * (disability.shareOfDeclared ?? 0)).toFixed(2), '6.21')
  const orientation = given(declaration({ count: 70, declared: 2535, all: 6386 }))
  assert.equal((100 * orientation.rate).toFixed(1), '39.7')
  assert.equal((100 * (orientation.shareOfDeclared ?? 0)).toFixed(1), '2.8')
  assert.equal((100 * orientation.most).toFixed(1), '61.4')
})

test('silence can only widen what a share may be', () => {
  fc.assert(fc.property(fc.nat(5000), fc.nat(5000), fc.nat(5000), (count, others, silent) => {
    fc.pre(count + others + silent > 0)
    const { rate, shareOfDeclared, shareOfAll, least, most } = given(declaration({ count, declared: count + others, all: count + others + silent }))
    assert.ok(least === shareOfAll && least <= most && most <= 1 && rate <= 1)
    assert.ok(shareOfDeclared === null || (shareOfDeclared >= least - 1e-15 && shareOfDeclared <= most + 1e-15))
  }))
  assert.equal(reasonOf(declaration({ count: 3, declared: 2, all: 9 })), 'undefined')
  assert.equal(reasonOf(declaration({ count: 0, declared: 0, all: 0 })), 'no-data')
  assert.equal(reasonOf(declarationFinding({ numbers: { count: 3, declared: 2, all: 9 }, who: 'staff', are: 'women', definition: '', source: '' })), 'undefined')
})

test('the steps of a pipeline multiply to the whole, and their parts of the gap add to one', () => {
  const stages = (size: number): fc.Arbitrary<number[]> => fc.tuple(fc.nat(5000), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: size, maxLength: size }))
    .map(([start, passes]) => passes.reduce((all, pass) => [...all, Math.floor((all.at(-1) ?? 0) * pass)], [start]))
  fc.assert(fc.property(stages(4), stages(4), (focus, reference) => {
    const { stageRatios, overallRatio, partOfGap, worstStep } = given(pipeline(focus, reference))
    assert.equal(overallRatio === null, stageRatios.includes(null))
    assert.equal(worstStep === null, stageRatios.includes(null))
    if (overallRatio !== null) near(stageRatios.reduce<number>((product, ratio) => product * (ratio ?? 0), 1), overallRatio)
    if (partOfGap !== null) near(partOfGap.reduce((sum, part) => sum + part, 0), 1)
  }))
  assert.equal(reasonOf(pipeline([5, 6], [5, 4])), 'undefined')
  assert.equal(reasonOf(pipeline([5], [5])), 'undefined')
})

test('a disparity ratio needs all four numbers', () => {
  assert.equal(reasonOf(disparityRatio({ upper: 5, lower: 60 }, { upper: 0, lower: 12 })), 'undefined')
  near(given(disparityRatio({ upper: 300, lower: 2400 }, { upper: 20, lower: 400 })).ratio, 2.5)
})

test('the residual of a movement is exactly what does not add up', () => {
  fc.assert(fc.property(fc.nat(999), fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(50), (start, joined, left, newlyDeclared, withdrawn, lost) => {
    fc.pre(start + joined + newlyDeclared >= left + withdrawn)
    const movement = { start, joined, left, newlyDeclared, withdrawn, end: start + joined - left + newlyDeclared - withdrawn + lost }
    const { residual, reconciles, fromDeclaration, netMovement } = given(stockFlow(movement))
    assert.equal(residual, lost)
    assert.equal(reconciles, lost === 0)
    assert.equal(fromDeclaration + netMovement + residual, movement.end - start)
  }))
})

test('a rate has its interval around it, and two rates compare the same from either side', () => {
  fc.assert(fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 1_000_000 }), (events, population) => {
    const { rate, low, high } = given(eventRate({ events, population }, 1000))
    assert.ok(low >= 0 && low <= rate && rate < high)
  }))
  const [a, b] = [{ events: 212, population: 650_489 }, { events: 150, population: 640_000 }]
  near(given(comparisonOfRates(a, b)).p, given(comparisonOfRates(b, a)).p)
  assert.equal(reasonOf(eventRate({ events: 3, population: 0 })), 'no-data')
  assert.equal(reasonOf(comparisonOfRates({ events: 0, population: 5 }, { events: 0, population: 5 })), 'no-data')
})

test('a trend does not change when years are counted from another start, and turns round with time', () => {
  const points = [[268, 6386], [281, 6290], [290, 6210], [312, 6150]].map(([count = 0, base = 0], i) => ({ count, base, score: 2015 + i }))
  const z = given(cochranArmitage(points)).z
  near(given(cochranArmitage(points.map((point) => ({ ...point, score: point.score - 2015 })))).z, z)
  near(given(cochranArmitage(points.map((point) => ({ ...point, score: -point.score })))).z, -z)
  near(given(cochranArmitage([...points, { count: 0, base: 0, score: 2019 }])).z, z)
  assert.equal(reasonOf(cochranArmitage(points.slice(0, 1))), 'too-few')
  assert.equal(reasonOf(cochranArmitage(points.map((point) => ({ ...point, count: 0 })))), 'undefined')
  assert.equal(reasonOf(cochranArmitage(points.map((point) => ({ ...point, score: 1 })))), 'undefined')
})

test('an estimate lies between its own rate and the overall rate', () => {
  fc.assert(fc.property(fc.array(fc.oneof(anyShare, fc.constant({ count: 0, base: 0 })), { minLength: 1, maxLength: 9 }), (groups) => {
    const answer = shrink(groups)
    if (isRefused(answer)) return assert.equal(answer.reason, 'no-data')
    assert.ok(answer.rho >= 0 && answer.rho < 1)
    answer.estimates.forEach((estimate, i) => {
      const own = groups[i]?.base ? (groups[i]?.count ?? 0) / (groups[i]?.base ?? 1) : answer.overall
      assert.ok(estimate >= Math.min(own, answer.overall) - 1e-12 && estimate <= Math.max(own, answer.overall) + 1e-12)
    })
  }))
})

test('percentiles rise with their place and do not care about order', () => {
  const values = fc.array(fc.integer({ min: -500, max: 500 }).map((each) => each / 8), { minLength: 1, maxLength: 40 })
  fc.assert(fc.property(values, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), (some, a, b) => {
    for (const quantile of [quantileType7, quantileType2]) {
      const [low, high] = [given(quantile(some, Math.min(a, b) / 20)).value, given(quantile(some.toReversed(), Math.max(a, b) / 20)).value]
      assert.ok(low <= high && low >= Math.min(...some) && high <= Math.max(...some))
    }
    const ones = some.map(() => 1)
    assert.equal(given(weightedQuantileType2(some, ones, a / 20)).value, given(quantileType2(some, a / 20)).value)
    near(given(frequencyQuantileType7(some, ones, a / 20)).value, given(quantileType7(some, a / 20)).value)
    assert.equal(given(weightedQuantileType2(some, some.map((_, i) => (3 * (1 + (i % 4))) / 10), a / 20)).value, given(weightedQuantileType2(some, some.map((_, i) => 3 * (1 + (i % 4))), a / 20)).value)
  }))
})

test('a percentile of nothing, or outside nought to one, is refused', () => {
  assert.equal(reasonOf(quantileType7([], 0.5)), 'no-data')
  assert.equal(reasonOf(quantileType2([1, 2], 1.5)), 'undefined')
  assert.equal(reasonOf(weightedQuantileType2([1, 2], [0, 0], 0.5)), 'no-data')
  assert.equal(reasonOf(weightedQuantileType2([1, 2], [1, -1], 0.5)), 'undefined')
  assert.equal(reasonOf(frequencyQuantileType7([1, 2], [1.5, 1], 0.5)), 'undefined')
})

test('two groups with the same answers do not differ', () => {
  const same = [8, 9, 7, 11, 6]
  const { difference, probabilityOfSuperiority, p } = given(topTwoBoxes(same, same))
  assert.deepEqual([difference, probabilityOfSuperiority, p], [0, 0.5, 1])
  assert.equal(reasonOf(topTwoBoxes(same, [0, 0, 0, 0, 0])), 'no-data')
  assert.equal(reasonOf(topTwoBoxes(same, [1, 2])), 'undefined')
})

test('no function of counts ever answers with something that is not a number', () => {
  const count = fc.oneof(fc.nat(40), fc.constantFrom(0, 1, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1_500_000))
  fc.assert(fc.property(count, count, count, count, (a, b, c, d) => {
    const answers: object[] = [
      relativeLikelihood({ count: a, base: b }, { count: c, base: d }), fourFifths({ count: a, base: b }, { count: c, base: d }), disparityRatio({ upper: a, lower: b }, { upper: c, lower: d }),
      representation({ count: a, base: b }, c), declaration({ count: a, declared: b, all: c }), eventRate({ events: a, population: b }), comparisonOfRates({ events: a, population: b }, { events: c, population: d }),
      pipeline([a, b], [c, d]), shrink([{ count: a, base: b }, { count: c, base: d }]), topTwoBoxes([a, b, c], [b, c, d]), stockFlow({ start: a, joined: b, left: c, newlyDeclared: d, withdrawn: 0, end: a }),
      cochranArmitage([{ count: a, base: b, score: 1 }, { count: c, base: d, score: 2 }]),
    ]
    for (const answer of answers) {
      assert.ok(reasonOf(answer) !== null || !/NaN|Infinity|undefined/.test(JSON.stringify(answer, (_, value: unknown) => (typeof value === 'number' ? String(value) : value))), JSON.stringify(answer))
    }
  }))
})
