import assert from 'node:assert/strict'
import { glob, readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { freeze, thaw } from './artefact.ts'
import { countOfPeople, isCount } from './count.ts'
import { derived, gate, percentageOf, seenByAnalyst, statutoryFigure, citedFigure } from './gate.ts'
import { ReleaseProof, peopleIn, spell } from './inside.ts'
import { policies, thresholdFor } from './policy.ts'
import { absent, asData, asFootnote, asText, asValue, asWords, forAudience, isShown, sortedByFigure, symbolsUsed, withheld } from './shown.ts'
import { tallyOfThings } from './tally.ts'

const about = { of: 'Employees in Highways who are Jewish', on: '2026-03-31', source: 'Workforce extract of 31 March 2026' }
const cell = { table: 'religion by department', cell: { religion: 'Jewish', department: 'Highways' } }
const total = { table: 'religion by department', cell: { religion: '*', department: 'Highways' } }

function proofFor(policy: string): ReleaseProof {
  return new ReleaseProof(new Map([[spell(cell), null], [spell(total), 640]]), { policy, certificate: 'ab'.repeat(32), verifiedOn: '2026-04-30' })
}

test('a count tells its number to nobody', () => {
  const count = countOfPeople(7331, about)
  for (const told of [
    JSON.stringify(count), JSON.stringify({ count }), JSON.stringify([count]), inspect(count, { depth: 9, showHidden: true }), String(count), `${String({ ...count })}`,
    JSON.stringify({ ...count }), JSON.stringify(Object.entries(count)), JSON.stringify(Object.getOwnPropertyDescriptors(count)), JSON.stringify(structuredClone({ ...count })),
    count.toString(), [count, count].join(','), inspect(new Map([[count, count]])), Reflect.ownKeys(count).map(String).join(),
  ]) assert.doesNotMatch(told, /7331|7,331/)
  // @ts-expect-error arithmetic does not compile, and stops if it is forced
  assert.throws(() => count + 1, TypeError)
  // @ts-expect-error comparison too: it would answer a question about the number
  assert.throws(() => count > 5, TypeError)
  assert.equal(peopleIn(count), 7331)
  assert.ok(isCount(count))
  assert.ok(!isCount({ ...count }))
})

test('a count is a whole number of people', () => {
  for (const bad of [-1, 1.5, Number.NaN, Infinity]) assert.throws(() => countOfPeople(bad, about), TypeError)
})

test('the gate refuses without a policy, without a proof, with another policy’s proof, and for a cell that the release does not have', () => {
  const count = countOfPeople(640, { ...about, cell: total })
  assert.deepEqual(gate(count), withheld)
  assert.deepEqual(gate(count, policies.public), withheld)
  assert.deepEqual(gate(count, policies.public, proofFor(policies.board.edition)), withheld)
  assert.deepEqual(gate(countOfPeople(640, about), policies.public, proofFor(policies.public.edition)), withheld)
  assert.deepEqual(gate(countOfPeople(640, { ...about, cell: { ...total, table: 'another' } }), policies.public, proofFor(policies.public.edition)), withheld)
  // A forged proof is not one, whatever its shape.
  const forged: ReleaseProof = Object.assign(Object.create(ReleaseProof.prototype), { policy: policies.public.edition })
  assert.deepEqual(gate(count, policies.public, forged), withheld)
})

test('the gate shows a published cell with its date, source and meaning, and withholds a hidden one or a number that is not the proof’s', () => {
  const proof = proofFor(policies.public.edition)
  const shown = gate(countOfPeople(640, { ...about, cell: total }), policies.public, proof)
  assert.ok(isShown(shown))
  assert.deepEqual(asData(shown), { text: '640', value: 640, base: null, on: '2026-03-31', source: about.source, definition: about.of, audience: 'public' })
  assert.deepEqual(gate(countOfPeople(3, { ...about, cell }), policies.public, proof), withheld)
  assert.deepEqual(gate(countOfPeople(641, { ...about, cell: total }), policies.public, proof), withheld)
})

test('a policy that withholds and rounds shows published numbers to the nearest five', () => {
  const rounds = policies['nhs-style']
  const figure = (people: number) => asText(gate(countOfPeople(people, { ...about, cell: total }), rounds, new ReleaseProof(new Map([[spell(total), people]]), { policy: rounds.edition, certificate: '', verifiedOn: '2026-04-30' })))
  assert.deepEqual([642, 643, 1000].map(figure), ['640', '645', '1,000'])
})

test('what is withheld looks the same whatever it hides', () => {
  const proof = proofFor(policies.public.edition)
  const small = gate(countOfPeople(3, { ...about, cell }), policies.public, proof)
  const large = gate(countOfPeople(3000, { ...about, cell }), policies.public, proof)
  assert.equal(JSON.stringify(small), JSON.stringify(large))
  assert.equal(asText(small), '[c]')
  assert.doesNotMatch(asWords(small) + JSON.stringify(small), /\d/)
})

test('a figure made of others is withheld with the first of them, and its sum is not even started', () => {
  const shown = citedFigure({ text: '640', value: 640, on: '2021-03-21', source: 'Census 2021', definition: 'Residents' })
  let started = false
  assert.equal(derived([shown, withheld], { definition: 'Ratio' }, () => { started = true; return { text: '1', value: 1 } }), withheld)
  assert.equal(started, false)
  assert.equal(derived([], { definition: 'Nothing' }, () => ({ text: '1', value: 1 })), withheld)
})

test('a percentage is rounded on the exact fraction, and not given of fewer than twenty people', () => {
  const figure = (value: number) => citedFigure({ text: String(value), value, on: '2021-03-21', source: 'Census 2021', definition: 'Residents' })
  const share = (x: number, n: number) => asText(percentageOf(figure(x), figure(n), policies.public, { definition: 'Share', base: 'of all' }))
  assert.equal(share(268, 4649), '5.8%')
  assert.equal(share(1, 8), '[u]')
  assert.equal(share(5, 40), '13%')
  assert.equal(share(49, 80), '61%')
  assert.equal(share(57, 1000), '5.7%')
  assert.equal(share(1, 800), '0.1%')
  assert.equal(share(3, 800), '0.4%')
})

test('rows that show nothing keep their given order, after the others', () => {
  const rows = [{ name: 'a', figure: withheld }, { name: 'b', figure: tallyOfThings(1) }, { name: 'c', figure: absent('[z]') }, { name: 'd', figure: tallyOfThings(9) }]
  assert.deepEqual(sortedByFigure(rows, (row) => row.figure).map((row) => row.name), ['d', 'b', 'a', 'c'])
  assert.deepEqual(sortedByFigure(rows, (row) => row.figure, 'smallest first').map((row) => row.name), ['b', 'd', 'a', 'c'])
  assert.equal(asValue(withheld), null)
})

test('a figure cleared for the board is withheld from the public', () => {
  const board = gate(countOfPeople(640, { ...about, cell: total }), policies.board, proofFor(policies.board.edition))
  assert.equal(asText(forAudience(board, 'board')), '640')
  assert.equal(asText(forAudience(board, 'public')), '[c]')
  const halved = derived([board], { definition: 'Half' }, (n = 0) => ({ text: String(n / 2), value: n / 2 }))
  assert.equal(asText(forAudience(halved, 'public')), '[c]')
})

test('symbols are explained once each, in order, and a footnote carries base, date and source', () => {
  assert.deepEqual(symbolsUsed([absent('[z]'), withheld, withheld, tallyOfThings(2)]).map((each) => each.symbol), ['[c]', '[z]'])
  const figure = statutoryFigure('S.I. 2017/353, Schedule 1', { text: '12.3%', value: 12.3, base: 'of men’s mean pay', on: '2026-03-31', source: 'Payroll', definition: 'mean gender pay gap' })
  assert.equal(asFootnote(figure), 'Mean gender pay gap. Of men’s mean pay. 31 March 2026. Source: Payroll (S.I. 2017/353, Schedule 1).')
  assert.throws(() => statutoryFigure('', figure), TypeError)
  assert.throws(() => seenByAnalyst(countOfPeople(3, about), ' '), TypeError)
})

test('the most sensitive breakdown of a table sets its threshold', () => {
  assert.equal(thresholdFor(policies.public, ['race', 'sex']), 5)
  assert.equal(thresholdFor(policies.public, ['race', 'religion_belief']), 10)
  assert.equal(thresholdFor(policies.board, ['religion_belief']), 5)
})

test('no file outside disclosure reads the inside of a count', async () => {
  const source = join(import.meta.dirname, '..')
  const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts') && !file.startsWith(`disclosure${sep}`))
  assert.ok(files.length > 5)
  const trespassing = []
  for (const file of files) if (/disclosure\/inside\.ts/.test(await readFile(join(source, file), 'utf8'))) trespassing.push(relative(source, join(source, file)))
  assert.deepEqual(trespassing, [])
})

test('an artefact gives back the very figures that were frozen, to readers whom it was for, and only as it was sealed', async () => {
  const cited = citedFigure({ text: '268', value: 268, on: '2026-03-31', source: 'Census', definition: 'Residents' })
  const { artefact, sha256 } = freeze({ rows: [{ figure: cited }, { figure: withheld }, { figure: absent('[z]') }], title: 'A table' }, 'public')
  const shuffled = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(artefact).toReversed())))
  const back = thaw(shuffled, sha256, 'public')
  if ('refused' in back) assert.fail(back.refused)
  assert.deepEqual(back.contents, { rows: [{ figure: cited }, { figure: withheld }, { figure: absent('[z]') }], title: 'A table' })
  assert.match(JSON.stringify(thaw(JSON.parse(JSON.stringify(artefact).replace('268', '3')), sha256, 'public')), /not as they were/)
  assert.match(JSON.stringify(thaw({ ...artefact, contents: 'else' }, sha256, 'public')), /not as they were/)
  const inside = freeze({ figure: cited }, 'board')
  assert.match(JSON.stringify(thaw(inside.artefact, inside.sha256, 'public')), /for the board alone/)
  assert.equal('refused' in thaw(inside.artefact, inside.sha256, 'board'), false)
})

test('figures are made of JSON in one place of each room that freezes any, behind its seal', async () => {
  const root = join(import.meta.dirname, '..')
  const callers: string[] = []
  for await (const file of glob('**/*.ts', { cwd: root })) if (!file.endsWith('.test.ts') && !file.startsWith('disclosure/') && /\bthaw\(/.test(await readFile(join(root, file), 'utf8'))) callers.push(file)
  assert.deepEqual(callers.sort(), ['features/equality-monitoring/figures.ts', 'features/governance/asking-store.ts', 'features/pay-gaps/pages/gaps.ts'])
})
