import { test } from 'node:test'
import assert from 'node:assert/strict'
import { after, calendarQuarter, financialQuarter, financialQuarterOf, financialYear, financialYearInWords, financialYearOf, lengthInWords, quarterEnds, quarterInWords } from './quarters.ts'

const day = Temporal.PlainDate.from

test('the financial year 2016 to 2017 ends on 31 March 2017', () => {
  assert.equal(financialYear(2016).to.toString(), '2017-03-31')
  assert.equal(financialYearInWords(financialYear(2016)), '2016 to 2017')
})

test('31 March and 1 April lie in different financial years', () => {
  assert.equal(financialYearOf(day('2017-03-31')).beginning, 2016)
  assert.equal(financialYearOf(day('2017-04-01')).beginning, 2017)
})

test('the fourth quarter of a financial year is January to March of the year after, and of a calendar year October to December', () => {
  assert.equal(quarterInWords(financialQuarter(2025, 4)), 'quarter 4, January to March 2026')
  assert.equal(quarterInWords(calendarQuarter(2025, 4)), 'quarter 4, October to December 2025')
  assert.equal(quarterInWords(financialQuarter(2025, 1)), 'quarter 1, April to June 2025')
})

test('every day lies in the financial quarter that says so', () => {
  for (let on = day('2023-01-01'); on.year < 2025; on = on.add({ days: 1 })) {
    const quarter = financialQuarterOf(on)
    assert.ok(Temporal.PlainDate.compare(quarter.from, on) <= 0 && Temporal.PlainDate.compare(on, quarter.to) <= 0, `${on}`)
  }
  assert.equal(financialQuarterOf(day('2024-02-29')).number, 4)
})

test('within six weeks of the end of each quarter is 11 August, 11 November, 11 February and 12 May', () => {
  const days = quarterEnds(day('2016-04-01'), day('2017-03-31')).map((end) => after(end, { count: 6, unit: 'week' }).toString())
  assert.deepEqual(days, ['2016-08-11', '2016-11-11', '2017-02-11', '2017-05-12'])
})

test('a quarter that ends on the first or last day asked about is counted', () => {
  assert.deepEqual(quarterEnds(day('2024-03-31'), day('2024-06-30')).map(String), ['2024-03-31', '2024-06-30'])
  assert.deepEqual(quarterEnds(day('2024-04-01'), day('2024-06-29')), [])
})

test('three months after 30 November is the last day of February', () => {
  assert.equal(after(day('2023-11-30'), { count: 3, unit: 'month' }).toString(), '2024-02-29')
  assert.equal(after(day('2022-11-30'), { count: 3, unit: 'month' }).toString(), '2023-02-28')
  assert.equal(lengthInWords({ count: 1, unit: 'year' }), '1 year')
})
