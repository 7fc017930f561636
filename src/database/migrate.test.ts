import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { connectOnce } from './connect.ts'
import { CannotMigrate, findMigrations, listWaitingMigrations, migrate, type Migration } from './migrate.ts'

describe('Migrations', () => {
  let house: FreshDatabase
  before(async () => { house = await freshDatabase() })
  after(() => house[Symbol.asyncDispose]())
  const made = findMigrations()
  const add = (name: string, text: string): Migration => ({ name, text, hash: `hash of ${text}` })

  test('every migration has a dated name and lies in its room, and they run in the order of their names', () => {
    assert.ok(made.length >= 4)
    assert.deepEqual(made.map((each) => each.name), made.map((each) => each.name).toSorted())
  })

  test('a database that is up to date is left alone', async () => {
    assert.deepEqual(await listWaitingMigrations(house.owner), [])
    assert.deepEqual((await migrate(house.owner)).applied, [])
  })

  test('a new migration is run once, by one of those who start at the same time', async () => {
    const more = [...made, add('2099-01-01-010-trial', `create schema trial; create table trial.t (organisation_id uuid not null, id uuid, primary key (organisation_id, id)); select house.tenant('trial.t')`)]
    assert.deepEqual(await listWaitingMigrations(house.owner, more), ['2099-01-01-010-trial'])
    const all = await Promise.all([1, 2, 3, 4].map(() => migrate(house.owner, { migrations: more })))
    assert.deepEqual(all.flatMap((each) => each.applied), ['2099-01-01-010-trial'])
    assert.deepEqual(await house.asOwner(`select relowner::regrole::text as owner from pg_class where oid = 'trial.t'::regclass`), [{ owner: 'due_regard_owner' }])
    const app = await connectOnce(house.app)
    try { assert.equal((await app.query('select from trial.t')).rowCount, 0) } finally { await app.end() }
  })

  test('a database of a newer program is refused, and says what it has', async () => {
    await assert.rejects(migrate(house.owner), (error: Error) => error instanceof CannotMigrate && /made by a newer Due Regard: it has 2099-01-01-010-trial/.test(error.message))
    await assert.rejects(listWaitingMigrations(house.owner), CannotMigrate)
  })

  test('a migration that was edited after it had run is refused', async () => {
    const run = [...made, add('2099-01-01-010-trial', 'something else')]
    await assert.rejects(migrate(house.owner, { migrations: run }), /The migration 2099-01-01-010-trial was changed after it had been run/)
  })

  test('a migration that fails leaves nothing of itself, and those before it stand', async () => {
    await using fresh = await freshDatabase()
    const run = [...made, add('2099-01-01-010-good', 'create schema good'), add('2099-01-01-020-bad', 'create schema bad; select 1 / 0'), add('2099-01-01-030-after', 'create schema later')]
    await assert.rejects(migrate(fresh.owner, { migrations: run }), /The migration 2099-01-01-020-bad failed, and nothing of it was kept: division by zero/)
    assert.deepEqual(await fresh.asOwner(`select nspname from pg_namespace where nspname in ('good', 'bad', 'later')`), [{ nspname: 'good' }])
  })

  test('an empty database is migrated by several programs at once', async () => {
    await using fresh = await freshDatabase()
    const name = `${fresh.owner.database}_empty`
    await fresh.asOwner(`create database ${name} template template0`)
    const all = await Promise.all([1, 2, 3].map(() => migrate({ ...fresh.owner, database: name })))
    assert.deepEqual(all.flatMap((each) => each.applied).toSorted(), made.map((each) => each.name))
    await fresh.asOwner(`drop database ${name}`)
  })

  test('a migration runs as the owner, who is bound by the wall: it cannot change rows of organisations unawares', async () => {
    await using fresh = await freshDatabase()
    const organisation = await fresh.addOrganisation('barsetshire')
    await fresh.asOwner(`insert into house.counter values ($1, 'x', 1)`, [organisation])
    await migrate(fresh.owner, { migrations: [...made, add('2099-01-01-010-careless', `update house.counter set last_number = 99`)] })
    assert.deepEqual(await fresh.asOwner('select last_number from house.counter'), [{ last_number: '1' }])
  })
})
