/** An employee is asked by email and declares on a phone in two minutes, also without script; then sees and changes what was said. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { findBarriers, noBrowser } from '../browser.ts'
import { signIn, standing } from './standing.ts'

const phone = 320

async function fitsThePhone(page: Page): Promise<void> {
  assert.ok(await page.evaluate('document.documentElement.scrollWidth') as number <= phone, `${page.url()} is wider than the phone`)
}

/** In its first seconds the example’s five years are still being written, and the service may ask people to come back in a moment. */
async function signInWhenFree(page: Page, email: string): Promise<void> {
  const [busy, inside] = [page.getByRole('heading', { name: 'Sorry, the service is busy' }), page.getByRole('link', { name: 'Sign out' }).or(page.getByRole('button', { name: 'Sign out' }))]
  for (let tries = 0; tries < 5; tries += 1) {
    await signIn(page, email)
    await busy.or(inside).first().waitFor()
    if (await busy.count() === 0) return
  }
}

test('an employee declares on a phone', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await standing()
  const began = Date.now()
  let link = ''

  await t.test('the equality lead asks everybody by email', async () => {
    await using tab = await council.visit()
    const { page } = tab
    await signInWhenFree(page, 'priya.nair@barsetshire.example')
    tab.troubles()
    await page.getByRole('link', { name: 'Your answers' }).click()
    await page.getByRole('link', { name: /see how many employees have declared/ }).click()
    await page.getByRole('link', { name: 'Ask people by email' }).click()
    await page.getByLabel('A note in the email (optional)').fill('Shift patterns changed last year because people answered.')
    await page.getByLabel('Our staff networks and unions know that we are asking').check()
    await page.getByRole('button', { name: 'Send the emails' }).click()
    await page.getByText('The emails are on their way.').waitFor()
    assert.deepEqual(tab.troubles(), [])
    const letter = await council.letterTo('olena.marchenko@barsetshire.example', began)
    link = letter.links.find((each) => each.includes('/declare/')) ?? assert.fail(letter.text)
  })

  await t.test('Olena answers from the email, on a phone, in two steps where there are two', async () => {
    await using tab = await council.visit({ width: phone })
    const { page } = tab
    await page.goto(link)
    await fitsThePhone(page)
    await page.getByRole('link', { name: 'Start', exact: true }).click()
    await page.getByRole('heading', { name: 'What is your ethnic group?' }).waitFor()
    assert.equal(await page.getByRole('radio', { name: 'Irish', exact: true }).isVisible(), false, 'the second step waits for the first')
    assert.equal(await page.getByRole('radio', { name: 'White', exact: true }).isChecked(), false, 'what she said before is not shown by a link')
    await page.getByRole('radio', { name: 'White', exact: true }).check()
    await page.getByRole('radio', { name: 'Any other White background' }).check()
    await page.getByLabel('In your own words (optional)').filter({ visible: true }).fill('Ukrainian')
    await fitsThePhone(page)
    assert.deepEqual(await findBarriers(page), [])
    await page.getByRole('button', { name: 'Save and continue' }).click()

    await page.getByText('Question 2 of 8').waitFor()
    await page.getByRole('radio', { name: 'Yes', exact: true }).check()
    await page.getByRole('radio', { name: 'Yes, a little' }).check()
    await fitsThePhone(page)
    await page.getByRole('button', { name: 'Save and continue' }).click()
    for (const number of [3, 4, 5, 6, 7, 8]) {
      await page.getByText(`Question ${String(number)} of 8`).waitFor()
      await fitsThePhone(page)
      if (number % 2 === 0) await page.getByRole('link', { name: 'Skip this question' }).click()
      else {
        await page.getByRole('radio', { name: 'Prefer not to say' }).check()
        await page.getByRole('button', { name: 'Save and continue' }).click()
      }
    }
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await fitsThePhone(page)
    assert.deepEqual(tab.troubles(), [])
  })

  await t.test('she answers another time without script, in the same two steps', async () => {
    await using tab = await council.visit({ width: phone, script: false })
    const { page } = tab
    await page.goto(link)
    await page.getByRole('link', { name: 'Start', exact: true }).click()
    assert.equal(await page.getByRole('radio', { name: 'Irish', exact: true }).isVisible(), false)
    await page.getByRole('radio', { name: 'White', exact: true }).check()
    await page.getByRole('radio', { name: 'Any other White background' }).check()
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await page.getByText('Question 2 of 8').waitFor()
    await fitsThePhone(page)
    await page.getByRole('radio', { name: 'Yes', exact: true }).check()
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await page.getByRole('alert').getByText(/Select an answer below “Yes”/).waitFor()
    await fitsThePhone(page)
  })

  await t.test('signed in she sees all of it, changes an answer and stops everything', async () => {
    await using tab = await council.visit({ width: phone })
    const { page } = tab
    await signIn(page, 'olena.marchenko@barsetshire.example')
    await page.goto('/equality-answers')
    await page.getByText('Day-to-day activities limited a little').waitFor()
    await fitsThePhone(page)
    assert.deepEqual(await findBarriers(page), [])
    await page.getByRole('link', { name: 'Change disability' }).click()
    assert.equal(await page.getByRole('radio', { name: 'Yes, a little' }).isChecked(), true)
    await page.getByRole('radio', { name: 'No', exact: true }).check()
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await page.getByText('Your answer about disability was saved.').waitFor()
    await page.getByText('No long-term physical or mental health conditions', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Tell us to stop holding answers about me' }).click()
    await page.getByLabel(/^I require that information about me/).check()
    const sent = Date.now()
    await page.getByRole('button', { name: 'Send this notice' }).click()
    await page.getByText(/We hold none, and we do not ask you again/).waitFor()
    const letter = await council.letterTo('olena.marchenko@barsetshire.example', sent)
    assert.match(letter.text, /you gave notice that information about you must not be used/)
    assert.deepEqual(tab.troubles(), [])
  })
})
