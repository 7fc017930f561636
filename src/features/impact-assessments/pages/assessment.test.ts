import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House, type Visitor } from '../../../../test/house.ts'
import { letOut } from '../../../../test/publishing.ts'
import { groups } from '../content.ts'

const [author, chair, signatory, publisher, lead, outsider] = ['aisha.rahman', 'colin.fairweather', 'daniel.whitcombe', 'peter.ashdown', 'priya.nair', 'olena.marchenko'].map((name) => `${name}@barsetshire.example`) as [string, string, string, string, string, string]

async function begun(council: House): Promise<{ readonly aisha: Visitor; readonly at: string }> {
  const aisha = await council.as(author)
  const page = await aisha.send(await aisha.get('/assessments/begin'), 'Begin', { 'What is proposed?': 'Fridays at Plumstead', 'Which department is it for?': 'Adults and Communities', 'Who will decide? (optional)': 'Cabinet' })
  return { aisha, at: page.address }
}

/** Writes every section, as an author would, so that nothing blocks. */
async function write(aisha: Visitor, at: string): Promise<void> {
  const save = async (section: string, answers: Record<string, string>) => { const page = await aisha.send(await aisha.get(`${at}/write/${section}`), 'Save', answers); assert.equal(page.status, 200, `${section}: ${page.text.slice(0, 300)}`) }
  await save('proposal', { 'What is it meant to do?': 'Save money.', 'What would change, and from when?': 'Closed on Fridays.', 'What other ways were considered?': 'Do nothing.\nOne morning.' })
  await save('people', { 'Who is affected?': 'Disabled people who come.', 'About how many, out of how many?': '38 of 210 people' })
  await aisha.send(await aisha.get(`${at}/evidence/new`), 'Save', { 'What sort is it?': 'Figures', 'What is it?': 'Attendance register', 'Where does it come from?': 'The centre', 'Which day does it describe?': Temporal.PlainDate.from('2026-09-01'), 'Whom does it cover?': 'People here', 'What does it show?': '38 of 210 people come on Fridays.' })
  await save('engagement', { 'Have the people affected been asked?': 'Yes', 'Who was asked, how, and when?': 'Disabled people and carers, in May.', 'In which accessible formats and languages was it offered?': 'Easy Read', 'What did people say?': 'Keep the morning.', 'What changed as a result?': 'A morning stays.' })
  for (const group of groups.filter((each) => each.statutory)) {
    const answers: Record<string, string> = {}
    for (const aim of group.aims) {
      answers[`rating-${aim}`] = group.code === 'disability' && aim === 'advance' ? 'negative' : 'neutral'
      answers[`because-${aim}`] = `Looked at ${group.name.toLowerCase()} in the register under this aim.`
    }
    if (group.code === 'disability') Object.assign(answers, { severity: 'high', affected: '38 of 210', indirect: 'yes', justification: 'To keep the other four days open for all who come to it.' })
    const page = await aisha.get(`${at}/impact/${group.code}`)
    const saved = await aisha.post(`${at}/impact/${group.code}`, { ...answers, _version: /name="_version" value="([^"]*)"/.exec(page.html)?.[1] ?? '' })
    assert.equal(saved.status, 303, `${group.code}: ${saved.text.slice(0, 400)}`)
  }
  await aisha.send(await aisha.get(`${at}/mitigation/new`), 'Save', { 'What will be done?': 'Keep Friday mornings open', 'For whom?': ['Disability'], 'Or the post that will': 'Service Manager, Independent Living', 'By when?': 'by March 2027', 'How will we know that it worked?': '11 places', 'What would it mean for them then?': 'Worse', 'If still worse, how bad?': 'Low' })
  await save('outcome', { 'What do you recommend?': 'Adjust the proposal', 'Why?': 'The morning keeps what matters.' })
  await save('review', { 'What will you watch, for which groups?': 'Attendance.', 'When will it be reviewed?': '' })
  await save('summary', { 'Say it in plain words': 'We want to close the day centre on Fridays. Disabled people would lose a day. A morning stays open.' })
}

