import { strict as assert } from 'node:assert'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { suite, test } from 'node:test'
import { given as figureOf } from '#statistics/for-tests.ts'
import { decimal, fraction, rounded } from '#statistics/rational.ts'
import { payQuarters, percentagesThatAddUp, type PayQuarter } from '#statistics/pay-quarters.ts'
import { openExtract } from './commands/extract-rows.ts'
import { figuresOfColumns, type AskedColumns } from './figures-of-columns.ts'
import { downloadColumns, downloadRow, entrySheet, sizeOf } from './service-file.ts'
import { given, sixFigures, smallCells, whatTheServiceRefuses, type Reported, type Sides } from './statutory.ts'
import { deadlineOf, reportingYear, snapshotOf } from './payroll.ts'
import { withoutFormula } from '#documents/write-csv.ts'

const about = { comparatorName: 'men', groupName: 'women', minimum: 1, definition: 'Everybody', source: 'A payroll' }
const many = (count: number, amount: number) => Array.from({ length: count }, () => fraction(amount))

suite('The worked example of the guidance', () => {
  // 4,445 people on full pay: four blocks of rates that fill the quarters exactly, with the guidance's means and medians.
  const quarterCounts: readonly (readonly [men: number, women: number])[] = [[187, 925], [110, 1001], [298, 813], [750, 361]]
  test('puts the one person left over into the lower quarter, and rounds as published', () => {
    const { quarters } = figureOf(payQuarters(quarterCounts.map(([comparator, group], at) => ({ rate: fraction(at + 1), comparator, group }))))
    assert.deepEqual(quarters.map((each) => each.people), [1112, 1111, 1111, 1111])
    assert.deepEqual(quarters.map((each) => figureOf(percentagesThatAddUp(each))), [
      { comparator: '16.8', group: '83.2' }, { comparator: '9.9', group: '90.1' }, { comparator: '26.8', group: '73.2' }, { comparator: '67.5', group: '32.5' },
    ])
  })
  test('shares out 40 people on one rate as 9 women and 1 man, and 27 women and 3 men', () => {
    // 30 below them and 90 above: ten of the forty places lie in the lower quarter, thirty in the lower middle.
    const { tieBlocks } = figureOf(payQuarters([{ rate: fraction(1), comparator: 10, group: 20 }, { rate: fraction(2), comparator: 4, group: 36 }, { rate: fraction(3), comparator: 45, group: 45 }]))
    assert.deepEqual(tieBlocks[0]?.seats.slice(0, 2), [10, 30])
    assert.deepEqual(tieBlocks[0]?.comparatorPlaced.slice(0, 2), [1, 3])
  })
  test('gives the published gaps: 13.6 and 6.7, and for bonus 9.7 and 3.3', () => {
    // The guidance gives sums: £23,550 over 1,345 men and £46,900 over 3,100 women.
    assert.equal(rounded({ over: (23550n * 3100n - 46900n * 1345n) * 100n, under: 23550n * 3100n }, 2), '13.59')
    const figures = figureOf(sixFigures({ rates: [{ rate: fraction(15), comparator: 2, group: 1 }, { rate: fraction(13), comparator: 0, group: 1 }, { rate: fraction(9), comparator: 1, group: 1 }, { rate: fraction(21), comparator: 0, group: 1 }],
      bonuses: { comparator: many(1300, 1650), group: many(2000, 1490), relevantComparator: 1375, relevantGroup: 3125 } }, about))
    assert.equal(figures.reported.medianGap, '6.7')
    assert.equal(figures.reported.meanBonusGap, '9.7')
    assert.deepEqual([figures.reported.comparatorBonus, figures.reported.groupBonus], ['94.5', '64.0'])
    assert.equal(rounded({ over: (2300n - 2225n) * 100n, under: 2300n }, 1), '3.3')
  })
})

suite('What cannot be worked out', () => {
  const rates = [{ rate: fraction(10), comparator: 4, group: 4 }]
  const withBonus = (comparator: number, group: number): Sides => ({ rates, bonuses: { comparator: many(comparator, 100), group: many(group, 90), relevantComparator: 4, relevantGroup: 4 } })
  test('is blank where no man was paid a bonus, and 100 where men were and no woman', () => {
    const reported = (sides: Sides): Reported => figureOf(sixFigures(sides, about)).reported
    assert.deepEqual([reported(withBonus(0, 2)).meanBonusGap, reported(withBonus(0, 2)).medianBonusGap], ['', ''])
    assert.deepEqual([reported(withBonus(2, 0)).meanBonusGap, reported(withBonus(2, 0)).medianBonusGap], ['100.0', '100.0'])
    for (const sides of [withBonus(0, 0), withBonus(0, 2), withBonus(2, 0), withBonus(2, 2)]) assert.deepEqual(whatTheServiceRefuses(reported(sides)), [])
  })
  test('is refused where fewer than four people would make quarters', () => {
    assert.ok('refused' in sixFigures({ rates: [{ rate: fraction(10), comparator: 1, group: 2 }], bonuses: { comparator: [], group: [], relevantComparator: 1, relevantGroup: 2 } }, about))
  })
})

