import { strict as assert } from 'node:assert'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { suite, test } from 'node:test'
import { append } from '#database/ledger.ts'
import { changing, reading } from '#database/transaction.ts'
import { asText } from '#disclosure/shown.ts'
import { defaultLimits } from '#documents/document.ts'
import { filesOf } from '#web/files.ts'
import { gatherOffers } from '#web/offers.ts'
import { house } from '../../../../test/house.ts'
import { letOut } from '../../../../test/publishing.ts'
import { payGaps } from '../index.ts'
import { letRowsGo } from '../jobs/let-rows-go.ts'
import { recomputePay } from '../commands/recompute-pay.ts'

const extract = `Payroll of the county, March 2026
Employee number;Gender;Contracted hours;Basic pay;Retention payment;Overtime;Ethnicity;Leave pay status;Start date
1;F;37;2500,00;;;White British;Full pay;01/09/2019
`
/** Twenty people in two grades: ten women and ten men, one of each on leave with less pay, one whose sex is not recorded. */
const payroll = ['Staff number,Sex,Contract hours,Basic pay,First aid allowance,Overtime,Retention payment,Pay status', ...Array.from({ length: 20 }, (_, at) => {
  const isWoman = at % 2 === 0
  return `${at + 1},${isWoman ? 'F' : 'M'},37,${isWoman ? 2400 + at * 10 : 2500 + at * 10},${at < 4 ? '12.50' : ''},${at === 5 ? '300' : ''},${at === 7 ? '500' : ''},${at === 0 || at === 1 ? 'Statutory maternity pay' : 'Full pay'}`
}), '21,?,37,2000,,,,Full pay'].join('\r\n')

test('an analyst goes from the extract to the figures, writes nothing twice, and a publisher lets the year out', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')

  const given = await samira.send(await samira.get('/pay/payrolls/new'), 'Give this extract', { 'Year of the snapshot': '2022', 'The extract': { fileName: 'payroll.csv', bytes: payroll } })
  assert.match(given.text, /Waiting for its turn/)
  await council.work()
  const read = await samira.get(given.address)
  assert.match(read.text, /Some things have to be said/)
  const address = given.address

  // A word that nobody has explained stops the count.
  assert.match((await samira.post(`${address}/count`, { sure: 'yes' })).text, /Say what “\?” means/)
  const words = await samira.get(`${address}/words`)
  assert.equal((await samira.press(words, 'Save the words', { '?': 'Not recorded' })).status, 303)
  assert.equal((await samira.post(`${address}/count`, { sure: 'yes' })).status, 303)
  await council.work()

  const quality = await samira.get(`${address}/quality`)
  assert.match(quality.text, /21 people are in the extract\. 18 count for hourly pay\./)
  assert.match(quality.text, /The extract does not say male or female/)
  const people = await samira.get(`${address}/people?reason=reduced+by+leave`)
  assert.match(people.text, /Paid less or nothing because of leave/)
  assert.equal(people.text.match(/statutory|Bonus only/gi)?.length, 3)

  const figures = await samira.get(`${address}/figures`)
  // 9 women of 2,420 to 2,580 pounds and 9 men of 2,530 to 2,690; one man has a bonus and the first two of each an allowance.
  assert.match(figures.text, /Take these into the report/)
  assert.match((await samira.get(`${address}/sheet`)).text, /Upper quarter: women/)
  const csv = await samira.get(`${address}/service-file.csv`)
  assert.equal(csv.html.split('\n')[0]?.split(',').length, 27)
  const workings = JSON.parse((await samira.get(`${address}/workings.json`)).html) as { readonly figures: { readonly hourly: { readonly men: { readonly people: number } } } }
  assert.equal(workings.figures.hourly.men.people, 9)

  // Every look at rows is in the ledger, by name and page.
  const looks = await council.database.asOwner<{ did: string }>(`select did from ledger.entry where on_id = $1 and did in ('pay-gaps.quality-looked-at', 'pay-gaps.rows-looked-at', 'pay-gaps.workings-taken') order by number`, [address.slice('/pay/payrolls/'.length)])
  assert.deepEqual(looks.map((each) => each.did), ['pay-gaps.quality-looked-at', 'pay-gaps.rows-looked-at', 'pay-gaps.workings-taken'])

  await samira.send(await samira.get(`${address}/report`), 'Take them into the report')
  await samira.send(await samira.get('/pay/years/2022/narrative'), 'Save', { 'What explains the gap': 'More men have long service.', 'What you are doing about it': 'We look at starting pay.' })
  const handed = await samira.press(await samira.get('/pay/years/2022/publish'), 'Hand in for approval')
  assert.equal((await council.visitor().get('/pay-gap/2022')).status, 404)
  assert.match((await samira.get(handed.goesTo ?? '')).text, /What explains it More men have long service\./, 'the desk shows the year as residents will read it')
  await letOut(council, handed)
  const open = await council.visitor().get('/pay-gap/2022')
  assert.match(open.text, /For every £1 that the man in the middle of our workforce is paid for an hour/)
  assert.match(open.text, /Approved by Peter Ashdown/)
  assert.match((await council.visitor().get('/pay-gap/2022/figures.csv')).html, /2022 to 2023,2022-03-31/)

  // The rows go and the figures stay.
  await samira.send(await samira.get(`${address}/delete-rows`), 'Delete the rows', { 'Are you sure?': 'Yes, delete what this extract says about people' })
  await council.work()
  assert.equal((await samira.get(`${address}/people`)).status, 404)
  assert.match((await samira.get(`${address}/figures`)).text, /The six figures/)
  const left = await council.database.asOwner<{ many: string }>('select count(*) as many from pay_gaps.employee where payroll_id = $1', [address.slice('/pay/payrolls/'.length)])
  assert.equal(left[0]?.many, '0')

  // What was said of the words and kinds of pay is remembered for the next extract.
  const again = await samira.send(await samira.get('/pay/payrolls/new'), 'Give this extract', { 'Year of the snapshot': '2021', 'The extract': { fileName: 'next.csv', bytes: payroll } })
  await council.work()
  assert.match((await samira.get(again.address)).text, /Nothing is missing/)
})

