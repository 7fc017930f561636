import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, globSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { after, afterEach, before, describe, test } from 'node:test'
import { examplePassword } from '#features/people/index.ts'
import { answers, browser, freePort, isRunning, processorSeconds, root, serverOf, temporaryPlace, terminal, until, type Place } from './running.ts'

/** One data folder, from its first start through everything that may happen to a program on somebody's machine. */
describe('npm start', () => {
  let place: Place
  before(() => { place = temporaryPlace() })
  afterEach(() => place.calm())
  after(() => place[Symbol.asyncDispose]())

  const says = 'The lift at the library has been mended, and three people have said that it helps.'

  test('the first start makes the database and the example council, and says how to sign in as each kind of person', async () => {
    const house = await place.start()
    const address = await house.greeted()
    assert.equal(address, `http://localhost:${house.port}`)
    assert.match(house.said(), /Making a new database in /)
    assert.match(house.said(), new RegExp(`Sign in at ${address}/sign-in with any of these and the password: ${examplePassword}`))
    for (const kind of ['equality lead', 'leads actions', 'publisher', 'administrator', 'auditor', 'elected member']) assert.match(house.said(), new RegExp(`@barsetshire\\.example +.*${kind}`))
    assert.doesNotMatch(house.said(), /^\{/m, 'log lines are kept apart from the greeting')
    assert.doesNotMatch(house.complained(), /Warning|Deprecat/)

    const ended = await house.stop()
    assert.equal(ended.code, 0, ended.complained)
    assert.match(ended.said, /Stopping…/)
    assert.equal(serverOf(place.data), null, 'the database was stopped')
  })

  test('the next start answers, and Ctrl-C that arrives three times stops it once and cleanly', async (t) => {
    const house = await place.start()
    // Its time is measured by `npm run bench -- speed`: a clock here would measure the neighbours.
    t.diagnostic(`${Math.round(await house.firstPage())} ms to the first page, ${processorSeconds(house.outer) + processorSeconds(house.app())} s of the processor`)
    await house.greeted()
    const app = house.app()
    process.kill(house.outer, 'SIGINT')
    process.kill(app, 'SIGINT')
    process.kill(house.outer, 'SIGINT')
    const ended = await house.ended
    assert.deepEqual([ended.code, ended.said.match(/Stopping…/g)?.length], [0, 1], ended.complained)
    assert.ok(!isRunning(app) && serverOf(place.data) === null)
  })

  test('a start that is interrupted at any moment stops, and the next one starts', async () => {
    for (const after of [30, 150, 400, 700, 1000]) {
      const house = await place.start()
      await wait(after)
      const ended = await house.stop(after % 2 === 0 ? 'SIGTERM' : 'SIGINT')
      assert.doesNotMatch(ended.complained, /Error|could not start/, `after ${after} ms`)
      assert.equal(serverOf(place.data), null, `after ${after} ms`)
    }
  })

  test('what was saved before the program, the database or both were killed outright is there afterwards', async () => {
    let house = await place.start()
    const save = async (words: string): Promise<void> => {
      const lead = browser(await house.greeted())
      assert.equal((await lead.signIn('priya.nair@barsetshire.example', examplePassword)).status, 303)
      const plan = await lead.get((await lead.get('/plans')).links.find(({ href }) => /^\/plans\/[0-9a-f-]{36}$/.test(href))?.href ?? '')
      const action = plan.links.find(({ href }) => /^\/actions\/[0-9a-f-]{36}$/.test(href))?.href ?? ''
      const form = await lead.get(`${action}/progress`)
      const saved = await lead.press(form, 'Save progress', { 'Where is it now?': words, 'How is it going?': 'At risk', 'If it is not on track, what is in the way?': 'Two people are away.' })
      assert.equal(saved.status, 303, saved.text)
      at.push(action)
    }
    const at: string[] = []
    const count = async (words: string): Promise<number> => {
      const lead = browser(await house.greeted())
      await lead.signIn('priya.nair@barsetshire.example', examplePassword)
      const { text } = await lead.get(at[0] ?? '')
      return text.split(words).length - 1
    }

    await save(`${says} First.`)
    process.kill(house.app(), 'SIGKILL')
    assert.equal((await house.ended).code, 1)
    house = await place.start()
    await house.greeted()
    assert.match(house.said(), /The database was still running after Due Regard had stopped, so it was taken over\./)
    assert.equal(await count(`${says} First.`), 1)

    await save(`${says} Second.`)
    const killed = serverOf(place.data) ?? 0
    process.kill(killed, 'SIGKILL')
    await until('the database again', () => ![null, killed].includes(serverOf(place.data)))
    await until('a page after the database was killed', () => answers(`http://127.0.0.1:${house.port}/sign-in`))
    assert.equal(await count(`${says} Second.`), 1)
    await save(`${says} Third.`)

    const [app, server] = [house.app(), serverOf(place.data) ?? 0]
    process.kill(app, 'SIGKILL')
    process.kill(server, 'SIGKILL')
    await house.ended
    house = await place.start()
    assert.equal(await count(`${says} Third.`), 1)
    assert.equal(await count(says), 3)
    assert.equal((await house.stop()).code, 0)
  })

  test('when what started the program is killed outright, the program stops by itself, and a start at that moment waits for it', async () => {
    const first = await place.start()
    await first.greeted()
    const app = first.app()
    process.kill(first.outer, 'SIGKILL')
    const second = await place.start()
    await second.greeted()
    // It lets the folder go as the last thing that it does; on a busy machine its process may end a moment after that.
    for (let tries = 0; tries < 100 && isRunning(app); tries++) await new Promise((done) => setTimeout(done, 50))
    assert.ok(!isRunning(app))
    assert.equal((await second.stop()).code, 0)
  })

  test('a second start on the same data says who holds it, and leaves the first alone', async () => {
    const first = await place.start()
    await first.greeted()
    const second = await (await place.start()).ended
    assert.equal(second.code, 1)
    assert.match(second.complained, new RegExp(`The data folder ${place.data} is in use by process ${first.app()}\\. Stop that process first, or choose another folder with DUE_REGARD_DATA\\.`))
    assert.equal((await browser(await first.greeted()).get('/sign-in')).status, 200)
    assert.equal((await first.stop()).code, 0)
  })

  test('a port that was asked for and is busy stops the start before anything is made; a busy usual port picks the next', async () => {
    const other = createServer()
    const asked = await freePort()
    await new Promise<void>((done) => other.listen(asked, '127.0.0.1', done))
    const nothing = join(place.path, 'nothing')
    const refused = await (await place.start({ data: nothing, port: asked })).ended
    assert.equal(refused.code, 1)
    assert.match(refused.complained, new RegExp(`^Port ${asked} was asked for and is in use by another program\\. Stop that program, or set PORT to another number\\.$`, 'm'))
    assert.ok(!existsSync(nothing))
    await new Promise((done) => other.close(done))

    // The usual port may be anybody's on this machine: where it is free, it is taken for the length of this test.
    const usual = createServer()
    await new Promise<void>((done) => usual.once('error', () => done()).listen(3000, '127.0.0.1', done))
    const house = await place.start({ port: null })
    const address = await house.greeted()
    const [, port] = /^http:\/\/localhost:(30\d\d)$/.exec(address) ?? []
    assert.ok(Number(port) > 3000, address)
    assert.match(house.said(), new RegExp(`Port 3000 is in use by another program, so Due Regard is on port ${port}\\.`))
    assert.equal((await browser(address).get('/sign-in')).status, 200)
    assert.equal((await house.stop()).code, 0)
    await new Promise((done) => usual.close(done))
  })

  test('what a person signs off is signed for within seconds, and a copy of the signature kept', async () => {
    const house = await place.start()
    const publisher = browser(await house.greeted())
    await publisher.signIn('priya.nair@barsetshire.example', examplePassword)
    const plan = (await publisher.get('/plans')).links.find(({ href }) => /^\/plans\/[0-9a-f-]{36}$/.test(href))?.href ?? ''
    const copies = (): readonly string[] => globSync(join(place.data, 'checkpoints', '*', '*.json'))
    const before = copies().length
    const down = await publisher.press(await publisher.get(`/publication/one/withdraw?of=${encodeURIComponent(plan.replace('/plans/', '/plan/'))}`), 'Take it down', { 'Why? Readers will see this': 'It is being put right.' })
    assert.equal(down.status, 303, down.text)
    await until('a copy of the checkpoint', () => copies().length > before)
    assert.equal((await house.stop()).code, 0)
    const verified = await terminal(['ledger', 'verify', '--organisation', 'barsetshire'], place.data)
    assert.match(verified.said, /Everything is as it was written\./)
    assert.equal(verified.code, 0, verified.complained)
  })

  test('a bad setting stops the start by its name', async () => {
    const ended = await (await place.start({ env: { PORT: 'eighty', DUE_REGARD_LOG: 'loud' } })).ended
    assert.equal(ended.code, 1)
    assert.match(ended.complained, /^ {2}PORT must be a whole number from 1 to 65535$/m)
    assert.match(ended.complained, /^ {2}DUE_REGARD_LOG must be one of /m)
  })

  test('a data folder that cannot be used is refused in a sentence', async () => {
    const file = join(place.path, 'file')
    writeFileSync(file, '')
    const ended = await (await place.start({ data: file })).ended
    assert.equal(ended.code, 1)
    assert.match(ended.complained, /^The data folder \S+ cannot be used: .*\. Choose another folder with DUE_REGARD_DATA\.$/m)
  })
})

describe('npm start in other circumstances', () => {
  test('who wants no example gets one organisation of the name that was set, and a link for its first administrator that works once', async () => {
    await using place = temporaryPlace()
    const house = await place.start({ env: { DUE_REGARD_EXAMPLE: 'no', DUE_REGARD_ORGANISATION: 'Plumstead Parish Council' } })
    const address = await house.greeted()
    const link = /^ {2}(http:\S+)$/m.exec(house.said())?.[1] ?? ''
    assert.ok(link.startsWith(address), house.said())
    const visitor = browser(address)
    const page = await visitor.get(link)
    assert.equal(page.status, 200)
    assert.match(page.html, /Plumstead Parish Council/)
    assert.doesNotMatch(house.said(), /barsetshire/i)
    assert.equal((await house.stop()).code, 0)

    // Started again without the setting, it is still that organisation, and nobody is told of an example that is not here.
    const again = await place.start()
    assert.doesNotMatch(await again.greeted().then(again.said), /barsetshire/i)
    assert.match((await browser(`http://localhost:${again.port}`).get('/sign-in')).html, /Plumstead Parish Council/)
    assert.equal((await again.stop()).code, 0)
  })

  test('an example that was interrupted by a kill is gone on with at the next start', async () => {
    await using place = temporaryPlace()
    const first = await place.start()
    await until('the example', () => first.said().includes('Making the example council…'), 60)
    await wait(100)
    process.kill(first.app(), 'SIGKILL')
    await first.ended
    const second = await place.start()
    const address = await second.greeted()
    for (const email of ['priya.nair@barsetshire.example']) assert.equal((await browser(address).signIn(email, examplePassword)).status, 303)
    for (const host of ['northbarset', 'southbarset', 'barsetshire-health']) assert.equal((await browser(address, `${host}.localhost:${second.port}`).get('/plan')).status, 200)
    assert.equal((await second.stop()).code, 0)
  })

  const nobody = 65534
  test('somebody who is not root starts it in a folder of their own', { skip: process.getuid?.() === 0 && canBeReadBy(root) ? false : 'this needs root, to become somebody else, and a project folder that others may read' }, async () => {
    await using place = temporaryPlace(nobody)
    chmodSync(place.path, 0o700)
    const house = await place.start({ uid: nobody, env: { DUE_REGARD_EXAMPLE: 'no' } })
    const address = await house.greeted()
    assert.equal((await browser(address).get('/sign-in')).status, 200)
    const ended = await house.stop()
    assert.equal(ended.code, 0, ended.complained)
    assert.ok(readdirSync(place.data).includes('postgresql'))
  })

  test('npm itself may be told to stop, and nothing that it started stays behind', async () => {
    await using place = temporaryPlace()
    const port = await freePort()
    const npm = spawn('npm', ['start'], { cwd: root, env: { PATH: process.env['PATH'] ?? '', HOME: place.path, PORT: String(port), DUE_REGARD_DATA: place.data, DUE_REGARD_EXAMPLE: 'no' }, stdio: 'ignore' })
    await until('the first page', () => answers(`http://127.0.0.1:${port}/sign-in`), 60)
    const server = serverOf(place.data) ?? 0
    npm.kill('SIGTERM')
    await new Promise((done) => npm.once('exit', done))
    assert.ok(!isRunning(server) && serverOf(place.data) === null, 'the database had stopped before npm ended')
    assert.ok(!await answers(`http://127.0.0.1:${port}/health`))
  })
})

/** Every folder above, and the folder itself, lets others pass. */
function canBeReadBy(folder: string): boolean {
  return folder.split('/').every((_part, index, parts) => (statSync(parts.slice(0, index + 1).join('/') || '/').mode & 0o001) !== 0)
}
