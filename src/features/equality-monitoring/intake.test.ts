import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { changing } from '#database/transaction.ts'
import { enqueue } from '#database/jobs.ts'
import { acceptDataset, extractWork, findQuality, findReading, insertDataset, isExtractNeeded, listDatasets, throwAwayDataset } from './dataset-store.ts'
import { intakeRoom, saidByRules, type IntakeRoom } from './for-tests-intake.ts'
import { deleteRows } from './jobs/delete-rows.ts'
import { mergeExtract } from './jobs/merge-extract.ts'
import { readExtract } from './jobs/read-extract.ts'
import { correctAnswer, erasePerson, findHeldOn, listStopped, resumeProcessing, stopProcessing } from './person-rights-store.ts'
import { stops } from './quality.ts'
import { countRows, tabulate } from './row-store.ts'
import { findSettings, saveSettings } from './settings-store.ts'
import { findSource, saveSource } from './source-store.ts'
import { findTabulation, listCuts, listTabulations } from './tabulation-store.ts'
import type { Tabulation } from './tabulation.ts'

/** People of a council that does not exist, one line each. */
function extract(people: number, more: (index: number) => Partial<Record<'sex' | 'group' | 'unit' | 'hours' | 'number', string>> = () => ({})): string {
  return ['Staff number,Sex,Ethnic group,Department,FTE', ...Array.from({ length: people }, (_, index) => {
    const { sex = index % 3 ? 'F' : 'M', group = ['White British', 'Indian', '', 'Prefer not to say'][index % 4], unit = `Department ${index % 7 + 1}`, hours = '1', number = `E${String(index).padStart(6, '0')}` } = more(index)
    return `${number},${sex},${group},${unit},${hours}`
  })].join('\n')
}

const countOf = (table: Tabulation | null | undefined, code: string): number => table?.counts[table.by[0]?.categories.findIndex((each) => each.code === code) ?? -1] ?? 0
const total = (table: Tabulation | null | undefined): number => (table?.counts ?? []).reduce((sum, count) => sum + count, 0)
const ledger = async (room: IntakeRoom): Promise<string[]> => (await room.database.asOwner<{ did: string }>('select did from ledger.entry order by number')).map((row) => row.did)
const tableOf = (room: IntakeRoom, dataset: string, cut: string) => room.look((db) => findTabulation(db, room.organisation, dataset, cut))

test('an extract is read, said, looked through and taken in, and its file is let go', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const read = await room.give(source, extract(500))
  assert.equal(read.state, 'to map')
  const reading = await room.look((db) => findReading(db, room.organisation, read.id))
  assert.deepEqual(reading?.columns.map((column) => [column.heading, column.filled, column.different]), [['Staff number', 500, 500], ['Sex', 500, 2], ['Ethnic group', 375, 3], ['Department', 500, 7], ['FTE', 500, 1]])
  const checked = await room.say(read)
  assert.equal(checked.state, 'to check')
  assert.deepEqual((await room.look((db) => findQuality(db, room.organisation, read.id)))?.problems, [])
  const current = await room.accept(checked)
  assert.deepEqual([current.state, current.rows, current.progress], ['current', 500, 100])
  assert.equal(await room.look((db) => countRows(db, room.organisation, current.id)), 500)
  assert.equal(total(await tableOf(room, current.id, 'ethnic group by department')), 500)
  assert.equal(await room.work.files.find(read.sha256 ?? ''), null, 'the extract was kept after it was taken in')
  assert.deepEqual((await room.look((db) => findReading(db, room.organisation, current.id)))?.columns.map((column) => [column.heading, column.words]).slice(1, 3), [['Sex', []], ['Ethnic group', []]], 'words of the file were kept after it was taken in')
  assert.deepEqual((await ledger(room)).filter((did) => did.includes('.extract-')), ['equality-monitoring.extract-read', 'equality-monitoring.extract-read', 'equality-monitoring.extract-taken-in'])
})

