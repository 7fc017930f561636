/** An analyst takes a real payroll from the file to the figures in a browser, a publisher lets the year out, and a resident reads it on a telephone. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { findBarriers, noBrowser, openBrowser, openDoor } from '../browser.ts'
import { house } from '../house.ts'
import { letOut } from '../publishing.ts'

const payrolls = resolve(import.meta.dirname, '../../../shared/data/payroll')
const skip = noBrowser || (!existsSync(payrolls) && 'the real payrolls are not here')

/** Dates of the first are written the other way round, and its positions are no posts: those columns are left out on purpose. */
const journeys = [
  { name: 'Cincinnati', file: 'cincinnati_oh_2021_names_removed.csv', year: '2021', leftOut: ['HIRE_DATE', 'JOB_ENTRY_DT', 'POSITION_NBR'], taken: {} },
  // It has no hours: a year's salary stands for the hourly rate, and gaps are the same.
  { name: 'Montgomery County', file: 'montgomery_county_md_2023.csv', year: '2022', leftOut: ['Overtime_Pay', 'Longevity_Pay'], taken: { Base_Salary: 'Hourly rate' } },
] as const

/** A page of its own fits, and nothing in it stops anybody. */
async function isWell(page: Page, width: number): Promise<void> {
  assert.ok(await page.evaluate(`document.documentElement.scrollWidth <= ${width}`), `${page.url()} is wider than ${width}`)
  assert.deepEqual(await findBarriers(page), [], page.url())
}

for (const { name, file, year, leftOut, taken } of journeys) {
  test(`${name}: from the payroll to the public page, wide and on a telephone`, { skip, timeout: 600_000 }, async () => {
    await using council = await house()
    const origin = await openDoor(council)
    await using browser = await openBrowser()
    await using tab = await browser.visit({ origin })
    const { page } = tab
    await tab.carry(await council.as('samira.hussain@barsetshire.example'), origin)
    await page.goto('/pay/payrolls/new')
    await page.getByLabel('Year of the snapshot').fill(year)
    await page.getByLabel('The extract').setInputFiles({ name: file, mimeType: 'text/csv', buffer: readFileSync(resolve(payrolls, file)) })
    await page.getByRole('button', { name: 'Give this extract' }).click()
    await council.work()
    const address = new URL(page.url()).pathname
    await page.goto(`${address}/columns`)
    for (const heading of leftOut) await page.getByLabel(heading, { exact: true }).selectOption({ label: 'Leave it out' })
    for (const [heading, what] of Object.entries(taken)) await page.getByLabel(heading, { exact: true }).selectOption({ label: what })
    await isWell(page, 1280)
    await page.getByRole('button', { name: 'Save the columns' }).click()
    await page.goto(address)
    assert.equal(await page.getByText('Cannot start yet').count(), 0, await page.locator('main').innerText())
    await page.goto(`${address}/count`)
    await page.getByLabel('No, nobody was').check()
    await page.getByLabel('Yes, I have looked').check()
    await page.getByRole('button', { name: 'Count', exact: true }).click()
    await page.waitForURL(`**${address}`)
    await council.work()

    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${address}/quality`)
      await page.getByText(/people are in the extract/).first().waitFor()
      await isWell(page, width)
      await page.goto(`${address}/people`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await isWell(page, width)
      await page.goto(`${address}/figures`)
      await page.getByRole('heading', { name: 'The six figures' }).first().waitFor()
      await isWell(page, width)
    }
    await page.goto(`${address}/report`)
    await page.getByRole('button', { name: 'Take them into the report' }).click()
    await page.goto(`/pay/years/${year}/narrative`)
    await page.getByLabel('What explains the gap').fill('More men work for the police and the fire service.')
    await page.getByLabel('What you are doing about it').fill('We look at who is asked to work overtime.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()

    // One hands it in and says of what was found that it stays; another, who did not, approves it.
    await page.goto(`/pay/years/${year}/publish`)
    await page.getByRole('button', { name: 'Hand in for approval' }).click()
    await page.getByText('It was handed in. Nothing is public yet.').waitFor()
    await letOut(council, new URL(page.url()).pathname)
    await using resident = await browser.visit({ origin, width: 320, script: false })
    for (const width of [320, 1280]) {
      await resident.page.setViewportSize({ width, height: 900 })
      await resident.page.goto(`/pay-gap/${year}`)
      await resident.page.getByRole('heading', { name: 'Our gender pay gap' }).waitFor()
      assert.match(await resident.page.locator('main').innerText(), /More men work for the police[^]*Approved by Peter Ashdown/)
      assert.ok(await resident.page.evaluate(`document.documentElement.scrollWidth <= ${width}`))
    }
    assert.deepEqual([...tab.troubles(), ...resident.troubles()], [])
  })
}
