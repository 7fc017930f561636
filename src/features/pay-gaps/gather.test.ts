import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { writeOds } from '#documents/write.ts'
import { openExtract } from './commands/extract-rows.ts'
import { rounded, toNumber } from '#statistics/rational.ts'
import type { Employee } from './employee.ts'
import { gather, readAmount, readDay } from './gather.ts'
import { usualChoices, type Choices, type Understanding } from './payroll.ts'
import { understand } from './understanding.ts'
import { survey } from './survey.ts'

const snapshot = Temporal.PlainDate.from('2026-03-31')

/** An extract as a person would type it, understood as the room guesses, with choices of the test. */
function count(lines: string, choices: Partial<Choices> = {}, more: Partial<Understanding> = {}, day = snapshot): readonly Employee[] {
  const [head = [], ...body] = lines.trim().split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  const rows = body.map((cells, at) => ({ line: at + 2, cells }))
  const understood = understand(survey(head, rows), { remembered: null, rules: [], regime: 'public', snapshot: day })
  return gather(head, rows, { ...understood, ...more, choices: { ...usualChoices('public', day), ...choices } }, day)
}
const rate = (employee: Employee | undefined, places = 4): string | null => (employee?.hourly ? rounded(employee.hourly, places) : null)
const standing = (employees: readonly Employee[]): string => employees.map((each) => each.standing).join(', ')

suite('The hourly rate of paragraph 6', () => {
  test('is basic pay and allowances for a month times 7 over 30.44 over weekly hours', () => {
    const [employee] = count(`
      Staff number|Sex|Contract hours|Basic pay|Car allowance
      1|F|37|2,500.00|£100`)
    assert.equal(rate(employee), '16.1594')
    assert.equal(employee?.standing, 'full pay')
  })
  test('brings a bonus for a year to the length of the month', () => {
    const [employee] = count(`
      Staff number|Sex|Contract hours|Basic pay|Allowances|Bonus
      1|M|37|2500|100|1200`)
    assert.equal(rate(employee), '16.7810')
    assert.equal(employee?.bonus && toNumber(employee.bonus), 1200)
  })
  test('takes fortnights and four weeks at 14 and 28 days', () => {
    const extract = `
      Staff number|Sex|Contract hours|Basic pay
      1|F|35|700`
    assert.equal(rate(count(extract, { payPeriod: 'fortnight', periodFrom: '2026-03-23' })[0]), '10.0000')
    assert.equal(rate(count(extract, { payPeriod: 'four weeks', periodFrom: '2026-03-09' })[0]), '5.0000')
    assert.equal(rate(count(extract, { payPeriod: 'week', periodFrom: '2026-03-30' })[0]), '20.0000')
  })
  test('leaves overtime, expenses and arrears out, and counts pay after salary sacrifice', () => {
    const [employee] = count(`
      Staff number|Sex|Contract hours|Basic pay|Overtime pay|Mileage expenses|Back pay arrears|Salary sacrifice
      1|F|37|2700|400|55|900|100`)
    assert.equal(rate(employee), '16.1594')
    assert.deepEqual(employee?.notes, ['arrears left out'])
  })
  test('averages the last twelve weeks in which somebody worked, and never a week without work', () => {
    const weeks = [10, 0, 20, 20, 20, 20, 20, 20, 20, 20, 0, 20, 20, 20, 26]
    const [employee] = count(`
      Staff number|Sex|Contract hours|Basic pay|${weeks.map((_, at) => `Week ${at + 1} hours`).join('|')}
      1|F||870|${weeks.join('|')}`)
    assert.equal(employee?.hoursBasis, 'average of 12 worked weeks')
    assert.equal(employee?.weeklyHours && toNumber(employee.weeklyHours), (20 * 11 + 26) / 12)
  })
  test('notes an average of fewer weeks as an estimate', () => {
    const [employee] = count(`
      Staff number|Sex|Basic pay|Week 1 hours|Week 2 hours
      1|F|400|10|30`)
    assert.deepEqual([employee?.hoursBasis, employee?.weeklyHours && toNumber(employee.weeklyHours), employee?.notes], ['fair estimate', 20, ['fewer than 12 weeks', 'low rate']])
  })
  test('spreads term-time hours over the year, as the pay is', () => {
    const [employee] = count(`
      Staff number|Sex|Contract hours|Paid weeks|Basic pay
      1|F|30|44.353|1500`)
    assert.equal(employee?.weeklyHours && rounded(employee.weeklyHours, 4), '25.5000')
    assert.equal(employee?.hoursBasis, 'term time spread over the year')
  })
  test('can be given by the payroll, or worked out of a salary for a year and a share of full time', () => {
    assert.equal(rate(count('Staff number|Sex|Hourly rate\n1|F|12.345')[0], 3), '12.345')
    assert.equal(rate(count('Staff number|Sex|FTE|Annual salary\n1|F|0.5|18262.5', { fullTimeHours: '35' })[0]), '20.0000')
  })
})

