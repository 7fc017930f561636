import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readable, tables, texts, wordCell as cell, wordFile, wordParagraph as p, wordPart, words } from './made-for-tests.ts'
import { readDocumentHere } from './read.ts'

const read = async (body: string, more: Readonly<Record<string, string>> = {}) => readable(await readDocumentHere(wordFile(body, more), 'plan.docx'))
const tr = (cells: string, properties = '') => `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`

test('A Word document gives headings by their styles, by styles based on them and by outline level, and paragraphs with their numbers', async () => {
  const document = await read(p('Barsetshire equality plan', '<w:pStyle w:val="Title"/>') + p('') + p('Objective 1', '<w:pStyle w:val="Kop2"/>') + p('Loose', '<w:outlineLvl w:val="2"/>') + p('We will listen.'), {
    'word/styles.xml': wordPart('styles', '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Kop2"><w:name w:val="Council heading"/><w:basedOn w:val="H2"/></w:style>'),
  })
  assert.deepEqual(words(document).map(block => [block.kind, block.kind === 'heading' ? block.level : 0, block.text, block.place.paragraph]), [
    ['heading', 1, 'Barsetshire equality plan', 1], ['heading', 2, 'Objective 1', 3], ['heading', 3, 'Loose', 4], ['paragraph', 0, 'We will listen.', 5],
  ])
})

test('Merged cells of a Word table keep one grid: what covers says how far, what is covered says by whom', async () => {
  const document = await read(`<w:tbl>${tr(cell('Action') + cell('Lead') + cell('By when'), '<w:tblHeader/>')}`
    + tr(cell('Listen', '<w:vMerge w:val="restart"/>') + cell('Everyone, always', '<w:gridSpan w:val="2"/>'))
    + tr(cell('', '<w:vMerge/>') + cell('Policy Team') + cell('May 2031'))
    + `${tr(cell('late', '<w:gridSpan w:val="1"/>') + cell('HR'), '<w:gridBefore w:val="1"/>')}</w:tbl>`)
  const [table] = tables(document)
  assert.deepEqual(texts(table), [['Action', 'Lead', 'By when'], ['Listen', 'Everyone, always', '^'], ['^', 'Policy Team', 'May 2031'], ['', 'late', 'HR']])
  assert.equal(table?.rows[0]?.header, true)
  assert.equal(table?.rows[1]?.header, undefined)
  assert.equal(table?.rows[1]?.cells[0]?.rowSpan, 2)
  assert.equal(table?.rows[1]?.cells[1]?.columnSpan, 2)
  assert.deepEqual(table?.rows[2]?.cells[0]?.covered, { row: 1, column: 0 })
  assert.deepEqual(table?.rows[2]?.cells[1]?.place, { table: 1, row: 3, column: 2 })
})

test('Table lines dragged by hand do not make columns: edges a hair apart are one edge', async () => {
  const grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="20"/><w:gridCol w:w="1980"/></w:tblGrid>'
  const two = '<w:gridSpan w:val="2"/>'
  const document = await read(`<w:tbl>${grid}${tr(cell('Action') + cell('Lead', two))}${tr(cell('Listen', two) + cell('HR'))}</w:tbl>`)
  assert.deepEqual(texts(tables(document)[0]), [['Action', 'Lead'], ['Listen', 'HR']])
})

test('Automatic numbers are counted as Word counts them: before the words of a cell, beside those of a paragraph, and never for bullets', async () => {
  const numbering = wordPart('numbering', '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    + '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xf0b7;"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>'
    + '<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>')
  const list = (id: number, level = 0) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`
  const numbered = (text: string, id: number, level = 0) => `<w:tc>${p(text, list(id, level))}</w:tc>`
  const document = await read(p('One', list(5)) + p('Under', list(5, 1)) + p('Point', list(6)) + p('Two', list(5)) + p('Again', list(7))
    + `<w:tbl>${tr(numbered('', 7) + numbered('Train staff', 6))}${tr(numbered('', 7, 1) + numbered('Ask them', 7, 1))}</w:tbl>`, { 'word/numbering.xml': numbering })
  assert.deepEqual(words(document).map(block => block.kind === 'paragraph' ? [block.marker, block.listDepth, block.text] : []), [['1.', 1, 'One'], ['1.a', 2, 'Under'], ['•', 1, 'Point'], ['2.', 1, 'Two'], ['1.', 1, 'Again']])
  assert.deepEqual(texts(tables(document)[0]), [['2.', 'Train staff'], ['2.a', '2.b Ask them']])
})

test('Tracked changes are read as accepted, with a note: inserted words stay, deleted words, moved-away words and deleted rows go', async () => {
  const document = await read(`<w:p><w:r><w:t xml:space="preserve">By </w:t></w:r><w:del><w:r><w:delText>March</w:delText></w:r></w:del><w:ins><w:r><w:t>May</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>`
    + `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">First half </w:t></w:r></w:p>${p('second half')}`
    + `<w:tbl>${tr(cell('kept'))}${tr(cell('struck out'), '<w:del/>')}${tr(cell('new'), '<w:ins/>')}</w:tbl>`)
  assert.deepEqual(words(document).map(block => block.text), ['By May', 'First half second half'])
  assert.deepEqual(texts(tables(document)[0]), [['kept'], ['new']])
  assert.match(document.notes.join(' '), /tracked changes/)
})

