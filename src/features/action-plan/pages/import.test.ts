/** From the document that a council has to a plan that it works on: given, read, reviewed, accepted, mended, taken out again. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { house, type House, type Visitor } from '../../../../test/house.ts'
import { madeUpDocument } from '../../../../test/made-up-plan.ts'
import type { Screen } from '../../../../test/screen.ts'

const word = { fileName: 'Easy to reach action plan 2026-28.docx', bytes: madeUpDocument() }
const giving = 'Read this document'

/** Gives a file and waits until it has been read. */
async function give(council: House, person: Visitor, file: { readonly fileName: string; readonly bytes: Uint8Array | string }): Promise<Screen> {
  const waiting = await person.send(await person.get('/imports/new'), giving, { 'Your document': file })
  await council.work()
  return person.visit(waiting.address)
}

test('a Word plan is given, read, reviewed table by table, accepted and mended', async (t) => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')

  const waiting = await priya.send(await priya.get('/imports/new'), giving, { 'Your document': word })
  assert.equal(waiting.heading, 'Reading Easy to reach action plan 2026-28.docx')
  assert.match(waiting.text, /moves on by itself/)
  assert.equal(waiting.link('look again'), waiting.address, 'without script there is a way on')
  assert.doesNotMatch(waiting.html, /http-equiv="refresh"/, 'nobody is moved on while they read')
  await council.work()

  const overview = await priya.get(waiting.address)
  await t.test('the overview counts what was found and says that nothing is in the plan yet', () => {
    assert.match(overview.text, /We found 5 actions/)
    assert.match(overview.text, /Nothing is in the plan yet/)
    assert.match(overview.text, /5 rows are still to be reviewed|rows are still to be reviewed/)
    assert.ok(!overview.hasLink('Add to the plan'))
  })

  const tables = overview.links.filter((each) => /\/tables\//.test(each.href))
  assert.equal(tables.length, 2)
  const first = await priya.get(tables[0]!.href)
  await t.test('a table shows the document’s words and place beside what was understood', () => {
    assert.match(first.heading, /table 1/i)
    for (const words of ['By end March 2027', 'Survey every public building with disabled residents', '30 buildings surveyed']) assert.ok(first.text.includes(words), words)
    assert.match(first.text, /31 March 2027/)
    assert.match(first.text, /Kelvin Osei/)
    assert.match(first.text, /To answer later:/, 'bi-annual is asked about')
  })

  await t.test('an unanswered question is refused in words, and the rows stay as they are', async () => {
    const refused = await priya.press(first, 'Save and go on')
    assert.equal(refused.status, 422)
    assert.deepEqual(refused.errors.map((each) => each.text), ['Choose what to do with these rows'])
    assert.match(refused.title, /^Error: /)
  })

  const row = await priya.get(first.link('Change or leave out row 1'))
  assert.equal(row.field('Action'), 'Survey every public building with disabled residents')
  const mended = await priya.send(row, 'Save this row', { Action: 'Survey every public building together with disabled residents' })
  assert.equal(mended.said, 'The row was saved and accepted.')
  assert.match(mended.text, /Changed by a person\./)

  await t.test('somebody who comes back later finds the review where they left it', async () => {
    const again = await council.as('priya.nair@barsetshire.example')
    assert.match((await again.get(waiting.address)).text, /4 rows are still to be reviewed/)
    assert.ok((await again.get('/home')).hasLink(word.fileName))
  })

  await t.test('rows that are still to be reviewed cannot be passed over by the address', async () => {
    const early = await priya.get(`${waiting.address}/accept`)
    const refused = await priya.press(early, 'Add them', { 'Which plan do they belong to?': 'A new plan', 'Title, for a new plan': 'Too early' })
    assert.equal(refused.status, 422)
    assert.match(refused.errors[0]!.text, /still to be reviewed/)
    assert.ok(!(await priya.get('/plans')).text.includes('Too early'))
  })

  for (const table of tables) {
    const shown = await priya.get(table.href)
    const options = shown.options('What should happen to the rows that are still to be reviewed?')
    await priya.send(shown, 'Save and go on', { 'What should happen to the rows that are still to be reviewed?': options.find((each) => each.startsWith('Accept all'))! })
  }
  const adding = await priya.get((await priya.get(waiting.address)).link('Add to the plan'))
  assert.equal(adding.heading, 'Add 5 actions to the plan')
  const untitled = await priya.press(adding, 'Add them', { 'Which plan do they belong to?': 'A new plan', 'Title, for a new plan': '' })
  assert.deepEqual(untitled.errors, [{ text: 'Enter what the plan is called', href: '#title' }])
  const mend = await priya.send(adding, 'Add them', { 'Which plan do they belong to?': 'A new plan', 'Title, for a new plan': 'Easy to reach', 'First year': '2026', 'Last year': '2028' })

  await t.test('the first screen says honestly what the plan does not say yet', async () => {
    assert.equal(mend.said, '5 actions were added to Easy to reach.')
    assert.equal(mend.heading, 'What this plan does not say yet')
    assert.match(mend.text, /dates to answer 1 without a day 1 without a person who answers for them 2/)
    assert.match(mend.text, /1 action has a deadline that is not clear .* Does “bi-annual” mean twice a year or every two years\?/)
    assert.match(mend.text, /2 actions are led by a team or post with no person behind it/)
    assert.match(mend.text, /“Pages are better” has no number, date or countable thing/)
    const answer = await priya.get(mend.link('Answer'))
    assert.match(answer.text, /bi-annual/)
    assert.deepEqual(answer.options('It means').slice(0, 2), ['Every 6 months, with no day set', 'Every 2 years, with no day set'])
    const answered = await priya.send(answer, 'Save', { 'It means': 'Every 6 months, with no day set' })
    assert.match(answered.text, /bi-annual/)
    assert.ok(!(await priya.get(mend.address)).text.includes('a deadline that is not clear'))
  })

  await t.test('the plan has its objectives, leads and dates as written and as understood', async () => {
    const plan = await priya.get(mend.link('Go to the plan'))
    assert.equal(plan.heading, 'Easy to reach')
    const rows = plan.table('Actions in Easy to reach')
    assert.equal(rows.length, 6)
    assert.deepEqual(rows[1]!.slice(0, 1), ['1.1 Survey every public building together with disabled residents'])
    assert.equal(rows[1]![2], 'Kelvin Osei')
    assert.equal(rows[1]![3], '31 March 2027')
    const action = await priya.get(plan.link('Survey every public building'))
    assert.match(action.summary('Deadline') ?? '', /By end March 2027/)
    assert.match(action.text, /Read from a document.*Easy to reach action plan 2026-28\.docx, .*table 1/i)
    const objective = await priya.get(plan.link('Objective 1: People can get'))
    assert.match(objective.heading, /People can get to our buildings/)
  })

  await t.test('the same file given again says who gave it and when, and is read again only when asked', async () => {
    const again = await priya.press(await priya.get('/imports/new'), giving, { 'Your document': word })
    assert.equal(again.status, 422)
    assert.match(again.errors[0]!.text, /^This file was added to the plan on 22 November 2026 by Priya Nair/)
    const asked = await priya.press(again, giving, { 'Your document': word, 'Read it again all the same': true })
    assert.equal(asked.status, 303)
    await council.work()
  })

  await t.test('the whole import is taken out again, and only after a tick', async () => {
    const done = await priya.get(waiting.address)
    assert.match(done.text, /Added to the plan\./)
    const undoing = await priya.get(done.link('Take it all out again'))
    assert.match(undoing.text, /Somebody has worked on one of these actions since/)
    const refused = await priya.press(undoing, 'Take it all out')
    assert.equal(refused.errors[0]?.text, 'Tick the box to show that you have read this')
    const out = await priya.send(refused, 'Take it all out', { 'Are you sure?': 'Yes, take these actions out of the plan' })
    assert.equal(out.said, '5 actions were taken out of the plan.')
    assert.doesNotMatch((await priya.get('/plans')).text, /Easy to reach/, 'a plan that came from the document alone goes with it')
  })
})

