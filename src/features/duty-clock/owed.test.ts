import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { readDeadline } from '#duty/deadline.ts'
import type { Deed, Done } from './deed.ts'
import { datesOf, everyYears, howItStands, keptInTime, type Owed } from './owed.ts'
import { duties, dutiesOf } from './statute.ts'

const day = (words: string) => Temporal.PlainDate.from(words)
const today = day('2026-11-22')
const [from, until] = [day('2020-01-01'), day('2028-12-31')]
const deed = (kind: Done['kind'], on: string, more: Partial<Deed> = {}): Deed => ({ id: `${kind} ${on}`, kind, room: 'a-room', thing: { kind: 'thing', id: on }, on: day(on), title: 'A thing', href: '/a', public: true, covers: null, to: null, about: [], occasion: '', ...more })
const promise = (rule: Owed['rule'], shownBy: Owed['shownBy'], more: Partial<Owed> = {}): Owed => ({ id: 'p', by: 'promise', title: 'A promise', sentence: 'As written', source: 'A strategy', link: null, rule, shownBy, since: day('2026-01-01'), until: null, lastBefore: null, owner: null, public: true, moves: false, ...more })
const days = (words: string): Owed['rule'] => ({ kind: 'days', reading: readDeadline(words).reading })
const told = (owed: Owed, deeds: readonly Deed[], at = today) => datesOf(owed, deeds, at, until).map((each) => [each.due?.toString() ?? null, each.state])
const law = (id: string, nation: 'England' | 'Wales' | 'Scotland' = 'England') => dutiesOf({ nation, size: '250 or more' }, from).find((each) => each.id === id)!

