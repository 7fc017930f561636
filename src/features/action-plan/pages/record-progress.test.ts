/** A lead says where an action is: on one page, in under a minute, and without losing a word. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house } from '../../../../test/house.ts'
import { actionAddress, deeds, publicAddressOf } from '../../../../test/example-plan.ts'

const [where, going, inTheWay] = ['Where is it now?', 'How is it going?', 'If it is not on track, what is in the way?']
const kept = 'Eleven grades are done. Two have a gap that nobody can explain yet.'

test('a lead records progress, and it is on the action, in the ledger and on the public page', async () => {
  await using council = await house()
  const hannah = await council.as('hannah.lightfoot@barsetshire.example')
  const address = await actionAddress(council, '3.2')
  const before = (await deeds(council)).length
  const page = await hannah.get((await hannah.get(address)).link('Record progress'))
  const saved = await hannah.send(page, 'Save progress', { [where]: 'Forty families were asked, in four languages.', 'What comes next? (optional)': 'Write up what they said.', [going]: 'At risk', [inTheWay]: 'The interpreter left.', 'About how much is done? (optional)': '60' })
  assert.equal(saved.heading, (await hannah.get(address)).heading)
  assert.equal(saved.said, 'Your progress was saved. It is on the public page.')
  assert.match(saved.text, /Forty families were asked, in four languages\..*Next: Write up what they said\..*The lead’s own view: at risk – The interpreter left\./)
  assert.match(saved.summary('Done so far') ?? '', /60%/)
  assert.deepEqual((await deeds(council)).slice(before), ['publication.let-out', 'action-plan.progress'])
  const open = await council.visitor().get(publicAddressOf(address))
  assert.match(open.text, /Forty families were asked, in four languages\./)
})

test('a refused answer shows the person’s own words again, with what to do beside each question', async () => {
  await using council = await house()
  const hannah = await council.as('hannah.lightfoot@barsetshire.example')
  const page = await hannah.get(`${await actionAddress(council, '3.2')}/progress`)
  const refused = await hannah.press(page, 'Save progress', { [where]: '', 'What comes next? (optional)': 'A meeting in May', [going]: '', 'About how much is done? (optional)': 'half' })
  assert.equal(refused.status, 422)
  assert.match(refused.title, /^Error: Record progress/)
  assert.deepEqual(refused.errors, [
    { text: 'Enter where it is now', href: '#account' }, { text: 'Select how it is going', href: '#own' }, { text: 'How much is done must be a whole number, like 12', href: '#percent' },
  ])
  assert.equal(refused.errorAt(where), 'Enter where it is now')
  assert.equal(refused.errorAt(going), 'Select how it is going')
  assert.equal(refused.field('What comes next? (optional)'), 'A meeting in May')
  assert.equal(refused.field('About how much is done? (optional)'), 'half')
  const again = await hannah.press(refused, 'Save progress', { [where]: 'x'.repeat(4001), [going]: 'Off track', 'About how much is done? (optional)': '' })
  assert.deepEqual(again.errors.map((each) => each.text), ['Where it is now must be 4,000 characters or fewer'])
  assert.equal(again.field(where).length, 4001)
  const noReason = await hannah.press(again, 'Save progress', { [where]: 'Nothing has happened.', [inTheWay]: '' })
  assert.deepEqual(noReason.errors, [{ text: 'Enter what is in the way', href: '#reason' }])
  assert.equal(noReason.field(going), 'Off track')
})

test('an overdue action cannot be reported as on track', async () => {
  await using council = await house()
  const hannah = await council.as('hannah.lightfoot@barsetshire.example')
  const address = await actionAddress(council, '3.2')
  council.wait({ years: 2 })
  const later = await council.as('hannah.lightfoot@barsetshire.example')
  const page = await later.get(`${address}/progress`)
  assert.match(page.text, /Due: .* \(over .* late\)|months late/)
  const refused = await later.press(page, 'Save progress', { [where]: 'All is well.', [going]: 'On track' })
  assert.equal(refused.status, 422)
  assert.match(refused.errors[0]?.text ?? '', /so it cannot be on track/)
  assert.equal(refused.errors[0]?.href, '#own')
  const saved = await later.send(refused, 'Save progress', { [going]: 'Off track', [inTheWay]: 'Nobody to do it' })
  assert.match(saved.text, /Overdue/)
  assert.equal((await hannah.get('/home')).goesTo, '/sign-in', 'the first session has ended meanwhile')
})

test('what is typed is kept as a draft, given back on any browser, and gone once it is sent', async () => {
  await using council = await house()
  const grace = await council.as('grace.okafor@barsetshire.example')
  const address = `${await actionAddress(council, '2.1')}/progress`
  const page = await grace.get(address)
  const draft = await grace.send(page, 'Save and finish later', { [where]: kept, [going]: 'On track' })
  assert.match(draft.said, /^What you have typed so far was saved at 09:30\./)
  const elsewhere = await council.as('grace.okafor@barsetshire.example')
  const opened = await elsewhere.get(address)
  assert.match(opened.text, /This is what you had typed on 22 November at 09:30\. It has not been sent yet\./)
  assert.equal(opened.field(where), kept)
  assert.equal(opened.field(going), 'On track')
  const others = await (await council.as('priya.nair@barsetshire.example')).get(address)
  assert.equal(others.field(where), '', 'a draft is its person’s own')
  const asTyped = await elsewhere.post(address, { _draft: '1', account: `${kept} Three`, own: 'on track' }, { accept: 'application/json' })
  assert.deepEqual(JSON.parse(asTyped.html), { kept: '09:30' })
  assert.equal((await elsewhere.get(address)).field(where), `${kept} Three`)
  const gone = await elsewhere.send(await elsewhere.get(address), 'Throw this away and start again')
  assert.equal(gone.field(where), '')
  await elsewhere.send(gone, 'Save and finish later', { [where]: kept, [going]: 'On track' })
  const sent = await elsewhere.send(await elsewhere.get(address), 'Save progress')
  assert.match(sent.said, /^Your progress was saved/)
  assert.match(sent.text, /Eleven grades are done/)
  assert.equal((await elsewhere.get(address)).field(where), '')
})

test('a form sent after the session has ended comes back, filled in, after signing in', async () => {
  await using council = await house()
  const grace = await council.as('grace.okafor@barsetshire.example')
  const address = `${await actionAddress(council, '2.1')}/progress`
  const page = await grace.get(address)
  council.wait({ hours: 2 })
  const door = await grace.send(page, 'Save progress', { [where]: kept, [going]: 'On track' })
  assert.equal(door.heading, 'Sign in')
  assert.match(door.text, /what you sent has not been saved yet\. It is kept for you/)
  const back = await grace.send(door, 'Sign in', { 'Email address': 'grace.okafor@barsetshire.example', Password: 'three plum kettles' })
  assert.equal(back.heading, 'Record progress')
  assert.equal(back.field(where), kept)
  assert.equal(back.field(going), 'On track')
  assert.match((await grace.send(back, 'Save progress')).said, /^Your progress was saved/)
})

test('what somebody sent after their session ended is given to nobody else’s browser', async () => {
  await using council = await house()
  const grace = await council.as('grace.okafor@barsetshire.example')
  const address = `${await actionAddress(council, '2.1')}/progress`
  const page = await grace.get(address)
  council.wait({ hours: 2 })
  await grace.send(page, 'Save progress', { [where]: kept, [going]: 'On track' })
  const other = council.visitor()
  const door = await other.visit(address)
  const back = await other.send(door, 'Sign in', { 'Email address': 'priya.nair@barsetshire.example', Password: 'three plum kettles' })
  assert.equal(back.field(where), '')
})

test('two people on the same form: the second sees both texts, and nothing is lost', async () => {
  await using council = await house()
  const [grace, priya] = [await council.as('grace.okafor@barsetshire.example'), await council.as('priya.nair@barsetshire.example')]
  const address = `${await actionAddress(council, '2.1')}/edit`
  const [hers, mine] = [await priya.get(address), await priya.get(address)]
  const first = await priya.send(hers, 'Save', { 'What will be delivered? (optional)': 'Audit published in May' })
  assert.equal(first.said, 'The action was saved.')
  const second = await priya.press(mine, 'Save', { 'What will be delivered? (optional)': 'Audit published in June' })
  assert.equal(second.status, 409)
  assert.match(second.text, /Someone else changed this while you were writing/)
  assert.match(second.text, /Saved by someone else: Audit published in May Yours: Audit published in June/)
  assert.equal(second.field('What will be delivered? (optional)'), 'Audit published in June')
  const now = await priya.send(second, 'Save')
  assert.equal(now.said, 'The action was saved.')
  assert.match(now.text, /Audit published in June/)
  assert.equal((await grace.get(address)).status, 403, 'a lead says how it goes; what it says is the equality lead’s')
})

test('a private note is for those who work on the action, and for nobody else anywhere', async () => {
  await using council = await house()
  const grace = await council.as('grace.okafor@barsetshire.example')
  const address = await actionAddress(council, '2.1')
  const secret = 'Mrs Quiverful’s own family was among those asked'
  const saved = await grace.send(await grace.get(`${address}/progress`), 'Save progress', { [where]: secret, [going]: 'At risk', [inTheWay]: 'Miss Quiverful is ill', 'Keep this note private': true })
  assert.equal(saved.said, 'Your progress was saved.')
  assert.ok(saved.text.includes(secret))
  const olena = await council.as('olena.marchenko@barsetshire.example')
  const plan = `/plans/${(await council.database.asOwner<{ id: string }>('select strategy_id as id from action_plan.strategy'))[0]!.id}`
  for (const [who, from] of [[olena, [address, plan, `${plan}.csv`, '/home']], [council.visitor(), [publicAddressOf(address), '/', '/plan', plan.replace('/plans/', '/plan/'), `${plan.replace('/plans/', '/plan/')}/actions.csv`, `${plan.replace('/plans/', '/plan/')}/actions.json`, '/plan/feed.xml']]] as const) {
    for (const url of from) {
      const shown = await who.get(url)
      assert.equal(shown.status, 200, url)
      assert.ok(!shown.html.includes('Quiverful'), `${url} shows a private note`)
    }
  }
})
