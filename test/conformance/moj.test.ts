import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { parseFragment, serialize } from 'parse5'
import * as components from '#govuk/components.ts'
import { listComponents } from '#govuk/templates.ts'
import { mojOptions, notOffered, type Kind, type Level } from '#govuk/moj-options.ts'
import { functionName } from '#govuk/generate.ts'
import { html, type Html } from '#html/html.ts'
import { asPage } from './same-page.ts'

const danger = `"><img src=x onerror=alert(1)>&'`

/** The Ministry of Justice ships no fixtures, so each component is given every option that it has, and then as few as it may. */
suite('The Ministry of Justice’s components', () => {
  for (const component of listComponents('moj').filter((each) => !notOffered.includes(each))) {
    for (const which of ['every option', 'only what it must have'] as const) {
      test(`${component} with ${which} is whole, and escapes all that is text`, () => {
        const render = (components as unknown as Record<string, (options: object) => Html>)[functionName('moj', component)]
        assert.ok(render)
        const options = filled(mojOptions[component] ?? {}, which === 'every option')
        // A badge of anything but a number is no badge.
        const markup = render(component === 'notification-badge' ? { ...options, text: '12' } : options).toString()
        assert.doesNotMatch(markup, /<img|\bundefined\b|\[object|NaN/)
        assert.ok(markup.length > 20)
        // What a browser makes of it, written out again, is the same page: no tag was left open or closed twice.
        assert.equal(asPage(serialize(parseFragment(markup))), asPage(markup))
        if (which === 'every option') assert.match(markup, /&lt;img/)
      })
    }
  }

  test('tell dates by the clock of the United Kingdom', () => {
    const time = (timestamp: string, type: 'datetime' | 'shortdatetime' | 'date' | 'shortdate' | 'time'): string | undefined =>
      /<time[^>]*>([^<]*)</.exec(components.mojTimeline({ items: [{ label: { text: 'a' }, text: 'b', datetime: { timestamp, type } }] }).toString())?.[1]
    assert.equal(time('2026-06-14T23:01:00.000Z', 'datetime'), '15 June 2026 at 12:01am')
    assert.equal(time('2026-11-22T12:00:00Z', 'shortdatetime'), '22 Nov 2026 at 12pm')
    assert.equal(time('2026-09-07', 'shortdate'), '7 Sept 2026')
    assert.equal(time('2026-11-22', 'date'), '22 November 2026')
    assert.equal(time('2026-11-22T00:30', 'time'), '12:30am')
  })

  test('leave out what is not there from a list', () => {
    const markup = components.mojSubNavigation({ items: [{ text: 'A', href: '/a', active: true }, false, null, { text: 'B', href: '/b' }] }).toString()
    assert.equal(markup.match(/<li/g)?.length, 2)
    assert.equal(markup.match(/aria-current="page"/g)?.length, 1)
  })
})

function filled(level: Level, all: boolean): object {
  const options: Record<string, unknown> = {}
  for (const [key, kind] of Object.entries(level)) {
    if (key.endsWith('?') && !all) continue
    const name = key.replace('?', '')
    if (name === 'content' && kind === 'content') options['text'] = danger
    else options[name] = value(name, kind, all)
  }
  return options
}

function value(name: string, kind: Kind, all: boolean): unknown {
  if (kind === 'string') return name === 'timestamp' ? '2026-11-22T10:00:00Z' : danger
  if (kind === 'boolean') return true
  if (kind === 'integer') return 2
  if (kind === 'html') return html`<p>markup made here</p>`
  if (kind === 'attributes') return { 'data-words': danger }
  if (kind === 'messages') return { one: danger, other: danger }
  if (kind === 'content') return { text: danger }
  if (typeof kind === 'string') return kind === 'moj:button-menu' ? filled(mojOptions['button-menu'] ?? {}, all) : { text: danger }
  if (Array.isArray(kind)) return [0, 1].map(() => typeof kind[0] === 'string' ? value(name, kind[0] as Kind, all) : filled(kind[0] as Level, all))
  return 'oneOf' in kind && Array.isArray(kind.oneOf) ? kind.oneOf[0] : filled(kind as Level, all)
}
