/** An indicator from its definition to the board’s page: through the pages. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { asText } from '#disclosure/shown.ts'
import { gatherOffers } from '#web/offers.ts'
import { rooms } from '../../../rooms.ts'
import { deeds } from '../../../../test/example-plan.ts'
import { house } from '../../../../test/house.ts'
import { letOut } from '../../../../test/publishing.ts'

test('an indicator is defined, given values with a sentence, corrected in sight, read from a file, and told to the board', async (t) => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const find = async (title: string): Promise<string> => (await priya.get('/indicators')).links.find((each) => each.text === title)?.href ?? assert.fail(title)
  let made = ''

  await t.test('what is missing is said all at once, and what it means is kept', async () => {
    const page = await priya.get('/indicators/new')
    const refused = await priya.press(page, 'Add this indicator', { 'What is it called?': 'Assessors trained' })
    assert.ok(refused.errors.length >= 6, refused.text)
    const answers = {
      'What does it mean?': 'Assessors who were trained in the last three years.', 'What is counted?': 'assessors trained', 'Out of what? (optional)': 'assessors', 'What is it measured in?': 'Per cent', 'What are the figures about?': 'People',
      'Which way is better?': 'For context: neither way is better by itself', 'How often is it measured?': 'Each quarter', 'Is it counted on a day or over the period?': 'Who or what is there on the period’s last day', 'Where do the figures come from?': 'Published training report', 'What should it become? (optional)': '31 March 2027: 90; at least 80',
    }
    const context = await priya.press(refused, 'Add this indicator', answers)
    assert.deepEqual(context.errors.map((each) => each.text), ['What is only for context has no target'])
    const saved = await priya.send(context, 'Add this indicator', { 'Which way is better?': 'Higher is better' })
    assert.equal(saved.said, 'The indicator was added.')
    made = saved.address
    assert.match(saved.text, /assessors trained ÷ assessors × 100/)
    assert.equal((await deeds(council)).at(-1), 'indicators.indicator-added')
  })

  await t.test('a value needs a sentence, and a number of people is proved before it is kept', async () => {
    const page = await priya.get((await priya.get(made)).link('Add a value'))
    assert.equal(page.heading, 'Value of July to September 2026')
    const refused = await priya.press(page, 'Save this value', { 'What is counted': '3', 'Out of': '120' })
    assert.deepEqual(refused.errors.map((each) => each.text), ['Enter what the value means'])
    const small = await priya.press(refused, 'Save this value', { 'What does it mean?': 'Few came.' })
    assert.match(small.errors[0]?.text ?? '', /^A number from 1 to 4 people could name somebody/)
    const told = await priya.press(small, 'Save this value', { 'What is counted': '96', 'What does it mean?': 'Only 2.5% could not come.' })
    assert.match(told.errors[0]?.text ?? '', /2\.5% of 120 can only be exactly 3 people/)
    const alone = await priya.press(told, 'Save this value', { 'What does it mean?': 'Most came.' })
    assert.deepEqual(alone.errors.map((each) => each.text), ['Compare it with what else is public about these people, then tick that you have'])
    assert.match(alone.text, /Checked by the program: the numbers themselves.*Not checked: whether a number here, taken from one in something else that is public/)
    const saved = await priya.send(told, 'Save this value', { 'I have compared it with what else is public about these people': true, 'What does it mean?': 'Most came.', 'Broken down by (optional)': 'Sex', 'The groups (optional)': 'Women: 60 of 70\nMen: 36 of 50' })
    assert.equal(saved.said, 'The value was saved.')
    assert.equal((await council.database.asOwner<{ certificate: string }>('select certificate from indicators.proof')).length, 1)
    const row = saved.table('Assessors trained')[1]!
    assert.deepEqual(row.slice(0, 6), ['July to September 2026', '80%', '120', '72% to 86.2%', '90% by 31 March 2027', 'Within the threshold'])
    assert.equal((await priya.get(`${made}/values/2026-12-31`)).status, 404, 'a period that has not ended has no value')
  })

  await t.test('a correction leaves the old value to be seen', async () => {
    const page = await priya.get(`${made}/values/2026-09-30/correct`)
    assert.deepEqual((await priya.press(page, 'Save the correction')).errors.map((each) => each.text), ['Enter what was wrong'])
    const saved = await priya.send(page, 'Save the correction', { 'I have compared it with what else is public about these people': true, 'What is counted': '84', 'The groups (optional)': 'Women: 53 of 70\nMen: 31 of 50', 'What was wrong?': 'Twelve had only booked.' })
    assert.match(saved.text, /70%/)
    assert.match(saved.html, /<del>80%<\/del>/)
    assert.match(saved.text, /Twelve had only booked\./)
    assert.match((await priya.get(`${made}.csv`)).html, /Corrected: Twelve had only booked\. \(was 80%\)/)
    assert.equal((await deeds(council)).at(-1), 'indicators.value-corrected')
  })

  await t.test('a file of earlier values is taken whole or not at all, and says which row and column', async () => {
    const page = await priya.get(`${made}/import`)
    const refused = await priya.press(page, 'Read this file', { 'Your file': { fileName: 'earlier.csv', bytes: 'Ends,Numerator,Denominator,Commentary\n30/06/2026,80,120,It rose\n31/03/2026,lots,120,It rose\n' } })
    assert.match(refused.errors[0]?.text ?? '', /^Nothing was taken\. In row 3, column Numerator: “lots” is not a number/)
    assert.equal((await priya.get(made)).table('Assessors trained').length, 2)
    const unnamed = await priya.press(page, 'Read this file', { 'Your file': { fileName: 'earlier.csv', bytes: 'Ends,Value,Commentary\n30/06/2026,80,It rose\n' } })
    assert.equal(unnamed.errors[0]?.text, 'Nothing was taken. The first row of the file must name these columns too: Numerator, Denominator')
    const few = await priya.press(page, 'Read this file', { 'Your file': { fileName: 'earlier.csv', bytes: 'Ends,Numerator,Denominator,Commentary\n30/06/2026,118,120,It rose\n31/03/2026,70,120,It began\n' } })
    assert.match(few.errors[0]?.text ?? '', /^Nothing was taken\. In row 2: A number from 1 to 4 people could name somebody/)
    assert.equal((await priya.get(made)).table('Assessors trained').length, 2)
    const taken = await priya.send(page, 'Read this file', { 'I have compared it with what else is public about these people': true, 'Your file': { fileName: 'earlier.csv', bytes: 'Ends,Numerator,Denominator,Commentary\n30/06/2026,75,120,It rose\n31/03/2026,66,120,It began\n' } })
    assert.equal(taken.said, '2 values were read from the file.')
    assert.deepEqual(taken.table('Assessors trained').slice(1).map((row) => row[1]), ['70%', '63%', '55%'])
    assert.match(taken.html, /<svg[^]*The broken line is the target/)
  })

  await t.test('what other rooms know breaks it down and stands beside it, worked out and not typed', async () => {
    const form = await priya.get('/indicators/new')
    const answers = { 'What is it called?': 'Actions achieved, by whom they are for', 'What does it mean?': 'Actions that were closed as achieved.', 'What is counted?': 'actions', 'What is it measured in?': 'A number', 'What are the figures about?': 'Things: actions, assessments, events, money', 'Which way is better?': 'Higher is better', 'How often is it measured?': 'Each quarter', 'Is it counted on a day or over the period?': 'What happened in the period', 'Where do the figures come from?': 'The action plan', 'Worked out from (optional)': 'Actions achieved' }
    const unlike = await priya.press(form, 'Add this indicator', { ...answers, 'And broken down by (optional)': 'Ethnic group', 'Put beside each new value (optional)': 'People who live here who are disabled' })
    assert.match(unlike.errors[0]?.text ?? '', /“Actions achieved” cannot be broken down by this\. It can be by the characteristic that actions are about or objective/)
    const percent = await priya.press(unlike, 'Add this indicator', { 'And broken down by (optional)': 'The characteristic that actions are about' })
    assert.match(percent.errors[0]?.text ?? '', /is in per cent, so it cannot be put beside this/)
    const saved = await priya.send(percent, 'Add this indicator', { 'Put beside each new value (optional)': 'Actions past their date' })
    const page = await priya.get(saved.link('Work out the value'))
    assert.match(page.text, /By the characteristic that actions are about Group Value Age/)
    assert.match(page.text, /A year before, July to September 2025/)
    assert.match(page.text, /Actions past their date The action plan/)
    const shown = await priya.send(page, 'Save this value', { 'What does it mean?': 'Worked out with its groups.' })
    assert.match(shown.text, /July to September 2026 Group July to September 2026 Age 0/)
    assert.match(shown.text, /Actions past their date \d+ The action plan/)
    assert.ok((await council.database.asOwner<{ groups: string }>(`select jsonb_array_length(breakdown->'groups') as groups from indicators.value where commentary = 'Worked out with its groups.'`)).every((each) => Number(each.groups) > 2))
    assert.match(JSON.stringify(await council.change((db, organisation) => gatherOffers(rooms).measures.find((each) => each.name === 'community-profile.residents-disabled')!.work(db, organisation, { from: Temporal.PlainDate.from('2026-07-01'), to: Temporal.PlainDate.from('2026-09-30') }).then((found) => 'value' in found ? asText(found.value) : found.missing))), /^"\d+\.\d%"$/)
  })

  await t.test('what Due Regard works out itself needs only the sentence, and says what is missing', async () => {
    const overdue = await find('Actions past their date')
    const indicator = await priya.get(overdue)
    assert.match(indicator.text, /Worked out from Actions past their date/)
    const page = await priya.get(`${await find('Actions answered in the monitoring round')}/values/2025-03-31`)
    assert.doesNotMatch(page.text, /What is counted/)
    await council.database.asOwner(`delete from indicators.value where indicator_id = $1 and to_on = '2026-09-30'`, [overdue.slice('/indicators/'.length)])
    const again = await priya.get((await priya.get(overdue)).link('Work out the value'))
    assert.match(again.text, /The action plan\. What it rests on/)
    assert.equal((await priya.send(again, 'Save this value', { 'What does it mean?': 'Worked out.' })).said, 'The value was saved.')
    await council.database.asOwner(`update action_plan.strategy set status = 'ended'`)
    await council.database.asOwner(`delete from indicators.value where indicator_id = $1 and to_on = '2026-09-30'`, [overdue.slice('/indicators/'.length)])
    const missing = await priya.get(`${overdue}/values/2026-09-30`)
    assert.match(missing.text, /It cannot be worked out yet There is no live action plan\. Go there/)
  })

  await t.test('an objective’s page shows the indicators that measure it', async () => {
    const objective = (await council.database.asOwner<{ id: string }>(`select objective_id as id from action_plan.objective where code = 'EO3' limit 1`))[0]!.id
    const page = await priya.get(`/objectives/${objective}/indicators`)
    const shown = await priya.send(page, 'Save', { 'Which indicators show its success?': ['Assessors trained'] })
    assert.match(shown.text, /What the figures say Assessors trained 70% in July to September 2026/)
    assert.doesNotMatch((await (await council.as('olena.marchenko@barsetshire.example')).get(`/objectives/${objective}`)).text, /Assessors trained/, 'figures for the board are not for everybody who works here')
  })

  await t.test('what is public is handed in and approved, read from what was published, and does not follow silently', async () => {
    const anyone = council.visitor()
    const published = (await anyone.get('/figures')).links.find((each) => each.text === 'Employees who have declared whether they are disabled')?.href ?? assert.fail('the example’s figures are public')
    const open = await anyone.get(published)
    assert.match(open.text, /^Employees who have declared whether they are disabled \S+% in .*Range.*Northbarset District Council 71\.2%/)
    assert.match(open.html, /<svg[^]*The broken line is the target\. A ring is what is expected\./)
    assert.match(open.text, /By sex .*Every value, and what was said of it.*Definition Employees who answered the question/)
    for (const link of ['CSV file of the values', 'JSON file of the values', 'ODS spreadsheet of the values', 'CSV file of the groups']) assert.equal((await anyone.get(open.link(link))).status, 200, link)
    assert.match((await anyone.get(open.link('CSV file of the values'))).html, /^\uFEFF?period_from,period_to,value,shown_as,numerator,denominator,range_low,range_high,target,target_by,what_was_said,source\r?\n2023-10-01,2023-12-31,[\d.]+,[\d.]+%,\d+,\d+,[\d.]+,[\d.]+,\d+,2025-03-31,/)
    assert.match((await anyone.get('/')).text, /What the figures say.*Reports of hate incidents.*For context/)
    const objective = (await council.database.asOwner<{ id: string }>(`select objective_id as id from action_plan.objective where code = 'EO1' limit 1`))[0]!.id
    assert.match((await anyone.get(`/plan/objective/${objective}`)).text, /What the figures say Employees who have declared/)

    assert.match((await priya.get('/indicators/publish')).text, /Nothing is waiting|New or changed/)
    await priya.send(await priya.get(`${made}/edit`), 'Save', { 'It may stand in reports to everybody, and be published': true })
    const page = await priya.get('/indicators/publish')
    assert.match(page.text, /New or changed .*Assessors trained 70% in July to September 2026\..* New/)
    assert.deepEqual((await priya.press(page, 'Hand in for approval')).errors.map((each) => each.text), ['Enter what is new. Readers will see it'])
    const address = `/figures/indicator/${made.split('/').at(-1)!}`
    const handed = await priya.send(page, 'Hand in for approval', { 'A note for readers: what is new': 'Assessors who are trained.' })
    assert.match(handed.text, /Assessors trained 70%/, 'the desk shows what would be public')
    assert.equal((await anyone.get(address)).status, 404, 'handed in is not public')
    assert.match((await letOut(council, handed)).said, /^It is public, under your name/)
    assert.match((await anyone.get(address)).text, /70% in July to September 2026.*Corrected: 80%\. Twelve had only booked\./)
    assert.match((await priya.get('/indicators/publish')).text, /Nothing is waiting/)

    // What is kept here may change; what is public waits for the desk.
    await priya.send(await priya.get((await priya.get(made)).link('Correct the value of July to September 2026')), 'Save the correction', { 'I have compared it with what else is public about these people': true, 'What is counted': '91', 'The groups (optional)': '', 'Broken down by (optional)': 'Not broken down', 'What was wrong?': 'Seven more were found.' })
    assert.match((await anyone.get(address)).text, /70% in July to September 2026/)
    assert.match((await priya.get('/indicators/publish')).text, /1 value new or changed/)
    await priya.send(await priya.get(`${made}/edit`), 'Save', { 'It may stand in reports to everybody, and be published': false })
    const gone = await priya.get('/indicators/publish')
    assert.match(gone.text, /To be taken down Assessors trained/)
    await letOut(council, await priya.send(gone, 'Hand in for approval', { 'A note for readers: what is new': 'One is left out.' }))
    assert.match((await anyone.get(address)).text, /This page was taken down/)
    assert.doesNotMatch((await anyone.get('/figures')).text, /Assessors trained/)
  })

  await t.test('stale and context are said in words; only those who answer for equality may look', async () => {
    const rows = (await priya.get('/indicators')).table('Indicators')
    assert.equal(rows.find((row) => row[0]?.startsWith('Reports of hate incidents'))?.[5], 'For context')
    council.wait({ days: 120 })
    const later = await council.as('samira.hussain@barsetshire.example')
    assert.match((await later.get('/indicators')).table('Indicators').find((row) => row[0]?.startsWith('Assessors'))?.[5] ?? '', /Out of date since 11 February 2027/)
    assert.equal((await (await council.as('olena.marchenko@barsetshire.example')).get('/indicators')).status, 403)
    assert.equal((await (await council.as('ruth.pemberton@barsetshire.example')).get(`${made}/edit`)).status, 403)
  })

  await t.test('a report for everybody has the indicators that may stand in one, and no other', async () => {
    const section = gatherOffers(rooms).sections.find((each) => each.name === 'indicators.all') ?? assert.fail('no section')
    const words = async (reader: 'board' | 'public') => JSON.stringify(await council.change((db, organisation) => section.make(db, organisation, { from: Temporal.PlainDate.from('2026-04-01'), to: Temporal.PlainDate.from('2027-03-31'), for: reader, today: council.today() })))
    assert.match(await words('board'), /Assessors trained[^]*76%/)
    const everybody = await words('public')
    assert.doesNotMatch(everybody, /Assessors trained|monitoring round/)
    assert.match(everybody, /Reports of hate incidents[^]*For context/)
  })
})
