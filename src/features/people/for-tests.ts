import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { changing, reading } from '#database/transaction.ts'
import { readConfiguration } from '../../config.ts'
import { openHouse } from '../../house.ts'
import { freshDatabase } from '../../../test/database.ts'
import { addExamplePeople, exampleOrganisations } from './example.ts'

/** A house with the example county's people in it, a clock that the test moves, and what it logs. */
export async function houseOfPeople(settings: { readonly example?: boolean; readonly https?: boolean; readonly provider?: NonNullable<Parameters<typeof openHouse>[0]['configuration']['signIn']>; readonly people?: boolean } = {}) {
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'due-regard-people-'))
  const [barsetshire, northbarset] = [await database.addOrganisation('barsetshire', ['barsetshire.test']), await database.addOrganisation('northbarset', ['northbarset.test'])]
  const clock = { now: Temporal.Instant.from('2026-11-23T09:00:00Z') }
  const log: string[] = []
  const configuration = readConfiguration({ DUE_REGARD_DATA: folder, DUE_REGARD_EXAMPLE: settings.example === true ? 'yes' : 'no', DUE_REGARD_LOG: 'trace', DUE_REGARD_REQUESTS_PER_MINUTE: '1000000', DUE_REGARD_PROXY: '1', ...(settings.https ? { DUE_REGARD_URL: 'https://barsetshire.test' } : {}) })
  if ('problems' in configuration) throw new Error(configuration.problems.join('\n'))
  const people = settings.people === false ? null : await changing(database.connections, barsetshire, (db) => addExamplePeople(db, barsetshire, exampleOrganisations[0], clock.now))
  if (settings.people !== false) await changing(database.connections, northbarset, (db) => addExamplePeople(db, northbarset, exampleOrganisations[1], clock.now))
  const { app, close } = await openHouse({
    configuration: { ...configuration, signIn: settings.provider ?? null }, connections: database.connections, cacheFolder: join(tmpdir(), 'due-regard-test-assets'), now: () => clock.now, log: { write: (line) => { log.push(line) } },
  })
  return {
    app, database, clock, log, barsetshire, northbarset, people,
    person: (name: string): string => people?.people.get(name) ?? fail(`nobody is called ${name}`),
    look: <Answer>(work: Parameters<typeof reading<Answer>>[2]) => reading(database.connections, barsetshire, work),
    change: <Answer>(work: Parameters<typeof changing<Answer>>[2]) => changing(database.connections, barsetshire, work),
    visitor: (more: { readonly host?: string; readonly address?: string } = {}) => visitor(app, { ...more, https: settings.https === true }),
    /** Every letter in the outbox, newest first. */
    letters: () => database.asOwner<{ address: string; subject: string; text: string }>('select address, subject, text from mail.outbox where organisation_id = $1 order by made_at desc, id desc', [barsetshire]),
    /** Everything in the ledger, as its readers see it. */
    ledger: () => database.asOwner<{ did: string; by: string; on_id: string; body: string | null }>('select did, by, on_id, body from ledger.entry join ledger.body using (organisation_id, number) where organisation_id = $1 order by number', [barsetshire]),
    async [Symbol.asyncDispose]() {
      await close()
      await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const fail = (words: string): never => { throw new Error(words) }

/** A browser without script: it keeps cookies, says where it comes from, follows answers and finds fields by their labels. */
function visitor(app: Awaited<ReturnType<typeof openHouse>>['app'], { host = 'barsetshire.test', address = '192.0.2.1', https }: { readonly host?: string; readonly address?: string; readonly https: boolean }) {
  const cookies = new Map<string, string>()
  const send = async (asked: InjectOptions): Promise<Answer> => {
    const response = await app.inject({ ...asked, headers: { host, 'x-forwarded-for': address, ...(https ? { 'x-forwarded-proto': 'https' } : {}), 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...asked.headers } })
    for (const each of response.cookies) if (each.value === '' || (each.expires && each.expires.getTime() === 0)) cookies.delete(each.name); else cookies.set(each.name, each.value)
    return answerOf(response)
  }
  const get = (url: string): Promise<Answer> => send({ method: 'GET', url })
  return {
    cookies, get,
    /** Sends a form as a browser does, and stays on the answer. */
    post: (url: string, body: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
      send({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: new URLSearchParams(body).toString() }),
    /** Opens the page, fills in what is asked under these labels, sends its form and follows where it leads. */
    async fillIn(url: string, answers: Readonly<Record<string, string>>): Promise<Answer> {
      const page = await get(url)
      const body: Record<string, string> = { ...page.hidden }
      for (const [label, value] of Object.entries(answers)) body[page.fieldNamed(label)] = value
      const answer = await send({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(body).toString() })
      return answer.goesTo === null || answer.goesTo.startsWith('http') ? answer : { ...await get(answer.goesTo), cameTo: answer.goesTo }
    },
  }
}

export interface Answer {
  readonly status: number
  readonly goesTo: string | null
  readonly cameTo?: string
  readonly words: string
  readonly markup: string
  readonly hidden: Readonly<Record<string, string>>
  readonly headers: LightMyRequestResponse['headers']
  readonly setCookies: readonly string[]
  /** The name of the field with this label. */
  fieldNamed(label: string): string
}

type Element = DefaultTreeAdapterTypes.Element

function answerOf(response: LightMyRequestResponse): Answer {
  const all = elements(parse(response.body))
  const attribute = (element: Element, name: string) => element.attrs.find((each) => each.name === name)?.value
  const main = all.find((each) => each.tagName === 'main')
  const location = response.headers['location']
  const setCookie = response.headers['set-cookie']
  return {
    status: response.statusCode, goesTo: typeof location === 'string' ? location : null, markup: response.body, headers: response.headers,
    setCookies: setCookie === undefined ? [] : [setCookie].flat().map(String),
    words: textOf(main ?? parse(response.body)).replaceAll(/\s+/g, ' ').trim(),
    hidden: Object.fromEntries(all.filter((each) => each.tagName === 'input' && attribute(each, 'type') === 'hidden' && main !== undefined).map((each) => [attribute(each, 'name') ?? '', attribute(each, 'value') ?? ''])),
    fieldNamed(label) {
      const found = all.find((each) => each.tagName === 'label' && textOf(each).trim() === label)
      const field = found && all.find((each) => attribute(each, 'id') === attribute(found, 'for'))
      return (field && attribute(field, 'name')) ?? fail(`no field is labelled “${label}” among: ${all.filter((each) => each.tagName === 'label').map((each) => textOf(each).trim()).join(', ')}\n${response.body.slice(0, 300)}`)
    },
  }
}

function elements(node: DefaultTreeAdapterTypes.Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elements) : []
  return 'tagName' in node ? [node, ...children] : children
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join(' ') : ''
}
