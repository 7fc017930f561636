import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, test } from 'node:test'
import { house } from '../../test/house.ts'

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
  })
})
