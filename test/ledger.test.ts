import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { canonicalJson } from '#database/canonical.ts'
import { checkpointNow, isSignedBy, keepCopy, openSigningKey, readCopies, type Checkpoint, type SigningKey } from '#database/checkpoint.ts'
import { connectOnce } from '#database/connect.ts'
import { exportLedger, verifyLedger, type Verdict } from '#database/ledger-verification.ts'
import { append, eraseBody, hashBody, hashContent, hashEntry, startOfChain, type By, type EntryHeader } from '#database/ledger.ts'
import { changing, reading } from '#database/transaction.ts'
import { Secret } from '../src/config.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'

const noon = Temporal.Instant.from('2026-11-22T12:00:00Z')
const room = 'impact-assessments'

/** A ledger of an organisation: `size` entries, of which the fifth is the signing of an assessment. */
async function fill(house: FreshDatabase, organisation: string, size: number, by: Partial<By> = {}): Promise<void> {
  for (let index = 1; index <= size; index++) {
    await changing(house.connections, organisation, (db) => append(db, { organisation, person: `person-${index % 4}`, request: `request-${index}`, now: noon.add({ seconds: index }), ...by }, {
      did: index === 5 ? 'impact-assessments.signed' : 'impact-assessments.edited', on: { room, id: 'library-hours', version: index }, before: { impact: 'low' }, after: { impact: 'high', words: `Version ${index} of what members saw.` },
    }))
  }
}