suite('Who counts', () => {
  test('follows the worked example of a week: leave with less pay does not count for hourly pay, a strike and full pay on leave do', () => {
    const employees = count(`
      Staff number|Sex|Contract hours|Basic pay|Pay status
      Hook|M|35|400|full pay
      Line|M|35|320|unpaid special leave
      Sinker|M|35|400|full pay
      Pan|M|35|180|statutory parental leave
      Wendy|F|35|240|strike
      Smee|M|21|240|full pay`, { payPeriod: 'week', periodFrom: '2026-03-30' })
    assert.equal(standing(employees), 'full pay, relevant, full pay, relevant, full pay, full pay')
    assert.deepEqual(employees.map((each) => each.reason), ['full pay', 'reduced by leave', 'full pay', 'reduced by leave', 'full pay', 'full pay'])
    assert.deepEqual(employees[4]?.notes, ['reduced otherwise', 'low rate'])
  })
  test('leaves out maintained schools, those who had left, those who had not started, and those whose sex is not recorded', () => {
    const employees = count(`
      Staff number|Sex|Contract hours|Basic pay|Employment type|Start date|Leaving date
      1|F|37|2000|Maintained school|01/09/2020|
      2|F|37|2000|Casual|01/09/2020|
      3|F|37|2000|Permanent|01/04/2026|
      4|F|37|2000|Permanent|2019-05-01|30/03/2026
      5||37|2000|Permanent|2019-05-01|
      6|M|37|2000|Agency contractor||`)
    assert.deepEqual(employees.map((each) => each.reason), ['maintained school', 'full pay', 'not employed on the day', 'not employed on the day', 'no sex recorded', 'contractor without data'])
  })
  test('counts a starter of the period with the hours of a whole week, and says so', () => {
    const [employee] = count(`
      Staff number|Sex|Contract hours|Basic pay|Start date
      1|F|37|1000|16/03/2026`)
    assert.deepEqual([employee?.standing, employee?.notes], ['full pay', ['started in the period', 'low rate']])
  })
  test('adds several posts together, or counts them apart, as the body chose', () => {
    const extract = `
      Staff number|Post number|Sex|Contract hours|Basic pay
      7|A|F|20|1000
      7|B|F|10|800
      8|A|M|37|2000`
    const together = count(extract)
    assert.equal(together.length, 2)
    assert.deepEqual([rate(together[0]), together[0]?.notes], [rounded({ over: 1800n * 700n, under: 3044n * 30n }, 4), ['several posts']])
    assert.equal(count(extract, { severalPosts: 'counted apart' }).length, 3)
  })
  test('counts the same row once', () => {
    const employees = count('Staff number|Sex|Contract hours|Basic pay\n1|F|37|2000\n1|F|37|2000')
    assert.deepEqual(employees.map((each) => each.reason), ['full pay', 'same row twice'])
  })
  test('has no hourly rate for a casual who did not work', () => {
    const employees = count('Staff number|Sex|Contract hours|Basic pay\n1|F||0\n2|M||250\n3|M|37|x\n4|F|0|\n5|F|37|2000')
    assert.deepEqual(employees.map((each) => each.reason), ['no pay and no hours', 'no hours', 'pay cannot be read', 'no pay and no hours', 'full pay'])
  })
})

