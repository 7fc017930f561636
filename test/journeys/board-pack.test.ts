/** An equality lead makes the board’s pack as Word from what is on record, in under ten clicks, and writes one thing in it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { noBrowser, openBrowser, openDoor } from '../browser.ts'
import { house } from '../house.ts'

test('a board’s pack, from nothing to Word', { skip: noBrowser }, async (t) => {
  await using council = await house()
  const door = await openDoor(council)
  await using browser = await openBrowser()
  await using tab = await browser.visit({ origin: door })
  const { page } = tab
  await tab.carry(await council.as('priya.nair@barsetshire.example'), door)
  let clicks = 0
  const click = async (role: 'link' | 'button' | 'radio', name: string): Promise<void> => {
    await page.getByRole('main').getByRole(role, { name, exact: true }).click()
    clicks += 1
  }

  await t.test('it is made and taken away in under ten clicks', async () => {
    await page.goto('/home')
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Governance' }).click()
    await page.getByRole('navigation', { name: 'In Governance' }).getByRole('link', { name: 'Reports' }).click()
    clicks += 2
    await click('link', 'Make a report')
    await page.getByLabel('Which body is it for? (optional)').selectOption({ label: 'Equalities Board' })
    clicks += 1
    await click('button', 'Make the report')
    await page.getByText('Draft of 22 November 2026').first().waitFor()
    const [file] = await Promise.all([page.waitForEvent('download'), click('link', 'Draft as Word')])
    const parts = unzipSync(readFileSync(await file.path()))
    const text = new TextDecoder().decode(parts['word/document.xml'])
    assert.match(text, /For Equalities Board/)
    assert.ok((text.match(/<w:pStyle w:val="Heading2"\/>/g) ?? []).length >= 5, 'it has chapters')
    assert.ok(clicks < 10, `${String(clicks)} clicks`)
  })

  await t.test('what was written stays, the issue is frozen, and both fit a phone', async () => {
    await page.getByText('Write in it').click()
    await click('link', 'What the board is asked to do')
    await page.getByLabel('What you write (optional)').fill('To note the report.')
    await click('button', 'Save')
    await page.getByText('To note the report.').waitFor()
    await click('link', 'Issue')
    await page.getByLabel('I have read it').check()
    await click('button', 'Issue')
    await page.getByText('It is frozen as it was issued.').waitFor()
    await page.setViewportSize({ width: 320, height: 800 })
    assert.ok(await page.evaluate('document.documentElement.scrollWidth') as number <= 320, 'nothing runs out at the side')
  })
})
