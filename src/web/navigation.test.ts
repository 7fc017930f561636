import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house } from '../../test/house.ts'
import { rooms, sections } from '../rooms.ts'

const waysIn = (html: string, label: string): readonly string[] => {
  const nav = new RegExp(`<nav[^>]*aria-label="${label}"[^]*?</nav>`).exec(html)?.[0] ?? ''
  return [...nav.matchAll(/<a[^>]*>([^]*?)<\/a>/g)].map((each) => each[1]!.replaceAll(/<[^>]+>/g, '').trim())
}

test('the bar at the top has a handful of places, each with its neighbours, and for everybody only what they may open', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const pay = await priya.get('/pay')
  assert.deepEqual(waysIn(pay.html, 'Menu'), ['My work', 'Plans', 'Assessments', 'People and pay', 'Governance', 'Publication', 'People'])
  assert.deepEqual(waysIn(pay.html, 'In People and pay'), ['Monitoring', 'Pay', 'Who lives here'])
  assert.match(pay.html, /href="\/pay"[^>]*aria-current="page"|aria-current="page"[^>]*href="\/pay"/)
  // A page that is under none of the addresses is under its room: an action is the plan’s.
  const action = await priya.get((await priya.get('/home')).links.find((each) => /^\/actions\/[0-9a-f-]{36}$/.test(each.href))?.href ?? '')
  assert.deepEqual(waysIn(action.html, 'In Plans'), ['Plans', 'Rounds', 'Indicators'])
  for (const email of ['olena.marchenko@barsetshire.example', 'tom.aldous@barsetshire.example', 'ruth.pemberton@barsetshire.example', 'samira.hussain@barsetshire.example', 'councillor.meena.joshi@barsetshire.example', 'priya.nair@barsetshire.example']) {
    const person = await council.as(email)
    const { html, links } = await person.get('/home')
    const bar = waysIn(html, 'Menu')
    assert.ok(bar.length <= 7, bar.join())
    for (const text of bar) {
      const place = await person.visit(links.find((each) => each.text === text)?.href ?? '')
      assert.equal(place.status, 200, `${email} finds nothing under ${text}`)
      for (const beside of place.links.filter((each) => waysIn(place.html, 'In [^"]*').includes(each.text))) assert.ok([200, 303].includes((await person.get(beside.href)).status), `${email}: ${beside.text}`)
    }
  }
})

test('the front door is under nothing, and what stands behind it is under its place', async () => {
  await using council = await house()
  const front = await council.visitor().get('/')
  assert.ok(waysIn(front.html, 'Menu').length > 0)
  assert.ok(!/aria-current="(?:page|true)"/.test(/<nav[^>]*aria-label="Menu"[^]*?<\/nav>/.exec(front.html)![0]))
  assert.match(/<nav[^>]*aria-label="Menu"[^]*?<\/nav>/.exec((await council.visitor().get('/reports')).html)![0], /aria-current="(?:page|true)"/)
})

test('the search and what the law asks us to say of the site are under no link of the bar; a report is under its own', async () => {
  await using council = await house()
  const current = async (address: string) => /<nav[^>]*aria-label="Menu"[^]*?<\/nav>/.exec((await council.visitor().get(address)).html)?.[0].match(/aria-current="[^"]*"[^>]*>([^]*?)<\/a>/)?.[1]?.replaceAll(/<[^>]+>/g, '').trim() ?? null
  for (const address of ['/search', '/accessibility', '/privacy', '/changes', '/data']) assert.equal(await current(address), null, address)
  assert.equal(await current('/reports'), 'Reports')
  assert.equal(await current('/challenges'), 'How we are run')
})

test('an address that leads nowhere, and a page that is not theirs, leave somebody signed in where they were', async () => {
  await using council = await house()
  const olena = await council.as('olena.marchenko@barsetshire.example')
  for (const [address, status] of [['/no-such-page', 404], ['/people', 403]] as const) {
    const answer = await olena.get(address)
    assert.equal(answer.status, status)
    assert.match(answer.html, /Olena Marchenko/)
    assert.ok(waysIn(answer.html, 'Menu').includes('My work'))
  }
  const stranger = await council.visitor().get('/no-such-page')
  assert.equal(stranger.status, 404)
  assert.match(stranger.html, /Staff sign in/)
})

test('every link of every room stands in a section, and no section names one that is not there', () => {
  const of = (kind: 'navigation' | 'publicNavigation') => rooms.flatMap((room) => (room[kind] ?? []).map((each) => each.text)).sort()
  assert.deepEqual(sections.staff.flatMap((each) => each.links).sort(), of('navigation'))
  assert.deepEqual(sections.everybody.flatMap((each) => each.links).sort(), of('publicNavigation'))
})
