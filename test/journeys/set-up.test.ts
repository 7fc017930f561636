/** The first day: an empty database, a link on the terminal, the first administrator with a second step, and the first colleague invited. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { noBrowser } from '../browser.ts'
import { signIn, standing } from './standing.ts'

const words = 'seven blue lanterns'

test('the first administrator sets the service up, with a second step, and invites a colleague', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await standing({ DUE_REGARD_EXAMPLE: 'no', DUE_REGARD_ORGANISATION: 'Framley Borough Council' })
  await using tab = await council.visit()
  const { page } = tab
  let app: TOTP | null = null
  let codes: readonly string[] = []

  await t.test('the link on the terminal makes the first account, once', async () => {
    const link = /http:\/\/\S+choose-password\S+/.exec(council.said())?.[0] ?? assert.fail(council.said())
    await page.goto(link)
    await page.getByRole('heading', { name: 'Set up Due Regard for Framley Borough Council' }).waitFor()
    await page.getByLabel('Your name').fill('Mark Robarts')
    await page.getByLabel('Your work email address').fill('mark.robarts@framley.example')
    await page.getByLabel('Password', { exact: true }).fill('password')
    await page.getByRole('button', { name: 'Set up and sign in' }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Mark Robarts', 'a refused password loses nothing else')
    await page.getByLabel('Password', { exact: true }).fill(words)
    await page.getByRole('button', { name: 'Set up and sign in' }).click()
    await page.getByRole('heading', { name: 'Set up a second step' }).waitFor()
    await using other = await council.visit()
    await other.page.goto(link)
    await other.page.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
  })

  await t.test('a second step is set up with an app, and recovery codes are kept', async () => {
    app = new TOTP({ secret: (await page.locator('.dr-secret').innerText()).replaceAll(/\s/g, '') })
    await page.getByLabel('Code that the app shows now').fill('000000')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('alert').getByText('The code is not right').waitFor()
    await page.getByLabel('Code that the app shows now').fill(app.generate())
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor()
    codes = await page.locator('.dr-codes code').allInnerTexts()
    assert.ok(codes.length >= 8)
    await page.getByRole('button', { name: 'I have kept them, continue' }).click()
    await page.getByRole('heading', { name: 'Hello, Mark' }).waitFor()
  })

  await t.test('signing in asks for the password and then for a code, and takes each code once', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You have signed out').waitFor()
    await signIn(page, 'mark.robarts@framley.example', words)
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor()
    await enterCode(page, '123456')
    await page.getByRole('alert').waitFor()
    await enterCode(page, codes[0]!)
    await page.getByRole('heading', { name: 'Hello, Mark' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await signIn(page, 'mark.robarts@framley.example', words)
    await enterCode(page, codes[0]!)
    await page.getByRole('alert').waitFor()
    // The code of the half-minute in which the app was set up has been used; the next is taken early.
    await enterCode(page, (app ?? assert.fail()).generate({ timestamp: Date.now() + 30_000 }))
    await page.getByRole('heading', { name: 'Hello, Mark' }).waitFor()
  })

  await t.test('a colleague is invited, chooses a password and finds an empty house with a way to begin', async () => {
    await page.goto('/people/invite')
    await page.getByLabel('Name', { exact: true }).fill('Lucy Lufton')
    await page.getByLabel('Work email address').fill('lucy.lufton@framley.example')
    await page.getByLabel('First role (optional)').selectOption('employee')
    const invited = Date.now()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('An invitation is on its way to lucy.lufton@framley.example').waitFor()
    const letter = await council.letterTo('lucy.lufton@framley.example', invited - 2_000)
    await using hers = await council.visit()
    await hers.page.goto(letter.links[0]!)
    await hers.page.getByRole('heading', { name: 'Choose a password' }).waitFor()
    await hers.page.getByLabel('Password', { exact: true }).fill('nine copper thimbles')
    await hers.page.getByRole('button', { name: 'Save and sign in' }).click()
    await hers.page.getByRole('heading', { name: 'Hello, Lucy' }).waitFor()
    assert.deepEqual([...tab.troubles(), ...hers.troubles()], [])
  })
})

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code from your authenticator app').fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
}
