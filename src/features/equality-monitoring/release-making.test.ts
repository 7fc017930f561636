/** Releases as the room makes them: what is withheld, that an attacker who reads all of them learns nothing, and what two councils printed. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { attack, type Published } from '#disclosure/attacker.ts'
import { findPattern } from '#disclosure/find-pattern.ts'
import { everyCell } from '#disclosure/protect.ts'
import { asReadRelease, type Release } from '#disclosure/release.ts'
import { asText } from '#disclosure/shown.ts'
import { highsSolver } from '#disclosure/solver.ts'
import { randomNumbers } from '#disclosure/suppress.ts'
import type { Field } from './dataset.ts'
import { thawFigures, type Figures, type FigureTable } from './figures.ts'
import { findingsOf } from './findings.ts'
import { makeFigures, type HeldRelease, type Made, type ToMake } from './release-making.ts'
import { readyForGate, withoutFinest, type ReleasedDataset } from './release-contents.ts'
import { policies } from '#disclosure/policy.ts'
import { publicCuts, usualCuts } from './release-asking.ts'
import { pairId, questionPairs, usualSettings } from './settings.ts'
import type { Tabulation } from './tabulation.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const solver = highsSolver()
const inThisThread = async () => { const loaded = await solver; return { seed: 7, engine: async (wanted: Parameters<typeof findPattern>[0]) => findPattern(wanted, loaded) } }

type Person = Readonly<Record<string, string>>
const silent = ['nd', 'pns', 'na', 'wd']
const categories: Readonly<Record<string, readonly string[]>> = {
  'religion or belief': ['Christian', 'No religion', 'Hindu', 'Jewish', 'Buddhist'], 'sex': ['Female', 'Male'], 'department': ['Highways', 'Libraries', 'Law'], 'ethnic group': ['Indian', 'Chinese', 'White British', 'White Irish'], 'grade': ['Grade 9', 'Grade 12', 'Grade 13', 'Grade 14'],
}
const parents: Readonly<Record<string, string>> = { 'Indian': 'Asian', 'Chinese': 'Asian', 'White British': 'White', 'White Irish': 'White', 'Grade 13': 'Grade 13 and above', 'Grade 14': 'Grade 13 and above' }

function tabulation(people: readonly Person[], by: readonly Field[]): Tabulation {
  const places = by.map((field) => [...(categories[field] ?? []), ...silent])
  const counts: number[] = Array.from({ length: places.reduce((all, each) => all * each.length, 1) }, () => 0)
  for (const person of people) {
    const at = by.reduce((sum, field, place) => sum * (places[place]?.length ?? 1) + (places[place]?.indexOf(person[field] ?? '') ?? 0), 0)
    counts[at] = (counts[at] ?? 0) + 1
  }
  return { cut: by.join(' by ') || 'all', counts, by: by.map((field) => ({ field, categories: (categories[field] ?? []).map((label) => ({ code: label, label, ...(parents[label] === undefined ? {} : { parent: parents[label] }) })) })) }
}

function dataset(kind: ReleasedDataset['kind'], people: readonly Person[], on: string, cuts: readonly (readonly Field[])[], more: Partial<ReleasedDataset> = {}): ReleasedDataset {
  return { of: `${kind} ${on}`, kind, source: `${kind} extract`, scope: '', from: null, on: Temporal.PlainDate.from(on), tabulations: cuts.map((by) => tabulation(people, by)), ...more }
}

function somebody(random: () => number): Person {
  const pick = (weights: Readonly<Record<string, number>>): string => {
    let left = random() * Object.values(weights).reduce((sum, each) => sum + each, 0)
    return Object.entries(weights).find(([, weight]) => (left -= weight) < 0)?.[0] ?? ''
  }
  return {
    'religion or belief': pick({ 'Christian': 40, 'No religion': 30, 'Hindu': 6, 'Jewish': 1, 'Buddhist': 1, 'nd': 20, 'pns': 2 }), 'sex': pick({ Female: 70, Male: 30 }), 'department': pick({ Highways: 50, Libraries: 35, Law: 15 }),
    'ethnic group': pick({ 'Indian': 8, 'Chinese': 1, 'White British': 80, 'White Irish': 2, 'nd': 9 }), 'grade': pick({ 'Grade 9': 60, 'Grade 12': 30, 'Grade 13': 8, 'Grade 14': 2 }),
  }
}

const asked = (datasets: readonly ReleasedDataset[], more: Partial<ToMake> = {}): ToMake =>
  ({ id: crypto.randomUUID(), audience: 'public', mode: 'withhold', title: 'Workforce', on: datasets[0]?.on ?? today, datasets, held: [], today, findings: () => [], ...more })

async function made(what: ToMake): Promise<Made> {
  const answer = await makeFigures(what, await inThisThread())
  if ('refused' in answer) assert.fail(answer.refused)
  return answer
}

function figuresOf({ frozen }: Made, reader: 'board' | 'public' = 'public'): Figures {
  const figures = thawFigures(JSON.parse(JSON.stringify(frozen.artefact)), frozen.sha256, reader)
  if ('refused' in figures) assert.fail(figures.refused)
  return figures
}

function table(figures: Figures, id: string): FigureTable {
  return figures.tables.find((each) => each.id === id) ?? assert.fail(`no table ${id}`)
}

const held = (id: string, on: string, release: Made, audience: 'board' | 'public' = 'public'): HeldRelease => ({ id, audience, on: Temporal.PlainDate.from(on), earlier: JSON.parse(JSON.stringify(release.held)) })

const releaseIn = ({ held: [only] }: Made): Release => only !== undefined && 'schema' in only.release ? only.release : assert.fail('no release')

/** What the attacker proves small, or proves to be somebody, of all these releases together. */
async function provable(releases: readonly Made[], flows: readonly { readonly end: string, readonly start: string, readonly plus: string, readonly minus: string }[] = [], ofWhom = (of: string): string => of): Promise<string[]> {
  const published = releases.map((each): Published => ({ release: releaseIn(each), withheld: each.held[0]?.withheld ?? [], populations: Object.fromEntries(releaseIn(each).tables.map(({ id, of }) => [id, ofWhom(of ?? id)])) }))
  const attacker = await attack(published, flows)
  try {
    return published.flatMap(({ release: given }, release) => {
      const read = asReadRelease(given)
      if ('refused' in read) assert.fail(read.refused)
      return everyCell(read).filter(({ count, threshold }) => count >= 1 && count < threshold).flatMap(({ name: cell, threshold }) => (attacker.canBe({ release, cell }, { atMost: 0 }) && attacker.canBe({ release, cell }, { atLeast: threshold }) ? [] : [JSON.stringify(cell)]))
    })
  } finally {
    attacker.dispose()
  }
}

