import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { gradeAlone, gradeFamily, plainSentence } from './finding.ts'
import type { Evidence, Finding, Test } from './finding.ts'
import { isRefused } from '#duty/refused.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { given } from './for-tests.ts'
import { inWords, people, say } from './sentence.ts'

const sure: Test = { p: 0.001, excludesNoDifference: true, smallestBase: 400, oneMoved: { p: 0.002, excludesNoDifference: true } }

function findingWith(test: Partial<Test>): Finding<null> {
  return {
    value: null, interval: null, base: 400, denominator: 'staff', method: 'none', definition: 'none', source: 'Barsetshire County Council', test: { ...sure, ...test }, evidence: null,
    sentence: { headline: say`There are ${people('count', 3)} of them.`, meaning: [], certainty: [], notMeaning: say`It does not by itself show why.`, nextQuestion: [], method: [], plain: ['headline', 'certainty', 'notMeaning'] },
  }
}
const gradesOf = (family: readonly (Finding<null> | NoFigure)[]): (Evidence | null)[] => gradeFamily(family).map((each) => (isRefused(each) ? null : each.evidence))
const gradeOf = (test: Partial<Test>): Evidence | null => gradeAlone(findingWith(test)).evidence

test('a difference is clear when the interval, the p-value and one person more agree', () => {
  assert.equal(gradeOf({}), 'clear')
  assert.equal(gradeOf({ oneMoved: null }), 'clear')
})

test('one person who would change the grade takes it down a step', () => {
  assert.equal(gradeOf({ p: 0.04, oneMoved: { p: 0.06, excludesNoDifference: false } }), 'possible')
  assert.equal(gradeOf({ p: 0.04, oneMoved: { p: 0.3, excludesNoDifference: false } }), 'possible')
  assert.equal(gradeOf({ p: 0.19, excludesNoDifference: false, oneMoved: { p: 0.24, excludesNoDifference: false } }), 'none')
  assert.equal(gradeOf({ p: 0.1, excludesNoDifference: false, oneMoved: { p: 0.12, excludesNoDifference: false } }), 'possible')
})

test('fewer than thirty on a side are too few to say anything', () => {
  assert.equal(gradeOf({ smallestBase: 29 }), 'too few')
  assert.equal(gradeOf({ smallestBase: 30 }), 'clear')
  assert.equal(gradeOf({ smallestBase: 29, p: 0.9, excludesNoDifference: false }), 'too few')
})

test('without a difference we see none', () => {
  assert.equal(gradeOf({ p: 0.5, excludesNoDifference: false, oneMoved: null }), 'none')
  assert.equal(gradeOf({ p: null, excludesNoDifference: false, oneMoved: null }), 'none')
})

test('a difference that is clear alone is only possible among many looks', () => {
  const look = findingWith({ p: 0.03, oneMoved: null })
  const nothing = findingWith({ p: 0.7, excludesNoDifference: false, oneMoved: null })
  assert.deepEqual(gradesOf([look, nothing]), ['possible', 'none'])
  assert.deepEqual(gradesOf([look]), ['clear'])
})

test('refusals and groups that are too small are not looks', () => {
  const look = findingWith({ p: 0.03, oneMoved: null })
  const refusal = noFigure('withheld', 'This figure is withheld.')
  assert.deepEqual(gradesOf([look, refusal, findingWith({ p: 0.9, smallestBase: 5 })]), ['clear', null, 'too few'])
})

test('a finding that compares nothing has no grade', () => {
  const [alone] = gradeFamily([{ ...findingWith({}), test: null }])
  assert.equal(alone !== undefined && !isRefused(alone) ? alone.evidence : 'refused', null)
})

test('no grade rises when there is less to see', () => {
  const order: readonly (Evidence | null)[] = ['none', 'possible', 'clear']
  fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (a, b, excludesNoDifference) => {
    const [strong, weak] = [Math.min(a, b), Math.max(a, b)]
    const grade = (p: number): number => order.indexOf(gradeOf({ p, excludesNoDifference, oneMoved: null }))
    assert.ok(grade(weak) <= grade(strong))
  }))
})

test('the plain sentence says a clear difference and what it does not mean in one breath', () => {
  assert.equal(inWords(plainSentence(gradeAlone(findingWith({})))), 'There are 3 of them. This is a clear difference; it does not by itself show why.')
  assert.equal(inWords(plainSentence(gradeAlone(findingWith({ smallestBase: 5 })))), 'There are 3 of them. There are too few people to say.')
})

test('a hidden figure prints a small number, wherever it stands', () => {
  assert.equal(inWords(plainSentence(gradeAlone(findingWith({}))), (figure) => figure === 'count'), 'There are a small number of them. This is a clear difference; it does not by itself show why.')
})

test('adjusted p-values keep the order of the p-values and never fall below them', () => {
  fc.assert(fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 5 })), (ps) => {
    const { adjusted } = given(benjaminiHochberg(ps))
    ps.forEach((p, i) => {
      assert.equal(adjusted[i] === null, p === null)
      if (p !== null) assert.ok((adjusted[i] ?? -1) >= p - 1e-15 && (adjusted[i] ?? 2) <= 1)
      ps.forEach((other, j) => { if (p !== null && other !== null && p <= other) assert.ok((adjusted[i] ?? 2) <= (adjusted[j] ?? -1)) })
    })
  }))
  assert.equal(isRefused(benjaminiHochberg([1.5])), true)
})