describe('What the law asks', () => {
  test('equality information is due a year after the last publication, less a day, and publishing early moves the next date', () => {
    assert.deepEqual(told(law('equality-information'), [deed('release published', '2026-01-15')]), [['2027-01-14', 'ahead']])
    const early = datesOf(law('equality-information'), [deed('release published', '2026-01-15'), deed('release published', '2026-10-01')], today, until)
    assert.deepEqual(early.map(({ due, state }) => [due?.toString(), state]), [['2027-01-14', 'kept'], ['2027-09-30', 'ahead']])
    assert.equal(early[1]?.because, 'Last done on 1 October 2026. 1 year beginning with that day ends on 30 September 2027.')
    assert.equal(early[0]?.on?.toString(), '2026-10-01', 'a duty that was kept early stands where it was kept')
  })

  test('a year that begins on 29 February ends with the February after it, and one that begins on 1 March may end on a 29th', () => {
    const next = (on: string, id: string, kind: Done['kind']) => datesOf(law(id), [deed(kind, on)], day(on), until)[0]?.due?.toString()
    assert.equal(next('2024-02-29', 'equality-information', 'release published'), '2025-02-28')
    assert.equal(next('2023-03-01', 'equality-information', 'release published'), '2024-02-29')
    assert.equal(next('2024-02-29', 'equality-objectives', 'objectives published'), '2028-02-28')
    assert.equal(next('2024-12-31', 'equality-information', 'release published'), '2025-12-30')
  })

  test('what was done on the day that is known as the last time is that time, and keeps no date to come', () => {
    const owed = promise({ kind: 'since last', length: { count: 2, unit: 'year' }, beginning: false }, [{ kind: 'survey closed' }], { since: day('2024-01-01'), lastBefore: day('2024-10-15') })
    assert.deepEqual(told(owed, [deed('survey closed', '2024-10-15')]), [['2026-10-15', 'late']])
  })

  test('without a last publication there is no date to be late for: it is asked', () => {
    assert.deepEqual(told(law('equality-objectives'), []), [[null, 'not known']])
  })

  test('objectives are due within four years, also after a late publication', () => {
    assert.deepEqual(told(law('equality-objectives'), [deed('objectives published', '2020-04-01'), deed('objectives published', '2024-06-30')]), [['2024-03-31', 'kept late'], ['2028-06-29', 'ahead']])
  })

  test('the pay gap is due on 30 March after the snapshot, on whatever day of the week that is', () => {
    // 30 March 2025 was a Sunday, and 2024’s a Saturday.
    const owed = { ...law('gender-pay-gap'), since: day('2024-01-01'), moves: false }
    const dates = datesOf(owed, [deed('pay gap published', '2024-03-21', { covers: { from: day('2023-03-31'), to: day('2023-03-31') } }), deed('pay gap published', '2025-04-02', { covers: { from: day('2024-03-31'), to: day('2024-03-31') } })], today, day('2027-12-31'))
    assert.deepEqual(dates.map(({ due, state }) => [due?.toString(), state]), [['2024-03-30', 'kept'], ['2025-03-30', 'kept late'], ['2026-03-30', 'late'], ['2027-03-30', 'ahead']])
    assert.equal(howItStands(dates[1]!, today), 'Done on 2 April 2025, 3 days late')
  })

  test('thresholds decide: fewer than 250 employees owe no pay gap in England, fewer than 20 none in Scotland', () => {
    const owes = (nation: 'England' | 'Wales' | 'Scotland', size: Parameters<typeof dutiesOf>[0]['size']) => dutiesOf({ nation, size }, from).map((each) => each.id)
    assert.deepEqual(owes('England', '150 to 249'), ['equality-information', 'equality-objectives'])
    assert.ok(owes('England', '250 or more').includes('gender-pay-gap'))
    assert.ok(!owes('Scotland', 'fewer than 20').includes('equal-pay-statement') && owes('Scotland', '20 to 149').includes('equal-pay-statement'))
    assert.deepEqual(owes('Wales', '250 or more'), ['annual-equality-report', 'review-of-objectives'])
  })

  test('Wales reports each year to March by the March after, and Scotland’s pay figures are due each second and fourth April', () => {
    assert.deepEqual(told({ ...law('annual-equality-report', 'Wales'), since: day('2026-01-01') }, [deed('report published', '2026-03-02', { about: ['annual report'], covers: { from: day('2024-04-01'), to: day('2025-03-31') } })]), [['2026-03-31', 'kept'], ['2027-03-31', 'ahead'], ['2028-03-31', 'ahead']])
    assert.deepEqual(datesOf(law('scottish-pay-gap', 'Scotland'), [], today, day('2029-12-31')).map(({ due }) => due?.year), [2021, 2023, 2025, 2027, 2029])
    assert.deepEqual(datesOf(law('equal-pay-statement', 'Scotland'), [], today, day('2029-12-31')).map(({ due }) => due?.year), [2021, 2025, 2029])
  })

  test('every duty says where it stands, in which edition, and when that was last read', () => {
    for (const each of duties) assert.ok(each.link.startsWith('https://www.legislation.gov.uk/') && each.edition !== '' && /^\d{4}-\d{2}-\d{2}$/.test(each.lastChecked), each.id)
    assert.equal(new Set(duties.map((each) => each.id)).size, duties.length)
  })
})

