import { createHook } from 'node:async_hooks'
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { examplePassword } from '../example.ts'
import { houseOfPeople, password } from '../for-tests.ts'
import { passwordProblem } from '../password.ts'
import { hashPassword, nobodys } from '../password-store.ts'
import { paths } from '../paths.ts'
import { findPerson, savePerson } from '../people-store.ts'
import { codeAt, newSecret } from '../second-step-store.ts'
import { endSessionsOf } from '../session-store.ts'
import { countFailure } from '../sign-in-store.ts'
import { countedAbout } from '../sign-in.ts'

const olena = { 'Email address': 'olena.marchenko@barsetshire.example', Password: password }
const tom = { 'Email address': 'tom.aldous@barsetshire.example', Password: password }
const wrong = { ...olena, Password: 'not the right one' }

test('somebody signs in with their password, and is the one who is signed in', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  assert.equal((await visitor.fillIn('/sign-in', olena)).cameTo, '/home')
  assert.match((await visitor.get('/account')).text, /Olena Marchenko/)
})

test('an address is the same in capitals', async () => {
  await using house = await houseOfPeople()
  assert.equal((await house.visitor().fillIn('/sign-in', { ...olena, 'Email address': ' OLENA.Marchenko@Barsetshire.example ' })).cameTo, '/home')
})

test('a page that needs somebody signed in asks for it and then goes on to that page', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  const asked = await visitor.get('/account/sessions')
  assert.equal(asked.goesTo, '/sign-in?next=%2Faccount%2Fsessions')
  assert.equal((await visitor.fillIn(asked.goesTo!, olena)).cameTo, '/account/sessions')
})

test('nobody is led to another site after signing in', async () => {
  await using house = await houseOfPeople()
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/%0d%0aset-cookie:x', '\\\\evil.example', ' //evil.example', '/\t/evil.example']) {
    const went = await house.visitor().fillIn(`/sign-in?next=${encodeURIComponent(next)}`, olena)
    assert.ok(went.cameTo === '/home' || went.cameTo === '/%0d%0aset-cookie:x', `${next} led to ${String(went.cameTo)}`)
  }
})

test('the session’s cookie is kept from scripts and from other sites, and on https from other hosts', async () => {
  for (const https of [false, true]) {
    await using house = await houseOfPeople({ https })
    const visitor = house.visitor()
    const sent = await visitor.post('/sign-in', { email: olena['Email address'], password: olena.Password })
    const cookie = [sent.headers['set-cookie']].flat().map(String).find((each) => /session=./.test(each)) ?? ''
    assert.match(cookie, https ? /^__Host-session=/ : /^session=/)
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', ...(https ? ['Secure'] : [])]) assert.ok(cookie.includes(flag), `${flag} in ${cookie}`)
    assert.ok(!/Domain=|Max-Age=|Expires=/.test(cookie), cookie)
  }
})

test('signing in begins a new session, and the one that the browser had before is over', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', olena)
  const before = visitor.cookies.get('session')!
  await visitor.fillIn('/sign-in', olena)
  assert.notEqual(visitor.cookies.get('session'), before)
  visitor.cookies.set('session', before)
  assert.equal((await visitor.get('/account')).status, 303)
})

test('a session that somebody else put into the browser is not used', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  visitor.cookies.set('session', 'chosen-by-an-attacker')
  await visitor.fillIn('/sign-in', olena)
  assert.notEqual(visitor.cookies.get('session'), 'chosen-by-an-attacker')
})

test('a session of one council is nobody’s in another', async () => {
  await using house = await houseOfPeople()
  const [here, there] = [house.visitor(), house.visitor({ host: 'northbarset.localhost' })]
  await here.fillIn('/sign-in', olena)
  there.cookies.set('session', here.cookies.get('session')!)
  assert.equal((await there.get('/account')).goesTo, '/sign-in?next=%2Faccount')
  assert.match((await there.fillIn('/sign-in', olena)).text, /Email address or password is not right/)
})

