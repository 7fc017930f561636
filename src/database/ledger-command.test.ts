import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { askForCheckpoint, checkpointJob } from './checkpoint-job.ts'
import { openSigningKey, type SigningKey } from './checkpoint.ts'
import { startJobs } from './jobs.ts'
import { ledgerCommand } from './ledger-command.ts'
import { append } from './ledger.ts'
import { changing } from './transaction.ts'

describe('The ledger from the terminal', () => {
  let house: FreshDatabase
  let folder: string
  let key: SigningKey
  let county: string
  const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
  before(async () => {
    house = await freshDatabase()
    folder = mkdtempSync(join(tmpdir(), 'ledger-command-'))
    key = openSigningKey(folder)
    county = await house.addOrganisation('barsetshire')
    await house.addOrganisation('plumstead')
    for (let index = 0; index < 5; index++) await add(index)
  })
  after(async () => { await house[Symbol.asyncDispose](); rmSync(folder, { recursive: true, force: true }) })
  const add = (index: number) => changing(house.connections, county, (db) => append(db, { organisation: county, person: 'system', request: 'r', now }, { did: 'a.b', on: { room: 'a', id: String(index) } }))
  const run = async (...args: string[]) => {
    const said: string[] = []
    const complained: string[] = []
    const code = await ledgerCommand(args, { connections: house.connections, key, copies: join(folder, 'copies'), now, say: (line) => said.push(line), complain: (line) => complained.push(line) })
    return { code, said: said.join('\n'), complained: complained.join('\n') }
  }

  test('a ledger is signed, verified and exported, and the export is verified without us', async () => {
    assert.match((await run('verify')).said, /No checkpoint was kept elsewhere/)
    assert.match((await run('checkpoint')).said, /5 entries, root [0-9a-f]{64}[\s\S]*the ledger is empty/)
    const verified = await run('verify')
    assert.deepEqual([verified.code, verified.complained], [0, ''])
    assert.match(verified.said, /barsetshire council: 5 entries, 2 checkpoints \(1 kept in [^)]+\)\.\n  Root: [0-9a-f]{64}\n  Everything is as it was written/)
    const file = join(folder, 'ledger.jsonl')
    assert.equal((await run('export', '--organisation', 'barsetshire', '--to', file)).code, 0)
    assert.equal((await run('export', '--organisation', 'barsetshire', '--to', file)).code, 2, 'a file that was there was written over')
    const copy = join(folder, 'copies', county, readdirSync(join(folder, 'copies', county))[0]!)
    const alone = spawnSync(process.execPath, [join(import.meta.dirname, '../../docs/verify-ledger.mjs'), file, (await run('key')).said, copy], { encoding: 'utf8', env: {} })
    assert.deepEqual([alone.status, alone.stdout.split('\n').at(-2)], [0, 'Everything fits.'])
  })

  test('tampering ends with 1 and a sentence, for the organisation that it is in', async () => {
    await house.asOwner(`begin; set local session_replication_role = replica; update ledger.entry set by = 'x' where organisation_id = '${county}' and number = 2; commit`)
    const found = await run('verify')
    assert.equal(found.code, 1)
    assert.match(found.complained, /PROBLEM: Entry 2 was altered/)
    assert.equal((await run('verify', '--organisation', 'plumstead')).code, 0)
    await house.asOwner(`begin; set local session_replication_role = replica; update ledger.entry set by = 'system' where organisation_id = '${county}' and number = 2; commit`)
    assert.equal((await run('verify', '--key', '0'.repeat(64))).code, 1)
  })

  test('a question that cannot be understood is answered with what can be asked', async () => {
    for (const args of [[], ['mend'], ['verify', 'more'], ['verify', '--organisation', 'nowhere'], ['verify', '--key', 'x'], ['verify', '--unknown'], ['export'], ['toString']]) {
      const answered = await run(...args)
      assert.equal(answered.code, 2, args.join(' '))
      assert.notEqual(answered.complained, '')
    }
  })

  test('a sign-off is signed for and copied elsewhere within a moment, and what was not copied before is copied then', async () => {
    await add(6)
    const copies = join(folder, 'elsewhere')
    const jobs = await startJobs({ jobs: [checkpointJob(key, copies)], connections: house.connections, to: house.jobs, pollEvery: 50 })
    const names = () => existsSync(join(copies, county)) ? readdirSync(join(copies, county)).filter((name) => name.endsWith('.json')) : []
    try {
      await changing(house.connections, county, (db) => askForCheckpoint(db, county))
      for (let tries = 0; tries < 200 && names().length < 2; tries++) await wait(25)
      assert.deepEqual(names().map((name) => Number(name.replace('.json', ''))), [5, 6])
    } finally { await jobs.stop() }
  })
})
