/**
 * Every page of the house in a real browser, wide and narrow, with its errors: nothing that axe finds against WCAG 2.2 AA,
 * valid HTML, nothing that has to be scrolled sideways at 320 pixels, no script that fails, nothing that the content
 * security policy refuses.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HtmlValidate } from 'html-validate'
import type { Response } from 'playwright-core'
import { rooms } from '#rooms.ts'
import { findBarriers, noBrowser, openBrowser, openDoor, type Tab } from './browser.ts'
import { actionAddress, planAddress } from './example-plan.ts'
import { house, type House, type Visitor } from './house.ts'
import { prepareSamples } from './sample-addresses.ts'
import { letOut } from './publishing.ts'

/** Rules whose answer can be another on a narrow screen. Colours are the same at every width, and are looked at when it is wide. */
const narrowRules = ['target-size', 'scrollable-region-focusable', 'link-in-text-block', 'aria-hidden-focus', 'label', 'button-name', 'link-name']

const errorsOf = '.govuk-error-summary, .govuk-form-group--error'

const validator = new HtmlValidate({
  root: true, extends: ['html-validate:recommended'],
  rules: {
    // Matters of style, which the official templates decide.
    'void-style': 'off', 'attribute-boolean-style': 'off', 'attribute-empty-style': 'off', 'no-trailing-whitespace': 'off', 'doctype-style': 'off', 'long-title': 'off',
    // Several boxes of one question share its name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit', 'reset'] }],
    // GOV.UK’s own date question says `group` twice, for older screen readers.
    'no-redundant-role': 'off',
  },
})

/** GOV.UK’s own password question asks browsers not to begin it with a capital, which the standard does not foresee there. */
const passwordOfTheService = 'Attribute "autocapitalize" is not allowed on <input type="password">'

test('every page is open to everyone: with a screen reader, narrow, and with its errors', { skip: noBrowser, timeout: 1_080_000 }, async (t) => {
  await using council = await house({ settings: { OIDC_ISSUER: 'http://localhost:9', OIDC_CLIENT_ID: 'due-regard', OIDC_CLIENT_SECRET: 'not a secret' } })
  const samples = (await prepareSamples(council, rooms.flatMap((room) => room.pages))).filter((each) => each.page.kind !== 'download' && each.page.kind !== 'feed')
  const visitors = new Map<string | null, Visitor>([[null, council.visitor()]])
  for (const { by } of samples) if (!visitors.has(by)) visitors.set(by, await council.as(by!))
  const states = await moreStates(council, visitors)
  await forbidWriting(council)
  const origin = await openDoor(council)
  await using browser = await openBrowser()

  const found: string[] = []
  const seen = { pages: 0, withErrors: 0 }
  const queue = [...samples]
  const walk = async (): Promise<void> => {
    await using tab = await browser.visit({ origin })
    for (let sample = queue.shift(); sample; sample = queue.shift()) {
      const visitor = visitors.get(sample.by)!
      await tab.carry({ host: visitor.host, cookies: new Map([...visitor.cookies, ...Object.entries(sample.cookies)]) }, origin)
      const response = await tab.page.goto(sample.url).catch((error: unknown) => { if (String(error).includes('Download is starting')) return null; throw error })
      if (!response || !(response.headers()['content-type'] ?? '').startsWith('text/html')) {
        // A file: how the browser shows it is the browser's own.
        tab.troubles()
        continue
      }
      seen.pages++
      const expected = sample.page.kind === 'arrival' ? [400] : [200]
      if (!expected.includes(response.status())) found.push(`${sample.url} answers ${response.status()}`)
      found.push(...(await look(tab, sample.url, response)))
      if (sample.page.kind !== 'form' && sample.page.kind !== 'open form') continue
      const refused = await sendEmpty(tab)
      if (refused?.status() !== 422) {
        // There was nothing to refuse, and nothing may be written: what the browser says of that is no trouble of the page's.
        tab.troubles()
        continue
      }
      seen.withErrors++
      const where = `${sample.url} with errors`
      found.push(...(await look(tab, where, refused, 'errors')), ...(await lookAtErrors(tab, where)))
    }
  }
  await Promise.all([walk(), walk()])
  await using tab = await browser.visit({ origin })
  for (const { url, by, status } of states) {
    await tab.carry(visitors.get(by)!, origin)
    const response = await tab.page.goto(url)
    if (response?.status() !== status) found.push(`${url} answers ${response?.status()}`)
    if (response) found.push(...await look(tab, url, response))
  }

  await t.test('enough was looked at', () => {
    assert.ok(seen.pages >= samples.filter((each) => !/(\.(csv|json|xml|ods|docx|pdf|txt)|:file|:sha256)$/.test(each.page.path.pattern)).length, `only ${seen.pages} pages were opened`)
    assert.ok(seen.withErrors >= 30, `only ${seen.withErrors} forms were sent empty`)
    assert.ok(states.length >= 30, `only ${states.length} more states were looked at`)
  })
  await t.test('nothing is in anybody’s way', () => assert.deepEqual([...new Set(found)], []))
})

