import { strict as assert } from 'node:assert'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { after, afterEach, before, suite, test } from 'node:test'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { govukButton, govukInput, govukTextarea } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { prepareAssets, type Assets } from '#web/assets.ts'

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((each) => existsSync(each))

suite('In a real browser, our script', { skip: program === undefined && 'no Chromium was found' }, () => {
  let assets: Assets
  let browser: Browser
  let server: Server
  let origin = ''
  /** What this test's server was sent, and how it answers. */
  let sent: { readonly headers: IncomingMessage['headers']; readonly body: URLSearchParams }[] = []
  let answer: 'kept' | 'signed out' | 'trouble' = 'kept'
  let shown: () => Html = form
  let page: Page

  before(async () => {
    assets = await prepareAssets(fileURLToPath(new URL('../../.cache/', import.meta.url)))
    server = createServer((request, reply) => {
      const asset = assets.find(request.url ?? '')
      if (asset) return void reply.setHeader('content-type', asset.type).end(asset.bytes)
      if (request.method !== 'POST') return void reply.setHeader('content-type', 'text/html; charset=utf-8').setHeader('content-security-policy', "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'").end(around(shown(), assets).toString())
      let body = ''
      request.on('data', (chunk: Buffer) => { body += chunk.toString() }).on('end', () => {
        sent.push({ headers: request.headers, body: new URLSearchParams(body) })
        if (answer === 'signed out') reply.writeHead(303, { location: '/sign-in' }).end()
        else if (answer === 'trouble') reply.writeHead(503).end()
        else reply.setHeader('content-type', 'application/json').end('{"kept":"14:32"}')
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({ executablePath: program ?? '', args: ['--no-sandbox', '--disable-gpu'] })
  })
  after(async () => {
    await browser.close()
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  afterEach(async () => {
    await page.close()
    sent = []
    answer = 'kept'
    shown = form
  })

  const open = async (): Promise<void> => {
    page = await browser.newPage()
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('503')) troubles.push(message.text()) })
    await page.goto(`${origin}/plan/progress`)
    await page.waitForSelector('.js-enabled')
    assert.deepEqual(troubles, [])
  }
  const status = (): Promise<string> => page.getByRole('status').innerText()
  const until = async (is: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; !await is(); tries++) {
      assert.ok(tries < 120, 'it did not happen within six seconds')
      await new Promise((later) => setTimeout(later, 50))
    }
  }

  test('saves what is typed to the form’s own address once typing stops, and says when', async () => {
    await open()
    await page.getByLabel('What happened').pressSequentially('Two groups met', { delay: 5 })
    await page.getByLabel('Password').fill('secret')
    await until(async () => await status() === 'Saved 14:32')
    assert.equal(sent.length, 1)
    const [{ headers, body } = assert.fail()] = sent
    assert.equal(body.get('happened'), 'Two groups met')
    assert.equal(body.get('_version'), '7')
    assert.equal(body.get('_draft'), '1')
    assert.equal(body.get('password'), null)
    assert.match(String(headers['content-type']), /^application\/x-www-form-urlencoded/)
    assert.equal(headers['accept'], 'application/json')
    assert.equal(headers['origin'], origin)
  })

  test('saves nothing that was not typed, and nothing twice', async () => {
    await open()
    await page.getByLabel('What happened').focus()
    await page.getByLabel('Next').focus()
    await new Promise((later) => setTimeout(later, 1900))
    assert.equal(sent.length, 0)
    await page.getByLabel('Next').fill('x')
    await until(() => sent.length === 1)
    await page.getByLabel('Next').fill('xy')
    await page.getByLabel('Next').fill('x')
    await new Promise((later) => setTimeout(later, 1900))
    assert.equal(sent.length, 1)
  })

  test('saves at once when the page is left', async () => {
    await open()
    await page.getByLabel('What happened').fill('Before the lid closes')
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await until(() => sent.length === 1)
    assert.equal(sent[0]?.body.get('happened'), 'Before the lid closes')
  })

  test('says that the person has been signed out, and keeps their words on the page', async () => {
    await open()
    answer = 'signed out'
    await page.getByLabel('What happened').fill('Words')
    await until(async () => (await status()).startsWith('You have been signed out'))
    assert.equal(await page.getByLabel('What happened').inputValue(), 'Words')
    assert.equal(new URL(page.url()).pathname, '/plan/progress')
  })

  test('says so when saving did not work', async () => {
    await open()
    answer = 'trouble'
    await page.getByLabel('What happened').fill('Words')
    await until(async () => (await status()).includes('could not be saved just now'))
  })

  test('looks again at work that takes a while, without moving the focus, and shows the end of it', async () => {
    let seen = 0
    shown = () => {
      seen += 1
      return seen > 3 ? html`<p>Read: 74 actions.</p>` : html`<div id="progress" data-refresh="2"><p>Reading page ${String(seen)} of 200</p><a id="stop" href="/stop">Stop</a></div>`
    }
    await open()
    await page.locator('#stop').focus()
    await until(async () => (await page.locator('#progress').innerText().catch(() => '')).includes('page 2 of 200'))
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'stop')
    await until(async () => (await page.locator('main').innerText()).includes('Read: 74 actions.'))
  })
})

function form(): Html {
  return html`<form method="post" data-draft="yes" novalidate>
    <input type="hidden" name="_version" value="7">
    ${govukTextarea({ name: 'happened', id: 'happened', label: { text: 'What happened' } })}
    ${govukInput({ name: 'next', id: 'next', label: { text: 'Next' } })}
    ${govukInput({ name: 'password', id: 'password', type: 'password', label: { text: 'Password' } })}
    <div class="govuk-button-group">${govukButton({ text: 'Save' })}</div>
  </form>`
}

function around(main: Html, assets: Assets): Html {
  return html`<!DOCTYPE html>
<html lang="en-GB" class="govuk-template"><head><meta charset="utf-8"><title>Progress</title><link rel="icon" href="${assets.icon}"><link rel="stylesheet" href="${assets.css}">${assets.scripts.map((href) => html`<script type="module" src="${href}"></script>`)}</head>
<body class="govuk-template__body"><main id="main-content">${main}</main></body></html>`
}
