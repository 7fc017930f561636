/** A monitoring round over a whole plan, in a real browser: 74 actions with 30 leads, opened with one button, answered, closed and signed off. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { findBarriers, noBrowser, openBrowser, openDoor } from '../browser.ts'
import { planAddress } from '../example-plan.ts'
import { house, type House } from '../house.ts'

test('a round of 74 actions and 30 leads is opened, answered, closed and signed off', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await house()
  const plan = await wholePlan(council)
  const origin = await openDoor(council)
  await using browser = await openBrowser()
  await using tab = await browser.visit({ origin })
  const { page } = tab
  await tab.carry(await council.as('priya.nair@barsetshire.example'), origin)
  const before = (await council.letters()).length

  await t.test('one button writes one letter to each of the 30 leads, with a link for each of their actions', async () => {
    await page.goto('/rounds')
    await page.getByRole('listitem').filter({ hasText: 'A plan of 74 actions' }).getByRole('link', { name: 'Open a round' }).click()
    await page.getByText('It asks about 74 live actions.').waitFor()
    await page.getByRole('button', { name: 'Open the round and write to 30 leads' }).click()
    await page.getByText('The round is open. 30 leads were asked about 74 actions').waitFor()
    const letters = (await council.letters()).slice(before)
    assert.equal(letters.length, 30)
    assert.equal(new Set(letters.map((each) => each.to)).size, 30)
    assert.equal(new Set(letters.flatMap((each) => each.links)).size, 74)
    assert.deepEqual(await findBarriers(page), [])
  })

  await t.test('20 leads answer from their letters, and the round shows who has not', async () => {
    const links = (await council.letters()).slice(before, before + 20).map((each) => each.links[0]!)
    // One answers in the browser; the others are at browsers of their own.
    await page.goto(links[0]!)
    await page.getByLabel('Where is it now?').fill('Half of it is done.')
    await page.getByRole('radio', { name: 'At risk' }).check()
    await page.getByLabel('If it is not on track, what is in the way?').fill('Time')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: /^Thank you/ }).waitFor()
    for (const link of links.slice(1)) {
      const somebody = council.visitor()
      await somebody.send(await somebody.get(link), 'Send', { 'Where is it now?': 'It goes on.', 'How is it going?': 'At risk', 'If it is not on track, what is in the way?': 'Time' })
    }
    await page.goto('/rounds')
    await page.getByText('20 of 74 actions answered').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'A plan of 74 actions' }).getByRole('link').first().click()
    await page.getByRole('link', { name: '54 without an answer' }).click()
    assert.equal(await page.locator('tbody .dr-rating', { hasText: 'No answer' }).count(), 50, 'the first page of those without an answer')
    await page.getByRole('link', { name: 'Lead by lead' }).click()
    assert.equal(await page.locator('tbody tr').count(), 30)
  })

  await t.test('the director’s page is one screen: the five that need them most', async () => {
    await page.goBack()
    await page.getByRole('link', { name: 'On one page' }).click()
    assert.equal(await page.locator('.dr-worst__one').count(), 5)
    await page.getByText('This is the first round of this plan').waitFor()
    assert.deepEqual(await findBarriers(page), [])
  })

  await t.test('it is closed in words, and signed off by the chair', async () => {
    await page.getByRole('link', { name: 'Everything that was asked and answered' }).click()
    await page.getByRole('link', { name: 'Close the round' }).click()
    await page.getByText('74 actions. 20 were answered. 54 have no answer: that says nothing about progress.').waitFor()
    await page.getByLabel('What does the round show?').fill('Twenty have answered. We do not know about the rest.')
    await page.getByRole('button', { name: 'Close the round' }).click()
    await page.getByText('The round is closed and kept as it was.').waitFor()
    assert.deepEqual(await findBarriers(page), [])
    await tab.carry(await council.as('daniel.whitcombe@barsetshire.example'), origin)
    await page.reload()
    await page.getByRole('link', { name: 'Sign off' }).click()
    await page.getByRole('button', { name: 'Sign off as Daniel Whitcombe' }).click()
    await page.getByText('Signed off by Daniel Whitcombe on 22 November 2026').waitFor()
    assert.deepEqual(tab.troubles(), [])
  })
  assert.ok(plan.length > 0)
})

/** A live plan with 74 actions, led by 30 people: copies of an action of the example. */
async function wholePlan(council: House): Promise<string> {
  const organisation = await council.organisation()
  const like = (await planAddress(council)).slice('/plans/'.length)
  const [plan, objective] = [crypto.randomUUID(), crypto.randomUUID()]
  const run = (query: string, ...values: readonly unknown[]) => council.database.asOwner(query, [organisation, ...values])
  await run(`insert into action_plan.strategy (organisation_id, strategy_id, title, from_on, to_on, status, made_at) values ($1, $2, 'A plan of 74 actions', '2026-04-01', '2030-03-31', 'live', '2026-04-01T09:00:00Z')`, plan)
  await run(`insert into action_plan.objective (organisation_id, objective_id, strategy_id, code, words, deadline, place) select organisation_id, $2, $3, 'W1', 'Everybody is asked', deadline, 900 from action_plan.objective where organisation_id = $1 and strategy_id = $4 order by place limit 1`, objective, plan, like)
  const people = Array.from({ length: 30 }, (_, index) => ({ id: crypto.randomUUID(), name: `Lead Number ${index + 1}` }))
  for (const each of people) await run(`insert into people.person (organisation_id, id, name, email, job_title, department_id, also_known_as, state, added_at) values ($1, $2, $3, $4, '', null, '{}', 'recorded', $5)`, each.id, each.name, `${each.name.toLowerCase().replaceAll(' ', '.')}@barsetshire.example`, council.now().toString())
  for (let index = 0; index < 74; index++) {
    const lead = people[index % 30]!
    await run(`insert into action_plan.action (organisation_id, action_id, strategy_id, objective_id, reference, words, lead_written, lead_name, lead_person_id, deadline, due_on, state, place)
      select organisation_id, $2, $3, $4, $5, $6, $7, $7, $8, deadline, $9, 'under way', $10 from action_plan.action where organisation_id = $1 and strategy_id = $11 order by place limit 1`,
    crypto.randomUUID(), plan, objective, `W${index + 1}`, `Do the work that has number ${index + 1}`, lead.name, lead.id, index % 9 === 4 ? '2026-06-30' : '2027-06-30', index + 1, like)
  }
  return plan
}
