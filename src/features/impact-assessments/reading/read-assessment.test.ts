import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { readDocumentHere } from '#documents/read.ts'
import { writeWordReport } from '#documents/write.ts'
import { homesFor } from '../imported.ts'
import { madeUpContent } from '../made-up-assessment.ts'
import { reportOf } from '../pages/in-words.ts'
import { detailHomes, groupLabels, labels } from './labels.ts'
import { readAssessment, spelledOut, type Passage } from './read-assessment.ts'

async function read(name: string, words: string): Promise<readonly Passage[]> {
  const document = await readDocumentHere(new TextEncoder().encode(words), name)
  assert.ok(!('unreadable' in document), 'unreadable' in document ? document.unreadable : '')
  return readAssessment(document)
}
const web = (inside: string) => read('assessment.html', `<!doctype html><html lang="en"><body><main>${inside}</main></body></html>`)
const under = (passages: readonly Passage[], home: string): string => passages.filter((each) => each.home === home).map((each) => each.words).join(' / ')

test('each label leads to a home that exists, and no phrase to two', () => {
  const homes = new Set([...homesFor([], null).map((home) => home.code), 'form'])
  assert.deepEqual(labels.filter((label) => !homes.has(label.home)).map((label) => label.home), [])
  assert.deepEqual(Object.keys(groupLabels).filter((code) => !homes.has(`impact/${code}`)), [])
  const seen = new Map<string, string>()
  for (const { home, phrases } of labels) for (const phrase of phrases.flatMap(spelledOut)) {
    const plain = phrase.replaceAll(/\s+/g, ' ').trim()
    assert.ok(seen.get(plain) === undefined || seen.get(plain) === home, `“${plain}” leads to ${home} and to ${seen.get(plain) ?? ''}`)
    seen.set(plain, home)
  }
  assert.equal(detailHomes.length, new Set(detailHomes.map((each) => each.code)).size)
})

test('labels are known whatever stands around them: numbers, marks of notes, signs of a web page, hints', async () => {
  const passages = await web(`<p>1. Title of EIA[5]</p><p>Fewer buses</p><p>Team/Department<sup>7</sup></p><p>Transport</p>
    <p>Section 1. Please describe briefly what this EIA is about. (e.g. are you changing how you do something?)</p><p>Three routes end at nine.</p><p>Does the proposal involve a significant commitment or removal of resources? Please give details.</p><p>It saves £40,000.</p>`)
  assert.equal(under(passages, 'details/title'), 'Fewer buses')
  assert.equal(under(passages, 'details/department'), 'Transport')
  assert.equal(under(passages, 'proposal/changes'), 'Three routes end at nine.')
  assert.equal(under(passages, 'proposal/money'), 'It saves £40,000.')
})

test('a table about groups gives a passage to each group, with what each column says and nothing rated', async () => {
  const passages = await web(`<table><tr><th>Protected characteristic</th><th>Impact</th><th>Why</th></tr><tr><td>Age</td><td>Negative</td><td>Older people travel late.</td></tr><tr><td>Ethnicity</td><td>Don’t know</td><td>Nobody asked.</td></tr></table>
    <table><tr><td>Potential issues</td><td>Mitigating actions</td></tr><tr><td>Fear of walking</td><td>A request stop</td></tr></table>`)
  assert.match(under(passages, 'impact/age'), /Impact: Negative.*Why: Older people travel late/s)
  assert.match(under(passages, 'impact/race'), /Don’t know.*Nobody asked/s)
  assert.equal(under(passages, 'impact/all'), 'Fear of walking')
  assert.equal(under(passages, 'mitigation'), 'A request stop')
})

test('an action table gives a passage to each row, each cell under its heading', async () => {
  const passages = (await web('<table><tr><th>Action</th><th>Target</th><th>Officer responsible</th><th>By when</th></tr><tr><td>Ask carers</td><td>40 asked</td><td>Head of Care</td><td>June 2027</td></tr><tr><td>Keep a stop</td><td>One stop</td><td>Head of Transport</td><td>May 2027</td></tr></table>')).filter((each) => each.home === 'mitigation')
  assert.equal(passages.length, 2)
  assert.equal(passages[0]?.words, 'Action: Ask carers\nTarget: 40 asked\nOfficer responsible: Head of Care\nBy when: June 2027')
})

test('a form that we wrote ourselves is read back: every passage has a home', async () => {
  const made = madeUpContent(Temporal.PlainDate.from('2026-11-22'))
  const bytes = await writeWordReport({ title: 'Fridays at the day centre', blocks: [
    { kind: 'table', table: { title: 'Key details', headings: [{ text: 'Detail' }, { text: 'Answer' }], rows: [['Number', 'EIA/2026/001'], ['Department', 'Adults'], ['Lead officer', 'Aisha Rahman'], ['Who decides', 'Cabinet'], ['Started', '1 May 2026'], ['How it stands', 'Being written']] } },
    ...reportOf(made), { kind: 'heading', level: 2, text: 'Scrutiny and sign-off' },
    { kind: 'table', table: { title: 'Who did what, and when', headings: [{ text: 'Detail' }, { text: 'By whom and when' }], rows: [['Sent to the departmental group', 'Aisha Rahman'], ['Agreed by the departmental group', 'Colin Fairweather'], ['Signed', 'Daniel Whitcombe'], ['Decided', 'Cabinet'], ['To be reviewed', '1 May 2027']] } },
  ] })
  const document = await readDocumentHere(bytes, 'ours.docx')
  assert.ok(!('unreadable' in document))
  const passages = readAssessment(document)
  assert.deepEqual(passages.filter((each) => each.home === null && each.words !== '').map((each) => [each.label, each.words]), [])
  assert.match(under(passages, 'evidence'), /Attendance register of the centre.*On Fridays 38 people come/s)
  assert.match(under(passages, 'details/number'), /EIA\/2026\/001/)
  assert.match(under(passages, 'mitigation'), /Keep Friday mornings open/)
})

