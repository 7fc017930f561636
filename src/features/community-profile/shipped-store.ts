import { findTextFiles } from '#documents/find-text-files.ts'
import type { Atlas } from './atlas.ts'
import { readTables } from './reading/read-tables.ts'

/** The figures that come with the program: read from its own files the first time that anybody asks, and the same ever after. */
export function shippedAtlas(): Promise<Atlas> {
  return once.atlas ??= readShipped()
}

/** What is read once for a process. It never changes, so nobody can tell when. */
const once: { atlas?: Promise<Atlas> } = {}

async function readShipped(): Promise<Atlas> {
  const { files, unreadable } = await findTextFiles(`${import.meta.dirname}/data`, '.csv')
  const { atlas, badRows, leftAlone } = readTables(files)
  const wrong = unreadable[0] ?? badRows[0] ?? leftAlone[0]
  if (wrong) throw new Error(`${wrong.file} of the figures that come with the program: ${wrong.because}`)
  return atlas
}
