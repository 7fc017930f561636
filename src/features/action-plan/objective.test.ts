import { test } from 'node:test'
import assert from 'node:assert/strict'
import { reviewDue, whatIsMissing, type Objective } from './objective.ts'

const day = Temporal.PlainDate.from
const today = day('2026-11-22')

const whole: Objective = {
  id: '1', strategy: 's', theme: null, code: 'EO1', words: 'To raise the share of disabled people among the council’s staff', thisMeans: '', leadMember: '', strategicLead: '', operationalLead: 'Head of Human Resources',
  aims: ['advance'], characteristics: ['disability'], measure: 'Declared disability rate in the workforce report', baseline: '6.2% in March 2026', target: '8%', deadline: { written: 'By March 2030', reading: { kind: 'date', on: day('2030-03-31'), precision: 'month' } },
  reviewedOn: day('2026-03-31'), place: 1, version: 1,
}
const missing = (changed: Partial<Objective>, on = today) => whatIsMissing({ ...whole, ...changed }, on).map((one) => one.what)

test('an objective that says what, for whom, by how much, by when and who lacks nothing', () => {
  assert.deepEqual(whatIsMissing(whole, today), [])
})

test('each thing that an objective does not say is named by itself', () => {
  assert.deepEqual(missing({ measure: '' }), ['measure'])
  assert.deepEqual(missing({ baseline: ' ' }), ['baseline'])
  assert.deepEqual(missing({ target: '' }), ['target'])
  assert.deepEqual(missing({ operationalLead: '' }), ['owner'])
  assert.deepEqual(missing({ characteristics: [] }), ['characteristics'])
  assert.deepEqual(missing({ aims: [] }), ['aims'])
  assert.deepEqual(missing({ words: 'Leadership and visibility' }), ['words'])
  assert.deepEqual(missing({ words: 'Leadership and visibility', thisMeans: 'A senior manager is at every planned event' }), [])
  assert.deepEqual(missing({ deadline: { written: 'On-going', reading: { kind: 'ongoing' } } }), ['date'])
  assert.deepEqual(missing({ deadline: { written: 'Oct 28', reading: { kind: 'date', on: day('2028-10-31'), precision: 'month', asked: true } } }), ['date'])
})

test('a measure that cannot be measured is what the law asks about, and the sentence says how to mend it', () => {
  const [found] = whatIsMissing({ ...whole, measure: 'This has been explored', target: '' }, today)
  assert.equal(found?.asked, 'law')
  assert.match(found?.source ?? '', /regulation 5/)
  assert.match(found?.sentence ?? '', /^The law asks for a measurable objective\. “This has been explored” has no number, date or countable thing\./)
})

test('objectives published on 31 March 2026 are due again by 30 March 2030, and late from the day after', () => {
  assert.equal(reviewDue(day('2026-03-31')).toString(), '2030-03-30')
  assert.equal(reviewDue(day('2024-02-29')).toString(), '2028-02-28')
  assert.deepEqual(missing({}, day('2030-03-30')), [])
  assert.deepEqual(missing({}, day('2030-03-31')), ['review'])
  assert.deepEqual(missing({ reviewedOn: null }), ['review'])
})

test('marriage and civil partnership needs the first aim beside it', () => {
  assert.deepEqual(missing({ characteristics: ['marriage_cp'], aims: ['advance', 'foster'] }), ['aims'])
  assert.deepEqual(missing({ characteristics: ['marriage_cp'], aims: ['eliminate'] }), [])
})

test('every note is a whole sentence with its source', () => {
  const nothing = { ...whole, words: 'Staff', measure: '', baseline: '', target: '', operationalLead: '', aims: [], characteristics: [], reviewedOn: null, deadline: { written: null, reading: { kind: 'none', because: 'empty' } as const } }
  const notes = whatIsMissing(nothing, today)
  assert.equal(notes.length, 9)
  for (const note of notes) assert.ok(/^[A-Z].*\.$/.test(note.sentence) && note.source !== '', note.what)
})
