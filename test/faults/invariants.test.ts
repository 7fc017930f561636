import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from '../database.ts'
import { trialTables, tryInvariants } from './invariants.ts'

test('F9: what must hold holds, whoever approves, edits and signs at the same moment; under READ COMMITTED, the control, it does not', async () => {
  await using house = await freshDatabase()
  const organisation = await house.addOrganisation('barsetshire')
  await house.asOwner(trialTables)
  const seed = 20261122
  const held = await tryInvariants({ connections: house.connections, organisation, histories: 120, isolation: 'serializable', seed })
  assert.deepEqual({ ...held, retries: 0, gaveUp: 0 }, { unapproved: 0, lostEdits: 0, signedOther: 0, histories: 120, retries: 0, gaveUp: 0 }, `seed ${seed}`)
  assert.ok(held.retries > 0, 'nothing collided, so this showed nothing')
  const control = await tryInvariants({ connections: house.connections, organisation, histories: 60, isolation: 'read committed', seed })
  assert.ok(control.unapproved > 0 && control.lostEdits > 0 && control.signedOther > 0, `the control kept every rule: ${JSON.stringify(control)}`)
})
