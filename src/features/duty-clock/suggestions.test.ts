import { test } from 'node:test'
import assert from 'node:assert/strict'
import { ruleOf } from './promise-words.ts'
import { suggestions } from './suggestions.ts'

test('every suggested promise is read by the deadline language without a question', () => {
  for (const each of suggestions) assert.ok('rule' in ruleOf(each.when, each.shows), each.words)
  assert.equal(new Set(suggestions.map((each) => each.id)).size, suggestions.length)
})
