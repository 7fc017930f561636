/** A senior manager at every planned event: recorded by whoever keeps the body, and kept or missed on the duty clock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../../test/house.ts'

const day = Temporal.PlainDate.from

test('a planned event is recorded with the senior manager who was there; one without stays a miss', async () => {
  await using council = await house()
  const [priya, olena] = [await council.as('priya.nair@barsetshire.example'), await council.as('olena.marchenko@barsetshire.example')]
  const [row] = await council.database.asOwner<{ body_id: string }>(`select body_id from governance.body where organisation_id = $1 and name = 'Equalities Board'`, [await council.organisation()])
  const board = `/governance/bodies/${row!.body_id}`
  const plan = async (title: string, on: string) => priya.send(await priya.get(`${board}/meetings/new`), 'Save', { 'What is it?': 'A planned event', 'Title (optional for a meeting)': title, 'On which day?': day(on), 'Where? (optional)': 'Hogglestock Hall' })
  const unnamed = await plan('', '2026-11-20')
  assert.deepEqual(unnamed.errors.map((each) => each.text), ['Enter what the event is'])

  const one = await plan('Eid supper', '2026-11-20')
  assert.match((await olena.get(board)).text, /Nobody wrote down who was there on 20 November 2026/)
  assert.match((await priya.get('/my-boards')).text, /Write down who was there Eid supper, 20 November 2026/)
  const kept = await priya.send(await priya.get(`${one.address}/who-was-there`), 'Save', { 'Which senior manager was there?': 'Harriet Thorne, Chief Executive', 'Which members were there? (optional)': ['Nkechi Adeyemi, Libraries and Heritage Manager'] })
  assert.match(kept.text, /Nkechi Adeyemi Member .* There.*Senior manager there: Harriet Thorne, Chief Executive\./s)
  const shown = (await olena.get(board)).text
  assert.doesNotMatch(shown, /Nobody wrote down who was there on 20 November/)
  assert.doesNotMatch(shown, /Not kept on [^.]*20 November 2026/)

  const other = await plan('Diwali evening', '2026-11-21')
  const missed = await priya.send(await priya.get(`${other.address}/who-was-there`), 'Save')
  assert.match(missed.text, /No senior manager was there\./)
  assert.match((await olena.get(board)).text, /Not kept on [^.]*21 November 2026/)

  // One that nobody wrote down after its day is not forgotten: it stands late on the clock until somebody does, or it was called off.
  const silent = await plan('Pride picnic', '2026-11-19')
  const called = await plan('Winter fair', '2026-11-18')
  await priya.send(await priya.get(`${called.address}/call-off`), 'Call it off', { 'Why?': 'The hall was flooded.' })
  const ahead = await plan('Carol evening', '2026-12-12')
  const moved = await priya.get(`${ahead.address}/edit`)
  await priya.send(moved, 'Save', { 'On which day?': day('2026-12-15') })
  const before = (await priya.get((await priya.get('/clock/owed')).links.find(({ text }) => /senior manager at every event/i.test(text))!.href)).text
  assert.match(before, /Planned for 19 November 2026: “Equalities Board: Pride picnic, 19 November 2026”\. Nobody has written down what became of it, so nothing says “senior manager present”\./)
  assert.match(before, /Planned for 15 December 2026: “Equalities Board: Carol evening, 15 December 2026”\. Once it has been/)
  assert.doesNotMatch(before, /Winter fair|12 December 2026/)
  await priya.send(await priya.get(`${silent.address}/who-was-there`), 'Save', { 'Which senior manager was there?': 'Harriet Thorne, Chief Executive' })

  const promise = (await priya.get('/clock/owed')).links.find(({ text }) => /senior manager at every event/i.test(text)) ?? assert.fail('the promise is on the clock')
  const clock = (await priya.get(promise.href)).text
  assert.match(clock, /20 November 2026: “Equalities Board: Eid supper, 20 November 2026”\. It says “senior manager present”/)
  assert.match(clock, /21 November 2026: “Equalities Board: Diwali evening, 21 November 2026”\. It does not say “senior manager present”/)
  assert.match(clock, /Not kept/)
  assert.match(clock, /19 November 2026: “Equalities Board: Pride picnic, 19 November 2026”\. It says “senior manager present”/)
  assert.doesNotMatch(clock, /Nobody has written down what became of it/)
})
