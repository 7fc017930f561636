/** Extracts in each of their states, as the tests that walk every page need them: put there as the room would have left them. */
import type { AnswerColumn, Mapping } from '#features/equality-monitoring/dataset.ts'
import type { Quality } from '#features/equality-monitoring/quality.ts'
import type { ExtractReading } from '#features/equality-monitoring/read-extract.ts'
import type { House } from './house.ts'

export interface SampleDatasets { readonly source: string; readonly toMap: string; readonly toCheck: string; readonly current: string; readonly key: string; readonly stopped: string }

const reading: ExtractReading = {
  format: 'csv', sheet: null, headingRow: 1, rows: 40, notes: ['The last row looked like a total and was left out.'],
  columns: [
    { heading: 'Employee No', filled: 40, different: 40, many: true, words: [], looks: 'whole numbers' },
    { heading: 'Directorate', filled: 40, different: 2, many: false, words: [{ words: 'Highways', count: 25 }, { words: 'Libraries', count: 15 }], looks: 'words' },
    { heading: 'Ethnic Origin', filled: 38, different: 3, many: false, words: [{ words: 'White - British', count: 30 }, { words: 'Zyx', count: 5 }, { words: 'PNTS', count: 3 }], looks: 'words' },
    { heading: 'Cost Centre', filled: 40, different: 1, many: false, words: [{ words: 'CC1', count: 40 }], looks: 'words' },
  ],
}

const understood: Mapping = {
  columns: { 'Employee No': { field: 'staff number' }, Directorate: { field: 'department' }, 'Ethnic Origin': { field: 'ethnic group', questionSet: 'ethnic-group-census-2021' }, 'Cost Centre': null },
  words: { 'ethnic group': { 'White - British': { category: 'W1' }, Zyx: { category: 'Zyx' }, PNTS: { state: 'prefer not to say' }, '': { state: 'not declared' } } },
}

const quality: Quality = {
  rows: 40, people: 40, moreProblems: 0,
  problems: [{ kind: 'declaration fell', grave: 'warns', column: 'Ethnic Origin', field: 'ethnic group', words: '', rows: [3, 7], rowCount: 2, sentence: 'Fewer people have answered than last time.', remedy: 'Look whether the column is whole.' }],
}

const columns: readonly AnswerColumn[] = [
  { field: 'department', kind: 'category', categories: [{ code: 'Highways', label: 'Highways' }, { code: 'Libraries', label: 'Libraries' }] },
  { field: 'ethnic group', questionSet: 'ethnic-group-census-2021', kind: 'category', categories: [{ code: 'W1', label: 'English, Welsh, Scottish, Northern Irish or British', parent: 'White' }, { code: 'Zyx', label: 'Zyx' }] },
]

export async function addSampleDatasets(council: House, organisation: string, by: { readonly id: string; readonly name: string }): Promise<SampleDatasets> {
  const at = council.now().toString()
  const addSource = async (name: string, mapping: Mapping): Promise<string> => {
    const id = crypto.randomUUID()
    await council.database.asOwner(`insert into equality_monitoring.source (organisation_id, source_id, name, kind, columns, words, purpose, lawful_basis, keep_rows_months, scope, made_at) values ($1, $2, $3, 'workforce', $4, $5, 'To keep equality under review.', 'Public task.', 24, 'Excludes schools.', $6)`,
      [organisation, id, name, JSON.stringify(mapping.columns), JSON.stringify(mapping.words), at])
    return id
  }
  const addDataset = async (source: string, state: string, to: string, more: { readonly quality?: Quality; readonly columns?: readonly AnswerColumn[]; readonly rows?: number }): Promise<string> => {
    const id = crypto.randomUUID()
    await council.database.asOwner(`insert into equality_monitoring.dataset (organisation_id, dataset_id, source_id, to_on, state, file_name, sha256, reading, quality, columns, rows, by_person_id, by_name, at) values ($1, $2, $3, $4, $5, 'staff.csv', null, $6, $7, $8, $9, $10, $11, $12)`,
      [organisation, id, source, to, state, JSON.stringify(reading), more.quality ? JSON.stringify(more.quality) : null, more.columns ? JSON.stringify(more.columns) : null, more.rows ?? null, by.id, by.name, at])
    return id
  }
  const [known, unknown] = [await addSource('A system that we know', understood), await addSource('A new system', { columns: { 'Ethnic Origin': { field: 'ethnic group', questionSet: 'ethnic-group-census-2021' } }, words: {} })]
  const current = await addDataset(known, 'current', '2026-06-30', { quality, columns, rows: 1 })
  const [key, stopped] = [crypto.randomUUID(), crypto.randomUUID()]
  await council.database.asOwner(`insert into equality_monitoring.person_key (organisation_id, person_key, staff_number, stopped_on) values ($1, $2, '900001', null), ($1, $3, '900002', '2026-05-01')`, [organisation, key, stopped])
  await council.database.asOwner(`insert into equality_monitoring.dataset_row (organisation_id, dataset_id, place, person_key, answers) values ($1, $2, 2, $3, '{0,0}')`, [organisation, current, key])
  await addDataset(known, 'waiting', '2026-10-31', {})
  await addDataset(known, 'unreadable', '2026-10-30', {})
  return { source: known, toMap: await addDataset(unknown, 'to map', '2026-09-30', {}), toCheck: await addDataset(known, 'to check', '2026-09-30', { quality }), current, key, stopped }
}
