import { newId } from '#database/identity.ts'
import { NotFound } from '#web/refusals.ts'
import type { House, Open } from '#web/page.ts'
import { insertActions, nextPlace, recordHappening } from '../action-store.ts'
import { actionFrom, type Wanted } from '../creating.ts'
import { addLink } from '../link-store.ts'
import { findObjective, findStrategy } from '../plan-store.ts'

/**
 * The door through which other rooms make actions, inside their own transaction. Gives the action's id and the entry
 * for the ledger, which the asking page returns with its own. Throws NotFound for an objective that is not there.
 */
export async function createAction(house: House & Open, wanted: Wanted) {
  const { db, organisation, person, now, today } = house
  const objective = await findObjective(db, organisation.id, wanted.objective)
  const strategy = objective && await findStrategy(db, organisation.id, objective.strategy)
  if (!objective || !strategy) throw new NotFound(`objective ${wanted.objective}`)
  const made = actionFrom(wanted, strategy, newId(), today)
  await insertActions(db, organisation.id, [[made, await nextPlace(db, organisation.id, strategy.id)]])
  await recordHappening(db, organisation.id, made.id, { at: now, person: person.id, name: person.name, kind: 'made', told: { from: wanted.madeBy.room.replaceAll('-', ' ') }, isPrivate: false })
  await addLink(db, organisation.id, { action: made.id, room: wanted.madeBy.room, thing: wanted.madeBy.thing, version: wanted.madeBy.version, why: 'It made this action' })
  return { id: made.id, entry: { did: 'action-plan.action-added', on: { room: 'action-plan', id: made.id }, after: { words: made.words, madeBy: { ...wanted.madeBy } } } as const }
}
