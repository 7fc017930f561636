import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { cutsOf } from './cuts.ts'
import { noAnswer, type AnswerColumn, type DatasetKind, type Mapping } from './dataset.ts'
import { saidByRules } from './for-tests-intake.ts'
import { workThrough, type ExtractPiece, type ExtractTask } from './jobs/extract-reading.ts'
import { isCovered, whatIsUnmapped } from './mapping.ts'
import { rowsInWords, stops, type Quality } from './quality.ts'
import { usualSettings } from './settings.ts'
import type { Tabulation } from './tabulation.ts'

const nothingKnown: Mapping = { columns: {}, words: {} }

function taskOf(text: string, more: Partial<ExtractTask> = {}): ExtractTask {
  return { bytes: new TextEncoder().encode(text), fileName: 'extract.csv', sheet: null, lastSheet: null, limits: { rows: 10_000, unpackedBytes: 1_000_000 }, kind: 'workforce', mapping: nothingKnown, settings: usualSettings, to: '2026-09-30', stopped: [], declarations: 'off', reading: null, want: 'rows', ...more }
}

const piecesOf = (task: ExtractTask): ExtractPiece[] => [...workThrough(task, () => {})]

function readingOf(text: string) {
  const piece = piecesOf(taskOf(text)).find((each) => each.piece === 'reading')
  if (piece?.piece !== 'reading') throw new Error('Nothing was read')
  return piece.reading
}

interface Taken { readonly quality: Quality; readonly columns: readonly AnswerColumn[]; readonly rows: readonly { readonly place: number; readonly staffNumber: string; readonly answers: readonly number[]; readonly counted: boolean }[]; readonly tabulations: ReadonlyMap<string, Tabulation> }

/** The whole way of a text: read, said as the rules suggest (and as this test says), looked through and taken in. */
function taken(text: string, { kind = 'workforce', stopped = [], ...said }: Partial<Mapping> & { readonly kind?: DatasetKind; readonly stopped?: readonly string[] } = {}): Taken {
  const reading = readingOf(text)
  const rules = saidByRules(reading, { columns: said.columns ?? {}, words: said.words ?? {} })
  const pieces = piecesOf(taskOf(text, { mapping: rules, reading, kind, stopped }))
  const checked = pieces.find((each) => each.piece === 'checked')
  if (checked?.piece !== 'checked') throw new Error('Nothing was checked')
  return {
    quality: checked.quality, columns: checked.columns,
    rows: pieces.flatMap((each) => each.piece === 'rows' ? each.places.map((place, index) => ({ place, staffNumber: each.staffNumbers[index] ?? '', answers: JSON.parse(`[${(each.answers[index] ?? '').slice(1, -1)}]`), counted: each.counted[index] ?? false })) : []),
    tabulations: new Map(pieces.flatMap((each) => each.piece === 'tabulations' ? each.tabulations.map((table) => [table.cut, table] as const) : [])),
  }
}

/** The counts of one field by label, without the empty ones. */
function countsOf(table: Tabulation | undefined): Record<string, number> {
  const [field] = table?.by ?? []
  const names = [...(field?.categories.map((each) => each.label) ?? []), ...Object.keys(noAnswer)]
  return Object.fromEntries(names.map((name, place) => [name, table?.counts[place] ?? 0] as const).filter(([, count]) => count > 0))
}

const said = (quality: Quality) => quality.problems.map((each) => `${each.grave} ${each.kind}: ${each.words} ${rowsInWords(each.rows, each.rowCount)}`)

