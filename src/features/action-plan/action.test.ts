import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readDeadline } from '#duty/deadline.ts'
import { readingInWords } from '#duty/due.ts'
import { close, handOver, hasMoreDates, instanceDone, isDueSoon, isOverdue, moveDate, openAgain, ownRatings, ratingOf, recordProgress, states, understand, type Action, type Progress } from './action.ts'
import { whatIsWanting, whatNeedsMending } from './mending.ts'

const day = Temporal.PlainDate.from
const today = day('2026-11-22')

const action: Action = {
  id: 'a', strategy: 's', objective: 'o', group: '', reference: '1.1', words: 'Publish the pay gap', lead: { written: 'HR', name: 'Priya Shah', person: 'priya', known: null }, supporting: [], electedLead: '', department: null,
  deadline: { written: '30 September 2026', reading: { kind: 'date', on: day('2026-09-30'), precision: 'day' } }, dueOn: day('2026-09-30'), measures: [{ kind: 'output', words: 'The pay gap is published by 30 March 2027' }], characteristics: ['sex'], aims: ['advance'],
  priority: '', resources: '', privateNotes: '', isPrivate: false, state: 'under way', stateReason: '', closedOn: null, own: null, percentDone: null, lastUpdate: null, madeBy: null, version: 1,
}
const said: Progress = { account: 'The figures are with the auditors', next: '', own: null, reason: '', percentDone: null }
const due = (on: string): Action => ({ ...action, deadline: { written: on, reading: { kind: 'date', on: day(on), precision: 'day' } }, dueOn: day(on) })
const refusal = (answer: object): string => ('refused' in answer ? String(answer.refused) : 'it was allowed')
function allowed(answer: Action | { readonly refused: string }): Action {
  assert.ok(!('refused' in answer), refusal(answer))
  return answer
}
/** An action as the importer would make it of those words, on that day. */
const written = (words: string, on = today): Action => {
  const { reading } = readDeadline(words)
  return understand({ ...action, deadline: { written: words, reading } }, reading, on)
}

test('an action is overdue from the day after it was due, and never once it is closed', () => {
  assert.equal(isOverdue(action, day('2026-09-30')), false)
  assert.equal(isOverdue(action, day('2026-10-01')), true)
  assert.equal(isOverdue({ ...action, state: 'achieved' }, day('2026-10-01')), false)
  assert.equal(ratingOf(action, today), 'overdue')
})

test('an overdue action cannot be reported as on track, and the sentence says since when', () => {
  assert.equal(refusal(recordProgress(action, { ...said, own: 'on track' }, today)), 'This action was due on 30 September 2026, so it cannot be on track. Choose another answer, or move the date and say why')
  assert.equal(allowed(recordProgress(action, { ...said, own: 'off track', reason: 'The auditors are late' }, today)).own?.reason, 'The auditors are late')
})

test('after its date has moved, an action that was overdue can be on track again', () => {
  const moved = allowed(moveDate(action, day('2027-03-30'), 'The auditors need until spring', today))
  assert.equal(allowed(recordProgress(moved, { ...said, own: 'on track' }, today)).own?.rating, 'on track')
})

test('work due within 30 days and less than 80% done is at risk, whatever its lead says of it', () => {
  assert.equal(ratingOf({ ...due('2026-12-22'), percentDone: 79, own: { rating: 'on track', reason: '' } }, today), 'at risk')
  assert.equal(ratingOf({ ...due('2026-12-22'), percentDone: 80 }, today), 'on track')
  assert.equal(ratingOf({ ...due('2026-12-23'), percentDone: 10 }, today), 'on track')
  assert.equal(ratingOf(due('2026-12-22'), today), 'at risk')
})

test('where nobody says how much is done, the lead’s word counts', () => {
  assert.equal(ratingOf({ ...due('2026-12-01'), own: { rating: 'on track', reason: '' } }, today), 'on track')
})

test('a lead who sees trouble is believed at any time', () => {
  assert.equal(ratingOf({ ...due('2030-03-31'), own: { rating: 'off track', reason: 'No money' } }, today), 'at risk')
})

test('work that nobody has begun is not started, and late all the same when its day passes', () => {
  assert.equal(ratingOf({ ...due('2030-03-31'), state: 'not started' }, today), 'not started')
  assert.equal(ratingOf({ ...action, state: 'not started' }, today), 'overdue')
})

test('a closed action is rated by how it closed', () => {
  for (const state of ['achieved', 'not achieved', 'withdrawn'] as const) assert.equal(ratingOf({ ...action, state }, today), state)
})

