import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { describeCsv } from './csv-on-the-web.ts'
import { isWithinOurs, validateCsv, type Metadata } from './for-tests-csvw.ts'
import type { OpenTable } from './open-table.ts'
import { writeCsv } from './write.ts'

const archive = resolve(import.meta.dirname, '../../../shared/data/peer-tests/w3c_csvw_tests.tar.gz')

const table: OpenTable = {
  name: 'staff', title: 'Staff', description: 'One row is one year.', source: 'Workforce profile', key: ['year'], notes: ['[c] is withheld.'],
  columns: [
    { name: 'year', title: 'Year', means: 'The day.', kind: 'day', required: true }, { name: 'group', title: 'Group', means: 'Who.', kind: 'text' }, { name: 'people', title: 'People', means: 'How many.', kind: 'whole number' }, { name: 'share', title: 'Share', means: 'In per cent.', kind: 'number' },
  ],
  rows: [['2025-03-31', 'A, “quoted"', '120', '12.5'], ['2026-03-31', '=1+1', '[c]', '']],
}
const about = { url: 'staff.csv', publisher: { name: 'Barsetshire', url: 'https://barsetshire.example' }, page: 'https://barsetshire.example/staff', changedOn: '2026-11-22', version: '1' }
const asCsv = (of: OpenTable): string => new TextDecoder().decode(writeCsv({ title: of.title, headings: of.columns.map(({ name }) => ({ text: name })), rows: of.rows }))

describe('What is said of a CSV file', () => {
  test('agrees with it', () => {
    const metadata = JSON.parse(describeCsv(table, about)) as Metadata
    assert.ok(isWithinOurs(metadata))
    assert.deepEqual(validateCsv(metadata, asCsv(table)), [])
  })

  for (const [what, rows] of [['a day that is none', [['2025-02-30', 'A', '1', '1']]], ['a number with words', [['2025-03-31', 'A', 'many', '1']]], ['an empty cell that must not be', [['', 'A', '1', '1']]], ['two rows of one key', [['2025-03-31', 'A', '1', '1'], ['2025-03-31', 'B', '2', '2']]]] as const) {
    test(`is found wrong with ${what}`, () => {
      assert.notDeepEqual(validateCsv(JSON.parse(describeCsv(table, about)) as Metadata, asCsv({ ...table, rows })), [])
    })
  }

  test('is judged as the W3C’s own tests judge, wherever they stay within what we write', { skip: existsSync(archive) ? false : 'the W3C’s tests (../shared/data/peer-tests) are not here' }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'csvw-'))
    try {
      execFileSync('tar', ['-xzf', archive, '-C', folder])
      const at = (file: string): string => join(folder, 'tests', file)
      const { entries } = JSON.parse(readFileSync(at('manifest-validation.jsonld'), 'utf8')) as { entries: { id: string; type: string; name: string; action: string; option?: { metadata?: string } }[] }
      const wrong: string[] = []
      const judged = { valid: 0, invalid: 0 }
      for (const { id, type, name, action, option } of entries) {
        const file = action.endsWith('.json') ? action : option?.metadata
        if (file === undefined || !existsSync(at(file))) continue
        let metadata: Metadata
        // What is no JSON at all is not ours to judge: we write it with JSON.stringify.
        try { metadata = JSON.parse(readFileSync(at(file), 'utf8')) as Metadata } catch { continue }
        if (!isWithinOurs(metadata)) continue
        const csv = join(at(file), '..', String(metadata.url))
        if (!existsSync(csv)) continue
        const isBad = type.endsWith('NegativeValidationTest')
        const problems = validateCsv(metadata, readFileSync(csv, 'utf8'))
        judged[isBad ? 'invalid' : 'valid']++
        if (problems.length > 0 !== isBad) wrong.push(`${id} (${name}) is ${isBad ? 'invalid and nothing was found' : `valid, and was found wrong: ${problems[0]}`}`)
      }
      assert.deepEqual(wrong, [])
      assert.ok(judged.valid >= 5 && judged.invalid >= 3, JSON.stringify(judged))
    } finally { rmSync(folder, { recursive: true, force: true }) }
  })
})
