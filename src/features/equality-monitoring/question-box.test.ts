import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { policies } from '#disclosure/policy.ts'
import { protect } from '#disclosure/protect.ts'
import { countIn, gridOf, groupsIn, groupsOf, ledGroup, likelihoodsOf, methodsFor, sentencesOf } from './question-box.ts'
import type { AnswerCategory } from './dataset.ts'
import { readyForGate } from './release-contents.ts'
import type { Tabulation } from './tabulation.ts'
import { triedOut } from './trying-out.ts'

const named = (...labels: readonly string[]): AnswerCategory[] => labels.map((label) => ({ code: label, label }))
const disability = { field: 'disability', questionSet: 'disability-hr', categories: named('Disabled', 'Not disabled') } as const
const department = { field: 'department', categories: named('Highways', 'Libraries', 'Museums') } as const
const ethnic = { field: 'ethnic group', categories: [{ code: 'W1', label: 'British', parent: 'White' }, { code: 'W2', label: 'Irish', parent: 'White' }, { code: 'A1', label: 'Indian', parent: 'Asian' }] } as const
const stage = { field: 'stage', categories: named('Applied', 'Shortlisted', 'Appointed') } as const
const about = { who: 'employees', definition: 'Workforce', source: 'Made up' }

/** Rows of disability (two answers, four silences) by departments (three, and four that nobody is in). */
function byDepartment(rows: readonly (readonly [number, number, number])[]): Tabulation {
  return { cut: 'disability by department', by: [disability, department], counts: [...rows, ...Array.from({ length: 6 - rows.length }, () => [0, 0, 0] as const)].flatMap((row) => [...row, 0, 0, 0, 0]) }
}
const county = byDepartment([[30, 8, 2], [470, 192, 18], [100, 40, 5]])

suite('A table of exact numbers', () => {
  test('counts a group of any field, or everybody', () => {
    const [disabled] = groupsOf(disability)
    const [highways] = groupsOf(department)
    assert.equal(countIn(county, {}), 865)
    assert.equal(countIn(county, { disability: disabled }), 40)
    assert.equal(countIn(county, { disability: disabled, department: highways }), 30)
  })
  test('gives shares of those who answered, of everybody, or numbers alone, and each way of having no answer apart', () => {
    const declared = gridOf(county, 'share of declared', 'disability', 'department')
    assert.deepEqual(declared.columns, ['Highways', 'Libraries', 'Museums', 'Everybody'])
    assert.deepEqual(declared.rows.map(({ label }) => label), ['Disabled', 'Not disabled', 'Everybody who answered', 'Not declared', 'Everybody'])
    assert.deepEqual(declared.rows[0]!.cells.map(({ share, people, base }) => [share, people, base]), [['6.0%', 30, 500], ['4.0%', 8, 200], ['10%', 2, 20], ['5.6%', 40, 720]])
    assert.deepEqual(declared.rows[3]!.cells.map(({ share, people }) => [share, people]), [[null, 100], [null, 40], [null, 5], [null, 145]])
    assert.equal(gridOf(county, 'share of all', 'disability', null).rows[0]!.cells[0]!.share, '4.6%')
    assert.deepEqual(gridOf(county, 'declaration rate', 'disability', 'department').rows.map(({ label, cells }) => [label, ...cells.map(({ share }) => share)]), [['Everybody who answered', '83.3%', '83.3%', '80%', '83.2%']])
  })
  test('gives no percentage of fewer than twenty', () => {
    const few = gridOf(byDepartment([[3, 0, 0], [16, 0, 0]]), 'share of declared', 'disability', 'department')
    assert.equal(few.rows[0]!.cells[0]!.share, null)
  })
  test('shows reporting groups above their own', () => {
    const table: Tabulation = { cut: 'ethnic group', by: [ethnic], counts: [50, 5, 20, 7, 1, 0, 0] }
    assert.deepEqual(groupsIn(table, 'ethnic group').map(({ label, kind }) => `${label}: ${kind}`), ['White: parent', 'British: category', 'Irish: category', 'Asian: parent', 'Indian: category', 'Everybody who answered: answered', 'Not declared: silent', 'Prefer not to say: silent', 'Everybody: everybody'])
    assert.deepEqual(ledGroup(table, 'ethnic group')!.led, { label: 'Asian', kind: 'parent', places: [2] })
  })
})