test('an extract with a row for each payment gives the same employees', () => {
  const [first, second] = count(`
    Staff number|Sex|Contract hours|Pay element|Amount|Belongs to period
    1|F|37|Basic salary|2500|31/03/2026
    1|F|37|First aid allowance|100|31/03/2026
    1|F|37|Basic salary|300|28/02/2026
    1|F|37|Overtime 1.5|250|31/03/2026
    2|M|37|Basic salary|2600|31/03/2026`)
  assert.equal(rate(first), '16.1594')
  assert.deepEqual(first?.notes, ['arrears left out'])
  assert.equal(rate(second), '16.1594')
  assert.deepEqual(first?.lines, [2, 3, 4, 5])
})

test('the order of rows never matters', () => {
  const rows = ['1|F|37|2000', '2|M|30|1800', '3|F|20|900', '1|F|10|600']
  const rates = (lines: readonly string[]): readonly (string | null)[] => count(`Staff number|Sex|Contract hours|Basic pay\n${lines.join('\n')}`).map((each) => rate(each, 9)).sort()
  assert.deepEqual(rates(rows), rates(rows.toReversed()))
})

test('amounts and days are read as payrolls write them', () => {
  const amounts = ['£1,234.50', '(12.50)', '12.50-', '', '-', '0', 'n/a', '1e3'].map((written) => { const amount = readAmount(written); return amount ? toNumber(amount) : amount })
  assert.deepEqual(amounts, [1234.5, -12.5, -12.5, null, null, 0, undefined, 1000])
  assert.deepEqual(['31/03/2026', '2026-03-31', '2026-03', '31 Mar 2026', '31-March-2026', '5/25/2014 0:00', 'soon', ''].map((written) => readDay(written)?.toString() ?? null), ['2026-03-31', '2026-03-31', '2026-03-01', '2026-03-31', '2026-03-31', null, null, null])
})


test('an OpenDocument sheet with a title above its headings gives the rows that a CSV file gives', async () => {
  const headings = ['Staff number', 'Sex', 'Contract hours', 'Basic pay']
  const rows = [['1', 'F', '37', '2500'], ['2', 'M', '37', '2600.50']]
  const sheet = openExtract(await writeOds({ title: 'Payroll, March 2026', headings: headings.map((text) => ({ text })), rows }), 'payroll.ods')
  const text = openExtract(new TextEncoder().encode([headings, ...rows].map((row) => row.join(';')).join('\n')), 'payroll.csv')
  assert.ok('rows' in sheet && 'rows' in text)
  assert.deepEqual([sheet.headings, sheet.rows.map((row) => row.cells)], [text.headings, text.rows.map((row) => row.cells)])
})

test('a fortnight that is remembered is moved to the one in which the new snapshot day lies', () => {
  const surveyed = survey(['Sex'], [])
  const remembered = { columns: {}, words: {}, elements: {}, choices: { ...usualChoices('public', snapshot), payPeriod: 'fortnight' as const, periodFrom: '2025-03-24' } }
  assert.equal(understand(surveyed, { remembered, rules: [], regime: 'public', snapshot }).choices.periodFrom, '2026-03-23')
  assert.equal(understand(surveyed, { remembered: { ...remembered, choices: usualChoices('public', snapshot) }, rules: [], regime: 'private', snapshot: Temporal.PlainDate.from('2026-04-05') }).choices.periodFrom, '2026-04-01')
})
