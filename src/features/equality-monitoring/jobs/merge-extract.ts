import { dayInLondon } from '#duty/dates.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import type { Work, WorkHouse } from '#web/work.ts'
import type { AnswerColumn, Dataset } from '../dataset.ts'
import { extractWork, findDataset, findReading, isExtractNeeded, makeCurrent, moveOn } from '../dataset-store.ts'
import { listStopped } from '../person-rights-store.ts'
import { stops, type Quality } from '../quality.ts'
import { deleteSomeRows, insertRows } from '../row-store.ts'
import { deleteTabulations, saveTabulations } from '../tabulation-store.ts'
import { datasetDeed } from './dataset-deed.ts'
import { readInExtractThread } from './extract-thread.ts'
import { readDeclarations } from './read-declarations.ts'
import { askForRelease } from './make-release.ts'
import { progressTeller, taskFor } from './read-extract.ts'

/**
 * Takes an extract in that somebody found right: its rows under pseudonyms and all its tables. Until the last transaction nothing of it is current, so a job that was cut
 * off leaves the earlier extract as it was, and begins again from the beginning: what it had made before is deleted first, because words may have been given another meaning since.
 */
export const mergeExtract: Work<{ readonly dataset: string }> = {
  ...extractWork.merge,
  async run({ dataset: id }, house) {
    const { organisation, looking } = house
    const found = await looking((db) => findDataset(db, organisation, id))
    if (!found || found.state !== 'merging' || found.sha256 === null) return
    const reading = await looking((db) => findReading(db, organisation, id))
    const bytes = await house.files.find(found.sha256)
    const task = bytes && await taskFor(house, found, bytes, 'rows')
    if (task === null || reading === null) { await sendBack(house, found, 'The file is no longer there. Give it again.'); return }
    await clearRows(house, id)
    let columns: readonly AnswerColumn[] | null = null
    let quality: Quality | null = null
    const tell = progressTeller(house, id)
    try {
      const refusal = await readInExtractThread({ ...task, reading }, async (piece) => {
        if (piece.piece === 'people') return readDeclarations(house, found, piece.staffNumbers, 'to take in')
        if (piece.piece === 'checked') {
          // The mapping changed since it was checked, and something is not understood any more: a person has to look again.
          if (stops(piece.quality)) await house.aside((db) => moveOn(db, organisation, id, ['merging'], 'to check', { quality: piece.quality }))
          else { columns = piece.columns; quality = piece.quality }
        }
        if (piece.piece === 'rows') await house.aside((db) => insertRows(db, organisation, id, piece))
        if (piece.piece === 'tabulations') await house.aside((db) => saveTabulations(db, organisation, id, piece.tabulations))
      }, tell.percent)
      if (refusal !== null) { await sendBack(house, found, refusal); return }
    } finally {
      await tell.end()
    }
    const [made, like] = [columns as readonly AnswerColumn[] | null, quality as Quality | null]
    if (made === null || like === null) return
    await finish(house, found, made, like, task.stopped)
  },
}

/** The one transaction that makes it current, and what it replaces no longer so. */
async function finish({ organisation, changing, append, looking, files, now: clock }: WorkHouse, dataset: Dataset, columns: readonly AnswerColumn[], { rows, declarations }: Quality, stopped: readonly string[]): Promise<void> {
  await changing(async (db) => {
    const now = await listStopped(db, organisation)
    if (now.join('\n') !== stopped.join('\n')) throw new Error('Somebody asked meanwhile that nothing be processed about them. The extract is taken in again.')
    const made = await makeCurrent(db, organisation, dataset, columns, rows, declarations)
    if (made === null) return
    await append(db, {
      did: 'equality-monitoring.extract-taken-in', on: { room: 'equality-monitoring', id: dataset.id },
      after: { source: dataset.source.name, from: dataset.from?.toString() ?? null, to: dataset.to.toString(), sha256: dataset.sha256, columns: columns.map((each) => each.field), replaces: made.replaced, ...(declarations === undefined ? {} : { declarations: declarations.use }) }, detail: { correctionNote: dataset.correctionNote },
    })
    if (dataset.replaces === null) {
      for (const entry of await recordDeed(db, organisation, datasetDeed('dataset loaded', dataset, dayInLondon(clock())), clock())) await append(db, entry)
    }
    // The board reads what was taken in without anybody having to ask.
    const release = await askForRelease(db, organisation, dataset, clock())
    if (release !== null) await append(db, { did: 'equality-monitoring.release-asked', on: { room: 'equality-monitoring', id: release }, detail: { dataset: dataset.id } })
  })
  const { sha256 } = dataset
  if (sha256 !== null && !await looking((db) => isExtractNeeded(db, organisation, sha256))) await files.letGo(sha256)
}

async function sendBack({ organisation, changing, append }: WorkHouse, dataset: Dataset, refusal: string): Promise<void> {
  await changing(async (db) => {
    if (!await moveOn(db, organisation, dataset.id, ['merging'], 'unreadable', { refusal })) return
    await append(db, { did: 'equality-monitoring.extract-unreadable', on: { room: 'equality-monitoring', id: dataset.id }, detail: { fileName: dataset.fileName, refusal } })
  })
}

/** What an earlier try had made. */
async function clearRows(house: WorkHouse, id: string): Promise<void> {
  const { organisation, aside } = house
  for (;;) if (await aside((db) => deleteSomeRows(db, organisation, id, rowsDeletedAtOnce)) < rowsDeletedAtOnce) break
  await aside((db) => deleteTabulations(db, organisation, id))
}

export const rowsDeletedAtOnce = 10_000