test('an assessment goes from being written to scrutinised, sent back, agreed, signed, decided, published and reviewed, each step by another', async () => {
  await using council = await house()
  const { aisha, at } = await begun(council)
  assert.match((await aisha.get(at)).text, /EIA\/2026\/\d{3}/)
  assert.match((await aisha.get(`${at}/send`)).text, /there is no evidence at all/, 'what blocks says why')
  assert.equal((await (await council.as(outsider)).get(at)).status, 403, 'what is being written is not for everybody')
  await write(aisha, at)
  assert.match((await aisha.send(await aisha.get(`${at}/send`), 'Send it', { 'A note to the group (optional)': 'Please look at Fridays first.' })).text, /It is with the departmental group/)
  assert.equal((await aisha.get(`${at}/write/proposal`)).status, 403, 'nobody writes while the group reads')
  assert.equal((await aisha.get(`${at}/scrutiny/proposal`)).status, 403, 'an author gives no verdict')

  const colin = await council.as(chair)
  assert.match((await colin.get(`${at}/scrutiny`)).text, /Aisha Rahman writes to the group, 22 November 2026\s*Please look at Fridays first\./)
  let page = await colin.get(`${at}/scrutiny/proposal`)
  const silent = await colin.send(page, 'Save and go to the next section', { 'What do you say of this section?': 'To be changed' })
  assert.match(silent.text, /Say what is to be changed/)
  page = await colin.send(silent, 'Save and go to the next section', { 'What do you say of this section?': 'To be changed', Comment: 'Say what doing nothing costs' })
  for (let section = 1; section < 11; section++) page = await colin.send(page, section < 10 ? 'Save and go to the next section' : 'Save', { 'What do you say of this section?': 'Agreed' })
  assert.match(page.text, /Every section has a verdict/)
  await colin.send(await colin.get(page.link('Send it back')), 'Send it back', { 'Does it go back with these comments?': 'Yes, send it back' })

  const returned = await aisha.get(at)
  assert.match(returned.text, /Say what doing nothing costs/)
  await aisha.send(await aisha.get(returned.link('Answer Colin Fairweather')), 'Save the answer', { 'Your answer': 'It costs £62,000.' })
  await aisha.send(await aisha.get(`${at}/write/proposal`), 'Save', { 'What other ways were considered?': 'Do nothing: £62,000 a year.\nOne morning.' })
  await aisha.send(await aisha.get(`${at}/send`), 'Send it')
  const second = await colin.get(`${at}/scrutiny/proposal`)
  assert.match(second.text, /What changed since round 1.*: £62,000 a year.*The whole section as it is now/s)
  assert.match(second.html, /<ins>[^<]*£62,000/)
  const list = await colin.get(`${at}/scrutiny`)
  assert.match(list.text, /One section is to be looked at again.*To look at in this round\s*The proposal\s*Changed since round 1.*Not changed since it was looked at.*Who is affected\s*Round 1\. Colin Fairweather, 22 November 2026\s*Agreed/s)
  assert.match((await colin.get(`${at}/scrutiny/people`)).text, /Nothing in this section has changed since round 1.*The verdict of round 1 stands: agreed, Colin Fairweather/s)
  page = await colin.send(second, 'Save', { 'What do you say of this section?': 'Agreed' })
  assert.match(page.text, /Every section has a verdict/)
  await colin.send(await colin.get(page.link('Agree it')), 'Agree it', { 'Does the departmental group agree?': 'Yes, the group has read it and agrees' })
  assert.match((await colin.send(await colin.get(`${at}/sign`), 'Sign it', { 'When is it to be reviewed?': Temporal.PlainDate.from('2027-10-01') })).text, /did not scrutinise/)

  const daniel = await council.as(signatory)
  assert.match((await daniel.send(await daniel.get(`${at}/sign`), 'Sign it', { 'When is it to be reviewed?': Temporal.PlainDate.from('2027-10-01') })).text, /It is signed/)
  assert.equal((await (await council.as(outsider)).get(at)).status, 200, 'what was signed all who work here may read')
  const implications = await aisha.get(`${at}/implications`)
  assert.match(implications.text, /section 149.*Disability, advance equality \(severity high\).*Keep Friday mornings open.*what is left: worse, low/s)
  assert.match((await aisha.send(await aisha.get(`${at}/decision`), 'Record it', { 'When was it decided?': council.today(), 'What was decided?': 'Approved as adjusted', 'Where is it minuted? (optional)': 'Cabinet, minute 14' })).text, /The decision is recorded/)
  const plan = await aisha.get(`${at}/plan`)
  const [objective] = plan.options('Which objective do they serve?').filter((each) => each !== 'Choose')
  assert.match((await aisha.send(plan, 'Put them in the plan', { 'Which objective do they serve?': objective ?? '' })).text, /One action was added to the plan/)
  const beingDone = await aisha.get(at)
  assert.match(beingDone.text, /What is being done, impact by impact.*Disability, advance equality\s*Worse \(high\)\s*Keep Friday mornings open\s*Not started\s*Nothing has been said of it yet/s, 'the impact shows its action and how it stands')
  const action = await aisha.get(beingDone.link('Keep Friday mornings open'))
  assert.match(action.text, /Came from\s*EIA\/\d{4}\/\d{3} Fridays at Plumstead/)
  assert.match(action.text, /Aims of the duty\s*Advance equality/)
  assert.match(action.link('Disability, advance equality: worse (high)'), new RegExp(`^${at}/read#impact-disability$`), 'the action leads to the impact that it answers')

  const peter = await council.as(publisher)
  assert.match((await peter.send(await peter.get(`${at}/publish`), 'Publish it')).text, /It is published/)
  const id = at.split('/').at(-1) ?? ''
  const visitor = council.visitor()
  const open = await visitor.get(`/impact-assessments/${id}`)
  assert.match(open.text, /We want to close the day centre on Fridays/)
  assert.match(open.text, /Approved as adjusted/)
  assert.doesNotMatch(open.text, /Aisha Rahman|Completed after the decision/)
  assert.match(open.text, /What will be done\s*Keep Friday mornings open\s*For disability\. Service Manager, Independent Living, by March 2027\s*How we will know: 11 places\s*In the action plan/s)
  const [inPlan] = await council.database.asOwner<{ strategy: string }>(`select strategy_id as strategy from action_plan.action where action_id = $1`, [action.address.split('/').at(-1)])
  const priya = await council.as(lead)
  await letOut(council, await priya.press(await priya.get(`/plans/${inPlan?.strategy ?? ''}/publish`), 'Hand in for approval', { 'A note for readers: what changed, or why': 'What assessments said will be done.' }))
  assert.match((await visitor.get(`/impact-assessments/${id}`)).text, /11 places\s*Not started/, 'how it goes stands there once the action is public')
  assert.match((await visitor.get('/impact-assessments/register.csv')).html, /Fridays at Plumstead/)
  assert.match((await aisha.send(await aisha.get(`${at}/review`), 'Save the review', { 'What really happened, group by group?': 'Nine people used the morning.' })).text, /The review was saved/)
  assert.match((await aisha.get(`${at}/versions/2`)).text, /What is different from version 1/)
  assert.equal((await aisha.get(`${at}/read.docx`)).status, 200)
  assert.match((await aisha.get(`${at}/read.json`)).html, /"schema": ?"assessment\/1"/)

  council.wait({ hours: 24 * 200 })
  const [later, publishing] = [await council.as(lead), await council.as(publisher)]
  assert.match((await later.get(`${at}/review`)).text, /What earlier reviews found\s*Nine people used the morning/)
  await later.send(await later.get(`${at}/review`), 'Save the review', { 'What really happened, group by group?': 'The bus came back, and more came.' })
  assert.match((await later.get(at)).text, /The newest review\s*The bus came back, and more came\.\s*Reviewed on 10 June 2027 by Priya Nair.*The review of 22 November 2026\s*Nine people used the morning\.\s*Reviewed on 22 November 2026 by Aisha Rahman/s, 'a second review stands beside the first')
  const again = { 'What has changed, for readers?': 'Two reviews were added.' }
  const stopped = await publishing.send(await publishing.get(`${at}/publish`), 'Publish it', again)
  assert.match(stopped.text, /could identify somebody: what the review found: Nine people/, 'what is published beside what was signed is looked at too')
  assert.match((await publishing.send(stopped, 'Publish it', { ...again, 'Words to leave out (optional)': 'Nine people | a small number' })).text, /It is published/)
  const reviewed = await visitor.get(`/impact-assessments/${id}`)
  assert.match(reviewed.text, /What really happened\s*The newest review\s*The bus came back, and more came\.\s*Reviewed on 10 June 2027 by the [^.]+\.\s*The review of 22 November 2026\s*\[left out\] used the morning\.\s*Reviewed on 22 November 2026 by the/)
  assert.doesNotMatch(reviewed.text, /Priya Nair|Aisha Rahman/)
  await later.send(await later.get(`${at}/open-again`), 'Open it again', { 'What changed?': 'The centre moves to Silverbridge.' })
  assert.match((await later.get(at)).text, /Opened again\s*10 June 2027, Priya Nair: The centre moves to Silverbridge\./)
})

