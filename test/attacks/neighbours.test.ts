/**
 * Two bodies in one house. Somebody who may do everything in one of them puts the other's ids into the questions of their
 * own pages: into the query of each list, and into every answer that a form offers to choose. What comes back is what an
 * id gets that nobody has, and nothing of the other body is changed. (`attacks.test.ts` tries the other's addresses.)
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addExamplePlan } from '#features/action-plan/index.ts'
import { rooms } from '#rooms.ts'
import { house, type House } from '../house.ts'
import { barsetshire, prepareSamples, type Body } from '../sample-addresses.ts'
import type { Screen } from '../screen.ts'

const northbarset: Body = { name: 'northbarset', lead: 'imogen.clay@northbarset.example', somebody: 'Wendy Shaw', department: 'Resources' }
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

test('one body’s forms and lists take no id of another body for an answer', { timeout: 900_000 }, async (t) => {
  await using council = await house({ settings: { OIDC_ISSUER: 'http://localhost:9', OIDC_CLIENT_ID: 'due-regard', OIDC_CLIENT_SECRET: 'not a secret' } })
  const pages = rooms.flatMap((room) => room.pages)
  await givePlan(council)
  const [theirs, ours] = [await prepareSamples(council, pages, barsetshire), await prepareSamples(council, pages, northbarset)]
  const imogen = await council.as(northbarset.lead)
  const differences: string[] = []

  const before = await digest(council, barsetshire.name)

  const foreign = [...new Set(theirs.flatMap(({ url }) => url.match(uuids) ?? []))]
  await t.test('in the query of a list', async () => {
    const lists = ours.filter((each) => pages.some((page) => page.path.pattern === `${each.page.path.pattern}.csv`))
    assert.ok(lists.length >= 5, `${lists.length} lists`)
    for (const { url } of lists) {
      for (const name of ['objective', 'department', 'person', 'role', 'theme', 'on', 'by', 'lead', 'words']) {
        const [theirs, nobody] = [`${url}?${name}=${foreign[0]}`, `${url}?${name}=${crypto.randomUUID()}`]
        differences.push(...differ(`${url}?${name}`, await imogen.get(theirs), await imogen.get(nobody)))
      }
    }
    assert.deepEqual(differences, [])
  })

  await t.test('with the body’s own id the list is another and the form is taken, so the comparison can see a difference', async () => {
    const url = (pattern: string): string => ours.find((each) => each.page.path.pattern === pattern)?.url ?? assert.fail(pattern)
    const own = url('/objectives/:objective').slice('/objectives/'.length)
    assert.notDeepEqual(differ('the plan', await imogen.get(`${url('/plans/:strategy')}?objective=${own}`), await imogen.get(`${url('/plans/:strategy')}?objective=${crypto.randomUUID()}`)), [])
    const handOver = await imogen.get(url('/actions/:action/hand-over'))
    const person = /<option value="([0-9a-f-]{36})"/.exec(handOver.html)?.[1] ?? assert.fail('there is nobody to hand over to')
    assert.notDeepEqual(differ('handing over', await imogen.post(handOver.address, answersWith(handOver, person) ?? {}), await imogen.post(handOver.address, answersWith(handOver, crypto.randomUUID()) ?? {})), [])
  })

  await t.test('in what is sent: as the answer to every question that offers answers, and in every hidden field', async () => {
    let sent = 0
    for (const sample of ours.filter((each) => each.page.kind === 'form')) {
      const shown = await imogen.get(sample.url)
      if (shown.status !== 200) continue
      const nobodys = answersWith(shown, crypto.randomUUID())
      if (nobodys === null) continue
      // What an id gets that nobody has is the same each time, once what such a form does is done: it is asked for once for each form.
      if ((await imogen.post(sample.url, nobodys)).status === 303) await imogen.get(sample.url)
      const refused = await imogen.post(sample.url, nobodys)
      for (const id of foreign) {
        differences.push(...differ(`POST ${sample.page.path.pattern} with ${id}`, await imogen.post(sample.url, answersWith(shown, id) ?? {}), refused))
        sent++
      }
    }
    assert.ok(sent >= 100, `only ${sent} forms were sent with the other body’s ids`)
    assert.deepEqual(differences, [])
  })

  await t.test('nothing of the other body was changed by any of it', async () => {
    const after = await digest(council, barsetshire.name)
    assert.deepEqual(Object.keys(after).filter((table) => after[table] !== before[table]), [])
  })
})

/** Northbarset gets a plan like Barsetshire’s, led by its own people, and somebody who may do everything there. */
async function givePlan(council: House): Promise<void> {
  const organisation = await council.organisation(northbarset.name)
  const people = await council.database.asOwner<{ id: string; name: string }>('select id, name from people.person where organisation_id = $1', [organisation])
  const idOf = (name: string): string => people.find((each) => each.name === name)?.id ?? assert.fail(name)
  const cast = new Map([['Peter Ashdown', idOf('Imogen Clay')], ['Grace Okafor', idOf('Tariq Mahmood')], ['Samira Hussain', idOf('Wendy Shaw')]])
  await council.change((db) => addExamplePlan(db, organisation, 'barsetshire', { people: cast, departments: new Map(), known: new Map(), signIns: [] }, council.now()), northbarset.name)
  for (const role of ['publisher', 'auditor']) await council.database.asOwner('insert into people.granted_role (organisation_id, id, person_id, role, department_id, granted_by, granted_at) values ($1, $2, $3, $4, null, null, $5)', [organisation, crypto.randomUUID(), idOf('Imogen Clay'), role, council.now().toString()])
}

