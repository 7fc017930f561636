import { recordDeed } from '#features/duty-clock/index.ts'
import type { Work } from '#web/work.ts'
import { askAgain, extractWork, isExtractNeeded, listDatasets, markRowsDeleted } from '../dataset-store.ts'
import { forgetUnneededKeys } from '../person-rights-store.ts'
import { areRowsDue, rowsKeptUntil } from '../retention.ts'
import { deleteSomeRows } from '../row-store.ts'
import { findSource } from '../source-store.ts'
import { datasetDeed } from './dataset-deed.ts'
import { rowsDeletedAtOnce } from './merge-extract.ts'

/**
 * Every night: rows about people whose time has passed are deleted, their tables stay; pseudonyms of whom no row is left are forgotten; and the files of extracts
 * that were taken in or thrown away are let go, should a job have been cut off before it did. Work on an extract that was given up is begun again.
 */
export const deleteRows: Work<null> = {
  ...extractWork.deleteRows,
  at: '40 1 * * *',
  async run(_asked, { organisation, looking, changing, aside, append, files, now }) {
    const today = now().toZonedDateTimeISO('Europe/London').toPlainDate()
    const held = await looking((db) => listDatasets(db, organisation, { states: ['current', 'replaced'], limit: 100_000 }))
    let deleted = false
    for (const dataset of held) {
      const source = await looking((db) => findSource(db, organisation, dataset.source.id))
      if (source === null || !areRowsDue(dataset, source, today)) continue
      let rows = 0
      for (;;) {
        const gone = await aside((db) => deleteSomeRows(db, organisation, dataset.id, rowsDeletedAtOnce))
        rows += gone
        if (gone < rowsDeletedAtOnce) break
      }
      deleted = true
      await changing(async (db) => {
        await markRowsDeleted(db, organisation, dataset.id, today)
        await append(db, { did: 'equality-monitoring.rows-deleted', on: { room: 'equality-monitoring', id: dataset.id }, detail: { source: source.name, to: dataset.to.toString(), keptUntil: rowsKeptUntil(dataset, source).toString(), rows } })
        for (const entry of await recordDeed(db, organisation, datasetDeed('rows deleted', dataset, today), now())) await append(db, entry)
      })
    }
    if (deleted) await aside((db) => forgetUnneededKeys(db, organisation))
    const done = await looking((db) => listDatasets(db, organisation, { states: ['current', 'replaced', 'unreadable', 'thrown away'], limit: 100_000 }))
    await aside((db) => askAgain(db, organisation))
    const week = now().subtract({ hours: 7 * 24 })
    for (const { sha256 } of done.filter((each) => Temporal.Instant.compare(each.at, week) > 0)) {
      if (sha256 !== null && !await looking((db) => isExtractNeeded(db, organisation, sha256))) await files.letGo(sha256)
    }
  },
}