test('headings in two rows are read as one, and a person below the headings is no second row of them', () => {
  const two = 'Barset County Council\n\nStaff number,Ethnicity,,Sex\n,Group,Detail,\nE1,White,British,F\nE2,Asian,Indian,M\n'
  const reading = readingOf(two)
  assert.deepEqual(reading.columns.map((column) => column.heading), ['Staff number', 'Ethnicity: Group', 'Ethnicity: Detail', 'Sex'])
  assert.equal(reading.rows, 2)
  assert.deepEqual(reading.notes, ['The headings stand in two rows, 3 and 4, and were read together.', 'Row 1 was left out: it is a title (“Barset County Council”).'])
  // A column without a heading, and somebody of whom little is known.
  assert.equal(readingOf('Staff number,,Sex\nE1,x,F\nE2,y,M\n').rows, 2)
  assert.equal(readingOf('Staff number,Ethnicity,,Sex\nE1,White,British,F\nE2,Asian,,M\n').rows, 2)
})

test('titles above the headings, totals and notes below, and empty rows are no people', () => {
  const text = 'Barset County Council\n\nWorkforce on 30 September 2026,,\nStaff number,Sex,Department\nE1,F,Adults\n\nE2,M,Highways\nE3,F,Adults\nTotal,3,\n,,\nSource: HR system\n'
  const reading = readingOf(text)
  assert.equal(reading.headingRow, 4)
  assert.equal(reading.rows, 3)
  assert.deepEqual(reading.notes.map((note) => note.slice(0, 28)), ['Row 1 was left out: it is a ', 'Row 3 was left out: it is a ', 'Row 9 was left out: it is a ', 'Row 11 was left out: it is a'])
  const { rows, quality } = taken(text)
  assert.deepEqual(rows.map((row) => row.place), [5, 7, 8])
  assert.deepEqual(said(quality), [], 'a total and a note that nobody can take for a person have to be explained each time')
  assert.deepEqual(said(taken(text.replace('Source: HR system', 'E4')).quality), ['warns row left out: E4 row 11'])
})

test('somebody of whom only a number is known is still somebody, if more people follow', () => {
  const { rows } = taken('Staff number,Sex,Department\nE1,F,Adults\nE2,,\nE3,F,Adults\n')
  assert.deepEqual(rows.map((row) => row.staffNumber), ['E1', 'E2', 'E3'])
})

test('the words of a column are counted whatever their case, and a column of many words says only how many', () => {
  const people = Array.from({ length: 700 }, (_, index) => `E${index},${['White - British', 'WHITE - BRITISH', 'white  - british', 'Indian'][index % 4]},${index % 28 + 1}/0${index % 9 + 1}/19${String(60 + index % 40)}`)
  const [number, ethnic, born] = readingOf(['Staff number,Ethnic group,Date of birth', ...people].join('\n')).columns
  assert.deepEqual([number?.many, number?.words, number?.filled], [true, [], 700])
  assert.deepEqual(ethnic?.words, [{ words: 'White - British', count: 525 }, { words: 'Indian', count: 175 }])
  assert.deepEqual([born?.looks, born?.dateOrder], ['dates', 'day first'])
})

test('headings that stand twice and columns without one have names of their own', () => {
  assert.deepEqual(readingOf('Grade,Grade,,Sex\n1,2,3,F\n2,3,4,M\n').columns.map((column) => column.heading), ['Grade', 'Grade (2)', 'Column 3', 'Sex'])
})

test('nothing that is unmapped is dropped: a new word is named with its rows and stops the extract', () => {
  const first = 'Staff number,Sex,Ethnic group\nE1,F,Indian\nE2,M,Irish\n'
  const mapping = saidByRules(readingOf(first), nothingKnown)
  const second = readingOf('Staff number,Sex,Ethnic group\nE1,F,Indian\nE2,M,Martian\nE3,F,Martian\n')
  assert.deepEqual(whatIsUnmapped(second, mapping).words, [{ heading: 'Ethnic group', field: 'ethnic group', words: 'Martian', count: 2 }])
  assert.ok(!isCovered(second, mapping))
  const pieces = piecesOf(taskOf('Staff number,Sex,Ethnic group\nE1,F,Indian\nE2,M,Martian\nE3,F,Martian\n', { mapping, reading: second }))
  const checked = pieces.find((each) => each.piece === 'checked')
  assert.ok(checked?.piece === 'checked' && stops(checked.quality))
  assert.deepEqual(said(checked.quality), ['stops unknown word: Martian rows 3, 4'])
  assert.ok(!pieces.some((each) => each.piece === 'rows'), 'rows were given although something stops them')
})

