import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { billOfMaterials, readLockFile } from '../bin/bill-of-materials.ts'

const root = resolve(import.meta.dirname, '..')
interface Bill { readonly components: readonly { readonly 'bom-ref': string; readonly name: string; readonly version: string; readonly hashes?: readonly { readonly content: string }[]; readonly licenses?: readonly object[] }[]; readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[] }
const read = (text: string): Bill => JSON.parse(text) as Bill

test('the bill of materials is the one of this lock file', () => {
  assert.ok(readFileSync(join(root, 'docs', 'sbom.json'), 'utf8') === billOfMaterials(readLockFile(root)), 'docs/sbom.json is stale: npm run sbom')
})

test('the bill names what runs, with its hash and licence, and leaves out what only tests', () => {
  const { components } = read(billOfMaterials(readLockFile(root)))
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> }
  for (const [name, version] of Object.entries(dependencies)) assert.ok(components.some((each) => each.name === name && each.version === version), `${name} ${version}`)
  for (const name of ['knip', 'playwright-core', 'oxlint']) assert.ok(name in devDependencies && !components.some((each) => each.name === name), name)
  for (const each of components) assert.ok(/^[0-9a-f]{128}$/.test(each.hashes?.[0]?.content ?? '') && each.licenses?.length === 1, each.name)
})

test('everything that rests on something rests on a package of the bill', () => {
  const { components, dependencies } = read(billOfMaterials(readLockFile(root)))
  const known = new Set(components.map((each) => each['bom-ref']))
  assert.equal(known.size, components.length)
  assert.ok(dependencies.flatMap((each) => each.dependsOn).every((each) => known.has(each)))
  assert.ok(dependencies.find((each) => each.ref.startsWith('pkg:npm/fastify@'))?.dependsOn.some((each) => each.startsWith('pkg:npm/find-my-way@')))
})

test('of two versions of one package, each that needs it gets its own', () => {
  const { dependencies } = read(billOfMaterials({ packages: {
    '': { name: 'us', version: '1.0.0', dependencies: { a: '1', b: '1' } },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-YQ==', dependencies: { c: '2' } },
    'node_modules/a/node_modules/c': { version: '2.0.0', integrity: 'sha512-YQ==' },
    'node_modules/b': { version: '1.0.0', integrity: 'sha512-YQ==', dependencies: { c: '1' } },
    'node_modules/c': { version: '1.0.0', integrity: 'sha512-YQ==' },
    'node_modules/d': { version: '1.0.0', integrity: 'sha512-YQ==', dev: true },
  } }))
  assert.deepEqual(Object.fromEntries(dependencies.map((each) => [each.ref, each.dependsOn])), {
    'pkg:npm/us@1.0.0': ['pkg:npm/a@1.0.0', 'pkg:npm/b@1.0.0'], 'pkg:npm/a@1.0.0': ['pkg:npm/c@2.0.0'], 'pkg:npm/b@1.0.0': ['pkg:npm/c@1.0.0'], 'pkg:npm/c@1.0.0': [], 'pkg:npm/c@2.0.0': [],
  })
})
