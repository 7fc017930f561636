import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { house } from '../../../../test/house.ts'
import { addFigures } from './for-tests-figures.ts'

test('what another body has published stands beside our own share, with its day, of whom it is and its source', async () => {
  await using council = await house()
  await addFigures(council, '2026-09-30')
  const samira = await council.as('samira.hussain@barsetshire.example')
  const question = await samira.get('/monitoring/profile/disability')
  assert.match(question.text, /Beside other bodies/)
  const form = await samira.get(question.links.find((each) => each.text === 'Add another body’s figures')?.href ?? '')

  const nothing = await samira.press(form, 'Add these figures', { 'Which body?': 'Mercshire County Council' })
  assert.equal(nothing.status, 422)
  assert.match(nothing.text, /Enter the day that the figures describe/)
  const said = {
    'Which body?': 'Mercshire County Council', 'Which day do the figures describe?': Temporal.PlainDate.from('2026-03-31'), 'Of whom are the shares?': 'Of everybody, with those who did not answer',
    'Who was counted?': 'All employees without schools', 'Where were they published?': 'Workforce report 2026',
  }
  assert.match((await samira.press(form, 'Add these figures', said)).text, /Enter the share of one group at least/)
  assert.match((await samira.press(form, 'Add these figures', { ...said, 'Disabled (optional)': '101' })).text, /The share of Disabled must be between 0 and 100/)
  const added = await samira.press(form, 'Add these figures', { ...said, 'Disabled (optional)': '7.9', 'A link to it (optional)': 'https://mercshire.example/report' })
  assert.equal(added.status, 303)

  const chair = await council.as('daniel.whitcombe@barsetshire.example')
  const seen = await chair.get('/monitoring/profile/disability')
  assert.match(seen.text, /Group We ourselves 30 September 2026 .*Mercshire County Council 31 March 2026 .*Disabled \d\.\d% .*7\.9%/)
  assert.match(seen.text, /Mercshire County Council, 31 March 2026: of everybody, with those who did not answer\. All employees without schools\. Workforce report 2026\./)
  assert.doesNotMatch(seen.text, /Add another body/)
  assert.ok([403, 404].includes((await chair.get('/monitoring/other-bodies/new/disability')).status))
  assert.match((await chair.get('/monitoring/other-bodies.csv')).html, /Mercshire County Council,Disability,.*7\.9%.*https:\/\/mercshire\.example\/report/)

  const list = await samira.get('/monitoring/other-bodies')
  const edit = await samira.get(list.links.find((each) => each.text === 'Mercshire County Council')?.href ?? '')
  assert.equal((await samira.press(edit, 'Save', { 'Disabled (optional)': '8.1' })).status, 303)
  assert.match((await chair.get('/monitoring/profile/disability')).text, /8\.1%/)
  const away = await samira.get(edit.links.find((each) => each.text === 'Take them away')?.href ?? '')
  assert.equal((await samira.press(away, 'Take them away', { 'Why?': 'They published newer ones' })).status, 303)
  assert.doesNotMatch((await chair.get('/monitoring/profile/disability')).text, /Mercshire/)
})