test('signing out ends the session, and the browser forgets it', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', olena)
  const token = visitor.cookies.get('session')!
  const out = await visitor.post('/sign-out')
  assert.deepEqual([out.goesTo, out.headers['clear-site-data'], visitor.cookies.has('session')], ['/sign-in', '"cache", "storage"', false])
  visitor.cookies.set('session', token)
  assert.equal((await visitor.get('/account')).status, 303)
})

test('who is suspended or has left cannot sign in, and is told no more than anyone else', async () => {
  await using house = await houseOfPeople()
  for (const state of ['suspended', 'left', 'recorded'] as const) {
    await house.change(async (db) => savePerson(db, house.organisation, { ...(await findPerson(db, house.organisation, house.person('Olena Marchenko')))!, state }))
    assert.match((await house.visitor().fillIn('/sign-in', olena)).text, /Email address or password is not right/)
  }
})

test('a form sent from another site signs nobody in', async () => {
  await using house = await houseOfPeople()
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
    assert.equal((await house.visitor().post('/sign-in', { email: olena['Email address'], password: olena.Password }, headers)).status, 403)
  }
})

test('an account that is not there is answered in the same words and after the same work as one that is', async () => {
  await using house = await houseOfPeople()
  // The hash takes nearly all of the time. A clock would measure the neighbours too, so the hashes are counted, and what each is told to take.
  let hashes = 0
  const counting = createHook({ init: (_id, kind) => { if (kind === 'ARGON2REQUEST') hashes++ } }).enable()
  const [work, said] = [new Map<string, number>(), new Set<string>()]
  for (const email of [olena['Email address'], 'nobody.at.all@barsetshire.example', olena['Email address'], 'nobody.either@barsetshire.example']) {
    hashes = 0
    said.add((await house.visitor({ address: '198.51.100.7' }).post('/sign-in', { email, password: 'not the right one' })).text)
    work.set(email, hashes)
  }
  counting.disable()
  assert.equal(said.size, 1)
  assert.deepEqual([...work.values()], [1, 1, 1])
  const [kept] = await house.database.asOwner<{ hash: string }>('select hash from people.password limit 1')
  assert.equal(kept!.hash.split('$').slice(0, 4).join('$'), nobodys.split('$').slice(0, 4).join('$'), 'as much memory and as many passes')
})

test('after five wrong passwords the next try has to wait, twice as long each time', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  for (let tries = 0; tries < 5; tries++) assert.match((await visitor.fillIn('/sign-in', wrong)).text, /is not right/)
  assert.match((await visitor.fillIn('/sign-in', olena)).text, /Wait 1 second, then try again/)
  house.wait({ seconds: 1 })
  assert.match((await visitor.fillIn('/sign-in', wrong)).text, /is not right/)
  house.wait({ seconds: 1 })
  assert.match((await visitor.fillIn('/sign-in', olena)).text, /Wait 1 second/)
  house.wait({ seconds: 1 })
  assert.equal((await visitor.fillIn('/sign-in', olena)).cameTo, '/home')
})

test('a stranger’s guesses lock nobody out: not on a browser that is known, not through the link by mail, and elsewhere only for a minute', async () => {
  await using house = await houseOfPeople()
  const own = house.visitor({ address: '203.0.113.7' })
  await own.fillIn('/sign-in', olena)
  await own.post('/sign-out')
  for (let tries = 0; tries < 28; tries++) {
    house.wait({ seconds: 61 })
    await house.visitor({ address: `198.51.100.${tries}` }).post('/sign-in', { email: olena['Email address'], password: `guess ${tries}` })
  }
  assert.match((await house.visitor({ address: '203.0.113.9' }).fillIn('/sign-in', olena)).text, /Wait 1 minute/, 'a browser that nobody knows waits')
  assert.equal((await own.fillIn('/sign-in', olena)).cameTo, '/home', 'one’s own browser does not')
  house.wait({ seconds: 60 })
  assert.equal((await house.visitor({ address: '203.0.113.9' }).fillIn('/sign-in', olena)).cameTo, '/home', 'nobody waits longer than a minute for a stranger')
})

