/** Requests that no browser would send, spoken to the port as they are: ill-formed, oversized, smuggled, or none that HTTP knows. And what changes when people’s connections are encrypted. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { actionAddress, deeds } from '../example-plan.ts'
import { house } from '../house.ts'

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