test('a word that is marked as not declared on purpose counts as not declared', () => {
  const { tabulations } = taken('Staff number,Ethnic group,Sex\nE1,Indian,F\nE2,Martian,M\nE3,,F\nE4,Prefer not to say,F\n', { words: { 'ethnic group': { Martian: { state: 'not declared' } } } })
  assert.deepEqual(countsOf(tabulations.get('ethnic group')), { Indian: 1, 'not declared': 2, 'prefer not to say': 1 })
})

test('an empty cell is not declared, unless the mapping says that the question was not asked', () => {
  const text = 'Staff number,Disability,Sex\nE1,Yes,F\nE2,,M\n'
  assert.deepEqual(countsOf(taken(text).tabulations.get('disability')), { Disabled: 1, 'not declared': 1 })
  assert.deepEqual(countsOf(taken(text, { words: { disability: { '': { state: 'not asked' } } } }).tabulations.get('disability')), { Disabled: 1, 'not asked': 1 })
})

test('ages are counted in the body’s bands, from years, from days of birth and from bands of its own', () => {
  const whole = taken('Staff number,Age,Sex\nE1,16,F\nE2,24,M\nE3,65,F\n')
  assert.deepEqual(countsOf(whole.tabulations.get('age')), { '16 to 24': 2, '65 and over': 1 })
  const born = taken('Staff number,Date of birth,Sex\nE1,01/10/1991,F\nE2,30/09/1991,M\nE3,15/06/2008,F\n')
  assert.deepEqual(countsOf(born.tabulations.get('age')), { '16 to 24': 1, '25 to 34': 1, '35 to 44': 1 })
  const years = taken('Staff number,Year of birth,Sex\nE1,1980,F\nE2,29357,M\nE3,19800517,F\n', { columns: { 'Year of birth': { field: 'age' } } })
  assert.deepEqual(countsOf(years.tabulations.get('age')), { '45 to 54': 3 })
  const bands = taken('Staff number,Age band,Sex\nE1,21-30,F\nE2,over 70,M\nE3,UNDER 21,F\n')
  assert.deepEqual(bands.columns.find((column) => column.field === 'age')?.categories?.map((each) => each.label), ['Under 21', '21 to 30', '71 and over'])
})

test('ages, hours and days of birth that cannot be are named by row, column and words', () => {
  const rows = ['E1,34,1', 'E2,7,1', 'E3,134,1', 'E4,40,5', 'E5,41,none', 'E6,42,0.5', ...Array.from({ length: 60 }, (_, index) => `E${index + 10},40,1`)]
  const { quality } = taken(['Staff number,Age,FTE', ...rows].join('\n'), { columns: { FTE: { field: 'full-time equivalent' } } })
  assert.deepEqual(said(quality), ['stops impossible age: 7 row 3', 'stops impossible age: 134 row 4', 'stops impossible hours: 5 row 5', 'stops impossible hours: none row 6'])
  const future = taken('Staff number,Date of birth\nE1,01/10/2027\nE2,01/01/1980\nE3,01/01/1981\nE4,01/01/1982\nE5,01/01/1983\nE6,01/01/1984\nE7,01/01/1985\nE8,01/01/1986\nE9,01/01/1987\nE10,01/01/1988\n')
  assert.deepEqual(said(future.quality), ['stops future date: 01/10/2027 row 2'])
})

test('a column of weekly hours is read as a share of the full week', () => {
  const { rows, columns } = taken('Staff number,Weekly hours,Sex\nE1,37,F\nE2,18.5,M\nE3,37,F\n', { columns: { 'Weekly hours': { field: 'full-time equivalent' } } })
  const place = columns.findIndex((column) => column.field === 'full-time equivalent')
  assert.deepEqual(rows.map((row) => (row.answers[place] ?? 0) / (columns[place]?.scale ?? 1)), [1, 0.5, 1])
})