test('a release has its tables under lasting names, with groups, everybody who answered, and each way of having no answer', async () => {
  const random = randomNumbers(5)
  const people = Array.from({ length: 800 }, () => somebody(random))
  const figures = figuresOf(await made(asked([dataset('workforce', people, '2026-03-31', [[], ['ethnic group'], ['ethnic group', 'department'], ['ethnic group', 'grade']])])))
  assert.deepEqual(figures.tables.map(({ id }) => id), ['workforce: all', 'workforce: ethnic group', 'workforce: ethnic group by department', 'workforce: ethnic group by grade'])
  const ethnic = table(figures, 'workforce: ethnic group')
  assert.equal(asText(table(figures, 'workforce: all').count({})), '800')
  const white = people.filter((each) => each['ethnic group']?.startsWith('White')).length
  const told = people.filter((each) => each['ethnic group'] !== 'nd').length
  assert.equal(asText(ethnic.count({ 'ethnic group': 'White' })), String(white))
  assert.equal(asText(ethnic.count({ 'ethnic group': 'Answered' })), String(told))
  assert.equal(asText(ethnic.count({ 'ethnic group': 'Not declared' })), String(800 - told))
  assert.equal(asText(ethnic.share({ 'ethnic group': 'White' }, 'ethnic group')), `${(100 * white / told).toFixed(1)}%`)
  assert.match(ethnic.share({ 'ethnic group': 'White' }, 'ethnic group').state === 'shown' ? ethnic.share({ 'ethnic group': 'White' }, 'ethnic group').state : '', /shown/)
  assert.deepEqual(table(figures, 'workforce: ethnic group by grade').by[1]?.categories.map(({ name, kind }) => [name, kind]), [['Other grades', 'category'], ['Grade 13 and above', 'parent']])
  assert.equal(asText(ethnic.count({ 'ethnic group': 'Martian' })), '[x]')
  assert.match(figures.audit.sentence, /could be 0 or at least 5 \(10 for sensitive answers\), given everything we have ever published/)
})

test('equal counts and seeds make the same artefact, and what was changed cannot be read', async () => {
  const random = randomNumbers(6)
  const people = Array.from({ length: 300 }, () => somebody(random))
  const what = { ...asked([dataset('workforce', people, '2026-03-31', [['religion or belief', 'department']])]), id: 'the same' }
  const [one, other] = [await made(what), await made(what)]
  assert.equal(one.frozen.sha256, other.frozen.sha256)
  const changed = JSON.parse(JSON.stringify(one.frozen.artefact).replace('[c]', '3'))
  assert.match(JSON.stringify(thawFigures(changed, one.frozen.sha256, 'public')), /not as they were/)
})

