import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unzipSync, strFromU8 } from 'fflate'
import { parse } from 'csv-parse/sync'
import { readable, tables, texts, words } from './made-for-tests.ts'
import { readDocumentHere } from './read.ts'
import { sniff } from './sniff.ts'
import { writeCsv, writeOds, writeOdsBook, writeWord, writeWordReport, type WrittenTable } from './write.ts'

const list: WrittenTable = {
  title: 'Late actions: "A & B" <2031>', notes: ['As seen by Eleanor Harding on 1 May 2031.', 'Narrowed to: late'],
  headings: [{ text: 'Action' }, { text: 'Due', kind: 'date' }, { text: 'Cost', kind: 'number' }, { text: 'Lead' }],
  rows: [['Listen\nthen act', '1 May 2031', '1,200.50', 'Policy Team'], ['Ask £5 & more', '2031-06-30', '-3', ''], ['=HYPERLINK("x")', '31 June 2031', 'about 3', '@everyone']],
}

test('A list as CSV is UTF-8 with its mark, headings first, with formulas made harmless and numbers left alone', () => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(list))
  assert.equal(text, '\ufeffAction,Due,Cost,Lead\r\n"Listen\nthen act",1 May 2031,"1,200.50",Policy Team\r\nAsk £5 & more,2031-06-30,-3,\r\n"\'=HYPERLINK(""x"")",31 June 2031,about 3,\'@everyone\r\n')
})

test('No cell of a CSV begins a formula, whatever it says, and every cell can be read back', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.oneof(fc.string(), fc.constantFrom('=1', '+A1', '-x', '-12.5', '@x', '\tx', '\rx', ' =x', '"', '\n')), { minLength: 2, maxLength: 2 }), { maxLength: 20 }), rows => {
    const made = writeCsv({ title: 't', headings: [{ text: 'a' }, { text: 'b' }], rows })
    const back: string[][] = parse(made, { bom: true, record_delimiter: '\r\n' })
    assert.equal(back.length, rows.length + 1)
    back.slice(1).flat().forEach((cell, index) => {
      const written = rows.flat()[index]?.toWellFormed() ?? ''
      assert.ok(cell === written || cell === `'${written}`)
      assert.ok(!/^\s*[=+\-@]|^[\t\r\n]/.test(cell) || /^[+-]?[\d,]+(?:\.\d+)?%?$/.test(cell), JSON.stringify(cell))
    })
  }))
})

test('A list as ODS is read back by our own reader as it was written, with its title, notes and header row', async () => {
  const bytes = await writeOds(list)
  assert.equal(sniff(bytes).kind, 'ods')
  const [table] = tables(readable(await readDocumentHere(bytes, 'list.ods')))
  assert.deepEqual(texts(table).slice(0, 4).map(row => row[0]), [list.title, ...list.notes ?? [], 'An empty cell means that nothing is recorded there.'])
  assert.deepEqual(texts(table).slice(4), [list.headings.map(heading => heading.text), ...list.rows])
  assert.equal(table?.rows[4]?.header, true)
  const content = strFromU8(unzipSync(bytes)['content.xml'] ?? new Uint8Array(0))
  assert.match(content, /office:value-type="date" office:date-value="2031-05-01"><text:p>1 May 2031/)
  assert.match(content, /office:value="1200.50"><text:p>1,200.50/)
  assert.doesNotMatch(content, /31 June 2031<\/text:p>.*office:date-value="2031-06-31"|table:formula/)
  assert.match(strFromU8(unzipSync(bytes)['styles.xml'] ?? new Uint8Array(0)), /fo:language="en" fo:country="GB"/)
})

test('A list as Word is read back by our own reader: a heading, the notes, and a table whose header row repeats', async () => {
  const document = readable(await readDocumentHere(await writeWord(list), 'list.docx'))
  assert.deepEqual(words(document).map(block => [block.kind, block.text]), [['heading', list.title], ...(list.notes ?? []).map(note => ['paragraph', note])])
  assert.deepEqual(texts(tables(document)[0]), [list.headings.map(heading => heading.text), ...list.rows])
  assert.equal(tables(document)[0]?.rows[0]?.header, true)
})