test('a semicolon, a title above the headings and what is no table are met', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const send = async (fileName: string, bytes: string | Uint8Array) => {
    const given = await samira.send(await samira.get('/pay/payrolls/new'), 'Give this extract', { 'Year of the snapshot': '2022', 'The extract': { fileName, bytes } })
    await council.work()
    return samira.get(given.address)
  }
  assert.match((await send('semicolons.csv', extract)).text, /How this extract is understood/)
  assert.match((await send('picture.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]))).text, /could not be read/)
})

test('only analysts see rows, and whoever answers for the figures sees those alone', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const address = (await samira.get('/pay')).links.find((each) => /\/pay\/payrolls\/[0-9a-f-]{36}$/.test(each.href))?.href ?? ''
  const priya = await council.as('priya.nair@barsetshire.example')
  const olena = await council.as('olena.marchenko@barsetshire.example')
  assert.deepEqual(await Promise.all(['', '/people', '/quality', '/figures', '/rates.csv'].map(async (page) => (await priya.get(`${address}${page}`)).status)), [403, 403, 403, 200, 403])
  assert.deepEqual(await Promise.all(['', '/people', '/figures'].map(async (page) => (await olena.get(`${address}${page}`)).status)), [403, 403, 403])
})

const payrolls = resolve(import.meta.dirname, '../../../../../shared/data/payroll')

suite('Real payrolls are taken as they come', { skip: !existsSync(payrolls) && 'the real payrolls are not here' }, () => {
  test('Cincinnati: guessed columns, races that nobody here knows, and 6,304 people with the gap that R gives', async () => {
    await using council = await house()
    const samira = await council.as('samira.hussain@barsetshire.example')
    const given = await samira.send(await samira.get('/pay/payrolls/new'), 'Give this extract', { 'Year of the snapshot': '2021', 'The extract': { fileName: 'cincinnati.csv', bytes: readFileSync(resolve(payrolls, 'cincinnati_oh_2021_names_removed.csv')) } })
    await council.work()
    const columns = await samira.get(`${given.address}/columns`)
    // Dates are the wrong way round for a council here, and positions are no posts: left out on purpose.
    assert.equal((await samira.press(columns, 'Save the columns', { HIRE_DATE: 'Leave it out', JOB_ENTRY_DT: 'Leave it out', POSITION_NBR: 'Leave it out' })).status, 303)
    const toSay = await samira.get(given.address)
    assert.doesNotMatch(toSay.text, /Cannot start yet/)
    // It says nothing of bonuses: nought is no answer until somebody gives it.
    const asked = await samira.get(`${given.address}/count`)
    assert.match(asked.text, /Was anybody paid a bonus in the 12 months to 31 March 2021\?/)
    const looked = { 'Is the extract understood?': ['Yes, I have looked at columns, words, pay and choices'] }
    const bonus = 'Was anybody paid a bonus in the 12 months to 31 March 2021?'
    assert.match((await samira.press(asked, 'Count', looked)).text, /Select whether anybody was paid a bonus/)
    assert.match((await samira.press(asked, 'Count', { ...looked, [bonus]: 'Yes' })).text, /Add a column with the bonus of each person/)
    assert.equal((await samira.press(asked, 'Count', { ...looked, [bonus]: 'No, nobody was' })).status, 303)
    await council.work()
    const workings = JSON.parse((await samira.get(`${given.address}/workings.json`)).html) as { readonly figures: { readonly hourly: { readonly men: { readonly people: number }; readonly women: { readonly people: number }; readonly 'mean gap': { readonly decimals: string }; readonly 'median gap': { readonly decimals: string } } } }
    const { hourly } = workings.figures
    assert.deepEqual([hourly.men.people, hourly.women.people, Number(hourly['mean gap'].decimals).toFixed(4), Number(hourly['median gap'].decimals).toFixed(4)], [3946, 2358, '13.5014', '18.5675'])
  })
})

const returns = resolve(import.meta.dirname, '../../../../../shared/data/gpg/councils_2019-20_2021-22_2023-24part.csv')

test('a yearly file is taken in, changed figures are noticed, and the body finds itself without a rank', { skip: !existsSync(returns) && 'the real files are not here' }, async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const text = readFileSync(returns, 'utf8')
  const give = async (bytes: string): Promise<string> => {
    const given = await priya.send(await priya.get('/pay/returns/new'), 'Take it in', { 'The file': { fileName: 'returns.csv', bytes } })
    await council.work()
    return (await priya.get(given.address)).text
  }
  assert.match(await give(text), /666/)
  assert.match(await give(text), /No figure differs from an earlier file/)
  assert.match(await give(text.replace('84110",17.00,21.00', '84110",17.00,22.50')), /1 figures were changed|1 figure/)
  const changed = await priya.get('/pay/returns/changed')
  assert.match(changed.text, /Allerdale Borough Council.*Median gap in hourly pay.*21%.*22\.5%/)
  const compared = await priya.get('/pay/compare?year=2021&kind=council&figure=DiffMedianHourlyPercent')
  assert.match(compared.text, /Half of these \d+ bodies have a figure from/)
  assert.match((await priya.get('/pay/compare')).text, /Yours is \d+\.\d%/)
  assert.match((await priya.get('/pay/compare?year=2021&area=LE')).text, /Bodies in LE, by name/)
})

