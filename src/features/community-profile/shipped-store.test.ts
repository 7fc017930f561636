import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { groupingsFor } from '#duty/monitoring/groupings.ts'
import { benchmarksIn, type Benchmark } from './benchmarks.ts'
import { percent, tableFor } from './community-table.ts'
import { shippedAtlas } from './shipped-store.ts'
import { tables } from './topics.ts'

/** The same files as they were handed out, read by a reader that is not ours. */
const handedOut = resolve(import.meta.dirname, '../../../../shared/data')
const skip = existsSync(handedOut) ? false : 'the files of the statistics offices are not beside the project'

type Row = Readonly<Record<string, string>>
function rowsOf(file: string): readonly Row[] {
  const bytes = readFileSync(join(handedOut, file))
  return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, comment: '#', comment_no_infix: true })
}

const atlas = await shippedAtlas()
const newest = (table: Parameters<typeof atlas.editionsOf>[0], year?: number) => {
  const found = atlas.editionsOf(table).find((each) => year === undefined || each.year === year)
  assert.ok(found, `${table} is there`)
  return found
}

describe('The figures that come with the program', () => {
  test('are those of the census files, number by number, for all 331 authorities', { skip }, () => {
    let compared = 0
    for (const row of rowsOf('census/census2021_ltla_england_wales_by_characteristic.csv.gz')) {
      const table = tables.find((each) => each.inFile === row['topic'])
      assert.ok(table, row['topic'] ?? '')
      const edition = newest(table.id)
      const place = edition.categories.indexOf(row['category'] ?? '')
      const held = atlas.published(edition, row['ltla_code'] ?? '')
      assert.ok(held)
      if (row['topic_total'] !== 'NA') assert.equal(held.total, Number(row['topic_total']), `${row['ltla_name'] ?? ''}, the total of ${table.title}`)
      if (place === -1) { assert.equal(table.id, 'sex', `${row['category'] ?? ''} of ${table.id}`); continue }
      assert.equal(held.numbers[place], Number(row['n']), `${row['ltla_name'] ?? ''}, ${row['category'] ?? ''}`)
      compared++
    }
    assert.ok(compared > 13_000, String(compared))
  })

  test('have the hundred thousand people of Rushcliffe whom the file writes as 1e+05', () => {
    assert.deepEqual(atlas.published(newest('disability'), 'E07000176')?.numbers, [19_075, 100_000])
  })

  test('are those of the files of ages, of English and of care', { skip }, () => {
    for (const row of rowsOf('census/mid2020_population_single_year_of_age_ltla21.csv')) {
      const held = atlas.published(newest('age'), row['ltla21_code'] ?? '')
      assert.equal(held?.total, Number(row['total_population']))
      assert.deepEqual(held?.numbers, [...Array.from({ length: 90 }, (_, age) => Number(row[String(age)])), Number(row['90+'])], row['ltla21_name'] ?? '')
    }
    for (const row of rowsOf('census/census2021_english_proficiency_ltla.csv')) {
      const held = atlas.published(newest('english'), row['ltla_code'] ?? '')
      const notEnglish = Number(row['Main language is not English (English or Welsh in Wales)'])
      assert.equal(held?.total, Number(row['Main language is English (English or Welsh in Wales)']) + notEnglish, row['ltla_name'] ?? '')
      assert.equal((held?.numbers ?? []).slice(1).reduce<number>((sum, each) => sum + (each ?? 0), 0), notEnglish)
    }
    for (const row of rowsOf('census/census2011_unpaid_care_regions.csv')) {
      const held = atlas.published(newest('care-2011'), row['geography_code'] ?? '')
      assert.ok(held)
      assert.equal(percent(held.numbers[0] ?? 0, held.total), `${Number(row['percent_providing']).toFixed(1)}%`, row['geography_name'] ?? '')
    }
  })

  test('give the counties that the statisticians added up themselves', { skip }, () => {
    let counties = 0
    for (const row of rowsOf('census/mid2020_population_single_year_of_age_utla20.csv')) {
      if (!row['utla20_code']?.startsWith('E10')) continue
      counties++
      const held = atlas.row(newest('age'), row['utla20_code'])
      assert.equal(held?.total, Number(row['total_population']), row['utla20_name'] ?? '')
      assert.deepEqual(held?.numbers.slice(0, 90), Array.from({ length: 90 }, (_, age) => Number(row[String(age)])), row['utla20_name'] ?? '')
    }
    assert.equal(counties, 24)
  })

  test('give Leicestershire, its region and England as the extract made for them says', { skip }, () => {
    const codes: Readonly<Record<string, string>> = { 'Leicestershire (7 districts)': 'E10000018', 'East Midlands': 'E12000004', 'England': 'E92000001', 'Leicester': 'E06000016', 'Rutland': 'E06000017' }
    let compared = 0
    for (const row of rowsOf('census/census2021_leicestershire_districts_leicester_rutland_east_midlands_england.csv')) {
      const table = tables.find((each) => each.inFile === row['topic'])
      const code = codes[row['area'] ?? ''] ?? [...atlas.areas.values()].find((each) => each.name === row['area'])?.code
      assert.ok(table && code, `${row['topic'] ?? ''} ${row['area'] ?? ''}`)
      const place = newest(table.id).categories.indexOf(row['category'] ?? '')
      if (place === -1) continue
      assert.equal(atlas.row(newest(table.id), code)?.numbers[place], Number(row['n']), `${row['area'] ?? ''}, ${row['category'] ?? ''}`)
      compared++
    }
    assert.ok(compared > 450, String(compared))
  })

  test('are those of the indices of deprivation, in each year on its own authorities', { skip }, () => {
    for (const [file, year, code] of [['imd2010_england_ltla21', 2010, 'ltla21_code'], ['imd2015_england_ltla21', 2015, 'ltla21_code'], ['imd2019_england_ltla22', 2019, 'ltla22_code']] as const) {
      const rows = rowsOf(`imd/${file}.csv`)
      const scores = rows.map((row) => Number(row['Score'])).sort((a, b) => b - a)
      for (const row of rows) {
        const held = atlas.published(newest('deprivation', year), row[code] ?? '')
        assert.deepEqual(held?.numbers.slice(0, 4), [Number(row['Score']), scores.indexOf(Number(row['Score'])) + 1, Number(row['Proportion']), Number(row['Extent'])], `${row[code] ?? ''} in ${year}`)
      }
      assert.equal(atlas.publishedRows(newest('deprivation', year)).size, 309)
    }
    const of2025 = rowsOf('imd/imd2025_england_ltla24.csv')
    for (const row of of2025) {
      const held = atlas.published(newest('deprivation', 2025), row['ltla24_code'] ?? '')
      assert.deepEqual(held?.numbers.slice(0, 5), ['imd_average_score', 'imd_rank_of_average_score', 'imd_proportion_of_lso_as_in_most_deprived_10_percent_nationally', 'imd25_extent', 'income_rank_of_average_score'].map((each) => Number(row[each])), row['ltla24_name'] ?? '')
    }
    assert.equal(atlas.publishedRows(newest('deprivation', 2025)).size, 296)
  })
})