test('two authors write at once: each is told of the other, nothing typed is lost, and neither signs it', async () => {
  await using council = await house()
  const { aisha, at } = await begun(council)
  const priya = await council.as(lead)
  const [hers, mine] = [await aisha.get(`${at}/write/people`), await priya.get(`${at}/write/people`)]
  await priya.post(`${at}/write/people`, { _draft: '1', 'a-who': 'Half a sentence' })
  assert.match((await aisha.get(`${at}/write/people`)).text, /is writing here too/)
  await aisha.send(hers, 'Save', { 'Who is affected?': 'Disabled people' })
  const refused = await priya.send(mine, 'Save', { 'Who is affected?': 'Carers' })
  assert.equal(refused.status, 409)
  assert.match(refused.html, /Carers/)
  assert.match(refused.text, /Who is affected\?\s*Saved by someone else: Disabled people\s*Yours: Carers/, 'both texts stand under the question, and not under the name of a field')

  const mending = await priya.get(`${at}/write/people`)
  assert.match(mending.text, /You are none of its authors.*others scrutinise and sign it/)
  await priya.send(mending, 'Save', { 'Who is affected?': 'Disabled people and carers' })
  assert.doesNotMatch((await priya.get(`${at}/write/people`)).text, /none of its authors/)
  await council.database.asOwner(`update impact_assessments.assessment set stage = 'agreed' where assessment_id = $1`, [at.split('/').at(-1)])
  assert.doesNotMatch((await priya.get(at)).text, /Sign it/)
  assert.match((await priya.send(await priya.get(`${at}/sign`), 'Sign it', { 'When is it to be reviewed?': Temporal.PlainDate.from('2027-10-01') })).text, /Somebody who did not write it has to sign it/, 'whoever looks after all assessments and mends one has written in it')
})

