import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { unzipSync } from 'fflate'
import { checkpointNow, openSigningKey } from '#database/checkpoint.ts'
import { changing } from '#database/transaction.ts'
import { communityTable, findAtlas } from '#features/community-profile/index.ts'
import { house, type House } from '../../../../test/house.ts'
import { newId } from '#database/identity.ts'
import { findAssessment, findContent, freeze, indexFigures, saveSection } from '../assessment-store.ts'
import { formEdition } from '../sections.ts'
import { takeFigures } from './taking-figures.ts'

const [lead, decider, outsider] = ['priya.nair', 'daniel.whitcombe', 'olena.marchenko'].map((name) => `${name}@barsetshire.example`) as [string, string, string]

/** One that is signed and not decided, which rests on figures of who lives here: its signed version is frozen with them. */
async function signedWithFigures(council: House, title: string): Promise<string> {
  return council.change(async (db, organisation) => {
    const { assessment_id: id } = await db.selectFrom('impact_assessments.assessment').select('assessment_id').where('organisation_id', '=', organisation).where('title', '=', title).executeTakeFirstOrThrow()
    const [assessment, { content, states }, taken] = [await findAssessment(db, organisation, id), await findContent(db, organisation, id), await takeFigures(db, organisation, 'community-profile/disability')]
    assert.ok(assessment && taken)
    const evidence = { ...content.evidence, items: [...content.evidence.items, { id: newId(), kind: 'figures' as const, what: taken.figures.title, source: taken.source, on: taken.on, coverage: 'local' as const, about: ['disability' as const], shows: taken.shows, link: '', figures: taken.figures }] }
    await saveSection(db, organisation, assessment, 'evidence', evidence, states.get('evidence')?.version ?? 0, 'Somebody', council.now())
    await indexFigures(db, organisation, id, evidence.items)
    await freeze(db, organisation, assessment, { ...content, evidence }, formEdition, 'Signed, for those who decide', 'Daniel Whitcombe', council.now())
    return id
  })
}

