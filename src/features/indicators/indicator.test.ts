import assert from 'node:assert/strict'
import { test } from 'node:test'
import { current, endedPeriods, figureOf, periodWords, rangeOf, staleSince, standingOf, targetFor, type Indicator, type Value } from './indicator.ts'
import { isSameBase, leakIn, prove, readable, type Standing, type Typed } from './proving.ts'
import { readBeside, readBreakdown, readDay, readFile, readNumber, readTargets, targetsInLines } from './written-values.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const today = day('2026-11-22')
const share = { unit: 'percent', denominator: 'employees who answered' } as const
const indicator = (changes: Partial<Indicator> = {}): Indicator => ({
  id: 'i', title: 'Declared', definition: 'x', numerator: 'employees who answered', about: 'people', ...share, source: 'The report', owner: { id: 'o', name: 'Samira Hussain' }, polarity: 'higher', frequency: 'quarter', counted: 'day', measure: null, breaksDownBy: null, compares: [], serves: null, baseline: null,
  targets: [{ on: '2026-03-31', value: 60, threshold: 50, forecast: null }, { on: '2027-03-31', value: 70, threshold: 65, forecast: 68 }], isPublic: false, version: 1, ...changes,
})
const value = (id: string, to: string, number: number, more: Partial<Value> = {}): Value => ({ id, from: day(to).with({ day: 1 }).subtract({ months: 2 }), to: day(to), figure: { text: `${number}%`, value: number, numerator: null, denominator: null, audience: 'public' }, breakdown: null, beside: [], commentary: 'x', source: 'x', replaces: null, why: '', by: 'x', at: Temporal.Instant.from('2026-10-20T09:00:00Z'), ...more })

test('a share is worked out from its two numbers and never typed beside them', () => {
  assert.deepEqual(figureOf(share, { numerator: 612, denominator: 1000, value: 99 }), { text: '61.2%', value: 61.2, numerator: 612, denominator: 1000, audience: 'public' })
  assert.deepEqual(figureOf(share, { numerator: 612, denominator: null, value: 61 }), { refused: 'Enter what is counted and what it is counted out of' })
  assert.match(JSON.stringify(figureOf(share, { numerator: 1200, denominator: 1000, value: null })), /between 0 and/)
  assert.deepEqual(figureOf({ unit: 'pounds', denominator: '' }, { numerator: null, denominator: null, value: 1200 }), { text: '£1,200', value: 1200, numerator: null, denominator: null, audience: 'public' })
})

const typed = (to: string, numerator: number, denominator: number, breakdown: Typed['breakdown'] = null): Typed => ({ period: { from: day(to).with({ day: 1 }).subtract({ months: 2 }), to: day(to) }, numerator, denominator, value: null, breakdown })
const stands = (to: string, numerator: number, denominator: number): Standing => ({ value: value(to, to, 1, { figure: { text: '1%', value: 1, numerator, denominator, audience: 'public' } }), held: null })
const refusal = async (given: Typed, standing: readonly Standing[] = [], of: Partial<Indicator> = {}): Promise<string> => { const said = await prove(indicator(of), given, standing, today); return 'refused' in said ? said.refused : said.figure.text }

test('a number of people is proved before it is kept: small, left over, of too few, or told by what stands already', async () => {
  assert.equal(await refusal(typed('2026-09-30', 3352, 5004)), '67%')
  assert.match(await refusal(typed('2026-09-30', 3, 120)), /from 1 to 4 people could name somebody/)
  assert.match(await refusal(typed('2026-09-30', 118, 120)), /left over/)
  assert.match(await refusal(typed('2026-09-30', 7, 120), [], { about: 'sensitive' }), /from 1 to 9 people/, 'what it could harm people to be known of needs more of them')
  assert.match(await refusal(typed('2026-09-30', 0, 12)), /fewer than 20 people is not taken/)
  assert.match(await refusal(typed('2026-09-30', 82, 120), [stands('2026-09-30', 80, 120)]), /differs from what stood here by so few people/)
  assert.match(await refusal(typed('2026-09-30', 3302, 5014), [stands('2026-06-30', 3301, 5013)]), /Beside the value of April to June 2026 it would tell of so few people/, 'one joined, and has answered')
  assert.equal(await refusal(typed('2026-09-30', 3352, 5010), [stands('2026-06-30', 3301, 5013)]), '66.9%', 'many changed')
  assert.equal(await refusal(typed('2026-09-30', 3302, 5014), [stands('2026-06-30', 3301, 5013)], { counted: 'period' }), '65.9%', 'other people, another quarter')
  assert.match(readable(indicator({ unit: 'pounds', denominator: 'claimants' }), typed('2026-09-30', 9000, 7))?.refused ?? '', /fewer than 10 people/)
  assert.match(readable(indicator(), typed('2026-09-30', 3.5, 120))?.refused ?? '', /whole number/)
})

