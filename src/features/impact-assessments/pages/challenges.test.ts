import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { house, type House } from '../../../../test/house.ts'

const [author, signatory, publisher, lead, outsider] = ['aisha.rahman', 'daniel.whitcombe', 'peter.ashdown', 'priya.nair', 'olena.marchenko'].map((name) => `${name}@barsetshire.example`) as [string, string, string, string, string]

describe('What people outside say against an assessment', () => {
  let council: House
  const one = async (where: string): Promise<{ readonly id: string; readonly title: string }> => (await council.database.asOwner<{ id: string; title: string }>(`select assessment_id as id, title from impact_assessments.assessment where ${where} order by reference limit 1`))[0]!
  before(async () => { council = await house() })
  after(() => council[Symbol.asyncDispose]())

  test('a group reads an accessible version by its link and challenges it; nothing is signed until that is answered, and the two can be public', async () => {
    const { id, title } = await one(`stage = 'agreed' and lead_name = 'Aisha Rahman'`)
    const at = `/assessments/all/${id}`
    const [aisha, daniel] = [await council.as(author), await council.as(signatory)]
    const asked = await aisha.send(await aisha.get(`${at}/ask-a-group`), 'Send the link', { 'Which group or network?': 'Coalhaven Carers', 'Their email address': 'carers@coalhaven.example' })
    assert.match(asked.text, /Coalhaven Carers was sent the link/)
    const letter = (await council.letters()).find((each) => each.to === 'carers@coalhaven.example')
    const carers = council.visitor()
    const page = await carers.get(letter?.links[0] ?? '')
    assert.equal(page.status, 200)
    for (const words of [title, 'Who is affected', 'What will be done', 'What do you say?']) assert.ok(page.text.includes(words), words)
    assert.equal((await carers.get('/challenge/aLinkThatNobodyWasEverGiven')).status, 404)
    assert.match((await carers.send(page, 'Send')).text, /Enter what should be looked at again/)
    const sent = await carers.send(page, 'Send', { 'What should be looked at again?': 'Carers who work nights cannot come at ten.', 'This and your answer may be shown to the public, with our group’s name': true })
    assert.match(sent.text, /What you said was sent/)
    assert.match(sent.text, /Not answered yet/)

    const refused = await daniel.send(await daniel.get(`${at}/sign`), 'Sign it', { 'When is it to be reviewed?': Temporal.PlainDate.from('2027-10-01') })
    assert.match(refused.text, /A challenge waits for an answer\. It has to be answered before the assessment is signed/)
    const waiting = await aisha.get('/assessments/challenges?state=open')
    const answering = await aisha.get(waiting.links.find((each) => each.text.startsWith('Carers who work nights'))?.href ?? '')
    assert.equal((await (await council.as(outsider)).get(answering.address)).status, 403, 'what is being written is not for everybody')
    assert.match((await daniel.get(answering.address)).text, /The authors of the assessment answer it/)
    const naming = await aisha.send(answering, 'Answer it', { 'What comes of it?': 'Something is changed', 'Your answer': 'Mrs Orme of Coalhaven told us too.', 'Show the challenge and this answer to the public': true })
    assert.match(naming.text, /could identify somebody, so they cannot be public: Mrs Orme/)
    assert.match((await aisha.send(answering, 'Answer it', { 'What comes of it?': 'Something is changed', 'Your answer': 'There is an evening time now.', 'Show the challenge and this answer to the public': true })).text, /The challenge is answered/)
    assert.match((await carers.get(letter?.links[0] ?? '')).text, /What we changed.*There is an evening time now/s)
    assert.match((await council.letters()).find((each) => each.subject.startsWith('Our answer'))?.text ?? '', /There is an evening time now/)

    assert.match((await daniel.send(await daniel.get(`${at}/sign`), 'Sign it', { 'When is it to be reviewed?': Temporal.PlainDate.from('2027-10-01') })).text, /It is signed/)
    const peter = await council.as(publisher)
    const publishing = await peter.get(`${at}/publish`)
    assert.match(publishing.text, /One challenge is shown with its answer/)
    assert.match((await peter.send(publishing, 'Publish it', { 'Words to leave out (optional)': 'Some people would have to wait' })).text, /Write the words, then \| and the reason/)
    assert.match((await peter.send(publishing, 'Publish it', { 'Words to leave out (optional)': 'words that nobody wrote | a person' })).text, /is not in the text/)
    const [word = ''] = /Older and disabled people/.exec((await peter.get(`${at}/read`)).text) ?? []
    assert.match((await peter.send(publishing, 'Publish it', { 'Words to leave out (optional)': `${word} | asked by the group` })).text, /could identify somebody: impact: five users/, 'what could identify somebody stops it')
    assert.match((await peter.send(publishing, 'Publish it', { 'Words to leave out (optional)': `${word} | asked by the group\nfive users | a small number` })).text, /It is published/)
    const open = await council.visitor().get(`/impact-assessments/${id}`)
    assert.match(open.text, /Coalhaven Carers.*Carers who work nights.*What was changed.*There is an evening time now/s)
    assert.match(open.text, /\[left out\].*Some words were left out: asked by the group; a small number/s)
    assert.doesNotMatch(open.html, /Older and disabled people|carers@coalhaven/)
    assert.match((await peter.get(`${at}/publish`)).text, /Left out already.*Older and disabled people.*asked by the group/s, 'the log is kept inside')
    const deeds = await council.database.asOwner<{ kind: string }>(`select kind from duty_clock.deed where room = 'impact-assessments' order by kind`)
    assert.deepEqual(deeds.map((each) => each.kind), ['assessment published', 'assessment signed off', 'challenge answered'])
  })

  test('anybody challenges what is published without a name; programs that fill every box do not, and a flood is stopped', async () => {
    const { id } = await one(`stage = 'published'`)
    const visitor = council.visitor()
    const page = await visitor.get(`/impact-assessments/${id}`)
    const form = await visitor.get(page.link('Challenge it'))
    assert.match((await visitor.send(form, 'Send', { 'What should be looked at again?': 'Buy pills', 'Leave this box empty': 'http://x' })).text, /The last box has to stay empty/)
    assert.match((await visitor.send(form, 'Send', { 'What should be looked at again?': 'The bus does not go there.' })).text, /What you said was sent/)
    const { id: drafting } = await one(`stage = 'drafting'`)
    assert.equal((await visitor.get(`/impact-assessments/${drafting}/challenge`)).status, 404, 'what is not published cannot be found')
    const priya = await council.as(lead)
    assert.match((await priya.get('/assessments/challenges?state=open')).text, /The bus does not go there.*A resident.*To be answered by 20 December 2026/s)
    council.wait({ days: 29 })
    assert.match((await (await council.as(lead)).get('/assessments/challenges?state=open')).text, /Late since 20 December 2026/)
    await council.database.asOwner(`insert into impact_assessments.challenge (organisation_id, challenge_id, assessment_id, from_whom, words, made_at) select organisation_id, gen_random_uuid(), assessment_id, 'resident', 'Again', $1 from impact_assessments.assessment cross join generate_series(1, 60) where assessment_id = '${id}'`, [council.now().toString()])
    assert.equal((await visitor.press(form, 'Send', { 'What should be looked at again?': 'Again' })).status, 429)
  })

  test('the published register is searched and narrowed by anybody, and is open data', async () => {
    const visitor = council.visitor()
    const all = await visitor.get('/impact-assessments')
    const data = JSON.parse((await visitor.get('/impact-assessments/register.json')).html) as { assessments: { title: string; service: string; worse: string[]; outcome: string; publishedOn: string; address: string }[] }
    assert.ok(data.assessments.length > 24 && all.text.includes('Next page'))
    const shown = async (search: string) => (await visitor.get(`/impact-assessments?${search}`)).links.filter((each) => /^\/impact-assessments\/[0-9a-f-]{36}$/.test(each.href)).map((each) => each.href)
    const found = async (search: string, test: (each: (typeof data.assessments)[number]) => boolean) => {
      const want = data.assessments.filter(test).map((each) => each.address)
      assert.ok(want.length > 0 && want.length < data.assessments.length, search)
      const pages = [...await shown(search), ...want.length > 24 ? await shown(`${search}&page=2`) : []]
      assert.deepEqual([...new Set(pages)].sort(), [...want].sort(), search)
    }
    await found('group=race', (each) => each.worse.includes('race'))
    await found('outcome=continue_justified', (each) => each.outcome === 'continue_justified')
    await found('year=2025', (each) => each.publishedOn.startsWith('2025'))
    await found('service=Libraries', (each) => each.service === 'Libraries')
    await found('words=admissions', (each) => /admissions/i.test(Object.values(each).filter((value) => typeof value === 'string').join(' ')))
    assert.match((await visitor.get('/impact-assessments?words=zzzz')).text, /None matches what you chose/)
    assert.match((await visitor.get(`${data.assessments[0]!.address}/assessment.json`)).html, /"schema": "public assessment\/1"/)
  })
})
