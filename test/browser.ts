/**
 * A real browser, visiting a house over the network as a person’s browser does. Where none is installed, tests that need
 * one are skipped with a line that says so, which `npm test` repeats at its end.
 */
import { accessSync, constants, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { House, Visitor } from './house.ts'

/** Give this to `test`: `{ skip: noBrowser }`. */
export const noBrowser: string | false = findChromium() === null && 'no Chromium was found'

/** $CHROMIUM, or the first of these on the path. */
function findChromium(): string | null {
  const asked = process.env['CHROMIUM']
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']
  return [...(asked === undefined ? [] : [asked]), ...folders.flatMap((folder) => names.map((name) => join(folder, name)))].find((file) => {
    try { accessSync(file, constants.X_OK); return true } catch { return false }
  }) ?? null
}

export interface OpenBrowser extends AsyncDisposable {
  /** A browser of its own, which has visited nothing yet. */
  visit(how?: { readonly script?: boolean; readonly width?: number; readonly origin?: string }): Promise<Tab>
}

export interface Tab extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong in the browser since this was last asked: errors of scripts, and whatever the content security policy refused. */
  troubles(): readonly string[]
  /** Carries what this visitor’s browser carries: they are signed in here too. */
  carry(visitor: Pick<Visitor, 'cookies' | 'host'>, origin: string): Promise<void>
}

export async function openBrowser(): Promise<OpenBrowser> {
  const browser: Browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-extensions', '--disable-background-networking', '--no-first-run', '--mute-audio'] })
  return {
    async visit({ script = true, width = 1280, origin } = {}) {
      const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce', ...(origin === undefined ? {} : { baseURL: origin }) })
      context.setDefaultTimeout(20_000)
      const page = await context.newPage()
      let troubles: string[] = []
      page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`))
      // A page that answers 404 or 422 is told of as an error of the network; it is what the test asked for.
      page.on('console', (message) => { if (message.type() === 'error' && !/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())) troubles.push(`${page.url()}: ${message.text()}`) })
      return {
        page, context,
        troubles() { const all = troubles; troubles = []; return all },
        async carry(visitor, origin) {
          await context.clearCookies()
          await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: origin })))
        },
        [Symbol.asyncDispose]: () => context.close(),
      }
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/** Opens the house’s door to the network, on a port that nobody has. Gives the address that a browser visits; every `.localhost` is this machine. */
export async function openDoor(council: House, host = 'barsetshire.localhost'): Promise<string> {
  await council.standing.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://${host}:${(council.standing.app.server.address() as AddressInfo).port}`
}

interface AxeResult { readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly target: readonly unknown[]; readonly html: string; readonly failureSummary?: string }[] }[] }

const axe = { source: '' }

/**
 * What axe finds wrong with the page as it stands, against WCAG 2.2 AA; one line for each place. With `only`, just those
 * rules; with `colours`, contrast is looked at in what the selector finds and not in the rest, which takes half of the time.
 */
export async function findBarriers(page: Page, { only, colours }: { readonly only?: readonly string[]; readonly colours?: string } = {}): Promise<readonly string[]> {
  axe.source ||= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  if (!await page.evaluate('"axe" in globalThis')) await page.evaluate(axe.source)
  const run = async (where: string, options: object): Promise<AxeResult['violations']> => {
    const { violations } = await page.evaluate(`axe.run(${where}, ${JSON.stringify({ ...options, resultTypes: ['violations'], preload: false })})`) as AxeResult
    return violations
  }
  const rules = { runOnly: only ? { type: 'rule', values: only } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, ...(colours === undefined ? {} : { rules: { 'color-contrast': { enabled: false } } }) }
  const violations = await run('document', rules)
  const inColour = colours !== undefined && await page.locator(colours).count() > 0 ? await run(JSON.stringify({ include: [[colours]] }), { runOnly: { type: 'rule', values: ['color-contrast'] } }) : []
  return [...violations, ...inColour].flatMap((each) => each.nodes.map((node) => `${each.id}: ${each.help}: ${node.target.join(' ')} ${node.html.slice(0, 200)}`))
}