test('A list of more than five columns lies across the page in Word, in British English, with its title as the document’s', async () => {
  const wide = (columns: number): WrittenTable => ({ title: 'Wide', headings: Array.from({ length: columns }, (_, index) => ({ text: `Column ${index}` })), rows: [] })
  const part = async (columns: number, name: string) => strFromU8(unzipSync(await writeWord(wide(columns)))[name] ?? new Uint8Array(0))
  assert.match(await part(6, 'word/document.xml'), /w:orient="landscape"/)
  assert.doesNotMatch(await part(5, 'word/document.xml'), /landscape/)
  assert.match(await part(2, 'word/styles.xml'), /<w:lang w:val="en-GB"\/>/)
  assert.match(await part(2, 'docProps/core.xml'), /<dc:title>Wide<\/dc:title><dc:language>en-GB/)
})

test('Any words survive a round trip through ODS and Word, except white space that a reader folds', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 4 }), async pairs => {
    const rows = pairs.map(pair => pair.map(text => `x${text.replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, '')}`))
    const written: WrittenTable = { title: 'T', headings: [{ text: 'a' }, { text: 'b', kind: 'date' }], rows }
    for (const [bytes, from] of [[await writeOds(written), 2], [await writeWord(written), 1]] as const)
      assert.deepEqual(texts(tables(readable(await readDocumentHere(bytes, 'list')))[0]).slice(from), rows)
  }), { numRuns: 60 })
})

test('A list of 20,000 rows is packed in pieces: other work is never kept waiting for long', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => [`Action ${index}`, '1 May 2031', String(index), 'Policy Team'])
  let [turns, isWritten] = [0, false]
  const other = (): void => { if (!isWritten) { turns++; setImmediate(other) } }
  setImmediate(other)
  await writeWord({ ...list, rows })
  isWritten = true
  // Written at once it would let nobody else have a turn.
  assert.ok(turns > 20, `others had ${turns} turns`)
})

test('Several tables as one spreadsheet have a cover, a list of sheets, the notes, and each table alone on a sheet of its own name', async () => {
  const bytes = await writeOdsBook({ title: 'Who works here', cover: ['Barsetshire County Council'], notes: ['[c] means withheld.'], tables: [list, { ...list, notes: [] }] })
  const read = tables(readable(await readDocumentHere(bytes, 'book.ods')))
  const content = strFromU8(unzipSync(bytes)['content.xml'] ?? new Uint8Array(0))
  const names = [...content.matchAll(/<table:table table:name="([^"]*)"/g)].map(each => each[1])
  assert.deepEqual(names.slice(0, 3), ['Cover', 'Contents', 'Notes'])
  assert.equal(new Set(names).size, 5)
  assert.deepEqual(texts(read.at(-1))[0]?.[0], list.title)
  assert.deepEqual(texts(read.at(-1)).slice(2), [list.headings.map(heading => heading.text), ...list.rows])
  assert.match(content, /\[note 1\] \[c\] means withheld\./)
  assert.doesNotMatch(content, /display-filter-buttons|number-columns-spanned|number-columns-repeated/, 'no filter, no merged cell, no empty row')
  assert.equal(content.match(/<table:database-range [^>]*table:contains-header="true"/g)?.length, 3, 'contents and both tables are marked up')
})

test('A report as Word has real headings of three levels, its sentences, and tables with captions and header rows', async () => {
  const document = readable(await readDocumentHere(await writeWordReport({ title: 'Report', blocks: [{ kind: 'heading', level: 2, text: 'In brief' }, { kind: 'paragraph', text: 'One plain sentence.' }, { kind: 'heading', level: 3, text: 'Disability' }, { kind: 'table', table: list }] }), 'report.docx'))
  const headings = document.blocks.flatMap(block => block.kind === 'heading' ? [[block.level, block.text]] : [])
  assert.deepEqual(headings.slice(0, 3), [[1, 'Report'], [2, 'In brief'], [3, 'Disability']])
  assert.ok(words(document).some(block => block.text === 'One plain sentence.'))
  assert.ok(words(document).some(block => block.text === list.title), 'the caption')
  assert.equal(tables(document)[0]?.rows[0]?.header, true)
})
