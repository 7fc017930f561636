/** Requests that no page of ours would send: from other sites, ill-formed, oversized, or none that HTTP knows. And what every answer carries. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { rooms } from '#rooms.ts'
import { actionAddress, deeds, planAddress } from '../example-plan.ts'
import { house } from '../house.ts'
import { prepareSamples } from '../sample-addresses.ts'

test('a form that does not come from this site changes nothing, whatever page it is sent to', { timeout: 120_000 }, async (t) => {
  await using council = await house({ settings: { OIDC_ISSUER: 'http://localhost:9', OIDC_CLIENT_ID: 'due-regard', OIDC_CLIENT_SECRET: 'not a secret' } })
  const samples = await prepareSamples(council, rooms.flatMap((room) => room.pages))
  const forms = samples.filter((each) => each.page.kind === 'form' || each.page.kind === 'open form')
  const priya = await council.as('priya.nair@barsetshire.example')
  const before = await deeds(council)
  const senders: Readonly<Record<string, Record<string, string>>> = {
    'another site': { 'sec-fetch-site': 'cross-site' }, 'another host of the same domain': { 'sec-fetch-site': 'same-site' }, 'an address that somebody typed': { 'sec-fetch-site': 'none' },
    'another site, by its origin': { 'sec-fetch-site': '', origin: 'https://elsewhere.example' }, 'a page without an origin': { 'sec-fetch-site': '', origin: 'null' },
    'another body of the same house': { 'sec-fetch-site': '', origin: 'http://northbarset.localhost' }, 'a program that says nothing': { 'sec-fetch-site': '' },
    'another site that says both': { 'sec-fetch-site': 'cross-site', origin: 'http://barsetshire.localhost' }, 'a header twice': { 'sec-fetch-site': 'same-origin, cross-site' },
  }
  await t.test('enough forms are tried', () => assert.ok(forms.length >= 50, `${forms.length} forms`))
  for (const [sender, headers] of Object.entries(senders)) {
    await t.test(`sent by ${sender}`, async () => {
      const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
      const answers = await Promise.all(forms.map(async ({ url }) => ({ url, status: (await council.standing.app.inject({ method: 'POST', url, headers: { host: priya.host, cookie: `session=${priya.cookies.get('session')}`, 'content-type': 'application/x-www-form-urlencoded', ...sent }, payload: 'sure=yes&decision=publish' })).statusCode })))
      assert.deepEqual(answers.filter((each) => each.status !== 403), [])
    })
  }
  await t.test('nothing was done by any of them', async () => assert.deepEqual(await deeds(council), before))
  await t.test('the same form from our own page is taken', async () => {
    const address = `${await actionAddress(council, '2.1')}/progress`
    assert.equal((await priya.post(address, { account: 'The unions are content', own: 'on track' })).status, 303)
    assert.equal((await council.standing.app.inject({ method: 'POST', url: address, headers: { host: priya.host, origin: `http://${priya.host}`, cookie: `session=${priya.cookies.get('session')}`, 'content-type': 'application/x-www-form-urlencoded' }, payload: 'account=Again&own=on+track' })).statusCode, 303, 'an older browser that sends only its origin')
  })
})

test('what is not a request of a browser is refused, and everyone else is served meanwhile', { timeout: 120_000 }, async (t) => {
  await using council = await house()
  await council.standing.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = council.standing.app.server.address() as AddressInfo
  const host = 'Host: barsetshire.localhost\r\n'
  const priya = await council.as('priya.nair@barsetshire.example')
  const cookie = `Cookie: session=${priya.cookies.get('session')}\r\n`
  const address = `${await actionAddress(council, '2.1')}/progress`
  const before = await deeds(council)
  const post = (type: string, body: string, more = ''): string => `POST ${address} HTTP/1.1\r\n${host}${cookie}Sec-Fetch-Site: same-origin\r\nContent-Type: ${type}\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
  const form = 'application/x-www-form-urlencoded'
  const oddities: Readonly<Record<string, readonly [request: string, statuses: readonly number[]]>> = {
    'TRACE, which gives back what it was sent': [`TRACE / HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [403, 404, 405]],
    'CONNECT': [`CONNECT elsewhere.example:443 HTTP/1.1\r\n${host}\r\n`, [0, 400, 404, 405]],
    'PUT on a page': [`PUT ${address} HTTP/1.1\r\n${host}${cookie}Sec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`, [404, 405]],
    'a method that does not exist': [`STEAL / HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400]],
    'a method in a field': [post(form, '_method=DELETE&account=&own='), [422]],
    'two lengths': [`POST ${address} HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde`, [400]],
    'a length and pieces, to smuggle a second request': [`POST ${address} HTTP/1.1\r\n${host}Sec-Fetch-Site: same-origin\r\nContent-Type: ${form}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /plans HTTP/1.1\r\n${host}\r\n`, [400]],
    'pieces of another kind': [`POST ${address} HTTP/1.1\r\n${host}Transfer-Encoding: gzip, identity\r\n\r\n`, [400]],
    'a header that goes on': [`GET / HTTP/1.1\r\n${host}X-One: a\r\n b\r\nConnection: close\r\n\r\n`, [200, 400]],
    'a line feed alone': [`GET / HTTP/1.1\n${host.replace('\r', '')}\n`, [400]],
    'no host': ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
    'headers of 64 KB': [`GET / HTTP/1.1\r\n${host}X-Long: ${'a'.repeat(65_536)}\r\n\r\n`, [431]],
    'a thousand headers': [`GET /plans HTTP/1.1\r\n${host}${Array.from({ length: 1_000 }, (_, each) => `X-${each}: a\r\n`).join('')}Connection: close\r\n\r\n`, [303, 400, 431]],
    'the way out of the folder': [`GET /assets/..%2f..%2f..%2fetc/passwd HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400, 404]],
    'the way out of the folder, plainly': [`GET /../../../../etc/passwd HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400, 404]],
    'half of an escape': [`GET /plans/%E0%A4%A HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400, 404]],
    'an escape that is no letter': [`GET /plans/%FF%FE HTTP/1.1\r\n${host}${cookie}Connection: close\r\n\r\n`, [400, 404]],
    'a nought in the address': [`GET /plans/%00 HTTP/1.1\r\n${host}${cookie}Connection: close\r\n\r\n`, [400, 404]],
    'an address of another host': [`GET http://elsewhere.example/plans HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [303, 400, 404]],
    'an address with two slashes': [`GET //elsewhere.example/%2e%2e HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400, 404]],
    'an address of 20,000 letters': [`GET /plans/${'a'.repeat(20_000)} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400, 404, 414, 431]],
    'a query of 10,000 letters': [`GET /?${'a'.repeat(10_000)} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [200, 414, 431]],
    'the same answer twice': [post(form, 'account=One&account=Two&own=on+track'), [422]],
    'an answer to a question of another kind': [post(form, 'account[a]=One&own[]=on+track'), [422]],
    'the name of what every object has': [post(form, '__proto__=x&constructor=y&prototype=z&toString=a&account=&own='), [422]],
    'ten thousand answers': [post(form, Array.from({ length: 10_000 }, (_, each) => `a${each}=1`).join('&')), [413]],
    'two megabytes of one answer': [post(form, `account=${'a'.repeat(2_000_000)}&own=on+track`), [413]],
    'JSON': [post('application/json', '{"account":"One","own":"on track"}'), [400, 415, 422]],
    'JSON with the name of what every object has': [post('application/json', '{"__proto__":{"account":"One"},"own":"on track"}'), [400, 415]],
    'XML with an entity': [post('text/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), [415]],
    'text': [post('text/plain', 'account=One&own=on track'), [400, 415, 422]],
    'a type that is none': [post('a/b/c;;;', 'account=One'), [400, 415]],
    'parts without an end': [post('multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="account"\r\n\r\nOne'), [400, 422]],
    'parts without a boundary': [post('multipart/form-data', 'account=One'), [400, 406, 415]],
    'a file under the name of what every object has': [post('multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="__proto__"; filename="a"\r\n\r\nOne\r\n--x--\r\n'), [400, 413, 422]],
    'another length than it has': [`POST ${address} HTTP/1.1\r\n${host}${cookie}Sec-Fetch-Site: same-origin\r\nContent-Type: ${form}\r\nContent-Length: 2000000000\r\n\r\naccount=`, [413]],
    'an upgrade to something else': [`GET / HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n`, [200, 400, 404, 426]],
    'a greeting in another language': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
  }
  for (const [what, [request, statuses]] of Object.entries(oddities)) {
    await t.test(what, async () => {
      const answer = await speak(port, request)
      assert.ok(statuses.includes(answer.status), `${answer.status}: ${answer.text.slice(0, 300)}`)
      assert.doesNotMatch(answer.text, /root:x:|node_modules|at \w+ \(|\.ts:\d/, 'the answer tells of the machine')
    })
  }
  await t.test('nothing was changed by any of them', async () => assert.deepEqual(await deeds(council), before))
  await t.test('none of them was a fault of the program’s', () => assert.deepEqual(council.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50), []))

  await t.test('two hundred who never finish their request keep nobody out', async () => {
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(`GET / HTTP/1.1\r\n${host}X-Slow: `)
      return socket
    })
    try {
      for (let each = 0; each < 5; each++) {
        const began = performance.now()
        assert.equal((await speak(port, `GET /plan HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)).status, 200)
        assert.ok(performance.now() - began < 5_000)
      }
    } finally { for (const socket of slow) socket.destroy() }
  })
})

/** What every answer says to the browser, whatever it is an answer to. */
const always = {
  'content-security-policy': "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src 'self';manifest-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'",
  'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'x-dns-prefetch-control': 'off', 'x-download-options': 'noopen', 'x-permitted-cross-domain-policies': 'none', 'x-xss-protection': '0', 'origin-agent-cluster': '?1',
} as const
/** Headers that belong to the one answer. */
const ofTheAnswer = new Set(['date', 'connection', 'keep-alive', 'content-length', 'content-type', 'location', 'set-cookie', 'etag', 'vary', 'content-encoding', 'content-disposition', 'retry-after', 'cache-control', 'transfer-encoding', 'clear-site-data', 'last-modified', 'accept-ranges'])

