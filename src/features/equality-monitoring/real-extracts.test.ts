import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import assert from 'node:assert/strict'
import writeExcelFile from 'write-excel-file/node'
import { writeOds } from '#documents/write.ts'
import { parseRows } from '#documents/separated-values.ts'
import { noAnswer, type ColumnMeaning } from './dataset.ts'
import { findQuality, findReading } from './dataset-store.ts'
import { intakeRoom } from './for-tests-intake.ts'
import { listTabulations } from './tabulation-store.ts'
import type { Tabulation } from './tabulation.ts'

/** Extracts of two real payrolls, which lie beside the project where somebody has put them there. They are read and never shown. */
const folder = resolve(import.meta.dirname, '../../../../shared/data/payroll')
const skip = existsSync(folder) ? false : 'the payrolls of ../shared/data are not here'

interface Real { readonly file: string; readonly people: number; readonly columns: Readonly<Record<string, ColumnMeaning | null>>; readonly sex: string; readonly department: string }

const reals: readonly Real[] = [
  { file: 'cincinnati_oh_2021_names_removed.csv', people: 6304, columns: { ROW_ID: { field: 'staff number' }, DEPTNAME: { field: 'department' }, GRADE: { field: 'grade' }, FTE: { field: 'full-time equivalent' }, STD_HOURS: null }, sex: 'SEX', department: 'DEPTNAME' },
  { file: 'montgomery_county_md_2023.csv', people: 10_291, columns: { Department_Name: { field: 'department' }, Department: null, Gender: { field: 'sex', questionSet: 'sex-hr' }, Grade: { field: 'grade' } }, sex: 'Gender', department: 'Department_Name' },
]

for (const real of reals) {
  test(`${real.file} is taken in whole, as CSV, Excel and OpenDocument alike, and its counts equal a plain recount`, { skip }, async () => {
    const bytes = readFileSync(resolve(folder, real.file))
    const [headings = [], ...people] = parseRows(new TextDecoder().decode(bytes), ',', { rows: 20_000 }).map((row) => row.record)
    const table = people.filter((row) => row.some((cell) => cell.trim() !== ''))
    assert.equal(table.length, real.people)
    const excel = await writeExcelFile([headings, ...table].map((row) => row.map((value) => ({ value, type: String }))), {}).toBuffer()
    const open = await writeOds({ title: 'Staff', headings: headings.map((text) => ({ text })), rows: table })
    await using room = await intakeRoom()
    const source = await room.addSource()
    const made: (readonly Tabulation[])[] = []
    for (const [place, [fileName, given]] of ([['staff.csv', bytes], ['staff.xlsx', excel], ['staff.ods', open]] as const).entries()) {
      const to = `2026-0${place + 4}-30`
      const read = await room.give(source, given, { fileName, to })
      const checked = read.state === 'to map' ? await room.say(read, { columns: real.columns }) : read
      // What was said of the first is remembered for the others, whatever they are written in.
      assert.equal(read.state, place === 0 ? 'to map' : 'to check')
      const reading = await room.look((db) => findReading(db, room.organisation, read.id))
      assert.deepEqual([reading?.rows, reading?.columns.map((column) => column.heading)], [real.people, headings])
      const quality = await room.look((db) => findQuality(db, room.organisation, read.id))
      assert.deepEqual(quality?.problems.filter((each) => each.grave === 'stops' || each.kind.startsWith('category') || each.kind.endsWith('changed')), [])
      const current = await room.accept(checked)
      assert.deepEqual([current.state, current.rows], ['current', real.people])
      made.push(await room.look((db) => listTabulations(db, room.organisation, current.id)))
    }
    const [csv = [], ...others] = made
    for (const each of others) assert.deepEqual(each, csv)
    const [sexAt, departmentAt] = [headings.indexOf(real.sex), headings.indexOf(real.department)]
    const recount = new Map<string, number>()
    for (const row of table) { const key = `${row[sexAt]?.trim()} / ${fold(row[departmentAt] ?? '')}`; recount.set(key, (recount.get(key) ?? 0) + 1) }
    const cross = csv.find((each) => each.cut === 'sex by department')
    assert.ok(cross)
    const [sexes, departments] = cross.by
    assert.ok(sexes && departments)
    const width = departments.categories.length + Object.keys(noAnswer).length
    let counted = 0
    for (const [place, count] of cross.counts.entries()) {
      if (count === 0) continue
      counted += count
      const key: string = `${sexes.categories[Math.floor(place / width)]?.code} / ${departments.categories[place % width]?.label ?? ''}`
      assert.equal(count, recount.get(key), key)
    }
    assert.equal(counted, real.people)
    assert.equal(cross.counts.filter((count) => count > 0).length, recount.size)
  })
}

const fold = (words: string): string => words.trim().replace(/\s+/g, ' ')

test('the race and age groups of a real payroll are counted to the last person', { skip }, async () => {
  await using room = await intakeRoom()
  const source = await room.addSource()
  const bytes = readFileSync(resolve(folder, 'cincinnati_oh_2021_names_removed.csv'))
  const [headings = [], ...people] = parseRows(new TextDecoder().decode(bytes), ',', { rows: 20_000 }).map((row) => row.record)
  const dataset = await room.takeIn(source, bytes, {}, { columns: { ROW_ID: { field: 'staff number' }, STD_HOURS: null } })
  const tables = await room.look((db) => listTabulations(db, room.organisation, dataset.id))
  const age = tables.find((each) => each.cut === 'age')
  const bands = Object.entries(Object.groupBy(people.filter((row) => row.length > 1), (row) => row[headings.indexOf('AGE_RANGE')] ?? '')).map(([, rows]) => rows?.length ?? 0).sort((a, b) => a - b)
  assert.deepEqual(age?.counts.filter((count) => count > 0).toSorted((a, b) => a - b), bands)
  assert.deepEqual(age?.by[0]?.categories.map((each) => each.label).slice(0, 2), ['Under 18', '18 to 25'])
  const ethnic = tables.find((each) => each.cut === 'ethnic group')
  assert.equal(ethnic?.counts.reduce((sum, count) => sum + count, 0), 6304)
})
