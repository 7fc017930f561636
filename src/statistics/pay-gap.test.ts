/** Pay in exact fractions, held to the published worked examples of the regulations and to properties of any payroll. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isRefused } from '#duty/refused.ts'
import { auditFinding, equalPayAudit } from './equal-pay-audit.ts'
import type { WorkGroup } from './equal-pay-audit.ts'
import { plainSentence } from './finding.ts'
import { given, reasonOf } from './for-tests.ts'
import { gradeMixFinding, kitagawa } from './grade-mix.ts'
import { averageWorkedWeeks, hourlyRate } from './hourly-rate.ts'
import { bonusGap, payGap } from './pay-gap.ts'
import type { AtRate } from './pay-gap.ts'
import { bootstrapGap, meanGapWithInterval } from './pay-gap-interval.ts'
import { payQuarters, percentagesThatAddUp, quarterSizes } from './pay-quarters.ts'
import { compare, decimal, dividedBy, fraction, minus, plus, rounded, sum, times, toNumber } from './rational.ts'
import type { Rational } from './rational.ts'
import { inWords } from './sentence.ts'
import { sixMeasuresFinding } from './six-measures.ts'

const at = (rate: string, comparator: number, group: number): AtRate => ({ rate: decimal(rate), comparator, group })
const amounts = (...written: string[]): Rational[] => written.map(decimal)
const about = { definition: 'Full-pay relevant employees', source: 'Payroll of Barsetshire County Council, 31 March 2026' }
const anyRates = fc.array(fc.record({ rate: fc.integer({ min: 1100, max: 1130 }).map((pence) => fraction(pence, 100)), comparator: fc.nat(9), group: fc.nat(9) }), { minLength: 1, maxLength: 14 })
  .filter((rates) => rates.some(({ comparator }) => comparator > 0) && rates.some(({ group }) => group > 0))

test('hourly pay is ordinary pay over the regulations’ days and hours', () => {
  const paid = { period: 'month', ordinary: amounts('2500', '100'), weeklyHours: decimal(37) } as const
  assert.equal(rounded(given(hourlyRate({ ...paid, bonuses: [] })), 4), '16.1594')
  assert.equal(rounded(given(hourlyRate({ ...paid, bonuses: [{ amount: decimal(1200), period: 'year' }] })), 4), '16.7810')
  assert.equal(toNumber(given(hourlyRate({ period: 'week', ordinary: amounts('592'), bonuses: [{ amount: decimal(37), period: 'week' }], weeklyHours: decimal(37) }))), 17)
  assert.equal(reasonOf(hourlyRate({ ...paid, bonuses: [], weeklyHours: decimal(0) })), 'undefined')
})

test('hours that vary are the average of the last twelve weeks with work, going back past the weeks without', () => {
  const weeks = [40, 0, 10, 10, 10, 0, 10, 10, 10, 10, 0, 10, 10, 10, 0, 10, 22].map((hours) => decimal(hours))
  assert.equal(toNumber(given(averageWorkedWeeks(weeks))), 11)
  assert.equal(reasonOf(averageWorkedWeeks(weeks.slice(-12))), 'too-few')
})

test('the quarters of 4,445 employees put the one left over into the lower', () => {
  assert.deepEqual(quarterSizes(4445), [1112, 1111, 1111, 1111])
  assert.deepEqual(quarterSizes(14), [4, 3, 4, 3])
  assert.deepEqual(quarterSizes(15), [4, 4, 4, 3])
})

test('the published example of a tie: 36 women and 4 men on one rate, 10 places in one quarter and 30 in the next', () => {
  // 40 places a quarter: 30 below the tie, 10 + 30 in it, and 10 above to fill the lower middle.
  const { quarters, tieBlocks } = given(payQuarters([at('9.00', 0, 30), at('10.00', 4, 36), at('11.00', 10, 0), at('12.00', 40, 0), at('13.00', 0, 40)]))
  assert.deepEqual(quarters.map(({ comparator, group }) => [comparator, group]), [[1, 39], [13, 27], [40, 0], [0, 40]])
  assert.deepEqual(tieBlocks.map(({ seats, comparatorPlaced }) => [seats, comparatorPlaced]), [[[10, 30, 0, 0], [1, 3, 0, 0]]])
})

test('the published example’s four quarters have the published percentages', () => {
  const { quarters } = given(payQuarters([at('9', 187, 925), at('12', 110, 1001), at('15', 298, 813), at('20', 750, 361)]))
  assert.deepEqual(quarters.map((quarter) => given(percentagesThatAddUp(quarter))), [
    { comparator: '16.8', group: '83.2' }, { comparator: '9.9', group: '90.1' }, { comparator: '26.8', group: '73.2' }, { comparator: '67.5', group: '32.5' },
  ])
})

test('the published example’s mean and median gaps', () => {
  const gap = given(payGap([{ rate: fraction(23_550, 1345), comparator: 1345, group: 0 }, { rate: fraction(46_900, 3100), comparator: 0, group: 3100 }]))
  assert.equal(rounded(given(gap.meanGap), 2), '13.59')
  assert.equal(rounded(given(gap.meanGap), 3), '13.594')
  const medians = given(payGap([at('11', 600, 1500), at('13', 0, 50), at('15', 745, 1550)]))
  assert.equal(toNumber(given(medians.comparator).median), 15)
  assert.equal(toNumber(given(medians.group).median), 14)
  assert.equal(rounded(given(medians.medianGap), 2), '6.67')
})

test('the published example’s bonus measures', () => {
  const paid = given(bonusGap({ comparator: Array.from({ length: 1300 }, () => decimal(1650)), group: Array.from({ length: 2000 }, () => decimal(1490)), relevantComparator: 1375, relevantGroup: 3125 }))
  assert.deepEqual([paid.comparatorPaid, paid.groupPaid, paid.meanGap].map((each) => rounded(given(each), 1)), ['94.5', '64.0', '9.7'])
  const median = given(bonusGap({ comparator: amounts('2300'), group: amounts('2225'), relevantComparator: 1, relevantGroup: 1 }))
  assert.equal(rounded(given(median.medianGap), 1), '3.3')
})

test('no bonus for either side is no gap, and never nought', () => {
  const nobody = given(bonusGap({ comparator: [], group: amounts('50'), relevantComparator: 10, relevantGroup: 40 }))
  assert.deepEqual([nobody.meanGap, nobody.medianGap].map(reasonOf), ['no-data', 'no-data'])
  assert.equal(toNumber(given(nobody.comparatorPaid)), 0)
  assert.equal(reasonOf(bonusGap({ comparator: amounts('5', '6'), group: [], relevantComparator: 1, relevantGroup: 0 })), 'undefined')
})

test('two percentages of a quarter add up to a hundred where rounding each would not', () => {
  const [lower] = given(payQuarters([at('9', 49, 351), at('10', 600, 600)])).quarters
  assert.ok(lower)
  assert.equal(rounded(given(lower.comparatorPercent), 1), '12.3')
  assert.equal(rounded(given(lower.groupPercent), 1), '87.8')
  assert.deepEqual(percentagesThatAddUp(lower), { comparator: '12.3', group: '87.7' })
})

test('whatever the payroll, the quarters hold everybody and no tie is out of proportion by a person', () => {
  fc.assert(fc.property(anyRates, (rates) => {
    const { quarters, tieBlocks } = given(payQuarters(rates))
    const total = (of: (each: { comparator: number; group: number }) => number): number => rates.reduce((all, each) => all + of(each), 0)
    assert.equal(quarters.reduce((all, { comparator }) => all + comparator, 0), total(({ comparator }) => comparator))
    assert.equal(quarters.reduce((all, { people }) => all + people, 0), total(({ comparator, group }) => comparator + group))
    for (const { comparator, group, people } of quarters) assert.ok(comparator >= 0 && group >= 0 && comparator + group === people)
    for (const { seats, comparatorPlaced, comparatorIdeal } of tieBlocks) {
      seats.forEach((places, quarter) => {
        const [placed, ideal] = [comparatorPlaced[quarter] ?? -1, comparatorIdeal[quarter] ?? fraction(-9)]
        assert.ok(placed <= places && Math.abs(placed - toNumber(ideal)) < 1)
      })
    }
  }))
})

test('the order of the payroll, and how its rates are split up, change nothing', () => {
  fc.assert(fc.property(anyRates, (rates) => {
    const splitUp = rates.toReversed().flatMap(({ rate, comparator, group }) => [{ rate, comparator, group: 0 }, { rate, comparator: 0, group }])
    assert.deepEqual(payGap(splitUp), payGap(rates))
    assert.deepEqual(payQuarters(splitUp), payQuarters(rates))
  }))
})

test('the gap does not move when everybody is paid twice as much', () => {
  fc.assert(fc.property(anyRates, (rates) => {
    const doubled = given(payGap(rates.map((each) => ({ ...each, rate: times(each.rate, fraction(2)) }))))
    assert.deepEqual([doubled.meanGap, doubled.medianGap], [given(payGap(rates)).meanGap, given(payGap(rates)).medianGap])
  }))
})

test('a gap of exactly 3 or 5 per cent is one, and floating point has no say', () => {
  const group = (name: string, comparator: string[], others: string[]): WorkGroup => ({ name, comparator: amounts(...comparator), group: amounts(...others) })
  const audit = equalPayAudit([group('A', ['20'], ['19']), group('B', ['0.1', '0.2'], ['0.097', '0.194']), group('C', ['50'], ['51.5']), group('D', ['50'], ['50']), group('E', ['50'], [])], 1)
  assert.deepEqual(audit.groups.map(({ flag }) => flag), ['investigate', 'watch', 'watch', 'none', 'too few'])
  assert.deepEqual([audit.patternAgainstGroup, audit.patternAgainstComparator], [false, false])
})

test('an audit names the largest differences first, and a pattern', () => {
  const grades = ['Grade 7', 'Grade 8', 'Grade 9'].map((name, i): WorkGroup => ({ name, comparator: amounts('20', '20'), group: amounts(...[['19.3', '19.3'], ['19.4', '19.4'], ['18.88', '18.88']][i] ?? []) }))
  const finding = given(auditFinding({ groups: grades, minimum: 2, groupName: 'women', comparatorName: 'men', ...about }))
  assert.equal(inWords(plainSentence(finding)), 'In Grade 9 women’s average pay is 5.6% lower: investigate. In Grade 7 women’s average pay is 3.5% lower: watch. In Grade 8 women’s average pay is 3.0% lower: watch. Three or more groups show at least 3% less for women: a pattern to look into.')
  assert.equal(reasonOf(auditFinding({ groups: grades, minimum: 10, groupName: 'women', comparatorName: 'men', ...about })), 'too-few')
})

test('the two parts of the grade mix are the whole gap, exactly', () => {
  const pay = fc.array(fc.integer({ min: 1000, max: 4000 }).map((pence) => fraction(pence, 100)), { maxLength: 5 })
  fc.assert(fc.property(fc.array(fc.record({ name: fc.string(), comparator: pay, group: pay }), { minLength: 1, maxLength: 6 }), (grades) => {
    const mix = kitagawa(grades)
    if (isRefused(mix)) return
    assert.equal(compare(plus(mix.composition, mix.within), mix.gap), 0)
    assert.equal(compare(sum(mix.byGrade.flatMap((part) => [part.composition, part.within])), minus(mix.comparatorMean, mix.groupMean)), 0)
    const turned = given(kitagawa(grades.map(({ name, comparator, group }) => ({ name, comparator: group, group: comparator }))))
    assert.equal(compare(plus(turned.composition, mix.composition), fraction(0)), 0)
  }))
})

test('the grade mix is told in pounds and pence', () => {
  const men = [...Array.from({ length: 9 }, () => '25.00'), '15.00'], women = ['23.60', ...Array.from({ length: 9 }, () => '14.50')]
  const grades = [{ name: 'Grade 9', comparator: amounts(...men.slice(0, 9)), group: amounts(...women.slice(0, 1)) }, { name: 'Grade 4', comparator: amounts(...men.slice(9)), group: amounts(...women.slice(1)) }]
  const finding = given(gradeMixFinding({ grades, comparatorName: 'men', groupName: 'women', ...about }))
  assert.equal(inWords(plainSentence(finding)), 'Of the £8.59 an hour gap, £7.64 is because more women are in lower grades and 95p is because of differences inside grades.')
  const turned = given(gradeMixFinding({ grades: [{ name: 'G', comparator: amounts('20'), group: amounts('18') }, { name: 'H', comparator: [], group: amounts('24') }], comparatorName: 'men', groupName: 'women', ...about }))
  assert.equal(inWords(plainSentence(turned)), 'The gap is £1.00 an hour: more men being in lower grades would make it £2.50, and £1.50 of that is made up because of differences inside grades.')
  assert.equal(reasonOf(kitagawa([{ name: 'G', comparator: amounts('20'), group: [] }])), 'no-data')
})

test('the six measures are one finding, in pence in the pound', () => {
  const rates = Array.from({ length: 60 }, (_, i) => ({ rate: fraction(1400 + 10 * i, 100), comparator: 2, group: 0 })).concat(Array.from({ length: 60 }, (_, i) => ({ rate: dividedBy(fraction(86 * (1400 + 10 * i)), fraction(10_000)), comparator: 0, group: 3 })))
  const asked = { rates, comparatorName: 'men', groupName: 'women', minimum: 1, ...about }
  const finding = given(sixMeasuresFinding(asked))
  assert.equal(inWords(plainSentence(finding)), 'Typical (median) pay for women is 14p in the pound less than for men. This is not the same as unequal pay for the same job.')
  assert.equal(finding.evidence, 'clear')
  assert.match(inWords(finding.sentence.meaning), /^Average \(mean\) pay for women is 14\.0% less than for men\. If the same processes ran again/)
  const turned = given(sixMeasuresFinding({ ...asked, rates: rates.map(({ rate, comparator, group }) => ({ rate, comparator: group, group: comparator })) }))
  assert.match(inWords(turned.sentence.headline), /16p in the pound more than for men\.$/)
  assert.equal(reasonOf(sixMeasuresFinding({ ...asked, rates: [at('12', 9, 200)], minimum: 10 })), 'too-few')
  assert.equal(reasonOf(sixMeasuresFinding({ ...asked, rates: [at('12', 1, 2)] })), 'too-few')
  assert.equal(reasonOf(sixMeasuresFinding({ ...asked, rates: [at('12', 9, 0)] })), 'no-data')
})

test('the range of a mean gap holds the gap, and turns round with the sides', () => {
  const pay = fc.array(fc.integer({ min: 900, max: 6000 }).map((pence) => pence / 100), { minLength: 2, maxLength: 40 })
  fc.assert(fc.property(pay, pay, (men, women) => {
    const { gap, low, high } = given(meanGapWithInterval(men, women))
    assert.ok(low <= gap && gap <= high && high < 100)
    const turned = given(meanGapWithInterval(women, men))
    assert.ok(Math.abs((1 - turned.high / 100) * (1 - low / 100) - 1) < 1e-9)
  }))
  assert.equal(reasonOf(meanGapWithInterval([12], [13, 14])), 'too-few')
  assert.equal(reasonOf(meanGapWithInterval([0, 0], [13, 14])), 'undefined')
})

test('the same seed gives the same bootstrap range, another seed another', () => {
  const [men, women] = [[12, 13, 15, 18, 22, 30], [11, 12, 14, 15, 19]]
  const asked = { statistic: 'median', seed: 2026, replicates: 400 } as const
  assert.deepEqual(bootstrapGap(men, women, asked), bootstrapGap(men, women, asked))
  assert.notDeepEqual(bootstrapGap(men, women, asked), bootstrapGap(men, women, { ...asked, seed: 2027 }))
  assert.equal(reasonOf(bootstrapGap([], women, asked)), 'no-data')
  assert.equal(reasonOf(bootstrapGap([0], women, asked)), 'undefined')
})