test('every kind of answer tells the browser to keep to itself', async (t) => {
  await using council = await house()
  const [priya, olena] = [await council.as('priya.nair@barsetshire.example'), await council.as('olena.marchenko@barsetshire.example')]
  const anyone = council.visitor()
  const [plan, action] = [await planAddress(council), await actionAddress(council, '2.1')]
  const publicPlan = plan.replace('/plans/', '/plan/')
  const css = /href="(\/assets\/[^"]+\.css)"/.exec((await anyone.get('/')).html)?.[1] ?? /<link rel="stylesheet" href="([^"]+)"/.exec((await anyone.get('/')).html)?.[1] ?? assert.fail('no stylesheet')
  const kinds: readonly (readonly [what: string, answer: Awaited<ReturnType<typeof anyone.get>>, status: number, cache: RegExp])[] = [
    ['a page for those who work here', await priya.get('/plans'), 200, /^no-store$/], ['a form', await priya.get(`${action}/progress`), 200, /^no-store$/],
    ['a refused form', await priya.post(`${action}/progress`, {}), 422, /^no-store$/], ['a form that was changed meanwhile', await priya.post(`${action}/edit`, { _version: '0', words: 'x' }), 409, /^no-store$/],
    ['the way on after a form', await priya.post(`${action}/progress`, { account: 'On it', own: 'on track' }), 303, /^no-store$/], ['a draft that was kept', await priya.post(`${action}/progress`, { _draft: '1' }, { accept: 'application/json' }), 200, /^no-store$/],
    ['a file', await priya.get(`${plan}.csv`), 200, /^no-store$/], ['the way to sign in', await anyone.get('/plans'), 303, /^no-store$/], ['the page to sign in', await anyone.get('/sign-in'), 200, /^no-store$/],
    ['a page that is not yours', await olena.get('/imports'), 403, /^no-store$/], ['a page that is not there', await anyone.get('/nothing/here'), 404, /^no-store$/], ['a thing that is not there', await priya.get(`/plans/${crypto.randomUUID()}`), 404, /^no-store$/],
    ['a form from elsewhere', await priya.post(`${action}/progress`, {}, { 'sec-fetch-site': 'cross-site' }), 403, /^no-store$/], ['what cannot be read', await priya.post(`${action}/progress`, {}, { 'content-type': 'text/xml' }), 415, /^no-store$/],
    ['what is too large', await priya.post(`${action}/progress`, { account: 'a'.repeat(1_100_000) }), 413, /^no-store$/], ['signing out', await olena.post('/sign-out', {}), 303, /^no-store$/],
    ['a public page', await anyone.get(publicPlan), 200, /^public, max-age=30$/], ['the same public page again', await anyone.get(publicPlan), 200, /^public, max-age=30$/], ['public data', await anyone.get(`${publicPlan}/actions.csv`), 200, /^public/], ['a feed', await anyone.get('/plan/feed.xml'), 200, /^public/],
    ['a public page that is not there', await anyone.get(`/plan/${crypto.randomUUID()}`), 404, /^no-store$/], ['a stylesheet', await anyone.get(css), 200, /^public, max-age=31536000, immutable$/], ['the guide', await anyone.get('/guide'), 200, /^public/], ['whether it is well', await anyone.get('/health'), 200, /^no-store$/],
  ]
  for (const [what, answer, status, cache] of kinds) {
    await t.test(what, () => {
      assert.equal(answer.status, status)
      for (const [name, value] of Object.entries(always)) assert.equal(answer.headers[name], value, name)
      assert.match(String(answer.headers['cache-control']), cache)
      assert.deepEqual(Object.keys(answer.headers).filter((name) => !(name in always) && !ofTheAnswer.has(name)), [], 'a header that nothing here knows')
      assert.ok(answer.headers['content-type'] !== undefined || status === 303)
    })
  }
  await t.test('what a browser is to carry is for us alone, and no script can read it', async () => {
    const door = council.visitor()
    const signedIn = await door.post('/sign-in', { email: 'grace.okafor@barsetshire.example', password: 'three plum kettles' })
    const cookies = [signedIn.headers['set-cookie']].flat().map(String)
    assert.ok(cookies.length >= 2)
    for (const each of cookies) assert.match(each, /; Path=\/.*; HttpOnly; SameSite=Lax/)
  })
})

