import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { adjustedPayGap, adjustedPayGapFinding } from './adjusted-pay-gap.ts'
import type { PaidPerson } from './adjusted-pay-gap.ts'
import { plainSentence } from './finding.ts'
import { given, reasonOf } from './for-tests.ts'
import { isRefused } from '#duty/refused.ts'
import { leastSquares } from './least-squares.ts'
import { oaxacaBlinder } from './oaxaca-blinder.ts'
import { mulberry32 } from './pay-gap-interval.ts'
import { inWords } from './sentence.ts'

const about = { definition: 'Full-pay relevant employees', source: 'Payroll of Barsetshire County Council, 31 March 2026' }

/** A made-up payroll of four grades, in which women are paid `less` (a part of their pay) and stand in lower grades. */
function payroll(size: number, less: number): PaidPerson[] {
  const random = mulberry32(12)
  return Array.from({ length: size }, () => {
    const isWoman = random() < 0.6
    const grade = 1 + Math.floor(4 * random() ** (isWoman ? 1.6 : 0.8))
    const tenure = Math.round(300 * random()) / 10
    return { isWoman, isPartTime: random() < 0.3, grade: `G${grade}`, tenure, hourly: 12 * Math.exp(0.2 * grade + 0.004 * tenure + 0.06 * (random() - 0.5)) * (isWoman ? 1 - less : 1) }
  })
}

test('a straight line is found through its points', () => {
  const x = [0, 1, 2, 3, 4], fit = given(leastSquares([{ name: 'intercept', values: x.map(() => 1) }, { name: 'x', values: x }], x.map((each) => 3 + 2 * each)))
  assert.ok(Math.abs((fit.coefficients[0] ?? 0) - 3) < 1e-12 && Math.abs((fit.coefficients[1] ?? 0) - 2) < 1e-12)
  assert.equal(fit.degreesOfFreedom, 3)
  assert.ok(fit.rSquared > 1 - 1e-12)
})

test('what is left over has nothing to do with any column', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), fc.integer({ min: -99, max: 99 })), { minLength: 6, maxLength: 40 }), (rows) => {
    const columns = [{ name: 'intercept', values: rows.map(() => 1) }, { name: 'a', values: rows.map(([a]) => a) }, { name: 'b', values: rows.map(([, b]) => b) }]
    const fit = leastSquares(columns, rows.map(([, , y]) => y))
    if (isRefused(fit)) return
    const residuals = rows.map(([a, b, y]) => y - ((fit.coefficients[0] ?? 0) + (fit.coefficients[1] ?? 0) * a + (fit.coefficients[2] ?? 0) * b))
    for (const { values } of columns) assert.ok(Math.abs(residuals.reduce((sum, residual, i) => sum + residual * (values[i] ?? 0), 0)) < 1e-7)
  }))
})

test('a factor that says nothing new is refused by name', () => {
  const everybodyFullTime = payroll(200, 0).map((person) => ({ ...person, isPartTime: false }))
  const answer = adjustedPayGap(everybodyFullTime)
  assert.equal(reasonOf(answer), 'undefined')
  assert.match(isRefused(answer) ? answer.refused : '', /“partTime” says nothing/)
  const gradeIsSex = payroll(200, 0).map((person) => ({ ...person, grade: person.isWoman ? 'G1' : 'G2' }))
  assert.match(JSON.stringify(adjustedPayGap(gradeIsSex)), /“grade:G2” says nothing/)
})

test('too few people, or nobody, or pay of nought is refused', () => {
  assert.equal(reasonOf(adjustedPayGap([])), 'no-data')
  assert.equal(reasonOf(adjustedPayGap(payroll(99, 0))), 'too-few')
  assert.equal(reasonOf(adjustedPayGap(payroll(300, 0).map((person, i) => ({ ...person, isWoman: i < 9 })))), 'too-few')
  assert.equal(reasonOf(adjustedPayGap(payroll(300, 0).map((person, i) => (i === 7 ? { ...person, hourly: 0 } : person)))), 'undefined')
})

test('a gap that was put in is found, and one that was not is none', () => {
  const withGap = given(adjustedPayGap(payroll(1500, 0.05)))
  assert.ok(withGap.interval.low < 5 && 5 < withGap.interval.high && withGap.interval.low > 4)
  const without = given(adjustedPayGapFinding({ people: payroll(1500, 0), ...about }))
  assert.equal(without.evidence, 'none')
  assert.match(inWords(plainSentence(without)), /^Comparing people in the same grade, hours and length of service, women are paid \d\.\d% (less|more) \(range -\d\.\d% to \d\.\d%\): no clear difference remains after grade\. Getting into grades is where the gap arises\. Grade may itself be where the inequality lies/)
  assert.match(inWords(plainSentence(given(adjustedPayGapFinding({ people: payroll(1500, 0.05), ...about })))), /a difference remains after grade\. Grade may itself/)
})

test('every way of splitting the gap adds to it', () => {
  const { gap, byMen, byWomen, pooled, threeFold } = given(oaxacaBlinder(payroll(400, 0.03)))
  for (const parts of [[byMen.explained, byMen.unexplained], [byWomen.explained, byWomen.unexplained], [pooled.explained, pooled.unexplained], Object.values(threeFold)]) {
    assert.ok(Math.abs(parts.reduce((sum, part) => sum + part, 0) - gap) < 1e-12)
  }
  assert.equal(reasonOf(oaxacaBlinder(payroll(400, 0).map((person) => ({ ...person, isWoman: true })))), 'no-data')
  assert.equal(reasonOf(oaxacaBlinder(payroll(400, 0).map((person) => (person.grade === 'G4' ? { ...person, isWoman: false } : person)))), 'undefined')
})