test('what employees said of themselves is joined as the source says, and each read is in the ledger', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const declare = async (staffNumber: string, answers: Readonly<Record<string, readonly [string, string]>>, stoppedOn: string | null = null): Promise<void> => {
    const id = randomUUID()
    await room.database.asOwner('insert into self_declaration.participant values ($1, $2, null, $3, $4, $5, $6, null)', [room.organisation, id, `${staffNumber.toLowerCase()}@barset.example`, staffNumber, '2026-06-01', stoppedOn])
    for (const [question, [set, category]] of Object.entries(answers)) {
      await room.database.asOwner("insert into self_declaration.answer (organisation_id, participant_id, question, from_on, question_set, category, given_by) values ($1, $2, $3, '2026-06-01', $4, $5, 'link')", [room.organisation, id, question, set, category])
    }
  }
  await declare('E000002', { 'ethnic group': ['ethnic-group-census-2021', 'B1'], 'carer': ['carer-census-2021', 'C1'] })
  await declare('E000004', { 'ethnic group': ['ethnic-group-census-2021', 'B1'] })
  await declare('E000001', {}, '2026-08-01')
  const counts = async (dataset: string): Promise<readonly number[]> => {
    const [groups, carers] = [await tableOf(room, dataset, 'ethnic group'), await tableOf(room, dataset, 'carer')]
    return [countOf(groups, 'B1'), countOf(groups, 'W1'), countOf(groups, 'A1'), countOf(carers, 'C1'), total(groups)]
  }
  const alone = await room.takeIn(source, extract(40))
  assert.deepEqual(await counts(alone.id), [0, 10, 10, 0, 40])
  assert.equal((await ledger(room)).includes('self-declaration.answers-read'), false)

  const use = (declarations: 'fill gaps' | 'prefer') => room.change(async (db) => {
    const kept = await findSource(db, room.organisation, source)
    assert.ok(kept && await saveSource(db, room.organisation, { ...kept, declarations }))
  })
  await use('fill gaps')
  const filled = await room.takeIn(source, extract(40))
  assert.deepEqual(await counts(filled.id), [1, 10, 9, 1, 40], 'a gap is filled, an answer stays, a notice withdraws')
  assert.deepEqual((await room.look((db) => findQuality(db, room.organisation, filled.id)))?.declarations, { use: 'fill gaps', added: ['carer'], notes: [] })
  assert.equal((await ledger(room)).filter((did) => did === 'self-declaration.answers-read').length, 2, 'to check, and to take in')

  await use('prefer')
  assert.deepEqual(await counts((await room.takeIn(source, extract(40))).id), [2, 9, 9, 1, 40])
})

test('the second extract of a source asks nothing: it is ready to be checked at once', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(200), { to: '2026-06-30' })
  const second = await room.give(source, extract(205), { to: '2026-09-30' })
  assert.equal(second.state, 'to check')
  assert.equal((await room.accept(second)).state, 'current')
  assert.deepEqual((await room.look((db) => listDatasets(db, room.organisation, { states: ['current'] }))).map((each) => each.to.toString()), ['2026-09-30', '2026-06-30'])
})

test('a file with 120 bad rows changes nothing and names each row', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const first = await room.takeIn(source, extract(1000), { to: '2026-06-30' })
  const bad = new Set(Array.from({ length: 120 }, (_, index) => index * 8 + 3))
  const second = await room.give(source, extract(1000, (index) => bad.has(index) ? { hours: '40 a week' } : {}), { to: '2026-09-30' })
  const quality = await room.look((db) => findQuality(db, room.organisation, second.id))
  assert.ok(quality && stops(quality))
  assert.deepEqual(quality.problems.flatMap((each) => each.grave === 'stops' ? each.rows : []), [...bad].map((index) => index + 2))
  assert.equal(await room.change((db) => acceptDataset(db, room.organisation, second.id)), false)
  assert.equal(await room.look((db) => countRows(db, room.organisation, second.id)), 0)
  assert.equal((await room.find(first.id)).state, 'current')
})

test('a correction replaces the extract of the same day in one step, and keeps its tables', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const wrong = await room.takeIn(source, extract(100))
  const right = await room.give(source, extract(102), { replaces: wrong.id })
  assert.equal((await room.find(wrong.id)).state, 'current')
  await room.accept(right)
  assert.deepEqual([(await room.find(wrong.id)).state, (await room.find(right.id)).state, (await room.find(right.id)).replaces], ['replaced', 'current', wrong.id])
  assert.equal(total(await tableOf(room, wrong.id, 'sex')), 100)
})

