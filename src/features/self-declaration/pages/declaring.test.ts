/** Employees say who they are, signed in and by the link; nobody else sees it, and everything about them can be seen, changed and undone. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { enqueue } from '#database/jobs.ts'
import { changing } from '#database/transaction.ts'
import { house, type House } from '../../../../test/house.ts'
import { howAsked, usuallyAsked } from '../asked.ts'
import { addAnswers } from '../declaration-store.ts'
import { declarationsFor, type Declared } from '../index.ts'
import { countDeclarations } from '../jobs/count-declarations.ts'

const hannah = 'hannah.lightfoot@barsetshire.example'
const [ethnic, disability] = ['What is your ethnic group?', 'Do you have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?']

/** Everything that the ledger says of this room, with its bodies. */
async function ledgerOf(council: House): Promise<string> {
  const rows = await council.database.asOwner<{ did: string; body: string | null }>(`select entry.did, body.body from ledger.entry join ledger.body using (organisation_id, number) where entry.did like 'self-declaration.%' order by entry.number`)
  return rows.map((row) => `${row.did} ${row.body ?? ''}`).join('\n')
}

async function declared(council: House, email: string, on = council.today()): Promise<Declared | undefined> {
  const organisation = await council.organisation()
  const entries: string[] = []
  const [found] = await changing(council.database.connections, organisation, (db) => declarationsFor(db, organisation, { emails: [email] }, on, 'A test', async (entry) => { entries.push(entry.did) }), { outOfTurn: true })
  assert.deepEqual(entries, ['self-declaration.answers-read'])
  return found
}

test('an employee answers in two steps, skips, stops and comes back, and reads all of it again', async () => {
  await using council = await house()
  const employee = await council.as(hannah)
  const start = await employee.get('/equality-answers')
  assert.match(start.text, /8 questions\. They take about two minutes\./)
  const first = await employee.get(start.link('Start'))
  assert.equal(first.heading, ethnic)
  assert.match(first.text, /Question 1 of 8/)
  assert.match(first.text, /Why we ask\./)
  const second = await employee.send(first, 'Save and continue', { [ethnic]: 'White', 'Which one best describes your White ethnic group or background?': 'Any other White background' })
  assert.equal(second.heading, disability)
  const third = await employee.send(second, 'Save and continue', { [disability]: 'Prefer not to say' })
  const fourth = await employee.get(third.link('Skip this question'))
  assert.match(fourth.text, /Question 4 of 8/)

  const again = await employee.get('/equality-answers')
  assert.match(again.summary('Ethnic group') ?? '', /^Any other White background/)
  assert.match(again.summary('Disability') ?? '', /^Prefer not to say/)
  assert.match(again.summary('Caring responsibilities') ?? '', /^Not answered/)
  assert.equal((await employee.get(again.link('Answer the rest'))).address, '/equality-answers/carer')
  const change = await employee.get('/equality-answers/ethnic-group?change=yes')
  assert.equal(change.field(ethnic), 'White, Any other White background')
  const changed = await employee.send(change, 'Save and continue', { 'Which one best describes your White ethnic group or background?': 'Irish' })
  assert.match(changed.summary('Ethnic group') ?? '', /^Irish/)
  assert.equal(changed.said, 'Your answer about ethnic group was saved.')
})

test('a second step alone is enough, for browsers that show every step, and a first step that needs its second is asked for', async () => {
  await using council = await house()
  const employee = await council.as(hannah)
  const alone = await employee.post('/equality-answers/ethnic-group?change=yes', { 'answer-A': 'A4' })
  assert.equal(alone.status, 303)
  assert.match((await employee.get('/equality-answers')).summary('Ethnic group') ?? '', /^Chinese/)
  const both = await employee.post('/equality-answers/ethnic-group?change=yes', { 'answer-A': 'A4', 'answer-W': 'W1' })
  assert.deepEqual(both.errors, [{ text: 'Select only one group', href: '#answer' }])
  const yes = await employee.press(await employee.get('/equality-answers/disability'), 'Save and continue', { [disability]: 'Yes' })
  assert.equal(yes.status, 422)
  assert.match(yes.errors[0]?.text ?? '', /Select an answer below “Yes”/)
  assert.equal((await employee.post('/equality-answers/disability', { answer: 'D9' })).status, 422)
})

test('answers are in their own schema alone: not in the ledger, not in drafts, not in a letter, not in the log', async () => {
  await using council = await house()
  const employee = await council.as(hannah)
  await employee.post('/equality-answers/religion-or-belief', { 'answer': 'R8', 'answer-R8-own': 'Pastafarian' })
  await employee.get('/equality-answers')
  const ledger = await ledgerOf(council)
  assert.match(ledger, /self-declaration\.answer-kept/)
  assert.match(ledger, /self-declaration\.own-answers-seen/)
  assert.doesNotMatch(ledger, /Pastafarian|R8|religion/)
  assert.doesNotMatch(council.log.join('\n'), /Pastafarian|religion-or-belief/)
  // Sent after the session has ended: what was typed is not kept aside for them.
  const tables = ['web.draft', 'web.kept_answer', 'mail.outbox']
  const sentSignedOut = await council.visitor().post('/equality-answers/religion-or-belief', { 'answer': 'R8', 'answer-R8-own': 'Pastafarian' })
  assert.equal(sentSignedOut.goesTo, '/sign-in?next=%2Fequality-answers%2Freligion-or-belief')
  for (const table of tables) assert.deepEqual(await council.database.asOwner(`select 1 from ${table} as each where each::text like '%Pastafarian%'`), [], table)
})

