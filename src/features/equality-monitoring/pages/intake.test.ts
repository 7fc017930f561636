/** From the extract that an analyst has to counts that are taken in: given, understood once, checked, taken in, corrected, let go. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { house, type House, type Visitor } from '../../../../test/house.ts'
import { madeUpWorkforce } from '../../../../test/made-up-workforce.ts'
import type { Screen } from '../../../../test/screen.ts'

const june = Temporal.PlainDate.from('2026-06-30')
const september = Temporal.PlainDate.from('2026-09-30')
const people = 600

/** Gives an extract and waits until it has been read. */
async function give(council: House, person: Visitor, upload: string, fileName: string, bytes: string, answers: Readonly<Record<string, string | Temporal.PlainDate>> = {}): Promise<Screen> {
  const waiting = await person.send(await person.get(upload), 'Read this extract', { 'The extract': { fileName, bytes }, ...answers })
  assert.match(waiting.heading, /^Reading /, waiting.errors.map((each) => each.text).join())
  await council.work()
  return person.get(waiting.address)
}

const day = 'Which day does it describe?'
const correcting = 'Which extract does it correct?'
const note = 'What was wrong, for readers of the figures?'

test('an extract is given, understood, checked and taken in; the next one needs one button; a correction replaces it', async (t) => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const asking = await samira.get('/monitoring/sources/new?kind=workforce')
  assert.match(asking.field('What does the law say?'), /paragraph 8 of its Schedule 1/)
  const upload = await samira.send(asking, 'Save and go on to the extract', { 'What is it called?': 'Test payroll', 'Who is in it, and who is not? (optional)': 'Excludes schools' })
  assert.equal(upload.said, 'Test payroll was added.')
  assert.equal(upload.field(day), '30 9 2026', 'the last quarter is offered')

  const toMap = await give(council, samira, upload.address, 'June.csv', madeUpWorkforce({ people }), { [day]: june })
  await t.test('what was read says how many rows and columns there are, and what is to be confirmed', () => {
    assert.equal(toMap.heading, 'What does June.csv say?')
    assert.match(toMap.text, /It has 600 rows and 16 columns/)
    assert.ok(!toMap.hasLink('Words for sex'), 'words come after columns')
  })

  const columns = await samira.get(toMap.link('Go on to the columns'))
  await t.test('each column has some of its words, what it seems to be, and why', () => {
    assert.equal(columns.field('What Ethnic Origin is'), 'Ethnic group')
    assert.equal(columns.field('What Employee No is'), 'Staff number')
    assert.equal(columns.field('What Cost Centre is'), 'Leave it out')
    assert.match(columns.text, /White - British/)
    assert.match(columns.text, /Its heading and its words say so/)
    assert.doesNotMatch(columns.text, /100001/, 'no staff number is shown')
  })
  await t.test('two columns cannot both be one thing', async () => {
    const refused = await samira.press(columns, 'Confirm the columns', { 'What Cost Centre is': 'Department' })
    assert.equal(refused.status, 422)
    assert.deepEqual(refused.errors.map((each) => each.text), ['Two columns cannot both be department. Leave one of them out'])
  })

  const words = await samira.send(columns, 'Confirm the columns')
  await t.test('the first words to be asked about are those that nobody can know', async () => {
    assert.match(words.heading, /what do these words mean\?$/)
    const first = words.table(words.heading.split(':')[0]!)[1]!
    assert.match(first[3]!, /^Please say/)
    const refused = await samira.press(words, 'Confirm these words')
    assert.equal(refused.status, 422)
    assert.match(refused.errors[0]!.text, /^Select what “.+” means$/)
  })

  let page = words
  for (let pages = 0; page.heading.endsWith('what do these words mean?') && pages < 9; pages++) page = await samira.send(page, 'Confirm these words', keepUnknown(page))
  assert.equal(page.heading, 'What we are sure of')
  assert.ok(page.table('Ethnic group').some((row) => row[0] === 'White - British' && /British/.test(row[2] ?? '')))
  const waiting = await samira.send(page, 'Confirm all of these')
  assert.match(waiting.text, /The rows are looked through now/)
  await council.work()

  const check = await samira.get(toMap.address)
  await t.test('the check says how many people there are, how much is answered, and has one button', () => {
    assert.equal(check.heading, 'Check Test payroll, 30 June 2026')
    assert.match(check.text, /600 employees/)
    assert.ok(check.table('How much is answered').some((row) => row[0] === 'Age' && row[1] === '100%'))
    assert.ok(check.buttons.includes('Take it in'))
  })
  await t.test('two ways of writing one name are pointed out, and are one once somebody says so', async () => {
    const names = await samira.get(check.link('Names: contract'))
    assert.match(names.text, /1 is written nearly like another/)
    assert.deepEqual(['Fixed Term', 'Fixed-term'].map((each) => names.field(`What “${each}” is counted as`)).filter((each, place, all) => all.indexOf(each) === place).length, 1)
    await samira.send(names, 'Save these names')
    await council.work()
  })
  await samira.send(await samira.get(check.address), 'Take it in')
  await council.work()
  const taken = await samira.get(toMap.address)
  assert.match(taken.summary('Taken in') ?? '', /600 employees/)
  assert.match(taken.summary('Contract') ?? '', /^3 categories/)
  assert.match(taken.summary('Rows about people') ?? '', /Kept until 30 June 2029, 3 years after the day that they describe/)
  assert.match(taken.summary('Who is in it, and who is not') ?? '', /Excludes schools/)

  await t.test('the same file for the same source is not read twice by mistake', async () => {
    const again = await samira.press(await samira.get(upload.address), 'Read this extract', { 'The extract': { fileName: 'June.csv', bytes: madeUpWorkforce({ people }) } })
    assert.equal(again.status, 422)
    assert.match(again.errors[0]!.text, /This file was given on 22 November 2026 by Samira Hussain, for 30 June 2026/)
  })

  const second = await give(council, samira, upload.address, 'September.csv', madeUpWorkforce({ people, quarter: 1 }))
  await t.test('the second upload goes straight to the check, beside the quarter before', async () => {
    assert.equal(second.heading, 'Check Test payroll, 30 September 2026')
    assert.match(second.text, /as last time/)
    assert.deepEqual(second.table('How much is answered')[0], ['Question', '30 June 2026', 'This extract'])
    await samira.send(second, 'Take it in', reasonFor(second))
    await council.work()
    assert.match((await samira.get(second.address)).text, /Taken in/)
    assert.match((await samira.get('/monitoring')).text, /Test payroll Workforce. Newest: 30 September 2026. Next: 31 December 2026 Up to date/)
  })

  await t.test('another extract for a day that is taken must say that it corrects', async () => {
    const refused = await samira.press(await samira.get(upload.address), 'Read this extract', { 'The extract': { fileName: 'Other.csv', bytes: madeUpWorkforce({ people: 90 }) }, [day]: september })
    assert.deepEqual(refused.errors.map((each) => each.text), ['There is an extract for 30 September 2026 already. Choose it here if this one corrects it, or change the day'])
    const without = await samira.press(refused, 'Read this extract', { 'The extract': { fileName: 'Other.csv', bytes: madeUpWorkforce({ people: 90 }) }, [day]: september, [correcting]: '30 September 2026' })
    assert.deepEqual(without.errors.map((each) => each.text), ['Enter what was wrong, for readers of the figures'])
  })

  await t.test('a correction takes the day of what it corrects, unless somebody says another', async () => {
    const fresh = await samira.get(upload.address)
    assert.equal(fresh.field(day), '22 11 2026', 'the next quarter is still to come, so today is proposed')
    const corrects = { 'The extract': { fileName: 'June again.csv', bytes: madeUpWorkforce({ people: 91 }) }, [correcting]: '30 June 2026', [note]: 'One person had been left out.' }
    const other = await samira.press(fresh, 'Read this extract', { ...corrects, [day]: september })
    assert.deepEqual(other.errors.map((each) => each.text), ['A correction must describe the same day as what it corrects: 30 June 2026'])
    const untouched = await samira.send(fresh, 'Read this extract', corrects)
    await council.work()
    const waiting = await samira.get(untouched.address)
    assert.match(waiting.text, /It corrects the extract of 30 June 2026/)
    await samira.send(await samira.get(waiting.link('Throw this extract away')), 'Throw it away')
  })

  const correcting2 = await samira.get((await samira.get(second.address)).link('Correct it'))
  assert.equal(correcting2.field(correcting), '30 September 2026')
  assert.equal(correcting2.field(day), '30 9 2026')
  const correction = await give(council, samira, correcting2.address, 'September corrected.csv', madeUpWorkforce({ people: people + 12, quarter: 1 }), { [note]: 'Twelve staff of the library service had been left out.' })
  assert.match(correction.text, /It corrects the extract of 30 September 2026/)
  await samira.send(correction, 'Take it in', reasonFor(correction))
  await council.work()
  await t.test('the correction speaks from then on, and the earlier extract says what replaced it and why', async () => {
    const replaced = await samira.get(second.address)
    assert.match(replaced.text, /A correction has replaced this extract Twelve staff of the library service had been left out\./)
    assert.match((await samira.get(correction.address)).summary('Corrects') ?? '', /Twelve staff/)
    const source = await samira.get(upload.address.replace('/upload', ''))
    assert.match(source.text, /Replaced by a correction/)
  })

  await t.test('every look is in the ledger, which repeats nothing of what was seen', async () => {
    const entries = await council.database.asOwner<{ did: string; body: string }>(`select entry.did, body.body::text as body from ledger.entry join ledger.body using (organisation_id, number) where entry.did like 'equality-monitoring.%'`)
    const looks = entries.filter((each) => each.did === 'equality-monitoring.people-looked-at')
    assert.ok(looks.length >= 8, `${looks.length} looks`)
    assert.ok(looks.every((each) => !/British|100001/.test(each.body)))
    assert.ok(entries.some((each) => each.did === 'equality-monitoring.extract-accepted'))
  })
})

