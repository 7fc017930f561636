import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Dataset, Source } from './dataset.ts'
import { areRowsDue, listNextToGo, rowsGoneUpTo, rowsKeptUntil } from './retention.ts'

const day = (words: string) => Temporal.PlainDate.from(words)
const source = { id: 's', keepRowsMonths: 24 } as Source
const extract = (to: string, more: Partial<Dataset> = {}) => ({ id: to, source: { id: 's' }, to: day(to), state: 'current', rowsDeletedOn: null, ...more }) as Dataset

test('rows are kept to the last day of their time and go the day after; a shorter rule reaches what is held already', () => {
  const september = extract('2024-09-30')
  assert.equal(rowsKeptUntil(september, source).toString(), '2026-09-30')
  assert.deepEqual([areRowsDue(september, source, day('2026-09-30')), areRowsDue(september, source, day('2026-10-01'))], [false, true])
  assert.equal(areRowsDue(september, { keepRowsMonths: 12 }, day('2025-10-01')), true)
})

test('what goes next is known before, soonest first, and what a correction replaced goes in the coming night', () => {
  const held = [extract('2026-03-31'), extract('2025-12-31'), extract('2026-06-30', { state: 'replaced' }), extract('2023-12-31', { rowsDeletedOn: day('2026-01-01') }), extract('2026-09-30', { state: 'to check' })]
  assert.deepEqual(listNextToGo(held, [source], day('2026-11-22')).map(({ dataset, on }) => [dataset.id, on.toString()]), [['2026-06-30', '2026-11-23'], ['2025-12-31', '2028-01-01'], ['2026-03-31', '2028-04-01']])
})

test('somebody who asks is told up to which day rows are gone', () => {
  assert.equal(rowsGoneUpTo([extract('2026-03-31'), extract('2023-12-31', { rowsDeletedOn: day('2026-01-01') }), extract('2023-09-30', { rowsDeletedOn: day('2025-10-01') })])?.toString(), '2023-12-31')
  assert.equal(rowsGoneUpTo([extract('2026-03-31')]), null)
})
