/** Members of several bodies say who they are, anonymously, and readers see what may be shown of all of them together. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepAnonymousAnswers } from '#features/self-declaration/index.ts'
import { house } from '../../../../test/house.ts'

test('members are asked anonymously, once; what they say is counted after it is closed, shown through the gate, and deleted', async (t) => {
  await using council = await house()
  const [priya, colin, outsider] = [await council.as('priya.nair@barsetshire.example'), await council.as('colin.fairweather@barsetshire.example'), await council.as('olena.marchenko@barsetshire.example')]
  const sums = () => council.database.asOwner<{ sums: string }>(`select sums::text from self_declaration.occasion where room = 'governance'`)
  const ask = async () => priya.send(await priya.get('/governance/members-together/ask'), 'Ask them', { 'We have told the members why we ask': true })

  await t.test('the equality lead asks the members of all bodies, and says that they were told why', async () => {
    assert.equal((await colin.get('/governance/members-together/ask')).status, 403)
    const untold = await priya.send(await priya.get('/governance/members-together/ask'), 'Ask them')
    assert.match(untold.text, /Tell the members why you ask/)
    assert.match((await ask()).text, /Members are being asked since 22 November 2026.*nobody sees who has answered/)
    assert.match((await ask()).text, /Members are being asked now\. Close that first/)
  })

  await t.test('a member answers once, from their own page; whoever sits on nothing cannot', async () => {
    assert.equal((await outsider.get('/governance/members-together')).status, 403)
    const mine = await colin.get('/my-boards')
    const form = await colin.get(mine.link('Answer, or hand in an empty form'))
    assert.equal((await outsider.get(form.address)).status, 403)
    const thanks = await colin.send(form, 'Hand it in', { 'Do you have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?': 'No' })
    assert.equal(thanks.said, 'Thank you. Your answers were added to the totals.')
    assert.doesNotMatch(thanks.text, /You are asked about yourself/)
    assert.equal((await colin.get(form.address)).status, 403, 'once')
    assert.doesNotMatch((await priya.get('/governance/members-together')).text, /Not disabled|1 form/, 'nothing is told while it is open')
  })

  await t.test('nothing but the totals is kept of what was said: no name, no copy, no word in the ledger', async () => {
    assert.equal((await sums()).length, 1)
    for (const table of ['web.draft', 'web.kept_answer', 'ledger.body', 'governance.handed_in', 'governance.asking']) assert.deepEqual(await council.database.asOwner(`select 1 from ${table} as each where each::text ~ 'disability-gss|N2'`), [], table)
    const [entry] = await council.database.asOwner<{ body: string }>(`select body from ledger.body natural join ledger.entry where did = 'governance.form-handed-in'`)
    assert.doesNotMatch(entry?.body ?? '', /disab|N2/i)
  })

  const close = async () => {
    await priya.send(await priya.get((await priya.get('/governance/members-together')).link('Close and count')), 'Close and count')
    await council.work()
    return priya.get('/governance/members-together')
  }

  await t.test('with few forms nothing is worked out, and what was said is deleted', async () => {
    const shown = await close()
    assert.match(shown.text, /Too few members answered\. With fewer than ten forms nothing is worked out, and what they said was deleted/)
    assert.deepEqual(await sums(), [])
    assert.match((await ask()).text, /asked less than a year ago\. Ask them again from 22 November 2027 on/)
  })

  await t.test('a year later enough answer: groups that are large enough are shown beside the residents, the others withheld', async () => {
    council.wait({ hours: 366 * 24 })
    const lead = await council.as('priya.nair@barsetshire.example')
    const asked = await lead.send(await lead.get('/governance/members-together/ask'), 'Ask them', { 'We have told the members why we ask': true })
    const asking = /members-together\/([0-9a-f-]{36})/.exec(asked.html)?.[1] ?? assert.fail('nobody is asked')
    await council.change(async (db, organisation) => {
      const say = (question: 'disability' | 'sexual orientation', set: string, category: string | null) => ({ [question]: { questionSet: set, given: category === null ? null : { meaning: { category }, ownWords: '' } } })
      for (let form = 0; form < 40; form++) await keepAnonymousAnswers(db, organisation, { room: 'governance', thing: asking, on: council.today() }, { ...say('disability', 'disability-gss', form < 11 ? 'D1' : form < 35 ? 'N2' : null), ...say('sexual orientation', 'sexual-orientation-govuk', form < 3 ? 'S2' : 'S1') })
    })
    await lead.send(await lead.get(`/governance/members-together/${asking}/close`), 'Close and count')
    await council.work()
    const shown = await lead.get('/governance/members-together')
    assert.match(shown.text, /Boards are small, so much of this is withheld/)
    assert.match(shown.text, /Disability.*Disabled 11 31%.*Not disabled 24 69%.*Everybody who answered 35/s)
    assert.match(shown.text, /Disabled 11 31% \S* ?\d+\.\d%/, 'the residents stand beside it')
    assert.match(shown.text, /Gay or Lesbian \[c\] \[c\]/)
    assert.deepEqual(await sums(), [])
    const [kept] = await council.database.asOwner<{ body: string }>(`select body from ledger.body natural join ledger.entry where did = 'governance.members-counted' order by number desc limit 1`)
    assert.match(kept?.body ?? '', /"sha256":"[0-9a-f]{64}"/)
  })
})