test('each quarter’s two percentages add up to exactly 100 for any number of people', () => {
  for (let people = 1; people <= 400; people++) {
    for (let men = 0; men <= people; men++) {
      const quarter: PayQuarter = { name: 'lower', people, comparator: men, group: people - men, comparatorPercent: fraction(100 * men, people), groupPercent: fraction(100 * (people - men), people) }
      const shown = figureOf(percentagesThatAddUp(quarter))
      assert.equal(Math.round((Number(shown.comparator) + Number(shown.group)) * 10), 1000)
    }
  }
})

suite('Properties of the measures', () => {
  const rates = Array.from({ length: 60 }, (_, at) => ({ rate: decimal(`${8 + (at * 7) % 23}.${at % 3}5`), comparator: at % 4, group: (at * 3) % 5 }))
  const bonuses = { comparator: many(3, 50), group: many(4, 70), relevantComparator: 100, relevantGroup: 140 }
  const figures = figureOf(sixFigures({ rates, bonuses }, about))
  test('the order of rows does not matter', () => assert.deepEqual(figureOf(sixFigures({ rates: rates.toReversed(), bonuses }, about)).reported, figures.reported))
  test('all pay doubled leaves the gaps as they are', () => {
    const doubled = figureOf(sixFigures({ rates: rates.map((each) => ({ ...each, rate: fraction(each.rate.over * 2n, each.rate.under) })), bonuses }, about))
    assert.deepEqual(doubled.reported, figures.reported)
  })
  test('with the sexes exchanged the quarters mirror', () => {
    const mirrored = figureOf(sixFigures({ rates: rates.map(({ rate, comparator, group }) => ({ rate, comparator: group, group: comparator })), bonuses: { comparator: bonuses.group, group: bonuses.comparator, relevantComparator: 140, relevantGroup: 100 } }, about))
    const all = ({ quarters }: typeof figures) => quarters.reduce((sum, each) => sum + each.comparator, 0)
    assert.equal(all(mirrored), figures.people.fullPay[1])
    assert.equal(mirrored.mean.comparator, figures.mean.group)
  })
  test('men and women of the quarters are all men and women, and the kept fractions are the figures', () => {
    assert.equal(figures.quarters.reduce((sum, each) => sum + each.comparator, 0), figures.people.fullPay[0])
    assert.equal(figures.quarters.reduce((sum, each) => sum + each.group, 0), figures.people.fullPay[1])
    assert.equal(rounded(given(figures.mean.gap), 1), figures.reported.meanGap)
  })
})

suite('What the government’s service takes', () => {
  const good: Reported = { meanGap: '13.6', medianGap: '-6.7', meanBonusGap: '9.7', medianBonusGap: '3.3', comparatorBonus: '94.5', groupBonus: '64.0', quarters: [{ comparator: '16.8', group: '83.2' }, { comparator: '9.9', group: '90.1' }, { comparator: '26.8', group: '73.2' }, { comparator: '67.5', group: '32.5' }] }
  test('is asked before anything is sent', () => {
    assert.deepEqual(whatTheServiceRefuses(good), [])
    const wrong = (changed: Partial<Reported>): number => whatTheServiceRefuses({ ...good, ...changed }).length
    assert.equal(wrong({ meanGap: '100.1' }), 1)
    assert.equal(wrong({ meanGap: '13.59' }), 1)
    assert.equal(wrong({ comparatorBonus: '0.0' }), 1)
    assert.equal(wrong({ comparatorBonus: '0.0', meanBonusGap: '', medianBonusGap: '' }), 0)
    assert.equal(wrong({ meanBonusGap: '' }), 1)
    assert.equal(wrong({ meanBonusGap: '100.1' }), 1)
    assert.equal(wrong({ groupBonus: '101.0' }), 1)
    assert.equal(wrong({ quarters: good.quarters.map((each, at) => (at === 1 ? { comparator: '12.3', group: '87.8' } : each)) }), 1)
  })
  test('is a sheet in the order of its form: quarters from the upper down, women first', () => {
    assert.deepEqual(entrySheet(good).map((each) => each.answer), ['13.6%', '-6.7%', '32.5%', '67.5%', '73.2%', '26.8%', '90.1%', '9.9%', '83.2%', '16.8%', '9.7%', '3.3%', '64.0%', '94.5%'])
  })
  test('is a row of 27 columns, with dates and SIC codes as the service writes them', () => {
    const row = downloadRow(good, { name: 'Barsetshire County Council', employerId: '', address: '', postCode: 'BA1 1BA', companyNumber: '', sicCodes: ['1', '84110'], link: '', responsiblePerson: '', size: '5000 to 19,999' },
      { deadline: deadlineOf(snapshotOf('public', 2026)), submitted: null, late: false })
    assert.equal(row.length, downloadColumns.length)
    assert.deepEqual([row[5], row[6], row[12], row[19], row[25]], ['1,\n84110', '13.6', '16.8', '32.5', '2027/03/30 00:00:00'])
  })
  test('knows the reporting years and their deadlines', () => {
    assert.equal(deadlineOf(snapshotOf('public', 2026)).toString(), '2027-03-30')
    assert.equal(deadlineOf(snapshotOf('private', 2026)).toString(), '2027-04-04')
    assert.equal(deadlineOf(snapshotOf('public', 2020)).toString(), '2021-10-05')
    assert.equal(reportingYear(snapshotOf('public', 2026)), '2026 to 2027')
    assert.deepEqual([249, 250, 999, 6400, 20_000].map(sizeOf), ['Less than 250', '250 to 499', '500 to 999', '5000 to 19,999', '20,000 or more'])
  })
  test('has no cell that a spreadsheet would work out', () => {
    assert.deepEqual(['-test', '+test', '@test', '=test', '-10.2', 'Test - x'].map(withoutFormula), ["'-test", "'+test", "'@test", "'=test", '-10.2', 'Test - x'])
  })
  test('warns of cells of fewer than ten people', () => {
    const figures = figureOf(sixFigures({ rates: [{ rate: fraction(10), comparator: 40, group: 40 }, { rate: fraction(20), comparator: 30, group: 2 }], bonuses: { comparator: [], group: [], relevantComparator: 70, relevantGroup: 42 } }, about))
    assert.deepEqual(smallCells(figures), ['the upper quarter'])
  })
})