test('under https, cookies are tied to the host and go nowhere unencrypted, and browsers are told to come back that way', async () => {
  await using council = await house({ settings: { DUE_REGARD_EXAMPLE: 'no', DUE_REGARD_URL: 'https://barsetshire.localhost', DUE_REGARD_PROXY: '1' } })
  const door = council.visitor()
  const encrypted = { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' }
  for (const url of ['/sign-in', '/', '/nothing']) {
    const answer = await door.get(url, encrypted)
    assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains', url)
    assert.match(String(answer.headers['content-security-policy']), /upgrade-insecure-requests/)
  }
  const kept = await door.post('/plans/new', { title: 'Typed before the session ended' }, encrypted)
  assert.match(kept.goesTo ?? '', /^\/sign-in\?next=/)
  const cookies = [kept.headers['set-cookie']].flat().map(String)
  assert.ok(cookies.length > 0)
  for (const each of cookies) {
    assert.match(each, /^__Host-\w+=/)
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) assert.ok(each.split('; ').includes(part), `${part} is not in ${each.replace(/=[^;]*/, '=…')}`)
    assert.doesNotMatch(each, /; Domain=/)
  }
})

/** Says this to the port as it is, and gives what comes back; status 0 where nothing that looks like an answer does. */
function speak(port: number, request: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    const end = (): void => { socket.destroy(); done({ status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0), text }) }
    socket.setTimeout(3_000, end)
    socket.on('data', (chunk) => { text += chunk.toString('latin1'); if (/^HTTP\/1\.[01] 4\d\d/.test(text) && text.includes('\r\n\r\n')) setTimeout(end, 20) })
    socket.on('end', end)
    socket.on('error', end)
    socket.write(Buffer.from(request, 'latin1'))
  })
}