test('nobody else can open them, and own words never leave the room', async () => {
  await using council = await house()
  const member = await council.as('councillor.meena.joshi@barsetshire.example')
  assert.equal((await member.get('/equality-answers')).status, 403)
  assert.equal((await (await council.as(hannah)).get('/declarations')).status, 403)
  for (const email of ['samira.hussain@barsetshire.example', 'tom.aldous@barsetshire.example', 'ruth.pemberton@barsetshire.example', 'priya.nair@barsetshire.example']) {
    const own = await (await council.as(email)).get('/equality-answers')
    assert.doesNotMatch(own.text, /Humanist|Any other White background/)
  }
  const bronwen = await declared(council, 'bronwen.rees@barsetshire.example')
  assert.deepEqual(bronwen?.answers['religion or belief'], { questionSet: 'religion-hr', meaning: { category: 'R8' } })
  assert.doesNotMatch(JSON.stringify(bronwen), /Humanist/)
})

test('what somebody says counts from its day, and what they said before can be counted again for a day before', async () => {
  await using council = await house()
  const olena = 'olena.marchenko@barsetshire.example'
  const day = council.today()
  const employee = await council.as(olena)
  await employee.post('/equality-answers/carer?change=yes', { answer: 'C5' })
  assert.deepEqual((await declared(council, olena, day))?.answers.carer?.meaning, { category: 'C5' })
  assert.deepEqual((await declared(council, olena, day.subtract({ days: 1 })))?.answers.carer?.meaning, { category: 'C1' })
  assert.equal((await declared(council, olena, day.subtract({ years: 1 })))?.answers.carer, undefined)
  const page = await employee.get('/equality-answers/carer?change=yes')
  await employee.send(page, 'Save and continue', { 'Take my answer back': true })
  assert.equal((await declared(council, olena, day))?.answers.carer, undefined)
  assert.match((await employee.get('/equality-answers')).text, /What you said before .*9 hours a week or less/)
  assert.match(Buffer.from((await employee.get('/equality-answers/download')).bytes).toString('utf8'), /Caring responsibilities,.*9 hours a week or less,.*Census 2021/)
})

test('a notice to stop erases what is held, is confirmed with its date, and is honoured by whoever counts', async () => {
  await using council = await house()
  const olena = 'olena.marchenko@barsetshire.example'
  const employee = await council.as(olena)
  const page = await employee.get('/equality-answers/stop')
  assert.deepEqual((await employee.press(page, 'Send this notice')).errors, [{ text: 'Tick the box to give notice', href: '#sure' }])
  const done = await employee.send(page, 'Send this notice', { 'I require that information about me is no longer used for equality monitoring': true })
  assert.match(done.said, /Your notice was received on 22 November 2026\. We have stopped\./)
  const letter = (await council.letters()).find((each) => each.to === olena)
  assert.match(letter?.text ?? '', /On 22 November 2026 you gave notice/)
  const found = await declared(council, olena)
  assert.equal(found?.stoppedOn?.toString(), '2026-11-22')
  assert.deepEqual(found?.answers, {})
  assert.match((await employee.get('/equality-answers/ethnic-group')).text, /You have asked us not to hold answers about you/)
  assert.equal((await employee.post('/equality-answers/ethnic-group', { answer: 'W' })).status, 422)
  await employee.send(await employee.get('/equality-answers/start-again'), 'Take my notice back')
  assert.equal((await declared(council, olena))?.stoppedOn, null)
})

test('everything can be erased', async () => {
  await using council = await house()
  const employee = await council.as('george.tansley@barsetshire.example')
  const done = await employee.send(await employee.get('/equality-answers/erase'), 'Erase my answers', { 'Yes, erase everything that I have answered': true })
  assert.equal(done.said, 'Your answers were erased.')
  assert.match(done.text, /They take about two minutes/)
  assert.deepEqual((await declared(council, 'george.tansley@barsetshire.example'))?.answers, {})
})

test('a staff number is one person’s', async () => {
  await using council = await house()
  const employee = await council.as(hannah)
  const page = await employee.get('/equality-answers/staff-number')
  const taken = await employee.press(page, 'Save', { 'Staff number (optional)': 'B104200' })
  assert.deepEqual(taken.errors.map((each) => each.text), ['Check your staff number. Somebody else has given this one'])
  assert.equal((await employee.send(page, 'Save', { 'Staff number (optional)': '77012' })).said, 'Your staff number was saved.')
  const organisation = await council.organisation()
  const [found] = await council.change((db) => declarationsFor(db, organisation, { staffNumbers: ['77012'] }, council.today(), 'A test', async () => undefined))
  assert.equal(found?.email, hannah)
})

