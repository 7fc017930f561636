/** An assessment in real browsers: from the first question to the review, with the keyboard alone, on a telephone, by two at once, and when a session ends in the middle of a sentence. */
import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { examplePassword } from '#features/people/index.ts'
import { findBarriers, noBrowser, openBrowser, openDoor, type Tab } from '../browser.ts'
import { house } from '../house.ts'
import { focusIsSeen, tabTo } from './standing.ts'

const [author, chair, signatory, publisher, lead] = ['aisha.rahman', 'colin.fairweather', 'daniel.whitcombe', 'peter.ashdown', 'priya.nair'].map((name) => `${name}@barsetshire.example`) as [string, string, string, string, string]

test('an assessment goes its whole way in browsers', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  await using council = await house()
  const door = await openDoor(council)
  await using browser = await openBrowser()
  const as = async (email: string, width = 1280): Promise<Tab> => {
    const tab = await browser.visit({ origin: door, width })
    await tab.carry(await council.as(email), door)
    return tab
  }
  const said = (tab: Tab, words: string | RegExp) => tab.page.getByText(words).first().waitFor()
  let at = ''

  await t.test('a few questions end in an assessment, because the answer is not known', async () => {
    await using tab = await as(author)
    const { page } = tab
    await page.goto('/assessments/begin')
    await page.getByLabel('What is proposed?').fill('The library van comes every third week')
    await page.getByLabel('Which department is it for?').selectOption({ label: 'Adults and Communities' })
    await page.getByLabel('Who will decide? (optional)').fill('Cabinet')
    await page.getByRole('button', { name: 'Begin', exact: true }).click()
    await said(tab, /was begun/)
    at = new URL(page.url()).pathname
    assert.deepEqual(tab.troubles(), [])
  })

  await t.test('what was typed when the session ended is there again after signing in', async () => {
    await using tab = await as(author)
    const { page, context } = tab
    await page.goto(`${at}/write/people`)
    await page.getByLabel('Who is affected?').fill('Older people in four villages, who')
    await context.clearCookies()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByLabel('Email address').fill(author)
    await page.getByLabel('Password', { exact: true }).fill(examplePassword)
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByLabel('Who is affected?').waitFor()
    assert.equal(await page.getByLabel('Who is affected?').inputValue(), 'Older people in four villages, who')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL((url) => !url.pathname.endsWith('/write/people'))
  })

  await t.test('two write in one section at once, and the second sees both texts', async () => {
    await using mine = await as(author)
    await using hers = await as(lead)
    for (const tab of [mine, hers]) await tab.page.goto(`${at}/write/proposal`)
    await mine.page.getByLabel('What is it meant to do?').fill('Save £18,000 a year.')
    await mine.page.getByRole('button', { name: 'Save', exact: true }).click()
    await mine.page.waitForURL((url) => !url.pathname.endsWith('/write/proposal'))
    await hers.page.getByLabel('What is it meant to do?').fill('Keep the van on the road.')
    await hers.page.getByRole('button', { name: 'Save', exact: true }).click()
    await said(hers, 'Save £18,000 a year.')
    assert.equal(await hers.page.getByLabel('What is it meant to do?').inputValue(), 'Keep the van on the road.')
  })

  // What follows begins from one that the example has written: in scrutiny, of the same department.
  const [under] = await council.database.asOwner<{ id: string }>(`select assessment_id as id from impact_assessments.assessment where stage = 'in scrutiny' and lead_name = 'Aisha Rahman' order by reference limit 1`)
  const path = `/assessments/all/${under?.id ?? ''}`

  await t.test('the group scrutinises it with the keyboard alone, and returns it', async () => {
    await using tab = await as(chair)
    const { page } = tab
    await page.goto(`${path}/scrutiny/proposal`)
    await tabTo(page, 'input[name=verdict][value="agreed"]')
    assert.ok(await focusIsSeen(page), 'where the keyboard is can be seen')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, 'textarea[name=comment]', 4)
    await page.keyboard.type('Say what doing nothing costs')
    await tabTo(page, 'main button[type=submit]', 6)
    await page.keyboard.press('Enter')
    await said(tab, '“The proposal”: to be changed.')
    for (let section = 1; section < 11; section++) {
      await tabTo(page, 'input[name=verdict][value="agreed"]')
      await page.keyboard.press('Space')
      await tabTo(page, 'main button[type=submit]', 6)
      const before = page.url()
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.href !== before)
    }
    await said(tab, 'Every section has a verdict.')
    await page.getByRole('link', { name: 'Send it back' }).click()
    await page.getByRole('radio', { name: 'Yes, send it back' }).check()
    await page.getByRole('button', { name: 'Send it back' }).click()
    await page.waitForURL((url) => !url.pathname.endsWith('/send-back'))
    assert.deepEqual(tab.troubles(), [])
  })

  await t.test('the author keeps a version for permission to consult, mends it, and sends it again; only what changed is shown', async () => {
    await using tab = await as(author)
    const { page } = tab
    await page.goto(`${path}/keep-version`)
    await page.getByRole('button', { name: 'Keep it' }).click()
    await said(tab, /is kept\./)
    await page.goto(`${path}/write/proposal`)
    await page.getByLabel('What other ways were considered?').fill('Do nothing: it costs £62,000 a year.\nDo it in steps: taken further.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL((url) => !url.pathname.endsWith('/write/proposal'))
    await page.goto(`${path}/send`)
    await page.getByRole('button', { name: 'Send it' }).click()
    await said(tab, 'It is with the departmental group.')
    await using group = await as(chair)
    await group.page.goto(`${path}/scrutiny`)
    assert.equal(await group.page.getByText('Changed since round 1', { exact: true }).count(), 1)
    assert.equal(await group.page.getByText(/^Round 1\. /).count(), 10, 'what did not change keeps its verdict')
    await group.page.goto(`${path}/scrutiny/proposal`)
    await said(group, 'What changed since round 1')
    assert.equal(await group.page.getByText('What is it meant to do?').isVisible(), false, 'the whole section is there for who wants it')
    await tabTo(group.page, 'input[name=verdict][value="agreed"]')
    await group.page.keyboard.press('Space')
    await tabTo(group.page, 'main button[type=submit]', 6)
    await group.page.keyboard.press('Enter')
    await said(group, 'Every section has a verdict.')
    await group.page.goto(`${path}/agree`)
    await group.page.getByRole('radio', { name: /^Yes, the group has read it/ }).check()
    await group.page.getByRole('button', { name: 'Agree it' }).click()
    await said(group, 'The departmental group agreed it.')
  })

  await t.test('it is signed, given to those who decide, opened, decided, published and reviewed', async () => {
    await using daniel = await as(signatory)
    await daniel.page.goto(`${path}/sign`)
    for (const [part, value] of [['Day', '1'], ['Month', '10'], ['Year', '2027']] as const) await daniel.page.getByLabel(part, { exact: true }).fill(value)
    await daniel.page.getByRole('button', { name: 'Sign it' }).click()
    await said(daniel, /^It is signed\./)
    await using aisha = await as(author)
    await aisha.page.goto(`${path}/serve`)
    await aisha.page.getByRole('checkbox', { name: /^Daniel Whitcombe/ }).check()
    await aisha.page.getByRole('button', { name: 'Give it to them' }).click()
    await said(aisha, 'It was given to one person.')
    await daniel.page.goto('/assessments')
    await daniel.page.getByRole('region', { name: 'For you to read before you decide' }).getByRole('link').first().click()
    await said(daniel, 'The duty is yours')
    await aisha.page.goto(`${path}/decision`)
    const [year = '', month = '', day = ''] = council.today().toString().split('-')
    for (const [part, value] of [['Day', day], ['Month', month], ['Year', year]] as const) await aisha.page.getByLabel(part, { exact: true }).fill(value)
    await aisha.page.getByLabel('What was decided?').fill('Approved as adjusted')
    await aisha.page.getByRole('button', { name: 'Record it' }).click()
    await said(aisha, 'The decision is recorded.')
    const pack = aisha.page.waitForEvent('download')
    await aisha.page.getByRole('link', { name: 'Decision pack' }).click()
    assert.match((await pack).suggestedFilename(), /^decision-eia-\d{4}-\d{3}-1\.zip$/)
    await using peter = await as(publisher)
    await peter.page.goto(`${path}/publish`)
    // The example speaks of a few users: the publisher leaves that out, with the reason.
    const small = [...new Set([...(await peter.page.locator('main').innerText()).matchAll(/impact: ([a-z ]+)/g)].map((found) => found[1] ?? ''))]
    await peter.page.getByLabel('Words to leave out (optional)').fill(small.map((words) => `${words} | a small number`).join('\n'))
    await peter.page.getByRole('button', { name: 'Publish it' }).click()
    await said(peter, 'It is published.')
    await aisha.page.goto(`${path}/review`)
    await aisha.page.getByLabel('What really happened, group by group?').fill('Use fell less than was expected.')
    await aisha.page.getByRole('button', { name: 'Save the review' }).click()
    await said(aisha, 'The review was saved.')
    for (const tab of [daniel, aisha, peter]) assert.deepEqual(tab.troubles(), [])
  })

  await t.test('on a telephone nothing is wider than the screen, and nothing bars the way', async () => {
    await using inside = await as(lead, 320)
    await using outside = await browser.visit({ origin: door, width: 320 })
    const id = under?.id ?? ''
    for (const [tab, url] of [[inside, path], [inside, `${path}/scrutiny`], [inside, '/assessments/challenges'], [inside, '/assessments/audits'], [outside, '/impact-assessments'], [outside, `/impact-assessments/${id}`], [outside, `/impact-assessments/${id}/challenge`]] as const) {
      const answer = await tab.page.goto(url)
      assert.equal(answer?.status(), 200, url)
      assert.ok(await tab.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${url} is wider than the screen`)
      assert.deepEqual(await findBarriers(tab.page), [], url)
    }
  })
})
