import { test } from 'node:test'
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openIdConnect } from './identity-provider.ts'

const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

interface Spoilt { readonly header?: object; readonly claims?: object; readonly key?: KeyObject; readonly unsigned?: boolean; readonly metadata?: object }

/** An issuer that gives out whatever identity token a test tells it to, and publishes its own key. */
async function issuer(spoilt: Spoilt = {}) {
  const asked: string[] = []
  const state = { nonce: '' }
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const answer = (value: object, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (request.url === '/.well-known/openid-configuration') {
      return answer({ issuer: address, authorization_endpoint: `${address}/go`, token_endpoint: `${address}/token`, jwks_uri: `${address}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], ...spoilt.metadata })
    }
    if (request.url === '/keys') return answer({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] })
    if (request.url === '/token') {
      const now = Math.floor(Date.now() / 1000)
      const words = `${encoded({ alg: 'RS256', kid: 'one', typ: 'JWT', ...spoilt.header })}.${encoded({ iss: address, sub: 'somebody', aud: 'due-regard', iat: now, exp: now + 300, nonce: state.nonce, email: 'priya@barsetshire.example', email_verified: true, ...spoilt.claims })}`
      const signature = spoilt.unsigned ? '' : sign('sha256', Buffer.from(words), spoilt.key ?? own.privateKey).toString('base64url')
      return answer({ access_token: 'x', token_type: 'Bearer', id_token: `${words}.${signature}` })
    }
    return answer({}, 404)
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = { now: 0 }
  const provider = openIdConnect({ issuer: new URL(address), clientId: 'due-regard', clientSecret: { reveal: () => 'secret' }, name: 'Test', emailTrusted: false, alwaysSecondStep: false }, () => clock.now)
  return {
    asked, clock, provider,
    async arrive(change: (at: URL) => void = () => {}) {
      const { trip } = await provider.begin('http://barsetshire.test/sign-in/arrived')
      state.nonce = trip.nonce
      const at = new URL(`http://barsetshire.test/sign-in/arrived?code=abc&state=${trip.state}`)
      change(at)
      return provider.arrive(at.href, trip)
    },
    async [Symbol.asyncDispose]() { server.closeAllConnections(); await new Promise((done) => server.close(done)) },
  }
}

test('an identity token that the issuer signed, for us, now and for this sign-in, is believed', async () => {
  await using it = await issuer()
  assert.deepEqual({ ...await it.arrive() as object, issuer: '' }, { issuer: '', subject: 'somebody', name: null, email: 'priya@barsetshire.example', secondStep: false })
})

for (const [what, spoilt] of [
  ['was signed with another key', { key: others.privateKey }],
  ['is not signed', { header: { alg: 'none' }, unsigned: true }],
  ['says that it is signed and is not', { unsigned: true }],
  ['is signed with a secret of both', { header: { alg: 'HS256' } }],
  ['was altered after it was signed', { header: { kid: 'two' }, key: others.privateKey }],
  ['brings its own key', { header: { jwk: others.publicKey.export({ format: 'jwk' }), kid: undefined }, key: others.privateKey }],
  ['is meant for somebody else', { claims: { aud: 'another-service' } }],
  ['is meant for several, and not asked for by us', { claims: { aud: ['due-regard', 'another'], azp: 'another' } }],
  ['comes from another issuer', { claims: { iss: 'https://evil.example' } }],
  ['has run out', { claims: { exp: Math.floor(Date.now() / 1000) - 600 } }],
  ['is of another sign-in', { claims: { nonce: 'of-another' } }],
  ['names nobody', { claims: { sub: undefined } }],
] as const satisfies readonly (readonly [string, Spoilt])[]) {
  test(`an identity token is refused that ${what}`, async () => {
    await using it = await issuer(spoilt)
    const answer = await it.arrive()
    assert.ok('refused' in answer && answer.refused !== '', JSON.stringify(answer))
  })
}

test('an issuer that says that it is another is not used', async () => {
  await using it = await issuer({ metadata: { issuer: 'https://login.example' } })
  await assert.rejects(it.provider.begin('http://barsetshire.test/sign-in/arrived'))
})

test('what the issuer says of itself is asked for once an hour, and again after it could not be reached', async () => {
  await using it = await issuer()
  const discoveries = () => it.asked.filter((each) => each.includes('openid-configuration')).length
  await it.provider.begin('http://barsetshire.test/sign-in/arrived')
  await it.provider.begin('http://barsetshire.test/sign-in/arrived')
  assert.equal(discoveries(), 1)
  it.clock.now = 3_600_001
  await it.provider.begin('http://barsetshire.test/sign-in/arrived')
  assert.equal(discoveries(), 2)
})
