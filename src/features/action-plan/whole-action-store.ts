/**
 * An action with what it stands in, and with everything that its page shows, each in one question to the database: the
 * page of an action and the form for progress are what people open most.
 */
import type { Selectable } from 'kysely'
import type { Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { question } from '#database/question.ts'
import { toAction, toEvidence, toHappening, type Evidence, type Happening } from './action-store.ts'
import type { Action } from './action.ts'
import { toLink, type Link } from './link-store.ts'
import { toObjective, toStrategy } from './plan-store.ts'
import type { Objective, Strategy } from './plan.ts'
import type { ActionPlanTables } from './tables.ts'

export interface InPlan { readonly action: Action; readonly objective: Objective; readonly strategy: Strategy }

export interface WholeAction extends InPlan {
  /** The latest first, 500 at most. */
  readonly happenings: readonly Happening[]
  readonly evidence: readonly Evidence[]
  readonly links: readonly Link[]
}

/** Null when there is none of that id in this organisation, whatever stands in the address. */
export async function findActionInPlan(db: Reading, organisation: string, id: string): Promise<InPlan | null> {
  if (!isId(id)) return null
  const [row] = await askInPlan(db, organisation, id)
  return row ? toInPlan(row) : null
}

export async function findWholeAction(db: Reading, organisation: string, id: string): Promise<WholeAction | null> {
  if (!isId(id)) return null
  const [row] = await askWhole(db, organisation, id)
  return row ? { ...toInPlan(row), happenings: row.happenings.map(toHappening), evidence: row.evidence.map(toEvidence), links: row.links.map((each) => toLink(each, id)) } : null
}

type Row<Table extends keyof ActionPlanTables> = Selectable<ActionPlanTables[Table]>
/** Rows come as JSON, whose days and instants are the text that Temporal reads. */
interface InPlanRow { readonly action: Row<'action_plan.action'>; readonly objective: Row<'action_plan.objective'>; readonly strategy: Row<'action_plan.strategy'> }
interface WholeRow extends InPlanRow { readonly happenings: readonly Row<'action_plan.happening'>[]; readonly evidence: readonly Row<'action_plan.evidence'>[]; readonly links: readonly Row<'action_plan.link'>[] }

const inPlan = `
  from action_plan.action as action
  join action_plan.objective as objective on objective.organisation_id = action.organisation_id and objective.objective_id = action.objective_id
  join action_plan.strategy as strategy on strategy.organisation_id = action.organisation_id and strategy.strategy_id = action.strategy_id
  where action.organisation_id = $1::uuid and action.action_id = $2::uuid`

const askInPlan = question<InPlanRow>(`select to_json(action) as action, to_json(objective) as objective, to_json(strategy) as strategy ${inPlan}`)

const askWhole = question<WholeRow>(`
  select to_json(action) as action, to_json(objective) as objective, to_json(strategy) as strategy,
    (select coalesce(json_agg(happening order by happening.at desc), '[]') from (
      select * from action_plan.happening where organisation_id = $1::uuid and action_id = $2::uuid order by at desc limit 500) as happening) as happenings,
    (select coalesce(json_agg(evidence order by evidence.added_at), '[]') from action_plan.evidence as evidence
      where evidence.organisation_id = $1::uuid and evidence.action_id = $2::uuid) as evidence,
    (select coalesce(json_agg(link), '[]') from action_plan.link as link
      where link.organisation_id = $1::uuid and (link.action_id = $2::uuid or (link.room = 'action-plan' and link.thing_id = $2::uuid::text))) as links
  ${inPlan}`)

const toInPlan = (row: InPlanRow): InPlan => ({ action: toAction(row.action), objective: toObjective(row.objective), strategy: toStrategy(row.strategy) })
