import { test } from 'node:test'
import assert from 'node:assert/strict'
import { houseOfPeople, password } from '../for-tests.ts'
import { findPersonByEmail, grantRole, listHolders, listKnown } from '../people-store.ts'
import { paths } from '../paths.ts'
import { codeAt, newSecret } from '../second-step-store.ts'
import { findSignInRule } from '../session-store.ts'

const tom = 'tom.aldous@barsetshire.example'
const priya = 'priya.nair@barsetshire.example'
const ruth = 'ruth.pemberton@barsetshire.example'
const better = 'harbour violin teacup'
const newcomer = { Name: 'Ama Boateng', 'Work email address': 'ama.boateng@barsetshire.example', 'Post (optional)': 'Policy Officer', 'Will they sign in?': 'Yes, send them an invitation' }

test('an administrator invites somebody, who chooses a password and is at their work', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const done = await admin.send(await admin.get('/people/invite'), 'Save', { ...newcomer, 'Department (optional)': 'Public Health', 'First role (optional)': 'Action lead: leads actions and reports on them', 'For which department? (optional)': 'Public Health' })
  assert.equal(done.said, 'An invitation is on its way to ama.boateng@barsetshire.example')
  assert.deepEqual(done.table('Roles of Ama Boateng')[1]?.[0], 'Action lead, Public HealthLeads actions and reports on them')
  const letter = (await all.letters()).at(-1)!
  assert.deepEqual([letter.to, letter.subject], ['ama.boateng@barsetshire.example', 'You are invited to Due Regard at Barsetshire County Council'])
  assert.match(letter.text, /Tom Aldous has invited you/)
  const ama = all.visitor()
  assert.equal((await ama.fillIn(letter.links[0]!, { Password: better })).cameTo, '/home')
  assert.match((await ama.get('/account')).text, /Action lead, Public Health/)
})

test('an invitation works for a week, and sending it again stops the one before', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const done = await admin.send(await admin.get('/people/invite'), 'Save', newcomer)
  const first = (await all.letters()).at(-1)!.links[0]!
  await admin.send(await admin.get(done.link('Send the invitation again')), 'Send the invitation')
  const second = (await all.letters()).map((letter) => letter.links[0]!).find((link) => link !== first)!
  assert.match((await all.visitor().get(first)).text, /does not work any more/)
  all.wait({ days: 6, hours: 23, minutes: 59 })
  assert.match((await all.visitor().get(second)).text, /Choose a password/)
  all.wait({ minutes: 1 })
  assert.match((await all.visitor().get(second)).text, /does not work any more/)
})

test('somebody can be on record as a lead without ever signing in', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const before = (await all.letters()).length
  const done = await admin.send(await admin.get('/people/invite'), 'Save', { ...newcomer, 'Will they sign in?': 'No, only keep their name' })
  assert.match(done.text, /On record, not invited/)
  assert.equal((await all.letters()).length, before)
  assert.ok((await all.look((db) => listKnown(db, all.organisation))).some((known) => known.kind === 'person' && known.name === 'Ama Boateng'))
})

test('an address that somebody here has is not given to anyone else', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const refused = await admin.press(await admin.get('/people/invite'), 'Save', { ...newcomer, 'Work email address': 'OLENA.marchenko@barsetshire.example' })
  assert.deepEqual([refused.status, refused.errorAt('Work email address')], [422, 'Olena Marchenko has this email address already'])
})

test('nobody may both read equality answers about people and decide about their jobs: the reason is given, and nothing is written', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  for (const [name, role, other] of [['Samira Hussain', 'Recruiter', 'analyst'], ['Samira Hussain', 'HR case worker', 'analyst'], ['Marcus Bell', 'Analyst', 'hr case worker'], ['Joanna Kowalska', 'Analyst', 'recruiter']] as const) {
    const before = (await all.ledger()).length
    const refused = await admin.press(await admin.get(paths.giveRole.to({ person: all.person(name) })), 'Give the role', { 'Which role?': role })
    assert.equal(refused.status, 422)
    assert.match(refused.errorAt('Which role?'), new RegExp(`cannot be both ${role.toLowerCase()} and ${other}.*the law does not allow`))
    assert.equal((await all.ledger()).length, before)
  }
})

