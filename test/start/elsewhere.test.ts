import assert from 'node:assert/strict'
import { appendFileSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { connectOnce } from '#database/connect.ts'
import { startEmbedded } from '#database/embedded.ts'
import { browser, temporaryPlace, terminal, until } from './running.ts'

test('a PostgreSQL that somebody else keeps is used as they allow: prepared by its owner, then served by a login that owns nothing', async () => {
  await using place = temporaryPlace()
  chmodSync(place.path, 0o711)
  const server = await startEmbedded(join(place.path, 'server'))
  try {
    const keeper = await connectOnce(server.owner)
    // What a council's own database team would do: a database, an owner and a login with names of their choosing.
    appendFileSync(join(server.cluster, 'pg_hba.conf'), 'local equality all trust\n')
    await keeper.query('select pg_reload_conf()')
    await keeper.query('create role council_owner login createrole')
    await keeper.query('create role council_app login')
    await keeper.query('create database equality owner council_owner')
    await keeper.end()
    const socket = encodeURIComponent(server.owner.host ?? '')
    const address = (login: string): string => `postgres://${login}@localhost/equality?host=${socket}`
    const app = { DATABASE_URL: address('council_app') }
    const both = { ...app, DATABASE_OWNER_URL: address('council_owner') }

    const early = await (await place.start({ env: app })).ended
    assert.equal(early.code, 1)
    assert.match(early.complained, /has not been prepared\. Run “due-regard migrate” with DATABASE_OWNER_URL set/)

    const migrated = await terminal(['migrate'], place.data, { env: both })
    assert.equal(migrated.code, 0, migrated.complained)
    const empty = await (await place.start({ env: app })).ended
    assert.match(empty.complained, /There is no organisation in this database yet/)

    const first = await place.start({ env: { ...both, DUE_REGARD_ORGANISATION: 'Barsetshire County Council' } })
    assert.match(await first.greeted().then(first.said), /Open this link to make the first administrator’s account/)
    assert.match((await browser(`http://localhost:${first.port}`).get('/sign-in')).html, /Barsetshire County Council/)
    assert.equal((await first.stop()).code, 0)

    // From then on the owner's address need not be on the machine that serves.
    const served = await place.start({ env: { ...app, DATABASE_JOBS_URL: address('council_owner') } })
    assert.equal((await browser(await served.greeted()).get('/sign-in')).status, 200)
    const examined = await terminal(['doctor'], place.data, { env: both })
    assert.match(examined.said, /The app signs in as council_app, who owns nothing and is bound by row-level security\./)
    assert.equal(examined.code, 0, examined.said)

    // The database goes away and comes back: visitors are told so meanwhile, and nobody need start anything again.
    await server.stop()
    await until('the busy page', async () => (await browser(`http://localhost:${served.port}`).get('/sign-in')).status === 503)
    const again = await startEmbedded(join(place.path, 'server'))
    try {
      appendFileSync(join(again.cluster, 'pg_hba.conf'), 'local equality all trust\n')
      const reloading = await connectOnce(again.owner)
      await reloading.query('select pg_reload_conf()')
      await reloading.end()
      await until('the page again', async () => (await browser(`http://localhost:${served.port}`).get('/sign-in')).status === 200)
      assert.equal((await served.stop()).code, 0)
    } finally { await again.stop() }
  } finally { await server.stop() }
})