test('whatever the solver does, nothing is made of a fault', async () => {
  const random = randomNumbers(6)
  const what = asked([dataset('workforce', Array.from({ length: 300 }, () => somebody(random)), '2026-03-31', [['religion or belief', 'department']])])
  const broken = await makeFigures(what, { engine: async () => { throw new Error('wasm trap') } })
  assert.match('refused' in broken ? broken.refused : '', /Nothing can be published/)
  const lying = await makeFigures(what, { engine: async (wanted) => { const found = findPattern(wanted, await solver); return found.kind === 'found' ? { ...found, withheld: [] } : found } })
  assert.match('refused' in lying ? lying.refused : '', /proof.*did not hold/)
})

test('gender identity is told of the whole body alone, and teams are not mixed with departments', () => {
  const own = (by: readonly Field[]): Tabulation => ({ cut: by.join(' by '), by: by.map((field) => ({ field, categories: [{ code: 'a', label: 'A' }] })), counts: Array.from({ length: 5 ** by.length }, () => 30) })
  const workforce = dataset('workforce', [], '2026-03-31', [])
  const ready = readyForGate([{ ...workforce, tabulations: [own(['gender identity']), own(['gender identity', 'department'])] }], policies.public)
  assert.deepEqual('refused' in ready ? [] : ready.tables.map(({ about }) => about.id), ['workforce: gender identity'])
  const mixed = readyForGate([{ ...workforce, tabulations: [own(['sex', 'team']), own(['sex', 'department'])] }], policies.public)
  assert.match('refused' in mixed ? mixed.refused : '', /by team or tables by department/)
})

test('quarters with starters and leavers, a question that was asked later and a correction give nobody away together', async () => {
  const random = randomNumbers(31)
  const cuts: readonly (readonly Field[])[] = [['religion or belief'], ['religion or belief', 'department'], ['sex', 'department']]
  let people = Array.from({ length: 260 }, () => somebody(random))
  const days = ['2026-03-31', '2026-06-30', '2026-09-30']
  const releases: Made[] = []
  const everything: HeldRelease[] = []
  const flows = []
  for (const [at, on] of days.entries()) {
    const leavers = at === 0 ? [] : people.filter(() => random() < 0.08)
    const starters = at === 0 ? [] : Array.from({ length: leavers.length + 3 }, () => somebody(random))
    people = [...people.filter((each) => !leavers.includes(each)), ...starters]
    const from = at === 0 ? null : Temporal.PlainDate.from(days[at - 1] ?? on).add({ days: 1 })
    const flowing = at === 0 ? [] : [dataset('starters', starters, on, [['religion or belief']], { from }), dataset('leavers', leavers, on, [['religion or belief']], { from })]
    const next = await made(asked([dataset('workforce', people, on, cuts), ...flowing], { held: [...everything] }))
    if (at > 0) {
      assert.deepEqual(releaseIn(next).flows?.map(({ end }) => end), ['workforce: religion or belief'])
      flows.push({ end: `workforce ${on}`, start: `workforce ${days[at - 1]}`, plus: `starters ${on}`, minus: `leavers ${on}` })
    }
    releases.push(next)
    everything.push(held(on, on, next))
  }
  const last = days.at(-1) ?? ''
  const later = await made(asked([dataset('workforce', people, last, [['religion or belief', 'sex']])], { held: everything }))
  everything.push(held('asked', last, later))
  const mended = people.map((each, at) => (at === 4 || at === 90 ? { ...each, 'religion or belief': 'Hindu' } : each))
  const corrected = await made(asked([dataset('workforce', mended, last, cuts)], { held: everything }))
  assert.deepEqual(await provable([...releases, later]), [])
  // Who joined and left is told by religion alone. Nobody can read that people do not change departments meanwhile, so that is not given to the attacker.
  const byReligion = [...releases, later].map((each) => ({ ...each, held: each.held.map((one) => ({ ...one, withheld: one.withheld.filter(({ table: id }) => id.endsWith(': religion or belief')), release: { ...releaseIn(each), tables: releaseIn(each).tables.filter(({ id }) => id.endsWith(': religion or belief')) } })) })).filter((each) => releaseIn(each).tables.length > 0)
  assert.deepEqual(await provable(byReligion, flows), [])
  // A correction is of the same people; for the attacker it is of people of whom he only knows what is printed.
  const asOthers = { ...corrected, held: corrected.held.map((each) => ({ ...each, release: { ...releaseIn(corrected), tables: releaseIn(corrected).tables.map((one) => ({ ...one, of: 'as corrected' })) } })) }
  assert.deepEqual(await provable([...releases, later, asOthers]), [])
})

