import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { listDatasets } from './dataset-store.ts'
import { countRows, tabulate } from './row-store.ts'
import { listSources } from './source-store.ts'
import { listTabulations } from './tabulation-store.ts'
import { listTargets } from './target-store.ts'
import { cutsOf } from './cuts.ts'
import { house } from '../../../test/house.ts'

suite('The example council’s workforce', () => {
  test('is counted as its rows would be, cut for cut', async () => {
    await using council = await house()
    await council.change(async (db, organisation) => {
      const kept = (await listDatasets(db, organisation, { states: ['current'] })).filter(({ rowsDeletedOn }) => rowsDeletedOn === null)
      const newest = ['workforce', 'leavers', 'applicants', 'grievance', 'satisfaction'].map((kind) => kept.find(({ source }) => source.kind === kind)!)
      for (const dataset of newest) {
        const fields = dataset.columns!.map(({ field }) => field)
        const stored = new Map((await listTabulations(db, organisation, dataset.id)).map((each) => [each.cut, each]))
        const wanted = cutsOf(dataset.source.kind, fields)
        assert.equal(stored.size, wanted.length, dataset.source.name)
        // Every seventh, and all that are counted by one thing alone: a recount of each would take a minute.
        const cuts = wanted.filter(({ by }, place) => by.length === 1 || place % 7 === 0).filter(({ by }) => by.length > 0)
        const again = await tabulate(db, organisation, dataset, cuts)
        assert.equal(again.length, cuts.length)
        for (const each of again) assert.deepEqual(each, stored.get(each.cut), `${dataset.source.name}: ${each.cut}`)
      }
    })
  })

  test('keeps the rows of two snapshots and of a year of events; of the others the figures alone', async () => {
    await using council = await house()
    await council.change(async (db, organisation) => {
      const datasets = await listDatasets(db, organisation, { states: ['current'] })
      const workforce = datasets.filter(({ source }) => source.kind === 'workforce')
      assert.equal(workforce.length, 20)
      assert.deepEqual(workforce.map(({ rowsDeletedOn }) => rowsDeletedOn === null), workforce.map((_, place) => place < 2))
      for (const dataset of datasets) {
        const rows = await countRows(db, organisation, dataset.id)
        assert.equal(rows, dataset.rowsDeletedOn === null ? dataset.rows : 0, `${dataset.source.name}, ${dataset.to.toString()}`)
        if (dataset.rowsDeletedOn !== null) assert.ok(Temporal.PlainDate.compare(dataset.rowsDeletedOn, council.today()) <= 0)
      }
    })
  })

  test('says why and by what law each extract is held, and remembers what its words mean', async () => {
    await using council = await house()
    await council.change(async (db, organisation) => {
      const sources = await listSources(db, organisation)
      assert.equal(sources.length, 14)
      for (const { purpose, lawfulBasis, mapping, name } of sources) {
        assert.match(purpose, /equality of opportunity/, name)
        assert.match(lawfulBasis, /Article 9\(2\)\(g\)/, name)
        assert.deepEqual(mapping.words['ethnic group']?.['White - Irish'], { category: 'W2' }, name)
      }
      assert.ok((await listTargets(db, organisation)).length >= 8)
    })
  })
})