suite('Sentences', () => {
  test('say the share of the group, where it is largest and where smallest', () => {
    assert.deepEqual(sentencesOf(county, 'share of declared', 'disability', 'department', null, about), [
      '40 employees told us they are disabled: 5.6% of the 720 who answered. 17% have not answered. The true share of all employees lies anywhere from 4.6% to 21.4%.',
      'It is largest in Highways, 6.0% of 500, and smallest in Libraries, 4.0% of 200. Groups with fewer than 30 answers are left out of this sentence.',
    ])
    assert.equal(sentencesOf(county, 'share of all', 'disability', 'department', null, about)[1], 'Of everybody, it is largest in Highways, 5.0% of 600, and smallest in Libraries, 3.3% of 240. Groups with fewer than 30 people are left out of this sentence.')
    assert.equal(sentencesOf(county, 'declaration rate', 'disability', 'department', null, about)[1], undefined, 'five in six have answered in both')
    assert.equal(sentencesOf(byDepartment([[30, 8, 2], [470, 192, 18], [100, 10, 5]]), 'declaration rate', 'disability', 'department', null, about)[1], 'The share who have answered is largest in Libraries, 95.2% of 210, and smallest in Highways, 83.3% of 600. Groups with fewer than 30 people are left out of this sentence.')
  })
  test('tell how likely one stage was after another: whoever was appointed had been shortlisted', () => {
    const table: Tabulation = { cut: 'ethnic group by stage', by: [ethnic, stage], counts: [[600, 100, 100], [50, 10, 10], [200, 80, 40], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]].flatMap((row) => [...row, 0, 0, 0, 0]) }
    const stages = { field: 'stage', from: 'Shortlisted', to: 'Appointed' } as const
    assert.match(sentencesOf(table, 'likelihood', 'ethnic group', null, stages, about)[0]!, /^People recorded as White were 1\.50 times as likely to be appointed as people recorded as Asian \(95% range/)
    const rows = likelihoodsOf(table, 'ethnic group', stages)
    assert.deepEqual(rows.find(({ label }) => label === 'Asian')!.share, { count: 40, base: 120 })
    assert.equal(rows.find(({ label }) => label === 'Asian')!.times, '0.67')
    assert.match(methodsFor(table, 'ethnic group', null, stages, [], about).map(({ name }) => name).join(), /Fisher/)
  })
})

