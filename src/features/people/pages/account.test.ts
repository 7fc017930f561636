import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addPersonByHand, setUpLink } from '../commands/set-up-link.ts'
import { houseOfPeople, password } from '../for-tests.ts'
import { findPersonByEmail } from '../people-store.ts'
import { codeAt, newSecret } from '../second-step-store.ts'
import { listSessions } from '../session-store.ts'

const email = 'olena.marchenko@barsetshire.example'
const olena = { 'Email address': email, Password: password }
const better = 'harbour violin teacup'

const keyIn = (text: string): string => /https?:\/\/[^/]+(\/\S+)/.exec(text)?.[1] ?? ''

test('a forgotten password is replaced by a link in a mail, which works once and for an hour', async () => {
  await using house = await houseOfPeople()
  const [thief, visitor] = [house.visitor({ address: '198.51.100.1' }), house.visitor()]
  await thief.fillIn('/sign-in', olena)
  assert.match((await visitor.fillIn('/sign-in/forgotten', { 'Your email address': email })).text, /If somebody here has that address, a link is on its way/)
  await house.work()
  const letter = (await house.letters()).at(-1)
  assert.deepEqual([letter?.to, letter?.subject], [email, 'Choose a new password for Due Regard'])
  const link = keyIn(letter!.text)
  assert.match(link, /^\/sign-in\/choose-password\?key=[\w-]{43}$/)

  assert.equal((await visitor.fillIn(link, { Password: better })).cameTo, '/home')
  assert.equal((await thief.get('/account')).status, 303, 'whoever was signed in with the old password is out')
  assert.match((await house.visitor().get(link)).text, /This link does not work any more/)
  assert.match((await house.visitor().fillIn('/sign-in', olena)).text, /is not right/)
  assert.equal((await house.visitor().fillIn('/sign-in', { ...olena, Password: better })).cameTo, '/home')
  assert.ok((await house.letters()).some((each) => /password for Due Regard was changed/.test(each.subject)))
})

test('asking for a link says and does the same for an address that nobody has, and sends nothing there', async () => {
  await using house = await houseOfPeople()
  const answers = []
  for (const address of [email, 'nobody@barsetshire.example']) {
    const answer = await house.visitor().post('/sign-in/forgotten', { email: address })
    answers.push([answer.status, answer.goesTo, answer.html])
  }
  assert.deepEqual(answers[0], answers[1])
  await house.work()
  assert.deepEqual((await house.letters()).map((letter) => letter.to), [email])
})

test('a link that is an hour old does not work, and one that is used takes all others with it', async () => {
  await using house = await houseOfPeople()
  const ask = async () => { await house.visitor().fillIn('/sign-in/forgotten', { 'Your email address': email }); await house.work(); return keyIn((await house.letters()).at(-1)!.text) }
  const [first, second] = [await ask(), await ask()]
  assert.notEqual(first, second)
  assert.match((await house.visitor().get(first)).text, /Choose a password/, 'a stranger who asks again does not stop the link that its person has')
  assert.equal((await house.visitor().fillIn(first, { Password: better })).cameTo, '/home')
  assert.match((await house.visitor().get(second)).text, /does not work any more/)
  const third = await ask()
  house.wait({ hours: 1 })
  assert.match((await house.visitor().get(third)).text, /does not work any more/)
})

test('asking for a link again and again fills nobody’s mailbox', async () => {
  await using house = await houseOfPeople()
  for (let asked = 0; asked < 9; asked++) {
    await house.visitor().fillIn('/sign-in/forgotten', { 'Your email address': email })
    await house.work()
  }
  assert.equal((await house.letters()).length, 5)
  house.wait({ minutes: 15 })
  await house.visitor().fillIn('/sign-in/forgotten', { 'Your email address': email })
  await house.work()
  assert.equal((await house.letters()).length, 6)
})

