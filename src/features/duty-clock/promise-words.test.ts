/**
 * The promises of the five strategies that the product began with, in our own words: facts are theirs (seeds 000 to 004 of the project's
 * material), sentences are not. Each goes in as words, and out comes a dated calendar in which every date has its sentence.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { bySoonest, datesOf, type Owed } from './owed.ts'
import { partsOfPromise, ruleOf } from './promise-words.ts'

const day = (words: string) => Temporal.PlainDate.from(words)

interface Written { readonly words: string; readonly since: string; readonly last?: string; readonly answer?: string }

/** What somebody who types the sentence gets, with the answer that they give where it can be read in two ways. */
function promised(source: string, { words, since, last, answer }: Written): readonly Owed[] {
  return partsOfPromise(words).map((part, index) => {
    if (part.shows === null) throw new Error(`“${words}” does not say what shows that it was done`)
    const first = ruleOf(part.when, part.shows)
    const read = 'ask' in first ? ruleOf(part.when, part.shows, { answers: { [first.ask.question]: answer ?? '' } }) : first
    if (!('rule' in read)) throw new Error(`“${words}” is not read: ${JSON.stringify(read)}`)
    return {
      id: `${source} ${words} ${index}`, by: 'promise', title: part.words, sentence: words, source, link: null, rule: read.rule, shownBy: [part.shows], since: day(since), until: null, lastBefore: last === undefined ? null : day(last), owner: null, public: true, moves: false,
    }
  })
}

const strategies: Readonly<Record<string, readonly Written[]>> = {
  'Strategy 2013 to 2016 (000)': [
    { words: 'An annual report to the Equalities Board, public each year by 31 March', since: '2013-04-01' },
    { words: 'Publish the workforce profile annually', since: '2013-04-01' },
    { words: 'An equal pay audit every three years', since: '2013-04-01', last: '2011-03-31' },
    { words: 'Evaluate equality training every year', since: '2013-04-01' },
    { words: 'Hold an Equality and Diversity Week in November each year', since: '2013-04-01' },
  ],
  'Action plan 2022 to 2023 (001)': [
    { words: 'Report workforce equality data to the Equalities Board, quarterly', since: '2022-04-01' },
    { words: 'Publish the gender and ethnicity pay gaps every year', since: '2022-04-01' },
    { words: 'Reach level 3 of Disability Confident by March 2024', since: '2022-04-01' },
    { words: 'Renew the British Sign Language charter every year', since: '2022-04-01' },
  ],
  'Strategy 2016 to 2020 (002)': [
    { words: 'An annual report to the Equalities Board by the end of June, public by the end of July', since: '2016-04-01' },
    { words: 'Review the action plan every year', since: '2016-04-01' },
  ],
  'Action plan 2016 to 2017 (003)': [
    { words: 'Report progress on the workforce targets to the Corporate Management Team within six weeks of the end of each quarter', since: '2016-04-01' },
    { words: 'Report the workforce targets to the Equalities Board, six-monthly, July and January', since: '2016-04-01' },
    { words: 'Publish workforce equality information by the end of 16/17', since: '2016-04-01' },
    { words: 'A staff survey every two years, next in 2017', since: '2016-04-01' },
    { words: 'Bi-annual report to the Equalities Board on the completion and publication of assessments', since: '2016-04-01', answer: 'Every 6 months, with no day set' },
    { words: 'An equal pay audit every three years', since: '2016-04-01', last: '2014-03-31' },
  ],
  'Strategy 2018 to 2022 (004)': [
    { words: 'Report progress on the plan to the Director, quarterly', since: '2018-07-01' },
    { words: 'An annual report to the Executive', since: '2018-07-01' },
    { words: 'Publish an annual workforce report', since: '2018-07-01' },
    { words: 'Publish the gender pay gap every year by 30 March', since: '2018-07-01' },
  ],
}

test('the promises of the five strategies go in as words, and a dated calendar comes out, each date with its sentence', () => {
  const [today, to] = [day('2013-04-01'), day('2024-03-31')]
  const dates = Object.entries(strategies).flatMap(([source, all]) => all.flatMap((each) => promised(source, each))).flatMap((owed) => datesOf(owed, [], today, to)).toSorted(bySoonest)
  assert.ok(dates.every(({ due, because, owed }) => due !== null && because.length > 20 && owed.sentence.length > 10 && owed.source !== ''), 'every date has its sentence, and how it was come by')
  const of = (words: string, from: string, until: string): string[] => dates.filter(({ owed, due }) => owed.title.includes(words) && due !== null && due.toString() >= from && due.toString() <= until).map(({ due }) => due?.toString() ?? '')

  // Seed 003, objective 1: six weeks after 30 June, 30 September, 31 December and 31 March (facts, sections 10.2 and 12).
  assert.deepEqual(of('Corporate Management Team', '2016-06-30', '2017-06-30'), ['2016-08-11', '2016-11-11', '2017-02-11', '2017-05-12'])
  assert.deepEqual(of('six-monthly', '2016-04-01', '2017-03-31'), ['2016-07-31', '2017-01-31'])
  assert.deepEqual(of('by the end of 16/17', '2013-04-01', '2024-03-31'), ['2017-03-31'])
  assert.deepEqual(of('staff survey', '2016-04-01', '2020-01-01'), ['2017-12-31', '2019-12-31'])
  // Seed 002, section 3.1: to the board by the end of June, public by the end of July.
  assert.deepEqual(of('by the end of June', '2016-04-01', '2017-12-31'), ['2016-06-30', '2017-06-30'])
  assert.deepEqual(of('public by the end of July', '2016-04-01', '2017-12-31'), ['2016-07-31', '2017-07-31'])
  // Every three years, counted from the last audit of each plan.
  assert.deepEqual(of('equal pay audit', '2013-04-01', '2024-03-31'), ['2014-03-31', '2017-03-31'])
  assert.deepEqual(of('Disability Confident', '2013-04-01', '2024-12-31'), ['2024-03-31'])
  assert.deepEqual(of('gender pay gap every year', '2018-07-01', '2020-12-31'), ['2019-03-30', '2020-03-30'])
  assert.ok(of('Equality and Diversity Week', '2013-04-01', '2014-03-31').includes('2013-11-30'))

  const board = dates.find(({ due, owed }) => due?.toString() === '2016-11-11' && owed.title.includes('Management Team'))
  assert.equal(board?.because, 'The quarter ends on 30 September 2016. 6 weeks later is 11 November 2016.')
  assert.equal(board?.owed.sentence, 'Report progress on the workforce targets to the Corporate Management Team within six weeks of the end of each quarter')
})

