/** From a document that a department has to an assessment that it finishes, or to a line of the programme. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeWordReport } from '#documents/write.ts'
import { house, type House, type Visitor } from '../../../../test/house.ts'
import type { Screen } from '../../../../test/screen.ts'

const [author, lead, outsider, other] = ['aisha.rahman', 'priya.nair', 'olena.marchenko', 'kelvin.osei'].map((name) => `${name}@barsetshire.example`) as [string, string, string, string]

/** The form of a council that does not exist. */
const word = () => writeWordReport({
  title: 'Equality Impact Assessment (EIA)', blocks: [
    { kind: 'paragraph', text: 'EIAs help us to think before we act. See the notes at the end.' },
    { kind: 'heading', level: 2, text: 'Title of EIA' }, { kind: 'paragraph', text: 'Lunch club at Plumstead' },
    { kind: 'heading', level: 2, text: 'Lead officer' }, { kind: 'paragraph', text: 'Service Manager, Independent Living' },
    { kind: 'heading', level: 2, text: 'Date completed' }, { kind: 'paragraph', text: '31 February 2025' },
    { kind: 'heading', level: 2, text: 'Focus of EIA' }, { kind: 'paragraph', text: 'The club would meet once a week.' }, { kind: 'paragraph', text: 'Transport would stay.' },
    { kind: 'heading', level: 2, text: 'Our pledge to the town' }, { kind: 'paragraph', text: 'We listen first.' },
    { kind: 'table', table: { title: 'Impact', headings: [{ text: 'Protected characteristic' }, { text: 'Impact' }, { text: 'Why' }], rows: [['Age', 'Negative', 'Everybody who comes is over 70.'], ['Disability', 'Don’t know', 'Nobody asked.']] } },
    { kind: 'heading', level: 2, text: 'Mitigating actions' }, { kind: 'paragraph', text: 'Offer a second club at Framley.' },
  ],
})

async function give(council: House, person: Visitor, fileName: string, bytes: Uint8Array | string): Promise<Screen> {
  const waiting = await person.send(await person.get('/assessments/documents/new'), 'Read this document', { 'Your document': { fileName, bytes } })
  assert.match(waiting.text, /moves on by itself/)
  await council.work()
  return person.visit(waiting.address)
}

