/**
 * The analyst's quarter, in a browser: an extract of 6,400 people in an HR system's own words is understood once and taken in; the next one needs a
 * handful of presses; a correction replaces what was wrong. Presses and seconds are counted, and said.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { noBrowser, type Tab } from '../browser.ts'
import { madeUpWorkforce } from '../made-up-workforce.ts'
import { signIn, standing } from './standing.ts'

const analyst = 'samira.hussain@barsetshire.example'
const payrolls = resolve(import.meta.dirname, '../../../shared/data/payroll')

/** A person's hands on one page: every press of a button or link, every choice and every box filled is counted. */
function hands(page: Page) {
  const counted = { presses: 0, began: Date.now() }
  return {
    async button(name: string | RegExp) { counted.presses++; await page.getByRole('main').getByRole('button', { name, exact: typeof name === 'string' }).click() },
    async link(name: string | RegExp) { counted.presses++; await page.getByRole('main').getByRole('link', { name, exact: typeof name === 'string' }).first().click() },
    async fill(label: string, words: string) { counted.presses++; await page.getByLabel(label).fill(words) },
    async choose(label: string, option: string) { counted.presses++; await page.getByLabel(label, { exact: true }).selectOption({ label: option }) },
    async file(name: string, content: string | Buffer) { counted.presses++; await page.getByLabel('The extract', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) }) },
    /** The page moves on by itself when the work is done. */
    async until(heading: string | RegExp) { await page.getByRole('heading', { level: 1, name: heading }).waitFor({ timeout: 60_000 }) },
    spent: () => ({ presses: counted.presses, seconds: (Date.now() - counted.began) / 1000 }),
  }
}

/** Signs in. While the example is still being made beside the first pages, a busy machine may ask for a little patience: then once more. */
async function comeIn({ page, troubles }: Tab): Promise<void> {
  const hello = page.getByRole('heading', { level: 1, name: /^Hello/ })
  let seen = ''
  for (let tries = 0; tries < 4; tries++) {
    await signIn(page, analyst)
    if (await hello.waitFor({ timeout: 15_000 }).then(() => true, () => false)) {
      troubles()
      return
    }
    seen = await page.locator('main').innerText()
    await page.context().clearCookies()
  }
  throw new Error(`Nobody can come in: ${seen}`)
}

test('an extract is taken in within two minutes, the next one within thirty seconds', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await standing()
  await using tab = await council.visit()
  // A machine that is busy with other things is slower than any person.
  tab.context.setDefaultTimeout(60_000)
  const { page } = tab
  await comeIn(tab)
  await page.getByRole('link', { name: 'People and pay', exact: true }).click()
  let upload = ''

  await t.test('the first upload: a source, its columns, its words, the check', async (t) => {
    const me = hands(page)
    await me.link('Add a source')
    await me.link('Workforce')
    await me.fill('What is it called?', 'The new HR system')
    await me.button('Save and go on to the extract')
    upload = page.url()
    await me.file('Staff at 30 September.csv', madeUpWorkforce())
    await me.button('Read this extract')
    await me.until(/^What does/)
    await me.link('Go on to the columns')
    assert.equal(await page.locator('select').count(), 16)
    assert.equal(await page.getByLabel('What Ethnic Origin is').locator('option:checked').textContent(), 'Ethnic group')
    await me.button('Confirm the columns')
    await me.until('Religion or belief: what do these words mean?')
    await me.choose('What “Jedi” means', 'Any other religion')
    await me.button('Confirm these words')
    await me.until('What we are sure of')
    await me.button('Confirm all of these')
    await me.until('Check The new HR system, 30 September 2026')
    await page.getByText('6,400 employees').waitFor()
    await me.button('Take it in')
    await page.getByText('Taken in', { exact: true }).first().waitFor({ timeout: 60_000 })
    const { presses, seconds } = me.spent()
    t.diagnostic(`${presses} presses, ${seconds.toFixed(1)} seconds at the speed of the machine`)
    assert.ok(presses <= 16, `${presses} presses`)
  })

  await t.test('the second upload: the file, and one button', async (t) => {
    await page.goto('/monitoring')
    const me = hands(page)
    await me.link(/^Upload an extract of The new HR system/)
    await me.file('Staff at 22 November.csv', madeUpWorkforce({ quarter: 1 }))
    await me.button('Read this extract')
    await me.until(/^Check The new HR system/)
    await me.button('Take it in')
    await page.getByText('Taken in', { exact: true }).first().waitFor({ timeout: 60_000 })
    const { presses, seconds } = me.spent()
    t.diagnostic(`${presses} presses, ${seconds.toFixed(1)} seconds at the speed of the machine`)
    assert.ok(presses <= 4, `${presses} presses`)
  })

  await t.test('a correction of that extract: what was wrong is said once, for readers', async (t) => {
    const me = hands(page)
    await me.link('Correct it')
    await me.file('Staff at 22 November corrected.csv', madeUpWorkforce({ people: 6_512, quarter: 1 }))
    await me.fill('What was wrong, for readers of the figures?', '112 staff of the library service had been left out.')
    await me.button('Read this extract')
    await me.until(/^Check The new HR system/)
    await page.getByText('It corrects the extract of').waitFor()
    if (await page.getByLabel('Why can it be taken in as it is?').count() > 0) await me.fill('Why can it be taken in as it is?', 'The library service was left out before')
    await me.button('Take it in')
    await page.getByText('Taken in', { exact: true }).first().waitFor({ timeout: 60_000 })
    await me.link(/^The extract given on/)
    await page.getByText('A correction has replaced this extract').waitFor()
    await page.getByText('112 staff of the library service had been left out.').waitFor()
    const { presses, seconds } = me.spent()
    t.diagnostic(`${presses} presses, ${seconds.toFixed(1)} seconds at the speed of the machine`)
  })

  await t.test('the columns can be confirmed with the keyboard alone, on a telephone', async () => {
    await using phone = await council.visit({ width: 320 })
    phone.context.setDefaultTimeout(60_000)
    await comeIn(phone)
    await phone.page.goto(upload)
    await phone.page.getByLabel('The extract', { exact: true }).setInputFiles({ name: 'Small.csv', mimeType: 'text/csv', buffer: Buffer.from('Pers no,Gender,A new column\n1,F,x\n2,M,y\n') })
    for (const [part, words] of [['Day', '31'], ['Month', '12'], ['Year', '2025']] as const) await phone.page.getByLabel(part, { exact: true }).fill(words)
    await phone.page.getByRole('button', { name: 'Read this extract' }).click()
    await phone.page.getByRole('link', { name: 'Go on to the columns' }).click({ timeout: 60_000 })
    await phone.page.getByRole('heading', { level: 1, name: 'What are the columns of this extract?' }).waitFor()
    assert.equal(await phone.page.evaluate('document.documentElement.scrollWidth'), 320)
    for (let steps = 0; steps < 60; steps++) {
      await phone.page.keyboard.press('Tab')
      if (await phone.page.evaluate(`document.activeElement?.textContent?.trim() === 'Confirm the columns'`)) break
    }
    await phone.page.keyboard.press('Enter')
    await phone.page.getByText(/^Check The new HR system|^What does Small.csv say|what do these words mean/).first().waitFor({ timeout: 60_000 })
    assert.deepEqual(phone.troubles(), [])
  })
  assert.deepEqual(tab.troubles(), [])
})

