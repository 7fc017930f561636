import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openSigningKey } from '#database/checkpoint.ts'
import { connectOnce, openConnections } from '#database/connect.ts'
import { startEmbedded } from '#database/embedded.ts'
import { verifyLedger } from '#database/ledger-verification.ts'
import { reading } from '#database/transaction.ts'
import { examplePassword } from '#features/people/index.ts'
import { browser, temporaryPlace } from '../start/running.ts'

/** F1 again, with the whole product: people save progress through the real pages while the program is killed under them. */
test('F1: the whole program is killed while people save progress, and each save that was confirmed is there once, with its entry', async () => {
  await using place = temporaryPlace()
  let house = await place.start()
  const address = await house.greeted()
  const port = house.port
  const confirmed: string[] = []
  let cutOff = 0
  let here = true

  // Everybody is at their action before anything is killed, however slow the machine.
  const arrive = async () => {
    const visitor = browser(address)
    await visitor.signIn('priya.nair@barsetshire.example', examplePassword)
    const plan = await visitor.get((await visitor.get('/plans')).links.find(({ href }) => /^\/plans\/[0-9a-f-]{36}$/.test(href))?.href ?? '')
    const actions = [...new Set(plan.links.map(({ href }) => href).filter((href) => /^\/actions\/[0-9a-f-]{36}$/.test(href)))]
    return { visitor, actions }
  }
  const person = async ({ visitor, actions }: Awaited<ReturnType<typeof arrive>>, number: number): Promise<void> => {
    for (let turn = 0; here; turn++) {
      const words = `Trial ${number}-${turn}-${crypto.randomUUID()}.`
      try {
        const form = await visitor.get(`${actions[number % actions.length]}/progress`)
        if (form.status !== 200) throw new Error(form.title)
        const saved = await visitor.press(form, 'Save progress', { 'Where is it now?': words, 'How is it going?': 'At risk', 'If it is not on track, what is in the way?': 'Two people are away.' })
        if (saved.status === 303) confirmed.push(words)
      } catch {
        cutOff++
        await wait(50)
      }
    }
  }
  const people = (await Promise.all([0, 1, 2].map(arrive))).map(person)
  for (let round = 0; round < 3; round++) {
    const before = confirmed.length
    for (let tries = 0; tries < 400 && confirmed.length < before + 4; tries++) await wait(25)
    await wait(Math.random() * 200)
    process.kill(house.app(), 'SIGKILL')
    await house.ended
    house = await place.start({ port })
    await house.greeted()
  }
  for (let tries = 0; tries < 200 && confirmed.length < 15; tries++) await wait(25)
  here = false
  await Promise.all(people)
  assert.equal((await house.stop()).code, 0)
  assert.ok(confirmed.length >= 12 && cutOff > 0, `${confirmed.length} saves were confirmed and ${cutOff} cut off: this round showed nothing`)

  const server = await startEmbedded(place.data)
  try {
    const client = await connectOnce(server.owner)
    const { rows } = await client.query<{ account: string; times: number }>(`select told ->> 'account' as account, count(*)::int as times from action_plan.happening where told ->> 'account' like 'Trial %' group by 1`)
    const { rows: entries } = await client.query<{ times: number }>(`select count(*)::int as times from ledger.entry join ledger.body using (organisation_id, number) where body like '%Trial %'`)
    const { rows: [county] } = await client.query<{ id: string }>(`select id from directory.organisation order by made_at limit 1`)
    await client.end()
    const times = new Map(rows.map((row) => [row.account, row.times]))
    assert.deepEqual(confirmed.filter((words) => times.get(words) !== 1), [], 'a confirmed save was lost or doubled')
    assert.deepEqual(rows.filter((row) => row.times > 1), [], 'a save was doubled')
    assert.ok((entries[0]?.times ?? 0) >= rows.length, 'a save has no entry in the ledger')
    const connections = openConnections(server.app)
    try { assert.deepEqual((await reading(connections, county!.id, (db) => verifyLedger(db, county!.id, { keptElsewhere: [], publicKeys: [openSigningKey(place.data).publicKey] }))).problems, []) } finally { await connections.end() }
  } finally { await server.stop() }
})
