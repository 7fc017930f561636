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

  /** Presses the button that sends this form, reached with the Tab key, and waits for the next page. */
  const press = async ({ page }: Tab): Promise<void> => {
    await tabTo(page, 'main button[type=submit]', 20)
    const before = page.url()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.href !== before)
  }
  /** The first three pages of the questions, with the keyboard alone: yes to one question, no to all others. Gives how many keys that took, words aside. */
  const screen = async (tab: Tab, proposal: string, kind: string, yes: string, impact: string): Promise<number> => {
    const { page } = tab
    let keys = 0
    const counting = page.keyboard.press.bind(page.keyboard)
    page.keyboard.press = async (...pressed) => { keys++; await counting(...pressed) }
    await page.goto('/assessments/start')
    await tabTo(page, 'input[name=title]')
    await page.keyboard.type(proposal)
    await tabTo(page, 'textarea[name=proposal]', 4)
    await page.keyboard.type('What people would notice, and when.')
    await tabTo(page, 'select[name=department]', 8)
    await page.keyboard.type('Adults')
    await press(tab)
    await tabTo(page, `input[type=checkbox][value="${kind}"]`)
    await page.keyboard.press('Space')
    await press(tab)
    const asked = [...new Set(await page.locator('main input[type=radio]').evaluateAll((all) => (all as { readonly name?: string }[]).map(({ name }) => name ?? '')))]
    for (const name of asked) {
      await tabTo(page, `input[name="${name}"]`)
      if (name !== yes) await page.keyboard.press('ArrowDown')
      else await page.keyboard.press('Space')
    }
    assert.ok(await focusIsSeen(page), 'where the keyboard is can be seen')
    await press(tab)
    await tabTo(page, 'textarea')
    await page.keyboard.type('Everybody who comes in, most of all older people.')
    await tabTo(page, 'input[type=radio]', 4)
    for (let step = 0; step < ['positive', 'neutral', 'negative', 'unknown'].indexOf(impact); step++) await page.keyboard.press('ArrowDown')
    if (impact === 'positive') await page.keyboard.press('Space')
    await tabTo(page, 'textarea', 4)
    await page.keyboard.type('The access group tried three designs in March.')
    await press(tab)
    return keys
  }

  await t.test('a few questions end in a signed reason why no assessment is needed, with the keyboard alone and in well under five minutes', async () => {
    await using tab = await as(author)
    const { page } = tab
    const began = await screen(tab, 'Larger signs in Plumstead library', 'service change', 'q-times-and-places', 'positive')
    await said(tab, /An assessment does not seem to be needed/)
    await tabTo(page, 'main a[href$="/sign"]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/sign$/)
    await tabTo(page, 'textarea')
    await page.keyboard.type('The signs are larger and plainer, and stand where the old ones stood. The access group tried them.')
    await press(tab)
    await said(tab, 'Waiting to be agreed')
    // Somebody who takes a second for each key, and types what stands above at thirty words a minute, needs some four minutes.
    assert.ok(began < 160, `${String(began)} keys are too many for a few questions`)
    await using group = await as(chair)
    await group.page.goto(`${new URL(page.url()).pathname}/agree`)
    await group.page.getByRole('radio', { name: 'Agree: no assessment is needed' }).check()
    await group.page.getByRole('button', { name: 'Send' }).click()
    await said(group, 'No assessment needed')
    assert.deepEqual([...tab.troubles(), ...group.troubles()], [])
  })

  await t.test('the same questions end in a full assessment where the answer is not known, and nothing that was said is asked again', async () => {
    await using tab = await as(author)
    const { page } = tab
    await screen(tab, 'The library van comes every third week', 'budget', 'q-less', 'unknown')
    await said(tab, /A full assessment is needed/)
    await page.getByRole('link', { name: 'Go on to the assessment' }).click()
    await page.getByRole('button', { name: 'Begin the assessment' }).click()
    await said(tab, 'Being written')
    at = new URL(page.url()).pathname
    await page.goto(`${at}/write/people`)
    assert.equal(await page.getByLabel('Who is affected?').inputValue(), 'Everybody who comes in, most of all older people.')
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
    await mine.page.getByLabel('What does it cost or save?').fill('Some £18,000')
    // What is typed is kept as it is typed; whoever opens the section then is told whose words they are, and when they were kept.
    await mine.page.locator('.dr-saved', { hasText: /saved/i }).waitFor()
    await using late = await as(lead)
    await late.page.goto(`${at}/write/proposal`)
    await said(late, 'Aisha Rahman is writing here too')
    await said(late, /^Their words were last kept at \d{1,2}:\d{2}(am|pm)?/)
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
