import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import ICAL from 'ical.js'
import { house } from '../../../../test/house.ts'
import { letOut } from '../../../../test/publishing.ts'
import { asText } from '#disclosure/shown.ts'
import { enqueue } from '#database/jobs.ts'
import { dutyClock, listDeeds } from '../index.ts'

/** The work of another room, by its name: rooms meet at their doors. */
const keepsPublic = { name: 'duty-clock.keep-public' }
const remindLeads = { name: 'action-plan.remind-leads' }

const [lead, publisher, member, analyst] = ['priya.nair@barsetshire.example', 'peter.ashdown@barsetshire.example', 'councillor.meena.joshi@barsetshire.example', 'samira.hussain@barsetshire.example']
const day = (words: string) => Temporal.PlainDate.from(words)
const today = { 'From which day does it count?': day('2026-04-01') }

test('the year of the example council: the law and its own promises, kept, late and ahead, each with its sentence, and as three files', async () => {
  await using council = await house()
  const page = await (await council.as(member)).get('/clock')
  assert.equal(page.status, 200)
  for (const words of ['Publish equality information', 'by 30 March of the next year', 'The quarter ends on', 'Kept on', 'Workforce targets, quarter 1 of 2026 to 2027', 'Report how the workforce compares']) assert.ok(page.text.includes(words), words)
  assert.match(page.html, /<svg class="dr-wheel__picture"/)
  assert.ok(!page.text.includes('Add a promise'), 'a member reads and changes nothing')
  const csv = await (await council.as(member)).get('/clock.csv?by=law')
  assert.match(csv.html, /Publish the gender pay gap/)
  assert.doesNotMatch(csv.html, /Workforce targets/, 'narrowed to the law')
  assert.equal((await (await council.as(member)).get('/clock/promises/new')).status, 403)
})

test('a promise is typed as the strategy says it, becomes two, is ticked by the work itself, and its late and early stay', async () => {
  await using council = await house()
  const priya = await council.as(lead)
  const first = await priya.visit('/clock/promises/new?words=A+report+on+fairness+to+the+Equalities+Board+by+the+end+of+June+each+year%2C+public+by+the+end+of+July&source=Our+strategy%2C+page+12')
  assert.ok(first.text.includes('It holds 2 promises'))
  assert.ok(first.text.includes('We read: Every year, by 30 June') && first.text.includes('Next: 30 June 2027'))
  const second = await priya.send(first, 'Add this promise', { ...today, 'A short name for it': 'Fairness report to the board' })
  assert.ok(second.said.includes('Here is the other one') && second.text.includes('We read: Every year, by 31 July'), second.text)
  const public_ = await priya.send(second, 'Add this promise', { ...today, 'A short name for it': 'Fairness report in public', 'About what? (optional)': 'fairness report' })
  assert.ok(public_.text.includes('Late') && public_.text.includes('114 days late'), 'it was due on 31 July and it is 22 November')

  const noted = await priya.send(await priya.get('/clock/deeds/new'), 'Note it', { 'What was done?': 'A report was published', 'What is it called?': 'Fairness report 2025 to 2026', 'When was it done?': day('2026-08-09'), 'What is it about, in few words? (optional)': 'fairness report' })
  assert.ok(noted.said.includes('It was noted.') && noted.text.includes('By hand'))
  const after = await priya.get(public_.address)
  assert.ok(after.text.includes('Done on 9 August 2026, 9 days late: Fairness report 2025 to 2026'), after.text)
  assert.ok(after.text.includes('2 August 2027') && after.text.includes('moves to Monday 2 August 2027'), 'a promise of our own moves from a Saturday')

  // Another date is another promise: the old one ends and keeps what became of it.
  const changed = await priya.send(await priya.get(`${public_.address}/change`), 'Save', { 'When is it owed?': 'by the end of September each year' })
  assert.ok(changed.said.includes('What became of it before stays as it was') && changed.text.includes('Took the place of'))
  const old = await priya.get(public_.address)
  assert.ok(old.text.includes('Done on 9 August 2026, 9 days late') && old.text.includes('21 November 2026: Its dates were changed'))
  const ended = await priya.send(await priya.get(`${changed.address}/end`), 'End it', { 'Why does it end?': 'The strategy has ended' })
  assert.ok(ended.said.includes('The promise ends.'))
})

