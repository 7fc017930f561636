/** A mitigation that a contract carries out, from the duty to the return and what is overdue. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../../test/house.ts'
import { returnsDigest } from './contracts.ts'

test('a mitigation is a contract’s duty: its owner records what the supplier reports with evidence, and what is overdue is seen in the assessment, the review and the letter', async () => {
  await using council = await house()
  const [aisha, kelvin, olena] = [await council.as('aisha.rahman@barsetshire.example'), await council.as('kelvin.osei@barsetshire.example'), await council.as('olena.marchenko@barsetshire.example')]
  const [found] = await council.database.asOwner<{ id: string }>(`select assessment_id as id from impact_assessments.assessment where title = 'Housing-related support: review'`)
  const at = `/assessments/all/${found?.id ?? ''}`
  const today = council.today()
  assert.match((await aisha.get(at)).text, /A supplier’s return is overdue\s*Hartletop Housing Trust/)

  const form = await aisha.get(`${at}/contracts/new`)
  const answers = { 'Which action does it carry out?': 'Offer help in the first week to everybody who moves in', 'Who is the supplier?': 'Boxall Hill Advice', 'Which contract, and which clause?': 'Advice 2026, clause 3', 'What has the supplier to report?': 'People advised, by group', 'How often?': 'Each month', 'Who looks after the contract?': form.options('Who looks after the contract?').find((each) => each.startsWith('Kelvin Osei')) ?? '' }
  assert.match((await aisha.send(form, 'Save', answers)).text, /Enter when the first return is due/)
  const made = await aisha.send(form, 'Save', { ...answers, 'When is the first return due?': today.subtract({ days: 40 }) })
  assert.match(made.text, /Boxall Hill Advice.*Looked after by\s*Kelvin Osei.*To come.*Overdue.*Overdue/s)
  const clock = async () => (await kelvin.get('/clock?whose=mine')).text
  assert.match(await clock(), /Return of Boxall Hill Advice.*Late.*Each (month|quarter|half-year|year), first on /s, 'what a supplier owes stands on the clock')
  assert.match((await aisha.get(`${at}/review`)).text, /3 returns of suppliers are overdue.*What suppliers have reported/s)
  const letters = await council.change((db, organisation) => returnsDigest.parts(db, organisation, { today, origin: 'https://due.example' }))
  assert.ok([...letters.values()].some((part) => part.subject === '2 suppliers’ returns are overdue' && part.paragraphs.some((each) => each.includes('Boxall Hill Advice'))), 'whoever looks after the contract is told')

  const address = made.html.match(/href="([^"]*\/contracts\/[^"/]+\/\d{4}-\d\d-\d\d)"/g)?.map((each) => each.slice(6, -1)).find((each) => each.endsWith(today.subtract({ days: 40 }).toString())) ?? assert.fail('no return to record')
  assert.equal((await olena.get(address)).status, 403, 'nobody else records it')
  const page = await kelvin.get(address)
  const bare = await kelvin.send(page, 'Save', { 'What does it show of the duty?': 'Partly met', 'When did it come?': today.subtract({ days: 41 }), 'What was reported?': '210 of 300 people were advised' })
  assert.match(bare.text, /Add the evidence from Boxall Hill Advice/)
  assert.match(bare.html, /210 of 300 people were advised/, 'what was typed is kept')
  const recorded = await kelvin.send(bare, 'Save', { 'The return or its evidence, as a file': { fileName: 'return.csv', bytes: 'group,advised\nDisabled people,90\n' } })
  assert.match(recorded.text, /Partly met\s*210 of 300 people were advised\s*Came on .* Kelvin Osei.*return\.csv/s)
  assert.match((await olena.get(recorded.link('return.csv'))).html, /Disabled people,90/)
  const silent = await kelvin.send(await kelvin.get(recorded.link('Record the return of Boxall Hill Advice, due on ' )), 'Save', { 'What does it show of the duty?': 'No return came', 'What was reported?': 'Not yet' })
  assert.match(silent.text, /it may still come/)
  await kelvin.send(await kelvin.get(address), 'Save', { 'What does it show of the duty?': 'Met', 'What was reported?': '290 of 300, after a second visit' })
  assert.match((await aisha.get(`${at}/contracts`)).text, /Met\s*290 of 300, after a second visit.*Before, .*: partly met\. 210 of 300 people were advised/s)
  assert.match((await aisha.get(at)).text, /2 returns of suppliers are overdue/)
  const [ticked] = await council.database.asOwner<{ on: string; title: string }>(`select done_on::text as on, title from duty_clock.deed where kind = 'supplier return recorded'`)
  assert.deepEqual([ticked?.on, ticked?.title.startsWith('Return of Boxall Hill Advice, due on ')], [today.subtract({ days: 41 }).toString(), true], 'and the return itself ticks it, on the day on which it came')
  assert.match(await clock(), /Return of Boxall Hill Advice.*Kept/s)
})
