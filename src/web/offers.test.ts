import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gatherOffers, type Measure } from './offers.ts'

const measure = (name: string): Measure => ({ name, title: name, definition: '', unit: 'number', work: async () => ({ missing: 'Nothing was counted yet.' }) })

test('every page can ask what any room offers, in the order of the rooms', () => {
  const all = gatherOffers([{ offers: { measures: [measure('pay.a')] } }, {}, { offers: { measures: [measure('plan.b')] } }])
  assert.deepEqual(all.measures.map((each) => each.name), ['pay.a', 'plan.b'])
  assert.deepEqual(all.sections, [])
})

test('two rooms that offer one name would answer for each other, so the house does not open', () => {
  assert.throws(() => gatherOffers([{ offers: { measures: [measure('pay.a')] } }, { offers: { measures: [measure('pay.a')] } }]), /Two rooms offer pay\.a/)
})
