import type { Database, Reading } from '#database/database.ts'
import type { Tabulation } from './tabulation.ts'

/** Exact counts, for making releases and for analysts: a page that uses them says `readsRows(dataset, 'exact counts')`. */
export async function findTabulation(db: Reading, organisation: string, dataset: string, cut: string): Promise<Tabulation | null> {
  const row = await db.selectFrom('equality_monitoring.tabulation').select('tabulation').where('organisation_id', '=', organisation).where('dataset_id', '=', dataset).where('cut', '=', cut).executeTakeFirst()
  return row?.tabulation ?? null
}

/** All of one dataset, or those of these cuts. */
export async function listTabulations(db: Reading, organisation: string, dataset: string, cuts?: readonly string[]): Promise<readonly Tabulation[]> {
  if (cuts?.length === 0) return []
  let query = db.selectFrom('equality_monitoring.tabulation').select('tabulation').where('organisation_id', '=', organisation).where('dataset_id', '=', dataset)
  if (cuts !== undefined) query = query.where('cut', 'in', [...cuts])
  return (await query.orderBy('cut').execute()).map((row) => row.tabulation)
}

/** As `listTabulations`, in the bytes in which they are kept: a JSON list in UTF-8, for a thread that reads it. */
export async function listTabulationsAsKept(db: Reading, organisation: string, dataset: string, cuts: readonly string[]): Promise<Uint8Array> {
  if (cuts.length === 0) return new TextEncoder().encode('[]')
  const rows = await db.selectFrom('equality_monitoring.tabulation').select((row) => row.cast<string>('tabulation', 'text').as('kept')).where('organisation_id', '=', organisation).where('dataset_id', '=', dataset).where('cut', 'in', [...cuts]).orderBy('cut').execute()
  return new TextEncoder().encode(`[${rows.map(({ kept }) => kept).join(',')}]`)
}

/** Which cuts there are of a dataset. */
export async function listCuts(db: Reading, organisation: string, dataset: string): Promise<readonly string[]> {
  return (await db.selectFrom('equality_monitoring.tabulation').select('cut').where('organisation_id', '=', organisation).where('dataset_id', '=', dataset).orderBy('cut').execute()).map((row) => row.cut)
}

/** Puts these in the place of what stood there of the same cuts. */
export async function saveTabulations(db: Database, organisation: string, dataset: string, tabulations: readonly Tabulation[]): Promise<void> {
  for (let from = 0; from < tabulations.length; from += 25) {
    await db.insertInto('equality_monitoring.tabulation')
      .values(tabulations.slice(from, from + 25).map((each) => ({ organisation_id: organisation, dataset_id: dataset, cut: each.cut, tabulation: JSON.stringify(each) })))
      .onConflict((conflict) => conflict.columns(['organisation_id', 'dataset_id', 'cut']).doUpdateSet((said) => ({ tabulation: said.ref('excluded.tabulation') }))).execute()
  }
}

export async function deleteTabulations(db: Database, organisation: string, dataset: string): Promise<void> {
  await db.deleteFrom('equality_monitoring.tabulation').where('organisation_id', '=', organisation).where('dataset_id', '=', dataset).execute()
}
