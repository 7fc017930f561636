/** Words that somebody could type: shown as they were typed, wherever they come up, and never taken for anything but words. And words that are nobody else's: found nowhere else. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { actionAddress, planAddress, publicAddressOf } from '../example-plan.ts'
import { house } from '../house.ts'
import type { Screen } from '../screen.ts'

/** Each has `~` where its own number goes, so that it can be told from the others. */
const nasty: readonly string[] = [
  '<script>alert(~)</script>', '"><img src=x onerror=alert(~)>', "'><svg/onload=alert(~)>", '</textarea><script>alert(~)</script>', '</title><script>alert(~)</script>', '--><script>alert(~)</script>', ']]><script>alert(~)</script>',
  'javascript:alert(~)', 'jaVasCript:/*-/*`/*\\`/*\'/*"/**/(/* */oNcliCk=alert(~) )//', '<a href="javascript:alert(~)">x</a>', '<iframe srcdoc="<script>alert(~)</script>">', '" autofocus onfocus=alert(~) x="', "' onmouseover='alert(~)",
  '<style>*{display:none}</style>~', '<base href="//elsewhere.example/~">', '<meta http-equiv=refresh content="0;url=//x.example">~', '<form action=//elsewhere.example/~><input name=password>', '{{7*7}}~', '${7*7}~', '<%= 7*7 %>~', '{% raw %}~{% endraw %}', '#{7*7}~', '[[7*7]]~',
  "Robert'); drop table action_plan.action;-- ~", "' or '1'='1' -- ~", '%27%20or%201=1--~', '\\\'; select pg_sleep(10); -- ~', '=HYPERLINK("https://elsewhere.example/~","x")', '+1+1~', '-1+1~', '@SUM(1+1)~', '\u202etxet desrever~\u202c', 'a\u200bb\u200cc\ufeffd~', '\u0000nought~', '\ud800half~', '\u001b[31mred~\u0007',
  '👩🏽‍🦽‍➡️ \u{1f1ec}\u{1f1e7} Ça ne fait rien, Ĵøsé, 東京, عربي, Ɠ~', 'Ａ＜script＞alert(~)＜/script＞', '&lt;b&gt;&amp;#60;~', '../../../../etc/passwd%00~', 'null~', '__proto__~', '%s%n%x~', '\\u003cscript\\u003ealert(~)\\u003c/script\\u003e', '<!--#exec cmd="ls"-->~', '\r\nSet-Cookie: session=~',
]

/** What cannot be kept at all becomes the mark for that. */
const asKept = (words: string): string => words.toWellFormed().replaceAll('\u0000', '\ufffd')
const plain = (words: string): string => asKept(words).replaceAll(/[\s\u001b\u0007]+/g, ' ').trim()

