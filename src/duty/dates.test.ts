import { test } from 'node:test'
import assert from 'node:assert/strict'
import { dayInLondon, dayInWords, dayOfWeekInWords, easterSunday, inYear, lastOfMonth, listInWords, momentInWords, monthInWords, rangeInWords, startOfDayInLondon } from './dates.ts'

const day = Temporal.PlainDate.from
const instant = Temporal.Instant.from

test('a day is said with its month in full and no leading nought', () => {
  assert.equal(dayInWords(day('2026-03-03')), '3 March 2026')
  assert.equal(dayOfWeekInWords(day('2026-03-03')), 'Tuesday 3 March 2026')
  assert.equal(monthInWords(day('2026-03-03')), 'March 2026')
})

test('a range says each month and year once', () => {
  assert.equal(rangeInWords(day('2023-04-01'), day('2023-06-30')), 'April to June 2023')
  assert.equal(rangeInWords(day('2023-04-02'), day('2023-06-30')), '2 April to 30 June 2023')
  assert.equal(rangeInWords(day('2022-04-01'), day('2026-03-31')), 'April 2022 to March 2026')
  assert.equal(rangeInWords(day('2026-03-03'), day('2026-03-09')), '3 to 9 March 2026')
  assert.equal(rangeInWords(day('2025-12-30'), day('2026-01-02')), '30 December 2025 to 2 January 2026')
  assert.equal(rangeInWords(day('2026-03-03'), day('2026-03-03')), '3 March 2026')
  assert.equal(rangeInWords(day('2024-02-01'), day('2024-02-29')), 'February 2024')
})

test('half past eleven in the evening in UTC is already the next day in a British summer, and not in winter', () => {
  assert.equal(dayInLondon(instant('2026-06-30T23:30:00Z')).toString(), '2026-07-01')
  assert.equal(dayInLondon(instant('2026-12-31T23:30:00Z')).toString(), '2026-12-31')
})

test('the days on which the clocks change are 23 and 25 hours long and still one day each', () => {
  const hours = (on: string) => startOfDayInLondon(day(on)).until(startOfDayInLondon(day(on).add({ days: 1 }))).total('hours')
  assert.equal(hours('2026-03-29'), 23)
  assert.equal(hours('2026-10-25'), 25)
  assert.equal(dayInLondon(startOfDayInLondon(day('2026-03-29'))).toString(), '2026-03-29')
  assert.equal(momentInWords(instant('2026-10-25T00:30:00Z')), '1:30am on 25 October 2026')
  assert.equal(momentInWords(instant('2026-10-25T01:30:00Z')), '1:30am on 25 October 2026')
})

test('a time is said in the style of GOV.UK', () => {
  assert.equal(momentInWords(instant('2026-03-03T09:05:00Z')), '9:05am on 3 March 2026')
  assert.equal(momentInWords(instant('2026-03-03T12:00:00Z')), 'midday on 3 March 2026')
  assert.equal(momentInWords(instant('2026-03-03T00:00:00Z')), 'midnight on 3 March 2026')
  assert.equal(momentInWords(instant('2026-03-03T17:00:00Z')), '5pm on 3 March 2026')
  assert.equal(momentInWords(instant('2026-03-03T00:10:00Z')), '12:10am on 3 March 2026')
})

test('29 February is kept at the end of the month in the years that do not have one', () => {
  assert.equal(inYear({ month: 2, day: 29 }, 2024).toString(), '2024-02-29')
  assert.equal(inYear({ month: 2, day: 29 }, 2025).toString(), '2025-02-28')
  assert.equal(lastOfMonth(2028, 2).toString(), '2028-02-29')
})

test('Easter is where the calendar has it', () => {
  assert.deepEqual([2000, 2008, 2016, 2024, 2025, 2026, 2038].map((year) => easterSunday(year).toString()),
    ['2000-04-23', '2008-03-23', '2016-03-27', '2024-03-31', '2025-04-20', '2026-04-05', '2038-04-25'])
})

test('a list is joined as a person would say it', () => {
  assert.equal(listInWords([]), '')
  assert.equal(listInWords(['age']), 'age')
  assert.equal(listInWords(['age', 'race', 'sex'], 'or'), 'age, race or sex')
})
