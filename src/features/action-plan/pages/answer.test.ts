/** From the mail’s link to the public page: without signing in, without looking for anything. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house, type House, type Letter } from '../../../../test/house.ts'
import { actionAddress, deeds, planAddress, publicAddressOf } from '../../../../test/example-plan.ts'

const [where, going] = ['Where is it now?', 'How is it going?']

/** Priya asks about one action; the letter that its lead gets. */
async function askAbout(council: House, reference: string): Promise<Letter> {
  const priya = await council.as('priya.nair@barsetshire.example')
  const action = await priya.get(await actionAddress(council, reference))
  const page = await priya.get(action.link('Ask the lead for progress'))
  const asked = await priya.send(page, 'Send the email', { 'A note (optional)': 'For the board on Thursday' })
  assert.match(asked.said, /was asked for progress/)
  return (await council.letters()).at(-1) ?? assert.fail('no letter was written')
}

test('a lead answers from the link in the mail, without signing in, and the public page says so', async () => {
  await using council = await house()
  const letter = await askAbout(council, '3.3')
  assert.equal(letter.to, 'nkechi.adeyemi@barsetshire.example')
  assert.match(letter.text, /Make all 24 libraries places/)
  assert.match(letter.text, /For the board on Thursday/)
  assert.equal(letter.links.length, 1)

  const somebody = council.visitor()
  const page = await somebody.get(letter.links[0]!)
  assert.equal(page.status, 200)
  assert.match(page.heading, /Make all 24 libraries places/)
  assert.match(page.text, /You are answering as Nkechi Adeyemi/)
  const refused = await somebody.press(page, 'Send', { [where]: 'Thirteen are done.' })
  assert.deepEqual(refused.errors.map((each) => each.text), ['Select how it is going'])
  assert.equal(refused.field(where), 'Thirteen are done.')
  const sent = await somebody.send(refused, 'Send', { [going]: 'On track' })
  assert.equal(sent.heading, 'Thank you, Nkechi')
  assert.match(sent.said, /It is on the public page/)
  assert.equal(somebody.cookies.get('session'), undefined, 'answering signs nobody in')

  const address = await actionAddress(council, '3.3')
  const open = await council.visitor().get(publicAddressOf(address))
  assert.match(open.text, /Thirteen are done\./)
  const [entry] = await council.database.asOwner<{ by: string; did: string }>(`select by, did from ledger.entry where organisation_id = $1 order by number desc limit 1`, [await council.organisation()])
  const [nkechi] = await council.database.asOwner<{ id: string }>(`select id from people.person where email like 'nkechi%'`)
  assert.deepEqual([entry?.did, entry?.by], ['action-plan.progress', nkechi?.id], 'the ledger says who answered')
})

test('a link answers for its own action alone, until it runs out or the action is somebody else’s', async (t) => {
  await using council = await house()
  const letter = await askAbout(council, '3.3')
  const link = letter.links[0]!
  const nobody = council.visitor()
  await t.test('it opens no other page', async () => {
    assert.equal((await nobody.get(`${await actionAddress(council, '3.3')}/progress`)).status, 303)
    assert.equal((await nobody.get(`${link}x`)).status, 404)
    assert.equal((await nobody.get(`/answer/${'A'.repeat(32)}`)).status, 404)
  })
  await t.test('another body knows nothing of it', async () => {
    assert.equal((await council.visitor('northbarset.localhost').get(link)).status, 404)
  })
  await t.test('it goes on working after an answer, for a second thought', async () => {
    await nobody.send(await nobody.get(link), 'Send', { [where]: 'Thirteen are done.', [going]: 'On track' })
    const again = await nobody.get(link)
    assert.match(again.text, /Last time: Thirteen are done\./)
  })
  await t.test('it ends when the action is handed over', async () => {
    const priya = await council.as('priya.nair@barsetshire.example')
    const page = await priya.get(`${await actionAddress(council, '3.3')}/hand-over`)
    await priya.send(page, 'Hand over', { 'Who will lead it?': 'Aisha Rahman' })
    const ended = await nobody.get(link)
    assert.equal(ended.status, 404)
    assert.match(ended.text, /This link does not work any more.*whoever led this action when the email was sent/)
    await priya.send(await priya.get(page.address), 'Hand over', { 'Who will lead it?': 'Nkechi Adeyemi' })
    assert.equal((await nobody.get(link)).status, 200)
  })
  await t.test('it runs out after thirty days', async () => {
    council.wait({ days: 29 })
    assert.equal((await nobody.get(link)).status, 200)
    council.wait({ days: 2 })
    const over = await nobody.get(link)
    assert.equal(over.status, 404)
    assert.match(over.text, /This link does not work any more It ran out on 22 December 2026\. Nothing that you sent before is lost\. Look for a newer email, sign in/)
  })
})

test('all leads are asked at once, each by one letter with a link for each of their actions', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const page = await priya.get(`${await planAddress(council)}/ask`)
  const refused = await priya.press(page, 'Send the emails')
  assert.deepEqual(refused.errors.map((each) => each.text), ['Select which actions to ask about'])
  const all = page.options('Which actions?').find((each) => each.startsWith('All open actions'))!
  const before = (await council.letters()).length
  const sent = await priya.send(page, 'Send the emails', { 'Which actions?': all })
  const letters = (await council.letters()).slice(before)
  const [leads, actions] = /(\d+) leads were asked about (\d+) actions/.exec(sent.said)?.slice(1).map(Number) ?? assert.fail(sent.said)
  assert.equal(letters.length, leads)
  assert.equal(new Set(letters.map((each) => each.to)).size, leads)
  assert.equal(letters.reduce((sum, each) => sum + each.links.length, 0), actions)
  assert.equal(new Set(letters.flatMap((each) => each.links)).size, actions)
  for (const letter of letters) for (const link of letter.links) assert.equal((await council.visitor().get(link)).status, 200)
  assert.equal((await deeds(council)).at(-1), 'action-plan.leads-asked')
})

test('two answers to one link at the same time: the second sees both', async () => {
  await using council = await house()
  const link = (await askAbout(council, '3.3')).links[0]!
  const [one, other] = [council.visitor(), council.visitor()]
  const [first, second] = [await one.get(link), await other.get(link)]
  await one.send(first, 'Send', { [where]: 'Thirteen are done.', [going]: 'On track' })
  const late = await other.press(second, 'Send', { [where]: 'Fourteen are done.', [going]: 'On track' })
  assert.equal(late.status, 409)
  assert.equal(late.field(where), 'Fourteen are done.')
  assert.match((await other.send(late, 'Send')).heading, /^Thank you/)
})