test('somebody with several posts counts once, in the post with most hours, and otherwise in the first', () => {
  const { rows, tabulations, quality } = taken('Staff number,Sex,Department,FTE\nE1,F,Adults,0.4\nE1,F,Highways,0.6\nE2,M,Adults,0.5\nE2,M,Highways,0.5\nE3,F,Adults,1\n')
  assert.deepEqual(rows.map((row) => row.counted), [false, true, true, false, true])
  assert.deepEqual(countsOf(tabulations.get('department')), { Adults: 2, Highways: 1 })
  assert.deepEqual(said(quality), ['warns same person twice:  rows 2 to 5'])
  assert.deepEqual([quality.rows, quality.people], [5, 3])
})

test('two posts of one person that disagree about the person are named apart', () => {
  const { quality } = taken('Staff number,Sex,Department\nE1,F,Adults\nE1,M,Highways\nE2,F,Adults\n')
  assert.match(quality.problems[0]?.sentence ?? '', /do not agree about sex/)
})

test('somebody who applied twice is two applications', () => {
  const { tabulations, quality } = taken('Applicant number,Sex,Stage\nA1,F,Applied\nA1,F,Appointed\n,M,Shortlisted\n', { kind: 'applicants', columns: { 'Applicant number': { field: 'staff number' }, Stage: { field: 'stage' } } })
  assert.deepEqual(countsOf(tabulations.get('stage')), { Applied: 1, Shortlisted: 1, Appointed: 1 })
  assert.deepEqual(tabulations.get('stage')?.by[0]?.categories.map((each) => each.code), ['applied', 'shortlisted', 'appointed'])
  assert.deepEqual(said(quality), ['warns no staff number:  row 4'])
})

test('grades stand in the order of their numbers, and the senior line is their group', () => {
  const { columns } = taken('Staff number,Grade,Sex\nE1,Grade 14,F\nE2,Grade 2,M\nE3,Grade 13,F\n')
  assert.deepEqual(columns.find((column) => column.field === 'grade')?.categories, [
    { code: 'Grade 2', label: 'Grade 2' }, { code: 'Grade 13', label: 'Grade 13', parent: 'Grade 13 and above' }, { code: 'Grade 14', label: 'Grade 14', parent: 'Grade 13 and above' },
  ])
})

test('a team is in its department, unless it is in two', () => {
  const { columns } = taken('Staff number,Department,Team,Sex\nE1,Adults,Care,F\nE2,Adults,Care,M\nE3,Highways,Admin,F\nE4,Adults,Admin,F\n')
  assert.deepEqual(columns.find((column) => column.field === 'team')?.categories, [{ code: 'Admin', label: 'Admin' }, { code: 'Care', label: 'Care', parent: 'Adults' }])
})

test('nobody who gave notice is taken in with an answer, and their department stays', () => {
  const { tabulations } = taken('Staff number,Sex,Department\nE1,F,Adults\nE2,F,Adults\n', { stopped: ['E2'] })
  assert.deepEqual(countsOf(tabulations.get('sex')), { Female: 1, withdrawn: 1 })
  assert.deepEqual(countsOf(tabulations.get('department')), { Adults: 2 })
})

test('a row with more columns than there are headings is named', () => {
  const { quality } = taken('Staff number,Sex,Department\nE1,F,Adults\nE2,F,Adults, Children and Families\nE3,M,Highways\n')
  assert.deepEqual(said(quality), ['stops too many columns:  row 3'])
})