/** The publisher corrects the figure of one district, under the same name: the file is loaded again, with 100 people more in each category. */
async function correctDisability(council: House): Promise<void> {
  const atlas = await council.change((db) => findAtlas(db))
  const table = await council.change((db, organisation) => communityTable(db, organisation, { topic: 'disability' }))
  const [, code = ''] = table?.areas.map((each) => each.code) ?? []
  const [edition, area] = [atlas.editionsOf('disability').find((each) => atlas.publishedRows(each).has(code)), atlas.areas.get(code)]
  const row = edition && atlas.publishedRows(edition).get(code)
  assert.ok(edition && row && area, 'there is no such figure to correct')
  await council.database.asOwner('insert into community_profile.area (code, name, kind) values ($1, $2, $3)', [code, area.name, area.kind])
  await council.database.asOwner('insert into community_profile.edition (edition_id, table_id, year, as_of_on, geography, categories, file_name, loaded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [edition.id, edition.table, edition.year, edition.on, edition.geography, edition.categories, 'corrected.csv', council.now().toString()])
  await council.database.asOwner('insert into community_profile.figure (edition_id, area_code, numbers, total) values ($1, $2, $3, $4)', [edition.id, code, row.numbers.map((each) => (each ?? 0) + 100), row.total + 100 * row.numbers.length])
}

test('what those who decide had is given to them by name, opened, decided upon and proved; a figure that changes later lists what rests on it and alters nothing', async () => {
  await using council = await house()
  const folder = mkdtempSync(join(tmpdir(), 'decision-pack-'))
  try {
    const rows = await council.database.asOwner<{ title: string }>(`select title from impact_assessments.assessment where stage = 'signed off' and decided_on is null order by title limit 2`)
    const [first, second] = [await signedWithFigures(council, rows[0]!.title), await signedWithFigures(council, rows[1]!.title)]
    const at = `/assessments/all/${first}`
    const priya = await council.as(lead)

    // A file with bytes that are no text, so that nothing on the way may take it for text.
    const report = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from([0, 255, 128, 13, 10, 200])])
    const attach = async (what: string, document: { readonly fileName: string; readonly bytes: Uint8Array }) => priya.send(await priya.get(`${at}/documents/new`), 'Attach it', { 'The document': document, 'What is it?': what })
    assert.match((await attach('A program', { fileName: 'report.pdf', bytes: Buffer.from('MZ program') })).text, /must be Word, OpenDocument, PDF/)
    assert.match((await attach('Report on the consultation', { fileName: 'Consultation report.pdf', bytes: report })).text, /“Report on the consultation” is attached/)
    assert.match((await attach('The same again', { fileName: 'again.pdf', bytes: report })).text, /attached already/)
    const attachedTwice = await attach('A drawing', { fileName: 'drawing.csv', bytes: Buffer.from('place,day\nFramley,Friday\n') })
    await priya.send(await priya.get(attachedTwice.link('Take away A drawing')), 'Take it away', { 'Are you sure?': 'Yes, take it away' })
    const kept = await priya.get((await priya.get(at)).link('Report on the consultation'))
    assert.deepEqual([...kept.bytes], [...report])
    assert.match(String(kept.headers['content-type']), /octet-stream/, 'a file that somebody gave is only ever saved')

    const nobody = await priya.send(await priya.get(`${at}/serve`), 'Give it to them')
    assert.match(nobody.text, /Select who decides, or name somebody/)
    const given = await priya.send(await priya.get(`${at}/serve`), 'Give it to them', { 'Who decides?': ['Daniel Whitcombe'], 'Anybody else? (optional)': 'Cllr Ann Orme, on paper with the agenda' })
    assert.match(given.text, /It was given to 2 people/)
    assert.match(given.text, /Given to Daniel Whitcombe at 9:30am on 22 November 2026 by Priya Nair; not opened here/)
    assert.match(given.text, /Given to Cllr Ann Orme, on paper with the agenda at 9:30am on 22 November/)
    const [letter] = (await council.letters()).filter((each) => each.subject.startsWith('Before you decide'))
    assert.match(letter?.text ?? '', /The equality duty belongs to those who decide/)

    council.wait({ minutes: 20 })
    const daniel = await council.as(decider)
    assert.match((await daniel.get('/assessments')).text, /For you to read before you decide/)
    const papers = await daniel.get(letter?.links[0] ?? '')
    assert.match(papers.text, /The duty is yours/)
    assert.match(papers.text, /Evidence: Disability/)
    assert.deepEqual([...(await daniel.get(papers.link('Report on the consultation (Consultation report.pdf)'))).bytes], [...report], 'those who decide have the document itself')
    assert.match((await priya.get(papers.address)).text, /Given to Daniel Whitcombe at 9:30am on 22 November 2026 by Priya Nair; opened at 9:50am on 22 November 2026/)
    assert.equal((await (await council.as(outsider)).get(`${papers.address}/nothing.json`)).status, 404)

    assert.match((await priya.get(`${at}/documents/new`)).text, /Papers of version \d+ were given on 22 November 2026, and stay as they were/)
    const late = await attach('A letter that came late', { fileName: 'letter.csv', bytes: Buffer.from('from,to\nFramley,Cabinet\n') })
    assert.match(late.text, /“A letter that came late” is attached\. It is not among the papers of version \d+, which were given before/)
    for (const page of [at, `${at}/serve`]) assert.match((await priya.get(page)).text, /One document is not among the papers of version \d+\s*“A letter that came late” came after 22 November 2026/, 'whoever gives the papers knows what is not among them')
    assert.match((await priya.get(`${at}/documents/new`)).text, /can be given to those who decide as a supplement/)

    // What came later goes to them as a second entry, with its own readers and day.
    const earlier = await priya.get(papers.address)
    const hashesOf = (markup: string): readonly string[] => [...markup.matchAll(/<code class="dr-hash">([0-9a-f]{64})</g)].map(([, hash]) => hash ?? '')
    council.wait({ minutes: 10 })
    const silent = await priya.send(await priya.get((await priya.get(at)).link('Give it as a supplement')), 'Give the supplement', { 'What is it, and why does it come now?': '' })
    assert.match(silent.text, /Enter why it comes now/)
    assert.equal(silent.field('Anybody else? (optional)'), 'Cllr Ann Orme', 'how it was given to her is said anew')
    const added = await priya.send(silent, 'Give the supplement', { 'What is it, and why does it come now?': 'The parish wrote after the agenda was out.', 'Who gets it?': ['Daniel Whitcombe'], 'Anybody else? (optional)': '' })
    assert.match(added.text, /The supplement was given to one person/)
    assert.match(added.text, /Supplement 1, given 22 November 2026.*It came after the papers, which stay as they were.*A letter that came late/s)
    assert.match(added.text, /Supplement 1 \(A letter that came late \(letter\.csv\)\) given to Daniel Whitcombe at 10am on 22 November 2026 by Priya Nair; not opened here/)
    assert.deepEqual(hashesOf(added.html).slice(0, hashesOf(earlier.html).length), hashesOf(earlier.html), 'what was given first was altered')
    assert.doesNotMatch((await priya.get(at)).text, /not among the papers/)
    assert.equal((await priya.get(`${at}/supplement`)).status, 404, 'nothing else came')
    const more = (await council.letters()).find((each) => each.subject.startsWith('More to read before you decide'))
    assert.match(more?.text ?? '', /The parish wrote after the agenda was out/)
    assert.equal((await daniel.get('/assessments')).text.split(rows[0]!.title).length, 2, 'it waits for him once')
    council.wait({ minutes: 5 })
    const seen = await daniel.get(more?.links[0] ?? '')
    assert.match(seen.text, /Something came after these papers were given/)
    assert.match(Buffer.from((await daniel.get(seen.link('Supplement 1: what it is, and why it comes now'))).bytes).toString(), /The parish wrote after the agenda was out/)
    assert.match((await priya.get(papers.address)).text, /Given to Daniel Whitcombe at 9:30am on 22 November 2026 by Priya Nair; opened at 9:50am.*Supplement 1 \(A letter that came late \(letter\.csv\)\) given to Daniel Whitcombe at 10am on 22 November 2026 by Priya Nair; opened at 10:05am/s)

    await priya.send(await priya.get(`${at}/decision`), 'Record it', { 'When was it decided?': council.today(), 'What was decided?': 'Approved as adjusted', 'Where is it minuted? (optional)': 'Cabinet, minute 14' })
    assert.equal((await priya.get(`${at}/serve`)).status, 403, 'nothing is put before them once they have decided')
    const key = openSigningKey(council.dataFolder)
    const organisation = await council.organisation()
    await changing(council.database.connections, organisation, (db) => checkpointNow(db, organisation, key, council.now()))
    const pack = async () => Buffer.from((await priya.get(`${at}/decision-pack.zip`)).bytes)
    const bytes = await pack()
    const files = unzipSync(bytes)
    assert.deepEqual(Object.keys(files).filter((name) => name.startsWith('evidence') || name.startsWith('a') || name === 'options.json'), ['assessment.html', 'assessment.json', 'attached-01.pdf', 'evidence-01.json', 'evidence-02.json', 'evidence-03.json', 'options.json'])
    assert.deepEqual(Object.keys(files).filter((name) => name.startsWith('supplement')), ['supplement-1-attached-01.csv', 'supplement-1-note.txt'])
    assert.match(Buffer.from(files['README.txt'] ?? []).toString(), /Given to Cllr Ann Orme.*Supplement 1 \(A letter that came late \(letter\.csv\)\) given to Daniel Whitcombe at 10am on 22 November 2026 by Priya Nair; opened at 10:05am/s)
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    const verify = () => spawnSync(process.execPath, [join(folder, 'verify.mjs'), folder, key.publicKey], { encoding: 'utf8', env: {} })
    const untouched = verify()
    assert.equal(untouched.status, 0, untouched.stdout)
    assert.match(untouched.stdout, /impact-assessments\.served.*\n.*Cllr Ann Orme[\s\S]*papers-opened.*\n.*Daniel Whitcombe[\s\S]*decided.*\n.*Cabinet, minute 14[\s\S]*attached-01\.pdf: as it was kept[\s\S]*evidence-03\.json: as it was kept[\s\S]*supplement-1-attached-01\.csv: as it was kept[\s\S]*Everything fits/)
    assert.match(readFileSync(join(folder, 'assessment.html'), 'utf8'), /Disability, Census 2021/)
    writeFileSync(join(folder, 'evidence-03.json'), readFileSync(join(folder, 'evidence-03.json'), 'utf8').replace(/\d/, (digit) => String((Number(digit) + 1) % 10)))
    writeFileSync(join(folder, 'attached-01.pdf'), Buffer.concat([report, Buffer.from('.')]))
    assert.match(verify().stdout, /PROBLEM: attached-01\.pdf is not as it was kept[\s\S]*PROBLEM: evidence-03\.json is not as it was kept/)
    assert.equal((await priya.get(`${at}/documents/new`)).status, 403, 'nothing is attached once it is decided')

    // The figure is corrected afterwards, under the same name.
    const frozen = () => council.database.asOwner(`select assessment_id, number, sha256, content::text from impact_assessments.frozen order by assessment_id, number`)
    const [before, written] = [await frozen(), await council.database.asOwner('select content::text from impact_assessments.section order by assessment_id, section')]
    assert.doesNotMatch((await priya.get('/assessments/figures?newer=yes')).text, new RegExp(rows[0]!.title))
    await correctDisability(council)
    const touched = await priya.get('/assessments/figures?newer=yes')
    for (const { title } of rows) assert.ok(touched.text.includes(title), `${title} rests on the figure and is not listed`)
    assert.match(touched.text, /corrected since/)
    assert.deepEqual(await frozen(), before, 'a frozen version was altered')
    assert.deepEqual(await council.database.asOwner('select content::text from impact_assessments.section order by assessment_id, section'), written, 'an assessment was altered')
    assert.equal(createHash('sha256').update(await pack()).digest('hex'), createHash('sha256').update(bytes).digest('hex'), 'the pack is no longer what it was')
    assert.match((await priya.get(`/assessments/all/${second}/read`)).text, /Census 2021/)
    await assert.rejects(council.change((db, org) => db.updateTable('impact_assessments.paper').set({ content: 'other' }).where('organisation_id', '=', org).execute()), /permission denied/)
  } finally { rmSync(folder, { recursive: true, force: true }) }
})
