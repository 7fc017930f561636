import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unzipSync } from 'fflate'
import { house } from '../../../../test/house.ts'
import { askForExampleAfter } from './make-example.ts'

test('the example council has something to show on every page of assessments: papers that were opened, a decision with its pack, challenges, audits, a second round', async () => {
  await using council = await house()
  const ask = async () => { await council.change((db, organisation) => askForExampleAfter(db, organisation, 'barsetshire', council.now())); council.wait({ minutes: 1 }); await council.work() }
  await ask()
  const made = () => council.database.asOwner<{ made: string }>(`select ((select count(*) from impact_assessments.challenge) || ' ' || (select count(*) from impact_assessments.serving) || ' ' || (select count(*) from impact_assessments.audit) || ' ' || (select count(*) from impact_assessments.verdict where comment like 'Say who%')) as made`)
  assert.deepEqual(await made(), [{ made: '5 8 2 1' }])
  await ask()
  assert.deepEqual(await made(), [{ made: '5 8 2 1' }], 'begun twice, it makes nothing again')

  const priya = await council.as('priya.nair@barsetshire.example')
  const challenges = await priya.get('/assessments/challenges')
  assert.match(challenges.text, /Disabled workers’ group/)
  assert.match((await priya.get('/assessments/audits')).text, /still to be read\s*Under way.*not adequate\s*Finished/s)
  const idOf = async (title: string): Promise<string> => (await council.database.asOwner<{ id: string }>('select assessment_id as id from impact_assessments.assessment where title = $1', [title]))[0]?.id ?? ''
  const shared = await idOf('Children’s centres share buildings')
  assert.match((await priya.get(`/assessments/all/${shared}/papers/2`)).text, /Given to Councillor Ann Orme, on paper.*Given to Councillor Meena Joshi at .*; opened at .*Given to Daniel Whitcombe at .*; opened at /s)
  assert.match((await priya.get(`/assessments/all/${await idOf('One recycling site fewer')}/papers/2`)).text, /Supplement 1, given .*Letter of Plumstead parish council.*Supplement 1 \(Letter of Plumstead parish council.*\) given to Councillor Meena Joshi/s)
  const files = unzipSync((await priya.get(`/assessments/all/${shared}/decision-pack.zip`)).bytes)
  assert.ok('attached-01.docx' in files, 'the report on the consultation is in the pack')
  const lunch = await priya.get(`/assessments/all/${await idOf('Lunch clubs paid by those who come')}/scrutiny`)
  assert.match(lunch.text, /round 2.*Engagement and consultation\s*Changed since round 1/s)
  const parking = await idOf('Parking charges in market towns')
  assert.match((await council.visitor().get(`/impact-assessments/${parking}`)).text, /Silverbridge access group.*What was changed/s)
  assert.match((await priya.get(`/assessments/all/${parking}/versions/2`)).text, /What is different from version 1.*Outcome: What do you recommend\?/s, 'the version for consulting can be compared with what was sent')

  const office = await idOf('Fewer office buildings')
  const planned = await priya.get(`/assessments/all/${office}`)
  assert.match(planned.text, /What is being done, impact by impact.*Disability\s*.*Worse \(medium\)\s*Move every adjustment before its person, and keep a quiet room on each floor\s*At risk/s)
  assert.match((await priya.get(planned.link('Move every adjustment before its person'))).text, /Came from\s*EIA.*Disability, /s, 'the action leads to the impact that it answers')
  const open = await council.visitor().get(`/impact-assessments/${parking}`)
  assert.match(open.text, /Make the first hour free.*Head of Passenger Transport.*Achieved/s)
  assert.match((await council.visitor().get(open.link('Achieved'))).text, /The first hour has been free since the first day of charging/, 'what became of it is public')
  assert.match((await council.visitor().get(`/impact-assessments/${await idOf('Housing-related support: review')}`)).text, /Offer help in the first week to everybody who moves in.*(Overdue|Off track)/s)
})
