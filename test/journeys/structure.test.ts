/** An equality lead sets up a county’s structure for governance on equality: nine kinds of body, and what each tells the others. */
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { findBarriers, noBrowser, openBrowser, openDoor } from '../browser.ts'
import { house } from '../house.ts'

/** Groups and roles as Leicestershire County Council’s equality strategy 2016 to 2020 lists them beside its figure 1: what each reports, and to whom. */
const structure: readonly (readonly [name: string, type: string, meets: string, purpose: string, to: string, what: string, often: string])[] = [
  ['County Council', 'Full council', 'Every two months', 'Agrees the major plans', '', '', ''],
  ['Cabinet', 'Cabinet or executive', 'Monthly', 'Agrees the strategy for the council', 'County Council', 'The equality strategy, for approval', 'every four years'],
  ['Lead Member', 'Lead member', 'As needed', 'Leads on equality in the cabinet', 'Cabinet', 'What the cabinet should know', ''],
  ['Scrutiny Committee', 'Scrutiny committee', 'Every two months', 'Scrutinises work on equality', '', '', ''],
  ['Corporate Management Team', 'Management team', 'Monthly', 'Develops the strategy', 'Cabinet', 'The strategy, and a yearly update', 'yearly'],
  ['Equality Board', 'Equalities board', 'Quarterly', 'Leads the work day by day', 'Corporate Management Team', 'Annual report', 'yearly, by the end of June'],
  ['Workers’ Groups', 'Staff network or workers’ group', 'Monthly', 'A voice for staff', '', '', ''],
  ['Departmental Equalities Group', 'Departmental equalities group', 'Every two months', 'Links the board and departments', 'Equality Board', 'Progress in the department', ''],
  ['Equalities Challenge Group', 'External challenge group', 'Every two months', 'Challenges and supports', '', '', ''],
]
const across: readonly (readonly [from: string, kind: string, to: string, what: string])[] = [
  ['Scrutiny Committee', '…scrutinises…', 'Cabinet', 'Feedback on work on equality'], ['Workers’ Groups', '…advises…', 'Equality Board', 'What staff say'],
  ['Equalities Challenge Group', '…challenges…', 'Equality Board', 'Challenge and support'], ['Cabinet', '…delegates to…', 'Equality Board', 'The action plan'], ['Departmental Equalities Group', '…feeds back to…', 'Equality Board', 'What managers say'],
]

test('the structure of a county is set up, drawn and read', { skip: noBrowser }, async (t) => {
  await using council = await house()
  const door = await openDoor(council, 'northbarset.localhost')
  await using browser = await openBrowser()
  await using tab = await browser.visit({ origin: door })
  const { page } = tab
  await tab.carry(await council.as('imogen.clay@northbarset.example'), door)

  await t.test('nine bodies and what each reports', async () => {
    await page.goto('/governance')
    assert.match(await page.locator('main').innerText(), /No bodies yet/)
    for (const [name, type, meets, purpose, to, what, often] of structure) {
      await page.goto('/governance')
      await page.getByRole('link', { name: 'Add a body' }).click()
      await page.getByLabel('What is it called?').fill(name)
      const types = page.getByLabel('What kind of body is it?')
      await types.selectOption({ label: (await types.locator('option').allInnerTexts()).find((each) => each.startsWith(`${type}:`)) ?? type })
      await page.getByLabel('What is it for?').fill(purpose)
      await page.getByLabel('How often does it meet?').selectOption({ label: meets })
      if (to !== '') {
        await page.getByLabel('Whom does it report to? (optional)').selectOption({ label: to })
        await page.getByLabel('What does it report? (optional)').fill(what)
        await page.getByLabel('How often? (optional)').fill(often)
      }
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByText(`${name} was added.`).waitFor()
    }
  })

  await t.test('advice, scrutiny, challenge and what comes down', async () => {
    for (const [from, kind, to, what] of across) {
      await page.goto('/governance/bodies')
      await page.getByRole('link', { name: from, exact: true }).click()
      await page.getByRole('link', { name: `Add a line from ${from}` }).click()
      await page.getByLabel(kind, { exact: true }).check()
      await page.getByLabel('Which body?').selectOption({ label: to })
      await page.getByLabel('What flows on this line?').fill(what)
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByText('The line was added.').waitFor()
    }
  })

  await t.test('the drawing shows every body and every line, wide and narrow, and the list says the same', async () => {
    await page.goto('/governance')
    const words = await page.locator('.dr-structure__wide').textContent() ?? ''
    for (const [name] of structure) for (const part of name.split(' ')) assert.match(words, new RegExp(part))
    const numbers = await page.locator('.dr-structure__wide .dr-structure__number').allTextContents()
    assert.deepEqual(numbers.map(Number).sort((a, b) => a - b), Array.from({ length: structure.filter(([, , , , to]) => to !== '').length + across.length }, (_, at) => at + 1))
    const boxes = await page.locator('.dr-structure__wide rect').evaluateAll((all) => all.map((each) => { const { left, right, top, bottom } = each.getBoundingClientRect(); return { left, right, top, bottom } }))
    for (const [at, a] of boxes.entries()) for (const b of boxes.slice(at + 1)) assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top, 'no box lies on another')
    const list = await page.locator('.dr-answers').first().innerText()
    for (const [from, , to, what] of across) assert.match(list, new RegExp(`${to}: ${what}`), from)
    assert.deepEqual(await findBarriers(page), [])
    await page.setViewportSize({ width: 320, height: 800 })
    assert.ok(await page.locator('.dr-structure__narrow').isVisible())
    assert.ok(!await page.locator('.dr-structure__wide').isVisible())
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'nothing runs out at the side')
    assert.deepEqual(await findBarriers(page), [])
    assert.deepEqual(tab.troubles(), [])
  })
})
