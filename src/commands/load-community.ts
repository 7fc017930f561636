import { connectOnce, openConnections } from '#database/connect.ts'
import { listWaitingMigrations } from '#database/migrate.ts'
import { fillReference } from '#database/reference.ts'
import { changing, reading } from '#database/transaction.ts'
import { describeReading, findAtlas, readFolder, rowsOf, tellOfLoading } from '#features/community-profile/index.ts'
import type { Terminal } from './command.ts'
import { NotPossible } from './not-possible.ts'
import { ownerOf, withDatabase } from './with-database.ts'

/** `community load FOLDER`. Gives the exit code: 0 all was taken in, 1 a row was wrong or nothing was found. */
export async function loadCommunity(folder: string, terminal: Terminal): Promise<number> {
  return withDatabase(terminal, async ({ database }) => {
    const owner = ownerOf(database)
    if ((await listWaitingMigrations(owner)).length > 0) throw new NotPossible('The database is not up to date. Run: due-regard migrate')
    const read = await terminal.during('Reading', () => readFolder(terminal.file(folder))).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) throw new NotPossible(`There is no folder ${folder}.`)
      throw error
    })
    for (const line of describeReading(read)) terminal.print(line)
    if (read.atlas.areas.size === 0) {
      terminal.complain('No file here has figures or areas that are known, so nothing was loaded.')
      return 1
    }
    const client = await connectOnce(owner)
    const connections = openConnections(database.app, { most: 1, name: 'due-regard terminal' })
    try {
      const { rows } = await client.query<{ id: string }>('select id from directory.organisation order by made_at, id')
      const now = Temporal.Now.instant()
      // Reference tables are the same for all: any body sees them, and so does one that does not exist.
      const known = await reading(connections, rows[0]?.id ?? '00000000-0000-0000-0000-000000000000', findAtlas)
      await terminal.during('Loading', () => fillReference(owner, rowsOf(read.atlas, known, now)))
      for (const { id } of rows) await changing(connections, id, (db) => tellOfLoading(db, id, read, now))
      return read.badRows.length > 0 ? 1 : 0
    } finally {
      await connections.end()
      await client.end()
    }
  })
}