test('what says no time is refused with the person’s own words kept, and what can be read in two ways is asked', async () => {
  await using council = await house()
  const priya = await council.as(lead)
  const nothing = await priya.get('/clock/promises/new?words=&source=')
  assert.match(nothing.text, /There is a problem Enter the promise as your strategy or plan says it/)
  assert.match((await priya.get('/clock/promises/new?words=We+will+do+our+best+to+report')).text, /These words do not say when .*Say it like/, 'said before anything is pressed')
  const vague = await priya.press(await priya.get('/clock/promises/new?words=We+will+do+our+best+to+report'), 'Add this promise', { 'Where it is written': 'A speech' })
  assert.equal(vague.status, 422)
  assert.ok(vague.text.includes('does not say when') && vague.html.includes('A speech'))
  const twice = await priya.get('/clock/promises/new?words=Bi-annual+report+to+the+Equalities+Board')
  assert.ok(twice.text.includes('Does “Bi-annual” mean twice a year or every two years?'))
  const unanswered = await priya.press(twice, 'Add this promise', { 'Where it is written': 'The plan' })
  assert.equal(unanswered.status, 422)
  assert.ok(unanswered.text.includes('Select what it means'))
  const answered = await priya.send(twice, 'Add this promise', { 'Where it is written': 'The plan', 'Does “Bi-annual” mean twice a year or every two years?': 'Every 6 months, with no day set' })
  assert.ok(answered.text.includes('6 months after the last time'), answered.text)
})

test('publishing ticks by itself: who lives here and the plan are in the register, with the way to them', async () => {
  await using council = await house()
  const peter = await council.as(publisher)
  await peter.send(await peter.get('/publication/one/withdraw?of=%2Fcommunity'), 'Take it down', { 'Why? Readers will see this': 'To try the register' })
  const priya = await council.as('priya.nair@barsetshire.example')
  await letOut(council, await priya.press(await priya.get('/community-profile/publish'), 'Hand in for approval'))
  const deeds = await council.change((db, organisation) => listDeeds(db, organisation))
  const profile = deeds.find((each) => each.kind === 'community profile published')
  assert.deepEqual(profile && [profile.room, profile.on.toString(), profile.public, profile.href], ['community-profile', '2026-11-22', true, '/community'])
  const objectives = deeds.filter((each) => each.kind === 'objectives published')
  assert.equal(objectives.length, 2)
  const page = await peter.get('/clock/owed/equality-objectives')
  assert.ok(page.text.includes('Kept on 1 April 2024') && page.text.includes('31 March 2028'), page.text)
  const [entry] = await council.database.asOwner<{ many: string }>(`select count(*) as many from ledger.entry where did = 'duty-clock.deed-noted' and on_id = $1`, [profile?.id])
  assert.equal(entry?.many, '1', 'the deed is an entry of the ledger')
})

