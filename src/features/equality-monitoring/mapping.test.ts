import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { ColumnMeaning, Mapping } from './dataset.ts'
import { isCovered, mergeMapping, readDay, readNumber, suggestMapping, twoColumnsOfOneField, whatIsUnmapped, type Understanding } from './mapping.ts'
import type { ExtractReading, ReadColumn } from './read-extract.ts'
import { usualUnderstanding } from './understanding.ts'

function column(heading: string, words: Readonly<Record<string, number>>, more: Partial<ReadColumn> = {}): ReadColumn {
  const counts = Object.values(words).reduce((sum, count) => sum + count, 0)
  return { heading, filled: counts, different: Object.keys(words).length, many: false, words: Object.entries(words).map(([each, count]) => ({ words: each, count })), looks: 'words', ...more }
}

function reading(...columns: readonly ReadColumn[]): ExtractReading {
  return { format: 'csv', sheet: null, headingRow: 1, columns, rows: 10, notes: [] }
}

const nothing: Mapping = { columns: {}, words: {} }

test('what the source remembers comes before what is usual, whatever the case of the words', () => {
  const remembered: Mapping = { columns: { 'ETHNIC  ORIGIN': { field: 'ethnic group', questionSet: 'ethnic-group-census-2021' } }, words: { 'ethnic group': { 'WB ': { category: 'W1' } } } }
  const { columns, words } = suggestMapping(reading(column('Ethnic origin', { wb: 6, Indian: 4 })), remembered, usualUnderstanding)
  assert.deepEqual(columns.map((each) => [each.meaning, each.from]), [[{ field: 'ethnic group', questionSet: 'ethnic-group-census-2021' }, 'remembered']])
  assert.deepEqual(words.map((each) => [each.words, each.count, each.meaning, each.from]), [['wb', 6, { category: 'W1' }, 'remembered'], ['Indian', 4, { category: 'A1' }, 'suggested']])
})

test('a field is suggested for one column: for the one that is surest', () => {
  const sure: Understanding = { heading: (heading) => ({ meaning: { field: 'grade' }, sure: heading === 'Grade' ? 'certain' : 'likely', why: '' }), word: () => null }
  const { columns } = suggestMapping(reading(column('Band', { A: 10 }), column('Grade', { B: 10 })), nothing, sure)
  assert.deepEqual(columns.map((each) => [each.column.heading, each.meaning?.field, each.from]), [['Band', undefined, 'nothing'], ['Grade', 'grade', 'suggested']])
})

test('rows that say nothing are shown as such, with their count, and are not declared', () => {
  const { words } = suggestMapping(reading(column('Sex', { F: 4, M: 3 })), nothing, usualUnderstanding)
  assert.deepEqual(words.at(-1), { heading: 'Sex', field: 'sex', words: '', count: 3, meaning: { state: 'not declared' }, from: 'suggested', sure: 'certain', why: 'Nothing is written here.' })
})

test('a column that nobody has spoken of is unmapped; one that is left out on purpose, or empty, is not', () => {
  const all = reading(column('Sex', { F: 10 }), column('Surname', { Smith: 10 }), column('Spare', {}), column('Shoe size', { 7: 10 }))
  const said: Mapping = { columns: { Sex: { field: 'sex' }, Surname: null }, words: { sex: { f: { category: 'F' } } } }
  assert.deepEqual(whatIsUnmapped(all, said), { columns: [all.columns[3]], words: [] })
  assert.ok(isCovered(reading(...all.columns.slice(0, 3)), said))
})

test('a heading or a word that JavaScript itself knows is a heading or a word like any other', () => {
  const names = ['constructor', '__proto__', 'toString']
  const all = reading(...names.map((name) => column(name, { [`${name} x`]: 10 })))
  assert.deepEqual(whatIsUnmapped(all, nothing).columns.map((each) => each.heading), names)
  const said = mergeMapping(nothing, { columns: Object.fromEntries(names.map((name) => [name, null])), words: {} })
  assert.ok(isCovered(all, said))
  const kept: Mapping = JSON.parse(JSON.stringify(said))
  assert.ok(isCovered(all, kept), 'a mapping means something else once it was kept')
})

test('nothing that was remembered is forgotten, and what is said now wins', () => {
  const before: Mapping = { columns: { Sex: { field: 'sex' }, Old: null }, words: { sex: { F: { category: 'F' }, U: { state: 'not declared' } } } }
  const merged = mergeMapping(before, { columns: { SEX: { field: 'sex', questionSet: 'sex-hr' } }, words: { sex: { u: { state: 'prefer not to say' } }, stage: { Hired: { category: 'appointed' } } } })
  assert.deepEqual(merged, { columns: { Old: null, SEX: { field: 'sex', questionSet: 'sex-hr' } }, words: { sex: { F: { category: 'F' }, u: { state: 'prefer not to say' } }, stage: { Hired: { category: 'appointed' } } } })
})

test('two columns cannot both be one field, and such a mapping covers nothing', () => {
  const meaning: ColumnMeaning = { field: 'department' }
  const all = reading(column('Unit', { A: 10 }), column('Division', { B: 10 }))
  const said: Mapping = { columns: { Unit: meaning, Division: meaning }, words: {} }
  assert.deepEqual(twoColumnsOfOneField(all, said), { field: 'department', headings: ['Unit', 'Division'] })
  assert.ok(!isCovered(all, said))
})

test('what a department, a grade or a contract is called needs nobody to say what it means', () => {
  const said: Mapping = { columns: { Unit: { field: 'department' }, Grade: { field: 'grade' }, Contract: { field: 'contract' } }, words: {} }
  assert.ok(isCovered(reading(column('Unit', { A: 5, New: 5 }), column('Grade', { G1: 10 }), column('Contract', { Casual: 10 })), said))
})

test('of ages only the words that are no number and no day are asked about', () => {
  const ages = column('Age', { 34: 5, '12/03/1980': 2, 'n/k': 1 }, { looks: 'whole numbers' })
  assert.deepEqual(whatIsUnmapped(reading(ages), { columns: { Age: { field: 'age' } }, words: {} }).words.map((each) => each.words), ['n/k'])
})

test('numbers and days are read as British spreadsheets write them', () => {
  assert.deepEqual(['1,234.50', '.5', '7.', '-3', '1,23', '12 %', 'x', ''].map(readNumber), [1234.5, 0.5, 7, -3, null, null, null, null])
  assert.deepEqual(['31/12/1999', '1.2.03', '2001-02-28 00:00:00', '3 March 1985', '03-Mar-85', '5/30/1999 0:00', '31/02/2000', 'soon'].map((words) => readDay(words)?.toString() ?? null),
    ['1999-12-31', '2003-02-01', '2001-02-28', '1985-03-03', '1985-03-03', '1999-05-30', null, null])
})
