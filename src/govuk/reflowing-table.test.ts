import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { html } from '#html/html.ts'
import { reflowingTable } from './reflowing-table.ts'

test('each cell of a reflowing table carries its own column’s heading', () => {
  const markup = reflowingTable({
    head: [{ text: 'Action' }, { html: html`<a href="?sort=due">Due</a>`, label: 'Due' }, { text: '' }],
    rows: [[{ text: 'Train <all> leads' }, { text: 'Summer 2026', attributes: { id: 'due-1' } }, { html: html`<a href="/a">Open</a>` }], false],
  }).toString()
  assert.match(markup, /<table class="govuk-table dr-table">/)
  assert.match(markup, /<th scope="row" class="govuk-table__header" data-label="Action">Train &lt;all&gt; leads<\/th>/)
  assert.match(markup, /<td class="govuk-table__cell" data-label="Due" id="due-1">Summer 2026<\/td>/)
  assert.match(markup, /<td class="govuk-table__cell" data-label=""><a href="\/a">Open<\/a><\/td>/)
  assert.doesNotMatch(markup, /label="\[object|undefined|sort=due" data-label/)
})
