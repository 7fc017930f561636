import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { generate } from './generate.ts'
import { mojOptions, notOffered, type Kind, type Level } from './moj-options.ts'
import { listComponents, packageFolder } from './templates.ts'

const here = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')

suite('The components’ functions and their options', () => {
  test('are those of the installed packages: run `npm run generate` if this fails', () => {
    const { options, components } = generate()
    assert.equal(here('./options.ts'), options)
    assert.equal(here('./components.ts'), components)
  })

  test('leave out nothing but what carries the crown or the arms', () => {
    const offered = [...generate().components.matchAll(/export const (\w+)/g)].map(([, name]) => name)
    assert.equal(offered.length, listComponents('govuk').length - 2 + listComponents('moj').filter((component) => !notOffered.includes(component)).length)
    assert.ok(offered.includes('govukServiceNavigation') && offered.includes('mojTimeline'))
    assert.ok(!offered.includes('govukHeader') && !offered.includes('govukFooter') && !offered.includes('mojHeader'))
  })
})

suite('The options that we write down for the Ministry of Justice’s components', () => {
  for (const component of listComponents('moj').filter((each) => !notOffered.includes(each))) {
    test(`${component}: each is read by its template, and its template reads no other`, () => {
      const level = mojOptions[component]
      assert.ok(level, `${component} is not described in moj-options.ts`)
      const declared = leaves(level)
      const read = optionsRead(component)
      for (const { path, open } of declared) assert.ok(read.some((each) => each === path || path.startsWith(`${each}.`) || open && each.startsWith(`${path}.`)), `${component} never reads ${path}`)
      for (const each of read) {
        const covered = declared.some(({ path, open }) => each === path || path.startsWith(`${each}.`) || path.startsWith(`${each}[]`) || open && each.startsWith(`${path}.`))
        assert.ok(covered || deliberatelyLeftOut.has(`${component}: ${each}`), `${component} reads ${each}, which moj-options.ts does not tell of`)
      }
    })
  }

  test('a misspelt one would be noticed', () => {
    const declared = leaves({ label: 'string', itms: [{ text: 'string' }] }).map(({ path }) => path)
    assert.deepEqual(declared, ['label', 'itms[].text'])
    assert.ok(!optionsRead('sub-navigation').some((each) => each === 'itms[].text'))
  })
})

const deliberatelyLeftOut = new Set([
  // Moment.js's own language of formats, where the five named ones do.
  'timeline: items[].datetime.format',
])

/** The ends of the options' tree; one that is open holds another component's options, or attributes of any name. */
function leaves(level: Level, at = ''): { readonly path: string; readonly open: boolean }[] {
  return Object.entries(level).flatMap(([key, kind]) => {
    const name = key.replace('?', '')
    const path = at + name
    if (kind === 'content') return name === 'content' ? [{ path: `${at}text`, open: false }, { path: `${at}html`, open: false }] : [{ path: `${path}.text`, open: false }, { path: `${path}.html`, open: false }]
    return ends(kind, path)
  })
}

function ends(kind: Kind, path: string): { readonly path: string; readonly open: boolean }[] {
  if (typeof kind === 'string') return [{ path, open: /^(attributes|messages|govuk:|moj:)/.test(kind) }]
  if (Array.isArray(kind)) return typeof kind[0] === 'string' ? [{ path: `${path}[]`, open: true }] : leaves(kind[0] as Level, `${path}[].`)
  return 'oneOf' in kind && Array.isArray(kind.oneOf) ? [{ path, open: false }] : leaves(kind as Level, `${path}.`)
}

interface Node { readonly typename: string; readonly fields: readonly string[]; readonly [part: string]: unknown }

/** Every path of options that a template reads, `items[].label.text`, by the parser that will compile it. */
function optionsRead(component: string): string[] {
  const { parse } = createRequire(import.meta.url)('nunjucks/src/parser') as { parse(source: string, extensions: unknown[], options: object): Node }
  const read = new Set<string>()
  const folder = join(packageFolder('moj'), 'components', component)

  const pathOf = (node: unknown, names: ReadonlyMap<string, string>): string | null => {
    if (!isNode(node)) return null
    if (node.typename === 'Symbol') return names.get(String(node['value'])) ?? null
    if (node.typename !== 'LookupVal' || !isNode(node['val'])) return null
    const target = pathOf(node['target'], names)
    const last = String(node['val']['value'])
    return target === null || last === 'length' ? target : target === '' ? last : `${target}.${last}`
  }

  const walk = (node: unknown, names: Map<string, string>): void => {
    if (Array.isArray(node)) return node.forEach((each) => walk(each, names))
    if (!isNode(node)) return
    const path = pathOf(node, names)
    if (path !== null) {
      if (path !== '') read.add(path)
      return
    }
    if (node.typename === 'For') {
      const list = pathOf(node['arr'], names)
      const inner = new Map(names)
      if (list !== null && isNode(node['name']) && node['name'].typename === 'Symbol') {
        read.add(list)
        inner.set(String(node['name']['value']), `${list}[]`)
      } else walk(node['arr'], names)
      return walk(node['body'], inner)
    }
    for (const field of [...node.fields, 'body']) walk(node[field], names)
  }
  walk(parse(readFileSync(join(folder, 'template.njk'), 'utf8'), [], {}), new Map([['params', '']]))
  return [...read]
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'typename' in value
}
