import { hashPassword } from './password-store.ts'
import { changing, reading } from '#database/transaction.ts'
import { barsetshire, house, type Visitor } from '../../../test/house.ts'
import type { Screen } from '../../../test/screen.ts'

/** Everyone's password in these houses. */
export const password = 'harbour kettle violin'

/**
 * A house whose people prove who they are as in earnest: what is only for the example (no second step) is off unless asked
 * for. Its visitors each come from an address of their own. Nothing else here is special: the house is everyone's.
 */
export async function houseOfPeople(asked: { readonly example?: boolean; readonly https?: boolean; readonly people?: boolean; readonly settings?: Readonly<Record<string, string>> } = {}) {
  const all = await house({
    example: asked.people !== false, now: Temporal.Instant.from('2026-11-23T09:00:00Z'),
    settings: { DUE_REGARD_EXAMPLE: asked.example === true ? 'yes' : 'no', DUE_REGARD_PROXY: '1', DUE_REGARD_LOG: 'trace', ...(asked.https ? { DUE_REGARD_URL: `https://${barsetshire}` } : {}), ...asked.settings },
  })
  if (asked.people === false) {
    await all.database.addOrganisation('barsetshire', [barsetshire])
    await all.standing.directory.refresh()
  }
  const organisation = await all.organisation()
  // The example's own password opens nothing outside the example.
  if (asked.example !== true) await all.database.asOwner('update people.password set hash = $1', [await hashPassword(password)])
  const people = new Map((await all.database.asOwner<{ id: string; name: string }>('select id, name from people.person where organisation_id = $1', [organisation])).map(({ id, name }) => [name, id]))
  return {
    house: all, organisation,
    database: all.database, log: all.log, letters: all.letters, work: all.work, wait: all.wait, now: all.now, as: all.as,
    person: (name: string): string => people.get(name) ?? fail(`nobody is called ${name}`),
    look: <Answer>(work: Parameters<typeof reading<Answer>>[2]) => reading(all.database.connections, organisation, work),
    change: <Answer>(work: Parameters<typeof changing<Answer>>[2]) => changing(all.database.connections, organisation, work),
    visitor: ({ host = barsetshire, address = '192.0.2.1' }: { readonly host?: string; readonly address?: string } = {}) => from(all.visitor(host), { 'x-forwarded-for': address, ...(asked.https ? { 'x-forwarded-proto': 'https' } : {}) }),
    /** What the ledger has from the room of people, with what each entry says. */
    ledger: () => all.database.asOwner<{ did: string; by: string; on_id: string; body: string | null }>(`select did, by, on_id, body from ledger.entry join ledger.body using (organisation_id, number) where organisation_id = $1 and did like 'people.%' and did <> 'people.example-made' order by number`, [organisation]),
    [Symbol.asyncDispose]: () => all[Symbol.asyncDispose](),
  }
}

const fail = (words: string): never => { throw new Error(words) }

type Headers = Readonly<Record<string, string>>

/** A visitor whose every request has these headers; `fillIn` fills in the one form of a page, and goes where it leads. */
function from(visitor: Visitor, always: Headers) {
  const get = (url: string): Promise<Screen> => visitor.get(url, always)
  const post = (url: string, answers: Readonly<Record<string, string>> = {}, headers: Headers = {}): Promise<Screen> => visitor.post(url, answers, { ...always, ...headers })
  return {
    get, post,
    cookies: visitor.cookies as Map<string, string>,
    async fillIn(url: string, answers: Readonly<Record<string, string>>): Promise<Screen & { readonly cameTo?: string }> {
      const page = await get(url)
      const button = page.buttons.find((each) => !['Sign out', 'Menu', 'Show', 'Hide'].includes(each)) ?? fail(`there is no form on ${url}: ${page.text}`)
      const { to, fields } = page.fill(button, answers)
      const answer = await post(to, Object.fromEntries(fields.map(([name, value]) => [name, String(value)])))
      return answer.goesTo === null || answer.goesTo.startsWith('http') ? answer : { ...await get(answer.goesTo), cameTo: answer.goesTo }
    },
  }
}
