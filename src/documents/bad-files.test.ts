import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defaultLimits, type ReadingLimits } from './document.ts'
import { pdfFile } from './for-tests-pdf.ts'
import { lyingZip, openFile, readable, refusal, tables, texts, wordCell, wordFile, wordParagraph, words, zipOf } from './made-for-tests.ts'
import { readDocument, readDocumentHere } from './read.ts'
import { sniff } from './sniff.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')
const refused = async (bytes: Uint8Array, fileName: string, limits: ReadingLimits = defaultLimits) => refusal(await readDocumentHere(bytes, fileName, limits))

test('Each kind of file that holds no plan is refused in one sentence that names it and says what to do', async () => {
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  const expected: readonly (readonly [Uint8Array, string, RegExp])[] = [
    [new Uint8Array(0), 'plan.docx', /^plan\.docx is empty: check that you chose the right file/],
    [old, 'plan.doc', /^plan\.doc is an old Word or Excel file, or one that is protected by a password: open it, take the password off/],
    [bytesOf('{\\rtf1 plan}'), 'plan.doc', /Rich Text Format.*save it as a Word document/],
    [bytesOf('\x89PNG\r\n\x1a\n'), 'plan.docx', /^plan\.docx is a picture: choose the document/],
    [bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'plan.svg', /not a kind of file that can be read here/],
    [bytesOf('<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y" [<!ENTITY a "b">]><svg/>'), 'plan.html', /not a kind of file that can be read here/],
    [bytesOf('MZ\x90\x00\x03'), 'plan.docx', /not a kind of file that can be read here/],
    [bytesOf('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR' + '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'), 'plan.txt', /not a kind of file that can be read here/],
    [bytesOf('From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\nx'), 'plan.mht', /is a saved e-mail or a web page saved with everything/],
    [zipOf({ 'a.txt': 'x' }), 'plan.zip', /is a zip file and no document: open it, take out the document/],
    [bytesOf('\x00\x01\x02\x03'), 'plan.csv', /not a kind of file that is known here, or is damaged/],
    [bytesOf(' \n \n'), 'plan.txt', /^plan\.txt has no words that can be read/],
    [bytesOf('%PDF-1.7\nnonsense'), 'plan.pdf', /^plan\.pdf is damaged/],
  ]
  for (const [bytes, fileName, sentence] of expected) {
    const answer = await refused(bytes, fileName)
    assert.match(answer, sentence)
    assert.match(answer, /^[^:]+: [^:]+\.$/, 'one sentence: what it is, then what to do')
  }
})

test('A name that would change the sentence is shown without its tricks', async () => {
  assert.match(await refused(new Uint8Array(0), 'C:\\plans\\\u202efdp.exe\n<b>'), /^fdp\.exe<b> is empty/)
  assert.match(await refused(new Uint8Array(0), '\u0000'), /^The file is empty/)
  assert.ok((await refused(new Uint8Array(0), 'x'.repeat(500))).length < 300)
})

test('A file larger than the limit is refused with the limit', async () => {
  assert.match(await refused(bytesOf('Action,Lead\n'), 'plan.csv', { ...defaultLimits, fileBytes: 4 }), /is larger than 0 MB, which is the most that is read/)
})

test('A zip bomb is stopped while it unpacks, whatever it says of itself', async () => {
  const limits = { ...defaultLimits, unpackedBytes: 3_000_000 }
  const huge = Buffer.concat([bytesOf('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'), Buffer.alloc(40_000_000, 'a')])
  // Packing them takes memory of its own, which is not what is measured.
  const bombs = [undefined, 500].map((size) => lyingZip('word/document.xml', huge, { size }))
  for (const bomb of bombs) {
    assert.ok(bomb.length < 60_000)
    const before = process.memoryUsage().arrayBuffers
    assert.match(await refused(bomb, 'plan.docx', limits), /^plan\.docx unpacks to more than 3 MB/)
    // Each by itself: what the one left behind may not have been tidied away when the other is read.
    assert.ok(process.memoryUsage().arrayBuffers - before < 60_000_000)
  }
})

test('A file that unpacks to hundreds of times its size is refused before any limit of bytes', async () => {
  const bomb = lyingZip('word/document.xml', Buffer.concat([bytesOf('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'), Buffer.alloc(60_000_000, ' ')]))
  assert.match(await refused(bomb, 'plan.docx'), /unpacks to more than/)
})