test('what no label knows is asked about, and nothing of the document is lost', async () => {
  const passages = await web('<h2>Our pledge</h2><p>We will be kind.</p><p>Have you thought about the moon?</p><p>No.</p><p>Age:</p><p>Older people walk less.</p>')
  assert.deepEqual(passages.map(({ label, words, home }) => [label, words, home]), [['Our pledge', 'We will be kind.', null], ['Have you thought about the moon?', 'No.', null], ['Age:', 'Older people walk less.', 'impact/age']])
})

test('an answer that begins like a label is still the answer', async () => {
  const passages = await web('<p>Proposal being screened</p><p>What is the purpose of the service and how many use it will be reviewed next year.</p><p>Focus of EIA</p><p>The scheme covers:</p><ul><li>Age</li><li>Evidence</li></ul><p>It ends in March.</p>')
  assert.equal(under(passages, 'details/title'), 'What is the purpose of the service and how many use it will be reviewed next year.')
  assert.equal(under(passages, 'proposal/changes'), 'The scheme covers:\n• Age\n• Evidence\nIt ends in March.')
})

test('our own form is read back: each question of ours is a label', async () => {
  const passages = await web('<h2>The proposal</h2><h3>What other ways were considered?</h3><p>Do nothing.</p><h3>Who else carries it out?</h3><p>Barset Transport</p><h3>Is it different for people who are in more than one of these groups?</h3><p>Older disabled women walk furthest.</p>')
  assert.equal(under(passages, 'proposal/options'), 'Do nothing.')
  assert.equal(under(passages, 'proposal/partners'), 'Barset Transport')
  assert.equal(under(passages, 'together/intersections'), 'Older disabled women walk furthest.')
})

// The real documents: beside the project on the machine where it is made, and never copied into it.
const folder = resolve(import.meta.dirname, '../../../../../shared/data/eias')

/** Which fields each template has, by file, and where each goes. `README.md` of the room says the same in words. */
const fields: Readonly<Record<string, readonly string[]>> = {
  'brighton-council-tax-reduction-2021-22': ['details/title', 'details/number', 'details/department', 'proposal/changes', 'impact/all', 'mitigation'], 'brighton-school-closures-2023': ['details/title', 'details/number', 'details/department', 'proposal/changes'],
  'colchester-local-council-tax-support-2024-25': ['details/title', 'proposal/aims', 'proposal/changes'], 'east-sussex-bishopstone-junction': ['details/title', 'details/department', 'proposal/changes'], 'east-sussex-seaford-library-2024-25': ['details/title', 'details/department', 'proposal/changes'],
  'havering-library-budget-2015': ['details/title', 'details/kind', 'details/lead', 'details/agreed', 'details/finished', 'details/review', 'details/advice', 'details/published'],
  'lcc-ehria-braunstone-town-library-2014': ['details/title', 'details/department', 'details/lead', 'details/contact', 'details/responsible', 'details/started', 'details/finished', 'proposal/changes'],
  'maidstone-council-tax-reduction-2016': ['details/title', 'details/body', 'details/started', 'details/first stage', 'details/finished', 'details/authors', 'proposal/changes', 'impact/all'],
  'nyc-council-tax-reduction-2026-27': ['details/title', 'details/department', 'details/lead', 'details/authors', 'details/process', 'details/started', 'proposal/changes'],
  'nycc-screening-kirby-grindalythe-cgr': ['details/title', 'details/department', 'details/lead', 'proposal/changes', 'proposal/aims', 'proposal/money', 'impact/all', 'people/who'], 'rochford-core-strategy-2010': ['details/title', 'details/started', 'details/finished', 'form'],
  'somerset-crewkerne-library-2018': ['details/title', 'details/version', 'details/started', 'proposal/changes'],
}

test('the real assessments: every field of each template finds a home, read as text and as a web page', { skip: !existsSync(folder) ? 'the real assessments are not on this machine' : false }, async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  assert.equal(files.length, 12)
  for (const file of files) {
    const expected = fields[file.replace(/(\.two-serialisations|\.pipe)?\.txt$/, '')]
    assert.ok(expected, `${file} has no line in the table`)
    const readings = readFileSync(`${folder}/${file}`, 'utf8').split(/^-----.*$/m).slice(1)
    const found = new Set<string | null>()
    for (const words of readings) {
      const asText = await read('assessment.txt', words)
      const asPage = await web(words.split('\n').filter((line) => line.trim() !== '').map((line) => `<p>${line}</p>`).join(''))
      assert.deepEqual([...asText, ...asPage].filter((each) => each.home === null).map((each) => each.label), [], `${file}: a label without a home`)
      for (const each of asText) found.add(each.home)
      const letters = (text: string) => text.replaceAll(/<[^>]*>|\[\d+\]/g, '').replaceAll(/[^\p{L}\p{N}]/gu, '')
      const kept = letters(asText.map((each) => `${each.label}${each.words}`).join('')).length
      assert.ok(kept >= letters(words).length, `${file}: ${letters(words).length - kept} letters were lost`)
    }
    assert.deepEqual(expected.filter((home) => !found.has(home)), [], file)
    assert.deepEqual([...found].filter((home) => home !== null && home !== 'form' && !expected.includes(home)), [], `${file}: a home that the table does not name`)
  }
})