test('indicators that are out of the same people are proved together, and what they would tell of a few people together is refused', async () => {
  const other = { id: 'another', title: 'Employees who have declared their religion' }
  const proved = await prove(indicator({ id: other.id }), typed('2026-09-30', 3352, 5004), [], today)
  assert.ok(!('refused' in proved))
  const shared: Standing = { value: { ...stands('2026-09-30', 3352, 5004).value, from: day('2026-07-01') }, held: proved.held, sharedWith: other }
  assert.equal(await refusal(typed('2026-09-30', 2100, 5004), [shared]), '42%', 'the same whole, counted in another way')
  assert.match(await refusal(typed('2026-09-30', 2100, 5002), [shared]), /Beside “Employees who have declared their religion”, which is out of the same people in the same period/, 'a whole that differs by two tells of two')
  assert.equal(await refusal(typed('2026-06-30', 2100, 5002), [shared]), '42%', 'another quarter is not the same people')
  assert.ok(isSameBase({ denominator: 'Employees, all' }, { denominator: 'employees all ' }))
  assert.ok(!isSameBase({ denominator: 'employees' }, { denominator: 'assessors' }))
  assert.ok(!isSameBase({ denominator: '' }, { denominator: '' }))
})

test('a percentage in a sentence tells a small number too', () => {
  assert.match(leakIn('Only 0.05% of them asked for it.', indicator(), typed('2026-09-30', 3000, 6386))?.refused ?? '', /can only be exactly 3 people/)
  assert.equal(leakIn('About 47% of them asked for it.', indicator(), typed('2026-09-30', 3000, 6386)), null)
})

test('groups that could name somebody are withheld, with those that they could be worked out from, and their numbers are not kept with the value', async () => {
  const of = (lines: string, whole: readonly [number, number] = [300, 500]) => { const read = readBreakdown(share, 'sex', lines, { numerator: whole[0], denominator: whole[1], value: null }); return read }
  assert.match(JSON.stringify(of('Women: 299 of 320\nMen: 100 of 180')), /more than the whole/)
  assert.match(JSON.stringify(of('Women: 180 of 300\nMen: 110 of 200')), /do not fit together/, 'everybody is in a group, and ten who are counted are not')
  assert.match(JSON.stringify(of('Women 200')), /Line 1 of the breakdown must be like this: Disabled: 61 of 240/)
  const read = of('Women: 160 of 250\nMen: 138 of 246')
  assert.ok(!('refused' in read))
  const said = await prove(indicator(), typed('2026-09-30', 300, 500, read), [], today)
  assert.ok(!('refused' in said))
  assert.equal(said.figure.text, '60%')
  assert.ok(said.breakdown?.groups.some((each) => each.text === '[c]' && each.value === null && each.numerator === null && each.denominator === null), 'two of the four who are left over are counted')
  const all = of('Women: 180 of 300\nMen: 120 of 200')
  assert.ok(!('refused' in all))
  const whole = await prove(indicator(), typed('2026-09-30', 300, 500, all), [], today)
  assert.deepEqual('refused' in whole ? whole : whole.breakdown?.groups.map((each) => each.text), ['60%', '60%'])
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
  assert.deepEqual(rangeOf('percent', { value: null, numerator: 81, denominator: 263 }), { low: 25.5, high: 36.6 }, 'Newcombe 1998, Table I: 0.2553 to 0.3662')
  assert.deepEqual(rangeOf('percent', { value: 30.8, numerator: null, denominator: 263 }), { low: 25.5, high: 36.6 }, 'what another room worked out has its range too')
  assert.equal(rangeOf('number', { value: 81, numerator: 81, denominator: 263 }), null)
})

