import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFile, readable, refusal, tables, texts, words } from './made-for-tests.ts'
import { readDocumentHere } from './read.ts'

const read = async (body: string, styles = '') => readable(await readDocumentHere(openFile('text', body, styles), 'plan.odt'))

test('An OpenDocument text gives headings, lists with their numbers, paragraphs and the pages on which the program last put them', async () => {
  const lists = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="1"/></text:list-style>'
  const document = await read('<text:p text:style-name="Title">Plan</text:p><text:h text:outline-level="2">Objective 1</text:h><text:p>One<text:s text:c="2"/>two<text:line-break/>three<text:soft-page-break/></text:p>'
    + '<text:list text:style-name="L1"><text:list-item><text:p>First</text:p><text:list><text:list-item><text:p>Under</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Second</text:p></text:list-item></text:list>', lists)
  assert.deepEqual(words(document).map(block => [block.kind, block.text, block.kind === 'paragraph' ? block.marker : block.level]), [
    ['heading', 'Plan', 1], ['heading', 'Objective 1', 2], ['paragraph', 'One two\nthree', undefined], ['paragraph', 'First', '1.'], ['paragraph', 'Under', 'a)'], ['paragraph', 'Second', '2.'],
  ])
})

test('Pages are counted only where the file says that it marks them', async () => {
  const pageOfSecond = async (attributes: string) => words(readable(await readDocumentHere(openFile('text', '<text:p>One</text:p><text:soft-page-break/><text:p>Two</text:p>', '', {}, attributes), 'plan.odt')))[1]?.place.page
  assert.equal(await pageOfSecond(''), undefined)
  assert.equal(await pageOfSecond(' text:use-soft-page-breaks="true"'), 2)
})

test('Tables of a text keep their spans, header rows and what stands inside cells', async () => {
  const cell = (text: string, more = '') => `<table:table-cell ${more}>${text}</table:table-cell>`
  const document = await read(`<table:table><table:table-column/><table:table-header-rows><table:table-row>${cell('<text:p>Action</text:p>')}${cell('<text:p>Lead</text:p>')}</table:table-row></table:table-header-rows>`
    + `<table:table-row>${cell('<text:p>Group</text:p>', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row>`
    + `<table:table-row>${cell('<text:list><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>', 'table:number-rows-spanned="2"')}${cell('<text:p>HR</text:p>')}</table:table-row><table:table-row><table:covered-table-cell/>${cell('<text:p>IT</text:p>')}</table:table-row></table:table>`)
  const [table] = tables(document)
  assert.deepEqual(texts(table), [['Action', 'Lead'], ['Group', '^'], ['a\nb', 'HR'], ['^', 'IT']])
  assert.equal(table?.rows[0]?.header, true)
})

test('What is not the text of the document is left out with a note: deleted text, comments, pictures, the table of contents', async () => {
  const document = await read('<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p></text:deletion></text:changed-region></text:tracked-changes><text:table-of-content><text:index-body><text:p>Objective 1 ... 2</text:p></text:index-body></text:table-of-content>'
    + '<text:p>Kept<office:annotation><text:p>why?</text:p></office:annotation><draw:frame><draw:image/></draw:frame><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Source</text:p></text:note-body></text:note></text:p><text:p><draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame></text:p>')
  assert.deepEqual(words(document).map(block => block.text), ['Kept', 'Boxed', 'Source'])
  assert.equal(document.notes.length, 4)
})

test('A text that is protected by a password is refused', async () => {
  const bytes = openFile('text', '<text:p>x</text:p>', '', { 'META-INF/manifest.xml': '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>' })
  assert.match(refusal(await readDocumentHere(bytes, 'plan.odt')), /^plan\.odt is protected by a password: remove the password/)
})
