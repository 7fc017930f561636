/** What we write, opened by LibreOffice as a reader would open it. Where it is not on the machine, this is skipped with a line that says so. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { tallyOfThings } from '#disclosure/tally.ts'
import { bars, writeOdsBook, writeWord, writeWordReport, type WrittenTable } from './write.ts'

const office = spawnSync('soffice', ['--version']).status === 0
const skip = office ? false : 'LibreOffice is not on this machine (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)'

const table: WrittenTable = { title: 'Actions', notes: ['As on 31 March 2026.'], headings: [{ text: 'Action' }, { text: 'How many', kind: 'number' }], rows: Array.from({ length: 70 }, (_, place) => [`Action ${String(place + 1)} “with marks” & <signs>`, String(place * 3)]) }

/** The text of each page, after LibreOffice has opened the file and made a PDF of it. */
async function pagesOf(fileName: string, bytes: Uint8Array): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'due-regard-office-'))
  try {
    writeFileSync(join(folder, fileName), bytes)
    execFileSync('soffice', ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'pdf', '--outdir', folder, join(folder, fileName)], { stdio: 'pipe', timeout: 120_000 })
    const pdf = await getDocument({ data: new Uint8Array(readFileSync(join(folder, fileName.replace(/\.\w+$/, '.pdf')))) }).promise
    const pages: string[] = []
    for (let number = 1; number <= pdf.numPages; number++) pages.push((await (await pdf.getPage(number)).getTextContent()).items.map((item) => 'str' in item ? item.str : '').join(' ').replaceAll(/\s+/g, ' '))
    await pdf.loadingTask.destroy()
    return pages
  } finally { rmSync(folder, { recursive: true, force: true }) }
}

test('a Word report opens with its title, contents, pictures, marking, and the heading row again on each page', { skip, timeout: 150_000 }, async () => {
  const pages = await pagesOf('report.docx', await writeWordReport({
    title: 'Equality report', marking: 'Draft of 22 November 2026', foot: 'Barsetshire', contents: true,
    blocks: [{ kind: 'heading', level: 2, text: 'Progress' }, { kind: 'picture', picture: bars('How actions stand', 'Twelve are done.', [{ label: 'Done', value: tallyOfThings(12) }]) }, { kind: 'table', table }, { kind: 'heading', level: 2, text: 'What comes next' }, { kind: 'paragraph', text: 'More of it.' }],
  }))
  assert.ok(pages.length >= 2, `${String(pages.length)} pages`)
  assert.match(pages[0] ?? '', /Equality report.*Contents.*Progress.*What comes next.*How actions stand/)
  for (const [place, page] of pages.entries()) {
    assert.match(page, /Draft of 22 November 2026/)
    assert.match(page, new RegExp(`Barsetshire\\. Page ${String(place + 1)} of ${String(pages.length)}`))
  }
  assert.match(pages[1] ?? '', /Action How many/, 'the heading row stands on the second page too')
  assert.match(pages.join(' '), /Action 70 “with marks” & <signs>/)
})

test('a list as Word and a book of tables as a spreadsheet open with every row', { skip, timeout: 300_000 }, async () => {
  const list = await pagesOf('list.docx', await writeWord(table))
  assert.match(list.join(' '), /Action 1 .*Action 70 /)
  const book = (await pagesOf('book.ods', await writeOdsBook({ title: 'Equality figures', cover: ['Barsetshire, 2026.'], notes: ['Withheld figures are marked.'], tables: [table] }))).join(' ')
  for (const words of ['Equality figures', 'Withheld figures are marked.', 'As on 31 March 2026.', 'Action 70', '207']) assert.ok(book.includes(words), words)
})