test('a reading that is thrown away changes nothing and can be begun again', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const before = (await priya.get('/plans')).text
  const overview = await give(council, priya, word)
  const gone = await priya.send(await priya.get(overview.link('Throw this reading away')), 'Throw it away')
  assert.equal(gone.said, 'The reading was thrown away.')
  assert.equal((await priya.get('/plans')).text, before)
  assert.equal((await give(council, priya, word)).status, 200)
})

test('rows can be left out, and a plan that exists takes the rest', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const overview = await give(council, priya, word)
  const [one, other] = overview.links.filter((each) => /\/tables\//.test(each.href))
  const question = 'What should happen to the rows that are still to be reviewed?'
  await priya.send(await priya.get(one!.href), 'Save and go on', { [question]: 'Leave all of them out of the plan' })
  const second = await priya.get(other!.href)
  await priya.send(second, 'Save and go on', { [question]: second.options(question).find((each) => each.startsWith('Accept all'))! })
  const adding = await priya.get(`${overview.address}/accept`)
  assert.equal(adding.heading, 'Add 2 actions to the plan')
  assert.match(adding.text, /3 rows were left out/)
  const existing = adding.options('Which plan do they belong to?')[0]!
  const added = await priya.send(adding, 'Add them', { 'Which plan do they belong to?': existing })
  assert.equal(added.said, `2 actions were added to ${existing}.`)
  const plan = await priya.visit(`${(await priya.get('/plans')).link(existing)}?words=fifty+letters`)
  assert.match(plan.text, /Rewrite the fifty letters/)
})

