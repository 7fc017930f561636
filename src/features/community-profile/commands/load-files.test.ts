import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { fillReference } from '#database/reference.ts'
import { changing, reading } from '#database/transaction.ts'
import { house } from '../../../../test/house.ts'
import { benchmarksFor, describeReading, findAtlas, readFolder, rowsOf, tellOfLoading } from '../index.ts'

const later = `topic,ltla_code,ltla_name,category,n,topic_total
disability,E07000129,Blaby,Disabled under the Equality Act,20000,110000
disability,E07000129,Blaby,Not disabled under the Equality Act,90000,110000
gender_identity_16plus,E07000129,Blaby,Gender identity the same as sex registered at birth,78000,84000
gender_identity_16plus,E07000129,Blaby,Not answered,6000,84000
`

describe('Loading newer files', () => {
  test('lays them over what comes with the program, twice as well as once, and tells every body', async () => {
    await using council = await house()
    const folder = mkdtempSync(join(tmpdir(), 'due-regard-load-'))
    try {
      writeFileSync(join(folder, 'census2031_later.csv.gz'), gzipSync(later))
      writeFileSync(join(folder, 'notes.csv'), 'a,b\n1,2\n')
      writeFileSync(join(folder, 'broken.csv.gz'), 'this is not packed')
      const organisation = await council.organisation()
      const look = <Answer>(work: Parameters<typeof reading<Answer>>[2]): Promise<Answer> => reading(council.database.connections, organisation, work)
      const before = await council.visitor().get('/community/E07000129')
      assert.match(before.text, /15\.8%/)

      const read = await readFolder(folder)
      assert.deepEqual(describeReading(read).slice(0, 2), ['census2031_later.csv: Disability, 2031 (1 areas)', 'census2031_later.csv: Gender identity, 2031 (1 areas)'])
      assert.deepEqual(read.leftAlone.map((each) => each.file).sort(), ['broken.csv.gz', 'notes.csv'])
      for (const second of [0, 1]) {
        const known = await look(findAtlas)
        await fillReference(council.database.owner, rowsOf(read.atlas, known, council.now().add({ seconds: second })))
        const rows = await council.database.asOwner<{ editions: string; figures: string; areas: string }>(`select (select count(*) from community_profile.edition) as editions, (select count(*) from community_profile.figure) as figures, (select count(*) from community_profile.area) as areas`)
        assert.deepEqual(rows, [{ editions: '2', figures: '2', areas: '3' }], 'Blaby, England, and England and Wales')
      }
      await changing(council.database.connections, organisation, (db) => tellOfLoading(db, organisation, read, council.now()))
      council.standing.published.forget(organisation)

      const atlas = await look(findAtlas)
      assert.equal(atlas.areas.get('E07000129')?.county, 'E10000018', 'what was known of a place stays')
      assert.deepEqual(atlas.editionsOf('disability').map((each) => each.year), [2031, 2021])
      const benchmarks = await look((db) => benchmarksFor(db, organisation, 'disability', 'E07000129'))
      assert.deepEqual([benchmarks[0]?.part, benchmarks[0]?.whole, benchmarks[0]?.edition], [20_000, 110_000, 'Census 2031'])
      const identity = await look((db) => benchmarksFor(db, organisation, 'gender identity', 'E07000129'))
      assert.deepEqual([identity[0]?.category, identity[0]?.whole], ['G1', 78_000])
      assert.equal((await look((db) => benchmarksFor(db, organisation, 'disability')))[0]?.edition, 'Census 2021', 'the county has no newer figure, because its other districts have none')

      const after = await council.visitor().get('/community/E07000129')
      assert.match(after.text, /18\.2%/)
      assert.match(after.text, /Gender identity/)
      assert.match(after.text, /official statistics in development/)
    } finally { rmSync(folder, { recursive: true, force: true }) }
  })

  test('the app itself may read these tables and never write them', async () => {
    await using council = await house()
    const organisation = await council.organisation()
    await assert.rejects(changing(council.database.connections, organisation, async (db) => {
      await db.insertInto('community_profile.area').values({ code: 'E07000999', name: 'Nowhere', kind: 'district', county: null, region: null, police_force: null, from_on: null, to_on: null, replaced_by: [] }).execute()
    }), /permission denied/)
  })
})
