import { readFile, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Client } from 'pg'
import type { Database } from '#database/database.ts'
import { append } from '#database/ledger.ts'
import { moveHead } from '#features/publication/index.ts'
import { saveAtlas } from '../atlas-store.ts'
import { room } from '../publishing.ts'
import { readTables, type GivenFile, type Reading } from '../reading/read-tables.ts'

/** No file of a statistics office that is meant here is larger, unpacked, in bytes. */
const largest = 100_000_000

/** Every CSV file in a folder and the folders in it, plain or packed. */
export async function findFiles(folder: string): Promise<{ readonly files: readonly GivenFile[]; readonly unreadable: readonly { readonly file: string; readonly because: string }[] }> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile() && /\.csv(\.gz)?$/i.test(each.name)).map((each) => join(each.parentPath, each.name)).sort()
  const files: GivenFile[] = []
  const unreadable: { file: string; because: string }[] = []
  for (const name of names) {
    try {
      const bytes = await readFile(name)
      const unpacked = name.toLowerCase().endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: largest }) : bytes
      if (unpacked.length > largest) throw new RangeError('it is larger than 100 MB')
      files.push({ name: relative(folder, name).replace(/\.gz$/i, ''), text: new TextDecoder('utf-8').decode(unpacked) })
    } catch (error) {
      unreadable.push({ file: relative(folder, name), because: error instanceof Error ? error.message : String(error) })
    }
  }
  return { files, unreadable }
}

/** Reads a folder and keeps what it holds, as the owner of the tables. Where nothing was found nothing is written. */
export async function loadFolder(folder: string, owner: Pick<Client, 'query'>, now: Temporal.Instant): Promise<Reading> {
  const { files, unreadable } = await findFiles(folder)
  const reading = readTables(files)
  if (reading.atlas.areas.size > 0) await saveAtlas(owner, reading.atlas, now)
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
