import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { attack } from './attacker.ts'
import type { PopulationFlow, Published } from './attacker.ts'
import { categories, employees, nextQuarter, releaseOf, tabulate } from './barsetshire.ts'
import { describeAnswer, runProtect } from './command.ts'
import { countOfPeople } from './count.ts'
import { findPattern } from './find-pattern.ts'
import type { PatternFound, PatternWanted } from './find-pattern.ts'
import { gate, percentageOf } from './gate.ts'
import { spell } from './inside.ts'
import type { CellName } from './inside.ts'
import { madeUpRelease, shapes } from './made-up-releases.ts'
import { policies } from './policy.ts'
import { adviseMerging, certificateOf, everyCell, protect, protectWithProof } from './protect.ts'
import type { Answer, ProtectOptions } from './protect.ts'
import { asReadRelease } from './release.ts'
import type { ReadRelease, Release } from './release.ts'
import { asData, asText, sortedByFigure } from './shown.ts'
import { highsSolver } from './solver.ts'
import { randomNumbers } from './suppress.ts'
import { verify } from './verify.ts'
import type { Proof } from './verify.ts'

/** The engine in this thread: what the worker runs, without starting a thread for each of hundreds of small releases. */
const inThisThread = highsSolver().then((solver) => async (wanted: PatternWanted) => findPattern(wanted, solver))

async function answerFor(release: Release, options: ProtectOptions = {}): Promise<Answer> {
  return protect(release, { seed: 1, engine: await inThisThread, adviseMerging: false, ...options })
}

/** The small numbers that the attacker can prove to be small, or to be anybody at all. */
async function provable(published: readonly Published[], flows: readonly PopulationFlow[] = []): Promise<string[]> {
  const attacker = await attack(published, flows)
  try {
    return published.flatMap(({ release: { threshold } }, release) => attacker.cells(release).filter(({ count }) => count >= 1 && count < threshold).flatMap(({ cell }) => {
      const safe = attacker.canBe({ release, cell }, { atMost: 0 }) && attacker.canBe({ release, cell }, { atLeast: threshold })
      return safe ? [] : [spell(cell)]
    }))
  } finally {
    attacker.dispose()
  }
}

const twoWay = (counts: readonly (readonly (number | null)[])[], threshold = 5): Release => ({
  schema: 'release/1', threshold, dimensions: { religion: counts.map((_, at) => `R${at}`), department: (counts[0] ?? []).map((_, at) => `D${at}`) },
  tables: [{ id: 't', by: ['religion', 'department'], counts }],
})

const same = ({ cell }: CellName) => JSON.stringify(Object.entries(cell).filter(([, category]) => category !== '*').sort())

function read(release: Release): ReadRelease {
  const found = asReadRelease(release)
  if ('refused' in found) assert.fail(found.refused)
  return found
}

for (const shape of shapes) {
  test(`an attacker proves nothing of any small number (${shape}), and everything withheld is needed`, async () => {
    for (const seed of shape === 'linked' || shape === 'three ways' ? [4] : [4, 17]) {
      const release = madeUpRelease(shape, seed, { most: 3 })
      const { withheld, refused, verified } = await answerFor(release)
      assert.equal(refused, null)
      assert.ok(verified)
      assert.deepEqual(await provable([{ release, withheld }]), [], `seed ${seed}`)
      const counts = new Map(everyCell(read(release)).map(({ name, count }) => [spell(name), count]))
      const secondary = new Set(withheld.filter((cell) => (counts.get(spell(cell)) ?? 0) >= release.threshold || counts.get(spell(cell)) === 0).map(same))
      for (const shown of [...secondary].slice(0, 4)) {
        const less = withheld.filter((cell) => same(cell) !== shown)
        assert.notDeepEqual(await provable([{ release, withheld: less }]), [], `${shown} need not be withheld (seed ${seed})`)
      }
    }
  })
}

test('without protection the attacker wins, so the tests above can fail', async () => {
  const release = twoWay([[3, 20, 9], [40, 60, 12]])
  assert.notDeepEqual(await provable([{ release, withheld: [] }]), [])
  assert.notDeepEqual(await provable([{ release, withheld: [{ table: 't', cell: { religion: 'R0', department: 'D0' } }] }]), [])
})

