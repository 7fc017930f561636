/**
 * One process to be measured: PostgreSQL with the bench's data, and either the app or the floor in front of it. Says on
 * its first line, as JSON, where it is and what to ask for. `standing.ts app|floor DATA`
 */
import { createServer } from 'node:http'
import { createHash, randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import pg from 'pg'
import { openConnections } from '#database/connect.ts'
import { startEmbedded } from '#database/embedded.ts'
import { newId } from '#database/identity.ts'
import { migrate } from '#database/migrate.ts'
import { changing } from '#database/transaction.ts'
import { beginSession, findPersonByEmail } from '#features/people/index.ts'
import { makeExample } from '../../src/example.ts'
import { openHouse } from '../../src/house.ts'
import { readConfiguration } from '../../src/config.ts'

const [, , kind, data] = process.argv
if ((kind !== 'app' && kind !== 'floor') || data === undefined) throw new Error('standing.ts app|floor DATA')

const database = await startEmbedded(data)
await migrate(database.owner)
const connections = openConnections(database.app, { most: 10 })
const now = Temporal.Now.instant()
if (await makeExample({ connections, owner: database.owner, now, say: () => {} })) await fill()

const { rows: bodies } = await connections.pool.query<{ id: string; short_name: string }>('select id, short_name from directory.organisation order by made_at limit 3')
const county = bodies[0]!.id
const { token, strategy, actions } = await changing(connections, county, async (db) => {
  const person = await findPersonByEmail(db, county, 'priya.nair@barsetshire.example')
  const plan = await db.selectFrom('action_plan.strategy').select('strategy_id').where('organisation_id', '=', county).where('title', '=', 'The bench’s plan').executeTakeFirstOrThrow()
  const some = await db.selectFrom('action_plan.action').select('action_id').where('organisation_id', '=', county).where('strategy_id', '=', plan.strategy_id).orderBy('place').limit(2000).execute()
  return { token: await beginSession(db, county, person!.id, now, { by: 'example', browser: 'bench', idleMinutes: 600, absoluteHours: 10 } as never), strategy: plan.strategy_id, actions: some.map((each) => each.action_id) }
})
const { rows: [published] } = await readPublished()

const port = kind === 'app' ? await openApp() : await openFloor()
process.stdout.write(`${JSON.stringify({ port, token, strategy, actions, publicPlan: published!.address, county, postmaster: database.processId() })}\n`)
process.on('SIGTERM', () => { connections.end().then(() => database.stop()).then(() => process.exit(0), () => process.exit(1)) })

async function readPublished() {
  const client = await connections.pool.connect()
  try {
    await client.query(`begin; set local due_regard.organisation = '${county}'`)
    const found = await client.query<{ address: string }>(`select address from publication.newest where address ~ '^/plan/[0-9a-f-]{36}$' limit 1`)
    await client.query('commit')
    return found
  } finally {
    client.release()
  }
}

/** 10,000 actions in the county’s plan and 2,000 in each of two others, so that an index has something to leave out. */
async function fill(): Promise<void> {
  const { rows } = await connections.pool.query<{ id: string }>('select id from directory.organisation order by made_at limit 3')
  for (const [number, { id }] of rows.entries()) {
    const many = number === 0 ? 10_000 : 2_000
    await changing(connections, id, async (db) => {
      const [strategy, objective] = [newId(), newId()]
      await db.insertInto('action_plan.strategy').values({ organisation_id: id, strategy_id: strategy, title: 'The bench’s plan', from_on: '2026-04-01', to_on: '2030-03-31', vision: '', aims: '', status: 'live', notes_publish_at_once: true, version: 1, made_at: now.toString() }).execute()
      await db.insertInto('action_plan.objective').values({ organisation_id: id, objective_id: objective, strategy_id: strategy, theme_id: null, code: 'EO1', words: 'Have a workforce that reflects the county', this_means: '', lead_member: '', strategic_lead: '', operational_lead: '', aims: [], characteristics: [], measure: '', baseline: '', target: '', deadline_written: null, deadline: '{"kind":"none","because":"empty"}', reviewed_on: null, place: 1, version: 1 }).execute()
      for (let from = 0; from < many; from += 250) {
        await db.insertInto('action_plan.action').values(Array.from({ length: 250 }, (_, index) => {
          const place = from + index + 1
          const due = new Temporal.PlainDate(2026, 1, 1).add({ days: place % 1_400 }).toString()
          return {
            organisation_id: id, action_id: newId(), strategy_id: strategy, objective_id: objective, group_heading: '', reference: `1.${place}`, words: `Ask every team in district ${place % 9} what stands in the way of <fair> work, and answer it (${place})`,
            lead_written: 'Head of Service', lead_name: `Head of Service ${place % 40}`, lead_person_id: null, lead_known_id: null, supporting: '[]', elected_lead: '', department_id: null, deadline_written: 'by then', deadline: JSON.stringify({ kind: 'date', on: due, precision: 'day' }), due_on: due,
            measures: JSON.stringify([{ kind: 'output', words: '40 teams asked' }]), characteristics: ['age'] as never, aims: ['advance'] as never, priority: '' as const, resources: '', private_notes: '', is_private: false, state: 'under way' as const, state_reason: '', closed_on: null,
            own_rating: null, own_rating_reason: '', percent_done: place % 100, last_update_on: '2026-10-01', last_update: 'Half of the teams have answered.', made_by: null, place, version: 1,
          }
        })).execute()
      }
    }, { statementMilliseconds: 120_000 })
  }
  const owner = new pg.Client(database.owner as pg.ClientConfig)
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.end()
}

async function openApp(): Promise<number> {
  const configuration = readConfiguration({ DUE_REGARD_DATA: data!, DUE_REGARD_LOG: 'silent', DUE_REGARD_REQUESTS_PER_MINUTE: '1000000' })
  if ('problems' in configuration) throw new Error(configuration.problems.join(' '))
  const house = await openHouse({ configuration, connections, cacheFolder: resolve(import.meta.dirname, '..', '..', '.cache') })
  await house.app.listen({ port: 0, host: '127.0.0.1' })
  return (house.app.server.address() as { port: number }).port
}

/**
 * The floor: what the machine gives with no framework of ours. node:http and pg, the same questions under the same
 * forced row-level security, escaped HTML, and a save with a chained entry in the ledger.
 */
async function openFloor(): Promise<number> {
  const pool = new pg.Pool({ ...(database.app as pg.PoolConfig), max: 10 })
  pool.on('error', () => {})
  const escape = (text: string): string => text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`)
  const inside = async <Answer>(mode: string, work: (client: pg.PoolClient) => Promise<Answer>): Promise<Answer> => {
    const client = await pool.connect()
    try {
      await client.query(`begin ${mode}; set local due_regard.organisation = '${county}'`)
      const answer = await work(client)
      await client.query('commit')
      return answer
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
  let turn: Promise<void> = Promise.resolve()
  const publicPage = Buffer.from('<!DOCTYPE html><title>Plan</title>' + '<p>What we promised and what we have done.</p>'.repeat(500))
  const server = createServer((request, response) => {
    const answer = (html: string): void => { response.setHeader('content-type', 'text/html; charset=utf-8'); response.end(html) }
    const failed = (error: unknown): void => { response.statusCode = 500; response.end(String(error)) }
    const url = request.url ?? '/'
    if (url.startsWith('/plan/')) { response.setHeader('content-type', 'text/html; charset=utf-8'); response.end(publicPage); return }
    if (request.method === 'POST') {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        const account = new URLSearchParams(Buffer.concat(parts).toString()).get('account') ?? ''
        // One at a time, as every entry stands on the one before it: two at once would only collide and be refused.
        turn = turn.catch(() => {}).then(() => inside('isolation level serializable', async (client) => {
          const id = url.split('/')[2]
          await client.query({ name: 'f1', text: 'select * from action_plan.action where organisation_id = $1 and action_id = $2', values: [county, id] })
          await client.query({ name: 'f2', text: `update action_plan.action set last_update = $3, last_update_on = current_date, version = version + 1 where organisation_id = $1 and action_id = $2`, values: [county, id, account] })
          await client.query({ name: 'f3', text: `insert into action_plan.happening values ($1, gen_random_uuid(), $2, now(), null, 'floor', 'progress', $3, false)`, values: [county, id, JSON.stringify({ account })] })
          const content = createHash('sha256').update(account).digest()
          await client.query({ name: 'f4', text: `with head as (insert into ledger.head as head (organisation_id, number, hash) values ($1::uuid, 1, sha256($2::bytea)) on conflict (organisation_id) do update set number = head.number + 1, hash = sha256(head.hash || $2::bytea) returning number, hash),
            entry as (insert into ledger.entry (organisation_id, number, at, by, did, on_room, on_id, on_version, request, body_hash, content_hash, hash) select $1::uuid, number, now(), 'floor', 'floor.saved', 'action-plan', $3, null, 'floor', $2::bytea, $2::bytea, hash from head returning number)
            insert into ledger.body (organisation_id, number, salt, body) select $1::uuid, number, $4::bytea, $5 from entry`, values: [county, content, id, randomBytes(32), JSON.stringify({ account })] })
        }))
        turn.then(() => { response.statusCode = 303; response.setHeader('location', '/'); response.end() }, failed)
      })
      return
    }
    if (url.startsWith('/plans/')) {
      inside('read only', (client) => client.query({ name: 'f5', text: `select a.action_id, a.reference, a.words, o.code, o.words as objective_words, a.lead_name, a.due_on::text, a.state, a.last_update_on::text from action_plan.action a join action_plan.objective o using (organisation_id, objective_id) where a.organisation_id = $1 and a.strategy_id = $2 order by a.place limit 51`, values: [county, strategy] }))
        .then(({ rows }) => answer(`<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Plan</title><link rel="stylesheet" href="/style.css"></head><body><main class="govuk-main-wrapper"><h1 class="govuk-heading-l">The bench’s plan</h1><table class="govuk-table dr-table"><thead><tr><th scope="col" class="govuk-table__header">Action</th><th scope="col" class="govuk-table__header">Objective</th><th scope="col" class="govuk-table__header">Lead</th><th scope="col" class="govuk-table__header">Due</th><th scope="col" class="govuk-table__header">How it stands</th><th scope="col" class="govuk-table__header">Last update</th></tr></thead><tbody>${rows.slice(0, 50).map((row) => `<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Action"><span class="dr-ref">${escape(row.reference)}</span> <a class="govuk-link" href="/actions/${row.action_id}">${escape(row.words)}</a></td><td class="govuk-table__cell" data-label="Objective"><span title="${escape(row.objective_words)}">${escape(row.code)}</span></td><td class="govuk-table__cell" data-label="Lead">${escape(row.lead_name)}</td><td class="govuk-table__cell" data-label="Due"><span class="dr-dated">${escape(row.due_on)}</span></td><td class="govuk-table__cell" data-label="How it stands"><span class="dr-rating dr-rating--on-track">${escape(row.state)}</span></td><td class="govuk-table__cell" data-label="Last update">${escape(row.last_update_on)}</td></tr>`).join('\n')}</tbody></table></main></body></html>`), failed)
      return
    }
    // The action, what it stands in, and its history, evidence and links, in one question: what the page shows, as the page shows it.
    inside('read only', (client) => client.query({ name: 'f6', text: `select a.*, a.due_on::text as due, o.words as objective_words, o.code, s.title,
        (select coalesce(json_agg(h order by h.at desc), '[]') from (select * from action_plan.happening where organisation_id = $1 and action_id = $2 order by at desc limit 500) h) as happenings,
        (select coalesce(json_agg(e), '[]') from action_plan.evidence e where e.organisation_id = $1 and e.action_id = $2) as evidence,
        (select coalesce(json_agg(l), '[]') from action_plan.link l where l.organisation_id = $1 and l.action_id = $2) as links
      from action_plan.action a join action_plan.objective o using (organisation_id, objective_id) join action_plan.strategy s on s.organisation_id = a.organisation_id and s.strategy_id = a.strategy_id where a.organisation_id = $1 and a.action_id = $2`, values: [county, url.split('/')[2]] }))
      .then(({ rows: [row] }) => row === undefined ? failed('not there') : answer(`<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>${escape(row.reference)}</title><link rel="stylesheet" href="/style.css"></head><body><main class="govuk-main-wrapper"><p class="govuk-caption-l">${escape(row.code)}: ${escape(row.objective_words)}, ${escape(row.title)}</p><h1 class="govuk-heading-l">${escape(row.reference)} ${escape(row.words)}</h1><ol class="dr-timeline">${(row.happenings as { at: string; kind: string; person_name: string; told: Record<string, string> }[]).map((each) => `<li class="dr-event"><h3 class="dr-event__title">${escape(each.kind)}</h3><p class="dr-event__when">${escape(each.at)}, ${escape(each.person_name)}</p><p class="govuk-body">${escape(each.told['account'] ?? '')}</p></li>`).join('')}</ol><dl class="govuk-summary-list">${[['Lead', row.lead_name], ['Deadline', `${row.deadline_written} ${row.due}`], ['How success is shown', row.measures[0]?.words ?? ''], ['Characteristics', row.characteristics.join(', ')], ['Aims of the duty', row.aims.join(', ')], ['Done so far', String(row.percent_done)]].map(([name, value]) => `<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${escape(value)}</dd></div>`).join('')}</dl><ul class="govuk-list">${(row.evidence as { what: string }[]).map((each) => `<li>${escape(each.what)}</li>`).join('')}</ul></main></body></html>`), failed)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return (server.address() as { port: number }).port
}
