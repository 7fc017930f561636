import { sql } from 'kysely'
import type { Database } from '#database/database.ts'
import type { Tabulation } from './tabulation.ts'

/** Five thousand tabulations of many datasets, fifteen hundred in a statement: none should take longer than a page may. */
export async function insertTabulations(db: Database, organisation: string, all: readonly { readonly dataset: string; readonly tabulation: Tabulation }[]): Promise<void> {
  for (let from = 0; from < all.length; from += 1500) {
    await sql`insert into equality_monitoring.tabulation (organisation_id, dataset_id, cut, tabulation)
      select ${organisation}::uuid, (made->>'dataset')::uuid, made->'tabulation'->>'cut', made->'tabulation' from jsonb_array_elements(${JSON.stringify(all.slice(from, from + 1500))}::jsonb) as made`.execute(db)
  }
}
