import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import type { WrittenTable } from '#documents/write.ts'
import { writtenBlocks } from './written-blocks.ts'

const shown = (headings: WrittenTable['headings'], row: readonly string[]): string => writtenBlocks([{ kind: 'table', table: { title: 'Actions', headings, rows: [row] } }]).toString()

test('a report’s table of figures scrolls in its own box, and one of words has a card for each row on a telephone', () => {
  const figures = shown([{ text: 'Group' }, { text: 'People', kind: 'number' }, { text: 'Share', kind: 'number' }], ['Women', '4,618', '71.5%'])
  assert.match(figures, /<section class="dr-scroll" tabindex="0" aria-label="Actions">/)
  assert.doesNotMatch(figures, /data-label/)
  const words = shown([{ text: 'Action' }, { text: 'Due', kind: 'date' }, { text: 'People', kind: 'number' }], ['Train all leads', '31 March 2027', '60'])
  assert.doesNotMatch(words, /dr-scroll/)
  assert.match(words, /data-label="Due">31 March 2027/)
  assert.match(words, /govuk-table__cell--numeric" data-label="People">60/)
})
