/** An extract turns out to be wrong after its figures were published: the analyst gives it again, the figures are made again and proved with what is out already, a second person lets them out, and residents read that they were corrected. */
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { findBarriers, noBrowser, openBrowser, openDoor } from '../browser.ts'
import { house } from '../house.ts'

const [analyst, publisher] = ['samira.hussain@barsetshire.example', 'peter.ashdown@barsetshire.example']

/** 600 people; `wrongly`: how many of the women the HR system had down as men. */
const extract = (wrongly: number): string => ['Employee No,Sex,Disability', ...Array.from({ length: 600 }, (_, place) => `${10_001 + place},${place < 400 && place >= wrongly ? 'Female' : 'Male'},${place % 12 === 0 ? 'Yes' : 'No'}`)].join('\r\n')

test('an extract is corrected after its figures were published', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await house()
  const door = await openDoor(council)
  await using browser = await openBrowser()
  await using tab = await browser.visit({ origin: door })
  await using phone = await browser.visit({ origin: door, width: 320 })
  const { page } = tab
  for (const each of [tab, phone]) each.context.setDefaultTimeout(30_000)
  const come = async (email: string): Promise<void> => tab.carry(await council.as(email), door)
  let extractAt = ''

  await t.test('the first extract is taken in, and its figures are published', async () => {
    await come(analyst)
    await page.goto('/monitoring/sources/new?kind=workforce')
    await page.getByLabel('What is it called?').fill('A small HR system')
    await page.getByRole('button', { name: 'Save and go on to the extract' }).click()
    await page.getByRole('button', { name: 'Read this extract' }).waitFor()
    await give(page, extract(60))
    await isBeingRead(page)
    await council.work()
    await page.reload()
    await page.getByRole('main').getByRole('link', { name: 'Go on to the columns' }).click()
    await page.getByRole('button', { name: 'Confirm the columns' }).click()
    await page.getByRole('button', { name: /Confirm (?:all of these|these words)/ }).click()
    await council.work()
    await takeIn(page)
    await council.work()
    extractAt = page.url()
    await letOut(page, async () => council.work(), come, null)
    await phone.page.goto('/workforce/2026')
    await phone.page.getByRole('heading', { level: 1, name: 'Who works here' }).waitFor()
    await phone.page.getByText('56.7%').first().waitFor()
  })

  await t.test('sixty women had been counted as men: the analyst gives the extract again, and says what was wrong', async () => {
    await come(analyst)
    await page.goto(extractAt)
    await page.getByRole('link', { name: 'Correct it' }).click()
    await page.getByLabel(/What was wrong/).fill('')
    await give(page, extract(0))
    await page.getByText('Enter what was wrong, for readers of the figures').first().waitFor()
    assert.deepEqual(await findBarriers(page), [])
    await page.getByLabel(/What was wrong/).fill('Sixty women had been recorded as men.')
    await give(page, extract(0))
    await isBeingRead(page)
    await council.work()
    await page.reload()
    await takeIn(page)
    await council.work()
    await page.goto('/monitoring/profile')
    await page.getByText('66.7%').filter({ visible: true }).first().waitFor()
  })

  await t.test('the public’s figures are made again, with what readers hold already, and a second person lets them out', async () => {
    await letOut(page, async () => council.work(), come, 'Sixty women had been recorded as men.')
  })

  await t.test('residents read the corrected figures, that they were corrected and why, and what was said before', async () => {
    const seen = phone.page
    await seen.goto('/workforce/2026')
    await seen.getByText('66.7%').filter({ visible: true }).first().waitFor()
    await seen.getByText('Sixty women had been recorded as men.').filter({ visible: true }).first().waitFor()
    assert.equal(await seen.getByText('56.7%').count(), 0)
    assert.ok(await seen.evaluate('document.documentElement.scrollWidth') as number <= 320)
    assert.deepEqual(await findBarriers(seen), [])
    await seen.getByText('Earlier versions of this report').click()
    await seen.getByText(/^Version 1/).first().waitFor()
    await seen.goto('/changes')
    await seen.getByText('Sixty women had been recorded as men.').filter({ visible: true }).first().waitFor()
    assert.deepEqual([...tab.troubles(), ...phone.troubles()], [])
  })
})

async function give(page: Page, bytes: string): Promise<void> {
  await page.getByLabel('The extract', { exact: true }).setInputFiles({ name: 'Staff.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) })
  await page.getByRole('button', { name: 'Read this extract' }).click()
}

const isBeingRead = (page: Page): Promise<void> => page.getByRole('heading', { level: 1, name: /^Reading / }).waitFor()

async function takeIn(page: Page): Promise<void> {
  await page.goto(page.url())
  const why = page.getByLabel('Why can it be taken in as it is?')
  if (await why.count() > 0) await why.fill('We looked at what changed, and it is right.')
  await page.getByRole('button', { name: 'Take it in' }).click()
  await page.getByRole('heading', { level: 1, name: /^Check / }).waitFor({ state: 'detached' })
}

/** One prepares the public's figures, and another lets them out under their own name. */
async function letOut(page: Page, work: () => Promise<unknown>, come: (email: string) => Promise<void>, note: string | null): Promise<void> {
  await page.goto('/monitoring/releases/new')
  await page.getByLabel('The public').check()
  await page.getByLabel('Which day does it describe?').selectOption({ label: 'A small HR system, 30 September 2026' })
  await page.getByRole('button', { name: 'Make the release' }).click()
  await page.getByText('Waiting to be made', { exact: true }).waitFor()
  const address = page.url()
  await work()
  await page.goto(address)
  await page.getByText('Proved safe', { exact: true }).waitFor()
  await come(publisher)
  await page.goto(address)
  await page.getByRole('link', { name: 'Publish', exact: true }).click()
  if (note !== null) {
    await page.getByText(/The earlier version stays visible/).waitFor()
    assert.equal(await page.getByLabel(/What was corrected/).inputValue(), note, 'what the analyst said stands there already')
  }
  await page.getByRole('button', { name: 'Approve and publish' }).click()
  await page.getByText('It was published under your name.').waitFor()
}