const real = [['cincinnati_oh_2021_names_removed.csv', 24, '6,304'], ['montgomery_county_md_2023.csv', 8, '10,291']] as const

test('real extracts go the whole way', { skip: noBrowser || (!existsSync(payrolls) && 'the real extracts are not on this machine'), timeout: 300_000 }, async (t) => {
  await using council = await standing()
  await using tab = await council.visit()
  // A machine that is busy with other things is slower than any person.
  tab.context.setDefaultTimeout(60_000)
  const { page } = tab
  await comeIn(tab)
  await page.getByRole('link', { name: 'People and pay', exact: true }).click()
  for (const [file, columns, rows] of real) {
    await t.test(file, async (t) => {
      await page.goto('/monitoring/sources/new?kind=workforce')
      const me = hands(page)
      await me.fill('What is it called?', `A real extract of ${rows}`)
      await me.button('Save and go on to the extract')
      await me.file(file, readFileSync(resolve(payrolls, file)))
      await me.button('Read this extract')
      await me.until(/^What does/)
      await page.getByText(`It has ${rows} rows and ${columns} columns`).waitFor()
      await me.link('Go on to the columns')
      assert.equal(await page.locator('select').count(), columns)
      await me.button('Confirm the columns')
      // Words of another country’s lists fit none of ours: they stay categories of the body’s own.
      for (let pages = 0; pages < 6; pages++) {
        await page.getByRole('heading', { level: 1, name: /what do these words mean\?$|^What we are sure of$/ }).waitFor()
        if (await page.getByRole('heading', { level: 1, name: 'What we are sure of' }).count() > 0) break
        for (const unknown of await page.locator('tr:has(.dr-sure--low)').all()) {
          const words = (await unknown.locator('.dr-written').textContent()) ?? ''
          await me.choose(`What “${words}” means`, `Keep “${words}” as our own`)
        }
        await me.button('Confirm these words')
      }
      await me.button('Confirm all of these')
      await me.until(/^Check A real extract/)
      await page.getByText(`${rows} employees`).waitFor()
      if (await page.getByLabel('Why can it be taken in as it is?').count() > 0) await me.fill('Why can it be taken in as it is?', 'Looked through')
      await me.button('Take it in')
      await page.getByText('Taken in', { exact: true }).first().waitFor({ timeout: 60_000 })
      const { presses, seconds } = me.spent()
      t.diagnostic(`${presses} presses, ${seconds.toFixed(1)} seconds at the speed of the machine`)
    })
  }
  assert.deepEqual(tab.troubles(), [])
})
