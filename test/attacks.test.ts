/**
 * What somebody who means harm would try: at every declared page of the house as somebody of another body, at every form
 * from another site, at the boxes with words that are code somewhere, and at the listening program with what no browser sends.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { unzipSync } from 'fflate'
import { rooms } from '#rooms.ts'
import { roles } from '#duty/roles.ts'
import { house, type House, type Visitor } from './house.ts'
import { prepareSamples, type Sample } from './sample-addresses.ts'
import type { Screen } from './screen.ts'

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
  for (const { page, url, by } of samples) {
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
