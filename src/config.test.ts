import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { readConfiguration, type Configuration } from './config.ts'

function right(env: Record<string, string>): Configuration {
  const read = readConfiguration(env)
  assert.ok(!('problems' in read), JSON.stringify(read))
  return read
}
function wrong(env: Record<string, string>): readonly string[] {
  const read = readConfiguration(env)
  assert.ok('problems' in read, 'this was accepted')
  return read.problems
}

test('with nothing set, Due Regard is on port 3000 of this machine, with its own database and the example council', () => {
  const read = right({})
  assert.deepEqual([read.port, read.portAsked, read.listenOn, read.database.kind, read.example, read.https, read.mail.smtp], [3000, false, '127.0.0.1', 'embedded', true, false, null])
  assert.match(read.dataFolder, /^\/.*\/data$/)
})

test('a port that was asked for is known from one that was not', () => {
  assert.equal(right({ PORT: '3000' }).portAsked, true)
})

test('each value that cannot be used is named, and nothing starts', () => {
  const bad: Record<string, string[]> = {
    PORT: ['', 'abc', '0', '65536', '3000.5', '-1', '1e3'], DUE_REGARD_DATA: ['', ' '], DUE_REGARD_LISTEN: ['everywhere', ''],
    DUE_REGARD_URL: ['equality.example.gov.uk', 'http://equality.example.gov.uk', 'https://a.example/path', 'https://a.example/?q', 'ftp://a.example', ''],
    DATABASE_URL: ['mysql://a/b', 'nothing', 'postgres://host', ''], DUE_REGARD_CONNECTIONS: ['1', 'many'],
    OIDC_ISSUER: ['http://login.example', 'x'], DUE_REGARD_PROXY: ['yes', '0', '10.0.0.1/33', '10.0.0', '10.0.0.1,,'], DUE_REGARD_CHECKPOINTS: ['relative/folder', ''],
    DUE_REGARD_SIGNING_KEY: ['/no/such/file', '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----'], DUE_REGARD_LOG: ['loud', ''], DUE_REGARD_EXAMPLE: ['true', ''], DUE_REGARD_ORGANISATION: ['', ' ', '123', 'x'.repeat(201)],
    DUE_REGARD_UPLOAD_MB: ['0', '1.5', 'x'], DUE_REGARD_IDLE_MINUTES: ['0', '9999'], SMTP_URL: ['mail.example', 'http://mail.example'], MAIL_FROM: ['nobody', 'a@b\r\nBcc: c@d'],
  }
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) assert.ok(wrong({ [name]: value }).some((problem) => problem.startsWith(`${name} `)), `${name}=${value}`)
  }
})

test('every problem is told at once, not one at a time', () => {
  assert.equal(wrong({ PORT: 'x', DUE_REGARD_LOG: 'y', DATABASE_URL: 'z' }).length, 3)
})

test('settings that belong together are asked for together', () => {
  assert.deepEqual(wrong({ OIDC_ISSUER: 'https://login.example' }), ['OIDC_CLIENT_ID must be set when OIDC_ISSUER is set', 'OIDC_CLIENT_SECRET must be set when OIDC_ISSUER is set'])
  assert.match(wrong({ SMTP_URL: 'smtp://mail.example' })[0]!, /^MAIL_FROM/)
  assert.match(wrong({ DUE_REGARD_URL: 'https://a.example', DUE_REGARD_EXAMPLE: 'yes' })[0]!, /^DUE_REGARD_EXAMPLE/)
})

test('who names their organisation gets that one, and not the example', () => {
  const named = right({ DUE_REGARD_ORGANISATION: ' Barsetshire County Council ' })
  assert.deepEqual([named.organisation, named.example], ['Barsetshire County Council', false])
  assert.deepEqual([right({ DUE_REGARD_EXAMPLE: 'no' }).organisation, right({ DUE_REGARD_EXAMPLE: 'no' }).example], ['Your organisation', false])
  assert.match(wrong({ DUE_REGARD_ORGANISATION: 'Barsetshire', DUE_REGARD_EXAMPLE: 'yes' })[0]!, /^DUE_REGARD_ORGANISATION/)
})

test('a log level that was asked for is known from one that was not', () => {
  assert.deepEqual([right({}).logLevelAsked, right({ DUE_REGARD_LOG: 'info' }).logLevelAsked], [false, true])
})

test('a secret is used and never shown', () => {
  const read = right({ DATABASE_URL: 'postgres://app:hunter2@db.example/due', SMTP_URL: 'smtps://me:hunter2@mail.example', MAIL_FROM: 'Team <a@b.example>',
    OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'us', OIDC_CLIENT_SECRET: 'hunter2' })
  assert.ok(read.database.kind === 'elsewhere' && read.database.app.reveal().includes('hunter2'))
  for (const shown of [inspect(read, { depth: null, showHidden: true }), JSON.stringify(read), String(read.mail.smtp), `${read.database.app}`]) assert.ok(!shown.includes('hunter2'), shown)
  for (const problem of wrong({ DATABASE_URL: 'mysql://a:hunter2@b/c', SMTP_URL: 'x:hunter2' })) assert.ok(!problem.includes('hunter2'), problem)
})

test('the configuration cannot be changed once it is read', () => {
  const read = right({})
  assert.ok(Object.isFrozen(read) && Object.isFrozen(read.limits) && Object.isFrozen(read.database))
})

test('a signing key is read from the environment or a file, and only Ed25519 will do', () => {
  const pem = (kind: 'ed25519' | 'ed448') => kind === 'ed25519' ? generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    : generateKeyPairSync('ed448').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  assert.ok(right({ DUE_REGARD_SIGNING_KEY: pem('ed25519') }).checkpoints.signingKey)
  assert.match(wrong({ DUE_REGARD_SIGNING_KEY: pem('ed448') })[0]!, /^DUE_REGARD_SIGNING_KEY must be an Ed25519 key/)
})

test('a misspelt setting is pointed out', () => {
  assert.deepEqual(right({ DUE_REGARD_PROXXY: '1' }).notes, ['DUE_REGARD_PROXXY is not a setting of Due Regard, so it does nothing.'])
})
