import { dayInLondon } from '#duty/dates.ts'
import { enqueue } from '#database/jobs.ts'
import type { Database } from '#database/database.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import type { Work } from '#web/work.ts'
import { findDataset, markRowsDeleted } from '../dataset-store.ts'
import { forgetUnneededKeys } from '../person-rights-store.ts'
import { areRowsHeld } from '../retention.ts'
import { deleteSomeRows } from '../row-store.ts'
import { datasetDeed } from './dataset-deed.ts'
import { rowsDeletedAtOnce } from './merge-extract.ts'

/** The rows of one extract, because a person asked for it and before their time has passed. */
export const deleteRowsNow: Work<{ readonly dataset: string }> = {
  name: 'equality-monitoring.delete-rows-now',
  line: 'extracts',
  async run({ dataset: id }, { organisation, looking, changing, aside, append, now }) {
    const dataset = await looking((db) => findDataset(db, organisation, id))
    if (!dataset || !areRowsHeld(dataset)) return
    for (;;) if (await aside((db) => deleteSomeRows(db, organisation, id, rowsDeletedAtOnce)) < rowsDeletedAtOnce) break
    const today = dayInLondon(now())
    await changing(async (db) => {
      await markRowsDeleted(db, organisation, id, today)
      await append(db, { did: 'equality-monitoring.rows-deleted', on: { room: 'equality-monitoring', id }, detail: { source: dataset.source.name, to: dataset.to.toString() } })
      for (const entry of await recordDeed(db, organisation, datasetDeed('rows deleted', dataset, today), now())) await append(db, entry)
    })
    await aside((db) => forgetUnneededKeys(db, organisation))
  },
}

export async function askToDeleteRows(db: Database, organisation: string, dataset: string): Promise<void> {
  await enqueue(db, organisation, deleteRowsNow, { dataset }, { attempts: 5 })
}