test('of two extracts for one day that are given at once, both can be taken in, and one is current', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(50), { to: '2026-03-31' })
  const [one, two] = [await room.give(source, extract(60)), await room.give(source, extract(61))]
  for (const each of [one, two]) assert.ok(await room.change((db) => acceptDataset(db, room.organisation, each.id)))
  await Promise.all([mergeExtract.run({ dataset: one.id }, room.work), mergeExtract.run({ dataset: two.id }, room.work)].map((run) => run.catch(() => {})))
  for (const each of [one, two]) await mergeExtract.run({ dataset: each.id }, room.work)
  const current = await room.look((db) => listDatasets(db, room.organisation, { states: ['current', 'replaced'] }))
  assert.deepEqual(current.filter((each) => each.to.toString() === '2026-09-30').map((each) => each.state).sort(), ['current', 'replaced'])
  for (const each of current.filter((one) => one.to.toString() === '2026-09-30')) {
    assert.equal(await room.look((db) => countRows(db, room.organisation, each.id)), each.rows)
    assert.equal(total(await tableOf(room, each.id, 'sex')), each.rows)
  }
})

test('the same extract cannot be accepted twice, nor after it was thrown away', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const read = await room.say(await room.give(source, extract(20)))
  assert.ok(await room.change((db) => acceptDataset(db, room.organisation, read.id)))
  assert.equal(await room.change((db) => acceptDataset(db, room.organisation, read.id)), false)
  const other = await room.give(source, extract(21), { to: '2026-08-31' })
  assert.ok(await room.change((db) => throwAwayDataset(db, room.organisation, other.id)))
  assert.equal(await room.change((db) => acceptDataset(db, room.organisation, other.id)), false)
  assert.equal(await room.look((db) => isExtractNeeded(db, room.organisation, other.sha256 ?? '')), false)
  assert.equal(await room.look((db) => findReading(db, room.organisation, other.id)), null)
})

test('work that was given up is asked for again in the night, once for each extract', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const read = await room.say(await room.give(source, extract(20)))
  assert.ok(await room.change((db) => acceptDataset(db, room.organisation, read.id)))
  await room.database.asOwner('delete from graphile_worker._private_jobs')
  for (const _ of [1, 2]) await deleteRows.run(null, room.work)
  assert.deepEqual((await room.database.asOwner<{ task_identifier: string }>('select task_identifier from graphile_worker.jobs')).map((job) => job.task_identifier), [extractWork.merge.name])
})

for (const [when, isThen] of [
  ['after the first rows', ({ rows }) => rows > 0],
  ['between two batches of rows', ({ rows }) => rows >= 2_000],
  ['when its tables are there and it is not current yet', ({ tables }) => tables > 0],
] as const satisfies readonly (readonly [string, (there: { readonly rows: number; readonly tables: number }) => boolean])[]) {
  test(`a job that is cut off ${when} leaves the earlier extract as it was, and begun again makes the same`, async () => {
    await using room = await intakeRoom()
    const source = await room.addSource()
    const before = await room.takeIn(source, extract(100))
    const whole = await room.takeIn(source, extract(4_100), { to: '2026-06-30' })
    const wanted = await room.look((db) => listTabulations(db, room.organisation, whole.id))
    const again = await room.give(source, extract(4_100))
    assert.ok(await room.change((db) => acceptDataset(db, room.organisation, again.id)))
    const cutOff = { ...room.work, aside: async <Answer>(work: Parameters<typeof room.work.aside<Answer>>[0]) => {
      const answer = await room.work.aside(work)
      const there = await room.look(async (db) => ({ rows: await countRows(db, room.organisation, again.id), tables: (await listCuts(db, room.organisation, again.id)).length }))
      if (isThen(there)) throw new Error('The machine stopped')
      return answer
    } }
    await assert.rejects(mergeExtract.run({ dataset: again.id }, cutOff), /The machine stopped/)
    assert.deepEqual([(await room.find(before.id)).state, (await room.find(again.id)).state], ['current', 'merging'])
    assert.equal(total(await tableOf(room, before.id, 'sex')), 100)
    await mergeExtract.run({ dataset: again.id }, room.work)
    assert.deepEqual([(await room.find(before.id)).state, (await room.find(again.id)).state], ['replaced', 'current'])
    assert.equal(await room.look((db) => countRows(db, room.organisation, again.id)), 4_100)
    assert.deepEqual(await room.look((db) => listTabulations(db, room.organisation, again.id)), wanted)
    const keys = await room.database.asOwner<{ many: string }>('select count(*) as many from equality_monitoring.person_key')
    assert.equal(keys[0]?.many, '4100', 'somebody was given two pseudonyms')
  })
}

