/** The real program on a port of its own, as a council runs it, with people at real browsers. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, type Tab } from '../browser.ts'
import { temporaryPlace, until } from '../start/running.ts'

export const password = 'three plum kettles'
/** Where real plans lie on machines that have them; they are not part of the project. */
export const sharedPlans = resolve(import.meta.dirname, '../../../shared/data/action-plans/documents')

export interface Standing extends AsyncDisposable {
  readonly origin: string
  /** What the program has said on the terminal. */
  said(): string
  visit(how?: { readonly script?: boolean; readonly width?: number }): Promise<Tab>
  /** The newest letter to this address, as soon as it is in the outbox’s folder; older ones than `after` do not count. */
  letterTo(address: string, after?: number): Promise<{ readonly subject: string; readonly text: string; readonly links: readonly string[] }>
}

export async function standing(env: Readonly<Record<string, string>> = {}): Promise<Standing> {
  const place = temporaryPlace()
  const running = await place.start({ env: { DUE_REGARD_REQUESTS_PER_MINUTE: '100000', ...env } })
  const origin = await running.greeted()
  const browser = await openBrowser()
  const outbox = join(place.data, 'outbox')
  const letters = (): readonly { to: string; subject: string; text: string; at: number }[] => {
    try {
      return readdirSync(outbox, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.eml')).map((file) => ({ ...readLetter(readFileSync(join(outbox, file), 'latin1')), at: statSync(join(outbox, file)).mtimeMs }))
    } catch { return [] }
  }
  return {
    origin, said: running.said,
    visit: (how = {}) => browser.visit({ origin, ...how }),
    async letterTo(address, after = 0) {
      const find = () => letters().filter((each) => each.to.includes(address) && each.at >= after).sort((a, b) => a.at - b.at).at(-1)
      await until(`a letter to ${address}`, () => find() !== undefined, 60)
      const letter = find()!
      return { subject: letter.subject, text: letter.text, links: letter.text.match(/https?:\/\/\S+/g) ?? [] }
    },
    async [Symbol.asyncDispose]() {
      await browser[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}

/** Signs in through the page that this browser is on, or is sent to. */
export async function signIn(page: Page, email: string, words = password): Promise<void> {
  await page.goto('/home')
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(words)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Steps from one thing to the next with the Tab key until this is where the keyboard is: as somebody does who uses no mouse. */
export async function tabTo(page: Page, selector: string, most = 120): Promise<void> {
  for (let steps = 0; steps < most; steps++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`)) return
  }
  throw new Error(`${selector} cannot be reached with the Tab key on ${page.url()}`)
}

/** The focus can be seen: something about the element is drawn differently from when it has not the focus. */
export async function focusIsSeen(page: Page): Promise<boolean> {
  return await page.evaluate(`(() => {
    const here = document.activeElement
    const look = () => { const of = [getComputedStyle(here), getComputedStyle(here, '::before'), here.labels?.[0] ? getComputedStyle(here.labels[0], '::before') : null]; return JSON.stringify(of.map((each) => each && [each.outlineStyle, each.outlineWidth, each.outlineColor, each.boxShadow, each.backgroundColor, each.borderColor, each.color])) }
    const focused = look()
    here.blur()
    const blurred = look()
    here.focus()
    return focused !== blurred
  })()`) as boolean
}

function readLetter(eml: string): { to: string; subject: string; text: string } {
  const [head = '', ...body] = eml.replaceAll('\r\n', '\n').split('\n\n')
  const header = (name: string): string => new RegExp(`^${name}: (.*(?:\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.replaceAll(/\n\s+/g, ' ') ?? ''
  const encoding = header('content-transfer-encoding').toLowerCase()
  const text = body.join('\n\n')
  const bytes = encoding === 'base64' ? Buffer.from(text, 'base64')
    : Buffer.from(encoding === 'quoted-printable' ? text.replaceAll(/=\n/g, '').replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text, 'latin1')
  return { to: header('to'), subject: header('subject'), text: bytes.toString('utf8') }
}
