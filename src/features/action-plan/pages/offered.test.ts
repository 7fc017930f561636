import { test } from 'node:test'
import assert from 'node:assert/strict'
import { asText } from '#disclosure/shown.ts'
import { writeWordReport } from '#documents/write.ts'
import { gatherOffers } from '#web/offers.ts'
import { rooms } from '../../../rooms.ts'
import { house } from '../../../../test/house.ts'

test('the plan and its rounds tell reports and indicators what they need, each reader what they may know', async (t) => {
  await using council = await house()
  const offers = gatherOffers(rooms)
  const [from, to] = [Temporal.PlainDate.from('2025-04-01'), Temporal.PlainDate.from('2026-11-22')]
  const measure = (name: string, span = { from, to }) => council.change(async (db, organisation) => (offers.measures.find((each) => each.name === name) ?? assert.fail(name)).work(db, organisation, span))
  const section = (name: string, reader: 'board' | 'public') => council.change(async (db, organisation) => (offers.sections.find((each) => each.name === name) ?? assert.fail(name)).make(db, organisation, { from, to, for: reader, today: to }))
  const words = (blocks: unknown): string => JSON.stringify(blocks)

  await t.test('a share of actions comes with what it is a share of', async () => {
    const due = await council.database.asOwner<{ all: string; kept: string }>(`select count(*) as all, count(*) filter (where state = 'achieved' and closed_on <= due_on) as kept from action_plan.action where due_on between '2025-04-01' and '2026-11-22' and state <> 'withdrawn'`)
    const found = await measure('action-plan.achieved-on-time')
    assert.ok('value' in found && found.of !== undefined, words(found))
    assert.deepEqual([asText(found.value), asText(found.of)], [String(Math.round(100 * Number(due[0]?.kept) / Number(due[0]?.all))), due[0]?.all])
    const overdue = await measure('action-plan.overdue')
    assert.ok('value' in overdue)
    assert.equal(asText(overdue.value), '6')
  })
  await t.test('where there was nothing to measure, that is said and no nought is given', async () => {
    assert.deepEqual(await measure('action-plan.achieved-on-time', { from: Temporal.PlainDate.from('2019-01-01'), to: Temporal.PlainDate.from('2019-03-31') }), { missing: 'No action was due in January to March 2019.', href: '/plans' })
    assert.match(words(await measure('monitoring-rounds.answered', { from: Temporal.PlainDate.from('2019-01-01'), to: Temporal.PlainDate.from('2019-03-31') })), /No monitoring round was closed/)
  })
  await t.test('a round’s answers are a share of what it asked about', async () => {
    const answered = await measure('monitoring-rounds.answered')
    assert.ok('value' in answered && answered.of !== undefined)
    assert.deepEqual([asText(answered.value), asText(answered.of)], ['68', '22'])
  })
  await t.test('the public is told by posts what was published; the board by names', async () => {
    const [board, everybody] = [words(await section('action-plan.progress-by-objective', 'board')), words(await section('action-plan.progress-by-objective', 'public'))]
    assert.match(board, /Samira Hussain/)
    assert.doesNotMatch(everybody, /Samira Hussain|Nkechi Adeyemi/)
    assert.match(everybody, /The second quarter’s report went to the board/)
    for (const told of [board, everybody]) assert.match(told, /EO1: Have a workforce that reflects working-age Barsetshire at every grade/)
    await council.database.asOwner(`update action_plan.action set words = 'Something nobody approved' where reference = '1.1'`)
    assert.doesNotMatch(words(await section('action-plan.progress-by-objective', 'public')), /nobody approved/, 'what is not published is not in a public report')
  })
  await t.test('the three aims, what ended, what lies ahead and the round make a Word report', async () => {
    const blocks = (await Promise.all(['action-plan.progress-by-aim', 'action-plan.closed-actions', 'action-plan.work-ahead', 'monitoring-rounds.summary'].map((name) => section(name, 'board')))).flat()
    for (const expected of [/Eliminat/i, /Replace the paper relevance form/, /Quarter 1, April to June 2026\. The round asked about 22 actions/, /The actions that need the board most/]) assert.match(words(blocks), expected)
    assert.ok((await writeWordReport({ title: 'A pack', blocks })).length > 5_000)
    assert.deepEqual(offers.sections.find((each) => each.name === 'monitoring-rounds.summary')?.readers, ['board'])
    const told = await section('monitoring-rounds.for-residents', 'public')
    assert.match(words(told), /What they do not answer is counted as no answer, and never as progress/)
    const table = told.find((each) => each.kind === 'table') ?? assert.fail('no table')
    assert.deepEqual(table.table.rows[0], ['Quarter 1, April to June 2026', '27 July 2026', '22', '15', '0', '0', '3', '7'])
    assert.doesNotMatch(words(told), /Samira Hussain|Nkechi Adeyemi|Daniel Whitcombe/, 'residents are told of no names')
  })
})
