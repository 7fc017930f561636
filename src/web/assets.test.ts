import { strict as assert } from 'node:assert'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fastify from 'fastify'
import { prepareAssets, type Assets } from './assets.ts'
import { serveAssets } from './serve-assets.ts'

suite('The stylesheet and the scripts', () => {
  let folder = ''
  let assets: Assets
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'due-regard-assets-'))
    assets = await prepareAssets(folder)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const text = (address: string): string => Buffer.from(assets.find(address)?.bytes ?? []).toString()

  test('are all there under the names that the page gives them, each with the hash of its content', () => {
    for (const address of [assets.css, assets.icon, ...assets.scripts]) {
      const asset = assets.find(address)
      assert.ok(asset, address)
      assert.equal(/-([0-9a-f]{12})\./.exec(address)?.[1], createHash('sha256').update(asset.bytes).digest('hex').slice(0, 12))
      assert.deepEqual(brotliDecompressSync(asset.br), Buffer.from(asset.bytes))
      assert.deepEqual(gunzipSync(asset.gzip), Buffer.from(asset.bytes))
    }
  })

  test('have neither the crown, the crest nor the font of GOV.UK', () => {
    assert.doesNotMatch(text(assets.css), /GDS Transport|@font-face|crest|crown/i)
    assert.match(text(assets.css), /\.govuk-button\{/)
    assert.match(text(assets.css), /\.moj-sub-navigation__link/)
    assert.match(text(assets.css), /\.dr-figure__value/)
  })

  test('ask for no file that is not served, and for nothing from anywhere else', () => {
    const asked = [...text(assets.css).matchAll(/url\(([^)]*)\)/g)].map(([, address]) => address ?? '')
    assert.ok(asked.length > 0)
    for (const address of asked) assert.ok(assets.find(address), address)
    const start = assets.scripts.find((each) => each.includes('/start-')) ?? ''
    for (const [, address = ''] of text(start).matchAll(/from '([^']+)'/g)) assert.ok(assets.find(address), address)
    assert.match(text(start), /from '\/assets\/govuk-frontend-/)
    for (const [address, { type, bytes }] of assets.files) if (type !== 'image/svg+xml') assert.doesNotMatch(Buffer.from(bytes).toString().replaceAll(/http:\/\/www\.w3\.org\/[\w/.]+/g, ''), /url\(["']?https?:|src=["']https?:|@import/, address)
  })

  test('are taken from the cache at the second start, and are the same', async () => {
    const [kept, ...others] = await readdir(folder)
    assert.match(kept ?? '', /^assets-[0-9a-f]{16}\.json$/)
    assert.deepEqual(others, [])
    const again = await prepareAssets(folder)
    assert.deepEqual([...again.files.keys()], [...assets.files.keys()])
    assert.deepEqual([again.css, again.icon, again.scripts], [assets.css, assets.icon, assets.scripts])
    // What stands in the cache is what is served: nothing is compiled again.
    const file = join(folder, kept ?? '')
    const written = await readFile(file, 'utf8')
    await writeFile(file, written.replace(`"css":"${assets.css}"`, '"css":"/assets/from-the-cache.css"'))
    assert.equal((await prepareAssets(folder)).css, '/assets/from-the-cache.css')
    await writeFile(file, written)
  })

  test('a body’s colours have an address of their own, which any process can answer', async () => {
    const address = assets.bodyCss({ colours: { header: '#17324D', accent: '#14507f' } })
    assert.equal(assets.bodyCss({ colours: { header: '#17324D', accent: '#14507f' } }), address)
    assert.notEqual(assets.bodyCss({ colours: { header: '#17324d', accent: '#14507e' } }), address)
    assert.match(Buffer.from((await prepareAssets(folder)).find(address)?.bytes ?? []).toString(), /--dr-header:#17324d/i)
    assert.equal(assets.find(address.replace(/-\w{8}\.css$/, '-00000000.css')), undefined)
    assert.equal(assets.find('/assets/body-zzzzzz-000000-00000000.css'), undefined)
  })

  test('are sent small to who takes them small, once', async () => {
    const app = fastify()
    serveAssets(app, assets)
    try {
      const plain = await app.inject(assets.css)
      assert.equal(plain.headers['content-encoding'], undefined)
      assert.match(String(plain.headers['cache-control']), /immutable/)
      assert.equal(plain.headers['content-type'], 'text/css; charset=utf-8')
      const small = await app.inject({ url: assets.css, headers: { 'accept-encoding': 'gzip, br' } })
      assert.equal(small.headers['content-encoding'], 'br')
      assert.equal(brotliDecompressSync(small.rawPayload).toString(), plain.payload)
      const middling = await app.inject({ url: assets.css, headers: { 'accept-encoding': 'gzip' } })
      assert.equal(gunzipSync(middling.rawPayload).toString(), plain.payload)
      const known = await app.inject({ url: assets.css, headers: { 'if-none-match': String(plain.headers['etag']) } })
      assert.equal(known.statusCode, 304)
      assert.equal((await app.inject('/favicon.ico')).headers['location'], assets.icon)
      assert.equal((await app.inject('/assets/..%2f..%2fpackage.json')).statusCode, 500, 'NotFound is answered by the app’s own pages')
      const own = await app.inject({ url: assets.bodyCss({ colours: { header: '#17324d', accent: '#14507f' } }), headers: { 'accept-encoding': 'br' } })
      assert.equal(own.headers['content-encoding'], undefined)
      assert.match(own.payload, /^:root\{/)
    } finally {
      await app.close()
    }
  })
})