describe('Calendars that other programs read', () => {
  test('a person’s own and the whole body’s are read by a real parser, and stop with their address', async () => {
    await using council = await house()
    const samira = await council.as(analyst)
    const made = await samira.send(await samira.get('/clock/calendars'), 'Make an address', { 'What should it show?': 'What I see to', 'Where will you use it?': 'Outlook at work' })
    const address = /\/calendar\/[\w-]{32}/.exec(made.said)?.[0]
    assert.ok(address && made.said.includes('It is not shown again'))
    assert.ok(!(await samira.get('/clock/calendars')).text.includes(address), 'the secret is shown once')

    const visitor = council.visitor()
    const file = await visitor.get(address)
    assert.equal(file.status, 200)
    assert.match(String(file.headers['content-type']), /^text\/calendar/)
    const events = new ICAL.Component(ICAL.parse(file.html) as unknown[]).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
    const next = events.find((each) => each.startDate.toString() === '2027-02-11')
    assert.ok(next?.summary.startsWith('Workforce targets to the management team'))
    assert.ok(next?.description.includes('The quarter ends on 31 December 2026. 6 weeks later is 11 February 2027.'))
    assert.equal(new Set(events.map((each) => each.uid)).size, events.length, 'every date has an id of its own')
    assert.ok(!events.some((each) => each.summary.includes('gender pay gap')), 'what the law asks is the equality lead’s')

    const priya = await council.as(lead)
    const whole = await priya.send(await priya.get('/clock/calendars'), 'Make an address', { 'What should it show?': 'Everything that is due', 'Where will you use it?': 'My phone' })
    const all = await visitor.get(/\/calendar\/[\w-]{32}/.exec(whole.said)?.[0] ?? '')
    assert.ok(all.html.includes('Publish the gender pay gap') && all.html.includes('Workforce targets'))

    const stop = /\/clock\/calendars\/[\w-]{36}\/stop/.exec((await samira.get('/clock/calendars')).html)?.[0] ?? ''
    assert.equal((await (await council.as('aisha.rahman@barsetshire.example')).get(stop)).status, 403, 'nobody stops another’s')
    assert.equal((await priya.get(stop)).status, 200, 'but an equality lead may, when its address has got about')
    await samira.send(await samira.get(stop), 'Stop it', {})
    assert.equal((await visitor.get(address)).status, 404)
    assert.equal((await visitor.get('/calendar/guessed')).status, 404)
    assert.ok(council.log.every((line) => !line.includes(address.slice(-32))), 'the secret is in no line of the log')
  })
})

