import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultLimits } from './document.ts'
import { readable, refusal, tables, texts, words } from './made-for-tests.ts'
import { readDocumentHere } from './read.ts'

const read = async (content: string | Uint8Array, fileName: string) => readable(await readDocumentHere(typeof content === 'string' ? new TextEncoder().encode(content) : content, fileName))

test('A web page gives its headings, paragraphs, nested lists and tables, without menus, scripts, styles and hidden parts', async () => {
  const document = await read(`<!doctype html><title>t</title><nav>Home</nav><main><h1>Plan</h1><script>alert(1)</script><style>p{}</style><p hidden>no</p><p style="display:none">no</p>
    <p>We  will<br>listen.</p><ol start="3"><li>Three<ul><li>inside</li></ul></li><li><p>Four</p><p>more</p></li></ol><div>Loose <b>words</b></div><strong>Theme</strong>
    <table><caption>Actions</caption><thead><tr><th>Action<th>Lead</thead><tr><td colspan=2>Group<tr><td rowspan=2><ul><li>a<li>b</ul><td>HR &amp; IT<tr><td><input type=checkbox checked> Done<img alt="tick" src="http://127.0.0.1:9/x.png"></table></main><footer>Contact</footer>`, 'plan.html')
  assert.deepEqual(words(document).map(block => block.kind === 'heading' ? ['heading', block.text] : [block.listDepth ?? 0, block.marker ?? '', block.text, block.bold ?? false]), [
    ['heading', 'Plan'], [0, '', 'We will\nlisten.', false], [1, '3.', 'Three', false], [2, '•', 'inside', false], [1, '4.', 'Four', false], [1, '', 'more', false], [0, '', 'Loose words', false], [0, '', 'Theme', true],
  ])
  const [table] = tables(document)
  assert.equal(table?.caption, 'Actions')
  assert.deepEqual(texts(table), [['Action', 'Lead'], ['Group', '^'], ['a\nb', 'HR & IT'], ['^', '☒ Done tick']])
  assert.deepEqual(table?.rows.map(row => row.header ?? false), [true, false, false, false])
})

test('A page that is all one table for the looks is read as what the table holds', async () => {
  const document = await read('<html><body><table><tr><td><h2>Plan</h2><p>Words</p><table><tr><th>Action<th>Lead<tr><td>a<td>b</table></td></tr></table>', 'plan.html')
  assert.deepEqual(document.blocks.map(block => block.kind === 'table' ? texts(block) : block.text), ['Plan', 'Words', [['Action', 'Lead'], ['a', 'b']]])
})

test('Spans that claim more than the table has make no columns and no rows', async () => {
  const document = await read('<table><tr><td colspan=999>Wide<tr><td rowspan=999>a<td>b</table>', 'plan.html')
  assert.deepEqual(texts(tables(document)[0]), [['Wide', '^'], ['a', 'b']])
})

test('CSV is read by its own delimiter, with or without quotes, and each row knows its line', async () => {
  for (const [content, format] of [['\ufeffAction,Lead\r\n"Listen, then\nact",HR\r\n\r\n"Say ""yes""",IT\r\n', 'csv'], ['sep=;\nAction;Lead\n"Listen, then\nact";HR\n\nSay "yes";IT\n', 'csv'], ['Action\tLead\n"Listen, then\nact"\tHR\n\nSay "yes"\tIT', 'tsv']] as const) {
    const document = await read(content, 'plan.csv')
    assert.equal(document.format, format)
    assert.deepEqual(texts(tables(document)[0]), [['Action', 'Lead'], ['Listen, then\nact', 'HR'], ['Say "yes"', 'IT']])
    assert.deepEqual(tables(document)[0]?.rows.map(row => row.place.line), content.startsWith('sep') ? [2, 3, 6] : [1, 2, 5])
  }
})

test('Ragged rows, a quotation mark that never closes and too many rows each get their answer', async () => {
  assert.deepEqual(texts(tables(await read('a,b,c\n1\n1,2,3,4\n', 'plan.csv'))[0]), [['a', 'b', 'c', ''], ['1', '', '', ''], ['1', '2', '3', '4']])
  assert.match(refusal(await readDocumentHere(new TextEncoder().encode('a,b\n1,"2\n3,4\n'), 'plan.csv')), /^plan\.csv has a quotation mark that is never closed near line \d/)
  const million = new TextEncoder().encode('Action,Lead\n'.repeat(1_000_000))
  assert.equal(refusal(await readDocumentHere(million, 'plan.csv')), 'plan.csv has more than 20,000 rows, which is the most that can be read at once: save the part that matters as a file of its own and choose that.')
  const wide = new TextEncoder().encode(`${'a,'.repeat(100_000)}b\n`.repeat(5))
  assert.match(refusal(await readDocumentHere(wide, 'plan.csv')), /^plan\.csv has more than 200,000 cells/)
})

