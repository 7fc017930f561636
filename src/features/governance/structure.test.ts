import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addFlow, nameBody, representation, seat, type Flow, type FlowKind, type Membership } from './body.ts'
import { asTree, structureOf, type Branch, type DrawnFlow } from './structure.ts'

const day = Temporal.PlainDate.from
const bodies = [
  { id: 'council', name: 'County Council', type: 'council' }, { id: 'cabinet', name: 'Cabinet', type: 'executive' }, { id: 'scrutiny', name: 'Scrutiny', type: 'scrutiny' }, { id: 'cmt', name: 'CMT', type: 'management' }, { id: 'board', name: 'Board', type: 'board' },
  { id: 'a', name: 'Adults group', type: 'departmental group' }, { id: 'b', name: 'Children’s group', type: 'departmental group' }, { id: 'c', name: 'Roads group', type: 'departmental group' }, { id: 'lgbt', name: 'LGBT+ network', type: 'network' },
]
const flow = (from: string, kind: FlowKind, to: string, what = 'News', last: string | null = null): DrawnFlow => ({ from, to, kind, what, often: '', last: last === null ? null : { on: day(last), what } })
const flows = [
  flow('cabinet', 'reports', 'council'), flow('scrutiny', 'scrutinises', 'cabinet'), flow('cmt', 'reports', 'cabinet'), flow('board', 'reports', 'cmt', 'Annual report'), flow('board', 'reports', 'cabinet', 'Annual report'), flow('cabinet', 'delegates', 'board'),
  flow('a', 'reports', 'board', 'Assessments', '2026-01-09'), flow('b', 'reports', 'board', 'Assessments', '2026-07-03'), flow('c', 'reports', 'cmt', 'Assessments'), flow('lgbt', 'advises', 'board'),
]
const written = (tree: readonly Branch[]): string => tree.map(({ box, below }) => below.length === 0 ? box.name : `${box.name}(${written(below)})`).join(' ')

test('groups that stand alike share one box, and one that reports elsewhere has its own', () => {
  const { boxes, lines } = structureOf(bodies, flows)
  assert.deepEqual(boxes.map((box) => box.name).slice(5), ['Departmental equalities groups (2)', 'Roads group', 'LGBT+ network'])
  const line = lines.find((each) => each.from.name.startsWith('Departmental'))
  assert.deepEqual(line?.flows.map((each) => [each.what, each.last?.on.toString()]), [['Assessments', '2026-07-03']], 'said once, with the day of the last')
  assert.deepEqual(lines.map((each) => each.number), lines.map((_, at) => at + 1))
})

test('in the list each body stands once, under the lowest of those that it reports to', () => {
  const structure = structureOf(bodies, flows)
  assert.equal(written(asTree(structure)), 'County Council(Cabinet(Scrutiny CMT(Board(Departmental equalities groups (2) LGBT+ network) Roads group)))')
})

test('a body that nothing joins, and two that only advise each other, are in the list all the same', () => {
  const structure = structureOf([...bodies, { id: 'x', name: 'Forum', type: 'forum' }, { id: 'y', name: 'Partnership', type: 'partnership' }, { id: 'z', name: 'Alone', type: 'task group' }], [...flows, flow('x', 'advises', 'y'), flow('y', 'advises', 'x')])
  for (const name of ['Forum', 'Partnership', 'Alone']) assert.match(written(asTree(structure)), new RegExp(`\\b${name}\\b`))
})

test('reporting never comes back to where it began', () => {
  const live: Flow[] = flows.map((each, at) => ({ ...each, id: String(at), endedOn: null, version: 1 }))
  const wanted: Flow = { id: 'new', from: 'council', to: 'board', kind: 'reports', what: 'All', often: '', endedOn: null, version: 1, last: null }
  const said = addFlow(live, wanted, (id) => id)
  assert.match('refused' in said ? said.refused : '', /^board already reports to council, directly or through others/)
  assert.ok(!('refused' in addFlow(live, { ...wanted, kind: 'delegates' }, (id) => id)), 'what comes down is another kind of line')
  assert.ok(!('refused' in addFlow(live.filter((each) => each.from !== 'board'), wanted, (id) => id)))
  assert.ok('refused' in addFlow(live, { ...wanted, from: 'board', to: 'cmt', what: 'annual REPORT' }, (id) => id), 'nothing is on a line twice')
})

const member = (name: string, more: Partial<Membership> = {}): Membership => ({ id: name, body: 'board', person: name, name, post: '', role: 'member', represents: '', department: null, group: null, isSenior: false, nameIsPublic: false, from: day('2026-01-01'), to: null, version: 1, ...more })

test('a body has one chair at a time, and nobody sits on it twice in the same days', () => {
  const chair = member('Ada', { role: 'chair' })
  assert.deepEqual(seat([chair], member('Ben', { role: 'chair' })), { refused: 'Ada is its chair in these days. Give the day on which that ends first' })
  assert.ok(!('refused' in seat([{ ...chair, to: day('2026-05-31') }], member('Ben', { role: 'chair', from: day('2026-06-01') }))))
  assert.ok('refused' in seat([{ ...chair, to: day('2026-06-01') }], member('Ben', { role: 'chair', from: day('2026-06-01') })), 'not for one day either')
  assert.ok('refused' in seat([chair], { ...member('Ada'), id: 'again' }))
  assert.ok('refused' in seat([member('Mrs Proudie', { person: null })], { ...member('mrs proudie', { person: null }), id: 'again' }), 'a person from outside is known by their name')
  assert.deepEqual(seat([], member('Ben', { to: day('2025-12-31') })), { refused: 'The last day must be the first day or after it' })
})

test('two bodies are not called the same while both are there', () => {
  const board = { id: '1', name: 'Equalities Board', ended: null }
  assert.ok(nameBody([board], null, 'equalities board'))
  assert.equal(nameBody([board], '1', 'Equalities board'), null)
  assert.equal(nameBody([{ ...board, ended: { on: day('2026-01-01'), because: 'Merged' } }], null, 'Equalities Board'), null)
})

test('for whom nobody speaks is said as plainly as for whom somebody does', () => {
  const found = representation([member('Ada', { department: 'adults' }), member('Ben', { department: 'roads', to: day('2026-02-01') })], [{ id: 'adults', name: 'Adults' }, { id: 'roads', name: 'Roads' }], [{ id: 'lgbt', name: 'LGBT+ network' }], day('2026-06-01'))
  assert.deepEqual(found, { departments: [{ name: 'Adults', by: ['Ada'] }, { name: 'Roads', by: [] }], groups: [{ name: 'LGBT+ network', by: [] }] })
})
