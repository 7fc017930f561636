/** A release from being asked for to being read by anybody: the job, the two people, the correction that stays visible, and what a fault leaves. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '#database/identity.ts'
import { house, type House } from '../../../../test/house.ts'
import { insertSource } from '../source-store.ts'
import { saveTabulations } from '../tabulation-store.ts'
import { askForRelease } from '../jobs/make-release.ts'
import { findDataset } from '../dataset-store.ts'
import { findFigures, listReleases, newestFigures } from '../release-store.ts'
import { asText } from '#disclosure/shown.ts'

const fields = ['sex', 'religion or belief'] as const
const labels = { 'sex': ['Female', 'Male'], 'religion or belief': ['Christian', 'No religion', 'Jewish', 'Buddhist'] } as const

/** A current snapshot of a small workforce: exact counts as taking an extract in leaves them. */
async function snapshot(council: House, on: string, religion: readonly number[], more: { readonly source?: string; readonly replaces?: string; readonly note?: string } = {}): Promise<{ readonly dataset: string; readonly source: string }> {
  return council.change(async (db, organisation) => {
    const [source, dataset] = [more.source ?? newId(), newId()]
    if (more.source === undefined) await insertSource(db, organisation, { id: source, kind: 'workforce', name: 'A small workforce', mapping: { columns: {}, words: {} }, purpose: 'To see', lawfulBasis: 'Public task', keepRowsMonths: 12, scope: 'Excludes schools' }, council.now())
    if (more.replaces !== undefined) await db.updateTable('equality_monitoring.dataset').set({ state: 'replaced' }).where('organisation_id', '=', organisation).where('dataset_id', '=', more.replaces).execute()
    const staff = religion.reduce((sum, each) => sum + each, 0)
    await db.insertInto('equality_monitoring.dataset').values({
      organisation_id: organisation, dataset_id: dataset, source_id: source, from_on: null, to_on: on, state: 'current', file_name: 'staff.csv', sha256: null, refusal: '', reading: null, quality: null, columns: JSON.stringify(fields.map((field) => ({ field, kind: 'category', categories: [] }))), rows: staff, progress: 100,
      replaces: more.replaces ?? null, correction_note: more.note ?? '', rows_deleted_on: null, by_person_id: newId(), by_name: 'Samira Hussain', at: council.now().toString(), version: 1,
    }).execute()
    const one = (field: (typeof fields)[number], counts: readonly number[]) => ({ cut: field, by: [{ field, categories: labels[field].map((label) => ({ code: label, label })) }], counts: [...counts, 0, 0] })
    await saveTabulations(db, organisation, dataset, [{ cut: 'all', by: [], counts: [staff] }, one('sex', [staff - 150, 140, 10, 0]), one('religion or belief', religion)])
    return { dataset, source }
  })
}

const asked = async (council: House, dataset: string) => council.change(async (db, organisation) => { const found = await findDataset(db, organisation, dataset); return found === null ? null : askForRelease(db, organisation, found, council.now()) })