test('progress says where it is, and why when it is not on track', () => {
  assert.equal(refusal(recordProgress(due('2030-01-01'), { ...said, account: ' ' }, today)), 'Enter where it is now')
  assert.equal(refusal(recordProgress(due('2030-01-01'), { ...said, own: 'at risk', reason: ' ' }, today)), 'Enter what is in the way')
  assert.equal(refusal(recordProgress(due('2030-01-01'), { ...said, percentDone: 101 }, today)), 'How much is done must be a whole number from 0 to 100')
  const after = allowed(recordProgress({ ...due('2030-01-01'), state: 'not started', percentDone: 20 }, said, today))
  assert.deepEqual([after.state, after.percentDone, after.lastUpdate?.words, after.lastUpdate?.on.toString(), after.version], ['under way', 20, 'The figures are with the auditors', '2026-11-22', 2])
})

test('moving a date needs a reason, another day, and one that has not passed', () => {
  assert.equal(refusal(moveDate(action, day('2027-03-30'), '  ', today)), 'Enter why the date is moving')
  assert.equal(refusal(moveDate(due('2027-03-30'), day('2027-03-30'), 'Because', today)), 'This is the date that the action has now. Enter another date')
  assert.equal(refusal(moveDate(action, day('2026-11-21'), 'Because', today)), 'The new date must be today or later')
  const moved = allowed(moveDate(action, today, 'The auditors were ill', today))
  assert.deepEqual([moved.dueOn?.toString(), moved.deadline.written], ['2026-11-22', '30 September 2026'])
})

test('one of several dates moves and the rest of the deadline stays', () => {
  const moved = (words: string, from: string, to: string): string => readingInWords(allowed(moveDate({ ...written(words), dueOn: day(from) }, day(to), 'Because', today)).deadline.reading)
  assert.equal(moved('31 December 2026 and 31 January 2027', '2026-12-31', '2027-02-28'), '31 January 2027 and 28 February 2027')
  assert.equal(moved('On-going. Report by 31 March 2027', '2027-03-31', '2027-05-31'), 'Ongoing, with no end date. Also: 31 May 2027 (“Report”)')
  assert.equal(moved('Ongoing, review March 2027', '2027-03-31', '2027-05-31'), 'Ongoing, with no end date, to be reviewed by 31 May 2027')
  assert.equal(moved('31 March each year', '2027-03-31', '2027-05-31'), 'Every year, by 31 March')
})

test('what had no day is due on the day that it is given', () => {
  const given = (words: string): string => readingInWords(allowed(moveDate(written(words), day('2027-03-31'), 'Agreed by the board', today)).deadline.reading)
  assert.equal(given('TBC'), '31 March 2027')
  assert.equal(given('On-going'), 'Ongoing, with no end date, to be reviewed by 31 March 2027')
  assert.equal(given('By Q4 2025'), '31 March 2027')
})

test('a report that comes round every quarter is owed again once it is made', () => {
  const quarterly = written('Within six weeks of the end of each quarter')
  assert.equal(quarterly.dueOn?.toString(), '2027-02-11')
  const next = allowed(instanceDone({ ...quarterly, own: { rating: 'at risk', reason: 'x' }, percentDone: 90 }, today))
  assert.deepEqual([next.dueOn?.toString(), next.own, next.percentDone, next.state, next.lastUpdate?.words], ['2027-05-12', null, null, 'under way', 'Done for 11 February 2027'])
})

test('the instance of a quarter that was missed stays owed until it is made', () => {
  const missed = { ...written('Within six weeks of the end of each quarter'), dueOn: day('2026-08-11') }
  assert.equal(isOverdue(missed, today), true)
  assert.equal(allowed(instanceDone(missed, today)).dueOn?.toString(), '2026-11-11')
})

test('two dates in one cell are kept one after the other, and the last closes the action', () => {
  const two = written('July 2016 January 2017', day('2016-04-01'))
  assert.equal(two.dueOn?.toString(), '2016-07-31')
  const one = allowed(instanceDone(two, day('2016-07-20')))
  assert.equal(one.dueOn?.toString(), '2017-01-31')
  assert.equal(hasMoreDates(one), false)
  assert.equal(refusal(instanceDone(one, day('2017-01-20'))), 'This was the last of its dates. Close the action instead')
  assert.equal(refusal(instanceDone(action, today)), 'This action has no dates that come round again')
})

test('an action is handed over to somebody else, and the words of the plan stay', () => {
  assert.equal(refusal(handOver(action, { id: 'priya', name: 'Priya Shah' })), 'Priya Shah leads this action already')
  const handed = allowed(handOver(action, { id: 'tom', name: 'Tom Evans' }))
  assert.deepEqual(handed.lead, { written: 'HR', name: 'Tom Evans', person: 'tom', known: null })
})

