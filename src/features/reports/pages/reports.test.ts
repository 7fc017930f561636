import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { unzipSync } from 'fflate'
import { house, type House, type Visitor } from '../../../../test/house.ts'
import { reports } from '../index.ts'

const [priya, peter, outsider] = ['priya.nair', 'peter.ashdown', 'olena.marchenko'].map((name) => `${name}@barsetshire.example`) as [string, string, string]

describe('Reports', () => {
  let council: House
  let lead: Visitor
  let board: string
  before(async () => {
    council = await house()
    lead = await council.as(priya)
    const made = await lead.send(await lead.get('/packs/new'), 'Make the report', { 'What kind of report is it?': 'Board pack', 'Which body is it for? (optional)': 'Equalities Board' })
    board = made.address
  })
  after(() => council[Symbol.asyncDispose]())

  test('a board pack is made in a few presses with every part that is offered, and says that it is a draft', async () => {
    const page = await lead.get(board)
    assert.match(page.text, /Draft of 22 November 2026\. Not issued/)
    assert.match(page.text, /For Equalities Board/)
    assert.ok([...page.html.matchAll(/<h2 class="govuk-heading-l"/g)].length >= 3, 'it has several chapters')
    const word = await lead.get(`${board}/draft.docx`)
    const files = unzipSync(word.bytes)
    assert.match(new TextDecoder().decode(files['word/header1.xml']), /Draft of 22 November 2026/)
    const pdf = await lead.get(`${board}/draft.pdf`)
    assert.equal(new TextDecoder('latin1').decode(pdf.bytes.slice(0, 5)), '%PDF-')
  })

  test('an officer’s words are kept, and a refused form shows them again', async () => {
    const page = await lead.get(board)
    const form = await lead.get(page.link('What the board is asked to do'))
    const refused = await lead.press(form, 'Save', { Heading: '', 'What you write (optional)': 'To agree the plan.\nTo note the rest.' })
    assert.equal(refused.status, 422)
    assert.equal(refused.field('What you write (optional)'), 'To agree the plan.\nTo note the rest.')
    const saved = await lead.send(refused, 'Save', { Heading: 'What you are asked to do' })
    assert.match(saved.text, /What you are asked to do\s+To agree the plan\.\s+To note the rest\./)
  })

  test('parts are left out and put into another order', async () => {
    const form = await lead.get(`${board}/parts`)
    const names = [...form.html.matchAll(/<input[^>]*>/g)].map(([input]) => ({ name: /name="(place-[^"]+)"/.exec(input)?.[1], isIn: /value="\d+"/.test(input) })).flatMap(({ name, isIn }) => name !== undefined && isIn ? [name] : [])
    assert.ok(names.length >= 3, form.html.slice(0, 2000))
    const none = await lead.post(`${board}/parts`, Object.fromEntries([...names.map((name) => [name, '']), ['_version', version(form.html)]]))
    assert.match(none.text, /Give at least one part a place/)
    const kept = await lead.post(`${board}/parts`, Object.fromEntries([...names.map((name, place) => [name, place === 1 ? '' : String(names.length - place)]), ['_version', version(form.html)]]))
    assert.equal(kept.status, 303, kept.text.slice(0, 300))
    const page = await lead.get(board)
    assert.ok(page.html.lastIndexOf('What you are asked to do') > page.html.indexOf('id="chapter-2"'), 'what came first comes last')
    assert.match((await lead.get(`${board}/parts`)).text, /Left out/)
  })

  test('an issue is frozen: what changes afterwards is in the draft and not in it, and a second issue says why', async () => {
    const unread = await lead.send(await lead.get(`${board}/issue`), 'Issue', {})
    assert.match(unread.text, /Read the report, then tick that you have/)
    const first = await lead.send(unread, 'Issue', { 'I have read it': true })
    assert.match(first.text, /To agree the plan\./)
    assert.match(first.address, /\/issues\/1$/)
    const bytes = (await lead.get(`${first.address}/report.docx`)).bytes
    const again = await lead.send(await lead.get(`${board}/issue`), 'Issue again', { 'I have read it': true, 'What changed since it was issued?': 'Nothing' })
    assert.match(again.text, /Nothing has changed since it was issued/)
    const page = await lead.get(board)
    await lead.send(await lead.get(page.link('What you are asked to do')), 'Save', { 'What you write (optional)': 'To agree the plan as it was changed.' })
    assert.match((await lead.get(board)).text, /as it was changed/)
    assert.doesNotMatch((await lead.get(first.address)).text, /as it was changed/)
    assert.deepEqual((await lead.get(`${first.address}/report.docx`)).bytes, bytes, 'its file is the same to the byte')
    const second = await lead.send(await lead.get(`${board}/issue`), 'Issue again', { 'I have read it': true, 'What changed since it was issued?': 'The first recommendation.' })
    assert.match(second.text, /What changed\s+The first recommendation\./)
    const entries = await council.database.asOwner<{ body: string }>(`select body from ledger.body natural join ledger.entry where did = 'reports.issued' order by number`)
    const [kept] = await council.database.asOwner<{ sha256: string }>('select sha256 from reports.issue where number = 2')
    assert.equal(entries.length, 2)
    assert.match(entries[1]?.body ?? '', new RegExp(kept?.sha256 ?? 'none'))
    const deeds = await council.database.asOwner<{ kind: string; to_body_name: string }>(`select kind, to_body_name from duty_clock.deed where room = 'reports'`)
    assert.deepEqual(deeds.map((each) => [each.kind, each.to_body_name]), [['report issued', 'Equalities Board'], ['report issued', 'Equalities Board']])
  })

  test('an annual report is published by another than the one who issued it, keeps its address, is corrected with a note and taken down with one', async () => {
    const made = await lead.send(await lead.get('/packs/new'), 'Make the report', { 'What kind of report is it?': 'Annual report', 'Which days does it tell of?': 'The year April 2025 to March 2026' })
    assert.match(made.heading, /Equality annual report/)
    const about = await lead.get(made.link('About this report'))
    await lead.send(about, 'Save', { 'What you write (optional)': 'This is what we did.' })
    const twice = await lead.send(await lead.get('/packs/new'), 'Make the report', { 'What kind of report is it?': 'Annual report', 'Which days does it tell of?': 'The year April 2025 to March 2026' })
    assert.match(twice.text, /tells of these days already/)
    await lead.send(await lead.get(`${made.address}/issue`), 'Issue', { 'I have read it': true })
    assert.match((await lead.get(`${made.address}/publish`)).text, /You issued this report\. Another publisher lets it out/)
    const publisher = await council.as(peter)
    const out = await publisher.send(await publisher.get(`${made.address}/publish`), 'Save', { 'What should happen?': 'Publish it' })
    assert.match(out.said ?? '', /The report is public/)
    const visitor = council.visitor()
    const open = await visitor.get('/annual-reports/2025-to-2026')
    assert.match(open.text, /This is what we did\./)
    assert.match(open.text, /Approved by Peter Ashdown/)
    assert.doesNotMatch(open.text, /Draft/)
    for (const ending of ['docx', 'pdf', 'json']) assert.equal((await visitor.get(`/annual-reports/2025-to-2026/report.${ending}`)).status, 200, ending)
    assert.match((await visitor.get('/annual-reports')).text, /Equality annual report/)

    const page = await lead.get(made.address)
    await lead.send(await lead.get(page.link('About this report')), 'Save', { 'What you write (optional)': 'This is what we did and did not.' })
    await lead.send(await lead.get(`${made.address}/issue`), 'Issue again', { 'I have read it': true, 'What changed since it was issued?': 'The first paragraph.' })
    assert.doesNotMatch((await visitor.get('/annual-reports/2025-to-2026')).text, /and did not\./, 'nothing public changes by itself')
    const silent = await publisher.send(await publisher.get(`${made.address}/publish`), 'Save', { 'What should happen?': 'Publish this issue in place of the one that is public' })
    assert.match(silent.text, /Enter what was corrected/)
    await publisher.send(silent, 'Save', { 'A note for readers: what was corrected, or why it is taken down': 'The first paragraph was too kind.' })
    const corrected = await visitor.get('/annual-reports/2025-to-2026')
    assert.match(corrected.text, /and did not.*The first paragraph was too kind\.|too kind\..*and did not/s)
    // What is looked through is what was issued, whatever the draft says since.
    await lead.send(await lead.get((await lead.get(made.address)).link('About this report')), 'Save', { 'What you write (optional)': 'Mr Harding told us so.' })
    await lead.send(await lead.get(`${made.address}/issue`), 'Issue again', { 'I have read it': true, 'What changed since it was issued?': 'Who told us.' })
    await lead.send(await lead.get((await lead.get(made.address)).link('About this report')), 'Save', { 'What you write (optional)': 'We were told so.' })
    const named = await publisher.press(await publisher.get(`${made.address}/publish`), 'Save', { 'What should happen?': 'Publish this issue in place of the one that is public', 'A note for readers: what was corrected, or why it is taken down': 'Who told us.' })
    assert.match(named.text, /Mr Harding\s+Name of a person|Mr Harding\s+name of a person/)
    assert.deepEqual(named.errors.map((each) => each.text), ['Enter why everybody may read these words, or have them taken out'])
    const proofs = reports.offers!.proofs![0]!
    const why = (id: string) => council.change((db, organisation) => proofs.whyNone!(db, organisation, id))
    assert.match(await why('2025-to-2026@2020-01-01') ?? '', /^Nobody had .* before them on that day: issue 1 was issued on 22 November 2026\.$/)
    assert.match(await why('2025-to-2026@9') ?? '', /There are issues 1 to 3\.$/)
    assert.equal(await why('2025-to-2026@2026-02-30'), '2026-02-30 is not a day.')
    await publisher.send(await publisher.get(`${made.address}/publish`), 'Save', { 'What should happen?': 'Take it down', 'A note for readers: what was corrected, or why it is taken down': 'It is being checked.' })
    assert.match((await visitor.get('/annual-reports/2025-to-2026')).text, /taken down on 22 November 2026\..*It is being checked\./s)
    assert.equal((await visitor.get('/annual-reports/2025-to-2026/report.pdf')).status, 404)
  })

  test('who is on no board reads no report, and a board member reads what was issued and no draft', async () => {
    assert.equal((await (await council.as(outsider)).get(board)).status, 403)
    const member = await council.as('colin.fairweather@barsetshire.example')
    const page = await member.get(board)
    if (page.status === 200) assert.doesNotMatch(page.text, /Draft of/)
    assert.equal((await member.get(`${board}/draft.docx`)).status, 403)
  })
})

const version = (html: string): string => /name="_version" value="([^"]*)"/.exec(html)?.[1] ?? ''