test('targets, days and numbers are read as people write them, and what cannot be read names its line', () => {
  const written = '31 March 2027: 80; at least 70; forecast 76\n30/09/2026: 75%'
  const higher = { polarity: 'higher', unit: 'percent' } as const
  const targets = readTargets(written, higher)
  assert.deepEqual(targets, [{ on: '2026-09-30', value: 75, threshold: null, forecast: null }, { on: '2027-03-31', value: 80, threshold: 70, forecast: 76 }])
  assert.ok(!('refused' in targets))
  assert.deepEqual(readTargets(targetsInLines(targets, 'higher'), higher), targets)
  assert.deepEqual(readTargets('31 March 2027: 80\nsoon: 90', higher), { refused: 'Line 2 must be a day and a number, like 31 March 2027: 80' })
  assert.deepEqual(readTargets('31 March 2027: 80; perhaps', higher), { refused: 'Line 1 must end like this: ; at least 70; forecast 76' })
  assert.deepEqual(readTargets('31 March 2027: 80; perhaps; forecast 76', higher), { refused: 'Line 1 must end like this: ; at least 70; forecast 76' }, 'nothing is passed over')
  assert.match(JSON.stringify(readTargets('31 March 2027: 80; at least 90', higher)), /no higher than the target/)
  assert.match(JSON.stringify(readTargets('31 March 2027: 6; at least 8', { polarity: 'lower', unit: 'number' })), /Where lower is better, the worst that can be lived with is “at most”/)
  assert.match(JSON.stringify(readTargets('31 March 2027: 800', higher)), /between 0 and 100/)
  assert.deepEqual([readNumber('1,5'), readNumber('1,240.5'), readNumber('1 240'), readNumber('12 34'), readNumber('1.2.3')], [null, 1240.5, 1240, null, null], 'a comma that divides no thousands is not guessed at')
  assert.deepEqual([readDay('31 Feb 2027'), readDay('2026-02-30'), String(readDay('1 Mar 2026'))], [null, null, '2026-03-01'])
  assert.deepEqual([readNumber('£1,200'), readNumber('61.5 %'), readNumber('−3'), readNumber('a few'), readNumber('')], [1200, 61.5, -3, null, null])
  assert.deepEqual(readBeside('England, census 2021: 17.3', 'percent'), [{ name: 'England, census 2021', value: 17.3, text: '17.3%', source: '', audience: 'public' }])
})

test('a file of earlier values is taken whole, or not at all with every row and column named', () => {
  const rows = (...lines: readonly string[]) => lines.map((line, index) => ({ record: line.split(','), line: index + 1 }))
  const good = readFile(indicator(), rows('Ends,Numerator,Denominator,Commentary', '30/06/2026,610,1000,It rose', '31/03/2026,590,1000,It rose too'), [], today)
  assert.ok(!('problems' in good))
  assert.deepEqual(good.map((each) => [periodWords(each.typed.period), each.typed.numerator, each.source]), [['April to June 2026', 610, 'The report'], ['January to March 2026', 590, 'The report']])
  const bad = readFile(indicator(), rows('Ends,Numerator,Denominator,Commentary', '30/06/2026,many,1000,It rose', '15/06/2026,600,1000,', '31/12/2026,600,1000,Early', '31/03/2026,3.5,1000,Few', '30/09/2026,600,1000,Again'), [{ to: day('2026-09-30') }], today)
  assert.ok('problems' in bad)
  assert.deepEqual(bad.problems.map((each) => `${each.row} ${each.column}: ${each.problem}`), [
    '2 Numerator: “many” is not a number', '3 Commentary: A value needs a sentence about it', '3 Ends: “15/06/2026” is not the last day of a quarter; 30 June 2026 is', '4 Ends: This period has not ended',
    '5 Numerator: A number of people must be a whole number', '6 Ends: There is a value for July to September 2026 already',
  ])
  assert.deepEqual(readFile(indicator(), rows('When,How many'), [], today), { problems: [{ row: 1, column: 'Ends, Numerator, Denominator, Commentary', problem: 'The first row must have a column of this name' }] })
})