describe('Areas that changed', () => {
  test('an authority made in 2023 is made of those that it took the place of', () => {
    for (const [now, before] of [['E06000063', ['E07000026', 'E07000028', 'E07000029']], ['E06000064', ['E07000027', 'E07000030', 'E07000031']], ['E06000066', ['E07000187', 'E07000188', 'E07000189', 'E07000246']]] as const) {
      const row = atlas.row(newest('religion'), now)
      assert.equal(row?.addedUp, true)
      assert.equal(row?.total, before.reduce((sum, code) => sum + (atlas.published(newest('religion'), code)?.total ?? 0), 0), now)
    }
    assert.equal(atlas.row(newest('religion'), 'E06000065')?.total, atlas.row(newest('religion'), 'E10000023')?.total, 'North Yorkshire, the county that was and the authority that is')
    assert.equal(atlas.areas.get('E10000006')?.to?.toString(), '2023-03-31', 'Cumbria is no more')
    assert.equal(atlas.areas.get('E10000018')?.to, null, 'Leicestershire is')
  })

  test('nobody is counted twice or left out of a region or a country', () => {
    for (const table of ['sex', 'religion', 'ethnic-group', 'age'] as const) {
      const edition = newest(table)
      const total = (code: string): number => atlas.row(edition, code)?.total ?? NaN
      const regions = [...atlas.areas.values()].filter((each) => each.kind === 'region')
      assert.equal(regions.length, 9)
      assert.equal(regions.reduce((sum, each) => sum + total(each.code), 0), total('E92000001'), table)
      assert.equal(total('E92000001') + total('W92000004'), total('K04000001'), table)
      assert.equal([...atlas.publishedRows(edition).values()].reduce((sum, each) => sum + each.total, 0), total('K04000001'), table)
    }
  })

  test('a deprivation score is of the authority of its year and of no sum', () => {
    assert.equal(atlas.row(newest('deprivation', 2019), 'E06000063'), null)
    assert.notEqual(atlas.row(newest('deprivation', 2025), 'E06000063'), null)
    assert.equal(atlas.row(newest('deprivation', 2025), 'E07000026'), null)
    assert.equal(atlas.row(newest('deprivation', 2025), 'E10000018'), null)
  })
})

