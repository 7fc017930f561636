/** Every spreadsheet that anybody can fetch here, judged by the Analysis Function's points for accessible spreadsheets, one by one. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { writeOds } from '#documents/write.ts'
import { rooms } from '../src/rooms.ts'
import { judgeSpreadsheet } from './accessible-spreadsheet.ts'
import { house } from './house.ts'
import { prepareSamples } from './sample-addresses.ts'

test('every spreadsheet of every room keeps to each point', async (t) => {
  await using council = await house()
  const wrong = new Map<string, string[]>()
  let judged = 0
  const judge = (url: string, bytes: Uint8Array): void => {
    judged += 1
    for (const { point, wrong: found } of judgeSpreadsheet(bytes)) if (found.length > 0) wrong.set(point, [...wrong.get(point) ?? [], `${url}: ${found.slice(0, 3).join('; ')}`])
  }
  const lists = rooms.flatMap((room) => room.pages).filter((page) => page.path.pattern.endsWith('.ods'))
  assert.ok(lists.length > 20, 'too few lists to know')
  for (const { url, by } of await prepareSamples(council, lists)) {
    const answer = await (by === null ? council.visitor() : await council.as(by)).get(url)
    if (answer.status === 200) judge(url, answer.bytes)
  }
  const resident = council.visitor()
  for (const { href } of (await resident.get('/data')).links.filter((each) => each.href.endsWith('.ods'))) judge(href, (await resident.get(href)).bytes)
  for (const href of ['/workforce', '/community']) for (const link of (await resident.get(href)).links.filter((each) => each.href.endsWith('.ods'))) judge(link.href, (await resident.get(link.href)).bytes)
  t.diagnostic(`${judged} spreadsheets judged`)
  assert.ok(judged > 30, `only ${judged} spreadsheets were judged`)
  assert.deepEqual(Object.fromEntries(wrong), {})
})

test('the judge notices what is wrong, and the document of points names each that it judges', async () => {
  const good = await writeOds({ title: 'A list', headings: [{ text: 'Who' }, { text: 'How many', kind: 'number' }], rows: [['A', '[c]'], ['B', '']] })
  assert.deepEqual(judgeSpreadsheet(good).filter((each) => each.wrong.length > 0), [])
  const twice = await writeOds({ title: 'A list', headings: [{ text: 'Who' }, { text: 'Who' }], rows: [['A*', '']], notes: [] })
  assert.deepEqual(judgeSpreadsheet(twice).filter((each) => each.wrong.length > 0).map((each) => each.point.slice(0, 25)), ['one tagged row of heading', 'notes are words in square'])
  const points = readFileSync(new URL('../docs/spreadsheets.md', import.meta.url), 'utf8')
  for (const { point } of judgeSpreadsheet(good)) assert.ok(points.includes(point), point)
})