suite('The analyst’s panel', () => {
  const names = (tabulation: Tabulation, columns: 'department' | 'grade') => methodsFor(tabulation, 'disability', columns, null, [], about).map(({ name, says }) => `${name} ${says}`)
  test('says whether two things go together and where to look first', () => {
    const told = names(county, 'department').join('\n')
    assert.match(told, /chi-square/)
    assert.match(told, /rates adjusted for small groups/)
  })
  test('uses Fisher’s test for two by two', () => {
    const two: Tabulation = { cut: 'disability by sex', by: [disability, { field: 'sex', categories: named('Female', 'Male') }], counts: [[40, 5], [400, 300], [0, 0], [0, 0], [0, 0], [0, 0]].flatMap((row) => [...row, 0, 0, 0, 0]) }
    assert.match(methodsFor(two, 'disability', 'sex', null, [], about)[0]!.name, /Fisher/)
  })
  test('counts a group that stands alone under its own name once, and never as nobody', () => {
    const alone = { field: 'disability', questionSet: 'disability-hr', categories: [{ code: 'Y', label: 'Disabled', parent: 'Disabled' }, { code: 'N', label: 'Not disabled', parent: 'Not disabled' }] } as const
    const table: Tabulation = { ...county, by: [alone, department] }
    const told = names(table, 'department').join('\n')
    assert.match(told, /chi-square\) We looked at whether department differs by disability\./)
    assert.match(told, /from the highest, Highways 6\.0% \(raw 30 of 500\)|best estimate for each is the overall rate/)
    assert.doesNotMatch(told, /nobody to count|at least two rows/)
  })
  test('compares larger groups where the finest are too few, and says which', () => {
    const groups = { field: 'ethnic group', categories: [{ code: 'W1', label: 'British', parent: 'White' }, { code: 'W2', label: 'Irish', parent: 'White' }, { code: 'A1', label: 'Indian', parent: 'Asian' }, { code: 'A2', label: 'Chinese', parent: 'Asian' }] } as const
    const table: Tabulation = { cut: 'ethnic group by department', by: [groups, department], counts: [[400, 300, 200], [1, 0, 1], [40, 30, 60], [1, 1, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]].flatMap((row) => [...row, 0, 0, 0, 0]) }
    const [found] = methodsFor(table, 'ethnic group', 'department', null, [], about)
    assert.match(found!.says, /This is a clear difference/)
    assert.match(found!.detail, /with 2 degrees of freedom, .*Compared: White and Asian, because some finer groups have too few people/)
  })
  test('says of a trend which months it goes over, and of whom', () => {
    const at = (disabled: number): Tabulation => byDepartment([[disabled, 8, 2], [470, 192, 18]])
    const years = [['30 September 2024', 20], ['30 September 2025', 25], ['30 September 2026', 30]] as const
    const told = methodsFor(county, 'disability', null, null, years.map(([name, disabled]) => ({ name, tabulation: at(disabled) })), about)
    assert.match(told[0]!.says, /^The share of those who answered who are disabled went from 4\.2% in September 2024 to 5\.6% in September 2026, over 3 points in time\./)
  })
  test('compares the order of grades, with where the middle lies', () => {
    const grades: Tabulation = { cut: 'disability by grade', by: [disability, { field: 'grade', categories: named('Grade 1', 'Grade 2', 'Grade 3') }], counts: [[30, 20, 5], [300, 400, 200], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]].flatMap((row) => [...row, 0, 0, 0, 0]) }
    const told = names(grades, 'grade').join('\n')
    assert.match(told, /The probability that a randomly chosen person recorded as Disabled is higher by grade/)
    assert.match(told, /Disabled: lower quarter Grade 1, middle Grade 1, upper quarter Grade 2/)
  })
})

test('A table that nobody was given has its small numbers withheld, with what would save most', async () => {
  const tabulation = byDepartment([[30, 3, 2], [470, 40, 3], [100, 2, 1], [2, 1, 3]])
  const ready = readyForGate([{ of: 'workforce 1', kind: 'workforce', source: 'Workforce', scope: '', from: null, on: Temporal.PlainDate.from('2026-09-30'), tabulations: [tabulation] }], policies.board)
  assert.ok(!('refused' in ready))
  const answer = await protect(ready.release, { adviseMerging: false, seed: 1 })
  assert.ok(answer.verified)
  const { withheld, figures, advice } = triedOut(ready.release, answer.withheld, policies.board)
  const [about] = ready.tables
  assert.equal(figures, about!.about.by.reduce((product, { categories }) => product * (categories.length + 1), 1), 'as many as pages would show')
  assert.ok(withheld > 2 && withheld < figures)
  assert.ok(answer.withheld.some(({ cell }) => cell['disability'] === 'Disabled' && cell['department'] === 'Museums'))
  assert.match(advice.join(' '), /Leave department out, or ask for all numbers to be rounded|together: most of their figures cannot be shown/)
})
