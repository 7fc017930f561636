import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, test } from 'node:test'
import { house } from '../../test/house.ts'
import { publishedPages } from './published-pages.ts'

describe('A public page', () => {
  test('says each day how a promise stands on that day, though nothing was published since', async () => {
    await using council = await house()
    const resident = council.visitor()
    const plans = await resident.get('/plan')
    const plan = plans.link('Fair by design: equality strategy 2024 to 2028')
    const today = await resident.get(plan)
    assert.match(today.text, /As it stands on 22 November 2026/)

    council.wait({ hours: 40 * 24 })
    // A process looks at most every two seconds whether what it keeps is old.
    await wait(2_100)
    const later = await resident.get(plan)
    assert.match(later.text, /As it stands on 1 January 2027/)
    const overdue = (text: string): number => Number(/(\d+) overdue|overdue (\d+)/.exec(text)?.slice(1).find((each) => each !== undefined))
    assert.ok(overdue(later.text) > overdue(today.text), `${overdue(today.text)} then ${overdue(later.text)}`)
  })

  test('is the same for everybody, and is answered without being sent again to those who have it', async () => {
    await using council = await house()
    const first = await council.visitor().get('/plan')
    const officer = await (await council.as('priya.nair@barsetshire.example')).get('/plan')
    assert.equal(officer.text, first.text)
    const again = await council.visitor().get('/plan', { 'if-none-match': String(first.headers['etag']) })
    assert.equal(again.status, 304)
    const etag = String(first.headers['etag'])
    // A cache on the way packs pages and calls what it has weak, or has several versions.
    for (const asked of [`W/${etag}`, `"another", ${etag}`, `"another",W/${etag}`, '*']) assert.equal((await council.visitor().get('/plan', { 'if-none-match': asked })).status, 304, asked)
    assert.equal((await council.visitor().get('/plan', { 'if-none-match': '"another"' })).status, 200)
    assert.equal((await council.visitor().get('/plan', { 'accept-encoding': 'gzip;q=0, identity' })).headers['content-encoding'], undefined)
  })

  test('that many ask for in the moment after something was published is made once, and again when the next version is', async () => {
    let [made, version] = [0, '1']
    const pages = publishedPages(async () => version)
    const ask = async (): Promise<string> => {
      const sent: string[] = []
      const reply = { headers: () => reply, code: () => reply, send: (body: Buffer) => { sent.push(String(body)); return reply } }
      await pages.answer({ url: '/plan', headers: {} } as never, reply as never, { id: 'a-body' } as never, async () => { made += 1; await wait(5); return `version ${version}` })
      return sent.join()
    }
    assert.deepEqual(new Set(await Promise.all(Array.from({ length: 32 }, ask))), new Set(['version 1']))
    assert.equal(made, 1)
    version = '2'
    pages.forget('a-body')
    assert.deepEqual(new Set(await Promise.all(Array.from({ length: 32 }, ask))), new Set(['version 2']))
    assert.equal(made, 2)
  })
})
