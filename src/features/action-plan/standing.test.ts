import { after, before, describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { changing, reading } from '#database/transaction.ts'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { findStanding, insertActions, listActions } from './action-store.ts'
import { isClosed, ratingOf, ownRatings, states, type Action } from './action.ts'
import { insertObjectives, insertStrategy } from './plan-store.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const strategy = crypto.randomUUID()
const objective = crypto.randomUUID()

/** One action of every state, day, own rating and share done, edges included. */
const actions: readonly Action[] = states.flatMap((state) => [null, -400, -1, 0, 1, 29, 30, 31, 400].flatMap((days) => [null, ...ownRatings].flatMap((own) => [null, 0, 79, 80, 100].map((percentDone): Action => {
  const dueOn = days === null ? null : today.add({ days })
  return {
    id: crypto.randomUUID(), strategy, objective, group: '', reference: '', words: `${state} ${days} ${own} ${percentDone}`, lead: { written: null, name: null, person: null, known: null }, supporting: [], electedLead: '', department: null,
    deadline: { written: null, reading: dueOn ? { kind: 'date', on: dueOn, precision: 'day' } : { kind: 'none', because: 'empty' } }, dueOn, measures: [], characteristics: [], aims: [], priority: '', resources: '', privateNotes: '', isPrivate: false,
    state, stateReason: 'x', closedOn: isClosed({ state }) ? today : null, own: own === null ? null : { rating: own, reason: 'x' }, percentDone, lastUpdate: null, madeBy: null, version: 1,
  }
}))))

describe('How the plan stands', () => {
  let house: FreshDatabase
  let county: string
  before(async () => {
    house = await freshDatabase()
    county = await house.addOrganisation('barsetshire')
    await changing(house.connections, county, async (db) => {
      await insertStrategy(db, county, { id: strategy, title: 'Equality strategy', from: null, to: null, vision: '', aims: '', status: 'live', notesPublishAtOnce: true, version: 1 }, Temporal.Instant.from('2026-11-22T09:00:00Z'))
      await insertObjectives(db, county, [{
        id: objective, strategy, theme: null, code: '', words: 'Fair pay', thisMeans: '', leadMember: '', strategicLead: '', operationalLead: '', aims: [], characteristics: [], measure: '', baseline: '', target: '',
        deadline: { written: null, reading: { kind: 'none', because: 'empty' } }, reviewedOn: null, place: 1, version: 1,
      }])
      await insertActions(db, county, actions.map((action, place) => [action, place] as const))
    })
  })
  after(() => house[Symbol.asyncDispose]())

  test('the figures that the database counts are those of the rule, for every state, day, answer and share done', async () => {
    const standing = await reading(house.connections, county, (db) => findStanding(db, county, strategy, today))
    const rated = (rating: string): number => actions.filter((action) => ratingOf(action, today) === rating).length
    assert.deepEqual(
      [standing.all, standing.overdue, standing.atRisk, standing.notStarted, standing.achieved, standing.notAchieved, standing.withdrawn],
      [actions.length, rated('overdue'), rated('at risk'), rated('not started'), rated('achieved'), rated('not achieved'), rated('withdrawn')],
    )
  })

  test('the list narrowed to what is overdue or at risk holds just the actions that are rated so', async () => {
    for (const rating of ['overdue', 'at risk'] as const) {
      const listed = await reading(house.connections, county, (db) => listActions(db, county, { rating }, today, { limit: 2000, offset: 0 }))
      assert.deepEqual(listed.map((each) => each.words).toSorted(), actions.filter((action) => ratingOf(action, today) === rating).map((action) => action.words).toSorted())
    }
  })
})