test('one password tried on everyone from one address is slowed down', async () => {
  await using house = await houseOfPeople()
  await house.change(async (db) => { for (let tries = 0; tries < 49; tries++) await countFailure(db, house.organisation, countedAbout(`person.${tries}@barsetshire.example`, { address: '192.0.2.1' }), house.now()) })
  assert.match((await house.visitor().fillIn('/sign-in', wrong)).text, /is not right/, 'the fiftieth is still looked at')
  assert.match((await house.visitor().fillIn('/sign-in', olena)).text, /Wait 1 second/)
  assert.equal((await house.visitor({ address: '192.0.2.2' }).fillIn('/sign-in', olena)).cameTo, '/home')
})

test('an administrator sets up a second step before anything else, keeps recovery codes, and is asked for a code from then on', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  const setUp = await visitor.fillIn('/sign-in?next=%2Faccount', tom)
  assert.equal(setUp.cameTo, '/sign-in/second-step?next=%2Faccount')
  assert.equal(visitor.cookies.has('session'), false)
  assert.equal((await visitor.get('/account')).status, 303, 'the password alone opens nothing')
  const secret = newSecret(visitor.cookies.get('step')!)
  assert.ok(setUp.text.replaceAll(' ', '').includes(secret))
  assert.match(setUp.html, /<svg class="dr-qr"/)

  assert.match((await visitor.fillIn('/sign-in/second-step?next=%2Faccount', { 'Code that the app shows now': '000000' })).text, /The code is not right/)
  const codes = await visitor.fillIn('/sign-in/second-step?next=%2Faccount', { 'Code that the app shows now': codeAt(secret, house.now()) })
  assert.equal(codes.cameTo, '/sign-in/recovery-codes?next=%2Faccount')
  const recovery = codes.text.match(/\b\d{1,2}-[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}\b/g)!
  assert.equal(recovery.length, 10)
  assert.equal((await visitor.fillIn('/sign-in/recovery-codes?next=%2Faccount', {})).cameTo, '/account')
  assert.match((await visitor.get('/account')).text, /A code from your authenticator app/)
  assert.match((await visitor.get('/sign-in/recovery-codes')).text, /Start again/, 'the codes are not shown again')

  await visitor.post('/sign-out')
  assert.equal((await visitor.fillIn('/sign-in', tom)).cameTo, '/sign-in/code')
  assert.match((await visitor.fillIn('/sign-in/code', { 'Code from your authenticator app': codeAt(secret, house.now()) })).text, /The code is not right/, 'the code that set it up does not work again')
  house.wait({ seconds: 30 })
  assert.equal((await visitor.fillIn('/sign-in/code', { 'Code from your authenticator app': codeAt(secret, house.now()) })).cameTo, '/home')

  const other = house.visitor()
  await other.fillIn('/sign-in', tom)
  const recovered = await other.fillIn('/sign-in/code', { 'Code from your authenticator app': recovery[3]!.toUpperCase() })
  assert.equal(recovered.cameTo, '/home')
  assert.match((await other.get('/account')).text, /9 left/)
  const again = house.visitor()
  await again.fillIn('/sign-in', tom)
  assert.match((await again.fillIn('/sign-in/code', { 'Code from your authenticator app': recovery[3]! })).text, /The code is not right/, 'a recovery code works once')
  assert.ok((await house.letters()).some((letter) => /recovery codes was used/.test(letter.text)))
})

test('five wrong codes end the sign-in, and many make the next try wait, whoever has the password', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', tom)
  const secret = newSecret(visitor.cookies.get('step')!)
  await visitor.fillIn('/sign-in/second-step', { 'Code that the app shows now': codeAt(secret, house.now()) })
  const thief = house.visitor({ address: '198.51.100.1' })
  await thief.fillIn('/sign-in', tom)
  for (let tries = 0; tries < 4; tries++) assert.match((await thief.fillIn('/sign-in/code', { 'Code from your authenticator app': '111111' })).text, /The code is not right/)
  await thief.fillIn('/sign-in/code', { 'Code from your authenticator app': '111111' })
  assert.match((await thief.get('/sign-in/code')).text, /Start again/)
  await thief.fillIn('/sign-in', tom)
  assert.match((await thief.fillIn('/sign-in/code', { 'Code from your authenticator app': '222222' })).text, /Wait 1 second/)
})

