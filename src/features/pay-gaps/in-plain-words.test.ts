import { test } from 'node:test'
import assert from 'node:assert/strict'
import { gapRangeInWords } from './in-plain-words.ts'

test('a range that begins a hair below nought begins at nought', () => {
  assert.equal(gapRangeInWords({ low: -0.04, high: 14.52 }), '0.0% to 14.5%')
  assert.equal(gapRangeInWords({ low: -3, high: -0.01 }), '-3.0% to 0.0%')
})
