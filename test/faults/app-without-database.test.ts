import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { examplePassword } from '#features/people/index.ts'
import { browser, temporaryPlace } from '../start/running.ts'
import { processesOf } from './trial.ts'

/** F10, with the whole product: its database takes every word and says nothing, as when a disk or a network has died. */
test('F10: while the database is frozen, what was published is still served, everybody else is soon told to come back, and no words are lost', async () => {
  await using place = temporaryPlace()
  const house = await place.start()
  const address = await house.greeted()
  const lead = browser(address)
  await lead.signIn('priya.nair@barsetshire.example', examplePassword)
  const plan = await lead.get((await lead.get('/plans')).links.find(({ href }) => /^\/plans\/[0-9a-f-]{36}$/.test(href))?.href ?? '')
  const action = plan.links.find(({ href }) => /^\/actions\/[0-9a-f-]{36}$/.test(href))?.href ?? ''
  const form = await lead.get(`${action}/progress`)
  const visitor = browser(address)
  const published = (await visitor.get('/')).links.find(({ href }) => /^\/plan\/[0-9a-f-]{36}$/.test(href))?.href ?? ''
  assert.equal((await visitor.get(published)).status, 200)
  // Long enough for the page to be asked for anew: its newness is known for two seconds.
  await wait(2200)

  const timed = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    const began = performance.now()
    const answer = await work
    assert.ok(performance.now() - began < 8000, `the answer took ${Math.round(performance.now() - began)} ms`)
    return answer
  }
  const frozen = processesOf(join(place.data, 'postgresql'))
  assert.ok(frozen.length > 3)
  for (const each of frozen) process.kill(each, 'SIGSTOP')
  try {
    const [news, page, saved, style] = await Promise.all([
      timed(visitor.get(published)),
      timed(lead.get('/plans')),
      timed(lead.press(form, 'Save progress', { 'Where is it now?': 'The lift at the library has been mended.', 'How is it going?': 'On track' })),
      timed(fetch(new URL('/health', address))),
    ])
    assert.equal(news.status, 200)
    assert.equal(page.status, 503)
    assert.ok(Number(page.headers['retry-after']) > 0)
    assert.equal(saved.status, 503)
    assert.match(saved.html, /The lift at the library has been mended\./)
    assert.ok(style.status === 200 || style.status === 503)
    // Many more who come meanwhile neither pile up nor bring it down.
    const crowd = await Promise.all(Array.from({ length: 300 }, () => timed(fetch(new URL(published, address)).then(async (answer) => { await answer.text(); return answer.status }))))
    assert.deepEqual([...new Set(crowd)], [200])
  } finally { for (const each of frozen) try { process.kill(each, 'SIGCONT') } catch { /* it was ended meanwhile */ } }

  for (let tries = 0; (await lead.get('/plans')).status !== 200; tries++) {
    assert.ok(tries < 100, 'it did not come back')
    await wait(100)
  }
  const again = await lead.press(await lead.get(`${action}/progress`), 'Save progress', { 'Where is it now?': 'The lift at the library has been mended.', 'How is it going?': 'On track' })
  assert.ok(again.status === 303 || again.status === 422, again.text)
  assert.equal((await house.stop()).code, 0)
})
