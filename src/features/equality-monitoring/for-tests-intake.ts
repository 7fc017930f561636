import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { append } from '#database/ledger.ts'
import type { Database, Reading } from '#database/database.ts'
import { changing, reading } from '#database/transaction.ts'
import { defaultLimits } from '#documents/document.ts'
import { filesOf } from '#web/files.ts'
import { gatherOffers } from '#web/offers.ts'
import type { WorkHouse } from '#web/work.ts'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import type { Dataset, DatasetKind, Mapping } from './dataset.ts'
import { acceptDataset, confirmMapping, findDataset, findReading, insertDataset } from './dataset-store.ts'
import { mergeExtract } from './jobs/merge-extract.ts'
import { readExtract } from './jobs/read-extract.ts'
import { mergeMapping, suggestMapping } from './mapping.ts'
import type { ExtractReading } from './read-extract.ts'
import { findSource, insertSource } from './source-store.ts'
import { usualUnderstanding } from './understanding.ts'

/** A body with nothing in it, where extracts are given and worked on as jobs would, one after the other. */
export interface IntakeRoom extends AsyncDisposable {
  readonly database: FreshDatabase
  readonly organisation: string
  readonly work: WorkHouse
  look<Answer>(ask: (db: Reading) => Promise<Answer>): Promise<Answer>
  change<Answer>(work: (db: Database) => Promise<Answer>): Promise<Answer>
  addSource(kind?: DatasetKind, mapping?: Mapping): Promise<string>
  /** Gives a file, and reads it. */
  give(source: string, bytes: Uint8Array | string, given?: { readonly fileName?: string; readonly to?: string; readonly from?: string; readonly replaces?: string }): Promise<Dataset>
  /** Says what the rules suggest, with what a test says otherwise, and looks again. */
  say(dataset: Dataset, more?: Partial<Mapping>): Promise<Dataset>
  accept(dataset: Dataset): Promise<Dataset>
  /** All of it at once. */
  takeIn(source: string, bytes: Uint8Array | string, given?: { readonly fileName?: string; readonly to?: string; readonly from?: string }, more?: Partial<Mapping>): Promise<Dataset>
  find(id: string): Promise<Dataset>
}

export async function intakeRoom(asked: { readonly rowsPerFile?: number; readonly fileBytes?: number } = {}): Promise<IntakeRoom> {
  const database = await freshDatabase()
  const organisation = await database.addOrganisation('barset')
  const folder = mkdtempSync(join(tmpdir(), 'due-regard-intake-'))
  const now = () => Temporal.Instant.from('2026-11-22T09:30:00Z')
  const look = <Answer>(ask: (db: Reading) => Promise<Answer>) => reading(database.connections, organisation, ask)
  const change = <Answer>(work: (db: Database) => Promise<Answer>) => changing(database.connections, organisation, work)
  const work: WorkHouse = {
    organisation, body: { id: organisation, name: 'Barset', shortName: 'barset', kind: 'county council', colours: { header: '#1d3557', accent: '#1d3557' }, contactEmail: null, isExample: false }, files: filesOf(folder, organisation, 'Equality monitoring'), offers: gatherOffers([]),
    limits: { ...defaultLimits, fileBytes: asked.fileBytes ?? 25_000_000 }, rowsPerFile: asked.rowsPerFile ?? 2_000_000, origin: 'http://barset.localhost', looking: look, changing: change,
    aside: (ask) => changing(database.connections, organisation, ask, { outOfTurn: true, statementMilliseconds: 60_000 }),
    append: async (db, entry) => { await append(db, { organisation, person: 'system', request: 'test', now: now() }, entry) }, now,
  }
  const find = async (id: string): Promise<Dataset> => {
    const found = await look((db) => findDataset(db, organisation, id))
    if (!found) throw new Error(`There is no dataset ${id}`)
    return found
  }
  const room: IntakeRoom = {
    database, organisation, work, look, change, find,
    async addSource(kind = 'workforce', mapping = { columns: {}, words: {} }) {
      const id = randomUUID()
      await change((db) => insertSource(db, organisation, { id, name: `HR system ${id.slice(0, 4)}`, kind, mapping, purpose: 'Equality monitoring', lawfulBasis: 'Data Protection Act 2018, Schedule 1, paragraph 8', keepRowsMonths: 24, scope: '' }, now()))
      return id
    },
    async give(source, bytes, { fileName = 'extract.csv', to = '2026-09-30', from, replaces } = {}) {
      const id = randomUUID()
      const sha256 = await work.files.keep(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes)
      await change((db) => insertDataset(db, organisation, {
        id, source, from: from === undefined ? null : Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to), fileName, sha256, ...(replaces === undefined ? {} : { replaces }), by: { id: randomUUID(), name: 'Samira Hussain' }, at: now(),
      }))
      await readExtract.run({ dataset: id }, work)
      return find(id)
    },
    async say(dataset, more = {}) {
      const read = await look((db) => findReading(db, organisation, dataset.id))
      const source = await look((db) => findSource(db, organisation, dataset.source.id))
      if (!read || !source) throw new Error('Nothing was read')
      const mapping = mergeMapping(source.mapping, saidByRules(read, { columns: { ...source.mapping.columns, ...more.columns }, words: { ...source.mapping.words, ...more.words } }))
      if (!await change((db) => confirmMapping(db, organisation, dataset.id, mapping, source.version))) throw new Error('The mapping was not taken')
      await readExtract.run({ dataset: dataset.id }, work)
      return find(dataset.id)
    },
    async accept(dataset) {
      if (!await change((db) => acceptDataset(db, organisation, dataset.id))) throw new Error(`The extract could not be accepted: it is ${dataset.state}`)
      await mergeExtract.run({ dataset: dataset.id }, work)
      return find(dataset.id)
    },
    async takeIn(source, bytes, given, more) {
      const read = await room.give(source, bytes, given)
      return room.accept(read.state === 'to map' ? await room.say(read, more) : read)
    },
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return room
}

/** What somebody says who takes every suggestion; what has none is left out, or is not declared. */
export function saidByRules(reading: ExtractReading, known: Mapping): Mapping {
  const { columns } = suggestMapping(reading, known, usualUnderstanding)
  const meanings = Object.fromEntries(columns.map(({ column, meaning }) => [column.heading, meaning ?? null]))
  const withColumns = { columns: meanings, words: known.words }
  const { words } = suggestMapping(reading, withColumns, usualUnderstanding)
  const fields = Map.groupBy(words, (each) => each.field)
  return { columns: meanings, words: Object.fromEntries([...fields].map(([field, said]) => [field, Object.fromEntries(said.map((each) => [each.words, each.meaning ?? { state: 'not declared' }]))])) }
}