test('a role that is given or taken away is in effect at the next page of a session that is open', async () => {
  await using all = await houseOfPeople()
  const [admin, olena] = [await all.as(tom), await all.as('olena.marchenko@barsetshire.example')]
  assert.equal((await olena.get('/ledger')).status, 403)
  const given = await admin.send(await admin.get(paths.giveRole.to({ person: all.person('Olena Marchenko') })), 'Give the role', { 'Which role?': 'Auditor' })
  assert.equal(given.said, 'Olena Marchenko now has the role: Auditor')
  assert.equal((await olena.get('/ledger')).status, 200)
  await admin.send(await admin.get(given.link('Take away Auditor')), 'Take it away')
  assert.equal((await olena.get('/ledger')).status, 403)
  const entries = (await all.ledger()).filter((entry) => entry.on_id === all.person('Olena Marchenko'))
  assert.deepEqual(entries.map((entry) => [entry.did, entry.by === all.person('Tom Aldous')]), [['people.role-given', true], ['people.role-taken-away', true]])
  assert.match(entries[0]!.body!, /"after":\{"roles":\[\{"department":null,"role":"employee"\},\{"department":null,"role":"auditor"\}\]\}/)
})

test('a role for the whole organisation is not given for a department, nor one twice', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const page = () => admin.get(paths.giveRole.to({ person: all.person('Aisha Rahman') }))
  assert.match((await admin.press(await page(), 'Give the role', { 'Which role?': 'Board chair', 'For which department?': 'Public Health' })).errorAt('Which role?'), /is a role for the whole organisation/)
  assert.match((await admin.press(await page(), 'Give the role', { 'Which role?': 'Action lead', 'For which department?': 'Adults and Communities' })).errorAt('Which role?'), /has this role already/)
  assert.equal((await admin.press(await page(), 'Give the role', { 'Which role?': 'Action lead', 'For which department?': 'Public Health' })).status, 303)
})

test('administrators do not give themselves the roles that read about people or check on administrators', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const page = () => admin.get(paths.giveRole.to({ person: all.person('Tom Aldous') }))
  for (const role of ['Analyst', 'HR case worker', 'Incident officer', 'Auditor']) assert.match((await admin.press(await page(), 'Give the role', { 'Which role?': role })).errorAt('Which role?'), /Nobody can give themselves this role/)
  assert.equal((await admin.press(await page(), 'Give the role', { 'Which role?': 'Publisher' })).status, 303)
})

test('the last administrator cannot be taken away', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const id = all.person('Tom Aldous')
  const [holder] = await all.look((db) => listHolders(db, all.organisation, 'administrator'))
  const grant = holder!.grants.find((each) => each.role === 'administrator')!.id
  for (const [url, button] of [[paths.takeRole.to({ person: id, grant }), 'Take it away'], [paths.suspend.to({ person: id }), 'Suspend'], [paths.leave.to({ person: id }), 'They have left']] as const) {
    const refused = await admin.press(await admin.get(url), button)
    assert.deepEqual([refused.status, refused.errors[0]?.text], [422, 'Tom Aldous is the only administrator. Make someone else an administrator first.'], url)
  }
  await all.change((db) => grantRole(db, all.organisation, all.person('Priya Nair'), { role: 'administrator', department: null }, id, all.now()))
  assert.equal((await admin.press(await admin.get(paths.takeRole.to({ person: id, grant })), 'Take it away')).status, 303)
})

test('suspending somebody signs them out everywhere and stops their links, and they can be brought back', async () => {
  await using all = await houseOfPeople()
  const [admin, olena] = [await all.as(tom), await all.as('olena.marchenko@barsetshire.example')]
  await all.visitor().fillIn('/sign-in/forgotten', { 'Your email address': 'olena.marchenko@barsetshire.example' })
  await all.work()
  const link = (await all.letters()).at(-1)!.links[0]!
  await admin.send(await admin.get(paths.suspend.to({ person: all.person('Olena Marchenko') })), 'Suspend')
  assert.equal((await olena.get('/account')).status, 303)
  assert.match((await all.visitor().get(link)).text, /does not work any more/)
  const back = await admin.send(await admin.get(paths.bringBack.to({ person: all.person('Olena Marchenko') })), 'Bring them back')
  assert.match(back.text, /Active/)
  assert.match(back.text, /Employee/)
})

test('somebody who has left has no roles any more, and what they did keeps their name', async () => {
  await using all = await houseOfPeople()
  const [admin, leaver] = [await all.as(tom), await all.as(priya)]
  await leaver.post('/account/sessions', { which: 'everywhere', current: password })
  const left = await admin.send(await admin.get(paths.leave.to({ person: all.person('Priya Nair') })), 'They have left')
  assert.match(left.text, /Left .*Nothing yet/)
  assert.equal((await leaver.get('/account')).status, 303)
  const auditor = await all.as(ruth)
  assert.match((await auditor.get(`/ledger?by=${all.person('Priya Nair')}`)).text, /Priya Nair Signed out everywhere/)
  assert.ok(!(await all.look((db) => listKnown(db, all.organisation))).some((known) => known.name === 'Priya Nair'))
})

