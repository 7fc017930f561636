import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { readGuide, readPage } from './guide.ts'

const root = resolve(import.meta.dirname, '..', '..')
const folder = join(root, 'docs', 'guide')

describe('The guide', () => {
  const { list, pages } = readGuide(folder)
  const linksOf = (markup: string): string[] => [...markup.matchAll(/href="([^"]*)"/g)].map(([, address]) => address ?? '')

  test('has the page that each “Help with this page” leads to', () => {
    const asked = globSync('src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts')).flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/\bguide: '([^']*)'/g)].map(([, name]) => ({ file, name: name ?? '' })))
    assert.ok(asked.length > 20, `only ${asked.length} pages name a page of the guide; the reader of this test is broken`)
    assert.deepEqual(asked.filter(({ name }) => !pages.has(name)), [])
  })

  test('lists every page once', () => {
    const listed = linksOf(list.body.toString()).filter((each) => each.startsWith('/guide/')).map((each) => each.slice('/guide/'.length)).sort()
    assert.deepEqual(listed, [...pages.keys()].sort())
  })

  test('links only to pages and headings that are there', () => {
    for (const page of [list, ...pages.values()]) for (const link of linksOf(page.body.toString()).filter((each) => !each.startsWith('https://'))) {
      const [, name, place] = /^\/guide\/([a-z-]+)(?:#([a-z0-9-]+))?$/.exec(link) ?? []
      const target = pages.get(name ?? '')
      assert.ok(target || link === '/guide', `${page.name}.md links to ${link}`)
      if (place !== undefined) assert.match(target?.body.toString() ?? '', new RegExp(`id="${place}"`), `${page.name}.md links to ${link}`)
    }
  })

  test('gives every page a title of its own, as a sentence', () => {
    const titles = [...pages.values()].map((each) => each.title)
    assert.equal(new Set(titles).size, titles.length)
    for (const title of titles) assert.match(title, /^[A-Z“][^.]*$/)
  })

  test('shows what a person wrote as text, never as markup', () => {
    const { title, body } = readPage('trial', '# A & B\n\nUse `<b>` and **two** [links](deadlines.md#quarters) or [one](https://www.gov.uk/).\n\n1. First\n2. Second\n\n## What’s next?\n\n- a\n- b')
    assert.equal(title, 'A & B')
    const words = body.toString()
    assert.match(words, /<p class="govuk-body">Use <code>&lt;b&gt;<\/code> and <strong>two<\/strong> <a class="govuk-link" href="\/guide\/deadlines#quarters">links<\/a> or <a class="govuk-link" href="https:\/\/www\.gov\.uk\/">one<\/a>\.<\/p>/)
    assert.match(words, /<ol class="govuk-list govuk-list--number">\s*<li>First/)
    assert.match(words, /<h2 class="govuk-heading-m" id="whats-next">What’s next\?<\/h2>/)
  })

  for (const [what, markdown] of [['markup', '# T\n\n<script>alert(1)</script>'], ['markup within a line', '# T\n\nA <b>word</b>'], ['a picture', '# T\n\n![x](y.png)'], ['a second title', '# T\n\n# U'], ['no title', 'Words']] as const) {
    test(`refuses a page with ${what}`, () => assert.throws(() => readPage('trial', markdown), /^Error: trial\.md/))
  }
})