/** What nobody can know stays a category of the body's own. */
function keepUnknown(page: Screen): Record<string, string> {
  const unknown = page.table(page.heading.split(':')[0]!).slice(1).map((row) => row[0]!).filter((words) => !words.startsWith('Nothing') && page.field(`What “${words}” means`) === 'Choose')
  return Object.fromEntries(unknown.map((words) => [`What “${words}” means`, `Keep “${words}” as our own`]))
}

const why = 'Why can it be taken in as it is?'
const reasonFor = (page: Screen): Record<string, string> => page.hasField(why) ? { [why]: 'We looked at it' } : {}

test('an extract with rows that nobody should take in says which they are, and nothing of it is taken in', async (t) => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const upload = await samira.send(await samira.get('/monitoring/sources/new?kind=workforce'), 'Save and go on to the extract', { 'What is it called?': 'Test payroll' })
  const given = await give(council, samira, upload.address, 'Troubled.csv', madeUpWorkforce({ people: 80, troubles: true }))
  let page = await samira.send(await samira.get(given.link('Go on to the columns')), 'Confirm the columns')
  for (let pages = 0; page.heading.endsWith('what do these words mean?') && pages < 9; pages++) page = await samira.send(page, 'Confirm these words', keepUnknown(page))
  if (page.heading === 'What we are sure of') await samira.send(page, 'Confirm all of these')
  await council.work()
  const check = await samira.get(given.address)
  await t.test('a row without a staff number is named by the number that a spreadsheet shows', async () => {
    const quality = await samira.get(check.link('See every row, and what to do'))
    assert.match(quality.text, /Row 83/)
    assert.match(quality.text, /What to do:/)
    const file = await samira.get(quality.link('Download all rows as CSV'))
    assert.match(String(file.headers['content-type']), /^text\/csv/)
    assert.match(file.html, /^\ufeff?Row,How grave,What is wrong,Column,What it says,What to do\r\n/)
    assert.match(file.html, /\r\n83,/)
  })
  await t.test('it can be thrown away, and its file goes with it', async () => {
    const gone = await samira.send(await samira.get(check.link('Throw this extract away')), 'Throw it away')
    assert.equal(gone.said, 'The extract was thrown away.')
    assert.match(gone.text, /Thrown away/)
    const kept = readdirSync(join(council.dataFolder, 'files'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    assert.equal(kept.length, 0)
  })
})

test('nobody but an analyst can open an extract, and others see only where figures are', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const upload = await samira.send(await samira.get('/monitoring/sources/new?kind=workforce'), 'Save and go on to the extract', { 'What is it called?': 'Test payroll' })
  const given = await give(council, samira, upload.address, 'Secret.csv', madeUpWorkforce({ people: 30 }))
  for (const email of ['priya.nair@barsetshire.example', 'tom.aldous@barsetshire.example', 'olena.marchenko@barsetshire.example', 'ruth.pemberton@barsetshire.example']) {
    const other = await council.as(email)
    for (const address of [given.address, `${given.address}/columns`, `${given.address}/words/ethnic-group`, upload.address, '/monitoring/datasets', '/monitoring/settings']) assert.equal((await other.get(address)).status, 403, `${email} ${address}`)
  }
  const priya = await council.as('priya.nair@barsetshire.example')
  const front = await priya.get('/monitoring')
  assert.equal(front.status, 200)
  assert.doesNotMatch(front.text, /Secret\.csv|Upload an extract|Settings/)
})

