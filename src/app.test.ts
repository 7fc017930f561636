import { test } from 'node:test'
import assert from 'node:assert/strict'
import { barsetshire, house } from '../test/house.ts'

const priya = 'priya.nair@barsetshire.example'
const ruth = 'ruth.pemberton@barsetshire.example'

test('every kind of answer tells the browser what it may do with it: pages, refusals, files, what is not there, what went wrong', async () => {
  await using council = await house()
  const [visitor, lead, auditor] = [council.visitor(), await council.as(priya), await council.as(ruth)]
  const [style] = /href="(\/assets\/[^"]+\.css)"/.exec((await visitor.get('/sign-in')).html)?.slice(1) ?? []
  const answers = {
    'a public page': await visitor.get('/plan'), 'the sign-in page': await visitor.get('/sign-in'), 'a page of work': await lead.get('/home'), 'a page that is refused': await lead.get('/ledger'),
    'a page that is not there': await visitor.get('/nothing/here'), 'a form that is refused': await visitor.post('/sign-in', {}), 'a way to sign in': await visitor.get('/home'), 'a file': await auditor.get('/ledger.csv'),
    'a form from another site': await visitor.post('/sign-in', {}, { 'sec-fetch-site': 'cross-site' }), 'a style sheet': await visitor.get(style!), 'the sign of life': await visitor.get('/health'),
    'an answer that cannot be read': await visitor.post('/sign-in', {}, { 'content-type': 'application/json' }),
  }
  for (const [what, { headers }] of Object.entries(answers)) {
    const policy = String(headers['content-security-policy'])
    for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) assert.ok(policy.includes(rule), `${what}: ${rule} in ${policy}`)
    assert.ok(!/unsafe|https?:|\*/.test(policy), `${what}: ${policy}`)
    assert.equal(headers['x-content-type-options'], 'nosniff', what)
    assert.equal(headers['referrer-policy'], 'same-origin', what)
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', what)
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin', what)
    assert.equal(headers['access-control-allow-origin'], undefined, what)
    assert.equal(headers['x-powered-by'] ?? headers['server'], undefined, what)
    if (String(headers['content-type']).startsWith('text/')) assert.match(String(headers['content-type']), /charset=utf-8/, what)
    if (!['a public page', 'a style sheet', 'the sign of life'].includes(what)) assert.equal(headers['cache-control'], 'no-store', what)
  }
  assert.match(String(answers['a file'].headers['content-disposition']), /^attachment; filename="[\w.-]+"/)
})

test('over https the browser is told to use nothing else for a year, subdomains too', async () => {
  await using council = await house({ settings: { DUE_REGARD_URL: `https://${barsetshire}`, DUE_REGARD_PROXY: '1', DUE_REGARD_EXAMPLE: 'no' } })
  for (const url of ['/sign-in', '/nothing/here', '/plan']) {
    const { headers } = await council.visitor().get(url, { 'x-forwarded-proto': 'https' })
    assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains', url)
    assert.match(String(headers['content-security-policy']), /upgrade-insecure-requests/)
  }
})

test('no method but those of pages and forms is answered', async () => {
  await using council = await house()
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
    const answer = await council.standing.app.inject({ method: method as 'PUT', url: '/sign-in', headers: { host: barsetshire, 'sec-fetch-site': 'same-origin' } })
    assert.ok([404, 405, 501].includes(answer.statusCode), `${method} ${answer.statusCode}`)
    assert.ok(!answer.body.includes('sec-fetch-site'), 'nothing that was sent comes back')
  }
})

test('what a visitor says of their own address is believed only where a proxy was named', async () => {
  for (const [proxy, counted] of [[undefined, '127.0.0.1'], ['1', '203.0.113.9']] as const) {
    await using council = await house({ settings: proxy === undefined ? {} : { DUE_REGARD_PROXY: proxy } })
    await council.visitor().post('/sign-in', { email: priya, password: 'not the right one' }, { 'x-forwarded-for': '198.51.100.77, 203.0.113.9' })
    const [entry] = await council.database.asOwner<{ body: string }>(`select body from ledger.entry join ledger.body using (organisation_id, number) where did = 'people.sign-in-refused'`)
    assert.equal(/"address":"([^"]+)"/.exec(entry?.body ?? '')?.[1], counted)
  }
})

test('a field that is sent twice, a field of the language and a field that nobody asked for change nothing', async () => {
  await using council = await house()
  const twice = await council.visitor().post('/sign-in', { email: [priya, 'tom.aldous@barsetshire.example'], password: 'three plum kettles' })
  assert.deepEqual([twice.status, twice.errors[0]?.text], [422, 'Enter your email address'])
  const admin = await council.as('tom.aldous@barsetshire.example')
  const [{ id }] = await council.database.asOwner<{ id: string }>(`select id from people.person where name = 'Olena Marchenko'`) as [{ id: string }]
  const page = await admin.get(`/people/${id}/change`)
  const sent = { ...Object.fromEntries(page.fill('Save', {}).fields.map(([name, value]) => [name, String(value)])), __proto__x: '1', ['__proto__']: 'polluted', 'constructor': 'x', state: 'left', grants: 'administrator', organisation_id: 'x', id: 'x' }
  assert.equal((await admin.post(`/people/${id}/change`, sent)).status, 303)
  const [after] = await council.database.asOwner<{ state: string; roles: string }>(`select state, (select string_agg(role, ',') from people.granted_role g where g.person_id = p.id) as roles from people.person p where id = $1`, [id])
  assert.deepEqual(after, { state: 'active', roles: 'employee' })
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('an error of ours shows a reference and nothing of itself, and the log’s line has the reference', async () => {
  await using council = await house()
  const lead = await council.as(priya)
  await council.database.asOwner('alter table people.known rename to known_elsewhere')
  const answer = await lead.get('/people/names')
  assert.equal(answer.status, 500)
  assert.doesNotMatch(answer.html, /relation|known_elsewhere|select|at .*\.ts|people\.known/i)
  const reference = /Reference: ([0-9a-f]{12})/.exec(answer.text)?.[1]
  assert.ok(reference && council.log.some((line) => line.includes(reference) && line.includes('does not exist')), answer.text)
})