test('the attacker’s intervals are those of trying every table of whole numbers', async () => {
  const random = randomNumbers(99)
  let tried = 0
  while (tried < 25) {
    const counts = [0, 1].map(() => [0, 1, 2].map(() => Math.floor(random() * 4)))
    const hidden = counts.flatMap((row, r) => row.flatMap((_, c) => (random() < 0.6 ? [[r, c] as const] : [])))
    if (hidden.length === 0 || hidden.length > 5) continue
    tried++
    const rowSums = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
    const columnSums = [0, 1, 2].map((c) => counts.reduce((sum, row) => sum + (row[c] ?? 0), 0))
    const found = hidden.map(() => ({ least: Infinity, most: -Infinity }))
    const enumerate = (at: number, table: number[][]): void => {
      const cell = hidden[at]
      if (cell === undefined) {
        const agrees = table.every((row, r) => row.reduce((sum, count) => sum + count, 0) === rowSums[r]) && columnSums.every((sum, c) => table.reduce((all, row) => all + (row[c] ?? 0), 0) === sum)
        if (agrees) hidden.forEach(([r, c], index) => { const range = found[index]; if (range !== undefined) { range.least = Math.min(range.least, table[r]?.[c] ?? 0); range.most = Math.max(range.most, table[r]?.[c] ?? 0) } })
        return
      }
      for (let value = 0; value <= Math.min(rowSums[cell[0]] ?? 0, columnSums[cell[1]] ?? 0); value++) enumerate(at + 1, table.map((row, r) => row.map((count, c) => (r === cell[0] && c === cell[1] ? value : count))))
    }
    enumerate(0, counts)
    const names = hidden.map(([r, c]) => ({ table: 't', cell: { religion: `R${r}`, department: `D${c}` } }))
    const attacker = await attack([{ release: twoWay(counts), withheld: names }])
    names.forEach((cell, at) => assert.deepEqual(attacker.interval({ release: 0, cell }), found[at], JSON.stringify({ counts, hidden })))
    attacker.dispose()
  }
})

