import { test } from 'node:test'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { houseOfPeople } from '../for-tests.ts'
import { paths } from '../paths.ts'

const ruth = 'ruth.pemberton@barsetshire.example'
const tom = 'tom.aldous@barsetshire.example'

async function houseWithAChange() {
  const all = await houseOfPeople()
  const admin = await all.as(tom)
  await admin.send(await admin.get(paths.changePerson.to({ person: all.person('Olena Marchenko') })), 'Save', { 'Post (optional)': 'Business Support Officer' })
  return all
}

test('an auditor reads who changed what, what it was before and what it became', async () => {
  await using all = await houseWithAChange()
  const auditor = await all.as(ruth)
  const list = await auditor.get('/ledger?did=people.person-changed')
  const [, row] = list.table('Ledger')
  assert.deepEqual(row?.slice(1), ['23 November 2026, 09:00', 'Tom Aldous', 'Person changedPeople', 'Olena Marchenko'])
  const entry = await auditor.get(list.link(row![0]!))
  assert.equal(entry.heading, 'Person changed')
  assert.match(entry.text, /Before .*Business Support Assistant.* After .*Business Support Officer/)
  assert.equal((await auditor.get(list.link('Olena Marchenko'))).status, 200)
})

test('the ledger is for auditors alone', async () => {
  await using all = await houseWithAChange()
  for (const email of [tom, 'priya.nair@barsetshire.example', 'samira.hussain@barsetshire.example', 'olena.marchenko@barsetshire.example']) {
    const who = await all.as(email)
    for (const url of ['/ledger', '/ledger.csv', '/ledger/1', '/ledger/check', '/ledger/export']) assert.equal((await who.get(url)).status, 403, `${email} ${url}`)
  }
})

test('an entry of another council is not there', async () => {
  await using all = await houseWithAChange()
  const neighbour = 'imogen.clay@northbarset.example'
  await all.database.asOwner(`insert into people.granted_role (organisation_id, id, person_id, role, granted_at) select organisation_id, gen_random_uuid(), id, 'auditor', now() from people.person where email = $1`, [neighbour])
  const auditor = await all.as(neighbour)
  assert.doesNotMatch((await auditor.get('/ledger')).html, /Olena|Tom Aldous/)
  const [last] = await all.database.asOwner<{ number: string }>('select max(number) as number from ledger.entry where organisation_id = $1', [all.organisation])
  assert.equal((await auditor.get(`/ledger/${last!.number}`)).status, 404)
  for (const number of ['0', '-1', '1e3', '99999999999999999999', 'x']) assert.equal((await auditor.get(`/ledger/${number}`)).status, 404, number)
})

test('the check says that all is as it was written, and says so no more once an entry has been altered', async () => {
  await using all = await houseWithAChange()
  const auditor = await all.as(ruth)
  assert.match((await auditor.get('/ledger/check')).text, /All [\d,]+ entries are as they were written/)
  await all.database.asOwner(`set session_replication_role = replica; update ledger.body set body = replace(body, 'Officer', 'Manager') where body like '%Business Support Officer%'`)
  const found = await auditor.get('/ledger/check')
  assert.match(found.text, /Something is wrong with the ledger What entry \d+ says is not what was written/)
})

test('the export is checked by the verifier that needs nothing of ours, and is an entry itself', async () => {
  await using all = await houseWithAChange()
  const auditor = await all.as(ruth)
  const sent = await auditor.get('/ledger/export')
  assert.match(String(sent.headers['content-disposition']), /ledger-barsetshire-2026-11-23\.jsonl/)
  const key = /"publicKeys":\["([0-9a-f]{64})"\]/.exec(sent.html)![1]!
  const folder = mkdtempSync(join(tmpdir(), 'due-regard-ledger-'))
  try {
    const file = join(folder, 'ledger.jsonl')
    const check = (text: string) => {
      writeFileSync(file, text)
      return spawnSync(process.execPath, [resolve(import.meta.dirname, '../../../../docs/verify-ledger.mjs'), file, key], { encoding: 'utf8' })
    }
    const right = check(sent.html)
    assert.equal(right.status, 0, right.stdout + right.stderr)
    assert.equal(check(sent.html.replace('Business Support Officer', 'Business Support Manager')).status, 1)
  } finally { rmSync(folder, { recursive: true }) }
  assert.match((await auditor.get('/ledger?did=ledger.exported')).text, /Ruth Pemberton Exported/)
})

test('the ledger can be downloaded as a list, with the names that its readers know', async () => {
  await using all = await houseWithAChange()
  const csv = await (await all.as(ruth)).get('/ledger.csv?did=people.person-changed')
  assert.match(csv.html, /Tom Aldous,Person changed,Olena Marchenko/)
})