test('A damaged, cut or locked package is refused as what it is', async () => {
  const good = wordFile(wordParagraph('We will listen to young people. '.repeat(200)))
  const broken = Uint8Array.from(good)
  broken.fill(7, 60, 90)
  assert.match(await refused(broken, 'plan.docx'), /is damaged and cannot be read to its end/)
  assert.match(await refused(good.subarray(0, good.length - 30), 'plan.docx'), /is damaged/)
  const xml = bytesOf('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>')
  assert.match(await refused(lyingZip('word/document.xml', xml, { crc: 1 }), 'plan.docx'), /is damaged/)
  assert.match(await refused(lyingZip('word/document.xml', xml, { encrypted: true }), 'plan.docx'), /is protected by a password/)
})

test('A document type inside a document is refused before it defines anything', async () => {
  const declared = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "lol">]>'
  const word = zipOf({ 'word/document.xml': `${declared}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>` })
  assert.match(await refused(word, 'plan.docx'), /has a document type declaration inside/)
  const open = openFile('text', '<text:p>x</text:p>', '', { 'styles.xml': `${declared}<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>` })
  assert.match(await refused(open, 'plan.odt'), /has a document type declaration inside/)
})

test('Nesting deeper than any plan is refused, not followed', async () => {
  assert.match(await refused(wordFile('<w:sdt>'.repeat(3000) + wordParagraph('x') + '</w:sdt>'.repeat(3000)), 'plan.docx'), /nested deeper than any plan/)
  assert.match(await refused(bytesOf(`<html>${'<div>'.repeat(30_000)}x`), 'plan.html'), /nested deeper than any plan/)
})

test('A PDF of scans, a locked PDF and a PDF of too many pages each get their sentence', async () => {
  assert.match(await refused(await pdfFile({}, pdf => { pdf.rect(50, 50, 300, 300).fill('#cccccc') }), 'scan.pdf'), /^scan\.pdf is a scan, with pictures of pages and no words that can be read: find the document/)
  assert.match(await refused(await pdfFile({ userPassword: 'owl' }, pdf => { pdf.text('secret') }), 'plan.pdf'), /^plan\.pdf is protected by a password/)
  const long = await pdfFile({}, pdf => { for (let page = 1; page < 200; page += 1) pdf.addPage() })
  assert.equal(await refused(long, 'plan.pdf'), 'plan.pdf has 200 pages, and at most 150 are read: save the pages that matter as a PDF of their own and choose that.')
})

test('A PDF that only forbids changes is read', async () => {
  assert.match(words(readable(await readDocumentHere(await pdfFile({ ownerPassword: 'owl' }, pdf => { pdf.text('We will listen.') }), 'plan.pdf')))[0]?.text ?? '', /We will listen\./)
})

test('Whatever the bytes are, reading ends with a document or a sentence and no error of ours', async () => {
  const seeds = [wordFile(wordParagraph('plan')), openFile('spreadsheet', '<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>'), bytesOf('<table><tr><td>a'), bytesOf('a,b\n1,"2'), bytesOf('a\tb\n"c\td\n| e |'), bytesOf('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>')]
  await fc.assert(fc.asyncProperty(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 12 }), fc.uint8Array({ maxLength: 40 }), async (seed, changes, tail) => {
    const bytes = Buffer.concat([seed, tail])
    for (const [at, value] of changes) bytes[at % bytes.length] = value
    const answer = await readDocumentHere(bytes, 'plan')
    assert.ok(!('because' in answer) || answer.because === undefined, 'because' in answer ? String(answer.because) : '')
  }), { numRuns: 300 })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), bytes => { assert.equal(typeof sniff(bytes).kind, 'string') }))
})

test('A file is read in a thread of its own, with the same answer as on this one', async () => {
  const rows = Array.from({ length: 400 }, (_, index) => `<w:tr>${wordCell(`Action ${index}`)}${wordCell('HR')}${wordCell('May 2031')}</w:tr>`).join('')
  const file = wordFile(`${wordParagraph('Plan')}<w:tbl>${rows}</w:tbl>${wordParagraph('End')}<w:tbl><w:tr>${wordCell('small')}</w:tr></w:tbl>`)
  const inThread = await readDocument(file, 'plan.docx')
  assert.deepEqual(inThread, await readDocumentHere(file, 'plan.docx'))
  assert.equal(tables(readable(inThread))[0]?.rows.length, 400)
  assert.deepEqual(texts(tables(readable(inThread))[1]), [['small']])
  assert.ok(file.length > 0, 'the caller keeps the bytes')
})

test('A file that takes longer than the deadline, or more memory than its share, is stopped with a sentence', async () => {
  const large = bytesOf(`<table>${'<tr><td>some words<td>more words<td>HR'.repeat(60_000)}`)
  assert.match(refusal(await readDocument(large, 'plan.html', { ...defaultLimits, milliseconds: 1 })), /^plan\.html took longer than 0 seconds to read/)
  assert.match(refusal(await readDocument(Buffer.concat([large, large, large]), 'plan.html')), /^plan\.html needs more memory to read than is given to one file|has more than/)
})
