/** The figures that two papers of one county printed of its people, held to one another and to the census as far as they can be recomputed. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { reading } from '#database/transaction.ts'
import { house } from '../../../test/house.ts'
import { listCitedFigures } from './cited-figure-store.ts'
import { numberIn } from './cited-figure.ts'
import { percent, tableFor } from './community-table.ts'
import { shippedAtlas } from './shipped-store.ts'

async function printed() {
  await using council = await house()
  const organisation = await council.organisation()
  const figures = await reading(council.database.connections, organisation, (db) => listCitedFigures(db, organisation))
  return (what: string) => {
    const found = figures.find((each) => each.content.what.startsWith(what))
    assert.ok(found, what)
    return { ...found.content, number: numberIn(found.content.value) ?? NaN, inRemark: [...found.content.remark.matchAll(/\d[\d,]*/g)].map(([each]) => Number(each.replaceAll(',', ''))) }
  }
}

test('what was printed agrees with itself where it can be added up', async () => {
  const said = await printed()
  const residents = said('Usual residents in 2011').number
  assert.equal(said('Female residents in 2011').number + (said('Female residents in 2011').inRemark[0] ?? NaN), residents, 'women and men are everybody')
  assert.equal(((residents / said('Usual residents in 2001').number - 1) * 100).toFixed(1), '6.7')
  const ages = ['Residents aged 85 and over', 'Residents aged 65 to 84', 'Residents aged 25 to 64', 'Residents aged 24 and under'].map(said)
  const [in2037, in2012] = [ages.reduce((sum, each) => sum + each.number, 0), ages.reduce((sum, each) => sum + (each.inRemark[0] ?? NaN), 0)]
  assert.ok(Math.abs(in2037 - said('Residents expected by 2037').number) <= 200, `${in2037}: four figures rounded to hundreds`)
  assert.equal(in2012, 656_600)
  assert.ok(in2037 - in2012 > 96_000)
  assert.ok(Math.abs(in2012 - said('Estimated residents, as a paper of 2016').number) > 20_000, 'the 681,600 cannot be of mid-2012')
  const learning = said('People aged 18 to 64 with a learning disability')
  assert.equal((learning.inRemark[0] ?? 0) + (learning.inRemark[1] ?? 0), learning.number)
})

test('“White” was two things in two papers of one census, and both are said', async () => {
  const said = await printed()
  const [british, white] = [said('White British residents in 2011'), said('White residents in 2011')]
  assert.equal(percent(british.inRemark[0] ?? NaN, said('Usual residents in 2011').number), british.value)
  assert.deepEqual([british.value, white.value], ['88.9%', '91.4%'])
  const table = tableFor(await shippedAtlas(), 'ethnic-group', ['E10000018'])
  const broad = tableFor(await shippedAtlas(), 'ethnic-group-broad', ['E10000018'])
  const share = (of: typeof table, code: string) => { const figure = of?.rows.find((each) => each.code === code)?.shares[0]; return figure?.state === 'shown' ? figure.text : null }
  assert.deepEqual([share(table, 'W1'), share(broad, 'W')], ['83.6%', '87.5%'], 'ten years later they differ still')
})

test('a figure that is a number is one, and words stay words', () => {
  assert.deepEqual(['3,524', '16.2%', 'about 10%', '45,811 to 50,000', 'a quarter', ''].map(numberIn), [3524, 16.2, 10, null, null, null])
})