test('an assessment that exists as Word is looked through and becomes one to finish; as a web page, one of the register', async (t) => {
  await using council = await house()
  const aisha = await council.as(author)
  const overview = await give(council, aisha, 'lunch club.docx', await word())
  const at = overview.address

  await t.test('the overview says what was found, where it would go, and what has no place', async () => {
    assert.match(overview.text, /1 passage that we could not place/)
    assert.match(overview.text, /Our pledge to the town.*We listen first.*Please say/s)
    assert.match(overview.text, /Focus of EIA.*What would change, and from when/s)
    assert.ok(!overview.hasLink('Make it an assessment to finish'), 'nothing is made before somebody has looked')
    assert.equal((await (await council.as(other)).get(at)).status, 403, 'it is whose it is')
    assert.equal((await (await council.as(outsider)).get('/assessments/documents')).status, 403)
  })

  const looking = await aisha.get(`${at}/look`)
  await t.test('each passage stands beside what it was taken for, and the one without a place has to be said', async () => {
    for (const words of ['Everybody who comes is over 70.', 'Nobody asked.', 'The club would meet once a week.', 'Offer a second club at Framley.', 'See the notes at the end.']) assert.ok(looking.text.includes(words), words)
    const refused = await aisha.press(looking, 'These are right')
    assert.equal(refused.status, 422)
    assert.deepEqual(refused.errors.map((each) => each.text), ['Choose where “Our pledge to the town” belongs, or leave it out'])
  })
  const looked = await aisha.send(looking, 'These are right', { 'Where does “Our pledge to the town” belong?': 'Engagement and consultation: Who was asked, how, and when?' })
  assert.match(looked.text, /You have looked at all of it/)

  await t.test('it becomes an assessment: words in the boxes, the rest beside the questions, the original with it', async () => {
    const finish = await aisha.get((await aisha.get(at)).link('Make it an assessment to finish'))
    assert.equal(finish.field('What is proposed?'), 'Lunch club at Plumstead')
    const made = await aisha.send(finish, 'Make it', { 'Which department is it for?': 'Adults and Communities' })
    assert.match(made.text, /was begun from lunch club.docx/)
    assert.match((await aisha.get(`${made.address}/write/proposal`)).html, /The club would meet once a week\.\nTransport would stay\./)
    assert.match((await aisha.get(`${made.address}/write/engagement`)).text, /What the document said.*Our pledge to the town.*We listen first/s)
    const age = await aisha.get(`${made.address}/impact/age`)
    assert.match(age.text, /Impact: Negative.*Why: Everybody who comes is over 70/s)
    assert.doesNotMatch(age.html, /value="negative" checked|checked[^>]*value="negative"/, 'nothing is rated for anybody')
    const mitigation = await aisha.get(`${made.address}/mitigation`)
    assert.equal((await aisha.get(mitigation.link('Make an action of it'))).field('What will be done?'), 'Offer a second club at Framley.')
    const original = await aisha.get((await aisha.get(made.link('lunch club.docx'))).link('The original, lunch club.docx'))
    assert.equal(original.status, 200)
    assert.match(String(original.headers['content-disposition']), /attachment/)
    assert.equal((await aisha.get(`${at}/look`)).status, 404, 'it is looked through once')
    assert.equal((await (await council.as(other)).get(`${at}/original`)).status, 403, 'who may not read the assessment may not read where it came from')
  })

  await t.test('a web page is recorded as done, on days that somebody says', async () => {
    const priya = await council.as(lead)
    const page = await give(council, priya, 'old.html', '<html><body><p>Name of policy being assessed: Ferries</p><p>Date EIA assessment completed: Septober 2019</p><p>1 What is new or changed in this policy?</p><p>Nothing.</p></body></html>')
    await priya.send(await priya.get(`${page.address}/look`), 'These are right')
    const record = await priya.get(`${page.address}/register`)
    assert.match(record.text, /Septober 2019/, 'the document’s own words are shown; no day is guessed')
    const answers = { 'Which policy or service is it about?': 'Libraries', 'When was it finished?': Temporal.PlainDate.from('2019-10-04') }
    assert.match((await priya.send(record, 'Record it', { ...answers, 'When was it published? (optional)': Temporal.PlainDate.from('2019-10-01') })).text, /same as or after the day before it/)
    const item = await priya.send(record, 'Record it', answers)
    assert.match(item.text, /old.html was recorded/)
    assert.match(item.text, /Finished\s*4 October 2019/)
    assert.equal((await (await council.as(outsider)).get(`${page.address}/original`)).status, 200, 'what is in the register everybody who works here may read')
  })

  await t.test('the body’s own questions, and its own wording of ours, find their answers in a document', async () => {
    const priya = await council.as(lead)
    await priya.send(await priya.get('/assessments/method/engagement'), 'Save', { 'Our question 1 (optional)': 'What does the youth council say?' })
    await priya.send(await priya.get('/assessments/method/proposal'), 'Save', { 'What is it meant to do?': 'What do we want to come of this?' })
    const page = await give(council, aisha, 'ours.docx', await writeWordReport({ title: 'Our form', blocks: [
      { kind: 'heading', level: 2, text: 'Title of EIA' }, { kind: 'paragraph', text: 'Skate park at Framley' },
      { kind: 'heading', level: 2, text: '2. What do we want to come of this?' }, { kind: 'paragraph', text: 'A place to meet.' },
      { kind: 'heading', level: 2, text: 'What does the Youth Council say' }, { kind: 'paragraph', text: 'Lights until nine.' },
    ] }))
    assert.doesNotMatch(page.text, /Please say/, 'nothing is asked that the body has said itself')
    assert.match(page.text, /Engagement and consultation: What does the youth council say\?/)
    await aisha.send(await aisha.get(`${page.address}/look`), 'These are right')
    const made = await aisha.send(await aisha.get(`${page.address}/finish`), 'Make it', { 'Which department is it for?': 'Adults and Communities' })
    assert.match((await aisha.get(`${made.address}/write/engagement`)).html, /Lights until nine\./)
    assert.match((await aisha.get(`${made.address}/write/proposal`)).html, /A place to meet\./)
  })

  await t.test('what cannot be read says why, and a reading is thrown away with its file', async () => {
    assert.match((await give(council, aisha, 'x.docx', 'PK\u0003\u0004 not really')).text, /could not be read/)
    const page = await give(council, aisha, 'draft.txt', 'Title of EIA\n\nFewer benches\n')
    assert.match((await aisha.send(await aisha.get(`${page.address}/throw-away`), 'Throw it away', { 'Are you sure?': 'Yes, throw it away' })).text, /draft.txt was thrown away/)
    assert.equal((await aisha.get(`${page.address}/original`)).status, 404)
  })
})

test('a document that is no assessment is said to be none, nothing is guessed, and its original is kept', async () => {
  await using council = await house()
  const aisha = await council.as(author)
  const menu = await give(council, aisha, 'menu.html', '<html><body><h1>Menu</h1><p>Soup and bread, every day.</p></body></html>')
  assert.match(menu.text, /This does not look like an impact assessment/)
  assert.doesNotMatch(menu.text, /We found/)
  assert.match(Buffer.from((await aisha.get(menu.link('The original, menu.html'))).bytes).toString(), /Soup and bread/)
  const picture = await give(council, aisha, 'scan.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  assert.match(picture.text, /scan\.png is a picture: choose the document that the picture was made from, or type its words into a Word document/)
})