test('ethnicity and disability gaps are published with the year as they passed the check, and without it they are not there', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const form = await priya.get('/pay/years/2026/publish')
  await letOut(council, await priya.press(form, 'Hand in for approval', { 'Publish the gaps by ethnicity, disability and working pattern with it': true }))
  const open = await council.visitor().get('/pay-gap/2026')
  assert.match(open.text, /Typical \(median\) pay for people of all other ethnic groups together is \d+p in the pound less than for White people/)
  assert.match(open.text, /Not declared 17%/)
  assert.match(open.text, /\[c\] confidential/)
  await letOut(council, await priya.press(await priya.get('/pay/years/2026/publish'), 'Hand in for approval', { 'Publish the gaps by ethnicity, disability and working pattern with it': false, 'A note for readers: what was corrected': 'We look at these again.' }))
  assert.doesNotMatch((await council.visitor().get('/pay-gap/2026')).text, /other ethnic groups/)
})

test('an analyst compares any two groups, crossed ones too, and nobody else does', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const gaps = await samira.get((await samira.get('/pay')).link('Ethnicity, disability and other gaps'))
  assert.match(gaps.text, /Mean bonus gap/)
  const address = gaps.link('Compare any two groups')
  // Women and men come out as on the page of the six figures.
  const all = await samira.get(`${address}?who=sex%3A+women&with=sex%3A+men`)
  const six = await samira.get(address.replace('any-two-groups', 'figures'))
  const mean = /Mean gap ?(-?[\d.]+%)/.exec(all.text)?.[1] ?? ''
  assert.notEqual(mean, '', all.text)
  assert.ok(six.text.includes(mean), mean)
  const crossed = await samira.get(`${address}?${new URLSearchParams({ who: 'sex: women', and: 'ethnic group: Indian', with: 'sex: men', 'with-and': 'ethnic group: White', least: '10' }).toString()}`)
  assert.match(crossed.text, /Indian women compared with White men/)
  assert.match(crossed.text, /did not say their ethnic group/)
  assert.match((await samira.get(`${address}?${new URLSearchParams({ who: 'ethnic group: Arab', with: 'ethnic group: White', least: '50' }).toString()}`)).text, /Fewer than 50 Arab people are on full pay, so people of other ethnic groups are compared/)
  assert.match((await samira.get(`${address}?who=sex%3A+women&with=ethnic+group%3A+White`)).text, /Some people are both women and White people/)
  const looks = await council.database.asOwner<{ many: string }>(`select count(*) as many from ledger.entry where did = 'pay-gaps.groups-compared'`)
  assert.equal(looks[0]?.many, '4')
  assert.equal((await (await council.as('priya.nair@barsetshire.example')).get(address)).status, 403)
})

