/**
 * The plan of the house, as a test. A folder may import from the folders listed beside it and from itself; inside a
 * room, anything that is not a page, job, command, store or register is pure; and no import comes back to where it began.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const below = {
  duty: [],
  statistics: ['duty'],
  disclosure: ['duty', 'statistics'],
  html: ['disclosure'],
  govuk: ['html'],
  charts: ['html', 'disclosure', 'statistics', 'duty'],
  documents: ['duty', 'html', 'disclosure'],
  database: ['duty'],
  web: ['duty', 'html', 'govuk', 'database', 'disclosure', 'documents', 'charts'],
  features: ['duty', 'statistics', 'disclosure', 'html', 'govuk', 'charts', 'documents', 'database', 'web'],
} as const
const rooms: Record<string, readonly string[]> = { ...below, '': Object.keys(below) } // main.ts, cli.ts, app.ts: the front doors
/** The register of tables names each room's tables, as types only. */
const registers = new Set(['database/database.ts'])
const impure = /(^|\/)(pages|jobs|commands)\/|(-store|paths|index|tables|example|-mail)\.ts$/

/** What each folder may use of the world outside. A core of a room may use nothing. */
const packages: Record<string, RegExp> = {
  statistics: /^lib-r-math\.js$/,
  disclosure: /^(highs|node:(worker_threads|url|crypto|util))$/,
  html: /^$/,
  govuk: /^(nunjucks|node:(module|path|fs|crypto|url|vm))$/,
  charts: /^d3-(scale|shape)$/,
  documents: /^(ical-generator|fflate|saxes|mammoth|parse5|csv-parse|csv-stringify|docx|read-excel-file|write-excel-file|pdfjs-dist|pdfkit$|@resvg\/resvg-js$|node:)/,
  database: /^(kysely|age-encryption|pg|pg-copy-streams|pg-cursor|graphile-worker|nodemailer|zod|node:)/,
  web: /^(fastify|@fastify\/|kysely$|mdast-util-from-markdown$|nodemailer$|parse5$|sass$|node:)/,
  features: /^(kysely$|node:(crypto|util|worker_threads|timers\/promises)$|qrcode$|otpauth$|openid-client$)/,
  '': /^(fastify|@fastify\/|zod$|node:)/,
}

interface Import { readonly from: string; readonly to: string; readonly typeOnly: boolean }

function breaks({ from, to, typeOnly }: Import): string | undefined {
  const [room, otherRoom] = [roomOf(from), roomOf(to)]
  const [feature, otherFeature] = [featureOf(from), featureOf(to)]
  // A terminal command speaks of files, as the front doors do; the sentence about a setting is a type of theirs.
  if (/\/commands\//.test(from) && /^node:(fs|path)/.test(to)) return undefined
  if (to === 'config.ts' && typeOnly) return feature && !impure.test(from) ? 'the core of a room is pure' : undefined
  if (!/\.(ts|json)$/.test(to)) {
    if (feature && !impure.test(from)) return 'the core of a room is pure'
    if (feature && to === 'kysely' && !/(-store|tables)\.ts$/.test(from)) return 'only stores speak SQL'
    if (room === 'duty') return 'the words of the law use nothing'
    return packages[room]?.test(to) ? undefined : `${room || 'the front door'} does not use ${to}`
  }
  if (feature && feature === otherFeature) return !impure.test(from) && impure.test(to) && !(typeOnly && to.endsWith('tables.ts')) ? 'the core of a room is pure' : undefined
  if (feature && otherFeature) return to === `features/${otherFeature}/index.ts` ? undefined : 'rooms meet only at index.ts'
  if (otherFeature && room === '') return to === `features/${otherFeature}/index.ts` || /\/commands\/[\w-]+\.ts$/.test(to) ? undefined : 'the front doors use only index.ts and commands'
  if (registers.has(from) && typeOnly && to.endsWith('/tables.ts')) return undefined
  if (feature && !impure.test(from) && !['duty', 'statistics', 'disclosure', 'features'].includes(otherRoom)) {
    return typeOnly && (otherRoom === 'web' || to === 'documents/document.ts' || to === 'documents/write.ts' || to === 'database/canonical.ts') ? undefined : 'the core of a room is pure'
  }
  return room === otherRoom || rooms[room]?.includes(otherRoom) ? undefined : `${room || 'the front door'} may not look into ${otherRoom || 'a front door'}`
}

/** The terminal's own commands are front doors, in a folder because there are several. */
const roomOf = (file: string): string => file.includes('/') && !file.startsWith('commands/') ? file.split('/')[0]! : ''
const featureOf = (file: string): string | undefined => /^features\/([^/]+)\//.exec(file)?.[1]

const files = globSync('src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts') && !file.endsWith('mistakes.ts') && !file.includes('/for-tests'))
const imports = files.flatMap((file): Import[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)].map(([, type, a, b, c]) => {
    const to = (a ?? b ?? c)!
    return { from: relative('src', file), to: to.startsWith('#') ? to.slice(1) : to.startsWith('.') ? relative('src', join(dirname(file), to)) : to, typeOnly: type !== undefined }
  }))

