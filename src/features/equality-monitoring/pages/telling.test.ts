/** How the figures are told: a plain sentence for each, and no channel through which a withheld number could get out. */
import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { withheld } from '#disclosure/shown.ts'
import { writeCsv, writeOdsBook, writeWordReport } from '#documents/write.ts'
import type { Edition } from '#features/publication/index.ts'
import { county, countyMade, given, hidden, madeUpFigures, madeUpFinding } from '../../../../test/made-up-figures.ts'
import type { Figures } from '../figures.ts'
import { listProcesses } from '../processes.ts'
import { findCharacteristic, findSeniorPart, listChanges, listParts, listQuestions, seniorityOf, trendOf, type Releases } from '../profile.ts'
import { basisBody } from './basis.ts'
import { changesIn, evidenceIn } from './evidence.ts'
import { asBook, asJson, asTidyTable, tidyRows } from './figure-files.ts'
import { processesView, processView } from './processes.ts'
import { profileView, questionView } from './profile.ts'
import { publicQuestionView, workforceView } from './public-workforce.ts'
import { reportView, writtenReport } from './report.ts'

const edition: Edition = {
  address: '/workforce/2026', version: 2, room: 'equality-monitoring', thingId: 'x', title: 'Who works here', content: null, sha256: 'a'.repeat(64), letOut: { by: 'person', id: 'p', name: 'Peter Ashdown' },
  note: 'A department was counted twice.', publishedAt: Temporal.Instant.from('2026-11-01T10:00:00Z'), withdrawn: false, restsOn: [], preparedBy: null, openHistory: false, closesEarlier: false, handedIn: '',
}

/** Everything that a reader, a program or a machine can get of these figures, by what it is. */
async function everyChannel(releases: Releases): Promise<ReadonlyMap<string, string>> {
  const { newest } = releases
  const found = { edition, versions: [edition], releases, years: [edition], doing: [], pay: [] }
  const [ods, word] = [unzipSync(await writeOdsBook(asBook(newest, 'Barsetshire'))), unzipSync(await writeWordReport(writtenReport(releases, 'Barsetshire', 'half-year')))]
  return new Map<string, string>([
    ['profile', profileView(releases, null).main.toString()],
    ...listParts(newest).flatMap((each) => each.parts).map((part): [string, string] => [`profile of ${part.label}`, profileView(releases, part).main.toString()]),
    ...listQuestions(newest).flatMap((question): [string, string][] => [[question, questionView(releases, question, null).main.toString()], [`public ${question}`, publicQuestionView(found, question).main.toString()], [`evidence ${question}`, spelt(evidenceIn(newest, { question, kind: 'workforce' }))], [`evidence ${question} by department`, spelt(evidenceIn(newest, { question, kind: 'workforce', by: 'department' }))]]),
    ['processes', processesView(releases).main.toString()], ...listProcesses(newest).map((each): [string, string] => [each.name, processView(releases, each).main.toString()]),
    ['report', reportView(releases, 'Barsetshire', 'quarter').main.toString()], ['public year', workforceView(found, 'Barsetshire', true).main.toString()],
    ...[...newest.tables, ...newest.findings].map(({ id }): [string, string] => [`basis of ${id}`, basisBody(newest, id, '/x').toString()]), ['basis', basisBody(newest, '', '/x').toString()],
    ['csv', new TextDecoder().decode(writeCsv(asTidyTable(newest, 'Barsetshire')))], ['json', asJson(newest, { publisher: 'Barsetshire' })],
    ...Object.entries(ods).map(([name, bytes]): [string, string] => [`ods ${name}`, strFromU8(bytes)]), ...Object.entries(word).map(([name, bytes]): [string, string] => [`docx ${name}`, strFromU8(bytes)]),
  ])
}

const spelt = (evidence: ReturnType<typeof evidenceIn>): string => evidence === null ? '' : [evidence.sentence, evidence.table.toString(), evidence.picture?.toString() ?? '', evidence.source].join('\n')

/** The same county with nothing shown at all. */
function silent(): Figures {
  const made = countyMade()
  return madeUpFigures({ ...made, tables: made.tables.map((table) => ({ ...table, cells: table.cells.map(() => withheld) })), findings: (made.findings ?? []).map((each) => ({ ...each, value: withheld, low: withheld, high: withheld, grade: 'withheld' as const, sentence: `A small number of people are ${each.category}.`, headline: 'Withheld', meaning: '', certainty: '' })) })
}

