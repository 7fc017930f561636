import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { houseOfPeople } from '../for-tests.ts'
import { findPersonByEmail, savePerson } from '../people-store.ts'

/** A real OpenID provider on this machine, whose one visitor is whoever the test says. */
async function issuer(claims: { sub: string; email?: string; email_verified?: boolean; name?: string; amr?: readonly string[] }) {
  const who = { ...claims }
  const server: Server = createServer()
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(address, {
    clients: [{ client_id: 'due-regard', client_secret: 'a-secret-of-the-tests', redirect_uris: ['http://barsetshire.localhost/sign-in/arrived'], token_endpoint_auth_method: 'client_secret_post', grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false, pkce: { required: () => true }, cookies: { keys: ['tests'] }, features: { devInteractions: { enabled: false } },
    findAccount: async () => ({ accountId: who.sub, claims: async () => ({ ...who }) }),
    interactions: { url: (_context, interaction) => `/log-in/${interaction.uid}` },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/log-in/')) return answer(request, response)
    void (async () => {
      const { params, prompt, session } = await provider.interactionDetails(request, response)
      if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: who.sub, ...(who.amr ? { amr: who.amr } : {}) } })
      const grant = new provider.Grant({ accountId: session?.accountId ?? who.sub, clientId: String(params['client_id']) })
      grant.addOIDCScope('openid email profile')
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
    })()
  })
  return {
    who, address,
    settings: (emailTrusted = false, secondStep = true) => ({ OIDC_ISSUER: address, OIDC_CLIENT_ID: 'due-regard', OIDC_CLIENT_SECRET: 'a-secret-of-the-tests', OIDC_NAME: 'Barset Connect', OIDC_EMAIL_TRUSTED: emailTrusted ? 'yes' : 'no', OIDC_SECOND_STEP: secondStep ? 'yes' : 'no' }),
    /** Goes where our page sends it, through the provider's own pages, and gives the address that it comes back to. */
    async visit(goTo: string): Promise<string> {
      const cookies = new Map<string, string>()
      for (let url = goTo, steps = 0; steps < 10; steps++) {
        const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
        for (const each of response.headers.getSetCookie()) { const [name, value] = each.split(';')[0]!.split('='); cookies.set(name!, value ?? '') }
        const next = response.headers.get('location')
        if (next === null) throw new Error(`${response.status} ${await response.text()}`)
        url = new URL(next, url).href
        if (url.startsWith('http://barsetshire.localhost/')) return url.slice('http://barsetshire.localhost'.length)
      }
      throw new Error('the provider led nowhere')
    },
    async [Symbol.asyncDispose]() { server.closeAllConnections(); await new Promise((done) => server.close(done)) },
  }
}

const priya = { sub: 'entra|priya', email: 'Priya.Nair@barsetshire.example', email_verified: true, name: 'Priya Nair' }

test('somebody whom the sign-in service vouches for is signed in, and known by its own name for them from then on', async () => {
  await using provider = await issuer(priya)
  await using house = await houseOfPeople({ settings: provider.settings() })
  const visitor = house.visitor()
  assert.match((await visitor.get('/sign-in')).text, /Sign in with Barset Connect/)
  const sent = await visitor.post('/sign-in/elsewhere?next=%2Faccount')
  const to = new URL(sent.goesTo!)
  assert.equal(to.origin, provider.address)
  assert.deepEqual([to.searchParams.get('response_type'), to.searchParams.get('code_challenge_method'), to.searchParams.get('redirect_uri')], ['code', 'S256', 'http://barsetshire.localhost/sign-in/arrived'])
  assert.ok(to.searchParams.get('state') && to.searchParams.get('nonce'))
  const back = await visitor.get(await provider.visit(sent.goesTo!))
  assert.equal(back.goesTo, '/account')
  const account = await visitor.get('/account')
  assert.match(account.text, /Priya Nair/)
  assert.doesNotMatch(account.text, /Waits for a second step/, 'the service has steps of its own')

  // Her address changes there; she is the same person here.
  provider.who.email = 'priya.nair-jones@barsetshire.example'
  const later = house.visitor()
  assert.equal((await later.get(await provider.visit((await later.post('/sign-in/elsewhere')).goesTo!))).goesTo, '/home')
  assert.match((await later.get('/account')).text, /Priya Nair/)
})

