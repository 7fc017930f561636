/** A group challenges a board, and the board answers or explains: through the pages. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house } from '../../../../test/house.ts'
import { deeds } from '../../../../test/example-plan.ts'
import { letOut } from '../../../../test/publishing.ts'

test('a network challenges the board; the board answers, the network says what it thinks, and the pair is public', async (t) => {
  await using council = await house()
  const liam = await council.as('liam.gallacher@barsetshire.example')
  const daniel = await council.as('daniel.whitcombe@barsetshire.example')
  const olena = await council.as('olena.marchenko@barsetshire.example')
  const peter = await council.as('peter.ashdown@barsetshire.example')
  const [network] = await council.database.asOwner<{ body_id: string }>(`select body_id from governance.body where organisation_id = $1 and name = 'Disabled Workers’ Network'`, [await council.organisation()])
  const body = `/governance/bodies/${network!.body_id}`
  let address = ''

  await t.test('a member of the network records it for the network; somebody who is not cannot', async () => {
    assert.equal((await olena.get(`${body}/challenges/new`)).status, 403)
    const page = await liam.get((await liam.get(body)).link('Record a challenge from Disabled Workers’ Network'))
    const refused = await liam.press(page, 'Send it', { 'What is it about?': 'Waiting for adjustments', 'What does the group say?': 'Three months is too long.', 'By when does it ask for an answer?': Temporal.PlainDate.from('2026-11-22') })
    assert.deepEqual(refused.errors.map((each) => each.text), ['The day by which an answer is asked must be after today'])
    const sent = await liam.send(refused, 'Send it', { 'By when does it ask for an answer?': Temporal.PlainDate.from('2026-12-20'), 'What does it ask for? (optional)': 'Two weeks.' })
    assert.match(sent.said, /^CH\/2026\/\d+ was sent\./)
    address = sent.address
    assert.match(sent.text, /Disabled Workers’ Network says 22 November 2026 Three months is too long\. It asks for: Two weeks\. No answer yet asked for by 20 December 2026/)
    assert.equal((await olena.get(address)).status, 403, 'it is between the two, until it is public')
    assert.equal((await liam.get(`${address}/answer`)).status, 403, 'nobody answers themselves')
  })

  await t.test('it is offered for the agenda of the board, and stands on its chair’s page', async () => {
    assert.match((await daniel.get('/my-boards')).text, /Challenges that wait for an answer .*Waiting for adjustments/)
    const [meeting] = await council.database.asOwner<{ meeting_id: string }>(`select meeting_id from governance.meeting m join governance.body b using (organisation_id, body_id) where organisation_id = $1 and b.type = 'board' and m.state = 'planned'`, [await council.organisation()])
    const agenda = await daniel.send(await daniel.get(`/governance/meetings/${meeting!.meeting_id}/agenda`), 'Save the agenda')
    assert.match(agenda.text, /CH\/2026\/\d+: Waiting for adjustments/)
  })

  await t.test('it is not published before the answer, or before the day on which one was asked for', async () => {
    assert.match((await peter.get(`${address}/publish`)).text, /The pair is published together/)
    const early = await peter.post(`${address}/publish`, { _version: '1 0' })
    assert.equal(early.status, 422)
    assert.equal((await council.visitor().get(address.replace('/governance', ''))).status, 404)
  })

  await t.test('the chair answers once; the network says that it does not settle it', async () => {
    const bare = await daniel.press(await daniel.get(`${address}/answer`), 'Send the answer', { 'The body…': 'Accepts some of it' })
    assert.deepEqual(bare.errors.map((each) => each.text), ['Enter the answer'])
    const answered = await daniel.send(bare, 'Send the answer', { 'The answer': 'Four weeks, from April.' })
    assert.match(answered.text, /Equalities Board accepts in part 22 November 2026 Accepts some of it\. Four weeks, from April\./)
    assert.equal((await daniel.get(`${address}/answer`)).status, 403)
    const thought = await liam.send(await liam.get(`${address}/what-we-think`), 'Save', { 'Does the answer settle it?': 'No', 'What does the group say?': 'April is far away.' })
    assert.match(thought.text, /this does not settle it 22 November 2026 April is far away\./)
  })

  await t.test('residents see both sides and no names; everyone here may read it from then on', async () => {
    const handed = await peter.press(await peter.get(`${address}/publish`), 'Hand in for approval')
    assert.equal((await council.visitor().get(address.replace('/governance', ''))).status, 404, 'no publisher publishes alone')
    assert.equal((await peter.get(`${handed.goesTo}/approve`)).status, 403, 'and nobody approves what they handed in')
    assert.match((await peter.get(handed.goesTo!)).text, /Three months is too long\./, 'the desk sees both sides')
    const priya = await council.as('priya.nair@barsetshire.example')
    assert.match((await priya.get(`${address}/publish`)).text, /A version is on its way/)
    await peter.send(await peter.get(`${handed.goesTo}/drop`), 'Drop it', { 'Why?': 'The equality lead hands it in' })
    await letOut(council, await priya.press(await priya.get(`${address}/publish`), 'Hand in for approval'))
    const open = await council.visitor().get('/challenges')
    const pair = await council.visitor().get(open.link('Waiting for adjustments'))
    assert.match(pair.text, /Three months is too long\..*Four weeks, from April\..*April is far away\./)
    assert.doesNotMatch(pair.text, /Gallacher|Whitcombe/)
    assert.equal((await olena.get(address)).status, 200)
    const down = await peter.press(await peter.get((await peter.get(`${address}/publish`)).link('Take it down')), 'Take it down')
    assert.deepEqual(down.errors.map((each) => each.text), ['Enter why it is taken down. Readers will see it'])
    await peter.send(down, 'Take it down', { 'Why? Readers will see this': 'It named a place too closely.' })
    assert.match((await council.visitor().get(pair.address)).text, /This page was taken down on 22 November 2026\. It named a place too closely\./)
    assert.equal((await olena.get(address)).status, 403)
  })

  await t.test('one that nobody answers is late from the day after, and can be published so', async () => {
    const [row] = await council.database.asOwner<{ challenge_id: string }>(`select challenge_id from governance.challenge where organisation_id = $1 and state = 'waiting' order by answer_by_on limit 1`, [await council.organisation()])
    council.wait({ days: 60 })
    const later = await council.as('peter.ashdown@barsetshire.example')
    const shown = await later.get(`/governance/challenges/${row!.challenge_id}`)
    assert.match(shown.text, /No answer yet: late/)
    const priya = await council.as('priya.nair@barsetshire.example')
    await letOut(council, await priya.press(await priya.get(shown.link('Publish it')), 'Hand in for approval'))
    assert.match((await council.visitor().get(`/challenges/${row!.challenge_id}`)).text, /No answer yet asked for by/)
    assert.deepEqual((await deeds(council)).filter((each) => /challenge/.test(each)), ['governance.challenge-raised', 'governance.challenge-answered', 'governance.challenge-viewed', 'governance.challenge-handed-in', 'governance.challenge-handed-in', 'governance.challenge-published', 'governance.challenge-taken-down', 'governance.challenge-handed-in', 'governance.challenge-published'])
  })
})

test('what was decided, who met and what was challenged can go into a board’s pack, and only what is public into a report for everybody', async () => {
  await using council = await house()
  const { sections } = await import('./offers.ts')
  const [organisation, today] = [await council.organisation(), council.today()]
  const span = { from: today.subtract({ years: 1 }), to: today }
  const made = (name: string, reader: 'board' | 'public') => council.change(async (db) => JSON.stringify(await sections.find((each) => each.name === name)!.make(db, organisation, { ...span, for: reader, today })))
  const board = await made('governance.decisions', 'board')
  assert.match(board, /Offer the Carers’ Network a seat on the board\./)
  assert.match(board, /Decided earlier, and not done yet/)
  const open = await made('governance.decisions', 'public')
  assert.match(open, /The annual report is agreed/)
  assert.doesNotMatch(open, /Carers|Priya|Who acts/)
  assert.match(await made('governance.meetings', 'board'), /Who missed it.*Equalities Board promised a senior manager at every planned meeting and event\. Kept on/)
  assert.doesNotMatch(await made('governance.meetings', 'public'), /Who missed it|Menopause|Whitcombe/)
  assert.match(await made('governance.challenges', 'board'), /Easy read versions/)
  const told = await made('governance.challenges', 'public')
  assert.match(told, /The name of the hate incident form/)
  assert.doesNotMatch(told, /Easy read/)
})
