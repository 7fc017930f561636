import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { openSigningKey, checkpointNow } from '#database/checkpoint.ts'
import { reading } from '#database/transaction.ts'
import { problemsIn, prove } from '#web/proof-pack.ts'
import { house, type House } from '../../../../test/house.ts'
import { publicationProof } from '../proof-store.ts'

async function proved(council: House, id: string) {
  const organisation = await council.organisation()
  const key = openSigningKey(council.dataFolder)
  await council.change((db) => checkpointNow(db, organisation, key, council.now()))
  return reading(council.database.connections, organisation, async (db) => {
    const thing = await publicationProof.find(db, organisation, id)
    if (!thing) return null
    return prove(db, { id: organisation, name: 'Barsetshire' }, { kind: 'publication', id, thing, publicKeys: [key.publicKey] })
  })
}

describe('A published figure that is changed afterwards', () => {
  test('shows every document that rests on it, alters none, and what was public on each day can be proved byte for byte', async (t) => {
    await using council = await house()
    const resident = council.visitor()
    const report = '/reports/annual-equality-report-2025-to-2026'
    const figure = await (async () => {
      const [row] = await council.database.asOwner<{ rests_on: { id: string; version: string }[] }>(`select rests_on from publication.edition where address = $1 order by version desc limit 1`, [report])
      return row!.rests_on[0]!
    })()
    assert.match(figure.id, /^\/pay-gap\/\d{4}$/)
    const before = await resident.get(report)
    assert.doesNotMatch(before.text, /has changed since/)
    const [frozen] = await council.database.asOwner<{ sha256: string; content: string }>(`select sha256, content::text from publication.edition where address = $1 order by version desc limit 1`, [report])

    await t.test('the figure is corrected where it is kept, and the report says so without a word of it being altered', async () => {
      const year = figure.id.slice('/pay-gap/'.length)
      const { findNewest, moveHead, publish } = await import('../edition-store.ts')
      await council.change(async (db, organisation) => {
        const edition = (await findNewest(db, organisation, figure.id))!
        const content = edition.content as { reported: object }
        await publish(db, organisation, { room: edition.room, thingId: year, address: figure.id, title: edition.title, content: { ...content, reported: { ...content.reported, medianGap: '10.9' } }, letOut: { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' }, note: 'The median was wrong.' }, council.now())
        await moveHead(db, organisation)
      })
      council.standing.published.forget(await council.organisation())
      assert.match((await resident.get(figure.id)).text, /10\.9/)
      const after = await resident.get(report)
      assert.match(after.text, /Something that this rests on has changed since/)
      assert.match(after.text, /has a version 2 on 22 November 2026\. This rests on version 1/)
      const [same] = await council.database.asOwner<{ sha256: string; content: string }>(`select sha256, content::text from publication.edition where address = $1 order by version desc limit 1`, [report])
      assert.deepEqual(same, frozen)
      assert.notEqual(after.headers['etag'], before.headers['etag'])
    })

    await t.test('the desk and the page of the figure list every document that rests on it', async () => {
      const priya = await council.as('priya.nair@barsetshire.example')
      const [{ many } = { many: '0' }] = await council.database.asOwner<{ many: string }>(`select count(*) as many from publication.newest n join publication.edition e using (organisation_id, address, version) where exists (select from jsonb_array_elements(e.rests_on) r where r ->> 'id' = $1)`, [figure.id])
      const about = await priya.get(`/publication/one?of=${encodeURIComponent(figure.id)}`)
      const listed = [...about.html.matchAll(/on version 1, which is not the newest/g)].length
      assert.ok(Number(many) >= 1)
      assert.equal(listed, Number(many))
      assert.match((await priya.get('/publication')).text, /Rests on something that has changed.*Annual equality report 2025 to 2026/)
    })

    await t.test('both versions are reproduced byte for byte, each with its entry under a signed checkpoint', async () => {
      for (const id of [`${figure.id}@1`, figure.id, report]) {
        const found = await proved(council, id)
        assert.ok(found, id)
        assert.deepEqual(problemsIn(found), [], id)
        assert.equal(found.entries.length, 1, id)
        assert.ok(found.entries.every((each) => each.checkpoint !== null))
        const [document] = found.thing.documents
        assert.equal(createHash('sha256').update(document!.bytes).digest('hex'), document!.sha256)
      }
      assert.match((await proved(council, `${figure.id}@1`))!.thing.says.join(' '), /Version 2 took its place/)
      assert.match(String((await proved(council, report))!.thing.documents[0]!.bytes), /signed before the decision/i)
    })

    await t.test('what was public on a day is what is proved for that day', async () => {
      const corrected = '/reports/annual-equality-report-2024-to-2025'
      assert.match(String((await proved(council, `${corrected}@2025-09-15`))!.thing.documents[0]!.bytes), /52\.3/)
      assert.match(String((await proved(council, `${corrected}@2025-09-16`))!.thing.documents[0]!.bytes), /51\.3/)
      assert.equal(await proved(council, `${corrected}@2024-01-01`), null)
      assert.equal(await proved(council, '/reports/never-published'), null)
      assert.equal(await proved(council, `${corrected}@2025-13-45`), null)
      const why = (id: string) => council.change((db, organisation) => publicationProof.whyNone!(db, organisation, id))
      assert.match(await why(`${corrected}@2024-01-01`) ?? '', /^Nothing was public at \/reports\/annual-equality-report-2024-to-2025 on 1 January 2024\. Version 1 was made public at /)
      assert.equal(await why(`${corrected}@2025-13-45`), '2025-13-45 is not a day.')
      assert.equal(await why(`${corrected}@9`), `There is no version 9 of ${corrected}. There are versions 1 to 2.`)
      assert.match(await why(corrected.slice(1)) ?? '', /^An address begins with a slash: \/reports\/annual/)
      assert.equal(await why('/reports/never-published'), null)
    })

    await t.test('whoever alters what was public in the database is found out', async () => {
      await council.database.asOwner(`update publication.edition set content = jsonb_set(content, '{summary}', '"Everything is fine."') where address = $1`, [report])
      assert.match(problemsIn((await proved(council, report))!).join(' '), /is not as it was kept/)
      await council.database.asOwner(`update publication.edition set sha256 = encode(sha256(convert_to(content::text, 'UTF8')), 'hex') where address = $1`, [report])
      assert.notDeepEqual(problemsIn((await proved(council, report))!), [])
    })
  })
})