const payrolls = resolve(import.meta.dirname, '../../../../shared/data/payroll')

suite('The figures of real payrolls are those that R gives', { skip: !existsSync(payrolls) && 'the real payrolls are not here' }, () => {
  const asked = (columns: Partial<AskedColumns>): AskedColumns => ({ group: [], hourly: [], salary: [], hours: [], bonus: [], ...columns })
  const cases: readonly (readonly [file: string, columns: AskedColumns, reference: string, others: readonly string[], people: readonly [number, number], mean: number, median: number])[] = [
    ['montgomery_county_md_2023.csv', asked({ group: ['Gender'], hourly: ['Base_Salary'] }), 'M', ['F'], [5929, 4362], 5.2882, 5.1941],
    ['cincinnati_oh_2021_names_removed.csv', asked({ group: ['SEX'], hourly: ['ANNUAL_RT'] }), 'M', ['F'], [3946, 2358], 18.81, 26.7107],
    ['cincinnati_oh_2021_names_removed.csv', asked({ group: ['SEX'], salary: ['ANNUAL_RT'], hours: ['STD_HOURS'] }), 'M', ['F'], [3946, 2358], 13.5014, 18.5675],
    ['cincinnati_oh_2021_names_removed.csv', asked({ group: ['RACE'], hourly: ['ANNUAL_RT'] }), 'WHITE', ['BLACK'], [3725, 2357], 22.6356, 26.7109],
    ['cincinnati_oh_2021_names_removed.csv', asked({ group: ['RACE'], hourly: ['ANNUAL_RT'] }), 'WHITE', ['BLACK', 'ASIAN/PACIFIC ISLANDER', 'HISPANIC', 'AMERICAN INDIAN/ALASKAN NATIVE', 'CHINESE', 'TORRES STRAIT ISLANDER ORIGIN', 'ABORIGINAL/TORRES STRAIT ISLAND'], [3725, 2531], 21.005, 25.2474],
    ['glassdoor_gender_pay_gap_sample_1000.csv', asked({ group: ['Gender'], hourly: ['TotalComp'] }), 'Male', ['Female'], [532, 468], 8.1033, 8.1156],
  ]
  for (const [file, columns, reference, others, people, mean, median] of cases) {
    test(`${file}: ${reference} and ${others[0] ?? ''}`, () => {
      const extract = openExtract(readFileSync(resolve(payrolls, file)), file)
      assert.ok('rows' in extract)
      const figures = figuresOfColumns(extract.headings, extract.rows, columns, reference, others)
      assert.deepEqual([figures.counts.reference, figures.counts.other], people)
      assert.deepEqual([figures.mean?.toFixed(4), figures.median?.toFixed(4)], [mean.toFixed(4), median.toFixed(4)])
      const placed = Object.values(figures.quarters ?? {}).reduce((sum, [of, to]) => sum + of + to, 0)
      assert.equal(placed, people[0] + people[1])
    })
  }
  test('overtime and longevity pay as if they were a bonus, of those who had any', () => {
    const file = 'montgomery_county_md_2023.csv'
    const extract = openExtract(readFileSync(resolve(payrolls, file)), file)
    assert.ok('rows' in extract)
    const { bonus } = figuresOfColumns(extract.headings, extract.rows, asked({ group: ['Gender'], hourly: ['Base_Salary'], bonus: ['Overtime_Pay', 'Longevity_Pay'] }), 'M', ['F'])
    assert.deepEqual([bonus?.counts, bonus?.mean?.toFixed(4), bonus?.median?.toFixed(4), bonus?.['reference paid']?.toFixed(3), bonus?.['other paid']?.toFixed(4)], [{ reference: 4583, other: 2217 }, '54.9156', '60.3927', '77.298', '50.8253'])
  })
})
