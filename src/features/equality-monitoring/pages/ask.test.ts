import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { house } from '../../../../test/house.ts'
import { countyMade, frozenFigures } from '../../../../test/made-up-figures.ts'

const [analyst, lead, chair] = ['samira.hussain@barsetshire.example', 'priya.nair@barsetshire.example', 'daniel.whitcombe@barsetshire.example']
const looks = `select count(*)::text as many from ledger.entry where did = 'equality-monitoring.people-looked-at'`

suite('The question box', () => {
  test('answers the analyst exactly, writes each look down, and is nobody else’s', async () => {
    await using council = await house()
    const samira = await council.as(analyst)
    const empty = await samira.get('/monitoring/ask')
    assert.equal(empty.status, 200)
    assert.equal((await council.database.asOwner<{ many: string }>(looks))[0]!.many, '0', 'an empty form shows nothing')
    const asked = await samira.get('/monitoring/ask?rows=disability&columns=department&measure=share+of+declared')
    assert.match(asked.text, /employees told us they are disabled: \d\.\d% of the [\d,]+ who answered/)
    assert.match(asked.text, /It is largest in .+ and smallest in /)
    assert.match(asked.text, /For you alone/)
    assert.ok(asked.table('Disability by department: share of those who answered').length > 4)
    assert.equal((await council.database.asOwner<{ many: string }>(looks))[0]!.many, '1')
    for (const other of [lead, chair]) assert.equal((await (await council.as(other)).get('/monitoring/ask?rows=disability')).status, 403)
  })

  test('counts three groups together while the rows are there, and says why it cannot once they are deleted', async () => {
    await using council = await house()
    const samira = await council.as(analyst)
    const three = await samira.get('/monitoring/ask?rows=disability&columns=sex&within=department&measure=count')
    assert.equal(three.table('Public Health').length > 3, true)
    const old = (await council.database.asOwner<{ id: string }>(`select dataset_id as id from equality_monitoring.dataset join equality_monitoring.source using (organisation_id, source_id) where kind = 'workforce' and rows_deleted_on is not null order by to_on desc limit 1`))[0]!.id
    assert.match((await samira.get(`/monitoring/ask?dataset=${old}&rows=disability&columns=sex&within=department`)).text, /The rows of .+ were deleted on/)
    assert.match((await samira.get(`/monitoring/ask?dataset=${old}&rows=disability&columns=sex`)).text, /Exact numbers/)
  })

  test('tells a likelihood between two stages, with how sure it is', async () => {
    await using council = await house()
    const samira = await council.as(analyst)
    const applicants = (await council.database.asOwner<{ id: string }>(`select dataset_id as id from equality_monitoring.dataset join equality_monitoring.source using (organisation_id, source_id) where kind = 'applicants' order by to_on desc limit 1`))[0]!.id
    const asked = await samira.get(`/monitoring/ask?dataset=${applicants}&measure=likelihood&rows=ethnic+group&from=Shortlisted&to=Appointed`)
    assert.match(asked.text, /People recorded as White were 1\.\d+ times as likely to be appointed as people in groups other than White/)
    assert.match(asked.text, /This is a clear difference; it does not by itself show why\./)
    assert.match(asked.text, /Fisher’s exact test/)
  })

  test('looks back over the years and says whether there is a trend', async () => {
    await using council = await house()
    const asked = await (await council.as(analyst)).get('/monitoring/ask?rows=disability&years=5')
    assert.equal(asked.table('Disability, year by year')[0]!.length, 6)
    assert.match(asked.text, /Is there a trend\? \(Cochran-Armitage\)/)
  })

  test('says what is wrong with a question', async () => {
    await using council = await house()
    const samira = await council.as(analyst)
    const said = async (query: string): Promise<string> => (await samira.get(`/monitoring/ask?${query}`)).text
    assert.match(await said('rows=sex&columns=sex'), /Select each group only once/)
    assert.match(await said('rows=department&measure=share+of+declared'), /nobody has declared it/)
    assert.match(await said('rows=sex&columns=grade&years=3'), /either a second group or several years/)
    assert.match(await said('rows=shoe+size'), /that this extract has/)
    assert.match(await said('rows=sex&measure=likelihood'), /no stages and no outcomes/)
    assert.match(await said('rows=sex&within=grade'), /second group before the part/)
  })

  test('says what would be withheld of a table that nobody was given, and what would save most of it', async () => {
    await using council = await house()
    const samira = await council.as(analyst)
    const first = await samira.get('/monitoring/ask?rows=religion+or+belief&columns=department')
    assert.match(first.text, /The public was never given this table\. Until it is made into a release, nothing of it may be told/)
    const asked = await samira.get(first.link('Work out how much of it could be shown'))
    assert.match(asked.text, /figures would be withheld|takes longer to work out/)
  })

  test('answers a board’s follow-up safely: by what the board reads already, or by a release that is made with everything that was ever released', async () => {
    await using council = await house()
    await council.change(async (db, organisation) => {
      const release = crypto.randomUUID()
      const { artefact, sha256 } = frozenFigures({ ...countyMade('2026-09-30'), release, audience: 'board' })
      await db.insertInto('equality_monitoring.release').values({
        organisation_id: organisation, release_id: release, audience: 'board', number: 9_001, title: 'Workforce profile', as_of_on: '2026-09-30', state: 'ready', policy: 'board 2026-11', wanted: JSON.stringify({ mode: 'withhold', datasets: [] }), held: null,
        artefact: JSON.stringify(artefact), sha256, certificate: 'c'.repeat(64), refusal: null, corrects: null, note: '', by_person_id: null, by_name: 'Samira Hussain', approved_by_id: null, approved_by: '', at: council.now().toString(), version: 1,
      }).execute()
    })
    const samira = await council.as(analyst)
    const known = await samira.get('/monitoring/ask?rows=religion+or+belief&columns=department')
    assert.match(known.text, /Yes: the board can read it/)
    assert.ok(known.table('Employees: religion or belief by department, 30 September 2026').some((row) => row.join().includes('[c]')), 'what the board may not be told stands beside the exact numbers as withheld')
    assert.doesNotMatch(known.html, /Make this a release/)

    const wanted = await samira.get('/monitoring/ask?rows=disability&columns=sex&within=department&measure=count')
    assert.match(wanted.text, /The board was never given this table/)
    const asked = await samira.send(wanted, 'Make this a release for the board', { 'What is the release called?': 'Disability by sex in each department, for the board' })
    assert.match(asked.said ?? '', /is being made for the board/)
    const [release] = await council.database.asOwner<{ state: string; audience: string; title: string; wanted: { datasets: { dataset: string; cuts: string[] }[] } }>(`select state, audience, title, wanted from equality_monitoring.release where title like 'Disability by sex%'`)
    assert.deepEqual([release?.state, release?.audience, release?.wanted.datasets[0]?.cuts], ['waiting', 'board', ['disability by sex by department']])
    const [counted] = await council.database.asOwner<{ many: string }>(`select count(*)::text as many from equality_monitoring.tabulation where dataset_id = $1 and cut = 'disability by sex by department'`, [release!.wanted.datasets[0]!.dataset])
    assert.equal(counted!.many, '1', 'the numbers that the release is made of are kept')
    const [entry] = await council.database.asOwner<{ did: string }>(`select did from ledger.entry order by number desc limit 1`)
    assert.equal(entry!.did, 'equality-monitoring.release-asked')
    assert.equal((await (await council.as(chair)).get('/monitoring/profile')).status, 200)
  })
})
