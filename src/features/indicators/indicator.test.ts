import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkBreakdown, current, endedPeriods, figureOf, periodWords, rangeOf, staleSince, standingOf, targetFor, tooSmall, type Indicator, type Value } from './indicator.ts'
import { readBeside, readBreakdown, readDay, readFile, readNumber, readTargets, targetsInLines } from './written-values.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const today = day('2026-11-22')
const share = { unit: 'percent', about: 'people', denominator: 'employees who answered' } as const
const indicator = (changes: Partial<Indicator> = {}): Indicator => ({
  id: 'i', title: 'Declared', definition: 'x', numerator: 'employees who answered', ...share, source: 'The report', owner: { id: 'o', name: 'Samira Hussain' }, polarity: 'higher', frequency: 'quarter', measure: null, serves: null, baseline: null,
  targets: [{ on: '2026-03-31', value: 60, threshold: 50, forecast: null }, { on: '2027-03-31', value: 70, threshold: 65, forecast: 68 }], isPublic: false, version: 1, ...changes,
})
const value = (id: string, to: string, number: number, more: Partial<Value> = {}): Value => ({ id, from: day(to).subtract({ months: 3 }).add({ days: 1 }), to: day(to), figure: { text: `${number}%`, value: number, numerator: null, denominator: null, audience: 'public' }, breakdown: null, beside: [], commentary: 'x', source: 'x', replaces: null, why: '', by: 'x', at: Temporal.Instant.from('2026-10-20T09:00:00Z'), ...more })

test('a share is worked out from its two numbers and never typed beside them', () => {
  assert.deepEqual(figureOf(share, { numerator: 612, denominator: 1000, value: 99 }), { text: '61.2%', value: 61.2, numerator: 612, denominator: 1000, audience: 'public' })
  assert.deepEqual(figureOf(share, { numerator: 612, denominator: null, value: 61 }), { refused: 'Enter what is counted and what it is counted out of' })
  assert.match(JSON.stringify(figureOf(share, { numerator: 1200, denominator: 1000, value: null })), /between 0 and/)
  assert.deepEqual(figureOf({ unit: 'pounds', about: 'things', denominator: '' }, { numerator: null, denominator: null, value: 1200 }), { text: '£1,200', value: 1200, numerator: null, denominator: null, audience: 'public' })
})

test('a small number of people is not kept, nor one that is left over', () => {
  assert.equal(tooSmall(0, 100), null)
  assert.match(tooSmall(3, 100)?.refused ?? '', /could name somebody/)
  assert.match(tooSmall(97, 100)?.refused ?? '', /left over/)
  assert.equal(tooSmall(50, 100), null)
  assert.ok('refused' in figureOf(share, { numerator: 2, denominator: 500, value: null }))
  assert.ok(!('refused' in figureOf({ ...share, about: 'things' }, { numerator: 2, denominator: 500, value: null })), 'assessments have no privacy')
})

test('a breakdown tells nothing by subtraction', () => {
  const whole = figureOf(share, { numerator: 300, denominator: 500, value: null })
  assert.ok(!('refused' in whole))
  const of = (lines: string) => { const read = readBreakdown(share, 'sex', lines); return 'refused' in read ? read : checkBreakdown(share, read, whole) }
  assert.equal(of('Women: 200 of 320\nMen: 100 of 180'), null)
  assert.match(of('Women: 200 of 320\nMen: 98 of 180')?.refused ?? '', /leave over/, 'two people are left')
  assert.match(of('Women: 299 of 320\nMen: 100 of 180')?.refused ?? '', /more than the whole/)
  assert.match(of('Women: 2 of 320')?.refused ?? '', /^Women: .*could name somebody/)
  assert.match(of('Women 200')?.refused ?? '', /Line 1 of the breakdown must be like this: Disabled: 61 of 240/)
})

test('what is only context is never red, whichever way it goes', () => {
  const context = indicator({ polarity: 'context', targets: [] })
  for (const number of [1, 50, 1000]) assert.equal(standingOf(context, value('a', '2026-09-30', number)), 'context only')
})

test('a value stands against the target of its own period, with its threshold, whichever way is better', () => {
  assert.equal(targetFor(indicator(), day('2025-12-31'))?.value, 60)
  assert.equal(targetFor(indicator(), day('2026-06-30'))?.value, 70)
  assert.equal(targetFor(indicator(), day('2028-06-30'))?.value, 70, 'the last target goes on')
  assert.deepEqual([70, 66, 64].map((number) => standingOf(indicator(), value('a', '2027-03-31', number))), ['met', 'within the threshold', 'not met'])
  assert.equal(standingOf(indicator(), value('a', '2026-09-30', 64)), 'not due yet', 'nothing is missed before its day')
  const lower = indicator({ polarity: 'lower', targets: [{ on: '2027-03-31', value: 6, threshold: 8, forecast: null }] })
  assert.deepEqual([6, 7.5, 9].map((number) => standingOf(lower, value('a', '2027-03-31', number))), ['met', 'within the threshold', 'not met'])
  assert.equal(standingOf(indicator(), value('a', '2026-09-30', 1, { figure: { text: '[c]', value: null, numerator: null, denominator: null, audience: 'board' } })), 'no figure')
})

