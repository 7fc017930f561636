/** What other rooms are told of assessments: measures of a span, parts of reports for the board and for everybody, and tables of who works here taken as evidence. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../../test/house.ts'
import { impactAssessments } from '../index.ts'

const offers = impactAssessments.offers ?? assert.fail('it offers nothing')
const measure = (name: string) => offers.measures?.find((each) => each.name === `impact-assessments.${name}`) ?? assert.fail(name)
const section = (name: string) => offers.sections?.find((each) => each.name === `impact-assessments.${name}`) ?? assert.fail(name)

test('measures and report sections are made from the register, and the public’s part from what is public alone', async () => {
  await using council = await house()
  const span = { from: council.today().subtract({ years: 4 }), to: council.today() }
  const nothing = { from: Temporal.PlainDate.from('1999-01-01'), to: Temporal.PlainDate.from('1999-12-31') }
  const work = (name: string, days = span) => council.change((db, organisation) => measure(name).work(db, organisation, days))
  const make = (name: string, readers: 'board' | 'public', days = span) => council.change((db, organisation) => section(name).make(db, organisation, { ...days, for: readers, today: council.today() }))

  for (const { name } of offers.measures ?? []) {
    const worked = await work(name.slice('impact-assessments.'.length))
    assert.ok('value' in worked, `${name}: ${'missing' in worked ? worked.missing : ''}`)
    assert.ok('missing' in await work(name.slice('impact-assessments.'.length), nothing), `${name} says what is missing`)
  }
  // One signed 40 days ago and never published makes the rate fall; published in time, it would not.
  const before = await work('published-in-time')
  await council.database.asOwner(`update impact_assessments.assessment set published_on = null where assessment_id in (select assessment_id from impact_assessments.assessment where published_on is not null and signed_on < '2026-09-01' order by reference limit 20)`)
  const after = await work('published-in-time')
  assert.ok('value' in before && 'value' in after && before.value.state === 'tally' && after.value.state === 'tally' && after.value.value < before.value.value)

  const board = JSON.stringify(await make('done-and-published', 'board'))
  const everybody = JSON.stringify(await make('done-and-published', 'public'))
  const [signedOnly] = await council.database.asOwner<{ title: string }>(`select title from impact_assessments.assessment where stage = 'signed off' and signed_on > '2024-01-01' limit 1`)
  assert.ok(signedOnly && board.includes(signedOnly.title) && !everybody.includes(signedOnly.title), 'what is signed and not public is for the board alone')
  assert.match(everybody, /EIA\/20/)
  assert.match(JSON.stringify(await make('register', 'board')), /High.*Medium.*Not assessed yet/)
  assert.match(JSON.stringify(await make('rates', 'board')), /Adults and Communities.*All/s)
  assert.deepEqual(await make('done-and-published', 'public', nothing), [])
})

test('a link to an assessment leads its reader to what they may read, and nobody further', async () => {
  await using council = await house()
  const [published] = await council.database.asOwner<{ id: string }>(`select assessment_id as id from impact_assessments.assessment where stage = 'published' limit 1`)
  const [drafting] = await council.database.asOwner<{ id: string }>(`select assessment_id as id from impact_assessments.assessment where stage = 'drafting' limit 1`)
  const kind = offers.things?.find((each) => each.kind === 'impact-assessments.assessment') ?? assert.fail('no such thing')
  const find = (id: string) => council.change((db, organisation) => kind.find(db, organisation, id, null))
  assert.equal((await find(published?.id ?? ''))?.href, `/impact-assessments/${published?.id}`)
  assert.equal(await find(drafting?.id ?? ''), null)
})
