import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import type { ExamplePeople } from '#features/people/index.ts'
import { cutsOf } from './cuts.ts'
import { datasetKinds, type DatasetKind } from './dataset.ts'
import { exampleCounty, type ExampleExtract } from './example-county.ts'
import { countyMapping } from './example-mapping.ts'
import { insertTabulations } from './example-store.ts'
import { listDatasets } from './dataset-store.ts'
import { lawfulBasisOn, purposeOf } from './lawful-basis.ts'
import { insertRows } from './row-store.ts'
import { usualSettings } from './settings.ts'
import { insertSource, listSources } from './source-store.ts'
import { tabulateRows } from './tabulating.ts'
import type { OtherBody } from './other-body.ts'
import { insertOtherBody } from './other-body-store.ts'
import type { Target } from './target.ts'
import { insertTarget } from './target-store.ts'

/** Barsetshire’s workforce and what became of it in five years: the county of `example-county.ts`, taken in quarter by quarter. */
export async function addExampleMonitoring(db: Database, organisation: string, body: string, people: Pick<ExamplePeople, 'people'>, now: Temporal.Instant): Promise<void> {
  await addExampleInPieces((work) => work(db), organisation, body, people, now)
}

/**
 * The same in pieces, each a change of its own where `inChange` makes one: whoever signs in meanwhile waits for a piece at most, and between pieces other work
 * goes on. Begun again after a fault it goes on where it stopped. The targets come last.
 */
export async function addExampleInPieces(inChange: (work: (db: Database) => Promise<void>) => Promise<void>, organisation: string, body: string, people: Pick<ExamplePeople, 'people'>, now: Temporal.Instant, lastly: (db: Database) => Promise<void> = () => Promise.resolve()): Promise<void> {
  if (body !== 'barsetshire') return
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  const analyst = { id: people.people.get('Samira Hussain')!, name: 'Samira Hussain' }
  const extracts = exampleCounty(today)
  let sources: ReadonlyMap<DatasetKind, string> = new Map()
  const written = new Set<string>()
  await inChange(async (db) => {
    sources = new Map((await listSources(db, organisation)).map(({ kind, id }) => [kind, id]))
    for (const { source, to } of await listDatasets(db, organisation)) written.add(`${source.kind} ${to.toString()}`)
    if (sources.size === 0) sources = await addSources(db, organisation, extracts[0]!.to, now)
  })
  let piece: TabulatedDataset[] = []
  const write = async (): Promise<void> => {
    const datasets = piece
    piece = []
    await inChange(async (db) => {
      await addDatasets(db, organisation, datasets, sources, analyst, today)
      await insertTabulations(db, organisation, datasets.flatMap(({ id, tabulations }) => tabulations.map((tabulation) => ({ dataset: id, tabulation }))))
      for (const { id, extract, rowsDeletedOn: gone } of datasets) if (gone === null) await addRows(db, organisation, id, extract)
    })
  }
  for (const extract of extracts.filter(({ kind, to }) => !written.has(`${kind} ${to.toString()}`))) {
    await breathe()
    const { kind, columns, answers } = extract
    piece.push({ id: newId(), extract, rowsDeletedOn: rowsDeletedOn(extract, today), tabulations: tabulateRows(columns, answers, new Uint8Array(answers[0]?.length ?? 0).fill(1), cutsOf(kind, columns.map(({ field }) => field))) })
    if (piece.reduce((sum, { tabulations }) => sum + tabulations.length, 0) >= 500) await write()
  }
  if (piece.length > 0) await write()
  await inChange(async (db) => {
    for (const target of exampleTargets(today, now)) await insertTarget(db, organisation, target)
    for (const other of exampleOthers(today, now)) await insertOtherBody(db, organisation, other)
    await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'equality-monitoring.example-made', on: { room: 'equality-monitoring', id: organisation }, detail: { sources: sources.size, datasets: extracts.length } })
    await lastly(db)
  })
}

/** Lets everything else that waits in this process have its turn. */
const breathe = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

