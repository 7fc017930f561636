/** The thread that makes releases: what it makes is what would be made without it, and whatever becomes of it publishes nothing by mistake. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { makeFigures, type HeldRelease } from '../release-making.ts'
import type { ReleasedDataset } from '../release-contents.ts'
import type { Tabulation } from '../tabulation.ts'
import type { ReleaseTask } from './release-task.ts'
import { makeInReleaseThread, tryInReleaseThread } from './release-thread.ts'

const religions = ['Christian', 'No religion', 'Hindu', 'Jewish']
const departments = ['Highways', 'Libraries', 'Law']
/** By religion, then not declared, prefer not to say, not asked, withdrawn; each by department. */
const march = [[210, 140, 40], [160, 100, 31], [22, 9, 4], [3, 6, 1], [60, 51, 12], [8, 3, 2], [0, 0, 0], [0, 0, 0]]
const june = march.with(0, [231, 152, 47]).with(2, [19, 14, 6])

function tabulation(counts: readonly (readonly number[])[]): Tabulation {
  const category = (label: string) => ({ code: label, label })
  return { cut: 'religion or belief by department', by: [{ field: 'religion or belief', categories: religions.map(category) }, { field: 'department', categories: departments.map(category) }], counts: counts.flatMap((row) => [...row, 0, 0, 0, 0]) }
}

const kept = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const dataset = { of: 'workforce 2', kind: 'workforce', source: 'HR', scope: '', from: null, on: '2026-06-30' } as const
const before = async (): Promise<HeldRelease> => {
  const made = await makeFigures({ id: 'first', audience: 'board', mode: 'withhold', title: 'March', on: Temporal.PlainDate.from('2026-03-31'), today: Temporal.PlainDate.from('2026-04-02'), datasets: [{ ...dataset, of: 'workforce 1', on: Temporal.PlainDate.from('2026-03-31'), tabulations: [tabulation(march)] }], held: [], findings: () => [] }, { seed: 3 })
  if ('refused' in made) assert.fail(made.refused)
  return { id: 'first', audience: 'board', on: Temporal.PlainDate.from('2026-03-31'), earlier: made.held }
}

const task = (held: HeldRelease, more: Partial<ReleaseTask> = {}): ReleaseTask => ({
  id: 'second', audience: 'board', mode: 'withhold', title: 'June', on: '2026-06-30', today: '2026-07-02', datasets: [{ ...dataset, tabulations: kept([tabulation(june)]) }], madeByItself: false,
  held: [{ id: held.id, audience: held.audience, on: held.on.toString(), earlier: kept(held.earlier) }], turnover: [], benchmarks: [], earlier: [], others: [], limits: { making: 60_000, seed: 7 }, ...more,
})

test('a release that is made in the thread is to the byte what is made without it', async () => {
  const held = await before()
  const asked: ReleasedDataset = { ...dataset, on: Temporal.PlainDate.from('2026-06-30'), tabulations: [tabulation(june)] }
  const { findingsOf } = await import('../findings.ts')
  const here = await makeFigures({ id: 'second', audience: 'board', mode: 'withhold', title: 'June', on: asked.on, today: Temporal.PlainDate.from('2026-07-02'), datasets: [asked], held: [held], turnover: () => ({}), findings: (figures) => findingsOf(figures, [], []) }, { seed: 7 })
  const there = await makeInReleaseThread(task(held))
  if ('refused' in here || there.told !== 'made') assert.fail('not made')
  assert.deepEqual([there.artefact, there.sha256, there.certificate, there.held], [JSON.stringify(here.frozen.artefact), here.frozen.sha256, here.certificate, JSON.stringify(here.held)])
  assert.match(there.artefact, /\[c\]/)
})

test('a thread that cannot read what is held, or is silent for too long, gives no figures', async () => {
  const held = await before()
  await assert.rejects(makeInReleaseThread(task(held, { held: [{ id: 'first', audience: 'board', on: '2026-03-31', earlier: new TextEncoder().encode('[{') }] })), SyntaxError)
  await assert.rejects(makeInReleaseThread(task(held, { earlier: [{ release: 'first', artefact: kept({ schema: 'artefact/1' }), sha256: 'not this' }] })), /cannot be read/)
  await assert.rejects(makeInReleaseThread(task(held), 1), /took too long/)
  const late = await makeInReleaseThread(task(held, { limits: { making: 1 } }))
  assert.match(late.told === 'refused' ? late.refused : '', /did not finish/)
})

test('one table is tried out with what its readers hold, and a try that takes too long says so', async () => {
  const held = await before()
  const ask = (limit: number) => tryInReleaseThread({ audience: 'board', dataset, tabulation: tabulation(june), held: [{ id: held.id, audience: held.audience, on: held.on.toString(), earlier: kept(held.earlier) }], limit })
  const tried = await ask(20_000)
  assert.ok(tried.kind === 'tried' && tried.tried.withheld > 0 && tried.tried.withheld < tried.tried.figures, tried.kind)
  assert.deepEqual(await ask(1), { kind: 'too long' })
})