for (const [words, parts] of [
  ['An annual report to the Equalities Board by the end of June, public by the end of July', [['report issued', 'Equalities Board', null], ['report published', null, null]]],
  ['A senior manager at every planned event', [['event held', null, 'senior manager present']]],
  ['An equal pay audit every three years', [['pay audit finished', null, null]]],
  ['A staff survey every two years', [['survey closed', null, null]]],
  ['Publication of assessments within 28 days of their being signed off', [['assessment published', null, null]]],
] as const) {
  test(`what shows that “${words}” was kept is found in its words`, () => {
    assert.deepEqual(partsOfPromise(words).map(({ shows }) => [shows?.kind, shows?.to ?? null, shows?.about ?? null]), parts)
  })
}

test('an assessment is due in public 28 days after it was signed off, and a senior manager at each event', () => {
  const [publication] = partsOfPromise('Publication of assessments within 28 days of their being signed off')
  assert.deepEqual(publication?.shows && ruleOf(publication.when, publication.shows), { rule: { kind: 'after each', of: 'assessment signed off', within: { count: 28, unit: 'day' } } })
  const [manager] = partsOfPromise('A senior manager at every planned event')
  assert.deepEqual(manager?.shows && ruleOf(manager.when, manager.shows), { rule: { kind: 'at each', with: 'senior manager present' } })
})

test('what can be read in two ways is asked, and what says no time is refused in words', () => {
  const read = ruleOf('Bi-annual report to the Equalities Board', { kind: 'report issued' })
  assert.equal('ask' in read && read.ask.question, 'Does “Bi-annual” mean twice a year or every two years?')
  assert.match(JSON.stringify(ruleOf('We will do our best', { kind: 'report issued' })), /does not say when/)
  assert.match(JSON.stringify(ruleOf('Ongoing', { kind: 'report issued' })), /does not say when/)
})

test('wordings as people write them: once every, thereafter, after each meeting; and none of nought years', () => {
  const days = (words: string) => {
    const read = ruleOf(words, { kind: 'report published' })
    return 'rule' in read ? datesOf({ id: 'p', by: 'promise', title: '', sentence: '', source: '', link: null, rule: read.rule, shownBy: [{ kind: 'report published' }], since: day('2026-11-22'), until: null, lastBefore: null, owner: null, public: true, moves: false }, [], day('2026-11-22'), day('2031-12-31')).map((each) => each.due?.toString()) : read
  }
  assert.deepEqual(days('An equal pay audit once every three years'), ['2029-11-22'])
  assert.deepEqual(days('at least once every two years'), ['2028-11-22'])
  assert.deepEqual(days('by the end of March 2027 and every two years after that'), ['2027-03-31', '2029-03-31', '2031-03-31'])
  assert.deepEqual(days('by 31 March 2027, then every two years'), ['2027-03-31', '2029-03-31', '2031-03-31'])
  assert.match(JSON.stringify(days('every 0 years')), /does not say when/)
  const [decisions] = partsOfPromise('Publish decisions within four weeks of each board meeting')
  assert.deepEqual(decisions?.shows && ruleOf(decisions.when, decisions.shows), { rule: { kind: 'after each', of: 'meeting held', within: { count: 4, unit: 'week' } } })
})

test('what does not say how it is shown is not taken for a report', () => {
  assert.deepEqual(partsOfPromise('A hearing on fairness every year by the end of January').map((each) => each.shows), [null])
  assert.deepEqual(partsOfPromise('Progress to the Equalities Board every quarter').map((each) => each.shows), [{ kind: 'report issued', to: 'Equalities Board' }])
})

test('a promise whose day is another date each year is dated by the calendar, and one whose day is not read is asked and never spread over the year', () => {
  const dated = (words: string): readonly string[] => promised('typed', { words, since: '2026-11-01' }).flatMap((owed) => datesOf(owed, [], day('2026-11-01'), day('2028-12-31')).map(({ due }) => due?.toString() ?? ''))
  assert.deepEqual(dated('Report to the Equalities Board by Easter each year'), ['2027-03-28', '2028-04-16'])
  assert.deepEqual(dated('Publish the annual report by the last Friday in July each year'), ['2027-07-30', '2028-07-28'])
  assert.deepEqual(dated('Report to the Equalities Board within 10 working days of the end of each quarter').slice(0, 3), ['2027-01-15', '2027-04-14', '2027-07-14'])
  assert.deepEqual(dated('Report to the Equalities Board on the first Monday of each quarter').slice(0, 2), ['2027-01-04', '2027-04-05'])
  const eid = ruleOf('Report to the Equalities Board by Eid each year', { kind: 'report issued' })
  assert.ok('ask' in eid && eid.ask.question.includes('was not read'), JSON.stringify(eid))
})
