/** What those who keep the profile do, and what becomes public of it. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { deeds } from '../../../../test/example-plan.ts'
import { house } from '../../../../test/house.ts'
import { letOut } from '../../../../test/publishing.ts'

const figure = { 'Is there a figure?': 'Yes, from a source that I can name', 'What is it about?': 'Carers', 'What is counted?': 'Young carers known to schools', 'The figure': '412', 'Which place?': 'Leicestershire', 'Or which period, in words (optional)': 'January 2026', 'Where does it come from?': 'School census, January 2026' }

test('a figure is added with its source, waits for a publisher, and is then on the public page', async () => {
  await using council = await house()
  const [priya, peter, anyone] = [await council.as('priya.nair@barsetshire.example'), await council.as('peter.ashdown@barsetshire.example'), council.visitor()]
  const added = await priya.send(await priya.get('/community-profile/figures/new'), 'Add it', figure)
  assert.equal(added.said, 'The figure was added. A publisher can publish it.')
  assert.ok(!(await anyone.get('/community/topics/carers')).text.includes('Young carers'))
  const waiting = await peter.get('/community-profile/publish')
  assert.match(waiting.text, /New Young carers known to schools: 412\. School census, January 2026\./)
  const handed = await priya.press(await priya.get('/community-profile/publish'), 'Hand in for approval', { 'A note for readers: what changed, or why': 'Young carers were added.' })
  const done = await letOut(council, handed)
  assert.equal(done.said, 'It is public, under your name.')
  const open = await anyone.get('/community/topics/carers')
  assert.match(open.text, /412 Young carers known to schools Leicestershire, January 2026\. Source: School census, January 2026\./)
  assert.match(open.text, /Version 2, .* Approved by Peter Ashdown\. Young carers were added\./)
  assert.deepEqual((await deeds(council)).slice(-7), ['community-profile.figure-added', 'community-profile.handed-in', 'publication.drafted', 'publication.checked', 'publication.let-out', 'publication.approved', 'community-profile.published', 'duty-clock.deed-noted'].slice(-7))
})

test('a correction is a new edition with its reason; the one before stays; a withdrawal takes it out', async () => {
  await using council = await house()
  const [priya, anyone] = [await council.as('priya.nair@barsetshire.example'), council.visitor()]
  const list = await priya.get('/community-profile/figures?words=588')
  const page = await priya.get(list.links.find((each) => each.text.startsWith('Gypsy and Traveller families'))!.href)
  const form = await priya.get(`${page.address}/correct`)
  const refused = await priya.press(form, 'Save the correction', { 'The figure': '602' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Enter why it is changed/)
  const corrected = await priya.send(refused, 'Save the correction', { 'The figure': '602', 'Why is it changed?': 'The assessment was counted again.' })
  assert.match(corrected.text, /Corrected .* The assessment was counted again\. .* Added .* Gypsy and Traveller families: 588/)
  assert.match((await anyone.get('/community/topics/communities')).text, /588 Gypsy/, 'what is public stays until somebody publishes')
  await priya.send(await priya.get(`${page.address}/withdraw`), 'Withdraw it', { 'Why is it withdrawn?': 'It is too old.' })
  assert.equal((await priya.get(`${page.address}/correct`)).status, 404)
  const publication = await priya.get('/community-profile/publish')
  assert.match(publication.text, /To be taken out Gypsy and Traveller families: 588/)
  await letOut(council, await priya.press(publication, 'Hand in for approval', { 'A note for readers: what changed, or why': 'One figure was too old.' }))
  assert.ok(!(await anyone.get('/community/topics/communities')).text.includes('Gypsy and Traveller families'))
  assert.match((await priya.get('/community-profile/figures?state=withdrawn')).text, /602/)
})

test('what the answers do not say together is asked, and what nobody knows needs no figure', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const form = await priya.get('/community-profile/figures/new')
  const empty = await priya.press(form, 'Add it', { 'Which place?': '' })
  assert.equal(empty.status, 422)
  for (const sentence of ['Select what it is about', 'Enter what is counted', 'Enter the place that it is about', 'Enter where it comes from']) assert.match(empty.text, new RegExp(sentence))
  const noFigure = await priya.press(form, 'Add it', { ...figure, 'The figure': '', 'Or which period, in words (optional)': '', 'A link to it (optional)': 'javascript:alert(1)' })
  for (const sentence of ['Enter the figure as the source prints it', 'Enter the day that it describes, or the period in words', 'The link must begin with http']) assert.match(noFigure.text, new RegExp(sentence))
  const later = await priya.press(form, 'Add it', { ...figure, 'Or which period, in words (optional)': '', 'Which day does it describe? (optional)': council.today().add({ days: 3 }) })
  assert.match(later.text, /The day must be today or earlier/)
  const unknown = await priya.send(form, 'Add it', { ...figure, 'Is there a figure?': 'No: nobody has an accurate figure', 'The figure': '', 'What is counted?': 'How many people care for a neighbour' })
  assert.equal(unknown.heading, 'Not known: How many people care for a neighbour')
})

test('a body that begins chooses its area, then its neighbours, and publishes a profile of it', async () => {
  await using council = await house()
  const sam = await council.as('neil.forsyth@southbarset.example')
  const page = await sam.get('/community-profile')
  assert.match(page.text, /Harborough/)
  const chosen = await sam.send(await sam.get('/community-profile/areas'), 'Save', { 'Your area': 'Cornwall (unitary authority)' })
  assert.equal(chosen.said, 'The area is Cornwall. Its neighbours can be chosen below.')
  const saved = await sam.send(chosen, 'Save', { 'Which neighbours should stand beside it?': ['Devon', 'Plymouth'], 'A note for readers (optional)': '' })
  assert.equal(saved.said, 'The areas were saved.')
  assert.match(saved.text, /Cornwall, Devon, Plymouth, South West, England\./)
  const county = await sam.send(await sam.get('/community-profile/areas'), 'Save', { 'Your area': 'Devon (county)' })
  assert.match(county.text, /Choose the areas/)
  assert.match((await sam.get('/community-profile')).text, /Devon and its 8 districts/)
})

test('only those who keep the profile may change it, and only a publisher lets it out', async () => {
  await using council = await house()
  const [olena, samira, peter] = [await council.as('olena.marchenko@barsetshire.example'), await council.as('samira.hussain@barsetshire.example'), await council.as('peter.ashdown@barsetshire.example')]
  assert.equal((await olena.get('/community-profile/figures')).status, 200)
  for (const address of ['/community-profile/figures/new', '/community-profile/areas', '/community-profile/publish']) assert.equal((await olena.get(address)).status, 403, address)
  assert.equal((await samira.get('/community-profile/figures/new')).status, 200)
  assert.equal((await peter.get('/community-profile/figures/new')).status, 403)
  const tried = await samira.post('/publication/one/withdraw?of=%2Fcommunity', { note: 'gone' })
  assert.equal(tried.status, 403)
  assert.equal((await council.visitor().get('/community/topics/age')).status, 200)
})

test('a profile that was taken down says why, and its other pages are gone', async () => {
  await using council = await house()
  const [peter, anyone] = [await council.as('peter.ashdown@barsetshire.example'), council.visitor()]
  const page = await peter.get((await peter.get('/community-profile/publish')).link('Take the profile down'))
  const without = await peter.press(page, 'Take it down')
  assert.match(without.text, /Enter why it is taken down/)
  await peter.send(page, 'Take it down', { 'Why? Readers will see this': 'The areas were wrong.' })
  assert.match((await anyone.get('/community')).text, /This page was taken down on 22 November 2026\. The areas were wrong\./)
  assert.equal((await anyone.get('/community/topics/age')).status, 404)
})

test('two people who publish at once do not undo each other', async () => {
  await using council = await house()
  const [priya, peter] = [await council.as('priya.nair@barsetshire.example'), await council.as('peter.ashdown@barsetshire.example')]
  await priya.send(await priya.get('/community-profile/figures/new'), 'Add it', figure)
  const opened = await peter.get('/community-profile/publish')
  await priya.press(await priya.get('/community-profile/publish'), 'Hand in for approval', { 'A note for readers: what changed, or why': 'Carers.' })
  const late = await peter.press(opened, 'Hand in for approval', { 'A note for readers: what changed, or why': 'Young carers.' })
  assert.equal(late.status, 409)
})