suite('A withheld number', () => {
  test('gets out through no page, picture, file, sentence or word for a screen reader', async () => {
    const channels = await everyChannel({ newest: county(), earlier: [county('2025-09-30'), county('2026-03-31')] })
    assert.ok(channels.size > 40, 'there are channels to look at')
    const base = findCharacteristic(county(), 'religion or belief')!.answered
    const answered = base.state === 'shown' ? base.value ?? 0 : 0
    const secrets = hidden.flatMap((number) => [String(number), number.toLocaleString('en-GB'), `${(100 * number / answered).toFixed(1)}%`, (100 * number / answered).toFixed(1)])
    // The ends of ranges are so many that one of them is a secret's figure by chance. That none comes from one is what the next test shows, byte for byte.
    const withoutRanges = (text: string): string => text.replaceAll(/\d+(?:\.\d)?% to \d+(?:\.\d)?%/g, '')
    for (const [name, text] of channels) for (const secret of secrets) assert.ok(!new RegExp(`(?<![\\d.,-])${secret.replaceAll('.', '\\.')}(?![\\d.])`).test(withoutRanges(text)), `${name} says ${secret}`)
  })
  test('could be another: everything is byte for byte the same where two hidden numbers change places', async () => {
    const [one, other] = [await everyChannel({ newest: county(), earlier: [] }), await everyChannel({ newest: county('2026-09-30', { swapped: true }), earlier: [] })]
    assert.deepEqual([...one.keys()], [...other.keys()])
    for (const [name, text] of one) assert.equal(text, other.get(name), name)
  })
  test('has its own place in the order of the question, and no attribute of its row says more than the symbol', async () => {
    const page = questionView({ newest: county(), earlier: [] }, 'religion or belief', null).main.toString()
    const rows = [...page.matchAll(/<th scope="row" class="govuk-table__header">([^<]+)<\/th>/g)].map(([, label]) => label)
    assert.deepEqual(rows.slice(0, 7), ['Christian', 'No religion', 'Hindu', 'Muslim', 'Sikh', 'Jewish', 'Buddhist'])
    for (const [name, text] of await everyChannel({ newest: county(), earlier: [] })) {
      if (/^(?:ods|docx|csv|json)/.test(name)) continue
      assert.doesNotMatch(text, /\s(?:title|aria-valuenow|value)="\d/, name)
      for (const [, attributes] of text.matchAll(/<t[dr]([^>]*)>/g)) assert.doesNotMatch(attributes ?? '', /data-|\btitle=/, name)
    }
  })
  test('is explained above its table, and not below', () => {
    const page = questionView({ newest: county(), earlier: [] }, 'religion or belief', null).main.toString()
    const table = page.slice(page.indexOf('id="as-a-table"'))
    assert.ok(table.indexOf('dr-symbols') > 0 && table.indexOf('dr-symbols') < table.indexOf('<table'))
  })
})

suite('Where nothing at all can be shown', () => {
  test('every page still stands, says so in words, and prints no nought, “NaN” or empty sentence', async () => {
    const figures = silent()
    for (const [name, text] of await everyChannel({ newest: figures, earlier: [figures] })) {
      assert.doesNotMatch(text, /NaN|undefined|Infinity|\[object/, name)
      assert.doesNotMatch(text, /<p class="dr-told__sentence">\s*<\/p>/, name)
    }
    const page = profileView({ newest: figures, earlier: [] }, null).main.toString()
    assert.match(page, /These figures are withheld: they could say something about a person/)
    assert.doesNotMatch(page, /dr-fill--(?:first|third)" y="4"/, 'no bar is drawn')
  })
  test('and without a single table the profile and the report are pages too', () => {
    const none = madeUpFigures({ tables: [], findings: [] })
    for (const view of [profileView({ newest: none, earlier: [] }, null), reportView({ newest: none, earlier: [] }, 'Barsetshire', 'quarter'), processesView({ newest: none, earlier: [] })]) assert.doesNotMatch(view.main.toString(), /NaN|undefined/)
  })
})

suite('A councillor', () => {
  const page = profileView({ newest: county(), earlier: [county('2026-03-31'), county('2026-06-30')] }, null).main.toString()
  test('reads one plain sentence for each characteristic before its picture, without statisticians’ signs', () => {
    const sections = page.split('aria-labelledby="q-').slice(1)
    assert.equal(sections.length, 4)
    for (const section of sections) {
      const [sentence, picture] = [/<p class="dr-told__sentence">([^<]+)<\/p>/.exec(section), section.indexOf('<figure')]
      assert.ok(sentence && sentence.index < picture)
      assert.match(sentence[1]!, /^[A-Z].*\.$/)
      assert.doesNotMatch(sentence[1]!, /\bp ?[<=]|\*|significan|because|caused|due to/)
    }
  })
  test('is told how many have answered before anything else', () => {
    assert.ok(page.indexOf('How many have told us') < page.indexOf('Who works here'))
    assert.ok(page.indexOf('How many have told us') > 0)
  })
  test('can ask every figure what it rests on', () => {
    for (const { id } of county().tables.filter((each) => each.by.length === 1 && each.kind === 'workforce' && !['department', 'grade'].includes(each.by[0]!.field))) assert.ok(page.includes(`?of=${encodeURIComponent(id).replaceAll("'", '&#39;')}`), id)
    const rests = basisBody(county(), 'workforce: disability', '/x').toString()
    for (const said of ['30 September 2026', 'Barsetshire workforce extract', 'asked as in the census of 2021', 'Every person counts once', 'c'.repeat(64)]) assert.ok(rests.includes(said), said)
  })
  test('is warned where fewer than six in ten have answered', () => {
    const few = madeUpFigures({ tables: countyMade('2026-09-30', { secret: false }).tables.map((table) => table.id !== 'workforce: religion or belief' ? table : { ...table, cells: table.cells.map((cell, place) => place === table.cells.length - 1 ? given('9,000', 9_000) : cell) }) })
    assert.match(profileView({ newest: few, earlier: [] }, null).main.toString(), /Only 42\.8% have answered about religion or belief, so we cannot say whether a share is low or high/)
  })
})

suite('The senior grades', () => {
  test('have two measures that cannot be taken for each other', () => {
    const figures = county('2026-09-30', { secret: false })
    const senior = findSeniorPart(figures)
    assert.deepEqual(senior, { field: 'grade', name: 'Grade 13 and above', label: 'Grade 13 and above' })
    const women = seniorityOf(figures, 'sex', senior!).find((each) => each.label === 'Female')!
    assert.deepEqual([women.composition, women.reaching].map((each) => each.state === 'shown' && each.text), ['69.7%', '10.0%'])
    const page = questionView({ newest: figures, earlier: [] }, 'sex', null).main.toString()
    assert.match(page, /Who is in Grade 13 and above: share of the people there/)
    assert.match(page, /Who reaches Grade 13 and above: share of each group’s own people/)
  })
})

suite('Two questions together', () => {
  const page = profileView({ newest: county(), earlier: [] }, null).main.toString().split('id="together"')[1] ?? assert.fail('no pair is told')
  test('are told as one question of each group of the other, as a picture with its table', () => {
    assert.match(page, /Sex and ethnic group<\/h3>/)
    assert.match(page, /Female: share of each group by ethnic group/)
    assert.match(page, /<caption[^>]*>Sex and ethnic group, 30 September 2026<\/caption>/)
    assert.match(page, /Chinese<\/th><td[^>]*>\[c\]<\/td><td[^>]*>\[c\]<\/td>/)
  })
  test('are not told of a part of the workforce, for which they were not counted', () => {
    assert.doesNotMatch(profileView({ newest: county(), earlier: [] }, { field: 'department', name: 'Public Health', label: 'Public Health' }).main.toString(), /id="together"/)
  })
  test('stand in the files the same way round, with everybody who answered both', () => {
    const rows = tidyRows(county(), 'Barsetshire').filter((each) => each.characteristic === 'Sex' && each.within === 'Ethnic group')
    assert.deepEqual(rows.find((each) => each.group === 'Female' && each.within_group === 'Chinese')?.numerator, '[c]')
    const both = rows.find((each) => each.group === 'Answered' && each.within_group === 'Answered')?.numerator
    assert.deepEqual(rows.find((each) => each.group === 'Female' && each.within_group === 'Answered')?.denominator, both)
    assert.match(JSON.stringify(writtenReport({ newest: county(), earlier: [] }, 'Barsetshire', 'quarter')), /Two questions together.*Sex and ethnic group.*Answered both/)
  })
})

suite('A part of the workforce', () => {
  test('is drawn from its own table, and what is not counted there is said in words', () => {
    const figures = { newest: madeUpFigures({ ...countyMade(), tables: countyMade().tables.filter((each) => each.id !== 'workforce: religion or belief by department') }), earlier: [] }
    const page = profileView(figures, { field: 'department', name: 'Public Health', label: 'Public Health' }).main.toString()
    assert.match(page, /Religion or belief: not shown for Public Health\. The groups there are too small to be shown safely, or were not counted/)
    assert.match(questionView(figures, 'religion or belief', { field: 'department', name: 'Public Health', label: 'Public Health' }).main.toString(), /Religion or belief is not shown for Public Health/)
  })
})

suite('Over time', () => {
  const releases = { newest: county('2026-09-30', { drift: 0.12 }), earlier: [county('2025-12-31'), county('2026-03-31'), county('2026-06-30', { drift: 0.06 })] }
  test('each day has one figure, the newest that was made of it', () => {
    assert.deepEqual(trendOf({ ...releases, earlier: [...releases.earlier, county('2026-06-30', { drift: 0.5 })] }, 'disability', 'Disabled').map((each) => each.on.toString()), ['2025-12-31', '2026-03-31', '2026-06-30', '2026-09-30'])
  })
  test('what changed is told against the figures just before, or against those of half a year ago', () => {
    const [quarter] = listChanges(releases)
    const [halfYear] = listChanges(releases, 6)
    assert.equal(quarter?.since.toString(), '2026-06-30')
    assert.equal(halfYear?.since.toString(), '2026-03-31')
    assert.match(quarter?.says ?? '', /^Up 0\.\d percentage points, from \d\.\d% to \d\.\d%\.$/)
  })
  test('what is withheld then or now is not compared', () => {
    assert.equal(listChanges({ newest: county(), earlier: [county('2026-06-30')] }).find((each) => each.label === 'Jewish'), undefined, 'a withheld finding leads nothing')
    const found = [madeUpFinding({ analysis: 'representation', field: 'religion or belief', category: 'Jewish', grade: 'none' })]
    const [religion] = listChanges({ newest: county('2026-09-30', { secret: false, findings: found }), earlier: [county('2026-06-30', { findings: found })] })
    assert.equal(religion?.says, 'We cannot compare: one of the two is not shown.')
  })
})

suite('What was found about several groups together', () => {
  const about = (text: string, value: number) => [madeUpFinding({ analysis: 'representation', field: 'ethnic group', category: 'All ethnic groups other than White', value: given(text, value), low: given('11.0%', 11), high: given('13.0%', 13), benchmark: given('18.5%', 18.5), grade: 'clear' })]
  test('leads its question with a bar, a mark and a trend of its own', () => {
    const releases = { newest: county('2026-09-30', { findings: about('12.0%', 12) }), earlier: [county('2026-03-31', { findings: about('11.2%', 11.2) }), county('2026-06-30', { findings: about('11.6%', 11.6) })] }
    const section = profileView(releases, null).main.toString().split('aria-labelledby="q-ethnic-group"')[1] ?? ''
    assert.match(section, /dr-shares__label">All ethnic groups other than White<span class="dr-under">The local population: 18\.5%/)
    assert.match(section, /11\.2%[^]*11\.6%[^]*12\.0%/)
    assert.equal(listChanges(releases).find((each) => each.question === 'ethnic group')?.says, 'Up 0.4 percentage points, from 11.6% to 12.0%.')
  })
})

suite('Recruitment', () => {
  const figures = county('2026-09-30', { secret: false })
  const recruitment = listProcesses(figures).find((each) => each.kind === 'applicants')!
  test('shows people beside rates at every stage, and where the gap opens', () => {
    const page = processView({ newest: figures, earlier: [] }, recruitment).main.toString()
    assert.match(page, /The gap opens most here: 0\.51 of the rate for White\./)
    assert.match(page, /<strong>62<\/strong>/)
    assert.match(page, /Applications are counted, not people/)
  })
  test('is never told by four-fifths alone, and never as a legal test', () => {
    const page = processView({ newest: figures, earlier: [] }, recruitment).main.toString()
    assert.match(page, /Ratios from 0\.80 to 1\.25 are commonly treated as not adverse\. That band is a prompt to look\. It is no legal test/)
    assert.ok(page.indexOf('0.52 to 0.84') > 0)
  })
  test('says which direction is the one to look into, and calls too few people a result', () => {
    assert.match(processView({ newest: figures, earlier: [] }, recruitment).main.toString(), /below 1 means that the group was less likely to get through/)
    assert.match(processView({ newest: county(), earlier: [] }, listProcesses(county()).find((each) => each.kind === 'disciplinary')!).main.toString(), /above 1 means that the group was more likely.*Too few people to tell/s)
  })
  test('a step of which one number is withheld is not compared, and no step is then named as the worst', () => {
    const made = countyMade('2026-09-30', { secret: false })
    const few = madeUpFigures({ ...made, tables: made.tables.map((table) => table.id !== 'applicants: ethnic group by stage' ? table : { ...table, cells: table.cells.map((cell) => cell.state === 'shown' && (cell.value ?? 0) > 0 && (cell.value ?? 0) < 70 ? withheld : cell) }) })
    const page = processView({ newest: few, earlier: [] }, listProcesses(few).find((each) => each.kind === 'applicants')!).main.toString()
    assert.match(page, /This step cannot be compared: a number that is withheld to protect people\./)
    assert.doesNotMatch(page, /The gap opens most here/)
  })
})

suite('The files', () => {
  test('are tidy: one figure a row, with its base, its range and where it comes from', () => {
    const rows = tidyRows(county(), 'Barsetshire')
    const disabled = rows.find((each) => each.measure === 'workforce' && each.characteristic === 'Disability' && each.group === 'Disabled' && each.within === '')
    assert.deepEqual([disabled?.value, disabled?.numerator, disabled?.denominator, disabled?.time], ['5.8', '282', '4835', '2026-09-30'])
    const jewish = rows.find((each) => each.group === 'Jewish' && each.within === '' && each.measure === 'workforce')
    assert.deepEqual([jewish?.value, jewish?.numerator, jewish?.lower_bound], ['[c]', '[c]', ''])
    assert.ok(rows.some((each) => each.measure === 'applicants' && each.time === '2025-10-01/2026-09-30'))
  })
  test('as a spreadsheet have a table a sheet, each with what its symbols mean above it', () => {
    const book = asBook(county(), 'Barsetshire')
    const religion = book.tables.find((each) => each.title.startsWith('Employees: religion or belief,'))
    assert.match(religion?.notes?.join(' ') ?? '', /\[c\] means confidential/)
    assert.deepEqual(religion?.rows.find((each) => each[0] === 'Jewish'), ['Jewish', '[c]', '[c]'])
  })
})

suite('Evidence for another room', () => {
  test('is a sentence, a picture and a table with its source, and says what has changed since it was taken', () => {
    const [then, now] = [county('2026-03-31'), madeUpFigures({ ...countyMade('2026-09-30', { drift: 0.2 }), release: '00000000-0000-4000-8000-000000000002' })]
    const taken = evidenceIn(then, { question: 'disability', kind: 'workforce' })
    assert.match(taken?.sentence ?? '', /5\.8% are disabled/)
    assert.match(taken?.picture?.toString() ?? '', /<figure/)
    assert.equal(taken?.source, 'Barsetshire workforce extract, 2026-03-31')
    assert.deepEqual(changesIn(then, now, { question: 'disability', kind: 'workforce' })?.changed.map((each) => each.says), ['Disabled: 5.8% then, 6.9% now.', 'Not disabled: 94.2% then, 93.1% now.'])
    assert.equal(changesIn(now, now, { question: 'disability', kind: 'workforce' }), null)
  })
  test('never speaks from a finding that is withheld, and is not there for what was not counted', () => {
    const figures = madeUpFigures({ ...countyMade(), findings: [madeUpFinding({ analysis: 'representation', field: 'sex', category: 'Female', grade: 'withheld', sentence: 'Withheld.' })] })
    assert.doesNotMatch(evidenceIn(figures, { question: 'sex', kind: 'workforce' })?.sentence ?? '', /Withheld/)
    assert.equal(evidenceIn(figures, { question: 'carer', kind: 'workforce' }), null)
  })
})