test('where nobody came or went from one day to the next, what is withheld on both days is not found by putting the days together', async () => {
  let broken = 0
  for (const seed of [3, 4, 5]) {
    const random = randomNumbers(seed)
    const people = Array.from({ length: 220 }, () => somebody(random))
    const day = (on: string, cuts: readonly (readonly Field[])[]) => asked([dataset('workforce', people, on, cuts)])
    const first = await made(day('2026-03-31', [['religion or belief', 'department']]))
    const cuts: readonly (readonly Field[])[] = [['religion or belief', 'department'], ['religion or belief', 'sex']]
    // Somebody who sees that nothing changed takes both days for one.
    const asOne = (...releases: readonly Made[]) => provable(releases, [], () => 'the same people')
    const alone = await makeFigures(day('2026-06-30', cuts), { ...await inThisThread(), seed: seed + 900 })
    if (!('refused' in alone)) broken += (await asOne(first, alone)).length
    assert.deepEqual(await asOne(first, await made({ ...day('2026-06-30', cuts), held: [held('first', '2026-03-31', first)] })), [])
  }
  assert.ok(broken > 0, 'without looking at the day before somebody is found, so this test can fail')
})

test('a table is compared with every day on which it was published, however long ago and whatever came between', async () => {
  const random = randomNumbers(41)
  const people = Array.from({ length: 400 }, () => somebody(random))
  const cut: readonly Field[] = ['religion or belief', 'department']
  const days = ['2025-03-31', '2025-06-30', '2025-09-30', '2026-03-31']
  const everything: HeldRelease[] = []
  const releases: Made[] = []
  // In summer many come for a season and go again; a year later one person has left Law.
  const season = Array.from({ length: 60 }, () => somebody(random))
  const leaver = people.findIndex((each) => each['department'] === 'Law' && each['religion or belief'] === 'Christian')
  const there = [people, [...people, ...season], [...people, ...season.slice(20)], people.filter((_, at) => at !== leaver)]
  for (const [at, on] of days.entries()) {
    const next = await made(asked([dataset('workforce', there[at] ?? [], on, at === 1 ? [['sex', 'grade']] : [cut])], { held: [...everything] }))
    releases.push(next)
    everything.push(held(on, on, next))
  }
  const [first, , , last] = releases.map((each) => figuresOf(each).tables.find(({ id }) => id === 'workforce: religion or belief by department'))
  assert.ok(first && last)
  const at = { 'religion or belief': 'Christian', 'department': 'Law' }
  assert.equal(first.count(at).state, 'shown')
  assert.equal(last.count(at).state, 'withheld', 'one fewer than a year ago is one person')
  assert.deepEqual(await provable(releases), [])

  // A day between two that were released is compared with both.
  const between = await made(asked([dataset('workforce', people, '2025-12-31', [cut])], { held: everything }))
  assert.equal(table(figuresOf(between), 'workforce: religion or belief by department').count(at).state === 'shown', asText(first.count(at)) === asText(table(figuresOf(between), 'workforce: religion or belief by department').count(at)))
  assert.deepEqual(await provable([...releases, between]), [])
})

test('a day is not released when a later one has told who joined and left since', async () => {
  const random = randomNumbers(52)
  const people = Array.from({ length: 300 }, () => somebody(random))
  const starters = Array.from({ length: 30 }, () => somebody(random))
  const cuts: readonly (readonly Field[])[] = [['religion or belief']]
  const from = Temporal.PlainDate.from('2026-04-01')
  const later = await made(asked([dataset('workforce', [...people.slice(25), ...starters], '2026-06-30', cuts), dataset('starters', starters, '2026-06-30', cuts, { from }), dataset('leavers', people.slice(0, 25), '2026-06-30', cuts, { from })]))
  const refused = await makeFigures(asked([dataset('workforce', people, '2026-03-31', cuts)], { held: [held('later', '2026-06-30', later)] }), await inThisThread())
  assert.match('refused' in refused ? refused.refused : '', /all who joined and left since this one/)
})

test('the public is shown nothing that the board was not shown, and a board’s figures cannot be read as the public’s', async () => {
  const random = randomNumbers(12)
  const workforce = dataset('workforce', Array.from({ length: 400 }, () => somebody(random)), '2026-03-31', [['religion or belief', 'department']])
  const board = await made(asked([workforce], { audience: 'board' }))
  assert.match(JSON.stringify(thawFigures(board.frozen.artefact, board.frozen.sha256, 'public')), /for the board alone/)
  const all = await made(asked([workforce], { held: [held('board', '2026-03-31', board, 'board')] }))
  const spelled = (release: Made) => (release.held[0]?.withheld ?? []).map((cell) => JSON.stringify(cell))
  const forPublic = new Set(spelled(all))
  assert.ok(spelled(board).length > 0)
  assert.deepEqual(spelled(board).filter((cell) => !forPublic.has(cell)), [])
})

