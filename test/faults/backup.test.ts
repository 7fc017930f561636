import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { backup, backupPhysical, BackupRefused, checkBackup, restore } from '#database/backup.ts'
import { checkpointNow, openSigningKey } from '#database/checkpoint.ts'
import { makeBackupKey, readPublicKeys, readSecretKeys } from '#database/sealing.ts'
import { connectOnce, openConnections, type Connections } from '#database/connect.ts'
import { startEmbedded } from '#database/embedded.ts'
import { enqueue } from '#database/jobs.ts'
import { verifyLedger } from '#database/ledger-verification.ts'
import { append, eraseBody, nextNumber } from '#database/ledger.ts'
import { findViolations } from '#database/lint.ts'
import { CannotMigrate, findMigrations, migrate } from '#database/migrate.ts'
import { changing, reading } from '#database/transaction.ts'
import { sendLater } from '#web/mail.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'

/** F8: what was backed up comes back, every row of it, with its guards; what is damaged does not come back in part. */
describe('Backup and restore', () => {
  let house: FreshDatabase
  let folder: string
  let county: string
  let district: string
  const now = Temporal.Instant.from('2026-11-22T12:00:00.123456Z')
  const files = () => join(folder, 'files')
  before(async () => {
    house = await freshDatabase()
    folder = mkdtempSync(join(tmpdir(), 'backup-'))
    const key = openSigningKey(folder)
    county = await house.addOrganisation('barsetshire', ['barsetshire.example'])
    district = await house.addOrganisation('plumstead', ['plumstead.example'])
    const odd = ['plain', 'tab\there', 'line\nbreak', 'back\\slash', '\\.', '\\N', 'Cymraeg ŵŷ 🏳️‍🌈', '"quotes" \'and\' more', '']
    for (const organisation of [county, district]) {
      for (const [index, words] of odd.entries()) {
        await changing(house.connections, organisation, async (db) => {
          await nextNumber(db, organisation, `counter ${words}`)
          await sendLater(db, { organisation, to: 'a@b.example', subject: words || 'none', text: words, dedupe: `letter ${index}` }, now)
          await append(db, { organisation, person: 'system', request: `r ${words}`, now: now.add({ seconds: index }) }, { did: 'a.b', on: { room: 'a', id: words || 'x' }, after: { words } })
        })
      }
      await changing(house.connections, organisation, (db) => eraseBody(db, { organisation, person: 'x', request: 'r', now }, 2, 'asked'))
      await changing(house.connections, organisation, (db) => checkpointNow(db, organisation, key, now))
      for (const words of ['evidence one', 'x'.repeat(300_000), '']) keepFile(organisation, words)
    }
    await changing(house.connections, county, (db) => enqueue(db, county, { name: 'trial.waiting' }, { what: 'ŵ' }, { key: 'k' }))
  })
  after(async () => { await house[Symbol.asyncDispose](); rmSync(folder, { recursive: true, force: true }) })

  const keepFile = (organisation: string, words: string) => {
    const sha256 = createHash('sha256').update(words).digest('hex')
    mkdirSync(join(files(), organisation, 'action-plan', sha256.slice(0, 2)), { recursive: true })
    writeFileSync(join(files(), organisation, 'action-plan', sha256.slice(0, 2), sha256), words)
  }

  /** Every row of every table as text, for one organisation or all. */
  const everything = async (of: FreshDatabase, organisation?: string): Promise<Record<string, string[]>> => {
    const client = await connectOnce(of.owner)
    try {
      await client.query(`set timezone = 'UTC'`)
      const { rows: tables } = await client.query<{ name: string }>(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace where relkind = 'r' and nspname not like 'pg\\_%' and nspname not in ('information_schema', 'graphile_worker', 'jobs') order by 1`)
      const all: Record<string, string[]> = {}
      for (const { name } of tables) {
        if (name === 'house.migration') continue
        const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
        all[name] = rows.map((each) => each.row).filter((row) => organisation === undefined || row.includes(organisation))
      }
      return all
    } finally { await client.end() }
  }
  const verify = (connections: Connections, organisation: string) => reading(connections, organisation, (db) => verifyLedger(db, organisation, { keptElsewhere: [], publicKeys: [openSigningKey(folder).publicKey] }))

  test('everything comes back: rows equal, guards up, ledgers whole, files and waiting jobs too', async () => {
    const file = join(folder, 'all.backup')
    const made = await backup(file, { owner: house.owner, files: files(), now })
    assert.ok(made.rows > 60 && made.files === 6 && made.organisations.length === 2)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const checked = await checkBackup(file)
    assert.deepEqual([checked.rows, checked.files, checked.madeAt], [made.rows, 6, now.toString()])

    await using empty = await freshDatabase()
    const restored = join(folder, 'restored-files')
    const report = await restore(file, { owner: empty.owner, files: restored })
    assert.equal(report.rows, made.rows)
    assert.deepEqual(await everything(empty), await everything(house))
    const client = await connectOnce(empty.owner)
    try { assert.deepEqual(await findViolations(client), []) } finally { await client.end() }
    for (const organisation of [county, district]) {
      const verdict = await verify(empty.connections, organisation)
      assert.deepEqual([verdict.problems, verdict.entries, verdict.bodiesErased], [[], 10, 1])
      for (const inFolder of readdirSync(join(files(), organisation), { recursive: true }) as string[]) assert.ok(existsSync(join(restored, organisation, inFolder)))
    }
    assert.deepEqual((await empty.asOwner<{ payload: unknown; key: string }>(`select j.payload, j.key from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = task_id where identifier = 'trial.waiting'`)), [{ payload: { organisation: county, payload: { what: 'ŵ' } }, key: `${county} k` }])
    await changing(empty.connections, county, (db) => append(db, { organisation: county, person: 'system', request: 'r', now }, { did: 'a.b', on: { room: 'a', id: 'after' } }))
    assert.deepEqual((await verify(empty.connections, county)).problems, [])
  })

  test('a sealed backup is opened by those whom it is for and by nobody else, and comes back the same', async () => {
    const [file, ours, another] = [join(folder, 'sealed.backup'), join(folder, 'ours.key'), join(folder, 'another.key')]
    const sealFor = await readPublicKeys(`${await makeBackupKey(ours)}, ${await makeBackupKey(join(folder, 'second.key'))}`)
    await makeBackupKey(another)
    const made = await backup(file, { owner: house.owner, files: files(), now, sealFor })
    const bytes = readFileSync(file)
    assert.ok(bytes.toString('latin1').startsWith('age-encryption.org/v1\n'))
    assert.ok(!bytes.includes(county) && !bytes.includes('barsetshire'), 'something of it can be read')
    await assert.rejects(checkBackup(file), /is sealed\. Say which file holds the key/)
    await assert.rejects(checkBackup(file, readSecretKeys(another)), /is sealed for another key/)
    assert.equal((await checkBackup(file, readSecretKeys(join(folder, 'second.key')))).rows, made.rows)

    await using empty = await freshDatabase()
    const keys = readSecretKeys(ours)
    for (const [how, damaged] of [['cut in the middle', bytes.subarray(0, bytes.length >> 1)], ['cut at the end', bytes.subarray(0, -20)], ['one bit', bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1)], ['its head', bytes.subarray(0, 80)]] as const) {
      writeFileSync(join(folder, 'bad.backup'), damaged)
      await assert.rejects(restore(join(folder, 'bad.backup'), { owner: empty.owner, files: join(folder, 'sealed-files'), keys }), BackupRefused, how)
      assert.equal((await empty.asOwner('select from directory.organisation')).length, 0, how)
    }
    const report = await restore(file, { owner: empty.owner, files: join(folder, 'sealed-files'), keys })
    assert.equal(report.rows, made.rows)
    assert.deepEqual(await everything(empty), await everything(house))
    assert.throws(() => readSecretKeys(file), /holds no key of a backup/)
    await assert.rejects(makeBackupKey(ours), /EEXIST/)
  })

  test('one organisation comes back alone, and takes nothing of another with it', async () => {
    const file = join(folder, 'one.backup')
    await backup(file, { owner: house.owner, files: files(), now }, 'plumstead')
    assert.ok(!gunzipSync(readFileSync(file)).includes(county), 'the county’s id is in the district’s backup')
    await using empty = await freshDatabase()
    await restore(file, { owner: empty.owner, files: join(folder, 'one-files') })
    assert.deepEqual(await everything(empty), await everything(house, district))
    assert.deepEqual(readdirSync(join(folder, 'one-files')), [district])
    await assert.rejects(backup(join(folder, 'none.backup'), { owner: house.owner, files: files(), now }, 'nowhere'), /There is no organisation called nowhere. There are: barsetshire, plumstead/)
  })

  test('a database that was never migrated is a place to restore to', async () => {
    const file = join(folder, 'bare.backup')
    await backup(file, { owner: house.owner, files: files(), now })
    await using empty = await freshDatabase()
    const name = `${empty.owner.database}_bare`
    await empty.asOwner(`create database ${name} template template0`)
    await restore(file, { owner: { ...empty.owner, database: name }, files: join(folder, 'bare-files') })
    const client = await connectOnce({ ...empty.owner, database: name })
    try { assert.equal((await client.query('select from directory.organisation')).rowCount, 2) } finally { await client.end() }
    await empty.asOwner(`drop database ${name}`)
  })

  test('a damaged or cut backup is refused, and nothing of it is left', async () => {
    const file = join(folder, 'whole.backup')
    await backup(file, { owner: house.owner, files: files(), now })
    const bytes = readFileSync(file)
    const text = gunzipSync(bytes)
    const changed = (from: string, to: string) => { const at = text.indexOf(from); assert.notEqual(at, -1, from); const copy = Buffer.from(text); copy.write(to, at); return gzipSync(copy) }
    const damages: Record<string, Buffer> = {
      'cut in the middle': bytes.subarray(0, bytes.length >> 1), 'cut at the end': bytes.subarray(0, bytes.length - 20), 'one letter of a row': changed('Cymraeg', 'Cymruég'.slice(0, 6)), 'a byte of an uploaded file': changed('evidence one', 'evidence two'),
      'a row left out': gzipSync(Buffer.from(text.toString('latin1').replace(/\{"kind":"bytes","bytes":\d+\}\n[^\n]+\n(?=\{"kind":"rows","rows":1,)/, ''), 'latin1')), 'its last line left out': gzipSync(text.subarray(0, text.lastIndexOf('{"kind":"end"'))),
      'something else': Buffer.from('not a backup'), 'something else, packed': gzipSync('not a backup\n'), 'nothing': Buffer.alloc(0),
    }
    // One database for all of them: each must leave it as empty as it was.
    await using empty = await freshDatabase()
    for (const [how, damaged] of Object.entries(damages)) {
      const bad = join(folder, 'bad.backup')
      writeFileSync(bad, damaged)
      const into = join(folder, 'bad-files')
      await assert.rejects(restore(bad, { owner: empty.owner, files: into }), BackupRefused, how)
      await assert.rejects(checkBackup(bad), BackupRefused, how)
      assert.equal((await empty.asOwner('select from directory.organisation')).length, 0, how)
      assert.equal((await empty.asOwner('select from ledger.entry')).length, 0, how)
      const left = existsSync(into) ? readdirSync(into, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()) : []
      assert.deepEqual(left, [], how)
    }
  })

  test('nothing is written over: not a file, not a database that somebody uses', async () => {
    const file = join(folder, 'kept.backup')
    await backup(file, { owner: house.owner, files: files(), now })
    await assert.rejects(backup(file, { owner: house.owner, files: files(), now }), /exists already/)
    await assert.rejects(restore(file, { owner: house.owner, files: files() }), /has an organisation in it already/)
  })

  test('a backup of an older Due Regard is brought up to date, one of a newer is refused', async () => {
    const file = join(folder, 'old.backup')
    await backup(file, { owner: house.owner, files: files(), now })
    const newer = [...findMigrations(), { name: '2099-01-01-010-later', text: `alter table house.counter add column more text not null default 'new'`, hash: '1' }]
    await using empty = await freshDatabase()
    await restore(file, { owner: empty.owner, files: join(folder, 'old-files'), migrations: newer })
    assert.deepEqual(await empty.asOwner('select distinct more from house.counter'), [{ more: 'new' }])

    const later = join(folder, 'later.backup')
    await backup(later, { owner: empty.owner, files: files(), now })
    await using target = await freshDatabase()
    await assert.rejects(restore(later, { owner: target.owner, files: join(folder, 'x') }), CannotMigrate)
    // An empty database that is ahead of the backup is made again as the backup's was.
    await using ahead = await freshDatabase()
    await migrate(ahead.owner, { migrations: newer })
    await restore(file, { owner: ahead.owner, files: join(folder, 'y'), migrations: newer })
    assert.equal((await ahead.asOwner('select from directory.organisation')).length, 2)
  })

  test('what is written while a backup is made is either all in it or not at all', async () => {
    const file = join(folder, 'busy.backup')
    let going = true
    const writing = (async () => { while (going) await changing(house.connections, county, async (db) => { await nextNumber(db, county, 'busy'); await append(db, { organisation: county, person: 'system', request: 'r', now }, { did: 'a.busy', on: { room: 'a', id: 'busy' } }) }) })()
    await backup(file, { owner: house.owner, files: files(), now })
    going = false
    await writing
    await using empty = await freshDatabase()
    await restore(file, { owner: empty.owner, files: join(folder, 'busy-files') })
    assert.deepEqual((await verify(empty.connections, county)).problems, [])
    const [{ counted, entered } = { counted: 0, entered: 0 }] = await empty.asOwner<{ counted: number; entered: number }>(`select coalesce((select last_number::int from house.counter where name = 'busy'), 0) as counted, (select count(*)::int from ledger.entry where did = 'a.busy') as entered`)
    assert.equal(counted, entered)
  })
})

describe('The physical backup', () => {
  test('the server’s files, copied while it is written to, start as a server that has all that was acknowledged before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'physical-'))
    const now = Temporal.Now.instant()
    try {
      const first = await startEmbedded(join(folder, 'data'))
      await migrate(first.owner)
      const connections = openConnections(first.app)
      const organisation = crypto.randomUUID()
      const client = await connectOnce(first.owner)
      await client.query(`insert into directory.organisation (id, name, short_name, kind) values ($1, 'Barsetshire', 'barsetshire', 'county council')`, [organisation])
      await client.end()
      let acknowledged = 0
      let going = true
      const writing = (async () => { while (going) { await changing(connections, organisation, (db) => append(db, { organisation, person: 'system', request: 'r', now }, { did: 'a.b', on: { room: 'a', id: 'x' } })); acknowledged++ } })()
      while (acknowledged < 20) await new Promise((tick) => setTimeout(tick, 5))
      const before = acknowledged
      const made = await backupPhysical(first, join(folder, 'copy'))
      const meanwhile = acknowledged - before
      going = false
      await writing
      await connections.end()
      await first.stop()
      assert.ok(made.bytes > 1_000_000 && meanwhile > 0, 'nothing was written while the files were copied')

      mkdirSync(join(folder, 'again'), { mode: 0o711 })
      cpSync(join(folder, 'copy'), join(folder, 'again', 'postgresql'), { recursive: true })
      const { uid, gid } = statSync(join(folder, 'copy'))
      for (const each of ['', ...readdirSync(join(folder, 'again', 'postgresql'), { recursive: true }) as string[]]) chownSync(join(folder, 'again', 'postgresql', each), uid, gid)
      const second = await startEmbedded(join(folder, 'again'))
      const there = openConnections(second.app)
      try {
        const verdict = await reading(there, organisation, (db) => verifyLedger(db, organisation, { keptElsewhere: [], publicKeys: [] }))
        assert.deepEqual(verdict.problems, [])
        assert.ok(verdict.entries >= before, `${verdict.entries} of at least ${before}`)
        const checker = await connectOnce(second.owner)
        try {
          await checker.query('create extension if not exists amcheck')
          await checker.query(`select bt_index_check(c.oid, true) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam and amname = 'btree' where c.relkind = 'i' and i.indisvalid`)
        } finally { await checker.end() }
      } finally { await there.end(); await second.stop() }
    } finally { rmSync(folder, { recursive: true, force: true }) }
  })
})
