import assert from 'node:assert/strict'
import { test } from 'node:test'
import { halfYear, programmeYears, propose, ratesOf, stateOf, type ProgrammeItem } from './programme.ts'

const day = (words: string) => Temporal.PlainDate.from(words)
const today = day('2026-11-22')
const item = (more: Partial<ProgrammeItem> = {}): ProgrammeItem => ({
  id: 'i', undertaking: 'u', planned: { from: day('2026-07-01'), to: day('2026-09-30') }, why: '', outside: false, screening: null, assessment: null, started: null, finished: null, published: null, reviewed: null, address: '', ended: null, version: 1, ...more,
})

test('late is what was to be finished by now and is not', () => {
  assert.equal(stateOf(item(), today), 'late')
  assert.equal(stateOf(item({ started: day('2026-08-01') }), today), 'late')
  assert.equal(stateOf(item({ planned: { from: day('2026-10-01'), to: today } }), today), 'planned', 'not before its last day is over')
  assert.equal(stateOf(item({ planned: { from: day('2026-10-01'), to: day('2026-12-31') }, started: day('2026-10-02') }), today), 'started')
  assert.equal(stateOf(item({ finished: day('2026-10-30') }), today), 'done')
  assert.equal(stateOf(item({ finished: day('2026-10-30'), published: day('2026-11-01') }), today), 'published')
  assert.equal(stateOf(item({ ended: { on: today, because: 'Sold' } }), today), 'taken out')
})

test('the programme has three financial years, the most relevant first', () => {
  assert.deepEqual(programmeYears(today).map((year) => year.name), ['2026 to 2027', '2027 to 2028', '2028 to 2029'])
  assert.deepEqual(programmeYears(day('2027-03-31'))[0]?.name, '2026 to 2027')
  assert.equal(propose('high', today)?.to.toString(), '2027-03-31')
  assert.equal(propose('low', today)?.to.toString(), '2029-03-31')
  assert.equal(propose('none', today), null)
})

test('rates are of what was due in the period, without what was taken out', () => {
  const items = [item(), item({ finished: day('2026-09-01') }), item({ finished: day('2026-09-01'), published: day('2026-10-01') }), item({ ended: { on: today, because: 'Sold' } }), item({ outside: true, published: day('2026-09-20') }), item({ planned: { from: day('2027-01-01'), to: day('2027-03-31') } })]
  assert.deepEqual(ratesOf(items, { from: day('2026-04-01'), to: day('2026-09-30') }, today), { planned: 4, done: 3, published: 2, late: 1, outside: 1 })
})

test('the board is told about the last whole half-year, from April or from October', () => {
  for (const [on, from, to] of [['2026-11-22', '2026-04-01', '2026-09-30'], ['2026-09-30', '2025-10-01', '2026-03-31'], ['2026-10-01', '2026-04-01', '2026-09-30'], ['2027-03-31', '2026-04-01', '2026-09-30'], ['2027-04-01', '2026-10-01', '2027-03-31']] as const) {
    const half = halfYear(day(on))
    assert.deepEqual([half.from.toString(), half.to.toString()], [from, to], on)
  }
})
