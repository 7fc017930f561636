/**
 * A fresh house for one test: its own database (a copy of one that holds the example council already), its own folder,
 * the real app, and people who can be signed in to it.
 *
 *     await using council = await house()
 *     const priya = await council.as('priya.nair@barsetshire.example')
 *     const page = await priya.get('/plans')
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfiguration, type Configuration } from '#config.ts'
import { openConnections } from '#database/connect.ts'
import type { Database } from '#database/database.ts'
import { countJobs } from '#database/jobs.ts'
import { changing } from '#database/transaction.ts'
import { makeExample } from '../src/example.ts'
import { beginSession, findPersonByEmail } from '#features/people/index.ts'
import { openHouse, type StandingHouse } from '../src/house.ts'
import { startWork } from '../src/work.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { screen, type Answer, type Filled, type Screen, type Sent } from './screen.ts'

/** The day on which every house stands when it is opened: a Sunday in November, in the third year of the example's plan. */
export const firstMorning = Temporal.Instant.from('2026-11-22T09:30:00Z')
export const barsetshire = 'barsetshire.localhost'

export interface House extends AsyncDisposable {
  readonly database: FreshDatabase
  readonly standing: StandingHouse
  readonly dataFolder: string
  /** Every line that was logged, as JSON. */
  readonly log: readonly string[]
  now(): Temporal.Instant
  today(): Temporal.PlainDate
  /** Lets time pass; nobody notices until the next request. */
  wait(duration: Temporal.DurationLike): void
  /** Somebody at a browser of their own who is not signed in, visiting this host. */
  visitor(host?: string): Visitor
  /** The same, signed in as the person with this address. The host is their own body's. */
  as(email: string, how?: { readonly by?: 'example' | 'password' | 'password and second step' }): Promise<Visitor>
  /** Does what the pages have asked to be done, until nothing waits. */
  work(): Promise<void>
  /** Every letter that was written, oldest first. */
  letters(): Promise<readonly Letter[]>
  /** The id of an organisation of the example. */
  organisation(shortName?: string): Promise<string>
  change<Given>(work: (db: Database, organisation: string) => Promise<Given>, shortName?: string): Promise<Given>
}

export interface Letter { readonly to: string; readonly subject: string; readonly text: string; readonly links: readonly string[] }

export interface Visitor {
  readonly host: string
  /** What the browser carries for us, by name. */
  readonly cookies: ReadonlyMap<string, string>
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<Screen>
  /** Follows the way that the answer points, to the page that is shown in the end. */
  visit(url: string): Promise<Screen>
  post(url: string, answers: Readonly<Record<string, string | readonly string[]>>, headers?: Readonly<Record<string, string>>): Promise<Screen>
  upload(url: string, answers: Readonly<Record<string, string | Sent>>, headers?: Readonly<Record<string, string>>): Promise<Screen>
  /** Fills in the form with this button on this page, and presses it. The answer as it came: a redirect is not followed. */
  press(page: Screen, button: string, answers?: Readonly<Record<string, Answer>>): Promise<Screen>
  /** The same, and goes where the answer leads. */
  send(page: Screen, button: string, answers?: Readonly<Record<string, Answer>>): Promise<Screen>
}

