import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remembered } from './remembered.ts'

test('what was worked out is worked out again after a change, for another body, and for another question', async () => {
  const memory = remembered()
  let made = 0
  const count = (organisation: string, what: string, version: string): Promise<number> => memory.find(organisation, what, version, async () => ++made)
  assert.deepEqual([await count('a', 'plan', '1'), await count('a', 'plan', '1')], [1, 1])
  assert.equal(await count('a', 'plan', '2'), 2)
  assert.equal(await count('b', 'plan', '2'), 3)
  assert.equal(await count('a', 'plan?page=2', '2'), 4)
  assert.equal(await count('a', 'plan', '2'), 2, 'the one before is still there')
})

test('what could not be worked out is tried again', async () => {
  const memory = remembered()
  await assert.rejects(memory.find('a', 'plan', '1', async () => { throw new Error('away') }))
  assert.equal(await memory.find('a', 'plan', '1', async () => 'here'), 'here')
})

test('no more is kept than was said, and what is asked for often stays', async () => {
  const memory = remembered(3)
  let made = 0
  const ask = (what: string): Promise<number> => memory.find('a', what, '1', async () => ++made)
  for (const what of ['often', '1', 'often', '2', 'often', '3', 'often', '4']) await ask(what)
  assert.equal(await ask('often'), 1)
  assert.equal(await ask('1'), 6, 'it had gone')
  await ask('x'.repeat(1000))
  assert.equal(await ask('x'.repeat(1000)), 8, 'a name that long is not kept')
})