test('a fault while the rows are read tells the person, and the log has the fault', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const given = await room.give(source, extract(10))
  await room.database.asOwner(`update equality_monitoring.dataset set state = 'reading', reading = null where dataset_id = $1`, [given.id])
  const broken = { ...room.work, files: { ...room.work.files, find: room.work.files.find }, rowsPerFile: (() => 5) as unknown as number }
  await assert.rejects(readExtract.run({ dataset: given.id }, broken))
  const found = await room.find(given.id)
  assert.equal(found.state, 'unreadable')
  assert.match(found.refusal, /fault of ours/)
})

test('a file that is too long, or no table, is refused in one sentence and let go', async () => {
  await using room = await intakeRoom({ rowsPerFile: 50 })
  const source = await room.addSource()
  const long = await room.give(source, extract(60))
  assert.deepEqual([long.state, long.refusal], ['unreadable', 'extract.csv has more than 50 rows, which is the most that is taken from one file: leave out what is not needed, or ask whoever runs this service to allow more.'])
  assert.equal(await room.work.files.find(long.sha256 ?? ''), null)
  const full = await room.give(source, `Barset County Council\n\n${extract(50)}\nTotal,50,,,\n`)
  assert.equal(full.state, 'to map', 'a file of as many people as are taken is refused for its headings')
  const picture = await room.give(source, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), { fileName: 'photo.csv' })
  assert.match(picture.refusal, /photo\.csv is not a table/)
  // The first person of a file without headings would be lost: whoever gave it is told.
  const headless = await room.give(source, extract(40).split('\n').slice(1).join('\n'))
  const notes = async (dataset: string) => (await room.look((db) => findReading(db, room.organisation, dataset)))?.notes ?? []
  assert.match((await notes(headless.id)).join(' '), /Row 1 may be a person and not headings/)
  assert.deepEqual(await notes((await room.give(source, extract(41))).id), [])
})

test('a file that is needed by another extract of the source is kept until that is done', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const bytes = extract(30)
  const first = await room.say(await room.give(source, bytes, { to: '2026-06-30' }))
  const second = await room.give(source, bytes, { to: '2026-09-30' })
  await room.accept(first)
  assert.notEqual(await room.work.files.find(second.sha256 ?? ''), null)
  assert.equal((await room.accept(second)).state, 'current')
  assert.equal(await room.work.files.find(second.sha256 ?? ''), null)
})

test('what has changed suspiciously since the last extract is said before it is taken in', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(400), { to: '2026-06-30' })
  const second = await room.give(source, extract(250, (index) => ({ ...(index % 7 === 0 ? { unit: 'Place' } : {}), group: index % 8 ? '' : 'Indian' })), { to: '2026-12-31' })
  const quality = await room.look((db) => findQuality(db, room.organisation, second.id))
  assert.deepEqual(quality?.problems.map((each) => [each.grave, each.kind, each.field]), [
    ['warns', 'future date', null], ['warns', 'headcount changed', null], ['warns', 'category gone', 'ethnic group'], ['warns', 'declaration fell', 'ethnic group'], ['warns', 'category gone', 'department'], ['warns', 'category new', 'department'],
  ])
  assert.equal(quality?.problems[1]?.sentence, 'There are 250 people in this extract, and there were 400 on 30 June 2026.')
  assert.match(quality?.problems[4]?.sentence ?? '', /“Department 1”/)
  assert.equal((await room.accept(second)).state, 'current')
})

