import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Atlas } from './atlas.ts'
import { readTables } from './reading/read-tables.ts'

const folder = join(import.meta.dirname, 'data')

/** The figures that come with the program: read from its own files the first time that anybody asks, and the same ever after. */
export function shippedAtlas(): Promise<Atlas> {
  return once.atlas ??= readShipped()
}

/** What is read once for a process. It never changes, so nobody can tell when. */
const once: { atlas?: Promise<Atlas> } = {}

async function readShipped(): Promise<Atlas> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv.gz')).sort()
  const files = await Promise.all(names.map(async (name) => ({ name: name.replace(/\.gz$/, ''), text: gunzipSync(await readFile(join(folder, name))).toString('utf8') })))
  const { atlas, badRows, leftAlone } = readTables(files)
  const wrong = badRows[0] ?? leftAlone[0]
  if (wrong) throw new Error(`${wrong.file} of the figures that come with the program: ${wrong.because}`)
  return atlas
}
