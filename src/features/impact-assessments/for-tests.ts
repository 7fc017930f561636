import assert from 'node:assert/strict'

/** A rule said no, in words that match. */
export function assertRefused(decided: object, words: RegExp = /./): void {
  assert.ok('refused' in decided && typeof decided.refused === 'string', 'nothing was refused')
  assert.match(decided.refused, words)
}