test('what cannot be read says why, and what stands on the form stays as it was', async (t) => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const upload = await samira.send(await samira.get('/monitoring/sources/new?kind=starters'), 'Save and go on to the extract', { 'What is it called?': 'New starters' })
  await t.test('no file, and a period that ends before it begins', async () => {
    const refused = await samira.press(upload, 'Read this extract', { 'From which day?': Temporal.PlainDate.from('2026-09-01'), 'To which day?': Temporal.PlainDate.from('2026-06-30') })
    assert.deepEqual(refused.errors.map((each) => each.text), ['Select the extract'])
    const turned = await samira.press(upload, 'Read this extract', { 'The extract': { fileName: 'a.csv', bytes: 'Sex\nF\nM\n' }, 'From which day?': Temporal.PlainDate.from('2026-09-01'), 'To which day?': Temporal.PlainDate.from('2026-06-30') })
    assert.deepEqual(turned.errors.map((each) => each.text), ['The last day must be the same as or after the first day'])
    const future = await samira.press(upload, 'Read this extract', { 'The extract': { fileName: 'a.csv', bytes: 'Sex\nF\nM\n' }, 'From which day?': Temporal.PlainDate.from('2026-09-01'), 'To which day?': Temporal.PlainDate.from('2027-06-30') })
    assert.deepEqual(future.errors.map((each) => each.text), ['The day must be today or in the past'])
  })
  await t.test('a picture', async () => {
    const answer = await give(council, samira, upload.address, 'photo.csv', '\u0089PNG\r\n\u001a\n not a table')
    assert.equal(answer.heading, 'This extract could not be read')
    assert.match(answer.text, /nothing of it was kept/)
  })
  await t.test('rows pasted from a spreadsheet are read as a file is', async () => {
    const paste = await samira.get(upload.link('Paste the rows from a spreadsheet'))
    const waiting = await samira.send(paste, 'Read these rows', { 'The rows, with their headings': 'Staff no\tSex\tEthnic group\n1\tF\tIndian\n2\tM\tWhite British\n' })
    await council.work()
    assert.match((await samira.get(waiting.address)).text, /It has 2 rows and 3 columns/)
  })
})

