import { connectOnce, type Connections } from '#database/connect.ts'
import type { ConnectionOptions } from '#database/embedded.ts'
import { newId } from '#database/identity.ts'
import { changing } from '#database/transaction.ts'
import { setUpLink, shortNameOf } from '#features/people/index.ts'

/** An empty database gets one body of this name, for its first administrator to fill. Gives false, and changes nothing, when anybody is here already. */
export async function makeFirstBody({ owner, name, now }: { readonly owner: ConnectionOptions; readonly name: string; readonly now: Temporal.Instant }): Promise<boolean> {
  const client = await connectOnce(owner)
  try {
    await client.query('begin')
    // One maker at a time: two programs that start together on an empty database make one body.
    await client.query('lock table directory.organisation in exclusive mode')
    const { rowCount } = await client.query('select from directory.organisation limit 1')
    if (rowCount === 0) await client.query('insert into directory.organisation (id, name, short_name, kind, made_at) values ($1, $2, $3, $4, $5)', [newId(), name, shortNameOf(name), 'public body', now.toString()])
    await client.query('commit')
    return rowCount === 0
  } finally {
    await client.end()
  }
}

/** The link that makes the first administrator's account, when there is a body here and nobody who can sign in to it. */
export async function firstAdministratorLink(connections: Connections, at: string): Promise<string | null> {
  const { rows } = await connections.pool.query<{ id: string }>('select id from directory.organisation order by made_at, id limit 1')
  const organisation = rows[0]?.id
  return organisation === undefined ? null : changing(connections, organisation, (db) => setUpLink(db, organisation, at, Temporal.Now.instant()))
}
