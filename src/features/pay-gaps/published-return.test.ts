import { strict as assert } from 'node:assert'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { suite, test } from 'node:test'
import { rounded } from '#statistics/rational.ts'
import { openExtract } from './commands/extract-rows.ts'
import { readReturns, reportedOf, restatementsIn, spreadOf, type PublishedReturn } from './published-return.ts'
import { whatTheServiceRefuses } from './statutory.ts'

const headings = 'EmployerName,EmployerId,Address,PostCode,CompanyNumber,SicCodes,DiffMeanHourlyPercent,DiffMedianHourlyPercent,DiffMeanBonusPercent,DiffMedianBonusPercent,MaleBonusPercent,FemaleBonusPercent,MaleLowerQuartile,FemaleLowerQuartile,MaleLowerMiddleQuartile,FemaleLowerMiddleQuartile,MaleUpperMiddleQuartile,FemaleUpperMiddleQuartile,MaleTopQuartile,FemaleTopQuartile,CompanyLinkToGPGInfo,ResponsiblePerson,EmployerSize,CurrentName,SubmittedAfterTheDeadline,DueDate,DateSubmitted'
const row = (name: string, id: string, mean: string, due: string): string => `"${name}","${id}","County Hall, Barchester, BA1 1BA","BA1 1BA","","1,\n84110","${mean}","	-2.50","","","0","0.00","27.00","73","23","77","43","57","50","50","","","1000 to 4999","${name}","False","${due}",""`
const read = (...lines: readonly string[]): { readonly returns: readonly PublishedReturn[]; readonly unread: number } => {
  const extract = openExtract(new TextEncoder().encode([headings, ...lines].join('\r\n')), 'returns.csv')
  if ('unreadable' in extract) throw new Error(extract.unreadable)
  return readReturns(extract.headings, extract.rows) ?? { returns: [], unread: -1 }
}

suite('A yearly file of the service', () => {
  test('is read with tabs before negatives, line breaks in cells, and both forms of dates', () => {
    const { returns: [first, second] } = read(row('Barsetshire County Council', '9001', '11.00', '31/03/2020 00:00:00'), row('Loamshire District Council', '9002', '-3.1', '2022/03/31 00:00:00'))
    assert.deepEqual([first?.year, first?.figures.slice(0, 6), first?.area, first?.sectors], [2019, ['11', '-2.5', null, null, '0', '0'], 'BA', ['council', 'county', 'public sector']])
    assert.deepEqual([second?.year, second?.figures[0], second?.sectors], [2021, '-3.1', ['council', 'district', 'public sector']])
  })
  test('knows the one deadline that was moved', () => assert.equal(read(row('A Council', '1', '1', '2021/10/05 00:00:00')).returns[0]?.year, 2020))
  test('leaves out a row whose figure is no number, and says so', () => assert.equal(read(row('A Council', '1', 'n/a', '2022/03/31 00:00:00'), row('B Council', '2', '1', '2022/03/31 00:00:00')).unread, 1))
  test('is not taken for one when its columns are others', () => assert.equal(readReturns(['Name', 'Gap'], []), null))
  test('gives the body’s own figures as it would report them', () => {
    const [first] = read(row('Barsetshire County Council', '9001', '11.67', '2024/03/31 00:00:00')).returns
    const reported = reportedOf(first?.figures ?? [])
    assert.deepEqual([reported.meanGap, reported.medianGap, reported.quarters[0]], ['11.7', '-2.5', { comparator: '27.0', group: '73.0' }])
    assert.deepEqual(whatTheServiceRefuses(reported), [])
  })
})

test('a figure that was changed between two files is noticed, and one that is only written otherwise is not', () => {
  const [before] = read(row('A Council', '1', '11.00', '2022/03/31 00:00:00')).returns
  const now = read(row('A Council', '1', '11', '2022/03/31 00:00:00')).returns
  assert.deepEqual(restatementsIn(new Map([['1', before?.figures ?? []]]), now), [])
  const changed = restatementsIn(new Map([['1', ['12', ...(before?.figures ?? []).slice(1)]]]), now)
  assert.deepEqual(changed.map(({ field, was, is }) => [field, was, is]), [['Mean gap in hourly pay', '12', '11']])
})

suite('A distribution', () => {
  const values = Array.from({ length: 101 }, (_, at) => String(at - 50))
  test('says where the middle half lies and whether a body is in it, and gives nobody a rank', () => {
    const spread = spreadOf(values, '40')
    assert.ok(spread)
    assert.deepEqual([rounded(spread.low, 0), rounded(spread.median, 0), rounded(spread.high, 0), spread.own], ['-25', '0', '25', 'above'])
    assert.equal(spread.steps.reduce((sum, step) => sum + step.bodies, 0), 101)
    assert.equal(spread.steps.filter((step) => step.own).length, 1)
  })
  test('is not drawn of fewer than five bodies', () => assert.equal(spreadOf(['1', '2', '3', '4'], '1'), null))
  test('puts what lies far out into the outermost steps', () => {
    const spread = spreadOf([...values, '900', '-900'], null)
    assert.ok(spread && spread.steps.length <= 20)
    assert.equal(spread.steps.reduce((sum, step) => sum + step.bodies, 0), 103)
  })
})

const folder = resolve(import.meta.dirname, '../../../../shared/data/gpg')

suite('Real files of the service', { skip: !existsSync(folder) && 'the real files are not here' }, () => {
  for (const [file, bodies, year, columns] of [['UK_Gender_Pay_Gap_Data_2019_to_2020.csv.gz', 6031, 2019, 25], ['UK_Gender_Pay_Gap_Data_2021_to_2022.csv.gz', 10531, 2021, 27], ['UK_Gender_Pay_Gap_Data_2023_to_2024.csv.gz', 2351, 2023, 27]] as const) {
    test(`${file} is read whole`, () => {
      const extract = openExtract(gunzipSync(readFileSync(resolve(folder, file))), file.replace('.gz', ''))
      assert.ok('rows' in extract)
      const found = readReturns(extract.headings, extract.rows)
      assert.deepEqual([extract.headings.length, found?.returns.length, found?.unread, new Set(found?.returns.map((each) => each.year))], [columns, bodies, 0, new Set([year])])
      assert.equal(new Set(found?.returns.map((each) => each.employer)).size, bodies)
      assert.ok((found?.returns.filter((each) => each.sectors.includes('council')).length ?? 0) > 90)
    })
  }
  test('a selection of several years keeps each row’s own', () => {
    const file = 'leicester_leicestershire_rutland_all_years.csv'
    const extract = openExtract(readFileSync(resolve(folder, file)), file)
    assert.ok('rows' in extract)
    assert.deepEqual([...new Set(readReturns(extract.headings, extract.rows)?.returns.map((each) => each.year))].sort(), [2019, 2020, 2021, 2022, 2023])
  })
})
