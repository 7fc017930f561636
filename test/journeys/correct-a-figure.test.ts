/** J12: a published figure was wrong. It is corrected by one officer and approved by another; residents see that it changed and what it was, and nothing that rests on it changes silently. */
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { findBarriers, noBrowser, openBrowser, openDoor } from '../browser.ts'
import { house } from '../house.ts'

test('a published figure is corrected', { skip: noBrowser }, async (t) => {
  await using council = await house()
  const door = await openDoor(council)
  await using browser = await openBrowser()
  await using tab = await browser.visit({ origin: door })
  await using phone = await browser.visit({ origin: door, width: 320 })
  const { page } = tab
  const report = '/reports/annual-equality-report-2025-to-2026'

  await t.test('an officer finds the report at the desk, mends the figure and says why', async () => {
    await tab.carry(await council.as('samira.hussain@barsetshire.example'), door)
    await page.goto('/publication?words=annual+equality+report+2025')
    await page.getByRole('link', { name: 'Annual equality report 2025 to 2026' }).first().click()
    await page.getByRole('link', { name: 'Correct it' }).click()
    const words = page.getByLabel('The report', { exact: true })
    await words.fill((await words.inputValue()).replace('| 2025 to 2026 | 24 | 88% |', '| 2025 to 2026 | 24 | 83% |'))
    await page.getByRole('button', { name: 'Save the correction' }).click()
    await page.getByText('Enter what is corrected. Readers will see it').first().waitFor()
    await page.getByLabel('What is corrected? Readers will see this').fill('The share signed before the decision was printed as 88%. It was 83%.')
    await page.getByRole('button', { name: 'Save the correction' }).click()
    await page.getByText('The correction was saved as a draft').waitFor()
    assert.deepEqual(await findBarriers(page), [])
  })

  await t.test('somebody looks through it, and a publisher who did not draft it approves it', async () => {
    await tab.carry(await council.as('priya.nair@barsetshire.example'), door)
    await page.reload()
    await page.getByRole('link', { name: 'Look through it' }).click()
    await page.getByText(/No words were found/).waitFor()
    await page.getByRole('button', { name: 'I have read it: pass it on' }).click()
    await tab.carry(await council.as('peter.ashdown@barsetshire.example'), door)
    await page.reload()
    await page.getByRole('link', { name: 'Approve or send back' }).click()
    await page.getByLabel('Publish it now').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('It is public, under your name').waitFor()
  })

  await t.test('residents read the new figure, why it changed, and what it was, on a phone too', async () => {
    const seen = phone.page
    await seen.goto(report)
    await seen.getByText('Corrected on 22 November 2026').waitFor()
    await seen.getByRole('cell', { name: '83%' }).waitFor()
    assert.ok(await seen.evaluate('document.documentElement.scrollWidth') as number <= 320)
    assert.deepEqual(await findBarriers(seen), [])
    await seen.getByRole('link', { name: 'What it said before' }).click()
    await seen.getByRole('link', { name: 'Read version 1' }).click()
    await seen.getByRole('cell', { name: '88%' }).waitFor()
    await seen.getByText('This is not what stands now').waitFor()
    await seen.goto('/changes')
    await seen.getByText('The share signed before the decision was printed as 88%').first().waitFor()
    assert.deepEqual([...tab.troubles(), ...phone.troubles()], [])
  })
})
