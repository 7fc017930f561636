/** The figures as people of the council and anybody else open them: who may, what they read, and what a correction leaves to be seen. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { strFromU8, unzipSync } from 'fflate'
import { asText } from '#disclosure/shown.ts'
import { moveHead, publish, withdraw } from '#features/publication/index.ts'
import { house, type House } from '../../../../test/house.ts'
import { countyMade, frozenFigures, hidden, type CountyAsked } from '../../../../test/made-up-figures.ts'
import { asOtherFigures, newestOfEach, type OtherBody } from '../other-body.ts'
import { evidenceFor, evidenceTaken, newerThan } from './evidence.ts'
import { measures, sections } from './offered.ts'

/** Figures for the board of one day, as the making of a release leaves them. Later than any of the example's own. */
async function boardFigures(council: House, on: string, asked: CountyAsked = {}, audience: 'board' | 'public' = 'board'): Promise<string> {
  return council.change(async (db, organisation) => {
    const release = crypto.randomUUID()
    const { artefact, sha256 } = frozenFigures({ ...countyMade(on, asked), release, audience })
    await db.insertInto('equality_monitoring.release').values({
      organisation_id: organisation, release_id: release, audience, number: 9_000 + Number(on.slice(5, 7)), title: 'Workforce profile', as_of_on: on, state: audience === 'board' ? 'ready' : 'published', policy: 'board 2026-11', wanted: JSON.stringify({ mode: 'withhold', datasets: [] }), held: null,
      artefact: JSON.stringify(artefact), sha256, certificate: 'c'.repeat(64), refusal: null, corrects: null, note: '', by_person_id: null, by_name: 'Samira Hussain', approved_by_id: null, approved_by: '', at: council.now().toString(), version: 1,
    }).execute()
    return release
  })
}