test('a lost second step is taken off by an administrator, never by oneself, and the person hears of it', async () => {
  await using all = await houseOfPeople()
  const visitor = all.visitor()
  await visitor.fillIn('/sign-in', { 'Email address': priya, Password: password })
  await visitor.fillIn('/sign-in/second-step', { 'Code that the app shows now': codeAt(newSecret(visitor.cookies.get('step')!), all.now()) })
  await visitor.fillIn('/sign-in/recovery-codes', {})
  const admin = await all.as(tom)
  const url = paths.resetSecondStep.to({ person: all.person('Priya Nair') })
  await admin.send(await admin.get(url), 'Take it off')
  assert.equal((await visitor.get('/account')).status, 303)
  assert.match((await all.letters()).at(-1)!.text, /taken off by an administrator/)
  assert.equal((await admin.get(url)).status, 404)
})

test('a person of another council is not there: not to see, not to change', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const [other] = await all.database.asOwner<{ id: string }>(`select id from people.person where organisation_id <> $1 limit 1`, [all.organisation])
  const answers = []
  for (const id of [other!.id, '00000000-0000-7000-8000-000000000000', 'not-an-id']) {
    for (const path of [paths.person, paths.changePerson, paths.giveRole, paths.suspend, paths.leave, paths.bringBack, paths.inviteAgain, paths.resetSecondStep]) {
      const [looked, sent] = [await admin.get(path.to({ person: id })), await admin.post(path.to({ person: id }), { name: 'Taken over', email: 'x@y.example', role: 'administrator' })]
      answers.push(`${looked.status} ${looked.heading} ${sent.status} ${sent.heading}`)
    }
  }
  assert.deepEqual(new Set(answers), new Set(['404 Page not found 404 Page not found']))
})

test('only administrators change people; the equality lead and the auditor look; nobody else sees them', async () => {
  await using all = await houseOfPeople()
  const someone = { person: all.person('Olena Marchenko') }
  const looks = [paths.people.to(), paths.access.to(), paths.person.to(someone), `${paths.access.to()}.csv`]
  const changes = [paths.invite.to(), paths.changePerson.to(someone), paths.giveRole.to(someone), paths.suspend.to(someone), paths.leave.to(someone), paths.signInRule.to(), paths.organisation.to()]
  for (const [email, mayLook, mayChange] of [[tom, true, true], [priya, true, false], [ruth, true, false], ['aisha.rahman@barsetshire.example', false, false], ['olena.marchenko@barsetshire.example', false, false], ['councillor.meena.joshi@barsetshire.example', false, false]] as const) {
    const who = await all.as(email)
    for (const url of looks) assert.equal((await who.get(url)).status, mayLook ? 200 : 403, `${email} looks at ${url}`)
    for (const url of changes) {
      assert.equal((await who.get(url)).status, mayChange ? 200 : 403, `${email} opens ${url}`)
      if (!mayChange) assert.equal((await who.post(url, { role: 'administrator', name: 'x', email: 'x@y.example', signsIn: 'record', who: 'some' })).status, 403, `${email} sends ${url}`)
    }
  }
  assert.equal((await all.look((db) => findPersonByEmail(db, all.organisation, 'x@y.example'))), null)
})

test('two administrators who change one person at once are shown each other’s words', async () => {
  await using all = await houseOfPeople()
  const [one, two] = [await all.as(tom), await all.as(tom)]
  const url = paths.changePerson.to({ person: all.person('Olena Marchenko') })
  const [first, second] = [await one.get(url), await two.get(url)]
  assert.equal((await one.press(first, 'Save', { 'Post (optional)': 'Business Support Officer' })).status, 303)
  const late = await two.press(second, 'Save', { 'Post (optional)': 'Senior Assistant' })
  assert.equal(late.status, 409)
  assert.match(late.text, /Someone else changed this while you were writing.*Business Support Officer.*Senior Assistant/)
})

test('the list of who may do what says who gave what to whom, and can be downloaded for a review', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  await admin.send(await admin.get(paths.giveRole.to({ person: all.person('Olena Marchenko') })), 'Give the role', { 'Which role?': 'Action lead', 'For which department?': 'Adults and Communities' })
  const row = (await admin.get('/people/access?role=action+lead')).table('Who may do what').find((cells) => cells[0]?.startsWith('Olena'))
  assert.deepEqual(row?.slice(1, 5), ['Action lead', 'Adults and Communities', '23 November 2026', 'Tom Aldous'])
  const csv = await admin.get('/people/access.csv?role=action+lead')
  assert.match(csv.html, /Olena Marchenko,Action lead,Adults and Communities,23 November 2026,Tom Aldous/)
  for (const ending of ['ods', 'docx']) assert.equal((await admin.get(`/people/access.${ending}`)).status, 200)
})

