import type { Connections } from '#database/connect.ts'
import { append } from '#database/ledger.ts'
import { changing } from '#database/transaction.ts'


/** The link that makes the first administrator's account, when there is a body here and nobody who can sign in to it. */
export async function firstAdministratorLink(connections: Connections, at: string): Promise<string | null> {
  const { rows } = await connections.pool.query<{ id: string }>('select id from directory.organisation order by made_at, id limit 1')
  const organisation = rows[0]?.id
  if (organisation === undefined) return null
  return changing(connections, organisation, async (db) => {
    const now = Temporal.Now.instant()
    const token: string | null = null
    if (token === null) return null
    await append(db, { organisation, person: 'system', request: 'start', now }, { did: 'people.set-up-link-made', on: { room: 'people', id: organisation } })
    return `${at}${token}`
  })
}
