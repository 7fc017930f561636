import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import type { SourceDocument } from './document.ts'
import { readable } from './made-for-tests.ts'
import { readDocumentHere } from './read.ts'

const folder = new URL('../../../shared/data/action-plans/documents/', import.meta.url)
const skip = existsSync(folder) ? false : 'the real plans are not on this machine'

interface Gold { readonly actions: readonly { readonly action: string; readonly leads: string | null; readonly deadline: string | null; readonly measures: string | null }[] }

test('Every action of the real plans stands in one row with its lead, deadline and measures, in every format', { skip }, async () => {
  const files = readdirSync(folder).filter(name => name.startsWith('lcc-') && !name.endsWith('.json'))
  assert.ok(files.length >= 8)
  for (const name of files) {
    const document = readable(await readDocumentHere(readFileSync(new URL(name, folder)), name))
    const gold: Gold = JSON.parse(readFileSync(new URL(`${name}.gold.json`, folder), 'utf8'))
    const rows = rowsOf(document)
    for (const action of gold.actions) {
      const wanted = [action.leads, action.deadline, action.measures].map(text => plain(text ?? ''))
      const found = rows.some(row => row.some(cell => cell.replace(/^\d+\.\d+ /, '') === plain(action.action)) && wanted.every(text => row.includes(text)))
      assert.ok(found, `${name}: ${action.action}`)
    }
  }
})

test('The plan that survives as tab-separated text gives its rows, with the lines on which they stand', { skip }, async () => {
  const name = 'leicestershire-cc-2016-20.seed003.tsv-ish.txt'
  const document = readable(await readDocumentHere(readFileSync(new URL(`../${name}`, folder)), name))
  const rows = document.blocks.flatMap(block => block.kind === 'table' ? block.rows : [])
  // A hundred rows in the file, of which one only draws a line.
  assert.equal(rows.length, 99)
  assert.ok(rows.every(row => row.cells.length === 4 && (row.place.line ?? 0) > 10))
})

function rowsOf(document: SourceDocument): string[][] {
  return document.blocks.flatMap(block => block.kind === 'table' ? block.rows.map(row => row.cells.map(cell => plain(cell.text))) : [])
}

/** Line ends and the space at a stroke are the printer's, not the council's. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\s*\/\s*/g, '/').trim()
}