test('a service that does not say that it asked for a second step is taken to have asked for none', async () => {
  await using provider = await issuer(priya)
  await using house = await houseOfPeople({ settings: provider.settings(false, false) })
  const visitor = house.visitor()
  const back = await visitor.get(await provider.visit((await visitor.post('/sign-in/elsewhere?next=%2Fplans')).goesTo!))
  assert.equal(back.goesTo, '/sign-in/second-step?next=%2Fplans', 'an equality lead needs one')
  assert.equal(visitor.cookies.has('session'), false)
  provider.who.amr = ['pwd', 'mfa']
  const again = house.visitor()
  assert.equal((await again.get(await provider.visit((await again.post('/sign-in/elsewhere?next=%2Fplans')).goesTo!))).goesTo, '/plans')
})

test('the way back works once, and only in the browser that set out', async () => {
  await using provider = await issuer(priya)
  await using house = await houseOfPeople({ settings: provider.settings() })
  const [visitor, other] = [house.visitor(), house.visitor()]
  const back = await provider.visit((await visitor.post('/sign-in/elsewhere')).goesTo!)
  assert.match((await other.get(back)).text, /no sign-in was under way in this browser/)
  await other.post('/sign-in/elsewhere')
  assert.match((await other.get(back)).text, /You are not signed in/, 'another browser’s own trip has another state')
  assert.equal((await visitor.get(back)).goesTo, '/home')
  assert.match((await visitor.get(back)).text, /You are not signed in/)
})

test('an answer that was tampered with signs nobody in', async () => {
  await using provider = await issuer(priya)
  await using house = await houseOfPeople({ settings: provider.settings() })
  for (const spoil of [(url: URL) => url.searchParams.set('state', 'x'), (url: URL) => url.searchParams.set('code', 'x'), (url: URL) => url.searchParams.set('iss', 'https://evil.example'), (url: URL) => url.searchParams.delete('iss'), (url: URL) => { url.search = '?error=access_denied' }]) {
    const visitor = house.visitor()
    const back = new URL(await provider.visit((await visitor.post('/sign-in/elsewhere')).goesTo!), 'http://barsetshire.localhost')
    spoil(back)
    const answer = await visitor.get(back.pathname + back.search)
    assert.deepEqual([answer.status, visitor.cookies.has('session')], [400, false], back.search)
    assert.match(answer.text, /You are not signed in/)
  }
})

test('an address that the service has not checked is not believed, unless the body says that its addresses are its own', async () => {
  await using provider = await issuer({ sub: 'x', email: 'priya.nair@barsetshire.example', name: 'Priya Nair' })
  for (const [trusted, verified, lets] of [[false, undefined, false], [false, false, false], [true, false, false], [true, undefined, true]] as const) {
    if (verified === undefined) delete provider.who.email_verified; else provider.who.email_verified = verified
    await using house = await houseOfPeople({ settings: provider.settings(trusted) })
    const visitor = house.visitor()
    const answer = await visitor.get(await provider.visit((await visitor.post('/sign-in/elsewhere')).goesTo!))
    assert.equal(answer.goesTo === '/home', lets, `trusted ${trusted}, verified ${String(verified)}`)
    if (!lets) assert.match(answer.text, /did not tell us an email address that it has checked/)
  }
})

test('nobody comes in by the sign-in service who was not invited, has left, or comes second under one address', async () => {
  await using provider = await issuer({ ...priya, email: 'stranger@barsetshire.example' })
  await using house = await houseOfPeople({ settings: provider.settings() })
  const come = async () => { const visitor = house.visitor(); return visitor.get(await provider.visit((await visitor.post('/sign-in/elsewhere')).goesTo!)) }
  assert.match((await come()).text, /Nobody with the address stranger@barsetshire\.example has been invited/)
  provider.who.email = priya.email
  assert.equal((await come()).goesTo, '/home')
  provider.who.sub = 'entra|another'
  assert.match((await come()).text, /Somebody else has signed in with this address before/)
  provider.who.sub = priya.sub
  await house.change(async (db) => savePerson(db, house.organisation, { ...(await findPersonByEmail(db, house.organisation, priya.email))!, state: 'suspended' }))
  assert.match((await come()).text, /You cannot sign in here at the moment/)
})

test('when the sign-in service is away the page says so, and passwords still work', async () => {
  const provider = await issuer(priya)
  const settings = provider.settings()
  await provider[Symbol.asyncDispose]()
  await using house = await houseOfPeople({ settings })
  const answer = await house.visitor().post('/sign-in/elsewhere')
  assert.equal(answer.status, 422)
  assert.match(answer.text, /Barset Connect cannot be reached just now/)
})

test('without a sign-in service there is no page for one', async () => {
  await using house = await houseOfPeople()
  assert.equal((await house.visitor().get('/sign-in/elsewhere')).status, 404)
  assert.equal((await house.visitor().get('/sign-in/arrived?code=x')).status, 400)
})