test('Text that is not UTF-8 is read: Windows-1252 with a note, UTF-16 without, with or without its mark', async () => {
  const windows = await read(Buffer.from('Action,Cost\nRamp\x92s,\xa3500\n', 'latin1'), 'plan.csv')
  assert.deepEqual(texts(tables(windows)[0]), [['Action', 'Cost'], ['Ramp’s', '£500']])
  assert.match(windows.notes.join(), /Windows-1252/)
  for (const mark of ['\ufeff', '']) {
    const wide = await read(Buffer.from(`${mark}Action,Cost\nRamp,£500\n`, 'utf16le'), 'plan.csv')
    assert.deepEqual(texts(tables(wide)[0]), [['Action', 'Cost'], ['Ramp', '£500']])
    assert.deepEqual(wide.notes, [])
  }
  const swapped = Buffer.from('\ufeffAction\tCost\nRamp\t£500\n', 'utf16le').swap16()
  assert.deepEqual(texts(tables(await read(swapped, 'plan.csv'))[0]), [['Action', 'Cost'], ['Ramp', '£500']])
})

test('Plain text keeps each line with its number and which lines stand together', async () => {
  const document = await read('# Our plan\n\nObjective 1\nwhich goes on\n\n- listen\n• act\n**Theme**\n----\nLast', 'plan.txt')
  assert.deepEqual(words(document).map(block => [block.kind, block.text, block.place.line, block.place.paragraph]), [
    ['heading', 'Our plan', 1, 1], ['paragraph', 'Objective 1', 3, 2], ['paragraph', 'which goes on', 4, 2], ['paragraph', 'listen', 6, 3], ['paragraph', 'act', 7, 3], ['paragraph', 'Theme', 8, 3], ['paragraph', 'Last', 10, 4],
  ])
})

test('Rows with tabs become one table across empty lines, with quoted cells, moved-in cells, tags and drawn lines', async () => {
  const document = await read('Plan\n\nAction\tLead\tMeasure\n"Listen\nand act"\tHR\tasked\n\n\t\tgoes on\n---\t---\t---\n<p>Train <b>all</b></p> <p>staff</p>\tIT\tdone\nEnd', 'plan.txt')
  assert.deepEqual(texts(tables(document)[0]), [['Action', 'Lead', 'Measure'], ['Listen\nand act', 'HR', 'asked'], ['', '', 'goes on'], ['Train all\nstaff', 'IT', 'done']])
  assert.deepEqual(tables(document)[0]?.rows.map(row => row.place.line), [3, 4, 7, 9])
  assert.deepEqual(words(document).map(block => block.text), ['Plan', 'End'])
})

test('Rows with bars become a table, also where each cell has a line of its own; a bar in a sentence does not', async () => {
  const marked = await read('| Action | Lead |\n|---|:--|\n| Listen \\| act | HR |\n| Group |\nx | y | z', 'plan.txt')
  assert.deepEqual(texts(tables(marked)[0]), [['Action', 'Lead', ''], ['Listen | act', 'HR', ''], ['Group', '', ''], ['x', 'y', 'z']])
  assert.equal(tables(marked)[0]?.rows[0]?.header, true)
  const apart = await read('Action | Lead |\n---|---|\nListen |\nHR |\nAct |\nIT |\n', 'plan.txt')
  assert.deepEqual(texts(tables(apart)[0]), [['Action', 'Lead'], ['Listen', 'HR'], ['Act', 'IT']])
  assert.deepEqual(tables(await read('14 | Barsetshire County Council\n\nWords', 'plan.txt')), [])
})

test('The name of a file decides only between text and CSV; a wrong ending gets a note', async () => {
  assert.equal((await read('Dear all, this\nis, a letter\nwith, commas', 'letter.txt')).format, 'text')
  assert.equal((await read('Action,Lead\na,b\n', 'plan')).format, 'csv')
  const page = await read('<html><p>Plan</p></html>', 'plan.docx')
  assert.equal(page.format, 'html')
  assert.match(page.notes[0] ?? '', /ends in \.docx, but it is a web page/)
  assert.equal((await readDocumentHere(new TextEncoder().encode('x'), 'x.txt', { ...defaultLimits, fileBytes: 0 })) instanceof Object, true)
})