test('two snapshots that do not add up with those who joined and left are told of with all four numbers, whichever extract comes last', async () => {
  await using room = await intakeRoom()
  const [workforce, starters, leavers] = [await room.addSource(), await room.addSource('starters'), await room.addSource('leavers')]
  const between = { from: '2026-07-01', to: '2026-09-30' }
  await room.takeIn(workforce, extract(100), { to: '2026-06-30' })
  await room.takeIn(starters, extract(12), between)
  const last = await room.give(leavers, extract(6), between)
  const missing = async (dataset: string) => (await room.look((db) => findQuality(db, room.organisation, dataset)))?.problems.filter(({ kind }) => kind === 'does not add up').map(({ grave, sentence }) => [grave, sentence]) ?? []
  await room.accept(last.state === 'to map' ? await room.say(last) : last)
  assert.deepEqual(await missing((await room.give(workforce, extract(106), { to: '2026-09-30' })).id), [])
  const short = await room.give(workforce, extract(105), { to: '2026-09-30' })
  const [[grave, sentence] = []] = await missing(short.id)
  assert.equal(grave, 'warns')
  assert.match(sentence ?? '', /^On 30 June 2026 there were 100, 12 joined and 6 left, which makes 106; the extract of 30 September 2026 has 105\. In department: /)
  // Given the other way round: the snapshots stand, and those who left come last.
  await room.accept(short)
  const again = await room.give(leavers, extract(5), { ...between, replaces: last.id })
  assert.match((await missing(again.id))[0]?.[1] ?? '', /100, 12 joined and 5 left, which makes 107; the extract of 30 September 2026 has 105\./)
})

test('words that mean something else since the extract was checked send it back', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(40), { to: '2026-06-30' })
  const second = await room.give(source, extract(40, () => ({ group: 'Indian' })))
  assert.ok(await room.change((db) => acceptDataset(db, room.organisation, second.id)))
  await room.change(async (db) => {
    const known = await findSource(db, room.organisation, source)
    if (known) await saveSource(db, room.organisation, { ...known, mapping: { ...known.mapping, words: { sex: known.mapping.words.sex ?? {} } } })
  })
  await mergeExtract.run({ dataset: second.id }, room.work)
  const back = await room.find(second.id)
  assert.equal(back.state, 'to check')
  assert.equal((await room.look((db) => findQuality(db, room.organisation, second.id)))?.problems[0]?.kind, 'unknown word')
})

test('counts from the rows are the counts that were made when they were taken in', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource('satisfaction')
  const text = ['Reference,Sex,Ethnic group,Score', ...Array.from({ length: 300 }, (_, index) => `R${index},${['F', 'M', ''][index % 3]},${['Indian', 'Irish'][index % 2]},${index % 5 + 0.5}`)].join('\n')
  const dataset = await room.takeIn(source, text, {}, { columns: { Reference: { field: 'staff number' }, Score: { field: 'score' } } })
  const kept = await room.look((db) => listTabulations(db, room.organisation, dataset.id))
  assert.ok(kept.some((each) => each.cut === 'sex by score') && kept.length === 7)
  const made = await room.look((db) => tabulate(db, room.organisation, dataset, kept.map((each) => ({ id: each.cut, by: each.by.map((field) => field.field) }))))
  assert.deepEqual(made, kept)
  assert.deepEqual(await room.look((db) => tabulate(db, room.organisation, dataset, [{ id: 'grade', by: ['grade'] }])), [])
})

test('a person keeps one pseudonym from extract to extract, and no row has a staff number', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(30), { to: '2026-06-30' })
  await room.takeIn(source, extract(30), { to: '2026-09-30' })
  const keys = await room.database.asOwner<{ person_key: string; many: string }>('select person_key, count(*) as many from equality_monitoring.dataset_row group by person_key')
  assert.equal(keys.length, 30)
  assert.ok(keys.every((row) => row.many === '2'))
})