test('the verifier is reached by no solver and no engine', async () => {
  const seen = new Set<string>()
  const follow = async (file: string): Promise<void> => {
    if (seen.has(file)) return
    seen.add(file)
    const source = await readFile(join(import.meta.dirname, file), 'utf8')
    for (const [, from = ''] of source.matchAll(/^(?:import|export) (?!type\b)[^'"]*from '([^']+)'/gm)) {
      if (from.startsWith('./')) await follow(from.slice(2))
      else assert.ok(from.startsWith('node:'), `${file} imports ${from}`)
    }
  }
  await follow('verify.ts')
  assert.deepEqual([...seen].sort(), ['inside.ts', 'release.ts', 'verify.ts'])
})

/** A release, what the engine withholds of it, and the proof. */
async function proved(release: Release): Promise<{ readonly release: ReadRelease, readonly withheld: ReadonlySet<string>, readonly proof: Proof }> {
  const found = await (await inThisThread)({ release: read(release), earlier: [], seed: 5, limitMs: 20_000 })
  if (found.kind !== 'found') assert.fail(found.kind)
  return { release: read(release), withheld: new Set(found.withheld.map(spell)), proof: found.proof }
}

test('the verifier accepts every proof of the engine, and refuses it once anything in it is changed', async () => {
  for (const shape of ['two ways', 'linked', 'hierarchical', 'ring'] as const) {
    const { release, withheld, proof } = await proved(madeUpRelease(shape, 23, { most: 3 }))
    const verdict = (changed: Proof, hidden: ReadonlySet<string> = withheld) => verify({ release, withheld: hidden }, [], changed).verified
    assert.ok(verdict(proof), shape)
    assert.ok(!verdict({ ...proof, worlds: [] }), 'no worlds')
    assert.ok([...proof.worlds.keys()].some((at) => !verdict({ ...proof, worlds: proof.worlds.filter((_, index) => index !== at) })), 'no world is needed')
    for (const cell of withheld) assert.ok(!verdict(proof, new Set([...withheld].filter((each) => each !== cell))), `${cell} shown`)
    const [first, ...others] = proof.worlds
    if (first === undefined) assert.fail('no world')
    for (const [at, [table, leaf, count]] of first.counts.entries()) {
      for (const wrong of [count + 1, -1, count + 0.5, Number.NaN]) {
        const counts: Proof['worlds'][number]['counts'] = first.counts.map((each, index) => (index === at ? [table, leaf, wrong] as const : each))
        assert.ok(!verdict({ ...proof, worlds: [{ ...first, counts }, ...others] }), `${count} as ${wrong}`)
      }
    }
    assert.ok(!verdict({ ...proof, worlds: [{ ...first, counts: [...first.counts, [0, 999, 1]] }, ...others] }), 'a leaf that is not there')
    assert.ok(!verdict(proof, new Set([...withheld, '["t9"]'])), 'a cell that is not there')
    if (shape === 'ring') {
      assert.ok(!verdict({ ...proof, rings: [] }), 'no people for the ring')
      assert.ok(!verdict({ ...proof, rings: proof.rings.map((ring) => ({ ...ring, people: ring.people.slice(1) })) }), 'people missing')
      assert.ok(!verdict({ ...proof, worlds: proof.worlds.map((world) => ({ ...world, people: [] })) }), 'no people in the worlds')
    }
  }
})

test('four tables that are safe alone give people away together, and are safe when the new ones are protected with the old', async () => {
  const by = ['religion', 'department']
  const before = employees(700, 21)
  const { now, starters, leavers } = nextQuarter(before, 21)
  const first = releaseOf(before, { tables: [by] })
  const earlier = await answerFor(first)
  const table = (people: Parameters<typeof tabulate>[0], id: string) => ({ id, by, counts: tabulate(people, by, categories) })
  const second: Release = { ...first, tables: [table(now, 't2'), table(starters, 't3'), table(leavers, 't4')], flows: [{ end: 't2', start: 't1', plus: 't3', minus: 't4' }] }
  const populations = { t1: 'old', t2: 'new', t3: 'in', t4: 'out' }
  const flows = [{ end: 'new', start: 'old', plus: 'in', minus: 'out' }]
  const old = { release: first, withheld: earlier.withheld, populations }

  const apart = await Promise.all(second.tables.map(async (each) => {
    const release = { ...second, tables: [each], flows: [] }
    return { release, withheld: (await answerFor(release)).withheld, populations }
  }))
  assert.notDeepEqual(await provable([old, ...apart], flows), [])

  const joint = await runProtect(JSON.stringify(second), { afterText: JSON.stringify(first), answerText: JSON.stringify(earlier), seed: 1, engine: await inThisThread })
  assert.equal(joint.refused, null)
  assert.ok(joint.verified)
  assert.deepEqual(await provable([old, { release: second, withheld: joint.withheld, populations }], flows), [])
})

test('two days in one release, with who came and went, are safe also where the later day is shown twice, and where other questions are asked of both days', async () => {
  const one = (id: string, counts: readonly number[]) => ({ id, by: ['religion'], counts })
  const days: Release = {
    schema: 'release/1', threshold: 10, dimensions: { religion: ['Sikh', 'Christian', 'None'], sex: ['Female', 'Male'] }, parents: { religion: { Christian: 'Others', None: 'Others' } },
    tables: [one('end', [6, 26, 9]), one('minus', [1, 10, 6]), one('start', [1, 26, 13]), one('plus', [6, 10, 2]), one('end again', [6, 26, 9])], flows: [{ end: 'end', start: 'start', plus: 'plus', minus: 'minus' }],
  }
  const sexes = [{ id: 'sex before', by: ['sex'], counts: [22, 18] }, { id: 'sex after', by: ['sex'], counts: [19, 22] }]
  for (const release of [days, { ...days, tables: [...days.tables, ...sexes] }]) {
    const { withheld, refused } = await answerFor(release)
    assert.equal(refused, null)
    const populations = { 'end': 'new', 'end again': 'new', 'sex after': 'new', 'start': 'old', 'sex before': 'old', 'plus': 'in', 'minus': 'out' }
    assert.deepEqual(await provable([{ release, withheld, populations }], [{ end: 'new', start: 'old', plus: 'in', minus: 'out' }]), [])
  }
})

test('a flow that does not add up is refused, and the refusal names the flow, the cell and the four numbers', async () => {
  const one = (id: string, counts: readonly number[]) => ({ id, by: ['sex'], counts })
  const flow = { end: 'June', start: 'March', plus: 'came', minus: 'went' }
  const of = (june: readonly number[]): Release => ({ schema: 'release/1', threshold: 5, dimensions: { sex: ['Female', 'Male'] }, tables: [one('June', june), one('March', [45, 38]), one('came', [12, 9]), one('went', [6, 7])], flows: [flow] })
  assert.equal((await answerFor(of([51, 40]))).refused, null)
  const answer = await answerFor(of([50, 40]))
  assert.equal(answer.refused, 'The flow that ends in "June" does not add up for sex: Female: "June" has 50, and "March" with 45, plus "came" with 12, less "went" with 6, makes 51. Correct the tables, or leave the flow out.')
  assert.equal(answer.verified, false)
  assert.match((await answerFor(of([50, 41]))).refused ?? '', /Nor does it for 1 other cell\./)
  // From an earlier release too; and one that was let out before binds whoever comes after, whatever was corrected since.
  const march: Release = { ...of([51, 40]), tables: [one('March', [45, 38])], flows: [] }
  const june = (counts: readonly number[]): Release => ({ ...march, tables: [one('June', counts), one('came', [12, 9]), one('went', [6, 7])], flows: [flow] })
  assert.match((await answerFor(june([51, 39]), { earlier: [{ release: march, withheld: [] }] })).refused ?? '', /for sex: Male: "June" has 39, and "March" with 38, plus "came" with 9, less "went" with 7, makes 40\./)
  const corrected = { ...march, tables: [one('March', [45, 38]), one('September', [60, 60])] }
  assert.equal((await answerFor({ ...corrected, tables: [one('September', [60, 60])] }, { earlier: [{ release: march, withheld: [] }, { release: june([51, 40]), withheld: [] }] })).refused, null)
  // The verifier says so by itself: no worlds are needed here, and the numbers do not add up.
  const release = read(of([50, 40]))
  assert.deepEqual(verify({ release, withheld: new Set(), rounded: null }, [], { worlds: [], rings: [], givenAway: [] }), { verified: false, because: 'A flow of the release does not add up' })
})

test('a large ring of tables, looked at with a few of its combinations first, gives nobody away', async () => {
  const release = releaseOf(employees(2500, 11), { tables: [['religion', 'department'], ['department', 'grade'], ['religion', 'grade']] })
  const { refused, verified, withheld } = await answerFor(release)
  assert.deepEqual([refused, verified], [null, true])
  // Every small number has its proof; the attacker, who takes long in a ring, tries some of them.
  const attacker = await attack([{ release, withheld }])
  try {
    const small = attacker.cells(0).filter(({ count }) => count >= 1 && count < release.threshold)
    assert.ok(small.length > 50)
    for (const { cell } of small.filter((_, at) => at % 25 === 0)) assert.ok(attacker.canBe({ release: 0, cell }, { atMost: 0 }) && attacker.canBe({ release: 0, cell }, { atLeast: release.threshold }), spell(cell))
  } finally {
    attacker.dispose()
  }
})

test('a table asked for later, and a correction of two people, are protected with all that came before', async () => {
  const people = employees(500, 31)
  const by = ['religion', 'department']
  const first = releaseOf(people, { tables: [by] })
  const asked: Release = { ...releaseOf(people, { tables: [['sex', 'religion']] }), tables: [{ id: 'asked for', by: ['sex', 'religion'], counts: tabulate(people, ['sex', 'religion'], categories) }] }
  const mended = people.map((person, at) => (at === 3 || at === 40 ? { ...person, religion: 'Hindu' } : person))
  const corrected = releaseOf(mended, { tables: [by] })
  const releases: Published[] = []
  for (const [at, release] of [first, asked, corrected].entries()) {
    const answer = await answerFor(release, { earlier: releases })
    assert.equal(answer.refused, null)
    releases.push({ release, withheld: answer.withheld, populations: { 't1': at === 2 ? 'as corrected' : 'people', 'asked for': 'people' } })
    assert.deepEqual(await provable(releases), [])
  }
  // The difference of the two tables is two people: no published figure may differ by fewer than five from what it was.
  const [was, , is] = releases
  if (was === undefined || is === undefined) assert.fail('not published')
  const shownIn = ({ release, withheld }: Published) => {
    const hidden = new Set(withheld.map(spell))
    return new Map(everyCell(read(release)).filter(({ name }) => !hidden.has(spell(name))).map(({ name, count }) => [spell(name), count]))
  }
  const before = shownIn(was)
  const differences = [...shownIn(is)].map(([name, count]) => Math.abs(count - (before.get(name) ?? count))).filter((difference) => difference > 0 && difference < 5)
  assert.deepEqual(differences, [])
})

test('an order of rows, a duplicate table or a table of other people changes nothing', async () => {
  const release = madeUpRelease('two ways', 8, { most: 4, threshold: 5 })
  const [table] = release.tables
  if (table === undefined || !Array.isArray(table.counts)) assert.fail('no table')
  const pattern = (answer: Answer) => answer.withheld.filter((cell) => cell.table === table.id).map(spell).sort()
  const plain = pattern(await answerFor(release))
  assert.ok(plain.length > 0)
  const reversed = { ...release, dimensions: { ...release.dimensions, faith: (release.dimensions['faith'] ?? []).toReversed() }, tables: [{ ...table, counts: table.counts.toReversed() }] }
  assert.deepEqual(pattern(await answerFor(reversed)), plain)
  assert.deepEqual(pattern(await answerFor({ ...release, tables: [table, { ...table, id: 'again' }] })), plain)
  const others = { ...release, dimensions: { ...release.dimensions, shoe: ['left', 'right'] }, tables: [table, { id: 'others', by: ['shoe'], counts: [1000, 3] }] }
  assert.deepEqual(pattern(await answerFor(others)), plain)
})

test('equal inputs and seeds give the same artefact, and another seed need not', async () => {
  const release = releaseOf(employees(600, 3), { tables: [['religion', 'department']] })
  const hash = async (seed: number) => certificateOf(read(release), new Set((await answerFor(release, { seed })).withheld.map(spell)))
  assert.equal(await hash(7), await hash(7))
  const some = new Set(await Promise.all([1, 2, 3].map(hash)))
  assert.ok(some.size > 1, 'the choice among equal patterns can be replayed')
})

test('whatever goes wrong with the solver, nothing is published', async () => {
  const release = releaseOf(employees(500, 3), { tables: [['religion', 'department']] })
  const good = await inThisThread
  const tampered = (change: (found: Extract<PatternFound, { kind: 'found' }>) => unknown) => async (wanted: PatternWanted) => {
    const found = await good(wanted)
    return (found.kind === 'found' ? change(found) : found) as PatternFound
  }
  const faults: Record<string, NonNullable<ProtectOptions['engine']>> = {
    'throws': async () => { throw new Error('wasm trap') },
    'never answers': () => new Promise(() => {}),
    'says that nothing need be withheld': tampered((found) => ({ ...found, withheld: [] })),
    'leaves one cell open': tampered((found) => ({ ...found, withheld: found.withheld.slice(1) })),
    'proves nothing': tampered((found) => ({ ...found, proof: { ...found.proof, worlds: [] } })),
    'answers nonsense': tampered(() => ({ kind: 'found', withheld: [{ table: 't1', cell: {} }], proof: null })),
    'gives up': async () => ({ kind: 'failed', because: 'the solver’s answer is not whole' }),
  }
  for (const [fault, engine] of Object.entries(faults)) {
    const { answer, proof } = await protectWithProof(release, { seed: 1, engine, limitMs: 300, policy: policies.public.edition, adviseMerging: false })
    assert.equal(answer.verified, false, fault)
    assert.notEqual(answer.refused, null, fault)
    assert.equal(proof, null, fault)
    assert.equal(answer.withheld.length, everyCell(read(release)).length, fault)
  }
})

test('a solver that answers in fractions or wrongly is not believed by the engine either', async () => {
  const solver = await highsSolver()
  const release = read(releaseOf(employees(400, 5), { tables: [['religion', 'department']] }))
  for (const spoil of [(value: number) => value + 0.3, (value: number) => -value, () => Number.NaN, (value: number) => value * 2]) {
    const found = findPattern({ release, earlier: [], seed: 1, limitMs: 5000 }, {
      load: (program) => {
        const loaded = solver.load(program)
        const spoiled = (solution: ReturnType<typeof loaded.solve>) => (solution.kind === 'optimal' ? { ...solution, values: solution.values.map(spoil) } : solution)
        return { ...loaded, solve: () => spoiled(loaded.solve()), solveWhole: (columns, limits) => spoiled(loaded.solveWhole(columns, limits)) }
      },
    })
    const verified = found.kind === 'found' && verify({ release, withheld: new Set(found.withheld.map(spell)) }, [], found.proof).verified
    // Twice a witness can be a witness; whatever is accepted is proved, and all else is refused.
    if (found.kind === 'found') assert.equal(verified, (await provable([{ release: releaseOf(employees(400, 5), { tables: [['religion', 'department']] }), withheld: found.withheld }])).length === 0)
  }
})

test('the solver runs in a thread of its own, and one that takes too long publishes nothing', async () => {
  const release = releaseOf(employees(900, 3), { tables: [['religion', 'department']] })
  const answer = await protect(release, { seed: 1 })
  assert.equal(answer.refused, null)
  assert.ok(answer.verified)
  assert.deepEqual(await provable([{ release, withheld: answer.withheld }]), [])
  const late = await protect(release, { seed: 1, limitMs: 1, adviseMerging: false })
  assert.match(late.refused ?? '', /did not finish/)
})

test('a small number that is already published cannot be protected, and the refusal says what to merge', async () => {
  const first = { ...twoWay([[3, 20, 9], [40, 60, 12], [7, 8, 30]], 2) }
  const earlier = await answerFor(first)
  assert.deepEqual(earlier.withheld, [])
  const again = await answerFor({ ...first, threshold: 5 }, { earlier: [{ release: first, withheld: earlier.withheld }] })
  assert.match(again.refused ?? '', /cannot be protected, given what is published already/)
  assert.equal(again.verified, false)
})

test('merging advice is tried before it is given', async () => {
  const release = read(releaseOf(employees(900, 3), { tables: [['religion', 'department']] }))
  const before = await answerFor(releaseOf(employees(900, 3), { tables: [['religion', 'department']] }))
  const advice = await adviseMerging(release, [], { seed: 1, engine: await inThisThread })
  assert.ok(advice.length > 0)
  for (const each of advice) {
    assert.ok(each.withheld < before.withheld.length)
    assert.match(each.advice, /^Combine .+ \(.+\) as “.+”: \d+ fewer figures withheld\.$/)
  }
})

test('a category that holds everyone in a small unit is withheld', async () => {
  const release: Release = { ...twoWay([[12, 30, 20], [0, 25, 30], [0, 40, 35]]), groupDisclosure: { dimensions: ['religion'], below: 20 } }
  const { withheld, verified } = await answerFor(release)
  assert.ok(verified)
  assert.ok(withheld.some(({ cell }) => cell['religion'] === 'R0' && cell['department'] === 'D0'))
  const attacker = await attack([{ release, withheld }])
  const whole = { table: 't', cell: { religion: 'R0', department: 'D0' } }
  const unitHidden = withheld.some(({ cell }) => cell['religion'] === '*' && cell['department'] === 'D0')
  assert.ok(unitHidden || attacker.canBe({ release: 0, cell: whole }, { atMost: 11 }))
  attacker.dispose()
  assert.deepEqual((await answerFor(twoWay([[12, 30, 20], [0, 25, 30], [0, 40, 35]]))).withheld, [])
})

test('no channel tells a withheld number: text, data, order and percentages are all made behind the gate', async () => {
  const given = releaseOf(employees(1200, 13), { tables: [['religion', 'department']] })
  const { answer, proof } = await protectWithProof(given, { seed: 1, engine: await inThisThread, policy: policies.public.edition, on: '2026-04-30' })
  if (proof === null) assert.fail(answer.refused ?? '')
  const hidden = new Set(answer.withheld.map(spell))
  const about = { of: 'Employees', on: '2026-03-31', source: 'Made up' }
  const figures = everyCell(read(given)).map(({ name, count }) => ({ name, count, figure: gate(countOfPeople(count, { ...about, cell: name }), policies.public, proof) }))
  const totals = new Map(figures.map(({ name, figure }) => [spell(name), figure]))
  for (const { name, count, figure } of figures) {
    if (!hidden.has(spell(name))) {
      assert.equal(asText(figure), count.toLocaleString('en-GB'))
      continue
    }
    const base = totals.get(spell({ table: name.table, cell: { ...name.cell, religion: '*' } }))
    if (base === undefined) assert.fail('no base')
    const share = percentageOf(figure, base, policies.public, { definition: 'Share', base: 'of the department' })
    assert.doesNotMatch(asText(figure) + JSON.stringify(asData(figure)) + asText(share) + JSON.stringify(asData(share)), /\d/)
  }
  // Rows with hidden figures stay in the order of the categories, so that their place is not a rank.
  const ofDepartment = figures.filter(({ name }) => name.cell['department'] === 'Law' && name.cell['religion'] !== '*')
  const order = sortedByFigure(ofDepartment, (row) => row.figure).filter(({ figure }) => figure.state === 'withheld').map(({ name }) => name.cell['religion'])
  assert.deepEqual(order, categories['religion']?.filter((religion) => order.includes(religion)))
  assert.ok(order.length > 1)
})

test('rounded together, all totals add up and no number is provably small', async () => {
  const engine = await inThisThread
  for (const shape of ['two ways', 'three ways', 'linked', 'hierarchical', 'ring'] as const) {
    const release = madeUpRelease(shape, 12, { most: 3, threshold: 5 })
    const { answer, proof } = await protectWithProof(release, { seed: 1, engine, roundTo: 5, policy: policies.rounded.edition, on: '2026-04-30' })
    assert.equal(answer.refused, null, shape)
    assert.deepEqual(answer.withheld, [])
    const printed = answer.rounded ?? []
    const attacker = await attack([{ release, withheld: [], nearest: { base: 5, printed } }])
    for (const { cell, count } of attacker.cells(0)) {
      if (count >= 1 && count < 5) assert.ok(attacker.canBe({ release: 0, cell }, { atMost: 0 }) || attacker.canBe({ release: 0, cell }, { atLeast: 5 }), spell(cell))
    }
    attacker.dispose()
    // The gate shows the rounded number, of the very count that the proof is of.
    const [first] = everyCell(read(release)).filter(({ count }) => count > 7)
    if (first === undefined || proof === null) assert.fail('nothing to show')
    const about = { of: 'Employees', on: '2026-03-31', source: 'Made up', cell: first.name }
    assert.equal(asText(gate(countOfPeople(first.count, about), policies.rounded, proof)), String(printed.find((each) => spell(each) === spell(first.name))?.value))
    assert.equal(asText(gate(countOfPeople(first.count + 50, about), policies.rounded, proof)), '[c]')
  }
  const small = twoWay([[3, 20], [40, 60]], 10)
  assert.match((await answerFor(small, { roundTo: 5 })).refused ?? '', /multiples of 10 or more/)
})

test('the verifier refuses roundings that do not add up, go too far, or give a small number away', async () => {
  const release = read(twoWay([[3, 20, 9], [40, 61, 12]]))
  const found = await (await inThisThread)({ release, earlier: [], roundTo: 5, seed: 1, limitMs: 5000 })
  if (found.kind !== 'found' || found.rounded === null) assert.fail(found.kind)
  const numbers = new Map(found.rounded.map(({ name, rounded }) => [spell(name), rounded]))
  const verdict = (changed: ReadonlyMap<string, number>, base = 5, proof = found.proof) => verify({ release, withheld: new Set(), rounded: { base, numbers: changed } }, [], proof).verified
  assert.ok(verdict(numbers))
  for (const [cell, number] of numbers) for (const wrong of [number + 5, number - 5, number + 1, Number.NaN]) assert.ok(!verdict(new Map(numbers).set(cell, wrong)), `${cell} as ${wrong}`)
  assert.ok(!verdict(numbers, 3))
  assert.ok(!verdict(numbers, 5, { ...found.proof, worlds: [] }))
})

test('structural zeros are never withheld and help nobody', async () => {
  const release = twoWay([[3, null, 9], [40, 60, 12], [7, 8, 30]])
  const { withheld, verified } = await answerFor(release)
  assert.ok(verified)
  assert.ok(withheld.every(({ cell }) => !(cell['religion'] === 'R0' && cell['department'] === 'D1')))
  assert.deepEqual(await provable([{ release, withheld }]), [])
})

test('a file that cannot be read is refused in a sentence', async () => {
  const good = twoWay([[3, 20], [40, 60]])
  const refusals: [unknown, RegExp][] = [
    ['{', /must be a JSON file/], [[], /must be an object/], [{ ...good, schema: 'release/2' }, /"release\/1"/], [{ ...good, threshold: 2.5 }, /threshold/],
    [{ ...good, tables: [] }, /at least one table/], [{ ...good, tables: [...good.tables, ...good.tables] }, /the id "t"/],
    [{ ...good, tables: [{ id: 't', by: ['religion'], counts: [1] }] }, /must nest/], [{ ...good, tables: [{ id: 't', by: ['shoe'], counts: [1] }] }, /"shoe"/],
    [{ ...good, tables: [{ id: 't', by: ['religion'], counts: [1, -2] }] }, /whole number/], [{ ...good, tables: [{ id: 't', by: ['religion'], counts: ['1', 2] }] }, /whole number/],
    [{ ...good, parents: { religion: { R0: 'R1' } } }, /cannot be a parent/], [{ ...good, parents: { religion: { R0: 'A', A: 'B', B: 'A' } } }, /circle/], [{ ...good, parents: { religion: { Druid: 'A' } } }, /"Druid"/],
    [{ ...good, dimensions: { ...good.dimensions, religion: ['R0', 'R0'] } }, /twice/], [{ ...good, dimensions: { ...good.dimensions, religion: ['R0', '*'] } }, /"\*"/],
    [{ ...good, flows: [{ end: 't', start: 'nowhere', plus: 't', minus: 't' }] }, /"nowhere"/],
  ]
  for (const [file, sentence] of refusals) {
    const answer = await runProtect(typeof file === 'string' ? file : JSON.stringify(file), { engine: await inThisThread })
    assert.match(answer.refused ?? '', sentence)
    assert.equal(answer.verified, false)
  }
  assert.equal((await runProtect(`\uFEFF${JSON.stringify(good)}`, { engine: await inThisThread })).refused, null, 'a byte order mark is no fault')
  assert.match((await runProtect(JSON.stringify(good), { afterText: JSON.stringify(good), answerText: JSON.stringify({ withheld: [], refused: 'No' }) })).refused ?? '', /not a refusal/)
  assert.match((await runProtect(JSON.stringify(good), { afterText: JSON.stringify(good), answerText: JSON.stringify({ withheld: [{ table: 'other', cell: {} }] }) })).refused ?? '', /withholds a figure of the table "other" that this release does not have/)
})

test('the answer is described in words', async () => {
  const release = twoWay([[3, 20, 9], [40, 60, 12], [7, 8, 30]])
  const words = describeAnswer(await answerFor(release))
  assert.match(words, /\[c\] t: religion R0, department D0/)
  assert.match(words, /figures are withheld: 1 small ones/)
  assert.match(describeAnswer(await answerFor(twoWay([[30, 20], [40, 60]]))), /Every figure may be published/)
})

test('a department in which many came and went is not taken for one that hardly changed, where it is said how many', async () => {
  const day = (of: string, counts: Release['tables'][number]['counts'], moved?: Release['moved']): Release => ({
    schema: 'release/1', threshold: 5, dimensions: { sex: ['Female', 'Male', 'Not declared'], department: ['Chief Executive', 'Highways'] }, units: ['department'],
    tables: [{ id: 'workforce: sex by department', by: ['sex', 'department'], of, counts }], ...(moved === undefined ? {} : { moved }),
  })
  const before = day('workforce of March', [[60, 200], [40, 150], [0, 0]])
  const now = [[60, 230], [41, 120], [0, 0]]
  const earlier = [{ release: before, withheld: [] }]
  const silent = await protect(day('workforce of June', now), { earlier, seed: 1 })
  assert.equal(silent.verified, true)
  assert.ok(silent.withheld.length > 0, 'one more man in a quiet department tells of him')
  const said = await protect(day('workforce of June', now, { '*': { '*': 90 }, department: { 'Chief Executive': 14, Highways: 76 } }), { earlier, seed: 1 })
  assert.deepEqual([said.verified, said.refused, said.withheld], [true, null, []], 'fourteen came and went: one more man tells of nobody')
  const correction = await protect(day('workforce of March', now, { '*': { '*': 90 }, department: { 'Chief Executive': 14, Highways: 76 } }), { earlier, seed: 1 })
  assert.ok(correction.withheld.length > 0, 'of the same day it says nothing: a correction is of those whom it corrects')
})
