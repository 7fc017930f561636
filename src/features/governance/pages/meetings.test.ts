/** From the date of a meeting to a decision that comes back until it is done, through the pages. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readDocument } from '#documents/read.ts'
import { house, type House } from '../../../../test/house.ts'
import { deeds, planAddress } from '../../../../test/example-plan.ts'

async function bodyAddress(council: House, name: string): Promise<string> {
  const [row] = await council.database.asOwner<{ body_id: string }>('select body_id from governance.body where organisation_id = $1 and name = $2', [await council.organisation(), name])
  return `/governance/bodies/${row!.body_id}`
}
const day = Temporal.PlainDate.from

test('a board meets: agenda from what changed, papers that stay as they were, decisions that come back', async (t) => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const colin = await council.as('colin.fairweather@barsetshire.example')
  const olena = await council.as('olena.marchenko@barsetshire.example')
  const board = await bodyAddress(council, 'Equalities Board')
  let address = ''

  await t.test('the secretary plans it; nobody else sees what is being prepared', async () => {
    const page = await priya.get(`${board}/meetings/new`)
    const refused = await priya.press(page, 'Save', { 'On which day?': day('2026-11-22'), 'Link to join online (optional)': 'javascript:alert(1)' })
    assert.deepEqual(refused.errors.map((each) => each.text), ['The link must be a web address that begins with https://'])
    const planned = await priya.send(refused, 'Save', { 'Link to join online (optional)': 'https://meet.example/board', 'Where? (optional)': 'County Hall' })
    assert.equal(planned.said, 'The meeting was planned. Make its agenda next.')
    address = planned.address
    assert.equal((await olena.get(address)).status, 403)
    assert.equal((await colin.get(`${board}/meetings/new`)).status, 403, 'a member sits there, and does not keep it')
  })

  await t.test('the agenda offers what was decided and is not done, and what happened to the plan', async () => {
    const page = await priya.get(`${address}/agenda`)
    assert.match(page.text, /It is made of what changed since the meeting of 9 November 2026/)
    assert.match(page.text, /EB\/\d+\/\d+: Find a member for Public Health\. Late: Daniel Whitcombe, by .*On \d+ agendas so far/)
    assert.match(page.text, /The action plan since the last meeting/)
    const saved = await priya.send(page, 'Save the agenda', { 'Your own matters': 'Welcome\nMinutes of the last meeting\nCharter' })
    assert.match(saved.text, /Agenda Welcome Minutes of the last meeting Charter EB\//)
    assert.doesNotMatch((await colin.get(address)).text, /Charter/, 'it has not been issued yet')
  })

  await t.test('a paper is made of what is recorded, another is uploaded on its line; issued, they stay', async () => {
    const made = await priya.send(await priya.get(`${address}/papers/make`), 'Make it', { 'Your own words at its beginning (optional)': 'Please read the late ones first.' })
    assert.equal(made.said, 'The paper was made.')
    const file = await priya.get(made.link('What changed since the last meeting'))
    const words = JSON.stringify(await readDocument(file.bytes, 'paper.docx'))
    assert.match(words, /Please read the late ones first\./)
    assert.match(words, /Actions that were closed, are late or have news/)
    const wrong = await priya.press(await priya.get(`${address}/papers/upload`), 'Add it', { 'What is it called?': 'Assessments', 'The paper': { fileName: 'a.exe', bytes: 'MZ\u0000\u0001' } })
    assert.match(wrong.errors[0]?.text ?? '', /^The selected file must be a Word, PDF/)
    const lines = 'Impact assessments: how many, and how good (from Adults and Communities Departmental Equality Group to Equalities Board)'
    await priya.send(wrong, 'Add it', { 'What is it called?': 'Assessments in Adults and Communities', 'The paper': { fileName: 'assessments.csv', bytes: 'month,assessments\nMay,3\n' }, 'Is it one of the reports of the structure? (optional)': lines })
    const paper = (await priya.get(address)).link('Assessments in Adults and Communities')
    assert.equal((await colin.get(paper)).status, 403, 'it has not gone out yet')
    const issued = await priya.send(await priya.get(`${address}/issue`), 'Issue them')
    assert.equal(issued.said, 'Agenda and papers were issued, and the members written to.')
    const letters = (await council.letters()).filter(({ subject }) => subject.startsWith('Papers for Equalities Board'))
    const his = letters.find(({ to }) => to.startsWith('colin.fairweather'))
    assert.equal(new Set(letters.map(({ to }) => to)).size, letters.length, 'one each')
    assert.doesNotMatch(letters.map(({ text }) => text).join(' '), /Whitcombe|Fairweather|Assessments in Adults|Charter/, 'nobody and no paper is named')
    const visitor = council.visitor()
    const shut = await visitor.get(his?.links[0] ?? '')
    assert.doesNotMatch(shut.text, /Charter/, 'a program that looks at links has opened nothing')
    const opened = await visitor.send(shut, 'Open agenda and papers')
    assert.match(opened.text, /Agenda Welcome Minutes of the last meeting Charter/)
    assert.equal((await visitor.get(opened.link('Assessments in Adults and Communities'))).html, 'month,assessments\nMay,3\n')
    assert.match((await priya.get(address)).text, /Who was sent them, and who opened them.*Colin Fairweather 22 November 2026 22 November 2026.*Daniel Whitcombe 22 November 2026 Not yet/s)
    assert.doesNotMatch((await colin.get(address)).text, /who opened them/, 'that is for those who keep the board')
    assert.equal((await visitor.get(`${his?.links[0] ?? ''}x`)).status, 404)
    assert.equal((await colin.get(paper)).html, 'month,assessments\nMay,3\n')
    assert.match((await colin.get(address)).text, /Charter/)
    assert.equal((await priya.get(`${address}/agenda`)).status, 403)
    assert.equal((await priya.get(`${paper}/take-away`)).status, 403)
    assert.match((await olena.get('/governance')).text, /Impact assessments: how many, and how good \(twice a year\)\. Last on 22 November 2026\./, 'the structure says when it came')
    const replaced = await priya.send(await priya.get(`${paper}/replace`), 'Issue it', { 'The paper': { fileName: 'assessments.csv', bytes: 'month,assessments\nMay,4\n' }, 'What was wrong, or has changed?': 'One was missing' })
    assert.match(replaced.text, /Replaced on 22 November 2026/)
    assert.match(replaced.text, /In place of another: One was missing/)
    assert.equal((await colin.get(paper)).html, 'month,assessments\nMay,3\n', 'what went out stays as it was')
  })

  await t.test('who was there is recorded for each member, and keeps or breaks the promise', async () => {
    const page = await priya.get(`${address}/who-was-there`)
    const names = ['Daniel Whitcombe, Director of Corporate Resources', 'Priya Nair, Equalities Manager', 'Colin Fairweather, Assistant Director, Adults and Communities', 'Dev Chaudhary, Assistant Director, Children and Families', 'Grace Okafor, Head of Strategic HR', 'Liam Gallacher, Bus Network Planner', 'Margaret Thorne, Assistant Director, Environment and Transport', 'Nkechi Adeyemi, Libraries and Heritage Manager', 'Peter Ashdown, Head of Communications', 'Siobhan Delaney, Consultation and Engagement Officer', 'Councillor Meena Joshi, Cabinet Member for Equalities']
    const unanswered = await priya.press(page, 'Save', {})
    assert.equal(unanswered.errors.length, names.length)
    await priya.send(page, 'Save', Object.fromEntries(names.map((name) => [name, name.startsWith('Priya') ? 'There' : 'Sent apologies'])))
    const shown = (await olena.get(board)).text
    assert.match(shown, /Not kept on [^.]*22 November 2026/)
    await priya.send(await priya.get(`${address}/who-was-there`), 'Save', { [names[0]!]: 'There' })
    assert.doesNotMatch((await olena.get(board)).text, /Not kept on [^.]*22 November 2026/)
  })

  await t.test('a decision of each kind; an action needs somebody and a day, and can become an action of the plan', async () => {
    const form = `${address}/decisions/new`
    const none = await priya.press(await priya.get(form), 'Save', { 'What kind is it?': 'Action', 'What was decided?': 'Bring the charter.' })
    assert.deepEqual(none.errors.map((each) => each.text), ['Select who does it'])
    const noDay = await priya.press(none, 'Save', { 'Who acts? (optional)': 'Grace Okafor, Head of Strategic HR' })
    assert.deepEqual(noDay.errors.map((each) => each.text), ['Enter the day by which it is to be done'])
    const [row] = await council.database.asOwner<{ code: string; words: string }>('select code, words from action_plan.objective where organisation_id = $1 order by place limit 1', [await council.organisation()])
    const saved = await priya.send(noDay, 'Save', { 'By when? (optional)': day('2027-01-31'), 'Make it an action of the plan, under (optional)': `${row!.code} ${row!.words}`.trim().slice(0, 120) })
    assert.match(saved.said, /^EB\/2026\/\d+ was recorded\. It is an action of the plan too\.$/)
    assert.match((await priya.get(`${await planAddress(council)}?words=charter`)).text, /Bring the charter\./)
    const unknown = await priya.press(await priya.get(form), 'Save', { 'What kind is it?': 'Decision', 'What was decided?': 'Agreed.', 'What does it do? (optional)': 'Approves', 'To what? (optional)': 'https://elsewhere.example/plans/1' })
    assert.deepEqual(unknown.errors.map((each) => each.text), ['The address must be that of something here that you can open: copy it from the browser'])
    const about = await priya.send(unknown, 'Save', { 'To what? (optional)': `http://barsetshire.localhost${board}/terms/2` })
    const decided = await olena.get(about.link('Agreed.'))
    assert.equal(decided.status, 403, 'a decision is for those who sit there, unless it says otherwise')
    assert.match((await colin.get(about.link('Agreed.'))).text, /It approves Equalities Board\./)
    assert.match((await colin.get(about.link('Agreed.'))).text, /Done on 22 November 2026/, 'what asks nothing of anybody is carried out by being decided')
  })

  await t.test('whoever has to act sees it, says that it is done, and moves no day', async () => {
    const grace = await council.as('grace.okafor@barsetshire.example')
    const own = await grace.get('/my-boards')
    assert.match(own.text, /What you have to do .*Bring the charter\./)
    const page = await grace.get(`${own.link('Bring the charter.')}/follow`)
    assert.doesNotMatch(page.text, /It needs more time/)
    const done = await grace.send(page, 'Save', { 'What became of it?': 'It is done', 'What was done, or why?': 'The charter is on the intranet.' })
    assert.match(done.text, /Done on 22 November 2026 The charter is on the intranet\./)
    assert.doesNotMatch((await grace.get('/my-boards')).text, /Bring the charter/)
    assert.match((await priya.get('/governance/decisions.csv?state=done&words=charter')).html, /Bring the charter/)
  })

  await t.test('minutes are a draft until they are agreed, and stay from then on', async () => {
    const drafted = await priya.send(await priya.get(`${address}/minutes`), 'Save', { 'The minutes': 'We talked of the charter.' })
    assert.match(drafted.text, /Draft, not agreed yet We talked of the charter\./)
    const agreed = await priya.send(await priya.get(`${address}/minutes`), 'Save', { 'Agreed on (optional)': day('2026-11-22') })
    assert.match(agreed.text, /Agreed on 22 November 2026/)
    assert.equal((await priya.get(`${address}/minutes`)).status, 403)
    assert.equal((await priya.get(`${address}/who-was-there`)).status, 403)
    const did = await deeds(council)
    for (const each of ['governance.papers-issued', 'duty-clock.deed-noted', 'governance.attendance-recorded', 'action-plan.action-added', 'governance.decision-done', 'governance.minutes-agreed']) assert.ok(did.includes(each), each)
  })
})