test('people are found by name, by role and by department', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const names = async (search: string) => (await admin.get(`/people${search}`)).table('People').slice(1).map((row) => row[0]!.split(' ')[0])
  assert.deepEqual(await names('?words=sinclair'), ['Ewan'])
  assert.deepEqual((await names('?role=board+chair')), ['Daniel'])
})

test('departments and other names are added, spelt in several ways, and known to whoever reads plans', async () => {
  await using all = await houseOfPeople()
  const lead = await all.as(priya)
  await lead.send(await lead.get('/people/departments/new'), 'Save', { Name: 'Law and Governance', 'Also known as (optional)': 'L&G\nLegal  Services\nl&g\n' })
  await lead.send(await lead.get('/people/names/new'), 'Save', { 'What is it?': 'Partner body', Name: 'Barsetshire Interfaith Forum', 'Also known as (optional)': 'BIF' })
  const known = await all.look((db) => listKnown(db, all.organisation))
  assert.deepEqual(known.find((each) => each.name === 'Law and Governance')?.alsoKnownAs, ['L&G', 'Legal Services'])
  assert.deepEqual(known.find((each) => each.name === 'Barsetshire Interfaith Forum')?.kind, 'partner')
  assert.match((await lead.press(await lead.get('/people/departments/new'), 'Save', { Name: 'legal services' })).errorAt('Name'), /with this name or spelling already/)
  const page = await lead.get('/people/departments')
  const closed = await lead.send(await lead.get(page.link('Law and Governance')), 'Save', { 'This department has closed': true })
  assert.match(closed.text, /Closed on 23 November 2026/)
  assert.ok(!(await all.look((db) => listKnown(db, all.organisation))).some((each) => each.name === 'Law and Governance'))
})

test('a body may ask for more second steps than the least, and not for fewer', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  await admin.post('/people/signing-in', { who: 'some' })
  const rule = await all.look((db) => findSignInRule(db, all.organisation))
  assert.ok(rule.roles.includes('administrator') && rule.roles.includes('analyst') && !rule.roles.includes('publisher'))
  await admin.send(await admin.get('/people/signing-in'), 'Save', { 'Who needs a second step?': 'Everyone' })
  const olena = all.visitor()
  assert.equal((await olena.fillIn('/sign-in', { 'Email address': 'olena.marchenko@barsetshire.example', Password: password })).cameTo, '/sign-in/second-step')
})

test('a colour on which white words cannot be read is pointed out, and made darker if it is wanted all the same', async () => {
  await using all = await houseOfPeople()
  const admin = await all.as(tom)
  const page = await admin.get('/organisation')
  assert.match((await all.visitor().get('/plan')).html, /Barsetshire County Council/)
  const warned = await admin.press(page, 'Save', { 'Colour of the top of each page': '#ffd700', 'Name of the organisation': 'Barsetshire Council' })
  assert.equal(warned.status, 422)
  assert.match(warned.errorAt('Colour of the top of each page'), /too hard to read/)
  assert.match((await admin.press(page, 'Save', { 'Colour of links and buttons': 'javascript:alert(1)' })).errorAt('Colour of links and buttons'), /Enter a colour as a hash/)
  assert.equal((await admin.press(warned, 'Save')).status, 303)
  await all.house.standing.directory.refresh()
  assert.match((await admin.get('/account')).html, /Barsetshire Council/)
  assert.doesNotMatch((await all.visitor().get('/plan')).html, /Barsetshire County Council/, 'nor does a public page that was kept say the old name')
})

test('an administrator signs one person out of every browser, or everyone', async () => {
  await using all = await houseOfPeople()
  const [admin, olena, george] = [await all.as(tom), await all.as('olena.marchenko@barsetshire.example'), await all.as('george.tansley@barsetshire.example')]
  await admin.send(await admin.get(paths.signOutPerson.to({ person: all.person('Olena Marchenko') })), 'Sign them out')
  assert.deepEqual([(await olena.get('/account')).status, (await george.get('/account')).status], [303, 200])
  await admin.send(await admin.get('/people/sign-everyone-out'), 'Sign everyone out')
  assert.deepEqual([(await george.get('/account')).status, (await admin.get('/account')).status], [303, 200])
})