test('an indicator goes stale by itself, six weeks after a period without a value', () => {
  assert.equal(staleSince(indicator(), value('a', '2026-06-30', 1), day('2026-11-11')), null)
  assert.equal(String(staleSince(indicator(), value('a', '2026-06-30', 1), day('2026-11-12'))), '2026-11-11')
  assert.equal(staleSince(indicator({ frequency: 'year' }), value('a', '2026-03-31', 1), today), null)
})

test('a correction takes the place of a value, which stays to be seen', () => {
  const [old, again, newest] = [value('a', '2026-06-30', 66.7), value('b', '2026-06-30', 64.1, { replaces: 'a', why: 'Counted twice' }), value('c', '2026-06-30', 64.2, { replaces: 'b', why: 'Once more' })]
  assert.deepEqual(current([value('z', '2026-09-30', 70), old, again, newest]).map((each) => [each.value.id, each.earlier.map((one) => one.id)]), [['c', ['b', 'a']], ['z', []]])
})

test('periods are the council’s own', () => {
  assert.deepEqual(endedPeriods('half-year', today, 3).map(periodWords), ['April to September 2026', 'October 2025 to March 2026', 'April to September 2025'])
  assert.deepEqual(endedPeriods('year', today, 2).map(periodWords), ['April 2025 to March 2026', 'April 2024 to March 2025'])
  assert.deepEqual(endedPeriods('quarter', today, 2).map(periodWords), ['July to September 2026', 'April to June 2026'])
})

test('a share has its range, by Wilson’s method', () => {
  assert.deepEqual(rangeOf('percent', 81, 263), { low: 25.5, high: 36.6 }, 'Newcombe 1998, Table I: 0.2553 to 0.3662')
  assert.equal(rangeOf('number', 81, 263), null)
})

test('targets, days and numbers are read as people write them, and what cannot be read names its line', () => {
  const written = '31 March 2027: 80; at least 70; forecast 76\n30/09/2026: 75%'
  const targets = readTargets(written)
  assert.deepEqual(targets, [{ on: '2026-09-30', value: 75, threshold: null, forecast: null }, { on: '2027-03-31', value: 80, threshold: 70, forecast: 76 }])
  assert.ok(!('refused' in targets))
  assert.deepEqual(readTargets(targetsInLines(targets, 'higher')), targets)
  assert.deepEqual(readTargets('31 March 2027: 80\nsoon: 90'), { refused: 'Line 2 must be a day and a number, like 31 March 2027: 80' })
  assert.deepEqual(readTargets('31 March 2027: 80; perhaps'), { refused: 'Line 1 must end like this: ; at least 70; forecast 76' })
  assert.deepEqual([readDay('31 Feb 2027'), readDay('2026-02-30'), String(readDay('1 Mar 2026'))], [null, null, '2026-03-01'])
  assert.deepEqual([readNumber('£1,200'), readNumber('61.5 %'), readNumber('−3'), readNumber('a few'), readNumber('')], [1200, 61.5, -3, null, null])
  assert.deepEqual(readBeside('England, census 2021: 17.3'), [{ name: 'England, census 2021', value: 17.3 }])
})

test('a file of earlier values is taken whole, or not at all with every row and column named', () => {
  const rows = (...lines: readonly string[]) => lines.map((line, index) => ({ record: line.split(','), line: index + 1 }))
  const good = readFile(indicator(), rows('Ends,Numerator,Denominator,Commentary', '30/06/2026,610,1000,It rose', '31/03/2026,590,1000,It rose too'), [], today)
  assert.ok(!('problems' in good))
  assert.deepEqual(good.map((each) => [periodWords(each.period), each.figure.text, each.source]), [['April to June 2026', '61%', 'The report'], ['January to March 2026', '59%', 'The report']])
  const bad = readFile(indicator(), rows('Ends,Numerator,Denominator,Commentary', '30/06/2026,many,1000,It rose', '15/06/2026,600,1000,', '31/12/2026,600,1000,Early', '31/03/2026,3,1000,Few', '30/09/2026,600,1000,Again'), [{ to: day('2026-09-30') }], today)
  assert.ok('problems' in bad)
  assert.deepEqual(bad.problems.map((each) => `${each.row} ${each.column}: ${each.problem}`), [
    '2 Numerator: “many” is not a number', '3 Commentary: A value needs a sentence about it', '3 Ends: “15/06/2026” is not the last day of a quarter; 30 June 2026 is', '4 Ends: This period has not ended',
    '5 Numerator: A number from 1 to 4 people could name somebody, also as what is left over. Join groups or periods until there are at least 5, or leave it out', '6 Ends: There is a value for July to September 2026 already',
  ])
  assert.deepEqual(readFile(indicator(), rows('When,How many'), [], today), { problems: [{ row: 1, column: 'Ends, Numerator, Denominator, Commentary', problem: 'The first row must have a column of this name' }] })
})
