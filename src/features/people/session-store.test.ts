import { test } from 'node:test'
import assert from 'node:assert/strict'
import { changing, reading } from '#database/transaction.ts'
import { freshDatabase } from '../../../test/database.ts'
import { addPerson, findPerson, grantRole, savePerson, takeRole } from './people-store.ts'
import { beginSession, endOneSession, endSession, endSessionsOf, keepAwake, listSessions, saveSignInRule, whoIs } from './session-store.ts'

const began = Temporal.Instant.from('2026-11-23T09:00:00Z')
const minutes = (many: number) => began.add({ minutes: many })
const how = { by: 'password and second step', idleMinutes: 60, absoluteHours: 12, browser: 'Firefox on Linux' } as const

async function house() {
  const database = await freshDatabase()
  const [here, there] = [await database.addOrganisation('here'), await database.addOrganisation('there')]
  const look = <A>(work: Parameters<typeof reading<A>>[2], organisation = here) => reading(database.connections, organisation, work)
  const change = <A>(work: Parameters<typeof changing<A>>[2], organisation = here) => changing(database.connections, organisation, work)
  const person = await change(async (db) => {
    const id = await addPerson(db, here, { name: 'Priya Nair', email: 'priya@here.example', jobTitle: 'Equalities Manager', department: null, state: 'active' }, began)
    await grantRole(db, here, id, { role: 'equality lead', department: null }, null, began)
    return id
  })
  return { database, here, there, look, change, person, begin: (by: 'password' | 'password and second step' = how.by) => change((db) => beginSession(db, here, person, began, { ...how, by })), [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() }
}

test('whoever holds the token of a session is its person, with the roles they hold', async () => {
  await using all = await house()
  const token = await all.begin()
  const who = await all.look((db) => whoIs(db, all.here, token, minutes(1)))
  assert.deepEqual(who && [who.name, who.email, who.grants], ['Priya Nair', 'priya@here.example', [{ role: 'equality lead', department: null }]])
  assert.equal(await all.look((db) => whoIs(db, all.here, `${token}x`, minutes(1))), null)
})

test('the database holds no token, only its hash', async () => {
  await using all = await house()
  const token = await all.begin()
  const rows = await all.database.asOwner<{ row: string }>('select session::text as row from people.session')
  assert.equal(rows.length, 1)
  assert.ok(!rows[0]!.row.includes(token))
})

test('a session of one organisation opens nothing in another', async () => {
  await using all = await house()
  const token = await all.begin()
  assert.equal(await all.look((db) => whoIs(db, all.there, token, minutes(1)), all.there), null)
  assert.equal(await all.look((db) => whoIs(db, all.here, token, minutes(1)), all.there), null)
})

test('a session ends when it has been idle for an hour, and goes on while it is used', async () => {
  await using all = await house()
  const token = await all.begin()
  assert.notEqual(await all.look((db) => whoIs(db, all.here, token, minutes(59))), null)
  assert.equal(await all.look((db) => whoIs(db, all.here, token, minutes(60))), null)
  await all.change((db) => keepAwake(db, all.here, token, minutes(50)))
  assert.notEqual(await all.look((db) => whoIs(db, all.here, token, minutes(109))), null)
  assert.equal(await all.look((db) => whoIs(db, all.here, token, minutes(110))), null)
})

test('a session ends after twelve hours however much it is used', async () => {
  await using all = await house()
  const token = await all.begin()
  for (let used = 30; used < 12 * 60; used += 30) await all.change((db) => keepAwake(db, all.here, token, minutes(used)))
  assert.notEqual(await all.look((db) => whoIs(db, all.here, token, minutes(12 * 60 - 1))), null)
  assert.equal(await all.look((db) => whoIs(db, all.here, token, minutes(12 * 60))), null)
})

test('somebody who is suspended or has left is out at their next page', async () => {
  await using all = await house()
  const token = await all.begin()
  for (const state of ['suspended', 'left'] as const) {
    await all.change(async (db) => savePerson(db, all.here, { ...(await findPerson(db, all.here, all.person))!, state }))
    assert.equal(await all.look((db) => whoIs(db, all.here, token, minutes(1))), null, state)
  }
})

test('a role that is taken away is gone at the next page, and one that is given is there', async () => {
  await using all = await house()
  const token = await all.begin()
  await all.change((db) => takeRole(db, all.here, all.person))
  assert.deepEqual((await all.look((db) => whoIs(db, all.here, token, minutes(1))))?.grants, [])
  await all.change((db) => grantRole(db, all.here, all.person, { role: 'publisher', department: null }, null, began))
  assert.deepEqual((await all.look((db) => whoIs(db, all.here, token, minutes(1))))?.grants, [{ role: 'publisher', department: null }])
})

test('a role that needs a second step waits in a session that began with a password alone', async () => {
  await using all = await house()
  await all.change((db) => grantRole(db, all.here, all.person, { role: 'employee', department: null }, null, began))
  const token = await all.begin('password')
  assert.deepEqual((await all.look((db) => whoIs(db, all.here, token, minutes(1))))?.grants.map((each) => each.role), ['employee'])
  await all.change((db) => saveSignInRule(db, all.here, { roles: [], everyone: false }))
  assert.equal((await all.look((db) => whoIs(db, all.here, token, minutes(1))))?.grants.length, 2)
  await all.change((db) => saveSignInRule(db, all.here, { roles: [], everyone: true }))
  assert.deepEqual((await all.look((db) => whoIs(db, all.here, token, minutes(1))))?.grants, [])
})

test('signing out ends one session, and signing out everywhere ends them all but the one that is named', async () => {
  await using all = await house()
  const [one, two, three] = [await all.begin(), await all.begin(), await all.begin()]
  await all.change((db) => endSession(db, all.here, one))
  assert.equal(await all.look((db) => whoIs(db, all.here, one, minutes(1))), null)
  const here = (await all.look((db) => whoIs(db, all.here, two, minutes(1))))!.session!
  assert.equal(await all.change((db) => endSessionsOf(db, all.here, all.person, here)), 1)
  assert.deepEqual([await all.look((db) => whoIs(db, all.here, two, minutes(1))) !== null, await all.look((db) => whoIs(db, all.here, three, minutes(1)))], [true, null])
})

test('nobody ends somebody else’s session', async () => {
  await using all = await house()
  const token = await all.begin()
  const [session] = await all.look((db) => listSessions(db, all.here, all.person, minutes(1)))
  const other = await all.change((db) => addPerson(db, all.here, { name: 'Tom Aldous', email: 'tom@here.example', jobTitle: '', department: null, state: 'active' }, began))
  assert.equal(await all.change((db) => endOneSession(db, all.here, other, session!.id)), false)
  assert.equal(await all.change((db) => endOneSession(db, all.here, all.person, 'not an id')), false)
  assert.notEqual(await all.look((db) => whoIs(db, all.here, token, minutes(1))), null)
})
