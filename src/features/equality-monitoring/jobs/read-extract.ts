import type { Work, WorkHouse } from '#web/work.ts'
import type { Reading } from '#database/database.ts'
import { compareWithEarlier, type SingleCounts } from '../beside-earlier.ts'
import type { Dataset, DatasetKind, Source } from '../dataset.ts'
import { extractWork, findDataset, findEarlier, findReading, findSheets, isExtractNeeded, listDatasets, moveOn, saveProgress } from '../dataset-store.ts'
import { isCovered } from '../mapping.ts'
import { findMissing } from '../movement.ts'
import { listStopped } from '../person-rights-store.ts'
import type { Problem, Quality } from '../quality.ts'
import type { ExtractReading } from '../read-extract.ts'
import { findSettings } from '../settings-store.ts'
import { findSource } from '../source-store.ts'
import { listTabulations } from '../tabulation-store.ts'
import { readDeclarations } from './read-declarations.ts'
import { ownBytes, readInExtractThread } from './extract-thread.ts'
import type { ExtractTask } from './extract-reading.ts'

/**
 * Reads an extract that somebody gave: what its columns say and, where the source remembers what all of it means, what its rows are like. It is run
 * again when somebody has said what was not known. Nothing of it is taken in; a file that cannot be read changes nothing and is let go.
 */
export const readExtract: Work<{ readonly dataset: string }> = {
  ...extractWork.read,
  async run({ dataset: id }, house) {
    const { organisation, looking, changing, append } = house
    const found = await looking((db) => findDataset(db, organisation, id))
    if (!found || (found.state !== 'waiting' && found.state !== 'reading') || found.sha256 === null) return
    await house.aside((db) => moveOn(db, organisation, id, ['waiting', 'reading'], 'reading'))
    const bytes = await house.files.find(found.sha256)
    const given = bytes && await taskFor(house, found, bytes, 'look')
    if (given === null) {
      await refuse(house, found, 'The file is no longer there. Give it again.')
      return
    }
    // What its columns say was read before somebody said what they mean: only the rows are looked at again.
    const before = await looking((db) => findReading(db, organisation, id))
    const task = { ...given, reading: before !== null && isCovered(before, given.mapping) ? before : null }
    let reading: ExtractReading | null = task.reading
    let quality: Quality | null = null
    const tell = progressTeller(house, id)
    try {
      const refusal = await readInExtractThread(task, async (piece) => {
        if (piece.piece === 'people') return readDeclarations(house, found, piece.staffNumbers, 'to check')
        if (piece.piece === 'reading') reading = piece.reading
        if (piece.piece === 'checked') quality = await withEarlier(house, found, piece.quality, piece.counts)
      }, tell.percent)
      await tell.end()
      if (refusal !== null) { await refuse(house, found, refusal); return }
    } catch (fault) {
      await tell.end()
      // A fault of ours must not leave somebody waiting at a page that never moves on: they are told, and the log has the fault.
      await refuse(house, found, 'This file could not be read to its end because of a fault of ours. Save it as CSV and try again.')
      throw fault
    }
    const [read, checked] = [reading as ExtractReading | null, quality as Quality | null]
    if (read === null) return
    await changing(async (db) => {
      const state = checked === null ? 'to map' : 'to check'
      // Somebody may have thrown it away while it was read.
      if (!await moveOn(db, organisation, id, ['reading'], state, { reading: read, quality: checked, rows: read.rows, progress: 100 })) return
      await append(db, { did: 'equality-monitoring.extract-read', on: { room: 'equality-monitoring', id }, after: { fileName: found.fileName, sha256: found.sha256, state } })
    })
  },
}

/** A file of as many people as may be taken has its headings too, and may have titles, totals and notes. */
const rowsBesidePeople = 100

/** What the thread is given: everything that it may know, and no way to more. */
export async function taskFor({ organisation, looking, rowsPerFile, limits }: WorkHouse, dataset: Dataset, bytes: Uint8Array, want: ExtractTask['want']): Promise<ExtractTask & { readonly source: Source } | null> {
  const { source, settings, stopped, sheets } = await looking(async (db) => ({
    sheets: await findSheets(db, organisation, dataset),
    source: await findSource(db, organisation, dataset.source.id), settings: await findSettings(db, organisation), stopped: await listStopped(db, organisation),
  }))
  if (source === null) return null
  return {
    bytes: ownBytes(bytes), fileName: dataset.fileName, sheet: sheets.wanted, lastSheet: sheets.last, limits: { rows: rowsPerFile, beside: rowsBesidePeople, unpackedBytes: Math.max(limits.unpackedBytes, rowsPerFile * 4_000) }, kind: source.kind, mapping: source.mapping,
    settings: { seniorLine: settings.seniorLine, ageBands: settings.ageBands }, to: dataset.to.toString(), stopped, declarations: source.kind === 'workforce' ? source.declarations : 'off', reading: null, want, source,
  }
}

