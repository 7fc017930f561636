/** The rest of the way to the public, once something was handed in: somebody looks through it, and somebody who did not draft it approves it. */
import assert from 'node:assert/strict'
import type { House } from './house.ts'
import type { Screen } from './screen.ts'

const [priya, peter] = ['priya.nair@barsetshire.example', 'peter.ashdown@barsetshire.example']

/** @param handed the answer to handing in, or the page that it led to: its address is the draft’s */
export async function letOut(council: House, handed: Screen | string, by: { readonly checks?: string; readonly approves?: string } = {}): Promise<Screen> {
  const draft = typeof handed === 'string' ? handed : handed.goesTo ?? handed.address
  assert.match(draft, /^\/publication\/drafts\/[0-9a-f-]{36}$/, `not handed in: ${typeof handed === 'string' ? handed : handed.text.slice(0, 300)}`)
  const checker = await council.as(by.checks ?? priya)
  const look = await checker.get(`${draft}/check`)
  const found = new Set([...look.html.matchAll(/name="stays(\d+)"/g)].map((each) => each[1]!))
  const said = Object.fromEntries([...found].flatMap((at) => [[`stays${at}`, 'keep'], [`why${at}`, 'It is said in public already']]))
  const passed = await checker.post(`${draft}/check`, { _version: /name="_version" value="([^"]*)"/.exec(look.html)?.[1] ?? '', ...said })
  assert.equal(passed.status, 303, passed.text)
  const publisher = await council.as(by.approves ?? peter)
  const out = await publisher.send(await publisher.get(`${draft}/approve`), 'Save', { 'What should happen?': 'Publish it now' })
  assert.equal(out.status, 200, out.text)
  return out
}
