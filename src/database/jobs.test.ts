import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { countJobs, defineJob, enqueue, startJobs, type Job } from './jobs.ts'
import { nextNumber } from './ledger.ts'
import { changing, reading } from './transaction.ts'

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) { if (await holds()) return; await wait(25) }
  throw new Error(`It never came about that ${what}.`)
}

describe('Jobs', () => {
  let house: FreshDatabase
  let county: string
  let district: string
  before(async () => {
    house = await freshDatabase()
    county = await house.addOrganisation('barsetshire')
    district = await house.addOrganisation('plumstead')
  })
  after(() => house[Symbol.asyncDispose]())
  const start = (jobs: readonly Job<never>[], onFailure = (_name: string, _attempt: number, _error: unknown) => {}) =>
    startJobs({ jobs, connections: house.connections, to: house.jobs, pollEvery: 50, onFailure })

  test('a job is done for its organisation, soon, with what it was given', async () => {
    const done: string[] = []
    const count = defineJob<{ name: string }>('trial.count', async ({ name }, at) => {
      await at.changing((db) => nextNumber(db, at.organisation, name))
      done.push(`${at.organisation} ${name} ${at.attempt}`)
    })
    const jobs = await start([count])
    try {
      await changing(house.connections, county, (db) => enqueue(db, county, count, { name: 'letters' }))
      await until('the job was done', () => done.length === 1)
      assert.deepEqual(done, [`${county} letters 1`])
      assert.equal((await reading(house.connections, county, (db) => db.selectFrom('house.counter').selectAll().execute())).length, 1)
      assert.deepEqual(await reading(house.connections, district, (db) => db.selectFrom('house.counter').selectAll().execute()), [])
    } finally { await jobs.stop() }
  })

  test('a change that is not kept asks for nothing', async () => {
    const job = defineJob<null>('trial.never', async () => { throw new Error('this must not run') })
    await assert.rejects(changing(house.connections, county, async (db) => { await enqueue(db, county, job, null); throw new Error('no') }), /^Error: no$/)
    assert.equal((await countJobs(house.jobs)).waiting, 0)
  })

  test('no organisation can ask for another’s job, replace it, or look into the queue', async () => {
    const job = { name: 'trial.idle' }
    await assert.rejects(changing(house.connections, county, (db) => enqueue(db, district, job, null)), { code: '42501' })
    await assert.rejects(house.connections.pool.query('select * from graphile_worker.jobs'), { code: '42501' })
    await assert.rejects(house.connections.pool.query('select * from jobs.worker'), { code: '42501' })
    await assert.rejects(house.connections.pool.query(`select graphile_worker.add_job('x')`), { code: '42501' })
    const tomorrow = Temporal.Now.instant().add({ hours: 24 })
    for (const each of [county, district, county]) await changing(house.connections, each, (db) => enqueue(db, each, job, null, { key: 'same', notBefore: tomorrow }))
    assert.equal((await countJobs(house.jobs)).waiting, 2)
    await house.asOwner('delete from graphile_worker._private_jobs')
  })

  test('a job that fails is tried again, and says only what kind of failure it was', async () => {
    const tries: number[] = []
    const failures: string[] = []
    const job = defineJob<null>('trial.fails', async (_given, at) => { tries.push(at.attempt); if (tries.length < 2) throw new TypeError('Mr Slope’s own words') })
    const jobs = await start([job], (name, attempt, error) => failures.push(`${name} ${attempt} ${String(error)}`))
    try {
      await changing(house.connections, county, (db) => enqueue(db, county, job, null))
      await until('it was tried', () => tries.length === 1)
      await wait(150)
      const [kept] = await house.asOwner<{ last_error: string }>('select last_error from graphile_worker.jobs')
      assert.ok(kept, 'nothing was kept')
      assert.ok(!kept.last_error.includes('Slope'), kept.last_error)
      await house.asOwner('update graphile_worker._private_jobs set run_at = now()')
      await until('it was tried again', () => tries.length === 2)
      assert.deepEqual(failures, ['trial.fails 1 TypeError: Mr Slope’s own words'])
    } finally { await jobs.stop() }
  })

  test('what a killed process had begun is begun again by the next', async () => {
    const done: number[] = []
    const job = defineJob<null>('trial.orphan', async (_given, at) => { done.push(at.attempt) }, { line: 'letters' })
    await changing(house.connections, county, (db) => enqueue(db, county, job, null))
    // What a kill leaves: the job and its line are locked by a worker whose connection is gone.
    await house.asOwner(`insert into jobs.worker values ('worker-dead', 'due-regard jobs 1-dead')`)
    await house.asOwner(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-dead', attempts = 1; `)
    await house.asOwner(`update graphile_worker._private_job_queues set locked_at = now(), locked_by = 'worker-dead'`)
    const jobs = await start([job])
    try {
      await until('it was done', () => done.length === 1)
      assert.deepEqual(done, [2])
    } finally { await jobs.stop() }
  })

  test('a queue that cannot write down what became of a job begins again, and so does the job', async () => {
    const done: number[] = []
    const failures: string[] = []
    const job = defineJob<null>('trial.unwritten', async (_given, at) => { done.push(at.attempt) })
    await house.asOwner(`create function public.refuse() returns trigger language plpgsql as $$ begin raise exception 'the disk is gone'; end $$`)
    await house.asOwner('create trigger refuse before delete on graphile_worker._private_jobs for each row execute function public.refuse()')
    const jobs = await start([job], (name) => failures.push(name))
    try {
      await changing(house.connections, county, (db) => enqueue(db, county, job, null))
      await until('the queue said that it stopped', () => failures.includes('the queue'))
      await house.asOwner('drop trigger refuse on graphile_worker._private_jobs')
      await until('the job was begun again and written down', async () => done.length >= 2 && (await countJobs(house.jobs)).running === 0 && (await countJobs(house.jobs)).waiting === 0)
    } finally {
      await jobs.stop()
      await house.asOwner('drop function public.refuse cascade')
    }
  })

  test('what a living process has begun is left to it', async () => {
    let release = () => {}
    const held = new Promise<void>((end) => { release = end })
    let begun = 0
    const job = defineJob<null>('trial.slow', async () => { begun++; await held })
    const first = await start([job])
    await changing(house.connections, county, (db) => enqueue(db, county, job, null))
    await until('it has begun', () => begun === 1)
    const second = await start([job])
    await wait(300)
    assert.equal(begun, 1)
    release()
    await second.stop()
    await first.stop()
  })

  test('jobs of one line are done one after the other, those of another organisation beside them', async () => {
    let [inLine, most] = [0, 0]
    const done: string[] = []
    const job = defineJob<null>('trial.letters', async (_given, at) => {
      if (at.organisation === county) { inLine++; most = Math.max(most, inLine); await wait(30); inLine-- }
      done.push(at.organisation)
    }, { line: 'letters' })
    const jobs = await startJobs({ jobs: [job], connections: house.connections, to: house.jobs, pollEvery: 50, atOnce: 4 })
    try {
      for (const each of [county, county, county, district]) await changing(house.connections, each, (db) => enqueue(db, each, job, null))
      await until('all were done', () => done.length === 4)
      assert.equal(most, 1)
    } finally { await jobs.stop() }
  })

  test('a job of the clock is done once for each organisation', async () => {
    const done: string[] = []
    const job = defineJob<null>('trial.daily', async (_given, at) => { done.push(at.organisation) }, { at: '15 3 * * *' })
    const jobs = await start([job])
    try {
      // The clock's own task, as it would be put into the queue at a quarter past three.
      await house.asOwner(`select graphile_worker.add_job('clock.trial.daily')`)
      await until('both were done', () => done.length === 2)
      assert.deepEqual(done.toSorted(), [county, district].toSorted())
    } finally { await jobs.stop() }
  })
})
