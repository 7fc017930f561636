import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { append, nextNumber, type By } from './ledger.ts'
import { changing, NotNow, reading } from './transaction.ts'
import type { Database, Reading } from './database.ts'

describe('Looking and changing, as one organisation', () => {
  let house: FreshDatabase
  let county: string
  let district: string
  before(async () => {
    house = await freshDatabase()
    county = await house.addOrganisation('barsetshire')
    district = await house.addOrganisation('plumstead')
  })
  after(() => house[Symbol.asyncDispose]())
  const count = (db: Reading) => db.selectFrom('house.counter').selectAll().orderBy('name').execute()
  const by = (organisation: string): By => ({ organisation, person: 'system', request: 'test', now: Temporal.Now.instant() })

  test('what one organisation writes, another does not see', async () => {
    await changing(house.connections, county, (db) => nextNumber(db, county, 'assessment'))
    assert.equal((await reading(house.connections, county, count)).length, 1)
    assert.deepEqual(await reading(house.connections, district, count), [])
  })

  test('nothing can be written for another organisation', async () => {
    await assert.rejects(changing(house.connections, county, (db) => nextNumber(db, district, 'assessment')), { code: '42501' })
  })

  test('a look cannot write, whatever the compiler was told', async () => {
    await assert.rejects(reading(house.connections, county, (db) => nextNumber(db as unknown as Database, county, 'x')), { code: '25006' })
  })

  test('a look is one moment: what changes meanwhile is not seen', async () => {
    await reading(house.connections, county, async (db) => {
      const first = await count(db)
      await changing(house.connections, county, (other) => nextNumber(other, county, 'meanwhile'))
      assert.deepEqual(await count(db), first)
    })
  })

  test('an organisation’s id that is not one is refused before it reaches the database', async () => {
    for (const bad of ['', 'x', `${county}'; drop table ledger.entry; --`, county.toUpperCase()]) await assert.rejects(reading(house.connections, bad, count), TypeError)
  })

  test('after an error nothing is kept, and the connection serves the next visitor', async () => {
    await assert.rejects(changing(house.connections, county, async (db) => { await nextNumber(db, county, 'lost'); throw new Error('no') }), /^Error: no$/)
    assert.ok(!(await reading(house.connections, county, count)).some((each) => each.name === 'lost'))
  })

  test('a failure that the work hid from us is not taken for success', async () => {
    await assert.rejects(changing(house.connections, county, async (db) => {
      await nextNumber(db, county, 'hidden')
      await nextNumber(db, district, 'assessment').catch(() => {})
      return 'done'
    }), /A statement had failed/)
  })

  test('what is asked after the transaction is over is refused, and never answered in somebody else’s', async () => {
    const kept = await reading(house.connections, county, async (db) => db)
    await assert.rejects(count(kept), /This transaction is over/)
  })

  test('two people who add to the same number both get theirs, and none is skipped', async () => {
    const numbers = await Promise.all(Array.from({ length: 60 }, () => changing(house.connections, county, (db) => nextNumber(db, county, 'queue'))))
    assert.deepEqual(numbers.sort((a, b) => a - b), Array.from({ length: 60 }, (_, index) => index + 1))
  })

  test('out of turn, SERIALIZABLE alone keeps changes apart, and those that collide are run again', async () => {
    let retries = 0
    const numbers = await Promise.all(Array.from({ length: 12 }, () => changing(house.connections, county, async (db) => {
      await count(db)
      return nextNumber(db, county, 'race')
    }, { outOfTurn: true, onRetry: () => { retries++ } })))
    assert.deepEqual(numbers.sort((a, b) => a - b), Array.from({ length: 12 }, (_, index) => index + 1))
    assert.ok(retries > 0, 'nothing collided, so this test showed nothing')
  })

  test('a change that nobody can make room for ends in a plain "not now"', async () => {
    const conflict = Object.assign(new Error('conflict'), { code: '40001' })
    await assert.rejects(changing(house.connections, county, async () => { throw conflict }), NotNow)
  })

  test('an entry in the ledger comes with the change, or not at all', async () => {
    const entry = { did: 'action-plan.progress-recorded', on: { room: 'action-plan', id: randomUUID() }, after: { rating: 'green' } } as const
    const made = await changing(house.connections, county, (db) => append(db, by(county), entry))
    assert.equal(made.number, 1)
    await assert.rejects(changing(house.connections, county, async (db) => { await append(db, by(county), entry); throw new Error('no') }))
    assert.equal((await changing(house.connections, county, (db) => append(db, by(county), entry))).number, 2)
    assert.equal((await changing(house.connections, district, (db) => append(db, by(district), entry))).number, 1)
  })
})
