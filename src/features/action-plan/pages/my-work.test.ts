import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house } from '../../../../test/house.ts'

const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const waitingPart = (html: string): string => /<section aria-labelledby="waiting">[^]*?<\/section>/.exec(html)?.[0] ?? ''
const linksIn = (html: string): readonly string[] => [...html.matchAll(/<a class="govuk-link" href="([^"]+)"/g)].map((each) => each[1]!.replaceAll('&amp;', '&'))

test('everybody’s first page gathers what waits for them in every room, and each of it can be opened', async () => {
  await using council = await house()
  const expected: readonly (readonly [string, readonly RegExp[]])[] = [
    ['aisha.rahman', [/Go on writing your assessment/, /Review what really happened/]],
    ['colin.fairweather', [/Scrutinise the assessment for your group/, /Sign the assessment, or send it back/, /Agree that no assessment is needed/]],
    ['peter.ashdown', [/Coming back from parental leave Look through it before it is published/]],
    ['daniel.whitcombe', [/Equalities Board asked you to do this/, /Answer the challenge of/]],
    ['samira.hussain', [/Pay gap 2026 to 2027 Write what is behind the figures/]],
    ['priya.nair', [/Due, as we promised/, /Give this indicator its newest value/]],
  ]
  for (const [who, sentences] of expected) {
    const person = await council.as(`${who}@barsetshire.example`)
    const part = waitingPart((await person.get('/home')).html)
    for (const sentence of sentences) assert.match(textOf(part), sentence, who)
    for (const href of linksIn(part)) assert.equal((await person.visit(href)).status, 200, `${who}: ${href}`)
  }
  const olena = await (await council.as('olena.marchenko@barsetshire.example')).get('/home')
  assert.equal(waitingPart(olena.html), '')
  assert.match(olena.html, /Nothing waits for you/)
  assert.match((await (await council.as('councillor.meena.joshi@barsetshire.example')).get('/home')).html, /Hello, Councillor Meena Joshi/)
})

test('what is done leaves the first page, and goes to whoever does the next step', async () => {
  await using council = await house()
  const [priya, peter] = [await council.as('priya.nair@barsetshire.example'), await council.as('peter.ashdown@barsetshire.example')]
  const draft = linksIn(waitingPart((await peter.get('/home')).html)).find((each) => each.startsWith('/publication/drafts/'))!
  // Each word that could point at a person is answered: it stays, because.
  const asked = [...(await priya.visit(`${draft}/check`)).html.matchAll(/name="stays(\d+)"/g)].map((each) => each[1]!)
  assert.ok(asked.length > 0)
  const done = await priya.post(`${draft}/check`, { _version: '1', ...Object.fromEntries(asked.flatMap((place) => [[`stays${place}`, 'keep'], [`why${place}`, 'It tells nobody who they are']])) })
  assert.equal(done.status, 303, textOf(done.html).slice(0, 600))
  assert.match(textOf(waitingPart((await peter.get('/home')).html)), /Coming back from parental leave Approve it for publication, or send it back/)
  assert.doesNotMatch(textOf(waitingPart((await priya.get('/home')).html)), /Coming back from parental leave Look through it/)
  assert.equal((await peter.post(`${draft}/approve`, { _version: '2', decision: 'publish' })).status, 303)
  for (const person of [priya, peter]) assert.doesNotMatch(textOf(waitingPart((await person.get('/home')).html)), /Coming back from parental leave/)
})