describe('The body’s own promises', () => {
  test('a report on a quarter keeps that quarter’s date, however late it comes', () => {
    const owed = promise(days('within six weeks of the end of each quarter'), [{ kind: 'report issued', to: 'Equalities Board' }])
    const to = { id: 'b', name: 'Equalities Board' }
    const quarter = (number: string, on: string, first: string, last: string) => deed('report issued', on, { to, thing: { kind: 'report', id: number }, covers: { from: day(first), to: day(last) } })
    assert.deepEqual(told(owed, [quarter('1', '2026-05-08', '2026-01-01', '2026-03-31'), quarter('2', '2026-09-20', '2026-04-01', '2026-06-30'), deed('report issued', '2026-11-10', { to: { id: 'x', name: 'Somebody else' } })]).slice(0, 5),
      [['2026-02-11', 'late'], ['2026-05-12', 'kept'], ['2026-08-11', 'kept late'], ['2026-11-11', 'late'], ['2027-02-11', 'ahead']])
  })

  test('a deed that says no days keeps the date it is nearest to, and a second one ticks nothing', () => {
    const owed = promise(days('by the end of June each year'), [{ kind: 'report published' }], { since: day('2025-01-01') })
    assert.deepEqual(told(owed, [deed('report published', '2025-08-02'), deed('report published', '2026-06-12'), deed('report published', '2026-07-20')]).slice(0, 3), [['2025-06-30', 'kept late'], ['2026-06-30', 'kept'], ['2027-06-30', 'ahead']])
  })

  test('every three years is counted from the last audit, or from the day of the promise', () => {
    const owed = promise({ kind: 'since last', length: { count: 3, unit: 'year' }, beginning: false }, [{ kind: 'pay audit finished' }], { since: day('2022-01-01') })
    assert.deepEqual(told(owed, []), [['2025-01-01', 'late']])
    assert.deepEqual(told({ ...owed, lastBefore: day('2021-03-15') }, [deed('pay audit finished', '2024-03-01')]), [['2024-03-15', 'kept'], ['2027-03-01', 'ahead']])
  })

  test('a promise of its own moves from a Sunday where the body says so, and tells why', () => {
    const owed = promise(days('by 28 February each year'), [{ kind: 'report issued' }], { moves: true })
    const [, next] = datesOf(owed, [], today, until)
    assert.equal(next?.due?.toString(), '2027-03-01')
    assert.match(next?.because ?? '', /That is a Sunday, so this promise of our own moves to Monday 1 March 2027\./)
  })

  test('an assessment is owed in public 28 days after it was signed off, each by itself', () => {
    const owed = promise({ kind: 'after each', of: 'assessment signed off', within: { count: 28, unit: 'day' } }, [{ kind: 'assessment published' }])
    const about = (id: string) => ({ thing: { kind: 'assessment', id } })
    assert.deepEqual(told(owed, [deed('assessment signed off', '2026-05-01', about('a')), deed('assessment published', '2026-05-20', about('a')), deed('assessment signed off', '2026-09-01', about('b')), deed('assessment signed off', '2026-11-10', about('c'))]),
      [['2026-05-29', 'kept'], ['2026-09-29', 'late'], ['2026-12-08', 'due soon']])
  })

  test('an event without a senior manager cannot be mended, and every event is asked', () => {
    const owed = promise({ kind: 'at each', with: 'senior manager present' }, [{ kind: 'event held', about: 'senior manager present' }])
    assert.deepEqual(told(owed, [deed('event held', '2026-03-08', { about: ['Senior manager present'] }), deed('event held', '2026-06-22')]), [['2026-03-08', 'kept'], ['2026-06-22', 'not kept']])
  })

  test('an event that was planned is ahead, and late once its day has passed and nobody noted it; once it is noted, that decides', () => {
    const owed = promise({ kind: 'at each', with: 'senior manager present' }, [{ kind: 'event held', about: 'senior manager present' }])
    const plan = (id: string, on: string) => ({ kind: 'event held' as const, room: 'governance', thing: { kind: 'meeting', id }, on: day(on), title: id, href: '/' })
    const planned = [plan('silent', '2026-11-02'), plan('noted', '2026-11-03'), plan('soon', '2026-12-01'), { ...plan('meeting', '2026-11-04'), kind: 'meeting held' as const }]
    const noted = deed('event held', '2026-11-03', { room: 'governance', thing: { kind: 'meeting', id: 'noted' } })
    assert.deepEqual(datesOf(owed, [noted], today, until, planned).map((each) => [each.due?.toString(), each.state]), [['2026-11-02', 'late'], ['2026-11-03', 'not kept'], ['2026-12-01', 'due soon']])
  })

  test('what was promised until a day is not owed after it', () => {
    assert.deepEqual(told(promise({ kind: 'days', reading: everyYears(1, 3, 31) }, [{ kind: 'report issued' }], { until: day('2027-06-30') }), []), [['2026-03-31', 'late'], ['2027-03-31', 'ahead']])
  })

  test('forty days of a contract are told by how many they are, and not one by one', () => {
    const on = Array.from({ length: 40 }, (_, number) => day('2026-05-10').add({ months: 3 * number }))
    const [first] = datesOf(promise({ kind: 'days', reading: { kind: 'dates', on } }, [{ kind: 'report issued' }]), [], today, until)
    assert.equal(first?.because, 'On 40 days, from 10 May 2026 to 10 February 2036.')
  })

  test('the share kept in time counts what has passed, and nothing that is ahead', () => {
    const owed = promise(days('by the end of June each year'), [{ kind: 'report published' }], { since: day('2024-01-01') })
    assert.deepEqual(keptInTime(datesOf(owed, [deed('report published', '2024-06-20'), deed('report published', '2025-07-20')], today, until)), { kept: 1, of: 3 })
  })
})
