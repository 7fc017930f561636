/** A round from the first letter to the signature: through the pages, the letters and their links. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { enqueue } from '#database/jobs.ts'
import { deeds, planAddress } from '../../../../test/example-plan.ts'
import { house, type House } from '../../../../test/house.ts'
import { changesSince } from '../round.ts'
import { remindSilentLeads } from '../jobs/remind-silent-leads.ts'

const [where, going, said] = ['Where is it now?', 'How is it going?', 'Quarter 2, July to September 2026: what was asked and answered']

/** The open round of the example: quarter 2, of which six actions have an answer. */
async function openOne(council: House): Promise<string> {
  const [row] = await council.database.asOwner<{ round_id: string }>('select round_id from monitoring_rounds.round where closed_at is null')
  return `/rounds/${row?.round_id ?? assert.fail('no round is open')}`
}

test('a round is chased, answered, asked back, closed, kept as it was, and signed off by somebody else', async (t) => {
  await using council = await house()
  let priya = await council.as('priya.nair@barsetshire.example')
  const address = await openOne(council)
  const answerOf = async (reference: string): Promise<readonly string[]> => (await priya.get(address)).table(said).find((row) => row[0]?.startsWith(`${reference} `)) ?? assert.fail(reference)
  const linkFor = async (words: string, before: number): Promise<string> => {
    const letter = (await council.letters()).slice(before).find((each) => each.text.includes(words)) ?? assert.fail(`no letter is about ${words}`)
    return letter.text.slice(letter.text.indexOf(words)).match(/https?:\/\/[^/\s]+(\/\S*)/)?.[1] ?? assert.fail(letter.text)
  }
  const answer = async (link: string, words: string, more: Readonly<Record<string, string | boolean>> = {}) => {
    const somebody = council.visitor()
    return somebody.send(await somebody.get(link), 'Send', { [where]: words, [going]: 'At risk', 'If it is not on track, what is in the way?': 'Time', ...more })
  }

  await t.test('nobody’s silence looks like progress', async () => {
    const row = await answerOf('2.1')
    assert.deepEqual([row[2], row[3]?.startsWith('No answer. Last word on 23 September 2026.'), row[5]], ['No answer', true, 'On track'])
    assert.equal((await answerOf('1.6'))[2], 'Nobody to ask')
    assert.match((await priya.get(`${await planAddress(council)}`)).text, /Monitoring round open: 6 of 22 answered/)
  })

  await t.test('those who have not answered get one letter each, about that alone', async () => {
    const before = (await council.letters()).length
    const page = await priya.get(`${address}/chase`)
    const chosen = page.options('Who should get it?')
    const refused = await priya.press(page, 'Send the emails', { 'Who should get it?': [] })
    assert.deepEqual(refused.errors.map((each) => each.text), ['Select who to write to'])
    const sent = await priya.send(page, 'Send the emails', { 'A note (optional)': 'The board meets on Thursday.' })
    const letters = (await council.letters()).slice(before)
    assert.equal(sent.said, `${letters.length} leads were written to.`)
    assert.equal(letters.length, chosen.length)
    assert.equal(new Set(letters.map((each) => each.to)).size, letters.length)
    assert.equal(letters.flatMap((each) => each.links).length, 15, 'a link for each action without an answer, and for no other')
    assert.ok(letters.every((each) => each.text.includes('The board meets on Thursday.') && !each.text.includes('dropped kerbs')))
    assert.equal((await answer(await linkFor('Carry out an equal pay audit', before), 'The first figures are here.')).heading, 'Thank you, Grace')
    const row = await answerOf('2.1')
    assert.deepEqual([row[2], row[3]?.startsWith('The first figures are here.')], ['Answered', true])
    assert.equal((await answer(await linkFor('changing place', before), 'A secret of the libraries', { 'Keep this note private': true })).status, 200)
    assert.equal((await answerOf('3.3'))[3]?.startsWith('Answered in a private note.'), true)
    for (const file of ['', '.csv', '/summary', '/record.json']) assert.doesNotMatch((await priya.get(`${address}${file}`)).html, /secret of the libraries/)
  })

  await t.test('a question that is asked back opens beside the answer, and waits for the next', async () => {
    const before = (await council.letters()).length
    const round = await priya.get(address)
    const page = await priya.get(round.links.find((each) => each.text === 'Ask a question about 2.1')!.href)
    assert.match(page.text, /The first figures are here\./)
    assert.equal((await priya.press(page, 'Send the question')).errors[0]?.text, 'Enter your question')
    await priya.send(page, 'Send the question', { 'What do you want to know?': 'Which two depots?' })
    assert.match((await answerOf('2.1'))[3] ?? '', /Priya Nair asked back: Which two depots\? \(not answered yet\)/)
    const link = await linkFor('Carry out an equal pay audit', before)
    assert.match((await council.visitor().get(link)).text, /Priya Nair asks Which two depots\?/)
    council.wait({ minutes: 5 })
    await answer(link, 'Plumstead and Silverbridge.')
    assert.doesNotMatch((await answerOf('2.1'))[3] ?? '', /not answered yet/)
  })

  await t.test('the rule reminds those who are silent on its day, once, and leaves alone who was just written to', async () => {
    const remind = async () => {
      const before = (await council.letters()).length
      await council.change((db, organisation) => enqueue(db, organisation, { name: remindSilentLeads.name }, null))
      await council.work()
      return (await council.letters()).slice(before)
    }
    council.wait({ hours: 24 })
    assert.equal((await remind()).length, 0, 'no reminder is due on the 23rd')
    council.wait({ hours: 23 })
    assert.equal((await remind()).length, 0, 'one is due on the 24th, and all of them were written to less than two days ago')
    await council.database.asOwner(`update monitoring_rounds.round set reminded_on = '2026-11-23' where closed_at is null`)
    council.wait({ days: 2 })
    const letters = await remind()
    assert.ok(letters.length > 3 && letters.every((each) => each.subject.startsWith('Your answer is missing: ')), letters.map((each) => each.subject).join('\n'))
    assert.equal((await remind()).length, 0)
    assert.equal((await deeds(council)).at(-1), 'monitoring-rounds.leads-reminded')
  })

  let kept = ''
  priya = await council.as('priya.nair@barsetshire.example')
  await t.test('closing keeps it as it was, with a fingerprint in the ledger', async () => {
    const page = await priya.get(`${address}/close`)
    assert.equal((await priya.press(page, 'Close the round')).errors[0]?.text, 'Enter what the round shows')
    const closed = await priya.send(page, 'Close the round', { 'What does the round show?': 'The depots hold up the audit.' })
    assert.equal(closed.said, 'The round is closed and kept as it was.')
    assert.match(closed.text, /The depots hold up the audit\./)
    kept = (await priya.get(`${address}/record.json`)).html
    const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(kept))).toString('hex')
    assert.ok(closed.text.includes(sha256))
    const [entry] = await council.database.asOwner<{ body: string }>(`select b.body from ledger.entry e join ledger.body b on b.organisation_id = e.organisation_id and b.number = e.number where did = 'monitoring-rounds.round-closed' order by e.number desc limit 1`)
    assert.match(JSON.stringify(entry), new RegExp(sha256))
    assert.equal((await deeds(council)).at(-1), 'duty-clock.deed-noted')
    for (const gone of ['close', 'chase']) assert.equal((await priya.get(`${address}/${gone}`)).status, 404)
  })

  await t.test('an answer that comes late stands beside the record and does not change it', async () => {
    const link = (await council.letters()).filter((each) => each.text.includes('Offer term-time')).at(-1)?.text.match(/Offer term-time[^]*?https?:\/\/[^/\s]+(\/\S*)/)?.[1] ?? assert.fail('no letter')
    await answer(link, 'Two roles were offered.')
    const page = await priya.get(address)
    assert.match(page.text, /Answers that came after it closed.*Two roles were offered\./)
    assert.equal(page.table(said).find((row) => row[0]?.startsWith('2.3 '))?.[2], 'No answer')
    assert.equal((await priya.get(`${address}/record.json`)).html, kept)
  })

  await t.test('the one who closed it cannot sign; the chair can, once', async () => {
    assert.equal((await priya.get(`${address}/sign`)).status, 403)
    assert.equal((await (await council.as('olena.marchenko@barsetshire.example')).get(`${address}/sign`)).status, 403)
    const daniel = await council.as('daniel.whitcombe@barsetshire.example')
    const signed = await daniel.send(await daniel.get(`${address}/sign`), 'Sign off as Daniel Whitcombe', { 'Anything that you want to say (optional)': 'Agreed.' })
    assert.match(signed.text, /Signed off by Daniel Whitcombe on 26 November 2026: “Agreed\.”/)
    assert.equal((await daniel.get(`${address}/sign`)).status, 404)
  })

  await t.test('a record that somebody has altered is not shown as if it were the one that was kept', async () => {
    await council.database.asOwner(`update monitoring_rounds.round set record = jsonb_set(record, '{rows,0,outcome}', '"closed"') where closed_at = (select max(closed_at) from monitoring_rounds.round)`)
    assert.equal((await priya.get(address)).status, 500)
    assert.equal((await priya.get(`${address}/record.json`)).status, 500)
  })
})