test('a person can be told what is held on them, in words, with why and for how long', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(10), { to: '2026-06-30' })
  await room.takeIn(source, extract(10, (index) => index === 4 ? { group: '' } : {}), { to: '2026-09-30' })
  const held = await room.look((db) => findHeldOn(db, room.organisation, 'E000004'))
  assert.deepEqual(held?.rows.map((row) => [row.dataset.to.toString(), row.purpose, row.keepRowsMonths, row.place]), [['2026-09-30', 'Equality monitoring', 24, 6], ['2026-06-30', 'Equality monitoring', 24, 6]])
  assert.deepEqual(held?.rows.map((row) => row.answers.map((answer) => `${answer.field}: ${answer.words}`)), [
    ['sex: Female', 'ethnic group: Not declared', 'department: Department 5', 'full-time equivalent: 1'],
    ['sex: Female', 'ethnic group: English, Welsh, Scottish, Northern Irish or British', 'department: Department 5', 'full-time equivalent: 1'],
  ])
  assert.equal(await room.look((db) => findHeldOn(db, room.organisation, 'E999999')), null)
})

test('a corrected answer is in the row and in every exact count, and nothing else changes', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const dataset = await room.takeIn(source, extract(28))
  const before = await room.look((db) => listTabulations(db, room.organisation, dataset.id))
  const corrected = await room.change((db) => correctAnswer(db, room.organisation, { dataset: dataset.id, place: 2, field: 'sex', answer: { category: 'F' } }))
  assert.deepEqual(corrected, { was: 'Male', is: 'Female' })
  const after = await room.look((db) => listTabulations(db, room.organisation, dataset.id))
  const fromRows = await room.look((db) => tabulate(db, room.organisation, dataset, after.map((each) => ({ id: each.cut, by: each.by.map((field) => field.field) }))))
  assert.deepEqual(after, fromRows)
  const sex = (tables: readonly Tabulation[]) => tables.find((each) => each.cut === 'sex')
  assert.equal(countOf(sex(after), 'F'), countOf(sex(before), 'F') + 1)
  for (const [asked, why] of [[{ category: 'X' }, /not one of the answers/], [{ number: 3 }, /not one of the answers/]] as const) {
    const refused = await room.change((db) => correctAnswer(db, room.organisation, { dataset: dataset.id, place: 2, field: 'sex', answer: asked }))
    assert.match('refused' in refused ? refused.refused : '', why)
  }
  const gone = await room.change((db) => correctAnswer(db, room.organisation, { dataset: dataset.id, place: 900, field: 'sex', answer: { state: 'not declared' } }))
  assert.match('refused' in gone ? gone.refused : '', /no longer held/)
})

test('when hours are corrected another post may be the main one, and the counts follow', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const text = 'Staff number,Sex,Department,FTE\nE1,F,Adults,0.4\nE1,F,Highways,0.6\nE2,M,Adults,1\n'
  const dataset = await room.takeIn(source, text)
  assert.equal(countOf(await tableOf(room, dataset.id, 'department'), 'Highways'), 1)
  await room.change((db) => correctAnswer(db, room.organisation, { dataset: dataset.id, place: 2, field: 'full-time equivalent', answer: { number: 0.7 } }))
  assert.deepEqual([countOf(await tableOf(room, dataset.id, 'department'), 'Adults'), countOf(await tableOf(room, dataset.id, 'department'), 'Highways')], [2, 0])
  assert.equal(total(await tableOf(room, dataset.id, 'all')), 2)
})

test('a forgotten person is in no row and has no pseudonym, and the counts that were made stay', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const dataset = await room.takeIn(source, extract(12))
  assert.deepEqual(await room.change((db) => erasePerson(db, room.organisation, 'E000003')), { rows: 1, datasets: [dataset.id] })
  assert.equal(await room.look((db) => findHeldOn(db, room.organisation, 'E000003')), null)
  assert.equal(await room.look((db) => countRows(db, room.organisation, dataset.id)), 11)
  assert.equal(total(await tableOf(room, dataset.id, 'sex')), 12)
  assert.deepEqual(await room.change((db) => erasePerson(db, room.organisation, 'E000003')), { rows: 0, datasets: [] })
})