test('a decision that came first is said for ever, and one that has passed blocks the signature until it is recorded', async () => {
  await using council = await house()
  const register = await council.visitor().get('/impact-assessments')
  const csv = await council.visitor().get('/impact-assessments/register.csv')
  const late = csv.html.split('\n').find((line) => /,yes,/.test(line))
  assert.ok(late, 'the example has one that was completed after the decision')
  assert.match((await council.visitor().get(/\/impact-assessments\/[0-9a-f-]{36}/.exec(late)?.[0] ?? '')).text, /Completed after the decision/)
  assert.match(register.text, /before the assessment was completed/)
})

/** Chooses in the list’s own filter, as its form sends it. */
async function narrow(visitor: Visitor, chosen: Record<string, string>) {
  const { to, fields } = (await visitor.get('/assessments/together')).fill('Show', chosen)
  return visitor.get(`${to.split('?')[0] ?? ''}?${new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString()}`)
}

test('all proposals together answer what happens to disabled women over 65 in one town, on one page, with its files; none is left out, and small numbers are protected', async () => {
  await using council = await house()
  const priya = await council.as(lead)
  const asked = await narrow(priya, { 'Group of people': 'Disability', 'Who are also': 'Sex', 'And also': 'Age', Place: 'Coalhaven', 'Budget round': 'Budget 2027 to 2028' })
  assert.equal(asked.status, 200)
  assert.match(asked.text, /What touches disability and sex and age in Coalhaven/)
  const titles = [...asked.html.matchAll(/href="\/assessments\/all\/[^"]+">([^<]+)<\/a><span class="dr-under">/g)].map(([, title]) => title ?? '').join('\n')
  for (const title of ['Fewer evening buses in the west', 'Libraries open four days a week', 'Lunch clubs paid by those who come', 'Street lights off after midnight', 'Higher charges for care at home', 'Charge for garden waste']) assert.ok(titles.includes(title), `${title} is there: in the town, or everywhere`)
  for (const title of ['Parking charges in market towns', 'One recycling site fewer', 'Day centre closed on Fridays']) assert.ok(!titles.includes(title), `${title} is elsewhere`)
  assert.match(asked.text, /Fewer evening buses in the west\s*Environment and Transport\s*Coalhaven, Plumstead\s*With the departmental group\s*Worse \(high\)\s*then worse \(low\).*the last bus is also the way home from the lunch club.*Keep/s, 'severity before and after, who is in several groups, and what is still to be done')
  assert.ok(titles.indexOf('Fewer evening buses') < titles.indexOf('Charge for garden waste'), 'the worst first')
  assert.match(asked.text, /The same by place, for disability and sex and age.*Coalhaven.*Said to be everywhere/s)
  const file = await priya.get(`/assessments/together.csv${asked.address.slice(asked.address.indexOf('?'))}`)
  assert.match(file.html, /Libraries open four days a week,.*Coalhaven/)
  assert.doesNotMatch(file.html, /Parking charges/)
  const olena = await council.as(outsider)
  assert.doesNotMatch((await olena.get('/assessments/together?group=disability')).text, /Fewer evening buses/, 'what is not signed is not for everybody')
  assert.match((await olena.get('/assessments/together?group=disability')).text, /Home-to-school transport: review|Charging for care at home: review/, 'and what is signed is')

  // Six hundred older ones do not push the round out of sight.
  await council.database.asOwner(`insert into impact_assessments.assessment (organisation_id, assessment_id, reference, title, lead_id, lead_name, stage, started_on, changed_at) select organisation_id, gen_random_uuid(), 'EIA/2019/' || n, 'Old ' || n, lead_id, lead_name, 'drafting', '2019-01-01', '2030-01-01' from (select * from impact_assessments.assessment limit 1) one, generate_series(1, 600) n`)
  await council.database.asOwner(`insert into impact_assessments.impact (organisation_id, assessment_id, group_code, rating, severity, residual, residual_severity) select organisation_id, assessment_id, 'disability', 'negative', 'low', '', '' from impact_assessments.assessment where reference like 'EIA/2019/%'`)
  const all = await priya.get('/assessments/together?group=disability')
  assert.match(all.text, /600 proposals do not say where/)
  assert.match(all.text, /Fewer evening buses in the west/)
  assert.match(all.text, /Disability \d+ 6\d\d/, 'every one of them is counted')

  await council.database.asOwner(`update impact_assessments.section set content = jsonb_set(content, '{intersections}', '"Mrs Orme and 3 disabled women in Coalhaven have no other way."') where section = 'together' and assessment_id in (select assessment_id from impact_assessments.assessment where title = 'Fewer evening buses in the west')`)
  // It was written without an entry in the ledger, as nobody writes: what was asked before is remembered, and another question is not.
  const guarded = await priya.get(asked.address.replace('words=', 'words=evening'))
  assert.notEqual(guarded.address, asked.address)
  assert.doesNotMatch(guarded.text, /Mrs Orme/)
  assert.match(guarded.text, /These words could point at a person/)
})

test('a body keeps its own places, and a proposal says which it touches', async () => {
  await using council = await house()
  const priya = await council.as(lead)
  const page = await priya.get('/assessments/places')
  const typed = 'Barchester\nCoalhaven\nFramley\nPlumstead\nSilverbridge\nUllathorne'
  assert.match((await priya.send(page, 'Save', { 'Which places are there?': `${typed}\nCoalhaven` })).text, /“Coalhaven” stands there twice/)
  assert.match((await priya.send(await priya.get('/assessments/places'), 'Save', { 'Which places are there?': typed })).text, /The list was saved.*Offered no more.*Greshamsbury/s)
  assert.equal((await (await council.as(author)).get('/assessments/places')).status, 403)
  const { aisha, at } = await begun(council)
  const proposal = await aisha.get(`${at}/write/proposal`)
  assert.ok(proposal.text.includes('Ullathorne') && !proposal.text.includes('Greshamsbury'))
  await aisha.send(proposal, 'Save', { 'In which of our places would people notice it?': ['Ullathorne', 'Framley'], 'Where, more exactly? (optional)': 'The old school' })
  assert.match((await aisha.get(`${at}/read`)).text, /In which of our places would people notice it\?\s*(Framley; Ullathorne|Ullathorne; Framley)/)
  await council.database.asOwner(`insert into impact_assessments.impact (organisation_id, assessment_id, group_code, rating, severity, residual, residual_severity) values ((select organisation_id from impact_assessments.assessment where assessment_id = $1), $1, 'age', 'negative', 'low', '', '')`, [at.split('/').at(-1)])
  assert.match((await narrow(aisha, { Place: 'Ullathorne' })).text, /Fridays at Plumstead.*Framley, Ullathorne/s)
})

test('figures of who lives here are inserted with their source, kept as they were, and lead back to every assessment that rests on them', async () => {
  await using council = await house()
  const { aisha, at } = await begun(council)
  const inserted = await aisha.send(await aisha.get(`${at}/evidence-figures`), 'Insert them', { 'Which figures?': 'Who lives here: Disability', 'Whom are they about? (optional)': ['Disability'] })
  assert.match(inserted.text, /“Disability” was inserted/)
  assert.match((await aisha.get(`${at}/read`)).text, /Disability, Census 2021/)
  const used = await aisha.get('/assessments/figures')
  assert.match(used.text, /Disability\s*Census 2021\s*No\s*Fridays at Plumstead/)
  await council.database.asOwner(`update impact_assessments.rests_on set taken = 'Census 2011' where room = 'community-profile'`)
  assert.match((await aisha.get('/assessments/figures?newer=yes')).text, /Fridays at Plumstead/, 'when figures are overtaken, what rests on them is listed')
  assert.match((await aisha.get(`${at}/read`)).text, /Disability, Census 2021/, 'and nothing is altered')
})