/** Opens a house. `example: false` is one with the bodies' tables empty. */
export async function house(asked: { readonly example?: boolean; readonly settings?: Readonly<Record<string, string>>; readonly now?: Temporal.Instant } = {}): Promise<House> {
  const database = await freshDatabase(asked.example === false ? undefined : await exampleDatabase())
  const dataFolder = mkdtempSync(join(tmpdir(), 'due-regard-house-'))
  const configuration = settings({ DUE_REGARD_DATA: dataFolder, DUE_REGARD_REQUESTS_PER_MINUTE: '1000000', DUE_REGARD_LOG: 'info', ...asked.settings })
  const log: string[] = []
  const clock = { now: asked.now ?? firstMorning }
  const standing = await openHouse({ configuration, connections: database.connections, cacheFolder: resolve(import.meta.dirname, '..', '.cache'), now: () => clock.now, log: { write: (line) => { log.push(line) } } })
  await standing.app.ready()

  const organisation = async (shortName = 'barsetshire'): Promise<string> => {
    const found = standing.directory.list().find((each) => each.shortName === shortName)
    if (!found) throw new Error(`There is no ${shortName} in this house`)
    return found.id
  }

  return {
    database, standing, dataFolder, log,
    now: () => clock.now,
    today: () => clock.now.toZonedDateTimeISO('Europe/London').toPlainDate(),
    wait(duration) { clock.now = clock.now.toZonedDateTimeISO('Europe/London').add(duration).toInstant() },
    visitor: (host = barsetshire) => visitor(standing, host),
    async as(email, how = {}) {
      const body = standing.directory.list().filter((each) => each.hosts.some((host) => email.endsWith(`@${domainOf(host)}`))).sort((a, b) => b.shortName.length - a.shortName.length)[0]
      if (!body) throw new Error(`No body of this house has people like ${email}`)
      const token = await changing(database.connections, body.id, async (db) => {
        const person = await findPersonByEmail(db, body.id, email)
        if (!person) throw new Error(`Nobody here is ${email}`)
        return beginSession(db, body.id, person.id, clock.now, { by: how.by ?? 'example', idleMinutes: configuration.sessions.idleMinutes, absoluteHours: configuration.sessions.absoluteHours, browser: 'A browser' })
      })
      return visitor(standing, body.hosts[0]!, new Map([['session', token]]))
    },
    async work() {
      const troubles: string[] = []
      const running = await startWork({ configuration, connections: database.connections, jobs: database.jobs, directory: standing.directory, published: standing.published, complain: (line) => troubles.push(line), now: () => clock.now, pollEvery: 20 })
      try {
        for (let idle = 0, waited = 0; idle < 2; waited++) {
          const { waiting, running: under } = await countOurs(database)
          idle = waiting + under === 0 ? idle + 1 : 0
          if (troubles.length > 0) throw new Error(troubles.join('\n'))
          // Minutes: a proof over what was released before takes its time where others use the machine too.
          if (waited > 15_000) throw new Error('The work does not come to an end')
          await new Promise((done) => setTimeout(done, 15))
        }
      } finally { await running.stop() }
    },
    async letters() {
      const rows = await database.asOwner<{ address: string; subject: string; text: string | null }>('select address, subject, text from mail.outbox order by made_at, id')
      return rows.map(({ address, subject, text }) => ({ to: address, subject, text: text ?? '', links: [...(text ?? '').matchAll(/https?:\/\/[^/\s]+(\/\S*)/g)].map((each) => each[1]!) }))
    },
    organisation,
    change: async (work, shortName) => {
      const id = await organisation(shortName)
      return changing(database.connections, id, (db) => work(db, id), { outOfTurn: true })
    },
    async [Symbol.asyncDispose]() {
      await standing.close()
      await database[Symbol.asyncDispose]()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Letters wait for the postman, and checkpoints for their signer, whom no test of a room needs: only the rooms' own work counts. */
async function countOurs(database: FreshDatabase): Promise<{ waiting: number; running: number }> {
  const all = await countJobs(database.jobs)
  const [letters] = await database.asOwner<{ many: string }>(`select count(*) as many from graphile_worker.jobs where task_identifier in ('mail.send', 'ledger.checkpoint') and locked_at is null`)
  return { waiting: all.waiting - Number(letters?.many ?? 0), running: all.running }
}

export function settings(env: Readonly<Record<string, string>>): Configuration {
  const read = readConfiguration(env)
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  return read
}

const domainOf = (host: string): string => ({ 'barsetshire.localhost': 'barsetshire.example', 'northbarset.localhost': 'northbarset.example', 'southbarset.localhost': 'southbarset.example', 'barsetshire-health.localhost': 'health.barsetshire.example' })[host] ?? host

/** A database with the example council in it, made once for this process; every house begins as a copy. */
function exampleDatabase(): Promise<string> {
  return made.example ??= makeExampleDatabase()
}

const made: { example?: Promise<string> } = {}

async function makeExampleDatabase(): Promise<string> {
  const database = await freshDatabase()
  const connections = openConnections(database.app, { most: 4, name: 'example' })
  await makeExample({ connections, owner: database.owner, now: firstMorning, say: () => {}, workforce: 'at once' })
  await connections.end()
  await database[Symbol.asyncDispose]()
  return database.app.database!
}

function visitor(standing: StandingHouse, host: string, cookies = new Map<string, string>()): Visitor {
  const keep = (set: string | string[] | undefined): void => {
    for (const line of set === undefined ? [] : Array.isArray(set) ? set : [set]) {
      const [pair = '', ...rest] = line.split(';')
      const [name, value] = [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]
      if (value === '' || rest.some((each) => /max-age=0|expires=thu, 01 jan 1970/i.test(each.trim()))) cookies.delete(name)
      else cookies.set(name, value)
    }
  }
  const ask = async (method: 'GET' | 'POST', url: string, headers: Readonly<Record<string, string>>, payload?: string | Buffer): Promise<Screen> => {
    const answer = await standing.app.inject({
      method, url, ...(payload === undefined ? {} : { payload }), remoteAddress: '127.0.0.1',
      headers: { host, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', accept: 'text/html', ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ') } : {}), ...headers },
    })
    keep(answer.headers['set-cookie'])
    return screen({ statusCode: answer.statusCode, headers: answer.headers, body: answer.body, bytes: answer.rawPayload }, url)
  }
  const ourselves = { 'sec-fetch-site': 'same-origin' }
  const self: Visitor = {
    host, cookies,
    get: (url, headers = {}) => ask('GET', url, headers),
    async visit(url) {
      let shown = await ask('GET', url, {})
      for (let steps = 0; shown.goesTo !== null && steps < 10; steps++) shown = await ask('GET', shown.goesTo, {})
      return shown
    },
    post(url, answers, headers = {}) {
      const pairs = Object.entries(answers).flatMap(([name, value]) => (typeof value === 'string' ? [value] : value).map((each) => [name, each] as [string, string]))
      return ask('POST', url, { ...ourselves, 'content-type': 'application/x-www-form-urlencoded', ...headers }, new URLSearchParams(pairs).toString())
    },
    upload(url, answers, headers = {}) {
      const { type, payload } = multipart(Object.entries(answers))
      return ask('POST', url, { ...ourselves, 'content-type': type, ...headers }, payload)
    },
    press(page, button, answers = {}) {
      const { to, upload, fields } = page.fill(button, answers)
      const { type, payload } = upload ? multipart(fields) : { type: 'application/x-www-form-urlencoded', payload: Buffer.from(new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString()) }
      return ask('POST', to, { ...ourselves, 'content-type': type }, payload)
    },
    async send(page, button, answers = {}) {
      const answer = await self.press(page, button, answers)
      return answer.goesTo === null ? answer : self.visit(answer.goesTo)
    },
  }
  return self
}

function multipart(fields: Filled['fields'] | readonly (readonly [string, string | Sent])[]): { type: string; payload: Buffer } {
  const boundary = `----due-regard-${Math.random().toString(36).slice(2)}`
  const parts = fields.flatMap(([name, value]) => typeof value === 'string'
    ? [Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)]
    : [Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${value.fileName.replaceAll('"', '%22')}"\r\ncontent-type: ${value.type ?? 'application/octet-stream'}\r\n\r\n`), Buffer.from(value.bytes as Uint8Array), Buffer.from('\r\n')])
  return { type: `multipart/form-data; boundary=${boundary}`, payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]) }
}
