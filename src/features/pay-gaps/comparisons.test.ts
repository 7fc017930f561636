import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { asText } from '#disclosure/shown.ts'
import { fraction } from '#statistics/rational.ts'
import { besideWorkforce } from './beside-workforce.ts'
import { compareGroups } from './comparisons.ts'
import type { Employee, Group } from './employee.ts'
import { ethnicMeanings, groupOfFive, guessEthnicGroup, nineteenGroups } from './ethnic-groups.ts'
import { clearComparisons } from './jobs/clear-comparisons.ts'
import { thawComparisons } from './pages/gaps.ts'

const day = Temporal.PlainDate.from('2026-03-31')
function people(count: number, pence: number, groups: { readonly [group in Group]?: string }, sex: 'male' | 'female' = 'female'): Employee[] {
  return Array.from({ length: count }, (_, at) => {
    return { place: at + 1, staffNumber: '', lines: [at + 2], sex: at % 3 === 0 ? (sex === 'male' ? 'female' : 'male') : sex, standing: 'full pay', reason: 'full pay', hourly: fraction(pence + at, 100), weeklyHours: fraction(37), hoursBasis: 'contract', parts: {}, bonus: null, notes: [], groups, service: 3 }
  })
}
const white = 'English, Welsh, Scottish, Northern Irish or British'
const about = { on: day, source: 'A payroll', today: day, earlier: [], audit: { gradeMix: null } }
const numbered = (employees: readonly Employee[]): Employee[] => employees.map((each, at) => ({ ...each, place: at + 1 }))
async function cleared(employees: readonly Employee[]) {
  const held = compareGroups(numbered(employees), 'A payroll')
  const answer = await clearComparisons(held, await besideWorkforce(held), about)
  if ('refused' in answer) throw new Error(answer.refused)
  const contents = thawComparisons(answer)
  if ('refused' in contents) throw new Error(contents.refused)
  return { contents, text: (id: string) => { const found = contents.comparisons.find((each) => each.id === id); return found === undefined ? null : asText(found.mean) } }
}

