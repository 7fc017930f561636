import { connectOnce, openConnections } from '#database/connect.ts'
import { listWaitingMigrations } from '#database/migrate.ts'
import { changing } from '#database/transaction.ts'
import { describeReading, loadFolder, tellOfLoading } from '#features/community-profile/index.ts'
import type { Terminal } from './command.ts'
import { NotPossible } from './not-possible.ts'
import { ownerOf, withDatabase } from './with-database.ts'

/** `community load FOLDER`. Gives the exit code: 0 all was taken in, 1 a row was wrong or nothing was found. */
export async function loadCommunity(folder: string, terminal: Terminal): Promise<number> {
  return withDatabase(terminal, async ({ database }) => {
    const owner = ownerOf(database)
    if ((await listWaitingMigrations(owner)).length > 0) throw new NotPossible('The database is not up to date. Run: due-regard migrate')
    const client = await connectOnce(owner)
    const connections = openConnections(database.app, { most: 1, name: 'due-regard terminal' })
    try {
      const now = Temporal.Now.instant()
      const reading = await terminal.during('Loading', () => loadFolder(terminal.file(folder), client, now)).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) throw new NotPossible(`There is no folder ${folder}.`)
        throw error
      })
      for (const line of describeReading(reading)) terminal.print(line)
      if (reading.atlas.editions.length === 0 && reading.atlas.areas.size === 0) {
        terminal.complain('No file here has figures or areas that are known, so nothing was loaded.')
        return 1
      }
      const { rows } = await client.query<{ id: string }>('select id from directory.organisation order by made_at, id')
      for (const { id } of rows) await changing(connections, id, (db) => tellOfLoading(db, id, reading, now))
      return reading.badRows.length > 0 ? 1 : 0
    } finally {
      await connections.end()
      await client.end()
    }
  })
}