test('one letter a week goes to each person, with their dates and their actions together, and none where nothing presses', async () => {
  await using council = await house({ now: Temporal.Instant.from('2026-11-23T06:30:00Z') })
  const before = (await council.letters()).length
  const ask = () => council.change((db, organisation) => enqueue(db, organisation, remindLeads, null))
  await ask()
  await council.work()
  await ask()
  await council.work()
  const letters = (await council.letters()).slice(before)
  const to = letters.map((each) => each.to)
  assert.equal(new Set(to).size, to.length, 'nobody gets two')
  const grace = letters.find((each) => each.to === 'grace.okafor@barsetshire.example')
  assert.match(grace?.text ?? '', /Staff survey\nDue: 2 November 2026 \(21 days late\)/)
  assert.match(grace?.text ?? '', /\/clock\/owed\/[\s\S]*\/answer\/|\/answer\/[\s\S]*\/clock\/owed\//, 'her actions and her dates are in one letter')
  assert.ok(!to.includes('olena.marchenko@barsetshire.example'), 'nothing waits for her')
})

test('reports and indicators take how the dates were kept, as it stood on the last day asked for, and only what is public for the public', async () => {
  await using council = await house()
  const span = { from: day('2025-04-01'), to: day('2026-03-31') }
  const offered = dutyClock.offers
  const share = offered?.measures?.find((each) => each.name === 'duty-clock.duties-kept-in-time')
  const measured = await council.change((db, organisation) => share!.work(db, organisation, span))
  // Equality information on 9 March 2026, two days before it was due, and the pay gap on 20 March.
  assert.ok('value' in measured && asText(measured.value) === '100' && measured.of && asText(measured.of) === '2', JSON.stringify(measured))
  const empty = await council.change((db, organisation) => share!.work(db, organisation, { from: day('2015-04-01'), to: day('2016-03-31') }))
  assert.ok('missing' in empty)
  const [section] = offered?.sections ?? []
  const words = async (reader: 'board' | 'public') => JSON.stringify(await council.change((db, organisation) => section!.make(db, organisation, { ...span, for: reader, today: day('2026-11-22') })))
  const [board, everybody] = [await words('board'), await words('public')]
  assert.ok(board.includes('Workforce targets to the management team') && board.includes('Staff survey') && board.includes('Due next'))
  assert.ok(!everybody.includes('Workforce targets to the management team') && everybody.includes('Publish the gender pay gap'))
})

test('anybody reads what must be published and when it was, and it keeps itself up to date by a rule that a person set', async () => {
  await using council = await house()
  const visitor = council.visitor()
  const page = await visitor.get('/what-we-must-publish')
  assert.equal(page.status, 200)
  for (const words of ['What the law asks', 'Publish the gender pay gap', 'What we promised ourselves', 'Approved by Peter Ashdown']) assert.ok(page.text.includes(words), words)
  assert.ok(!page.text.includes('management team within six weeks'), 'what was not marked as public is not')
  const [peter, priya] = [await council.as(publisher), await council.as(lead)]
  const one = await peter.get('/clock/publish')
  assert.ok(one.text.includes('by the rule that Peter Ashdown set'))
  await peter.send(await peter.get(one.link('Take it down')), 'Take it down', { 'Why? Readers will see this': 'We are checking a date' })
  assert.ok((await visitor.get('/what-we-must-publish')).text.includes('We are checking a date'))
  const handed = await priya.press(await priya.get('/clock/publish'), 'Hand in for approval')
  assert.ok((await visitor.get('/what-we-must-publish')).text.includes('We are checking a date'), 'handing in publishes nothing')
  await letOut(council, handed)
  assert.ok((await peter.get('/clock/publish')).text.includes('Its dates stay as they were published'), 'the rule went with the page')
  assert.ok((await visitor.get('/what-we-must-publish')).text.includes('What the law asks'))
  assert.equal((await (await council.as(analyst)).get('/clock/publish/dates')).status, 403, 'the rule is a publisher’s')
  const ruled = await peter.send(await peter.get('/clock/publish/dates'), 'Save', { 'What should happen to the dates?': 'They are kept up to date each morning' })
  assert.ok(ruled.text.includes('by the rule that Peter Ashdown set'), ruled.text)
  const district = await (await council.as('imogen.clay@northbarset.example')).get('/clock')
  assert.ok(district.text.includes('Publish equality objectives') && !district.text.includes('gender pay gap'), 'a body of fewer than 250 owes no pay gap')
})

test('the rule lets out what became of dates that were approved: no promise and no words of it, and no title that could point at a person', async () => {
  await using council = await house()
  const [priya, peter, visitor] = [await council.as(lead), await council.as(publisher), council.visitor()]
  const page = async () => (await visitor.get('/what-we-must-publish')).text
  const morning = async () => { await council.change((db, organisation) => enqueue(db, organisation, keepsPublic, null)); await council.work() }
  await priya.send(await priya.get('/clock/promises/new?words=A+report+on+fairness+to+the+council+every+year+by+the+end+of+January'), 'Add this promise', { ...today, 'Where it is written': 'Our strategy', 'A short name for it': 'Hearing on fairness', 'Anybody may see it': true })
  const note = async (title: string) => priya.send(await priya.get('/clock/deeds/new'), 'Note it', { 'What was done?': 'Equality figures of the workforce were published', 'What is it called?': title, 'When was it done?': day('2026-11-20') })
  await note('Workforce figures, as Mr Harding asked')
  await morning()
  const first = await page()
  assert.ok(!first.includes('Hearing on fairness'), 'a new promise waits for somebody to approve it')
  assert.ok(first.includes('Done on 20 November 2026'), 'the date is kept')
  assert.ok(!first.includes('Harding'), 'and the title waits')

  const handed = await priya.press(await priya.get('/clock/publish'), 'Hand in for approval', { 'A note for readers: what changed, or why': 'A promise was added.' })
  const draft = handed.goesTo!
  assert.match((await peter.get(draft)).text, /New Hearing on fairness/)
  const look = await priya.get(`${draft}/check`)
  await priya.send(look, 'I have read it: pass it on', { 'Does “Mr Harding” stay?': 'Take it out everywhere', 'Why?': 'He did not agree to it' })
  // While it waits, something else is done; it stays when the draft goes out.
  council.wait({ minutes: 10 })
  await priya.send(await priya.get('/clock/deeds/new'), 'Note it', { 'What was done?': 'Pay gaps were published', 'What is it called?': 'Pay gap, early', 'When was it done?': day('2026-11-21'), 'What is it about, in few words? (optional)': 'gender' })
  await morning()
  assert.ok((await page()).includes('Done on 21 November 2026'))
  await peter.send(await peter.get(`${draft}/approve`), 'Save', { 'What should happen?': 'Publish it now' })
  const second = await page()
  assert.ok(second.includes('Hearing on fairness') && second.includes('Done on 21 November 2026') && second.includes('as [removed] asked'), second)
  await morning()
  assert.ok((await page()).includes('as [removed] asked'), 'what was taken out stays out')
})

