import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reading } from '#database/transaction.ts'
import { house } from '../../../test/house.ts'
import { benchmarksFor, communityTable } from './index.ts'

describe('The example’s communities', () => {
  test('are what other rooms compare a workforce with, each body its own', async () => {
    await using council = await house()
    const asked = async (body: string) => {
      const organisation = await council.organisation(body)
      return reading(council.database.connections, organisation, (db) => benchmarksFor(db, organisation, 'disability'))
    }
    const [county, north] = [await asked('barsetshire'), await asked('northbarset')]
    assert.deepEqual(county.map((each) => [each.category, each.part, each.whole, each.area]).slice(0, 2), [['D', 118_074, 712_392, 'Leicestershire'], ['N', 594_318, 712_392, 'Leicestershire']])
    assert.equal(north[0]?.area, 'Charnwood')
  })

  test('are tables of the body’s own area, its parts, its neighbours and what it lies in', async () => {
    await using council = await house()
    const organisation = await council.organisation()
    const table = await reading(council.database.connections, organisation, (db) => communityTable(db, organisation, { topic: 'religion' }))
    assert.deepEqual(table?.areas.map((each) => each.name), ['Leicestershire', 'Blaby', 'Charnwood', 'Harborough', 'Hinckley and Bosworth', 'Melton', 'North West Leicestershire', 'Oadby and Wigston', 'Leicester', 'Rutland', 'East Midlands', 'England'])
    const older = await reading(council.database.connections, organisation, (db) => communityTable(db, organisation, { topic: 'deprivation', edition: 'Index of 2015' }))
    assert.equal(older?.edition, 'Index of 2015')
    assert.equal(await reading(council.database.connections, organisation, (db) => communityTable(db, organisation, { topic: 'religion', edition: 'Census 1851' })), null)
  })

  test('a body that has not said what its area is compares with nothing', async () => {
    await using council = await house({ example: false })
    const organisation = await council.database.addOrganisation('nowhere')
    assert.deepEqual(await reading(council.database.connections, organisation, (db) => benchmarksFor(db, organisation, 'sex')), [])
    assert.notDeepEqual(await reading(council.database.connections, organisation, (db) => benchmarksFor(db, organisation, 'sex', 'E06000016')), [])
  })
})