test('success is shown and failure is explained', () => {
  assert.equal(refusal(close(action, { as: 'achieved', because: 'It is published', evidence: 0 }, today)), 'Add a file or a link that shows what was achieved, then close the action')
  assert.equal(refusal(close(action, { as: 'achieved', because: ' ', evidence: 1 }, today)), 'Enter what is different as a result')
  assert.equal(refusal(close(action, { as: 'not achieved', because: '' }, today)), 'Enter why the action was not achieved')
  assert.equal(refusal(close(action, { as: 'withdrawn', because: '' }, today)), 'Enter why the action is withdrawn')
  const closed = allowed(close(action, { as: 'achieved', because: 'Residents can see it', evidence: 1 }, today))
  assert.deepEqual([closed.state, closed.stateReason, closed.closedOn?.toString()], ['achieved', 'Residents can see it', '2026-11-22'])
})

test('a closed action takes no change but being opened again, with a reason', () => {
  const closed = allowed(close(action, { as: 'not achieved', because: 'No supplier could be found' }, today))
  for (const answer of [recordProgress(closed, said, today), moveDate(closed, day('2027-01-01'), 'x', today), handOver(closed, { id: 'tom', name: 'Tom' }), close(closed, { as: 'withdrawn', because: 'x' }, today), instanceDone(closed, today)]) assert.match(refusal(answer), /^This action is closed/)
  assert.equal(refusal(openAgain(closed, ' ')), 'Enter why the action is opened again')
  assert.equal(refusal(openAgain(action, 'x')), 'This action is open')
  const open = allowed(openAgain(closed, 'A supplier came forward'))
  assert.deepEqual([open.state, open.closedOn, ratingOf(open, today)], ['under way', null, 'overdue'])
})

test('a deadline that is still to be answered makes nothing late, and its answer does', () => {
  const asked = written('By Q4 2025')
  assert.deepEqual([asked.dueOn, ratingOf(asked, today)], [null, 'on track'])
  const settled = understand(asked, { kind: 'date', on: day('2025-12-31'), precision: 'quarter' }, today)
  assert.deepEqual([settled.dueOn?.toString(), ratingOf(settled, today), settled.deadline.written], ['2025-12-31', 'overdue', 'By Q4 2025'])
})

test('no action is both overdue and on track, whatever was reported before', () => {
  const actions = fc.record({ state: fc.constantFrom(...states), days: fc.integer({ min: -400, max: 400 }), own: fc.option(fc.constantFrom(...ownRatings)), percentDone: fc.option(fc.integer({ min: 0, max: 100 })) })
  fc.assert(fc.property(actions, ({ state, days, own, percentDone }) => {
    const any: Action = { ...action, state, dueOn: today.add({ days }), own: own === null ? null : { rating: own, reason: 'x' }, percentDone }
    const rating = ratingOf(any, today)
    assert.equal(rating === 'overdue', isOverdue(any, today))
    assert.ok(!(isOverdue(any, today) && isDueSoon(any, today)))
    assert.equal('refused' in recordProgress(any, { ...said, own: 'on track' }, today), rating === 'overdue' || closedRatings.has(rating))
  }))
})
const closedRatings = new Set<string>(['achieved', 'not achieved', 'withdrawn'])

test('after an import the first screen says honestly what has to be mended, and how many', () => {
  const plan: Action[] = [
    { ...action, id: '1' },
    { ...action, id: '2', lead: { written: null, name: null, person: null, known: null } },
    { ...action, id: '3', lead: { written: 'HR', name: 'Human Resources', person: null, known: 'hr' } },
    { ...written('TBC'), id: '4' }, { ...written('On-going'), id: '5' }, { ...written('Quarterly'), id: '6' }, { ...written('Oct 04'), id: '7' }, { ...written('gobbledegook'), id: '8' },
    { ...action, id: '9', measures: [] }, { ...action, id: '10', measures: [{ kind: 'process', words: 'This has been explored' }] },
    { ...action, id: '11', state: 'withdrawn', measures: [], dueOn: null },
  ]
  assert.deepEqual(whatNeedsMending(plan).map(({ kind, sentence, actions }) => [kind, sentence, actions.join(' ')]), [
    ['no lead', '1 action has no lead', '2'],
    ['nobody accountable', '1 action is led by a team or post with no person behind it', '3'],
    ['date to answer', '2 actions have a deadline that is not clear', '7 8'],
    ['no date', '1 action has no date', '4'],
    ['no review', '2 actions are ongoing with no day on which they are looked at again', '5 6'],
    ['no measure', '1 action has no success measure', '9'],
    ['vague measure', '1 action has a success measure that cannot be measured', '10'],
  ])
  assert.deepEqual(whatIsWanting({ ...action, measures: [], dueOn: null, deadline: { written: '', reading: { kind: 'none', because: 'empty' } } }), ['no date', 'no measure'])
  assert.deepEqual(whatNeedsMending([action]), [])
})