describe('Benchmarks', () => {
  const of = (code: string, question: Parameters<typeof benchmarksIn>[2]): readonly Benchmark[] => benchmarksIn(atlas, code, question)
  const one = (code: string, question: Parameters<typeof benchmarksIn>[2], category: string): Benchmark => {
    const found = of(code, question).find((each) => each.category === category)
    assert.ok(found, `${question}: ${category} in ${code}`)
    return found
  }

  test('ages are of residents of 16 to 64, in every set of bands that lies inside', () => {
    for (const code of ['E10000018', 'E06000063', 'E08000025', 'E09000002', 'W06000015', 'E92000001']) {
      const ages = of(code, 'age')
      const numbers = atlas.row(newest('age'), code)?.numbers ?? []
      const sum = (from: number, to: number): number => numbers.slice(from, to + 1).reduce<number>((a, b) => a + (b ?? 0), 0)
      for (const each of ages) assert.equal(each.whole, sum(16, 64))
      assert.equal(one(code, 'age', '16-24').part, sum(16, 24))
      assert.equal(one(code, 'age', '45-64').part, sum(45, 64))
      assert.equal(['16-24', '25-34', '35-44', '45-54', '55-59', '60-64'].reduce((a, each) => a + one(code, 'age', each).part, 0), sum(16, 64))
      assert.ok(ages.every((each) => !each.category.includes('65')))
    }
  })

  test('those who did not answer a voluntary question are left out, as employees who did not declare are', () => {
    const row = atlas.row(newest('sexual-orientation'), 'E10000018')
    const gay = one('E10000018', 'sexual orientation', 'S2')
    assert.equal(gay.whole, 581_051 - 37_376)
    assert.equal(gay.whole, (row?.numbers ?? []).slice(0, 4).reduce<number>((a, b) => a + (b ?? 0), 0))
    assert.match(gay.population, /aged 16 and over who answered the question/)
    const religions = of('E07000129', 'religion or belief').filter((each) => each.kind === 'category')
    assert.equal(religions.reduce((sum, each) => sum + each.part, 0), religions[0]?.whole)
  })

  test('an ethnic minority has two definitions, and both are named', () => {
    const wide = one('E10000018', 'ethnic group', 'All ethnic groups other than White British combined')
    const narrow = one('E10000018', 'ethnic group', 'All other ethnic groups combined')
    const [british, white] = [one('E10000018', 'ethnic group', 'W1'), one('E10000018', 'ethnic group', 'White')]
    assert.equal(wide.part + british.part, wide.whole)
    assert.equal(narrow.part + white.part, narrow.whole)
    assert.ok(wide.part > narrow.part)
  })

  test('groups are those that a workforce is reported by, and each adds up to everybody with the others of its grouping', () => {
    for (const code of ['E10000018', 'E06000016', 'E09000002', 'W06000015']) {
      for (const question of ['ethnic group', 'religion or belief', 'disability', 'sexual orientation', 'main language', 'carer'] as const) {
        const all = of(code, question)
        assert.equal(new Set(all.map((each) => each.label.toLowerCase())).size, all.length, `${question}: no label stands twice`)
        for (const grouping of groupingsFor(question)) {
          if (grouping.groups.length === 0) continue
          const parts = grouping.groups.filter((name) => name !== (code.startsWith('W') ? 'English' : 'English or Welsh')).map((name) => all.find((each) => each.label.toLowerCase() === name.toLowerCase()))
          assert.ok(parts.every((each) => each !== undefined), `${question}, ${grouping.name}: ${grouping.groups.join(', ')}`)
          assert.equal(parts.reduce((sum, each) => sum + (each?.part ?? 0), 0), parts[0]?.whole, `${question} in ${code}: ${grouping.name}`)
        }
      }
    }
  })

  test('where a table is not published for the area, the one around it is taken and named', () => {
    const carers = one('E07000129', 'carer', 'C')
    assert.deepEqual([carers.area, carers.edition, carers.part, carers.whole], ['East Midlands', 'Census 2011', 491_420, 4_525_650])
    assert.deepEqual(of('E07000129', 'pregnancy or maternity'), [])
    assert.deepEqual(of('E07000129', 'gender identity'), [])
  })

  test('each says whose, when, from where and how it differs', () => {
    for (const question of ['age', 'sex', 'ethnic group', 'religion or belief', 'disability', 'sexual orientation', 'main language', 'carer'] as const) {
      for (const code of ['E10000018', 'E07000133', 'E06000016', 'W06000001']) for (const each of of(code, question)) {
        assert.ok(each.whole >= each.part && each.part >= 0, `${question} in ${code}: ${each.category}`)
        assert.ok(each.match.length > 30 && each.source.startsWith('Office for National Statistics') && /^\d{4}-\d\d-\d\d$/.test(each.on) && each.definition !== '')
      }
    }
  })
})

describe('A table of the community', () => {
  test('has each area’s figures beside the others’, with the base of every share', () => {
    const table = tableFor(atlas, 'disability', ['E10000018', 'E07000129', 'E92000001'])
    assert.deepEqual(table?.areas.map((each) => [each.name, each.addedUp]), [['Leicestershire', true], ['Blaby', false], ['England', true]])
    const disabled = table?.rows[0]
    assert.deepEqual(disabled?.shares.map((each) => each.state === 'shown' ? [each.text, each.base] : null), [['16.6%', 'of 712,392 usual residents'], ['15.8%', 'of 102,934 usual residents'], ['17.3%', 'of 56,490,046 usual residents']])
  })

  test('leaves out an area that a table is not published for', () => {
    assert.deepEqual(tableFor(atlas, 'deprivation', ['E10000018', 'E07000129'])?.areas.map((each) => each.name), ['Blaby'])
    assert.equal(tableFor(atlas, 'gender-identity', ['E10000018']), null)
  })
})
