import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { tallyOfThings } from '#disclosure/tally.ts'
import { bars, drawPicture, line, writePdf, writeWordReport, type WrittenReport } from './write.ts'
import { columnShares, lettersAcross } from './written-table.ts'

const finished = bars('Actions by how they stand', 'Of the actions, 12 are done, 30 are on time and 4 are late.', [
  { label: 'Done', value: tallyOfThings(12) }, { label: 'On time', value: tallyOfThings(30) }, { label: 'Late', value: tallyOfThings(4) }])
const trend = line('Assessments published each quarter', 'The number rose from 3 to 9 over four quarters.', [3, 5, 8, 9].map((value, place) => ({ label: `Quarter ${String(place + 1)}`, value: tallyOfThings(value) })), { label: 'Target', value: tallyOfThings(8) })

const report: WrittenReport = {
  title: 'Equality report to the board', marking: 'Draft of 22 November 2026', foot: 'Barsetshire County Council', contents: true,
  blocks: [
    { kind: 'heading', level: 2, text: 'How we are doing' },
    { kind: 'paragraph', text: 'Two things went well.\nOne did not: “<late>” & unanswered.' },
    { kind: 'picture', picture: finished },
    { kind: 'table', table: { title: 'Actions', notes: ['As on 31 March 2026.'], headings: [{ text: 'Action' }, { text: 'Due', kind: 'date' }], rows: Array.from({ length: 60 }, (_, place) => [`Action ${String(place + 1)} of the plan, with words enough to need a second line in its cell`, '31 March 2026']) } },
    { kind: 'heading', level: 2, text: 'Assessments' },
    { kind: 'heading', level: 3, text: 'Published in time' },
    { kind: 'picture', picture: trend },
  ],
}

test('a Word report has its headings, contents, marking, page numbers and pictures with their words', async () => {
  const files = unzipSync(await writeWordReport(report))
  const text = (name: string) => new TextDecoder().decode(files[name])
  const main = text('word/document.xml')
  assert.equal(main.match(/<w:pStyle w:val="Heading2"\/>/g)?.length, 2)
  assert.match(main, /<w:hyperlink w:anchor="chapter2" w:history="1">.*?Assessments/)
  assert.match(main, /<w:bookmarkStart w:id="2" w:name="chapter2"\/>/)
  assert.match(main, /<wp:docPr id="1" name="Actions by how they stand" descr="Of the actions, 12 are done, 30 are on time and 4 are late\."\/>/)
  assert.match(main, /<w:tblHeader\/>/)
  assert.match(text('word/header1.xml'), /Draft of 22 November 2026/)
  assert.match(text('word/footer1.xml'), /Barsetshire County Council\. Page .*PAGE.*NUMPAGES/)
  assert.match(text('docProps/core.xml'), /<dc:title>Equality report to the board<\/dc:title><dc:language>en-GB<\/dc:language>/)
  assert.deepEqual([...files['word/media/picture2.png'] ?? []].slice(1, 4), [...new TextEncoder().encode('PNG')])
  assert.match(text('word/_rels/document.xml.rels'), /Id="picture2"[^>]*media\/picture2\.png/)
})

interface Node { readonly role?: string; readonly alt?: string; readonly type?: string; readonly id?: string; readonly children?: readonly Node[] }