test('A cell holds its paragraphs on lines, its line breaks, its form answers and its ticks; hidden words, comments and pictures do not come with it', async () => {
  const inside = p('First') + '<w:p><w:r><w:t>Second</w:t><w:br/><w:t>third</w:t></w:r></w:p>'
    + '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü</w:t></w:r></w:p>'
    + '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> Yes</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r><w:r><w:drawing/></w:r></w:p>'
  const document = await read(`<w:tbl><w:tr><w:tc>${inside}</w:tc></w:tr></w:tbl>`)
  assert.equal(tables(document)[0]?.rows[0]?.cells[0]?.text, 'First\nSecond\nthird\n✓✓\n☒ Yes')
  const notes = document.notes.join(' ')
  for (const expected of [/hidden/, /picture/, /Comments/]) assert.match(notes, expected)
})

test('Words in bold are marked where all of them are, in a paragraph and in a cell', async () => {
  const bold = (text: string) => `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r></w:p>`
  const document = await read(`${bold('Theme one')}<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Lead</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>: HR</w:t></w:r></w:p><w:tbl>${tr(`<w:tc>${bold('Recruitment')}</w:tc>${cell('plain')}`)}</w:tbl>`)
  assert.deepEqual(words(document).map(block => block.kind === 'paragraph' && block.bold), [true, undefined])
  assert.deepEqual(tables(document)[0]?.rows[0]?.cells.map(each => each.bold), [true, undefined])
})

test('A large table inside a cell of a layout table is a table of its own; a small one beside other answers stays in its cell', async () => {
  const inner = `<w:tbl>${tr(cell('Action') + cell('Lead') + cell('When'))}${tr(cell('a') + cell('b') + cell('c'))}${tr(cell('d') + cell('e') + cell('f'))}</w:tbl>`
  const small = `<w:tbl>${tr(cell('x') + cell('y'))}</w:tbl>`
  const document = await read(`<w:tbl>${tr(`<w:tc>${p('Our plan')}${inner}</w:tc>`)}</w:tbl><w:tbl>${tr(cell('Measure') + `<w:tc>${small}${p('')}</w:tc>`)}</w:tbl>`)
  assert.deepEqual(document.blocks.map(block => block.kind === 'table' ? texts(block) : block.text), [
    'Our plan', [['Action', 'Lead', 'When'], ['a', 'b', 'c'], ['d', 'e', 'f']], [['Measure', 'x | y']],
  ])
})

test('Text boxes are read once, after their paragraph; the table of contents is left out with a note; footnotes come last', async () => {
  const box = `<w:p><w:r><w:t>Above</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><x><w:txbxContent>${p('In the box')}</w:txbxContent></x></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p('In the box')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
  const contents = '<w:sdt><w:sdtContent><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Objective 1 ... 2</w:t></w:r></w:p><w:p><w:r><w:t>Objective 2 ... 3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
  const document = await read(`${contents}${box.replace(/<x>|<\/x>/g, '')}<w:p><w:r><w:t>Counted</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`, {
    'word/footnotes.xml': wordPart('footnotes', `<w:footnote w:id="2">${p('By the census.')}</w:footnote>`),
  })
  assert.deepEqual(words(document).map(block => block.text), ['Above', 'In the box', 'Counted', 'By the census.'])
  assert.match(document.notes.join(' '), /table of contents/)
})

test('A document with macros and links to elsewhere is read, nothing is fetched, and the macros are mentioned', async () => {
  const document = await read(`<w:p><w:hyperlink r:id="rId9"><w:r><w:t>our page</w:t></w:r></w:hyperlink></w:p>`, {
    'word/vbaProject.bin': 'x', 'word/_rels/document.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="x" Target="http://127.0.0.1:9/never" TargetMode="External"/></Relationships>',
  })
  assert.equal(words(document)[0]?.text, 'our page')
  assert.match(document.notes.join(' '), /macros/)
})
