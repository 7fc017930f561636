import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { examine, type Patient } from './doctor.ts'

describe('The doctor', () => {
  let house: FreshDatabase
  let folder: string
  before(async () => { house = await freshDatabase(); folder = mkdtempSync(join(tmpdir(), 'doctor-')) })
  after(async () => { await house[Symbol.asyncDispose](); rmSync(folder, { recursive: true, force: true }) })
  const patient = (more: Partial<Patient> = {}): Patient => ({
    app: house.app, owner: house.owner, jobs: house.jobs, dataFolder: folder, checkpoints: { folder: join(folder, 'elsewhere'), keptElsewhere: true }, mailIsSet: true, https: true, now: Temporal.Now.instant(), ...more,
  })
  const troubles = async (of: Patient) => (await examine(of)).filter((each) => each.state !== 'well').map((each) => `${each.state}: ${each.says}`)

  test('a house in order has one trouble here: the tests’ server may lose what it acknowledged, and the doctor sees it', async () => {
    const found = (await troubles(patient())).filter((each) => !each.includes('the disk is more than 80% full'))
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0]!, /^ill: What is acknowledged can be lost \(fsync off, full_page_writes off, synchronous_commit off\)/)
  })

  test('each illness is told apart', async () => {
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'a-file'), '')
    const cases: [Partial<Patient>, RegExp][] = [
      [{ app: { ...house.app, host: '/nowhere' } }, /^ill: The app cannot reach its database/], [{ app: house.owner }, /^ill: The app signs in as postgres, who passes over/], [{ now: Temporal.Now.instant().add({ hours: 24 }) }, /^ill: The program’s and the database’s clocks are 86\d{3} seconds apart/],
      [{ owner: null }, /^care: DATABASE_OWNER_URL/], [{ jobs: { ...house.jobs, host: '/nowhere' } }, /^ill: The queue of jobs cannot be reached/], [{ mailIsSet: false }, /^care: No mail server/], [{ https: false }, /^care: No public https/],
      [{ checkpoints: { folder: join(folder, 'a-file', 'copies'), keptElsewhere: true } }, /^ill: Copies of the ledger’s checkpoints cannot be written/], [{ checkpoints: { folder, keptElsewhere: false } }, /^care: Copies/], [{}, /^care: Other users of this machine/],
    ]
    for (const [more, says] of cases) assert.ok((await troubles(patient(more))).some((each) => says.test(each)), String(says))
  })

  test('a table that lets organisations meet is named', async () => {
    await house.asOwner('create table house.leak (organisation_id uuid)')
    assert.ok((await troubles(patient())).some((each) => each.startsWith('ill: Every table has row-level security, forced. Not so: house.leak')))
    await house.asOwner('drop table house.leak')
  })
})