test('after a notice every answer is withdrawn, in what is held and in what comes, until the notice is taken back', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(8), { to: '2026-03-31' })
  const on = Temporal.PlainDate.from('2026-04-10')
  assert.deepEqual(await room.change((db) => stopProcessing(db, room.organisation, 'E000002', on)), { rows: 1 })
  assert.deepEqual(await room.change((db) => stopProcessing(db, room.organisation, 'E555555', on)), { rows: 0 })
  assert.deepEqual(await room.look((db) => listStopped(db, room.organisation)), ['E000002', 'E555555'])
  const second = await room.takeIn(source, extract(8), { to: '2026-06-30' })
  const answers = (await room.look((db) => findHeldOn(db, room.organisation, 'E000002')))?.rows.map((row) => row.answers.map((each) => each.words))
  assert.deepEqual(answers, [['Withdrawn', 'Withdrawn', 'Department 3', '1'], ['Withdrawn', 'Withdrawn', 'Department 3', '1']])
  assert.equal((await tableOf(room, second.id, 'sex'))?.counts.at(-1), 1)
  assert.equal(await room.change((db) => resumeProcessing(db, room.organisation, 'E000002')), true)
  assert.equal(await room.change((db) => resumeProcessing(db, room.organisation, 'E000002')), false)
  const third = await room.takeIn(source, extract(8), { to: '2026-09-30' })
  assert.equal((await tableOf(room, third.id, 'sex'))?.counts.at(-1), 0)
})

test('who is forgotten after a notice stays out of the next extract', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(5), { to: '2026-03-31' })
  await room.change((db) => stopProcessing(db, room.organisation, 'E000001', Temporal.PlainDate.from('2026-04-01')))
  await room.change((db) => erasePerson(db, room.organisation, 'E000001'))
  await room.takeIn(source, extract(5), { to: '2026-06-30' })
  assert.deepEqual((await room.look((db) => findHeldOn(db, room.organisation, 'E000001')))?.rows.map((row) => row.answers[0]?.words), ['Withdrawn'])
})

test('a notice that comes while an extract is taken in is honoured: the extract is taken in again', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  await room.takeIn(source, extract(20), { to: '2026-06-30' })
  const next = await room.give(source, extract(20))
  assert.ok(await room.change((db) => acceptDataset(db, room.organisation, next.id)))
  let told = false
  const meanwhile = { ...room.work, aside: async <Answer>(work: Parameters<typeof room.work.aside<Answer>>[0]) => {
    const answer = await room.work.aside(work)
    if (!told && await room.look((db) => countRows(db, room.organisation, next.id)) > 0) { told = true; await room.change((db) => stopProcessing(db, room.organisation, 'E000005', Temporal.PlainDate.from('2026-11-22'))) }
    return answer
  } }
  await assert.rejects(mergeExtract.run({ dataset: next.id }, meanwhile), /nothing be processed/)
  await mergeExtract.run({ dataset: next.id }, room.work)
  assert.equal((await tableOf(room, next.id, 'sex'))?.counts.at(-1), 1)
})

test('rows are deleted when their time has passed or they were replaced, and every table stays', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const old = await room.takeIn(source, extract(25), { to: '2024-09-30' })
  const wrong = await room.takeIn(source, extract(31), { to: '2026-09-30' })
  const right = await room.takeIn(source, extract(30), { to: '2026-09-30' })
  await deleteRows.run(null, room.work)
  const rows = (id: string) => room.look((db) => countRows(db, room.organisation, id))
  assert.deepEqual([await rows(old.id), await rows(wrong.id), await rows(right.id)], [0, 0, 30])
  assert.deepEqual([(await room.find(old.id)).rowsDeletedOn?.toString(), (await room.find(right.id)).rowsDeletedOn], ['2026-11-22', null])
  assert.equal(total(await tableOf(room, old.id, 'sex')), 25)
  assert.ok((await room.look((db) => listCuts(db, room.organisation, wrong.id))).length > 5)
  const [keys] = await room.database.asOwner<{ many: string }>('select count(*) as many from equality_monitoring.person_key')
  assert.equal(keys?.many, '30', 'a pseudonym is kept of whom nothing is held')
  const before = await ledger(room)
  assert.equal(before.filter((did) => did === 'equality-monitoring.rows-deleted').length, 2)
  assert.deepEqual((await room.database.asOwner<{ title: string }>("select title from duty_clock.deed where kind = 'rows deleted' order by title")).map(({ title }) => title.replace(/HR system \w+/, 'HR')), ['Rows of HR, 30 September 2024', 'Rows of HR, 30 September 2026'])
  await deleteRows.run(null, room.work)
  assert.deepEqual(await ledger(room), before, 'the second night deleted what was deleted already')
})