test('a round opens with everything filled in, asks every lead in one letter, and is compared with the one before', async () => {
  await using council = await house()
  let priya = await council.as('priya.nair@barsetshire.example')
  const open = `/rounds/plans/${(await planAddress(council)).slice('/plans/'.length)}/open`
  assert.match((await priya.get(open)).text, /A round of this plan is open/)
  const address = await openOne(council)
  await priya.send(await priya.get(`${address}/close`), 'Close the round', { 'What does the round show?': 'Little.' })

  council.wait({ days: 60 })
  priya = await council.as('priya.nair@barsetshire.example')
  const page = await priya.get(open)
  assert.equal(page.field('Which period is it about?'), 'Quarter 3, October to December 2026')
  const button = page.html.match(/Open the round and write to (\d+) leads/) ?? assert.fail(page.text)
  const refused = await priya.press(page, button[0], { 'By when do you want answers?': council.today() })
  assert.deepEqual(refused.errors.map((each) => each.text), ['The day by which answers are due must be after today'])
  const before = (await council.letters()).length
  const opened = await priya.send(refused, button[0], { 'By when do you want answers?': council.today().add({ days: 14 }) })
  const letters = (await council.letters()).slice(before)
  assert.match(opened.said, new RegExp(`^The round is open\\. ${button[1]} leads were asked about 21 actions`))
  assert.equal(letters.length, Number(button[1]))
  assert.equal(letters.flatMap((each) => each.links).length, 21)
  assert.equal(new Set(letters.map((each) => each.to)).size, letters.length)
  assert.deepEqual((await deeds(council)).slice(-2), ['monitoring-rounds.round-opened', 'duty-clock.deed-noted'])

  const summary = await priya.get(`${opened.address}/summary`)
  assert.match(summary.text, /Compared with Quarter 2, July to September 2026/)
  assert.equal(summary.table('This round beside the last').find((row) => row[0] === 'Answered')?.join(), 'Answered,6,0')
  assert.match(summary.text, /Answered last time and not this time \(6\)/)
  assert.deepEqual(changesSince([], []), [])
  assert.equal((await (await council.as('george.tansley@barsetshire.example')).get(open)).status, 403, 'only an equality lead opens rounds')
  assert.equal((await council.visitor().get(opened.address)).status, 303, 'nobody reads a round without signing in')
})