test('every import keeps to the plan of the house', () => {
  assert.ok(imports.length > 200, `only ${imports.length} imports were read; the reader is broken, not the house`)
  assert.deepEqual(imports.flatMap((each) => { const why = breaks(each); return why ? [`${each.from} → ${each.to}: ${why}`] : [] }), [])
})

for (const [planted, why] of [
  [{ from: 'features/pay-gaps/pages/gap.ts', to: 'features/action-plan/action-store.ts', typeOnly: false }, 'rooms meet only at index.ts'],
  [{ from: 'features/action-plan/action.ts', to: 'features/action-plan/action-store.ts', typeOnly: false }, 'the core of a room is pure'],
  [{ from: 'features/action-plan/action.ts', to: 'database/database.ts', typeOnly: false }, 'the core of a room is pure'],
  [{ from: 'features/action-plan/action.ts', to: 'kysely', typeOnly: false }, 'the core of a room is pure'],
  [{ from: 'features/action-plan/action.ts', to: 'node:fs', typeOnly: false }, 'the core of a room is pure'],
  [{ from: 'features/action-plan/pages/plan.ts', to: 'kysely', typeOnly: false }, 'only stores speak SQL'],
  [{ from: 'govuk/inputs.ts', to: 'web/page.ts', typeOnly: false }, 'govuk may not look into web'],
  [{ from: 'web/mount.ts', to: 'features/action-plan/index.ts', typeOnly: false }, 'web may not look into features'],
  [{ from: 'database/ledger.ts', to: 'app.ts', typeOnly: false }, 'database may not look into a front door'],
  [{ from: 'duty/deadline.ts', to: 'node:fs', typeOnly: false }, 'the words of the law use nothing'],
  [{ from: 'statistics/wilson.ts', to: 'database/database.ts', typeOnly: false }, 'statistics may not look into database'],
  [{ from: 'app.ts', to: 'features/people/people-store.ts', typeOnly: false }, 'the front doors use only index.ts and commands'],
  [{ from: 'features/action-plan/pages/plan.ts', to: 'fastify', typeOnly: false }, 'features does not use fastify'],
] as const) {
  test(`the plan notices ${planted.from} → ${planted.to}`, () => assert.equal(breaks(planted), why))
}

/** Imports that hold a value, from file to files: types are gone before anything runs, so only these can go round in a circle. */
function circleIn(edges: readonly Import[]): readonly string[] | null {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of edges) if (!typeOnly && to.endsWith('.ts')) next.set(from, [...next.get(from) ?? [], to])
  const done = new Set<string>()
  const walk = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return null
    for (const each of next.get(file) ?? []) {
      const found = walk(each, [...way, file])
      if (found) return found
    }
    done.add(file)
    return null
  }
  for (const file of next.keys()) {
    const found = walk(file, [])
    if (found) return found
  }
  return null
}

test('no import comes back to where it began', () => assert.equal(circleIn(imports), null))

test('the plan notices a circle of rooms that meet at their doors', () => {
  assert.deepEqual(circleIn([
    { from: 'features/a/index.ts', to: 'features/b/index.ts', typeOnly: false },
    { from: 'features/b/index.ts', to: 'features/b/pages/one.ts', typeOnly: false },
    { from: 'features/b/pages/one.ts', to: 'features/a/index.ts', typeOnly: false },
  ]), ['features/a/index.ts', 'features/b/index.ts', 'features/b/pages/one.ts', 'features/a/index.ts'])
})

test('a room names only its own schema', () => {
  const features = globSync('src/features/*', { cwd: root }).map((folder) => folder.split('/').at(-1)!)
  const schemas = [...features.map((each) => each.replaceAll('-', '_')), 'ledger', 'web', 'mail', 'jobs']
  for (const file of globSync('src/features/*/**/*.ts', { cwd: root }).filter((each) => !each.endsWith('.test.ts'))) {
    const own = featureOf(relative('src', file))!.replaceAll('-', '_')
    for (const schema of schemas) if (schema !== own) assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), new RegExp(`(selectFrom|insertInto|updateTable|deleteFrom|join|Join)\\(\\s*['"]${schema}\\.`), file)
  }
})

test('markup is vouched for in few places, and these are all of them', () => {
  const places = files.filter((file) => /\btrusted\(/.test(readFileSync(join(root, file), 'utf8')))
  assert.deepEqual(places.filter((file) => !/^src\/(html|govuk|charts)\//.test(file)), [])
  const calls = places.filter((file) => !file.startsWith('src/html/')).reduce((sum, file) => sum + [...readFileSync(join(root, file), 'utf8').matchAll(/\btrusted\(/g)].length, 0)
  assert.ok(calls < 12, `trusted( stands in ${calls} places`)
})

test('nothing is called utils, helpers, common, services, types, lib or shared', () => {
  assert.deepEqual(globSync('src/**', { cwd: root }).filter((file) => /(^|\/)(utils?|helpers?|common|services?|types|lib|shared)(\.ts|\/|$)/.test(file)), [])
})