test('after the public was told, the board is told the same figures again, smaller numbers than the public’s among them, and nobody is found', async () => {
  const staff = (silentToo: number): readonly Person[] => [['Christian', 200], ['No religion', 150], ['Hindu', 7], ['Jewish', 6], ['Buddhist', 3], ['nd', silentToo]].flatMap(([religion, people]) => Array.from({ length: Number(people) }, (_, at): Person => ({ 'religion or belief': String(religion), 'sex': at % 3 === 0 ? 'Male' : 'Female', 'department': ['Highways', 'Libraries', 'Law'][at % 3] ?? '' })))
  const cuts = [['religion or belief'], ['sex'], ['department']] as const
  const grievances = dataset('grievance', staff(30), '2026-03-31', cuts, { from: Temporal.PlainDate.from('2025-04-01') })
  const hindu = (release: Made, reader: 'board' | 'public'): string => asText(table(figuresOf(release, reader), 'grievance: religion or belief').count({ 'religion or belief': 'Hindu' }))
  const board = await made(asked([grievances], { audience: 'board' }))
  const heldByBoard = held('board', '2026-03-31', board, 'board')
  const all = await made(asked([grievances], { held: [heldByBoard] }))
  const corrected = dataset('workforce', staff(60), '2026-03-31', cuts)
  const again = await made(asked([corrected, grievances], { audience: 'board', on: Temporal.PlainDate.from('2026-03-31'), held: [heldByBoard, held('public', '2026-03-31', all)] }))
  assert.deepEqual([hindu(board, 'board'), hindu(all, 'public'), hindu(again, 'board')], ['7', '[c]', '7'])
  // What is a small number to a board: of fewer than five, whoever it was withheld from.
  const asTheBoard = (release: Made): Made => {
    const { sensitive: _, ...whole } = releaseIn(release)
    return { ...release, held: release.held.map((each) => ({ ...each, release: { ...whole, threshold: 5, tables: whole.tables.map((one) => ({ ...one, threshold: 5 })) } })) }
  }
  assert.deepEqual(await provable([board, asTheBoard(all), again]), [])
})

test('in a rounded release all totals add up, and its figures say that they are rounded', async () => {
  const random = randomNumbers(12)
  const figures = figuresOf(await made(asked([dataset('workforce', Array.from({ length: 400 }, () => somebody(random)), '2026-03-31', [['religion or belief', 'department']])], { mode: 'rounded' })))
  const crossed = table(figures, 'workforce: religion or belief by department')
  const value = (at: Readonly<Record<string, string>>) => { const figure = crossed.count(at); return figure.state === 'shown' ? figure.value ?? 0 : assert.fail('withheld') }
  assert.equal(value({}), ['Highways', 'Libraries', 'Law'].reduce((sum, department) => sum + value({ department }), 0))
  assert.equal(value({ 'religion or belief': 'Jewish' }) % 10, 0)
  assert.match(figures.notes.join(' '), /rounded/)
})

/** What Leicestershire County Council printed of its staff in 2013 and 2016, in per cent of all: strategies of 2013 to 2016 and 2016 to 2020. */
const printed = {
  2016: { staff: 6386, religion: { 'Christian': '24.89', 'No religion': '13.84', 'Hindu': '2.48', 'Muslim': '1.47', 'Sikh': '0.81', 'Other religion': '0.77', 'Buddhist': '0.08', 'Jewish': '0.05', 'pns': '1.77', 'nd': '53.84' } },
  2013: { staff: 6425, religion: { 'Christian': '24.55', 'No religion': '10.26', 'Hindu': '1.84', 'Muslim': '1.15', 'Sikh': '0.73', 'Other religion': '0.54', 'Buddhist': '0.12', 'Jewish': '0.03', 'pns': '1.49', 'nd': '59.29' } },
} as const