interface TabulatedDataset extends ExampleDataset { readonly tabulations: ReturnType<typeof tabulateRows> }

interface ExampleDataset { readonly id: string; readonly extract: ExampleExtract; readonly rowsDeletedOn: Temporal.PlainDate | null }

async function addSources(db: Database, organisation: string, first: Temporal.PlainDate, now: Temporal.Instant): Promise<ReadonlyMap<DatasetKind, string>> {
  const sources = new Map<DatasetKind, string>()
  for (const { kind } of datasetKinds) {
    const id = newId()
    sources.set(kind, id)
    await insertSource(db, organisation, {
      id, kind, name: sourceNames[kind], mapping: countyMapping(kind, !withoutStaffNumbers.includes(kind)), purpose: purposeOf(kind), lawfulBasis: lawfulBasisOn(first).words, keepRowsMonths: keptMonths(kind),
      scope: ['service users', 'satisfaction'].includes(kind) ? 'People whom reablement and home care supported in the year' : kind === 'applicants' ? 'External vacancies, without schools' : 'Excludes schools and casual workers',
    }, now)
  }
  return sources
}

const sourceNames: Readonly<Record<DatasetKind, string>> = {
  'workforce': 'Workforce snapshot', 'starters': 'Starters', 'leavers': 'Leavers', 'applicants': 'Recruitment', 'promotions': 'Promotions', 'career grades': 'Career grades', 'probation': 'Probation', 'grievance': 'Grievances',
  'disciplinary': 'Disciplinary cases', 'harassment': 'Harassment and bullying', 'training applied': 'Training applied for', 'training received': 'Training received', 'service users': 'Reablement and home care: who was supported', 'satisfaction': 'Reablement and home care: what people said',
}
const withoutStaffNumbers: readonly DatasetKind[] = ['applicants', 'service users', 'satisfaction']

/** Two snapshots and a year of everything else have their rows: the older ones have gone, and their figures stay. */
function keptMonths(kind: DatasetKind): number {
  return kind === 'workforce' ? 6 : 12
}

function rowsDeletedOn({ kind, to }: ExampleExtract, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const end = to.add({ months: keptMonths(kind) }).add({ days: 1 })
  return Temporal.PlainDate.compare(end, today) <= 0 ? end : null
}

async function addDatasets(db: Database, organisation: string, datasets: readonly ExampleDataset[], sources: ReadonlyMap<DatasetKind, string>, by: { readonly id: string; readonly name: string }, today: Temporal.PlainDate): Promise<void> {
  await db.insertInto('equality_monitoring.dataset').values(datasets.map(({ id, extract: { kind, from, to, columns, answers }, rowsDeletedOn }) => {
    // HR sends its extracts in the second week after a quarter, or as soon as there was time.
    const given = [to.add({ days: 9 }), today].sort(Temporal.PlainDate.compare)[0]!
    return {
      organisation_id: organisation, dataset_id: id, source_id: sources.get(kind)!, from_on: from?.toString() ?? null, to_on: to.toString(), state: 'current' as const, file_name: `${kind.replaceAll(' ', '-')}-${to.toString()}.csv`, sha256: null, refusal: '',
      reading: null, quality: null, columns: JSON.stringify(columns), rows: answers[0]!.length, progress: 100, replaces: null, correction_note: '', rows_deleted_on: rowsDeletedOn?.toString() ?? null,
      by_person_id: by.id, by_name: by.name, at: given.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:40' }).toInstant().toString(), version: 1,
    }
  })).execute()
}

async function addRows(db: Database, organisation: string, dataset: string, { answers, staffNumbers }: ExampleExtract): Promise<void> {
  const places = Array.from(answers[0] ?? [], (_, place) => place + 1)
  await insertRows(db, organisation, dataset, { places, staffNumbers: staffNumbers ?? places.map(() => ''), answers: places.map((place) => `{${answers.map((column) => column[place - 1]).join(',')}}`), counted: places.map(() => true) })
}

