/** What the README promises of settings and commands is what the program has. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { commands } from '../src/commands.ts'
import { listSettings } from '../src/config.ts'

const root = resolve(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

test('the README lists every setting, in the order in which the program reads them', () => {
  const listed = [...read('README.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
  assert.deepEqual(listed, listSettings())
})

test('the README names every command', () => {
  const table = /### In the terminal([^]*?)\n## /.exec(read('README.md'))?.[1] ?? ''
  // A family may stand in one line: `ledger verify`, `export`.
  const missing = commands.map(({ name }) => name).filter((name) => !table.includes(`\`${name}`) && !(table.includes(`\`${name.split(' ')[0]} `) && table.includes(`\`${name.split(' ').slice(1).join(' ')}\``)))
  assert.deepEqual(missing, [])
})

test('every link between the documents leads somewhere', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/house.md', 'docs/words.md', 'docs/decisions/README.md', 'docs/decisions/dependencies.md', 'src/web/README.md', 'src/features/action-plan/README.md', 'src/features/publication/README.md']
  const links = documents.flatMap((file) => [...read(file).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, to]) => ({ file, to: to ?? '' }))).filter(({ to }) => !/^https?:/.test(to))
  assert.ok(links.length > 15, `only ${links.length} links were read`)
  assert.deepEqual(links.filter(({ file, to }) => !existsSync(join(root, dirname(file), to))), [])
})

test('every package is in the list of dependencies with its reason', () => {
  const named = read('docs/decisions/dependencies.md')
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  const missing = [...Object.keys(dependencies), ...Object.keys(devDependencies)].filter((name) => !name.startsWith('@types/') && !named.includes(name.startsWith('@fastify/') ? name.slice('@fastify/'.length) : name))
  assert.deepEqual(missing, [])
})

test('the picture in the README is small', () => assert.ok(statSync(join(root, 'docs/screenshot.png')).size <= 300_000))
