import type { Database } from '#database/database.ts'
import { append } from '#database/ledger.ts'
import { findTextFiles } from '#documents/find-text-files.ts'
import { moveHead } from '#features/publication/index.ts'
import { room } from '../publishing.ts'
import { readTables, type Reading } from '../reading/read-tables.ts'

/** Reads every CSV file in a folder, plain or packed. */
export async function readFolder(folder: string): Promise<Reading> {
  const { files, unreadable } = await findTextFiles(folder, '.csv')
  const reading = readTables(files)
  return { ...reading, leftAlone: [...unreadable, ...reading.leftAlone] }
}

/** Every body’s public pages are drawn anew, and its ledger says that the figures under them changed, from what. */
export async function tellOfLoading(db: Database, organisation: string, reading: Reading, now: Temporal.Instant): Promise<void> {
  await moveHead(db, organisation)
  await append(db, { organisation, person: 'system', request: 'terminal', now }, { did: 'community-profile.statistics-loaded', on: { room, id: organisation }, detail: { editions: reading.atlas.editions.map((each) => each.id), files: reading.taken.map((each) => each.file) } })
}

/** What the terminal says of it, line by line. */
export function describeReading({ taken, leftAlone, badRows, differences }: Reading): readonly string[] {
  const shown = badRows.slice(0, 50)
  return [
    ...taken.map(({ file, as, areas }) => `${file}: ${as}${areas > 0 ? ` (${areas.toLocaleString('en-GB')} areas)` : ''}`),
    ...(badRows.length > 0 ? ['', badRows.length === 1 ? 'A row was not taken:' : `${badRows.length.toLocaleString('en-GB')} rows were not taken:`, ...shown.map(({ file, line, because }) => `  ${file}, line ${line}: ${because}`), ...(badRows.length > shown.length ? [`  and ${(badRows.length - shown.length).toLocaleString('en-GB')} more`] : [])] : []),
    ...(differences.length > 0 ? ['', 'Figures that differ:', ...differences.map((each) => `  ${each}`)] : []),
    ...(leftAlone.length > 0 ? ['', 'Left alone:', ...leftAlone.map(({ file, because }) => `  ${file}: ${because}`)] : []),
  ]
}