test('a link by mail does not get round the second step', async () => {
  await using house = await houseOfPeople()
  const tom = 'tom.aldous@barsetshire.example'
  await house.visitor().fillIn('/sign-in/forgotten', { 'Your email address': tom })
  await house.work()
  const visitor = house.visitor()
  assert.equal((await visitor.fillIn(keyIn((await house.letters()).at(-1)!.text), { Password: better })).cameTo, '/sign-in/second-step')
  assert.equal(visitor.cookies.has('session'), false)
})

test('a password that is short, common or made of one’s own name is refused, and why is said', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', olena)
  for (const [tried, why] of [['short words', /12 characters or more/], ['password12345', /too easy to guess/], ['OlenaMarchenko1', /too easy to guess/], ['barsetshire2026!', /too easy to guess/], [password, /must not be the one that you have now/]] as const) {
    assert.match((await visitor.fillIn('/account/password', { 'The password that you have now': password, 'New password': tried })).text, why, tried)
  }
})

test('changing a password needs the old one, and signs the person out everywhere else', async () => {
  await using house = await houseOfPeople()
  const [here, elsewhere] = [house.visitor(), house.visitor()]
  await here.fillIn('/sign-in', olena)
  await elsewhere.fillIn('/sign-in', olena)
  const before = here.cookies.get('session')
  assert.match((await here.fillIn('/account/password', { 'The password that you have now': 'not the right one', 'New password': better })).text, /Your password is not right/)
  const done = await here.fillIn('/account/password', { 'The password that you have now': password, 'New password': better })
  assert.equal(done.cameTo, '/account')
  assert.notEqual(here.cookies.get('session'), before, 'the session here is a new one')
  assert.equal((await elsewhere.get('/account')).status, 303)
  assert.equal((await house.visitor().fillIn('/sign-in', { ...olena, Password: better })).cameTo, '/home')
})

test('guessing at the password of a session that was left open is slowed down', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', olena)
  for (let tries = 0; tries < 5; tries++) await visitor.fillIn('/account/password', { 'The password that you have now': `guess ${tries}`, 'New password': better })
  assert.match((await visitor.fillIn('/account/password', { 'The password that you have now': password, 'New password': better })).text, /Wait 1 second/)
})

test('a second step can be set up by anyone, and turned off only where no role needs it', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', olena)
  assert.equal((await visitor.fillIn('/account/second-step', { 'Your password': password })).cameTo, '/sign-in/second-step?next=%2Faccount')
  const secret = newSecret(visitor.cookies.get('step')!)
  await visitor.fillIn('/sign-in/second-step?next=%2Faccount', { 'Code that the app shows now': codeAt(secret, house.now()) })
  await visitor.fillIn('/sign-in/recovery-codes?next=%2Faccount', {})
  assert.match((await visitor.get('/account')).text, /10 left/)
  const more = await visitor.fillIn('/account/recovery-codes', { 'Your password': password })
  assert.match(more.text, /Keep your recovery codes/)
  await visitor.fillIn('/sign-in/recovery-codes?next=%2Faccount', {})
  assert.equal((await visitor.fillIn('/account/second-step/turn-off', { 'Your password': password })).cameTo, '/account')
  assert.match((await visitor.get('/account')).text, /None: only your password/)

  const tom = house.visitor()
  await tom.fillIn('/sign-in', { 'Email address': 'tom.aldous@barsetshire.example', Password: password })
  await tom.fillIn('/sign-in/second-step', { 'Code that the app shows now': codeAt(newSecret(tom.cookies.get('step')!), house.now()) })
  await tom.fillIn('/sign-in/recovery-codes', {})
  assert.match((await tom.get('/account/second-step/turn-off')).text, /cannot be turned off/)
  assert.match((await tom.post('/account/second-step/turn-off', { current: password })).text, /cannot be turned off/)
})

test('whoever proves themselves again goes on under a new token, and the old one opens nothing', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', olena)
  const before = visitor.cookies.get('session')!
  await visitor.fillIn('/account/email', { 'New email address': 'olena.new@barsetshire.example', 'Your password': password })
  assert.notEqual(visitor.cookies.get('session'), before)
  assert.equal((await visitor.get('/account')).status, 200)
  visitor.cookies.set('session', before)
  assert.equal((await visitor.get('/account')).status, 303)
})

