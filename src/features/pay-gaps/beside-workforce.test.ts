import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { attackSystem } from '#disclosure/attacker.ts'
import { asText } from '#disclosure/shown.ts'
import { fraction } from '#statistics/rational.ts'
import { besideWorkforce, findWorld, questionOf } from './beside-workforce.ts'
import { compareGroups } from './comparisons.ts'
import type { Employee } from './employee.ts'
import { groupOfFive } from './ethnic-groups.ts'
import { clearComparisons } from './jobs/clear-comparisons.ts'
import { thawComparisons } from './pages/gaps.ts'
import { basesOf, partsOf, stepInWords, stepOf, wholePercent } from './printed-sizes.ts'

const day = Temporal.PlainDate.from('2026-03-31')
const white = 'English, Welsh, Scottish, Northern Irish or British'
type Workforce = Readonly<Record<string, readonly [paid: number, away: number]>>
function employeesOf(workforce: Workforce): readonly Employee[] {
  const one = (group: string, at: number, isAway: boolean): Omit<Employee, 'place'> => ({
    staffNumber: '', lines: [], sex: at % 2 === 0 ? 'female' : 'male', standing: isAway ? 'relevant' : 'full pay', reason: isAway ? 'reduced by leave' : 'full pay', hourly: fraction(1500 + at * 7 % 900, 100),
    weeklyHours: fraction(37), hoursBasis: 'contract', parts: {}, bonus: null, notes: [], groups: { 'ethnic group': group }, service: 3,
  })
  return Object.entries(workforce).flatMap(([group, [paid, away]]) => [...Array.from({ length: paid }, (_, at) => one(group, at, false)), ...Array.from({ length: away }, (_, at) => one(group, at, true))]).map((each, at) => ({ ...each, place: at + 1 }))
}

/** What somebody proves of how many of each group are away, who knows how many of it work here, and reads what is printed: sizes in steps, shares in whole percents. */
async function attackOf(workforce: Workforce, exactly: boolean): Promise<Readonly<Record<string, readonly [number, number]>>> {
  const held = compareGroups(employeesOf(workforce), 'A payroll')
  const answer = await clearComparisons(held, await besideWorkforce(held), { on: day, source: 'A payroll', today: day, earlier: [], audit: { gradeMix: null } })
  if ('refused' in answer) throw new Error(answer.refused)
  const contents = thawComparisons(answer)
  if ('refused' in contents) throw new Error(contents.refused)
  const groups = Object.keys(workforce)
  const facts: { terms: Record<string, number>; lo?: number; hi?: number; eq?: number }[] = groups.map((group) => ({ terms: { [`${group} paid`]: 1, [`${group} away`]: 1 }, eq: (workforce[group]?.[0] ?? 0) + (workforce[group]?.[1] ?? 0) }))
  const paidIn = (isIn: (group: string) => boolean, times = 1): Record<string, number> => Object.fromEntries(groups.filter(isIn).map((group) => [`${group} paid`, times]))
  const sizes: (readonly [string, (group: string) => boolean])[] = []
  for (const each of contents.comparisons) {
    const group = /^ethnicity: nineteen: (.*)$/.exec(each.id)?.[1]
    const five = /^ethnicity: five: (.*)$/.exec(each.id)?.[1]
    if (group !== undefined) sizes.push([asText(each.group), (one) => one === group], [asText(each.comparator), (one) => one === white])
    if (five !== undefined) sizes.push([asText(each.group), (one) => groupOfFive(one) === five], [asText(each.comparator), (one) => groupOfFive(one) === 'White'])
    if (each.id === 'ethnicity: binary') sizes.push([asText(each.group), (one) => groupOfFive(one) !== 'White'])
  }
  for (const [text, isIn] of sizes) {
    const [least, most] = text.startsWith('fewer') ? ['0', '9'] : text.replaceAll(',', '').split(' to ')
    if (text !== '[c]') facts.push({ terms: paidIn(isIn), lo: Number(least), ...(most === undefined ? {} : { hi: Number(most) }) })
  }
  for (const row of contents.shares[0]?.rows ?? []) {
    const percent = Number(asText(row.share).replace('%', ''))
    if (Number.isNaN(percent)) continue
    const terms = (edge: number): Record<string, number> => Object.fromEntries(groups.map((group) => [`${group} paid`, (groupOfFive(group) === row.label ? 200 : 0) - (2 * percent + edge)]))
    facts.push({ terms: terms(-1), lo: 0 }, { terms: terms(1), hi: 0 })
  }
  // What was printed before there was this check: how many of each group are on full pay.
  if (exactly) for (const group of groups) facts.push({ terms: { [`${group} paid`]: 1 }, eq: workforce[group]?.[0] ?? 0 })
  const found = await attackSystem(groups.flatMap((group) => [`${group} paid`, `${group} away`]), facts, groups.map((group) => `${group} away`))
  return Object.fromEntries(groups.map((group) => [group, found[`${group} away`]?.ilp ?? [0, Infinity]]))
}

