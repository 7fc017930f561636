/** When a supplier's return is due, overdue, or taken. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { duesOf, takeReturn, type ContractDuty, type SupplierReturn } from './contract.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const duty: ContractDuty = { id: 'd', assessment: 'a', mitigation: 'm', supplier: 'Hartletop', contract: 'c', reports: 'r', every: 'month', firstDue: day('2026-01-31'), owner: { id: 'o', name: 'O' }, ended: null, version: 1 }
const came = (due: string, outcome: SupplierReturn['outcome'], at: string): SupplierReturn => ({ id: at, duty: 'd', due: day(due), received: outcome === 'no return' ? null : day(due), outcome, said: 's', link: 'https://x', file: null, by: 'b', at: Temporal.Instant.from(at) })

test('a return is due each month from the first, on the last day where a month is short, and the next one is shown', () => {
  const dues = duesOf(duty, [came('2026-01-31', 'not met', '2026-02-01T10:00:00Z'), came('2026-01-31', 'met', '2026-02-03T10:00:00Z')], day('2026-03-15'))
  assert.deepEqual(dues.map((each) => [each.on.toString(), each.state]), [['2026-01-31', 'met'], ['2026-02-28', 'overdue'], ['2026-03-31', 'to come']])
  assert.deepEqual(dues[0]?.earlier.map((each) => each.outcome), ['not met'], 'what was recorded before stays')
  assert.deepEqual(duesOf({ ...duty, ended: { on: day('2026-02-01'), because: 'Ended' } }, [], day('2026-06-01')).map((each) => each.on.toString()), ['2026-01-31'], 'nothing is due after it ended')
})

test('that it was met needs its evidence; that nothing came is said only once the day has passed', () => {
  const asked = { due: day('2026-02-28'), received: day('2026-02-27'), outcome: 'met' as const, link: '', file: null }
  assert.match(takeReturn(duty, asked, day('2026-03-01'))?.refused ?? '', /Add the evidence from Hartletop/)
  assert.equal(takeReturn(duty, { ...asked, link: 'https://x' }, day('2026-03-01')), null)
  assert.match(takeReturn(duty, { ...asked, link: 'https://x', received: day('2026-03-02') }, day('2026-03-01'))?.refused ?? '', /today or in the past/)
  assert.match(takeReturn(duty, { ...asked, outcome: 'no return', received: null }, day('2026-02-28'))?.refused ?? '', /it may still come/)
  assert.equal(takeReturn(duty, { ...asked, outcome: 'no return', received: null }, day('2026-03-01')), null)
})
