/** A board asks for more than it was given. The analyst looks at the exact numbers, and answers with what may leave the building. */
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { listDatasets } from '#features/equality-monitoring/dataset-store.ts'
import { policyFor } from '#features/equality-monitoring/release-making.ts'
import { insertRelease } from '#features/equality-monitoring/release-store.ts'
import { noBrowser, openBrowser, openDoor } from '../browser.ts'
import { house, type House } from '../house.ts'

/** What the board was given of the quarter: a few tables, so that making it takes seconds. */
async function giveTheBoard(council: House): Promise<void> {
  await council.change(async (db, organisation) => {
    const workforce = (await listDatasets(db, organisation, { kind: 'workforce', states: ['current'] }))[0]!
    const cuts = ['all', 'sex', 'disability', 'department', 'contract', 'sex by department', 'disability by department']
    await insertRelease(db, organisation, { audience: 'board', title: 'Who works here', on: workforce.to, policy: policyFor('board', 'withhold').edition, wanted: { mode: 'withhold', datasets: [{ dataset: workforce.id, cuts }] }, corrects: null, by: { id: null, name: 'Due Regard' }, at: council.now() })
  })
  await council.work()
}

test('a board’s follow-up question is answered safely', { skip: noBrowser }, async (t) => {
  await using council = await house()
  await giveTheBoard(council)
  const door = await openDoor(council)
  await using browser = await openBrowser()
  await using tab = await browser.visit({ origin: door })
  const { page } = tab

  await t.test('what the board reads already stands beside the exact numbers, with what is withheld from it', async () => {
    await tab.carry(await council.as('samira.hussain@barsetshire.example'), door)
    await page.goto('/monitoring')
    await page.getByRole('link', { name: 'Ask a question' }).click()
    await page.getByLabel('Count by').selectOption({ label: 'Disability' })
    await page.getByLabel('And by (optional)').selectOption({ label: 'Department' })
    await page.getByRole('button', { name: 'Ask' }).click()
    await page.getByText('Yes: the board can read it').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Make this a release for the board' }).count(), 0)
  })

  await t.test('what it was never given is worked out with all that it holds, and made into a release', async () => {
    await page.getByLabel('And by (optional)').selectOption({ label: 'Contract' })
    await page.getByRole('button', { name: 'Ask' }).click()
    await page.getByText('The board was never given this table').waitFor()
    await page.getByRole('link', { name: 'Work out how much of it could be shown' }).click()
    await page.getByText(/With everything that was ever released to them|takes longer to work out/).first().waitFor()
    await page.getByLabel('What is the release called?').fill('Disability by contract, for the board')
    await page.getByRole('button', { name: 'Make this a release for the board' }).click()
    await page.getByRole('heading', { name: 'Disability by contract, for the board' }).waitFor()
    await council.work()
    await page.reload()
    await page.getByText('Proved safe').first().waitFor()
  })

  await t.test('the board reads it, with nothing gone from what it had, and small numbers withheld', async () => {
    const chair = await council.as('daniel.whitcombe@barsetshire.example')
    const [release] = await council.database.asOwner<{ id: string }>(`select release_id as id from equality_monitoring.release where title = 'Disability by contract, for the board'`)
    for (const table of ['disability by contract', 'disability by department']) {
      const shown = await chair.get(`/monitoring/figures/${release!.id}?of=${encodeURIComponent(`workforce: ${table}`)}`)
      assert.equal(shown.status, 200, table)
      assert.match(shown.text, /\[c\]/, `${table} has small numbers, which are withheld`)
    }
    assert.equal((await chair.get('/monitoring/ask?rows=disability&columns=contract')).status, 403)
  })

  await t.test('each look at exact numbers is in the ledger', async () => {
    const looks = await council.database.asOwner<{ body: string }>(`select 1 from ledger.entry where did = 'equality-monitoring.people-looked-at'`)
    assert.ok(looks.length >= 3)
    assert.deepEqual(tab.troubles(), [])
  })
})