async function publishYear(council: House, year: string, asked: CountyAsked = {}, note = ''): Promise<void> {
  await council.change(async (db, organisation) => {
    const { artefact } = frozenFigures(countyMade(`${year}-10-31`, asked))
    await publish(db, organisation, { room: 'equality-monitoring', thingId: year, address: `/workforce/${year}`, title: `Who works here, ${year}`, content: JSON.parse(JSON.stringify(artefact)), letOut: { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' }, note }, council.now())
    await moveHead(db, organisation)
  })
}

const waysIn = ['/monitoring/profile', '/monitoring/profile/disability', '/monitoring/processes', '/monitoring/processes/applicants', '/monitoring/report', '/monitoring/report.docx', '/monitoring/profile.csv', '/monitoring/profile.ods', '/monitoring/profile.docx']

test('those who answer for equality here read the board’s figures, and nobody else does', async () => {
  await using council = await house()
  await boardFigures(council, '2026-10-31')
  const [member, employee] = [await council.as('councillor.meena.joshi@barsetshire.example'), await council.as('olena.marchenko@barsetshire.example')]
  for (const url of waysIn) {
    assert.equal((await member.get(url)).status, 200, url)
    assert.equal((await employee.get(url)).status, 403, url)
    assert.notEqual((await council.visitor().get(url)).status, 200, url)
  }
  const profile = await member.get('/monitoring/profile')
  assert.match(profile.text, /6,412 employees on 31 October 2026\. Excludes schools and casual workers\./)
  assert.match(profile.text, /Of the 4,834 employees who told us, 5\.8% are disabled\./)
  const disability = await member.get(profile.link('Disability'))
  assert.equal(disability.heading, 'Disability')
  const rests = await member.get(disability.links.find((each) => each.href.startsWith('/monitoring/figures/'))!.href)
  assert.match(rests.text, /What these figures rest on/)
  assert.match(rests.text, /Not for publication|not for publication/)
  for (const number of hidden) for (const url of waysIn) assert.ok(!(await member.get(url)).html.includes(number.toLocaleString('en-GB')), `${url} says ${number}`)
})

test('a part of the workforce is asked for in the address, and an address that asks for nothing that there is shows the whole', async () => {
  await using council = await house()
  await boardFigures(council, '2026-10-31')
  const priya = await council.as('priya.nair@barsetshire.example')
  const part = await priya.get('/monitoring/profile?part=department%3A+Public+Health')
  assert.match(part.text, /You are looking at one part of the workforce/)
  assert.match(part.text, /Public Health on 31 October 2026: 513 employees/)
  const unknown = await priya.get('/monitoring/profile?part=department%3A+Nowhere')
  assert.doesNotMatch(unknown.text, /one part of the workforce/)
  assert.equal((await priya.get('/monitoring/profile/shoe-size')).status, 404)
  assert.equal((await priya.get('/monitoring/processes/juggling')).status, 404)
  assert.equal((await priya.get(`/monitoring/figures/${crypto.randomUUID()}`)).status, 404)
})

test('the Word report has the sentences of the page under real headings', async () => {
  await using council = await house()
  await boardFigures(council, '2026-07-31', { drift: -0.05 })
  await boardFigures(council, '2026-10-31')
  const priya = await council.as('priya.nair@barsetshire.example')
  const [page, file] = [await priya.get('/monitoring/report'), await priya.get('/monitoring/report.docx')]
  assert.match(page.text, /Quarterly report to the management team/)
  assert.match(page.text, /What changed since 31 July 2026/)
  const document = strFromU8(unzipSync(file.bytes)['word/document.xml']!)
  for (const heading of ['In brief', 'How many have told us', 'Who works here', 'Grade 13 and above', 'Recruitment and other processes', 'About these figures']) {
    assert.match(document, new RegExp(`<w:pStyle w:val="Heading2"/></w:pPr><w:bookmarkStart [^>]*/><w:r><w:t xml:space="preserve">${heading}`))
    assert.ok(page.text.includes(heading), heading)
  }
  assert.match(document, /Of the 4,834 employees who told us, 5\.8% are disabled\./)
})

test('anybody reads who works here as it was published, with every correction and every year beside it', async () => {
  await using council = await house()
  const anyone = council.visitor()
  await publishYear(council, '2098')
  await publishYear(council, '2099', { drift: 0.1 })
  await publishYear(council, '2099', { drift: 0.2 }, 'A department was counted twice.')
  const newest = await anyone.get('/workforce')
  assert.equal(newest.heading, 'Who works here')
  assert.match(newest.text, /Version 2, published 22 November 2026\. Approved by Peter Ashdown\. A department was counted twice\./)
  assert.match(newest.text, /Earlier versions of this report/)
  const before = await anyone.get(newest.link('2098'))
  assert.equal(before.status, 200)
  assert.match((await anyone.get('/workforce/2099/disability')).text, /Disability/)
  assert.match((await anyone.get('/workforce/2099/applicants')).text, /The gap opens most here/)
  const json = JSON.parse((await anyone.get('/workforce/2099/figures.json')).html) as { version: number; note: string; rows: { group: string; value: string }[] }
  assert.deepEqual([json.version, json.note], [2, 'A department was counted twice.'])
  assert.equal(json.rows.find((each) => each.group === 'Jewish')?.value, '[c]')
  for (const [url, type] of [['figures.csv', /^text\/csv/], ['figures.ods', /opendocument/], ['report.docx', /wordprocessingml/]] as const) assert.match(String((await anyone.get(`/workforce/2099/${url}`)).headers['content-type']), type)
  for (const url of ['/workforce/1066', '/workforce/next', '/workforce/2099/shoe-size', '/workforce/1066/figures.csv']) assert.equal((await anyone.get(url)).status, 404, url)
})

test('what other bodies had published stands beside the public’s figures, on pages and in files, as it was when they were released', async () => {
  await using council = await house()
  const loamshire: OtherBody = {
    id: crypto.randomUUID(), question: 'disability', body: 'Loamshire County Council', on: Temporal.PlainDate.from('2099-03-31'), base: 'everybody', counted: 'All employees without schools', source: 'Workforce report 2099, table 4', link: 'https://loamshire.example/report',
    shares: [{ group: 'Disabled', percent: '7.9' }], byName: 'Samira Hussain', at: council.now(), version: 1,
  }
  const older = { ...loamshire, id: crypto.randomUUID(), on: Temporal.PlainDate.from('2098-03-31') }
  assert.deepEqual(newestOfEach([older, loamshire, { ...older, question: 'sex' }]).map((each) => [each.question, each.on.year]), [['disability', 2099], ['sex', 2098]])
  await publishYear(council, '2099', { others: [asOtherFigures(loamshire)] })
  await publishYear(council, '2098')
  const anyone = council.visitor()
  for (const url of ['/workforce/2099', '/workforce/2099/disability']) {
    const seen = await anyone.get(url)
    assert.match(seen.text, /Beside other bodies As each of them published it\./, url)
    assert.match(seen.text, /We ourselves 31 October 2099 Loamshire County Council 31 March 2099 Disabled 5\.8% 7\.9%/, url)
    assert.match(seen.text, /Loamshire County Council, 31 March 2099: of everybody, with those who did not answer\. All employees without schools\. Workforce report 2099, table 4\./, url)
    assert.doesNotMatch(seen.text, /Change the figures/)
  }
  for (const url of ['/workforce/2099/sex', '/workforce/2098']) assert.doesNotMatch((await anyone.get(url)).text, /Beside other bodies/, url)
  assert.match((await anyone.get('/workforce/2099/figures.csv')).html, /workforce: as another body published it,2099-03-31,Loamshire County Council,disability,Disabled,,,7\.9,.*Workforce report 2099, table 4, https:/)
  assert.match(strFromU8(unzipSync((await anyone.get('/workforce/2099/figures.ods')).bytes)['content.xml']!), /casual workers\. Source: .*What other bodies have published.*Loamshire County Council/s)
  assert.match(strFromU8(unzipSync((await anyone.get('/workforce/2099/report.docx')).bytes)['word/document.xml']!), /Disability: beside other bodies.*Loamshire County Council, 31 March 2099/s)
})

test('a year that was taken down goes on saying so, and its figures and files are gone', async () => {
  await using council = await house()
  const anyone = council.visitor()
  await publishYear(council, '2099')
  assert.match((await anyone.get('/workforce/2099')).text, /Who works here/)
  await council.change(async (db, organisation) => {
    await withdraw(db, organisation, '/workforce/2099', { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' }, 'The extract was of another body.', council.now())
    await moveHead(db, organisation)
  })
  council.wait({ seconds: 3 })
  assert.match((await council.visitor().get('/workforce/2099?again')).text, /This page was taken down on 22 November 2026\. The extract was of another body\./)
  for (const url of ['/workforce/2099/disability?again', '/workforce/2099/figures.csv?again', '/workforce/2099/basis?again']) assert.equal((await anyone.get(url)).status, 404, url)
})

test('another room takes evidence, shows it again as it was, and learns what has changed since', async () => {
  await using council = await house()
  const then = await boardFigures(council, '2026-10-31')
  const asked = { question: 'disability', kind: 'workforce', audience: 'board' } as const
  await council.change(async (db, organisation) => {
    const taken = await evidenceFor(db, organisation, asked)
    assert.equal(taken?.release, then)
    const [table, printed] = [String(taken?.table ?? ''), taken?.printed.rows ?? []]
    assert.ok(printed.length >= 4 && printed.every((row) => row.every((cell) => table.includes(cell))), 'the cells to keep are those of the table, and no more')
    assert.equal(await newerThan(db, organisation, then, asked), null)
    assert.equal(await evidenceFor(db, organisation, { ...asked, question: 'carer' }).then((each) => each?.release === then), false)
  })
  await boardFigures(council, '2026-11-30', { drift: 0.2 })
  await council.change(async (db, organisation) => {
    const newer = await newerThan(db, organisation, then, asked)
    assert.equal(newer?.on.toString(), '2026-11-30')
    assert.ok(newer?.changed.some((each) => each.says === 'Disabled: 5.8% then, 6.9% now.'))
    assert.match((await evidenceTaken(db, organisation, then, asked))?.table.toString() ?? '', /5\.8%/)
    assert.equal(await evidenceTaken(db, organisation, then, { ...asked, audience: 'public' }).then(() => 'shown', () => 'refused'), 'refused', 'a board’s figures are not for the public')
  })
})

test('an indicator and a report take their figures from releases of their own days, and are told what is missing where there are none', async () => {
  await using council = await house()
  await boardFigures(council, '2098-10-31')
  await boardFigures(council, '2099-10-31', {}, 'public')
  const find = (name: string) => measures.find((each) => each.name === `equality-monitoring.${name}`) ?? assert.fail(`no measure ${name}`)
  const section = (name: string) => sections.find((each) => each.name === `equality-monitoring.${name}`) ?? assert.fail(`no section ${name}`)
  const [year2098, year2099] = [2098, 2099].map((year) => ({ from: new Temporal.PlainDate(year, 1, 1), to: new Temporal.PlainDate(year, 12, 31) }))
  if (year2098 === undefined || year2099 === undefined) return
  await council.change(async (db, organisation) => {
    const of = async (name: string, span: typeof year2098) => {
      const found = await find(name).work(db, organisation, span)
      return 'missing' in found ? found.missing : [asText(found.value), found.of === undefined ? '' : asText(found.of), found.on.toString(), found.href]
    }
    assert.deepEqual(await of('share-disabled', year2099), ['5.8%', '4,835', '2099-10-31', '/workforce/2099/disability'])
    assert.deepEqual(await of('board-declared-disability', year2098), ['75.4%', '6,413', '2098-10-31', '/monitoring/profile/disability'])
    assert.deepEqual(await of('share-jewish', year2099), ['[c]', '17,789', '2099-10-31', '/workforce/2099/religion-or-belief'])
    assert.deepEqual(await of('senior-women', year2099), ['69.7%', '634', '2099-10-31', '/workforce/2099/sex'])
    // What was cleared for the board alone is no figure for an indicator that everybody sees.
    assert.equal(await of('share-disabled', year2098), 'No workforce figures were published of a day in January to December 2098.')
    assert.match(String(await of('share-aged-16-to-24', year2099)), /does not have this figure/)

    // Broken down by what the release was counted by, beside what is known of the people who live here.
    const disabled = await find('share-disabled').work(db, organisation, year2099, 'grade')
    assert.ok('value' in disabled && disabled.groups !== undefined && !('missing' in disabled.groups))
    assert.ok(disabled.groups.length > 1 && disabled.groups.every((each) => asText(each.value) !== ''))
    for (const number of hidden) assert.ok(disabled.groups.every((each) => asText(each.value) !== number.toLocaleString('en-GB') && (each.of === undefined || asText(each.of) !== number.toLocaleString('en-GB'))))
    assert.match(disabled.beside?.map((each) => `${each.name} ${asText(each.value)}`).join('; ') ?? '', /^People who live here.* \d+\.\d%;/)
    const apart = await find('share-disabled').work(db, organisation, year2099, 'location')
    assert.match('groups' in apart && apart.groups !== undefined && 'missing' in apart.groups ? apart.groups.missing : '', /was not counted by location/)

    const asked = { ...year2099, for: 'public', today: council.today() } as const
    const profile = await section('workforce-profile').make(db, organisation, asked)
    assert.ok(profile.some((each) => each.kind === 'paragraph' && each.text.startsWith('Of the 4,834 employees who told us, 5.8% are disabled.')))
    assert.ok(profile.every((each) => each.kind !== 'heading' || each.level === 3))
    const processes = await section('processes').make(db, organisation, asked)
    assert.ok(processes.some((each) => each.kind === 'heading' && each.text.startsWith('Recruitment, ')))
    for (const number of hidden) assert.ok(!JSON.stringify([profile, processes]).includes(`"${number.toLocaleString('en-GB')}"`))
    assert.deepEqual(await section('workforce-profile').make(db, organisation, { ...asked, ...year2098 }), [])
    assert.match(JSON.stringify(await section('targets').make(db, organisation, { ...year2098, for: 'board', today: council.today() })), /Disabled people in senior posts/)
  })
})
