/** What a body makes its own: the groups that it looks at, its method, its wording and its questions, each from a day. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../../test/house.ts'

test('a body adds, renames and retires groups, words the form in its own way, and what was signed keeps the words it was written with', async (t) => {
  await using council = await house()
  const [priya, aisha, olena] = [await council.as('priya.nair@barsetshire.example'), await council.as('aisha.rahman@barsetshire.example'), await council.as('olena.marchenko@barsetshire.example')]
  const { address: at } = await aisha.send(await aisha.get('/assessments/begin'), 'Begin', { 'What is proposed?': 'Fridays at Plumstead', 'Which department is it for?': 'Adults and Communities' })

  await t.test('a new group is asked about from that day, under its name', async () => {
    assert.equal((await olena.get('/assessments/groups')).status, 200)
    assert.equal((await olena.get('/assessments/groups/new')).status, 403)
    assert.match((await priya.send(await priya.get('/assessments/groups/new'), 'Add it', { 'What is the group called?': 'carers' })).text, /“Carers” is there already/)
    await priya.send(await priya.get('/assessments/groups/new'), 'Add it', { 'What is the group called?': 'Bargees and boat families', 'Why do we look at it? (optional)': 'The council’s motion of May' })
    const impact = await aisha.get(`${at}/impact`)
    const saved = await aisha.send(await aisha.get(impact.link('Bargees and boat families')), 'Save', { 'What would it mean?': 'Worse', 'Why do you think so?': 'Moorings are far from the bus.', 'How bad is it for those it is worst for?': 'Medium' })
    assert.equal(saved.status, 200, saved.text.slice(0, 300))
    assert.match((await aisha.get(`${at}/read`)).text, /Bargees and boat families/)
  })

  await aisha.send(await aisha.get(`${at}/keep-version`), 'Keep it', { 'What is it for?': 'Permission to consult' })
  await t.test('a new name counts from today; a version that was kept says what it said', async () => {
    const groups = await priya.get('/assessments/groups')
    await priya.send(await priya.get(groups.link('Bargees and boat families')), 'Save', { 'What is the group called?': 'People who live on boats' })
    assert.match((await priya.get('/assessments/groups')).text, /People who live on boats.*Called “Bargees and boat families” until 22 November 2026/s)
    assert.match((await aisha.get(`${at}/read`)).text, /People who live on boats/)
    assert.match((await aisha.get(`${at}/versions/1`)).text, /Bargees and boat families/)
    assert.match((await priya.get('/assessments/all')).text, /People who live on boats/, 'and the list can be narrowed to it')
  })

  await t.test('a retired group is asked about no more, and what was said of it stays', async () => {
    const groups = await priya.get('/assessments/groups')
    const retire = await priya.get((await priya.get(groups.link('People who live on boats'))).link('Retire this group'))
    assert.match((await priya.send(retire, 'Retire it')).text, /Say why it is looked at no more/)
    await priya.send(retire, 'Retire it', { 'Why is it looked at no more?': 'They are part of another group now' })
    assert.match((await aisha.get(`${at}/impact`)).text, /People who live on boats/, 'where something is said of it')
    const { address: fresh } = await aisha.send(await aisha.get('/assessments/begin'), 'Begin', { 'What is proposed?': 'Mondays at Plumstead', 'Which department is it for?': 'Adults and Communities' })
    assert.doesNotMatch((await aisha.get(`${fresh}/impact`)).text, /People who live on boats/)
  })

  await t.test('questions are worded and added; none that the duty needs goes; each edition has its day', async () => {
    const wording = '/assessments/method/proposal'
    assert.equal((await aisha.get(wording)).status, 403)
    assert.equal((await priya.get('/assessments/method/rights')).status, 404, 'the shape of human rights is the duty’s')
    await priya.send(await priya.get(wording), 'Save', { 'What is it meant to do?': 'What do we want it to do?', 'Our question 1 (optional)': 'Which parish councils know?' })
    const asked = await aisha.get(`${at}/write/proposal`)
    await aisha.send(asked, 'Save', { 'What do we want it to do?': 'Save money.', 'Which parish councils know?': 'Plumstead' })
    assert.match((await aisha.get(`${at}/read`)).text, /What do we want it to do\?.*Save money.*Which parish councils know\?.*Plumstead/s)
    await priya.send(await priya.get(wording), 'Save', { 'Our question 1 (optional)': '', 'What is it meant to do?': '' })
    await aisha.send(await aisha.get(`${at}/write/proposal`), 'Save', { 'What is it meant to do?': 'Save money!' })
    assert.match((await aisha.get(`${at}/read`)).text, /Save money!.*Which parish councils know\?.*Plumstead/s, 'an answer to a question that is asked no more stays')
    const method = await priya.get('/assessments/method')
    assert.match(method.text, /2\s*22 November 2026\s*Priya Nair.*Asks no more “Which parish councils know\?”.*1\s*22 November 2026/s)
  })

  await t.test('the quorum and the words of the method are the body’s', async () => {
    const method = await priya.get('/assessments/method')
    assert.match((await priya.send(method, 'Save')).text, /Nothing is different/)
    const quorum = 'How many people of the departmental group look at an assessment before it is agreed?'
    assert.match((await priya.send(method, 'Save', { [quorum]: '0' })).text, /must be between 1 and 12/)
    await priya.send(method, 'Save', { [quorum]: '2', 'What concern asks': 'How worried are people?' })
    assert.match((await priya.get('/assessments/method')).text, /3\s*22 November 2026.*The method for relevance.*2 to look at an assessment/s)
    await priya.send(await priya.get('/assessments/method'), 'Save', { [quorum]: '1' })
    assert.match((await priya.get('/assessments/method')).text, /4\s*22 November 2026.*1 to look at an assessment/s, 'one is enough again')
    const libraries = (await priya.get('/assessments/register?words=Libraries')).link('Libraries')
    assert.match((await priya.get(`${libraries}/relevance`)).text, /How worried are people\?/)
    assert.match((await priya.get(libraries)).text, /by the house method for relevance, November 2026/, 'what was assessed before keeps the method that it was assessed by')
  })
})