describe('The ledger', () => {
  let house: FreshDatabase
  let key: SigningKey
  let folder: string
  before(async () => {
    house = await freshDatabase()
    folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    key = openSigningKey(folder)
  })
  after(async () => { await house[Symbol.asyncDispose](); rmSync(folder, { recursive: true, force: true }) })

  const newLedger = async (size: number) => {
    const organisation = await house.addOrganisation(`council-${crypto.randomUUID()}`)
    await fill(house, organisation, size)
    return organisation
  }
  const signNow = (organisation: string) => changing(house.connections, organisation, (db) => checkpointNow(db, organisation, key, noon))
  const verify = (organisation: string, keptElsewhere: readonly Checkpoint[], publicKeys = [key.publicKey]): Promise<Verdict> =>
    reading(house.connections, organisation, (db) => verifyLedger(db, organisation, { keptElsewhere, publicKeys }))

  test('as it was written, everything fits', async () => {
    const organisation = await newLedger(30)
    const kept = await signNow(organisation)
    assert.ok(kept && kept.size === 30 && isSignedBy(kept, key.publicKey))
    const verdict = await verify(organisation, [kept])
    assert.deepEqual({ ...verdict, root: '' }, { entries: 30, bodiesErased: 0, checkpoints: 2, root: '', problems: [], notes: [] })
    assert.equal(verdict.root, kept.root)
  })

  test('an empty ledger fits, and has nothing to sign', async () => {
    const organisation = await newLedger(0)
    assert.equal(await signNow(organisation), null)
    assert.deepEqual((await verify(organisation, [])).problems, [])
  })

  test('neither the app nor a superuser who forgot the guards can alter, remove or empty anything: it was not granted, and a guard stands behind', async () => {
    const organisation = await newLedger(3)
    const attempts = [`update ledger.entry set by = 'somebody-else'`, 'delete from ledger.entry', 'truncate ledger.entry cascade', 'delete from ledger.body', `update ledger.body set body = '{}'`, 'truncate ledger.body',
      'delete from ledger.head', 'truncate ledger.head', 'update ledger.head set number = number - 1', 'update ledger.head set number = number + 2', 'delete from ledger.checkpoint', `update ledger.checkpoint set size = 1`,
      `update ledger.body set salt = null, body = null, erased_at = null, erased_because = null`]
    await signNow(organisation)
    for (const as of [house.app, house.owner]) {
      const client = await connectOnce(as)
      try {
        for (const attempt of attempts) {
          await client.query(`begin; set local due_regard.organisation = '${organisation}'`)
          await assert.rejects(client.query(attempt), (error: { code?: string }) => error.code === '42501' || error.code === '23514', `${String(as.user)}: ${attempt}`)
          await client.query('rollback')
        }
      } finally { await client.end() }
    }
    assert.equal((await verify(organisation, [])).problems.length, 0)
  })

  /**
   * The eight tamperings of a superuser, who can switch every guard off. `chainMisses`: a chain of hashes alone, even
   * one without a fault of ours, cannot see it; the control test below shows that.
   */
  const fiftyFive = 55
  const tamperings: { name: string; chainMisses: boolean; says: RegExp; do(organisation: string): Promise<void> }[] = [
    { name: 'the words of the signed assessment are altered', chainMisses: false, says: /What entry 5 says is not what was written/, do: (o) => asSuperuser(`update ledger.body set body = replace(body, 'high', 'none') where organisation_id = '${o}' and number = 5`) },
    { name: 'the signing is dated back', chainMisses: false, says: /Entry 5 was altered/, do: (o) => asSuperuser(`update ledger.entry set at = at - interval '30 days' where organisation_id = '${o}' and number = 5`) },
    { name: 'another person is made the signer', chainMisses: false, says: /Entry 5 was altered/, do: (o) => asSuperuser(`update ledger.entry set by = 'the-director' where organisation_id = '${o}' and number = 5`) },
    { name: 'an entry is removed', chainMisses: false, says: /Entry 20 is missing/, do: (o) => asSuperuser(`delete from ledger.body where organisation_id = '${o}' and number = 20; delete from ledger.entry where organisation_id = '${o}' and number = 20`) },
    { name: 'the last fifty entries are cut off', chainMisses: true, says: /covers 55 entries, and the ledger has only 5/, do: async (o) => {
      await asSuperuser(`delete from ledger.body where organisation_id = '${o}' and number > 5; delete from ledger.entry where organisation_id = '${o}' and number > 5; update ledger.head set (number, hash) = (select number, hash from ledger.entry where organisation_id = '${o}' order by number desc limit 1) where organisation_id = '${o}'`)
    } },
    { name: 'the words are altered and every later hash is made again', chainMisses: true, says: /does not fit the first 55 entries/, do: (o) => rewrite(o, (entries) => entries.map((entry) => entry.number === 5 ? { ...entry, text: entry.text.replace('high', 'none') } : entry)) },
    { name: 'an assessment dated back is put in and every later hash is made again', chainMisses: true, says: /does not fit the first 55 entries/, do: (o) => rewrite(o, (entries) => entries.flatMap((entry) => entry.number === 3 ? [entry, { ...entry, header: { ...entry.header, did: 'impact-assessments.signed', on: { ...entry.header.on, id: 'car-parks' } } }] : [entry])) },
    { name: 'the whole ledger is replaced by a shorter clean one', chainMisses: true, says: /covers 55 entries, and the ledger has only 12/, do: (o) => rewrite(o, (entries) => entries.slice(0, 12).map((entry) => ({ ...entry, header: { ...entry.header, on: { ...entry.header.on, id: 'something-else' } } }))) },
  ]

  const asSuperuser = async (statements: string): Promise<void> => { await house.asOwner(`begin; set local session_replication_role = replica; ${statements}; commit`) }

  interface Rewritten { readonly number: number; readonly header: Omit<EntryHeader, 'body'>; readonly text: string }
  /** What somebody with our source and the superuser's password would do: write another history and hash it properly. */
  const rewrite = async (organisation: string, change: (entries: Rewritten[]) => Rewritten[]): Promise<void> => {
    const rows = await house.asOwner<{ number: string; at: string; by: string; did: string; on_id: string; on_version: string | null; request: string; body: string }>(
      `select e.number, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.by, e.did, e.on_id, e.on_version, e.request, b.body from ledger.entry e join ledger.body b using (organisation_id, number) where organisation_id = $1 order by number`, [organisation])
    const entries = change(rows.map((row) => ({ number: Number(row.number), text: row.body, header: { organisation, at: row.at, by: row.by, did: row.did, on: { room, id: row.on_id, version: row.on_version }, request: row.request } })))
    const client = await connectOnce(house.owner)
    try {
      await client.query(`begin; set local session_replication_role = replica`)
      for (const table of ['body', 'entry', 'head']) await client.query(`delete from ledger.${table} where organisation_id = $1`, [organisation])
      let previous: Buffer = startOfChain
      for (const [index, { header, text }] of entries.entries()) {
        const salt = Buffer.alloc(32, 7)
        const whole: EntryHeader = { ...header, body: hashBody(salt, text).toString('hex') }
        const content = hashContent(whole)
        previous = hashEntry(previous, index + 1, content)
        await client.query('insert into ledger.entry values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [organisation, index + 1, header.at, header.by, header.did, room, header.on.id, header.on.version, header.request, Buffer.from(whole.body, 'hex'), content, previous])
        await client.query('insert into ledger.body values ($1, $2, $3, $4)', [organisation, index + 1, salt, text])
      }
      await client.query('insert into ledger.head values ($1, $2, $3)', [organisation, entries.length, previous])
      await client.query('commit')
    } finally { await client.end() }
  }

  for (const tampering of tamperings) {
    test(`a superuser’s tampering is caught: ${tampering.name}`, async () => {
      const organisation = await newLedger(fiftyFive)
      const kept = await signNow(organisation)
      assert.ok(kept)
      assert.deepEqual((await verify(organisation, [kept])).problems, [])
      await tampering.do(organisation)
      const verdict = await verify(organisation, [kept])
      assert.ok(verdict.problems.some((problem) => tampering.says.test(problem)), JSON.stringify(verdict.problems))
      assert.equal(runVerifier(organisation, await exported(organisation), [kept]).status, 1, 'the stand-alone verifier did not see it')
    })
  }

  test('the control: without checkpoints a chain misses four of the eight, whoever also clears away the checkpoints in the database', async () => {
    const missed: string[] = []
    for (const tampering of tamperings) {
      const organisation = await newLedger(fiftyFive)
      await signNow(organisation)
      await tampering.do(organisation)
      await asSuperuser(`delete from ledger.checkpoint where organisation_id = '${organisation}'`)
      if ((await verify(organisation, [])).problems.length === 0) missed.push(tampering.name)
    }
    assert.deepEqual(missed, tamperings.filter((each) => each.chainMisses).map((each) => each.name))
    assert.equal(missed.length, 4)
  })

  test('a checkpoint that is gone from the database, or signed by somebody else, is named', async () => {
    const organisation = await newLedger(4)
    const kept = await signNow(organisation)
    assert.ok(kept)
    const stranger = openSigningKey('', new Secret(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string))
    assert.match((await verify(organisation, [kept], [stranger.publicKey])).problems.join(), /not signed with a key that was given/)
    assert.match((await verify(organisation, [{ ...kept, at: '2020-01-01T00:00:00Z' }])).problems.join(), /not signed/)
    await asSuperuser(`delete from ledger.checkpoint where organisation_id = '${organisation}'`)
    assert.match((await verify(organisation, [kept])).problems.join(), /kept elsewhere and is gone from the database/)
  })

  test('erasing what was said keeps the proof, and is an entry itself', async () => {
    const organisation = await newLedger(10)
    const kept = await signNow(organisation)
    assert.ok(kept)
    const by: By = { organisation, person: 'data-protection-officer', request: 'r', now: noon }
    await changing(house.connections, organisation, (db) => eraseBody(db, by, 5, 'A request under Article 17'))
    await changing(house.connections, organisation, (db) => eraseBody(db, by, 5, 'Again'))
    const verdict = await verify(organisation, [kept])
    assert.deepEqual([verdict.entries, verdict.bodiesErased, verdict.problems], [11, 1, []])
    const text = await exported(organisation)
    assert.ok(!text.includes('Version 5 of what members saw'))
    assert.equal(runVerifier(organisation, text, [kept]).status, 0)
    assert.equal((await house.asOwner(`select from ledger.body where organisation_id = $1 and (body like '%Version 5%' or salt is null)`, [organisation])).length, 1)
  })

  test('a body that a superuser erased without an entry is named, and so is one that is not there', async () => {
    const organisation = await newLedger(6)
    await asSuperuser(`update ledger.body set body = null, salt = null, erased_at = now(), erased_because = 'x' where organisation_id = '${organisation}' and number = 2; delete from ledger.body where organisation_id = '${organisation}' and number = 4`)
    const { problems } = await verify(organisation, [])
    assert.ok(problems.some((each) => /What entry 4 said is missing/.test(each)) && problems.some((each) => /entry 2 said was erased, and no later entry/.test(each)), problems.join())
  })

  test('a checkpoint reads only what came after the one before, and signs the same root as the whole', async () => {
    const organisation = await newLedger(7)
    await signNow(organisation)
    await fill(house, organisation, 6)
    const second = await signNow(organisation)
    assert.equal(second?.size, 13)
    assert.equal((await verify(organisation, [second])).root, second.root)
    assert.deepEqual(await signNow(organisation), second, 'nothing was added, so nothing new is signed')
  })

  test('a checkpoint covers the sign-off that it is made with, and goes with it when that is not kept', async () => {
    const organisation = await newLedger(2)
    const by: By = { organisation, person: 'a-director', request: 'r', now: noon }
    const sign = (fails: boolean) => changing(house.connections, organisation, async (db) => {
      await append(db, by, { did: 'impact-assessments.signed', on: { room, id: 'x' } })
      const made = await checkpointNow(db, organisation, key, noon)
      if (fails) throw new Error('no')
      return made
    })
    await assert.rejects(sign(true), /^Error: no$/)
    assert.equal((await sign(false))?.size, 3)
  })

  test('copies kept elsewhere are written once, read back, and never written over', async () => {
    const organisation = await newLedger(2)
    const made = await signNow(organisation)
    assert.ok(made)
    const file = keepCopy(join(folder, 'elsewhere'), made)
    const was = readFileSync(file, 'utf8')
    keepCopy(join(folder, 'elsewhere'), { ...made, root: '0'.repeat(64) })
    assert.equal(readFileSync(file, 'utf8'), was)
    assert.deepEqual(readCopies(join(folder, 'elsewhere'), organisation), [made])
    assert.deepEqual(readCopies(join(folder, 'elsewhere'), crypto.randomUUID()), [])
  })

  test('the signing key is made once, for its owner’s eyes only', () => {
    assert.equal(statSync(join(folder, 'ledger-signing-key.pem')).mode & 0o777, 0o600)
    assert.equal(openSigningKey(folder).publicKey, key.publicKey)
    assert.equal(createPrivateKey(readFileSync(join(folder, 'ledger-signing-key.pem'))).asymmetricKeyType, 'ed25519')
  })

  test('organisations do not wait for each other: one that is changing holds up nobody else', async () => {
    const [slow, quick] = [await newLedger(1), await newLedger(1)]
    const order: string[] = []
    const by = (organisation: string): By => ({ organisation, person: 'system', request: 'r', now: noon })
    let mayEnd = () => {}
    const held = new Promise<void>((end) => { mayEnd = end })
    const first = changing(house.connections, slow, async (db) => { await append(db, by(slow), { did: 'a.slow', on: { room: 'a', id: '1' } }); await held; order.push('slow') })
    await changing(house.connections, quick, async (db) => { await append(db, by(quick), { did: 'a.quick', on: { room: 'a', id: '1' } }) })
    order.push('quick')
    mayEnd()
    await first
    assert.deepEqual(order, ['quick', 'slow'])
  })

  test('forty changes of two organisations at once leave two whole chains', async () => {
    const both = [await newLedger(0), await newLedger(0)]
    await Promise.all(both.flatMap((organisation) => Array.from({ length: 20 }, (_, index) => changing(house.connections, organisation, (db) =>
      append(db, { organisation, person: null, request: 'r', now: noon }, { did: 'a.b', on: { room: 'a', id: String(index) } }), { outOfTurn: index % 2 === 0 }))))
    for (const organisation of both) assert.deepEqual([(await verify(organisation, [])).entries, (await verify(organisation, [])).problems], [20, []])
  })

  test('a clock that was put back is noted, and the order of the entries stands', async () => {
    const organisation = await newLedger(3)
    await fill(house, organisation, 1, { now: noon.subtract({ hours: 24 }) })
    const verdict = await verify(organisation, [])
    assert.deepEqual(verdict.problems, [])
    assert.match(verdict.notes.join(), /Entry 4 is dated 2026-11-21T12:00:00.000000Z.*the clock was put back/)
  })

  test('anything a form can carry is hashed as it is kept: every script, NUL, half characters, the largest and smallest numbers', async () => {
    const organisation = await newLedger(0)
    const odd = ['Cymraeg ŵŷ', 'עברית', '\u0000', '\ud800 alone', '\ufeff', '🏳️‍🌈', '"\\\n\u2028', '', 'e\u0301 and é']
    await changing(house.connections, organisation, async (db) => {
      for (const words of odd) await append(db, { organisation, person: `person ${words}`, request: words, now: Temporal.Instant.from('2026-11-22T12:00:00.123456789Z') }, { did: 'a.b', on: { room: 'a', id: words }, after: { [words]: words, numbers: [0, -0, 1e21, 1e-7, 0.1, 2 ** 53] } })
    })
    assert.deepEqual((await verify(organisation, [])).problems, [])
    assert.equal(runVerifier(organisation, await exported(organisation), []).status, 0)
    assert.equal(canonicalJson({ b: [1, { d: null, c: undefined }], a: 'x' }), '{"a":"x","b":[1,{"d":null}]}')
    assert.throws(() => canonicalJson({ a: Number.NaN }))
  })

  test('an export that was cut short is not taken for a whole one', async () => {
    const organisation = await newLedger(5)
    const lines = (await exported(organisation)).split('\n')
    assert.equal(runVerifier(organisation, lines.join('\n'), []).status, 0)
    assert.match(runVerifier(organisation, lines.slice(0, -2).join('\n'), []).stdout, /The export is not complete/)
    assert.match(runVerifier(organisation, lines.toSpliced(3, 1).join('\n'), []).stdout, /Entry 3 is missing|is missing/)
  })

  const exported = (organisation: string) => reading(house.connections, organisation, async (db) => {
    const lines: string[] = []
    for await (const line of exportLedger(db, organisation, [], [key.publicKey])) lines.push(line)
    return `${lines.join('\n')}\n`
  })

  /** The verifier that a court would run: another program, given files. */
  const runVerifier = (organisation: string, text: string, kept: readonly Checkpoint[]) => {
    const home = mkdtempSync(join(folder, 'export-'))
    writeFileSync(join(home, 'ledger.jsonl'), text)
    for (const [index, checkpoint] of kept.entries()) writeFileSync(join(home, `${index}.json`), JSON.stringify(checkpoint))
    const run = spawnSync(process.execPath, [join(import.meta.dirname, '../docs/verify-ledger.mjs'), join(home, 'ledger.jsonl'), key.publicKey, ...kept.map((_, index) => join(home, `${index}.json`))], { encoding: 'utf8', cwd: home })
    assert.equal(run.stderr, '', organisation)
    return run
  }
})
