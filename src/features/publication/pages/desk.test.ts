import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gatherOffers } from '#web/offers.ts'
import { house, type House } from '../../../../test/house.ts'

const [priya, peter, samira, employee] = ['priya.nair@barsetshire.example', 'peter.ashdown@barsetshire.example', 'samira.hussain@barsetshire.example', 'olena.marchenko@barsetshire.example']
const written = `## What we did

We asked everybody who works here. In one team 3 employees answered.

- The form is short
- It works on a phone

Table: Answers by year
| Year | Answered |
| 2025 | 4,100 |
| 2026 | 4,420 |
Source: Workforce profile

## What comes next

Write to jo.bloggs@example.org.`

const report = { 'What is it?': 'Statement', 'Title': 'How many people answered', 'What it says, in a few sentences': 'More people answer each year.', 'The report': written }

/** Drafts it, and gives the draft’s address. */
async function drafted(council: House, by = samira, answers: Readonly<Record<string, string>> = report): Promise<string> {
  const officer = await council.as(by)
  const saved = await officer.press(await officer.get('/publication/new'), 'Save the draft', answers)
  assert.equal(saved.status, 303, saved.text)
  return saved.goesTo!
}

describe('What becomes public', () => {
  test('is drafted, looked through, approved by somebody else, and read by everybody as it was approved', async (t) => {
    await using council = await house()
    const resident = council.visitor()
    const address = await drafted(council)

    await t.test('nothing of a draft can be read from outside, nor by those who have no part in it', async () => {
      assert.equal((await resident.get('/reports/how-many-people-answered')).status, 404)
      assert.notEqual((await resident.get(address)).status, 200)
      assert.equal((await (await council.as(employee)).get(address)).status, 403)
      assert.doesNotMatch((await resident.get('/search?q=answered')).text, /More people answer/)
    })

    await t.test('words that could point at a person are asked about, and nothing goes on without an answer', async () => {
      const lead = await council.as(priya)
      const look = await lead.get(`${address}/check`)
      assert.match(look.text, /3 employees/)
      // What stands around it ends where its paragraph or its heading does.
      assert.match(look.html, /<p class="dr-said">[^<]*Write to jo\.bloggs/)
      assert.doesNotMatch(look.html, /<p class="dr-said">[^<]*What comes next/)
      assert.match(look.text, /jo\.bloggs@example\.org/)
      const refused = await lead.press(look, 'I have read it: pass it on')
      assert.equal(refused.status, 422)
      assert.match(refused.text, /Select whether “3 employees” stays or goes/)
      const done = await lead.post(`${address}/check`, { _version: '1', stays0: 'keep', why0: 'They agreed to be counted', stays1: 'remove', why1: 'It is somebody’s own address' })
      assert.equal(done.status, 303, done.text)
      const shown = await lead.get(address)
      assert.match(shown.text, /They agreed to be counted/)
      assert.match(shown.text, /Email address, in one place: It is somebody’s own address/)
      assert.doesNotMatch(shown.text, /jo\.bloggs/)
    })

    await t.test('whoever drafted it does not approve it, though a publisher', async () => {
      const own = await drafted(council, peter, { ...report, 'Title': 'Something of his own', 'The report': 'Words.' })
      const publisher = await council.as(peter)
      await publisher.send(await publisher.get(`${own}/check`), 'I have read it: pass it on')
      assert.equal((await publisher.get(`${own}/approve`)).status, 403)
      assert.equal((await publisher.post(`${own}/approve`, { decision: 'publish' })).status, 403)
      assert.equal((await (await council.as(samira)).get(`${address}/approve`)).status, 403)
    })

    await t.test('once approved it has an address, a version, a date and a name', async () => {
      const publisher = await council.as(peter)
      const approved = await publisher.send(await publisher.get(`${address}/approve`), 'Save', { 'What should happen?': 'Publish it now' })
      assert.match(approved.text, /It is public, under your name/)
      const page = await resident.get('/reports/how-many-people-answered')
      assert.equal(page.status, 200)
      assert.match(page.text, /Version 1, published 22 November 2026\. Approved by Peter Ashdown/)
      assert.match(page.text, /Write to \[removed\]/)
      assert.match((await resident.get('/reports')).text, /How many people answered/)
      assert.match((await resident.get('/search?q=answering+years')).text, /How many people answered/)
      assert.match((await resident.get('/feed.xml')).html, /<title>How many people answered<\/title>/)
      assert.match((await resident.get('/sitemap.xml')).html, /\/reports\/how-many-people-answered<\/loc>/)
    })

    await t.test('the ledger has its hash, what it rests on, and that words were answered for', async () => {
      const [entry] = await council.database.asOwner<{ body: string }>(`select body from ledger.entry join ledger.body using (organisation_id, number) where did = 'publication.let-out' order by number desc limit 1`)
      const said = JSON.parse(entry!.body) as { after: { editions: { address: string; sha256: string; answered: number; preparedBy: string; approvedBy: string }[] } }
      assert.equal(said.after.editions[0]!.address, '/reports/how-many-people-answered')
      assert.match(said.after.editions[0]!.sha256, /^[0-9a-f]{64}$/)
      assert.equal(said.after.editions[0]!.answered, 1)
      assert.notEqual(said.after.editions[0]!.preparedBy, said.after.editions[0]!.approvedBy)
      const content = await resident.get(`/frozen/${said.after.editions[0]!.sha256}`)
      const { createHash } = await import('node:crypto')
      assert.equal(createHash('sha256').update(content.html).digest('hex'), said.after.editions[0]!.sha256, 'what anybody can fetch is what was hashed')
    })

    await t.test('a correction is a new version with a note, and the version before it stays readable', async () => {
      const officer = await council.as(samira)
      const desk = await officer.get('/publication/one/correct?of=%2Freports%2Fhow-many-people-answered')
      const without = await officer.press(desk, 'Save the correction')
      assert.match(without.text, /Enter what is corrected/)
      const saved = await officer.press(desk, 'Save the correction', { 'What is corrected? Readers will see this': 'The figure for 2026 was too low.', 'The report': written.replace('4,420', '4,520').replace('3 employees', 'A few people').replace('jo.bloggs@example.org', 'us') })
      assert.equal(saved.status, 303, saved.text)
      assert.doesNotMatch((await resident.get('/reports/how-many-people-answered')).text, /4,520/, 'nothing changes before it is approved')
      const lead = await council.as(priya)
      await lead.send(await lead.get(`${saved.goesTo!}/check`), 'I have read it: pass it on')
      const publisher = await council.as(peter)
      await publisher.send(await publisher.get(`${saved.goesTo!}/approve`), 'Save', { 'What should happen?': 'Publish it now' })
      const page = await resident.get('/reports/how-many-people-answered')
      assert.match(page.text, /4,520/)
      assert.match(page.text, /Corrected on 22 November 2026/)
      assert.match(page.text, /The figure for 2026 was too low/)
      const before = await resident.get('/history?of=%2Freports%2Fhow-many-people-answered&version=1')
      assert.match(before.text, /4,420/)
      assert.match(before.text, /This is not what stands now/)
    })

    await t.test('what is taken down says so, is not found, and none of its versions can be read', async () => {
      const shas = [...(await resident.get('/history?of=%2Freports%2Fhow-many-people-answered')).html.matchAll(/\/frozen\/([0-9a-f]{64})/g)].map((each) => each[1]!)
      assert.equal(new Set(shas).size, 2)
      const publisher = await council.as(peter)
      await publisher.send(await publisher.get('/publication/one/withdraw?of=%2Freports%2Fhow-many-people-answered'), 'Take it down', { 'Why? Readers will see this': 'It was about another body.' })
      const page = await resident.get('/reports/how-many-people-answered')
      assert.match(page.text, /This page was taken down on 22 November 2026/)
      assert.match(page.text, /It was about another body/)
      assert.doesNotMatch((await resident.get('/search?q=answered')).text, /How many people answered/)
      for (const sha of shas) assert.equal((await resident.get(`/frozen/${sha}`)).status, 404)
      assert.doesNotMatch((await resident.get('/history?of=%2Freports%2Fhow-many-people-answered&version=1')).text, /4,420/)
    })
  })

  test('waits for the end of its embargo, to the minute, and then goes out by itself', async () => {
    await using council = await house()
    const address = await drafted(council, samira, { ...report, 'The report': 'Words that wait.' })
    const publisher = await council.as(peter)
    await publisher.send(await publisher.get(`${address}/check`), 'I have read it: pass it on')
    const form = await publisher.get(`${address}/approve`)
    const past = await publisher.post(`${address}/approve`, { '_version': '2', 'decision': 'embargo', 'on-day': '1', 'on-month': '11', 'on-year': '2026', 'time': '09:30' })
    assert.match(past.text, /The embargo must end in the future/)
    await publisher.send(form, 'Save', { 'What should happen?': 'Approve it, and publish it later', 'If later: the day': Temporal.PlainDate.from('2026-11-24'), 'If later: the time': '00:01' })
    const due = async (): Promise<number> => {
      const { letOutAtEmbargo } = await import('../jobs/let-out.ts')
      const organisation = await council.organisation()
      const { reading } = await import('#database/transaction.ts')
      const { append } = await import('#database/ledger.ts')
      await letOutAtEmbargo.run(null, { organisation, offers: gatherOffers([]), now: council.now, looking: (work: never) => reading(council.database.connections, organisation, work), changing: (work: never) => council.change(work), append: (db: never, entry: never) => append(db, { organisation, person: 'system', request: 'clock', now: council.now() }, entry) } as never)
      council.standing.published.forget(organisation)
      return (await council.visitor().get('/reports/how-many-people-answered')).status
    }
    assert.equal(await due(), 404)
    council.wait({ hours: 38 })
    assert.equal(await due(), 404, 'half an hour before midnight of the day before')
    council.wait({ minutes: 32 })
    assert.equal(await due(), 200)
    assert.match((await council.visitor().get('/reports/how-many-people-answered')).text, /published 24 November 2026/)
  })

  test('a body with one publisher says why one person is enough, and every page that went out so says it too', async () => {
    await using council = await house()
    const [lead, publisher, resident] = [await council.as(priya), await council.as(peter), council.visitor()]
    assert.equal((await publisher.get('/publication/how-many-people')).status, 403, 'a publisher does not settle for whom they publish')
    const form = await lead.get((await lead.get('/publication')).link('Change this'))
    const without = await lead.press(form, 'Save', { 'How many people does it take?': 'One: a publisher may approve what they drafted themselves' })
    assert.deepEqual(without.errors.map((each) => each.text), ['Enter why one person is enough. Readers will see it'])
    await lead.send(without, 'Save', { 'If one: why is one person enough?': 'We are three people.' })
    const own = await drafted(council, peter, { ...report, 'Title': 'All by myself', 'The report': 'Words.' })
    await publisher.send(await publisher.get(`${own}/check`), 'I have read it: pass it on')
    const work = await publisher.get('/home')
    assert.match(work.text, /All by myself/, 'their own draft waits for nobody else')
    assert.match(work.text, /You drafted it, and one person is enough here: publish it/)
    const approving = await publisher.get(`${own}/approve`)
    assert.match(approving.text, /You drafted this yourself/)
    await publisher.send(approving, 'Save', { 'What should happen?': 'Publish it now' })
    assert.match((await resident.get('/reports/all-by-myself')).text, /Drafted and approved by Peter Ashdown alone, as this body has decided: We are three people\./)
    // Settled back, two are needed again, and what is public goes on saying how it went out.
    await lead.send(await lead.get('/publication/how-many-people'), 'Save', { 'How many people does it take?': 'Two: a publisher approves what somebody else drafted' })
    const other = await drafted(council, peter, { ...report, 'Title': 'By myself again', 'The report': 'Words.' })
    await publisher.send(await publisher.get(`${other}/check`), 'I have read it: pass it on')
    assert.equal((await publisher.get(`${other}/approve`)).status, 403)
    assert.match((await resident.get('/reports/all-by-myself')).text, /alone, as this body has decided/)
  })

  test('two publishers who approve at the same moment publish it once, and the other is told in a sentence', async () => {
    await using council = await house()
    const address = await drafted(council, samira, { ...report, 'Title': 'Approved twice', 'The report': 'Words.' })
    const [peters, priyas] = [await council.as(peter), await council.as(priya)]
    await priyas.send(await priyas.get(`${address}/check`), 'I have read it: pass it on')
    const forms = [await peters.get(`${address}/approve`), await priyas.get(`${address}/approve`)] as const
    const answers = await Promise.all([peters.press(forms[0], 'Save', { 'What should happen?': 'Publish it now' }), priyas.press(forms[1], 'Save', { 'What should happen?': 'Publish it now' })])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422], 'one goes through')
    const other = answers.find(({ status }) => status === 422)!
    assert.match(other.text, /(?:Peter Ashdown|Priya Nair) approved it already, at .*It is public, and you need do nothing/)
    const editions = await council.database.asOwner<{ version: number }>(`select version from publication.edition where address = '/reports/approved-twice'`)
    assert.deepEqual(editions.map(({ version }) => version), [1])
    const approvals = await council.database.asOwner(`select 1 from ledger.entry join ledger.body using (organisation_id, number) where did = 'publication.approved' and body like '%approved-twice%'`)
    assert.equal(approvals.length, 1)
  })

  test('cannot be let out by the one who prepared it, whichever room asks', async () => {
    await using council = await house()
    const { publish } = await import('../edition-store.ts')
    const hand = { id: crypto.randomUUID(), name: 'Peter Ashdown' }
    await assert.rejects(council.change((db, organisation) => publish(db, organisation, { room: 'publication', thingId: 'x', address: '/reports/x', title: 'X', content: {}, letOut: { by: 'person', ...hand }, preparedBy: hand }, council.now())), /prepared by the one who lets it out/)
  })
})