const county: Workforce = { [white]: [900, 41], Irish: [52, 1], Indian: [118, 3], Pakistani: [61, 2], Caribbean: [37, 4], African: [83, 1], 'White and Asian': [22, 1], Arab: [12, 0] }

suite('Pay beside the published workforce', () => {
  test('leaves nobody on leave to be found by whoever knows how many of each group work here', async () => {
    for (const [group, [least, most]] of Object.entries(await attackOf(county, false))) assert.ok(least === 0 || most >= 5, `${group}: ${least} to ${most} are away`)
  })
  test('would give away the one Irish person on leave if numbers were printed as they are', async () => {
    const found = await attackOf(county, true)
    assert.deepEqual([found['Irish'], found['Indian']], [[1, 1], [3, 3]])
  })
  test('prints less where no other world keeps what would be printed', async () => {
    // Of twenty people two are away: whole percents of eighteen are the numbers themselves.
    const held = compareGroups(employeesOf({ [white]: [14, 1], Indian: [4, 1] }), 'A payroll')
    assert.equal(await findWorld(questionOf(held, 'sizes and shares', 5)), null)
    assert.notEqual(await besideWorkforce(held), 'sizes and shares')
    const nothing = await clearComparisons(held, 'nothing', { on: day, source: 'A payroll', today: day, earlier: [], audit: { gradeMix: null } })
    assert.ok('refused' in nothing)
  })
  test('finds worlds in which each number of people away is nought or at least five', async () => {
    const held = compareGroups(employeesOf(county), 'A payroll')
    const question = questionOf(held, 'sizes and shares', 5)
    const world = await findWorld(question)
    assert.ok(world)
    const away = question.names.flatMap((name, at) => (name.startsWith('["rest"') ? [world[at] ?? 0] : []))
    assert.ok(away.length > 0 && away.every((people) => people === 0 || people >= 5))
    assert.equal(away.reduce((sum, people) => sum + people, 0), 53)
  })
  test('prints sizes in steps and shares in whole percents, whose limits are exact', () => {
    assert.deepEqual([0, 9, 10, 49, 50, 4_999, 5_000].map(stepInWords), ['fewer than 10', 'fewer than 10', '10 to 49', '10 to 49', '50 to 99', '1,000 to 4,999', '5,000 or more'])
    for (const base of [1, 7, 99, 200, 1_534]) for (let part = 0; part <= base; part++) {
      const [percent, parts] = [wholePercent(part, base), partsOf(wholePercent(part, base), base)]
      assert.ok(part >= parts.least && part <= parts.most && wholePercent(parts.least, base) === percent && wholePercent(parts.most, base) === percent && wholePercent(parts.most + 1, base) !== percent)
      const bases = basesOf(percent, part)
      assert.ok(base >= bases.least && base <= bases.most, `${part} of ${base}`)
      if (bases.most !== Infinity) assert.ok(wholePercent(part, bases.most) === percent && wholePercent(part, bases.most + 1) !== percent, `${part} of ${base} up to ${bases.most}`)
      assert.ok(part >= stepOf(part).least && part <= stepOf(part).most)
    }
  })
})