/** What the plan’s first objective asks for: to keep or improve each share, more at the top, and to come nearer to the county. Its years are the plan’s. */
function exampleTargets(today: Temporal.PlainDate, now: Temporal.Instant): readonly Target[] {
  const first = (today.month >= 4 ? today.year : today.year - 1) - 2
  const [baselineOn, dueOn] = [new Temporal.PlainDate(first, 3, 31), new Temporal.PlainDate(first + 4, 3, 31)]
  const why = 'Objective EO1 of the equality strategy: have a workforce that reflects working-age Barsetshire at every grade.'
  const senior = { field: 'grade', name: usualSettings.seniorLine.name, label: usualSettings.seniorLine.name } as const
  const disabled: Pick<Target, 'question' | 'group'> = { question: 'disability', group: { name: 'Disabled', label: 'Disabled' } }
  const others: Pick<Target, 'question' | 'group'> = { question: 'ethnic group', group: { name: 'White', label: 'All ethnic groups other than White', besides: true } }
  const women: Pick<Target, 'question' | 'group'> = { question: 'sex', group: { name: 'Female', label: 'Female' } }
  const written: readonly Pick<Target, 'title' | 'question' | 'group' | 'wants' | 'part'>[] = [
    { title: 'Disabled people in senior posts', ...disabled, part: senior, wants: { kind: 'reach', percent: '8' } },
    { title: 'Ethnic minorities in senior posts', ...others, part: senior, wants: { kind: 'reach', percent: '10' } },
    { title: 'As many women at the top as below', ...women, part: senior, wants: { kind: 'parity', points: '5' } },
    { title: 'Disabled people: nearer to the county’s share', ...disabled, part: null, wants: { kind: 'gap to population', points: '10' } },
    { title: 'Women here', ...women, part: null, wants: { kind: 'maintain or improve' } },
    { title: 'Disabled people here', ...disabled, part: null, wants: { kind: 'maintain or improve' } },
    { title: 'Ethnic minorities here', ...others, part: null, wants: { kind: 'maintain or improve' } },
    { title: 'Lesbian, gay and bisexual people here', question: 'sexual orientation', group: { name: 'Straight or Heterosexual', label: 'All sexual orientations other than straight or heterosexual', besides: true }, part: null, wants: { kind: 'maintain or improve' } },
    { title: 'Young people here', question: 'age', group: { name: '16 to 24', label: '16 to 24' }, part: null, wants: { kind: 'maintain or improve' } },
  ]
  return written.map((each, place) => ({ id: newId(), why, ...each, baselineOn, dueOn, endedOn: null, endedBecause: '', madeAt: now.add({ milliseconds: place }), byName: 'Priya Nair', version: 1 }))
}

/** What two neighbours that do not exist have published, so that there is something to stand beside. */
function exampleOthers(today: Temporal.PlainDate, now: Temporal.Instant): readonly OtherBody[] {
  const on = new Temporal.PlainDate(today.month >= 4 ? today.year : today.year - 1, 3, 31)
  const written: readonly Pick<OtherBody, 'body' | 'question' | 'base' | 'shares'>[] = [
    { body: 'Loamshire County Council', question: 'disability', base: 'answered', shares: [{ group: 'Disabled', percent: '7.9' }, { group: 'Not disabled', percent: '92.1' }] },
    { body: 'Loamshire County Council', question: 'sex', base: 'everybody', shares: [{ group: 'Female', percent: '68.4' }, { group: 'Male', percent: '31.6' }] },
    { body: 'Stonyshire County Council', question: 'disability', base: 'everybody', shares: [{ group: 'Disabled', percent: '4.2' }] },
  ]
  return written.map((each, place) => ({
    id: newId(), ...each, on, counted: each.base === 'everybody' ? 'All employees without schools, those who did not answer included' : 'All employees without schools', source: `Workforce equality report ${on.year}, made up for this example`, link: '',
    byName: 'Samira Hussain', at: now.add({ milliseconds: place }), version: 1,
  }))
}
