import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, test } from 'node:test'
import { readFolder } from '../index.ts'
import { shippedAtlas } from '../shipped-store.ts'
import { readTables } from './read-tables.ts'

const handedOut = resolve(import.meta.dirname, '../../../../../shared/data')
const skip = existsSync(handedOut) ? false : 'the files of the statistics offices are not beside the project'

const topics = 'topic,ltla_code,ltla_name,category,n,topic_total'
const lookUp = { name: 'lookup_ltla21_utla21.csv', text: 'ltla21_name,ltla21_code,utla21_name,utla21_code\nNorthbarset,E07000901,Barsetshire,E10000901\nSouthbarset,E07000902,Barsetshire,E10000901\n' }
const disability = (rows: string, name = 'census2021_made_up.csv') => ({ name, text: `${topics}\n${rows}` })
const yesNo = (code: string, name: string, yes: string, no: string, total = 'NA'): string => `disability,${code},${name},Disabled under the Equality Act,${yes},${total}\ndisability,${code},${name},Not disabled under the Equality Act,${no},${total}\n`

describe('Reading the files of the statistics offices', () => {
  test('a county is the sum of its districts, and keeps the topic’s own totals', () => {
    const { atlas, badRows } = readTables([disability(yesNo('E07000901', 'Northbarset', '100', '900', '1001') + yesNo('E07000902', 'Southbarset', '1e+05', '3', 'NA')), lookUp])
    assert.deepEqual(badRows, [])
    const [edition] = atlas.editionsOf('disability')
    assert.ok(edition)
    assert.deepEqual(atlas.row(edition, 'E10000901'), { numbers: [100_100, 903], total: 1001 + 100_003, addedUp: true })
    assert.deepEqual(atlas.row(edition, 'E07000901'), { numbers: [100, 900], total: 1001, addedUp: false })
  })

  test('a bad row is named with its line and what is wrong, and the others are taken', () => {
    const { atlas, badRows } = readTables([disability(`${yesNo('E07000901', 'Northbarset', '100', 'many')}${yesNo('Northbarset', 'Northbarset', '1', '2')}${yesNo('E07000902', 'Southbarset', '5', '6')}${yesNo('S12000005', 'Clackmannanshire', '5', '6')}`)])
    assert.deepEqual(badRows.map((each) => [each.line, each.because]), [
      [3, '“many” is not a number of people'], [4, '“Northbarset” is not the code of an area of England or Wales'], [5, '“Northbarset” is not the code of an area of England or Wales'],
      [8, '“S12000005” is not the code of an area of England or Wales'], [9, '“S12000005” is not the code of an area of England or Wales'], [2, 'Northbarset has no figure for “Not disabled under the Equality Act” in disability'],
    ])
    const [edition] = atlas.editionsOf('disability')
    assert.deepEqual([...atlas.publishedRows(edition!).keys()], ['E07000902'])
  })

  test('two figures for one thing are a mistake, and nobody chooses between them', () => {
    const { badRows } = readTables([disability(`${yesNo('E07000901', 'Northbarset', '100', '900')}disability,E07000901,Northbarset,Disabled under the Equality Act,101,NA\n`)])
    assert.match(badRows[0]?.because ?? '', /Northbarset has two figures for “Disabled under the Equality Act”/)
  })

  test('a file whose name has no year, whose columns are unknown, or that is no table is left alone and named', () => {
    const { taken, leftAlone } = readTables([disability(yesNo('E07000901', 'Northbarset', '1', '2'), 'figures.csv'), { name: 'bins.csv', text: 'street,day\nHigh Street,Monday\n' }, { name: 'empty.csv', text: '' }, { name: 'imd.csv', text: 'ltla21_code,Score,Proportion,Extent\nE07000901,12.5,0,0\n' }])
    assert.deepEqual(taken, [])
    assert.deepEqual(leftAlone.map((each) => each.file), ['figures.csv', 'bins.csv', 'empty.csv', 'imd.csv'])
    assert.match(leftAlone[0]?.because ?? '', /does not say of which census it is/)
  })

  test('topics that come without their categories fixed take the words and order of the file', () => {
    const rows = ['Same as sex registered at birth', 'Different from sex registered at birth', 'Not answered'].map((each, at) => `gender_identity_16plus,E07000901,Northbarset,${each},${[900, 5, 95][at]},1000\n`).join('')
    const { atlas } = readTables([disability(rows)])
    const [edition] = atlas.editionsOf('gender-identity')
    assert.deepEqual(edition?.categories, ['Same as sex registered at birth', 'Different from sex registered at birth', 'Not answered'])
    assert.equal(atlas.row(edition!, 'E07000901')?.total, 1000)
  })

  test('an authority that took the place of others is added up from them, and they end the day before', () => {
    const { atlas } = readTables([disability(yesNo('E07000901', 'Northbarset', '1', '2') + yesNo('E07000902', 'Southbarset', '3', '4')), lookUp,
      { name: 'lookup_ltla22_ltla23.csv', text: 'ltla22_code,ltla22_name,ltla23_code,ltla23_name\nE07000901,Northbarset,E06000901,New Barsetshire\nE07000902,Southbarset,E06000901,New Barsetshire\nE06000903,Plumstead,E06000903,Plumstead\n' }])
    const [edition] = atlas.editionsOf('disability')
    assert.deepEqual(atlas.row(edition!, 'E06000901'), { numbers: [4, 6], total: 10, addedUp: true })
    assert.equal(atlas.areas.get('E07000901')?.to?.toString(), '2023-03-31')
    assert.equal(atlas.areas.get('E06000901')?.from?.toString(), '2023-04-01')
    assert.equal(atlas.areas.get('E10000901')?.to?.toString(), '2023-03-31', 'the county ended with its districts')
    assert.equal(atlas.areas.get('E06000903')?.to, null)
  })

  test('a place of which a part is missing has no figure rather than a wrong one', () => {
    const { atlas } = readTables([disability(yesNo('E07000901', 'Northbarset', '1', '2')), lookUp])
    const [edition] = atlas.editionsOf('disability')
    assert.equal(atlas.row(edition!, 'E10000901'), null)
    assert.equal(atlas.row(edition!, 'E92000001'), null)
  })

  test('ranks of an index without ranks are counted from its scores, equals sharing one', () => {
    const { atlas } = readTables([{ name: 'imd2019_england_ltla22.csv', text: '"ltla22_code","Score","Proportion","Extent"\n"E07000901",30.5,0.1,0.2\n"E07000902",40,0,0\n"E06000903",30.5,NA,0\n"E06000904",1.25,0,0\n' }])
    const [edition] = atlas.editionsOf('deprivation')
    assert.deepEqual(['E07000901', 'E07000902', 'E06000903', 'E06000904'].map((code) => atlas.row(edition!, code)?.numbers[1]), [2, 1, 2, 4])
    assert.equal(atlas.row(edition!, 'E06000903')?.numbers[2], null)
  })

  test('quoted cells may hold commas, quotation marks and line ends', () => {
    const { atlas } = readTables([disability(yesNo('E07000901', '"Northbarset, the ""Old""\nTown"', '1', '2'))])
    assert.equal(atlas.areas.get('E07000901')?.name, 'Northbarset, the "Old"\nTown')
  })

  test('the whole folder as it was handed out is taken in, with its differences told', { skip }, async () => {
    const reading = await readFolder(handedOut)
    assert.deepEqual(reading.badRows, [])
    for (const file of ['census/census2021_ltla_england_wales_by_characteristic.csv', 'census/census2021_english_proficiency_ltla.csv', 'census/mid2020_population_single_year_of_age_ltla21.csv', 'imd/imd2025_england_ltla24.csv', 'imd/imd2019_england_ltla19.csv', 'geography/uk_local_authorities_past_current.csv']) {
      assert.ok(reading.taken.some((each) => each.file === file), file)
    }
    assert.ok(reading.taken.some((each) => /same, 0 are not/.test(each.as) && each.file.includes('leicestershire_districts')), 'the extract for Leicestershire says the same')
    assert.ok(reading.taken.some((each) => /same, 0 are not/.test(each.as) && each.file.includes('utla20')), 'the counties of the other file are the sums of ours')
    assert.match(reading.differences.join('\n'), /totals of .* differ in 33[01] areas.*That is expected/)
    assert.ok(reading.leftAlone.some((each) => each.file.includes('payroll')))
    const [read, shipped] = [reading.atlas, await shippedAtlas()]
    for (const edition of shipped.editions) assert.deepEqual([...read.publishedRows(edition)].sort(), [...shipped.publishedRows(edition)].sort(), `${edition.id} is what comes with the program`)
    assert.equal(read.publishedRows(read.editionsOf('deprivation').find((each) => each.geography === 'ltla19')!).size, 317)
  })
})