test('what is kept of an extract that was taken in repeats no word of a row that was left out', async () => {
  await using room = await intakeRoom()
  const current = await room.takeIn(await room.addSource(), `Barset County Council\n\n${extract(40)}\nPrepared by Jane Bloggs (HR)\n`)
  const reading = await room.look((db) => findReading(db, room.organisation, current.id))
  assert.deepEqual(reading?.notes, ['Row 1 was left out: it is a title.', 'Row 44 was left out: it is a note.'])
})

test('an extract is read again and again without anything being taken in, as often as its words are said anew', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const read = await room.give(source, 'Staff number,Sex,Ethnic group\nE1,F,Martian\nE2,M,Indian\n')
  const checked = await room.say(read)
  const again = await room.say(checked, { words: { 'ethnic group': { Martian: { category: 'O9' } } } })
  assert.equal(again.state, 'to check')
  const current = await room.accept(again)
  assert.equal(countOf(await tableOf(room, current.id, 'ethnic group'), 'O9'), 1)
})

test('the settings of a body are what is usual until it chooses, and two people do not overwrite each other', async () => {
  await using room = await intakeRoom()
  const settings = await room.look((db) => findSettings(db, room.organisation))
  assert.deepEqual([settings.version, settings.seniorLine.name], [0, 'Grade 13 and above'])
  const chosen = { ...settings, seniorLine: { name: 'Chief officers', grades: ['Chief officer'], from: null } }
  assert.equal(await room.change((db) => saveSettings(db, room.organisation, chosen, 0)), true)
  assert.equal(await room.change((db) => saveSettings(db, room.organisation, settings, 0)), false)
  assert.equal((await room.look((db) => findSettings(db, room.organisation))).seniorLine.name, 'Chief officers')
})

test('one body sees nothing of another’s extracts, people or counts', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const dataset = await room.takeIn(source, extract(9))
  const other = await room.database.addOrganisation('other')
  const asOther = <Answer>(work: Parameters<typeof changing<Answer>>[2]) => changing(room.database.connections, other, work)
  assert.deepEqual(await asOther((db) => listDatasets(db, room.organisation)), [])
  assert.equal(await asOther((db) => findHeldOn(db, room.organisation, 'E000001')), null)
  assert.deepEqual(await asOther((db) => listTabulations(db, room.organisation, dataset.id)), [])
  await assert.rejects(asOther((db) => insertDataset(db, room.organisation, { id: randomUUID(), source, from: null, to: Temporal.PlainDate.from('2026-09-30'), fileName: 'x.csv', sha256: 'a'.repeat(64), by: { id: randomUUID(), name: 'Nobody' }, at: room.work.now() })))
})

test('the work is asked for in the transaction of the change that needs it', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const read = await room.say(await room.give(source, extract(5)))
  await room.change((db) => acceptDataset(db, room.organisation, read.id))
  const jobs = await room.database.asOwner<{ task_identifier: string }>('select task_identifier from graphile_worker.jobs order by id')
  assert.deepEqual([...new Set(jobs.map((job) => job.task_identifier))].sort(), [extractWork.merge.name, extractWork.read.name].sort())
  await assert.rejects(room.change(async (db) => { await enqueue(db, room.organisation, extractWork.read, { dataset: read.id }); throw new Error('no') }))
  assert.equal((await room.database.asOwner('select 1 as one from graphile_worker.jobs')).length, jobs.length)
})

test('what a person takes of the suggestions covers the extract', async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const read = await room.give(source, extract(40))
  const reading = await room.look((db) => findReading(db, room.organisation, read.id))
  assert.ok(reading)
  assert.deepEqual(Object.keys(saidByRules(reading, { columns: {}, words: {} }).columns), ['Staff number', 'Sex', 'Ethnic group', 'Department', 'FTE'])
})
