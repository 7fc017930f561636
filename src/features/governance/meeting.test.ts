import { test } from 'node:test'
import assert from 'node:assert/strict'
import { decide, follow, isLate, type Decision } from './decision.ts'
import { arrange, callOff, hold, issue, seniorPromise, write, type Attendance, type Meeting } from './meeting.ts'

const day = Temporal.PlainDate.from
const now = Temporal.Instant.from('2026-05-01T09:00:00Z')
const planned: Meeting = { id: 'm', body: 'board', kind: 'meeting', title: '', on: day('2026-05-08'), at: '', place: '', link: '', state: 'planned', because: '', issuedAt: null, minutes: '', minutesAgreedOn: null, alsoThere: '', seniorThere: '', version: 1 }
const item = { id: 'i', meeting: 'm', place: 1, kind: 'own' as const, title: 'Welcome', words: '', about: '' }

test('papers go out once, with an agenda; a meeting is held on its day, and its minutes agreed after it', () => {
  assert.deepEqual(issue(planned, [], now), { refused: 'There is no agenda yet. Make it first' })
  const issued = issue(planned, [item], now)
  assert.ok(!('refused' in issued) && issued.state === 'issued')
  assert.ok('refused' in issue(issued, [item], now))
  assert.ok('refused' in hold(issued, { alsoThere: '' }, day('2026-05-07')), 'not before its day')
  const held = hold(issued, { alsoThere: 'Two observers' }, day('2026-05-08'))
  assert.ok(!('refused' in held))
  assert.ok('refused' in write(issued, 'We met.', null, day('2026-05-08')), 'not before it was held')
  assert.ok('refused' in write(held, 'We met.', day('2026-05-07'), day('2026-06-01')))
  const agreed = write(held, 'We met.', day('2026-06-01'), day('2026-06-01'))
  assert.ok(!('refused' in agreed))
  assert.ok('refused' in write(agreed, 'We did not meet.', null, day('2026-06-02')), 'agreed minutes stay')
  for (const change of [arrange(held, planned), callOff(held, 'Snow')]) assert.ok('refused' in change, 'what was held was held')
  assert.ok(!('refused' in callOff(planned, 'Snow')))
})

test('a senior manager at every meeting: kept, broken and not known are three things', () => {
  const at = (id: string, on: string, state: Meeting['state'] = 'held'): Meeting => ({ ...planned, id, on: day(on), state })
  const there = (meeting: string, isSenior: boolean, state: Attendance['state']): Attendance => ({ meeting, membership: `${meeting}${String(isSenior)}`, name: 'Ada', represents: '', role: 'member', isSenior, state })
  const all = [at('before', '2026-01-01'), at('kept', '2026-02-01'), at('broken', '2026-03-01'), at('unknown', '2026-04-01'), at('off', '2026-04-10', 'called off'), at('to come', '2026-06-01', 'planned')]
  const found = seniorPromise(day('2026-01-15'), all, [there('before', false, 'present'), there('kept', true, 'present'), there('broken', true, 'apologies'), there('broken', false, 'present')], day('2026-05-01'))
  assert.deepEqual([found.kept, found.broken, found.unknown].map((each) => each.map(({ id }) => id)), [['kept'], ['broken'], ['unknown']])
  const event = (id: string, seniorThere: string, state: Meeting['state'] = 'held'): Meeting => ({ ...at(id, '2026-02-01', state), kind: 'event', seniorThere })
  const events = seniorPromise(day('2026-01-15'), [event('with a director', 'Grace Okafor, Head of Strategic HR'), event('without', ''), event('not written down', '', 'planned')], [], day('2026-05-01'))
  assert.deepEqual([events.kept, events.broken, events.unknown].map((each) => each.map(({ id }) => id)), [['with a director'], ['without'], ['not written down']])
})

const made = { id: 'd', body: 'board', meeting: 'm', reference: 'EB/2026/1', words: 'Do it', on: day('2026-05-08'), owner: { person: 'p', name: 'Ada' }, due: day('2026-06-01'), about: null, action: null, isPublic: false }
const open = decide({ ...made, kind: 'action' }) as Decision

test('an action has somebody and a day; information has neither; a decision that asks nothing is done by being made', () => {
  assert.equal(open.state, 'open')
  assert.deepEqual(decide({ ...made, kind: 'action', owner: null }), { refused: 'Select who does it' })
  assert.deepEqual(decide({ ...made, kind: 'action', due: null }), { refused: 'Enter the day by which it is to be done' })
  assert.ok('refused' in decide({ ...made, kind: 'action', due: day('2026-05-07') }))
  const told = decide({ ...made, kind: 'information' }) as Decision
  assert.deepEqual([told.state, told.owner, told.due], ['noted', null, null])
  assert.equal((decide({ ...made, kind: 'decision', owner: null, due: null }) as Decision).state, 'done')
  assert.equal((decide({ ...made, kind: 'decision' }) as Decision).state, 'open')
})

test('a decision is late after its day, moves with a reason, and ends once', () => {
  assert.equal(isLate(open, day('2026-06-01')), false)
  assert.equal(isLate(open, day('2026-06-02')), true)
  assert.ok('refused' in follow(open, { what: 'moved', to: day('2026-06-01'), because: 'Ill' }, day('2026-05-20')))
  assert.ok('refused' in follow(open, { what: 'moved', to: day('2026-05-19'), because: 'Ill' }, day('2026-05-20')))
  const done = follow(open, { what: 'done', outcome: 'It is on the shelf' }, day('2026-05-20')) as Decision
  assert.deepEqual(done.ended?.outcome, 'It is on the shelf')
  assert.ok('refused' in follow(done, { what: 'dropped', outcome: '' }, day('2026-05-21')))
})
