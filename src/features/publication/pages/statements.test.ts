import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../../test/house.ts'
import { basis, enforcers, noticeAsks, regulations, statementAsks, supervisor } from '../statements-law.ts'
import { isDueForReview, lookAt, problemsAsTyped, readProblems, usual } from '../statements.ts'

test('the accessibility statement and the privacy notice say what the law asks, and what is the body’s own is set by the body', async () => {
  await using council = await house()
  const [priya, peter, resident] = [await council.as('priya.nair@barsetshire.example'), await council.as('peter.ashdown@barsetshire.example'), council.visitor()]
  const before = await resident.get('/accessibility')
  for (const words of ['This accessibility statement applies to', 'Feedback and contact information', 'Enforcement procedure', 'Compliance status', 'Non-accessible content', 'Preparation of this accessibility statement', enforcers[0].complaints, regulations.name, 'partially compliant']) assert.ok(before.text.includes(words), words)
  assert.match(before.text, /last checked on 22 November 2026/)
  assert.doesNotMatch(before.text, /We reply within/, 'nothing is promised for a body that has not promised it')

  assert.equal((await peter.get('/publication/statements')).status, 403)
  const form = await priya.get((await priya.get('/publication')).link('Accessibility statement and privacy notice'))
  const label = 'What does not work for everybody?'
  const vague = await priya.press(form, 'Save', { [label]: 'Old maps | nothing | Ask us' })
  assert.deepEqual(vague.errors.map((each) => each.text), ['“nothing” must name a success criterion, like 1.1.1'])
  const boast = await priya.press(form, 'Save', { 'How far does the service comply with Web Content Accessibility Guidelines version 2.2 AA?': 'Fully' })
  assert.match(boast.text, /A service that complies fully has no known problems/)
  const future = await priya.press(form, 'Save', { 'When was the service last tested? (optional)': Temporal.PlainDate.from('2030-01-01') })
  assert.match(future.text, /Each day must be today or in the past/)
  const saved = await priya.send(form, 'Save', {
    [label]: 'Maps in the plans of 2019 | 1.1.1 | Ask for the list of places | June 2027', 'How else can people reach you? (optional)': 'The Equality Team, County Hall, Barchester', 'How soon do you reply? (optional)': '10 working days',
    'When was the service last tested? (optional)': Temporal.PlainDate.from('2026-10-05'), 'By whom, and how? (optional)': 'the Barsetshire Coalition of Disabled People, with three screen readers', 'How long do you keep what is kept here? (optional)': 'Plans and records of decisions: six years.',
  })
  assert.equal(saved.said, 'Saved. Both pages say so now.')
  const after = await resident.get('/accessibility')
  assert.match(after.text, /Maps in the plans of 2019 1\.1\.1 Ask for the list of places June 2027/)
  assert.match(after.text, /The Equality Team, County Hall, Barchester\. We reply within 10 working days\./)
  assert.match(after.text, /It was last tested on 5 October 2026, by the Barsetshire Coalition of Disabled People/)
  assert.match((await resident.get('/privacy')).text, /six years/)
})

test('what the law asks is dated data with its source, and a statement older than a year is due for review', () => {
  for (const each of [...statementAsks, ...noticeAsks, ...enforcers, basis, supervisor]) assert.ok(each.source !== '' && each.link.startsWith('https://') && each.edition !== '' && /^\d{4}-\d\d-\d\d$/.test(each.lastChecked), JSON.stringify(each))
  const day = Temporal.PlainDate.from('2027-11-22')
  assert.equal(isDueForReview(usual, day), false)
  assert.equal(isDueForReview(usual, day.add({ days: 1 })), true)
  assert.equal(lookAt(usual, day), null)
  assert.deepEqual(readProblems(problemsAsTyped(usual.problems)), usual.problems)
})