test('pasted text is read as a file is', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const page = await priya.get('/imports/paste')
  const empty = await priya.press(page, 'Read this text')
  assert.deepEqual(empty.errors.map((each) => each.text), ['Paste the text of your plan'])
  const waiting = await priya.send(page, 'Read this text', {
    'What to call it (optional)': 'From our web page',
    'The text of your plan': 'Ref\tAction\tLead\tDeadline\n1\tHold a coffee morning for carers\tHannah Lightfoot\tJune 2027\n2\tAsk carers what would help\tHannah Lightfoot\tSeptember 2027\n',
  })
  await council.work()
  const overview = await priya.get(waiting.address)
  assert.match(overview.heading, /From our web page\.txt/)
  assert.match(overview.text, /We found 2 actions/)
})

test('a file that cannot be read gets a sentence, and leaves nothing behind', async (t) => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const filesKept = (): number => { try { return readdirSync(join(council.dataFolder, 'files'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length } catch { return 0 } }
  const plans = (await priya.get('/plans')).text

  await t.test('no file at all', async () => {
    const refused = await priya.press(await priya.get('/imports/new'), giving)
    assert.deepEqual(refused.errors, [{ text: 'Select the document that holds your action plan', href: '#document' }])
    assert.equal(refused.errorAt('Your document'), 'Select the document that holds your action plan')
  })
  await t.test('an empty file', async () => {
    const refused = await priya.press(await priya.get('/imports/new'), giving, { 'Your document': { fileName: 'plan.docx', bytes: '' } })
    assert.deepEqual(refused.errors.map((each) => each.text), ['The selected file is empty'])
  })
  for (const [what, file, says] of [
    ['an old Word file', { fileName: 'plan.doc', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]) }, /\.docx/],
    ['a picture with a wrong ending', { fileName: 'plan.docx', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Array(200).fill(1)]) }, /./],
    ['half of a Word file', { fileName: 'plan.docx', bytes: madeUpDocument().slice(0, 300) }, /./],
  ] as const) {
    await t.test(what, async () => {
      const answer = await give(council, priya, file)
      assert.equal(answer.heading, 'This document could not be read')
      assert.match(answer.text, says)
      assert.match(answer.text, /Nothing was added, and nothing was kept of it/)
    })
  }
  await t.test('nothing of them is kept, as the page says', async () => {
    assert.equal(filesKept(), 0)
    assert.equal((await priya.get('/plans')).text, plans)
  })
  await t.test('a file larger than the limit is refused with the limit', async () => {
    const refused = await priya.press(await priya.get('/imports/new'), giving, { 'Your document': { fileName: 'plan.csv', bytes: Buffer.alloc(21 * 1024 * 1024, 'a') } })
    assert.equal(refused.status, 413)
    assert.match(refused.text, /must be smaller than 20 MB/)
    assert.equal(filesKept(), 0)
  })
})