test('published years are measures and parts of reports, what is missing is said, and publishing is noted where promises are ticked', async () => {
  await using council = await house()
  const organisation = await council.organisation()
  const offer = gatherOffers([payGaps])
  const span = { from: Temporal.PlainDate.from('2026-04-01'), to: Temporal.PlainDate.from('2027-03-31') }
  const measure = (name: string, of = span) => reading(council.database.connections, organisation, async (db) => { const found = offer.measures.find((each) => each.name === name); if (!found) throw new Error(name); return found.work(db, organisation, of) })
  const valueOf = async (name: string): Promise<string> => { const found = await measure(name); return 'missing' in found ? found.missing : `${asText(found.value)} on ${found.on.toString()}, ${found.href}` }
  const told = async (name: string, reader: 'board' | 'public'): Promise<string> => JSON.stringify(await reading(council.database.connections, organisation, async (db) => offer.sections.find((each) => each.name === name)?.make(db, organisation, { ...span, for: reader, today: council.today() })))
  assert.equal(await valueOf('pay-gaps.median-gender-gap'), '10.4% on 2025-03-31, /pay-gap/2025')
  assert.equal(await valueOf('pay-gaps.mean-ethnicity-gap'), 'The pay gaps for 2025 to 2026 were published without gaps by ethnicity.')
  assert.match(JSON.stringify(await measure('pay-gaps.mean-gender-gap', { from: Temporal.PlainDate.from('2010-01-01'), to: Temporal.PlainDate.from('2010-12-31') })), /No pay gap of a day up to 31 December 2010 has been published/)
  // What is not published yet is said to a board, without its figures, and not to the public.
  assert.match(await told('pay-gaps.published-figures', 'board'), /figures for 2026 to 2027 are worked out and not published yet/)
  assert.doesNotMatch(await told('pay-gaps.published-figures', 'public'), /2026 to 2027/)

  const samira = await council.as('samira.hussain@barsetshire.example')
  await letOut(council, await samira.press(await samira.get('/pay/years/2026/publish'), 'Hand in for approval', { 'Publish the gaps by ethnicity, disability and working pattern with it': true }))
  assert.match(await valueOf('pay-gaps.median-gender-gap'), /^\d+\.\d% on 2026-03-31, \/pay-gap\/2026$/)
  assert.match(await valueOf('pay-gaps.mean-ethnicity-gap'), /^-?\d+\.\d% on 2026-03-31/)
  assert.match(await valueOf('pay-gaps.median-disability-gap'), /^-?\d+\.\d% on 2026-03-31/)
  assert.match(await told('pay-gaps.published-figures', 'public'), /2026 to 2027.*Typical \(median\) pay for people of all other ethnic groups together/)
  assert.match(await told('pay-gaps.what-explains-it', 'public'), /because more women are in lower grades/)
  assert.match(await told('pay-gaps.what-is-done', 'public'), /The plan to close the gaps/)
  const deeds = await council.database.asOwner<{ title: string; about: string[] }>(`select title, about from duty_clock.deed where organisation_id = $1 and kind = 'pay gap published' and href = '/pay-gap/2026'`, [organisation])
  assert.deepEqual(deeds, [{ title: 'Gender pay gap 2026 to 2027', about: ['gender', 'ethnicity', 'disability'] }])
})

