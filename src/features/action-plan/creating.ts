import { readDeadline } from '#duty/deadline.ts'
import { nextDue } from '#duty/due.ts'
import type { Action, Measure } from './action.ts'
import type { Strategy } from './plan.ts'

/** What another room gives when something in it becomes an action: an assessment’s mitigation, a survey’s finding. Pure. */
export interface Wanted {
  readonly objective: string
  readonly words: string
  readonly deadline: string | null
  readonly lead: { readonly person: string; readonly name: string } | null
  /** The post that is to do it, as it was promised. */
  readonly post?: string | null
  readonly department: string | null
  readonly measures: readonly Measure[]
  readonly characteristics: Action['characteristics']
  readonly aims: Action['aims']
  /** The room, thing and version that made it: the way back from the action to its reason. */
  readonly madeBy: NonNullable<Action['madeBy']>
}

/** A new action of the plan, not started, that says what made it. */
export function actionFrom(wanted: Wanted, strategy: Strategy, id: string, today: Temporal.PlainDate): Action {
  const deadline = readDeadline(wanted.deadline ?? '', { ...(strategy.from ? { planFrom: strategy.from } : {}), ...(strategy.to ? { planTo: strategy.to } : {}) })
  return {
    id, strategy: strategy.id, objective: wanted.objective, group: '', reference: '', words: wanted.words,
    lead: { written: wanted.post ?? null, name: wanted.lead?.name ?? null, person: wanted.lead?.person ?? null, known: null }, supporting: [], electedLead: '', department: wanted.department,
    deadline: { written: wanted.deadline, reading: deadline.reading }, dueOn: nextDue(deadline.reading, today), measures: wanted.measures, characteristics: wanted.characteristics, aims: wanted.aims,
    priority: '', resources: '', privateNotes: '', isPrivate: false, state: 'not started', stateReason: '', closedOn: null, own: null, percentDone: null, lastUpdate: null, madeBy: wanted.madeBy, version: 1,
  }
}