test('a row with fewer cells than there are headings is named with the heading that it ends before, and stops', () => {
  const good = Array.from({ length: 20 }, (_, index) => `E${index},F,Adults,White British`).join('\n')
  const { quality, rows } = taken(`Staff number,Sex,Department,Ethnic group\n${good}\nE97,F,White British\nE98,F\nE99,M,Adults,\n`)
  assert.deepEqual(said(quality), ['stops too few columns:  row 22', 'stops too few columns:  row 23'])
  assert.equal(quality.problems[0]?.sentence, 'The row ends before “Ethnic group”: it has 3 cells, and there are 4 headings.')
  assert.equal(rows.length, 0)
})

test('a file whose rows often leave out what is empty at the end is taken in, once somebody has looked', () => {
  const { quality, rows } = taken(`Staff number,Sex,Department,Ethnic group\n${Array.from({ length: 20 }, (_, index) => `E${index},F,Adults${index % 3 ? ',White British' : ''}`).join('\n')}\n`)
  assert.deepEqual(quality.problems.map(({ grave, kind, rowCount }) => [grave, kind, rowCount]), [['warns', 'too few columns', 7]])
  assert.equal(rows.length, 20)
})

test('one hundred and twenty bad rows among good ones are each named, whatever is wrong with them', () => {
  const bad = new Map<number, string>()
  const rows = Array.from({ length: 1000 }, (_, index) => {
    const isBad = index % 8 === 3 && bad.size < 120
    const kind = index % 24
    if (isBad) bad.set(index + 2, kind === 3 ? 'impossible age' : kind === 11 ? 'no staff number' : 'impossible hours')
    return [isBad && kind === 11 ? '' : `E${index}`, isBad && kind === 3 ? 5 : 20 + index % 40, index % 2 ? 'F' : 'M', isBad && kind === 19 ? 'x1' : '1'].join(',')
  })
  const { quality, rows: given } = taken(['Staff number,Age,Sex,FTE', ...rows].join('\n'), { columns: { FTE: { field: 'full-time equivalent' } } })
  const named = quality.problems.filter((each) => each.grave === 'stops').flatMap((each) => each.rows.map((row) => [row, each.kind] as const))
  assert.equal(bad.size, 120)
  assert.deepEqual(named.toSorted(([a], [b]) => a - b), [...bad])
  assert.equal(given.length, 0, 'rows were given although the file has bad ones')
})

test('row numbers are said in runs', () => {
  assert.equal(rowsInWords([3]), 'row 3')
  assert.equal(rowsInWords([3, 4, 9, 10, 11, 12, 20]), 'rows 3, 4, 9 to 12 and 20')
  assert.equal(rowsInWords([3, 4], 900), 'rows 3, 4 and more')
})

// --- For any table ----------------------------------------------------------------------------------------------------

const sexes = ['F', 'M', 'Female', ' male', '', 'Prefer not to say'] as const
const groups = ['Indian', 'INDIAN', 'White British', 'Irish', '', 'Not stated', 'Klingon'] as const
const meansSex: Record<string, string> = { f: 'F', female: 'F', m: 'M', male: 'M', '': 'not declared', 'prefer not to say': 'prefer not to say' }
const meansGroup: Record<string, string> = { indian: 'A1', 'white british': 'W1', irish: 'W2', '': 'not declared', 'not stated': 'not declared', klingon: 'not asked' }
const mapping = {
  columns: { Number: { field: 'staff number' }, Sex: { field: 'sex', questionSet: 'sex-hr' }, Ethnicity: { field: 'ethnic group', questionSet: 'ethnic-group-census-2021' }, Unit: { field: 'department' }, Pay: null, Hours: { field: 'full-time equivalent' } },
  words: {
    sex: { F: { category: 'F' }, Female: { category: 'F' }, M: { category: 'M' }, MALE: { category: 'M' }, 'Prefer not to say': { state: 'prefer not to say' } },
    'ethnic group': { Indian: { category: 'A1' }, 'White British': { category: 'W1' }, Irish: { category: 'W2' }, 'Not stated': { state: 'not declared' }, klingon: { state: 'not asked' } },
  },
} as const satisfies Mapping