test('a sign-in that is left half done ends after a quarter of an hour', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', tom)
  house.wait({ minutes: 15 })
  assert.match((await visitor.get('/sign-in/second-step')).text, /Start again/)
})

test('in the example nobody is asked for a second step, and the administrator’s role is in effect', async () => {
  await using house = await houseOfPeople({ example: true })
  const visitor = house.visitor()
  assert.equal((await visitor.fillIn('/sign-in', { ...tom, Password: examplePassword })).cameTo, '/home')
  assert.doesNotMatch((await visitor.get('/account')).text, /Waits for a second step/)
})

test('the example’s password opens nothing outside the example, even where it was left behind, and nobody can choose it', async () => {
  await using house = await houseOfPeople()
  await house.database.asOwner('update people.password set hash = $1', [await hashPassword(examplePassword)])
  assert.match((await house.visitor().fillIn('/sign-in', { ...olena, Password: examplePassword })).text, /Email address or password is not right/)
  assert.doesNotMatch((await house.visitor().get('/sign-in')).text, /three plum kettles/)
  assert.match(passwordProblem(examplePassword, []) ?? '', /too easy to guess/)
})

test('what somebody sent after their session had ended is kept, and their sign-in says so', async () => {
  await using house = await houseOfPeople()
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', olena)
  await house.change((db) => endSessionsOf(db, house.organisation, house.person('Olena Marchenko')))
  const sent = await visitor.post(paths.confirmEmail.to(), { words: 'what somebody sent' })
  assert.match(sent.goesTo!, /^\/sign-in\?next=%2Faccount%2Femail%2Fconfirm&kept=yes$/)
  assert.match((await visitor.get(sent.goesTo!)).text, /It is kept for you/)
})

test('every page of signing in is kept out of caches', async () => {
  await using house = await houseOfPeople()
  for (const url of ['/sign-in', '/sign-in/code', '/sign-in/second-step', '/sign-in/recovery-codes', '/sign-in/choose-password?key=x', '/sign-in/forgotten']) assert.equal((await house.visitor().get(url)).headers['cache-control'], 'no-store', url)
})

test('each sign-in, refusal and sign-out is in the ledger, and no password, code or token is in it or in the log', async () => {
  await using house = await houseOfPeople()
  const canary = 'canary three wooden spoons'
  const visitor = house.visitor()
  await visitor.fillIn('/sign-in', { ...olena, Password: canary })
  await visitor.fillIn('/sign-in', { 'Email address': canary, Password: 'x' })
  await visitor.fillIn('/sign-in', tom)
  const step = visitor.cookies.get('step')!
  const secret = newSecret(step)
  const code = codeAt(secret, house.now())
  const codes = (await visitor.fillIn('/sign-in/second-step', { 'Code that the app shows now': code })).text.match(/[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}/g)!
  await visitor.fillIn('/sign-in/recovery-codes', {})
  const session = visitor.cookies.get('session')!
  await visitor.post('/sign-out')
  const entries = await house.ledger()
  assert.deepEqual(entries.map((entry) => entry.did), ['people.sign-in-refused', 'people.sign-in-refused', 'people.second-step-set', 'people.signed-in', 'people.signed-out'])
  const written = JSON.stringify(entries) + house.log.join('\n')
  for (const secretThing of [canary, password, step, secret, code, session, visitor.cookies.get('device')!, ...codes]) assert.ok(!written.includes(secretThing), secretThing)
  const stored = JSON.stringify(await house.database.asOwner(`select (select json_agg(s) from people.session s) as a, (select json_agg(s) from people.step s) as b, (select json_agg(s) from people.device s) as c, (select json_agg(s) from people.recovery_code s) as d, (select json_agg(s) from people.password s) as e, (select json_agg(s) from people.failure s) as f`))
  for (const secretThing of [canary, password, step, session, visitor.cookies.get('device')!, ...codes, ...codes.map((each) => each.replaceAll('-', '')), '192.0.2.1']) assert.ok(!stored.includes(secretThing), secretThing)
})
