import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { connectOnce } from './connect.ts'
import { DataInUse, ServerNotStarted, startEmbedded, type EmbeddedServer } from './embedded.ts'

describe('Our own PostgreSQL', () => {
  let folder: string
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'embedded-'))
    chmodSync(folder, 0o711)
    await (await startEmbedded(join(folder, 'made'), quick)).stop()
  })
  after(() => { rmSync(folder, { recursive: true, force: true }) })
  // The disk may forget here; what is tried is the same. A data folder is made once and copied: making takes longer than all else.
  const quick = { settings: { fsync: 'off', full_page_writes: 'off', shared_buffers: '16MB' } }

  const ask = async (server: EmbeddedServer, question: string): Promise<unknown> => {
    const client = await connectOnce(server.owner)
    try { return (await client.query<{ answer: unknown }>(question)).rows[0]?.answer } finally { await client.end() }
  }
  const madeBefore = (name: string): string => {
    const data = join(folder, name)
    mkdirSync(data, { mode: 0o711, recursive: true })
    assert.equal(spawnSync('cp', ['-a', join(folder, 'made', 'postgresql'), data]).status, 0)
    return data
  }
  const isRunning = (processId: number) => { try { return !/\) [ZX] /.test(readFileSync(`/proc/${processId}/stat`, 'latin1')) } catch { return false } }

  /** Another process that holds the folder until it is killed, and tells its own and its server's process ids. */
  const holdElsewhere = async (data: string) => {
    const program = `const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}); const s = await startEmbedded(process.argv[1], ${JSON.stringify(quick)}); process.stdout.write(String(s.processId())); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, data], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout, 'data') as [Buffer]
    return { child, server: Number(String(said)) }
  }
  const kill = async (child: ReturnType<typeof spawn>) => { const gone = once(child, 'exit'); child.kill('SIGKILL'); await gone }

  test('it is made, listens on no network, and keeps its folder and socket to itself', async () => {
    const data = join(folder, 'first')
    const server = await startEmbedded(data, quick)
    try {
      assert.equal(await ask(server, `select current_setting('listen_addresses') as answer`), '')
      assert.equal(await ask(server, `select current_setting('data_checksums') as answer`), 'on')
      assert.equal(await ask(server, `select datlocprovider::text || datlocale as answer from pg_database where datname = current_database()`), 'bC.UTF-8')
      assert.equal(await ask(server, `select 'Zoë' < 'apple' collate "en-GB-x-icu" as answer`), false)
      assert.equal(statSync(String(server.app.host)).mode & 0o777, 0o700)
      assert.equal(statSync(server.cluster).mode & 0o077, 0)
      assert.deepEqual(server.notes, [])
    } finally { await server.stop() }
    assert.ok(!isRunning(server.processId()))
    assert.ok(!existsSync(join(data, 'postgresql', 'postmaster.pid')))
  })

  test('a second start on the same data is refused, and says who holds it; a command beside it may join', async () => {
    const data = madeBefore('second')
    const { child, server } = await holdElsewhere(data)
    try {
      await assert.rejects(startEmbedded(data, quick), (error: Error) => error instanceof DataInUse && error.message.includes(`is in use by process ${child.pid}.`))
      const joined = await startEmbedded(data, { ...quick, joinIfRunning: true })
      assert.equal(await ask(joined, 'select 1 as answer'), 1)
      await joined.stop()
      assert.ok(isRunning(server), 'a command that only looked has stopped the server')
    } finally { await kill(child); if (isRunning(server)) process.kill(server, 'SIGQUIT') }
  })

  test('a server whose app was killed is taken over, with what was committed', async () => {
    const data = madeBefore('orphan')
    const { child, server } = await holdElsewhere(data)
    await kill(child)
    assert.ok(isRunning(server))
    const next = await startEmbedded(data, quick)
    try {
      assert.equal(next.processId(), server)
      assert.match(next.notes.join(), /was taken over/)
      assert.equal(await ask(next, 'select 1 as answer'), 1)
    } finally { await next.stop() }
    assert.ok(!isRunning(server))
  })

  test('an orphan with other settings is stopped and started anew', async () => {
    const data = madeBefore('other')
    const { child, server } = await holdElsewhere(data)
    await kill(child)
    const next = await startEmbedded(data, { settings: { ...quick.settings, work_mem: '5MB' } })
    try {
      assert.notEqual(next.processId(), server)
      assert.equal(await ask(next, `select current_setting('work_mem') as answer`), '5MB')
    } finally { await next.stop() }
  })

  test('after the app and the server were both killed, the next start recovers', async () => {
    const data = madeBefore('both')
    const { child, server } = await holdElsewhere(data)
    process.kill(server, 'SIGKILL')
    await kill(child)
    const next = await startEmbedded(data, quick)
    try { assert.equal(await ask(next, 'select 1 as answer'), 1) } finally { await next.stop() }
  })

  test('a server that dies while the app lives is started again', async () => {
    const said: string[] = []
    const server = await startEmbedded(madeBefore('dies'), { ...quick, onRestart: (sentence) => said.push(sentence) })
    try {
      const first = server.processId()
      process.kill(first, 'SIGKILL')
      for (let tries = 0; tries < 400 && said.length === 0; tries++) await wait(25)
      assert.deepEqual(said, ['The database stopped by itself and was started again.'])
      assert.notEqual(server.processId(), first)
      assert.equal(await ask(server, 'select 1 as answer'), 1)
    } finally { await server.stop() }
  })

  test('the mark of a server that is gone does not keep the next from starting, whoever has its number now', async () => {
    const data = madeBefore('marks')
    const zombie = spawn('sleep', ['0'])
    const marks = { 'a number that nobody has': 4_000_000, 'a number that another program has': process.pid, 'a zombie': zombie.pid ?? 0 }
    for (const [whose, number] of Object.entries(marks)) {
      writeFileSync(join(data, 'postgresql', 'postmaster.pid'), `${number}\n${data}\n1\n5432\n../socket\n\n0 0\nready   \n`)
      mkdirSync(join(data, 'socket'), { recursive: true, mode: 0o700 })
      chownSync(join(data, 'socket'), statSync(join(data, 'postgresql')).uid, statSync(join(data, 'postgresql')).gid)
      writeFileSync(join(data, 'socket', '.s.PGSQL.5432.lock'), `${number}\n`)
      const next = await startEmbedded(data, quick)
      try { assert.equal(await ask(next, 'select 1 as answer'), 1, whose) } finally { await next.stop() }
    }
  })

  test('a folder whose name is too long for a socket, or that only its owner may enter, is no hindrance', async () => {
    const data = join(folder, 'private', 'x'.repeat(90))
    mkdirSync(data, { recursive: true })
    chmodSync(join(folder, 'private'), 0o700)
    const server = await startEmbedded(data, quick)
    try {
      assert.match(server.notes.join(), /socket is in .*, because the name of the data folder is too long for a socket/)
      assert.equal(await ask(server, 'select 1 as answer'), 1)
    } finally { await server.stop() }
    assert.ok(!existsSync(String(server.app.host)), 'the folder of the socket was left behind')
  })

  test('data of another version of PostgreSQL is refused with what to do', async () => {
    const data = madeBefore('version')
    writeFileSync(join(data, 'postgresql', 'PG_VERSION'), '17\n')
    await assert.rejects(startEmbedded(data, quick), (error: Error) => error instanceof ServerNotStarted && /made by PostgreSQL 17 and this is PostgreSQL 18/.test(error.message))
    writeFileSync(join(data, 'postgresql', 'PG_VERSION'), '18\n')
    await (await startEmbedded(data, quick)).stop()
  })

  test('a server that cannot start says why, and lets the folder go', async () => {
    const data = madeBefore('cannot')
    await assert.rejects(startEmbedded(data, { settings: { ...quick.settings, shared_buffers: 'a lot' } }), (error: Error) => error instanceof ServerNotStarted && /shared_buffers/.test(error.message))
    await (await startEmbedded(data, quick)).stop()
  })

  test('another user of this machine is not let in, not even through an open folder: the server asks the kernel who is calling', { skip: process.getuid?.() === 0 ? false : 'only root can try to be somebody else' }, async (t) => {
    const server = await startEmbedded(madeBefore('locked'), quick)
    try {
      chmodSync(String(server.app.host), 0o777)
      chmodSync(join(String(server.app.host), '.s.PGSQL.5432'), 0o777)
      // What a client says first: version 3.0, who it wants to be, and where. The answer is R for "come in" and E for "no".
      const greeting = `const s = require('net').connect(process.argv[1]); const b = Buffer.from('user\\0' + process.argv[2] + '\\0database\\0due_regard\\0\\0'); const h = Buffer.alloc(8); h.writeInt32BE(b.length + 8); h.writeInt32BE(196608, 4); s.on('connect', () => s.write(Buffer.concat([h, b]))); s.on('data', (d) => { console.log(String.fromCharCode(d[0])); process.exit() })`
      const call = (uid: number, role: string) => spawnSync(process.execPath, ['-e', greeting, join(String(server.app.host), '.s.PGSQL.5432'), role], { uid, cwd: '/', encoding: 'utf8', env: {} })
      assert.equal(call(0, 'postgres').stdout.trim(), 'R', 'we ourselves were not let in')
      const stranger = call(1, 'postgres')
      if (stranger.error) return t.skip('nobody else can reach the program that would try')
      assert.equal(stranger.stdout.trim(), 'E')
    } finally { await server.stop() }
  })
})
