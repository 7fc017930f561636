import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync, chownSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { backup, restore } from '#database/backup.ts'
import { connectOnce, openConnections } from '#database/connect.ts'
import { examine } from '#database/doctor.ts'
import { startEmbedded, type ConnectionOptions, type EmbeddedServer } from '#database/embedded.ts'
import { defineJob, enqueue, startJobs } from '#database/jobs.ts'
import { append } from '#database/ledger.ts'
import { findViolations } from '#database/lint.ts'
import { migrate } from '#database/migrate.ts'
import { changing, reading } from '#database/transaction.ts'

/**
 * A PostgreSQL that somebody else keeps: nobody of ours is a superuser. The owner may make roles and owns the database,
 * as managed services give it; the app signs in under a name that somebody else chose.
 */
describe('A database elsewhere', () => {
  let folder: string
  let server: EmbeddedServer
  let owner: ConnectionOptions
  let app: ConnectionOptions
  const at = (user: string, database = 'council'): ConnectionOptions => ({ host: String(server.owner.host), port: 5432, user, database })
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'managed-'))
    chmodSync(folder, 0o711)
    server = await startEmbedded(folder, { settings: { fsync: 'off' } })
    const keeper = await connectOnce({ ...server.owner, database: 'postgres' })
    try {
      const rules = join(server.cluster, 'pg_hba.conf')
      const { uid, gid } = statSync(rules)
      writeFileSync(rules, 'local all all trust\n')
      chownSync(rules, uid, gid)
      await keeper.query('select pg_reload_conf()')
      await keeper.query('create role council_owner login createrole; create role council_app login; grant council_app to council_owner with admin option')
      for (const name of ['council', 'another']) await keeper.query(`create database ${name} owner council_owner template template0`)
    } finally { await keeper.end() }
    owner = at('council_owner')
    app = at('council_app')
  })
  after(async () => { await server.stop(); rmSync(folder, { recursive: true, force: true }) })

  test('an owner who is no superuser makes everything, twice, and the app has what it needs and no more', async () => {
    await migrate(owner, { appLogin: 'council_app' })
    assert.deepEqual((await migrate(owner, { appLogin: 'council_app' })).applied, [])
    const client = await connectOnce(owner)
    try { assert.deepEqual((await findViolations(client)).map((each) => `${each.rule.says} ${each.found.join()}`), []) } finally { await client.end() }
    const diagnoses = await examine({ app, owner, jobs: owner, dataFolder: folder, checkpoints: { folder, keptElsewhere: true }, mailIsSet: true, https: true, now: Temporal.Now.instant() })
    assert.deepEqual(diagnoses.filter((each) => each.state === 'ill' && !/fsync off/.test(each.says) && !/free in/.test(each.says)).map((each) => each.says), [])
    const visitor = await connectOnce(app)
    try { assert.equal((await visitor.query<{ statement_timeout: string }>('show statement_timeout')).rows[0]?.statement_timeout, '5s') } finally { await visitor.end() }
  })

  test('where the owner may not set the limits of the app’s login, everything else is made, and the doctor says what is missing', async () => {
    const keeper = await connectOnce({ ...server.owner, database: 'postgres' })
    try { await keeper.query('create role plain_app login') } finally { await keeper.end() }
    await migrate(owner, { appLogin: 'plain_app' })
    const diagnoses = await examine({ app: at('plain_app'), owner, jobs: owner, dataFolder: folder, checkpoints: { folder, keptElsewhere: true }, mailIsSet: true, https: true, now: Temporal.Now.instant() })
    assert.ok(diagnoses.some((each) => each.state === 'care' && /no limits for slow statements/.test(each.says)), JSON.stringify(diagnoses))
  })

  test('the app writes, its jobs run, and everything is backed up and restored', async () => {
    const organisation = crypto.randomUUID()
    const keeper = await connectOnce(owner)
    try {
      await keeper.query('set role due_regard_owner')
      await keeper.query(`insert into directory.organisation (id, name, short_name, kind) values ($1, 'Barsetshire', 'barsetshire', 'county council')`, [organisation])
    } finally { await keeper.end() }
    const connections = openConnections(app)
    const done: string[] = []
    const job = defineJob<string>('trial.elsewhere', async (given) => { done.push(given) })
    const jobs = await startJobs({ jobs: [job], connections, to: owner, pollEvery: 50 })
    try {
      await changing(connections, organisation, async (db) => {
        await append(db, { organisation, person: 'system', request: 'r', now: Temporal.Now.instant() }, { did: 'a.b', on: { room: 'a', id: 'x' } })
        await enqueue(db, organisation, job, 'here')
      })
      for (let tries = 0; tries < 200 && done.length === 0; tries++) await new Promise((tick) => setTimeout(tick, 25))
      assert.deepEqual(done, ['here'])
    } finally { await jobs.stop(); await connections.end() }

    const file = join(folder, 'council.backup')
    const made = await backup(file, { owner, files: join(folder, 'files'), now: Temporal.Now.instant() })
    assert.ok(made.rows >= 4)
    const restored = await restore(file, { owner: at('council_owner', 'another'), files: join(folder, 'files-again'), appLogin: 'council_app' })
    assert.equal(restored.rows, made.rows)
    const again = openConnections(at('council_app', 'another'))
    try { assert.equal((await reading(again, organisation, (db) => db.selectFrom('ledger.entry').selectAll().execute())).length, 1) } finally { await again.end() }
  })
})
