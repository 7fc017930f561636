/** An overdue action is chased by mail, and its lead answers with the keyboard alone in under a minute, for everyone to read. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { noBrowser } from '../browser.ts'
import { focusIsSeen, signIn, standing, tabTo } from './standing.ts'

test('late actions are asked about, and a lead answers from the mail with the keyboard alone', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await standing()
  const asked = Date.now()
  const words = 'Eleven pairs have met. The twelfth waits for a manager to come back.'
  let link = ''

  await t.test('the equality lead sees what is late and asks its leads', async () => {
    await using tab = await council.visit()
    const { page } = tab
    await signIn(page, 'priya.nair@barsetshire.example')
    await page.getByRole('heading', { name: 'Longest overdue' }).waitFor()
    await page.getByRole('link', { name: 'Plans', exact: true }).first().click()
    await page.locator('.dr-card__heading a').first().click()
    await page.getByRole('link', { name: 'Ask leads for progress' }).click()
    await page.getByRole('radio', { name: /^Those that are late or due/ }).check()
    await page.getByLabel('A note to the leads (optional)').fill('The board meets on Thursday.')
    await page.getByRole('button', { name: 'Send the emails' }).click()
    await page.getByText(/leads were asked about \d+ actions\./).waitFor()
    assert.deepEqual(tab.troubles(), [])
  })

  await t.test('each lead has one letter, with a link for each of their late actions', async () => {
    const letter = await council.letterTo('grace.okafor@barsetshire.example', asked)
    assert.match(letter.text, /Dear Grace Okafor/)
    assert.match(letter.text, /The board meets on Thursday\./)
    assert.match(letter.text, /reverse mentoring[^]*late\)/)
    link = letter.links.find((each) => letter.text.slice(letter.text.indexOf('reverse mentoring')).includes(each)) ?? assert.fail(letter.text)
    assert.ok(link.startsWith(`${council.origin}/answer/`), link)
  })

  await t.test('the lead answers it with the keyboard alone, without signing in', async () => {
    await using tab = await council.visit()
    const { page } = tab
    await page.goto(link)
    await page.getByRole('heading', { name: /reverse mentoring/ }).waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.textContent.trim()'), 'Skip to main content')
    await page.keyboard.press('Enter')
    await tabTo(page, 'textarea[name=account]', 12)
    assert.ok(await focusIsSeen(page), 'where the keyboard is can be seen')
    await page.keyboard.type(words)
    await tabTo(page, 'input[name=own]', 6)
    assert.ok(await focusIsSeen(page))
    await page.keyboard.press('Space')
    // An overdue action cannot be on track: the answer is refused in words, the words stay, and the keyboard is where they are.
    await tabTo(page, 'main button[type=submit]', 20)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    assert.match(await page.getByRole('alert').innerText(), /so it cannot be on track/)
    assert.equal(await page.evaluate('document.activeElement.className'), 'govuk-error-summary')
    assert.equal(await page.getByLabel('Where is it now?').inputValue(), words)
    await tabTo(page, '.govuk-error-summary a', 3)
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.name'), 'own')
    await page.keyboard.press('ArrowDown')
    assert.equal(await page.getByRole('radio', { name: 'At risk' }).isChecked(), true)
    await tabTo(page, 'textarea[name=reason]', 4)
    await page.keyboard.type('A manager is away')
    await tabTo(page, 'main button[type=submit]', 20)
    assert.ok(await focusIsSeen(page))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Thank you, Grace' }).waitFor()
    assert.deepEqual(tab.troubles(), [])
  })

  await t.test('residents read it on the public page, narrow and without script', async () => {
    await using tab = await council.visit({ width: 320, script: false })
    const { page } = tab
    await page.goto('/')
    await page.getByRole('link', { name: 'See the whole plan' }).click()
    await page.getByRole('link', { name: /reverse mentoring/ }).first().click()
    await page.getByText(words).waitFor()
    await page.getByText('Overdue').first().waitFor()
    assert.doesNotMatch(await page.locator('main').innerText(), /Grace Okafor/, 'a person’s name is not published')
  })

  await t.test('the equality lead sees the answer in the action’s history, and the date moved with its reason', async () => {
    await using tab = await council.visit()
    const { page } = tab
    await signIn(page, 'grace.okafor@barsetshire.example')
    await page.getByRole('link', { name: /reverse mentoring/ }).first().click()
    await page.getByRole('heading', { name: 'Record progress' }).waitFor()
    await page.getByRole('link', { name: /^Action/ }).last().click()
    await page.getByText(words).waitFor()
    await page.getByRole('link', { name: 'Move the date' }).click()
    const until = Temporal.Now.plainDateISO().add({ months: 3 })
    for (const [part, value] of [['Day', until.day], ['Month', until.month], ['Year', until.year]] as const) await page.getByLabel(part, { exact: true }).fill(String(value))
    await page.getByLabel('Why is it moving?').fill('Two managers changed posts')
    await page.getByRole('button', { name: 'Move the date' }).click()
    await page.getByText(/^The date was moved to/).waitFor()
    await page.getByText('Two managers changed posts').waitFor()
    assert.equal(await page.getByText('Overdue', { exact: true }).count(), 0)
    assert.deepEqual(tab.troubles(), [])
  })

  await t.test('what is typed is kept while it is typed, and is there again after the lid was closed', async () => {
    await using tab = await council.visit()
    const { page } = tab
    await signIn(page, 'hannah.lightfoot@barsetshire.example')
    await page.getByRole('link', { name: /short breaks/ }).first().click()
    await page.getByLabel('Where is it now?').pressSequentially('Thirty families were asked')
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor({ timeout: 30_000 })
    const address = page.url()
    await page.goto('about:blank')
    await page.goto(address)
    assert.equal(await page.getByLabel('Where is it now?').inputValue(), 'Thirty families were asked')
    await page.getByText('It has not been sent yet').waitFor()
    assert.deepEqual(tab.troubles(), [])
  })
})
