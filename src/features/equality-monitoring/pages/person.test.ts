/** What one person may ask for: a copy, a correction, to be forgotten, and that nothing be processed. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house } from '../../../../test/house.ts'
import { addSampleDatasets } from '../../../../test/sample-datasets.ts'

const samira = 'samira.hussain@barsetshire.example'

test('somebody is found by staff number, given a copy, corrected, stopped and erased, and the ledger repeats none of it', async (t) => {
  await using council = await house()
  const organisation = await council.organisation()
  const [analystRow] = await council.database.asOwner<{ id: string; name: string }>(`select id, name from people.person where organisation_id = $1 and email = $2`, [organisation, samira])
  await addSampleDatasets(council, organisation, analystRow!)
  const analyst = await council.as(samira)

  const finding = await analyst.get('/monitoring/people')
  const nobody = await analyst.press(finding, 'Find what is held', { 'Staff number': '123' })
  assert.match(nobody.errors[0]!.text, /^Nothing is held about this staff number/)
  const held = await analyst.send(finding, 'Find what is held', { 'Staff number': '900001' })
  await t.test('the page says in words what is held, why, and which question was asked; its address names nobody', () => {
    assert.equal(held.heading, 'Staff number 900001')
    assert.match(held.summary('Ethnic group') ?? '', /English, Welsh, Scottish, Northern Irish or British Question asked: Census 2021/)
    assert.equal(held.summary('Department')?.startsWith('Highways'), true)
    assert.doesNotMatch(held.address, /900001/)
    assert.ok(council.log.every((line) => !line.includes('900001')))
  })
  await t.test('a copy can be taken as Word and CSV', async () => {
    const csv = await analyst.get(held.link('Download as CSV'))
    assert.match(csv.html, /A system that we know,30 June 2026,Ethnic group,"English, Welsh, Scottish, Northern Irish or British"/)
    assert.equal((await analyst.get(held.link('Download as Word'))).status, 200)
  })
  await t.test('an answer is corrected', async () => {
    const correcting = await analyst.get(held.link('Correct ethnic group'))
    assert.equal(correcting.field('What should it be?'), 'English, Welsh, Scottish, Northern Irish or British')
    const corrected = await analyst.send(correcting, 'Correct it', { 'What should it be?': 'Zyx' })
    assert.equal(corrected.said, 'The answer was corrected.')
    assert.match(corrected.summary('Ethnic group') ?? '', /^Zyx/)
  })
  await t.test('a notice withdraws every answer at once, keeps where they work, and gives the words of a letter', async () => {
    const notice = await analyst.get(held.link('Stop using their answers'))
    assert.equal(notice.field('Staff number'), '900001')
    const early = await analyst.press(notice, 'Stop using their answers')
    assert.deepEqual(early.errors.map((each) => each.text), ['Tick the box once you have it in writing'])
    const stopped = await analyst.send(notice, 'Stop using their answers', { 'They have asked for this in writing': true, 'Day of the notice': Temporal.PlainDate.from('2026-11-10') })
    assert.match(stopped.summary('Ethnic group') ?? '', /^Withdrawn/)
    assert.match(stopped.summary('Department') ?? '', /^Highways/)
    assert.match(stopped.text, /On 10 November 2026 you asked us in writing/)
    assert.ok(!stopped.hasLink('Correct ethnic group'))
  })
  await t.test('the rows are erased, and the notice stays', async () => {
    const erased = await analyst.send(await analyst.get(`${held.address}/erase`), 'Erase it', { 'Are you sure?': 'Yes, erase everything that is held about them' })
    assert.equal(erased.said, 'Everything that was held about them was erased.')
    const again = await analyst.send(await analyst.get('/monitoring/people'), 'Find what is held', { 'Staff number': '900001' })
    assert.match(again.text, /No answer is held in any extract/)
    assert.match(again.text, /They gave notice on 10 November 2026/)
  })
  await t.test('the notice is taken back', async () => {
    const back = await analyst.send(await analyst.get(`${held.address}/notice-back`), 'Use their answers again', { 'They have said so in writing': true })
    assert.equal(back.said, 'Their answers are used again from the next extract on.')
  })
  await t.test('each step is in the ledger without an answer and without the staff number', async () => {
    const entries = await council.database.asOwner<{ did: string; body: string }>(`select entry.did, body.body::text as body from ledger.entry join ledger.body using (organisation_id, number) where entry.did like 'equality-monitoring.%'`)
    for (const did of ['person-looked-for', 'people-looked-at', 'answer-corrected', 'person-stopped', 'person-erased', 'notice-taken-back']) assert.ok(entries.some((each) => each.did === `equality-monitoring.${did}`), did)
    for (const { did, body } of entries) assert.doesNotMatch(body, /900001|Zyx|British|Highways/, did)
  })
})

test('a notice is kept for somebody of whom nothing is held yet', async () => {
  await using council = await house()
  const analyst = await council.as(samira)
  const stopped = await analyst.send(await analyst.get('/monitoring/people/notice'), 'Stop using their answers', { 'Staff number': '777', 'They have asked for this in writing': true })
  assert.equal(stopped.heading, 'Staff number 777')
  assert.match(stopped.text, /No answer is held in any extract/)
})

test('nobody but an analyst can look for a person', async () => {
  await using council = await house()
  for (const email of ['priya.nair@barsetshire.example', 'tom.aldous@barsetshire.example', 'ruth.pemberton@barsetshire.example', 'olena.marchenko@barsetshire.example']) {
    const other = await council.as(email)
    for (const address of ['/monitoring/people', '/monitoring/people/notice']) assert.equal((await other.get(address)).status, 403)
    assert.equal((await other.post('/monitoring/people', { staffNumber: '1' })).status, 403)
  }
})
