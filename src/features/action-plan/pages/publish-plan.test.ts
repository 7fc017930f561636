/** What becomes public: approved by name or by a stated rule, private things never, and nothing taken back in silence. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house } from '../../../../test/house.ts'
import { actionAddress, deeds, planAddress, publicAddressOf } from '../../../../test/example-plan.ts'
import { letOut } from '../../../../test/publishing.ts'

test('a change waits for a publisher, who sees what it was and what it is, and puts their name to it', async () => {
  await using council = await house()
  const [priya, peter] = [await council.as('priya.nair@barsetshire.example'), await council.as('peter.ashdown@barsetshire.example')]
  const anyone = council.visitor()
  const address = await actionAddress(council, '3.3')
  await priya.send(await priya.get(`${address}/edit`), 'Save', { 'What will be delivered? (optional)': '22 libraries, each checked by disabled people' })
  assert.ok(!(await anyone.get(publicAddressOf(address))).text.includes('22 libraries'), 'not public yet')
  const waiting = await peter.get(`${await planAddress(council)}/publish`)
  assert.match(waiting.text, /changed actions 1/)
  assert.match(waiting.text, /24 libraries, each checked by disabled people 22 libraries, each checked by disabled people/)
  const silent = await priya.press(await priya.get(`${await planAddress(council)}/publish`), 'Hand in for approval')
  assert.deepEqual(silent.errors, [{ text: 'Enter what changed, or why. Readers will see it', href: '#note' }])
  const handed = await priya.send(silent, 'Hand in for approval', { 'A note for readers: what changed, or why': 'Two libraries have moved out of council buildings.' })
  assert.equal(handed.said, 'It was handed in. Nothing is public yet.')
  assert.match(handed.text, /24 libraries, each checked by disabled people 22 libraries, each checked by disabled people/, 'the desk shows what it was and what it is')
  assert.ok(!(await anyone.get(publicAddressOf(address))).text.includes('22 libraries'), 'handed in is not public')
  const again = await priya.get(`${await planAddress(council)}/publish`)
  assert.match(again.text, /A version is on its way Priya Nair handed it in/)
  assert.ok(!again.text.includes('changed since it was handed in'))
  const done = await letOut(council, handed)
  assert.equal(done.said, 'It is public, under your name.')
  assert.match((await peter.get(`${await planAddress(council)}/publish`)).text, /Nothing is waiting/)
  const open = await anyone.get(publicAddressOf(address))
  assert.match(open.text, /22 libraries, each checked by disabled people/)
  assert.match(open.text, /Version 2, published 22 November 2026\. Approved by Peter Ashdown\. Two libraries have moved out of council buildings\./)
  assert.match(open.text, /Earlier versions of this page/)
  assert.match((await anyone.get('/plan/feed.xml')).html, /Two libraries have moved out of council buildings\./)
  assert.deepEqual((await deeds(council)).slice(-3), ['publication.let-out', 'publication.approved', 'action-plan.plan-published'])
})

test('those who may not publish are told so, and an address typed by hand publishes nothing', async () => {
  await using council = await house()
  const address = `${await planAddress(council)}/publish`
  const down = `/publication/one/withdraw?of=${encodeURIComponent((await planAddress(council)).replace('/plans/', '/plan/'))}`
  for (const email of ['olena.marchenko@barsetshire.example', 'tom.aldous@barsetshire.example', 'grace.okafor@barsetshire.example']) {
    const person = await council.as(email)
    assert.equal((await person.get(address)).status, 403)
    assert.equal((await person.post(address, { note: 'changed' })).status, 403)
    assert.equal((await person.post(down, { note: 'gone' })).status, 403)
  }
  assert.equal((await council.visitor().get((await planAddress(council)).replace('/plans/', '/plan/'))).status, 200)
})

test('an action marked private leaves every public page, list, file and feed at once, and its words with it', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const anyone = council.visitor()
  const [address, plan] = [await actionAddress(council, '3.2'), await planAddress(council)]
  const open = publicAddressOf(address)
  await priya.send(await priya.get(`${address}/edit`), 'Save', { 'Keep this action out of everything public': true, 'Private notes (optional)': 'The Quiverful family asked us not to' })
  const down = await anyone.get(open)
  assert.match(down.text, /This page was taken down on 22 November 2026\. This action is no longer part of the public plan\./)
  assert.ok(!down.html.includes('fewer Asian families'), 'the page that was taken down does not say what stood there')
  const publicPlan = plan.replace('/plans/', '/plan/')
  for (const url of [publicPlan, '/plan', '/', '/changes', '/plan/feed.xml', `${publicPlan}/actions.csv`, `${publicPlan}/actions.json`]) {
    const shown = await anyone.get(url)
    assert.equal(shown.status, 200, url)
    assert.ok(!shown.html.includes('fewer Asian families take up short breaks'), `${url} still shows it`)
    assert.ok(!shown.html.includes('Quiverful'), url)
  }
  await priya.send(await priya.get(`${address}/progress`), 'Save progress', { 'Where is it now?': 'Secretly going well', 'How is it going?': 'At risk', 'If it is not on track, what is in the way?': 'Nothing' })
  assert.ok(!(await anyone.get(open)).text.includes('Secretly going well'), 'progress on a private action is not published by the rule')
})

test('where the plan says so, progress waits for a publisher too', async () => {
  await using council = await house()
  const [priya, grace] = [await council.as('priya.nair@barsetshire.example'), await council.as('grace.okafor@barsetshire.example')]
  const [address, plan] = [await actionAddress(council, '2.1'), await planAddress(council)]
  await priya.send(await priya.get(`${plan}/edit`), 'Save', { 'Publish leads’ progress notes as soon as they are written': false })
  const saved = await grace.send(await grace.get(`${address}/progress`), 'Save progress', { 'Where is it now?': 'The unions are content', 'How is it going?': 'On track' })
  assert.equal(saved.said, 'Your progress was saved.')
  const open = publicAddressOf(address)
  assert.ok(!(await council.visitor().get(open)).text.includes('The unions are content'))
  const waiting = await priya.get(`${plan}/publish`)
  assert.match(waiting.text, /changed actions 1/)
  assert.match(waiting.text, /The unions are content/, 'the publisher sees what would go out')
  await letOut(council, await priya.press(waiting, 'Hand in for approval', { 'A note for readers: what changed, or why': 'What leads told us.' }))
  assert.match((await council.visitor().get(open)).text, /The unions are content/)
})

test('a rule for progress notes lets nothing else out: a moved date and its reason wait for a publisher', async () => {
  await using council = await house()
  const [priya, grace] = [await council.as('priya.nair@barsetshire.example'), await council.as('grace.okafor@barsetshire.example')]
  const [address, plan] = [await actionAddress(council, '2.1'), await planAddress(council)]
  await grace.send(await grace.get(`${address}/move-date`), 'Move the date', { 'New date': '30 6 2027', 'Why is it moving?': 'The auditor is ill' })
  const told = await grace.send(await grace.get(`${address}/progress`), 'Save progress', { 'Where is it now?': 'The unions are content', 'How is it going?': 'On track' })
  assert.match(told.said, /It is on the public page/)
  const open = await council.visitor().get(publicAddressOf(address))
  assert.match(open.text, /The unions are content/)
  assert.doesNotMatch(open.text, /The auditor is ill|30 June 2027/)
  await letOut(council, await priya.press(await priya.get(`${plan}/publish`), 'Hand in for approval', { 'A note for readers: what changed, or why': 'A date has moved.' }))
  assert.match((await council.visitor().get(publicAddressOf(address))).text, /The auditor is ill/)
})

test('progress that went out by the rule while a change waited is still there when the change is approved, and what was taken out stays out', async () => {
  await using council = await house()
  const [priya, grace, peter, anyone] = [await council.as('priya.nair@barsetshire.example'), await council.as('grace.okafor@barsetshire.example'), await council.as('peter.ashdown@barsetshire.example'), council.visitor()]
  const [address, plan] = [await actionAddress(council, '2.1'), await planAddress(council)]
  const open = publicAddressOf(address)
  await priya.send(await priya.get(`${address}/edit`), 'Save', { 'What will be delivered? (optional)': 'A rule on which Mrs Quiverful was asked' })
  const handed = await priya.press(await priya.get(`${plan}/publish`), 'Hand in for approval', { 'A note for readers: what changed, or why': 'It says more.' })
  await grace.send(await grace.get(`${address}/progress`), 'Save progress', { 'Where is it now?': 'The unions are content', 'How is it going?': 'On track' })
  assert.match((await anyone.get(open)).text, /The unions are content/)
  const look = await priya.get(`${handed.goesTo ?? ''}/check`)
  assert.match(look.text, /Does “Mrs Quiverful” stay\?/)
  const found = [...look.text.matchAll(/Does “([^”]+)” stay\?/g)].map((each) => each[1])
  const answers = Object.fromEntries(found.flatMap((words, at) => [[`stays${at}`, words === 'Mrs Quiverful' ? 'remove' : 'keep'], [`why${at}`, 'Looked at']]))
  assert.equal((await priya.post(`${handed.goesTo ?? ''}/check`, { _version: '1', ...answers })).status, 303)
  await peter.send(await peter.get(`${handed.goesTo ?? ''}/approve`), 'Save', { 'What should happen?': 'Publish it now' })
  const page = await anyone.get(open)
  assert.match(page.text, /A rule on which \[removed\] was asked/)
  assert.match(page.text, /The unions are content/)
  // The plan still has the words, and what was taken out is not taken for a change that waits.
  const after = await priya.get(`${plan}/publish`)
  assert.doesNotMatch(after.text, /The plan’s own words/)
})

test('a whole plan is taken down with a reason that readers see, and put back under its old address', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const anyone = council.visitor()
  const plan = await planAddress(council)
  const [publicPlan, open] = [plan.replace('/plans/', '/plan/'), publicAddressOf(await actionAddress(council, '3.2'))]
  const page = await priya.get((await priya.get(`${plan}/publish`)).link('Take the whole plan down'))
  const refused = await priya.press(page, 'Take it down')
  assert.deepEqual(refused.errors, [{ text: 'Enter why it is taken down. Readers will see it', href: '#note' }])
  const pointing = await priya.press(refused, 'Take it down', { 'Why? Readers will see this': 'Mrs Proudie asked for it.' })
  assert.match(pointing.text, /“Mrs Proudie” could point at a person/)
  await priya.send(pointing, 'Take it down', { 'Why? Readers will see this': 'It is being written again.' })
  for (const url of [publicPlan, open]) assert.match((await anyone.get(url)).text, /This page was taken down on 22 November 2026\. It is being written again\./)
  for (const url of [`${publicPlan}/actions.csv`, `${publicPlan}/actions.json`]) assert.equal((await anyone.get(url)).status, 404)
  const back = await letOut(council, await priya.press(await priya.get(`${plan}/publish`), 'Hand in for approval'))
  assert.match(back.said, /It is public, under your name: \d+ pages\./)
  assert.match((await anyone.get(open)).text, /What was promised/)
})

test('the public data says what its columns mean, and its rows are those of the page', async () => {
  await using council = await house()
  const anyone = council.visitor()
  const publicPlan = (await planAddress(council)).replace('/plans/', '/plan/')
  const page = await anyone.get(publicPlan)
  const json = JSON.parse((await anyone.get(page.link('The whole plan as JSON'))).html) as { columns: { name: string }[]; actions: Record<string, string>[]; licence: string }
  const csv = await anyone.get(page.link('All actions as CSV'))
  assert.match(String(csv.headers['content-type']), /^text\/csv/)
  assert.equal(csv.html.split('\n', 1).join().replace('\ufeff', '').trim(), json.columns.map((each) => each.name).join(','))
  const meaning = await anyone.get(page.link('What the columns mean'))
  for (const { name } of json.columns) assert.ok(meaning.summary(name), name)
  for (const action of json.actions) {
    const words = action['action'] ?? assert.fail('a row without an action')
    assert.ok(page.text.includes(words), words)
    const there = await anyone.get(new URL(action['address'] ?? '').pathname)
    assert.equal(there.status, 200)
    assert.ok(there.heading.includes(words))
  }
  const objective = await anyone.get(page.link('EO3'))
  assert.match(objective.heading, /Know who uses our services/)
})

test('a public page is served again without asking the database, until something is published', async () => {
  await using council = await house()
  const anyone = council.visitor()
  const url = (await planAddress(council)).replace('/plans/', '/plan/')
  const first = await anyone.get(url)
  const etag = String(first.headers['etag'])
  assert.equal((await anyone.get(url, { 'if-none-match': etag })).status, 304)
  assert.equal(first.headers['cache-control'], 'public, max-age=0, s-maxage=30')
  assert.equal(first.headers['set-cookie'], undefined, 'readers are given no cookie')
  const grace = await council.as('grace.okafor@barsetshire.example')
  await grace.send(await grace.get(`${await actionAddress(council, '2.1')}/progress`), 'Save progress', { 'Where is it now?': 'The unions are content', 'How is it going?': 'On track' })
  const after = await anyone.get(url, { 'if-none-match': etag })
  assert.equal(after.status, 200)
  assert.match(after.text, /The unions are content/)
})
