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

  await t.test('a member from outside answers by the link in a letter, once; nobody is told who did', async () => {
    await council.database.asOwner(`insert into governance.membership (organisation_id, membership_id, body_id, name, role, is_senior, name_is_public, from_on) select organisation_id, gen_random_uuid(), bodies[1], 'Septimus Harding', 'member', false, false, opened_on from governance.asking`)
    const together = await priya.get('/governance/members-together')
    const form = await priya.get(together.link('Ask members from outside'))
    assert.equal((await colin.get(form.address)).status, 403)
    assert.match(form.text, /Email address of Septimus Harding.*No link was sent yet/)
    const wrong = await priya.press(form, 'Send the links', { 'Email address of Septimus Harding': 'nowhere' })
    assert.equal(wrong.status, 422)
    const nobody = await priya.press(form, 'Send the links')
    assert.match(nobody.text, /Enter an email address of somebody from outside/)
    assert.equal((await priya.send(form, 'Send the links', { 'Email address of Septimus Harding': 'warden@hiram.example' })).said, 'One link was sent.')
    const linkIn = async () => { const letter = (await council.letters()).findLast((each) => each.to === 'warden@hiram.example') ?? assert.fail('no letter'); assert.match(letter.text, /voluntary, takes two minutes/); return /(\/board-members\/\S+)/.exec(letter.text)?.[1] ?? assert.fail(letter.text) }
    const first = await linkIn()
    await priya.send(await priya.get(form.address), 'Send the links', { 'Email address of Septimus Harding': 'warden@hiram.example' })
    const link = await linkIn()
    const outside = council.visitor()
    assert.equal((await outside.get(first)).status, 404, 'the newer link stops the older')
    const thanks = await outside.send(await outside.get(link), 'Hand it in', { 'Do you have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?': 'No' })
    assert.match(thanks.text, /A form was handed in by this link\. Thank you/)
    const twice = await outside.post(link, {})
    assert.equal(twice.status, 422)
    assert.match(twice.text, /A form was handed in by this link already\. Nothing was added/)
    assert.equal((JSON.parse((await sums())[0]!.sums) as { forms: number }).forms, 2, 'Colin’s and one from outside')
    assert.doesNotMatch((await priya.get(form.address)).text, /handed in|has answered by/)
    assert.deepEqual(await council.database.asOwner(`select 1 from governance.asking_link as each where each::text like '%' || $1 || '%'`, [link.split('/').at(-1)]), [], 'the link itself is kept nowhere but in the letter')
  })

  const close = async () => {
    await priya.send(await priya.get((await priya.get('/governance/members-together')).link('Close and count')), 'Close and count')
    await council.work()
    return priya.get('/governance/members-together')
  }

  await t.test('with few forms nothing is worked out, and what was said is deleted', async () => {
    const shown = await close()
    assert.match((await council.visitor().get(/(\/board-members\/\S+)/.exec((await council.letters()).findLast((each) => each.to === 'warden@hiram.example')?.text ?? '')?.[1] ?? '')).text, /These questions are closed/)
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
