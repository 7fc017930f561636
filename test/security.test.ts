/** `docs/security.md` makes claims. This holds it to the two that a program can hold it to: nothing is left out, and what it points at is there. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| (.+) \|$/gm)].map(([, id, is, shown]) => ({ id: id!, is: is!.trim(), shown: shown! }))
/** Where the list of level 2 lies, for those who have it: the document itself names each id. */
const list = resolve(root, '../shared/design/asvs-level-2.txt')

test('every requirement of level 2 has one row, in order', () => {
  assert.equal(rows.length, 253)
  const order = (id: string) => id.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)
  for (const [at, row] of rows.entries()) if (at > 0) assert.ok(order(rows[at - 1]!.id) < order(row.id), `${row.id} stands after ${rows[at - 1]!.id}`)
})

test('the rows are those of the standard’s list', { skip: existsSync(list) ? false : 'the list of level 2 is not beside this folder' }, () => {
  const ids = new Set(readFileSync(list, 'utf8').match(/\b\d+\.\d+\.\d+\b/g))
  assert.deepEqual(rows.map((row) => row.id).filter((id) => !ids.has(id)), [])
  assert.equal(ids.size, rows.length)
})

test('each row says how it stands and why, and the summary counts them rightly', () => {
  const states = ['Met', 'Partly', 'Not yet', 'Deployer', 'Does not apply']
  for (const row of rows) assert.ok(states.includes(row.is) && row.shown.length >= 5, JSON.stringify(row))
  const many = (is: string) => rows.filter((row) => row.is === is).length
  assert.ok(text.includes(`Of 253 requirements ${many('Met')} are met, ${many('Partly')} partly, ${many('Not yet')} not yet, ${many('Deployer')} are the deployer’s, and ${many('Does not apply')} do not apply.`))
})

test('every file that it names is there', () => {
  const named = [...text.matchAll(/`((?:src|test|docs)\/[^`*]+|package-lock\.json|tsconfig\.json|\.npmrc)`/g)].map((each) => each[1]!)
  assert.ok(named.length > 150, `only ${named.length} files were found in it; the reader is broken`)
  assert.deepEqual([...new Set(named)].filter((file) => !existsSync(join(root, file))), [])
})
