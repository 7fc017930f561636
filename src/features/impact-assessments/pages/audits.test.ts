import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reading } from '#database/transaction.ts'
import { house } from '../../../../test/house.ts'
import { orderBySeed } from '../audit-store.ts'
import { sampleOf } from '../audit.ts'
import { auditSection } from './audits.ts'

test('a sample is drawn from every department by a seed that anybody can draw again, read by somebody who had no part, and its rates go to the board', async () => {
  await using council = await house()
  const ruth = await council.as('ruth.pemberton@barsetshire.example')
  assert.equal((await (await council.as('aisha.rahman@barsetshire.example')).get('/assessments/audits/new')).status, 403)
  const asked = { 'Signed from': Temporal.PlainDate.from('2023-01-01'), 'Signed until': Temporal.PlainDate.from('2026-11-22'), 'How many of each department?': '1' }
  assert.match((await ruth.send(await ruth.get('/assessments/audits/new'), 'Draw it', { ...asked, 'Signed from': Temporal.PlainDate.from('2026-11-22') })).text, /No assessment was signed in these days/)
  // A date that was left out is missing whole; one that was given in part lacks that part.
  const boxes = (markup: string): number => markup.match(/govuk-input--error/g)?.length ?? 0
  assert.equal(boxes((await ruth.press(await ruth.get('/assessments/audits/new'), 'Draw it')).html), 6)
  assert.equal(boxes((await ruth.post('/assessments/audits/new', { 'from-day': '1', 'from-year': '2026', 'to-day': '1', 'to-month': '2', 'to-year': '2026', many: '1' })).html), 1)
  const drawn = await ruth.send(await ruth.get('/assessments/audits/new'), 'Draw it', asked)
  assert.match(drawn.text, /assessments were drawn/)

  const [audit] = await council.database.asOwner<{ seed: string; candidates: number }>('select seed, candidates from impact_assessments.audit')
  const all = await council.database.asOwner<{ id: string; department: string }>(`select assessment_id as id, department_id as department from impact_assessments.assessment where signed_on is not null`)
  const sample = await council.database.asOwner<{ id: string }>('select assessment_id as id from impact_assessments.audit_finding order by 1')
  assert.equal(audit?.candidates, all.length)
  assert.deepEqual(sampleOf(all, 1, orderBySeed(audit?.seed ?? '')).map((each) => each.id).sort(), sample.map((each) => each.id))
  assert.equal(sample.length, new Set(all.map((each) => each.department)).size, 'every department is in it')
  assert.notDeepEqual(sampleOf(all, 1, orderBySeed('another seed')).map((each) => each.id).sort(), sample.map((each) => each.id))

  const links = drawn.links.filter((each) => each.href.startsWith(drawn.address) && each.href !== drawn.address)
  assert.equal(links.length, sample.length)
  assert.match((await ruth.send(await ruth.get(`${drawn.address}/finish`), 'Finish it', { 'What does it come to, and what should change?': 'Good' })).text, /have no finding yet/)
  for (const [place, { href }] of links.entries()) await ruth.send(await ruth.get(href), 'Save what you found', { 'What do you find?': place === 0 ? 'Not adequate' : 'Sound', 'What did you find, and what should follow?': place === 0 ? 'Nobody was asked. Open it again.' : 'As it should be.' })
  const priya = await council.as('priya.nair@barsetshire.example')
  await council.database.asOwner(`update impact_assessments.assessment set lead_id = (select id from people.person where email = 'priya.nair@barsetshire.example' and organisation_id = impact_assessments.assessment.organisation_id) where assessment_id = $1`, [links[0]!.href.split('/').at(-1)])
  assert.match((await priya.send(await priya.get(links[0]!.href), 'Save what you found', { 'What do you find?': 'Sound' })).text, /Someone who has not written in this must audit it/)
  const finished = await ruth.send(await ruth.get(`${drawn.address}/finish`), 'Finish it', { 'What does it come to, and what should change?': 'Ask people before, and not after.' })
  assert.match(finished.text, new RegExp(`The audit is finished.*${sample.length - 1} sound, 0 to improve, 1 not adequate`, 's'))
  assert.deepEqual((await council.database.asOwner<{ kind: string }>(`select kind from duty_clock.deed where room = 'impact-assessments'`)).map((each) => each.kind), ['assessments audited'])
  const organisation = await council.organisation()
  const blocks = await reading(council.database.connections, organisation, (db) => auditSection.make(db, organisation, { from: Temporal.PlainDate.from('2026-10-01'), to: Temporal.PlainDate.from('2026-12-31'), for: 'board', today: council.today() }))
  assert.match(JSON.stringify(blocks), new RegExp(`drawn by chance from every department: ${sample.length - 1} sound, 0 to improve, 1 not adequate\\. Ask people before`))
})