test('two questions together take nothing from the rest, give nobody away with it, and are left out with a word where no proof is found', async () => {
  const random = randomNumbers(64)
  const people = Array.from({ length: 700 }, () => somebody(random))
  const cuts: readonly (readonly Field[])[] = [['sex'], ['ethnic group'], ['ethnic group', 'department'], ['sex', 'department']]
  const [singles, pairs] = [[dataset('workforce', people, '2026-03-31', cuts)], [dataset('workforce', people, '2026-03-31', [['ethnic group', 'sex']])]]
  const findings = (figures: Figures) => findingsOf(figures, [], [])
  const [without, together] = [await made(asked(singles, { findings })), await made(asked(singles, { pairs, findings }))]
  const [alone, both] = [figuresOf(without), figuresOf(together)]
  for (const one of alone.tables) assert.deepEqual(cellsIn(table(both, one.id)), cellsIn(one), `${one.id} is as it was`)
  const paired = table(both, 'workforce: ethnic group by sex')
  assert.equal(cellsIn(paired).some((text) => text === '[c]'), true, 'some are too few to be told')
  assert.equal(asText(paired.count({ 'ethnic group': 'White', 'sex': 'Female' })), String(people.filter((each) => each['ethnic group']?.startsWith('White') && each['sex'] === 'Female').length))
  const all = together.held.map((each) => ({ ...together, held: [each] }))
  assert.equal(all.length, 2)
  assert.deepEqual(await provable(all, [], () => 'the same people'), [])
  assert.ok((await provable([all[0] ?? together, { ...together, held: together.held.slice(1).map((each) => ({ ...each, withheld: each.withheld.slice(0, 2) })) }], [], () => 'the same people')).length > 0, 'with more of the pair shown somebody is found, so this test can fail')

  const white = both.findings.find(({ id }) => id === 'intersection: Sex and ethnic group: White: Female') ?? assert.fail('nothing is found of a pair')
  assert.match(white.sentence, /^Of the \d+ employees who are White and answered both questions, \d+\.\d% are female \(95% range [\d.]+% to [\d.]+%\), compared with [\d.]+% of the other employees\. /)
  assert.equal(both.findings.filter(({ analysis }) => analysis === 'intersection').every((each) => (each.value.state === 'shown') === !['withheld', 'too few'].includes(each.grade) || each.grade === 'too few'), true)

  const loaded = await solver
  const slow = await makeFigures(asked(singles, { pairs }), { seed: 7, engine: async (wanted) => (wanted.release.tables.some(({ id }) => id === 'workforce: ethnic group by sex') ? { kind: 'failed', because: 'time' } : findPattern(wanted, loaded)) })
  if ('refused' in slow) assert.fail(slow.refused)
  assert.equal(figuresOf(slow).tables.length, cuts.length)
  assert.match(slow.leftOut.join(), /^Two questions together are not told here \(ethnic group and sex\): we could not prove in time/)
  assert.ok(figuresOf(slow).notes.includes(slow.leftOut[0] ?? ''), 'readers are told')
})

const cellsIn = (of: FigureTable): readonly string[] => of.by.reduce<Readonly<Record<string, string>>[]>((at, { field, categories }) => at.flatMap((each) => [...categories.map(({ name }) => name), '*'].map((name) => ({ ...each, [field]: name }))), [{}]).map((at) => asText(of.count(at)))

test('where the usual tables are too fine together, the breakdown with the most parts is the one to leave out', () => {
  const own = (by: readonly Field[], sizes: readonly number[]): Tabulation => ({ cut: by.join(' by '), by: by.map((field, at) => ({ field, categories: Array.from({ length: sizes[at] ?? 0 }, (_, code) => ({ code: String(code), label: `${field} ${code}` })) })), counts: [] })
  const workforce = { ...dataset('workforce', [], '2026-03-31', []), tabulations: [own(['sex'], [2]), own(['sex', 'department'], [2, 411]), own(['sex', 'grade'], [2, 30])] }
  const first = withoutFinest([workforce])
  assert.deepEqual([first?.field, first?.parts, first?.datasets[0]?.tabulations.map(({ cut }) => cut)], ['department', 411, ['sex', 'sex by grade']])
  const second = withoutFinest(first?.datasets ?? [])
  assert.deepEqual([second?.field, second?.datasets[0]?.tabulations.map(({ cut }) => cut)], ['grade', ['sex']])
  assert.equal(withoutFinest(second?.datasets ?? []), null)
})

test('extracts that asked with different editions of a question are told together, in the groups of the workforce’s', async () => {
  const random = randomNumbers(9)
  const people = Array.from({ length: 400 }, () => somebody(random))
  const [workforce, starters] = [dataset('workforce', people, '2026-03-31', [['ethnic group']]), dataset('starters', people.slice(0, 120), '2026-03-31', [['ethnic group']], { from: Temporal.PlainDate.from('2026-01-01') })]
  const renamed: ReleasedDataset = { ...starters, tabulations: starters.tabulations.map((each) => ({ ...each, by: each.by.map((field) => ({ ...field, categories: field.categories.map((category) => (category.parent === 'Asian' ? { ...category, parent: 'Asian, Asian British or Asian Welsh' } : category)) })) })) }
  const figures = figuresOf(await made(asked([workforce, renamed])))
  for (const id of ['workforce: ethnic group', 'starters: ethnic group']) assert.deepEqual(table(figures, id).by[0]?.categories.filter(({ kind }) => kind === 'parent').map(({ name }) => name), ['Asian', 'White', 'Answered'])
  assert.equal(asText(table(figures, 'workforce: ethnic group').count({ 'ethnic group': 'Asian' })), String(people.filter((each) => ['Indian', 'Chinese'].includes(each['ethnic group'] ?? '')).length))
})

