import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { house } from '../../../../test/house.ts'
import { addFigures } from './for-tests-figures.ts'

suite('Targets', () => {
  test('are set by an equality lead from the groups that figures tell of, and read by the board with how sure they are', async () => {
    await using council = await house()
    await addFigures(council, '2024-03-31')
    await addFigures(council, '2026-09-30', { drift: 0.2 })
    const priya = await council.as('priya.nair@barsetshire.example')
    const made = await priya.send(await priya.get('/monitoring/targets/new'), 'Add this target', {
      'What is the target called?': 'More disabled people here', 'Group': 'Disabled', 'What do you want?': 'Reach a share', 'Number (optional)': '8', 'Counted from which day? (optional)': '31 March 2024',
      'By when? (optional)': Temporal.PlainDate.from('2028-03-31'), 'Why, and where was it decided? (optional)': 'Objective EO1',
    })
    assert.match(made.text, /The target was added/)
    assert.match(made.text, /Disabled: at least 8% of all employees by 31 March 2028/)
    assert.match(made.text, /up from 5\.8% on 31 March 2024\. To be there by 31 March 2028/)
    const chair = await council.as('daniel.whitcombe@barsetshire.example')
    const list = await chair.get('/monitoring/targets')
    assert.match(list.text, /More disabled people here/)
    const csv = await chair.get('/monitoring/targets.csv')
    assert.match(csv.html, /More disabled people here\. Disabled: at least 8% of all employees/)
    assert.ok((await chair.get('/monitoring/targets/new')).status === 403 || (await chair.get('/monitoring/targets/new')).status === 404)
  })

  test('must say what they need: a share to be reached its number, parity its part, keeping a share its first day', async () => {
    await using council = await house()
    await addFigures(council, '2026-09-30')
    const priya = await council.as('priya.nair@barsetshire.example')
    const asked = (kind: string, more: Readonly<Record<string, string>> = {}) => priya.post('/monitoring/targets/new', { title: 'A target', group: 'disability|Disabled', part: '', kind, number: '', baseline: '', ...more })
    assert.match((await asked('reach')).text, /Enter the share to be reached/)
    assert.match((await asked('parity')).text, /Select the part of the workforce/)
    assert.match((await asked('maintain or improve')).text, /Select the day from which it is counted/)
    assert.match((await asked('reach', { number: '101' })).text, /from 0\.01 to 100 per cent/)
    assert.equal((await asked('reach', { group: 'disability|Nobody', number: '5' })).status, 422)
  })

  test('change and end by an equality lead, with what they were in the ledger', async () => {
    await using council = await house()
    await addFigures(council, '2026-09-30')
    const priya = await council.as('priya.nair@barsetshire.example')
    const made = await priya.send(await priya.get('/monitoring/targets/new'), 'Add this target', { 'What is the target called?': 'Parity for women', 'Group': 'Female', 'Part of the workforce (optional)': 'Grade 13 and above', 'What do you want?': 'Parity between grades' })
    const changed = await priya.send(await priya.get(`${made.address}/edit`), 'Save', { 'Number (optional)': '3' })
    assert.match(changed.text, /within 3 percentage points of the one among everybody else/)
    const ended = await priya.send(await priya.get(`${made.address}/end`), 'End this target', { 'Why does it end?': 'Another took its place' })
    assert.match(ended.text, /Parity for women has ended/)
    assert.equal((await priya.get(`${made.address}/edit`)).status, 404)
    assert.match((await priya.get(made.address)).text, /This target ended on .+ Another took its place/)
    const entries = await council.database.asOwner<{ did: string }>(`select did from ledger.entry where did like 'equality-monitoring.target%' order by number`)
    assert.deepEqual(entries.map(({ did }) => did), ['equality-monitoring.target-added', 'equality-monitoring.target-changed', 'equality-monitoring.target-ended'])
  })

  test('are served by actions of the plan: one that is there, or a new one that says what made it', async () => {
    await using council = await house()
    await addFigures(council, '2026-09-30')
    const priya = await council.as('priya.nair@barsetshire.example')
    const made = await priya.send(await priya.get('/monitoring/targets/new'), 'Add this target', { 'What is the target called?': 'Disabled people in senior posts', 'Group': 'Disabled', 'What do you want?': 'Reach a share', 'Number (optional)': '8' })
    const linked = await priya.send(await priya.get(`${made.address}/action`), 'Save', { 'Is the action in the plan already?': 'Yes, link it', 'Action': '1.4 Train every recruiting manager, and let nobody chair a panel without it' })
    assert.match(linked.text, /Train every recruiting manager/)
    const form = await priya.get(`${made.address}/action`)
    const added = await priya.send(form, 'Save', { 'Is the action in the plan already?': 'No, add it to the plan', 'Under which objective?': 'EO1: Have a workforce that reflects working-age Barsetshire at every grade', 'What will be done?': 'Guarantee an interview to disabled applicants for senior posts' })
    assert.match(added.text, /Guarantee an interview/)
    assert.match(added.text, /Train every recruiting manager/)
  })

  test('of what is withheld say only that it is', async () => {
    await using council = await house()
    await addFigures(council, '2026-09-30')
    const priya = await council.as('priya.nair@barsetshire.example')
    const made = await priya.send(await priya.get('/monitoring/targets/new'), 'Add this target', { 'What is the target called?': 'Jewish employees', 'Group': 'Jewish', 'What do you want?': 'Reach a share', 'Number (optional)': '1' })
    assert.match(made.text, /Withheld/)
    assert.match(made.text, /withheld to protect people/)
    assert.doesNotMatch(made.text, /Not yet|On the way|We cannot tell/)
  })
})
