import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { fraction } from '#statistics/rational.ts'
import type { Employee } from './employee.ts'
import { auditOf, patternIn } from './pay-audit.ts'

function employee(sex: 'male' | 'female', grade: string, pence: number, allowance = 0): Employee {
  return {
    place: 1, staffNumber: '', lines: [2], sex, standing: 'full pay', reason: 'full pay', hourly: fraction(pence + allowance, 100), weeklyHours: fraction(37), hoursBasis: 'contract', parts: { basic: fraction(pence, 100), ...(allowance === 0 ? {} : { allowance: fraction(allowance, 100) }) },
    bonus: null, notes: [], groups: { grade, 'working pattern': 'full time' }, service: 4,
  }
}
const pair = (grade: string, men: number, women: number): Employee[] => [employee('male', grade, men), employee('male', grade, men), employee('female', grade, women), employee('female', grade, women)]
const sexOf = (employees: readonly Employee[]) => {
  const found = auditOf(employees, 'A payroll').comparisons.find((each) => each.id === 'sex')
  if (!found) throw new Error('The audit compares no sexes')
  return found
}

suite('The equal pay audit', () => {
  test('flags 5% to look into and 3% to watch, on the exact figure and in either direction', () => {
    const found = sexOf([...pair('1', 10_000, 9_500), ...pair('2', 10_000, 9_501), ...pair('3', 10_000, 9_700), ...pair('4', 10_000, 9_701), ...pair('5', 9_500, 10_000)])
    assert.deepEqual(found.groups.map((each) => each.total.flag), ['investigate', 'watch', 'watch', 'none', 'investigate'])
  })
  test('gives no figure of a group with fewer than two people on a side', () => {
    const [group] = sexOf([employee('male', '1', 1000), employee('female', '1', 900), employee('female', '1', 900)]).groups
    assert.deepEqual([group?.total.flag, group?.total.mean, group?.elements.length], ['too few', null, 0])
  })
  test('finds a pattern in three groups that are half of all, and none where directions differ', () => {
    assert.equal(patternIn(sexOf([...pair('1', 1000, 960), ...pair('2', 1000, 960), ...pair('3', 1000, 960), ...pair('4', 1000, 1000)])), 'group')
    assert.equal(patternIn(sexOf([...pair('1', 1000, 960), ...pair('2', 1000, 960), ...pair('3', 960, 1000)])), null)
    assert.equal(patternIn(sexOf([...pair('1', 1000, 960), ...pair('2', 1000, 960), ...pair('3', 1000, 960), ...[4, 5, 6, 7].flatMap((grade) => pair(String(grade), 1000, 1000))])), null)
  })
  test('tells basic pay from total pay, and in which kind of pay the difference is', () => {
    const [group] = sexOf([employee('male', '1', 1000, 100), employee('male', '1', 1000, 100), employee('female', '1', 1000), employee('female', '1', 1000)]).groups
    assert.deepEqual([group?.basic.flag, group?.total.flag], ['none', 'investigate'])
    assert.deepEqual(group?.elements.find((each) => each.class === 'allowance'), { class: 'allowance', comparator: '1/1', group: '0/1' })
  })
  test('splits the gap into who is in which grade and pay inside grades, exactly', () => {
    const { gradeMix } = auditOf([...pair('1', 1000, 1000), employee('male', '2', 2000), employee('male', '2', 2000)], 'A payroll')
    assert.ok(gradeMix !== null && !('refused' in gradeMix))
    assert.equal(gradeMix.within, '0.00')
    assert.equal(gradeMix.composition, '33.33')
  })
  test('has nothing to say where nobody’s work can be compared', () => {
    assert.equal(auditOf(pair('1', 1000, 900).map((each) => ({ ...each, groups: {} })), 'A payroll').workGroups, null)
  })
})