test('a PDF report is tagged: its structure tree, read back, has the headings, the table with its header cells, and the words of each picture', async () => {
  const bytes = await writePdf(report)
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise
  try {
    assert.ok(pdf.numPages >= 3, `${String(pdf.numPages)} pages`)
    assert.deepEqual(Object.fromEntries(await pdf.getMarkInfo() as unknown as Iterable<[string, boolean]>), { Marked: true, UserProperties: false, Suspects: false })
    const { info, metadata } = await pdf.getMetadata() as unknown as { info: { Title: string; Language: string }; metadata: { getRaw(): string } }
    assert.deepEqual([info.Title, info.Language], ['Equality report to the board', 'en-GB'])
    assert.match(metadata.getRaw(), /<pdfuaid:part>1<\/pdfuaid:part>/)
    assert.deepEqual((await pdf.getOutline()).map(({ title }) => title), ['How we are doing', 'Assessments'])
    const roles: string[] = []
    const words: string[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const content = await page.getTextContent({ includeMarkedContent: true })
      const said = new Map<string, string>()
      const here = new Set<string>()
      let inside: string | null = null
      const artefact: string[] = []
      const stack: (string | null)[] = []
      for (const item of content.items as { type?: string; id?: string; tag?: string; str?: string }[]) {
        if (item.type?.startsWith('beginMarkedContent')) {
          stack.push(inside)
          inside = item.id ?? 'artefact'
          here.add(inside)
        }
        else if (item.type === 'endMarkedContent') inside = stack.pop() ?? null
        else if (inside === 'artefact') artefact.push(item.str ?? '')
        else if (inside !== null) said.set(inside, (said.get(inside) ?? '') + (item.str ?? ''))
        else assert.equal((item.str ?? '').trim(), '', `page ${String(number)} has words that are neither in the tree nor an artefact: ${String(item.str)}`)
      }
      assert.ok(artefact.some((each) => each.includes('Draft of 22 November 2026')), `page ${String(number)} does not say that it is a draft`)
      assert.ok(artefact.some((each) => each.includes(`Page ${String(number)} of ${String(pdf.numPages)}`)))
      const walk = (node: Node): void => {
        // The reader gives a table that goes on over the page whole on each of them: what stands on this one counts.
        if (node.role !== undefined && node.children?.some((child) => child.type === 'content' && here.has(child.id ?? '')) === true) {
          roles.push(node.role)
          if (node.alt !== undefined) words.push(node.alt)
        }
        if (node.type === 'content' && node.id !== undefined && said.has(node.id)) words.push(said.get(node.id) ?? '')
        node.children?.forEach(walk)
      }
      const tree = await page.getStructTree() as Node | null
      if (tree) walk(tree)
    }
    const count = (role: string) => roles.filter((each) => each === role).length
    assert.deepEqual([count('H1'), count('H2'), count('H3'), count('Figure'), count('TH'), count('TD')], [1, 2, 1, 2, 2, 120])
    assert.ok(words.includes('Of the actions, 12 are done, 30 are on time and 4 are late.'))
    assert.ok(words.includes('Equality report to the board'))
  } finally { await pdf.loadingTask.destroy() }
})

test('the same report always makes the same bytes', async () => {
  assert.deepEqual(await writePdf(report), await writePdf(report))
  assert.deepEqual(await writeWordReport(report), await writeWordReport(report))
})

test('a picture draws nothing for what is withheld, and says why', () => {
  const svg = drawPicture(line('Share', 'One year is withheld.', [{ label: '2024', value: tallyOfThings(4) }, { label: '2025', value: { state: 'withheld', symbol: '[c]', reason: 'Withheld.' } }, { label: '2026', value: tallyOfThings(6) }])).toString()
  assert.equal(svg.match(/<circle/g)?.length, 2)
  assert.ok(!svg.includes('<polyline'))
  assert.ok(svg.includes('[c]'))
})

test('columns are as wide as what stands in them: no heading is broken within a word, and the longest words get the most', () => {
  const headings = ['Objective', 'Actions', 'Overdue', 'At risk', 'On track', 'Not started', 'Achieved', 'Not achieved', 'Withdrawn'].map((text, at) => ({ text, ...(at === 0 ? {} : { kind: 'number' as const }) }))
  const shares = columnShares({ headings, rows: [['EO1: Have a workforce that reflects working-age Barsetshire at every grade', '6', '2', '1', '1', '1', '1', '0', '0']] })
  const letters = (at: number) => shares[at]! / shares.reduce((sum, each) => sum + each, 0) * lettersAcross.upright
  for (const [at, { text }] of headings.entries()) assert.ok(letters(at) >= Math.max(...text.split(' ').map((word) => word.length)) + 2, `${text} has ${letters(at)} letters`)
  assert.ok(shares[0]! >= Math.max(...shares.slice(1)))
  const fewer = columnShares({ headings: headings.toSpliced(7, 2, { text: 'Withdrawn or not achieved', kind: 'number' }), rows: [['EO1: Have a workforce that reflects working-age Barsetshire at every grade', '6', '2', '1', '1', '1', '1', '0']] })
  assert.ok(fewer[0]! > 1.8 * fewer[1]!, 'a name is not set one word to a line beside numbers')
  const [what, said] = columnShares({ headings: [{ text: 'Action' }, { text: 'What was said' }], rows: [['1.1', 'The second quarter’s report went to the board on 6 November, and it was sent to every department.']] })
  assert.ok(said! > 4 * what!)
  assert.deepEqual(columnShares({ headings: [{ text: 'A' }], rows: [] }).length, 1)
})
