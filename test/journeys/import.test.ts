/** The journey that the product is for first: from the plan that a council has in a drawer to a page that residents read. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { noBrowser } from '../browser.ts'
import { madeUpDocument, madeUpPlan } from '../made-up-plan.ts'
import { sharedPlans, signIn, standing } from './standing.ts'

const lead = 'priya.nair@barsetshire.example'
const wordFile = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const seed = join(sharedPlans, 'lcc-2016-20-merged-rows.docx')

interface GoldAction { readonly action: string; readonly objective: string; readonly leads: string | null; readonly deadline: string | null; readonly group: string | null }

test('a plan from the drawer becomes a live plan and a public page, in a browser', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await standing()

  await t.test('a made-up plan of five actions', async () => {
    await using tab = await council.visit()
    await signIn(tab.page, lead)
    await giveAndAccept(tab.page, { name: 'Easy to reach 2026-28.docx', mimeType: wordFile, buffer: Buffer.from(madeUpDocument()) }, 'Easy to reach')
    await tab.page.getByRole('link', { name: 'Go to the plan' }).click()
    assert.equal(await tab.page.locator('section[aria-label^="Actions in"] tbody tr').count(), 5)
    for (const { rows } of madeUpPlan) for (const { action } of rows) assert.equal(await tab.page.getByRole('link', { name: action, exact: true }).count(), 1, action)
    assert.deepEqual(tab.troubles(), [])
  })

  await t.test('without a single script, the same plan is read and thrown away again', async () => {
    await using tab = await council.visit({ script: false })
    const { page } = tab
    await signIn(page, lead)
    await page.goto('/imports/new')
    await page.getByLabel('Your document').setInputFiles({ name: 'No script 2026-28.docx', mimeType: wordFile, buffer: Buffer.from(madeUpDocument(madeUpPlan.slice(0, 1))) })
    await page.getByRole('button', { name: 'Read this document' }).click()
    // Without our script the page is not changed under its reader, who looks again when they like.
    for (let tries = 0; tries < 60 && await page.getByRole('heading', { name: /^Reading No script/ }).count() > 0; tries++) {
      await page.waitForTimeout(500)
      await page.getByRole('link', { name: 'look again' }).click()
    }
    await page.getByRole('heading', { name: /^Review No script/ }).waitFor()
    await page.locator('.dr-task a[href*="/tables/"]').first().click()
    await page.getByRole('link', { name: /^Change or leave out/ }).first().click()
    await page.getByLabel('Action', { exact: true }).fill('Survey every public building twice')
    await page.getByRole('button', { name: 'Save and finish later' }).click()
    await page.getByText('It has not been sent yet').waitFor()
    assert.equal(await page.getByLabel('Action', { exact: true }).inputValue(), 'Survey every public building twice')
    await page.getByRole('button', { name: 'Save this row' }).click()
    await page.getByText('The row was saved and accepted.').waitFor()
    await page.getByRole('link', { name: 'Back to the whole document' }).click()
    await page.getByRole('link', { name: 'Throw this reading away' }).click()
    await page.getByRole('button', { name: 'Throw it away' }).click()
    await page.getByText('The reading was thrown away.').waitFor()
  })

  await t.test('a real plan of 74 actions under 8 objectives, as Word', { skip: !existsSync(seed) && 'the real plans are not on this machine' }, async () => {
    await using tab = await council.visit()
    const { page } = tab
    const gold = JSON.parse(readFileSync(`${seed}.gold.json`, 'utf8')) as { readonly actions: readonly GoldAction[] }
    await signIn(page, lead)
    await giveAndAccept(page, seed, 'A real plan', ['2016', '2020'])
    await page.getByRole('link', { name: 'Go to the plan' }).click()
    const plan = page.url()

    // Everything that was found, as the list’s own file says it: 74 actions, each once.
    const csv = await page.request.get(`${plan}.csv`)
    assert.equal(csv.status(), 200)
    const lines = (await csv.text()).trim().split('\r\n')
    const squash = (words: string): string => words.replaceAll(/\s+/g, ' ').trim()
    const withoutCode = (words: string): string => squash(words).replace(/^E[O0] ?\d+: /, '')
    assert.equal(await page.locator('section[aria-label^="Actions in"] tbody tr').count(), 50)
    await page.getByRole('link', { name: 'Next page' }).click()
    assert.equal(await page.locator('section[aria-label^="Actions in"] tbody tr').count(), 24)
    assert.ok(lines.length >= 75, `${lines.length} lines`)

    // Each objective has its actions under their headings, with leads and dates as written and as understood.
    await page.goto(plan)
    await page.getByText('Objectives of this plan').click()
    const objectives = await page.locator('details li a').evaluateAll((links) => links.map((each) => ({ href: (each as { getAttribute(name: string): string | null }).getAttribute('href') ?? '', text: each.textContent ?? '' })))
    assert.equal(objectives.length, 8)
    const found: string[] = []
    for (const [index, { href, text }] of objectives.entries()) {
      await page.goto(href)
      const wanted = gold.actions.filter((each) => withoutCode(each.objective) === withoutCode(text))
      assert.ok(wanted.length > 0, text)
      const words = (await page.locator('td[data-label=Action] a').allTextContents()).map(squash)
      assert.deepEqual(words, wanted.map((each) => squash(each.action)), text)
      found.push(...words)
      const groups = [...new Set(wanted.flatMap((each) => each.group ?? []))].map(squash)
      assert.deepEqual((await page.locator('main h3').allTextContents()).map(squash), groups, `headings of ${text}`)
      // One action of each objective, opened.
      const one = wanted[index % wanted.length]!
      await page.locator('td[data-label=Action] a').nth(index % wanted.length).click()
      const shown = squash(await page.locator('main').innerText())
      for (const part of [one.action, one.deadline, ...(one.leads ?? '').split('\n').slice(0, 1)]) if (part !== null && part !== '') assert.ok(shown.includes(squash(part)), `“${part}” is not on the page of “${one.action}”: ${shown.slice(0, 1500)}`)
    }
    assert.equal(found.length, 74)

    // Approved by a named person, it is public: for somebody who is not signed in, on a telephone.
    await page.goto(plan)
    await page.getByRole('main').getByRole('link', { name: 'Publication', exact: true }).click()
    await page.getByRole('button', { name: 'Hand in for approval' }).click()
    await page.getByText('It was handed in. Nothing is public yet.').waitFor()
    const draft = page.url()
    await page.getByRole('link', { name: 'Look through it' }).click()
    for (const stays of await page.getByLabel('It stays').all()) await stays.check()
    for (const why of await page.getByLabel('Why?').all()) await why.fill('It is in the printed plan.')
    await page.getByRole('button', { name: 'I have read it: pass it on' }).click()
    await page.getByText('It was passed on for approval.').waitFor()
    await using second = await council.visit()
    await signIn(second.page, 'peter.ashdown@barsetshire.example')
    await second.page.goto(draft)
    await second.page.getByRole('link', { name: 'Approve or send back' }).click()
    await second.page.getByLabel('Publish it now').check()
    await second.page.getByRole('button', { name: 'Save' }).click()
    await second.page.getByText('It is public, under your name: 75 pages.').waitFor()
    await using resident = await council.visit({ width: 320 })
    await resident.page.goto('/plan')
    await resident.page.getByRole('link', { name: 'A real plan' }).first().click()
    const promises = await resident.page.locator('.dr-promise__words').allInnerTexts()
    assert.equal(promises.length, 74)
    await resident.page.locator('.dr-promise__words a').nth(10).click()
    await resident.page.getByText('No progress has been recorded yet.').waitFor()
    assert.deepEqual([...tab.troubles(), ...resident.troubles()], [])
  })
})

/** Gives the document, waits for the reading, accepts it table by table and page by page, and adds it as a new plan. */
async function giveAndAccept(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }, title: string, [from, to]: readonly [string, string] = ['2026', '2028']): Promise<void> {
  await page.getByRole('link', { name: 'Plans', exact: true }).first().click()
  await page.getByRole('link', { name: 'Read a plan from a document' }).click()
  await page.getByLabel('Your document').setInputFiles(file as string)
  await page.getByRole('button', { name: 'Read this document' }).click()
  await page.getByRole('heading', { name: /^Review / }).waitFor({ timeout: 60_000 })
  await page.getByText('Nothing is in the plan yet').waitFor()
  const overview = page.url()
  const tables = await page.locator('.dr-task a[href*="/tables/"]').evaluateAll((links) => links.map((each) => (each as unknown as { href: string }).href))
  for (const table of tables) {
    for (let pages = 0; pages < 10; pages++) {
      if (pages === 0) await page.goto(table)
      if (await page.getByRole('button', { name: 'Save and go on' }).count() === 0) break
      await page.getByRole('radio', { name: /^Accept all/ }).check()
      await page.getByRole('button', { name: 'Save and go on' }).click()
      await page.getByText(/were? accepted\.|was accepted\./).first().waitFor()
      if (page.url() === overview) break
    }
  }
  await page.goto(overview)
  await page.getByRole('link', { name: 'Add to the plan' }).click()
  await page.getByRole('radio', { name: 'A new plan' }).check()
  await page.getByLabel('Title, for a new plan').fill(title)
  await page.getByLabel('First year').fill(from)
  await page.getByLabel('Last year').fill(to)
  await page.getByRole('button', { name: 'Add them' }).click()
  await page.getByRole('heading', { name: 'What this plan does not say yet' }).waitFor()
}
