import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { readMeasure } from './measure.ts'

test('a number, a date or a thing that can be counted makes a measure measurable', () => {
  for (const measure of [
    'Representation of disabled staff rises to 8%', 'Six sessions delivered', 'Top ten rank in the index', 'The guidance is published by March 2027', 'Attendance at events', 'Number of requests for interpreters',
    'A review has been completed', 'Policy and guidance adopted', 'The plan is delivered', 'Reach level 3', 'Recruit more members', 'At least one member of each group has had the training', 'Workforce profile is published annually',
  ]) assert.equal(readMeasure(measure).measurable, true, measure)
})

test('an intention that leaves nothing to count or see is not, and the sentence says what would help', () => {
  for (const measure of ['This has been explored', 'This has been explored/', 'Opportunities have been explored and involvement considered', 'Staff feel valued', 'Feedback from staff', 'Improved accessibility', 'Success stories']) {
    const reading = readMeasure(measure)
    assert.equal(reading.measurable, false, measure)
    assert.match(reading.why, /has no number, date or countable thing\. Say /, measure)
  }
  assert.equal(readMeasure('This has been explored.').why, '“This has been explored” has no number, date or countable thing. Say what there will be at the end of it: a decision, a report, a change that somebody can see.')
})

test('what is measurable says by what', () => {
  assert.equal(readMeasure('Declaration rises to 80% by March 2027').why, 'It can be counted or seen: “80%” and “by March 2027”.')
})

test('no measure, a pointer to another and a target that was never filled in are each said as they are', () => {
  for (const nothing of ['', 'N/A', '-', 'TBC']) assert.equal(readMeasure(nothing).why, 'No measure is given. Say what will show that the action has worked.', nothing)
  assert.equal(readMeasure('See above').why, '“See above” points to another measure. Write here what will be looked at for this action.')
  assert.equal(readMeasure('An ?% increase in reports').why, 'The target “?%” has not been filled in yet. Enter the number.')
})

test('the year of an Act measures nothing', () => {
  assert.equal(readMeasure('In keeping with the Equality Act 2010').measurable, false)
})

test('what is made, what changes for people and what is merely done are told apart', () => {
  assert.equal(readMeasure('Reports on progress are delivered').kind, 'output')
  assert.equal(readMeasure('Increased uptake of training').kind, 'outcome')
  assert.equal(readMeasure('Staff satisfaction').kind, 'outcome')
  assert.equal(readMeasure('This has been explored').kind, 'process')
  assert.equal(readMeasure('Plan has been developed and implemented. Possible increase in declaration rates.').kind, 'outcome')
  assert.deepEqual(readMeasure('Plan has been developed and implemented. Possible increase in declaration rates.').parts.map((part) => part.kind), ['output', 'outcome'])
})

const gold = fileURLToPath(new URL('../../../../shared/data/action-plans/documents/seed-003-leicestershire-2016-20.gold.json', import.meta.url))

test('in a published plan of 74 actions the measures that say nothing to look at are found, and are not most of them', { skip: existsSync(gold) ? false : 'the published plans are not beside the project' }, () => {
  const plan: { actions: { measures: string | null }[] } = JSON.parse(readFileSync(gold, 'utf8'))
  const vague = plan.actions.filter((action) => !readMeasure(action.measures ?? '').measurable)
  assert.ok(vague.length >= 12 && vague.length <= 32, `${vague.length} of ${plan.actions.length}`)
  assert.ok(vague.some((action) => action.measures?.startsWith('This has been explored')))
})

test('any words at all can be read, and a sentence is given', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (words) => {
    const reading = readMeasure(words)
    assert.match(reading.why, /\.$/)
    assert.equal(reading.measurable && reading.parts.every((part) => part.holds.length === 0), false)
  }), { numRuns: 500 })
})