test('pairs of questions are the body’s to choose, and what it does not publish stays out of what the public is told', () => {
  const fields: readonly Field[] = ['age', 'disability', 'sex', 'ethnic group', 'religion or belief', 'department']
  const usual = usualCuts('workforce', fields, usualSettings.pairs)
  assert.deepEqual(usual.filter((id) => usualSettings.pairs.map(pairId).includes(id)).toSorted(), ['age by disability', 'ethnic group by sex'])
  assert.equal(usualCuts('workforce', fields, []).some((id) => id === 'ethnic group by sex'), false)
  assert.equal(usualCuts('leavers', fields, usualSettings.pairs).some((id) => id === 'ethnic group by sex'), false)
  const told = publicCuts('workforce', fields, usual, ['age', 'disability', 'sex'])
  assert.deepEqual(told.toSorted(), ['age', 'age by department', 'age by disability', 'all', 'department', 'disability', 'disability by department', 'sex', 'sex by department'])
  assert.equal(questionPairs.some((pair) => pair.includes('gender identity')), false)
})

test('what two councils printed is reproduced from matching rows, save what they should not have printed and what that forces', async () => {
  for (const { staff, religion } of Object.values(printed)) {
    const counts = Object.entries(religion).map(([name, percent]) => [name, Math.round((Number(percent) * staff) / 100)] as const)
    // As near as whole people come: two of the printed figures were not rounded as the others were.
    for (const [at, [name, count]] of counts.entries()) assert.ok(Math.abs((100 * count) / staff - Number(Object.values(religion)[at])) < 0.0081, name)
    const labels = Object.keys(religion).filter((name) => !silent.includes(name))
    const rest = staff - counts.reduce((sum, [, count]) => sum + count, 0)
    const of = new Map(counts)
    const rows: Tabulation = { cut: 'religion or belief', by: [{ field: 'religion or belief', categories: labels.map((label) => ({ code: label, label })) }], counts: [...labels.map((label) => of.get(label) ?? 0), (of.get('nd') ?? 0) + rest, of.get('pns') ?? 0, 0, 0] }
    const figures = figuresOf(await made(asked([{ ...dataset('workforce', [], '2015-12-31', []), tabulations: [{ cut: 'all', by: [], counts: [staff] }, rows] }])))
    const faith = table(figures, 'workforce: religion or belief')
    const cell = (name: string) => faith.count({ 'religion or belief': name })
    const share = (name: string) => faith.share({ 'religion or belief': name }, 'religion or belief', 'all')
    assert.equal(asText(faith.count({})), staff.toLocaleString('en-GB'))
    assert.deepEqual(['Jewish', 'Buddhist'].map((name) => [asText(cell(name)), asText(share(name))]), [['[c]', '[c]'], ['[c]', '[c]']])
    const shown = labels.filter((name) => cell(name).state === 'shown')
    for (const name of shown) assert.ok(Math.abs(Number(asText(share(name)).replace('%', '')) - Number(Object.entries(religion).find(([each]) => each === name)?.[1])) <= 0.06, name)
    assert.ok(shown.includes('Christian') && shown.includes('No religion'), 'large groups are shown')
    const forced = [...labels, 'Answered', 'Not declared', 'Prefer not to say', 'Answer withdrawn'].filter((name) => cell(name).state === 'withheld' && name !== 'Jewish' && name !== 'Buddhist')
    // In 2016 the two were eight together, which is small as well: something else has to be withheld with them. In 2013 they were ten.
    assert.ok(forced.length >= (staff === 6386 ? 1 : 0) && forced.length <= 3, forced.join())
    assert.equal(JSON.stringify(figures).includes('"value":3,'), false)
  }
})

test('what is said of figures rests on shown figures alone: where one is withheld so are value, grade and words', async () => {
  const random = randomNumbers(77)
  const people = Array.from({ length: 900 }, () => somebody(random))
  const on = '2026-03-31'
  const figures = figuresOf(await made(asked([dataset('workforce', people, on, [['religion or belief'], ['sex'], ['ethnic group'], ['ethnic group', 'grade']]), dataset('disciplinary', people.filter((_, at) => at % 40 === 0), on, [['sex'], ['ethnic group']])])))
  const benchmark = { part: 500, whole: 10_000, definition: 'Religion', population: 'usual residents aged 16 to 64', area: 'Barsetshire', on: '2021-03-21', source: 'Census 2021', match: '' }
  const found = findingsOf(figures, [{ ...benchmark, question: 'religion or belief', label: 'Jewish' }, { ...benchmark, question: 'sex', label: 'Female', part: 5_050 }], [])
  const of = (id: string) => found.find((each) => each.id === id) ?? assert.fail(`${id} is not among ${found.map((each) => each.id).join('; ')}`)
  const jewish = of('representation: religion or belief: Jewish')
  assert.equal(jewish.grade, 'withheld')
  assert.deepEqual([jewish.value, jewish.low, jewish.high].map(asText), ['[c]', '[c]', '[c]'])
  assert.doesNotMatch([jewish.sentence, jewish.headline, jewish.meaning, jewish.certainty].join(' '), /\d/)
  const female = of('representation: sex: Female')
  assert.match(female.sentence, /told us, \d+\.\d% are female/)
  assert.equal(female.grade, 'clear')
  assert.match(of('declaration: religion or belief').sentence, /of 900 employees have answered/)
  for (const each of found) assert.equal(each.grade === 'withheld', each.value.state === 'withheld', each.id)
})

