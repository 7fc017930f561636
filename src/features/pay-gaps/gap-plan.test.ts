import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { planItems, whatThePlanLacks, type GapPlan, type ItemCode } from './gap-plan.ts'

const plan = (active: readonly ItemCode[], embedded: readonly ItemCode[] = [], more: Partial<GapPlan> = {}): readonly string[] => whatThePlanLacks({
  items: [...active.map((code) => ({ code, status: 'New or in progress' as const, action: null })), ...embedded.map((code) => ({ code, status: 'Embedded' as const, action: null }))], narrative: '', link: 'https://barsetshire.example/pay', ...more,
})

suite('The plan in its statutory shape', () => {
  test('has 18 actions in five categories', () => {
    assert.equal(planItems.length, 18)
    assert.equal(new Set(planItems.map((each) => each.category)).size, 5)
    assert.equal(new Set(planItems.map((each) => each.code)).size, 18)
  })
  test('needs one action about the pay gap and another about menopause that are new or in progress', () => {
    assert.deepEqual(plan(['D3', 'M1']), [])
    assert.equal(plan(['D3']).length, 1)
    assert.equal(plan(['M1']).length, 1)
    assert.equal(plan([]).length, 2)
    assert.equal(plan([], ['D3', 'M1']).length, 2)
  })
  test('counts an action that is about both once', () => {
    assert.deepEqual(plan(['R6']), ['Choose two different actions: one that is about both counts once'])
    assert.deepEqual(plan(['R6', 'M1']), [])
    assert.deepEqual(plan(['R6', 'D1']), [])
  })
  test('has at most 200 words and an address', () => {
    assert.equal(plan(['D3', 'M1'], [], { narrative: 'word '.repeat(201) }).length, 1)
    assert.equal(plan(['D3', 'M1'], [], { narrative: 'word '.repeat(200) }).length, 0)
    assert.equal(plan(['D3', 'M1'], [], { link: '' }).length, 1)
  })
})
