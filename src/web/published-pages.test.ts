import assert from 'node:assert/strict'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { barsetshire, house } from '../../test/house.ts'

interface Answer { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: Buffer }

test('a public page from memory has the headers and words of the one that was rendered', async () => {
  await using council = await house()
  const { app, published } = council.standing
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> => new Promise((answered, failed) => {
    request({ host: '127.0.0.1', port, path, headers: { host: barsetshire, ...headers } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => answered({ status: response.statusCode ?? 0, headers: { ...response.headers, date: '', connection: '', 'keep-alive': '' }, body: Buffer.concat(parts) }))
    }).on('error', failed).end()
  })
  const [organisation] = council.standing.directory.list()
  const county = council.standing.directory.find(barsetshire) ?? organisation!

  const rendered = await get('/plan')
  assert.ok(published.find(county.id, '/plan'), 'it is in memory now')
  const remembered = await get('/plan')
  assert.deepEqual(remembered, rendered)
  assert.equal(remembered.headers['x-content-type-options'], 'nosniff')

  const packed = await get('/plan', { 'accept-encoding': 'gzip' })
  assert.equal(packed.headers['content-encoding'], 'gzip')
  assert.ok(packed.body.length < rendered.body.length)
  const same = await get('/plan', { 'if-none-match': String(rendered.headers['etag']) })
  assert.deepEqual([same.status, same.body.length], [304, 0])
  assert.equal(same.headers['content-security-policy'], rendered.headers['content-security-policy'])

  published.forget(county.id)
  assert.equal(published.find(county.id, '/plan'), null, 'after a publication it is asked for again')
  assert.deepEqual((await get('/plan')).body, rendered.body)
})