test('a new email address is used once it is confirmed from its own mailbox, by the person who asked', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', olena)
  await visitor.fillIn('/account/email', { 'New email address': 'olena.new@barsetshire.example', 'Your password': password })
  const letters = await house.letters()
  assert.deepEqual(letters.map((letter) => letter.to).sort(), [email, 'olena.new@barsetshire.example'])
  const link = keyIn(letters.find((letter) => letter.to !== email)!.text)
  const other = house.visitor()
  await other.fillIn('/sign-in', { ...olena, 'Email address': 'george.tansley@barsetshire.example' })
  assert.match((await other.get(link)).text, /somebody else’s/)
  await other.post(link)
  assert.equal((await visitor.fillIn(link, {})).cameTo, '/account')
  assert.match((await visitor.get('/account')).text, /olena\.new@barsetshire\.example/)
})

test('a person sees where they are signed in and signs out of one browser or of all', async () => {
  await using house = await houseOfPeople()
  const [here, there] = [house.visitor(), house.visitor()]
  await here.fillIn('/sign-in', olena)
  await there.fillIn('/sign-in', olena)
  const page = await here.get('/account/sessions')
  assert.match(page.text, /In this browser, Firefox on Linux, since 23 November 2026, 09:00: with a password/)
  const session = (await house.look((db) => listSessions(db, house.organisation, house.person('Olena Marchenko'), house.now()))).find((each) => page.html.includes(`value="${each.id}"`))!
  assert.match((await here.post('/account/sessions', { which: session.id, current: 'not the right one' })).text, /Your password is not right/)
  assert.notEqual((await there.get('/account')).status, 303)
  await here.post('/account/sessions', { which: session.id, current: password })
  assert.equal((await there.get('/account')).status, 303)
  assert.equal((await here.post('/account/sessions', { which: 'everywhere', current: password })).goesTo, '/sign-in')
  assert.equal((await here.get('/account')).status, 303)
})

test('the first administrator sets the service up with a link that works once, and only while there is no administrator', async () => {
  await using house = await houseOfPeople({ people: false })
  const link = (await house.change((db) => setUpLink(db, house.organisation, 'http://barsetshire.localhost', house.now())))!
  const visitor = house.visitor()
  const next = await visitor.fillIn(keyIn(link), { 'Your name': 'Tom Aldous', 'Your work email address': 'tom@barsetshire.example', Password: better })
  assert.equal(next.cameTo, '/sign-in/second-step')
  await visitor.fillIn('/sign-in/second-step', { 'Code that the app shows now': codeAt(newSecret(visitor.cookies.get('step')!), house.now()) })
  await visitor.fillIn('/sign-in/recovery-codes', {})
  assert.match((await visitor.get('/account')).text, /Administrator/)
  assert.match((await house.visitor().get(keyIn(link))).text, /does not work any more/)
  assert.equal(await house.change((db) => setUpLink(db, house.organisation, 'http://barsetshire.localhost', house.now())), null)
})

test('a person added from the terminal gets a link, and never two roles that exclude each other', async () => {
  await using house = await houseOfPeople()
  const add = (roles: readonly ('analyst' | 'recruiter' | 'auditor')[]) => house.change((db) => addPersonByHand(db, house.organisation, { name: 'New Person', email: 'new.person@barsetshire.example', roles }, 'http://barsetshire.localhost', house.now()))
  assert.match(JSON.stringify(await add(['analyst', 'recruiter'])), /cannot be both recruiter and analyst/)
  assert.equal(await house.look((db) => findPersonByEmail(db, house.organisation, 'new.person@barsetshire.example')), null, 'a refusal leaves nothing behind')
  const added = await add(['auditor'])
  assert.ok('link' in added)
  assert.match((await house.visitor().get(keyIn('link' in added ? added.link : ''))).text, /This is for New Person/)
})
