import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import type { Workplace } from '#database/jobs.ts'
import { changing, reading } from '#database/transaction.ts'
import { folderCarrier, listLetters, postman, sendLater, smtpCarrier, tryAgain } from '#web/mail.ts'
import { Secret } from '../../src/config.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'

/** F11: the mail server is away for an hour, in every way that mail servers are away. */
describe('Letters', () => {
  let house: FreshDatabase
  before(async () => { house = await freshDatabase() })
  after(() => house[Symbol.asyncDispose]())

  const noon = Temporal.Instant.from('2026-11-22T12:00:00Z')
  const at = (organisation: string, now: Temporal.Instant): Workplace => ({
    organisation, now, attempt: 1, isLastAttempt: false, stopping: new AbortController().signal,
    reading: (work) => reading(house.connections, organisation, work), changing: (work, settings) => changing(house.connections, organisation, work, settings),
  })
  const write = (organisation: string, dedupe: string, now = noon, to = 'lead@barsetshire.example') =>
    changing(house.connections, organisation, (db) => sendLater(db, { organisation, to, subject: `About ${dedupe}`, text: `Please look at ${dedupe}.\nhttps://barsetshire.example/link/${dedupe}`, dedupe }, now))

  test('an hour without a mail server loses nothing and sends nothing twice', async () => {
    const county = await house.addOrganisation('barsetshire')
    const accepted: string[] = []
    const seen: string[] = []
    type Mood = 'away' | 'hangs' | 'says 421' | 'says 451' | 'takes and drops' | 'well'
    const moods: { now: Mood } = { now: 'away' }
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'], logger: false, closeTimeout: 100,
      onConnect(_session, done) { if (moods.now === 'hangs') return; done(moods.now === 'says 421' ? Object.assign(new Error('later'), { responseCode: 421 }) : null) },
      onRcptTo(_address, _session, done) { done(moods.now === 'says 451' ? Object.assign(new Error('later'), { responseCode: 451 }) : null) },
      onData(stream, _session, done) {
        let text = ''
        stream.on('data', (chunk) => { text += String(chunk) })
        stream.on('end', () => {
          const id = /^message-id: (.+)$/im.exec(text)?.[1] ?? 'none'
          seen.push(id)
          // The server has the letter, and its answer never arrives.
          if (moods.now === 'takes and drops') { for (const connection of server.connections) (connection as unknown as { _socket: Socket })._socket.destroy(); return }
          accepted.push(id)
          done()
        })
      },
    })
    server.on('error', () => {})
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
    const { port } = server.server.address() as AddressInfo
    const away = await closedPort()
    const good = smtpCarrier(new Secret(`smtp://127.0.0.1:${port}`), 150)
    const none = smtpCarrier(new Secret(`smtp://127.0.0.1:${away}`), 150)
    let written = 0
    const hour: Mood[] = ['away', 'away', 'hangs', 'says 421', 'takes and drops', 'says 451', 'away', 'takes and drops', 'hangs', 'away', 'well', 'well', 'well']
    try {
      for (const [index, each] of hour.entries()) {
        moods.now = each
        for (let minute = 0; minute < 6; minute += 2) {
          const now = noon.add({ minutes: index * 6 + minute })
          if (moods.now !== 'well') await write(county, `news ${written++}`, now)
          await postman(moods.now === 'away' ? none : good, 'Equality team <equality@barsetshire.example>').run(null, at(county, now))
        }
      }
    } finally {
      good.close(); none.close()
      await new Promise<void>((closed) => server.close(() => closed()))
    }
    const ids = new Set(accepted)
    assert.equal(written, 30)
    assert.equal(ids.size, 30, 'a letter was lost')
    assert.equal(accepted.length, 30, 'a letter was sent twice')
    assert.ok(seen.length > accepted.length && new Set(seen).size === 30, 'no letter was dropped after it was taken, or a second copy had another id: this test showed nothing')
    const letters = await reading(house.connections, county, (db) => listLetters(db, county))
    assert.ok(letters.every((letter) => letter.state === 'sent'))
    assert.equal((await house.asOwner('select from mail.outbox where text is not null')).length, 0, 'the words of a letter that was sent were kept')
  })

  test('the same news is written once, whoever tells it again', async () => {
    const county = await house.addOrganisation('again')
    for (const _ of [1, 2, 3]) await write(county, 'action 7 is late')
    assert.equal((await reading(house.connections, county, (db) => listLetters(db, county))).length, 1)
  })

  test('a postman who was killed with a letter in hand is followed by one who sends it, under the same id', async () => {
    const county = await house.addOrganisation('killed')
    await write(county, 'news')
    const ids: string[] = []
    const killed = { carry: async (message: { id: string }) => { ids.push(message.id); await new Promise(() => {}) }, close() {} }
    void postman(killed, 'a@b.example').run(null, at(county, noon)).catch(() => {})
    while (ids.length === 0) await new Promise((tick) => setTimeout(tick, 5))
    assert.equal((await reading(house.connections, county, (db) => listLetters(db, county)))[0]?.state, 'sending')
    await postman({ carry: async (message) => { ids.push(message.id) }, close() {} }, 'a@b.example').run(null, at(county, noon.add({ minutes: 1 })))
    assert.equal(ids.length, 2)
    assert.equal(ids[0], ids[1])
    assert.equal((await reading(house.connections, county, (db) => listLetters(db, county)))[0]?.state, 'sent')
  })

  test('a letter that the server will never take is put aside with the reason, and the others go on', async () => {
    const county = await house.addOrganisation('refused')
    const server = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], logger: false, closeTimeout: 100, onRcptTo(address, _session, done) { done(address.address.startsWith('nobody') ? Object.assign(new Error('Mr Slope is not here'), { responseCode: 550 }) : null) }, onData(stream, _session, done) { stream.resume(); stream.on('end', () => done()) } })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
    const carrier = smtpCarrier(new Secret(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`), 1000)
    try {
      await write(county, 'one', noon, 'nobody@barsetshire.example')
      await write(county, 'two', noon)
      await postman(carrier, 'a@b.example').run(null, at(county, noon.add({ seconds: 1 })))
      const states = async () => (await reading(house.connections, county, (db) => listLetters(db, county))).map((letter) => `${letter.subject}: ${letter.state}: ${letter.trouble}`).toSorted()
      assert.deepEqual(await states(), ['About one: refused: The mail server refused it (550).', 'About two: sent: null'])
      const [letter] = (await reading(house.connections, county, (db) => listLetters(db, county))).filter((each) => each.state === 'refused')
      await changing(house.connections, county, (db) => tryAgain(db, county, letter!.id, noon))
      assert.match((await states())[0]!, /^About one: waiting/)
    } finally {
      carrier.close()
      await new Promise<void>((closed) => server.close(() => closed()))
    }
  })

  test('nothing typed can become a header of another letter', async () => {
    const county = await house.addOrganisation('headers')
    const folder = mkdtempSync(join(tmpdir(), 'outbox-'))
    try {
      await changing(house.connections, county, (db) => sendLater(db, { organisation: county, to: 'lead@barsetshire.example\r\nBcc: everybody@barsetshire.example', subject: 'Hello\r\nBcc: everybody@barsetshire.example\r\n\r\nHa', text: 'x', dedupe: 'x' }, noon))
      await postman(folderCarrier(folder), 'a@b.example').run(null, at(county, noon))
      const [file] = readdirSync(join(folder, county))
      const headers = readFileSync(join(folder, county, file!), 'utf8').split('\n\n')[0]!
      assert.doesNotMatch(headers, /^bcc:/im)
    } finally { rmSync(folder, { recursive: true, force: true }) }
  })

  test('without a mail server letters are files that can be read, and say who they are for', async () => {
    const county = await house.addOrganisation('offline')
    const folder = mkdtempSync(join(tmpdir(), 'outbox-'))
    try {
      await write(county, 'news')
      await postman(folderCarrier(folder), 'Equality team <equality@barsetshire.example>').run(null, at(county, noon))
      const [file, ...more] = readdirSync(join(folder, county))
      assert.ok(file?.endsWith('.eml') && more.length === 0)
      const text = readFileSync(join(folder, county, String(file)), 'utf8')
      for (const part of [/^To: lead@barsetshire\.example$/m, /^Subject: About news$/m, /https:\/\/barsetshire\.example\/link\/news/]) assert.match(text, part)
    } finally { rmSync(folder, { recursive: true, force: true }) }
  })
})

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server: Server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((closed) => server.close(() => closed()))
  return port
}