test('an audit is looked at, a cause is recorded with an action in the plan, and the audit is finished', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const address = (await priya.get('/pay')).link('Equal pay audit')
  const audit = await priya.get(address)
  assert.match(audit.text, /Grade 12 .* Watch/)
  assert.match(audit.text, /A pattern is 3 groups or more/)
  const group = await priya.get(audit.link('Grade 12'))
  assert.equal((await priya.press(group, 'Save', { 'The main cause': 'Starting pay', 'Is there a material factor that explains all of it?': 'Yes' })).status, 422)
  const saved = await priya.send(group, 'Save', { 'The main cause': 'Starting pay', 'Is there a material factor that explains all of it?': 'No, or not known', 'What will be done': 'Look at every starting salary in grade 12', 'Which objective does it serve?': group.options('Which objective does it serve?')[1] ?? '', 'By when': 'by the end of March 2028' })
  assert.match(saved.said, /an action was added to the plan/)
  assert.match(saved.text, /Starting pay/)
  const link = (await priya.get(audit.link('Grade 12'))).link('The action that came of it')
  assert.match((await priya.get(link)).text, /Look at every starting salary in grade 12/)
  const since = await priya.get(audit.link('What changed since the last audit'))
  assert.match(since.text, /The last audit was of 31 March 2023; Priya Nair finished it on 12 November 2023/)
  assert.match(since.text, /Still there 1?\d/)
  const carry = await priya.get(audit.link('What changed since the last audit'))
  assert.equal((await priya.press(carry, 'Carry these on')).status, 422)
  const [first] = carry.options('Whose cause still holds?')
  const carried = await priya.send(carry, 'Carry these on', { 'Whose cause still holds?': first ?? '' })
  assert.match(carried.text, /Recorded in this one/)
  assert.ok(!carried.options('Whose cause still holds?').includes(first ?? ''))
  const finished = await priya.send(await priya.get(audit.link('Finish this audit')), 'Finish the audit', { 'Who and what was audited': 'Everybody', 'What was found, and what will be done': 'Starting pay in grade 12.' })
  assert.match(finished.text, /The next is due by 22 November 2029/)
  const noted = await council.database.asOwner<{ title: string }>(`select title from duty_clock.deed where kind = 'pay audit finished' and done_on = $1`, [council.today().toString()])
  assert.deepEqual(noted, [{ title: 'Equal pay audit of 31 March 2026' }])
  assert.equal((await (await council.as('daniel.whitcombe@barsetshire.example')).get(address)).status, 403)
})