/** What two answers do not have in common, but for the ids that were asked about and the reference of the answer. */
function differ(where: string, one: Screen, other: Screen): readonly string[] {
  const plain = (screen: Screen): string => screen.html.replaceAll(uuids, 'ID').replaceAll(/(?<=\/answer\/)[\w-]+/g, 'TOKEN').replaceAll(/Reference: (<strong>)?[0-9a-f]{12}/g, 'Reference').replaceAll(/name="_version" value="[^"]*"/g, '').replaceAll(/\d+(?= changes? (was|were))/g, 'N')
  if (one.status !== other.status) return [`${where}: ${one.status} and ${other.status}`]
  if ((one.goesTo ?? '').replaceAll(uuids, 'ID') !== (other.goesTo ?? '').replaceAll(uuids, 'ID')) return [`${where}: goes to ${one.goesTo} and ${other.goesTo}`]
  if (Object.keys(one.headers).sort().join() !== Object.keys(other.headers).sort().join()) return [`${where}: other headers`]
  return plain(one) === plain(other) ? [] : [`${where}: another page`]
}

/** The form of this page with the id wherever an answer is chosen, and ordinary words elsewhere; null where nothing is chosen. */
function answersWith(shown: Screen, id: string): Record<string, string> | null {
  const form = /<form method="post" action="[^"]*" novalidate[^]*?<\/form>/.exec(shown.html)?.[0] ?? ''
  const named = (pattern: RegExp): readonly string[] => [...form.matchAll(pattern)].flatMap((each) => /name="([^"]+)"/.exec(each[0])?.[1] ?? [])
  const chosen = [...named(/<select[^>]*>/g), ...named(/<input[^>]*type="(?:radio|checkbox|hidden)"[^>]*>/g)].filter((name) => name !== '_version')
  if (chosen.length === 0) return null
  const typed = [...named(/<textarea[^>]*>/g), ...named(/<input[^>]*type="(?:text|url|email)"[^>]*>/g)]
  return { ...Object.fromEntries(typed.map((name) => [name, 'Words'])), ...Object.fromEntries(chosen.map((name) => [name, id])) }
}

/** One hash for all that a body has in each table, but for what visiting changes by itself. */
async function digest(council: House, body: string): Promise<Readonly<Record<string, string>>> {
  const tables = await council.database.asOwner<{ name: string }>(`select table_schema || '.' || table_name as name from information_schema.columns where column_name = 'organisation_id' and table_schema not in ('information_schema', 'graphile_worker') and (table_schema, table_name) not in (('people', 'session'), ('directory', 'host')) order by 1`)
  const all: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await council.database.asOwner<{ digest: string | null }>(`select md5(string_agg(md5(t::text), '' order by md5(t::text))) as digest from ${name} t where organisation_id = $1`, [await council.organisation(body)])
    all[name] = row?.digest ?? ''
  }
  return all
}