suite('Comparing groups', () => {
  test('names whom they are compared with, and White minorities are White by the proposal of 2026', async () => {
    const { contents, text } = await cleared([...people(120, 2000, { 'ethnic group': white }), ...people(30, 1000, { 'ethnic group': 'Any other White background' }), ...people(40, 1800, { 'ethnic group': 'Indian' }), ...people(20, 1800, { 'ethnic group': 'African' })])
    const binary = contents.comparisons.find((each) => each.id === 'ethnicity: binary')
    assert.deepEqual([binary?.comparatorName, binary?.groupName, binary && asText(binary.comparator), binary && asText(binary.group)], ['White people', 'people of all other ethnic groups together', '100 to 499', '50 to 99'])
    assert.notEqual(text('ethnicity: binary'), '[c]')
    assert.equal(contents.comparisons.find((each) => each.id === 'ethnicity: nineteen: Indian')?.comparatorName, 'White British people')
  })
  test('shows no gap of a group of nine, none of a group under fifty by the guidance of 2023, and says nothing else in their place', async () => {
    const { contents, text } = await cleared([...people(200, 2000, { 'ethnic group': white }), ...people(60, 1500, { 'ethnic group': 'Indian' }), ...people(9, 900, { 'ethnic group': 'African' }), ...people(40, 1500, { 'ethnic group': 'White and Asian' })])
    assert.deepEqual(['ethnicity: five: Black, Black British, Caribbean or African', 'ethnicity: nineteen: White and Asian', 'ethnicity: nineteen: African'].map(text), ['[c]', '[c]', '[c]'])
    assert.notEqual(text('ethnicity: nineteen: Indian'), '[c]')
    const small = contents.comparisons.find((each) => each.id === 'ethnicity: nineteen: African')
    assert.deepEqual([small?.sentence.state, small?.certainty.state, small?.range.state, small?.median.state], ['withheld', 'withheld', 'withheld', 'withheld'])
  })
  test('never compares anybody who did not say, and shows their share', async () => {
    const { contents } = await cleared([...people(100, 2000, { disability: 'not disabled' }), ...people(40, 1500, { disability: 'disabled' }), ...people(60, 100, { disability: 'prefer not to say' }), ...people(50, 9000, { disability: 'not declared' })])
    const [compared] = contents.comparisons.filter((each) => each.id === 'disability')
    assert.deepEqual([compared && asText(compared.comparator), compared && asText(compared.group)], ['100 to 499', '10 to 49'])
    assert.deepEqual(contents.shares[0]?.rows.map((row) => [row.label, row.answered, asText(row.share)]), [['Disabled', true, '16%'], ['Not disabled', true, '40%'], ['Prefer not to say', false, '24%'], ['Not declared', false, '20%']])
  })
  test('withholds a group that differs from the one around it by a few people, whose pay the two would give away', async () => {
    const { text } = await cleared([...people(200, 2000, { 'ethnic group': white }), ...people(90, 1500, { 'ethnic group': 'Indian' }), ...people(6, 5000, { 'ethnic group': 'Chinese' })])
    assert.equal(text('ethnicity: nineteen: Indian'), '[c]')
  })
  test('shows bonus gaps where both sides have ten people with a bonus, and otherwise neither gap nor how many', async () => {
    const paid = (employees: readonly Employee[], how: (at: number) => number | null): Employee[] => employees.map((each, at) => { const pounds = how(at); return { ...each, bonus: pounds === null ? null : fraction(pounds) } })
    const gaps = async (employees: readonly Employee[]) => {
      const { contents } = await cleared(employees)
      return (id: string) => { const found = contents.comparisons.find((each) => each.id === id)?.bonus; return found ? [found.group, found.comparator, found.mean, found.median].map(asText) : null }
    }
    const [whites, indians] = [paid(people(200, 2000, { 'ethnic group': white, disability: 'not disabled' }), (at) => (at % 2 === 0 ? 1000 : null)), paid(people(80, 1500, { 'ethnic group': 'Indian', disability: 'disabled' }), (at) => (at < 40 ? 800 : null))]
    const enough = await gaps([...whites, ...indians])
    assert.deepEqual([enough('ethnicity: five: Asian or Asian British'), enough('disability')], [['50%', '50%', '20.0%', '20.0%'], ['50%', '50%', '20.0%', '20.0%']])
    // Of 60 African people three were paid a bonus: they are not told, nor what would give them away.
    const few = await gaps([...whites, ...indians, ...paid(people(60, 1500, { 'ethnic group': 'African', disability: 'not disabled' }), (at) => (at < 3 ? 500 : null))])
    assert.deepEqual(few('ethnicity: five: Black, Black British, Caribbean or African')?.toSpliced(1, 1), ['[c]', '[c]', '[c]'])
    assert.ok([few('ethnicity: binary'), few('ethnicity: five: Asian or Asian British')].some((each) => each?.[2] === '[c]'))
  })
  test('keeps exact figures of a small group for an analyst, and none at all under five people', () => {
    const held = compareGroups([...people(50, 2000, { disability: 'not disabled' }), ...people(6, 1500, { disability: 'disabled' })], 'A payroll')
    assert.ok(!('refused' in (held.comparisons[0]?.six ?? { refused: '' })))
    const few = compareGroups([...people(50, 2000, { disability: 'not disabled' }), ...people(4, 1500, { disability: 'disabled' })], 'A payroll')
    assert.ok('refused' in (few.comparisons[0]?.six ?? {}))
  })
})

test('every one of the nineteen groups stands in one of the five, and usual words are understood', () => {
  assert.equal(nineteenGroups.length, 19)
  assert.ok(nineteenGroups.every((each) => groupOfFive(each) !== null && ethnicMeanings.includes(each)))
  const understood = ['White British', 'White - Irish', 'Asian or Asian British - Indian', 'Black African', 'Mixed: White and Black Caribbean', 'Any other ethnic group', 'Prefer not to say', 'Not known', 'BLACK', 'Gypsy or Traveller'].map(guessEthnicGroup)
  assert.deepEqual(understood, [white, 'Irish', 'Indian', 'African', 'White and Black Caribbean', 'Any other ethnic group', 'prefer not to say', 'not declared', 'Black, Black British, Caribbean or African', 'Gypsy or Irish Traveller'])
})