test('people are asked once, in parts, and answer by the link without being shown anything', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  await priya.send(await priya.get('/declarations/people'), 'Save', { 'The list': 'new.starter@barsetshire.example, 99001\nolena.marchenko@barsetshire.example' })
  const page = await priya.get('/declarations/ask')
  const done = await priya.send(page, 'Send the emails', { 'A note in the email (optional)': 'Last year we changed shift patterns because you answered.', 'Our staff networks and unions know that we are asking': true })
  assert.equal(done.said, 'The emails are on their way.')
  await council.work()
  const letters = (await council.letters()).filter((each) => /Two minutes/.test(each.subject))
  assert.equal(letters.length, 250, 'a part of them at a time')
  assert.equal(new Set(letters.map((each) => each.to)).size, 250)
  const letter = letters.find((each) => each.to === 'olena.marchenko@barsetshire.example') ?? assert.fail('Olena was not asked')
  assert.match(letter.text, /Last year we changed shift patterns/)
  assert.doesNotMatch(letter.text, /Olena|ethnic|White/)

  const link = letter.links[0] ?? assert.fail(letter.text)
  const visitor = council.visitor()
  const start = await visitor.get(link)
  const first = await visitor.get(start.link('Start'))
  assert.equal(first.heading, ethnic)
  assert.equal(first.field(ethnic), '', 'what she said before is not shown to whoever has the letter')
  const second = await visitor.send(first, 'Save and continue', { [ethnic]: 'Prefer not to say' })
  assert.equal(second.heading, disability)
  assert.deepEqual((await declared(council, 'olena.marchenko@barsetshire.example'))?.answers['ethnic group']?.meaning, { state: 'prefer not to say' })
  assert.equal((await visitor.get(`${link}x`)).status, 404)
  const stop = await visitor.get(`${link}/stop`)
  assert.match((await visitor.send(stop, 'Send this notice', { 'I require that information about me is no longer used for equality monitoring': true })).text, /Your notice was received on 22 November 2026/)
  assert.equal((await visitor.get(link)).status, 404)
  assert.deepEqual((await declared(council, 'olena.marchenko@barsetshire.example'))?.answers, {})
})

test('the equality lead sees a rate that passed the gate, and never a name', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const page = await priya.get('/declarations')
  assert.match(page.text, /Counted on 16 November 2026, of \d+ people who may declare/)
  assert.match(page.text, /Ethnic group \d\d% \d+/)
  for (const name of ['Olena', 'Marchenko', 'Tansley', '@']) assert.doesNotMatch(page.text, new RegExp(name))
  await priya.send(await priya.get('/declarations/questions'), 'Save', { 'Questions': ['Ethnic group', 'Disability'], 'In the words of which nation?': 'Wales' })
  const employee = await council.as(hannah)
  assert.match((await employee.get('/equality-answers')).text, /There are 2 questions/)
  assert.match((await employee.get('/equality-answers/ethnic-group')).text, /Welsh, English, Scottish, Northern Irish or British/)
  assert.equal((await employee.get('/equality-answers/sexual-orientation')).status, 404)
})

test('what somebody said goes when they leave, and the rate stands still, because one person’s going would show', async () => {
  await using council = await house()
  await council.change(async (db, organisation) => {
    await db.updateTable('people.person').set({ state: 'left' }).where('organisation_id', '=', organisation).where('email', '=', 'bronwen.rees@barsetshire.example').execute()
    await enqueue(db, organisation, countDeclarations, null)
  })
  await council.work()
  assert.equal(await declared(council, 'bronwen.rees@barsetshire.example'), undefined)
  assert.match((await (await council.as('priya.nair@barsetshire.example')).get('/declarations')).text, /Counted on 16 November 2026/)
})

test('the declarations are counted anew when enough people have answered since', async () => {
  await using council = await house()
  await council.change(async (db, organisation) => {
    const silent = await db.selectFrom('self_declaration.participant as one').select('participant_id').where('organisation_id', '=', organisation)
      .where((is) => is.not(is.exists(is.selectFrom('self_declaration.answer as answer').select('question').whereRef('answer.organisation_id', '=', 'one.organisation_id').whereRef('answer.participant_id', '=', 'one.participant_id')))).limit(60).execute()
    assert.equal(silent.length, 60)
    await addAnswers(db, organisation, silent.flatMap(({ participant_id: participant }) => usuallyAsked.map((question) => {
      const { set } = howAsked(question, 'England')
      return { participant, question, questionSet: set.id, given: { meaning: { category: set.categories[0]?.code ?? '' }, ownWords: '' }, from: council.today() }
    })))
    await enqueue(db, organisation, countDeclarations, null)
  })
  const priya = await council.as('priya.nair@barsetshire.example')
  const before = Number(/Ethnic group \d+% (\d+)/.exec((await priya.get('/declarations')).text)?.[1])
  await council.work()
  const after = (await priya.get('/declarations')).text
  assert.match(after, /Counted on 22 November 2026/)
  assert.equal(Number(/Ethnic group \d+% (\d+)/.exec(after)?.[1]), before + 60)
})
