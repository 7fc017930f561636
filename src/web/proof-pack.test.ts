import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { unzipSync } from 'fflate'
import { checkpointNow, keepCopy, openSigningKey, type SigningKey } from '#database/checkpoint.ts'
import { append } from '#database/ledger.ts'
import { changing, reading } from '#database/transaction.ts'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import type { Provable } from './offers.ts'
import { problemsIn, prove, writePack, type Proved } from './proof-pack.ts'

describe('A pack that proves what those who decided had', () => {
  let house: FreshDatabase
  let folder: string
  let key: SigningKey
  let county: string
  let proved: Proved
  let copy: string
  const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
  const words = '{"summary":"We want to close the day centre on Fridays."}'
  const sha256 = createHash('sha256').update(words).digest('hex')
  before(async () => {
    house = await freshDatabase()
    folder = mkdtempSync(join(tmpdir(), 'proof-pack-'))
    key = openSigningKey(folder)
    county = await house.addOrganisation('barsetshire')
    const add = (did: `${string}.${string}`, after: { readonly [name: string]: string }) => changing(house.connections, county, (db) => append(db, { organisation: county, person: 'system', request: 'r', now }, { did, on: { room: 'a', id: '1' }, after }))
    for (let each = 0; each < 5; each++) await add('a.other', {})
    await add('a.signed', { sha256 })
    await changing(house.connections, county, (db) => checkpointNow(db, county, key, now))
    for (let each = 0; each < 6; each++) await add('a.other', {})
    await add('a.decided', { minute: 'Cabinet, minute 14' })
    const last = await changing(house.connections, county, (db) => checkpointNow(db, county, key, now))
    copy = keepCopy(join(folder, 'copies'), last!)
    const thing: Provable = { title: 'The decision on EIA/2026/014', says: ['Cabinet decided.'], documents: [{ file: 'assessment.json', what: 'The assessment', bytes: words, sha256 }], entries: [6, 13] }
    proved = await reading(house.connections, county, (db) => prove(db, { id: county, name: 'Barsetshire County Council' }, { kind: 'decision', id: 'EIA/2026/014', thing, publicKeys: [key.publicKey] }))
  })
  after(async () => { await house[Symbol.asyncDispose](); rmSync(folder, { recursive: true, force: true }) })

  /** Unpacks the pack, lets somebody do something to it, and asks the verifier, which knows nothing of us. */
  async function verified(tamper: (at: string) => void = () => {}, ...given: string[]) {
    const at = mkdtempSync(join(folder, 'unpacked-'))
    for (const [name, bytes] of Object.entries(unzipSync(await writePack(proved)))) { mkdirSync(at, { recursive: true }); writeFileSync(join(at, name), bytes) }
    tamper(at)
    const ran = spawnSync(process.execPath, [join(at, 'verify.mjs'), at, ...given], { encoding: 'utf8', env: {} })
    return { code: ran.status, said: ran.stdout + ran.stderr, files: readdirSync(at).sort() }
  }
  const rewrite = (file: string, from: string | RegExp, to: string) => (at: string) => {
    const was = readFileSync(join(at, file), 'utf8')
    const is = was.replace(from, to)
    assert.notEqual(is, was, 'the test changed nothing')
    writeFileSync(join(at, file), is)
  }

  test('an untouched pack fits, by itself and against the key and checkpoint that were kept elsewhere', async () => {
    assert.deepEqual(problemsIn(proved), [])
    const alone = await verified()
    assert.deepEqual([alone.code, alone.files], [0, ['README.txt', 'assessment.json', 'proof.json', 'verify.mjs']], alone.said)
    assert.match(alone.said, /No public key was given/)
    const held = await verified(() => {}, key.publicKey, copy)
    assert.equal(held.code, 0, held.said)
    assert.match(held.said, /Entry 6, .*a\.signed.*under the checkpoint[\s\S]*Cabinet, minute 14[\s\S]*assessment\.json: as it was kept[\s\S]*Everything fits\.\n$/)
    assert.equal(proved.checkpoints.length, 2, 'each entry is proved by the first checkpoint over it')
    assert.deepEqual(await writePack(proved), await writePack(proved), 'the same records make the same bytes')
  })

  for (const [what, tamper, says] of [
    ['one word of a document', rewrite('assessment.json', 'Fridays', 'Mondays'), /assessment\.json is not as it was kept/],
    ['a document and its hash', (at: string) => { rewrite('assessment.json', 'Fridays', 'Mondays')(at); rewrite('proof.json', sha256, createHash('sha256').update(words.replace('Fridays', 'Mondays')).digest('hex'))(at) }, /no entry of the ledger in this pack speaks of it/],
    ['the minute', rewrite('proof.json', 'minute 14', 'minute 15'), /What entry 13 says is not what was written/],
    ['when it was', rewrite('proof.json', /"at": "2026-11-22T12:00:00\.000000Z"/, '"at": "2026-11-20T12:00:00.000000Z"'), /Entry 6 was altered/],
    ['the way to the root', rewrite('proof.json', /("path": \[\s*")[0-9a-f]{4}/, '$1ffff'), /Entry 6 is not under the root/],
    ['the signature', rewrite('proof.json', /("signature": ")[0-9a-f]{4}/, '$1ffff'), /was not signed with the key/],
    ['another file beside them', (at: string) => writeFileSync(join(at, 'extra.json'), '{}'), /extra\.json is no part of the pack/],
    ['a document taken away', (at: string) => rmSync(join(at, 'assessment.json')), /assessment\.json is missing/],
  ] as const) {
    test(`the verifier finds ${what} changed`, async () => {
      const found = await verified(tamper, key.publicKey, copy)
      assert.equal(found.code, 1, found.said)
      assert.match(found.said, says)
    })
  }

  test('a pack made by somebody with another key does not pass for ours', async () => {
    const found = await verified(() => {}, openSigningKey(mkdtempSync(join(folder, 'other-'))).publicKey)
    assert.equal(found.code, 1)
    assert.match(found.said, /was not signed with the key/)
    assert.match(problemsIn({ ...proved, publicKeys: ['0'.repeat(64)] }).join(' '), /was not signed/)
    assert.match(problemsIn({ ...proved, thing: { ...proved.thing, entries: [6, 13, 99] } }).join(' '), /Entry 99 is missing/)
  })
})