test('nasty words in every box of the forms are kept as words, and nothing answers with an error', { timeout: 300_000 }, async (t) => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const plan = await planAddress(council)
  const [{ objective }] = await council.database.asOwner<{ objective: string }>('select objective_id as objective from action_plan.objective where organisation_id = $1 order by place limit 1', [await council.organisation()]) as [{ objective: string }]
  const action = await actionAddress(council, '2.1')
  const usual = await whatStandsIn(await priya.get(action))

  for (const [index, pattern] of nasty.entries()) {
    await t.test(JSON.stringify(pattern).slice(0, 60), async () => {
      const words = pattern.replace('~', `~${index}~`)
      const boxes: readonly (readonly [url: string, fixed: Readonly<Record<string, string>>])[] = [
        [`${action}/progress`, { own: 'at risk', percent: '' }], [`${action}/edit`, { priority: '', department: '' }], [`${action}/evidence`, { 'effectiveOn-day': '', 'effectiveOn-month': '', 'effectiveOn-year': '' }],
        [`${plan}/objectives/new`, { 'reviewedOn-day': '', 'reviewedOn-month': '', 'reviewedOn-year': '' }], [`/objectives/${objective}/actions/new`, { priority: '', department: '' }], [`${plan}/edit`, { from: '2024', to: '2028', status: 'live', atOnce: 'yes' }], [`${plan}/ask`, { which: 'late' }],
        ['/imports/paste', {}], [`${plan}/publish`, { decision: 'publish' }], ['/sign-in', {}], ['/sign-in/forgotten', {}], ['/sign-in/code', {}],
      ]
      for (const [url, fixed] of boxes) {
        const form = await priya.get(url)
        const typed = Object.fromEntries(textBoxes(form).map((name) => [name, words]))
        const answer = await priya.post(url, { ...typed, ...fixed })
        assert.ok([303, 422].includes(answer.status), `${url} answers ${answer.status}`)
        const shown = answer.status === 303 && answer.goesTo ? await priya.visit(answer.goesTo) : answer
        assert.ok(shown.status < 500, `${answer.goesTo} answers ${shown.status}`)
        assert.deepEqual(strangers(shown), [], url)
        if (answer.status === 422) for (const name of Object.keys(typed)) if (!/password/i.test(name)) assert.ok(plain(shown.html).length > 0)
      }
      // Every word is there again where it is read, in the end the same as it was typed.
      const read = await priya.get(action)
      assert.ok(plain(read.text).includes(plain(words)), `the action shows ${read.text.slice(0, 400)}`)
      assert.equal(plain((await priya.get(`${action}/edit`)).field('What will be done?')), plain(words))
      assert.deepEqual(await whatStandsIn(read), usual, 'the page is built as it was before')
      for (const url of [plan, `${plan}?words=${encodeURIComponent(asKept(words))}`, `${plan}?lead=${encodeURIComponent(asKept(words))}&sort=${encodeURIComponent(asKept(words))}`, '/home', '/plans', '/imports', `${plan}/mend`]) {
        const shown = await priya.get(url)
        assert.equal(shown.status, 200, url)
        assert.deepEqual(strangers(shown), [], url)
      }
    })
  }

  await t.test('what was published of it is words too: the pages, the data and the feed', async () => {
    await priya.post(`${plan}/publish`, { decision: 'publish', note: nasty[0]! })
    const anyone = council.visitor()
    const publicPlan = plan.replace('/plans/', '/plan/')
    for (const url of ['/', '/plan', '/changes', publicPlan, publicAddressOf(action), `${publicPlan}/columns`]) {
      const shown = await anyone.get(url)
      assert.equal(shown.status, 200, url)
      assert.deepEqual(strangers(shown), [], url)
    }
    JSON.parse((await anyone.get(`${publicPlan}/actions.json`)).html)
    const feed = (await anyone.get('/plan/feed.xml')).html
    assert.doesNotMatch(feed, /<script|<img|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
    for (const line of (await anyone.get(`${publicPlan}/actions.csv`)).html.split('\r\n')) for (const cell of line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) assert.doesNotMatch(cell.replace(/^"/, ''), /^[=+@\t]|^-\D/, cell)
    for (const ending of ['csv', 'ods', 'docx']) assert.equal((await priya.get(`${plan}.${ending}`)).status, 200, ending)
  })

  await t.test('letters are letters: no word of theirs becomes a header or another receiver', async () => {
    for (const letter of await council.letters()) {
      assert.match(letter.to, /^[\w.'-]+@[\w.-]+\.example$/)
      assert.doesNotMatch(letter.subject, /[\r\n]/)
    }
  })
  await t.test('no answer was a fault of the program’s', () => assert.deepEqual(council.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50), []))
})

test('what is private, secret or mistyped is found in no log, no letter, no address, no error and no public page', { timeout: 120_000 }, async (t) => {
  await using council = await house({ settings: { DUE_REGARD_LOG: 'trace' } })
  const [priya, grace] = [await council.as('priya.nair@barsetshire.example'), await council.as('grace.okafor@barsetshire.example')]
  const [plan, action] = [await planAddress(council), await actionAddress(council, '2.1')]
  const canary = (name: string): string => `canary-${name}-7f3a91`
  const answers: Screen[] = []
  const did = async (answer: Promise<Screen>): Promise<Screen> => { answers.push(await answer); return answer }

  // Somewhere to type each of them, as people do, and as they mistype.
  await did(grace.post(`${action}/progress`, { account: canary('private-note'), own: 'at risk', reason: canary('private-reason'), isPrivate: 'yes' }))
  await did(priya.post(`${action}/edit`, { words: 'Carry out an equal pay audit', privateNotes: canary('private-notes'), priority: '', department: '' }))
  await did(grace.upload(`${action}/evidence`, { what: canary('private-evidence'), isPrivate: 'yes', link: '', upload: { fileName: `${canary('private-file')}.txt`, bytes: canary('private-bytes') } }))
  const hidden = await actionAddress(council, '3.2')
  await did(priya.post(`${hidden}/edit`, { words: canary('private-action'), isPrivate: 'yes', priority: '', department: '' }))
  await did(grace.post(`${await actionAddress(council, '1.5')}/progress`, { account: canary('draft'), _draft: '1' }))
  const door = council.visitor()
  await did(door.post('/sign-in', { email: 'grace.okafor@barsetshire.example', password: canary('password') }))
  await did(door.post('/sign-in', { email: canary('password-in-the-wrong-box'), password: 'x' }))
  await did(door.post('/sign-in/code', { code: canary('code') }))
  await did(door.post('/sign-in/forgotten', { email: `${canary('forgotten')}@barsetshire.example` }))
  await did(door.post(`${action}/progress`, { account: canary('after-the-session'), own: 'on track' }))
  await did(grace.post('/account/password', { current: canary('current-password'), password: canary('new-password') }))
  await did(door.get(`/answer/${canary('token-of-a-letter')}xxxxxxxx`))
  await did(door.post(`/answer/${canary('token-of-a-letter')}xxxxxxxx`, { account: canary('answer'), own: 'on track' }))
  await did(door.post(`/answer/${canary('token-of-a-letter')}xxxxxxxx`, {}, { 'sec-fetch-site': 'cross-site' }))
  await did(door.get(`/sign-in/choose-password?key=${canary('key-of-a-link')}`))

  // The database refuses what it is given, in the middle of a change: PostgreSQL says what stood in the row.
  await council.database.asOwner(`alter table action_plan.happening add constraint refused check (told::text not like '%refused-row%') not valid`)
  const failed = await did(grace.post(`${action}/progress`, { account: canary('refused-row'), own: 'at risk', reason: 'x' }))
  await did(priya.get(`/plans/${canary('no-id')}`))
  await priya.post(`${plan}/publish`, { decision: 'publish', note: 'The plan as it is.' })
  await council.work()

  await t.test('a fault of the program’s gives the person their own words back, and a reference that finds the log’s line', () => {
    assert.equal(failed.status, 500)
    assert.ok(failed.html.includes(canary('refused-row')))
    const reference = /Reference: (\w+)/.exec(failed.text)?.[1] ?? assert.fail(failed.text)
    assert.ok(council.log.some((line) => line.includes(reference) && (JSON.parse(line) as { level: number }).level >= 50))
  })
  await t.test('the log', () => {
    assert.ok(council.log.length > 3, 'something was logged')
    assert.deepEqual(council.log.filter((line) => line.includes('7f3a91')), [])
  })
  await t.test('letters', async () => assert.deepEqual((await council.letters()).filter((each) => `${each.subject} ${each.text}`.includes('7f3a91')), []))
  await t.test('addresses that anybody is sent to, and what their browser carries', () => {
    for (const each of answers) for (const value of [each.goesTo ?? '', ...[each.headers['set-cookie'] ?? []].flat().map(String)]) assert.ok(!decodeURIComponent(value).includes('7f3a91') || value.startsWith('/sign-in?next='), value)
  })
  await t.test('errors of others: a page that is not there does not repeat the address', () => {
    for (const each of answers.filter((one) => one.status === 404)) assert.ok(!each.html.includes('7f3a91'), each.address)
  })
  await t.test('public pages, data and feeds', async () => {
    const anyone = council.visitor()
    const publicPlan = plan.replace('/plans/', '/plan/')
    for (const url of ['/', '/plan', '/changes', publicPlan, `${publicPlan}/actions.csv`, `${publicPlan}/actions.json`, '/plan/feed.xml', publicAddressOf(action), publicAddressOf(hidden), ...(await anyone.get(publicPlan)).links.map((each) => each.href).filter((href) => href.startsWith('/plan/'))]) {
      assert.ok(!(await anyone.get(url)).html.includes('7f3a91'), `${url} shows something that is private`)
    }
  })
  await t.test('pages of people who may not see it', async () => {
    const olena = await council.as('olena.marchenko@barsetshire.example')
    // An action that is kept out of everything public is still everyone's who works here; its notes are not.
    for (const url of [action, hidden, plan, `${plan}.csv`, '/home', `${action}/progress`, `${action}/edit`, '/people', '/account']) assert.ok(!(await olena.get(url)).html.replaceAll(canary('private-action'), '').includes('7f3a91'), `${url} shows something that is private`)
  })
  await t.test('whoever may see it still does, so that all of this looked for something', async () => {
    const page = await grace.get(action)
    for (const name of ['private-note', 'private-notes', 'private-evidence']) assert.ok(page.text.includes(canary(name)), name)
  })
  await t.test('what signs people in is nowhere in the database as it was typed', async () => {
    const tables = await council.database.asOwner<{ name: string }>(`select table_schema || '.' || table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
    for (const { name } of tables) {
      const [row] = await council.database.asOwner<{ many: string }>(`select count(*) as many from ${name} t where t::text ~ 'canary-(password|code|current-password|new-password|token|key|password-in-the-wrong-box)'`)
      assert.equal(row?.many, '0', name)
    }
  })
})

/** Every box of the page's form in which words can be typed. */
function textBoxes(page: Screen): readonly string[] {
  const form = /<main[^]*<\/main>/.exec(page.html)?.[0] ?? ''
  return [...form.matchAll(/<textarea[^>]*>|<input[^>]*type="(?:text|email|url|password)"[^>]*>/g)].flatMap((each) => /name="([^"]+)"/.exec(each[0])?.[1] ?? []).filter((name) => !/-(day|month|year)$/.test(name))
}

/** Elements and attributes that no page of ours has: something that was typed has become markup. */
function strangers(page: Screen): readonly string[] {
  const found: string[] = []
  const look = (node: Tree.Node): void => {
    if ('tagName' in node) {
      const { tagName, attrs } = node
      if (/^(iframe|object|embed|base|applet|frame|marquee|math)$/.test(tagName) || (tagName === 'script' && !attrs.some((each) => each.name === 'src' && each.value.startsWith('/assets/'))) || (tagName === 'img' && !attrs.some((each) => each.name === 'src' && each.value.startsWith('/')))) found.push(`<${tagName} ${attrs.map((each) => `${each.name}="${each.value}"`).join(' ')}>`)
      for (const { name, value } of attrs) {
        if (name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'formaction') found.push(`${tagName} ${name}="${value}"`)
        if (/^(href|src|action)$/.test(name) && /^\s*(javascript|vbscript|data):/i.test(value)) found.push(`${tagName} ${name}="${value}"`)
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(look)
  }
  look(parse(page.html))
  return found
}

/** How many of each element stand in the page around its main part: none of them is anybody's to add. */
async function whatStandsIn(page: Screen): Promise<Readonly<Record<string, number>>> {
  const count: Record<string, number> = {}
  for (const [, name] of page.html.matchAll(/<(script|link|form|h1|header|footer|main|svg|iframe|style|base|meta)\b/g)) count[name!] = (count[name!] ?? 0) + 1
  return count
}