/** Pages that look otherwise than their samples: empty, waiting, refused, taken down, with a draft, and what is shown instead of a page. */
async function moreStates(council: House, visitors: Map<string | null, Visitor>): Promise<readonly { readonly url: string; readonly by: string | null; readonly status: number }[]> {
  const [lead, employee] = ['priya.nair@barsetshire.example', 'olena.marchenko@barsetshire.example']
  visitors.set(employee, await council.as(employee))
  const priya = visitors.get(lead)!
  const give = async (fileName: string, bytes: Uint8Array | string): Promise<string> => (await priya.send(await priya.get('/imports/new'), 'Read this document', { 'Your document': { fileName, bytes } })).address
  const [unreadable, empty] = [await give('A picture.docx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Array<number>(200).fill(1)])), await give('A letter.txt', 'Dear Priya,\n\nThank you for the lunch.\n')]
  await council.work()
  const waiting = await give('Still to be read.csv', 'Action,Lead\nMend the ramp,Kelvin Osei\n')
  const plan = (await priya.send(await priya.get('/plans/new'), 'Start this plan', { 'What is the plan called?': 'An empty plan' })).address
  const draft = `${await actionAddress(council, '3.3')}/progress`
  await priya.post(draft, { _draft: '1', account: 'Half of a sentence', own: 'at risk' })
  // A whole public plan that was published and taken down again.
  const [table] = (await council.database.asOwner<{ id: string }>(`select strategy_id as id from action_plan.strategy where title = 'An accepted plan'`))
  const published = `/plans/${table?.id}/publish`
  await letOut(council, await priya.press(await priya.get(published), 'Hand in for approval'))
  await priya.post(`/publication/one/withdraw?of=%2Fplan%2F${table?.id}`, { _version: '1', note: 'It is being written again.' })
  // An extract in each of its states, and what comes before a source has a kind.
  const extracts = await council.database.asOwner<{ url: string }>(`select '/monitoring/datasets/' || dataset_id as url from equality_monitoring.dataset where file_name = 'staff.csv'`)
  return [
    ...[...extracts.map((each) => each.url), '/monitoring/sources/new'].map((url) => ({ url, by: 'samira.hussain@barsetshire.example', status: 200 })),
    ...[unreadable, empty, waiting, plan, draft, `${plan}/mend`, `${plan}/publish`, `${plan}/ask`, `${await planAddress(council)}?words=zeppelin`, `${await planAddress(council)}?rating=overdue&sort=due&order=down`].map((url) => ({ url, by: lead, status: 200 })),
    { url: '/home', by: employee, status: 200 }, { url: '/imports', by: employee, status: 403 }, { url: '/nothing/here', by: null, status: 404 }, { url: `/plan/${table?.id}`, by: null, status: 200 }, { url: '/sign-in?kept=yes', by: null, status: 200 },
    ...(await council.visitor().get('/guide')).links.filter((each) => /^\/guide\/[\w-]+$/.test(each.href)).map((each) => ({ url: each.href, by: null, status: 200 })),
  ]
}

/** With `errors`, the page was looked at without them before: the colours of what they brought are new, and of nothing else. */
async function look(tab: Tab, where: string, response: Response, more?: 'errors'): Promise<readonly string[]> {
  const { page } = tab
  const found: string[] = []
  const report = await validator.validateString(await response.text())
  for (const { messages } of report.results) for (const each of messages) if (each.severity === 2 && each.message !== passwordOfTheService) found.push(`HTML: ${each.ruleId}: ${each.message} (${each.selector ?? ''})`)
  found.push(...await findBarriers(page, more === 'errors' ? { colours: errorsOf } : {}))
  await page.setViewportSize({ width: 320, height: 640 })
  const wide = await page.evaluate(`document.documentElement.scrollWidth > 320 && [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > 321 && !each.closest('.dr-table-frame, .govuk-visually-hidden, pre')).map((each) => each.tagName.toLowerCase() + '.' + each.className).slice(0, 5).join(', ')`) as string | false
  if (wide !== false) found.push(`has to be scrolled sideways at 320 pixels: ${wide}`)
  found.push(...(await findBarriers(page, { only: narrowRules })).map((each) => `at 320 pixels: ${each}`))
  await page.setViewportSize({ width: 1280, height: 900 })
  found.push(...tab.troubles().map((each) => `in the browser: ${each}`))
  return [...new Set(found)].map((each) => `${where}: ${each}`)
}

/** Empties every box of the page’s form and sends it. Null where the page has no form to send. */
async function sendEmpty({ page }: Tab): Promise<Response | null> {
  const has = await page.evaluate(`(() => {
    const form = document.querySelector('main form[method=post][novalidate]')
    if (!form) return false
    for (const each of form.elements) {
      if (each.type === 'hidden') continue
      if (each.type === 'radio' || each.type === 'checkbox') each.checked = false
      else if ('value' in each && each.tagName !== 'BUTTON') each.value = ''
    }
    form.removeAttribute('data-draft')
    form.querySelector('button[type=submit], button:not([type])')?.setAttribute('data-press', '')
    return form.querySelector('[data-press]') !== null
  })()`)
  if (has !== true) return null
  const [response] = await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.evaluate(`document.querySelector('[data-press]').click()`)])
  return response
}

