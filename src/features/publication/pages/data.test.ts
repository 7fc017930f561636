import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { isWithinOurs, validateCsv, type Metadata } from '#documents/for-tests-csvw.ts'
import { rooms } from '../../../rooms.ts'
import { house } from '../../../../test/house.ts'

interface Catalogue { readonly datasets: readonly { readonly name: string; readonly page: string; readonly tables: readonly { readonly name: string; readonly rows: number; readonly csv: string; readonly metadata: string; readonly json: string; readonly ods: string }[] }[] }

test('what is public can be read by programs', async (t) => {
  await using council = await house()
  const program = council.visitor()
  const here = (address: string): string => address.replace(/^https?:\/\/[^/]+/, '')
  const catalogue = JSON.parse((await program.get('/data.json')).html) as Catalogue

  await t.test('the description of the interface is OpenAPI, and each address in it answers as it says', async () => {
    const described = JSON.parse((await program.get('/openapi.json')).html) as { paths: Record<string, { get: { responses: Record<string, { content?: Record<string, unknown> }> } }> }
    const verdict = await new Validator().validate(described as never)
    assert.equal(verdict.valid, true, JSON.stringify(verdict.errors))
    const broken = await new Validator().validate({ ...described, paths: { nowhere: 3 } } as never)
    assert.equal(broken.valid, false, 'the validator notices what is wrong')
    const dataset = catalogue.datasets.find((each) => each.name.startsWith('pay-gap-'))!
    const { sha256 } = (await council.database.asOwner<{ sha256: string }>(`select sha256 from publication.edition where not withdrawn order by published_at desc limit 1`))[0]!
    const own = Object.entries(described.paths).filter(([pattern]) => /^\/(?:data|feed|sitemap|frozen)\b/.test(pattern))
    assert.equal(own.length, 8)
    for (const [pattern, { get }] of own) {
      const address = pattern.replace('{dataset}', dataset.name).replace('{table}', dataset.tables[0]!.name).replace('{sha256}', sha256)
      const answer = await program.get(address)
      assert.equal(answer.status, 200, address)
      const [type] = Object.keys(get.responses['200']!.content ?? {})
      assert.ok(String(answer.headers['content-type']).startsWith(type!), `${address} is ${String(answer.headers['content-type'])}`)
      assert.equal((await program.get(address, { 'if-none-match': String(answer.headers['etag']) })).status, 304, address)
    }
  })

  await t.test('every file that anybody may ask for is described, and those that pages link to answer as it says', async () => {
    const described = JSON.parse((await program.get('/openapi.json')).html) as { paths: Record<string, { get: { operationId: string; responses: Record<string, { content?: Record<string, unknown> }> } }> }
    const files = rooms.flatMap((room) => room.pages).filter((each) => each.kind === 'public' && /\.[a-z]+$/.test(each.path.pattern)).map((each) => each.path.pattern.replaceAll(/:(\w+)/g, '{$1}'))
    assert.ok(files.length > 15)
    assert.deepEqual(files.filter((each) => !Object.hasOwn(described.paths, each) && !/^\/data\/|^\/(?:openapi\.json|robots\.txt)$/.test(each)), [])
    const ids = Object.values(described.paths).map(({ get }) => get.operationId)
    assert.equal(new Set(ids).size, ids.length, 'no two have one name')
    const pages = [...(await program.get('/sitemap.xml')).html.matchAll(/<loc>[^<]*?:\/\/[^/]+(\/[^<]*)<\/loc>/g)].map(([, at]) => at!).filter((at) => at.split('/').length <= 3)
    const links = new Set<string>()
    for (const at of pages) for (const { href } of (await program.get(at)).links) links.add(href)
    const asked = files.filter((each) => Object.hasOwn(described.paths, each)).flatMap((pattern) => { const like = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`); const at = [...links].find((each) => like.test(each)); return at === undefined ? [] : [{ pattern, at }] })
    assert.ok(asked.length >= 8, `only ${asked.map((each) => each.pattern).join(', ')} are linked to`)
    for (const { pattern, at } of asked) {
      const answer = await program.get(at)
      assert.equal(answer.status, 200, at)
      const [type] = Object.keys(described.paths[pattern]!.get.responses['200']!.content ?? {})
      assert.ok(String(answer.headers['content-type']).startsWith(type!), `${at} is ${String(answer.headers['content-type'])}, not ${type!}`)
    }
  })

  await t.test('every room that publishes figures has its tables there, and each file of each table answers', async () => {
    assert.deepEqual(['community', 'impact-assessments', 'pay-gap-2025', 'reports-annual-equality-report-2025-to-2026'].filter((name) => !catalogue.datasets.some((each) => each.name === name)), [])
    assert.equal(new Set(catalogue.datasets.map((each) => each.name)).size, catalogue.datasets.length, 'no two have one address')
    for (const { tables } of catalogue.datasets) {
      for (const { csv, json, metadata, rows } of tables) {
        const lines = (await program.get(here(csv)))
        assert.equal(lines.status, 200, csv)
        const read = JSON.parse((await program.get(here(json))).html) as { rows: Record<string, string>[]; columns: { name: string }[] }
        assert.equal(read.rows.length, rows)
        const said = JSON.parse((await program.get(here(metadata))).html) as Metadata
        assert.ok(isWithinOurs(said), metadata)
        assert.deepEqual(validateCsv(said, lines.html).slice(0, 3), [], csv)
        assert.equal(lines.html.replace(/^\ufeff/, '').split('\r\n')[0], read.columns.map((each) => each.name).join(','))
      }
    }
  })

  await t.test('nothing else is there', async () => {
    for (const address of ['/data/pay-gap-2025/nothing.csv', '/data/nothing/gender-pay-gap.csv', '/data/pay-gap-2025/gender-pay-gap.exe', '/data/__proto__/x.csv', `/frozen/${'0'.repeat(64)}`]) assert.equal((await program.get(address)).status, 404, address)
  })
})
