import { strict as assert } from 'node:assert'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { prepareAssets } from '#web/assets.ts'

const project = resolve(import.meta.dirname, '../..')

test('every class of ours that a page uses is in the stylesheet, and every class in the stylesheet’s README too', async () => {
  const assets = await prepareAssets(join(project, '.cache'))
  const css = Buffer.from(assets.find(assets.css)?.bytes ?? []).toString()
  const known = new Set([...css.matchAll(/\.(dr-[\w-]+)/g)].map(([, name]) => name ?? ''))
  assert.ok(known.size > 80)
  const unknown: string[] = []
  let read = 0
  for (const file of [...globSync('src/**/*.ts', { cwd: project }).filter((each) => !each.endsWith('.test.ts')), 'src/web/styles/README.md']) {
    const text = readFileSync(join(project, file), 'utf8')
    for (const [, classes = ''] of text.matchAll(/(?:class|classes)(?:="|: ')([^"'`]*)/g)) {
      // A class with its end in a `${}` is a family: one of it must be there.
      for (const name of classes.replaceAll(/\$\{[^}]*\}?/g, '\0').split(/[\s\0]+/).filter((each) => each.startsWith('dr-'))) {
        read += 1
        if (!known.has(name) && !(name.endsWith('-') && [...known].some((each) => each.startsWith(name)))) unknown.push(`${file}: ${name}`)
      }
    }
  }
  assert.ok(read > 150, `${read} uses were read`)
  assert.deepEqual(unknown, [])
})