test('the board’s figures are made by themselves, the public’s are let out by a second person, and a correction leaves both to be seen', async () => {
  await using council = await house()
  const organisation = await council.organisation()
  const first = await snapshot(council, '2031-03-31', [300, 150, 3, 5, 40, 12])
  const board = await asked(council, first.dataset)
  assert.ok(board)
  await council.work()
  const figures = await council.change((db) => newestFigures(db, organisation, 'board'))
  assert.equal(figures?.release, board)
  const faith = figures?.tables.find((each) => each.id === 'workforce: religion or belief')
  assert.deepEqual(['Christian', 'Jewish'].map((name) => asText(faith?.count({ 'religion or belief': name }) ?? assert.fail('no table'))), ['300', '[c]'])

  const analyst = await council.as('samira.hussain@barsetshire.example')
  const page = await analyst.get('/monitoring/releases/new')
  assert.equal(page.status, 200)
  const sent = await analyst.send(page, 'Make the release', { 'Who is it for?': 'The public', 'A title (optional)': 'Our workforce 2031' })
  assert.match(sent.text, /Waiting to be made/)
  await council.work()
  const made = await analyst.get(sent.address)
  assert.match(made.text, /Proved safe/)
  assert.match(made.text, /given everything we have ever published/)
  assert.match(made.text, /You prepared this release, so a publisher who is somebody else lets it out/)
  assert.equal((await analyst.get(`${sent.address}/publish`)).status, 403)
  assert.equal((await analyst.get(`${sent.address}/preview`)).status, 200)
  assert.equal(await council.change((db) => newestFigures(db, organisation, 'public', Temporal.PlainDate.from('2031-12-31'))).then((each) => each?.title === 'Our workforce 2031'), false)

  const publisher = await council.as('peter.ashdown@barsetshire.example')
  const leaking = await publisher.press(await publisher.get(`${sent.address}/publish`), 'Approve and publish', { 'A note for readers (optional)': 'Of 510 employees 0.6% are Jewish.' })
  assert.equal(leaking.status, 422)
  assert.match(leaking.text, /can only be/)
  await publisher.send(await publisher.get(`${sent.address}/publish`), 'Approve and publish')
  const anybody = await council.visitor().get('/workforce/2031')
  assert.equal(anybody.status, 200)
  assert.equal((await council.change((db) => newestFigures(db, organisation, 'public', Temporal.PlainDate.from('2031-12-31'))))?.title, 'Our workforce 2031')

  // Two people had been counted under the wrong religion.
  const second = await snapshot(council, '2031-03-31', [298, 152, 3, 5, 40, 12], { source: first.source, replaces: first.dataset, note: 'Two answers were read wrongly.' })
  const corrected = await asked(council, second.dataset)
  await council.work()
  const all = await council.change((db) => listReleases(db, organisation))
  const again = all.find((each) => each.id === corrected)
  assert.equal(again?.state, 'ready')
  assert.equal(again?.corrects, board)
  assert.equal(again?.note, 'Two answers were read wrongly.')
  const now = await council.change((db) => findFigures(db, organisation, corrected ?? ''))
  const mended = now?.tables.find((each) => each.id === 'workforce: religion or belief')
  // The difference would be of two people: what changed by as few is not said again.
  assert.equal(asText(mended?.count({ 'religion or belief': 'Christian' }) ?? assert.fail('no table')), '[c]')
  assert.ok(all.some((each) => each.id === board && each.state === 'ready'), 'the earlier one stays')

  const gone = await publisher.get(`${sent.address}/withdraw`)
  await publisher.send(gone, 'Withdraw it', { 'Why? Readers will see this': 'It is being checked.' })
  assert.match((await publisher.get(sent.address)).text, /Withdrawn/)
  assert.match((await council.visitor().get('/workforce/2031')).text, /It is being checked/)
})

test('what cannot be made leaves words and nothing to read', async () => {
  await using council = await house()
  const organisation = await council.organisation()
  const { dataset } = await snapshot(council, '2031-06-30', [300, 150, 3, 5, 40, 12])
  const release = await asked(council, dataset)
  await council.change((db) => db.updateTable('equality_monitoring.dataset').set({ state: 'replaced' }).where('organisation_id', '=', organisation).where('dataset_id', '=', dataset).execute())
  await council.work()
  const lead = await council.as('priya.nair@barsetshire.example')
  const page = await lead.get(`/monitoring/releases/${release ?? ''}`)
  assert.match(page.text, /Nothing was published/)
  assert.match(page.text, /was replaced since this was asked for/)
  assert.equal(await council.change((db) => findFigures(db, organisation, release ?? '')), null)

  // Seven hundred departments of eighty people, by ten grades: more than can be proved together. By itself it is made without the departments, and says so.
  const fine = await snapshot(council, '2031-09-30', [35_000, 21_000, 0, 0, 0, 0])
  await council.change(async (db) => {
    await db.updateTable('equality_monitoring.dataset').set({ columns: JSON.stringify([...fields, 'department', 'grade'].map((field) => ({ field, kind: 'category', categories: [] }))) }).where('organisation_id', '=', organisation).where('dataset_id', '=', fine.dataset).execute()
    for (const [field, parts] of [['department', 700], ['grade', 10]] as const) {
      const categories = Array.from({ length: parts }, (_, at) => ({ code: `${at}`, label: `${field === 'grade' ? 'Band' : 'Department'} ${at}` }))
      const evenly = (everybody: readonly number[]): number[] => everybody.flatMap((people) => [...categories.map(() => people / parts), 0, 0, 0, 0])
      await saveTabulations(db, organisation, fine.dataset, fields.map((question) => ({
        cut: `${question} by ${field}`, by: [{ field: question, categories: labels[question].map((label) => ({ code: label, label })) }, { field, categories }],
        counts: evenly(question === 'sex' ? [42_000, 14_000, 0, 0, 0, 0] : [35_000, 21_000, 0, 0, 0, 0, 0, 0]),
      })))
    }
  })
  const automatic = await asked(council, fine.dataset)
  await council.work()
  const made = await lead.get(`/monitoring/releases/${automatic ?? ''}`)
  assert.match(made.text, /Proved safe/)
  assert.match(made.text, /Left out Nothing is told here by department: there are 700 of them/)
  const figures = await council.change((db) => findFigures(db, organisation, automatic ?? ''))
  assert.equal(figures?.tables.some(({ id }) => id === 'workforce: sex by grade'), true)
  assert.equal(figures?.tables.some(({ id }) => id === 'workforce: sex by department'), false)
  assert.match(figures?.notes.join(' ') ?? '', /Nothing is told here by department/)
})
