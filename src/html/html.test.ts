import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { Html, html, render, trusted, type Child } from './html.ts'

suite('html', () => {
  test('escapes what people write, and leaves markup made here as it is', () => {
    const name = `<b onclick='x'>O'Brien & "sons" \`</b>`
    assert.equal(html`<p>${name}</p>`.toString(), '<p>&lt;b onclick=&#39;x&#39;&gt;O&#39;Brien &amp; &quot;sons&quot; &#96;&lt;/b&gt;</p>')
    assert.equal(html`<p>${html`<b>${'a & b'}</b>`}</p>`.toString(), '<p><b>a &amp; b</b></p>')
    assert.equal(html`<p title="${'"'}">${trusted('<i>as it is</i>')}</p>`.toString(), '<p title="&quot;"><i>as it is</i></p>')
  })

  test('shows whatever anyone writes as exactly those words, in text and in a value', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (words, value) => {
      // HTML itself turns these: a null to a mark, a return to a new line.
      const clean = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD')
      const [element] = parseFragment(html`<p title="${value}">x${words}</p>`.toString()).childNodes
      assert.ok(element && 'tagName' in element && element.tagName === 'p')
      assert.deepEqual(element.attrs.map((each) => [each.name, clean(each.value)]), [['title', clean(value)]])
      assert.ok(element.childNodes.every((node) => node.nodeName === '#text'))
      assert.equal(element.childNodes.map((node) => (node as DefaultTreeAdapterTypes.TextNode).value).join('').replaceAll('\uFFFD', ''), clean(`x${words}`).replaceAll('\uFFFD', ''))
    }))
  })

  test('leaves out what is not there, and puts lists one under another', () => {
    assert.equal(html`<p>${null}${undefined}${false}${''}</p>`.toString(), '<p></p>')
    assert.equal(html`<ul>${['a', null, html`<li>b</li>`]}</ul>`.toString(), '<ul>a\n\n<li>b</li>\n</ul>')
  })

  test('takes no number, date or object even where the compiler was talked out of it', () => {
    for (const child of [1, 0, new Date(), {}, true, 5n, Temporal.PlainDate.from('2026-11-22')]) {
      assert.throws(() => html`<p>${child as unknown as Child}</p>`, TypeError)
      assert.throws(() => render(child as unknown as Child), TypeError)
    }
  })

  test('refuses an attribute without quotes', () => {
    const value = 'x onclick=alert(1)'
    assert.throws(() => html`<a href=${value}>x</a>`, SyntaxError)
    assert.throws(() => html`<a href= ${value}>x</a>`, SyntaxError)
    assert.throws(() => html` href=${value}`, SyntaxError)
    assert.equal(html`<p>Total = ${'4'}</p>`.toString(), '<p>Total = 4</p>')
    assert.equal(html`<a href="/plan?q=${'a'}">x</a>`.toString(), '<a href="/plan?q=a">x</a>')
  })

  test('refuses anything inside script, style and attributes that run', () => {
    const words = 'x'
    assert.throws(() => html`<script>${words}</script>`, SyntaxError)
    assert.throws(() => html`<style>${words}</style>`, SyntaxError)
    assert.throws(() => html`<SCRIPT type="module">${words}</SCRIPT>`, SyntaxError)
    assert.throws(() => html`<p onclick="${words}"></p>`, SyntaxError)
    assert.throws(() => html`<p style="color: ${words}"></p>`, SyntaxError)
    assert.throws(() => html`<iframe srcdoc="${words}"></iframe>`, SyntaxError)
    assert.equal(html`<script type="module" src="${'/a.js'}"></script><p>${words}</p>`.toString(), '<script type="module" src="/a.js"></script><p>x</p>')
  })

  test('takes an attribute that may not be there only as markup made here', () => {
    const more = (place: Child): Html => html`<input name="a"${place}>`
    assert.equal(more(html` value="${'"'}"`).toString(), '<input name="a" value="&quot;">')
    assert.equal(more(false).toString(), '<input name="a">')
    assert.throws(() => more(' onfocus=alert(1) autofocus'), TypeError)
  })

  test('never makes a link that runs a script', () => {
    for (const address of ['javascript:alert(1)', ' JavaScript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:x', 'data:text/html,x', 'vbscript:x']) {
      assert.equal(html`<a href="${address}">x</a>`.toString(), '<a href="about:invalid">x</a>')
    }
    for (const address of ['/plan', 'https://example.org/javascript:', 'mailto:a@example.org', '#data:', '?a=javascript:1']) {
      assert.equal(html`<a href="${address}">x</a>`.toString(), `<a href="${address}">x</a>`)
    }
  })

  test('cannot be made of JSON or of what a browser sent', () => {
    assert.equal(Html.is(JSON.parse('{"markup":"<b>","toString":"x"}')), false)
    assert.equal(Html.is('<b>'), false)
    assert.equal(Html.is(null), false)
    assert.equal(Html.is(html`<b></b>`), true)
  })
})