/** Each sentence of the summary leads to a box that can be typed in or chosen from, and the summary is where the reader is. */
async function lookAtErrors({ page }: Tab, where: string): Promise<readonly string[]> {
  return await page.evaluate(`(() => {
    const found = []
    const summary = document.querySelector('.govuk-error-summary')
    if (!summary) return ['has no error summary']
    if (!document.title.startsWith('Error: ')) found.push('its title does not say that there is an error: ' + document.title)
    const links = [...summary.querySelectorAll('a')]
    if (links.length === 0) found.push('its error summary is empty')
    for (const link of links) {
      const target = document.getElementById(link.hash.slice(1))
      if (!target) found.push('“' + link.textContent + '” leads nowhere: ' + link.hash)
      else if (!/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) found.push('“' + link.textContent + '” leads to a ' + target.tagName + ', not to a box')
    }
    if (document.activeElement !== summary) found.push('the error summary has not the focus')
    return found
  })()`).then((all) => (all as string[]).map((each) => `${where}: ${each}`))
}

/** Nothing that is sent changes anything, so that every page is as it was for the next look. */
async function forbidWriting(council: House): Promise<void> {
  const schemas = await council.database.asOwner<{ name: string }>(`select distinct table_schema as name from information_schema.role_table_grants where grantee = 'due_regard_app' and privilege_type in ('INSERT', 'UPDATE', 'DELETE') and table_schema not in ('ledger', 'web')`)
  for (const { name } of schemas) await council.database.asOwner(`revoke insert, update, delete on all tables in schema ${name} from due_regard_app`)
}

test('the checks notice a page that is in somebody’s way', { skip: noBrowser }, async () => {
  const wrong = `<!DOCTYPE html><html lang="en"><head><title>Wrong</title><style>p { color: #ccc }</style></head><body><main><h1>${'W'.repeat(200)}</h1><img src="/icon.png"><label>Name</label><input type="text"><p><ul></ul></p><font color="#dddddd">Pale before</font><div class="govuk-error-summary"><font color="#dddddd">Pale error</font></div></main><script>alert(1)</script></body></html>`
  const server = createServer((_request, reply) => { reply.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'" }).end(wrong) })
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  await using browser = await openBrowser()
  await using tab = await browser.visit()
  const response = await tab.page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const found = (await look(tab, 'wrong', response!)).join('\n')
  const ofTheErrors = (await findBarriers(tab.page, { colours: errorsOf })).filter((each) => each.startsWith('color-contrast'))
  server.closeAllConnections()
  server.close()
  for (const noticed of ['HTML: close-order', 'image-alt', 'label: Form elements must have labels', 'has to be scrolled sideways', 'Pale before', 'Pale error', "violates the following Content Security Policy directive"]) assert.ok(found.includes(noticed), `${noticed} was not noticed in:\n${found}`)
  assert.deepEqual(ofTheErrors.map((each) => /Pale \w+/.exec(each)?.[0]), ['Pale error'])
})
