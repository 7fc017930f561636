import { test } from 'node:test'
import assert from 'node:assert/strict'
import { sheetChooser } from './known-sheet.ts'

const nothingKnown = { columns: {}, words: {} }
const people = (length: number, headings = ['Staff number', 'Gender', 'Ethnic origin', 'Department']) => ({ length, rows: [headings, ['E1', 'F', 'White British', 'Adults'], ['E2', 'M', 'Indian', 'Highways'], ['E3', 'F', 'Prefer not to say', 'Adults']] })
const codes = { length: 9000, rows: [['Post code', 'Cost centre line', 'Budget'], ['P1', 'C1', '100'], ['P2', 'C2', '200']] }

test('the sheet whose headings the rules recognise is read, however long another is', () => {
  assert.deepEqual(sheetChooser(nothingKnown, null)([{ name: 'Ledger', ...codes }, { name: 'Staff', ...people(40) }]), { name: 'Staff', why: 'because its headings are those of an extract' })
})

test('the sheet whose headings the source remembers is read before one that only looks like an extract, and before the one of last time', () => {
  const remembered = { words: {}, columns: { 'Pers': { field: 'staff number' }, 'G': { field: 'sex' }, 'Org': { field: 'department' }, 'Notes': null } } as const
  const odd = { length: 30, rows: [['Pers', 'G', 'Org', 'Notes'], ['1', 'F', 'Adults', '']] }
  assert.deepEqual(sheetChooser(remembered, 'Ledger')([{ name: 'Ledger', ...codes }, { name: 'Candidates', ...people(500) }, { name: 'Sheet3', ...odd }]), { name: 'Sheet3', why: 'because its headings are those that this source had before' })
})

test('of several sheets with the same headings the one of last time is read, whatever the case of its name, and otherwise the longest', () => {
  const sheets = [{ name: 'Starters', ...people(50) }, { name: 'Workforce', ...people(6000) }, { name: 'Leavers', ...people(60, ['Staff number', 'Gender', 'Ethnic origin', 'Department', 'Leaving reason']) }]
  assert.equal(sheetChooser(nothingKnown, null)(sheets)?.name, 'Workforce')
  assert.deepEqual(sheetChooser(nothingKnown, 'leavers ')(sheets), { name: 'Leavers', why: 'as last time' })
})

test('headings below a title are found, and where no sheet has any that are known nothing is said', () => {
  const titled = { length: 10, rows: [['Barset County Council'], ['Confidential'], ...people(10).rows] }
  assert.equal(sheetChooser(nothingKnown, null)([{ name: 'A', ...codes }, { name: 'B', ...titled }])?.name, 'B')
  assert.equal(sheetChooser(nothingKnown, null)([{ name: 'A', ...codes }, { name: 'Cover', length: 1, rows: [['Workforce extract']] }]), null)
  assert.equal(sheetChooser(nothingKnown, 'a')([{ name: 'A', ...codes }, { name: 'Longer', ...codes }])?.name, 'A', 'what was read last time was forgotten')
})