/** What its rows are like, and what the whole is like beside the extract before it. */
async function withEarlier({ organisation, looking, now }: WorkHouse, dataset: Dataset, quality: Quality, counts: Parameters<typeof compareWithEarlier>[0]): Promise<Quality> {
  const today = now().toZonedDateTimeISO('Europe/London').toPlainDate()
  const future = Temporal.PlainDate.compare(dataset.to, today) > 0
    ? [{ kind: 'future date', grave: 'warns', column: '', field: null, words: '', rows: [], rowCount: 0, sentence: 'The day that this extract describes has not come yet.', remedy: 'Check the day that you gave for it.' } as const]
    : []
  const earlier = await looking(async (db) => {
    const last = await findEarlier(db, organisation, dataset.source.id, dataset.to)
    return last && { day: last.to, counts: await listTabulations(db, organisation, last.id, counts.map((each) => each.cut)) }
  })
  const beside = earlier === null || earlier.counts.length === 0 ? [] : compareWithEarlier(counts, earlier.counts, earlier.day)
  return { ...quality, problems: [...quality.problems, ...future, ...beside, ...await looking((db) => listMissing(db, organisation, dataset, counts))] }
}

/** What is missing where this extract is the last of the four that two snapshots are told by: the snapshots, who joined and who left between. */
async function listMissing(db: Reading, organisation: string, dataset: Dataset, counts: SingleCounts): Promise<readonly Problem[]> {
  const { kind } = dataset.source
  if (kind !== 'workforce' && kind !== 'starters' && kind !== 'leavers') return []
  const current = (wanted: DatasetKind) => listDatasets(db, organisation, { states: ['current'], kind: wanted })
  const own = { dataset, counts }
  const others = async (wanted: DatasetKind, fits: (each: Dataset) => boolean) => {
    // Several of a kind are of several parts of the body: nobody says which go together.
    const [only, ...more] = (await current(wanted)).filter((each) => each.id !== dataset.replaces && fits(each))
    return only === undefined || more.length > 0 ? null : { dataset: only, counts: await listTabulations(db, organisation, only.id, counts.map((each) => each.cut)) }
  }
  const isOn = (each: Dataset): boolean => each.to.equals(dataset.to)
  // The same holds for this extract: beside another of its day it is of a part, or of somebody else.
  if ((await current(kind)).some((each) => each.source.id !== dataset.source.id && isOn(each))) return []
  const end = kind === 'workforce' ? own : await others('workforce', isOn)
  const [joined, left] = [kind === 'starters' ? own : await others('starters', isOn), kind === 'leavers' ? own : await others('leavers', isOn)]
  if (end === null || joined === null || left === null) return []
  const from = joined.dataset.from
  if (from === null || left.dataset.from?.equals(from) !== true) return []
  const start = await others('workforce', (each) => each.source.id === end.dataset.source.id && each.to.equals(from.subtract({ days: 1 })))
  return start === null ? [] : findMissing({ start: { on: start.dataset.to, counts: start.counts }, end: { on: end.dataset.to, counts: end.counts }, joined: joined.counts, left: left.counts })
}

async function refuse({ organisation, changing, append, looking, files }: WorkHouse, dataset: Dataset, refusal: string): Promise<void> {
  await changing(async (db) => {
    if (!await moveOn(db, organisation, dataset.id, ['waiting', 'reading'], 'unreadable', { refusal })) return
    await append(db, { did: 'equality-monitoring.extract-unreadable', on: { room: 'equality-monitoring', id: dataset.id }, detail: { fileName: dataset.fileName, refusal } })
  })
  const { sha256 } = dataset
  if (sha256 !== null && !await looking((db) => isExtractNeeded(db, organisation, sha256))) await files.letGo(sha256)
}

/** Tells the page how far the work is, at most twice a second and never two at once. */
export function progressTeller({ organisation, aside }: Pick<WorkHouse, 'organisation' | 'aside'>, id: string): { percent(percent: number): void; end(): Promise<void> } {
  let saving: Promise<void> | null = null
  let last = 0
  return {
    percent(percent) {
      if (saving !== null || performance.now() - last < 500) return
      last = performance.now()
      // Progress that could not be told is no reason to stop the work.
      saving = aside((db) => saveProgress(db, organisation, id, percent)).catch(() => {}).finally(() => { saving = null })
    },
    async end() { await saving },
  }
}
