import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { moveHead, publish, restsOnEdition } from '#features/publication/index.ts'
import { house, type House } from '../../../../test/house.ts'
import { countyMade, frozenFigures } from '../../../../test/made-up-figures.ts'

const [address, statement] = ['/workforce/2026', '/reports/who-works-here-in-a-sentence']
const by = (name: string) => ({ by: 'person', id: crypto.randomUUID(), name }) as const

/** The workforce figures of a day as they go out: the release, and the edition of its year. */
async function letOut(council: House, number: number, asked: Parameters<typeof countyMade>[1], note = '') {
  return council.change(async (db, organisation) => {
    const release = crypto.randomUUID()
    const { artefact, sha256 } = frozenFigures({ ...countyMade('2026-03-31', asked), release })
    await db.insertInto('equality_monitoring.release').values({
      organisation_id: organisation, release_id: release, audience: 'public', number, title: 'Workforce profile', as_of_on: '2026-03-31', state: 'published', policy: 'public 2026-11', wanted: JSON.stringify({ mode: 'withhold', datasets: [] }), held: null,
      artefact: JSON.stringify(artefact), sha256, certificate: 'c'.repeat(64), refusal: null, corrects: null, note: '', by_person_id: null, by_name: 'Samira Hussain', approved_by_id: null, approved_by: '', at: council.now().toString(), version: 1,
    }).execute()
    const edition = await publish(db, organisation, { room: 'equality-monitoring', thingId: release, address, title: 'Who works here, 2026', content: JSON.parse(JSON.stringify(artefact)), letOut: by('Peter Ashdown'), note }, council.now())
    await moveHead(db, organisation)
    return edition!
  })
}

test('a figure that is corrected afterwards: every report, page and assessment that rests on it is listed, and none is silently altered', async (t) => {
  await using council = await house()
  const figure = await letOut(council, 9_001, {})
  await council.change(async (db, organisation) => {
    await publish(db, organisation, { room: 'publication', thingId: 'a-sentence', address: statement, title: 'Who works here in a sentence', content: { schema: 'report/1', kind: 'statement', from: null, to: null, summary: 'Of those who told us, 5.8% are disabled.', blocks: [] }, letOut: by('Peter Ashdown'), restsOn: [restsOnEdition(figure)] }, council.now())
    await moveHead(db, organisation)
  })
  const [aisha, lead, peter, resident] = [await council.as('aisha.rahman@barsetshire.example'), await council.as('priya.nair@barsetshire.example'), await council.as('peter.ashdown@barsetshire.example'), council.visitor()]
  const assessment = await aisha.send(await aisha.get('/assessments/begin'), 'Begin', { 'What is proposed?': 'Fridays at Plumstead', 'Which department is it for?': 'Adults and Communities' })
  await aisha.send(await aisha.get(`${assessment.address}/evidence-figures`), 'Insert them', { 'Which figures?': 'Who works here: Disability' })
  const report = await lead.send(await lead.get('/packs/new'), 'Make the report', { 'What kind of report is it?': 'Annual report', 'Which days does it tell of?': 'The year April 2025 to March 2026' })
  const issue = await lead.send(await lead.get(`${report.address}/issue`), 'Issue', { 'I have read it': true })
  await peter.send(await peter.get(`${report.address}/publish`), 'Save', { 'What should happen?': 'Publish it' })

  const kept = () => council.database.asOwner<{ what: string }>(`select content as what from reports.issue union all select content::text from publication.edition where address <> '${address}' union all select content::text from impact_assessments.section order by 1`)
  const before = { kept: await kept(), word: (await lead.get(`${issue.address}/report.docx`)).bytes, open: (await resident.get('/annual-reports/2025-to-2026')).text, assessment: (await aisha.get(`${assessment.address}/read`)).text }
  assert.match(issue.text, /What it rests on.*Who works here, 2026, version 1.*Everything else was read from the records as they stood after entry \d+ of the ledger/s)
  assert.match(before.open, /What it rests on.*Who works here, 2026, version 1/s)
  for (const shown of [issue.text, before.open]) assert.doesNotMatch(shown, /has changed since/)

  await letOut(council, 9_002, { drift: 0.1 }, 'A department was counted twice.')
  council.standing.published.forget(await council.organisation())

  await t.test('each of the three is listed where the figure is kept, with the version that it rests on', async () => {
    const about = await lead.get(`/publication/one?of=${encodeURIComponent(address)}`)
    const listed = /What rests on it(.*?)Versions/s.exec(about.text)?.[1] ?? ''
    for (const each of [/Equality annual report, April 2025 to March 2026, issue 1, on version 1, which is not the newest/, /Who works here in a sentence [^,]*, version 1\), on version 1, which is not the newest/, /EIA\/2026\/\d{3}, Fridays at Plumstead, on version 1, which is not the newest/]) assert.match(listed, each)
    assert.equal(about.links.find(({ text }) => text.endsWith('issue 1'))?.href, issue.address)
  })

  await t.test('each says so to its own readers', async () => {
    assert.match((await lead.get(issue.address)).text, /Something that this rests on has changed since.*Who works here, 2026\s*\. Has a version 2 now/s)
    assert.match((await resident.get('/annual-reports/2025-to-2026')).text, /Something that this rests on has changed since/)
    assert.match((await resident.get(statement)).text, /has a version 2 on 22 November 2026\. This rests on version 1/)
    assert.match((await aisha.get('/assessments/figures?newer=yes')).text, /Yes\s*figures of 31 March 2026, corrected since\s*Fridays at Plumstead/)
  })

  await t.test('not a byte of any of them is altered', async () => {
    assert.deepEqual(await kept(), before.kept)
    assert.deepEqual((await lead.get(`${issue.address}/report.docx`)).bytes, before.word)
    assert.equal((await aisha.get(`${assessment.address}/read`)).text, before.assessment)
    const [row] = await council.database.asOwner<{ content: string; sha256: string }>('select content, sha256 from reports.issue')
    assert.equal(createHash('sha256').update(row!.content).digest('hex'), row!.sha256)
  })

  await t.test('and the report that is made again rests on the newer figures', async () => {
    const second = await lead.send(await lead.get(`${report.address}/issue`), 'Issue again', { 'I have read it': true, 'What changed since it was issued?': 'The workforce figures were corrected.' })
    assert.match(second.text, /Who works here, 2026, version 2/)
    assert.doesNotMatch(second.text, /has changed since/)
  })
})
