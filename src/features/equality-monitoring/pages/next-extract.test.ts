/** The example county's own HR system sends its newest extract again: nothing has to be said, and the counts are those that the example was made with. */
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import writeExcelFile from 'write-excel-file/node'
import { house } from '../../../../test/house.ts'
import { madeUpExtract } from '../../../../test/made-up-extract.ts'
import { listDatasets } from '../dataset-store.ts'
import { groupsOf, countIn } from '../question-box.ts'
import { findTabulation } from '../tabulation-store.ts'

const exampleSeed = 1867

test('an extract whose headings and words are remembered needs no answer, and is counted as the example was', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const newest = async () => council.change(async (db, organisation) => (await listDatasets(db, organisation, { kind: 'workforce', states: ['current'] }))[0]!)
  const before = await newest()
  const { fileName, bytes } = await madeUpExtract({ rows: before.rows!, seed: exampleSeed, format: 'csv', words: 'tidy', on: before.to.toString() })
  const upload = await samira.get(`/monitoring/sources/${before.source.id}/upload`)
  const waiting = await samira.send(upload, 'Read this extract', { 'The extract': { fileName, bytes }, 'Which day does it describe?': before.to, 'Which extract does it correct?': upload.options('Which extract does it correct?').find((each) => each.includes('30 September'))!, 'What was wrong, for readers of the figures?': 'It is sent again to be counted again' })
  await council.work()
  const checked = await samira.get(waiting.address)
  assert.doesNotMatch(checked.heading, /what do these words mean|What does .+ say/, 'nothing has to be said about its columns or words')
  await samira.send(checked, 'Take it in')
  await council.work()
  const after = await newest()
  assert.notEqual(after.id, before.id)
  assert.deepEqual([after.rows, after.to.toString()], [before.rows, before.to.toString()])
  await council.change(async (db, organisation) => {
    for (const cut of ['sex', 'disability', 'ethnic group', 'religion or belief', 'sexual orientation', 'gender identity', 'age', 'grade', 'department', 'ethnic group by department', 'disability by grade', 'sex by working pattern']) {
      const counts = []
      for (const { id } of [before, after]) {
        const tabulation = (await findTabulation(db, organisation, id, cut))!
        assert.ok(tabulation, cut)
        const named = (place: number) => groupsOf(tabulation.by[place]!).filter(({ kind }) => kind === 'category' || kind === 'silent')
        counts.push(Object.fromEntries(named(0).flatMap((one) => (tabulation.by[1] ? named(1) : [null]).map((other) => [`${one.label} / ${other?.label ?? ''}`, countIn(tabulation, { [tabulation.by[0]!.field]: one, ...(other && tabulation.by[1] ? { [tabulation.by[1].field]: other } : {}) })])).filter(([, people]) => people !== 0)))
      }
      assert.deepEqual(counts[1], counts[0], cut)
    }
  })

  // Somebody asks for the shorter of two sheets: it is read, what was not read is named, and the next workbook needs no word about it.
  const source = await samira.send(await samira.get('/monitoring/sources/new?kind=workforce'), 'Save and go on to the extract', { 'What is it called?': 'Workbooks' })
  const cell = (value: string) => ({ value, type: String })
  const workbook = (staff: number) => writeExcelFile([[['Old'], ...Array.from({ length: 60 }, (_, at) => [`row ${at}`])], [['Employee No', 'Sex', 'Ethnicity', ''], ['', '', 'Group', 'Detail'], ...Array.from({ length: staff }, (_, at) => [String(at + 1), at % 3 === 0 ? 'Male' : 'Female', 'White', 'British'])]].map((rows, at) => ({ sheet: ['Leavers of old', 'Staff'][at] ?? '', data: rows.map((row) => row.map(cell)) }))).toBuffer()
  const missing = await samira.send(source, 'Read this extract', { 'The extract': { fileName: 'Staff.xlsx', bytes: await workbook(40) }, 'Which day does it describe?': Temporal.PlainDate.from('2026-03-31'), 'Which sheet is the extract on? (optional)': 'Personnel' })
  await council.work()
  assert.match((await samira.get(missing.address)).text, /has no sheet called “Personnel” that is shown\. It has “Leavers of old” and “Staff”/)
  const asked = await samira.send(await samira.get(source.address), 'Read this extract', { 'The extract': { fileName: 'Staff.xlsx', bytes: await workbook(41) }, 'Which day does it describe?': Temporal.PlainDate.from('2026-03-31'), 'Which sheet is the extract on? (optional)': 'staff' })
  await council.work()
  const understood = await samira.get(asked.address)
  assert.match(understood.text, /It has 41 rows and 4 columns/)
  assert.match(understood.text, /“Staff” was read as you asked\. “Leavers of old” was not read/)
  const columns = await samira.get(understood.link('Go on to the columns'))
  assert.ok(columns.hasField('What Ethnicity: Detail is'))
  const sure = await samira.send(columns, 'Confirm the columns', { 'What Ethnicity: Group is': 'Leave it out', 'What Ethnicity: Detail is': 'Leave it out' })
  await samira.send(sure, 'Confirm all of these')
  await council.work()
  await samira.send(await samira.get(asked.address), 'Take it in')
  await council.work()
  assert.match((await samira.get(asked.address)).text, /Taken in/)
  const next = await samira.send(await samira.get(source.address), 'Read this extract', { 'The extract': { fileName: 'Staff next.xlsx', bytes: await workbook(45) }, 'Which day does it describe?': Temporal.PlainDate.from('2026-06-30') })
  await council.work()
  assert.match((await samira.get(next.address)).text, /45 employees/)
})
