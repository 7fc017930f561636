/**
 * `npm run sbom`: writes docs/sbom.json, the software bill of materials (CycloneDX 1.6): every package that runs with
 * Due Regard, with its version, licence, hash and what it rests on. It is made from the lock file alone, so it needs no
 * network, and the same lock file gives the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

interface Locked {
  readonly name?: string
  readonly version?: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface LockFile { readonly packages: Readonly<Record<string, Locked>> }

/** What a package says in its LICENSE file and not in its package.json. Read on 22 November 2026. */
const readInTheirFiles: Readonly<Record<string, string>> = { 'png-js': 'MIT' }

function licensesOf(license: string | undefined) {
  return license ? { licenses: [/ (OR|AND|WITH) |^\(/.test(license) ? { expression: license } : { license: { id: license } }] } : {}
}

/** The bill as text. Packages for testing are left out: they never run with anybody's data; and so is what stands in our own folder. */
export function billOfMaterials(lock: LockFile): string {
  const ours = lock.packages['']
  if (!ours?.name || !ours.version) throw new Error('The lock file does not say whose it is.')
  const running = Object.entries(lock.packages).filter(([place, { dev, integrity }]) => place.startsWith('node_modules/') && !dev && integrity !== undefined)
  const places = new Map(running.map(([place, each]) => [place, referenceOf(place, each)]))
  const restsOn = (place: string, each: Locked): string[] => Object.keys({ ...each.dependencies, ...each.optionalDependencies })
    .map((name) => places.get(find(lock, place, name) ?? '')).filter((each) => each !== undefined).sort()
  const components = [...new Map(running.map(([place, each]) => [referenceOf(place, each), {
    type: 'library', 'bom-ref': referenceOf(place, each), name: nameAt(place), version: each.version, scope: each.optional ? 'optional' : 'required',
    purl: referenceOf(place, each),
    ...licensesOf(each.license ?? readInTheirFiles[nameAt(place)]),
    hashes: [{ alg: each.integrity?.startsWith('sha512') ? 'SHA-512' : 'SHA-1', content: Buffer.from(each.integrity?.split('-')[1] ?? '', 'base64').toString('hex') }],
  }])).entries()].sort(([a], [b]) => a < b ? -1 : 1).map(([, component]) => component)
  const us = `pkg:npm/${ours.name}@${ours.version}`
  return `${JSON.stringify({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
    metadata: { component: { type: 'application', 'bom-ref': us, name: ours.name, version: ours.version, purl: us, licenses: [{ license: { id: ours.license ?? 'MIT' } }] } },
    components,
    dependencies: [
      { ref: us, dependsOn: restsOn('', ours) },
      ...[...new Map(running.map(([place, each]) => [referenceOf(place, each), restsOn(place, each)])).entries()].sort(([a], [b]) => a < b ? -1 : 1).map(([ref, dependsOn]) => ({ ref, dependsOn })),
    ],
  }, null, 1)}\n`
}

function nameAt(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** The package’s address as a purl: https://github.com/package-url/purl-spec */
function referenceOf(place: string, { version = '' }: Locked): string {
  return `pkg:npm/${nameAt(place).replace('@', '%40')}@${version}`
}

/** Where a package finds another, as Node looks: in its own node_modules, then in each one above. */
function find(lock: LockFile, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.includes('/node_modules/') ? folder.slice(0, folder.lastIndexOf('/node_modules/')) : '') {
    const place = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`
    if (Object.hasOwn(lock.packages, place)) return place
    if (folder === '') return null
  }
}

export function readLockFile(root: string): LockFile {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..')
  const bill = billOfMaterials(readLockFile(root))
  writeFileSync(join(root, 'docs', 'sbom.json'), bill)
  console.log(`docs/sbom.json: ${(JSON.parse(bill) as { components: unknown[] }).components.length} packages.`)
}
