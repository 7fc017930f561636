/** Where things of the example plan stand, by the references that are written in it. */
import type { House } from './house.ts'

/** The address of the body’s action with this reference, for those who work there; the public one is under `/plan`. */
export async function actionAddress(council: House, reference: string, body = 'barsetshire'): Promise<string> {
  const [row] = await council.database.asOwner<{ action_id: string }>('select action_id from action_plan.action where organisation_id = $1 and reference = $2 order by place limit 1', [await council.organisation(body), reference])
  if (!row) throw new Error(`The example plan has no action ${reference}`)
  return `/actions/${row.action_id}`
}

export const publicAddressOf = (address: string): string => address.replace(/^\/actions\//, '/plan/action/')

export async function planAddress(council: House, body = 'barsetshire'): Promise<string> {
  const [row] = await council.database.asOwner<{ strategy_id: string }>('select strategy_id from action_plan.strategy where organisation_id = $1 order by made_at limit 1', [await council.organisation(body)])
  if (!row) throw new Error('There is no plan in this house')
  return `/plans/${row.strategy_id}`
}

/** What Barsetshire’s ledger says was done, in order: `action-plan.progress`, … */
export async function deeds(council: House): Promise<readonly string[]> {
  return (await council.database.asOwner<{ did: string }>('select did from ledger.entry where organisation_id = $1 order by number', [await council.organisation()])).map((each) => each.did)
}