test('which question was asked can be said, and is kept with the answers; the words are then understood as answers to it', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const upload = await samira.send(await samira.get('/monitoring/sources/new?kind=workforce'), 'Save and go on to the extract', { 'What is it called?': 'Test payroll' })
  const given = await give(council, samira, upload.address, 'staff.csv', `Staff no,Ethnic group\n${['Roma', 'Indian', 'White British', 'Chinese', 'Roma', 'Indian'].map((each, place) => `${place + 1},${each}`).join('\n')}\n`)
  await samira.send(await samira.get(given.link('Go on to the columns')), 'Confirm the columns')
  const words = await samira.get(`${given.address}/words/ethnic-group?edition=ethnic-group-census-2021`)
  assert.equal(words.field('What “Roma” means'), 'Roma')
  const older = await samira.get(`${given.address}/words/ethnic-group?edition=ethnic-group-census-2011`)
  assert.match(older.text, /Question asked: Census 2011 \(18 ethnic groups\)/)
  assert.ok(!older.options('What “Roma” means').includes('Roma'), 'the 2011 question had no such answer')
  await samira.send(older, 'Confirm these words', older.field('What “Roma” means') === 'Choose' ? { 'What “Roma” means': 'Any other White background' } : {})
  await council.work()
  await samira.send(await samira.get(given.address), 'Take it in', reasonFor(await samira.get(given.address)))
  await council.work()
  assert.match((await samira.get(given.address)).summary('Ethnic group') ?? '', /Question asked: Census 2011 \(18 ethnic groups\)/)
})

test('a waiting page shows no number of people, and fetching it again and again writes nothing; a taken-in extract is never opened unseen', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const looks = async (): Promise<number> => Number((await council.database.asOwner<{ many: string }>(`select count(*) as many from ledger.entry where did = 'equality-monitoring.people-looked-at'`))[0]!.many)
  const upload = await samira.send(await samira.get('/monitoring/sources/new?kind=workforce'), 'Save and go on to the extract', { 'What is it called?': 'Test payroll' })
  const waiting = await samira.send(upload, 'Read this extract', { 'The extract': { fileName: 'staff.csv', bytes: madeUpWorkforce({ people: 30 }) } })
  const before = await looks()
  for (let times = 0; times < 3; times++) assert.match((await samira.get(waiting.address)).text, /Waiting for its turn/)
  assert.equal(await looks(), before)
  const [taken] = await council.database.asOwner<{ id: string }>(`select dataset_id as id from equality_monitoring.dataset where state = 'current' order by to_on desc limit 1`)
  assert.match((await samira.get(`/monitoring/datasets/${taken!.id}`)).text, /Taken in/)
  assert.equal(await looks(), before + 1)
})

test('settings are kept, and bands of ages with a gap are not', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const page = await samira.get('/monitoring/settings')
  const bands = 'In which bands do you count ages?'
  const refused = await samira.press(page, 'Save', { [bands]: '16 to 24\n30 to 64\n65 and over' })
  assert.deepEqual(refused.errors.map((each) => each.text), ['“30 to 64” must begin where “16 to 24” ends'])
  const saved = await samira.send(page, 'Save', { [bands]: '16-29\n30 to 64\n65+', 'What do you call them?': 'Heads of service', 'From which grade up? (optional)': '15' })
  assert.equal(saved.said, 'The settings were saved.')
  const again = await samira.get('/monitoring/settings')
  assert.equal(again.field(bands), '16 to 29\n30 to 64\n65 and over')
  assert.equal(again.field('What do you call them?'), 'Heads of service')
})