test('the plan is chosen in the service’s words, an action is put behind one, and both stand on the public page', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  assert.match((await priya.get('/pay/years/2026/plan')).text, /would take this plan/)
  const edit = await priya.get('/pay/years/2026/plan/edit')
  await priya.send(edit, 'Save the plan', { 'Train managers to support employees experiencing menopause': 'Do not add' })
  assert.match((await priya.get('/pay/years/2026/plan')).text, /at least one action that is new or in progress and is about menopause/)
  await priya.send(await priya.get('/pay/years/2026/plan/edit'), 'Save the plan', { 'Conduct a menopause risk assessment for your workplace': 'New or in progress' })
  const item = await priya.get('/pay/years/2026/plan/actions/D3')
  const put = await priya.send(item, 'Save', { 'What will be done': 'Pair forty women in care with a mentor', 'Which objective does it serve?': item.options('Which objective does it serve?')[1] ?? '' })
  assert.match(put.text, /Done by: Pair forty women in care with a mentor/)
  assert.equal((await priya.get('/pay/years/2026/plan.csv')).html.trim().split('\r\n').length, 19)
  await letOut(council, await priya.press(await priya.get('/pay/years/2026/publish'), 'Hand in for approval'))
  const open = await council.visitor().get('/pay-gap/2026')
  assert.match(open.text, /Conduct a menopause risk assessment for your workplace New or in progress/)
  assert.match(open.text, /an hour gap, £\d\.\d\d is because more women are in lower grades/)
})

test('a count is repeated from the kept rows or the kept file, and every digit agrees', async () => {
  await using council = await house()
  const samira = await council.as('samira.hussain@barsetshire.example')
  const given = await samira.send(await samira.get('/pay/payrolls/new'), 'Give this extract', { 'Year of the snapshot': '2022', 'The extract': { fileName: 'payroll.csv', bytes: payroll.replace('21,?', '21,F') } })
  await council.work()
  await samira.post(`${given.address}/count`, { sure: 'yes' })
  await council.work()
  const organisation = await council.organisation()
  const again = () => recomputePay((work) => reading(council.database.connections, organisation, work), filesOf(join(council.dataFolder, 'files'), organisation, 'Pay gaps'), organisation, null)
  assert.deepEqual((await again()).map(({ from, differences }) => [from, differences]), [['the kept rows', []], ['nothing', []], ['the kept file', []]])
  await council.database.asOwner(`update pay_gaps.payroll set results = jsonb_set(results, '{gender,people,fullPay}', '[1,2]') where payroll_id = $1`, [given.address.slice('/pay/payrolls/'.length)])
  assert.match((await again())[2]?.differences.join(' ') ?? '', /The people on full pay was 1 and 2 and is now/)
})

test('rows are deleted by the clock when their time is over, and the figures stay', async () => {
  await using council = await house()
  const organisation = await council.organisation()
  const files = filesOf(join(council.dataFolder, 'files'), organisation, 'Pay gaps')
  const samira = await council.as('samira.hussain@barsetshire.example')
  const figures = (await samira.get('/pay')).links.find((each) => /\/pay\/payrolls\/[0-9a-f-]{36}$/.test(each.href))?.href ?? ''
  const run = (now: Temporal.Instant) => letRowsGo.run(null, {
    organisation, files, offers: gatherOffers([]), origin: '', now: () => now, limits: defaultLimits, body: { id: organisation } as Parameters<typeof letRowsGo.run>[1]['body'],
    looking: (work) => reading(council.database.connections, organisation, work), changing: (work) => changing(council.database.connections, organisation, work), aside: (work) => changing(council.database.connections, organisation, work), rowsPerFile: 100_000, append: async (db, entry) => { await append(db, { organisation, person: 'system', request: 'test', now }, entry) },
  })
  const rows = async (): Promise<string | undefined> => (await council.database.asOwner<{ many: string }>('select count(*) as many from pay_gaps.employee where organisation_id = $1', [organisation]))[0]?.many
  await run(council.now())
  assert.equal(await rows(), '6400')
  await run(council.now().toZonedDateTimeISO('Europe/London').add({ years: 6 }).toInstant())
  assert.equal(await rows(), '0')
  assert.match((await samira.get(`${figures}/figures`)).text, /The six figures/)
})