test('for any table, counts equal a plain recount, and every row is taken in or named', () => {
  const person = fc.record({ number: fc.integer({ min: 1, max: 30 }), sex: fc.constantFrom(...sexes), group: fc.constantFrom(...groups), unit: fc.constantFrom('Adults', 'Highways', 'Legal', ''), hours: fc.constantFrom('1', '0.5', '0.25', ''), stray: fc.integer({ min: 0, max: 40 }) })
  fc.assert(fc.property(fc.array(person, { minLength: 1, maxLength: 40 }), (people) => {
    const lines = people.map((each) => `N${each.number},${each.sex},"${each.group}",${each.unit},100,${each.hours}${each.stray === 0 ? ',stray' : ''}`)
    const text = ['Number,Sex,Ethnicity,Unit,Pay,Hours', ...lines, 'Total'].join('\n')
    const reading = readingOf(text)
    const pieces = piecesOf(taskOf(text, { mapping, reading }))
    const checked = pieces.find((each) => each.piece === 'checked')
    assert.ok(checked?.piece === 'checked')
    const places = pieces.flatMap((each) => each.piece === 'rows' ? each.places : [])
    const named = new Set(checked.quality.problems.flatMap((each) => each.rows))
    if (people.some((each) => each.stray === 0)) {
      // One row that stops lets nothing in, and is named.
      assert.ok(stops(checked.quality) && places.length === 0)
      for (const [index, each] of people.entries()) if (each.stray === 0) assert.ok(named.has(index + 2), `row ${index + 2} stops and is not named`)
      return
    }
    // What is left out on sight, such as the total, is named by the reading, which the page shows.
    const leftOut = (row: number): boolean => reading.notes.some((note) => note.startsWith(`Row ${row} was left out`))
    for (let row = 2; row <= lines.length + 2; row += 1) assert.ok(places.includes(row) || named.has(row) || leftOut(row), `row ${row} is neither taken in nor named`)
    // The plain recount: each person once, in the row with most hours, then the first.
    const main = new Map<number, (typeof people)[number]>()
    for (const each of people) { const before = main.get(each.number); if (before === undefined || (each.hours === '' ? -1 : Number(each.hours)) > (before.hours === '' ? -1 : Number(before.hours))) main.set(each.number, each) }
    const answersOf = (each: (typeof people)[number]): Record<string, string> => ({ sex: meansSex[each.sex.trim().toLowerCase()] ?? '', 'ethnic group': meansGroup[each.group.toLowerCase()] ?? '', department: each.unit === '' ? 'not declared' : each.unit })
    const tabulations = new Map(pieces.flatMap((each) => each.piece === 'tabulations' ? each.tabulations.map((table) => [table.cut, table] as const) : []))
    const fields = checked.columns.map((column) => column.field)
    assert.deepEqual([...tabulations.keys()].sort(), cutsOf('workforce', fields).map((cut) => cut.id).sort())
    for (const table of tabulations.values()) {
      const recount = new Map<string, number>()
      for (const each of main.values()) { const key = table.by.map((field) => answersOf(each)[field.field]).join(' / '); recount.set(key, (recount.get(key) ?? 0) + 1) }
      assert.deepEqual(cellsOf(table), new Map([...recount].sort(byKey)), table.cut)
    }
  }), { numRuns: 150 })
})

const byKey = ([a]: readonly [string, number], [b]: readonly [string, number]): number => a < b ? -1 : 1

/** Cells that are not nought, by the names of their places. */
function cellsOf(table: Tabulation): Map<string, number> {
  const names = table.by.map((field) => [...field.categories.map((each) => each.code), ...Object.keys(noAnswer)])
  return new Map(table.counts.flatMap((count, place) => {
    if (count === 0) return []
    let rest = place
    const key = names.toReversed().map((each) => { const name = each[rest % each.length] ?? ''; rest = Math.floor(rest / each.length); return name }).toReversed()
    return [[key.join(' / '), count] as [string, number]]
  }).sort(byKey))
}
