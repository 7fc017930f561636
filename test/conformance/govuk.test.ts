import { strict as assert } from 'node:assert'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import * as components from '#govuk/components.ts'
import { functionName, macroOptions, type Option } from '#govuk/generate.ts'
import { official } from '#govuk/official.ts'
import { packageFolder } from '#govuk/templates.ts'
import { trusted, type Html } from '#html/html.ts'
import { asPage } from './same-page.ts'

interface Fixtures { readonly component: string; readonly fixtures: readonly { readonly name: string; readonly options: object; readonly html: string }[] }

const folder = join(packageFolder('govuk'), 'components')
const all = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  .map((entry) => JSON.parse(readFileSync(join(folder, entry.name, 'fixtures.json'), 'utf8')) as Fixtures)

suite('Our functions make the markup of GOV.UK Frontend’s own fixtures', () => {
  for (const { component, fixtures } of all) {
    test(`${component}: all ${fixtures.length}`, () => {
      const render = functionFor(component)
      for (const { name, options, html } of fixtures) assert.equal(asPage(render(withMarkup(options) as object).toString()), asPage(html), `${component}, “${name}”`)
    })
  }

  test('and no component lets text out as markup, whichever option it comes by', () => {
    for (const { component } of all) {
      const markup = functionFor(component)(dangerous(macroOptions(component), component)).toString()
      assert.doesNotMatch(markup, /<img/, component)
      assert.match(markup, /&lt;img/, component)
    }
  })

  test('the fixtures are all there to be passed', () => {
    assert.ok(all.length >= 39, `${all.length} components`)
    assert.ok(all.flatMap(({ fixtures }) => fixtures).length > 700)
  })

  test('and a page that differs in one attribute or one letter would be noticed', () => {
    const right = '<p class="a  b" id="x">One <b>two</b></p>'
    assert.equal(asPage(right), asPage('<p id="x" class="a b">\n  One\n  <b> two </b></p>'))
    assert.notEqual(asPage(right), asPage('<p class="a b" id="y">One <b>two</b></p>'))
    assert.notEqual(asPage(right), asPage('<p class="a b" id="x">One <b>twa</b></p>'))
    assert.notEqual(asPage('<textarea>a\n b</textarea>'), asPage('<textarea>a\n  b</textarea>'))
  })
})

function functionFor(component: string): (options: object) => Html {
  const ours = (components as Record<string, unknown>)[functionName('govuk', component)]
  return typeof ours === 'function' ? ours as (options: object) => Html : official('govuk', component)
}

/** The fixtures give markup as strings under `html` and in slots, and figures as text. Ours takes `Html` and strings there, and the fixtures are ours to vouch for. */
function withMarkup(value: unknown, name = ''): unknown {
  if (typeof value === 'number' && /^(text|number)$/.test(name)) return String(value)
  if (typeof value === 'string') return /^html$|Html$|^start$|^navigationStart$|^navigationEnd$/.test(name) ? trusted(value) : value
  if (Array.isArray(value)) return value.map((each) => withMarkup(each))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withMarkup(each, key)]))
}

/** Every option of a component, with the worst of words wherever it takes text. */
function dangerous(options: readonly Option[], component: string): object {
  const words = `"><img src=x onerror=alert(1)>`
  return Object.fromEntries(options.filter(({ name, type, deprecated }) => !deprecated && type !== 'nunjucks-block' && !/^html$|Html$|^start$|^navigationStart$|^navigationEnd$|^divider$|^ellipsis$/.test(name)).map(({ name, type, params, isComponent }) => {
    if (name === 'attributes') return [name, { 'data-words': words, 'data-more': { value: words, optional: true } }]
    if (component === 'table' && name === 'rows') return [name, [[dangerous(params ?? [], component)]]]
    if (params) return [name, type === 'array' ? [dangerous(params, component), dangerous(params, component)] : dangerous(params, component)]
    if (type === 'string') return [name, words]
    if (type === 'boolean') return [name, true]
    if (type === 'integer') return [name, 2]
    return [name, isComponent || /^(day|month|year)$/.test(name) ? { text: words, classes: words, label: words, name: words, value: words, id: words } : type === 'array' ? [words] : { one: words, other: words }]
  }))
}