test('how processes end, how often people had to turn to them, and what people said are told beside how likely they were', async () => {
  const random = randomNumbers(88)
  const people = Array.from({ length: 900 }, () => somebody(random))
  const on = '2026-03-31'
  const from = Temporal.PlainDate.from('2025-04-01')
  const ended = (some: readonly Person[], words: readonly string[], chance: (person: Person) => number): Tabulation[] => {
    const table = new Map<string, number>()
    for (const person of some) { const key = `${person['sex'] ?? ''} ${words[chance(person)] ?? ''}`; table.set(key, (table.get(key) ?? 0) + 1) }
    const field = words.includes('5') ? 'score' : 'outcome'
    const by = [{ field: 'sex' as const, categories: ['Female', 'Male'].map((label) => ({ code: label, label })) }, { field: field as 'score' | 'outcome', categories: words.map((label) => ({ code: label, label })) }]
    const counts = ['Female', 'Male', ...silent].flatMap((sex) => [...words, ...silent].map((word) => table.get(`${sex} ${word}`) ?? 0))
    return [tabulation(some, []), tabulation(some, ['sex']), { cut: `sex by ${field}`, by, counts }]
  }
  const probation = { ...dataset('probation', people, on, []), from, tabulations: ended(people.slice(0, 500), ['Not passed', 'Passed'], (person) => Number(random() < (person['sex'] === 'Female' ? 0.95 : 0.7))) }
  const satisfaction = { ...dataset('satisfaction', people, on, []), from, tabulations: ended(people.slice(0, 600), ['1', '2', '3', '4', '5'], (person) => Math.min(4, Math.floor(5 * random() ** (person['sex'] === 'Female' ? 0.4 : 1)))) }
  const grievances = (day: string, many: number) => ({ ...dataset('grievance', people.slice(0, many), day, [[]]), from: Temporal.PlainDate.from(day).subtract({ years: 1 }).add({ days: 1 }) })
  const before = figuresOf(await made(asked([dataset('workforce', people, '2025-03-31', [[], ['sex']]), grievances('2025-03-31', 20)])))
  const now = figuresOf(await made(asked([dataset('workforce', people, on, [[], ['sex']]), probation, satisfaction, grievances(on, 45)])))
  const found = findingsOf(now, [], [before])
  const of = (id: string) => found.find((each) => each.id === id) ?? assert.fail(`${id} is not among ${found.map((each) => each.id).join('; ')}`)
  assert.match(of('likelihood: sex: probation Passed: Male').sentence, /employees whose probation ended and who are male .*recorded as “Passed”/i)
  assert.equal(of('likelihood: sex: probation Passed: Male').grade, 'clear')
  assert.match(of('satisfaction: sex: Male').sentence, /of people who are male gave one of the two best answers \(4 or 5 of 5\), compared with .*points lower/)
  assert.equal(of('satisfaction: sex: Male').grade, 'clear')
  // Of none there is a ratio of nought and no range, said in words and not as 0.00.
  let seen = 0
  for (const passes of ['Female', 'Male']) {
    const onlyOne = { ...probation, tabulations: ended(people.slice(0, 500), ['Not passed', 'Passed'], (person) => Number(person['sex'] === passes)) }
    const [told] = findingsOf(figuresOf(await made(asked([dataset('workforce', people, on, [[], ['sex']]), onlyOne]))), [], []).filter((each) => each.kind === 'probation' && each.analysis === 'likelihood')
    if (told === undefined || told.grade === 'too few') continue
    assert.deepEqual([asText(told.value), told.low.state === 'absent' && told.low.symbol, told.grade], ['0', '[z]', 'clear'])
    assert.match(told.sentence, /^Employees whose probation ended and who are (fe)?male: none of the \d+ were recorded as “Passed”\. Of those who are/)
    seen++
  }
  assert.equal(seen, 1, 'one of the two groups is the one that is compared with')
  const rate = of('event rate: grievance')
  assert.match(rate.sentence, /^45 employees raised a grievance: about 50\.0 for every 1,000 employees\. In April 2024 to March 2025 it was about 22\.2\. Changes in reporting can raise this number\./)
  assert.deepEqual([asText(rate.value), rate.grade], ['50.0', 'clear'])
  const none = findingsOf(figuresOf(await made(asked([dataset('workforce', people, on, [[], ['sex']]), grievances(on, 3)]))), [], [before])
  const hidden = none.find((each) => each.id === 'event rate: grievance')
  assert.deepEqual([hidden?.grade, hidden === undefined ? '' : asText(hidden.value), /\d/.test(hidden?.sentence ?? '1')], ['withheld', '[c]', false])
})
