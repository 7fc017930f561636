/** A councillor reads who works here on a telephone, asks a figure what it rests on, and looks at one department; a resident finds the same in public. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { rooms } from '#rooms.ts'
import { noBrowser, openBrowser, openDoor } from '../browser.ts'
import { house } from '../house.ts'
import { hidden } from '../made-up-figures.ts'
import { prepareSamples } from '../sample-addresses.ts'

test('a councillor and a resident read the figures, and neither finds what is withheld', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await house()
  await prepareSamples(council, rooms.flatMap((room) => room.pages).filter((each) => each.path.pattern === '/monitoring/figures/:release'))
  const origin = await openDoor(council)
  await using browser = await openBrowser()
  const secrets = hidden.map((number) => number.toLocaleString('en-GB'))

  await t.test('the councillor reads one plain sentence for each question, on a telephone, with nothing to scroll sideways', async () => {
    await using tab = await browser.visit({ origin, width: 360, script: false })
    const { page } = tab
    await tab.carry(await council.as('councillor.meena.joshi@barsetshire.example'), origin)
    await page.goto('/monitoring')
    await page.getByRole('link', { name: 'Workforce profile' }).click()
    await page.getByRole('heading', { name: 'How many have told us' }).waitFor()
    const sections = page.locator('section[aria-labelledby^="q-"]')
    assert.ok(await sections.count() >= 4)
    for (const section of await sections.all()) assert.match(await section.locator('.dr-told__sentence').first().innerText(), /^[A-Z][^]*\.$/)
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= 360'), true)
    await page.locator('summary', { hasText: 'How sure this is' }).first().click()
    await page.getByText('How it was worked out', { exact: true }).first().waitFor()
    await page.getByRole('link', { name: 'What this figure rests on' }).first().click()
    await page.getByRole('heading', { name: 'The proof' }).waitFor()
    assert.deepEqual(tab.troubles(), [])
  })

  await t.test('the councillor looks at one department, and is told that more is withheld there', async () => {
    await using tab = await browser.visit({ origin })
    const { page } = tab
    await tab.carry(await council.as('councillor.meena.joshi@barsetshire.example'), origin)
    await page.goto('/monitoring/profile')
    await page.getByLabel('Part of the workforce', { exact: true }).selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByText('You are looking at one part of the workforce').waitFor()
    for (const secret of secrets) assert.ok(!(await page.content()).includes(secret))
    await page.getByRole('link', { name: 'Show the whole workforce' }).click()
    await page.getByRole('heading', { name: 'How many have told us' }).waitFor()
  })

  await t.test('a resident finds who works here, a question in depth, and the same figures as data', async () => {
    await using tab = await browser.visit({ origin })
    const { page } = tab
    await page.goto('/')
    await page.getByRole('link', { name: 'Who works here' }).first().click()
    await page.getByRole('heading', { name: 'Who works here', level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'Figures that we do not show' }).waitFor()
    await page.locator('h3 a', { hasText: 'Religion or belief' }).click()
    await page.getByRole('cell', { name: '[c]' }).first().waitFor()
    for (const secret of secrets) assert.ok(!(await page.content()).includes(secret))
    await page.goBack()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'All figures as CSV' }).click()
    assert.equal((await download).suggestedFilename(), 'workforce-2026.csv')
    assert.deepEqual(tab.troubles(), [])
  })
})
