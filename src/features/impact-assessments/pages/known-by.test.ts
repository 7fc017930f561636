/** Indicators as evidence and at the review: kept as they were taken, newer ones by choice, predicted beside actual, and the way back from a figure. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../../test/house.ts'

const person = (name: string): string => `${name}@barsetshire.example`

test('an indicator is evidence and prediction: a corrected figure lists what rests on it and alters nothing; the review shows predicted beside actual', async (t) => {
  await using council = await house()
  const [aisha, priya, grace, peter] = [await council.as(person('aisha.rahman')), await council.as(person('priya.nair')), await council.as(person('grace.okafor')), await council.as(person('peter.ashdown'))]
  const [gap] = await council.database.asOwner<{ id: string }>(`select indicator_id as id from indicators.indicator where title = 'Median gender pay gap'`)
  const indicator = gap?.id ?? assert.fail('the example has the indicator')
  const at = (await aisha.send(await aisha.get('/assessments/begin'), 'Begin', { 'What is proposed?': 'Part-time senior posts', 'Which department is it for?': 'Adults and Communities' })).address

  await t.test('it is inserted with its picture, table, base, source and definition; one that only the board may see is not offered', async () => {
    const page = await aisha.get(`${at}/evidence-figures`)
    const offered = page.options('Which figures?')
    assert.ok(offered.includes('Who works here: Employees who are women'), 'measures of who works here are offered beside the tables')
    assert.ok(!offered.some((each) => each.includes('Actions answered in the monitoring round') || each.includes('for the board alone')))
    assert.match((await aisha.send(page, 'Insert them', { 'Which figures?': 'Indicator: Median gender pay gap', 'Whom are they about? (optional)': ['Sex'] })).text, /“Median gender pay gap” was inserted/)
    const read = await aisha.get(`${at}/read`)
    assert.match(read.text, /Median gender pay gap, version 1 of the indicator.*Period\s*Value\s*Target.*10\.4.*How much lower the median hourly pay of women is/s)
    assert.match(read.html, /<svg class="dr-run__plot"[^>]*aria-labelledby="picture-0-/)
  })

  await t.test('an impact names it, with what is expected, and the words stand in “Afterwards”', async () => {
    const impact = await aisha.get(`${at}/impact/sex`)
    await aisha.post(`${at}/impact/sex`, { ...Object.fromEntries(['eliminate', 'advance', 'foster'].flatMap((aim) => [[`rating-${aim}`, 'positive'], [`because-${aim}`, 'More women could take them.']])), _version: /name="_version" value="([^"]*)"/.exec(impact.html)?.[1] ?? '' })
    assert.match((await aisha.get(`${at}/known-by`)).text, /Impacts without a figure\s*Sex/)
    const empty = await aisha.send(await aisha.get(`${at}/known-by/new?group=sex`), 'Save', { 'Which figure will show it?': 'Indicator: Median gender pay gap' })
    assert.match(empty.text, /Enter what you expect of it/)
    assert.match((await aisha.send(empty, 'Save', { 'What do you expect of it?': 'Falls below 9.5 by April 2028' })).text, /kept as it stands now/)
    assert.match((await aisha.get(`${at}/read`)).text, /Sex: known by “Median gender pay gap”\s*Expected: Falls below 9\.5 by April 2028\s*When this was written: 10\.4/)
    assert.match((await aisha.send(await aisha.get(`${at}/known-by/new?group=sex`), 'Save', { 'Which figure will show it?': 'Indicator: Median gender pay gap', 'What do you expect of it?': 'Twice' })).text, /known by this figure already/)
  })

  await t.test('when the figure is corrected, every assessment that rests on it is listed, and none is altered', async () => {
    const before = await council.database.asOwner<{ content: object }>('select content from impact_assessments.section order by organisation_id, assessment_id, section')
    const value = (await priya.get(`/indicators/${indicator}`)).link('Correct the value of')
    assert.match((await priya.send(await priya.get(value), 'Save the correction', { 'The value': '10.7', 'What was wrong?': 'Two grades had been left out.' })).text, /The correction was saved/)
    const listed = await aisha.get('/assessments/figures?newer=yes')
    assert.match(listed.text, /Median gender pay gap.*corrected since.*Part-time senior posts/s)
    assert.match(listed.text, /Recruitment and selection: review/, 'the example’s assessment rests on it too, with older figures')
    assert.match((await priya.get(`/indicators/${indicator}`)).text, /What rests on it.*EIA\/\d{4}\/\d{3}, Part-time senior posts/s)
    assert.deepEqual(await council.database.asOwner('select content from impact_assessments.section order by organisation_id, assessment_id, section'), before)
    assert.match((await aisha.get(`${at}/evidence`)).text, /There are newer: .*corrected since/)
  })

  await t.test('newer figures are taken by choice', async () => {
    const known = await aisha.get(`${at}/known-by`)
    assert.match(known.text, /As it was written down\s*10\.4.*Now.*10\.7/s)
    await aisha.send(await aisha.get(known.link('Change this')), 'Save', { 'Take the newer figures': true })
    assert.match((await aisha.get(`${at}/known-by`)).text, /As it was written down\s*10\.7/)
    await aisha.send(await aisha.get((await aisha.get(`${at}/evidence`)).link('There are newer')), 'Take the newer figures', { 'Does what you wrote still hold with these?': 'I have looked, and want the newer figures' })
    assert.doesNotMatch((await aisha.get('/assessments/figures?newer=yes')).text, /Part-time senior posts/)
  })

  const [reviewed] = await council.database.asOwner<{ id: string }>(`select assessment_id as id from impact_assessments.assessment where title = 'Recruitment and selection: review'`)
  const review = `/assessments/all/${reviewed?.id ?? ''}`
  await t.test('at the review the figure that those who decided had stands beside the figure now, with a judgement in words', async () => {
    const page = await grace.get(`${review}/review`)
    assert.match(page.text, /Sex: Median gender pay gap.*What was expected\s*Falls below 11 within two years.*As those who decided had it\s*11\.3.*Now\s*10\.7/s)
    const silent = await grace.send(page, 'Save the review', { 'What really happened, group by group?': 'More women were shortlisted.' })
    assert.match(silent.text, /Select how it came, by “Median gender pay gap”/)
    await grace.send(silent, 'Save the review', { 'How did it come?': 'As expected', 'What do you make of it?': 'It fell. Pay awards moved it too.' })
    assert.match((await grace.get(`${review}/known-by`)).text, /As expected, by the review of .*: It fell\. Pay awards moved it too\./)
    await peter.send(await peter.get(`${review}/publish`), 'Publish it', { 'What has changed, for readers?': 'The review was added.' })
    assert.match((await council.visitor().get(`/impact-assessments/${reviewed?.id ?? ''}`)).text, /What was predicted, and what had come by 22 November 2026.*Sex\s*Median gender pay gap.*11\.3.*10\.7.*As expected/s)
  })

  await t.test('a figure that is no longer there is said to be missing, and what was taken stays', async () => {
    await council.database.asOwner(`update indicators.indicator set is_public = false where indicator_id = '${indicator}'`)
    const page = await grace.get(`${review}/review`)
    assert.match(page.text, /11\.3.*There is no figure that everybody may see now.*What was taken stays/s)
  })
})
