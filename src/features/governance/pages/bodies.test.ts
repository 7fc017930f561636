/** Bodies, their members, their terms and their lines, through the pages. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house } from '../../../../test/house.ts'
import { deeds } from '../../../../test/example-plan.ts'
import { letOut } from '../../../../test/publishing.ts'

test('the equality lead keeps the structure, a secretary keeps a body, and the public sees what a publisher approved', async (t) => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const olena = await council.as('olena.marchenko@barsetshire.example')

  await t.test('everyone who works here sees who answers to whom, and changes nothing', async () => {
    const page = await olena.get('/governance')
    assert.match(page.text, /Equalities Board 5? ?.*Reports to Corporate Management Team: Annual report on the action plan \(yearly, by the end of June\)\. Last on 24 June 2026\./)
    assert.ok(!page.links.some((each) => each.text === 'Add a body'))
    assert.equal((await olena.get('/governance/bodies/new')).status, 403)
    const file = await olena.get('/governance/bodies.csv?type=network')
    assert.match(file.html, /Carers’ Network/)
    assert.doesNotMatch(file.html, /Cabinet/)
  })

  let address = ''
  await t.test('a body is added with what it reports, and a name that is taken is refused with the words kept', async () => {
    const page = await priya.get('/governance/bodies/new')
    const answers = {
      'What is it called?': 'Equalities board', 'What kind of body is it?': 'Task and finish group: does one piece of work, and ends', 'What is it for?': 'To write the anti-racism charter.', 'How often does it meet?': 'Monthly',
      'Whom does it report to? (optional)': 'Equalities Board', 'What does it report? (optional)': 'Drafts of the charter',
    }
    const refused = await priya.press(page, 'Add', answers)
    assert.deepEqual(refused.errors.map((each) => each.text), ['There is already a body called Equalities Board'])
    assert.equal(refused.field('What is it for?'), 'To write the anti-racism charter.')
    const made = await priya.send(refused, 'Add', { 'What is it called?': 'Charter Task Group' })
    assert.equal(made.said, 'Charter Task Group was added.')
    assert.match(made.text, /Drafts of the charter reports to Equalities Board/)
    address = made.address
    assert.match((await priya.get('/governance')).text, /Charter Task Group Line \d+ Reports to Equalities Board: Drafts of the charter\. Not recorded yet\./)
  })

  await t.test('a named person from outside takes a seat, and there is one chair at a time', async () => {
    const add = await priya.get((await priya.get(address)).link('Add a member'))
    const seated = await priya.send(add, 'Add', { 'Or the name of somebody from outside': 'Mary Bold', 'What are they on Charter Task Group?': 'Chair', 'Or in words (optional)': 'Families in Plumstead' })
    assert.match(seated.text, /Mary Bold Chair Families in Plumstead/)
    const second = await priya.press(await priya.get(seated.link('Add a member')), 'Add', { 'Somebody who works here': 'George Tansley, Workforce Development Adviser', 'What are they on Charter Task Group?': 'Chair' })
    assert.deepEqual(second.errors.map((each) => each.text), ['Mary Bold is its chair in these days. Give the day on which that ends first'])
    const secretary = await priya.send(second, 'Add', { 'What are they on Charter Task Group?': 'Secretary' })
    assert.match(secretary.text, /Secretary George Tansley, Workforce Development Adviser/)
    const nobody = await priya.press(await priya.get(secretary.link('Add a member')), 'Add', {})
    assert.match(nobody.errors[0]?.text ?? '', /^Select somebody who works here, or enter the name/)
  })

  await t.test('its secretary writes the terms of reference; each version stays', async () => {
    const george = await council.as('george.tansley@barsetshire.example')
    const written = await george.send(await george.get(`${address}/terms/new`), 'Save as agreed', { 'The terms of reference': 'It writes a charter in six months.' })
    assert.equal(written.said, 'Version 1 of the terms of reference was saved.')
    const same = await george.press(await george.get(`${address}/terms/new`), 'Save as agreed')
    assert.deepEqual(same.errors.map((each) => each.text), ['These are the words of the version before. Change them, or cancel'])
    await george.send(same, 'Save as agreed', { 'The terms of reference': 'It writes a charter in nine months.', 'What changed? (optional)': 'Three more months' })
    const first = await olena.get(`${address}/terms/1`)
    assert.match(first.text, /It writes a charter in six months\./)
    assert.match(first.text, /This version no longer holds/)
    assert.equal((await george.get('/governance/bodies/new')).status, 403, 'the structure itself is the equality lead’s')
  })

  await t.test('what came on a line is on record with its day', async () => {
    const george = await council.as('george.tansley@barsetshire.example')
    const recorded = await george.send(await george.get((await george.get(address)).link('Not recorded yet. Drafts of the charter')), 'Record it', { 'On which day?': Temporal.PlainDate.from('2026-11-20'), 'What came?': 'The first draft' })
    assert.match(recorded.text, /20 November 2026 The first draft George Tansley/)
    const future = await george.press(recorded, 'Record it', { 'On which day?': Temporal.PlainDate.from('2027-01-01') })
    assert.deepEqual(future.errors.map((each) => each.text), ['The day must be today or in the past'])
    assert.match((await olena.get('/governance')).text, /Drafts of the charter\. Last on 20 November 2026\./)
  })

  await t.test('the public sees it once a publisher approves, with no name that was not to be shown', async () => {
    const visitor = council.visitor()
    assert.doesNotMatch((await visitor.get('/who-answers-to-whom')).text, /Charter/)
    const waiting = await priya.get('/governance/publish')
    assert.doesNotMatch(waiting.text, /Changed [^.]*Barsetshire Equalities Challenge Group/, 'what has not changed is not said to have')
    assert.match(waiting.text, /New Charter Task Group/)
    const bare = await priya.press(waiting, 'Hand in for approval')
    assert.deepEqual(bare.errors.map((each) => each.text), ['Enter what changed, or why. Readers will see it'])
    const handed = await priya.press(bare, 'Hand in for approval', { 'A note for readers: what changed, or why': 'A task group was added.' })
    assert.doesNotMatch((await visitor.get('/who-answers-to-whom')).text, /Charter/, 'handing in publishes nothing')
    assert.match((await priya.get('/governance/publish')).text, /A version is on its way/)
    assert.match((await letOut(council, handed)).said, /It is public, under your name/)
    const open = await visitor.get('/who-answers-to-whom')
    assert.match(open.text, /Charter Task Group/)
    const own = await visitor.get(open.link('Charter Task Group'))
    assert.match(own.text, /Version 2, agreed by Charter Task Group on 22 November 2026\. It writes a charter in nine months\./)
    assert.match(own.text, /Members also speak for: Families in Plumstead\./)
    assert.doesNotMatch(own.html + open.html, /Mary Bold|Tansley/)
    assert.match((await visitor.get(open.link('Equalities Board'))).text, /Daniel Whitcombe/, 'whose name may be shown')
    assert.match((await visitor.get('/governance')).goesTo ?? '', /^\/sign-in/)
  })

  await t.test('a body that ends takes its lines and its seats with it, and stays on record', async () => {
    const ended = await priya.send(await priya.get(`${address}/end`), 'It has ended', { 'Last day': Temporal.PlainDate.from('2026-11-22'), 'Why?': 'The charter is signed.' })
    assert.match(ended.text, /Ended on 22 November 2026 The charter is signed\./)
    assert.doesNotMatch((await priya.get('/governance')).text, /Charter/)
    assert.match((await priya.get('/governance/bodies?state=ended')).text, /Charter Task Group/)
    assert.equal((await priya.get(`${address}/edit`)).status, 403)
    assert.deepEqual((await deeds(council)).filter((each) => each.startsWith('governance.')).slice(1), ['governance.body-added', 'governance.member-added', 'governance.member-added', 'governance.terms-agreed', 'governance.terms-agreed', 'governance.flow-passed', 'governance.structure-handed-in', 'governance.structure-published', 'governance.body-ended'])
  })
})
