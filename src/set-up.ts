import type { Connections } from '#database/connect.ts'
import { changing } from '#database/transaction.ts'
import { setUpLink } from '#features/people/index.ts'

/** The link that makes the first administrator's account, when there is a body here and nobody who can sign in to it. */
export async function firstAdministratorLink(connections: Connections, at: string): Promise<string | null> {
  const { rows } = await connections.pool.query<{ id: string }>('select id from directory.organisation order by made_at, id limit 1')
  const organisation = rows[0]?.id
  return organisation === undefined ? null : changing(connections, organisation, (db) => setUpLink(db, organisation, at, Temporal.Now.instant()))
}
